//! `dossier inspect`: what importing would give, as JSON.

use std::io::{BufRead, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context as _;
use serde_json::{Map, Value, json};

use crate::extract::link::{Known, Link, Links, Setting};
use crate::extract::{Cluster, Context, extract};
use crate::import::{Draft, Hints, ImportError, read};
use crate::model::{Id, IdSource, Kind, Name, SeededIds};
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

/// The stream as one project: the entities of its texts so far.
#[derive(Debug)]
struct Stream {
    links: Links,
    ids: SeededIds,
}

impl Stream {
    /// The entity of each cluster of the next text, new ones made.
    fn entities(&mut self, clusters: &[Cluster]) -> Vec<Id> {
        let setting = Setting::of(clusters);
        let found = self.links.link(clusters, &setting);
        let entity = |(cluster, link): (&Cluster, Link)| match link {
            Link::Sure(id) => {
                self.links.learn(id, cluster, &setting);
                id
            }
            Link::New => {
                let id = self.ids.fresh(Kind::Entity);
                let (name, aliases) = (cluster.name.clone(), cluster.aliases.clone());
                self.links.add(Known { id, kind: cluster.kind, name, aliases, setting: setting.clone() });
                id
            }
        };
        clusters.iter().zip(found).map(entity).collect()
    }
}

/// What to read beside the article itself.
#[derive(Debug)]
struct Reading {
    /// Names, times, amounts and quotations.
    names: bool,
    /// Entities across the stream.
    stream: Option<Stream>,
}

/// Runs it.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<bool> {
    if arguments.jsonl {
        return stream(arguments);
    }
    let Some(path) = &arguments.file else { return Ok(true) };
    let id = Value::String(path.display().to_string());
    let mut reading = Reading { names: !arguments.no_extract, stream: None };
    let value = inspect_file(&id, path, arguments.url.as_deref(), &mut reading);
    let failed = value.get("error").is_some();
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &value)?;
    writeln!(out)?;
    Ok(!failed)
}

fn stream(arguments: &Arguments) -> anyhow::Result<bool> {
    let mut out = std::io::stdout().lock();
    let mut all = true;
    let stream = arguments.link.then(|| Stream { links: Links::default(), ids: SeededIds(0) });
    let mut reading = Reading { names: !arguments.no_extract, stream };
    for line in std::io::stdin().lock().lines() {
        let line = line.context("standard input cannot be read")?;
        if line.trim().is_empty() {
            continue;
        }
        let value = inspect_line(&line, &mut reading);
        all &= value.get("error").is_none();
        serde_json::to_writer(&mut out, &value)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(all)
}

fn inspect_line(line: &str, reading: &mut Reading) -> Value {
    let input: Value = match serde_json::from_str(line) {
        Ok(input) => input,
        Err(error) => return json!({"id": null, "error": format!("this line is not JSON: {error}")}),
    };
    let id = input.get("id").cloned().unwrap_or_default();
    let url = input.get("url").and_then(Value::as_str);
    if let Some(text) = input.get("text").and_then(Value::as_str) {
        // Raw text is analysed as it is: offsets refer to it.
        let mut value = json!({"id": id, "text": text});
        if let (true, Value::Object(fields)) = (reading.names, &mut value) {
            let published = input.get("dct").and_then(Value::as_str);
            let context = Context { published, ..Context::default() };
            fields.extend(extracted(text, &context, reading.stream.as_mut()));
        }
        return value;
    }
    match input.get("html").and_then(Value::as_str) {
        Some(path) => inspect_file(&id, Path::new(path), url, reading),
        None => json!({"id": id, "error": "this line has neither \"html\" nor \"text\""}),
    }
}

fn inspect_file(id: &Value, path: &Path, url: Option<&str>, reading: &mut Reading) -> Value {
    let started = Instant::now();
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let hints = Hints { url: url.map(str::to_owned), ..Hints::default() };
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return json!({"id": id, "error": format!("“{name}” could not be read: {error}")}),
    };
    match read(&bytes, &name, &hints) {
        Ok(draft) => {
            let mut value = shown(&draft, url);
            if reading.names {
                let authors: Vec<String> = draft.item.author.iter().map(Name::display).collect();
                let context = Context {
                    published: draft.item.issued.as_deref(),
                    dateline: draft.dateline.as_deref(),
                    title: Some(&draft.item.title),
                    authors: &authors,
                    outlet: draft.item.container_title.as_deref().or(draft.agency.as_deref()),
                };
                value.extend(extracted(&draft.text, &context, reading.stream.as_mut()));
            }
            value.insert("id".to_owned(), id.clone());
            value.insert("ms".to_owned(), json!(started.elapsed().as_secs_f64() * 1_000.0));
            Value::Object(value)
        }
        Err(ImportError::NoArticle { seen, .. }) => json!({"id": id, "article": false, "seen": seen}),
        Err(error) => json!({"id": id, "error": error.to_string()}),
    }
}

