//! Progress on standard error: what is being done, and how many seconds it took.

use anyhow::Result;
use std::time::Instant;

/// Runs one named step. Says its name before, and its seconds after when they were worth noticing.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let begun = Instant::now();
    eprintln!("==> {name}");
    let result = work();
    let seconds = begun.elapsed().as_secs_f64();
    if result.is_ok() && seconds >= 0.5 {
        eprintln!("    {seconds:.1} s");
    }
    result
}

/// A line that belongs to the step under way.
pub(crate) fn note(line: impl AsRef<str>) {
    eprintln!("    {}", line.as_ref());
}
