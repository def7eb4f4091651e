//! Several pages that say they belong together become one article, or are refused.

#![no_main]

use libfuzzer_sys::fuzz_target;
use saring::extract::Options;
use saring::limits::Clock;
use saring::page::parsed::Parsed;
use saring::read::read;
use saring::stitch::Stitch;
use saring_fuzz::{ADDRESSES, kept_promises};

/// Stands between two pages in the input.
const BETWEEN: &str = "<!--page-->";

/// Pages that are read of one input.
const MOST: usize = 6;

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let markup = String::from_utf8_lossy(rest);
    let address = ADDRESSES[*first as usize % ADDRESSES.len()];
    let mut pages = markup.split(BETWEEN).take(MOST);
    let first = read(&Parsed::new(pages.next().unwrap_or_default(), address), &Options::default());
    let missing = first.extraction.article.pages.iter().flat_map(|pages| &pages.missing);
    let known: Vec<String> = missing.map(|missing| missing.address.clone()).collect();
    let Some(mut stitch) = Stitch::new(&first) else { return };
    for (index, page) in pages.enumerate() {
        let address = known.get(index).map_or(address, String::as_str);
        let _ = stitch.add(read(&Parsed::new(page, address), &Options::default()));
    }
    kept_promises(stitch.reading(Clock::default()));
});
