//! What can be said of a piece in numbers, so that a trained judge ([`super::judge`]) can tell the text from what stands
//! around it: its own words, what its markup is called, where it stands, and what stands beside it.

use std::sync::LazyLock;

use super::blocks::Piece;
use super::labels::{self, Sign};
use super::metadata::Head;
use super::names::{self, TOPICS, Words};
use super::run::{self, Counts, Survey};
use super::{byline, caption};
use crate::article::{Block, Style, Text};
use crate::page::tree::{Tag, Tree};
use crate::text::{self, count_words, moment};

/// How many numbers describe a piece.
pub(super) const COUNT: usize = OWN.len() + PLACE.len() + TOPICS.len() + TAGS.len() + 2 * REACH * BESIDE.len();

/// The numbers of a piece.
pub(super) type Features = [f32; COUNT];

/// What a piece is by itself.
const OWN: [&str; 36] = [
    "kind",
    "words",
    "letters a word",
    "linked share",
    "links",
    "ends a sentence",
    "commas a word",
    "digit share",
    "capital share",
    "sentences",
    "strong share",
    "emphasis share",
    "address",
    "copyright",
    "ends in colon",
    "asks",
    "bars",
    "date",
    "beside date",
    "byline",
    "begins small",
    "level",
    "items",
    "words an item",
    "label",
    "promotion",
    "sign",
    "closes",
    "wall",
    "opens caption",
    "rule",
    "repeats",
    "title share",
    "share of title",
    "pitch",
    "credit",
];

/// Where a piece stands.
const PLACE: [&str; 37] = [
    "nearness",
    "in run",
    "home share",
    "home linked",
    "home pieces",
    "kind share",
    "depth",
    "before headline",
    "after headline",
    "words before",
    "words after",
    "prose before",
    "prose after",
    "from first prose",
    "to last prose",
    "from run start",
    "to run end",
    "heading distance",
    "heading closes",
    "heading words",
    "heading linked",
    "headings before",
    "page words",
    "page prose",
    "page linked headings",
    "run words",
    "run weight",
    "excerpt",
    "same beside",
    "pieces",
    "kind count",
    "kind words",
    "kind linked",
    "kind in run",
    "from figure",
    "home as before",
    "home as next",
];

/// Elements whose nearness around a piece matters.
const TAGS: [&[Tag]; 8] = [
    &[Tag::Aside],
    &[Tag::Nav, Tag::Footer, Tag::Menu],
    &[Tag::Header, Tag::Hgroup],
    &[Tag::Article, Tag::Main],
    &[Tag::Form, Tag::Fieldset, Tag::Label, Tag::Dialog],
    &[Tag::Li, Tag::Ul, Tag::Ol, Tag::Dl, Tag::Dd, Tag::Dt],
    &[Tag::Figure, Tag::Figcaption, Tag::Picture],
    &[Tag::Section, Tag::Details, Tag::Table],
];

/// What is told of each neighbour.
const BESIDE: [&str; 5] = ["kind", "words", "linked share", "ends a sentence", "rule"];

/// How many neighbours on each side are looked at.
const REACH: usize = 3;

/// Names around a piece are looked at up to this many elements out.
const MOST_OUTER: usize = 9;

/// What is known of the page besides its pieces.
pub(super) struct Around<'a> {
    /// The node of the headline.
    headline: Option<usize>,
    /// What the page calls itself.
    title: String,
    /// How the page describes itself.
    excerpt: &'a str,
}

