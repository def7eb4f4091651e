//! Forms of one Indonesian word: which of the words that a library holds belong to `pangkas`, `memangkas`, `pemangkasan`.
//!
//! There is no dictionary, which would go stale: the words of the library itself say what is a root. Affixes are taken off
//! in every way that the language allows, and of the roots that this gives, the one counts that most other words of the
//! library are made of. What a root makes is written out again by the same rules, so nothing is found that no rule makes.

use std::collections::HashMap;

/// The words that there are, in their order.
pub trait Vocabulary {
    /// How many words come before `word`.
    fn rank(&self, word: &str) -> usize;
    /// The word of that rank, and in how many documents it stands.
    fn word(&self, rank: usize) -> Option<(&str, u32)>;
}

/// Remembers what it found out; made anew when the vocabulary has changed.
#[derive(Default)]
pub struct Forms {
    /// What each possible root makes: rank and worth.
    made: HashMap<String, Vec<(usize, u32)>>,
    /// The root of each word that was asked about.
    roots: HashMap<String, String>,
}

impl Forms {
    /// The root of `word`: the word itself where nothing speaks for another.
    pub fn root(&mut self, vocabulary: &impl Vocabulary, word: &str) -> String {
        if !has_forms(word) {
            return word.to_owned();
        }
        if let Some(known) = self.roots.get(word) {
            return known.clone();
        }
        let own = vocabulary.rank(word);
        let (is_there, documents) = match vocabulary.word(own) {
            Some((found, documents)) if found == word => (true, documents),
            _ => (false, 0),
        };
        let mut best = (self.worth(vocabulary, word, is_there.then_some(own)), word.to_owned());
        for root in roots(word) {
            let worth = self.worth(vocabulary, &root, is_there.then_some(own));
            // Of equals the later in the alphabet is the one whose first letter fell away: `tulis` before `nulis`.
            let is_better = worth > best.0 || (worth == best.0 && best.1 != word && root > best.1);
            if is_better && self.is_sound(vocabulary, &root, word, documents) {
                best = (worth, root);
            }
        }
        self.roots.insert(word.to_owned(), best.1.clone());
        best.1
    }

    /// The ranks of all words that have the root of `word`, itself among them where it is there.
    pub fn of(&mut self, vocabulary: &impl Vocabulary, word: &str) -> Vec<usize> {
        if !has_forms(word) {
            let rank = vocabulary.rank(word);
            return vocabulary.word(rank).filter(|(found, _)| *found == word).map(|_| rank).into_iter().collect();
        }
        let root = self.root(vocabulary, word);
        let made = self.made(vocabulary, &root).to_vec();
        let mut out: Vec<usize> = made
            .into_iter()
            .map(|(rank, _)| rank)
            .filter(|rank| vocabulary.word(*rank).is_some_and(|(other, _)| self.root(vocabulary, other) == root))
            .collect();
        out.sort_unstable();
        out
    }

    /// What speaks for a root: the other words that it makes.
    fn worth(&mut self, vocabulary: &impl Vocabulary, root: &str, but: Option<usize>) -> u32 {
        self.made(vocabulary, root).iter().filter(|(rank, _)| Some(*rank) != but).map(|(_, worth)| worth).sum()
    }

    /// Whether `root` can be believed to be the root of `word`, which stands in so many documents: it is a word itself and
    /// none that hardly occurs beside it, or several kinds of words are made of it.
    fn is_sound(&mut self, vocabulary: &impl Vocabulary, root: &str, word: &str, documents: u32) -> bool {
        let own = vocabulary.rank(root);
        let alone = vocabulary.word(own).filter(|(found, _)| *found == root).map_or(0, |(_, documents)| documents);
        if alone > 0 && u64::from(alone) * RARER >= u64::from(documents) {
            return true;
        }
        if root.len() < 4 {
            return false;
        }
        let first = |text: &str| text.bytes().take(2).fold(0_usize, |sum, byte| sum * 256 + usize::from(byte));
        let made = self.made(vocabulary, root).to_vec();
        let others = made.iter().filter_map(|(rank, worth)| (*worth == PREFIXED).then(|| vocabulary.word(*rank))?);
        let mut kinds: Vec<usize> = others.map(|(other, _)| first(other)).collect();
        if !word.starts_with(root) {
            kinds.push(first(word));
        }
        kinds.sort_unstable();
        kinds.dedup();
        kinds.len() >= 2
    }

