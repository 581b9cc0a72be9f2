//! An open project file: the only thing that may overwrite a project.
//!
//! [`OpenFile`] comes from reading a project successfully or from creating one where there was none. A file that could
//! not be read as a project therefore has no [`OpenFile`], and nothing here can overwrite it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::file::{self, FileError, Opened};
use super::lock::{Holder, Lock, lock};
use super::save::{self, Expect, Identity, Outside, SaveError};
use super::vfs::{FileKind, Held, Vfs};

/// A project's file, as last read or written here.
#[derive(Debug)]
pub struct OpenFile {
    path: PathBuf,
    identity: Identity,
    mode: Mode,
    notices: Vec<Notice>,
    _lock: Option<Box<dyn Held>>,
}

/// Whether a file may be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It may.
    ReadWrite,
    /// It may not.
    ReadOnly(ReadOnly),
}

/// Why a file was opened for reading only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadOnly {
    /// Another window or program has it; who, if known.
    InUse(Option<Holder>),
    /// No file can be created in its folder.
    FolderNotWritable,
    /// The file itself is write-protected.
    WriteProtected,
}

impl fmt::Display for ReadOnly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InUse(Some(holder)) => write!(f, "it is open elsewhere: {holder}"),
            Self::InUse(None) => f.write_str("it is open elsewhere"),
            Self::FolderNotWritable => f.write_str("its folder cannot be written"),
            Self::WriteProtected => f.write_str("the file is write-protected"),
        }
    }
}

/// Something about the place of the file that a person should know.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Notice {
    /// Locks do not work there.
    #[error("this disk cannot lock files ({0}): do not open the project twice at the same time")]
    NotLocked(String),
}

/// Why a project did not open. The file has not been touched.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Nothing has this name.
    #[error("there is no such file; it may have been moved, or its disk is not connected ({0})")]
    NotFound(PathBuf),
    /// A folder has this name.
    #[error("this is a folder; choose the .dossier.json file in it ({0})")]
    IsFolder(PathBuf),
    /// A device or pipe has this name.
    #[error("this is no ordinary file ({0})")]
    NotAFile(PathBuf),
    /// Rights are missing.
    #[error("you may not read this file; ask its owner for the right ({0})")]
    NoPermission(PathBuf),
    /// Another program kept writing while it was read.
    #[error("another program is writing this file at the moment; try again when it is done ({0})")]
    Busy(PathBuf),
    /// What is in it is not a project this version can read.
    #[error("{error} ({path})")]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        error: FileError,
    },
    /// Anything else the disk reports.
    #[error("the disk reports \"{source}\"; try again, or restore a backup ({path})")]
    Disk {
        /// The file.
        path: PathBuf,
        /// What the disk said.
        source: io::Error,
    },
}

impl OpenFile {
    /// Opens a project: takes its lock, reads it. Without the lock or the right to write it is read-only.
    ///
    /// # Errors
    /// When the file cannot be read as a project; it is left as it is and nothing can overwrite it.
    pub fn open(vfs: &dyn Vfs, path: &Path, holder: &Holder) -> Result<(Self, Opened), OpenError> {
        let path = vfs.canonicalize(path).map_err(|error| read_error(error, path))?;
        let known = ordinary(vfs, &path)?;
        let (mode, held, notices) = if known {
            (Mode::ReadOnly(ReadOnly::WriteProtected), None, Vec::new())
        } else {
            acquire(vfs, &path, holder)
        };
        let (identity, opened) = read(vfs, &path)?;
        if mode == Mode::ReadWrite {
            save::sweep(vfs, &path);
        }
        Ok((Self { path, identity, mode, notices, _lock: held }, opened))
    }

    /// Creates a project file where there is none (or only an empty file), and keeps it open.
    ///
    /// # Errors
    /// When there is a file with content (open that one instead), or it cannot be written.
    pub fn create(vfs: &dyn Vfs, path: &Path, bytes: &[u8], holder: &Holder) -> Result<Self, SaveError> {
        let path = save::resolve(vfs, path)?;
        let (mode, held, notices) = acquire(vfs, &path, holder);
        match mode {
            // The attempt to write says more than "cannot be written" does.
            Mode::ReadWrite | Mode::ReadOnly(ReadOnly::FolderNotWritable) => {}
            Mode::ReadOnly(reason) => return Err(SaveError::ReadOnly { reason, path }),
        }
        let identity = write(vfs, &path, bytes, Expect::Absent)?;
        Ok(Self { path, identity, mode: Mode::ReadWrite, notices, _lock: held })
    }

