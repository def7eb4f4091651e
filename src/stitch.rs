//! One article out of the readings of its pages.
//!
//! The pages come in any order, and some may never come: what is there is always a whole reading, whose
//! [`Pages::missing`] says what it lacks. A page says some things again (its headline, its picture, the paragraph on which
//! the page before ended); whatever of that is left out stands in the trace, as everything that is left out does.

use crate::article::{Access, Article, Block, Image, MissingPage, Pages};
use crate::extract::{Extraction, Outcome, Removal};
use crate::limits::{self, Clock, Limit};
use crate::read::Reading;
use crate::text::{count_words, letters, same_words};

/// The pages of one article, as far as they have been read.
#[derive(Clone, Debug)]
pub struct Stitch {
    /// Where the pages are, as the pagers read so far say.
    known: Pages,
    /// What the reader opened: its address stays that of the whole.
    opened: (u32, Extraction),
    /// Those with lower numbers and those with higher ones, in order.
    earlier: Vec<(u32, Extraction)>,
    later: Vec<(u32, Extraction)>,
    /// All pages at once, as the site shows them.
    all: Option<Extraction>,
    /// Whether pages were refused because there is no room for more.
    is_full: bool,
}

/// Why a reading is not taken as a page of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no article.
    NotArticle,
    /// It comes from an address that is none of the article's pages.
    NotAsked,
    /// It is another article.
    OtherArticle,
    /// It is another page of the article than was asked for by its own word, or one that is there already by its text.
    OtherPage,
    /// The pages that are there are as long as an article may be.
    TooLong,
}

impl Refusal {
    /// A name that never changes.
    pub fn code(self) -> &'static str {
        match self {
            Refusal::NotArticle => "not-article",
            Refusal::NotAsked => "not-asked",
            Refusal::OtherArticle => "other-article",
            Refusal::OtherPage => "other-page",
            Refusal::TooLong => "too-long",
        }
    }
}

/// The rule that takes out what an earlier page said.
const REPEATED: &str = "repeated on another page";

/// Shorter blocks than this may rightly stand on every page, as the headings of recipes do.
const LEAST_REPEATED_WORDS: usize = 8;

/// The rule under which a page's trace has the picture above its text.
const LEAD_IMAGE: &str = "lead image";

/// A page of which at least this many percent was said on another is that page.
const REPEATED_PERCENT: usize = 95;

/// What shows all pages holds at least this many percent of each.
const HELD_PERCENT: usize = 50;

/// Pages add at most this many letters to their headline: `(Halaman 2 dari 10)`.
const MOST_TITLE_LETTERS: usize = 20;

/// File names of at least this many letters tell pictures apart.
const LEAST_FILE_NAME: usize = 12;

impl Stitch {
    /// Begins with one page; none where it has an article that is whole, or no article.
    pub fn new(reading: &Reading) -> Option<Stitch> {
        let extraction = &reading.extraction;
        let known = extraction.article.pages.clone().filter(|_| extraction.outcome == Outcome::Article)?;
        let opened = (known.current, extraction.clone());
        Some(Stitch { known, opened, earlier: Vec::new(), later: Vec::new(), all: None, is_full: false })
    }

    /// The pages that are there, by their numbers.
    fn pages(&self) -> impl Iterator<Item = &(u32, Extraction)> {
        self.earlier.iter().chain(std::iter::once(&self.opened)).chain(&self.later)
    }

    fn has(&self, page: u32) -> bool {
        self.pages().any(|(known, _)| *known == page)
    }

    /// Adds the reading of another page, or of all pages at once: its address says which. Where it is refused nothing
    /// changes.
    pub fn add(&mut self, reading: Reading) -> Result<(), Refusal> {
        let Reading { extraction, .. } = reading;
        let article = &extraction.article;
        if extraction.outcome != Outcome::Article {
            return Err(Refusal::NotArticle);
        }
        // A page may be reached by another address than its pager writes: then its own pager says which it is.
        let said = article.pages.as_ref().filter(|_| article.canonical == self.opened.1.article.canonical);
        let is_it = |missing: &&MissingPage| {
            missing.address == article.url || said.is_some_and(|said| said.current == missing.page)
        };
        let page = self.known.missing.iter().find(is_it).map(|missing| missing.page);
        if page.is_none() && self.known.all.as_deref() != Some(article.url.as_str()) {
            return Err(Refusal::NotAsked);
        }
        if !self.is_same_article(article) {
            return Err(Refusal::OtherArticle);
        }
        match page {
            Some(page) => self.add_page(page, extraction),
            None => self.add_all(extraction),
        }
    }

