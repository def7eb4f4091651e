//! The pages of an article become one article: the fixtures that are several pages of one, in every order.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::panic)] // a test that can't go on has failed

use std::fs;
use std::path::{Path, PathBuf};

use saring::extract::Options;
use saring::limits::Clock;
use saring::page::parsed::Parsed;
use saring::read::{Reading, read};
use saring::stitch::Stitch;
use saring::wire::{self, Unit};
use serde_json::Value;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages").join(name)
}

fn page(name: &str) -> Reading {
    let markup = fs::read_to_string(folder(name).join("page.html")).unwrap();
    let case: Value = serde_json::from_str(&fs::read_to_string(folder(name).join("case.json")).unwrap()).unwrap();
    read(&Parsed::new(&markup, case["url"].as_str().unwrap()), &Options::default())
}

fn stitched(names: &[&str]) -> Value {
    let mut stitch = Stitch::new(&page(names[0])).unwrap();
    for name in &names[1..] {
        assert_eq!(stitch.add(page(name)), Ok(()), "{name}");
    }
    serde_json::to_value(wire::reading(stitch.reading(Clock::default()), Unit::Characters)).unwrap()
}

/// What a reader sees of the text, one line a block.
fn lines(reading: &Value) -> Vec<&str> {
    reading["blocks"].as_array().unwrap().iter().map(|block| block["text"].as_str().unwrap()).collect()
}

#[test]
fn three_pages_read_as_the_site_joins_them() {
    let pages = ["kontan/desk-paged", "kontan/desk-paged-2", "kontan/desk-paged-3"];
    let all: Value =
        serde_json::from_str(&fs::read_to_string(folder("kontan/desk-paged-all").join("want.json")).unwrap()).unwrap();
    for order in [[0, 1, 2], [1, 2, 0], [2, 1, 0]] {
        let whole = stitched(&order.map(|index| pages[index]));
        assert_eq!(whole["pages"], Value::Null);
        for key in
            ["title", "canonical", "byline", "published", "dateline", "lead_image", "tags", "text", "words", "minutes"]
        {
            assert_eq!(whole[key], all[key], "{key}");
        }
        assert_eq!(whole["summary"], all["summary"]);
        let related: Vec<_> = whole["related"].as_array().unwrap().iter().map(|related| &related["title"]).collect();
        assert_eq!(
            related,
            ["Gudang Berpendingin Mulai Langka di Surabaya", "Pembuat Kaca Menambah Tungku di Cikampek"]
        );
    }
    let at_once = stitched(&["kontan/desk-paged-2", "kontan/desk-paged-all"]);
    assert_eq!(at_once["pages"], Value::Null);
    assert_eq!(at_once["text"], all["text"]);
}

#[test]
fn a_gap_is_named_with_its_place() {
    let whole = stitched(&["kontan/desk-paged", "kontan/desk-paged-3"]);
    let missing = whole["pages"]["missing"].as_array().unwrap();
    assert_eq!(missing.len(), 1);
    let after = missing[0]["after"].as_u64().unwrap() as usize;
    assert_eq!(missing[0]["page"], 2);
    assert!(lines(&whole)[after].starts_with("Sagara Utara memilih"));
    assert_eq!(lines(&whole)[after + 1], "7. Kawasan Batu Ampar Timur");
}

#[test]
fn what_every_page_repeats_is_read_once() {
    for order in [["", "-2", "-3"], ["-3", "", "-2"]] {
        let names = order.map(|page| format!("generic/paged{page}"));
        let whole = stitched(&names.each_ref().map(String::as_str));
        let openings: Vec<String> =
            lines(&whole).iter().map(|line| line.split(' ').take(3).collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(
            openings,
            [
                "Panen robusta di",
                "Kelompok Tani Argo",
                "“Gudang kami penuh,",
                "Harga di tingkat",
                "Harga biji kering",
                "Menurut hitungan kelompok",
                "Koperasi menyediakan pinjaman",
                "Rencana",
                "Pengurus sedang menawarkan",
                "Kelompok itu juga",
                "Penulis adalah pengamat",
            ]
        );
        assert_eq!(whole["canonical"], "https://kabarladang.example/2025/09/kopi-robusta-lereng-semeru/");
        assert_eq!(whole["tags"], serde_json::json!(["Kopi", "Semeru", "Koperasi", "Ekspor"]));
        assert_eq!(whole["lead_image"]["caption"], "Petani memetik robusta di lereng Semeru.");
        let repeated =
            whole["trace"].as_array().unwrap().iter().filter(|gone| gone["rule"] == "repeated on another page");
        assert!(repeated.count() >= 4, "what goes stands in the trace");
    }
}

#[test]
fn a_page_of_another_article_is_refused() {
    let mut stitch = Stitch::new(&page("kontan/desk-paged")).unwrap();
    assert!(stitch.add(page("kontan/desk-market")).is_err());
    assert!(stitch.add(page("kontan/desk-paged")).is_err());
}
