//! Storage: the project file, its lock, its backups, and the small files beside it.
//!
//! Knows files, not what the records mean. Every disk access goes through [`Vfs`], so that tests can fail any call and
//! cut the power after any other. The one way to overwrite a project is the [`OpenFile`] that a successful opening gave.

pub mod backup;
mod check;
mod faults;
mod file;
mod folders;
mod lock;
mod open;
mod save;
mod settings;
mod sim;
mod vfs;

pub use check::{Problem, ProblemKind, check};
pub use faults::FaultVfs;
pub use file::{FORMAT, FileError, Opened, Warning, from_bytes, to_bytes};
pub use folders::{Folders, HOME};
pub use lock::{Holder, host};
pub use open::{Mode, Notice, OpenError, OpenFile, ReadOnly, read_project};
pub use save::{Identity, Outside, SaveError, write_file};
pub use settings::Stored;
pub use sim::{Cut, Lies, SimVfs};
pub use vfs::{FileKind, Held, Metadata, RealVfs, Stamp, Vfs, VfsFile};
