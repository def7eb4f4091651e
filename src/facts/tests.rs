//! What is found in texts of every kind; the companies and their codes are invented.

use time::Date;

use super::*;
use crate::summary::{Sentence, Summary};

fn today() -> Option<Date> {
    // A Wednesday.
    crate::text::moment::day(2025, 11, 19)
}

/// A fact as a line: its text, an arrow, what it says.
fn shown(text: &str, fact: &Fact) -> String {
    let range = |one: &Decimal, two: &Option<Decimal>| match two {
        Some(two) => format!("{}..{}", one.text(), two.text()),
        None => one.text(),
    };
    let clock = |time: u16| format!("{:02}:{:02}", time / 60, time % 60);
    let value = match &fact.value {
        Value::Money { amount, most, currency, per } => {
            let per = per.as_ref().map(|per| format!(" per {per}")).unwrap_or_default();
            format!("{} {currency}{per}", range(amount, most))
        }
        Value::Percent { value, most } => format!("{}%", range(value, most)),
        Value::Points { value, most, unit } => format!("{} {unit}", range(value, most)),
        Value::Quantity { value, most, unit } => format!("{} {unit}", range(value, most)),
        Value::Date(date) => format!("{date:?}"),
        Value::Month { year, month } => format!("{year}-{month:02}"),
        Value::Time { time, most, zone } => {
            let most = most.map(|most| format!("..{}", clock(most))).unwrap_or_default();
            let zone = zone.map(|zone| format!(" {zone:+}")).unwrap_or_default();
            format!("{}{most}{zone}", clock(*time))
        }
        Value::Period { from, to } => format!("{from:?}..{to:?}"),
        Value::Ticker { code } => code.clone(),
        Value::Issuer { name, code } => format!("{name} = {}", code.as_deref().unwrap_or("?")),
    };
    let arrow = match fact.direction {
        Some(Direction::Up) => " up",
        Some(Direction::Down) => " down",
        None => "",
    };
    format!("{} -> {} {value}{arrow}", text.get(fact.span.clone()).unwrap_or_default(), fact.value.kind())
}

/// Each row is a text and all its facts, a line each.
fn check(rows: &[(&str, &[&str])]) {
    for (text, want) in rows {
        let found: Vec<String> = in_text(text, today()).iter().map(|fact| shown(text, fact)).collect();
        assert_eq!(found, *want, "{text}");
    }
}

#[test]
fn money_has_its_currency_its_scale_and_what_it_is_per() {
    check(&[
        ("Laba Rp 4,75 triliun.", &["Rp 4,75 triliun -> money 4750000000000 IDR"]),
        ("Rp1.234.567,89 di kas", &["Rp1.234.567,89 -> money 1234567.89 IDR"]),
        ("Rp. 5.000,- saja", &["Rp. 5.000,- -> money 5000 IDR"]),
        ("omzet Rp 2.61 triliun", &["Rp 2.61 triliun -> money 2610000000000 IDR"]),
        ("rugi minus Rp 6,8 miliar", &["minus Rp 6,8 miliar -> money -6800000000 IDR"]),
        ("arus kas -US$ 3 juta", &["-US$ 3 juta -> money -3000000 USD"]),
        ("biaya Rp 500rb, pagu Rp 2 M", &["Rp 500rb -> money 500000 IDR", "Rp 2 M -> money 2000000000 IDR"]),
        ("bonus Rp 3,9 jutaan", &["Rp 3,9 jutaan -> money 3900000 IDR"]),
        ("senilai 3,7 miliar yuan", &["3,7 miliar yuan -> money 3700000000 CNY"]),
        ("utang 100 juta dolar Singapura", &["100 juta dolar Singapura -> money 100000000 SGD"]),
        ("harga 1.200 dolar Amerika Serikat", &["1.200 dolar Amerika Serikat -> money 1200 USD"]),
        ("kas S$ 5 juta dan RM 7 juta", &["S$ 5 juta -> money 5000000 SGD", "RM 7 juta -> money 7000000 MYR"]),
        ("naik 85 sen dolar AS", &["85 sen dolar AS -> money 0.85 USD"]),
        ("denda dua puluh lima juta rupiah", &["dua puluh lima juta rupiah -> money 25000000 IDR"]),
        ("setengah triliun rupiah", &["setengah triliun rupiah -> money 500000000000 IDR"]),
        ("dividen Rp 125 per lembar saham", &["Rp 125 per lembar saham -> money 125 IDR per saham"]),
        ("beras Rp 12.300/kg", &["Rp 12.300/kg -> money 12300 IDR per kg"]),
        ("tarif Rp 40 ribu per malamnya", &["Rp 40 ribu per malamnya -> money 40000 IDR per malam"]),
        ("kurs Rp 16.700 per dolar AS", &["Rp 16.700 per dolar AS -> money 16700 IDR per USD"]),
        ("aset Rp 9 triliun per akhir tahun", &["Rp 9 triliun -> money 9000000000000 IDR"]),
        ("kredit Rp 2 miliar per kuartal III", &["Rp 2 miliar -> money 2000000000 IDR"]),
        ("EUR/GBP 0,9123 dan USD/JPY 151,2", &[]),
        ("Rp 1.234.567.890.123.456.789 itu mustahil", &[]),
    ]);
}

