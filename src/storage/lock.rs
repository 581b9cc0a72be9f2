//! One program writes a project at a time: a lock file beside it, `.name.lock`, saying who holds it.
//!
//! A file of its own, because an atomic save gives the project's name a new file, and a lock on the old one would hold
//! nobody back. The lock is the operating system's and ends with the program; a file left by a crash locks nothing.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::save::beside;
use super::vfs::{Held, Vfs};

/// Who holds a lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Name of the computer.
    pub host: String,
    /// Number of the process.
    pub pid: u32,
    /// Since when.
    pub time: Timestamp,
}

impl Holder {
    /// This process, from `now` on.
    #[must_use]
    pub fn this_process(vfs: &dyn Vfs, now: Timestamp) -> Self {
        Self { host: host(vfs), pid: std::process::id(), time: now }
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "process {} on {}, since {}", self.pid, self.host, self.time.strftime("%Y-%m-%d %H:%M UTC"))
    }
}

/// The name of this computer, or "this computer".
#[must_use]
pub fn host(vfs: &dyn Vfs) -> String {
    let files = ["/proc/sys/kernel/hostname", "/etc/hostname"]
        .iter()
        .filter_map(|path| String::from_utf8(vfs.read(Path::new(path)).ok()?).ok());
    let variables = ["COMPUTERNAME", "HOSTNAME"].iter().filter_map(|name| std::env::var(name).ok());
    files
        .chain(variables)
        .map(|name| name.trim().to_owned())
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| "this computer".to_owned())
}

/// What asking for a lock gave.
#[derive(Debug)]
pub(super) enum Lock {
    /// It is ours.
    Ours(Box<dyn Held>),
    /// Somebody else's; who, if the file says so.
    Theirs(Option<Holder>),
}

/// Asks for the lock of a project file.
///
/// # Errors
/// When the lock file cannot be created or the disk knows no locks.
pub(super) fn lock(vfs: &dyn Vfs, project: &Path, holder: &Holder) -> io::Result<Lock> {
    let path = lock_path(project);
    let mut text = serde_json::to_vec(holder).map_err(io::Error::other)?;
    text.push(b'\n');
    Ok(match vfs.try_lock(&path, &text)? {
        Some(held) => Lock::Ours(held),
        None => Lock::Theirs(vfs.read(&path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok())),
    })
}

/// The lock file of a project file.
pub(super) fn lock_path(project: &Path) -> PathBuf {
    project.with_file_name(beside(project.file_name().unwrap_or_default(), "lock"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;
    use crate::storage::{Mode, OpenFile, ReadOnly, RealVfs, SaveError, to_bytes};
    use std::process::{Child, Command, Stdio};
    use std::time::{Duration, Instant};
    use std::{fs, thread};

    /// Names the project that the other process opens.
    const PROJECT: &str = "DOSSIER_TEST_LOCK";

    /// Not a test by itself: what [`another_process_is_kept_out_and_a_killed_one_is_not`] runs as the other process.
    #[test]
    fn other_process() {
        let Some(path) = std::env::var_os(PROJECT).map(PathBuf::from) else { return };
        let holder = Holder::this_process(&RealVfs, sample::now());
        let (file, _) = OpenFile::open(&RealVfs, &path, &holder).expect("opens");
        assert_eq!(file.mode(), &Mode::ReadWrite);
        fs::write(path.with_extension("ready"), "").expect("written");
        thread::sleep(Duration::from_secs(60));
    }

    fn start(path: &Path) -> Child {
        let ready = path.with_extension("ready");
        let _ = fs::remove_file(&ready);
        let child = Command::new(std::env::current_exe().expect("known"))
            .args(["storage::lock::tests::other_process", "--exact"])
            .env(PROJECT, path)
            .stdout(Stdio::null())
            .spawn()
            .expect("starts");
        let begin = Instant::now();
        while !ready.exists() {
            assert!(begin.elapsed() < Duration::from_secs(50), "the other process does not open the project");
            thread::sleep(Duration::from_millis(5));
        }
        child
    }

    #[test]
    fn another_process_is_kept_out_and_a_killed_one_is_not() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("a.dossier.json");
        let (old, new) = (to_bytes(&sample::project(), 0), to_bytes(&sample::project(), 1));
        fs::write(&path, &old).expect("written");
        let mut other = start(&path);
        let holder = Holder::this_process(&RealVfs, sample::now());
        let (mut file, _) = OpenFile::open(&RealVfs, &path, &holder).expect("opens for reading");
        let Mode::ReadOnly(ReadOnly::InUse(who)) = file.mode() else { panic!("{:?}", file.mode()) };
        if cfg!(unix) {
            assert_eq!(who.as_ref().map(|who| who.pid), Some(other.id()));
        }
        assert!(matches!(file.save(&RealVfs, &new), Err(SaveError::ReadOnly { .. })));
        assert_eq!(fs::read(&path).expect("there"), old);
        other.kill().expect("killed");
        other.wait().expect("gone");
        // Killed, it left its lock file; that holds nobody back.
        assert!(lock_path(&path).exists());
        let (mut file, _) = OpenFile::open(&RealVfs, &path, &holder).expect("opens");
        assert_eq!(file.mode(), &Mode::ReadWrite);
        file.save(&RealVfs, &new).expect("saved");
    }

    #[test]
    fn of_many_who_ask_at_once_one_gets_it() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("a.dossier.json");
        let holder = Holder::this_process(&RealVfs, sample::now());
        for _ in 0..100 {
            let (held, barrier) = (std::sync::Mutex::new(Vec::new()), std::sync::Barrier::new(4));
            thread::scope(|scope| {
                for _ in 0..4 {
                    scope.spawn(|| {
                        barrier.wait();
                        if let Lock::Ours(ours) = lock(&RealVfs, &path, &holder).expect("asked") {
                            held.lock().expect("sound").push(ours);
                        }
                    });
                }
            });
            assert_eq!(held.lock().expect("sound").len(), 1);
        }
    }
}
