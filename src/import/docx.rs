//! Word documents (DOCX, ECMA-376): paragraphs by their styles, lists, tables, notes, and the core properties.

use std::collections::HashMap;

use super::archive::{Archive, PartError, resolve};
use super::document::Document;
use super::flow::Flow;
use super::properties::Properties;
use super::xml::{Token, leaves, tokens};
use crate::model::BlockKind;

/// Elements whose text is no part of the document: deletions, codes of fields, fallbacks, settings.
const SKIPPED: [&str; 12] = [
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "Fallback",
    "sdtPr",
    "tabs",
    "rt",
    "sectPr",
    "tblPr",
    "delInstrText",
    "binData",
];

/// What a style makes of a paragraph.
#[derive(Clone, Copy, Debug, Default)]
struct Style {
    kind: BlockKind,
    title: bool,
    contents: bool,
}

/// Reads a document.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Document, PartError> {
    let main = main_part(archive);
    let text = archive.xml(&main)?;
    let styles_xml = archive.xml(&resolve(&main, "styles.xml")).unwrap_or_default();
    let styles = styles(&styles_xml);
    let mut flow = Flow::default();
    body(&text, &styles, &mut flow);
    for notes in ["footnotes.xml", "endnotes.xml"] {
        if let Ok(text) = archive.xml(&resolve(&main, notes)) {
            body(&text, &styles, &mut flow);
        }
    }
    let mut properties = Properties::default();
    let core = archive.xml("docProps/core.xml").unwrap_or_default();
    for (name, value) in leaves(&core, &["title", "creator", "created", "language"]) {
        match name.as_str() {
            "title" => properties.add("title", &value, "title in the properties of the file", 0.7),
            "creator" => properties.add("author", &value, "author in the properties of the file", 0.55),
            "created" => properties.add("created", &value, "created, in the properties of the file", 0.3),
            _ => properties.add("language", &value, "language in the properties of the file", 0.6),
        }
    }
    if let Some(language) = attribute(&styles_xml, "lang", "val") {
        properties.add("language", &language, "language of the styles", 0.4);
    }
    let warnings =
        if flow.cut { vec!["The document is very long; its end was left out.".to_owned()] } else { Vec::new() };
    Ok(Document { parts: flow.finish(), properties, warnings })
}

/// Name of the main part, from the package's relationships.
fn main_part(archive: &mut Archive<'_>) -> String {
    let usual = "word/document.xml";
    if archive.has(usual) {
        return usual.to_owned();
    }
    let relations = archive.xml("_rels/.rels").unwrap_or_default();
    let target = tokens(&relations).find_map(|token| match token {
        Token::Open(tag) if tag.attr("Type").is_some_and(|kind| kind.ends_with("/officeDocument")) => {
            tag.attr("Target")
        }
        _ => None,
    });
    target.map_or_else(|| usual.to_owned(), |target| resolve("", &target))
}

/// Whether an archive that is no Word document by its usual names is one by its relationships.
pub(super) fn is_word(archive: &mut Archive<'_>) -> bool {
    let types = archive.xml("[Content_Types].xml").unwrap_or_default();
    types.contains("wordprocessingml.document") || types.contains("wordprocessingml.template")
}

fn attribute(xml: &str, element: &str, name: &str) -> Option<String> {
    tokens(xml).find_map(|token| match token {
        Token::Open(tag) if tag.name() == element => tag.attr(name),
        _ => None,
    })
}

/// Styles by id. A style without a telling name is what the style it is based on is.
fn styles(xml: &str) -> HashMap<String, Style> {
    let mut found: HashMap<String, (Style, bool, Option<String>)> = HashMap::new();
    let mut id = String::new();
    for token in tokens(xml) {
        let Token::Open(tag) = token else { continue };
        match tag.name() {
            "style" => {
                id = tag.attr("styleId").unwrap_or_default();
                found.insert(id.clone(), (Style::default(), false, None));
            }
            "name" => {
                let name = tag.attr("val").unwrap_or_default().to_lowercase();
                if let (Some(entry), Some(style)) = (found.get_mut(&id), named(&name)) {
                    (entry.0, entry.1) = (style, true);
                }
            }
            "basedOn" => {
                if let Some(entry) = found.get_mut(&id) {
                    entry.2 = tag.attr("val");
                }
            }
            "outlineLvl" => {
                let level = tag.attr("val").and_then(|level| level.parse::<usize>().ok());
                if let (Some(entry), Some(kind)) = (found.get_mut(&id), level.and_then(|level| heading(level + 1)))
                    && !entry.1
                {
                    (entry.0.kind, entry.1) = (kind, true);
                }
            }
            _ => {}
        }
    }
    let resolved = |id: &String| {
        let mut at = found.get(id);
        for _ in 0..12 {
            match at {
                Some((style, true, _)) => return *style,
                Some((_, false, Some(parent))) => at = found.get(parent),
                _ => break,
            }
        }
        Style::default()
    };
    found.keys().map(|id| (id.clone(), resolved(id))).collect()
}

