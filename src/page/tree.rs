//! An owned, compact copy of a part of a page: nodes in document order, one buffer for all text.
//!
//! A node's descendants are the nodes that follow it up to its `end`, so that a walk is a loop over indices and needs no
//! recursion, however deep the page nests. Indices come from the tree itself; one that it never gave out answers like an
//! empty text node.

use std::cell::Cell;
use std::ops::Range;

use crate::limits::{self, Clock, Limit, Limits};

/// A part of a page, as one or more roots in document order.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    nodes: Vec<Node>,
    attributes: Vec<Attribute>,
    buffer: String,
    /// The elements that are open, each by the node that holds what stands in it: its own, or that of an outer element where
    /// it is not copied itself.
    open: Vec<(usize, Copied)>,
    /// How many open elements are copied.
    depth: usize,
    limits: Cell<Limits>,
    /// Nodes of pictures, with bytes of the buffer: the address that the browser has chosen.
    loaded: Vec<(usize, (u32, u32))>,
}

#[derive(Clone, Debug)]
struct Node {
    kind: Kind,
    parent: u32,
    end: u32,
    /// Text and comments: bytes of the buffer. Elements: entries of `attributes`.
    from: u32,
    to: u32,
}

#[derive(Clone, Copy, Debug)]
struct Attribute {
    name: (u32, u32),
    value: (u32, u32),
}

/// What is copied of an open element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Copied {
    /// All of it.
    Whole,
    /// What stands in it.
    Inside,
    /// Nothing.
    Nothing,
}

/// No node.
const NOWHERE: usize = u32::MAX as usize;

/// Attributes that reading asks about, and whose value therefore is missed.
const READ: &str = "alt class data-src href id src srcset style title";

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An element.
    Element(Tag),
    /// A run of text.
    Text,
    /// A comment; sites mark the ends of their articles with them.
    Comment,
}

macro_rules! tags {
    ($($variant:ident $name:literal)*) => {
        /// The elements that reading tells apart.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)] // each is the element of its name
        pub enum Tag { $($variant,)* /** Any other element. */ Other }

        impl Tag {
            /// The tag of an element name in lower case.
            pub fn new(name: &str) -> Tag {
                match name { $($name => Tag::$variant,)* _ => Tag::Other }
            }
        }
    };
}

tags! {
    A "a" Abbr "abbr" Address "address" AmpIframe "amp-iframe" AmpImg "amp-img" AmpVideo "amp-video" AmpYoutube "amp-youtube" Article "article" Aside "aside" Audio "audio" B "b" Bdi "bdi" Blockquote "blockquote"
    Body "body" Br "br" Button "button" Canvas "canvas" Caption "caption" Center "center" Cite "cite" Code "code" Dd "dd" Del "del"
    Details "details" Dialog "dialog" Div "div" Dl "dl" Dt "dt" Em "em" Embed "embed" Fieldset "fieldset" Figcaption "figcaption" Figure "figure"
    Footer "footer" Form "form" H1 "h1" H2 "h2" H3 "h3" H4 "h4" H5 "h5" H6 "h6" Head "head" Header "header" Hgroup "hgroup" Hr "hr" Html "html" I "i"
    Iframe "iframe" Img "img" Input "input" Ins "ins" Kbd "kbd" Label "label" Li "li" Link "link" Main "main" Mark "mark" Math "math"
    Menu "menu" Meta "meta" Nav "nav" Noscript "noscript" Object "object" Ol "ol" Option "option" P "p" Picture "picture" Pre "pre" Q "q"
    Rp "rp" Rt "rt" Ruby "ruby" S "s" Samp "samp" Script "script" Search "search" Section "section" Select "select" Small "small" Source "source" Span "span"
    Strike "strike" Strong "strong" Style "style" Sub "sub" Summary "summary" Sup "sup" Svg "svg" Table "table" Tbody "tbody"
    Td "td" Template "template" Textarea "textarea" Tfoot "tfoot" Th "th" Thead "thead" Time "time" Title "title" Tr "tr" Tt "tt" U "u" Ul "ul" Var "var"
    Video "video" Wbr "wbr"
}

