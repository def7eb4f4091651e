//! `cargo xtask score`: how well the engine does on texts whose right answers are known.

use crate::say::step;
use crate::shell::{cargo, here, program, run, target};
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// Scores one part of the engine: `facts` or `sentences`, `--data FOLDER [--worst N]`. The folder holds the measuring data.
pub(crate) fn score(arguments: &[String]) -> Result<()> {
    let (mut part, mut data, mut worst) = (None, None, "10");
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--data" => data = rest.next().map(|folder| here(folder)),
            "--worst" => worst = rest.next().context("--worst needs a number")?,
            name => part = Some(name),
        }
    }
    let Some(data) = data else { bail!("--data FOLDER is missing: the folder of the measuring data") };
    match part {
        Some("sentences") => sentences(&data),
        Some("facts") => facts(&data, worst),
        _ => bail!("say what to score: facts or sentences"),
    }
}

/// Splits the texts of the hand-written set and counts the boundaries that are right.
fn sentences(data: &Path) -> Result<()> {
    let folder = data.join("bench/summary");
    let gold = folder.join("sentences-gold.jsonl");
    let answers = answers("sentences", &gold)?;
    run(program("python3").arg(folder.join("score.py")).arg("--sentences").arg(gold).arg(answers))
}

/// The figures of texts whose figures were marked by hand; shows the `worst` texts.
fn facts(data: &Path, worst: &str) -> Result<()> {
    let folder = data.join("bench/facts");
    let gold = folder.join("facts.jsonl");
    let answers = answers("facts", &gold)?;
    run(program("python3").arg(folder.join("score_facts.py")).arg(gold).arg(answers).args(["--worst", worst]))
}

/// What the command line says to the rows of `questions` when it is asked for `part`.
fn answers(part: &str, questions: &Path) -> Result<PathBuf> {
    step("the command line", || {
        let package = ["--package", "saring", "--features", "cli", "--bin", "saring"];
        run(cargo().args(["build", "--quiet", "--release"]).args(package))
    })?;
    let folder = target().join("xtask");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let answers = folder.join(format!("{part}.jsonl"));
    let questions = File::open(questions).with_context(|| format!("cannot read {}", questions.display()))?;
    let out = File::create(&answers).with_context(|| format!("cannot write {}", answers.display()))?;
    run(program(target().join("release").join("saring")).arg(part).stdin(questions).stdout(out))?;
    Ok(answers)
}
