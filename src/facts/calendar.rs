//! Dates and periods, resolved against the day of publication.

use time::{Date, Duration, Month};

use super::Value;
use super::figure;
use super::lexicon::Meaning;
use super::number;
use super::token::{Tokens, is_dash};
use crate::text::moment;

/// A day as far as it is written.
#[derive(Clone, Copy)]
struct Day {
    day: u8,
    month: u8,
    year: Option<i32>,
    /// The token behind it.
    end: usize,
}

/// A date or a period that begins with token `at`, and the token behind it.
pub(super) fn date(tokens: &Tokens, at: usize) -> Option<(usize, Value)> {
    match tokens.meaning(at) {
        Some(Meaning::Weekday(weekday)) => return on_weekday(tokens, at, weekday),
        Some(Meaning::Day(away)) => {
            // Next to an explicit date it says the same again, or less exactly.
            let is_said = tokens.year(at.wrapping_sub(1)).is_some();
            let day = tokens.today?.checked_add(Duration::days(away.into()))?;
            return (!is_said).then_some((at + 1, Value::Date(day)));
        }
        _ => {}
    }
    if tokens.is_word(at) {
        return month(tokens, at);
    }
    let is_marked = tokens.before(at, 1) == "(" || tokens.among(at.wrapping_sub(1), "per tanggal tgl");
    days(tokens, at, is_marked)
}

/// `hari ini`.
pub(super) fn today(tokens: &Tokens, at: usize) -> Option<(usize, Value)> {
    let is_today = tokens.is(at, "hari") && tokens.is(at + 1, "ini");
    is_today.then_some((at + 2, Value::Date(tokens.today?)))
}

/// A day or several that begin with a number: `28 Maret 2024`, `(27/3)`, `24-28 November 2025`.
fn days(tokens: &Tokens, at: usize, is_marked: bool) -> Option<(usize, Value)> {
    if !tokens.is_free(at) {
        return None;
    }
    if let Some(day) = explicit(tokens, at, is_marked) {
        let next = tokens.joined(day.end, false).and_then(|next| explicit(tokens, next, is_marked));
        if let Some(last) = next {
            let end = last.end;
            return period_of_days(tokens, day, last).map(|period| (end, period));
        }
        return Some((day.end, Value::Date(resolved(tokens, day)?)));
    }
    let first = u8::try_from(tokens.plain(at, 2)?).ok().filter(|day| (1..=31).contains(day))?;
    let with_and = tokens.before(at, 1).eq_ignore_ascii_case("antara");
    let last = explicit(tokens, tokens.joined(at + 1, with_and)?, is_marked)?;
    let period = period_of_days(tokens, Day { day: first, month: last.month, year: last.year, end: 0 }, last)?;
    Some((last.end, period))
}

/// From one day to another; what year the first lacks is that of the last.
fn period_of_days(tokens: &Tokens, first: Day, last: Day) -> Option<Value> {
    let to = resolved(tokens, last)?;
    let year = first.year.unwrap_or(to.year());
    let mut from = moment::day(year, first.month, first.day)?;
    if from > to && first.year.is_none() {
        from = moment::day(year - 1, first.month, first.day)?;
    }
    (from <= to).then_some(Value::Period { from, to })
}

