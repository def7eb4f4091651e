//! What a page says of itself in its head: meta elements, Open Graph, JSON-LD, the title element.

use super::address::{self, SiteNames};
use super::byline;
use super::masthead::Known;
use super::profile::Profile;
use super::title::{Said, line_of};
use crate::article::{Article, Direction};
use crate::limits::{self, Clock, Limit, Limits};
use crate::page::Page;
use crate::text::json::{self, Json};
use crate::text::{self, moment, moment::Moment};

/// What the head says.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    /// The title element.
    pub(super) title: Option<String>,
    /// Titles in Open Graph and JSON-LD.
    pub(super) titles: Vec<String>,
    /// Who wrote the article and when, as far as the head says.
    pub(super) known: Known,
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
    /// Which limits it has met.
    pub(super) limits: Limits,
    /// When to leave out what can be done without.
    pub(super) clock: Clock,
}

/// How the names of JSON-LD types end that are articles.
const ARTICLE_TYPES: [&str; 5] = ["Article", "HowTo", "Posting", "Recipe", "Report"];

/// A page may hold more scripts of JSON-LD than this, and none of them is about the article.
const MOST_SCRIPTS: usize = 60;

/// Reads the head of `page`.
pub(super) fn read<P: Page>(page: &P, profile: Option<&Profile>) -> Head {
    let mut head = Head { site: profile.map(|profile| profile.site.to_owned()), ..Head::default() };
    head.title = page.first("title").map(|node| line_of(page, &node)).filter(|title| !title.is_empty());
    if let Some(html) = page.first("html") {
        head.lang = page
            .attribute(&html, "lang")
            .map(|lang| lang.trim().to_owned())
            .filter(|lang| !lang.is_empty() && lang.len() <= 35 && lang.bytes().all(|byte| byte.is_ascii_graphic()));
        if page.attribute(&html, "dir").is_some_and(|dir| dir.trim().eq_ignore_ascii_case("rtl")) {
            head.direction = Direction::RightToLeft;
        }
    }
    head.canonical = page
        .first("link[rel=\"canonical\"]")
        .and_then(|link| page.attribute(&link, "href"))
        .and_then(|href| page.resolve(&href));
    let scripts = page.texts("script[type=\"application/ld+json\"]", MOST_SCRIPTS);
    let mut room = limits::SAID;
    let mut values: Vec<Json> = Vec::new();
    for script in &scripts {
        if script.len() > room {
            head.limits.meet(Limit::Head);
        }
        values.extend(json::parse(limits::head(script, room)));
        room = room.saturating_sub(script.len());
    }
    let publisher = json_ld(&values, &mut head);
    metas(page, &mut head);
    head.site = head.site.or(publisher);
    // A site that signs for itself names no one.
    let site = SiteNames::new(head.site.as_deref(), page.address());
    for name in std::mem::take(&mut head.known.authors) {
        match site.include(&name) {
            true => head.known.groups.insert(0, name),
            false => head.known.authors.push(name),
        }
    }
    head
}

/// What a meta element is for, by the letters of its name: `article:published_time`, `parsely-pub-date`, `DC.date.issued`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Meta {
    Author,
    Dated,
    Excerpt,
    Image,
    Kind,
    Label,
    LabelValue,
    Modified,
    Published,
    Section,
    Site,
    Title,
}

/// Names by their letters. Sorted.
const METAS: [(&str, Meta); 37] = [
    ("articlesection", Meta::Section),
    ("byl", Meta::Author),
    ("citationdate", Meta::Published),
    ("citationtitle", Meta::Title),
    ("created", Meta::Dated),
    ("date", Meta::Dated),
    ("datecreated", Meta::Dated),
    ("dccreator", Meta::Author),
    ("dcdate", Meta::Dated),
    ("dcdatecreated", Meta::Dated),
    ("dcdateissued", Meta::Published),
    ("dctermscreated", Meta::Dated),
    ("dctermscreator", Meta::Author),
    ("dctermsdate", Meta::Dated),
    ("dctermsissued", Meta::Published),
    ("dctermstitle", Meta::Title),
    ("dctitle", Meta::Title),
    ("description", Meta::Excerpt),
    ("headline", Meta::Title),
    ("lastmod", Meta::Modified),
    ("ogdescription", Meta::Excerpt),
    ("ogimage", Meta::Image),
    ("ogimageurl", Meta::Image),
    ("ogsitename", Meta::Site),
    ("ogtitle", Meta::Title),
    ("ogtype", Meta::Kind),
    ("ogupdatedtime", Meta::Modified),
    ("parselypubdate", Meta::Published),
    ("parselytitle", Meta::Title),
    ("pubdate", Meta::Published),
    ("published", Meta::Published),
    ("sailthrudate", Meta::Published),
    ("sailthrutitle", Meta::Title),
    ("shareaholicsitename", Meta::Site),
    ("twitterdata", Meta::LabelValue),
    ("twitterlabel", Meta::Label),
    ("twittertitle", Meta::Title),
];

