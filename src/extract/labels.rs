//! What the pieces of a body are besides text: byline, date, caption, links to other articles, lines that only promote.
//!
//! Each piece that a rule knows gets the rule's name; what it says goes to [`Found`]. The words are those that Indonesian
//! and English news sites share; a site's own marks live in its profile.

use std::ops::Range;

use super::blocks::Piece;
use super::furniture::{CAPTION, SIGNATURE};
use super::judge::BESIDE;
use super::{byline, caption, dateline};
use crate::article::{Block, Byline, Image, Style, Text};
use crate::text::{self, moment, moment::Moment};

/// What the pieces told besides the text.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) byline: Byline,
    /// Names at the end of the text: they may be those of a text that was taken over.
    pub(super) signature: Byline,
    pub(super) published: Option<Moment>,
    pub(super) dateline: Option<String>,
    /// The words that were cut off as a dateline, and the piece they opened.
    pub(super) opening: Option<(String, usize)>,
    pub(super) lead: Option<Image>,
    /// Label, title, address as written, and the piece they came from.
    pub(super) related: Vec<(String, String, String, usize)>,
}

/// Words before a colon and a link that lead to another article.
pub(super) const RELATED: [&str; 17] = [
    "Also read",
    "Artikel terkait",
    "Baca",
    "Baca berita selanjutnya",
    "Baca juga",
    "Baca pula",
    "Baca selengkapnya",
    "Berita terkait",
    "Lihat juga",
    "Menarik dibaca",
    "Read also",
    "Read more",
    "Read next",
    "Selanjutnya",
    "Simak juga",
    "Simak video",
    "Tonton",
];

/// How lines begin that only promote the site's other places, in the languages of many sites.
const PROMOTIONS: [&str; 56] = [
    "Advertisement - ",
    "All rights reserved",
    "Article continues below",
    "Cek berita dan artikel yang lain di",
    "Copyright ©",
    "Czytaj też",
    "Czytaj więcej",
    "Dapatkan update berita",
    "Do you have a story",
    "Download our app",
    "Follow Google News",
    "Follow me on",
    "Follow us on",
    "For more stories",
    "For the latest",
    "Get our daily",
    "Got a story",
    "Halaman berikutnya:",
    "Halaman selanjutnya:",
    "Have a tip?",
    "Have you got a story",
    "Ikuti berita terbaru",
    "Ikuti kami di",
    "Ikuti saluran WhatsApp",
    "Join the conversation",
    "Klik di sini untuk",
    "Lee también",
    "Lees ook",
    "Leggi anche",
    "Leia mais",
    "Leia também",
    "Les også",
    "Lesen Sie auch",
    "Lesen Sie mehr",
    "Like us on",
    "Lire aussi",
    "Läs också",
    "Læs også",
    "May earn an affiliate commission",
    "Mehr zum Thema",
    "Read also",
    "Read more at",
    "Read more:",
    "Read next",
    "Share this article",
    "Sign up for our",
    "Sign up to our",
    "Simak berita dan artikel lainnya di",
    "Simak breaking news",
    "Story continues below",
    "Subscribe to our",
    "This article contains affiliate links",
    "We apologize, but this video",
    "We use cookies",
    "À lire aussi",
    "Читайте также",
];

/// Lines that are only a sign for something that is not there in a reader.
const SIGNS: [&str; 34] = [
    "Ad",
    "Advert",
    "Advertisement",
    "Advertising",
    "Anuncio",
    "Anzeige",
    "Back to video",
    "Caption",
    "Close",
    "Comments",
    "Email",
    "Externen Inhalt anzeigen",
    "Iklan",
    "Image",
    "Loading",
    "Loading...",
    "Mehr anzeigen",
    "Photos",
    "Print",
    "Publicidad",
    "Publicidade",
    "Publicité",
    "Read more",
    "Reklam",
    "Reklama",
    "Share",
    "Share this",
    "Share this article",
    "Sponsored",
    "Video",
    "View gallery",
    "Werbung",
    "Реклама",
    "広告",
];

