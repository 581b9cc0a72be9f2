//! Reports as tables: RFC 4180, one row for each reference, passage or note.
//!
//! A cell that a spreadsheet would run as a formula gets an apostrophe before it: passages come from other people's pages.

use super::{Bibliography, Notebook, Remark};

pub(super) fn bibliography(list: &Bibliography) -> String {
    let mut out = row(&["key", "reference"]);
    for reference in &list.references {
        out.push_str(&row(&[&reference.key, &reference.rendered.text]));
    }
    out
}

pub(super) fn notebook(notebook: &Notebook) -> String {
    let mut out =
        row(&["kind", "key", "title", "place", "passage", "note", "colour", "meaning", "tags", "citation", "made"]);
    for chapter in &notebook.chapters {
        let (key, title) = (chapter.key.as_str(), chapter.title.as_str());
        for remark in &chapter.remarks {
            let tags = remark.tags.join("; ");
            let citation = chapter.reference.text.as_str();
            out.push_str(&row(&["note", key, title, "", "", &remark.text, "", "", &tags, citation, &remark.made]));
        }
        for passage in &chapter.passages {
            let texts: Vec<&str> = passage.remarks.iter().map(|remark| remark.text.as_str()).collect();
            let mut tags = passage.tags.clone();
            let of_notes: Vec<&String> = passage.remarks.iter().flat_map(|remark| &remark.tags).collect();
            for tag in of_notes {
                if !tags.contains(tag) {
                    tags.push(tag.clone());
                }
            }
            out.push_str(&row(&[
                "mark",
                key,
                title,
                &passage.place,
                &passage.quote,
                &texts.join("\n\n"),
                &passage.colour,
                &passage.meaning,
                &tags.join("; "),
                &passage.citation.text,
                &passage.made,
            ]));
        }
    }
    for Remark { text, tags, made } in &notebook.remarks {
        out.push_str(&row(&["note", "", "", "", "", text, "", "", &tags.join("; "), "", made]));
    }
    out
}

fn row(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    format!("{}\r\n", cells.join(","))
}

fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_formulas_are_text() {
        assert_eq!(row(&["a", "b,\"c\"\nd", "=1+1"]), "a,\"b,\"\"c\"\"\nd\",'=1+1\r\n");
    }
}
