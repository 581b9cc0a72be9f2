//! An edit: the one way a project changes. Applying it returns its inverse, so undo, redo and the journal are the same idea.

use std::collections::HashSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Analysis, Cluster, Entity, Head, Id, Kind, Label, Mark, Note, Project, Rule, Source, Version, View};

/// A change to a project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Edit {
    /// Adds a record, or replaces the one with its id. An analysis of a version that is not there is dropped.
    Put(Record),
    /// Removes a record; nothing happens if it is not there. Removing a version removes its analysis with it.
    Remove(Id),
    /// Several edits as one step, under the name a person knows it by.
    Batch(String, Vec<Edit>),
}

/// Declares [`Record`] and, for each kind, the table it lives in.
macro_rules! tables {
    ($($variant:ident($record:ty) in $table:ident, $section:literal, $kind:ident, $id:expr;)+) => {
        /// Any record of the file, named by its section.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "section", content = "record")]
        pub enum Record {
            /// The project's own line; there is always exactly one.
            #[serde(rename = "project")]
            Head(Arc<Head>),
            $(
                #[doc = concat!("A record of the section `", $section, "`.")]
                #[serde(rename = $section)]
                $variant(Arc<$record>),
            )+
        }

        impl Record {
            /// The id an edit knows the record by.
            #[must_use]
            pub fn id(&self) -> Id {
                match self {
                    Self::Head(head) => head.id,
                    $(Self::$variant(record) => $id(record),)+
                }
            }
        }

        impl Project {
            /// Puts a record; gives the one it replaced.
            fn put(&mut self, record: Record) -> Option<Record> {
                match record {
                    Record::Head(head) => Some(Record::Head(std::mem::replace(&mut self.head, head))),
                    $(Record::$variant(record) => {
                        self.$table.insert($id(&record), record).map(Record::$variant)
                    })+
                }
            }

            /// Takes a record out.
            fn take(&mut self, id: Id) -> Option<Record> {
                match id.kind() {
                    Kind::Project => None,
                    $(Kind::$kind => self.$table.remove(&id).map(Record::$variant),)+
                }
            }

            /// Every record, in the order of the file.
            pub fn records(&self) -> impl Iterator<Item = Record> + '_ {
                std::iter::once(Record::Head(self.head.clone()))
                    $(.chain(self.$table.values().map(|record| Record::$variant(record.clone()))))+
            }

            /// How many records there are, the project's own line included.
            #[must_use]
            pub fn record_count(&self) -> usize {
                1 $(+ self.$table.len())+
            }
        }
    };
}

tables! {
    Source(Source) in sources, "sources", Source, |record: &Arc<Source>| record.id;
    Version(Version) in versions, "versions", Version, |record: &Arc<Version>| record.id;
    Analysis(Analysis) in analyses, "analyses", Analysis, |record: &Arc<Analysis>| record.version.analysis();
    Entity(Entity) in entities, "entities", Entity, |record: &Arc<Entity>| record.id;
    Rule(Rule) in rules, "rules", Rule, |record: &Arc<Rule>| record.id;
    Mark(Mark) in marks, "marks", Mark, |record: &Arc<Mark>| record.id;
    Note(Note) in notes, "notes", Note, |record: &Arc<Note>| record.id;
    Tag(Label) in tags, "tags", Tag, |record: &Arc<Label>| record.id;
    Collection(Label) in collections, "collections", Collection, |record: &Arc<Label>| record.id;
    View(View) in views, "views", View, |record: &Arc<View>| record.id;
}

