//! Phase 1: which part of the page holds headline and text. Asks the page little and copies only that part.

use std::collections::HashMap;

use super::Reason;
use super::profile::{self, Mark, Profile};
use crate::page::Page;
use crate::page::tree::Tree;

/// The copied part of a page.
#[derive(Debug)]
pub(super) struct Region {
    /// From the headline to a little past the text.
    pub(super) tree: Tree,
    /// The node that holds the text.
    pub(super) body: usize,
    /// The node of the headline, where it stands in the region.
    pub(super) headline: Option<usize>,
}

/// How many sibling elements behind the text are copied with it: names, keywords and pagers may stand there.
const SIBLINGS_BEHIND: usize = 3;

/// Between headline and text at most this many sibling elements are copied.
const MOST_SIBLINGS: usize = 40;

/// The region that `profile` names; none when nothing on the page is marked so.
pub(super) fn of_profile<P: Page>(page: &P, profile: &Profile) -> Option<Region> {
    let first = |marks: &[Mark]| marks.iter().find_map(|mark| page.first(&mark.selector()));
    let body = first(profile.body)?;
    let headline = first(profile.headline).or_else(|| page.first("h1"));
    let tree = copy(page, headline.as_ref(), &body);
    let found = profile::find(&tree, profile.body)?;
    let headline = profile::find(&tree, profile.headline).or_else(|| super::body::headline(&tree, found));
    Some(Region { tree, body: found, headline })
}

/// The region that looks like an article, by the engine's own judgement.
pub(super) fn generic<P: Page>(page: &P) -> Result<Region, Reason> {
    let body = densest(page).ok_or(Reason::NoBody)?;
    let headline =
        page.select("h1").into_iter().take(8).filter(|headline| is_headline(page, headline)).last_before(page, &body);
    let tree = copy(page, headline.as_ref(), &body);
    super::body::find(tree)
}

fn is_headline<P: Page>(page: &P, node: &P::Node) -> bool {
    crate::text::count_words(&page.text(node)) > 1
}

/// Picks one headline of several.
trait LastBefore<P: Page> {
    fn last_before(self, page: &P, body: &P::Node) -> Option<P::Node>;
}

impl<P: Page, I: Iterator<Item = P::Node>> LastBefore<P> for I {
    /// The headline inside the body, else the one with the deepest common ancestor.
    fn last_before(self, page: &P, body: &P::Node) -> Option<P::Node> {
        let mut best: Option<(usize, P::Node)> = None;
        for headline in self {
            let mut steps = 0;
            let mut ancestor = body.clone();
            while !page.contains(&ancestor, &headline) {
                steps += 1;
                match page.parent(&ancestor) {
                    Some(parent) => ancestor = parent,
                    None => break,
                }
            }
            if best.as_ref().is_none_or(|(least, _)| steps < *least) {
                best = Some((steps, headline));
            }
        }
        best.map(|(_, headline)| headline)
    }
}

/// Copies what runs from the headline's branch to the body's branch of their nearest common ancestor, and a little more.
fn copy<P: Page>(page: &P, headline: Option<&P::Node>, body: &P::Node) -> Tree {
    let mut tree = Tree::default();
    let Some(headline) = headline.filter(|headline| !page.contains(body, headline)) else {
        page.copy(body, &mut tree);
        behind(page, body, &mut tree);
        return tree;
    };
    if page.contains(headline, body) {
        page.copy(headline, &mut tree);
        return tree;
    }
    let mut body_branch = body.clone();
    let common = loop {
        match page.parent(&body_branch) {
            Some(parent) if page.contains(&parent, headline) => break Some(parent),
            Some(parent) => body_branch = parent,
            None => break None,
        }
    };
    let Some(common) = common else {
        page.copy(headline, &mut tree);
        page.copy(body, &mut tree);
        return tree;
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
            page.copy(node, &mut tree);
        }
    } else {
        page.copy(&branch, &mut tree);
        page.copy(&body_branch, &mut tree);
    }
    behind(page, &body_branch, &mut tree);
    tree
}

fn behind<P: Page>(page: &P, node: &P::Node, tree: &mut Tree) {
    let mut last = node.clone();
    for _ in 0..SIBLINGS_BEHIND {
        let Some(next) = page.next(&last) else { break };
        page.copy(&next, tree);
        last = next;
    }
}

/// What candidates for paragraphs look like to a selector.
const PARAGRAPHS: &str = "p, pre, blockquote, h2, h3, h4, li > p, dd, .paragraph";

/// A shorter text says nothing about where the article is (bytes).
const LEAST_PARAGRAPH: usize = 60;

/// At most this many paragraphs are asked; a page that has more has shown where they stand.
const MOST_PARAGRAPHS: usize = 4_000;

/// The element whose paragraphs hold the most text: its parent shares in a paragraph's weight by half, so that a column
/// beats the boxes in it, and a column of few long paragraphs beats a page of many short ones.
fn densest<P: Page>(page: &P) -> Option<P::Node> {
    if let Some(marked) = page.first("[itemprop=\"articleBody\"]")
        && crate::text::count_words(&page.text(&marked)) > 60
    {
        return Some(marked);
    }
    let mut scores: HashMap<usize, (f64, P::Node)> = HashMap::new();
    let mut parents: HashMap<usize, Vec<(usize, P::Node)>> = HashMap::new();
    for paragraph in page.select(PARAGRAPHS).into_iter().take(MOST_PARAGRAPHS) {
        let text = page.text(&paragraph);
        let text = text.trim();
        if text.len() < LEAST_PARAGRAPH {
            continue;
        }
        let commas = text.matches([',', '،', '、', '，', '。']).count().min(12);
        let weight = (text.len() as f64).min(900.0) + 25.0 * commas as f64;
        let Some(parent) = page.parent(&paragraph) else { continue };
        let chain = parents.entry(page.id(&parent)).or_insert_with(|| ancestors(page, parent, 4));
        for (depth, (id, node)) in chain.iter().enumerate() {
            let share = weight / [1.0, 2.0, 4.0, 8.0].get(depth).copied().unwrap_or(8.0);
            scores.entry(*id).or_insert_with(|| (0.0, node.clone())).0 += share;
        }
    }
    let best = scores.into_values().max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, node)| node);
    // Pages that write no paragraphs part them by line breaks, or say of an element that it is the text.
    best.or_else(|| most_broken(page))
        .or_else(|| ["article", "main", "[role=\"main\"]"].iter().find_map(|selector| page.first(selector)))
}

/// The element with the most text among those that hold two line breaks in a row.
fn most_broken<P: Page>(page: &P) -> Option<P::Node> {
    let mut seen: HashMap<usize, (usize, P::Node)> = HashMap::new();
    for line_break in page.select("br + br").into_iter().take(MOST_PARAGRAPHS) {
        if let Some(parent) = page.parent(&line_break) {
            seen.entry(page.id(&parent)).or_insert_with(|| (page.text(&parent).len(), parent));
        }
    }
    seen.into_values()
        .filter(|(length, _)| *length > 4 * LEAST_PARAGRAPH)
        .max_by_key(|(length, _)| *length)
        .map(|(_, node)| node)
}

fn ancestors<P: Page>(page: &P, from: P::Node, most: usize) -> Vec<(usize, P::Node)> {
    let mut out = Vec::new();
    let mut node = Some(from);
    while let Some(current) = node.filter(|_| out.len() < most) {
        if matches!(page.name(&current).as_str(), "body" | "html") && !out.is_empty() {
            break;
        }
        node = page.parent(&current);
        out.push((page.id(&current), current));
    }
    out
}
