//! The command line: reads saved pages with the same engine as the extension.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use flate2::read::MultiGzDecoder;
use saring::article::{Article, Block};
use saring::extract::{self, Options};
use saring::limits::Clock;
use saring::page::parsed::Parsed;
use saring::read::{Reading as CoreReading, read};
use saring::speak;
use saring::stitch::Stitch;
use saring::summary::study::{self, Given};
use saring::text::{moment, sentence};
use saring::wire::{self, Reading, Unit};

/// Reads the article out of a saved page, with a summary that only quotes.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Reads one article, plain or gzip.
    Read {
        /// The file, `.html` or `.html.gz`. An article in several pages: the files of the other pages behind it.
        #[arg(required = true)]
        pages: Vec<PathBuf>,
        /// The address the page was saved from; once for each file. Where only that of the first is given, the others
        /// are the pages to which it leads, in their order.
        #[arg(long, required = true)]
        url: Vec<String>,
        /// The form of the result.
        #[arg(long, value_enum, default_value_t = Format::Json)]
        format: Format,
        /// The generic engine alone, without site profiles.
        #[arg(long)]
        no_profiles: bool,
    },
    /// Reads every `.html` and `.html.gz` of a folder; one JSON object a line, in order of their names.
    Batch {
        /// The folder.
        folder: PathBuf,
        /// JSON lines with `id` (the file's name without its endings) and `url`; may be gzip.
        #[arg(long)]
        urls: Option<PathBuf>,
        /// The generic engine alone, without site profiles.
        #[arg(long)]
        no_profiles: bool,
    },
    /// Splits texts into sentences: JSON lines from standard input, `{"id", "text"}` to `{"id", "sentences"}`.
    Sentences,
    /// Says sentences as an Indonesian voice should: JSON lines from standard input, `{"id", "text"}` to `{"id", "speak"}`.
    Speak,
    /// Finds the figures of texts: JSON lines with `id`, `text` and `published` on standard input, a line each back.
    Facts,
    /// Writes the pieces of every page of a folder in the numbers that the trained judge sees, for training it.
    #[command(hide = true)]
    Study {
        /// The folder.
        folder: PathBuf,
        /// As for `batch`.
        #[arg(long)]
        urls: Option<PathBuf>,
    },
    /// Summarises texts whose sentences are known: JSON lines on standard input, `{"id", "title", "paragraphs":
    /// [["sentence", …], …]}`, become `{"id", "picked": [index, …], "summary": ["sentence", …]}`.
    Summarize {
        /// About how many words: 30, 60 or 110.
        #[arg(long, default_value_t = 60)]
        words: usize,
    },
    /// Writes the sentences of such texts in the numbers that the trained forests see, for training them; with `odds`, the
    /// sets of sentences.
    #[command(hide = true)]
    StudySummary,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Everything, as one JSON object.
    Json,
    /// The article as Markdown.
    Markdown,
    /// The words of the article.
    Text,
}

