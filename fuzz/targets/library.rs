//! Documents become an index that is searched: lines of text, the last of which is the query.

#![no_main]

use libfuzzer_sys::fuzz_target;
use saring::library::{Library, parse};
use saring::text::words::words;

fuzz_target!(|text: &str| {
    let (documents, query) = text.rsplit_once('\n').unwrap_or(("", text));
    let mut library = Library::default();
    for (number, document) in documents.split('\n').enumerate() {
        // Some come again, and take the place of what was there.
        let added = library.add(&(number % 5).to_string(), "1", document);
        assert_eq!(added, u32::try_from(number).ok(), "a document was refused");
    }
    let found = library.search(query, true);
    let is_asking = !parse(query, true).units.is_empty();
    assert_eq!(found.is_some(), is_asking, "what has words is searched, and nothing else");

    let (bytes, _) = library.save();
    let mut opened = Library::open(bytes.clone()).expect("what was saved is opened");
    assert_eq!(opened.search(query, true).map(|all| all.len()), found.map(|all| all.len()), "opened, it finds others");
    assert_eq!(opened.save().0, bytes, "opened, it is saved otherwise");

    let mut places = Vec::new();
    words(documents, &mut |word, place| {
        assert!(!word.is_empty() && documents.get(place.clone()).is_some(), "{word} stands nowhere");
        places.push(place);
    });
    assert!(places.is_sorted_by(|one, other| one.end <= other.start), "words overlap");
    let mut reached = 0;
    for place in library.marks(query, true, documents) {
        assert!(place.start >= reached && documents.get(place.clone()).is_some_and(|mark| !mark.is_empty()));
        reached = place.end;
    }
    library.excerpt(query, true, documents, 40);
});