/// Heading of a level counted from 1.
pub(super) fn heading(level: usize) -> Option<BlockKind> {
    use BlockKind::{H1, H2, H3, H4, H5, H6};
    [H1, H2, H3, H4, H5, H6].get(level.checked_sub(1)?).copied()
}

/// What a style of this name makes of a paragraph. Word keeps the English names of its own styles in the file.
fn named(name: &str) -> Option<Style> {
    if let Some(level) = name.strip_prefix("heading ").and_then(|level| level.trim().parse::<usize>().ok()) {
        return Some(Style { kind: heading(level)?, ..Style::default() });
    }
    let kind = match name {
        "title" => return Some(Style { kind: BlockKind::H1, title: true, contents: false }),
        "subtitle" => BlockKind::H2,
        "quote" | "intense quote" | "block text" | "quotations" => BlockKind::Quote,
        "caption" => BlockKind::Caption,
        "html preformatted" | "plain text" | "macro" | "preformatted text" => BlockKind::Pre,
        _ if name.starts_with("toc ") => return Some(Style { contents: true, ..Style::default() }),
        _ if name.starts_with("list bullet") || name.starts_with("list number") => BlockKind::Li,
        _ => return None,
    };
    Some(Style { kind, ..Style::default() })
}

/// Reads the body, or a part of notes, into the flow.
fn body(xml: &str, styles: &HashMap<String, Style>, flow: &mut Flow) {
    let mut skipping = 0usize;
    let (mut in_text, mut hidden) = (false, false);
    for token in tokens(xml) {
        match token {
            Token::Open(_) if skipping > 0 => skipping += 1,
            Token::Close(_) if skipping > 0 => skipping -= 1,
            Token::Text(_) if skipping > 0 => {}
            Token::Open(tag) => match tag.name() {
                name if SKIPPED.contains(&name) => skipping = 1,
                "p" => flow.begin(BlockKind::P),
                "pStyle" => {
                    let style = tag.attr("val").and_then(|id| styles.get(&id)).copied().unwrap_or_default();
                    if let Some(open) = flow.open() {
                        open.kind = style.kind;
                        open.title = style.title.then_some("paragraph in the style “Title”");
                        open.furniture = style.contents;
                    }
                }
                "numId" if tag.attr("val").is_some_and(|id| id != "0") => {
                    if let Some(open) = flow.open().filter(|open| open.kind == BlockKind::P) {
                        open.kind = BlockKind::Li;
                    }
                }
                "outlineLvl" => {
                    let level = tag.attr("val").and_then(|level| level.parse::<usize>().ok());
                    if let (Some(open), Some(kind)) = (flow.open(), level.and_then(|level| heading(level + 1))) {
                        open.kind = kind;
                    }
                }
                "r" => hidden = false,
                "vanish" => hidden = tag.attr("val").is_none_or(|value| !matches!(value.as_str(), "0" | "false")),
                "t" => in_text = true,
                "tab" => flow.push("\t"),
                "br" | "cr" => flow.push("\n"),
                "noBreakHyphen" => flow.push("-"),
                "footnoteReference" | "endnoteReference" => {
                    let kind = if tag.name().starts_with('f') { "f" } else { "e" };
                    flow.refer(&format!("{kind}{}", tag.attr("id").unwrap_or_default()));
                }
                "tbl" => flow.table(),
                "footnote" | "endnote" => {
                    let kind = if tag.name().starts_with('f') { "f" } else { "e" };
                    flow.note(&format!("{kind}{}", tag.attr("id").unwrap_or_default()));
                }
                _ => {}
            },
            Token::Text(text) => {
                if in_text && !hidden {
                    flow.push(&text);
                }
            }
            Token::Close(name) => match name.as_str() {
                "p" => flow.end(),
                "t" => in_text = false,
                "tc" => flow.cell(),
                "tr" => flow.row(),
                "tbl" => flow.table_end(),
                "footnote" | "endnote" => flow.note_end(),
                _ => {}
            },
        }
    }
}
