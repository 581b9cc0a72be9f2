//! Every record of the project file that a person makes or owns; field order here is key order in the file.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Anchor, EntityType, Id, Item};

/// The project's own line: title, language, citation style, names of the mark colours.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Head {
    /// Id of the project.
    pub id: Id,
    /// Title in the top bar.
    pub title: String,
    /// When it was made.
    #[cfg_attr(test, schemars(with = "String"))]
    pub made: Timestamp,
    /// Main language, BCP 47.
    pub language: String,
    /// Citation style, by CSL name.
    pub style: String,
    /// What each mark colour means here.
    pub colours: BTreeMap<Colour, String>,
    /// Fields of newer versions, kept as they came.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// Colour of a mark; its meaning is named in [`Head::colours`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[expect(missing_docs, reason = "the names say it")]
pub enum Colour {
    #[default]
    Yellow,
    Orange,
    Blue,
    Green,
    Pink,
    Grey,
}

impl Colour {
    /// All six, in the order of the keys 1–6.
    pub const ALL: [Self; 6] = [Self::Yellow, Self::Orange, Self::Blue, Self::Green, Self::Pink, Self::Grey];

    /// The colour's own name, in English.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Yellow => "yellow",
            Self::Orange => "orange",
            Self::Blue => "blue",
            Self::Green => "green",
            Self::Pink => "pink",
            Self::Grey => "grey",
        }
    }

    /// What the colour means in a new project.
    #[must_use]
    pub fn default_meaning(self) -> &'static str {
        match self {
            Self::Yellow => "key",
            Self::Orange => "doubt",
            Self::Blue => "fact",
            Self::Green => "agree",
            Self::Pink => "quote",
            Self::Grey => "later",
        }
    }
}

/// How far a source has been read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[expect(missing_docs, reason = "the names say it")]
pub enum Status {
    #[default]
    Unread,
    Reading,
    Read,
}

/// An imported article, page, book or paste.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Source {
    /// Id of the source.
    pub id: Id,
    /// Citation key, for example `grant2024dam`.
    pub key: String,
    /// Whether the key was used or chosen and so never changes by itself.
    #[serde(default)]
    pub key_pinned: bool,
    /// How far it has been read.
    pub status: Status,
    /// Tags on it.
    pub tags: Vec<Id>,
    /// Collections it belongs to.
    pub collections: Vec<Id>,
    /// Its versions, oldest first; the last is the current one.
    pub versions: Vec<Id>,
    /// Bibliographic data.
    pub item: Item,
    /// News agency that supplied the piece; not an author.
    pub agency: Option<String>,
    /// Section of the outlet.
    pub section: Option<String>,
    /// Place in the dateline.
    pub dateline: Option<String>,
    /// Where each field was read, best first.
    pub evidence: BTreeMap<String, Vec<Evidence>>,
    /// Where the source came from.
    pub origin: Origin,
    /// When it was moved to the trash.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub trashed: Option<Timestamp>,
    /// When it was imported.
    #[cfg_attr(test, schemars(with = "String"))]
    pub made: Timestamp,
    /// When it last changed.
    #[cfg_attr(test, schemars(with = "String"))]
    pub changed: Timestamp,
    /// Fields of newer versions, kept as they came.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// One reading of a field: what, where it was read, how sure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Evidence {
    /// The value read.
    pub value: String,
    /// Where, in words a person can follow ("line 6", "JSON-LD datePublished").
    pub from: String,
    /// Confidence from 0 to 1.
    pub sure: f64,
}

/// The kind of file a source came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[expect(missing_docs, reason = "the names say it")]
pub enum SourceKind {
    #[default]
    Text,
    Paste,
    Markdown,
    Html,
    Mhtml,
    Pdf,
    Epub,
    Docx,
    Odt,
    Rtf,
}

/// Where a source came from: enough to recognise the file again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Origin {
    /// File name without folders, or "paste".
    pub name: String,
    /// Kind of file.
    pub kind: SourceKind,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Pasted or plain text as it came, so that struck lines can be brought back; absent for other files.
    pub raw: Option<String>,
    /// Fields of newer versions, kept as they came.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// One immutable text of a source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Version {
    /// Id of the version.
    pub id: Id,
    /// The source it belongs to.
    pub source: Id,
    /// When it was made.
    #[cfg_attr(test, schemars(with = "String"))]
    pub made: Timestamp,
    /// SHA-256 of the text in UTF-8, hexadecimal.
    pub sha256: String,
    /// Language, BCP 47; empty if unknown.
    pub lang: String,
    /// Structure: blocks that cover the text.
    pub blocks: Vec<Block>,
    /// Page number and first code point of each page, for paged sources.
    pub pages: Vec<(u32, usize)>,
    /// Fields of newer versions, kept as they came.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
    /// The text: paragraphs joined by one empty line. Last, so that the small fields can be read without it.
    #[cfg_attr(test, schemars(with = "String"))]
    pub text: Arc<str>,
}

