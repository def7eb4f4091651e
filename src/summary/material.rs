//! What a summary may quote: the sentences of an article's paragraphs.

use super::features::{is_mark, is_stopped};
use crate::article::{Article, Block, Sentences};
use crate::text;

/// A sentence of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quotable<'a> {
    /// Its words, without a dateline.
    pub(super) text: &'a str,
    /// How many words that is.
    pub(super) words: usize,
    /// The number of its paragraph, from 0.
    pub(super) paragraph: usize,
    /// Whether no summary may quote it; it still tells what the article is about.
    pub(super) is_barred: bool,
    /// The index of its block, and where in the block's text it stands.
    pub(super) block: usize,
    pub(super) start: usize,
}

/// How a report opens; houses that open alike write alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Opening {
    /// With its first sentence.
    #[default]
    Plain,
    /// With a place, and who reports: `JAKARTA (Kantor) -`.
    Dateline,
    /// The same, with two dashes.
    DoubleDash,
    /// With the web name of the paper.
    WebName,
}

/// Fewer words are no sentence that says something.
const LEAST_WORDS: usize = 4;
/// More words are no sentence that anyone reads in a summary.
const MOST_WORDS: usize = 150;
/// Fewer words without a stop behind them are a heading.
const LEAST_UNSTOPPED: usize = 10;

/// No more sentences of an article are looked at: news is shorter, and what is longer says first what it is about.
const MOST_SENTENCES: usize = 300;

/// The sentences of an article's paragraphs and quotations. Only those of paragraphs may be quoted, and of these none that
/// is a part of a quotation or leads to a list.
pub(super) fn of<'a>(article: &'a Article, sentences: &Sentences) -> (Vec<Quotable<'a>>, Opening) {
    let mut out: Vec<Quotable> = Vec::new();
    // The extractor has cut the dateline that it knows.
    let mut opening = if article.dateline.is_some() { Opening::Dateline } else { Opening::Plain };
    let mut paragraph = 0;
    for (index, block) in article.blocks.iter().enumerate() {
        let (Block::Paragraph(words) | Block::Quote(words)) = block else { continue };
        let whole = words.text.as_str();
        let is_quote = matches!(block, Block::Quote(_));
        let leads =
            matches!(article.blocks.get(index + 1), Some(Block::List { .. } | Block::Table { .. } | Block::Code(_)));
        let ranges = sentences.of(index);
        let count = ranges.len();
        let mut inside = false;
        let left = MOST_SENTENCES.saturating_sub(out.len());
        for (number, range) in ranges.iter().enumerate().take(left) {
            let Some(written) = whole.get(range.clone()) else { continue };
            let mut cut = 0;
            if out.is_empty() && opening == Opening::Plain {
                (cut, opening) = dateline(&article.title, written);
            }
            let text = written.get(cut..).unwrap_or(written);
            let is_torn = tears(text, &mut inside);
            let is_last = number + 1 == count;
            let is_title = text.len().abs_diff(article.title.len()) < 8 && text::same_words(text, &article.title);
            let repeats = is_title || out.iter().any(|other| other.text.len() == text.len() && other.text == text);
            let words = text::count_words(text);
            let is_barred =
                is_quote || is_torn || repeats || is_barred(text, words) || (is_last && points_down(text, leads));
            out.push(Quotable { text, words, paragraph, is_barred, block: index, start: range.start + cut });
        }
        paragraph += usize::from(count > 0);
        if out.len() >= MOST_SENTENCES {
            break;
        }
    }
    (out, opening)
}

/// Whether the last sentence of a paragraph only says that something follows; `leads`: a list or a table does.
fn points_down(sentence: &str, leads: bool) -> bool {
    let bare = sentence.trim_end_matches(['.', ':', ',', ' ']);
    if ["antara lain", "di antaranya", "yaitu", "yakni"].iter().any(|end| bare.ends_with(end)) {
        return true;
    }
    match text::find_ignoring_case(sentence, "berikut") {
        Some(0) => leads || text::count_words(sentence) < LEAST_POINTING,
        Some(_) => leads,
        None => false,
    }
}

/// A sentence that begins with `Berikut` says more than that something follows when it has so many words.
const LEAST_POINTING: usize = 12;

