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

use eight::{Leaves, Values};

/// A forest. It borrows its bytes; nothing is copied but places in them.
#[derive(Debug)]
pub struct Forest<'a> {
    bias: f32,
    step: f32,
    /// How many features it asks of.
    features: usize,
    /// For each tree the number of its first leaf.
    trees: Vec<usize>,
    /// The values of all leaves.
    leaves: &'a [[u8; 2]],
    /// The thresholds of all features, with their splits.
    thresholds: &'a [u8],
}

impl<'a> Forest<'a> {
    /// Reads a forest; none where the bytes are not one.
    pub fn new(bytes: &'a [u8]) -> Option<Forest<'a>> {
        if bytes.get(..3)? != b"SF2" {
            return None;
        }
        let features = *bytes.get(3)?;
        let counts = usize::from(u16_at(bytes, 4)?);
        let (bias, step) = (f32_at(bytes, 6)?, f32_at(bytes, 10)?);
        let counts = bytes.get(14..14 + counts)?;
        let (mut trees, mut count) = (Vec::with_capacity(counts.len()), 0);
        for own in counts {
            trees.push(count);
            count += usize::from(*own);
        }
        let (leaves, thresholds) = bytes.get(14 + counts.len()..)?.split_at_checked(2 * count)?;
        let features = usize::from(features);
        let mut rest = thresholds;
        for _ in 0..features {
            let (own, behind) = rest.split_first()?;
            rest = behind;
            for _ in 0..*own {
                (_, _, rest) = threshold(rest)?;
            }
        }
        let forest = Forest { bias, step, features, trees, leaves: leaves.as_chunks().0, thresholds };
        rest.is_empty().then_some(forest)
    }

    /// How many features it asks of.
    pub fn features(&self) -> usize {
        self.features
    }

    /// The sum of the trees for each row of features.
    pub fn scores(&self, rows: &[&[f32]]) -> Vec<f32> {
        let mut out = Vec::with_capacity(rows.len());
        for rows in rows.chunks(MOST_ROWS) {
            let open = self.open(rows);
            let mut steps = [0_i32; MOST_ROWS];
            for (open, first) in open.chunks(rows.len().div_ceil(8)).zip(&self.trees) {
                let values = self.leaves.get(*first..).unwrap_or_default();
                for (steps, open) in steps.as_chunks_mut::<8>().0.iter_mut().zip(open) {
                    let [mut half, next] = open.halves();
                    for (row, step) in steps.iter_mut().enumerate() {
                        if row == 4 {
                            half = next;
                        }
                        // The first leaf that is left; there always is one.
                        let value = values.get(half.trailing_zeros() as usize & 15).copied().unwrap_or_default();
                        *step += i32::from(i16::from_le_bytes(value));
                        half >>= 16;
                    }
                }
            }
            for (_, steps) in rows.iter().zip(steps) {
                out.push(self.bias + self.step * steps as f32);
            }
        }
        out
    }

    /// For each tree the leaves where each row may still end.
    fn open(&self, rows: &[&[f32]]) -> Vec<Leaves> {
        let count = rows.len().div_ceil(8);
        let mut open = vec![Leaves::all(); count * self.trees.len()];
        let mut column = [Values::none(); MOST_ROWS / 8];
        let mut above = [Leaves::all(); MOST_ROWS / 8];
        let mut rest = self.thresholds;
        for feature in 0..self.features {
            let Some((own, behind)) = rest.split_first() else { break };
            rest = behind;
            for (slot, rows) in column.iter_mut().zip(rows.chunks(8)) {
                let mut values = [f32::MIN; 8];
                for (value, row) in values.iter_mut().zip(rows) {
                    *value = row.get(feature).copied().unwrap_or(0.0);
                }
                *slot = Values::new(values);
            }
            // What is above none is above none of the greater ones either.
            let mut is_any = true;
            for _ in 0..*own {
                let Some((least, splits, behind)) = threshold(rest) else { break };
                rest = behind;
                if !is_any {
                    continue;
                }
                is_any = false;
                for (above, values) in above.iter_mut().zip(&column).take(count) {
                    *above = values.above(least);
                    is_any |= above.is_any();
                }
                for [tree, leaves] in splits {
                    // Those from the first to the last of the left branch.
                    let closed = (2_u32 << (leaves & 15)).wrapping_sub(1 << (leaves >> 4));
                    let first = usize::from(*tree) * count;
                    for (open, above) in open.get_mut(first..first + count).unwrap_or_default().iter_mut().zip(&above) {
                        *open = open.without(*above, closed as u16);
                    }
                }
            }
        }
        open
    }
}

/// A threshold, its splits (each with its tree and the ends of its left branch), and what follows.
type Threshold<'a> = (f32, &'a [[u8; 2]], &'a [u8]);

/// The threshold that `bytes` begin with.
fn threshold(bytes: &[u8]) -> Option<Threshold<'_>> {
    let ([least @ .., splits], rest) = bytes.split_first_chunk::<5>()?;
    let (splits, rest) = rest.split_at_checked(2 * usize::from(*splits))?;
    Some((f32::from_le_bytes(*least), splits.as_chunks().0, rest))
}

