//! Where the sentences of a text begin and end.
//!
//! Written for Indonesian business prose, where a full stop is more often part of an abbreviation, a figure or a time
//! than the end of a sentence; English follows the same rules, and so do scripts with stops of their own. What counts as
//! one sentence:
//!
//! * a quotation with its attribution, also when the quotation has several sentences;
//! * whatever stands inside quotation marks or brackets, as long as they close on the same line;
//! * the dateline (`KONTAN.CO.ID - JAKARTA.`) together with what follows it;
//! * never more than one line.
//!
//! The work is linear in the length of the text: every look ahead and back is bounded, or ends where the next begins.

use std::ops::Range;
use std::str::Chars;

/// Titles and ranks, given names cut short: a name follows, so they never end a sentence.
const TITLES: &str = "\
    AKBP Abd Ach Bag Bid Bpk Brigjen Bripka Capt Col DR Dep Dept Dir Dit Div Dr Dra Drg Drs Gen Gov Hj Hon Ign \
    Ir Irjen Jend KH KMP Kapt Kol Komjen Kompol Letjen Letkol Lt MV Maj Mayjen Mgr Moch Moh Mr Mrs Ms Muh Nn Ny Pdt Pj \
    Pjs Plh Plt Prof Rep Rev Rr Sdr Sdri Sen Sgt Sr St Tgk Tn Ust Yth alm almh dr dra drg drs ir prof sdr yth";

/// Forms of a firm that stand before its name.
const FIRMS: &str = "CV Cv Fa NV PD PT Pt UD";

/// Parts of an address that stand before the name of a street or place.
const PLACES: &str = "Bt Ds Fak Gd Gg Jl Jln Kab Kav Kec Kel Kep Mt Prov Ps Sei Tg Tj Tlk Univ jl jln";

/// Words cut short that link to what follows, whatever it is.
const LINKS: &str = "No Nos Ph Rp Sp cf cq jo mis ttd vs yg";

/// Words that are abbreviations only before a figure; without one they may be whole words (`hal`, `art`) or units.
const BEFORE_FIGURES: &str = "\
    Agt Agu Agust Apr Art Aug Cet Dec Des Ed Ext Faks Fax Feb Fig Hal Hlm Jan Jul Jun Km Maks Mar Min Nov Oct Okt Pk \
    Pkl Psl RT RW Sec Sep Sept Tel Telp Tgl Tlp Vol approx art ay bl bln ca cet ed ext fig hal hlm jil kav kl km \
    maks max min no pk pkl pp ps psl rp sek tel telp tgl thn tlp vol";

/// For each first letter, by its last five bits, how long the words cut short are that begin with it: a bit for each length.
/// Few words before a full stop are like one.
const CUT_LENGTHS: [u8; 32] = {
    let mut lengths = [0; 32];
    let tables = [TITLES, FIRMS, PLACES, LINKS, BEFORE_FIGURES, CLOSERS];
    let mut table = 0;
    while table < tables.len() {
        let bytes = tables[table].as_bytes();
        let (mut start, mut at) = (0, 0);
        while at <= bytes.len() {
            if at == bytes.len() || bytes[at] == b' ' {
                lengths[(bytes[start] & 31) as usize] |= 1 << (at - start);
                start = at + 1;
            }
            at += 1;
        }
        table += 1;
    }
    lengths
};

/// Abbreviations that close a name, a list or a time and so may close the sentence as well.
const CLOSERS: &str = "Bhd Co Corp Inc Jr LLC Ltd Pte Sdn TBK Tbk al dkk dll dsb dst etc tbk";

/// Degrees stand behind a name and a comma: `Ratna Suryani, S.E., M.M.` A name in initials (`J.P. Morgan`) looks the same
/// but for this list.
const DEGREES: &str = "\
    A.Md B.A B.Eng B.Sc D.E.A D.Phil Dipl.Ing Ed.D LL.B LL.M M.A M.Ag M.Ak M.B.A M.Ec M.Eng M.H M.Hum M.I.Kom \
    M.Kes M.Kn M.Kom M.M M.P M.P.A M.P.H M.P.P M.Pd M.Phil M.Psi M.Sc M.Si M.Sn M.T Ph.D S.Ag S.Ak S.E S.Farm \
    S.H S.Hum S.Hut S.I.Kom S.I.P S.IP S.K.M S.KG S.Ked S.Kom S.M S.P S.Pd S.Psi S.Pt S.S S.Si S.Sn S.Sos S.T \
    S.T.P S.Tr";

/// Those among them that no initials look like: writers also put them behind a name without the comma.
const CLEAR_DEGREES: &str = "LL.B LL.M M.B.A S.E S.H";

/// Function words that open sentences and are nobody's name: after an initial or a title they tell that a new sentence
/// began. Words that are also names (`Hari`, `Yang`, `Di`) are left out; those in `-nya` are told by their form.
#[rustfmt::skip] // packed: one word a line would push the code out of sight
const OPENERS: &str = "\
    Ada Adapun Agar Akan And Apa Apabila Apakah As At Atas Bagi Bahkan Begitu Belum Berdasarkan Berikut Bila \
    Bukan But Dalam Dan Dari Demikian Dengan Dia For From Hal Hanya He Her Hingga His However Ia If In Ini It \
    Its Itu Itulah Jadi Jika Juga Kalau Kami Karena Kemudian Kendati Ketika Kini Kita Lalu Lantas Maka Masih \
    Meanwhile Melalui Mengutip Menurut Mereka Meski Meskipun Nah Namun Of Oleh On Pada Padahal Para Pun Saat \
    Sama Sampai Saya Sebab Sebagai Sebelum Secara Sedangkan Sehingga Sejak Sejauh Selain Selama Sementara \
    Sepanjang Seperti Serta Sesudah Setelah Setiap She Since Tahun Tak Tapi Tentu Terakhir That The Then There \
    These They This Those Tidak To Untuk Usai Walau Walaupun We What When While With Yaitu Yakni";

/// Offices as English puts them before a name: `Corvane Inc. Chief Executive ...`.
const OFFICES: &str = "CEO CFO COO Chairman Chief";

/// What announces an amount.
const CURRENCIES: &str = "RM Rp US USD";

/// Abbreviations before a figure that are units behind one: `14,6 km.`
const UNITS: &str = "bln kl km min sek thn";

/// What tells a time more exactly: a zone or a day.
const ZONES_AND_DAYS: &str = "\
    EDT EST ET Eastern Friday GMT Monday PT Saturday Sunday Thursday Tuesday UTC WIB WIT WITA Wednesday";

/// Verbs of saying. Right behind a closed quotation they belong to it, also where the writer began them with a capital.
#[rustfmt::skip] // packed: one word a line would push the code out of sight
const SAYING: &str = "\
    Cetusnya Imbaunya Imbuh Imbuhnya Jelas Jelasnya Kata Katanya Kilahnya Lanjutnya Paparnya Pungkas Pungkasnya \
    Sebutnya Selorohnya Tambahnya Tandas Tandasnya Tanya Tanyanya Tegas Tegasnya Terang Terangnya Tukas Tukasnya \
    Tutur Tuturnya Ucap Ucapnya Ujar Ujarnya Ungkap Ungkapnya";

