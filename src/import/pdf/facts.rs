//! What a PDF says about itself: its information dictionary and its XMP metadata.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{DateTime, Dict, Stream};

use crate::import::properties::Properties;
use crate::import::xml::{Token, decoded, tokens};

/// Longer metadata are not read.
const LONGEST: usize = 2 << 20;

/// Reads both; XMP first, which publishers fill in with more care.
pub(super) fn read(pdf: &Pdf) -> Properties {
    let mut found = Properties::default();
    let xref = pdf.xref();
    let stream = xref.get::<Dict<'_>>(xref.root_id()).and_then(|root| root.get::<Stream<'_>>(b"Metadata"));
    if let Some(stream) = stream
        && let Ok(bytes) = stream.decoded()
        && bytes.len() <= LONGEST
    {
        xmp(&decoded(&bytes), &mut found);
    }
    let info = pdf.metadata();
    let from = |field: &str| format!("{field} in the properties of the PDF");
    let value = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(text).unwrap_or_default();
    found.add("title", &value(&info.title), &from("title"), 0.6);
    if found.all("author").next().is_none() {
        found.add("author", &value(&info.author), &from("author"), 0.6);
    }
    // Journals write the DOI where programs show a subject.
    found.add("DOI", &value(&info.subject), &from("subject"), 0.8);
    if let Some(DateTime { year, month, day, .. }) = info.creation_date {
        found.add("created", &format!("{year:04}-{month:02}-{day:02}"), &from("creation date"), 0.3);
    }
    found
}

/// Elements and attributes of XMP that are read: name, field, how sure.
const FIELDS: [(&str, &str, f64); 10] = [
    ("title", "title", 0.65),
    ("creator", "author", 0.65),
    ("doi", "DOI", 0.95),
    ("identifier", "DOI", 0.8),
    ("publicationName", "container-title", 0.9),
    ("coverDate", "issued", 0.7),
    ("publicationDate", "issued", 0.8),
    ("coverDisplayDate", "issued", 0.7),
    ("volume", "volume", 0.9),
    ("isbn", "ISBN", 0.9),
];

fn xmp(xml: &str, found: &mut Properties) {
    let mut open: Option<(&str, f64, String)> = None;
    let mut text = String::new();
    let add = |found: &mut Properties, field: &'static str, name: &str, value: &str, sure: f64| {
        found.add(field, value, &format!("{name} in the metadata of the PDF"), sure);
    };
    for token in tokens(xml) {
        match token {
            Token::Open(tag) => {
                text.clear();
                if let Some((name, _, sure)) = FIELDS.iter().find(|(name, ..)| *name == tag.name()) {
                    open = Some((name, *sure, tag.name().to_owned()));
                }
                if tag.name() == "Description" {
                    for (name, field, sure) in FIELDS {
                        if let Some(value) = tag.attr(name) {
                            add(found, field, name, &value, sure);
                        }
                    }
                }
            }
            Token::Text(part) => text.push_str(&part),
            Token::Close(name) => {
                if let Some((own, sure, element)) = &open {
                    let field = FIELDS.iter().find(|(known, ..)| known == own).map_or("", |(_, field, _)| field);
                    if name == "li" || name == *element {
                        add(found, field, own, &text, *sure);
                    }
                    if name == *element {
                        open = None;
                    }
                }
                text.clear();
            }
        }
    }
}

/// A text string of a PDF: UTF-16 or UTF-8 with a mark, else letters of one byte.
pub(super) fn text(bytes: &[u8]) -> String {
    let text = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, mark)) => {
            encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0.into_owned()
        }
        None => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    };
    text.replace('\0', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xmp_is_read_as_elements_and_as_attributes() {
        let xml = r#"<x:xmpmeta><rdf:RDF><rdf:Description prism:doi="10.1234/wick.5"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Seepage</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>Ailsa Grant</rdf:li><rdf:li>Tom Birch</rdf:li></rdf:Seq></dc:creator><prism:publicationName>Wick Review</prism:publicationName></rdf:Description></rdf:RDF></x:xmpmeta>"#;
        let mut found = Properties::default();
        xmp(xml, &mut found);
        let all = |field: &str| found.all(field).map(|fact| fact.value.clone()).collect::<Vec<_>>();
        assert_eq!(all("title"), ["Seepage"]);
        assert_eq!(all("author"), ["Ailsa Grant", "Tom Birch"]);
        assert_eq!(all("DOI"), ["10.1234/wick.5"]);
        assert_eq!(all("container-title"), ["Wick Review"]);
    }

    #[test]
    fn strings_are_read_with_and_without_mark() {
        assert_eq!(text(b"\xfe\xff\0d\0\xe9"), "dé");
        assert_eq!(text(b"d\xe9"), "dé");
    }
}
