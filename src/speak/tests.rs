use super::*;

fn check(rows: &[(&str, &str)]) {
    for (written, said) in rows {
        assert_eq!(sentence(written, "id"), *said, "{written}");
    }
}

#[test]
fn money_is_said_with_its_currency_behind() {
    check(&[
        ("Laba Rp 1,25 triliun.", "Laba satu koma dua lima triliun rupiah."),
        ("Modal Rp1.326.000", "Modal satu juta tiga ratus dua puluh enam ribu rupiah"),
        ("Uang Rp. 500.000 hilang.", "Uang lima ratus ribu rupiah hilang."),
        ("Tiket Rp 5.000,- saja", "Tiket lima ribu rupiah saja"),
        ("Tiket Rp 5.000,00 saja", "Tiket lima ribu rupiah saja"),
        ("Parkir Rp 1 ribu", "Parkir seribu rupiah"),
        ("Aset Rp 5 M dan Rp 2 T", "Aset lima miliar rupiah dan dua triliun rupiah"),
        ("Utang US$ 1,2 miliar", "Utang satu koma dua miliar dolar Amerika Serikat"),
        ("Utang 57 miliar USD", "Utang lima puluh tujuh miliar dolar Amerika Serikat"),
        ("Emas US$ 1,679.41", "Emas seribu enam ratus tujuh puluh sembilan koma empat satu dolar Amerika Serikat"),
        ("Nilai S$1,2 juta", "Nilai satu koma dua juta dolar Singapura"),
        ("Harga RM 4.128 per ton", "Harga empat ribu seratus dua puluh delapan ringgit per ton"),
        ("Dana €5 juta dan 100 EUR", "Dana lima juta euro dan seratus euro"),
        ("Yen ¥157,2", "Yen seratus lima puluh tujuh koma dua yen"),
        ("Rugi Rp -3 miliar", "Rugi minus tiga miliar rupiah"),
        ("Sawit Rp 15.400/kg", "Sawit lima belas ribu empat ratus rupiah per kilogram"),
        ("Gaji Rp 8 juta/bulan", "Gaji delapan juta rupiah per bulan"),
        ("Kurs Rp/US$ turun", "Kurs rupiah per dolar Amerika Serikat turun"),
        ("Rp 16.735 per dolar AS", "enam belas ribu tujuh ratus tiga puluh lima rupiah per dolar Amerika Serikat"),
        ("Minyak US$ 60-an", "Minyak enam puluhan dolar Amerika Serikat"),
        (
            "Saldo Rp 12345678901",
            "Saldo dua belas miliar tiga ratus empat puluh lima juta enam ratus tujuh puluh delapan ribu sembilan ratus satu rupiah",
        ),
    ]);
}

#[test]
fn shares_have_signs_and_decimals() {
    check(&[
        ("naik 2,68%.", "naik dua koma enam delapan persen."),
        ("turun -0,16%", "turun minus nol koma satu enam persen"),
        ("indeks −1%", "indeks minus satu persen"),
        ("saham +1,2%", "saham plus satu koma dua persen"),
        ("hingga 50 % lebih", "hingga lima puluh persen lebih"),
        ("rata-rata 4.5%", "rata-rata empat koma lima persen"),
        ("galat ±3%", "galat kurang lebih tiga persen"),
        ("porsi >5%", "porsi lebih dari lima persen"),
        ("50 < 60", "lima puluh kurang dari enam puluh"),
        ("dalam % saja", "dalam persen saja"),
        ("naik 25 bps", "naik dua puluh lima basis poin"),
        ("bunga 6% p.a. tetap", "bunga enam persen per tahun tetap"),
    ]);
}

#[test]
fn ranges_say_once_what_both_ends_share() {
    check(&[
        ("5%-6%", "lima sampai enam persen"),
        ("2,7% - 2,9%", "dua koma tujuh sampai dua koma sembilan persen"),
        ("0,25–0,5%", "nol koma dua lima sampai nol koma lima persen"),
        ("Rp 250-Rp 300 per saham", "dua ratus lima puluh sampai tiga ratus rupiah per saham"),
        ("Rp 2-3 triliun", "dua sampai tiga triliun rupiah"),
        ("Rp 500 juta-Rp 1 miliar", "lima ratus juta sampai satu miliar rupiah"),
        ("US$ 30-US$ 40", "tiga puluh sampai empat puluh dolar Amerika Serikat"),
        ("tahun 2019-2024", "tahun dua ribu sembilan belas sampai dua ribu dua puluh empat"),
        ("18-19 November", "delapan belas sampai sembilan belas November"),
        ("menang 3-1", "menang tiga satu"),
        ("kuartal I-III", "kuartal satu sampai tiga"),
    ]);
}

