//! Which words stand where, in all documents: built document by document, kept as bytes.
//!
//! A word's places are one run of bytes: for each document its distance from the one before, one byte for what the word is
//! there (the fields that it stands in, and how often), and the distances of its places. An opened index reads these runs
//! where they lie in its bytes, so that opening is little more than checking them; what is added later is a second run.

use super::bytes::{Reader, push};
use crate::text::forms::Vocabulary;
use crate::text::words::words;
use std::collections::HashMap;
use twox_hash::XxHash64;

/// Where in a document a word stands, as a bit. The heavier the bit, the more it says about the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The headline.
    Title = 8,
    /// What the reader made of it, and by whom it is: note, tags, section, names.
    Own = 4,
    /// What the summary quotes.
    Summary = 2,
    /// All else.
    Text = 1,
}

impl Field {
    /// The character that opens a piece of that field in the text of a document.
    pub fn mark(self) -> char {
        match self {
            Field::Title => '\u{1}',
            Field::Own => '\u{2}',
            Field::Summary => '\u{3}',
            Field::Text => '\u{4}',
        }
    }

    fn of(mark: char) -> Option<Field> {
        [Field::Title, Field::Own, Field::Summary, Field::Text].into_iter().find(|field| field.mark() == mark)
    }
}

/// The character that stands between what no phrase runs across: paragraphs, tags.
pub const APART: char = '\u{1d}';

/// Why bytes are no index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// Of another version, or no index at all.
    Foreign,
    /// Not as they were written.
    Damaged,
}

/// The index. Documents are numbered as they come; a number is used once, until [`Index::compact`].
#[derive(Default)]
pub struct Index {
    /// What was opened; empty in an index that was begun anew.
    bytes: Vec<u8>,
    /// The letters of all words, one behind the other.
    letters: String,
    terms: Vec<Term>,
    /// Numbers of terms, in the order of their words, but for those that came since.
    order: Vec<u32>,
    /// Where the term of a word stands in `terms`, by the word's hash; made when a document is added.
    slots: Vec<u32>,
    documents: Vec<Document>,
    numbers: HashMap<String, u32>,
    /// The words of all documents that are there.
    length: u64,
}

/// A document that is there or was.
struct Document {
    id: String,
    print: String,
    /// In words.
    length: u32,
    is_there: bool,
}

#[derive(Default)]
struct Term {
    /// Its letters.
    from: u32,
    to: u32,
    /// Its opened run.
    base_from: u32,
    base_to: u32,
    /// The run of what was added.
    tail: Vec<u8>,
    /// The last document in either.
    last: u32,
    /// In so many documents, those that were removed included.
    documents: u32,
}

/// A word in a document.
pub(super) struct Posting<'a> {
    pub(super) document: u32,
    /// Bits of [`Field`].
    pub(super) fields: u8,
    pub(super) count: u32,
    places: &'a [u8],
}

impl Posting<'_> {
    /// Where in the document, in order.
    pub(super) fn places(&self) -> impl Iterator<Item = u32> + use<'_> {
        let mut reader = Reader::new(self.places);
        let mut at = 0_u32;
        std::iter::from_fn(move || {
            at = at.wrapping_add(reader.number()?);
            Some(at)
        })
    }
}

/// The name of the format and its version. Another one is another format, also when only the folding of words changed.
const MAGIC: [u8; 8] = *b"SARI0001";

/// The bytes of the sum behind it, and where what is summed begins.
const SUM: usize = 8;
pub(super) const BODY: usize = MAGIC.len() + SUM;

/// The most that a document can be long, in words; what stands behind is not found.
const LONGEST: u32 = 200_000;

/// No term.
const EMPTY: u32 = u32::MAX;

impl Index {
    /// Opens what [`Index::save`] wrote.
    pub fn open(bytes: Vec<u8>) -> Result<Index, Unusable> {
        let head = bytes.get(..MAGIC.len()).ok_or(Unusable::Damaged)?;
        if head != MAGIC {
            return Err(Unusable::Foreign);
        }
        let mut index = Index { bytes, ..Index::default() };
        index.read().ok_or(Unusable::Damaged)?;
        Ok(index)
    }

