//! Who wrote an article and when, decided from all that says so: the head, the lines in sight, and what the markup names as
//! author or date.

use std::sync::LazyLock;

use super::byline;
use super::names::Words;
use crate::article::Byline;
use crate::limits::{self, Clock};
use crate::page::Page;
use crate::page::tree::{Tag, Tree};
use crate::text::{self, moment, moment::Moment};

/// What is known before the marks are looked at.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// People that the head names.
    pub(super) authors: Vec<String>,
    /// What else the head names as authors.
    pub(super) groups: Vec<String>,
    /// When the head says that the article was published.
    pub(super) published: Option<Moment>,
    /// When the head says that it was last changed.
    pub(super) modified: Option<Moment>,
    /// A date in the head that may be the article's.
    pub(super) dated: Option<Moment>,
    /// The byline in sight.
    pub(super) byline: Byline,
    /// Names at the end of the text.
    pub(super) signature: Byline,
    /// The date in sight.
    pub(super) seen: Option<Moment>,
    /// Whether the site's own habits are known: then what is in sight is believed before the head.
    pub(super) trusted: bool,
    /// When not to ask the page again.
    pub(super) clock: Clock,
}

/// The byline and the date of the article whose headline is node `headline` of `tree` and whose text begins at node `body`.
pub(super) fn decide<P: Page>(
    page: &P,
    tree: &Tree,
    headline: Option<usize>,
    body: usize,
    known: Known,
) -> (Byline, Option<Moment>) {
    let Known { authors, mut groups, published, modified, dated, byline, signature, seen, trusted, clock } = known;
    // Where the site's habits are known, no mark is needed.
    let mut marks = if trusted { Marks::default() } else { Marks::in_tree(tree, headline, body) };
    let is_named = [&authors, &byline.authors, &byline.editors, &byline.sources, &signature.authors, &marks.authors]
        .iter()
        .any(|names| !names.is_empty())
        || groups.first().is_some_and(|name| byline::is_person(name));
    let is_silent = !is_named || published.or(dated).or(marks.published).or(seen).is_none();
    if !trusted && is_silent && !tree.is_late(clock) {
        marks.fill(Marks::in_page(page), is_named);
    }
    let marked = marks.published.filter(|_| marks.is_published);
    let address = moment::in_address(page.address());
    // Where what is in sight corrects the head.
    let corrected = match published {
        _ if trusted => seen.filter(|moment| moment.time.is_some()),
        Some(published) => {
            // What was changed before it was published was published before: then any line in sight knows better.
            let is_late = modified.is_some_and(|modified| modified.date < published.date);
            let lines = [marked, address, seen.filter(|_| is_late)];
            lines.into_iter().flatten().find(|day| is_earlier(*day, published))
        }
        None => None,
    };
    let published = corrected.or(published).or(marked).or(dated).or(address).or(seen).or(marks.published);

    groups.extend(marks.accounts);
    groups.truncate(usize::from(!trusted));
    (names(authors, byline, marks.authors, signature, groups, trusted), published)
}

fn names(
    authors: Vec<String>,
    byline: Byline,
    marked: Vec<String>,
    signature: Byline,
    groups: Vec<String>,
    trusted: bool,
) -> Byline {
    // Roles are told apart in sight only.
    let has_roles = !byline.editors.is_empty() || !byline.sources.is_empty();
    let order = if trusted || has_roles {
        [1, 3, 0, 2, 4]
    } else if is_fuller(&marked, &authors) {
        [2, 0, 1, 3, 4]
    } else if is_fuller(&byline.authors, &authors) && !is_fuller(&byline.authors, &marked) {
        [1, 0, 2, 3, 4]
    } else if authors.is_empty() && begin(&byline.authors, &marked) {
        // What follows a name in its line is not the name's.
        [2, 1, 3, 0, 4]
    } else {
        [0, 1, 2, 3, 4]
    };
    let said = |authors: Vec<String>| Byline { authors, ..Byline::default() };
    let mut all = [said(authors), byline, said(marked), signature, said(groups)];
    for index in order {
        if let Some(found) = all.get_mut(index)
            && *found != Byline::default()
        {
            return std::mem::take(found);
        }
    }
    Byline::default()
}

/// Whether a page marks or its address holds a day of publication that is well before the one in its head: that may be the day
/// on which the page was written anew.
fn is_earlier(marked: Moment, published: Moment) -> bool {
    // In figures the month may stand before the day.
    let month = |moment: Moment| u8::from(moment.date.month());
    let is_swapped = month(marked) == published.date.day() && month(published) == marked.date.day();
    !is_swapped && marked.minutes() + 2 * 1440 < published.minutes()
}

