//! The getters and methods of the DOM that reading needs, taken from the prototypes.
//!
//! A page can hide them on its own objects without a script: `<form><input name="parentElement">` answers for the form's
//! parent, `<img name="querySelector">` for the document's method (named properties of forms and documents override
//! their built-in ones, in every world). `web-sys` asks the objects; these ask the interfaces.

use wasm_bindgen::prelude::*;
use web_sys::{Element, NodeList};

#[wasm_bindgen]
extern "C" {
    /// A document whose named elements can't answer for it.
    #[wasm_bindgen(js_name = Document)]
    pub(super) type PlainDocument;

    #[wasm_bindgen(method, final, catch, js_class = "Document", js_name = querySelector)]
    pub(super) fn query_selector(this: &PlainDocument, selector: &str) -> Result<Option<Element>, JsValue>;

    #[wasm_bindgen(method, final, catch, js_class = "Document", js_name = querySelectorAll)]
    pub(super) fn query_selector_all(this: &PlainDocument, selector: &str) -> Result<NodeList, JsValue>;

    #[wasm_bindgen(method, final, getter, js_class = "Document", js_name = URL)]
    pub(super) fn url(this: &PlainDocument) -> String;

    /// A node whose named descendants can't answer for it.
    #[wasm_bindgen(js_name = Node)]
    pub(super) type PlainNode;

    #[wasm_bindgen(method, final, getter, js_class = "Node", js_name = baseURI)]
    pub(super) fn base_uri(this: &PlainNode) -> String;

    #[wasm_bindgen(method, final, getter, js_class = "Node", js_name = parentElement)]
    pub(super) fn parent_element(this: &PlainNode) -> Option<Element>;

    #[wasm_bindgen(method, final, getter, js_class = "Node", js_name = textContent)]
    pub(super) fn text_content(this: &PlainNode) -> Option<String>;

    #[wasm_bindgen(method, final, js_class = "Node", js_name = contains)]
    pub(super) fn contains(this: &PlainNode, other: &Element) -> bool;

    /// An element whose named descendants can't answer for it.
    #[wasm_bindgen(js_name = Element)]
    pub(super) type PlainElement;

    #[wasm_bindgen(method, final, getter, js_class = "Element", js_name = localName)]
    pub(super) fn local_name(this: &PlainElement) -> String;

    #[wasm_bindgen(method, final, getter, js_class = "Element", js_name = nextElementSibling)]
    pub(super) fn next_element_sibling(this: &PlainElement) -> Option<Element>;

    #[wasm_bindgen(method, final, getter, js_class = "Element", js_name = previousElementSibling)]
    pub(super) fn previous_element_sibling(this: &PlainElement) -> Option<Element>;

    #[wasm_bindgen(method, final, getter, js_class = "Element", js_name = outerHTML)]
    pub(super) fn outer_html(this: &PlainElement) -> String;

    #[wasm_bindgen(method, final, catch, js_class = "Element", js_name = querySelectorAll)]
    pub(super) fn query_selector_all(this: &PlainElement, selector: &str) -> Result<NodeList, JsValue>;

    #[wasm_bindgen(method, final, js_class = "Element", js_name = getAttribute)]
    pub(super) fn get_attribute(this: &PlainElement, name: &str) -> Option<String>;

    /// A picture; its getter comes from the interface too.
    #[wasm_bindgen(js_name = HTMLImageElement)]
    pub(super) type PlainImage;

    #[wasm_bindgen(method, final, getter, catch, js_class = "HTMLImageElement", js_name = currentSrc)]
    pub(super) fn current_src(this: &PlainImage) -> Result<String, JsValue>;
}
