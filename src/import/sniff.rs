//! What a file is, told by its first bytes and, for archives, by the parts inside; its name only decides between kinds
//! of text.

use super::archive::{Archive, PartError};
use super::document::Document;
use super::{ImportError, docx, epub, html, mhtml, odt, rtf};
use crate::model::SourceKind;

/// Bytes in which a PDF's mark must stand (ISO 32000 lets other bytes come first).
const PDF_HEAD: usize = 1024;

/// What a file is.
#[derive(Debug)]
pub(super) enum Format {
    /// A kind that can be read.
    Kind(SourceKind),
    /// A known format that cannot: what it is, and what to do.
    Refused(&'static str, &'static str),
    /// Text of some kind, or nothing that is known.
    Other,
}

const SAVE_AS: &str = "Open it in the program that made it, save it as DOCX or PDF, and import that.";
const EXPORT: &str = "Save the article itself as a web page (HTML), PDF or plain text, or copy the text and paste it.";
const SCAN: &str = "Have a program for text recognition (OCR) make a PDF with text of it, and import that.";
const UNPACK: &str = "Unpack it and import the files inside.";

/// Known formats that are not read: first bytes, what they are, what to do.
const REFUSED: [(&[u8], &str, &str); 14] = [
    (b"\xd0\xcf\x11\xe0", "a document of an old version of Office (.doc) or one with a password", SAVE_AS),
    (b"AT&TFORM", "a scan (DjVu)", SCAN),
    (b"\x89PNG", "a picture", SCAN),
    (b"\xff\xd8\xff", "a picture", SCAN),
    (b"GIF8", "a picture", SCAN),
    (b"II*\0", "a picture (TIFF)", SCAN),
    (b"MM\0*", "a picture (TIFF)", SCAN),
    (b"\x1f\x8b", "a compressed file", UNPACK),
    (b"7z\xbc\xaf", "an archive", UNPACK),
    (b"Rar!", "an archive", UNPACK),
    (b"%!PS", "a PostScript file", "Turn it into a PDF and import that."),
    (b"BOOKMOBI", "a Kindle book", "Turn it into an EPUB and import that."),
    (b"bplist00", "a web archive of Safari", "Save the page as HTML or PDF in the browser and import that."),
    (b"\xdb\xa5-\0", "a Word document of the last century", SAVE_AS),
];

/// What the bytes are.
pub(super) fn format(bytes: &[u8], name: &str) -> Format {
    if bytes.get(..PDF_HEAD.min(bytes.len())).is_some_and(|head| head.windows(5).any(|five| five == b"%PDF-")) {
        return Format::Kind(SourceKind::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return archive(bytes);
    }
    if rtf::is_rtf(bytes) {
        return Format::Kind(SourceKind::Rtf);
    }
    if mhtml::is_mhtml(bytes) {
        return Format::Kind(SourceKind::Mhtml);
    }
    // The mark of a Kindle book stands behind its name.
    let mark = |magic: &[u8]| bytes.starts_with(magic) || magic == b"BOOKMOBI" && bytes.get(60..68) == Some(magic);
    if let Some((_, what, todo)) = REFUSED.iter().find(|(magic, ..)| mark(magic)) {
        return Format::Refused(what, todo);
    }
    if html::is_html(bytes, name) { Format::Kind(SourceKind::Html) } else { Format::Other }
}

fn archive(bytes: &[u8]) -> Format {
    let Some(mut archive) = Archive::open(bytes) else {
        return Format::Refused("a damaged archive or document", "Check that it was saved or downloaded whole.");
    };
    let kind = archive.read("mimetype").unwrap_or_default();
    let kind = String::from_utf8_lossy(&kind).trim().to_owned();
    let text = ["application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text-template"];
    if kind == "application/epub+zip" || archive.has("META-INF/container.xml") {
        Format::Kind(SourceKind::Epub)
    } else if text.contains(&kind.as_str()) {
        Format::Kind(SourceKind::Odt)
    } else if archive.has("word/document.xml") || docx::is_word(&mut archive) {
        Format::Kind(SourceKind::Docx)
    } else if archive.has("xl/workbook.xml") || kind.contains("spreadsheet") {
        Format::Refused("a table (spreadsheet)", "Save it as CSV or PDF, or copy the text and paste it.")
    } else if archive.has("ppt/presentation.xml") || kind.contains("presentation") {
        Format::Refused("a set of slides", "Save it as PDF and import that.")
    } else if kind.starts_with("application/vnd.oasis") || archive.has("content.xml") {
        Format::Refused("an OpenDocument file that is no text", EXPORT)
    } else {
        Format::Refused("an archive (ZIP)", UNPACK)
    }
}

/// Reads a document that is an archive.
pub(super) fn packed(bytes: &[u8], name: &str, kind: SourceKind) -> Result<Document, ImportError> {
    let name = name.to_owned();
    let Some(mut archive) = Archive::open(bytes) else { return Err(ImportError::Broken { name }) };
    let read = match kind {
        SourceKind::Docx => docx::read(&mut archive),
        SourceKind::Odt if odt::is_locked(&mut archive) => Err(PartError::Locked),
        SourceKind::Odt => odt::read(&mut archive),
        _ if epub::is_locked(&mut archive) => Err(PartError::Locked),
        _ => epub::read(&mut archive),
    };
    read.map_err(|error| match error {
        PartError::Locked if kind == SourceKind::Epub => ImportError::Refused {
            name,
            what: "a book that is protected against copying".to_owned(),
            todo: "Dossier cannot open it; copy the passages you need and paste them.".to_owned(),
        },
        PartError::Locked => ImportError::Locked { name },
        PartError::Huge => ImportError::Huge { name },
        PartError::Missing | PartError::Broken => ImportError::Broken { name },
    })
}
