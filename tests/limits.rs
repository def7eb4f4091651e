//! Pages that have no end: each is read in time, shows what it has, and says what is missing. Absolute times here are far
//! above what is needed and far below what the square of a page's size would take.

#![allow(clippy::unwrap_used, clippy::panic)] // a test that can't go on has failed

use std::cell::Cell;
use std::time::{Duration, Instant};

use saring::article::Block;
use saring::extract::Options;
use saring::limits::{self, Clock};
use saring::page::parsed::Parsed;
use saring::read::{Reading, read};
use saring::wire::{self, Unit};

/// A paragraph that no other repeats.
fn paragraph(number: usize) -> String {
    format!(
        "<p>Harga kelapa di pasar ke-{number} naik {number},5% menjadi Rp 9.{number:03} per butir pada Selasa (3/6), karena \
         panen di kebun {number} mundur. Kapal nomor {number} menunggu ombak reda di pelabuhan, kata para pedagang di sana.</p>"
    )
}

fn paragraphs(numbers: std::ops::Range<usize>) -> String {
    numbers.map(paragraph).collect()
}

const ADDRESS: &str = "https://kabar.example/harga-kelapa";

/// A page of an honest article with something in its head and something in the middle of its text.
fn page(head: &str, middle: &str) -> String {
    let (before, behind) = (paragraphs(1..6), paragraphs(6..11));
    format!(
        "<!doctype html><title>Harga kelapa naik lagi</title>{head}<article><h1>Harga kelapa naik lagi</h1>{before}{middle}\
         {behind}</article>"
    )
}

fn with_clock(markup: &str, clock: Clock) -> Reading {
    read(&Parsed::new(markup, ADDRESS), &Options { clock, ..Options::default() })
}

/// What was read, and the limits it met.
fn limits_of(head: &str, middle: &str) -> (Reading, Vec<&'static str>) {
    let begun = Instant::now();
    let reading = with_clock(&page(head, middle), Clock::default());
    assert!(begun.elapsed() < Duration::from_secs(120), "{:?}: {head:.60} {middle:.60}", begun.elapsed());
    let article = &reading.extraction.article;
    assert_eq!(article.title, "Harga kelapa naik lagi", "{head:.60} {middle:.60}");
    assert!(article.words() > 15, "{head:.60} {middle:.60}");
    let met = reading.extraction.limits.codes();
    (reading, met)
}

#[test]
fn an_honest_article_meets_no_limit() {
    let (reading, met) = limits_of("", &paragraphs(100..400));
    assert_eq!(met, [""; 0]);
    assert!(reading.extraction.article.blocks.len() > 250);
    let json = wire::json::to_string(&wire::reading(reading, Unit::Utf16)).unwrap();
    assert!(!json.contains("\"limits\""), "what is not there does not cross");
}

#[test]
fn pages_without_end_say_what_is_missing() {
    let many = |part: &str, count: usize| part.repeat(count);
    let numbered =
        |part: &str, count: usize| (0..count).map(|at| part.replace('#', &at.to_string())).collect::<String>();
    let check = |head: &str, middle: &str, wanted: &[&str]| {
        let (_, met) = limits_of(head, middle);
        for word in wanted {
            assert!(met.contains(word), "{met:?} lacks {word}: {head:.60} {middle:.60}");
        }
    };
    check("", &many("a", 1_000_000), &["text"]);
    check("", &many("1234567890", 100_000), &["text"]);
    check("", &["<p>", &many(".", 1_000_000)].concat(), &["text"]);
    check("", &["<p>", &many("\"", 1_000_000)].concat(), &["text"]);
    check("", &["<p>", &many("ABCD ", 100_000)].concat(), &["text"]);
    check("", &["<pre>", &many("kata\n", 100_000)].concat(), &["text"]);
    check("", &numbered("<div class=\"c#\">teks #</div>", 80_000), &["nodes"]);
    check("", &["<p>", &numbered("<a href=\"/x/#\">tautan #</a> ", 50_000)].concat(), &["text"]);
    check("", &["<p>", &many("<b>a</b> ", 30_000)].concat(), &["links"]);
    check("", &many("<img src=\"/foto.jpg\">", 5_000), &["images"]);
    check("", &many("<i>", 600), &["depth"]);
    check("", &["<p ", &numbered("a#=x ", 1_000), ">kata"].concat(), &["attributes"]);
    check(&numbered("<meta name=\"author#\" content=\"Ani Wijaya #\">", 20_000), "", &["head"]);
    let script = |text: &str| ["<script type=\"application/ld+json\">", text, "</script>"].concat();
    let body = ["{\"@type\":\"NewsArticle\",\"articleBody\":\"", &many("kata ", 1_000_000), "\"}"].concat();
    check(&script(&body), "", &["head"]);
}

