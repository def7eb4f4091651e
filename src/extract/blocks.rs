//! Tree to typed pieces: paragraphs, headings, lists, tables, pictures, with their emphasis and links.
//!
//! One loop over the nodes in document order; a stack holds what is open, so that no depth of the page costs a call.
//! Addresses stay as the page wrote them; they are resolved when the article is put together.

use std::ops::Range;

use crate::article::{Block, Cell, Image, Item, Span, Style, Text};
use crate::page::tree::{Kind, Tag, Tree};
use crate::text::push_folded;

/// A block with the node it came from.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) block: Block,
    /// The node it starts at.
    pub(super) node: usize,
    /// The rule that takes it away, if one does.
    pub(super) rule: Option<&'static str>,
}

/// What a rule says of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Read on.
    Keep,
    /// Not the article; the rule's name.
    Drop(&'static str),
    /// The article ends here; the rule's name.
    Stop(&'static str),
}

/// The pieces of the nodes in `range`, as `judge` has it.
pub(super) fn pieces(tree: &Tree, range: Range<usize>, judge: &dyn Fn(usize) -> Verdict) -> Vec<Piece> {
    let mut walk = Walk { tree, judge, out: Vec::new(), line: Line::default(), rule: None, dropped: Vec::new() };
    walk.run(range);
    walk.out
}

/// The longest bold paragraph that is taken for a heading, in characters.
const LONGEST_BOLD_HEADING: usize = 140;

/// Pictures that the page itself makes smaller than this (CSS pixels) are icons.
const SMALLEST_PICTURE: u32 = 48;

struct Walk<'a> {
    tree: &'a Tree,
    judge: &'a dyn Fn(usize) -> Verdict,
    out: Vec<Piece>,
    line: Line,
    /// Set while inside what a rule takes away.
    rule: Option<&'static str>,
    /// Parts of the line that rules took away.
    dropped: Vec<(&'static str, usize)>,
}

/// What happens when the walk leaves an element.
enum Leave {
    /// An inline style ends.
    Style,
    /// The line ends.
    Flush,
    /// What a rule takes away ends.
    Dropped,
    /// A quotation ends, which began at this piece.
    Quote(usize, usize),
}

impl Walk<'_> {
    fn run(&mut self, range: Range<usize>) {
        let tree = self.tree;
        let mut leaving: Vec<(usize, Leave)> = Vec::new();
        let Range { start: mut at, end } = range;
        loop {
            while leaving.last().is_some_and(|(until, _)| *until <= at) {
                if let Some((_, leave)) = leaving.pop() {
                    self.leave(leave);
                }
            }
            if at >= end {
                break;
            }
            let here = at;
            at += 1;
            let mut verdict = Verdict::Keep;
            if self.rule.is_none() {
                verdict = if matches!(tree.kind(here), Kind::Text) { Verdict::Keep } else { (self.judge)(here) };
            }
            match verdict {
                Verdict::Keep => {}
                Verdict::Drop(rule) if self.is_within_line(here) => {
                    // A part of a line goes without parting it.
                    self.dropped.push((rule, here));
                    at = tree.end(here);
                    continue;
                }
                Verdict::Drop(rule) => {
                    self.flush();
                    self.rule = Some(rule);
                    leaving.push((tree.end(here), Leave::Dropped));
                }
                Verdict::Stop(rule) => {
                    self.flush();
                    self.rule = Some(rule);
                    leaving.push((end, Leave::Dropped));
                }
            }
            match tree.kind(here) {
                Kind::Comment => {}
                Kind::Text => self.line.add(tree.text(here), here),
                Kind::Element(tag) => at = self.enter(here, tag, &mut leaving),
            }
        }
        self.flush();
    }

    /// Whether the node is inline with nothing but inline in it.
    fn is_within_line(&self, index: usize) -> bool {
        let is_inline = |index: usize| self.tree.tag(index).is_none_or(Tag::is_inline);
        is_inline(index) && self.tree.inside(index).all(is_inline)
    }

    /// Enters an element; the index at which the walk goes on.
    fn enter(&mut self, here: usize, tag: Tag, leaving: &mut Vec<(usize, Leave)>) -> usize {
        let (tree, end) = (self.tree, self.tree.end(here));
        if tag.is_unreadable() {
            return end;
        }
        match tag {
            Tag::Br => {
                self.line.line_break();
                return end;
            }
            Tag::Hr => {
                self.flush();
                return end;
            }
            Tag::Wbr => return end,
            Tag::Img | Tag::AmpImg => {
                if let Some(image) = image_of(tree, here) {
                    self.flush();
                    self.push(Block::Figure(image), here);
                }
                return end;
            }
            Tag::Iframe | Tag::Video | Tag::Audio | Tag::Embed | Tag::Object => {
                if let Some(embed) = embed_of(tree, here) {
                    self.flush();
                    self.push(embed, here);
                }
                return end;
            }
            Tag::Ul | Tag::Ol | Tag::Menu => {
                self.flush();
                return match list_of(tree, here) {
                    Some(list) => {
                        self.push(list, here);
                        end
                    }
                    None => self.block(here, leaving),
                };
            }
            Tag::Table => {
                self.flush();
                return match table_of(tree, here) {
                    Some(table) => {
                        self.push(table, here);
                        end
                    }
                    None => self.block(here, leaving),
                };
            }
            Tag::Pre => {
                self.flush();
                let code = preformatted(tree, here);
                if !code.trim().is_empty() {
                    self.push(Block::Code(code), here);
                }
                return end;
            }
            Tag::Figure => {
                self.flush();
                return match figure_of(tree, here) {
                    Some(block) => {
                        self.push(block, here);
                        end
                    }
                    None => self.block(here, leaving),
                };
            }
            Tag::Blockquote => {
                self.flush();
                leaving.push((end, Leave::Quote(self.out.len(), here)));
                return here + 1;
            }
            _ => {}
        }
        if let Some(level) = tag.heading_level() {
            self.flush();
            let text = inline_text(tree, here);
            if !text.text.is_empty() {
                self.push(Block::Heading { level: level.max(2), text }, here);
            }
            return end;
        }
        if let Some(style) = style_of(tree, here, tag) {
            self.line.open(style);
            leaving.push((end, Leave::Style));
            return here + 1;
        }
        if !tag.is_inline() {
            return self.block(here, leaving);
        }
        here + 1
    }

    fn block(&mut self, here: usize, leaving: &mut Vec<(usize, Leave)>) -> usize {
        self.flush();
        leaving.push((self.tree.end(here), Leave::Flush));
        here + 1
    }

    fn leave(&mut self, leave: Leave) {
        match leave {
            Leave::Style => self.line.close(),
            Leave::Flush => self.flush(),
            Leave::Dropped => {
                self.flush();
                self.rule = None;
            }
            Leave::Quote(first, node) => {
                self.flush();
                self.join_quote(first, node);
            }
        }
    }

    fn push(&mut self, block: Block, node: usize) {
        self.out.push(Piece { block, node, rule: self.rule });
    }

    /// Ends the line: what has gathered becomes a paragraph, or a heading where all of it is bold.
    fn flush(&mut self) {
        let (texts, node) = self.line.take();
        for text in texts {
            let block = if is_bold_heading(&text) {
                Block::Heading { level: 3, text: without_style(text, &Style::Strong) }
            } else {
                Block::Paragraph(text)
            };
            self.push(block, node);
        }
        for (rule, node) in std::mem::take(&mut self.dropped) {
            let text = self.tree.all_text(node);
            if !text.is_empty() {
                let block = Block::Paragraph(text.as_str().into());
                self.out.push(Piece { block, node, rule: Some(rule) });
            }
        }
    }

    /// Joins the paragraphs since `first` into one quotation; what is no paragraph keeps its place behind it.
    fn join_quote(&mut self, first: usize, node: usize) {
        let mut quote = Text::default();
        let mut others = Vec::new();
        for piece in self.out.drain(first.min(self.out.len())..) {
            match piece.block {
                Block::Paragraph(text) | Block::Quote(text) | Block::Heading { text, .. }
                    if piece.rule == self.rule =>
                {
                    if !quote.text.is_empty() {
                        quote.text.push('\n');
                    }
                    let shift = quote.text.len();
                    quote.text.push_str(&text.text);
                    quote.spans.extend(text.spans.into_iter().map(|span| Span {
                        start: span.start + shift,
                        end: span.end + shift,
                        ..span
                    }));
                }
                _ => others.push(piece),
            }
        }
        if !quote.text.is_empty() {
            self.push(Block::Quote(quote), node);
        }
        self.out.extend(others);
    }
}