#[test]
fn two_ends_are_one_range_and_a_change_is_none() {
    check(&[
        ("target Rp 710-Rp 760 per saham", &["Rp 710-Rp 760 per saham -> money 710..760 IDR per saham"]),
        ("modal Rp 2,1-2,6 triliun", &["Rp 2,1-2,6 triliun -> money 2100000000000..2600000000000 IDR"]),
        ("gaji Rp 500.000 hingga Rp 1 juta", &["Rp 500.000 hingga Rp 1 juta -> money 500000..1000000 IDR"]),
        ("US$ 60 per barel–US$ 65 per barel", &["US$ 60 per barel–US$ 65 per barel -> money 60..65 USD per barel"]),
        ("tumbuh 3,1%-3,6%", &["3,1%-3,6% -> percent 3.1..3.6% up"]),
        ("antara 7% dan 12%", &["7% dan 12% -> percent 7..12%"]),
        ("bunga 2,8 sampai dengan 3,3 persen", &["2,8 sampai dengan 3,3 persen -> percent 2.8..3.3%"]),
        ("dipangkas 25 s/d 50 bps", &["25 s/d 50 bps -> points 25..50 bps"]),
        ("31.000–33.000 metrik ton", &["31.000–33.000 metrik ton -> quantity 31000..33000 ton"]),
        ("dari 4% menjadi 6%", &["4% -> percent 4%", "6% -> percent 6%"]),
        (
            "kas Rp 5 miliar hingga 2030",
            &["Rp 5 miliar -> money 5000000000 IDR", "2030 -> period 2030-01-01..2030-12-31"],
        ),
        ("kredit Rp 5 juta hingga 30 hari", &["Rp 5 juta -> money 5000000 IDR"]),
        ("menang 2-1 dan 3-0", &[]),
    ]);
}

#[test]
fn percentages_and_points_know_where_they_move() {
    check(&[
        ("saham itu naik tipis 0,06%", &["0,06% -> percent 0.06% up"]),
        ("ekspor anjlok 6 persen", &["6 persen -> percent 6% down"]),
        ("naik US$ 1,38 atau 2,17%", &["US$ 1,38 -> money 1.38 USD", "2,17% -> percent 2.17% up"]),
        ("rasio naik menjadi 5,5%", &["5,5% -> percent 5.5%"]),
        ("turun dari 5,1 %", &["5,1 % -> percent 5.1%"]),
        ("turun lebih dari 3%", &["3% -> percent 3% down"]),
        ("(-0,27%) lalu –1,09%", &["-0,27% -> percent -0.27%", "–1,09% -> percent -1.09%"]),
        ("tinggal satu koma lima persen", &["satu koma lima persen -> percent 1.5%"]),
        ("menguat 5,91 poin (0,08%)", &["5,91 poin -> points 5.91 poin up", "0,08% -> percent 0.08% up"]),
        ("naik 65 basis poin (bps)", &["65 basis poin -> points 65 bps up"]),
        ("naik 0,7 poin persentase", &["0,7 poin persentase -> points 0.7 pp up"]),
        ("ada tiga poin utama; indeks LQ45 dan B50", &[]),
    ]);
}

