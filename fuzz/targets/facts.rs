//! A text becomes facts, as a paragraph of an article of some day and alone.

#![no_main]

use libfuzzer_sys::fuzz_target;
use saring::article::{Article, Block};
use saring::facts;
use saring::text::moment;
use saring_fuzz::kept_facts;

/// Days on which the text may have been published.
const DAYS: [Option<&str>; 6] =
    [None, Some("2025-11-03"), Some("2024-02-29T23:59:00+07:00"), Some("0001-01-01"), Some("9999-12-31"), Some("1945-08-17")];

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    let published = DAYS[*first as usize % DAYS.len()].and_then(moment::parse_iso);
    // A text in two paragraphs knows in the second what the first has made sure of.
    let blocks: Vec<Block> = text.split('\n').map(|line| Block::Paragraph(line.into())).collect();
    let article = Article { title: "Harga".to_owned(), published, blocks, ..Article::default() };
    let found = facts::facts(&article, &article.sentences());
    kept_facts(&found, &article.blocks);
    let alone = facts::in_text(&text, None);
    kept_facts(&alone, &[Block::Paragraph(text.as_ref().into())]);
});