#[test]
fn dates_have_the_names_of_their_months() {
    check(&[
        ("Rabu (27/3), pasar libur", "Rabu dua puluh tujuh Maret, pasar libur"),
        ("Selasa (18/11/2025) pagi", "Selasa delapan belas November dua ribu dua puluh lima pagi"),
        ("Jumat, 27/3, libur", "Jumat, dua puluh tujuh Maret, libur"),
        ("per 28/3/2024", "per dua puluh delapan Maret dua ribu dua puluh empat"),
        ("Senin, 4 April 2025", "Senin, empat April dua ribu dua puluh lima"),
        ("sejak 2024-03-28", "sejak dua puluh delapan Maret dua ribu dua puluh empat"),
        ("Senin (1/1/98)", "Senin satu Januari dua ribu sembilan puluh delapan"),
        ("libur (27-28/3)", "libur dua puluh tujuh sampai dua puluh delapan Maret"),
        ("libur (31/3-4/4)", "libur tiga puluh satu Maret sampai empat April"),
        ("tgl. 5 Mei", "tanggal lima Mei"),
        ("27 Nov. 2025", "dua puluh tujuh November dua ribu dua puluh lima"),
        ("6 Sep 2025", "enam September dua ribu dua puluh lima"),
        ("Jan Darmo hadir", "Jan Darmo hadir"),
        ("tahun 1998", "tahun seribu sembilan ratus sembilan puluh delapan"),
        ("era 1990-an", "era seribu sembilan ratus sembilan puluhan"),
        ("usia 30an", "usia tiga puluhan"),
        ("bagian 3/4", "bagian tiga per empat"),
        ("Senin (45/13)", "Senin, empat puluh lima per tiga belas"),
    ]);
}

#[test]
fn times_are_hours_and_minutes() {
    check(&[
        ("dibuka 09.32 WIB", "dibuka pukul sembilan lewat tiga puluh dua menit Waktu Indonesia Barat"),
        ("pada pukul 09.00 WITA", "pada pukul sembilan Waktu Indonesia Tengah"),
        ("pk. 14.30", "pukul empat belas lewat tiga puluh menit"),
        ("jam 9.30 pagi", "jam sembilan lewat tiga puluh menit pagi"),
        ("mulai 10:30", "mulai pukul sepuluh lewat tiga puluh menit"),
        ("pukul 09:32:15", "pukul sembilan lewat tiga puluh dua menit lima belas detik"),
        ("00.15 WIT", "pukul nol lewat lima belas menit Waktu Indonesia Timur"),
        (
            "buka 09.00-15.30 WIB",
            "buka pukul sembilan sampai pukul lima belas lewat tiga puluh menit Waktu Indonesia Barat",
        ),
        ("pukul 10.00 hingga 11.30", "pukul sepuluh hingga sebelas lewat tiga puluh menit"),
        ("rasio 1:5", "rasio satu banding lima"),
        ("naik ke 16.75", "naik ke enam belas titik tujuh lima"),
    ]);
}

#[test]
fn periods_and_comparisons() {
    check(&[
        ("naik 5% yoy", "naik lima persen secara tahunan"),
        ("naik 5% (yoy)", "naik lima persen, secara tahunan"),
        ("secara tahunan (yoy) naik", "secara tahunan naik"),
        ("secara year on year (YoY) naik", "secara year on year naik"),
        ("secara yoy", "secara tahunan"),
        ("turun 1% qoq", "turun satu persen secara kuartalan"),
        ("inflasi 0,2% mtm", "inflasi nol koma dua persen secara bulanan"),
        ("naik 7% ytd", "naik tujuh persen sejak awal tahun"),
        ("kuartal III-2025", "kuartal tiga dua ribu dua puluh lima"),
        ("kuartal I 2025", "kuartal satu dua ribu dua puluh lima"),
        ("semester I/2025", "semester satu dua ribu dua puluh lima"),
        ("laba 3Q25", "laba kuartal tiga dua ribu dua puluh lima"),
        ("laba 9M2025", "laba sembilan bulan dua ribu dua puluh lima"),
        ("Q3 2025", "kuartal tiga dua ribu dua puluh lima"),
        ("Perang Dunia II", "Perang Dunia dua"),
        ("bab XIV", "bab empat belas"),
        ("vitamin C dan I", "vitamin C dan I"),
    ]);
}

