//! Phase 1: which part of the page holds headline and text. Asks the page little and copies only that part.

use super::profile::{self, Mark, Profile};
use super::title::{Said, line_of};
use crate::limits::{self, Limit};
use crate::page::tree::{Tag, Tree};
use crate::page::{Page, Passages};
use crate::text;

/// The copied part of a page.
#[derive(Debug)]
pub(super) struct Region {
    /// From the headline to a little past the text.
    pub(super) tree: Tree,
    /// The node that holds the text, where a profile says so.
    pub(super) body: Option<usize>,
    /// The node of the headline, where it stands in the region.
    pub(super) headline: Option<usize>,
}

/// How many sibling elements behind the text are copied with it: names, keywords and pagers may stand there.
const SIBLINGS_BEHIND: usize = 3;

/// How many small sibling elements before the headline are copied with it where a profile knows the text.
const SIBLINGS_BEFORE: usize = 2;

/// At most this many boxes that a profile's mark finds are compared.
const MOST_BODIES: usize = 12;

/// A sibling behind the text with more elements than this is a list without end, and says nothing of the article.
const MOST_BEHIND: usize = 1_500;

/// Between headline and text at most this many sibling elements are copied.
const MOST_SIBLINGS: usize = 40;

/// The region that `profile` names; none when nothing on the page is marked so.
pub(super) fn of_profile<P: Page>(page: &P, profile: &Profile) -> Option<Region> {
    let first = |marks: &[Mark]| marks.iter().find_map(|mark| page.first(&mark.selector()));
    // The mark may stand on boxes of other things too: the text is the longest.
    let longest = |mark: &Mark| {
        let found = page.select(&mark.selector(), MOST_BODIES);
        match found.as_slice() {
            [] | [_] => found.into_iter().next(),
            _ => found.into_iter().rev().max_by_key(|body| page.text(body).len()),
        }
    };
    let body = profile.body.iter().find_map(longest)?;
    let headline = first(profile.headline).or_else(|| page.first("h1"));
    let mut tree = Tree::default();
    if let Some(headline) = headline.as_ref().filter(|headline| !page.contains(&body, headline)) {
        before(page, headline, &mut tree);
    }
    copy(page, headline.as_ref(), &body, &mut tree);
    let marked = |mark: &Mark| {
        let marked = (0..tree.len()).filter(|index| mark.matches(&tree, *index));
        let marked: Vec<usize> = marked.take(MOST_BODIES).collect();
        marked.into_iter().rev().max_by_key(|index| tree.all_text(*index).len())
    };
    let found = profile.body.iter().find_map(marked)?;
    let headline = profile::find(&tree, profile.headline).or_else(|| nearest_headline(&tree, found));
    Some(Region { tree, body: Some(found), headline })
}

/// The region that looks like an article, by the engine's own judgement; `said` is what the head calls the page.
pub(super) fn generic<P: Page>(page: &P, said: &Said) -> Option<Region> {
    let dense = densest(page)?;
    let worded = page.select("h1", 8).into_iter().map(|node| {
        let words = line_of(page, &node);
        (node, words)
    });
    // A box may have a heading of its own, nearer to the text than the article's.
    let headline = worded
        .filter(|(_, words)| text::count_words(words) > 1)
        .min_by_key(|(node, words)| (!said.confirms(words), steps(page, &dense, node)));
    let mut tree = Tree::default();
    copy(page, headline.as_ref().map(|(node, _)| node), &dense, &mut tree);
    // The copied node of the headline is the h1 that says the same.
    let found = headline.and_then(|(_, words)| {
        (0..tree.len()).find(|index| tree.tag(*index) == Some(Tag::H1) && is_line(&tree.all_text(*index), &words))
    });
    let headline = found.or_else(|| nearest_headline(&tree, tree.len()));
    Some(Region { tree, body: None, headline })
}