    fn add_page(&mut self, page: u32, extraction: Extraction) -> Result<(), Refusal> {
        let article = &extraction.article;
        let says_other = article.pages.as_ref().is_some_and(|pages| pages.current != page);
        let said = |known: &Article| said_in(known, article).is_some_and(|said| said >= REPEATED_PERCENT);
        if self.has(page) || says_other || self.pages().any(|(_, known)| said(&known.article)) {
            return Err(Refusal::OtherPage);
        }
        let size = |article: &Article| article.blocks.iter().map(|block| block.text().len()).sum::<usize>();
        let pages = || self.pages().map(|(_, page)| &page.article).chain([article]);
        if pages().map(size).sum::<usize>() > limits::TEXT
            || pages().map(|page| page.blocks.len()).sum::<usize>() > limits::PIECES
        {
            self.is_full = true;
            return Err(Refusal::TooLong);
        }
        // Long pagers show the next few numbers only: each page may know more of them.
        if let Some(pages) = &article.pages {
            self.known.total = self.known.total.max(pages.total);
            for missing in &pages.missing {
                let known = &mut self.known.missing;
                if missing.page != self.opened.0 && !known.iter().any(|known| known.page == missing.page) {
                    known.insert(known.partition_point(|known| known.page < missing.page), missing.clone());
                }
            }
        }
        let side = if page < self.opened.0 { &mut self.earlier } else { &mut self.later };
        side.insert(side.partition_point(|(known, _)| *known < page), (page, extraction));
        Ok(())
    }

    /// Takes what claims to be everything: it must hold what is there, and more.
    fn add_all(&mut self, extraction: Extraction) -> Result<(), Refusal> {
        let words = extraction.article.words();
        for (_, page) in self.pages() {
            if said_in(&extraction.article, &page.article).is_some_and(|said| said < HELD_PERCENT) {
                return Err(Refusal::OtherArticle);
            }
            if words <= page.article.words() {
                return Err(Refusal::OtherPage);
            }
        }
        self.all = Some(extraction);
        Ok(())
    }

    /// Whether a page's headline is that of the article; pages may add their number to it.
    fn is_same_article(&self, article: &Article) -> bool {
        let title = letters(&article.title);
        self.pages().map(|(_, page)| &page.article).all(|known| {
            let known_title = letters(&known.title);
            if title.is_empty() || known_title.is_empty() {
                return known.canonical == article.canonical;
            }
            let more = known_title.strip_prefix(&title).or_else(|| title.strip_prefix(&known_title));
            more.is_some_and(|more| more.len() <= MOST_TITLE_LETTERS)
        })
    }

    /// The article as far as it is there, summarised as a whole.
    pub fn reading(&self, clock: Clock) -> Reading {
        let mut whole = match &self.all {
            Some(all) => {
                let mut whole = all.clone();
                whole.article.pages = None;
                whole
            }
            None => self.joined(),
        };
        let (_, opened) = &self.opened;
        whole.profile = opened.profile;
        whole.article.url.clone_from(&opened.article.url);
        whole.article.canonical.clone_from(&opened.article.canonical);
        let mut links: Vec<String> = Vec::new();
        whole.article.related.retain(|related| {
            let is_new = !links.contains(&related.url);
            links.push(related.url.clone());
            is_new
        });
        if self.is_full {
            whole.limits.meet(Limit::Pages);
        }
        Reading::of(whole, clock)
    }