    /// All words of the vocabulary that the rules make of `root`.
    fn made(&mut self, vocabulary: &impl Vocabulary, root: &str) -> &[(usize, u32)] {
        if !self.made.contains_key(root) {
            let found = words_made(vocabulary, root);
            self.made.insert(root.to_owned(), found);
        }
        self.made.get(root).map_or(&[], Vec::as_slice)
    }
}

/// Whether the rules make `word` of `root`, be there such a word or not.
pub fn is_form(word: &str, root: &str) -> bool {
    word == root || has_forms(word) && roots(word).iter().any(|other| other == root)
}

/// How much rarer than a word of its own its root may be.
const RARER: u64 = 10;

/// What the words are worth that speak for a root: the root itself, a word with a prefix, one with a suffix alone.
const BARE: u32 = 3;
const PREFIXED: u32 = 2;
const SUFFIXED: u32 = 1;

/// Suffixes, and which of them a prefix goes with.
const NONE: u8 = 1;
const AN: u8 = 2;
const KAN: u8 = 4;
const I: u8 = 8;
const SUFFIXES: [(&str, u8); 4] = [("", NONE), ("an", AN), ("kan", KAN), ("i", I)];

/// What may follow any of these; all but the first two only a bare root, or `masalah` would be made of `masa`.
const CLITICS: [&str; 5] = ["", "nya", "kah", "lah", "pun"];

/// What may follow where there is a prefix.
const CLITICS_OF_PREFIXED: usize = 2;

fn clitics(prefix: &str) -> impl Iterator<Item = &'static str> {
    CLITICS.into_iter().take(if prefix.is_empty() { CLITICS.len() } else { CLITICS_OF_PREFIXED })
}

/// How a prefix and a root come together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Seam {
    /// They only stand beside each other.
    Plain,
    /// The root's first letter joins: `me` and `tulis` are `menulis`.
    Joined,
    /// The prefix has lost an r because the root has one: `berencana`, `bekerja`.
    Lost,
}
use Seam::{Joined, Lost, Plain};

/// A prefix, how it meets the root, and its suffixes.
///
/// `ke-` and `per-` without `-an` are left out, for they would make `tua` of `ketua`; so is `se-`, for it would make
/// `karang` of `sekarang`.
const PREFIXES: [(&str, Seam, u8); 23] = [
    ("", Plain, NONE | AN | KAN),
    ("be", Lost, NONE | AN | KAN),
    ("ber", Plain, NONE | AN | KAN),
    ("berke", Plain, AN),
    ("berpe", Joined, AN),
    ("di", Plain, NONE | KAN | I),
    ("diber", Plain, KAN | NONE),
    ("diper", Plain, NONE | KAN | I),
    ("ke", Plain, AN),
    ("keber", Plain, AN),
    ("kepe", Plain, AN),
    ("kepe", Joined, AN),
    ("keter", Plain, AN),
    ("ketidak", Plain, AN),
    ("me", Joined, NONE | KAN | I),
    ("member", Plain, KAN),
    ("memper", Plain, NONE | KAN | I),
    ("pe", Plain, NONE | AN),
    ("pe", Joined, NONE | AN),
    ("pember", Plain, AN),
    ("per", Plain, AN),
    ("te", Lost, NONE | KAN | I),
    ("ter", Plain, NONE | KAN | I),
];

/// Words that say how others hang together. They look like forms of words that mean something else (`tersebut`,
/// `menurut`, `adalah`) and stand in nearly every article. Sorted.
const LINKS: [&str; 66] = [
    "ada",
    "adalah",
    "adapun",
    "agar",
    "akan",
    "antara",
    "apakah",
    "atau",
    "bagaimanapun",
    "bagi",
    "bahkan",
    "bahwa",
    "berbagai",
    "bukan",
    "bukanlah",
    "dalam",
    "dan",
    "dari",
    "daripada",
    "dengan",
    "dia",
    "hanya",
    "ini",
    "itu",
    "itulah",
    "juga",
    "kami",
    "karena",
    "kepada",
    "ketika",
    "kita",
    "maka",
    "mana",
    "maupun",
    "melalui",
    "mengenai",
    "menjadi",
    "menurut",
    "mereka",
    "merupakan",
    "meski",
    "meskipun",
    "namun",
    "oleh",
    "pada",
    "padahal",
    "para",
    "pun",
    "sampai",
    "seakan",
    "sebagai",
    "seperti",
    "serta",
    "setelah",
    "sudah",
    "tanpa",
    "telah",
    "tentang",
    "terhadap",
    "tersebut",
    "terutama",
    "tetapi",
    "tidak",
    "untuk",
    "walaupun",
    "yang",
];

