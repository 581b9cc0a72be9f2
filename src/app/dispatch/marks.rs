//! Marking passages: colours, ends, and the note that comes with a mark.

use unicode_segmentation::UnicodeSegmentation;

use super::nothing;
use crate::app::shell::App;
use crate::model::{Colour, Edit, Id, Status};
use crate::text::Index;

impl App {
    /// Marks the selection, or turns the selected mark into the colour.
    pub(super) fn mark(&mut self, colour: Colour) {
        let Some((source, selected)) = self.session().and_then(|session| Some((session.open?, session.mark))) else {
            return;
        };
        if let Some(session) = self.session_mut() {
            session.colour = colour;
        }
        if let Some(range) = self.text.selection(source) {
            let mark = self.workspace().and_then(|workspace| workspace.highlight(source, range, colour));
            self.text.clear_selection(source);
            if let Some(session) = self.session_mut() {
                session.mark = mark;
            }
            self.begin_reading(source);
        } else if let Some(mark) = selected {
            self.edit(|workspace| {
                let record = workspace.project().marks.get(&mark).filter(|record| record.colour != colour);
                record.map_or(nothing(), |record| Edit::recolour(record, colour, workspace.now()))
            });
        }
    }

    /// A source one marks is being read.
    pub(super) fn begin_reading(&mut self, source: Id) {
        let unread = self.desk.open().is_some_and(|open| {
            open.workspace.project().sources.get(&source).is_some_and(|source| source.status == Status::Unread)
        });
        if unread {
            // Not a step of its own: it would stand between the reader and the undo of the mark.
            if let Some(workspace) = self.workspace() {
                let edit = Edit::status(workspace.project(), &[source], Status::Reading, workspace.now());
                workspace.apply_machine(edit);
            }
        }
    }

    pub(super) fn note_on_passage(&mut self) {
        let Some((source, mark, colour)) =
            self.session().and_then(|session| Some((session.open?, session.mark, session.colour)))
        else {
            return;
        };
        if let Some(range) = self.text.selection(source) {
            let made = self.workspace().and_then(|workspace| workspace.note_on_passage(source, range, colour));
            self.text.clear_selection(source);
            if let Some((mark, note)) = made {
                if let Some(session) = self.session_mut() {
                    session.mark = Some(mark);
                }
                self.write_note(note);
            }
            self.begin_reading(source);
        } else if let Some(mark) = mark {
            let known = self.desk.open().and_then(|open| open.workspace.project().notes_about(mark).next().cloned());
            match known {
                Some(note) => self.write_note(note.id),
                None => self.new_note(vec![mark]),
            }
        }
    }

    pub(super) fn move_end(&mut self, mark: Id, start: bool, step: i32) {
        let Some(workspace) = self.workspace() else { return };
        let Some(range) = workspace.place(mark) else { return };
        let Some(record) = workspace.project().marks.get(&mark).cloned() else { return };
        let Some(version) = workspace.project().versions.get(&record.anchor.version).cloned() else { return };
        let index = workspace.index(&version);
        let from = if start { range.start } else { range.end };
        let to = next_word(&version.text, &index, from, step);
        let range = if start { to..range.end } else { range.start..to };
        if range.start < range.end {
            workspace.move_mark(mark, range);
        }
    }
}

/// The boundary of a word left (`step` < 0) or right of a place, in code points.
fn next_word(text: &str, index: &Index, from: usize, step: i32) -> usize {
    let byte = index.byte(text, from);
    let to = if step < 0 {
        let before = text.get(..byte).unwrap_or_default();
        before.unicode_word_indices().next_back().map_or(0, |(start, _)| start)
    } else {
        let after = text.get(byte..).unwrap_or_default();
        after.unicode_word_indices().next().map_or(text.len(), |(start, word)| byte + start + word.len())
    };
    index.code_point(text, to)
}
