//! Issuers of the exchange and their codes, told by how business news writes them. There is no list of codes: codes come and go.

use super::lexicon::Meaning;
use super::token::{Shape, Tokens, is_dash};

/// How sure it is that four capitals are the code of a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Evidence {
    /// Its place says so.
    Sure,
    /// Nothing says otherwise, in an article about business.
    Likely,
    /// It looks like a part of a name, unless the article says elsewhere that it is a code.
    Doubtful,
}

/// Acronyms of four letters that are no codes of this exchange: offices, rules, indexes, terms of the trade, and shares of
/// other exchanges that are often in the news. Sorted.
#[rustfmt::skip] // packed: one word a line would push the code out of sight
const ACRONYMS: &str = "\
    AAPL AAUI ACEH ADBE AFTA AIDS AIIB AKAN AKBP ALFI AMAN AMDK AMRO AMZN ANBK APBD APBN APEC APHI APKI APPI APTI ASDP \
    ATSI AVGO AYDA BANK BARA BARU BASF BDTI BEAR BELI BISA BKPM BLBI BLUD BMAD BMKG BMPK BNPB BNPL BNPT BNSP BOND BOPO \
    BPBD BPDP BPHN BPHT BPIH BPJS BPJT BPKB BPKH BPKN BPKP BPNT BPOM BPPT BPRS BPSK BPUM BRIC BRIN BSPS BSSN BTIM BUKU \
    BUMD BUMN BUMS BYDS CAGR CAPM CARA CASA CATL CBOE CBOT CCMP CCTV CEPA CEST CFDS CILE CIMB CINA CKPN CNBC CORE CPMI \
    CPNS CPOB CSCO CSIS CTKI DANA DARI DHLR DJBC DJIA DJKN DJPB DJPK DKPP DNDF DOGE DPLK DPPK DPRD DPUM DSCR DUIT EBIT \
    ECDC EKYC EPBT ESDM ETFS EUDR EURO EXIM FAQS FDIC FIFA FIFO FKTP FLPP FOMC FOMO FOTO FREE FTSE FTTH FUND GAAP GAPK \
    GAPP GATT GDPR GERD GIIA GMTN GOOG GRDP GRUP GSMA GSPC HAKI HARI HGBT HIGH HKEX HKTI HOLD HPAI HPLC HSBC HSBN HTML \
    HTTP IACS IATA ICAO ICBC ICDX ICEX ICGN ICOR IDXC IFAD IFRS IHPB IHPK IHSG IIMS IJMA IKEA IMEI IMIP INDU INFO INIL \
    INSW INTC IPEF IPMI IPTV IRAK IRAN ISBN ISEI ISIS ISPA ISPO ISPU ISSI ITDC IUJK IUPK IWIP IXIC JADI JAWA JIBO JKSE \
    JPEG JUAL JUGA KADI KAIS KBLI KBMI KBRI KCIC KCJB KDMP KIHT KIPA KIPI KITA KITB KITE KJPP KJRI KKKS KKNI KKPR KLHK \
    KNKT KPAI KPBU KPEI KPKS KPMG KPMM KPPI KPPN KPPU KPUD KRLJ KSEI KSOP KSPI KSPN KSSK KTKI KTNA KTTG KUBA KUHD KUHP \
    LABA LAGI LAPS LAST LCGC LHKP LIPI LKPD LKPM LKPP LMAN LNSW LONG LPDB LPDP LPEI LPHD LPSK LRTJ LSEG LVMH MACD MAKI \
    MALI MASA MBKM MERS MFAP MIND MOPS MPRS MRTJ MSCI MSFT MSTR MUFG NAIK NASA NASD NATO NBER NDRC NDTV NEET NEWS NEXT \
    NFLX NPPN NPWP NSFR NVDA NVOC NYSE OECD OMAN OPEC OPEN OPSI ORCL PAAI PALU PAMI PAPI PBBK PBJT PBPU PCPF PDAG PDAM \
    PDIP PDNS PDRB PERU PIHK PIPL PIRT PKBL PKPU PKWT PLBN PLTA PLTB PLTD PLTG PLTM PLTN PLTP PLTR PLTS PLTU PNBP POBI \
    POBS POJK POME PPAP PPAT PPDB PPHN PPIP PPKM PPLN PPMI PPPK PPPL PPSK PPUU PSAK PSBB PSEL PSSI PTFI PTKP PTPN PTSL \
    PTSP PUPR PVML PYPL QCOM QRIS RBAC RCEP RDPT RDPU RDTR REIT REPO RIAU RIPH RISK RSUD RSUP RTGS RUEN RUGI RUKN RUPS \
    RUPT SALE SARS SBDK SBIS SBNP SBPU SBSN SBUX SCBD SCTV SDGS SELL SEOJ SGIE SHGB SHMS SHUN SISA SKCK SKPD SLIK SMCI \
    SMES SNBP SNBT SNLI SOFR SPAM SPBE SPBG SPBU SPDP SPHP SPKS SPPD SPPG SPPT SRBI STEM STNK SUKU SUVS SVBI TBPS TGPF \
    TIPS TJSL TKBI TKDD TKDN TNKB TPID TPIP TPPO TPPU TPST TSLA TSMC TVRI UBER UEAE UEFA UMKM UMSK UNDP UNEP URSA USDA \
    USDC USDT USDX USMC USTR UTBK UUCK VIII VISA VLCC WEFX WITA WNBA XIII XVII YANG YLBI YLKI YORK ZONA ";