impl Meta {
    fn of(name: &str) -> Option<Meta> {
        let name: String =
            name.chars().filter(char::is_ascii_alphabetic).map(|next| next.to_ascii_lowercase()).collect();
        if let Ok(at) = METAS.binary_search_by(|(known, _)| (*known).cmp(&name)) {
            return METAS.get(at).map(|(_, meta)| *meta);
        }
        let has = |part: &str| text::holds(&name, part);
        if has("modif") {
            return (has("date") || has("time")).then_some(Meta::Modified);
        }
        if has("publi")
            && !has("unpubli")
            && (has("date") || has("time") || name.ends_with("on") || name.ends_with("at"))
        {
            return (!name.ends_with("publication")).then_some(Meta::Published);
        }
        (name.ends_with("author") || name.ends_with("authors")).then_some(Meta::Author)
    }
}

fn metas<P: Page>(page: &P, head: &mut Head) {
    // The names of authors, by the element's name: an element for each author.
    let mut authors: Vec<(String, Vec<String>)> = Vec::new();
    let mut label = None;
    let metas = page.select("meta[content]", limits::METAS);
    if metas.len() == limits::METAS {
        head.limits.meet(Limit::Head);
    }
    for meta in metas {
        let name = ["property", "name", "itemprop"].iter().find_map(|name| page.attribute(&meta, name));
        let Some((kind, name)) = name.and_then(|name| Some((Meta::of(&name)?, name))) else { continue };
        let Some(content) = page.attribute(&meta, "content") else { continue };
        let mut content = text::folded(limits::head(&content, 4 * limits::LINE));
        // An address is whole or none.
        if kind != Meta::Image {
            limits::shorten(&mut content);
        }
        if content.is_empty() {
            continue;
        }
        let date = || moment::parse_iso(&content).or_else(|| moment::find(&content).map(|(moment, _)| moment));
        let or_new = |known: Option<String>| known.or_else(|| Some(content.clone()));
        match kind {
            Meta::Title => head.titles.push(content),
            Meta::Kind => head.says_article |= content.starts_with("article"),
            Meta::Site => head.site = or_new(head.site.take()),
            Meta::Excerpt => head.excerpt = or_new(head.excerpt.take()),
            Meta::Image => head.image = or_new(head.image.take()),
            Meta::Section => head.section = or_new(head.section.take()),
            Meta::Author => match authors.iter_mut().find(|(known, _)| *known == name) {
                Some((_, list)) => list.push(content),
                None => authors.push((name, vec![content])),
            },
            Meta::Published => {
                // The most exact of what the page says: with a time before without, with a zone before without.
                let exact = |moment: &Moment| (moment.time.is_some(), moment.offset.is_some());
                let known = head.known.published;
                let is_better = |new: &Moment| known.is_none_or(|known| exact(&known) < exact(new));
                head.known.published = date().filter(is_better).or(known);
            }
            Meta::Dated => head.known.dated = head.known.dated.or_else(date),
            Meta::Modified => head.modified = head.modified.or_else(date),
            // Pairs of which the first half says what the second is.
            Meta::Label => {
                label = byline::is_preposition(&content).then(|| match text::split_once(&name, "label") {
                    Some((before, behind)) => [before, "data", behind].concat(),
                    None => name.clone(),
                })
            }
            Meta::LabelValue => {
                if label.as_ref() == Some(&name) {
                    authors.push((name, vec![content]));
                }
            }
        }
    }
    for (_, list) in authors {
        head.add_authors(&list);
    }
}

/// No article has more authors; each may have to be looked for in all that is said.
const MOST_AUTHORS: usize = 20;

/// At most this many values of JSON-LD are looked at: a page may say as much as it likes.
const MOST_VALUES: usize = 4_000;

