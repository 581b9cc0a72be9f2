//! The desk: what lies open, what is being worked on, and the folders where the program keeps its own things.
//!
//! Everything slow happens in jobs; [`Desk::poll`] takes in what they found and tells the window with [`Event`]s.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::importing::{self, Found, Known};
use super::{Clock, Finished, Jobs, Running, Settings, Waker, Workspace, sample, stamp};
use crate::import::Draft;
use crate::model::{Edit, Id, IdSource, Project};
use crate::storage::{Folders, Holder, Mode, OpenFile, Outside, SaveError, Stored, Vfs, backup, to_bytes};

/// Quiet time after the last change before the file is written.
const IDLE: SignedDuration = SignedDuration::from_secs(2);
/// Time before a save that failed is tried again by itself.
const RETRY: SignedDuration = SignedDuration::from_secs(30);

/// Makes sources of fresh ids.
pub type MakeIds = Arc<dyn Fn() -> Box<dyn IdSource + Send> + Send + Sync>;

/// What the window should know.
#[derive(Debug)]
pub enum Event {
    /// A project has been opened, with what should be said about it.
    Opened(Vec<String>),
    /// A project could not be opened.
    OpenFailed(PathBuf, String),
    /// The project has been written.
    Saved,
    /// The project could not be written.
    SaveFailed(String),
    /// The project is now kept in another file.
    SavedAs(PathBuf),
    /// Files have been read; nothing is in the project yet.
    Found(Vec<Found>),
    /// Names in a folder: folders first.
    Listed(PathBuf, Result<Vec<(PathBuf, bool)>, String>),
    /// Projects that were never saved anywhere.
    Untitled(Vec<Untitled>),
    /// Something to say once.
    Say(String),
}

/// A project kept in the state folder because it has no place of its own yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untitled {
    /// Its file.
    pub path: PathBuf,
    /// Its title.
    pub title: String,
    /// How many sources it has.
    pub sources: usize,
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
    failed: Option<(String, Timestamp)>,
    /// Change count seen at the last tick, and since when.
    quiet: (u64, Timestamp),
}

/// A project as it was read: its file, its value, its sequence number, and what should be said about it.
type Read = (OpenFile, Project, u64, Vec<String>);

enum Outcome {
    Opened { path: PathBuf, untitled: bool, result: Result<Box<Read>, String> },
    Saved { any: u64, result: Result<(), SaveError>, backup: Option<String> },
    SavedAs { any: u64, result: Result<OpenFile, String>, old: Option<PathBuf> },
    Found(Vec<Found>),
    Listed(PathBuf, Result<Vec<(PathBuf, bool)>, String>),
    Untitled(Vec<Untitled>),
    Kept(Option<String>),
}

/// Everything that is not drawing.
pub struct Desk {
    vfs: Arc<dyn Vfs>,
    folders: Folders,
    jobs: Jobs<Outcome>,
    clock: Clock,
    ids: MakeIds,
    open: Option<Opened>,
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

    /// Opens a project file.
    pub fn open_path(&mut self, path: &Path) {
        let (vfs, path, clock) = (self.vfs.clone(), path.to_path_buf(), self.clock.clone());
        let untitled = path.starts_with(self.folders.untitled());
        self.jobs.spawn("Opening", move |_| {
            let holder = Holder::this_process(vfs.as_ref(), stamp(clock()));
            let result = OpenFile::open(vfs.as_ref(), &path, &holder)
                .map(|(file, opened)| {
                    let notices = file.notices().iter().map(ToString::to_string);
                    let said = opened.warnings.iter().map(ToString::to_string).chain(notices).collect();
                    Box::new((file, opened.project, opened.seq, said))
                })
                .map_err(|error| error.to_string());
            Outcome::Opened { path, untitled, result }
        });
    }

    /// Starts an empty project without a file of its own yet.
    pub fn new_project(&mut self, title: &str) {
        let project = Project::new(title, (self.ids)().as_mut(), stamp(self.now()));
        self.start_untitled(project);
    }

    /// Opens a fresh copy of the sample project.
    pub fn open_sample(&mut self) {
        match sample::project((self.ids)().as_mut()) {
            Ok(project) => self.start_untitled(project),
            Err(error) => self.events.push(Event::Say(format!("The sample project could not be opened: {error}."))),
        }
    }

    fn start_untitled(&mut self, project: Project) {
        let (vfs, clock) = (self.vfs.clone(), self.clock.clone());
        let path = self.folders.untitled_file(project.head.id);
        self.jobs.spawn("Starting", move |_| {
            let holder = Holder::this_process(vfs.as_ref(), stamp(clock()));
            let result = path
                .parent()
                .map_or(Ok(()), |folder| vfs.create_dir_all(folder))
                .map_err(|error| format!("the folder for unsaved projects cannot be made: {error}"))
                .and_then(|()| {
                    OpenFile::create(vfs.as_ref(), &path, &to_bytes(&project, 1), &holder)
                        .map_err(|error| error.to_string())
                })
                .map(|file| Box::new((file, project, 1, Vec::new())));
            Outcome::Opened { path, untitled: true, result }
        });
    }