impl<'a> Around<'a> {
    /// What `head` says of the page, and the headline of the region.
    pub(super) fn new(tree: &Tree, headline: Option<usize>, head: &'a Head) -> Around<'a> {
        let words = headline.map(|node| tree.all_text(node)).filter(|words| !words.is_empty());
        let title = words.or_else(|| head.titles.first().or(head.title.as_ref()).cloned()).unwrap_or_default();
        Around { headline, title, excerpt: head.excerpt.as_deref().unwrap_or_default() }
    }
}

/// The names of the numbers, in their order.
#[cfg(feature = "cli")]
pub(super) fn names() -> Vec<String> {
    let mut names: Vec<String> = OWN.iter().chain(&PLACE).map(|name| (*name).to_owned()).collect();
    names.extend(TOPICS.iter().map(|topic| format!("named {topic:?}")));
    names.extend(TAGS.iter().map(|tags| format!("in {:?}", tags.first())));
    for place in (-(REACH as isize)..=REACH as isize).filter(|place| *place != 0) {
        names.extend(BESIDE.iter().map(|name| format!("{name} at {place}")));
    }
    names
}

/// What is counted once for each piece and asked by it and its neighbours.
#[derive(Clone, Copy, Default)]
struct Measured {
    kind: f32,
    words: usize,
    linked: usize,
    ends: bool,
    rule: f32,
    prose: bool,
    home: Option<usize>,
}

/// The numbers of all `pieces`, of which `survey` is the first judgement.
pub(super) fn of(tree: &Tree, pieces: &[Piece], survey: &Survey, around: &Around) -> Vec<Features> {
    let texts: Vec<std::borrow::Cow<str>> = pieces.iter().map(|piece| piece.block.text()).collect();
    let measured: Vec<Measured> = pieces
        .iter()
        .zip(&texts)
        .zip(&survey.counts)
        .zip(&survey.homes)
        .map(|(((piece, text), counts), home)| measure(piece, text, counts, *home))
        .collect();
    let page = Page::new(tree, pieces, &texts, &measured, survey, around);
    let mut topics = Cache::new(tree.len());
    let earlier = earlier(&texts);
    (0..pieces.len())
        .map(|index| {
            let mut row = Row { values: [0.0; COUNT], next: 0 };
            if let (Some(piece), Some(text), Some(own)) = (pieces.get(index), texts.get(index), measured.get(index)) {
                page.own(&mut row, piece, text, own, earlier.get(index).copied().unwrap_or(0));
                page.place(&mut row, index, piece, own);
                outer(&mut row, tree, piece.node, &mut topics);
                beside(&mut row, &measured, index);
            }
            row.values
        })
        .collect()
}

/// How many pieces with the same words stand before each.
fn earlier(texts: &[std::borrow::Cow<str>]) -> Vec<usize> {
    let order = text::ordered(texts.len(), &|left, right| texts.get(left).cmp(&texts.get(right)));
    let mut earlier = vec![0; texts.len()];
    let (mut before, mut count) = (None, 0);
    for index in order {
        let here = texts.get(index);
        count = if here == before { count + 1 } else { 0 };
        before = here;
        if let Some(slot) = earlier.get_mut(index) {
            *slot = count;
        }
    }
    earlier
}

struct Row {
    values: Features,
    next: usize,
}

impl Row {
    fn push(&mut self, value: f32) {
        if let Some(slot) = self.values.get_mut(self.next) {
            *slot = value;
        }
        self.next += 1;
    }

    fn flag(&mut self, value: bool) {
        self.push(f32::from(u8::from(value)));
    }

    fn count(&mut self, value: usize) {
        self.push(value as f32);
    }
}

/// The topics of elements that were looked at.
struct Cache {
    known: Vec<Option<u32>>,
}

impl Cache {
    fn new(nodes: usize) -> Cache {
        Cache { known: vec![None; nodes] }
    }

