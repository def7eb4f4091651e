//! The Wasm and what carries it: compile, bind, optimise, and write `engine.js` from the very same bytes.

use crate::say::{note, step};
use crate::shell::{capture, cargo, node, root, run, target};
use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compression, write::GzEncoder};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// The most that the Wasm may weigh, gzip, in bytes (`ARCHITECTURE.md` says what weighs).
pub(crate) const BUDGET: usize = 220_000;

/// How the optimiser works, and what it may use: what rustc already assumes of every browser that we support, and [`flags`].
///
/// Measured on the whole engine, gzip: functions of a single caller stay functions, for their bodies repeat patterns that
/// gzip knows by then (152.8 KB for 159.8 KB); nor are repeated expressions gathered, for gzip gathers them at less cost
/// (156.8 KB for 157.4 KB). -O3 is no smaller, and converging gains 0.1 % for twice the time.
const SMALL: &[&str] = &[
    "-Oz",
    "--always-inline-max-function-size=4",
    "--one-caller-inline-max-function-size=20",
    "--skip-pass=local-cse",
    "--enable-reference-types",
    "--enable-bulk-memory",
    "--enable-simd",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--strip-debug",
    "--strip-producers",
];

/// How it works on what is to be quick.
const QUICK: &[&str] = &[
    "-O3",
    "--enable-reference-types",
    "--enable-bulk-memory",
    "--enable-simd",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--strip-debug",
    "--strip-producers",
];

/// What is made of the crate for browsers: a file of Wasm, and a script that carries it into a page.
pub(crate) struct Module {
    /// The Wasm's name, without its ending.
    name: &'static str,
    /// The feature of the crate that it is built with, if any.
    feature: &'static str,
    /// The property that its script makes.
    global: &'static str,
    /// Which functions of the glue it offers, and how.
    offers: &'static str,
    /// Built to be quick instead of small.
    is_quick: bool,
}

/// Reads pages: what a click needs.
pub(crate) const ENGINE: Module = Module {
    name: "saring",
    feature: "",
    global: "saringEngine",
    offers: "const { read, version, Pages } = wasm_bindgen;
    return Object.freeze({ read, version, pages: (...page) => new Pages(...page) });",
    is_quick: false,
};

/// Says sentences: what a listener needs.
pub(crate) const VOICE: Module = Module {
    name: "voice",
    feature: "voice",
    global: "saringVoice",
    offers: "const { sentences, speak } = wasm_bindgen;
    return Object.freeze({ sentences, speak });",
    is_quick: false,
};

/// Finds saved articles: what the library's page needs.
pub(crate) const LIBRARY: Module = Module {
    name: "library",
    feature: "library",
    global: "saringLibrary",
    offers: "const { Finder, filters, plain } = wasm_bindgen;
    return Object.freeze({ begin: () => new Finder(), open: (bytes) => Finder.open(bytes), filters, plain });",
    is_quick: true,
};

/// The engine with what its benchmark asks.
pub(crate) const MEASURED: Module = Module {
    name: "measured",
    feature: "measure",
    global: "saringMeasured",
    offers: "const { Digest } = wasm_bindgen;
    return Object.freeze({ digest: (document) => new Digest(document) });",
    is_quick: false,
};

/// A module as it ships.
pub(crate) struct Made {
    /// The Wasm.
    pub(crate) wasm: Vec<u8>,
    /// The script with the same bytes in it.
    pub(crate) script: String,
}

/// Compiles the crate and makes both files of `module` from it.
pub(crate) fn make(module: &Module) -> Result<Made> {
    let Module { name, feature, is_quick, .. } = module;
    step(&format!("compiling {name}.wasm (cargo, profile wasm)"), || {
        let mut command = cargo();
        command.args(["build", "--quiet", "--package", "saring", "--lib", "--profile", "wasm"]);
        command.args(["--target", "wasm32-unknown-unknown", "--features", feature]);
        if *is_quick {
            command.env("CARGO_PROFILE_WASM_OPT_LEVEL", "2");
        }
        // Panics name their source file; without this they would name the builder's folders, and differ between two.
        run(command.env("CARGO_ENCODED_RUSTFLAGS", flags()))
    })?;
    let compiled = target().join("wasm32-unknown-unknown/wasm/saring.wasm");
    let (bound, glue) = step("binding it (wasm-bindgen) and optimising it (wasm-opt)", || {
        let folder = target().join("xtask");
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let (bound, made) = (folder.join(format!("{name}.bound.wasm")), folder.join(format!("{name}.wasm")));
        let glue = bind(&compiled, &bound)?;
        optimise(&bound, &made, if *is_quick { QUICK } else { SMALL })?;
        Ok((made, glue))
    })?;
    let wasm = fs::read(&bound).with_context(|| format!("cannot read {}", bound.display()))?;
    note(format!("{name}.wasm: {} bytes, {} bytes gzip", wasm.len(), gzip_size(&wasm)?));
    let script = script(module, &glue, &wasm)?;
    Ok(Made { wasm, script })
}

