//! The one door to the disk. Rooms above pass a [`Vfs`] down; tests pass one that fails or loses power.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Everything storage asks of a disk. Paths are taken as they are; only [`Vfs::canonicalize`] resolves links.
pub trait Vfs: Send + Sync {
    /// The whole content of a file.
    ///
    /// # Errors
    /// As of the disk; so for every method here.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// What a path names, links followed.
    ///
    /// # Errors
    /// `NotFound` when there is nothing.
    fn metadata(&self, path: &Path) -> io::Result<Metadata>;
    /// Creates a file for writing.
    ///
    /// # Errors
    /// `AlreadyExists` when the name is taken, by anything.
    fn create_new(&self, path: &Path) -> io::Result<Box<dyn VfsFile>>;
    /// Gives a name to a file in one step, replacing the file that had it.
    ///
    /// # Errors
    /// As of the disk; then nothing has changed.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes names created, renamed and removed in a folder last through a power cut.
    ///
    /// # Errors
    /// As of the disk; disks that cannot do it say nothing.
    fn sync_dir(&self, dir: &Path) -> io::Result<()>;
    /// Creates a folder and those above it.
    ///
    /// # Errors
    /// As of the disk.
    fn create_dir_all(&self, dir: &Path) -> io::Result<()>;
    /// Paths in a folder, sorted.
    ///
    /// # Errors
    /// `NotFound` when there is no folder.
    fn list(&self, dir: &Path) -> io::Result<Vec<PathBuf>>;
    /// Gives `to` the permissions of `from`, and its owner where that is allowed.
    ///
    /// # Errors
    /// As of the disk.
    fn copy_mode(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Whether a path is a symbolic link, dangling or not.
    fn is_link(&self, path: &Path) -> bool;
    /// The path without links and dots.
    ///
    /// # Errors
    /// `NotFound` when it names nothing.
    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf>;
    /// Locks a file against other programs, creating it if need be, and writes `holder` into it. `None`: someone else
    /// holds it. The lock ends, and its file goes, when the value is dropped or the program ends.
    ///
    /// # Errors
    /// When the file cannot be created or the disk knows no locks.
    fn try_lock(&self, path: &Path, holder: &[u8]) -> io::Result<Option<Box<dyn Held>>>;
}

/// A file being written.
pub trait VfsFile: Send {
    /// Writes all bytes, or fails.
    ///
    /// # Errors
    /// As of the disk; a part may have been written.
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Makes what was written last through a power cut.
    ///
    /// # Errors
    /// As of the disk; then the content is not to be trusted, even if a later call succeeds.
    fn sync(&mut self) -> io::Result<()>;
}

/// A lock; dropping it releases it.
pub trait Held: Send + Sync + std::fmt::Debug {}

/// What a path names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A file with content.
    File,
    /// A folder.
    Folder,
    /// A device, pipe or the like.
    Other,
}

/// What the disk knows about a file besides its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// What it is.
    pub kind: FileKind,
    /// Whether it is write-protected.
    pub readonly: bool,
    /// Size, times and number: another one means that the content may be another.
    pub stamp: Stamp,
}

/// What changes when a file is written or replaced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// When the content was last written.
    pub modified: Option<SystemTime>,
    /// When anything about the file last changed, in seconds and nanoseconds; programs cannot set it. Unix only.
    pub changed: Option<(i64, i64)>,
    /// Number of the disk and of the file on it. Unix only.
    pub inode: Option<(u64, u64)>,
}

/// The disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealVfs;

