//! The command line: what it prints, and that one bad line or file is told and stops nothing else.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::panic)] // a test that can't go on has failed

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

fn saring(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_saring")).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn fixture(name: &str) -> String {
    format!("{}/tests/pages/{name}/page.html", env!("CARGO_MANIFEST_DIR"))
}

/// A folder of its own for one test.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn one_page_is_read_in_three_forms() {
    let page = fixture("kontan/desk-market");
    let url = "https://investasi.kontan.co.id/news/contoh";
    let json: Value = serde_json::from_str(&text(&saring(&["read", &page, "--url", url]).stdout)).unwrap();
    let title = json["title"].as_str().unwrap();
    assert_eq!(json["kind"], "article");
    let markdown = text(&saring(&["read", &page, "--url", url, "--format", "markdown"]).stdout);
    assert!(markdown.starts_with(&format!("# {title}\n\n")), "{markdown:.80}");
    let plain = text(&saring(&["read", &page, "--url", url, "--format", "text"]).stdout);
    assert!(plain.contains(json["blocks"][0]["text"].as_str().unwrap()));
}

#[test]
fn the_files_of_several_pages_become_one_article() {
    let pages = ["kontan/desk-paged", "kontan/desk-paged-2", "kontan/desk-paged-3"].map(fixture);
    let [first, second, third] = pages.each_ref().map(String::as_str);
    let url = "https://industri.kontan.co.id/news/sepuluh-kawasan-industri-yang-menambah-lahan-tahun-ini";
    let json = |arguments: &[&str]| -> (Value, Output) {
        let output = saring(&[&["read"], arguments].concat());
        (serde_json::from_str(&text(&output.stdout)).unwrap(), output)
    };
    let (whole, _) = json(&[first, second, third, "--url", url]);
    assert_eq!(whole["pages"], Value::Null);
    let (again, _) = json(&[
        third,
        first,
        "--url",
        &format!("{url}?page=3"),
        "--url",
        &format!("{url}?page=1"),
        second,
        "--url",
        &format!("{url}?page=2"),
    ]);
    assert_eq!(again["text"], whole["text"]);
    let (partly, output) = json(&[first, &fixture("kontan/desk-market"), third, "--url", url]);
    assert_eq!(partly["pages"]["missing"][0]["page"], 2);
    assert!(text(&output.stderr).contains("desk-market/page.html: other-article"));
    assert!(!output.status.success());
    let output =
        saring(&["read", &fixture("kontan/desk-short"), second, "--url", "https://nasional.kontan.co.id/news/x"]);
    assert!(text(&output.stderr).contains("leads to no other pages"));
}

#[test]
fn a_batch_goes_on_past_what_it_cannot_read() {
    let folder = folder("batch");
    fs::copy(fixture("kontan/desk-short"), folder.join("b.html")).unwrap();
    let mut packed =
        flate2::write::GzEncoder::new(fs::File::create(folder.join("a.html.gz")).unwrap(), flate2::Compression::fast());
    packed.write_all(&fs::read(fixture("kontan/desk-wire")).unwrap()).unwrap();
    packed.finish().unwrap();
    fs::write(folder.join("c.html.gz"), "no gzip").unwrap();
    fs::write(folder.join("note.txt"), "no page").unwrap();
    let urls = folder.join("urls.jsonl");
    fs::write(
        &urls,
        "{\"id\":\"a\",\"url\":\"https://internasional.kontan.co.id/news/a\"}\nnot json\n\n{\"id\":\"b\"}\n",
    )
    .unwrap();
    let output = saring(&["batch", folder.to_str().unwrap(), "--urls", urls.to_str().unwrap()]);
    let rows: Vec<Value> = text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.iter().map(|row| row["id"].as_str().unwrap()).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(rows[0]["profile"], "kontan");
    assert_eq!(rows[1]["url"], "");
    let told = text(&output.stderr);
    for wanted in ["urls.jsonl:2: ", "urls.jsonl:4: no \"url\"", "c.html.gz: ", "3 could not be read"] {
        assert!(told.contains(wanted), "{wanted} is not in: {told}");
    }
    assert!(!output.status.success());
}

#[test]
fn a_missing_file_is_named() {
    let output = saring(&["read", "no-such-page.html", "--url", "https://a.example/"]);
    assert!(text(&output.stderr).contains("no-such-page.html: "));
    assert!(!output.status.success());
}

#[test]
fn offsets_count_characters() {
    let folder = folder("offsets");
    let page = folder.join("page.html");
    let words = "Nilai ekspor naik menjadi sembilan puluh juta dolar pada semester pertama tahun ini karena permintaan dunia pulih.";
    fs::write(&page, format!("<article><h1>Ekspor naik lagi tahun ini</h1><p>😀 “Halo.” <b>Laba</b> {words}</p><p>{words}</p><p>{words}</p></article>")).unwrap();
    let output = saring(&["read", page.to_str().unwrap(), "--url", "https://a.example/x"]);
    let json: Value = serde_json::from_str(&text(&output.stdout)).unwrap();
    let block = &json["blocks"][0];
    let span = &block["spans"][0];
    let (start, end) = (span["start"].as_u64().unwrap() as usize, span["end"].as_u64().unwrap() as usize);
    let bold: String = block["text"].as_str().unwrap().chars().skip(start).take(end - start).collect();
    assert_eq!(bold, "Laba");
}

#[test]
fn facts_are_found_in_texts_and_a_bad_line_stops_nothing() {
    use std::process::Stdio;
    let mut child = Command::new(env!("CARGO_BIN_EXE_saring"))
        .arg("facts")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let rows = [
        r#"{"id": "a", "text": "😀 Laba Rp 1,5 triliun, naik 12,5%.", "published": "2025-11-19T09:32:00+07:00"}"#,
        r#"{"id": "b", "text": "x", "published": "kemarin"}"#,
        r#"{"id": "c", "text": "Rabu (12/11)", "published": "2025-11-19"}"#,
    ];
    child.stdin.take().unwrap().write_all(rows.join("\n").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(!output.status.success());
    assert!(text(&output.stderr).contains("line 2: \"kemarin\" is no date"), "{}", text(&output.stderr));
    let found: Vec<Value> = text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let want = serde_json::json!([
        {"id": "a", "facts": [
            {"kind": "money", "text": "Rp 1,5 triliun", "start": 7, "end": 21, "value": {"amount": 1_500_000_000_000_i64, "currency": "IDR"}},
            {"kind": "percent", "text": "12,5%", "start": 28, "end": 33, "value": {"value": 12.5}, "direction": "up"},
        ]},
        {"id": "c", "facts": [
            {"kind": "date", "text": "Rabu (12/11)", "start": 0, "end": 12, "value": {"date": "2025-11-12"}},
        ]},
    ]);
    assert_eq!(Value::from(found), want);
}