/// A day with its month at token `at`. In figures it needs a year, or a place where nothing else is meant (`is_marked`).
fn explicit(tokens: &Tokens, at: usize, is_marked: bool) -> Option<Day> {
    let first = tokens.plain(at, 2)?;
    let day = u8::try_from(first).ok().filter(|day| (1..=31).contains(day))?;
    let mark = tokens.get(at + 1);
    if matches!(mark, "/" | "-") && tokens.is_glued(at + 1) && tokens.is_glued(at + 2) {
        let month = u8::try_from(tokens.plain(at + 2, 2)?).ok().filter(|month| (1..=12).contains(month))?;
        if tokens.get(at + 3) == mark && tokens.is_glued(at + 3) && tokens.is_glued(at + 4) {
            let short = || (tokens.get(at + 4).len() == 2 && mark == "/").then(|| tokens.plain(at + 4, 2)).flatten();
            let year = tokens.year(at + 4).or_else(|| short().and_then(|year| i32::try_from(2000 + year).ok()))?;
            return Some(Day { day, month, year: Some(year), end: at + 5 });
        }
        return (is_marked && mark == "/").then_some(Day { day, month, year: None, end: at + 3 });
    }
    if !tokens.is_word(at + 1) || tokens.is_glued(at + 1) {
        return None;
    }
    let month = moment::month_here(tokens.get(at + 1))?;
    let stop = usize::from(tokens.get(at + 2) == "." && tokens.get(at + 1).len() <= 4 && tokens.year(at + 3).is_some());
    let word = usize::from(tokens.is(at + 2 + stop, "tahun") && tokens.year(at + 3 + stop).is_some());
    let year = tokens.year(at + 2 + stop + word);
    let end = if year.is_some() { at + 3 + stop + word } else { at + 2 };
    Some(Day { day, month, year, end })
}

/// The date, in the year that brings it nearest to the day of publication where it names none.
fn resolved(tokens: &Tokens, day: Day) -> Option<Date> {
    if let Some(year) = day.year {
        return moment::day(year, day.month, day.day);
    }
    let today = tokens.today?;
    let mut best: Option<Date> = None;
    for year in [today.year(), today.year() - 1, today.year() + 1] {
        let Some(found) = moment::day(year, day.month, day.day) else { continue };
        let away = |date: Date| (date.to_julian_day() - today.to_julian_day()).unsigned_abs();
        if best.is_none_or(|best| away(found) < away(best)) {
            best = Some(found);
        }
    }
    best
}

/// `Rabu (27/3)`, `Jumat, 4 April 2025`, `Kamis malam (17/4)`, `Senin depan`, `Selasa`.
fn on_weekday(tokens: &Tokens, at: usize, weekday: u8) -> Option<(usize, Value)> {
    if let Some((end, date)) = dated_weekday(tokens, at) {
        // Senin (7/4) hingga Jumat (11/4).
        let last = tokens.joined(end, false).filter(|next| matches!(tokens.meaning(*next), Some(Meaning::Weekday(_))));
        if let Some((end, to)) = last.and_then(|next| dated_weekday(tokens, next))
            && date <= to
        {
            return Some((end, Value::Period { from: date, to }));
        }
        return Some((end, Value::Date(date)));
    }
    // Holidays, weeks, and days that come again and again.
    let is_week = weekday == 6 && tokens.among(at + 1, "depan ini kedua keempat ketiga lalu pertama");
    let is_name = tokens.among(at + 1, "abu agung kliwon legi pahing pon putih wage") && tokens.is_capital(at + 1)
        || tokens.among(at.wrapping_sub(1), "black saban salat setiap sholat shalat tiap");
    let is_other_range = tokens.joined(at + 1, false).is_some_and(|next| is_weekday(tokens, next))
        || at > 1 && tokens.joined(at - 1, false) == Some(at) && is_weekday(tokens, at - 2);
    if is_week || is_name || is_other_range {
        return None;
    }
    let today = tokens.today?;
    let since = |days: i64| today.checked_add(Duration::days(days));
    let behind = i64::from((today.weekday().number_days_from_monday() + 7 - weekday) % 7);
    let ahead = (7 - behind) % 7;
    let date = if tokens.among(at + 1, "minggu pekan") && tokens.among(at + 2, "depan mendatang") {
        since(7 - i64::from(today.weekday().number_days_from_monday()) + i64::from(weekday))
    } else if tokens.among(at + 1, "minggu pekan") && tokens.is(at + 2, "lalu") {
        since(i64::from(weekday) - 7 - i64::from(today.weekday().number_days_from_monday()))
    } else if tokens.among(at + 1, "depan mendatang nanti") || speaks_of_future(tokens, at) {
        since(if ahead == 0 { 7 } else { ahead })
    } else {
        since(-behind)
    };
    Some((at + 1, Value::Date(date?)))
}