    /// Saves a project: afterwards the file holds `bytes`, through a power cut too.
    ///
    /// # Errors
    /// When it is read-only, was changed or removed by another program, or the disk refuses. The file is as it was
    /// (but see [`SaveError::NotConfirmed`]).
    pub fn save(&mut self, vfs: &dyn Vfs, bytes: &[u8]) -> Result<(), SaveError> {
        let expected = self.identity.clone();
        self.write(vfs, bytes, Expect::Same(&expected))
    }

    /// Saves a project whose file was moved or removed ([`SaveError::Gone`]) at its old place.
    ///
    /// # Errors
    /// When there is a file again, or as for [`Self::save`].
    pub fn save_again(&mut self, vfs: &dyn Vfs, bytes: &[u8]) -> Result<(), SaveError> {
        self.write(vfs, bytes, Expect::Absent)
    }

    fn write(&mut self, vfs: &dyn Vfs, bytes: &[u8], expect: Expect<'_>) -> Result<(), SaveError> {
        if let Mode::ReadOnly(reason) = &self.mode {
            return Err(SaveError::ReadOnly { reason: reason.clone(), path: self.path.clone() });
        }
        match write(vfs, &self.path, bytes, expect) {
            Ok(identity) => {
                self.identity = identity;
                Ok(())
            }
            Err(SaveError::NotConfirmed { path, source, identity }) => {
                self.identity = identity.clone();
                Err(SaveError::NotConfirmed { path, source, identity })
            }
            Err(error) => Err(error),
        }
    }

    /// Reads the file again, after another program changed it. From then on [`Self::save`] replaces that content, so
    /// the caller must have merged it.
    ///
    /// # Errors
    /// As for opening; then the file still counts as changed.
    pub fn reload(&mut self, vfs: &dyn Vfs) -> Result<Opened, OpenError> {
        let (identity, opened) = read(vfs, &self.path)?;
        self.identity = identity;
        Ok(opened)
    }

    /// Whether another program has changed the file since it was last read or written here.
    ///
    /// # Errors
    /// As of the disk.
    pub fn outside(&self, vfs: &dyn Vfs) -> io::Result<Outside> {
        save::outside(vfs, &self.path, &self.identity)
    }

    /// The file, links followed.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it may be saved.
    #[must_use]
    pub fn mode(&self) -> &Mode {
        &self.mode
    }

    /// What it was when last read or written here.
    #[must_use]
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// What a person should know about its place.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }
}

/// Reads a project without taking its lock, for commands that only look.
///
/// # Errors
/// As for [`OpenFile::open`].
pub fn read_project(vfs: &dyn Vfs, path: &Path) -> Result<Opened, OpenError> {
    ordinary(vfs, path)?;
    read(vfs, path).map(|(_, opened)| opened)
}

/// Whether an ordinary file is write-protected; an error for anything else.
fn ordinary(vfs: &dyn Vfs, path: &Path) -> Result<bool, OpenError> {
    let known = vfs.metadata(path).map_err(|error| read_error(error, path))?;
    match known.kind {
        FileKind::File => Ok(known.readonly),
        FileKind::Folder => Err(OpenError::IsFolder(path.to_owned())),
        FileKind::Other => Err(OpenError::NotAFile(path.to_owned())),
    }
}

fn acquire(vfs: &dyn Vfs, path: &Path, holder: &Holder) -> (Mode, Option<Box<dyn Held>>, Vec<Notice>) {
    use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    match lock(vfs, path, holder) {
        Ok(Lock::Ours(held)) => (Mode::ReadWrite, Some(held), Vec::new()),
        Ok(Lock::Theirs(who)) => (Mode::ReadOnly(ReadOnly::InUse(who)), None, Vec::new()),
        Err(error) if matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem) => {
            (Mode::ReadOnly(ReadOnly::FolderNotWritable), None, Vec::new())
        }
        // Saving still compares the file with what was last seen of it, so nothing is overwritten unseen.
        Err(error) => (Mode::ReadWrite, None, vec![Notice::NotLocked(error.to_string())]),
    }
}

/// Reads and parses a file that stood still meanwhile.
fn read(vfs: &dyn Vfs, path: &Path) -> Result<(Identity, Opened), OpenError> {
    let failed = |error| read_error(error, path);
    for _ in 0..5 {
        let before = vfs.metadata(path).map_err(failed)?.stamp;
        let bytes = vfs.read(path).map_err(failed)?;
        if vfs.metadata(path).map_err(failed)?.stamp == before {
            let opened = file::from_bytes(&bytes).map_err(|error| OpenError::File { path: path.to_owned(), error })?;
            return Ok((Identity::new(before, &bytes), opened));
        }
    }
    Err(OpenError::Busy(path.to_owned()))
}

