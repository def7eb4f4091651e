//! Facts on the wire: the keys of `value` say what kind needs.

use serde::{Serialize, Serializer};

use super::Unit;
use crate::article::Block;
use crate::facts::{self, Decimal, Direction};
use crate::text::moment::{self, Moment};

/// A figure of the text; `sentence` is the one it stands in, `key` its rank among those that matter most, from 1.
#[derive(Debug, Serialize)]
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
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Place {
    pub start: usize,
    pub end: usize,
}

/// What a figure says; `kind` says which keys it has.
#[derive(Debug, Default, Serialize)]
#[allow(missing_docs)]
pub struct Value {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_max: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_max: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_max: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// An exact decimal number, as JSON has them.
#[derive(Debug)]
pub struct Number(Decimal);

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
pub fn facts(facts: &[facts::Fact], key: &[usize], blocks: &[Block], unit: Unit) -> Vec<Fact> {
    let mut out = Vec::with_capacity(facts.len());
    let mut text = String::new();
    let mut block = usize::MAX;
    let (mut spans, mut sentences) = (Offsets::new(unit), Offsets::new(unit));
    let mut place = (usize::MAX..usize::MAX, Place { start: 0, end: 0 });
    for (index, fact) in facts.iter().enumerate() {
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
            text: text.get(fact.span.clone()).unwrap_or_default().to_owned(),
            block,
            value: value(&fact.value),
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

fn value(value: &facts::Value) -> Value {
    let number = |decimal: &Decimal| Some(Number(*decimal));
    match value {
        facts::Value::Money { amount, most, currency, per } => Value {
            amount: number(amount),
            amount_max: most.map(Number),
            currency: Some(currency),
            per: per.clone(),
            ..Value::default()
        },
        facts::Value::Percent { value, most } => {
            Value { value: number(value), value_max: most.map(Number), ..Value::default() }
        }
        facts::Value::Points { value, most, unit } => Value {
            value: number(value),
            value_max: most.map(Number),
            unit: Some((*unit).to_owned()),
            ..Value::default()
        },
        facts::Value::Quantity { value, most, unit } => {
            Value { value: number(value), value_max: most.map(Number), unit: Some(unit.clone()), ..Value::default() }
        }
        facts::Value::Date(date) => Value { date: Some(day(*date)), ..Value::default() },
        facts::Value::Month { year, month } => {
            let first = moment::day(*year, *month, 1).map(day).unwrap_or_default();
            Value { month: Some(first.get(..7).unwrap_or_default().to_owned()), ..Value::default() }
        }
        facts::Value::Time { time, most, zone } => Value {
            time: Some(clock(*time)),
            time_max: most.map(clock),
            zone: zone.map(|zone| {
                let mut text = String::from(if zone < 0 { '-' } else { '+' });
                text.push_str(&clock(zone.unsigned_abs()));
                text
            }),
            ..Value::default()
        },
        facts::Value::Period { from, to } => Value { from: Some(day(*from)), to: Some(day(*to)), ..Value::default() },
        facts::Value::Ticker { code } => Value { code: Some(code.clone()), ..Value::default() },
        facts::Value::Issuer { name, code } => {
            Value { name: Some(name.clone()), code: code.clone(), ..Value::default() }
        }
    }
}

fn day(date: time::Date) -> String {
    Moment { date, time: None, offset: None }.to_string()
}

/// Minutes as `HH:MM`.
fn clock(minutes: u16) -> String {
    let mut text = String::with_capacity(5);
    for (number, before) in [(minutes / 60, ""), (minutes % 60, ":")] {
        text.push_str(before);
        text.extend([number / 10 % 10, number % 10].map(|digit| char::from(b'0' + digit as u8)));
    }
    text
}
