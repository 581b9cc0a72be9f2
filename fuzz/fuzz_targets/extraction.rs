//! Names, times, amounts and quotations of a text.
#![no_main]
#![allow(missing_docs)]

use dossier::extract::{Context, extract};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(found) = extract(text, &Context::default(), &|| false) {
        let length = text.chars().count();
        assert!(found.mentions.iter().all(|mention| mention.start < mention.end && mention.end <= length));
        assert!(found.times.iter().all(|time| time.end <= length));
        assert!(found.quotations.iter().all(|quotation| quotation.end <= length));
    }
});
