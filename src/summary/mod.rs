//! Sentences of an article that stand for the whole of it. Nothing is generated: a summary only quotes.

use std::ops::Range;

use crate::article::{Article, Block};
use crate::text::{count_words, sentence};

/// Sentences in the order of the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The sentences; empty when there is nothing to quote.
    pub sentences: Vec<Sentence>,
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

/// The editors whose summaries we learn from use about sixty words.
const STANDARD_WORDS: usize = 60;

/// The lead of `article`: whole sentences from its paragraphs until about sixty words are reached.
///
/// A sentence that would carry the summary further past sixty words than it now falls short of them is left out, and the
/// summary ends there: skipping it would tear the lead apart.
pub fn summarize(article: &Article) -> Summary {
    let mut sentences = Vec::new();
    let mut words = 0;
    for (index, block) in article.blocks.iter().enumerate() {
        let Block::Paragraph(paragraph) = block else { continue };
        for Range { start, end } in sentence::sentences(&paragraph.text) {
            let Some(text) = paragraph.text.get(start..end) else { continue };
            let more = count_words(text);
            if words > 0
                && words + more > STANDARD_WORDS
                && words + more - STANDARD_WORDS > STANDARD_WORDS.saturating_sub(words)
            {
                return Summary { sentences };
            }
            words += more;
            sentences.push(Sentence { text: text.to_owned(), block: index, start, end });
            if words >= STANDARD_WORDS {
                return Summary { sentences };
            }
        }
    }
    Summary { sentences }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(paragraphs: &[&str]) -> Article {
        Article {
            blocks: paragraphs.iter().map(|text| Block::Paragraph((*text).into())).collect(),
            ..Article::default()
        }
    }

    #[test]
    fn the_lead_is_quoted_whole_until_sixty_words() {
        let twenty = "Satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas kata lagi supaya genap dua puluh kata semuanya ada.";
        let article = article(&[twenty, twenty, twenty, twenty]);
        let summary = summarize(&article);
        assert_eq!(summary.sentences.len(), 3);
        for sentence in &summary.sentences {
            let text = article.blocks.get(sentence.block).map(Block::text).unwrap_or_default();
            assert_eq!(text.get(sentence.start..sentence.end), Some(sentence.text.as_str()));
        }
    }

    #[test]
    fn an_article_without_paragraphs_has_no_summary() {
        assert_eq!(summarize(&Article::default()), Summary::default());
    }
}
