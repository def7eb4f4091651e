//! The form in which a reading crosses a border: to JavaScript, or to a file as JSON.
//!
//! The core may change, the wire may not. Offsets are bytes inside and become the border's own unit here and nowhere
//! else: UTF-16 units for JavaScript, characters (Unicode code points) for the command line.

pub mod fact;
pub mod json;

pub use fact::{Fact, Number, facts};

use serde::Serialize;

use crate::article::{Access, Article, Block, Direction, Image, Span, Style, Text};
use crate::extract::{Outcome, Removal};
use crate::facts::Decimal;
use crate::read::Reading as CoreReading;
use crate::summary::Summary as CoreSummary;

/// What an offset counts on the far side of the border.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Unicode code points.
    Characters,
    /// UTF-16 code units, as JavaScript's strings count.
    Utf16,
}

impl Unit {
    /// `byte`, an offset into `text`, in this unit. An offset that is no boundary of `text` counts as its end.
    pub fn of(self, text: &str, byte: usize) -> usize {
        let before = text.get(..byte).unwrap_or(text);
        // The first byte of a character says how long it is; the others say that they are none.
        let units = |byte: u8| match byte {
            0x80..=0xbf => 0,
            0xf0.. if self == Unit::Utf16 => 2,
            _ => 1,
        };
        before.bytes().map(units).sum()
    }
}

/// A reading as the far side sees it. `kind` is `article` or `not-article`; the latter has a `reason`.
#[derive(Debug, Serialize)]
#[allow(missing_docs)] // the keys are those of the article model, where each is explained
pub struct Reading {
    pub url: String,
    pub canonical: String,
    pub kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
    /// The site profile that found the article; none when the generic engine did.
    pub profile: Option<&'static str>,
    pub title: String,
    pub byline: Byline,
    pub published: Option<String>,
    pub modified: Option<String>,
    pub section: Option<String>,
    pub site: Option<String>,
    pub lang: Option<String>,
    pub direction: &'static str,
    pub dateline: Option<String>,
    pub excerpt: Option<String>,
    pub lead_image: Option<Picture>,
    pub blocks: Vec<Piece>,
    pub text: String,
    pub related: Vec<Related>,
    pub tags: Vec<String>,
    pub indicators: Vec<Indicator>,
    pub pages: Option<Pages>,
    pub access: &'static str,
    /// What the page had more of than was read; see [`crate::limits::Limit`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<&'static str>,
    pub words: usize,
    pub minutes: usize,
    pub summary: Summary,
    /// Figures of the text, in its order.
    pub facts: Vec<Fact>,
    pub trace: Vec<Trace>,
}

#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Byline {
    pub authors: Vec<String>,
    pub editors: Vec<String>,
    pub sources: Vec<String>,
}

#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Picture {
    pub src: String,
    pub alt: Option<String>,
    pub caption: Option<String>,
    pub credit: Option<String>,
    pub width: Option<u32>,
    pub height: Option<u32>,
}

/// One block; `kind` says which of the other keys it has.
#[derive(Debug, Default, Serialize)]
#[allow(missing_docs)]
pub struct Piece {
    pub kind: &'static str,
    pub text: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Stretch>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ordered: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<Entry>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<Vec<Vec<TableCell>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Picture>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

/// A stretch of a piece's text; `href` only where `style` is `link`.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Stretch {
    pub start: usize,
    pub end: usize,
    pub style: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Entry {
    pub level: u8,
    pub text: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Stretch>,
}

#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct TableCell {
    pub text: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Stretch>,
    pub header: bool,
    pub columns: u16,
    pub rows: u16,
}

#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Related {
    pub label: String,
    pub title: String,
    pub url: String,
    pub after: Option<usize>,
}

/// A market figure as the page prints it, and what it is worth.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Indicator {
    pub name: String,
    pub value: Option<String>,
    pub change: Option<String>,
    pub percent: Option<String>,
    pub numbers: Numbers,
}

/// The figures of an indicator as numbers; none where a figure is none that can be read.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Numbers {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent: Option<Number>,
}

