//! The live DOM as a page. Each question is a crossing into the browser and costs about a tenth of a microsecond, plus
//! what the browser does for it; strings are copied.

use js_sys::Map;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Url};

use super::dom::{PlainDocument, PlainElement, PlainImage, PlainNode};
use crate::page::tree::{Tag, Tree};
use crate::page::{Page, markup};

/// A document of the browser, with the address that counts for it.
pub(super) struct Live<'a> {
    document: &'a PlainDocument,
    address: String,
    base: String,
    ids: Map,
}

impl<'a> Live<'a> {
    /// `address` stands in for the document's own, which is that of its maker where `DOMParser` made it.
    pub(super) fn new(document: &'a Document, address: Option<String>) -> Live<'a> {
        let node: &PlainNode = document.unchecked_ref();
        let document: &PlainDocument = document.unchecked_ref();
        let (address, base) = match address {
            Some(address) => {
                let base = document.query_selector("base[href]").ok().flatten();
                let href = base.and_then(|base| plain(&base).get_attribute("href"));
                let base = href.and_then(|href| Url::new_with_base(&href, &address).ok()).map(|url| url.href());
                (address.clone(), base.unwrap_or(address))
            }
            None => (document.url(), node.base_uri()),
        };
        Live { document, address, base, ids: Map::new() }
    }
}

/// Notes the files that the browser has chosen for the pictures in `element`, whose copy begins at node `from`.
///
/// Only pictures with candidates are asked. The copy holds the pictures in the order of the document, so that one question
/// gets at them all; where the numbers differ, nothing is noted.
fn note_loaded(element: &Element, tree: &mut Tree, from: usize) {
    let mut pictures = Vec::new();
    let mut at = from;
    while at < tree.len() {
        match tree.tag(at) {
            // What stands in these is no element of the document.
            Some(Tag::Noscript | Tag::Template) => {
                at = tree.end(at);
                continue;
            }
            Some(Tag::Img) => pictures.push(at),
            _ => {}
        }
        at += 1;
    }
    let has_candidates = |index: usize| {
        tree.attribute(index, "srcset").is_some()
            || tree.parent(index).is_some_and(|parent| tree.tag(parent) == Some(Tag::Picture))
    };
    if !pictures.iter().any(|index| has_candidates(*index)) {
        return;
    }
    let Ok(found) = plain(element).query_selector_all("img") else { return };
    if found.length() as usize != pictures.len() {
        return;
    }
    let asked: Vec<(usize, String)> = (0..)
        .zip(&pictures)
        .filter(|(_, index)| has_candidates(**index))
        .filter_map(|(at, index)| Some((*index, found.item(at)?.unchecked_ref::<PlainImage>().current_src().ok()?)))
        .filter(|(_, address)| !address.is_empty())
        .collect();
    for (index, address) in asked {
        tree.set_loaded(index, &address);
    }
}

fn plain(element: &Element) -> &PlainElement {
    element.unchecked_ref()
}

fn node(element: &Element) -> &PlainNode {
    element.unchecked_ref()
}

impl Page for Live<'_> {
    type Node = Element;

    fn address(&self) -> &str {
        &self.address
    }

    fn select(&self, selector: &str) -> Vec<Element> {
        let Ok(found) = self.document.query_selector_all(selector) else { return Vec::new() };
        (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect()
    }

    fn first(&self, selector: &str) -> Option<Element> {
        self.document.query_selector(selector).ok().flatten()
    }

    fn parent(&self, element: &Element) -> Option<Element> {
        node(element).parent_element()
    }

    fn next(&self, element: &Element) -> Option<Element> {
        plain(element).next_element_sibling()
    }

    fn previous(&self, element: &Element) -> Option<Element> {
        plain(element).previous_element_sibling()
    }

    fn id(&self, element: &Element) -> usize {
        let known = self.ids.get(element);
        match known.as_f64() {
            Some(id) => id as usize,
            None => {
                let id = self.ids.size();
                self.ids.set(element, &JsValue::from(id));
                id as usize
            }
        }
    }

    fn contains(&self, outer: &Element, inner: &Element) -> bool {
        node(outer).contains(inner)
    }

    fn name(&self, element: &Element) -> String {
        plain(element).local_name()
    }

    fn text(&self, element: &Element) -> String {
        node(element).text_content().unwrap_or_default()
    }

    fn attribute(&self, element: &Element, name: &str) -> Option<String> {
        plain(element).get_attribute(name)
    }

    fn copy(&self, element: &Element, tree: &mut Tree) {
        let from = tree.len();
        markup::read(&plain(element).outer_html(), tree);
        note_loaded(element, tree, from);
    }

    fn resolve(&self, address: &str) -> Option<String> {
        let url = Url::new_with_base(address.trim(), &self.base).ok()?;
        matches!(url.protocol().as_str(), "http:" | "https:").then(|| url.href())
    }
}
