//! Which documents hold what is looked for, the best match first; and where it stands in a text.

use super::index::{Field, Index};
use super::query::{Query, Unit};
use crate::text::forms::{Forms, is_form};
use crate::text::holds;
use crate::text::words::words;
use std::collections::HashSet;
use std::ops::Range;

/// A query, and which words of the index it means.
pub(super) struct Search {
    units: Vec<Meant>,
}

/// What a unit means.
struct Meant {
    unit: Unit,
    /// Of the last word: terms, and what finding one is worth against finding the very word.
    terms: Vec<(u32, f32)>,
    known: HashSet<u32>,
    /// The root whose forms are meant, if any.
    root: Option<String>,
    /// What each document holds of it, once that was asked for.
    worths: Option<Vec<f32>>,
}

/// What another form is worth against the word itself, and what a word is that goes on.
const OTHER_FORM: f32 = 0.6;
const GOES_ON: f32 = 0.75;

/// What a word is worth by where it stands. Its being in the title says more than saying it ten times.
const WORTH: [(Field, f32); 4] = [(Field::Title, 8.0), (Field::Own, 4.0), (Field::Summary, 2.0), (Field::Text, 1.0)];

/// Okapi BM25's two numbers, where they usually stand.
const SATURATION: f32 = 1.2;
const BY_LENGTH: f32 = 0.75;

/// What `query` means in `index`, whose words are in order. What was meant `before`, with the same words in the index, is
/// taken over: whoever types changes one word alone.
pub(super) fn mean(index: &Index, forms: &mut Forms, query: &Query, before: Option<Search>) -> Search {
    let mut before = before.map_or_else(Vec::new, |search| search.units);
    let mut of = |unit: &Unit| match before.iter().position(|meant| meant.unit == *unit) {
        Some(at) => before.swap_remove(at),
        None => meant(index, forms, unit),
    };
    Search { units: query.units.iter().map(&mut of).collect() }
}

fn meant(index: &Index, forms: &mut Forms, unit: &Unit) -> Meant {
    let mut meant = Meant { unit: unit.clone(), terms: Vec::new(), known: HashSet::new(), root: None, worths: None };
    let Some(last) = unit.words.last() else { return meant };
    let mut add = |rank: usize, worth: f32| {
        if let Some(term) = index.at(rank)
            && meant.known.insert(term)
        {
            meant.terms.push((term, worth));
        }
    };
    if let Some(rank) = index.rank_of(last) {
        add(rank, 1.0);
    }
    if unit.open {
        index.beginning(last).for_each(|rank| add(rank, GOES_ON));
    }
    if !unit.exact {
        forms.of(index, last).into_iter().for_each(|rank| add(rank, OTHER_FORM));
        meant.root = Some(forms.root(index, last));
    }
    meant
}

impl Search {
    /// Whether nothing must be found: then every document is.
    pub(super) fn is_free(&self) -> bool {
        self.units.is_empty()
    }

    /// The documents that hold all of it, as they are numbered.
    pub(super) fn holders(&mut self, index: &Index) -> Vec<u32> {
        let mut holds: Vec<bool> = (0..index.numbered()).map(|number| index.length_of(number).is_some()).collect();
        for meant in &mut self.units {
            let not = meant.unit.not;
            for (holds, worth) in holds.iter_mut().zip(meant.worths(index)) {
                *holds &= (*worth > 0.0) != not;
            }
        }
        holds.iter().enumerate().filter_map(|(number, holds)| holds.then_some(number as u32)).collect()
    }

    /// The documents that hold all of it, the best match first; of equals, what came last.
    pub(super) fn run(&mut self, index: &Index) -> Vec<(u32, f32)> {
        let count = index.numbered();
        let mut scores = vec![0.0_f32; count];
        let mut held = vec![0_u16; count];
        let average = index.average_length().max(1.0);
        let mut wanted = 0;
        for meant in &mut self.units {
            let not = meant.unit.not;
            let worths = meant.worths(index);
            if not {
                for (worth, held) in worths.iter().zip(&mut held) {
                    if *worth > 0.0 {
                        *held = u16::MAX;
                    }
                }
                continue;
            }
            wanted += 1;
            let found = worths.iter().filter(|worth| **worth > 0.0).count() as f32;
            let rarity = (1.0 + (index.len() as f32 - found + 0.5).max(0.5) / (found + 0.5)).ln();
            for (number, ((score, held), worth)) in scores.iter_mut().zip(&mut held).zip(worths).enumerate() {
                if *worth > 0.0 && *held < u16::MAX {
                    let length = index.length_of(number).unwrap_or(1) as f32 / average;
                    *score += rarity * worth / (worth + SATURATION * (1.0 - BY_LENGTH + BY_LENGTH * length));
                    *held += 1;
                }
            }
        }
        let mut out: Vec<(u32, f32)> = scores
            .iter()
            .zip(&held)
            .enumerate()
            .filter(|(number, (_, held))| **held == wanted && index.length_of(*number).is_some())
            .map(|(number, (score, _))| (number as u32, *score))
            .collect();
        out.sort_unstable_by(|one, other| other.1.total_cmp(&one.1).then(other.0.cmp(&one.0)));
        out
    }