/// Whether `text` is the line that was read as `line`, which may have been cut.
fn is_line(text: &str, line: &str) -> bool {
    let start = limits::head(text, line.len().saturating_sub(limits::LINE / 16));
    if text.len() > limits::LINE { line.starts_with(start) } else { text::same_words(text, line) }
}

/// The headline of the text at `body`: the nearest `h1` before it or in it, else the nearest `h2` before it.
fn nearest_headline(tree: &Tree, body: usize) -> Option<usize> {
    let is = |tag: Tag| move |index: &usize| tree.tag(*index) == Some(tag);
    let worded = |index: &usize| text::count_words(&tree.all_text(*index)) > 0;
    let before = || (0..body.min(tree.len())).rev();
    before().filter(is(Tag::H1)).find(worded).or_else(|| tree.inside(body).filter(is(Tag::H1)).find(worded)).or_else(
        || {
            let first = (0..body.min(tree.len())).filter(is(Tag::H2)).find(worded);
            first.filter(|_| body >= tree.len()).or_else(|| before().filter(is(Tag::H2)).find(worded))
        },
    )
}

/// How many steps above the body the element is that holds the headline too: none where the body does.
fn steps<P: Page>(page: &P, body: &P::Node, headline: &P::Node) -> usize {
    let mut steps = 0;
    let mut outer = Some(body.clone());
    while let Some(node) = outer.filter(|node| steps < limits::DEPTH && !page.contains(node, headline)) {
        outer = page.parent(&node);
        steps += 1;
    }
    steps
}

/// Copies what runs from the headline's branch to the body's branch of their nearest common ancestor, and a little more.
fn copy<P: Page>(page: &P, headline: Option<&P::Node>, body: &P::Node, tree: &mut Tree) {
    let Some(headline) = headline.filter(|headline| !page.contains(body, headline)) else {
        page.copy(body, tree);
        behind(page, body, tree);
        return;
    };
    if page.contains(headline, body) {
        page.copy(headline, tree);
        return;
    }
    let mut body_branch = body.clone();
    let mut steps = 0;
    let common = loop {
        steps += 1;
        match page.parent(&body_branch).filter(|_| steps <= limits::DEPTH) {
            Some(parent) if page.contains(&parent, headline) => break Some(parent),
            Some(parent) => body_branch = parent,
            None if steps > limits::DEPTH => {
                // What stands between may be of the article, and is left out.
                tree.meet(Limit::Depth);
                break None;
            }
            None => break None,
        }
    };
    let Some(common) = common else {
        page.copy(headline, tree);
        page.copy(body, tree);
        return;
    };
    let (common, end) = (page.id(&common), page.id(&body_branch));
    let mut branch = headline.clone();
    while let Some(parent) = page.parent(&branch) {
        if page.id(&parent) == common {
            break;
        }
        branch = parent;
    }
    // The headline may stand behind the text, or so far before it that a page's worth of other things lies between.
    let mut between = vec![branch.clone()];
    let mut reached = page.id(&branch) == end;
    while !reached && between.len() < MOST_SIBLINGS {
        let Some(next) = between.last().and_then(|last| page.next(last)) else { break };
        reached = page.id(&next) == end;
        between.push(next);
    }
    if reached {
        for node in &between {
            page.copy(node, tree);
        }
    } else if between.len() == MOST_SIBLINGS {
        page.copy(&branch, tree);
        page.copy(&body_branch, tree);
    } else {
        // The headline stands behind the text: it heads something else.
        page.copy(&body_branch, tree);
    }
    behind(page, &body_branch, tree);
}

/// Boxes before the headline with more text than this (bytes) are none of the article's.
const LONGEST_BEFORE: usize = 400;

/// Copies the small boxes right before the headline: a date, names or the lead picture may stand there.
fn before<P: Page>(page: &P, headline: &P::Node, tree: &mut Tree) {
    let near = std::iter::successors(page.previous(headline), |node| page.previous(node)).take(SIBLINGS_BEFORE);
    let small: Vec<P::Node> = near.take_while(|node| page.text(node).len() <= LONGEST_BEFORE).collect();
    for node in small.iter().rev() {
        page.copy(node, tree);
    }
}