impl Vfs for RealVfs {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        Ok(describe(&fs::metadata(path)?))
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn VfsFile>> {
        Ok(Box::new(RealFile(OpenOptions::new().write(true).create_new(true).open(path)?)))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        retry(|| fs::rename(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        retry(|| fs::remove_file(path))
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        // Windows keeps names safe by itself and has no call for it.
        if cfg!(windows) {
            return Ok(());
        }
        match File::open(dir)?.sync_all() {
            // Some network disks know no such call; there is nothing more that could be done there.
            Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
            result => result,
        }
    }

    fn create_dir_all(&self, dir: &Path) -> io::Result<()> {
        fs::create_dir_all(dir)
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<PathBuf>> {
        let mut paths = fs::read_dir(dir)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
        paths.sort();
        Ok(paths)
    }

    fn copy_mode(&self, from: &Path, to: &Path) -> io::Result<()> {
        let known = fs::metadata(from)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, chown};
            let new = fs::metadata(to)?;
            if (new.uid(), new.gid()) != (known.uid(), known.gid()) {
                // Only the administrator may give files away; without that the writer owns the new file.
                if let Err(error) = chown(to, Some(known.uid()), Some(known.gid())) {
                    log::debug!("owner of {} not kept: {error}", from.display());
                }
            }
        }
        fs::set_permissions(to, known.permissions())
    }

    fn is_link(&self, path: &Path) -> bool {
        fs::symlink_metadata(path).is_ok_and(|known| known.is_symlink())
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn try_lock(&self, path: &Path, holder: &[u8]) -> io::Result<Option<Box<dyn Held>>> {
        // The file may be removed by its last holder between opening and locking it; then the lock is on nothing.
        for _ in 0..100 {
            if fs::symlink_metadata(path).is_ok_and(|known| !known.is_file()) {
                return Err(io::Error::new(io::ErrorKind::InvalidInput, "the lock's name is taken by something else"));
            }
            let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(fs::TryLockError::WouldBlock) => return Ok(None),
                Err(fs::TryLockError::Error(error)) => return Err(error),
            }
            let here = fs::metadata(path).is_ok_and(|named| {
                file.metadata().is_ok_and(|locked| describe(&named).stamp.inode == describe(&locked).stamp.inode)
            });
            if here {
                // Who holds it is a courtesy; the lock itself does not depend on it, and a full disk must not matter.
                let written = file
                    .set_len(0)
                    .and_then(|()| file.seek(SeekFrom::Start(0)))
                    .and_then(|_| file.write_all(holder))
                    .and_then(|()| file.flush());
                if let Err(error) = written {
                    log::debug!("holder not written to {}: {error}", path.display());
                }
                return Ok(Some(Box::new(RealLock { _file: file, path: path.to_owned() })));
            }
        }
        Err(io::Error::new(io::ErrorKind::ResourceBusy, "the lock's file comes and goes"))
    }
}

struct RealFile(File);

impl VfsFile for RealFile {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.0.sync_all()
    }
}

#[derive(Debug)]
struct RealLock {
    _file: File,
    path: PathBuf,
}

impl Held for RealLock {}

impl Drop for RealLock {
    fn drop(&mut self) {
        // Removed while still locked, so that nobody can lock it in between and lose it.
        if let Err(error) = fs::remove_file(&self.path) {
            log::debug!("lock {} not removed: {error}", self.path.display());
        }
    }
}

fn describe(metadata: &fs::Metadata) -> Metadata {
    #[cfg(unix)]
    let (changed, inode) = {
        use std::os::unix::fs::MetadataExt;
        (Some((metadata.ctime(), metadata.ctime_nsec())), Some((metadata.dev(), metadata.ino())))
    };
    #[cfg(not(unix))]
    let (changed, inode) = (None, None);
    let kind = if metadata.is_file() {
        FileKind::File
    } else if metadata.is_dir() {
        FileKind::Folder
    } else {
        FileKind::Other
    };
    let stamp = Stamp { size: metadata.len(), modified: metadata.modified().ok(), changed, inode };
    Metadata { kind, readonly: metadata.permissions().readonly(), stamp }
}

/// Virus scanners on Windows open new files for a moment, and renaming or removing them fails meanwhile.
fn retry(mut attempt: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    let mut left = if cfg!(windows) { 10 } else { 0 };
    loop {
        match attempt() {
            Err(error) if left > 0 && error.kind() == io::ErrorKind::PermissionDenied => {
                left -= 1;
                std::thread::sleep(std::time::Duration::from_millis(30));
            }
            result => return result,
        }
    }
}
