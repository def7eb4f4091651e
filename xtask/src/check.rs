//! `cargo xtask check`: what runs before a merge.

use crate::say::{note, step};
use crate::shell::{capture, cargo, dist, node, root, run};
use crate::{build, engine, rules, tools};
use anyhow::{Context, Result, bail};
use std::fs;

/// Everything but the browser tests; about two minutes when nothing has to be installed or compiled anew.
pub(crate) fn check() -> Result<()> {
    still()?;
    native_tests()
}

/// All that is checked without running the product: forms, lints, types, rules of the packages.
pub(crate) fn still() -> Result<()> {
    tools::rust_components()?;
    tools::wasm_target()?;
    tools::npm_packages()?;
    step("format of the Rust code", || {
        capture(cargo().args(["fmt", "--all", "--check", "--", "--color=never"]))
            .context("run `cargo fmt --all`")
            .map(drop)
    })?;
    step("clippy: the core, the command line, the build program", || {
        let mut command = cargo();
        command.args(["clippy", "--quiet", "--workspace", "--all-targets", "--features", "saring/cli"]);
        run(command.args(["--", "-D", "warnings"]))
    })?;
    step("clippy: the Wasm", || {
        let mut command = cargo();
        command.args(["clippy", "--quiet", "--package", "saring", "--lib", "--target", "wasm32-unknown-unknown"]);
        command.args(["--", "-D", "warnings"]);
        // With the flags that it is built with: there is code for them.
        run(command.env("CARGO_ENCODED_RUSTFLAGS", engine::flags()))
    })?;
    step("format and lint of the JavaScript (biome)", || {
        let mut command = node("node_modules/@biomejs/biome/bin/biome");
        run(command.args(["ci", "--error-on-warnings", "--colors=off", "."]))
            .context("`npx biome check --write .` mends most of it")
    })?;
    step("types of the JavaScript (tsc)", || {
        run(node("node_modules/typescript/bin/tsc").args(["--noEmit", "--pretty", "false"]))
    })?;
    step("rules of the sources: versions, words, manifests, dangerous calls", rules::all)?;
    build::build()?;
    step("rules of the packages", || {
        engine::within_budget(&fs::read(dist().join("chromium/saring.wasm"))?)?;
        rules::manifests(&dist())
    })?;
    step("the lint of the Firefox store (web-ext)", web_ext_lint)
}

/// `cargo test`, with cargo's own closing lines.
pub(crate) fn native_tests() -> Result<()> {
    step("native tests", || {
        run(cargo().args(["test", "--quiet", "--package", "xtask"]))?;
        run(cargo().args(["test", "--package", "saring", "--features", "cli"]))
    })
}

fn web_ext_lint() -> Result<()> {
    let mut command = node("node_modules/web-ext/bin/web-ext.js");
    command.args(["lint", "--no-config-discovery", "--output=json", "--source-dir"]).arg(dist().join("firefox"));
    // The lint looks for newer versions of itself unless this is set.
    command.env("NO_UPDATE_NOTIFIER", "1").env("CI", "1");
    let output = command.output().context("web-ext cannot be started")?;
    let printed = String::from_utf8_lossy(&output.stdout);
    let report: serde_json::Value = serde_json::from_str(printed.trim()).with_context(|| {
        format!("web-ext printed no report:\n{printed}\n{}", String::from_utf8_lossy(&output.stderr))
    })?;
    for kind in ["errors", "warnings", "notices"] {
        for finding in report.get(kind).and_then(serde_json::Value::as_array).into_iter().flatten() {
            let text = |key: &str| finding.get(key).map(|value| value.as_str().unwrap_or_default()).unwrap_or_default();
            note(format!("{kind}: {} {}: {}", text("file"), text("code"), text("message")));
        }
    }
    let count = |kind: &str| report.pointer(&format!("/summary/{kind}")).and_then(serde_json::Value::as_u64);
    match (count("errors"), count("warnings")) {
        (Some(0), Some(0)) => Ok(()),
        (Some(errors), Some(warnings)) => {
            bail!("web-ext found {errors} errors and {warnings} warnings in {}", root().join("dist/firefox").display())
        }
        _ => bail!("web-ext's report has no summary:\n{printed}"),
    }
}