#[test]
fn figures_of_other_kinds() {
    check(&[
        ("1.326.000 unit", "satu juta tiga ratus dua puluh enam ribu unit"),
        ("1,25", "satu koma dua lima"),
        ("1.000.000,50", "satu juta koma lima nol"),
        ("versi 1.2.3", "versi satu titik dua titik tiga"),
        ("pasal 1,2,3", "pasal satu, dua, tiga"),
        ("peringkat ke-3", "peringkat ketiga"),
        ("HUT ke-80", "H U T kedelapan puluh"),
        ("No. 4", "nomor empat"),
        ("No. Kami menolak.", "nomor Kami menolak."),
        ("UU No. 11/2020", "U U nomor sebelas tahun dua ribu dua puluh"),
        ("nomor KEP-87/D/2025", "nomor K E P delapan puluh tujuh garis miring D garis miring dua ribu dua puluh lima"),
        ("nomor 21/18/D", "nomor dua puluh satu garis miring delapan belas garis miring D"),
        ("musim 2024/2025", "musim dua ribu dua puluh empat garis miring dua ribu dua puluh lima"),
        ("telp. 021-5551234", "telp. nol dua satu, lima lima lima satu dua tiga empat"),
        ("0812-3456-7890", "nol delapan satu dua, tiga empat lima enam, tujuh delapan sembilan nol"),
        ("+62 812-3456", "plus enam dua, delapan satu dua, tiga empat lima enam"),
        ("rekening 12345678901", "rekening satu dua tiga empat lima enam tujuh delapan sembilan nol satu"),
        ("2x lipat", "dua kali lipat"),
        ("10 x 5 m", "sepuluh kali lima meter"),
        ("jaringan 5G", "jaringan lima G"),
        ("1. Beras naik", "satu. Beras naik"),
        ("-5 derajat", "minus lima derajat"),
        (
            "99999999999999999999",
            "sembilan sembilan sembilan sembilan sembilan sembilan sembilan sembilan sembilan sembilan sembilan sembilan sembilan sembilan sembilan sembilan sembilan sembilan sembilan sembilan",
        ),
    ]);
}

#[test]
fn units_are_said_in_full() {
    check(&[
        ("50 ha", "lima puluh hektare"),
        ("12 km dan 60 km/jam", "dua belas kilometer dan enam puluh kilometer per jam"),
        ("100 MW dan 100MW", "seratus megawatt dan seratus megawatt"),
        ("5.000 bph", "lima ribu barel per hari"),
        ("1 juta barel/hari", "satu juta barel per hari"),
        ("120 m² dan 45 m2", "seratus dua puluh meter persegi dan empat puluh lima meter persegi"),
        ("27,5°C", "dua puluh tujuh koma lima derajat Celsius"),
        ("15 kWh", "lima belas kilowatt jam"),
        ("2,5 kg", "dua koma lima kilogram"),
        ("Rp16.735/US$", "enam belas ribu tujuh ratus tiga puluh lima rupiah per dolar Amerika Serikat"),
        ("25 ton @ 5 kg", "dua puluh lima ton masing-masing lima kilogram"),
        ("gram dan kg", "gram dan kg"),
    ]);
}

#[test]
fn firms_codes_and_capitals() {
    check(&[
        ("PT Bank Contoh Tbk (BBCO) naik", "P T Bank Contoh terbuka, B B C O, naik"),
        ("PT. Rimba Jaya Tbk. dan CV. Maju", "P T Rimba Jaya terbuka dan C V Maju"),
        ("Harga saham GOTO", "Harga saham G O T O"),
        ("saham PALU dan kota PALU", "saham P A L U dan kota Palu"),
        ("IHSG turun", "I H S G turun"),
        ("indeks LQ45", "indeks L Q empat lima"),
        ("solar B40 dan FR0103", "solar B empat puluh dan F R nol satu nol tiga"),
        ("S&P 500", "S and P lima ratus"),
        ("Toko Besi & Kayu", "Toko Besi dan Kayu"),
        ("NATO dan ASEAN", "Nato dan Asean"),
        ("APBN, RAPBN, dan RUPS", "A P B N, R A P B N, dan Rups"),
        ("Presiden AS", "Presiden A S"),
        ("KTP-nya dan anak-anak", "K T P nya dan anak-anak"),
        ("non-ASEAN, COVID-19", "non-Asean, Covid sembilan belas"),
        ("HARGA NAIK DI JAWA", "Harga Naik Di Jawa"),
        ("KONTRAK.CO.ID - BALI. Harga naik", "kontrak titik co titik id, Bali. Harga naik"),
    ]);
}

