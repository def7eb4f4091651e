//! Numbers in as few bytes as they need.

/// Appends `number`: seven bits a byte, the lowest first, a high bit where more follow.
pub(super) fn push(out: &mut Vec<u8>, number: u32) {
    let mut rest = number;
    while rest >= 0x80 {
        out.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    out.push(rest as u8);
}

/// Reads what [`push`] wrote; nothing where that is not what stands there.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { bytes }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    pub(super) fn number(&mut self) -> Option<u32> {
        let (first, mut rest) = self.bytes.split_first()?;
        let mut number = u32::from(*first);
        if number >= 0x80 {
            number &= 0x7f;
            let mut shift = 7;
            loop {
                let (byte, behind) = rest.split_first()?;
                rest = behind;
                let part = u32::from(*byte);
                if shift > 28 || (shift == 28 && part > 0xf) {
                    return None;
                }
                number |= (part & 0x7f) << shift;
                if part < 0x80 {
                    break;
                }
                shift += 7;
            }
        }
        self.bytes = rest;
        Some(number)
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    pub(super) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(taken)
    }

    /// The bytes of so many numbers, unread.
    pub(super) fn numbers(&mut self, count: u32) -> Option<&'a [u8]> {
        // Most words stand once in a document, at a place of one or two bytes.
        if count == 1
            && let [first, second, ..] = self.bytes
            && (*first < 0x80 || *second < 0x80)
        {
            return self.take(1 + usize::from(*first >= 0x80));
        }
        let (mut left, mut length) = (count, 0);
        while left > 0 {
            left -= u32::from(*self.bytes.get(length)? < 0x80);
            length += 1;
        }
        self.take(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let all = [0, 1, 127, 128, 300, 16_383, 16_384, 2_097_151, u32::MAX - 1, u32::MAX];
        let mut bytes = Vec::new();
        all.iter().for_each(|number| push(&mut bytes, *number));
        let mut reader = Reader::new(&bytes);
        for number in all {
            assert_eq!(reader.number(), Some(number));
        }
        assert!(reader.is_empty() && reader.number().is_none());
        let mut reader = Reader::new(&bytes);
        assert_eq!(reader.numbers(4).map(<[u8]>::len), Some(5));
        assert_eq!(reader.number(), Some(300));
    }

    #[test]
    fn what_is_no_number_is_none() {
        for bytes in [&[0x80][..], &[0xff; 5], &[0xff, 0xff, 0xff, 0xff, 0x10], &[0x80; 9]] {
            assert_eq!(Reader::new(bytes).number(), None);
        }
    }
}
