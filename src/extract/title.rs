//! The headline: what heads the text, checked against the titles that the page's head gives.

use super::address::SiteNames;
use super::metadata::Head;
use crate::limits;
use crate::page::Page;
use crate::page::tree::{Kind, Tag, Tree};
use crate::text::{self, letters};

/// A heading of at least this many words is no site's name.
const LEAST_HEADLINE: usize = 4;

/// An `h1` whose words are less alike those of every title of the head than this heads something else, where another fits.
const UNLIKE: f32 = 0.35;

/// The same for what is no `h1`: it may be a heading inside the text.
const UNLIKE_MINOR: f32 = 0.8;

/// Another heading must be as like as this.
const ALIKE: f32 = 0.6;

/// How like two titles are of which one holds the other, and how like the same title is to itself.
const HELD: f32 = 1.0;
const SAME: f32 = 2.0;

/// Titles of the head that are compared, and how much of each (bytes): each word of one is looked for in the other.
const MOST_TITLES: usize = 60;
const LONGEST_TITLE: usize = 600;

/// Between a title and the site's name.
const BARS: [&str; 12] = [" | ", " - ", " – ", " — ", " · ", " » ", " « ", " • ", " :: ", " / ", " ‹ ", " > "];

/// What the head calls the page.
pub(super) struct Said {
    /// Best first, without the site's name.
    titles: Vec<String>,
}

