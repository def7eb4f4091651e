//! The summary of texts whose sentences are known, and the numbers that its forests are trained on.

use serde_json::{Value, json};

use super::choice::{self, Pool};
use super::features::{self, Survey};
use super::{material, odds};

/// The summary of `{"id", "title", "paragraphs": [["sentence", …], …]}` as `{"id", "picked": [index, …], "summary":
/// ["sentence", …]}`; an index counts sentences over all paragraphs. `words`: how long it is to be, one of the three
/// lengths.
pub fn summarized(row: &Value, words: usize) -> Value {
    let paragraphs = paragraphs(row);
    let (sentences, opening) = material::given(title(row), &paragraphs);
    let survey = Survey::new(title(row), &sentences, opening);
    let odds = odds(&survey);
    let pool = Pool::new(&survey, &odds);
    let standard = super::chosen(&pool);
    let set = match words {
        ..45 => standard.map(|set| super::shorter(&pool, &set)),
        85.. => standard.map(|set| super::longer(&pool, &set)),
        _ => standard,
    };
    let picked = set.map_or(Vec::new(), |set| pool.members(&set));
    let quoted: Vec<&str> = picked.iter().filter_map(|index| sentences.get(*index)).map(|one| one.text).collect();
    json!({"id": row["id"], "picked": picked, "summary": quoted})
}

/// The sentences of such a text with their numbers; where it says `"odds"`, the sets that are best by them.
pub fn studied(row: &Value) -> Value {
    let paragraphs = paragraphs(row);
    let (sentences, opening) = material::given(title(row), &paragraphs);
    let survey = Survey::new(title(row), &sentences, opening);
    let Some(odds) = row["odds"].as_array() else {
        let texts: Vec<&str> = sentences.iter().map(|sentence| sentence.text).collect();
        let barred: Vec<bool> = sentences.iter().map(|sentence| sentence.is_barred).collect();
        let rows: Vec<Vec<f32>> = survey.rows().iter().map(|row| row.to_vec()).collect();
        return json!({"id": row["id"], "names": features::names(), "texts": texts, "barred": barred, "rows": rows});
    };
    let odds: Vec<f32> = odds.iter().map(|odds| odds.as_f64().unwrap_or(0.0) as f32).collect();
    let pool = Pool::new(&survey, &odds);
    let sets = pool.sets(&super::STANDARD, 0, u32::MAX);
    let members: Vec<Vec<usize>> = sets.iter().map(|set| pool.members(set)).collect();
    let rows: Vec<Vec<f32>> = pool.rows(&sets).iter().map(|row| row.to_vec()).collect();
    json!({"id": row["id"], "names": choice::NAMES.to_vec(), "sets": members, "rows": rows})
}

fn title(row: &Value) -> &str {
    row["title"].as_str().unwrap_or_default()
}

fn paragraphs(row: &Value) -> Vec<Vec<String>> {
    let sentences = |paragraph: &Value| -> Vec<String> {
        paragraph.as_array().into_iter().flatten().filter_map(|one| one.as_str()).map(str::to_owned).collect()
    };
    row["paragraphs"].as_array().into_iter().flatten().map(sentences).collect()
}
