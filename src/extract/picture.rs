//! Which file of a picture to show: the one that the page itself has loaded, else the candidate that fits a reader's
//! column, else what the page will load later, else what stands in `src` or in the `noscript` beside it.
//!
//! Addresses stay as the page wrote them.

use crate::article::Image;
use crate::page::markup;
use crate::page::tree::{Tag, Tree};
use crate::text;

/// Pictures that the page itself makes smaller than this (CSS pixels) are icons.
const SMALLEST: u32 = 48;

/// How wide a reader's column is (CSS pixels).
const COLUMN: u32 = 720;

/// More than this is wasted even on the densest screens.
const MOST: u32 = 2 * COLUMN;

/// Attributes in which scripts keep the address until the picture comes into view.
const LAZY: [&str; 9] = [
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-original-src",
    "data-orig-file",
    "data-lazy",
    "data-url",
    "data-image",
    "data-img",
];

/// Sets of candidates, the page's own and those that scripts will make its own.
const SETS: [&str; 3] = ["srcset", "data-srcset", "data-lazy-srcset"];

/// Words in the name of a file that holds a place. Sorted.
const PLACEHOLDERS: [&str; 9] =
    ["1px", "1x1", "blank", "lazyload", "loader", "loading", "placeholder", "spacer", "transparent"];

/// The picture of an `img`; none for icons, spacers, counters and pictures without an address.
pub(super) fn of(tree: &Tree, index: usize) -> Option<Image> {
    let src = address(tree, index)?;
    let size = |name: &str| {
        tree.attribute(index, name).and_then(|value| text::without_end(value.trim(), "px").parse::<u32>().ok())
    };
    let (width, height) = (size("width"), size("height"));
    if width.is_some_and(|width| width < SMALLEST) || height.is_some_and(|height| height < SMALLEST) {
        return None;
    }
    // A counter may have its size from its style; of a picture, a style says one side at most to be nothing.
    if ["width", "height"].iter().all(|side| styled(tree, index, side).is_some_and(|size| size < SMALLEST)) {
        return None;
    }
    let alt = tree.attribute(index, "alt").map(crate::text::folded).filter(|alt| !alt.is_empty());
    Some(Image { src, alt, width, height, ..Image::default() })
}

/// The width or height in pixels that the element's own style asks for.
fn styled(tree: &Tree, index: usize, name: &str) -> Option<u32> {
    tree.attribute(index, "style")?.split(';').find_map(|rule| {
        let (property, value) = rule.split_once(':')?;
        if !property.trim().eq_ignore_ascii_case(name) {
            return None;
        }
        text::without_end(value.trim().split([' ', '.']).next()?, "px").parse().ok()
    })
}

fn address(tree: &Tree, index: usize) -> Option<String> {
    let own = || {
        let loaded = tree.loaded(index).filter(|address| is_usable(address) && !waits(tree, index, address));
        let lazy = || LAZY.iter().filter_map(|name| tree.attribute(index, name)).find(|value| is_address(value));
        let plain = || tree.attribute(index, "src").filter(|address| is_usable(address));
        loaded.or_else(|| candidate(tree, index)).or_else(lazy).or_else(plain)
    };
    own().map(|address| address.trim().to_owned()).or_else(|| without_script(tree, index))
}

/// Whether `loaded` only holds the place of a picture that scripts will load when it comes into view: it is what `src` says,
/// and another file stands in wait.
fn waits(tree: &Tree, index: usize, loaded: &str) -> bool {
    let src = tree.attribute(index, "src").map(str::trim).filter(|src| !src.is_empty());
    let Some(src) = src.filter(|src| loaded.ends_with(src.trim_start_matches(['.', '/']))) else { return false };
    let is_other = |value: &str| is_address(value) && value.trim() != src;
    LAZY.iter().filter_map(|name| tree.attribute(index, name)).any(is_other)
        || SETS.iter().skip(1).filter_map(|name| tree.attribute(index, name)).any(|set| fitting(set).is_some())
}

/// The candidate that fits, of the image's own set or of the `source` elements of the `picture` around it; those for some
/// screens only come last.
fn candidate(tree: &Tree, index: usize) -> Option<&str> {
    let of = |node: usize| SETS.iter().filter_map(|name| tree.attribute(node, name)).find_map(fitting);
    if let Some(own) = of(index) {
        return Some(own);
    }
    let picture = tree.parent(index).filter(|parent| tree.tag(*parent) == Some(Tag::Picture))?;
    let mut narrow = None;
    for source in tree.children(picture).filter(|child| tree.tag(*child) == Some(Tag::Source)) {
        let found = of(source);
        if found.is_some() && tree.attribute(source, "media").is_none() {
            return found;
        }
        narrow = narrow.or(found);
    }
    narrow
}

