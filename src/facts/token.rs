//! A text in words, numbers and marks: what the rules look at instead of characters.

use std::cmp::Ordering;
use std::ops::Range;

use time::Date;

use super::lexicon::{self, Meaning};
use crate::text::{CAPITAL, SMALL, kind_of};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Digits, with stops and commas between them.
    Number,
    /// Letters.
    Word,
    /// Any other character that is no white space.
    Mark,
}

#[derive(Clone, Copy, Debug)]
struct Token<'a> {
    text: &'a str,
    start: usize,
    shape: Shape,
    /// Looked up once, since many rules ask for it.
    meaning: Option<Meaning>,
}

impl Token<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// A text in tokens, with the day that it speaks from.
pub(super) struct Tokens<'a> {
    text: &'a str,
    tokens: Vec<Token<'a>>,
    /// The day of publication, if it is known.
    pub(super) today: Option<Date>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str, today: Option<Date>) -> Tokens<'a> {
        let bytes = text.as_bytes();
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            let start = at;
            let shape = match byte {
                _ if kind_of(*byte) & (CAPITAL | SMALL) != 0 => {
                    at = end_of_word(text, at);
                    Shape::Word
                }
                b' ' => {
                    at += 1;
                    continue;
                }
                b'0'..=b'9' => {
                    at = end_of_number(bytes, at);
                    Shape::Number
                }
                // A line ends what stands on it: entries of lists, rows of tables.
                b'\n' => {
                    at += 1;
                    Shape::Mark
                }
                b'\t'..=b'\r' => {
                    at += 1;
                    continue;
                }
                0..=127 => {
                    at += 1;
                    Shape::Mark
                }
                _ => {
                    at = end_of_word(text, at);
                    if at > start {
                        Shape::Word
                    } else {
                        let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
                        at += character.len_utf8();
                        if character.is_whitespace() || crate::text::is_unseen(character) {
                            continue;
                        }
                        Shape::Mark
                    }
                }
            };
            let word = text.get(start..at).unwrap_or_default();
            let meaning = if shape == Shape::Word { lexicon::meaning(word) } else { None };
            tokens.push(Token { text: word, start, shape, meaning });
        }
        Tokens { text, tokens, today }
    }

    pub(super) fn count(&self) -> usize {
        self.tokens.len()
    }

    /// The characters of token `at`; none beyond the ends.
    pub(super) fn get(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    /// What token `at` says in a figure.
    pub(super) fn meaning(&self, at: usize) -> Option<Meaning> {
        self.tokens.get(at).and_then(|token| token.meaning)
    }

    /// The characters of the token `back` tokens before `at`.
    pub(super) fn before(&self, at: usize, back: usize) -> &'a str {
        at.checked_sub(back).map_or("", |at| self.get(at))
    }

    pub(super) fn shape(&self, at: usize) -> Option<Shape> {
        self.tokens.get(at).map(|token| token.shape)
    }

    pub(super) fn is_number(&self, at: usize) -> bool {
        self.shape(at) == Some(Shape::Number)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.shape(at) == Some(Shape::Word)
    }

    /// Whether token `at` is this word, letter case aside.
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.get(at).eq_ignore_ascii_case(word)
    }

    /// Whether token `at` is one of the words of `list`, which spaces part, letter case aside.
    pub(super) fn among(&self, at: usize, list: &str) -> bool {
        crate::text::is_among_ignoring_case(list, self.get(at))
    }

    /// Whether token `at` is a word that says nothing in a figure, begins with no capital, and leads to no number or sign of
    /// a currency: most are. They can only be those of `hari ini`.
    pub(super) fn is_plain(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.shape == Shape::Word && token.meaning.is_none())
            && !self.is_capital(at)
            && !matches!(self.get(at + 1).as_bytes().first(), Some(b'$' | b'0'..=b'9'))
    }

    /// Whether nothing stands between token `at` and the one before it.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        matches!((before, self.tokens.get(at)), (Some(before), Some(token)) if before.end() == token.start)
    }

    /// Whether token `at` is a word that begins with a capital.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let is_capital = match token.text.as_bytes().first() {
            Some(first) if first.is_ascii() => kind_of(*first) == CAPITAL,
            _ => token.text.chars().next().is_some_and(char::is_uppercase),
        };
        is_capital && token.shape == Shape::Word
    }

    /// The bytes of the tokens from `from` to before `to`.
    pub(super) fn span(&self, from: usize, to: usize) -> Range<usize> {
        let start = self.tokens.get(from).map_or(self.text.len(), |token| token.start);
        let end = to.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, Token::end);
        start..end.max(start)
    }

    /// The text of the tokens from `from` to before `to`.
    pub(super) fn words(&self, from: usize, to: usize) -> &'a str {
        self.text.get(self.span(from, to)).unwrap_or_default()
    }

    /// Whether a figure can begin with token `at`: it is no part of a longer word, of a number in parts (`0812-3456`), or of
    /// a code (`B-50`).
    pub(super) fn is_free(&self, at: usize) -> bool {
        if !self.is_glued(at) {
            return true;
        }
        let Some(before) = at.checked_sub(1) else { return true };
        match self.shape(before) {
            Some(Shape::Mark) => {
                !(is_dash(self.get(before)) || matches!(self.get(before), "/" | "." | ":" | "&" | "_" | "#" | "@"))
                    || !self.is_glued(before)
                    || before.checked_sub(1).is_none_or(|earlier| self.shape(earlier) == Some(Shape::Mark))
            }
            _ => false,
        }
    }

    /// The whole number of token `at`, if it has only digits, at most `most` of them.
    pub(super) fn plain(&self, at: usize, most: usize) -> Option<u32> {
        let digits = self.get(at);
        let is_plain = !digits.is_empty() && digits.len() <= most && digits.bytes().all(|digit| digit.is_ascii_digit());
        is_plain.then(|| digits.bytes().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')))
    }

    /// The year of token `at`: four digits.
    pub(super) fn year(&self, at: usize) -> Option<i32> {
        let year = self.plain(at, 4).filter(|year| (1900..=2100).contains(year))?;
        i32::try_from(year).ok()
    }

    /// The token behind what joins two ends of a range at `at`: `-`, `hingga`, `sampai dengan`, `s/d`; and `dan` where
    /// `with_and`.
    pub(super) fn joined(&self, at: usize, with_and: bool) -> Option<usize> {
        let mark = self.get(at);
        // Few tokens begin like those that are looked for here.
        if !matches!(mark.as_bytes().first(), Some(b'-' | b'D' | b'd' | b'H' | b'h' | b'S' | b's' | 128..)) {
            return None;
        }
        if is_dash(mark) {
            return Some(at + 1);
        }
        if self.among(at, "hingga sampai") {
            return Some(at + 1 + usize::from(self.is(at + 1, "dengan")));
        }
        if self.is(at, "sd") || with_and && self.is(at, "dan") {
            return Some(at + 1);
        }
        // s/d, s.d.
        if self.is(at, "s") && matches!(self.get(at + 1), "/" | ".") && self.is(at + 2, "d") {
            return Some(at + 3 + usize::from(self.get(at + 3) == "."));
        }
        None
    }
}