/// What went wrong, with the name and the line where it did.
type Failure = String;

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Read { pages, url, format, no_profiles } => read_one(&pages, &url, format, no_profiles),
        Command::Batch { folder, urls, no_profiles } => {
            batch(&folder, urls.as_deref(), &|page| serde_json::to_value(read_page(page, no_profiles)))
        }
        Command::Sentences => each_row(&|row| {
            let text = taken(row, "text")?;
            let sentences: Vec<&str> = sentence::sentences(&text).into_iter().filter_map(|at| text.get(at)).collect();
            row.insert("sentences".to_owned(), sentences.into());
            Ok(())
        }),
        Command::Speak => each_row(&|row| {
            let text = taken(row, "text")?;
            row.insert("speak".to_owned(), speak::sentence(&text, "id").into());
            Ok(())
        }),
        Command::Facts => each_row(&|row| {
            let facts = facts(&taken(row, "text")?, &taken(row, "published")?)?;
            row.retain(|key, _| key == "id");
            row.insert("facts".to_owned(), facts);
            Ok(())
        }),
        Command::Study { folder, urls } => batch(&folder, urls.as_deref(), &|page| Ok(studied(page))),
        Command::Summarize { words } => each_row(&|row| replaced(row, &|row| summarized(row, words))),
        Command::StudySummary => each_row(&|row| replaced(row, &studied_summary)),
    };
    match outcome {
        Ok(0) => ExitCode::SUCCESS,
        Ok(failures) => {
            eprintln!("saring: {failures} could not be read");
            ExitCode::FAILURE
        }
        Err(failure) => {
            eprintln!("saring: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn read_one(pages: &[PathBuf], urls: &[String], format: Format, no_profiles: bool) -> Result<usize, Failure> {
    let (Some((page, more)), Some((url, more_urls))) = (pages.split_first(), urls.split_first()) else {
        return Err("no page is given".to_owned());
    };
    let options = Options { profiles: !no_profiles, ..Options::default() };
    let first = read(&Parsed::new(&contents(page)?, url), &options);
    let (reading, failures) = if more.is_empty() { (first, 0) } else { stitched(first, more, more_urls, &options)? };
    let reading = wire::reading(reading, Unit::Characters);
    let mut out = match format {
        Format::Json => serde_json::to_string(&reading).map_err(|error| format!("{}: {error}", page.display()))?,
        Format::Markdown => saring::markdown::article(&reading),
        Format::Text => format!("{}\n\n{}", reading.title, reading.text),
    };
    out.push('\n');
    print(&out)?;
    Ok(failures)
}

/// The article whose first file is read, with those of its other pages; and how many of these are none of its pages.
fn stitched(
    first: CoreReading,
    more: &[PathBuf],
    urls: &[String],
    options: &Options,
) -> Result<(CoreReading, usize), Failure> {
    let known = first.extraction.article.pages.iter().flat_map(|pages| &pages.missing);
    let known: Vec<String> = known.map(|missing| missing.address.clone()).collect();
    let mut stitch = Stitch::new(&first).ok_or("the first page leads to no other pages of its article")?;
    let mut failures = 0;
    for (index, page) in more.iter().enumerate() {
        let url = if urls.is_empty() { known.get(index) } else { urls.get(index) };
        let url = url.ok_or_else(|| format!("{}: which page of the article is it? give its --url", page.display()))?;
        if let Err(refusal) = stitch.add(read(&Parsed::new(&contents(page)?, url), options)) {
            eprintln!("saring: {}: {}", page.display(), refusal.code());
            failures += 1;
        }
    }
    Ok((stitch.reading(Clock::default()), failures))
}

/// What is written of a page.
type Describe<'a> = &'a dyn Fn(&Parsed) -> serde_json::Result<serde_json::Value>;

/// Writes an object for each page of a folder, a line each.
fn batch(folder: &Path, urls: Option<&Path>, describe: Describe) -> Result<usize, Failure> {
    let mut failures = 0;
    let mut complain = |failure: Failure| {
        eprintln!("saring: {failure}");
        failures += 1;
    };
    let mut addresses = std::collections::HashMap::new();
    if let Some(urls) = urls {
        for (number, line) in BufReader::new(open(urls)?).lines().enumerate() {
            let row = line.map_err(|error| error.to_string()).and_then(|line| match line.trim() {
                "" => Ok(None),
                line => address_row(line).map(Some),
            });
            match row {
                Ok(Some((id, url))) => drop(addresses.insert(id, url)),
                Ok(None) => {}
                Err(error) => complain(format!("{}:{}: {error}", urls.display(), number + 1)),
            }
        }
    }
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut pages: Vec<(String, PathBuf)> = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| format!("{}: {error}", folder.display()))?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if let Some(id) = name.strip_suffix(".html.gz").or_else(|| name.strip_suffix(".html")) {
            pages.push((id.to_owned(), path));
        }
    }
    pages.sort();
    for (id, path) in pages {
        let url = addresses.get(&id).map_or("", String::as_str);
        let line = contents(&path).and_then(|markup| {
            let page = Parsed::new(&markup, url);
            let mut value = describe(&page).map_err(|error| format!("{}: {error}", path.display()))?;
            if let Some(object) = value.as_object_mut() {
                object.insert("id".to_owned(), id.as_str().into());
            }
            Ok(format!("{value}\n"))
        });
        match line {
            Ok(line) => print(&line)?,
            Err(failure) => complain(failure),
        }
    }
    Ok(failures)
}

type Row = serde_json::Map<String, serde_json::Value>;

/// Answers each row of standard input in a line.
fn each_row(answer: &dyn Fn(&mut Row) -> Result<(), Failure>) -> Result<usize, Failure> {
    let mut failures = 0;
    for (number, line) in io::stdin().lock().lines().enumerate() {
        let line = line.map_err(|error| format!("standard input: {error}"))?;
        if line.trim().is_empty() {
            continue;
        }
        let row = serde_json::from_str::<Row>(&line).map_err(|error| error.to_string());
        match row.and_then(|mut row| answer(&mut row).map(|()| serde_json::Value::Object(row))) {
            Ok(row) => print(&format!("{row}\n"))?,
            Err(failure) => {
                eprintln!("saring: line {}: {failure}", number + 1);
                failures += 1;
            }
        }
    }
    Ok(failures)
}

