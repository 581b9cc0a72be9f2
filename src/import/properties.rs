//! What a document says about itself in its properties, and what of that is only the trace of a program.

use super::phrases::fold;

/// One property, with where it was read and how far it is believed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fact {
    /// `title`, `author`, `issued`, `created`, `language`, `publisher`, `container-title`, `DOI`, `ISBN` …
    pub field: &'static str,
    pub value: String,
    pub from: String,
    pub sure: f64,
}

/// The properties of a document, best first for each field.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Properties(Vec<Fact>);

impl Properties {
    /// Adds a property; empty ones are left out.
    pub(super) fn add(&mut self, field: &'static str, value: &str, from: &str, sure: f64) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() && value.len() <= 2000 && self.0.len() < 500 {
            self.0.push(Fact { field, value, from: from.to_owned(), sure });
        }
    }

    /// Facts of a field.
    pub(super) fn all(&self, field: &str) -> impl Iterator<Item = &Fact> {
        self.0.iter().filter(move |fact| fact.field == field)
    }
}

/// Endings of files that programs write into titles.
const ENDINGS: [&str; 18] = [
    ".doc", ".docx", ".pdf", ".odt", ".rtf", ".tex", ".dvi", ".ps", ".indd", ".qxd", ".qxp", ".p65", ".fm", ".pages",
    ".txt", ".html", ".htm", ".ppt",
];

/// Titles that programs put where nobody gave one, folded.
const TITLES: [&str; 24] = [
    "untitled",
    "untitled document",
    "unbenannt",
    "unbenanntes dokument",
    "sans titre",
    "sin título",
    "senza titolo",
    "document",
    "document1",
    "dokument",
    "dokument1",
    "title",
    "titel",
    "layout 1",
    "slide 1",
    "main",
    "paper",
    "article",
    "about blank",
    "print",
    "manuscript",
    "full page photo",
    "word document",
    "proof",
];

/// Names that programs and offices put where an author should be, folded.
const AUTHORS: [&str; 30] = [
    "user",
    "users",
    "admin",
    "administrator",
    "author",
    "owner",
    "unknown",
    "unbekannt",
    "anonymous",
    "root",
    "me",
    "microsoft office user",
    "microsoft office",
    "microsoft",
    "windows user",
    "benutzer",
    "utilisateur",
    "usuario",
    "python docx",
    "pandoc",
    "latex",
    "libreoffice",
    "openoffice",
    "calibre",
    "test",
    "none",
    "na",
    "n a",
    "default",
    "apache poi",
];

/// Whether a title in the properties is the trace of a program: a file name, "Microsoft Word - draft.doc", "untitled".
pub(super) fn is_junk_title(title: &str) -> bool {
    let folded = fold(title);
    let lower = title.trim().to_lowercase();
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    letters < 3
        || TITLES.contains(&folded.as_str())
        || ENDINGS.iter().any(|end| lower.ends_with(end))
        || ["microsoft word", "microsoft powerpoint", "powerpoint presentation", "pii ", "doi ", "http ", "https "]
            .iter()
            .any(|start| folded.strip_prefix(start.trim_end()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
        // A name of a file or a number of an order: one word with digits, underscores or marks of paths.
        || !title.trim().contains(char::is_whitespace)
            && (title.contains(['_', '/', '\\', '=']) || title.contains(|c: char| c.is_ascii_digit()))
}

/// Whether an author in the properties is a login, a program or nobody.
pub(super) fn is_junk_author(name: &str) -> bool {
    let folded = fold(name);
    let one = !name.trim().contains(char::is_whitespace);
    AUTHORS.contains(&folded.as_str())
        || name.contains(['@', '\\', '/', '_'])
        || folded.chars().filter(|c| c.is_alphabetic()).count() < 2
        // A login: one word without a capital.
        || one && !name.contains(char::is_uppercase)
        || ["adobe ", "acrobat", "microsoft ", "openoffice", "libreoffice", "quarkxpress"]
            .iter()
            .any(|program| folded.starts_with(program))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traces_of_programs_are_no_fields() {
        for junk in [
            "Microsoft Word - draft.doc",
            "untitled",
            "PII: S0022-2836(05)00123-4",
            "report_final_v2",
            "wick2024",
            "paper.dvi",
            "1",
            "Document1",
            "https://a.example/b",
        ] {
            assert!(is_junk_title(junk), "{junk}");
        }
        for title in ["Engineer warned twice of seepage", "Seepage", "Microsoft Word’s long reign", "1984 and after"]
        {
            assert!(!is_junk_title(title), "{title}");
        }
        for junk in ["Microsoft Office User", "admin", "agrant", "a.grant@wick.example", "Adobe InDesign", "?"] {
            assert!(is_junk_author(junk), "{junk}");
        }
        for name in ["Ailsa Grant", "Wick Water Board", "Homer"] {
            assert!(!is_junk_author(name), "{name}");
        }
    }
}
