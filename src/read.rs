//! The whole way of a page: from asking it to the finished reading.

use crate::extract::{self, Extraction, Options};
use crate::facts::{self, Fact};
use crate::limits::{Clock, Limit};
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
    Reading::of(extract::extract(page, options), options.clock)
}

impl Reading {
    /// The reading of what was extracted. Text first: summary and facts are left out where `clock` is over.
    pub(crate) fn of(mut extraction: Extraction, clock: Clock) -> Reading {
        let (mut summary, mut facts, mut key) = (Summary::default(), Vec::new(), Vec::new());
        let article = &extraction.article;
        let mut is_late = clock.is_over();
        if !is_late {
            let sentences = article.sentences();
            summary = summary::summarize(article, &sentences);
            is_late = clock.is_over();
            if !is_late {
                facts = facts::facts(article, &sentences);
                key = facts::key(&facts, article, &summary);
            }
        }
        if is_late {
            extraction.limits.meet(Limit::Time);
        }
        Reading { extraction, summary, facts, key }
    }
}