#[test]
fn what_is_too_much_goes_from_the_middle() {
    let numbered =
        |part: &str, count: usize| (0..count).map(|at| part.replace('#', &at.to_string())).collect::<String>();
    for middle in [
        numbered("<div class=\"c#\">teks #</div>", 20_000),
        numbered("<p>Baca Juga: <a href=\"/x/#\">Panen ke-# mundur</a></p>", 5_000),
        ["<p>", &numbered("<a href=\"/x/#\">tautan #</a> ", 20_000)].concat(),
        ["<p>", &"a".repeat(8_000_000)].concat(),
    ] {
        let (before, behind) = (paragraphs(1..6), paragraphs(6..11));
        let markup = format!(
            "<h1>Harga kelapa naik lagi</h1><div class=tmpt-desk-kon itemprop=articleBody>{before}{middle}{behind}</div>"
        );
        let page = Parsed::new(&markup, "https://nasional.kontan.co.id/news/harga-kelapa");
        let reading = read(&page, &Options::default());
        let article = reading.extraction.article;
        assert!(!reading.extraction.limits.codes().is_empty(), "{middle:.60}");
        for number in 1..11 {
            assert!(article.text().contains(&format!("kebun {number} mundur")), "{number} is missing: {middle:.60}");
        }
    }
}

#[test]
fn what_nests_or_repeats_without_end_ends() {
    let many = |part: &str, count: usize| part.repeat(count);
    for middle in [
        many("<div>", 3_000),
        many("<ul><li>", 2_000),
        many("<blockquote>", 2_000),
        many("<table><tr><td>", 1_000),
        many("<p><i>kata ", 1_000),
        many("<h1>Judul lain yang panjang</h1>", 5_000),
        many("<h2>Judul</h2>", 10_000),
        many("<div class=pagination><a href=\"?page=2\">2</a></div>", 3_000),
        many("<span>1 Januari 2024</span><br>", 10_000),
        many("<img src=\"data:,\"><noscript>&lt;img src=/a.jpg></noscript>", 3_000),
        ["<ul>", &many("<li>kata<span hidden>x</span></li>", 5_000), "</ul>"].concat(),
        ["<p><b><i><u><code>", &many("Harga naik lagi di pasar, kata para pedagang itu.<br><br>", 5_000)].concat(),
        ["<table>", &many(&["<tr>", &many("<td>1</td>", 100)].concat(), 200), "</table>"].concat(),
    ] {
        limits_of("", &middle);
    }
    let script = |text: &str| ["<script type=\"application/ld+json\">", text, "</script>"].concat();
    for head in [
        script(&many("[", 100_000)),
        script(&many("{\"a\":", 100_000)),
        script(&[many("[", 100_000), many("]", 100_000)].concat()),
        script(&["[", &many(&[many("[", 70), many("]", 70), ",".to_owned()].concat(), 1_000), "]"].concat()),
        script(&["{\"a\":\"", &many("\"x ", 100_000)].concat()),
        many("<meta property=\"og:title\" content=\"Judul yang lain\">", 3_000),
    ] {
        limits_of(&head, "");
    }
}

