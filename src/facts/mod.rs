//! The figures of an article, each with its value and its place: money, percentages, dates, quantities, shares.
//!
//! A text becomes words, numbers and marks once; the rules look at these from left to right, and what is found first is
//! not looked at again. No rule looks further than a fixed number of tokens, so the work is linear in the text.

mod calendar;
mod clock;
mod figure;
mod issuer;
mod lexicon;
mod number;
mod rank;
mod token;

use std::ops::Range;

use time::Date;

use crate::article::{Article, Block, Style, Text};
use crate::text::sentence;
use issuer::Evidence;
use lexicon::Meaning;
pub use number::Decimal;
pub use rank::key;
use token::Tokens;

/// A figure of the text. Offsets are bytes of the block's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The index of its block.
    pub block: usize,
    /// Where it stands.
    pub span: Range<usize>,
    /// The sentence it stands in.
    pub sentence: Range<usize>,
    /// What it says.
    pub value: Value,
    /// Where the words around it say that it moves.
    pub direction: Option<Direction>,
}

/// What a figure says. `most` is the upper end of a range.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Value {
    /// An amount of money; `currency` by ISO 4217, `per` what it is paid for: `saham`, `kg`, `USD`.
    Money { amount: Decimal, most: Option<Decimal>, currency: &'static str, per: Option<String> },
    /// A percentage.
    Percent { value: Decimal, most: Option<Decimal> },
    /// Points of an index (`poin`), hundredths of a percent (`bps`) or percentage points (`pp`).
    Points { value: Decimal, most: Option<Decimal>, unit: &'static str },
    /// A number with its unit.
    Quantity { value: Decimal, most: Option<Decimal>, unit: String },
    /// A day.
    Date(Date),
    /// A month of a year.
    Month { year: i32, month: u8 },
    /// A time of day in minutes since midnight; `zone` in minutes east of UTC.
    Time { time: u16, most: Option<u16>, zone: Option<i16> },
    /// From a day to another, both included.
    Period { from: Date, to: Date },
    /// The code of a share.
    Ticker { code: String },
    /// A company whose shares are traded.
    Issuer { name: String, code: Option<String> },
}

impl Value {
    /// The name of the kind of figure.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Money { .. } => "money",
            Value::Percent { .. } => "percent",
            Value::Points { .. } => "points",
            Value::Quantity { .. } => "quantity",
            Value::Date(_) | Value::Month { .. } => "date",
            Value::Time { .. } => "time",
            Value::Period { .. } => "period",
            Value::Ticker { .. } => "ticker",
            Value::Issuer { .. } => "issuer",
        }
    }
}

/// Where a figure moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Direction {
    Up,
    Down,
}

/// The facts of `article`, in the order of its text.
pub fn facts(article: &Article) -> Vec<Fact> {
    let today = article.published.or(article.modified).map(|moment| moment.date);
    let mut found = Vec::new();
    let mut shares = Shares::default();
    for (index, block) in article.blocks.iter().enumerate().filter(|(_, block)| block.is_text()) {
        if matches!(block, Block::Code(_)) {
            continue;
        }
        let text = block.text();
        for marked in scan(&text, today, &mut shares) {
            found.push((index, marked));
        }
        block_links(block, &mut shares);
    }
    let mut out = settled(found, &shares);
    let mut sentences: (usize, Vec<Range<usize>>) = (usize::MAX, Vec::new());
    for fact in &mut out {
        if sentences.0 != fact.block {
            let text = article.blocks.get(fact.block).map(Block::text).unwrap_or_default();
            sentences = (fact.block, sentence::sentences(&text));
        }
        // Facts stand in order: those sentences that end before this one are done with.
        let at = sentences.1.partition_point(|sentence| sentence.end <= fact.span.start);
        fact.sentence = sentences.1.get(at).cloned().unwrap_or(fact.span.clone());
    }
    out
}

