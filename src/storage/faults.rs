//! A disk that fails at a chosen call: full, read-only, forbidden, broken.
//!
//! After SQLite's tests: fail at call 1, 2, 3 … until nothing fails any more, and look each time whether anything was
//! lost or claimed that did not happen.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::vfs::{Held, Metadata, Vfs, VfsFile};

/// Passes calls on to another disk and fails one of them, or all from one on.
pub struct FaultVfs<'a> {
    disk: &'a dyn Vfs,
    plan: Arc<Plan>,
}

struct Plan {
    calls: AtomicU64,
    fail_at: u64,
    lasting: bool,
    kind: io::ErrorKind,
}

impl<'a> FaultVfs<'a> {
    /// Call `fail_at` (from 0) fails with `kind`; with `lasting` all later ones too.
    #[must_use]
    pub fn new(disk: &'a dyn Vfs, fail_at: u64, lasting: bool, kind: io::ErrorKind) -> Self {
        Self { disk, plan: Arc::new(Plan { calls: AtomicU64::new(0), fail_at, lasting, kind }) }
    }

    /// Whether the chosen call has come.
    #[must_use]
    pub fn failed(&self) -> bool {
        self.plan.calls.load(Ordering::Relaxed) > self.plan.fail_at
    }
}

impl Plan {
    fn step(&self) -> io::Result<()> {
        let call = self.calls.fetch_add(1, Ordering::Relaxed);
        if call == self.fail_at || self.lasting && call > self.fail_at { Err(self.kind.into()) } else { Ok(()) }
    }
}

