//! Files of other programs, and our own files read back.

use proptest::prelude::*;

use super::*;
use crate::bibliography::write::write;

const BIB: &str = r#"
@string{hp = "Highland Post"}
@article{grant2024,
  author = {Grant, Ailsa and van Beek, Jan and {Highland Water}},
  title = "The {BBC}'s d{\'e}bat: {\it Aquifers} \& dams",
  journal = hp # { Weekly}, year = 2024, month = mar, day = 6, pages = {3--5},
  keywords = {dam, {water, ground}}, url = {https://post.example/a\_b}, gender = {sf},
}
@article{broken, title = {never closed
@inbook{part, crossref = {whole}, title = {Part}}
@book{whole, title = {Whole}, editor = {Doe, Jane}, year = {2001}, publisher = {P}}
"#;

#[test]
fn one_broken_entry_does_not_reject_the_file() {
    let library = read(Format::BibTeX, BIB).unwrap();
    let keys: Vec<_> = library.entries.iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(keys, ["grant2024", "part", "whole"]);
    assert_eq!(library.skipped.len(), 1);
    assert_eq!(library.skipped[0].line, 9);
    let entry = &library.entries[0];
    assert_eq!(entry.item.title, "The BBC's débat: <i>Aquifers</i> & dams");
    assert_eq!(entry.item.container_title.as_deref(), Some("Highland Post Weekly"));
    assert_eq!(entry.item.issued.as_deref(), Some("2024-03-06"));
    assert_eq!(entry.item.url.as_deref(), Some("https://post.example/a_b"));
    assert_eq!(entry.tags, ["dam", "water, ground"]);
    assert_eq!(entry.item.author[2].literal.as_deref(), Some("Highland Water"));
    assert_eq!(entry.item.extra[0].field, "gender");
    assert_eq!(library.entries[1].item.container_title.as_deref(), Some("Whole"));
    assert_eq!(csl::text(&library.entries[1].item, "publisher").as_deref(), Some("P"));
}

#[test]
fn ris_is_read() {
    let text = "TY  - NEWS\r\nAU  - Grant, Ailsa\r\nAU  - Highland Water\r\nTI  - Dam\r\nT2  - Post\r\nDA  - 2024/03/06/\r\nPY  - 2024\r\nSP  - 3\r\nEP  - 5\r\nC7  - 42\r\nKW  - a\r\nKW  - b\r\nER  - \r\n\r\nTY  - BOOK\r\nTI  - Long\r\ntitle\r\nSN  - 978-1-4822-5326-9\r\n";
    let library = read(Format::Ris, text).unwrap();
    let [news, book] = library.entries.as_slice() else { panic!("two records") };
    assert_eq!((news.item.kind.as_str(), news.item.issued.as_deref()), ("article-newspaper", Some("2024-03-06")));
    assert_eq!(csl::text(&news.item, "page").as_deref(), Some("3-5"));
    assert_eq!(news.item.author[1].literal.as_deref(), Some("Highland Water"));
    assert_eq!((news.tags.len(), news.item.extra[0].field.as_str()), (2, "C7"));
    assert_eq!(book.item.title, "Long title");
    assert!(book.item.variables.contains_key("ISBN"));
}

#[test]
fn formats_are_recognised() {
    for (text, format) in [
        (BIB, Some(Format::BibTeX)),
        ("@online{a, date = {2024}\n, title={x}}", Some(Format::BibTeX)),
        ("@online{a,\n date = {2024}}", Some(Format::BibLaTeX)),
        ("\u{feff}TY  - JOUR\nER  - ", Some(Format::Ris)),
        ("[]", Some(Format::CslJson)),
        ("PMID- 1\nTI  - x", Some(Format::Nbib)),
        ("Dear Sir, mail me @ home", None),
    ] {
        assert_eq!(detect(text), format, "{text}");
    }
}

#[test]
fn what_is_written_is_read_back_the_same() {
    let value = serde_json::json!([{
        "id": "k1", "type": "article-newspaper", "title": "Is it 50% & “so” <i>E. coli</i>?",
        "author": [{"family": "Beek", "given": "Jan", "non-dropping-particle": "van"}, {"literal": "Roses, Inc."}],
        "container-title": "Post", "issued": {"date-parts": [[2024, 3, 6]]}, "accessed": {"date-parts": [[2024, 3, 7]]},
        "page": "3-5", "URL": "https://post.example/a_b", "archive_location": "https://archive.example/1", "DOI": "10.1/x_y",
        "tags": ["dam", "water"], "language": "en-GB", "abstract": "Short.", "section": "Local"
    }]);
    let first = read(Format::CslJson, &value.to_string()).unwrap().entries;
    for format in [Format::BibLaTeX, Format::BibTeX, Format::Ris, Format::CslJson] {
        let text = write(format, &first);
        let back = read(format, &text).unwrap().entries;
        let (a, b) = (&first[0], &back[0]);
        assert_eq!((&a.key, &a.tags), (&b.key, &b.tags), "{text}");
        assert_eq!((&a.item.title, &a.item.container_title), (&b.item.title, &b.item.container_title), "{text}");
        assert_eq!((&a.item.issued, &a.item.accessed), (&b.item.issued, &b.item.accessed), "{text}");
        assert_eq!((&a.item.url, &a.item.archive_url), (&b.item.url, &b.item.archive_url), "{text}");
        assert_eq!(a.item.author[0], b.item.author[0], "{text}");
        for variable in ["page", "DOI", "language", "abstract", "section"] {
            assert_eq!(csl::text(&a.item, variable), csl::text(&b.item, variable), "{variable} in {text}");
        }
        assert_eq!(write(format, &back), text);
    }
}

proptest! {
    #[test]
    fn no_text_is_fatal(text in "(@article\\{a,|title|=|\\{|\\}|\"|,|TY  - JOUR\n|TI  - |ER  - \n|PMID- 1\n|<xml>|\\PC){0,30}") {
        for format in Format::ALL {
            let _ = read(format, &text);
        }
        let _ = detect(&text);
    }
}
