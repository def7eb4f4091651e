//! `cargo xtask test`, `stress` and `bless`.

use crate::say::{note, step};
use crate::shell::{cargo, dist, program, root, run, target};
use crate::{build, check, fuzz, tools};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::PathBuf;

/// All that CI runs. The runners' own closing lines come last: cargo's, then node's.
pub(crate) fn test() -> Result<()> {
    // First what may have to be installed, so that a machine that cannot run the tests says so at once.
    tools::npm_packages()?;
    let chromium = tools::chromium()?;
    check::still()?;
    check::native_tests()?;
    command_line()?;
    step("browser tests", || browser_tests(&chromium, "tests/browser"))
}

/// What takes longer than CI may.
pub(crate) fn stress() -> Result<()> {
    let chromium = tools::chromium()?;
    build::build()?;
    command_line()?;
    step("browser tests, the long ones (some minutes)", || browser_tests(&chromium, "tests/browser/stress"))?;
    fuzz::all(fuzz::SHORT, &[])
}

/// Rewrites the expected readings of the fixture pages.
pub(crate) fn bless() -> Result<()> {
    step("reading the fixture pages anew", || {
        let mut command = cargo();
        command.args(["test", "--quiet", "--package", "saring", "--features", "cli", "--test", "extract"]);
        run(command.env("SARING_BLESS", "1"))
    })?;
    note("tests/pages/*/*/want.json are what the engine reads now: review `git diff tests/pages` like code");
    Ok(())
}

/// The native program that the browser's readings are compared with.
fn command_line() -> Result<()> {
    step("the command line, for comparing", || {
        run(cargo().args(["build", "--quiet", "--package", "saring", "--features", "cli", "--bin", "saring"]))
    })
}

/// Runs the test files that stand in one folder, one after the other: two browsers at a time would only wait for
/// each other.
fn browser_tests(chromium: &PathBuf, folder: &str) -> Result<()> {
    let mut files = Vec::new();
    for entry in fs::read_dir(root().join(folder)).with_context(|| format!("cannot read {folder}"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".test.js") {
            files.push(format!("{folder}/{name}"));
        }
    }
    files.sort();
    if files.is_empty() {
        bail!("{folder} holds no test");
    }
    let mut command = program("node");
    command.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]).args(files);
    command.env("SARING_CHROMIUM", chromium).env("SARING_DIST", dist());
    command.env("SARING_CLI", target().join("debug").join(format!("saring{}", std::env::consts::EXE_SUFFIX)));
    run(&mut command)
}
