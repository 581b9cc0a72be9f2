//! One open project: its value, its history, its file, the jobs that work for it. The only door for window and command line.

mod desk;
mod importing;
mod jobs;
mod open;
mod overview;
mod sample;
mod settings;

pub use desk::{Desk, Event, MakeIds, Obstacle, Opened, SaveState, Untitled};
pub use importing::{Found, Known, hash, read_files, read_paste, records};
pub use jobs::{Finished, JobId, Jobs, Progress, Running, Waker};
pub use open::{Clock, Revisions, SystemIds, Workspace, stamp};
pub use overview::{Overview, Query, Shelf, Sort};
pub use settings::Settings;
