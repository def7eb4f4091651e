//! A page in a file, for the command line and the tests. Never part of the Wasm.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use scraper::{ElementRef, Html, Node, Selector};
use url::Url;

use super::tree::{Tag, Tree};
use super::{Page, Passages};
use crate::limits;

/// A parsed document with its address.
pub struct Parsed {
    html: Html,
    /// All elements that a document has, in its order; what stands in a template is not of the document.
    elements: Vec<(ego_tree::NodeId, Tag)>,
    address: String,
    base: Option<Url>,
    selectors: RefCell<HashMap<String, Option<List>>>,
    ids: RefCell<HashMap<ego_tree::NodeId, usize>>,
}

/// A selector list, and what an element must be for any of it to match.
struct List {
    selector: Selector,
    keys: Vec<Key>,
}

/// What an element must be, to be worth the whole question: it costs far less to ask.
enum Key {
    Tag(Tag),
    Class(String),
    Any,
}

impl Parsed {
    /// Parses `markup` as a browser would that may run scripts: what stands in `noscript` is text. `address` is where it was
    /// found; it may be empty.
    pub fn new(markup: &str, address: &str) -> Parsed {
        let html = Html::parse_document(&shallow(markup));
        let mut page = Parsed {
            elements: elements(&html),
            html,
            address: address.to_owned(),
            base: None,
            selectors: RefCell::default(),
            ids: RefCell::default(),
        };
        let own = Url::parse(address).ok();
        let href = page.first("base[href]").and_then(|base| page.attribute(&base, "href"));
        page.base = href
            .and_then(|href| match &own {
                Some(own) => own.join(&href).ok(),
                None => Url::parse(&href).ok(),
            })
            .or(own);
        page
    }

    /// Hands each element that matches to `take`, in document order, until that has had enough.
    fn each_match(&self, selector: &str, mut take: impl FnMut(ego_tree::NodeId) -> bool) {
        let mut selectors = self.selectors.borrow_mut();
        let list = selectors.entry(selector.to_owned()).or_insert_with(|| List::parse(selector));
        let Some(list) = list else { return };
        for (id, tag) in &self.elements {
            let known =
                list.keys.iter().any(|key| matches!(key, Key::Any) || matches!(key, Key::Tag(name) if name == tag));
            let possible = known
                || list.keys.iter().any(|key| match key {
                    Key::Class(name) => {
                        self.attribute_of(id, "class").is_some_and(|classes| classes.contains(name.as_str()))
                    }
                    _ => false,
                });
            let matches = || self.element(id).is_some_and(|element| list.selector.matches(&element));
            if possible && matches() && !take(*id) {
                break;
            }
        }
    }

    fn attribute_of(&self, node: &ego_tree::NodeId, name: &str) -> Option<&str> {
        self.html.tree.get(*node)?.value().as_element()?.attr(name)
    }

    fn is_root(&self, node: &ego_tree::NodeId) -> bool {
        self.element(node).is_some_and(|element| matches!(element.value().name(), "body" | "html"))
    }

    fn element(&self, node: &ego_tree::NodeId) -> Option<ElementRef<'_>> {
        self.html.tree.get(*node).and_then(ElementRef::wrap)
    }
}

/// All elements of the document in its order. The parser's own list is in the order in which it made them, and also
/// names those that it took out again.
fn elements(html: &Html) -> Vec<(ego_tree::NodeId, Tag)> {
    let mut out = Vec::new();
    let mut template = None;
    for edge in html.tree.root().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) if template.is_none() => {
                let Some(element) = node.value().as_element() else { continue };
                let tag = Tag::new(element.name());
                out.push((node.id(), tag));
                if tag == Tag::Template {
                    template = Some(node.id());
                }
            }
            ego_tree::iter::Edge::Close(node) if template == Some(node.id()) => template = None,
            _ => {}
        }
    }
    out
}

impl List {
    fn parse(selector: &str) -> Option<List> {
        let keys = parts(selector).map(Key::of).collect();
        Selector::parse(selector).ok().map(|selector| List { selector, keys })
    }
}

/// The selectors of a list: what commas outside of brackets part.
fn parts(selector: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    selector.split(move |character| {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && character == ','
    })
}

impl Key {
    /// The key of one selector: how that begins which it says of the element itself.
    fn of(selector: &str) -> Key {
        let mut depth = 0_usize;
        let own = selector.trim().rsplit(|character| {
            match character {
                ')' | ']' => depth += 1,
                '(' | '[' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && matches!(character, ' ' | '>' | '+' | '~')
        });
        let own = own.into_iter().next().unwrap_or_default();
        let name = |text: &str| {
            text.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect::<String>()
        };
        match own.strip_prefix('.') {
            Some(class) => Key::Class(name(class)),
            None if own.starts_with(|c: char| c.is_ascii_lowercase()) => Key::Tag(Tag::new(&name(own))),
            None => Key::Any,
        }
    }
}

impl Page for Parsed {
    type Node = ego_tree::NodeId;

