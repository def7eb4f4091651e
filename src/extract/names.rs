//! What class names, ids and the like say of an element: whole words, each of which speaks for one kind of content.

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

/// Words by which lists they stand in.
pub(super) struct Words(Vec<(&'static str, u32)>);

impl Words {
    /// The words that speak for topics.
    pub(super) fn of_topics() -> Words {
        Words::new(&WORDS)
    }

    /// The words of `lists`, which spaces part. The bit of a list is its place.
    pub(super) fn new(lists: &[&'static str]) -> Words {
        let words = lists.iter().enumerate().flat_map(|(bit, list)| list.split(' ').map(move |word| (word, 1 << bit)));
        Words(text::sorted(words.collect(), &Ord::cmp))
    }

    /// The bits of the lists in which `word` stands.
    pub(super) fn bits(&self, word: &str) -> u32 {
        let found = self.0.binary_search_by(|(known, _)| (*known).cmp(word)).ok();
        found.and_then(|found| self.0.get(found)).map_or(0, |(_, bits)| *bits)
    }
}

/// What the names of element `index` speak for, as bits.
pub(super) fn topics(words: &Words, tree: &Tree, index: usize) -> u32 {
    let mut bits = 0;
    for (name, value) in tree.attributes(index) {
        if HOLDERS.contains(&name) {
            for_each_word(value, &mut |word| bits |= words.bits(word));
        }
    }
    bits
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
        // No word speaks for two topics: only one of them would be found.
        assert!(Words::of_topics().0.is_sorted_by(|(one, _), (other, _)| one < other));
        assert!(TOPICS.iter().enumerate().all(|(bit, topic)| *topic as usize == bit));
    }

    #[test]
    fn an_element_speaks_for_several_topics() {
        let mut tree = Tree::default();
        markup::read("<div class=\"relatedPosts\" id=\"main-ad\"></div><div class=\"header-shadow\"></div>", &mut tree);
        assert_eq!(
            topics(&Words::of_topics(), &tree, 0),
            1 << Topic::Related as u32 | 1 << Topic::Advert as u32 | 1 << Topic::Body as u32
        );
    }
}
