//! Sentences of an article that stand for the whole of it. Nothing is generated: a summary only quotes.
//!
//! [`material`] says which sentences may be quoted, [`features`] describes each in numbers, [`choice`] finds the sets of
//! them that promise most. What is best was learnt from the summaries of editors; `cargo xtask train summary` makes the
//! weights again.

mod choice;
mod features;
mod lexicon;
mod material;
#[cfg(feature = "cli")]
pub mod study;

use choice::{Length, Pool, Set};
use features::Survey;

use crate::article::{Article, Block};
use crate::forest::Forest;

/// Sentences in the order of the article, in three lengths; each holds the shorter ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The summary of about sixty words; empty when there is nothing to quote.
    pub sentences: Vec<Sentence>,
    /// Which of `sentences` make one of about thirty words.
    pub short: Vec<usize>,
    /// All sentences of the one of about 110 words.
    pub long: Vec<Sentence>,
    /// Why there is none.
    pub reason: Option<Reason>,
}

/// One sentence, word for word as it stands in the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its words.
    pub text: String,
    /// The index of its block.
    pub block: usize,
    /// Its first byte in the block's text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// Why an article has no summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Most of it is a list or a table.
    List,
    /// It has no sentence that can stand alone.
    NoSentences,
    /// It is no longer than a summary.
    TooShort,
}

impl Reason {
    /// A name that never changes. The shell looks up its own words for it.
    pub fn code(self) -> &'static str {
        match self {
            Reason::List => "list",
            Reason::NoSentences => "no-sentences",
            Reason::TooShort => "too-short",
        }
    }
}

/// The lengths; the words of the standard one are those of the summaries that we learn from.
const SHORT: Length = Length { words: 30, most: 45, sentences: 3, shift: -1.0 };
const STANDARD: Length = Length { words: 60, most: 75, sentences: 6, shift: 0.0 };
const LONG: Length = Length { words: 110, most: 130, sentences: 10, shift: 1.5 };

/// The summary of `article`.
pub fn summarize(article: &Article) -> Summary {
    let (sentences, opening) = material::of(article);
    let may = || sentences.iter().filter(|sentence| !sentence.is_barred);
    let words: usize = may().map(|sentence| crate::text::count_words(sentence.text)).sum();
    if words <= STANDARD.words {
        let listed = article.blocks.iter().filter(|block| matches!(block, Block::List { .. } | Block::Table { .. }));
        let listed: usize = listed.map(|block| crate::text::count_words(&block.text())).sum();
        let reason = match words {
            _ if listed > words => Reason::List,
            0 => Reason::NoSentences,
            _ => Reason::TooShort,
        };
        return Summary { reason: Some(reason), ..Summary::default() };
    }
    let survey = Survey::new(&article.title, &sentences, opening);
    let odds = odds(&survey);
    let pool = Pool::new(&survey, &odds);
    let Some(standard) = chosen(&pool) else { return Summary::default() };
    let quoted = |index: &usize| {
        sentences.get(*index).map(|sentence| Sentence {
            text: sentence.text.to_owned(),
            block: sentence.block,
            start: sentence.start,
            end: sentence.start + sentence.text.len(),
        })
    };
    let members = pool.members(&standard);
    let short = pool.members(&shorter(&pool, &standard));
    let long = pool.members(&longer(&pool, &standard));
    Summary {
        sentences: members.iter().filter_map(quoted).collect(),
        short: (0..members.len()).filter(|at| members.get(*at).is_some_and(|index| short.contains(index))).collect(),
        long: long.iter().filter_map(quoted).collect(),
        reason: None,
    }
}

/// The forest that says of a sentence how likely an editor would have taken it.
const SENTENCES: &[u8] = include_bytes!("sentences.forest");
/// The forest that says of a set of sentences how good it is beside the others.
const SETS: &[u8] = include_bytes!("sets.forest");

/// The odds of every sentence, as logarithm.
fn odds(survey: &Survey) -> Vec<f32> {
    let Some(forest) = Forest::new(SENTENCES).filter(|forest| forest.features() == features::COUNT) else {
        return vec![0.0; survey.said.len()];
    };
    survey.rows().iter().map(|row| forest.score(row)).collect()
}

/// The sentences that stand best for the whole.
fn chosen(pool: &Pool) -> Option<Set> {
    let sets = pool.sets(&STANDARD, 0, u32::MAX);
    let mut best = sets.first();
    if let Some(forest) = Forest::new(SETS).filter(|forest| forest.features() == choice::COUNT) {
        let mut most = f32::MIN;
        for (set, row) in sets.iter().zip(pool.rows(&sets)) {
            let score = forest.score(&row);
            if score > most {
                (best, most) = (Some(set), score);
            }
        }
    }
    best.copied()
}

/// The best part of `standard`.
fn shorter(pool: &Pool, standard: &Set) -> Set {
    first_sound(pool, &pool.sets(&SHORT, 0, standard.mask)).unwrap_or(*standard)
}

/// The best set that goes on from `standard`.
fn longer(pool: &Pool, standard: &Set) -> Set {
    first_sound(pool, &pool.sets(&LONG, standard.mask, u32::MAX)).unwrap_or(*standard)
}

/// The best of sets none of whose sentences leans on what is left out; where all do, the best.
fn first_sound(pool: &Pool, sets: &[Set]) -> Option<Set> {
    sets.iter().find(|set| pool.is_sound(set)).or(sets.first()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(paragraphs: &[&str]) -> Article {
        Article {
            blocks: paragraphs.iter().map(|text| Block::Paragraph((*text).into())).collect(),
            ..Article::default()
        }
    }

    #[test]
    fn the_lead_is_quoted_whole_until_sixty_words() {
        let twenty = "Satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas kata lagi supaya genap dua puluh kata semuanya ada.";
        let article = article(&[twenty, twenty, twenty, twenty]);
        let summary = summarize(&article);
        assert_eq!(summary.sentences.len(), 3);
        for sentence in &summary.sentences {
            let text = article.blocks.get(sentence.block).map(Block::text).unwrap_or_default();
            assert_eq!(text.get(sentence.start..sentence.end), Some(sentence.text.as_str()));
        }
    }

    #[test]
    fn an_article_without_paragraphs_has_no_summary() {
        assert_eq!(summarize(&Article::default()), Summary::default());
    }
}
