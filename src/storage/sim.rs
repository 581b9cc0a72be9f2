//! A disk in memory that can lose power: what was not synced may be gone, torn, or there without its name.
//!
//! File content lasts once the file is synced; a name lasts once its folder is synced. At a power cut anything in
//! between is left to [`Cut`]. Names point at inodes, as on real disks, so a renamed file keeps what was written to it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use super::vfs::{FileKind, Held, Metadata, Stamp, Vfs, VfsFile};
use crate::model::SeededIds;

/// Bytes a disk writes in one piece.
const SECTOR: usize = 512;

/// What becomes of what was not synced.
#[derive(Clone, Copy, Debug)]
pub enum Cut {
    /// All of it is lost.
    Nothing,
    /// All of it is there.
    Everything,
    /// Names are there, their content is not: the classic empty file.
    NamesOnly,
    /// Names and sectors at random.
    Random(u64),
}

/// The disk. Clones are the same disk.
#[derive(Clone, Debug, Default)]
pub struct SimVfs(Arc<Mutex<Disk>>);

#[derive(Debug, Default)]
struct Disk {
    inodes: HashMap<u64, Inode>,
    /// Names as programs see them.
    names: BTreeMap<PathBuf, u64>,
    /// Names as they stand on the disk.
    lasting: BTreeMap<PathBuf, u64>,
    /// Changes between the two, in order.
    pending: Vec<Change>,
    folders: HashSet<PathBuf>,
    locks: HashSet<PathBuf>,
    /// Calls so far; also the clock.
    calls: u64,
    /// The call at which power goes, and whether that call still takes effect.
    cut_at: Option<(u64, bool)>,
    off: bool,
    lies: Lies,
}

/// Deliberate faults of the disk, to see that the tests find them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lies {
    /// Syncing a file does nothing.
    pub files: bool,
    /// Syncing a folder does nothing.
    pub folders: bool,
}

#[derive(Clone, Debug, Default)]
struct Inode {
    content: Vec<u8>,
    lasting: Vec<u8>,
    written: u64,
}

#[derive(Clone, Debug)]
enum Change {
    Name(PathBuf, u64),
    Unname(PathBuf),
    Rename(PathBuf, PathBuf, u64),
}

impl SimVfs {
    /// An empty disk with one folder.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        let sim = Self::default();
        sim.disk().folders.extend(folder.ancestors().map(Path::to_owned));
        sim
    }

    /// Cuts the power at call `call` from now (from 0); `effective`: that call still does its work, but nobody hears.
    pub fn cut_at(&self, call: u64, effective: bool) {
        let mut disk = self.disk();
        disk.cut_at = Some((disk.calls + call, effective));
    }

    /// Makes the disk lie.
    pub fn lie(&self, lies: Lies) {
        self.disk().lies = lies;
    }

    /// Whether power is gone.
    #[must_use]
    pub fn is_off(&self) -> bool {
        self.disk().off
    }

    /// The disk as it is after a power cut and a restart.
    #[must_use]
    pub fn restart(&self, cut: Cut) -> Self {
        let disk = self.disk();
        let mut random = SeededIds(if let Cut::Random(seed) = cut { seed } else { 0 });
        let mut keep = |everything: bool| match cut {
            Cut::Nothing => false,
            Cut::Everything => true,
            Cut::NamesOnly => everything,
            Cut::Random(_) => random.next_u64().is_multiple_of(2),
        };
        let mut names = disk.lasting.clone();
        for change in disk.pending.iter().filter(|_| keep(true)) {
            apply(&mut names, change);
        }
        let mut inodes = disk.inodes.clone();
        let mut numbers: Vec<u64> = inodes.keys().copied().collect();
        numbers.sort_unstable();
        for number in numbers {
            let Some(inode) = inodes.get_mut(&number) else { continue };
            let mut survived = inode.lasting.clone();
            for (at, sector) in inode.content.chunks(SECTOR).enumerate() {
                let start = at * SECTOR;
                let unchanged = inode.lasting.get(start..start + sector.len()) == Some(sector);
                if !unchanged && keep(false) {
                    // Sectors in between that were not written are holes.
                    survived.resize(survived.len().max(start + sector.len()), 0);
                    if let Some(place) = survived.get_mut(start..start + sector.len()) {
                        place.copy_from_slice(sector);
                    }
                }
            }
            inode.content.clone_from(&survived);
            inode.lasting = survived;
        }
        let folders = disk.folders.clone();
        let after = Disk { inodes, lasting: names.clone(), names, folders, calls: disk.calls, ..Disk::default() };
        Self(Arc::new(Mutex::new(after)))
    }

    fn disk(&self) -> MutexGuard<'_, Disk> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One call: does `work` unless power is or goes off.
    fn call<T>(&self, work: impl FnOnce(&mut Disk) -> io::Result<T>) -> io::Result<T> {
        let mut disk = self.disk();
        let dead = || io::Error::other("power is off");
        if disk.off {
            return Err(dead());
        }
        let now = disk.calls;
        disk.calls += 1;
        match disk.cut_at {
            Some((at, effective)) if at == now => {
                let unheard = effective.then(|| work(&mut disk));
                disk.off = true;
                // A lock nobody heard of is released, which takes the disk again.
                drop(disk);
                drop(unheard);
                Err(dead())
            }
            _ => work(&mut disk),
        }
    }
}