/// The picture in a `noscript` behind the image or behind the `picture` around it. Where scripts run it is text.
fn without_script(tree: &Tree, index: usize) -> Option<String> {
    let outer = tree.parent(index).filter(|parent| tree.tag(*parent) == Some(Tag::Picture)).unwrap_or(index);
    let end = tree.parent(outer).map(|parent| tree.end(parent))?;
    let behind = std::iter::successors(Some(tree.end(outer)), |next| Some(tree.end(*next)));
    let noscript = behind
        .take_while(|next| *next < end)
        .filter(|child| tree.tag(*child).is_some())
        .take(1)
        .find(|child| tree.tag(*child) == Some(Tag::Noscript))?;
    let picture = |tree: &Tree, mut range: std::ops::Range<usize>| {
        range.find(|inner| tree.tag(*inner) == Some(Tag::Img)).and_then(|inner| {
            let set = SETS.iter().find_map(|name| tree.attribute(inner, name)).and_then(fitting);
            set.or_else(|| tree.attribute(inner, "src").filter(|address| is_usable(address))).map(str::to_owned)
        })
    };
    picture(tree, tree.inside(noscript)).or_else(|| {
        let text: String = tree.inside(noscript).map(|inner| tree.text(inner)).collect();
        let mut inside = Tree::default();
        markup::read(&text, &mut inside);
        picture(&inside, 0..inside.len())
    })
}

/// Whether something can be loaded from `address` that is worth showing.
pub(super) fn is_usable(address: &str) -> bool {
    let address = address.trim();
    let scheme = address.split([':', '/', '?', '#']).next().unwrap_or_default();
    let other = address.get(scheme.len()..).is_some_and(|rest| rest.starts_with(':'))
        && !scheme.eq_ignore_ascii_case("http")
        && !scheme.eq_ignore_ascii_case("https");
    !address.is_empty() && !other && !is_placeholder(address)
}

/// Whether the value of a lazy attribute is an address at all: some keep a switch there, or another page's address.
fn is_address(value: &str) -> bool {
    is_usable(value) && value.contains(['/', '.']) && !value.trim().contains([' ', '{', '<'])
}

/// Whether the file's name says that it only holds the place.
fn is_placeholder(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let Some((name, kind)) = file.rsplit_once('.') else { return false };
    // A photograph may be called so; what holds a place is a drawing.
    matches!(kind, "gif" | "png" | "svg")
        && name.split(|between: char| !between.is_alphanumeric()).any(|word| PLACEHOLDERS.binary_search(&word).is_ok())
}

/// The candidate of a `srcset` that fits: the largest that a reader's column can use, else the next larger, else the
/// largest.
pub(super) fn fitting(set: &str) -> Option<&str> {
    let mut best: Option<(&str, u32)> = None;
    let mut rest = set;
    loop {
        rest = rest.trim_start_matches(|edge: char| edge.is_whitespace() || edge == ',');
        if rest.is_empty() {
            break;
        }
        let (word, tail) = text::split(rest, rest.find(char::is_whitespace).unwrap_or(rest.len()));
        let address = word.trim_end_matches(',');
        // An address that ends in a comma has no size; a comma inside it is its own.
        let (size, tail) = if address.len() < word.len() {
            ("", tail)
        } else {
            let tail = tail.trim_start();
            text::split(tail, tail.find(',').unwrap_or(tail.len()))
        };
        rest = tail;
        if !is_usable(address) {
            continue;
        }
        let size = width(size);
        let fits = |size: u32| (COLUMN..=MOST).contains(&size);
        let better = match best {
            None => true,
            Some((_, found)) if fits(found) => fits(size) && size > found,
            Some((_, found)) if found > MOST => size >= COLUMN && size < found,
            Some((_, found)) => size > found,
        };
        if better {
            best = Some((address, size));
        }
    }
    best.map(|(address, _)| address)
}

