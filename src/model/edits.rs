//! The named edits: what a person can do to a project, each one labelled step.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Anchor, Colour, Edit, Head, Id, Kind, Label, Mark, Note, Project, Record, Source, Status, Version, View};
use crate::text::Index;

fn one(label: impl Into<String>, record: Record) -> Edit {
    Edit::Batch(label.into(), vec![Edit::Put(record)])
}

impl Edit {
    /// Adds sources with their versions, as one step.
    #[must_use]
    pub fn import(sources: Vec<(Source, Vec<Version>)>) -> Self {
        let label = match sources.len() {
            1 => "Import".to_owned(),
            count => format!("Import {count} sources"),
        };
        let edits = sources
            .into_iter()
            .flat_map(|(source, versions)| {
                let versions = versions.into_iter().map(|version| Record::Version(Arc::new(version)));
                std::iter::once(Record::Source(Arc::new(source))).chain(versions).map(Edit::Put)
            })
            .collect();
        Self::Batch(label, edits)
    }

    /// Gives a source a new text. Marks go along to where their words stand in it; those that find no place stay with
    /// the text they were made in, and are orphans.
    #[must_use]
    pub fn new_version(project: &Project, source: &Source, version: Version, now: Timestamp) -> Self {
        let index = Index::new(&version.text);
        let before = source.versions.last().copied();
        let moved = before.into_iter().flat_map(|before| project.marks_in(before)).filter_map(|mark| {
            let range = mark.anchor.find(&version.text, &index).range()?;
            let anchor = Anchor::new(version.id, &version.text, &index, range);
            Some(Self::Put(Record::Mark(Arc::new(Mark { anchor, changed: now, ..mark.as_ref().clone() }))))
        });
        let moved: Vec<Self> = moved.collect();
        let mut source = Source { changed: now, ..source.clone() };
        source.versions.push(version.id);
        let records = [Record::Version(Arc::new(version)), Record::Source(Arc::new(source))];
        Self::Batch("New version".to_owned(), records.into_iter().map(Self::Put).chain(moved).collect())
    }

    /// Marks a passage.
    #[must_use]
    pub fn highlight(id: Id, anchor: Anchor, colour: Colour, now: Timestamp) -> Self {
        one("Highlight", Record::Mark(Arc::new(Mark::new(id, anchor, colour, now))))
    }

    /// Marks a passage and opens an empty note about it.
    #[must_use]
    pub fn highlight_with_note(mark: Id, anchor: Anchor, colour: Colour, note: Id, now: Timestamp) -> Self {
        Self::Batch(
            "Note".to_owned(),
            vec![
                Self::Put(Record::Mark(Arc::new(Mark::new(mark, anchor, colour, now)))),
                Self::Put(Record::Note(Arc::new(Note::new(note, vec![mark], now)))),
            ],
        )
    }

    /// Adds an empty note about some records, or a free note.
    #[must_use]
    pub fn note(id: Id, about: Vec<Id>, now: Timestamp) -> Self {
        one("Note", Record::Note(Arc::new(Note::new(id, about, now))))
    }

    /// Changes the text of a note; see [`super::History::apply_typing`].
    #[must_use]
    pub fn note_text(note: &Note, text: &str, now: Timestamp) -> Self {
        one("Edit note", Record::Note(Arc::new(Note { text: text.to_owned(), changed: now, ..note.clone() })))
    }

    /// Changes a mark's colour.
    #[must_use]
    pub fn recolour(mark: &Mark, colour: Colour, now: Timestamp) -> Self {
        one("Change colour", Record::Mark(Arc::new(Mark { colour, changed: now, ..mark.clone() })))
    }

    /// Moves the ends of a mark.
    #[must_use]
    pub fn move_mark(mark: &Mark, anchor: Anchor, now: Timestamp) -> Self {
        one("Move mark", Record::Mark(Arc::new(Mark { anchor, changed: now, ..mark.clone() })))
    }

    /// Changes the bibliographic data and the fields kept beside it.
    #[must_use]
    pub fn details(source: Source, now: Timestamp) -> Self {
        one("Edit details", Record::Source(Arc::new(Source { changed: now, ..source })))
    }

    /// Says how far sources have been read.
    #[must_use]
    pub fn status(project: &Project, sources: &[Id], status: Status, now: Timestamp) -> Self {
        let label = match status {
            Status::Unread => "Mark unread",
            Status::Reading => "Mark as being read",
            Status::Read => "Mark read",
        };
        let edits = sources
            .iter()
            .filter_map(|id| project.sources.get(id))
            .filter(|source| source.status != status)
            .map(|source| {
                Self::Put(Record::Source(Arc::new(Source { status, changed: now, ..source.as_ref().clone() })))
            })
            .collect();
        Self::Batch(label.to_owned(), edits)
    }