/// Whether `word`, four capitals, is a known acronym.
fn is_acronym(word: &str) -> bool {
    // Each takes five bytes with the space behind it.
    let known = ACRONYMS.as_bytes().as_chunks::<5>().0;
    known.binary_search_by(|[code @ .., _]| code.as_slice().cmp(word.as_bytes())).is_ok()
}

/// Words behind which four capitals are the code of a share.
const BEFORE_CODES: &str = "emiten kode saham ticker";

/// Words behind which four capitals are a code even where a name follows: `Direktur Utama XAXA Rina`, `Laba XAXA Melonjak`.
const LEADS: &str = "akumulasi beli buy direksi direktur dividen hold jual kinerja koleksi komisaris laba manajemen obligasi pendapatan \
    penjualan perusahaan prospek rekomendasi relations secretary sekretaris sell target utama";

/// Whether token `at` has the form of a code: four capitals.
fn is_code(tokens: &Tokens, at: usize) -> bool {
    has_form_of_code(tokens.get(at))
}

/// Whether `word` is four capitals.
pub(super) fn has_form_of_code(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|letter| letter.is_ascii_uppercase())
}

/// Whether token `at` is the code of a share, and how sure that is. The last code that is sure ends before token `code_end`.
pub(super) fn ticker(tokens: &Tokens, at: usize, code_end: usize) -> Option<Evidence> {
    if !is_code(tokens, at) {
        return None;
    }
    let is_mark = |at: usize| {
        let mark = tokens.get(at);
        is_dash(mark) || matches!(mark, "." | "/" | "_" | "@" | "#" | "&" | "'" | "’" | ":")
    };
    let before = at.wrapping_sub(1);
    // Glued to what stands before or behind, it is part of a name, an address or a pair.
    let is_part = tokens.is_glued(at)
        && (tokens.shape(before) != Some(Shape::Mark) || is_mark(before) && tokens.get(before) != ":")
        || tokens.is_glued(at + 1)
            && tokens.is_glued(at + 2)
            && (is_mark(at + 1) && tokens.shape(at + 2) != Some(Shape::Mark))
        || tokens.is_glued(at + 1) && tokens.shape(at + 1) != Some(Shape::Mark);
    if is_part {
        return None;
    }
    let is_bracket = tokens.get(before) == "(";
    if is_named(tokens, at) {
        return Some(Evidence::Sure);
    }
    if is_acronym(tokens.get(at)) {
        return None;
    }
    let is_between = |at: usize| tokens.get(at) == "," || tokens.among(at, "atau dan hingga maupun serta");
    let follows_code = code_end < at && at - code_end <= 2 && (code_end..at).all(is_between);
    if follows_code || tokens.among(before, BEFORE_CODES) {
        return Some(Evidence::Sure);
    }
    if is_bracket {
        // A name in capitals stands before the code of an issuer; what the letters abbreviate stands before an acronym.
        if !tokens.is_capital(before.wrapping_sub(1)) || is_initials(tokens, before, tokens.get(at)) {
            return None;
        }
        return Some(if is_office(tokens, before) { Evidence::Doubtful } else { Evidence::Likely });
    }
    // A line in capitals, or a name: `XAXA Raya Berjangka`.
    let shouts = |at: usize| {
        let word = tokens.get(at);
        let is_loud = word.len() > 1 && !word.bytes().any(|letter| letter.is_ascii_lowercase());
        tokens.is_word(at) && is_loud && !is_code(tokens, at)
    };
    let is_name = tokens.is_capital(at + 1)
        && !is_code(tokens, at + 1)
        && !matches!(tokens.meaning(at + 1), Some(Meaning::Weekday(_)));
    let is_led = tokens.among(before, LEADS);
    Some(if (shouts(before) || is_name) && !is_led { Evidence::Doubtful } else { Evidence::Likely })
}