/// Headings behind which nothing of the article follows.
const CLOSINGS: [&str; 46] = [
    "About the author",
    "About the authors",
    "Artikel terkait",
    "Baca juga",
    "Berita lainnya",
    "Berita terkait",
    "Comments",
    "Contact",
    "Das könnte Sie auch interessieren",
    "Follow us",
    "Join the conversation",
    "Join the Conversation",
    "Komentar",
    "Leave a comment",
    "Leave a reply",
    "Lire aussi",
    "Mehr zum Thema",
    "More from",
    "More on",
    "More stories",
    "Most popular",
    "Most read",
    "Newsletter",
    "Popular",
    "Read next",
    "Recommended",
    "Recommended for you",
    "Related",
    "Related articles",
    "Related content",
    "Related posts",
    "Related stories",
    "Share this",
    "Share this story",
    "Sign up",
    "Sobre la firma",
    "Tags",
    "Terkini",
    "Terpopuler",
    "Topics",
    "Trending",
    "Você pode gostar",
    "You may also like",
    "You might also like",
    "À lire aussi",
    "関連記事",
];

/// How lines end that announce the next page.
const PAGE_TURNS: [&str; 6] = [
    "continued on next page",
    "continued on the next page",
    "di halaman berikutnya",
    "di halaman selanjutnya",
    "ke halaman berikutnya",
    "ke halaman selanjutnya",
];

/// A line that announces the next page has at most this many words.
const MOST_ANNOUNCING: usize = 25;

/// A paragraph of at least this many words is prose, and the masthead is over.
const PROSE_WORDS: usize = 18;

/// A line with a date and at most this many other words is a date line: a weekday, `Terbit`, `Diperbarui`.
const MOST_BESIDE_DATE: usize = 4;

/// Labels `pieces`, of which those before `body` stand above the text and those after it behind. `title` is the headline.
pub(super) fn apply(pieces: &mut [Piece], body: Range<usize>, title: &str) -> Found {
    let Range { start: body, end } = body;
    let mut found = Found::default();
    let mut masthead = true;
    // A first paragraph may be the lead, with names and date behind it.
    let mut paragraphs = 0;
    let mut opened = false;
    let mut brand = false;
    // The piece right behind the lead image is its caption, unless it is known to be something else.
    let mut after_lead = None;
    for index in 0..pieces.len() {
        let Some(piece) = pieces.get_mut(index) else { continue };
        if piece.rule == Some(CAPTION) {
            if let Block::Paragraph(line) | Block::Heading { text: line, .. } = &piece.block {
                let line = line.clone();
                caption_picture(&line, pieces.get_mut(..index).unwrap_or_default(), &mut found);
            }
            continue;
        }
        if piece.rule == Some(SIGNATURE) && paragraphs < 2 {
            if let Block::Paragraph(line) | Block::Heading { text: line, .. } = &piece.block {
                found.published = found.published.or_else(|| moment::find(&line.text).map(|(moment, _)| moment));
                byline::fill(&mut found.byline, byline::parse(&line.text).unwrap_or_default());
            }
            continue;
        }
        // What stands beside the text may still say who wrote it and when.
        let beside = piece.rule == Some(BESIDE);
        if piece.rule.is_some() && !beside {
            continue;
        }
        if index >= end {
            // Links to other articles may close the text; all else behind it is not the article.
            let related = match &piece.block {
                Block::Paragraph(line) | Block::Heading { text: line, .. } => related(line, index, &mut found),
                _ => None,
            };
            piece.rule = related.or(Some("behind the article"));
            continue;
        }
        piece.rule = match &mut piece.block {
            Block::Paragraph(line) | Block::Heading { text: line, .. } => {
                let prose = !beside && text::count_words(&line.text) >= PROSE_WORDS;
                let place = Place { masthead, signed: paragraphs < 2 };
                let rule = of_line(line, index, title, place, &mut found);
                if rule.is_none() && index >= body && prose {
                    masthead = false;
                    paragraphs += 1;
                }
                if rule.is_none() && index < body && after_lead == Some(index) && !line.text.is_empty() {
                    caption_lead(line, &mut found);
                    Some("caption")
                } else {
                    rule.or((index < body).then_some("above the text"))
                }
            }
            Block::Figure(image) if masthead => {
                let rule = if found.lead.is_none() { "lead image" } else { "above the text" };
                if found.lead.is_none() {
                    found.lead = Some(image.clone());
                    after_lead = Some(index + 1);
                    Some(rule)
                } else {
                    (index < body).then_some(rule)
                }
            }
            Block::Figure(_) => None,
            _ => {
                if index >= body && !beside {
                    masthead = false;
                    paragraphs += 1;
                }
                (index < body).then_some("above the text")
            }
        };
        if beside && piece.rule.is_none() {
            piece.rule = Some(BESIDE);
        }
        if piece.rule.is_none()
            && !opened
            && let Block::Paragraph(line) | Block::Heading { text: line, .. } = &mut piece.block
        {
            if dateline::is_brand(&line.text) {
                brand = true;
                piece.rule = Some("dateline");
                continue;
            }
            opened = true;
            if let Some(cut) = dateline::cut(line, brand) {
                found.dateline = cut.city;
                found.opening = Some((cut.words, index));
            }
        }
    }
    signature(pieces, &mut found);
    announcements(pieces);
    found
}