/// Takes what the JSON-LD scripts say; the publisher's name.
fn json_ld(values: &[Json], head: &mut Head) -> Option<String> {
    // Not by recursion, and not for ever.
    let mut open: Vec<&Json> = values.iter().rev().collect();
    let mut nodes = Vec::new();
    while let Some(value) = open.pop() {
        if nodes.len() >= MOST_VALUES {
            break;
        }
        nodes.push(value);
        if let Json::Array(values) = value {
            open.extend(values.iter().rev());
        }
        open.extend(["@graph", "mainEntity", "mainEntityOfPage"].iter().filter_map(|name| value.get(name)));
        // A blog that has one entry here is the page of that entry.
        open.extend(value.get("blogPost").filter(|posts| posts.entries().len() == 1));
    }
    if nodes.len() >= MOST_VALUES {
        head.limits.meet(Limit::Head);
    }
    // What has a headline and a date is an article also where its type was lost.
    let is_dated = |value: &Json| value.get("headline").is_some() && value.get("datePublished").is_some();
    let is_page = |name: &str| name.ends_with("Page") || name == "CreativeWork";
    for value in &nodes {
        let kind = value.get("@type");
        if kind.map_or_else(
            || is_dated(value),
            |kind| is_kind(kind, |name| ARTICLE_TYPES.iter().any(|end| name.ends_with(end))),
        ) {
            article(value, &nodes, head);
        } else if kind.is_some_and(|kind| is_kind(kind, is_page)) {
            head.known.dated = head.known.dated.or_else(|| date(value, "datePublished"));
            head.modified = head.modified.or_else(|| date(value, "dateModified"));
        }
    }
    nodes.iter().find_map(|value| string(value.get("publisher")?, "name"))
}

fn is_kind(kind: &Json, is: impl Fn(&str) -> bool) -> bool {
    kind.entries().iter().filter_map(Json::as_str).any(|name| is(name.rsplit('/').next().unwrap_or(name)))
}

fn string(object: &Json, key: &str) -> Option<String> {
    let value = object.get(key)?.entries().first()?.as_str()?;
    Some(line(value)).filter(|value| !value.is_empty())
}

/// A text of JSON-LD as one line.
fn line(value: &str) -> String {
    let mut line = text::folded(&plain(limits::head(value, 4 * limits::LINE)));
    limits::shorten(&mut line);
    line
}

fn date(object: &Json, key: &str) -> Option<Moment> {
    let date = string(object, key)?;
    moment::parse_iso(&date).or_else(|| moment::find(&date).map(|(moment, _)| moment))
}

fn article(object: &Json, nodes: &[&Json], head: &mut Head) {
    head.says_article = true;
    if head.titles.len() < limits::NAMES {
        head.titles.extend(string(object, "headline"));
    }
    head.known.published = head.known.published.or_else(|| date(object, "datePublished"));
    head.known.dated = head.known.dated.or_else(|| date(object, "dateCreated"));
    head.modified = head.modified.or_else(|| date(object, "dateModified"));
    head.excerpt = head.excerpt.take().or_else(|| string(object, "description"));
    head.section = head.section.take().or_else(|| string(object, "articleSection"));
    for key in ["author", "creator"] {
        if !head.known.authors.is_empty() {
            break;
        }
        let mut names = Vec::new();
        for author in object.get(key).map(Json::entries).unwrap_or_default().iter().take(MOST_AUTHORS) {
            // An author may be named elsewhere, and here only by where.
            let named = |value: &Json| {
                let name = string(value, "name");
                name.or_else(|| Some(string(value, "givenName")? + " " + &string(value, "familyName")?))
            };
            let elsewhere = || {
                let id = author.get("@id").and_then(Json::as_str)?;
                nodes
                    .iter()
                    .filter(|node| node.get("@id").and_then(Json::as_str) == Some(id))
                    .find_map(|node| named(node))
            };
            let name = author.as_str().map(line).or_else(|| named(author)).or_else(elsewhere);
            match author.get("@type").and_then(Json::as_str) {
                Some("Organization" | "NewsMediaOrganization") => head.known.groups.extend(name),
                _ => names.extend(name),
            }
        }
        head.add_authors(&names);
    }
}

/// Escapes that pages wrongly put into JSON-LD, undone.
fn plain(text: &str) -> String {
    const ESCAPES: [(&str, &str); 8] = [
        ("amp", "&"),
        ("apos", "'"),
        ("gt", ">"),
        ("lt", "<"),
        ("mdash", "—"),
        ("nbsp", " "),
        ("ndash", "–"),
        ("quot", "\""),
    ];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, body)) = rest.split_once('&') {
        out.push_str(before);
        rest = body;
        let name = body.split(';').next().filter(|name| name.len() <= 8 && name.len() < body.len()).unwrap_or_default();
        let known = ESCAPES.iter().find(|(known, _)| *known == name).and_then(|(_, plain)| plain.chars().next());
        let number = || match name.strip_prefix('#')?.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok(),
            None => name.get(1..)?.parse().ok(),
        };
        match known.or_else(|| char::from_u32(number()?)) {
            Some(character) => {
                out.push(character);
                rest = body.get(name.len() + 1..).unwrap_or_default();
            }
            None => out.push('&'),
        }
    }
    out + rest
}

