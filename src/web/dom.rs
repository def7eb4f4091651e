//! The getters and methods of the DOM that reading needs, taken from the prototypes.
//!
//! A page can hide them on its own objects without a script: `<form><input name="parentElement">` answers for the form's
//! parent, `<img name="querySelector">` for the document's method (named properties of forms and documents override
//! their built-in ones, in every world). `web-sys` asks the objects; these ask the interfaces.

use js_sys::{Array, Function, JsString};
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
    pub(super) fn outer_html(this: &PlainElement) -> JsString;

    #[wasm_bindgen(method, final, js_class = "Element", js_name = getElementsByTagName)]
    pub(super) fn get_elements_by_tag_name(this: &PlainElement, name: &str) -> Elements;

    #[wasm_bindgen(js_name = HTMLCollection)]
    pub(super) type Elements;

    #[wasm_bindgen(method, getter)]
    pub(super) fn length(this: &Elements) -> u32;

    #[wasm_bindgen(method, final, catch, js_class = "Element", js_name = querySelectorAll)]
    pub(super) fn query_selector_all(this: &PlainElement, selector: &str) -> Result<NodeList, JsValue>;

    #[wasm_bindgen(method, final, js_class = "Element", js_name = getAttribute)]
    pub(super) fn get_attribute(this: &PlainElement, name: &str) -> Option<String>;

    /// A picture; its getter comes from the interface too.
    #[wasm_bindgen(js_name = HTMLImageElement)]
    pub(super) type PlainImage;

    #[wasm_bindgen(method, final, getter, catch, js_class = "HTMLImageElement", js_name = currentSrc)]
    pub(super) fn current_src(this: &PlainImage) -> Result<String, JsValue>;
    /// `Array.from`, with or without a function for each element.
    #[wasm_bindgen(js_namespace = Array, js_name = from)]
    pub(super) fn listed(elements: &JsValue) -> Array;

    #[wasm_bindgen(js_namespace = Array, js_name = from)]
    pub(super) fn mapped(elements: &JsValue, each: &Function) -> Array;

    #[wasm_bindgen(method)]
    fn bind(this: &Callable, context: &JsValue) -> Function;

    #[wasm_bindgen(method)]
    fn entries(this: &Listed) -> JsValue;

    #[wasm_bindgen(js_namespace = Object, js_name = getOwnPropertyDescriptor)]
    fn descriptor(object: &JsValue, name: &str) -> JsValue;

    /// Functions and lists as they are asked here.
    type Callable;
    type Listed;

    #[wasm_bindgen(js_name = Map)]
    type Places;

    #[wasm_bindgen(constructor, js_class = "Map")]
    fn new(pairs: &Array) -> Places;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["Function", "prototype"], js_name = call)]
    static CALL: Callable;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["Array", "prototype"], js_name = reverse)]
    static REVERSE: JsValue;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["Map", "prototype"], js_name = get)]
    static GET: Callable;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["Node"], js_name = prototype)]
    static NODE: JsValue;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["Element"], js_name = prototype)]
    static ELEMENT: JsValue;
}

/// Each of `elements` once, in the order of their first places.
pub(super) fn distinct(elements: &Array) -> Array {
    listed(&js_sys::Set::new(elements))
}

/// Questions that are asked of many nodes at once: each is a function of the browser that takes the node as its argument,
/// made without code from text.
pub(super) struct Questions {
    pub(super) text: Function,
    pub(super) parent: Function,
    pub(super) name: Function,
    reverse: Function,
}

impl Questions {
    pub(super) fn new() -> Questions {
        CALL.with(|call| {
            let getter = |prototype: &JsValue, name: &str| {
                let getter = js_sys::Reflect::get(&descriptor(prototype, name), &"get".into()).unwrap_or_default();
                call.bind(&getter)
            };
            Questions {
                text: NODE.with(|node| getter(node, "textContent")),
                parent: NODE.with(|node| getter(node, "parentElement")),
                name: ELEMENT.with(|element| getter(element, "localName")),
                reverse: REVERSE.with(|reverse| call.bind(reverse)),
            }
        })
    }

    /// The place of each of `elements` in `all`, which names each element once.
    pub(super) fn places(&self, elements: &Array, all: &Array) -> Vec<u32> {
        let pairs = mapped(&all.unchecked_ref::<Listed>().entries(), &self.reverse);
        let places = Places::new(&pairs);
        let place = GET.with(|get| get.bind(&places));
        js_sys::Uint32Array::new(&mapped(elements, &place)).to_vec()
    }
}
