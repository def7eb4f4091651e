//! `cargo xtask demo` and `cargo xtask serve`: the product, for a person to see.

use crate::shell::{dist, here, program, run};
use crate::{build, tools};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;

/// What the demo is asked for.
#[derive(Default)]
pub(crate) struct Options {
    page: Option<PathBuf>,
    url: Option<String>,
    shots: Option<PathBuf>,
    headless: bool,
}

impl Options {
    pub(crate) fn parse(arguments: &[String]) -> Result<Options> {
        let mut options = Options::default();
        let mut rest = arguments.iter();
        while let Some(word) = rest.next() {
            let (name, joined) = match word.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (word.as_str(), None),
            };
            if name == "--headless" && joined.is_none() {
                options.headless = true;
                continue;
            }
            if !["--page", "--url", "--shots"].contains(&name) {
                bail!("the demo knows --page FILE, --url URL, --shots DIR and --headless, but no `{word}`");
            }
            let value = joined.or_else(|| rest.next().cloned()).with_context(|| format!("{name} needs a value"))?;
            match name {
                "--page" => options.page = Some(here(&value)),
                "--shots" => options.shots = Some(here(&value)),
                _ => options.url = Some(value),
            }
        }
        if let Some(page) = &options.page
            && !page.is_file()
        {
            bail!("--page names {}, which is not a file", page.display());
        }
        Ok(options)
    }
}

/// Builds, finds a browser, and shows the whole job: to a person where there is a display, otherwise in pictures.
pub(crate) fn demo(options: &Options) -> Result<()> {
    tools::npm_packages()?;
    let chromium = tools::chromium()?;
    build::build()?;
    let mut command = program("node");
    command.arg("tests/browser/demo.js").env("SARING_CHROMIUM", chromium).env("SARING_DIST", dist());
    if let Some(page) = &options.page {
        command.arg("--page").arg(page);
    }
    if let Some(url) = &options.url {
        command.arg("--url").arg(url);
    }
    command.arg("--shots").arg(options.shots.clone().unwrap_or_else(|| dist().join("demo")));
    if options.headless || !has_display() {
        command.arg("--headless");
    }
    run(&mut command)
}

/// Serves the site on this machine alone.
pub(crate) fn serve(arguments: &[String]) -> Result<()> {
    let port = match arguments {
        [] => "8460".to_owned(),
        [name, value] if name == "--port" && value.parse::<u16>().is_ok() => value.clone(),
        _ => bail!("serve knows --port NUMBER and nothing else"),
    };
    build::build()?;
    run(program("node").args(["tests/browser/serve.js", "--port", &port]).arg(dist().join("www")))
}

fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(target_os = "macos") || cfg!(target_os = "windows") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