    fn topics(&mut self, tree: &Tree, node: usize) -> u32 {
        match self.known.get_mut(node) {
            Some(Some(known)) => *known,
            Some(slot) => *slot.insert(names::topics(tree, node)),
            None => 0,
        }
    }
}

fn measure(piece: &Piece, text: &str, counts: &Counts, home: Option<usize>) -> Measured {
    let (words, linked) = (counts.all, counts.linked);
    Measured {
        kind: match &piece.block {
            Block::Paragraph(_) => 0.0,
            Block::Quote(_) => 1.0,
            Block::List { .. } => 2.0,
            Block::Table { .. } => 3.0,
            Block::Code(_) => 4.0,
            Block::Heading { level: 2, .. } => 5.0,
            Block::Heading { .. } => 6.0,
            Block::Figure(_) => 7.0,
            Block::Embed { .. } => 8.0,
        },
        words,
        linked,
        ends: run::is_ended(text),
        rule: match piece.rule {
            None => 0.0,
            Some("headline") => 1.0,
            Some("byline") => 2.0,
            Some("caption") => 3.0,
            Some("list of links") => 4.0,
            Some("furniture") => 5.0,
            Some(_) => 6.0,
        },
        prose: matches!(piece.block, Block::Paragraph(_) | Block::Quote(_)) && words >= 12 && linked * 2 < words,
        home,
    }
}

/// Sums over all pieces.
struct Page<'a> {
    tree: &'a Tree,
    survey: &'a Survey,
    around: &'a Around<'a>,
    title: Vec<String>,
    texts: &'a [std::borrow::Cow<'a, str>],
    /// Words before each piece, and at the end all.
    words: Vec<usize>,
    /// Words of prose before each piece, and at the end all.
    prose: Vec<usize>,
    /// Headings before each piece, and at the end all.
    headings: Vec<usize>,
    first_prose: usize,
    last_prose: usize,
    linked_headings: usize,
    /// Words of prose, words, linked words and pieces in each home, by its node.
    homes: Vec<(usize, usize, usize, usize)>,
    /// Which kind of element each piece is.
    kind_of: Vec<usize>,
    /// Sums over the pieces of each kind of element.
    kinds: Vec<Kind>,
    /// Words of prose in all kinds of elements.
    kinds_prose: usize,
    /// How the page's own description begins, where it says enough.
    excerpt: Option<String>,
    /// The last heading before each piece.
    heading: Vec<Option<Heading>>,
    /// The last picture before each piece.
    figures: Vec<Option<usize>>,
}

/// How many characters of each sort a text has.
#[derive(Default)]
struct Counted {
    characters: usize,
    alphanumeric: usize,
    numeric: usize,
    uppercase: usize,
    commas: usize,
    bars: usize,
}

impl Counted {
    fn new(text: &str) -> Counted {
        let mut counted = Counted::default();
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            counted.characters += 1;
            // Most characters are small letters, which are nothing else.
            if byte.is_ascii_lowercase() {
                counted.alphanumeric += 1;
                at += 1;
                continue;
            }
            let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
            at += character.len_utf8();
            if character == ' ' {
                continue;
            }
            counted.alphanumeric += usize::from(character.is_alphanumeric());
            counted.numeric += usize::from(character.is_numeric());
            counted.uppercase += usize::from(character.is_uppercase());
            counted.commas += usize::from(matches!(character, ',' | '،' | '、' | '，'));
            counted.bars += usize::from(matches!(character, '|' | '•' | '·' | '»' | '›' | '/' | '→'));
        }
        counted
    }
}

/// Sums over the pieces that look alike.
#[derive(Clone, Copy, Default)]
struct Kind {
    prose: usize,
    words: usize,
    linked: usize,
    pieces: usize,
    in_run: usize,
}

type Signature<'a> = (Option<Tag>, Option<&'a str>, Option<&'a str>);

#[derive(Clone, Copy)]
struct Heading {
    index: usize,
    closes: bool,
    words: usize,
    linked: bool,
}