/// Whether the first of `names` begins with one of `others`.
fn begin(names: &[String], others: &[String]) -> bool {
    names.first().is_some_and(|name| others.iter().any(|other| name.starts_with(other.as_str())))
}

/// Whether `names` hold all of `others` and more: the head may know only an account's or a first name, or one of several.
fn is_fuller(names: &[String], others: &[String]) -> bool {
    let full = |name: &String| {
        (2..=5).contains(&name.split(' ').count()) && byline::is_person(name) && !byline::names_role(name)
    };
    let holds = |other: &String| names.iter().any(|name| text::holds(&text::letters(name), &text::letters(other)));
    !others.is_empty()
        && (names.len() > others.len() || (names.len() == 1 && others.iter().all(|name| !text::has(name, ' '))))
        && names.len() <= others.len() + 3
        && names.iter().all(full)
        && others.iter().all(holds)
}

/// What the markup names as author and date.
#[derive(Debug, Default)]
struct Marks {
    authors: Vec<String>,
    /// Names that may be those of accounts or groups.
    accounts: Vec<String>,
    published: Option<Moment>,
    /// Whether the date is marked as that of publication.
    is_published: bool,
}

/// What an element is marked as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    /// By a class name.
    Author,
    /// By a relation or an address that only authors have.
    SureAuthor,
    /// By nothing: a short line with a date.
    Bare,
    /// As the date of a change.
    Changed,
    /// By a class name, as a date.
    Date,
    /// As a date.
    SureDate,
    /// As the date of publication.
    Published,
}

/// At most this many nodes behind a headline belong to it where the text begins before.
const MOST_HEAD: usize = 40;

/// The attributes that mark an element.
#[derive(Debug, Default)]
struct Attributes<'a> {
    class: &'a str,
    /// What the words of its class say.
    words: u32,
    itemprop: &'a str,
    rel: &'a str,
    href: &'a str,
    is_time: bool,
    has_pubdate: bool,
}

/// Words behind which people are named who did not write. Sorted.
const OTHERS: [&str; 10] = [
    "checked by",
    "contributions from",
    "disunting oleh",
    "edited by",
    "illustrated by",
    "illustration by",
    "photography by",
    "photos by",
    "reviewed by",
    "updated by",
];

/// How lines begin that say when something was published or changed. Sorted.
const DATE_LABELS: [&str; 11] = [
    "aktualisiert",
    "created on",
    "diperbarui",
    "diterbitkan",
    "last updated",
    "mise en ligne",
    "posted",
    "published",
    "terbit",
    "updated",
    "veröffentlicht",
];

/// Words of class names that say what an element is. Each list has the bit of its place.
static CLASS_WORDS: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&[
        "author authorname authors autor byline contributor penulis postauthor reporter vcard writer",
        "avatar bio comment comments count description email follow icon image img job links photo picture position \
            related role share social title twitter",
        "comment",
        "comment commentlist comments respond",
        "date datetime datum fecha postdate posted pubdate publish published timestamp updated",
        "comment commentlist comments recommended related respond sidebar teaser trending",
        "pubdate published",
        "modified update updated",
    ])
});

/// Marks authors.
const AUTHOR: u32 = 1;
/// Of what stands beside a name, and is none.
const BESIDE: u32 = 1 << 1;
const COMMENT: u32 = 1 << 2;
/// Of what other people wrote.
const COMMENTS: u32 = 1 << 3;
/// Marks dates.
const DATE: u32 = 1 << 4;
/// Of what other people and other articles stand in.
const ELSEWHERE: u32 = 1 << 5;
const PUBLISHED: u32 = 1 << 6;
const UPDATED: u32 = 1 << 7;

/// Parts of addresses that lead to authors.
const AUTHOR_PATHS: [&str; 5] = ["/author/", "/authors/", "/autor/", "/autoren/", "/penulis/"];

