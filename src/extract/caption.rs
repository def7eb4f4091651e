//! A picture's caption and its credit: which lines they are, and where one ends and the other begins.

use super::blocks::Piece;
use super::furniture::CAPTION;
use super::measure::Measure;
use crate::article::{Block, Image, Text};
use crate::page::tree::{Tag, Tree};
use crate::text;

/// Words that open a caption and say only that it is one; a stop, a colon, a bar or a dash follows.
const OPENINGS: [&str; 5] = ["Foto ilustrasi", "Ilustrasi", "Ilustrasi foto", "Keterangan foto", "Keterangan gambar"];

/// What stands between the opening and the caption.
const OPENING_ENDS: [char; 7] = ['.', ':', '|', '-', '–', '—', ']'];

/// Words that open a credit. Longest first where one begins another.
const CREDIT_OPENINGS: [&str; 14] = [
    "Photo credit:",
    "Photograph:",
    "Photo by ",
    "Photo:",
    "Foto oleh ",
    "Foto:",
    "Kredit:",
    "Dok.",
    "Dok:",
    "Image:",
    "Credit:",
    "Sumber:",
    "Source:",
    "©",
];

/// Whole words in class names that mark who made a picture. Sorted.
const CREDIT_NAMES: [&str; 7] = ["author", "copyright", "credit", "credits", "fotografer", "photographer", "sumber"];

/// A caption has at most this many words.
const LONGEST: usize = 60;

/// A line behind a picture is taken for its caption by the words at its end only up to this many words.
const LONGEST_UNMARKED: usize = 40;

/// Caption and credit of a node that holds them: the credit may have an element of its own.
pub(super) fn read(tree: &Tree, node: usize) -> (Option<String>, Option<String>) {
    let is_credit = |index: &usize| {
        tree.classes(*index).any(|class| {
            class
                .to_ascii_lowercase()
                .split(|between: char| !between.is_ascii_alphanumeric())
                .any(|word| CREDIT_NAMES.binary_search(&word).is_ok())
        })
    };
    let Some(own) = tree.inside(node).find(is_credit).filter(|own| !tree.all_text(*own).is_empty()) else {
        return split(&tree.all_text(node));
    };
    let (_, credit) = split_credit_line(&tree.all_text(own));
    let mut words = String::new();
    for index in tree.inside(node).filter(|index| *index < own || *index >= tree.end(own)) {
        let readable = tree.parent(index).and_then(|parent| tree.tag(parent)).is_none_or(|tag| !tag.is_unreadable());
        match tree.tag(index) {
            None if readable => text::push_folded(&mut words, tree.text(index)),
            Some(tag) if !tag.is_inline() || tag == Tag::Br => text::push_folded(&mut words, " "),
            _ => {}
        }
    }
    let (caption, other) = split(&words);
    (caption, Some(credit).or(other))
}

/// A line that is a credit and nothing else, without the word that says so.
fn split_credit_line(line: &str) -> (Option<String>, String) {
    let (caption, credit) = split(line);
    match credit {
        Some(credit) => (caption, credit),
        None => (None, line.trim().trim_matches(['(', ')', '[', ']', ' ']).to_owned()),
    }
}

/// Parts `line` into caption and credit: `ILUSTRASI. Kalimat. REUTERS/Nama`, `[ILUSTRASI. Kalimat]`, `Kalimat (Foto: Nama)`.
pub(super) fn split(line: &str) -> (Option<String>, Option<String>) {
    let mut line = line.trim();
    if let Some(inner) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        line = inner.trim();
    }
    if let Some(rest) = without_opening(line) {
        line = rest;
    }
    let (caption, credit) = split_credit(line);
    let clean = |part: &str| {
        let part = part.trim().trim_start_matches(['|', '-', '–', '—', '(', '[']).trim();
        let part = part.trim_end_matches(['|', '-', '–', '—', '[']).trim_end();
        (!part.is_empty()).then(|| part.to_owned())
    };
    (clean(caption), credit.and_then(|credit| clean(credit.trim_end_matches([')', ']', ' ', '.']))))
}

