//! Tree to typed pieces: paragraphs, headings, lists, tables, pictures, with their emphasis and links.
//!
//! One loop over the nodes in document order; a stack holds what is open, so that no depth of the page costs a call.
//! Addresses stay as the page wrote them; they are resolved when the article is put together.

use std::ops::Range;

use super::{caption, picture};
use crate::article::{Block, Cell, Item, Span, Style, Text};
use crate::limits::{self, Limit};
use crate::page::tree::{Kind, Tag, Tree};
use crate::text::{self, count_words, push_folded};

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
    let (out, line, dropped) = (Vec::new(), Line::default(), Vec::new());
    let mut walk = Walk { tree, judge, out, line, rule: None, dropped };
    walk.run(range);
    bounded(tree, walk.out)
}

/// The pieces as far as an article may have them: what is too much goes from the middle, so that its end is there too.
fn bounded(tree: &Tree, mut pieces: Vec<Piece>) -> Vec<Piece> {
    let size = |piece: &Piece| (piece.block.text().len(), usize::from(!piece.block.is_text()));
    let sizes: Vec<(usize, usize)> = pieces.iter().map(size).collect();
    // How many of them, one after the other, are no more than so many quarters of what there may be.
    let fitting = |sizes: &mut dyn Iterator<Item = &(usize, usize)>, quarters: usize| {
        let (mut count, mut bytes, mut images) = (0, 0, 0);
        for size in sizes {
            (bytes, images) = (bytes + size.0, images + size.1);
            let limit = match () {
                () if 4 * count >= quarters * limits::PIECES => Limit::Nodes,
                () if 4 * bytes > quarters * limits::TEXT => Limit::Text,
                () if 4 * images > quarters * limits::IMAGES => Limit::Images,
                () => {
                    count += 1;
                    continue;
                }
            };
            return (count, Some(limit));
        }
        (count, None)
    };
    if let (_, Some(limit)) = fitting(&mut sizes.iter(), 4) {
        tree.meet(limit);
        let (head, _) = fitting(&mut sizes.iter(), 3);
        let (tail, _) = fitting(&mut sizes.iter().rev(), 1);
        pieces.drain(head..pieces.len().saturating_sub(tail).max(head));
    }
    pieces
}

/// The rule for what the markup itself hides.
pub(super) const HIDDEN: &str = "hidden";

/// The longest bold paragraph that is taken for a heading, in characters.
const LONGEST_BOLD_HEADING: usize = 140;

