//! The library's search. A Wasm of its own, which only the library's page loads.

use crate::library::{Library, parse};
use std::ops::Range;
use wasm_bindgen::prelude::*;

/// An index of saved articles that can be asked.
#[wasm_bindgen]
#[derive(Default)]
pub struct Finder {
    library: Library,
    is_numbered_anew: bool,
}

#[wasm_bindgen]
impl Finder {
    /// An empty one.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Finder {
        Finder::default()
    }

    /// What `save` made, or nothing where the bytes are not that any more.
    pub fn open(bytes: Vec<u8>) -> Option<Finder> {
        Library::open(bytes).ok().map(|library| Finder { library, is_numbered_anew: false })
    }

    /// The index as bytes; `numberedAnew` then says whether documents have other numbers now.
    pub fn save(&mut self) -> Vec<u8> {
        let (bytes, is_numbered_anew) = self.library.save();
        self.is_numbered_anew = is_numbered_anew;
        bytes
    }

    /// Whether the last `save` gave documents other numbers.
    #[wasm_bindgen(getter, js_name = numberedAnew)]
    pub fn numbered_anew(&self) -> bool {
        self.is_numbered_anew
    }

    /// Adds a document, or replaces the one of this id; its number, or -1 where it can't be one.
    pub fn add(&mut self, id: &str, print: &str, text: &str) -> i32 {
        self.library.add(id, print, text).map_or(-1, |number| number as i32)
    }

    /// Removes a document.
    pub fn remove(&mut self, id: &str) -> bool {
        self.library.remove(id)
    }

    /// Two lines for each document by its number, id and print; empty ones where it is gone.
    pub fn documents(&self) -> String {
        let mut out = String::new();
        for (id, print) in self.library.index().documents().map(Option::unwrap_or_default) {
            for text in [id, print] {
                out.push_str(text);
                out.push('\n');
            }
        }
        out
    }

    /// The numbers of what was found, the best match first; nothing where the query has no words.
    pub fn search(&mut self, query: &str, typing: bool) -> Option<Vec<u32>> {
        let found = self.library.search(query, typing)?;
        Some(found.into_iter().map(|(number, _)| number).collect())
    }

    /// The same as they are numbered, for whoever has an order of his own.
    pub fn holders(&mut self, query: &str, typing: bool) -> Option<Vec<u32>> {
        self.library.holders(query, typing)
    }

    /// Start and end of each mark in `text`, in UTF-16 units, one behind the other.
    pub fn marks(&mut self, query: &str, typing: bool, text: &str) -> Vec<u32> {
        units(text, &self.library.marks(query, typing, text))
    }

    /// A piece of `text` around the first mark.
    pub fn excerpt(&mut self, query: &str, typing: bool, text: &str, length: usize) -> String {
        self.library.excerpt(query, typing, text, length)
    }
}

/// The filters of a query, four texts each: what it asks about, its value, `not` where it must not hold, `open` where its
/// value may go on.
#[wasm_bindgen]
pub fn filters(query: &str, typing: bool) -> Vec<String> {
    let said = |is_so: bool, word: &str| if is_so { word.to_owned() } else { String::new() };
    parse(query, typing)
        .filters
        .into_iter()
        .flat_map(|it| [it.kind.name().to_owned(), it.value, said(it.not, "not"), said(it.open, "open")])
        .collect()
}

/// `text` as filters compare it: folded words with a space between them.
#[wasm_bindgen]
pub fn plain(text: &str) -> String {
    crate::text::words::plain(text)
}

/// Places in bytes as places in UTF-16 units.
fn units(text: &str, places: &[Range<usize>]) -> Vec<u32> {
    let (mut at, mut unit) = (0, 0);
    let mut out = Vec::with_capacity(places.len() * 2);
    for byte in places.iter().flat_map(|place| [place.start, place.end]) {
        unit += text.get(at..byte).map_or(0, |part| part.chars().map(char::len_utf16).sum::<usize>());
        at = byte;
        out.push(unit as u32);
    }
    out
}
