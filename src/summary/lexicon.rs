//! The words of an article as numbers, and what is known of some of them.

/// What a word is known for; a word may be several.
pub(super) type Roles = u16;

/// Says little of what a text is about.
pub(super) const STOP: Roles = 1;
/// Says that somebody says something.
pub(super) const SAY: Roles = 1 << 1;
/// Joins a sentence to the one before when it begins with it.
pub(super) const LINK: Roles = 1 << 2;
/// The same, and turns against it.
pub(super) const TURN: Roles = 1 << 3;
/// Stands for a person or a thing that was named before.
pub(super) const PRONOUN: Roles = 1 << 4;
/// Opens a line about the article rather than of it.
pub(super) const NOTE: Roles = 1 << 5;
/// A month.
pub(super) const MONTH: Roles = 1 << 6;
/// A day of the week.
pub(super) const DAY: Roles = 1 << 7;
/// Money and large numbers.
pub(super) const MONEY: Roles = 1 << 8;
/// Opens what was so before.
pub(super) const BEFORE: Roles = 1 << 9;
/// Points at something that was told before.
pub(super) const POINT: Roles = 1 << 10;
/// Percent.
pub(super) const PERCENT: Roles = 1 << 11;
/// According to.
pub(super) const ACCORDING: Roles = 1 << 12;
/// Stands in the headline.
pub(super) const TITLE: Roles = 1 << 13;

/// Words with their roles. Those that say also do so with the ending `nya`.
#[rustfmt::skip] // packed: one word a line would push the code out of sight
const KNOWN: [(&str, Roles); 16] = [
    ("a adalah agar akan an and antara are as at atas atau bagi bahwa be belum bisa but by dalam dan dapat dari \
      dengan di for from had has hal hanya harus has have he hingga his in is it its jadi juga kata ke kepada lagi lain \
      lebih maka masih masing menjadi not nya of oleh on or pada para pun saat sang secara sebagai sebuah sedang \
      sehingga sejak selama semua seorang seperti serta setiap she si suatu tentang terhadap that the they this tidak \
      tak to telah sudah ujar untuk was were which will with yang", STOP),
    ("ada ia dia mereka kami kita saya aku beliau keduanya he she they it", STOP | PRONOUN),
    ("ini itu tersebut these this those", STOP | POINT),
    ("namun tetapi tapi sementara meski kendati selain but however", STOP | LINK | TURN),
    ("ketika lalu jika karena setelah sekitar", STOP | LINK),
    ("adapun apalagi bahkan bila dalam dengan kemudian meskipun padahal pada pasalnya saat sebab sedangkan \
      selanjutnya untuk usai walau walaupun", LINK),
    ("sebelum diketahui seperti sebelumnya", LINK | BEFORE),
    ("menurut", LINK | ACCORDING),
    ("jelas kata lanjut papar sebut tambah tandas tegas terang tukas tulis tutur ucap ujar ungkap imbuh", SAY),
    ("berharap melanjutkan menambahkan mengaku mengatakan menegaskan mengungkapkan menilai menjelaskan menerangkan \
      menuturkan menyampaikan menyatakan menyebut menyebutkan memaparkan said says told", SAY),
    ("baca simak lihat foto video laporan sumber editor reporter penulis", NOTE),
    ("agustus april desember februari januari juli juni maret mei november oktober september", MONTH),
    ("jumat kamis minggu rabu sabtu selasa senin", DAY),
    ("dolar juta miliar rp rupiah triliun", MONEY),
    ("persen", PERCENT),
    ("berikut hal", POINT),
];

/// The words that were met, numbered from 0 in the order of meeting, and what is known of each.
pub(super) struct Vocabulary {
    /// Where a hash leads: 1 + the number of a word, 0 where none was met. Twice as many as words, at least.
    slots: Vec<u32>,
    hashes: Vec<u32>,
    roles: Vec<Roles>,
}

/// No more words are known, with those that end in `nya`.
const MOST_KNOWN: usize = 512;

/// The words that are known, hashed when the program is made.
struct Known {
    hashes: [u32; MOST_KNOWN],
    roles: [Roles; MOST_KNOWN],
    count: usize,
}

