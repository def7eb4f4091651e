//! Lines that lead away from the article, in whatever pieces a page writes them: `Baca Juga: <link>` in one line, in
//! brackets, as a quotation; the label alone and its links behind it; a label at the end of a paragraph. And lines that
//! only promote, page the article, or open what stands behind it, as a site's profile knows them.

use std::ops::Range;

use super::blocks::Piece;
use super::labels::RELATED;
use super::profile::Profile;
use super::{byline, run};
use crate::article::{Block, Byline, Span, Style, Text};
use crate::text;

/// A link to another article: label, title, address as written, and the piece it came from.
pub(super) type Lead = (String, String, String, usize);

/// What the lines told.
#[derive(Debug, Default)]
pub(super) struct Leads {
    pub(super) related: Vec<Lead>,
    /// Editors who are named on a line of their own.
    pub(super) editors: Byline,
}

/// Labels that are known even where the link stands in the next piece, or where there is none. Sorted.
const ALONE: [&str; 8] =
    ["also read", "baca juga", "baca pula", "lihat juga", "read also", "simak juga", "simak pula", "tonton juga"];

/// Where readers are asked to follow a paper. Sorted.
const FOLLOWED: [&str; 6] = [
    "chat.whatsapp.com/",
    "news.google.com/",
    "play.google.com/store/",
    "t.me/",
    "whatsapp.com/channel/",
    "www.whatsapp.com/channel/",
];

/// Between a label and its links stand at most this many pieces that were taken out.
const MOST_BETWEEN: usize = 3;

/// How the name of an advertiser is introduced. Sorted.
const SPONSORED: [&str; 4] = ["dipersembahkan oleh", "presented by", "sponsored by", "sponsored content"];

/// How a teaser for the next page ends.
const NEXT_PAGE: [&str; 2] = ["di halaman berikutnya", "di halaman selanjutnya"];

/// The rule for what stands behind the article.
pub(super) const BEHIND: &str = "behind the article";

/// A line that leads away or promotes has at most this many words.
const LONGEST: usize = 40;

/// Behind the line that opens what is not the article, these many words of prose would be the article going on.
const MOST_BEHIND: usize = 60;

/// Marks such lines among `pieces`; `site` is what is known of the site. Pieces that are partly such a line are parted.
pub(super) fn mark(pieces: &mut Vec<Piece>, site: Option<&Profile>) -> Leads {
    let mut leads = Leads::default();
    part(pieces, site);
    let mut at = 0;
    while at < pieces.len() {
        let next = marked(pieces, at, site, &mut leads);
        at = next.max(at + 1);
    }
    leads
}

/// Marks the piece at `at`, and those behind it that belong to it; the index to go on from.
fn marked(pieces: &mut [Piece], at: usize, site: Option<&Profile>, leads: &mut Leads) -> usize {
    let Some(Piece { block, rule, .. }) = pieces.get(at) else { return at + 1 };
    if let (Some(BEHIND), Block::Paragraph(line)) = (rule, block) {
        // The editor may be named behind the pager.
        if let Some(names) = editors(&line.text) {
            byline::fill(&mut leads.editors, names);
            set(pieces, at, "byline");
        }
        return at + 1;
    }
    let line = match block {
        _ if rule.is_some() => return at + 1,
        Block::Paragraph(line) | Block::Heading { text: line, .. } | Block::Quote(line) => line.clone(),
        Block::List { items, .. } if items.iter().all(|item| is_keywords(&item.text, 1)) => {
            set(pieces, at, "keywords");
            return at + 1;
        }
        _ => return at + 1,
    };
    let is_heading = matches!(block, Block::Heading { .. });
    if let Some((label, from)) = label(&line.text, site) {
        let links = links(&line, from);
        let bare = line.text.get(from..).is_some_and(|rest| without_marks(rest).is_empty());
        if links.is_empty() && bare && stands_alone(&label) {
            return behind(pieces, at, &label, site, leads);
        }
        // Where the link was lost on the way, the line is none of the article's all the same.
        if !links.is_empty() || !bare && stands_alone(&label) {
            leads.related.extend(links.into_iter().map(|(title, url)| (label.clone(), title, url, at)));
            set(pieces, at, "related");
            return at + 1;
        }
    }
    if is_keywords(&line, 2) {
        set(pieces, at, "keywords");
    } else if is_pager(&line) {
        set(pieces, at, "pager");
    } else if promotes(&line, site) || is_heading && is_linked(&line) && leads_off(&line, site) {
        set(pieces, at, "promotion");
    } else if let Some(names) = editors(&line.text) {
        byline::fill(&mut leads.editors, names);
        set(pieces, at, "byline");
    }
    at + 1
}

