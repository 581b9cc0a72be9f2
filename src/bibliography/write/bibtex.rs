//! BibTeX: the fourteen standard types and their fields, with the widely read extras `doi`, `url`, `urldate`, `day`.

use std::collections::BTreeSet;

use super::bib::{Bib, babel};
use super::{Entry, Fields, latex};
use crate::bibliography::edtf::Date;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// One entry, and the CSL variables it has a place for.
pub(super) fn entry(entry: &Entry) -> (String, BTreeSet<&'static str>) {
    let mut fields = Fields::new(entry);
    let kind = entry.item.kind.as_str();
    let genre = fields.text("genre");
    let name = kind_of(kind, genre.as_deref());
    let mut bib = Bib::new(name);
    // BibTeX's types are few; what it has no word for is said in the field BibLaTeX has for that.
    let subtype = match kind {
        "article-newspaper" => Some("newspaper"),
        "article-magazine" => Some("magazine"),
        kind if name == "misc" => crate::bibliography::read::MISC.into_iter().find(|other| *other == kind),
        _ => None,
    };
    bib.put("entrysubtype", subtype.map(str::to_owned));
    for (field, variables) in [
        ("author", ["author", "director", "composer", "interviewer"].as_slice()),
        ("editor", ["editor", "editorial-director", "collection-editor"].as_slice()),
        ("translator", ["translator"].as_slice()),
    ] {
        for variable in variables {
            let names = fields.people(variable);
            bib.put(field, Some(latex::names(&names)));
        }
    }
    bib.put("title", fields.text("title").map(|text| latex::title(&text)));
    let carrier = match name {
        "article" => "journal",
        "incollection" | "inproceedings" | "book" => "booktitle",
        // A site or blog has no field of its own; this one is printed by every style.
        _ => "howpublished",
    };
    bib.put(carrier, fields.text("container-title").map(|text| latex::title(&text)));
    date(&mut bib, &mut fields);
    let rich = |text: String| latex::rich(&text);
    bib.put("volume", fields.text("volume").map(rich));
    bib.put("number", fields.text("issue").map(rich));
    bib.put("series", fields.text("collection-title").map(|text| latex::title(&text)));
    bib.put("number", fields.text("number").map(rich));
    bib.put("number", fields.text("collection-number").map(rich));
    bib.put("pages", fields.text("page").map(|text| latex::pages(&text)));
    bib.put("edition", fields.text("edition").map(rich));
    bib.put("chapter", fields.text("chapter-number").map(rich));
    let publisher = match name {
        "techreport" => "institution",
        "phdthesis" | "mastersthesis" => "school",
        "misc" | "manual" => "organization",
        _ => "publisher",
    };
    bib.put(publisher, fields.text("publisher").map(|text| latex::literal_list(&text)));
    bib.put("address", fields.text("publisher-place").map(rich));
    bib.put("type", genre.map(rich));
    bib.put("howpublished", fields.text("medium").map(rich));
    bib.put("note", fields.text("note").map(rich));
    bib.put("abstract", fields.text("abstract").map(rich));
    bib.put("language", fields.text("language").map(|tag| babel(&tag)));
    for (field, variable) in [("doi", "DOI"), ("url", "URL")] {
        bib.put(field, fields.text(variable).map(|text| latex::verbatim(&text)));
    }
    if let Some(date) = fields.date("accessed") {
        bib.put("urldate", Some(latex::escape(&date.to_string())));
    }
    bib.put("archiveurl", entry.item.archive_url.as_deref().map(latex::verbatim));
    for (field, variable) in [("isbn", "ISBN"), ("issn", "ISSN"), ("pmid", "PMID"), ("pmcid", "PMCID")] {
        bib.put(field, fields.text(variable).map(|text| latex::escape(&text)));
    }
    let section = fields.text("section").or_else(|| entry.section.clone());
    bib.put("section", section.map(rich));
    bib.put("agency", entry.agency.as_deref().map(latex::rich));
    bib.put("dateline", entry.dateline.as_deref().map(latex::rich));
    bib.put("keywords", Some(latex::list(&entry.tags)));
    bib.put("keywords", fields.text("keyword").map(rich));
    let annote = fields.text("annote");
    let notes = (!entry.notes.is_empty()).then(|| entry.notes.join("\n\n")).or(annote);
    bib.put("annote", notes.map(|text| latex::escape(&text)));
    bib.foreign(entry);
    (bib.finish(&entry.key), fields.used)
}

fn kind_of(kind: &str, genre: Option<&str>) -> &'static str {
    match kind {
        "article-newspaper" | "article-magazine" | "article-journal" | "review" | "review-book" => "article",
        "book" | "classic" | "collection" => "book",
        "chapter" | "entry" | "entry-encyclopedia" | "entry-dictionary" => "incollection",
        "paper-conference" => "inproceedings",
        "report" => "techreport",
        "thesis" if genre.is_some_and(|genre| genre.to_lowercase().contains("master")) => "mastersthesis",
        "thesis" => "phdthesis",
        "manuscript" | "article" | "speech" => "unpublished",
        "pamphlet" => "booklet",
        _ => "misc",
    }
}

/// `year`, `month`, `day`; a date they cannot hold (a range, a season, a doubtful one) also stands whole in `date`.
fn date(bib: &mut Bib, fields: &mut Fields<'_>) {
    let Some(date) = fields.date("issued") else { return };
    if let Date::Literal(words) = &date {
        bib.put("year", Some(latex::escape(words)));
        return;
    }
    let Some(first) = date.first() else { return };
    let year = match &date {
        Date::Range(Some(start), Some(end)) if start.year != end.year => format!("{}--{}", start.year, end.year),
        _ => first.year.to_string(),
    };
    bib.put("year", Some(year));
    if let Some(month) = first.calendar_month().and_then(|month| MONTHS.get(usize::from(month) - 1)) {
        bib.put_bare("month", month);
        bib.put("day", first.day.map(|day| day.to_string()));
    }
    let plain =
        matches!(&date, Date::Point(point) if point.season().is_none() && !point.uncertain && !point.approximate);
    if !plain {
        bib.put("date", Some(date.to_string().replace("..", "")));
    }
}
