//! The only code that names the browser: the live DOM as a [`crate::page::Page`], and the functions that JavaScript calls.
//! It decides nothing: each function reads its input, calls one core function, and writes its output.
//!
//! Three files of Wasm are made of it: the engine, with the feature `voice` what a voice says, and with the feature `library`
//! the search of the library.

#[cfg(not(any(feature = "library", feature = "voice")))]
mod dom;
#[cfg(feature = "library")]
pub mod library;
#[cfg(not(any(feature = "library", feature = "voice")))]
mod live;
#[cfg(feature = "measure")]
pub mod measure;
#[cfg(not(any(feature = "library", feature = "voice")))]
pub mod reading;
#[cfg(feature = "voice")]
pub mod voice;

#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