/// How `known`, a word of a table in small letters, compares with `word` in whatever letters.
pub(super) fn compare(known: &str, word: &str) -> Ordering {
    let (known, word) = (known.as_bytes(), word.as_bytes());
    for (one, other) in known.iter().zip(word) {
        match one.cmp(&other.to_ascii_lowercase()) {
            Ordering::Equal => {}
            other => return other,
        }
    }
    known.len().cmp(&word.len())
}

/// Hyphens, the dash between figures, and the sign for minus.
pub(super) fn is_dash(mark: &str) -> bool {
    matches!(mark, "-" | "–" | "‐" | "‑" | "−")
}

fn end_of_number(bytes: &[u8], mut at: usize) -> usize {
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    loop {
        match bytes.get(at) {
            Some(b'0'..=b'9') => at += 1,
            Some(b'.' | b',') if is_digit(at + 1) => at += 1,
            _ => return at,
        }
    }
}

fn end_of_word(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        while bytes.get(at).is_some_and(|byte| kind_of(*byte) & (CAPITAL | SMALL) != 0) {
            at += 1;
        }
        match bytes.get(at) {
            Some(128..) => match text.get(at..).and_then(|rest| rest.chars().next()) {
                // The figures above the line close units: m², m³.
                Some(letter) if letter.is_alphabetic() || matches!(letter, '²' | '³') => at += letter.len_utf8(),
                _ => return at,
            },
            _ => return at,
        }
    }
}
