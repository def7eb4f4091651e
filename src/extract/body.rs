//! The engine's own judgement of a copied region: where the headline is, which node holds the text, and whether there is
//! an article at all.

use super::Reason;
use super::blocks::is_hidden;
use super::region::Region;
use crate::page::tree::{Kind, Tag, Tree};
use crate::text::count_words;

/// Fewer words than this are no article without a profile.
const LEAST_WORDS: usize = 40;

/// Headings that are links and have less text than this each make a list.
const WORDS_AN_ENTRY: usize = 40;

/// A teaser has fewer words than this.
const LONGEST_TEASER: usize = 200;

/// The headline of the text at `body`: the nearest `h1` before it or in it, else the nearest `h2` before it.
pub(super) fn headline(tree: &Tree, body: usize) -> Option<usize> {
    let is = |tag: Tag| move |index: &usize| tree.tag(*index) == Some(tag);
    let worded = |index: &usize| count_words(&tree.all_text(*index)) > 0;
    (0..body)
        .rev()
        .filter(is(Tag::H1))
        .find(worded)
        .or_else(|| tree.inside(body).filter(is(Tag::H1)).find(worded))
        .or_else(|| (0..body).rev().filter(is(Tag::H2)).find(worded))
}

/// The words of paragraphs in a node and the words of links in it.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    words: usize,
    linked: usize,
}

/// Finds the node that holds the text in the region, or says why there is none.
pub(super) fn find(tree: Tree) -> Result<Region, Reason> {
    let own = own_weights(&tree);
    // What a node and everything in it weighs; children come behind their parents, so one pass from the end sums up.
    let mut total = own.clone();
    for index in (0..tree.len()).rev() {
        let weight = total.get(index).copied().unwrap_or_default();
        if let Some(sum) = tree.parent(index).and_then(|parent| total.get_mut(parent)) {
            sum.words += weight.words;
            sum.linked += weight.linked;
        }
    }
    let weight = |index: usize| total.get(index).copied().unwrap_or_default();
    let prose = |index: usize| weight(index).words.saturating_sub(2 * weight(index).linked);
    let roots: Vec<usize> =
        (0..tree.len()).filter(|index| tree.parent(*index).is_none() && tree.tag(*index).is_some()).collect();
    let mut body = roots.into_iter().max_by_key(|root| prose(*root)).ok_or(Reason::NoBody)?;
    // Go down as long as one child holds nearly all of it.
    loop {
        let next = tree
            .children(body)
            .filter(|child| tree.tag(*child).is_some_and(|tag| !tag.is_inline()))
            .max_by_key(|child| prose(*child));
        match next {
            Some(child)
                if prose(child) * 10 >= prose(body) * 9
                    && !matches!(tree.tag(child), Some(Tag::P | Tag::Ul | Tag::Ol | Tag::Table | Tag::Blockquote)) =>
            {
                body = child
            }
            _ => break,
        }
    }
    let found = weight(body);
    let paragraphs = paragraph_words(&tree, body);
    if list_entries(&tree, body) >= 5
        && paragraphs < WORDS_AN_ENTRY * list_entries(&tree, body)
        && paragraphs < LONGEST_TEASER
    {
        return Err(Reason::ListPage);
    }
    if prose(body) == 0 {
        return Err(Reason::NoBody);
    }
    if found.words < LEAST_WORDS {
        return Err(Reason::TooShort);
    }
    let headline = headline(&tree, body);
    // A headline that leads elsewhere heads an entry of a list, and what follows it is a teaser.
    if found.words < LONGEST_TEASER && headline.is_some_and(|headline| is_linked(&tree, headline)) {
        return Err(Reason::ListPage);
    }
    Ok(Region { tree, body, headline })
}

/// For each node the words that it holds itself, as text of its own and not of a block inside it.
fn own_weights(tree: &Tree) -> Vec<Weight> {
    let mut out = vec![Weight::default(); tree.len()];
    let mut links: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < tree.len() {
        while links.last().is_some_and(|until| *until <= at) {
            links.pop();
        }
        match tree.kind(at) {
            Kind::Element(tag)
                if tag.is_unreadable() || is_hidden(tree, at) || matches!(tag, Tag::Nav | Tag::Footer | Tag::Aside) =>
            {
                at = tree.end(at);
                continue;
            }
            Kind::Element(Tag::A) => links.push(tree.end(at)),
            Kind::Text => {
                let words = count_words(tree.text(at));
                if let Some(weight) = tree.parent(at).and_then(|parent| out.get_mut(parent)) {
                    weight.words += words;
                    weight.linked += if links.is_empty() { 0 } else { words };
                }
            }
            _ => {}
        }
        at += 1;
    }
    out
}

/// The words of the paragraphs in the node that are no links.
fn paragraph_words(tree: &Tree, body: usize) -> usize {
    let is = |index: usize, tag: Tag| tree.tag(index) == Some(tag);
    let words = |index: usize| count_words(&tree.all_text(index));
    tree.inside(body)
        .filter(|index| is(*index, Tag::P))
        .map(|paragraph| {
            words(paragraph).saturating_sub(tree.inside(paragraph).filter(|inner| is(*inner, Tag::A)).map(words).sum())
        })
        .sum()
}

/// How many headings in the node are links to other pages: lists of articles are made of them.
fn list_entries(tree: &Tree, body: usize) -> usize {
    tree.inside(body)
        .filter(|index| tree.tag(*index).and_then(Tag::heading_level).is_some())
        .filter(|heading| is_linked(tree, *heading))
        .count()
}

/// Whether a heading holds a link or stands in one.
fn is_linked(tree: &Tree, heading: usize) -> bool {
    let is_link = |index: usize| {
        tree.tag(index) == Some(Tag::A) && tree.attribute(index, "href").is_some_and(|href| !href.starts_with('#'))
    };
    tree.inside(heading).any(is_link)
        || std::iter::successors(tree.parent(heading), |parent| tree.parent(*parent)).take(3).any(is_link)
}
