//! What a page is: the few questions that phase 1 asks it, and the owned tree that phase 2 copies from it.
//!
//! [`Page`] has two implementations: the live DOM (`web::live`) and a parsed file ([`parsed`], native only).

pub mod address;
pub mod markup;
#[cfg(feature = "cli")]
pub mod parsed;
pub mod tree;

use tree::Tree;

/// A document that can be asked. Every question may cost a crossing into the browser: ask few.
pub trait Page {
    /// An element of the document.
    type Node: Clone;

    /// The address the document was read from.
    fn address(&self) -> &str;

    /// The first `most` elements that match a selector list, in document order; none when the selector can't be read.
    fn select(&self, selector: &str, most: usize) -> Vec<Self::Node>;

    /// The first element in document order that matches.
    fn first(&self, selector: &str) -> Option<Self::Node>;

    /// The element in that place among those that match, in document order from 0 on.
    fn nth(&self, selector: &str, place: usize) -> Option<Self::Node> {
        self.select(selector, place + 1).into_iter().nth(place)
    }

    /// What the first `most` elements say that match, in document order. One question, however many there are.
    fn texts(&self, selector: &str, most: usize) -> Vec<String> {
        self.select(selector, most).iter().map(|node| self.text(node)).collect()
    }

    /// The elements that match any of the selector lists, at most `most` of each, with what they say and what they stand in
    /// up to `levels` elements above. One question, however many there are.
    fn passages(&self, selectors: &[&str], most: usize, levels: usize) -> Passages<'_, Self::Node>;

    /// The parent element.
    fn parent(&self, node: &Self::Node) -> Option<Self::Node>;

    /// The next sibling element.
    fn next(&self, node: &Self::Node) -> Option<Self::Node>;

    /// The previous sibling element.
    fn previous(&self, node: &Self::Node) -> Option<Self::Node>;

    /// The same number for the same element, for as long as the page is being read.
    fn id(&self, node: &Self::Node) -> usize;

    /// Whether `inner` is `outer` or stands inside it.
    fn contains(&self, outer: &Self::Node, inner: &Self::Node) -> bool;

    /// How many elements stand in the element.
    fn size(&self, node: &Self::Node) -> usize;

    /// The element's name in lower case.
    fn name(&self, node: &Self::Node) -> String;

    /// All text in the element, scripts and hidden parts included.
    fn text(&self, node: &Self::Node) -> String;

    /// The value of an attribute.
    fn attribute(&self, node: &Self::Node, name: &str) -> Option<String>;

    /// Appends a copy of the element with everything in it to `tree`.
    fn copy(&self, node: &Self::Node, tree: &mut Tree);

    /// `address` made absolute by the platform's rules; none unless it is `http` or `https`, and no longer than
    /// [`crate::limits::ADDRESS`].
    fn resolve(&self, address: &str) -> Option<String>;
}

/// What [`Page::passages`] found. Holders, the elements that passages stand in, are known by numbers from 0 on.
pub struct Passages<'a, N> {
    /// The texts of all passages, one after the other.
    text: String,
    /// Where in it each passage ends.
    ends: Vec<usize>,
    /// In which holder each stands.
    within: Vec<Option<usize>>,
    /// In which holder each holder stands; none at the body element.
    parents: Vec<Option<usize>>,
    node: Box<dyn Fn(usize) -> Option<N> + 'a>,
}

impl<'a, N> Passages<'a, N> {
    /// None yet. `node` gives the element of a holder.
    pub fn new(parents: Vec<Option<usize>>, node: Box<dyn Fn(usize) -> Option<N> + 'a>) -> Passages<'a, N> {
        Passages { text: String::new(), ends: Vec::new(), within: Vec::new(), parents, node }
    }

    /// Adds a passage.
    pub fn push(&mut self, text: &str, within: Option<usize>) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
        self.within.push(within);
    }

    /// What each passage says, and the holder it stands in.
    pub fn iter(&self) -> impl Iterator<Item = (&str, usize)> {
        let mut from = 0;
        self.ends.iter().zip(&self.within).filter_map(move |(end, within)| {
            let text = self.text.get(from..*end).unwrap_or_default();
            from = *end;
            within.map(|within| (text, within))
        })
    }

    /// How many holders there are.
    pub fn holders(&self) -> usize {
        self.parents.len()
    }

    /// The holder that a holder stands in; none when that is the body element.
    pub fn above(&self, holder: usize) -> Option<usize> {
        self.parents.get(holder).copied().flatten()
    }

    /// The element of a holder.
    pub fn node(&self, holder: usize) -> Option<N> {
        (self.node)(holder)
    }
}
