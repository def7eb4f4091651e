//! Reading the page that is open, and the pages that belong to it.

use wasm_bindgen::prelude::*;

use super::live;
use crate::error::Error;
use crate::limits::Clock;
use crate::read::{self, Reading};
use crate::stitch::{Refusal, Stitch};
use crate::{extract, wire};

/// Reads the article out of `document`, which is never changed.
///
/// `options` is `{noProfiles?: boolean, url?: string}` or absent. Returns a plain object with the keys of
/// [`wire::Reading`], offsets in UTF-16 units. Throws `{code, message}`.
#[wasm_bindgen(js_name = read)]
pub fn read_document(document: &web_sys::Document, options: JsValue) -> Result<JsValue, JsValue> {
    plain(core_reading(document, options)?)
}

/// The pages of one article, put together. JavaScript must `free` it.
#[wasm_bindgen]
pub struct Pages {
    stitch: Option<Stitch>,
    /// The reading of the first page, until it is asked for or another page has come.
    first: Option<Reading>,
}

#[wasm_bindgen]
impl Pages {
    /// Begins with the page in `document`; options as for `read`.
    #[wasm_bindgen(constructor)]
    pub fn new(document: &web_sys::Document, options: JsValue) -> Result<Pages, JsValue> {
        let first = core_reading(document, options)?;
        Ok(Pages { stitch: Stitch::new(&first), first: Some(first) })
    }

    /// Adds the page in `document`, of which `options.url` says where it was asked for. Returns why it is refused, or
    /// nothing.
    pub fn add(&mut self, document: &web_sys::Document, options: JsValue) -> Result<JsValue, JsValue> {
        let refusal = match &mut self.stitch {
            Some(stitch) => stitch.add(core_reading(document, options)?).err(),
            None => Some(Refusal::NotAsked),
        };
        if refusal.is_none() {
            self.first = None;
        }
        serde_wasm_bindgen::to_value(&refusal.map(|refusal| refusal.code())).map_err(JsValue::from)
    }

    /// The article as far as it is there, in the form that `read` returns. Where it has no other pages, that is the first
    /// page's own reading, which is given once.
    pub fn reading(&mut self) -> Result<JsValue, JsValue> {
        match (self.first.take(), &self.stitch) {
            (Some(first), _) => plain(first),
            (None, Some(stitch)) => plain(stitch.reading(clock())),
            (None, None) => Ok(JsValue::UNDEFINED),
        }
    }
}

/// The version of the engine.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

pub(super) fn core_reading(document: &web_sys::Document, options: JsValue) -> Result<Reading, JsValue> {
    let bad = |reason| thrown(&Error::bad_options(reason));
    let asked = |name: &str| match js_sys::Reflect::get(&options, &name.into()) {
        Ok(value) if !value.is_null() => value,
        _ => JsValue::UNDEFINED,
    };
    // Nothing at all is no object and has no properties: the engine then does what it does by itself.
    let is_absent = options.is_undefined() || options.is_null();
    if !is_absent && !options.is_object() {
        return Err(bad("they are no object"));
    }
    let (no_profiles, url) = (asked("noProfiles"), asked("url"));
    if !no_profiles.is_undefined() && no_profiles.as_bool().is_none() {
        return Err(bad("noProfiles is neither true nor false"));
    }
    if !url.is_undefined() && !url.is_string() {
        return Err(bad("url is no text"));
    }
    let profiles = no_profiles.as_bool() != Some(true);
    let options = extract::Options { profiles, clock: clock() };
    Ok(read::read(&live::Live::new(document, url.as_string()), &options))
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

/// How long this call may take.
fn clock() -> Clock {
    Clock::start(|| now() as u32)
}

/// A reading as a plain object. It crosses as one text: object by object it would cross thousands of times.
fn plain(reading: Reading) -> Result<JsValue, JsValue> {
    let reading = wire::reading(reading, wire::Unit::Utf16);
    let json = wire::json::to_string(&reading).map_err(|error| thrown(&Error::bad_result(error.what())))?;
    js_sys::JSON::parse(&json)
}

fn thrown(error: &Error) -> JsValue {
    let object = js_sys::Error::new(&error.to_string());
    // Setting a property of an object that was made a line ago can't fail.
    let _ = js_sys::Reflect::set(&object, &"code".into(), &error.code().into());
    object.into()
}
