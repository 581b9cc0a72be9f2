//! Where things live that are not the project's: settings, window state, journals, backups, caches.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::vfs::Vfs;
use crate::model::Id;

/// Variable that puts all folders under one: for tests, and to carry Dossier on a stick.
pub const HOME: &str = "DOSSIER_HOME";

/// The program's own folders. None of them need exist yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// What a person chose: settings, keys, own citation styles.
    pub config: PathBuf,
    /// What must survive a restart: journals, histories, backups, untitled projects, window sessions.
    pub state: PathBuf,
    /// What can be made again: search indexes.
    pub cache: PathBuf,
    /// What came with or was added to the program: models, word lists.
    pub data: PathBuf,
}

impl Folders {
    /// The folders of this account, or those under [`HOME`] if it is set.
    ///
    /// # Errors
    /// When the account has no home folder.
    pub fn find() -> io::Result<Self> {
        Self::choose(std::env::var_os(HOME))
    }

    fn choose(home: Option<OsString>) -> io::Result<Self> {
        if let Some(home) = home.filter(|home| !home.is_empty()) {
            // Made absolute now: the working folder may change later.
            return Ok(Self::under(&std::path::absolute(home)?));
        }
        let found = directories::ProjectDirs::from("", "", "Dossier").ok_or_else(|| {
            io::Error::new(io::ErrorKind::NotFound, format!("this account has no home folder; set {HOME} to a folder"))
        })?;
        Ok(Self {
            config: found.config_dir().to_owned(),
            // macOS and Windows have no folder for state; local data stays on this computer too.
            state: found.state_dir().unwrap_or_else(|| found.data_local_dir()).to_owned(),
            cache: found.cache_dir().to_owned(),
            data: found.data_dir().to_owned(),
        })
    }

    /// All folders under one.
    #[must_use]
    pub fn under(home: &Path) -> Self {
        Self {
            config: home.join("config"),
            state: home.join("state"),
            cache: home.join("cache"),
            data: home.join("data"),
        }
    }

    /// Citation styles of one's own: `.csl` files.
    #[must_use]
    pub fn styles(&self) -> PathBuf {
        self.config.join("styles")
    }

    /// Projects not yet saved anywhere.
    #[must_use]
    pub fn untitled(&self) -> PathBuf {
        self.state.join("untitled")
    }

    /// The file of a project not yet saved anywhere.
    #[must_use]
    pub fn untitled_file(&self, project: Id) -> PathBuf {
        self.untitled().join(format!("{project}.dossier.json"))
    }

    /// Files of projects not yet saved anywhere, to be offered at the start.
    ///
    /// # Errors
    /// As of the disk; a missing folder is an empty one.
    pub fn untitled_files(&self, vfs: &dyn Vfs) -> io::Result<Vec<PathBuf>> {
        let is_project = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            !name.starts_with('.') && name.ends_with(".dossier.json")
        };
        match vfs.list(&self.untitled()) {
            Ok(paths) => Ok(paths.into_iter().filter(is_project).collect()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    /// Daily copies of a project.
    #[must_use]
    pub fn backups(&self, project: Id) -> PathBuf {
        self.state.join("backups").join(project.to_string())
    }

    /// The settings.
    #[must_use]
    pub fn settings_file(&self) -> PathBuf {
        self.config.join("settings.json")
    }

    /// The window's size, panes and open projects.
    #[must_use]
    pub fn session_file(&self, project: Id) -> PathBuf {
        self.state.join("sessions").join(format!("{project}.json"))
    }

    /// Projects opened last.
    #[must_use]
    pub fn recent_file(&self) -> PathBuf {
        self.state.join("recent.json")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IdSource, Kind, SeededIds};
    use crate::storage::RealVfs;

    #[test]
    fn one_variable_carries_everything_along() {
        let dir = tempfile::tempdir().expect("a folder");
        let folders = Folders::choose(Some(dir.path().into())).expect("found");
        for folder in [&folders.config, &folders.state, &folders.cache, &folders.data] {
            assert!(folder.starts_with(dir.path()));
        }
        assert!(Folders::choose(Some("portable".into())).expect("found").state.is_absolute());
        let known = Folders::choose(Some(OsString::new()));
        assert!(known.is_err() || known.is_ok_and(|folders| folders.state.is_absolute()));
    }

    #[test]
    fn only_projects_are_offered_again() {
        let dir = tempfile::tempdir().expect("a folder");
        let folders = Folders::under(dir.path());
        assert_eq!(folders.untitled_files(&RealVfs).expect("nothing yet"), Vec::<PathBuf>::new());
        let path = folders.untitled_file(SeededIds(1).fresh(Kind::Project));
        std::fs::create_dir_all(folders.untitled()).expect("made");
        std::fs::write(&path, "").expect("written");
        for other in [".x.dossier.json.lock", ".x.dossier.json", "notes.txt"] {
            std::fs::write(folders.untitled().join(other), "").expect("written");
        }
        assert_eq!(folders.untitled_files(&RealVfs).expect("listed"), [path]);
    }
}
