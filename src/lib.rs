//! Saring reads the article out of a news page, and summarises it by quoting it.
//!
//! One way, no way back: a [`page`] is asked and copied once, [`extract`] makes an [`article::Article`] of it,
//! [`summary`] picks sentences, [`facts`] finds figures, and [`wire`] is the form in which the result crosses to JavaScript or to a file.
//! `ARCHITECTURE.md` shows the whole way.

pub mod article;
pub mod error;
pub mod extract;
pub mod facts;
pub mod forest;
pub mod library;
pub mod limits;
#[cfg(feature = "cli")]
pub mod markdown;
pub mod page;
pub mod read;
pub mod speak;
pub mod stitch;
pub mod summary;
pub mod text;
pub mod wire;

#[cfg(target_arch = "wasm32")]
pub mod web;