impl Vfs for FaultVfs<'_> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.plan.step()?;
        self.disk.read(path)
    }

    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        self.plan.step()?;
        self.disk.metadata(path)
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn VfsFile>> {
        self.plan.step()?;
        Ok(Box::new(FaultFile { file: self.disk.create_new(path)?, plan: self.plan.clone() }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.plan.step()?;
        self.disk.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.plan.step()?;
        self.disk.remove(path)
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.plan.step()?;
        self.disk.sync_dir(dir)
    }

    fn create_dir_all(&self, dir: &Path) -> io::Result<()> {
        self.plan.step()?;
        self.disk.create_dir_all(dir)
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<PathBuf>> {
        self.plan.step()?;
        self.disk.list(dir)
    }

    fn copy_mode(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.plan.step()?;
        self.disk.copy_mode(from, to)
    }

    fn is_link(&self, path: &Path) -> bool {
        self.disk.is_link(path)
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.plan.step()?;
        self.disk.canonicalize(path)
    }

    fn try_lock(&self, path: &Path, holder: &[u8]) -> io::Result<Option<Box<dyn Held>>> {
        self.plan.step()?;
        self.disk.try_lock(path, holder)
    }
}

struct FaultFile {
    file: Box<dyn VfsFile>,
    plan: Arc<Plan>,
}

impl VfsFile for FaultFile {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.plan.step() {
            // A disk fills up in the middle of a write, not before it.
            self.file.write_all(bytes.get(..bytes.len() / 2).unwrap_or_default())?;
            return Err(error);
        }
        self.file.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.plan.step()?;
        self.file.sync()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;
    use crate::storage::{Folders, Holder, OpenFile, RealVfs, SaveError, Stored, backup, from_bytes, to_bytes};
    use std::fs;

    const KINDS: [io::ErrorKind; 5] = [
        io::ErrorKind::StorageFull,
        io::ErrorKind::PermissionDenied,
        io::ErrorKind::ReadOnlyFilesystem,
        io::ErrorKind::NotFound,
        io::ErrorKind::Other,
    ];

    /// Runs `scene` on a fresh folder with the first, second, third … call failing, until none fails.
    fn until_nothing_fails(scene: impl Fn(&FaultVfs<'_>, &Path)) {
        for kind in KINDS {
            for lasting in [false, true] {
                for fail_at in 0.. {
                    assert!(fail_at < 100, "a call fails for ever");
                    let dir = tempfile::tempdir().expect("a folder");
                    let dir_path = dir.path().canonicalize().expect("there");
                    let disk = FaultVfs::new(&RealVfs, fail_at, lasting, kind);
                    scene(&disk, &dir_path);
                    if !disk.failed() {
                        break;
                    }
                }
            }
        }
    }

    fn names(dir: &Path) -> Vec<String> {
        let name = |entry: io::Result<fs::DirEntry>| entry.expect("one").file_name().to_string_lossy().into_owned();
        fs::read_dir(dir).expect("readable").map(name).collect()
    }

    #[test]
    fn opening_and_saving_never_lie_and_never_lose() {
        let (project, holder) = (sample::project(), Holder::this_process(&RealVfs, sample::now()));
        let (old, new) = (to_bytes(&project, 1), to_bytes(&project, 2));
        until_nothing_fails(|disk, dir| {
            let path = dir.join("a.dossier.json");
            fs::write(&path, &old).expect("written");
            let Ok((mut file, opened)) = OpenFile::open(disk, &path, &holder) else {
                assert!(disk.failed());
                assert_eq!(fs::read(&path).expect("there"), old);
                return;
            };
            assert_eq!(opened.project, project);
            let saved = file.save(disk, &new);
            let found = fs::read(&path).expect("there");
            match &saved {
                Ok(()) | Err(SaveError::NotConfirmed { .. }) => assert_eq!(found, new),
                Err(_) => assert_eq!(found, old),
            }
            assert!(saved.is_ok() || disk.failed());
            // A single failure leaves no rubbish, and the next attempt succeeds: nothing is stuck.
            if !disk.plan.lasting && *file.mode() == crate::storage::Mode::ReadWrite {
                file.save(&RealVfs, &new).expect("the disk is well again");
                drop(file);
                assert_eq!(fs::read(&path).expect("there"), new);
                assert_eq!(names(dir), ["a.dossier.json"]);
            }
        });
    }

    #[test]
    fn creating_leaves_nothing_or_the_whole_file() {
        let (bytes, holder) = (to_bytes(&sample::project(), 1), Holder::this_process(&RealVfs, sample::now()));
        until_nothing_fails(|disk, dir| {
            let path = dir.join("a.dossier.json");
            match OpenFile::create(disk, &path, &bytes, &holder) {
                Ok(_) => assert_eq!(fs::read(&path).expect("there"), bytes),
                Err(SaveError::NotConfirmed { .. }) => assert_eq!(fs::read(&path).expect("there"), bytes),
                Err(_) => assert!(!path.exists() && disk.failed()),
            }
            if !disk.plan.lasting {
                assert!(names(dir).iter().all(|name| name == "a.dossier.json"), "{:?}", names(dir));
            }
        });
    }

    #[test]
    fn a_backup_that_stands_is_good() {
        let (bytes, id) = (to_bytes(&sample::project(), 1), sample::project().head.id);
        let today = jiff::civil::date(2024, 3, 6);
        until_nothing_fails(|disk, dir| {
            let (path, folders) = (dir.join("a.dossier.json"), Folders::under(dir));
            fs::write(&path, &bytes).expect("written");
            let made = backup::before_save(disk, &folders, id, &path, today);
            assert!(made.is_ok() || disk.failed());
            assert_eq!(fs::read(&path).expect("there"), bytes);
            let known = backup::list(&RealVfs, &folders, id).expect("listed");
            assert!(made.is_err() || known.len() == 1);
            for kept in known {
                let content = backup::read(&RealVfs, &kept);
                // Only a disk that fails for ever can keep an unread copy from being taken away.
                assert!(content.is_ok_and(|content| from_bytes(&content).is_ok()) || disk.plan.lasting);
            }
        });
    }

    #[test]
    fn settings_are_the_old_or_the_new_ones() {
        type Numbers = std::collections::BTreeMap<String, u32>;
        until_nothing_fails(|disk, dir| {
            let path = dir.join("settings.json");
            fs::write(&path, "{\"a\":1}").expect("written");
            let (mut stored, message) = Stored::<Numbers>::load(disk, &path);
            assert!(message.is_none() || disk.failed());
            stored.value.insert("b".to_owned(), 2);
            let saved = stored.save(disk);
            let text = fs::read_to_string(&path).expect("there");
            let now: Numbers = serde_json::from_str(&text).expect("whole");
            assert_eq!(now.contains_key("b"), matches!(saved, Ok(()) | Err(SaveError::NotConfirmed { .. })), "{text}");
        });
    }

    #[test]
    fn a_full_disk_says_so() {
        let dir = tempfile::tempdir().expect("a folder");
        let (path, holder) = (dir.path().join("a.dossier.json"), Holder::this_process(&RealVfs, sample::now()));
        let bytes = to_bytes(&sample::project(), 1);
        let mut file = OpenFile::create(&RealVfs, &path, &bytes, &holder).expect("created");
        let disk = FaultVfs::new(&RealVfs, 3, true, io::ErrorKind::StorageFull);
        let message = file.save(&disk, &to_bytes(&sample::project(), 2)).expect_err("full").to_string();
        assert!(message.contains("the disk is full") && message.contains("free some space"), "{message}");
        // Room again: the same file saves.
        file.save(&RealVfs, &to_bytes(&sample::project(), 2)).expect("saved");
    }
}
