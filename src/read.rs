//! The whole way of a page: from asking it to the finished reading.

use crate::extract::{self, Extraction, Options};
use crate::facts::{self, Fact};
use crate::page::Page;
use crate::summary::{self, Summary};

/// An article with its summary, and everything that was left out.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What was read, and what was thrown away.
    pub extraction: Extraction,
    /// Sentences that stand for the whole; empty when there is no article.
    pub summary: Summary,
    /// The figures of the text.
    pub facts: Vec<Fact>,
    /// Those of them that matter most, by their index, the weightiest first.
    pub key: Vec<usize>,
}

/// Reads `page` and summarises what it finds. Never fails: a poor page gives a poor article and a long trace.
pub fn read<P: Page>(page: &P, options: &Options) -> Reading {
    Reading::of(extract::extract(page, options))
}

impl Reading {
    /// The reading of what was extracted.
    pub(crate) fn of(extraction: Extraction) -> Reading {
        let sentences = extraction.article.sentences();
        let summary = summary::summarize(&extraction.article, &sentences);
        let facts = facts::facts(&extraction.article, &sentences);
        let key = facts::key(&facts, &extraction.article, &summary);
        Reading { extraction, summary, facts, key }
    }
}