impl Head {
    /// Notes authors, where none is known yet.
    fn add_authors(&mut self, lists: &[String]) {
        let is_new = self.known.authors.is_empty();
        for name in lists.iter().flat_map(|list| byline::people(list)) {
            match byline::is_person(&name) {
                true if is_new => self.known.authors.push(name),
                true => {}
                false if self.known.groups.len() < limits::NAMES => self.known.groups.push(name),
                false => {}
            }
        }
    }

    /// What is known of a page, with or without an article on it.
    pub(super) fn into_article<P: Page>(self, page: &P, profile: Option<&Profile>) -> Article {
        let title = Said::new(&self, page.address()).first();
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

#[cfg(test)]
mod tests {
    use super::*;

    fn said(scripts: &[&str]) -> Head {
        let values: Vec<Json> = scripts.iter().filter_map(|script| json::parse(script)).collect();
        let mut head = Head::default();
        json_ld(&values, &mut head);
        head
    }

    #[test]
    fn a_blog_of_one_entry_is_that_entry() {
        let entry = "{\"@type\": \"BlogPosting\", \"headline\": \"Laba\", \"datePublished\": \"2025-01-02\"}";
        let blog = |entries: &str| format!("{{\"@type\": \"Blog\", \"blogPost\": [{entries}]}}");
        assert_eq!(said(&[&blog(entry)]).titles, ["Laba"]);
        assert_eq!(said(&[&blog(&[entry, entry].join(", "))]).titles, [""; 0]);
    }

    #[test]
    fn broken_json_still_gives_its_date() {
        let head = said(&["{\"headline\": \"\"Laba\", \"datePublished\": \"2025-01-02T03:04:05+07:00\",}"]);
        assert_eq!(head.known.published.map(|moment| moment.to_string()).as_deref(), Some("2025-01-02T03:04:05+07:00"));
    }

    #[test]
    fn escapes_are_undone() {
        assert_eq!(plain("A &amp; B &#8217;&#x2019; &unknown; & C;"), "A & B ’’ &unknown; & C;");
    }

    #[test]
    fn articles_are_found_in_a_graph() {
        let head = said(&[
            r#"{"@graph":[{"@type":"WebPage"},{"@type":["NewsArticle"],"headline":"A &amp; B","author":[{"name":"Ani"},{"@type":"Organization","name":"Org"}]}]}"#,
        ]);
        assert_eq!((head.titles, head.known.authors), (vec!["A & B".to_owned()], vec!["Ani".to_owned()]));
        assert_eq!(head.known.groups, ["Org"]);
    }

    #[test]
    fn authors_are_found_wherever_they_stand() {
        let check =
            |scripts: &[&str], want: &str| assert_eq!(said(scripts).known.authors.join("+"), want, "{scripts:?}");
        check(&[r#"{"@type":"BlogPosting","author":"Ani Wijaya and Budi Karya"}"#], "Ani Wijaya+Budi Karya");
        check(
            &[
                r##"{"@type":"Person","@id":"#ani","name":"Ani Wijaya"}"##,
                r##"{"@type":"NewsArticle","author":{"@id":"#ani"}}"##,
            ],
            "Ani Wijaya",
        );
        check(&[r#"{"@type":"Article","author":{"givenName":"Ani","familyName":"Wijaya"}}"#], "Ani Wijaya");
        check(&[r#"{"@type":"Article","author":{"name":"ani.wijaya"}, "creator":["Ani Wijaya"]}"#], "Ani Wijaya");
        check(&[r#"{"@type":"Article","author":{"name":"https://a.example/ani"}}"#], "");
    }

    #[test]
    fn names_of_meta_elements_are_known_by_their_letters() {
        assert!(METAS.windows(2).all(|pair| pair.first() < pair.last()), "the table is not sorted");
        for (name, want) in [
            ("article:published_time", Some(Meta::Published)),
            ("parsely-pub-date", Some(Meta::Published)),
            ("DC.date.issued", Some(Meta::Published)),
            ("cXenseParse:publishtime", Some(Meta::Published)),
            ("published_on", Some(Meta::Published)),
            ("published", Some(Meta::Published)),
            ("article:modified_time", Some(Meta::Modified)),
            ("article:publisher", None),
            ("sailthru.author", Some(Meta::Author)),
            ("twitter:label1", Some(Meta::Label)),
            ("viewport", None),
        ] {
            assert_eq!(Meta::of(name), want, "{name}");
        }
    }
}