#[test]
fn quantities_have_units() {
    check(&[
        ("produksi 6,2 juta ton", &["6,2 juta ton -> quantity 6200000 ton"]),
        ("95.000 barel per hari", &["95.000 barel per hari -> quantity 95000 barel per hari"]),
        (
            "4,6 ton/ha dan 60 kg per kapita per tahun",
            &[
                "4,6 ton/ha -> quantity 4.6 ton per hektare",
                "60 kg per kapita per tahun -> quantity 60 kg per kapita per tahun",
            ],
        ),
        (
            "membeli 2.400 lot dan 7,75 juta lembar saham",
            &["2.400 lot -> quantity 2400 lot", "7,75 juta lembar saham -> quantity 7750000 saham"],
        ),
        (
            "lahan 40 m2, 2 km persegi, 15 m³",
            &["40 m2 -> quantity 40 m²", "2 km persegi -> quantity 2 km²", "15 m³ -> quantity 15 m³"],
        ),
        ("pembangkit 100MW", &["100MW -> quantity 100 MW"]),
        ("dua ekor sapi, tiga saham pilihan, jaringan 5G", &["dua ekor -> quantity 2 ekor"]),
        ("1950 ton pada 2025 saham itu", &["1950 ton -> quantity 1950 ton", "2025 -> period 2025-01-01..2025-12-31"]),
        ("37 orang selama 6 tahun, 9x lipat", &[]),
        ("hubungi 021-7654321 atau 0898-7654-3210", &[]),
    ]);
}

#[test]
fn dates_are_resolved_against_the_day_of_publication() {
    check(&[
        ("terbit Rabu (12/11)", &["Rabu (12/11) -> date 2025-11-12"]),
        ("pada Sabtu, 8 Maret 2025", &["Sabtu, 8 Maret 2025 -> date 2025-03-08"]),
        ("Kamis malam (13/11/2025) lalu", &["Kamis malam (13/11/2025) -> date 2025-11-13"]),
        ("sampai 17 Sept. Lalu", &["17 Sept -> date 2025-09-17"]),
        ("jatuh tempo 5 Januari", &["5 Januari -> date 2026-01-05"]),
        ("Rupiah (18/11) stabil, 2/3 dari total", &["18/11 -> date 2025-11-18"]),
        ("rapat Senin lalu", &["Senin -> date 2025-11-17"]),
        ("rapat Senin depan", &["Senin -> date 2025-11-24"]),
        ("dirilis pada Rabu", &["Rabu -> date 2025-11-19"]),
        ("akan dirilis pada Jumat", &["Jumat -> date 2025-11-21"]),
        ("Senin pekan lalu", &["Senin -> date 2025-11-10"]),
        ("buka Senin-Jumat, juga minggu ini dan Jumat Agung", &[]),
        ("hari ini dan kemarin", &["hari ini -> date 2025-11-19", "kemarin -> date 2025-11-18"]),
        ("Kemarin, bukan 8 Mei 2025 kemarin", &["Kemarin -> date 2025-11-18", "8 Mei 2025 -> date 2025-05-08"]),
        ("inflasi Oktober 2025", &["Oktober 2025 -> date 2025-10"]),
        ("31 Februari 2025", &["Februari 2025 -> date 2025-02"]),
        ("Menteri Maret Wijaya dan Mei", &[]),
    ]);
}

