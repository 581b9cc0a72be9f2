//! Books (EPUB 2 and 3): the chapters in reading order as one text, the metadata of the package, page numbers where
//! the book carries those of print.

use super::archive::{Archive, PartError, resolve};
use super::document::{Document, Part};
use super::html;
use super::properties::Properties;
use super::xml::{Tag, Token, tokens};

/// Most chapters that are read.
const CHAPTERS: usize = 3_000;
/// Most text of a book, in bytes.
const LONGEST: usize = 12 << 20;
/// Marks where a page of print begins, around its number. Private use: no book's text holds them.
const PAGE: (char, char) = ('\u{f8fe}', '\u{f8fd}');

/// Whether chapters are encrypted. Scrambled fonts are not the text's business.
pub(super) fn is_locked(archive: &mut Archive<'_>) -> bool {
    let fonts = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];
    archive.xml("META-INF/encryption.xml").is_ok_and(|xml| {
        tokens(&xml).any(|token| match token {
            Token::Open(tag) if tag.name() == "EncryptionMethod" => {
                tag.attr("Algorithm").is_none_or(|method| !fonts.contains(&method.as_str()))
            }
            _ => false,
        })
    })
}

/// Reads a book.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Document, PartError> {
    let container = archive.xml("META-INF/container.xml")?;
    let path = tokens(&container).find_map(|token| match token {
        Token::Open(tag) if tag.name() == "rootfile" => tag.attr("full-path"),
        _ => None,
    });
    let path = path.ok_or(PartError::Missing)?;
    let package = Package::read(&archive.xml(&path)?);
    let mut document = Document { properties: package.properties, ..Document::default() };
    let (mut length, mut lost) = (0, 0);
    let mut between: Vec<(usize, u32)> = Vec::new();
    for href in package.chapters.iter().take(CHAPTERS) {
        let chapter = match archive.xml(&resolve(&path, href)) {
            Ok(chapter) => chapter,
            Err(PartError::Huge) => {
                length = LONGEST + 1;
                break;
            }
            Err(_) => {
                lost += 1;
                continue;
            }
        };
        for (kind, text) in html::chapter(&as_html(&chapter)) {
            let Some(mut part) = Part::new(kind, &text) else { continue };
            let (text, pages) = paged(&part.text);
            if text.is_empty() {
                // A page that begins between paragraphs begins at the next one.
                between.extend(pages.into_iter().map(|(_, page)| (0, page)));
                continue;
            }
            part.text = text;
            part.pages = between.drain(..).chain(pages).collect();
            length += part.text.len();
            document.parts.push(part);
        }
        if length > LONGEST {
            break;
        }
    }
    if length > LONGEST {
        document.warnings.push("The book is very long; its end was left out.".to_owned());
    }
    if lost > 0 {
        document
            .warnings
            .push(format!("{lost} of {} chapters are missing from the file or damaged.", package.chapters.len()));
    }
    Ok(document)
}

/// The package document: metadata, and the files of the chapters in reading order.
#[derive(Debug, Default)]
struct Package {
    properties: Properties,
    chapters: Vec<String>,
}

/// An open element of the metadata: name, id, attributes that refine it, text.
struct Datum {
    name: String,
    id: String,
    role: String,
    property: String,
    refines: String,
    text: String,
}

impl Package {
    fn read(xml: &str) -> Self {
        let mut data: Vec<Datum> = Vec::new();
        let mut manifest: Vec<(String, String, String)> = Vec::new();
        let mut spine: Vec<String> = Vec::new();
        let mut open: Option<Datum> = None;
        let get = |tag: &Tag<'_>, name: &str| tag.attr(name).unwrap_or_default();
        for token in tokens(xml) {
            match token {
                Token::Open(tag) => match tag.name() {
                    "item" if manifest.len() < 20_000 => {
                        manifest.push((get(&tag, "id"), get(&tag, "href"), get(&tag, "media-type")));
                    }
                    "itemref" if tag.attr("linear").is_none_or(|linear| linear != "no") && spine.len() < 20_000 => {
                        spine.push(get(&tag, "idref"));
                    }
                    name => {
                        open = Some(Datum {
                            name: name.to_owned(),
                            id: get(&tag, "id"),
                            role: get(&tag, "role"),
                            property: [get(&tag, "property"), get(&tag, "event")].concat(),
                            refines: get(&tag, "refines"),
                            text: String::new(),
                        });
                    }
                },
                Token::Text(text) => {
                    if let Some(open) = &mut open {
                        open.text.push_str(&text);
                    }
                }
                Token::Close(_) => data.extend(open.take().filter(|_| data.len() < 1000)),
            }
        }
        let chapters = spine.iter().filter_map(|id| {
            let (_, href, kind) = manifest.iter().find(|(own, ..)| own == id)?;
            (kind.contains("html") || kind.contains("dtbook") || kind.is_empty()).then(|| href.clone())
        });
        Self { chapters: chapters.collect(), properties: properties(&data) }
    }
}

