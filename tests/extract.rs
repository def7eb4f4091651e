//! Every page in `tests/pages` reads as its `want.json` says. `cargo xtask bless` rewrites them; the difference is
//! reviewed like code.

#![allow(clippy::unwrap_used, clippy::panic)] // a test that can't go on has failed

use std::fs;
use std::path::{Path, PathBuf};

use saring::extract::Options;
use saring::page::Page;
use saring::page::parsed::Parsed;
use saring::page::tree::Tree;
use saring::read::read;
use saring::wire::{self, Unit};
use serde_json::Value;

fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let folders = |path: &Path| -> Vec<PathBuf> {
        let mut found: Vec<PathBuf> =
            fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
        found.sort();
        found
    };
    folders(&root).iter().flat_map(|site| folders(site)).filter(|page| page.join("page.html").exists()).collect()
}

fn reading(page: &Path, profiles: bool) -> Value {
    let markup = fs::read_to_string(page.join("page.html")).unwrap();
    let case: Value = serde_json::from_str(&fs::read_to_string(page.join("case.json")).unwrap()).unwrap();
    let url = case.get("url").and_then(Value::as_str).unwrap();
    let reading =
        wire::reading(read(&Parsed::new(&markup, url), &Options { profiles, ..Options::default() }), Unit::Characters);
    serde_json::to_value(reading).unwrap()
}

/// What a page's `want.json` says: all but the facts, which have tables of their own beside the code that finds them.
fn wanted(page: &Path) -> Value {
    let mut reading = reading(page, true);
    reading.as_object_mut().unwrap().remove("facts");
    reading
}

fn name(page: &Path) -> String {
    page.components()
        .rev()
        .take(2)
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect::<Vec<_>>()
        .join("/")
}

#[test]
fn every_page_reads_as_wanted() {
    let bless = std::env::var_os("SARING_BLESS").is_some();
    let mut wrong = Vec::new();
    let pages = pages();
    assert!(pages.len() > 15, "the fixtures are missing");
    for page in pages {
        let got = wanted(&page);
        let file = page.join("want.json");
        if bless {
            fs::write(&file, format!("{}\n", serde_json::to_string_pretty(&got).unwrap())).unwrap();
            continue;
        }
        let want: Value =
            fs::read_to_string(&file).ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        if want != got {
            let keys = got
                .as_object()
                .unwrap()
                .iter()
                .filter(|(key, value)| want.get(key.as_str()) != Some(value))
                .map(|(key, _)| key.as_str());
            wrong.push(format!("{}: {}", name(&page), keys.collect::<Vec<_>>().join(", ")));
        }
    }
    assert!(wrong.is_empty(), "these pages read otherwise than their want.json:\n{}", wrong.join("\n"));
}

#[test]
fn the_summary_is_quoted_from_the_blocks_it_names() {
    let mut sentences = 0;
    for page in pages() {
        let reading = reading(&page, true);
        for sentence in reading["summary"]["sentences"].as_array().unwrap() {
            let block = &reading["blocks"][sentence["block"].as_u64().unwrap() as usize]["text"];
            let (start, end) =
                (sentence["start"].as_u64().unwrap() as usize, sentence["end"].as_u64().unwrap() as usize);
            let quoted: String = block.as_str().unwrap().chars().skip(start).take(end - start).collect();
            assert_eq!(sentence["text"].as_str(), Some(quoted.as_str()), "{}", name(&page));
            sentences += 1;
        }
    }
    assert!(sentences > 20);
}

#[test]
fn facts_are_quoted_from_the_blocks_they_name() {
    let mut facts = 0;
    for page in pages() {
        let reading = reading(&page, true);
        let mut ranks = Vec::new();
        for fact in reading["facts"].as_array().unwrap() {
            let block = reading["blocks"][fact["block"].as_u64().unwrap() as usize]["text"].as_str().unwrap();
            let place = |value: &Value, key: &str| value[key].as_u64().unwrap() as usize;
            let (start, end) = (place(fact, "start"), place(fact, "end"));
            let quoted: String = block.chars().skip(start).take(end - start).collect();
            assert_eq!(fact["text"].as_str(), Some(quoted.as_str()), "{}", name(&page));
            assert!(place(&fact["sentence"], "start") <= start, "{}: {fact}", name(&page));
            assert!(!fact["value"].as_object().unwrap().is_empty(), "{}: {fact}", name(&page));
            ranks.extend(fact["key"].as_u64());
            facts += 1;
        }
        ranks.sort_unstable();
        assert!(ranks.len() <= 8 && ranks.iter().copied().eq(1..=ranks.len() as u64), "{}: {ranks:?}", name(&page));
    }
    assert!(facts > 100, "{facts}");
}

