//! The summary of texts whose sentences are known, and the numbers that its forests are trained on.

use super::choice::{self, Pool};
use super::features::{self, Survey};
use super::{LONG, SHORT, STANDARD, chosen, longer, material, odds, shorter};

/// A text whose sentences are known.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Its headline.
    pub title: String,
    /// The sentences of its paragraphs.
    pub paragraphs: Vec<Vec<String>>,
}

/// What the forests see: rows of numbers, and what they are called.
#[derive(Clone, Debug, Default)]
pub struct Studied {
    /// The names of the numbers.
    pub names: Vec<String>,
    /// The numbers of each sentence, or of each set.
    pub rows: Vec<Vec<f32>>,
    /// The sentences as a summary would quote them.
    pub texts: Vec<String>,
    /// The sentences of each set, by index over all paragraphs; empty where `rows` are those of sentences.
    pub sets: Vec<Vec<usize>>,
}

/// The summary of `text`: its sentences by index over all paragraphs, and as quoted. Of the three lengths it is the one
/// that is nearest to `words`.
pub fn summarize(text: &Given, words: usize) -> Vec<(usize, String)> {
    let (sentences, opening) = material::given(&text.title, &text.paragraphs);
    let survey = Survey::new(&text.title, &sentences, opening);
    let odds = odds(&survey);
    let pool = Pool::new(&survey, &odds, choice::NARROW);
    let between = |shorter: choice::Length, longer: choice::Length| (shorter.words + longer.words) / 2;
    let set = chosen(&pool).map(|standard| match words {
        _ if words < between(SHORT, STANDARD) => shorter(&pool, &standard),
        _ if words > between(STANDARD, LONG) => longer(&pool, &standard),
        _ => standard,
    });
    let quoted = |index: usize| (index, sentences.get(index).map(|one| one.text.to_owned()).unwrap_or_default());
    set.map_or(Vec::new(), |set| pool.members(&set)).into_iter().map(quoted).collect()
}

/// The sentences of `text` in numbers.
pub fn sentences(text: &Given) -> Studied {
    let (sentences, opening) = material::given(&text.title, &text.paragraphs);
    let survey = Survey::new(&text.title, &sentences, opening);
    Studied {
        names: features::names(),
        rows: survey.rows().iter().map(|row| row.to_vec()).collect(),
        texts: sentences.iter().map(|sentence| sentence.text.to_owned()).collect(),
        sets: Vec::new(),
    }
}

/// The sets of sentences of `text` that promise most by the `odds` of its sentences, in numbers.
pub fn sets(text: &Given, odds: &[f32]) -> Studied {
    let (sentences, opening) = material::given(&text.title, &text.paragraphs);
    let survey = Survey::new(&text.title, &sentences, opening);
    let pool = Pool::new(&survey, odds, choice::WIDE);
    let sets = pool.sets(&STANDARD, 0, u32::MAX);
    Studied {
        names: choice::NAMES.iter().map(|name| (*name).to_owned()).collect(),
        rows: pool.rows(&sets).iter().map(|row| row.to_vec()).collect(),
        texts: sentences.iter().map(|sentence| sentence.text.to_owned()).collect(),
        sets: sets.iter().map(|set| pool.members(set)).collect(),
    }
}
