//! The strip of market figures that a business site shows on every page: `LQ45 898,78 -24,72 -2.68%`.

use crate::article::Indicator;
use crate::page::Page;
use crate::page::tree::{Kind, Tree};
use crate::text;

/// The strip stands near the top: at most this many boxes are looked at, and none that is longer than this (bytes).
const MOST_BOXES: usize = 30;
const LONGEST_BOX: usize = 4_000;

/// Where strips stand: first what is a list or a table, then boxes that are named so.
const BOXES: [&str; 2] =
    ["ul, ol, dl, table, marquee", "[class*=\"indik\"], [id*=\"indik\"], [class*=\"ticker\"], [class*=\"market\"]"];

/// The figures of the first box of the page that holds several of those named in `names`.
pub(super) fn read<P: Page>(page: &P, names: &[&str]) -> Vec<Indicator> {
    if names.is_empty() {
        return Vec::new();
    }
    for selector in BOXES {
        for (place, text) in page.texts(selector, MOST_BOXES).iter().enumerate() {
            if text.len() > LONGEST_BOX || !text::has(text, '%') || !names.iter().any(|name| text::holds(text, name)) {
                continue;
            }
            let Some(found) = page.nth(selector, place) else { continue };
            let mut tree = Tree::default();
            page.copy(&found, &mut tree);
            let rows = rows(&tree, names);
            if rows.len() > 1 {
                return rows;
            }
        }
    }
    Vec::new()
}

/// The rows of a strip, however it is marked up: a name, then up to three figures, of which the one with a percent sign is
/// the change in percent.
fn rows(tree: &Tree, names: &[&str]) -> Vec<Indicator> {
    let mut text = String::new();
    let mut at = 0;
    while at < tree.len() {
        match tree.kind(at) {
            Kind::Element(tag) if tag.is_unreadable() => {
                at = tree.end(at);
                continue;
            }
            Kind::Text => {
                crate::text::push_folded(&mut text, tree.text(at));
                crate::text::push_folded(&mut text, " ");
            }
            _ => {}
        }
        at += 1;
    }
    let mut rows: Vec<Indicator> = Vec::new();
    let mut open = false;
    let mut rest = text.as_str();
    while !rest.is_empty() {
        // Longest first: `IDX30` is not `IDX` with a figure glued to it.
        let name = names.iter().filter(|name| opens(rest, name)).max_by_key(|name| name.len());
        if let Some(name) = name {
            rows.push(Indicator { name: (*name).to_owned(), value: None, change: None, percent: None });
            open = true;
            rest = rest.get(name.len()..).unwrap_or_default().trim_start();
            continue;
        }
        let (word, tail) = rest.split_once(' ').unwrap_or((rest, ""));
        rest = tail.trim_start();
        let figure = word.trim_start_matches(['(', '▲', '▼', '△', '▽', '↑', '↓']).trim_end_matches(')');
        if !figure.contains(char::is_alphanumeric) {
            continue;
        }
        let signless = figure.trim_start_matches(['-', '+', '\u{2212}']);
        // Another word ends the row: what follows belongs to something else.
        open &= signless.starts_with(|first: char| first.is_ascii_digit());
        let Some(row) = rows.last_mut().filter(|_| open) else { continue };
        let slot = if figure.ends_with('%') {
            &mut row.percent
        } else if row.value.is_none() {
            &mut row.value
        } else {
            &mut row.change
        };
        slot.get_or_insert_with(|| figure.to_owned());
    }
    rows.retain(|row| row.value.is_some() || row.percent.is_some());
    rows
}

/// Whether `text` opens with a name, and not with a longer word that begins so.
fn opens(text: &str, name: &str) -> bool {
    let Some(rest) = text.strip_prefix(name) else { return false };
    let letters = |character: char| character.is_alphabetic() || character == '_';
    !rest.starts_with(letters)
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;
    use crate::page::parsed::Parsed;

    #[test]
    fn the_markup_of_the_strip_does_not_matter() {
        let check = |markup: &str| {
            let rows = read(&Parsed::new(markup, ""), &["IDX", "USD/IDR"]);
            let rows: Vec<[&str; 4]> = rows.iter().map(cells).collect();
            assert_eq!(
                rows,
                [["USD/IDR", "16.842", "37", "0,22%"], ["IDX", "8.214,31", "-52,08", "-0,64%"]],
                "{markup}"
            );
        };
        check("<table><tr><td>USD/IDR<td>16.842<td>37<td>0,22%<tr><td>IDX<td>8.214,31<td>-52,08<td>(-0,64%)</table>");
        check(
            "<div class=\"bar-indikator\">Indikator <b>USD/IDR</b> ▲ 16.842 37 0,22% | <b>IDX</b> ▼ 8.214,31 -52,08 -0,64%</div>",
        );
        check(
            "<dl><dt>USD/IDR</dt><dd>16.842 37 0,22%</dd><dt>IDX</dt><dd>8.214,31 -52,08 -0,64%</dd><dt>Lainnya 4</dt></dl>",
        );
    }

    fn cells(row: &Indicator) -> [&str; 4] {
        [
            row.name.as_str(),
            row.value.as_deref().unwrap_or("-"),
            row.change.as_deref().unwrap_or("-"),
            row.percent.as_deref().unwrap_or("-"),
        ]
    }

    #[test]
    fn glued_and_parted_figures_are_read() {
        let markup = "<ul><li><a>Menu</a></li></ul><ul><li><b>LQ45</b><i>898,78</i> -24,72 -2.68%</li><li>IDX30 1.2 0,1 0,05%</li>\
                      <li>RD.SAHAM 0.05%</li><li>EMAS1.326.000 0,53%</li></ul>";
        let rows = read(&Parsed::new(markup, ""), &["EMAS", "IDX", "IDX30", "LQ45", "RD.SAHAM"]);
        let rows: Vec<[&str; 4]> = rows.iter().map(cells).collect();
        assert_eq!(
            rows,
            [
                ["LQ45", "898,78", "-24,72", "-2.68%"],
                ["IDX30", "1.2", "0,1", "0,05%"],
                ["RD.SAHAM", "-", "-", "0.05%"],
                ["EMAS", "1.326.000", "-", "0,53%"]
            ]
        );
    }
}
