//! From files to sources: reading drafts in a job, and turning accepted ones into records.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::Map;
use sha2::{Digest, Sha256};

use super::Progress;
use crate::bibliography::keys::fresh_key;
use crate::import::{Draft, Hints, read};
use crate::model::{Id, IdSource, Kind, Origin, Project, Source, SourceKind, Status, Version};
use crate::storage::Vfs;

/// A file that was read, or why it was not.
#[derive(Clone, Debug)]
pub struct Found {
    /// File name without folders, or "paste".
    pub name: String,
    /// The draft, or a sentence on what is wrong and what to do.
    pub result: Result<Box<Draft>, String>,
    /// The source of the project that came from the same bytes.
    pub same: Option<Id>,
}

/// Reads files, and the files in folders, in the order of their names. Stops early when cancelled.
#[must_use]
pub fn read_files(vfs: &dyn Vfs, paths: &[PathBuf], known: &Known, progress: &Progress) -> Vec<Found> {
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
        found.push(known.found(name, result));
    }
    found
}

/// Reads a pasted text.
#[must_use]
pub fn read_paste(text: &str, known: &Known) -> Found {
    let hints = Hints { pasted: true, kind: Some(SourceKind::Paste), ..Hints::default() };
    let result = read(text.as_bytes(), "paste", &hints).map_err(|error| error.to_string());
    known.found("paste".to_owned(), result)
}

/// What the project has already, by the hash of the bytes.
#[derive(Clone, Debug, Default)]
pub struct Known(Vec<(String, Id)>);

impl Known {
    /// Of a project.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        Self(project.live_sources().map(|source| (source.origin.sha256.clone(), source.id)).collect())
    }

    fn found(&self, name: String, result: Result<Draft, String>) -> Found {
        let same = result
            .as_ref()
            .ok()
            .and_then(|draft| self.0.iter().find(|(hash, _)| *hash == draft.sha256).map(|(_, id)| *id));
        Found { name, result: result.map(Box::new), same }
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
        pages: Vec::new(),
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