    /// Adds a tag or a collection.
    #[must_use]
    pub fn add_label(label: Label) -> Self {
        match label.id.kind() {
            Kind::Collection => one("New collection", Record::Collection(Arc::new(label))),
            _ => one("New tag", Record::Tag(Arc::new(label))),
        }
    }

    /// Renames a tag or a collection.
    #[must_use]
    pub fn rename_label(label: &Label, name: &str, now: Timestamp) -> Self {
        let renamed = Arc::new(Label { name: name.to_owned(), changed: now, ..label.clone() });
        match label.id.kind() {
            Kind::Collection => one("Rename collection", Record::Collection(renamed)),
            _ => one("Rename tag", Record::Tag(renamed)),
        }
    }

    /// Gives a tag another colour.
    #[must_use]
    pub fn colour_tag(tag: &Label, colour: Colour, now: Timestamp) -> Self {
        one("Colour tag", Record::Tag(Arc::new(Label { colour: Some(colour), changed: now, ..tag.clone() })))
    }

    /// Puts a tag on records (sources, marks, notes) or a source into a collection, or takes it off again.
    #[must_use]
    pub fn set_label(project: &Project, label: Id, members: &[Id], on: bool, now: Timestamp) -> Self {
        let name = match (label.kind(), on) {
            (Kind::Collection, true) => "Add to collection",
            (Kind::Collection, false) => "Take out of collection",
            (_, true) => "Tag",
            (_, false) => "Untag",
        };
        let toggle = |labels: &[Id]| -> Option<Vec<Id>> {
            if labels.contains(&label) == on {
                return None;
            }
            let mut labels: Vec<Id> = labels.iter().copied().filter(|known| *known != label).collect();
            if on {
                labels.push(label);
            }
            Some(labels)
        };
        let edits = members
            .iter()
            .filter_map(|member| match member.kind() {
                Kind::Source => {
                    let source = project.sources.get(member)?.as_ref().clone();
                    Some(Record::Source(Arc::new(if label.kind() == Kind::Collection {
                        Source { collections: toggle(&source.collections)?, changed: now, ..source }
                    } else {
                        Source { tags: toggle(&source.tags)?, changed: now, ..source }
                    })))
                }
                Kind::Mark => {
                    let mark = project.marks.get(member)?.as_ref().clone();
                    Some(Record::Mark(Arc::new(Mark { tags: toggle(&mark.tags)?, changed: now, ..mark })))
                }
                Kind::Note => {
                    let note = project.notes.get(member)?.as_ref().clone();
                    Some(Record::Note(Arc::new(Note { tags: toggle(&note.tags)?, changed: now, ..note })))
                }
                _ => None,
            })
            .map(Self::Put)
            .collect();
        Self::Batch(name.to_owned(), edits)
    }

    /// Changes title, language, style or the names of colours.
    #[must_use]
    pub fn project(head: Head) -> Self {
        one("Project details", Record::Head(Arc::new(head)))
    }

    /// Moves records to the trash (`Some` time) or out of it.
    #[must_use]
    pub fn trash(project: &Project, ids: &[Id], trashed: Option<Timestamp>, now: Timestamp) -> Self {
        let edits = ids.iter().filter_map(|id| trashed_copy(project, *id, trashed, now)).map(Self::Put).collect();
        Self::Batch(if trashed.is_some() { "Move to trash" } else { "Restore" }.to_owned(), edits)
    }

    /// Removes everything in the trash for good, with the versions, marks and notes that belong only to it.
    #[must_use]
    pub fn empty_trash(project: &Project) -> Self {
        let mut edits = Vec::new();
        let gone = |trashed: Option<Timestamp>| trashed.is_some();
        for source in project.sources.values().filter(|source| gone(source.trashed)) {
            for version in project.versions.values().filter(|version| version.source == source.id) {
                let marks = project.marks.values().filter(|mark| mark.anchor.version == version.id);
                edits.extend(marks.map(|mark| Self::Remove(mark.id)));
                edits.push(Self::Remove(version.id));
            }
            edits.push(Self::Remove(source.id));
        }
        let labels = project.tags.values().chain(project.collections.values());
        let ids = (project.marks.values().filter(|record| gone(record.trashed)).map(|record| record.id))
            .chain(project.notes.values().filter(|record| gone(record.trashed)).map(|record| record.id))
            .chain(labels.filter(|record| gone(record.trashed)).map(|record| record.id))
            .chain(project.views.values().filter(|record| gone(record.trashed)).map(|record| record.id));
        edits.extend(ids.map(Self::Remove));
        Self::Batch("Empty trash".to_owned(), edits)
    }
}