#[test]
fn periods_are_from_a_day_to_another() {
    check(&[
        ("kuartal III-2025", &["kuartal III-2025 -> period 2025-07-01..2025-09-30"]),
        ("Triwulan ke-4/2024", &["Triwulan ke-4/2024 -> period 2024-10-01..2024-12-31"]),
        ("paruh kedua tahun lalu", &["paruh kedua tahun lalu -> period 2024-07-01..2024-12-31"]),
        ("kuartal I-III 2025", &["kuartal I-III 2025 -> period 2025-01-01..2025-09-30"]),
        (
            "3Q25, Q1 2024, 1H-2025 dan 9M25",
            &[
                "3Q25 -> period 2025-07-01..2025-09-30",
                "Q1 2024 -> period 2024-01-01..2024-03-31",
                "1H-2025 -> period 2025-01-01..2025-06-30",
                "9M25 -> period 2025-01-01..2025-09-30",
            ],
        ),
        ("sembilan bulan pertama 2025", &["sembilan bulan pertama 2025 -> period 2025-01-01..2025-09-30"]),
        ("Januari-September 2025", &["Januari-September 2025 -> period 2025-01-01..2025-09-30"]),
        ("10-14 November 2025", &["10-14 November 2025 -> period 2025-11-10..2025-11-14"]),
        ("29 November hingga 2 Desember", &["29 November hingga 2 Desember -> period 2025-11-29..2025-12-02"]),
        ("Senin (17/11) hingga Rabu (19/11)", &["Senin (17/11) hingga Rabu (19/11) -> period 2025-11-17..2025-11-19"]),
        ("tahun 2011 hingga 2013", &["tahun 2011 hingga 2013 -> period 2011-01-01..2013-12-31"]),
        ("rencana 2027–2031", &["2027–2031 -> period 2027-01-01..2031-12-31"]),
        ("per akhir 2025", &["2025 -> period 2025-01-01..2025-12-31"]),
        ("kuartal III ini, sejak pertengahan tahun", &[]),
        ("UU No. 9 Tahun 2021, PP 31/2024, KEP-77/D.02/2025, UUD 1945, Clean Ports Act 1984", &[]),
        ("kotak pos 2090, indeks Russell 2000, 2025 orang", &[]),
    ]);
}

#[test]
fn times_have_zones() {
    check(&[
        ("pukul 8.47 WIB", &["8.47 WIB -> time 08:47 +420"]),
        ("0000 GMT", &["0000 GMT -> time 00:00 +0"]),
        ("jam 6.54 pagi", &["6.54 -> time 06:54"]),
        ("buka 08.00-17.00 WITA", &["08.00-17.00 WITA -> time 08:00..17:00 +480"]),
        ("pukul 10:15 WIB hingga 11:00 WIB", &["10:15 WIB hingga 11:00 WIB -> time 10:15..11:00 +420"]),
        ("pukul 4 sore", &["4 -> time 16:00"]),
        ("skor 8.47 dan rasio 6.54 kali", &[]),
    ]);
}

