//! One open project: its value, its history, its file, the jobs that work for it. The only door for window and command line.

mod citing;
mod desk;
mod export;
mod importing;
mod jobs;
mod open;
mod overview;
mod sample;
mod settings;

pub use citing::{Citing, Copied, KEYS, Spot, entry, styles};
pub use desk::{Desk, Event, Left, MakeIds, Opened, Order, Preview, SaveState, Untitled, beginning};
pub use export::{As, ExportError, Exported, Request, What, export};
pub use importing::{Found, Known, hash, read_files, read_paste, records};
pub use jobs::{Finished, JobId, Jobs, Progress, Running, Waker};
pub use open::{Clock, Revisions, SystemIds, Workspace, stamp};
pub use overview::{Overview, Query, Shelf, Sort};
pub use settings::Settings;