/// Flags that give the folders of this machine neutral names, and let the Wasm compare several numbers at once.
pub(crate) fn flags() -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let mut flags = vec![format!("--remap-path-prefix={}=/saring", root().display())];
    flags.push("-Ctarget-feature=+simd128".to_owned());
    flags.extend(home.map(|home| format!("--remap-path-prefix={}=/cargo", home.display())));
    flags.join("\u{1f}")
}

/// Fails when the Wasm outgrew its budget.
pub(crate) fn within_budget(wasm: &[u8]) -> Result<()> {
    let size = gzip_size(wasm)?;
    if size > BUDGET {
        bail!("saring.wasm is {size} bytes gzip, over the budget of {BUDGET}: see what grew with `twiggy top`");
    }
    Ok(())
}

/// The size that counts: what a package or a server sends.
pub(crate) fn gzip_size(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

/// Writes the bound module to `to`; returns the JavaScript half.
fn bind(from: &Path, to: &Path) -> Result<String> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(from).out_name("saring").typescript(false).remove_name_section(true);
    bindgen.remove_producers_section(true).no_modules(true)?;
    let mut output = bindgen.generate_output().context("wasm-bindgen cannot read what cargo built")?;
    let inline = output.snippets().iter().filter(|(_, pieces)| !pieces.is_empty()).map(|(name, _)| name);
    let asked: Vec<_> = inline.chain(output.local_modules().keys()).collect();
    if !asked.is_empty() {
        bail!("the Wasm asks for JavaScript snippets, which a content script cannot import: {asked:?}");
    }
    fs::write(to, output.wasm_mut().emit_wasm())?;
    Ok(output.js().to_owned())
}

/// Ten seconds of work, so it is not done again for the same bytes and the same flags.
fn optimise(from: &Path, to: &Path, flags: &[&str]) -> Result<()> {
    let (done_from, done_with) = (from.with_extension("done.wasm"), from.with_extension("done.txt"));
    let said = format!("{flags:?}");
    let bytes = fs::read(from)?;
    let done = to.is_file()
        && fs::read(&done_from).is_ok_and(|before| before == bytes)
        && fs::read_to_string(&done_with).is_ok_and(|before| before == said);
    if done {
        return Ok(());
    }
    capture(node("node_modules/binaryen/bin/wasm-opt").arg(from).args(flags).arg("-o").arg(to))?;
    fs::write(&done_from, bytes)?;
    fs::write(&done_with, said)?;
    Ok(())
}

/// The script that carries the Wasm into a page: glue, bytes, and one promise.
///
/// It asks for its own property only: a page's element with that name as its id answers to it too.
fn script(module: &Module, glue: &str, wasm: &[u8]) -> Result<String> {
    let Module { name, global, offers, .. } = module;
    if glue.contains("`saring.wasm`") || !glue.contains("let wasm_bindgen") {
        bail!("wasm-bindgen writes another kind of glue than engine.js is made for");
    }
    let bytes = STANDARD.encode(wasm);
    Ok(format!(
        r#"// Made by `cargo xtask build` from {name}.wasm; do not edit.
// The text below is that file in base64: extension scripts in a page can load no file unless every page may see it.
(() => {{
  "use strict";
  if (Object.hasOwn(globalThis, "{global}")) return;

  // The glue would look at the page's current script, of which a page can make what it likes.
  const document = undefined;

{glue}
  const BYTES =
    "{bytes}";

  async function start() {{
    await wasm_bindgen({{ module_or_path: await WebAssembly.compile(Uint8Array.fromBase64(BYTES)) }});
    {offers}
  }}

  let started;
  const engine = Object.freeze({{
    /** Compiles and starts the Wasm, once. Rejects with the browser's own error. */
    load: () => (started ??= start()),
  }});
  Object.defineProperty(globalThis, "{global}", {{ value: engine }});
}})();
"#
    ))
}