/// The text of a line while it gathers.
#[derive(Default)]
struct Line {
    text: String,
    spans: Vec<Span>,
    open: Vec<Option<usize>>,
    styles: Vec<Style>,
    breaks: usize,
    /// Paragraphs that were ended by two line breaks in a row.
    done: Vec<Text>,
    node: usize,
}

impl Line {
    fn add(&mut self, text: &str, node: usize) {
        if self.text.is_empty() && self.done.is_empty() {
            self.node = node;
        }
        if self.breaks > 0 && !text.trim().is_empty() {
            if self.breaks > 1 {
                self.end_paragraph();
            } else if !self.text.is_empty() {
                self.text.truncate(self.text.trim_end().len());
                self.text.push('\n');
            }
            self.breaks = 0;
        }
        push_folded(&mut self.text, text);
    }

    fn line_break(&mut self) {
        self.breaks += 1;
    }

    fn open(&mut self, style: Style) {
        // A break before the style must not end up inside it.
        self.open.push(None);
        self.styles.push(style.clone());
        self.begin(self.open.len() - 1, style);
    }

    fn begin(&mut self, depth: usize, style: Style) {
        if let Some(slot) = self.open.get_mut(depth) {
            *slot = Some(self.spans.len());
            self.spans.push(Span { start: self.text.len(), end: usize::MAX, style });
        }
    }

