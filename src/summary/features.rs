//! What can be said of a sentence in numbers, so that a trained forest can tell which ones stand for the whole: its own
//! words, where it stands, what stands beside it. All numbers fit a byte, so that the weights are small.

use super::lexicon::{self, Roles, Vocabulary};
use super::material::{Opening, Quotable};
use crate::text::{self, CAPITAL, DIGIT, SMALL, WORD, kind_of};

/// How many numbers describe a sentence.
pub(super) const COUNT: usize = OWN.len() + PLACE.len() + 2 * BESIDE.len();

/// The numbers of a sentence.
pub(super) type Features = [f32; COUNT];

/// What a sentence is by itself and among the words of the article.
pub(super) const OWN: [&str; 45] = [
    "words",
    "relative words",
    "capitals",
    "capital share",
    "shouted",
    "numbers",
    "percent",
    "money",
    "date",
    "day",
    "opens quotation",
    "inside",
    "left open",
    "marks",
    "quoted share",
    "says",
    "links",
    "pronoun",
    "turns",
    "before",
    "according",
    "note",
    "asks",
    "exclaims",
    "unstopped",
    "bracket",
    "address",
    "colon",
    "stop share",
    "title share",
    "share of title",
    "title news",
    "like first",
    "like last",
    "like next",
    "centrality",
    "news",
    "frequency",
    "spread",
    "most frequent",
    "points",
    "begins small",
    "commas",
    "new names",
    "support",
];

/// Where a sentence stands.
const PLACE: [&str; 29] = [
    "index",
    "from end",
    "relative",
    "paragraph",
    "in paragraph",
    "paragraph sentences",
    "last of paragraph",
    "sentences",
    "paragraphs",
    "words before",
    "plain words before",
    "all words",
    "paragraph words before",
    "paragraph words",
    "centrality rank",
    "title rank",
    "short before",
    "quotations before",
    "poor before",
    "words after next",
    "paragraph quotes",
    "next paragraph opens quotation",
    "quoted share of all",
    "paragraphs before plain",
    "title shown before",
    "words two before",
    "next paragraph sentences",
    "opening",
    "quotation marks",
];

/// Which of its own numbers are told of each neighbour, by their places in [`OWN`].
const BESIDE: [usize; 16] = [0, 3, 10, 11, 12, 14, 15, 16, 17, 21, 24, 29, 30, 35, 36, 40];

/// A sentence as it is counted.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Its words: runs of letters and digits, so that `2,5` is two.
    pub(super) tokens: usize,
    /// Its words inside quotation marks.
    pub(super) quoted: usize,
    /// What its words are known for, all, the first and the second.
    pub(super) roles: Roles,
    pub(super) first: Roles,
    second: Roles,
    /// The words that tell what it is about, each once, by number, with their counts.
    pub(super) words: Vec<(u32, u32)>,
    /// How long that is as a vector.
    norm: f32,
    /// Whether it begins or ends inside quotation marks that stand in other sentences.
    pub(super) inside: bool,
    pub(super) open: bool,
    /// Whether it begins with a quotation mark.
    pub(super) opens: bool,
    pub(super) numbers: usize,
    capitals: usize,
    shouted: usize,
    stops: usize,
    marks: usize,
    /// Of its quotation marks those that are bent.
    curly: usize,
    commas: usize,
    percent: bool,
    is_small: bool,
    /// Which signs it has, a bit each.
    signs: u8,
}

const DOLLAR: u8 = 1;
const QUESTION: u8 = 2;
const EXCLAMATION: u8 = 4;
/// What stands in addresses, and hardly elsewhere.
const ADDRESS: u8 = 8;

/// All that is counted of an article.
pub(super) struct Survey<'a> {
    pub(super) sentences: &'a [Quotable<'a>],
    pub(super) said: Vec<Said>,
    /// For each word how often it stands in the article, and in how many sentences.
    pub(super) times: Vec<(u32, u32)>,
    pub(super) vocabulary: Vocabulary,
    /// How many different words the headline has that tell what it is about.
    pub(super) title: usize,
    /// How the report opens.
    pub(super) opening: Opening,
}

