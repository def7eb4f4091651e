//! Reads JSON as pages write it, which is often no JSON: line breaks inside strings, commas too many or too few, quotes
//! doubled. A strict parser gives up on a tenth of such scripts, and the dates in them are often the only ones. What
//! can't be understood is passed over; the reader always ends, and nests no deeper than [`DEEPEST`].

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// A string with its escapes undone.
    String(String),
    /// Values in order.
    Array(Vec<Json>),
    /// Names and values in order; a name may stand twice.
    Object(Vec<(String, Json)>),
    /// A number, `true`, `false` or `null`: nothing that reading needs.
    Other,
}

/// Deeper values are passed over.
pub const DEEPEST: usize = 64;

impl Json {
    /// The value of an object's member.
    pub fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Json::Object(members) => members.iter().find(|(found, _)| found == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The string, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Json::String(text) => Some(text),
            _ => None,
        }
    }

    /// The entries of an array; anything else is its own only entry.
    pub fn entries(&self) -> &[Json] {
        match self {
            Json::Array(values) => values,
            other => std::slice::from_ref(other),
        }
    }
}

/// The first value in `text`; none when there is no array and no object in it.
pub fn parse(text: &str) -> Option<Json> {
    let start = text.find(['{', '['])?;
    let mut reader = Reader { rest: text.get(start..)?, depth: 0 };
    Some(reader.value())
}

struct Reader<'a> {
    rest: &'a str,
    depth: usize,
}

