//! Page to article: what is the article, what is not, and what the parts of it are.
//!
//! Phase 1 ([`region`]) asks the page for the region that holds headline and text, phase 2 copies it; all the rest is
//! pure: [`blocks`] makes typed pieces of the copied tree, [`labels`] says what each of them is besides text,
//! [`metadata`] reads what the page says of itself, [`title`] and [`masthead`] decide between that and what is in sight, and
//! [`assemble`] puts the article together.

mod address;
mod assemble;
mod blocks;
mod byline;
mod caption;
mod dateline;
mod elsewhere;
mod features;
mod furniture;
mod indicators;
mod judge;
mod labels;
mod masthead;
mod measure;
mod metadata;
mod names;
mod pager;
mod picture;
pub mod profile;
pub mod profiles;
mod region;
mod run;
mod title;

use crate::article::{Article, Block};
use crate::limits::{Clock, Limit, Limits};
use crate::page::Page;
use metadata::Head;
use profile::Profile;
use title::Said;

/// How to read.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Whether site profiles may be used.
    pub profiles: bool,
    /// When to leave out what can be done without.
    pub clock: Clock,
}

impl Default for Options {
    fn default() -> Options {
        Options { profiles: true, clock: Clock::default() }
    }
}

/// What was read, and everything that was thrown away with the rule that said so.
#[derive(Clone, Debug)]
pub struct Extraction {
    /// Whether there is an article.
    pub outcome: Outcome,
    /// The article; when there is none, what is known of the page.
    pub article: Article,
    /// The profile that found the text; none when the generic engine did.
    pub profile: Option<&'static str>,
    /// What was thrown away.
    pub trace: Vec<Removal>,
    /// Which limits were met: then there is more on the page than was read.
    pub limits: Limits,
}

/// Whether a page has an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It has.
    Article,
    /// It has not, because.
    NotArticle(Reason),
}

/// Why a page is not taken for an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nothing on the page looks like the text of an article.
    NoBody,
    /// The page lists other pages.
    ListPage,
    /// There is text, but too little of it to be an article.
    TooShort,
}

impl Reason {
    /// A name that never changes.
    pub fn code(self) -> &'static str {
        match self {
            Reason::NoBody => "no-body",
            Reason::ListPage => "list-page",
            Reason::TooShort => "too-short",
        }
    }
}

/// What a rule took away.
#[derive(Clone, Debug, PartialEq)]
pub struct Removal {
    /// The rule's name.
    pub rule: &'static str,
    /// The index of the block it stood behind, so that it can be put back; none at the head.
    pub after: Option<usize>,
    /// What it was.
    pub blocks: Vec<Block>,
}

/// A profile that finds fewer words than this may have missed the text.
const FEW_WORDS: usize = 15;

/// Reads the article of `page`. Never fails: a poor page gives a poor article and a long trace.
pub fn extract<P: Page>(page: &P, options: &Options) -> Extraction {
    let profile = address::host(page.address()).and_then(profiles::for_host).filter(|_| options.profiles);
    let mut head = metadata::read(page, profile);
    head.clock = options.clock;
    let Some(profile) = profile else { return by_judgement(page, None, head) };
    let marked = region::of_profile(page, profile)
        .map(|region| assemble::article(page, Some(profile), Some(profile), region, head.clone()));
    let words = marked.as_ref().map_or(0, |marked| marked.article.words());
    if let Some(mut marked) = marked {
        // A film or a few pictures may have hardly any words; but where the engine finds a text, the marks are another box's.
        let is_shown = !marked.article.blocks.is_empty() && !profile.lists(page.address());
        if words >= FEW_WORDS {
            return marked;
        }
        if is_shown && options.clock.is_over() {
            marked.limits.meet(Limit::Time);
            return marked;
        }
        if is_shown && !has_text(&by_judgement(page, Some(profile), head.clone()), words) {
            return marked;
        }
    }
    let mut extraction = if profile.lists(page.address()) {
        assemble::nothing(page, Some(profile), head, Reason::ListPage)
    } else {
        by_judgement(page, Some(profile), head)
    };
    extraction.trace.push(Removal { rule: "profile found nothing", after: None, blocks: Vec::new() });
    extraction
}

/// Reads the page without knowing where its text stands; `site` is what is known of it besides.
fn by_judgement<P: Page>(page: &P, site: Option<&'static Profile>, head: Head) -> Extraction {
    match region::generic(page, &Said::new(&head, page.address())) {
        Some(region) => assemble::article(page, site, None, region, head),
        None => assemble::nothing(page, site, head, Reason::NoBody),
    }
}

/// Whether an article was read that has more than twice `words`.
fn has_text(extraction: &Extraction, words: usize) -> bool {
    extraction.outcome == Outcome::Article && extraction.article.words() > 2 * words.max(FEW_WORDS)
}

/// A piece of a page's region in the numbers that the trained judge sees, for training it.
#[cfg(feature = "cli")]
#[derive(Clone, Debug)]
pub struct Studied {
    /// Its text.
    pub text: String,
    /// What is said of it, in the order of [`feature_names`].
    pub features: Vec<f32>,
    /// Whether it is text at all, and not a picture or the like.
    pub is_text: bool,
}

/// The pieces of the region that the generic engine finds; none where it finds none.
#[cfg(feature = "cli")]
pub fn study<P: Page>(page: &P) -> Vec<Studied> {
    let head = metadata::read(page, None);
    let Some(region) = region::generic(page, &Said::new(&head, page.address())) else { return Vec::new() };
    let (pieces, survey, _) = assemble::weighed(&region.tree, region.headline, None, Clock::default());
    let around = features::Around::new(&region.tree, region.headline, &head);
    let rows = features::of(&region.tree, &pieces, &survey, &around);
    let studied = |(piece, row): (&blocks::Piece, features::Features)| Studied {
        text: piece.block.text().into_owned(),
        features: row.to_vec(),
        is_text: piece.block.is_text(),
    };
    pieces.iter().zip(rows).map(studied).collect()
}

/// What the numbers of [`Studied`] are, in their order.
#[cfg(feature = "cli")]
pub fn feature_names() -> Vec<String> {
    features::names()
}
