//! Which sentences together stand best for the whole.
//!
//! One forest says of each sentence how likely an editor would have taken it. The sets of the likeliest sentences whose
//! expected F1 against an editor's sixty words is greatest are then judged as sets by another: what two sentences have in
//! common, what is left out between them and how long they are together is not a matter of single sentences.

use super::features::{Said, Survey, likeness, long, share, unit};
use super::lexicon;

/// How many numbers describe a set.
pub(super) const COUNT: usize = NAMES.len();

/// The numbers of a set.
pub(super) type Features = [f32; COUNT];

/// What a set of sentences is.
pub(super) const NAMES: [&str; 49] = [
    "sentences",
    "words",
    "expected F1",
    "behind best",
    "rank",
    "expected hits",
    "mean chance",
    "least chance",
    "greatest chance left",
    "mass skipped",
    "mass left",
    "odds",
    "first",
    "last",
    "runs",
    "widest gap",
    "words skipped",
    "last paragraph",
    "paragraphs",
    "whole paragraphs",
    "torn paragraphs",
    "unled in paragraph",
    "orphans",
    "likest pair",
    "mean likeness",
    "share of title",
    "coverage",
    "different words",
    "quoted share",
    "torn quotations",
    "is lead",
    "numbers",
    "all sentences",
    "all words",
    "first words",
    "greatest chance",
    "mass of pool",
    "agreement",
    "longest",
    "shortest",
    "next chance",
    "next words",
    "first chance",
    "last chance",
    "chance before last",
    "says",
    "dates",
    "mean place",
    "words of first paragraph",
];

/// How long a summary is to be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Length {
    /// So many words would be best.
    pub(super) words: usize,
    /// No set of several sentences has more words.
    pub(super) most: usize,
    /// No set has more sentences.
    pub(super) sentences: u32,
    /// What is added to the odds, which were learnt from summaries of another length.
    pub(super) shift: f32,
}

/// How widely is looked for the best set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Width {
    /// How many of the likeliest sentences are combined.
    sentences: usize,
    /// How many sets are judged as sets.
    sets: usize,
}

/// What an article gets: nearly as good as the wider one, and quicker.
pub(super) const NARROW: Width = Width { sentences: 10, sets: 24 };
/// What the second forest is trained on.
#[cfg(feature = "cli")]
pub(super) const WIDE: Width = Width { sentences: 11, sets: 40 };

/// A set of sentences: which of the pool, and how good it looks by the chances of its sentences.
#[derive(Clone, Copy, Debug)]
pub(super) struct Set {
    /// Which sentences of the pool, a bit each.
    pub(super) mask: u32,
    words: usize,
    hits: f32,
    expected: f32,
}

/// Sentences and their chances.
pub(super) struct Pool<'a> {
    survey: &'a Survey<'a>,
    width: Width,
    /// The odds of every sentence, as logarithm, and what they are as a chance.
    odds: &'a [f32],
    chances: Vec<f32>,
    /// The likeliest sentences, in their order.
    pub(super) places: Vec<usize>,
}