    /// Looks for projects that were never saved anywhere.
    pub fn find_untitled(&mut self) {
        let (vfs, folders) = (self.vfs.clone(), self.folders.clone());
        self.jobs.spawn("Looking", move |_| {
            let files = folders.untitled_files(vfs.as_ref()).unwrap_or_default();
            let found = files.into_iter().filter_map(|path| {
                let opened = crate::storage::read_project(vfs.as_ref(), &path).ok()?;
                let sources = opened.project.live_sources().count();
                Some(Untitled { path, title: opened.project.head.title.clone(), sources })
            });
            Outcome::Untitled(found.collect())
        });
    }

    /// Throws away a project that was never saved anywhere. Only files of the folder for such projects are removed.
    pub fn discard(&mut self, path: &Path) {
        if !path.starts_with(self.folders.untitled()) {
            return;
        }
        let (vfs, path) = (self.vfs.clone(), path.to_path_buf());
        self.jobs.spawn("Throwing away", move |_| {
            Outcome::Kept(
                vfs.remove(&path).err().map(|error| format!("The project could not be thrown away: {error}.")),
            )
        });
    }

    /// Writes the project now if there is anything to write. `true` if it is being written.
    pub fn save(&mut self) -> bool {
        let now = self.now();
        let Some(open) = &mut self.open else { return false };
        if open.saving.is_some() {
            return true;
        }
        let any = open.workspace.revisions().any;
        if any == open.saved_any || open.read_only.is_some() {
            return false;
        }
        open.saving = Some(any);
        open.seq += 1;
        let (project, seq, file, vfs) =
            (open.workspace.project().clone(), open.seq, open.file.clone(), self.vfs.clone());
        let backups = (!open.untitled).then(|| self.folders.clone());
        let today = now.to_zoned_datetime(TimeZone::system()).date();
        self.jobs.spawn("Saving", move |_| {
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            let backup = backups.and_then(|folders| {
                backup::before_save(vfs.as_ref(), &folders, project.head.id, file.path(), today)
                    .err()
                    .map(|error| error.to_string())
            });
            let bytes = to_bytes(&project, seq);
            let result = file.save(vfs.as_ref(), &bytes);
            Outcome::Saved { any, result, backup }
        });
        true
    }

    /// Writes the project over a file that another program changed, after the user chose to.
    pub fn save_over(&mut self) {
        if let Some(open) = &self.open {
            let mut file = open.file.lock().unwrap_or_else(PoisonError::into_inner);
            // Reading it makes its present content the one to replace; gone is fine too.
            let _ = file.reload(self.vfs.as_ref());
        }
        if let Some(open) = &mut self.open {
            open.failed = None;
        }
        self.save();
    }

    /// Writes the project to another file and goes on there.
    pub fn save_as(&mut self, path: &Path) {
        let Some(open) = &self.open else { return };
        let path = with_ending(path);
        let (vfs, clock, seq) = (self.vfs.clone(), self.clock.clone(), open.seq + 1);
        let (project, any) = (open.workspace.project().clone(), open.workspace.revisions().any);
        let old = open.untitled.then(|| open.path.clone());
        let same = open.path == path;
        if same {
            self.save();
            return;
        }
        self.jobs.spawn("Saving as", move |_| {
            let holder = Holder::this_process(vfs.as_ref(), stamp(clock()));
            let bytes = to_bytes(&project, seq);
            let result = match OpenFile::create(vfs.as_ref(), &path, &bytes, &holder) {
                // The user has agreed to replace it; only a project may be replaced by a project.
                Err(SaveError::Exists(_)) => OpenFile::open(vfs.as_ref(), &path, &holder)
                    .map_err(|error| format!("not saved: the file there is not a project and is left as it is; choose another name. {error}"))
                    .and_then(|(mut file, _)| {
                        file.save(vfs.as_ref(), &bytes).map(|()| file).map_err(|error| error.to_string())
                    }),
                other => other.map_err(|error| error.to_string()),
            };
            Outcome::SavedAs { any, result, old }
        });
    }

    /// Closes the project: `true` once it is closed, `false` while it is still being written or cannot be.
    pub fn close(&mut self) -> bool {
        let Some(open) = &self.open else { return true };
        if open.workspace.revisions().any != open.saved_any && open.read_only.is_none() {
            self.save();
            return false;
        }
        if open.saving.is_some() {
            return false;
        }
        self.open = None;
        true
    }

    /// Whether the last save failed because another program changed the file.
    #[must_use]
    pub fn changed_outside(&self) -> bool {
        self.open.as_ref().is_some_and(|open| {
            let file = open.file.lock().unwrap_or_else(PoisonError::into_inner);
            open.failed.is_some() && file.outside(self.vfs.as_ref()).is_ok_and(|outside| outside == Outside::Changed)
        })
    }

