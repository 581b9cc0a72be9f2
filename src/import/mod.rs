//! Bytes in, a [`Draft`] out: a source as it would be saved, with evidence for every field and what was struck.
//!
//! One file or folder per format. Nothing here touches a project, a disk or the network; hostile input costs linear
//! time, and what unpacks is limited.

mod archive;
mod assemble;
mod body;
mod dates;
mod decode;
mod document;
mod docx;
mod epub;
mod fields;
mod flow;
mod forenames;
mod head;
mod html;
mod language;
mod layout;
mod markdown;
mod mhtml;
mod names;
mod odt;
mod pdf;
mod phrases;
mod plain;
mod printed;
mod properties;
mod roles;
mod rtf;
mod shape;
mod sniff;
mod xml;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Serialize;
use sha2::{Digest, Sha256};

use self::sniff::Format;
use crate::model::{Block, BlockKind, Evidence, Item, SourceKind};

pub use decode::{Decoded, decode};
pub use names::split_name;

/// A source before a person has agreed to it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Draft {
    /// File name without folders, or "paste".
    pub name: String,
    /// Format that was read.
    pub kind: SourceKind,
    /// Bibliographic data; what is unknown is empty.
    pub item: Item,
    /// News agency that supplied the piece; not an author.
    pub agency: Option<String>,
    /// Section of the outlet.
    pub section: Option<String>,
    /// Place in the dateline.
    pub dateline: Option<String>,
    /// Language of the body, BCP 47.
    pub language: Option<String>,
    /// Character encoding that was used to read the bytes.
    pub encoding: String,
    /// Structure of `text`, offsets in code points.
    pub blocks: Vec<Block>,
    /// The body: paragraphs joined by one empty line.
    pub text: String,
    /// Page number and first code point of each page, for paged formats.
    pub pages: Vec<(u32, usize)>,
    /// Plain or pasted text as it came, so that struck lines can be brought back.
    pub raw: Option<String>,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// Every line that is not empty, as found.
    pub lines: Vec<Line>,
    /// Where each field was read, best first; keys as in the project file (`title`, `author`, `issued` …).
    pub evidence: BTreeMap<String, Vec<Evidence>>,
    /// What a person should look at.
    pub warnings: Vec<Warning>,
    /// Lines a person kept (true) or struck (false) against the rules, by number.
    pub decided: BTreeMap<usize, bool>,
    /// Kind of each of `lines`, for formats that have kinds.
    #[serde(skip)]
    kinds: Vec<BlockKind>,
    /// Where pages begin among `lines`, for paged formats.
    #[serde(skip)]
    page_starts: Vec<assemble::PageStart>,
    #[serde(skip)]
    hints: Hints,
}

/// A line as it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Number in the file, counted from 1.
    pub number: usize,
    /// The line, without white space at its ends.
    pub text: String,
    /// What becomes of it.
    pub fate: Fate,
    /// The field it gave, as a key of [`Draft::evidence`].
    pub field: Option<String>,
}

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// Part of the text.
    Kept,
    /// Not part of the text.
    Struck(Why),
}

/// Why a line is not part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// It became a field: headline, author, date …
    Field,
    /// Furniture of a page: menus, sharing, cookies.
    Chrome,
    /// It stands above the text and belongs to no field.
    Head,
    /// It stands below the text: related pieces, comments, copyright.
    Tail,
    /// A person struck it.
    Person,
}

/// Something a person should look at before saving.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// The field it is about, as a key of [`Draft::evidence`]; `text` for the body.
    pub about: String,
    /// One sentence.
    pub text: String,
}

/// What is known before reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// Address the bytes came from.
    pub url: Option<String>,
    /// Whether the text was pasted, not read from a file.
    pub pasted: bool,
    /// Format, if the caller knows better than name and content.
    pub kind: Option<SourceKind>,
}

/// Why something could not be read, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum ImportError {
    #[error("“{name}” is empty: there is no text to import. Check that the file was saved or downloaded whole.")]
    Empty { name: String },
    #[error(
        "“{name}” is not text and not a format Dossier can read. Save the article as a web page (HTML), PDF or plain \
         text, or copy the text and paste it."
    )]
    Binary { name: String },
    #[error(
        "No article was found in “{name}”: {seen}. Open the page in a browser, copy the text of the article and paste it."
    )]
    NoArticle { name: String, seen: String },
    #[error("“{name}” could not be read: its format confused the reader. Copy the text of the article and paste it.")]
    Broken { name: String },
    #[error("“{name}” is {what}, which Dossier does not read. {todo}")]
    Refused { name: String, what: String, todo: String },
    #[error(
        "“{name}” is protected with a password. Open it in the program that made it, save a copy without password, and \
         import the copy."
    )]
    Locked { name: String },
    #[error(
        "“{name}” holds {pages} pages of pictures and no text: it is a scan. Have a program for text recognition (OCR) \
         make a PDF with text of it, and import that."
    )]
    Scan { name: String, pages: usize },
    #[error("“{name}” unpacks to more than any text holds. Copy the part you need and paste it.")]
    Huge { name: String },
}