fn is_weekday(tokens: &Tokens, at: usize) -> bool {
    matches!(tokens.meaning(at), Some(Meaning::Weekday(_)))
}

/// A weekday with its date: the date and the token behind it.
fn dated_weekday(tokens: &Tokens, at: usize) -> Option<(usize, Date)> {
    let mut next = at + 1;
    // Kamis malam (17/4), Senin pekan lalu (14/4).
    for _ in 0..2 {
        next += usize::from(tokens.among(next, "dini hari ini kemarin lalu malam pagi pekan petang siang sore"));
    }
    next += usize::from(tokens.get(next) == ",");
    let is_bracket = tokens.get(next) == "(";
    let day = explicit(tokens, next + usize::from(is_bracket), true)?;
    let is_closed = tokens.get(day.end) == ")";
    let end = day.end + usize::from(is_bracket && is_closed);
    Some((end, resolved(tokens, day)?))
}

/// Whether the words just before token `at` speak of what is to come.
fn speaks_of_future(tokens: &Tokens, at: usize) -> bool {
    const REACH: usize = 7;
    for back in 1..=REACH.min(at) {
        match tokens.get(at - back) {
            "." | ";" | "!" | "?" => return false,
            _ if tokens.among(at - back, "akan bakal dijadwalkan mendatang rencananya") => return true,
            _ => {}
        }
    }
    false
}

/// `Maret 2024`, `Januari-September 2025`, `Desember 2024 hingga Februari 2025`.
fn month(tokens: &Tokens, at: usize) -> Option<(usize, Value)> {
    // Without its year a month says little, and its short forms are names of people.
    let (first, year, end) = month_and_year(tokens, at)?;
    let last = tokens.joined(end, false).and_then(|next| month_and_year(tokens, next));
    if let Some((last, Some(last_year), end)) = last {
        let first_year = year.unwrap_or(if first > last { last_year - 1 } else { last_year });
        let from = moment::day(first_year, first, 1)?;
        let to = last_day(last_year, last)?;
        return (from <= to).then_some((end, Value::Period { from, to }));
    }
    Some((end, Value::Month { year: year?, month: first }))
}

fn month_and_year(tokens: &Tokens, at: usize) -> Option<(u8, Option<i32>, usize)> {
    // Names begin with capitals too: what follows decides sooner than the table of months.
    let leads_on = match tokens.get(at + 1).as_bytes().first() {
        Some(b'0'..=b'9') => tokens.year(at + 1).is_some(),
        Some(b'-' | b'h' | b's' | b't' | 128..) => tokens.is(at + 1, "tahun") || tokens.joined(at + 1, false).is_some(),
        _ => false,
    };
    if !leads_on || !tokens.is_capital(at) {
        return None;
    }
    let month = moment::month_here(tokens.get(at))?;
    let word = usize::from(tokens.is(at + 1, "tahun"));
    let year = tokens.year(at + 1 + word).filter(|_| tokens.get(at + 2 + word) != "%");
    Some((month, year, if year.is_some() { at + 2 + word } else { at + 1 }))
}

fn last_day(year: i32, month: u8) -> Option<Date> {
    let days = Month::try_from(month).ok()?.length(year);
    moment::day(year, month, days)
}

/// `months` months from the `first` month of `year` on, both counted from 1.
fn months(year: i32, first: u8, months: u8) -> Option<Value> {
    let last = (first + months).checked_sub(1).filter(|last| *last <= 12)?;
    Some(Value::Period { from: moment::day(year, first, 1)?, to: last_day(year, last)? })
}