impl Edit {
    /// The name of the step, for "Undo: …".
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::Batch(label, _) => label,
            Self::Put(_) | Self::Remove(_) => "",
        }
    }

    /// Whether applying it can change nothing because it holds no change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Batch(_, edits) => edits.iter().all(Self::is_empty),
            Self::Put(_) | Self::Remove(_) => false,
        }
    }

    /// Changes the project and returns the edit that changes it back to an equal value.
    ///
    /// The machine's entities are no records of their own will: they are what the analyses name, and follow them
    /// ([`Project::settle`]).
    #[must_use = "the inverse is the only way back"]
    pub fn apply(self, project: &mut Project) -> Self {
        let label = self.label().to_owned();
        let mut inverse = Vec::new();
        let mut named = Named::default();
        self.apply_into(project, &mut inverse, &mut named);
        project.settle(&named);
        inverse.reverse();
        Self::Batch(label, inverse)
    }

    fn apply_into(self, project: &mut Project, inverse: &mut Vec<Self>, named: &mut Named) {
        match self {
            Self::Put(record) => {
                let id = record.id();
                if let Record::Analysis(analysis) = &record
                    && !project.versions.contains_key(&analysis.version)
                {
                    // It came too late: its text is gone.
                    return;
                }
                named.put(&record);
                let replaced = project.put(record);
                replaced.iter().for_each(|old| named.taken(old));
                inverse.push(replaced.map_or(Self::Remove(id), Self::Put));
            }
            Self::Remove(id) => {
                if id.kind() == Kind::Version {
                    Self::Remove(id.analysis()).apply_into(project, inverse, named);
                }
                if let Some(record) = project.take(id) {
                    named.taken(&record);
                    inverse.push(Self::Put(record));
                }
            }
            Self::Batch(_, edits) => {
                for edit in edits {
                    edit.apply_into(project, inverse, named);
                }
            }
        }
    }
}

/// Entities whose standing an edit may have changed.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// Named by an analysis that came.
    pub(super) came: Vec<Cluster>,
    /// Named by an analysis that went, or touched themselves: whether they stay must be looked up.
    pub(super) unsure: HashSet<Id>,
}

impl Named {
    fn put(&mut self, record: &Record) {
        match record {
            Record::Analysis(analysis) => self.came.extend(analysis.clusters.iter().cloned()),
            Record::Entity(entity) => drop(self.unsure.insert(entity.id)),
            _ => (),
        }
    }

    fn taken(&mut self, record: &Record) {
        match record {
            Record::Analysis(analysis) => self.unsure.extend(analysis.clusters.iter().map(|cluster| cluster.entity)),
            Record::Entity(entity) => drop(self.unsure.insert(entity.id)),
            _ => (),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample::{edit_lists, project};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn undoing_every_edit_gives_the_value_back(edits in edit_lists()) {
            let mut value = project();
            let mut states = vec![value.clone()];
            let mut inverses = Vec::new();
            for edit in edits {
                inverses.push(edit.apply(&mut value));
                states.push(value.clone());
            }
            let mut redos = Vec::new();
            for inverse in inverses.into_iter().rev() {
                prop_assert_eq!(&value, &states.pop().expect("one state per edit"));
                redos.push((inverse.apply(&mut value), value.clone()));
            }
            prop_assert_eq!(&value, &project());
            // And redo, through the inverses of the inverses, walks the same states forward.
            while let Some((redo, before)) = redos.pop() {
                prop_assert_eq!(&value, &before);
                let _ = redo.apply(&mut value);
            }
        }

        #[test]
        fn an_edit_survives_json(edits in edit_lists()) {
            for edit in edits {
                let line = serde_json::to_string(&edit).expect("edits serialise");
                prop_assert_eq!(serde_json::from_str::<Edit>(&line).expect("and read back"), edit);
            }
        }
    }

    #[test]
    fn removing_a_version_takes_its_analysis_and_lonely_machine_entities_along() {
        let mut value = project();
        let version = *value.versions.keys().next().expect("the sample has a version");
        assert!(value.analyses.contains_key(&version.analysis()));
        let (before, entities) = (value.clone(), value.entities.len());
        let inverse = Edit::Remove(version).apply(&mut value);
        assert!(!value.analyses.contains_key(&version.analysis()));
        assert!(value.entities.len() < entities);
        let _ = inverse.apply(&mut value);
        assert_eq!(value, before);
    }
}
