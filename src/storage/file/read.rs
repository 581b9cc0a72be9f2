//! Reads a project from any JSON that holds one, and says where it does not.
//!
//! Two steps: the outline with every record as an unread slice, then the records one by one. So the format number is
//! known before any record is looked at, and an error can name the line its record begins in.

use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeOwned, Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::write::check_fits;
use super::{FORMAT, FileError, SECTIONS, Warning};
use crate::model::{Analysis, Entity, Head, Id, Kind, Label, Mark, Note, Project, Rule, Source, Table, Version, View};

/// Characters of a line shown in an error.
const NEAR: usize = 40;

/// A project as it stood in a file.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The project.
    pub project: Project,
    /// The last journal entry the file holds; 0 when its check line cannot be read.
    pub seq: u64,
    /// What a person should know about the file.
    pub warnings: Vec<Warning>,
}

/// Reads a project file. Accepts any layout of the same JSON: pretty-printed, sections in any order or missing, a
/// byte order mark in front.
///
/// # Errors
/// When the bytes are no whole Dossier project of this format; the error says which line and what to do.
pub fn from_bytes(bytes: &[u8]) -> Result<Opened, FileError> {
    let text = decode(bytes)?;
    let outline: Outline<'_> = match serde_json::from_str(text) {
        Ok(outline) => outline,
        // A list where a newer format has something else is no damage.
        Err(error) => {
            declared(text)?;
            return Err(broken(text, 0, &error, None));
        }
    };
    format_of(outline.dossier.map(|raw| serde_json::from_str(raw.get()).unwrap_or(Value::Null)))?;
    read(text, &outline)
}

fn read(text: &str, outline: &Outline<'_>) -> Result<Opened, FileError> {
    let raw = outline.head.ok_or(FileError::NoProject)?;
    let head: Head = record(text, "project", raw)?;
    if head.id.kind() != Kind::Project {
        return Err(wrong_kind(text, "project", raw, head.id, Kind::Project));
    }
    let mut project = Project::with_head(head);
    let section =
        |name: &str| outline.sections.iter().find(|(known, _)| *known == name).map_or(&[][..], |(_, rows)| rows);
    let table_of = |name: &'static str| (name, section(name));
    project.sources = table(text, table_of("sources"), Kind::Source, |record: &Source| record.id)?;
    project.versions = table(text, table_of("versions"), Kind::Version, |record: &Version| record.id)?;
    project.analyses = table(text, table_of("analyses"), Kind::Version, |record: &Analysis| record.version)?
        .into_iter()
        .map(|(version, analysis)| (version.analysis(), analysis))
        .collect();
    project.entities = table(text, table_of("entities"), Kind::Entity, |record: &Entity| record.id)?;
    project.rules = table(text, table_of("rules"), Kind::Rule, |record: &Rule| record.id)?;
    project.marks = table(text, table_of("marks"), Kind::Mark, |record: &Mark| record.id)?;
    project.notes = table(text, table_of("notes"), Kind::Note, |record: &Note| record.id)?;
    project.tags = table(text, table_of("tags"), Kind::Tag, |record: &Label| record.id)?;
    project.collections = table(text, table_of("collections"), Kind::Collection, |record: &Label| record.id)?;
    project.views = table(text, table_of("views"), Kind::View, |record: &View| record.id)?;
    for (name, raw) in &outline.unknown {
        project.unknown.insert(name.clone(), record(text, name, raw)?);
    }

    let check = outline.check.and_then(|raw| serde_json::from_str::<Check>(raw.get()).ok());
    let found = project.record_count() as u64;
    let warning = match &check {
        None => Some(Warning::NoCheck),
        Some(check) if check_fits(text, check.seq, check.records) => None,
        Some(check) => Some(Warning::EditedOutside { said: check.records, found }),
    };
    Ok(Opened { project, seq: check.map_or(0, |check| check.seq), warnings: warning.into_iter().collect() })
}

