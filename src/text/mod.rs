//! Words of the trade, knowing no page: white space, words, sentences, dates.

use std::cmp::Ordering;
use std::ops::Range;

pub mod forms;
pub mod json;
pub mod moment;
pub mod sentence;
mod small;
pub mod words;

pub use small::{push_small, small};

/// Characters that carry no words and can change how others look: controls, bidirectional marks that a page could use to
/// reorder what is read, zero-width spaces, tag characters and noncharacters. Joiners (U+200C, U+200D) stay: Persian,
/// Indic scripts and emoji need them.
pub fn is_unseen(character: char) -> bool {
    matches!(character,
        '\u{0}'..='\u{8}' | '\u{b}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}'
        | '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}'
        | '\u{e0000}'..='\u{e0fff}')
        || (character as u32) & 0xfffe == 0xfffe
}

/// Appends `text` to `out`, every run of white space (also non-breaking) as one space, none doubled at the seam, unseen
/// characters gone.
pub fn push_folded(out: &mut String, text: &str) {
    let mut rest = text;
    loop {
        // Most of a text is plain words: such runs are taken whole.
        let plain = rest.bytes().position(|byte| !byte.is_ascii_graphic()).unwrap_or(rest.len());
        let (word, tail) = split(rest, plain);
        out.push_str(word);
        let mut characters = tail.chars();
        let Some(character) = characters.next() else { return };
        rest = characters.as_str();
        if character.is_whitespace() {
            if !out.is_empty() && !out.ends_with([' ', '\n']) {
                out.push(' ');
            }
        } else if !is_unseen(character) {
            out.push(character);
        }
    }
}

/// `text` with white space folded and trimmed.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_folded(&mut out, text);
    out.truncate(out.trim_end().len());
    out
}

/// How many words `text` has: runs of letters and digits, and each Han or kana character as a word of its own.
pub fn count_words(text: &str) -> usize {
    let (mut words, mut inside) = (0, false);
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let mut kind = kind_of(*byte);
        at += 1;
        if !byte.is_ascii() {
            let Some(character) = text.get(at - 1..).and_then(|rest| rest.chars().next()) else { break };
            at += character.len_utf8() - 1;
            let is_whole = is_wordless_script(character);
            words += usize::from(is_whole);
            kind = match character {
                '\u{2019}' => JOINS,
                _ if is_whole || !is_letter(character) => 0,
                _ => SMALL,
            };
        }
        // Without branches: where a word ends is what no processor guesses.
        let is_letter = kind & WORD != 0;
        words += usize::from(is_letter & !inside);
        inside = is_letter | (inside & (kind == JOINS));
    }
    words
}

/// What an ASCII character is in a word: a digit, a capital or a small letter, or what leaves a word unbroken.
pub(crate) const DIGIT: u8 = 1;
pub(crate) const CAPITAL: u8 = 2;
pub(crate) const SMALL: u8 = 4;
pub(crate) const JOINS: u8 = 8;
/// All that words are made of.
pub(crate) const WORD: u8 = DIGIT | CAPITAL | SMALL;

/// The kind of an ASCII character; 0 where it is in no word.
pub(crate) fn kind_of(byte: u8) -> u8 {
    const KINDS: [u8; 256] = {
        let mut kinds = [0; 256];
        let mut byte = 0_u8;
        while byte < 128 {
            kinds[byte as usize] = match byte {
                b'0'..=b'9' => DIGIT,
                b'A'..=b'Z' => CAPITAL,
                b'a'..=b'z' => SMALL,
                b'\'' | b'.' | b',' | b'-' | b'/' => JOINS,
                _ => 0,
            };
            byte += 1;
        }
        kinds
    };
    KINDS.get(usize::from(byte)).copied().unwrap_or(0)
}

/// What [`char::is_alphanumeric`] says, at once for the letters and marks that most texts are written with.
pub(crate) fn is_letter(character: char) -> bool {
    match character {
        '\u{c0}'..='\u{d6}'
        | '\u{d8}'..='\u{f6}'
        | '\u{f8}'..='\u{2c1}'
        | '\u{400}'..='\u{481}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' => true,
        '\u{80}'..='\u{a9}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{3004}' => false,
        _ => character.is_alphanumeric(),
    }
}

