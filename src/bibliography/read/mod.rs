//! Reading bibliographies: one file per format, each into the same [`Entry`], nothing lost, nothing fatal.
//!
//! A broken entry is skipped and said; the others are read. A field with no place in CSL is kept as it stood.

mod bib;
mod biblib;
mod fields;
mod latex;
mod names;
mod nbib;
mod ris;

pub(crate) use fields::MISC;
use serde_json::Value;

use super::{Entry, Format, csl};

/// What could not be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Line of the file, from 1; 0 if the format does not tell.
    pub line: usize,
    /// Why, in words.
    pub why: String,
}

/// The entries of a file, and what was left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    /// Entries in file order.
    pub entries: Vec<Entry>,
    /// Spans that are no entry.
    pub skipped: Vec<Skipped>,
}

/// Why a whole file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file is not of this format at all.
    #[error("this is not {format}: {why}")]
    NotThis {
        /// Name of the format.
        format: &'static str,
        /// Why, in words.
        why: String,
    },
}

/// Reads text as a format.
///
/// # Errors
/// Only if the text as a whole is not of that format.
pub fn read(format: Format, text: &str) -> Result<Library, ReadError> {
    let text = text.trim_start_matches('\u{feff}');
    match format {
        Format::CslJson => json(text),
        Format::BibTeX | Format::BibLaTeX => Ok(bib::read(format, text)),
        Format::Ris => Ok(ris::read(text)),
        Format::Nbib => Ok(nbib::read(text)),
        Format::EndNoteXml | Format::PubMedXml => biblib::read(format, text),
    }
}

/// The format a file most likely has, from how it begins.
#[must_use]
pub fn detect(text: &str) -> Option<Format> {
    let start: String = text.trim_start_matches('\u{feff}').trim_start().chars().take(4000).collect();
    if start.starts_with(['[', '{']) {
        return Some(Format::CslJson);
    }
    if start.starts_with('<') {
        let has = |tag: &str| start.contains(tag);
        return match () {
            () if has("<PubmedArticle") => Some(Format::PubMedXml),
            () if has("<records>") || has("<xml>") || has("<record>") => Some(Format::EndNoteXml),
            () => None,
        };
    }
    if start.lines().any(|line| line.trim_start().starts_with("TY  -")) {
        return Some(Format::Ris);
    }
    if start.lines().any(|line| line.starts_with("PMID-")) {
        return Some(Format::Nbib);
    }
    let entry = start.split('@').nth(1)?;
    let name: String = entry.chars().take_while(char::is_ascii_alphabetic).collect();
    let opens = entry.get(name.len()..)?.trim_start().starts_with(['{', '(']);
    let dialect = ["journaltitle", "date", "langid", "location", "entrysubtype"];
    let biblatex = start.lines().any(|line| {
        line.split('=').next().is_some_and(|field| dialect.contains(&field.trim().to_lowercase().as_str()))
    });
    (opens && !name.is_empty()).then_some(if biblatex { Format::BibLaTeX } else { Format::BibTeX })
}

fn json(text: &str) -> Result<Library, ReadError> {
    let wrong = |why: String| ReadError::NotThis { format: "CSL-JSON", why };
    let value: Value = serde_json::from_str(text).map_err(|error| wrong(error.to_string()))?;
    let list = match value {
        Value::Array(list) => list,
        Value::Object(mut map) => match map.remove("items").or_else(|| map.remove("references")) {
            Some(Value::Array(list)) => list,
            Some(other) => {
                map.insert("items".into(), other);
                vec![Value::Object(map)]
            }
            None => vec![Value::Object(map)],
        },
        _ => return Err(wrong("a list of items is needed".into())),
    };
    let mut library = Library::default();
    for (index, item) in list.iter().enumerate() {
        match csl::read(item) {
            Some(entry) => library.entries.push(entry),
            None => library.skipped.push(Skipped { line: 0, why: format!("item {} is no object", index + 1) }),
        }
    }
    Ok(library)
}

#[cfg(test)]
mod tests;