    /// The pages one behind the other. What the first of them does not know of the article, the next may.
    fn joined(&self) -> Extraction {
        let (first, extraction) = self.earlier.first().unwrap_or(&self.opened);
        let (mut before, mut whole) = (*first, extraction.clone());
        let mut missing = Vec::new();
        let mut lost = |from: u32, to: u32, after: Option<usize>| {
            let between = self.known.missing.iter().filter(|missing| (from..to).contains(&missing.page));
            missing.extend(between.map(|page| MissingPage { after, ..page.clone() }));
        };
        lost(0, before, None);
        for (page, extraction) in self.pages().skip(1) {
            // Behind a page that is missing nothing can be a continuation.
            let start = append(&mut whole, extraction.clone(), *page == before + 1);
            lost(before + 1, *page, start.checked_sub(1));
            before = *page;
        }
        lost(before + 1, u32::MAX, whole.article.blocks.len().checked_sub(1));
        whole.article.pages = (!missing.is_empty()).then(|| Pages {
            current: self.opened.0,
            total: self.known.total,
            next: missing.first().map(|missing| missing.address.clone()),
            all: self.known.all.clone(),
            missing,
        });
        whole
    }
}

/// Appends a later page to what is there. `follows`: it is the very next one. Returns the index of its first block.
fn append(whole: &mut Extraction, page: Extraction, follows: bool) -> usize {
    let Extraction { article: next, mut trace, limits, .. } = page;
    whole.limits = whole.limits.and(limits);
    let mut said = next.blocks;

    // What is said again at the head of a page goes, except a heading that the page before only announced.
    let mut head = common_head(&whole.article.blocks, &said);
    let known = said_by(&whole.article);
    while let Some(block) = said.get(head) {
        if follows && is_announced(&whole.article, block) {
            drop_last(whole);
            break;
        }
        if !is_said(&whole.article, &known, block) {
            break;
        }
        head += 1;
    }
    let new = said.split_off(head.min(said.len()));

    // What every page says at its foot belongs behind the last.
    for _ in 0..common_foot(&whole.article.blocks, &new) {
        drop_last(whole);
    }

    let article = &mut whole.article;
    let start = article.blocks.len();
    // A picture above the text of a later page stands in the text of the whole, unless it is one that is there.
    if let Some(lead) = next.lead_image {
        let is_lead = |removal: &Removal| {
            removal.rule == LEAD_IMAGE && figures(&removal.blocks).any(|image| same_picture(image, &lead))
        };
        let is_known = pictures(article).chain(figures(&new)).any(|known| same_picture(known, &lead));
        if !is_known && trace.iter().any(is_lead) {
            trace.retain(|removal| !is_lead(removal));
            article.blocks.push(Block::Figure(lead));
        }
    }
    let from = article.blocks.len();
    article.blocks.extend(new);

    if !said.is_empty() {
        whole.trace.push(Removal { rule: REPEATED, after: start.checked_sub(1), blocks: said });
    }
    let at = |after: Option<usize>| (from + after.map_or(0, |after| (after + 1).saturating_sub(head))).checked_sub(1);
    for mut removal in trace {
        removal.after = at(removal.after);
        if !whole.trace.iter().any(|known| known.rule == removal.rule && known.blocks == removal.blocks) {
            whole.trace.push(removal);
        }
    }
    for mut related in next.related {
        related.after = at(related.after);
        article.related.push(related);
    }
    for tag in next.tags {
        if !article.tags.iter().any(|known| same_words(known, &tag)) {
            article.tags.push(tag);
        }
    }
    let names = &mut article.byline;
    for (known, more) in [
        (&mut names.authors, next.byline.authors),
        (&mut names.editors, next.byline.editors),
        (&mut names.sources, next.byline.sources),
    ] {
        if known.is_empty() {
            *known = more;
        }
    }
    article.published = article.published.or(next.published);
    article.modified = article.modified.or(next.modified);
    if next.access == Access::Partial {
        article.access = Access::Partial;
    }
    start
}

/// How many blocks a page has in common with the beginning of the article: some sites show the lead on every page, and
/// some show with each page all those before it.
fn common_head(article: &[Block], page: &[Block]) -> usize {
    let count = article.iter().zip(page).take_while(|(one, other)| same(one, other)).count();
    let words: usize = page.iter().take(count).map(|block| count_words(&block.text())).sum();
    if words >= LEAST_REPEATED_WORDS { count } else { 0 }
}

