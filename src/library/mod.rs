//! The library searched: full text of all that was saved, in the words of those who look for it.
//!
//! Nothing here is the only copy of anything: the index is made of the records and can be made of them again.

mod bytes;
mod index;
mod query;
mod search;

pub use index::{APART, Field, Index, Unusable};
pub use query::{Filter, FilterKind, Query, Unit, parse};

use crate::text::forms::Forms;
use search::Search;
use std::ops::Range;

/// An index that can be asked.
#[derive(Default)]
pub struct Library {
    index: Index,
    forms: Forms,
    /// What was asked last: the marks in what was found are asked for next.
    last: Option<(String, bool, Search)>,
}

impl Library {
    /// Opens what [`Library::save`] wrote.
    pub fn open(bytes: Vec<u8>) -> Result<Library, Unusable> {
        Ok(Library { index: Index::open(bytes)?, ..Library::default() })
    }

    /// The index as bytes. Documents may have other numbers afterwards: says whether they have.
    pub fn save(&mut self) -> (Vec<u8>, bool) {
        let is_numbered_anew = self.index.compact();
        if is_numbered_anew {
            self.forget();
        }
        (self.index.save(), is_numbered_anew)
    }

    /// Adds a document or replaces it: see [`Index::add`].
    pub fn add(&mut self, id: &str, print: &str, text: &str) -> Option<u32> {
        self.forget();
        self.index.add(id, print, text)
    }

    /// Removes a document; says whether it was there.
    pub fn remove(&mut self, id: &str) -> bool {
        self.index.remove(id)
    }

    /// The index itself.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The numbers of the documents that hold all words of `query`, the best match first, with what the match is worth.
    /// Nothing where it has no words: then every document may be meant.
    pub fn search(&mut self, query: &str, typing: bool) -> Option<Vec<(u32, f32)>> {
        let (index, search) = self.meant(query, typing)?;
        (!search.is_free()).then(|| search.run(index))
    }

    /// The same documents as they are numbered: for whoever has an order of his own.
    pub fn holders(&mut self, query: &str, typing: bool) -> Option<Vec<u32>> {
        let (index, search) = self.meant(query, typing)?;
        (!search.is_free()).then(|| search.holders(index))
    }

    /// Where in `text` the words of `query` stand, in bytes: in order, none in another.
    pub fn marks(&mut self, query: &str, typing: bool, text: &str) -> Vec<Range<usize>> {
        self.meant(query, typing).map(|(index, search)| search.marks(index, text)).unwrap_or_default()
    }

    /// A piece of `text` around the first word of `query` in it: whole words, about `length` letters, with an ellipsis where
    /// more stands.
    pub fn excerpt(&mut self, query: &str, typing: bool, text: &str, length: usize) -> String {
        let first = self.marks(query, typing, text).first().map_or(0, |place| place.start);
        excerpt(text, first, length)
    }

    fn forget(&mut self) {
        self.forms = Forms::default();
        self.last = None;
    }

    fn meant(&mut self, query: &str, typing: bool) -> Option<(&Index, &mut Search)> {
        let is_known = self.last.as_ref().is_some_and(|(text, open, _)| text == query && *open == typing);
        if !is_known {
            self.index.sort();
            let before = self.last.take().map(|(.., search)| search);
            let search = search::mean(&self.index, &mut self.forms, &parse(query, typing), before);
            self.last = Some((query.to_owned(), typing, search));
        }
        self.last.as_mut().map(|(.., search)| (&self.index, search))
    }
}

/// How much of what stands before the first word is shown, at most.
const LEAD: usize = 60;

fn excerpt(text: &str, first: usize, length: usize) -> String {
    let is_near = text.get(..first).is_none_or(|before| before.chars().nth(LEAD + 20).is_none());
    let start = match is_near {
        true => 0,
        false => {
            let lead = text.get(..first).unwrap_or_default();
            let from = lead.char_indices().rev().nth(LEAD).map_or(0, |(at, _)| at);
            let space = lead.get(from..).and_then(|lead| lead.find(char::is_whitespace));
            // A first word without a space before it for so long opens the piece itself.
            let begin = space.map_or(first, |space| from + space);
            begin + text.get(begin..).map_or(0, |rest| rest.len() - rest.trim_start().len())
        }
    };
    let rest = text.get(start..).unwrap_or_default();
    let mut out = String::new();
    if start > 0 {
        out.push('…');
    }
    let Some((end, _)) = rest.char_indices().nth(length) else {
        out.push_str(rest);
        return out;
    };
    let (piece, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let cut = if behind.starts_with(char::is_whitespace) { None } else { piece.rfind(char::is_whitespace) };
    let whole = cut.and_then(|space| piece.get(..space)).unwrap_or(piece);
    out.push_str(whole.trim_end_matches([' ', '\n', '.', ',', ';', ':']));
    out.push('…');
    out
}

#[cfg(test)]
mod tests;
