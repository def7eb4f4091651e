//! What the machine must have. Each function installs what is missing, or says exactly what to install.

use crate::say::{note, step};
use crate::shell::{self, capture, find, program, root, run, succeeds};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

const WASM: &str = "wasm32-unknown-unknown";

/// The oldest Node that the tools in `package.json` run on.
const NODE: u32 = 20;

/// A browser that the tests run in.
struct Browser {
    name: &'static str,
    oldest: &'static str,
    /// The variable that names another one.
    chosen: &'static str,
    /// Names under which it is found, best first.
    programs: &'static [&'static str],
    /// Where macOS keeps it.
    mac: &'static [&'static str],
    /// Package managers, and the command that a person gives them; we run none but the first ourselves.
    managers: &'static [(&'static str, &'static str)],
    /// What we ask the first of them for.
    packages: &'static [&'static str],
}

/// Branded Chrome no longer takes `--load-extension`, so the test driver loads the extension in a second way there.
const CHROMIUM: Browser = Browser {
    name: "Chromium",
    oldest: "156",
    chosen: "SARING_CHROMIUM",
    programs: &["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"],
    mac: &[
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ],
    managers: &[
        ("apt-get", "sudo apt-get update && sudo apt-get install -y chromium fonts-liberation"),
        ("dnf", "sudo dnf install -y chromium liberation-fonts"),
        ("pacman", "sudo pacman -S chromium ttf-liberation"),
        ("zypper", "sudo zypper install chromium liberation-fonts"),
        ("apk", "sudo apk add chromium font-liberation"),
        ("brew", "brew install --cask chromium"),
    ],
    packages: &["chromium", "fonts-liberation"],
};

/// Only the ESR and the editions for developers keep an extension that Mozilla hasn't signed; in others the test driver
/// installs ours anew at each start.
const FIREFOX: Browser = Browser {
    name: "Firefox ESR",
    oldest: "153",
    chosen: "SARING_FIREFOX",
    programs: &["firefox-esr", "firefox-developer-edition", "firefox"],
    mac: &["/Applications/Firefox.app/Contents/MacOS/firefox"],
    managers: &[
        ("apt-get", "sudo apt-get update && sudo apt-get install -y firefox-esr fonts-liberation"),
        ("dnf", "sudo dnf install -y firefox liberation-fonts"),
        ("pacman", "sudo pacman -S firefox ttf-liberation"),
        ("zypper", "sudo zypper install MozillaFirefox liberation-fonts"),
        ("apk", "sudo apk add firefox-esr font-liberation"),
        ("brew", "brew install --cask firefox@esr"),
    ],
    packages: &["firefox-esr", "fonts-liberation"],
};

/// The standard library for Wasm.
pub(crate) fn wasm_target() -> Result<()> {
    if has_wasm_target() {
        return Ok(());
    }
    step("adding the wasm32 target to the Rust toolchain", || {
        if find("rustup").is_none() {
            bail!(
                "the Rust toolchain has no {WASM} target, and there is no rustup to add it: install Rust from rustup.rs"
            );
        }
        run(program("rustup").args(["target", "add", WASM]))?;
        if !has_wasm_target() {
            bail!("`rustup target add {WASM}` ran, but the target is still missing");
        }
        Ok(())
    })
}

/// rustfmt and clippy, which a minimal toolchain comes without.
pub(crate) fn rust_components() -> Result<()> {
    for (name, probe) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if !succeeds(shell::cargo().args([probe, "--version"])) {
            step(&format!("adding {name} to the Rust toolchain"), || {
                run(program("rustup").args(["component", "add", name]))
            })?;
        }
    }
    Ok(())
}

