//! Opening and starting projects, and those that were never saved anywhere.

use std::path::{Path, PathBuf};

use super::{Desk, Event, Outcome};
use crate::model::Project;
use crate::storage::{Holder, OpenFile, to_bytes};
use crate::workspace::{sample, stamp};

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

impl Desk {
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
}
