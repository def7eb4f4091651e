//! The live DOM as a page. Each question is a crossing into the browser and costs about a tenth of a microsecond, plus
//! what the browser does for it; strings are copied.

use js_sys::Map;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Url};

use crate::page::tree::Tree;
use crate::page::{Page, markup};

/// A document of the browser, with the address that counts for it.
pub(super) struct Live<'a> {
    document: &'a Document,
    address: String,
    base: String,
    ids: Map,
}

impl<'a> Live<'a> {
    /// `address` stands in for the document's own, which is that of its maker where `DOMParser` made it.
    pub(super) fn new(document: &'a Document, address: Option<String>) -> Live<'a> {
        let own_base = document.base_uri().ok().flatten().unwrap_or_default();
        let (address, base) = match address {
            Some(address) => {
                let href =
                    document.query_selector("base[href]").ok().flatten().and_then(|base| base.get_attribute("href"));
                let base = href.and_then(|href| Url::new_with_base(&href, &address).ok()).map(|url| url.href());
                (address.clone(), base.unwrap_or(address))
            }
            None => (document.url().unwrap_or_default(), own_base),
        };
        Live { document, address, base, ids: Map::new() }
    }
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

    fn parent(&self, node: &Element) -> Option<Element> {
        node.parent_element()
    }

    fn next(&self, node: &Element) -> Option<Element> {
        node.next_element_sibling()
    }

    fn id(&self, node: &Element) -> usize {
        let known = self.ids.get(node);
        match known.as_f64() {
            Some(id) => id as usize,
            None => {
                let id = self.ids.size();
                self.ids.set(node, &JsValue::from(id));
                id as usize
            }
        }
    }

    fn contains(&self, outer: &Element, inner: &Element) -> bool {
        outer.contains(Some(inner))
    }

    fn name(&self, node: &Element) -> String {
        node.local_name()
    }

    fn text(&self, node: &Element) -> String {
        node.text_content().unwrap_or_default()
    }

    fn attribute(&self, node: &Element, name: &str) -> Option<String> {
        node.get_attribute(name)
    }

    fn copy(&self, node: &Element, tree: &mut Tree) {
        markup::read(&node.outer_html(), tree);
    }

    fn resolve(&self, address: &str) -> Option<String> {
        let url = Url::new_with_base(address.trim(), &self.base).ok()?;
        matches!(url.protocol().as_str(), "http:" | "https:").then(|| url.href())
    }
}
