//! The end-to-end tests in both browsers, and the table of what they said.

use crate::say::step;
use crate::shell::{dist, program, root, target};
use crate::tools;
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// The names of a test are cut to so many letters in the table.
const WIDEST: usize = 110;

/// A browser to test in.
pub(crate) struct Browser {
    name: &'static str,
    /// How the tests know it.
    word: &'static str,
    /// The variable that tells them where it is.
    variable: &'static str,
    path: PathBuf,
}

/// Finds or installs both.
pub(crate) fn find() -> Result<[Browser; 2]> {
    Ok([
        Browser { name: "Chromium", word: "chromium", variable: "SARING_CHROMIUM", path: tools::chromium()? },
        Browser { name: "Firefox", word: "firefox", variable: "SARING_FIREFOX", path: tools::firefox()? },
    ])
}

/// Runs the test files that stand in one folder, in one browser after the other, and prints a table of all tests. The
/// runner's own closing lines come last.
pub(crate) fn run_in(browsers: &[Browser], folder: &str) -> Result<()> {
    let mut runs = Vec::new();
    for browser in browsers {
        let title = format!("{folder} in {}", browser.name);
        runs.push(step(&title, || run_one(browser, folder))?);
    }
    let columns: Vec<_> = browsers.iter().map(|browser| browser.name).zip(&runs).collect();
    for line in table(&columns) {
        println!("{line}");
    }
    for (name, run) in &columns {
        println!("\n{name}:");
        for line in &run.closing {
            println!("{line}");
        }
    }
    let failed: Vec<_> = columns.iter().filter(|(_, run)| !run.success).map(|(name, _)| *name).collect();
    if !failed.is_empty() {
        bail!("tests failed in {}; their messages stand above", failed.join(" and "));
    }
    Ok(())
}

/// What one browser said.
#[derive(Default)]
struct Run {
    success: bool,
    results: Vec<Outcome>,
    /// The runner's summary, and the failures that it repeats there.
    closing: Vec<String>,
}

/// How one test ended.
struct Outcome {
    test: String,
    result: String,
    why: Option<String>,
}

/// Runs the files one after the other: two browsers at a time would only wait for each other.
fn run_one(browser: &Browser, folder: &str) -> Result<Run> {
    let results = target().join("xtask").join(format!("{}.jsonl", browser.word));
    fs::create_dir_all(target().join("xtask"))?;
    let _ = fs::remove_file(&results);
    let mut command = program("node");
    command.args(["--test", "--test-concurrency=1"]);
    command.args(["--test-reporter=spec", "--test-reporter-destination=stdout"]);
    command.arg("--test-reporter=./xtask/results.js").arg("--test-reporter-destination").arg(&results);
    command.args(test_files(folder)?);
    command.env("SARING_BROWSER", browser.word).env(browser.variable, &browser.path).env("SARING_DIST", dist());
    command.env("SARING_CLI", target().join("debug").join(format!("saring{}", std::env::consts::EXE_SUFFIX)));
    let mut running = command.stdout(Stdio::piped()).spawn().context("`node` cannot be started")?;
    let mut run = Run::default();
    if let Some(printed) = running.stdout.take() {
        for line in BufReader::new(printed).lines() {
            let line = line?;
            if run.closing.is_empty() && !line.starts_with("ℹ tests ") {
                println!("{line}");
            } else {
                run.closing.push(line);
            }
        }
    }
    run.success = running.wait()?.success();
    run.results = read_results(&results)?;
    if run.results.is_empty() {
        bail!("no test ran in {}", browser.name);
    }
    Ok(run)
}

fn test_files(folder: &str) -> Result<Vec<String>> {
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
    Ok(files)
}

fn read_results(path: &Path) -> Result<Vec<Outcome>> {
    let text = fs::read_to_string(path).with_context(|| format!("the runner left no {}", path.display()))?;
    text.lines()
        .map(|line| {
            let value: serde_json::Value = serde_json::from_str(line).context("the runner left a broken line")?;
            let word = |key: &str| value.get(key).and_then(serde_json::Value::as_str).map(str::to_owned);
            let file = word("file").unwrap_or_default();
            let file = Path::new(&file).file_name().map(|name| name.to_string_lossy().replace(".test.js", ""));
            let name = word("name").unwrap_or_default();
            Ok(Outcome {
                test: format!("{}: {name}", file.unwrap_or_default()),
                result: word("result").unwrap_or_default(),
                why: word("why"),
            })
        })
        .collect()
}

/// One row for each test that any browser knows, a column for each browser, and below why something was left out.
fn table(columns: &[(&str, &Run)]) -> Vec<String> {
    let mut tests: Vec<&str> = Vec::new();
    for outcome in columns.iter().flat_map(|(_, run)| &run.results) {
        if !tests.contains(&outcome.test.as_str()) {
            tests.push(&outcome.test);
        }
    }
    let width = tests.iter().map(|test| test.chars().count()).max().unwrap_or_default().min(WIDEST);
    let row = |first: &str, cells: Vec<&str>| {
        let cut: String = if first.chars().count() > width {
            first.chars().take(width.saturating_sub(1)).chain(['…']).collect()
        } else {
            first.to_owned()
        };
        let cells: Vec<_> = cells.iter().map(|cell| format!("{cell:<8}")).collect();
        format!("{cut:<width$}  {}", cells.join("  ")).trim_end().to_owned()
    };
    let of = |run: &'_ Run, test: &str| run.results.iter().position(|outcome| outcome.test == test);
    let mut lines = vec![String::new(), row("Test", columns.iter().map(|(name, _)| *name).collect())];
    for test in &tests {
        let cell =
            |(_, run): &(&str, &Run)| of(run, test).and_then(|at| run.results.get(at)).map(|it| it.result.clone());
        let cells: Vec<_> = columns.iter().map(|column| cell(column).unwrap_or_else(|| "-".to_owned())).collect();
        lines.push(row(test, cells.iter().map(String::as_str).collect()));
    }
    lines.push(String::new());
    for (name, run) in columns {
        let count = |result: &str| run.results.iter().filter(|outcome| outcome.result == result).count();
        lines.push(format!(
            "{name}: {} passed, {} failed, {} skipped",
            count("passed"),
            count("failed"),
            count("skipped")
        ));
        for outcome in run.results.iter().filter(|outcome| outcome.result == "skipped") {
            lines.push(format!(
                "    skipped: {}: {}",
                outcome.test,
                outcome.why.as_deref().unwrap_or("no reason given")
            ));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(results: &[(&str, &str, Option<&str>)]) -> Run {
        let outcome = |(test, result, why): &(&str, &str, Option<&str>)| Outcome {
            test: (*test).to_owned(),
            result: (*result).to_owned(),
            why: why.map(str::to_owned),
        };
        Run { success: true, results: results.iter().map(outcome).collect(), closing: Vec::new() }
    }

    #[test]
    fn the_table_has_a_row_for_each_test_and_tells_why_one_was_skipped() {
        let one = run(&[("a: b", "passed", None), ("a: only here", "failed", None)]);
        let two = run(&[("a: b", "skipped", Some("it has no such thing"))]);
        assert_eq!(
            table(&[("Chromium", &one), ("Firefox", &two)]),
            [
                "",
                "Test          Chromium  Firefox",
                "a: b          passed    skipped",
                "a: only here  failed    -",
                "",
                "Chromium: 1 passed, 1 failed, 0 skipped",
                "Firefox: 0 passed, 0 failed, 1 skipped",
                "    skipped: a: b: it has no such thing",
            ]
        );
    }
}
