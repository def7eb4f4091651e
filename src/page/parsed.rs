//! A page in a file, for the command line and the tests. Never part of the Wasm.

use std::cell::RefCell;
use std::collections::HashMap;

use scraper::{ElementRef, Html, Node, Selector};
use url::Url;

use super::Page;
use super::tree::{Tag, Tree};

/// A parsed document with its address.
pub struct Parsed {
    html: Html,
    address: String,
    base: Option<Url>,
    selectors: RefCell<HashMap<String, Option<Selector>>>,
    ids: RefCell<HashMap<ego_tree::NodeId, usize>>,
}

impl Parsed {
    /// Parses `markup` as a browser would, scripts off. `address` is where it was found; it may be empty.
    pub fn new(markup: &str, address: &str) -> Parsed {
        let html = Html::parse_document(markup);
        let own = Url::parse(address).ok();
        let base = Selector::parse("base[href]")
            .ok()
            .and_then(|selector| html.select(&selector).next().and_then(|base| base.attr("href").map(str::to_owned)))
            .and_then(|href| match &own {
                Some(own) => own.join(&href).ok(),
                None => Url::parse(&href).ok(),
            })
            .or(own);
        Parsed { html, address: address.to_owned(), base, selectors: RefCell::default(), ids: RefCell::default() }
    }

    fn with_selector<T: Default>(&self, selector: &str, ask: impl FnOnce(&Selector) -> T) -> T {
        let mut selectors = self.selectors.borrow_mut();
        let parsed = selectors.entry(selector.to_owned()).or_insert_with(|| Selector::parse(selector).ok());
        parsed.as_ref().map(ask).unwrap_or_default()
    }

    fn element(&self, node: &ego_tree::NodeId) -> Option<ElementRef<'_>> {
        self.html.tree.get(*node).and_then(ElementRef::wrap)
    }
}

impl Page for Parsed {
    type Node = ego_tree::NodeId;

    fn address(&self) -> &str {
        &self.address
    }

    fn select(&self, selector: &str) -> Vec<Self::Node> {
        self.with_selector(selector, |selector| self.html.select(selector).map(|element| element.id()).collect())
    }

    fn first(&self, selector: &str) -> Option<Self::Node> {
        self.with_selector(selector, |selector| self.html.select(selector).next().map(|element| element.id()))
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

    fn name(&self, node: &Self::Node) -> String {
        self.element(node).map(|element| element.value().name().to_owned()).unwrap_or_default()
    }

    fn text(&self, node: &Self::Node) -> String {
        self.element(node).map(|element| element.text().collect()).unwrap_or_default()
    }

    fn attribute(&self, node: &Self::Node, name: &str) -> Option<String> {
        self.element(node)?.attr(name).map(str::to_owned)
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
        resolved.ok().filter(|url| matches!(url.scheme(), "http" | "https")).map(String::from)
    }
}