/// Copies a few siblings behind `node`, and a few more behind each that holds paragraphs: a text may be in many boxes.
fn behind<P: Page>(page: &P, node: &P::Node, tree: &mut Tree) {
    let mut last = node.clone();
    let mut left = SIBLINGS_BEHIND;
    for _ in 0..MOST_SIBLINGS {
        let Some(next) = page.next(&last).filter(|_| left > 0) else { break };
        left -= 1;
        if page.size(&next) <= MOST_BEHIND {
            let from = tree.len();
            page.copy(&next, tree);
            if has_paragraph(tree, from) {
                left = SIBLINGS_BEHIND;
            }
        }
        last = next;
    }
}

/// Whether a paragraph of many words that is no link stands in what was copied from node `from` on.
fn has_paragraph(tree: &Tree, from: usize) -> bool {
    (from..tree.len())
        .filter(|index| tree.tag(*index) == Some(Tag::P))
        .any(|index| crate::text::count_words(&tree.all_text(index)) >= WORDS_OF_TEXT)
}

/// So many words are a paragraph of a text rather than a teaser.
const WORDS_OF_TEXT: usize = 40;

/// What candidates for paragraphs look like to a selector.
const PARAGRAPHS: &str = "p, pre, blockquote, h2, h3, h4, dd, .paragraph";

/// Paragraphs in paragraphs, deeper than any site builds its boxes: each says again what those inside it say, so that together
/// they say more than any page. Then the innermost are asked.
const NESTED: &str = ":is(p, pre, blockquote, dd, .paragraph) :is(p, pre, blockquote, dd, .paragraph) \
    :is(p, pre, blockquote, dd, .paragraph) :is(p, pre, blockquote, dd, .paragraph) \
    :is(p, pre, blockquote, dd, .paragraph) :is(p, pre, blockquote, dd, .paragraph) \
    :is(p, pre, blockquote, dd, .paragraph) :is(p, pre, blockquote, dd, .paragraph)";
const INNERMOST: &str =
    ":is(p, pre, blockquote, h2, h3, h4, dd, .paragraph):not(:has(p, pre, blockquote, h2, h3, h4, dd, .paragraph))";

/// A shorter text says nothing about where the article is (bytes).
const LEAST_PARAGRAPH: usize = 60;

/// At most this many paragraphs are asked; a page that has more has shown where they stand.
const MOST_PARAGRAPHS: usize = 4_000;

/// The smallest element around nearly all of the text.
///
/// Each ancestor of a paragraph shares in its weight, by half at each step, so that a column beats the boxes in it and a
/// column of few long paragraphs beats a page of many short ones. A text may be in several boxes: from the best element we
/// go up as long as that gains much and the whole does not become several times as much; what is too much is taken away
/// from the copy.
fn densest<P: Page>(page: &P) -> Option<P::Node> {
    let paragraphs = if page.first(NESTED).is_some() { INNERMOST } else { PARAGRAPHS };
    let mut passages = page.passages(&[paragraphs], MOST_PARAGRAPHS, MOST_LEVELS);
    let mut weights = Weights::new(&passages, LEAST_PARAGRAPH);
    if weights.total < LITTLE_TEXT {
        // Pages that write no paragraphs: the text stands in the innermost blocks.
        passages = page.passages(&[paragraphs, BLOCKS], MOST_PARAGRAPHS, MOST_LEVELS);
        weights = Weights::new(&passages, LEAST_PARAGRAPH);
    }
    if let Some((length, node)) = most_broken(page)
        && length as f64 > weights.total
    {
        return Some(node);
    }
    let widest = weights.widest(&passages, |_| true);
    if widest.as_ref().is_some_and(|widest| page.size(widest) > MOST_ELEMENTS) {
        // Teasers and a discussion without end can weigh more than the text between them; but their paragraphs are short.
        let long = Weights::new(&passages, LONG_PARAGRAPH);
        let fits = |node: &P::Node| page.size(node) <= MOST_ELEMENTS;
        if let Some(narrow) = long.widest(&passages, fits).filter(|_| long.total >= LEAST_LONG_TEXT) {
            return Some(narrow);
        }
    }
    widest.or_else(|| {
        ["[itemprop=\"articleBody\"]", "article", "main", "[role=\"main\"]"]
            .iter()
            .find_map(|selector| page.first(selector))
    })
}