fn properties(data: &[Datum]) -> Properties {
    let mut found = Properties::default();
    // EPUB 3 says roles and kinds in elements that refine others by id.
    let refined = |datum: &Datum, property: &str| {
        data.iter()
            .find(|other| {
                !datum.id.is_empty() && other.property == property && other.refines.strip_prefix('#') == Some(&datum.id)
            })
            .map(|other| other.text.trim().to_owned())
    };
    for datum in data {
        let from = format!("{} of the book’s metadata", datum.name);
        match datum.name.as_str() {
            "title" if refined(datum, "title-type").is_none_or(|kind| kind == "main") => {
                found.add("title", &datum.text, &from, 0.95);
            }
            "creator" => {
                let role = refined(datum, "role").unwrap_or_else(|| datum.role.clone());
                if role.is_empty() || role == "aut" {
                    found.add("author", &datum.text, &from, 0.95);
                }
            }
            "date" if !datum.property.contains("modif") && !datum.property.contains("creat") => {
                found.add("issued", &datum.text, &from, 0.85);
            }
            "language" => found.add("language", &datum.text, &from, 0.8),
            "publisher" => found.add("publisher", &datum.text, &from, 0.9),
            "identifier" | "source" => {
                let lower = datum.text.trim().to_lowercase();
                let digits: String = lower.chars().filter(|c| c.is_ascii_digit() || *c == 'x').collect();
                let isbn = lower.contains("isbn") || datum.name == "identifier" && lower.len() == digits.len();
                if lower.contains("doi") || lower.starts_with("10.") {
                    found.add("DOI", &datum.text, &from, 0.9);
                } else if isbn && matches!(digits.len(), 10 | 13) {
                    found.add("ISBN", &digits.to_uppercase(), &from, 0.9);
                }
            }
            _ => {}
        }
    }
    found
}

/// Elements that HTML, too, closes by themselves.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// XHTML as a reader of HTML understands it: `<title/>` would swallow the rest of the page. Page breaks become marks.
fn as_html(xhtml: &str) -> String {
    let mut html = String::with_capacity(xhtml.len() + 256);
    let mut rest = xhtml;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        html.push_str(before);
        let Some(end) = from.find('>') else {
            rest = from;
            break;
        };
        let (tag, after) = from.split_at(end + 1);
        rest = after;
        let name: String = tag.chars().skip(1).take_while(|c| c.is_alphanumeric() || *c == ':').collect();
        match tag.strip_suffix("/>").filter(|_| !name.is_empty() && !VOID.contains(&name.as_str())) {
            Some(open) => {
                html.push_str(open);
                html.push('>');
                html.push_str(&page_mark(tag));
                html.push_str(&format!("</{name}>"));
            }
            None => {
                html.push_str(tag);
                html.push_str(&page_mark(tag));
            }
        }
    }
    html.push_str(rest);
    html
}

/// The mark of a page that begins at this tag: `<span epub:type="pagebreak" title="12">`.
fn page_mark(tag: &str) -> String {
    if !(tag.contains("pagebreak") && (tag.contains("epub:type") || tag.contains("role="))) {
        return String::new();
    }
    let value = |name: &str| {
        let at = tag.find(name)?;
        let number: String = tag
            .get(at + name.len()..)?
            .trim_start_matches(['"', '\''])
            .chars()
            .take_while(|c| !matches!(c, '"' | '\''))
            .filter(char::is_ascii_digit)
            .take(6)
            .collect();
        (!number.is_empty()).then_some(number)
    };
    value("title=")
        .or_else(|| value("aria-label="))
        .or_else(|| value(" id="))
        .map(|number| format!("{}{number}{}", PAGE.0, PAGE.1))
        .unwrap_or_default()
}

/// A text without marks of pages, and the pages that begin in it.
fn paged(text: &str) -> (String, Vec<(usize, u32)>) {
    if !text.contains(PAGE.0) {
        return (text.to_owned(), Vec::new());
    }
    let (mut plain, mut pages) = (String::new(), Vec::new());
    let mut parts = text.split(PAGE.0);
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (number, rest) = part.split_once(PAGE.1).unwrap_or(("", part));
        if let Ok(page) = number.trim().parse() {
            pages.push((plain.chars().count(), page));
        }
        let parted = plain.is_empty() || plain.ends_with(' ');
        plain.push_str(if parted { rest.trim_start() } else { rest });
    }
    plain.truncate(plain.trim_end().len());
    (plain, pages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_that_close_themselves_swallow_nothing() {
        let html = as_html("<html><head><title/></head><body><p>One<a id='x'/> two<br/></p></body></html>");
        assert_eq!(html, "<html><head><title></title></head><body><p>One<a id='x'></a> two<br/></p></body></html>");
    }

    #[test]
    fn pages_of_print_are_found_where_they_begin() {
        let html = as_html("<p>The dam <span epub:type=\"pagebreak\" id=\"p12\" title=\"12\"/>failed.</p>");
        let blocks = html::chapter(&html);
        let (text, pages) = paged(&blocks.first().expect("a paragraph").1);
        assert_eq!(text, "The dam failed.");
        assert_eq!(pages.first().map(|page| page.1), Some(12));
    }
}
