//! Beginning and leaving a note.

use crate::app::shell::App;
use crate::model::Id;

impl App {
    pub(super) fn write_note(&mut self, note: Id) {
        self.select_note(note);
        if let Some(session) = self.session_mut() {
            session.writing = Some(note);
        }
        self.notes.preview = false;
        self.notes.focus = true;
    }

    pub(super) fn leave_note(&mut self) {
        if let Some(workspace) = self.workspace() {
            workspace.end_typing();
        }
        if let Some(session) = self.session_mut()
            && let Some(note) = session.writing.take()
        {
            session.note = Some(note);
            self.text.focus = true;
        }
    }

    pub(super) fn new_note(&mut self, about: Vec<Id>) {
        let free = about.is_empty();
        let Some(note) = self.workspace().map(|workspace| workspace.note_about(about)) else { return };
        if let Some(session) = self.session_mut() {
            session.all_notes |= free;
        }
        self.write_note(note);
    }
}
