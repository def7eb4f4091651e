//! `cargo xtask build`: from sources to `dist`.

use crate::engine::{self, Made};
use crate::package::{clear, copy, json, merge, write, zip};
use crate::say::{note, step};
use crate::shell::{capture, dist, node, root, target};
use crate::tools;
use anyhow::{Context, Result};
use std::fs::{self, File};
use std::path::Path;

/// What goes into the packages as it stands; scripts and style sheets are joined, icons are drawn, the manifest is written.
const AS_IT_STANDS: &[&str] = &[
    "_locales",
    "elsewhere/elsewhere.html",
    "library/ahead.js",
    "library/library.html",
    "shared/theme-ahead.js",
    "tab/tab.html",
];

/// What the site shares with the extension, so that the demo cannot lie.
const SHARED_WITH_SITE: &[&str] = &["reader", "shared", "_locales", "icon.svg"];

/// Makes everything below `dist`.
pub(crate) fn build() -> Result<()> {
    tools::wasm_target()?;
    tools::npm_packages()?;
    // Two builds at once would take the files from under each other; the second waits.
    let _lock = lock()?;
    let engine = engine::make(&engine::ENGINE)?;
    let voice = engine::make(&engine::VOICE)?;
    let library = engine::make(&engine::LIBRARY)?;
    step("putting the extension together", || {
        let extension = root().join("extension");
        let chromium = dist().join("chromium");
        let firefox = dist().join("firefox");
        clear(&chromium)?;
        clear(&firefox)?;
        assemble(&extension, &chromium, [&engine, &voice, &library])?;
        copy(&chromium, &firefox)?;

        let mut manifest = json(&extension.join("manifest.json"))?;
        write_manifest(&chromium, &manifest)?;
        merge(&mut manifest, &json(&extension.join("manifest.firefox.json"))?);
        write_manifest(&firefox, &manifest)?;
        for name in ["chromium", "firefox"] {
            let package = dist().join(format!("saring-{name}.zip"));
            zip(&dist().join(name), &package)?;
            note(format!("dist/saring-{name}.zip: {} bytes", fs::metadata(&package)?.len()));
        }
        Ok(())
    })?;
    step("putting the site together", || site(&dist().join("www"), &engine))
}

/// Held until it is dropped, and given back by the system if we are killed.
fn lock() -> Result<File> {
    let place = target().join("xtask/lock");
    write(&place, b"")?;
    let file = File::open(&place)?;
    if file.try_lock().is_err() {
        note("another build is under way; waiting for it");
        file.lock().with_context(|| format!("cannot lock {}", place.display()))?;
    }
    Ok(file)
}

fn assemble(extension: &Path, to: &Path, [engine, voice, library]: [&Made; 3]) -> Result<()> {
    for part in AS_IT_STANDS {
        copy(&extension.join(part), &to.join(part))?;
    }
    write(&to.join("saring.wasm"), &engine.wasm)?;
    write(&to.join("content/engine.js"), engine.script.as_bytes())?;
    write(&to.join("voice.wasm"), &voice.wasm)?;
    write(&to.join("content/voice.js"), voice.script.as_bytes())?;
    write(&to.join("library.wasm"), &library.wasm)?;
    write(&to.join("library/engine.js"), library.script.as_bytes())?;
    capture(node("xtask/join.js").arg(extension).arg(to)).context("scripts and style sheets could not be joined")?;
    capture(node("xtask/icons.js").arg(extension.join("icon.svg")).arg(to.join("icons")))
        .context("the icons could not be drawn")?;
    Ok(())
}

fn write_manifest(folder: &Path, manifest: &serde_json::Value) -> Result<()> {
    let mut text = serde_json::to_string_pretty(manifest)?;
    text.push('\n');
    write(&folder.join("manifest.json"), text.as_bytes())
}

fn site(to: &Path, engine: &Made) -> Result<()> {
    clear(to)?;
    copy(&root().join("www"), to)?;
    for part in SHARED_WITH_SITE {
        copy(&root().join("extension").join(part), &to.join(part))?;
    }
    write(&to.join("saring.wasm"), &engine.wasm)?;
    write(&to.join("engine.js"), engine.script.as_bytes())
}
