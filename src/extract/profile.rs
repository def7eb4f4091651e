//! What a site profile can say: data about one site's markup, with the day it was last seen to be true.

use crate::page::tree::{Kind, Tag, Tree};
use crate::text;

/// A site's markup as data. The engine does what it says and falls back on its own judgement where it finds nothing.
#[derive(Debug)]
pub struct Profile {
    /// The name under which the trace and the reading speak of it.
    pub name: &'static str,
    /// The day on which the markup was last seen so, `YYYY-MM-DD`.
    pub seen: &'static str,
    /// The domains it speaks for, their subdomains included.
    pub domains: &'static [&'static str],
    /// What holds the text, best first.
    pub body: &'static [Mark],
    /// The headline, best first.
    pub headline: &'static [Mark],
    /// What holds the lead image and its caption.
    pub lead: &'static [Mark],
    /// Where the article ends inside its body.
    pub stops: &'static [Mark],
    /// Where a subscription wall stands; it ends the article and makes it partial.
    pub walls: &'static [Mark],
    /// What is not the article inside its body.
    pub drops: &'static [Mark],
    /// What holds the names outside the body's own lines.
    pub bylines: &'static [Mark],
    /// What holds the links to the site's keywords.
    pub tags: &'static [Mark],
    /// What holds the numbered links of an article in several pages.
    pub pagers: &'static [Mark],
    /// The parameters of an address that number the pages of an article.
    pub page_parameters: &'static [&'static str],
    /// Words before a colon and a link that lead to another article.
    pub related: &'static [&'static str],
    /// How lines begin that only promote the site's other places.
    pub promotions: &'static [&'static str],
    /// Lines that open what stands behind the article, whole, without the marks around them.
    pub endings: &'static [&'static str],
    /// How the paths of pages begin that list other pages or figures. The front page of a host always does.
    pub lists: &'static [&'static str],
    /// Names of the market figures that the site shows on every page; none when it shows none.
    pub indicators: &'static [&'static str],
    /// Minutes east of UTC of a time that names no zone.
    pub offset: i16,
    /// Whether an address's query is part of which article it is.
    pub query_identifies: bool,
    /// How the site names itself.
    pub site: &'static str,
    /// The sections that have a host of their own: its first label, and the section's name.
    pub sections: &'static [(&'static str, &'static str)],
}

/// One thing to know a node by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A class name.
    Class(&'static str),
    /// How a class name begins.
    ClassPrefix(&'static str),
    /// An element with a class name.
    TagClass(&'static str, &'static str),
    /// An id.
    Id(&'static str),
    /// How an id begins.
    IdPrefix(&'static str),
    /// An attribute with a value.
    Attribute(&'static str, &'static str),
    /// An attribute, whatever its value.
    HasAttribute(&'static str),
    /// The words of a comment.
    Comment(&'static str),
}

impl Mark {
    /// The selector that finds such nodes; empty for comments, which selectors can't see.
    pub fn selector(self) -> String {
        match self {
            Mark::Class(name) => [".", name].concat(),
            Mark::ClassPrefix(prefix) => ["[class^=\"", prefix, "\"], [class*=\" ", prefix, "\"]"].concat(),
            Mark::TagClass(tag, name) => [tag, ".", name].concat(),
            Mark::Id(id) => ["#", id].concat(),
            Mark::IdPrefix(prefix) => ["[id^=\"", prefix, "\"]"].concat(),
            Mark::Attribute(name, value) => ["[", name, "=\"", value, "\"]"].concat(),
            Mark::HasAttribute(name) => ["[", name, "]"].concat(),
            Mark::Comment(_) => String::new(),
        }
    }

    /// Whether node `index` of `tree` is such a node.
    pub fn matches(self, tree: &Tree, index: usize) -> bool {
        if let Mark::Comment(words) = self {
            return tree.kind(index) == Kind::Comment && tree.text(index).trim() == words;
        }
        let Some(tag) = tree.tag(index) else { return false };
        match self {
            Mark::Class(name) => tree.classes(index).any(|class| class == name),
            Mark::ClassPrefix(prefix) => tree.classes(index).any(|class| class.starts_with(prefix)),
            Mark::TagClass(name, class) => tag == Tag::new(name) && tree.classes(index).any(|found| found == class),
            Mark::Id(id) => tree.attribute(index, "id") == Some(id),
            Mark::IdPrefix(prefix) => tree.attribute(index, "id").is_some_and(|id| id.starts_with(prefix)),
            Mark::Attribute(name, value) => tree.attribute(index, name) == Some(value),
            Mark::HasAttribute(name) => tree.attribute(index, name).is_some(),
            Mark::Comment(_) => false,
        }
    }
}

/// The first node that the first fruitful mark finds.
pub fn find(tree: &Tree, marks: &[Mark]) -> Option<usize> {
    marks.iter().find_map(|mark| (0..tree.len()).find(|index| mark.matches(tree, *index)))
}

/// Whether any of `marks` knows the node.
pub fn any(tree: &Tree, index: usize, marks: &[Mark]) -> bool {
    marks.iter().any(|mark| mark.matches(tree, index))
}

impl Profile {
    /// The section whose host `host` is.
    pub fn section(&self, host: &str) -> Option<&'static str> {
        let label = host.split('.').next()?;
        self.sections.iter().find(|(known, _)| *known == label).map(|(_, name)| *name)
    }

    /// Whether `address` is that of a page that lists others: nothing on it is an article unless its markup says so.
    pub fn lists(&self, address: &str) -> bool {
        let path = text::split_once(address, "://").map_or(address, |(_, rest)| rest);
        let path = path.find('/').and_then(|at| path.get(at..)).unwrap_or("/");
        let path = path.split(['?', '#']).next().unwrap_or_default();
        path.trim_matches('/').is_empty() || self.lists.iter().any(|known| path.starts_with(known))
    }

    /// Whether it speaks for `host`.
    pub fn speaks_for(&self, host: &str) -> bool {
        self.domains.iter().any(|domain| {
            host.strip_suffix(domain).is_some_and(|subdomain| subdomain.is_empty() || subdomain.ends_with('.'))
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::profiles::kontan::KONTAN;

    #[test]
    fn lists_are_known_by_their_address() {
        for address in [
            "https://www.kontan.co.id",
            "https://investasi.kontan.co.id/?utm=x",
            "https://www.kontan.co.id/tag/emas",
            "https://pusatdata.kontan.co.id/quote/ABCD",
        ] {
            assert!(KONTAN.lists(address), "{address}");
        }
        assert!(!KONTAN.lists("https://investasi.kontan.co.id/news/tag/emas"));
        assert!(!KONTAN.lists("https://investasi.kontan.co.id/news/emas-naik"));
    }

    #[test]
    fn a_domain_covers_its_subdomains_and_nothing_else() {
        assert!(KONTAN.speaks_for("nasional.kontan.co.id"));
        assert!(KONTAN.speaks_for("kontan.co.id"));
        assert!(!KONTAN.speaks_for("bukankontan.co.id"));
        assert!(!KONTAN.speaks_for("kontan.co.id.example"));
    }
}