impl<'a> Survey<'a> {
    /// Counts the words of `sentences` under a headline.
    pub(super) fn new(headline: &str, sentences: &'a [Quotable<'a>], opening: Opening) -> Survey<'a> {
        let mut vocabulary = Vocabulary::new();
        let title = read(headline, false, &mut vocabulary).words;
        for (word, _) in &title {
            vocabulary.add(*word, lexicon::TITLE);
        }
        let mut said: Vec<Said> = Vec::with_capacity(sentences.len());
        let (mut paragraph, mut inside) = (None, false);
        for sentence in sentences {
            inside &= paragraph == Some(sentence.paragraph);
            paragraph = Some(sentence.paragraph);
            let next = read(sentence.text, inside, &mut vocabulary);
            inside = next.open;
            said.push(next);
        }
        let mut times = vec![(0, 0); vocabulary.len()];
        for (word, count) in said.iter().flat_map(|said| &said.words) {
            if let Some(times) = times.get_mut(*word as usize) {
                times.0 += count;
                times.1 += 1;
            }
        }
        Survey { sentences, said, times, vocabulary, title: title.len(), opening }
    }

    /// How often the word stands in the article, and in how many sentences.
    pub(super) fn times(&self, word: u32) -> (u32, u32) {
        self.times.get(word as usize).copied().unwrap_or_default()
    }

    /// The numbers of all sentences.
    pub(super) fn rows(&self) -> Vec<Features> {
        let own = self.own();
        let at = |index: usize, feature: usize| own.get(index).and_then(|own| own.get(feature)).copied().unwrap_or(0);
        let ranks = |feature: usize| {
            // Sorted by counting: behind all greater ones, and behind the equal ones that stand before.
            let values = || own.iter().map(|own| usize::from(own.get(feature).copied().unwrap_or(0)));
            let mut places = [0_usize; 256];
            for value in values() {
                if let Some(count) = places.get_mut(value) {
                    *count += 1;
                }
            }
            let mut sum = 0;
            for place in places.iter_mut().rev() {
                sum += std::mem::replace(place, sum);
            }
            let next = |value: usize| places.get_mut(value).map_or(0, |place| std::mem::replace(place, *place + 1));
            values().map(next).collect::<Vec<usize>>()
        };
        let ranks = [ranks(35), ranks(30)];
        let places = self.places(&ranks);
        let mut rows = vec![[0.0; COUNT]; own.len()];
        for (index, row) in rows.iter_mut().enumerate() {
            // The one before the first is nobody, of whom all is 0; so is the one behind the last.
            let [before, after] =
                [index.wrapping_sub(1), index + 1].map(|other| BESIDE.map(|feature| at(other, feature)));
            let (own, place) = (own.get(index), places.get(index));
            let parts = [
                own.map_or(&[][..], |own| own.as_slice()),
                place.map_or(&[][..], |place| place.as_slice()),
                &before,
                &after,
            ];
            let mut slots = row.as_mut_slice();
            for part in parts {
                let (filled, rest) = slots.split_at_mut_checked(part.len()).unwrap_or_default();
                for (slot, value) in filled.iter_mut().zip(part) {
                    *slot = f32::from(*value);
                }
                slots = rest;
            }
        }
        rows
    }

    fn own(&self) -> Vec<[u8; OWN.len()]> {
        let count = self.said.len();
        let tokens: usize = self.said.iter().map(|said| said.tokens).sum();
        let contents: u32 = self.times.iter().map(|(times, _)| times).sum();
        let mut center = vec![0.0_f32; self.vocabulary.len()];
        for said in &self.said {
            for (word, times) in &said.words {
                if let Some(slot) = center.get_mut(*word as usize) {
                    *slot += *times as f32 / said.norm;
                }
            }
        }
        let center_norm = center.iter().map(|value| value * value).sum::<f32>().sqrt().max(1e-9);
        let mut seen = vec![false; self.vocabulary.len()];
        let mut rows = Vec::with_capacity(count);
        let mut like_last = 0.0;
        for (index, said) in self.said.iter().enumerate() {
            let distinct = said.words.len();
            let (mut in_title, mut title_news, mut news, mut names) = (0, 0, 0, 0);
            let (mut frequency, mut spread, mut most) = (0_u32, 0_u32, 0_u32);
            let mut centrality = 0.0_f32;
            for (word, times) in &said.words {
                let (all, sentences) = self.times(*word);
                let is_new = seen.get_mut(*word as usize).is_some_and(|seen| !std::mem::replace(seen, true));
                let is_title = self.vocabulary.roles(*word) & lexicon::TITLE != 0;
                in_title += usize::from(is_title);
                title_news += usize::from(is_title && is_new);
                news += usize::from(is_new);
                names += usize::from(is_new && sentences > 2);
                frequency += all * times;
                spread += sentences;
                most = most.max(all);
                centrality += *times as f32 * center.get(*word as usize).copied().unwrap_or(0.0);
            }
            let content: u32 = said.words.iter().map(|(_, times)| times).sum();
            let written = self.sentences.get(index).map_or("", |sentence| sentence.text).trim_end();
            let has = |role: Roles| u8::from(said.roles & role != 0);
            let sign = |sign: u8| u8::from(said.signs & sign != 0);
            let begins = |role: Roles| u8::from(said.first & role != 0);
            let like = likeness(said, self.vocabulary.len());
            let like_first = if index > 0 { self.said.first().map_or(0.0, &like) } else { 0.0 };
            let behind = self.said.get(index + 1..count.min(index + 12)).unwrap_or_default();
            let like_next = behind.first().map_or(0.0, &like);
            let support = behind.iter().filter(|other| like(other) > 0.15).count();
            let own: [u8; OWN.len()] = [
                long(said.tokens),
                byte(said.tokens * count * 64 / tokens.max(1)),
                byte(said.capitals),
                share(said.capitals, said.tokens),
                byte(said.shouted),
                byte(said.numbers),
                u8::from(said.percent) | has(lexicon::PERCENT),
                has(lexicon::MONEY) | sign(DOLLAR),
                has(lexicon::MONTH) | u8::from(has_dated(written)),
                has(lexicon::DAY),
                u8::from(said.opens),
                u8::from(said.inside),
                u8::from(said.open),
                byte(said.marks),
                share(said.quoted, said.tokens),
                has(lexicon::SAY),
                begins(lexicon::LINK),
                begins(lexicon::PRONOUN),
                begins(lexicon::TURN),
                begins(lexicon::BEFORE),
                u8::from((said.first | said.second) & lexicon::ACCORDING != 0),
                begins(lexicon::NOTE),
                sign(QUESTION),
                sign(EXCLAMATION),
                u8::from(!is_stopped(written)),
                u8::from(written.starts_with('(')),
                sign(ADDRESS) | u8::from(text::holds(written, "http") || text::holds(written, "www.")),
                u8::from(written.ends_with(':')),
                share(said.stops, said.tokens),
                share(in_title, self.title),
                share(in_title, distinct),
                byte(title_news),
                unit(like_first),
                unit(like_last),
                unit(like_next),
                unit(centrality / said.norm / center_norm),
                share(news, distinct),
                byte((frequency as usize * 8_000) / (content.max(1) * contents.max(1)) as usize),
                byte(spread as usize * 16 / distinct.max(1)),
                byte(most as usize),
                begins(lexicon::POINT) | (u8::from(said.second & lexicon::POINT != 0) * 2),
                u8::from(said.is_small),
                byte(said.commas),
                byte(names),
                byte(support),
            ];
            rows.push(own);
            like_last = like_next;
        }
        rows
    }

    fn places(&self, ranks: &[Vec<usize>; 2]) -> Vec<[u8; PLACE.len()]> {
        let count = self.said.len();
        let tokens = |index: usize| self.said.get(index).map_or(0, |said| said.tokens);
        let all: usize = self.said.iter().map(|said| said.tokens).sum();
        let quoted: usize = self.said.iter().map(|said| said.quoted).sum();
        let marks: usize = self.said.iter().map(|said| said.marks).sum();
        let curly: usize = self.said.iter().map(|said| said.curly).sum();
        let home = |index: usize| self.sentences.get(index).map(|sentence| sentence.paragraph);
        let paragraphs = home(count.saturating_sub(1)).map_or(0, |last| last + 1);
        let opens = |index: usize| self.said.get(index).is_some_and(|said| said.opens);
        let rank = |of: usize, index: usize| ranks.get(of).and_then(|ranks| ranks.get(index)).copied().unwrap_or(0);
        let mut rows = Vec::with_capacity(count);
        let (mut before, mut plain, mut short, mut quotations, mut poor) = (0, 0, 0, 0, 0);
        let (mut start, mut end, mut plain_paragraphs, mut shown) = (0, 0, 0, 0);
        for (index, said) in self.said.iter().enumerate() {
            if index == end {
                (start, end) = (index, index + 1);
                while end < count && home(end) == home(index) {
                    end += 1;
                }
            }
            let words_of = |from: usize, to: usize| (from..to).map(tokens).sum::<usize>();
            let next_end = (end..count).take_while(|other| home(*other) == home(end)).count();
            let quotes = (start..end).any(|other| self.said.get(other).is_some_and(|said| said.quoted > 3));
            let row: [u8; PLACE.len()] = [
                byte(index),
                byte(count - 1 - index),
                share(index, count - 1),
                byte(home(index).unwrap_or(0)),
                byte(index - start),
                byte(end - start),
                u8::from(index + 1 == end),
                byte(count),
                byte(paragraphs),
                long(before),
                long(plain),
                long(all),
                long(words_of(start, index)),
                long(words_of(start, end)),
                byte(rank(0, index)),
                byte(rank(1, index)),
                byte(short),
                byte(quotations),
                byte(poor),
                long(tokens(index + 2)),
                u8::from(quotes),
                u8::from(opens(end)),
                share(quoted, all),
                byte(plain_paragraphs),
                share(shown, self.title),
                long(index.checked_sub(2).map_or(0, tokens)),
                byte(next_end),
                self.opening as u8,
                share(curly, marks),
            ];
            rows.push(row);
            let is_quotation = said.quoted * 2 > said.tokens || said.opens || said.inside;
            let barred = self.sentences.get(index).is_none_or(|sentence| sentence.is_barred);
            before += said.tokens;
            plain += if is_quotation || barred { 0 } else { said.tokens };
            short += usize::from(said.tokens < 6);
            quotations += usize::from(is_quotation);
            poor += usize::from(barred);
            plain_paragraphs += usize::from(index + 1 == end && !quotes);
            shown += said.words.iter().filter(|(word, _)| self.is_first_of_title(*word, index)).count();
        }
        rows
    }

    /// Whether a word of the headline stands in no sentence before this one.
    fn is_first_of_title(&self, word: u32, index: usize) -> bool {
        self.vocabulary.roles(word) & lexicon::TITLE != 0
            && !self.said.iter().take(index).any(|said| said.words.iter().any(|(other, _)| *other == word))
    }
}

