//! Opening and starting projects, and those that were never saved anywhere.

use std::path::{Path, PathBuf};

use super::{Desk, Outcome, Read};
use crate::model::{IdSource, Project};
use crate::storage::{Holder, OpenFile, Stored, read_project, to_bytes};
use crate::workspace::{sample, stamp};

/// A project kept in the state folder because it has no place of its own yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untitled {
    /// Its file.
    pub path: PathBuf,
    /// Its title; of one that cannot be read, the name of its file.
    pub title: String,
    /// How many sources it has, or why it cannot be read and what to do.
    pub sources: Result<usize, String>,
}

impl Desk {
    /// Opens a project file.
    pub fn open_path(&mut self, path: &Path) {
        let (vfs, path, clock, folders) =
            (self.vfs.clone(), path.to_path_buf(), self.clock.clone(), self.folders.clone());
        let untitled = path.starts_with(self.folders.untitled());
        self.jobs.spawn("Opening", move |_| {
            let holder = Holder::this_process(vfs.as_ref(), stamp(clock()));
            let result = OpenFile::open(vfs.as_ref(), &path, &holder)
                .map(|(file, opened)| {
                    let notices = file.notices().iter().map(ToString::to_string);
                    let said = opened.warnings.iter().map(ToString::to_string).chain(notices).collect();
                    let session = folders.session_file(opened.project.head.id);
                    // A session that cannot be read is only a window as it comes: nothing to say.
                    let (session, _) = Stored::load(vfs.as_ref(), &session);
                    Box::new(Read { file, project: opened.project, seq: opened.seq, said, session })
                })
                .map_err(|error| error.to_string());
            Outcome::Opened { path, untitled, result }
        });
    }

    /// Starts an empty project without a file of its own yet.
    pub fn new_project(&mut self, title: &str) {
        let (title, now) = (title.to_owned(), stamp(self.now()));
        self.start_untitled(move |ids| Ok(Project::new(&title, ids, now)));
    }

    /// Opens a fresh copy of the sample project.
    pub fn open_sample(&mut self) {
        self.start_untitled(|ids| sample::project(ids).map_err(|error| error.to_string()));
    }

    fn start_untitled(&mut self, make: impl FnOnce(&mut dyn IdSource) -> Result<Project, String> + Send + 'static) {
        let (vfs, clock, folders, mut ids) = (self.vfs.clone(), self.clock.clone(), self.folders.clone(), (self.ids)());
        self.jobs.spawn("Starting", move |_| {
            let project = match make(ids.as_mut()) {
                Ok(project) => project,
                Err(error) => return Outcome::Kept(Some(format!("The project could not be started: {error}."))),
            };
            let path = folders.untitled_file(project.head.id);
            let holder = Holder::this_process(vfs.as_ref(), stamp(clock()));
            let result = vfs
                .create_dir_all(&folders.untitled())
                .map_err(|error| format!("the folder for unsaved projects cannot be made: {error}"))
                .and_then(|()| {
                    OpenFile::create(vfs.as_ref(), &path, &to_bytes(&project, 1), &holder)
                        .map_err(|error| error.to_string())
                })
                .map(|file| {
                    let (session, _) = Stored::load(vfs.as_ref(), &folders.session_file(project.head.id));
                    Box::new(Read { file, project, seq: 1, said: Vec::new(), session })
                });
            Outcome::Opened { path, untitled: true, result }
        });
    }

    /// Looks for projects that were never saved anywhere; [`Event::Untitled`] brings them.
    pub fn find_untitled(&mut self) {
        let (vfs, folders) = (self.vfs.clone(), self.folders.clone());
        self.jobs.spawn("Looking", move |_| {
            let files = match folders.untitled_files(vfs.as_ref()) {
                Ok(files) => files,
                Err(error) => {
                    let folder = folders.untitled();
                    return Outcome::Kept(Some(format!(
                        "The folder of projects without a file of their own cannot be read: {error} ({}).",
                        folder.display()
                    )));
                }
            };
            let found = files.into_iter().map(|path| match read_project(vfs.as_ref(), &path) {
                Ok(opened) => {
                    let sources = Ok(opened.project.live_sources().count());
                    Untitled { path, title: opened.project.head.title.clone(), sources }
                }
                Err(error) => {
                    let title = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                    Untitled { path, title, sources: Err(error.to_string()) }
                }
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
}