/// How wide a candidate is; one that tells its density is taken to be made for the column.
fn width(size: &str) -> u32 {
    let size = size.trim();
    let (whole, rest) = text::split(size, size.find(|next: char| !next.is_ascii_digit()).unwrap_or(size.len()));
    let number: u32 = whole.parse().unwrap_or(1);
    // Whole densities and halves are exact enough to choose by.
    let half = if rest.starts_with('.') { COLUMN / 2 } else { 0 };
    if rest.ends_with('w') { number } else { number.saturating_mul(COLUMN).saturating_add(half) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(html: &str) -> Option<String> {
        let mut tree = Tree::default();
        markup::read(&format!("<div>{html}</div>"), &mut tree);
        let index = (0..tree.len()).find(|index| tree.tag(*index) == Some(Tag::Img))?;
        of(&tree, index).map(|image| image.src)
    }

    #[test]
    fn the_fitting_candidate_is_chosen() {
        let check = |set: &str, want: &str| assert_eq!(fitting(set), Some(want), "{set}");
        check("a.jpg 320w, b.jpg 1600w, c.jpg 3000w", "b.jpg");
        check("a.jpg 320w, b.jpg 800w, c.jpg 1200w, d.jpg 2400w", "c.jpg");
        check("d.jpg 2400w, c.jpg 1200w", "c.jpg");
        check("a.jpg 300w, b.jpg 640w", "b.jpg");
        check("a.jpg 1x, b.jpg 2x, c.jpg 3x", "b.jpg");
        check("a.jpg, b.jpg 1.5x", "b.jpg");
        check("https://x/w_300,h_2/a.jpg 300w, https://x/b.jpg 600w", "https://x/b.jpg");
        check("data:image/gif;base64,AAAA 1x, //x/b.jpg 2x", "//x/b.jpg");
        assert_eq!(fitting(" , "), None);
    }

    #[test]
    fn the_loaded_file_counts_unless_another_waits() {
        let check = |html: &str, loaded: &str, want: &str| {
            let mut tree = Tree::default();
            markup::read(html, &mut tree);
            let index = (0..tree.len()).find(|index| tree.tag(*index) == Some(Tag::Img)).unwrap_or_default();
            tree.set_loaded(index, loaded);
            assert_eq!(of(&tree, index).map(|image| image.src).as_deref(), Some(want), "{html}");
        };
        check("<img src=\"/k.jpg\" srcset=\"/k.jpg 320w, /b.jpg 1200w\">", "https://x/k.jpg", "https://x/k.jpg");
        check("<img src=\"/abu.png\" data-srcset=\"/b.jpg 800w\">", "https://x/abu.png", "/b.jpg");
        check("<img src=\"/b.jpg\" data-src=\"/b.jpg\">", "https://x/b.jpg", "https://x/b.jpg");
        check("<img src=\"/b.jpg\" data-src=\"/a.jpg\">", "https://x/c.jpg", "https://x/c.jpg");
    }

    #[test]
    fn the_address_is_found_wherever_a_page_keeps_it() {
        let check = |html: &str, want: &str| assert_eq!(source(html).as_deref().unwrap_or("-"), want, "{html}");
        check("<img src=\"//x/a.jpg\">", "//x/a.jpg");
        check("<img src=\"data:image/gif;base64,A\" data-src=\"//x/a.jpg\">", "//x/a.jpg");
        check("<img src=\"/img/blank.gif\" data-original=\"/a.jpg\">", "/a.jpg");
        check("<img data-lazy=\"true\" src=\"/a.jpg\">", "/a.jpg");
        check("<img src=\"/k.jpg\" srcset=\"/k.jpg 320w, /b.jpg 1200w\">", "/b.jpg");
        check("<picture><source srcset=\"/b.webp\"><img src=\"data:,\"></picture>", "/b.webp");
        check(
            "<picture><source media=\"(max-width: 600px)\" srcset=\"/s.jpg\"><source srcset=\"/b.jpg\"><img src=\"/k.jpg\"></picture>",
            "/b.jpg",
        );
        check("<img src=\"data:,\"><noscript><img src=\"/a.jpg\"></noscript>", "/a.jpg");
        check("<img src=\"data:,\"><noscript>&lt;img src=\"/a.jpg\"&gt;</noscript>", "-");
        check(
            "<picture><img src=\"/img/placeholder.svg\"></picture><noscript><img src=\"/a.jpg\"></noscript>",
            "/a.jpg",
        );
        check("<img src=\"/loading-dock.jpg\">", "/loading-dock.jpg");
        check("<img src=\"/img/1x1.gif\">", "-");
        check("<img src=\"/a.gif\" width=\"1\" height=\"1\">", "-");
        check("<img src=\"blob:x\">", "-");
        assert!(PLACEHOLDERS.is_sorted());
    }

    #[test]
    fn counters_are_no_pictures() {
        let check = |html: &str, want: &str| assert_eq!(source(html).as_deref().unwrap_or("-"), want, "{html}");
        check("<img src=\"/a.jpg\" width=\"1\">", "-");
        check("<img src=\"/a.jpg\" style=\"WIDTH: 1px; height:0.5px !important\">", "-");
        check("<img src=\"/a.jpg\" style=\"width:100%;height:0\">", "/a.jpg");
        check("<img src=\"/a.jpg\" style=\"max-width:1px;height:600px\">", "/a.jpg");
    }

    #[test]
    fn what_the_page_has_loaded_comes_first() {
        let mut tree = Tree::default();
        markup::read("<img src=\"/k.jpg\" srcset=\"/k.jpg 320w, /b.jpg 1200w\">", &mut tree);
        tree.set_loaded(0, "https://a.example/k.jpg");
        assert_eq!(of(&tree, 0).map(|image| image.src).as_deref(), Some("https://a.example/k.jpg"));
    }
}