    /// The index as bytes. Removed documents must be gone ([`Index::compact`]).
    pub fn save(&mut self) -> Vec<u8> {
        self.sort();
        let mut body = Vec::with_capacity(self.weight());
        body.extend_from_slice(&MAGIC);
        body.extend_from_slice(&[0; SUM]);
        push(&mut body, self.documents.len() as u32);
        for document in &self.documents {
            for text in [&document.id, &document.print] {
                push(&mut body, text.len() as u32);
                body.extend_from_slice(text.as_bytes());
            }
            push(&mut body, document.length);
        }
        push(&mut body, self.order.len() as u32);
        push(&mut body, self.letters.len() as u32);
        for term in &self.order {
            body.extend_from_slice(self.letters_of(*term).as_bytes());
        }
        let mut total = 0;
        for term in self.order.iter().filter_map(|term| self.terms.get(*term as usize)) {
            let length = (term.base_to - term.base_from) as usize + term.tail.len();
            total += length;
            push(&mut body, term.to - term.from);
            push(&mut body, length as u32);
            push(&mut body, term.last);
            push(&mut body, term.documents);
        }
        push(&mut body, total as u32);
        for term in self.order.iter().filter_map(|term| self.terms.get(*term as usize)) {
            body.extend_from_slice(self.base_of(term));
            body.extend_from_slice(&term.tail);
        }
        let sum = checksum(&body);
        if let Some(place) = body.get_mut(MAGIC.len()..BODY) {
            place.copy_from_slice(&sum.to_le_bytes());
        }
        body
    }

    /// Adds a document, or puts it in place of the one with this id. Its text is made of pieces, each behind the mark of its
    /// [`Field`], with [`APART`] between paragraphs. Returns its number; nothing where `id` or `print` hold a control
    /// character.
    pub fn add(&mut self, id: &str, print: &str, text: &str) -> Option<u32> {
        if [id, print].iter().any(|text| text.chars().any(char::is_control)) {
            return None;
        }
        self.remove(id);
        if self.slots.is_empty() {
            self.make_slots();
        }
        let number = u32::try_from(self.documents.len()).ok()?;
        let mut found: Vec<(u32, u32, u8)> = Vec::with_capacity(text.len() / 6);
        let (mut place, mut length) = (0, 0);
        let mut field = Field::Text;
        for piece in text.split_inclusive(|character| character == APART || Field::of(character).is_some()) {
            words(piece, &mut |word, _| {
                place += 1;
                length += 1;
                if length <= LONGEST {
                    found.push((self.term(word), place, field as u8));
                }
            });
            match piece.chars().next_back() {
                Some(APART) => place += 1,
                Some(mark) => field = Field::of(mark).unwrap_or(field),
                None => {}
            }
        }
        found.sort_unstable();
        for places in found.chunk_by(|one, other| one.0 == other.0) {
            self.push_posting(number, places);
        }
        self.documents.push(Document { id: id.to_owned(), print: print.to_owned(), length, is_there: true });
        self.numbers.insert(id.to_owned(), number);
        self.length += u64::from(length);
        Some(number)
    }

    /// Removes a document; says whether it was there.
    pub fn remove(&mut self, id: &str) -> bool {
        let Some(number) = self.numbers.remove(id) else { return false };
        let Some(document) = self.documents.get_mut(number as usize) else { return false };
        document.is_there = false;
        self.length = self.length.saturating_sub(u64::from(document.length));
        true
    }

    /// Forgets removed documents for good and numbers the others anew; says whether there were any.
    pub fn compact(&mut self) -> bool {
        if self.numbers.len() == self.documents.len() {
            return false;
        }
        let mut next = 0;
        let numbers: Vec<Option<u32>> = self
            .documents
            .iter()
            .map(|document| {
                let number = document.is_there.then_some(next);
                next += u32::from(document.is_there);
                number
            })
            .collect();
        self.documents.retain(|document| document.is_there);
        for number in self.numbers.values_mut() {
            *number = numbers.get(*number as usize).copied().flatten().unwrap_or_default();
        }
        self.sort();
        let mut fresh = Index { letters: String::with_capacity(self.letters.len()), ..Index::default() };
        for term in &self.order {
            let mut kept = Term::default();
            for posting in self.postings(*term) {
                let Some(number) = numbers.get(posting.document as usize).copied().flatten() else { continue };
                push(&mut kept.tail, number - kept.last);
                push_head(&mut kept.tail, posting.fields, posting.count);
                kept.tail.extend_from_slice(posting.places);
                kept.last = number;
                kept.documents += 1;
            }
            if kept.documents == 0 {
                continue;
            }
            kept.tail.shrink_to_fit();
            kept.from = fresh.letters.len() as u32;
            fresh.letters.push_str(self.letters_of(*term));
            kept.to = fresh.letters.len() as u32;
            fresh.order.push(fresh.terms.len() as u32);
            fresh.terms.push(kept);
        }
        (self.bytes, self.letters, self.terms) = (Vec::new(), fresh.letters, fresh.terms);
        (self.order, self.slots) = (fresh.order, Vec::new());
        true
    }