/// Nouns that a single letter or Roman figure completes: `vitamin C.`, `kuartal I.` That letter is nobody's initial.
#[rustfmt::skip] // packed: one word a line would push the code out of sight
const LETTERED: &str = "\
    angkatan bab blok divisi fase gelombang gerbong golongan grade group grup hepatitis huruf influenza jalur \
    jilid kategori kelas kelompok kuadran kuartal kubu lampiran level liga nilai opsi paket peringkat pihak plan \
    poin rencana ring semester seri series sertifikat sesi sim skenario tahap termin tim tingkat tipe tower \
    triwulan type varian vitamin wilayah zona";

/// Names that end in an exclamation mark.
const SHOUTING: &[&str] = &["Yahoo"];

/// Last parts of web names, which are no sentence glued to the one before (`Kontan.Co.Id`).
const WEB_ENDINGS: &str = "ac biz co com go id info io my net news or org tv";

/// How far apart, in bytes, two marks may stand and still hold their contents together. A longer pair is more
/// likely one missing mark, and a sentence of a page's length helps nobody.
const LONGEST_QUOTATION: usize = 2_000;
/// As [`LONGEST_QUOTATION`], for brackets.
const LONGEST_BRACKET: usize = 800;
/// As [`LONGEST_QUOTATION`], for single marks, which apostrophes imitate.
const LONGEST_SINGLE: usize = 300;
/// No dateline is longer than this, in bytes; with a byline before it.
const LONGEST_DATELINE: usize = 160;
/// How far a look back or ahead goes for one word; no abbreviation is longer.
const LONGEST_WORD: usize = 32;

/// The sentences of `text` as byte ranges: in order, apart, none empty, each without white space at its ends. All that
/// is not white space belongs to one of them.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut at, mut seen) = (0, 0, 0);
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        let sort = sort_of(*byte);
        seen |= sort;
        at += 1;
        if sort & MAY_END_LINE != 0
            && let Some(character) = text.get(at - 1..).and_then(|rest| rest.chars().next())
            && ends_line(character)
        {
            Line::new(text, start..at - 1, seen & MAY_PAIR != 0).split(&mut found);
            at += character.len_utf8() - 1;
            (start, seen) = (at, 0);
        }
    }
    Line::new(text, start..at, seen & MAY_PAIR != 0).split(&mut found);
    found
}

/// What a byte is to the search for ends: a letter or digit, or a space or comma, which end nothing and pair with nothing;
/// or what may be the first byte of a mark that comes in pairs, or of one that ends a line.
const IN_WORD: u8 = 1;
const BETWEEN_WORDS: u8 = 2;
const MAY_PAIR: u8 = 4;
const MAY_END_LINE: u8 = 8;

fn sort_of(byte: u8) -> u8 {
    const SORTS: [u8; 256] = {
        let mut sorts = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            sorts[byte] = match byte as u8 {
                b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => IN_WORD,
                b' ' | b',' => BETWEEN_WORDS,
                b'"' | b'\'' | b'`' | b'(' | b')' | b'[' | b']' | b'{' | b'}' => MAY_PAIR,
                b'\n' | b'\r' | 0xb | 0xc => MAY_END_LINE,
                0xc0.. => MAY_PAIR | MAY_END_LINE,
                _ => 0,
            };
            byte += 1;
        }
        sorts
    };
    SORTS.get(usize::from(byte)).copied().unwrap_or(0)
}

/// One line of the text, and which of its marks belong together. Positions are bytes of the text, at the borders of
/// characters.
struct Line<'a> {
    text: &'a str,
    start: usize,
    /// The byte after the last character.
    end: usize,
    /// For each byte of the line, what the quotation mark or bracket that begins there does; nothing where none has a
    /// partner.
    marks: Vec<Mark>,
}

/// What a quotation mark or bracket does where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(i8)]
enum Mark {
    /// It is none, or its partner is missing.
    Alone = 0,
    Opens = 1,
    Closes = -1,
}

/// What stands behind a stop.
enum Beyond {
    /// Nothing: the line ends.
    Nothing,
    /// A comma or the like, which carries the sentence on.
    Continuation,
    /// A word or a figure.
    Word(Following),
}

/// The word or figure behind a stop.
struct Following {
    /// The first letter or digit.
    first: char,
    /// Its position.
    at: usize,
    /// The quotation mark or bracket before it, if any.
    opener: Option<char>,
}

impl<'a> Line<'a> {
    /// The line in `range`; `has_marks`: whether there may be quotation marks and brackets in it.
    fn new(text: &'a str, range: Range<usize>, has_marks: bool) -> Line<'a> {
        let Range { start, end } = range;
        let mut line = Line { text, start, end, marks: Vec::new() };
        if has_marks {
            line.pair_marks();
        }
        line
    }

    fn at(&self, position: usize) -> Option<char> {
        let byte = self.text.as_bytes().get(position).filter(|_| position < self.end)?;
        if byte.is_ascii() { Some(char::from(*byte)) } else { self.text.get(position..)?.chars().next() }
    }

    fn before(&self, position: usize) -> Option<char> {
        self.text.get(self.start..position)?.chars().next_back()
    }

    /// The position behind the character at `position`.
    fn next(&self, position: usize) -> usize {
        position + self.at(position).map_or(1, char::len_utf8)
    }

    fn slice(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to.min(self.end)).unwrap_or_default()
    }

