//! Writing a file so that, whatever happens, the name holds either the old content or the new, whole.
//!
//! Temporary file in the same folder, write, fsync, compare the target with what was last seen of it, rename, fsync
//! the folder. Success means that a power cut right after it loses nothing.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use xxhash_rust::xxh3::xxh3_64;

use super::vfs::{FileKind, Stamp, Vfs, VfsFile};

/// What a file was when it was last read or written: enough to notice that somebody else changed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// What the disk says about it.
    pub stamp: Stamp,
    /// XXH3 of its content: a file only touched, or written again with the same content, has not changed.
    pub xxh3: u64,
}

impl Identity {
    pub(super) fn new(stamp: Stamp, content: &[u8]) -> Self {
        Self { stamp, xxh3: xxh3_64(content) }
    }
}

/// What must be at the target for a save to go on.
#[derive(Clone, Copy, Debug)]
pub(super) enum Expect<'a> {
    /// Nothing, or a file of no bytes.
    Absent,
    /// This content.
    Same(&'a Identity),
    /// It does not matter: settings, backups.
    Anything,
}

/// How the target of a save compares with what was last seen of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outside {
    /// As it was.
    Same,
    /// Another content.
    Changed,
    /// Moved or removed.
    Gone,
}

/// Why something was not saved. The work itself is still in memory, and the file on disk is as it was, except where
/// the message says otherwise.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// No space, or the quota is used up.
    #[error("not saved: the disk is full; free some space, then save again ({0})")]
    DiskFull(PathBuf),
    /// The disk is mounted read-only.
    #[error("not saved: the disk can only be read; save under another name on another disk ({0})")]
    ReadOnlyDisk(PathBuf),
    /// Rights are missing.
    #[error("not saved: you may not write in this folder; save under another name, or ask for the right ({0})")]
    NoPermission(PathBuf),
    /// The folder has been moved, removed or unmounted.
    #[error("not saved: the folder is gone; connect the disk again or save under another name ({0})")]
    FolderGone(PathBuf),
    /// The content on disk is not what was last read or written here.
    #[error("not saved: another program has changed the file since; both versions are kept, merge them ({0})")]
    ChangedOutside(PathBuf),
    /// The file has been moved or removed.
    #[error("not saved: the file has been moved or removed since; save it again here or under another name ({0})")]
    Gone(PathBuf),
    /// A file that is not this project's.
    #[error("not saved: there is a file with this name already; open that one or choose another name ({0})")]
    Exists(PathBuf),
    /// A folder has the name.
    #[error("not saved: a folder has this name; choose another name ({0})")]
    IsFolder(PathBuf),
    /// A device or pipe has the name.
    #[error("not saved: this is no ordinary file; choose another name ({0})")]
    NotAFile(PathBuf),
    /// The disk does not take such a name.
    #[error("not saved: the name is too long or has characters this disk does not take; choose another ({0})")]
    BadName(PathBuf),
    /// The project was opened for reading only.
    #[error("not saved: opened for reading only ({reason}); save under another name ({path})")]
    ReadOnly {
        /// Why.
        reason: super::ReadOnly,
        /// The file.
        path: PathBuf,
    },
    /// The bytes are not a whole project file.
    #[error(
        "not saved: what was to be written is no whole project; this is a fault of Dossier, please report it ({0})"
    )]
    NotAProject(PathBuf),
    /// The new content stands under the name, but the disk did not confirm that it stays there.
    #[error("saved, but the disk did not confirm it: {source}; save again or save under another name ({path})")]
    NotConfirmed {
        /// The file.
        path: PathBuf,
        /// What the disk said.
        source: io::Error,
        /// What stands there now.
        identity: Identity,
    },
    /// Anything else the disk reports.
    #[error("not saved: the disk reports \"{source}\"; try again or save under another name ({path})")]
    Disk {
        /// The file.
        path: PathBuf,
        /// What the disk said.
        source: io::Error,
    },
}