/// Parts of sentences that ask for a subscription where the rest of the text would stand. Lower case.
const WALLS: [&str; 16] = [
    "already a subscriber",
    "become a member to read",
    "berlangganan atau membeli artikel",
    "berlangganan sekarang untuk memperoleh",
    "berlangganan untuk melanjutkan",
    "continue reading with a subscription",
    "for subscribers only",
    "hanya untuk pelanggan",
    "khusus pelanggan",
    "lanjut membaca sampai tuntas",
    "log in to continue reading",
    "subscribe to continue",
    "subscribe to keep reading",
    "subscribe to read the full",
    "sudah berlangganan?",
    "untuk membaca artikel ini",
];

/// What a line stands for that is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// It promotes the site's other places.
    Promotion,
    /// It stands for something that is not there in a reader.
    Placeholder,
}

/// Whether a line is only a sign.
pub(super) fn sign_of(line: &str) -> Option<Sign> {
    if PROMOTIONS.iter().any(|opening| text::strip_prefix_ignoring_case(line, opening).is_some()) {
        return Some(Sign::Promotion);
    }
    let bare = line.trim_matches(|edge: char| !edge.is_alphanumeric());
    let is_sign = |sign: &str| sign.len() == bare.len() && text::strip_prefix_ignoring_case(bare, sign).is_some();
    (bare.is_empty() || SIGNS.iter().any(|sign| is_sign(sign))).then_some(Sign::Placeholder)
}

/// Whether a line is a heading behind which nothing of the article follows.
pub(super) fn closes(line: &str) -> bool {
    if line.len() > LONGEST_CLOSING {
        return false;
    }
    let bare = line.trim_end_matches([':', '!', '.', '…', '?', ' ']);
    let known = |known: &str| {
        text::strip_prefix_ignoring_case(bare, known)
            .is_some_and(|rest| rest.is_empty() || (rest.starts_with(' ') && text::count_words(rest) <= 3))
    };
    CLOSINGS.iter().any(|closing| known(closing)) && text::count_words(bare) <= 6
}

/// A longer line closes nothing (bytes).
const LONGEST_CLOSING: usize = 120;

/// Whether a line asks for a subscription.
pub(super) fn asks_to_subscribe(line: &str) -> bool {
    text::count_words(line) <= 40 && text::has_phrase(line, &WALLS)
}

