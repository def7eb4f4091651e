//! Facts on the wire: the keys of `value` say what kind needs.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::Unit;
use crate::article::Block;
use crate::facts::{self, Decimal, Direction};
use crate::text::moment::{self, Moment};

/// A figure of the text; `sentence` is the one it stands in, `key` its rank among those that matter most, from 1.
#[derive(Debug, serde::Serialize)]
#[allow(missing_docs)]
pub struct Fact {
    pub kind: &'static str,
    pub text: String,
    pub block: usize,
    pub start: usize,
    pub end: usize,
    pub value: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<&'static str>,
    pub sentence: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<usize>,
}

/// `start..end` of the block's text.
#[derive(Debug, serde::Serialize)]
#[allow(missing_docs)]
pub struct Place {
    pub start: usize,
    pub end: usize,
}

/// What a figure says; `kind` says which keys it has.
#[derive(Debug)]
pub struct Value(facts::Value);

impl Serialize for Value {
    /// Key by key, so that a figure has none that its kind does not need.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let parts = parts(&self.0);
        let mut out = serializer.serialize_struct("Value", parts.len())?;
        for (key, part) in &parts {
            out.serialize_field(key, part)?;
        }
        out.end()
    }
}

/// An exact number on the wire.
#[derive(Clone, Copy, Debug)]
pub struct Number(pub Decimal);

/// A part of a value.
enum Part {
    Number(Number),
    Text(String),
}

fn parts(value: &facts::Value) -> Vec<(&'static str, Part)> {
    let mut out = Vec::with_capacity(4);
    // Money has names of its own for what all others call a value.
    let mut range = |keys: [&'static str; 2], number: &Decimal, most: &Option<Decimal>| {
        out.push((keys[0], Part::Number(Number(*number))));
        out.extend(most.map(|most| (keys[1], Part::Number(Number(most)))));
    };
    match value {
        facts::Value::Money { amount, most, .. } => range(["amount", "amount_max"], amount, most),
        facts::Value::Percent { value, most }
        | facts::Value::Points { value, most, .. }
        | facts::Value::Quantity { value, most, .. } => range(["value", "value_max"], value, most),
        _ => {}
    }
    let mut put = |key: &'static str, text: &str| out.push((key, Part::Text(text.to_owned())));
    match value {
        facts::Value::Money { currency, per, .. } => {
            put("currency", currency);
            if let Some(per) = per {
                put("per", per);
            }
        }
        facts::Value::Percent { .. } => {}
        facts::Value::Points { unit, .. } => put("unit", unit),
        facts::Value::Quantity { unit, .. } => put("unit", unit),
        facts::Value::Date(date) => put("date", &iso(*date)),
        facts::Value::Month { year, month } => {
            let first = moment::day(*year, *month, 1).map(iso).unwrap_or_default();
            put("month", first.get(.."2025-11".len()).unwrap_or_default());
        }
        facts::Value::Time { time, most, zone } => {
            put("time", &clock("", *time));
            if let Some(most) = most {
                put("time_max", &clock("", *most));
            }
            if let Some(zone) = zone {
                put("zone", &clock(if *zone < 0 { "-" } else { "+" }, zone.unsigned_abs()));
            }
        }
        facts::Value::Period { from, to } => {
            put("from", &iso(*from));
            put("to", &iso(*to));
        }
        facts::Value::Ticker { code } => put("code", code),
        facts::Value::Issuer { name, code } => {
            put("name", name);
            if let Some(code) = code {
                put("code", code);
            }
        }
    }
    out
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Part::Text(text) => serializer.serialize_str(text),
            Part::Number(number) => number.serialize(serializer),
        }
    }
}

impl Serialize for Number {
    /// Our own writer takes the digits as they are; others get the nearest number that they have, a whole one if it is whole.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let digits = self.0.text();
        #[cfg(feature = "cli")]
        if serializer.is_human_readable() {
            return match digits.parse::<i64>() {
                Ok(whole) => serializer.serialize_i64(whole),
                Err(_) => serializer.serialize_f64(digits.parse().unwrap_or_default()),
            };
        }
        serializer.serialize_bytes(digits.as_bytes())
    }
}

/// `facts` of an article with these blocks, `key` those of them that matter most.
pub fn facts(facts: Vec<facts::Fact>, key: &[usize], blocks: &[Block], unit: Unit) -> Vec<Fact> {
    let mut out = Vec::with_capacity(facts.len());
    let mut text = String::new();
    let mut block = usize::MAX;
    let (mut spans, mut sentences) = (Offsets::new(unit), Offsets::new(unit));
    let mut place = (usize::MAX..usize::MAX, Place { start: 0, end: 0 });
    for (index, fact) in facts.into_iter().enumerate() {
        if block != fact.block {
            block = fact.block;
            text = blocks.get(block).map(Block::text).unwrap_or_default().into_owned();
            (spans, sentences) = (Offsets::new(unit), Offsets::new(unit));
            place.0 = usize::MAX..usize::MAX;
        }
        if place.0 != fact.sentence {
            let start = sentences.of(&text, fact.sentence.start);
            place = (fact.sentence.clone(), Place { start, end: sentences.of(&text, fact.sentence.end) });
        }
        out.push(Fact {
            kind: fact.value.kind(),
            start: spans.of(&text, fact.span.start),
            end: spans.of(&text, fact.span.end),
            text: text.get(fact.span).unwrap_or_default().to_owned(),
            block,
            value: Value(fact.value),
            direction: fact.direction.map(|direction| match direction {
                Direction::Up => "up",
                Direction::Down => "down",
            }),
            sentence: Place { ..place.1 },
            key: key.iter().position(|chosen| *chosen == index).map(|rank| rank + 1),
        });
    }
    out
}

/// Counts on from the last offset that was asked for: facts stand in order, and a text is not counted anew for each.
struct Offsets {
    unit: Unit,
    byte: usize,
    offset: usize,
}

impl Offsets {
    fn new(unit: Unit) -> Offsets {
        Offsets { unit, byte: 0, offset: 0 }
    }

    /// `byte`, an offset into `text` that is not before the last one, in the border's unit.
    fn of(&mut self, text: &str, byte: usize) -> usize {
        let between = text.get(self.byte..byte).unwrap_or_default();
        self.offset += self.unit.of(between, between.len());
        self.byte = byte.max(self.byte);
        self.offset
    }
}

fn iso(date: time::Date) -> String {
    Moment { date, time: None, offset: None }.to_string()
}

/// Minutes as `HH:MM`, behind a sign.
fn clock(sign: &str, minutes: u16) -> String {
    let mut text = sign.to_owned();
    for (number, before) in [(minutes / 60, ""), (minutes % 60, ":")] {
        text.push_str(before);
        text.extend([number / 10 % 10, number % 10].map(|digit| char::from(b'0' + digit as u8)));
    }
    text
}
