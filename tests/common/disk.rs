//! A disk that can be told to refuse, for as long as a test wants.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use dossier::storage::{Held, Metadata, RealVfs, Vfs, VfsFile};

/// The real disk, until it is told to refuse writing.
#[derive(Clone, Default)]
pub struct Disk(Arc<Mutex<Option<(io::ErrorKind, PathBuf)>>>);

impl Disk {
    /// From now on nothing below `folder` can be written.
    pub fn refuse(&self, kind: io::ErrorKind, folder: &Path) {
        *self.0.lock().expect("no test panics with it") = Some((kind, folder.to_owned()));
    }

    /// Everything can be written again.
    pub fn allow(&self) {
        *self.0.lock().expect("no test panics with it") = None;
    }

    fn write(&self, path: &Path) -> io::Result<()> {
        match &*self.0.lock().expect("no test panics with it") {
            Some((kind, folder)) if path.starts_with(folder) => Err((*kind).into()),
            _ => Ok(()),
        }
    }
}

impl Vfs for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        RealVfs.read(path)
    }

    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        RealVfs.metadata(path)
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn VfsFile>> {
        self.write(path)?;
        RealVfs.create_new(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.write(to)?;
        RealVfs.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.write(path)?;
        RealVfs.remove(path)
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        RealVfs.sync_dir(dir)
    }

    fn create_dir_all(&self, dir: &Path) -> io::Result<()> {
        self.write(dir)?;
        RealVfs.create_dir_all(dir)
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<PathBuf>> {
        RealVfs.list(dir)
    }

    fn copy_mode(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealVfs.copy_mode(from, to)
    }

    fn is_link(&self, path: &Path) -> bool {
        RealVfs.is_link(path)
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        RealVfs.canonicalize(path)
    }

    fn try_lock(&self, path: &Path, holder: &[u8]) -> io::Result<Option<Box<dyn Held>>> {
        self.write(path)?;
        RealVfs.try_lock(path, holder)
    }
}
