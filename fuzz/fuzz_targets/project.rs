//! The project file: read, written, read again.
#![no_main]
#![allow(missing_docs)]

use dossier::storage::{from_bytes, to_bytes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(opened) = from_bytes(bytes) {
        let written = to_bytes(&opened.project, opened.seq);
        let again = from_bytes(&written).expect("what was written can be read");
        assert_eq!(written, to_bytes(&again.project, again.seq));
    }
});
