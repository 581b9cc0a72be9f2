//! Reports as plain text: no markup, one empty line between paragraphs.

use super::{Bibliography, Memo, Notebook, Piece, Remark, finished};

pub(super) fn bibliography(list: &Bibliography) -> String {
    let entries: Vec<&str> = list.references.iter().map(|reference| reference.rendered.text.as_str()).collect();
    finished(&format!("{}\n\n{}", heading(&list.title, '='), entries.join("\n\n")))
}

pub(super) fn notebook(notebook: &Notebook) -> String {
    let mut parts = vec![heading(&notebook.title, '=')];
    for chapter in &notebook.chapters {
        parts.push(heading(&chapter.title, '-'));
        parts.push(chapter.reference.text.clone());
        parts.extend(chapter.remarks.iter().map(remark));
        for passage in &chapter.passages {
            parts.push(format!("“{}”\n    {}", passage.quote, passage.citation.text));
            parts.extend(passage.remarks.iter().map(remark));
        }
    }
    if !notebook.remarks.is_empty() {
        parts.push(heading("Other notes", '-'));
        parts.extend(notebook.remarks.iter().map(remark));
    }
    parts.retain(|part| !part.trim().is_empty());
    finished(&parts.join("\n\n"))
}

pub(super) fn memo(memo: &Memo) -> String {
    let mut out = format!("{}\n\n", heading(&memo.title, '='));
    let mut notes = Vec::new();
    for piece in &memo.pieces {
        match piece {
            Piece::Prose(text) => out.push_str(text),
            Piece::Inline(citation) => {
                out.push(' ');
                out.push_str(&citation.text);
            }
            Piece::Note(citation) => {
                notes.push(citation.text.as_str());
                out.push_str(&format!("[{}]", notes.len()));
            }
        }
    }
    let mut parts = vec![out.trim_end().to_owned()];
    parts.extend(notes.iter().enumerate().map(|(index, note)| format!("[{}] {note}", index + 1)));
    if let Some(list) = &memo.bibliography {
        parts.push(bibliography(list));
    }
    finished(&parts.join("\n\n"))
}

fn heading(title: &str, line: char) -> String {
    if title.is_empty() {
        return String::new();
    }
    format!("{title}\n{}", line.to_string().repeat(title.chars().count().min(72)))
}

fn remark(remark: &Remark) -> String {
    let tags: String = remark.tags.iter().map(|tag| format!(" #{tag}")).collect();
    let text = format!("{}{tags}", remark.text.trim_end());
    text.lines().map(|line| format!("  | {line}")).collect::<Vec<_>>().join("\n")
}
