//! Writing bibliographies: one file per format, each field by field and byte for byte reproducible.

mod bib;
mod biblatex;
mod bibtex;
mod csl_json;
mod latex;
mod ris;

use std::collections::BTreeSet;

pub(crate) use bib::LANGUAGES;

use super::edtf::Date;
use super::{Entry, Format, csl};
use crate::model::Name;

/// Writes entries in their order. Formats that cannot be written give CSL-JSON ([`Format::WRITTEN`] lists those that can).
#[must_use]
pub fn write(format: Format, entries: &[Entry]) -> String {
    match format {
        Format::BibLaTeX => entries.iter().map(|entry| biblatex::entry(entry).0).collect::<Vec<_>>().join("\n"),
        Format::BibTeX => entries.iter().map(|entry| bibtex::entry(entry).0).collect::<Vec<_>>().join("\n"),
        Format::Ris => entries.iter().map(|entry| ris::entry(entry).0).collect::<Vec<_>>().join("\r\n"),
        Format::CslJson | Format::Nbib | Format::EndNoteXml | Format::PubMedXml => csl_json::array(entries),
    }
}

/// The CSL variables of an entry that a format has no place for, by name: what an export to it would leave out.
#[must_use]
pub fn losses(format: Format, entry: &Entry) -> Vec<String> {
    let used = match format {
        Format::BibLaTeX => biblatex::entry(entry).1,
        Format::BibTeX => bibtex::entry(entry).1,
        Format::Ris => ris::entry(entry).1,
        Format::CslJson | Format::Nbib | Format::EndNoteXml | Format::PubMedXml => return Vec::new(),
    };
    let full = |variable: &&String| {
        csl::text(&entry.item, variable).is_some()
            || csl::date(&entry.item, variable).is_some()
            || !csl::people(&entry.item, variable).is_empty()
    };
    entry.item.variables.keys().filter(full).filter(|variable| !used.contains(variable.as_str())).cloned().collect()
}

/// The variables of one entry, remembering which were asked for.
struct Fields<'a> {
    entry: &'a Entry,
    used: BTreeSet<&'static str>,
}

impl<'a> Fields<'a> {
    fn new(entry: &'a Entry) -> Self {
        Self { entry, used: BTreeSet::new() }
    }

    fn text(&mut self, variable: &'static str) -> Option<String> {
        self.used.insert(variable);
        csl::text(&self.entry.item, variable)
    }

    fn date(&mut self, variable: &'static str) -> Option<Date> {
        self.used.insert(variable);
        csl::date(&self.entry.item, variable)
    }

    fn people(&mut self, variable: &'static str) -> Vec<Name> {
        self.used.insert(variable);
        csl::people(&self.entry.item, variable).into_iter().filter(|name| !name.display().trim().is_empty()).collect()
    }
}

#[cfg(test)]
mod tests;
