//! One open project: its value, its history, its file, the jobs that work for it. The only door for window and command line.

mod jobs;
mod open;
mod overview;

pub use jobs::{Finished, JobId, Jobs, Progress, Running, Waker};
pub use open::{Clock, Revisions, Workspace, stamp};
pub use overview::{Overview, Query, Shelf, Sort};
