//! What is written is read back by other programs' readers with the same meaning.

use ::biblatex::{Bibliography, ChunksExt as _, PermissiveType};
use biblib::CitationParser as _;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::model::ForeignField;

fn entry(value: Value) -> Entry {
    csl::read(&value).unwrap()
}

fn news() -> Entry {
    let mut entry = entry(json!({
        "id": "grant2024dam", "type": "article-newspaper", "title": "Dam engineer warned of “50% & more” seepage",
        "author": [
            {"family": "Grant", "given": "Ailsa"},
            {"family": "Beek", "given": "Jan", "non-dropping-particle": "van"},
            {"family": "King", "given": "Martin", "suffix": "Jr."},
            {"literal": "Bread and Roses, Inc."},
        ],
        "container-title": "Highland Post", "issued": {"date-parts": [[2024, 3, 6]]}, "page": "3-5",
        "URL": "https://post.example/a_b?x=1%202#top", "accessed": {"date-parts": [[2024, 3, 7]]},
        "archive_location": "https://archive.example/1", "language": "en-GB",
    }));
    entry.tags = vec!["dam".into(), "water, ground".into()];
    entry.notes = vec!["Who saw the log?".into()];
    entry.agency = Some("Reuters".into());
    entry.section = Some("Local".into());
    entry
}

#[test]
fn biblatex_reads_what_was_written() {
    let text = write(Format::BibLaTeX, &[news()]);
    let library = Bibliography::parse(&text).unwrap();
    let got = library.get("grant2024dam").unwrap();
    let field = |name: &str| got.get(name).map(|chunks| chunks.format_verbatim()).unwrap_or_default();
    assert_eq!(got.title().unwrap().format_verbatim(), "Dam engineer warned of “50% & more” seepage");
    assert_eq!((field("journaltitle"), field("entrysubtype")), ("Highland Post".into(), "newspaper".into()));
    assert_eq!(field("url"), "https://post.example/a_b?x=1%202#top");
    assert_eq!(field("archiveurl"), "https://archive.example/1");
    assert_eq!((field("langid"), field("urldate")), ("british".into(), "2024-03-07".into()));
    let authors = got.author().unwrap();
    let names: Vec<_> = authors.iter().map(|p| (p.prefix.as_str(), p.name.as_str(), p.suffix.as_str())).collect();
    assert_eq!(names, [("", "Grant", ""), ("van", "Beek", ""), ("", "King", "Jr."), ("", "Bread and Roses, Inc.", "")]);
    assert!(matches!(got.date().unwrap(), PermissiveType::Typed(_)));
    assert_eq!(text, write(Format::BibLaTeX, &[news()]));
}

#[test]
fn bibtex_reads_what_was_written() {
    let text = write(Format::BibTeX, &[news()]);
    let library = Bibliography::parse(&text).unwrap();
    let got = library.get("grant2024dam").unwrap();
    assert_eq!(got.get("journal").or_else(|| got.get("journaltitle")).unwrap().format_verbatim(), "Highland Post");
    assert!(text.contains("  year = {2024},\n  month = mar,\n  day = {6},\n"), "{text}");
    assert!(text.contains("keywords = {dam, {water, ground}}"), "{text}");
    assert!(text.contains("annote = {Who saw the log?}"), "{text}");
}

#[test]
fn ris_reads_what_was_written() {
    let text = write(Format::Ris, &[news(), news()]);
    assert!(text.starts_with("TY  - NEWS\r\n"), "{text}");
    let citations = biblib::RisParser::new().parse(&text).unwrap();
    assert_eq!(citations.len(), 2);
    let got = &citations[0];
    assert_eq!(got.title, "Dam engineer warned of “50% & more” seepage");
    assert_eq!(got.journal.as_deref(), Some("Highland Post"));
    assert_eq!(got.date.as_ref().map(|date| (date.year, date.month, date.day)), Some((2024, Some(3), Some(6))));
    assert_eq!(got.keywords, ["dam", "water, ground"]);
    assert!(got.authors.iter().any(|author| author.name == "van Beek"), "{:?}", got.authors);
    assert!(
        text.contains("UR  - https://post.example/a_b?x=1%202#top\r\nL2  - https://archive.example/1\r\n"),
        "{text}"
    );
}

#[test]
fn foreign_fields_go_back_to_their_own_format_only() {
    let mut entry = news();
    let field = |format: &str, field: &str, value: &str| ForeignField {
        format: format.into(),
        field: field.into(),
        value: value.into(),
    };
    entry.item.extra =
        vec![field("ris", "C7", "42"), field("biblatex", "gender", "sf"), field("biblatex", "bad", "}{")];
    let (ris, bib) = (write(Format::Ris, &[entry.clone()]), write(Format::BibLaTeX, &[entry]));
    assert!(ris.contains("C7  - 42\r\n") && !ris.contains("gender"));
    assert!(bib.contains("gender = {sf}") && !bib.contains("c7") && !bib.contains("}{}"), "{bib}");
}

#[test]
fn what_a_format_cannot_hold_is_said() {
    let entry =
        entry(json!({"id": "a", "type": "book", "title": "T", "dimensions": "3 cm", "publisher": "P", "custom": {}}));
    assert_eq!(losses(Format::BibLaTeX, &entry), ["dimensions"]);
    assert!(losses(Format::CslJson, &entry).is_empty());
}

#[test]
fn every_type_has_a_form() {
    for kind in ["report", "thesis", "webpage", "post-weblog", "chapter", "legal_case", "nonsense", ""] {
        let value = json!({"id": "k", "type": kind, "title": "T", "genre": "Master's thesis", "publisher": "P", "URL": "https://x.example"});
        for format in [Format::BibLaTeX, Format::BibTeX] {
            let text = write(format, &[entry(value.clone())]);
            assert_eq!(Bibliography::parse(&text).unwrap().len(), 1, "{text}");
        }
        assert_eq!(biblib::RisParser::new().parse(&write(Format::Ris, &[entry(value)])).unwrap().len(), 1);
    }
}

proptest! {
    #[test]
    fn any_item_is_well_formed(value in csl::tests::any_item()) {
        let entry = entry(value);
        for format in [Format::BibLaTeX, Format::BibTeX] {
            let text = write(format, std::slice::from_ref(&entry));
            let parsed = ::biblatex::RawBibliography::parse(&text);
            prop_assert!(parsed.is_ok_and(|raw| raw.entries.len() == 1), "{}", text);
        }
        let ris = write(Format::Ris, std::slice::from_ref(&entry));
        prop_assert!(ris.lines().all(|line| line.get(2..6) == Some("  - ")), "{}", ris);
    }

    #[test]
    fn titles_come_back(title in "[\\PC&&[^<]]{1,30}") {
        let title = title.trim().to_owned();
        prop_assume!(!title.is_empty());
        let entry = entry(json!({"id": "k", "type": "book", "title": title}));
        let text = write(Format::BibLaTeX, &[entry]);
        let library = Bibliography::parse(&text);
        prop_assert!(library.is_ok(), "{}", text);
        let library = library.unwrap();
        let got = library.get("k").unwrap().get("title").unwrap().format_verbatim();
        // The reading crate leaves these commands as they are.
        let got = got.replace("\\textbackslash", "\\").replace("\\textasciitilde", "~").replace("\\textasciicircum", "^");
        let flat = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '\u{a0}').collect::<String>();
        prop_assert_eq!(flat(&got), flat(&title), "{}", text);
    }
}