#[test]
fn issuers_are_told_by_how_they_are_written() {
    check(&[
        (
            "PT Contoh Raya (Persero) Tbk (CTRY) untung",
            &["PT Contoh Raya (Persero) Tbk -> issuer PT Contoh Raya (Persero) Tbk = CTRY", "CTRY -> ticker CTRY"],
        ),
        (
            "Direktur PT Contoh Logam & Baja Tbk. Rina",
            &["PT Contoh Logam & Baja Tbk -> issuer PT Contoh Logam & Baja Tbk = ?"],
        ),
        ("Saham Contoh Sawit (CSWT) naik", &["Contoh Sawit -> issuer Contoh Sawit = CSWT", "CSWT -> ticker CSWT"]),
        (
            "PT Contoh Air Tbk (kode saham: CAIR)",
            &["PT Contoh Air Tbk -> issuer PT Contoh Air Tbk = CAIR", "CAIR -> ticker CAIR"],
        ),
        ("koleksi saham XAXA, XBXB, dan XCXC", &["XAXA -> ticker XAXA", "XBXB -> ticker XBXB", "XCXC -> ticker XCXC"]),
        ("laba XAXA tumbuh; menurut dia XAXA murah", &["XAXA -> ticker XAXA", "XAXA -> ticker XAXA"]),
        ("PT Anak Contoh dan PT Induk Contoh", &[]),
        ("saham BUMN, IHSG, dan APBN", &[]),
        ("Koperasi Tani Maju Jaya (KTMJ) untung; KONTAK.XAXA.ID, ZONA XX YORK", &[]),
        ("Komite Dagang Contoh (XAXA) menolak impor", &[]),
        (
            "Contoh Telekom (XAXA) menambah menara",
            &["Contoh Telekom -> issuer Contoh Telekom = XAXA", "XAXA -> ticker XAXA"],
        ),
        ("tim XAXA menang lagi", &[]),
    ]);
}

#[test]
fn a_link_to_a_quote_page_says_what_is_a_code() {
    let text = "Menurut warga, XAXA ada di sini.";
    let link = |href: &str| Text {
        text: text.to_owned(),
        spans: vec![crate::article::Span { start: 15, end: 19, style: Style::Link(href.to_owned()) }],
    };
    let found = |href: &str| {
        let article = Article { blocks: vec![Block::Paragraph(link(href))], ..Article::default() };
        facts(&article, &article.sentences()).len()
    };
    assert_eq!(found("https://pasar.example/quote/xaxa"), 1);
    assert_eq!(found("https://pasar.example/?emiten=XAXA"), 1);
    assert_eq!(found("https://xaxa.example/berita"), 0);
    assert_eq!(found("https://pasar.example/tag/xaxa"), 0);
}

#[test]
fn lines_of_lists_and_tables_stay_apart() {
    let item = |text: &str| crate::article::Item { level: 0, text: text.into() };
    let list =
        Block::List { ordered: false, items: vec![item("Tahun 2024: Rp 10"), item("juta rumah"), item("naik 5%")] };
    let article = Article { blocks: vec![list], published: None, ..Article::default() };
    let text = article.blocks.first().map(|block| block.text().into_owned()).unwrap_or_default();
    let found: Vec<String> = facts(&article, &article.sentences()).iter().map(|fact| shown(&text, fact)).collect();
    assert_eq!(found, ["Tahun 2024 -> period 2024-01-01..2024-12-31", "Rp 10 -> money 10 IDR", "5% -> percent 5% up"]);
}

#[test]
fn each_fact_has_its_sentence() {
    let text = "Laba PT Contoh Tbk. naik 5%. Pendapatan Rp 2 miliar, kata dia. Tahun 2026 dijaga.";
    let article = Article { blocks: vec![Block::Paragraph(text.into())], ..Article::default() };
    let found: Vec<&str> = facts(&article, &article.sentences())
        .iter()
        .filter_map(|fact| text.get(fact.sentence.clone())?.get(..4))
        .collect();
    assert_eq!(found, ["Laba", "Laba", "Pend", "Tahu"]);
}

