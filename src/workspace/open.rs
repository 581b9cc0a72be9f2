//! The open project as a value with a history: every change goes through here.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::Timestamp;

use crate::model::{Anchor, Colour, Edit, History, Id, IdSource, Kind, Label, Place, Project, Version};
use crate::text::Index;

/// Where the time comes from; tests pass a fixed one.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Times in records are whole seconds: finer ones would only make files differ.
#[must_use]
pub fn stamp(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}

/// Random bits from the operating system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemIds;

impl IdSource for SystemIds {
    fn bits(&mut self) -> [u8; 10] {
        let mut bits = [0; 10];
        if getrandom::fill(&mut bits).is_err() {
            // Without a random source the clock must do: an id only has to differ from the others of one project.
            let nanos = Timestamp::now().as_nanosecond().to_be_bytes();
            for (bit, nano) in bits.iter_mut().zip(nanos.iter().rev()) {
                *bit = *nano;
            }
        }
        bits
    }
}

/// Counts of changes, so that whatever is derived from the project knows when to look again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Revisions {
    /// Any change at all.
    pub any: u64,
    /// Sources or versions.
    pub sources: u64,
    /// Marks.
    pub marks: u64,
    /// Notes.
    pub notes: u64,
    /// Tags, collections, views.
    pub labels: u64,
    /// Entities, rules, analyses.
    pub entities: u64,
}

impl Revisions {
    fn touch(&mut self, id: Id) {
        match id.kind() {
            Kind::Source | Kind::Version => self.sources += 1,
            Kind::Mark => self.marks += 1,
            Kind::Note => self.notes += 1,
            Kind::Tag | Kind::Collection | Kind::View => self.labels += 1,
            Kind::Analysis | Kind::Entity | Kind::Rule => self.entities += 1,
            Kind::Project => (),
        }
    }
}

/// The value of an open project, its history, and the means to make new records.
pub struct Workspace {
    project: Project,
    history: History,
    revisions: Revisions,
    ids: Box<dyn IdSource + Send>,
    clock: Clock,
    indexes: HashMap<Id, Arc<Index>>,
}

impl std::fmt::Debug for Workspace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workspace").field("project", &self.project.head.title).finish_non_exhaustive()
    }
}

impl Workspace {
    /// Works on `project`; fresh ids and times come from `ids` and `clock`.
    #[must_use]
    pub fn new(project: Project, ids: Box<dyn IdSource + Send>, clock: Clock) -> Self {
        Self {
            project,
            history: History::default(),
            revisions: Revisions::default(),
            ids,
            clock,
            indexes: HashMap::new(),
        }
    }

    /// The project as it is now.
    #[must_use]
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// What was done, and can be taken back.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Counts of changes.
    #[must_use]
    pub fn revisions(&self) -> Revisions {
        self.revisions
    }

