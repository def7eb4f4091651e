//! The opening of a report: whose it is and where it was filed from. `KONTAN.CO.ID - JAKARTA. Laba naik ...`

use crate::article::{Span, Text};
use crate::text;

/// A city has at most this many words.
const MOST_WORDS: usize = 5;

/// What was cut off a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dateline {
    /// The city, where one is named.
    pub(super) city: Option<String>,
    /// The words as they stood.
    pub(super) words: String,
}

/// Cuts the dateline off the head of a paragraph, if it has one.
///
/// A dateline begins with the paper's web name in capitals. What follows its dash is a city when it is short, begins its
/// words with capitals, and ends with a stop, a comma or another dash; else it is the first sentence.
///
/// `brand`: the paper's name stood in a paragraph of its own before this one.
pub(super) fn cut(text: &mut Text, brand: bool) -> Option<Dateline> {
    let line = text.text.as_str();
    let brand_end = if brand { 0 } else { line.find([' ', '-', '–', '—'])? };
    if !brand && !line.get(..brand_end).is_some_and(is_web_name) {
        return None;
    }
    let after_brand = line.get(brand_end..)?.trim_start();
    let rest = after_brand.trim_start_matches(['-', '–', '—']).trim_start();
    let (city, rest) = match city(rest) {
        Some((city, rest)) => (Some(city.to_owned()), rest),
        // Without a city it takes a dash to tell a dateline from a sentence about the paper.
        None if rest.len() == after_brand.len() => return None,
        None => (None, rest),
    };
    let cut = line.len() - rest.len();
    if rest.is_empty() {
        return None;
    }
    let words = text.text.drain(..cut).collect::<String>().trim_end().to_owned();
    for span in &mut text.spans {
        span.start = span.start.saturating_sub(cut);
        span.end = span.end.saturating_sub(cut);
    }
    text.spans.retain(|Span { start, end, .. }| start < end);
    Some(Dateline { city, words })
}

/// Whether a line is the paper's web name and a dash, and nothing else.
pub(super) fn is_brand(line: &str) -> bool {
    is_web_name(line.trim_end_matches([' ', '-', '–', '—']))
}

/// Whether `word` is a web name in capitals, such as `KONTAN.CO.ID`.
fn is_web_name(word: &str) -> bool {
    let mut parts = word.split('.');
    let name = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    name.len() > 1
        && !rest.is_empty()
        && rest.iter().all(|part| (2..=4).contains(&part.len()))
        && word
            .chars()
            .all(|character| character.is_ascii_uppercase() || character.is_ascii_digit() || character == '.')
}

