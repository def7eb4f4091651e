//! The only code that names the browser: the live DOM as a [`crate::page::Page`], and the functions that JavaScript calls.
//! It decides nothing: each function reads its input, calls one core function, and writes its output.

mod dom;
mod live;

use wasm_bindgen::prelude::*;

use crate::error::Error;
use crate::{extract, read, wire};

/// Reads the article out of `document`, which is never changed.
///
/// `options` is `{noProfiles?: boolean, url?: string}` or absent. Returns a plain object with the keys of
/// [`wire::Reading`], offsets in UTF-16 units. Throws `{code, message}`.
#[wasm_bindgen(js_name = read)]
pub fn read_document(document: &web_sys::Document, options: JsValue) -> Result<JsValue, JsValue> {
    let option = |name: &str| -> Option<JsValue> {
        js_sys::Reflect::get(&options, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
    };
    let profiles = !option("noProfiles").is_some_and(|value| value.is_truthy());
    let address = match option("url") {
        Some(address) => Some(address.as_string().ok_or_else(|| thrown(&Error::bad_options("url must be a string")))?),
        None => None,
    };
    let page = live::Live::new(document, address);
    let reading = read::read(&page, &extract::Options { profiles });
    let reading = wire::reading(reading, wire::Unit::Utf16);
    let json = wire::json::to_string(&reading).map_err(|error| thrown(&Error::bad_result(error)))?;
    js_sys::JSON::parse(&json)
}

/// The version of the engine.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

fn thrown(error: &Error) -> JsValue {
    let object = js_sys::Error::new(&error.to_string());
    // Setting a property of an object that was made a line ago can't fail.
    let _ = js_sys::Reflect::set(&object, &"code".into(), &error.code().into());
    object.into()
}
