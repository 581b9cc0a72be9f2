//! The history of a project: what was done, and how to take it back.

use jiff::{SignedDuration, Timestamp};

use super::{Edit, Id, Project};

/// Steps kept; older ones fall off the end.
pub const LIMIT: usize = 1_000;
/// A pause in typing that ends a step.
const TYPING_PAUSE: SignedDuration = SignedDuration::from_secs(1);

/// One thing a person did.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its name, as in "Undo: Highlight".
    pub label: String,
    /// When.
    pub at: Timestamp,
    /// Takes it back (in the undo list) or does it again (in the redo list).
    edit: Edit,
}

/// Undo and redo lists. The project itself lives beside it; every call that changes the project takes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
    /// The record being typed in and the time of the last keystroke.
    typing: Option<(Id, Timestamp)>,
}

impl History {
    /// Applies an edit as a new step.
    pub fn apply(&mut self, project: &mut Project, edit: Edit, at: Timestamp) {
        self.typing = None;
        self.push(project, edit, at);
    }

    /// Applies one keystroke's edit of a record. Keystrokes less than a second apart in one record are one step.
    pub fn apply_typing(&mut self, project: &mut Project, edit: Edit, record: Id, at: Timestamp) {
        let open = self.typing.is_some_and(|(known, last)| known == record && at.duration_since(last) < TYPING_PAUSE);
        if open && let Some(step) = self.undo.last_mut() {
            // The older inverse restores the state before the first keystroke.
            let _ = edit.apply(project);
            step.at = at;
            self.redo.clear();
        } else {
            self.push(project, edit, at);
        }
        self.typing = Some((record, at));
    }

    /// Ends the step being typed, as when the field is left.
    pub fn end_typing(&mut self) {
        self.typing = None;
    }

    fn push(&mut self, project: &mut Project, edit: Edit, at: Timestamp) {
        let label = edit.label().to_owned();
        let inverse = edit.apply(project);
        if inverse.is_empty() {
            return;
        }
        self.undo.push(Step { label, at, edit: inverse });
        if self.undo.len() > LIMIT {
            self.undo.remove(0);
        }
        self.redo.clear();
    }

    /// Takes the last step back; gives its name.
    pub fn undo(&mut self, project: &mut Project) -> Option<String> {
        self.typing = None;
        Self::turn(&mut self.undo, &mut self.redo, project)
    }

    /// Does the last undone step again; gives its name.
    pub fn redo(&mut self, project: &mut Project) -> Option<String> {
        self.typing = None;
        Self::turn(&mut self.redo, &mut self.undo, project)
    }

    fn turn(from: &mut Vec<Step>, to: &mut Vec<Step>, project: &mut Project) -> Option<String> {
        let Step { label, at, edit } = from.pop()?;
        let edit = edit.apply(project);
        to.push(Step { label: label.clone(), at, edit });
        Some(label)
    }

    /// The step that [`Self::undo`] would take back.
    #[must_use]
    pub fn next_undo(&self) -> Option<&Step> {
        self.undo.last()
    }

    /// The step that [`Self::redo`] would do again.
    #[must_use]
    pub fn next_redo(&self) -> Option<&Step> {
        self.redo.last()
    }

    /// Steps that can be taken back, oldest first.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.undo
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample::{edit_lists, now, project};
    use proptest::prelude::*;
    use std::sync::Arc;

    proptest! {
        #[test]
        fn undo_all_then_redo_all_walks_between_the_same_two_values(edits in edit_lists()) {
            let (first, mut value, mut history) = (project(), project(), History::default());
            for edit in edits {
                history.apply(&mut value, edit, now());
            }
            let last = value.clone();
            while history.undo(&mut value).is_some() {}
            prop_assert_eq!(&value, &first);
            while history.redo(&mut value).is_some() {}
            prop_assert_eq!(&value, &last);
        }
    }

    fn typed(value: &Project, text: &str) -> (Edit, Id) {
        let mut note = value.notes.values().next().expect("the sample has a note").as_ref().clone();
        note.text = text.to_owned();
        let id = note.id;
        (Edit::Batch("Edit note".into(), vec![Edit::Put(crate::model::Record::Note(Arc::new(note)))]), id)
    }

    #[test]
    fn typing_groups_by_pause_and_by_leaving_the_field() {
        let (first, mut value, mut history) = (project(), project(), History::default());
        let mut at = now();
        for (text, pause) in [("a", 100), ("ab", 300), ("abc", 300), ("abc d", 1_500), ("abc de", 200)] {
            at += SignedDuration::from_millis(pause);
            let (edit, id) = typed(&value, text);
            history.apply_typing(&mut value, edit, id, at);
        }
        assert_eq!(history.steps().len(), 2);
        history.end_typing();
        let (edit, id) = typed(&value, "abc def");
        history.apply_typing(&mut value, edit, id, at + SignedDuration::from_millis(10));
        assert_eq!(history.steps().len(), 3);
        for expected in ["abc de", "abc"] {
            assert_eq!(history.undo(&mut value).as_deref(), Some("Edit note"));
            assert_eq!(value.notes.values().next().map(|note| note.text.as_str()), Some(expected));
        }
        history.undo(&mut value);
        assert_eq!(value, first);
    }

    #[test]
    fn a_new_step_forgets_what_was_undone_and_the_list_is_bounded() {
        let (mut value, mut history) = (project(), History::default());
        for count in 0..LIMIT + 5 {
            let (edit, _) = typed(&value, &count.to_string());
            history.apply(&mut value, edit, now());
        }
        assert_eq!(history.steps().len(), LIMIT);
        history.undo(&mut value);
        assert!(history.next_redo().is_some());
        let (edit, _) = typed(&value, "new");
        history.apply(&mut value, edit, now());
        assert!(history.next_redo().is_none());
    }
}