    /// Id and print of each document by its number; nothing for one that was removed.
    pub fn documents(&self) -> impl Iterator<Item = Option<(&str, &str)>> {
        self.documents.iter().map(|one| one.is_there.then_some((one.id.as_str(), one.print.as_str())))
    }

    /// How many documents are there.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// How many numbers were given.
    pub(super) fn numbered(&self) -> usize {
        self.documents.len()
    }

    /// The length of a document in words, while it is there.
    pub(super) fn length_of(&self, number: usize) -> Option<u32> {
        self.documents.get(number).filter(|document| document.is_there).map(|document| document.length)
    }

    pub(super) fn average_length(&self) -> f32 {
        self.length as f32 / self.len().max(1) as f32
    }

    /// The term of a rank.
    pub(super) fn at(&self, rank: usize) -> Option<u32> {
        self.order.get(rank).copied()
    }

    /// The rank of a word that is there.
    pub(super) fn rank_of(&self, word: &str) -> Option<usize> {
        let rank = self.rank(word);
        self.word(rank).is_some_and(|(found, _)| found == word).then_some(rank)
    }

    /// Ranks of all words that begin so.
    pub(super) fn beginning(&self, prefix: &str) -> std::ops::Range<usize> {
        let from = self.rank(prefix);
        let count = self
            .order
            .get(from..)
            .unwrap_or_default()
            .partition_point(|term| self.letters_of(*term).starts_with(prefix));
        from..from + count
    }

