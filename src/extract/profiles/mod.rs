//! The site profiles.

pub mod kontan;

use super::profile::Profile;

/// Every profile.
const PROFILES: [&Profile; 1] = [&kontan::KONTAN];

/// The profile that speaks for `host`.
pub fn for_host(host: &str) -> Option<&'static Profile> {
    PROFILES.into_iter().find(|profile| profile.speaks_for(host))
}
