//! The one model that everyone shares: what an article is once the page around it is gone.
//!
//! All offsets are bytes of the text they belong to. Addresses are absolute and `http` or `https`: anything else was
//! dropped before the article was made.

use std::ops::Range;

use crate::text::moment::Moment;
use crate::text::sentence;

/// An article, whole or in part, without anything that is not the article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The address the page was read from.
    pub url: String,
    /// The address that stays the same however the article was reached; records are kept under it.
    pub canonical: String,
    /// The headline; empty when the page has none.
    pub title: String,
    /// Who wrote, edited and supplied it.
    pub byline: Byline,
    /// When it was published.
    pub published: Option<Moment>,
    /// When it was last changed, if the page says so.
    pub modified: Option<Moment>,
    /// The section or channel as the site names it.
    pub section: Option<String>,
    /// The site's name.
    pub site: Option<String>,
    /// The language tag of the text, such as `id`.
    pub lang: Option<String>,
    /// Which way the script runs.
    pub direction: Direction,
    /// The place the report was filed from, such as `JAKARTA`; cut from the first paragraph.
    pub dateline: Option<String>,
    /// The page's own description.
    pub excerpt: Option<String>,
    /// The picture above the text.
    pub lead_image: Option<Image>,
    /// The text, in order.
    pub blocks: Vec<Block>,
    /// Links to other articles that stood in the flow of the text.
    pub related: Vec<Related>,
    /// The site's keywords for the article.
    pub tags: Vec<String>,
    /// The market figures that the page showed.
    pub indicators: Vec<Indicator>,
    /// Set when the article is spread over several pages.
    pub pages: Option<Pages>,
    /// Whether the site held back a part.
    pub access: Access,
}

impl Article {
    /// The words of all text blocks.
    pub fn words(&self) -> usize {
        self.blocks.iter().map(|block| crate::text::count_words(&block.text())).sum()
    }

    /// The sentences of each block's text.
    pub fn sentences(&self) -> Sentences {
        let of = |block: &Block| match block {
            Block::Code(_) => Vec::new(),
            block if block.is_text() => sentence::sentences(&block.text()),
            _ => Vec::new(),
        };
        Sentences(self.blocks.iter().map(of).collect())
    }

    /// All text blocks with a blank line between.
    pub fn text(&self) -> String {
        crate::text::join(self.blocks.iter().filter(|block| block.is_text()).map(Block::text), "\n\n")
    }
}

/// Where the sentences of an article stand, block by block. Those who need them ask once, and share them.
#[derive(Clone, Debug, Default)]
pub struct Sentences(Vec<Vec<Range<usize>>>);

impl Sentences {
    /// Those of block `index`, in its text.
    pub fn of(&self, index: usize) -> &[Range<usize>] {
        self.0.get(index).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Who wrote, edited and supplied an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Byline {
    /// Reporters and writers.
    pub authors: Vec<String>,
    /// Editors.
    pub editors: Vec<String>,
    /// Agencies and papers it was taken from.
    pub sources: Vec<String>,
}

/// Which way the script runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// As Latin does.
    #[default]
    LeftToRight,
    /// As Arabic and Hebrew do.
    RightToLeft,
}

/// Whether the site showed the whole article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    /// Nothing was held back.
    #[default]
    Full,
    /// Only the part before a subscription wall.
    Partial,
}

/// One piece of the text.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Text),
    /// A heading; `level` is 2 to 6, the title being 1.
    Heading {
        /// 2 to 6.
        level: u8,
        /// Its words.
        text: Text,
    },
    /// A list, nested lists flattened into levels.
    List {
        /// Numbered or not.
        ordered: bool,
        /// Its entries in order.
        items: Vec<Item>,
    },
    /// A quotation set apart from the text; its paragraphs are parted by line breaks.
    Quote(Text),
    /// A table.
    Table {
        /// The words above or below it.
        caption: Option<String>,
        /// Its rows of cells.
        rows: Vec<Vec<Cell>>,
    },
    /// A picture in the flow of the text.
    Figure(Image),
    /// Something that the page shows in a frame: a video, a chart, a post. Kept as a link.
    Embed {
        /// Where it can be seen.
        href: String,
        /// What the page calls it.
        title: Option<String>,
    },
    /// Program text, white space as it stood.
    Code(String),
}

