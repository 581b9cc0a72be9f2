//! Web archives of browsers (MHTML, RFC 2557): the page inside is read as a page; the mail's head says where it was
//! saved from and when.

use mail_parser::{HeaderName, MessageParser, MimeHeaders, PartType};

use super::html;
use super::{Draft, Hints, ImportError, sha256};
use crate::model::{Evidence, SourceKind};

/// How much of a file is looked at.
const HEAD: usize = 8192;

/// Whether the bytes are a web archive: the head of a mail whose body is made of parts or is a page.
pub(super) fn is_mhtml(bytes: &[u8]) -> bool {
    let head: String = bytes.iter().take(HEAD).map(|&byte| char::from(byte).to_ascii_lowercase()).collect();
    let head = head.trim_start();
    let head = head.split("\r\n\r\n").next().unwrap_or_default().split("\n\n").next().unwrap_or_default();
    let first = head.lines().next().unwrap_or_default();
    let field = first.split_once(':').is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    });
    let has = |name: &str| head.lines().any(|line| line.starts_with(name));
    field
        && has("content-type:")
        && (has("mime-version:") || has("snapshot-content-location:"))
        && (head.contains("multipart/related") || head.contains("multipart/alternative") || head.contains("text/html"))
}

/// A draft of the page in a web archive.
///
/// # Errors
/// [`ImportError`] if there is no page inside, or no article in it.
pub(super) fn draft(bytes: &[u8], name: &str, hints: &Hints) -> Result<Draft, ImportError> {
    let broken = || ImportError::Broken { name: name.to_owned() };
    let message = MessageParser::default().parse(bytes).ok_or_else(broken)?;
    let pages = message.parts.iter().filter_map(|part| match &part.body {
        PartType::Html(html) if !html.trim().is_empty() => Some((part, html)),
        _ => None,
    });
    // The first page is the one that was saved (RFC 2557); those behind it are frames.
    let (part, page) = pages.take(1).next().ok_or_else(|| ImportError::NoArticle {
        name: name.to_owned(),
        seen: "the web archive holds no page".to_owned(),
    })?;
    let address = message
        .header(HeaderName::Other("Snapshot-Content-Location".into()))
        .and_then(|value| value.as_text())
        .or_else(|| part.content_location())
        .or_else(|| message.content_location())
        .map(str::trim)
        .filter(|address| address.starts_with("http"));
    let inner = Hints { url: hints.url.clone().or_else(|| address.map(str::to_owned)), ..hints.clone() };
    let mut draft = html::draft(page.as_bytes(), name, &inner)?;
    draft.kind = SourceKind::Mhtml;
    draft.sha256 = sha256(bytes);
    draft.bytes = bytes.len() as u64;
    if let Some(date) = message.date().filter(|date| date.is_valid()) {
        let day = format!("{:04}-{:02}-{:02}", date.year, date.month, date.day);
        let evidence = Evidence { value: day.clone(), from: "date of the web archive".to_owned(), sure: 0.9 };
        draft.evidence.insert("accessed".to_owned(), vec![evidence]);
        draft.item.accessed = Some(day);
    }
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn archives_are_told_from_mails_and_texts() {
        assert!(is_mhtml(b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\r\n"));
        assert!(!is_mhtml(b"From: Ailsa\nSubject: dam\n\nContent-Type: multipart/related\nMIME-Version: 1.0"));
        assert!(!is_mhtml(b"The dam: a text about Content-Type: multipart/related"));
    }
}
