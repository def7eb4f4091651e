//! `cargo xtask bench`: how fast reading and the library are in a real browser, and whether a reading is the same there as from a file.

use crate::engine;
use crate::package::write;
use crate::say::step;
use crate::shell::{cargo, dist, here, program, run, target};
use crate::{build, tools};
use anyhow::{Result, bail};

const KNOWN: &str = "`click`, `read`, `digest`, `equal`, `fallback`, `library` and `search`";

/// `click [--nodes N] [--rounds N]`, `read [--nodes N].. [--rounds N]`, `fallback [--rounds N]`, `digest [--rounds N] [--page FILE]`,
/// `library [--records N] [--rounds N]`, `search [--records N] [--rounds N] [--engine NAME]`, or
/// `equal [FOLDER].. [--urls FILE] [--most N] [--scripts off]`.
pub(crate) fn bench(arguments: &[String]) -> Result<()> {
    let Some((kind, rest)) = arguments.split_first() else { bail!("bench knows {KNOWN}") };
    let script = match kind.as_str() {
        "click" => "tests/browser/bench/click.js",
        "read" => "tests/browser/bench/read.js",
        "digest" => "tests/browser/bench/digest.js",
        "equal" => "tests/browser/bench/equal.js",
        "fallback" => "tests/browser/bench/fallback.js",
        "library" => "tests/browser/bench/library.js",
        "search" => "tests/browser/bench/search.js",
        other => bail!("bench knows {KNOWN}, but no `{other}`"),
    };
    tools::npm_packages()?;
    let chromium = tools::chromium()?;
    build::build()?;
    if kind == "digest" {
        let measured = engine::make(&engine::MEASURED)?;
        write(&target().join("xtask/measured.js"), measured.script.as_bytes())?;
    }
    let mut command = program("node");
    command.arg(script).env("SARING_CHROMIUM", chromium).env("SARING_DIST", dist());
    if kind == "equal" {
        step("the command line, for comparing", || {
            let mut command = cargo();
            command.args(["build", "--quiet", "--release", "--package", "saring", "--features", "cli"]);
            run(command.args(["--bin", "saring"]))
        })?;
        let name = format!("saring{}", std::env::consts::EXE_SUFFIX);
        command.env("SARING_CLI", target().join("release").join(name));
    }
    for word in rest {
        // Places are meant from where the caller stands; programs run in the repository's root.
        let place = here(word);
        command.arg(if place.exists() { place.as_os_str() } else { word.as_ref() });
    }
    run(&mut command)
}