/// The number of a printed figure: `-2,68%` is -2.68, `1.326.000` is 1326000.
fn number(figure: &Option<String>) -> Option<Number> {
    let figure = figure.as_deref()?.trim_end_matches(['%', ' ']);
    let digits = figure.trim_start_matches(['-', '+', '\u{2212}', ' ']);
    let number = Decimal::read(digits)?;
    Some(Number(if figure.starts_with(['-', '\u{2212}']) { number.negated() } else { number }))
}

#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Pages {
    pub current: u32,
    pub total: u32,
    pub next: Option<String>,
    pub all: Option<String>,
    pub missing: Vec<MissingPage>,
}

#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct MissingPage {
    pub page: u32,
    pub url: String,
    pub after: Option<usize>,
}

/// `sentences`: the summary of the standard length; `short`: which of these make the short one, by index; `long`: all
/// sentences of the long one. Where there is none, `reason` says why.
#[derive(Debug, Default, Serialize)]
#[allow(missing_docs)]
pub struct Summary {
    pub sentences: Vec<Sentence>,
    pub short: Vec<usize>,
    pub long: Vec<Sentence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
}

/// A sentence of the summary: `start..end` of the text of block `block`.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Sentence {
    pub text: String,
    pub block: usize,
    pub start: usize,
    pub end: usize,
}

/// What a rule took away: `after` is the index of the block it stood behind, none at the head.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Trace {
    pub rule: &'static str,
    pub after: Option<usize>,
    pub blocks: Vec<Piece>,
}

/// `reading` as the far side of a border with offsets in `unit` sees it.
pub fn reading(reading: CoreReading, unit: Unit) -> Reading {
    let CoreReading { extraction, summary, facts, key } = reading;
    let (kind, reason) = match extraction.outcome {
        Outcome::Article => ("article", None),
        Outcome::NotArticle(reason) => ("not-article", Some(reason.code())),
    };
    let article = extraction.article;
    let facts = fact::facts(facts, &key, &article.blocks, unit);
    let words = article.words();
    let summary = self::summary(summary, &article, unit);
    Reading {
        kind,
        reason,
        profile: extraction.profile,
        limits: extraction.limits.codes(),
        text: article.text(),
        words,
        minutes: crate::text::reading_minutes(words),
        summary,
        facts,
        trace: extraction.trace.iter().map(|removal| trace(removal, unit)).collect(),
        ..self::article(article, unit)
    }
}

fn summary(summary: CoreSummary, article: &Article, unit: Unit) -> Summary {
    let sentence = |sentence: crate::summary::Sentence| {
        let text = article.blocks.get(sentence.block).map(Block::text).unwrap_or_default();
        Sentence {
            start: unit.of(&text, sentence.start),
            end: unit.of(&text, sentence.end),
            text: sentence.text,
            block: sentence.block,
        }
    };
    let sentences = |list: Vec<crate::summary::Sentence>| list.into_iter().map(sentence).collect();
    Summary {
        sentences: sentences(summary.sentences),
        short: summary.short,
        long: sentences(summary.long),
        reason: summary.reason.map(crate::summary::Reason::code),
    }
}

fn article(article: Article, unit: Unit) -> Reading {
    Reading {
        url: article.url,
        canonical: article.canonical,
        kind: "article",
        reason: None,
        profile: None,
        title: article.title,
        byline: Byline {
            authors: article.byline.authors,
            editors: article.byline.editors,
            sources: article.byline.sources,
        },
        published: article.published.map(|moment| moment.to_string()),
        modified: article.modified.map(|moment| moment.to_string()),
        section: article.section,
        site: article.site,
        lang: article.lang,
        direction: match article.direction {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        },
        dateline: article.dateline,
        excerpt: article.excerpt,
        lead_image: article.lead_image.map(picture),
        blocks: article.blocks.iter().map(|block| piece(block, unit)).collect(),
        text: String::new(),
        related: article
            .related
            .into_iter()
            .map(|link| Related { label: link.label, title: link.title, url: link.url, after: link.after })
            .collect(),
        tags: article.tags,
        indicators: article
            .indicators
            .into_iter()
            .map(|row| {
                let numbers =
                    Numbers { value: number(&row.value), change: number(&row.change), percent: number(&row.percent) };
                Indicator { name: row.name, value: row.value, change: row.change, percent: row.percent, numbers }
            })
            .collect(),
        pages: article.pages.map(|pages| Pages {
            current: pages.current,
            total: pages.total,
            next: pages.next,
            all: pages.all,
            missing: pages
                .missing
                .into_iter()
                .map(|missing| MissingPage { page: missing.page, url: missing.address, after: missing.after })
                .collect(),
        }),
        access: match article.access {
            Access::Full => "full",
            Access::Partial => "partial",
        },
        limits: Vec::new(),
        words: 0,
        minutes: 0,
        summary: Summary::default(),
        facts: Vec::new(),
        trace: Vec::new(),
    }
}

