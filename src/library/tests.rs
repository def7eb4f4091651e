#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that can't go on has failed

use super::*;
use crate::text::words::words;

/// Says numbers, the same ones for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end
    }
}

const WORDS: [&str; 30] = [
    "saham",
    "sahamnya",
    "naik",
    "kenaikan",
    "menaikkan",
    "pangkas",
    "memangkas",
    "laba",
    "bersih",
    "III-2025",
    "Rp1,25",
    "triliun",
    "Jum'at",
    "jumat",
    "café",
    "perusahaan-perusahaan",
    "perusahaan",
    "dan",
    "di",
    "yang",
    "untuk",
    "nikel",
    "BBCA",
    "東京",
    "12,68%",
    "utang",
    "berutang",
    "rugi",
    "merugi",
    "\u{1f4c8}",
];

const MARKS: [char; 5] = ['\u{1}', '\u{2}', '\u{3}', '\u{4}', APART];

fn text(dice: &mut Dice) -> String {
    let mut out = String::from(Field::Title.mark());
    for _ in 0..dice.below(40) {
        match dice.below(9) {
            0 => out.push(MARKS.get(dice.below(MARKS.len())).copied().unwrap_or(APART)),
            1 => out.push_str(". "),
            _ => out.push(' '),
        }
        out.push_str(WORDS.get(dice.below(WORDS.len())).copied().unwrap_or_default());
    }
    out
}

/// A text as runs of words that phrases can stand in.
fn runs(text: &str) -> Vec<Vec<String>> {
    let run = |part: &str| {
        let mut out = Vec::new();
        words(part, &mut |word, _| out.push(word.to_owned()));
        out
    };
    text.split(APART).map(run).collect()
}

fn found(library: &mut Library, query: &str, typing: bool) -> Option<Vec<String>> {
    let numbers = library.search(query, typing)?;
    let mut by_number: Vec<u32> = numbers.iter().map(|(number, _)| *number).collect();
    by_number.sort_unstable();
    assert_eq!(library.holders(query, typing), Some(by_number), "{query}");
    let ids: Vec<Option<String>> = library.index().documents().map(|one| one.map(|(id, _)| id.to_owned())).collect();
    let mut out: Vec<String> =
        numbers.iter().map(|(number, _)| ids.get(*number as usize).cloned().flatten().unwrap()).collect();
    out.sort();
    Some(out)
}

/// What a plain look through all texts finds. Forms are asked of the library: which words these are is tested elsewhere.
fn scanned(library: &mut Library, texts: &[(String, String)], query: &str, typing: bool) -> Vec<String> {
    let query = parse(query, typing);
    let mut out = Vec::new();
    for (id, text) in texts {
        let runs = runs(text);
        let holds = |unit: &Unit, forms: &[String]| {
            let matches = |at: usize, word: &str| {
                let is_last = at + 1 == unit.words.len();
                let wanted = unit.words.get(at).unwrap();
                word == wanted
                    || is_last && unit.open && word.starts_with(wanted.as_str())
                    || is_last && !unit.exact && forms.iter().any(|form| form == word)
            };
            runs.iter().any(|run| {
                run.windows(unit.words.len())
                    .any(|window| window.iter().enumerate().all(|(at, word)| matches(at, word)))
            })
        };
        let all = query.units.iter().all(|unit| {
            let forms = match unit.exact {
                true => Vec::new(),
                false => forms(library, unit.words.last().unwrap()),
            };
            holds(unit, &forms) != unit.not
        });
        if all {
            out.push(id.clone());
        }
    }
    out.sort();
    out
}

fn forms(library: &mut Library, word: &str) -> Vec<String> {
    use crate::text::forms::Vocabulary;
    library.index.sort();
    let ranks = library.forms.of(&library.index, word);
    ranks.into_iter().filter_map(|rank| Some(library.index.word(rank)?.0.to_owned())).collect()
}

const QUERIES: [&str; 24] = [
    "saham",
    "saham ",
    "sa",
    "s",
    "naik laba",
    "kenaikan ",
    "\"laba bersih\"",
    "\"laba be",
    "\"naik\"",
    "\"dan di\" yang ",
    "III-2025 ",
    "Rp1,25 triliun",
    "rp1",
    "jum'at",
    "perusahaan",
    "perusahaan-perusahaan ",
    "-naik laba ",
    "-saham ",
    "-\"laba bersih\" -rugi saham ",
    "cafe",
    "東京",
    "pemangkasan ",
    "entah",
    "utang -berutang ",
];

fn check(library: &mut Library, texts: &[(String, String)]) {
    for query in QUERIES {
        for typing in [true, false] {
            let want = scanned(library, texts, query, typing);
            assert_eq!(found(library, query, typing), Some(want), "{query} {typing}");
        }
    }
}

