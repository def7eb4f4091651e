//! Times of day.

use super::Value;
use super::token::Tokens;
use crate::text::moment;

/// A time or opening hours that begin with token `at`, and the token behind: `09.32 WIB`, `08.00-17.00 WIB`, `0000 GMT`.
pub(super) fn time(tokens: &Tokens, at: usize) -> Option<(usize, Value)> {
    if !tokens.is_free(at) {
        return None;
    }
    let is_announced = tokens.among(at.wrapping_sub(1), "jam pkl pukul")
        || tokens.before(at, 1) == "." && tokens.among(at.wrapping_sub(2), "pkl");
    let is_hour = tokens.among(at.wrapping_sub(1), "pukul");
    let (time, end) = minutes(tokens, at, is_hour)?;
    let (zone, end) = zone(tokens, end);
    if let Some((most, last)) = tokens.joined(end, false).and_then(|next| minutes(tokens, next, is_hour)) {
        let (last_zone, last_end) = self::zone(tokens, last);
        if is_announced || last_zone.is_some() || zone.is_some() {
            return Some((last_end, Value::Time { time, most: Some(most), zone: last_zone.or(zone) }));
        }
    }
    let counts = tokens.get(end) == "%" || tokens.among(end, "juta kali miliar persen poin ribu triliun");
    ((is_announced && !counts) || zone.is_some()).then_some((end, Value::Time { time, most: None, zone }))
}

/// Minutes since midnight, and the token behind: `9.32`, `09:32`, `0932` before a zone, and `9` where `is_hour` or before
/// a zone.
fn minutes(tokens: &Tokens, at: usize, is_hour: bool) -> Option<(u16, usize)> {
    if !tokens.is_number(at) {
        return None;
    }
    let digits = tokens.get(at);
    let number = |digits: &str| digits.bytes().fold(0_u16, |sum, digit| sum * 10 + u16::from(digit.wrapping_sub(b'0')));
    let has_zone = |end: usize| zone(tokens, end).0.is_some();
    let (hour, minute, end) = if let Some((hour, minute)) = crate::text::split_once(digits, ".") {
        if hour.len() > 2 || minute.len() != 2 || crate::text::has(minute, ',') {
            return None;
        }
        (number(hour), number(minute), at + 1)
    } else if digits.len() > 4 || crate::text::has(digits, ',') {
        return None;
    } else if tokens.get(at + 1) == ":" && tokens.is_glued(at + 1) && tokens.get(at + 2).len() == 2 {
        let minute = u16::try_from(tokens.plain(at + 2, 2)?).ok()?;
        (number(digits), minute, at + 3)
    } else if digits.len() == 4 && has_zone(at + 1) {
        (number(digits) / 100, number(digits) % 100, at + 1)
    } else if digits.len() <= 2 && (is_hour || has_zone(at + 1)) {
        (number(digits), 0, at + 1)
    } else {
        return None;
    };
    // Pukul 4 sore.
    let is_late = matches!((tokens.get(end), hour), ("siang", 1..=4) | ("sore" | "petang", 1..=6) | ("malam", 6..=11));
    let hour = if is_late { hour + 12 } else { hour };
    let is_time = hour < 24 && minute < 60 || hour == 24 && minute == 0;
    // Four figures before a colon are no hour, and their minutes no number of 16 bits.
    is_time.then(|| (hour * 60 + minute, end))
}

/// The zone named at token `at` in minutes east of UTC, and the token behind it.
fn zone(tokens: &Tokens, at: usize) -> (Option<i16>, usize) {
    match moment::zone(tokens.get(at)) {
        Some(offset) => (Some(offset), at + 1),
        None => (None, at),
    }
}
