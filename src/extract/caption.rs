//! A picture's caption and its credit, which pages write as one line.

/// Words that open a caption and say only that it is one.
const OPENINGS: [&str; 4] = ["ILUSTRASI.", "ILUSTRASI:", "Ilustrasi:", "Keterangan foto:"];

/// Words that open a credit. Longest first where one begins another.
const CREDIT_OPENINGS: [&str; 13] = [
    "Photo credit:",
    "Photograph:",
    "Photo by ",
    "Photo:",
    "Foto oleh ",
    "Foto:",
    "Dok.",
    "Dok:",
    "Image:",
    "Credit:",
    "Sumber:",
    "Source:",
    "©",
];

/// Parts `line` into caption and credit: `ILUSTRASI. Kalimat. REUTERS/Nama`, `[ILUSTRASI. Kalimat]`, `Kalimat (Foto: Nama)`.
pub(super) fn split(line: &str) -> (Option<String>, Option<String>) {
    let mut line = line.trim();
    if let Some(inner) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        line = inner.trim();
    }
    for opening in OPENINGS {
        if let Some(rest) = line.strip_prefix(opening) {
            line = rest.trim_start();
        }
    }
    let (caption, credit) = split_credit(line);
    let clean = |part: &str| {
        let part = part.trim().trim_start_matches(['|', '-', '–', '(']).trim();
        (!part.is_empty()).then(|| part.to_owned())
    };
    (clean(caption), credit.and_then(|credit| clean(credit.trim_end_matches([')', ']', ' ', '.']))))
}

/// Whether `text` opens as captions do.
pub(super) fn opens(text: &str) -> bool {
    let text = text.trim_start_matches(['[', ' ']);
    OPENINGS.iter().any(|opening| text.starts_with(opening))
}

fn split_credit(line: &str) -> (&str, Option<&str>) {
    if is_agency(line) {
        return ("", Some(line));
    }
    // A credit that says so, or in brackets at the end.
    for opening in CREDIT_OPENINGS {
        if let Some(at) = line.rfind(opening)
            && (at == 0 || line.get(..at).is_some_and(|before| before.ends_with([' ', '(', '|', '['])))
        {
            let credit = line.get(at + opening.len()..).unwrap_or_default();
            if !credit.trim().is_empty() && credit.split_whitespace().count() <= 10 {
                return (line.get(..at).unwrap_or_default().trim_end_matches(['(', '[', '|', ' ']), Some(credit));
            }
        }
    }
    if let Some((before, inside)) = line.strip_suffix(')').and_then(|rest| rest.rsplit_once('('))
        && is_agency(inside)
    {
        return (before, Some(inside));
    }
    // The credit is what follows the first full stop behind which only a credit stands.
    let mut from = 0;
    while let Some(at) = line.get(from..).and_then(|tail| tail.find(['.', '|', ';'])).map(|at| at + from) {
        let tail = line.get(at + 1..).unwrap_or_default();
        if tail.starts_with(char::is_whitespace) && is_agency(tail.trim()) {
            return (line.get(..=at).unwrap_or_default().trim_end_matches(['|', ';']), Some(tail));
        }
        from = at + 1;
    }
    (line, None)
}

/// Whether `text` reads like `REUTERS/Nama`, `ANTARA FOTO/Nama/foc`, `dok/KONTAN`: short names parted by slashes.
fn is_agency(text: &str) -> bool {
    let Some((agency, rest)) = text.split_once('/') else { return false };
    let words = |part: &str| part.split_whitespace().count();
    !agency.contains(char::is_numeric)
        && !agency.contains(". ")
        && !agency.contains(['(', '['])
        && (1..=3).contains(&words(agency))
        && words(rest) <= 6
        && !rest.trim().is_empty()
        && agency.starts_with(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn caption_and_credit_are_told_apart() {
        let check = |line: &str, caption: &str, credit: &str| {
            let (found, by) = split(line);
            assert_eq!(
                (found.as_deref().unwrap_or_default(), by.as_deref().unwrap_or_default()),
                (caption, credit),
                "{line}"
            );
        };
        check(
            "ILUSTRASI. Bongkar muat di pelabuhan, 13 Mei 2025. KONTAN/Budi A. Santosa/13/05/2025",
            "Bongkar muat di pelabuhan, 13 Mei 2025.",
            "KONTAN/Budi A. Santosa/13/05/2025",
        );
        check(
            "ILUSTRASI. Petugas di Jl. Sudirman. ANTARA FOTO/M Yusuf/foc",
            "Petugas di Jl. Sudirman.",
            "ANTARA FOTO/M Yusuf/foc",
        );
        check("[ILUSTRASI. TAJUK - Nama Penulis]", "TAJUK - Nama Penulis", "");
        check("Suasana bursa. Rapat 12/5 ditunda", "Suasana bursa. Rapat 12/5 ditunda", "");
        check("Suasana bursa (Foto: Sari Dewi)", "Suasana bursa", "Sari Dewi");
        check("Suasana bursa (REUTERS/Sari Dewi)", "Suasana bursa", "REUTERS/Sari Dewi");
        check("ILUSTRASI. REUTERS/Sari Dewi", "", "REUTERS/Sari Dewi");
        check("", "", "");
    }
}
