//! What somebody typed into the search. It is never wrong: what can't be understood is words.

use crate::text::words::{plain, words};

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Each must be found, or must not.
    pub units: Vec<Unit>,
    /// Each must hold of the article, or must not.
    pub filters: Vec<Filter>,
}

/// A word in any of its forms, or several words exactly as they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Folded.
    pub words: Vec<String>,
    /// Exactly these words, one behind the other.
    pub exact: bool,
    /// The last word may go on: it is still being typed.
    pub open: bool,
    /// Must not be found.
    pub not: bool,
}

/// What is asked of the article besides its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// What is asked about.
    pub kind: FilterKind,
    /// A code in capitals, a day, month or year (`2025-03-15`, `2025-03`, `2025`), or folded words.
    pub value: String,
    /// The value may go on: it is still being typed.
    pub open: bool,
    /// Must not hold.
    pub not: bool,
}

/// What a filter asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilterKind {
    /// An exchange code that the article names.
    Ticker,
    /// One of the reader's own tags.
    Tag,
    /// A firm that the article names.
    Issuer,
    /// The article's date is in this or later.
    Since,
    /// The article's date is in this or earlier.
    Until,
    /// The article's date is earlier than this.
    Before,
}

impl FilterKind {
    /// Its name for the shell.
    pub fn name(self) -> &'static str {
        match self {
            FilterKind::Ticker => "ticker",
            FilterKind::Tag => "tag",
            FilterKind::Issuer => "issuer",
            FilterKind::Since => "since",
            FilterKind::Until => "until",
            FilterKind::Before => "before",
        }
    }
}

/// More than these nobody types.
const MOST_UNITS: usize = 32;

/// What may stand before a colon. Sorted.
const KEYS: [(&str, FilterKind); 10] = [
    ("after", FilterKind::Since),
    ("before", FilterKind::Before),
    ("emiten", FilterKind::Issuer),
    ("issuer", FilterKind::Issuer),
    ("kode", FilterKind::Ticker),
    ("label", FilterKind::Tag),
    ("sampai", FilterKind::Until),
    ("sejak", FilterKind::Since),
    ("tag", FilterKind::Tag),
    ("ticker", FilterKind::Ticker),
];

/// Understands `text`. While it is being typed (`typing`), what stands last may go on, unless a space or a closing quote
/// is behind it.
pub fn parse(text: &str, typing: bool) -> Query {
    let mut query = Query::default();
    let mut rest = text.trim_start();
    while !rest.is_empty() && query.units.len() < MOST_UNITS && query.filters.len() < MOST_UNITS {
        let piece = piece(rest);
        rest = rest.get(piece.length..).unwrap_or_default();
        let open = typing && rest.is_empty() && !piece.is_closed;
        rest = rest.trim_start();
        match piece.kind {
            Some(kind) => match value(kind, piece.text) {
                Some(value) if value.is_empty() => {}
                Some(value) => query.filters.push(Filter { kind, value, open, not: piece.not }),
                // A date that is none is looked for as it stands.
                None => query.units.extend(unit(piece.whole, false, open, false)),
            },
            None => query.units.extend(unit(piece.text, piece.is_quoted, open, piece.not)),
        }
    }
    query
}

/// The next word, phrase or filter.
struct Piece<'a> {
    text: &'a str,
    /// With all that stands around it.
    whole: &'a str,
    length: usize,
    kind: Option<FilterKind>,
    not: bool,
    is_quoted: bool,
    is_closed: bool,
}

fn piece(text: &str) -> Piece<'_> {
    // A minus before a figure belongs to it.
    let bare = text.strip_prefix('-').filter(|bare| {
        bare.chars().next().is_some_and(|first| !first.is_whitespace() && !first.is_ascii_digit() && first != '-')
    });
    let not = bare.is_some();
    let mut rest = bare.unwrap_or(text);
    let mut kind = None;
    if let Some((key, behind)) = rest.split_once(':')
        && let Ok(row) = KEYS.binary_search_by(|(name, _)| (*name).cmp(key.to_ascii_lowercase().as_str()))
    {
        kind = KEYS.get(row).map(|(_, kind)| *kind);
        rest = behind;
    }
    let begun = text.len() - rest.len();
    let quote = rest.chars().next().filter(|first| is_quote(*first));
    let Some(quote) = quote else {
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (inside, _) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let (whole, _) = text.split_at_checked(begun + length).unwrap_or((text, ""));
        return Piece { text: inside, whole, length: begun + length, kind, not, is_quoted: false, is_closed: false };
    };
    let inside = rest.get(quote.len_utf8()..).unwrap_or_default();
    let end = inside.find(is_quote);
    let (inside, is_closed) = match end.and_then(|end| inside.get(..end)) {
        Some(inside) => (inside, true),
        None => (inside, false),
    };
    let closing = end
        .and_then(|end| rest.get(quote.len_utf8() + end..))
        .and_then(|tail| tail.chars().next())
        .map_or(0, char::len_utf8);
    let length = begun + quote.len_utf8() + inside.len() + closing;
    Piece { text: inside, whole: text.get(..length).unwrap_or(text), length, kind, not, is_quoted: true, is_closed }
}

fn is_quote(character: char) -> bool {
    matches!(character, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}')
}