/// A period that begins with token `at`, and the token behind it. Two of a kind with `hingga` between are one.
pub(super) fn period(tokens: &Tokens, at: usize) -> Option<(usize, Value)> {
    if tokens.year(at).is_some() && (!tokens.is_free(at) || is_rule(tokens, at)) {
        return None;
    }
    let (end, value) = one_period(tokens, at)?;
    let Value::Period { from, .. } = value else { return None };
    if let Some(next) = tokens.joined(end, false)
        && let Some((end, Value::Period { to, .. })) = one_period(tokens, next)
        && from < to
    {
        return Some((end, Value::Period { from, to }));
    }
    Some((end, value))
}

fn one_period(tokens: &Tokens, at: usize) -> Option<(usize, Value)> {
    match tokens.meaning(at) {
        Some(Meaning::Months(length)) => return part_of_year(tokens, at, length),
        Some(Meaning::Year) => {
            let year = tokens.year(at + 1).filter(|_| !is_rule(tokens, at) && is_whole(tokens, at + 1))?;
            return whole(year, at + 2);
        }
        _ => {}
    }
    coded(tokens, at).or_else(|| first_months(tokens, at)).or_else(|| {
        let year = tokens.year(at).filter(|_| is_whole(tokens, at))?;
        whole(year, at + 1)
    })
}

fn whole(year: i32, end: usize) -> Option<(usize, Value)> {
    months(year, 1, 12).map(|value| (end, value))
}

/// Words behind which a number of four digits is the year of a rule, or no year.
const RULES: &str = "act halaman inpres kepmen keppres nikkei no nomor nomer pasal perda permen permenkeu perppu perpres pmk pojk \
    pos pp psak russell seojk stoxx tap topix uu uud";

fn is_rule(tokens: &Tokens, at: usize) -> bool {
    // The number of a rule stands before its year: UU Nomor 4 Tahun 2023.
    let (word, number) = (at.wrapping_sub(1), at.wrapping_sub(2));
    tokens.is(word, "tahun") && (tokens.is_number(number) || tokens.among(number, RULES))
        || tokens.is(at, "tahun") && tokens.is_number(word)
        || tokens.among(word, RULES)
        || tokens.get(at.wrapping_sub(1)) == "." && tokens.among(at.wrapping_sub(2), "no pos")
        || tokens.before(at, 1) == "/"
}

/// Whether the digits of token `at` are all there is of the number, and count nothing.
fn is_whole(tokens: &Tokens, at: usize) -> bool {
    let (next, is_glued) = (tokens.get(at + 1), tokens.is_glued(at + 1));
    let has_more = tokens.is_glued(at + 2) && (tokens.is_word(at + 2) || tokens.is_number(at + 2));
    let goes_on = is_glued && (tokens.is_word(at + 1) || next == "%" || matches!(next, "/" | ":") && has_more)
        || is_glued && is_dash(next) && tokens.is(at + 2, "an");
    let counts = tokens
        .among(at + 1, "buah hari jam jemaah kali kata karyawan orang pegawai peserta rumah siswa warga")
        || matches!(tokens.meaning(at + 1), Some(Meaning::Scale(_)))
        || figure::counts(tokens, at + 1);
    // Round numbers belong to names of indexes more often than they are years.
    let is_round = tokens.get(at).ends_with("00")
        && !tokens.among(at.wrapping_sub(1), "akhir awal di hingga pada per sampai sejak sekitar tahun");
    !goes_on && !counts && !is_round
}

/// `kuartal III-2025`, `semester I 2025`, `paruh kedua tahun lalu`.
fn part_of_year(tokens: &Tokens, at: usize, length: u8) -> Option<(usize, Value)> {
    let (first, mut end) = ordinal(tokens, at + 1)?;
    let mut last = first;
    if let Some(next) = tokens.joined(end, false)
        && let Some((number, next)) = ordinal(tokens, next).filter(|(number, _)| *number > first)
    {
        (last, end) = (number, next);
    }
    let (year, end) = year_of(tokens, end)?;
    let start = (first - 1).checked_mul(length)?.checked_add(1)?;
    months(year, start, (last - first + 1).checked_mul(length)?).map(|value| (end, value))
}

