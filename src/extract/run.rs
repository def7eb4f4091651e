//! Which run of a region's pieces is the text, by the engine's own judgement.
//!
//! Every piece is weighed: prose weighs what it has words, links and stray lines weigh against it, and so does standing
//! far from where most of the prose stands. The text is the run with the greatest sum (Kadane's maximum subarray), so
//! that a text in several boxes is one text, and head and tail are trimmed by the same measure.

use std::ops::Range;

use super::blocks::Piece;
use crate::article::{Block, Style, Text};
use crate::page::tree::{Tag, Tree};
use crate::text::count_words;

/// Shorter paragraphs (words) are prose only where prose stands.
const LEAST_PROSE: usize = 8;

/// More words of one paragraph than this weigh no more.
const MOST_WEIGHT: f64 = 120.0;

/// What is known of the pieces of a region.
pub(super) struct Survey {
    /// The block that holds the most prose.
    pub(super) home: Option<usize>,
    /// Words of prose in the run.
    pub(super) words: usize,
    /// The pieces of the run.
    pub(super) run: Range<usize>,
    /// The block in which each piece stands.
    pub(super) homes: Vec<Option<usize>>,
    /// How much what stands in each piece's home belongs to the text, from -0.6 to 1.
    pub(super) nearness: Vec<f64>,
    /// What each piece weighs.
    pub(super) weights: Vec<f64>,
}

/// Finds the run.
pub(super) fn survey(tree: &Tree, pieces: &[Piece], headline: Option<usize>) -> Survey {
    let homes: Vec<Option<usize>> = pieces.iter().map(|piece| home(tree, piece.node)).collect();
    let mut prose = vec![0.0_f64; tree.len()];
    for (piece, home) in pieces.iter().zip(&homes) {
        let Some(home) = home.filter(|_| piece.rule.is_none()) else { continue };
        let mut share = substance(piece);
        if headline.is_some_and(|headline| piece.node < headline) {
            share *= BEFORE_HEADLINE;
        }
        // As in phase 1 what stands around shares by half, so that a column beats the boxes that it is made of.
        for outer in homes_around(tree, home).take(6) {
            if let Some(sum) = prose.get_mut(outer) {
                *sum += share;
            }
            share /= 2.0;
        }
    }
    let main = prose
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, words)| **words > 0.0)
        .max_by(|(_, one), (_, other)| one.total_cmp(other))
        .map(|(home, _)| home);
    let mut survey = Survey { home: main, words: 0, run: 0..0, homes, nearness: Vec::new(), weights: Vec::new() };
    let Some(main) = main else { return survey };

    let mut best = (0.0, 0..0);
    let (mut sum, mut start) = (0.0, 0);
    let mut last = (main, 1.0);
    let mut teaser = false;
    for (index, (piece, home)) in pieces.iter().zip(&survey.homes).enumerate() {
        if let Some(home) = home.filter(|home| *home != last.0) {
            last = (home, nearness(tree, main, home));
        }
        // What stands under a heading that leads elsewhere tells of that other page.
        let is_prose = piece.rule.is_none() && matches!(piece.block, Block::Paragraph(_));
        let elsewhere = *home != Some(main);
        let near = if home.is_some() { last.1 } else { 0.0 };
        let weight = if teaser && is_prose && elsewhere { -8.0 } else { weight(piece, near) };
        survey.nearness.push(near);
        survey.weights.push(weight);
        sum += weight;
        if piece.rule.is_none() {
            teaser = leads_away(tree, piece);
        }
        if sum <= 0.0 {
            (sum, start) = (0.0, index + 1);
        } else if sum > best.0 {
            best = (sum, start..index + 1);
        }
    }
    survey.run = best.1;
    survey.words = pieces
        .get(survey.run.clone())
        .unwrap_or_default()
        .iter()
        .filter(|piece| piece.rule.is_none() && piece.block.is_text())
        .map(|piece| count_words(&piece.block.text()))
        .sum();
    survey
}

/// What stands before the headline is seldom its text.
const BEFORE_HEADLINE: f64 = 0.3;

/// How much a piece says of where the text stands: the words of prose, less so those of lists and tables.
fn substance(piece: &Piece) -> f64 {
    match &piece.block {
        Block::Paragraph(text) | Block::Quote(text) => {
            let (words, linked) = words(text);
            if words < LEAST_PROSE || linked * 2 >= words { 0.0 } else { words as f64 }
        }
        Block::List { items, .. } => {
            let free: usize =
                items.iter().map(|item| words(&item.text)).map(|(all, linked)| all.saturating_sub(2 * linked)).sum();
            free as f64 * 0.5
        }
        Block::Table { .. } => count_words(&piece.block.text()) as f64 * 0.3,
        _ => 0.0,
    }
}

/// Whether a piece is a paragraph of the text rather than a line beside it.
pub(super) fn is_prose(piece: &Piece) -> bool {
    piece.rule.is_none() && substance(piece) >= 12.0
}

