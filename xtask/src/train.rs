//! `cargo xtask train`: makes the weights that ship with the engine again.

use crate::say::{note, step};
use crate::shell::{cargo, program, root, run, target};
use anyhow::{Result, bail};
use std::path::PathBuf;

/// What can be trained.
struct Model {
    name: &'static str,
    program: &'static str,
    /// The folders of the measuring data that it is trained on.
    data: &'static [&'static str],
    /// The file or the folder of the weights it writes.
    weights: &'static str,
}

const MODELS: [Model; 2] = [
    Model {
        name: "judge",
        program: "xtask/train/judge.py",
        data: &["bench/extract/data", "kontan"],
        weights: "src/extract/judge.forest",
    },
    Model { name: "summary", program: "xtask/train/summary.py", data: &["bench/summary/data"], weights: "src/summary" },
];

/// Trains a model: `NAME --data FOLDER [--validate]`. The folder holds the measuring data.
pub(crate) fn train(arguments: &[String]) -> Result<()> {
    let mut model = None;
    let mut data = None;
    let mut validate = false;
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--data" => data = rest.next().map(PathBuf::from),
            "--validate" => validate = true,
            name => model = MODELS.iter().find(|model| model.name == name),
        }
    }
    let Some(Model { name, program: training, data: folders, weights }) = model else {
        bail!("say what to train: {}", MODELS.map(|model| model.name).join(", "));
    };
    let Some(data) = data else { bail!("--data FOLDER is missing: the folder of the measuring data") };
    let python = python()?;
    step("the command line, which says what the engine sees", || {
        run(cargo().args([
            "build",
            "--quiet",
            "--release",
            "--package",
            "saring",
            "--features",
            "cli",
            "--bin",
            "saring",
        ]))
    })?;
    step(&format!("training {name} (some minutes)"), || {
        let mut command = program(python);
        command.arg(root().join(training)).arg(target().join("release").join("saring"));
        command.args(folders.iter().map(|folder| data.join(folder))).arg(root().join(weights));
        if validate {
            command.arg("--validate");
        }
        run(&mut command)
    })?;
    if !validate {
        note(format!("{weights} holds the new weights; the same data give the same bytes"));
    }
    Ok(())
}

/// A Python of the project's own with the pinned packages of `xtask/train/requirements.txt`.
fn python() -> Result<PathBuf> {
    let home = target().join("train");
    let python = home.join("bin").join("python");
    if !python.exists() {
        step("a Python environment for training", || run(program("python3").args(["-m", "venv"]).arg(&home)))?;
    }
    step("the packages of xtask/train/requirements.txt", || {
        let mut command = program(&python);
        command.args(["-m", "pip", "install", "--quiet", "--requirement"]);
        run(command.arg(root().join("xtask/train/requirements.txt")))
    })?;
    Ok(python)
}
