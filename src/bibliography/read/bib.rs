//! BibTeX and BibLaTeX: split into entries by this file, taken apart by `biblatex`, understood in `fields`.

use std::collections::BTreeMap;

use biblatex::{RawBibliography, RawChunk};

use super::fields::entry;
use super::{Format, Library, Skipped};

/// Fields of one entry as they stand, by lower-case name.
pub(super) type Fields = BTreeMap<String, String>;

/// An entry taken apart: names in lower case, values as they stand with strings put in.
pub(super) struct Raw {
    pub(super) kind: String,
    pub(super) key: String,
    pub(super) fields: Fields,
    /// Field names in the order of the entry.
    pub(super) order: Vec<String>,
}

/// Reads a file; entries that cannot be taken apart are skipped and said.
pub(super) fn read(format: Format, text: &str) -> Library {
    let mut library = Library::default();
    let spans = spans(text);
    let strings: String = spans
        .iter()
        .filter(|(_, span)| span.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("@string")))
        .map(|(_, span)| *span)
        .filter(|span| RawBibliography::parse(span).is_ok())
        .collect::<Vec<_>>()
        .join("\n");
    let abbreviations = RawBibliography::parse(&strings).ok();
    let mut strings: BTreeMap<String, String> = BTreeMap::new();
    for pair in abbreviations.iter().flat_map(|raw| &raw.abbreviations) {
        let value = value(&pair.value.v, &strings);
        strings.insert(pair.key.v.to_lowercase(), value);
    }
    let mut raws = Vec::new();
    for (line, span) in spans {
        let kind: String = span.chars().skip(1).take_while(|c| c.is_ascii_alphanumeric()).collect();
        if ["string", "comment", "preamble"].iter().any(|other| kind.eq_ignore_ascii_case(other)) {
            continue;
        }
        match RawBibliography::parse(span) {
            Ok(raw) => raws.extend(raw.entries.iter().map(|entry| raw_entry(&entry.v, &strings))),
            Err(error) => library.skipped.push(Skipped { line, why: error.to_string() }),
        }
    }
    inherit(&mut raws);
    library.entries = raws.iter().filter(|raw| raw.kind != "xdata").map(|raw| entry(format, raw)).collect();
    library
}

/// Every `@…{…}` of the file with its line: an unclosed one ends before the next `@` at the start of a line.
fn spans(text: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut lines = 1;
    let mut counted = 0;
    let mut from = 0;
    while let Some(start) = text.get(from..).and_then(|rest| rest.find('@')).map(|at| at + from) {
        from = start + 1;
        let rest = text.get(start..).unwrap_or_default();
        let name = rest.chars().skip(1).take_while(|c| c.is_ascii_alphanumeric()).count();
        let gap = rest.get(1 + name..).unwrap_or_default();
        let open = gap.trim_start();
        if name == 0 || !open.starts_with(['{', '(']) {
            continue;
        }
        let open_at = 1 + name + (gap.len() - open.len());
        let end = end(rest, open_at);
        lines += text.get(counted..start).map_or(0, |skipped| skipped.matches('\n').count());
        counted = start;
        if let Some(span) = rest.get(..end) {
            out.push((lines, span));
        }
        from = start + end;
    }
    out
}

/// Where the entry that opens at `open` ends.
fn end(rest: &str, open: usize) -> usize {
    let mut depth = 0i64;
    let mut escaped = false;
    let mut line_start = None;
    let parens = rest.get(open..).is_some_and(|rest| rest.starts_with('('));
    for (at, c) in rest.char_indices().skip_while(|(at, _)| *at < open) {
        match c {
            '{' if !escaped => depth += 1,
            '}' if !escaped => depth -= 1,
            '(' if parens && at == open => depth += 1,
            ')' if parens && depth == 1 => depth -= 1,
            // A new entry where one may begin: this one was never closed.
            '@' if line_start == Some(at) && depth > 0 => {
                let word = rest.get(at + 1..).unwrap_or_default();
                let name = word.chars().take_while(char::is_ascii_alphabetic).count();
                if name > 2 && word.get(name..).is_some_and(|rest| rest.trim_start().starts_with('{')) {
                    return at;
                }
            }
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        if c == '\n' {
            line_start = Some(at + 1);
        }
        if depth == 0 {
            return at + c.len_utf8();
        }
    }
    rest.len()
}

fn raw_entry(raw: &biblatex::RawEntry<'_>, strings: &BTreeMap<String, String>) -> Raw {
    let mut fields = Fields::new();
    let mut order = Vec::new();
    for pair in &raw.fields {
        let name = pair.key.v.to_lowercase();
        let value = value(&pair.value.v, strings);
        if value.trim().is_empty() {
            continue;
        }
        if let std::collections::btree_map::Entry::Vacant(place) = fields.entry(name) {
            order.push(place.key().clone());
            place.insert(value);
        }
    }
    Raw { kind: raw.kind.v.to_lowercase(), key: raw.key.v.to_owned(), fields, order }
}

fn value(chunks: &[biblatex::Spanned<RawChunk<'_>>], strings: &BTreeMap<String, String>) -> String {
    let alone = chunks.len() == 1;
    chunks
        .iter()
        .map(|chunk| match &chunk.v {
            RawChunk::Normal(text) => (*text).to_owned(),
            RawChunk::Abbreviation(name) => {
                let lower = name.to_lowercase();
                // Alone it may be a month or a localised string; in a sum it is undefined.
                strings.get(&lower).cloned().unwrap_or_else(|| if alone { (*name).to_owned() } else { String::new() })
            }
        })
        .collect()
}

/// Fields from `xdata` and `crossref` parents, one step up, as biber fills them in.
fn inherit(raws: &mut [Raw]) {
    let parents: BTreeMap<String, (String, Fields)> =
        raws.iter().map(|raw| (raw.key.to_lowercase(), (raw.kind.clone(), raw.fields.clone()))).collect();
    for raw in raws {
        for link in ["xdata", "crossref"] {
            let Some(keys) = raw.fields.get(link).cloned() else { continue };
            for (kind, fields) in keys.split(',').filter_map(|key| parents.get(&key.trim().to_lowercase())) {
                for (name, value) in fields {
                    let container = link == "crossref" && raw.kind.starts_with("in") && !kind.starts_with("in");
                    let issue = link == "crossref" && raw.kind == "article" && kind == "periodical";
                    let name = match name.as_str() {
                        "title" if issue => "journaltitle",
                        "subtitle" if issue => "journalsubtitle",
                        "title" if container => "booktitle",
                        "subtitle" if container => "booksubtitle",
                        "titleaddon" if container => "booktitleaddon",
                        "author" if container && kind == "book" && raw.kind == "inbook" => "bookauthor",
                        "title" | "subtitle" | "shorttitle" if link == "crossref" => continue,
                        "crossref" | "xref" | "entryset" | "label" | "keywords" | "ids" => continue,
                        name => name,
                    };
                    if !raw.fields.contains_key(name) {
                        raw.fields.insert(name.to_owned(), value.clone());
                        raw.order.push(name.to_owned());
                    }
                }
            }
        }
    }
}
