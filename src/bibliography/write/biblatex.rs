//! BibLaTeX: entry types, fields and EDTF dates of the biblatex manual, version 3.20, section 2.

use std::collections::BTreeSet;

use super::bib::{Bib, babel};
use super::{Entry, Fields, latex};
use crate::bibliography::edtf::Date;

/// One entry, and the CSL variables it has a place for.
pub(super) fn entry(entry: &Entry) -> (String, BTreeSet<&'static str>) {
    let mut fields = Fields::new(entry);
    let kind = entry.item.kind.as_str();
    let (name, subtype) = kind_of(kind, &mut fields);
    let mut bib = Bib::new(name);
    bib.put("entrysubtype", subtype.map(str::to_owned));
    people(&mut bib, &mut fields);
    bib.put("title", fields.text("title").map(|text| latex::title(&text)));
    bib.put("shorttitle", fields.text("title-short").map(|text| latex::title(&text)));
    let carrier = carrier(kind);
    bib.put(carrier, fields.text("container-title").map(|text| latex::title(&text)));
    if carrier == "journaltitle" {
        bib.put("shortjournal", fields.text("container-title-short").map(|text| latex::title(&text)));
    }
    dates(&mut bib, &mut fields);
    numbers(&mut bib, &mut fields, kind);
    let publisher = match kind {
        "report" | "thesis" => "institution",
        "webpage" | "post" | "post-weblog" | "software" | "dataset" => "organization",
        _ => "publisher",
    };
    bib.put(publisher, fields.text("publisher").map(|text| latex::literal_list(&text)));
    for (field, variable) in [
        ("location", "publisher-place"),
        ("type", "genre"),
        ("eventtitle", "event-title"),
        ("venue", "event-place"),
        ("howpublished", "medium"),
        ("version", "version"),
        ("pubstate", "status"),
        ("origtitle", "original-title"),
        ("origpublisher", "original-publisher"),
        ("origlocation", "original-publisher-place"),
        ("library", "call-number"),
        ("note", "note"),
        ("abstract", "abstract"),
    ] {
        bib.put(field, fields.text(variable).map(|text| latex::rich(&text)));
    }
    bib.put("eventtitle", fields.text("event").map(|text| latex::rich(&text)));
    let language = fields.text("language");
    bib.put("langid", language.map(|tag| babel(&tag)));
    identifiers(&mut bib, &mut fields);
    let section = fields.text("section").or_else(|| entry.section.clone());
    bib.put("section", section.map(|text| latex::rich(&text)));
    bib.put("agency", entry.agency.as_deref().map(latex::rich));
    bib.put("dateline", entry.dateline.as_deref().map(latex::rich));
    bib.put("keywords", Some(latex::list(&entry.tags)));
    bib.put("keywords", fields.text("keyword").map(|text| latex::rich(&text)));
    let annotation = fields.text("annote");
    let notes = (!entry.notes.is_empty()).then(|| entry.notes.join("\n\n")).or(annotation);
    bib.put("annotation", notes.map(|text| latex::escape(&text)));
    bib.foreign(entry);
    (bib.finish(&entry.key), fields.used)
}

/// Entry type and subtype for a CSL type.
fn kind_of(kind: &str, fields: &mut Fields<'_>) -> (&'static str, Option<&'static str>) {
    match kind {
        "article-newspaper" => ("article", Some("newspaper")),
        "article-magazine" => ("article", Some("magazine")),
        "article-journal" => ("article", None),
        "review" | "review-book" => ("review", None),
        "book" | "classic" => ("book", None),
        "collection" => ("collection", None),
        "chapter" => ("incollection", None),
        "paper-conference" => ("inproceedings", None),
        "entry" | "entry-encyclopedia" | "entry-dictionary" => ("inreference", None),
        "report" => ("report", None),
        "thesis" => ("thesis", None),
        "webpage" => ("online", None),
        "post-weblog" => ("online", Some("blog")),
        "post" => ("online", Some("post")),
        "article" => ("unpublished", Some("preprint")),
        "manuscript" | "speech" => ("unpublished", None),
        "dataset" => ("dataset", None),
        "software" => ("software", None),
        "motion_picture" => ("movie", None),
        "broadcast" => ("video", None),
        "song" => ("audio", None),
        "musical_score" => ("music", None),
        "performance" => ("performance", None),
        "graphic" | "figure" => ("image", None),
        "map" => ("misc", Some("map")),
        "interview" => ("misc", Some("interview")),
        "personal_communication" => ("letter", None),
        "pamphlet" => ("booklet", None),
        "periodical" => ("periodical", None),
        "patent" => ("patent", None),
        "legislation" | "bill" | "regulation" => ("legislation", None),
        "legal_case" => ("jurisdiction", None),
        "treaty" => ("legal", None),
        "hearing" => ("legal", Some("hearing")),
        "standard" => ("standard", None),
        // Unsaid: an address makes it a page, a carrier an article.
        "" if fields.text("URL").is_some() => ("online", None),
        _ => ("misc", None),
    }
}

