//! Which styles there are: the embedded ones, and any other from the text of its `.csl` file.

use citationberg::{IndependentStyle, Locale, Style};
use hayagriva::archive::{self, ArchivedStyle};

use super::CiteError;

/// An embedded style, for a list to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyleInfo {
    /// Short name: what a project keeps.
    pub name: String,
    /// Full title.
    pub title: String,
}

/// Names of Dossier and the CSL repository that the archive calls otherwise.
const ALIASES: [(&str, &str); 8] = [
    ("apa", "american-psychological-association"),
    ("mla", "modern-language-association"),
    ("chicago", "chicago-notes-bibliography"),
    ("chicago-notes-bibliography", "chicago-notes"),
    ("chicago-shortened-notes-bibliography", "chicago-shortened-notes"),
    ("harvard", "harvard-cite-them-right"),
    ("ieee", "institute-of-electrical-and-electronics-engineers"),
    ("nlm-citation-sequence", "vancouver"),
];

/// Every embedded style, by title.
#[must_use]
pub fn available() -> Vec<StyleInfo> {
    let mut all: Vec<_> = ArchivedStyle::all()
        .iter()
        .map(|style| StyleInfo { name: short(*style), title: style.display_name().to_owned() })
        .collect();
    all.sort_by(|a, b| (a.title.to_lowercase(), &a.name).cmp(&(b.title.to_lowercase(), &b.name)));
    all.dedup();
    all
}

/// The embedded style of a name, CSL id or address, if there is one.
#[must_use]
pub fn locate(name: &str) -> Option<StyleInfo> {
    find(name).map(|style| StyleInfo { name: short(style), title: style.display_name().to_owned() })
}

/// The last part of the CSL id: the name of the style's file in the CSL repository.
fn short(style: ArchivedStyle) -> String {
    let last = style.csl_id().rsplit('/').next().filter(|name| find(name) == Some(style));
    last.or_else(|| style.names().first().copied()).unwrap_or_default().to_owned()
}

fn find(name: &str) -> Option<ArchivedStyle> {
    let name = name.trim().trim_end_matches(".csl");
    let last = name.rsplit('/').next().unwrap_or(name).to_lowercase();
    // Ids first: they are the repository's file names, where the archive's own names sometimes differ.
    ArchivedStyle::all()
        .iter()
        .copied()
        .find(|style| style.csl_id() == name || style.csl_id().rsplit('/').next() == Some(last.as_str()))
        .or_else(|| ArchivedStyle::by_name(&last))
        .or_else(|| {
            let (_, other) = ALIASES.iter().find(|(alias, _)| *alias == last)?;
            ArchivedStyle::by_name(other).or_else(|| {
                ArchivedStyle::all().iter().copied().find(|style| style.csl_id().rsplit('/').next() == Some(other))
            })
        })
}

pub(super) fn named(name: &str) -> Result<IndependentStyle, CiteError> {
    match find(name).map(ArchivedStyle::get) {
        Some(Style::Independent(style)) => Ok(style),
        Some(Style::Dependent(style)) => Err(CiteError::MissingParent(style.parent_link.href)),
        None => Err(CiteError::UnknownStyle(name.to_owned())),
    }
}

pub(super) fn from_xml(xml: &str) -> Result<IndependentStyle, CiteError> {
    match Style::from_xml(xml.trim_start_matches('\u{feff}')) {
        Ok(Style::Independent(style)) => Ok(style),
        Ok(Style::Dependent(style)) => {
            let parent = style.parent_link.href;
            let mut found = named(&parent).map_err(|_| CiteError::MissingParent(parent))?;
            found.info.title = style.info.title;
            if style.default_locale.is_some() {
                found.default_locale = style.default_locale;
            }
            Ok(found)
        }
        Err(error) => Err(CiteError::BadStyle(error.to_string())),
    }
}

pub(super) fn locales() -> Vec<Locale> {
    archive::locales()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_names_are_known() {
        for name in [
            "apa",
            "modern-language-association",
            "chicago-notes-bibliography",
            "chicago-author-date",
            "ieee",
            "vancouver",
            "http://www.zotero.org/styles/apa",
        ] {
            assert!(named(name).is_ok(), "{name}");
        }
        assert!(named("nothing-of-the-kind").is_err());
    }

    #[test]
    fn every_listed_style_is_found_by_its_name() {
        for info in available() {
            assert_eq!(locate(&info.name).as_ref(), Some(&info));
        }
    }
}
