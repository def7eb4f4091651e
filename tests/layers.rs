//! Dependencies point one way, and only `src/web` names the browser.

#![allow(clippy::unwrap_used, clippy::panic)] // a test that can't go on has failed

use std::fs;
use std::path::{Path, PathBuf};

/// From the bottom to the top: a module may use those before it, and itself.
const ORDER: [&str; 15] = [
    "error", "text", "limits", "speak", "forest", "article", "page", "extract", "summary", "facts", "read", "stitch",
    "wire", "markdown", "library",
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            out.push(path);
        }
    }
    out.sort();
    out
}

/// The code of a file without its comments and its tests.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap().split("#[cfg(all(test").next().unwrap();
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

#[test]
fn dependencies_point_one_way() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut seen = 0;
    for path in sources(&root) {
        let inside = path.strip_prefix(&root).unwrap();
        let module =
            inside.components().next().unwrap().as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned();
        let Some(rank) = ORDER.iter().position(|name| *name == module) else { continue };
        for used in code(&path).split("crate::").skip(1) {
            // `crate::{a, b}` names several.
            let names = match used.strip_prefix('{') {
                Some(list) => list
                    .split('}')
                    .next()
                    .unwrap()
                    .split(',')
                    .map(|name| name.trim().split("::").next().unwrap().to_owned())
                    .collect(),
                None => {
                    vec![used.split(|next: char| !next.is_alphanumeric() && next != '_').next().unwrap().to_owned()]
                }
            };
            for name in names.into_iter().filter(|name| !name.is_empty()) {
                let other = ORDER.iter().position(|known| *known == name);
                let other = other.unwrap_or_else(|| {
                    panic!("{} uses crate::{name}, which stands nowhere in the order", inside.display())
                });
                assert!(other <= rank, "{} is below crate::{name} and must not use it", inside.display());
                seen += 1;
            }
        }
    }
    assert!(seen > 20, "the imports were not found");
}

#[test]
fn only_web_names_the_browser() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut in_web = 0;
    for path in sources(&root) {
        let names_browser = ["web_sys", "js_sys", "wasm_bindgen"].iter().any(|name| code(&path).contains(name));
        let is_web = path.starts_with(root.join("web"));
        assert!(is_web || !names_browser, "{} names the browser", path.display());
        in_web += usize::from(is_web && names_browser);
    }
    assert!(in_web > 0);
}

/// Names in a profile's marks that any site may use, and words that any page may say.
const GENERAL: [&str; 16] = [
    "ads",
    "adv",
    "article",
    "articleBody",
    "div",
    "editor",
    "h1",
    "iklan",
    "itemprop",
    "pagination",
    "paginations",
    "penulis",
    "section",
    "span",
    "sumber",
    "tag",
];

#[test]
fn the_engine_knows_no_site() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let is_profile = |path: &Path| path.starts_with(root.join("extract/profiles"));
    let is_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
    let mut names: Vec<String> = Vec::new();
    for path in sources(&root).into_iter().filter(|path| is_profile(path)) {
        for line in code(&path).lines() {
            // A mark is a kind and a name or two: `Class("x"), TagClass("div", "x")`.
            for mark in ["Class(", "ClassPrefix(", "TagClass(", "Id(", "IdPrefix(", "HasAttribute(", "Attribute("] {
                for found in line.split(mark).skip(1) {
                    let inside = found.split(')').next().unwrap();
                    names
                        .extend(inside.split('"').skip(1).step_by(2).map(|name| name.trim_end_matches('-').to_owned()));
                }
            }
        }
    }
    names.retain(|name| !GENERAL.contains(&name.as_str()));
    names.extend(["kontan".to_owned(), "momsmoney".to_owned()]);
    assert!(names.len() > 40, "the marks were not found: {names:?}");
    for path in sources(&root).into_iter().filter(|path| !is_profile(path)) {
        let text = code(&path);
        for word in text.split(|letter| !is_word(letter)) {
            assert!(!names.iter().any(|name| name == word), "{} knows \"{word}\"", path.display());
        }
        for word in ["kontan.co.id", "momsmoney", "tmpt-desk", "detail-desk", "artikel__", "jdl_dtl"] {
            assert!(!text.to_lowercase().contains(word), "{} knows \"{word}\"", path.display());
        }
    }
}
