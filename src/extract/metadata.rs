//! What a page says of itself in its head: meta elements, Open Graph, JSON-LD, the title element.

use super::profile::Profile;
use super::{address, byline};
use crate::article::{Article, Direction};
use crate::page::Page;
use crate::text::json::{self, Json};
use crate::text::{self, moment, moment::Moment};

/// What the head says.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// The title element.
    pub(super) title: Option<String>,
    /// Titles in Open Graph and JSON-LD.
    pub(super) titles: Vec<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<Moment>,
    pub(super) modified: Option<Moment>,
    pub(super) section: Option<String>,
    pub(super) site: Option<String>,
    pub(super) lang: Option<String>,
    pub(super) direction: Direction,
    pub(super) excerpt: Option<String>,
    pub(super) image: Option<String>,
    pub(super) canonical: Option<String>,
    /// Whether the page calls itself an article.
    pub(super) says_article: bool,
}

/// JSON-LD types that are articles.
const ARTICLE_TYPES: [&str; 11] = [
    "AnalysisNewsArticle",
    "Article",
    "BackgroundNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "NewsArticle",
    "OpinionNewsArticle",
    "Report",
    "ReportageNewsArticle",
    "ReviewNewsArticle",
    "TechArticle",
];

/// Reads the head of `page`.
pub(super) fn read<P: Page>(page: &P, profile: Option<&Profile>) -> Head {
    let mut head = Head { site: profile.map(|profile| profile.site.to_owned()), ..Head::default() };
    head.title = page.first("title").map(|node| text::folded(&page.text(&node))).filter(|title| !title.is_empty());
    if let Some(html) = page.first("html") {
        head.lang = page
            .attribute(&html, "lang")
            .map(|lang| lang.trim().to_owned())
            .filter(|lang| !lang.is_empty() && lang.len() <= 35);
        if page.attribute(&html, "dir").is_some_and(|dir| dir.trim().eq_ignore_ascii_case("rtl")) {
            head.direction = Direction::RightToLeft;
        }
    }
    head.canonical = page
        .first("link[rel=\"canonical\"]")
        .and_then(|link| page.attribute(&link, "href"))
        .and_then(|href| page.resolve(&href));
    for script in page.select("script[type=\"application/ld+json\"]") {
        json_ld(&page.text(&script), &mut head);
    }
    metas(page, &mut head);
    if head.authors.is_empty() {
        head.authors = marked_authors(page);
    }
    head
}

/// What pages mark as the name of an author, best first.
const AUTHOR_MARKS: [&str; 3] = [
    "[itemprop=\"author\"] [itemprop=\"name\"], a[rel~=\"author\"], [rel=\"author\"]",
    "[itemprop=\"author\"]",
    ".author-name, .byline-name, .post-author, .entry-author, .byline a, .author a, .byline__name, .author",
];

/// The names in what the page marks as its authors: of the first kind of mark that has any, at most five.
fn marked_authors<P: Page>(page: &P) -> Vec<String> {
    for marks in AUTHOR_MARKS {
        let mut out: Vec<String> = Vec::new();
        for node in page.select(marks).into_iter().take(5) {
            let text = text::folded(&page.text(&node));
            let listed = byline::after_preposition(&text).unwrap_or_else(|| person_names(&text));
            for name in listed {
                if (1..=5).contains(&text::count_words(&name))
                    && !name.contains(|c: char| c.is_numeric())
                    && !out.contains(&name)
                {
                    out.push(name);
                }
            }
        }
        if !out.is_empty() {
            return out;
        }
    }
    Vec::new()
}

fn metas<P: Page>(page: &P, head: &mut Head) {
    let mut published = Vec::new();
    for meta in page.select("meta[content]") {
        let name = ["property", "name", "itemprop"].iter().find_map(|name| page.attribute(&meta, name));
        let Some(name) = name.map(|name| name.to_ascii_lowercase()) else { continue };
        let content = || {
            page.attribute(&meta, "content").map(|content| text::folded(&content)).filter(|content| !content.is_empty())
        };
        match name.as_str() {
            "og:title" | "twitter:title" | "headline" => head.titles.extend(content()),
            "og:type" => head.says_article |= content().is_some_and(|kind| kind.starts_with("article")),
            "og:site_name" => head.site = head.site.take().or_else(content),
            "og:description" | "description" => head.excerpt = head.excerpt.take().or_else(content),
            "og:image" | "og:image:url" => head.image = head.image.take().or_else(content),
            "article:section" => head.section = head.section.take().or_else(content),
            "author" | "article:author" | "content_author" | "dc.creator" | "parsely-author"
                if head.authors.is_empty() =>
            {
                head.authors = content().map(|list| person_names(&list)).unwrap_or_default();
            }
            "article:published_time"
            | "content_publisheddate"
            | "datepublished"
            | "dc.date.issued"
            | "parsely-pub-date"
            | "pubdate" => {
                published.extend(content().and_then(|date| moment::parse_iso(&date)));
            }
            "article:modified_time" | "datemodified" | "og:updated_time" => {
                head.modified = head.modified.or_else(|| content().and_then(|date| moment::parse_iso(&date)));
            }
            _ => {}
        }
    }
    // The most exact of what the page says: with a time before without, with a zone before without.
    published.extend(head.published);
    head.published = published.into_iter().max_by_key(|moment| (moment.time.is_some(), moment.offset.is_some()));
}

