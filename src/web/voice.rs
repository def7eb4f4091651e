//! Saying what was read. A Wasm of its own, so that a click does not carry what only a listener needs.

use wasm_bindgen::prelude::*;

/// One sentence as a voice of the language `lang` should say it; in languages that it doesn't know the text as it is.
#[wasm_bindgen]
pub fn speak(text: &str, lang: &str) -> String {
    crate::speak::sentence(text, lang)
}

/// Where the sentences of `text` begin and end, in UTF-16 units: two numbers for each, in order.
#[wasm_bindgen]
pub fn sentences(text: &str) -> Vec<u32> {
    let (mut byte, mut unit) = (0, 0);
    let mut unit_at = |border: usize| {
        unit += text.get(byte..border).unwrap_or_default().encode_utf16().count();
        byte = border;
        u32::try_from(unit).unwrap_or(u32::MAX)
    };
    crate::text::sentence::sentences(text)
        .into_iter()
        .flat_map(|range| [unit_at(range.start), unit_at(range.end)])
        .collect()
}
