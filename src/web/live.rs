//! The live DOM as a page. Each question is a crossing into the browser and costs about a tenth of a microsecond, plus
//! what the browser does for it; strings are copied.

use js_sys::{Array, JsString, Map};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Url};

use super::dom::{self, PlainDocument, PlainElement, PlainImage, PlainNode, Questions};
use crate::limits;
use crate::page::tree::{Tag, Tree};
use crate::page::{Page, Passages, address, markup};

/// Stands before a long text that crosses the border: the glue copies letters one by one up to the first that is not ASCII,
/// and leaves the rest to the browser's own encoder.
const MARK: char = '\u{2060}';

/// Stands between texts that cross together. No parser lets it into a text; a script that does, misplaces its own words.
const BETWEEN: char = '\0';

/// A document of the browser, with the address that counts for it.
pub(super) struct Live<'a> {
    document: &'a PlainDocument,
    address: String,
    base: String,
    ids: Map,
    mark: JsString,
    questions: Questions,
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
        let mark = JsString::from(MARK.to_string());
        Live { document, address, base, ids: Map::new(), mark, questions: Questions::new() }
    }
}

impl Live<'_> {
    /// What all `elements` say, one after the other.
    fn said(&self, elements: &Array) -> String {
        self.crossing(dom::mapped(elements, &self.questions.text).join(BETWEEN.encode_utf8(&mut [0; 4])))
    }

    /// A long text of the browser.
    fn crossing(&self, text: JsString) -> String {
        let mut text = String::from(self.mark.concat(&text));
        text.drain(..MARK.len_utf8());
        text
    }
}

/// Notes the files that the browser has chosen for the pictures in `element`, whose copy begins at node `from`.
///
/// Only pictures with candidates are asked. Without scripts what stands in `noscript` is elements too, which the copy skips. The copy holds the pictures in the order of the document, so that one question
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
    let Ok(found) = plain(element).query_selector_all("img:not(noscript img)") else { return };
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

    fn select(&self, selector: &str, most: usize) -> Vec<Element> {
        let Ok(found) = self.document.query_selector_all(selector) else { return Vec::new() };
        // What a selector finds is an element.
        let count = found.length().min(most as u32);
        (0..count).filter_map(|index| found.item(index).map(JsCast::unchecked_into)).collect()
    }

    fn nth(&self, selector: &str, place: usize) -> Option<Element> {
        self.document.query_selector_all(selector).ok()?.item(place as u32).map(JsCast::unchecked_into)
    }

    fn texts(&self, selector: &str, most: usize) -> Vec<String> {
        let Ok(found) = self.document.query_selector_all(selector) else { return Vec::new() };
        if found.length() == 0 {
            return Vec::new();
        }
        let found = dom::listed(&found).slice(0, most as u32);
        let texts = self.said(&found);
        texts.split(BETWEEN).map(str::to_owned).collect()
    }

    fn passages(&self, selectors: &[&str], most: usize, levels: usize) -> Passages<'_, Element> {
        let mut found = Array::new();
        for selector in selectors {
            let Ok(list) = self.document.query_selector_all(selector) else { continue };
            if list.length() > 0 {
                found = found.concat(&dom::listed(&list).slice(0, most as u32));
            }
        }
        if found.length() == 0 {
            return Passages::new(Vec::new(), Box::new(|_| None));
        }
        let Questions { parent, name, .. } = &self.questions;
        let within = dom::mapped(&found, parent);
        // The first place is that of no element at all, so that its number is 0.
        let mut holders = dom::distinct(&Array::of1(&JsValue::NULL).concat(&within));
        let mut above = Array::new();
        for _ in 1..levels {
            let fresh = holders.slice(above.length() + 1, holders.length());
            if fresh.length() == 0 {
                break;
            }
            above = above.concat(&dom::mapped(&fresh, parent));
            holders = dom::distinct(&holders.concat(&above));
        }
        let [within, above] = [within, above].map(|elements| self.questions.places(&elements, &holders));
        let elements = holders.slice(1, holders.length());
        let names = self.crossing(dom::mapped(&elements, name).join(" "));
        let names: Vec<&str> = names.split(' ').collect();
        let is_root = |holder: usize| names.get(holder).is_some_and(|name| matches!(*name, "body" | "html"));
        let number = |place: Option<u32>| (place? as usize).checked_sub(1);
        let parents = (0..names.len())
            .map(|holder| number(above.get(holder).copied()).filter(|parent| !is_root(*parent)))
            .collect();
        let node = move |holder: usize| elements.get(holder as u32).dyn_into().ok();
        let mut passages = Passages::new(parents, Box::new(node));
        let texts = self.said(&found);
        for (text, within) in texts.split(BETWEEN).zip(within) {
            passages.push(text, number(Some(within)));
        }
        passages
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

    fn size(&self, element: &Element) -> usize {
        plain(element).get_elements_by_tag_name("*").length() as usize
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
        markup::read(&self.crossing(plain(element).outer_html()), tree);
        note_loaded(element, tree, from);
    }

    fn resolve(&self, address: &str) -> Option<String> {
        let address = address.trim();
        let plain = address::plain(address, &self.base).or_else(|| {
            let url = Url::new_with_base(address, &self.base).ok()?;
            matches!(url.protocol().as_str(), "http:" | "https:").then(|| url.href())
        });
        plain.filter(|address| address.len() <= limits::ADDRESS)
    }
}