/// Names of people; addresses and profile links are none.
fn person_names(list: &str) -> Vec<String> {
    byline::names(list)
        .into_iter()
        .filter(|name| !name.contains("://") && !name.contains('@') && name.chars().count() <= 60)
        .collect()
}

/// Takes what a JSON-LD script says.
fn json_ld(script: &str, head: &mut Head) {
    let Some(value) = json::parse(script) else { return };
    // Not by recursion, and not for ever: a page may say as much as it likes.
    let mut open = vec![&value];
    let mut budget = 2_000;
    while let Some(value) = open.pop() {
        budget -= 1;
        if budget == 0 {
            break;
        }
        if let Json::Array(values) = value {
            open.extend(values.iter().rev());
        }
        // What has a headline and a date is an article also where its type was lost.
        let is_dated = || value.get("headline").is_some() && value.get("datePublished").is_some();
        if value.get("@type").map_or_else(is_dated, is_article) {
            article(value, head);
        }
        open.extend(value.get("@graph"));
        open.extend(value.get("mainEntity"));
    }
}

fn is_article(kind: &Json) -> bool {
    kind.entries()
        .iter()
        .filter_map(Json::as_str)
        .any(|name| ARTICLE_TYPES.binary_search(&name.rsplit('/').next().unwrap_or(name)).is_ok())
}

fn article(object: &Json, head: &mut Head) {
    head.says_article = true;
    let string = |key: &str| {
        object
            .get(key)
            .and_then(Json::as_str)
            .map(|value| text::folded(&plain(value)))
            .filter(|value| !value.is_empty())
    };
    head.titles.extend(string("headline"));
    head.published = head.published.or_else(|| string("datePublished").and_then(|date| moment::parse_iso(&date)));
    head.modified = head.modified.or_else(|| string("dateModified").and_then(|date| moment::parse_iso(&date)));
    head.excerpt = head.excerpt.take().or_else(|| string("description"));
    let section = || object.get("articleSection")?.entries().first()?.as_str().map(text::folded);
    head.section = head.section.take().or_else(section);
    if head.authors.is_empty() {
        for author in object.get("author").map(Json::entries).unwrap_or_default() {
            let is_person = author.get("@type").and_then(Json::as_str) != Some("Organization");
            let name = author.as_str().or_else(|| author.get("name").and_then(Json::as_str).filter(|_| is_person));
            head.authors.extend(name.into_iter().flat_map(|name| person_names(&plain(name))));
        }
    }
}

/// Escapes that pages wrongly put into JSON-LD, undone.
fn plain(text: &str) -> String {
    const ESCAPES: [(&str, &str); 8] = [
        ("quot", "\""),
        ("apos", "'"),
        ("ndash", "–"),
        ("mdash", "—"),
        ("nbsp", " "),
        ("lt", "<"),
        ("gt", ">"),
        ("amp", "&"),
    ];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let body = tail.get(1..).unwrap_or_default();
        let name = body.find(';').filter(|length| *length <= 8).and_then(|length| body.get(..length));
        let number =
            name.and_then(|name| name.strip_prefix('#')).and_then(|digits| match digits.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok(),
                None => digits.parse().ok(),
            });
        let character = number.and_then(char::from_u32);
        let known = name.and_then(|name| ESCAPES.iter().find(|(known, _)| *known == name)).map(|(_, plain)| *plain);
        match (character, known, name) {
            (Some(character), _, Some(name)) => {
                out.push(character);
                rest = body.get(name.len() + 1..).unwrap_or_default();
            }
            (_, Some(plain), Some(name)) => {
                out.push_str(plain);
                rest = body.get(name.len() + 1..).unwrap_or_default();
            }
            _ => {
                out.push('&');
                rest = body;
            }
        }
    }
    out + rest
}

