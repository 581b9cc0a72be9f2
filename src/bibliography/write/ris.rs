//! RIS: two-letter tags, one value a line, `\r\n`, as Reference Manager's specification and Zotero, EndNote and Mendeley read it.

use std::collections::BTreeSet;

use super::{Entry, Fields};
use crate::bibliography::Format;
use crate::bibliography::edtf::{Date, Point};
use crate::model::Name;

/// One record, and the CSL variables it has a place for.
pub(super) fn entry(entry: &Entry) -> (String, BTreeSet<&'static str>) {
    let mut fields = Fields::new(entry);
    let kind = entry.item.kind.as_str();
    let mut ris = Ris(String::new());
    ris.put("TY", Some(kind_of(kind).to_owned()));
    for (tag, variables) in [
        ("AU", ["author", "director", "composer", "interviewer"].as_slice()),
        ("ED", ["editor", "editorial-director"].as_slice()),
        ("A3", ["collection-editor"].as_slice()),
        ("A4", ["translator"].as_slice()),
    ] {
        for variable in variables {
            for person in fields.people(variable) {
                ris.put(tag, Some(name(&person)));
            }
        }
    }
    ris.put("TI", fields.text("title"));
    ris.put("ST", fields.text("title-short"));
    ris.put("T2", fields.text("container-title"));
    ris.put("J2", fields.text("container-title-short"));
    ris.put("T3", fields.text("collection-title"));
    match fields.date("issued") {
        Some(Date::Literal(words)) => {
            ris.put("PY", Some(words.clone()));
            ris.put("DA", Some(words));
        }
        Some(date) => {
            let first = date.first().unwrap_or_default();
            ris.put("PY", Some(first.year.to_string()));
            ris.put("DA", Some(day(&date)));
        }
        None => {}
    }
    ris.put("Y2", fields.date("accessed").map(|date| day(&date)));
    ris.put("VL", fields.text("volume"));
    let issue = fields.text("issue");
    let number = fields.text("number").or_else(|| fields.text("collection-number"));
    match kind {
        "report" | "patent" | "standard" | "bill" | "legislation" => ris.put("SN", number.clone()),
        _ => ris.put("M1", number.clone()),
    }
    ris.put("IS", issue);
    if let Some(pages) = fields.text("page") {
        match pages.replace(['–', '—'], "-").split_once('-') {
            Some((start, end)) if is_number(start) && is_number(end) => {
                ris.put("SP", Some(start.trim().to_owned()));
                ris.put("EP", Some(end.trim().to_owned()));
            }
            _ => ris.put("SP", Some(pages)),
        }
    } else {
        ris.put("SP", fields.text("number-of-pages"));
    }
    for (tag, variable) in [
        ("ET", "edition"),
        ("PB", "publisher"),
        ("CY", "publisher-place"),
        ("M3", "genre"),
        ("NV", "number-of-volumes"),
        ("C1", "event-title"),
        ("DO", "DOI"),
        ("SN", "ISBN"),
        ("SN", "ISSN"),
        ("AN", "PMID"),
        ("CN", "call-number"),
        ("DB", "archive"),
        ("LA", "language"),
        ("AB", "abstract"),
    ] {
        ris.put(tag, fields.text(variable));
    }
    let section = fields.text("section").or_else(|| entry.section.clone());
    ris.put("SE", section);
    ris.put("UR", fields.text("URL"));
    ris.put("L2", entry.item.archive_url.clone());
    for tag in &entry.tags {
        ris.put("KW", Some(tag.clone()));
    }
    if entry.tags.is_empty() {
        ris.put("KW", fields.text("keyword"));
    }
    let words = [("Agency", &entry.agency), ("Dateline", &entry.dateline)];
    for (label, value) in words {
        ris.put("N1", value.as_ref().map(|value| format!("{label}: {value}")));
    }
    ris.put("N1", fields.text("note"));
    ris.put("N1", fields.text("annote"));
    for note in &entry.notes {
        ris.put("N1", Some(note.clone()));
    }
    ris.put("ID", Some(entry.key.clone()));
    for field in entry.item.extra.iter().filter(|field| field.format == Format::Ris.id()) {
        let tag = field.field.as_str();
        let well_formed = tag.len() == 2 && tag.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if well_formed && !matches!(tag, "TY" | "ER") {
            ris.put(tag, Some(field.value.clone()));
        }
    }
    ris.0.push_str("ER  - \r\n");
    (ris.0, fields.used)
}

struct Ris(String);

impl Ris {
    fn put(&mut self, tag: &str, value: Option<String>) {
        let value = value.map(|value| value.split_whitespace().collect::<Vec<_>>().join(" "));
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            self.0.push_str(&format!("{tag}  - {value}\r\n"));
        }
    }
}

fn is_number(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(char::is_alphanumeric)
}

/// `Family, Given, Suffix`; a comma-less line is an institution.
fn name(name: &Name) -> String {
    let part = |part: &Option<String>| part.as_deref().map(str::trim).unwrap_or_default().replace(',', "");
    if name.literal.is_some() || name.family.is_none() {
        return name.display().replace(',', "");
    }
    let family: Vec<String> = [&name.dropping_particle, &name.non_dropping_particle, &name.family]
        .into_iter()
        .map(part)
        .filter(|part| !part.is_empty())
        .collect();
    let mut out = family.join(" ");
    let (given, suffix) = (part(&name.given), part(&name.suffix));
    out.push(',');
    if !given.is_empty() {
        out.push_str(&format!(" {given}"));
    }
    if !suffix.is_empty() {
        out.push_str(&format!(", {suffix}"));
    }
    out
}

/// `YYYY/MM/DD/other info`: empty parts keep their slashes; a range, season or doubt goes into the last part.
fn day(date: &Date) -> String {
    let Some(first) = date.first() else { return date.to_string() };
    let two = |number: Option<u8>| number.map(|n| format!("{n:02}")).unwrap_or_default();
    let Point { year, day, .. } = first;
    let plain =
        matches!(date, Date::Point(point) if point.season().is_none() && !point.uncertain && !point.approximate);
    let other = if plain { String::new() } else { date.to_string().replace('/', " to ") };
    format!("{year}/{}/{}/{other}", two(first.calendar_month()), two(day))
}

fn kind_of(kind: &str) -> &'static str {
    match kind {
        "article-newspaper" => "NEWS",
        "article-magazine" => "MGZN",
        "article-journal" | "review" | "review-book" => "JOUR",
        "article" | "manuscript" => "UNPB",
        "book" => "BOOK",
        "classic" => "CLSWK",
        "chapter" => "CHAP",
        "collection" => "AGGR",
        "paper-conference" => "CPAPER",
        "entry-encyclopedia" | "entry" => "ENCYC",
        "entry-dictionary" => "DICT",
        "report" => "RPRT",
        "thesis" => "THES",
        "webpage" => "ELEC",
        "post-weblog" | "post" => "BLOG",
        "dataset" => "DATA",
        "software" => "COMP",
        "motion_picture" => "MPCT",
        "broadcast" => "VIDEO",
        "song" => "SOUND",
        "musical_score" => "MUSIC",
        "graphic" => "ART",
        "figure" => "FIGURE",
        "map" => "MAP",
        "interview" | "personal_communication" => "PCOMM",
        "pamphlet" => "PAMP",
        "periodical" => "JFULL",
        "patent" => "PAT",
        "legislation" | "regulation" => "STAT",
        "bill" => "BILL",
        "legal_case" => "CASE",
        "hearing" => "HEAR",
        "standard" => "STAND",
        "speech" => "SLIDE",
        _ => "GEN",
    }
}
