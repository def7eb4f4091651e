//! `cargo xtask score`: how well the engine does on texts whose right answers are known.

use crate::say::step;
use crate::shell::{cargo, here, program, run, target};
use anyhow::{Context, Result, bail};
use flate2::read::MultiGzDecoder;
use std::fs::{self, File};
use std::io::{BufReader, Read as _};
use std::path::{Path, PathBuf};

/// Scores one part of the engine: `facts`, `sentences` or `summary`, `--data FOLDER [--worst N]`. The folder holds the measuring data.
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
        Some("summary") => summary(&data),
        _ => bail!("say what to score: facts, sentences or summary"),
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

/// ROUGE of the summaries of articles that no forest was trained on.
fn summary(data: &Path) -> Result<()> {
    let folder = data.join("bench/summary");
    let articles = folder.join("data/dev.jsonl.gz");
    let answers = answers("summarize", &articles)?;
    run(program("python3").arg(folder.join("score.py")).arg(answers).arg("--data").arg(articles))
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
    let mut rows = Vec::new();
    let file = File::open(questions).with_context(|| format!("cannot read {}", questions.display()))?;
    match questions.extension() {
        Some(ending) if ending == "gz" => MultiGzDecoder::new(file).read_to_end(&mut rows),
        _ => BufReader::new(file).read_to_end(&mut rows),
    }
    .with_context(|| format!("cannot read {}", questions.display()))?;
    let unpacked = folder.join(format!("{part}.questions.jsonl"));
    fs::write(&unpacked, rows)?;
    let questions = File::open(&unpacked)?;
    let out = File::create(&answers).with_context(|| format!("cannot write {}", answers.display()))?;
    run(program(target().join("release").join("saring")).arg(part).stdin(questions).stdout(out))?;
    Ok(answers)
}
