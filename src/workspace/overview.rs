//! What the list of sources shows: shelves with their counts, and the sources of one shelf in order.
//!
//! Derived from the project and looked up again only when something it shows has changed.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::{Revisions, Workspace};
use crate::model::{Id, Kind, Project, Source, Status};

/// A choice of sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shelf {
    /// Every source outside the trash.
    #[default]
    All,
    /// Sources in no collection yet.
    Inbox,
    /// Sources nobody has opened.
    Unread,
    /// Sources with a tag, or in a collection.
    Label(Id),
    /// Sources in the trash.
    Trash,
}

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// Latest publication first; undated last.
    #[default]
    Newest,
    /// Earliest publication first; undated last.
    Oldest,
    /// Latest import first.
    Added,
    /// By title.
    Title,
    /// By outlet, then latest first.
    Outlet,
}

impl Sort {
    /// All orders.
    pub const ALL: [Self; 5] = [Self::Newest, Self::Oldest, Self::Added, Self::Title, Self::Outlet];

    /// What the order is called.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Newest => "Newest",
            Self::Oldest => "Oldest",
            Self::Added => "Added last",
            Self::Title => "Title",
            Self::Outlet => "Outlet",
        }
    }
}

/// What is asked of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Query {
    /// Which sources.
    pub shelf: Shelf,
    /// In which order.
    pub sort: Sort,
    /// Words that title, outlet or an author must have; empty for all.
    pub words: String,
}

/// Shelves, counts and the sources of the chosen shelf.
#[derive(Clone, Debug, Default)]
pub struct Overview {
    seen: Option<(Revisions, Query)>,
    /// Sources of the shelf, in order.
    pub order: Vec<Id>,
    /// Sources outside the trash.
    pub all: usize,
    /// In no collection.
    pub inbox: usize,
    /// Not opened yet.
    pub unread: usize,
    /// Records in the trash, of every kind.
    pub trash: usize,
    /// Sources of each collection and of each tag (on the source, its marks, or notes about either).
    pub labels: HashMap<Id, usize>,
    /// Notes of each source.
    pub notes: HashMap<Id, usize>,
    /// Notes outside the trash.
    pub note_count: usize,
    /// Marks outside the trash.
    pub mark_count: usize,
    /// Marks that have lost their place.
    pub orphans: Vec<Id>,
    orphans_seen: Option<(u64, u64)>,
}

impl Overview {
    /// Looks again if the project or the query has changed.
    pub fn refresh(&mut self, workspace: &Workspace, query: &Query) {
        let revisions = workspace.revisions();
        let project = workspace.project();
        let counted = self.seen.as_ref().map(|(seen, _)| *seen);
        // Typing in a note changes only that note's text: nothing shown here.
        let same = counted.is_some_and(|seen| {
            Revisions { any: 0, notes: 0, entities: 0, ..seen }
                == Revisions { any: 0, notes: 0, entities: 0, ..revisions }
        });
        let same_notes = counted.is_some_and(|seen| seen.notes == revisions.notes);
        if same && same_notes && self.seen.as_ref().is_some_and(|(_, seen)| seen == query) {
            return;
        }
        if !same || !same_notes {
            self.count(project);
        }
        let places = (revisions.marks, revisions.sources);
        if self.orphans_seen != Some(places) {
            self.orphans = project.orphans();
            self.orphans_seen = Some(places);
        }
        self.order = order(project, query);
        self.seen = Some((revisions, query.clone()));
    }

    /// The sources a query gives, in order.
    #[must_use]
    pub fn sources(project: &Project, query: &Query) -> Vec<Id> {
        order(project, query)
    }

    fn count(&mut self, project: &Project) {
        let live = |id: &Id| project.sources.get(id).is_some_and(|source| source.trashed.is_none());
        let of_mark: HashMap<Id, Id> = project
            .marks
            .values()
            .filter(|mark| mark.trashed.is_none())
            .filter_map(|mark| Some((mark.id, project.versions.get(&mark.anchor.version)?.source)))
            .collect();
        let mut labelled: HashSet<(Id, Id)> = HashSet::new();
        for source in project.live_sources() {
            labelled.extend(source.tags.iter().chain(&source.collections).map(|label| (*label, source.id)));
        }
        for mark in project.marks.values() {
            if let Some(source) = of_mark.get(&mark.id).filter(|source| live(source)) {
                labelled.extend(mark.tags.iter().map(|tag| (*tag, *source)));
            }
        }
        self.notes = HashMap::new();
        self.note_count = 0;
        for note in project.notes.values().filter(|note| note.trashed.is_none()) {
            self.note_count += 1;
            let mut about: Vec<Id> = note
                .about
                .iter()
                .filter_map(|id| if id.kind() == Kind::Source { Some(*id) } else { of_mark.get(id).copied() })
                .filter(live)
                .collect();
            about.sort_unstable();
            about.dedup();
            for source in about {
                *self.notes.entry(source).or_default() += 1;
                labelled.extend(note.tags.iter().map(|tag| (*tag, source)));
            }
        }
        self.labels = HashMap::new();
        for (label, _) in labelled {
            *self.labels.entry(label).or_default() += 1;
        }
        self.mark_count = of_mark.len();
        self.all = project.live_sources().count();
        self.inbox = project.live_sources().filter(|source| source.collections.is_empty()).count();
        self.unread = project.live_sources().filter(|source| source.status == Status::Unread).count();
        self.trash = project.sources.values().filter(|record| record.trashed.is_some()).count()
            + project.marks.values().filter(|record| record.trashed.is_some()).count()
            + project.notes.values().filter(|record| record.trashed.is_some()).count()
            + project.tags.values().filter(|record| record.trashed.is_some()).count()
            + project.collections.values().filter(|record| record.trashed.is_some()).count();
    }
}

