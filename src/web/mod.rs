//! The only code that names the browser: the live DOM as a [`crate::page::Page`], and the functions that JavaScript calls.
//! It decides nothing: each function reads its input, calls one core function, and writes its output.
//!
//! Two files of Wasm are made of it: the engine, and with the feature `voice` what a voice says.

#[cfg(not(feature = "voice"))]
mod dom;
#[cfg(not(feature = "voice"))]
mod live;
#[cfg(feature = "measure")]
pub mod measure;
#[cfg(not(feature = "voice"))]
pub mod reading;
#[cfg(feature = "voice")]
pub mod voice;

#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