    /// Where a term stands, by document.
    pub(super) fn postings(&self, term: u32) -> impl Iterator<Item = Posting<'_>> {
        let term = self.terms.get(term as usize);
        let mut reader = Reader::new(term.map_or(&[], |term| self.base_of(term)));
        let mut tail = Reader::new(term.map_or(&[], |term| &term.tail));
        let mut document = 0_u32;
        std::iter::from_fn(move || {
            if reader.is_empty() {
                std::mem::swap(&mut reader, &mut tail);
            }
            document = document.checked_add(reader.number()?)?;
            let head = reader.byte()?;
            let count = match u32::from(head & 0xf) {
                0 => reader.number()?,
                few => few,
            };
            Some(Posting { document, fields: head >> 4, count, places: reader.numbers(count)? })
        })
    }

    /// Brings the words that came since into their order.
    pub(super) fn sort(&mut self) {
        if self.order.len() == self.terms.len() {
            return;
        }
        let mut order = std::mem::take(&mut self.order);
        let mut fresh: Vec<u32> = (order.len() as u32..self.terms.len() as u32).collect();
        fresh.sort_unstable_by(|one, other| self.letters_of(*one).cmp(self.letters_of(*other)));
        // The old ones are in order already; two runs are merged by what sorts stably.
        order.extend(fresh);
        order.sort_by(|one, other| self.letters_of(*one).cmp(self.letters_of(*other)));
        self.order = order;
    }

    fn letters_of(&self, term: u32) -> &str {
        self.terms
            .get(term as usize)
            .and_then(|term| self.letters.get(term.from as usize..term.to as usize))
            .unwrap_or_default()
    }

    fn base_of(&self, term: &Term) -> &[u8] {
        self.bytes.get(term.base_from as usize..term.base_to as usize).unwrap_or_default()
    }

    /// The term of `word`, made where there is none.
    fn term(&mut self, word: &str) -> u32 {
        let mask = self.slots.len() - 1;
        let mut slot = hash(word) as usize & mask;
        loop {
            match self.slots.get(slot).copied() {
                Some(EMPTY) | None => break,
                Some(term) if self.letters_of(term) == word => return term,
                Some(_) => slot = (slot + 1) & mask,
            }
        }
        let term = self.terms.len() as u32;
        let from = self.letters.len() as u32;
        self.letters.push_str(word);
        self.terms.push(Term { from, to: self.letters.len() as u32, ..Term::default() });
        if let Some(place) = self.slots.get_mut(slot) {
            *place = term;
        }
        if self.terms.len() * 2 > self.slots.len() {
            self.make_slots();
        }
        term
    }

    /// Makes room for as many terms again.
    fn make_slots(&mut self) {
        let size = (self.terms.len().max(512) * 4).next_power_of_two();
        let mut slots = vec![EMPTY; size];
        for term in 0..self.terms.len() as u32 {
            let mut slot = hash(self.letters_of(term)) as usize & (size - 1);
            while slots.get(slot).is_some_and(|taken| *taken != EMPTY) {
                slot = (slot + 1) & (size - 1);
            }
            if let Some(place) = slots.get_mut(slot) {
                *place = term;
            }
        }
        self.slots = slots;
    }

    fn push_posting(&mut self, document: u32, places: &[(u32, u32, u8)]) {
        let Some((number, ..)) = places.first() else { return };
        let Some(term) = self.terms.get_mut(*number as usize) else { return };
        push(&mut term.tail, document - term.last);
        let fields = places.iter().fold(0, |fields, (.., field)| fields | field);
        push_head(&mut term.tail, fields, places.len() as u32);
        let mut before = 0;
        for (_, place, _) in places {
            push(&mut term.tail, place - before);
            before = *place;
        }
        term.last = document;
        term.documents += 1;
    }

    /// How many bytes [`Index::save`] writes, at most.
    fn weight(&self) -> usize {
        let documents: usize = self.documents.iter().map(|one| one.id.len() + one.print.len() + 15).sum();
        let terms: usize =
            self.terms.iter().map(|term| (term.base_to - term.base_from) as usize + term.tail.len() + 20).sum();
        documents + terms + self.letters.len() + 64
    }

    /// Reads `bytes`, whose head is right.
    fn read(&mut self) -> Option<()> {
        let bytes = std::mem::take(&mut self.bytes);
        let sum = bytes.get(MAGIC.len()..)?.first_chunk::<SUM>()?;
        if u64::from_le_bytes(*sum) != checksum(&bytes) {
            return None;
        }
        let mut reader = Reader::new(bytes.get(BODY..)?);
        let documents = reader.number()?;
        for number in 0..documents {
            let mut text = || {
                let length = reader.number()? as usize;
                Some(std::str::from_utf8(reader.take(length)?).ok()?.to_owned())
            };
            let (id, print) = (text()?, text()?);
            let length = reader.number()?;
            self.length += u64::from(length);
            self.numbers.insert(id.clone(), number);
            self.documents.push(Document { id, print, length, is_there: true });
        }
        let count = reader.number()?;
        let length = reader.number()? as usize;
        self.letters = std::str::from_utf8(reader.take(length)?).ok()?.to_owned();
        let (mut letter, mut run) = (0_u32, 0_u32);
        for term in 0..count {
            let to = letter.checked_add(reader.number()?)?;
            let run_to = run.checked_add(reader.number()?)?;
            let last = reader.number().filter(|last| *last < documents)?;
            let documents = reader.number()?;
            self.terms.push(Term {
                from: letter,
                to,
                base_from: run,
                base_to: run_to,
                last,
                documents,
                ..Term::default()
            });
            self.order.push(term);
            (letter, run) = (to, run_to);
        }
        let total = reader.number()?;
        let runs = reader.take(total as usize)?;
        if !reader.is_empty() || run != total || letter as usize != self.letters.len() {
            return None;
        }
        let begin = (bytes.len() - runs.len()) as u32;
        for term in &mut self.terms {
            term.base_from += begin;
            term.base_to += begin;
        }
        self.bytes = bytes;
        Some(())
    }
}

impl Vocabulary for Index {
    fn rank(&self, word: &str) -> usize {
        self.order.partition_point(|term| self.letters_of(*term) < word)
    }

    fn word(&self, rank: usize) -> Option<(&str, u32)> {
        let number = self.order.get(rank)?;
        let term = self.terms.get(*number as usize)?;
        Some((self.letters.get(term.from as usize..term.to as usize)?, term.documents))
    }
}

/// One byte for the fields and how often; more where it is more often than a byte can say.
fn push_head(out: &mut Vec<u8>, fields: u8, count: u32) {
    match count {
        1..=15 => out.push(fields << 4 | count as u8),
        _ => {
            out.push(fields << 4);
            push(out, count);
        }
    }
}

/// Of all that is behind it.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    XxHash64::oneshot(0, bytes.get(BODY..).unwrap_or_default())
}

/// Fowler, Noll and Vo's: short words, and no more than a table of this page's own depends on it.
fn hash(word: &str) -> u32 {
    let sum = word.bytes().fold(0x811c_9dc5_u32, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    sum ^ (sum >> 15)
}
