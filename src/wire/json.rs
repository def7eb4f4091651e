//! Writes a reading as JSON, for JavaScript: one string crosses the border and the browser's own parser makes the objects.
//!
//! Handing over object by object costs a call for each key. `serde_json` would do the same as this file at several times its
//! size. What is not there (`None`) is left out, so that JavaScript finds it undefined.

use std::fmt;

use crate::text;
use serde::Serialize;
use serde::ser::{self, Impossible, Serializer};

/// `value` as JSON. Fails only where `value` has something that the wire has no form for, such as a map or a fraction: the code
/// that writes those is larger than all of this file.
pub fn to_string(value: &impl Serialize) -> Result<String, Unwritable> {
    let mut out = String::new();
    value.serialize(Writer { out: &mut out })?;
    Ok(out)
}

/// Something that the wire has no form for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unwritable(&'static str);

impl Unwritable {
    /// What it is.
    pub fn what(&self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Unwritable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the wire has no form for ")?;
        out.write_str(self.0)
    }
}

impl std::error::Error for Unwritable {}

impl ser::Error for Unwritable {
    fn custom<T: fmt::Display>(_: T) -> Unwritable {
        Unwritable("this value")
    }
}

struct Writer<'a> {
    out: &'a mut String,
}

/// A list or an object that is being written.
struct Members<'a> {
    out: &'a mut String,
    /// Where its first member begins.
    from: usize,
    end: char,
}

const NONE: &str = "null";

impl<'a> Writer<'a> {
    fn members(self, begin: char, end: char) -> Members<'a> {
        self.out.push(begin);
        Members { from: self.out.len(), out: self.out, end }
    }

    fn plain(self, text: &str) -> Result<(), Unwritable> {
        self.out.push_str(text);
        Ok(())
    }

    fn quoted(self, text: &str) {
        self.out.push('"');
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|byte| byte < b' ' || matches!(byte, b'"' | b'\\')) {
            let (before, tail) = text::split(rest, at);
            self.out.push_str(before);
            let mut characters = tail.chars();
            match characters.next() {
                Some('"') => self.out.push_str("\\\""),
                Some('\\') => self.out.push_str("\\\\"),
                Some('\n') => self.out.push_str("\\n"),
                Some(control) => {
                    self.out.push_str("\\u00");
                    for digit in [control as u32 >> 4, control as u32 & 15] {
                        self.out.extend(char::from_digit(digit, 16));
                    }
                }
                None => {}
            }
            rest = characters.as_str();
        }
        self.out.push_str(rest);
        self.out.push('"');
    }

    fn integer(self, number: u64) {
        let mut digits = [0_u8; 20];
        let mut left = number;
        let mut count = 0;
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + (left % 10) as u8;
            left /= 10;
            count += 1;
            if left == 0 {
                break;
            }
        }
        self.out.extend(digits.iter().skip(digits.len() - count).map(|digit| char::from(*digit)));
    }
}

macro_rules! unwritable {
    ($($method:ident($($argument:ty),*) -> $result:ty, $what:literal;)*) => {
        $(fn $method(self, $(_: $argument),*) -> Result<$result, Unwritable> { Err(Unwritable($what)) })*
    };
}

type Never = Impossible<(), Unwritable>;

impl<'a> Serializer for Writer<'a> {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Members<'a>;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Never;
    type SerializeStruct = Members<'a>;
    type SerializeStructVariant = Never;

    fn serialize_bool(self, value: bool) -> Result<(), Unwritable> {
        self.plain(if value { "true" } else { "false" })
    }

    fn serialize_u8(self, value: u8) -> Result<(), Unwritable> {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), Unwritable> {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), Unwritable> {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Unwritable> {
        self.integer(value);
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result<(), Unwritable> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), Unwritable> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), Unwritable> {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), Unwritable> {
        if value < 0 {
            self.out.push('-');
        }
        self.integer(value.unsigned_abs());
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), Unwritable> {
        self.quoted(value);
        Ok(())
    }

    /// Numbers of facts cross in their digits: they are all that is written as bytes.
    fn serialize_bytes(self, value: &[u8]) -> Result<(), Unwritable> {
        self.out.extend(value.iter().map(|digit| char::from(*digit)));
        Ok(())
    }

