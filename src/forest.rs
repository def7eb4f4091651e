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
    /// For each feature the number of its first threshold.
    features: Vec<usize>,
    /// The thresholds of all features, and where the splits of each stand, behind their number.
    thresholds: Vec<(f32, usize)>,
    /// For each tree how many leaves it has.
    counts: &'a [u8],
    /// For each tree the number of its first leaf.
    trees: Vec<usize>,
    /// How many leaves there are.
    count: usize,
    /// Where their values begin.
    leaves: usize,
    bytes: &'a [u8],
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
        let leaves = 14 + counts.len();
        let (mut trees, mut count) = (Vec::with_capacity(counts.len()), 0);
        for own in counts {
            trees.push(count);
            count += usize::from(*own);
        }
        let mut at = leaves + 2 * count;
        let (mut starts, mut thresholds) = (Vec::with_capacity(features.into()), Vec::with_capacity(count));
        for _ in 0..features {
            starts.push(thresholds.len());
            let count = *bytes.get(at)?;
            at += 1;
            for _ in 0..count {
                thresholds.push((f32_at(bytes, at)?, at + 5));
                at += 5 + 2 * usize::from(*bytes.get(at + 4)?);
            }
        }
        let features = starts;
        (at == bytes.len()).then_some(Forest { bias, step, features, thresholds, counts, trees, count, leaves, bytes })
    }

    /// How many features it asks of.
    pub fn features(&self) -> usize {
        self.features.len()
    }

    /// The sum of the trees for each row of features.
    pub fn scores(&self, rows: &[&[f32]]) -> Vec<f32> {
        let mut out = Vec::with_capacity(rows.len());
        for rows in rows.chunks(MOST_ROWS) {
            let open = self.open(rows);
            let mut steps = [0_i32; MOST_ROWS];
            let values = self.bytes.get(self.leaves..).unwrap_or_default().as_chunks::<2>().0;
            let mut leaves = open.iter().zip(values);
            for count in self.counts {
                // The rows that have not found their leaf yet.
                let mut left = u64::MAX >> (MOST_ROWS - rows.len());
                for (open, value) in leaves.by_ref().take(usize::from(*count)) {
                    let mut here = open & left;
                    if here == 0 {
                        continue;
                    }
                    left &= !here;
                    let value = i32::from(i16::from_le_bytes(*value));
                    while here != 0 {
                        if let Some(steps) = steps.get_mut(here.trailing_zeros() as usize % MOST_ROWS) {
                            *steps += value;
                        }
                        here &= here - 1;
                    }
                }
            }
            for (_, steps) in rows.iter().zip(steps) {
                out.push(self.bias + self.step * steps as f32);
            }
        }
        out
    }

    /// For each leaf the rows that may still end there, a bit each.
    fn open(&self, rows: &[&[f32]]) -> Vec<u64> {
        let mut open = vec![u64::MAX; self.count];
        // For each threshold of a feature the rows that are above it and not above the next.
        let mut just_above = Vec::new();
        for (feature, start) in self.features.iter().enumerate() {
            let end = self.features.get(feature + 1).copied().unwrap_or(self.thresholds.len());
            let thresholds = self.thresholds.get(*start..end).unwrap_or_default();
            let Some(((least, _), greater)) = thresholds.split_first() else { continue };
            just_above.clear();
            just_above.resize(thresholds.len(), 0_u64);
            let (mut bit, mut above) = (1, 0);
            // Many rows have the value of the row before.
            let (mut searched, mut last) = (*least, 0);
            for row in rows {
                let value = row.get(feature).copied().unwrap_or(0.0);
                if value > *least {
                    above |= bit;
                    if value != searched {
                        (searched, last) = (value, greater.partition_point(|(threshold, _)| *threshold < value));
                    }
                    if let Some(rows) = just_above.get_mut(last) {
                        *rows |= bit;
                    }
                }
                bit <<= 1;
            }
            for ((_, at), ends) in thresholds.iter().zip(&just_above) {
                if above == 0 {
                    break;
                }
                let length = 2 * usize::from(self.bytes.get(at - 1).copied().unwrap_or(0));
                for split in self.bytes.get(*at..at + length).unwrap_or_default().chunks_exact(2) {
                    let [tree, leaves] = split else { continue };
                    let first = self.trees.get(usize::from(*tree)).copied().unwrap_or(self.count);
                    let closed = first + usize::from(leaves >> 4)..first + 1 + usize::from(leaves & 15);
                    for open in open.get_mut(closed).unwrap_or_default() {
                        *open &= !above;
                    }
                }
                above &= !ends;
            }
        }
        open
    }
}

/// So many rows are asked about at once, at most: those have a bit each.
const MOST_ROWS: usize = 64;

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
