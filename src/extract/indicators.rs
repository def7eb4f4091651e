//! The strip of market figures that a business site shows on every page: `LQ45 898,78 -24,72 -2.68%`.

use crate::article::Indicator;
use crate::page::Page;
use crate::page::tree::{Kind, Tag, Tree};

/// The strip stands near the top: at most this many lists are looked at, and none that is longer than this (bytes).
const MOST_LISTS: usize = 30;
const LONGEST_LIST: usize = 4_000;

/// The figures of the first list of the page whose entries are figures named in `names`.
pub(super) fn read<P: Page>(page: &P, names: &[&str]) -> Vec<Indicator> {
    if names.is_empty() {
        return Vec::new();
    }
    for list in page.select("ul").into_iter().take(MOST_LISTS) {
        let text = page.text(&list);
        if text.len() > LONGEST_LIST || !text.contains('%') || !names.iter().any(|name| text.contains(name)) {
            continue;
        }
        let mut tree = Tree::default();
        page.copy(&list, &mut tree);
        let entries = (0..tree.len()).filter(|index| tree.tag(*index) == Some(Tag::Li));
        let rows: Vec<Indicator> = entries.filter_map(|entry| indicator(&tree, entry, names)).collect();
        if rows.len() > 1 {
            return rows;
        }
    }
    Vec::new()
}

/// One entry: a name, then up to three figures, of which the one with a percent sign is the change in percent.
fn indicator(tree: &Tree, entry: usize, names: &[&str]) -> Option<Indicator> {
    let mut text = String::new();
    for index in tree.inside(entry).filter(|index| tree.kind(*index) == Kind::Text) {
        crate::text::push_folded(&mut text, tree.text(index));
        crate::text::push_folded(&mut text, " ");
    }
    // Longest first: `IDX30` is not `IDX` with a figure glued to it.
    let name = names.iter().filter(|name| text.starts_with(**name)).max_by_key(|name| name.len())?;
    let mut row = Indicator { name: (*name).to_owned(), value: None, change: None, percent: None };
    for word in text.get(name.len()..)?.split_whitespace() {
        let figure = word.trim_start_matches(['(', '▲', '▼']).trim_end_matches(')');
        if !figure.trim_start_matches(['-', '+', '\u{2212}']).starts_with(|first: char| first.is_ascii_digit()) {
            return None;
        }
        let slot = if figure.ends_with('%') {
            &mut row.percent
        } else if row.value.is_none() {
            &mut row.value
        } else {
            &mut row.change
        };
        slot.get_or_insert_with(|| figure.to_owned());
    }
    (row.value.is_some() || row.percent.is_some()).then_some(row)
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;
    use crate::page::parsed::Parsed;

    #[test]
    fn glued_and_parted_figures_are_read() {
        let markup = "<ul><li><a>Menu</a></li></ul><ul><li><b>LQ45</b><i>898,78</i> -24,72 -2.68%</li><li>IDX30 1.2 0,1 0,05%</li>\
                      <li>RD.SAHAM 0.05%</li><li>EMAS1.326.000 0,53%</li></ul>";
        let rows = read(&Parsed::new(markup, ""), &["EMAS", "IDX", "IDX30", "LQ45", "RD.SAHAM"]);
        let rows: Vec<[&str; 4]> = rows
            .iter()
            .map(|row| {
                [
                    row.name.as_str(),
                    row.value.as_deref().unwrap_or("-"),
                    row.change.as_deref().unwrap_or("-"),
                    row.percent.as_deref().unwrap_or("-"),
                ]
            })
            .collect();
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
