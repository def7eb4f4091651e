//! Reads markup that a browser wrote (`outerHTML`) into a [`Tree`].
//!
//! One getter hands over a whole region of the live DOM; asking each node for its name, its text and its attributes costs
//! a crossing each. What a browser writes is regular: every element is closed, every attribute quoted, five characters
//! escaped. So this is a reader of that one form, and no HTML parser: of other markup it makes some tree, never a panic.
//! The form: <https://html.spec.whatwg.org/multipage/parsing.html#serialising-html-fragments>.

use std::borrow::Cow;

use super::tree::{Tag, Tree};
use crate::limits;
use crate::text;

/// Elements that have no end tag.
const VOID: [&str; 18] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
    "meta", "param", "source", "track", "wbr",
];

/// Elements whose text is written as it is, without escapes.
const RAW: [&str; 8] = ["style", "script", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext"];

/// Appends what `markup` says to `tree`.
pub fn read(markup: &str, tree: &mut Tree) {
    let mut rest = markup;
    // Names of the open elements, so that a stray end tag closes nothing that it did not open.
    let mut open: Vec<&str> = Vec::new();
    while !rest.is_empty() && !tree.is_full() {
        let Some(at) = rest.find('<') else {
            tree.add_text(&unescaped(rest));
            break;
        };
        let (text, tail) = text::split(rest, at);
        if !text.is_empty() {
            tree.add_text(&unescaped(text));
        }
        rest = if let Some(comment) = tail.strip_prefix("<!--") {
            let (inside, after) = text::split_once(comment, "-->").unwrap_or((comment, ""));
            tree.add_comment(inside);
            after
        } else if let Some(end_tag) = tail.strip_prefix("</") {
            let (name, after) = end_tag.split_once('>').unwrap_or((end_tag, ""));
            // Browsers close what they opened last; of other text none is looked through for ever.
            if let Some(above) = open.iter().rev().take(limits::DEPTH).position(|found| *found == name) {
                for _ in 0..=above {
                    tree.close();
                }
                open.truncate(open.len() - above - 1);
            }
            after
        } else if tail.starts_with("<!") || tail.starts_with("<?") {
            tail.split_once('>').map_or("", |(_, after)| after)
        } else {
            let (name, after) = start_tag(tail, tree);
            if VOID.contains(&name) {
                tree.close();
                after
            } else if RAW.contains(&name) {
                let (inside, after) = raw_text(after, name);
                if !inside.is_empty() {
                    tree.add_text(inside);
                }
                tree.close();
                after
            } else {
                open.push(name);
                after
            }
        };
    }
    for _ in open {
        tree.close();
    }
}

/// Opens the element whose start tag stands at the head of `text`; its name, and what follows the tag.
fn start_tag<'a>(text: &'a str, tree: &mut Tree) -> (&'a str, &'a str) {
    let body = text.get(1..).unwrap_or_default();
    let length = body.find([' ', '>', '\n', '\t', '/']).unwrap_or(body.len());
    let (name, mut rest) = text::split(body, length);
    tree.open(Tag::new(name));
    loop {
        rest = rest.trim_start_matches([' ', '\n', '\t', '/']);
        if let Some(after) = rest.strip_prefix('>') {
            return (name, after);
        }
        if rest.is_empty() {
            return (name, "");
        }
        let length = rest.find(['=', '>', ' ']).unwrap_or(rest.len());
        let (attribute, tail) = text::split(rest, length);
        match tail.strip_prefix("=\"").and_then(|value| value.split_once('"')) {
            Some((value, after)) => {
                tree.add_attribute(attribute, &unescaped(value));
                rest = after;
            }
            None => {
                tree.add_attribute(attribute, "");
                rest = tail.strip_prefix('=').unwrap_or(tail);
            }
        }
    }
}

/// The text of a raw element, and what follows its end tag.
fn raw_text<'a>(text: &'a str, name: &str) -> (&'a str, &'a str) {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|tail| text::find(tail, "</")).map(|at| at + from) {
        if let Some(after) = text.get(at + 2..).and_then(|tail| tail.strip_prefix(name)) {
            return (text.get(..at).unwrap_or_default(), after.split_once('>').map_or("", |(_, rest)| rest));
        }
        from = at + 2;
    }
    (text, "")
}

