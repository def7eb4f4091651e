//! Rules that no other tool knows: equal versions, equal words in both languages, small manifests, safe calls.
//! Each rule returns what it found against the sources; the messages name file, line and remedy.

use crate::package::{files, json};
use crate::shell::root;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What the extension may ask for. None of these gives an install warning. A new one is a decision, not an edit.
const PERMISSIONS: &[&str] = &["activeTab", "scripting", "storage", "unlimitedStorage", "contextMenus"];

/// The same of Chromium alone: where its pages forbid Wasm, a document of ours reads them.
const CHROMIUM_PERMISSIONS: &[&str] = &["offscreen"];

/// Manifest keys that would let pages see us, or us see pages without a click.
const FORBIDDEN_KEYS: &[&str] = &[
    "content_scripts",
    "externally_connectable",
    "host_permissions",
    "optional_host_permissions",
    "optional_permissions",
    "update_url",
    "web_accessible_resources",
];

/// Calls that make markup or code out of text, and why a line that has one is refused.
const DANGEROUS: &[(&str, &str)] = &[
    ("innerHTML", "text enters by textContent, nodes by DOM calls"),
    ("outerHTML =", "nodes are replaced by DOM calls"),
    ("insertAdjacentHTML", "nodes are made by DOM calls"),
    ("setHTMLUnsafe", "nodes are made by DOM calls"),
    ("createContextualFragment", "nodes are made by DOM calls"),
    ("document.write", "nodes are made by DOM calls"),
    ("eval(", "no code is made from text"),
    ("new Function", "no code is made from text"),
    ("srcdoc", "nothing runs in frames"),
    ("cssText", "no inline style but the host's reset"),
    ("\"style\",", "no inline style but the host's reset"),
];

/// Names that look like addresses but are never fetched.
const NAMESPACES: &[&str] = &["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"];

/// All rules of the sources.
pub(crate) fn all() -> Result<()> {
    let mut faults = versions()?;
    faults.extend(npm()?);
    faults.extend(locales(&root().join("extension"), &root().join("www"))?);
    faults.extend(sources(&root().join("extension"))?);
    faults.extend(sources(&root().join("www"))?);
    report(faults)
}

/// The rules of the manifests, as they were packed.
pub(crate) fn manifests(dist: &Path) -> Result<()> {
    let mut faults = Vec::new();
    for browser in ["chromium", "firefox"] {
        let folder = dist.join(browser);
        let manifest = json(&folder.join("manifest.json"))?;
        faults.extend(manifest_faults(&manifest).into_iter().map(|fault| format!("{browser}: {fault}")));
        let there: BTreeSet<String> = files(&folder)?.into_iter().collect();
        let mut named = Vec::new();
        strings(&manifest, &mut named);
        for name in named {
            let name = name.split(['?', '#']).next().unwrap_or(&name);
            let is_file = [".js", ".png", ".html", ".css"].iter().any(|ending| name.ends_with(ending));
            if is_file && !there.contains(name.trim_start_matches('/')) {
                faults.push(format!("{browser}: the manifest names {name}, which the package has not"));
            }
        }
        let version = env!("CARGO_PKG_VERSION");
        if manifest.get("version").and_then(Value::as_str) != Some(version) {
            faults.push(format!("{browser}: the manifest's version is not that of Cargo.toml ({version})"));
        }
    }
    report(faults)
}

fn report(faults: Vec<String>) -> Result<()> {
    if faults.is_empty() {
        return Ok(());
    }
    bail!("{} rules are broken\n  {}", faults.len(), faults.join("\n  "))
}

/// wasm-bindgen's two halves speak one private language, which changes with each version.
fn versions() -> Result<Vec<String>> {
    let lock = read(&root().join("Cargo.lock"))?;
    let crate_half = locked(&lock, "wasm-bindgen");
    let tool_half = locked(&lock, "wasm-bindgen-cli-support");
    let mut faults = Vec::new();
    if crate_half.len() != 1 || crate_half != tool_half {
        faults.push(format!(
            "Cargo.lock has wasm-bindgen {crate_half:?} and wasm-bindgen-cli-support {tool_half:?}: they must be one version"
        ));
    }
    for (file, name) in [("Cargo.toml", "wasm-bindgen"), ("xtask/Cargo.toml", "wasm-bindgen-cli-support")] {
        let text = read(&root().join(file))?;
        let pinned = crate_half.first().map(|version| format!("{name} = \"={version}\""));
        if !pinned.as_ref().is_some_and(|line| text.contains(line)) {
            faults.push(format!("{file} does not pin {}", pinned.unwrap_or_else(|| name.to_owned())));
        }
    }
    Ok(faults)
}