    /// The characters from `position` on.
    fn from(&self, position: usize) -> Chars<'a> {
        self.slice(position, self.end).chars()
    }

    fn mark(&self, position: usize) -> Mark {
        self.marks.get(position - self.start).copied().unwrap_or(Mark::Alone)
    }

    /// Cuts the line and adds its sentences to `found`.
    fn split(&self, found: &mut Vec<Range<usize>>) {
        let mut sentence = Sentence { start: self.start, has_words: false, listed: 0, first: true };
        let mut position = self.start;
        // How many quotation marks and brackets are open.
        let mut depth = 0;
        let bytes = self.text.as_bytes();
        while position < self.end {
            // What most bytes are, told at once: they end nothing and pair with nothing.
            let sort = bytes.get(position).map_or(0, |byte| sort_of(*byte));
            if sort & (IN_WORD | BETWEEN_WORDS) != 0 {
                sentence.has_words |= sort == IN_WORD;
                position += 1;
                continue;
            }
            let Some(character) = self.at(position) else { break };
            let mut end = position + character.len_utf8();
            if is_stop(character) {
                end = self.end_of_stop(position);
            } else {
                sentence.has_words |= character.is_alphanumeric();
            }
            for mark in self.marks.get(position - self.start..end - self.start).unwrap_or_default() {
                depth += *mark as i32;
            }
            // A run of stops alone is no sentence; it leads into the next one.
            if is_stop(character) && depth < 1 && sentence.has_words && self.ends_sentence(&mut sentence, position, end)
            {
                self.push(sentence.start, end, found);
                sentence = Sentence { start: end, has_words: false, listed: sentence.listed, first: false };
            }
            position = end;
        }
        self.push(sentence.start, self.end, found);
    }

    /// Adds what stands between `from` and `to`, trimmed, unless nothing is left.
    fn push(&self, from: usize, to: usize, found: &mut Vec<Range<usize>>) {
        let bytes = self.text.as_bytes();
        let from = if bytes.get(from) == Some(&b' ') && from < to { from + 1 } else { from };
        let piece = self.slice(from, to);
        // Nearly all begin and end with what is seen.
        if let (Some(b'!'..=b'~'), Some(b'!'..=b'~')) = (piece.as_bytes().first(), piece.as_bytes().last()) {
            return found.push(from..to);
        }
        let trimmed = piece.trim();
        if !trimmed.is_empty() {
            let from = from + (piece.len() - piece.trim_start().len());
            found.push(from..from + trimmed.len());
        }
    }

    /// Finds the pairs of quotation marks and brackets.
    fn pair_marks(&mut self) {
        let mut pairs = Vec::new();
        let mut double: Vec<(usize, char)> = Vec::new();
        let mut single = None;
        let mut brackets: [Vec<usize>; BRACKETS.len()] = Default::default();
        let bytes = self.text.as_bytes();
        for position in self.start..self.end {
            if bytes.get(position).is_none_or(|byte| sort_of(*byte) & MAY_PAIR == 0) {
                continue;
            }
            let Some(character) = self.at(position) else { continue };
            if is_double_mark(character) {
                let open = match self.direction(position, character) {
                    Mark::Opens => true,
                    Mark::Closes => false,
                    Mark::Alone => double.is_empty(),
                };
                let same = double.iter().rposition(|&(_, other)| mark_family(other) == mark_family(character));
                if open {
                    // A second opening mark of one kind means that the first was never closed; of another kind, that
                    // a quotation stands in a quotation.
                    double.truncate(same.unwrap_or(double.len()));
                    double.push((position, character));
                } else if let Some(partner) = same.or(double.len().checked_sub(1)) {
                    // Writers also open with one kind and close with another.
                    pairs.extend(double.get(partner).map(|&(open, _)| (open, position, LONGEST_QUOTATION)));
                    double.truncate(partner);
                }
            } else if is_single_mark(character) {
                match (self.direction(position, character), single) {
                    (Mark::Opens, _) => single = Some(position),
                    (Mark::Closes, Some(open)) => {
                        pairs.push((open, position, LONGEST_SINGLE));
                        single = None;
                    }
                    _ => {} // an apostrophe
                }
            } else {
                for (stack, (open, close)) in brackets.iter_mut().zip(BRACKETS) {
                    if character == *open {
                        stack.push(position);
                    } else if character == *close {
                        pairs.extend(stack.pop().map(|open| (open, position, LONGEST_BRACKET)));
                    }
                }
            }
        }
        for (open, close, longest) in pairs {
            if close - open > longest {
                continue;
            }
            if self.marks.is_empty() {
                self.marks.resize(self.end - self.start, Mark::Alone);
            }
            for (position, mark) in [(open, Mark::Opens), (close, Mark::Closes)] {
                if let Some(slot) = self.marks.get_mut(position - self.start) {
                    *slot = mark;
                }
            }
        }
    }

    /// Whether a quotation mark opens or closes, by what stands around it; `Alone` where that does not tell. Writers mix
    /// up the curly ones, so their shape decides last.
    fn direction(&self, position: usize, character: char) -> Mark {
        let free = |neighbour: Option<char>, other: fn(char) -> bool| {
            neighbour.is_none_or(|neighbour| neighbour.is_whitespace() || other(neighbour))
        };
        let left =
            free(self.before(position), |c| is_opening_bracket(c) || is_dash(c) || is_double_mark(c) || c == ':');
        let right = free(self.at(position + character.len_utf8()), |c| {
            is_stop(c) || is_closing_bracket(c) || is_double_mark(c) || is_dash(c) || matches!(c, ',' | ';' | ':')
        });
        match (left, right) {
            (true, false) => Mark::Opens,
            (false, true) => Mark::Closes,
            _ if matches!(character, '“' | '„' | '«') => Mark::Opens,
            _ if matches!(character, '”' | '»') => Mark::Closes,
            _ => Mark::Alone,
        }
    }

    /// The border behind the stop at `position` and all that belongs to it: further stops, closing marks, the raised
    /// number of a note (`[1]`).
    fn end_of_stop(&self, position: usize) -> usize {
        let mut end = position;
        while let Some(character) = self.at(end) {
            let next = end + character.len_utf8();
            let beyond = self.at(next);
            if is_stop(character) || is_closing_bracket(character) {
                end = next;
            } else if is_double_mark(character) || is_single_mark(character) {
                let lonely_closer = self.mark(end) == Mark::Alone
                    && beyond.is_none_or(|c| c.is_whitespace() || is_closing_bracket(c) || matches!(c, ',' | ';'));
                if self.mark(end) != Mark::Closes && !lonely_closer {
                    break;
                }
                end = next;
            } else if character.is_whitespace() && self.mark(next) == Mark::Closes {
                end = self.next(next); // `. "` where the mark closes
            } else if character.is_whitespace() && self.slice(next, next + 2) == "(*" {
                end = (next + 2..next + 5).find(|&at| self.at(at) == Some(')')).map_or(end, |close| close + 1);
                break; // `(*)`, which agencies put at the end
            } else if character == '[' {
                let digits = self.from(next).take(3).take_while(char::is_ascii_digit).count();
                if digits == 0 || self.at(next + digits) != Some(']') {
                    break;
                }
                end = next + digits + 1;
            } else {
                break;
            }
        }
        end
    }

    /// What stands behind the border `end`, past white space and symbols.
    fn beyond(&self, end: usize) -> Beyond {
        let mut opener = None;
        let mut symbols = 0;
        let mut at = end;
        while let Some(character) = self.at(at) {
            if character.is_alphanumeric() {
                return Beyond::Word(Following { first: character, at, opener });
            }
            if is_opening_bracket(character) || is_double_mark(character) || is_single_mark(character) {
                opener = opener.or(Some(character));
            }
            symbols += usize::from(!character.is_whitespace());
            if matches!(character, ',' | ';' | ':' | '/' | '&' | '|' | '=' | '%' | '+')
                || is_stop(character)
                || symbols > LONGEST_WORD
            {
                return Beyond::Continuation;
            }
            at += character.len_utf8();
        }
        Beyond::Nothing
    }

    /// Whether the stop at `position`, whose trail ends at the border `end`, ends the sentence.
    fn ends_sentence(&self, sentence: &mut Sentence, position: usize, end: usize) -> bool {
        // Nearly all stops stand alone, and what is asked of what trails behind them is no for these.
        let is_alone = end == position + 1;
        let behind = self.slice(if is_alone { end } else { position }, end);
        let trail = || behind.chars();
        let closed_around = behind
            .char_indices()
            .take_while(|&(_, c)| !matches!(c, ' ' | '['))
            .filter(|&(at, c)| is_stop(c) || self.mark(position + at) == Mark::Closes && is_closing_bracket(c))
            .last()
            .is_some_and(|(_, c)| is_closing_bracket(c));
        if closed_around && !self.first_visible(sentence.start).is_some_and(is_opening_bracket) {
            // `(benarkah?)` within a sentence; only brackets around a whole sentence end with it.
            return false;
        }
        let quoted = trail().any(|c| is_double_mark(c) || is_single_mark(c) || is_corner_bracket(c));
        if trail().any(is_wide_stop) {
            // Those scripts write no space: only a particle or a comma behind a quotation carries the sentence on, and
            // only the wide full stop stands in figures.
            return self.at(end).is_none_or(|next| {
                let in_figure = self.at(position) == Some('．') && next.is_numeric();
                !(in_figure || quoted && continues_wide_quotation(next))
            });
        }
        if !self.at(end).is_none_or(char::is_whitespace) {
            return self.is_glued(sentence, position, end);
        }
        let following = match self.beyond(end) {
            Beyond::Nothing => return true,
            Beyond::Continuation => return false,
            Beyond::Word(following) => following,
        };
        let word = self.word_from(following.at);
        if quoted && super::is_among(SAYING, word) {
            return false;
        }
        let plain_opening = following.first.is_uppercase()
            || following.first.is_numeric()
            || (following.first.is_alphabetic() && !following.first.is_lowercase())
            || is_lower_case_brand(word);
        let in_quotes = following.opener.is_some_and(is_double_mark);
        // A quotation opens a sentence also with a small letter, unless one has just closed.
        if !plain_opening && (quoted || !in_quotes) {
            return false;
        }
        let length = trail().take_while(|&c| is_stop(c)).take(4).map(char::len_utf8).sum::<usize>();
        let stops = self.slice(position, position + if is_alone { 1 } else { length });
        match stops {
            "." => self.full_stop_ends(sentence, position, &following),
            _ if stops.chars().all(|c| c == '.' || c == '…') => !following.first.is_numeric(),
            _ => quoted || !SHOUTING.contains(&self.word_before(position).1),
        }
    }

    /// Whether a single full stop at `position` ends the sentence.
    fn full_stop_ends(&self, sentence: &mut Sentence, position: usize, following: &Following) -> bool {
        let (start, word) = self.word_before(position);
        let next = self.word_from(following.at);
        let opens = || super::is_among(OPENERS, next) || is_common_noun(next);
        if sentence.first && self.is_dateline(sentence.start, position) {
            return false;
        }
        if self.is_list_label(sentence, start, word) {
            return false;
        }
        // `Jan.-Mar. 2025`, `Bapak/Sdr. Hasan`
        let last = word.rsplit(['-', '/']).next().filter(|part| part.len() > 1).unwrap_or(word);
        let lengths = last.bytes().next().and_then(|first| CUT_LENGTHS.get(usize::from(first & 31))).unwrap_or(&0);
        let may_be_cut = last.len() < 8 && lengths >> last.len() & 1 == 1;
        let listed = |table: &str| may_be_cut && super::is_among(table, last);
        let figure_follows = || following.first.is_numeric() || super::is_among(CURRENCIES, next);
        if listed(BEFORE_FIGURES) && figure_follows() {
            return super::is_among(UNITS, last) && self.word_before_white_space(start).1.ends_with(char::is_numeric);
        }
        if listed(TITLES) || listed(FIRMS) || listed(PLACES) || listed(LINKS) {
            // `No.` as an answer is a sentence of its own.
            return opens() || (word == "No" && start == self.first_word(sentence.start) && !figure_follows());
        }
        if listed(CLOSERS) {
            return following.opener.is_none_or(is_double_mark)
                && !super::is_among(CLOSERS, next)
                && !super::is_among(OFFICES, next);
        }
        if is_dotted(word) {
            return self.dotted_ends(start, word, following, next, opens());
        }
        let mut letters = word.chars();
        if let (Some(letter), None) = (letters.next(), letters.next())
            && letter.is_uppercase()
        {
            return self.initial_ends(start, following, next, opens());
        }
        true
    }

    /// Whether a dotted abbreviation (`S.E.`, `a.n.`, `J.P.`) ends the sentence.
    fn dotted_ends(&self, start: usize, word: &str, following: &Following, next: &str, opens: bool) -> bool {
        let next_is_dotted = next.chars().count() == 1 && self.at(following.at + 1) == Some('.');
        match word {
            "a.m" | "p.m" => !super::is_among(ZONES_AND_DAYS, next),
            "D.C" | "p.a" => true,
            _ if word.chars().all(|c| c == '.' || c.is_lowercase()) => false,
            _ if self.is_degree(start, word) => {
                !next_is_dotted
                    && following.opener.is_none()
                    && !is_degree_start(next, self.at(following.at + next.len()))
            }
            _ => opens,
        }
    }

    /// Whether the dotted `word`, which starts at `start`, is a degree: it stands behind a comma or another degree, or no
    /// initials look like it.
    fn is_degree(&self, start: usize, word: &str) -> bool {
        let previous = self.word_before_white_space(start).1;
        let known = super::is_among(DEGREES, word) || word.starts_with("Sp.");
        known
            && (previous.ends_with([',', '.'])
                || word.contains(char::is_lowercase)
                || (previous.len() > 2 && super::is_among(CLEAR_DEGREES, word)))
    }

    /// Whether a single capital letter ends the sentence: as an initial it does not.
    fn initial_ends(&self, start: usize, following: &Following, next: &str, opens: bool) -> bool {
        let (_, previous) = self.word_before_white_space(start);
        if previous.ends_with(|c: char| c.is_numeric())
            || super::is_among(FIRMS, previous)
            || super::is_among(LETTERED, super::lower(previous).as_str())
        {
            return true;
        }
        if opens || following.first.is_numeric() || following.opener.is_some_and(is_double_mark) {
            return true;
        }
        // After a name in ordinary letters a word in capitals (`PT`, `IHSG`) is no surname.
        is_capitals(next) && !(is_capitals(previous) || previous.is_empty())
    }

    /// Whether the sentence up to the stop at `position` is only a dateline: a place in capitals, or a web name, a dash
    /// and a place. A byline may stand before the web name, where the page did not part the two.
    fn is_dateline(&self, start: usize, position: usize) -> bool {
        let head = self.slice(start, position);
        if head.len() > LONGEST_DATELINE {
            return false;
        }
        // What follows `JAKARTA.` is the sentence, though `D.C.` and `ST.` belong to a place.
        let is_place = |word: &str| {
            word.starts_with(|c: char| c.is_uppercase() || is_dash(c) || c == '(')
                && (word.len() <= 4 || !word.ends_with('.'))
        };
        if super::has(head, '.') {
            let mut after_web_name = head.split_whitespace().skip_while(|word| !is_web_name(word)).skip(1).peekable();
            if after_web_name.peek().is_some_and(|word| word.starts_with(is_dash)) {
                return after_web_name.all(is_place);
            }
        }
        // What is no capital ends it soon. Where everything is in capitals, capitals tell nothing.
        let is_shouted =
            |c: char| c.is_uppercase() || c.is_whitespace() || is_dash(c) || matches!(c, '.' | ',' | '/' | '\'');
        head.chars().all(is_shouted)
            && head.split_whitespace().count() <= 4
            && head.chars().filter(|c| c.is_uppercase()).count() > 3
            && self.from(position).take(LONGEST_DATELINE).any(char::is_lowercase)
    }

    /// Whether `word`, which starts at `start`, numbers an entry of a list, and notes it.
    fn is_list_label(&self, sentence: &mut Sentence, start: usize, word: &str) -> bool {
        let at_start = start == self.first_word(sentence.start);
        let before = self.slice(self.start, start).trim_end().chars().next_back();
        if word.len() == 1 && word.starts_with(|c: char| c.is_ascii_lowercase()) {
            // What begins with a small letter did not begin a sentence of its own, so that `b.` stands behind a stop.
            return at_start || before.is_some_and(|c| is_stop(c) || matches!(c, ':' | ';'));
        }
        // A letter or Roman figure alone is no sentence.
        if at_start && (word.len() == 1 && word.starts_with(char::is_alphabetic) || is_roman(word)) {
            return true;
        }
        if word.is_empty() || word.len() > 3 || !word.bytes().all(|byte| byte.is_ascii_digit()) {
            return false;
        }
        let number = word.bytes().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
        let follows_on = number == sentence.listed + 1 && number > 1;
        let label = at_start || follows_on || number == 1 && matches!(before, Some(':' | ';' | ','));
        if label {
            sentence.listed = number;
        }
        label
    }

    /// Whether the next sentence follows the stop at `position` without the space that it should have.
    fn is_glued(&self, sentence: &Sentence, position: usize, end: usize) -> bool {
        let Some(first) = self.at(end) else { return true };
        if !first.is_uppercase() || end != position + 1 {
            return false;
        }
        let (start, word) = self.word_before(position);
        let next = self.word_from(end);
        let last = word.rsplit('.').next().unwrap_or_default();
        let ends_plainly = last.chars().count() >= 3 && last.chars().rev().take(3).all(|c| c.is_lowercase())
            || last.ends_with(['%', ')'])
            || (last.ends_with(|c: char| c.is_ascii_digit()) && start != self.first_word(sentence.start));
        let after = self.at(end + next.len());
        ends_plainly
            && !word.contains(['@', '/', ':'])
            && next.chars().nth(1).is_some_and(char::is_lowercase)
            && after.is_none_or(|c| c.is_whitespace() || c == ',')
            && !super::is_among(WEB_ENDINGS, super::lower(next).as_str())
            && !super::is_among(TITLES, word)
            && !super::is_among(PLACES, word)
    }

    /// The first character at or after `start` that can be seen.
    fn first_visible(&self, start: usize) -> Option<char> {
        self.from(start).take(LONGEST_WORD).find(|c| !c.is_whitespace())
    }

    /// The position of the first letter or digit at or after `start`.
    fn first_word(&self, start: usize) -> usize {
        let mut at = start;
        while at < start + LONGEST_WORD && !self.at(at).is_some_and(char::is_alphanumeric) {
            at = self.next(at);
        }
        at
    }

    /// The word that ends before `position`, and where it starts: back to white space, a mark or a long dash. Cut at the
    /// length of the longest word that any table holds.
    fn word_before(&self, position: usize) -> (usize, &'a str) {
        let mut start = position;
        let bytes = self.text.as_bytes();
        while position - start < LONGEST_WORD {
            let before = bytes.get(start.wrapping_sub(1)).filter(|_| start > self.start);
            if before.is_some_and(|byte| sort_of(*byte) == IN_WORD) {
                start -= 1;
                continue;
            }
            match self.before(start) {
                Some(c)
                    if !(c.is_whitespace() || is_double_mark(c) || is_opening_bracket(c) || matches!(c, '–' | '—')) =>
                {
                    start -= c.len_utf8();
                }
                _ => break,
            }
        }
        (start, self.slice(start, position))
    }

    /// As `word_before`, after white space is skipped; a comma or stop behind the word is part of it.
    fn word_before_white_space(&self, position: usize) -> (usize, &'a str) {
        let mut end = position;
        while let Some(space) = self.before(end).filter(|c| c.is_whitespace() && position - end < LONGEST_WORD) {
            end -= space.len_utf8();
        }
        self.word_before(end)
    }

    /// The letters and digits from `position` on, at most as many as the longest word in any table.
    fn word_from(&self, position: usize) -> &'a str {
        let mut end = position;
        while end < position + LONGEST_WORD && self.at(end).is_some_and(is_in_word) {
            end = self.next(end);
        }
        self.slice(position, end)
    }
}

