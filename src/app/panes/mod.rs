//! The panes of the window. Each gets the project to look at and pushes requests; none changes anything.

pub mod drag;
pub mod entities;
pub mod frame;
pub mod notes;
pub mod sources;
pub mod text;

use jiff::{Timestamp, tz::TimeZone};

use super::session::Session;
use crate::model::{Id, Project};
use crate::workspace::{Lens, Overview, Roster, Workspace};

/// What every pane may look at.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The open project.
    pub workspace: &'a Workspace,
    /// Shelves, counts, the list.
    pub overview: &'a Overview,
    /// What is shown of the open text: names, times, amounts, quotations.
    pub lens: &'a Lens,
    /// Every entity with its counts.
    pub roster: &'a Roster,
    /// Whether texts are being read by machine.
    pub reading: bool,
    /// What the window remembers.
    pub session: &'a Session,
    /// The mark under the pointer, or whose note is: both are tinted.
    pub hovered: Option<Id>,
    /// The time now, for "12:04" and "yesterday".
    pub now: Timestamp,
    /// The user's time zone.
    pub zone: &'a TimeZone,
}

impl<'a> View<'a> {
    /// The project as it is.
    #[must_use]
    pub fn project(&self) -> &'a Project {
        self.workspace.project()
    }
}