/// Whether the code at `at` stands in brackets behind `Tbk`, or behind a label: `Tbk (XAXA)`, `(IDX: XAXA)`.
fn is_named(tokens: &Tokens, at: usize) -> bool {
    let before = |back: usize| at.wrapping_sub(back);
    if tokens.get(before(1)) == ":" {
        return tokens.among(before(2), "bei emiten idx jk kode saham ticker");
    }
    tokens.get(before(1)) == "("
        && (tokens.is(before(2), "tbk") || tokens.get(before(2)) == "." && tokens.is(before(3), "tbk"))
}

/// Whether each letter of `acronym` begins a word of its own of the name before the bracket at `bracket`, in whatever order: the
/// writer may have translated the name.
fn is_initials(tokens: &Tokens, bracket: usize, acronym: &str) -> bool {
    let mut left: Vec<u8> = acronym.bytes().collect();
    for back in 1..=8.min(bracket) {
        let at = bracket - back;
        if left.is_empty() || tokens.is(at, "pt") {
            break;
        }
        let first = tokens.get(at).bytes().next().unwrap_or_default().to_ascii_uppercase();
        match left.iter().position(|letter| *letter == first) {
            Some(index) => drop(left.swap_remove(index)),
            None if tokens.is_capital(at) || tokens.among(at, "and atas dalam dan di for of pada the untuk yang") => {}
            None => break,
        }
    }
    left.is_empty()
}

/// Words in the names of offices, associations and indexes, whose short forms often come from another language.
#[rustfmt::skip] // packed: one word a line would push the code out of sight
const OFFICES: &str = "administration agency aliansi asosiasi association authority badan board bureau commission committee composite council departemen \
    department dewan direktorat federasi forum gabungan gerakan himpunan ikatan indeks index institut institute kementerian koalisi komisi komite \
    konfederasi lembaga majelis office organisasi organization otoritas partai peraturan perhimpunan perjanjian persatuan perserikatan program \
    serikat uni union universitas university";

/// Whether the name before the bracket at `bracket` is that of an office.
fn is_office(tokens: &Tokens, bracket: usize) -> bool {
    for back in 1..=8.min(bracket) {
        let at = bracket - back;
        if !is_part_of_name(tokens, at) {
            return false;
        }
        if tokens.among(at, OFFICES) {
            return true;
        }
    }
    false
}

/// The code in the brackets that open at token `at`: `(XAXA)`, `(kode saham: XAXA)`.
fn code_in_brackets(tokens: &Tokens, at: usize) -> Option<usize> {
    if tokens.get(at) != "(" {
        return None;
    }
    let mut next = at + 1;
    while next < at + 5 && (tokens.among(next, "bei emiten idx kode saham ticker") || tokens.get(next) == ":") {
        next += 1;
    }
    is_code(tokens, next).then_some(next)
}

/// An issuer as the tokens of its name, and its code.
pub(super) struct Issuer<'a> {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) code: Option<&'a str>,
    pub(super) evidence: Evidence,
}

/// No name has more tokens.
const LONGEST_NAME: usize = 16;

/// An issuer whose name begins with the `PT` at token `at`, or one without `PT` that ends there; tokens before `least` are
/// taken.
pub(super) fn issuer<'a>(tokens: &Tokens<'a>, at: usize, least: usize) -> Option<Issuer<'a>> {
    match tokens.get(at) {
        "PT" => company(tokens, at),
        "Tbk" | "TBK" | "tbk" | "(" if at > least => company_before(tokens, at, least),
        _ => None,
    }
}

