//! The trained judge: which pieces are the text.
//!
//! `judge.forest` was trained on public pages whose text is known (`cargo xtask train judge` makes it again); what it
//! sees of a piece is in [`super::features`].

use super::features::{self, Around};
use super::furniture::{CAPTION, SIGNATURE};
use super::{blocks::Piece, labels, run, run::Survey};
use crate::article::Block;
use crate::forest::{self, Forest};
use crate::page::tree::Tree;

/// The rule for the headline, which is no part of the text.
pub(super) const HEADLINE: &str = "headline";

/// The rule for what stands between the paragraphs of the text and is none of it.
pub(super) const BESIDE: &str = "beside the text";

/// A piece that is the text with at least this probability is kept. Below one half: what F1 gains by a piece that
/// belongs is more than what it loses by one that does not (Lewis 1995: half the best F1 that can be had).
const LEAST: f32 = 0.45;

const WEIGHTS: Option<Forest> = Forest::new(include_bytes!("judge.forest"));

/// Whether each piece is the text. Pictures and the like go with what they stand beside.
pub(super) fn kept(tree: &Tree, pieces: &[Piece], survey: &Survey, around: &Around) -> Vec<bool> {
    let Some(forest) = WEIGHTS.filter(|forest| forest.features() == features::COUNT) else {
        // Tests prove that this never happens; if it did, the first judgement is better than none.
        return (0..pieces.len()).map(|index| survey.run.contains(&index)).collect();
    };
    let rows = features::of(tree, pieces, survey, around);
    let judged: Vec<usize> = (0..pieces.len()).filter(|index| pieces.get(*index).is_some_and(is_judged)).collect();
    let asked: Vec<&[f32]> = judged.iter().filter_map(|index| Some(rows.get(*index)?.as_slice())).collect();
    let mut chances = vec![0.0; pieces.len()];
    for (index, score) in judged.into_iter().zip(forest.scores(&asked)) {
        if let Some(chance) = chances.get_mut(index) {
            *chance = forest::probability(score);
        }
    }
    let text = texts(pieces, survey, &chances);
    (0..pieces.len()).map(|index| stands_with(pieces, &text, index)).collect()
}

/// What the markup says of a piece is one number of many: it may still be the text.
const DOUBTED: [&str; 5] = ["furniture", "hidden", "list of links", CAPTION, SIGNATURE];

/// Whether the judge is asked. Lines that are known by what they say are not judged again, and pictures have no words.
fn is_judged(piece: &Piece) -> bool {
    piece.block.is_text() && piece.rule.is_none_or(|rule| DOUBTED.contains(&rule))
}

/// Which pieces are the text by their own chances, or by those of the text around them.
fn texts(pieces: &[Piece], survey: &Survey, chances: &[f32]) -> Vec<bool> {
    // The nearest words that head nothing, before each piece and after it: whether a heading is kept hangs on these.
    let is_words = |piece: &Piece| is_judged(piece) && !matches!(piece.block, Block::Heading { .. });
    let nearest = |places: &mut dyn Iterator<Item = (usize, &Piece)>| -> Vec<Option<usize>> {
        let mut last = None;
        let step = |(index, piece): (usize, &Piece)| {
            let next = is_words(piece).then_some(index).or(last);
            std::mem::replace(&mut last, next)
        };
        places.map(step).collect()
    };
    let before = nearest(&mut pieces.iter().enumerate());
    let mut after = nearest(&mut pieces.iter().enumerate().rev());
    after.reverse();
    let at = |near: &[Option<usize>], index: usize| near.get(index).copied().flatten();
    let decide = |(index, piece): (usize, &Piece)| {
        is_text(survey, chances, (index, piece), [at(&before, index), at(&after, index)])
    };
    pieces.iter().enumerate().map(decide).collect()
}

