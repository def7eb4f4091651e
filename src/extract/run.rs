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
    /// The words of each piece.
    pub(super) counts: Vec<Counts>,
}

/// How many words a piece has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    /// All of them.
    pub(super) all: usize,
    /// Those that are linked.
    pub(super) linked: usize,
    /// Those of a list's entries that are more than their links.
    free: usize,
}

impl Counts {
    fn of(block: &Block) -> Counts {
        let sum = |sum: Counts, text: &Text| {
            let (all, linked) = words(text);
            let free = sum.free + all.saturating_sub(2 * linked);
            Counts { all: sum.all + all, linked: sum.linked + linked, free }
        };
        match block {
            Block::Paragraph(text) | Block::Quote(text) | Block::Heading { text, .. } => sum(Counts::default(), text),
            Block::List { items, .. } => items.iter().map(|item| &item.text).fold(Counts::default(), sum),
            Block::Table { rows, .. } => rows.iter().flatten().map(|cell| &cell.text).fold(Counts::default(), sum),
            Block::Code(_) | Block::Figure(_) | Block::Embed { .. } => {
                Counts { all: count_words(&block.text()), ..Counts::default() }
            }
        }
    }
}

/// Finds the run.
pub(super) fn survey(tree: &Tree, pieces: &[Piece], headline: Option<usize>) -> Survey {
    let homes: Vec<Option<usize>> = pieces.iter().map(|piece| home(tree, piece.node)).collect();
    let counts: Vec<Counts> = pieces.iter().map(|piece| Counts::of(&piece.block)).collect();
    let mut prose = vec![0.0_f64; tree.len()];
    for ((piece, counts), home) in pieces.iter().zip(&counts).zip(&homes) {
        let Some(home) = home.filter(|_| piece.rule.is_none()) else { continue };
        let mut share = substance(piece, counts);
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
    let (nearness_of, weights) = (Vec::new(), Vec::new());
    let mut survey = Survey { home: main, words: 0, run: 0..0, homes, nearness: nearness_of, weights, counts };
    let Some(main) = main else { return survey };

    let mut best = (0.0, 0..0);
    let (mut sum, mut start) = (0.0, 0);
    let mut last = (main, 1.0);
    let mut teaser = false;
    for (index, ((piece, counts), home)) in pieces.iter().zip(&survey.counts).zip(&survey.homes).enumerate() {
        if let Some(home) = home.filter(|home| *home != last.0) {
            last = (home, nearness(tree, main, home));
        }
        // What stands under a heading that leads elsewhere tells of that other page.
        let is_prose = piece.rule.is_none() && matches!(piece.block, Block::Paragraph(_));
        let elsewhere = *home != Some(main);
        let near = if home.is_some() { last.1 } else { 0.0 };
        let weight = if teaser && is_prose && elsewhere { -8.0 } else { weight(piece, counts, near) };
        survey.nearness.push(near);
        survey.weights.push(weight);
        sum += weight;
        if piece.rule.is_none() {
            teaser = leads_away(tree, piece, counts);
        }
        if sum <= 0.0 {
            (sum, start) = (0.0, index + 1);
        } else if sum > best.0 {
            best = (sum, start..index + 1);
        }
    }
    survey.run = best.1;
    let run = pieces.iter().zip(&survey.counts).skip(survey.run.start).take(survey.run.len());
    survey.words =
        run.filter(|(piece, _)| piece.rule.is_none() && piece.block.is_text()).map(|(_, counts)| counts.all).sum();
    survey
}

/// What stands before the headline is seldom its text.
const BEFORE_HEADLINE: f64 = 0.3;

/// How much a piece says of where the text stands: the words of prose, less so those of lists and tables.
fn substance(piece: &Piece, Counts { all, linked, free }: &Counts) -> f64 {
    match &piece.block {
        Block::Paragraph(_) | Block::Quote(_) if *all < LEAST_PROSE || linked * 2 >= *all => 0.0,
        Block::Paragraph(_) | Block::Quote(_) => *all as f64,
        Block::List { .. } => *free as f64 * 0.5,
        Block::Table { .. } => *all as f64 * 0.3,
        _ => 0.0,
    }
}

/// Whether a piece is a paragraph of the text rather than a line beside it.
pub(super) fn is_prose(piece: &Piece) -> bool {
    piece.rule.is_none() && substance(piece, &Counts::of(&piece.block)) >= 12.0
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
fn leads_away(tree: &Tree, piece: &Piece, counts: &Counts) -> bool {
    matches!(piece.block, Block::Heading { .. })
        && tree.tag(piece.node).and_then(Tag::heading_level).is_some()
        && counts.all > 2
        && counts.linked == counts.all
}

fn weight(piece: &Piece, counts: &Counts, nearness: f64) -> f64 {
    if piece.rule.is_some() {
        return -1.0;
    }
    let words = counts.all;
    let linked = if words == 0 { 0.0 } else { counts.linked as f64 / words as f64 };
    match &piece.block {
        Block::Paragraph(text) | Block::Quote(text) => {
            if linked > 0.6 {
                return -12.0;
            }
            if words < LEAST_PROSE && !ends_sentence(text) {
                return if nearness >= 1.0 { -2.0 } else { -8.0 };
            }
            (words as f64 + 4.0).min(MOST_WEIGHT) * nearness
        }
        Block::Heading { .. } => {
            if linked > 0.5 {
                if nearness >= 1.0 { -8.0 } else { -25.0 }
            } else if nearness >= 0.8 {
                0.0
            } else {
                -10.0
            }
        }
        Block::List { items, .. } => {
            if linked > 0.6 {
                -12.0 - 4.0 * items.len() as f64
            } else {
                (words as f64).min(MOST_WEIGHT) * 0.6 * nearness
            }
        }
        Block::Table { .. } | Block::Code(_) => words.min(60) as f64 * nearness,
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