impl Head {
    /// The headline: what stands as `headline` in the page, checked against what the head says.
    ///
    /// A heading that the head confirms wins, and so does one of several words: it may be a site's name or a section only
    /// when it is short. Then the head's own title counts.
    pub(super) fn vote_title(&self, headline: Option<&str>, trusted: bool) -> String {
        let headline = headline.map(text::folded).filter(|headline| !headline.is_empty());
        let said = || self.titles.iter().chain(&self.title);
        if let Some(headline) = &headline {
            let lower = headline.to_lowercase();
            let confirms = |title: &String| {
                let title = title.to_lowercase();
                title.contains(&lower) || lower.contains(&title) || text::same_words(&title, &lower)
            };
            if trusted
                || text::count_words(headline) >= LEAST_HEADLINE
                || said().next().is_none()
                || said().any(confirms)
            {
                return headline.clone();
            }
        }
        said().next().map(|title| without_site(title, self.site.as_deref())).or(headline).unwrap_or_default()
    }

    /// What is known of a page, with or without an article on it.
    pub(super) fn into_article<P: Page>(self, page: &P, profile: Option<&Profile>) -> Article {
        let title = self.vote_title(None, false);
        self.into_titled_article(page, profile, title)
    }

    /// The same with a headline that was found.
    pub(super) fn into_titled_article<P: Page>(self, page: &P, profile: Option<&Profile>, title: String) -> Article {
        let url = page.address().to_owned();
        let hosted = || profile?.section(address::host(&url)?).map(str::to_owned);
        let section = self.section.or_else(hosted);
        Article {
            canonical: address::canonical(&url, self.canonical.as_deref(), profile),
            url,
            title,
            byline: crate::article::Byline { authors: self.authors, ..Default::default() },
            published: self.published,
            modified: self.modified,
            section,
            site: self.site,
            lang: self.lang,
            direction: self.direction,
            excerpt: self.excerpt,
            ..Article::default()
        }
    }
}

/// A heading of at least this many words is no site's name.
const LEAST_HEADLINE: usize = 4;

/// A title without the site's name, which follows a bar or a dash with spaces around it.
fn without_site(title: &str, site: Option<&str>) -> String {
    let cut = [" | ", " - ", " – ", " — ", " · ", " » ", " • "].iter().filter_map(|bar| title.rfind(bar)).max();
    let Some((head, tail)) = cut.and_then(|at| title.split_at_checked(at)) else { return title.to_owned() };
    let names_site = site.is_some_and(|site| text::same_words(site, tail));
    let is_short = text::count_words(tail) <= 4 && text::count_words(head) >= 3;
    if names_site || is_short { head.trim().to_owned() } else { title.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headline_is_believed_when_the_head_confirms_it() {
        let head = Head {
            title: Some("Laba naik dua kali - Kabar Niaga".to_owned()),
            titles: vec!["Laba naik dua kali".to_owned()],
            ..Head::default()
        };
        assert_eq!(head.vote_title(Some("Laba naik dua kali"), false), "Laba naik dua kali");
        assert_eq!(head.vote_title(Some("Kabar Niaga"), false), "Kabar Niaga");
        assert_eq!(head.vote_title(Some("Rubrik Pasar"), false), "Laba naik dua kali");
        assert_eq!(head.vote_title(Some("Rubrik Pasar"), true), "Rubrik Pasar");
        let bare = Head { title: Some("Laba naik dua kali - Kabar Niaga".to_owned()), ..Head::default() };
        assert_eq!(bare.vote_title(None, false), "Laba naik dua kali");
    }

    #[test]
    fn broken_json_still_gives_its_date() {
        let mut head = Head::default();
        json_ld("{\"headline\": \"\"Laba\", \"datePublished\": \"2025-01-02T03:04:05+07:00\",}", &mut head);
        assert_eq!(head.published.map(|moment| moment.to_string()).as_deref(), Some("2025-01-02T03:04:05+07:00"));
    }

    #[test]
    fn articles_are_found_in_a_graph() {
        let mut head = Head::default();
        json_ld(
            "{\"@graph\":[{\"@type\":\"WebPage\"},{\"@type\":[\"NewsArticle\"],\"headline\":\"A &amp; B\",\"author\":[{\"name\":\"Ani\"},{\"@type\":\"Organization\",\"name\":\"Org\"}]}]}",
            &mut head,
        );
        assert_eq!((head.titles, head.authors), (vec!["A & B".to_owned()], vec!["Ani".to_owned()]));
    }
}