    fn close(&mut self) {
        self.styles.pop();
        if let Some(Some(index)) = self.open.pop()
            && let Some(span) = self.spans.get_mut(index)
        {
            span.end = self.text.len();
        }
    }

    /// Ends a paragraph inside the line; styles that are open go on in the next.
    fn end_paragraph(&mut self) {
        let text = finished(std::mem::take(&mut self.text), std::mem::take(&mut self.spans));
        if !text.text.is_empty() {
            self.done.push(text);
        }
        for (depth, style) in self.styles.clone().into_iter().enumerate() {
            self.begin(depth, style);
        }
    }

    fn take(&mut self) -> (Vec<Text>, usize) {
        self.end_paragraph();
        self.breaks = 0;
        (std::mem::take(&mut self.done), self.node)
    }
}

/// Trims `text` and its spans: a span covers no space at its ends, and none is empty.
fn finished(mut text: String, mut spans: Vec<Span>) -> Text {
    let head = text.len() - text.trim_start().len();
    text.drain(..head);
    text.truncate(text.trim_end().len());
    for span in &mut spans {
        span.start = span.start.saturating_sub(head).min(text.len());
        span.end = span.end.saturating_sub(head).min(text.len());
        let inside = text.get(span.start..span.end).unwrap_or_default();
        span.start += inside.len() - inside.trim_start().len();
        span.end = span.start + inside.trim().len();
    }
    spans.retain(|span| span.start < span.end);
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    spans.dedup();
    Text { text, spans }
}

/// The words inside a node with their styles, on one line; blocks inside it are parted by a space.
pub(super) fn inline_text(tree: &Tree, root: usize) -> Text {
    inline_text_of(tree, root, &|_| false)
}