/// The sentence that is being read.
struct Sentence {
    start: usize,
    has_words: bool,
    /// The number of the last entry of a list that was seen, 0 for none.
    listed: u32,
    /// Whether it is the first of its line.
    first: bool,
}

const BRACKETS: &[(char, char); 7] =
    &[('(', ')'), ('[', ']'), ('{', '}'), ('「', '」'), ('『', '』'), ('（', '）'), ('《', '》')];

fn ends_line(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// What [`char::is_alphanumeric`] says.
fn is_in_word(character: char) -> bool {
    if character.is_ascii() { sort_of(character as u8) == IN_WORD } else { character.is_alphanumeric() }
}

fn is_stop(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '؟' | '۔' | '।' | '॥')
        || is_wide_stop(character)
}

/// Stops of scripts that write no space behind them.
fn is_wide_stop(character: char) -> bool {
    matches!(character, '。' | '！' | '？' | '｡' | '．')
}

/// What carries a Japanese or Chinese sentence on behind a closed quotation: particles and commas.
fn continues_wide_quotation(character: char) -> bool {
    matches!(
        character,
        'と' | 'っ' | 'な' | 'の' | 'は' | 'が' | 'を' | 'に' | 'へ' | 'も' | 'で' | 'だ' | 'や' | '、' | '，'
    )
}