/// The block element that holds a piece among others: wrappers around a single block are passed over.
fn home(tree: &Tree, node: usize) -> Option<usize> {
    let is_own = |index: usize| {
        matches!(
            tree.tag(index),
            Some(
                Tag::P
                    | Tag::Blockquote
                    | Tag::Figure
                    | Tag::Li
                    | Tag::Ul
                    | Tag::Ol
                    | Tag::Table
                    | Tag::Pre
                    | Tag::Center
            ) | None
        ) || tree.tag(index).is_some_and(|tag| tag.is_inline() || tag.heading_level().is_some())
    };
    let mut last = None;
    for outer in std::iter::successors(Some(node), |index| tree.parent(*index)) {
        last = Some(outer);
        // A block with text of its own is a home even where it has one child, or none.
        if !is_own(outer) && (!is_wrapper(tree, outer) || tree.parent(node) == Some(outer) && tree.tag(node).is_none())
        {
            break;
        }
    }
    last
}

/// Whether a node holds no more than one element.
fn is_wrapper(tree: &Tree, index: usize) -> bool {
    tree.children(index).filter(|child| tree.tag(*child).is_some_and(|tag| tag != Tag::Br)).nth(1).is_none()
}

/// A home and those around it; wrappers are passed over, for they are no step away.
fn homes_around(tree: &Tree, home: usize) -> impl Iterator<Item = usize> + '_ {
    std::iter::successors(Some(home), |index| tree.parent(*index))
        .filter(move |index| *index == home || !is_wrapper(tree, *index))
}

/// How much what stands in `home` belongs to what stands in `main`, from -0.6 to 1.
fn nearness(tree: &Tree, main: usize, home: usize) -> f64 {
    if home == main || tree.inside(main).contains(&home) {
        return 1.0;
    }
    if signature(tree, home) == signature(tree, main) && signature(tree, main).1.is_some() {
        return 0.9;
    }
    let steps = homes_around(tree, main).position(|ancestor| tree.inside(ancestor).contains(&home) || ancestor == home);
    match steps {
        Some(1) => 0.8,
        Some(2) => 0.4,
        Some(3) => 0.1,
        Some(4) => -0.2,
        _ => -0.6,
    }
}

/// What makes two containers look alike.
fn signature(tree: &Tree, index: usize) -> (Option<Tag>, Option<&str>) {
    (tree.tag(index), tree.attribute(index, "class").filter(|class| !class.is_empty()))
}

/// Whether a piece is a heading that is a link, and nothing but that.
fn leads_away(tree: &Tree, piece: &Piece) -> bool {
    let Block::Heading { text, .. } = &piece.block else { return false };
    let (words, linked) = words(text);
    tree.tag(piece.node).and_then(Tag::heading_level).is_some() && words > 2 && linked == words
}

fn weight(piece: &Piece, nearness: f64) -> f64 {
    if piece.rule.is_some() {
        return -1.0;
    }
    let share = |words: usize, linked: usize| if words == 0 { 0.0 } else { linked as f64 / words as f64 };
    match &piece.block {
        Block::Paragraph(text) | Block::Quote(text) => {
            let (words, linked) = words(text);
            if share(words, linked) > 0.6 {
                return -12.0;
            }
            if words < LEAST_PROSE && !ends_sentence(text) {
                return if nearness >= 1.0 { -2.0 } else { -8.0 };
            }
            (words as f64 + 4.0).min(MOST_WEIGHT) * nearness
        }
        Block::Heading { text, .. } => {
            let (words, linked) = words(text);
            if share(words, linked) > 0.5 {
                if nearness >= 1.0 { -8.0 } else { -25.0 }
            } else if nearness >= 0.8 {
                0.0
            } else {
                -10.0
            }
        }
        Block::List { items, .. } => {
            let (all, linked) = items
                .iter()
                .map(|item| words(&item.text))
                .fold((0, 0), |sum, (all, linked)| (sum.0 + all, sum.1 + linked));
            if share(all, linked) > 0.6 {
                -12.0 - 4.0 * items.len() as f64
            } else {
                (all as f64).min(MOST_WEIGHT) * 0.6 * nearness
            }
        }
        Block::Table { .. } | Block::Code(_) => count_words(&piece.block.text()).min(60) as f64 * nearness,
        Block::Figure(_) | Block::Embed { .. } => -1.0,
    }
}

/// Whether a line ends as sentences do.
pub(super) fn ends_sentence(text: &Text) -> bool {
    is_ended(&text.text)
}

/// The same for bare words.
pub(super) fn is_ended(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']'])
        .ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', ':', ';', '۔'])
}

/// The words of a text, and those of them that are linked.
pub(super) fn words(text: &Text) -> (usize, usize) {
    let linked = text
        .spans
        .iter()
        .filter(|span| matches!(span.style, Style::Link(_)))
        .map(|span| count_words(text.text.get(span.start..span.end).unwrap_or_default()))
        .sum();
    (count_words(&text.text), linked)
}
