//! XML of office documents as a flat stream of tags and text, without names spaces, entities of its own or recursion.
//!
//! What breaks off in the middle gives what stands before the break. Entities that a document declares are left out,
//! so that none can unfold into more than the document holds.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// A tag or a stretch of text.
#[derive(Debug)]
pub(super) enum Token<'x> {
    /// `<w:p …>`; `<w:p/>` gives `Open` and `Close`.
    Open(Tag<'x>),
    /// `</w:p>`, by its name without prefix.
    Close(String),
    /// Text, entities resolved.
    Text(String),
}

/// An opening tag.
#[derive(Debug)]
pub(super) struct Tag<'x> {
    start: BytesStart<'x>,
    name: String,
}

impl Tag<'_> {
    /// Name without prefix.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Value of the attribute with this name, without prefix.
    pub(super) fn attr(&self, name: &str) -> Option<String> {
        self.start
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().as_ref() == name.as_bytes())
            .map(|attribute| match attribute.unescape_value() {
                Ok(value) => value.into_owned(),
                Err(_) => String::from_utf8_lossy(&attribute.value).into_owned(),
            })
    }
}

/// The tokens of a document, in order; ends at the first thing that is no XML.
pub(super) struct Tokens<'x> {
    reader: Reader<&'x [u8]>,
}

/// Tokens of `text`.
pub(super) fn tokens(text: &str) -> Tokens<'_> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    Tokens { reader }
}

/// A part of an archive as text: UTF-8, or UTF-16 where it says so with a byte order mark.
pub(super) fn decoded(bytes: &[u8]) -> String {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, mark)) => {
            encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0.into_owned()
        }
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

impl<'x> Iterator for Tokens<'x> {
    type Item = Token<'x>;

    fn next(&mut self) -> Option<Token<'x>> {
        loop {
            return Some(match self.reader.read_event().ok()? {
                Event::Start(start) => {
                    let name = local(start.local_name().as_ref());
                    Token::Open(Tag { start, name })
                }
                Event::End(end) => Token::Close(local(end.local_name().as_ref())),
                Event::Text(text) => Token::Text(text.decode().ok()?.into_owned()),
                Event::CData(text) => Token::Text(text.decode().ok()?.into_owned()),
                Event::GeneralRef(entity) => match entity.resolve_char_ref() {
                    Ok(Some(c)) => Token::Text(c.to_string()),
                    _ => match entity.decode().ok()?.as_ref() {
                        "amp" => Token::Text("&".to_owned()),
                        "lt" => Token::Text("<".to_owned()),
                        "gt" => Token::Text(">".to_owned()),
                        "quot" => Token::Text("\"".to_owned()),
                        "apos" => Token::Text("'".to_owned()),
                        "nbsp" => Token::Text("\u{a0}".to_owned()),
                        _ => continue,
                    },
                },
                Event::Eof => return None,
                _ => continue,
            });
        }
    }
}

fn local(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}

/// Text of the first element of each of these names, in the order of the document: (name, attributes' `scheme`, text).
///
/// Elements are looked for at any depth; text of elements inside them belongs to them.
pub(super) fn leaves(text: &str, wanted: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Option<(String, String)> = None;
    for token in tokens(text) {
        match token {
            Token::Open(tag) if open.is_none() && wanted.contains(&tag.name()) => {
                open = Some((tag.name().to_owned(), String::new()));
            }
            Token::Text(text) => {
                if let Some((_, value)) = &mut open {
                    value.push_str(&text);
                }
            }
            Token::Close(name) if open.as_ref().is_some_and(|(own, _)| *own == name) => {
                if let Some((name, value)) = open.take() {
                    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
                    if !value.is_empty() && found.len() < 500 {
                        found.push((name, value));
                    }
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_leaves_and_leaves_declared_entities_alone() {
        let xml = "<!DOCTYPE a [<!ENTITY b 'boom'>]><a:p xmlns:a='x'><dc:title>Dam &amp; l&#246;g &b;</dc:title><dc:creator>Ailsa\n Grant</dc:creator>";
        assert_eq!(
            leaves(xml, &["title", "creator"]),
            [("title".to_owned(), "Dam & lög".to_owned()), ("creator".to_owned(), "Ailsa Grant".to_owned())]
        );
    }

    #[test]
    fn nothing_in_xml_can_stop_it() {
        let deep = "<a>".repeat(100_000);
        assert_eq!(tokens(&deep).count(), 100_000);
        for broken in ["<", "<a b=>x", "</a></a>", "<a><![CDATA[x", "&#xffffffff;", "<?xml ?", "\0<a>\u{1}"] {
            let _ = tokens(broken).count();
        }
    }
}
