//! Markdown with front matter to a draft: fields from the front matter, blocks from the text.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::decode::Decoded;
use super::fields::dateline;
use super::language::language;
use super::layout::Piece;
use super::names::{is_institution, labelled, split_name};
use super::phrases::fold;
use super::{Draft, Fate, Hints, Line, Why, assemble, dates};
use crate::model::{BlockKind, Evidence, Name, SourceKind};

/// Whether a file is Markdown: by its name, or plain text that opens with front matter.
pub(super) fn is_markdown(text: &str, name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let named = [".md", ".markdown", ".mdown", ".mkd"].iter().any(|end| name.ends_with(end));
    named && (front(text).is_some() || text.lines().any(|line| line.starts_with("# ") || line.starts_with("## ")))
}

/// A draft of Markdown.
pub(super) fn draft(decoded: &Decoded, name: &str, bytes: &[u8], hints: &Hints) -> Draft {
    let mut draft = Draft::new(name, bytes, SourceKind::Markdown, &decoded.encoding, hints);
    let (fields, body, skipped) = front(&decoded.text).unwrap_or((Vec::new(), &decoded.text, 0));
    for (key, values, line) in &fields {
        field(&mut draft, key, values, *line);
    }
    let blocks = blocks(body, skipped);
    let pieces: Vec<Piece> = blocks
        .iter()
        .map(|(_, text, line)| Piece { text: text.replace(['\n', '\t'], " "), lines: (*line, *line), apart: true })
        .collect();
    if draft.language.is_none()
        && let Some(read) = language(&pieces)
    {
        note(&mut draft, "language", &read, "words of the text", 0.9);
        draft.language = Some(read);
    }
    let mut struck = None;
    for (at, (kind, text, line)) in blocks.iter().enumerate() {
        let heading = *kind == BlockKind::H1;
        let same = fold(text) == fold(&draft.item.title);
        if heading && (draft.item.title.is_empty() || same) {
            if draft.item.title.is_empty() {
                draft.item.title = text.clone();
            }
            note(&mut draft, "title", text, &format!("line {line}"), 0.85);
            struck = Some(at);
            break;
        }
    }
    if let Some((_, lead, line)) = blocks.iter().find(|(kind, ..)| *kind == BlockKind::P)
        && let Some(found) = dateline(lead)
    {
        if let Some(place) = found.place {
            note(&mut draft, "dateline", &place, &format!("line {line}"), 0.85);
            draft.dateline = Some(place);
        }
        if let Some(agency) = found.agency {
            note(&mut draft, "agency", &agency, &format!("line {line}"), 0.85);
            draft.agency = Some(agency);
        }
    }
    let line = |at: usize, number: usize, text: &str| {
        let title = struck == Some(at);
        let fate = if title { Fate::Struck(Why::Field) } else { Fate::Kept };
        Line { number, text: text.to_owned(), fate, field: title.then(|| "title".to_owned()) }
    };
    let mut last = 0;
    for (at, (kind, text, number)) in blocks.iter().enumerate() {
        // Numbers name lines; two blocks on one line (a list in a quotation) still need two.
        last = (*number).max(last + 1);
        draft.lines.push(line(at, last, text));
        draft.kinds.push(*kind);
    }
    draft.item.kind = if draft.item.issued.is_some() && draft.item.container_title.is_some() {
        "article-newspaper"
    } else {
        "webpage"
    }
    .to_owned();
    for (about, missing, what) in [
        ("title", draft.item.title.is_empty(), "No headline was found. Type one, or keep the text without."),
        ("issued", draft.item.issued.is_none(), "No date of publication was found."),
    ] {
        if missing {
            draft.warn(about, what);
        }
    }
    assemble::redraft(draft)
}

fn note(draft: &mut Draft, field: &str, value: &str, from: &str, sure: f64) {
    let evidence = Evidence { value: value.to_owned(), from: from.to_owned(), sure };
    draft.evidence.entry(field.to_owned()).or_default().push(evidence);
}