/// An issuer whose name begins with the `PT` at token `at`.
fn company<'a>(tokens: &Tokens<'a>, at: usize) -> Option<Issuer<'a>> {
    let mut next = at + 1 + usize::from(tokens.get(at + 1) == ".");
    while next < at + LONGEST_NAME {
        if tokens.is(next, "tbk") && next > at + 1 {
            return Some(listed(tokens, at, next + 1));
        }
        let is_persero = tokens.get(next) == "(" && tokens.is(next + 1, "persero") && tokens.get(next + 2) == ")";
        if is_persero {
            next += 3;
        } else if tokens.get(next) == "(" {
            let code = code_in_brackets(tokens, next)?;
            let evidence = ticker(tokens, code, usize::MAX).filter(|_| next > at + 1)?;
            return Some(Issuer { from: at, to: next, code: Some(tokens.get(code)), evidence });
        } else if is_part_of_name(tokens, next) || tokens.get(next) == "," && tokens.is(next + 1, "tbk") {
            next += 1;
        } else {
            return None;
        }
    }
    None
}

/// Whether token `at` can stand in a company's name.
fn is_part_of_name(tokens: &Tokens, at: usize) -> bool {
    match tokens.shape(at) {
        Some(Shape::Word) => {
            tokens.is_capital(at) && !tokens.is(at, "pt")
                || tokens.among(at, "and dan of the") && tokens.is_capital(at + 1) && !tokens.is(at + 1, "pt")
        }
        Some(Shape::Number) => true,
        Some(Shape::Mark) => {
            matches!(tokens.get(at), "&" | "'" | "’")
                || (is_dash(tokens.get(at)) || tokens.get(at) == ".") && tokens.is_glued(at)
        }
        None => false,
    }
}

/// The issuer whose name in the tokens `from..to` ends in `Tbk`, with its code.
fn listed<'a>(tokens: &Tokens<'a>, from: usize, to: usize) -> Issuer<'a> {
    let code = code_in_brackets(tokens, to + usize::from(tokens.get(to) == ".")).map(|code| tokens.get(code));
    Issuer { from, to, code, evidence: Evidence::Sure }
}

/// Words with a capital that stand before names without being part of them.
#[rustfmt::skip] // packed: one word a line would push the code out of sight
const BEFORE_NAMES: &str = "adapun anak analis baca bahkan begitu berikut bos cek corporate dan dari data direktur direksi dirut disusul di emiten \
    grup harga induk ini investor juga kinerja komisaris kemudian laba lalu lihat manajemen menurut menyusul namun pada pemegang perusahaan presiden produsen \
    rekomendasi saham sedangkan sekretaris sekretary selain selanjutnya sementara seperti simak target termasuk untuk usaha utama";

/// An issuer without `PT`, whose `Tbk` or whose code in brackets stands at token `at`; not before token `least`.
fn company_before<'a>(tokens: &Tokens<'a>, at: usize, least: usize) -> Option<Issuer<'a>> {
    let ends = tokens.is(at, "tbk");
    // Most brackets hold no code: it is looked for before the name.
    let code = if ends { None } else { Some(code_in_brackets(tokens, at)?) };
    let mut from = at;
    while from > least && at - from < 10 {
        let before = from - 1;
        let closes_persero =
            tokens.get(before) == ")" && tokens.is(before.wrapping_sub(1), "persero") && before >= least + 2;
        if closes_persero {
            from -= 3;
        } else if is_part_of_name(tokens, before) || tokens.get(before) == "," && ends && before + 1 == at {
            from = before;
        } else {
            break;
        }
    }
    // What is no part of the name after all.
    while from < at
        && (tokens.among(from, BEFORE_NAMES)
            || !tokens.is_capital(from)
            || matches!(tokens.meaning(from), Some(Meaning::Weekday(_)))
            // The capital of a sentence's first word that is none of a name: a verb.
            || tokens.get(from).starts_with("Men") && tokens.get(from).len() > 6)
    {
        from += 1;
    }
    if from == at {
        return None;
    }
    let Some(code) = code else { return Some(listed(tokens, from, at + 1)) };
    ticker(tokens, code, usize::MAX).map(|evidence| Issuer { from, to: at, code: Some(tokens.get(code)), evidence })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_are_found_where_they_stand() {
        let known: Vec<&str> = ACRONYMS.split_ascii_whitespace().collect();
        assert_eq!(ACRONYMS.len(), 5 * known.len(), "a space behind each");
        assert!(known.iter().all(|word| has_form_of_code(word) && is_acronym(word)));
        assert!(!["AAAA", "MMMM", "ZZZZ", "ZON", ""].iter().any(|word| is_acronym(word)));
    }
}
