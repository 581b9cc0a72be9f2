//! Ids: one letter for the kind of record and 80 random bits, written in lower-case base 32.
//!
//! Random, never time-ordered: two people's new records then land at random places of the sorted file and merge cleanly.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Crockford's base 32 in lower case: its characters stand in ASCII order, so ids sort alike as bits and as text.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Characters after the kind letter: 80 bits at five bits each.
const LENGTH: usize = 16;

/// What an id names; its letter opens the id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The machine's reading of one version; shares the bits of the version it belongs to.
    Analysis,
    /// A collection of sources.
    Collection,
    /// A person, organisation, place or other named thing.
    Entity,
    /// A marked passage.
    Mark,
    /// A note.
    Note,
    /// The project itself.
    Project,
    /// A saved query.
    View,
    /// A person's decision about what the machine found.
    Rule,
    /// An imported article, book or page.
    Source,
    /// A tag.
    Tag,
    /// One immutable text of a source.
    Version,
}

impl Kind {
    /// Every kind, in the order of their letters.
    pub const ALL: [Self; 11] = [
        Self::Analysis,
        Self::Collection,
        Self::Entity,
        Self::Mark,
        Self::Note,
        Self::Project,
        Self::View,
        Self::Rule,
        Self::Source,
        Self::Tag,
        Self::Version,
    ];

    /// The letter that opens an id of this kind.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Analysis => 'a',
            Self::Collection => 'c',
            Self::Entity => 'e',
            Self::Mark => 'm',
            Self::Note => 'n',
            Self::Project => 'p',
            Self::View => 'q',
            Self::Rule => 'r',
            Self::Source => 's',
            Self::Tag => 't',
            Self::Version => 'v',
        }
    }
}

/// A stable, random name for one record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id {
    kind: Kind,
    bits: [u8; 10],
}

impl Id {
    /// An id of `kind` with the given 80 bits.
    #[must_use]
    pub fn new(kind: Kind, bits: [u8; 10]) -> Self {
        Self { kind, bits }
    }

    /// What the id names.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.kind
    }

    /// The id of the analysis that belongs to a version: the same bits under another letter.
    #[must_use]
    pub fn analysis(self) -> Self {
        Self { kind: Kind::Analysis, bits: self.bits }
    }
}

/// Where fresh ids come from; the program passes random bits in, tests pass a seeded sequence.
pub trait IdSource {
    /// Eighty fresh bits.
    fn bits(&mut self) -> [u8; 10];

    /// A fresh id.
    fn fresh(&mut self, kind: Kind) -> Id {
        Id::new(kind, self.bits())
    }
}

/// A reproducible sequence (SplitMix64, Steele et al. 2014) for tests, samples and benches.
#[derive(Clone, Debug)]
pub struct SeededIds(pub u64);

impl SeededIds {
    /// The next 64 bits of the sequence.
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

impl IdSource for SeededIds {
    fn bits(&mut self) -> [u8; 10] {
        let (high, low) = (self.next_u64().to_be_bytes(), self.next_u64().to_be_bytes());
        std::array::from_fn(|at| high.iter().chain(&low).nth(at).copied().unwrap_or_default())
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::with_capacity(LENGTH + 1);
        text.push(self.kind.letter());
        let all = self.bits.iter().fold(0u128, |sum, &byte| sum << 8 | u128::from(byte));
        for digit in (0..LENGTH).rev() {
            let value = (all >> (5 * digit)) as usize & 31;
            text.push(char::from(ALPHABET.get(value).copied().unwrap_or(b'0')));
        }
        f.write_str(&text)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// An id that does not read as one.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0:?} is not an id: expected one of a c e m n p q r s t v and 16 of the characters 0-9 a-z without i l o u")]
pub struct IdError(String);

impl FromStr for Id {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let fail = || IdError(text.chars().take(40).collect());
        let mut chars = text.chars();
        let letter = chars.next().ok_or_else(fail)?;
        let kind = Kind::ALL.into_iter().find(|kind| kind.letter() == letter).ok_or_else(fail)?;
        if chars.as_str().len() != LENGTH {
            return Err(fail());
        }
        let mut all = 0u128;
        for character in chars {
            let value = ALPHABET.iter().position(|&known| char::from(known) == character).ok_or_else(fail)?;
            all = all << 5 | value as u128;
        }
        let bytes = all.to_be_bytes();
        Ok(Self { kind, bits: std::array::from_fn(|at| bytes.get(at + 6).copied().unwrap_or_default()) })
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Id {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "One letter for the kind of record and 80 random bits in Crockford's base 32, lower case.",
            "pattern": "^[acemnpqrstv][0-9a-hjkmnp-tv-z]{16}$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn reads_back_what_it_writes(bits in any::<[u8; 10]>(), kind in 0usize..11) {
            let id = Id::new(Kind::ALL[kind], bits);
            prop_assert_eq!(id.to_string().len(), LENGTH + 1);
            prop_assert_eq!(id.to_string().parse::<Id>(), Ok(id));
        }

        #[test]
        fn sorts_alike_as_bits_and_as_text(a in any::<[u8; 10]>(), b in any::<[u8; 10]>()) {
            let (a, b) = (Id::new(Kind::Note, a), Id::new(Kind::Note, b));
            prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
        }

        #[test]
        fn anything_else_is_refused_without_panic(text in "\\PC{0,30}") {
            if let Ok(id) = text.parse::<Id>() {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }

    #[test]
    fn a_path_is_not_an_id() {
        assert!("../../etc/passwd".parse::<Id>().is_err());
        assert!("s000000000000000l".parse::<Id>().is_err());
    }
}
