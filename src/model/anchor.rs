//! An anchor ties a passage to its text: position, exact words and the words around them.
//!
//! Position alone breaks silently when anything is off by one; the quotation and its context let a wrong position be
//! found and mended. Shape after the W3C Web Annotation selectors (TextPosition + TextQuote).

use std::ops::Range;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Id;
use crate::text::Index;

/// Code points of context kept on each side, as Hypothesis and the Web Annotation examples do.
pub const CONTEXT: usize = 32;

/// Where a passage stands in one version of a text. Offsets are code points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Anchor {
    /// The version whose text the offsets count in.
    pub version: Id,
    /// First code point of the passage.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The passage, to the letter.
    pub exact: String,
    /// Up to [`CONTEXT`] code points before it.
    pub prefix: String,
    /// Up to [`CONTEXT`] code points after it.
    pub suffix: String,
    /// Fields of newer versions, kept as they came.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// Where an anchor's passage is in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// At its recorded position.
    Here(Range<usize>),
    /// The same words, elsewhere.
    Moved(Range<usize>),
    /// Nowhere: the anchor is an orphan and keeps what it recorded.
    Orphan,
}

impl Place {
    /// The range, unless orphaned.
    #[must_use]
    pub fn range(self) -> Option<Range<usize>> {
        match self {
            Self::Here(range) | Self::Moved(range) => Some(range),
            Self::Orphan => None,
        }
    }
}

impl Anchor {
    /// Anchors `range` (code points) of `text`; the range is clamped to the text.
    #[must_use]
    pub fn new(version: Id, text: &str, index: &Index, range: Range<usize>) -> Self {
        let end = range.end.min(index.chars());
        let start = range.start.min(end);
        Self {
            version,
            start,
            end,
            exact: index.slice(text, start..end).to_owned(),
            prefix: index.slice(text, start.saturating_sub(CONTEXT)..start).to_owned(),
            suffix: index.slice(text, end..end + CONTEXT).to_owned(),
            unknown: Map::new(),
        }
    }

    /// Finds the passage in `text`: at its position if the words stand there, else at the occurrence whose
    /// surroundings agree best (then the nearest). Linear in the text.
    #[must_use]
    pub fn find(&self, text: &str, index: &Index) -> Place {
        if self.exact.is_empty() {
            return Place::Orphan;
        }
        if self.start < self.end && index.slice(text, self.start..self.end) == self.exact {
            return Place::Here(self.start..self.end);
        }
        let mut best: Option<((usize, usize), usize)> = None;
        for (byte, _) in text.match_indices(self.exact.as_str()) {
            let before = text.get(..byte).unwrap_or_default();
            let after = text.get(byte + self.exact.len()..).unwrap_or_default();
            let agreement =
                shared(before.chars().rev(), self.prefix.chars().rev()) + shared(after.chars(), self.suffix.chars());
            let start = index.code_point(text, byte);
            // More agreement wins; among equals the nearer one.
            let score = (agreement, usize::MAX - start.abs_diff(self.start));
            if best.is_none_or(|(known, _)| score > known) {
                best = Some((score, start));
            }
        }
        best.map_or(Place::Orphan, |(_, start)| Place::Moved(start..start + self.exact.chars().count()))
    }
}

/// How many leading characters two sequences share.
fn shared(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IdSource, Kind, SeededIds};
    use proptest::prelude::*;

    fn version() -> Id {
        SeededIds(1).fresh(Kind::Version)
    }

    proptest! {
        #[test]
        fn an_anchor_finds_its_own_passage(text in "\\PC{1,200}", a in 0usize..200, b in 0usize..200) {
            let index = Index::new(&text);
            let anchor = Anchor::new(version(), &text, &index, a.min(b)..a.max(b));
            let place = anchor.find(&text, &index);
            if anchor.exact.is_empty() {
                prop_assert_eq!(place, Place::Orphan);
            } else {
                prop_assert_eq!(place, Place::Here(anchor.start..anchor.end));
            }
        }

        #[test]
        fn words_put_in_front_move_it_and_words_taken_away_orphan_it(
            text in "[a-zé ]{40,120}", added in "[A-Z]{1,20}", at in 0usize..20
        ) {
            let index = Index::new(&text);
            let anchor = Anchor::new(version(), &text, &index, at..at + 15);
            let longer = format!("{added}{text}");
            let shift = added.chars().count();
            let place = anchor.find(&longer, &Index::new(&longer));
            let found = place.range().expect("the words are still there");
            prop_assert_eq!(Index::new(&longer).slice(&longer, found.clone()), anchor.exact.as_str());
            if text.matches(anchor.exact.as_str()).count() == 1 {
                prop_assert_eq!(found, at + shift..at + shift + 15);
            }
            prop_assert_eq!(anchor.find("ZZZ", &Index::new("ZZZ")), Place::Orphan);
        }
    }

    #[test]
    fn context_decides_between_equal_words() {
        let text = "He said no. She said yes. He said no again.";
        let index = Index::new(text);
        let anchor = Anchor::new(version(), text, &index, 29..36);
        assert_eq!(anchor.exact, "said no");
        let later = "Well. He said no. She said yes. He said no again.";
        assert_eq!(anchor.find(later, &Index::new(later)), Place::Moved(35..42));
    }
}
