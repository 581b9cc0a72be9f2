//! The same invented story in every format, as programs write it: what a reader would call its text, title, authors,
//! pages; and files made to do harm. `tests/formats/make.py` makes the files.
#![allow(clippy::string_slice, clippy::indexing_slicing)]

use std::collections::HashMap;
use std::io::Write as _;

use proptest::prelude::*;

use super::*;
use crate::model::Name;

const PDFS: [&str; 4] = ["flood-office-1.pdf", "flood-office-2.pdf", "flood-browser-1.pdf", "flood-browser-2.pdf"];
const OTHERS: [&str; 6] =
    ["flood.docx", "flood.odt", "flood.rtf", "flood.epub", "flood.mhtml", "flood-singlefile.html"];

fn fixture(name: &str) -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn draft(name: &str) -> Draft {
    // Named without ending: the content tells.
    read(&fixture(name), "download", &Hints::default()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Paragraphs of the story below its head, without their marks.
fn story() -> Vec<String> {
    let text = String::from_utf8(fixture("story.txt")).expect("UTF-8");
    let line =
        |line: &str| ["## ", "- ", "> "].iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line).to_owned();
    text.lines().skip(3).filter(|line| !line.is_empty()).map(line).collect()
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// F1 over shingles of four words.
fn agreement(one: &str, other: &str) -> f64 {
    let shingles = |text: &str| {
        let mut found: HashMap<Vec<String>, i64> = HashMap::new();
        for shingle in words(text).windows(4) {
            *found.entry(shingle.to_vec()).or_default() += 1;
        }
        found
    };
    let (one, other) = (shingles(one), shingles(other));
    let both: i64 = one.iter().map(|(shingle, count)| *count.min(other.get(shingle).unwrap_or(&0))).sum();
    2.0 * both as f64 / (one.values().sum::<i64>() + other.values().sum::<i64>()) as f64
}

fn authors(draft: &Draft) -> Vec<String> {
    draft.item.author.iter().map(Name::display).collect()
}

#[test]
fn every_format_gives_the_story_and_its_fields() {
    for name in PDFS.iter().chain(&OTHERS) {
        let draft = draft(name);
        let reached = agreement(&draft.text, &story().join("\n\n"));
        assert!(reached >= 0.97, "{name}: {reached:.3}\n{}", draft.text);
        assert_eq!(draft.item.title, "The flood that nobody filed", "{name}");
        assert_eq!(authors(&draft), ["Alison Grant", "Thomas Birch"], "{name}");
        assert_eq!(draft.item.issued.as_deref(), Some("2024-03-06"), "{name}");
        assert_eq!(draft.language.as_deref(), Some("en"), "{name}");
        let heading = draft.blocks.iter().any(|block| {
            matches!(block.kind, BlockKind::H2 | BlockKind::H3 | BlockKind::H4)
                && draft.text.chars().skip(block.start).take(block.end - block.start).collect::<String>()
                    == "Three decisions"
        });
        assert!(heading, "{name}: {:?}", draft.blocks);
        for field in ["title", "author", "issued"] {
            assert!(draft.evidence.get(field).is_some_and(|list| !list.is_empty()), "{name}: {field}");
        }
    }
}

#[test]
fn kinds_are_told_by_content() {
    let kinds: Vec<SourceKind> = OTHERS.iter().chain(&PDFS[..1]).map(|name| draft(name).kind).collect();
    use SourceKind::{Docx, Epub, Html, Mhtml, Odt, Pdf, Rtf};
    assert_eq!(kinds, [Docx, Odt, Rtf, Epub, Mhtml, Html, Pdf]);
}

#[test]
fn columns_are_read_one_after_the_other() {
    for name in PDFS {
        let text = draft(name).text;
        let mut from = 0;
        for paragraph in story() {
            let begin: String = paragraph.chars().take(24).collect();
            let at = text.get(from..).and_then(|rest| rest.find(&begin));
            from += at.unwrap_or_else(|| panic!("{name}: “{begin}” does not follow\n{text}"));
        }
    }
}

#[test]
fn page_numbers_are_those_printed_and_running_heads_are_struck() {
    for name in ["flood-office-1.pdf", "flood-office-2.pdf"] {
        let draft = draft(name);
        let numbers: Vec<u32> = draft.pages.iter().map(|page| page.0).collect();
        assert_eq!(numbers.first(), Some(&41), "{name}: {numbers:?}");
        assert!(numbers.is_sorted() && numbers.len() >= 2, "{name}: {numbers:?}");
        assert!(draft.pages.is_sorted_by_key(|page| page.1), "{name}");
        assert!(!draft.text.contains("Quarterly Review") && !draft.text.contains("Page 4"), "{name}");
        let head = draft.lines.iter().find(|line| line.text.contains("Quarterly Review"));
        let head = head.unwrap_or_else(|| panic!("{name}: the running head is not shown"));
        assert_eq!(head.fate, Fate::Struck(Why::Chrome));
        // A person can bring it back; the pages move with the text.
        let number = head.number;
        let second = draft.pages[1].1;
        let begins: String = draft.text.chars().skip(second).take(20).collect();
        let kept = draft.clone().with_line_kept(number, true);
        assert!(kept.text.contains("Quarterly Review"));
        let moved: String = kept.text.chars().skip(kept.pages[1].1).take(20).collect();
        assert_eq!(begins, moved, "{name}");
    }
    let book = draft("flood.epub");
    let numbers: Vec<u32> = book.pages.iter().map(|page| page.0).collect();
    assert_eq!(numbers, [41, 42, 43, 44, 45]);
}

#[test]
fn notes_stand_at_the_end_and_tables_are_text() {
    for name in ["flood.docx", "flood.odt", "flood.rtf"] {
        let draft = draft(name);
        let last = draft.lines.last().map(|line| line.text.clone());
        assert_eq!(last.as_deref(), Some("[1] The clerk asked not to be named."), "{name}");
        let table = draft.blocks.iter().find(|block| block.kind == BlockKind::Table);
        let table = table.unwrap_or_else(|| panic!("{name} has no table"));
        let text: String = draft.text.chars().skip(table.start).take(table.end - table.start).collect();
        assert_eq!(text, "Survey\tLitres a second\n1987\t11\n1992\t19", "{name}");
        assert_eq!(draft.blocks.iter().filter(|block| block.kind == BlockKind::Li).count(), 3, "{name}");
        assert!(draft.blocks.iter().any(|block| block.kind == BlockKind::Quote), "{name}");
    }
}

#[test]
fn web_archives_know_where_and_when_they_were_saved() {
    for name in ["flood.mhtml", "flood-singlefile.html"] {
        let draft = draft(name);
        assert_eq!(draft.item.url.as_deref(), Some("https://wickfield.example/2024/03/flood"), "{name}");
        assert_eq!(draft.item.accessed.as_deref(), Some("2024-03-08"), "{name}");
        assert_eq!(draft.bytes, fixture(name).len() as u64);
    }
}

/// An archive of these parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in parts {
        writer.start_file(*name, options).expect("a part");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

fn word(body: &str, core: &str) -> Vec<u8> {
    let body = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    archive(&[("word/document.xml", body.as_bytes()), ("docProps/core.xml", core.as_bytes())])
}

#[test]
fn when_a_file_was_changed_is_never_when_it_was_published() {
    let body =
        "<w:p><w:r><w:t>The dam leaked for thirty years and nobody in the valley was told about it.</w:t></w:r></w:p>";
    let core = "<p><dc:title>Microsoft Word - draft.doc</dc:title><dc:creator>Microsoft Office User</dc:creator><dcterms:modified>2025-01-01T00:00:00Z</dcterms:modified></p>";
    let draft = read(&word(body, core), "a.docx", &Hints::default()).expect("a document");
    assert_eq!((draft.item.title.as_str(), draft.item.issued.as_deref()), ("", None));
    assert!(draft.item.author.is_empty());
    assert!(draft.warnings.iter().any(|warning| warning.about == "issued"));
    let created = core.replace("modified", "created");
    let draft = read(&word(body, &created), "a.docx", &Hints::default()).expect("a document");
    assert_eq!(draft.item.issued.as_deref(), Some("2025-01-01"));
    assert!(draft.warnings.iter().any(|warning| warning.text.contains("when the file was made")));
}

#[test]
fn deletions_and_codes_of_fields_are_no_text() {
    let body = "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>The dam leaked for thirty years</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText><w:t xml:space='preserve"
        .to_owned()
        + "'> and more.</w:t></w:r></w:p>";
    let draft = read(&word(&body, ""), "a.docx", &Hints::default()).expect("a document");
    assert_eq!(draft.text, "The dam leaked for thirty years and more.");
}

fn refusal(bytes: &[u8]) -> String {
    read(bytes, "thing", &Hints::default()).expect_err("not read").to_string()
}

#[test]
fn what_cannot_be_read_says_so_and_what_to_do() {
    let scan = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>endobj\n4 0 obj<</Length 30>>stream\nq 200 0 0 200 0 0 cm /I Do Q  \nendstream endobj\n5 0 obj<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\nx\nendstream endobj\ntrailer<</Root 1 0 R>>";
    for (bytes, word) in [
        (&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"[..], "old version of Office"),
        (&scan[..], "OCR"),
        (&b"AT&TFORM\0\0\0\0DJVM"[..], "OCR"),
        (&b"%PDF-1.7 nothing"[..], "could not be read"),
        (&archive(&[("xl/workbook.xml", b"x")]), "spreadsheet"),
        (&archive(&[("notes.txt", b"x")]), "Unpack"),
        (&b"PK\x03\x04 broken"[..], "damaged"),
        (
            &archive(&[
                ("META-INF/container.xml", b"<rootfile full-path='a.opf'/>"),
                (
                    "META-INF/encryption.xml",
                    b"<EncryptionMethod Algorithm='http://www.w3.org/2001/04/xmlenc#aes128-cbc'/>",
                ),
            ]),
            "protected against copying",
        ),
        (
            &archive(&[
                ("mimetype", b"application/vnd.oasis.opendocument.text"),
                ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
            ]),
            "password",
        ),
        (&archive(&[("word/document.xml", b"<w:document/>")]), "no text to import"),
    ] {
        let said = refusal(bytes);
        assert!(said.contains(word) && said.contains("thing"), "{word}: {said}");
    }
}

#[test]
fn bombs_do_not_go_off() {
    let zeros = vec![b'<'; 40 << 20];
    assert!(refusal(&archive(&[("word/document.xml", &zeros)])).contains("unpacks to more"));
    let deep = "<w:p><w:tbl><w:tr><w:tc>".repeat(40_000) + "<w:p><w:r><w:t>The dam leaked for years.</w:t></w:r></w:p>";
    let _ = read(&word(&deep, ""), "a.docx", &Hints::default());
    let entities = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><w:p><w:r><w:t>The dam leaked &b; for years.</w:t></w:r></w:p>";
    let draft = read(&word(entities, ""), "a.docx", &Hints::default()).expect("a document");
    assert_eq!(draft.text, "The dam leaked for years.");
    let rtf = format!("{{\\rtf1 {}The dam leaked for years.", "{\\b ".repeat(100_000));
    assert_eq!(read(rtf.as_bytes(), "a.rtf", &Hints::default()).expect("text").text, "The dam leaked for years.");
    let mail = format!(
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n{}",
        "--b\r\nContent-Type: multipart/related; boundary=b\r\n\r\n".repeat(20_000)
    );
    assert!(read(mail.as_bytes(), "a.mhtml", &Hints::default()).is_err());
    let base64 = format!(
        "MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n{}",
        "QUFB".repeat(2_000_000)
    );
    let _ = read(base64.as_bytes(), "a.mhtml", &Hints::default());
}

#[test]
fn files_cut_anywhere_are_read_or_refused() {
    for name in PDFS.iter().chain(&OTHERS) {
        let bytes = fixture(name);
        for part in 1..8 {
            let _ = read(&bytes[..bytes.len() * part / 8], "cut", &Hints::default());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn damaged_files_are_read_or_refused(
        which in 0usize..10,
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let name = PDFS.iter().chain(&OTHERS).nth(which).expect("a name");
        let mut bytes = fixture(name);
        for (place, value) in places {
            let at = place.index(bytes.len());
            bytes[at] = value;
        }
        if let Ok(draft) = read(&bytes, "damaged", &Hints::default()) {
            let length = draft.text.chars().count();
            prop_assert!(draft.blocks.iter().all(|block| block.end <= length));
            prop_assert!(draft.pages.iter().all(|page| page.1 < length));
        }
    }

    #[test]
    fn any_bytes_behind_a_mark_are_read_or_refused(mark in 0usize..4, tail in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut bytes = [&b"%PDF-1.7\n"[..], b"{\\rtf1 ", b"PK\x03\x04", b"MIME-Version: 1.0\nContent-Type: text/html\n\n"][mark].to_vec();
        bytes.extend(tail);
        let _ = read(&bytes, "odd", &Hints::default());
    }
}