impl Attributes<'_> {
    fn mark(&self) -> Option<Mark> {
        let has = |list: &str, word: &str| list.split_ascii_whitespace().any(|found| found.eq_ignore_ascii_case(word));
        if has(self.itemprop, "datePublished") || self.has_pubdate {
            return Some(Mark::Published);
        }
        if has(self.itemprop, "dateModified") {
            return Some(Mark::Changed);
        }
        let said = |list: u32| self.words & list != 0;
        let is_update = || said(UPDATED) && !has(self.class, "published");
        if self.is_time {
            return Some(match () {
                () if is_update() => Mark::Changed,
                () if said(PUBLISHED) => Mark::Published,
                () => Mark::SureDate,
            });
        }
        if has(self.itemprop, "author") || has(self.rel, "author") {
            return (!said(BESIDE)).then_some(Mark::SureAuthor);
        }
        if AUTHOR_PATHS.iter().any(|path| text::holds(self.href, path)) {
            return Some(Mark::SureAuthor);
        }
        if said(AUTHOR) && !said(BESIDE | DATE) {
            return Some(Mark::Author);
        }
        let is_date = said(DATE) && !said(COMMENT);
        is_date.then(|| if is_update() { Mark::Changed } else { Mark::Date })
    }
}

/// What is marked as a name or a date has at most this much text (bytes).
const LONGEST: usize = 160;

/// A line with a date that nothing marks has at most this much text (bytes).
const LONGEST_DATE: usize = 60;

/// The names in an element that is marked as naming authors.
fn marked_names(mark: Mark, words: &str) -> Vec<String> {
    if words.is_empty() || words.len() > LONGEST {
        return Vec::new();
    }
    let words = byline::trimmed(words);
    let names = byline::after_preposition(words).unwrap_or_else(|| byline::people(words));
    let least = if mark == Mark::SureAuthor { 1 } else { 2 };
    let is_name = |name: &String| {
        let count = name.split_whitespace().count();
        (least..=4).contains(&count)
            && byline::is_person(name)
            && name.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count() * 2 < count
    };
    if names.iter().all(is_name) { names } else { Vec::new() }
}

/// Whether a text says that people are named behind it who did not write.
fn names_other(words: &str) -> bool {
    let words = words.trim_end_matches([':', ' ']);
    OTHERS.iter().any(|other| {
        let at = words.len().checked_sub(other.len());
        at.and_then(|at| words.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(other))
    })
}

/// Whether the line that text `index` stands in says that something was published or changed.
fn is_labelled(tree: &Tree, index: usize) -> bool {
    let opens = |line: &str| DATE_LABELS.iter().any(|label| text::strip_prefix_ignoring_case(line, label).is_some());
    let outer = std::iter::successors(tree.parent(index), |parent| tree.parent(*parent)).take(3);
    let mut lines =
        outer.map(|outer| tree.text_within(outer, LONGEST_DATE)).take_while(|line| line.len() <= LONGEST_DATE);
    opens(tree.text(index).trim_start()) || lines.any(|line| opens(&line))
}

/// The name that shares a box with the date in text `index`, where nothing else does.
fn name_beside(tree: &Tree, index: usize) -> Option<String> {
    let date = text::folded(tree.text(index));
    let outer = std::iter::successors(tree.parent(index), |parent| tree.parent(*parent)).take(3);
    let line = outer.map(|outer| tree.text_within(outer, LONGEST)).find(|line| *line != date)?;
    let name = line.strip_suffix(&date).or_else(|| line.strip_prefix(&date))?.trim();
    // Elements that are drawn apart may stand without a space.
    let name = name.strip_prefix("By").filter(|name| name.starts_with(char::is_uppercase)).unwrap_or(name);
    let is_name = byline::leading_names(name)? == [name]
        && (2..=3).contains(&text::count_words(name))
        && byline::is_person(name)
        && name.contains(char::is_lowercase)
        && !byline::opens(name);
    is_name.then(|| name.to_owned())
}

/// The names in the line that text `index` opens: it may say no more than `By`.
fn line_names(tree: &Tree, index: usize) -> Vec<String> {
    let outer = std::iter::successors(tree.parent(index), |parent| tree.parent(*parent)).take(3);
    let lines = outer.map(|outer| tree.text_within(outer, LONGEST)).take_while(|line| line.len() <= LONGEST);
    let mut names = lines.filter_map(|line| byline::after_preposition(&line));
    names.find(|names| names.iter().all(|name| text::has(name, ' ') && byline::is_person(name))).unwrap_or_default()
}

/// The name of an account in an element that is marked as naming an author.
fn marked_account(words: &str) -> Option<String> {
    // A line with figures and more is a date or the time that reading takes.
    if text::has(words, ' ') && words.contains(char::is_numeric) {
        return None;
    }
    let name = byline::people(words).into_iter().next()?;
    ((1..=3).contains(&name.split_whitespace().count()) && words.len() <= 60).then_some(name)
}