/// Whether `character` belongs to a script that writes no spaces between words.
pub(crate) fn is_wordless_script(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// `text` before and behind byte `at`; all of it before where that is no boundary.
///
/// [`str::split_at`] panics there, with a message whose making weighs 4 KB.
pub fn split(text: &str, at: usize) -> (&str, &str) {
    text.split_at_checked(at).unwrap_or((text, ""))
}

/// `text` in lower case, letter by letter: [`str::to_lowercase`] knows a Greek sigma at the end of a word besides, for
/// another 2 KB.
pub fn lower(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        out.push_str(text);
        out.make_ascii_lowercase();
        return out;
    }
    for character in text.chars() {
        push_small(&mut out, character);
    }
    out
}

/// Where the runs of letters and digits stand in `text`, at most the first `most`. The characters in `apart`, none of them
/// ASCII, are no letters here.
pub fn runs(text: &str, apart: &str, most: usize) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let (mut at, mut from) = (0, None);
    while at < bytes.len() && out.len() < most {
        let (is_letter, length) = letter_at(text, at, apart);
        match (is_letter, from) {
            (true, None) => from = Some(at),
            (false, Some(start)) => {
                out.push(start..at);
                from = None;
            }
            _ => {}
        }
        at += length;
    }
    if out.len() < most {
        out.extend(from.map(|start| start..text.len()));
    }
    out
}

/// Whether a letter or digit stands at byte `at`, and how long the character there is.
fn letter_at(text: &str, at: usize, apart: &str) -> (bool, usize) {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => (byte.is_ascii_alphanumeric(), 1),
        _ => match text.get(at..).and_then(|rest| rest.chars().next()) {
            Some(character) => (is_letter(character) && !has(apart, character), character.len_utf8()),
            None => (false, 1),
        },
    }
}

/// The numbers below `count` in the order of what they number; equals stay as they are. It merges ever longer runs.
///
/// The sorts of the standard library are compiled once for each type, 4 KB each time; our lists are short.
pub fn ordered(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut next = order.clone();
    let mut width = 1;
    while width < count {
        let (mut left, mut right, mut middle, mut end) = (0, 0, 0, 0);
        for slot in &mut next {
            if left == middle && right == end {
                (left, middle) = (end, count.min(end + width));
                (right, end) = (middle, count.min(end + 2 * width));
            }
            let (first, second) = (order.get(left).copied().unwrap_or(0), order.get(right).copied().unwrap_or(0));
            let from_right = left == middle || right < end && compare(second, first).is_lt();
            *slot = if from_right { second } else { first };
            left += usize::from(!from_right);
            right += usize::from(from_right);
        }
        std::mem::swap(&mut order, &mut next);
        width *= 2;
    }
    order
}

/// `items` in their order; equals stay as they are.
pub fn sorted<T>(items: Vec<T>, compare: &dyn Fn(&T, &T) -> Ordering) -> Vec<T> {
    let order = ordered(items.len(), &|left, right| match (items.get(left), items.get(right)) {
        (Some(left), Some(right)) => compare(left, right),
        _ => Ordering::Equal,
    });
    let mut slots: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.into_iter().filter_map(|index| slots.get_mut(index)?.take()).collect()
}

/// Minutes that reading takes at 200 words a minute, at least 1.
pub fn reading_minutes(words: usize) -> usize {
    words.div_ceil(200).max(1)
}

/// What follows `prefix` in `text`, letter case aside.
pub fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    // The first letter decides for nearly every phrase of a table: it must be cheap.
    if let (Some(found), Some(expected)) = (text.as_bytes().first(), prefix.as_bytes().first())
        && found.is_ascii()
        && expected.is_ascii()
        && !found.eq_ignore_ascii_case(expected)
    {
        return None;
    }
    let mut rest = text.chars();
    for expected in prefix.chars() {
        let found = rest.next()?;
        let same = match found.is_ascii() && expected.is_ascii() {
            true => found.eq_ignore_ascii_case(&expected),
            false => found == expected || small(found) == small(expected),
        };
        if !same {
            return None;
        }
    }
    Some(rest.as_str())
}

