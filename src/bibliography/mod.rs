//! The bibliography: items to and from other programs' formats, citation keys, and formatted citations.
//!
//! Items come in and go out as values: this room opens no files. Formats are written here field by field, never through
//! a reading crate, so that what leaves is only what this room understands.

pub mod cite;
pub mod csl;
pub mod edtf;
pub mod keys;
pub mod markup;
pub mod read;
pub mod write;

use crate::model::Item;

/// A bibliography format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the formats'")]
pub enum Format {
    CslJson,
    BibLaTeX,
    BibTeX,
    Ris,
    Nbib,
    EndNoteXml,
    PubMedXml,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::CslJson, Self::BibLaTeX, Self::BibTeX, Self::Ris, Self::Nbib, Self::EndNoteXml, Self::PubMedXml];
    /// Those that can be written.
    pub const WRITTEN: [Self; 4] = [Self::CslJson, Self::BibLaTeX, Self::BibTeX, Self::Ris];

    /// The name on the command line and in [`crate::model::ForeignField::format`].
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::CslJson => "csl-json",
            Self::BibLaTeX => "biblatex",
            Self::BibTeX => "bibtex",
            Self::Ris => "ris",
            Self::Nbib => "nbib",
            Self::EndNoteXml => "endnote-xml",
            Self::PubMedXml => "pubmed-xml",
        }
    }

    /// The format of this name.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }

    /// The usual file extension, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::CslJson => "json",
            Self::BibLaTeX | Self::BibTeX => "bib",
            Self::Ris => "ris",
            Self::Nbib => "nbib",
            Self::EndNoteXml | Self::PubMedXml => "xml",
        }
    }
}

/// One entry of a bibliography as it enters or leaves: the item with what stands beside it in a source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// Citation key; empty if an imported entry has none.
    pub key: String,
    /// Bibliographic data.
    pub item: Item,
    /// Names of the tags, in their order.
    pub tags: Vec<String>,
    /// Notes about the source, Markdown.
    pub notes: Vec<String>,
    /// News agency that supplied the piece.
    pub agency: Option<String>,
    /// Section of the outlet.
    pub section: Option<String>,
    /// Place in the dateline.
    pub dateline: Option<String>,
}