/// Where an offer to subscribe stands in place of the rest of the text: behind the beginning of `run`, with no paragraph
/// of the text after it. What the page hides is not offered.
pub(super) fn wall(pieces: &[Piece], run: Range<usize>) -> Option<usize> {
    let line = |piece: &Piece| match &piece.block {
        Block::Heading { text, .. } | Block::Paragraph(text) => asks_to_subscribe(&text.text),
        _ => false,
    };
    let after =
        |index: usize| {
            pieces.get(index..run.end.max(index)).unwrap_or_default().iter().any(|piece| {
                piece.rule.is_none() && text::count_words(&piece.block.text()) >= PROSE_WORDS && !line(piece)
            })
        };
    (run.start..pieces.len())
        .filter(|index| pieces.get(*index).is_some_and(|piece| piece.rule != Some("hidden") && line(piece)))
        .find(|index| !after(*index))
}

/// Whether a piece is a date or a byline, as they stand between a headline and its text.
pub(super) fn is_signature(piece: &Piece) -> bool {
    match &piece.block {
        Block::Paragraph(line) | Block::Heading { text: line, .. } => {
            is_short(line) && (moment::find(&line.text).is_some() || byline::parse(&line.text).is_some())
        }
        _ => false,
    }
}

/// Where a line stands.
#[derive(Clone, Copy)]
struct Place {
    /// Whether it is still above the text.
    masthead: bool,
    /// Whether names and date may still follow.
    signed: bool,
}

/// Whether a line names who wrote the text or when, and nothing else.
pub(super) fn is_named(piece: &Piece) -> bool {
    let Block::Paragraph(line) = &piece.block else { return false };
    !caption::opens(&line.text)
        && (byline::parse(&line.text).is_some()
            || moment::find(&line.text).is_some() && byline::words_beside_date(&line.text) <= MOST_BESIDE_DATE)
}

/// Whether a line holds a date.
pub(super) fn is_dated(piece: &Piece) -> bool {
    matches!(&piece.block, Block::Paragraph(line) if moment::find(&line.text).is_some())
}

fn of_line(line: &Text, index: usize, title: &str, place: Place, found: &mut Found) -> Option<&'static str> {
    if let Some(rule) = related(line, index, found) {
        return Some(rule);
    }
    if sign_of(&line.text).is_some() || announces_page(&line.text) {
        return Some("promotion");
    }
    if place.masthead {
        if !title.is_empty() && text::same_words(&line.text, title) {
            return Some("repeated title");
        }
        if caption::opens(&line.text) {
            caption_lead(line, found);
            return Some("caption");
        }
    }
    if place.signed {
        if let Some((moment, _)) = moment::find(&line.text).filter(|_| is_short(line)) {
            found.published = found.published.or(Some(moment));
            if let Some(names) = byline::parse(&line.text) {
                byline::fill(&mut found.byline, names);
                return Some("byline");
            }
            if byline::words_beside_date(&line.text) <= MOST_BESIDE_DATE {
                return Some("date");
            }
        }
        if let Some(names) = byline::parse(&line.text) {
            byline::fill(&mut found.byline, names);
            return Some("byline");
        }
    }
    None
}

/// Whether a line only says what the next page will bring: `Daftarnya di Halaman Selanjutnya >>>`.
fn announces_page(line: &str) -> bool {
    let bare = line.trim_end_matches(|edge: char| !edge.is_alphanumeric());
    let ends = |phrase: &str| {
        let start = bare.len().checked_sub(phrase.len());
        start.and_then(|start| bare.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(phrase))
    };
    PAGE_TURNS.into_iter().any(ends) && text::count_words(bare) <= MOST_ANNOUNCING
}

/// Notes the links of a line that leads to other articles.
fn related(line: &Text, index: usize, found: &mut Found) -> Option<&'static str> {
    let (label, rest) = related_label(line)?;
    for (name, address) in linked(line, rest) {
        found.related.push((label.to_owned(), name, address, index));
    }
    Some("related")
}