impl SaveError {
    /// A disk's error in words.
    pub(super) fn from_io(source: io::Error, path: &Path) -> Self {
        use io::ErrorKind as Kind;
        let path = path.to_owned();
        match source.kind() {
            Kind::StorageFull | Kind::QuotaExceeded => Self::DiskFull(path),
            Kind::ReadOnlyFilesystem => Self::ReadOnlyDisk(path),
            Kind::PermissionDenied => Self::NoPermission(path),
            Kind::NotFound | Kind::NotADirectory => Self::FolderGone(path),
            Kind::IsADirectory => Self::IsFolder(path),
            Kind::InvalidFilename => Self::BadName(path),
            _ => Self::Disk { path, source },
        }
    }
}

/// Writes a file that is not a project, such as an export or settings, whole or not at all; replaces what is there.
///
/// # Errors
/// As of the disk; the file is as it was, except with [`SaveError::NotConfirmed`].
pub fn write_file(vfs: &dyn Vfs, path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    write_atomic(vfs, &resolve(vfs, path)?, bytes, Expect::Anything).map(drop)
}

/// Replaces or creates the file `path` with `bytes`. `path` must be resolved ([`resolve`]).
///
/// # Errors
/// Nothing has been overwritten and no temporary file is left (where it can be removed), except with
/// [`SaveError::NotConfirmed`].
pub(super) fn write_atomic(
    vfs: &dyn Vfs,
    path: &Path,
    bytes: &[u8],
    expect: Expect<'_>,
) -> Result<Identity, SaveError> {
    let failed = |error| SaveError::from_io(error, path);
    let (Some(dir), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(SaveError::IsFolder(path.to_owned()));
    };
    // Look before the work, for a quick answer, and again right before the rename.
    let existing = compare(vfs, path, expect)?;
    let (temp, mut file) = create_temp(vfs, dir, name).map_err(failed)?;
    let written = (|| {
        if existing {
            // Before the content: a private file must not be public for a moment.
            vfs.copy_mode(path, &temp).map_err(failed)?;
        }
        file.write_all(bytes).map_err(failed)?;
        file.sync().map_err(failed)?;
        let stamp = vfs.metadata(&temp).map_err(failed)?.stamp;
        compare(vfs, path, expect)?;
        Ok(stamp)
    })();
    drop(file);
    let renamed = written.and_then(|stamp| vfs.rename(&temp, path).map_err(failed).map(|()| stamp));
    let mut identity = match renamed {
        Ok(stamp) => Identity::new(stamp, bytes),
        Err(error) => {
            if let Err(left) = vfs.remove(&temp) {
                log::warn!("temporary file {} not removed: {left}", temp.display());
            }
            return Err(error);
        }
    };
    let confirmed = vfs.sync_dir(dir);
    // Renaming changes the time of change. Anything else that differs is somebody else's work and must be noticed.
    if let Ok(now) = vfs.metadata(path)
        && (Stamp { changed: None, ..now.stamp.clone() }) == (Stamp { changed: None, ..identity.stamp.clone() })
    {
        identity.stamp = now.stamp;
    }
    match confirmed {
        Ok(()) => Ok(identity),
        Err(source) => Err(SaveError::NotConfirmed { path: path.to_owned(), source, identity }),
    }
}

/// Whether there is a file at the target; an error unless it is what is expected.
fn compare(vfs: &dyn Vfs, path: &Path, expect: Expect<'_>) -> Result<bool, SaveError> {
    let known = match vfs.metadata(path) {
        Ok(known) => known,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            // A missing folder is said when the temporary file cannot be created, or here if the file was known.
            let folder = path.parent().is_none_or(|dir| vfs.metadata(dir).is_ok());
            return match expect {
                Expect::Same(_) if folder => Err(SaveError::Gone(path.to_owned())),
                Expect::Same(_) => Err(SaveError::FolderGone(path.to_owned())),
                Expect::Absent | Expect::Anything => Ok(false),
            };
        }
        Err(error) => return Err(SaveError::from_io(error, path)),
    };
    match known.kind {
        FileKind::Folder => return Err(SaveError::IsFolder(path.to_owned())),
        FileKind::Other => return Err(SaveError::NotAFile(path.to_owned())),
        FileKind::File => {}
    }
    match expect {
        Expect::Anything => Ok(true),
        Expect::Absent if known.stamp.size == 0 => Ok(true),
        Expect::Absent => Err(SaveError::Exists(path.to_owned())),
        Expect::Same(identity) => match same(vfs, path, &known.stamp, identity) {
            Ok(true) => Ok(true),
            Ok(false) => Err(SaveError::ChangedOutside(path.to_owned())),
            Err(error) => Err(SaveError::from_io(error, path)),
        },
    }
}

