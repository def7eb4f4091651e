//! The one error type of the crate.

use std::fmt;

/// What went wrong: a code for the shell, which has its own words for it, and a text for a developer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    BadOptions(&'static str),
    BadResult(&'static str),
}

impl Error {
    /// The caller's options can't be understood.
    pub fn bad_options(reason: &'static str) -> Error {
        Error { kind: Kind::BadOptions(reason) }
    }

    /// The result can't be handed over.
    pub fn bad_result(reason: &'static str) -> Error {
        Error { kind: Kind::BadResult(reason) }
    }

    /// A name that never changes. The shell looks up its own words for it.
    pub fn code(&self) -> &'static str {
        match self.kind {
            Kind::BadOptions(_) => "bad-options",
            Kind::BadResult(_) => "bad-result",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (failure, reason) = match self.kind {
            Kind::BadOptions(reason) => ("the options can't be read: ", reason),
            Kind::BadResult(reason) => ("the reading can't be handed over: ", reason),
        };
        out.write_str(failure)?;
        out.write_str(reason)
    }
}

impl std::error::Error for Error {}