/// The facts of a text alone, published on `today`.
pub fn in_text(text: &str, today: Option<Date>) -> Vec<Fact> {
    let article = Article {
        blocks: vec![Block::Paragraph(text.into())],
        published: today.map(|date| crate::text::moment::Moment { date, time: None, offset: None }),
        ..Article::default()
    };
    facts(&article)
}

/// What an article says of shares: codes that are sure, and whether it speaks of shares at all.
#[derive(Default)]
struct Shares {
    sure: Vec<String>,
    speaks_of_trade: bool,
}

impl Shares {
    fn add(&mut self, code: &str) {
        // No article has more, and each is compared with all.
        if self.sure.len() < 200 && !self.sure.iter().any(|sure| sure == code) {
            self.sure.push(code.to_owned());
        }
    }
}

/// A fact before it is known whether it is one.
struct Marked {
    span: Range<usize>,
    value: Value,
    direction: Option<Direction>,
    evidence: Evidence,
}

/// What `text` seems to hold, in order.
fn scan(text: &str, today: Option<Date>, shares: &mut Shares) -> Vec<Marked> {
    let tokens = Tokens::new(text, today);
    let mut out: Vec<Marked> = Vec::new();
    // The token behind the last fact, and behind the last code that is sure.
    let (mut done, mut code_end) = (0, usize::MAX);
    let mut at = 0;
    while at < tokens.count() {
        if let Some(found) = share(&tokens, at, done, code_end, shares) {
            let Share { from, to, value, evidence } = found;
            if matches!(value, Value::Ticker { .. }) && evidence == Evidence::Sure {
                code_end = to;
            }
            out.push(Marked { span: tokens.span(from, to), value, direction: None, evidence });
            (done, at) = (to, to.max(at + 1));
            continue;
        }
        let meaning = lexicon::meaning(&tokens, at);
        shares.speaks_of_trade |= matches!(meaning, Some(Meaning::Trade | Meaning::Coin(_) | Meaning::Code(_)));
        match value(&tokens, at, meaning) {
            Some((end, value)) => {
                let moves = matches!(value, Value::Percent { .. } | Value::Points { .. });
                let direction = if moves { figure::direction(&tokens, at) } else { None };
                out.push(Marked { span: tokens.span(at, end), value, direction, evidence: Evidence::Sure });
                (done, at) = (end, end.max(at + 1));
            }
            None => at += 1,
        }
    }
    out
}

/// The figure that begins with token `at`, and the token behind it.
fn value(tokens: &Tokens, at: usize, meaning: Option<Meaning>) -> Option<(usize, Value)> {
    if tokens.is_number(at) {
        return clock::time(tokens, at)
            .or_else(|| calendar::date(tokens, at))
            .or_else(|| {
                if tokens.year(at).is_some() {
                    calendar::period(tokens, at).or_else(|| figure::figure(tokens, at))
                } else {
                    None
                }
            })
            .or_else(|| figure::figure(tokens, at))
            .or_else(|| calendar::period(tokens, at));
    }
    if !tokens.is_word(at) {
        let is_start =
            token::is_dash(tokens.get(at)) || matches!(tokens.get(at), "+" | "$" | "€" | "£" | "¥" | "₩" | "₹");
        return if is_start { figure::figure(tokens, at) } else { None };
    }
    match meaning {
        Some(Meaning::Weekday(_) | Meaning::Day(_)) => calendar::date(tokens, at),
        Some(Meaning::Months(_) | Meaning::Year) => calendar::period(tokens, at),
        Some(Meaning::Code(_) | Meaning::Minus) => figure::figure(tokens, at),
        Some(Meaning::Count(_) | Meaning::Half) => calendar::period(tokens, at).or_else(|| figure::figure(tokens, at)),
        Some(_) => None,
        None if tokens.get(at + 1) == "$" => figure::figure(tokens, at),
        None if tokens.is_glued(at + 1) && tokens.is_number(at + 1) => calendar::period(tokens, at),
        None if tokens.is_capital(at) => calendar::date(tokens, at),
        None => calendar::today(tokens, at),
    }
}

