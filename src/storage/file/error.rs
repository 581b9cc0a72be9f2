//! What can be wrong with a project file, in words that say what to do.

use crate::model::Id;

/// Why bytes could not be read as a project. Whoever shows it adds the path.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum FileError {
    /// No bytes, or only blanks and zeros.
    #[error("the file is empty; restore it from a backup (File › Backups) or from where it was copied")]
    Empty,
    /// UTF-16, with or without a byte order mark.
    #[error("the file is in UTF-16, Dossier files are in UTF-8; save it as UTF-8 in the program that wrote it")]
    Utf16,
    /// Bytes that are not UTF-8.
    #[error("line {line} is not UTF-8 text: the file is damaged or was saved in another encoding; restore a backup")]
    NotUtf8 {
        /// Line, from 1.
        line: usize,
    },
    /// A file of another kind, or JSON of another program.
    #[error("not a Dossier project: {0}; to add it to a project as a source, import it")]
    NotDossier(String),
    /// Written by a newer version with another layout.
    #[error(
        "the file is in format {0}, this version reads format 1; update Dossier to open it (nothing has been changed)"
    )]
    Newer(u64),
    /// The JSON stops in the middle.
    #[error(
        "the file ends in the middle of line {line}: its end is lost; restore a backup, or copy it again from where it \
         came"
    )]
    Truncated {
        /// Last line, from 1.
        line: usize,
    },
    /// Not valid JSON.
    #[error("line {line}, column {column}: {problem} near `{near}`; correct the line or restore a backup")]
    Broken {
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What the parser expected.
        problem: String,
        /// What stood there.
        near: String,
    },
    /// Valid JSON, but not what a record of this section looks like.
    #[error(
        "line {line}: this is no record of `{section}`: {problem} near `{near}`; correct the line or restore a backup"
    )]
    Record {
        /// Line, from 1.
        line: usize,
        /// Section of the file.
        section: String,
        /// What is wrong.
        problem: String,
        /// What stood there.
        near: String,
    },
    /// No `project` line.
    #[error("the line \"project\" is missing, so the file cannot be told from others; restore it from a backup")]
    NoProject,
    /// An id a second time.
    #[error("line {line}: the id {id} stands twice in `{section}`; remove one of the two lines or restore a backup")]
    Duplicate {
        /// Line of the second, from 1.
        line: usize,
        /// Section of the file.
        section: String,
        /// The id.
        id: Id,
    },
    /// An id that names another kind of record.
    #[error("line {line}: {id} is no id of a record of `{section}`, which begins with `{letter}`; correct the line")]
    WrongKind {
        /// Line, from 1.
        line: usize,
        /// Section of the file.
        section: String,
        /// The id.
        id: Id,
        /// Letter the id should begin with.
        letter: char,
    },
}

/// Something a person should know about a file that opened all the same.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Warning {
    /// The check line does not fit the bytes.
    #[error("the file was edited outside Dossier since it was last saved{}", counts(*.said, *.found))]
    EditedOutside {
        /// Records the check line speaks of.
        said: u64,
        /// Records there are.
        found: u64,
    },
    /// There is no check line, or none that can be read.
    #[error("the file has no check line: it was edited outside Dossier or has lost its end; look whether all is there")]
    NoCheck,
}

fn counts(said: u64, found: u64) -> String {
    if said == found { String::new() } else { format!(": it had {said} records and has {found} now") }
}