/// How many blocks at the end of a page also end the next.
fn common_foot(page: &[Block], next: &[Block]) -> usize {
    let most = page.len().min(next.len()).saturating_sub(1);
    let is_long = |block: &Block| block.is_text() && count_words(&block.text()) >= LEAST_REPEATED_WORDS;
    let pairs = page.iter().rev().zip(next.iter().rev()).take(most);
    pairs.take_while(|(one, other)| is_long(one) && same(one, other)).count()
}

/// Whether a block at the head of a later page only says what was said.
fn is_said(article: &Article, known: &[String], block: &Block) -> bool {
    let text = block.text();
    match block {
        Block::Figure(image) => return pictures(article).any(|known| same_picture(known, image)),
        Block::Embed { href, .. } => {
            return article
                .blocks
                .iter()
                .any(|known| matches!(known, Block::Embed { href: known, .. } if known == href));
        }
        Block::Heading { .. } => {
            let last = article.blocks.iter().rev().find(|known| matches!(known, Block::Heading { .. }));
            if last.is_some_and(|last| same_words(&last.text(), &text)) {
                return true;
            }
        }
        _ => {}
    }
    (!article.title.is_empty() && same_words(&text, &article.title))
        || (count_words(&text) >= LEAST_REPEATED_WORDS && known.contains(&letters(&text)))
}

/// Whether the last line of the page before only announces the heading with which the next begins.
fn is_announced(article: &Article, heading: &Block) -> bool {
    let is_line = |block: &&Block| matches!(block, Block::Heading { .. } | Block::Paragraph(_));
    matches!(heading, Block::Heading { .. })
        && article.blocks.last().filter(is_line).is_some_and(|last| same(last, heading))
}

/// Takes the last block out.
fn drop_last(whole: &mut Extraction) {
    let last = whole.article.blocks.len().checked_sub(1);
    let Some(block) = whole.article.blocks.pop() else { return };
    let after = last.and_then(|last| last.checked_sub(1));
    for removal in &mut whole.trace {
        removal.after = removal.after.min(after);
    }
    for related in &mut whole.article.related {
        related.after = related.after.min(after);
    }
    whole.trace.push(Removal { rule: REPEATED, after, blocks: vec![block] });
}

/// The letters of each text of an article: they are compared with many.
fn said_by(article: &Article) -> Vec<String> {
    article.blocks.iter().filter(|block| block.is_text()).map(|block| letters(&block.text())).collect()
}

/// How many percent of what `one` says stand in `other` too; none where it says nothing.
fn said_in(other: &Article, one: &Article) -> Option<usize> {
    let (mut all, mut said) = (0, 0);
    let known = said_by(other);
    for block in one.blocks.iter().filter(|block| block.is_text()) {
        let text = block.text();
        let words = count_words(&text);
        all += words;
        if known.contains(&letters(&text)) {
            said += words;
        }
    }
    (100 * said).checked_div(all)
}

/// Whether two blocks say the same, be it under a heading's or a paragraph's name.
fn same(one: &Block, other: &Block) -> bool {
    match (one, other) {
        (Block::Figure(one), Block::Figure(other)) => same_picture(one, other),
        _ => one.is_text() && other.is_text() && same_words(&one.text(), &other.text()),
    }
}

fn pictures(article: &Article) -> impl Iterator<Item = &Image> {
    article.lead_image.iter().chain(figures(&article.blocks))
}

fn figures(blocks: &[Block]) -> impl Iterator<Item = &Image> {
    blocks.iter().filter_map(|block| match block {
        Block::Figure(image) => Some(image),
        _ => None,
    })
}

