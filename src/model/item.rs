//! The bibliographic item of a source: CSL 1.0.2 variables, typed where Dossier works with them, kept whole otherwise.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What a citation is made from. Names and keys are CSL's, dates are EDTF text (`2024-03-06`, `2024-03`, `2018/2019`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Item {
    /// CSL item type, for example `article-newspaper`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Title as printed.
    #[serde(default)]
    pub title: String,
    /// Authors in printed order.
    #[serde(default)]
    pub author: Vec<Name>,
    /// Outlet: newspaper, journal, site or book that carries the piece.
    #[serde(default, rename = "container-title")]
    pub container_title: Option<String>,
    /// Date of publication, EDTF.
    #[serde(default)]
    pub issued: Option<String>,
    /// Address of the original.
    #[serde(default, rename = "URL")]
    pub url: Option<String>,
    /// When the page was looked at or saved, EDTF.
    #[serde(default)]
    pub accessed: Option<String>,
    /// Address of an archived copy.
    #[serde(default)]
    pub archive_url: Option<String>,
    /// Fields of an imported library that CSL cannot hold, in their order, written back to the same format.
    #[serde(default)]
    pub extra: Vec<ForeignField>,
    /// Every other CSL variable, as CSL-JSON has it.
    #[serde(flatten)]
    pub variables: Map<String, Value>,
}

/// A person or an institution; an institution has only `literal`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Name {
    /// Family name without particles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// Given names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    /// Particle dropped when the family name stands alone ("de" in "Alfred de Musset").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dropping_particle: Option<String>,
    /// Particle that stays with the family name ("van" in "Vincent van Gogh").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub non_dropping_particle: Option<String>,
    /// "Jr.", "III".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suffix: Option<String>,
    /// An institution, or a name that cannot be split.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub literal: Option<String>,
    /// Whatever else stands with the name, kept as it came.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

impl Name {
    /// A person by given and family name.
    #[must_use]
    pub fn person(given: &str, family: &str) -> Self {
        let part = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Self { given: part(given), family: part(family), ..Self::default() }
    }

    /// An institution, or a name kept whole.
    #[must_use]
    pub fn literal(text: &str) -> Self {
        Self { literal: Some(text.to_owned()), ..Self::default() }
    }

    /// The name as one reads it aloud: given, particles, family, suffix.
    #[must_use]
    pub fn display(&self) -> String {
        if let Some(literal) = &self.literal {
            return literal.clone();
        }
        [&self.given, &self.dropping_particle, &self.non_dropping_particle, &self.family, &self.suffix]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// One field of a foreign library entry that has no place in CSL.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ForeignField {
    /// Format it came from, for example `ris`.
    pub format: String,
    /// Field name there.
    pub field: String,
    /// Value as it stood.
    pub value: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_an_item_has_stays_in_the_file() {
        let text = r#"{"type":"book","title":"T","author":[{"family":"Doe","comma-suffix":true}],"container-title":null,"issued":null,"URL":null,"accessed":null,"archive_url":null,"extra":[],"editor":[{"family":"Roe","x":1}],"original-date":{"date-parts":[[1920]]},"volume":3,"x-own":{"a":[1,null]}}"#;
        let item: Item = serde_json::from_str(text).expect("an item");
        assert_eq!(serde_json::to_string(&item).expect("text"), text);
    }
}
