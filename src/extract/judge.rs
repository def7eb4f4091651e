//! The trained judge: which pieces are the text.
//!
//! `judge.forest` was trained on public pages whose text is known (`cargo xtask train judge` makes it again); what it
//! sees of a piece is in [`super::features`].

use super::features::{self, Around};
use super::furniture::{CAPTION, SIGNATURE};
use super::{blocks::Piece, labels, run, run::Survey};
use crate::article::Block;
use crate::forest::Forest;
use crate::page::tree::Tree;

/// The rule for the headline, which is no part of the text.
pub(super) const HEADLINE: &str = "headline";

/// The rule for what stands between the paragraphs of the text and is none of it.
pub(super) const BESIDE: &str = "beside the text";

/// A piece that is the text with at least this probability is kept. Below one half: what F1 gains by a piece that
/// belongs is more than what it loses by one that does not (Lewis 1995: half the best F1 that can be had).
const LEAST: f32 = 0.45;

const WEIGHTS: &[u8] = include_bytes!("judge.forest");

/// Whether each piece is the text. Pictures and the like go with what they stand beside.
pub(super) fn kept(tree: &Tree, pieces: &[Piece], survey: &Survey, around: &Around) -> Vec<bool> {
    let Some(forest) = Forest::new(WEIGHTS).filter(|forest| forest.features() == features::COUNT) else {
        // Tests prove that this never happens; if it did, the first judgement is better than none.
        return (0..pieces.len()).map(|index| survey.run.contains(&index)).collect();
    };
    let rows = features::of(tree, pieces, survey, around);
    let chance =
        |(piece, row): (&Piece, &features::Features)| if is_judged(piece) { forest.probability(row) } else { 0.0 };
    let chances: Vec<f32> = pieces.iter().zip(&rows).map(chance).collect();
    let text: Vec<bool> = (0..pieces.len()).map(|index| is_text(pieces, survey, &chances, index)).collect();
    (0..pieces.len()).map(|index| stands_with(pieces, &text, index)).collect()
}

/// What the markup says of a piece is one number of many: it may still be the text.
const DOUBTED: [&str; 5] = ["furniture", "hidden", "list of links", CAPTION, SIGNATURE];

/// Whether the judge is asked. Lines that are known by what they say are not judged again, and pictures have no words.
fn is_judged(piece: &Piece) -> bool {
    piece.block.is_text() && piece.rule.is_none_or(|rule| DOUBTED.contains(&rule))
}

/// Whether a piece is the text by its own chance, or by that of the text around it.
fn is_text(pieces: &[Piece], survey: &Survey, chances: &[f32], index: usize) -> bool {
    let chance = chances.get(index).copied().unwrap_or(0.0);
    let Some(piece) = pieces.get(index).filter(|piece| chance < LEAST && is_judged(piece)) else {
        return chance >= LEAST;
    };
    let words = |other: &usize| pieces.get(*other).is_some_and(is_judged);
    let is_kept =
        |other: Option<usize>| other.and_then(|other| chances.get(other)).is_some_and(|chance| *chance >= LEAST);
    let before = (0..index).rev().find(words);
    let after = (index + 1..pieces.len()).find(words);
    if let Block::Heading { text, .. } = &piece.block {
        // A heading goes with what it heads, and a heading may stand over another.
        let headed = (index + 1..pieces.len())
            .filter(words)
            .take(3)
            .find(|other| pieces.get(*other).is_some_and(|piece| !matches!(piece.block, Block::Heading { .. })));
        let home = |at: usize| survey.homes.get(at).copied().flatten();
        let at_home = headed.is_some_and(|headed| home(headed) == home(index));
        let (all, linked) = run::words(text);
        let least = if at_home && linked * 2 <= all && !labels::closes(&text.text) {
            LEAST_HEADING_AT_HOME
        } else {
            LEAST_HEADING
        };
        return piece.rule.is_none() && chance >= least && is_kept(headed);
    }
    piece.rule.is_none() && chance >= LEAST_BETWEEN && is_kept(before) && is_kept(after)
}

/// A heading over what is kept is kept with at least this probability: without it the reader is lost, and the training's
/// measure, which counts words, hardly sees it.
const LEAST_HEADING: f32 = 0.12;

/// The same for a heading that stands in one box with what it heads, and leads nowhere else.
const LEAST_HEADING_AT_HOME: f32 = 0.02;

/// The same for what stands between two pieces that are kept.
const LEAST_BETWEEN: f32 = 0.25;

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

    #[test]
    fn the_weights_fit_the_features() {
        assert_eq!(Forest::new(WEIGHTS).map(|forest| forest.features()), Some(features::COUNT));
    }
}