/// Whether `text` opens as captions do.
pub(super) fn opens(text: &str) -> bool {
    without_opening(text.trim_start_matches(['[', ' '])).is_some()
}

/// Gives the pictures among `pieces` the lines that stand right behind them as their captions: those that open as captions
/// do or end in a credit, and those that share a box with nothing but the picture.
///
/// Before the first paragraph a line with a date or a name, as `is_signature` knows them, is none of the picture's.
pub(super) fn attach(tree: &Tree, measure: &Measure, pieces: &mut [Piece], is_signature: &dyn Fn(&Piece) -> bool) {
    let mut masthead = true;
    for at in 0..pieces.len() {
        masthead &= !pieces.get(at).is_some_and(|piece| super::run::is_prose(piece) && !is_signature(piece));
        let Some((before, behind)) = pieces.split_at_mut_checked(at + 1) else { continue };
        let Some(Piece { block: Block::Figure(image), node, rule: None }) = before.last_mut() else { continue };
        let room = room(tree, measure, *node);
        for line in behind.iter_mut().take(2) {
            let signed = masthead && is_signature(line);
            let Piece { block: Block::Paragraph(words), node, rule: rule @ None } = line else { break };
            let inside = room.as_ref().is_some_and(|room| room.contains(node)) && !is_linked(words);
            if signed || !takes(image, words, inside) {
                break;
            }
            *rule = Some(CAPTION);
        }
    }
}

/// Gives `image` the line if it is its caption or its credit.
fn takes(image: &mut Image, line: &Text, inside: bool) -> bool {
    let (caption, credit) = split(&line.text);
    let words = text::count_words(&line.text);
    let speaks = opens(&line.text) && words <= LONGEST
        || credit.is_some() && words <= LONGEST_UNMARKED
        || inside && words <= LONGEST_UNMARKED;
    if !speaks
        || (image.caption.is_some() && (image.credit.is_some() || caption.is_some() && credit.is_none() && !inside))
    {
        return false;
    }
    // A second line in the picture's own box says who made it.
    if image.caption.is_some() {
        image.credit = credit.or(caption);
    } else {
        (image.caption, image.credit) = (caption, credit.or(image.credit.take()));
    }
    true
}

/// The nodes of the smallest box around a picture that holds words, where those are few enough for a caption.
fn room(tree: &Tree, measure: &Measure, picture: usize) -> Option<std::ops::Range<usize>> {
    let around = std::iter::successors(tree.parent(picture), |outer| tree.parent(*outer));
    let holder = around.take(4).find(|outer| measure.words(tree, *outer) > 0)?;
    let is_box =
        matches!(tree.tag(holder), Some(Tag::Div | Tag::Figure | Tag::Section | Tag::Center | Tag::Td | Tag::P));
    (is_box && measure.words(tree, holder) <= LONGEST_UNMARKED).then(|| tree.inside(holder))
}

/// Whether most of a line is a link: then it leads to what the picture belongs to.
fn is_linked(line: &Text) -> bool {
    let (all, linked) = super::run::words(line);
    linked * 2 > all
}

/// `line` without the words that only say that it is a caption.
fn without_opening(line: &str) -> Option<&str> {
    OPENINGS.iter().rev().find_map(|opening| {
        let rest = text::strip_prefix_ignoring_case(line, opening)?.trim_start();
        let bare = rest.strip_prefix(OPENING_ENDS)?;
        // `ILUSTRASI. Kalimat`, but not `Ilustrasi-ilustrasi itu`.
        (bare.is_empty() || bare.starts_with(char::is_whitespace) || rest.starts_with([':', '|', ']']))
            .then(|| bare.trim_start())
    })
}