#[test]
fn the_facts_that_matter_come_first_and_only_once() {
    let blocks = [
        "PT Contoh Jaya Tbk (CTJY) membukukan laba bersih Rp 1,2 triliun, naik 12%.",
        "Pendapatan naik 3% menjadi Rp 9 triliun pada Rabu (12/11) pukul 09.00 WIB.",
        "Laba Rp 1,2 triliun itu naik 12%. Produksi 5 juta ton, 6 juta ton, 7 juta ton, 8 juta ton.",
        "Beban turun 40 bps dan 50 bps, lalu Rp 3 miliar.",
    ];
    let article = Article {
        title: "Laba Contoh Jaya naik 12%".to_owned(),
        blocks: blocks.iter().map(|text| Block::Paragraph((*text).into())).collect(),
        ..Article::default()
    };
    let first = blocks.first().copied().unwrap_or_default();
    let summary = Summary {
        sentences: vec![Sentence { text: first.to_owned(), block: 0, start: 0, end: first.len() }],
        ..Summary::default()
    };
    let found = facts(&article, &article.sentences());
    let chosen: Vec<String> = key(&found, &article, &summary)
        .iter()
        .filter_map(|index| found.get(*index))
        .map(|fact| shown(blocks.get(fact.block).copied().unwrap_or_default(), fact))
        .collect();
    assert_eq!(chosen.len(), 8);
    assert_eq!(
        chosen.iter().take(3).collect::<Vec<_>>(),
        ["12% -> percent 12% up", "Rp 1,2 triliun -> money 1200000000000 IDR", "3% -> percent 3% up"]
    );
    assert_eq!(chosen.iter().filter(|fact| fact.starts_with("12%") || fact.starts_with("Rp 1,2")).count(), 2);
    assert!(!chosen.iter().any(|fact| fact.contains("time") || fact.contains("date")), "{chosen:?}");
}

#[test]
fn numbers_are_exact() {
    let read = |text: &str| Decimal::read(text).map(Decimal::text).unwrap_or_default();
    for (text, want) in [
        ("0", "0"),
        ("007", "7"),
        ("1.000", "1000"),
        ("0.125", "0.125"),
        ("7.36", "7.36"),
        ("1.234.567,80", "1234567.8"),
        ("2,817.53", ""),
        ("1,234,567.5", "1234567.5"),
        ("16.09.2024", ""),
        ("1.23.456", ""),
        ("12.3456", "12.3456"),
        ("0,000000000001", "0.000000000001"),
        ("999999999999999", "999999999999999"),
        ("9999999999999999", ""),
    ] {
        let want = if text == "2,817.53" { "2817.53" } else { want };
        assert_eq!(read(text), want, "{text}");
    }
    let number = |mantissa, exponent| Decimal::new(mantissa, exponent).map(Decimal::text).unwrap_or_default();
    assert_eq!(number(-125, -1), "-12.5");
    assert_eq!(number(5, -3), "0.005");
    assert_eq!(number(12, 15), "12000000000000000");
    assert_eq!(number(1, 22), "");
    assert_eq!(number(i64::MIN, 0), "");
    let at_most =
        |one: &str, two: &str| Decimal::read(one).zip(Decimal::read(two)).is_some_and(|(one, two)| one.is_at_most(two));
    assert!(at_most("1,5", "1,5") && at_most("0", "0,1") && at_most("999", "1000") && !at_most("2", "1,99"));
}

/// Pieces of figures in any order, cut anywhere: nothing may panic, and every span must be a piece of the text.
#[test]
fn no_text_is_too_odd() {
    const PIECES: [&str; 48] = [
        "Rp",
        " ",
        "1.000",
        ",",
        "-",
        "–",
        "US$",
        "%",
        "persen",
        "juta",
        "triliun",
        "(",
        ")",
        "12/11",
        "/2025",
        "Senin",
        "Mei ",
        "2025",
        "kuartal",
        "III",
        "pukul ",
        "09.30",
        "WIB",
        "hingga",
        "antara",
        "dan",
        "PT ",
        "Tbk",
        "BBBB",
        "saham ",
        "per ",
        "tahun",
        "s/d",
        "minus ",
        "setengah",
        "koma",
        "dua ",
        "ribu",
        "é",
        "—",
        "😀",
        "\u{a0}",
        "\n",
        "9M25",
        "999999999999999999",
        "m²",
        "$",
        "\u{301}",
    ];
    let mut state = 7_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % below
    };
    for _ in 0..4000 {
        let mut text = String::new();
        for _ in 0..=next(14) {
            text.push_str(PIECES.get(next(PIECES.len())).copied().unwrap_or_default());
            if next(3) == 0 {
                text.push(' ');
            }
        }
        let mut end = 0;
        let blocks = vec![Block::Paragraph(text.as_str().into())];
        let published = today().map(|date| crate::text::moment::Moment { date, time: None, offset: None });
        let article = Article { blocks, published, ..Article::default() };
        for fact in facts(&article, &article.sentences()) {
            assert!(fact.span.start >= end && fact.span.start < fact.span.end, "{text:?}: {fact:?}");
            assert!(text.get(fact.span.clone()).is_some(), "{text:?}: {fact:?}");
            assert!(
                fact.sentence.start <= fact.span.start && text.get(fact.sentence.clone()).is_some(),
                "{text:?}: {fact:?}"
            );
            end = fact.span.end;
        }
    }
}

