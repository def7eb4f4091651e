//! The numbered links of an article that is spread over several pages.
//!
//! A link counts only where it leads to the same article: the same origin and path, the same query, nothing but the
//! number of the page another. So whoever follows these addresses asks for nothing else.

use super::address::{host, is_tracking};
use super::profile::{Profile, any};
use crate::article::{MissingPage, Pages};
use crate::page::Page;
use crate::page::tree::{Tag, Tree};
use crate::text;

/// More pages than this are no article (and no honest pager).
const MOST_PAGES: u32 = 50;

/// Parameters that number the pages of an article, on sites of which nothing is known.
const PARAMETERS: [&str; 3] = ["hal", "halaman", "page"];

/// What a parameter says that asks for all pages at once.
const ALL: [&str; 2] = ["all", "semua"];

/// Words of links that lead to the next page.
const NEXT: [&str; 8] = ["berikut", "berikutnya", "lanjut", "lanjutkan", "next", "next page", "older", "selanjutnya"];

/// Parts of class names and ids of what has a pager of its own and is not the article.
const OTHER_PAGERS: [&str; 7] = ["comment", "discuss", "disqus", "komentar", "related", "respond", "review"];

/// Links with at least this many words lead to other articles.
const TITLE_WORDS: usize = 4;

/// With more links to other articles than this between the text and a pager, it is the pager of a list.
const MOST_TITLES_BETWEEN: usize = 2;

/// No honest page has more pagers, and none of them more links.
const MOST_PAGERS: usize = 8;
const MOST_LINKS: usize = 500;

/// Which page of its article an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    One(u32),
    All,
}

/// Where an address has its page number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style<'a> {
    /// In a parameter of the query.
    Query(&'a [&'a str]),
    /// In the last part of the path, right behind the article's own: `/page/2` is how lists count.
    Path,
}

/// An address without its page number, fragment and tracking, and the number. None of both where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Split {
    stem: String,
    place: Option<Place>,
}

/// A link to a page of the article.
struct Link {
    node: usize,
    place: Place,
    address: String,
    label: String,
    active: bool,
    next: bool,
}

/// What the pager that a site's profile marks says; none when there is one page. `canonical` is the article's address.
pub(super) fn marked<P: Page>(page: &P, tree: &Tree, profile: &Profile, canonical: &str) -> Option<Pages> {
    let mut nodes = Vec::new();
    for pager in (0..tree.len()).filter(|index| any(tree, *index, profile.pagers)).take(MOST_PAGERS) {
        // The arrow to the next page stands beside the numbers, in the pager's parent.
        let around = tree.parent(pager).map_or(tree.inside(pager), |parent| tree.inside(parent));
        nodes.extend(around.filter(|index| tree.tag(*index) == Some(Tag::A)).take(MOST_LINKS));
    }
    let style = Style::Query(profile.page_parameters);
    pages(page.address(), &links(page, tree, &nodes, style, canonical), style)
}

/// What a pager says of which only its links are known; none when there is one page. `last` is the last node of the
/// text: behind it the pager must stand, and nearer than a list of other articles.
pub(super) fn judged<P: Page>(page: &P, tree: &Tree, last: usize, canonical: &str) -> Option<Pages> {
    let is_candidate =
        |index: &usize| tree.tag(*index) == Some(Tag::A) && tree.attribute(*index, "href").is_some_and(may_be_numbered);
    // Behind the text no more than a few titles stand before its pager.
    let is_title =
        |index: &usize| tree.tag(*index) == Some(Tag::A) && text::count_words(&tree.all_text(*index)) >= TITLE_WORDS;
    let mut titles = (tree.end(last)..tree.len()).filter(is_title);
    let end = titles.nth(MOST_TITLES_BETWEEN).map_or(tree.len(), |title| title + 1);
    let nodes: Vec<usize> = (last..end).filter(is_candidate).take(MOST_LINKS).collect();
    if nodes.is_empty() {
        return None;
    }
    for style in [Style::Query(&PARAMETERS), Style::Path] {
        let mut links = links(page, tree, &nodes, style, canonical);
        links.retain(|link| is_beside_text(tree, link.node, last));
        let Some(found) = pages(page.address(), &links, style) else { continue };
        // A pager shows its numbers, or says that it leads on.
        let speaks = links.iter().any(|link| match link.place {
            Place::One(number) if number == found.current + 1 && link.next => true,
            Place::One(number) => number != found.current && link.label == number.to_string(),
            Place::All => false,
        });
        let neighbour = |link: &Link| matches!(link.place, Place::One(number) if number.abs_diff(found.current) == 1);
        if speaks && links.iter().any(neighbour) {
            return Some(found);
        }
    }
    None
}