/// Whether a sentence holds a part of a quotation only; `inside`: whether one is open before it, and then behind it.
fn tears(sentence: &str, inside: &mut bool) -> bool {
    let before = *inside;
    if sentence.is_ascii() && !text::has(sentence, '"') {
        return before;
    }
    let (mut single, mut double) = (0_i32, 0);
    let bytes = sentence.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        // Nearly all characters are ASCII, and of these one is a mark.
        if *byte != b'"' && *byte < 0xc0 {
            continue;
        }
        let Some(character) = sentence.get(at..).and_then(|rest| rest.chars().next()) else { continue };
        match character {
            '“' | '«' | '„' => *inside = true,
            '”' | '»' => *inside = false,
            '"' => *inside = !*inside,
            '‘' => single += 1,
            // Also an apostrophe.
            '’' => single -= 1,
            _ => {}
        }
        double += usize::from(is_mark(character));
    }
    before || *inside || single > 0 || double % 2 == 1
}

/// The sentences of paragraphs that were split already, taken as they are.
#[cfg(feature = "cli")]
pub(super) fn given<'a>(title: &str, paragraphs: &'a [Vec<String>]) -> (Vec<Quotable<'a>>, Opening) {
    let mut out: Vec<Quotable> = Vec::new();
    let mut opening = Opening::Plain;
    for (paragraph, sentences) in paragraphs.iter().enumerate() {
        for sentence in sentences {
            let mut cut = 0;
            if out.is_empty() {
                (cut, opening) = dateline(title, sentence);
            }
            let text = sentence.get(cut..).unwrap_or(sentence);
            let words = text::count_words(text);
            out.push(Quotable {
                text,
                words,
                paragraph,
                is_barred: is_barred(text, words),
                block: paragraph,
                start: cut,
            });
        }
    }
    (out, opening)
}

/// Whether no summary may quote a sentence of so many `words` whose quotations are whole.
fn is_barred(sentence: &str, words: usize) -> bool {
    let sentence = sentence.trim_end();
    !(LEAST_WORDS..=MOST_WORDS).contains(&words)
        || sentence.ends_with([':', ';'])
        || (words < LEAST_UNSTOPPED && !is_stopped(sentence))
        || (sentence.starts_with('(') && sentence.ends_with([')', '.']))
        || text::has_phrase(sentence, &AWAY)
        || is_credit(sentence)
}

/// What leads to other articles or pictures, or tells of the writer, wherever in a sentence it stands.
const AWAY: [&str; 8] = [
    "also read",
    "baca juga",
    "grafik di atas",
    "lihat juga",
    "penulis adalah",
    "read also",
    "simak juga",
    "tabel di atas",
];

/// What stands before the names in a line of credits, or before the title in a line that leads away.
const CREDITS: &str = "baca editor foto laporan lihat penulis pewarta reporter simak sumber video";

/// Whether a sentence is a label with what it labels: `Editor: Sari`.
fn is_credit(sentence: &str) -> bool {
    text::split_once(sentence, ":").is_some_and(|(label, _)| text::is_among(CREDITS, &text::lower(label.trim())))
}

/// How many bytes of an article's first sentence say where it was filed: `Jakarta, Kantor Berita -- Laba naik`.
///
/// It ends with a dash between spaces, and before that all words begin with capitals. A single dash also stands between
/// names; before that one it takes a bracket, capitals throughout or a web name.
pub(super) fn dateline(title: &str, sentence: &str) -> (usize, Opening) {
    let dashes = [" -- ", " - ", " – ", " — "];
    let Some((at, length)) = text::first_of(sentence, &dashes) else { return (0, Opening::Plain) };
    let (head, rest) = text::split(sentence, at);
    let is_double = length != 3;
    let is_alone = !text::has(head, ' ') && head.len() > 3 && text::find_ignoring_case(title, head).is_none();
    let goes_on = sentence.get(at + length..).is_some_and(|rest| rest.starts_with(char::is_uppercase));
    let head = head.trim_end();
    let mut bracketed = false;
    let mut words = 0;
    let is_name = |word: &str| {
        let opens = word.starts_with('(');
        let begins = bracketed || word.trim_start_matches('(').starts_with(|first: char| first.is_uppercase());
        bracketed = (bracketed || opens) && !word.ends_with([')', ',']);
        words += 1;
        begins || matches!(word, "/" | "," | "(" | ")") || word.starts_with(|first: char| first.is_ascii_digit())
    };
    let are_names = head.len() <= LONGEST_DATELINE && head.split_ascii_whitespace().all(is_name);
    // `PEKALONGAN, 6 Maret 2025 -`: the place decides.
    let place = text::split_once(head, ",").map_or(head, |(place, _)| place);
    let shouted = !place.bytes().any(|byte| byte.is_ascii_lowercase()) && place.len() > 3;
    let is_web = head.split_ascii_whitespace().next().is_some_and(|word| {
        text::split_once(word.trim_end_matches(','), ".")
            .is_some_and(|(name, ending)| name.len() > 2 && text::is_among(ENDINGS, &text::lower(ending)))
    });
    let is_dateline =
        are_names && words <= 7 && (is_double || shouted || is_web || is_alone && goes_on || head.ends_with(')'));
    let rest = rest.get(length..).unwrap_or_default().trim_start();
    if !is_dateline || rest.len() < LEAST_BEHIND {
        return (0, Opening::Plain);
    }
    let opening = match () {
        () if is_web => Opening::WebName,
        () if length == 4 => Opening::DoubleDash,
        () => Opening::Dateline,
    };
    (sentence.len() - rest.len(), opening)
}