fn marked_date(mark: Mark, written: Option<&str>, words: &str) -> Option<Moment> {
    let written = written.and_then(moment::parse_iso);
    let seen = || moment::find(words).map(|(moment, _)| moment).filter(|_| words.len() <= LONGEST);
    written.filter(|_| !matches!(mark, Mark::Changed | Mark::Date)).or_else(seen).or(written)
}

impl Marks {
    /// Takes what `other` knows and this does not; names only where there are none.
    fn fill(&mut self, other: Marks, is_named: bool) {
        if !is_named {
            self.authors = other.authors;
            self.accounts.extend(other.accounts);
        }
        if self.published.is_none() {
            (self.published, self.is_published) = (other.published, other.is_published);
        }
    }

    /// In the copied region: the first behind the headline, what is most surely marked before the rest.
    fn in_tree(tree: &Tree, headline: Option<usize>, body: usize) -> Marks {
        let mut date: Option<((bool, Mark), Moment)> = None;
        let mut named: Vec<(usize, Vec<String>)> = Vec::new();
        let mut index = 0;
        // The text may begin with words that stand over the date.
        let head_end = headline.map_or(body, |headline| body.max(headline + MOST_HEAD));
        let near = |index: usize| index < head_end && headline.is_none_or(|headline| index > headline);
        let mut accounts = Vec::new();
        let mut lines = Vec::new();
        // Whether what follows names people who did something else.
        let mut is_other = false;
        let mut beside = None;
        while index < tree.len() {
            let Some(tag) = tree.tag(index) else {
                let words = tree.text(index).trim();
                let opens = byline::opens(words);
                if opens && lines.is_empty() && headline.is_none_or(|headline| index > headline) {
                    lines = line_names(tree, index);
                }
                if names_other(words) {
                    is_other = true;
                } else if opens || is_other && text::count_words(words) > 4 {
                    is_other = false;
                }
                let dated = Some(words).filter(|words| words.len() <= LONGEST_DATE).and_then(moment::find);
                let dated = dated.filter(|_| byline::words_beside_date(words) <= 4);
                if let Some((moment, _)) = dated
                    && date.is_none_or(|(known, _)| known < (near(index), Mark::Bare))
                    && (index < body || is_labelled(tree, index))
                {
                    date = Some(((near(index), Mark::Bare), moment));
                }
                if dated.is_some() && beside.is_none() && headline.is_some() && near(index) {
                    beside = name_beside(tree, index);
                }
                index += 1;
                continue;
            };
            let get = |name: &str| tree.attribute(index, name).unwrap_or_default();
            let class = get("class");
            let words = CLASS_WORDS.in_names(class);
            let attributes = Attributes {
                class,
                words,
                itemprop: get("itemprop"),
                rel: get("rel"),
                href: get("href"),
                is_time: tag == Tag::Time,
                has_pubdate: tree.attribute(index, "pubdate").is_some(),
            };
            let holds_headline = headline.is_some_and(|headline| (index..tree.end(index)).contains(&headline));
            if tag.is_unreadable() && tag != Tag::Meta
                || (words & ELSEWHERE != 0 && !holds_headline && !tree.inside(index).contains(&body))
            {
                index = tree.end(index);
                continue;
            }
            if let Some(mark) = attributes.mark()
                && !holds_headline
                && !(is_other && mark <= Mark::SureAuthor)
            {
                let words = tree.all_text(index);
                if mark <= Mark::SureAuthor {
                    let names = marked_names(mark, &words);
                    if !names.is_empty() {
                        // What stands inside says it more exactly.
                        named.retain(|(outer, _)| !tree.inside(*outer).contains(&index));
                        named.push((index, names));
                    } else {
                        accounts.extend(marked_account(&words));
                    }
                } else if let Some(moment) =
                    marked_date(mark, tree.attribute(index, "datetime").or(tree.attribute(index, "content")), &words)
                {
                    let key = (near(index), mark);
                    if date.is_none_or(|(known, _)| known < key) {
                        date = Some((key, moment));
                    }
                }
            }
            index += 1;
        }
        let first = named.iter().position(|(index, _)| headline.is_none_or(|headline| *index > headline)).unwrap_or(0);
        let mut authors: Vec<String> = Vec::new();
        let mut last = None;
        for (index, names) in named.into_iter().skip(first) {
            // Names of one byline stand close together.
            if last.is_some_and(|last| index > last + 8) {
                break;
            }
            last = Some(tree.end(index));
            for name in names {
                if !authors.contains(&name) {
                    authors.push(name);
                }
            }
        }
        if authors.is_empty() {
            authors = lines;
        }
        if authors.is_empty() {
            authors.extend(beside);
        }
        let is_published = date.is_some_and(|((near, mark), _)| {
            mark == Mark::Published || (near && (mark >= Mark::SureDate || mark == Mark::Date && headline.is_some()))
        });
        Marks { authors, accounts, published: date.map(|(_, moment)| moment), is_published }
    }

