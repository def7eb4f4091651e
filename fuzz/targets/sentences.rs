//! A text becomes sentences, and each of them is said.

#![no_main]

use libfuzzer_sys::fuzz_target;
use saring::speak;
use saring::text::sentence;

fuzz_target!(|text: &str| {
    let mut reached = 0;
    for at in sentence::sentences(text) {
        assert!(at.start >= reached && at.start < at.end, "sentences overlap or are empty: {at:?} behind {reached}");
        let between = text.get(reached..at.start).expect("sentences begin at a character");
        assert!(between.trim().is_empty(), "{between:?} belongs to no sentence");
        let sentence = text.get(at.clone()).expect("sentences end at a character");
        reached = at.end;
        let said = speak::sentence(sentence, "id");
        assert!(said.len() <= 64 * sentence.len() + 64, "{} bytes are said of {}", said.len(), sentence.len());
        assert_eq!(speak::sentence(sentence, "en"), sentence, "another language is not said as it stands");
    }
    let rest = text.get(reached..).unwrap_or_default();
    assert!(rest.trim().is_empty(), "{rest:?} belongs to no sentence");
});