fn set(pieces: &mut [Piece], at: usize, rule: &'static str) {
    if let Some(piece) = pieces.get_mut(at) {
        piece.rule = Some(rule);
    }
}

/// Takes the links behind a label that stands alone: those of one list, or the lines that are nothing but links.
fn behind(pieces: &mut [Piece], at: usize, label: &str, site: Option<&Profile>, leads: &mut Leads) -> usize {
    let mut next = at + 1;
    let mut found_any = false;
    while let Some(Piece { block, rule, .. }) = pieces.get(next) {
        // What was taken out already may stand between; a list of links is just what the label speaks of.
        let is_list_of_links = *rule == Some("list of links") && matches!(block, Block::List { .. }) && !found_any;
        if rule.is_some() && !is_list_of_links {
            if found_any || next - at > MOST_BETWEEN {
                break;
            }
            next += 1;
            continue;
        }
        // An advert may stand between the label and its links.
        if let Block::Paragraph(line) | Block::Heading { text: line, .. } = block
            && is_linked(line)
            && leads_off(line, site)
        {
            set(pieces, next, "promotion");
            next += 1;
            continue;
        }
        let is_list = matches!(block, Block::List { .. });
        let found: Vec<(String, String)> = match block {
            Block::List { items, .. } => {
                let is_link = items.iter().all(|item| is_linked(&item.text));
                let items = items.iter().filter(|_| is_link);
                items.flat_map(|item| links(&item.text, 0)).collect()
            }
            Block::Paragraph(line) | Block::Heading { text: line, .. } if is_linked(line) => links(line, 0),
            _ => Vec::new(),
        };
        if found.is_empty() {
            break;
        }
        leads.related.extend(found.into_iter().map(|(title, url)| (label.to_owned(), title, url, at)));
        set(pieces, next, "related");
        found_any = true;
        next += 1;
        if is_list {
            break;
        }
    }
    // A label with nothing behind it is a sign for something that is not there.
    set(pieces, at, "related");
    if found_any { next } else { at + 1 }
}

/// Parts the lines of a paragraph where one of them leads away.
fn part(pieces: &mut Vec<Piece>, site: Option<&Profile>) {
    // A label at the end of a line has its link on the next.
    let leads = |line: &Text| label(&line.text, site).is_some_and(|(_, from)| !links(line, from).is_empty());
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in std::mem::take(pieces) {
        let lines = match &piece {
            Piece { block: Block::Paragraph(text), rule: None, .. } if text::has(&text.text, '\n') => lines(text),
            _ => Vec::new(),
        };
        if !lines.iter().skip(1).any(leads) {
            out.push(piece);
            continue;
        }
        let mut parted = true;
        for line in lines {
            let alone = leads(&line);
            match out.last_mut() {
                Some(Piece { block: Block::Paragraph(last), .. }) if !parted && !alone => join(last, line),
                _ => out.push(Piece { block: Block::Paragraph(line), node: piece.node, rule: None }),
            }
            parted = alone;
        }
    }
    *pieces = out;
}

/// The lines of a text, each with its spans.
fn lines(text: &Text) -> Vec<Text> {
    let mut from = 0;
    let mut out = Vec::new();
    for line in text.text.split('\n') {
        let until = from + line.len();
        let spans = text.spans.iter().filter(|span| span.start < until && span.end > from);
        let spans = spans.map(|span| Span {
            start: span.start.max(from) - from,
            end: span.end.min(until) - from,
            style: span.style.clone(),
        });
        out.push(Text { text: line.to_owned(), spans: spans.collect() });
        from = until + 1;
    }
    out
}

fn join(text: &mut Text, line: Text) {
    let shift = text.text.len() + 1;
    text.text.push('\n');
    text.text.push_str(&line.text);
    text.spans.extend(line.spans.into_iter().map(|span| Span {
        start: span.start + shift,
        end: span.end + shift,
        style: span.style,
    }));
}

