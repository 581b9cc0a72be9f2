//! Where a text is set: the countries and states that its names speak of.

use std::collections::BTreeMap;

use super::super::{Cluster, name};
use super::countries::{Place, is_country, meanings, parent, usual};
use crate::model::EntityType;

/// How often each country or state is spoken of, by the places and peoples that a text names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setting(BTreeMap<Place, u32>);

impl Setting {
    /// The setting of a text with these clusters.
    #[must_use]
    pub fn of(clusters: &[Cluster]) -> Self {
        let named = clusters.iter().flat_map(|c| {
            let count = u32::try_from(c.mentions.len()).unwrap_or(u32::MAX);
            std::iter::once((c.kind, c.name.as_str(), count))
        });
        Self::of_names(named)
    }

    /// The setting of a text with these names: type, name, number of mentions.
    #[must_use]
    pub fn of_names<'n>(names: impl IntoIterator<Item = (EntityType, &'n str, u32)>) -> Self {
        let mut setting = Self::default();
        for (kind, written, count) in names {
            if !matches!(kind, EntityType::Loc | EntityType::Misc) {
                continue;
            }
            // A name with several meanings says nothing; its neighbours say what it means.
            if let [place] = meanings(&name::key(kind, written)) {
                setting.count(place, count.max(1));
            }
        }
        setting
    }

    fn count(&mut self, place: Place, times: u32) {
        let slot = self.0.entry(place).or_default();
        *slot = slot.saturating_add(times);
        if let Some(whole) = parent(place) {
            self.count(whole, times);
        }
    }

    /// Takes in another text.
    pub fn add(&mut self, other: &Self) {
        for (place, count) in &other.0 {
            let slot = self.0.entry(place).or_default();
            *slot = slot.saturating_add(*count);
        }
    }

    /// The country spoken of most; `None` when none or two alike are.
    #[must_use]
    pub fn country(&self) -> Option<&'static str> {
        best(self.0.iter().filter(|(place, _)| is_country(place)).map(|(place, count)| (*place, u64::from(*count))))
    }

    /// Which of the places with this name (a key) is meant here; `None` when the setting does not say.
    #[must_use]
    pub(super) fn referent(&self, key: &str) -> Option<Place> {
        let places = meanings(key);
        let weight = |place: Place| {
            let own = self.0.get(place).copied().unwrap_or(0);
            let whole = parent(place).and_then(|p| self.0.get(p)).copied().unwrap_or(0);
            2 * u64::from(own) + u64::from(whole)
        };
        match places {
            [] => None,
            [one] => Some(*one),
            several => {
                let seen = several.iter().any(|place| weight(place) > 0);
                if seen { best(several.iter().map(|place| (*place, weight(place)))) } else { usual(key) }
            }
        }
    }
}

fn best(counts: impl Iterator<Item = (Place, u64)>) -> Option<Place> {
    let mut best: Option<(Place, u64)> = None;
    let mut tied = false;
    for (place, count) in counts {
        match best {
            Some((_, most)) if count < most => {}
            Some((_, most)) if count == most => tied = true,
            _ => {
                best = Some((place, count));
                tied = false;
            }
        }
    }
    best.filter(|(_, count)| !tied && *count > 0).map(|(place, _)| place)
}
