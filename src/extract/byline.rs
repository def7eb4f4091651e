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

/// Words before a colon that say what the names behind it did. Sorted.
const LABELS: [(&str, Role); 27] = [
    ("Auteur", Role::Author),
    ("Auteurs", Role::Author),
    ("Author", Role::Author),
    ("Authors", Role::Author),
    ("Autor", Role::Author),
    ("Autora", Role::Author),
    ("Autore", Role::Author),
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
    ("Text", Role::Author),
    ("Wartawan", Role::Author),
    ("Words", Role::Author),
    ("Writer", Role::Author),
    ("Written by", Role::Author),
    ("Автор", Role::Author),
];

/// Titles that stand beside a name where a leader or column is signed.
const TITLES: [&str; 6] =
    ["Jurnalis", "Kolumnis", "Pemimpin Redaksi", "Redaktur", "Redaktur Pelaksana", "Wakil Pemimpin Redaksi"];

/// A longer line is no byline (bytes).
const LONGEST: usize = 400;

/// A team may sign a long report, and no longer list is one of names.
const MOST_NAMES: usize = 24;

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

/// Words that lead a name without a colon: `By Ann Other`. Sorted.
const PREPOSITIONS: [&str; 24] = [
    "Authored by",
    "By",
    "Ditulis oleh",
    "Door",
    "Ein Artikel von",
    "Ein Beitrag von",
    "Erstellt von",
    "Escrito por",
    "Geschreven door",
    "Oleh",
    "Par",
    "Por",
    "Posted by",
    "Publié par",
    "Reported by",
    "Scritto da",
    "Story by",
    "Text by",
    "Text von",
    "Verfasst von",
    "Von",
    "Words by",
    "Written by",
    "بقلم",
];

/// More of them, which also begin names or sentences. Sorted.
const SHORT_PREPOSITIONS: [&str; 4] = ["Af", "Av", "Di", "Vom"];

/// Whether a label says no more than that a name follows: `Written by`.
pub(super) fn is_preposition(label: &str) -> bool {
    PREPOSITIONS.iter().any(|known| known.eq_ignore_ascii_case(label.trim().trim_end_matches(':')))
}

/// Words that stand inside names.
const PARTICLES: &str = "al bin binti da dal de del della den der di do dos du el la le ten van von zu";

/// Words that join names.
const JOINTS: &str = "& and dan e en et und with y";

/// Words with a capital behind which names are over: what mastheads go on with.
const STOPS: &str = "about associated comments contributor date for follow in last min mins on photo photos posted published \
    read related reviewed share special staff the time updated views";

/// Words in small letters behind which the same holds.
const FOLLOWING: &str = "am at den el for für il in le min on pada posted updated";

/// Days of the week, which stand between a name and a date.
const WEEKDAYS: &str = "ahad fri friday jum'at jumat kamis minggu mon monday rabu sabtu sat saturday selasa senin sun sunday thu \
    thursday tue tuesday wed wednesday";

/// Words that say what someone does.
const ROLES: &str = "analyst autor autorin ceo chef cmo co-founder cofounder columnist consultant contributor coo correspondent \
    cto designer director editor editor-in-chief engineer expert founder freelance freelancer journalist jurnalis kolumnis \
    kontributor korrespondent manager managing owner president producer professor redakteur redakteurin redaktur reporter \
    researcher senior specialist staff strategist writer";

/// Words of names that no person bears.
const GROUPS: &str = "admin administrator agencies agency blog club company content corporation desk digital editorial editors \
    foundation gmbh group guest inc institute llc ltd magazin magazine marketing media news newsroom office online press \
    profile program redaccion redacción redaksi redaktion research services staff support team university";

/// Names end, and other things of the masthead begin, at these.
const CUTS: [&str; 13] =
    [" | ", " • ", " · ", " ⋅ ", " ● ", " – ", " — ", " - ", " @", " (", " for ", " For ", " FOR "];

/// At most this many words follow the names in a masthead.
const MOST_BEHIND: usize = 14;

