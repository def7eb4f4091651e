//! Sentences of an article that stand for the whole of it. Nothing is generated: a summary only quotes.
//!
//! [`material`] says which sentences may be quoted, [`features`] describes each in numbers, [`choice`] finds the sets of
//! them that promise most. What is best was learnt from the summaries of editors; `cargo xtask train summary` makes the
//! weights again.

mod choice;
mod features;
mod lexicon;
mod material;
#[cfg(feature = "cli")]
pub mod study;

use choice::{Length, Pool, Set};
use features::Survey;

use crate::article::{Article, Block, Sentences};
use crate::forest::Forest;

/// Sentences in the order of the article, in three lengths; each holds the shorter ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The summary of about sixty words; empty when there is nothing to quote.
    pub sentences: Vec<Sentence>,
    /// Which of `sentences` make one of about thirty words.
    pub short: Vec<usize>,
    /// All sentences of the one of about 110 words.
    pub long: Vec<Sentence>,
    /// Why there is none.
    pub reason: Option<Reason>,
}

/// One sentence, word for word as it stands in the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its words.
    pub text: String,
    /// The index of its block.
    pub block: usize,
    /// Its first byte in the block's text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// Why an article has no summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Most of it is a list or a table.
    List,
    /// It has no sentence that can stand alone.
    NoSentences,
    /// It is no longer than a summary.
    TooShort,
}

impl Reason {
    /// A name that never changes. The shell looks up its own words for it.
    pub fn code(self) -> &'static str {
        match self {
            Reason::List => "list",
            Reason::NoSentences => "no-sentences",
            Reason::TooShort => "too-short",
        }
    }
}

/// The lengths; the words of the standard one are those of the summaries that we learn from.
const SHORT: Length = Length { words: 30, most: 45, sentences: 3, shift: -1.0 };
const STANDARD: Length = Length { words: 60, most: 75, sentences: 6, shift: 0.0 };
const LONG: Length = Length { words: 110, most: 130, sentences: 10, shift: 1.5 };

/// The summary of `article`, which has these `sentences`.
pub fn summarize(article: &Article, sentences: &Sentences) -> Summary {
    let (sentences, opening) = material::of(article, sentences);
    let may = || sentences.iter().filter(|sentence| !sentence.is_barred);
    let words: usize = may().map(|sentence| sentence.words).sum();
    if words <= STANDARD.words {
        let listed = article.blocks.iter().filter(|block| matches!(block, Block::List { .. } | Block::Table { .. }));
        let listed: usize = listed.map(|block| crate::text::count_words(&block.text())).sum();
        let reason = match words {
            _ if listed > words => Reason::List,
            0 => Reason::NoSentences,
            _ => Reason::TooShort,
        };
        return Summary { reason: Some(reason), ..Summary::default() };
    }
    let survey = Survey::new(&article.title, &sentences, opening);
    let odds = odds(&survey);
    let pool = Pool::new(&survey, &odds, choice::NARROW);
    let Some(standard) = chosen(&pool) else { return Summary::default() };
    let quoted = |index: &usize| {
        sentences.get(*index).map(|sentence| Sentence {
            text: sentence.text.to_owned(),
            block: sentence.block,
            start: sentence.start,
            end: sentence.start + sentence.text.len(),
        })
    };
    let members = pool.members(&standard);
    let short = pool.members(&shorter(&pool, &standard));
    let long = pool.members(&longer(&pool, &standard));
    Summary {
        sentences: members.iter().filter_map(quoted).collect(),
        short: (0..members.len()).filter(|at| members.get(*at).is_some_and(|index| short.contains(index))).collect(),
        long: long.iter().filter_map(quoted).collect(),
        reason: None,
    }
}

/// The forest that says of a sentence how likely an editor would have taken it.
const SENTENCES: Option<Forest> = Forest::new(include_bytes!("sentences.forest"));
/// The forest that says of a set of sentences how good it is beside the others.
const SETS: Option<Forest> = Forest::new(include_bytes!("sets.forest"));

/// The odds of every sentence, as logarithm.
fn odds(survey: &Survey) -> Vec<f32> {
    let Some(forest) = SENTENCES.filter(|forest| forest.features() == features::COUNT) else {
        return vec![0.0; survey.said.len()];
    };
    let rows = survey.rows();
    let asked: Vec<&[f32]> = rows.iter().map(|row| row.as_slice()).collect();
    forest.scores(&asked)
}

/// The sentences that stand best for the whole.
fn chosen(pool: &Pool) -> Option<Set> {
    let sets = pool.sets(&STANDARD, 0, u32::MAX);
    let mut best = sets.first();
    if let Some(forest) = SETS.filter(|forest| forest.features() == choice::COUNT) {
        let mut most = f32::MIN;
        let rows = pool.rows(&sets);
        let asked: Vec<&[f32]> = rows.iter().map(|row| row.as_slice()).collect();
        for (set, score) in sets.iter().zip(forest.scores(&asked)) {
            if score > most {
                (best, most) = (Some(set), score);
            }
        }
    }
    best.copied()
}

