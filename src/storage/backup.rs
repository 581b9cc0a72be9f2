//! Daily copies of a project in the state folder, so that a bad day costs a day at most.
//!
//! Compressed (gzip, which every system can unpack), read back and compared before they count, at most [`DAYS`], and
//! together no larger than three times the project.

use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use jiff::civil::Date;

use super::folders::Folders;
use super::save::{Expect, SaveError, write_atomic};
use super::vfs::Vfs;
use crate::model::Id;

/// Days kept.
pub const DAYS: usize = 7;
/// How many times the project's size the backups may take together.
const CAP: u64 = 3;
/// What follows the day in a backup's name.
const ENDING: &str = ".dossier.json.gz";
/// Bytes a backup may unpack to: far above any project, far below what fills a memory.
const LARGEST: u64 = 4 << 30;

/// A copy of a project as it was when first saved on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// The file.
    pub path: PathBuf,
    /// The day.
    pub day: Date,
    /// Size of the compressed file in bytes.
    pub size: u64,
}

/// Why there is no backup. Saving goes on.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The project or the backup cannot be read.
    #[error("no backup: the disk reports \"{source}\" ({path})")]
    Disk {
        /// The file.
        path: PathBuf,
        /// What the disk said.
        source: io::Error,
    },
    /// The copy cannot be written.
    #[error("no backup: {0}")]
    Save(#[from] SaveError),
    /// What was written does not read back.
    #[error("no backup: the copy did not read back as it was written, the disk may be failing ({0})")]
    Unequal(PathBuf),
    /// A damaged backup.
    #[error("this backup is damaged ({source}); take an older one ({path})")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: io::Error,
    },
}

/// Before a save: copies the file on disk, unless this day has its backup. `today` is passed in. Then lets go of the
/// oldest beyond [`DAYS`] and beyond three times the project's size. Gives the new backup's path, if one was made.
///
/// # Errors
/// When no verified backup could be made; report it and save all the same.
pub fn before_save(
    vfs: &dyn Vfs,
    folders: &Folders,
    project: Id,
    file: &Path,
    today: Date,
) -> Result<Option<PathBuf>, BackupError> {
    let dir = folders.backups(project);
    let path = dir.join(format!("{today}{ENDING}"));
    match vfs.metadata(&path) {
        Ok(_) => return Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(source) => return Err(BackupError::Disk { path, source }),
    }
    let content = vfs.read(file).map_err(|source| BackupError::Disk { path: file.to_owned(), source })?;
    let failed = |source| BackupError::Disk { path: path.clone(), source };
    vfs.create_dir_all(&dir).map_err(failed)?;
    let packed = pack(&content).map_err(failed)?;
    let verified = write_atomic(vfs, &path, &packed, Expect::Absent).map_err(BackupError::from).and_then(|_| {
        let unpacked = vfs.read(&path).and_then(|packed| unpack(&packed)).map_err(failed)?;
        if unpacked == content { Ok(()) } else { Err(BackupError::Unequal(path.clone())) }
    });
    if let Err(error) = verified {
        // A copy that cannot be trusted must not stand for this day; a file that was there before is not ours.
        let ours = !matches!(error, BackupError::Save(ref error) if !matches!(error, SaveError::NotConfirmed { .. }));
        if ours && let Err(left) = vfs.remove(&path) {
            log::warn!("failed backup {} not removed: {left}", path.display());
        }
        return Err(error);
    }
    prune(vfs, folders, project, content.len() as u64)?;
    Ok(Some(path))
}

/// Backups of a project, newest first.
///
/// # Errors
/// As of the disk; a missing folder is an empty one.
pub fn list(vfs: &dyn Vfs, folders: &Folders, project: Id) -> Result<Vec<Backup>, BackupError> {
    let dir = folders.backups(project);
    let paths = match vfs.list(&dir) {
        Ok(paths) => paths,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(BackupError::Disk { path: dir, source }),
    };
    let mut backups = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let Some(day) = name.strip_suffix(ENDING).and_then(|day| day.parse().ok()) else { continue };
        let size = match vfs.metadata(&path) {
            Ok(known) => known.stamp.size,
            Err(source) => return Err(BackupError::Disk { path, source }),
        };
        backups.push(Backup { path, day, size });
    }
    backups.sort_by_key(|backup| std::cmp::Reverse(backup.day));
    Ok(backups)
}