/// So many rows are asked about at once, at most: those have a bit each.
const MOST_ROWS: usize = 64;

#[cfg(not(target_feature = "simd128"))]
mod eight {
    //! Eight rows at once, on any machine.

    /// A number of each.
    #[derive(Clone, Copy)]
    pub(super) struct Values([f32; 8]);

    /// Leaves of a tree for each, a bit for each leaf.
    #[derive(Clone, Copy)]
    pub(super) struct Leaves([u16; 8]);

    impl Values {
        pub(super) fn none() -> Values {
            Values([0.0; 8])
        }

        pub(super) fn new(values: [f32; 8]) -> Values {
            Values(values)
        }

        /// All leaves where the value is above `threshold`, else none.
        pub(super) fn above(self, threshold: f32) -> Leaves {
            Leaves(self.0.map(|value| if value > threshold { u16::MAX } else { 0 }))
        }
    }

    impl Leaves {
        pub(super) fn all() -> Leaves {
            Leaves([u16::MAX; 8])
        }

        pub(super) fn is_any(self) -> bool {
            self.0 != [0; 8]
        }

        /// These without the `closed` ones where `above` has them.
        pub(super) fn without(self, above: Leaves, closed: u16) -> Leaves {
            let mut left = self;
            for (left, above) in left.0.iter_mut().zip(above.0) {
                *left &= !(above & closed);
            }
            left
        }

        /// The leaves of the first four and of the last four, the first in the lowest bits.
        pub(super) fn halves(self) -> [u64; 2] {
            let half = |rows: &[u16]| rows.iter().rev().fold(0, |half, row| half << 16 | u64::from(*row));
            let (first, last) = self.0.split_at(4);
            [half(first), half(last)]
        }
    }
}

#[cfg(target_feature = "simd128")]
mod eight {
    //! The same with the instructions that the Wasm has for several numbers at once.

    use core::arch::wasm32::{self, v128};

    #[derive(Clone, Copy)]
    pub(super) struct Values(v128, v128);

    #[derive(Clone, Copy)]
    pub(super) struct Leaves(v128);

    impl Values {
        pub(super) fn none() -> Values {
            let none = wasm32::f32x4_splat(0.0);
            Values(none, none)
        }

        pub(super) fn new([a, b, c, d, e, f, g, h]: [f32; 8]) -> Values {
            Values(wasm32::f32x4(a, b, c, d), wasm32::f32x4(e, f, g, h))
        }

        pub(super) fn above(self, threshold: f32) -> Leaves {
            let threshold = wasm32::f32x4_splat(threshold);
            let (first, last) = (wasm32::f32x4_gt(self.0, threshold), wasm32::f32x4_gt(self.1, threshold));
            Leaves(wasm32::i16x8_narrow_i32x4(first, last))
        }
    }

    impl Leaves {
        pub(super) fn all() -> Leaves {
            Leaves(wasm32::u16x8_splat(u16::MAX))
        }

        pub(super) fn is_any(self) -> bool {
            wasm32::v128_any_true(self.0)
        }

        pub(super) fn without(self, above: Leaves, closed: u16) -> Leaves {
            Leaves(wasm32::v128_andnot(self.0, wasm32::v128_and(above.0, wasm32::u16x8_splat(closed))))
        }

        pub(super) fn halves(self) -> [u64; 2] {
            [wasm32::u64x2_extract_lane::<0>(self.0), wasm32::u64x2_extract_lane::<1>(self.0)]
        }
    }
}

/// A score as a probability, 0 to 1.
pub fn probability(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
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
        let rows: [&[f32]; 3] = [&[1.0, 0.0], &[1.5, 20.0], &[2.0, 20.5]];
        let wanted: Vec<f32> = [6.0, -6.0, 10.0].map(|steps| 0.5 + 0.25 * steps).into();
        let scores = |rows: &[&[f32]]| forest.as_ref().map(|forest| forest.scores(rows)).unwrap_or_default();
        assert_eq!(scores(&rows), wanted);
        let many: Vec<&[f32]> = rows.iter().copied().cycle().take(3 * MOST_ROWS).collect();
        assert_eq!(scores(&many), wanted.repeat(MOST_ROWS));
        assert!((probability(-1.0) - 0.268_941_43).abs() < 1e-6);
    }

    #[test]
    fn what_is_cut_short_is_no_forest() {
        let bytes = small();
        assert!((0..bytes.len()).all(|length| bytes.get(..length).and_then(Forest::new).is_none()));
    }
}