/// What a block of text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[expect(missing_docs, reason = "the names are HTML's")]
pub enum BlockKind {
    #[default]
    P,
    H1,
    H2,
    H3,
    H4,
    H5,
    H6,
    Li,
    Quote,
    Pre,
    Table,
    Caption,
}

/// A paragraph, heading, list item or the like; written `["p", start, end]`, offsets in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "(BlockKind, usize, usize)", into = "(BlockKind, usize, usize)")]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(with = "(BlockKind, usize, usize)"))]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

impl Block {
    /// The block as a range of code points.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<(BlockKind, usize, usize)> for Block {
    fn from((kind, start, end): (BlockKind, usize, usize)) -> Self {
        Self { kind, start, end }
    }
}

impl From<Block> for (BlockKind, usize, usize) {
    fn from(block: Block) -> Self {
        (block.kind, block.start, block.end)
    }
}

/// A marked passage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Mark {
    /// Id of the mark.
    pub id: Id,
    /// The passage.
    pub anchor: Anchor,
    /// Its colour.
    pub colour: Colour,
    /// Tags on it.
    pub tags: Vec<Id>,
    /// When it was moved to the trash.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub trashed: Option<Timestamp>,
    /// When it was made.
    #[cfg_attr(test, schemars(with = "String"))]
    pub made: Timestamp,
    /// When it last changed.
    #[cfg_attr(test, schemars(with = "String"))]
    pub changed: Timestamp,
    /// Fields of newer versions, kept as they came.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// A note in Markdown, about passages, sources, entities, tags, the project, or nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Note {
    /// Id of the note.
    pub id: Id,
    /// What it is about; empty for a free note.
    pub about: Vec<Id>,
    /// Tags on it.
    pub tags: Vec<Id>,
    /// When it was moved to the trash.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub trashed: Option<Timestamp>,
    /// When it was made.
    #[cfg_attr(test, schemars(with = "String"))]
    pub made: Timestamp,
    /// When it last changed.
    #[cfg_attr(test, schemars(with = "String"))]
    pub changed: Timestamp,
    /// Fields of newer versions, kept as they came.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
    /// Markdown; `[[id|label]]` links to a record.
    pub text: String,
}

/// Something sources, marks and notes can be sorted under: a tag or a collection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Label {
    /// Id of the tag or collection.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Colour of its dot, for tags.
    #[serde(default)]
    pub colour: Option<Colour>,
    /// When it was moved to the trash.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub trashed: Option<Timestamp>,
    /// When it was made.
    #[cfg_attr(test, schemars(with = "String"))]
    pub made: Timestamp,
    /// When it last changed.
    #[cfg_attr(test, schemars(with = "String"))]
    pub changed: Timestamp,
    /// Fields of newer versions, kept as they came.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// A saved query.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct View {
    /// Id of the view.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// The query, in the language of the search box.
    pub query: String,
    /// When it was moved to the trash.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub trashed: Option<Timestamp>,
    /// When it was made.
    #[cfg_attr(test, schemars(with = "String"))]
    pub made: Timestamp,
    /// When it last changed.
    #[cfg_attr(test, schemars(with = "String"))]
    pub changed: Timestamp,
    /// Fields of newer versions, kept as they came.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// What a person decided about what the machine found. Rules always win over analyses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Rule {
    /// Id of the rule.
    pub id: Id,
    /// What is decided.
    pub kind: RuleKind,
    /// Whether it applies.
    pub on: bool,
    /// What it applies to.
    #[serde(rename = "match")]
    pub matches: Match,
    /// The decision's details, by kind: `entity`, `type`, `name`, `value`, `speaker`, `relay`.
    pub to: Map<String, Value>,
    /// When it was made.
    #[cfg_attr(test, schemars(with = "String"))]
    pub made: Timestamp,
    /// When it last changed.
    #[cfg_attr(test, schemars(with = "String"))]
    pub changed: Timestamp,
    /// Fields of newer versions, kept as they came.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// The kinds of decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[expect(missing_docs, reason = "the names say it")]
pub enum RuleKind {
    Merge,
    Split,
    Retype,
    Rename,
    Alias,
    Ignore,
    Wrong,
    AddMention,
    Reading,
    Speaker,
    Relay,
}

/// What a rule applies to: a folded name (of a type, perhaps in one source only) or one passage.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Match {
    /// Folded name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Type of the name.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<EntityType>,
    /// Only in this source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Id>,
    /// Only at this passage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<Anchor>,
}