/// A library, and the texts that it should hold.
fn made(seed: u64, count: usize) -> (Library, Vec<(String, String)>) {
    let mut dice = Dice(seed);
    let mut library = Library::default();
    let mut texts: Vec<(String, String)> = Vec::new();
    for number in 0..count {
        let id = format!("https://contoh.example/{number}");
        let text = text(&mut dice);
        assert!(library.add(&id, "1", &text).is_some());
        texts.push((id, text));
    }
    (library, texts)
}

#[test]
fn it_finds_what_a_plain_look_finds() {
    for seed in 0..6 {
        let (mut library, texts) = made(seed, 60);
        check(&mut library, &texts);
    }
}

#[test]
fn what_is_typed_finds_what_it_finds_at_once() {
    let (mut library, texts) = made(5, 60);
    let bytes = library.save().0;
    for query in QUERIES {
        for (end, letter) in query.char_indices() {
            let typed = query.get(..end + letter.len_utf8()).unwrap_or_default();
            let mut fresh = Library::open(bytes.clone()).unwrap();
            assert_eq!(library.holders(typed, true), fresh.holders(typed, true), "{typed}");
            assert_eq!(library.search(typed, true), fresh.search(typed, true), "{typed}");
            for (_, text) in texts.iter().take(5) {
                assert_eq!(library.marks(typed, true, text), fresh.marks(typed, true, text), "{typed}");
            }
        }
    }
}

#[test]
fn it_stays_so_through_all_that_happens() {
    let mut dice = Dice(77);
    let (mut library, mut texts) = made(9, 40);
    for step in 0..30 {
        match dice.below(5) {
            0 if !texts.is_empty() => {
                let (id, _) = texts.remove(dice.below(texts.len()));
                assert!(library.remove(&id) && !library.remove(&id));
            }
            1 if !texts.is_empty() => {
                let at = dice.below(texts.len());
                let fresh = text(&mut dice);
                let (id, text) = texts.get_mut(at).unwrap();
                *text = fresh;
                assert!(library.add(id, "2", text).is_some());
            }
            2 => {
                let (bytes, _) = library.save();
                library = Library::open(bytes).unwrap();
            }
            3 => {
                library.save();
            }
            _ => {
                let (id, text) = (format!("id {step}"), text(&mut dice));
                assert!(library.add(&id, "3", &text).is_some());
                texts.push((id, text));
            }
        }
        assert_eq!(library.index().len(), texts.len());
        check(&mut library, &texts);
    }
}

#[test]
fn what_is_saved_comes_back_the_same() {
    let (mut library, texts) = made(3, 50);
    let (bytes, is_numbered_anew) = library.save();
    assert!(!is_numbered_anew);
    let mut opened = Library::open(bytes.clone()).unwrap();
    for query in QUERIES {
        assert_eq!(opened.search(query, true), library.search(query, true), "{query}");
    }
    assert_eq!(opened.save().0, bytes);
    let first = &texts.first().unwrap().0;
    opened.remove(first);
    let (bytes, is_numbered_anew) = opened.save();
    assert!(is_numbered_anew);
    let again = Library::open(bytes).unwrap();
    assert_eq!((again.index().len(), again.index().documents().flatten().count()), (49, 49));
    // What was removed leaves nothing behind: the same as if it had never been there.
    let mut fresh = Library::default();
    texts.iter().skip(1).for_each(|(id, text)| assert!(fresh.add(id, "1", text).is_some()));
    assert_eq!(opened.save().0, fresh.save().0);
}

#[test]
fn damaged_bytes_are_refused() {
    let (mut library, _) = made(4, 12);
    let (bytes, _) = library.save();
    for length in 0..bytes.len() {
        assert!(Library::open(bytes[..length].to_vec()).is_err(), "cut at {length}");
    }
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << bit;
            assert!(Library::open(flipped).is_err(), "byte {at}, bit {bit}");
        }
    }
    let mut longer = bytes.clone();
    longer.push(0);
    assert!(Library::open(longer).is_err());
    assert_eq!(Library::open(b"SARI9999 of another day".to_vec()).err(), Some(Unusable::Foreign));
    assert_eq!(Library::open(Vec::new()).err(), Some(Unusable::Damaged));
}

/// Even where the sum is right, as somebody could make it, wrong bytes neither panic nor take memory without end.
#[test]
fn hostile_bytes_do_no_harm() {
    let (mut library, _) = made(5, 12);
    let (bytes, _) = library.save();
    let mut dice = Dice(5);
    let mut opened = 0;
    for _ in 0..3000 {
        let mut wrong = bytes.clone();
        for _ in 0..=dice.below(3) {
            let at = index::BODY + dice.below(wrong.len() - index::BODY);
            wrong[at] = dice.below(256) as u8;
        }
        let sum = index::checksum(&wrong);
        wrong[index::BODY - 8..index::BODY].copy_from_slice(&sum.to_le_bytes());
        if let Ok(mut library) = Library::open(wrong) {
            opened += 1;
            for query in ["saham ", "\"laba bersih\"", "s", "-naik "] {
                library.search(query, true);
                library.marks(query, true, "saham naik");
            }
            library.add("id", "1", "\u{1}saham naik");
            library.save();
        }
    }
    assert!(opened > 100, "{opened} were opened");
}