/// Every version of a package in Cargo.lock.
fn locked(lock: &str, name: &str) -> Vec<String> {
    let wanted = format!("name = \"{name}\"");
    let mut lines = lock.lines();
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        if line == wanted
            && let Some(version) = lines.next().and_then(|line| line.strip_prefix("version = "))
        {
            found.push(version.trim_matches('"').to_owned());
        }
    }
    found
}

/// npm packages: exact versions, each with its reason, and a lock file that sends nobody to a particular server.
fn npm() -> Result<Vec<String>> {
    let package = json(&root().join("package.json"))?;
    let mut faults = Vec::new();
    if package.get("dependencies").is_some() {
        faults.push(
            "package.json has `dependencies`; nobody installs this package, so all are `devDependencies`".to_owned(),
        );
    }
    let named = |key: &str| package.get(key).and_then(Value::as_object).cloned().unwrap_or_default();
    let reasons = named("//dependencies");
    let wanted = named("devDependencies");
    for (name, version) in &wanted {
        let version = version.as_str().unwrap_or_default();
        if !version.starts_with(|letter: char| letter.is_ascii_digit()) || version.contains(' ') {
            faults.push(format!("package.json: {name} `{version}` is not one exact version"));
        }
        if reasons.get(name).and_then(Value::as_str).is_none_or(str::is_empty) {
            faults.push(format!("package.json: {name} has no reason under `//dependencies`"));
        }
    }
    for name in reasons.keys().filter(|name| !wanted.contains_key(*name)) {
        faults.push(format!("package.json: there is a reason for {name}, but no {name}"));
    }
    if read(&root().join("package-lock.json"))?.contains("\"resolved\"") {
        faults.push(
            "package-lock.json holds download addresses: run `npm install` with the .npmrc of this folder".into(),
        );
    }
    Ok(faults)
}

/// Both languages have the same words, every word that is asked for exists, and every word that exists is asked for.
fn locales(extension: &Path, site: &Path) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    let folder = extension.join("_locales");
    let default = json(&extension.join("manifest.json"))?;
    let default = default.get("default_locale").and_then(Value::as_str).unwrap_or("id").to_owned();
    let first = json(&folder.join(&default).join("messages.json"))?;
    let first = first.as_object().context("messages.json is not an object")?;
    for entry in fs::read_dir(&folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let words = json(&folder.join(&name).join("messages.json"))?;
        let words = words.as_object().context("messages.json is not an object")?;
        for key in first.keys().filter(|key| !words.contains_key(*key)) {
            faults.push(format!("_locales/{name} has no `{key}`, which _locales/{default} has"));
        }
        for (key, word) in words {
            let text = word.get("message").and_then(Value::as_str).unwrap_or_default();
            if text.trim().is_empty() {
                faults.push(format!("_locales/{name}: `{key}` is empty"));
            }
            match first.get(key) {
                None => faults.push(format!("_locales/{default} has no `{key}`, which _locales/{name} has")),
                Some(other) if places(other) != places(word) => {
                    faults
                        .push(format!("`{key}` has other placeholders in _locales/{name} than in _locales/{default}"));
                }
                Some(_) => {}
            }
        }
    }

    let mut literals = BTreeSet::new();
    let mut prefixes = BTreeSet::new();
    let mut asked: Vec<(String, String)> = Vec::new();
    for base in [extension, site] {
        for file in files(base)?.into_iter().filter(|file| !file.starts_with("_locales/")) {
            let path = base.join(&file);
            let text = match path.extension().and_then(|ending| ending.to_str()) {
                Some("js" | "html" | "json") => read(&path)?,
                _ => continue,
            };
            for literal in string_literals(&text) {
                if let Some(prefix) = literal.split("${").next().filter(|_| literal.contains("${")) {
                    prefixes.insert(prefix.to_owned());
                }
                literals.insert(literal);
            }
            asked.extend(asked_words(&text).into_iter().map(|key| (file.clone(), key)));
        }
    }
    for (file, key) in asked {
        if !first.contains_key(&key) {
            faults.push(format!("{file} asks for the word `{key}`, which no language has"));
        }
    }
    for key in first.keys() {
        let by_prefix = prefixes.iter().any(|prefix| prefix.len() >= 3 && key.starts_with(prefix.as_str()));
        let by_manifest = literals.contains(&format!("__MSG_{key}__"));
        if !literals.contains(key) && !by_prefix && !by_manifest {
            faults.push(format!("nobody asks for the word `{key}`"));
        }
    }
    Ok(faults)
}

