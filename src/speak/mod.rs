//! A sentence as an Indonesian voice should say it.
//!
//! Voices read words; what stands in business prose for words they spell, skip or get wrong. So figures, money, dates,
//! times, units, abbreviations and signs become words, as newsreaders say them, and everything else stays:
//!
//! * `PT` and other capitals are spelled (`P T`, `I H S G`), but for those that are said as a word (`NATO`); a code of
//!   the exchange always is. `Tbk` is said `terbuka`.
//! * `yoy`, `qoq`, `mtm` are said `secara tahunan`, `secara kuartalan`, `secara bulanan`, and not twice where the words
//!   stand before them already.
//! * digits behind a decimal comma are read one by one, as are telephone numbers and accounts.
//! * brackets become pauses, quotation marks and emoji fall silent, addresses on the web lose what stands behind the host.
//!
//! The work is linear in the length of the text: every look ahead ends where the next begins, or is bounded.

mod number;
mod tables;

use crate::text::{folded, is_among};
use number::{Figure, digits, figure, push_digits, push_figure, push_number, push_word};
use tables::{look_up, nth};

/// The words of `text`, one sentence, for a voice of `language` (`id`, `id-ID`); in other languages the text as it is.
pub fn sentence(text: &str, language: &str) -> String {
    let (name, region) = crate::text::split(language, 2);
    if !name.eq_ignore_ascii_case("id") || !(region.is_empty() || region.starts_with(['-', '_'])) {
        return text.to_owned();
    }
    let text = folded(text);
    let mut voice = Voice {
        text: &text,
        bytes: text.as_bytes(),
        at: 0,
        out: String::with_capacity(text.len() * 2),
        last: "",
        counted: false,
        joined: false,
        all_capitals: !text.bytes().any(|byte| byte.is_ascii_lowercase()),
    };
    voice.read();
    voice.out
}

/// The text, how far it is read, and what was said.
struct Voice<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    out: String,
    /// The last word as it is written; nothing behind a figure.
    last: &'a str,
    /// Whether the last that was said is an amount, a unit or a currency.
    counted: bool,
    /// Whether a hyphen stands between the last word, which was left as it is, and the next.
    joined: bool,
    /// Whether there are no small letters, so that capitals tell nothing.
    all_capitals: bool,
}

/// A figure with what belongs to it.
struct Quantity<'a> {
    sign: &'static str,
    currency: &'static str,
    figure: Figure<'a>,
    scale: &'static str,
    unit: &'static str,
    end: usize,
}

/// Up to three groups of digits with one mark between them: a date, a time.
#[derive(Default)]
struct Parts {
    numbers: [usize; 3],
    lengths: [usize; 3],
    mark: u8,
    /// The byte behind them.
    end: usize,
}

impl<'a> Voice<'a> {
    fn read(&mut self) {
        while self.at < self.bytes.len() {
            let before = self.at;
            match self.byte(before) {
                b' ' => self.at += 1,
                b'0'..=b'9' => self.read_figure(),
                _ if self.read_amount() => {}
                _ if self.letter(self.at) > 0 => self.read_word(),
                _ => self.read_sign(),
            }
            // Each of them goes on; should one not, the character is left out.
            if self.at == before {
                self.at += width(self.byte(before));
            }
        }
    }