    /// Closes the project whatever is unsaved, after the user chose to.
    pub fn abandon(&mut self) {
        self.open = None;
    }

    /// Reads files and folders; [`Event::Found`] brings the drafts.
    pub fn read_files(&mut self, paths: Vec<PathBuf>) {
        let Some(open) = &self.open else { return };
        let (vfs, known) = (self.vfs.clone(), Known::of(open.workspace.project()));
        self.jobs.spawn("Reading", move |progress| {
            Outcome::Found(importing::read_files(vfs.as_ref(), &paths, &known, progress))
        });
    }

    /// Reads a pasted text; [`Event::Found`] brings the draft.
    pub fn read_paste(&mut self, text: String) {
        let Some(open) = &self.open else { return };
        let known = Known::of(open.workspace.project());
        self.jobs.spawn("Reading", move |_| Outcome::Found(vec![importing::read_paste(&text, &known)]));
    }

    /// Puts accepted drafts into the project, as one step; gives their ids.
    pub fn import(&mut self, drafts: Vec<Draft>) -> Vec<Id> {
        let Some(open) = &mut self.open else { return Vec::new() };
        let workspace = &mut open.workspace;
        let now = workspace.now();
        let mut taken: HashSet<String> =
            workspace.project().sources.values().map(|source| source.key.clone()).collect();
        let mut sources = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let (source, version) = importing::records(draft, &taken, workspace.ids(), now);
            taken.insert(source.key.clone());
            sources.push((source, vec![version]));
        }
        let ids = sources.iter().map(|(source, _)| source.id).collect();
        workspace.apply(Edit::import(sources));
        ids
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

    /// What was kept of the window for a project.
    #[must_use]
    pub fn session<T: Default + Serialize + DeserializeOwned>(&self, project: Id) -> Stored<T> {
        // A session that cannot be read is only a window as it comes: nothing to say.
        Stored::load(self.vfs.as_ref(), &self.folders.session_file(project)).0
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
                Finished::Done(_, outcome) => self.take_in(outcome),
                Finished::Panicked(_, message) => {
                    if let Some(open) = &mut self.open {
                        open.saving = None;
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
        let again = self.tick();
        (std::mem::take(&mut self.events), again)
    }

    /// Saves when there was no change for a while.
    fn tick(&mut self) -> Option<std::time::Duration> {
        let now = self.now();
        let open = self.open.as_mut()?;
        let any = open.workspace.revisions().any;
        if open.read_only.is_some() || any == open.saved_any || open.saving.is_some() {
            return None;
        }
        if open.quiet.0 != any {
            open.quiet = (any, now);
        }
        let mut due = open.quiet.1 + IDLE;
        if let Some((_, at)) = &open.failed {
            due = due.max(*at + RETRY);
        }
        if now >= due {
            self.save();
            return None;
        }
        due.duration_since(now).try_into().ok()
    }

    fn take_in(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Opened { path, untitled, result: Ok(opened) } => {
                let (file, project, seq, said) = *opened;
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
                    failed: None,
                    quiet: (0, now),
                });
                self.events.push(Event::Opened(said));
            }
            Outcome::Opened { path, result: Err(error), .. } => {
                self.settings.value.forget(&path);
                self.events.push(Event::OpenFailed(path, error));
            }
            Outcome::Saved { any, result, backup } => self.saved(any, result, backup),
            Outcome::SavedAs { any, result: Ok(file), old } => {
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
            Outcome::SavedAs { result: Err(error), .. } => self.events.push(Event::SaveFailed(error)),
            Outcome::Found(found) => self.events.push(Event::Found(found)),
            Outcome::Listed(folder, listed) => self.events.push(Event::Listed(folder, listed)),
            Outcome::Untitled(found) => self.events.push(Event::Untitled(found)),
            Outcome::Kept(complaint) => self.events.extend(complaint.map(Event::Say)),
        }
    }

    fn saved(&mut self, any: u64, result: Result<(), SaveError>, backup: Option<String>) {
        let now = self.now();
        let Some(open) = &mut self.open else { return };
        open.saving = None;
        match result {
            Ok(()) => {
                open.saved_any = any;
                open.saved_at = stamp(now);
                open.failed = None;
                self.events.push(Event::Saved);
            }
            Err(error) => {
                let words = error.to_string();
                let first = open.failed.as_ref().is_none_or(|(known, _)| *known != words);
                open.failed = Some((words.clone(), now));
                // Said once; the status bar keeps saying it until it works.
                if first {
                    self.events.push(Event::SaveFailed(words));
                }
            }
        }
        self.events.extend(backup.map(Event::Say));
    }
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
        if let Some((words, _)) = &self.failed {
            return SaveState::Failed(words.clone());
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

/// `name` as `name.dossier.json`, unless it ends in `.json` already.
fn with_ending(path: &Path) -> PathBuf {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")) {
        return path.to_path_buf();
    }
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".dossier.json");
    path.with_file_name(name)
}