/// What a message lets be filled in: its `$1`s and its `$NAME$`s.
fn places(word: &Value) -> BTreeSet<String> {
    let message = word.get("message").and_then(Value::as_str).unwrap_or_default();
    let mut found = BTreeSet::new();
    for part in message.split('$').skip(1) {
        let name: String = part.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect();
        let closed = part.len() == name.len();
        if name.len() == 1 && name.starts_with(|letter: char| letter.is_ascii_digit()) || closed && !name.is_empty() {
            found.insert(name.to_lowercase());
        }
    }
    found
}

/// Everything between two quotation marks of one kind, on one line.
fn string_literals(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut open: Option<(char, usize)> = None;
        let mut escaped = false;
        for (at, letter) in line.char_indices() {
            match open {
                _ if escaped => escaped = false,
                Some(_) if letter == '\\' => escaped = true,
                Some((mark, start)) if mark == letter => {
                    found.extend(line.get(start..at).map(str::to_owned));
                    open = None;
                }
                None if matches!(letter, '"' | '\'' | '`') => open = Some((letter, at + 1)),
                _ => {}
            }
        }
    }
    found
}

/// Keys that stand plainly where a word is asked for: `words("key"`, `data-word="key"`, `__MSG_key__`.
fn asked_words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (before, after) in [("words(\"", '"'), ("data-word=\"", '"'), ("data-words=\"", '"'), ("__MSG_", '_')] {
        for part in text.split(before).skip(1) {
            let key = part.split(after).next().unwrap_or_default();
            if !key.is_empty() && !key.contains("${") {
                found.push(key.to_owned());
            }
        }
    }
    found
}

/// Lines of our own scripts, pages and styles that make markup from text, or name an address outside.
fn sources(folder: &Path) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for file in files(folder)? {
        let is_script = file.ends_with(".js");
        if !is_script && !file.ends_with(".css") && !file.ends_with(".html") {
            continue;
        }
        // Pages to try the reader on are data: they show what a site sends, addresses included.
        if file.contains("sample") && file.ends_with(".html") {
            continue;
        }
        for (number, line) in read(&folder.join(&file))?.lines().enumerate() {
            for fault in line_faults(line, is_script) {
                faults.push(format!("{file}:{}: {fault}", number + 1));
            }
        }
    }
    Ok(faults)
}

fn line_faults(line: &str, is_script: bool) -> Vec<String> {
    let code = line.trim_start();
    if code.starts_with("//") || code.starts_with('*') || code.starts_with("/*") || code.starts_with("<!--") {
        return Vec::new();
    }
    let mut faults = Vec::new();
    if is_script {
        for (call, reason) in DANGEROUS {
            if code.contains(call) {
                faults.push(format!("`{call}`: {reason}"));
            }
        }
        let resets_host = code.contains("setProperty(\"all\", \"initial\", \"important\")");
        if code.contains(".style.") && !resets_host {
            faults.push("`.style.`: no inline style but the host's reset".to_owned());
        }
    } else if code.contains(" style=\"") {
        faults.push("`style=`: no inline style but the host's reset".to_owned());
    }
    let mut rest = code.to_owned();
    for namespace in NAMESPACES {
        rest = rest.replace(namespace, "");
    }
    // A link that a person may follow is no request; everything else that names a host is.
    let follows = code.contains("<a ");
    for part in rest.split("://").skip(1) {
        let host: String =
            part.chars().take_while(|letter| letter.is_ascii_alphanumeric() || ".-".contains(*letter)).collect();
        if host.contains('.') && !host.starts_with('.') && !follows {
            faults.push(format!("the address `://{host}`: nothing of ours is fetched from anywhere"));
        }
    }
    faults
}