#[test]
fn the_best_match_comes_first() {
    let mut library = Library::default();
    library.add("text", "1", "\u{1}Harga gula\u{4}Laba tidak disebut di judul.");
    library.add("title", "1", "\u{1}Laba naik\u{4}Harga gula turun.");
    library.add("summary", "1", "\u{1}Harga gula\u{3}Laba disebut di ringkasan.");
    library.add("own", "1", "\u{1}Harga gula\u{2}laba\u{4}Harga gula turun.");
    let mut best = |query: &str| -> Vec<u32> {
        library.search(query, false).unwrap().into_iter().map(|(number, _)| number).collect()
    };
    assert_eq!(best("laba"), [1, 3, 2, 0]);
    assert_eq!(best("\"laba\""), [1, 3, 2, 0]);
}

#[test]
fn the_very_word_is_better_than_its_forms() {
    let mut library = Library::default();
    library.add("form", "1", "\u{4}Pemangkasan harga gula");
    library.add("word", "1", "\u{4}Pangkas harga gula");
    let found = library.search("pangkas", false).unwrap();
    assert_eq!(found.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 0]);
}

#[test]
fn a_query_without_words_leaves_all_in() {
    let mut library = Library::default();
    library.add("a", "1", "\u{4}laba");
    for query in ["", " ", "tag:dividen", "after:2025", "!!"] {
        assert_eq!(library.search(query, true), None, "{query}");
    }
}

#[test]
fn strange_names_are_refused() {
    let mut library = Library::default();
    assert_eq!(library.add("a\nb", "1", "laba"), None);
    assert_eq!(library.add("a", "\u{1}", "laba"), None);
    assert_eq!(library.index().len(), 0);
}

/// The marked words, each in brackets.
fn marked(library: &mut Library, query: &str, text: &str) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for place in library.marks(query, true, text) {
        out.push_str(text.get(at..place.start).unwrap());
        out.push_str(&format!("[{}]", text.get(place.clone()).unwrap()));
        at = place.end;
    }
    out.push_str(text.get(at..).unwrap());
    out
}

#[test]
fn what_was_looked_for_is_marked() {
    let mut library = Library::default();
    library.add("a", "1", "\u{4}memangkas pangkas pemangkasan café");
    let mut check =
        |query: &str, text: &str, want: &str| assert_eq!(marked(&mut library, query, text), want, "{query}");
    check("pangkas ", "Bank memangkas, lalu pemangkasan bunga.", "Bank [memangkas], lalu [pemangkasan] bunga.");
    check("CAFE ", "“Café” Cafés", "“[Café]” Cafés");
    check("caf", "Café Cafés", "[Café] [Cafés]");
    check("\"bunga bank\"", "bunga bank, bank bunga-bank bunga", "[bunga bank], bank [bunga-bank] bunga");
    check("bunga \"bunga bank\"", "bunga bank bunga", "[bunga bank] [bunga]");
    check("-bunga bank ", "bunga bank", "bunga [bank]");
    check("jumat ", "hari Jum'at itu", "hari [Jum'at] itu");
    check("tag:bank", "bank", "bank");
    // A form that the index has not got yet.
    check("pangkas ", "dipangkasnya", "[dipangkasnya]");
}

#[test]
fn an_excerpt_has_whole_words_around_the_first_mark() {
    let mut library = Library::default();
    let text = format!("{}laba bersih naik{}", "Harga gula turun. ".repeat(20), " dan harga kopi naik".repeat(20));
    let piece = library.excerpt("laba", true, &text, 80);
    assert!(
        piece.starts_with("…Harga gula turun. ") && piece.contains(" laba bersih naik dan") && piece.ends_with('…'),
        "{piece}"
    );
    assert!(piece.chars().count() <= 82, "{piece}");
    assert_eq!(library.excerpt("laba", true, "laba naik", 80), "laba naik");
    assert_eq!(library.excerpt("entah", true, "Harga gula turun, lalu naik.", 17), "Harga gula turun…");
    let endless = library.excerpt("laba", true, &"é".repeat(500), 20);
    assert_eq!(endless.chars().count(), 21);
    let far = format!("{} laba", "é".repeat(500));
    assert_eq!(library.excerpt("laba", true, &far, 20), "…laba");
}
