//! PDF with a text layer: glyphs from an engine, everything else from their places: lines, columns, running heads,
//! paragraphs, hyphens, page numbers.
//!
//! A PDF holds no words, no lines and no paragraphs, only glyphs at places. The engine stands behind [`Engine`], so that
//! another can take its place; what is read from the places is ours.

mod columns;
mod facts;
mod furniture;
mod glyphs;
mod hyphens;
mod lines;
mod paragraphs;

use super::ImportError;
use super::document::{Document, Part};
use super::properties::Properties;
use crate::import::Why;
use crate::model::BlockKind;

/// A glyph as the reader of a page sees it; lengths in points, y grows downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Glyph {
    /// The letter.
    letter: char,
    /// Left and right end.
    x: (f32, f32),
    /// Base line.
    y: f32,
    /// Size of the type.
    size: f32,
    bold: bool,
    /// Whether the file itself says that it is furniture.
    artifact: bool,
}

/// A page of glyphs, in the order they are drawn.
#[derive(Clone, Debug, Default)]
struct Sheet {
    /// Width and height.
    size: (f32, f32),
    glyphs: Vec<Glyph>,
    /// Text that does not stand upright, as it is drawn.
    turned: String,
    pictures: usize,
    /// Glyphs whose letter is not known.
    unknown: usize,
    /// Whether the page could not be read to its end.
    broken: bool,
}

/// What an engine makes of a file.
#[derive(Clone, Debug, Default)]
struct Read {
    sheets: Vec<Sheet>,
    /// How many pages the file has; more than `sheets` if it is very long.
    pages: usize,
    properties: Properties,
}

/// Why an engine could not read a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EngineError {
    Locked,
    Broken,
}

/// Something that reads glyphs out of PDF files.
trait Engine {
    /// Glyphs and properties of a file.
    fn read(&self, bytes: &[u8]) -> Result<Read, EngineError>;
}

/// Fewer letters on a page are no text: a scan with a page number drawn over it.
const FEWEST: usize = 20;

/// Reads a document.
///
/// # Errors
/// [`ImportError`] if it is encrypted, damaged or has no text.
pub(super) fn read(bytes: &[u8], name: &str) -> Result<Document, ImportError> {
    let read = glyphs::Hayro.read(bytes).map_err(|error| match error {
        EngineError::Locked => ImportError::Locked { name: name.to_owned() },
        EngineError::Broken => ImportError::Broken { name: name.to_owned() },
    })?;
    let count = read.sheets.len();
    let letters: usize = read.sheets.iter().map(|sheet| sheet.glyphs.len()).sum();
    let unknown: usize = read.sheets.iter().map(|sheet| sheet.unknown).sum();
    if letters < FEWEST * count.min(3) {
        let pictures = read.sheets.iter().any(|sheet| sheet.pictures > 0);
        return Err(match (unknown > letters, pictures) {
            (true, _) => ImportError::Refused {
                name: name.to_owned(),
                what: "a PDF whose letters have no meaning".to_owned(),
                todo: "Have a program for text recognition (OCR) make a PDF with text of it, and import that."
                    .to_owned(),
            },
            (false, true) => ImportError::Scan { name: name.to_owned(), pages: read.pages },
            (false, false) => ImportError::Empty { name: name.to_owned() },
        });
    }
    let mut document = Document { properties: read.properties.clone(), ..Document::default() };
    document.warnings = warnings(&read, letters, unknown);
    document.parts = parts(&read.sheets);
    Ok(document)
}

fn warnings(read: &Read, letters: usize, unknown: usize) -> Vec<String> {
    let mut found = Vec::new();
    let list = |pick: &dyn Fn(&Sheet) -> bool| -> Vec<String> {
        let pages = read.sheets.iter().enumerate().filter(|(_, sheet)| pick(sheet));
        pages.map(|(at, _)| (at + 1).to_string()).take(12).collect()
    };
    let broken = list(&|sheet| sheet.broken);
    if !broken.is_empty() {
        found.push(format!("Not everything on page {} could be read.", broken.join(", ")));
    }
    let scans = list(&|sheet| sheet.glyphs.len() < FEWEST && sheet.pictures > 0);
    if !scans.is_empty() {
        found.push(format!("Page {} holds a picture and no text.", scans.join(", ")));
    }
    if unknown * 50 > letters {
        found.push("Some letters of the PDF have no meaning and are missing from the text.".to_owned());
    }
    if read.sheets.len() < read.pages {
        found.push(format!("Only the first {} of {} pages were read.", read.sheets.len(), read.pages));
    }
    found
}

/// The parts of the text, furniture struck.
fn parts(sheets: &[Sheet]) -> Vec<Part> {
    let mut pages: Vec<Vec<lines::Piece>> = sheets.iter().map(lines::pieces).collect();
    let furniture = furniture::take(&mut pages, sheets);
    let ordered: Vec<Vec<lines::Line>> =
        pages.into_iter().zip(sheets).map(|(pieces, sheet)| columns::ordered(pieces, sheet.size.0)).collect();
    let mut parts = paragraphs::parts(&ordered, &furniture.numbers);
    // What stands at the edges comes behind the first page's text, where it can be looked at and kept.
    let struck = furniture.struck.into_iter().chain(sheets.iter().map(|sheet| sheet.turned.clone()).take(3));
    let mut seen: Vec<String> = Vec::new();
    for text in struck {
        if let Some(mut part) = Part::new(BlockKind::P, &text)
            && !seen.contains(&part.text)
            && seen.len() < 40
        {
            seen.push(part.text.clone());
            part.struck = Some(Why::Chrome);
            let at = parts.iter().take_while(|part| part.struck.is_some()).count();
            parts.insert(at, part);
        }
    }
    parts
}
