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

use lanes::{Leaves, Values};

/// A forest. It borrows its bytes; nothing is copied.
#[derive(Debug)]
pub struct Forest<'a> {
    bias: f32,
    step: f32,
    /// How many features it asks of.
    features: usize,
    /// For each tree how many leaves it has.
    counts: &'a [u8],
    /// The values of all leaves.
    leaves: &'a [[u8; 2]],
    /// The thresholds of all features, with their splits.
    thresholds: &'a [u8],
}

impl<'a> Forest<'a> {
    /// Reads a forest; none where the bytes are not one. Those that are built in are read when the program is made.
    pub const fn new(bytes: &'a [u8]) -> Option<Forest<'a>> {
        let Some(([b'S', b'F', b'2', features, low, high], rest)) = bytes.split_first_chunk::<6>() else { return None };
        let features = *features as usize;
        let Some((bias, rest)) = rest.split_first_chunk::<4>() else { return None };
        let Some((step, rest)) = rest.split_first_chunk::<4>() else { return None };
        let trees = u16::from_le_bytes([*low, *high]) as usize;
        let Some((counts, rest)) = rest.split_at_checked(trees) else { return None };
        let (mut leaves, mut left) = (0, counts);
        while let Some((own, further)) = left.split_first() {
            leaves += *own as usize;
            left = further;
        }
        let Some((leaves, thresholds)) = rest.split_at_checked(2 * leaves) else { return None };
        let (mut rest, mut feature) = (thresholds, 0);
        while feature < features {
            let Some((own, further)) = rest.split_first() else { return None };
            rest = further;
            let mut left = *own;
            while left > 0 {
                let Some((_, _, further)) = threshold(rest) else { return None };
                rest = further;
                left -= 1;
            }
            feature += 1;
        }
        if !rest.is_empty() {
            return None;
        }
        let (bias, step) = (f32::from_le_bytes(*bias), f32::from_le_bytes(*step));
        Some(Forest { bias, step, features, counts, leaves: leaves.as_chunks().0, thresholds })
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
            let mut further = self.leaves;
            for (open, count) in open.iter().zip(self.counts) {
                let (values, rest) = further.split_at_checked(usize::from(*count)).unwrap_or_default();
                further = rest;
                let fours = steps.as_chunks_mut::<4>().0.iter_mut().zip(open.fours());
                for (steps, mut four) in fours.take(rows.len().div_ceil(4)) {
                    for step in steps {
                        // The first leaf that is left; there always is one.
                        let value = values.get(four.trailing_zeros() as usize & 15).copied().unwrap_or_default();
                        *step += i32::from(i16::from_le_bytes(value));
                        four >>= 16;
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
        let mut open = vec![Leaves::all(); self.counts.len()];
        let mut rest = self.thresholds;
        for feature in 0..self.features {
            let Some((own, behind)) = rest.split_first() else { break };
            rest = behind;
            let mut values = [f32::MIN; MOST_ROWS];
            for (value, row) in values.iter_mut().zip(rows) {
                *value = row.get(feature).copied().unwrap_or(0.0);
            }
            let values = Values::new(&values);
            // What is above none is above none of the greater ones either.
            let mut is_any = true;
            for _ in 0..*own {
                let Some((least, splits, behind)) = threshold(rest) else { break };
                rest = behind;
                if !is_any {
                    continue;
                }
                let above = values.above(least);
                is_any = above.is_any();
                for [tree, leaves] in splits {
                    // Those from the first to the last of the left branch.
                    let closed = (2_u32 << (leaves & 15)).wrapping_sub(1 << (leaves >> 4));
                    if let Some(open) = open.get_mut(usize::from(*tree)) {
                        open.strike(&above, closed as u16);
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
const fn threshold(bytes: &[u8]) -> Option<Threshold<'_>> {
    let Some(([a, b, c, d, splits], rest)) = bytes.split_first_chunk::<5>() else { return None };
    let Some((splits, rest)) = rest.split_at_checked(2 * *splits as usize) else { return None };
    Some((f32::from_le_bytes([*a, *b, *c, *d]), splits.as_chunks().0, rest))
}

/// So many rows are asked about at once, at most: as many as sentences that most articles have.
const MOST_ROWS: usize = 48;

#[cfg(not(target_feature = "simd128"))]
mod lanes {
    //! Rows at once, on any machine.

    use super::MOST_ROWS;

    /// A number of each.
    pub(super) struct Values<'a>(&'a [f32; MOST_ROWS]);

    /// Leaves of a tree for each, a bit for each leaf.
    #[derive(Clone)]
    pub(super) struct Leaves([u16; MOST_ROWS]);

    impl Values<'_> {
        pub(super) fn new(values: &[f32; MOST_ROWS]) -> Values<'_> {
            Values(values)
        }

        /// All leaves where the value is above `threshold`, else none.
        pub(super) fn above(&self, threshold: f32) -> Leaves {
            Leaves(self.0.map(|value| if value > threshold { u16::MAX } else { 0 }))
        }
    }

    impl Leaves {
        pub(super) fn all() -> Leaves {
            Leaves([u16::MAX; MOST_ROWS])
        }

        pub(super) fn is_any(&self) -> bool {
            self.0 != [0; MOST_ROWS]
        }

        /// Takes away the `closed` ones where `above` has them.
        pub(super) fn strike(&mut self, above: &Leaves, closed: u16) {
            for (left, above) in self.0.iter_mut().zip(above.0) {
                *left &= !(above & closed);
            }
        }

        /// The leaves of four rows each, the first in the lowest bits.
        pub(super) fn fours(&self) -> [u64; MOST_ROWS / 4] {
            let mut fours = [0; MOST_ROWS / 4];
            for (four, rows) in fours.iter_mut().zip(self.0.as_chunks::<4>().0) {
                *four = rows.iter().rev().fold(0, |four, row| four << 16 | u64::from(*row));
            }
            fours
        }
    }
}

#[cfg(target_feature = "simd128")]
mod lanes {
    //! The same with what the Wasm has for several numbers at once. Written out: a loop takes longer than what is in it.

    use super::MOST_ROWS;
    use core::arch::wasm32::{f32x4, f32x4_gt, f32x4_splat, i16x8_narrow_i32x4, u16x8_splat, u64x2_extract_lane};
    use core::arch::wasm32::{v128, v128_and, v128_andnot, v128_any_true, v128_or};

    pub(super) struct Values([v128; MOST_ROWS / 4]);

    #[derive(Clone)]
    pub(super) struct Leaves([v128; MOST_ROWS / 8]);

    impl Values {
        pub(super) fn new(values: &[f32; MOST_ROWS]) -> Values {
            let mut fours = [f32x4_splat(0.0); MOST_ROWS / 4];
            for (four, [a, b, c, d]) in fours.iter_mut().zip(values.as_chunks::<4>().0) {
                *four = f32x4(*a, *b, *c, *d);
            }
            Values(fours)
        }

        pub(super) fn above(&self, threshold: f32) -> Leaves {
            let threshold = f32x4_splat(threshold);
            let [a, b, c, d, e, f, g, h, i, j, k, l] = self.0;
            let above = |one, two| i16x8_narrow_i32x4(f32x4_gt(one, threshold), f32x4_gt(two, threshold));
            Leaves([above(a, b), above(c, d), above(e, f), above(g, h), above(i, j), above(k, l)])
        }
    }

    impl Leaves {
        pub(super) fn all() -> Leaves {
            Leaves([u16x8_splat(u16::MAX); MOST_ROWS / 8])
        }

        pub(super) fn is_any(&self) -> bool {
            let [a, b, c, d, e, f] = self.0;
            v128_any_true(v128_or(v128_or(v128_or(a, b), v128_or(c, d)), v128_or(e, f)))
        }

        pub(super) fn strike(&mut self, above: &Leaves, closed: u16) {
            let closed = u16x8_splat(closed);
            let [a, b, c, d, e, f] = above.0;
            let without = |left, above| v128_andnot(left, v128_and(above, closed));
            let [g, h, i, j, k, l] = self.0;
            self.0 = [without(g, a), without(h, b), without(i, c), without(j, d), without(k, e), without(l, f)];
        }

        pub(super) fn fours(&self) -> [u64; MOST_ROWS / 4] {
            let mut fours = [0; MOST_ROWS / 4];
            for ([one, two], eight) in fours.as_chunks_mut::<2>().0.iter_mut().zip(&self.0) {
                (*one, *two) = (u64x2_extract_lane::<0>(*eight), u64x2_extract_lane::<1>(*eight));
            }
            fours
        }
    }
}

/// A score as a probability, 0 to 1.
pub fn probability(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
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
