//! The line that says who wrote, edited and supplied an article.

use crate::article::Byline;
use crate::text::{self, moment};

/// What a name did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Author,
    Editor,
    Source,
}

/// Words before a colon that say what the names behind it did.
const LABELS: [(&str, Role); 18] = [
    ("Author", Role::Author),
    ("Editor", Role::Editor),
    ("Foto dan naskah", Role::Author),
    ("Jurnalis", Role::Author),
    ("Kontributor", Role::Author),
    ("Laporan", Role::Author),
    ("Oleh", Role::Author),
    ("Penerjemah", Role::Editor),
    ("Penulis", Role::Author),
    ("Penyunting", Role::Editor),
    ("Pewarta", Role::Author),
    ("Redaktur", Role::Editor),
    ("Reporter", Role::Author),
    ("Source", Role::Source),
    ("Sumber", Role::Source),
    ("Wartawan", Role::Author),
    ("Writer", Role::Author),
    ("Written by", Role::Author),
];

/// Titles that stand beside a name where a leader or column is signed.
const TITLES: [&str; 6] =
    ["Jurnalis", "Kolumnis", "Pemimpin Redaksi", "Redaktur", "Redaktur Pelaksana", "Wakil Pemimpin Redaksi"];

/// A longer line is no byline (bytes).
const LONGEST: usize = 400;

/// Reads a line that is a byline and nothing else, but for a date: `Reporter: A, B | Editor: C`, `Sumber: BBC,Reuters`,
/// `Selasa, 2 Agustus 2022 | 16:12 WIB Penulis: A`, `A | Redaktur Pelaksana`.
pub(super) fn parse(line: &str) -> Option<Byline> {
    if line.len() > LONGEST {
        return None;
    }
    signed(line).or_else(|| labelled(line)).or_else(|| {
        let authors = after_preposition(line)?;
        Some(Byline { authors, ..Byline::default() })
    })
}

/// Words that lead a name without a colon: `By Ann Other`. With them, how many words may follow up to the end.
const PREPOSITIONS: [&str; 9] = ["By", "Oleh", "Von", "Par", "Por", "Di", "Door", "Av", "Written by"];

/// Where names end and other things of the masthead begin.
const ENDS: [&str; 22] = [
    " | ",
    " • ",
    " · ",
    " – ",
    " — ",
    " - ",
    "Published",
    "Updated",
    "Posted",
    " on ",
    " in ",
    " at ",
    " for ",
    " für ",
    " le ",
    " el ",
    "@",
    "Last updated",
    "Contributor",
    "Staff",
    "Min read",
    "min read",
];

/// The names of a line that begins `By`: `By Ann Other and Bob Third | Updated 3 May 2025`.
pub(super) fn after_preposition(line: &str) -> Option<Vec<String>> {
    let rest = PREPOSITIONS.iter().find_map(|word| {
        let rest = text::strip_prefix_ignoring_case(line, word)?;
        let rest = rest.strip_prefix(':').unwrap_or(rest);
        rest.starts_with(char::is_whitespace).then_some(rest.trim_start())
    })?;
    let digit = rest.find(|next: char| next.is_numeric()).unwrap_or(rest.len());
    let end = ENDS.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len()).min(digit);
    let is_name = |name: &String| {
        let words = name.split_whitespace().count();
        (1..=5).contains(&words) && name.starts_with(char::is_uppercase)
    };
    let mut names = names(rest.get(..end)?);
    // A month or weekday left over from the date.
    names.retain(|name| moment::month(name.split_whitespace().next().unwrap_or_default()).is_none());
    (!names.is_empty() && names.len() <= 8 && names.iter().all(is_name)).then_some(names)
}

fn signed(line: &str) -> Option<Byline> {
    let (name, title) = line.split_once('|')?;
    let is_title = TITLES.iter().any(|known| known.eq_ignore_ascii_case(title.trim()));
    let authors = names(name);
    (is_title && !authors.is_empty() && !name.contains(':')).then_some(Byline { authors, ..Byline::default() })
}

