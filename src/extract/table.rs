//! A read-only table from 32-bit hashes to numbers, made from sorted keys in one pass.
//!
//! The keys are hashes and so evenly spread: the slot of a key is its share of the whole range. Filling in sorted
//! order writes memory from front to back, which keeps loading to a few milliseconds.

/// Marks an empty slot.
const EMPTY: u32 = u32::MAX;

/// Map from hash to number. Built once, never changed.
#[derive(Debug, Default)]
pub struct Table {
    slots: Vec<(u32, u32)>,
    capacity: u64,
}

impl Table {
    /// Builds the table from pairs sorted by key, keys unique, values below `u32::MAX`.
    pub fn new(pairs: impl ExactSizeIterator<Item = (u32, u32)>) -> Self {
        let capacity = (pairs.len() as u64 * 9 / 5).max(16);
        let mut slots = vec![(0, EMPTY); capacity as usize];
        let mut free = 0_usize;
        for (key, value) in pairs {
            let slot = Self::home(capacity, key).max(free);
            if slot >= slots.len() {
                slots.resize(slot + 1, (0, EMPTY));
            }
            if let Some(place) = slots.get_mut(slot) {
                *place = (key, value);
            }
            free = slot + 1;
        }
        Self { slots, capacity }
    }

    fn home(capacity: u64, key: u32) -> usize {
        ((u64::from(key) * capacity) >> 32) as usize
    }

    /// The number stored for `key`.
    pub fn get(&self, key: u32) -> Option<u32> {
        let home = Self::home(self.capacity, key);
        for &(k, value) in self.slots.get(home..).unwrap_or_default() {
            if value == EMPTY || k > key {
                return None;
            }
            if k == key {
                return Some(value);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn answers_like_a_map(map in proptest::collection::btree_map(any::<u32>(), 0..u32::MAX - 1, 0..300), other in any::<u32>()) {
            let pairs: Vec<(u32, u32)> = map.iter().map(|(k, v)| (*k, *v)).collect();
            let table = Table::new(pairs.into_iter());
            for (k, v) in &map {
                prop_assert_eq!(table.get(*k), Some(*v));
            }
            prop_assert_eq!(table.get(other), map.get(&other).copied());
        }

        #[test]
        fn crowded_keys_are_found(keys in proptest::collection::btree_set(u32::MAX - 500..=u32::MAX, 0..300)) {
            let map: BTreeMap<u32, u32> = keys.iter().map(|&k| (k, k / 3)).collect();
            let pairs: Vec<(u32, u32)> = map.iter().map(|(k, v)| (*k, *v)).collect();
            let table = Table::new(pairs.into_iter());
            for k in u32::MAX - 500..=u32::MAX {
                prop_assert_eq!(table.get(k), map.get(&k).copied());
            }
        }
    }
}