/// A copy of a record with another `trashed` time; `None` if it is not there, cannot be trashed or has that state already.
fn trashed_copy(project: &Project, id: Id, trashed: Option<Timestamp>, now: Timestamp) -> Option<Record> {
    macro_rules! copy {
        ($table:ident, $variant:ident, $record:ident) => {{
            let record = project.$table.get(&id)?;
            (record.trashed.is_some() != trashed.is_some())
                .then(|| Record::$variant(Arc::new($record { trashed, changed: now, ..record.as_ref().clone() })))
        }};
    }
    match id.kind() {
        Kind::Source => copy!(sources, Source, Source),
        Kind::Mark => copy!(marks, Mark, Mark),
        Kind::Note => copy!(notes, Note, Note),
        Kind::Tag => copy!(tags, Tag, Label),
        Kind::Collection => copy!(collections, Collection, Label),
        Kind::View => copy!(views, View, View),
        Kind::Analysis | Kind::Entity | Kind::Project | Kind::Rule | Kind::Version => None,
    }
}

impl Mark {
    /// A fresh mark.
    #[must_use]
    pub fn new(id: Id, anchor: Anchor, colour: Colour, now: Timestamp) -> Self {
        Self {
            id,
            anchor,
            colour,
            tags: Vec::new(),
            trashed: None,
            made: now,
            changed: now,
            unknown: serde_json::Map::new(),
        }
    }
}

impl Note {
    /// A fresh, empty note.
    #[must_use]
    pub fn new(id: Id, about: Vec<Id>, now: Timestamp) -> Self {
        Self {
            id,
            about,
            tags: Vec::new(),
            trashed: None,
            made: now,
            changed: now,
            unknown: serde_json::Map::new(),
            text: String::new(),
        }
    }
}

impl Label {
    /// A fresh tag or collection, by the kind of its id.
    #[must_use]
    pub fn new(id: Id, name: &str, colour: Option<Colour>, now: Timestamp) -> Self {
        Self {
            id,
            name: name.to_owned(),
            colour,
            trashed: None,
            made: now,
            changed: now,
            unknown: serde_json::Map::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample::{now, project};
    use crate::model::{IdSource, SeededIds};

    #[test]
    fn a_tag_goes_on_everything_at_once_and_only_where_it_is_missing() {
        let mut value = project();
        let before = value.clone();
        let tag = SeededIds(9).fresh(Kind::Tag);
        let members: Vec<Id> =
            value.sources.keys().chain(value.marks.keys()).chain(value.notes.keys()).copied().collect();
        let inverse = Edit::set_label(&value, tag, &members, true, now()).apply(&mut value);
        assert!(value.sources.values().all(|source| source.tags.contains(&tag)));
        assert!(value.marks.values().all(|mark| mark.tags.contains(&tag)));
        assert!(value.notes.values().all(|note| note.tags.contains(&tag)));
        assert!(Edit::set_label(&value, tag, &members, true, now()).is_empty());
        let _ = inverse.apply(&mut value);
        assert_eq!(value, before);
    }

    #[test]
    fn a_new_version_takes_the_marks_along_whose_words_it_has_and_undo_brings_all_back() {
        let mut value = project();
        let before = value.clone();
        let source = value.sources.values().next().expect("a source").clone();
        let old = value.current_version(source.id).expect("a text").clone();
        let marks: Vec<_> = value.marks_in(old.id).cloned().collect();
        let lost = Mark { id: SeededIds(5).fresh(Kind::Mark), ..marks[0].as_ref().clone() };
        let lost = Mark { anchor: Anchor::new(old.id, &old.text, &Index::new(&old.text), 0..8), ..lost };
        let _ = Edit::Put(Record::Mark(Arc::new(lost.clone()))).apply(&mut value);
        let text = format!("A later text. {}", old.text.replace("Glenmoor", "Arnvale"));
        let version = Version { id: SeededIds(6).fresh(Kind::Version), text: text.into(), ..old.as_ref().clone() };
        let inverse = Edit::new_version(&value, &source, version.clone(), now()).apply(&mut value);
        let moved = &value.marks[&marks[0].id];
        assert_eq!((moved.anchor.version, &moved.anchor.exact), (version.id, &marks[0].anchor.exact));
        assert_eq!(moved.anchor.start, marks[0].anchor.start + "A later text. ".len() - 1);
        assert_eq!(value.orphans(), [lost.id], "the words of the other are gone");
        let _ = inverse.apply(&mut value);
        let _ = Edit::Remove(lost.id).apply(&mut value);
        assert_eq!(value, before);
    }

    #[test]
    fn the_trash_hides_restores_and_empties_with_everything_that_hangs_on_a_source() {
        let mut value = project();
        let before = value.clone();
        let source = *value.sources.keys().next().expect("a source");
        let _ = Edit::trash(&value, &[source], Some(now()), now()).apply(&mut value);
        assert_eq!(value.live_sources().count(), before.sources.len() - 1);
        let trashed = value.clone();
        let inverse = Edit::empty_trash(&value).apply(&mut value);
        assert!(!value.sources.contains_key(&source));
        assert!(value.versions.values().all(|version| version.source != source));
        assert!(value.marks.values().all(|mark| value.versions.contains_key(&mark.anchor.version)));
        let _ = inverse.apply(&mut value);
        assert_eq!(value, trashed);
    }
}