impl<'a> Page<'a> {
    fn new(
        tree: &'a Tree,
        pieces: &[Piece],
        texts: &'a [std::borrow::Cow<'a, str>],
        measured: &[Measured],
        survey: &'a Survey,
        around: &'a Around<'a>,
    ) -> Page<'a> {
        let kind_of = kinds(tree, pieces);
        let excerpt = opening(around.excerpt);
        let mut page = Page {
            tree,
            survey,
            around,
            title: lower_words(&around.title),
            texts,
            words: vec![0],
            prose: vec![0],
            headings: vec![0],
            first_prose: measured.iter().position(|own| own.prose && own.rule == 0.0).unwrap_or(0),
            last_prose: measured.iter().rposition(|own| own.prose && own.rule == 0.0).unwrap_or(0),
            linked_headings: 0,
            homes: vec![(0, 0, 0, 0); tree.len()],
            kinds: vec![Kind::default(); pieces.len()],
            kind_of,
            kinds_prose: 0,
            excerpt: (excerpt.chars().count() >= 20).then_some(excerpt),
            heading: Vec::new(),
            figures: Vec::new(),
        };
        let (mut words, mut prose, mut headings, mut last, mut figure) = (0, 0, 0, None, None);
        for (index, (piece, own)) in pieces.iter().zip(measured).enumerate() {
            page.heading.push(last);
            page.figures.push(figure);
            if matches!(piece.block, Block::Figure(_) | Block::Embed { .. }) {
                figure = Some(index);
            }
            let is_text = piece.block.is_text();
            words += if is_text { own.words } else { 0 };
            prose += if own.prose { own.words } else { 0 };
            if let (Block::Heading { text, .. }, None) = (&piece.block, piece.rule) {
                headings += 1;
                let linked = own.words > 0 && own.linked * 2 > own.words;
                page.linked_headings += usize::from(linked);
                last = Some(Heading { index, closes: labels::closes(&text.text), words: own.words, linked });
            }
            if let Some(sums) = own.home.and_then(|home| page.homes.get_mut(home)) {
                sums.0 += if own.prose { own.words } else { 0 };
                sums.1 += own.words;
                sums.2 += own.linked;
                sums.3 += 1;
            }
            if let Some(kind) = page.kind_of.get(index).and_then(|kind| page.kinds.get_mut(*kind)) {
                let prose = if own.prose && piece.rule.is_none() { own.words } else { 0 };
                kind.prose += prose;
                kind.words += own.words;
                kind.linked += own.linked;
                kind.pieces += 1;
                kind.in_run += usize::from(survey.run.contains(&index));
                page.kinds_prose += prose;
            }
            page.words.push(words);
            page.prose.push(prose);
            page.headings.push(headings);
        }
        page
    }

    fn own(&self, row: &mut Row, piece: &Piece, text: &str, own: &Measured, repeats: usize) {
        let words = own.words.max(1) as f32;
        let counted = Counted::new(text);
        let share = |of: usize| of as f32 / counted.characters.max(1) as f32;
        row.push(own.kind);
        row.count(own.words.min(400));
        row.push(counted.alphanumeric as f32 / words);
        row.push(own.linked as f32 / words);
        row.count(links(&piece.block));
        row.flag(own.ends);
        row.push(counted.commas as f32 / words);
        row.push(share(counted.numeric));
        row.push(share(counted.uppercase));
        row.count(sentences(text).min(20));
        row.push(styled(&piece.block, &Style::Strong, text.len()));
        row.push(styled(&piece.block, &Style::Emphasis, text.len()));
        row.flag(text::has(text, '@') || text::holds(text, "http") || text::holds(text, "www."));
        row.flag(text::has(text, '©') || text::find_ignoring_case(text, "copyright").is_some());
        row.flag(text.trim_end().ends_with(':'));
        row.flag(text.trim_end().ends_with('?'));
        row.count(counted.bars.min(9));
        let short = own.words <= 60;
        let date = if short { moment::find(text) } else { None };
        row.flag(date.is_some());
        row.count(if date.is_some() { byline::words_beside_date(text) } else { 99 });
        row.flag(short && byline::parse(text).is_some());
        row.flag(text.starts_with(char::is_lowercase));
        row.count(match &piece.block {
            Block::Heading { level, .. } => usize::from(*level),
            _ => 0,
        });
        let items = match &piece.block {
            Block::List { items, .. } => items.len(),
            Block::Table { rows, .. } => rows.len(),
            _ => 0,
        };
        row.count(items.min(60));
        row.push(if items > 0 { words / items as f32 } else { 0.0 });
        row.flag(text.find(':').is_some_and(|at| (1..30).contains(&at)));
        let sign = labels::sign_of(text);
        row.flag(sign == Some(Sign::Promotion));
        row.flag(sign == Some(Sign::Placeholder));
        row.flag(labels::closes(text));
        row.flag(labels::asks_to_subscribe(text));
        row.flag(caption::opens(text));
        row.push(own.rule);
        row.count(repeats.min(3));
        let in_title = if short { lower_words(text) } else { Vec::new() };
        let shared = in_title.iter().filter(|word| self.title.contains(word)).count();
        row.push(shared as f32 / in_title.len().max(1) as f32);
        row.push(shared as f32 / self.title.len().max(1) as f32);
        let (pitch, credit) = told(text);
        row.count(pitch.min(9));
        row.count(credit.min(9));
    }

    fn place(&self, row: &mut Row, index: usize, piece: &Piece, own: &Measured) {
        let run = &self.survey.run;
        let at = |sums: &[usize]| sums.get(index).copied().unwrap_or(0);
        let all = |sums: &[usize]| sums.last().copied().unwrap_or(0);
        let of = |part: usize, whole: usize| part as f32 / whole.max(1) as f32;
        row.push(self.survey.nearness.get(index).copied().unwrap_or(-1.0) as f32);
        row.flag(run.contains(&index));
        let (prose, words, linked, count) = own.home.and_then(|home| self.homes.get(home)).copied().unwrap_or_default();
        row.push(of(prose, all(&self.prose)));
        row.push(of(linked, words));
        row.count(count.min(200));
        let kind = self.kind_of.get(index).and_then(|kind| self.kinds.get(*kind)).copied().unwrap_or_default();
        row.push(of(kind.prose, self.kinds_prose));
        row.count(std::iter::successors(Some(piece.node), |node| self.tree.parent(*node)).count());
        let before = self.around.headline.map(|headline| piece.node < headline);
        row.push(before.map_or(-1.0, |before| f32::from(u8::from(before))));
        let after = self.around.headline.map(|headline| piece.node.saturating_sub(headline));
        row.push(after.map_or(-1.0, |after| after.min(2000) as f32));
        row.push(of(at(&self.words), all(&self.words)));
        row.count(all(&self.words).saturating_sub(at(&self.words) + own.words).min(5000));
        row.push(of(at(&self.prose), all(&self.prose)));
        row.count(all(&self.prose).saturating_sub(at(&self.prose) + own.words).min(5000));
        let signed = |from: usize| (index as f32 - from as f32).clamp(-60.0, 300.0);
        row.push(signed(self.first_prose));
        row.push(-signed(self.last_prose));
        row.push(signed(run.start));
        row.push(-signed(run.end));
        let heading = self.heading.get(index).copied().flatten();
        row.count(heading.map_or(99, |heading| (index - heading.index).min(60)));
        row.flag(heading.is_some_and(|heading| heading.closes));
        row.count(heading.map_or(0, |heading| heading.words));
        row.flag(heading.is_some_and(|heading| heading.linked));
        row.count(at(&self.headings).min(60));
        row.count(all(&self.words).min(20_000));
        row.count(all(&self.prose).min(20_000));
        row.count(self.linked_headings.min(60));
        row.count(self.survey.words.min(20_000));
        row.push(self.survey.weights.get(index).copied().unwrap_or(0.0) as f32);
        row.flag(self.is_excerpt(index));
        row.count(self.same_beside(index));
        row.count(self.texts.len().min(2000));
        row.count(kind.pieces.min(200));
        row.push(of(kind.words, kind.pieces));
        row.push(of(kind.linked, kind.words));
        row.push(of(kind.in_run, kind.pieces));
        let figure = self.figures.get(index).copied().flatten();
        row.count(figure.map_or(60, |figure| (index - figure).min(60)));
        let home = |index: usize| self.survey.homes.get(index).copied().flatten();
        row.flag(own.home.is_some() && home(index.wrapping_sub(1)) == own.home);
        row.flag(own.home.is_some() && home(index + 1) == own.home);
    }

    /// Whether the piece begins as the page's own description does.
    fn is_excerpt(&self, index: usize) -> bool {
        let Some(excerpt) = &self.excerpt else { return false };
        self.texts.get(index).is_some_and(|text| opening(text) == *excerpt)
    }

    /// How many of the four pieces beside it have the same home.
    fn same_beside(&self, index: usize) -> usize {
        let home = |index: usize| self.survey.homes.get(index).copied().flatten();
        let own = home(index);
        [index.wrapping_sub(2), index.wrapping_sub(1), index + 1, index + 2]
            .into_iter()
            .filter(|other| own.is_some() && home(*other) == own)
            .count()
    }
}

