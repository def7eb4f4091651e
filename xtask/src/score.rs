//! `cargo xtask score`: how well the engine does on measuring data, in the words of the data's own scorer.

use crate::say::step;
use crate::shell::{cargo, program, run, target};
use anyhow::{Context, Result, bail};
use std::fs::File;
use std::path::{Path, PathBuf};

/// Scores with the command line, the folder of the data and the number of cases to show.
type Score = fn(&Path, &Path, &str) -> Result<()>;

/// What can be scored.
const SCORES: [(&str, Score); 1] = [("facts", facts)];

/// Scores one part of the engine: `facts --data FOLDER [--worst N]`. The folder holds the measuring data, `bench/facts`.
pub(crate) fn score(arguments: &[String]) -> Result<()> {
    let (mut part, mut data, mut worst) = (None, None, "10".to_owned());
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--data" => data = rest.next().map(PathBuf::from),
            "--worst" => worst = rest.next().context("--worst needs a number")?.clone(),
            name => match SCORES.iter().find(|(known, _)| *known == name) {
                Some((_, found)) => part = Some(found),
                None => bail!("there is nothing to score with the name `{name}`"),
            },
        }
    }
    let Some(part) = part else { bail!("say what to score: {}", SCORES.map(|(name, _)| name).join(", ")) };
    let Some(data) = data else { bail!("--data FOLDER is missing: the folder of the measuring data") };
    step("the command line", || {
        let program = ["build", "--quiet", "--release", "--package", "saring", "--features", "cli", "--bin", "saring"];
        run(cargo().args(program))
    })?;
    part(&target().join("release").join(format!("saring{}", std::env::consts::EXE_SUFFIX)), &data, &worst)
}

/// The figures of texts, against `bench/facts`.
fn facts(saring: &Path, data: &Path, worst: &str) -> Result<()> {
    let folder = data.join("bench").join("facts");
    let gold = folder.join("facts.jsonl");
    let found = target().join("xtask").join("facts.jsonl");
    step("finding the facts", || {
        let texts = File::open(&gold).with_context(|| format!("cannot read {}", gold.display()))?;
        std::fs::create_dir_all(target().join("xtask"))?;
        let out = File::create(&found).with_context(|| format!("cannot write {}", found.display()))?;
        run(program(saring).arg("facts").stdin(texts).stdout(out))
    })?;
    run(program("python3").arg(folder.join("score_facts.py")).arg(gold).arg(found).args(["--worst", worst]))
}