/// Whether a piece is the text, of which `near` are the nearest words before and after it.
fn is_text(survey: &Survey, chances: &[f32], (index, piece): (usize, &Piece), near: [Option<usize>; 2]) -> bool {
    let chance = chances.get(index).copied().unwrap_or(0.0);
    if chance >= LEAST {
        return true;
    }
    if piece.rule.is_some() {
        return false;
    }
    let is_kept =
        |other: Option<usize>| other.and_then(|other| chances.get(other)).is_some_and(|chance| *chance >= LEAST);
    let home = |at: usize| survey.homes.get(at).copied().flatten();
    let is_home = |other: Option<usize>| other.is_some_and(|other| home(other).is_some() && home(other) == home(index));
    let [before, after] = near;
    if let Block::Heading { text, .. } = &piece.block {
        let (all, linked) = run::words(text);
        let is_firm = is_home(after) && linked * 2 <= all && !labels::closes(&text.text);
        return is_kept(after) && chance >= if is_firm { LEAST_HEADING_AT_HOME } else { LEAST_HEADING };
    }
    let least = if is_home(before) && is_home(after) { LEAST_BETWEEN_AT_HOME } else { LEAST_BETWEEN };
    chance >= least && is_kept(before) && is_kept(after)
}

/// A heading over what is kept is kept with at least this probability: without it the reader is lost, and the training's
/// measure, which counts words, hardly sees it.
const LEAST_HEADING: f32 = 0.12;

/// The same for a heading that stands in one box with what it heads, and leads nowhere else.
const LEAST_HEADING_AT_HOME: f32 = 0.01;

/// The same for what stands between two pieces that are kept.
const LEAST_BETWEEN: f32 = 0.25;

/// The same where all three stand in one box.
const LEAST_BETWEEN_AT_HOME: f32 = 0.08;

/// Whether a piece is kept when `text` says which words are: a picture between what is not kept belongs to that.
fn stands_with(pieces: &[Piece], text: &[bool], index: usize) -> bool {
    let Some(piece) = pieces.get(index) else { return false };
    if !matches!(piece.block, Block::Figure(_) | Block::Embed { .. }) {
        return text.get(index).copied().unwrap_or(false);
    }
    let words = |other: &usize| pieces.get(*other).is_some_and(|piece| piece.block.is_text() && piece.rule.is_none());
    let before = (0..index).rev().take(REACH).find(words);
    let after = (index + 1..pieces.len()).take(REACH).find(words);
    let is_text = |other: Option<usize>| other.and_then(|other| text.get(other)).copied();
    piece.rule.is_none() && (is_text(before) != Some(false) || is_text(after) != Some(false))
}

/// How far from a picture the words are looked for that it stands with.
const REACH: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::blocks::{self, Verdict};
    use crate::page::markup;

    #[test]
    fn what_is_beside_kept_text_needs_less() {
        let markup = "<div><p>Satu.</p><h2>Dua</h2><p>Tiga.</p><p>Empat</p><p>Lima.</p><h2>Enam</h2><p>Tujuh</p></div>";
        let mut tree = Tree::default();
        markup::read(markup, &mut tree);
        let pieces = blocks::pieces(&tree, 0..tree.len(), &|_| Verdict::Keep);
        let survey = run::survey(&tree, &pieces, None);
        let check = |chances: [f32; 7], kept: [bool; 7]| {
            assert_eq!(texts(&pieces, &survey, &chances), kept, "{chances:?}");
        };
        // A heading goes with what it heads, a short line with what stands before and after it.
        check([0.9, 0.1, 0.9, 0.1, 0.9, 0.1, 0.1], [true, true, true, true, true, false, false]);
        check([0.9, 0.001, 0.9, 0.01, 0.9, 0.9, 0.9], [true, false, true, false, true, true, true]);
        check([0.1, 0.1, 0.9, 0.1, 0.1, 0.1, 0.1], [false, true, true, false, false, false, false]);
    }

    #[test]
    fn the_weights_fit_the_features() {
        assert_eq!(WEIGHTS.map(|forest| forest.features()), Some(features::COUNT));
    }
}
