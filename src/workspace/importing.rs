//! From files to sources: reading drafts in a job, and turning accepted ones into records.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::Map;
use sha2::{Digest, Sha256};

use super::{Known, Like, Progress, Workspace};
use crate::bibliography::keys::fresh_key;
use crate::import::{Draft, Hints, read};
use crate::model::{Edit, Id, IdSource, Kind, Origin, Project, Source, SourceKind, Status, Version};
use crate::storage::Vfs;

/// A file that was read, or why it was not.
#[derive(Clone, Debug)]
pub struct Found {
    /// File name without folders, or "paste".
    pub name: String,
    /// The draft, or a sentence on what is wrong and what to do.
    pub result: Result<Box<Draft>, String>,
    /// What it is like, if the project or the queue has something like it.
    pub like: Option<Like>,
}

/// A draft that is to come in: as a source of its own, or as a new version of one.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// The draft.
    pub draft: Draft,
    /// The source it is a version of.
    pub version_of: Option<Id>,
}

/// Reads files, and the files in folders, in the order of their names. Stops early when cancelled.
#[must_use]
pub fn read_files(vfs: &dyn Vfs, paths: &[PathBuf], known: &mut Known, progress: &Progress) -> Vec<Found> {
    let mut files = Vec::new();
    for path in paths {
        match vfs.list(path) {
            Ok(mut inside) => {
                inside.sort();
                let hidden = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
                files.extend(inside.into_iter().filter(|path| !hidden(path) && vfs.list(path).is_err()));
            }
            Err(_) => files.push(path.clone()),
        }
    }
    let mut found = Vec::with_capacity(files.len());
    for (done, path) in files.iter().enumerate() {
        if progress.is_cancelled() {
            break;
        }
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        progress.detail(&name);
        progress.set(done, files.len());
        let result = vfs
            .read(path)
            .map_err(|error| format!("“{name}” could not be read: {error}. Check that it is still there and yours to read."))
            .and_then(|bytes| {
                let hints = Hints::default();
                std::panic::catch_unwind(|| read(&bytes, &name, &hints))
                    .map_err(|_| format!("“{name}” could not be read: its format confused the reader. Save it as plain text and try again."))
                    .and_then(|result| result.map_err(|error| error.to_string()))
            });
        found.push(met(name, result, known));
    }
    found
}

/// Reads a pasted text.
#[must_use]
pub fn read_paste(text: &str, known: &mut Known) -> Found {
    let hints = Hints { pasted: true, kind: Some(SourceKind::Paste), ..Hints::default() };
    let result = read(text.as_bytes(), "paste", &hints).map_err(|error| error.to_string());
    met("paste".to_owned(), result, known)
}

fn met(name: String, result: Result<Draft, String>, known: &mut Known) -> Found {
    let like = result.as_ref().ok().and_then(|draft| known.meet(&name, draft));
    Found { name, result: result.map(Box::new), like }
}

/// An accepted draft as records that are in no project yet.
#[derive(Clone, Debug)]
pub struct Made {
    source: Source,
    version: Version,
    /// The source it is a version of.
    version_of: Option<Id>,
}

/// Makes accepted drafts into records: hashing and copying whole texts takes time, so the window does it in a job.
#[must_use]
pub fn make(accepted: Vec<Accepted>, mut taken: HashSet<String>, ids: &mut dyn IdSource, now: Timestamp) -> Vec<Made> {
    accepted
        .into_iter()
        .map(|Accepted { draft, version_of }| {
            let (source, version) = records(draft, &taken, ids, now);
            taken.insert(source.key.clone());
            Made { source, version, version_of }
        })
        .collect()
}

/// The citation keys of a project.
pub(super) fn keys(project: &Project) -> HashSet<String> {
    project.sources.values().map(|source| source.key.clone()).collect()
}

impl Workspace {
    /// Puts accepted drafts into the project, as one step; gives the ids of their sources.
    pub fn import(&mut self, accepted: Vec<Accepted>) -> Vec<Id> {
        let (taken, now) = (keys(self.project()), self.now());
        let made = make(accepted, taken, self.ids(), now);
        self.take_in(made)
    }

    /// Puts records made of drafts into the project, as one step; gives the ids of their sources.
    pub fn take_in(&mut self, made: Vec<Made>) -> Vec<Id> {
        let now = self.now();
        // Another import may have taken a key since they were made.
        let mut taken = keys(self.project());
        let mut sources = Vec::with_capacity(made.len());
        let mut versions = Vec::new();
        let mut ids = Vec::with_capacity(made.len());
        for Made { mut source, version, version_of } in made {
            let known = version_of.and_then(|id| self.project().sources.get(&id));
            if let Some(known) = known {
                ids.push(known.id);
                let version = Version { source: known.id, ..version };
                versions.push(Edit::new_version(self.project(), known, version, now));
            } else {
                if taken.contains(&source.key) {
                    source.key = fresh_key(&source.item, |key| taken.contains(key));
                }
                taken.insert(source.key.clone());
                ids.push(source.id);
                sources.push((source, vec![version]));
            }
        }
        let edit = match (sources.is_empty(), versions.len()) {
            (true, 1) => versions.remove(0),
            _ => {
                let import = Edit::import(sources);
                let label = import.label().to_owned();
                Edit::Batch(label, std::iter::once(import).chain(versions).collect())
            }
        };
        self.apply(edit);
        ids
    }
}

/// The records of an accepted draft.
#[must_use]
pub fn records(draft: Draft, taken: &HashSet<String>, ids: &mut dyn IdSource, now: Timestamp) -> (Source, Version) {
    let (source_id, version_id) = (ids.fresh(Kind::Source), ids.fresh(Kind::Version));
    let key = fresh_key(&draft.item, |key| taken.contains(key));
    let version = Version {
        id: version_id,
        source: source_id,
        made: now,
        sha256: hash(&draft.text),
        lang: draft.language.clone().unwrap_or_default(),
        blocks: draft.blocks,
        pages: draft.pages,
        unknown: Map::new(),
        text: draft.text.into(),
    };
    let source = Source {
        id: source_id,
        key,
        key_pinned: false,
        status: Status::Unread,
        tags: Vec::new(),
        collections: Vec::new(),
        versions: vec![version_id],
        item: draft.item,
        agency: draft.agency,
        section: draft.section,
        dateline: draft.dateline,
        evidence: draft.evidence,
        origin: Origin {
            name: draft.name,
            kind: draft.kind,
            sha256: draft.sha256,
            bytes: draft.bytes,
            raw: draft.raw,
            unknown: Map::new(),
        },
        trashed: None,
        made: now,
        changed: now,
        unknown: Map::new(),
    };
    (source, version)
}

/// SHA-256 of a text in UTF-8, hexadecimal.
#[must_use]
pub fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