/// The names of the numbers in their order.
#[cfg(feature = "cli")]
pub(super) fn names() -> Vec<String> {
    let beside = |side: &'static str| {
        BESIDE.iter().filter_map(|own| OWN.get(*own)).map(move |name| text::join([side, name], " "))
    };
    let plain = OWN.iter().chain(&PLACE).map(|name| (*name).to_owned());
    plain.chain(beside("before:")).chain(beside("after:")).collect()
}

/// Counts one sentence; `inside`: whether it begins inside quotation marks.
fn read(written: &str, inside: bool, vocabulary: &mut Vocabulary) -> Said {
    // Most sentences have no more words that tell something.
    let mut said = Said { inside, words: Vec::with_capacity(written.len() / 9), ..Said::default() };
    said.opens = written.starts_with(is_mark);
    let mut quoting = inside;
    let mut word = Word::default();
    let bytes = written.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if kind_of(*byte) & WORD != 0 {
            at = word.push_run(bytes, at);
            continue;
        }
        let character = match byte {
            0..0x80 => char::from(*byte),
            _ => written.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' '),
        };
        at += character.len_utf8();
        if !character.is_ascii() && text::is_letter(character) {
            let is_whole = text::is_wordless_script(character);
            if is_whole {
                said.take(&mut word, quoting, vocabulary);
            }
            word.push(character);
            if is_whole {
                said.take(&mut word, quoting, vocabulary);
            }
            continue;
        }
        said.take(&mut word, quoting, vocabulary);
        match character {
            '“' | '«' | '„' => quoting = true,
            '”' | '»' => quoting = false,
            '"' => quoting = !quoting,
            ',' => said.commas += 1,
            '%' => said.percent = true,
            '$' => said.signs |= DOLLAR,
            '?' => said.signs |= QUESTION,
            '!' => said.signs |= EXCLAMATION,
            '@' | '#' => said.signs |= ADDRESS,
            _ => {}
        }
        said.marks += usize::from(is_mark(character));
        said.curly += usize::from(is_mark(character) && character != '"');
    }
    said.take(&mut word, quoting, vocabulary);
    said.open = quoting;
    let squares: u32 = said.words.iter().map(|(_, times)| times * times).sum();
    said.norm = (squares as f32).sqrt().max(1.0);
    said
}

