//! Addresses: the host a page is on, and the one address that an article keeps.

use super::profile::Profile;
use crate::text;

/// Parameters that say where a reader came from, and never which article it is.
const TRACKING: [&str; 8] = ["dclid", "fbclid", "gclid", "igshid", "mc_cid", "mc_eid", "msclkid", "yclid"];

/// The host of an `http` or `https` address, in lower case, without its port.
pub(super) fn host(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    (!host.is_empty()).then_some(host)
}

/// The names by which a site may speak of itself.
#[derive(Debug, Default)]
pub(super) struct SiteNames {
    site: String,
    host: String,
    /// The label of the host that it is known by: `kabar` of `news.kabar.co.id`.
    label: String,
}

impl SiteNames {
    pub(super) fn new(site: Option<&str>, address: &str) -> SiteNames {
        let host = host(address).map(|host| host.strip_prefix("www.").unwrap_or(host)).unwrap_or_default();
        let label = host.split('.').rev().skip(1).find(|label| label.len() > 3).unwrap_or_default();
        let letters = text::letters;
        SiteNames { site: letters(site.unwrap_or_default()), host: letters(host), label: letters(label) }
    }

    /// Whether `words` are one of them, or hold one.
    pub(super) fn include(&self, words: &str) -> bool {
        let words = text::letters(words);
        let holds = |name: &str| !name.is_empty() && text::holds(&words, name);
        words.len() > 1
            && (text::holds(&self.site, &words)
                || text::holds(&self.host, &words)
                || holds(&self.site)
                || holds(&self.label))
    }
}

/// The address that stays the same however the article was reached: `declared`, the page's own canonical address, where
/// it names the same site; else `address` without fragment and tracking.
pub(super) fn canonical(address: &str, declared: Option<&str>, profile: Option<&Profile>) -> String {
    let same_site = |declared: &&str| match (host(address), host(declared)) {
        (Some(own), Some(other)) => {
            own == other || bare(own) == bare(other) || profile.is_some_and(|profile| profile.speaks_for(other))
        }
        _ => false,
    };
    // A canonical address that is the site's front page says nothing of the article.
    let is_article = |declared: &&str| path(declared).len() > 1 || path(address).len() <= 1;
    let chosen = declared.filter(same_site).filter(is_article).unwrap_or(address);
    let chosen = chosen.split('#').next().unwrap_or_default();
    let Some((start, query)) = chosen.split_once('?') else { return chosen.to_owned() };
    if profile.is_some_and(|profile| !profile.query_identifies) {
        return start.to_owned();
    }
    let kept: Vec<&str> = query.split('&').filter(|pair| !is_tracking(pair)).collect();
    if kept.is_empty() { start.to_owned() } else { [start, "?", &text::join(&kept, "&")].concat() }
}

/// Whether `href`, as it is written in the page at `address`, leads to that page: their paths end in the same name.
pub(super) fn is_same_page(href: &str, address: &str) -> bool {
    let name = |address: &str| {
        let path = if address.contains("://") { path(address) } else { address };
        let path = path.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
        path.rsplit('/').next().filter(|name| name.len() >= LEAST_NAME).map(str::to_owned)
    };
    let query = |address: &str| {
        address.split('#').next().and_then(|all| all.split_once('?')).map(|(_, query)| query.to_owned())
    };
    name(href).is_some() && name(href) == name(address) && (query(href).is_none() || query(href) == query(address))
}

/// A shorter name in a path may be that of many pages (bytes).
const LEAST_NAME: usize = 5;

fn path(address: &str) -> &str {
    let rest = text::split_once(address, "://").map_or(address, |(_, rest)| rest);
    let rest = rest.find('/').and_then(|at| rest.get(at..)).unwrap_or_default();
    rest.split(['?', '#']).next().unwrap_or_default()
}

pub(super) fn is_tracking(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default();
    name.is_empty() || name.starts_with("utm_") || TRACKING.contains(&name)
}

/// The host without the part that only says for which device it is.
fn bare(host: &str) -> &str {
    ["www.", "m.", "amp.", "mobile."].iter().find_map(|prefix| host.strip_prefix(prefix)).unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::profiles::kontan::KONTAN;

    #[test]
    fn an_article_has_one_address() {
        let plain = |address, declared| canonical(address, declared, None);
        assert_eq!(plain("https://a.example/x?utm_source=y&id=3#top", None), "https://a.example/x?id=3");
        assert_eq!(plain("https://m.a.example/x", Some("https://www.a.example/x")), "https://www.a.example/x");
        assert_eq!(plain("https://a.example/x", Some("https://evil.example/x")), "https://a.example/x");
        assert_eq!(plain("https://a.example/x", Some("https://a.example/")), "https://a.example/x");
        let kontan = |address, declared| canonical(address, declared, Some(&KONTAN));
        assert_eq!(
            kontan("https://nasional.kontan.co.id/news/x?page=all", None),
            "https://nasional.kontan.co.id/news/x"
        );
        assert_eq!(
            kontan("https://amp.kontan.co.id/news/x", Some("https://nasional.kontan.co.id/news/x")),
            "https://nasional.kontan.co.id/news/x"
        );
    }

    #[test]
    fn a_site_is_known_by_its_name_and_its_host() {
        let names = SiteNames::new(Some("Kabar Niaga"), "https://www.kabarniaga.co.example/x");
        for (words, want) in [
            ("Kabar Niaga", true),
            ("kabarniaga.co.example", true),
            ("Redaksi Kabar Niaga", true),
            ("Niaga", true),
            ("Ani Wijaya", false),
            ("", false),
        ] {
            assert_eq!(names.include(words), want, "{words}");
        }
    }

    #[test]
    fn a_headline_may_lead_to_its_own_page() {
        let page = "https://a.example/2019/05/kabar-panen/?utm_source=x";
        assert!(is_same_page("https://a.example/2019/05/kabar-panen/", page));
        assert!(is_same_page("/2019/05/kabar-panen#more", page));
        assert!(!is_same_page("/2019/05/kabar-hujan", page));
        assert!(!is_same_page("/baca.php?id=2", "https://a.example/baca.php?id=1"));
        assert!(!is_same_page("https://panen.example", "https://panen.example"));
        assert!(!is_same_page("/2019/", "https://a.example/2019/"));
    }

    #[test]
    fn hosts_are_found_in_any_address() {
        assert_eq!(host("https://user:pw@a.example:8080/x"), Some("a.example"));
        assert_eq!(host("file:///x"), None);
    }
}