/// All words of blocks with what stands under pictures and over tables.
fn words_of(blocks: &Value, words: &mut Vec<String>) {
    let mut add = |value: &Value| {
        words.extend(value.as_str().unwrap_or_default().split_whitespace().map(str::to_owned));
    };
    for block in blocks.as_array().unwrap() {
        let image = &block["image"];
        if image.is_object() {
            add(&image["caption"]);
            add(&image["credit"]);
        } else {
            add(&block["text"]);
            add(&block["caption"]);
        }
    }
}

#[test]
fn nothing_is_taken_out_of_a_marked_body_without_a_trace() {
    const BODIES: &str = "[itemprop=articleBody], div.ctn, article.col-12, .tmpl-article";
    // Marks are no words, and what only says that a caption or a credit follows goes with it.
    let is_word = |word: &&str| word.contains(char::is_alphanumeric) && !["Foto:", "ILUSTRASI."].contains(word);
    let bare = |word: &str| word.trim_matches(|edge: char| !edge.is_alphanumeric()).to_owned();
    let mut checked = 0;
    for page in pages() {
        let reading = reading(&page, true);
        if reading["profile"].is_null() {
            continue;
        }
        let markup = fs::read_to_string(page.join("page.html")).unwrap();
        let document = Parsed::new(&markup, "");
        let mut tree = Tree::default();
        document.copy(&document.first(BODIES).unwrap(), &mut tree);
        let mut kept = Vec::new();
        words_of(&reading["blocks"], &mut kept);
        for removal in reading["trace"].as_array().unwrap() {
            words_of(&removal["blocks"], &mut kept);
        }
        let mut kept: Vec<String> = kept.iter().map(|word| bare(word)).collect();
        for word in tree.all_text(0).split_whitespace().filter(is_word).map(bare) {
            let at = kept.iter().position(|other| *other == word);
            assert!(at.is_some(), "{}: {word} is gone", name(&page));
            kept.swap_remove(at.unwrap());
        }
        checked += 1;
    }
    assert!(checked > 12);
}

#[test]
fn the_judge_leaves_nothing_without_a_trace() {
    let mut articles = 0;
    for page in pages() {
        let got = reading(&page, false);
        if got["kind"] != "article" {
            continue;
        }
        articles += 1;
        let mut kept = Vec::new();
        words_of(&got["blocks"], &mut kept);
        for removal in got["trace"].as_array().unwrap() {
            words_of(&removal["blocks"], &mut kept);
        }
        let markup = fs::read_to_string(page.join("page.html")).unwrap();
        let pieces = saring::extract::study(&Parsed::new(&markup, got["url"].as_str().unwrap()));
        let bare = |word: &str| word.trim_matches(|edge: char| !edge.is_alphanumeric()).to_owned();
        let words = pieces.iter().filter(|piece| piece.is_text).flat_map(|piece| piece.text.split_whitespace());
        let mut missing: Vec<String> = words.map(bare).filter(|word| !word.is_empty()).collect();
        for word in kept.iter().map(|word| bare(word)) {
            if let Some(found) = missing.iter().position(|other| *other == word) {
                missing.swap_remove(found);
            }
        }
        assert!(missing.is_empty(), "{}: gone without a trace: {missing:?}", name(&page));
    }
    assert!(articles > 20, "the fixtures are missing");
}

#[test]
fn every_address_is_http() {
    fn walk(value: &Value, page: &str) {
        match value {
            Value::Object(object) => {
                for (key, value) in object {
                    if let (true, Some(address)) =
                        (["src", "href", "url", "next", "all"].contains(&key.as_str()), value.as_str())
                    {
                        assert!(
                            address.starts_with("https://") || address.starts_with("http://"),
                            "{page}: {key} is {address}"
                        );
                    }
                    walk(value, page);
                }
            }
            Value::Array(values) => values.iter().for_each(|value| walk(value, page)),
            _ => {}
        }
    }
    for page in pages() {
        walk(&reading(&page, true), &name(&page));
    }
}

#[test]
fn reading_twice_gives_the_same() {
    for page in pages() {
        for profiles in [true, false] {
            assert_eq!(reading(&page, profiles), reading(&page, profiles), "{}", name(&page));
        }
    }
}
