//! The only build program of Saring: `cargo xtask <command>`.
//!
//! It installs what it needs (the wasm32 target, the npm packages of the lock file, a browser where it may), and
//! says what it does. Every command ends with exit status 0 or with a plain message of what failed and what to do.

mod bench;
mod browsers;
mod build;
mod check;
mod demo;
mod engine;
mod fuzz;
mod hostile;
mod package;
mod rules;
mod say;
mod score;
mod shell;
mod suite;
mod tools;
mod train;

use anyhow::{Result, bail};
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask build     dist/chromium, dist/firefox (unpacked and packed) and dist/www
cargo xtask demo      shows the whole job on a sample page
                      [--page FILE.html[.gz]] [--url URL] [--shots DIR] [--headless]
cargo xtask check     formats, lints, types, rules, native tests
cargo xtask test      all that CI runs: check, build, browser tests
cargo xtask browsers  the end-to-end tests alone, in Chromium and in Firefox, with a table
cargo xtask stress    what takes longer than CI may
cargo xtask hostile   hostile pages in a real browser, and what must hold of each: our own, or those of
                      [--data FOLDER] [--large] [--only PATTERN] [--control: a reader that assigns markup, to see it caught]
cargo xtask bench digest  how fast summary and figures are found in Chromium, beside TextRank [--rounds N] [--page FILE]
cargo xtask bench read   how fast the reading is in Chromium, beside Readability and Defuddle
                      [--nodes N].. [--rounds N]
cargo xtask bench fallback  what it costs where a page can't be read in place [--rounds N]
cargo xtask bench equal  whether pages read the same in Chromium and from the file: those of tests/pages, or of
                      [FOLDER].. [--urls FILE] [--most N] [--scripts off] [--no-profiles]
cargo xtask bench library  how fast a full library is in Chromium: list, search, save, import, export
                      [--records N] [--rounds N]
cargo xtask bench search  how fast its search is, beside MiniSearch [--records N] [--rounds N] [--engine NAME]
cargo xtask fuzz      hostile input for the core and the library [--seconds N] [TARGET].. of address, facts, library,
                      markup, pages, sentences and record
cargo xtask score     how well the engine does on texts whose right answers are known: facts, sentences or summary,
                      --data FOLDER
cargo xtask train     the weights of a forest anew: judge or summary --data FOLDER [--validate]
cargo xtask serve     the site on localhost [--port 8460]
cargo xtask bless     rewrites tests/pages/*/*/want.json; read the diff like code
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<()> {
    let Some((command, rest)) = arguments.split_first() else {
        print!("{USAGE}");
        return Ok(());
    };
    match command.as_str() {
        "hostile" => hostile::hostile(rest),
        "bench" => bench::bench(rest),
        "fuzz" => fuzz::fuzz(rest),
        "score" => score::score(rest),
        "train" => train::train(rest),
        "build" => none_left(rest).and_then(|()| build::build()),
        "demo" => demo::demo(&demo::Options::parse(rest)?),
        "check" => none_left(rest).and_then(|()| check::check()),
        "test" => none_left(rest).and_then(|()| suite::test()),
        "browsers" => none_left(rest).and_then(|()| suite::in_browsers()),
        "stress" => none_left(rest).and_then(|()| suite::stress()),
        "serve" => demo::serve(rest),
        "bless" => none_left(rest).and_then(|()| suite::bless()),
        "help" | "--help" | "-h" => {
            print!("{USAGE}");
            Ok(())
        }
        other => bail!("there is no command `{other}`\n\n{USAGE}"),
    }
}

fn none_left(rest: &[String]) -> Result<()> {
    match rest.first() {
        None => Ok(()),
        Some(extra) => bail!("this command takes no `{extra}`\n\n{USAGE}"),
    }
}
