//! What `dossier cite` prints: each item alone, and all items together.

use serde_json::{Map, Value, json};

use super::{CiteError, Cited, Document, Hayagriva, Style};
use crate::bibliography::csl;

/// The JSON of `dossier cite`: `{"single": {id: {…}}, "together": {"order", "citations", "bibliography"}}`.
///
/// `style` is the text of a `.csl` file or the name of an embedded style; `items` is a CSL-JSON array.
///
/// # Errors
/// If the style or the items cannot be read. An item the style fails on gets `"error"` instead of its citation.
pub fn cite_json(style: &str, items: &str) -> Result<Value, CiteError> {
    let style = if style.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        Style::from_xml(style)?
    } else {
        Style::named(style)?
    };
    let read: Value = serde_json::from_str(items).map_err(|error| CiteError::BadItems(error.to_string()))?;
    let list = match read {
        Value::Array(list) => list,
        Value::Object(mut map) => match map.remove("items") {
            Some(Value::Array(list)) => list,
            _ => vec![Value::Object(map)],
        },
        _ => return Err(CiteError::BadItems("neither a list nor an object".into())),
    };
    let items: Vec<(String, Value)> =
        list.into_iter().enumerate().map(|(index, item)| identified(index, item)).collect();
    let engine = Hayagriva::default();
    let mut single = Map::new();
    for (id, item) in &items {
        let cluster = vec![vec![Cited::whole(id)]];
        let value = match engine.render(std::slice::from_ref(item), &cluster, &style, "") {
            Ok(document) => alone(document),
            Err(error) => json!({ "error": error.to_string() }),
        };
        single.insert(id.clone(), value);
    }
    let values: Vec<Value> = items.iter().map(|(_, item)| item.clone()).collect();
    let clusters: Vec<_> = items.iter().map(|(id, _)| vec![Cited::whole(id)]).collect();
    let all = engine.render(&values, &clusters, &style, "")?;
    let citations: Map<String, Value> =
        items.iter().zip(&all.citations).map(|((id, _), citation)| (id.clone(), json!(citation.text))).collect();
    let listed = all.bibliography.unwrap_or_default();
    let order: Vec<&String> = listed.iter().map(|entry| &entry.key).collect();
    let bibliography: Map<String, Value> =
        listed.iter().map(|entry| (entry.key.clone(), json!(entry.formatted.text))).collect();
    Ok(json!({
        "single": single,
        "together": { "order": order, "citations": citations, "bibliography": bibliography },
    }))
}

/// The item's id as text; an item without one is known by its number in the list.
fn identified(index: usize, mut item: Value) -> (String, Value) {
    let id = item.get("id").and_then(csl::scalar).unwrap_or_else(|| (index + 1).to_string());
    if let Some(map) = item.as_object_mut() {
        map.insert("id".into(), json!(id));
    }
    (id, item)
}

fn alone(document: Document) -> Value {
    let citation = document.citations.into_iter().next().unwrap_or_default();
    let entry = document.bibliography.and_then(|list| list.into_iter().next()).map(|listed| listed.formatted);
    let (html, text) = entry.map_or((None, None), |entry| (Some(entry.html), Some(entry.text)));
    json!({
        "citation_html": citation.html,
        "citation_text": citation.text,
        "bibliography_html": html,
        "bibliography_text": text,
    })
}
