//! Floors under what is reached on annotated texts; skipped with a word where those are absent.

use super::*;
use crate::model::{IdSource, Kind, SeededIds};
use serde_json::Value;
use std::collections::HashMap;
use std::path::PathBuf;

fn corpus(part: &str) -> Option<PathBuf> {
    let folder = std::env::var("DOSSIER_CORPORA").unwrap_or_else(|_| "../shared/corpora".to_owned());
    let path = PathBuf::from(folder).join(part);
    if !path.exists() {
        eprintln!("skipped: no {}; set DOSSIER_CORPORA", path.display());
        return None;
    }
    Some(path)
}

fn documents(part: &str) -> Vec<Value> {
    let Some(path) = corpus(part) else { return Vec::new() };
    std::fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

type Span = (usize, usize, usize);

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

/// B³ (Bagga and Baldwin 1998) over the annotated mentions, 0 to 1; a mention that was not found is a cluster alone.
/// With `across`, over all texts as one project.
fn b_cubed(part: &str, across: bool) -> Option<f64> {
    let (mut gold, mut found): (HashMap<Span, String>, HashMap<Span, String>) = Default::default();
    let mut links = link::Links::default();
    let mut ids = SeededIds(1);
    for (at, document) in documents(part).iter().enumerate() {
        for (number_of, cluster) in document["clusters"].as_array().unwrap().iter().enumerate() {
            let name =
                if across { cluster["global"].as_str().unwrap().to_owned() } else { format!("{at} {number_of}") };
            for span in cluster["mentions"].as_array().unwrap() {
                gold.insert((at, number(&span[0]), number(&span[1])), name.clone());
            }
        }
        let read = extract(document["text"].as_str().unwrap(), &Context::default(), &|| false).unwrap();
        let setting = link::Setting::of(&read.clusters);
        let linked = links.link(&read.clusters, &setting);
        for (number_of, (cluster, link)) in read.clusters.iter().zip(linked).enumerate() {
            let id = match link {
                link::Link::Sure(id) => {
                    links.learn(id, cluster, &setting);
                    id
                }
                link::Link::New => {
                    let id = ids.fresh(Kind::Entity);
                    let (name, aliases) = (cluster.name.clone(), cluster.aliases.clone());
                    links.add(link::Known { id, kind: cluster.kind, name, aliases, setting: setting.clone() });
                    id
                }
            };
            let name = if across { id.to_string() } else { format!("{at} {number_of}") };
            for mention in cluster.mentions.iter().map(|m| &read.mentions[*m]) {
                found.insert((at, mention.start, mention.end), name.clone());
            }
        }
    }
    found.retain(|span, _| gold.contains_key(span));
    for span in gold.keys() {
        found.entry(*span).or_insert_with(|| format!("alone {span:?}"));
    }
    (!gold.is_empty()).then(|| f_of(&gold, &found))
}

/// Harmonic mean of B³ precision and recall.
fn f_of(gold: &HashMap<Span, String>, found: &HashMap<Span, String>) -> f64 {
    let count = |by: &HashMap<Span, String>| {
        let mut sizes: HashMap<String, f64> = HashMap::new();
        by.values().for_each(|name| *sizes.entry(name.clone()).or_default() += 1.0);
        sizes
    };
    let (gold_sizes, found_sizes) = (count(gold), count(found));
    let mut both: HashMap<(&str, &str), f64> = HashMap::new();
    for (span, name) in gold {
        *both.entry((name, &found[span])).or_default() += 1.0;
    }
    let (mut precision, mut recall) = (0.0, 0.0);
    for ((g, f), n) in both {
        precision += n * n / found_sizes[f];
        recall += n * n / gold_sizes[g];
    }
    let mentions = gold.len() as f64;
    2.0 * precision * recall / (precision + recall) / mentions
}

#[test]
fn names_of_one_text() {
    for (part, floor) in
        [("names/own_dev.jsonl", 0.98), ("names/wikinews_dev.jsonl", 0.96), ("names/redocred_dev.jsonl", 0.96)]
    {
        if let Some(score) = b_cubed(part, false) {
            assert!(score >= floor, "{part}: B³ {score:.3} under {floor}");
        }
    }
}

#[test]
fn names_across_texts() {
    if let Some(score) = b_cubed("names/xdoc_own_dev.jsonl", true) {
        assert!(score >= 0.95, "B³ {score:.3}");
    }
}

#[test]
fn names_in_news() {
    for (part, floor) in
        [("ner/dev/wikinews.jsonl", 0.91), ("ner/dev/redocred.jsonl", 0.78), ("ner/dev/voa_gold.jsonl", 0.96)]
    {
        if let Some(path) = corpus(part) {
            let report = evaluate::evaluate(Recogniser::embedded().unwrap(), &path, true).unwrap();
            let (_, _, f) = report.all.scores();
            assert!(f >= floor, "{part}: F1 {f:.3} under {floor}");
        }
    }
}