fn is_double_mark(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

/// Straight, curly or angled: marks of one family make a pair.
fn mark_family(character: char) -> u8 {
    match character {
        '"' | '＂' => 0,
        '«' | '»' => 1,
        _ => 2,
    }
}

fn is_single_mark(character: char) -> bool {
    matches!(character, '\'' | '‘' | '’' | '‚' | '‹' | '›' | '`')
}

fn is_corner_bracket(character: char) -> bool {
    matches!(character, '」' | '』')
}

fn is_opening_bracket(character: char) -> bool {
    BRACKETS.iter().any(|&(open, _)| open == character)
}

fn is_closing_bracket(character: char) -> bool {
    BRACKETS.iter().any(|&(_, close)| close == character)
}

fn is_dash(character: char) -> bool {
    matches!(character, '-' | '‐' | '‑' | '–' | '—' | '―')
}

/// Whether `word` is in capitals throughout and longer than an initial.
fn is_capitals(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(|c| c.is_uppercase() || c.is_numeric() || c == '.')
}

/// Whether `word` is a short Roman figure.
fn is_roman(word: &str) -> bool {
    (1..=4).contains(&word.len()) && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// Whether `word` has the form of a common word that no name has: `Penjualan`, `Kenaikan`, `Tujuannya`.
fn is_common_noun(word: &str) -> bool {
    (word.len() >= 7 && word.ends_with("nya"))
        || (word.len() >= 8 && word.ends_with("an") && (word.starts_with("Ke") || word.starts_with("Pe")))
}

/// Names that begin with a small letter and a capital, such as `iPhone` and `eFishery`.
fn is_lower_case_brand(word: &str) -> bool {
    let mut letters = word.chars();
    matches!(letters.next(), Some('e' | 'i')) && letters.next().is_some_and(char::is_uppercase)
}

/// Whether `word` is a web name in which every part is a word, such as `KONTAN.CO.ID`.
fn is_web_name(word: &str) -> bool {
    super::has(word, '.') && word.split('.').all(|part| !part.is_empty() && part.chars().all(char::is_alphanumeric))
}

/// Whether `word` consists of short parts with full stops between them, as abbreviations do and web names do not.
fn is_dotted(word: &str) -> bool {
    super::has(word, '.')
        && word.split('.').all(|part| (1..=4).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic))
}

/// Whether `word` and what follows it begin another degree.
fn is_degree_start(word: &str, after: Option<char>) -> bool {
    after == Some('.') && word.chars().count() <= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn every_word_cut_short_has_a_length_that_is_looked_for() {
        let tables = [TITLES, FIRMS, PLACES, LINKS, BEFORE_FIGURES, CLOSERS];
        for word in tables.iter().flat_map(|table| table.split_ascii_whitespace()) {
            let lengths = CUT_LENGTHS[usize::from(word.as_bytes()[0] & 31)];
            assert_eq!(lengths >> word.len() & 1, 1, "{word}");
        }
        assert_eq!(CUT_LENGTHS[usize::from(b'x' & 31)], 0, "no such word begins with x");
    }

    /// Checks a text that is one sentence.
    fn one(text: &str) {
        check(text, &[text]);
    }

    #[test]
    fn plain_sentences_end_at_their_stops() {
        check("Harga naik. Saham turun.", &["Harga naik.", "Saham turun."]);
        check("Untung? Belum tentu! Rugi…", &["Untung?", "Belum tentu!", "Rugi…"]);
        check("  Tanpa titik di akhir  ", &["Tanpa titik di akhir"]);
        check("Naik 5%. 15 emiten lain turun.", &["Naik 5%.", "15 emiten lain turun."]);
        check("Omzetnya? Rp 90 juta sebulan.", &["Omzetnya?", "Rp 90 juta sebulan."]);
        check("Yang benar saja?! Harga naik lagi.", &["Yang benar saja?!", "Harga naik lagi."]);
    }

    #[test]
    fn a_line_break_always_ends_a_sentence() {
        check(
            "Prospek kuartal depan\nLaba tumbuh.\r\n\r\nRugi susut.",
            &["Prospek kuartal depan", "Laba tumbuh.", "Rugi susut."],
        );
        check("\"Baris pertama\nbaris kedua\" tamat.", &["\"Baris pertama", "baris kedua\" tamat."]);
    }

    #[test]
    fn forms_of_firms_do_not_end_sentences() {
        check(
            "PT. Rimba Jaya Tbk. naik 2,5%. Saham lain turun.",
            &["PT. Rimba Jaya Tbk. naik 2,5%.", "Saham lain turun."],
        );
        check("Pemasoknya CV. Tirta Abadi. Nilainya kecil.", &["Pemasoknya CV. Tirta Abadi.", "Nilainya kecil."]);
        one("Laba PT Rimba Jaya Tbk. (RMBJ) naik.");
        one("Saham Corvane Inc., Oldham Corp., dan Peller Co. Ltd. menguat.");
        check(
            "Mereka membeli PT Rimba Jaya Tbk. Harganya dirahasiakan.",
            &["Mereka membeli PT Rimba Jaya Tbk.", "Harganya dirahasiakan."],
        );
        one("Corvane Inc. CEO Mara Lindqvist menolak berkomentar.");
    }

    #[test]
    fn titles_and_degrees_belong_to_names() {
        one("Menurut Prof. Dr. Ir. H. Sabar Wibisono, S.E., M.M., Ak., biaya naik.");
        check(
            "Rapat dipimpin Hj. Ratih Laksmi, S.H., M.Kn. Semua usul diterima.",
            &["Rapat dipimpin Hj. Ratih Laksmi, S.H., M.Kn.", "Semua usul diterima."],
        );
        one("Ia diperiksa dr. Anggun Maheswari, Sp.PD., di klinik.");
        one("Plt. Dirjen Pajak, Drs. Moh. Zaenal, M.Si., hadir.");
        one("Wakil Direktur J.P. Sasongko dan K.H. Abdul Malik hadir.");
        check(
            "Surat itu untuk Yth. Bpk. Darto. Ia belum membalas.",
            &["Surat itu untuk Yth. Bpk. Darto.", "Ia belum membalas."],
        );
    }

    #[test]
    fn initials_do_not_end_sentences() {
        one("A. B. Kartanegara membeli saham itu.");
        one("Direktur Utama, Yosef S. Tanujaya, optimistis.");
        one("Keterangan itu disampaikan oleh M. Fadil kemarin.");
        check(
            "Saham itu milik Yosef S. Namun, ia tidak menjualnya.",
            &["Saham itu milik Yosef S.", "Namun, ia tidak menjualnya."],
        );
        check("Saham itu milik Yosef S. Penjualan ditunda.", &["Saham itu milik Yosef S.", "Penjualan ditunda."]);
    }

    #[test]
    fn a_letter_that_is_no_initial_ends_its_sentence() {
        check("Jeruk kaya vitamin C. Buah lain tidak.", &["Jeruk kaya vitamin C.", "Buah lain tidak."]);
        check("Laba turun pada kuartal I. Utang naik.", &["Laba turun pada kuartal I.", "Utang naik."]);
        check("Nilainya Rp 5 M. Bunganya 6%.", &["Nilainya Rp 5 M.", "Bunganya 6%."]);
    }

    #[test]
    fn abbreviations_before_figures_do_not_end_sentences() {
        one("Rapat dimulai pk. 14.30 WIB tgl. 5 Mei.");
        one("Lihat hlm. 12, ps. 3, dan No. 7/2025.");
        one("Keputusan No. KEP-11/X.02/2025 berlaku.");
        one("Harganya Rp. 5.000 dengan pesanan min. 3 dan maks. Rp 2 juta.");
        one("Bunga berlaku Jan.-Mar. 2026 saja.");
        check(
            "Cum date jatuh pada 3 Nov. Dividen dibayar 9 Des. 2025.",
            &["Cum date jatuh pada 3 Nov.", "Dividen dibayar 9 Des. 2025."],
        );
        check(
            "Jalan itu sepanjang 7,5 km. 3 km di antaranya rusak.",
            &["Jalan itu sepanjang 7,5 km.", "3 km di antaranya rusak."],
        );
        check("Itu satu hal. Ada hal lain.", &["Itu satu hal.", "Ada hal lain."]);
    }

    #[test]
    fn other_abbreviations() {
        one("Rekening a.n. Budi berlaku s.d. Juni.");
        one("Beras, gula, dll. masih mahal.");
        check("Toko menjual beras, gula, dll. Harganya tetap.", &["Toko menjual beras, gula, dll.", "Harganya tetap."]);
        one("Kantornya di Jl. Melati Gg. Kenanga Kel. Sukamaju, Kab. Arjuna.");
        one("Laga Garuda vs. Elang batal.");
        check("Bunganya 6% p.a. Biaya lain tidak ada.", &["Bunganya 6% p.a.", "Biaya lain tidak ada."]);
    }

    #[test]
    fn figures_and_times_hold_together() {
        check(
            "Laba Rp 1.326.000 naik 2,68%. Pukul 09.32 WIB, saham turun ke 7.100.",
            &["Laba Rp 1.326.000 naik 2,68%.", "Pukul 09.32 WIB, saham turun ke 7.100."],
        );
        check("Harganya Rp 5.000,-. Stok habis.", &["Harganya Rp 5.000,-.", "Stok habis."]);
    }

    #[test]
    fn a_quotation_and_its_attribution_are_one_sentence() {
        one("\"Kami yakin. Laba akan naik,\" kata Direktur Utama.");
        one("\"Naik lagi?\" tanya Sari.");
        one("“Jangan menunggu!” ujar dia.");
        one("\"Kami siap.\" Ujarnya, Rabu (3/9).");
        check(
            "\"Kami yakin,\" kata Sari. \"Laba naik. Utang turun.\" Saham menguat.",
            &["\"Kami yakin,\" kata Sari.", "\"Laba naik. Utang turun.\"", "Saham menguat."],
        );
        check("Ia menjawab: \"Belum.\" Rapat ditutup.", &["Ia menjawab: \"Belum.\"", "Rapat ditutup."]);
        check("Ia berkata, 'Tunggu. Jangan jual.' Pasar diam.", &["Ia berkata, 'Tunggu. Jangan jual.'", "Pasar diam."]);
    }

    #[test]
    fn careless_quotation_marks_do_no_harm() {
        check("”Kami siap. Harga turun,” katanya. Ia pergi.", &["”Kami siap. Harga turun,” katanya.", "Ia pergi."]);
        check("\"Kami siap. Harga turun,” katanya. Ia pergi.", &["\"Kami siap. Harga turun,” katanya.", "Ia pergi."]);
        check(
            "\"Kami siap. Tidak ada tanda tutup. Ia pergi.",
            &["\"Kami siap.", "Tidak ada tanda tutup.", "Ia pergi."],
        );
        check("Kami siap,\" katanya. Ia pergi.", &["Kami siap,\" katanya.", "Ia pergi."]);
        one("\"Ada produk “Tabungan Pintar”. Banyak yang ikut,\" kata Ayu.");
        check("Bulan Jum'at. Kata Ma'ruf. Selesai.", &["Bulan Jum'at.", "Kata Ma'ruf.", "Selesai."]);
    }

    #[test]
    fn nothing_is_split_inside_brackets() {
        one("Laba naik (lihat tabel. Sumber: laporan) dan utang turun.");
        one("Kebijakan itu (benarkah?) Presiden yang memutuskan.");
        check(
            "Laba naik. (Lihat tabel. Angka sementara.) Utang turun.",
            &["Laba naik.", "(Lihat tabel. Angka sementara.)", "Utang turun."],
        );
        check("Pabrik di Jawa (Timur, dll.). Ekspor turun.", &["Pabrik di Jawa (Timur, dll.).", "Ekspor turun."]);
        check("Laba naik. (*) Utang turun.", &["Laba naik. (*)", "Utang turun."]);
        check("Sungai itu panjang.[1] Airnya jernih.[2][3]", &["Sungai itu panjang.[1]", "Airnya jernih.[2][3]"]);
        check("Laba :( turun. Utang naik.", &["Laba :( turun.", "Utang naik."]);
    }

    #[test]
    fn a_dateline_belongs_to_the_first_sentence() {
        check("KONTAN.CO.ID - JAKARTA. PT Rimba naik. Tamat.", &["KONTAN.CO.ID - JAKARTA. PT Rimba naik.", "Tamat."]);
        check(
            "KONTAN.CO.ID – Jakarta Pusat. Harga naik. Tamat.",
            &["KONTAN.CO.ID – Jakarta Pusat. Harga naik.", "Tamat."],
        );
        check(
            "KONTAN.CO.ID - WASHINGTON D.C. Harga naik. Tamat.",
            &["KONTAN.CO.ID - WASHINGTON D.C. Harga naik.", "Tamat."],
        );
        check("SURABAYA. Harga cabai naik. Tamat.", &["SURABAYA. Harga cabai naik.", "Tamat."]);
        check(
            "Sumber: Kawat | Editor: Ayu KONTAN.CO.ID - SEOUL. Won naik. Tamat.",
            &["Sumber: Kawat | Editor: Ayu KONTAN.CO.ID - SEOUL. Won naik.", "Tamat."],
        );
        check("HARGA NAIK. SAHAM TURUN.", &["HARGA NAIK.", "SAHAM TURUN."]);
    }

    #[test]
    fn web_names_hold_together() {
        check(
            "Ia menulis di Kontan.co.id. Amazon.com menjawab lewat www.contoh.example.",
            &["Ia menulis di Kontan.co.id.", "Amazon.com menjawab lewat www.contoh.example."],
        );
        one("Laporan Pasar.Com dan Kontan.Co.Id terbit.");
        one("Saham Yahoo! Nusantara naik.");
    }

    #[test]
    fn ellipses_end_sentences_only_before_a_capital() {
        one("Harga naik... lalu turun lagi.");
        check("Harga naik... Namun, pasar sepi.", &["Harga naik...", "Namun, pasar sepi."]);
        one("...Lanjutan dari kemarin.");
        one("Kursnya sekitar... 16.000 per dolar.");
    }

    #[test]
    fn list_numbers_belong_to_their_entries() {
        check(
            "1. Beras naik. 2. Gula turun. 3. Garam tetap.",
            &["1. Beras naik.", "2. Gula turun.", "3. Garam tetap."],
        );
        one("Alasannya: 1. Beras naik, 2. Gula turun, dan 3. Garam tetap.");
        one("Alasannya: (1) beras, (2) gula, 3) garam.");
        check("A. Kenaikan harga beras. B. Gula tetap.", &["A. Kenaikan harga beras.", "B. Gula tetap."]);
        check(
            "Warga dilarang: a. Menimbun beras; b. Menjual kupon. Sanksinya berat.",
            &["Warga dilarang: a. Menimbun beras; b. Menjual kupon.", "Sanksinya berat."],
        );
        check("a. Beras naik. b. Gula turun.", &["a. Beras naik. b. Gula turun."]);
        check("Hasilnya seri 1. Saham turun.", &["Hasilnya seri 1.", "Saham turun."]);
    }

    #[test]
    fn a_missing_space_is_seen() {
        check("Harga turun.Sementara itu, saham naik.", &["Harga turun.", "Sementara itu, saham naik."]);
        check("Harganya Rp 500.Stok habis.", &["Harganya Rp 500.", "Stok habis."]);
        one("Dokternya dr.Anggun dari Jl.Melati.");
    }

    #[test]
    fn harder_texts_of_the_trade() {
        check(
            "Pemimpinnya Gatot Wiranu S.E. Laba naik. Rudi Hamzah M.Si. Penelitian jalan.",
            &["Pemimpinnya Gatot Wiranu S.E.", "Laba naik.", "Rudi Hamzah M.Si.", "Penelitian jalan."],
        );
        one("Bambang S.T. Nugroho memimpin kapal MV. Sinar Laut.");
        check(
            "UU No. 11 Tahun 2020 jo. UU No. 6 Tahun 2023 berlaku. Sanksinya berat.",
            &["UU No. 11 Tahun 2020 jo. UU No. 6 Tahun 2023 berlaku.", "Sanksinya berat."],
        );
        check("Kami menggugat PT X. Perkara lain batal.", &["Kami menggugat PT X.", "Perkara lain batal."]);
        check(
            "Kantornya di Gd. Melati Lt. 5, Jl. Jend. Kartono Kav. C-10. Faks. 5554321.",
            &["Kantornya di Gd. Melati Lt. 5, Jl. Jend. Kartono Kav. C-10.", "Faks. 5554321."],
        );
        check(
            "Tumbuh 5,1% yoy. Inflasi 2,7% (yoy). Bunga 4,75% p.a. Kredit naik.",
            &["Tumbuh 5,1% yoy.", "Inflasi 2,7% (yoy).", "Bunga 4,75% p.a.", "Kredit naik."],
        );
        check(
            "Perkara No. 45/Pdt.G/2025/PN Arj.Pst. disidangkan. Hakim hadir.",
            &["Perkara No. 45/Pdt.G/2025/PN Arj.Pst. disidangkan.", "Hakim hadir."],
        );
        check(
            "Kurs: 1 US$ = Rp 16.700. 1 SGD = Rp 12.800. 5 saham naik.",
            &["Kurs: 1 US$ = Rp 16.700.", "1 SGD = Rp 12.800.", "5 saham naik."],
        );
        check(
            "Sasaran Rp 2 T. Rampung 2027. Kapasitas 100 MW. Luasnya 50 ha. Jaraknya 5 km. Selesai.",
            &["Sasaran Rp 2 T.", "Rampung 2027.", "Kapasitas 100 MW.", "Luasnya 50 ha.", "Jaraknya 5 km.", "Selesai."],
        );
        check(
            "Ia bilang \"ya\" (red.). Bukunya \"Ekonomi. Sebuah Catatan\" terbit. Analis bilang \"jual.\" Pasar diam.",
            &[
                "Ia bilang \"ya\" (red.).",
                "Bukunya \"Ekonomi. Sebuah Catatan\" terbit.",
                "Analis bilang \"jual.\"",
                "Pasar diam.",
            ],
        );
        check(
            "KONTAN.CO.ID - JAKARTA. IHSG naik. Rupiah turun.",
            &["KONTAN.CO.ID - JAKARTA. IHSG naik.", "Rupiah turun."],
        );
        check("KONTAN.CO.ID - NUSA DUA, BALI. Rapat dibuka.", &["KONTAN.CO.ID - NUSA DUA, BALI. Rapat dibuka."]);
    }

    #[test]
    fn english_reads_as_well() {
        check(
            "Mr. J. Doe of Corvane Inc. sold shares at 9 a.m. Monday. The price fell 1.5%.",
            &["Mr. J. Doe of Corvane Inc. sold shares at 9 a.m. Monday.", "The price fell 1.5%."],
        );
        check(
            "\"It works,\" she said. \"Does it? Yes.\" He left.",
            &["\"It works,\" she said.", "\"Does it? Yes.\"", "He left."],
        );
        check(
            "See Fig. 3, e.g. the U.S. Treasury vs. others. Then stop.",
            &["See Fig. 3, e.g. the U.S. Treasury vs. others.", "Then stop."],
        );
        check(
            "She left at 5 p.m. Eastern time. See Sec. 2.1. Shares rose on Sept. 17.",
            &["She left at 5 p.m. Eastern time.", "See Sec. 2.1.", "Shares rose on Sept. 17."],
        );
        check("No. We did not. No. 5 was late.", &["No.", "We did not.", "No. 5 was late."]);
        check(
            "iPhone sales rose. eFishery fell. iPhone again.",
            &["iPhone sales rose.", "eFishery fell.", "iPhone again."],
        );
    }

    #[test]
    fn other_scripts_have_stops_of_their_own() {
        check(
            "晴れた。店主は「急がない。それが大事だ」と笑った。なぜか？古いから。",
            &["晴れた。", "店主は「急がない。それが大事だ」と笑った。", "なぜか？", "古いから。"],
        );
        check("「直した。」と話す。翌日も来た。", &["「直した。」と話す。", "翌日も来た。"]);
        check("价格上涨。成交量下降！为什么？", &["价格上涨。", "成交量下降！", "为什么？"]);
        check("هل ارتفع السعر؟ نعم، بلغ 1.2 مليون. ثم هبط.", &["هل ارتفع السعر؟", "نعم، بلغ 1.2 مليون.", "ثم هبط."]);
    }

    #[test]
    fn tables_are_sorted() {
        for table in [
            TITLES,
            FIRMS,
            PLACES,
            LINKS,
            BEFORE_FIGURES,
            CLOSERS,
            DEGREES,
            CLEAR_DEGREES,
            OPENERS,
            SAYING,
            OFFICES,
            CURRENCIES,
            UNITS,
            ZONES_AND_DAYS,
            LETTERED,
            WEB_ENDINGS,
        ] {
            assert!(table.split(' ').is_sorted(), "{table:?}");
            assert!(table.split(' ').all(|word| word.chars().count() <= LONGEST_WORD));
        }
    }

    /// What holds for every text: the ranges are in order and apart, none is empty, each is trimmed, and what lies
    /// between them is white space.
    fn check_ranges(text: &str) {
        let mut end = 0;
        for range in sentences(text) {
            assert!(range.start >= end && range.end > range.start, "{range:?} after {end} in {text:?}");
            assert!(text[end..range.start].trim().is_empty(), "words lost before {range:?} in {text:?}");
            assert_eq!(text[range.clone()].trim(), &text[range.clone()], "not trimmed in {text:?}");
            end = range.end;
        }
        assert!(text[end..].trim().is_empty(), "words lost at the end of {text:?}");
    }

    #[test]
    fn every_text_is_covered_whole() {
        for text in [
            "",
            " ",
            "\n\n",
            ".",
            "...",
            "!?",
            "\"",
            "\"\"",
            "(",
            ")",
            "((((",
            "))))",
            "\" . \"",
            ". \". \". ",
            "a.\u{a0}B",
            "é. Ü",
            "A",
            "1.",
            "[1]",
            ".[",
            "。」",
            "👍. 👍",
            "\u{feff}. \u{200b}",
        ] {
            check_ranges(text);
        }
        // All short strings over the characters that the rules look at.
        const SIGNS: [&str; 12] = ["A", "b", "7", ".", " ", "\"", "(", ")", "'", "?", "。", "\n"];
        for length in 1..=4_u32 {
            for mut number in 0..SIGNS.len().pow(length) {
                let mut text = String::new();
                for _ in 0..length {
                    text.push_str(SIGNS[number % SIGNS.len()]);
                    number /= SIGNS.len();
                }
                check_ranges(&text);
            }
        }
    }

    #[test]
    fn long_strange_texts_are_covered_whole() {
        // A small generator of repeatable disorder.
        const PIECES: [&str; 24] = [
            "PT",
            "Tbk.",
            "No.",
            "S.",
            " ",
            "  ",
            ". ",
            "... ",
            "? ",
            "\" ",
            " \"",
            "“",
            "”",
            "(",
            ")",
            "KONTAN.CO.ID - ",
            "2.",
            "1.000",
            "naik",
            "Harga",
            "\n",
            "。",
            "「",
            "é",
        ];
        let mut state = 1_u32;
        for _ in 0..2_000 {
            let mut text = String::new();
            for _ in 0..40 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                text.push_str(PIECES[(state >> 16) as usize % PIECES.len()]);
            }
            check_ranges(&text);
        }
    }

    #[test]
    fn time_grows_with_the_length_alone() {
        // A quadratic step anywhere in here would be felt: minutes instead of seconds.
        for piece in [
            "A. ",
            ". ",
            "\"a. ",
            "(",
            "a.\" ",
            "(a. ",
            "' ",
            "1. ",
            " ",
            "KONTAN.CO.ID - A. ",
            "\". ",
            "[1]",
            ".[1",
            "a",
            "…",
            "-. ",
        ] {
            let text = piece.repeat(20_000);
            check_ranges(&text);
            check_ranges(&format!("{}{}", " ".repeat(20_000), text));
        }
        for piece in [".", "\"", "(", ".\"("] {
            check_ranges(&piece.repeat(1_000_000 / piece.len()));
        }
    }
}
