//! What the machine read in one version: mentions, time expressions, amounts, quotations, and the entities it made.
//!
//! Written whole, replaced whole, never edited by hand: what a person decides stands in rules.
//! Rows are arrays in the file, because a project holds tens of thousands of them.

use std::ops::Range;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::Id;

/// Types of named things, as in CoNLL-2003.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum EntityType {
    /// A person.
    Per,
    /// An organisation.
    Org,
    /// A place.
    Loc,
    /// Another name.
    Misc,
}

impl EntityType {
    /// All four, in the order the window lists them.
    pub const ALL: [Self; 4] = [Self::Per, Self::Org, Self::Loc, Self::Misc];

    /// The CoNLL label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Per => "PER",
            Self::Org => "ORG",
            Self::Loc => "LOC",
            Self::Misc => "MISC",
        }
    }
}

/// The machine's reading of one version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Analysis {
    /// The version read.
    pub version: Id,
    /// Version of the engine that read it.
    pub engine: String,
    /// Names in the text, in order.
    pub mentions: Vec<Mention>,
    /// Names that mean the same thing in this text.
    pub clusters: Vec<Cluster>,
    /// Time expressions.
    pub times: Vec<TimeExpression>,
    /// Amounts of money, percentages, counts.
    pub amounts: Vec<Amount>,
    /// Quotations.
    pub quotations: Vec<Quotation>,
    /// Fields of newer versions, kept as they came.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// A group of mentions in one text, tied to an entity of the project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Cluster {
    /// Type.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// Fullest name in this text.
    pub name: String,
    /// The entity it is taken to be.
    pub entity: Id,
}

/// Declares a record that is written as an array, with named fields in code.
macro_rules! row {
    ($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            /// First code point.
            pub start: usize,
            /// One past the last code point.
            pub end: usize,
            $($(#[$field_meta])* pub $field: $type,)+
        }

        impl $name {
            /// The passage, in code points.
            #[must_use]
            pub fn range(&self) -> Range<usize> {
                self.start..self.end
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                (self.start, self.end, $(&self.$field),+).serialize(serializer)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let (start, end, $($field),+) = <(usize, usize, $($type),+)>::deserialize(deserializer)?;
                Ok(Self { start, end, $($field),+ })
            }
        }

        #[cfg(test)]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                <(usize, usize, $($type),+)>::json_schema(generator)
            }
        }
    };
}

row! {
    /// A name in the text; written `[start, end, type, sure, cluster]`.
    Mention {
        /// Type.
        kind: EntityType,
        /// Confidence from 0 to 1.
        sure: f64,
        /// Place of its cluster in [`Analysis::clusters`].
        cluster: usize,
    }
}

/// TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[expect(missing_docs, reason = "the names are TIMEX3's")]
pub enum TimeClass {
    Date,
    Time,
    Duration,
    Set,
}

row! {
    /// A time expression; written `[start, end, type, value, alternatives, rule]`.
    TimeExpression {
        /// TIMEX3 type.
        class: TimeClass,
        /// TIMEX3 value.
        value: String,
        /// Other readings the text allows.
        alternatives: Vec<String>,
        /// The rule that read it.
        rule: String,
    }
}

row! {
    /// An amount; written `[start, end, value, unit]`.
    Amount {
        /// Decimal number.
        value: String,
        /// ISO 4217 code, `%`, or a unit or noun.
        unit: String,
    }
}

/// How words are quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum QuotationKind {
    /// A whole sentence or more.
    Direct,
    /// Part of a sentence.
    Partial,
    /// A term or scare quote, said by nobody in particular.
    Term,
}

row! {
    /// A quotation; written `[start, end, speaker, relay, cue, kind]`.
    Quotation {
        /// Place of the speaker's cluster in [`Analysis::clusters`].
        speaker: Option<usize>,
        /// Place of the cluster of who passed the words on.
        relay: Option<usize>,
        /// The reporting verb.
        cue: Option<String>,
        /// How the words are quoted.
        kind: QuotationKind,
    }
}

/// Who made an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum By {
    /// Extraction; tidied away when nothing names it any more.
    Machine,
    /// A person; stays until removed by hand.
    Person,
}

/// A person, organisation, place or other named thing of the project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Entity {
    /// Id of the entity.
    pub id: Id,
    /// Type.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// Name shown.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Who made it.
    pub by: By,
    /// Fields of newer versions, kept as they came.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}