    /// In the whole page, where the region says nothing: around its first headings, then in what is marked.
    fn in_page<P: Page>(page: &P) -> Marks {
        const MARKED: &str = "h1, time, [itemprop=\"author\"], [itemprop=\"datePublished\"], [rel~=\"author\"], \
            [class*=\"author\"], [class*=\"Author\"], [class*=\"byline\"], [class*=\"date\"], [class*=\"Date\"], \
            [class*=\"publish\"], [class*=\"posted\"]";
        const MOST: usize = 40;
        let nodes = page.select(MARKED, limits::METAS);
        let is_headline = |node: &P::Node| page.name(node) == "h1";
        let mut tree = Tree::default();
        for node in nodes.iter().filter(|node| is_headline(node)).take(3) {
            copy_header(page, node, &mut tree);
        }
        let mut marks = Marks::in_tree(&tree, None, tree.len());
        tree = Tree::default();
        // What stands inside another is copied with it.
        let mut last: Option<&P::Node> = None;
        for node in nodes.iter().take(MOST) {
            let is_copied = || last.is_some_and(|last| page.contains(last, node));
            if !is_headline(node) && page.text(node).len() <= LONGEST && !is_copied() && !is_elsewhere(page, node) {
                page.copy(node, &mut tree);
                last = Some(node);
            }
        }
        let is_named = !marks.authors.is_empty();
        marks.fill(Marks::in_tree(&tree, None, tree.len()), is_named);
        marks
    }
}

/// Copies the largest element around a heading that holds little besides; where there is none, what follows the heading.
fn copy_header<P: Page>(page: &P, headline: &P::Node, tree: &mut Tree) {
    const MOST_TEXT: usize = 800;
    let mut header = None;
    let mut outer = page.parent(headline);
    for _ in 0..5 {
        let Some(node) = outer.filter(|outer| page.text(outer).trim().len() <= MOST_TEXT) else { break };
        outer = page.parent(&node);
        header = Some(node);
    }
    if let Some(header) = header {
        return page.copy(&header, tree);
    }
    let mut next = page.next(headline);
    for _ in 0..3 {
        let Some(node) = next.filter(|next| page.text(next).trim().len() <= LONGEST) else { break };
        page.copy(&node, tree);
        next = page.next(&node);
    }
}