    /// The time for a record made now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        stamp((self.clock)())
    }

    /// A fresh id.
    pub fn fresh(&mut self, kind: Kind) -> Id {
        self.ids.fresh(kind)
    }

    /// The source of fresh ids, for building several records.
    pub fn ids(&mut self) -> &mut dyn IdSource {
        self.ids.as_mut()
    }

    /// Does something new: one undo step. Nothing happens if the edit holds no change.
    pub fn apply(&mut self, edit: Edit) {
        if edit.is_empty() {
            return;
        }
        self.touched(&edit);
        self.history.apply(&mut self.project, edit, (self.clock)());
    }

    /// Takes in what a job found out: changes the project without a step in the history.
    pub fn apply_machine(&mut self, edit: Edit) {
        self.touched(&edit);
        let _ = edit.apply(&mut self.project);
    }

    /// One keystroke in a note; keystrokes group into one step.
    pub fn type_note(&mut self, id: Id, text: &str) {
        let Some(note) = self.project.notes.get(&id) else { return };
        if note.text == text {
            return;
        }
        let edit = Edit::note_text(note, text, self.now());
        self.touched(&edit);
        self.history.apply_typing(&mut self.project, edit, id, (self.clock)());
    }

    /// Ends the step being typed, as when the field is left.
    pub fn end_typing(&mut self) {
        self.history.end_typing();
    }

    /// Takes the last step back; gives its name.
    pub fn undo(&mut self) -> Option<String> {
        let edit = self.history.next_undo()?.edit.clone();
        self.touched(&edit);
        self.history.undo(&mut self.project)
    }

    /// Does the last undone step again; gives its name.
    pub fn redo(&mut self) -> Option<String> {
        let edit = self.history.next_redo()?.edit.clone();
        self.touched(&edit);
        self.history.redo(&mut self.project)
    }

    fn touched(&mut self, edit: &Edit) {
        self.revisions.any += 1;
        let revisions = &mut self.revisions;
        edit.touches(&mut |id| revisions.touch(id));
    }

    /// The offset index of a version's text, made once.
    pub fn index(&mut self, version: &Version) -> Arc<Index> {
        self.indexes.entry(version.id).or_insert_with(|| Arc::new(Index::new(&version.text))).clone()
    }

    /// Takes in an index that was made elsewhere, so that a large text is not read twice.
    pub fn keep_index(&mut self, version: Id, index: &Arc<Index>) {
        self.indexes.entry(version).or_insert_with(|| index.clone());
    }

    /// An anchor for a passage of the current version of a source; `None` if the passage is empty.
    pub fn anchor(&mut self, source: Id, range: Range<usize>) -> Option<Anchor> {
        let version = self.project.current_version(source)?.clone();
        let index = self.index(&version);
        let anchor = Anchor::new(version.id, &version.text, &index, range);
        (!anchor.exact.is_empty()).then_some(anchor)
    }

    /// Where a mark stands in the current version of its source, unless it is an orphan.
    pub fn place(&mut self, mark: Id) -> Option<Range<usize>> {
        let mark = self.project.marks.get(&mark)?.clone();
        let version = self.project.versions.get(&mark.anchor.version)?.clone();
        let index = self.index(&version);
        match mark.anchor.find(&version.text, &index) {
            Place::Here(range) | Place::Moved(range) => Some(range),
            Place::Orphan => None,
        }
    }

    /// Marks a passage; gives the mark.
    pub fn highlight(&mut self, source: Id, range: Range<usize>, colour: Colour) -> Option<Id> {
        let anchor = self.anchor(source, range)?;
        let (id, now) = (self.fresh(Kind::Mark), self.now());
        self.apply(Edit::highlight(id, anchor, colour, now));
        Some(id)
    }

    /// Marks a passage and opens a note about it; gives mark and note.
    pub fn note_on_passage(&mut self, source: Id, range: Range<usize>, colour: Colour) -> Option<(Id, Id)> {
        let anchor = self.anchor(source, range)?;
        let (mark, note, now) = (self.fresh(Kind::Mark), self.fresh(Kind::Note), self.now());
        self.apply(Edit::highlight_with_note(mark, anchor, colour, note, now));
        Some((mark, note))
    }

    /// Opens an empty note about some records, or a free note.
    pub fn note_about(&mut self, about: Vec<Id>) -> Id {
        let (id, now) = (self.fresh(Kind::Note), self.now());
        self.apply(Edit::note(id, about, now));
        id
    }

    /// Moves the ends of a mark to another passage of the same version.
    pub fn move_mark(&mut self, mark: Id, range: Range<usize>) {
        let Some(record) = self.project.marks.get(&mark).cloned() else { return };
        let Some(version) = self.project.versions.get(&record.anchor.version).cloned() else { return };
        let index = self.index(&version);
        let anchor = Anchor::new(version.id, &version.text, &index, range);
        if anchor.exact.is_empty() || anchor == record.anchor {
            return;
        }
        let edit = Edit::move_mark(&record, anchor, self.now());
        self.apply(edit);
    }

    /// The tag or collection of this name (case does not matter), made if there is none; members get it in the same step.
    pub fn label(&mut self, kind: Kind, name: &str, colour: Option<Colour>, members: &[Id]) -> Option<Id> {
        let name = name.trim().trim_start_matches('#').trim();
        if name.is_empty() {
            return None;
        }
        let table = if kind == Kind::Collection { &self.project.collections } else { &self.project.tags };
        let known = table
            .values()
            .find(|label| label.trashed.is_none() && label.name.to_lowercase() == name.to_lowercase())
            .map(|label| label.id);
        let now = self.now();
        let (id, made) = match known {
            Some(id) => (id, None),
            None => {
                let id = self.fresh(kind);
                (id, Some(Edit::add_label(Label::new(id, name, colour, now))))
            }
        };
        let put = Edit::set_label(&self.project, id, members, true, now);
        let edit = match made {
            Some(made) if put.is_empty() => made,
            Some(made) => Edit::Batch(put.label().to_owned(), vec![made, put]),
            None => put,
        };
        self.apply(edit);
        Some(id)
    }

    /// Moves a mark to the trash, with the notes that are about nothing else.
    pub fn unmark(&mut self, mark: Id) {
        let notes = self.project.notes_about(mark).filter(|note| note.about == [mark]).map(|note| note.id);
        let ids: Vec<Id> = std::iter::once(mark).chain(notes).collect();
        let now = self.now();
        self.apply(Edit::trash(&self.project, &ids, Some(now), now));
    }
}
