//! What holds of every reading, whatever the page was. Each function panics where it does not.

use saring::article::{Block, Text};
use saring::facts::Fact;
use saring::page::markup;
use saring::page::tree::Tree;
use saring::read::Reading;
use saring::text;
use saring::wire::{self, Unit};
use serde_json::Value;

/// Addresses under which input is read: with and without a profile, plain and odd.
pub const ADDRESSES: [&str; 6] = [
    "https://nasional.kontan.co.id/news/harga-kelapa-naik",
    "https://kabar.example/ekonomi/harga-kelapa?page=2&utm_source=x#top",
    "https://momsmoney.kontan.co.id/news/harga-kelapa?page=all",
    "http://user:pw@kabar.example:8080/a/../b;c/2",
    "https://insight.kontan.co.id/",
    "",
];

/// Text that the page's own markup reader makes a tree of: a whole one, whatever the text.
pub fn regular_markup(text: &str) {
    let mut tree = Tree::default();
    markup::read(text, &mut tree);
    for index in 0..tree.len() {
        let end = tree.end(index);
        assert!(end > index && end <= tree.len(), "node {index} ends at {end} of {}", tree.len());
        if let Some(parent) = tree.parent(index) {
            assert!(parent < index && end <= tree.end(parent), "node {index} is not inside its parent {parent}");
        }
    }
}

/// All that is promised of a reading, inside and on the wire.
pub fn kept_promises(reading: Reading) {
    let article = &reading.extraction.article;
    for block in article.blocks.iter().chain(reading.extraction.trace.iter().flat_map(|removal| &removal.blocks)) {
        kept_spans(block);
    }
    for link in &article.related {
        assert!(link.after.is_none_or(|after| after < article.blocks.len()), "{link:?} stands behind no block");
    }
    for removal in &reading.extraction.trace {
        let is_placed = removal.after.is_none_or(|after| after < article.blocks.len());
        assert!(is_placed || article.blocks.is_empty(), "{removal:?} stands behind no block");
    }
    for sentence in reading.summary.sentences.iter().chain(&reading.summary.long) {
        let block = article.blocks.get(sentence.block).expect("a sentence of the summary has a block").text();
        assert_eq!(block.get(sentence.start..sentence.end), Some(sentence.text.as_str()), "a sentence is no quotation");
    }
    let count = reading.summary.sentences.len();
    assert!(reading.summary.short.iter().all(|index| *index < count), "the short summary names no sentence");
    kept_facts(&reading.facts, &article.blocks);
    assert!(reading.key.iter().all(|index| *index < reading.facts.len()), "a key figure is none");
    kept_wire(reading);
}

fn kept_spans(block: &Block) {
    let check = |text: &Text| {
        for span in &text.spans {
            assert!(span.start < span.end, "{span:?} is empty");
            assert!(text.text.get(span.start..span.end).is_some(), "{span:?} is no part of {:?}", text.text);
        }
    };
    match block {
        Block::Paragraph(text) | Block::Quote(text) | Block::Heading { text, .. } => check(text),
        Block::List { items, .. } => items.iter().for_each(|item| check(&item.text)),
        Block::Table { rows, .. } => rows.iter().flatten().for_each(|cell| {
            assert!(cell.columns > 0 && cell.rows > 0, "a cell covers nothing");
            check(&cell.text);
        }),
        Block::Figure(_) | Block::Embed { .. } | Block::Code(_) => {}
    }
}

/// Facts stand in order, in their block and in their sentence.
pub fn kept_facts(facts: &[Fact], blocks: &[Block]) {
    let mut reached = (0, 0);
    for fact in facts {
        let text = blocks.get(fact.block).expect("a fact has a block").text();
        assert!(!fact.span.is_empty() && text.get(fact.span.clone()).is_some(), "{fact:?} is no part of {text:?}");
        assert!(text.get(fact.sentence.clone()).is_some(), "{fact:?} has no sentence in {text:?}");
        let inside = fact.sentence.start <= fact.span.start && fact.span.end <= fact.sentence.end;
        assert!(inside, "{fact:?} is outside of its sentence");
        assert!((fact.block, fact.span.start) >= reached, "{fact:?} stands before {reached:?}");
        reached = (fact.block, fact.span.end);
    }
}

/// What crosses to JavaScript is JSON that any parser reads as our own does, with offsets that its strings have.
fn kept_wire(reading: Reading) {
    let wire = wire::reading(reading, Unit::Utf16);
    let json = wire::json::to_string(&wire).expect("a reading can be written");
    let value: Value = serde_json::from_str(&json).expect("what crosses is JSON");
    let other = serde_json::to_value(&wire).expect("a reading can be written");
    same(&value, &other, "");
    strings(&value, "");
    let texts: Vec<Vec<u16>> =
        wire.blocks.iter().map(|block| block.text.encode_utf16().collect()).collect();
    for fact in &wire.facts {
        let stands = texts.get(fact.block).and_then(|text| text.get(fact.start..fact.end));
        assert_eq!(stands.map(String::from_utf16_lossy).as_deref(), Some(fact.text.as_str()), "{fact:?} is displaced");
    }
    for sentence in wire.summary.sentences.iter().chain(&wire.summary.long) {
        let stands = texts.get(sentence.block).and_then(|text| text.get(sentence.start..sentence.end));
        assert_eq!(stands.map(String::from_utf16_lossy).as_deref(), Some(sentence.text.as_str()), "{sentence:?}");
    }
}

/// Both say the same; numbers may differ in how they are written.
fn same(one: &Value, other: &Value, place: &str) {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            // What is not there does not cross.
            let there = other.iter().filter(|(_, value)| !value.is_null()).map(|(key, _)| key);
            assert!(one.keys().eq(there), "{place} has other keys");
            one.iter().for_each(|(key, value)| same(value, &other[key], key));
        }
        (Value::Array(one), Value::Array(other)) => {
            assert_eq!(one.len(), other.len(), "{place} is longer");
            one.iter().zip(other).for_each(|(one, other)| same(one, other, place));
        }
        (Value::Number(one), Value::Number(other)) => {
            let (one, other) = (one.as_f64().expect("a number"), other.as_f64().expect("a number"));
            assert!(one.is_finite() && (one - other).abs() <= one.abs() * 1e-15, "{place}: {one} is not {other}");
        }
        _ => assert_eq!(one, other, "{place}"),
    }
}

/// Every text of the wire: addresses are web addresses, and nothing is in a text that is not seen.
fn strings(value: &Value, key: &str) {
    match value {
        Value::Object(inside) => inside.iter().for_each(|(key, value)| strings(value, key)),
        Value::Array(inside) => inside.iter().for_each(|value| strings(value, key)),
        Value::String(text) if matches!(key, "src" | "href" | "url" | "canonical" | "next" | "all") => {
            let is_web = text.starts_with("https://") || text.starts_with("http://");
            assert!(is_web || text.is_empty() && matches!(key, "url" | "canonical"), "{key} is {text:?}");
        }
        Value::String(text) => {
            let hidden = text.chars().find(|character| text::is_unseen(*character) || matches!(character, '\t' | '\u{85}'));
            assert_eq!(hidden, None, "{key} hides a character: {text:?}");
        }
        _ => {}
    }
}