/// The byte offset at which `needle` first stands in `text`, ASCII letter case aside.
pub fn find_ignoring_case(text: &str, needle: &str) -> Option<usize> {
    let (text, needle) = (text.as_bytes(), needle.as_bytes());
    // The first letter decides for nearly every place, and a bit is all that its case changes.
    let first = *needle.first()?;
    let mut from = 0;
    while let Some(at) = place_of(text.get(from..)?, first, CASE) {
        from += at + 1;
        if text.get(from - 1..from - 1 + needle.len()).is_some_and(|found| found.eq_ignore_ascii_case(needle)) {
            return Some(from - 1);
        }
    }
    None
}

/// Where `byte` first stands in `bytes`, whatever the bits of `aside` are. Eight are looked at in one.
fn place_of(bytes: &[u8], byte: u8, aside: u8) -> Option<usize> {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    let (wanted, any) = (u64::from(byte | aside) * ONES, u64::from(aside) * ONES);
    let (eights, rest) = bytes.as_chunks::<8>();
    let mut at = 0;
    for eight in eights {
        let differs = (u64::from_le_bytes(*eight) | any) ^ wanted;
        // The lowest bit that this has is that of a byte which does not differ.
        let equal = differs.wrapping_sub(ONES) & !differs & (ONES << 7);
        if equal != 0 {
            return Some(at + equal.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    rest.iter().position(|other| other | aside == byte | aside).map(|place| at + place)
}

/// The bit in which a small ASCII letter differs from its capital.
const CASE: u8 = 0x20;

/// Whether one of `phrases`, lower case and ASCII, stands in `text` where a word begins, ASCII letter case aside.
pub fn has_phrase(text: &str, phrases: &[&str]) -> bool {
    let bytes = text.as_bytes();
    let bit = |byte: Option<&u8>| 1_u32 << (byte.copied().unwrap_or(0) & 31);
    // For each first letter, by its last five bits, which letters follow: two letters decide for nearly every word.
    let mut beginnings = [0_u32; 32];
    for phrase in phrases.iter().map(|phrase| phrase.as_bytes()) {
        if let Some(seconds) = phrase.first().and_then(|first| beginnings.get_mut(usize::from(first & 31))) {
            *seconds |= bit(phrase.get(1));
        }
    }
    let (mut between, mut at) = (true, 0);
    while let Some(byte) = bytes.get(at) {
        let begins = between;
        between = kind_of(*byte) & WORD == 0;
        at += 1;
        // Without branches, as where words are counted.
        let seconds = beginnings.get(usize::from(byte & 31)).copied().unwrap_or(0);
        if begins & (seconds & bit(bytes.get(at)) != 0) {
            let rest = bytes.get(at - 1..).unwrap_or_default();
            for phrase in phrases.iter().map(|phrase| phrase.as_bytes()) {
                if rest.get(..phrase.len()).is_some_and(|found| found.eq_ignore_ascii_case(phrase)) {
                    return true;
                }
            }
        }
    }
    false
}

/// The byte offset at which `part` first stands in `text`.
///
/// What [`str::find`] does for texts weighs 5 KB with the panics in it, for long parts that we never look for.
pub fn find(text: &str, part: &str) -> Option<usize> {
    let (text, part) = (text.as_bytes(), part.as_bytes());
    let first = *part.first()?;
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|tail| place_of(tail, first, 0)) {
        from += at + 1;
        if text.get(from..).is_some_and(|tail| tail.starts_with(part.get(1..).unwrap_or_default())) {
            return Some(from - 1);
        }
    }
    None
}

/// The byte offset at which `part` last stands in `text`.
pub fn find_last(text: &str, part: &str) -> Option<usize> {
    let mut last = find(text, part)?;
    let step = part.chars().next().map_or(1, char::len_utf8);
    while let Some(at) = text.get(last + step..).and_then(|tail| find(tail, part)) {
        last += step + at;
    }
    Some(last)
}

/// Whether `part` stands in `text`; nothing stands everywhere.
pub fn holds(text: &str, part: &str) -> bool {
    part.is_empty() || find(text, part).is_some()
}

/// Whether `text` has this character: [`str::contains`] looks for it as for a text.
pub fn has(text: &str, character: char) -> bool {
    let mut bytes = [0; 4];
    find(text, character.encode_utf8(&mut bytes)).is_some()
}

/// What stands before and behind the first `part` of `text`.
pub fn split_once<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    let at = find(text, part)?;
    Some((text.get(..at)?, text.get(at + part.len()..)?))
}

/// `text` without every `part` that it begins with.
pub fn without_start<'a>(mut text: &'a str, part: &str) -> &'a str {
    while let Some(rest) = text.strip_prefix(part) {
        text = rest;
    }
    text
}