    /// Where in `text` the words stand that were looked for, in bytes, in order, none in another.
    pub(super) fn marks(&self, index: &Index, text: &str) -> Vec<Range<usize>> {
        let mut found: Vec<(String, Range<usize>)> = Vec::new();
        words(text, &mut |word, place| found.push((word.to_owned(), place)));
        let mut out: Vec<Range<usize>> = Vec::new();
        for meant in self.units.iter().filter(|meant| !meant.unit.not) {
            let count = meant.unit.words.len();
            for window in found.windows(count.max(1)) {
                let (Some((_, first)), Some((last, end))) = (window.first(), window.last()) else { continue };
                let before = meant.unit.words.iter().take(count.saturating_sub(1));
                if before.zip(window).all(|(word, (other, _))| word == other) && meant.holds(index, last) {
                    out.push(first.start..end.end);
                }
            }
        }
        out.sort_unstable_by_key(|place| (place.start, place.end));
        let mut merged: Vec<Range<usize>> = Vec::new();
        for place in out {
            match merged.last_mut() {
                Some(before) if place.start < before.end => before.end = before.end.max(place.end),
                _ => merged.push(place),
            }
        }
        merged
    }
}

impl Meant {
    /// What each document holds of it.
    fn worths(&mut self, index: &Index) -> &[f32] {
        if self.worths.as_ref().is_none_or(|worths| worths.len() != index.numbered()) {
            let mut worths = vec![0.0; index.numbered()];
            self.weigh(index, &mut worths);
            self.worths = Some(worths);
        }
        self.worths.as_deref().unwrap_or_default()
    }

    fn weigh(&self, index: &Index, worths: &mut [f32]) {
        if self.unit.words.len() > 1 {
            return self.weigh_phrase(index, worths);
        }
        let table = table();
        for (term, factor) in &self.terms {
            for posting in index.postings(*term) {
                if let Some(worth) = worths.get_mut(posting.document as usize) {
                    *worth += factor * worth_of(&table, posting.fields, posting.count);
                }
            }
        }
    }

    /// The words one behind the other: places of the first, then of each further one those that stand behind one of these.
    fn weigh_phrase(&self, index: &Index, worths: &mut [f32]) {
        let table = table();
        let last = self.unit.words.len() - 1;
        let mut ends: Vec<(u32, u32)> = Vec::new();
        for (number, word) in self.unit.words.iter().enumerate() {
            let own: Vec<u32>;
            let terms: &mut dyn Iterator<Item = u32> = if number == last {
                &mut self.terms.iter().map(|(term, _)| *term)
            } else {
                own = index.rank_of(word).and_then(|rank| index.at(rank)).into_iter().collect();
                &mut own.iter().copied()
            };
            // Where in `ends` a document's places begin: no searching, however many words go on from here.
            let mut begins = vec![u32::MAX; worths.len()];
            for (at, (document, _)) in ends.iter().enumerate().rev() {
                if let Some(begin) = begins.get_mut(*document as usize) {
                    *begin = at as u32;
                }
            }
            let mut next = Vec::new();
            for term in terms {
                for posting in index.postings(term) {
                    let document = posting.document;
                    if number == 0 {
                        next.extend(posting.places().map(|place| (document, place)));
                        continue;
                    }
                    let Some(begin) = begins.get(document as usize).filter(|begin| **begin != u32::MAX) else {
                        continue;
                    };
                    let mut before = ends.get(*begin as usize..).unwrap_or_default().iter().peekable();
                    for place in posting.places() {
                        while before.next_if(|(other, end)| *other == document && end + 1 < place).is_some() {}
                        if before.peek().is_some_and(|(other, end)| *other == document && end + 1 == place) {
                            next.push((document, place));
                            if number == last
                                && let Some(worth) = worths.get_mut(document as usize)
                            {
                                // Of a phrase's places only the fields of its last word are known.
                                *worth = worth.max(worth_of(&table, posting.fields, 1)) + 0.5;
                            }
                        }
                    }
                }
            }
            next.sort_unstable();
            ends = next;
        }
    }

    /// Whether `word` is meant by the last word.
    fn holds(&self, index: &Index, word: &str) -> bool {
        let Some(last) = self.unit.words.last() else { return false };
        if word == last || self.unit.open && word.starts_with(last.as_str()) {
            return true;
        }
        // A form has all letters of its root but the first one, which may have fallen away; most words are done with here.
        let Some(root) = &self.root else { return false };
        let rest = root.chars().next().map_or(0, char::len_utf8);
        if !root.get(rest..).is_some_and(|rest| holds(word, rest)) {
            return false;
        }
        match index.rank_of(word).and_then(|rank| index.at(rank)) {
            Some(term) => self.known.contains(&term),
            // The text may be one that the index has not got yet.
            None => is_form(word, root),
        }
    }
}

/// What a word is worth by the fields that it stands in.
fn table() -> [f32; 16] {
    std::array::from_fn(|fields| {
        WORTH.iter().filter(|(field, _)| fields & (*field as usize) != 0).map(|(_, worth)| worth).sum()
    })
}

fn worth_of(table: &[f32; 16], fields: u8, count: u32) -> f32 {
    let places = table.get(usize::from(fields)).copied().unwrap_or(1.0);
    places + count.saturating_sub(fields.count_ones()) as f32
}
