//! Words as people look for them: capitals, accents and apostrophes make no difference, figures stay whole.

use super::{is_letter, is_unseen, is_wordless_script, small};
use std::ops::Range;

/// Letters of a word beyond these say nothing more about it, and nobody types them.
const LONGEST: usize = 48;

/// Tells `found` each word of `text` in its folded form, with the bytes that it stands in.
///
/// A word is a run of letters, or a run of digits with the points and commas between them: `Rp1,25` is `rp` and `1,25`,
/// `III-2025` is `iii` and `2025`, and `Jum'at` is `jumat`. A Han or kana character is a word of its own.
pub fn words(text: &str, found: &mut impl FnMut(&str, Range<usize>)) {
    let bytes = text.as_bytes();
    let mut word = String::with_capacity(LONGEST);
    let (mut kind, mut from, mut to, mut at) = (Kind::Between, 0, 0, 0);
    while let Some(byte) = bytes.get(at) {
        let (character, length) = match byte.is_ascii() {
            true => (char::from(*byte), 1),
            false => text.get(at..).and_then(|rest| rest.chars().next()).map_or(('\0', 1), |it| (it, it.len_utf8())),
        };
        let next = match kind_of(character) {
            Kind::Between if kind == Kind::Digits && matches!(character, '.' | ',') => {
                match bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
                    true => Kind::Digits,
                    false => Kind::Between,
                }
            }
            kind => kind,
        };
        if next != Kind::Unheard {
            if next != kind || next == Kind::Alone {
                if !word.is_empty() {
                    found(&word, from..to);
                    word.clear();
                }
                (kind, from) = (next, at);
            }
            if next != Kind::Between {
                to = at + length;
                if word.len() < LONGEST {
                    push_plain(&mut word, character);
                }
            }
        }
        at += length;
    }
    if !word.is_empty() {
        found(&word, from..to);
    }
}

/// `text` as its words in a row, for comparing what is written in several ways.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    words(text, &mut |word, _| {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    });
    out
}

/// What a character is to the words around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Between,
    Letters,
    Digits,
    /// A word by itself.
    Alone,
    /// As if it were not there: apostrophes, and accents that follow their letter.
    Unheard,
}

fn kind_of(character: char) -> Kind {
    match character {
        'a'..='z' | 'A'..='Z' => Kind::Letters,
        '0'..='9' => Kind::Digits,
        '\'' | '`' | '\u{2bc}' | '\u{2018}' | '\u{2019}' | '\u{300}'..='\u{36f}' => Kind::Unheard,
        // White space and the marks by which a text is handed over, before what is unseen for other reasons.
        '\0'..='\u{7f}' => Kind::Between,
        _ if is_unseen(character) => Kind::Unheard,
        _ if is_wordless_script(character) => Kind::Alone,
        _ if is_letter(character) => Kind::Letters,
        _ => Kind::Between,
    }
}

/// Appends the small letter of `character` without its accent.
fn push_plain(out: &mut String, character: char) {
    if character.is_ascii() {
        return out.push(character.to_ascii_lowercase());
    }
    let letter = small(character);
    let row = ACCENTS.partition_point(|(accented, _)| *accented < letter);
    match ACCENTS.get(row) {
        Some((accented, plain)) if *accented == letter => out.push_str(plain),
        _ => out.push(letter),
    }
}