/// A word that is being read.
#[derive(Default)]
struct Word {
    hash: Option<u32>,
    letters: usize,
    /// What it is made of: the kinds of all its characters.
    kinds: u8,
    is_capital: bool,
}

impl Word {
    /// Takes on the letters and digits from byte `at` on, at least one; returns where they end.
    fn push_run(&mut self, bytes: &[u8], mut at: usize) -> usize {
        let start = at;
        let mut hash = self.hash.unwrap_or(lexicon::START);
        let mut kinds = 0;
        while let Some(byte) = bytes.get(at) {
            let kind = kind_of(*byte) & WORD;
            if kind == 0 {
                break;
            }
            kinds |= kind;
            hash = lexicon::next(hash, byte | ((kind & CAPITAL) * (0x20 / CAPITAL)));
            at += 1;
        }
        let is_capital = bytes.get(start).is_some_and(u8::is_ascii_uppercase);
        self.grow(hash, at - start, kinds, is_capital);
        at
    }

    /// Takes on a letter that is not of ASCII.
    fn push(&mut self, character: char) {
        let mut hash = self.hash.unwrap_or(lexicon::START);
        let mut code = text::small(character) as u32;
        while code > 0 {
            hash = lexicon::next(hash, code as u8);
            code >>= 8;
        }
        let is_capital = character.is_uppercase();
        self.grow(hash, 1, if is_capital { CAPITAL } else { SMALL }, is_capital);
    }