/// Puts the answer in the place of the row.
fn replaced(row: &mut Row, answer: &dyn Fn(&serde_json::Value) -> serde_json::Value) -> Result<(), Failure> {
    if let serde_json::Value::Object(answer) = answer(&serde_json::Value::Object(std::mem::take(row))) {
        *row = answer;
    }
    Ok(())
}

/// A text of a row, whose place its answer takes.
fn taken(row: &mut Row, key: &str) -> Result<String, Failure> {
    match row.remove(key) {
        Some(serde_json::Value::String(text)) => Ok(text),
        Some(_) => Err(format!("\"{key}\" is no text")),
        None => Err(format!("no \"{key}\"")),
    }
}

/// The figures of a text of that day, as the gold data has them.
fn facts(text: &str, published: &str) -> Result<serde_json::Value, Failure> {
    let article = Article {
        blocks: vec![Block::Paragraph(text.into())],
        published: Some(moment::parse_iso(published).ok_or(format!("\"{published}\" is no date"))?),
        ..Article::default()
    };
    let found = saring::facts::facts(&article, &article.sentences());
    let mut facts = serde_json::to_value(wire::facts(found, &[], &article.blocks, Unit::Characters))
        .map_err(|error| error.to_string())?;
    for fact in facts.as_array_mut().into_iter().flatten().filter_map(serde_json::Value::as_object_mut) {
        fact.remove("block");
        fact.remove("sentence");
    }
    Ok(facts)
}

fn address_row(line: &str) -> Result<(String, String), Failure> {
    let row: serde_json::Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let field =
        |name: &str| row.get(name).and_then(|value| value.as_str()).map(str::to_owned).ok_or(format!("no \"{name}\""));
    Ok((field("id")?, field("url")?))
}

fn read_page(page: &Parsed, no_profiles: bool) -> Reading {
    wire::reading(read(page, &Options { profiles: !no_profiles, ..Options::default() }), Unit::Characters)
}

/// The pieces of a page as `{"names": […], "pieces": [{"text", "is_text", "features"}]}`.
fn studied(page: &Parsed) -> serde_json::Value {
    let pieces: Vec<serde_json::Value> = extract::study(page)
        .into_iter()
        .map(|piece| serde_json::json!({"text": piece.text, "is_text": piece.is_text, "features": piece.features}))
        .collect();
    serde_json::json!({"names": extract::feature_names(), "pieces": pieces})
}

/// A text with its sentences from JSON.
fn given(row: &serde_json::Value) -> Given {
    let words = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let array = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    let paragraphs = array(&row["paragraphs"]);
    let sentences = |paragraph| array(paragraph).iter().map(words).collect();
    Given { title: words(&row["title"]), paragraphs: paragraphs.iter().map(sentences).collect() }
}

/// The summary of such a text as `{"id", "picked": [index, …], "summary": ["sentence", …]}`.
fn summarized(row: &serde_json::Value, words: usize) -> serde_json::Value {
    let (picked, summary): (Vec<usize>, Vec<String>) = study::summarize(&given(row), words).into_iter().unzip();
    serde_json::json!({"id": row["id"], "picked": picked, "summary": summary})
}

/// What the forests see of such a text.
fn studied_summary(row: &serde_json::Value) -> serde_json::Value {
    let studied = match row["odds"].as_array() {
        None => study::sentences(&given(row)),
        Some(odds) => {
            let odds: Vec<f32> = odds.iter().map(|odds| odds.as_f64().unwrap_or_default() as f32).collect();
            study::sets(&given(row), &odds)
        }
    };
    let study::Studied { names, rows, texts, sets } = studied;
    serde_json::json!({"id": row["id"], "names": names, "rows": rows, "texts": texts, "sets": sets})
}

fn open(path: &Path) -> Result<Box<dyn Read>, Failure> {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let is_gzip = path.extension().is_some_and(|ending| ending == "gz");
    Ok(if is_gzip { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) })
}

/// The text of a file; bytes that are no UTF-8 become U+FFFD, as in a browser.
fn contents(path: &Path) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Prints to standard output; a reader that has gone away is no failure worth a backtrace.
fn print(text: &str) -> Result<(), Failure> {
    io::stdout().write_all(text.as_bytes()).map_err(|error| format!("standard output: {error}"))
}