/// The last line.
#[derive(Deserialize)]
struct Check {
    seq: u64,
    records: u64,
}

/// The file's top level, records unread.
#[derive(Default)]
struct Outline<'a> {
    dossier: Option<&'a RawValue>,
    head: Option<&'a RawValue>,
    sections: Vec<(&'static str, Vec<&'a RawValue>)>,
    unknown: Vec<(String, &'a RawValue)>,
    check: Option<&'a RawValue>,
}

impl<'de> Deserialize<'de> for Outline<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OutlineVisitor)
    }
}

struct OutlineVisitor;

impl<'de> Visitor<'de> for OutlineVisitor {
    type Value = Outline<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a Dossier project")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut outline = Outline::default();
        let mut seen = std::collections::HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            if !seen.insert(key.clone()) {
                return Err(A::Error::custom(format!("the section `{}` stands twice", short(&key))));
            }
            if let Some(name) = SECTIONS.into_iter().find(|name| *name == key) {
                outline.sections.push((name, map.next_value()?));
                continue;
            }
            match key.as_str() {
                "dossier" => outline.dossier = Some(map.next_value()?),
                "project" => outline.head = Some(map.next_value()?),
                "check" => outline.check = Some(map.next_value()?),
                _ => outline.unknown.push((key, map.next_value()?)),
            }
        }
        Ok(outline)
    }
}

/// Bytes to text: UTF-8 with or without a byte order mark; says what other files are.
fn decode(bytes: &[u8]) -> Result<&str, FileError> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(FileError::Utf16);
    }
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    let Some(first) = bytes.iter().position(|byte| !byte.is_ascii_whitespace() && *byte != 0) else {
        return Err(FileError::Empty);
    };
    if matches!(bytes, [0, b'{', ..] | [b'{', 0, ..]) {
        return Err(FileError::Utf16);
    }
    let start = bytes.get(first..).unwrap_or_default();
    if !start.starts_with(b"{") || start.starts_with(b"{\\rtf") {
        return Err(FileError::NotDossier(other_kind(bytes, start)));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        // A character cut in two at the very end is a lost end, not another encoding.
        if error.error_len().is_none() { FileError::Truncated { line } } else { FileError::NotUtf8 { line } }
    })
}

/// What a file is that does not open with `{`, by its first bytes.
fn other_kind(bytes: &[u8], start: &[u8]) -> String {
    const KINDS: [(&[u8], &str); 9] = [
        (b"%PDF", "it is a PDF document"),
        (b"PK\x03\x04", "it is a ZIP archive, or a DOCX, ODT or EPUB document"),
        (b"\x1f\x8b", "it is compressed with gzip; unpack it first"),
        (b"(\xb5\x2f\xfd", "it is compressed with zstd; unpack it first"),
        (b"SQLite format 3", "it is an SQLite database"),
        (b"{\\rtf", "it is an RTF document"),
        (b"\x89PNG", "it is a picture"),
        (b"\xff\xd8\xff", "it is a picture"),
        (b"<", "it is a web page or XML"),
    ];
    let known = KINDS.into_iter().find(|(magic, _)| bytes.starts_with(magic) || start.starts_with(magic));
    let list = || start.starts_with(b"[").then_some("it is JSON, but a list");
    known.map(|(_, kind)| kind).or_else(list).unwrap_or("it is not JSON").to_owned()
}

/// Looks only for the format number, ignoring what the rest of the JSON is.
fn declared(text: &str) -> Result<(), FileError> {
    #[derive(Deserialize)]
    struct Probe {
        dossier: Option<Value>,
    }
    serde_json::from_str::<Probe>(text).map_or(Ok(()), |probe| format_of(probe.dossier))
}

