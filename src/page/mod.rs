//! What a page is: the few questions that phase 1 asks it, and the owned tree that phase 2 copies from it.
//!
//! [`Page`] has two implementations: the live DOM (`web::live`) and a parsed file ([`parsed`], native only).

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

    /// The elements that match a selector list, in document order; none when the selector can't be read.
    fn select(&self, selector: &str) -> Vec<Self::Node>;

    /// The first element in document order that matches.
    fn first(&self, selector: &str) -> Option<Self::Node>;

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

    /// The element's name in lower case.
    fn name(&self, node: &Self::Node) -> String;

    /// All text in the element, scripts and hidden parts included.
    fn text(&self, node: &Self::Node) -> String;

    /// The value of an attribute.
    fn attribute(&self, node: &Self::Node, name: &str) -> Option<String>;

    /// Appends a copy of the element with everything in it to `tree`.
    fn copy(&self, node: &Self::Node, tree: &mut Tree);

    /// `address` made absolute by the platform's rules; none unless it is `http` or `https`.
    fn resolve(&self, address: &str) -> Option<String>;
}