/// The sources of a shelf that have all the words, in order.
fn order(project: &Project, query: &Query) -> Vec<Id> {
    let words: Vec<String> = query.words.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let marked: HashSet<Id> = match query.shelf {
        Shelf::Label(tag) if tag.kind() == Kind::Tag => tagged_sources(project, tag),
        _ => HashSet::new(),
    };
    let on_shelf = |source: &Source| match query.shelf {
        Shelf::All => source.trashed.is_none(),
        Shelf::Inbox => source.trashed.is_none() && source.collections.is_empty(),
        Shelf::Unread => source.trashed.is_none() && source.status == Status::Unread,
        Shelf::Trash => source.trashed.is_some(),
        Shelf::Label(label) => {
            source.trashed.is_none()
                && (source.collections.contains(&label) || source.tags.contains(&label) || marked.contains(&source.id))
        }
    };
    let mut found: Vec<&Source> = project
        .sources
        .values()
        .map(AsRef::as_ref)
        .filter(|source| on_shelf(source) && (words.is_empty() || has_words(source, &words)))
        .collect();
    let title = |source: &Source| source.item.title.to_lowercase();
    match query.sort {
        Sort::Newest => found.sort_by(|a, b| b.item.issued.cmp(&a.item.issued).then_with(|| title(a).cmp(&title(b)))),
        Sort::Oldest => found.sort_by(|a, b| {
            let key = |source: &Source| (source.item.issued.is_none(), source.item.issued.clone());
            key(a).cmp(&key(b)).then_with(|| title(a).cmp(&title(b)))
        }),
        Sort::Added => found.sort_by(|a, b| b.made.cmp(&a.made).then_with(|| title(a).cmp(&title(b)))),
        Sort::Title => found.sort_by_key(|source| title(source)),
        Sort::Outlet => found.sort_by(|a, b| {
            let outlet =
                |source: &Source| source.item.container_title.as_deref().unwrap_or("\u{10ffff}").to_lowercase();
            outlet(a).cmp(&outlet(b)).then_with(|| b.item.issued.cmp(&a.item.issued))
        }),
    }
    found.into_iter().map(|source| source.id).collect()
}

fn tagged_sources(project: &Project, tag: Id) -> HashSet<Id> {
    let of_mark = |id: &Id| Some(project.source_of_mark(project.marks.get(id)?)?.id);
    let marks = project.marks.values().filter(|mark| mark.trashed.is_none() && mark.tags.contains(&tag));
    let notes = project.notes.values().filter(|note| note.trashed.is_none() && note.tags.contains(&tag));
    marks
        .filter_map(|mark| of_mark(&mark.id))
        .chain(notes.flat_map(|note| note.about.iter()).filter_map(|id| match id.kind() {
            Kind::Source => Some(*id),
            _ => of_mark(id),
        }))
        .collect()
}

fn has_words(source: &Source, words: &[String]) -> bool {
    let item = &source.item;
    let authors = item.author.iter().map(crate::model::Name::display).collect::<Vec<_>>().join(" ");
    let outlet = item.container_title.as_deref().unwrap_or_default();
    let issued = item.issued.as_deref().unwrap_or_default();
    let all = format!("{} {authors} {outlet} {issued} {}", item.title, source.key).to_lowercase();
    words.iter().all(|word| all.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Edit, SeededIds, sample};
    use std::sync::Arc;

    fn workspace() -> Workspace {
        Workspace::new(sample::project(), Box::new(SeededIds(3)), Arc::new(sample::now))
    }

    fn looked(workspace: &Workspace, query: &Query) -> Overview {
        let mut overview = Overview::default();
        overview.refresh(workspace, query);
        overview
    }

    #[test]
    fn shelves_count_what_they_show() {
        let mut workspace = workspace();
        let sources: Vec<Id> = workspace.project().sources.keys().copied().collect();
        let collection = workspace.label(Kind::Collection, "Dam safety", None, &sources[..1]).expect("a collection");
        let tag = workspace.label(Kind::Tag, "#contracts", None, &[]).expect("a tag");
        let note = *workspace.project().notes.keys().next().expect("a note");
        let now = workspace.now();
        workspace.apply(Edit::set_label(workspace.project(), tag, &[note], true, now));
        workspace.apply(Edit::status(workspace.project(), &sources[..1], Status::Read, now));
        let overview = looked(&workspace, &Query::default());
        assert_eq!((overview.all, overview.inbox, overview.unread, overview.trash), (2, 1, 1, 0));
        for (shelf, count) in [
            (Shelf::All, overview.all),
            (Shelf::Inbox, overview.inbox),
            (Shelf::Unread, overview.unread),
            (Shelf::Label(collection), overview.labels[&collection]),
            (Shelf::Label(tag), overview.labels[&tag]),
        ] {
            assert_eq!(looked(&workspace, &Query { shelf, ..Query::default() }).order.len(), count, "{shelf:?}");
            assert!(count > 0);
        }
    }

    #[test]
    fn the_filter_wants_every_word_somewhere() {
        let workspace = workspace();
        let found = |words: &str| looked(&workspace, &Query { words: words.into(), ..Query::default() }).order.len();
        assert_eq!((found(""), found("GRANT dam"), found("grant seepage")), (2, 2, 0));
    }

    #[test]
    fn a_tag_is_made_once_whatever_its_case() {
        let mut workspace = workspace();
        let first = workspace.label(Kind::Tag, "Policy", None, &[]);
        let steps = workspace.history().steps().len();
        assert_eq!(workspace.label(Kind::Tag, "#policy ", None, &[]), first);
        assert_eq!(workspace.history().steps().len(), steps, "nothing changed, so nothing to undo");
    }
}