    /// Becomes longer by so many characters of these kinds; `is_capital`: whether the first of them is one.
    fn grow(&mut self, hash: u32, letters: usize, kinds: u8, is_capital: bool) {
        if self.hash.is_none() {
            self.is_capital = is_capital;
        }
        self.hash = Some(hash);
        self.letters += letters;
        self.kinds |= kinds;
    }
}

impl Said {
    /// Counts a word that has ended, if there is one.
    fn take(&mut self, word: &mut Word, quoting: bool, vocabulary: &mut Vocabulary) {
        let Word { hash: Some(hash), letters, kinds, is_capital } = std::mem::take(word) else { return };
        let (is_number, is_shouted) = (kinds == DIGIT, kinds == CAPITAL);
        let number = vocabulary.number(hash);
        let roles = vocabulary.roles(number);
        match self.tokens {
            0 => {
                self.first = roles;
                self.is_small = !is_capital && !is_number;
            }
            1 => self.second = roles,
            _ => {}
        }
        self.capitals += usize::from(is_capital && self.tokens > 0);
        self.shouted += usize::from(is_shouted && letters > 1);
        self.tokens += 1;
        self.quoted += usize::from(quoting);
        self.numbers += usize::from(is_number);
        self.roles |= roles;
        if roles & lexicon::STOP != 0 {
            self.stops += 1;
        } else if !is_number {
            let place = self.words.partition_point(|(other, _)| *other < number);
            match self.words.get_mut(place) {
                Some((other, times)) if *other == number => *times += 1,
                _ => self.words.insert(place, (number, 1)),
            }
        }
    }
}

/// How alike `one` and others are: the cosine of their words, of which there are `count` in all.
pub(super) fn likeness(one: &Said, count: usize) -> impl Fn(&Said) -> f32 {
    // One is compared with many: where each of its words stands is looked up and not looked for.
    let mut here = vec![0; count];
    for (word, times) in &one.words {
        if let Some(slot) = here.get_mut(*word as usize) {
            *slot = *times;
        }
    }
    move |other| {
        let times = |(word, times): &(u32, u32)| times * here.get(*word as usize).copied().unwrap_or(0);
        let sum: u32 = other.words.iter().map(times).sum();
        sum as f32 / (one.norm * other.norm)
    }
}

/// Whether a text ends as sentences do.
pub(super) fn is_stopped(written: &str) -> bool {
    written.ends_with([
        '.', '!', '?', '…', '"', '”', '»', ')', ']', '’', '\'', '。', '！', '？', '」', '』', '؟', '।', '۔',
    ])
}

/// Whether a character opens or closes a quotation. Single marks are apostrophes more often.
pub(super) fn is_mark(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Whether a date stands in brackets, as in `Senin (1/5)`.
fn has_dated(written: &str) -> bool {
    let mut rest = written;
    while let Some((_, behind)) = text::split_once(rest, "(") {
        let is_day = match behind.as_bytes() {
            [first, b'/', ..] => first.is_ascii_digit(),
            [first, second, b'/', ..] => first.is_ascii_digit() && second.is_ascii_digit(),
            _ => false,
        };
        if is_day {
            return true;
        }
        rest = behind;
    }
    false
}

fn byte(value: usize) -> u8 {
    value.min(255) as u8
}

/// A count that matters to the unit as far as a summary goes, and roughly beyond.
pub(super) fn long(value: usize) -> u8 {
    byte(if value < 128 { value } else { 128 + (value - 128) / 8 })
}

/// A part of a whole in 200ths.
pub(super) fn share(part: usize, whole: usize) -> u8 {
    byte(part * 200 / whole.max(1))
}

/// A number from 0 to 1 in 200ths.
pub(super) fn unit(value: f32) -> u8 {
    (value * 200.0) as u8
}