/// The label that opens a line, and where what it announces begins.
fn label(line: &str, site: Option<&Profile>) -> Option<(String, usize)> {
    let bare = without_marks(line);
    let opens = |known: &&str| {
        let rest = text::strip_prefix_ignoring_case(bare, known)?;
        let gap = rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        let from = line.len() - rest.len();
        match rest.chars().next() {
            None => Some((known.len(), from)),
            Some(':' | '：') => Some((known.len(), from + 1)),
            Some('»' | '›' | '>' | '–' | '—' | '|') if stands_alone(known) => Some((known.len(), from)),
            Some('-') if stands_alone(known) && gap > 0 => Some((known.len(), from)),
            Some(_) if stands_alone(known) && rest.starts_with(|next: char| !next.is_alphanumeric()) => {
                let words = without_marks(rest);
                words.is_empty().then_some((known.len(), line.len()))
            }
            Some(_) => None,
        }
    };
    let site = site.map_or(&[][..], |site| site.related);
    let (length, from) = site.iter().chain(RELATED.iter()).chain(ALONE.iter()).filter_map(opens).max()?;
    let label = bare.get(..length)?;
    (text::count_words(line) <= LONGEST).then(|| (label.to_owned(), from))
}

/// Whether a label says enough without a link.
fn stands_alone(label: &str) -> bool {
    ALONE.iter().any(|known| known.len() == label.len() && text::strip_prefix_ignoring_case(label, known).is_some())
}

/// `text` without the marks before its first letter or digit.
fn without_marks(text: &str) -> &str {
    text.trim_start_matches(|edge: char| !edge.is_alphanumeric())
}

/// `text` without the marks behind its last letter or digit.
fn without_marks_behind(text: &str) -> &str {
    text.trim_end_matches(|edge: char| !edge.is_alphanumeric())
}

/// Title and address of each link that reaches behind byte `from`; pieces of one link that emphasis has parted are joined.
fn links(line: &Text, from: usize) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for span in &line.spans {
        let Style::Link(address) = &span.style else { continue };
        let words = line.text.get(span.start.max(from)..span.end).unwrap_or_default().trim();
        if without_marks(words).is_empty() {
            continue;
        }
        match out.last_mut().filter(|(_, known)| known == address) {
            Some((title, _)) => *title = text::folded(&[title.as_str(), " ", words].concat()),
            None => out.push((text::folded(words), address.clone())),
        }
    }
    out
}

/// Whether a line is nothing but a link.
fn is_linked(line: &Text) -> bool {
    let (all, linked) = run::words(line);
    all > 0 && linked == all
}

/// Whether all links of a line lead to another site than the one that `site` speaks of.
fn leads_off(line: &Text, site: Option<&Profile>) -> bool {
    let mut hosts = line.spans.iter().filter_map(|span| match &span.style {
        Style::Link(href) => Some(text::split_once(href, "//").map_or("", |(_, rest)| rest)),
        _ => None,
    });
    let is_other = |rest: &str| {
        let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
        !host.is_empty() && site.is_some_and(|site| !site.speaks_for(host))
    };
    hosts.all(is_other)
}

/// Parts of addresses that lead to keywords.
pub(super) const KEYWORD_PATHS: [&str; 6] = ["/label/", "/tag/", "/tags/", "/topic/", "/topics/", "/topik/"];

/// Whether a line is nothing but `least` links to keywords or more, and a word or two that say so.
fn is_keywords(line: &Text, least: usize) -> bool {
    let (all, linked) = run::words(line);
    let mut keywords = 0;
    for span in &line.spans {
        let Style::Link(href) = &span.style else { continue };
        if !KEYWORD_PATHS.iter().any(|path| text::holds(href, path)) {
            return false;
        }
        keywords += 1;
    }
    keywords >= least && all <= linked + 2
}

/// Whether a line only leads to the other pages of the article.
fn is_pager(line: &Text) -> bool {
    let (all, linked) = run::words(line);
    let mut addresses = line.spans.iter().filter_map(|span| match &span.style {
        Style::Link(address) => Some(address),
        _ => None,
    });
    let is_page = |address: &String| {
        let query = address.split_once('?').map_or("", |(_, query)| query);
        query.split('&').any(|pair| pair.starts_with("page=") || pair.starts_with("halaman="))
    };
    all <= 30 && linked > 0 && all <= linked + 2 && addresses.all(is_page)
}

