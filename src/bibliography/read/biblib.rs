//! EndNote XML and PubMed XML: read by `biblib`, mapped here.

use biblib::{Citation, CitationParser, EndNoteXmlParser, PubMedXmlParser};
use serde_json::json;

use super::{Entry, Format, Library, ReadError, fields::bare_doi};
use crate::bibliography::edtf::{Date, Point};
use crate::model::{ForeignField, Item, Name};

/// Reads a file of one of the two formats.
pub(super) fn read(format: Format, text: &str) -> Result<Library, ReadError> {
    // A single article is one without the set around it.
    let wrapped = match text.find("<PubmedArticle") {
        Some(at) if format == Format::PubMedXml && !text.contains("<PubmedArticleSet") => {
            format!("<PubmedArticleSet>{}</PubmedArticleSet>", text.get(at..).unwrap_or_default())
        }
        _ => String::new(),
    };
    let text = if wrapped.is_empty() { text } else { &wrapped };
    let parsed = match format {
        Format::EndNoteXml => EndNoteXmlParser::new().parse(text),
        _ => PubMedXmlParser::new().parse(text),
    };
    let citations = parsed.map_err(|error| ReadError::NotThis { format: format.id(), why: error.to_string() })?;
    let entries = citations.iter().map(|citation| entry(format, citation)).collect();
    Ok(Library { entries, ..Library::default() })
}

fn entry(format: Format, citation: &Citation) -> Entry {
    let kinds = citation.citation_type.join(" ").to_lowercase();
    let kind = match () {
        () if kinds.contains("newspaper") => "article-newspaper",
        () if kinds.contains("magazine") => "article-magazine",
        () if kinds.contains("section") || kinds.contains("chapter") => "chapter",
        () if kinds.contains("book") => "book",
        () if kinds.contains("conference") => "paper-conference",
        () if kinds.contains("thesis") => "thesis",
        () if kinds.contains("preprint") => "article",
        () if kinds.contains("report") && !kinds.contains("case report") => "report",
        () if kinds.contains("web") => "webpage",
        () => "article-journal",
    };
    let mut item = Item { kind: kind.into(), title: citation.title.clone(), ..Item::default() };
    item.container_title = citation.journal.clone().or_else(|| citation.journal_abbr.clone());
    item.author = citation
        .authors
        .iter()
        .map(|author| {
            let given =
                [&author.given_name, &author.middle_name].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
            if given.is_empty() { Name::literal(&author.name) } else { Name::person(&given, &author.name) }
        })
        .collect();
    item.issued = citation.date.as_ref().map(|date| {
        let point = Point {
            year: date.year,
            month: date.month,
            day: date.day.filter(|_| date.month.is_some()),
            ..Point::default()
        };
        Date::Point(point).to_string()
    });
    item.url = citation.urls.first().cloned();
    if kind == "article" {
        // What carries a preprint is its server: nobody published it in a journal.
        item.variables.extend(item.container_title.take().map(|server| ("publisher".to_owned(), json!(server))));
    }
    // The first is the edition's own; the others (linking, print) are kept beside it.
    let digits = |issn: &str| issn.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let issn = citation.issn.first().cloned();
    let mut other_issns: Vec<&String> = Vec::new();
    for other in citation.issn.iter().skip(1) {
        let known = |known: &&String| digits(known) == digits(other);
        if !issn.iter().any(|issn| known(&issn)) && !other_issns.iter().any(known) {
            other_issns.push(other);
        }
    }
    for (variable, value) in [
        ("container-title-short", citation.journal_abbr.clone()),
        ("volume", citation.volume.clone()),
        ("issue", citation.issue.clone()),
        ("page", citation.pages.clone()),
        ("ISSN", issn),
        ("DOI", citation.doi.as_deref().map(bare_doi)),
        ("PMID", citation.pmid.clone()),
        ("PMCID", citation.pmc_id.clone()),
        ("abstract", citation.abstract_text.clone()),
        ("language", citation.language.clone()),
        ("publisher", citation.publisher.clone()),
    ] {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            item.variables.insert(variable.into(), json!(value));
        }
    }
    // Sorted: the crate keeps them in no order.
    let mut fields: Vec<_> = citation.extra_fields.iter().collect();
    fields.sort();
    for (field, value) in fields.into_iter().flat_map(|(field, values)| values.iter().map(move |value| (field, value)))
    {
        item.extra.push(ForeignField { format: format.id().into(), field: field.clone(), value: value.clone() });
    }
    let again =
        citation.urls.iter().skip(1).map(|url| ("url", url)).chain(other_issns.into_iter().map(|issn| ("issn", issn)));
    for (field, value) in again {
        item.extra.push(ForeignField { format: format.id().into(), field: field.into(), value: value.clone() });
    }
    let mut tags = citation.keywords.clone();
    tags.extend(citation.mesh_terms.iter().filter(|term| !citation.keywords.contains(term)).cloned());
    Entry { key: citation.accession_number.clone().unwrap_or_default(), item, tags, ..Entry::default() }
}