/// Where the title of what carries the piece stands.
fn carrier(kind: &str) -> &'static str {
    match kind {
        "chapter" | "paper-conference" | "entry" | "entry-encyclopedia" | "entry-dictionary" => "booktitle",
        "webpage" | "post" | "post-weblog" => "titleaddon",
        "book" | "report" | "thesis" => "maintitle",
        _ => "journaltitle",
    }
}

fn people(bib: &mut Bib, fields: &mut Fields<'_>) {
    let mut kept = false;
    for (field, variables) in [
        ("author", ["author", "director", "composer", "interviewer"].as_slice()),
        ("bookauthor", ["container-author"].as_slice()),
        ("editor", ["editor", "editorial-director"].as_slice()),
        ("translator", ["translator"].as_slice()),
        ("editora", ["collection-editor"].as_slice()),
        ("annotator", ["annotator"].as_slice()),
        ("commentator", ["commentator"].as_slice()),
        ("holder", ["holder"].as_slice()),
    ] {
        for variable in variables {
            if bib.has(field) {
                continue;
            }
            let names = fields.people(variable);
            kept |= names.iter().any(|name| name.non_dropping_particle.as_deref().is_some_and(|p| !p.is_empty()));
            bib.put(field, Some(latex::names(&names)));
            if *variable == "collection-editor" && bib.has("editora") {
                bib.put("editoratype", Some("collaborator".into()));
            }
        }
    }
    // biblatex drops "van" from the sort key unless told that it belongs to the name.
    if kept {
        bib.put("options", Some("useprefix=true".into()));
    }
}

fn dates(bib: &mut Bib, fields: &mut Fields<'_>) {
    for (field, variable) in
        [("date", "issued"), ("urldate", "accessed"), ("origdate", "original-date"), ("eventdate", "event-date")]
    {
        match fields.date(variable) {
            Some(Date::Literal(words)) if variable == "issued" => bib.put("year", Some(latex::escape(&words))),
            // Only EDTF is a date to biber; words would stop it.
            Some(Date::Literal(_)) | None => {}
            Some(date) => bib.put(field, Some(date.to_string().replace("..", ""))),
        }
    }
}

fn numbers(bib: &mut Bib, fields: &mut Fields<'_>, kind: &str) {
    let rich = |text: String| latex::rich(&text);
    bib.put("volume", fields.text("volume").map(rich));
    bib.put("number", fields.text("issue").map(rich));
    let series = fields.text("collection-title").map(|text| latex::title(&text));
    bib.put("series", series);
    // `number` is the issue of an article, the report's or patent's own number, or the number in a series.
    if !matches!(kind, "article-journal" | "article-magazine" | "article-newspaper") || !bib.has("number") {
        bib.put("number", fields.text("number").map(rich));
        bib.put("number", fields.text("collection-number").map(rich));
    }
    bib.put("pages", fields.text("page").map(|text| latex::pages(&text)));
    for (field, variable) in [
        ("edition", "edition"),
        ("chapter", "chapter-number"),
        ("part", "part"),
        ("volumes", "number-of-volumes"),
        ("pagetotal", "number-of-pages"),
    ] {
        bib.put(field, fields.text(variable).map(rich));
    }
}

fn identifiers(bib: &mut Bib, fields: &mut Fields<'_>) {
    for (field, variable) in [("doi", "DOI"), ("url", "URL")] {
        bib.put(field, fields.text(variable).map(|text| latex::verbatim(&text)));
    }
    for (field, variable) in [("isbn", "ISBN"), ("issn", "ISSN"), ("pmcid", "PMCID")] {
        bib.put(field, fields.text(variable).map(|text| latex::escape(&text)));
    }
    if let Some(pmid) = fields.text("PMID") {
        bib.put("eprint", Some(latex::verbatim(&pmid)));
        bib.put("eprinttype", Some("pubmed".into()));
    }
    let archived = fields.entry.item.archive_url.clone();
    bib.put("archiveurl", archived.map(|url| latex::verbatim(&url)));
}