/// `text` without every `part` that it ends with.
pub fn without_end<'a>(mut text: &'a str, part: &str) -> &'a str {
    while let Some(rest) = text.strip_suffix(part) {
        text = rest;
    }
    text
}

/// `parts` as one text with `between` between them. The standard one weighs 1 KB for each type of part.
pub fn join<T: AsRef<str>>(parts: impl IntoIterator<Item = T>, between: &str) -> String {
    let mut out = String::new();
    for (index, part) in parts.into_iter().enumerate() {
        if index > 0 {
            out.push_str(between);
        }
        out.push_str(part.as_ref());
    }
    out
}

/// Whether `word` is one of the words of `list`, which spaces part. A table of words is smaller so than as an array.
pub fn is_among(list: &str, word: &str) -> bool {
    stands_among(list, word, false) && !has(word, ' ')
}

/// The same of a word that has no spaces, ASCII letter case aside.
pub fn is_among_ignoring_case(list: &str, word: &str) -> bool {
    stands_among(list, word, true)
}

/// Whether `word` stands in `list` with spaces or nothing around it.
fn stands_among(list: &str, word: &str, ignoring_case: bool) -> bool {
    let (list, word) = (list.as_bytes(), word.as_bytes());
    let Some(first) = word.first() else { return false };
    let is_edge = |at: usize| list.get(at).is_none_or(|byte| *byte == b' ');
    let mut from = 0;
    while let Some(at) = list.get(from..).and_then(|tail| place_of(tail, *first, CASE)) {
        let start = from + at;
        from = start + 1;
        // Where it begins decides for nearly every place. (Before the first lies what is no place.)
        if is_edge(start.wrapping_sub(1)) && is_edge(start + word.len()) {
            let known = list.get(start..start + word.len()).unwrap_or_default();
            if known == word || ignoring_case && known.eq_ignore_ascii_case(word) {
                return true;
            }
        }
    }
    false
}

/// Where the first of `marks` stands in `text`, and how long it is.
pub fn first_of(text: &str, marks: &[&str]) -> Option<(usize, usize)> {
    marks.iter().filter_map(|mark| find(text, mark).map(|at| (at, mark.len()))).min()
}

/// The letters and digits of a text, in lower case.
pub fn letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().filter(|character| character.is_alphanumeric()).for_each(|character| push_small(&mut out, character));
    out
}

