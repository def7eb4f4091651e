//! The whole way of a page: from asking it to the finished reading.

use crate::extract::{self, Extraction, Options};
use crate::page::Page;
use crate::summary::{self, Summary};

/// An article with its summary, and everything that was left out.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What was read, and what was thrown away.
    pub extraction: Extraction,
    /// Sentences that stand for the whole; empty when there is no article.
    pub summary: Summary,
}

/// Reads `page` and summarises what it finds. Never fails: a poor page gives a poor article and a long trace.
pub fn read<P: Page>(page: &P, options: &Options) -> Reading {
    Reading::of(extract::extract(page, options))
}

impl Reading {
    /// The reading of what was extracted.
    pub(crate) fn of(extraction: Extraction) -> Reading {
        let summary = summary::summarize(&extraction.article);
        Reading { extraction, summary }
    }
}