/// `text` with the escapes that browsers write undone; once, so that text about escapes stays what it was.
fn unescaped(text: &str) -> Cow<'_, str> {
    const ESCAPES: [(&str, &str); 6] =
        [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", "\u{a0}"), ("&#39;", "'")];
    let Some(first) = text.find('&') else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    let (head, mut rest) = text::split(text, first);
    out.push_str(head);
    while let Some(next) = rest.chars().next() {
        let found = ESCAPES.iter().find_map(|(escape, plain)| rest.strip_prefix(escape).map(|after| (*plain, after)));
        match found {
            Some((plain, after)) => {
                out.push_str(plain);
                rest = after;
            }
            None => {
                out.push(next);
                rest = rest.get(next.len_utf8()..).unwrap_or_default();
            }
        }
        let plain = rest.find('&').unwrap_or(rest.len());
        let (run, after) = text::split(rest, plain);
        out.push_str(run);
        rest = after;
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::super::tree::Kind;
    use super::*;

    fn outline(markup: &str) -> String {
        let mut tree = Tree::default();
        read(markup, &mut tree);
        let mut out = String::new();
        for index in 0..tree.len() {
            let depth = std::iter::successors(tree.parent(index), |parent| tree.parent(*parent)).count();
            let attributes: Vec<String> =
                tree.attributes(index).map(|(name, value)| format!(" {name}={value}")).collect();
            let line = match tree.kind(index) {
                Kind::Element(tag) => format!("{tag:?}{}", attributes.concat()),
                Kind::Text => format!("{:?}", tree.text(index)),
                Kind::Comment => format!("<!{}>", tree.text(index)),
            };
            out += &format!("{}{line}\n", " ".repeat(depth));
        }
        out
    }

    #[test]
    fn what_a_browser_writes_is_read_back() {
        let markup = r#"<div class="a b" hidden=""><p>satu &amp; <b>dua&nbsp;</b></p><br><!-- akhir --><img src="x?a=1&amp;b=2" alt="&quot;"></div>"#;
        let want = "Div class=a b hidden=\n P\n  \"satu & \"\n  B\n   \"dua\\u{a0}\"\n Br\n <! akhir >\n Img src=x?a=1&b=2 alt=\"\n";
        assert_eq!(outline(markup), want);
    }

    #[test]
    fn escapes_are_undone_once() {
        assert_eq!(outline("<p>&amp;lt;b&amp;gt; &lt;i&gt; & &unknown;</p>"), "P\n \"&lt;b&gt; <i> & &unknown;\"\n");
    }

    #[test]
    fn raw_text_ends_at_its_own_end_tag_only() {
        assert_eq!(outline("<script>if (a</b>/1) {}</script><p>x</p>"), "Script\n \"if (a</b>/1) {}\"\nP\n \"x\"\n");
    }

    #[test]
    fn no_depth_costs_a_call() {
        const DEEP: usize = 100_000;
        let mut tree = Tree::default();
        read(&["<div>".repeat(DEEP).as_str(), "Laba naik", &"</div>".repeat(DEEP), "<p>x</p>"].concat(), &mut tree);
        assert_eq!((tree.all_text(0).as_str(), tree.limits().codes()), ("Laba naik", vec!["depth"]));
        assert_eq!((tree.end(0), tree.len()), (limits::DEPTH + 1, limits::DEPTH + 3));
        // End tags that close nothing are not looked for in all that is open.
        let mut tree = Tree::default();
        read(&["<p>".repeat(DEEP), "</b>".repeat(DEEP)].concat(), &mut tree);
        assert_eq!(tree.len(), limits::DEPTH);
    }

    #[test]
    fn any_text_gives_some_tree() {
        for text in [
            "",
            "<",
            "<p",
            "<p a",
            "<p a=",
            "<p a=\"",
            "</",
            "</p>",
            "<!--",
            "<!",
            "&",
            "&amp",
            "<p></b></p></p>",
            "<script>",
            "é<é é=\"é\">é",
        ] {
            outline(text);
        }
    }
}
