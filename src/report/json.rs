//! Reports as JSON, for programs: everything the other forms show, nothing rounded.

use serde_json::{Value, json};

use super::{Bibliography, Notebook, Remark};

pub(super) fn bibliography(list: &Bibliography) -> String {
    printed(&json!({ "title": list.title, "references": list.references }))
}

pub(super) fn notebook(notebook: &Notebook) -> String {
    let sources: Vec<Value> = notebook
        .chapters
        .iter()
        .map(|chapter| {
            let marks: Vec<Value> = chapter
                .passages
                .iter()
                .map(|passage| {
                    json!({
                        "passage": passage.quote,
                        "place": passage.place,
                        "citation": passage.citation,
                        "colour": passage.colour,
                        "meaning": passage.meaning,
                        "tags": passage.tags,
                        "made": passage.made,
                        "notes": remarks(&passage.remarks),
                    })
                })
                .collect();
            json!({
                "key": chapter.key,
                "title": chapter.title,
                "reference": chapter.reference,
                "notes": remarks(&chapter.remarks),
                "marks": marks,
            })
        })
        .collect();
    printed(&json!({ "title": notebook.title, "sources": sources, "notes": remarks(&notebook.remarks) }))
}

fn remarks(remarks: &[Remark]) -> Vec<Value> {
    remarks.iter().map(|remark| json!({ "text": remark.text, "tags": remark.tags, "made": remark.made })).collect()
}

fn printed(value: &Value) -> String {
    // A `Value` always serialises.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