/// An element that holds more elements than this holds more than an article: of two hundred pages one had so many.
const MOST_ELEMENTS: usize = 3_000;

/// Where so much stands together, a shorter text than this is a teaser or a comment (bytes).
const LONG_PARAGRAPH: usize = 160;

/// Less weight of long paragraphs than this is no text of an article.
const LEAST_LONG_TEXT: f64 = 1_500.0;

/// The innermost blocks of a page that writes no paragraphs.
const BLOCKS: &str = "div:not(:has(div, p)), td:not(:has(div, p, table))";

/// Less weight of paragraphs than this, and other blocks are looked at too.
const LITTLE_TEXT: f64 = 400.0;

/// This many elements above a paragraph share in its weight.
const MOST_LEVELS: usize = 8;

/// What the holders of passages weigh.
struct Weights {
    holders: Vec<Weight>,
    total: f64,
}

#[derive(Clone, Copy, Default)]
struct Weight {
    /// What it has of the weight of the text inside.
    shared: f64,
    /// The whole of that weight.
    whole: f64,
    /// How far it stands above the first passage that it holds.
    level: usize,
}

impl Weights {
    /// What the passages of at least `least` bytes give.
    fn new<N>(passages: &Passages<'_, N>, least: usize) -> Weights {
        let mut weights = Weights { holders: vec![Weight::default(); passages.holders()], total: 0.0 };
        let inside = inside(passages);
        for (text, holder) in passages.iter() {
            let text = text.trim();
            if text.len() < least {
                continue;
            }
            let commas = text.matches([',', '،', '、', '，', '。']).count().min(12);
            let weight = (text.len() as f64).min(900.0) + 25.0 * commas as f64;
            weights.total += weight;
            let mut share = weight;
            let chain = std::iter::successors(Some(holder), |holder| passages.above(*holder));
            for (level, holder) in chain.take(MOST_LEVELS).enumerate() {
                if let Some(found) = weights.holders.get_mut(holder) {
                    if found.whole == 0.0 {
                        found.level = level;
                    }
                    found.shared += share;
                    found.whole += weight;
                }
                // A box around a single one is no step away from it: page builders wrap each paragraph for itself.
                if inside.get(holder).is_some_and(|inside| *inside > 1) {
                    share /= 2.0;
                }
            }
        }
        weights
    }

    /// The element to read, wide enough for all of the text; none wider than what `fits`.
    fn widest<N>(&self, passages: &Passages<'_, N>, fits: impl Fn(&N) -> bool) -> Option<N> {
        let whole = |holder: usize| self.holders.get(holder).map_or(0.0, |weight| weight.whole);
        let (best, weight) = self
            .holders
            .iter()
            .enumerate()
            .filter(|(_, weight)| weight.shared > 0.0)
            .rev()
            .max_by(|(_, one), (_, other)| one.shared.total_cmp(&other.shared))?;
        let mut chosen = best;
        let chain = std::iter::successors(Some(best), |holder| passages.above(*holder));
        for next in chain.take(MOST_LEVELS - weight.level).skip(1).take(4) {
            if whole(next) > 3.5 * whole(best) {
                break;
            }
            if whole(next) > 1.08 * whole(chosen) {
                if !passages.node(next).is_some_and(|node| fits(&node)) {
                    break;
                }
                chosen = next;
            }
        }
        passages.node(chosen)
    }
}

