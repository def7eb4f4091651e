//! A forest of small decision trees, trained elsewhere and kept as a few kilobytes: reading it and asking it.
//!
//! The trees add up to the logarithm of the odds (gradient boosting with logistic loss: Friedman 2001, "Greedy function
//! approximation"), or to a score where the forest ranks. They are not walked one by one: all that the values rule out is
//! struck from each tree's leaves, and the first leaf that is left is the one where the walk would have ended (Lucchese et
//! al. 2015, "QuickScorer").
//!
//! The form, all numbers little-endian: `SF2`, the number of features (u8), of trees (u16), the starting score (f32) and the
//! size of a step (f32); for each tree the number of its leaves (u8, at most 16); the values of all leaves in steps (i16),
//! those of a tree from left to right; then for each feature the number of its thresholds (u8), and for each threshold,
//! ascending, itself (f32), how many splits ask it (u8), and for each split its tree (u8) and the first and the last leaf of
//! its left branch (4 bits each). A value that is not above the threshold goes left.

/// A forest. It borrows its bytes; nothing is copied but places in them.
#[derive(Debug)]
pub struct Forest<'a> {
    bias: f32,
    step: f32,
    /// For each feature where its thresholds begin, behind their number.
    thresholds: Vec<usize>,
    /// For each tree where the values of its leaves begin.
    leaves: Vec<usize>,
    bytes: &'a [u8],
}

impl<'a> Forest<'a> {
    /// Reads a forest; none where the bytes are not one.
    pub fn new(bytes: &'a [u8]) -> Option<Forest<'a>> {
        if bytes.get(..3)? != b"SF2" {
            return None;
        }
        let features = *bytes.get(3)?;
        let trees = usize::from(u16_at(bytes, 4)?);
        let (bias, step) = (f32_at(bytes, 6)?, f32_at(bytes, 10)?);
        let counts = bytes.get(14..14 + trees)?;
        let mut at = 14 + trees;
        let mut leaves = Vec::with_capacity(trees);
        for count in counts {
            leaves.push(at);
            at += 2 * usize::from(*count);
        }
        let mut thresholds = Vec::with_capacity(features.into());
        for _ in 0..features {
            let count = *bytes.get(at)?;
            at += 1;
            thresholds.push(at);
            for _ in 0..count {
                at += 5 + 2 * usize::from(*bytes.get(at + 4)?);
            }
        }
        (at == bytes.len()).then_some(Forest { bias, step, thresholds, leaves, bytes })
    }

    /// How many features it asks of.
    pub fn features(&self) -> usize {
        self.thresholds.len()
    }

    /// The sum of the trees for one row of features.
    pub fn score(&self, row: &[f32]) -> f32 {
        // The leaves of each tree that may still be the one, a bit each.
        let mut open = vec![u32::MAX; self.leaves.len()];
        for (start, value) in self.thresholds.iter().zip(row) {
            self.strike(*start, *value, &mut open);
        }
        let value = |(open, start): (&u32, &usize)| {
            let leaf = open.trailing_zeros() as usize;
            i32::from(u16_at(self.bytes, start + 2 * leaf).unwrap_or(0) as i16)
        };
        self.bias + self.step * open.iter().zip(&self.leaves).map(value).sum::<i32>() as f32
    }

    /// The sum of the trees as a probability, 0 to 1.
    pub fn probability(&self, row: &[f32]) -> f32 {
        1.0 / (1.0 + (-self.score(row)).exp())
    }

    /// Closes the left branches of the splits whose thresholds `value` is above, those of the feature that starts at `at`.
    fn strike(&self, mut at: usize, value: f32, open: &mut [u32]) {
        let count = self.bytes.get(at.wrapping_sub(1)).copied().unwrap_or(0);
        for _ in 0..count {
            let Some([a, b, c, d, splits, rest @ ..]) = self.bytes.get(at..) else { return };
            if value <= f32::from_le_bytes([*a, *b, *c, *d]) {
                return;
            }
            let length = 2 * usize::from(*splits);
            for split in rest.get(..length).unwrap_or_default().chunks_exact(2) {
                if let [tree, leaves] = split
                    && let Some(open) = open.get_mut(usize::from(*tree))
                {
                    let (first, last) = (leaves >> 4, leaves & 15);
                    *open &= !((2 << last) - (1 << first));
                }
            }
            at += 5 + length;
        }
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn f32_at(bytes: &[u8], at: usize) -> Option<f32> {
    bytes.get(at..at + 4)?.try_into().ok().map(f32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two trees over two features: the first asks twice, the second is a leaf.
    fn small() -> Vec<u8> {
        let mut bytes = b"SF2\x02\x02\x00".to_vec();
        bytes.extend(0.5_f32.to_le_bytes());
        bytes.extend(0.25_f32.to_le_bytes());
        bytes.extend([3, 1]);
        bytes.extend([4_i16, -8, 8, 2].map(i16::to_le_bytes).as_flattened());
        // feature 0 <= 1 ? 4 : (feature 1 <= 20 ? -8 : 8)
        bytes.push(1);
        bytes.extend(1.0_f32.to_le_bytes());
        bytes.extend([1, 0, 0x00]);
        bytes.push(2);
        bytes.extend(10.0_f32.to_le_bytes());
        bytes.push(0);
        bytes.extend(20.0_f32.to_le_bytes());
        bytes.extend([1, 0, 0x11]);
        bytes
    }

    #[test]
    fn trees_are_asked_and_added_up() {
        let bytes = small();
        let forest = Forest::new(&bytes);
        assert_eq!(forest.as_ref().map(Forest::features), Some(2));
        let score = |row: &[f32]| forest.as_ref().map(|forest| forest.score(row));
        assert_eq!(score(&[1.0, 0.0]), Some(0.5 + 0.25 * 6.0));
        assert_eq!(score(&[1.5, 20.0]), Some(0.5 + 0.25 * -6.0));
        assert_eq!(score(&[2.0, 20.5]), Some(0.5 + 0.25 * 10.0));
        let probability = forest.as_ref().map_or(0.0, |forest| forest.probability(&[1.5, 20.0]));
        assert!((probability - 0.268_941_43).abs() < 1e-6);
    }

    #[test]
    fn what_is_cut_short_is_no_forest() {
        let bytes = small();
        assert!((0..bytes.len()).all(|length| bytes.get(..length).and_then(Forest::new).is_none()));
    }
}