fn format_of(dossier: Option<Value>) -> Result<(), FileError> {
    let foreign = |why: &str| Err(FileError::NotDossier(why.to_owned()));
    match dossier.as_ref().map(Value::as_u64) {
        Some(Some(FORMAT)) => Ok(()),
        Some(Some(newer)) if newer > FORMAT => Err(FileError::Newer(newer)),
        Some(_) => foreign("it is JSON, but the number behind \"dossier\" is none that Dossier has written"),
        None => foreign("it is JSON, but of another program: it has no key \"dossier\""),
    }
}

fn table<T: DeserializeOwned>(
    text: &str,
    (section, rows): (&'static str, &[&RawValue]),
    kind: Kind,
    id: fn(&T) -> Id,
) -> Result<Table<T>, FileError> {
    let mut table = Table::new();
    for raw in rows {
        let record: T = record(text, section, raw)?;
        let id = id(&record);
        if id.kind() != kind {
            return Err(wrong_kind(text, section, raw, id, kind));
        }
        if table.insert(id, Arc::new(record)).is_some() {
            return Err(FileError::Duplicate {
                line: line_at(text, offset(text, raw)),
                section: section.to_owned(),
                id,
            });
        }
    }
    Ok(table)
}

fn record<T: DeserializeOwned>(text: &str, section: &str, raw: &RawValue) -> Result<T, FileError> {
    serde_json::from_str(raw.get()).map_err(|error| broken(text, offset(text, raw), &error, Some(section)))
}

fn wrong_kind(text: &str, section: &str, raw: &RawValue, id: Id, kind: Kind) -> FileError {
    let line = line_at(text, offset(text, raw));
    FileError::WrongKind { line, section: section.to_owned(), id, letter: kind.letter() }
}

/// Byte where a slice of `text` begins.
fn offset(text: &str, raw: &RawValue) -> usize {
    (raw.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// Line, from 1, of a byte.
fn line_at(text: &str, byte: usize) -> usize {
    1 + text.as_bytes().iter().take(byte).filter(|byte| **byte == b'\n').count()
}

/// An error of the parser that read `text` from byte `base`, as an error of the file.
fn broken(text: &str, base: usize, error: &serde_json::Error, section: Option<&str>) -> FileError {
    let rest = text.get(base..).unwrap_or_default();
    // A missing field is noticed at the end of its record; the record's first line helps more.
    let message = error.to_string();
    let at_start = message.starts_with("missing field");
    let (row, column) = if at_start { (1, 1) } else { (error.line().max(1), error.column().max(1)) };
    let line_start = rest.split_inclusive('\n').take(row - 1).map(str::len).sum::<usize>();
    let byte = (base + line_start + column - 1).min(text.len());
    let line = line_at(text, byte.min(base + line_start).max(base));
    // A number cut in two is no end to the parser, but one to a person.
    let cut = message.starts_with("invalid number") && byte + 1 >= text.len();
    if error.classify() == Category::Eof || cut {
        return FileError::Truncated { line };
    }
    let (column, near) = near(text, byte);
    let problem = message.rsplit_once(" at line ").map_or(message.as_str(), |(problem, _)| problem);
    let problem = problem.chars().take(200).collect();
    match section {
        Some(section) => FileError::Record { line, section: short(section), problem, near },
        None => FileError::Broken { line, column, problem, near },
    }
}

/// Column (characters, from 1) of a byte in its line, and what stands around it.
fn near(text: &str, byte: usize) -> (usize, String) {
    let byte = text.floor_char_boundary(byte);
    let (before, after) = text.split_at_checked(byte).unwrap_or((text, ""));
    let before = before.rsplit('\n').next().unwrap_or_default();
    let column = before.chars().count() + 1;
    let skip = before.chars().count().saturating_sub(NEAR / 2);
    let after = after.split('\n').next().unwrap_or_default();
    let shown = before.chars().skip(skip).chain(after.chars().take(NEAR / 2));
    (column, shown.filter(|character| !character.is_control()).collect())
}

fn short(name: &str) -> String {
    name.chars().take(NEAR).collect()
}