fn write(vfs: &dyn Vfs, path: &Path, bytes: &[u8], expect: Expect<'_>) -> Result<Identity, SaveError> {
    if !file::is_whole(bytes) {
        return Err(SaveError::NotAProject(path.to_owned()));
    }
    save::write_atomic(vfs, path, bytes, expect)
}

fn read_error(source: io::Error, path: &Path) -> OpenError {
    let path = path.to_owned();
    match source.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => OpenError::NotFound(path),
        io::ErrorKind::PermissionDenied => OpenError::NoPermission(path),
        io::ErrorKind::IsADirectory => OpenError::IsFolder(path),
        _ => OpenError::Disk { path, source },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;
    use crate::storage::{RealVfs, to_bytes};
    use std::fs;

    fn holder() -> Holder {
        Holder::this_process(&RealVfs, sample::now())
    }

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a folder")
    }

    fn names(dir: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(dir)
            .expect("readable")
            .map(|entry| entry.expect("one").file_name().into_string().expect("UTF-8"))
            .collect();
        names.sort();
        names
    }

    #[test]
    fn what_is_saved_is_what_opens_and_nothing_else_is_left() {
        let (dir, project) = (folder(), sample::project());
        let path = dir.path().join("inquiry.dossier.json");
        let mut file = OpenFile::create(&RealVfs, &path, &to_bytes(&project, 0), &holder()).expect("created");
        file.save(&RealVfs, &to_bytes(&project, 1)).expect("saved");
        file.save(&RealVfs, &to_bytes(&project, 2)).expect("saved again");
        drop(file);
        let (file, opened) = OpenFile::open(&RealVfs, &path, &holder()).expect("opens");
        assert_eq!((opened.project, opened.seq, opened.warnings), (project, 2, vec![]));
        assert_eq!((file.mode(), file.notices()), (&Mode::ReadWrite, &[][..]));
        drop(file);
        assert_eq!(names(dir.path()), ["inquiry.dossier.json"]);
    }

    #[test]
    fn a_second_opener_reads_only_and_is_told_who_writes() {
        let dir = folder();
        let path = dir.path().join("a.dossier.json");
        let bytes = to_bytes(&sample::project(), 0);
        let first = OpenFile::create(&RealVfs, &path, &bytes, &holder()).expect("created");
        let (mut second, _) = OpenFile::open(&RealVfs, &path, &holder()).expect("opens");
        assert_eq!(second.mode(), &Mode::ReadOnly(ReadOnly::InUse(Some(holder()))));
        let refused = second.save(&RealVfs, &bytes).expect_err("read-only").to_string();
        assert!(refused.contains(&format!("process {}", std::process::id())), "{refused}");
        drop((first, second));
        let (third, _) = OpenFile::open(&RealVfs, &path, &holder()).expect("opens");
        assert_eq!(third.mode(), &Mode::ReadWrite);
    }

    #[test]
    fn a_lock_and_a_temporary_file_left_by_a_crash_hold_nobody_back() {
        let dir = folder();
        let path = dir.path().join("a.dossier.json");
        fs::write(&path, to_bytes(&sample::project(), 0)).expect("written");
        fs::write(dir.path().join(".a.dossier.json.lock"), "{\"host\":\"elsewhere\"").expect("written");
        fs::write(dir.path().join(".a.dossier.json.1f-0.tmp"), "half a proj").expect("written");
        fs::write(dir.path().join(".a.dossier.json.mine.tmp"), "a person's file").expect("written");
        let (mut file, opened) = OpenFile::open(&RealVfs, &path, &holder()).expect("opens");
        assert_eq!(file.mode(), &Mode::ReadWrite);
        file.save(&RealVfs, &to_bytes(&opened.project, 1)).expect("saves");
        drop(file);
        assert_eq!(names(dir.path()), [".a.dossier.json.mine.tmp", "a.dossier.json"]);
    }

    #[test]
    fn a_change_from_outside_is_never_overwritten() {
        let (dir, project) = (folder(), sample::project());
        let path = dir.path().join("a.dossier.json");
        let mut file = OpenFile::create(&RealVfs, &path, &to_bytes(&project, 0), &holder()).expect("created");
        let theirs = to_bytes(&project, 5);
        fs::write(&path, &theirs).expect("written");
        assert_eq!(file.outside(&RealVfs).expect("looked"), Outside::Changed);
        assert!(matches!(file.save(&RealVfs, &to_bytes(&project, 1)), Err(SaveError::ChangedOutside(_))));
        assert_eq!(fs::read(&path).expect("there"), theirs);
        // The same content written again, or only touched, is no change.
        assert_eq!(file.reload(&RealVfs).expect("reads").seq, 5);
        fs::write(&path, &theirs).expect("written");
        assert_eq!(file.outside(&RealVfs).expect("looked"), Outside::Same);
        file.save(&RealVfs, &to_bytes(&project, 6)).expect("saved after reloading");
        // Moved away: said, and not put back unasked.
        fs::rename(&path, dir.path().join("b.dossier.json")).expect("moved");
        assert!(matches!(file.save(&RealVfs, &to_bytes(&project, 7)), Err(SaveError::Gone(_))));
        assert!(!path.exists());
        file.save_again(&RealVfs, &to_bytes(&project, 7)).expect("saved at the old place");
        assert!(matches!(file.save_again(&RealVfs, &to_bytes(&project, 8)), Err(SaveError::Exists(_))));
    }

    #[test]
    fn what_is_not_a_project_is_never_overwritten() {
        let dir = folder();
        let path = dir.path().join("thesis.dossier.json");
        fs::write(&path, "{\"dossier\":1,\"project\":{").expect("written");
        assert!(matches!(OpenFile::open(&RealVfs, &path, &holder()), Err(OpenError::File { .. })));
        let bytes = to_bytes(&sample::project(), 0);
        assert!(matches!(OpenFile::create(&RealVfs, &path, &bytes, &holder()), Err(SaveError::Exists(_))));
        assert_eq!(fs::read(&path).expect("there"), b"{\"dossier\":1,\"project\":{");
        assert_eq!(names(dir.path()), ["thesis.dossier.json"]);
        // And nothing but a whole project is written.
        let other = dir.path().join("b.dossier.json");
        let half = &bytes[..bytes.len() / 2];
        assert!(matches!(OpenFile::create(&RealVfs, &other, half, &holder()), Err(SaveError::NotAProject(_))));
        assert!(!other.exists());
    }

    #[test]
    fn folders_missing_folders_and_long_names_are_said_plainly() {
        let (dir, bytes) = (folder(), to_bytes(&sample::project(), 0));
        let create = |name: &str| OpenFile::create(&RealVfs, &dir.path().join(name), &bytes, &holder());
        fs::create_dir(dir.path().join("folder")).expect("made");
        assert!(matches!(create("folder"), Err(SaveError::IsFolder(_))));
        assert!(matches!(create("missing/a.json"), Err(SaveError::FolderGone(_))));
        assert!(matches!(create(&"n".repeat(300)), Err(SaveError::BadName(_))));
        // As long as the disk allows: the hidden names beside it must fit too.
        create(&"é".repeat(127)).expect("fits");
        let open = |name: &str| OpenFile::open(&RealVfs, &dir.path().join(name), &holder());
        assert!(matches!(open("folder"), Err(OpenError::IsFolder(_))));
        assert!(matches!(open("missing"), Err(OpenError::NotFound(_))));
    }

    #[cfg(unix)]
    #[test]
    fn links_and_modes_are_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let (dir, project) = (folder(), sample::project());
        let (real, link) = (dir.path().join("real.dossier.json"), dir.path().join("link.dossier.json"));
        fs::write(&real, to_bytes(&project, 0)).expect("written");
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("set");
        symlink(&real, &link).expect("linked");
        let (mut file, _) = OpenFile::open(&RealVfs, &link, &holder()).expect("opens");
        file.save(&RealVfs, &to_bytes(&project, 1)).expect("saves");
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        assert_eq!(fs::metadata(&real).expect("there").permissions().mode() & 0o777, 0o640);
        assert_eq!(fs::read(&real).expect("there"), to_bytes(&project, 1));
        drop(file);
        // A link to nowhere (a disk that is not connected) is not replaced by a file.
        let nowhere = dir.path().join("nowhere.dossier.json");
        symlink(dir.path().join("unplugged/x.json"), &nowhere).expect("linked");
        assert!(OpenFile::create(&RealVfs, &nowhere, &to_bytes(&project, 1), &holder()).is_err());
        assert!(fs::symlink_metadata(&nowhere).expect("there").is_symlink());
        // A write-protected file opens for reading.
        fs::set_permissions(&real, fs::Permissions::from_mode(0o440)).expect("set");
        let (file, _) = OpenFile::open(&RealVfs, &real, &holder()).expect("opens");
        assert_eq!(file.mode(), &Mode::ReadOnly(ReadOnly::WriteProtected));
    }
}