/// Which one: `III`, `3`, `ketiga`, `ke-3`; at most the fourth.
fn ordinal(tokens: &Tokens, at: usize) -> Option<(u8, usize)> {
    const NAMES: [[&str; 3]; 4] =
        [["I", "1", "pertama"], ["II", "2", "kedua"], ["III", "3", "ketiga"], ["IV", "4", "keempat"]];
    let at = at + if !tokens.is(at, "ke") { 0 } else { 1 + usize::from(is_dash(tokens.get(at + 1))) };
    let name = tokens.get(at);
    let index = NAMES.iter().position(|names| names.contains(&name))?;
    Some((u8::try_from(index + 1).ok()?, at + 1))
}

/// The year that a part of it at the token before `at` belongs to, and the token behind: `-2025`, `tahun 2025`, `tahun lalu`.
fn year_of(tokens: &Tokens, at: usize) -> Option<(i32, usize)> {
    let is_marked = matches!(tokens.get(at), "/" | "," | "'" | "’") || is_dash(tokens.get(at));
    let at = at + usize::from(is_marked);
    if let Some(year) = tokens.year(at) {
        return Some((year, at + 1));
    }
    if is_marked && tokens.is_glued(at) && tokens.get(at).len() == 2 {
        let year = tokens.plain(at, 2).filter(|year| (10..=50).contains(year))?;
        return i32::try_from(2000 + year).ok().map(|year| (year, at + 1));
    }
    if !tokens.is(at, "tahun") {
        return None;
    }
    if let Some(year) = tokens.year(at + 1) {
        return Some((year, at + 2));
    }
    let this = tokens.today?.year();
    let year = match tokens.get(at + 1) {
        "lalu" => this - 1,
        "ini" => this,
        "depan" | "mendatang" => this + 1,
        _ => return None,
    };
    Some((year, at + 2))
}

/// `3Q25`, `Q3 2025`, `1H-2025`, `9M25`.
fn coded(tokens: &Tokens, at: usize) -> Option<(usize, Value)> {
    let (letter, number, end, is_after) = if tokens.is_number(at) {
        (tokens.get(at + 1), tokens.plain(at, 2)?, at + 2, true)
    } else {
        (tokens.get(at), tokens.plain(at + 1, 1)?, at + 2, false)
    };
    if !tokens.is_glued(at + 1) || tokens.is_glued(at) && tokens.before(at, 1) != "(" {
        return None;
    }
    let number = u8::try_from(number).ok()?;
    let length = match letter {
        "Q" if (1..=4).contains(&number) => 3,
        "H" if (1..=2).contains(&number) => 6,
        "M" if is_after && (1..=12).contains(&number) => 0,
        _ => return None,
    };
    // The year has two digits where it is glued to the letter.
    let short = || {
        let year = (tokens.is_glued(end) && tokens.get(end).len() == 2).then(|| tokens.plain(end, 2)).flatten()?;
        i32::try_from(2000 + year).ok().map(|year| (year, end + 1))
    };
    let (year, end) = short().or_else(|| year_of(tokens, end))?;
    let value = if length == 0 { months(year, 1, number) } else { months(year, (number - 1) * length + 1, length) };
    value.map(|value| (end, value))
}

/// `sembilan bulan pertama 2025`.
fn first_months(tokens: &Tokens, at: usize) -> Option<(usize, Value)> {
    let (count, end) = match tokens.plain(at, 2).filter(|_| tokens.is_free(at)) {
        Some(count) => (u8::try_from(count).ok()?, at + 1),
        None => {
            let (count, end, _) = number::in_words(tokens, at)?;
            (count.small()?, end)
        }
    };
    if !tokens.is(end, "bulan") || !(1..=12).contains(&count) {
        return None;
    }
    let first = usize::from(tokens.is(end + 1, "pertama"));
    let (year, end) = year_of(tokens, end + 1 + first).filter(|_| first == 1 || tokens.year(end + 1).is_some())?;
    months(year, 1, count).map(|value| (end, value))
}