/// How near outside a piece its topics and elements stand: 0 where there is none, more the nearer.
fn outer(row: &mut Row, tree: &Tree, node: usize, cache: &mut Cache) {
    let mut topics = [0.0_f32; TOPICS.len()];
    let mut tags = [0.0_f32; TAGS.len()];
    for (steps, outer) in std::iter::successors(Some(node), |node| tree.parent(*node)).take(MOST_OUTER).enumerate() {
        let nearness = (MOST_OUTER - steps) as f32;
        let bits = cache.topics(tree, outer);
        for (_, slot) in topics.iter_mut().enumerate().filter(|(bit, _)| bits & (1 << bit) != 0) {
            *slot = slot.max(nearness);
        }
        if let Some(tag) = tree.tag(outer) {
            for (slot, _) in tags.iter_mut().zip(TAGS).filter(|(_, known)| known.contains(&tag)) {
                *slot = slot.max(nearness);
            }
        }
    }
    topics.into_iter().chain(tags).for_each(|value| row.push(value));
}

fn beside(row: &mut Row, measured: &[Measured], index: usize) {
    for place in (0..REACH).map(|step| index.wrapping_sub(REACH - step)).chain(index + 1..index + 1 + REACH) {
        match measured.get(place) {
            Some(other) => {
                row.push(other.kind);
                row.count(other.words.min(400));
                row.push(other.linked as f32 / other.words.max(1) as f32);
                row.flag(other.ends);
                row.push(other.rule);
            }
            None => (0..BESIDE.len()).for_each(|_| row.push(-1.0)),
        }
    }
}

