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

use crate::article::{Article, Block, Sentences, Style, Text};
use crate::limits;
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

/// The facts of `article`, which has these `sentences`, in the order of its text.
pub fn facts(article: &Article, sentences: &Sentences) -> Vec<Fact> {
    let mut found = Found { today: day_of(article), ..Found::default() };
    for (index, block) in article.blocks.iter().enumerate() {
        if block.is_text() && !matches!(block, Block::Code(_)) {
            found.scan(&block.text(), index);
            found.follow(block);
        }
    }
    let mut out = found.settled();
    for fact in &mut out {
        let sentences = sentences.of(fact.block);
        let at = sentences.partition_point(|sentence| sentence.end <= fact.span.start);
        if let Some(sentence) = sentences.get(at) {
            fact.sentence = sentence.start..sentence.end.max(fact.span.end);
        }
    }
    out
}

/// The facts of a text alone, published on `today`; each is its own sentence.
pub fn in_text(text: &str, today: Option<Date>) -> Vec<Fact> {
    let mut found = Found { today, ..Found::default() };
    found.scan(text, 0);
    found.settled()
}

/// The day that `article` speaks from.
fn day_of(article: &Article) -> Option<Date> {
    article.published.or(article.modified).map(|moment| moment.date)
}

/// What was found so far.
#[derive(Default)]
struct Found {
    today: Option<Date>,
    facts: Vec<Fact>,
    /// Those that are facts only if the rest of the article says so.
    open: Vec<(usize, Evidence)>,
    /// Codes that are sure.
    codes: Vec<String>,
    /// Whether the article is about business.
    speaks_of_trade: bool,
}

impl Found {
    /// Adds what `text`, that of block `block`, seems to hold.
    fn scan(&mut self, text: &str, block: usize) {
        let tokens = Tokens::new(text, self.today);
        // The token behind the last fact, and behind the last code that is sure.
        let (mut done, mut code_end) = (0, usize::MAX);
        let mut at = 0;
        while at < tokens.count() && self.facts.len() < limits::FACTS {
            let meaning = tokens.meaning(at);
            self.speaks_of_trade |= matches!(meaning, Some(Meaning::Trade | Meaning::Coin(_) | Meaning::Code(_)));
            let mut from = at;
            let mut evidence = Evidence::Sure;
            let mut direction = None;
            let found = if tokens.is_plain(at) {
                calendar::today(&tokens, at)
            } else if let Some(issuer) = issuer::issuer(&tokens, at, done) {
                (from, evidence) = (issuer.from, issuer.evidence);
                self.speaks_of_trade = true;
                let name = crate::text::folded(tokens.words(issuer.from, issuer.to));
                Some((issuer.to, Value::Issuer { name, code: issuer.code.map(str::to_owned) }))
            } else if let Some(found) = issuer::ticker(&tokens, at, code_end) {
                evidence = found;
                if evidence == Evidence::Sure {
                    code_end = at + 1;
                    self.add_code(tokens.get(at));
                }
                Some((at + 1, Value::Ticker { code: tokens.get(at).to_owned() }))
            } else {
                value(&tokens, at, meaning)
            };
            let Some((end, value)) = found else {
                at += 1;
                continue;
            };
            if matches!(value, Value::Percent { .. } | Value::Points { .. }) {
                direction = figure::direction(&tokens, at);
            }
            if evidence != Evidence::Sure {
                self.open.push((self.facts.len(), evidence));
            }
            let span = tokens.span(from, end);
            self.facts.push(Fact { block, sentence: span.clone(), span, value, direction });
            done = end;
            at = end.max(at + 1);
        }
    }

    /// Adds a code that is sure.
    fn add_code(&mut self, code: &str) {
        // No article has more, and each is compared with all.
        if self.codes.len() < 200 && !self.codes.iter().any(|sure| sure == code) {
            self.codes.push(code.to_owned());
        }
    }

    /// Adds the codes that links of `block` lead to: the text of the link is the code, and its address names the same.
    fn follow(&mut self, block: &Block) {
        match block {
            Block::Paragraph(text) | Block::Quote(text) | Block::Heading { text, .. } => self.follow_text(text),
            Block::List { items, .. } => {
                for item in items {
                    self.follow_text(&item.text);
                }
            }
            Block::Table { rows, .. } => {
                for row in rows {
                    for cell in row {
                        self.follow_text(&cell.text);
                    }
                }
            }
            _ => {}
        }
    }

    fn follow_text(&mut self, text: &Text) {
        for span in &text.spans {
            let Style::Link(address) = &span.style else { continue };
            let code = text.text.get(span.start..span.end).unwrap_or_default();
            if issuer::has_form_of_code(code) && is_quote_page(address, code) {
                self.add_code(code);
            }
        }
    }

    /// The facts, without those that are none after all.
    fn settled(self) -> Vec<Fact> {
        let Found { mut facts, open, codes, speaks_of_trade, .. } = self;
        let (mut index, mut open) = (0, open.into_iter().peekable());
        facts.retain(|fact| {
            let evidence = open.next_if(|(place, _)| *place == index).map_or(Evidence::Sure, |(_, evidence)| evidence);
            index += 1;
            let code = match &fact.value {
                Value::Ticker { code } | Value::Issuer { code: Some(code), .. } => code.as_str(),
                _ => "",
            };
            match evidence {
                Evidence::Sure => true,
                Evidence::Likely if speaks_of_trade => true,
                _ => codes.iter().any(|sure| sure == code),
            }
        });
        facts
    }
}

/// The figure that begins with token `at`, and the token behind it.
fn value(tokens: &Tokens, at: usize, meaning: Option<Meaning>) -> Option<(usize, Value)> {
    if tokens.is_number(at) {
        let period = |is_meant: bool| if is_meant { calendar::period(tokens, at) } else { None };
        let is_year = tokens.year(at).is_some();
        return clock::time(tokens, at)
            .or_else(|| calendar::date(tokens, at))
            .or_else(|| period(is_year))
            .or_else(|| figure::figure(tokens, at))
            .or_else(|| period(!is_year));
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

#[cfg(test)]
mod tests;
