//! A reading as Markdown, for files and for the clipboard.

use crate::wire::{Piece, Reading, Stretch};

/// The article of `reading` with its title, names, date and source.
pub fn article(reading: &Reading) -> String {
    let mut parts = vec![format!("# {}", escaped(&reading.title))];
    let names = [&reading.byline.authors, &reading.byline.sources]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ");
    let line = [names.as_str(), reading.published.as_deref().unwrap_or_default(), reading.canonical.as_str()];
    let line: Vec<&str> = line.into_iter().filter(|part| !part.is_empty()).collect();
    parts.push(line.join(" · "));
    parts.extend(reading.blocks.iter().map(block).filter(|block| !block.is_empty()));
    parts.join("\n\n")
}

fn block(piece: &Piece) -> String {
    match piece.kind {
        "heading" => {
            format!("{} {}", "#".repeat(usize::from(piece.level.unwrap_or(2))), styled(&piece.text, &piece.spans))
        }
        "quote" => {
            styled(&piece.text, &piece.spans).lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n")
        }
        "code" => {
            let fence = if piece.text.contains("```") { "````" } else { "```" };
            format!("{fence}\n{}\n{fence}", piece.text)
        }
        "list" => {
            let ordered = piece.ordered.unwrap_or(false);
            let items = piece.items.iter().flatten();
            let entry = |(number, item): (usize, &crate::wire::Entry)| {
                let mark = if ordered && item.level == 0 { format!("{}.", number + 1) } else { "-".to_owned() };
                format!("{}{mark} {}", "   ".repeat(usize::from(item.level)), styled(&item.text, &item.spans))
            };
            items.enumerate().map(entry).collect::<Vec<_>>().join("\n")
        }
        "table" => {
            let rows: Vec<String> = piece
                .rows
                .iter()
                .flatten()
                .map(|row| {
                    format!(
                        "| {} |",
                        row.iter()
                            .map(|cell| styled(&cell.text, &cell.spans).replace('|', "\\|"))
                            .collect::<Vec<_>>()
                            .join(" | ")
                    )
                })
                .collect();
            let columns = piece.rows.iter().flatten().map(Vec::len).max().unwrap_or(0);
            let (head, body) = rows.split_first().map(|(head, body)| (head.as_str(), body)).unwrap_or_default();
            [&[head.to_owned(), format!("|{}", " --- |".repeat(columns))], body].concat().join("\n")
        }
        "figure" => match &piece.image {
            Some(image) => {
                let alt = image.caption.as_deref().or(image.alt.as_deref()).unwrap_or_default();
                format!("![{}](<{}>)", escaped(alt), image.src)
            }
            None => String::new(),
        },
        "embed" => {
            let href = piece.href.as_deref().unwrap_or_default();
            let title = if piece.text.is_empty() { href } else { &piece.text };
            format!("[{}](<{href}>)", escaped(title))
        }
        _ => styled(&piece.text, &piece.spans),
    }
}

/// Text with its links and emphasis. Offsets are characters, as on the command line.
fn styled(text: &str, spans: &[Stretch]) -> String {
    let mut out = String::new();
    let characters: Vec<char> = text.chars().collect();
    let marks = |stretch: &Stretch| match stretch.style {
        "strong" => ("**".to_owned(), "**".to_owned()),
        "emphasis" => ("*".to_owned(), "*".to_owned()),
        "link" => ("[".to_owned(), format!("](<{}>)", stretch.href.as_deref().unwrap_or_default())),
        _ => (String::new(), String::new()),
    };
    for at in 0..=characters.len() {
        let mut closing: Vec<&Stretch> = spans.iter().filter(|span| span.end == at).collect();
        closing.sort_by_key(|span| std::cmp::Reverse(span.start));
        closing.into_iter().for_each(|span| out.push_str(&marks(span).1));
        spans.iter().filter(|span| span.start == at).for_each(|span| out.push_str(&marks(span).0));
        if let Some(character) = characters.get(at) {
            push_escaped(&mut out, *character);
        }
    }
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    text.chars().for_each(|character| push_escaped(&mut out, character));
    out
}

fn push_escaped(out: &mut String, character: char) {
    if matches!(character, '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '`' | '#') {
        out.push('\\');
    }
    out.push(character);
}