/// The fewest letters of a root.
const SHORTEST: usize = 3;

/// So many words with one beginning are looked through; of more, each form is looked up by itself.
const MANY: usize = 24;

fn has_forms(word: &str) -> bool {
    word.len() >= SHORTEST && word.bytes().all(|byte| byte.is_ascii_lowercase()) && LINKS.binary_search(&word).is_err()
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Whether the word has one vowel, so that `me-` becomes `menge-`: `mengecek`, `pengeboran`.
fn is_short(root: &str) -> bool {
    root.bytes().filter(|byte| is_vowel(*byte)).count() == 1
}

/// Whether an r before the root is lost: `rencana`, `kerja`.
fn has_r(root: &str) -> bool {
    match root.as_bytes() {
        [b'r', ..] => true,
        [first, b'e', b'r', ..] => !is_vowel(*first),
        _ => false,
    }
}

/// What can stand behind `me` or `pe` when it joins with `root`: at most three.
fn joined(root: &str) -> Vec<String> {
    let rest = root.get(1..).unwrap_or_default();
    let mut out = match root.as_bytes().first() {
        Some(b'k') => vec![format!("ng{rest}"), format!("ng{root}")],
        Some(b'p') => vec![format!("m{rest}"), format!("m{root}")],
        Some(b's') => vec![format!("ny{rest}"), format!("n{root}")],
        Some(b't') => vec![format!("n{rest}"), format!("n{root}")],
        Some(b'b' | b'f' | b'v') => vec![format!("m{root}")],
        Some(b'c' | b'd' | b'j' | b'z') => vec![format!("n{root}")],
        Some(b'a' | b'e' | b'g' | b'h' | b'i' | b'o' | b'q' | b'u') => vec![format!("ng{root}")],
        _ => vec![root.to_owned()],
    };
    if is_short(root) {
        out.push(format!("nge{root}"));
    }
    out
}

/// The roots that can have made `rest` behind `me` or `pe`.
fn parted(rest: &str, found: &mut dyn FnMut(&str)) {
    let after = |count: usize| rest.get(count..).unwrap_or_default();
    let starts_with_vowel = |text: &str| text.bytes().next().is_some_and(is_vowel);
    let mut with = |letter: &str, text: &str| found(&format!("{letter}{text}"));
    match rest.as_bytes() {
        [b'n', b'g', ..] => {
            with("", after(2));
            if starts_with_vowel(after(2)) {
                with("k", after(2));
            }
            if rest.as_bytes().get(2) == Some(&b'e') && is_short(after(3)) {
                with("", after(3));
            }
        }
        [b'n', b'y', ..] => {
            with("s", after(2));
            with("", rest);
        }
        [b'n', next, ..] if is_vowel(*next) => {
            with("t", after(1));
            with("", rest);
        }
        [b'm', next, ..] if is_vowel(*next) => {
            with("p", after(1));
            with("", rest);
        }
        [b'n' | b'm', ..] => with("", after(1)),
        [b'l' | b'r' | b'w' | b'y', ..] => with("", rest),
        _ => {}
    }
}

/// All roots that the rules can have made `word` of, but the word itself.
fn roots(word: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for clitic in CLITICS {
        let Some(base) = word.strip_suffix(clitic) else { continue };
        for (suffix, kind) in SUFFIXES {
            let Some(core) = base.strip_suffix(suffix) else { continue };
            for (prefix, seam, kinds) in PREFIXES {
                let Some(rest) = core.strip_prefix(prefix).filter(|_| kinds & kind != 0) else { continue };
                if !clitics(prefix).any(|allowed| allowed == clitic) {
                    continue;
                }
                let mut add = |root: &str| {
                    let is_new = root != word && !out.iter().any(|known| known == root);
                    if root.len() >= SHORTEST && root.bytes().any(is_vowel) && is_new {
                        out.push(root.to_owned());
                    }
                };
                match seam {
                    Plain => add(rest),
                    Joined => parted(rest, &mut add),
                    Lost if has_r(rest) => add(rest),
                    Lost => {}
                }
            }
        }
    }
    out
}

/// The words of the vocabulary that the rules make of `root`, with their worth.
fn words_made(vocabulary: &impl Vocabulary, root: &str) -> Vec<(usize, u32)> {
    let mut out: Vec<(usize, u32)> = Vec::new();
    let mut add = |rank: usize, prefix: &str, rest: &str| {
        let worth = match (prefix.is_empty(), rest.is_empty()) {
            (true, true) => BARE,
            (true, false) => SUFFIXED,
            (false, _) => PREFIXED,
        };
        if !out.iter().any(|(known, _)| *known == rank) {
            out.push((rank, worth));
        }
    };
    let mut beginning = String::new();
    let behind = joined(root);
    for (prefix, seam, kinds) in PREFIXES {
        let stems: &[String] = if seam == Joined { &behind } else { &[] };
        let plain = (seam == Plain || seam == Lost && has_r(root)).then_some(root);
        for stem in stems.iter().map(String::as_str).chain(plain) {
            beginning.clear();
            beginning.push_str(prefix);
            beginning.push_str(stem);
            let from = vocabulary.rank(&beginning);
            let mut rank = from;
            while let Some((word, _)) = vocabulary.word(rank) {
                let Some(rest) = word.strip_prefix(beginning.as_str()) else { break };
                if rank - from >= MANY {
                    break;
                }
                if is_ending(rest, prefix, kinds) && has_forms(word) {
                    add(rank, prefix, rest);
                }
                rank += 1;
            }
            if rank - from < MANY {
                continue;
            }
            let length = beginning.len();
            for (suffix, _) in SUFFIXES.iter().filter(|(_, kind)| kinds & kind != 0) {
                for clitic in clitics(prefix) {
                    beginning.push_str(suffix);
                    beginning.push_str(clitic);
                    let rank = vocabulary.rank(&beginning);
                    let is_there = vocabulary.word(rank).is_some_and(|(word, _)| word == beginning);
                    if is_there && has_forms(&beginning) {
                        add(rank, prefix, beginning.get(length..).unwrap_or_default());
                    }
                    beginning.truncate(length);
                }
            }
        }
    }
    out
}

/// Whether `rest` is a suffix of those kinds, with or without what may follow it.
fn is_ending(rest: &str, prefix: &str, kinds: u8) -> bool {
    rest.len() <= 6
        && clitics(prefix)
            .filter_map(|clitic| rest.strip_suffix(clitic))
            .any(|before| SUFFIXES.iter().any(|(suffix, kind)| kinds & kind != 0 && *suffix == before))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Sorted(Vec<(&'static str, u32)>);

    impl Sorted {
        fn new(words: impl IntoIterator<Item = (&'static str, u32)>) -> Sorted {
            let mut words: Vec<_> = words.into_iter().collect();
            words.sort_unstable();
            words.dedup();
            Sorted(words)
        }
    }

    impl Vocabulary for Sorted {
        fn rank(&self, word: &str) -> usize {
            self.0.partition_point(|(other, _)| *other < word)
        }

        fn word(&self, rank: usize) -> Option<(&str, u32)> {
            self.0.get(rank).copied()
        }
    }

    /// Families of words as business news has them, one a line: all of a line should find each other and nothing else.
    const FAMILIES: &str = include_str!("families.txt");

    fn families() -> Vec<Vec<&'static str>> {
        FAMILIES.lines().filter(|line| !line.starts_with('#')).map(|line| line.split(' ').collect()).collect()
    }

    fn all() -> Sorted {
        Sorted::new(families().into_iter().flatten().map(|word| (word, 1)))
    }

    fn found(forms: &mut Forms, words: &Sorted, word: &str) -> Vec<String> {
        forms.of(words, word).into_iter().filter_map(|rank| Some(words.word(rank)?.0.to_owned())).collect()
    }

    #[test]
    fn forms_find_each_other() {
        let words = all();
        let mut forms = Forms::default();
        for (one, other) in [
            ("memangkas", "pangkas"),
            ("pemangkasan", "memangkas"),
            ("menyewa", "sewa"),
            ("mengirim", "pengiriman"),
            ("kenaikan", "naik"),
            ("pertumbuhan", "tumbuh"),
            ("sahamnya", "saham"),
            ("memproduksi", "produksi"),
            ("mengecek", "cek"),
            ("menstabilkan", "stabil"),
            ("keterbukaan", "buka"),
            ("ketidakpastian", "pasti"),
        ] {
            let both = [found(&mut forms, &words, one), found(&mut forms, &words, other)];
            assert!(both.iter().all(|found| found.iter().any(|word| word == one)), "{one} {other} {both:?}");
            assert!(both.iter().all(|found| found.iter().any(|word| word == other)), "{one} {other} {both:?}");
        }
    }

    #[test]
    fn a_word_that_is_not_there_finds_its_forms() {
        let words = Sorted::new([("pangkas", 3), ("dipangkas", 3), ("angkasa", 2), ("kas", 9)]);
        assert_eq!(found(&mut Forms::default(), &words, "memangkas"), ["dipangkas", "pangkas"]);
        assert_eq!(found(&mut Forms::default(), &words, "entah"), [""; 0]);
    }

    #[test]
    fn a_rare_word_is_no_root_of_a_common_one() {
        let words = Sorted::new([("pang", 1), ("pangan", 400), ("pangannya", 20), ("masa", 90), ("masalah", 700)]);
        assert_eq!(found(&mut Forms::default(), &words, "pangan"), ["pangan", "pangannya"]);
        assert_eq!(found(&mut Forms::default(), &words, "pang"), ["pang"]);
    }

    #[test]
    fn what_hangs_together_only_is_itself() {
        let words = Sorted::new([("sebut", 5), ("menyebut", 9), ("tersebut", 90), ("ada", 8), ("adalah", 90)]);
        assert_eq!(found(&mut Forms::default(), &words, "menyebut"), ["menyebut", "sebut"]);
        assert_eq!(found(&mut Forms::default(), &words, "tersebut"), ["tersebut"]);
    }

    /// Which words find words that they shouldn't, and which don't find what they should.
    fn faults() -> (Vec<String>, Vec<String>, usize) {
        let words = all();
        let mut forms = Forms::default();
        let (mut over, mut under, mut right) = (Vec::new(), Vec::new(), 0);
        for family in families() {
            for word in &family {
                let found = found(&mut forms, &words, word);
                for other in &found {
                    match family.contains(&other.as_str()) {
                        true => right += usize::from(other != word),
                        false => over.push(format!("{word} {other}")),
                    }
                }
                let missed = family.iter().filter(|other| !found.iter().any(|found| found == *other));
                under.extend(missed.map(|other| format!("{word} {other}")));
            }
        }
        (over, under, right)
    }

    /// No rule knows these: `alami` and `alam` look like one word; other words are made in ways that only they have.
    #[test]
    fn what_it_does_wrong_is_known() {
        let (over, under, right) = faults();
        let is_known = |pair: &String, words: &[&str]| words.iter().any(|word| pair.split(' ').any(|one| one == *word));
        let wrong: Vec<_> = over.iter().filter(|pair| !is_known(pair, &["alam", "alamnya"])).collect();
        let parted = ["alami", "belajar", "bijaksana", "digitalisasi", "pelajaran", "pembelajaran", "senilainya"];
        let missed: Vec<_> = under.iter().filter(|pair| !is_known(pair, &parted)).collect();
        assert!(wrong.is_empty() && missed.is_empty(), "too many {wrong:?}, too few {missed:?}");
        assert_eq!((right, over.len(), under.len()), (3414, 16, 46));
    }

    #[test]
    fn being_of_one_root_goes_both_ways() {
        let words = all();
        let mut forms = Forms::default();
        for (word, _) in &words.0 {
            let one = found(&mut forms, &words, word);
            assert!(one.iter().any(|other| other == word), "{word} finds itself");
            for other in &one {
                assert_eq!(found(&mut forms, &words, other), one, "{word} {other}");
            }
        }
    }

    #[test]
    fn tables_are_sorted() {
        assert!(LINKS.is_sorted());
        assert!(PREFIXES.is_sorted_by(|one, other| (one.0, one.1) < (other.0, other.1)));
    }

    #[test]
    fn no_word_is_too_odd() {
        let words = all();
        for word in
            ["me", "meng", "mengan", "nya", "penyan", "ng", "ke", "perkan", "dii", "", "é", "nyanyanya", "menge"]
        {
            Forms::default().of(&words, word);
        }
    }
}