/// The first letters and digits of `text` in lower case.
fn opening(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars().filter(|character| character.is_alphanumeric()).take(30) {
        text::push_small(&mut out, character);
    }
    out
}

/// A number for each piece, the same for those that look alike.
fn kinds(tree: &Tree, pieces: &[Piece]) -> Vec<usize> {
    let signatures: Vec<Signature> = pieces.iter().map(|piece| signature(tree, piece.node)).collect();
    let order = text::ordered(pieces.len(), &|left, right| signatures.get(left).cmp(&signatures.get(right)));
    let mut kinds = vec![0; pieces.len()];
    let (mut before, mut kind) = (order.first().copied().unwrap_or(0), 0);
    for index in order {
        kind += usize::from(signatures.get(index) != signatures.get(before));
        before = index;
        if let Some(slot) = kinds.get_mut(index) {
            *slot = kind;
        }
    }
    kinds
}

/// How many parts of more than two words the stops of `text` make.
fn sentences(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut from, mut count) = (0, 0);
    for (at, byte) in bytes.iter().enumerate() {
        // The last byte of a stop in Chinese and Japanese.
        let is_wide = *byte == 0x82 && bytes.get(..=at).is_some_and(|head| head.ends_with("。".as_bytes()));
        if is_wide || matches!(byte, b'.' | b'!' | b'?') || at + 1 == bytes.len() {
            count += usize::from(text.get(from..=at).is_some_and(|part| count_words(part) > 2));
            from = at + 1;
        }
    }
    count
}