/// Whether an element stands among what other people wrote.
fn is_elsewhere<P: Page>(page: &P, node: &P::Node) -> bool {
    let mut outer = page.parent(node);
    for _ in 0..4 {
        let Some(node) = outer else { break };
        if page.attribute(&node, "class").is_some_and(|class| CLASS_WORDS.in_names(&class) & COMMENTS != 0) {
            return true;
        }
        outer = page.parent(&node);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_known_by_whole_words() {
        let class = |class| Attributes { class, words: CLASS_WORDS.in_names(class), ..Attributes::default() }.mark();
        assert_eq!(class("article-byline"), Some(Mark::Author));
        assert_eq!(class("blog-AuthorName-x1"), Some(Mark::Author));
        assert_eq!(class("comment-author"), None);
        assert_eq!(class("authority"), None);
        assert_eq!(class("post-date"), Some(Mark::Date));
        assert_eq!(class("candidate"), None);
        let time = |class, has_pubdate| {
            let words = CLASS_WORDS.in_names(class);
            Attributes { class, words, is_time: true, has_pubdate, ..Attributes::default() }.mark()
        };
        assert_eq!(time("", false), Some(Mark::SureDate));
        assert_eq!(time("entry-date published", false), Some(Mark::Published));
        assert_eq!(time("updated", false), Some(Mark::Changed));
        assert_eq!(time("", true), Some(Mark::Published));
        let link = Attributes { href: "/author/ani/", ..Attributes::default() }.mark();
        assert_eq!(link, Some(Mark::SureAuthor));
    }

    #[test]
    fn the_fuller_name_wins() {
        let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let seen = |names: &[&str]| Byline { authors: list(names), ..Byline::default() };
        let check = |head: &[&str], sight: &[&str], marked: &[&str], want: &str| {
            let found = names(list(head), seen(sight), list(marked), Byline::default(), list(&["Kabar"]), false);
            assert_eq!(found.authors.join("+"), want);
        };
        check(&["Ani Wijaya"], &["Ani Wijaya Pasar"], &[], "Ani Wijaya");
        check(&["Ani"], &["Ani Wijaya"], &[], "Ani Wijaya");
        check(&["Ani"], &[], &["Ani Wijaya"], "Ani Wijaya");
        check(&[], &["Budi"], &["Citra"], "Budi");
        check(&[], &[], &[], "Kabar");
    }
    #[cfg(feature = "cli")]
    #[test]
    fn what_stands_under_the_headline_names_author_and_day() {
        use crate::page::parsed::Parsed;
        let check = |address: &str, published: &str, markup: &str, want: &str| {
            let markup = format!("<main><h1>Laba naik dua kali</h1>{markup}</main>");
            let page = Parsed::new(&markup, address);
            let mut tree = Tree::default();
            if let Some(main) = page.first("main") {
                page.copy(&main, &mut tree);
            }
            let find = |tag: Tag| (0..tree.len()).find(|index| tree.tag(*index) == Some(tag));
            let known = Known { published: moment::parse_iso(published), ..Known::default() };
            let body = find(Tag::P).unwrap_or(tree.len());
            let (byline, day) = decide(&page, &tree, find(Tag::H1), body, known);
            let day = day.map(|day| day.date.to_string()).unwrap_or_default();
            assert_eq!(format!("{} {day}", byline.authors.join("+")), want, "{markup}");
        };
        let bare = "https://kabar.example/laba";
        let lead = "<p>Laba naik, kata perusahaan.</p>";
        let under = |markup: &str, want: &str| check(bare, "", &format!("{markup}{lead}"), want);
        under("<div><div>Ani Wijaya</div><div>3 Mei 2025</div></div>", "Ani Wijaya 2025-05-03");
        under("<div><i>By</i><b>Ani van Wijaya</b><div>3 Mei 2025</div></div>", "Ani van Wijaya 2025-05-03");
        under("<div><div>Pasar modal</div><div>3 Mei 2025</div></div>", " 2025-05-03");
        under("<div><div>Ani Wijaya</div><div>Bank Nusa</div><div>3 Mei 2025</div></div>", " 2025-05-03");
        under(
            "<div>By <a rel=author>Ani Wijaya</a></div><div>Reviewed by: <a rel=author>Budi Karya</a></div>",
            "Ani Wijaya ",
        );
        let behind = |markup: &str, want: &str| check(bare, "", &format!("{}{markup}", lead.repeat(40)), want);
        behind("<div><b>Posted on</b> <i>3 May 2025</i></div>", " 2025-05-03");
        behind("<div>Rapat pada 3 Mei 2025</div>", " ");
        let dated =
            |published: &str, markup: &str, want: &str| check(bare, published, &format!("{markup}{lead}"), want);
        dated("2025-11-20", "<div class=post-date>May 14, 2025</div>", " 2025-05-14");
        dated("2025-11-20", "<div class=updated>May 14, 2025</div>", " 2025-11-20");
        // The same moment on another clock.
        dated("2025-05-04T00:44:00Z", "<div>3 May 2025 21:44</div>", " 2025-05-04");
        let changed = |modified: &str, want: &str| {
            let page = Parsed::new("<h1>Laba</h1>", bare);
            let day = |text: &str| moment::parse_iso(text);
            let known = Known {
                published: day("2025-08-21"),
                modified: day(modified),
                seen: day("2023-04-26"),
                ..Known::default()
            };
            let (_, found) = decide(&page, &Tree::default(), None, 0, known);
            assert_eq!(found.map(|found| found.date.to_string()).unwrap_or_default(), want, "{modified}");
        };
        changed("2025-08-20", "2023-04-26");
        changed("2025-08-22", "2025-08-21");
        check("https://kabar.example/2017/7/12/laba", "2019-06-17", lead, " 2017-07-12");
        check("https://kabar.example/2019/6/16/laba", "2019-06-17", lead, " 2019-06-17");
    }
}
