//! One open project: its value, its history, its file, the jobs that work for it. The only door for window and command line.

mod analysing;
mod citing;
mod decisions;
mod desk;
mod export;
mod findings;
mod importing;
mod jobs;
mod lens;
mod likeness;
mod open;
mod overview;
mod roster;
mod rules;
mod sample;
mod settings;

pub use crate::extract::fold;
pub use analysing::{ENGINE, Reader, waiting};
pub use citing::{Citing, Copied, KEYS, References, Spot, entry, styles};
pub use decisions::{Decision, Passage, Scope};
pub use desk::{Desk, Event, Left, MakeIds, Obstacle, Opened, Order, Preview, SaveState, Untitled, beginning};
pub use export::{As, ExportError, Exported, Request, What, export};
pub use findings::{Findings, Named, Quoted, Shown, Timed};
pub use importing::{Accepted, Found, hash, read_files, read_paste, records};
pub use jobs::{Finished, JobId, Jobs, Progress, Running, Waker};
pub use lens::Lens;
pub use likeness::{Known, Like, Other};
pub use open::{Clock, Revisions, SystemIds, Workspace, stamp};
pub use overview::{Overview, Query, Shelf, Sort};
pub use roster::{Roster, Standing, Suggested};
pub use rules::Rules;
pub use sample::project as sample_project;
pub use settings::Settings;
