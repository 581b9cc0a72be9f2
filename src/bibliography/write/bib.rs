//! What BibTeX and BibLaTeX share: the entry's outer form, foreign fields, languages.

use std::fmt::Write as _;

use crate::bibliography::{Entry, Format, keys};

/// An entry under construction.
pub(super) struct Bib {
    kind: String,
    fields: Vec<(String, String)>,
}

impl Bib {
    pub(super) fn new(kind: &str) -> Self {
        Self { kind: kind.to_owned(), fields: Vec::new() }
    }

    /// Adds a field whose value is already LaTeX; the first of a name wins.
    pub(super) fn put(&mut self, field: &str, value: Option<String>) {
        if let Some(value) = value.filter(|value| !value.trim().is_empty())
            && !self.has(field)
        {
            self.fields.push((field.to_owned(), format!("{{{value}}}")));
        }
    }

    /// Adds a field without braces (a month macro).
    pub(super) fn put_bare(&mut self, field: &str, value: &str) {
        self.fields.push((field.to_owned(), value.to_owned()));
    }

    pub(super) fn has(&self, field: &str) -> bool {
        self.fields.iter().any(|(name, _)| name.eq_ignore_ascii_case(field))
    }

    /// Fields that came in this format and have no place in CSL go back as they stood; of either dialect, both read them.
    pub(super) fn foreign(&mut self, entry: &Entry) {
        for field in &entry.item.extra {
            let ours = [Format::BibLaTeX.id(), Format::BibTeX.id()].contains(&field.format.as_str());
            let name: String =
                field.field.chars().filter(|c| c.is_ascii_alphanumeric() || "-_+:.".contains(*c)).collect();
            if ours && !name.is_empty() && !self.has(&name) && balanced(&field.value) {
                self.fields.push((name, format!("{{{}}}", field.value)));
            }
        }
    }

    pub(super) fn finish(self, key: &str) -> String {
        let key = Some(keys::clean(key)).filter(|key| !key.is_empty()).unwrap_or_else(|| "source".into());
        let mut out = format!("@{}{{{key},\n", self.kind);
        for (field, value) in self.fields {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "  {field} = {value},");
        }
        out.push_str("}\n");
        out
    }
}

/// Whether braces pair up, so that a raw value cannot end its field early.
pub(super) fn balanced(value: &str) -> bool {
    let mut depth = 0i64;
    let mut escaped = false;
    for c in value.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0 && !escaped
}

/// Language tags and babel's names for them, most specific first.
pub(crate) const LANGUAGES: [(&str, &str); 33] = [
    ("en-GB", "british"),
    ("en-US", "american"),
    ("en-AU", "australian"),
    ("en-CA", "canadian"),
    ("de-AT", "austrian"),
    ("de-CH", "swissgerman"),
    ("pt-BR", "brazilian"),
    ("fr-CA", "canadien"),
    ("en", "english"),
    ("de", "german"),
    ("fr", "french"),
    ("es", "spanish"),
    ("it", "italian"),
    ("pt", "portuguese"),
    ("nl", "dutch"),
    ("ru", "russian"),
    ("uk", "ukrainian"),
    ("pl", "polish"),
    ("cs", "czech"),
    ("sv", "swedish"),
    ("da", "danish"),
    ("nb", "norsk"),
    ("fi", "finnish"),
    ("hu", "hungarian"),
    ("tr", "turkish"),
    ("el", "greek"),
    ("la", "latin"),
    ("ar", "arabic"),
    ("he", "hebrew"),
    ("ko", "korean"),
    ("zh", "chinese"),
    ("ja", "japanese"),
    ("ca", "catalan"),
];

/// babel's name for a language tag, or the tag itself.
pub(super) fn babel(tag: &str) -> String {
    let known = LANGUAGES.iter().find(|(code, _)| code.eq_ignore_ascii_case(tag));
    known.map_or_else(|| super::latex::escape(tag), |(_, name)| (*name).to_owned())
}