impl<'a> Pool<'a> {
    /// The likeliest sentences by `odds`, those of all sentences.
    pub(super) fn new(survey: &'a Survey<'a>, odds: &'a [f32], width: Width) -> Pool<'a> {
        let chances: Vec<f32> = odds.iter().map(|odds| chance(*odds)).collect();
        let at = |index: usize| chances.get(index).copied().unwrap_or(0.0);
        let order = crate::text::ordered(chances.len(), &|left, right| at(right).total_cmp(&at(left)));
        let may = |index: &usize| survey.sentences.get(*index).is_some_and(|sentence| !sentence.is_barred);
        let best: Vec<usize> = order.into_iter().filter(may).take(width.sentences).collect();
        // In the order of the text; there are few.
        let places = (0..chances.len()).filter(|index| best.contains(index)).collect();
        Pool { survey, width, odds, chances, places }
    }

    /// The most promising sets, best first, which hold all sentences of `with` and none outside `within`.
    pub(super) fn sets(&self, length: &Length, with: u32, within: u32) -> Vec<Set> {
        let all = (1_u32 << self.places.len()) - 1;
        let part = |place: &usize| {
            let tokens = self.tokens(*place);
            (tokens, chance(self.odds_of(*place) + length.shift) * tokens as f32)
        };
        let parts: Vec<(usize, f32)> = self.places.iter().map(part).collect();
        let sum = |mask: u32| {
            let inside = parts.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1);
            inside.fold((0, 0.0), |sum, (_, part)| (sum.0 + part.0, sum.1 + part.1))
        };
        // Only the sentences that may be there or not, in all their combinations.
        let free = within & all & !with;
        let mut sums: Vec<(usize, f32)> = vec![(0, 0.0); (free as usize + 1).next_power_of_two()];
        let base = sum(with & all);
        if let Some(first) = sums.first_mut() {
            *first = base;
        }
        let most = self.width.sets;
        let mut best: Vec<Set> = Vec::with_capacity(most + 1);
        // Each is the next larger one of the free bits.
        let next = |more: &u32| Some(more.wrapping_sub(free) & free).filter(|next| *next > 0);
        for more in std::iter::successors(Some(0), next) {
            if more > 0 {
                let part = parts.get(more.trailing_zeros() as usize).copied().unwrap_or_default();
                let rest = sums.get((more & (more - 1)) as usize).copied().unwrap_or_default();
                if let Some(slot) = sums.get_mut(more as usize) {
                    *slot = (rest.0 + part.0, rest.1 + part.1);
                }
            }
            let (words, hits) = sums.get(more as usize).copied().unwrap_or_default();
            let mask = with & all | more;
            let sentences = mask.count_ones();
            let fits = sentences <= length.sentences && (words <= length.most || sentences == 1 || mask == with);
            if !fits || mask == 0 {
                continue;
            }
            let expected = 2.0 * hits / (words + length.words) as f32;
            if best.len() < most || best.last().is_some_and(|last| last.expected < expected) {
                let place = best.partition_point(|other| other.expected >= expected);
                best.insert(place, Set { mask, words, hits, expected });
                best.truncate(most);
            }
        }
        best
    }

    /// The sentences of a set.
    pub(super) fn members(&self, set: &Set) -> Vec<usize> {
        let inside = |(bit, place): (usize, &usize)| (set.mask >> bit & 1 == 1).then_some(*place);
        self.places.iter().enumerate().filter_map(inside).collect()
    }

    /// Whether no sentence of a set leans on one that is left out.
    pub(super) fn is_sound(&self, set: &Set) -> bool {
        let members = self.members(set);
        !members.iter().any(|index| self.leans(*index) && !members.contains(&(index.wrapping_sub(1))))
    }

    /// Whether a sentence begins with what joins it to the one before.
    fn leans(&self, index: usize) -> bool {
        let leaning = lexicon::PRONOUN | lexicon::LINK | lexicon::POINT;
        index > 0 && self.said(index).is_some_and(|said| said.first & leaning != 0)
    }

    fn said(&self, index: usize) -> Option<&Said> {
        self.survey.said.get(index)
    }

    fn tokens(&self, index: usize) -> usize {
        self.said(index).map_or(0, |said| said.tokens)
    }

    fn chance(&self, index: usize) -> f32 {
        self.chances.get(index).copied().unwrap_or(0.0)
    }

    fn odds_of(&self, index: usize) -> f32 {
        self.odds.get(index).copied().unwrap_or(0.0)
    }

    fn home(&self, index: usize) -> Option<usize> {
        self.survey.sentences.get(index).map(|sentence| sentence.paragraph)
    }