impl Block {
    /// The words of the block: entries and rows on lines of their own, cells parted by ` | `.
    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        match self {
            Block::Paragraph(text) | Block::Quote(text) | Block::Heading { text, .. } => text.text.as_str().into(),
            Block::Code(text) => text.as_str().into(),
            Block::List { items, .. } => crate::text::join(items.iter().map(|item| &item.text.text), "\n").into(),
            Block::Table { rows, .. } => {
                let line = |row: &Vec<Cell>| crate::text::join(row.iter().map(|cell| &cell.text.text), " | ");
                crate::text::join(rows.iter().map(line), "\n").into()
            }
            Block::Figure(image) => image.caption.as_deref().unwrap_or_default().into(),
            Block::Embed { title, .. } => title.as_deref().unwrap_or_default().into(),
        }
    }

    /// Whether its words are the article's own; pictures and embeds only carry labels.
    pub fn is_text(&self) -> bool {
        !matches!(self, Block::Figure(_) | Block::Embed { .. })
    }
}

/// Words with their emphasis and links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The words, white space folded.
    pub text: String,
    /// Stretches of `text` that look or act differently, in order of their start, outer before inner.
    pub spans: Vec<Span>,
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text { text: text.to_owned(), spans: Vec::new() }
    }
}

/// A stretch of a text, `start..end` in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// What it is.
    pub style: Style,
}

/// What a stretch of text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Style {
    /// Strong importance, usually bold.
    Strong,
    /// Stress, usually italic.
    Emphasis,
    /// A piece of program text.
    Code,
    /// Marked by the page.
    Mark,
    /// Below the line.
    Subscript,
    /// Above the line.
    Superscript,
    /// No longer true.
    Deleted,
    /// A link to an absolute address.
    Link(String),
}

/// An entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// How deep it is nested, from 0.
    pub level: u8,
    /// Its words.
    pub text: Text,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its words.
    pub text: Text,
    /// Whether it names a row or a column.
    pub header: bool,
    /// How many columns it covers, at least 1.
    pub columns: u16,
    /// How many rows it covers, at least 1.
    pub rows: u16,
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image {
    /// Its absolute address.
    pub src: String,
    /// What it shows, for those who don't see it.
    pub alt: Option<String>,
    /// What the page says under it, without the credit.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// Width in CSS pixels, if the page says so.
    pub width: Option<u32>,
    /// Height in CSS pixels, if the page says so.
    pub height: Option<u32>,
}

/// A link to another article that stood in the flow of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// What the site calls such links, such as `Baca Juga`.
    pub label: String,
    /// The other article's title.
    pub title: String,
    /// Its absolute address.
    pub url: String,
    /// The index of the block it stood behind; none at the head.
    pub after: Option<usize>,
}

/// A market figure as the page printed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// What is measured, such as `LQ45`.
    pub name: String,
    /// The level.
    pub value: Option<String>,
    /// The change, with its sign.
    pub change: Option<String>,
    /// The change in percent, with its sign.
    pub percent: Option<String>,
}

/// Where this page stands among the pages of its article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pages {
    /// From 1.
    pub current: u32,
    /// How many there are.
    pub total: u32,
    /// The address of the next page.
    pub next: Option<String>,
    /// The address that shows all pages at once.
    pub all: Option<String>,
    /// The pages that are not in the article as it was read, in order.
    pub missing: Vec<MissingPage>,
}

/// A page of an article that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingPage {
    /// From 1.
    pub page: u32,
    /// Where it is: the address of the article with another page number, and nothing else changed.
    pub address: String,
    /// The index of the block behind which its text would stand; none at the head.
    pub after: Option<usize>,
}
