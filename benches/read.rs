//! Pages a second, parsing included, on one thread, beside Readability in Rust (`dom_smoothie`).
//!
//!     cargo bench --features cli --bench read -- [FOLDER] [--rounds N] [--only saring]
//!
//! Takes every `.html` and `.html.gz` of the folder, or of `tests/pages` without one. The files are read and unpacked
//! before. Both readers take turns page by page, and who begins changes with each round, so that what else the machine
//! does falls on both. For each page the fastest round of each counts: the noise of a machine only ever adds.
//!
//! A plain program and no framework of statistics: what is wanted is the ratio of two readers over hundreds of pages, and
//! frameworks measure one function at a time.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use flate2::read::MultiGzDecoder;
use saring::extract::Options;
use saring::page::parsed::Parsed;
use saring::wire::{self, Unit};

/// Where a page that does not say so stands.
const ADDRESS: &str = "https://kabar.example/berita/laba-naik";

/// Rounds over all pages unless the command line says otherwise.
const ROUNDS: usize = 5;

/// What is measured.
struct Arguments {
    folder: Option<PathBuf>,
    rounds: usize,
    only_ours: bool,
}

/// A page, and the fastest times it was read in.
struct Timed {
    markup: String,
    ours: Duration,
    theirs: Duration,
}

fn main() -> ExitCode {
    let outcome = arguments().and_then(|arguments| {
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
        let pages = pages(arguments.folder.as_deref().unwrap_or(&own))?;
        measure(pages, &arguments)
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench read: {error}");
            ExitCode::FAILURE
        }
    }
}

fn arguments() -> Result<Arguments, String> {
    let mut found = Arguments { folder: None, rounds: ROUNDS, only_ours: false };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            // Cargo says so to every bench.
            "--bench" => {}
            "--rounds" => {
                let rounds = words.next().and_then(|word| word.parse().ok()).filter(|rounds| *rounds > 0);
                found.rounds = rounds.ok_or("--rounds needs a number above 0")?;
            }
            "--only" => match words.next().as_deref() {
                Some("saring") => found.only_ours = true,
                _ => return Err("--only knows `saring`".to_owned()),
            },
            option if option.starts_with('-') => return Err(format!("there is no option `{option}`")),
            folder => found.folder = Some(PathBuf::from(folder)),
        }
    }
    Ok(found)
}

/// Every page below a folder, unpacked, in order of the names.
fn pages(folder: &Path) -> Result<Vec<Timed>, String> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    let named = |path: &Path, error: io::Error| format!("{}: {error}", path.display());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|error| named(&folder, error))? {
            let path = entry.map_err(|error| named(&folder, error))?.path();
            let name = path.file_name().map(OsStr::to_string_lossy).unwrap_or_default();
            if path.is_dir() {
                folders.push(path);
            } else if name.ends_with(".html") || name.ends_with(".html.gz") {
                files.push(path);
            }
        }
    }
    files.sort();
    let read = |path: &PathBuf| {
        let mut bytes = Vec::new();
        let mut file = File::open(path).map_err(|error| named(path, error))?;
        let unpacked = match path.extension().is_some_and(|ending| ending == "gz") {
            true => MultiGzDecoder::new(file).read_to_end(&mut bytes),
            false => file.read_to_end(&mut bytes),
        };
        unpacked.map_err(|error| named(path, error))?;
        let markup = String::from_utf8_lossy(&bytes).into_owned();
        Ok(Timed { markup, ours: Duration::MAX, theirs: Duration::MAX })
    };
    let pages: Vec<Timed> = files.iter().map(read).collect::<Result<_, String>>()?;
    if pages.is_empty() { Err(format!("{} holds no page", folder.display())) } else { Ok(pages) }
}

fn measure(mut pages: Vec<Timed>, arguments: &Arguments) -> Result<(), String> {
    for round in 0..arguments.rounds {
        for page in &mut pages {
            for turn in [round % 2, (round + 1) % 2] {
                if turn == 0 {
                    page.ours = page.ours.min(took(|| ours(&page.markup)));
                } else if !arguments.only_ours {
                    page.theirs = page.theirs.min(took(|| theirs(&page.markup)));
                }
            }
        }
    }
    let bytes: usize = pages.iter().map(|page| page.markup.len()).sum();
    let count = pages.len() as f64;
    println!("{count} pages, {:.1} MB, {} rounds", bytes as f64 / 1e6, arguments.rounds);
    let ours: Duration = pages.iter().map(|page| page.ours).sum();
    println!("saring        {:7.1} pages/s", count / ours.as_secs_f64());
    if arguments.only_ours {
        return Ok(());
    }
    let theirs: Duration = pages.iter().map(|page| page.theirs).sum();
    println!("dom_smoothie  {:7.1} pages/s", count / theirs.as_secs_f64());
    let mut ratios: Vec<f64> = pages.iter().map(|page| page.theirs.as_secs_f64() / page.ours.as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    let [low, middle, high] = [1, 2, 3].map(|quarter| ratios.get(ratios.len() * quarter / 4).copied().unwrap_or(1.0));
    println!(
        "ratio of the sums {:.2}; of each page: median {middle:.2} (quartiles {low:.2} to {high:.2})",
        theirs.as_secs_f64() / ours.as_secs_f64()
    );
    Ok(())
}

fn took<T>(work: impl FnOnce() -> T) -> Duration {
    let begun = Instant::now();
    black_box(work());
    begun.elapsed()
}

/// The whole way of the command line but for writing JSON: parse, read, summarise.
fn ours(markup: &str) -> wire::Reading {
    wire::reading(saring::read::read(&Parsed::new(markup, ADDRESS), &Options::default()), Unit::Characters)
}

/// The same of theirs, which has no summary. A page without an article is an error there; it was read nevertheless.
fn theirs(markup: &str) -> Option<dom_smoothie::Article> {
    dom_smoothie::Readability::new(markup, Some(ADDRESS), None).and_then(|mut reader| reader.parse()).ok()
}
