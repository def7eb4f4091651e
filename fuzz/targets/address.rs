//! Addresses of a page: whatever it writes, an article holds `http` and `https` alone.

#![no_main]

use libfuzzer_sys::fuzz_target;
use saring::extract::Options;
use saring::page::parsed::Parsed;
use saring::page::{Page, address};
use saring::read::read;
use saring_fuzz::{ADDRESSES, kept_promises};
use url::Url;

/// Enough words for an article, without any of Saring's own marks.
const WORDS: &str = "Harga kelapa di pasar kabupaten naik lagi pekan ini karena panen mundur sebulan dan kapal \
    pengangkut menunggu ombak reda, kata para pedagang yang membeli langsung dari kebun di pesisir selatan.";

fuzz_target!(|text: &str| {
    let mut lines = text.splitn(3, '\n');
    let [first, second, base] = std::array::from_fn(|_| lines.next().unwrap_or_default());
    let own = ADDRESSES[text.len() % ADDRESSES.len()];
    let quoted = |address: &str| address.replace('&', "&amp;").replace('"', "&quot;");
    let [one, other, root] = [first, second, base].map(quoted);
    let root = if root.is_empty() { String::new() } else { format!("<base href=\"{root}\">") };
    let markup = format!(
        "<head>{root}<link rel=canonical href=\"{one}\"><meta property=og:image content=\"{other}\"></head>\
         <article><h1>Harga kelapa naik lagi</h1><p>{WORDS} <a href=\"{one}\">{WORDS}</a></p>\
         <figure><img src=\"{other}\" srcset=\"{one} 2x\" width=640 height=360></figure>\
         <p>{WORDS} <a href=\"{other}\">tautan</a></p><iframe src=\"{one}\" title=x></iframe>\
         <p>{WORDS}</p><p>{WORDS}</p><p>Baca Juga: <a href=\"{other}\">Panen mundur sebulan</a></p></article>\
         <div class=pagination><a href=\"{one}\">1</a> <a href=\"{other}\">2</a></div>"
    );
    let page = Parsed::new(&markup, own);
    for address in [first, second] {
        if let Some(resolved) = page.resolve(address) {
            let url = Url::parse(&resolved).expect("what is resolved is an address");
            assert!(matches!(url.scheme(), "http" | "https"), "{resolved}");
        }
        // What is found without asking the platform is what the platform would have said.
        if let Ok(rules) = Url::parse(own)
            && let Some(plain) = address::plain(address, own)
        {
            assert_eq!(rules.join(address).map(String::from).as_deref(), Ok(plain.as_str()), "{address}");
        }
    }
    kept_promises(read(&page, &Options::default()));
});
