//! Addresses that are made absolute without the platform's rules, because these would change nothing.

use crate::text;

/// `address` made absolute against `base`, where that is plain to see: a whole `http` or `https` address, or a path from the
/// root, in letters that no rule touches. None of any other, which the platform must be asked about: asking a browser
/// costs a hundred times as much.
pub fn plain(address: &str, base: &str) -> Option<String> {
    if address.starts_with('/') && !address.starts_with("//") {
        let (origin, _) = split(base)?;
        return is_plain_path(address).then(|| [origin, address].concat());
    }
    let (origin, path) = split(address)?;
    (is_plain_host(origin) && is_plain_path(path)).then(|| address.to_owned())
}

/// An address up to its path, and the rest from there on; none without both.
fn split(address: &str) -> Option<(&str, &str)> {
    let scheme = ["https://", "http://"].iter().find(|scheme| address.starts_with(**scheme))?;
    let path = address.get(scheme.len()..)?.find('/')? + scheme.len();
    address.split_at_checked(path)
}

/// Whether the host is a name in small letters: no port, no number, nothing encoded.
fn is_plain_host(origin: &str) -> bool {
    let Some((_, host)) = text::split_once(origin, "://") else { return false };
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with("xn--")
            && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let is_name =
        host.rsplit('.').next().is_some_and(|last| last.starts_with(|first: char| first.is_ascii_lowercase()));
    is_name && host.split('.').all(is_label)
}

/// Whether path, query and fragment consist of letters that stay what they are, without steps such as `..`.
fn is_plain_path(path: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~!$&()*+,;=:@/%?#".contains(&byte);
    let steps = path.split(['?', '#']).next().unwrap_or_default();
    path.bytes().all(plain) && !text::holds(steps, "/.") && !text::holds(steps, "%2")
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_plain_is_what_the_rules_say() {
        let bases = ["https://kabar.example/a/b?c#d", "http://kabar.example:8080/", "https://user@kabar.example/x/"];
        let addresses = [
            "/",
            "/berita/1?a=b&c=%20#d?e#f",
            "/a%2e%2e/b",
            "/a/../b",
            "/.b",
            "//lain.example/x",
            "https://lain.example/x?y=1",
            "https://LAIN.example/x",
            "https://lain.example",
            "https://lain.example:443/x",
            "https://1.2.3/x",
            "https://0x7f.1/x",
            "https://a.b1/x",
            "https://a..b/x",
            "https://xn--a.example/x",
            "https://lain.example/a b",
            "https://lain.example/a'b?c'd",
            "https://lain.example/a\\b",
            "https:/lain.example/x",
            "http:lain.example/x",
            "https://a@lain.example/x",
            "x/y",
            "?a",
            "#a",
            "",
            "javascript:alert(1)",
        ];
        let mut seen = 0;
        for base in bases {
            let Ok(rules) = url::Url::parse(base) else { continue };
            for address in addresses {
                if let Some(found) = plain(address, base) {
                    seen += 1;
                    assert_eq!(rules.join(address).map(String::from).as_deref(), Ok(found.as_str()), "{address}");
                }
            }
        }
        assert_eq!(seen, 4 * bases.len());
    }
}
