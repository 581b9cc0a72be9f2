//! Leaving a project or the window: nothing is left before the work is on disk or the user has said what to do with it.

use egui::{Context, ViewportCommand};

use super::dialogs::Dialog;
use super::dialogs::confirm::{Choice, Confirm};
use super::panes::text;
use super::session::Trail;
use super::shell::App;
use crate::model::Edit;

/// What waits for the project to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Leaving {
    /// The project is to be closed.
    Project,
    /// The window is to be closed.
    Window,
    /// Another project is to be opened in its place.
    Other(Next),
}

/// What to open next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// An empty project.
    New,
    /// A copy of the sample.
    Sample,
    /// A project file.
    File(std::path::PathBuf),
}

impl App {
    pub(super) fn close_request(&mut self, ctx: &Context) {
        let asked = ctx.input(|input| input.viewport().close_requested());
        if asked && !self.allow_close && !self.leave(Leaving::Window) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        }
        if let Some(leaving) = self.leaving.clone()
            && self.dialog.is_none()
            && self.asked.is_none()
            && self.desk.close()
        {
            self.left(ctx, leaving);
        }
    }

    /// Begins to leave; `true` if nothing stands in the way.
    pub(super) fn leave(&mut self, leaving: Leaving) -> bool {
        self.keep_session();
        if let Some(open) = self.desk.open()
            && open.untitled()
            && !matches!(leaving, Leaving::Other(_))
            && open.workspace.project().record_count() > 1
        {
            let words = "It has not been saved to a file of its own. You can keep it for the next start, too.";
            self.dialog = Some(Dialog::Confirm(Confirm::new(
                &format!("Save “{}”?", open.workspace.project().head.title),
                words,
                &[
                    ("Throw away", Choice::ThrowAway),
                    ("Keep for next time", Choice::KeepForNextTime),
                    ("Save as…", Choice::SaveAs),
                ],
            )));
            self.leaving = Some(leaving);
            return false;
        }
        if self.desk.close() {
            return true;
        }
        self.leaving = Some(leaving);
        false
    }

    /// The project is closed; go on with what waited for it.
    pub(super) fn left(&mut self, ctx: &Context, leaving: Leaving) {
        self.leaving = None;
        self.session = None;
        self.text = text::State::new(self.desk.waker());
        self.trail = Trail::default();
        match leaving {
            Leaving::Window => {
                self.allow_close = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Leaving::Project => self.desk.find_untitled(),
            Leaving::Other(Next::New) => self.desk.new_project("Untitled project"),
            Leaving::Other(Next::Sample) => self.desk.open_sample(),
            Leaving::Other(Next::File(path)) => self.desk.open_path(&path),
        }
    }

    pub(super) fn keep_session(&mut self) {
        let Some(stored) = &mut self.session else { return };
        if let Some(open) = stored.value.open
            && let Some(position) = self.text.position(open)
        {
            stored.value.positions.insert(open, position);
        }
        let stored = stored.clone();
        self.desk.keep(&stored);
    }

    pub(super) fn chose(&mut self, ctx: &Context, choice: Choice) {
        match choice {
            Choice::Leave => self.leaving = None,
            Choice::EmptyTrash => self.edit(|workspace| Edit::empty_trash(workspace.project())),
            Choice::SaveAs => self.ask_save_as(),
            Choice::TryAgain => drop(self.desk.save_now()),
            Choice::Overwrite => self.desk.save_over(),
            Choice::KeepForNextTime => {
                // Saved in its own folder; `close_request` goes on once that is done.
                self.desk.save();
            }
            Choice::ThrowAway => {
                let path = self.desk.open().map(|open| open.path().to_path_buf());
                self.desk.abandon();
                if let Some(path) = path {
                    self.desk.discard(&path);
                }
                if let Some(leaving) = self.leaving.clone() {
                    self.left(ctx, leaving);
                }
            }
            Choice::CloseUnsaved => {
                self.desk.abandon();
                if let Some(leaving) = self.leaving.clone() {
                    self.left(ctx, leaving);
                }
            }
        }
    }
}
