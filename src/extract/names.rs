//! What class names, ids and the like say of an element: whole words, each of which speaks for one kind of content.

use std::sync::LazyLock;

use crate::page::tree::Tree;
use crate::text;

/// A kind of content that names tell of. The number is its bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Topic {
    Advert,
    Author,
    Body,
    Caption,
    Card,
    Comment,
    Hidden,
    Lead,
    Legal,
    Live,
    Media,
    Meta,
    Navigation,
    Offer,
    Quote,
    Related,
    Share,
    Tags,
    Title,
    Widget,
}

/// All topics, in the order of their bits.
pub(super) const TOPICS: [Topic; 20] = [
    Topic::Advert,
    Topic::Author,
    Topic::Body,
    Topic::Caption,
    Topic::Card,
    Topic::Comment,
    Topic::Hidden,
    Topic::Lead,
    Topic::Legal,
    Topic::Live,
    Topic::Media,
    Topic::Meta,
    Topic::Navigation,
    Topic::Offer,
    Topic::Quote,
    Topic::Related,
    Topic::Share,
    Topic::Tags,
    Topic::Title,
    Topic::Widget,
];

/// Attributes that hold names.
const HOLDERS: [&str; 8] =
    ["class", "data-component", "data-module", "data-qa", "data-testid", "data-type", "id", "itemprop"];

/// The words that speak for each topic, in the order of their bits. A table of words is smaller as one text for each.
const WORDS: [&str; 20] = [
    "ad ads adsense adv advert advertisement advertorial affiliate buy commerce commercial deal deals dfp \
        gpt iklan outbrain product products promo promoted promotion shop sponsor sponsored sponsorship \
        taboola", // Advert
    "author authors avatar bio biography contributor contributors editor penulis profile reporter writer \
        writers", // Author
    "article body content copy entry isi konten main paragraph post prose richtext story text wysiwyg", // Body
    "caption captions copyright credit credits figcaption legend",                                      // Caption
    "card cards carousel feed grid item items list loop slick slider swiper tile tiles",                // Card
    "comment comments coral discussion disqus komentar livefyre reply respond viafoura",                // Comment
    "collapsed desktop hidden hide invisible mobile noprint offscreen print sr visually",               // Hidden
    "abstract bajada chapeau chapo copete deck dek description entradilla excerpt headnote highlights \
        ingress intro introduction lead lede perex sapo sommario sottotitolo standfirst subhead subheading \
        subheadline subtitle summary teasertext vorspann", // Lead
    "correction disclaimer disclosure footnote footnotes legal notes references source sources terms",  // Legal
    "breaking live liveblog score scores stock stocks ticker weather",                                  // Live
    "audio embed figure foto gallery image images img lightbox media photo photos picture player podcast \
        slideshow thumb thumbnail video videos", // Media
    "breadcrumb breadcrumbs byline categories category date dateline datetime eyebrow info kicker label \
        meta metadata overline pubdate published rubric time timestamp topper updated", // Meta
    "aside contents footer header masthead menu nav navbar navigation next pager pagination paging prev \
        previous rail sidebar toc", // Navigation
    "abo cta donate donation login membership newsletter newsletters offer paywall piano premium register \
        regwall signup subscribe subscriber subscribers subscription upsell", // Offer
    "blockquote instagram pull pullquote quote quotes tweet",                                           // Quote
    "also baca bacajuga further latest more mostread popular populer readmore recirc recirculation \
        recommend recommendation recommendations recommended related relatedposts seealso similar suggested \
        teaser teasers terbaru terkait terpopuler trending", // Related
    "actions addthis button buttons facebook follow linkedin share sharethis sharing social socials \
        toolbar tools twitter whatsapp", // Share
    "keyword keywords tag tagged tags topic topics",                                                    // Tags
    "heading headline hed judul title titles",                                                          // Title
    "alert banner box callout consent cookie cookies fact factbox facts gdpr infobox insert jetpack modal \
        module note notice overlay plugin poll popup quiz survey tooltip widget widgets yarpp", // Widget
];

/// The words that speak for topics. Looked up so often that one table is made for all readings.
pub(super) static TOPIC_WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(&WORDS));