/// `canonical` as the address of the whole article, where the page at `address` shows one of its pages or all at once.
pub(super) fn whole(address: &str, canonical: &str, pages: Option<&Pages>) -> Option<String> {
    let by_query = Style::Query(&PARAMETERS);
    let said = |style| split(canonical, style).place;
    let Some(pages) = pages else {
        let shows_all = split(address, by_query).place == Some(Place::All);
        return (shows_all && said(by_query).is_some()).then(|| numbered(canonical, by_query, 1));
    };
    // A path may end in a number of its own: only the one that says which page this is may go.
    let own = Some(Place::One(pages.current));
    [by_query, Style::Path].into_iter().find(|style| said(*style) == own).map(|style| numbered(canonical, style, 1))
}

/// The links among `nodes` that lead to a page of this article.
fn links<P: Page>(page: &P, tree: &Tree, nodes: &[usize], style: Style, canonical: &str) -> Vec<Link> {
    let own = page.address();
    let mut stems = vec![split(canonical, style).stem, split(own, style).stem];
    if style == Style::Path {
        stems.extend([canonical, own].map(|address| bare(address).to_owned()));
    }
    let is_same_article = |address: &str, stem: &String| {
        (own.is_empty() || origin(address) == origin(own)) && host(address).is_some() && stems.contains(stem)
    };
    let mut out = Vec::new();
    for &node in nodes {
        let Some(href) = tree.attribute(node, "href").filter(|href| may_be_numbered(href)) else { continue };
        let Some(address) = page.resolve(href) else { continue };
        let Split { stem, place: Some(place) } = split(&address, style) else { continue };
        if !is_same_article(&address, &stem) {
            continue;
        }
        let label = tree.all_text(node);
        let bare = label.trim_matches(|edge: char| !edge.is_alphanumeric());
        let says_next = NEXT.iter().any(|word| word.eq_ignore_ascii_case(bare));
        let related_next =
            tree.attribute(node, "rel").is_some_and(|rel| rel.split_whitespace().any(|word| word == "next"));
        out.push(Link {
            node,
            place,
            address,
            label,
            active: tree.classes(node).any(|class| class == "active"),
            next: says_next || related_next,
        });
    }
    out
}

/// What `links` say together of the article whose page at `own` was read.
fn pages(own: &str, links: &[Link], style: Style) -> Option<Pages> {
    let number = |link: &Link| match link.place {
        Place::One(number) => Some(number),
        Place::All => None,
    };
    let own = split(own, style).place;
    if own == Some(Place::All) {
        return None;
    }
    let most = links.iter().filter_map(number).max()?;
    let marked = links.iter().find(|link| link.active).and_then(number);
    let said = match own {
        Some(Place::One(number)) if style == Style::Path && number > most + 1 => None,
        Some(Place::One(number)) => Some(number),
        _ => None,
    };
    let current = marked.or(said).unwrap_or(1);
    let total = most.max(current);
    let linked = |page: u32| links.iter().find(|link| number(link) == Some(page)).map(|link| link.address.clone());
    let pattern = links.iter().find(|link| number(link).is_some())?;
    let address = |page: u32| linked(page).unwrap_or_else(|| numbered(&pattern.address, style, page));
    let others = (1..=total).filter(|page| *page != current);
    let missing = others.map(|page| MissingPage { page, address: address(page), after: None }).collect();
    let all = links.iter().find(|link| link.place == Place::All).map(|link| link.address.clone());
    (total > 1).then(|| Pages { current, total, next: linked(current + 1), all, missing })
}