    /// The numbers of all `sets`.
    pub(super) fn rows(&self, sets: &[Set]) -> Vec<Features> {
        let words: Vec<usize> = self.places.iter().map(|place| self.tokens(*place)).collect();
        // How much of a set other good sets have too, the better the more it counts.
        let best = sets.first().map_or(0.0, |set| set.expected);
        let weight = |set: &Set| ((set.expected - best) * 12.0).exp();
        let weights: Vec<f32> = sets.iter().map(weight).collect();
        let all: f32 = weights.iter().sum();
        // The words of every part of the pool: that without its last sentence is known already.
        let mut common = vec![0_usize; 1 << words.len()];
        for mask in 1..common.len() {
            let rest = common.get(mask & (mask - 1)).copied().unwrap_or(0);
            let last = words.get(mask.trailing_zeros() as usize).copied().unwrap_or(0);
            if let Some(slot) = common.get_mut(mask) {
                *slot = rest + last;
            }
        }
        let common = |mask: u32| common.get(mask as usize).copied().unwrap_or(0);
        let agreement = |set: &Set| -> f32 {
            let with = |(other, weight): (&Set, &f32)| {
                weight * 2.0 * common(other.mask & set.mask) as f32 / (other.words + set.words) as f32
            };
            sets.iter().zip(&weights).map(with).sum::<f32>() / all
        };
        // Each pair once: to those before it.
        let likeness: Vec<Vec<f32>> = self
            .places
            .iter()
            .enumerate()
            .map(|(at, one)| {
                let Some(one) = self.said(*one) else { return Vec::new() };
                let like = likeness(one, self.survey.times.len());
                self.places.iter().take(at).map(|other| self.said(*other).map_or(0.0, &like)).collect()
            })
            .collect();
        let shared = Shared { best, likeness, whole: Whole::new(self) };
        let mut seen = vec![0; self.survey.times.len()];
        let row = |(rank, set): (usize, &Set)| self.row(rank, set, &shared, agreement(set), &mut seen);
        sets.iter().enumerate().map(row).collect()
    }

