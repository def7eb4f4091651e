//! The numbered links of an article that is spread over several pages.

use super::profile::{Mark, any};
use crate::article::Pages;
use crate::page::tree::{Tag, Tree};

/// More pages than this are no article (and no honest pager).
const MOST_PAGES: u32 = 50;

/// What the pager marked by `marks` says; none when there is one page. `address` is that of this page. Addresses are
/// returned as written.
pub(super) fn read(tree: &Tree, marks: &[Mark], address: &str) -> Option<Pages> {
    let pagers = (0..tree.len()).filter(|index| any(tree, *index, marks));
    let mut links: Vec<(String, &str, bool)> = Vec::new();
    for pager in pagers {
        // The arrow to the next page stands beside the numbers, in the pager's parent.
        let around = tree.parent(pager).map_or(tree.inside(pager), |parent| tree.inside(parent));
        for index in around.filter(|index| tree.tag(*index) == Some(Tag::A)) {
            if let Some(href) = tree.attribute(index, "href") {
                links.push((tree.all_text(index), href, tree.classes(index).any(|class| class == "active")));
            }
        }
    }
    let numbered = |href: &str| {
        parameter(href).and_then(|value| value.parse::<u32>().ok()).filter(|page| (1..=MOST_PAGES).contains(page))
    };
    let total = links.iter().filter_map(|(_, href, _)| numbered(href)).max()?;
    let marked = links.iter().find(|(_, _, active)| *active).and_then(|(_, href, _)| numbered(href));
    let current = marked.or_else(|| numbered(address)).unwrap_or(1);
    let to = |page: u32| {
        links.iter().find(|(_, href, _)| numbered(href) == Some(page)).map(|(_, href, _)| (*href).to_owned())
    };
    let all = links.iter().find(|(_, href, _)| parameter(href) == Some("all")).map(|(_, href, _)| (*href).to_owned());
    (total > 1).then(|| Pages { current, total, next: to(current + 1), all })
}

/// The value of an address's `page` parameter.
fn parameter(address: &str) -> Option<&str> {
    let (_, query) = address.split_once('?')?;
    query.split('#').next()?.split('&').find_map(|pair| pair.strip_prefix("page="))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::markup;

    #[test]
    fn the_pager_tells_where_we_are() {
        let mut tree = Tree::default();
        markup::read(
            "<div><div><a href=\"/x?page=3\">Selanjutnya</a></div><div class=\"pagination\"><a href=\"/x?page=1\">1</a>\
             <a class=\"active\" href=\"/x?page=2\">2</a><a href=\"/x?page=3\">3</a><a href=\"/x?page=all\">Semua</a></div></div>",
            &mut tree,
        );
        let want =
            Pages { current: 2, total: 3, next: Some("/x?page=3".to_owned()), all: Some("/x?page=all".to_owned()) };
        assert_eq!(read(&tree, &[Mark::Class("pagination")], "https://a.example/x?page=2"), Some(want));
    }

    #[test]
    fn an_empty_pager_is_none() {
        let mut tree = Tree::default();
        markup::read("<div><div class=\"pagination\"></div></div>", &mut tree);
        assert_eq!(read(&tree, &[Mark::Class("pagination")], ""), None);
    }
}
