//! The desk: what lies open, what is being worked on, and the folders where the program keeps its own things.
//!
//! Everything slow happens in jobs; [`Desk::poll`] takes in what they found and tells the window with [`Event`]s.

mod opening;
mod outbox;
mod reading;
mod saving;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::importing::{self, Accepted, Found, Made};
use super::{Clock, Finished, Jobs, Known, Running, Settings, Waker, Workspace, stamp};
use crate::model::{Id, IdSource, Project};
use crate::storage::{Folders, Mode, OpenFile, Stored, Vfs};

pub use opening::Untitled;
pub use outbox::{Left, Order, Preview, beginning};

/// Makes sources of fresh ids.
pub type MakeIds = Arc<dyn Fn() -> Box<dyn IdSource + Send> + Send + Sync>;

/// What the window should know.
#[derive(Debug)]
pub enum Event {
    /// A project has been opened.
    Opened {
        /// What should be said about it.
        said: Vec<String>,
        /// What was kept of its window.
        session: Stored<Value>,
    },
    /// A project could not be opened.
    OpenFailed(PathBuf, String),
    /// The project has been written.
    Saved,
    /// The project could not be written; why and what to do, and what stands in the way.
    SaveFailed(String, Obstacle),
    /// The project is now kept in another file.
    SavedAs(PathBuf),
    /// Files have been read; nothing is in the project yet.
    Found(Vec<Found>),
    /// Accepted drafts are in the project now, as these sources.
    Imported(Vec<Id>),
    /// Names in a folder: folders first.
    Listed(PathBuf, Result<Vec<(PathBuf, bool)>, String>),
    /// Projects that were never saved anywhere.
    Untitled(Vec<Untitled>),
    /// Something was made to leave the project.
    Left(Left),
    /// Something to say once.
    Say(String),
}

/// Whether the work is on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Yes, since then.
    Saved(Timestamp),
    /// There are changes that will be written when typing pauses.
    Changed,
    /// It is being written.
    Saving,
    /// It could not be written; why and what to do.
    Failed(String),
    /// It cannot be written here; why.
    ReadOnly(String),
}

/// What keeps a project from being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The disk, or rights on it.
    Disk,
    /// Another program has written the file since.
    Changed,
    /// The file has been moved or removed since.
    Gone,
}

/// A save that did not work.
#[derive(Clone, Debug)]
struct Failure {
    words: String,
    at: Timestamp,
}

/// The project on the desk.
#[derive(Debug)]
pub struct Opened {
    /// Its value and history.
    pub workspace: Workspace,
    file: Arc<Mutex<OpenFile>>,
    path: PathBuf,
    untitled: bool,
    read_only: Option<String>,
    seq: u64,
    /// The change count that is on disk.
    saved_any: u64,
    saved_at: Timestamp,
    /// The change count being written.
    saving: Option<u64>,
    /// Drafts are being made into records; they belong to this project.
    importing: usize,
    failed: Option<Failure>,
    /// The user waits to hear whether it was written.
    asked: bool,
    /// Tells this opening from earlier ones, whose jobs may still report.
    opening: u64,
    /// Change count seen at the last tick, and since when.
    quiet: (u64, Timestamp),
}

impl Opened {
    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it has no place of its own yet.
    #[must_use]
    pub fn untitled(&self) -> bool {
        self.untitled
    }

    /// Whether the work is on disk.
    #[must_use]
    pub fn save_state(&self) -> SaveState {
        if let Some(reason) = &self.read_only {
            return SaveState::ReadOnly(reason.clone());
        }
        if let Some(failure) = &self.failed {
            return SaveState::Failed(failure.words.clone());
        }
        if self.saving.is_some() {
            return SaveState::Saving;
        }
        if self.workspace.revisions().any == self.saved_any {
            return SaveState::Saved(self.saved_at);
        }
        SaveState::Changed
    }
}

/// A project as it was read.
struct Read {
    file: OpenFile,
    project: Project,
    seq: u64,
    said: Vec<String>,
    session: Stored<Value>,
}

enum Outcome {
    Opened { path: PathBuf, untitled: bool, result: Result<Box<Read>, String> },
    Saved { opening: u64, any: u64, result: Result<(), (String, Obstacle)>, backup: Option<String> },
    SavedAs { opening: u64, any: u64, result: Result<OpenFile, String>, old: Option<PathBuf> },
    Found(Vec<Found>),
    Made { opening: u64, made: Vec<Made> },
    Listed(PathBuf, Result<Vec<(PathBuf, bool)>, String>),
    Untitled(Vec<Untitled>),
    Kept(Option<String>),
    Left(Left),
    Reading(reading::Outcome),
}