/// The npm packages of the lock file, at exactly its versions.
pub(crate) fn npm_packages() -> Result<()> {
    let version = capture(program("node").arg("--version"))?;
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|number| number.parse::<u32>().ok());
    if major.is_none_or(|major| major < NODE) {
        bail!("node {} is too old: install Node.js {NODE} or newer", version.trim());
    }
    // Written when an installation is through, so that a broken one is repeated, and a changed lock file seen.
    let stamp = root().join("node_modules/.saring-lock.json");
    let wanted = fs::read(root().join("package-lock.json")).context("cannot read package-lock.json")?;
    if fs::read(&stamp).is_ok_and(|had| had == wanted) {
        return Ok(());
    }
    step("installing the npm packages of package-lock.json (about a minute)", || {
        // No package of ours needs to run anything when it is installed. `install --no-save` and not `ci`: both install what
        // the lock file pins and leave it as it is, but `ci` gives up where a registry lacks a package that only other
        // platforms need, and such packages are missing from a lock file that was written there.
        run(program("npm").args([
            "install",
            "--no-save",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ]))
        .context("npm could not install the packages: is the network there?")?;
        fs::write(&stamp, &wanted).context("cannot write to node_modules")
    })
}

/// A Chromium to test with: the one of `SARING_CHROMIUM`, one in the system, or one from the system's packages.
pub(crate) fn chromium() -> Result<PathBuf> {
    CHROMIUM.get()
}

/// A Firefox to test with: the one of `SARING_FIREFOX`, one in the system, or one from the system's packages.
pub(crate) fn firefox() -> Result<PathBuf> {
    FIREFOX.get()
}

impl Browser {
    fn get(&self) -> Result<PathBuf> {
        if let Some(chosen) = std::env::var_os(self.chosen) {
            let chosen = PathBuf::from(chosen);
            if !chosen.is_file() {
                bail!("{} names {}, which is not a file", self.chosen, chosen.display());
            }
            return Ok(chosen);
        }
        if let Some(found) = self.find() {
            return Ok(found);
        }
        self.install()?;
        self.find().with_context(|| self.missing())
    }

    fn find(&self) -> Option<PathBuf> {
        self.programs
            .iter()
            .find_map(|name| find(name))
            .or_else(|| self.mac.iter().map(PathBuf::from).find(|candidate| candidate.is_file()))
    }

    fn install(&self) -> Result<()> {
        if find("apt-get").is_none() {
            bail!(self.missing());
        }
        let prefix: &[&str] = if succeeds(program("sh").args(["-c", "test \"$(id -u)\" = 0"])) {
            &[]
        } else if succeeds(program("sudo").args(["-n", "true"])) {
            &["sudo", "-n"]
        } else {
            bail!(self.missing());
        };
        step(&format!("installing {} from the system's packages (some minutes)", self.name), || {
            let apt = |arguments: &[&str]| {
                let mut words = prefix.to_vec();
                words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]);
                words.extend(arguments);
                let (first, rest) = words.split_first().context("an empty command")?;
                run(program(first).args(rest))
            };
            apt(&["update"]).context("the list of packages could not be fetched")?;
            // Ubuntu's package of this name only asks for a snap, which needs a running snapd.
            let wanted = self.packages.first().copied().unwrap_or_default();
            let policy = capture(program("apt-cache").args(["policy", wanted])).unwrap_or_default();
            if policy.contains("snap") || !policy.contains("Candidate:") || policy.contains("Candidate: (none)") {
                note(format!("this system's packages hold no {} of their own", self.name));
                bail!(self.missing());
            }
            apt(&[&["install", "-y", "--no-install-recommends"], self.packages].concat())
                .with_context(|| format!("{} could not be installed", self.name))
        })
    }

    fn missing(&self) -> String {
        let Browser { name, oldest, chosen, .. } = self;
        let how = self.managers.iter().find(|(manager, _)| find(manager).is_some());
        let how = how.map_or(format!("install {name} {oldest} or newer"), |(_, command)| (*command).to_owned());
        format!(
            "no {name} was found (looked for {}). Install it:\n\n    {how}\n\n\
             or name one that you have: {chosen}=/path/to/it cargo xtask ...",
            self.programs.join(", ")
        )
    }
}

fn has_wasm_target() -> bool {
    let Ok(library) = capture(program("rustc").args(["--print", "target-libdir", "--target", WASM])) else {
        return false;
    };
    fs::read_dir(Path::new(library.trim())).is_ok_and(|mut files| files.next().is_some())
}