    fn address(&self) -> &str {
        &self.address
    }

    fn select(&self, selector: &str, most: usize) -> Vec<Self::Node> {
        let mut found = Vec::new();
        self.each_match(selector, |node| {
            found.push(node);
            found.len() < most
        });
        found
    }

    fn first(&self, selector: &str) -> Option<Self::Node> {
        let mut found = None;
        self.each_match(selector, |node| {
            found = Some(node);
            false
        });
        found
    }

    fn passages(&self, selectors: &[&str], most: usize, levels: usize) -> Passages<'_, Self::Node> {
        let found: Vec<_> = selectors.iter().flat_map(|selector| self.select(selector, most)).collect();
        let mut holders: Vec<ego_tree::NodeId> = Vec::new();
        let mut known: HashMap<ego_tree::NodeId, usize> = HashMap::new();
        let mut number = |node: Option<ego_tree::NodeId>, holders: &mut Vec<ego_tree::NodeId>| {
            node.map(|node| {
                *known.entry(node).or_insert_with(|| {
                    holders.push(node);
                    holders.len() - 1
                })
            })
        };
        let within: Vec<Option<usize>> = found.iter().map(|node| number(self.parent(node), &mut holders)).collect();
        let mut parents: Vec<Option<usize>> = Vec::new();
        for level in 1..=levels {
            for holder in parents.len()..holders.len() {
                let parent = holders.get(holder).and_then(|holder| self.parent(holder));
                let parent = parent.filter(|parent| level < levels && !self.is_root(parent));
                parents.push(number(parent, &mut holders));
            }
        }
        let mut passages = Passages::new(parents, Box::new(move |holder| holders.get(holder).copied()));
        for (node, within) in found.iter().zip(within) {
            passages.push(&self.text(node), within);
        }
        passages
    }

    fn parent(&self, node: &Self::Node) -> Option<Self::Node> {
        self.element(node)?.parent().and_then(ElementRef::wrap).map(|parent| parent.id())
    }

    fn next(&self, node: &Self::Node) -> Option<Self::Node> {
        self.element(node)?.next_siblings().find_map(ElementRef::wrap).map(|next| next.id())
    }

    fn previous(&self, node: &Self::Node) -> Option<Self::Node> {
        self.element(node)?.prev_siblings().find_map(ElementRef::wrap).map(|previous| previous.id())
    }

    fn id(&self, node: &Self::Node) -> usize {
        let mut ids = self.ids.borrow_mut();
        let next = ids.len();
        *ids.entry(*node).or_insert(next)
    }

    fn contains(&self, outer: &Self::Node, inner: &Self::Node) -> bool {
        outer == inner
            || self.element(inner).is_some_and(|inner| inner.ancestors().any(|ancestor| ancestor.id() == *outer))
    }

    fn size(&self, node: &Self::Node) -> usize {
        // All elements in document order: those inside follow the node, up to the first that is not inside.
        let from = self.elements.iter().position(|(id, _)| id == node).map_or(self.elements.len(), |at| at + 1);
        let inside = self.elements.get(from..).unwrap_or_default();
        inside.partition_point(|(id, _)| self.contains(node, id))
    }

    fn name(&self, node: &Self::Node) -> String {
        self.element(node).map(|element| element.value().name().to_owned()).unwrap_or_default()
    }

    fn text(&self, node: &Self::Node) -> String {
        let mut out = String::new();
        let mut template = None;
        for edge in self.html.tree.get(*node).into_iter().flat_map(|node| node.traverse()) {
            match edge {
                ego_tree::iter::Edge::Open(node) if template.is_none() => match node.value() {
                    Node::Text(text) => out.push_str(text),
                    Node::Element(element) if element.name() == "template" => template = Some(node.id()),
                    _ => {}
                },
                ego_tree::iter::Edge::Close(node) if template == Some(node.id()) => template = None,
                _ => {}
            }
        }
        out
    }

    fn attribute(&self, node: &Self::Node, name: &str) -> Option<String> {
        self.attribute_of(node, name).map(str::to_owned)
    }

