//! The text of an office document as it flows by: paragraphs, tables and notes opened and closed by a reader of a
//! format, parts given back in reading order with the notes at the end.

use std::collections::HashMap;

use super::document::Part;
use crate::model::BlockKind;

/// Most parts of a document; what stands behind them is left out and said.
const MOST: usize = 200_000;

/// A paragraph that is being read.
#[derive(Debug, Default)]
pub(super) struct Open {
    pub kind: BlockKind,
    pub text: String,
    /// What marks it as the title.
    pub title: Option<&'static str>,
    /// Whether it is furniture, such as a table of contents.
    pub furniture: bool,
}

#[derive(Debug, Default)]
struct Table {
    rows: Vec<Vec<String>>,
    row: Vec<String>,
    cell: String,
    /// The paragraphs of all cells, for tables that only lay a page out.
    parts: Vec<Part>,
}

/// Where finished paragraphs go: the text, a note, a table.
#[derive(Debug)]
enum Place {
    Note { id: String, text: String, open: usize },
    Table(Table),
}

/// A document being read.
#[derive(Debug, Default)]
pub(super) struct Flow {
    parts: Vec<Part>,
    open: Vec<Open>,
    places: Vec<Place>,
    references: Vec<String>,
    notes: HashMap<String, String>,
    /// Whether the document holds more than is read.
    pub cut: bool,
}

impl Flow {
    /// Opens a paragraph; one inside another (a text frame) comes before it.
    pub(super) fn begin(&mut self, kind: BlockKind) {
        self.open.push(Open { kind, ..Open::default() });
    }

    /// The open paragraph.
    pub(super) fn open(&mut self) -> Option<&mut Open> {
        // A note begins with paragraphs of its own.
        let floor = self.floor();
        if self.open.len() > floor { self.open.last_mut() } else { None }
    }

    fn floor(&self) -> usize {
        let open = |place: &Place| if let Place::Note { open, .. } = place { Some(*open) } else { None };
        self.places.iter().rev().find_map(open).unwrap_or(0)
    }

    /// Adds text to the open paragraph, if there is one.
    pub(super) fn push(&mut self, text: &str) {
        if let Some(open) = self.open() {
            open.text.push_str(text);
        }
    }

    /// Closes the paragraph.
    pub(super) fn end(&mut self) {
        if self.open.len() <= self.floor() {
            return;
        }
        let Some(open) = self.open.pop() else { return };
        let Some(mut part) = Part::new(open.kind, &open.text) else { return };
        part.title = open.title;
        part.struck = open.furniture.then_some(super::Why::Chrome);
        self.put(part);
    }

    fn put(&mut self, part: Part) {
        match self.places.last_mut() {
            Some(Place::Note { text, .. }) => {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(&part.text.replace(['\n', '\t'], " "));
            }
            Some(Place::Table(table)) => {
                if !table.cell.is_empty() {
                    table.cell.push(' ');
                }
                table.cell.push_str(&part.text.replace(['\n', '\t'], " "));
                table.parts.push(part);
            }
            None if self.parts.len() < MOST => self.parts.push(part),
            None => self.cut = true,
        }
    }

    /// Opens a table.
    pub(super) fn table(&mut self) {
        self.places.push(Place::Table(Table::default()));
    }

    /// Whether a table is open.
    pub(super) fn in_table(&self) -> bool {
        matches!(self.places.last(), Some(Place::Table(_)))
    }

    /// Closes a cell.
    pub(super) fn cell(&mut self) {
        if let Some(Place::Table(table)) = self.places.last_mut() {
            table.row.push(std::mem::take(&mut table.cell));
        }
    }

    /// Closes a row.
    pub(super) fn row(&mut self) {
        if let Some(Place::Table(table)) = self.places.last_mut() {
            if !table.cell.is_empty() {
                table.row.push(std::mem::take(&mut table.cell));
            }
            table.rows.push(std::mem::take(&mut table.row));
        }
    }

    /// Closes the table: data become one part, a layout its paragraphs.
    pub(super) fn table_end(&mut self) {
        if !self.in_table() {
            return;
        }
        self.row();
        let Some(Place::Table(table)) = self.places.pop() else { return };
        let rows: Vec<_> = table.rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
        let cells: usize = rows.iter().map(|row| row.len()).sum();
        let letters: usize = rows.iter().flat_map(|row| row.iter()).map(String::len).sum();
        if rows.len() >= 2 && cells >= rows.len() * 2 && letters < cells * 200 {
            let text = rows.iter().map(|row| row.join("\t")).collect::<Vec<_>>().join("\n");
            if let Some(part) = Part::new(BlockKind::Table, &text) {
                self.put(part);
            }
        } else {
            for part in table.parts {
                self.put(part);
            }
        }
    }

    /// Refers to a note from the text: "[3]".
    pub(super) fn refer(&mut self, id: &str) {
        if self.open().is_none() || self.references.len() >= MOST {
            return;
        }
        self.references.push(id.to_owned());
        let number = self.references.len();
        self.push(&format!("[{number}]"));
    }

    /// Opens the text of a note.
    pub(super) fn note(&mut self, id: &str) {
        let open = self.open.len();
        self.places.push(Place::Note { id: id.to_owned(), text: String::new(), open });
    }

    /// Closes the text of a note.
    pub(super) fn note_end(&mut self) {
        while self.in_table() {
            self.table_end();
        }
        while self.open().is_some() {
            self.end();
        }
        if let Some(Place::Note { id, text, .. }) = self.places.pop() {
            self.notes.insert(id, text);
        }
    }

    /// The parts, notes at the end in the order they are referred to.
    pub(super) fn finish(mut self) -> Vec<Part> {
        while !self.open.is_empty() || !self.places.is_empty() {
            if self.open().is_some() {
                self.end();
            } else if self.in_table() {
                self.table_end();
            } else {
                self.note_end();
            }
        }
        for (at, id) in self.references.iter().enumerate() {
            if let Some(text) = self.notes.remove(id)
                && let Some(part) = Part::new(BlockKind::P, &format!("[{}] {text}", at + 1))
            {
                self.parts.push(part);
            }
        }
        self.parts
    }
}