/// Whether a link stands where an article has its pager: behind the text, in nothing that has a pager of its own.
fn is_beside_text(tree: &Tree, node: usize, last: usize) -> bool {
    if node <= last {
        return false;
    }
    let foreign = |index: usize| {
        ["class", "id"]
            .iter()
            .filter_map(|name| tree.attribute(index, name))
            .any(|names| OTHER_PAGERS.iter().any(|word| text::find_ignoring_case(names, word).is_some()))
    };
    !std::iter::successors(Some(node), |inner| tree.parent(*inner)).any(foreign)
}

/// Whether an address as written may have a page number; asked of every link, so it must cost nothing.
fn may_be_numbered(href: &str) -> bool {
    if text::has(href, '#') {
        return false; // leads to a place in a page: to comments, mostly
    }
    match href.split_once('?') {
        Some((_, query)) => query.split('&').any(|pair| text::holds(pair, "page") || pair.starts_with("hal")),
        None => {
            let tail = href.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            (1..=2).contains(&tail.len()) && tail.bytes().all(|byte| byte.is_ascii_digit())
        }
    }
}

/// The address of page `page`, made from that of another page.
fn numbered(address: &str, style: Style, page: u32) -> String {
    match style {
        Style::Path => {
            let (path, query) =
                bare(address).split_once('?').map_or((bare(address), None), |(path, query)| (path, Some(query)));
            let trimmed = path.trim_end_matches('/');
            let slash = path.get(trimmed.len()..).unwrap_or_default();
            let mut out = trimmed.rsplit_once('/').map_or(trimmed, |(head, _)| head).to_owned();
            if page > 1 {
                out.extend(["/", &page.to_string()]);
            }
            out.push_str(slash);
            query.into_iter().for_each(|query| out.extend(["?", query]));
            out
        }
        Style::Query(parameters) => {
            let (path, query) = bare(address).split_once('?').unwrap_or((address, ""));
            let pairs: Vec<String> = query
                .split('&')
                .filter_map(|pair| match pair.split_once('=') {
                    // The first page is the article's plain address.
                    Some((name, _)) if parameters.contains(&name) => {
                        (page > 1).then(|| [name, "=", &page.to_string()].concat())
                    }
                    _ => Some(pair.to_owned()),
                })
                .collect();
            if pairs.is_empty() { path.to_owned() } else { [path, "?", &text::join(&pairs, "&")].concat() }
        }
    }
}

fn split(address: &str, style: Style) -> Split {
    let (path, query) = bare(address).split_once('?').unwrap_or((bare(address), ""));
    let mut place = None;
    let mut kept = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty() && !is_tracking(pair)) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        match style {
            Style::Query(parameters) if parameters.contains(&name) && place.is_none() => {
                place = if ALL.contains(&value) { Some(Place::All) } else { number(value).map(Place::One) };
                if place.is_none() {
                    kept.push(pair);
                }
            }
            _ => kept.push(pair),
        }
    }
    let mut path = path.trim_end_matches('/');
    if style == Style::Path
        && let Some((head, tail)) = path.rsplit_once('/')
        && let Some(number) = number(tail).filter(|_| !head.ends_with('/'))
    {
        place = Some(Place::One(number));
        path = head;
    }
    let stem = if kept.is_empty() { path.to_owned() } else { [path, "?", &text::join(&kept, "&")].concat() };
    Split { stem, place }
}

/// A page number as addresses write it.
fn number(text: &str) -> Option<u32> {
    if text.starts_with('0') || text.len() > 2 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok().filter(|page| (1..=MOST_PAGES).contains(page))
}