/// So many bytes stand behind a dateline, at least.
const LEAST_BEHIND: usize = 20;
/// No dateline is longer, in bytes.
const LONGEST_DATELINE: usize = 60;
/// What web names of papers end in.
const ENDINGS: &str = "co.id com id my net news";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_are_cut_and_names_with_dashes_are_not() {
        let check = |sentence: &str, rest: &str, wanted: Opening| {
            let (cut, opening) = dateline("Laba Bank Nusa naik", sentence);
            assert_eq!((sentence.get(cut..), opening), (Some(rest), wanted), "{sentence}");
        };
        let rest = "Laba Bank Nusa naik dua kali lipat tahun ini.";
        for (line, opening) in [
            ("Jakarta, Kantor Warta -- ", Opening::DoubleDash),
            ("SURABAYA – ", Opening::Dateline),
            ("Jakarta (KANTOR) - ", Opening::Dateline),
            ("Warta.com - ", Opening::WebName),
            ("WARTA.NET, KUALA LUMPUR - ", Opening::WebName),
            ("Jakarta - ", Opening::Dateline),
            ("PEKALONGAN, 6 Maret 2025 - ", Opening::Dateline),
        ] {
            check(&format!("{line}{rest}"), rest, opening);
        }
        for line in [
            "Bank Nusa - bank desa itu - naik laba dua kali lipat.",
            "Jalan - jalan ke desa ini tidak lengkap tanpa kopi.",
            "Nusa - Tirta sepakat menambah modal dua kali lipat tahun ini.",
            "Laba naik – meski bunga turun – tahun ini sampai dua kali lipat.",
            "SURABAYA – Singkat.",
        ] {
            check(line, line, Opening::Plain);
        }
    }

    #[test]
    fn what_is_no_sentence_of_the_text_may_not_be_quoted() {
        for line in [
            "Baca juga: Laba Bank Nusa naik dua kali lipat.",
            "Laba naik. Simak juga laba bank lain di sini.",
            "Editor: Sari Wulan dari Surabaya.",
            "Berikut daftar laba bank-bank tahun ini:",
            "Penulis adalah pengamat bank yang tinggal di Surabaya.",
            "(Laporan dari Surabaya dan Medan).",
            "Kinerja Bank Nusa Tahun Ini",
            "Laba naik.",
        ] {
            assert!(is_barred(line, text::count_words(line)), "{line}");
        }
        for line in [
            "Laba Bank Nusa naik dua kali lipat tahun ini.",
            "“Laba kami naik,” kata Sari.",
            "Menurut Sari: laba naik dua kali lipat.",
            "Laba Bank Nusa naik dua kali lipat tahun ini karena kredit tumbuh",
        ] {
            assert!(!is_barred(line, text::count_words(line)), "{line}");
        }
    }

    #[test]
    fn a_part_of_a_quotation_is_torn() {
        let check = |sentences: &[&str], torn: &[bool]| {
            let mut inside = false;
            let found: Vec<bool> = sentences.iter().map(|sentence| tears(sentence, &mut inside)).collect();
            assert_eq!(found, torn, "{sentences:?}");
        };
        check(&["“Laba naik. Biaya turun,” kata Sari.", "Ia senang."], &[false, false]);
        check(&["“Laba naik.", "Biaya turun,” kata Sari.", "Ia senang."], &[true, true, false]);
        check(&["\"Laba naik.", "Biaya turun.", "\"Ya,\" kata Sari."], &[true, true, true]);
        check(&["Jum’at ini ‘laba’ naik.", "Ia berkata, ‘laba naik."], &[false, true]);
    }

    #[test]
    fn what_points_at_a_list_is_known() {
        for (sentence, leads, wanted) in [
            ("Berikut rinciannya.", false, true),
            ("Rincian laba tiap bank sebagai berikut.", true, true),
            ("Rincian laba tiap bank sebagai berikut.", false, false),
            ("Laba naik.", true, false),
            ("Ada lima bank yang labanya naik tahun ini, antara lain.", false, true),
            ("Bank itu antara lain membuka cabang di Medan dan Makassar tahun ini.", true, false),
        ] {
            assert_eq!(points_down(sentence, leads), wanted, "{sentence}");
        }
    }
}