/// Everything that is not drawing.
pub struct Desk {
    vfs: Arc<dyn Vfs>,
    folders: Folders,
    jobs: Jobs<Outcome>,
    clock: Clock,
    ids: MakeIds,
    open: Option<Opened>,
    /// How many projects have been opened.
    openings: u64,
    reading: reading::Reading,
    settings: Stored<Settings>,
    settings_kept: Settings,
    events: Vec<Event>,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").field("open", &self.open).finish_non_exhaustive()
    }
}

impl Desk {
    /// A desk with nothing on it. Reads the settings: the one small read that happens before the first frame.
    #[must_use]
    pub fn new(vfs: Arc<dyn Vfs>, folders: Folders, clock: Clock, ids: MakeIds, waker: Waker) -> Self {
        let (settings, complaint) = Stored::<Settings>::load(vfs.as_ref(), &folders.settings_file());
        let events = complaint.into_iter().map(Event::Say).collect();
        Self {
            vfs,
            folders,
            jobs: Jobs::new(waker),
            clock,
            ids,
            open: None,
            openings: 0,
            reading: reading::Reading::default(),
            settings_kept: settings.value.clone(),
            settings,
            events,
        }
    }

    /// The project on the desk.
    #[must_use]
    pub fn open(&self) -> Option<&Opened> {
        self.open.as_ref()
    }

    /// The project on the desk, to change it.
    pub fn open_mut(&mut self) -> Option<&mut Opened> {
        self.open.as_mut()
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// Work under way.
    #[must_use]
    pub fn running(&self) -> &[Running] {
        self.jobs.running()
    }

    /// Asks all work under way to stop.
    pub fn cancel(&self) {
        self.jobs.cancel_all();
    }

    /// Wakes the window.
    #[must_use]
    pub fn waker(&self) -> Waker {
        self.jobs.waker()
    }

    /// Where the program keeps its own things.
    #[must_use]
    pub fn folders(&self) -> &Folders {
        &self.folders
    }

    /// Reads files and folders; [`Event::Found`] brings the drafts.
    pub fn read_files(&mut self, paths: Vec<PathBuf>) {
        let Some(open) = &self.open else { return };
        let (vfs, project) = (self.vfs.clone(), open.workspace.project().clone());
        self.jobs.spawn("Reading", move |progress| {
            let mut known = Known::of(&project);
            Outcome::Found(importing::read_files(vfs.as_ref(), &paths, &mut known, progress))
        });
    }

    /// Reads a pasted text; [`Event::Found`] brings the draft.
    pub fn read_paste(&mut self, text: String) {
        let Some(open) = &self.open else { return };
        let project = open.workspace.project().clone();
        self.jobs
            .spawn("Reading", move |_| Outcome::Found(vec![importing::read_paste(&text, &mut Known::of(&project))]));
    }

    /// Makes accepted drafts sources of the project, as one step; [`Event::Imported`] brings their ids.
    pub fn import(&mut self, accepted: Vec<Accepted>) {
        let Some(open) = &mut self.open else { return };
        open.importing += 1;
        let (opening, now, mut ids) = (open.opening, open.workspace.now(), (self.ids)());
        let taken = importing::keys(open.workspace.project());
        self.jobs.spawn("Importing", move |_| {
            let made = importing::make(accepted, taken, ids.as_mut(), now);
            Outcome::Made { opening, made }
        });
    }

    fn made(&mut self, made: Vec<Made>) {
        let Some(open) = &mut self.open else { return };
        open.importing = open.importing.saturating_sub(1);
        let ids = open.workspace.take_in(made);
        self.events.push(Event::Imported(ids));
    }

    /// Lists a folder; [`Event::Listed`] brings the names.
    pub fn list_folder(&mut self, folder: &Path) {
        let (vfs, folder) = (self.vfs.clone(), folder.to_path_buf());
        self.jobs.spawn("Looking", move |_| {
            let listed =
                vfs.list(&folder).map_err(|error| format!("This folder cannot be read: {error}.")).map(|paths| {
                    let hidden =
                        |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
                    let mut entries: Vec<(PathBuf, bool)> = paths
                        .into_iter()
                        .filter(|path| !hidden(path))
                        .map(|path| {
                            let folder = vfs.list(&path).is_ok();
                            (path, folder)
                        })
                        .collect();
                    entries.sort_by(|(a, a_folder), (b, b_folder)| b_folder.cmp(a_folder).then_with(|| a.cmp(b)));
                    entries
                });
            Outcome::Listed(folder, listed)
        });
    }

    /// Keeps a small thing of the program's own.
    pub fn keep<T>(&mut self, stored: &Stored<T>)
    where
        T: Default + Serialize + DeserializeOwned + Clone + Send + 'static,
    {
        let (vfs, stored) = (self.vfs.clone(), stored.clone());
        self.jobs.spawn("Remembering", move |_| {
            Outcome::Kept(stored.save(vfs.as_ref()).err().map(|error| error.to_string()))
        });
    }

    /// What the program remembers for its user.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings.value
    }