fn split_credit(line: &str) -> (&str, Option<&str>) {
    // What an agency's name in capitals opens: `Suasana pelabuhan KONTAN/Nama`.
    for (at, _) in line.match_indices(' ') {
        let (before, tail) = text::split(line, at);
        let is_caption = before.split_whitespace().count() > 1 && !before.ends_with([':', '(', '[']);
        if is_caption && before.contains(char::is_lowercase) && is_shouted_agency(tail.trim_start()) {
            return (before, Some(tail));
        }
    }
    if is_agency(line) {
        return ("", Some(line));
    }
    // A credit that says so, or in brackets at the end.
    for opening in CREDIT_OPENINGS {
        if let Some(at) = text::find_last(line, opening)
            && (at == 0 || line.get(..at).is_some_and(|before| before.ends_with([' ', '(', '|', '['])))
        {
            let credit = line.get(at + opening.len()..).unwrap_or_default();
            if !credit.trim().is_empty() && credit.split_whitespace().count() <= 10 {
                return (line.get(..at).unwrap_or_default().trim_end_matches(['(', '[', '|', ' ']), Some(credit));
            }
        }
    }
    for (open, close) in [('(', ')'), ('[', ']')] {
        if let Some((before, inside)) =
            line.trim_end_matches('.').strip_suffix(close).and_then(|rest| rest.rsplit_once(open))
            && is_agency(inside)
        {
            return (before, Some(inside));
        }
    }
    // The credit is what follows the first full stop behind which only a credit stands.
    for (at, stop) in
        line.char_indices().filter(|(_, stop)| ['.', '|', ';', '?', '!', '"', '”', '–', '—', '-'].contains(stop))
    {
        let tail = line.get(at + stop.len_utf8()..).unwrap_or_default();
        let parted = !matches!(stop, '-' | '–' | '—') || line.get(..at).is_some_and(|before| before.ends_with(' '));
        if tail.starts_with(char::is_whitespace) && parted && is_agency(tail.trim()) {
            let caption = line.get(..at + stop.len_utf8()).unwrap_or_default();
            return (caption.trim_end_matches(['|', ';', '–', '—', '-']), Some(tail));
        }
    }
    (line, None)
}

/// Whether `text` reads like `REUTERS/Nama`, `ANTARA FOTO/Nama/foc`, `dok/KONTAN`: short names parted by slashes.
fn is_agency(text: &str) -> bool {
    let Some((agency, rest)) = text.split_once('/') else { return false };
    let words = |part: &str| part.split_whitespace().count();
    !agency.contains(char::is_numeric)
        && !text::holds(agency, ". ")
        && !agency.contains(['(', '[', ','])
        && (1..=3).contains(&words(agency))
        && words(rest) <= 6
        && !rest.trim().is_empty()
        && (words(agency) == 1
            || agency.split_whitespace().all(|word| word.starts_with(char::is_uppercase) || word == "dok"))
        && agency.starts_with(char::is_alphabetic)
}

