//! What the machine must have. Each function installs what is missing, or says exactly what to install.

use crate::say::{note, step};
use crate::shell::{self, capture, find, program, root, run, succeeds};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

const WASM: &str = "wasm32-unknown-unknown";

/// The oldest Node that the tools in `package.json` run on.
const NODE: u32 = 20;

/// Names under which Chromium is found, best first. Branded Chrome no longer takes `--load-extension`,
/// so the test driver loads the extension in a second way there.
const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];

/// Where macOS keeps applications.
const MAC_BROWSERS: &[&str] = &[
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// Package managers that we do not run ourselves, and the command that a person gives them.
const MANAGERS: &[(&str, &str)] = &[
    ("apt-get", "sudo apt-get update && sudo apt-get install -y chromium fonts-liberation"),
    ("dnf", "sudo dnf install -y chromium liberation-fonts"),
    ("pacman", "sudo pacman -S chromium ttf-liberation"),
    ("zypper", "sudo zypper install chromium liberation-fonts"),
    ("apk", "sudo apk add chromium font-liberation"),
    ("brew", "brew install --cask chromium"),
];

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
    if let Some(chosen) = std::env::var_os("SARING_CHROMIUM") {
        let chosen = PathBuf::from(chosen);
        if !chosen.is_file() {
            bail!("SARING_CHROMIUM names {}, which is not a file", chosen.display());
        }
        return Ok(chosen);
    }
    if let Some(found) = find_chromium() {
        return Ok(found);
    }
    install_chromium()?;
    find_chromium().with_context(no_chromium)
}

fn find_chromium() -> Option<PathBuf> {
    BROWSERS
        .iter()
        .find_map(|name| find(name))
        .or_else(|| MAC_BROWSERS.iter().map(PathBuf::from).find(|candidate| candidate.is_file()))
}

fn install_chromium() -> Result<()> {
    if find("apt-get").is_none() {
        bail!(no_chromium());
    }
    let prefix: &[&str] = if succeeds(program("sh").args(["-c", "test \"$(id -u)\" = 0"])) {
        &[]
    } else if succeeds(program("sudo").args(["-n", "true"])) {
        &["sudo", "-n"]
    } else {
        bail!(no_chromium());
    };
    step("installing Chromium from the system's packages (some minutes)", || {
        let apt = |arguments: &[&str]| {
            let mut words = prefix.to_vec();
            words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]);
            words.extend(arguments);
            let (first, rest) = words.split_first().context("an empty command")?;
            run(program(first).args(rest))
        };
        apt(&["update"]).context("the list of packages could not be fetched")?;
        // Ubuntu's package of this name only asks for a snap, which needs a running snapd.
        let policy = capture(program("apt-cache").args(["policy", "chromium"])).unwrap_or_default();
        if policy.contains("snap") || !policy.contains("Candidate:") || policy.contains("Candidate: (none)") {
            note("this system's packages hold no Chromium of their own");
            bail!(no_chromium());
        }
        apt(&["install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"])
            .context("Chromium could not be installed")
    })
}

fn no_chromium() -> String {
    let how = MANAGERS
        .iter()
        .find(|(manager, _)| find(manager).is_some())
        .map_or("install Chromium 120 or newer", |(_, command)| command);
    format!(
        "no Chromium was found (looked for {}). Install it:\n\n    {how}\n\n\
         or name one that you have: SARING_CHROMIUM=/path/to/chromium cargo xtask ...",
        BROWSERS.join(", ")
    )
}

fn has_wasm_target() -> bool {
    let Ok(library) = capture(program("rustc").args(["--print", "target-libdir", "--target", WASM])) else {
        return false;
    };
    fs::read_dir(Path::new(library.trim())).is_ok_and(|mut files| files.next().is_some())
}
