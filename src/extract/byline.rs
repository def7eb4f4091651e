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

/// Lower-case words that stand inside names. Sorted.
const PARTICLES: [&str; 21] = [
    "al", "bin", "binti", "da", "dal", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "la", "le",
    "ten", "van", "von", "zu",
];

/// Words that join names. Sorted.
const JOINTS: [&str; 9] = ["&", "and", "dan", "e", "en", "et", "und", "with", "y"];

/// Capital words behind which names are over: what mastheads go on with. Sorted.
const STOPS: [&str; 26] = [
    "About",
    "Associated",
    "Comments",
    "Contributor",
    "Date",
    "For",
    "Follow",
    "In",
    "Last",
    "Min",
    "Mins",
    "On",
    "Photo",
    "Photos",
    "Posted",
    "Published",
    "Read",
    "Related",
    "Reviewed",
    "Share",
    "Special",
    "Staff",
    "The",
    "Time",
    "Updated",
    "Views",
];

/// Lower-case words behind which the same holds. Sorted.
const FOLLOWING: [&str; 14] =
    ["am", "at", "den", "el", "for", "für", "il", "in", "le", "min", "on", "pada", "posted", "updated"];

/// Words that say what someone does, lower case. Sorted.
const ROLES: [&str; 44] = [
    "analyst",
    "autor",
    "autorin",
    "ceo",
    "chef",
    "cmo",
    "co-founder",
    "cofounder",
    "columnist",
    "consultant",
    "contributor",
    "coo",
    "correspondent",
    "cto",
    "designer",
    "director",
    "editor",
    "editor-in-chief",
    "engineer",
    "expert",
    "founder",
    "freelance",
    "freelancer",
    "journalist",
    "jurnalis",
    "kolumnis",
    "kontributor",
    "korrespondent",
    "manager",
    "managing",
    "owner",
    "president",
    "producer",
    "professor",
    "redakteur",
    "redakteurin",
    "redaktur",
    "reporter",
    "researcher",
    "senior",
    "specialist",
    "staff",
    "strategist",
    "writer",
];

/// Words of names that no person bears, lower case. Sorted.
const GROUPS: [&str; 42] = [
    "admin",
    "administrator",
    "agencies",
    "agency",
    "blog",
    "club",
    "company",
    "content",
    "corporation",
    "desk",
    "digital",
    "editorial",
    "editors",
    "foundation",
    "gmbh",
    "group",
    "guest",
    "inc",
    "institute",
    "llc",
    "ltd",
    "magazin",
    "magazine",
    "marketing",
    "media",
    "news",
    "newsroom",
    "office",
    "online",
    "press",
    "profile",
    "program",
    "redaccion",
    "redacción",
    "redaksi",
    "redaktion",
    "research",
    "services",
    "staff",
    "support",
    "team",
    "university",
];

/// Names end, and other things of the masthead begin, at these.
const CUTS: [&str; 13] =
    [" | ", " • ", " · ", " ⋅ ", " ● ", " – ", " — ", " - ", " @", " (", " for ", " For ", " FOR "];

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
    let names = leading_names(rest)?;
    (names.len() <= 8).then_some(names)
}

/// The names at the head of `text`, where what follows them is what follows names in a masthead.
fn leading_names(text: &str) -> Option<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    let mut name: Vec<&str> = Vec::new();
    let mut words = text.split_whitespace().peekable();
    let is = |table: &[&str], word: &str| table.contains(&word);
    let mut finish = |name: &mut Vec<&str>| {
        while name.last().is_some_and(|last| is(&PARTICLES, last)) {
            name.pop();
        }
        let joined = name.join(" ");
        if !joined.is_empty() && !names.contains(&joined) && !is_degree(&joined) {
            names.push(joined);
        }
        let few = name.len() <= 5;
        name.clear();
        few
    };
    let mut ends_well = true;
    while let Some(word) = words.next() {
        let lower = word.to_lowercase();
        if is(&JOINTS, &lower) {
            if !finish(&mut name) {
                return None;
            }
            continue;
        }
        let bare = word.trim_end_matches([',', ';', ':', '|', '•', '.', '–', '—']);
        let stop = bare.len() < word.len() && !word.ends_with(['.', ',', ';']);
        // `Jan` is a name, and a month where figures follow it.
        let is_date = (moment::month(bare).is_some() || is_weekday(bare))
            && words.peek().is_none_or(|next| {
                next.starts_with(|first: char| first.is_ascii_digit()) || moment::month(next).is_some()
            });
        let is_word = bare
            .starts_with(|first: char| first.is_uppercase() || (first.is_alphabetic() && !first.is_lowercase()))
            && !bare.contains(|next: char| next.is_numeric() || next == '@')
            && !is_date
            && !is(&STOPS, bare)
            && !is(&ROLES, bare.to_lowercase().as_str());
        if !is_word && (name.is_empty() || !is(&PARTICLES, bare)) {
            // Anything else of small letters makes it a sentence.
            ends_well = !bare.starts_with(char::is_lowercase) || is(&FOLLOWING, bare) || is(&ROLES, bare);
            break;
        }
        // An initial keeps its stop.
        let keeps = word.ends_with('.') && bare.chars().count() <= 2;
        name.push(if keeps && words.peek().is_some() { word } else { bare });
        if word.ends_with([',', ';']) || stop || (word.ends_with('.') && !keeps) {
            if !finish(&mut name) {
                return None;
            }
            if stop {
                break;
            }
        }
    }
    if !finish(&mut name) || !ends_well || names.is_empty() {
        return None;
    }
    Some(names)
}

