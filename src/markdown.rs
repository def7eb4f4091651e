//! A reading as Markdown, for files and for the clipboard.

use crate::wire::{Picture, Piece, Reading, Stretch};

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
    parts.extend(reading.lead_image.as_ref().map(figure));
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
        "table" => table(piece),
        "figure" => piece.image.as_ref().map(figure).unwrap_or_default(),
        "embed" => {
            let href = piece.href.as_deref().unwrap_or_default();
            let title = if piece.text.is_empty() { href } else { &piece.text };
            format!("[{}](<{href}>)", escaped(title))
        }
        // Two spaces before a line break keep it.
        _ => styled(&piece.text, &piece.spans).replace('\n', "  \n"),
    }
}

/// A picture with what stands under it.
fn figure(picture: &Picture) -> String {
    let alt = picture.alt.as_deref().or(picture.caption.as_deref()).unwrap_or_default();
    let under: Vec<&str> = [picture.caption.as_deref(), picture.credit.as_deref()].into_iter().flatten().collect();
    let line = if under.is_empty() { String::new() } else { format!("\n\n*{}*", escaped(&under.join(" / "))) };
    format!("![{}](<{}>){line}", escaped(alt), picture.src)
}

/// A table has a head in Markdown, so one without gets an empty head; where a cell covers several columns or rows, the
/// others of its places are empty.
fn table(piece: &Piece) -> String {
    let mut lines: Vec<Vec<String>> = Vec::new();
    // For each column, how many rows are still covered from above.
    let mut covered: Vec<u16> = Vec::new();
    for row in piece.rows.iter().flatten() {
        let mut line: Vec<String> = Vec::new();
        for cell in row {
            while let Some(rows) = covered.get_mut(line.len()).filter(|rows| **rows > 0) {
                *rows -= 1;
                line.push(String::new());
            }
            let text = styled(&cell.text, &cell.spans).replace('|', "\\|").replace('\n', "<br>");
            for column in 0..usize::from(cell.columns.max(1)) {
                let at = line.len();
                covered.resize(covered.len().max(at + 1), 0);
                if let Some(rows) = covered.get_mut(at) {
                    *rows = cell.rows.saturating_sub(1);
                }
                line.push(if column == 0 { text.clone() } else { String::new() });
            }
        }
        for rows in covered.iter_mut().skip(line.len()) {
            *rows = rows.saturating_sub(1);
        }
        lines.push(line);
    }
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let first = piece.rows.iter().flatten().next();
    if !first.is_some_and(|row| row.iter().any(|cell| cell.header)) {
        lines.insert(0, Vec::new());
    }
    let mut out: Vec<String> = piece.caption.iter().flat_map(|caption| [escaped(caption), String::new()]).collect();
    for (index, mut line) in lines.into_iter().enumerate() {
        line.resize(columns, String::new());
        out.push(format!("| {} |", line.join(" | ")));
        if index == 0 {
            out.push(format!("|{}", " --- |".repeat(columns)));
        }
    }
    out.join("\n")
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::TableCell;

    fn cell(text: &str, header: bool, columns: u16) -> TableCell {
        TableCell { text: text.to_owned(), spans: Vec::new(), header, columns, rows: 1 }
    }

    #[test]
    fn tables_keep_their_columns() {
        let table = |rows| Piece { kind: "table", rows: Some(rows), ..Piece::default() };
        let named = table(vec![vec![cell("A", true, 1), cell("B|C", true, 1)], vec![cell("satu\ndua", false, 2)]]);
        assert_eq!(block(&named), "| A | B\\|C |\n| --- | --- |\n| satu<br>dua |  |");
        let mut tall = cell("A", true, 1);
        tall.rows = 2;
        let tall = table(vec![vec![tall, cell("B", true, 1)], vec![cell("C", true, 1)], vec![cell("1", false, 1)]]);
        assert_eq!(block(&tall), "| A | B |\n| --- | --- |\n|  | C |\n| 1 |  |");
        let bare = table(vec![vec![cell("1", false, 1), cell("2", false, 1)]]);
        assert_eq!(block(&bare), "|  |  |\n| --- | --- |\n| 1 | 2 |");
    }

    #[test]
    fn pictures_keep_what_stands_under_them() {
        let picture = |caption: Option<&str>, credit: Option<&str>| {
            let [caption, credit] = [caption, credit].map(|words| words.map(str::to_owned));
            figure(&Picture {
                src: "https://a.example/x".to_owned(),
                alt: None,
                caption,
                credit,
                width: None,
                height: None,
            })
        };
        assert_eq!(picture(Some("Kapal."), Some("Ani")), "![Kapal.](<https://a.example/x>)\n\n*Kapal. / Ani*");
        assert_eq!(picture(None, None), "![](<https://a.example/x>)");
    }

    #[test]
    fn line_breaks_stay() {
        let piece = Piece { kind: "paragraph", text: "satu\ndua".to_owned(), ..Piece::default() };
        assert_eq!(block(&piece), "satu  \ndua");
    }
}
