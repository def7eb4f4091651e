//! A forest of small decision trees, trained elsewhere and kept as a few kilobytes: reading it and asking it.
//!
//! The form, all numbers little-endian: `SF1`, the number of features (u8), of trees (u16), the starting score (f32) and
//! the size of a step (f32); then for each feature the number of its thresholds (u8) and the thresholds (f32, ascending);
//! then the trees in preorder. An inner node is its feature (u8), the index of its threshold (u8) and the length of its
//! left branch in bytes (u16); a leaf is 255 and its value in steps (i16). A value that is not above the threshold goes
//! left. The trees add up to the logarithm of the odds (gradient boosting with logistic loss: Friedman 2001, "Greedy
//! function approximation"), or to a score where the forest ranks.

/// A forest. It borrows its thresholds.
#[derive(Debug)]
pub struct Forest<'a> {
    bias: f32,
    step: f32,
    /// For each feature where its thresholds begin.
    thresholds: Vec<usize>,
    /// Where each tree begins among the nodes.
    trees: Vec<usize>,
    /// A feature (8 bits), the index of its threshold (8) and how many nodes on its right branch begins (16); or the mark of a
    /// leaf (8) and its value (16). Asked thousands of times for each that is read.
    nodes: Vec<u32>,
    bytes: &'a [u8],
}

/// The mark of a leaf.
const LEAF: u8 = 255;

impl<'a> Forest<'a> {
    /// Reads a forest; none where the bytes are not one.
    pub fn new(bytes: &'a [u8]) -> Option<Forest<'a>> {
        if bytes.get(..3)? != b"SF1" {
            return None;
        }
        let features = *bytes.get(3)?;
        let count = usize::from(u16_at(bytes, 4)?);
        let (bias, step) = (f32_at(bytes, 6)?, f32_at(bytes, 10)?);
        let mut at = 14;
        let mut thresholds = Vec::with_capacity(features.into());
        for _ in 0..features {
            thresholds.push(at + 1);
            at += 1 + 4 * usize::from(*bytes.get(at)?);
        }
        let (mut trees, mut nodes, mut places) = (Vec::with_capacity(count), Vec::new(), Vec::new());
        for _ in 0..count {
            trees.push(nodes.len());
            // Preorder: each inner node opens two branches, each leaf closes one.
            let mut open = 1_usize;
            while open > 0 {
                places.push(at);
                let feature = *bytes.get(at)?;
                if feature == LEAF {
                    open -= 1;
                    nodes.push(u32::from(LEAF) << 24 | u32::from(u16_at(bytes, at + 1)?));
                    at += 3;
                } else {
                    open += 1;
                    nodes.push(u32::from(feature) << 24 | u32::from(*bytes.get(at + 1)?) << 16);
                    at += 4;
                }
            }
        }
        if at != bytes.len() {
            return None;
        }
        for (index, node) in nodes.iter_mut().enumerate().filter(|(_, node)| **node >> 24 != u32::from(LEAF)) {
            let place = places.get(index)?;
            let right = place + 4 + usize::from(u16_at(bytes, place + 2)?);
            *node |= u32::from(u16::try_from(places.binary_search(&right).ok()? - index).ok()?);
        }
        Some(Forest { bias, step, thresholds, trees, nodes, bytes })
    }

    /// How many features it asks of.
    pub fn features(&self) -> usize {
        self.thresholds.len()
    }

    /// The sum of the trees for one row of features.
    pub fn score(&self, row: &[f32]) -> f32 {
        let passed = self.passed(row);
        let mut steps = 0_i32;
        for tree in &self.trees {
            let mut at = *tree;
            while let Some(node) = self.nodes.get(at) {
                let feature = node >> 24;
                if feature == u32::from(LEAF) {
                    steps += i32::from(*node as u16 as i16);
                    break;
                }
                let passed = passed.get(feature as usize).copied().unwrap_or(0);
                at += if u32::from(passed) <= node >> 16 & 255 { 1 } else { (node & 0xffff) as usize };
            }
        }
        self.bias + self.step * steps as f32
    }

    /// The sum of the trees as a probability, 0 to 1.
    pub fn probability(&self, row: &[f32]) -> f32 {
        1.0 / (1.0 + (-self.score(row)).exp())
    }

    /// How many thresholds of its feature each value is above: asked once, and not in each tree.
    fn passed(&self, row: &[f32]) -> Vec<u8> {
        let above = |(place, value): (&usize, &f32)| {
            let count = self.bytes.get(place.wrapping_sub(1)).copied().unwrap_or(0);
            let is_above =
                |index: &u8| f32_at(self.bytes, place + 4 * usize::from(*index)).is_some_and(|at| *value > at);
            (0..count).take_while(is_above).count() as u8
        };
        self.thresholds.iter().zip(row).map(above).collect()
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
        let mut bytes = b"SF1\x02\x02\x00".to_vec();
        bytes.extend(0.5_f32.to_le_bytes());
        bytes.extend(0.25_f32.to_le_bytes());
        bytes.push(1);
        bytes.extend(1.0_f32.to_le_bytes());
        bytes.push(2);
        bytes.extend(10.0_f32.to_le_bytes());
        bytes.extend(20.0_f32.to_le_bytes());
        // feature 0 <= 1 ? 4 : (feature 1 <= 20 ? -8 : 8)
        bytes.extend([0, 0, 3, 0, LEAF, 4, 0, 1, 1, 3, 0, LEAF, 0xf8, 0xff, LEAF, 8, 0]);
        bytes.extend([LEAF, 2, 0]);
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