impl Tag {
    /// Whether the element flows inside a line of text. Elements we don't know do, as browsers have it.
    pub fn is_inline(self) -> bool {
        use Tag::*;
        matches!(
            self,
            A | Abbr
                | B
                | Bdi
                | Br
                | Cite
                | Code
                | Del
                | Em
                | I
                | Ins
                | Kbd
                | Label
                | Mark
                | Other
                | Q
                | Rp
                | Rt
                | Ruby
                | S
                | Samp
                | Small
                | Span
                | Strike
                | Strong
                | Sub
                | Sup
                | Time
                | Tt
                | U
                | Var
                | Wbr
        )
    }

    /// The level of a heading.
    pub fn heading_level(self) -> Option<u8> {
        use Tag::*;
        match self {
            H1 => Some(1),
            H2 => Some(2),
            H3 => Some(3),
            H4 => Some(4),
            H5 => Some(5),
            H6 => Some(6),
            _ => None,
        }
    }

    /// Whether what stands in the element is never words to read.
    pub fn is_unreadable(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Script
                | Style
                | Noscript
                | Template
                | Svg
                | Math
                | Canvas
                | Head
                | Link
                | Meta
                | Title
                | Input
                | Textarea
                | Select
                | Option
                | Button
        )
    }
}

impl Tree {
    /// Opens an element inside the one that is open now.
    pub fn open(&mut self, tag: Tag) {
        let (holder, outer) = self.open.last().copied().unwrap_or((NOWHERE, Copied::Whole));
        // What is never words to read must not become words because it stands too deep.
        let is_unreadable = tag.is_unreadable();
        let room = if is_unreadable { 2 * limits::DEPTH } else { limits::DEPTH };
        if outer == Copied::Nothing || self.depth >= room {
            self.meet(Limit::Depth);
            let copied = if is_unreadable { Copied::Nothing } else { outer.max(Copied::Inside) };
            self.open.push((holder, copied));
            return;
        }
        let from = self.attributes.len() as u32;
        let index = self.push(Kind::Element(tag), from, from);
        self.open.push((index, Copied::Whole));
        self.depth += 1;
    }

    /// Adds an attribute to the element opened last.
    pub fn add_attribute(&mut self, name: &str, value: &str) {
        let Some(index) = self.open.last().filter(|(_, copied)| *copied == Copied::Whole).map(|(index, _)| *index)
        else {
            return;
        };
        let next = self.attributes.len() as u32;
        let is_many = self.nodes.get(index).is_none_or(|node| (next - node.from) as usize >= limits::ATTRIBUTES);
        if is_many || value.len() > limits::VALUE {
            if is_many || crate::text::is_among(READ, name) && !value.starts_with("data:") {
                self.meet(Limit::Attributes);
            }
            return;
        }
        if self.is_full() {
            return;
        }
        let name = self.store(name);
        let value = self.store(value);
        self.attributes.push(Attribute { name, value });
        if let Some(node) = self.nodes.get_mut(index) {
            node.to = next + 1;
        }
    }

    /// Adds a run of text.
    pub fn add_text(&mut self, text: &str) {
        self.add(Kind::Text, text);
    }

    /// Adds a comment.
    pub fn add_comment(&mut self, text: &str) {
        self.add(Kind::Comment, text);
    }

    fn add(&mut self, kind: Kind, text: &str) {
        let is_copied = self.open.last().is_none_or(|(_, copied)| *copied != Copied::Nothing);
        if is_copied && !self.is_full() {
            // No block has room for more.
            let kept = limits::head(text, limits::LONGEST_TEXT);
            let holder = self.open.last().and_then(|(holder, _)| self.tag(*holder));
            if kept.len() < text.len() && kind == Kind::Text && !holder.is_some_and(Tag::is_unreadable) {
                self.meet(Limit::Text);
            }
            let (from, to) = self.store(kept);
            self.push(kind, from, to);
        }
    }

    /// Closes the element that is open now.
    pub fn close(&mut self) {
        let end = self.nodes.len() as u32;
        let Some((index, Copied::Whole)) = self.open.pop() else { return };
        self.depth -= 1;
        if let Some(node) = self.nodes.get_mut(index) {
            node.end = end;
        }
    }

    /// Notes which file of a picture the browser has chosen.
    pub fn set_loaded(&mut self, index: usize, address: &str) {
        let address = self.store(address);
        self.loaded.push((index, address));
    }

    /// Which file of a picture the browser has chosen, where that was asked.
    pub fn loaded(&self, index: usize) -> Option<&str> {
        // They are noted in the order of the document.
        let at = self.loaded.binary_search_by_key(&index, |(noted, _)| *noted).ok()?;
        self.loaded.get(at).map(|(_, address)| self.slice(*address))
    }