/// Words by which lists they stand in.
pub(super) struct Words {
    /// Words in their order, and the bits of their lists.
    known: Vec<(&'static str, u32)>,
    /// Where the words begin that begin with each byte, and where the last of them end.
    starts: [u16; 257],
}

impl Words {
    /// The words of `lists`, which spaces part. The bit of a list is its place.
    pub(super) fn new(lists: &[&'static str]) -> Words {
        let words = lists.iter().enumerate().flat_map(|(bit, list)| list.split(' ').map(move |word| (word, 1 << bit)));
        let known = text::sorted(words.collect(), &Ord::cmp);
        let mut starts = [0; 257];
        for (word, _) in &known {
            let first = usize::from(word.as_bytes().first().copied().unwrap_or(0));
            starts.iter_mut().skip(first + 1).for_each(|start| *start += 1);
        }
        Words { known, starts }
    }

    /// The bits of the lists in which `word` stands: those of all that have it.
    pub(super) fn bits(&self, word: &str) -> u32 {
        let Some(first) = word.as_bytes().first().copied().map(usize::from) else { return 0 };
        let start = |at: usize| self.starts.get(at).copied().map_or(0, usize::from);
        let known = self.known.get(start(first)..start(first + 1)).unwrap_or_default();
        known.iter().filter(|(known, _)| *known == word).fold(0, |all, (_, bits)| all | bits)
    }

    /// The bits of all words in `names`.
    pub(super) fn in_names(&self, names: &str) -> u32 {
        let mut bits = 0;
        for_each_word(names, &mut |word| bits |= self.bits(word));
        bits
    }
}

/// What the names of element `index` speak for, as bits.
pub(super) fn topics(tree: &Tree, index: usize) -> u32 {
    let held = tree.attributes(index).filter(|(name, _)| HOLDERS.contains(name));
    held.fold(0, |bits, (_, value)| bits | TOPIC_WORDS.in_names(value))
}

/// Calls `each` with the words of class names in lower case: `relatedPosts main-ad` is `related`, `posts`, `main`, `ad`.
pub(super) fn for_each_word(names: &str, each: &mut dyn FnMut(&str)) {
    let mut word = String::new();
    let mut lower = false;
    if names.is_ascii() {
        // Nearly all names are, and their words need no copy.
        let bytes = names.as_bytes();
        let mut from = 0;
        for at in 0..=bytes.len() {
            let byte = bytes.get(at).copied().unwrap_or(b' ');
            let is_letter = byte.is_ascii_alphanumeric();
            if !is_letter || (byte.is_ascii_uppercase() && lower) {
                let found = names.get(from..at).unwrap_or_default();
                from = at + usize::from(!is_letter);
                if found.bytes().any(|byte| byte.is_ascii_uppercase()) {
                    word.clear();
                    word.push_str(found);
                    word.make_ascii_lowercase();
                    each(&word);
                } else if !found.is_empty() {
                    each(found);
                }
            }
            lower = byte.is_ascii_lowercase();
        }
        return;
    }
    for character in names.chars() {
        let ends = !character.is_alphanumeric() || (character.is_uppercase() && lower);
        if ends && !word.is_empty() {
            each(&word);
            word.clear();
        }
        lower = character.is_lowercase();
        if character.is_alphanumeric() {
            text::push_small(&mut word, character);
        }
    }
    if !word.is_empty() {
        each(&word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::markup;

    #[test]
    fn names_are_read_in_whole_words() {
        let mut words = Vec::new();
        for_each_word("relatedPosts main-ad_x", &mut |word| words.push(word.to_owned()));
        assert_eq!(words, ["related", "posts", "main", "ad", "x"]);
        for_each_word("header", &mut |word| words.push(word.to_owned()));
        assert_eq!(words.last().map(String::as_str), Some("header"));
        assert!(TOPIC_WORDS.known.is_sorted_by(|(one, _), (other, _)| one < other), "a word speaks for two topics");
        assert!(TOPICS.iter().enumerate().all(|(bit, topic)| *topic as usize == bit));
    }

    #[test]
    fn an_element_speaks_for_several_topics() {
        let mut tree = Tree::default();
        markup::read("<div class=\"relatedPosts\" id=\"main-ad\"></div><div class=\"header-shadow\"></div>", &mut tree);
        assert_eq!(topics(&tree, 0), 1 << Topic::Related as u32 | 1 << Topic::Advert as u32 | 1 << Topic::Body as u32);
    }
}
