//! Which facts matter most.

use super::{Fact, Value, day_of, in_text};
use crate::article::{Article, Block};
use crate::summary::Summary;
use crate::text;

/// So many facts are shown first.
const MOST: usize = 8;

/// The facts that matter most, as indexes into `facts`, the weightiest first; none says what another says.
///
/// Weight comes from what a figure is, from being in the title or the summary, from an issuer in its sentence, from being
/// said again, and from standing early.
pub fn key(facts: &[Fact], article: &Article, summary: &Summary) -> Vec<usize> {
    let title = in_text(&article.title, day_of(article));
    let weights: Vec<i32> = (0..facts.len()).map(|index| weight(facts, index, article, summary, &title)).collect();
    let of = |index: usize| weights.get(index).copied().unwrap_or_default();
    let order = text::ordered(facts.len(), &|left, right| of(right).cmp(&of(left)));
    let mut chosen: Vec<usize> = Vec::with_capacity(MOST);
    for index in order {
        let Some(fact) = facts.get(index) else { continue };
        let is_said =
            chosen.iter().filter_map(|chosen| facts.get(*chosen)).any(|other| says_same(&other.value, &fact.value));
        if !is_said {
            chosen.push(index);
        }
        if chosen.len() == MOST {
            break;
        }
    }
    chosen
}

/// How much the fact at `index` matters.
fn weight(facts: &[Fact], index: usize, article: &Article, summary: &Summary, title: &[Fact]) -> i32 {
    let Some(fact) = facts.get(index) else { return 0 };
    let mut weight = match fact.value {
        Value::Money { .. } => 63,
        Value::Percent { .. } => 60,
        Value::Points { .. } | Value::Quantity { .. } => 55,
        Value::Ticker { .. } | Value::Issuer { .. } => 10,
        Value::Period { .. } | Value::Date(_) | Value::Month { .. } => 5,
        Value::Time { .. } => 0,
    };
    let is_figure = weight >= 50;
    if title.iter().any(|other| says_same(&other.value, &fact.value)) {
        weight += 40;
    }
    let is_quoted = summary.sentences.iter().any(|sentence| {
        sentence.block == fact.block && sentence.start <= fact.span.start && fact.span.end <= sentence.end
    });
    if is_quoted {
        weight += 25;
    }
    if is_figure {
        // Neighbours in the list stand in the same sentence or close to it.
        let near = facts.get(index.saturating_sub(NEAR)..facts.len().min(index + NEAR)).unwrap_or_default();
        let has_issuer = near.iter().any(|other| {
            other.block == fact.block
                && other.sentence == fact.sentence
                && matches!(other.value, Value::Ticker { .. } | Value::Issuer { .. })
        });
        weight += if has_issuer { 10 } else { 0 };
        weight += if fact.direction.is_some() { 3 } else { 0 };
        weight += match article.blocks.get(fact.block) {
            Some(Block::Table { .. }) => -20,
            _ => 10 - i32::try_from(fact.block.min(10)).unwrap_or(10),
        };
    }
    // All pairs are looked at, and most are not of one kind.
    let kind = std::mem::discriminant(&fact.value);
    let is_code = |value: &Value| matches!(value, Value::Ticker { .. } | Value::Issuer { .. });
    let may_say_same = |value: &Value| std::mem::discriminant(value) == kind || is_code(value) && is_code(&fact.value);
    let again = facts.iter().take(WIDE).map(|other| &other.value);
    let again = again.filter(|other| may_say_same(other) && says_same(other, &fact.value)).count();
    weight + 6 * i32::try_from(again.saturating_sub(1).min(2)).unwrap_or(0)
}

/// How many facts away the issuer of a figure may stand.
const NEAR: usize = 12;

/// Among how many facts a figure is looked for again: keeps a page of nothing but figures from costing their square.
const WIDE: usize = 400;

/// Whether two figures say the same.
fn says_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        // A price per gram is that price.
        (
            Value::Money { amount, most, currency, .. },
            Value::Money { amount: also, most: up_to, currency: coin, .. },
        ) => amount == also && most == up_to && currency == coin,
        (Value::Ticker { code }, Value::Issuer { code: Some(also), .. })
        | (Value::Issuer { code: Some(also), .. }, Value::Ticker { code }) => code == also,
        (Value::Issuer { name, code }, Value::Issuer { name: also, code: other }) => {
            code.is_some() && code == other || name == also
        }
        _ => one == other,
    }
}