fn labelled(line: &str) -> Option<Byline> {
    let mut found: Vec<(usize, usize, Role)> = Vec::new();
    for (label, role) in LABELS {
        let mut from = 0;
        while let Some(at) = line.get(from..).and_then(|tail| text::find_ignoring_case(tail, label)).map(|at| at + from)
        {
            from = at + label.len();
            let alone = line.get(..at).is_some_and(|before| !before.ends_with(char::is_alphanumeric));
            let tail = line.get(from..).unwrap_or_default();
            if alone && let Some(names) = tail.trim_start().strip_prefix(':') {
                found.push((at, line.len() - names.len(), role));
            }
        }
    }
    found.sort_by_key(|(at, ..)| *at);
    let (first, ..) = found.first()?;
    let before = line.get(..*first)?;
    if words_beside_date(before) > usize::from(moment::find(before).is_some()) {
        return None;
    }
    let mut byline = Byline::default();
    for (index, (_, from, role)) in found.iter().enumerate() {
        let until = found.get(index + 1).map_or(line.len(), |(at, ..)| *at);
        let listed = names(line.get(*from..until)?);
        // A sentence that happens to begin so names no one.
        if listed.iter().any(|name| name.split_whitespace().count() > 7) {
            return None;
        }
        let list = match role {
            Role::Author => &mut byline.authors,
            Role::Editor => &mut byline.editors,
            Role::Source => &mut byline.sources,
        };
        for name in listed {
            if !list.contains(&name) {
                list.push(name);
            }
        }
    }
    Some(byline)
}

/// How many words a line has besides its date; the weekday is one.
pub(super) fn words_beside_date(text: &str) -> usize {
    match moment::find(text) {
        Some((_, span)) => {
            text::count_words(text.get(..span.start).unwrap_or_default())
                + text::count_words(text.get(span.end..).unwrap_or_default())
        }
        None => text::count_words(text),
    }
}

/// What follows a name and is none.
const DEGREES: [&str; 14] =
    ["CFA", "CFP", "CPA", "Dr", "Esq", "JD", "Jr", "M.D", "MBA", "MD", "Ph.D", "PhD", "RD", "RN"];

/// The names of a list.
pub(super) fn names(list: &str) -> Vec<String> {
    let list = list.split('|').next().unwrap_or_default();
    list.split([',', ';', '\n'])
        .flat_map(|part| part.split(" dan "))
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "))
        .map(|name| text::folded(name.trim_matches(|edge: char| edge.is_whitespace() || "|/-–—•·.:".contains(edge))))
        .filter(|name| !name.is_empty() && name.chars().any(char::is_alphabetic))
        .filter(|name| !DEGREES.iter().any(|degree| degree.eq_ignore_ascii_case(name)))
        .collect()
}

/// Adds what `other` knows and `byline` does not.
pub(super) fn fill(byline: &mut Byline, other: Byline) {
    for (list, more) in [
        (&mut byline.authors, other.authors),
        (&mut byline.editors, other.editors),
        (&mut byline.sources, other.sources),
    ] {
        if list.is_empty() {
            *list = more;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn roles_are_told_apart() {
        let check = |line: &str, want: [&str; 3]| {
            let found =
                parse(line).map(|byline| [byline.authors, byline.editors, byline.sources].map(|names| names.join("+")));
            let want = (want != ["-", "", ""]).then(|| want.map(str::to_owned));
            assert_eq!(found, want, "{line}");
        };
        check("Reporter: Ani Wijaya, Budi Karya | Editor: Citra", ["Ani Wijaya+Budi Karya", "Citra", ""]);
        check("Sumber: BBC,Kantor.com | Editor: Dedi D.", ["", "Dedi D", "BBC+Kantor.com"]);
        check("Selasa, 02 Agustus 2022 | 16:12 WIB Reporter: Ani", ["Ani", "", ""]);
        check("Penulis: Ani Editor: Budi", ["Ani", "Budi", ""]);
        check("Ani Wijaya | Redaktur Pelaksana", ["Ani Wijaya", "", ""]);
        check("Menurut laporan: laba naik dan harga saham terus melonjak tinggi sekali", ["-", "", ""]);
        check("Sumber: dana itu berasal dari pinjaman bank milik negara", ["-", "", ""]);
        check("Laba naik 12%", ["-", "", ""]);
    }
}
