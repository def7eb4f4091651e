//! `cargo xtask test`, `browsers`, `stress` and `bless`.

use crate::say::{note, step};
use crate::shell::{cargo, run};
use crate::{browsers, build, check, fuzz, tools};
use anyhow::Result;

/// All that CI runs. The runners' own closing lines come last: cargo's, then node's.
pub(crate) fn test() -> Result<()> {
    // First what may have to be installed, so that a machine that cannot run the tests says so at once.
    tools::npm_packages()?;
    let browsers = browsers::find()?;
    check::still()?;
    check::native_tests()?;
    command_line()?;
    browsers::run_in(&browsers, "tests/browser")
}

/// The end-to-end tests alone, in both browsers.
pub(crate) fn in_browsers() -> Result<()> {
    let browsers = browsers::find()?;
    build::build()?;
    command_line()?;
    browsers::run_in(&browsers, "tests/browser")
}

/// What takes longer than CI may.
pub(crate) fn stress() -> Result<()> {
    let browsers = browsers::find()?;
    build::build()?;
    command_line()?;
    browsers::run_in(&browsers, "tests/browser/stress")?;
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