/// Small letters of the Latin alphabets and what is typed for them. Sorted.
const ACCENTS: [(char, &str); 94] = [
    ('ß', "ss"),
    ('à', "a"),
    ('á', "a"),
    ('â', "a"),
    ('ã', "a"),
    ('ä', "a"),
    ('å', "a"),
    ('æ', "ae"),
    ('ç', "c"),
    ('è', "e"),
    ('é', "e"),
    ('ê', "e"),
    ('ë', "e"),
    ('ì', "i"),
    ('í', "i"),
    ('î', "i"),
    ('ï', "i"),
    ('ñ', "n"),
    ('ò', "o"),
    ('ó', "o"),
    ('ô', "o"),
    ('õ', "o"),
    ('ö', "o"),
    ('ø', "o"),
    ('ù', "u"),
    ('ú', "u"),
    ('û', "u"),
    ('ü', "u"),
    ('ý', "y"),
    ('ÿ', "y"),
    ('ā', "a"),
    ('ă', "a"),
    ('ą', "a"),
    ('ć', "c"),
    ('ĉ', "c"),
    ('ċ', "c"),
    ('č', "c"),
    ('ď', "d"),
    ('đ', "d"),
    ('ē', "e"),
    ('ĕ', "e"),
    ('ė', "e"),
    ('ę', "e"),
    ('ě', "e"),
    ('ĝ', "g"),
    ('ğ', "g"),
    ('ġ', "g"),
    ('ģ', "g"),
    ('ĥ', "h"),
    ('ħ', "h"),
    ('ĩ', "i"),
    ('ī', "i"),
    ('ĭ', "i"),
    ('į', "i"),
    ('ı', "i"),
    ('ĵ', "j"),
    ('ķ', "k"),
    ('ĺ', "l"),
    ('ļ', "l"),
    ('ľ', "l"),
    ('ł', "l"),
    ('ń', "n"),
    ('ņ', "n"),
    ('ň', "n"),
    ('ō', "o"),
    ('ŏ', "o"),
    ('ő', "o"),
    ('œ', "oe"),
    ('ŕ', "r"),
    ('ř', "r"),
    ('ś', "s"),
    ('ŝ', "s"),
    ('ş', "s"),
    ('š', "s"),
    ('ţ', "t"),
    ('ť', "t"),
    ('ũ', "u"),
    ('ū', "u"),
    ('ŭ', "u"),
    ('ů', "u"),
    ('ű', "u"),
    ('ų', "u"),
    ('ŵ', "w"),
    ('ŷ', "y"),
    ('ź', "z"),
    ('ż', "z"),
    ('ž', "z"),
    ('ơ', "o"),
    ('ư', "u"),
    ('ș', "s"),
    ('ț', "t"),
    ('ẽ', "e"),
    ('ế', "e"),
    ('ệ', "e"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: &[&str]) {
        let mut found = Vec::new();
        words(text, &mut |word, _| found.push(word.to_owned()));
        assert_eq!(found, want, "{text}");
    }

    #[test]
    fn capitals_accents_and_apostrophes_make_no_difference() {
        check("Jum'at, JUMAT, Jum’at", &["jumat", "jumat", "jumat"]);
        check("Nescafé Cafe\u{301} CAFÉ", &["nescafe", "cafe", "cafe"]);
        check("‘kata’ 'kata'", &["kata", "kata"]);
        check("Straße Łódź", &["strasse", "lodz"]);
        check("kata\u{ad}kata", &["katakata"]);
    }

    #[test]
    fn hyphens_and_dashes_part_words() {
        check("perusahaan-perusahaan anak–anak", &["perusahaan", "perusahaan", "anak", "anak"]);
        check("kuartal III-2025", &["kuartal", "iii", "2025"]);
    }

    #[test]
    fn figures_stay_whole() {
        check("Rp1,25 triliun", &["rp", "1,25", "triliun"]);
        check("Rp 1.326.000.", &["rp", "1.326.000"]);
        check("12,68%, 5%-6%", &["12,68", "5", "6"]);
        check("B30 dan 5G", &["b", "30", "dan", "5", "g"]);
        check("pukul 14.30,", &["pukul", "14.30"]);
    }

    #[test]
    fn scripts_without_spaces_are_found_letter_by_letter() {
        check("東京 株", &["東", "京", "株"]);
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "“Naik” 5%, Café\u{301}'s";
        let mut found = Vec::new();
        words(text, &mut |_, place| found.push(text.get(place).unwrap_or_default()));
        assert_eq!(found, ["Naik", "5", "Café\u{301}'s"]);
    }

    #[test]
    fn endless_words_are_cut() {
        let mut count = 0;
        words(&"a".repeat(1_000_000), &mut |word, place| {
            assert_eq!((word.len(), place), (LONGEST, 0..1_000_000));
            count += 1;
        });
        assert_eq!(count, 1);
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(ACCENTS.is_sorted_by(|one, other| one.0 < other.0));
    }
}