/// What makes the elements of a text look alike: the element's name, its class, and the class of what holds it.
fn signature(tree: &Tree, node: usize) -> Signature<'_> {
    let block = std::iter::successors(Some(node), |node| tree.parent(*node))
        .find(|node| tree.tag(*node).is_some_and(|tag| !tag.is_inline()));
    let class = |node: usize| tree.attribute(node, "class").filter(|class| !class.is_empty());
    let outer = block.and_then(|block| tree.parent(block));
    (block.and_then(|block| tree.tag(block)), block.and_then(class), outer.and_then(class))
}

fn lower_words(text: &str) -> Vec<String> {
    let words = text::runs(text, "", usize::MAX).into_iter().filter_map(|run| text.get(run));
    words.filter(|word| word.chars().nth(1).is_some()).map(text::lower).collect()
}

/// Words of those who want something of the reader, in the languages of many sites.
const PITCH: &str = "aanmelden abbonati abo abonneer abonnement abonner abonnez abonnieren abonnés account advertise \
    advertisement advertising affiliate affiliates anmelden aplikasi app assinante assinantes assine \
    berlangganan boletín browser cadastre click comentarios comentários comment commentaires commenti \
    comments commission consent cookie cookies copyright coupon daftar dapatkan datenschutz deal \
    disclaimer discount donate donation download einverstanden email facebook folgen follow ikuti inbox \
    inhalte inscreva inscrivez instagram iscriviti javascript komentar kommentare kommentarer kunjungi \
    langganan login member members membership moderated moderator newsletter newsletters nieuwsbrief \
    nyhetsbrev offer password podcast prenumerera privacy reacties register registered registrieren \
    regístrate reserved rights saluran seguici share siga sign signup simak subscribe subscribed \
    subscriber subscribers subscription subscriptions suscripción suscriptores suscríbete síguenos \
    telegram tiktok tweet twitter unduh unsubscribe whatsapp youtube";

/// Words of those who made a picture.
const CREDIT: &str = "afp alamy antara ap archivo arsip bild bildquelle bloomberg caption courtesy credit crédit crédits \
    dok dpa epa file foto fotograf fotos getty handout illustration ilustrasi image images imago istock \
    pexels photo photograph photographer photos picture pictured pool reuters screenshot shutterstock \
    unsplash via wire";

/// How many words of a text ask something of the reader, and how many name the maker of a picture.
fn told(text: &str) -> (usize, usize) {
    static WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(&[PITCH, CREDIT]));
    let (mut pitch, mut credit) = (0, 0);
    names::for_each_word(text, &mut |word| {
        let bits = WORDS.bits(word);
        pitch += (bits & 1) as usize;
        credit += (bits >> 1) as usize;
    });
    (pitch, credit)
}

fn links(block: &Block) -> usize {
    let of = |text: &Text| text.spans.iter().filter(|span| matches!(span.style, Style::Link(_))).count();
    let links: usize = match block {
        Block::Paragraph(text) | Block::Quote(text) | Block::Heading { text, .. } => of(text),
        Block::List { items, .. } => items.iter().map(|item| of(&item.text)).sum(),
        Block::Table { rows, .. } => rows.iter().flatten().map(|cell| of(&cell.text)).sum(),
        _ => 0,
    };
    links.min(60)
}

/// The share of a text that has a style.
fn styled(block: &Block, style: &Style, length: usize) -> f32 {
    let (Block::Paragraph(text) | Block::Quote(text) | Block::Heading { text, .. }) = block else { return 0.0 };
    let styled: usize = text.spans.iter().filter(|span| span.style == *style).map(|span| span.end - span.start).sum();
    styled as f32 / length.max(1) as f32
}