/// An issuer or a code in tokens.
struct Share {
    from: usize,
    to: usize,
    value: Value,
    evidence: Evidence,
}

/// The issuer or the code that begins with token `at`, or the issuer that ends there. Tokens before `done` are taken; a code
/// ends before token `code_end`.
fn share(tokens: &Tokens, at: usize, done: usize, code_end: usize, shares: &mut Shares) -> Option<Share> {
    let word = tokens.get(at);
    let issuer = match word {
        "PT" => issuer::company(tokens, at),
        "Tbk" | "TBK" | "tbk" | "(" if at > done => issuer::company_before(tokens, at, done),
        _ => None,
    };
    if let Some(issuer) = issuer {
        let name = crate::text::folded(tokens.words(issuer.from, issuer.to));
        let value = Value::Issuer { name, code: issuer.code.map(str::to_owned) };
        return Some(Share { from: issuer.from, to: issuer.to, value, evidence: issuer.evidence });
    }
    if !issuer::is_code(tokens, at) {
        return None;
    }
    let is_between = |at: usize| tokens.get(at) == "," || tokens.among(at, "atau dan hingga maupun serta");
    let follows_code = code_end < at && at - code_end <= 2 && (code_end..at).all(is_between);
    let evidence = issuer::ticker(tokens, at, follows_code)?;
    if evidence == Evidence::Sure {
        shares.add(word);
    }
    Some(Share { from: at, to: at + 1, value: Value::Ticker { code: word.to_owned() }, evidence })
}

/// Codes that links of `block` lead to: the text of the link is the code, and its address names the same behind the host.
fn block_links(block: &Block, shares: &mut Shares) {
    let mut add = |text: &Text| {
        for span in &text.spans {
            let Style::Link(address) = &span.style else { continue };
            let Some(code) = text.text.get(span.start..span.end).filter(|code| code.len() == 4) else { continue };
            let is_code = code.bytes().all(|letter| letter.is_ascii_uppercase());
            if is_code && is_quote_page(address, code) {
                shares.add(code);
            }
        }
    };
    match block {
        Block::Paragraph(text) | Block::Quote(text) | Block::Heading { text, .. } => add(text),
        Block::List { items, .. } => items.iter().for_each(|item| add(&item.text)),
        Block::Table { rows, .. } => rows.iter().flatten().for_each(|cell| add(&cell.text)),
        _ => {}
    }
}

/// Whether the part of `address` behind the host has `code` as a part of its own, and is no list of articles about a word.
fn is_quote_page(address: &str, code: &str) -> bool {
    const LISTS: &str = "cari indeks label search tag tags topic topik";
    let Some((_, path)) =
        crate::text::split_once(address, "://").and_then(|(_, rest)| crate::text::split_once(rest, "/"))
    else {
        return false;
    };
    let parts = || path.split(['/', '=', '?', '&', ':', '.']);
    parts().any(|part| part.eq_ignore_ascii_case(code)) && !parts().any(|part| crate::text::is_among(LISTS, part))
}

/// The facts among what was found: without codes that are none after all.
fn settled(found: Vec<(usize, Marked)>, shares: &Shares) -> Vec<Fact> {
    let mut out = Vec::with_capacity(found.len());
    for (block, marked) in found {
        let code = match &marked.value {
            Value::Ticker { code } => Some(code),
            Value::Issuer { code, .. } => code.as_ref(),
            _ => None,
        };
        let is_fact = marked.evidence == Evidence::Sure
            || marked.evidence == Evidence::Likely && shares.speaks_of_trade
            || code.is_some_and(|code| shares.sure.contains(code));
        if is_fact {
            let Marked { span, value, direction, .. } = marked;
            out.push(Fact { block, sentence: span.clone(), span, value, direction });
        }
    }
    out
}

#[cfg(test)]
mod tests;