/// A byline that closes the text: the last lines may name the editor.
fn signature(pieces: &mut [Piece], found: &mut Found) {
    for piece in pieces.iter_mut().rev().filter(|piece| piece.rule.is_none()).take(2) {
        let Block::Paragraph(line) = &piece.block else { return };
        let Some(names) = byline::parse(&line.text) else { return };
        byline::fill(&mut found.signature, names);
        piece.rule = Some("byline");
    }
}

/// Takes out lines that only say what the heading below them says: so pages announced each other before a site joined them.
fn announcements(pieces: &mut [Piece]) {
    let mut heading = "";
    for Piece { block, rule, .. } in pieces.iter_mut().rev().filter(|piece| piece.rule.is_none()) {
        match block {
            Block::Heading { text, .. } => heading = &text.text,
            Block::Paragraph(line) => {
                if !heading.is_empty() && text::same_words(&line.text, heading) {
                    *rule = Some("promotion");
                }
                heading = "";
            }
            _ => heading = "",
        }
    }
}

/// Gives the picture that stands last in `before` the caption in `line`, if it has none yet.
fn caption_picture(line: &Text, before: &mut [Piece], found: &mut Found) {
    let picture = before.iter_mut().rev().take(3).find(|piece| matches!(piece.block, Block::Figure(_)));
    match picture {
        Some(Piece { block: Block::Figure(image), rule: None, .. })
            if image.caption.is_none() && image.credit.is_none() =>
        {
            (image.caption, image.credit) = caption::split(&line.text);
        }
        Some(Piece { rule: None, .. }) => {}
        Some(_) => caption_lead(line, found),
        None => {}
    }
}

/// Gives the lead image the caption in `line`, if it has none yet.
fn caption_lead(line: &Text, found: &mut Found) {
    if let Some(lead) = found.lead.as_mut().filter(|lead| lead.caption.is_none() && lead.credit.is_none()) {
        (lead.caption, lead.credit) = caption::split(&line.text);
    }
}

fn is_short(line: &Text) -> bool {
    text::count_words(&line.text) <= 30
}

/// The label of a line that leads to another article, and where its titles begin.
fn related_label(line: &Text) -> Option<(&str, usize)> {
    let colon = line.text.find(':')?;
    let label = line.text.get(..colon)?.trim();
    let known = RELATED
        .iter()
        .any(|known| known.len() == label.len() && text::strip_prefix_ignoring_case(label, known).is_some());
    let has_link = line.spans.iter().any(|span| matches!(span.style, Style::Link(_)) && span.end > colon);
    (known && has_link && text::count_words(&line.text) <= 40).then_some((label, colon + 1))
}

/// Title and address of each link from byte `from`; pieces of one link that emphasis has parted are joined.
fn linked(line: &Text, from: usize) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for span in &line.spans {
        let Style::Link(address) = &span.style else { continue };
        if span.end <= from {
            continue;
        }
        let words = line.text.get(span.start.max(from)..span.end).unwrap_or_default();
        match out.last_mut().filter(|(_, known)| known == address) {
            Some((name, _)) => *name = text::folded(&format!("{name} {words}")),
            None => out.push((text::folded(words), address.clone())),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Span;

    #[test]
    fn a_label_needs_its_link() {
        let link = |text: &str, from: usize| Text {
            text: text.to_owned(),
            spans: vec![Span { start: from, end: text.len(), style: Style::Link("x".to_owned()) }],
        };
        assert_eq!(related_label(&link("Baca Juga: Harga emas naik", 11)), Some(("Baca Juga", 10)));
        assert_eq!(related_label(&link("BACA JUGA : Harga emas naik", 12)), Some(("BACA JUGA", 11)));
        assert_eq!(related_label(&"Selanjutnya: rapat akan membahas dividen.".into()), None);
        assert_eq!(related_label(&link("Pesan menteri: baca buku", 15)), None);
    }
}
