//! Money, percentages, points and quantities: a number with what it counts.

use super::lexicon::{self, Meaning};
use super::number::{self, Decimal};
use super::token::{Tokens, compare, is_dash};
use super::{Direction, Value};

/// What a number counts.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Measure {
    Money(&'static str),
    Percent,
    Points(&'static str),
    Unit(&'static str),
}

/// A number, with the measure that it has by itself.
struct End {
    number: Decimal,
    /// Before the words for thousands and more.
    bare: Decimal,
    measure: Option<Measure>,
    /// Whether its currency stands before it.
    is_signed: bool,
    is_in_words: bool,
    /// Its first digit or word.
    digits: usize,
    /// The token behind it all.
    end: usize,
}

/// What a figure says, and the token behind it.
pub(super) fn figure(tokens: &Tokens, at: usize) -> Option<(usize, Value)> {
    if !tokens.is_free(at) {
        return None;
    }
    let first = end(tokens, at)?;
    let first_per = first.measure.as_ref().and_then(|measure| pers(tokens, first.end, measure));
    // US$ 60 per barel-US$ 65 per barel.
    let joint = first_per.as_ref().map_or(first.end, |(end, _)| *end);
    let (low, last, measure, (end, per)) = match range(tokens, at, &first, joint) {
        Some((low, last)) => {
            let measure = last.measure.or(first.measure)?;
            let per = match (pers(tokens, last.end, &measure), first_per) {
                (Some((end, per)), _) => (end, Some(per)),
                (None, first_per) => (last.end, first_per.map(|(_, per)| per)),
            };
            (low, Some(last.number), measure, per)
        }
        None => (first.number, None, first.measure?, (joint, first_per.map(|(_, per)| per))),
    };
    let value = match measure {
        Measure::Percent => Value::Percent { value: low, most: last },
        Measure::Points(unit) => Value::Points { value: low, most: last, unit },
        Measure::Money(currency) => Value::Money { amount: low, most: last, currency, per },
        Measure::Unit(unit) => {
            let unit = per.map_or_else(|| unit.to_owned(), |per| crate::text::join([unit, &per], " per "));
            Value::Quantity { value: low, most: last, unit }
        }
    };
    Some((end, value))
}

/// What a figure with this measure is per, where it ends before token `at`; quantities may have two: `kg per kapita per tahun`.
fn pers(tokens: &Tokens, at: usize, measure: &Measure) -> Option<(usize, String)> {
    match measure {
        Measure::Money(_) => per(tokens, at),
        Measure::Unit(_) => {
            let (end, one) = per(tokens, at)?;
            Some(match per(tokens, end) {
                Some((end, two)) => (end, crate::text::join([one, two], " per ")),
                None => (end, one),
            })
        }
        _ => None,
    }
}

/// The lower end and the upper one, where another figure follows with which `first` makes a range.
/// What joins them stands at token `joint`.
fn range(tokens: &Tokens, at: usize, first: &End, joint: usize) -> Option<(Decimal, End)> {
    let with_and = tokens.before(at, 1).eq_ignore_ascii_case("antara");
    let next = tokens.joined(joint, with_and)?;
    let is_glued = is_dash(tokens.get(joint)) && tokens.is_glued(next);
    let second = end(tokens, next)?;
    let is_scaled = |end: &End| end.number != end.bare;
    match (&first.measure, &second.measure) {
        (Some(one), Some(two)) if one != two => return None,
        (None, None) => return None,
        // Rp 5 miliar hingga 2030; Rp 5 miliar hingga 30 hari.
        (Some(Measure::Money(_)), None) => {
            let is_own = !is_glued && (tokens.year(second.digits).is_some() || is_scaled(first));
            if !first.is_signed || is_own && !is_scaled(&second) || second.is_in_words {
                return None;
            }
        }
        (Some(_), None) => return None,
        (None, Some(_)) if second.is_signed => return None,
        (_, Some(_)) => {}
    }
    // The word for thousands serves both ends, unless the first would then be the greater: 500.000-1 juta.
    let is_served = is_scaled(&second) && !is_scaled(first) && first.bare.is_at_most(second.bare);
    let low = if is_served { rescaled(first.bare, &second)? } else { first.number };
    let is_rising = low.is_at_most(second.number);
    (is_rising || first.measure.is_some() && second.measure.is_some()).then_some((low, second))
}

/// `number` times what `like` is times its bare number.
fn rescaled(number: Decimal, like: &End) -> Option<Decimal> {
    number.shifted(like.number.power_over(like.bare))
}

fn end(tokens: &Tokens, at: usize) -> Option<End> {
    let (mut at, mut is_negative) = negative(tokens, at);
    let currency = prefix(tokens, at);
    if let Some((_, next)) = currency {
        (at, is_negative) = match negative(tokens, next) {
            (next, false) => (next, is_negative),
            signed => signed,
        };
    }
    let digits = at;
    let (bare, mut number, mut end, is_in_words);
    if tokens.is_number(at) {
        bare = Decimal::read(tokens.get(at))?;
        (number, end, _) = number::scaled(tokens, bare, at + 1)?;
        is_in_words = false;
        if currency.is_some() {
            if let Some(Meaning::Short(power)) = tokens.meaning(end).filter(|_| end == at + 1) {
                number = number.shifted(power as i8)?;
                end += 1;
            }
            // Rp 5.000,-
            if tokens.get(end) == ","
                && tokens.is_glued(end)
                && is_dash(tokens.get(end + 1))
                && tokens.is_glued(end + 1)
            {
                end += 2;
            }
        }
    } else if currency.is_none() {
        (number, end, _) = number::in_words(tokens, at)?;
        (bare, is_in_words) = (number, true);
    } else {
        return None;
    }
    if is_negative {
        number = number.negated();
    }
    let measure = match currency {
        Some((code, _)) => Some(Measure::Money(code)),
        None => match measure(tokens, end) {
            Some((measure, is_hundredth, next)) => {
                if is_hundredth {
                    number = number.shifted(-2)?;
                }
                end = next;
                Some(measure)
            }
            None => None,
        },
    };
    // One share of many is no amount of shares, and three points of a list are none of an index.
    let is_list = matches!(measure, Some(Measure::Unit("saham") | Measure::Points("poin")));
    let is_count = is_in_words && is_list && bare.is_at_most(Decimal::new(999, 0)?);
    let measure = measure.filter(|_| !is_count);
    let bare = if is_negative { bare.negated() } else { bare };
    Some(End { number, bare, measure, is_signed: currency.is_some(), is_in_words, digits, end })
}

/// The token behind a sign at `at`, and whether it is one for minus.
fn negative(tokens: &Tokens, at: usize) -> (usize, bool) {
    if tokens.meaning(at) == Some(Meaning::Minus) {
        return (at + 1, true);
    }
    let sign = tokens.get(at);
    let is_minus = is_dash(sign);
    if (is_minus || sign == "+") && tokens.is_glued(at + 1) { (at + 1, is_minus) } else { (at, false) }
}

/// The currency that stands before a number at token `at`, and the token behind it.
fn prefix(tokens: &Tokens, at: usize) -> Option<(&'static str, usize)> {
    if let Some(found) = lexicon::sign(tokens, at) {
        return Some(found);
    }
    match tokens.meaning(at)? {
        // A pair of currencies has a level, no amount.
        Meaning::Code(code) if tokens.before(at, 1) != "/" => {
            Some((code, at + 1 + usize::from(code == "IDR" && tokens.get(at + 1) == ".")))
        }
        _ => None,
    }
}

/// Whether a number before token `at` counts something, even where it looks like a year. Shares and units are what sentences
/// go on with behind a year: `pada 2025 saham itu naik`.
pub(super) fn counts(tokens: &Tokens, at: usize) -> bool {
    measure(tokens, at).is_some_and(|(measure, ..)| !matches!(measure, Measure::Unit("saham" | "unit" | "lot")))
}

/// What is counted by a number that ends before token `at`; whether in hundredths; and the token behind.
fn measure(tokens: &Tokens, at: usize) -> Option<(Measure, bool, usize)> {
    let word = tokens.get(at);
    // Few words begin like those that are looked for here.
    let may_count = matches!(word.as_bytes().first(), Some(b'%' | b'B' | b'b' | b'P' | b'p' | b'S' | b's'));
    let is_percent = |at: usize| tokens.get(at) == "%" || tokens.among(at, "persen persentase");
    let found = match word {
        _ if !may_count => None,
        "%" => Some((Measure::Percent, at + 1)),
        "bps" | "bp" => Some((Measure::Points("bps"), at + 1)),
        "pp" => Some((Measure::Points("pp"), at + 1)),
        _ if !tokens.is_word(at) => None,
        _ if tokens.is(at, "persen") => Some((Measure::Percent, at + 1)),
        _ if tokens.is(at, "basis") && tokens.among(at + 1, "poin point points") => {
            Some((Measure::Points("bps"), at + 2))
        }
        _ if tokens.is(at, "bps") => Some((Measure::Points("bps"), at + 1)),
        _ if tokens.among(at, "poin point points") => Some(match is_percent(at + 1) {
            true => (Measure::Points("pp"), at + 2),
            false => (Measure::Points("poin"), at + 1),
        }),
        _ => None,
    };
    if let Some((measure, end)) = found {
        // Persen poin.
        return Some(match measure == Measure::Percent && tokens.is(end, "poin") {
            true => (Measure::Points("pp"), false, end + 1),
            false => (measure, false, end),
        });
    }
    if may_count && tokens.is(at, "sen") {
        let (code, end) = lexicon::coin(tokens, at + 1).or_else(|| lexicon::sign(tokens, at + 1))?;
        return Some((Measure::Money(code), true, end));
    }
    if let Some((code, end)) = lexicon::coin(tokens, at) {
        return Some((Measure::Money(code), false, end));
    }
    if let Some(Meaning::Code(code)) = tokens.meaning(at) {
        // What follows with a number of its own is the next amount.
        return (!tokens.is_number(at + 1) && tokens.get(at + 1) != "/").then_some((
            Measure::Money(code),
            false,
            at + 1,
        ));
    }
    lexicon::unit(tokens, at).map(|(unit, end)| (Measure::Unit(unit), false, end))
}

/// Words that stand behind `per` where it means a day: `per akhir 2025`.
const DAYS: &str = "akhir awal pertengahan posisi saat tanggal tgl";

/// What the amount before token `at` is per, and the token behind: `per saham`, `/kg`, `per dolar AS`.
fn per(tokens: &Tokens, at: usize) -> Option<(usize, String)> {
    let is_stroke = tokens.get(at) == "/";
    if !is_stroke && !tokens.is(at, "per") {
        return None;
    }
    let at = at + 1;
    let (code, end) = match tokens.meaning(at) {
        Some(Meaning::Code(code)) => (Some(code), at + 1),
        _ => lexicon::sign(tokens, at)
            .or_else(|| lexicon::coin(tokens, at))
            .map_or((None, at), |(code, end)| (Some(code), end)),
    };
    if let Some(code) = code {
        return Some((end, code.to_owned()));
    }
    if let Some((unit, end)) = lexicon::unit(tokens, at) {
        return Some((end, unit.to_owned()));
    }
    let word = tokens.get(at);
    if !tokens.is_word(at) || tokens.is_capital(at) || word.len() < 2 || tokens.among(at, DAYS) {
        return None;
    }
    // Per tahun 2024, per kuartal III, per bulan Maret, per hari ini.
    let is_dated = tokens.among(at, "bulan caturwulan hari kuartal semester tahun triwulan")
        && (tokens.is_number(at + 1) || tokens.is_capital(at + 1) || tokens.among(at + 1, "ini lalu"));
    if is_dated {
        return None;
    }
    let word = word.strip_suffix("nya").unwrap_or(word);
    Some((at + 1, bare_unit(word).unwrap_or(word).to_owned()))
}

/// The unit whose name is `word`: what is left of `sahamnya`.
fn bare_unit(word: &str) -> Option<&'static str> {
    lexicon::unit(&Tokens::new(word, None), 0).map(|(unit, _)| unit)
}

/// How many tokens a word of movement may stand before its figure.
const REACH: usize = 8;

/// Words of movement. Sorted.
const MOVEMENTS: [(&str, Direction); 59] = [
    ("amblas", Direction::Down),
    ("ambles", Direction::Down),
    ("ambruk", Direction::Down),
    ("anjlok", Direction::Down),
    ("berkurang", Direction::Down),
    ("bertambah", Direction::Up),
    ("bertumbuh", Direction::Up),
    ("jatuh", Direction::Down),
    ("jeblok", Direction::Down),
    ("kemerosotan", Direction::Down),
    ("kenaikan", Direction::Up),
    ("kontraksi", Direction::Down),
    ("koreksi", Direction::Down),
    ("lonjakan", Direction::Up),
    ("melambung", Direction::Up),
    ("melandai", Direction::Down),
    ("melejit", Direction::Up),
    ("melemah", Direction::Down),
    ("melesat", Direction::Up),
    ("melompat", Direction::Up),
    ("melonjak", Direction::Up),
    ("melorot", Direction::Down),
    ("membaik", Direction::Up),
    ("membesar", Direction::Up),
    ("menanjak", Direction::Up),
    ("menciut", Direction::Down),
    ("mendaki", Direction::Up),
    ("menguat", Direction::Up),
    ("meningkat", Direction::Up),
    ("menipis", Direction::Down),
    ("menukik", Direction::Down),
    ("menurun", Direction::Down),
    ("menyusut", Direction::Down),
    ("merangkak", Direction::Up),
    ("meroket", Direction::Up),
    ("merosot", Direction::Down),
    ("naik", Direction::Up),
    ("pelemahan", Direction::Down),
    ("penambahan", Direction::Up),
    ("penguatan", Direction::Up),
    ("peningkatan", Direction::Up),
    ("penurunan", Direction::Down),
    ("penyusutan", Direction::Down),
    ("pertumbuhan", Direction::Up),
    ("rebound", Direction::Up),
    ("rontok", Direction::Down),
    ("susut", Direction::Down),
    ("tergelincir", Direction::Down),
    ("tergerus", Direction::Down),
    ("terjun", Direction::Down),
    ("terkikis", Direction::Down),
    ("terkontraksi", Direction::Down),
    ("terkoreksi", Direction::Down),
    ("terpangkas", Direction::Down),
    ("tersungkur", Direction::Down),
    ("tertekan", Direction::Down),
    ("tumbuh", Direction::Up),
    ("turun", Direction::Down),
    ("turunnya", Direction::Down),
];

/// For each first letter, by its last five bits, how long the words of movement are that begin with it, a bit for each length.
const MOVEMENT_LENGTHS: [u16; 32] = {
    let mut lengths = [0; 32];
    let mut at = 0;
    while at < MOVEMENTS.len() {
        let word = MOVEMENTS[at].0.as_bytes();
        lengths[(word[0] & 31) as usize] |= 1 << word.len();
        at += 1;
    }
    lengths
};

/// Where the words before a figure at token `at` say that it moves.
pub(super) fn direction(tokens: &Tokens, at: usize) -> Option<Direction> {
    for back in 1..=REACH.min(at) {
        let place = at - back;
        let word = tokens.get(place);
        let lengths = word.bytes().next().and_then(|first| MOVEMENT_LENGTHS.get(usize::from(first & 31))).unwrap_or(&0);
        if word.len() < 16
            && lengths >> word.len() & 1 == 1
            && let Ok(found) = MOVEMENTS.binary_search_by(|(name, _)| compare(name, word))
        {
            return MOVEMENTS.get(found).map(|(_, direction)| *direction);
        }
        // What is reached or left is a level; and another clause has its own movement.
        let is_level = tokens.among(place, "dan di jadi ke level menjadi pada posisi sedangkan sementara tetapi")
            || tokens.is(place, "dari") && !tokens.among(place.wrapping_sub(1), "lebih kurang")
            || matches!(tokens.get(place), "." | "," | ";" | ":" | ")" | "%");
        if is_level {
            return None;
        }
    }
    None
}

/// Whether the table of movements can be searched by halves.
#[cfg(test)]
pub(super) fn is_sorted() -> bool {
    MOVEMENTS.is_sorted_by(|one, other| one.0 < other.0)
}