/// Reads `bytes` of the file `name` (without folders).
///
/// # Errors
/// [`ImportError`] with what is wrong and what to do; nothing is half read.
pub fn read(bytes: &[u8], name: &str, hints: &Hints) -> Result<Draft, ImportError> {
    let mut draft = read_as(bytes, name, hints)?;
    // An outlet that signs its own dateline has not been supplied by an agency.
    let outlet = draft.item.container_title.as_deref().map(phrases::fold);
    if outlet.is_some() && draft.agency.as_deref().map(phrases::fold) == outlet {
        draft.agency = None;
        draft.evidence.remove("agency");
    }
    Ok(draft)
}

fn read_as(bytes: &[u8], name: &str, hints: &Hints) -> Result<Draft, ImportError> {
    let format = match hints.kind {
        Some(kind) => Format::Kind(kind),
        None if hints.pasted => Format::Other,
        None => sniff::format(bytes, name),
    };
    let kind = match format {
        Format::Refused(what, todo) => {
            return Err(ImportError::Refused { name: name.to_owned(), what: what.to_owned(), todo: todo.to_owned() });
        }
        Format::Kind(kind) => Some(kind),
        Format::Other => None,
    };
    match kind {
        Some(SourceKind::Html) => return html::draft(bytes, name, hints),
        Some(SourceKind::Mhtml) => return guarded(name, || mhtml::draft(bytes, name, hints)),
        Some(kind @ (SourceKind::Docx | SourceKind::Odt | SourceKind::Epub)) => {
            return guarded(name, || document::draft(sniff::packed(bytes, name, kind)?, name, bytes, kind, hints));
        }
        Some(kind @ SourceKind::Rtf) => {
            return guarded(name, || document::draft(rtf::read(bytes), name, bytes, kind, hints));
        }
        Some(kind @ SourceKind::Pdf) => {
            return guarded(name, || document::draft(pdf::read(bytes, name)?, name, bytes, kind, hints));
        }
        Some(SourceKind::Text | SourceKind::Paste | SourceKind::Markdown) | None => {}
    }
    let decoded = decode(bytes, name)?;
    if kind == Some(SourceKind::Markdown) || kind.is_none() && markdown::is_markdown(&decoded.text, name) {
        return Ok(markdown::draft(&decoded, name, bytes, hints));
    }
    Ok(plain::draft(decoded, name, bytes, hints))
}

/// Runs a reader that uses foreign parsers: a file that breaks one gives a sentence, not a crash.
fn guarded(name: &str, read: impl FnOnce() -> Result<Draft, ImportError>) -> Result<Draft, ImportError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(ImportError::Broken { name: name.to_owned() }))
}

impl Draft {
    /// A draft with nothing read yet.
    fn new(name: &str, bytes: &[u8], kind: SourceKind, encoding: &str, hints: &Hints) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            item: Item::default(),
            agency: None,
            section: None,
            dateline: None,
            language: None,
            encoding: encoding.to_owned(),
            blocks: Vec::new(),
            text: String::new(),
            pages: Vec::new(),
            raw: None,
            sha256: sha256(bytes),
            bytes: bytes.len() as u64,
            lines: Vec::new(),
            evidence: BTreeMap::new(),
            warnings: Vec::new(),
            decided: BTreeMap::new(),
            kinds: Vec::new(),
            page_starts: Vec::new(),
            hints: hints.clone(),
        }
    }

    /// The draft with the line of that number kept or struck; fields and text are derived again.
    ///
    /// A number that names no line changes nothing.
    #[must_use]
    pub fn with_line_kept(mut self, number: usize, kept: bool) -> Self {
        if !self.lines.iter().any(|line| line.number == number) {
            return self;
        }
        self.decided.insert(number, kept);
        match self.raw.take() {
            Some(raw) => plain::redraft(self, raw),
            None => assemble::redraft(self),
        }
    }

    pub(super) fn warn(&mut self, about: &str, text: impl Into<String>) {
        self.warnings.push(Warning { about: about.to_owned(), text: text.into() });
    }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod formats_tests;
#[cfg(test)]
#[path = "draft_tests.rs"]
mod tests;