/// Hosts whose frames are adverts, without their subdomains. Sorted.
const ADVERTISERS: [&str; 8] = [
    "adnxs.com",
    "adsafeprotected.com",
    "criteo.com",
    "doubleclick.net",
    "googlesyndication.com",
    "outbrain.com",
    "taboola.com",
    "teads.tv",
];

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
        if tree.is_unreadable(here) {
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
                if let Some(image) = picture::of(tree, here) {
                    self.flush();
                    self.push(Block::Figure(image), here);
                }
                return end;
            }
            Tag::Iframe
            | Tag::Video
            | Tag::Audio
            | Tag::Embed
            | Tag::Object
            | Tag::AmpIframe
            | Tag::AmpVideo
            | Tag::AmpYoutube => {
                if let Some(embed) = embed_of(tree, here) {
                    self.flush();
                    let advert = matches!(&embed, Block::Embed { href, .. } if is_advert(href));
                    let rule = self.rule.or(advert.then_some("furniture"));
                    self.out.push(Piece { block: embed, node: here, rule });
                }
                return end;
            }
            Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dl => {
                self.flush();
                let cuts = self.cuts(here);
                return match list_of(tree, here, &cuts) {
                    Some(list) => {
                        self.push(list, here);
                        self.cut(cuts);
                        end
                    }
                    None => self.block(here, leaving),
                };
            }
            Tag::Table => {
                self.flush();
                let cuts = self.cuts(here);
                return match table_of(tree, here, &cuts) {
                    Some(table) => {
                        self.push(table, here);
                        let pictures = tree.inside(here).filter(|inner| tree.tag(*inner) == Some(Tag::Img));
                        for (image, node) in pictures.filter_map(|inner| Some((picture::of(tree, inner)?, inner))) {
                            self.push(Block::Figure(image), node);
                        }
                        self.cut(cuts);
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
            let cuts = self.cuts(here);
            let mut text = inline_text_of(tree, here, &|index| is_cut(&cuts, index));
            // A heading may stand inside its link.
            let link = self.line.styles.iter().find(|style| matches!(style, Style::Link(_)));
            if let Some(link) = link.filter(|_| !text.text.is_empty()) {
                text.spans.insert(0, Span { start: 0, end: text.text.len(), style: link.clone() });
            }
            if !text.text.is_empty() {
                self.push(Block::Heading { level: level.max(2), text }, here);
            }
            self.cut(cuts);
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

    /// What rules take out of a block that is read as a whole: what is hidden, and boxes that don't belong.
    fn cuts(&self, root: usize) -> Vec<(&'static str, usize)> {
        let mut cuts = Vec::new();
        let mut at = root + 1;
        while at < self.tree.end(root) {
            let Kind::Element(tag) = self.tree.kind(at) else {
                at += 1;
                continue;
            };
            let verdict = if self.rule.is_none() { (self.judge)(at) } else { Verdict::Keep };
            let is_box = matches!(tag, Tag::Aside | Tag::Div | Tag::Iframe | Tag::Ins | Tag::Section);
            match verdict {
                Verdict::Drop(rule) if is_box || rule == HIDDEN => {
                    cuts.push((rule, at));
                    at = self.tree.end(at);
                }
                _ if is_hidden(self.tree, at) => {
                    cuts.push((HIDDEN, at));
                    at = self.tree.end(at);
                }
                _ => at += 1,
            }
        }
        cuts
    }

    /// Puts what was cut out of a block behind it, under the rules that took it.
    fn cut(&mut self, cuts: Vec<(&'static str, usize)>) {
        self.dropped.extend(cuts);
        self.flush();
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
        if let Some(limit) = self.line.limit.take() {
            self.tree.meet(limit);
        }
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
                let block = Block::Paragraph(limits::head(&text, limits::LONGEST_TEXT).into());
                self.out.push(Piece { block, node, rule: Some(self.rule.unwrap_or(rule)) });
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
                    if piece.rule == self.rule
                        && quote.text.len() + text.text.len() < limits::LONGEST_TEXT
                        && quote.spans.len() + text.spans.len() <= limits::SPANS =>
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
    /// Which limit it has met, if it has.
    limit: Option<Limit>,
}

/// More styles around one word are not told apart.
const MOST_STYLES: usize = 24;

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
        let room = limits::LONGEST_TEXT.saturating_sub(self.text.len());
        if text.len() > room {
            self.limit = Some(Limit::Text);
        }
        push_folded(&mut self.text, limits::head(text, room));
    }

    fn line_break(&mut self) {
        self.breaks += 1;
    }

    fn open(&mut self, style: Style) {
        // A break before the style must not end up inside it.
        self.open.push(None);
        if self.styles.len() < MOST_STYLES {
            self.styles.push(style.clone());
            self.begin(self.open.len() - 1, style);
        }
    }

    fn begin(&mut self, depth: usize, style: Style) {
        if self.spans.len() >= limits::SPANS {
            self.limit = Some(Limit::Links);
        } else if let Some(slot) = self.open.get_mut(depth) {
            *slot = Some(self.spans.len());
            self.spans.push(Span { start: self.text.len(), end: usize::MAX, style });
        }
    }

    fn close(&mut self) {
        let index = self.open.pop().flatten();
        self.styles.truncate(self.open.len());
        if let Some(span) = index.and_then(|index| self.spans.get_mut(index)) {
            span.end = self.text.len();
        }
    }

    /// Ends a paragraph inside the line; styles that are open go on in the next.
    fn end_paragraph(&mut self) {
        let text = finished(std::mem::take(&mut self.text), std::mem::take(&mut self.spans));
        if !text.text.is_empty() {
            self.done.push(text);
        }
        self.open.iter_mut().for_each(|open| *open = None);
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
    if !spans.is_sorted_by(|left, right| in_order(left, right).is_le()) {
        spans = text::sorted(spans, &in_order);
    }
    spans.dedup();
    Text { text, spans }
}

/// Outer spans before those inside them.
fn in_order(left: &Span, right: &Span) -> std::cmp::Ordering {
    left.start.cmp(&right.start).then(right.end.cmp(&left.end))
}

/// Whether a node was cut out.
fn is_cut(cuts: &[(&'static str, usize)], index: usize) -> bool {
    // They are found in the order of the page.
    cuts.binary_search_by_key(&index, |(_, cut)| *cut).is_ok()
}

/// The words inside a node with their styles, on one line, without the nodes that `skip` names; blocks inside it are parted
/// by a space.
fn inline_text_of(tree: &Tree, root: usize, skip: &dyn Fn(usize) -> bool) -> Text {
    let mut line = Line::default();
    // Where what is open ends, and whether it is a style; a block is parted from what follows it.
    let mut leaving: Vec<(usize, bool)> = Vec::new();
    let mut at = root + 1;
    let end = tree.end(root);
    loop {
        while let Some((_, is_style)) = leaving.pop_if(|(until, _)| *until <= at) {
            if is_style {
                line.close();
            } else {
                line.add(" ", at);
            }
        }
        if at >= end {
            break;
        }
        match tree.kind(at) {
            Kind::Text => line.add(tree.text(at), at),
            Kind::Element(_) if tree.is_unreadable(at) || skip(at) => {
                at = tree.end(at);
                continue;
            }
            Kind::Element(tag) => match style_of(tree, at, tag) {
                Some(style) => {
                    line.open(style);
                    leaving.push((tree.end(at), true));
                }
                None if !tag.is_inline() || tag == Tag::Br => {
                    line.add(" ", at);
                    leaving.push((tree.end(at), false));
                }
                None => {}
            },
            Kind::Comment => {}
        }
        at += 1;
    }
    let text = line.take().0.into_iter().next().unwrap_or_default();
    if let Some(limit) = line.limit {
        tree.meet(limit);
    }
    text
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
        && !text::has(&text.text, '\n')
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
            .any(|rule| text::without_end(rule, "!important") == "display:none" || rule == "visibility:hidden")
    })
}

/// What a page shows in a frame; none without an address, and for frames that are too small to be seen.
fn embed_of(tree: &Tree, index: usize) -> Option<Block> {
    let of = |node: usize, names: &[&str]| {
        names.iter().filter_map(|name| tree.attribute(node, name)).find(|value| picture::is_usable(value))
    };
    let video = of(index, &["data-videoid"]).filter(|_| tree.tag(index) == Some(Tag::AmpYoutube));
    let href = match video {
        Some(video) => ["https://www.youtube.com/watch?v=", video.trim()].concat(),
        None => {
            let own =
                of(index, &["src", "data-src", "data-lazy-src", "data"]).filter(|address| picture::is_usable(address));
            let source = || {
                tree.inside(index)
                    .filter(|inner| tree.tag(*inner) == Some(Tag::Source))
                    .find_map(|inner| of(inner, &["src", "data-src"]))
            };
            own.or_else(source)?.trim().to_owned()
        }
    };
    let size = |name: &str| tree.attribute(index, name).and_then(|value| value.trim().parse::<u32>().ok());
    if size("width").is_some_and(|width| width < 2) || size("height").is_some_and(|height| height < 2) {
        return None;
    }
    let title = ["title", "aria-label", "data-title", "alt"].iter().find_map(|name| tree.attribute(index, name));
    let title = title.map(crate::text::folded).filter(|title| !title.is_empty());
    Some(Block::Embed { href, title })
}

/// Whether a frame shows adverts.
fn is_advert(href: &str) -> bool {
    let rest = text::split_once(href, "//").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    ADVERTISERS
        .iter()
        .any(|known| host.strip_suffix(known).is_some_and(|subdomain| subdomain.is_empty() || subdomain.ends_with('.')))
}

/// More words in a figure than this are no caption.
const LONGEST_CAPTION: usize = 80;

/// A figure that holds one picture or one frame; none when it holds something else, which is then read on its own.
fn figure_of(tree: &Tree, index: usize) -> Option<Block> {
    let is = |inner: &usize, tags: &[Tag]| tree.tag(*inner).is_some_and(|tag| tags.contains(&tag));
    let mut shown = tree.inside(index).filter(|inner| {
        is(inner, &[Tag::Img, Tag::AmpImg, Tag::Iframe, Tag::Video, Tag::AmpIframe, Tag::AmpVideo, Tag::AmpYoutube])
    });
    let first = shown.next()?;
    let other = |inner: usize| is(&inner, &[Tag::Table, Tag::Pre, Tag::Blockquote, Tag::Ul, Tag::Ol, Tag::H2, Tag::H3]);
    // An `amp-img` may hold the `img` that its script made of it.
    if shown.any(|inner| !tree.inside(first).contains(&inner)) || tree.inside(index).any(other) {
        return None;
    }
    let holder = tree.inside(index).find(|inner| tree.tag(*inner) == Some(Tag::Figcaption)).unwrap_or(index);
    if count_words(&tree.all_text(index)) > LONGEST_CAPTION {
        return None;
    }
    let (caption, credit) = caption::read(tree, holder);
    if is(&first, &[Tag::Img, Tag::AmpImg]) {
        let mut image = picture::of(tree, first)?;
        (image.caption, image.credit) = (caption, credit);
        return Some(Block::Figure(image));
    }
    match embed_of(tree, first)? {
        Block::Embed { href, title } => Some(Block::Embed { href, title: title.or(caption) }),
        _ => None,
    }
}

/// A list with words in it; none when its entries hold more than words (tables, pictures, headings), which is then read
/// on its own.
fn list_of(tree: &Tree, index: usize, cuts: &[(&'static str, usize)]) -> Option<Block> {
    let complex = |inner: usize| {
        matches!(
            tree.tag(inner),
            Some(Tag::Table | Tag::Figure | Tag::Img | Tag::Iframe | Tag::Video | Tag::Pre | Tag::Blockquote)
        ) || tree.tag(inner).and_then(Tag::heading_level).is_some()
    };
    let is_list = |inner: usize| matches!(tree.tag(inner), Some(Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dl));
    // Terms and what they mean are a list where they are short; a page may also lay out its columns so.
    let is_long = |inner: usize| {
        tree.tag(inner) == Some(Tag::P)
            || tree.tag(inner) == Some(Tag::Dd) && count_words(&tree.all_text(inner)) > LONGEST_CELL
    };
    if tree.inside(index).any(complex) || tree.tag(index) == Some(Tag::Dl) && tree.inside(index).any(is_long) {
        return None;
    }
    let mut items = Vec::new();
    let mut bytes = 0;
    let mut levels: Vec<usize> = Vec::new();
    let mut at = index + 1;
    while at < tree.end(index) {
        while levels.last().is_some_and(|until| *until <= at) {
            levels.pop();
        }
        if is_cut(cuts, at) {
            at = tree.end(at);
            continue;
        }
        if is_list(at) {
            levels.push(tree.end(at));
        } else if let Some(tag @ (Tag::Li | Tag::Dt | Tag::Dd)) = tree.tag(at) {
            let text = inline_text_of(tree, at, &|inner| is_list(inner) || is_cut(cuts, inner));
            let level = levels.len() + usize::from(tag == Tag::Dd);
            bytes += text.text.len() + 1;
            if items.len() >= limits::PARTS || bytes > limits::LONGEST_TEXT {
                tree.meet(Limit::Text);
                break;
            }
            if !text.text.is_empty() {
                items.push(Item { level: u8::try_from(level).unwrap_or(u8::MAX), text });
            }
        }
        at += 1;
    }
    (!items.is_empty()).then(|| Block::List { ordered: tree.tag(index) == Some(Tag::Ol), items })
}

/// Cells with more words than this are columns of a page, not of a table.
const LONGEST_CELL: usize = 60;

/// A table of data; none when it only lays out the page.
fn table_of(tree: &Tree, index: usize, cuts: &[(&'static str, usize)]) -> Option<Block> {
    let outside = |inner: usize| {
        matches!(tree.tag(inner), Some(Tag::Table | Tag::Figure | Tag::Iframe | Tag::Pre | Tag::Blockquote))
    };
    if tree.inside(index).any(outside) || tree.attribute(index, "role") == Some("presentation") {
        return None;
    }
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let (mut cells, mut bytes) = (0, 0);
    let mut caption = None;
    let mut head_until = 0;
    let mut at = index + 1;
    while at < tree.end(index) {
        if is_cut(cuts, at) {
            at = tree.end(at);
            continue;
        }
        match tree.tag(at) {
            Some(Tag::Caption) => caption = Some(tree.all_text(at)).filter(|caption| !caption.is_empty()),
            Some(Tag::Thead) => head_until = tree.end(at),
            Some(Tag::Tr) => rows.push(Vec::new()),
            Some(tag @ (Tag::Td | Tag::Th)) => {
                let span = |name: &str| {
                    tree.attribute(at, name)
                        .and_then(|value| value.trim().parse::<u16>().ok())
                        .unwrap_or(1)
                        .clamp(1, 100)
                };
                let cell = Cell {
                    text: inline_text_of(tree, at, &|inner| is_cut(cuts, inner)),
                    header: tag == Tag::Th || at < head_until,
                    columns: span("colspan"),
                    rows: span("rowspan"),
                };
                cells += 1;
                bytes += cell.text.text.len() + " | ".len();
                if cells > limits::PARTS || bytes > limits::LONGEST_TEXT {
                    tree.meet(Limit::Text);
                    break;
                }
                match rows.last_mut() {
                    Some(row) => row.push(cell),
                    None => rows.push(vec![cell]),
                }
            }
            _ => {}
        }
        at += 1;
    }
    rows.retain(|row| row.iter().any(|cell| !cell.text.text.is_empty()));
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let is_long = |cell: &Cell| count_words(&cell.text.text) > LONGEST_CELL;
    if columns < 2 || rows.len() < 2 || rows.iter().flatten().any(is_long) {
        return None;
    }
    name_columns(&mut rows);
    Some(Block::Table { caption, rows })
}

/// Editors who have no header cells make the first row bold: then that row names the columns.
fn name_columns(rows: &mut [Vec<Cell>]) {
    let is_bold = |cell: &Cell| {
        let bold = cell
            .text
            .spans
            .iter()
            .any(|span| span.style == Style::Strong && span.start == 0 && span.end == cell.text.text.len());
        bold || cell.text.text.is_empty()
    };
    let Some((first, rest)) = rows.split_first_mut() else { return };
    let has_headers = first.iter().chain(rest.iter().flatten()).any(|cell| cell.header);
    if !has_headers && first.iter().all(is_bold) && rest.iter().flatten().any(|cell| !is_bold(cell)) {
        for cell in first {
            cell.header = true;
            cell.text.spans.retain(|span| span.style != Style::Strong);
        }
    }
}

/// Text with its white space as it stands.
fn preformatted(tree: &Tree, index: usize) -> String {
    let mut out = String::new();
    for at in tree.inside(index) {
        match tree.kind(at) {
            Kind::Text => {
                for character in tree.text(at).chars() {
                    match character {
                        // Programs are set in by tabs, which no reader may have to guess the width of.
                        '\t' => out.push_str("    "),
                        '\r' | '\u{c}' | '\u{85}' => {}
                        character if text::is_unseen(character) => {}
                        character => out.push(character),
                    }
                }
            }
            Kind::Element(Tag::Br) => out.push('\n'),
            _ => {}
        }
        if out.len() > limits::LONGEST_TEXT {
            tree.meet(Limit::Text);
            out.truncate(limits::boundary(&out, limits::LONGEST_TEXT));
            break;
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
    fn what_an_unclosed_element_swallowed_is_read() {
        assert_eq!(
            outline(
                "<math><mtext>x<p>Satu.</p><p>Dua.</p></mtext></math><button>Buka<p>Tiga.</p><p>Empat.</p></button>"
            ),
            ["p: x", "p: Satu.", "p: Dua.", "p: Buka", "p: Tiga.", "p: Empat."]
        );
        assert_eq!(outline("<svg><desc><p>Keterangan</p></desc></svg><button>Buka</button>"), [""; 0]);
    }

    #[test]
    fn spans_cover_their_words_and_no_space() {
        let mut tree = Tree::default();
        markup::read("<p><strong>KONTAN -&nbsp;</strong> Laba <a href=\"x\"> naik <em>tinggi</em></a>.</p>", &mut tree);
        let text = inline_text_of(&tree, 0, &|_| false);
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
    fn the_first_row_names_the_columns_where_it_alone_is_bold() {
        let headers = |html: &str| {
            let mut tree = Tree::default();
            markup::read(html, &mut tree);
            let pieces = pieces(&tree, 0..tree.len(), &|_| Verdict::Keep);
            match pieces.first().map(|piece| piece.block.clone()) {
                Some(Block::Table { rows, .. }) => rows.iter().flatten().filter(|cell| cell.header).count(),
                _ => 0,
            }
        };
        let rows = |first: &str, second: &str| {
            format!(
                "<table><tr><td>{first}</td><td>{first}</td></tr><tr><td>{second}</td><td>{second}</td></tr></table>"
            )
        };
        assert_eq!(headers(&rows("<b>Gram</b>", "1")), 2);
        assert_eq!(headers(&rows("<b>Gram</b>", "<b>1</b>")), 0);
        assert_eq!(headers(&rows("Gram", "1")), 0);
        assert_eq!(
            headers("<table><thead><tr><td>A</td><td>B</td></tr></thead><tr><td>1</td><td>2</td></tr></table>"),
            2
        );
    }

    #[test]
    fn a_frame_is_a_link_with_a_title() {
        let embed = |html: &str| {
            let mut tree = Tree::default();
            markup::read(html, &mut tree);
            let pieces = pieces(&tree, 0..tree.len(), &|_| Verdict::Keep);
            match pieces.first().map(|piece| (piece.block.clone(), piece.rule)) {
                Some((Block::Embed { href, title }, rule)) => {
                    (href, title.unwrap_or_default(), rule.unwrap_or_default().to_owned())
                }
                _ => Default::default(),
            }
        };
        let check = |html: &str, want: [&str; 3]| {
            let (href, title, rule) = embed(html);
            assert_eq!([href.as_str(), title.as_str(), rule.as_str()], want, "{html}");
        };
        check("<iframe src=\"//x/y\" title=\"Grafik\"></iframe>", ["//x/y", "Grafik", ""]);
        check("<iframe src=\"about:blank\" data-src=\"//x/y\"></iframe>", ["//x/y", "", ""]);
        check(
            "<figure><iframe src=\"//x/y\"></iframe><figcaption>Grafik</figcaption></figure>",
            ["//x/y", "Grafik", ""],
        );
        check("<video><source src=\"/a.mp4\"></video>", ["/a.mp4", "", ""]);
        check("<amp-youtube data-videoid=\"abc\"></amp-youtube>", ["https://www.youtube.com/watch?v=abc", "", ""]);
        check(
            "<iframe src=\"https://ad.doubleclick.net/x\"></iframe>",
            ["https://ad.doubleclick.net/x", "", "furniture"],
        );
        check("<iframe src=\"//x/y\" width=\"1\" height=\"1\"></iframe>", ["", "", ""]);
    }

    #[test]
    fn what_is_cut_out_of_a_block_stands_behind_it() {
        let mut tree = Tree::default();
        markup::read("<ul><li>satu<span hidden=\"\">dua</span></li><li>tiga</li></ul><p>empat</p>", &mut tree);
        let pieces = pieces(&tree, 0..tree.len(), &|_| Verdict::Keep);
        let found: Vec<(String, Option<&str>)> =
            pieces.iter().map(|piece| (piece.block.text().into_owned(), piece.rule)).collect();
        let want = [("satu\ntiga", None), ("dua", Some(HIDDEN)), ("empat", None)];
        assert_eq!(found, want.map(|(text, rule)| (text.to_owned(), rule)));
    }

    #[test]
    fn program_text_has_no_controls() {
        let code = "<pre>satu\tdua\r\n\u{c}tiga\u{85}\u{202e}\u{feff}\u{7}</pre>";
        assert_eq!(outline(code), ["code: satu    dua\ntiga"]);
    }

    #[test]
    fn pictures_in_a_paragraph_part_it() {
        assert_eq!(
            outline("<p>Satu <img src=\"a.jpg\" alt=\"\"> dua <img src=\"i.gif\" width=\"1\"></p>"),
            ["p: Satu", "figure: ", "p: dua"]
        );
    }
}
