//! OpenDocument texts (ODT, ISO 26300): paragraphs and headings, lists, tables, notes, and the properties.

use std::collections::HashMap;

use super::archive::{Archive, PartError};
use super::document::Document;
use super::docx::heading;
use super::flow::Flow;
use super::properties::Properties;
use super::xml::{Token, leaves, tokens};
use crate::model::BlockKind;

/// Elements whose text is no part of the document: changes, comments, fields of forms, titles of pictures.
const SKIPPED: [&str; 9] = [
    "tracked-changes",
    "annotation",
    "forms",
    "sequence-decls",
    "note-citation",
    "desc",
    "ruby-text",
    "table-of-content-source",
    "script",
];

/// Whether the parts are encrypted.
pub(super) fn is_locked(archive: &mut Archive<'_>) -> bool {
    archive.xml("META-INF/manifest.xml").is_ok_and(|manifest| manifest.contains("encryption-data"))
}

/// Reads a document.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Document, PartError> {
    let text = archive.xml("content.xml")?;
    let common = archive.xml("styles.xml").unwrap_or_default();
    let mut parents = HashMap::new();
    for xml in [&common, &text] {
        parents.extend(styles(xml));
    }
    let mut flow = Flow::default();
    body(&text, &parents, &mut flow);
    let mut properties = Properties::default();
    let meta = archive.xml("meta.xml").unwrap_or_default();
    let found = leaves(&meta, &["title", "initial-creator", "creator", "creation-date", "language"]);
    let first = found.iter().any(|(name, _)| name == "initial-creator");
    for (name, value) in &found {
        match name.as_str() {
            "title" => properties.add("title", value, "title in the properties of the file", 0.7),
            "initial-creator" => properties.add("author", value, "author in the properties of the file", 0.55),
            // Who saved it last is only perhaps who wrote it.
            "creator" if !first => properties.add("author", value, "last saved by, in the properties of the file", 0.4),
            "creation-date" => properties.add("created", value, "created, in the properties of the file", 0.3),
            "language" => properties.add("language", value, "language in the properties of the file", 0.6),
            _ => {}
        }
    }
    let language = tokens(&common).find_map(|token| match token {
        Token::Open(tag) if tag.name() == "text-properties" => tag.attr("language"),
        _ => None,
    });
    if let Some(language) = language {
        properties.add("language", &language, "language of the styles", 0.4);
    }
    let warnings =
        if flow.cut { vec!["The document is very long; its end was left out.".to_owned()] } else { Vec::new() };
    Ok(Document { parts: flow.finish(), properties, warnings })
}

/// Parent of each style.
fn styles(xml: &str) -> HashMap<String, String> {
    let mut found = HashMap::new();
    for token in tokens(xml) {
        let Token::Open(tag) = token else { continue };
        if tag.name() == "style"
            && let (Some(name), Some(parent)) = (tag.attr("name"), tag.attr("parent-style-name"))
        {
            found.insert(name, parent);
        }
    }
    found
}

/// Kind of a paragraph by its style or those it descends from, and whether it is the title.
fn kind(style: Option<String>, parents: &HashMap<String, String>) -> (BlockKind, bool) {
    let mut at = style;
    for _ in 0..12 {
        let Some(name) = at else { break };
        match name.as_str() {
            "Title" => return (BlockKind::H1, true),
            "Subtitle" => return (BlockKind::H2, false),
            "Quotations" => return (BlockKind::Quote, false),
            "Preformatted_20_Text" => return (BlockKind::Pre, false),
            "Caption" | "Figure" | "Illustration" | "Drawing" => return (BlockKind::Caption, false),
            _ => at = parents.get(&name).cloned(),
        }
    }
    (BlockKind::P, false)
}

fn body(xml: &str, parents: &HashMap<String, String>, flow: &mut Flow) {
    let mut skipping = 0usize;
    let (mut inside, mut contents, mut notes) = (false, 0usize, 0usize);
    // Whether the first paragraph of each open list item is still to come.
    let mut items: Vec<bool> = Vec::new();
    let mut cells: Vec<usize> = Vec::new();
    for token in tokens(xml) {
        match token {
            Token::Open(_) if skipping > 0 => skipping += 1,
            Token::Close(_) if skipping > 0 => skipping -= 1,
            Token::Text(_) if skipping > 0 => {}
            Token::Open(tag) => match tag.name() {
                "body" => inside = true,
                _ if !inside => {}
                name if SKIPPED.contains(&name) => skipping = 1,
                "h" => {
                    let level = tag.attr("outline-level").and_then(|level| level.parse().ok()).unwrap_or(1usize);
                    flow.begin(heading(level.clamp(1, 6)).unwrap_or_default());
                }
                "p" => {
                    let (mut own, title) = kind(tag.attr("style-name"), parents);
                    if let Some(first) = items.last_mut().filter(|first| **first && own == BlockKind::P) {
                        *first = false;
                        own = BlockKind::Li;
                    }
                    flow.begin(own);
                    if let Some(open) = flow.open() {
                        open.title = title.then_some("paragraph in the style “Title”");
                        open.furniture = contents > 0;
                    }
                }
                "list-item" | "list-header" => items.push(true),
                "s" => {
                    let count = tag.attr("c").and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
                    flow.push(if count > 0 { " " } else { "" });
                }
                "tab" => flow.push("\t"),
                "line-break" => flow.push("\n"),
                "soft-hyphen" => {}
                "table" => flow.table(),
                "table-cell" | "covered-table-cell" => {
                    let count = tag.attr("number-columns-repeated").and_then(|count| count.parse::<usize>().ok());
                    cells.push(count.unwrap_or(1).clamp(1, 40));
                }
                "note" => {
                    notes += 1;
                    flow.refer(&notes.to_string());
                }
                "note-body" => flow.note(&notes.to_string()),
                "table-of-content" | "alphabetical-index" | "illustration-index" | "table-index" => contents += 1,
                _ => {}
            },
            Token::Text(text) => flow.push(&text),
            Token::Close(name) => match name.as_str() {
                "p" | "h" => flow.end(),
                "list-item" | "list-header" => {
                    items.pop();
                }
                "table-cell" | "covered-table-cell" => {
                    for _ in 0..cells.pop().unwrap_or(1) {
                        flow.cell();
                    }
                }
                "table-row" => flow.row(),
                "table" => flow.table_end(),
                "note-body" => flow.note_end(),
                "table-of-content" | "alphabetical-index" | "illustration-index" | "table-index" => {
                    contents = contents.saturating_sub(1);
                }
                _ => {}
            },
        }
    }
}