impl Said {
    pub(super) fn new(head: &Head, address: &str) -> Said {
        let site = SiteNames::new(head.site.as_deref(), address);
        let mut titles: Vec<String> = Vec::new();
        for title in head.titles.iter().take(MOST_TITLES).chain(&head.title) {
            let title = without_site(title, &site);
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        Said { titles }
    }

    /// The title where no headline was found.
    pub(super) fn first(&self) -> String {
        self.titles.first().map_or("", |title| without_tail(title)).to_owned()
    }

    /// Whether the head calls the page just so.
    pub(super) fn confirms(&self, headline: &str) -> bool {
        self.likeness(headline) == SAME
    }

    fn likeness(&self, headline: &str) -> f32 {
        self.titles.iter().map(|title| likeness(title, headline)).fold(0.0, f32::max)
    }

    /// The title of an article whose text the heading `headline` heads.
    ///
    /// A heading that the head confirms wins, and so does one of several words, unless it is quite unlike all that the head
    /// says and another heading of the page is not, or the head confirms another one to the letter.
    pub(super) fn vote<P: Page>(&self, page: &P, tree: &Tree, headline: Option<usize>) -> String {
        let Some(node) = headline else { return self.first() };
        let mut words = tree.all_text(node);
        limits::shorten(&mut words);
        if words.is_empty() {
            return self.first();
        }
        if self.titles.is_empty() {
            return words;
        }
        let is_main = tree.tag(node) == Some(Tag::H1);
        let likeness = self.likeness(&words);
        let is_odd = likeness < if is_main { UNLIKE } else { UNLIKE_MINOR };
        if likeness < SAME {
            let mut best = if is_odd { ALIKE } else { HELD };
            let mut fitting = None;
            for other in page.select("h1", 8) {
                let other = line_of(page, &other);
                let likeness = self.likeness(&other);
                if likeness > best {
                    (best, fitting) = (likeness, Some(other));
                }
            }
            if let Some(other) = fitting {
                return other;
            }
        }
        if is_odd && (!is_main || text::count_words(&words) < LEAST_HEADLINE) {
            return self.first();
        }
        // Parts of a headline may stand closer to each other than their elements do.
        let bare = |title: &str| title.replace(' ', "");
        let spaced = self.titles.iter().find(|title| bare(title) == bare(&words)).cloned();
        let title = spaced.or_else(|| self.without_kicker(tree, node, &words)).unwrap_or(words);
        // What a bar sets off is the part of the site or a series.
        match title.split_once(" | ") {
            Some((before, _)) if text::count_words(before) > LEAST_HEADLINE => before.to_owned(),
            _ => title,
        }
    }

    /// The part of a headline behind the words that stand over it, where the head gives that part as a title.
    fn without_kicker(&self, tree: &Tree, node: usize, words: &str) -> Option<String> {
        if self.confirms(words) {
            return None;
        }
        let mut tails = Vec::new();
        let is_text = |index: &usize| tree.kind(*index) == Kind::Text;
        for first in tree.inside(node).filter(is_text).skip(1).take(8) {
            let mut tail = String::new();
            for part in (first..tree.end(node)).filter(is_text) {
                text::push_folded(&mut tail, tree.text(part));
                text::push_folded(&mut tail, " ");
            }
            tails.push(text::folded(tail.trim_start_matches([' ', ':', '|'])));
        }
        if let Some((at, length)) = text::first_of(words, &[": ", " | "]) {
            tails.extend(words.get(at + length..).map(str::to_owned));
        }
        tails.into_iter().find(|tail| {
            let part = letters(tail);
            text::count_words(tail) > 1
                && self.titles.iter().any(|title| {
                    let before = text::first_of(title, &BARS).and_then(|(at, _)| title.get(..at)).unwrap_or(title);
                    letters(title) == part || letters(before) == part
                })
        })
    }
}

/// The words of an element of which one line is wanted.
pub(super) fn line_of<P: Page>(page: &P, node: &P::Node) -> String {
    // White space around and between the words is no part of the line.
    let mut line = text::folded(limits::head(&page.text(node), 4 * limits::LINE));
    limits::shorten(&mut line);
    line
}

/// How alike two titles are: of the words of both, the share that the other has too.
fn likeness(one: &str, other: &str) -> f32 {
    let [one, other] = [one, other].map(|title| limits::head(title, LONGEST_TITLE));
    let (letters_one, letters_other) = (letters(one), letters(other));
    let holds = |long: &str, short: &str| short.len() > 8 && text::holds(long, short);
    if letters_one == letters_other {
        return SAME;
    }
    if holds(&letters_one, &letters_other) || holds(&letters_other, &letters_one) {
        return HELD;
    }
    let (words_one, words_other) = (spaced(one), spaced(other));
    (coverage(&words_one, &words_other) + coverage(&words_other, &words_one)) / 2.0
}

/// The words of a text in small letters, with a space between each two.
fn spaced(text: &str) -> String {
    let lower = text::lower(text);
    text::folded(&lower.replace(|next: char| !next.is_alphanumeric(), " "))
}

/// The share of the words of `one` that `other` has too.
fn coverage(one: &str, other: &str) -> f32 {
    let found = one.split(' ').filter(|word| text::is_among(other, word)).count();
    found as f32 / one.split(' ').count() as f32
}

/// Where the last bar of a title stands, and what follows it.
fn last_bar(title: &str) -> Option<(&str, &str)> {
    let (mut head, mut tail) = (0, title);
    while let Some((at, length)) = text::first_of(tail, &BARS) {
        head = title.len() - tail.len() + at;
        tail = tail.get(at + length..).unwrap_or_default();
    }
    title.get(..head).filter(|before| !before.is_empty()).map(|before| (before, tail))
}

/// A title without the site's name, where that stands before or behind a bar or a dash.
fn without_site(title: &str, site: &SiteNames) -> String {
    let mut title = title;
    while let Some((before, tail)) = last_bar(title)
        && text::count_words(tail) <= 6
        && site.include(tail)
    {
        title = before;
    }
    if let Some((at, length)) = text::first_of(title, &BARS)
        && let Some((before, tail)) = title.split_at_checked(at)
        && text::count_words(before) <= 4
        && site.include(before)
        && let Some(tail) = tail.get(length..).filter(|tail| text::count_words(tail) > 2)
    {
        title = tail;
    }
    title.to_owned()
}

/// A title without the few words behind its last bar, which most often name a site that is not known otherwise.
fn without_tail(title: &str) -> &str {
    match last_bar(title) {
        Some((before, tail)) if text::count_words(tail) <= 4 && text::count_words(before) >= 3 => before,
        _ => title,
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;
    use crate::page::parsed::Parsed;

    fn vote(titles: &[&str], element: Option<&str>, markup: &str) -> String {
        let head = Head {
            title: element.map(str::to_owned),
            titles: titles.iter().map(|title| (*title).to_owned()).collect(),
            site: Some("Kabar Niaga".to_owned()),
            ..Head::default()
        };
        let page = Parsed::new(markup, "https://www.kabarniaga.example/laba");
        let mut tree = Tree::default();
        let headline = page.first("#headline");
        if let Some(headline) = &headline {
            page.copy(headline, &mut tree);
        }
        Said::new(&head, page.address()).vote(&page, &tree, headline.map(|_| 0))
    }

    #[test]
    fn the_headline_is_believed_when_the_head_confirms_it() {
        let check = |titles: &[&str], markup: &str, want: &str| {
            assert_eq!(vote(titles, Some("Laba naik dua kali - Kabar Niaga"), markup), want, "{markup}");
        };
        let laba = &["Laba naik dua kali"];
        check(laba, "<h1 id=headline>Laba naik dua kali</h1>", "Laba naik dua kali");
        check(laba, "<h1 id=headline>Rubrik Pasar</h1>", "Laba naik dua kali");
        check(laba, "<h1 id=headline>Laba Bank Nusa naik dua kali | Pasar modal</h1>", "Laba Bank Nusa naik dua kali");
        check(laba, "<h1 id=headline>Bank Nusa untung besar tahun ini</h1>", "Bank Nusa untung besar tahun ini");
        check(laba, "<h2 id=headline>Bank Nusa untung besar tahun ini</h2>", "Laba naik dua kali");
        check(&[], "<p>Laba</p>", "Laba naik dua kali");
        check(
            &["Laba Bank Nusa naik dua kali"],
            "<h1>Laba Bank Nusa naik dua kali lipat</h1><h1 id=headline>Daftar buletin pagi kami</h1>",
            "Laba Bank Nusa naik dua kali lipat",
        );
        check(
            &["Laba Bank Nusa naik dua kali"],
            "<h1>Laba Bank Nusa naik dua kali</h1><h1 id=headline>Bank Nusa naik dua kali: ringkasan</h1>",
            "Laba Bank Nusa naik dua kali",
        );
        check(
            &["Bank Nusa: laba naik dua kali"],
            "<h1 id=headline><span>Bank Nusa</span> <span>: laba naik dua kali</span></h1>",
            "Bank Nusa: laba naik dua kali",
        );
    }

    #[test]
    fn a_kicker_is_left_out_where_the_head_leaves_it_out() {
        let check =
            |markup: &str, want: &str| assert_eq!(vote(&["Laba naik dua kali"], None, markup), want, "{markup}");
        check("<h1 id=headline><span>Pasar modal</span> <span>Laba naik dua kali</span></h1>", "Laba naik dua kali");
        check("<h1 id=headline>Pasar modal: Laba naik dua kali</h1>", "Laba naik dua kali");
        check("<h1 id=headline><span>Pasar modal</span> <span>: Laba naik dua kali</span></h1>", "Laba naik dua kali");
        check("<h1 id=headline>Pasar modal: laba turun dua kali</h1>", "Pasar modal: laba turun dua kali");
    }

    #[test]
    fn the_name_of_the_site_is_no_title() {
        let check = |title: &str, want: &str| {
            let site = SiteNames::new(Some("Kabar Niaga"), "https://www.kabarniaga.example/laba");
            assert_eq!(without_site(title, &site), want, "{title}");
        };
        check("Laba naik | Kabar Niaga", "Laba naik");
        check("Laba naik - Pasar - Kabar Niaga", "Laba naik - Pasar");
        check("Kabar Niaga » Laba naik dua kali", "Laba naik dua kali");
        check("Laba naik - kabarniaga.example", "Laba naik");
        check("Laba - rugi", "Laba - rugi");
    }
}
