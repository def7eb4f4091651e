//! Saying what was read. A Wasm of its own, so that a click does not carry what only a listener needs.

use wasm_bindgen::prelude::*;

/// One sentence as a voice of the language `lang` should say it; in languages that it doesn't know the text as it is.
#[wasm_bindgen]
pub fn speak(text: &str, lang: &str) -> String {
    crate::speak::sentence(text, lang)
}