fn is_weekday(word: &str) -> bool {
    const WEEKDAYS: [&str; 16] = [
        "friday",
        "jum'at",
        "jumat",
        "kamis",
        "minggu",
        "monday",
        "rabu",
        "sabtu",
        "saturday",
        "selasa",
        "senin",
        "sunday",
        "thursday",
        "tuesday",
        "wednesday",
        "ahad",
    ];
    let word = word.to_lowercase();
    WEEKDAYS.iter().any(|day| word == *day || (word.len() == 3 && day.starts_with(&word)))
}

/// The people in a list of names as metadata and marks give it: without roles, degrees, groups and addresses.
pub(super) fn people(list: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for (index, part) in names(list).into_iter().enumerate() {
        let Some(name) = person(&part).filter(|name| index == 0 || !names_role(name)) else { continue };
        if !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

/// A name without what stands around it: `By Ann Other | Editor`.
fn person(name: &str) -> Option<String> {
    let mut name = name.trim();
    for lead in JOINTS {
        if let Some(rest) = name.strip_prefix(lead).filter(|rest| rest.starts_with(' ')) {
            name = rest.trim_start();
        }
    }
    // A label without a name.
    if LABELS.iter().any(|(label, _)| label.eq_ignore_ascii_case(name)) {
        return None;
    }
    for lead in PREPOSITIONS.iter().chain(LABELS.iter().map(|(label, _)| label)) {
        if let Some(rest) = text::strip_prefix_ignoring_case(name, lead)
            && rest.starts_with([' ', ':'])
        {
            name = rest.trim_start_matches([' ', ':']);
        }
    }
    let end = CUTS.iter().filter_map(|cut| name.find(cut)).min().unwrap_or(name.len());
    let name = name.get(..end)?.trim_matches(|edge: char| edge.is_whitespace() || "|/-–—•·,:".contains(edge));
    let fits = !name.contains("://") && !name.starts_with('(') && !name.contains('@') && name.chars().count() <= 60;
    (fits && name.chars().any(char::is_alphabetic)).then(|| name.to_owned())
}

/// Whether a word of `name` says what someone does.
pub(super) fn names_role(name: &str) -> bool {
    name.split(|next: char| !next.is_alphanumeric() && next != '-')
        .any(|word| ROLES.contains(&word.to_lowercase().as_str()))
}

/// Whether a name may be a person's: of few words that begin with capitals, none of which only groups bear.
pub(super) fn is_person(name: &str) -> bool {
    let words = || name.split_whitespace();
    let begins_small = |word: &str| word.starts_with(char::is_lowercase);
    (1..=5).contains(&words().count())
        && !name.starts_with("The ")
        && !name.contains(|next: char| next.is_numeric() || matches!(next, '_' | '/' | '@' | '|'))
        && !words().all(begins_small)
        // A host's name.
        && !words().any(|word| word.trim_matches('.').split('.').next_back().is_some_and(|last| {
            word.trim_matches('.').contains('.') && last.chars().count() >= 2 && begins_small(last)
        }))
        && !words().any(|word| GROUPS.contains(&word.trim_matches(|edge: char| !edge.is_alphanumeric()).to_lowercase().as_str()))
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
        if listed.len() > 8 || listed.iter().any(|name| name.contains(':') || name.split_whitespace().count() > 7) {
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

/// Words between the names of a list.
const SEPARATORS: [&str; 8] = [" & ", " AND ", " And ", " and ", " dan ", " et ", " und ", "、"];

/// The names of a list.
pub(super) fn names(list: &str) -> Vec<String> {
    let list = list.split('|').next().unwrap_or_default();
    list.split([',', ';', '\n'])
        .flat_map(|part| {
            SEPARATORS
                .iter()
                .fold(vec![part], |parts, joint| parts.into_iter().flat_map(|part| part.split(joint)).collect())
        })
        .map(|name| text::folded(name.trim_matches(|edge: char| edge.is_whitespace() || "|/-–—•·.:".contains(edge))))
        .filter(|name| !name.is_empty() && name.chars().any(char::is_alphabetic))
        .filter(|name| !is_degree(name))
        .collect()
}

fn is_degree(name: &str) -> bool {
    DEGREES.iter().any(|degree| degree.eq_ignore_ascii_case(name.trim_end_matches('.')))
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