#[test]
fn a_line_is_no_book() {
    let long = "Harga kelapa ".repeat(160_000);
    let head = format!(
        "<meta property=og:title content=\"{long}\"><meta name=description content=\"{long}\"><meta name=author \
         content=\"{long}\"><meta property=article:section content=\"{long}\"><meta property=og:site_name content=\"{long}\">"
    );
    let middle =
        format!("<figure><img src=/a.jpg alt=\"{long}\"><figcaption>{}</figcaption></figure>", "a".repeat(90_000));
    let markup = page(&head, &middle).replacen("naik lagi", &long, 2);
    let reading = with_clock(&markup, Clock::default());
    let article = reading.extraction.article;
    let short = |line: &str| line.len() <= limits::LINE;
    assert!(article.title.ends_with('…') && short(&article.title));
    assert!(article.excerpt.is_some_and(|excerpt| excerpt.ends_with('…') && short(&excerpt)));
    for line in [article.section, article.site].into_iter().flatten().chain(article.byline.authors) {
        assert!(short(&line));
    }
    let images = article.blocks.iter().filter_map(|block| match block {
        Block::Figure(image) => Some(image),
        _ => None,
    });
    assert!(images.flat_map(|image| [&image.alt, &image.caption]).flatten().all(|line| short(line)));
}

#[test]
fn numbers_of_the_page_are_checked() {
    let middle = "<img src=/a.jpg width=4294967296 height=-1><img src=/b.jpg width=1e9 height=99999999999999999999>\
        <table><tr><th colspan=65536>a<th rowspan=99999999999>b<tr><td colspan=-1>1<td colspan=0>2</table>";
    let tail = "<div class=pagination><a href=\"?page=4294967297\">4294967297</a><a href=\"?page=-1\">-1</a>\
        <a href=\"?page=00\">0</a><a href=\"?page=51\">51</a></div>";
    let head = "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"datePublished\":\"99999-12-31\",\
        \"dateModified\":\"2025-02-30T25:61:61+99:99\",\"wordCount\":1e999}</script>";
    let (reading, met) = limits_of(head, &[middle, &paragraph(11), tail].concat());
    let article = &reading.extraction.article;
    assert_eq!((met, &article.pages, article.published, article.modified), (vec![], &None, None, None));
    let mut seen = (0, 0);
    for block in &article.blocks {
        match block {
            Block::Figure(image) => {
                assert_eq!((image.width, image.height), (None, None), "{}", image.src);
                seen.0 += 1;
            }
            Block::Table { rows, .. } => {
                for cell in rows.iter().flatten() {
                    assert_eq!((cell.columns, cell.rows), (1, 1), "{}", cell.text.text);
                    seen.1 += 1;
                }
            }
            _ => {}
        }
    }
    assert_eq!(seen, (2, 4));
}

std::thread_local!(static NOW: Cell<u32> = const { Cell::new(0) });

#[test]
fn whatever_the_time_the_text_is_there() {
    // Every look at the clock takes a tenth of the time there is: the later the end, the more is left out.
    let step = |step: u32| {
        NOW.set(0);
        thread_local!(static STEP: Cell<u32> = const { Cell::new(0) });
        STEP.set(step);
        Clock::start(|| {
            NOW.set(NOW.get() + STEP.get());
            NOW.get()
        })
    };
    let markup = page("", "");
    let whole = with_clock(&markup, Clock::default());
    assert!(!whole.summary.sentences.is_empty() && !whole.facts.is_empty());
    let mut before = (false, false);
    for looks in [0, 1, 2, 3, 4, 6, 8, 20] {
        let clock = step(limits::TIME.checked_div(looks).unwrap_or(2 * limits::TIME));
        let reading = with_clock(&markup, clock);
        assert_eq!(reading.extraction.article.text(), whole.extraction.article.text(), "{looks} looks");
        assert_eq!(reading.extraction.article.title, whole.extraction.article.title);
        let has = (!reading.summary.sentences.is_empty(), !reading.facts.is_empty());
        assert!(has >= before && (has.0 || !has.1), "{looks} looks: {has:?} after {before:?}");
        let is_whole = has == (true, true);
        assert_eq!(reading.extraction.limits.codes().contains(&"time"), !is_whole, "{looks} looks");
        before = has;
    }
    assert_eq!(before, (true, true), "with time enough nothing is left out");
    NOW.set(u32::MAX);
    assert!(!Clock::default().is_over());
}