/// Whether a text begins as a line does that names who wrote.
pub(super) fn opens(words: &str) -> bool {
    PREPOSITIONS.iter().any(|word| {
        text::strip_prefix_ignoring_case(words, word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// The names of a line that begins `By`: `By Ann Other and Bob Third | Updated 3 May 2025`.
pub(super) fn after_preposition(line: &str) -> Option<Vec<String>> {
    let rest = PREPOSITIONS.iter().chain(&SHORT_PREPOSITIONS).find_map(|word| {
        let rest = text::strip_prefix_ignoring_case(line, word)?;
        let rest = rest.strip_prefix(':').unwrap_or(rest);
        rest.starts_with(char::is_whitespace).then_some(rest.trim_start())
    })?;
    let mut names = leading_names(rest)?;
    // `By Ann Other with Agencies`
    if names.len() > 1 && names.iter().any(|name| is_person(name)) {
        names.retain(|name| is_person(name));
    }
    (names.len() <= 8).then_some(names)
}

/// The names at the head of `text`, where what follows them is what follows names in a masthead.
pub(super) fn leading_names(text: &str) -> Option<Vec<String>> {
    let mut names = Vec::new();
    let mut name = String::new();
    let mut words = text.split_whitespace().peekable();
    let mut is_over = false;
    while let (Some(word), false) = (words.next(), is_over) {
        let lower = text::lower(word);
        if text::is_among(JOINTS, &lower) {
            finish(&mut name, &mut names)?;
            continue;
        }
        let bare = trimmed(word);
        let lower = trimmed(&lower);
        let next = words.peek().copied();
        // `Jan` is a name, and a month where figures follow it.
        let is_date = (moment::month(bare).is_some() || text::is_among(WEEKDAYS, lower))
            && next.is_none_or(|next| {
                next.starts_with(|first: char| first.is_ascii_digit()) || moment::month(next).is_some()
            });
        let is_small = bare.starts_with(char::is_lowercase);
        let is_role = text::is_among(ROLES, lower);
        let is_word = bare.starts_with(char::is_alphabetic)
            && !is_small
            && !bare.contains(|next: char| next.is_numeric() || next == '@')
            && !is_date
            && !is_role
            && !text::is_among(STOPS, lower);
        if !is_word && (name.is_empty() || !text::is_among(PARTICLES, bare)) {
            // Anything else in small letters makes it a sentence.
            if is_small && !is_role && !text::is_among(FOLLOWING, bare) {
                return None;
            }
            break;
        }
        if !name.is_empty() {
            name.push(' ');
        }
        // An initial keeps its stop.
        let is_initial = word.ends_with('.') && bare.chars().count() <= 2;
        name.push_str(if is_initial && next.is_some() { word } else { bare });
        if word.len() > bare.len() && !is_initial {
            finish(&mut name, &mut names)?;
            is_over = !word.ends_with([',', ';', '.']);
        }
    }
    finish(&mut name, &mut names)?;
    // A paragraph may begin with the name of who wrote it.
    (!names.is_empty() && words.count() <= MOST_BEHIND).then_some(names)
}

/// Notes a name that is read to its end; none when it is too long for one.
fn finish(name: &mut String, names: &mut Vec<String>) -> Option<()> {
    let mut whole = name.as_str();
    while let Some((before, last)) = whole.rsplit_once(' ')
        && text::is_among(PARTICLES, last)
    {
        whole = before;
    }
    if !whole.is_empty() && !is_degree(whole) && !names.iter().any(|known| known == whole) {
        names.push(whole.to_owned());
    }
    let fits = whole.split(' ').count() <= 5;
    name.clear();
    fits.then_some(())
}

/// A word or a name without the marks at its edges.
pub(super) fn trimmed(name: &str) -> &str {
    name.trim_matches(|edge: char| edge.is_whitespace() || text::has("|/-–—•·.,:;", edge))
}

/// The people in a list of names as metadata and marks give it: without roles, degrees, groups and addresses.
pub(super) fn people(list: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for part in names(list) {
        if let Some(name) = person(&part)
            && !out.contains(&name)
            && (out.is_empty() || !names_role(&name))
        {
            out.push(name);
        }
    }
    out
}

/// A name without what stands around it: `By Ann Other | Editor`.
fn person(name: &str) -> Option<String> {
    let mut name = name.trim();
    if let Some((joint, rest)) = name.split_once(' ')
        && text::is_among(JOINTS, joint)
    {
        name = rest;
    }
    for lead in PREPOSITIONS.iter().chain(LABELS.iter().map(|(label, _)| label)) {
        let Some(rest) = text::strip_prefix_ignoring_case(name, lead) else { continue };
        // A label may stand without a name.
        if rest.is_empty() || rest.starts_with([' ', ':']) {
            name = rest.trim_start_matches([' ', ':']);
        }
    }
    let end = text::first_of(name, &CUTS).map_or(name.len(), |(at, _)| at);
    let name = name.get(..end)?.trim_end_matches([',', ':', ' ']);
    let fits = text::first_of(name, &["://", "@"]).is_none() && !name.starts_with('(') && name.len() <= 80;
    (fits && name.contains(char::is_alphabetic)).then(|| name.to_owned())
}

fn any_word(name: &str, list: &str) -> bool {
    text::lower(name).split(|next: char| !next.is_alphanumeric() && next != '-').any(|word| text::is_among(list, word))
}

/// Whether a word of `name` says what someone does.
pub(super) fn names_role(name: &str) -> bool {
    any_word(name, ROLES)
}

/// Whether a name may be a person's: of few words that begin with capitals, none of which only groups bear.
pub(super) fn is_person(name: &str) -> bool {
    let mut count = 0;
    let mut has_capital = false;
    for word in name.split_whitespace() {
        count += 1;
        has_capital |= !word.starts_with(char::is_lowercase);
        // A host's name.
        if let Some((_, last)) = word.rsplit_once('.')
            && last.len() > 1
            && last.starts_with(char::is_lowercase)
        {
            return false;
        }
    }
    has_capital
        && count <= 5
        && !name.starts_with("The ")
        && !name.contains(|next: char| next.is_numeric() || text::has("_/@|", next))
        && !any_word(name, GROUPS)
}

fn signed(line: &str) -> Option<Byline> {
    let (name, title) = line.split_once('|')?;
    let is_title = TITLES.iter().any(|known| known.eq_ignore_ascii_case(title.trim()));
    let authors = names(name);
    (is_title && !authors.is_empty() && !text::has(name, ':')).then_some(Byline { authors, ..Byline::default() })
}

fn labelled(line: &str) -> Option<Byline> {
    // Most lines have no label, and need not be searched for each.
    if !text::has(line, ':') {
        return None;
    }
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
    let found = text::sorted(found, &|left, right| left.0.cmp(&right.0));
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
        if listed.len() > MOST_NAMES
            || listed.iter().any(|name| text::has(name, ':') || name.split_whitespace().count() > 7)
        {
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
const DEGREES: &str = "cfa cfp cpa dr esq jd jr m.d mba md ph.d phd rd rn";

fn is_degree(name: &str) -> bool {
    text::is_among(DEGREES, text::lower(name.trim_end_matches('.')).as_str())
}

/// What stands between the names of a list.
const SEPARATORS: [&str; 11] = [",", ";", "\n", "、", " & ", " AND ", " And ", " and ", " dan ", " et ", " und "];

/// The names of a list.
pub(super) fn names(list: &str) -> Vec<String> {
    let mut rest = list.split('|').next().unwrap_or_default();
    let mut out = Vec::new();
    loop {
        let (at, length) = text::first_of(rest, &SEPARATORS).unwrap_or((rest.len(), 0));
        let name = text::folded(trimmed(rest.get(..at).unwrap_or_default()));
        if name.contains(char::is_alphabetic) && !is_degree(&name) {
            out.push(name);
        }
        if length == 0 {
            return out;
        }
        rest = rest.get(at + length..).unwrap_or_default();
    }
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
    use super::*;

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
        check(
            "Reporter: A Satu, B Dua, C Tiga, D Empat, E Lima, F Enam, G Tujuh, H Delapan, I Sembilan | Editor: J Sepuluh",
            ["A Satu+B Dua+C Tiga+D Empat+E Lima+F Enam+G Tujuh+H Delapan+I Sembilan", "J Sepuluh", ""],
        );
        check("Penulis: Ani Editor: Budi", ["Ani", "Budi", ""]);
        check("Ani Wijaya | Redaktur Pelaksana", ["Ani Wijaya", "", ""]);
        check("Menurut laporan: laba naik dan harga saham terus melonjak tinggi sekali", ["-", "", ""]);
        check("Sumber: dana itu berasal dari pinjaman bank milik negara", ["-", "", ""]);
        check("Laba naik 12%", ["-", "", ""]);
        check("By Ann Other and Bob Third | Updated 3 May 2025", ["Ann Other+Bob Third", "", ""]);
        check("By Jan Novak Jan 31, 2026 8:47 am", ["Jan Novak", "", ""]);
        check("By Ann Other. Last updated May 3", ["Ann Other", "", ""]);
        check("By Claire Wilson, Co-Founder, COO", ["Claire Wilson", "", ""]);
        check("By Ben B. Bauch ⋅ Review Editor", ["Ben B. Bauch", "", ""]);
        check("By Anna de la Cruz for The Paper", ["Anna de la Cruz", "", ""]);
        check("By far the best", ["-", "", ""]);
        check(
            "By Ann Other: The islands cannot ignore the risk, the agency said today, and it asked each of them for more money",
            ["-", "", ""],
        );
        check("By Ann Other with Agencies", ["Ann Other", "", ""]);
        check("Di Jakarta, laba naik", ["-", "", ""]);
        check("Oleh Ani Dua Lodan Selasa, 21 Oktober 2025", ["Ani Dua Lodan", "", ""]);
        check("By Monday the strike had ended", ["-", "", ""]);
        check("Auteur : Kossi Tia", ["Kossi Tia", "", ""]);
    }

    #[test]
    fn metadata_names_people_among_other_things() {
        let check = |list: &str, want: &str| assert_eq!(people(list).join("+"), want, "{list}");
        check("Jon King, News Reporter", "Jon King");
        check("By Ann Other - Daily Team", "Ann Other");
        check("Ann Other, Bob Third, and Web Team", "Ann Other+Bob Third+Web Team");
        check("Authored by: Dr. Ehsan Ja", "Dr. Ehsan Ja");
        check("Ann Other @annother", "Ann Other");
        check("https://a.example/ann", "");
        check("ann@a.example", "");
        for (name, want) in [
            ("Ann Other", true),
            ("Ann", true),
            ("Ann B. van der Other", true),
            ("朝日太郎", true),
            ("ann.other", false),
            ("annother7", false),
            ("Ann Team", false),
            ("Kabar.com", false),
            ("kabar niaga", false),
        ] {
            assert_eq!(is_person(name), want, "{name}");
        }
    }
}
