//! BibTeX and BibLaTeX.
#![no_main]
#![allow(missing_docs)]

use dossier::bibliography::Format;
use dossier::bibliography::read::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = read(Format::BibLaTeX, text);
});