/// The same, without the nodes that `skip` names.
fn inline_text_of(tree: &Tree, root: usize, skip: &dyn Fn(usize) -> bool) -> Text {
    let mut line = Line::default();
    let mut leaving: Vec<usize> = Vec::new();
    let mut at = root + 1;
    let end = tree.end(root);
    loop {
        while leaving.last().is_some_and(|until| *until <= at) {
            leaving.pop();
            line.close();
        }
        if at >= end {
            break;
        }
        match tree.kind(at) {
            Kind::Text => line.add(tree.text(at), at),
            Kind::Element(tag) if tag.is_unreadable() || skip(at) || is_hidden(tree, at) => {
                at = tree.end(at);
                continue;
            }
            Kind::Element(tag) => match style_of(tree, at, tag) {
                Some(style) => {
                    line.open(style);
                    leaving.push(tree.end(at));
                }
                None if !tag.is_inline() || tag == Tag::Br => line.add(" ", at),
                None => {}
            },
            Kind::Comment => {}
        }
        at += 1;
    }
    line.take().0.into_iter().next().unwrap_or_default()
}

fn style_of(tree: &Tree, index: usize, tag: Tag) -> Option<Style> {
    Some(match tag {
        Tag::B | Tag::Strong => Style::Strong,
        Tag::Em | Tag::I | Tag::Cite | Tag::Var => Style::Emphasis,
        Tag::Code | Tag::Kbd | Tag::Samp | Tag::Tt => Style::Code,
        Tag::Mark => Style::Mark,
        Tag::Sub => Style::Subscript,
        Tag::Sup => Style::Superscript,
        Tag::Del | Tag::S | Tag::Strike => Style::Deleted,
        Tag::A => Style::Link(tree.attribute(index, "href").filter(|href| !href.trim().starts_with('#'))?.to_owned()),
        _ => return None,
    })
}

fn is_bold_heading(text: &Text) -> bool {
    let bold: usize =
        text.spans.iter().filter(|span| span.style == Style::Strong).map(|span| span.end - span.start).sum();
    let spaces = text.text.len() - text.text.split_whitespace().map(str::len).sum::<usize>();
    bold + spaces >= text.text.len()
        && bold > 0
        && !text.text.contains('\n')
        && text.text.chars().count() <= LONGEST_BOLD_HEADING
        && !text.text.ends_with(['.', ',', ';', ':', '"', '\u{201d}'])
}

fn without_style(mut text: Text, style: &Style) -> Text {
    text.spans.retain(|span| span.style != *style);
    text
}

/// Whether the markup itself says that the node is not to be seen.
pub(super) fn is_hidden(tree: &Tree, index: usize) -> bool {
    if tree.attribute(index, "hidden").is_some() {
        return true;
    }
    tree.attribute(index, "style").is_some_and(|style| {
        let style: String =
            style.chars().filter(|character| !character.is_whitespace()).collect::<String>().to_ascii_lowercase();
        style
            .split(';')
            .any(|rule| rule.trim_end_matches("!important") == "display:none" || rule == "visibility:hidden")
    })
}

/// The picture of an `img`; none for icons, spacers, counters and pictures without an address.
pub(super) fn image_of(tree: &Tree, index: usize) -> Option<Image> {
    let src = image_address(tree, index)?;
    let size = |name: &str| {
        tree.attribute(index, name).and_then(|value| value.trim().trim_end_matches("px").parse::<u32>().ok())
    };
    let (width, height) = (size("width"), size("height"));
    if width.is_some_and(|width| width < SMALLEST_PICTURE) || height.is_some_and(|height| height < SMALLEST_PICTURE) {
        return None;
    }
    let alt = tree.attribute(index, "alt").map(crate::text::folded).filter(|alt| !alt.is_empty());
    Some(Image { src, alt, width, height, ..Image::default() })
}