fn unit(text: &str, is_quoted: bool, open: bool, not: bool) -> Option<Unit> {
    let mut found: Vec<String> = Vec::new();
    words(text, &mut |word, _| found.push(word.to_owned()));
    // What ends in a mark goes on no more: `naik,`.
    let open = open && text.chars().next_back().is_some_and(|last| !last.is_ascii_punctuation());
    // `perusahaan-perusahaan` is many of one.
    if !is_quoted && found.iter().skip(1).all(|word| found.first() == Some(word)) {
        found.truncate(1);
    }
    let exact = is_quoted || found.len() > 1;
    (!found.is_empty()).then_some(Unit { words: found, exact, open, not })
}

/// The value as it is compared; nothing where it is no such value.
fn value(kind: FilterKind, text: &str) -> Option<String> {
    match kind {
        FilterKind::Ticker => Some(plain(text).to_ascii_uppercase()),
        FilterKind::Tag | FilterKind::Issuer => Some(plain(text)),
        FilterKind::Since | FilterKind::Until | FilterKind::Before => day(text),
    }
}

/// A year, a month or a day, with zeros where they belong. Of a date that is still being typed, what is there of it.
fn day(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut parts = text.split(['-', '/', '.']).filter(|part| !part.is_empty());
    let Some(year) = parts.next() else { return Some(out) };
    if !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if year.len() < 4 {
        return Some(out);
    }
    if year.len() > 4 {
        return None;
    }
    out.push_str(year);
    for most in [12, 31] {
        let Some(part) = parts.next() else { break };
        let number: u8 = part.parse().ok()?;
        if number == 0 && part.len() == 1 {
            return Some(out);
        }
        if number == 0 || number > most {
            return None;
        }
        out.push('-');
        out.push(char::from(b'0' + number / 10));
        out.push(char::from(b'0' + number % 10));
    }
    parts.next().is_none().then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A query in one line: `+`/`-`, words, `=` where exact, `…` where open; filters by their names.
    fn said(query: &Query) -> String {
        let mut out: Vec<String> = Vec::new();
        for Unit { words, exact, open, not } in &query.units {
            let (sign, equal, more) =
                (if *not { "-" } else { "+" }, if *exact { "=" } else { "" }, if *open { "…" } else { "" });
            out.push(format!("{sign}{equal}{}{more}", words.join("_")));
        }
        for Filter { kind, value, open, not } in &query.filters {
            let (sign, more) = (if *not { "-" } else { "" }, if *open { "…" } else { "" });
            out.push(format!("{sign}{}:{value}{more}", kind.name()));
        }
        out.join(" ")
    }

    fn check(text: &str, want: &str) {
        assert_eq!(said(&parse(text, true)), want, "{text}");
    }

    #[test]
    fn words_are_looked_for() {
        check("", "");
        check("  ", "");
        check("laba", "+laba…");
        check("laba ", "+laba");
        check("Laba Bersih", "+laba +bersih…");
        check("perusahaan-perusahaan asing ", "+perusahaan +asing");
        check("III-2025 ", "+=iii_2025");
        check("Rp1,25", "+=rp_1,25…");
        check("naik, ", "+naik");
        check("!!! ??", "");
        assert_eq!(said(&parse("laba", false)), "+laba");
    }

    #[test]
    fn quotes_are_phrases() {
        check("\"laba bersih\"", "+=laba_bersih");
        check("\"laba ber", "+=laba_ber…");
        check("“laba bersih” naik ", "+=laba_bersih +naik");
        check("\"laba\"naik ", "+=laba +naik");
        check("\"\" \"", "");
    }

    #[test]
    fn a_minus_leaves_out() {
        check("laba -rugi ", "+laba -rugi");
        check("-\"rugi bersih\"", "-=rugi_bersih");
        check("-5% ", "+5");
        check("- -- laba ", "+laba");
        check("anak-anak ", "+anak");
    }

    #[test]
    fn filters_come_as_what_they_ask() {
        check("ticker:bbca ", "ticker:BBCA");
        check("ticker:BB", "ticker:BB…");
        check("tag:dividen laba ", "+laba tag:dividen");
        check("tag:\"dua Kata\"", "tag:dua kata");
        check("-tag:pantau ", "-tag:pantau");
        check("emiten:\"Bank Contoh\" issuer:x ", "issuer:bank contoh issuer:x");
        check("after:2025-01 before:2025-03-15 ", "since:2025-01 before:2025-03-15");
        check("sejak:2025 sampai:2025/3/5 ", "since:2025 until:2025-03-05");
        check("TICKER:bbca ", "ticker:BBCA");
    }

    #[test]
    fn what_is_half_typed_asks_nothing_yet() {
        check("ticker:", "");
        check("tag:\"", "");
        check("after:20", "");
        check("after:2025-", "since:2025…");
        check("after:2025-0", "since:2025…");
        check("after:2025-01-0", "since:2025-01…");
    }

    #[test]
    fn what_is_not_understood_is_words() {
        check("after:kemarin ", "+=after_kemarin");
        check("after:2025-13 ", "+=after_2025_13");
        check("pukul:14.30 ", "+=pukul_14.30");
        check("https://contoh.example/a ", "+=https_contoh_example_a");
        check(":laba ", "+laba");
    }
}
