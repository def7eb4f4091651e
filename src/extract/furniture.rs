//! What is not the article, by what the markup itself says. For pages without a profile.

use super::blocks::{Verdict, is_hidden};
use super::measure::Measure;
use super::names;
use crate::page::tree::{Kind, Tag, Tree};

/// Whole words in class names and ids that mark what stands around or between the text. Sorted.
const WORDS: [&str; 56] = [
    "ad",
    "ads",
    "adsense",
    "advert",
    "advertisement",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "consent",
    "cookie",
    "disclaimer",
    "disclosure",
    "disqus",
    "donate",
    "donation",
    "follow",
    "hidden",
    "kicker",
    "login",
    "menu",
    "modal",
    "nav",
    "navigation",
    "newsletter",
    "outbrain",
    "overlay",
    "pagination",
    "paging",
    "paywall",
    "poll",
    "popular",
    "popup",
    "promo",
    "recirculation",
    "recommend",
    "recommendation",
    "recommendations",
    "recommended",
    "related",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "taboola",
    "tags",
    "teaser",
    "teasers",
    "toolbar",
    "trending",
    "widget",
];

/// Whole words that mark who wrote it and when. Sorted.
const SIGNED: [&str; 11] = [
    "author",
    "authors",
    "byline",
    "date",
    "dateline",
    "datetime",
    "meta",
    "published",
    "reporter",
    "timestamp",
    "updated",
];

/// Whole words that mark what is said under a picture. Sorted.
const CAPTIONS: [&str; 7] = ["caption", "captions", "copyright", "credit", "credits", "figcaption", "legend"];

/// What marks a byline, a date or a caption has at most this many words.
const LONGEST_LABEL: usize = 60;

/// The rule for bylines and dates that the markup names.
pub(super) const SIGNATURE: &str = "byline";

/// The rule for captions.
pub(super) const CAPTION: &str = "caption";

/// Text with at least this share of linked words is a list of links.
const LINKED_PERCENT: usize = 70;

/// How far the markup is believed. What hides or misnames its own text is read with less trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// In all it says.
    Markup,
    /// Not in what it hides.
    Names,
    /// Only in what its elements are.
    Tags,
}

/// Judges a node of a body that holds `body_words` words. What holds much of the text is kept, whatever its names say.
pub(super) fn judge(tree: &Tree, measure: &Measure, index: usize, body_words: usize, trust: Trust) -> Verdict {
    let Kind::Element(tag) = tree.kind(index) else { return Verdict::Keep };
    if trust == Trust::Markup && is_hidden(tree, index) {
        return Verdict::Drop("hidden");
    }
    let small = || measure.words(tree, index) * 3 < body_words;
    if matches!(tag, Tag::Nav | Tag::Aside | Tag::Footer | Tag::Form | Tag::Dialog | Tag::Search | Tag::Fieldset)
        && small()
    {
        return Verdict::Drop("furniture");
    }
    let label = || measure.words(tree, index) <= LONGEST_LABEL;
    if tag == Tag::Figcaption && label() {
        return Verdict::Drop(CAPTION);
    }
    if tag.is_inline() && tag != Tag::Span {
        return Verdict::Keep;
    }
    let role = tree.attribute(index, "role").unwrap_or_default();
    if matches!(role, "navigation" | "complementary" | "contentinfo" | "dialog" | "alertdialog" | "search" | "banner")
        && small()
    {
        return Verdict::Drop("furniture");
    }
    let mut named = [false; 3];
    for value in ["class", "id"].into_iter().filter_map(|name| tree.attribute(index, name)) {
        names::for_each_word(value, &mut |word| {
            for (is_named, list) in named.iter_mut().zip([&WORDS[..], &CAPTIONS, &SIGNED]) {
                *is_named |= list.binary_search(&word).is_ok();
            }
        });
    }
    let [furniture, caption, signed] = named;
    if furniture && small() && !holds_quote(tree, measure, index) {
        return Verdict::Drop("furniture");
    }
    if caption && label() {
        return Verdict::Drop(CAPTION);
    }
    if signed && label() && small() {
        return Verdict::Drop(SIGNATURE);
    }
    if matches!(tag, Tag::Ul | Tag::Ol | Tag::Div | Tag::Section | Tag::Table)
        && is_link_list(tree, measure, index)
        && small()
    {
        return Verdict::Drop("list of links");
    }
    Verdict::Keep
}

/// Whether most of the node is a quotation: a post that the text quotes, in a wrapper that is named after its network.
fn holds_quote(tree: &Tree, measure: &Measure, index: usize) -> bool {
    let quoted: usize = tree
        .inside(index)
        .filter(|inner| tree.tag(*inner) == Some(Tag::Blockquote))
        .map(|quote| measure.words(tree, quote))
        .sum();
    quoted > 0 && quoted * 5 >= measure.words(tree, index) * 4
}

/// Whether nearly all words of the node are linked, by at least two links.
fn is_link_list(tree: &Tree, measure: &Measure, index: usize) -> bool {
    measure.links(tree, index) >= 2 && measure.linked(tree, index) * 100 >= measure.words(tree, index) * LINKED_PERCENT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(WORDS.is_sorted() && SIGNED.is_sorted() && CAPTIONS.is_sorted());
    }
}