/// Whether `text` is an agency whose name is in capitals, and a person's name behind it.
fn is_shouted_agency(text: &str) -> bool {
    let Some((agency, name)) = text.split_once('/') else { return false };
    let mut letters = name.trim_start().chars();
    is_agency(text)
        && agency.trim().len() >= 4
        && agency.chars().all(|letter| letter.is_uppercase() || letter == ' ')
        && letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::markup;

    #[test]
    fn caption_and_credit_are_told_apart() {
        let check = |line: &str, caption: &str, credit: &str| {
            let (found, by) = split(line);
            assert_eq!(
                (found.as_deref().unwrap_or_default(), by.as_deref().unwrap_or_default()),
                (caption, credit),
                "{line}"
            );
        };
        check(
            "ILUSTRASI. Bongkar muat di pelabuhan, 13 Mei 2025. KONTAN/Budi A. Santosa/13/05/2025",
            "Bongkar muat di pelabuhan, 13 Mei 2025.",
            "KONTAN/Budi A. Santosa/13/05/2025",
        );
        check(
            "ILUSTRASI. Petugas di Jl. Sudirman. ANTARA FOTO/M Yusuf/foc",
            "Petugas di Jl. Sudirman.",
            "ANTARA FOTO/M Yusuf/foc",
        );
        check("[ILUSTRASI. TAJUK - Nama Penulis]", "TAJUK - Nama Penulis", "");
        check("Suasana bursa. Rapat 12/5 ditunda", "Suasana bursa. Rapat 12/5 ditunda", "");
        check("Suasana bursa (Foto: Sari Dewi)", "Suasana bursa", "Sari Dewi");
        check("Suasana bursa (REUTERS/Sari Dewi)", "Suasana bursa", "REUTERS/Sari Dewi");
        check("ILUSTRASI. REUTERS/Sari Dewi", "", "REUTERS/Sari Dewi");
        check("Ilustrasi: Suasana bursa. [KONTAN/Sari Dewi].", "Suasana bursa.", "KONTAN/Sari Dewi");
        check("ILUSTRASI Suasana bursa.", "ILUSTRASI Suasana bursa.", "");
        check("Ilustrasi bahan pangan yang baik.", "Ilustrasi bahan pangan yang baik.", "");
        check("Suasana bursa KONTAN/Sari Dewi", "Suasana bursa", "KONTAN/Sari Dewi");
        check("Suasana bursa — REUTERS/Sari Dewi", "Suasana bursa", "REUTERS/Sari Dewi");
        check("Siapa di bursa? REUTERS/Sari Dewi", "Siapa di bursa?", "REUTERS/Sari Dewi");
        check("Pemerintah menata BBM/LPG subsidi di pangkalan", "Pemerintah menata BBM/LPG subsidi di pangkalan", "");
        check("", "", "");
    }

    #[test]
    fn a_credit_may_have_an_element_of_its_own() {
        let mut tree = Tree::default();
        markup::read(
            "<figcaption>Suasana bursa. <span class=\"photo-credit\">Foto: Sari Dewi</span></figcaption>",
            &mut tree,
        );
        assert_eq!(read(&tree, 0), (Some("Suasana bursa.".to_owned()), Some("Sari Dewi".to_owned())));
    }

    #[test]
    fn a_line_in_the_pictures_box_is_its_caption() {
        let check = |html: &str, want: [&str; 2]| {
            let mut tree = Tree::default();
            let text = "kata ".repeat(60);
            markup::read(&format!("<div>{html}<p>{text}</p></div>"), &mut tree);
            let keep = |_| super::super::blocks::Verdict::Keep;
            let mut pieces = super::super::blocks::pieces(&tree, 0..tree.len(), &keep);
            attach(&tree, &Measure::new(&tree), &mut pieces, &|_| false);
            let image = pieces.iter().find_map(|piece| match &piece.block {
                Block::Figure(image) => Some(image.clone()),
                _ => None,
            });
            let image = image.unwrap_or_default();
            let found = [image.caption, image.credit].map(Option::unwrap_or_default);
            assert_eq!(found, want.map(str::to_owned), "{html}");
        };
        check("<div><img src=\"a.jpg\"><p>Suasana bursa</p></div>", ["Suasana bursa", ""]);
        check("<div><img src=\"a.jpg\"><p>Suasana bursa.</p><p>Sari Dewi</p></div>", ["Suasana bursa.", "Sari Dewi"]);
        check("<p><img src=\"a.jpg\"></p><p>Suasana bursa. REUTERS/Sari</p>", ["Suasana bursa.", "REUTERS/Sari"]);
        check("<p><img src=\"a.jpg\"></p><p>Sumber: Badan Statistik</p>", ["", "Badan Statistik"]);
        check("<p><img src=\"a.jpg\"></p><p>Harga emas naik.</p>", ["", ""]);
        check("<div><img src=\"a.jpg\"><p><a href=\"x\">Berita lain</a></p></div>", ["", ""]);
    }
}
