//! `cargo xtask hostile`: hostile pages in a real browser, and what must hold of each.

use crate::say::step;
use crate::shell::{cargo, dist, here, program, root, run, target};
use crate::{build, tools};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// `[--data FOLDER] [--large] [--control] [--only PATTERN]`. The folder holds `cases.jsonl` and pages; without one our own
/// are visited. `--large` has the folder's own program write the pages that are too large to be kept.
pub(crate) fn hostile(arguments: &[String]) -> Result<()> {
    let (mut data, mut large) = (None, false);
    let mut passed = Vec::new();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--data" => data = Some(here(rest.next().context("--data needs a folder")?)),
            "--large" => large = true,
            "--control" => passed.push(argument.clone()),
            "--only" => {
                passed.extend([argument.clone(), rest.next().context("--only needs a pattern of names")?.clone()])
            }
            other => bail!("hostile knows no `{other}`"),
        }
    }
    let data = data.unwrap_or_else(|| root().join("tests/pages/hostile"));
    tools::npm_packages()?;
    let chromium = tools::chromium()?;
    build::build()?;
    step("the command line, which reads each page as well", || {
        run(cargo().args(["build", "--quiet", "--package", "saring", "--features", "cli", "--bin", "saring"]))
    })?;
    let mut command = program("node");
    command.arg("tests/browser/hostile/run.js").arg("--data").arg(&data).args(passed);
    if large {
        command.arg("--large").arg(large_pages(&data)?);
    }
    command.env("SARING_CHROMIUM", chromium).env("SARING_DIST", dist());
    command.env("SARING_CLI", target().join("debug").join(format!("saring{}", std::env::consts::EXE_SUFFIX)));
    run(&mut command)
}

/// Where the large pages are, written anew: in the folder beside the kept ones a program `make_*.py` knows how.
fn large_pages(data: &Path) -> Result<PathBuf> {
    let mut makers = Vec::new();
    for entry in fs::read_dir(data).with_context(|| format!("cannot read {}", data.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("make_") && name.ends_with(".py") {
            makers.push(path);
        }
    }
    let [maker] = makers.as_slice() else {
        bail!("{} holds {} programs `make_*.py`; one is needed for --large", data.display(), makers.len())
    };
    let folder = target().join("xtask/hostile");
    step("the large pages", || run(program("python3").arg(maker).arg("--large").arg("--out").arg(&folder)))?;
    Ok(folder)
}
