//! What scholarly pages declare for citations (Highwire, Dublin Core, PRISM), as CSL variables; and the kind of item.

use super::page::Page;
use crate::import::Draft;
use crate::model::Evidence;

/// CSL variable, keys that hold it.
const VARIABLES: [(&str, &[&str]); 7] = [
    ("volume", &["citation_volume", "prism.volume", "dc.source.volume"]),
    ("issue", &["citation_issue", "prism.number", "prism.issue", "dc.source.issue"]),
    ("ISSN", &["citation_issn", "prism.issn", "prism.eissn", "dc.source.issn"]),
    ("ISBN", &["citation_isbn", "book:isbn"]),
    ("publisher", &["citation_publisher", "dc.publisher", "dcterms.publisher"]),
    ("PMID", &["citation_pmid"]),
    ("abstract", &["citation_abstract", "dcterms.abstract"]),
];

/// Fills the variables of a scholarly piece.
pub(super) fn read(page: &Page, draft: &mut Draft) {
    let doi = [
        "citation_doi",
        "dc.identifier",
        "dc.identifier.doi",
        "prism.doi",
        "dcterms.identifier",
        "bepress_citation_doi",
        "doi",
    ]
    .iter()
    .find_map(|key| page.all(key).into_iter().find_map(|value| Some((doi(value)?, format!("meta {key}")))));
    if let Some((value, from)) = doi {
        set(draft, "DOI", &value, &from);
    }
    let scholarly = page.metas.iter().any(|(key, _)| key.starts_with("citation_") || key.starts_with("prism."));
    if !scholarly {
        return;
    }
    for (variable, keys) in VARIABLES {
        if let Some((key, value)) = keys.iter().find_map(|key| Some((key, page.all(key).first().copied()?.to_owned())))
        {
            set(draft, variable, &value, &format!("meta {key}"));
        }
    }
    let first =
        page.all("citation_firstpage").first().copied().or_else(|| page.all("prism.startingpage").first().copied());
    let last = page.all("citation_lastpage").first().copied().or_else(|| page.all("prism.endingpage").first().copied());
    if let Some(first) = first {
        let pages =
            last.filter(|last| *last != first).map_or_else(|| first.to_owned(), |last| format!("{first}-{last}"));
        set(draft, "page", &pages, "meta citation_firstpage");
    }
}

fn set(draft: &mut Draft, variable: &str, value: &str, from: &str) {
    draft.item.variables.insert(variable.to_owned(), value.to_owned().into());
    let evidence = Evidence { value: value.to_owned(), from: from.to_owned(), sure: 0.95 };
    draft.evidence.insert(variable.to_owned(), vec![evidence]);
}

/// The DOI in a value ("doi:10.1234/x", "https://doi.org/10.1234/x").
fn doi(value: &str) -> Option<String> {
    let at = value.find("10.")?;
    let doi = value.get(at..)?.split(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>')).next()?;
    let (prefix, rest) = doi.split_once('/')?;
    let registrant = prefix.get(3..)?;
    (registrant.len() >= 4 && registrant.chars().all(|c| c.is_ascii_digit() || c == '.') && !rest.is_empty())
        .then(|| doi.trim_end_matches(['.', ',', ';']).to_owned())
}

/// The CSL type of the piece.
pub(super) fn kind(page: &Page, draft: &Draft) -> &'static str {
    let says = |names: &[&str]| page.linked.is(names);
    let journal = page.metas.iter().any(|(key, _)| key == "citation_journal_title" || key == "citation_issn");
    if journal || says(&["scholarlyarticle", "medicalscholarlyarticle"]) {
        return "article-journal";
    }
    let outlet = draft.item.container_title.as_deref().unwrap_or_default().to_lowercase();
    let generator = page.meta(&["generator"]).map(|(value, _)| value.to_lowercase()).unwrap_or_default();
    let host = page.host().unwrap_or_default();
    let blog = says(&["blogposting", "socialmediaposting"])
        || outlet.contains("blog")
        || host.split('.').any(|label| label == "blog" || label == "blogs" || label.ends_with("blog"))
        || page.own_address().is_some_and(|address| address.contains("/blog/") || address.contains("/blogs/"))
        || ["wordpress.com", "blogger", "medium", "substack", "tumblr", "ghost", "typepad"]
            .iter()
            .any(|name| generator.contains(name));
    if says(&["newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "liveblogposting"]) {
        return if is_magazine(&outlet) { "article-magazine" } else { "article-newspaper" };
    }
    if blog {
        return "post-weblog";
    }
    if is_magazine(&outlet) {
        return "article-magazine";
    }
    let article = says(&["article"]) || page.all("og:type").iter().any(|kind| kind.eq_ignore_ascii_case("article"));
    let dated = draft.item.issued.is_some();
    // A dated, sectioned piece of a named outlet is a newspaper's; the rest are pages.
    if article && dated && (draft.section.is_some() || !draft.item.author.is_empty() || draft.agency.is_some())
        || draft.agency.is_some()
    {
        "article-newspaper"
    } else if !draft.item.author.is_empty() && dated {
        "post-weblog"
    } else {
        "webpage"
    }
}

fn is_magazine(outlet: &str) -> bool {
    outlet.split(|c: char| !c.is_alphanumeric()).any(|word| {
        matches!(word, "magazine" | "magazin" | "review" | "monthly" | "weekly" | "quarterly" | "revista" | "rivista")
    })
}