    /// Tells a number that this writer takes its digits as they are.
    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_none(self) -> Result<(), Unwritable> {
        self.plain(NONE)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Unwritable> {
        self.serialize_str(variant)
    }

    /// As the default, but shorter: it is compiled once for each type.
    fn collect_seq<I: IntoIterator<Item: Serialize>>(self, items: I) -> Result<(), Unwritable> {
        let mut members = self.members('[', ']');
        for item in items {
            ser::SerializeSeq::serialize_element(&mut members, &item)?;
        }
        ser::SerializeSeq::end(members)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Members<'a>, Unwritable> {
        Ok(self.members('[', ']'))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Members<'a>, Unwritable> {
        Ok(self.members('{', '}'))
    }

    unwritable! {
        serialize_f32(f32) -> (), "fractions";
        serialize_f64(f64) -> (), "fractions";
        serialize_char(char) -> (), "characters";
        serialize_unit() -> (), "units";
        serialize_unit_struct(&'static str) -> (), "units";
        serialize_tuple(usize) -> Never, "tuples";
        serialize_tuple_struct(&'static str, usize) -> Never, "tuples";
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Never, "variants";
        serialize_map(Option<usize>) -> Never, "maps";
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Never, "variants";
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Unwritable> {
        Err(Unwritable("variants"))
    }
}

impl Members<'_> {
    /// What writes the next member.
    fn next(&mut self) -> Writer<'_> {
        if self.out.len() > self.from {
            self.out.push(',');
        }
        Writer { out: self.out }
    }

    /// Writes a key and its value; neither where there is no value. One function for the values of all types.
    fn member(&mut self, key: &str, value: &dyn Fn(Writer) -> Result<(), Unwritable>) -> Result<(), Unwritable> {
        let before = self.out.len();
        self.next().quoted(key);
        self.out.push(':');
        let from = self.out.len();
        value(Writer { out: self.out })?;
        // A text would stand in quotes: these four letters are nothing else.
        if self.out.get(from..) == Some(NONE) {
            self.out.truncate(before);
        }
        Ok(())
    }
}

impl ser::SerializeSeq for Members<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        value.serialize(self.next())
    }

    fn end(self) -> Result<(), Unwritable> {
        self.out.push(self.end);
        Ok(())
    }
}

impl ser::SerializeStruct for Members<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Unwritable> {
        self.member(key, &|writer| value.serialize(writer))
    }

    fn end(self) -> Result<(), Unwritable> {
        self.out.push(self.end);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Stretch, Trace};

    #[test]
    fn what_is_not_there_is_left_out() {
        let piece = crate::wire::Piece {
            kind: "paragraph",
            text: "\"a\\b\"\n\u{1}\u{1f}é null".to_owned(),
            spans: vec![
                Stretch { start: 0, end: 1203, style: "bold", href: None },
                Stretch { start: 7, end: 9, style: "link", href: Some("null".to_owned()) },
            ],
            ordered: Some(true),
            ..Default::default()
        };
        let traces = vec![
            Trace { rule: "x", after: None, blocks: Vec::new() },
            Trace { rule: "y", after: Some(0), blocks: vec![piece] },
        ];
        let want = r#"[{"rule":"x","blocks":[]},{"rule":"y","after":0,"blocks":[{"kind":"paragraph","text":"\"a\\b\"\n\u0001\u001fé null","spans":[{"start":0,"end":1203,"style":"bold"},{"start":7,"end":9,"style":"link","href":"null"}],"ordered":true}]}]"#;
        assert_eq!(to_string(&traces).as_deref(), Ok(want));
    }

    #[test]
    fn the_wire_knows_no_maps_and_no_fractions() {
        assert!(to_string(&std::collections::BTreeMap::from([("a", 1)])).is_err());
        assert_eq!(to_string(&[-12_i64, i64::MIN].as_slice()).as_deref(), Ok("[-12,-9223372036854775808]"));
        assert_eq!(to_string(&vec![Some(15), None]).as_deref(), Ok("[15,null]"));
        assert_eq!(
            to_string(&1.5).map_err(|error| error.to_string()),
            Err("the wire has no form for fractions".to_owned())
        );
    }
}