fn trace(removal: &Removal, unit: Unit) -> Trace {
    Trace {
        rule: removal.rule,
        after: removal.after,
        blocks: removal.blocks.iter().map(|block| piece(block, unit)).collect(),
    }
}

fn piece(block: &Block, unit: Unit) -> Piece {
    let text = block.text().into_owned();
    match block {
        Block::Paragraph(words) => Piece { kind: "paragraph", spans: stretches(words, unit), text, ..Piece::default() },
        Block::Quote(words) => Piece { kind: "quote", spans: stretches(words, unit), text, ..Piece::default() },
        Block::Heading { level, text: words } => {
            Piece { kind: "heading", spans: stretches(words, unit), level: Some(*level), text, ..Piece::default() }
        }
        Block::List { ordered, items } => Piece {
            kind: "list",
            ordered: Some(*ordered),
            items: Some(
                items
                    .iter()
                    .map(|item| Entry {
                        level: item.level,
                        text: item.text.text.clone(),
                        spans: stretches(&item.text, unit),
                    })
                    .collect(),
            ),
            text,
            ..Piece::default()
        },
        Block::Table { caption, rows } => Piece {
            kind: "table",
            caption: caption.clone(),
            rows: Some(
                rows.iter()
                    .map(|row| {
                        row.iter()
                            .map(|cell| TableCell {
                                text: cell.text.text.clone(),
                                spans: stretches(&cell.text, unit),
                                header: cell.header,
                                columns: cell.columns,
                                rows: cell.rows,
                            })
                            .collect()
                    })
                    .collect(),
            ),
            text,
            ..Piece::default()
        },
        Block::Figure(image) => Piece { kind: "figure", image: Some(picture(image.clone())), text, ..Piece::default() },
        Block::Embed { href, .. } => Piece { kind: "embed", href: Some(href.clone()), text, ..Piece::default() },
        Block::Code(_) => Piece { kind: "code", text, ..Piece::default() },
    }
}

fn stretches(words: &Text, unit: Unit) -> Vec<Stretch> {
    // Spans stand in order: their starts are counted on from each other.
    let (mut byte, mut offset) = (0, 0);
    let mut start_of = |span: &Span| {
        let between = words.text.get(byte..span.start).unwrap_or_default();
        (byte, offset) = (span.start.max(byte), offset + unit.of(between, between.len()));
        offset
    };
    words.spans.iter().map(|span| stretch(&words.text, span, start_of(span), unit)).collect()
}

fn stretch(text: &str, span: &Span, start: usize, unit: Unit) -> Stretch {
    let (style, href) = match &span.style {
        Style::Strong => ("strong", None),
        Style::Emphasis => ("emphasis", None),
        Style::Code => ("code", None),
        Style::Mark => ("mark", None),
        Style::Subscript => ("subscript", None),
        Style::Superscript => ("superscript", None),
        Style::Deleted => ("deleted", None),
        Style::Link(href) => ("link", Some(href.clone())),
    };
    let inside = text.get(span.start..span.end).unwrap_or_default();
    Stretch { start, end: start + unit.of(inside, inside.len()), style, href }
}

fn picture(image: Image) -> Picture {
    Picture {
        src: image.src,
        alt: image.alt,
        caption: image.caption,
        credit: image.credit,
        width: image.width,
        height: image.height,
    }
}

#[cfg(test)]
mod tests {
    use super::Unit;

    #[test]
    fn offsets_become_the_borders_own_unit() {
        let text = "a😀é—z";
        let byte = text.find('z').unwrap_or_default();
        assert_eq!((byte, Unit::Characters.of(text, byte), Unit::Utf16.of(text, byte)), (10, 4, 5));
    }
}