    /// The numbers of a set; `seen` says for each word in which set it was seen last, counted from 1.
    fn row(&self, rank: usize, set: &Set, shared: &Shared, agreement: f32, seen: &mut [usize]) -> Features {
        let Shared { best, likeness, whole } = shared;
        let members = self.members(set);
        let (first, last) = (members.first().copied().unwrap_or(0), members.last().copied().unwrap_or(0));
        let has = |index: usize| members.contains(&index);
        let (mut least, mut odds, mut runs, mut widest) = (1.0_f32, 0.0_f32, 0, 0);
        let (mut paragraphs, mut whole_paragraphs, mut unled, mut orphans, mut torn_quotations) = (0, 0, 0, 0, 0);
        let (mut quoted, mut numbers, mut longest, mut shortest, mut says, mut dates) = (0, 0, 0, usize::MAX, 0, 0);
        let (mut distinct, mut contents, mut titled, mut covered) = (0_usize, 0_usize, 0_usize, 0_u32);
        let mut previous = None;
        for index in &members {
            let index = *index;
            let Some(said) = self.said(index) else { continue };
            least = least.min(self.chance(index));
            odds += self.odds_of(index);
            let is_led = index == 0 || has(index - 1);
            if previous.is_none() || !is_led {
                runs += 1;
                let from = previous.map_or(0, |previous: usize| previous + 1);
                widest = widest.max((from..index).map(|other| self.tokens(other)).sum());
            }
            if previous.and_then(|previous| self.home(previous)) != self.home(index) {
                paragraphs += 1;
                let of_home = |other: &usize| self.home(*other) == self.home(index);
                let starts = index == 0 || self.home(index - 1) != self.home(index);
                let end = (index..self.survey.said.len()).take_while(of_home).last().unwrap_or(index);
                whole_paragraphs += usize::from(starts && (index..=end).all(has));
            }
            unled += usize::from(!is_led && index > 0 && self.home(index - 1) == self.home(index));
            orphans += usize::from(self.leans(index) && !is_led);
            torn_quotations += usize::from(said.inside || said.open);
            quoted += said.quoted;
            numbers += said.numbers;
            longest = longest.max(said.tokens);
            shortest = shortest.min(said.tokens);
            says += usize::from(said.roles & lexicon::SAY != 0);
            dates += usize::from(said.roles & (lexicon::DAY | lexicon::MONTH) != 0);
            for (word, times) in &said.words {
                contents += *times as usize;
                let last = seen.get_mut(*word as usize).map_or(0, |last| std::mem::replace(last, rank + 1));
                if last != rank + 1 {
                    distinct += 1;
                    titled += usize::from(self.survey.vocabulary.roles(*word) & lexicon::TITLE != 0);
                    covered += self.survey.times(*word).0;
                }
            }
            previous = Some(index);
        }
        let count = members.len();
        let (mut likest, mut likeness_sum) = (0.0_f32, 0.0_f32);
        let mut ones = set.mask;
        while ones != 0 {
            let row = likeness.get(ones.trailing_zeros() as usize).map_or(&[][..], Vec::as_slice);
            let mut others = set.mask & !(u32::MAX << ones.trailing_zeros());
            while others != 0 {
                let value = row.get(others.trailing_zeros() as usize).copied().unwrap_or(0.0);
                likest = likest.max(value);
                likeness_sum += value;
                others &= others - 1;
            }
            ones &= ones - 1;
        }
        let pairs = (count * count.saturating_sub(1) / 2).max(1);
        let (mut skipped, mut words_skipped) = (0.0_f32, 0);
        let mut from = 0;
        for member in &members {
            for index in from..*member {
                let tokens = self.tokens(index);
                skipped += self.chance(index) * tokens as f32;
                words_skipped += tokens;
            }
            from = member + 1;
        }
        let others = self.places.iter().enumerate().filter(|(bit, _)| set.mask >> bit & 1 == 0);
        let greatest_left = others.map(|(_, index)| self.chance(*index)).fold(0.0, f32::max);
        let places: usize = members.iter().sum();
        let before_last = last.checked_sub(1).filter(|index| !has(*index)).map_or(1.0, |index| self.chance(index));
        let numbers: [u8; COUNT] = [
            count as u8,
            long(set.words),
            unit(set.expected),
            unit((*best - set.expected) * 10.0),
            rank as u8,
            (set.hits * 2.5) as u8,
            unit(set.hits / set.words.max(1) as f32),
            unit(least),
            unit(greatest_left),
            (skipped * 2.5) as u8,
            ((whole.mass - set.hits) * 2.5) as u8,
            (odds * 10.0 + 128.0) as u8,
            first.min(255) as u8,
            last.min(255) as u8,
            runs,
            long(widest),
            long(words_skipped),
            self.home(last).unwrap_or(0).min(255) as u8,
            paragraphs as u8,
            whole_paragraphs as u8,
            (paragraphs - whole_paragraphs.min(paragraphs)) as u8,
            unled as u8,
            orphans as u8,
            unit(likest),
            unit(likeness_sum / pairs as f32),
            share(titled, self.survey.title),
            share(covered as usize, whole.contents),
            share(distinct, contents),
            share(quoted, set.words),
            torn_quotations as u8,
            u8::from(last + 1 == count),
            numbers.min(255) as u8,
            self.survey.said.len().min(255) as u8,
            long(whole.words),
            long(self.tokens(0)),
            unit(whole.greatest),
            (whole.mass * 2.5) as u8,
            unit(agreement),
            long(longest),
            long(shortest),
            unit(self.chance(last + 1)),
            long(self.tokens(last + 1)),
            unit(self.chance(first)),
            unit(self.chance(last)),
            unit(before_last),
            says as u8,
            dates as u8,
            (places * 8 / count.max(1)).min(255) as u8,
            long(whole.first_paragraph),
        ];
        let mut row = [0.0; COUNT];
        for (slot, value) in row.iter_mut().zip(numbers) {
            *slot = f32::from(value);
        }
        row
    }
}

/// Odds, as logarithm, as a chance.
fn chance(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

/// What is the same for all sets.
struct Shared {
    /// The expected F1 of the first.
    best: f32,
    /// How alike each sentence of the pool is to those before it.
    likeness: Vec<Vec<f32>>,
    whole: Whole,
}

/// What is known of the article.
struct Whole {
    words: usize,
    contents: usize,
    mass: f32,
    greatest: f32,
    first_paragraph: usize,
}

impl Whole {
    fn new(pool: &Pool) -> Whole {
        let said = &pool.survey.said;
        let in_first = |index: &usize| pool.home(*index) == pool.home(0);
        Whole {
            words: said.iter().map(|said| said.tokens).sum(),
            contents: pool.survey.times.iter().map(|(times, _)| *times as usize).sum(),
            mass: pool.places.iter().map(|index| pool.chance(*index) * pool.tokens(*index) as f32).sum(),
            greatest: pool.chances.iter().copied().fold(0.0, f32::max),
            first_paragraph: (0..said.len()).take_while(in_first).map(|index| pool.tokens(index)).sum(),
        }
    }
}