    /// Whether [`limits::NODES`] or [`limits::BYTES`] is reached: then nothing more is copied.
    pub fn is_full(&self) -> bool {
        let is_full = |now: usize, most: usize, limit: Limit| {
            if now >= most {
                self.meet(limit);
            }
            now >= most
        };
        is_full(self.nodes.len(), limits::NODES, Limit::Nodes) || is_full(self.buffer.len(), limits::BYTES, Limit::Text)
    }

    /// Notes that a limit was met while the tree was made or read.
    pub fn meet(&self, limit: Limit) {
        let mut limits = self.limits.get();
        limits.meet(limit);
        self.limits.set(limits);
    }

    /// Whether the time is over for what can be done without; the reading then says so.
    pub fn is_late(&self, clock: Clock) -> bool {
        let is_late = clock.is_over();
        if is_late {
            self.meet(Limit::Time);
        }
        is_late
    }

    /// The limits that were met.
    pub fn limits(&self) -> Limits {
        self.limits.get()
    }

    fn push(&mut self, kind: Kind, from: u32, to: u32) -> usize {
        let index = self.nodes.len();
        let parent = self.open.last().map_or(u32::MAX, |(parent, _)| *parent as u32);
        self.nodes.push(Node { kind, parent, end: index as u32 + 1, from, to });
        index
    }