/// The address of a picture as the page wrote it: what it will load lazily before what stands there until then.
fn image_address(tree: &Tree, index: usize) -> Option<String> {
    const LAZY: [&str; 6] = ["data-src", "data-original", "data-lazy-src", "data-lazy", "data-url", "data-image"];
    let usable = |address: &&str| {
        !address.trim().is_empty() && !address.trim_start().starts_with("data:") && !address.starts_with("about:")
    };
    let lazy = LAZY.iter().filter_map(|name| tree.attribute(index, name)).find(usable);
    let plain = tree.attribute(index, "src").filter(usable);
    let from_set = ["srcset", "data-srcset", "data-lazy-srcset"]
        .iter()
        .filter_map(|name| tree.attribute(index, name))
        .find_map(largest_candidate);
    lazy.or(plain).or(from_set).map(|address| address.trim().to_owned())
}

/// The candidate of a `srcset` that fits a reader's column at double density best: the smallest of at least 1,400 pixels,
/// else the largest.
fn largest_candidate(set: &str) -> Option<&str> {
    const WANTED: u32 = 1400;
    let mut best: Option<(&str, u32)> = None;
    for candidate in set.split(", ").flat_map(|part| part.split(",\n")) {
        let mut words = candidate.split_whitespace();
        let Some(address) =
            words.next().map(|address| address.trim_end_matches(',')).filter(|address| !address.starts_with("data:"))
        else {
            continue;
        };
        // Whole pixels and whole densities are exact enough to choose by; `1.5x` counts as between.
        let size = words.next().map_or(1, |size| {
            let (whole, rest) = size.split_at(size.find(|next: char| !next.is_ascii_digit()).unwrap_or(size.len()));
            let number: u32 = whole.parse().unwrap_or(0);
            let half = u32::from(rest.starts_with('.'));
            if rest.contains('x') { number.saturating_mul(700).saturating_add(350 * half) } else { number }
        });
        let better = match best {
            None => true,
            Some((_, found)) if found >= WANTED => size >= WANTED && size < found,
            Some((_, found)) => size > found,
        };
        if better && !address.is_empty() {
            best = Some((address, size));
        }
    }
    best.map(|(address, _)| address)
}

fn embed_of(tree: &Tree, index: usize) -> Option<Block> {
    let address = ["src", "data-src", "data"]
        .iter()
        .find_map(|name| tree.attribute(index, name).filter(|address| !address.trim().is_empty()));
    let address = address.or_else(|| {
        tree.inside(index)
            .find(|inner| tree.tag(*inner) == Some(Tag::Source))
            .and_then(|inner| tree.attribute(inner, "src"))
    })?;
    if address.starts_with("about:") || address.starts_with("javascript:") || address.starts_with("data:") {
        return None;
    }
    let size = |name: &str| tree.attribute(index, name).and_then(|value| value.trim().parse::<u32>().ok());
    if size("width").is_some_and(|width| width < 2) || size("height").is_some_and(|height| height < 2) {
        return None;
    }
    let title = ["title", "aria-label"].iter().find_map(|name| tree.attribute(index, name));
    let title = title.map(crate::text::folded).filter(|title| !title.is_empty());
    Some(Block::Embed { href: address.to_owned(), title })
}

/// A figure that holds one picture; none when it holds something else, which is then read on its own.
fn figure_of(tree: &Tree, index: usize) -> Option<Block> {
    let mut pictures = tree.inside(index).filter(|inner| matches!(tree.tag(*inner), Some(Tag::Img | Tag::AmpImg)));
    let picture = pictures.next()?;
    let other = |inner: usize| {
        matches!(tree.tag(inner), Some(Tag::Table | Tag::Iframe | Tag::Video | Tag::Pre | Tag::Blockquote))
    };
    if pictures.next().is_some() || tree.inside(index).any(other) {
        return None;
    }
    let mut image = image_of(tree, picture)?;
    let caption = tree.inside(index).find(|inner| tree.tag(*inner) == Some(Tag::Figcaption));
    let caption = caption.map(|caption| tree.all_text(caption)).filter(|caption| !caption.is_empty());
    let (caption, credit) = super::caption::split(caption.as_deref().unwrap_or_default());
    image.caption = caption;
    image.credit = credit;
    Some(Block::Figure(image))
}

