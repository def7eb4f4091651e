//! `cargo xtask fuzz`: hostile input for the core and for what is kept.

use crate::say::step;
use crate::shell::{capture, cargo, node, root, run, succeeds};
use crate::tools;
use anyhow::{Context, Result, bail};
use std::fs;

/// What drives libFuzzer. Installed when missing, at this version.
const CARGO_FUZZ: &str = "0.13.1";

/// Where a run without a time of its own ends.
const SECONDS: u32 = 60;

/// What runs inside the long tests.
pub(crate) const SHORT: u32 = 30;

/// The most memory that a target may take, in megabytes, and the longest that it may think about one input, in seconds.
const MEMORY: u32 = 2048;
const PATIENCE: u32 = 30;

/// A target, the dictionary of what its input is made of, and the longest input (bytes).
struct Target {
    name: &'static str,
    dictionary: &'static str,
    longest: u32,
}

const TARGETS: [Target; 6] = [
    Target { name: "address", dictionary: "markup", longest: 600 },
    Target { name: "facts", dictionary: "text", longest: 2_000 },
    Target { name: "library", dictionary: "text", longest: 2_000 },
    Target { name: "markup", dictionary: "markup", longest: 24_000 },
    Target { name: "pages", dictionary: "markup", longest: 24_000 },
    Target { name: "sentences", dictionary: "text", longest: 2_000 },
];

/// The one that is no Rust: records of the library and addresses of the shell.
const RECORD: &str = "record";

/// `[--seconds N] [TARGET]..`
pub(crate) fn fuzz(arguments: &[String]) -> Result<()> {
    let (mut seconds, mut names) = (SECONDS, Vec::new());
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--seconds" => {
                let said = rest.next().context("--seconds needs a number")?;
                seconds = said.parse().with_context(|| format!("--seconds takes a number, not `{said}`"))?;
            }
            name if name == RECORD || TARGETS.iter().any(|target| target.name == name) => names.push(name),
            other => {
                let known: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
                bail!("there is no target `{other}`; there are {} and {RECORD}", known.join(", "));
            }
        }
    }
    all(seconds, &names)
}

/// Runs the targets `names`, or all where none is named, each for `seconds`.
pub(crate) fn all(seconds: u32, names: &[&str]) -> Result<()> {
    let is_wanted = |name: &str| names.is_empty() || names.contains(&name);
    if TARGETS.iter().any(|target| is_wanted(target.name)) {
        installed()?;
    }
    for target in TARGETS.iter().filter(|target| is_wanted(target.name)) {
        step(&format!("fuzzing {} for {seconds} s", target.name), || one(target, seconds))?;
    }
    if is_wanted(RECORD) {
        tools::npm_packages()?;
        step(&format!("fuzzing {RECORD} for {seconds} s"), || {
            run(node("fuzz/record.js").args(["--seconds", &seconds.to_string()]))
        })?;
    }
    Ok(())
}

fn installed() -> Result<()> {
    let is_there = || capture(cargo().args(["fuzz", "--version"])).is_ok_and(|said| said.trim().ends_with(CARGO_FUZZ));
    if is_there() {
        return Ok(());
    }
    step(&format!("installing cargo-fuzz {CARGO_FUZZ} (some minutes)"), || {
        run(cargo().args(["install", "--quiet", "--locked", "--force", "--version", CARGO_FUZZ, "cargo-fuzz"]))
    })?;
    if !succeeds(cargo().args(["fuzz", "--version"])) {
        bail!("cargo-fuzz is installed, but cargo does not find it: is cargo's folder of programs in PATH?");
    }
    Ok(())
}

/// A finding ends the run; libFuzzer's last lines name the file that holds it.
fn one(target: &Target, seconds: u32) -> Result<()> {
    let corpus = format!("fuzz/corpus/{}", target.name);
    fs::create_dir_all(root().join(&corpus)).with_context(|| format!("cannot make {corpus}"))?;
    let mut command = cargo();
    // The flags of the instrumentation are not stable yet; nothing else of the nightly compiler is needed. Without unsafe
    // code a sanitizer finds nothing that the panics do not.
    command.env("RUSTC_BOOTSTRAP", "1").args(["fuzz", "run", "--sanitizer", "none", target.name, &corpus]);
    command.arg(format!("fuzz/seeds/{}", target.name));
    if target.name == "markup" {
        command.arg("tests/pages");
    }
    command.arg("--").args([
        format!("-dict=fuzz/dictionaries/{}.dict", target.dictionary),
        format!("-max_len={}", target.longest),
        format!("-max_total_time={seconds}"),
        format!("-timeout={PATIENCE}"),
        format!("-rss_limit_mb={MEMORY}"),
        "-reload=0".to_owned(),
        "-verbosity=0".to_owned(),
        "-print_final_stats=1".to_owned(),
    ]);
    run(&mut command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_that_is_none_is_told() {
        let told = |arguments: &[&str]| {
            fuzz(&arguments.iter().map(|argument| (*argument).to_owned()).collect::<Vec<_>>())
                .err()
                .map(|error| error.to_string())
        };
        assert!(
            told(&["nothing"])
                .is_some_and(|told| told.contains("address, facts, library, markup, pages, sentences and record"))
        );
        assert!(told(&["--seconds"]).is_some_and(|told| told.contains("needs a number")));
        assert!(told(&["--seconds", "x"]).is_some_and(|told| told.contains("not `x`")));
    }

    #[test]
    fn every_target_is_there_with_its_dictionary_and_its_seeds() {
        let manifest = fs::read_to_string(root().join("fuzz/Cargo.toml")).unwrap_or_default();
        assert_eq!(manifest.matches("[[bin]]").count(), TARGETS.len());
        for Target { name, dictionary, .. } in TARGETS {
            for path in [
                format!("fuzz/targets/{name}.rs"),
                format!("fuzz/seeds/{name}"),
                format!("fuzz/dictionaries/{dictionary}.dict"),
            ] {
                assert!(root().join(&path).exists(), "{path}");
            }
        }
    }
}
