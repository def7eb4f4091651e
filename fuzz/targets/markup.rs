//! A page's markup becomes an article with summary and facts, and keeps every promise.

#![no_main]

use libfuzzer_sys::fuzz_target;
use saring::extract::Options;
use saring::page::parsed::Parsed;
use saring::read::read;
use saring_fuzz::{ADDRESSES, kept_promises, regular_markup};

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let markup = String::from_utf8_lossy(rest);
    let address = ADDRESSES[*first as usize % ADDRESSES.len()];
    let options = Options { profiles: first & 0x80 == 0, ..Options::default() };
    regular_markup(&markup);
    kept_promises(read(&Parsed::new(&markup, address), &options));
});