/// A list with words in it; none when its entries hold more than words (tables, pictures, headings), which is then read
/// on its own.
fn list_of(tree: &Tree, index: usize) -> Option<Block> {
    let complex = |inner: usize| {
        matches!(
            tree.tag(inner),
            Some(Tag::Table | Tag::Figure | Tag::Img | Tag::Iframe | Tag::Video | Tag::Pre | Tag::Blockquote)
        ) || tree.tag(inner).and_then(Tag::heading_level).is_some()
    };
    if tree.inside(index).any(complex) {
        return None;
    }
    let is_list = |inner: usize| matches!(tree.tag(inner), Some(Tag::Ul | Tag::Ol | Tag::Menu));
    let mut items = Vec::new();
    let mut levels: Vec<usize> = Vec::new();
    let mut at = index + 1;
    while at < tree.end(index) {
        while levels.last().is_some_and(|until| *until <= at) {
            levels.pop();
        }
        if is_hidden(tree, at) {
            at = tree.end(at);
            continue;
        }
        if is_list(at) {
            levels.push(tree.end(at));
        } else if tree.tag(at) == Some(Tag::Li) {
            let text = inline_text_of(tree, at, &is_list);
            if !text.text.is_empty() {
                items.push(Item { level: u8::try_from(levels.len()).unwrap_or(u8::MAX), text });
            }
        }
        at += 1;
    }
    (!items.is_empty()).then(|| Block::List { ordered: tree.tag(index) == Some(Tag::Ol), items })
}

/// A table of data; none when it only lays out the page.
fn table_of(tree: &Tree, index: usize) -> Option<Block> {
    let inner_table = |inner: usize| tree.tag(inner) == Some(Tag::Table);
    if tree.inside(index).any(inner_table) || tree.attribute(index, "role") == Some("presentation") {
        return None;
    }
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut caption = None;
    for at in tree.inside(index) {
        match tree.tag(at) {
            Some(Tag::Caption) => caption = Some(tree.all_text(at)).filter(|caption| !caption.is_empty()),
            Some(Tag::Tr) => rows.push(Vec::new()),
            Some(tag @ (Tag::Td | Tag::Th)) => {
                let span = |name: &str| {
                    tree.attribute(at, name)
                        .and_then(|value| value.trim().parse::<u16>().ok())
                        .unwrap_or(1)
                        .clamp(1, 100)
                };
                let cell = Cell {
                    text: inline_text(tree, at),
                    header: tag == Tag::Th,
                    columns: span("colspan"),
                    rows: span("rowspan"),
                };
                match rows.last_mut() {
                    Some(row) => row.push(cell),
                    None => rows.push(vec![cell]),
                }
            }
            _ => {}
        }
    }
    rows.retain(|row| row.iter().any(|cell| !cell.text.text.is_empty()));
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let paragraphs = tree.inside(index).filter(|inner| matches!(tree.tag(*inner), Some(Tag::P | Tag::Div))).count();
    let is_data = columns > 1 && rows.len() > 1 && paragraphs <= rows.len() * columns;
    is_data.then_some(Block::Table { caption, rows })
}

