//! Anything, as an unknown file comes in.
#![no_main]
#![allow(missing_docs)]

use dossier::import::{Hints, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = read(bytes, "fuzz", &Hints::default());
});