    fn copy(&self, node: &Self::Node, tree: &mut Tree) {
        let Some(element) = self.element(node) else { return };
        let mut depth = 0_usize;
        for edge in element.traverse() {
            match edge {
                ego_tree::iter::Edge::Open(node) => match node.value() {
                    Node::Element(element) => {
                        depth += 1;
                        tree.open(Tag::new(element.name()));
                        for (name, value) in element.attrs() {
                            tree.add_attribute(name, value);
                        }
                    }
                    Node::Text(text) => tree.add_text(text),
                    Node::Comment(comment) => tree.add_comment(comment),
                    _ => {}
                },
                ego_tree::iter::Edge::Close(node) => {
                    if node.value().is_element() {
                        depth -= 1;
                        tree.close();
                    }
                }
            }
            if tree.is_full() {
                break;
            }
        }
        (0..depth).for_each(|_| tree.close());
    }

    fn resolve(&self, address: &str) -> Option<String> {
        let address = address.trim();
        let resolved = match &self.base {
            Some(base) => base.join(address),
            None => Url::parse(address),
        };
        let is_kept = |url: &Url| matches!(url.scheme(), "http" | "https") && url.as_str().len() <= limits::ADDRESS;
        resolved.ok().filter(is_kept).map(String::from)
    }
}

/// No more elements stand in each other here. The parser looks through all that are open for each that opens, so that a depth
/// without end would cost its square; browsers nest 512.
const MOST_OPEN: usize = 4 * limits::DEPTH;

/// Elements whose end is left out in honest pages, and those that have none.
const UNCLOSED: &str = "area base body br caption col colgroup dd dt embed head hr html img input li link meta optgroup option p \
    param rp rt source tbody td tfoot th thead tr track wbr";

/// Elements that hold no others, whatever stands in them.
const RAW: [&str; 6] = ["script", "style", "textarea", "title", "xmp", "iframe"];

/// `markup` without the tags of what would stand deeper than [`MOST_OPEN`]; as it is where nothing does.
fn shallow(markup: &str) -> Cow<'_, str> {
    let mut out = String::new();
    // Up to where `markup` was taken over; how many elements are open, and how many of them were left out.
    let (mut kept, mut open, mut left_out) = (0, 0_usize, 0_usize);
    let mut at = 0;
    while let Some(start) = markup.get(at..).and_then(|rest| rest.find('<')).map(|found| at + found) {
        let rest = markup.get(start + 1..).unwrap_or_default();
        if rest.starts_with("!--") {
            at = rest.find("-->").map_or(markup.len(), |end| start + 4 + end);
            continue;
        }
        let closes = rest.starts_with('/');
        let name = rest.trim_start_matches('/');
        let name = name.get(..name.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(name.len()));
        let name = name.unwrap_or_default().to_ascii_lowercase();
        let end = rest.find('>').map_or(markup.len(), |end| start + 2 + end);
        at = end;
        if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
            at = start + 1;
            continue;
        }
        if !closes && RAW.contains(&name.as_str()) {
            let close = format!("</{name}");
            at = crate::text::find_ignoring_case(markup.get(end..).unwrap_or_default(), &close)
                .map_or(markup.len(), |found| end + found + close.len());
            continue;
        }
        if crate::text::is_among(UNCLOSED, &name) {
            continue;
        }
        let is_left_out = if closes {
            let is_left_out = left_out > 0;
            (open, left_out) = (open.saturating_sub(1), left_out.saturating_sub(1));
            is_left_out
        } else {
            open += 1;
            let is_left_out = open > MOST_OPEN;
            left_out += usize::from(is_left_out);
            is_left_out
        };
        if is_left_out {
            out.push_str(markup.get(kept..start).unwrap_or_default());
            kept = end;
        }
    }
    if kept == 0 {
        return Cow::Borrowed(markup);
    }
    out.push_str(markup.get(kept..).unwrap_or_default());
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nests_too_deep_stands_less_deep_and_all_else_as_it_is() {
        let deep = |count: usize| format!("<p>satu{}dua{}<p>tiga", "<div>".repeat(count), "</div>".repeat(count));
        let script = format!("<script>\"{}\"</script><!-- {} -->", "<b>".repeat(9_000), "<b>".repeat(9_000));
        for honest in ["", "a < b <", "<p>satu<p>dua", &"<p>satu<li>dua<br>".repeat(9_000), &deep(MOST_OPEN), &script] {
            assert_eq!(shallow(honest), honest, "{honest:.40}");
        }
        assert_eq!(shallow(&deep(MOST_OPEN + 9)), deep(MOST_OPEN));
        let begun = std::time::Instant::now();
        let page = Parsed::new(&deep(100_000), "");
        assert_eq!(page.select("div", 9_000).len(), MOST_OPEN);
        assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    }
}