fn manifest_faults(manifest: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    if manifest.get("manifest_version").and_then(Value::as_u64) != Some(3) {
        faults.push("the manifest's version is not 3".to_owned());
    }
    let asked: BTreeSet<&str> =
        manifest.get("permissions").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    let is_chromium = manifest.pointer("/background/service_worker").is_some();
    let own = if is_chromium { CHROMIUM_PERMISSIONS } else { &[] };
    let allowed: BTreeSet<&str> = PERMISSIONS.iter().chain(own).copied().collect();
    for extra in asked.difference(&allowed) {
        faults.push(format!("the permission `{extra}` is not one of {allowed:?}"));
    }
    for missing in allowed.difference(&asked) {
        faults.push(format!("the permission `{missing}` is missing"));
    }
    for key in FORBIDDEN_KEYS {
        if manifest.get(*key).is_some() {
            faults.push(format!("the manifest has `{key}`"));
        }
    }
    let policy =
        manifest.pointer("/content_security_policy/extension_pages").and_then(Value::as_str).unwrap_or_default();
    if !policy.contains("default-src 'none'") || policy.contains("unsafe-inline") || policy.contains("'unsafe-eval'") {
        faults.push(
            "the extension pages' policy must start from `default-src 'none'` and allow nothing unsafe".to_owned(),
        );
    }
    faults
}

fn strings(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Value::Object(keys) => keys.values().for_each(|item| strings(item, found)),
        _ => {}
    }
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn markup_from_text_is_refused_and_comments_are_not() {
        assert_eq!(line_faults("  card.innerHTML = text;", true).len(), 1);
        assert_eq!(line_faults("  new Function(text)()", true).len(), 1);
        assert_eq!(line_faults("  // never innerHTML", true), Vec::<String>::new());
        assert_eq!(line_faults("  host.style.color = colour;", true).len(), 1);
        assert_eq!(
            line_faults("  host.style.setProperty(\"all\", \"initial\", \"important\");", true),
            Vec::<String>::new()
        );
    }

    #[test]
    fn addresses_outside_are_refused_and_schemes_are_not() {
        assert_eq!(line_faults("fetch(\"https://example.org/a\");", true).len(), 1);
        assert_eq!(line_faults("  src: url(//x) url(https://fonts.example.org/f.woff2);", false).len(), 1);
        assert_eq!(line_faults("if (/^https?:\\/\\//.test(address)) return;", true), Vec::<String>::new());
        assert_eq!(line_faults("make(\"http://www.w3.org/2000/svg\", \"path\");", true), Vec::<String>::new());
    }

    #[test]
    fn a_permission_too_many_or_too_few_is_told() {
        let good = json!({
            "manifest_version": 3,
            "permissions": PERMISSIONS,
            "content_security_policy": {"extension_pages": "default-src 'none'; script-src 'self'"},
        });
        assert_eq!(manifest_faults(&good), Vec::<String>::new());
        let mut greedy = good.clone();
        greedy["permissions"] = json!(["activeTab", "scripting", "storage", "tabs", "contextMenus"]);
        greedy["host_permissions"] = json!(["<all_urls>"]);
        assert_eq!(manifest_faults(&greedy).len(), 3);
        let mut chromium = good.clone();
        chromium["background"] = json!({"service_worker": "background.js"});
        assert_eq!(manifest_faults(&chromium).len(), 1, "`offscreen` is missing");
        chromium["permissions"] = json!([PERMISSIONS, CHROMIUM_PERMISSIONS].concat());
        assert_eq!(manifest_faults(&chromium), Vec::<String>::new());
    }

    #[test]
    fn words_are_found_where_they_are_asked_for() {
        assert_eq!(
            asked_words("say(words(\"save\"), words(`code_${x}`)) <p data-word=\"title\">__MSG_name__"),
            ["save", "title", "name"]
        );
        assert_eq!(string_literals("a(\"b\\\"c\", 'd', `e_${f}`)"), ["b\\\"c", "d", "e_${f}"]);
    }

    #[test]
    fn placeholders_are_compared_by_name() {
        let names = |message: &str| places(&json!({"message": message})).into_iter().collect::<Vec<_>>();
        assert_eq!(names("Halaman $1 dari $2"), ["1", "2"]);
        assert_eq!(names("Tersimpan $DATE$."), ["date"]);
        assert_eq!(names("Harga US$ lima"), Vec::<String>::new());
    }

    #[test]
    fn the_lock_file_is_read_by_package() {
        let lock =
            "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"a-b\"\nversion = \"2.0.0\"\n";
        assert_eq!(locked(lock, "a"), ["1.0.0"]);
    }
}