    /// To change it; changes are kept by themselves.
    pub fn settings_mut(&mut self) -> &mut Settings {
        &mut self.settings.value
    }

    /// Takes in what jobs found, and saves when it is time. Gives what the window should know, and when to look again.
    pub fn poll(&mut self) -> (Vec<Event>, Option<std::time::Duration>) {
        for finished in self.jobs.poll() {
            match finished {
                Finished::Done(_, outcome) | Finished::Part(_, outcome) => self.take_in(outcome),
                Finished::Panicked(id, message) => {
                    self.reading.ended(id);
                    if let Some(open) = &mut self.open {
                        open.saving = None;
                        open.importing = 0;
                    }
                    self.events.push(Event::Say(format!(
                        "A fault of Dossier stopped this work; your project is unharmed. Please report: {message}"
                    )));
                }
            }
        }
        if self.settings.value != self.settings_kept {
            self.settings_kept = self.settings.value.clone();
            let settings = self.settings.clone();
            self.keep(&settings);
        }
        self.read_on();
        let again = self.tick();
        (std::mem::take(&mut self.events), again)
    }

    fn take_in(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Opened { path, untitled, result: Ok(opened) } => {
                let Read { file, project, seq, said, session } = *opened;
                let path = if untitled { path } else { file.path().to_path_buf() };
                if !untitled {
                    self.settings.value.opened(&path);
                }
                self.settings.value.started = true;
                let now = self.now();
                let read_only = match file.mode() {
                    Mode::ReadWrite => None,
                    Mode::ReadOnly(reason) => Some(reason.to_string()),
                };
                self.openings += 1;
                self.open = Some(Opened {
                    workspace: Workspace::new(project, (self.ids)(), self.clock.clone()),
                    file: Arc::new(Mutex::new(file)),
                    path,
                    untitled,
                    read_only,
                    seq,
                    saved_any: 0,
                    saved_at: stamp(now),
                    saving: None,
                    importing: 0,
                    failed: None,
                    asked: false,
                    opening: self.openings,
                    quiet: (0, now),
                });
                self.events.push(Event::Opened { said, session });
            }
            Outcome::Opened { path, result: Err(error), .. } => {
                self.settings.value.forget(&path);
                self.events.push(Event::OpenFailed(path, error));
            }
            // What a job reports of a project that has been closed since is of no use to the next.
            Outcome::Saved { opening, .. } | Outcome::Made { opening, .. } | Outcome::SavedAs { opening, .. }
                if self.open.as_ref().is_none_or(|open| open.opening != opening) => {}
            Outcome::Saved { any, result, backup, .. } => self.saved(any, result, backup),
            Outcome::Made { made, .. } => self.made(made),
            Outcome::SavedAs { any, result: Ok(file), old, .. } => {
                let path = file.path().to_path_buf();
                self.settings.value.opened(&path);
                let now = stamp(self.now());
                if let Some(open) = &mut self.open {
                    open.file = Arc::new(Mutex::new(file));
                    open.path.clone_from(&path);
                    open.untitled = false;
                    open.read_only = None;
                    open.seq += 1;
                    (open.saved_any, open.saved_at) = (any, now);
                    open.saving = None;
                    open.failed = None;
                }
                if let Some(old) = old {
                    self.discard(&old);
                }
                self.events.push(Event::SavedAs(path));
            }
            Outcome::SavedAs { result: Err(error), .. } => {
                self.events.push(Event::SaveFailed(error, Obstacle::Disk));
            }
            Outcome::Found(found) => self.events.push(Event::Found(found)),
            Outcome::Listed(folder, listed) => self.events.push(Event::Listed(folder, listed)),
            Outcome::Untitled(found) => self.events.push(Event::Untitled(found)),
            Outcome::Left(left) => self.events.push(Event::Left(left)),
            Outcome::Reading(outcome) => self.read(outcome),
            Outcome::Kept(complaint) => self.events.extend(complaint.map(Event::Say)),
        }
    }
}
