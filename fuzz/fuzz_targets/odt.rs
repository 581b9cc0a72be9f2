//! OpenDocument texts.
#![no_main]
#![allow(missing_docs)]

use dossier::import::{Hints, read};
use dossier::model::SourceKind;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let hints = Hints { kind: Some(SourceKind::Odt), ..Hints::default() };
    if let Ok(draft) = read(bytes, "fuzz", &hints) {
        let length = draft.text.chars().count();
        assert!(draft.blocks.iter().all(|block| block.start <= block.end && block.end <= length));
        assert!(draft.pages.iter().all(|&(_, start)| start < length));
        let _ = draft.with_line_kept(1, false);
    }
});
