//! The project: one value with a table for every kind of record.
//!
//! Records stand behind `Arc`s, so a snapshot for another thread is a clone of pointers, and an edit touches one record.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::edit::Named;
use super::{
    Analysis, By, Cluster, Colour, Entity, Head, Id, IdSource, Kind, Label, Mark, Note, Place, Rule, Source, Version,
    View,
};
use crate::text::Index;

/// Records of one kind by id, in the order of the file.
pub type Table<T> = BTreeMap<Id, Arc<T>>;

/// Everything a researcher has in one file.
#[derive(Clone, Debug, PartialEq)]
pub struct Project {
    /// Title, language, style, names of colours.
    pub head: Arc<Head>,
    /// Imported articles, pages, books.
    pub sources: Table<Source>,
    /// Their texts.
    pub versions: Table<Version>,
    /// What the machine read in each version, by analysis id ([`Id::analysis`]).
    pub analyses: Table<Analysis>,
    /// Named things.
    pub entities: Table<Entity>,
    /// What a person decided about them.
    pub rules: Table<Rule>,
    /// Marked passages.
    pub marks: Table<Mark>,
    /// Notes.
    pub notes: Table<Note>,
    /// Tags.
    pub tags: Table<Label>,
    /// Collections.
    pub collections: Table<Label>,
    /// Saved queries.
    pub views: Table<View>,
    /// Sections of newer versions, kept as they came.
    pub unknown: Map<String, Value>,
}

impl Project {
    /// An empty project.
    #[must_use]
    pub fn new(title: &str, ids: &mut dyn IdSource, now: Timestamp) -> Self {
        Self::with_head(Head {
            id: Id::new(Kind::Project, ids.bits()),
            title: title.to_owned(),
            made: now,
            language: "en".to_owned(),
            style: "apa".to_owned(),
            colours: Colour::ALL.into_iter().map(|colour| (colour, colour.default_meaning().to_owned())).collect(),
            unknown: Map::new(),
        })
    }

    /// A project with this head and nothing else.
    #[must_use]
    pub fn with_head(head: Head) -> Self {
        Self {
            head: Arc::new(head),
            sources: Table::new(),
            versions: Table::new(),
            analyses: Table::new(),
            entities: Table::new(),
            rules: Table::new(),
            marks: Table::new(),
            notes: Table::new(),
            tags: Table::new(),
            collections: Table::new(),
            views: Table::new(),
            unknown: Map::new(),
        }
    }

    /// The current version of a source: its last.
    #[must_use]
    pub fn current_version(&self, source: Id) -> Option<&Arc<Version>> {
        let id = self.sources.get(&source)?.versions.last()?;
        self.versions.get(id)
    }

    /// Sources outside the trash.
    pub fn live_sources(&self) -> impl Iterator<Item = &Arc<Source>> {
        self.sources.values().filter(|source| source.trashed.is_none())
    }

    /// Marks outside the trash whose anchor names this version, in file order.
    pub fn marks_in(&self, version: Id) -> impl Iterator<Item = &Arc<Mark>> {
        self.marks.values().filter(move |mark| mark.anchor.version == version && mark.trashed.is_none())
    }

    /// Notes outside the trash about a record.
    pub fn notes_about(&self, id: Id) -> impl Iterator<Item = &Arc<Note>> {
        self.notes.values().filter(move |note| note.trashed.is_none() && note.about.contains(&id))
    }

    /// The source a mark stands in.
    #[must_use]
    pub fn source_of_mark(&self, mark: &Mark) -> Option<&Arc<Source>> {
        let version = self.versions.get(&mark.anchor.version)?;
        self.sources.get(&version.source)
    }

    /// Live marks of live sources that have lost their place: the words are not in the version they name, or that
    /// version is not its source's current one. Reads every text that has marks: call it when marks or versions
    /// changed, not every frame.
    #[must_use]
    pub fn orphans(&self) -> Vec<Id> {
        let mut orphans = Vec::new();
        for version in self.versions.values() {
            let Some(source) = self.sources.get(&version.source) else { continue };
            if source.trashed.is_some() {
                continue;
            }
            let mut marks = self.marks_in(version.id).peekable();
            if marks.peek().is_none() {
                continue;
            }
            let current = source.versions.last() == Some(&version.id);
            let index = Index::new(&version.text);
            orphans.extend(
                marks
                    .filter(|mark| !current || mark.anchor.find(&version.text, &index) == Place::Orphan)
                    .map(|mark| mark.id),
            );
        }
        orphans
    }

    /// Makes the machine's entities what the analyses name: one for each entity id in their clusters, under the fullest
    /// name any of them has, and none besides. A person's entities are never touched. Depends only on the analyses,
    /// so undo and redo arrive at the same bytes whatever came in between.
    pub(super) fn settle(&mut self, named: &Named) {
        if named.unsure.is_empty() {
            named.came.iter().for_each(|cluster| self.name_entity(cluster));
            return;
        }
        let affected: HashSet<Id> =
            named.came.iter().map(|cluster| cluster.entity).chain(named.unsure.iter().copied()).collect();
        self.entities.retain(|id, entity| entity.by == By::Person || !affected.contains(id));
        let clusters: Vec<Cluster> = self
            .analyses
            .values()
            .flat_map(|analysis| &analysis.clusters)
            .filter(|cluster| affected.contains(&cluster.entity))
            .cloned()
            .collect();
        clusters.iter().for_each(|cluster| self.name_entity(cluster));
    }

    fn name_entity(&mut self, cluster: &Cluster) {
        let fuller = |name: &str| (cluster.name.chars().count(), &*cluster.name) > (name.chars().count(), name);
        let known = self.entities.get(&cluster.entity);
        if known.is_none_or(|entity| entity.by == By::Machine && fuller(&entity.name)) {
            let entity = Entity {
                id: cluster.entity,
                // The id is made from the type, so clusters that share it share the type.
                kind: known.map_or(cluster.kind, |entity| entity.kind),
                name: cluster.name.clone(),
                aliases: Vec::new(),
                by: By::Machine,
                unknown: Map::new(),
            };
            self.entities.insert(cluster.entity, Arc::new(entity));
        }
    }
}