/// How many passages and other holders stand directly in each holder.
fn inside<N>(passages: &Passages<'_, N>) -> Vec<usize> {
    let mut inside = vec![0; passages.holders()];
    let above = (0..passages.holders()).filter_map(|holder| passages.above(holder));
    for holder in passages.iter().map(|(_, holder)| holder).chain(above) {
        if let Some(count) = inside.get_mut(holder) {
            *count += 1;
        }
    }
    inside
}

/// The element with the most text among those that hold two line breaks in a row.
fn most_broken<P: Page>(page: &P) -> Option<(usize, P::Node)> {
    let breaks = page.passages(&["br + br"], MOST_PARAGRAPHS, 1);
    let mut best: Option<(usize, P::Node)> = None;
    let mut looked = 0;
    for holder in 0..breaks.holders() {
        let Some(node) = breaks.node(holder).filter(|_| looked <= limits::BYTES) else { continue };
        let length = page.text(&node).len();
        // Boxes in boxes all say the same again.
        looked += length;
        if length > best.as_ref().map_or(4 * LEAST_PARAGRAPH, |(most, _)| *most) {
            best = Some((length, node));
        }
    }
    best
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;
    use crate::extract::metadata::Head;
    use crate::page::parsed::Parsed;

    #[test]
    fn teasers_without_end_do_not_come_with_the_text() {
        let paragraph = format!("<p>{}</p>", "Laba bersih naik, menurut laporan perusahaan. ".repeat(6));
        let teaser = "<div><h3>Harga gula turun</h3><p>Harga gula turun, kata pedagang, karena panen raya tiba lebih awal.</p></div>";
        let page = |teasers: usize| {
            format!(
                "<body><div><article><h1>Laba bersih naik dua kali</h1><div>{}</div></article><section>{}</section></div>",
                paragraph.repeat(8),
                teaser.repeat(teasers)
            )
        };
        let said = Said::new(&Head::default(), "");
        let nodes = |teasers: usize| generic(&Parsed::new(&page(teasers), ""), &said).map(|region| region.tree.len());
        // The headline with its text, and eight paragraphs with theirs, in two boxes at most.
        assert!(nodes(2_000).is_some_and(|nodes| (18..=20).contains(&nodes)), "{:?}", nodes(2_000));
        assert!(nodes(20).is_some_and(|nodes| nodes >= 18), "{:?}", nodes(20));
    }

    #[test]
    fn paragraphs_in_paragraphs_are_asked_once() {
        let quotes = |depth: usize| {
            let text = "Laba bersih naik, menurut laporan perusahaan. ".repeat(6);
            let page = format!(
                "<article><h1>Laba</h1>{0}{text}{1}",
                "<blockquote>".repeat(depth),
                "</blockquote>".repeat(depth)
            );
            let page = Parsed::new(&page, "");
            let paragraphs = if page.first(NESTED).is_some() { INNERMOST } else { PARAGRAPHS };
            page.select(paragraphs, MOST_PARAGRAPHS).len()
        };
        assert_eq!([1, 3, 7, 8, 300].map(quotes), [1, 3, 7, 1, 1]);
    }

    #[test]
    fn the_heading_of_a_box_in_the_text_is_no_headline() {
        let paragraph = format!("<p>{}</p>", "Laba bersih naik, menurut laporan perusahaan. ".repeat(6));
        let page = format!(
            "<body><h1>Laba bersih naik dua kali</h1><main><div>{0}<h1>Langganan buletin pagi</h1>{0}{0}</div></main>",
            paragraph.repeat(3)
        );
        let check = |title: &str, want: &str| {
            let head = Head { titles: vec![title.to_owned()], ..Head::default() };
            let region = generic(&Parsed::new(&page, ""), &Said::new(&head, ""));
            let headline = region.and_then(|region| Some(region.tree.all_text(region.headline?)));
            assert_eq!(headline.as_deref(), Some(want), "{title}");
        };
        check("Laba bersih naik dua kali", "Laba bersih naik dua kali");
        check("Kabar pasar hari ini", "Langganan buletin pagi");
    }
}
