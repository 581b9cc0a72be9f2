//! `dossier inspect`: what importing would give, as JSON.

use std::collections::HashMap;
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context;
use serde_json::{Map, Value, json};

use crate::extract::Recogniser;
use crate::import::{Draft, Hints, read};
use crate::model::{EntityType, Name};
use crate::text::Index;

/// Arguments of `dossier inspect`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The file to look at.
    #[arg(required_unless_present = "jsonl")]
    file: Option<PathBuf>,
    /// Print JSON (the only form there is; accepted for clarity).
    #[arg(long)]
    json: bool,
    /// Read one JSON object per line from standard input, `{"id", "html": PATH, "url"}` or `{"id", "text", "dct"}`.
    #[arg(long, conflicts_with = "file")]
    jsonl: bool,
    /// Leave out names, dates, amounts and quotations.
    #[arg(long)]
    no_extract: bool,
    /// Treat the stream as one project and tie names across it.
    #[arg(long, requires = "jsonl")]
    link: bool,
    /// Address the file came from.
    #[arg(long)]
    url: Option<String>,
}

/// Runs it.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<bool> {
    if arguments.jsonl {
        return stream(arguments);
    }
    let Some(path) = &arguments.file else { return Ok(true) };
    let id = Value::String(path.display().to_string());
    let value = inspect_file(&id, path, arguments.url.as_deref(), !arguments.no_extract);
    let failed = value.get("error").is_some();
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &value)?;
    writeln!(out)?;
    Ok(!failed)
}

fn stream(arguments: &Arguments) -> anyhow::Result<bool> {
    let mut out = std::io::stdout().lock();
    let mut all = true;
    for line in std::io::stdin().lock().lines() {
        let line = line.context("standard input cannot be read")?;
        if line.trim().is_empty() {
            continue;
        }
        let value = inspect_line(&line, !arguments.no_extract);
        all &= value.get("error").is_none();
        serde_json::to_writer(&mut out, &value)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(all)
}

fn inspect_line(line: &str, extract: bool) -> Value {
    let input: Value = match serde_json::from_str(line) {
        Ok(input) => input,
        Err(error) => return json!({"id": null, "error": format!("this line is not JSON: {error}")}),
    };
    let id = input.get("id").cloned().unwrap_or_default();
    let url = input.get("url").and_then(Value::as_str);
    if let Some(text) = input.get("text").and_then(Value::as_str) {
        // Raw text is analysed as it is: offsets refer to it.
        let mut value = json!({"id": id, "text": text, "timexes": [], "amounts": [], "quotes": []});
        if let Value::Object(fields) = &mut value {
            fields.extend(if extract { names(text) } else { Map::new() });
        }
        return value;
    }
    match input.get("html").and_then(Value::as_str) {
        Some(path) => inspect_file(&id, Path::new(path), url, extract),
        None => json!({"id": id, "error": "this line has neither \"html\" nor \"text\""}),
    }
}

fn inspect_file(id: &Value, path: &Path, url: Option<&str>, extract: bool) -> Value {
    let started = Instant::now();
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let hints = Hints { url: url.map(str::to_owned), ..Hints::default() };
    let draft = std::fs::read(path)
        .map_err(|error| format!("“{name}” could not be read: {error}"))
        .and_then(|bytes| read(&bytes, &name, &hints).map_err(|error| error.to_string()));
    match draft {
        Ok(draft) => {
            let mut value = shown(&draft, url);
            if extract {
                value.extend(names(&draft.text));
            }
            value.insert("id".to_owned(), id.clone());
            value.insert("ms".to_owned(), json!(started.elapsed().as_secs_f64() * 1_000.0));
            Value::Object(value)
        }
        Err(error) => json!({"id": id, "error": error}),
    }
}

/// Names in a text, and those with the same words and type together.
fn names(text: &str) -> Map<String, Value> {
    let mentions = match Recogniser::embedded() {
        Ok(recogniser) => recogniser.mentions(text, &|| false),
        Err(error) => return Map::from_iter([("extract_error".to_owned(), json!(error.to_string()))]),
    };
    let index = Index::new(text);
    let mut clusters: Vec<(EntityType, String, Vec<[usize; 2]>)> = Vec::new();
    let mut places: HashMap<(EntityType, String), usize> = HashMap::new();
    let mut entities = Vec::with_capacity(mentions.len());
    for mention in &mentions {
        let words = index.slice(text, mention.start..mention.end);
        let place = *places.entry((mention.kind, words.to_lowercase())).or_insert_with(|| {
            clusters.push((mention.kind, words.to_owned(), Vec::new()));
            clusters.len() - 1
        });
        if let Some((.., ranges)) = clusters.get_mut(place) {
            ranges.push([mention.start, mention.end]);
        }
        entities.push(json!({
            "start": mention.start, "end": mention.end, "type": mention.kind.label(), "text": words,
            "entity": place, "confidence": mention.confidence,
        }));
    }
    let clusters: Vec<Value> = clusters
        .into_iter()
        .enumerate()
        .map(|(id, (kind, name, ranges))| {
            json!({"id": id, "type": kind.label(), "canonical": name, "aliases": [], "mentions": ranges})
        })
        .collect();
    Map::from_iter([("entities".to_owned(), json!(entities)), ("clusters".to_owned(), json!(clusters))])
}

/// A draft in the shape of the command line.
fn shown(draft: &Draft, url: Option<&str>) -> Map<String, Value> {
    let item = &draft.item;
    let creators: Vec<Value> = item.author.iter().map(|name| json!(name)).collect();
    let evidence: Map<String, Value> = draft
        .evidence
        .iter()
        .filter_map(|(field, found)| {
            let best = found.first()?;
            let field = match field.as_str() {
                "author" => "authors",
                "issued" => "published",
                "container-title" => "site",
                "language" => "lang",
                "URL" => "canonical",
                other => other,
            };
            let shown = json!({"value": best.value, "source": best.from, "confidence": best.sure});
            Some((field.to_owned(), shown))
        })
        .collect();
    let value = json!({
        "title": item.title,
        "authors": item.author.iter().map(Name::display).collect::<Vec<_>>(),
        "creators": creators,
        "published": item.issued,
        "site": item.container_title,
        "agency": draft.agency,
        "section": draft.section,
        "dateline": draft.dateline,
        "lang": draft.language,
        "canonical": item.url.as_deref().or(url),
        "kind": draft.kind,
        "encoding": draft.encoding,
        "text": draft.text,
        "entities": [], "clusters": [], "timexes": [], "amounts": [], "quotes": [],
        "evidence": evidence,
        "warnings": draft.warnings.iter().map(|warning| warning.text.as_str()).collect::<Vec<_>>(),
    });
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}