/// The project file as it was; read it with [`super::from_bytes`].
///
/// # Errors
/// When the backup cannot be read or is damaged.
pub fn read(vfs: &dyn Vfs, backup: &Backup) -> Result<Vec<u8>, BackupError> {
    let path = || backup.path.clone();
    let packed = vfs.read(&backup.path).map_err(|source| BackupError::Disk { path: path(), source })?;
    unpack(&packed).map_err(|source| BackupError::Damaged { path: path(), source })
}

/// Removes the oldest backups; the newest always stays.
fn prune(vfs: &dyn Vfs, folders: &Folders, project: Id, size: u64) -> Result<(), BackupError> {
    let mut total = 0u64;
    for (place, backup) in list(vfs, folders, project)?.into_iter().enumerate() {
        total = total.saturating_add(backup.size);
        if place > 0 && (place >= DAYS || total > size.saturating_mul(CAP)) {
            vfs.remove(&backup.path).map_err(|source| BackupError::Disk { path: backup.path, source })?;
        }
    }
    Ok(())
}

fn pack(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(content.len() / 3), Compression::fast());
    encoder.write_all(content)?;
    encoder.finish()
}

fn unpack(packed: &[u8]) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    let read = GzDecoder::new(packed).take(LARGEST).read_to_end(&mut content)?;
    if read as u64 == LARGEST {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it unpacks to more than any project"));
    }
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;
    use crate::storage::{RealVfs, from_bytes, to_bytes};
    use std::fs;

    fn day(number: i8) -> Date {
        Date::new(2024, 3, number).expect("a day")
    }

    #[test]
    fn one_a_day_seven_days_and_each_restores() {
        let dir = tempfile::tempdir().expect("a folder");
        let (folders, mut project) = (Folders::under(dir.path()), sample::project());
        let (id, file) = (project.head.id, dir.path().join("a.dossier.json"));
        assert_eq!(list(&RealVfs, &folders, id).expect("none yet"), []);
        for number in 1..=10 {
            std::sync::Arc::make_mut(&mut project.head).title = format!("Day {number}");
            fs::write(&file, to_bytes(&project, 0)).expect("written");
            let made = before_save(&RealVfs, &folders, id, &file, day(number)).expect("backed up");
            assert!(made.is_some());
            fs::write(&file, "later the same day").expect("written");
            assert_eq!(before_save(&RealVfs, &folders, id, &file, day(number)).expect("there already"), None);
        }
        let backups = list(&RealVfs, &folders, id).expect("listed");
        assert!(backups.len() <= DAYS && backups.len() > 1, "{backups:?}");
        for backup in &backups {
            let opened = from_bytes(&read(&RealVfs, backup).expect("reads")).expect("a project");
            assert_eq!(opened.project.head.title, format!("Day {}", backup.day.day()));
        }
        assert_eq!(backups.first().map(|backup| backup.day), Some(day(10)));
        let size = to_bytes(&project, 0).len() as u64;
        assert!(backups.iter().map(|backup| backup.size).sum::<u64>() <= CAP * size);
    }

    #[test]
    fn backups_stay_under_three_times_the_project() {
        let dir = tempfile::tempdir().expect("a folder");
        let (folders, id) = (Folders::under(dir.path()), sample::project().head.id);
        let file = dir.path().join("a.dossier.json");
        fs::write(&file, "small").expect("written");
        fs::create_dir_all(folders.backups(id)).expect("made");
        for number in 1..=5 {
            fs::write(folders.backups(id).join(format!("{}{ENDING}", day(number))), [0; 4]).expect("written");
        }
        fs::write(folders.backups(id).join("mine.txt"), "a person's file").expect("written");
        before_save(&RealVfs, &folders, id, &file, day(6)).expect("backed up");
        let backups = list(&RealVfs, &folders, id).expect("listed");
        // 25 bytes for the new one; three times five bytes are used up, and yet the newest stays.
        assert_eq!(backups.len(), 1);
        assert!(folders.backups(id).join("mine.txt").exists());
        fs::write(&backups[0].path, "junk").expect("written");
        assert!(matches!(read(&RealVfs, &backups[0]), Err(BackupError::Damaged { .. })));
    }
}