fn promotes(line: &Text, site: Option<&Profile>) -> bool {
    let words = text::count_words(&line.text);
    let bare = without_marks(&line.text);
    let opens = |known: &&str| text::strip_prefix_ignoring_case(bare, known).is_some();
    let followed = |span: &Span| match &span.style {
        Style::Link(address) => {
            let rest = text::without_start(text::without_start(address, "https:"), "http:").trim_start_matches('/');
            FOLLOWED.iter().any(|known| rest.starts_with(known))
        }
        _ => false,
    };
    words <= LONGEST
        && (site.is_some_and(|site| site.promotions.iter().any(opens))
            || words <= 20 && line.spans.iter().any(followed)
            || words <= 8 && SPONSORED.iter().any(opens)
            || words <= 25 && NEXT_PAGE.iter().any(|known| leads_on(&line.text, known)))
}

/// Whether a line ends in `words`, arrows aside.
fn leads_on(line: &str, words: &str) -> bool {
    let bare = without_marks_behind(line);
    let tail = bare.len().checked_sub(words.len()).and_then(|at| bare.get(at..));
    // A sentence before it is the article's.
    bare.len() < line.len()
        && !text::holds(bare, ". ")
        && tail.is_some_and(|tail| text::strip_prefix_ignoring_case(tail, words).is_some())
}

/// The editors that a line of their own names.
fn editors(line: &str) -> Option<Byline> {
    let rest = ["Editor", "Penyunting", "Redaktur"]
        .iter()
        .find_map(|label| text::strip_prefix_ignoring_case(line.trim_start(), label))?;
    if !rest.trim_start().starts_with(':') || text::count_words(line) > 12 {
        return None;
    }
    byline::parse(line).filter(|names| !names.editors.is_empty())
}