/// Text with its white space as it stands.
fn preformatted(tree: &Tree, index: usize) -> String {
    let mut out = String::new();
    for at in tree.inside(index) {
        match tree.kind(at) {
            Kind::Text => out.extend(tree.text(at).chars().filter(|character| !crate::text::is_unseen(*character))),
            Kind::Element(Tag::Br) => out.push('\n'),
            _ => {}
        }
    }
    let out = out.trim_end();
    out.strip_prefix('\n').unwrap_or(out).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::markup;

    fn outline(html: &str) -> Vec<String> {
        let mut tree = Tree::default();
        markup::read(&format!("<div>{html}</div>"), &mut tree);
        pieces(&tree, 0..tree.len(), &|_| Verdict::Keep)
            .into_iter()
            .map(|piece| {
                let name = match &piece.block {
                    Block::Paragraph(_) => "p",
                    Block::Heading { .. } => "h",
                    Block::List { .. } => "list",
                    Block::Quote(_) => "quote",
                    Block::Table { .. } => "table",
                    Block::Figure(_) => "figure",
                    Block::Embed { .. } => "embed",
                    Block::Code(_) => "code",
                };
                format!("{name}: {}", piece.block.text())
            })
            .collect()
    }

    #[test]
    fn blocks_part_lines_and_inline_elements_do_not() {
        assert_eq!(
            outline(
                "Satu <b>dua</b><i>tiga</i> empat<p>lima</p>enam<br>tujuh<br><br>delapan<div>sembilan<div>sepuluh</div></div>"
            ),
            ["p: Satu duatiga empat", "p: lima", "p: enam\ntujuh", "p: delapan", "p: sembilan", "p: sepuluh"]
        );
    }

    #[test]
    fn spans_cover_their_words_and_no_space() {
        let mut tree = Tree::default();
        markup::read("<p><strong>KONTAN -&nbsp;</strong> Laba <a href=\"x\"> naik <em>tinggi</em></a>.</p>", &mut tree);
        let text = inline_text(&tree, 0);
        let shown: Vec<(&str, &Style)> = text
            .spans
            .iter()
            .map(|span| (text.text.get(span.start..span.end).unwrap_or_default(), &span.style))
            .collect();
        assert_eq!(
            shown,
            [("KONTAN -", &Style::Strong), ("naik tinggi", &Style::Link("x".to_owned())), ("tinggi", &Style::Emphasis)]
        );
    }

    #[test]
    fn a_short_bold_line_is_a_heading_and_a_bold_sentence_is_not() {
        assert_eq!(outline("<p><strong>Prospek ke depan </strong></p>"), ["h: Prospek ke depan"]);
        assert_eq!(outline("<p><b>Laba naik.</b></p><p><b>Laba</b> naik</p>"), ["p: Laba naik.", "p: Laba naik"]);
    }

    #[test]
    fn lists_keep_their_levels_and_tables_their_cells() {
        assert_eq!(
            outline("<ul><li>satu<ol><li>dua</li></ol></li><li><p>tiga</p></li><li> </li></ul>"),
            ["list: satu\ndua\ntiga"]
        );
        assert_eq!(
            outline("<table><tr><th>Gram</th><th>Rp</th></tr><tr><td>1</td><td>2.000</td></tr></table>"),
            ["table: Gram | Rp\n1 | 2.000"]
        );
        assert_eq!(outline("<table><tr><td><p>Satu</p><p>Dua</p></td></tr></table>"), ["p: Satu", "p: Dua"]);
    }

    #[test]
    fn a_quotation_is_one_block() {
        assert_eq!(
            outline("<blockquote><p>Satu.</p><p>Dua.</p></blockquote><p>Tiga.</p>"),
            ["quote: Satu.\nDua.", "p: Tiga."]
        );
    }

    #[test]
    fn pictures_in_a_paragraph_part_it() {
        assert_eq!(
            outline("<p>Satu <img src=\"a.jpg\" alt=\"\"> dua <img src=\"i.gif\" width=\"1\"></p>"),
            ["p: Satu", "figure: ", "p: dua"]
        );
    }

    #[test]
    fn the_fitting_candidate_is_chosen() {
        assert_eq!(largest_candidate("a.jpg 320w, b.jpg 1600w, c.jpg 3000w"), Some("b.jpg"));
        assert_eq!(largest_candidate("a.jpg 1x, b.jpg 2x"), Some("b.jpg"));
        assert_eq!(largest_candidate("https://x/w_300,h_2/a.jpg 300w, https://x/b.jpg 600w"), Some("https://x/b.jpg"));
    }
}
