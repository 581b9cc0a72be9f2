//! Writing the project: by itself after a pause, on request, under another name, and before it is closed.

use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use jiff::SignedDuration;
use jiff::tz::TimeZone;

use super::{Desk, Event, Failure, Obstacle, Outcome};
use crate::storage::{Holder, OpenError, OpenFile, SaveError, Vfs, backup, to_bytes};
use crate::workspace::stamp;

/// Quiet time after the last change before the file is written.
const IDLE: SignedDuration = SignedDuration::from_secs(2);

/// Time before a save that failed is tried again by itself.
const RETRY: SignedDuration = SignedDuration::from_secs(30);

/// `name` as `name.dossier.json`, unless it ends in `.json` already.
fn with_ending(path: &Path) -> PathBuf {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")) {
        return path.to_path_buf();
    }
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".dossier.json");
    path.with_file_name(name)
}

impl Desk {
    /// Writes the project now if there is anything to write. `true` if it is being written.
    pub fn save(&mut self) -> bool {
        self.write(false)
    }

    /// The same when the user waits for it: if it fails, it is said even if it has been said before.
    pub fn save_now(&mut self) -> bool {
        if let Some(open) = &mut self.open {
            open.asked = true;
        }
        self.write(false)
    }

    /// Writes the project over a file that another program changed, or again where it was removed, after the user
    /// chose to.
    pub fn save_over(&mut self) {
        if let Some(open) = &mut self.open {
            open.asked = true;
        }
        self.write(true);
    }

    fn write(&mut self, over: bool) -> bool {
        let now = self.now();
        let Some(open) = &mut self.open else { return false };
        if open.saving.is_some() {
            return true;
        }
        let any = open.workspace.revisions().any;
        if any == open.saved_any || open.read_only.is_some() {
            return false;
        }
        open.saving = Some(any);
        open.seq += 1;
        let (project, seq, file, vfs) =
            (open.workspace.project().clone(), open.seq, open.file.clone(), self.vfs.clone());
        let opening = open.opening;
        let backups = (!open.untitled).then(|| self.folders.clone());
        let today = now.to_zoned_datetime(TimeZone::system()).date();
        self.jobs.spawn("Saving", move |_| {
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            let backup = backups.and_then(|folders| {
                backup::before_save(vfs.as_ref(), &folders, project.head.id, file.path(), today)
                    .err()
                    .map(|error| error.to_string())
            });
            let bytes = to_bytes(&project, seq);
            let result = if over {
                replace(&mut file, vfs.as_ref(), &bytes)
            } else {
                file.save(vfs.as_ref(), &bytes).map_err(told)
            };
            Outcome::Saved { opening, any, result, backup }
        });
        true
    }

    /// Writes the project to another file and goes on there.
    pub fn save_as(&mut self, path: &Path) {
        let Some(open) = &self.open else { return };
        let path = with_ending(path);
        let (vfs, clock, seq) = (self.vfs.clone(), self.clock.clone(), open.seq + 1);
        let (project, any) = (open.workspace.project().clone(), open.workspace.revisions().any);
        let (opening, old) = (open.opening, open.untitled.then(|| open.path.clone()));
        let same = open.path == path;
        if same {
            self.save_now();
            return;
        }
        self.jobs.spawn("Saving as", move |_| {
            let holder = Holder::this_process(vfs.as_ref(), stamp(clock()));
            let bytes = to_bytes(&project, seq);
            let result = match OpenFile::create(vfs.as_ref(), &path, &bytes, &holder) {
                // The user has agreed to replace it; only a project may be replaced by a project.
                Err(SaveError::Exists(_)) => OpenFile::open(vfs.as_ref(), &path, &holder)
                    .map_err(|error| format!("not saved: the file there is not a project and is left as it is; choose another name. {error}"))
                    .and_then(|(mut file, _)| {
                        file.save(vfs.as_ref(), &bytes).map(|()| file).map_err(|error| error.to_string())
                    }),
                other => other.map_err(|error| error.to_string()),
            };
            Outcome::SavedAs { opening, any, result, old }
        });
    }

    /// Closes the project: `true` once it is closed, `false` while it is still being written or cannot be.
    pub fn close(&mut self) -> bool {
        let Some(open) = &self.open else { return true };
        if open.importing > 0 || open.saving.is_some() {
            return false;
        }
        if open.workspace.revisions().any != open.saved_any && open.read_only.is_none() {
            self.save_now();
            return false;
        }
        self.open = None;
        true
    }

    /// Closes the project whatever is unsaved, after the user chose to.
    pub fn abandon(&mut self) {
        self.open = None;
    }

    /// Saves when there was no change for a while.
    pub(super) fn tick(&mut self) -> Option<std::time::Duration> {
        let now = self.now();
        let open = self.open.as_mut()?;
        let any = open.workspace.revisions().any;
        if open.read_only.is_some() || any == open.saved_any || open.saving.is_some() {
            return None;
        }
        if open.quiet.0 != any {
            open.quiet = (any, now);
        }
        let mut due = open.quiet.1 + IDLE;
        if let Some(failure) = &open.failed {
            due = due.max(failure.at + RETRY);
        }
        if now >= due {
            self.save();
            return None;
        }
        due.duration_since(now).try_into().ok()
    }

    pub(super) fn saved(&mut self, any: u64, result: Result<(), (String, Obstacle)>, backup: Option<String>) {
        let now = self.now();
        let Some(open) = &mut self.open else { return };
        open.saving = None;
        let asked = std::mem::take(&mut open.asked);
        match result {
            Ok(()) => {
                open.saved_any = any;
                open.saved_at = stamp(now);
                open.failed = None;
                self.events.push(Event::Saved);
            }
            Err((words, obstacle)) => {
                let first = open.failed.as_ref().is_none_or(|known| known.words != words);
                open.failed = Some(Failure { words: words.clone(), at: now });
                // Said once; the status bar keeps saying it until it works.
                if first || asked {
                    self.events.push(Event::SaveFailed(words, obstacle));
                }
            }
        }
        self.events.extend(backup.map(Event::Say));
    }
}

/// Makes what the file holds now the content to replace, and replaces it. Only a project is replaced by a project.
fn replace(file: &mut OpenFile, vfs: &dyn Vfs, bytes: &[u8]) -> Result<(), (String, Obstacle)> {
    match file.reload(vfs) {
        Ok(_) => file.save(vfs, bytes).map_err(told),
        Err(OpenError::NotFound(_)) => file.save_again(vfs, bytes).map_err(told),
        Err(error) => {
            let words = format!(
                "not saved: what the file holds now is not a project Dossier can read, and is left as it is; save \
                 under another name. {error}"
            );
            Err((words, Obstacle::Disk))
        }
    }
}

fn told(error: SaveError) -> (String, Obstacle) {
    let obstacle = match error {
        SaveError::ChangedOutside(_) => Obstacle::Changed,
        SaveError::Gone(_) => Obstacle::Gone,
        _ => Obstacle::Disk,
    };
    (error.to_string(), obstacle)
}