    /// Keeps a text, as far as there is room.
    fn store(&mut self, text: &str) -> (u32, u32) {
        let from = self.buffer.len();
        let kept = limits::head(text, limits::BYTES.saturating_sub(from));
        self.buffer.push_str(kept);
        (from as u32, (from + kept.len()) as u32)
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// What the node is.
    pub fn kind(&self, index: usize) -> Kind {
        self.nodes.get(index).map_or(Kind::Text, |node| node.kind)
    }

    /// The node's tag, if it is an element.
    pub fn tag(&self, index: usize) -> Option<Tag> {
        match self.kind(index) {
            Kind::Element(tag) => Some(tag),
            _ => None,
        }
    }

    /// Whether what stands in the node is never words to read, unless it has swallowed paragraphs: an element that was never
    /// closed holds all that follows it, and browsers show it. A single paragraph may well be its own.
    pub fn is_unreadable(&self, index: usize) -> bool {
        let is_paragraph = |inner: &usize| self.tag(*inner) == Some(Tag::P);
        self.tag(index).is_some_and(|tag| {
            let swallows = matches!(tag, Tag::Button | Tag::Math | Tag::Select | Tag::Svg);
            tag.is_unreadable() && !(swallows && self.inside(index).filter(is_paragraph).nth(1).is_some())
        })
    }

    /// The index behind the node's last descendant.
    pub fn end(&self, index: usize) -> usize {
        self.nodes.get(index).map_or(index + 1, |node| node.end as usize)
    }

    /// The node's descendants.
    pub fn inside(&self, index: usize) -> Range<usize> {
        index + 1..self.end(index)
    }

    /// The node's parent.
    pub fn parent(&self, index: usize) -> Option<usize> {
        self.nodes.get(index).map(|node| node.parent as usize).filter(|parent| *parent < self.nodes.len())
    }

    /// The node's children in order.
    pub fn children(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.end(index);
        let mut next = index + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let child = next;
                next = self.end(child);
                child
            })
        })
    }

    /// The text of a text node or comment; empty for elements.
    pub fn text(&self, index: usize) -> &str {
        match self.nodes.get(index) {
            Some(node) if !matches!(node.kind, Kind::Element(_)) => self.slice((node.from, node.to)),
            _ => "",
        }
    }

    /// All readable text in the node, white space folded, words of different blocks apart; no more than a block may have.
    pub fn all_text(&self, index: usize) -> String {
        self.text_within(index, limits::LONGEST_TEXT)
    }

    /// The same, for those who can use no more than `most` bytes: it ends when there are more.
    pub fn text_within(&self, index: usize, most: usize) -> String {
        let mut out = String::new();
        let mut at = index;
        // Where the blocks end that are open.
        let mut ends: Vec<usize> = Vec::new();
        let end = self.end(index);
        while at < end && out.len() <= most {
            while ends.last().is_some_and(|end| *end <= at) {
                ends.pop();
                crate::text::push_folded(&mut out, " ");
            }
            match self.kind(at) {
                Kind::Element(_) if self.is_unreadable(at) => {
                    at = self.end(at);
                    continue;
                }
                Kind::Element(tag) if !tag.is_inline() || tag == Tag::Br => {
                    crate::text::push_folded(&mut out, " ");
                    ends.push(self.end(at));
                }
                Kind::Text => crate::text::push_folded(&mut out, self.text(at)),
                _ => {}
            }
            at += 1;
        }
        out.truncate(out.trim_end().len());
        out
    }

    /// The value of an attribute.
    pub fn attribute(&self, index: usize, name: &str) -> Option<&str> {
        self.attributes(index).find(|(found, _)| *found == name).map(|(_, value)| value)
    }

    /// Names and values of the node's attributes.
    pub fn attributes(&self, index: usize) -> impl Iterator<Item = (&str, &str)> {
        let range = match self.nodes.get(index) {
            Some(node) if matches!(node.kind, Kind::Element(_)) => node.from as usize..node.to as usize,
            _ => 0..0,
        };
        self.attributes
            .get(range)
            .unwrap_or_default()
            .iter()
            .map(|attribute| (self.slice(attribute.name), self.slice(attribute.value)))
    }

    /// The node's class names.
    pub fn classes(&self, index: usize) -> impl Iterator<Item = &str> {
        self.attribute(index, "class").unwrap_or_default().split_ascii_whitespace()
    }

    fn slice(&self, (from, to): (u32, u32)) -> &str {
        self.buffer.get(from as usize..to as usize).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_too_deep_stands_where_there_is_room() {
        let mut tree = Tree::default();
        const DEEP: usize = 100_000;
        for _ in 0..DEEP {
            tree.open(Tag::Div);
            tree.add_attribute("class", "x");
        }
        tree.add_text("Laba naik");
        tree.open(Tag::Script);
        tree.add_text("x()");
        tree.close();
        for _ in 0..DEEP {
            tree.open(Tag::Template);
        }
        tree.add_text("rancangan");
        for _ in 0..2 * DEEP {
            tree.close();
        }
        tree.open(Tag::P);
        tree.add_text(" dua kali");
        tree.close();
        assert_eq!(tree.limits().codes(), ["depth"]);
        assert_eq!(tree.all_text(0), "Laba naik");
        assert_eq!((tree.end(0), tree.all_text(tree.end(0))), (tree.len() - 2, "dua kali".to_owned()));
        let deepest =
            (0..tree.len()).map(|index| std::iter::successors(Some(index), |index| tree.parent(*index)).count()).max();
        assert_eq!(deepest, Some(2 * limits::DEPTH));
        assert!((0..tree.len()).all(|index| tree.text(index) != "rancangan"));
    }

    #[test]
    fn a_tree_has_an_end() {
        let mut tree = Tree::default();
        tree.open(Tag::Div);
        (0..limits::NODES + 2).for_each(|_| tree.add_text("x"));
        assert_eq!((tree.len(), tree.limits().codes()), (limits::NODES, vec!["nodes"]));
        let mut tree = Tree::default();
        (0..40).for_each(|_| tree.add_text(&"é".repeat(limits::LONGEST_TEXT / 2)));
        assert_eq!((tree.len(), tree.limits().codes()), (limits::BYTES / limits::LONGEST_TEXT, vec!["text"]));
        let mut tree = Tree::default();
        tree.open(Tag::P);
        (0..limits::ATTRIBUTES + 9).for_each(|_| tree.add_attribute("title", "x"));
        tree.open(Tag::P);
        tree.add_attribute("class", "y");
        assert_eq!(tree.attributes(0).count(), limits::ATTRIBUTES);
        assert_eq!((tree.attribute(1, "class"), tree.limits().codes()), (Some("y"), vec!["attributes"]));
        let long = |name: &str, value: &str| {
            let mut tree = Tree::default();
            tree.open(Tag::P);
            tree.add_attribute(name, &value.repeat(limits::VALUE));
            (tree.attributes(0).count(), tree.limits().codes())
        };
        assert_eq!(long("class", "xy"), (0, vec!["attributes"]));
        assert_eq!(long("data-props", "xy"), (0, vec![]));
        assert_eq!(long("src", "data:"), (0, vec![]));
        assert_eq!(long("src", "x"), (1, vec![]));
    }
}
