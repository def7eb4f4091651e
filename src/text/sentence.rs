//! Sentences.
/// Placeholder until the splitter is in.
pub fn sentences(text: &str) -> Vec<std::ops::Range<usize>> {
    vec![0..text.len()]
}
