//! Figures as words.

use super::tables::nth;

const ONES: &str = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas";
const SCALES: &str = " ribu juta miliar triliun kuadriliun";

/// A figure as it is written.
#[derive(Clone, Copy, Default)]
pub(super) struct Figure<'a> {
    /// The value of the digits before the comma.
    pub(super) value: u64,
    /// Those digits with their stops, where they are no quantity: a telephone number, the number of an account.
    pub(super) code: &'a str,
    /// The digits behind the comma.
    pub(super) fraction: &'a str,
    /// Whether a point stands for the comma.
    pub(super) has_point: bool,
    /// The byte behind it all.
    pub(super) end: usize,
}

/// The figure that starts at byte `at` of `text`: `1.326.000`, `2,68`, `1,234.50`, `0812`.
pub(super) fn figure(text: &str, at: usize) -> Option<Figure<'_>> {
    let bytes = text.as_bytes();
    let mut end = digits(bytes, at);
    let lead = end - at;
    if lead == 0 {
        return None;
    }
    let mut has_point = false;
    let is_grouped = lead <= 3 && bytes.get(at) != Some(&b'0') && {
        let thousands = |mark: u8| {
            let mut end = end;
            while bytes.get(end) == Some(&mark) && digits(bytes, end + 1) == end + 4 {
                end += 4;
            }
            end
        };
        let (stops, commas) = (thousands(b'.'), thousands(b','));
        // One group behind a comma is a decimal fraction, but for `1,234.50`.
        has_point = commas > end + 4 || commas > end && is_fraction(bytes, commas, b'.');
        let before = end;
        end = if has_point { commas } else { stops };
        end > before
    };
    let whole = text.get(at..end).unwrap_or_default();
    let mut found = Figure { end, has_point, ..Figure::default() };
    for digit in whole.bytes().filter(u8::is_ascii_digit) {
        found.value = found.value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
    }
    // With their stops these are more than 18 digits, the most that have a name.
    let is_code = whole.len() > 23 || !is_grouped && (lead > 9 || lead > 2 && bytes.get(at) == Some(&b'0'));
    if is_code {
        found.code = whole;
        return Some(found);
    }
    found.has_point |= !is_grouped && is_fraction(bytes, end, b'.');
    let is_listed = at.checked_sub(2).is_some_and(|before| {
        bytes.get(before).is_some_and(u8::is_ascii_digit) && matches!(bytes.get(at - 1), Some(b',' | b'.'))
    });
    if !is_listed && is_fraction(bytes, end, if found.has_point { b'.' } else { b',' }) {
        found.end = digits(bytes, end + 1);
        found.fraction = text.get(end + 1..found.end).unwrap_or_default();
    }
    Some(found)
}

/// Whether a mark with digits behind it stands at `at`, and no list (`1,2,3`) or version (`1.2.3`).
fn is_fraction(bytes: &[u8], at: usize, mark: u8) -> bool {
    let end = digits(bytes, at + 1);
    bytes.get(at) == Some(&mark) && end > at + 1 && !(bytes.get(end) == Some(&mark) && digits(bytes, end + 1) > end + 1)
}

/// The byte behind the digits that start at `at`.
pub(super) fn digits(bytes: &[u8], at: usize) -> usize {
    at + bytes.iter().skip(at).take_while(|byte| byte.is_ascii_digit()).count()
}

/// Appends the words of `figure`, each behind a space.
pub(super) fn push_figure(out: &mut String, figure: &Figure, fraction: bool) {
    if figure.code.is_empty() {
        push_number(out, figure.value);
    }
    push_digits(out, figure.code);
    if fraction && !figure.fraction.is_empty() {
        push_word(out, if figure.has_point { "titik" } else { "koma" });
        push_digits(out, figure.fraction);
    }
}

/// Appends each digit of `digits` as a word.
pub(super) fn push_digits(out: &mut String, digits: &str) {
    for digit in digits.bytes().filter(u8::is_ascii_digit) {
        push_nth(out, ONES, usize::from(digit - b'0'));
    }
}

/// Appends the words of a whole number.
pub(super) fn push_number(out: &mut String, number: u64) {
    if number == 0 {
        push_nth(out, ONES, 0);
    }
    let mut power = 1_000_000_000_000_000;
    for scale in (0..6).rev() {
        let group = (number / power % 1000) as usize;
        power /= 1000;
        if group == 1 && scale == 1 {
            push_word(out, "seribu");
        } else if group > 0 {
            push_group(out, group);
            push_nth(out, SCALES, scale);
        }
    }
}

