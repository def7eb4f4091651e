//! How many words stand in each part of a copied region, and how many of them are links: counted once, asked often.

use crate::page::tree::{Kind, Tag, Tree};
use crate::text::count_words;

/// Sums over the nodes of a tree, so that any part of it is the difference of two.
#[derive(Debug)]
pub(super) struct Measure {
    /// Words before each node, and at the end all.
    words: Vec<u32>,
    /// Linked words before each node, and at the end all.
    linked: Vec<u32>,
    /// Links before each node, and at the end all.
    links: Vec<u32>,
}

impl Measure {
    /// Counts the readable words of `tree`. A word that emphasis parts counts as two: exact enough to weigh by.
    pub(super) fn new(tree: &Tree) -> Measure {
        let mut measure = Measure { words: vec![0], linked: vec![0], links: vec![0] };
        let (mut words, mut linked, mut links) = (0, 0, 0);
        let (mut unreadable_until, mut link_until) = (0, 0);
        for index in 0..tree.len() {
            match tree.kind(index) {
                Kind::Element(_) if tree.is_unreadable(index) => {
                    unreadable_until = unreadable_until.max(tree.end(index))
                }
                Kind::Element(Tag::A) => {
                    link_until = link_until.max(tree.end(index));
                    links += 1;
                }
                Kind::Text if index >= unreadable_until => {
                    let count = u32::try_from(count_words(tree.text(index))).unwrap_or(u32::MAX);
                    words += count;
                    linked += if index < link_until { count } else { 0 };
                }
                _ => {}
            }
            measure.words.push(words);
            measure.linked.push(linked);
            measure.links.push(links);
        }
        measure
    }

    /// The words in a node.
    pub(super) fn words(&self, tree: &Tree, index: usize) -> usize {
        difference(&self.words, index, tree.end(index))
    }

    /// Those of them that are links.
    pub(super) fn linked(&self, tree: &Tree, index: usize) -> usize {
        difference(&self.linked, index, tree.end(index))
    }

    /// The links in a node, itself included.
    pub(super) fn links(&self, tree: &Tree, index: usize) -> usize {
        difference(&self.links, index, tree.end(index))
    }
}

fn difference(sums: &[u32], from: usize, to: usize) -> usize {
    match (sums.get(from), sums.get(to)) {
        (Some(before), Some(after)) => (after - before) as usize,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::markup;

    #[test]
    fn parts_are_measured_by_their_own_words() {
        let mut tree = Tree::default();
        markup::read("<div><p>satu dua <a href=\"x\">tiga</a></p><script>a b c</script><p>empat</p></div>", &mut tree);
        let measure = Measure::new(&tree);
        let paragraph = (0..tree.len()).find(|index| tree.tag(*index) == Some(Tag::P)).unwrap_or_default();
        assert_eq!((measure.words(&tree, 0), measure.linked(&tree, 0), measure.links(&tree, 0)), (4, 1, 1));
        assert_eq!((measure.words(&tree, paragraph), measure.linked(&tree, paragraph)), (3, 1));
    }
}