    /// The byte at `at`, 0 outside the text, in which none is 0.
    #[inline(never)]
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or_default()
    }

    #[inline(never)]
    fn before(&self) -> u8 {
        self.byte(self.at.wrapping_sub(1))
    }

    #[inline(never)]
    fn is_digit(&self, at: usize) -> bool {
        self.byte(at).is_ascii_digit()
    }

    fn slice(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    fn character(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// The length of the letter at `at`, 0 where there is none. What stands over a letter counts as one.
    fn letter(&self, at: usize) -> usize {
        let byte = self.byte(at);
        if byte.is_ascii() {
            return usize::from(byte.is_ascii_alphabetic());
        }
        let letter = self.character(at).filter(|c| c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}'));
        letter.map_or(0, char::len_utf8)
    }

    /// The byte behind the letters that start at `at`; an apostrophe between two is one of them.
    fn letters(&self, at: usize) -> usize {
        let mut end = at;
        loop {
            let length = self.letter(end);
            let quote = match self.byte(end) {
                _ if end == at => 0,
                b'\'' => 1,
                0xe2 if self.slice(end, end + 3) == "’" => 3,
                _ => 0,
            };
            if length == 0 && (quote == 0 || self.letter(end + quote) == 0) {
                return end;
            }
            end += length.max(quote);
        }
    }

    fn behind_space(&self, at: usize) -> usize {
        at + usize::from(self.byte(at) == b' ')
    }

    /// Whether nothing is left to say from `at` on.
    fn is_end(&self, at: usize) -> bool {
        self.bytes.get(at..).is_none_or(|rest| rest.len() < 12 && !rest.iter().any(u8::is_ascii_alphanumeric))
    }

    /// Says words that stand for what is written.
    #[inline(never)]
    fn say(&mut self, words: &str) {
        push_word(&mut self.out, words);
        self.joined = false;
    }

    /// Says a word as it is written.
    fn keep(&mut self, word: &str) {
        if self.joined {
            self.out.push('-');
            self.out.push_str(word);
            self.joined = false;
        } else {
            self.say(word);
        }
    }

    /// Makes a pause of that kind, unless a stronger one is there.
    fn pause(&mut self, mark: char) {
        if self.out.ends_with([',', ';', ':']) && mark != ',' {
            self.out.pop();
        }
        if !self.out.is_empty() && !self.out.ends_with([',', ';', ':', '.', '!', '?']) {
            self.out.push(mark);
        }
        (self.joined, self.counted) = (false, false);
    }

    /// Reads what starts with a digit.
    fn read_figure(&mut self) {
        let at = self.at;
        if self.before().is_ascii_alphabetic() {
            // `B40` is a number, `FR0103` and `LQ45` are read digit by digit.
            let end = digits(self.bytes, at);
            let digits = self.slice(at, end);
            match number::figure(digits, 0) {
                Some(figure) if digits.len() < 3 && !digits.starts_with('0') && self.last != "LQ" => {
                    push_number(&mut self.out, figure.value);
                }
                _ => push_digits(&mut self.out, digits),
            }
            self.behind(end, true);
        } else if !(self.read_time() || self.read_date() || self.read_quarter()) {
            self.read_amount();
        }
    }

    /// Goes on at `end`, behind what is no word.
    #[inline(never)]
    fn behind(&mut self, end: usize, counted: bool) {
        self.at = end;
        self.last = "";
        self.counted = counted;
    }

    /// Reads an amount: a figure with its sign, currency and unit, and the end of its range. Whether there was one.
    fn read_amount(&mut self) -> bool {
        let Some(first) = self.quantity(self.at) else { return false };
        let is_abroad = first.sign == "plus" && first.figure.value == 62 && first.figure.end == first.end;
        if !first.figure.code.is_empty() || is_abroad {
            self.say_code(&first);
            return true;
        }
        let Some(mut second) = self.behind_dash(first.end).and_then(|at| self.quantity(at)) else {
            self.say_quantity(&first, first.scale, first.currency, first.unit);
            self.behind_amount(first.end);
            return true;
        };
        if !second.figure.code.is_empty() {
            // `62-812-3456-7890`
            self.say_code(&first);
            return true;
        }
        // `Rp 250-Rp 300`, `5%-6%`: what both have is said once.
        let once = |first: &'static str, second: &'static str| if first == second { "" } else { first };
        if second.currency.is_empty() {
            second.currency = first.currency;
        }
        let currency = once(first.currency, second.currency);
        self.say_quantity(&first, once(first.scale, second.scale), currency, once(first.unit, second.unit));
        let is_score = first.figure.value > second.figure.value
            && first.end == digits(self.bytes, self.at)
            && first.scale.is_empty();
        // `3-1` is a score.
        if !is_score {
            self.say("sampai");
        }
        self.say_quantity(&second, second.scale, second.currency, second.unit);
        self.behind_amount(second.end);
        true
    }

    /// Goes on behind an amount, over what is written for a round sum and for a suffix.
    fn behind_amount(&mut self, mut end: usize) {
        if self.slice(end, end + 2) == ",-" {
            end += 2;
        }
        end += self.suffix(end);
        self.behind(end, true);
    }

    /// The length of the suffix of `1990-an` or `30an` at `at`, 0 where there is none.
    fn suffix(&self, at: usize) -> usize {
        let length = 2 + usize::from(self.byte(at) == b'-');
        let is_there = self.slice(at, at + length).ends_with("an") && self.letter(at + length) == 0;
        if is_there { length } else { 0 }
    }

    fn say_quantity(&mut self, quantity: &Quantity, scale: &str, currency: &str, unit: &str) {
        self.say(quantity.sign);
        // `Rp 5.000,00`; `1 ribu` is `seribu`.
        let has_cents = quantity.currency.is_empty() || quantity.figure.fraction.bytes().any(|byte| byte != b'0');
        if quantity.figure.value == 1 && quantity.figure.fraction.is_empty() && matches!(scale, "ribu" | "ratus") {
            self.say("se");
            self.out.push_str(scale);
        } else {
            // A point in an amount is a comma; elsewhere it numbers a version.
            let is_counted = !(quantity.scale.is_empty() && quantity.unit.is_empty() && quantity.currency.is_empty());
            let has_point = quantity.figure.has_point && !is_counted;
            push_figure(&mut self.out, &Figure { has_point, ..quantity.figure }, has_cents);
            self.say(scale);
        }
        // `1990-an`, `US$ 60-an`
        if self.suffix(quantity.end) > 0 {
            self.out.push_str("an");
        }
        self.say(currency);
        self.say(unit);
    }

    /// Reads groups of digits that are no quantity, digit by digit.
    fn say_code(&mut self, first: &Quantity<'a>) {
        self.say(first.sign);
        let mut at = first.end - first.figure.code.len();
        if first.figure.code.is_empty() {
            at = self.at + usize::from(!first.sign.is_empty());
        }
        loop {
            let end = digits(self.bytes, at);
            let group = self.slice(at, end);
            push_digits(&mut self.out, group);
            self.behind(end, false);
            at = end + 1;
            if !matches!(self.byte(end), b'-' | b' ') || digits(self.bytes, at) < at + 3 {
                return;
            }
            self.pause(',');
        }
    }

    /// The quantity that starts at `at`.
    fn quantity(&self, at: usize) -> Option<Quantity<'a>> {
        let (mut sign, mut at) = self.sign(at);
        let mut currency = "";
        if let Some((name, end)) = self.currency(at) {
            let stop = end + usize::from(self.byte(end) == b'.');
            let (inner, start) = self.sign(self.behind_space(stop));
            if !self.is_digit(start) {
                return None;
            }
            if sign.is_empty() {
                sign = inner;
            }
            (currency, at) = (name, start);
        }
        let mut figure = figure(self.text, at)?;
        let has_currency = !currency.is_empty();
        let (mut scale, mut unit, mut end) = ("", "", figure.end);
        if has_currency && (10..19).contains(&figure.code.len()) && !figure.code.starts_with('0') {
            figure.code = ""; // money is counted, however many digits it has
        }
        let start = self.behind_space(end);
        let word = self.slice(start, self.letters(start));
        let money = if has_currency { look_up(tables::MONEY_SCALES, word) } else { None };
        if let Some(name) = money.or_else(|| look_up(tables::SCALES, word)) {
            (scale, end) = (name, start + word.len());
        }
        let start = self.behind_space(end);
        if let Some((name, behind)) = self.unit(start) {
            (unit, end) = (name, behind);
        } else if !has_currency
            && let Some((name, behind)) = self.currency(start)
            && !self.is_digit(self.behind_space(behind))
            && self.letter(behind) == 0
        {
            (currency, end) = (name, behind);
        }
        Some(Quantity { sign, currency, figure, scale, unit, end })
    }

    /// The sign of a figure at `at`, as a word, and the byte behind it.
    fn sign(&self, at: usize) -> (&'static str, usize) {
        let byte = self.byte(at);
        let is_hyphen = matches!(byte, b'+' | b'-')
            && (self.byte(at + 1) == b' ' || self.byte(at.wrapping_sub(1)).is_ascii_alphanumeric());
        let length = width(byte);
        let word = if byte.is_ascii_alphanumeric() || is_hyphen {
            None
        } else {
            look_up(tables::BEFORE_FIGURES, self.slice(at, at + length))
        };
        let Some(word) = word else { return ("", at) };
        (word, self.behind_space(at + length))
    }

    /// The currency whose sign or code stands at `at`, and the byte behind it.
    fn currency(&self, at: usize) -> Option<(&'static str, usize)> {
        if at.checked_sub(1).is_some_and(|before| self.letter(before) > 0) {
            return None;
        }
        let mut end = at;
        while end < at + 3 && self.byte(end).is_ascii_alphabetic() {
            end += 1;
        }
        if self.byte(end) == b'$' {
            end += 1;
        } else if end == at {
            end += self.character(at).filter(|c| matches!(c, '£' | '¥' | '€'))?.len_utf8();
        } else if self.letter(end) > 0 {
            return None;
        }
        Some((look_up(tables::CURRENCIES, self.slice(at, end))?, end))
    }

    /// The unit that stands at `at`, and the byte behind it.
    fn unit(&self, at: usize) -> Option<(&'static str, usize)> {
        let mut end = self.letters(at);
        let is_alone = end == at;
        match self.byte(end) {
            b'%' if is_alone => end += 1,
            b'2' | b'3' if !is_alone && !self.is_digit(end + 1) => end += 1,
            0xc2 if is_alone => end = self.letters(end + 2).min(end + 3), // `°C`
            0xc2 => end += 2,                                             // `m²`
            0xe2 if is_alone => end += 3,                                 // `‰`
            _ => {}
        }
        look_up(tables::UNITS, self.slice(at, end)).map(|name| (name, end))
    }

    /// The byte behind a dash at `at` that stands between the ends of a range.
    fn behind_dash(&self, at: usize) -> Option<usize> {
        let at = self.behind_space(at);
        let length = width(self.byte(at));
        if !is_among("- ‐ ‑ – —", self.slice(at, at + length)) {
            return None;
        }
        let end = self.behind_space(at + length);
        // `5 -2` is no range.
        (self.byte(at + length) == b' ' || self.byte(at.checked_sub(1)?) != b' ').then_some(end)
    }

    /// The groups of digits that start at `at`.
    fn parts(&self, at: usize) -> Parts {
        let mut parts = Parts::default();
        let mut end = at;
        for index in 0..3 {
            let start = end;
            let mut number = 0;
            while self.is_digit(end) && end < start + 5 {
                number = number * 10 + usize::from(self.byte(end) - b'0');
                end += 1;
            }
            if end == start {
                break;
            }
            for (place, value) in [(&mut parts.numbers, number), (&mut parts.lengths, end - start)] {
                if let Some(place) = place.get_mut(index) {
                    *place = value;
                }
            }
            parts.end = end;
            let mark = self.byte(end);
            if index > 0 && mark != parts.mark {
                break;
            }
            parts.mark = mark;
            end += 1;
        }
        parts
    }

    /// The time that stands at `at`: hour, minute, second.
    fn time(&self, at: usize) -> Option<Parts> {
        let parts = self.parts(at);
        let [hour, minute, second] = parts.numbers;
        let is_time = matches!(parts.lengths, [1 | 2, 2, 0 | 2]) && matches!(parts.mark, b'.' | b':');
        let next = self.byte(parts.end);
        let goes_on = next == b'%' || matches!(next, b'.' | b',' | b':') && self.is_digit(parts.end + 1);
        (is_time && hour < 25 && minute < 60 && second < 60 && !goes_on).then_some(parts)
    }

    /// Reads a time of day, or the two ends of one. Whether there was one.
    fn read_time(&mut self) -> bool {
        let Some(time) = self.time(self.at) else { return false };
        let until = self.behind_dash(time.end).and_then(|at| self.time(at));
        let end = until.as_ref().map_or(time.end, |until| until.end);
        let zone = self.slice(self.behind_space(end), self.letters(self.behind_space(end)));
        let is_asked = is_among(tables::BEFORE_TIMES, self.last) || is_among("ET GMT UTC WIB WIT WITA", zone);
        if !(is_asked || self.byte(self.at + 2) == b':' && time.end == self.at + 5) {
            return false;
        }
        if !is_among(tables::BEFORE_TIMES, self.last) {
            self.say("pukul");
        }
        self.say_time(&time);
        if let Some(until) = until {
            self.say("sampai pukul");
            self.say_time(&until);
        }
        self.behind(end, false);
        true
    }

    fn say_time(&mut self, time: &Parts) {
        let [hour, minute, second] = time.numbers;
        push_number(&mut self.out, hour as u64);
        for (number, before, name) in [(minute, "lewat", "menit"), (second, "", "detik")] {
            if number > 0 {
                self.say(before);
                push_number(&mut self.out, number as u64);
                self.say(name);
            }
        }
    }

    /// The date that stands at `at`, as day, month, year: `27/3`, `27/3/2024`, `27-3-2024`, `2024-03-27`. The year may be 0.
    fn date(&self, at: usize) -> Option<Parts> {
        let mut parts = self.parts(at);
        let [first, month, last] = parts.numbers;
        parts.numbers = match (parts.lengths, parts.mark) {
            ([4, 2, 2], b'-') => [last, month, first],
            ([1 | 2, 1 | 2, 0], b'/') | ([1 | 2, 1 | 2, 4], b'-' | b'.' | b'/') => parts.numbers,
            ([1 | 2, 1 | 2, 2], b'/') => [first, month, 2000 + last],
            _ => return None,
        };
        let [day, month, _] = parts.numbers;
        let goes_on = self.is_digit(parts.end) || self.letter(parts.end) > 0 || self.byte(parts.end) == b'%';
        ((1..32).contains(&day) && (1..13).contains(&month) && !goes_on).then_some(parts)
    }

    /// Reads a date, or the two ends of one, where it can be no fraction. Whether there was one.
    fn read_date(&mut self) -> bool {
        let before = self.text.get(..self.at).unwrap_or_default();
        let is_asked = before.ends_with('(') || is_among(tables::BEFORE_DATES, self.last);
        let from = self.parts(self.at);
        let date = self.date(self.at);
        // `(27-28/3)`: the first is a day alone.
        let first_end = if date.is_some() { from.end } else { digits(self.bytes, self.at) };
        let until = self.behind_dash(first_end).and_then(|at| self.date(at));
        let [day, _, year] = date.as_ref().map_or(from.numbers, |date| date.numbers);
        if !(is_asked || date.is_some() && (1900..2101).contains(&year))
            || date.is_none() && (until.is_none() || day > 31)
        {
            return false;
        }
        match date {
            Some(date) => self.say_date(&date),
            None => push_number(&mut self.out, day as u64),
        }
        if let Some(until) = until {
            self.say("sampai");
            self.say_date(&until);
        }
        true
    }

    fn say_date(&mut self, date: &Parts) {
        let [day, month, year] = date.numbers;
        push_number(&mut self.out, day as u64);
        self.say(nth(tables::MONTHS, month.saturating_sub(1)));
        if year > 0 {
            push_number(&mut self.out, year as u64);
        }
        self.behind(date.end, false);
    }

    /// Reads `3Q25`, as brokers write. Whether there was one.
    fn read_quarter(&mut self) -> bool {
        let parts = self.parts(self.at);
        let [number, _, _] = parts.numbers;
        let (before, behind, most) = match parts.mark {
            b'Q' => ("kuartal", "", 4),
            b'M' => ("", "bulan", 12),
            _ => return false,
        };
        let [_, year, _] = parts.numbers;
        if !matches!(parts.lengths, [1 | 2, 2 | 4, 0]) || number > most {
            return false;
        }
        self.say(before);
        push_number(&mut self.out, number as u64);
        self.say(behind);
        push_number(&mut self.out, if year < 100 { 2000 + year } else { year } as u64);
        self.behind(parts.end, false);
        true
    }

    /// Reads a word: kept, said in full, or spelled.
    fn read_word(&mut self) {
        let at = self.at;
        if self.read_address() {
            return;
        }
        let end = self.letters(at);
        let word = self.slice(at, end);
        let stop = usize::from(self.byte(end) == b'.');
        // `a/n`, `s/d`
        let slashed = if end == at + 1 && self.byte(end) == b'/' { self.letters(end + 1) } else { end };
        // `a.n.`, `S.E.`
        let dotted = self.dotted(end);
        let counted = self.before() == b'/' && self.counted;
        if counted && let Some((name, end)) = self.unit(at) {
            self.say(name);
            self.behind(end, true);
        } else if let Some((name, end)) = self.currency(at).filter(|_| counted || matches!(word, "Rp" | "US" | "AS")) {
            self.say(name);
            self.behind(end, true);
        } else if let Some(said) = look_up(tables::ABBREVIATIONS, self.slice(at, slashed)).filter(|_| slashed > end) {
            self.say(said);
            self.behind(slashed, false);
            self.last = self.slice(at, slashed);
        } else if dotted > end {
            let whole = self.slice(at, dotted);
            match look_up(tables::ABBREVIATIONS, whole) {
                Some(said) => self.say(said),
                None => {
                    whole.split('.').for_each(|part| if part.len() > 1 { self.say(part) } else { self.spell(part) })
                }
            }
            self.behind(dotted, false);
            self.last = whole;
            self.swallow_stop();
        } else if matches!(word, "Ke" | "ke") && self.byte(end) == b'-' && self.is_digit(end + 1) {
            let stop = digits(self.bytes, end + 1);
            let mut number = String::new();
            if let Some(figure) = figure(self.slice(end + 1, stop), 0) {
                push_figure(&mut number, &figure, false);
            }
            self.say(word);
            self.out.push_str(&number);
            self.behind(stop, false);
        } else if let Some(figure) = self.roman(word) {
            push_number(&mut self.out, figure);
            self.joined = false;
            let mark = usize::from(matches!(self.byte(end), b'-' | b'/'));
            let next = end + mark;
            if mark > 0 && self.roman(self.slice(next, self.letters(next))).is_some() {
                // `kuartal I-III`
                self.say("sampai");
                self.at = next;
            } else {
                self.behind(if self.is_digit(next) { next } else { end }, false);
            }
        } else if word == "Q" && matches!(self.byte(end), b'1'..=b'4') && !self.is_digit(end + 1) {
            self.say("kuartal");
            self.at = end;
            self.last = "kuartal";
        } else if let Some(said) = self.abbreviation(word, end + stop) {
            // `secara yoy`
            let said = if self.last == "secara" { said.strip_prefix("secara ").unwrap_or(said) } else { said };
            self.say(said);
            self.at = end;
            (self.last, self.counted) = (word, false);
            // `dll.` closes what stands before a capital, `Jl.` never does.
            let closes = ["Waktu ", "dan ", "secara "].into_iter().any(|start| said.starts_with(start));
            if !(closes && self.byte(end + 2).is_ascii_uppercase()) {
                self.swallow_stop();
            }
        } else {
            self.read_plain(word);
            self.at = end;
            (self.last, self.counted) = (word, false);
            let next = self.byte(end + 2);
            let is_initial = word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
            let is_unknown = word.len() < 6 && self.byte(end + 1) == b' ' && next.is_ascii_lowercase();
            if is_initial || is_unknown {
                self.swallow_stop();
            }
        }
    }

    /// What the abbreviation `word` stands for; with its stop it ends at `end`.
    fn abbreviation(&self, word: &'a str, end: usize) -> Option<&'static str> {
        let with_stop = self.slice(self.at, end);
        let said = match word {
            "AS" if is_among("dolar Dolar", self.last) => "Amerika Serikat",
            _ => look_up(tables::ABBREVIATIONS, with_stop).or_else(|| look_up(tables::ABBREVIATIONS, word))?,
        };
        // `No.` as an answer, `hal.` at the end: only a figure makes them abbreviations.
        let asks_figure = is_among("hal halaman hlm nomor pasal maksimal minimal", said);
        let next = self.behind_space(end);
        let has_figure =
            self.is_digit(next) || self.currency(next).is_some() || self.byte(end) == b' ' && said == "nomor";
        // `Jan` is also a name.
        let is_name = self.byte(end - 1) != b'.' && !self.counted && is_among(tables::MONTHS, said);
        (!is_name && (!asks_figure || has_figure && !self.is_end(end))).then_some(said)
    }

    /// Goes over the stop of an abbreviation, unless the sentence ends with it.
    fn swallow_stop(&mut self) {
        if self.byte(self.at) == b'.' && !self.is_end(self.at) {
            self.at += 1;
        }
    }

    /// The byte behind an abbreviation with stops in it, of which the first part ends at `end`; `end` if it is none.
    fn dotted(&self, end: usize) -> usize {
        let mut last = end;
        let mut from = self.at;
        loop {
            if last - from > 4 {
                return end;
            }
            from = last + 1;
            let behind = self.letters(from);
            if self.byte(last) != b'.' || behind == from {
                return last;
            }
            last = behind;
        }
    }

    /// Says a word that no table knows.
    fn read_plain(&mut self, word: &str) {
        let is_capitals = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        if !is_capitals {
            return self.keep(word);
        }
        // A code of the exchange is spelled, whatever it is as a word.
        let is_code = word.len() == 4
            && (is_among("Tbk saham", self.last) || self.before() == b'(' && is_among("Tbk", self.last));
        let vowels = |byte: u8| matches!(byte, b'A' | b'E' | b'I' | b'O' | b'U');
        let clusters = word.as_bytes().windows(3).any(|three| !three.iter().any(|byte| vowels(*byte) || *byte == b'Y'));
        let is_word = word.len() > 4 && !clusters || is_among(tables::SAID_AS_WORDS, word);
        if !is_code
            && word.bytes().any(vowels)
            && (is_word || self.all_capitals && (word.len() > 2 || matches!(word, "DI" | "KE")))
        {
            // Some voices spell whatever is in capitals.
            let (first, rest) = crate::text::split(word, 1);
            self.keep(first);
            self.out.push_str(&crate::text::lower(rest));
        } else {
            self.spell(word);
        }
    }

    /// Says letter by letter.
    fn spell(&mut self, word: &str) {
        for character in word.chars() {
            push_word(&mut self.out, character.encode_utf8(&mut [0; 4]));
        }
        self.joined = false;
    }

    /// The value of a Roman figure, where it can be nothing else.
    fn roman(&self, word: &str) -> Option<u64> {
        let (mut total, mut highest) = (0, 0);
        for letter in word.bytes().rev() {
            let value = match letter {
                b'I' => 1,
                b'V' => 5,
                b'X' => 10,
                _ => return None,
            };
            if value < highest {
                total -= value
            } else {
                total += value
            }
            highest = highest.max(value);
        }
        let is_asked = is_among(tables::BEFORE_ROMAN, &crate::text::lower(self.last));
        (word.len() <= 6 && total > 0 && (word.len() > 1 || is_asked)).then_some(total as u64)
    }

    /// Reads an address on the web or of a mailbox. Whether there was one.
    fn read_address(&mut self) -> bool {
        let scheme = self.letters(self.at);
        let mut start = if self.slice(scheme, scheme + 3) == "://" { scheme + 3 } else { self.at };
        if self.slice(start, start + 4) == "www." {
            start += 4;
        }
        let (mut end, mut label) = (start, start);
        let mut is_mailbox = false;
        loop {
            let byte = self.byte(end);
            if matches!(byte, b'.' | b'@') && end > start && self.byte(end + 1).is_ascii_alphanumeric() {
                is_mailbox |= byte == b'@';
                label = end + 1;
            } else if !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'_') {
                break;
            }
            end += 1;
            // No name is longer, and the look ahead must end.
            if end > start + 120 {
                return false;
            }
        }
        let is_marked = start > self.at || is_mailbox;
        let name = crate::text::lower(self.slice(start, end));
        let ending = name.get(label - start..).unwrap_or_default();
        if label == start || !(is_marked || is_among(tables::WEB_ENDINGS, ending)) {
            return false;
        }
        let mut said = String::new();
        for character in name.chars() {
            match character {
                '.' => said.push_str(" titik "),
                '@' => said.push_str(" at "),
                _ => said.push(character),
            }
        }
        self.say(&said);
        if start > self.at || matches!(self.byte(end), b'/' | b'?' | b'#') {
            // What stands behind the host is for machines.
            while !matches!(self.byte(end), 0 | b' ' | b')' | b'"' | b',') {
                end += 1;
            }
            while matches!(self.byte(end - 1), b'.' | b'!' | b'?') {
                end -= 1;
            }
        }
        self.behind(end, false);
        true
    }

    /// Reads whatever is neither word nor figure.
    fn read_sign(&mut self) {
        let at = self.at;
        let byte = self.byte(at);
        let end = at + width(byte);
        let sign = self.slice(at, end);
        let (before, next) = (self.before(), self.byte(end));
        self.at = end;
        let between = !matches!(before, 0 | b' ') && !matches!(next, 0 | b' ');
        match byte {
            b'.' if next == b',' => {}
            b'.' if before.is_ascii_alphanumeric() && (next.is_ascii_digit() || next.is_ascii_lowercase()) => {
                self.say("titik");
            }
            b':' if before.is_ascii_digit() && next.is_ascii_digit() => self.say("banding"),
            b'.' | b',' | b';' | b':' | b'!' | b'?' => self.pause(char::from(byte)),
            b'(' => self.read_bracket(),
            b'-' if between => {
                self.joined = self.letter(end) > 0 && self.out.ends_with(self.last) && !self.last.is_empty()
            }
            b'/' => self.read_slash(),
            b'&' if before.is_ascii_uppercase() && next.is_ascii_uppercase() => self.say("and"),
            b'@' if next.is_ascii_alphabetic() => self.say("at"),
            b'#' if self.letter(end) == 0 => {}
            b'+' if between && !next.is_ascii_digit() => {}
            b'=' => self.say("sama dengan"),
            _ if is_among("[ ) ] { } - | · – — •", sign) => self.pause_before_words(),
            _ if sign == "…" => self.pause('.'),
            _ => {
                if let Some(said) = look_up(tables::SIGNS, sign) {
                    self.say(said);
                } else if let Some((name, end)) = self.currency(at) {
                    self.say(name);
                    self.behind(end, true);
                }
            }
        }
    }

    /// A pause where words follow; before a mark or the end there is one already.
    fn pause_before_words(&mut self) {
        let next = self.behind_space(self.at);
        if self.is_digit(next) || self.letter(next) > 0 || matches!(self.byte(next), b'"' | b'(') {
            self.pause(',');
        }
    }

    /// Reads an opening bracket: with it a date behind its day, and what only repeats the words before.
    fn read_bracket(&mut self) {
        let bracket = self.at;
        let end = self.letters(bracket);
        let comparison = look_up(tables::ABBREVIATIONS, self.slice(bracket, end)).filter(|said| said.starts_with("se"));
        if comparison.is_some()
            && self.byte(end) == b')'
            && is_among("bulanan date kuartalan mingguan month quarter tahunan year", self.last)
        {
            self.at = end + 1;
        } else if self.is_digit(bracket) && self.read_date() {
            if self.byte(self.at) == b')' {
                self.at += 1;
            }
        } else {
            let last = self.last;
            self.pause(',');
            self.last = last;
        }
    }

    /// Reads a slash: `per` behind amounts and before what is counted, else a choice.
    fn read_slash(&mut self) {
        let next = self.slice(self.at, self.letters(self.at));
        let is_counted = self.unit(self.at).is_some() || next.starts_with(|c: char| c.is_lowercase());
        let counted = self.counted && (is_counted || self.currency(self.at).is_some());
        if counted || is_among(tables::PER, next) {
            self.say("per");
            self.counted = true;
        } else if self.is_digit(self.at) {
            let before = self.text.get(..self.at.saturating_sub(1)).unwrap_or_default();
            let start = before.len() - before.bytes().rev().take_while(u8::is_ascii_digit).take(4).count();
            let (top, bottom) = (before.len() - start, digits(self.bytes, self.at) - self.at);
            // `3/4` is a fraction, `11/2020` a number of a year, what is longer a reference.
            self.say(match (top, bottom) {
                (1..=2, 1..=2) if self.byte(self.at + bottom) != b'/' => "per",
                (1..=3, 4) => "tahun",
                _ => "garis miring",
            });
        } else if !next.is_empty() && !is_among("and dan", self.last) {
            self.say(if self.last.is_empty() { "garis miring" } else { "atau" });
        }
    }
}

/// The length of the character that begins with `byte`.
fn width(byte: u8) -> usize {
    match byte {
        0..0xc0 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests;