/// Appends the words of a number from 1 to 999.
fn push_group(out: &mut String, number: usize) {
    let (hundreds, rest) = (number / 100, number % 100);
    if hundreds == 1 {
        push_word(out, "seratus");
    } else if hundreds > 1 {
        push_nth(out, ONES, hundreds);
        push_word(out, "ratus");
    }
    let (first, between, last) = match rest {
        0..12 => (rest, "", 0),
        12..20 => (rest - 10, "belas", 0),
        _ => (rest / 10, "puluh", rest % 10),
    };
    if first > 0 {
        push_nth(out, ONES, first);
        push_word(out, between);
    }
    if last > 0 {
        push_nth(out, ONES, last);
    }
}

/// Appends the word at `index` of `list`.
#[inline(never)]
fn push_nth(out: &mut String, list: &'static str, index: usize) {
    push_word(out, nth(list, index));
}

/// Appends a word behind a space; nothing for none.
#[inline(never)]
pub(super) fn push_word(out: &mut String, word: &str) {
    if !word.is_empty() && !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
    out.push_str(word);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(number: u64) -> String {
        let mut out = String::new();
        push_number(&mut out, number);
        out
    }

    /// The number that words mean, read by their grammar and not by the tables.
    fn value(words: &str) -> u64 {
        let (mut total, mut group, mut ones) = (0, 0, 0);
        for word in words.split(' ') {
            match word {
                "nol" => {}
                "sepuluh" => ones = 10,
                "sebelas" => ones = 11,
                "seratus" => group += 100,
                "seribu" => total += 1_000,
                "belas" => ones += 10,
                "puluh" => {
                    group += ones * 10;
                    ones = 0;
                }
                "ratus" => {
                    group += ones * 100;
                    ones = 0;
                }
                "ribu" | "juta" | "miliar" | "triliun" | "kuadriliun" => {
                    let scales = ["", "ribu", "juta", "miliar", "triliun", "kuadriliun"];
                    let power = scales.iter().position(|scale| *scale == word).unwrap_or_default();
                    total += (group + ones) * 1_000_u64.pow(power as u32);
                    (group, ones) = (0, 0);
                }
                _ => {
                    let digits = ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"];
                    ones = digits.iter().position(|digit| *digit == word).unwrap_or_default() as u64;
                }
            }
        }
        total + group + ones
    }

    #[test]
    fn numbers_are_said_as_one_says_them() {
        for (number, said) in [
            (0, "nol"),
            (1, "satu"),
            (10, "sepuluh"),
            (11, "sebelas"),
            (12, "dua belas"),
            (19, "sembilan belas"),
            (20, "dua puluh"),
            (21, "dua puluh satu"),
            (100, "seratus"),
            (101, "seratus satu"),
            (111, "seratus sebelas"),
            (200, "dua ratus"),
            (999, "sembilan ratus sembilan puluh sembilan"),
            (1_000, "seribu"),
            (1_001, "seribu satu"),
            (1_100, "seribu seratus"),
            (1_998, "seribu sembilan ratus sembilan puluh delapan"),
            (2_025, "dua ribu dua puluh lima"),
            (11_000, "sebelas ribu"),
            (100_000, "seratus ribu"),
            (101_000, "seratus satu ribu"),
            (1_000_000, "satu juta"),
            (1_001_000, "satu juta seribu"),
            (1_326_000, "satu juta tiga ratus dua puluh enam ribu"),
            (1_000_000_000, "satu miliar"),
            (1_000_000_000_000, "satu triliun"),
            (15_000_000_000_001, "lima belas triliun satu"),
            (1_000_000_000_000_000, "satu kuadriliun"),
        ] {
            assert_eq!(words(number), said);
        }
    }

    #[test]
    fn words_mean_the_number_that_they_were_made_of() {
        let mut state = 1_u64;
        for round in 0..60_000_u64 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let number = if round < 20_000 { round } else { (state >> 8) % 10_u64.pow((round % 16) as u32 + 1) };
            assert_eq!(value(&words(number)), number, "{}", words(number));
        }
    }

    #[test]
    fn figures_are_read_as_they_are_written() {
        for (text, value, fraction, end) in [
            ("1.326.000 ton", 1_326_000, "", 9),
            ("2,68%", 2, "68", 4),
            ("1.326.000,25", 1_326_000, "25", 12),
            ("1,234.50", 1_234, "50", 8),
            ("1,234,567", 1_234_567, "", 9),
            ("1,234", 1, "234", 5),
            ("3.5", 3, "5", 3),
            ("1.2.3", 1, "", 1),
            ("1,2,3", 1, "", 1),
            ("12.3456", 12, "3456", 7),
            ("7.", 7, "", 1),
            ("08", 8, "", 2),
        ] {
            let found = figure(text, 0).map(|found| (found.value, found.fraction, found.end, found.code));
            assert_eq!(found, Some((value, fraction, end, "")), "{text}");
        }
        for text in ["0812", "021", "12345678901", "999999999999999999999"] {
            assert_eq!(figure(text, 0).map(|found| found.code), Some(text));
        }
        assert!(figure("a", 0).is_none() && figure("", 0).is_none() && figure("1", 7).is_none());
    }
}