/// The city at the head of `text`, and what follows it.
fn city(text: &str) -> Option<(&str, &str)> {
    let at = text.char_indices().find(|(at, character)| match character {
        '.' | ',' | '–' | '—' => true,
        '-' => text.get(..*at).is_some_and(|before| before.ends_with(' ')),
        _ => false,
    });
    let (at, stop) = at?;
    let city = text.get(..at)?.trim();
    let after = text.get(at + stop.len_utf8()..)?;
    let words: Vec<&str> = city.split([' ', '/']).filter(|word| !word.is_empty()).collect();
    // A slip of the shift key, such as `NEw york`, shows that capitals were meant.
    let first = words.first().copied().unwrap_or_default();
    let slipped = words.len() <= 3
        && first.chars().take_while(|letter| letter.is_uppercase()).count() > 1
        && first.ends_with(char::is_lowercase);
    let capital = |word: &&str| slipped || word.starts_with(|first: char| first.is_uppercase());
    if words.is_empty() || words.len() > MOST_WORDS || !words.iter().all(capital) || city.contains(char::is_numeric) {
        return None;
    }
    let shouted = city.chars().filter(|character| character.is_alphabetic()).all(char::is_uppercase);
    match stop {
        '.' if (shouted || slipped || words.len() <= 3)
            && after.starts_with(' ')
            && !after.trim_start().starts_with(char::is_lowercase) =>
        {
            Some((city, after.trim_start()))
        }
        // JAKARTA, 26 September (Kantor Berita) - Laba ...
        ',' => {
            let (head, rest) = [" - ", " – ", " — "]
                .iter()
                .filter_map(|dash| text::split_once(after, dash))
                .min_by_key(|(head, _)| head.len())?;
            (head.chars().count() <= 40 && head.trim_end().ends_with(')')).then(|| (city, rest.trim_start()))
        }
        '–' | '—' | '-' if shouted => Some((city, after.trim_start())),
        // `Jakarta – Laba ...`, but not `Bank – lembaga ...`, nor a name that goes on behind a dash without spaces.
        '–' | '—'
            if words.len() <= 2
                && after.starts_with(' ')
                && text.get(..at).is_some_and(|before| before.ends_with(' '))
                && after.trim_start().starts_with(char::is_uppercase) =>
        {
            Some((city, after.trim_start()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_city_is_cut_with_the_brand() {
        let check = |line: &str, city: Option<Option<&str>>, rest: &str| {
            let mut text = Text::from(line);
            let found = cut(&mut text, false);
            let words = found.as_ref().map_or("", |found| found.words.as_str());
            assert!(line.starts_with(words) && line.ends_with(&text.text), "{line}");
            assert_eq!((found.as_ref().map(|found| found.city.as_deref()), text.text.as_str()), (city, rest), "{line}");
        };
        check("KONTAN.CO.ID - JAKARTA. Laba naik.", Some(Some("JAKARTA")), "Laba naik.");
        check("KONTAN.CO.ID – NEW YORK . Laba naik.", Some(Some("NEW YORK")), "Laba naik.");
        check("KONTAN.CO.ID-BEIJING/LONDON. Laba naik.", Some(Some("BEIJING/LONDON")), "Laba naik.");
        check("KONTAN.CO.ID - Jakarta. Laba naik.", Some(Some("Jakarta")), "Laba naik.");
        check("KONTAN.CO.ID - JAKARTA – Laba naik.", Some(Some("JAKARTA")), "Laba naik.");
        check("KONTAN.CO.ID - JAKARTA, 26 September (Reuters) - Laba naik.", Some(Some("JAKARTA")), "Laba naik.");
        check("KONTAN.CO.ID JAKARTA. Laba naik.", Some(Some("JAKARTA")), "Laba naik.");
        check("KONTAN.CO.ID - Laba Bank Nusa naik. Ya.", Some(None), "Laba Bank Nusa naik. Ya.");
        check("MOMSMONEY.ID - Harga emas, perak naik.", Some(None), "Harga emas, perak naik.");
        check("KONTAN.CO.ID - PT Nusa Tbk. naik", Some(None), "PT Nusa Tbk. naik");
        check("KONTAN.CO.ID - Jakarta – Laba naik.", Some(Some("Jakarta")), "Laba naik.");
        check("KONTAN.CO.ID - NEw york . Laba naik.", Some(Some("NEw york")), "Laba naik.");
        check("KONTAN.CO.ID - IHSG naik. Ya.", Some(None), "IHSG naik. Ya.");
        check("KONTAN.CO.ID - Bank Nusa – bank desa itu – naik.", Some(None), "Bank Nusa – bank desa itu – naik.");
        check("KONTAN.CO.ID menulis bahwa laba naik.", None, "KONTAN.CO.ID menulis bahwa laba naik.");
        check("Laba naik.", None, "Laba naik.");
    }

    #[test]
    fn spans_move_with_the_text() {
        let mut text = Text::from("KONTAN.CO.ID - JAKARTA. Laba");
        text.spans = vec![
            Span { start: 0, end: 23, style: crate::article::Style::Strong },
            Span { start: 24, end: 28, style: crate::article::Style::Emphasis },
        ];
        cut(&mut text, false);
        assert_eq!(text.spans, [Span { start: 0, end: 4, style: crate::article::Style::Emphasis }]);
    }
}