/// Whether a file's content is still the known one; reads it only when the disk's account of it differs.
fn same(vfs: &dyn Vfs, path: &Path, stamp: &Stamp, identity: &Identity) -> io::Result<bool> {
    Ok(*stamp == identity.stamp || stamp.size == identity.stamp.size && xxh3_64(&vfs.read(path)?) == identity.xxh3)
}

/// How a file compares with what was last seen of it.
///
/// # Errors
/// As of the disk.
pub(super) fn outside(vfs: &dyn Vfs, path: &Path, identity: &Identity) -> io::Result<Outside> {
    match vfs.metadata(path) {
        Ok(known) if known.kind != FileKind::File => Ok(Outside::Changed),
        Ok(known) => {
            same(vfs, path, &known.stamp, identity).map(|same| if same { Outside::Same } else { Outside::Changed })
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Outside::Gone),
        Err(error) => Err(error),
    }
}

/// The file a path names, links followed; for a new file, its folder's links.
///
/// # Errors
/// When the folder, or what a link points to, is not there.
pub(super) fn resolve(vfs: &dyn Vfs, path: &Path) -> Result<PathBuf, SaveError> {
    let failed = |error| SaveError::from_io(error, path);
    match vfs.canonicalize(path) {
        Ok(path) => Ok(path),
        // A link to a disk that is not there must not be replaced by a file.
        Err(error) if error.kind() == io::ErrorKind::NotFound && !vfs.is_link(path) => {
            let name = path.file_name().ok_or_else(|| SaveError::IsFolder(path.to_owned()))?;
            let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
            Ok(vfs.canonicalize(dir).map_err(failed)?.join(name))
        }
        Err(error) => Err(failed(error)),
    }
}

/// A new hidden file `.name.PID-N.tmp`. A name left over from a crash is never taken again.
fn create_temp(vfs: &dyn Vfs, dir: &Path, name: &OsStr) -> io::Result<(PathBuf, Box<dyn VfsFile>)> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let mut result = Err(io::Error::from(io::ErrorKind::AlreadyExists));
    for _ in 0..1000 {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = dir.join(beside(name, &format!("{:x}-{number:x}.tmp", std::process::id())));
        match vfs.create_new(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => result = Err(error),
            Err(error) => return Err(error),
        }
    }
    result
}

/// Removes temporary files of `path` that a crash has left. Only for who holds its lock.
pub(super) fn sweep(vfs: &dyn Vfs, path: &Path) {
    let (Some(dir), Some(name)) = (path.parent(), path.file_name()) else { return };
    let Ok(paths) = vfs.list(dir) else { return };
    let prefix = beside(name, "");
    for path in paths {
        let unique = path
            .file_name()
            .and_then(|found| found.as_encoded_bytes().strip_prefix(prefix.as_encoded_bytes()))
            .and_then(|rest| rest.strip_suffix(b".tmp"));
        let ours = unique.and_then(|unique| std::str::from_utf8(unique).ok()).is_some_and(|unique| {
            unique.split_once('-').is_some_and(|(pid, number)| {
                [pid, number].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
            })
        });
        if ours && let Err(error) = vfs.remove(&path) {
            log::debug!("temporary file {} not removed: {error}", path.display());
        }
    }
}

/// A hidden name beside `name`: `.name.ending`, kept under the 255 bytes that disks allow.
pub(super) fn beside(name: &OsStr, ending: &str) -> OsString {
    const LONGEST: usize = 200;
    let mut hidden = OsString::from(".");
    if name.len() <= LONGEST {
        hidden.push(name);
    } else {
        let text = name.to_string_lossy();
        hidden.push(text.get(..text.floor_char_boundary(LONGEST - 20)).unwrap_or_default());
        hidden.push(format!("-{:016x}", xxh3_64(name.as_encoded_bytes())));
    }
    hidden.push(".");
    hidden.push(ending);
    hidden
}
