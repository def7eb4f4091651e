//! `cargo xtask score`: how good the engine is by the measuring data.

use crate::say::step;
use crate::shell::{cargo, program, run, target};
use anyhow::{Context, Result, bail};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// Scores a part of the engine: `summary --data FOLDER`. The folder holds the measuring data and the programs that score.
pub(crate) fn score(arguments: &[String]) -> Result<()> {
    let mut what = None;
    let mut data = None;
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--data" => data = rest.next().map(PathBuf::from),
            name => what = Some(name),
        }
    }
    let Some(data) = data else { bail!("--data FOLDER is missing: the folder of the measuring data") };
    match what {
        Some("summary") => summary(&data.join("bench/summary")),
        _ => bail!("say what to score: summary"),
    }
}

/// ROUGE of the summaries of the articles that no forest was trained on.
fn summary(bench: &Path) -> Result<()> {
    let saring = saring()?;
    let articles = bench.join("data/dev.jsonl.gz");
    let picked = target().join("summary-picks.jsonl");
    let mut unpacked = program("gzip")
        .args(["--decompress", "--stdout"])
        .arg(&articles)
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("gzip can't read {}", articles.display()))?;
    let input = unpacked.stdout.take().context("gzip has no output")?;
    run(program(&saring).arg("summarize").stdin(input).stdout(File::create(&picked)?))?;
    if !unpacked.wait()?.success() {
        bail!("gzip can't read {}", articles.display());
    }
    run(program("python3").arg(bench.join("score.py")).arg(&picked).arg("--data").arg(&articles))
}

/// The command line, built for speed.
fn saring() -> Result<PathBuf> {
    step("the command line", || {
        let mut command = cargo();
        command.args(["build", "--quiet", "--release", "--package", "saring", "--features", "cli", "--bin", "saring"]);
        run(&mut command)
    })?;
    Ok(target().join("release").join("saring"))
}
