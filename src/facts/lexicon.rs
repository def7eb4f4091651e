//! The words that figures are made of.

use std::cmp::Ordering;

use super::token::Tokens;

/// What a word says in a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A number.
    Count(u32),
    /// `belas`: ten more.
    Teen,
    /// `puluh`, `ratus`: the number before it, this many times.
    Times(u8),
    /// `setengah`.
    Half,
    /// A power of ten, as a word.
    Scale(u8),
    /// A power of ten in one or two letters, only behind a currency.
    Short(u8),
    /// A currency that stands before or behind the number, by its code.
    Code(&'static str),
    /// A currency that stands behind the number.
    Coin(&'static str),
    /// A day of the week, Monday as 0.
    Weekday(u8),
    /// A day, so many days from today.
    Day(i8),
    /// A part of the year of so many months.
    Months(u8),
    /// `tahun`.
    Year,
    /// `minus`.
    Minus,
    /// What people say who speak of business.
    Trade,
}

/// No word of the table is longer.
const LONGEST_WORD: usize = 13;

/// Sorted.
const WORDS: [(&str, Meaning); 139] = [
    ("aed", Meaning::Code("AED")),
    ("ahad", Meaning::Weekday(6)),
    ("aset", Meaning::Trade),
    ("aud", Meaning::Code("AUD")),
    ("baht", Meaning::Coin("THB")),
    ("bank", Meaning::Trade),
    ("belas", Meaning::Teen),
    ("beli", Meaning::Trade),
    ("besok", Meaning::Day(1)),
    ("billion", Meaning::Scale(9)),
    ("bn", Meaning::Short(9)),
    ("brl", Meaning::Code("BRL")),
    ("buy", Meaning::Trade),
    ("cad", Meaning::Code("CAD")),
    ("caturwulan", Meaning::Months(4)),
    ("chf", Meaning::Code("CHF")),
    ("cnh", Meaning::Code("CNH")),
    ("cny", Meaning::Code("CNY")),
    ("delapan", Meaning::Count(8)),
    ("dirham", Meaning::Coin("AED")),
    ("dividen", Meaning::Trade),
    ("dolar", Meaning::Coin("USD")),
    ("dollar", Meaning::Coin("USD")),
    ("dong", Meaning::Coin("VND")),
    ("dua", Meaning::Count(2)),
    ("ekonomi", Meaning::Trade),
    ("ekspor", Meaning::Trade),
    ("emiten", Meaning::Trade),
    ("empat", Meaning::Count(4)),
    ("enam", Meaning::Count(6)),
    ("eur", Meaning::Code("EUR")),
    ("euro", Meaning::Coin("EUR")),
    ("franc", Meaning::Coin("CHF")),
    ("gbp", Meaning::Code("GBP")),
    ("harga", Meaning::Trade),
    ("hkd", Meaning::Code("HKD")),
    ("hold", Meaning::Trade),
    ("idr", Meaning::Code("IDR")),
    ("ihsg", Meaning::Trade),
    ("impor", Meaning::Trade),
    ("industri", Meaning::Trade),
    ("inr", Meaning::Code("INR")),
    ("investor", Meaning::Trade),
    ("jpy", Meaning::Code("JPY")),
    ("jt", Meaning::Short(6)),
    ("jual", Meaning::Trade),
    ("jumat", Meaning::Weekday(4)),
    ("juta", Meaning::Scale(6)),
    ("jutaan", Meaning::Scale(6)),
    ("k", Meaning::Short(3)),
    ("kamis", Meaning::Weekday(3)),
    ("kemarin", Meaning::Day(-1)),
    ("kinerja", Meaning::Trade),
    ("krw", Meaning::Code("KRW")),
    ("kuartal", Meaning::Months(3)),
    ("laba", Meaning::Trade),
    ("lima", Meaning::Count(5)),
    ("lira", Meaning::Coin("TRY")),
    ("lusa", Meaning::Day(2)),
    ("m", Meaning::Short(9)),
    ("miliar", Meaning::Scale(9)),
    ("miliaran", Meaning::Scale(9)),
    ("million", Meaning::Scale(6)),
    ("milyar", Meaning::Scale(9)),
    ("minggu", Meaning::Weekday(6)),
    ("minus", Meaning::Minus),
    ("mn", Meaning::Short(6)),
    ("myr", Meaning::Code("MYR")),
    ("nol", Meaning::Count(0)),
    ("nzd", Meaning::Code("NZD")),
    ("paruh", Meaning::Months(6)),
    ("pasar", Meaning::Trade),
    ("pendapatan", Meaning::Trade),
    ("penjualan", Meaning::Trade),
    ("perseroan", Meaning::Trade),
    ("perusahaan", Meaning::Trade),
    ("peso", Meaning::Coin("PHP")),
    ("php", Meaning::Code("PHP")),
    ("pound", Meaning::Coin("GBP")),
    ("poundsterling", Meaning::Coin("GBP")),
    ("produksi", Meaning::Trade),
    ("pt", Meaning::Trade),
    ("puluh", Meaning::Times(10)),
    ("rabu", Meaning::Weekday(2)),
    ("rand", Meaning::Coin("ZAR")),
    ("ratus", Meaning::Times(100)),
    ("rb", Meaning::Short(3)),
    ("rekomendasi", Meaning::Trade),
    ("renminbi", Meaning::Coin("CNY")),
    ("ribu", Meaning::Scale(3)),
    ("ribuan", Meaning::Scale(3)),
    ("ringgit", Meaning::Coin("MYR")),
    ("riyal", Meaning::Coin("SAR")),
    ("rm", Meaning::Code("MYR")),
    ("rmb", Meaning::Code("CNY")),
    ("rp", Meaning::Code("IDR")),
    ("rub", Meaning::Code("RUB")),
    ("rubel", Meaning::Coin("RUB")),
    ("rupee", Meaning::Coin("INR")),
    ("rupiah", Meaning::Coin("IDR")),
    ("sabtu", Meaning::Weekday(5)),
    ("saham", Meaning::Trade),
    ("sar", Meaning::Code("SAR")),
    ("satu", Meaning::Count(1)),
    ("sebelas", Meaning::Count(11)),
    ("sejuta", Meaning::Count(1_000_000)),
    ("selasa", Meaning::Weekday(1)),
    ("sell", Meaning::Trade),
    ("sembilan", Meaning::Count(9)),
    ("semester", Meaning::Months(6)),
    ("semiliar", Meaning::Count(1_000_000_000)),
    ("senin", Meaning::Weekday(0)),
    ("sepuluh", Meaning::Count(10)),
    ("seratus", Meaning::Count(100)),
    ("seribu", Meaning::Count(1000)),
    ("setengah", Meaning::Half),
    ("sgd", Meaning::Code("SGD")),
    ("t", Meaning::Short(12)),
    ("tahun", Meaning::Year),
    ("target", Meaning::Trade),
    ("tbk", Meaning::Trade),
    ("thb", Meaning::Code("THB")),
    ("tiga", Meaning::Count(3)),
    ("trading", Meaning::Trade),
    ("transaksi", Meaning::Trade),
    ("triliun", Meaning::Scale(12)),
    ("triliunan", Meaning::Scale(12)),
    ("trillion", Meaning::Scale(12)),
    ("trilyun", Meaning::Scale(12)),
    ("triwulan", Meaning::Months(3)),
    ("tujuh", Meaning::Count(7)),
    ("twd", Meaning::Code("TWD")),
    ("untung", Meaning::Trade),
    ("usd", Meaning::Code("USD")),
    ("vnd", Meaning::Code("VND")),
    ("won", Meaning::Coin("KRW")),
    ("yen", Meaning::Coin("JPY")),
    ("yuan", Meaning::Coin("CNY")),
    ("zar", Meaning::Code("ZAR")),
];

/// For each first letter, where its words begin in the table, and which lengths, second and last letters they have, a bit
/// for each: most words of a text are turned away here. One row more says where the last letter ends.
const LETTERS: [(u8, u16, u32, u32); 27] = {
    let mut letters = [(0, 0, 0, 0); 27];
    let mut at = WORDS.len();
    let mut letter = 26;
    loop {
        // From the end: each letter begins where the one behind it does, unless it has words of its own.
        letters[letter].0 = at as u8;
        if letter == 0 {
            break;
        }
        letter -= 1;
        while at > 0 && WORDS[at - 1].0.as_bytes()[0] - b'a' == letter as u8 {
            at -= 1;
            letters[letter].1 |= 1 << WORDS[at].0.len();
            letters[letter].2 |= second_letter(WORDS[at].0.as_bytes());
            letters[letter].3 |= last_letter(WORDS[at].0.as_bytes());
        }
    }
    letters
};

/// A bit for the second letter of a word; none where it has but one.
const fn second_letter(word: &[u8]) -> u32 {
    match word {
        [_, second, ..] => 1 << (*second & 31),
        _ => 0,
    }
}

/// A bit for the last letter of a word.
const fn last_letter(word: &[u8]) -> u32 {
    match word {
        [.., last] => 1 << (*last & 31),
        [] => 0,
    }
}

/// What a word says in a figure. Codes of currencies count only in capitals, but for the rupiah's own.
pub(super) fn meaning(word: &str) -> Option<Meaning> {
    let first = word.bytes().next()?.to_ascii_lowercase();
    let letter = usize::from(first.wrapping_sub(b'a'));
    let ((start, lengths, seconds, lasts), (end, ..)) = (*LETTERS.get(letter)?, *LETTERS.get(letter + 1)?);
    let second = second_letter(word.as_bytes());
    let has_form = word.len() <= LONGEST_WORD
        && lengths >> word.len() & 1 == 1
        && second & seconds == second
        && lasts & last_letter(word.as_bytes()) != 0;
    if !has_form {
        return None;
    }
    let mut words = WORDS.get(usize::from(start)..usize::from(end))?.iter();
    let (_, found) = *words.find(|(name, _)| name.len() == word.len() && name.eq_ignore_ascii_case(word))?;
    let is_capital = word.bytes().next().is_some_and(|first| first.is_ascii_uppercase());
    let is_meant = match found {
        Meaning::Code("IDR") if word.len() == 2 => true,
        Meaning::Code(_) => !word.bytes().any(|letter| letter.is_ascii_lowercase()),
        // A small letter is a metre or a tonne; a small `minggu` is a week.
        Meaning::Short(9 | 12) if word.len() == 1 => is_capital,
        Meaning::Weekday(_) => is_capital,
        _ => true,
    };
    is_meant.then_some(found)
}

/// The letters that stand before a dollar sign, and whose dollar it is. Sorted.
const DOLLARS: [(&str, &str); 12] = [
    ("A", "AUD"),
    ("AS", "USD"),
    ("AU", "AUD"),
    ("C", "CAD"),
    ("CA", "CAD"),
    ("HK", "HKD"),
    ("NT", "TWD"),
    ("NZ", "NZD"),
    ("R", "BRL"),
    ("S", "SGD"),
    ("SG", "SGD"),
    ("US", "USD"),
];

/// The currency whose sign stands at token `at`, and the token behind it: `US$`, `€`.
pub(super) fn sign(tokens: &Tokens, at: usize) -> Option<(&'static str, usize)> {
    if tokens.get(at + 1) == "$" {
        let letters = tokens.get(at);
        let known = DOLLARS.iter().find(|(name, _)| *name == letters);
        return known
            .map(|(_, code)| (*code, at + 2))
            .or_else(|| matches!(tokens.meaning(at), Some(Meaning::Code("USD"))).then_some(("USD", at + 2)));
    }
    let code = match tokens.get(at) {
        "$" => "USD",
        "€" => "EUR",
        "£" => "GBP",
        "¥" => "JPY",
        "₩" => "KRW",
        "₹" => "INR",
        _ => return None,
    };
    Some((code, at + 1))
}

/// Whose dollar it is that a country's name stands behind. Sorted.
const COUNTRIES: [(&str, &str); 9] = [
    ("AS", "USD"),
    ("Amerika", "USD"),
    ("Australia", "AUD"),
    ("Hong", "HKD"),
    ("Kanada", "CAD"),
    ("Selandia", "NZD"),
    ("Singapura", "SGD"),
    ("Taiwan", "TWD"),
    ("US", "USD"),
];

/// The currency named at token `at` in words, and the token behind its name: `dolar AS`, `yen`.
pub(super) fn coin(tokens: &Tokens, at: usize) -> Option<(&'static str, usize)> {
    match tokens.meaning(at)? {
        Meaning::Coin("USD") => {
            let country = tokens.get(at + 1);
            let Some((name, code)) = COUNTRIES.iter().find(|(name, _)| *name == country) else {
                return Some(("USD", at + 1));
            };
            let has_two = tokens.among(at + 2, "kong serikat baru") && matches!(*name, "Amerika" | "Hong" | "Selandia");
            Some((code, at + 2 + usize::from(has_two)))
        }
        Meaning::Coin(code) => Some((code, at + 1 + usize::from(tokens.is(at + 1, "sterling")))),
        _ => None,
    }
}

/// Units in small letters, and behind `=` the spelling that we use where it is another. Sorted by what is written.
const UNITS: [&str; 104] = [
    "barel",
    "barrel=barel",
    "bopd=barel per hari",
    "bph=barel per hari",
    "cc",
    "centimeter=cm",
    "cm",
    "derajat",
    "derajat celcius=derajat Celcius",
    "derajat celsius=derajat Celsius",
    "dwt=DWT",
    "ekor",
    "g=gram",
    "gb=GB",
    "gigawatt",
    "gigawatt hour",
    "gigawatt peak",
    "gr=gram",
    "gram",
    "gt=GT",
    "gw=GW",
    "gwh=GWh",
    "gwp=GWp",
    "ha=hektare",
    "hektar=hektare",
    "hektare",
    "inch=inci",
    "inchi=inci",
    "inci",
    "kg",
    "kilo=kg",
    "kilogram=kg",
    "kiloliter",
    "kilometer=km",
    "kilometer persegi=km²",
    "kilowatt",
    "kilowatt hour",
    "kilowatt peak",
    "kkal",
    "kl=kiloliter",
    "km",
    "km persegi=km²",
    "km2=km²",
    "km²",
    "kuintal",
    "kva=kVA",
    "kw=kW",
    "kwh=kWh",
    "kwp=kWp",
    "l=liter",
    "lembar=saham",
    "lembar saham=saham",
    "liter",
    "lot",
    "m=meter",
    "m persegi=m²",
    "m2=m²",
    "m3=m³",
    "mb=MB",
    "mbps=Mbps",
    "megawatt",
    "megawatt hour",
    "megawatt peak",
    "meter",
    "meter kubik=m³",
    "meter persegi=m²",
    "metric ton=ton",
    "metrik ton=ton",
    "mg",
    "miligram=mg",
    "mililiter=ml",
    "milimeter=mm",
    "ml",
    "mm",
    "mmbtu=MMBtu",
    "mmscfd=MMSCFD",
    "mva=MVA",
    "mw=MW",
    "mwh=MWh",
    "mwp=MWp",
    "m²",
    "m³",
    "ons",
    "ons troi",
    "ons troy=ons troi",
    "ounce=ons troi",
    "saham",
    "sentimeter=cm",
    "tb=TB",
    "teu=TEU",
    "teus=TEU",
    "ton",
    "troi ons=ons troi",
    "troy ons=ons troi",
    "troy ounce=ons troi",
    "twh=TWh",
    "unit",
    "w=W",
    "watt",
    "watt hour",
    "watt peak",
    "wh=Wh",
    "wmt=WMT",
    "wp=Wp",
];

/// No word of a unit is longer.
const LONGEST: usize = 10;

/// For each first letter of units, by its last five bits, which letters follow, a bit for each; 0 where none does.
const BEGINNINGS: [u32; 32] = {
    let mut beginnings = [0; 32];
    let mut at = 0;
    while at < UNITS.len() {
        let second = match UNITS[at].as_bytes() {
            [_, b'=' | b' ', ..] | [_] | [] => 0,
            [_, second, ..] => *second & 31,
        };
        beginnings[(UNITS[at].as_bytes()[0] & 31) as usize] |= 1 << second;
        at += 1;
    }
    beginnings
};

/// The unit at token `at` and the token behind it.
pub(super) fn unit(tokens: &Tokens, at: usize) -> Option<(&'static str, usize)> {
    let first = tokens.get(at);
    if !tokens.is_word(at) || first.len() > LONGEST {
        return None;
    }
    // How a word begins tells of nearly all that they are no unit.
    let [one, two] = [0, 1].map(|at| first.as_bytes().get(at).copied().unwrap_or(0));
    if BEGINNINGS.get(usize::from(one & 31)).is_none_or(|seconds| seconds >> (two & 31) & 1 == 0) {
        return None;
    }
    // Single letters mean other things in the other case.
    if matches!(first, "G" | "M" | "w") {
        return None;
    }
    let mut name = first.to_ascii_lowercase();
    let place = UNITS.partition_point(|row| compare_unit(row, &name).is_lt());
    let one = unit_at(place, &name);
    // Two words are a unit only where one begins with the first.
    if !UNITS.get(place + usize::from(one.is_some())).is_some_and(|row| row.starts_with(&name)) {
        return one.map(|one| (one, at + 1));
    }
    let second = tokens.get(at + 1);
    // m2 and m3 are a word and a number here.
    if tokens.is_word(at + 1) && second.len() <= LONGEST || matches!(second, "2" | "3") && tokens.is_glued(at + 1) {
        if !matches!(second, "2" | "3") {
            name.push(' ');
        }
        name.extend(second.chars().map(|letter| letter.to_ascii_lowercase()));
        let place = UNITS.partition_point(|row| compare_unit(row, &name).is_lt());
        if let Some(two) = unit_at(place, &name) {
            return Some((two, at + 2));
        }
    }
    if one == Some("barel") && tokens.is(at + 1, "setara") && tokens.is(at + 2, "minyak") {
        return Some(("barel setara minyak", at + 3));
    }
    one.map(|one| (one, at + 1))
}

/// The unit in row `place`, if that row is of this `name`.
fn unit_at(place: usize, name: &str) -> Option<&'static str> {
    let row = *UNITS.get(place)?;
    match row.strip_prefix(name)? {
        "" => Some(row),
        rest => rest.strip_prefix('='),
    }
}

/// How the name in a row of [`UNITS`] compares with `name`.
fn compare_unit(row: &str, name: &str) -> Ordering {
    row.bytes().take_while(|byte| *byte != b'=').cmp(name.bytes())
}

/// Whether the tables can be searched by halves.
#[cfg(test)]
pub(super) fn is_sorted() -> bool {
    WORDS.is_sorted_by(|one, other| one.0 < other.0)
        && WORDS.iter().all(|(word, _)| word.len() <= LONGEST_WORD)
        && WORDS.len() <= usize::from(u8::MAX)
        && UNITS.is_sorted_by(|one, other| one.split('=').next() < other.split('=').next())
        && UNITS.iter().flat_map(|unit| unit.split(['=', ' '])).all(|word| word.len() <= LONGEST)
}
