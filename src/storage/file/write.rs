//! Writes a project in canonical layout.

use std::sync::Arc;

use serde::Serialize;
use xxhash_rust::xxh3::xxh3_64;

use super::SECTIONS;
use crate::model::{Analysis, Project, Source, Table};

/// How every file of this format begins.
const OPENING: &[u8] = b"{\n\"dossier\":1,\n\"project\":";
/// Bytes of `"xxh3":"0123456789abcdef"}`, newline, `}`, newline.
const ENDING: usize = 29;

/// The project as a file. `seq` is the last journal entry it holds.
///
/// The same project and `seq` always give the same bytes; another `seq` changes the last record line only.
#[must_use]
pub fn to_bytes(project: &Project, seq: u64) -> Vec<u8> {
    let text: usize = project.versions.values().map(|version| version.text.len()).sum();
    let mut out = Vec::with_capacity(text + text / 4 + 1024 * project.sources.len() + 4096);
    out.extend_from_slice(OPENING);
    json(&mut out, &*project.head);
    out.extend_from_slice(b",\n");
    section(&mut out, "sources", &project.sources, finite_source);
    section(&mut out, "versions", &project.versions, as_it_is);
    section(&mut out, "analyses", &project.analyses, finite_analysis);
    section(&mut out, "entities", &project.entities, as_it_is);
    section(&mut out, "rules", &project.rules, as_it_is);
    section(&mut out, "marks", &project.marks, as_it_is);
    section(&mut out, "notes", &project.notes, as_it_is);
    section(&mut out, "tags", &project.tags, as_it_is);
    section(&mut out, "collections", &project.collections, as_it_is);
    section(&mut out, "views", &project.views, as_it_is);
    let mut unknown: Vec<_> = project.unknown.iter().filter(|(name, _)| !is_known(name)).collect();
    unknown.sort_by_key(|(name, _)| name.as_str());
    for (name, value) in unknown {
        json(&mut out, name);
        out.push(b':');
        json(&mut out, value);
        out.extend_from_slice(b",\n");
    }
    out.extend_from_slice(check_opening(seq, project.record_count() as u64).as_bytes());
    let ending = ending(&out);
    out.extend_from_slice(ending.as_bytes());
    out
}

/// Whether bytes begin and end as this program writes them and the hash fits: whole, and not touched since.
pub(in crate::storage) fn is_whole(bytes: &[u8]) -> bool {
    bytes.starts_with(OPENING)
        && bytes.split_last_chunk::<ENDING>().is_some_and(|(before, last)| ending(before).as_bytes() == last.as_slice())
}

/// Whether the last line of `text` says `seq` and `records` and its hash fits.
pub(super) fn check_fits(text: &str, seq: u64, records: u64) -> bool {
    text.as_bytes().split_last_chunk::<ENDING>().is_some_and(|(before, last)| {
        before.ends_with(check_opening(seq, records).as_bytes()) && ending(before).as_bytes() == last.as_slice()
    })
}

/// Whether a top-level key has a meaning in this version.
pub(super) fn is_known(name: &str) -> bool {
    matches!(name, "dossier" | "project" | "check") || SECTIONS.contains(&name)
}

fn check_opening(seq: u64, records: u64) -> String {
    format!("\"check\":{{\"seq\":{seq},\"records\":{records},")
}

fn ending(before: &[u8]) -> String {
    format!("\"xxh3\":\"{:016x}\"}}\n}}\n", xxh3_64(before))
}

fn section<T: Serialize>(out: &mut Vec<u8>, name: &str, table: &Table<T>, cleaned: fn(&T) -> Option<T>) {
    json(out, name);
    out.extend_from_slice(b":[");
    let mut separator: &[u8] = b"\n";
    for record in table.values().map(Arc::as_ref) {
        out.extend_from_slice(separator);
        separator = b",\n";
        match cleaned(record) {
            Some(record) => json(out, &record),
            None => json(out, record),
        }
    }
    out.extend_from_slice(b"\n],\n");
}

fn json<T: Serialize + ?Sized>(out: &mut Vec<u8>, value: &T) {
    let start = out.len();
    if let Err(error) = serde_json::to_writer(&mut *out, value) {
        // Memory takes any bytes, and no record has a map whose keys are not text, so nothing is left that can fail.
        // Should a later record break that, the file stays valid JSON and the loss is said.
        log::error!("a record could not be written: {error}");
        out.truncate(start);
        out.extend_from_slice(b"{}");
    }
}

fn as_it_is<T>(_: &T) -> Option<T> {
    None
}

/// JSON has no NaN and no infinity, and `null` would make the file unreadable: no confidence is none.
fn finite_analysis(analysis: &Analysis) -> Option<Analysis> {
    if analysis.mentions.iter().all(|mention| mention.sure.is_finite()) {
        return None;
    }
    let mut analysis = analysis.clone();
    for mention in analysis.mentions.iter_mut().filter(|mention| !mention.sure.is_finite()) {
        mention.sure = 0.0;
    }
    Some(analysis)
}

fn finite_source(source: &Source) -> Option<Source> {
    if source.evidence.values().flatten().all(|evidence| evidence.sure.is_finite()) {
        return None;
    }
    let mut source = source.clone();
    for evidence in source.evidence.values_mut().flatten().filter(|evidence| !evidence.sure.is_finite()) {
        evidence.sure = 0.0;
    }
    Some(source)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;
    use crate::storage::from_bytes;

    #[test]
    fn the_layout_is_the_one_of_the_design() {
        let bytes = to_bytes(&sample::project(), 7);
        let text = std::str::from_utf8(&bytes).expect("UTF-8");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[..2], ["{", "\"dossier\":1,"]);
        assert!(lines[2].starts_with("\"project\":{\"id\":\"p"));
        let order: Vec<&str> = lines.iter().filter_map(|line| line.strip_suffix("\":[")).collect();
        assert_eq!(order, SECTIONS.map(|name| format!("\"{name}")));
        assert!(lines[lines.len() - 2].starts_with("\"check\":{\"seq\":7,\"records\":15,\"xxh3\":\""));
        assert_eq!(lines.last(), Some(&"}"));
        assert!(text.ends_with("}\n") && text.contains("Glenmoor — The engineer") && !text.contains('\r'));
        // One line for each record, one to open and one to close each section, five around them.
        assert_eq!(lines.len(), 15 - 1 + 2 * SECTIONS.len() + 5);
        assert!(is_whole(&bytes));
        assert!(!is_whole(&bytes[..bytes.len() - 1]));
    }

    #[test]
    fn a_confidence_that_is_no_number_does_not_make_the_file_unreadable() {
        let mut project = sample::project();
        let analysis = project.analyses.values_mut().next().expect("one");
        Arc::make_mut(analysis).mentions[0].sure = f64::NAN;
        let source = project.sources.values_mut().next().expect("one");
        Arc::make_mut(source).evidence.values_mut().next().expect("one")[0].sure = f64::INFINITY;
        let opened = from_bytes(&to_bytes(&project, 1)).expect("readable");
        let sure = |project: &Project| project.analyses.values().next().map(|analysis| analysis.mentions[0].sure);
        assert_eq!(sure(&opened.project), Some(0.0));
    }
}