/// The piece of the run that opens what stands behind the article, by the site's own words.
pub(super) fn ending(pieces: &[Piece], run: &Range<usize>, site: Option<&Profile>) -> Option<usize> {
    let site = site?;
    let opens = |piece: &Piece| {
        let text = piece.block.text();
        let mut lines = text.lines().map(|line| without_marks_behind(without_marks(line)));
        let same = |line: &str| {
            site.endings
                .iter()
                .any(|known| known.len() == line.len() && text::strip_prefix_ignoring_case(line, known).is_some())
        };
        piece.rule.is_none() && text::count_words(&text) <= LONGEST && lines.any(same)
    };
    let found = run.clone().skip(1).find(|index| pieces.get(*index).is_some_and(opens))?;
    // A heading of the article may have the same words.
    let prose = |index: &usize| {
        pieces
            .get(*index)
            .filter(|piece| run::is_prose(piece))
            .map_or(0, |piece| text::count_words(&piece.block.text()))
    };
    let before: usize = (run.start..found).map(|index| prose(&index)).sum();
    let behind: usize = (found..run.end).map(|index| prose(&index)).sum();
    (before > 0 && behind <= MOST_BEHIND.max(before / 2)).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::blocks::{self, Verdict};
    use crate::extract::profiles::kontan::KONTAN;
    use crate::page::markup;
    use crate::page::tree::Tree;

    fn read(html: &str, site: Option<&Profile>) -> (Vec<String>, Leads) {
        let mut tree = Tree::default();
        markup::read(&format!("<div>{html}</div>"), &mut tree);
        let mut pieces = blocks::pieces(&tree, 0..tree.len(), &|_| Verdict::Keep);
        let leads = mark(&mut pieces, site);
        let end = ending(&pieces, &(0..pieces.len()), site).unwrap_or(pieces.len());
        let kept = pieces.iter().take(end).filter(|piece| piece.rule.is_none());
        (kept.map(|piece| piece.block.text().into_owned()).collect(), leads)
    }

    #[test]
    fn a_link_to_another_article_is_known_in_every_form() {
        for html in [
            "<p>Baca Juga: <a href=\"u\">Harga emas naik</a></p>",
            "<p><b>BACA JUGA : <a href=\"u\">Harga emas naik</a></b></p>",
            "<p>(Baca juga: <a href=\"u\">Harga emas naik</a>)</p>",
            "<p><a href=\"u\">Baca Juga: Harga emas naik</a></p>",
            "<blockquote><p><strong>Baca Juga:</strong> <a href=\"u\">Harga emas naik</a></p></blockquote>",
            "<h3>Baca juga: <a href=\"u\">Harga emas naik</a></h3>",
            "<p><strong>Baca Juga:</strong><br><a href=\"u\">Harga emas naik</a></p>",
            "<div><strong>Baca Juga:</strong></div><div><a href=\"u\">Harga emas naik</a></div>",
            "<div><span>Baca Juga</span><ul><li><a href=\"u\">Harga emas naik</a></li></ul></div>",
            "<p>&gt;&gt; Baca juga &raquo; <a href=\"u\">Harga <b>emas</b> naik</a></p>"
                .replace("&raquo;", "»")
                .as_str(),
        ] {
            let (kept, leads) = read(&format!("<p>Laba naik.</p>{html}<p>Rugi turun.</p>"), None);
            assert_eq!(kept, ["Laba naik.", "Rugi turun."], "{html}");
            let found: Vec<(&str, &str)> =
                leads.related.iter().map(|(_, title, url, _)| (title.as_str(), url.as_str())).collect();
            assert_eq!(found, [("Harga emas naik", "u")], "{html}");
        }
    }

    #[test]
    fn a_line_of_a_paragraph_may_lead_away() {
        let (kept, leads) =
            read("<p>Laba <b>naik</b>.<br>Ya.<br><b>Baca Juga: <a href=\"u\">Emas</a></b><br>Rugi turun.</p>", None);
        assert_eq!(kept, ["Laba naik.\nYa.", "Rugi turun."]);
        assert_eq!(leads.related.len(), 1);
    }

    #[test]
    fn words_of_the_text_do_not_lead_away() {
        for html in [
            "<p>Selanjutnya: rapat akan membahas dividen.</p>",
            "<p>Baca juga buku itu, kata menteri.</p>",
            "<p>Rapat ditunda. Daftarnya ada di halaman selanjutnya &gt;&gt;</p>",
            "<p>Baca <a href=\"u\">laporan lengkap</a> lembaga itu.</p>",
            "<p>Editor: orang yang menyunting naskah sebelum naskah itu terbit di koran pada pagi hari.</p>",
        ] {
            assert_eq!(read(&format!("<p>Laba naik.</p>{html}"), Some(&KONTAN)).0.len(), 2, "{html}");
        }
    }

    #[test]
    fn what_only_promotes_or_pages_is_known() {
        for html in [
            "<p>Cek Berita dan Artikel yang lain di Google News</p>",
            "<p>Ikuti kami di <a href=\"https://news.google.com/x\">Google News</a></p>",
            "<p>Daftar lengkapnya di Halaman Selanjutnya &gt;&gt;&gt;</p>",
            "<div><a href=\"/news/x?page=2\">Selanjutnya</a></div>",
            "<div><a href=\"/news/x?page=1\">1</a> <a href=\"/news/x?page=2\">2</a></div>",
            "<div>Halaman <a href=\"/news/x?page=2\">2</a> <a href=\"/news/x?page=all\">Tampilkan Semua</a></div>",
        ] {
            assert_eq!(read(&format!("<p>Laba naik.</p>{html}"), Some(&KONTAN)).0, ["Laba naik."], "{html}");
        }
    }

    #[test]
    fn keywords_and_adverts_are_no_text() {
        for html in [
            "<p>Topik: <a href=\"/tag/emas\">Emas</a> <a href=\"/tag/laba\">Laba</a></p>",
            "<ul><li><a href=\"https://www.kontan.co.id/tag/emas\">Emas</a></li></ul>",
            "<a href=\"https://iklan.example/x\"><h4>Wajah awet muda</h4></a>",
        ] {
            assert_eq!(read(&format!("<p>Laba naik.</p>{html}"), Some(&KONTAN)).0, ["Laba naik."], "{html}");
        }
        let html = "<p>Laba naik.</p><p><b>Baca Juga:</b></p><p><a href=\"//iklan.example/\">Awet muda</a></p>\
                    <ul><li><a href=\"/news/emas\">Emas</a></li></ul>";
        let (kept, leads) = read(html, Some(&KONTAN));
        assert_eq!((kept.len(), leads.related.len()), (1, 1));
    }

    #[test]
    fn the_sites_own_words_end_its_article() {
        let text = "Laba bersih bank itu naik dua kali lipat pada tahun lalu berkat bunga yang turun.";
        let (kept, leads) =
            read(&format!("<p>{text}</p><div>Editor: Ani Budi</div><div>TERBARU</div><p>Lain.</p>"), Some(&KONTAN));
        assert_eq!((kept, leads.editors.editors), (vec![text.to_owned()], vec!["Ani Budi".to_owned()]));
    }
}
