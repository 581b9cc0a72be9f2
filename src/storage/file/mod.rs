//! The project file: one JSON object, one record per line, the same bytes for the same state.
//!
//! Records are sorted by random id, so that two people's additions land on different lines, a change of one note is a
//! change of one line, and a damaged line damages one record. The last line carries `check`:
//! `{"seq":…,"records":…,"xxh3":"…"}`, where `xxh3` is XXH3 (64 bits, seed 0) of every byte before `"xxh3"`; it shows
//! a file that lost its end or was edited elsewhere. Reading takes any JSON with this content; writing is canonical.

mod error;
#[cfg(test)]
mod hostile;
mod read;
#[cfg(test)]
mod schema;
mod write;

pub use error::{FileError, Warning};
pub use read::{Opened, from_bytes};
pub(super) use write::is_whole;
pub use write::to_bytes;

/// Version of the file's layout: the number behind `"dossier"`.
pub const FORMAT: u64 = 1;

/// Sections in the order of the file.
const SECTIONS: [&str; 10] =
    ["sources", "versions", "analyses", "entities", "rules", "marks", "notes", "tags", "collections", "views"];