/// All of [`KNOWN`], in the order of meeting.
static HASHED: Known = {
    let mut known = Known { hashes: [0; MOST_KNOWN], roles: [0; MOST_KNOWN], count: 0 };
    let mut list = 0;
    while list < KNOWN.len() {
        let (words, roles) = KNOWN[list];
        let words = words.as_bytes();
        let (mut hash, mut at) = (START, 0);
        while at <= words.len() {
            if at < words.len() && words[at] != b' ' {
                hash = next(hash, words[at]);
            } else if hash != START {
                known.mark(hash, roles);
                if roles == SAY {
                    known.mark(next(next(next(hash, b'n'), b'y'), b'a'), roles);
                }
                hash = START;
            }
            at += 1;
        }
        list += 1;
    }
    known
};

impl Known {
    /// Says something of the word with this hash.
    const fn mark(&mut self, hash: u32, roles: Roles) {
        let mut number = 0;
        while number < self.count && self.hashes[number] != hash {
            number += 1;
        }
        if number == self.count {
            self.hashes[number] = hash;
            self.count += 1;
        }
        self.roles[number] |= roles;
    }
}

impl Vocabulary {
    /// A vocabulary of the words that are known.
    pub(super) fn new() -> Vocabulary {
        let Known { hashes, roles, count } = &HASHED;
        let hashes = hashes.get(..*count).unwrap_or_default();
        Vocabulary {
            slots: slots(hashes, 2048),
            hashes: hashes.to_vec(),
            roles: roles.get(..*count).unwrap_or_default().to_vec(),
        }
    }

    /// How many words were met.
    pub(super) fn len(&self) -> usize {
        self.hashes.len()
    }

    /// What is known of a word.
    pub(super) fn roles(&self, word: u32) -> Roles {
        self.roles.get(word as usize).copied().unwrap_or_default()
    }

    /// The number of the word with this hash. Two words of one article share a hash of 32 bits about never, and then
    /// they count as one.
    pub(super) fn number(&mut self, hash: u32) -> u32 {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let Some(slot) = self.slots.get_mut(at) else { return 0 };
            if *slot == 0 {
                let number = self.hashes.len() as u32;
                *slot = number + 1;
                self.hashes.push(hash);
                self.roles.push(0);
                if self.hashes.len() * 2 > self.slots.len() {
                    self.grow();
                }
                return number;
            }
            if self.hashes.get(*slot as usize - 1) == Some(&hash) {
                return *slot - 1;
            }
            at = (at + 1) & mask;
        }
    }

    /// Says something of a word.
    pub(super) fn add(&mut self, word: u32, roles: Roles) {
        if let Some(known) = self.roles.get_mut(word as usize) {
            *known |= roles;
        }
    }

    fn grow(&mut self) {
        self.slots = slots(&self.hashes, self.slots.len() * 2);
    }
}

/// `count` slots in which words with these `hashes` are found.
fn slots(hashes: &[u32], count: usize) -> Vec<u32> {
    let mut slots = vec![0_u32; count];
    let mask = count - 1;
    for (number, hash) in hashes.iter().enumerate() {
        let mut at = *hash as usize & mask;
        while slots.get(at).is_some_and(|slot| *slot != 0) {
            at = (at + 1) & mask;
        }
        if let Some(slot) = slots.get_mut(at) {
            *slot = number as u32 + 1;
        }
    }
    slots
}

/// The hash of no letters.
pub(super) const START: u32 = 0x811c_9dc5;

/// The hash of a word with one more byte (FNV-1a, with its high bits folded in where slots are looked up by the low).
pub(super) const fn next(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(word: &str) -> u32 {
        word.bytes().fold(START, next)
    }

    #[test]
    fn known_words_have_their_roles() {
        let mut words = Vocabulary::new();
        for (word, roles) in [("ujarnya", SAY), ("namun", STOP | LINK | TURN), ("kata", STOP | SAY), ("laba", 0)] {
            let number = words.number(hash(word));
            assert_eq!(words.roles(number), roles, "{word}");
        }
    }

    #[test]
    fn equal_words_have_one_number_however_many_there_are() {
        let mut words = Vocabulary::new();
        let numbers: Vec<u32> = (0..5_000).map(|number: u32| words.number(hash(&number.to_string()))).collect();
        let again: Vec<u32> = (0..5_000).map(|number: u32| words.number(hash(&number.to_string()))).collect();
        assert_eq!(numbers, again);
        assert_eq!(words.len(), again.last().map_or(0, |last| *last as usize + 1));
    }
}