impl Disk {
    fn inode(&self, path: &Path) -> io::Result<u64> {
        self.names.get(path).copied().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn change(&mut self, change: Change) {
        apply(&mut self.names, &change);
        self.pending.push(change);
    }

    fn create(&mut self, path: &Path) -> io::Result<u64> {
        if path.parent().is_none_or(|dir| !self.folders.contains(dir)) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let number = self.inodes.len() as u64 + 1;
        self.inodes.insert(number, Inode { written: self.calls, ..Inode::default() });
        self.change(Change::Name(path.to_owned(), number));
        Ok(number)
    }

    fn write(&mut self, number: u64, bytes: &[u8]) -> io::Result<()> {
        let inode = self.inodes.get_mut(&number).ok_or(io::ErrorKind::NotFound)?;
        inode.content.extend_from_slice(bytes);
        inode.written = self.calls;
        Ok(())
    }
}

fn apply(names: &mut BTreeMap<PathBuf, u64>, change: &Change) {
    match change {
        Change::Name(path, inode) => drop(names.insert(path.clone(), *inode)),
        Change::Unname(path) => drop(names.remove(path)),
        Change::Rename(from, to, inode) => {
            if names.get(from) == Some(inode) {
                names.remove(from);
            }
            names.insert(to.clone(), *inode);
        }
    }
}

impl Vfs for SimVfs {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.call(|disk| {
            let number = disk.inode(path)?;
            Ok(disk.inodes.get(&number).map(|inode| inode.content.clone()).unwrap_or_default())
        })
    }

    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        self.call(|disk| {
            if disk.folders.contains(path) {
                return Ok(Metadata { kind: FileKind::Folder, readonly: false, stamp: Stamp::default() });
            }
            let number = disk.inode(path)?;
            let inode = disk.inodes.get(&number).cloned().unwrap_or_default();
            let stamp = Stamp {
                size: inode.content.len() as u64,
                modified: Some(SystemTime::UNIX_EPOCH + Duration::from_secs(inode.written)),
                changed: None,
                inode: Some((0, number)),
            };
            Ok(Metadata { kind: FileKind::File, readonly: false, stamp })
        })
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn VfsFile>> {
        let inode = self.call(|disk| {
            if disk.names.contains_key(path) || disk.folders.contains(path) {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            disk.create(path)
        })?;
        Ok(Box::new(SimFile { sim: self.clone(), inode }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call(|disk| {
            let inode = disk.inode(from)?;
            disk.change(Change::Rename(from.to_owned(), to.to_owned(), inode));
            Ok(())
        })
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.call(|disk| {
            disk.inode(path)?;
            disk.change(Change::Unname(path.to_owned()));
            Ok(())
        })
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.call(|disk| {
            if disk.lies.folders {
                return Ok(());
            }
            let (mut lasting, mut pending) = (std::mem::take(&mut disk.lasting), Vec::new());
            for change in disk.pending.drain(..) {
                let (Change::Name(path, _) | Change::Unname(path) | Change::Rename(_, path, _)) = &change;
                if path.parent() == Some(dir) { apply(&mut lasting, &change) } else { pending.push(change) }
            }
            (disk.lasting, disk.pending) = (lasting, pending);
            Ok(())
        })
    }

    fn create_dir_all(&self, dir: &Path) -> io::Result<()> {
        self.call(|disk| {
            disk.folders.extend(dir.ancestors().map(Path::to_owned));
            Ok(())
        })
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<PathBuf>> {
        self.call(|disk| {
            if !disk.folders.contains(dir) {
                return Err(io::ErrorKind::NotFound.into());
            }
            Ok(disk.names.keys().filter(|path| path.parent() == Some(dir)).cloned().collect())
        })
    }

    fn copy_mode(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call(|disk| disk.inode(from).and(disk.inode(to)).map(drop))
    }

    fn is_link(&self, _: &Path) -> bool {
        false
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.call(|disk| {
            if !disk.folders.contains(path) {
                disk.inode(path)?;
            }
            Ok(path.to_owned())
        })
    }

    fn try_lock(&self, path: &Path, holder: &[u8]) -> io::Result<Option<Box<dyn Held>>> {
        self.call(|disk| {
            if !disk.locks.insert(path.to_owned()) {
                return Ok(None);
            }
            let number = disk.inode(path).or_else(|_| disk.create(path))?;
            if let Some(inode) = disk.inodes.get_mut(&number) {
                inode.content = holder.to_vec();
            }
            let held: Box<dyn Held> = Box::new(SimLock { sim: self.clone(), path: path.to_owned() });
            Ok(Some(held))
        })
    }
}

struct SimFile {
    sim: SimVfs,
    inode: u64,
}

impl VfsFile for SimFile {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        // Two calls, so that power can go in the middle.
        let (first, second) = bytes.split_at(bytes.len() / 2);
        self.sim.call(|disk| disk.write(self.inode, first))?;
        self.sim.call(|disk| disk.write(self.inode, second))
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sim.call(|disk| {
            if !disk.lies.files
                && let Some(inode) = disk.inodes.get_mut(&self.inode)
            {
                inode.lasting.clone_from(&inode.content);
            }
            Ok(())
        })
    }
}

struct SimLock {
    sim: SimVfs,
    path: PathBuf,
}

impl fmt::Debug for SimLock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "lock {}", self.path.display())
    }
}

