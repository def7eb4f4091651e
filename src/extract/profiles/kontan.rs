//! Kontan and its sub-brands. Four templates are in use side by side: "desk" (most channels), the sub-brands (health,
//! lifestyle, momsmoney), insight, and AMP; the fixtures in `tests/pages/kontan` show each.

use crate::extract::profile::Mark::*;
use crate::extract::profile::Profile;

/// Kontan and its sub-brands.
pub const KONTAN: Profile = Profile {
    name: "kontan",
    seen: "2026-08-31",
    site: "KONTAN.CO.ID",
    sections: &[
        ("analisis", "Analisis"),
        ("belanjaon", "BelanjaOn"),
        ("caritahu", "Caritahu"),
        ("cekfakta", "Cek Fakta"),
        ("edsus", "Edsus"),
        ("english", "English"),
        ("executive", "Executive"),
        ("filmon", "FilmOn"),
        ("fokus", "Fokus"),
        ("industri", "Industri"),
        ("infografik", "Infografik"),
        ("insight", "Insight"),
        ("internasional", "Internasional"),
        ("investasi", "Investasi"),
        ("kesehatan", "Kesehatan"),
        ("keuangan", "Keuangan"),
        ("kiaton", "Kiaton"),
        ("kolom", "Kolom"),
        ("lifestyle", "Lifestyle"),
        ("momsmoney", "MomsMoney"),
        ("nasional", "Nasional"),
        ("newssetup", "NewsSetup"),
        ("peluangusaha", "Peluang Usaha"),
        ("personalfinance", "Personal Finance"),
        ("pressrelease", "Press Release"),
        ("regional", "Regional"),
        ("sportsetup", "SportSetup"),
        ("stocksetup", "StockSetup"),
        ("tv", "TV"),
    ],
    domains: &["kontan.co.id", "momsmoney.id"],
    body: &[
        Class("tmpt-desk-kon"),               // desk, unchanged since 2018
        Attribute("itemprop", "articleBody"), // sub-brands; some AMP and phone pages
        TagClass("div", "ctn"),               // insight of 2021, whose body has no itemprop
        TagClass("article", "col-12"),        // insight since 2024
        Class("tmpl-article"),                // press releases
        Class("content-detail"),              // press releases, older
    ],
    headline: &[
        TagClass("h1", "detail-desk"), // desk
        TagClass("h1", "jdl_dtl"),     // sub-brands
        Class("artikel__title"),       // insight since 2024
    ],
    lead: &[Class("img-detail-desk"), Class("img-dtl"), Class("artikel__img")],
    stops: &[
        Comment("pagination start"), // the pager is read first; all behind it is furniture, though inside the body
        Comment("pagination end"),
        Class("pagination"),
        Class("paginations"),
        Id("share-it"),
        Class("listbut-shr"),
        Class("tpt_shr"),
        IdPrefix("div-belowarticle"),
        Id("loop_lastest"), // spelt so by the site
        Class("artikel__tags"),
    ],
    walls: &[Class("kontan_premiun"), Class("kgmPWall")], // spelt so by the site
    drops: &[
        Class("insideads"),
        ClassPrefix("heightads"),
        IdPrefix("div-inside-"),
        ClassPrefix("ads-"),
        ClassPrefix("adv-"),
        ClassPrefix("iklan"),
        IdPrefix("div-gpt-"),
        IdPrefix("google_ads_"),
        Id("adsoutsream"), // spelt so by the site
        Class("bacajuga-listdesk"),
        Class("persona-widget"),
        Class("boxdonasi"),
        Class("prmtn"),
        HasAttribute("d-widget"),
        Class("kgnw-root"),
        Class("artikel__sosmed"),
        Class("artikel__rubrik"),
        Class("kgmModal"),
    ],
    bylines: &[Id("penulis"), Class("sumber"), Id("editor"), Class("tpt_shr")],
    tags: &[Class("tagl"), Class("artikel__tags")],
    pagers: &[Class("pagination"), Class("paginations")],
    page_parameters: &["page"],
    related: &["Baca Juga", "Menarik Dibaca", "Selanjutnya", "Simak Video", "Tonton"],
    promotions: &[
        "Cek Berita dan Artikel yang lain di",
        "Dapatkan kabar pilihan langsung di kotak masuk",
        "Dapatkan update berita",
        "DONASI, Dapat Voucer",
        "Dukungan Anda akan menambah semangat kami",
        "Halaman Selanjutnya:",
        "Lanjut Baca",
        "Ikuti berita terbaru",
        "Ikuti saluran WhatsApp",
        "Ikuti WhatsApp Channel",
        "Jadikan kami sumber pilihan",
        "Sebagai ungkapan terimakasih atas perhatian Anda",
        "Simak juga video",
        "Sponsored by",
    ],
    endings: &[
        "Berita Terbaru",
        "Berita Terkait",
        "Berita Terpopuler",
        "DONASI, Dapat Voucer Gratis",
        "INDEKS BERITA",
        "Kontan Academy",
        "Tag",
        "TERBARU",
        "TERPOPULER",
    ],
    lists: &["/indeks", "/quote/", "/rubrik/", "/search", "/tag/", "/topik/"],
    indicators: &[
        "EMAS",
        "IDX",
        "IDX30",
        "IDX80",
        "IDXHIDIV20",
        "IDXQ30",
        "IDXV30",
        "IHSG",
        "ISSI",
        "KOMPAS100",
        "LQ45",
        "RD.CAMPURAN",
        "RD.PENDAPATAN TETAP",
        "RD.SAHAM",
        "USD/IDR",
    ],
    offset: 7 * 60,
    query_identifies: false,
};