#[test]
fn abbreviations_are_said_in_full() {
    check(&[
        ("beras, gula, dll. masih mahal", "beras, gula, dan lain-lain masih mahal"),
        ("beras, gula, dll.", "beras, gula, dan lain-lain."),
        ("rekening a.n. Budi", "rekening atas nama Budi"),
        ("rekening a/n Budi", "rekening atas nama Budi"),
        ("Mei s/d Juni, s.d. Juli", "Mei sampai dengan Juni, sampai dengan Juli"),
        ("Garuda vs. Elang", "Garuda lawan Elang"),
        ("Ir. Sabar, S.E., M.M., hadir", "insinyur Sabar, S E, M M, hadir"),
        ("Dr. Ratna dan dr. Anggun", "doktor Ratna dan dokter Anggun"),
        ("Hj. Ratih dan K.H. Abdul", "hajah Ratih dan kiai haji Abdul"),
        ("Yosef S. Tanujaya", "Yosef S Tanujaya"),
        ("J.P. Sasongko", "J P Sasongko"),
        ("Jl. Melati Km. 32, Kab. Arjuna", "jalan Melati kilometer tiga puluh dua, kabupaten Arjuna"),
        ("Plt. Dirjen", "pelaksana tugas Dirjen"),
        ("lihat hal. 12", "lihat halaman dua belas"),
        ("satu hal. Lalu", "satu hal. Lalu"),
        ("Corvane Inc., lalu Corp. naik", "Corvane Inc, lalu Corp naik"),
        ("ybs. dan tsb.", "yang bersangkutan dan tersebut."),
    ]);
}

#[test]
fn signs_and_addresses() {
    check(&[
        ("di contoh.co.id kemarin", "di contoh titik co titik id kemarin"),
        ("https://www.contoh.id/a/b.html?c=1.", "contoh titik id."),
        ("surat redaksi@contoh.id", "surat redaksi at contoh titik id"),
        ("suami/istri dan/atau", "suami atau istri dan atau"),
        ("naik 🚀🔥 lagi 😀!", "naik lagi!"),
        ("“Kami siap,” kata dia.", "Kami siap, kata dia."),
        ("laba (bersih) naik", "laba, bersih, naik"),
        ("laba (bersih).", "laba, bersih."),
        ("pasar — juga bank — tutup", "pasar, juga bank, tutup"),
        ("tunggu...", "tunggu."),
        ("Ma'ruf dan Jum’at", "Ma'ruf dan Jum’at"),
        ("#hemat", "tagar hemat"),
        ("Café élan", "Café élan"),
        ("½ porsi", "setengah porsi"),
        ("", ""),
        ("  ", ""),
        ("!?", ""),
    ]);
}

#[test]
fn other_languages_pass_unchanged() {
    for language in ["en", "en-US", "", "i", "idx", "ms", "é"] {
        assert_eq!(sentence("Rp 5  juta (yoy)", language), "Rp 5  juta (yoy)", "{language}");
    }
    for language in ["id", "ID", "id-ID", "id_ID"] {
        assert_eq!(sentence("Rp 5 juta", language), "lima juta rupiah", "{language}");
    }
}

/// What holds for every text: it ends, no digit is left to the voice, and spaces stand alone.
fn check_any(text: &str) {
    let said = sentence(text, "id");
    assert!(!said.contains("  ") && !said.starts_with(' '), "{text:?}: {said:?}");
    let may_be_address = ["co", "www", "http", "@"].into_iter().any(|mark| text.contains(mark));
    assert!(may_be_address || !said.bytes().any(|byte| byte.is_ascii_digit()), "{text:?}: {said:?}");
}

#[test]
fn every_text_is_said() {
    const SIGNS: [&str; 16] = ["A", "b", "7", "0", ".", " ", ",", "(", ")", "-", "/", "%", "$", "Rp", "²", "👍"];
    for length in 1..=4_u32 {
        for mut number in 0..SIGNS.len().pow(length) {
            let mut text = String::new();
            for _ in 0..length {
                text.push_str(SIGNS[number % SIGNS.len()]);
                number /= SIGNS.len();
            }
            check_any(&text);
        }
    }
    const PIECES: [&str; 40] = [
        "Rp", "US$", "$", "€", "1", "27", "2025", "0", "000", ".", ",", ":", "-", "–", "/", "(", ")", " ", " ", " ",
        "%", "Tbk", "WIB", "pukul", "kuartal", "III", "V", "ke-", "a.n.", "S.E.", "@", "https://", "www.", "co.id",
        "°C", "m²", "é", "’", "…", "x",
    ];
    let mut state = 1_u32;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..16 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(PIECES[(state >> 16) as usize % PIECES.len()]);
        }
        check_any(&text);
    }
}

#[test]
fn time_grows_with_the_length_alone() {
    // A quadratic step anywhere in here would be felt: minutes instead of seconds.
    for piece in [
        "1", "1.", "1.000.", "1,", "1-", "1/", "1:", "a.", "a.b", "a@", "(", "(1/", "-", "I", "Rp", "Rp ", "$", "0",
        "0-000", "A", "a/", "é", "’", "'a", "https://", "www.a", "1 -1", ".", "(a", "((1-", "°", "10.10-", "1Q",
        "ke-1",
    ] {
        let text = piece.repeat(20_000);
        check_any(&text);
        check_any(&format!("saham {text} a"));
    }
}