/// The address without its fragment.
fn bare(address: &str) -> &str {
    address.split('#').next().unwrap_or_default()
}

/// Scheme and authority.
fn origin(address: &str) -> &str {
    let from = text::find(address, "://").map_or(0, |at| at + 3);
    let to = address.get(from..).and_then(|rest| rest.find(['/', '?', '#'])).map_or(address.len(), |at| from + at);
    address.get(..to).unwrap_or_default()
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;
    use crate::extract::profiles::kontan::KONTAN;
    use crate::page::markup;
    use crate::page::parsed::Parsed;

    const TEXT: &str = "<p>Laba naik.</p>";

    /// Current page, total, the missing pages with their addresses, and the address of all.
    type Told = (u32, u32, Vec<(u32, String)>, Option<String>);

    /// What the generic judge says of `tail` behind a text, on the page at `address`.
    fn judge(address: &str, tail: &str) -> Option<Told> {
        let mut tree = Tree::default();
        markup::read(&format!("<div>{TEXT}{tail}</div>"), &mut tree);
        let last = (0..tree.len()).find(|index| tree.tag(*index) == Some(Tag::P)).unwrap_or_default();
        let found = judged(&Parsed::new("", address), &tree, last, address)?;
        let missing = found.missing.into_iter().map(|missing| (missing.page, missing.address)).collect();
        Some((found.current, found.total, missing, found.all))
    }

    #[test]
    fn the_pager_tells_where_we_are() {
        let mut tree = Tree::default();
        markup::read(
            "<div><div><a href=\"/x?page=3\">Selanjutnya</a></div><div class=\"pagination\"><a href=\"/x?page=1\">1</a>\
             <a class=\"active\" href=\"/x?page=2\">2</a><a href=\"/x?page=3\">3</a><a href=\"/x?page=all\">Semua</a></div></div>",
            &mut tree,
        );
        let missing =
            |page, query: &str| MissingPage { page, address: format!("https://a.example/x?{query}"), after: None };
        let want = Pages {
            current: 2,
            total: 3,
            next: Some("https://a.example/x?page=3".to_owned()),
            all: Some("https://a.example/x?page=all".to_owned()),
            missing: vec![missing(1, "page=1"), missing(3, "page=3")],
        };
        let read = |address: &str, canonical: &str| marked(&Parsed::new("", address), &tree, &KONTAN, canonical);
        assert_eq!(read("https://a.example/x?page=2", "https://a.example/x"), Some(want.clone()));
        // Where a reader came from changes nothing; another article or another origin does.
        assert_eq!(read("https://a.example/x?source=y&page=2", "https://a.example/x"), Some(want));
        assert_eq!(read("https://a.example/y?page=2", "https://a.example/y"), None);
        assert_eq!(read("https://a.example/x?page=all", "https://a.example/x"), None);
    }

    #[test]
    fn an_empty_pager_is_none() {
        let mut tree = Tree::default();
        markup::read("<div><div class=\"pagination\"></div></div>", &mut tree);
        assert_eq!(marked(&Parsed::new("", ""), &tree, &KONTAN, ""), None);
    }

    #[test]
    fn pagers_are_known_by_their_links() {
        let at = |path: &str| format!("https://a.example{path}");
        let links = |links: &[(&str, &str)]| -> String {
            links.iter().map(|(href, label)| format!("<a href=\"{href}\">{label}</a> ")).collect()
        };
        // (address, links, current, total, missing, all)
        type Row<'a> = (&'a str, &'a [(&'a str, &'a str)], u32, u32, &'a [(u32, &'a str)], Option<&'a str>);
        let rows: &[Row] = &[
            ("/x", &[("?page=2", "2"), ("?page=3", "3")], 1, 3, &[(2, "/x?page=2"), (3, "/x?page=3")], None),
            ("/x?page=2", &[("/x", "1"), ("/x?page=3", "Next »")], 2, 3, &[(1, "/x"), (3, "/x?page=3")], None),
            ("/x?id=7", &[("?id=7&amp;page=2", "2")], 1, 2, &[(2, "/x?id=7&page=2")], None),
            (
                "/x",
                &[("?page=2", "Berikutnya"), ("?page=all", "Semua")],
                1,
                2,
                &[(2, "/x?page=2")],
                Some("/x?page=all"),
            ),
            (
                "/a/b/",
                &[("/a/b/2/", "2"), ("/a/b/4/", "4")],
                1,
                4,
                &[(2, "/a/b/2/"), (3, "/a/b/3/"), (4, "/a/b/4/")],
                None,
            ),
            ("/a/b/2/", &[("/a/b/3/", "3")], 2, 3, &[(1, "/a/b/"), (3, "/a/b/3/")], None),
            ("/a/b/3", &[("/a/b/2", "2"), ("/a/b/4", "4")], 3, 4, &[(1, "/a/b"), (2, "/a/b/2"), (4, "/a/b/4")], None),
        ];
        for (address, given, current, total, missing, all) in rows {
            let missing = missing.iter().map(|(page, path)| (*page, at(path))).collect();
            let want = Some((*current, *total, missing, all.map(at)));
            assert_eq!(judge(&at(address), &links(given)), want, "{address}");
        }
    }

    #[test]
    fn what_pages_something_else_is_no_pager() {
        let titles = "<a href=\"/lain\">Judul sebuah artikel yang lain</a>".repeat(3);
        for (address, tail) in [
            ("/x", "<div class=\"comments\"><a href=\"?page=2\">2</a></div>".to_owned()),
            ("/x", "<a href=\"?page=2#komentar\">2</a>".to_owned()),
            ("/x", "<a href=\"?cpage=2\">2</a>".to_owned()),
            ("/x", "<a href=\"/indeks?page=2\">2</a>".to_owned()),
            ("/x", "<a href=\"https://b.example/x?page=2\">2</a>".to_owned()),
            ("/x", format!("{titles}<a href=\"?page=2\">2</a>")),
            ("/x", "<a href=\"?page=2\">Lihat indeks</a>".to_owned()),
            ("/x", "<a href=\"?page=7\">7</a>".to_owned()),
            ("/x", "<a href=\"/x/page/2\">2</a>".to_owned()),
            ("/x?id=1", "<a href=\"?id=2&amp;page=2\">2</a>".to_owned()),
            ("/2024/05/12", "<a href=\"/2024/05/11\">Sebelumnya</a>".to_owned()),
            ("/news/x", "<a href=\"/news/2\">2</a>".to_owned()),
        ] {
            assert_eq!(judge(&format!("https://a.example{address}"), &tail), None, "{address}: {tail}");
        }
    }

    #[test]
    fn the_whole_article_has_no_page_number() {
        let pages = |current| Pages { current, total: 3, next: None, all: None, missing: Vec::new() };
        let found = |address: &str, canonical: &str, current: Option<u32>| {
            whole(address, canonical, current.map(pages).as_ref()).unwrap_or(canonical.to_owned())
        };
        assert_eq!(found("https://a.example/x?page=2", "https://a.example/x?page=2", Some(2)), "https://a.example/x");
        assert_eq!(found("https://a.example/x/2", "https://a.example/x/2", Some(2)), "https://a.example/x");
        assert_eq!(found("https://a.example/x/2/", "https://a.example/x/2/", Some(2)), "https://a.example/x/");
        assert_eq!(found("https://a.example/x/2", "https://a.example/x/2", None), "https://a.example/x/2");
        assert_eq!(found("https://a.example/x/9", "https://a.example/x/9", Some(1)), "https://a.example/x/9");
        assert_eq!(found("https://a.example/x?page=all", "https://a.example/x?page=all", None), "https://a.example/x");
    }
}