/// Names, times, amounts and quotations of a text, in the shape of the command line.
fn extracted(text: &str, context: &Context<'_>, stream: Option<&mut Stream>) -> Map<String, Value> {
    let found = match extract(text, context, &|| false) {
        Ok(found) => found,
        Err(error) => return Map::from_iter([("extract_error".to_owned(), json!(error.to_string()))]),
    };
    let index = Index::new(text);
    let words = |range: Range<usize>| index.slice(text, range);
    let mut cluster_of = vec![0; found.mentions.len()];
    for (id, cluster) in found.clusters.iter().enumerate() {
        for at in &cluster.mentions {
            if let Some(slot) = cluster_of.get_mut(*at) {
                *slot = id;
            }
        }
    }
    let entities: Vec<Value> = found
        .mentions
        .iter()
        .zip(&cluster_of)
        .map(|(mention, cluster)| {
            json!({
                "start": mention.start, "end": mention.end, "type": mention.kind.label(),
                "text": words(mention.start..mention.end), "entity": cluster, "confidence": mention.confidence,
            })
        })
        .collect();
    let entity_of = stream.map(|stream| stream.entities(&found.clusters));
    let clusters: Vec<Value> = found
        .clusters
        .iter()
        .enumerate()
        .map(|(id, cluster)| {
            let mentions: Vec<[usize; 2]> = cluster
                .mentions
                .iter()
                .filter_map(|at| found.mentions.get(*at))
                .map(|mention| [mention.start, mention.end])
                .collect();
            let mut value = json!({
                "id": id, "type": cluster.kind.label(), "canonical": cluster.name, "aliases": cluster.aliases,
                "mentions": mentions,
            });
            let entity = entity_of.as_ref().and_then(|ids| ids.get(id));
            if let (Some(entity), Value::Object(fields)) = (entity, &mut value) {
                fields.insert("global".to_owned(), json!(entity.to_string()));
            }
            value
        })
        .collect();
    let timexes: Vec<Value> = found
        .times
        .iter()
        .map(|time| {
            json!({
                "start": time.start, "end": time.end, "type": time.class, "text": words(time.range()),
                "value": time.value, "alternatives": time.alternatives, "rule": time.rule,
            })
        })
        .collect();
    let amounts: Vec<Value> = found
        .amounts
        .iter()
        .map(|amount| {
            json!({
                "start": amount.start, "end": amount.end, "text": words(amount.range()), "value": amount.value,
                "unit": amount.unit,
            })
        })
        .collect();
    let name = |place: Option<usize>| place.and_then(|at| found.clusters.get(at)).map(|cluster| &cluster.name);
    let quotes: Vec<Value> = found
        .quotations
        .iter()
        .zip(&found.described)
        .map(|(quotation, described)| {
            // Who has no name in the text is shown as the text describes them.
            let described = described.clone().map(&words);
            let speaker = name(quotation.speaker).map(String::as_str).or(described);
            json!({
                "start": quotation.start, "end": quotation.end, "text": words(quotation.range()),
                "speaker": speaker, "relay": name(quotation.relay), "cue": quotation.cue,
                "kind": quotation.kind,
            })
        })
        .collect();
    let lists = [
        ("entities", entities),
        ("clusters", clusters),
        ("timexes", timexes),
        ("amounts", amounts),
        ("quotes", quotes),
    ];
    lists.into_iter().map(|(field, list)| (field.to_owned(), Value::Array(list))).collect()
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_that_is_one_project_ties_names_across_its_lines() {
        let stream = Some(Stream { links: Links::default(), ids: SeededIds(0) });
        let mut reading = Reading { names: true, stream };
        let entity = |value: &Value, name: &str| {
            let clusters = value["clusters"].as_array().unwrap();
            clusters.iter().find(|c| c["canonical"] == name).map(|c| c["global"].as_str().unwrap().to_owned())
        };
        let first =
            inspect_line(r#"{"id": 1, "text": "Ida Holm spoke in Hamburg on Monday. Holm said no."}"#, &mut reading);
        let second = inspect_line(r#"{"id": 2, "text": "In Paris, Ida Holm met Nils Holm on Friday."}"#, &mut reading);
        assert!(entity(&first, "Ida Holm").is_some());
        assert_eq!(entity(&first, "Ida Holm"), entity(&second, "Ida Holm"));
        assert_ne!(entity(&second, "Ida Holm"), entity(&second, "Nils Holm"));
        reading.stream = None;
        let alone = inspect_line(r#"{"id": 3, "text": "Ida Holm left Hamburg."}"#, &mut reading);
        assert!(alone["clusters"].as_array().unwrap().iter().all(|c| c.get("global").is_none()));
    }
}
