//! What `cargo xtask bench digest` asks besides what ships: the summary and the facts of an article, again and again.

use wasm_bindgen::prelude::*;

use crate::article::Article;
use crate::{facts, summary};

/// An article that was read, to be digested.
#[wasm_bindgen]
pub struct Digest(Article);

#[wasm_bindgen]
impl Digest {
    /// Reads the article of `document`.
    #[wasm_bindgen(constructor)]
    pub fn new(document: &web_sys::Document) -> Result<Digest, JsValue> {
        Ok(Digest(super::reading::core_reading(document, JsValue::UNDEFINED)?.extraction.article))
    }

    /// How many words it has.
    pub fn words(&self) -> usize {
        self.0.words()
    }

    /// Summarises it, finds its facts and ranks them: how many sentences and facts there are.
    pub fn run(&self) -> usize {
        let sentences = self.0.sentences();
        let summary = summary::summarize(&self.0, &sentences);
        let facts = facts::facts(&self.0, &sentences);
        let key = facts::key(&facts, &self.0, &summary);
        summary.sentences.len() + facts.len() + key.len()
    }

    /// Its sentences, a line each.
    pub fn sentences(&self) -> String {
        let spans = self.0.sentences();
        let mut lines = Vec::new();
        for (index, block) in self.0.blocks.iter().enumerate() {
            let text = block.text();
            let of = |span: &std::ops::Range<usize>| text.get(span.clone()).map(|line| line.replace('\n', " "));
            lines.extend(spans.of(index).iter().filter_map(of));
        }
        crate::text::join(lines, "\n")
    }
}