/// Whether two texts have the same letters and digits, case aside.
pub fn same_words(one: &str, other: &str) -> bool {
    letters(one) == letters(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_as_the_standard_library_finds_them() {
        for text in ["", "a", "aab", "ababab", "—aba—", "aaaaab", "xaabaab"] {
            for part in ["a", "b", "ab", "aab", "aba", "—", "c", "ababababa"] {
                assert_eq!(find(text, part), text.find(part), "{part} in {text}");
                assert_eq!(find_last(text, part), text.rfind(part), "{part} in {text}");
                assert_eq!(split_once(text, part), text.split_once(part), "{part} in {text}");
                assert_eq!(holds(text, part), text.contains(part), "{part} in {text}");
                assert_eq!(without_start(text, part), text.trim_start_matches(part), "{part} in {text}");
                assert_eq!(without_end(text, part), text.trim_end_matches(part), "{part} in {text}");
            }
        }
        assert!(holds("", "") && find("a", "").is_none());
    }

    #[test]
    fn a_word_is_among_others_only_whole() {
        let list = "al de del la é ét";
        for word in ["al", "del", "ét", "é"] {
            assert!(is_among(list, word), "{word}");
        }
        for word in ["", "a", "l", "el", "t", "al de", "ée", "De"] {
            assert!(!is_among(list, word), "{word}");
        }
        assert_eq!((find_ignoring_case("xxAbab", "AB"), find_ignoring_case("ab", "abc")), (Some(2), None));
    }

    #[test]
    fn equals_stay_as_they_are() {
        let pairs = vec![(3, 'a'), (1, 'b'), (3, 'c'), (0, 'd'), (1, 'e'), (1, 'f'), (2, 'g')];
        let mut want = pairs.clone();
        want.sort_by_key(|(key, _)| *key);
        assert_eq!(sorted(pairs, &|left, right| left.0.cmp(&right.0)), want);
        assert_eq!(sorted(Vec::<u8>::new(), &Ord::cmp), []);
    }

    #[test]
    fn white_space_is_folded_and_unseen_characters_go() {
        assert_eq!(folded("  Rp\u{a0}1,25 \n\t triliun\u{200b}\u{202e} "), "Rp 1,25 triliun");
        assert_eq!(folded("\u{feff}"), "");
        assert_eq!(folded("kata\u{fffe}kata"), "katakata");
    }

    #[test]
    fn figures_and_compounds_are_one_word() {
        assert_eq!(count_words("Laba naik 12,68% menjadi Rp 1.326.000."), 6);
        assert_eq!(count_words("anak-anak bermain"), 2);
        assert_eq!(count_words("東京株式"), 4);
        assert_eq!(count_words(" – "), 0);
    }

    #[test]
    fn phrases_stand_where_words_begin() {
        let phrases = ["baca juga", "log in"];
        for text in ["Baca juga: laba", "laba (BACA JUGA di sini)", "x. Log in"] {
            assert!(has_phrase(text, &phrases), "{text}");
        }
        for text in ["", "membaca juga", "blog in", "baca laba juga"] {
            assert!(!has_phrase(text, &phrases), "{text}");
        }
    }

    #[test]
    fn runs_are_words() {
        let words =
            |text, apart, most| runs(text, apart, most).into_iter().filter_map(|run| text.get(run)).collect::<Vec<_>>();
        assert_eq!(words("Laba, naik 12% (é–ß)", "", 9), ["Laba", "naik", "12", "é", "ß"]);
        assert_eq!(words("2024年3月", "年月", 9), ["2024", "3"]);
        assert_eq!(words("a b c", "", 2), ["a", "b"]);
        assert_eq!(words("", "", 2), [""; 0]);
    }

    #[test]
    fn words_and_marks_are_found() {
        assert!(is_among("satu dua", "dua"));
        assert!(!is_among("satu dua", "du"));
        assert_eq!(first_of("a - b | c", &[" | ", " - "]), Some((1, 3)));
        assert_eq!(first_of("a", &[" | "]), None);
    }

    #[test]
    fn letters_that_are_known_at_once_are_those_of_the_tables() {
        for character in '\u{80}'..='\u{ffff}' {
            assert_eq!(is_letter(character), character.is_alphanumeric(), "{character:?}");
        }
    }

    #[test]
    fn prefixes_ignore_case() {
        assert_eq!(strip_prefix_ignoring_case("BACA juga: x", "Baca Juga"), Some(": x"));
        assert_eq!(strip_prefix_ignoring_case("Baca", "Baca Juga"), None);
        assert_eq!(find_ignoring_case("xx WIB", "wib"), Some(3));
        assert_eq!(find_ignoring_case("x", "wib"), None);
    }
}
