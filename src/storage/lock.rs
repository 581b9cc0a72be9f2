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