impl Held for SimLock {}

impl Drop for SimLock {
    fn drop(&mut self) {
        let mut disk = self.sim.disk();
        disk.locks.remove(&self.path);
        if !disk.off {
            disk.change(Change::Unname(self.path.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Project, sample};
    use crate::storage::{Holder, Mode, OpenFile, RealVfs, SaveError, to_bytes};

    const PATH: &str = "/home/a.dossier.json";

    fn holder() -> Holder {
        Holder::this_process(&RealVfs, sample::now())
    }

    fn cuts(seed: u64) -> impl Iterator<Item = Cut> {
        [Cut::Nothing, Cut::Everything, Cut::NamesOnly]
            .into_iter()
            .chain((0..12).map(move |more| Cut::Random(seed * 12 + more)))
    }

    /// Saves twice and cuts the power at every call, in every way. Counts what was lost or mixed.
    fn failures(project: &Project, lies: Lies) -> usize {
        let states: Vec<Vec<u8>> = (0..3).map(|seq| to_bytes(project, seq)).collect();
        let mut failures = 0;
        for (call, effective) in (0..).flat_map(|call| [(call, false), (call, true)]) {
            let sim = SimVfs::new(Path::new("/home"));
            drop(OpenFile::create(&sim, Path::new(PATH), &states[0], &holder()).expect("created"));
            sim.lie(lies);
            sim.cut_at(call, effective);
            let mut acknowledged = 0;
            if let Ok((mut file, _)) = OpenFile::open(&sim, Path::new(PATH), &holder()) {
                for (seq, bytes) in states.iter().enumerate().skip(1) {
                    match file.save(&sim, bytes) {
                        Ok(()) => acknowledged = seq,
                        Err(_) => break,
                    }
                }
            }
            for cut in cuts(call) {
                let after = sim.restart(cut);
                let found = after.read(Path::new(PATH)).ok();
                let state = states.iter().position(|state| Some(state) == found.as_ref());
                let good = state.is_some_and(|state| state >= acknowledged);
                failures += usize::from(!good);
                if good {
                    let (file, _) = OpenFile::open(&after, Path::new(PATH), &holder()).expect("opens after the cut");
                    assert_eq!(file.mode(), &Mode::ReadWrite);
                    drop(file);
                    assert_eq!(after.list(Path::new("/home")).expect("listed"), [Path::new(PATH)]);
                }
            }
            if !sim.is_off() {
                assert_eq!(acknowledged, 2);
                assert!(call > 20, "only {call} calls: the cuts missed most of it");
                return failures;
            }
        }
        unreachable!("the calls end")
    }

    #[test]
    fn after_a_power_cut_the_file_is_the_old_or_the_new_one_and_what_was_acknowledged_stays() {
        assert_eq!(failures(&sample::project(), Lies::default()), 0);
    }

    #[test]
    fn the_test_finds_a_disk_that_only_claims_to_sync() {
        assert!(failures(&sample::project(), Lies { files: true, folders: false }) > 10);
        assert!(failures(&sample::project(), Lies { files: false, folders: true }) > 10);
    }

    #[test]
    fn a_new_project_is_there_whole_or_not_at_all() {
        let bytes = to_bytes(&sample::project(), 0);
        for (call, effective) in (0..).flat_map(|call| [(call, false), (call, true)]) {
            let sim = SimVfs::new(Path::new("/home"));
            sim.cut_at(call, effective);
            let created = OpenFile::create(&sim, Path::new(PATH), &bytes, &holder());
            for cut in cuts(call) {
                match sim.restart(cut).read(Path::new(PATH)) {
                    Ok(found) => assert_eq!(found, bytes),
                    Err(_) => assert!(created.is_err()),
                }
            }
            if !sim.is_off() {
                created.expect("created");
                break;
            }
        }
    }

    #[test]
    fn two_windows_never_overwrite_each_other() {
        // Both believe they may write, as on a disk without locks; every order of their saves.
        let bytes: Vec<Vec<u8>> = (0..9).map(|seq| to_bytes(&sample::project(), seq)).collect();
        for order in 0..64u32 {
            let sim = SimVfs::new(Path::new("/home"));
            drop(OpenFile::create(&sim, Path::new(PATH), &bytes[0], &holder()).expect("created"));
            let open = || {
                let (file, _) = OpenFile::open(&sim, Path::new(PATH), &holder()).expect("opens");
                sim.disk().locks.clear();
                file
            };
            let mut files = [open(), open()];
            let mut owner = None;
            for step in 0..6 {
                let who = (order >> step & 1) as usize;
                let saved = files[who].save(&sim, &bytes[step + 1]);
                match owner {
                    Some(other) if other != who => assert!(matches!(saved, Err(SaveError::ChangedOutside(_)))),
                    _ => {
                        saved.expect("nobody else wrote");
                        owner = Some(who);
                    }
                }
            }
        }
    }
}