impl Reader<'_> {
    fn value(&mut self) -> Json {
        self.rest = self.rest.trim_start();
        match self.rest.as_bytes().first() {
            Some(b'{') if self.depth < DEEPEST => self.object(),
            Some(b'[') if self.depth < DEEPEST => self.array(),
            Some(b'{' | b'[') => {
                self.skip_nested();
                Json::Other
            }
            Some(b'"') => Json::String(self.string()),
            _ => {
                let length = self.rest.find([',', '}', ']', '\n', '"', '{', '[']).unwrap_or(self.rest.len());
                self.advance(length);
                Json::Other
            }
        }
    }

    fn object(&mut self) -> Json {
        self.advance(1);
        self.depth += 1;
        let mut members = Vec::new();
        loop {
            self.rest =
                self.rest.trim_start_matches(|next: char| next.is_whitespace() || matches!(next, ',' | ';' | ':'));
            match self.rest.as_bytes().first() {
                None => break,
                Some(b'}') => {
                    self.advance(1);
                    break;
                }
                Some(b'"') => {
                    let name = self.string();
                    self.rest = self.rest.trim_start();
                    if self.rest.starts_with(':') {
                        self.advance(1);
                        let value = self.value();
                        members.push((name, value));
                    }
                }
                // Something that is no member: passed over up to what may be one.
                Some(_) => {
                    let first = self.rest.chars().next().map_or(1, char::len_utf8);
                    self.advance(first);
                    let length = self.rest.find(['"', '}']).unwrap_or(self.rest.len());
                    self.advance(length);
                }
            }
        }
        self.depth -= 1;
        Json::Object(members)
    }

    fn array(&mut self) -> Json {
        self.advance(1);
        self.depth += 1;
        let mut values = Vec::new();
        loop {
            self.rest = self.rest.trim_start_matches(|next: char| next.is_whitespace() || next == ',');
            match self.rest.as_bytes().first() {
                None => break,
                Some(b']') => {
                    self.advance(1);
                    break;
                }
                Some(b'}') => break,
                Some(_) => {
                    let before = self.rest.len();
                    values.push(self.value());
                    if self.rest.len() == before {
                        self.advance(self.rest.chars().next().map_or(0, char::len_utf8));
                    }
                }
            }
        }
        self.depth -= 1;
        Json::Array(values)
    }

    /// The string at the head. A quote ends it where something follows that may follow a string; else it belongs to it.
    fn string(&mut self) -> String {
        self.advance(1);
        let mut out = String::new();
        loop {
            let length = self.rest.find(['"', '\\']).unwrap_or(self.rest.len());
            out.push_str(self.rest.get(..length).unwrap_or_default());
            self.advance(length);
            match self.rest.as_bytes().first() {
                None => return out,
                Some(b'"') => {
                    self.advance(1);
                    let next = self.rest.trim_start().as_bytes().first();
                    if matches!(next, None | Some(b',' | b':' | b'}' | b']')) || self.rest.starts_with(['\n', '\r']) {
                        return out;
                    }
                    // `""Laba` opens a string twice.
                    if !out.is_empty() {
                        out.push('"');
                    }
                }
                Some(_) => self.escape(&mut out),
            }
        }
    }

    fn escape(&mut self, out: &mut String) {
        let mut characters = self.rest.chars();
        characters.next();
        let Some(escaped) = characters.next() else {
            self.rest = "";
            return;
        };
        self.rest = characters.as_str();
        match escaped {
            'n' | 'r' => out.push('\n'),
            't' | 'b' | 'f' => out.push(' '),
            'u' => {
                let Some(unit) = self.unit() else { return };
                let low = (0xd800..0xdc00).contains(&unit) && self.rest.starts_with("\\u");
                let code = if low {
                    self.advance(2);
                    let low = self.unit().unwrap_or(0);
                    0x10000 + ((unit - 0xd800) << 10) + (low.wrapping_sub(0xdc00) & 0x3ff)
                } else {
                    unit
                };
                out.push(char::from_u32(code).unwrap_or('\u{fffd}'));
            }
            other => out.push(other),
        }
    }

    /// Four hexadecimal digits at the head.
    fn unit(&mut self) -> Option<u32> {
        let unit = self.rest.get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok())?;
        self.advance(4);
        Some(unit)
    }

    /// Passes over a value that nests too deep.
    fn skip_nested(&mut self) {
        let mut depth = 0_usize;
        while let Some(next) = self.rest.as_bytes().first() {
            match next {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                b'"' => {
                    self.string();
                    continue;
                }
                _ => {}
            }
            self.advance(self.rest.chars().next().map_or(0, char::len_utf8));
            if depth == 0 {
                break;
            }
        }
    }

    fn advance(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headline(text: &str) -> Option<String> {
        parse(text)?.get("headline")?.as_str().map(str::to_owned)
    }

    #[test]
    fn sound_json_is_read() {
        let value = parse(
            r#" {"a": [1, true, null, {"b": "c"}], "headline": "Laba \"naik\" \u0041\ud83d\ude00\n", "n": -1.5e3} "#,
        );
        let value = value.unwrap_or(Json::Other);
        assert_eq!(value.get("headline").and_then(Json::as_str), Some("Laba \"naik\" A😀\n"));
        let array = value.get("a").map(Json::entries).unwrap_or_default();
        assert_eq!(array.len(), 4);
        assert_eq!(array.get(3).and_then(|entry| entry.get("b")).and_then(Json::as_str), Some("c"));
    }

    #[test]
    fn broken_json_gives_what_it_has() {
        assert_eq!(headline("{\"x\": \"\"Laba naik\", \"headline\": \"Ya\",}").as_deref(), Some("Ya"));
        assert_eq!(headline("{\"x\": 1 \"headline\": \"Ya\"").as_deref(), Some("Ya"));
        assert_eq!(headline("<!-- {\"headline\": \"dua\nbaris\"} -->").as_deref(), Some("dua\nbaris"));
        assert_eq!(
            headline("{\"headline\": \"kata \"kutip\" tengah\", \"y\": 2}").as_deref(),
            Some("kata \"kutip\" tengah")
        );
        assert_eq!(headline("{\"x\": {\"y\": [1, 2}, \"headline\": \"Ya\"}").as_deref(), Some("Ya"));
    }

    #[test]
    fn anything_ends() {
        let deep = "[".repeat(100_000);
        let objects = "{\"a\":".repeat(100_000);
        for text in [
            "", "{", "[", "\"", "{\"", "{\"a", "{\"a\"", "{\"a\":", "[}", "{]", "[,,,", "{\\", "{\"\\", "{\"\\u12",
            "{é", "[é", &deep, &objects,
        ] {
            parse(text);
        }
    }
}
