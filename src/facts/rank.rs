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
    let prints: Vec<u32> = facts.iter().map(|fact| print(&fact.value)).collect();
    let weight_of = |index: usize| weight(facts, &prints, index, article, summary, &title);
    let weights: Vec<i32> = (0..facts.len()).map(weight_of).collect();
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
fn weight(facts: &[Fact], prints: &[u32], index: usize, article: &Article, summary: &Summary, title: &[Fact]) -> i32 {
    let (Some(fact), Some(own)) = (facts.get(index), prints.get(index)) else { return 0 };
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
        let near = index.saturating_sub(NEAR)..facts.len().min(index + NEAR);
        let mut near = near.filter(|place| prints.get(*place) == Some(&ISSUER));
        let has_issuer = near.any(|place| {
            facts.get(place).is_some_and(|other| {
                other.block == fact.block
                    && other.sentence == fact.sentence
                    && matches!(other.value, Value::Ticker { .. } | Value::Issuer { .. })
            })
        });
        weight += if has_issuer { 10 } else { 0 };
        weight += if fact.direction.is_some() { 3 } else { 0 };
        weight += match article.blocks.get(fact.block) {
            Some(Block::Table { .. }) => -20,
            _ => 10 - i32::try_from(fact.block.min(10)).unwrap_or(10),
        };
    }
    // All pairs are looked at, and hardly any says the same.
    let mut again = 0;
    for (print, other) in prints.iter().zip(facts).take(WIDE) {
        again += i32::from(print == own && says_same(&other.value, &fact.value));
    }
    weight + 6 * (again - 1).clamp(0, 2)
}

/// A number that figures share which say the same, and few others: what is compared before the figures are.
fn print(value: &Value) -> u32 {
    match value {
        Value::Money { amount, .. } => amount.print() ^ 1 << 29,
        Value::Percent { value, .. } => value.print() ^ 2 << 29,
        Value::Points { value, .. } => value.print() ^ 3 << 29,
        Value::Quantity { value, .. } => value.print() ^ 4 << 29,
        Value::Date(_) | Value::Month { .. } | Value::Time { .. } | Value::Period { .. } => 0,
        Value::Ticker { .. } | Value::Issuer { .. } => ISSUER,
    }
}

/// What stands for all issuers and codes where figures are told apart.
const ISSUER: u32 = 1;

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