/// Four times the text takes about four times the time, and not sixteen times.
#[test]
fn long_texts_take_no_longer_than_their_length() {
    let elapsed = |piece: &str, length: usize| {
        let text = piece.repeat(length / piece.len());
        let since = std::time::Instant::now();
        let article = Article { blocks: vec![Block::Paragraph(text.as_str().into())], ..Article::default() };
        let found = facts(&article, &article.sentences());
        assert!(key(&found, &article, &Summary::default()).len() <= 8);
        since.elapsed().as_millis()
    };
    for piece in [
        "1",
        "1 ",
        "satu ",
        "Rp 1 - ",
        "PT Aa ",
        "Aa ",
        "XAXA ",
        "saham XAXA ",
        "(",
        "2025-",
        "naik 1% ",
        "s.d. ",
        "per ",
    ] {
        let (short, long) = (elapsed(piece, 50_000), elapsed(piece, 200_000));
        assert!(long <= 10 * short + 1000, "{piece:?}: {short} ms, then {long} ms");
    }
}

#[test]
fn tables_are_sorted_and_no_word_is_too_long_to_be_found() {
    let text = "Triliunan poundsterling rekomendasi besok RP usd Usd minggu Minggu m M";
    let tokens = Tokens::new(text, None);
    let found: Vec<bool> = (0..tokens.count()).map(|at| tokens.meaning(at).is_some()).collect();
    assert_eq!(found, [true, true, true, true, true, false, false, false, true, false, true]);
    assert!(lexicon::is_sorted() && figure::is_sorted());
}

#[test]
fn what_no_number_holds_is_no_figure() {
    for text in [
        "Rp 99999999999999999999 triliun",
        "Rp 1.234.567.890.123.456.789",
        "US$ 999999999999999 triliun triliun triliun",
        "seratus ribu juta miliar triliun triliun kilogram",
        "sembilan ratus sembilan puluh sembilan triliun koma sembilan sembilan sembilan persen",
        "0,0000000000000000000001%",
        "naik 18446744073709551616 persen menjadi 9223372036854775808 ton",
        "pukul 1234:56 WIB, 9999:59 WIB, 99.99 WIB, pukul 65535 WIB",
        "31 Desember 99999, 99/99/9999, 0/0/0000, 32 Januari 2024, (31/4)",
        "kuartal 99999-2025, semester 255, 255Q25, 9M9999",
    ] {
        for fact in in_text(text, today()) {
            let (one, two) = match &fact.value {
                Value::Money { amount, most, .. } => (Some(*amount), *most),
                Value::Percent { value, most }
                | Value::Points { value, most, .. }
                | Value::Quantity { value, most, .. } => (Some(*value), *most),
                Value::Time { time, most, .. } => {
                    assert!(*time <= 24 * 60 && most.is_none_or(|most| most <= 24 * 60), "{text}");
                    (None, None)
                }
                _ => (None, None),
            };
            for number in [one, two].into_iter().flatten() {
                let number: f64 = number.text().parse().unwrap_or(f64::NAN);
                assert!(number.abs() < 1e22, "{text}: {number}");
            }
        }
    }
}
