//! How much of a page is read, and for how long. A page may have no end, and an article has one: what lies beyond is left
//! out, and the reading says so with the words of [`Limit`].
//!
//! Each limit lies far above what 1,831 saved pages need (their greatest stands beside it), and far enough below what a
//! browser's tab bears. What is left of a page within them takes time in proportion to its size; [`Clock`] ends the rest.

/// Nodes that are copied (19,000). Both trees are cut here: the live DOM's copy and that of a parsed file.
pub const NODES: usize = 450_000;

/// Elements inside each other that are told apart; what stands deeper is read as if it stood here. Browsers' own parsers
/// nest no deeper than 512, scripts may.
pub const DEPTH: usize = 512;

/// Bytes of text, attributes and comments that are copied (2.2 million in the whole page).
pub const BYTES: usize = 6_000_000;

/// Bytes of one paragraph, cell or entry (105,000). With [`PIECES`] it keeps an article small enough to be saved.
pub const LONGEST_TEXT: usize = 200_000;

/// Bytes of all text of an article (105,000).
pub const TEXT: usize = 1_000_000;

/// Paragraphs, headings, pictures and the like of an article, with what stands between them (1,460). What is too much goes
/// from the middle.
pub const PIECES: usize = 4_000;

/// Entries of a list or cells of a table (1,089).
pub const PARTS: usize = 10_000;

/// Links and other styles in one text (83, and 3,762 in a list of links beside an article).
pub const SPANS: usize = 5_000;

/// Links of an article (461, and with what stands beside it 3,842).
pub const LINKS: usize = 5_000;

/// Pictures and frames of an article (253).
pub const IMAGES: usize = 1_000;

/// Attributes of one element that are looked at (108).
pub const ATTRIBUTES: usize = 256;

/// Bytes of an attribute's value. Longer ones hold pictures and programs (608,000), which no rule asks about.
pub const VALUE: usize = 32_768;

/// Bytes of a title, a name, a caption, a keyword (3,950). What is longer ends in an ellipsis, which says so by itself.
pub const LINE: usize = 4_000;

/// Bytes of an address (1,255); the library keeps none that is longer than this.
pub const ADDRESS: usize = 8_192;

/// Meta elements that are asked (818).
pub const METAS: usize = 2_000;

/// Bytes of JSON-LD (841,000).
pub const SAID: usize = 4_000_000;

/// Keywords, names, links to other articles: of each kind at most so many (51).
pub const NAMES: usize = 200;

/// Figures of an article (482).
pub const FACTS: usize = 2_000;

/// Milliseconds that a reading may take in a browser. With the starting of the engine before it and the drawing behind it,
/// a reader stands on the screen two seconds after the click.
pub const TIME: u32 = 1_200;

/// What a page had more of than is read. `code` is the word on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Limit {
    Attributes,
    Depth,
    Head,
    Images,
    Links,
    Nodes,
    Pages,
    Text,
    Time,
}

const CODES: [(Limit, &str); 9] = [
    (Limit::Attributes, "attributes"),
    (Limit::Depth, "depth"),
    (Limit::Head, "head"),
    (Limit::Images, "images"),
    (Limit::Links, "links"),
    (Limit::Nodes, "nodes"),
    (Limit::Pages, "pages"),
    (Limit::Text, "text"),
    (Limit::Time, "time"),
];

/// Which limits were met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits(u16);

impl Limits {
    /// Notes that a limit was met.
    pub fn meet(&mut self, limit: Limit) {
        self.0 |= 1 << limit as u8;
    }

    /// Those of both.
    pub fn and(self, other: Limits) -> Limits {
        Limits(self.0 | other.0)
    }

    /// Whether a limit was met.
    pub fn has(self, limit: Limit) -> bool {
        self.0 & 1 << limit as u8 != 0
    }

    /// Their names, which never change.
    pub fn codes(self) -> Vec<&'static str> {
        CODES.iter().filter(|(limit, _)| self.has(*limit)).map(|(_, code)| *code).collect()
    }
}

/// When to stop what can be done without. Looked at between the steps of a reading, never inside of them.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    now: fn() -> u32,
    end: u32,
}

impl Clock {
    /// One that runs for [`TIME`] from now on; `now` gives milliseconds.
    pub fn start(now: fn() -> u32) -> Clock {
        Clock { now, end: now().saturating_add(TIME) }
    }

    /// Whether the time is over.
    pub fn is_over(&self) -> bool {
        (self.now)() >= self.end
    }
}

impl Default for Clock {
    /// One that never ends: where nobody waits, a reading depends on nothing but its page.
    fn default() -> Clock {
        Clock { now: || 0, end: u32::MAX }
    }
}

/// Cuts `line` to [`LINE`], with an ellipsis.
pub fn shorten(line: &mut String) {
    if line.len() > LINE {
        line.truncate(boundary(line, LINE - ELLIPSIS.len_utf8()));
        line.truncate(line.trim_end().len());
        line.push(ELLIPSIS);
    }
}

const ELLIPSIS: char = '\u{2026}';

/// The last boundary of characters in `text` that is not behind byte `most`.
pub fn boundary(text: &str, most: usize) -> usize {
    let mut at = most.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The head of `text` up to about `most` bytes.
pub fn head(text: &str, most: usize) -> &str {
    text.get(..boundary(text, most)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_told_by_their_names() {
        let mut limits = Limits::default();
        assert_eq!(limits.codes(), [""; 0]);
        limits.meet(Limit::Time);
        limits.meet(Limit::Depth);
        limits.meet(Limit::Depth);
        assert_eq!(limits.codes(), ["depth", "time"]);
        let mut other = Limits::default();
        CODES.iter().for_each(|(limit, _)| other.meet(*limit));
        assert_eq!(limits.and(other).codes(), CODES.map(|(_, code)| code));
        assert!(CODES.is_sorted_by_key(|(_, code)| *code));
    }

    #[test]
    fn a_line_ends_between_characters_and_says_that_it_was_cut() {
        for (text, most) in [("é", 1), ("aé", 2), ("", 3), ("😀", 3), ("abc", 9)] {
            assert!(text.is_char_boundary(boundary(text, most)) && head(text, most).len() <= most, "{text} {most}");
        }
        let check = |text: &str, want: &str| {
            let mut line = text.to_owned();
            shorten(&mut line);
            assert_eq!(line, want);
        };
        check("Laba naik", "Laba naik");
        check(&"é".repeat(LINE / 2), &"é".repeat(LINE / 2));
        check(&format!("{} éé", "a".repeat(LINE - 4)), &format!("{}…", "a".repeat(LINE - 4)));
        check(&"é".repeat(LINE), &format!("{}…", "é".repeat(LINE / 2 - 2)));
    }

    #[test]
    fn a_clock_ends_when_its_time_is_over() {
        use std::cell::Cell;
        std::thread_local!(static NOW: Cell<u32> = const { Cell::new(u32::MAX - 2 * TIME) });
        let clock = Clock::start(|| NOW.get());
        NOW.set(NOW.get() + TIME - 1);
        assert!(!clock.is_over());
        NOW.set(NOW.get() + 1);
        assert!(clock.is_over());
        assert!(!Clock::default().is_over());
    }
}