/// The best part of `standard`, with its first sentence, which says who and what the others are about.
fn shorter(pool: &Pool, standard: &Set) -> Set {
    first_sound(pool, &pool.sets(&SHORT, standard.mask & standard.mask.wrapping_neg(), standard.mask))
        .unwrap_or(*standard)
}

/// The best set that goes on from `standard`.
fn longer(pool: &Pool, standard: &Set) -> Set {
    first_sound(pool, &pool.sets(&LONG, standard.mask, u32::MAX)).unwrap_or(*standard)
}

/// The best of sets none of whose sentences leans on what is left out; where all do, the best.
fn first_sound(pool: &Pool, sets: &[Set]) -> Option<Set> {
    sets.iter().find(|set| pool.is_sound(set)).or(sets.first()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Item;
    use crate::text::count_words;

    fn article(title: &str, paragraphs: &[&str]) -> Article {
        Article {
            title: title.to_owned(),
            blocks: paragraphs.iter().map(|text| Block::Paragraph((*text).into())).collect(),
            ..Article::default()
        }
    }

    const LEAD: &str = "PT Nusa Tirta Tbk membukukan laba bersih Rp 1,2 triliun pada semester pertama tahun ini, naik 18% \
        dari periode yang sama tahun lalu. Kenaikan itu ditopang penjualan air minum kemasan di luar Jawa.";
    const QUOTATION: &str = "“Kami bersyukur atas hasil ini. Kerja keras semua pihak membuahkan hasil,” kata Direktur \
        Utama Nusa Tirta Sari Wulandari, Senin (3/8).";
    const PLAN: &str = "Perusahaan akan membangun dua pabrik di Makassar dan Medan dengan belanja modal Rp 900 miliar. \
        Kedua pabrik itu ditargetkan mulai berproduksi pada awal tahun depan.";
    const MARKET: &str = "Analis Sekuritas Lontar Bagas Pranoto menilai saham Nusa Tirta masih menarik. Ia memasang \
        target harga Rp 2.450 per saham untuk dua belas bulan ke depan.";
    const PAST: &str = "Sebelumnya, perusahaan menutup satu pabrik tua di Cirebon. Penutupan itu mengurangi beban \
        penyusutan sekitar Rp 40 miliar setahun. Pada penutupan perdagangan, saham perusahaan naik 2,1%.";

    /// What must be true of every summary.
    fn prove(article: &Article, summary: &Summary) {
        let is_quoted = |sentence: &Sentence| {
            let block = article.blocks.get(sentence.block).map(Block::text).unwrap_or_default();
            assert_eq!(block.get(sentence.start..sentence.end), Some(sentence.text.as_str()));
            assert!(matches!(article.blocks.get(sentence.block), Some(Block::Paragraph(_))), "{sentence:?}");
            assert!(!sentence.text.ends_with(':') && sentence.text.trim() == sentence.text, "{sentence:?}");
            assert_eq!(sentence.text.matches(['“', '„', '”', '«', '»', '"']).count() % 2, 0, "{sentence:?}");
        };
        summary.long.iter().for_each(is_quoted);
        assert!(summary.long.windows(2).all(|two| match two {
            [one, other] => (one.block, one.end) <= (other.block, other.start),
            _ => true,
        }));
        assert!(summary.sentences.iter().all(|sentence| summary.long.contains(sentence)));
        assert!(summary.short.iter().all(|at| *at < summary.sentences.len()));
        assert!(summary.short.windows(2).all(|two| two.first() < two.last()));
        assert_eq!(summary.sentences.is_empty(), summary.long.is_empty());
        assert_eq!(summary.sentences.is_empty(), summary.short.is_empty());
        assert_eq!(summary.sentences.is_empty(), summary.reason.is_some());
    }

    #[test]
    fn a_summary_quotes_what_an_article_is_about() {
        let article = article("Laba Nusa Tirta naik 18% pada semester I", &[LEAD, QUOTATION, PLAN, MARKET, PAST]);
        let summary = summarize(&article, &article.sentences());
        prove(&article, &summary);
        let words = |sentences: &mut dyn Iterator<Item = &Sentence>| sentences.map(|one| count_words(&one.text)).sum();
        let short: usize = words(&mut summary.short.iter().filter_map(|at| summary.sentences.get(*at)));
        let standard: usize = words(&mut summary.sentences.iter());
        let long: usize = words(&mut summary.long.iter());
        assert!((20..=45).contains(&short) && (45..=75).contains(&standard) && (80..=130).contains(&long));
        assert!(summary.sentences.first().is_some_and(|first| LEAD.starts_with(&first.text)));
        assert!(summary.sentences.iter().all(|sentence| sentence.block != 1), "editors leave such quotations out");
    }

    #[test]
    fn a_dateline_is_not_quoted() {
        let lead = format!("Surabaya, Kantor Warta -- {LEAD}");
        let article = article("Laba Nusa Tirta naik 18%", &[&lead, PLAN, MARKET, PAST]);
        let summary = summarize(&article, &article.sentences());
        prove(&article, &summary);
        assert!(summary.sentences.first().is_some_and(|first| first.text.starts_with("PT Nusa Tirta")));
    }

    #[test]
    fn what_has_no_summary_says_why() {
        let reason = |article: &Article| {
            let summary = summarize(article, &article.sentences());
            prove(article, &summary);
            summary.reason.map(Reason::code)
        };
        assert_eq!(reason(&Article::default()), Some("no-sentences"));
        assert_eq!(reason(&article("Laba", &[LEAD])), Some("too-short"));
        assert_eq!(reason(&article("Laba", &["Laba Bank Nusa", "Editor: Sari", "10.30 WIB"])), Some("no-sentences"));
        let item =
            |number: usize| Item { level: 0, text: format!("Bank ke-{number} dengan laba naik").as_str().into() };
        let mut list = article("Daftar laba bank", &["Berikut daftar laba bank tahun ini:"]);
        list.blocks.push(Block::List { ordered: true, items: (0..20).map(item).collect() });
        assert_eq!(reason(&list), Some("list"));
        let mut quotes = article("Surat", &[]);
        quotes.blocks = [LEAD, PLAN, MARKET].map(|text| Block::Quote(text.into())).into();
        assert_eq!(reason(&quotes), Some("no-sentences"));
    }

    #[test]
    fn other_languages_and_scripts_have_summaries_too() {
        let english = "The bank said on Monday that its net profit rose by a fifth in the first half of the year. It will open \
            three branches in the east of the country before the end of December.";
        let chinese = "印尼银行周一宣布上半年净利润增长两成。该行计划在年底前在东部地区开设三家新分行。分析师认为其股价仍有上涨空间。";
        let arabic = "قال البنك يوم الاثنين إن صافي أرباحه ارتفع بنسبة عشرين في المئة خلال النصف الأول من العام. وسيفتتح ثلاثة فروع جديدة قبل نهاية العام.";
        for text in [english, chinese, arabic] {
            let last =
                text.replace("20", "21") + " " + text.get(..text.find(['.', '。']).unwrap_or(0)).unwrap_or_default();
            let article = article("", &[text, &last.replace('.', "!").replace('。', "！"), LEAD, PLAN]);
            let summary = summarize(&article, &article.sentences());
            prove(&article, &summary);
            assert_eq!(summary.reason, None);
        }
    }

    #[test]
    fn every_word_of_a_summary_stands_in_the_article_however_odd_that_is() {
        const PARTS: [&str; 18] = [
            LEAD,
            QUOTATION,
            PLAN,
            MARKET,
            PAST,
            "“Tanda ini tidak ditutup. ",
            "Dua\" tanda\" lurus\". ",
            "銀行の利益が増えた。",
            "🙂 ‘satu’ ’ ",
            "Baca juga: Laba naik. ",
            " : ",
            "a. b. c. ",
            "Berikut daftarnya:",
            "\u{200f}ريال واحد. ",
            "\n",
            "Rp 1.234,56 miliar (3/8). ",
            "Satu - Dua -- Tiga – Empat. ",
            "»Ja«, «non» ",
        ];
        // A plain linear congruence: the same odd articles every time.
        let mut state = 7_u64;
        let mut draw = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        let mut summaries = 0;
        for _ in 0..400 {
            let mut odd = Article::default();
            for _ in 0..draw(12) {
                let mut text = String::new();
                for _ in 0..draw(5) {
                    text.push_str(PARTS.get(draw(PARTS.len())).copied().unwrap_or_default());
                    text.push_str(if draw(3) > 0 { " " } else { "" });
                }
                odd.blocks.push(match draw(8) {
                    0 => Block::Quote(text.as_str().into()),
                    1 => Block::Heading { level: 2, text: text.as_str().into() },
                    2 => Block::List { ordered: false, items: vec![Item { level: 0, text: text.as_str().into() }] },
                    _ => Block::Paragraph(text.as_str().into()),
                });
            }
            odd.title = PARTS.get(draw(PARTS.len())).copied().unwrap_or_default().to_owned();
            let summary = summarize(&odd, &odd.sentences());
            prove(&odd, &summary);
            assert_eq!(summary, summarize(&odd, &odd.sentences()));
            summaries += usize::from(!summary.sentences.is_empty());
        }
        assert!(summaries > 100, "{summaries}");
    }

    #[test]
    fn an_article_without_end_is_read_as_far_as_a_summary_needs() {
        let paragraphs: Vec<String> =
            (0..2_000).map(|number| format!("{LEAD} Catatan {number} ada di sini. {PLAN}")).collect();
        let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
        let article = article("Laba Nusa Tirta", &paragraphs);
        prove(&article, &summarize(&article, &article.sentences()));
    }

    #[test]
    fn the_weights_fit_the_features() {
        let features = |forest: Option<Forest>| forest.map(|forest| forest.features());
        assert_eq!(features(SENTENCES), Some(features::COUNT));
        assert_eq!(features(SETS), Some(choice::COUNT));
    }
}