/// Whether two pictures are one, perhaps in two sizes: a long file name is not given twice.
fn same_picture(one: &Image, other: &Image) -> bool {
    fn bare(image: &Image) -> &str {
        image.src.split(['?', '#']).next().unwrap_or_default()
    }
    fn name(address: &str) -> &str {
        address.rsplit('/').next().unwrap_or_default()
    }
    let (one, other) = (bare(one), bare(other));
    one == other || (name(one).len() >= LEAST_FILE_NAME && name(one) == name(other))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a test that can't go on has failed
mod tests {
    use super::*;
    use crate::article::Related;

    const LONG: &str = "Sebuah paragraf yang cukup panjang untuk dikenali jika terulang.";

    fn address(page: u32) -> String {
        format!("https://a.example/x?page={page}")
    }

    fn missing(page: u32) -> MissingPage {
        MissingPage { page, address: address(page), after: None }
    }

    /// `# ` begins a heading, `! ` a picture; all else is a paragraph.
    fn blocks(lines: &[&str]) -> Vec<Block> {
        let block = |line: &&str| match line.split_once(' ') {
            Some(("#", text)) => Block::Heading { level: 3, text: text.into() },
            Some(("!", name)) => Block::Figure(picture(name)),
            _ => Block::Paragraph((*line).into()),
        };
        lines.iter().map(block).collect()
    }

    fn picture(name: &str) -> Image {
        Image { src: format!("https://a.example/{name}"), ..Image::default() }
    }

    fn lines(article: &Article) -> Vec<String> {
        let line = |block: &Block| match block {
            Block::Heading { text, .. } => format!("# {}", text.text),
            Block::Figure(image) => format!("! {}", image.src.rsplit('/').next().unwrap_or_default()),
            other => other.text().into_owned(),
        };
        article.blocks.iter().map(line).collect()
    }

    /// Page `current` of `total`, read at its address.
    fn page(current: u32, total: u32, text: &[&str]) -> Reading {
        let missing = (1..=total).filter(|page| *page != current).map(missing).collect();
        let pages = Pages { current, total, next: None, all: Some("https://a.example/x?page=all".to_owned()), missing };
        read(&address(current), Some(pages), text)
    }

    fn read(url: &str, pages: Option<Pages>, text: &[&str]) -> Reading {
        let article = Article {
            url: url.to_owned(),
            canonical: "https://a.example/x".to_owned(),
            title: "Harga Kelapa Naik Lagi".to_owned(),
            blocks: blocks(text),
            pages,
            ..Article::default()
        };
        Reading::of(
            Extraction {
                outcome: Outcome::Article,
                article,
                profile: None,
                trace: Vec::new(),
                limits: Default::default(),
            },
            Clock::default(),
        )
    }

    fn stitched(readings: Vec<Reading>) -> Reading {
        let mut readings = readings.into_iter();
        let mut stitch = Stitch::new(&readings.next().unwrap()).unwrap();
        for reading in readings {
            assert_eq!(stitch.add(reading), Ok(()));
        }
        stitch.reading(Clock::default())
    }

    #[test]
    fn a_page_says_nothing_twice() {
        let long_two = format!("{LONG} Dan satu lagi.");
        let (long, long_two) = (LONG, long_two.as_str());
        // (first page, second page, whole)
        let rows: &[(&[&str], &[&str], &[&str])] = &[
            (&["Satu.", "Dua."], &["Tiga."], &["Satu.", "Dua.", "Tiga."]),
            // the paragraph on which the page before ended
            (&["Satu.", long], &[long, "Dua."], &["Satu.", long, "Dua."]),
            // the lead of the article on every page, though it is short
            (&["Satu.", long, "Dua."], &["Satu.", long, "Tiga."], &["Satu.", long, "Dua.", "Tiga."]),
            // the headline, the section that goes on, the picture
            (&["! a.png", "Satu."], &["Harga kelapa naik lagi", "! a.png?w=2", "Dua."], &["! a.png", "Satu.", "Dua."]),
            (&["# Cara", "Satu."], &["# Cara", "Dua."], &["# Cara", "Satu.", "Dua."]),
            // an announcement of the next heading, as a heading and as a line
            (&["Satu.", "# Bali"], &["# Bali", "Dua."], &["Satu.", "# Bali", "Dua."]),
            (&["Satu.", "Bali"], &["# Bali", "Dua."], &["Satu.", "# Bali", "Dua."]),
            // what every page says at its foot belongs behind the last
            (&["Satu.", long], &["Dua.", long], &["Satu.", "Dua.", long]),
            // short headings may rightly be the same
            (
                &["# Sup", "# Bahan", "Satu."],
                &["# Soto", "# Bahan", "Dua."],
                &["# Sup", "# Bahan", "Satu.", "# Soto", "# Bahan", "Dua."],
            ),
            // a page may show all those before it
            (
                &["Satu.", long, "Dua."],
                &["Satu.", long, "Dua.", long_two, "# Tiga"],
                &["Satu.", long, "Dua.", long_two, "# Tiga"],
            ),
        ];
        for (first, second, whole) in rows {
            let reading = stitched(vec![page(1, 2, first), page(2, 2, second)]);
            assert_eq!(lines(&reading.extraction.article), *whole);
            assert_eq!(reading.extraction.article.pages, None);
            let gone: usize = reading.extraction.trace.iter().map(|removal| removal.blocks.len()).sum();
            assert_eq!(gone, first.len() + second.len() - whole.len(), "what goes stands in the trace: {whole:?}");
        }
    }

    #[test]
    fn pages_come_in_any_order_and_are_put_in_theirs() {
        let pages = [page(1, 3, &["Satu."]), page(2, 3, &["Dua."]), page(3, 3, &["Tiga."])];
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let reading = stitched(order.iter().filter_map(|index| pages.get(*index).cloned()).collect());
            assert_eq!(lines(&reading.extraction.article), ["Satu.", "Dua.", "Tiga."]);
            let first = pages.get(order[0]).unwrap();
            assert_eq!(reading.extraction.article.url, first.extraction.article.url);
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        let reading = stitched(vec![page(1, 4, &["Satu.", LONG]), page(3, 4, &[LONG, "Tiga."])]);
        let pages = reading.extraction.article.pages.unwrap();
        let behind = |after, page| MissingPage { after: Some(after), ..missing(page) };
        assert_eq!(pages.missing, [behind(1, 2), behind(2, 4)]);
        assert_eq!((pages.current, pages.total, pages.next), (1, 4, Some(address(2))));
    }

    #[test]
    fn a_long_pager_tells_more_with_each_page() {
        let mut stitch = Stitch::new(&page(1, 2, &["Satu."])).unwrap();
        assert_eq!(stitch.add(page(2, 3, &["Dua."])), Ok(()));
        assert_eq!(
            stitch.reading(Clock::default()).extraction.article.pages.unwrap().missing,
            [MissingPage { after: Some(1), ..missing(3) }]
        );
        assert_eq!(stitch.add(page(3, 3, &["Tiga."])), Ok(()));
        assert_eq!(stitch.reading(Clock::default()).extraction.article.pages, None);
    }

    #[test]
    fn all_pages_at_once_take_the_place_of_each() {
        let all = read("https://a.example/x?page=all", None, &["Satu.", "Dua.", "# Dua lagi", "Tiga."]);
        let reading = stitched(vec![page(2, 3, &["Dua."]), all]);
        assert_eq!(lines(&reading.extraction.article), ["Satu.", "Dua.", "# Dua lagi", "Tiga."]);
        assert_eq!(reading.extraction.article.pages, None);
        assert_eq!(reading.extraction.article.url, address(2));
    }

    #[test]
    fn what_is_no_page_of_the_article_is_refused() {
        let first = || page(1, 3, &["Satu.", LONG]);
        let with = |change: &dyn Fn(&mut Extraction), mut reading: Reading| {
            change(&mut reading.extraction);
            reading
        };
        let all = |text: &[&str]| read("https://a.example/x?page=all", None, text);
        let rows: Vec<(Reading, Refusal)> = vec![
            (read("https://a.example/y?page=2", None, &["Dua."]), Refusal::NotAsked),
            (page(1, 3, &["Dua."]), Refusal::NotAsked),
            (page(4, 4, &["Empat."]), Refusal::NotAsked),
            (
                with(
                    &|other| other.outcome = Outcome::NotArticle(crate::extract::Reason::NoBody),
                    page(2, 3, &["Dua."]),
                ),
                Refusal::NotArticle,
            ),
            (
                with(&|other| other.article.title = "Ikan Asin Langka".to_owned(), page(2, 3, &["Dua."])),
                Refusal::OtherArticle,
            ),
            // the same text under another number, and another page than was asked for
            (page(2, 3, &["Satu.", LONG]), Refusal::OtherPage),
            (with(&|other| other.article.url = address(2), page(1, 3, &["Dua."])), Refusal::OtherPage),
            (all(&["Lain.", "Dua.", "Tiga."]), Refusal::OtherArticle),
            (all(&["Satu.", LONG]), Refusal::OtherPage),
        ];
        for (reading, refusal) in rows {
            let mut stitch = Stitch::new(&first()).unwrap();
            assert_eq!(stitch.add(reading), Err(refusal));
            assert_eq!(lines(&stitch.reading(Clock::default()).extraction.article), ["Satu.", LONG]);
        }
    }

    #[test]
    fn a_headline_may_bear_the_number_of_its_page() {
        let mut second = page(2, 2, &["Dua."]);
        second.extraction.article.title = "Harga Kelapa Naik Lagi (Halaman 2)".to_owned();
        assert_eq!(stitched(vec![page(1, 2, &["Satu."]), second]).extraction.article.title, "Harga Kelapa Naik Lagi");
    }

    #[test]
    fn places_are_counted_anew() {
        let related = |title: &str, after| Related {
            label: "Baca Juga".to_owned(),
            title: title.to_owned(),
            url: format!("https://a.example/{title}"),
            after,
        };
        let mut first = page(1, 2, &["Satu.", "Dua.", LONG]);
        first.extraction.article.related = vec![related("a", Some(1)), related("b", Some(2))];
        first.extraction.article.tags = vec!["Kelapa".to_owned()];
        let mut second = page(2, 2, &["Harga Kelapa Naik Lagi", LONG, "Tiga.", "Empat.", LONG]);
        second.extraction.article.related = vec![related("b", None), related("c", None), related("d", Some(3))];
        second.extraction.article.tags = vec!["kelapa".to_owned(), "Petani".to_owned()];
        let gone = |after| Removal { rule: "promotion", after, blocks: blocks(&["Promosi."]) };
        second.extraction.trace = vec![gone(Some(2))];
        let Reading { extraction: Extraction { article, trace, .. }, summary, .. } = stitched(vec![first, second]);
        assert_eq!(lines(&article), ["Satu.", "Dua.", "Tiga.", "Empat.", LONG]);
        let places: Vec<_> = article.related.iter().map(|one| (one.title.as_str(), one.after)).collect();
        assert_eq!(places, [("a", Some(1)), ("b", Some(1)), ("c", Some(1)), ("d", Some(3))]);
        assert_eq!(article.tags, ["Kelapa", "Petani"]);
        assert_eq!(trace.iter().find(|removal| removal.rule == "promotion").unwrap().after, Some(2));
        for sentence in summary.sentences {
            let text = article.blocks.get(sentence.block).unwrap().text();
            assert_eq!(text.get(sentence.start..sentence.end), Some(sentence.text.as_str()));
        }
    }

    #[test]
    fn a_picture_of_a_later_page_stands_in_the_text() {
        let with_lead = |mut reading: Reading, name: &str| {
            reading.extraction.article.lead_image = Some(picture(name));
            let blocks = vec![Block::Figure(picture(name))];
            reading.extraction.trace.push(Removal { rule: LEAD_IMAGE, after: None, blocks });
            reading
        };
        let first = with_lead(page(1, 2, &["Satu."]), "satu.png");
        let again = stitched(vec![first.clone(), with_lead(page(2, 2, &["Dua."]), "satu.png?w=640")]);
        assert_eq!(lines(&again.extraction.article), ["Satu.", "Dua."]);
        let another = stitched(vec![first, with_lead(page(2, 2, &["Dua."]), "dua.png")]);
        assert_eq!(lines(&another.extraction.article), ["Satu.", "! dua.png", "Dua."]);
    }

    #[test]
    fn one_page_alone_needs_no_stitching() {
        assert!(Stitch::new(&read("https://a.example/x", None, &["Satu."])).is_none());
    }
}
