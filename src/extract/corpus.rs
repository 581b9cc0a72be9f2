//! Annotated text: the documents that the recogniser is trained and scored on.
//!
//! One JSON object per line; `types` says which types a document annotates completely, `ambig` which passages are
//! open. What is not known stays open as a set of allowed labels; it is never taught as "no name".

use super::labels::{ANY, OUTSIDE, Place, label, of_kind};
use super::token::Token;
use crate::text::Index;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// One annotated document. Offsets are code points.
#[derive(Debug, Clone, Deserialize)]
pub struct Annotated {
    /// Name of the document.
    #[serde(default)]
    pub id: String,
    /// Types annotated completely.
    pub types: Vec<String>,
    /// The text.
    pub text: String,
    /// The names.
    pub entities: Vec<Span>,
    /// Passages where anything may be true.
    #[serde(default)]
    pub ambig: Vec<(usize, usize)>,
}

/// A name in an annotated document.
#[derive(Debug, Clone, Deserialize)]
pub struct Span {
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// Type as written in the file.
    #[serde(rename = "type")]
    pub kind: String,
}

/// Why annotated text cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// The file cannot be read.
    #[error("cannot read {1}: {0}. Check the path and the permissions")]
    Read(std::io::Error, PathBuf),
    /// A line is not an annotated document.
    #[error(
        "line {line} of {path} is not an annotated document ({error}). Each line must be one JSON object with text, types and entities"
    )]
    Line {
        /// What the JSON reader said.
        error: serde_json::Error,
        /// Number of the line, from 1.
        line: usize,
        /// The file.
        path: PathBuf,
    },
}

/// Number of a type name, `None` for dates, money and the like.
pub fn kind_of(name: &str) -> Option<usize> {
    ["PER", "ORG", "LOC", "MISC"].iter().position(|k| *k == name)
}

/// Reads a file of annotated documents.
///
/// # Errors
/// When the file cannot be read or a line is not an annotated document.
pub fn read(path: &Path) -> Result<Vec<Annotated>, CorpusError> {
    let text = std::fs::read_to_string(path).map_err(|e| CorpusError::Read(e, path.to_owned()))?;
    let mut out = Vec::new();
    for (n, line) in text.lines().enumerate() {
        if !line.trim().is_empty() {
            out.push(serde_json::from_str(line).map_err(|error| CorpusError::Line {
                error,
                line: n + 1,
                path: path.to_owned(),
            })?);
        }
    }
    Ok(out)
}

/// The allowed labels of every token.
pub fn masks(document: &Annotated, tokens: &[Token]) -> Vec<u32> {
    let index = Index::new(&document.text);
    let mut blank = 1 << OUTSIDE;
    for kind in 0..4 {
        if !document.types.iter().any(|t| kind_of(t) == Some(kind)) {
            blank |= of_kind(kind);
        }
    }
    let mut out = vec![blank; tokens.len()];
    let covered = |start: usize, end: usize| {
        let from = tokens.partition_point(|t| t.end <= start);
        let to = tokens.partition_point(|t| t.start < end);
        from..to.max(from)
    };
    for span in &document.entities {
        let Some(kind) = kind_of(&span.kind) else { continue };
        let bytes = index.bytes(&document.text, span.start..span.end);
        let range = covered(bytes.start, bytes.end);
        let clash = out.get(range.clone()).unwrap_or_default().iter().any(|&m| m != blank);
        let len = range.len();
        for (k, slot) in out.get_mut(range).unwrap_or_default().iter_mut().enumerate() {
            let place = match (k, len) {
                (_, 1) => Place::Unit,
                (0, _) => Place::Begin,
                _ if k + 1 == len => Place::Last,
                _ => Place::Inside,
            };
            // Two names that share a token: leave both open.
            *slot = if clash { ANY } else { 1 << label(kind, place) };
        }
    }
    for &(start, end) in &document.ambig {
        let bytes = index.bytes(&document.text, start..end);
        if let Some(slots) = out.get_mut(covered(bytes.start, bytes.end)) {
            slots.fill(ANY);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn document(types: &[&str], text: &str, entities: &[(usize, usize, &str)], ambig: &[(usize, usize)]) -> Annotated {
        Annotated {
            id: String::new(),
            types: types.iter().map(|t| (*t).to_owned()).collect(),
            text: text.to_owned(),
            entities: entities.iter().map(|&(start, end, kind)| Span { start, end, kind: kind.to_owned() }).collect(),
            ambig: ambig.to_vec(),
        }
    }

    #[test]
    fn what_is_not_annotated_stays_open() {
        let all = ["PER", "ORG", "LOC", "MISC"];
        let text = "Łukasz Nowak left Paris";
        let d = document(&all, text, &[(0, 12, "PER"), (18, 23, "LOC")], &[]);
        let masks_all = masks(&d, &tokens(text));
        assert_eq!(
            masks_all,
            [1 << label(0, Place::Begin), 1 << label(0, Place::Last), 1 << OUTSIDE, 1 << label(2, Place::Unit)]
        );
        let d = document(&all[..3], text, &[(0, 12, "PER")], &[(18, 23)]);
        let masks_open = masks(&d, &tokens(text));
        assert_eq!(masks_open[2], 1 << OUTSIDE | of_kind(3));
        assert_eq!(masks_open[3], ANY);
        // Dates are no names: outside.
        let d = document(&all, text, &[(18, 23, "DATE")], &[]);
        assert_eq!(masks(&d, &tokens(text))[3], 1 << OUTSIDE);
    }
}