fn field(draft: &mut Draft, key: &str, values: &[String], line: usize) {
    let Some(value) = values.first().filter(|value| !value.is_empty()) else { return };
    let from = format!("front matter {key}, line {line}");
    let field = match key {
        "title" => {
            draft.item.title = value.clone();
            "title"
        }
        "author" | "authors" | "by" | "byline" | "creator" => {
            let names: Vec<String> =
                values.iter().flat_map(|value| labelled(value).unwrap_or_else(|| vec![value.clone()])).collect();
            draft.item.author = names
                .iter()
                .map(|name| if is_institution(name) { Name::literal(name) } else { split_name(name) })
                .collect();
            note(draft, "author", &names.join("; "), &from, 0.97);
            return;
        }
        "date" | "published" | "issued" | "pubdate" | "publishdate" => {
            let Some(found) = dates::find(value, true).into_iter().next() else { return };
            draft.item.issued = Some(found.edtf.clone());
            note(draft, "issued", &found.edtf, &from, 0.97);
            return;
        }
        "accessed" | "retrieved" => {
            let Some(found) = dates::find(value, true).into_iter().next() else { return };
            draft.item.accessed = Some(found.edtf.clone());
            note(draft, "accessed", &found.edtf, &from, 0.97);
            return;
        }
        "outlet" | "publication" | "site" | "source" | "container-title" | "newspaper" | "journal" | "publisher" => {
            draft.item.container_title = Some(value.clone());
            "container-title"
        }
        "section" | "category" => {
            draft.section = Some(value.clone());
            "section"
        }
        "agency" => {
            draft.agency = Some(value.clone());
            "agency"
        }
        "lang" | "language" => {
            let code: String = value.chars().take_while(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
            if !(2..=3).contains(&code.len()) {
                return;
            }
            draft.language = Some(code);
            "language"
        }
        "url" | "link" | "canonical" | "canonical_url" if value.contains("://") => {
            draft.item.url = Some(value.clone());
            "URL"
        }
        "doi" => {
            draft.item.variables.insert("DOI".to_owned(), value.clone().into());
            "DOI"
        }
        _ => return,
    };
    note(draft, field, value, &from, 0.97);
}

/// Key, values and line number of each entry of the front matter.
type Fields = Vec<(String, Vec<String>, usize)>;

/// Entries of YAML front matter (`key: value`, `key: [a, b]`, `key:` with `- a` lines), the rest of the text and the
/// number of lines before it; `None` if there is none.
fn front(text: &str) -> Option<(Fields, &str, usize)> {
    let rest = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n"))?;
    let mut fields: Fields = Vec::new();
    let mut at = text.len() - rest.len();
    for (number, line) in rest.split_inclusive('\n').enumerate() {
        at += line.len();
        let line = line.trim_end();
        if line == "---" || line == "..." {
            return Some((fields, text.get(at..).unwrap_or_default(), number + 2));
        }
        if number > 200 {
            return None;
        }
        if let Some(entry) = line.trim_start().strip_prefix("- ") {
            if let Some((_, values, _)) = fields.last_mut() {
                values.push(unquoted(entry.strip_prefix("name:").unwrap_or(entry)));
            }
        } else if let Some((key, value)) = line.split_once(':').filter(|_| !line.starts_with([' ', '#', '\t'])) {
            let value = value.trim();
            let values = match value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
                Some(list) => list.split(',').map(unquoted).collect(),
                None if value.is_empty() => Vec::new(),
                None => vec![unquoted(value)],
            };
            fields.push((key.trim().to_lowercase(), values, number + 2));
        }
    }
    None
}

fn unquoted(value: &str) -> String {
    let value = value.trim();
    let inner = ['"', '\''].iter().find_map(|&mark| value.strip_prefix(mark)?.strip_suffix(mark));
    inner.unwrap_or(value).replace("\\\"", "\"").replace("''", "'").trim().to_owned()
}

/// Blocks of Markdown: kind, plain text, line.
fn blocks(text: &str, skipped: usize) -> Vec<(BlockKind, String, usize)> {
    let mut found: Vec<(BlockKind, String, usize)> = Vec::new();
    let mut kinds: Vec<BlockKind> = Vec::new();
    let mut open = String::new();
    let mut picture = 0usize;
    let (mut line, mut counted, mut start) = (skipped + 1, 0, skipped + 1);
    let flush = |open: &mut String, kind: BlockKind, start: usize, found: &mut Vec<(BlockKind, String, usize)>| {
        let text = std::mem::take(open);
        let text = if kind == BlockKind::Pre { text.trim_end().to_owned() } else { text.trim().to_owned() };
        if !text.is_empty() {
            found.push((kind, text, start));
        }
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        if let Some(between) = text.get(counted..range.start) {
            line += between.matches('\n').count();
            counted = range.start;
        }
        let kind = kinds.last().copied().unwrap_or(BlockKind::P);
        match event {
            Event::Start(tag) => {
                let inner = match tag {
                    Tag::Heading { level, .. } => Some(heading(level)),
                    Tag::Item => Some(BlockKind::Li),
                    Tag::BlockQuote(_) => Some(BlockKind::Quote),
                    Tag::CodeBlock(_) => Some(BlockKind::Pre),
                    Tag::Table(_) => Some(BlockKind::Table),
                    Tag::Paragraph | Tag::List(_) | Tag::FootnoteDefinition(_) | Tag::HtmlBlock => Some(kind),
                    Tag::Image { .. } => {
                        picture += 1;
                        None
                    }
                    _ => None,
                };
                if let Some(inner) = inner {
                    flush(&mut open, kind, start, &mut found);
                    kinds.push(inner);
                    start = line;
                }
            }
            Event::End(tag) => match tag {
                TagEnd::TableRow | TagEnd::TableHead => open.push('\n'),
                TagEnd::TableCell => open.push('\t'),
                TagEnd::Image => picture = picture.saturating_sub(1),
                TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::BlockQuote(_)
                | TagEnd::CodeBlock
                | TagEnd::Table
                | TagEnd::Paragraph
                | TagEnd::List(_)
                | TagEnd::FootnoteDefinition
                | TagEnd::HtmlBlock => {
                    if kind == BlockKind::Table {
                        open = open.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
                    }
                    flush(&mut open, kind, start, &mut found);
                    kinds.pop();
                    start = line;
                }
                _ => {}
            },
            Event::Text(text) | Event::Code(text) if picture == 0 => open.push_str(&text),
            Event::SoftBreak => open.push(' '),
            Event::HardBreak => open.push('\n'),
            _ => {}
        }
    }
    flush(&mut open, kinds.last().copied().unwrap_or(BlockKind::P), start, &mut found);
    found
}

fn heading(level: HeadingLevel) -> BlockKind {
    match level {
        HeadingLevel::H1 => BlockKind::H1,
        HeadingLevel::H2 => BlockKind::H2,
        HeadingLevel::H3 => BlockKind::H3,
        HeadingLevel::H4 => BlockKind::H4,
        HeadingLevel::H5 => BlockKind::H5,
        HeadingLevel::H6 => BlockKind::H6,
    }
}
