//! The trained model as a file and in memory.
//!
//! File: `DNM1`, scale (f32), transition weights, then four streams: hash keys (sorted, as differences), label sets
//! (numbers into a table of the sets that occur), and the weights as signed bytes in units of the scale.
//! The weights are close to noise for a general compressor; this packing is smaller than a deflated plain one
//! and needs no unpacking step.

use super::crf::{Chain, Row, Transitions};
use super::labels::LABELS;
use super::table::Table;
use super::varint;

const MAGIC: &[u8] = b"DNM1";
/// Features looked up together.
const BATCH: usize = 64;
/// The filter has two to this power bits: half a megabyte, which stays in the processor's cache.
const FILTER_BITS: u32 = 22;

/// A model ready for use.
#[derive(Debug)]
pub struct Model {
    table: Table,
    /// Per feature: three bytes label set, then one signed byte for each label of the set.
    blob: Vec<u8>,
    /// One bit for each range of keys that holds a feature: most observations are unknown, and this says so fast.
    filter: Vec<u64>,
    scale: f32,
    /// Transition weights.
    pub chain: Chain,
}

/// One feature of a model to be written.
#[derive(Debug, Clone)]
pub struct Feature {
    /// Hash of the observation.
    pub key: u32,
    /// Weights, zero where pruned.
    pub weights: Row,
}

/// Packs features (sorted by key, keys unique) and transitions.
pub fn write(features: &[Feature], transitions: &Transitions) -> Vec<u8> {
    let top = features.iter().flat_map(|f| f.weights.iter()).fold(0.0_f32, |m, w| m.max(w.abs()));
    let scale = (top / 127.0).max(1e-6);
    let byte = |w: f32| (w / scale).round().clamp(-127.0, 127.0) as i8;
    let mut rows: Vec<(u32, u32, Vec<i8>)> = Vec::with_capacity(features.len());
    for f in features {
        let mut set = 0;
        let mut weights = Vec::new();
        for (y, &w) in f.weights.iter().enumerate() {
            let b = byte(w);
            if b != 0 {
                set |= 1 << y;
                weights.push(b);
            }
        }
        if set != 0 {
            rows.push((f.key, set, weights));
        }
    }
    // Frequent label sets get small numbers.
    let mut counts = std::collections::BTreeMap::new();
    for (_, set, _) in &rows {
        *counts.entry(*set).or_insert(0_u32) += 1;
    }
    let mut sets: Vec<(u32, u32)> = counts.into_iter().collect();
    sets.sort_by_key(|&(set, n)| (std::cmp::Reverse(n), set));
    let number: std::collections::BTreeMap<u32, u32> =
        sets.iter().enumerate().map(|(i, &(set, _))| (set, i as u32)).collect();

    let mut out = MAGIC.to_vec();
    out.extend_from_slice(&scale.to_le_bytes());
    for w in transitions.iter().flatten() {
        out.extend_from_slice(&w.to_le_bytes());
    }
    varint::write(&mut out, sets.len() as u32);
    for &(set, _) in &sets {
        varint::write(&mut out, set);
    }
    varint::write(&mut out, rows.len() as u32);
    let mut last = 0;
    for (key, _, _) in &rows {
        varint::write(&mut out, key - last);
        last = *key;
    }
    for (_, set, _) in &rows {
        varint::write(&mut out, number.get(set).copied().unwrap_or(0));
    }
    for (_, _, weights) in &rows {
        out.extend(weights.iter().map(|w| *w as u8));
    }
    out
}

fn float(bytes: &[u8], at: &mut usize) -> Option<f32> {
    let four: [u8; 4] = bytes.get(*at..*at + 4)?.try_into().ok()?;
    *at += 4;
    Some(f32::from_le_bytes(four))
}

impl Model {
    /// Unpacks a model. `None` when the bytes are not one.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        if bytes.get(..4)? != MAGIC {
            return None;
        }
        let mut at = 4;
        let scale = float(bytes, &mut at)?;
        let mut transitions = [[0.0; LABELS]; LABELS];
        for w in transitions.iter_mut().flatten() {
            *w = float(bytes, &mut at)?;
        }
        let set_count = varint::read(bytes, &mut at)? as usize;
        let mut sets = Vec::with_capacity(set_count.min(1 << LABELS));
        for _ in 0..set_count {
            sets.push(varint::read(bytes, &mut at)?);
        }
        let count = varint::read(bytes, &mut at)? as usize;
        let mut keys = Vec::with_capacity(count.min(bytes.len()));
        let mut key = 0_u32;
        for _ in 0..count {
            key = key.wrapping_add(varint::read(bytes, &mut at)?);
            keys.push((key, 0_u32));
        }
        let mut numbers = Vec::with_capacity(keys.len());
        for _ in 0..count {
            numbers.push(*sets.get(varint::read(bytes, &mut at)? as usize)?);
        }
        let mut blob = Vec::with_capacity(bytes.len().saturating_sub(at) + 3 * keys.len());
        for ((_, place), set) in keys.iter_mut().zip(&numbers) {
            *place = blob.len() as u32;
            let len = set.count_ones() as usize;
            blob.extend_from_slice(set.to_le_bytes().get(..3)?);
            blob.extend_from_slice(bytes.get(at..at + len)?);
            at += len;
        }
        let mut filter = vec![0_u64; 1 << (FILTER_BITS - 6)];
        for (key, _) in &keys {
            let bit = key >> (32 - FILTER_BITS);
            if let Some(word) = filter.get_mut((bit / 64) as usize) {
                *word |= 1 << (bit % 64);
            }
        }
        Some(Self { table: Table::new(keys.into_iter()), blob, filter, scale, chain: Chain::new(transitions) })
    }

    /// Sum of the weights of the given features, per label.
    pub fn scores(&self, features: &[u32]) -> Row {
        let mut sums = [0_i32; LABELS];
        for some in features.chunks(BATCH) {
            // In three sweeps, so that the slow reads of memory overlap instead of waiting for each other.
            let (mut keys, mut count) = ([0_u32; BATCH], 0);
            for &key in some {
                let bit = key >> (32 - FILTER_BITS);
                let seen = self.filter.get((bit / 64) as usize).is_some_and(|w| w >> (bit % 64) & 1 == 1);
                if let Some(slot) = keys.get_mut(count) {
                    *slot = key;
                }
                count += usize::from(seen);
            }
            let (mut rows, mut found) = ([(0_u32, 0_u32); BATCH], 0);
            for &key in keys.get(..count).unwrap_or_default() {
                if let (Some(place), Some(slot)) = (self.table.get(key), rows.get_mut(found)) {
                    *slot = (place + 3, self.label_set(place));
                    found += 1;
                }
            }
            for &(place, set) in rows.get(..found).unwrap_or_default() {
                self.add(place, set, &mut sums);
            }
        }
        sums.map(|s| s as f32 * self.scale)
    }

    fn label_set(&self, place: u32) -> u32 {
        let head = self.blob.get(place as usize..place as usize + 3).unwrap_or_default();
        head.iter().rev().fold(0, |s, &b| s << 8 | u32::from(b))
    }

    fn add(&self, place: u32, mut set: u32, sums: &mut [i32; LABELS]) {
        for &w in self.blob.get(place as usize..).unwrap_or_default() {
            if set == 0 {
                break;
            }
            if let Some(slot) = sums.get_mut(set.trailing_zeros() as usize) {
                *slot += i32::from(w as i8);
            }
            set &= set - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn model() -> Vec<u8> {
        let row = |y: usize, w: f32| std::array::from_fn(|k| if k == y { w } else { 0.0 });
        let features = [
            Feature { key: 3, weights: row(0, 1.27) },
            Feature { key: 900, weights: row(16, -0.5) },
            Feature { key: u32::MAX, weights: std::array::from_fn(|k| k as f32 / 100.0) },
        ];
        let mut transitions = [[0.0; LABELS]; LABELS];
        transitions[0][4] = 2.5;
        write(&features, &transitions)
    }

    #[test]
    fn a_written_model_scores_as_before() {
        let model = Model::read(&model()).unwrap();
        let scores = model.scores(&[3, 900, 5, u32::MAX]);
        assert!((scores[0] - 1.27).abs() < 0.01);
        assert!((scores[16] - (0.16 - 0.5)).abs() < 0.01);
        assert!((scores[7] - 0.07).abs() < 0.01);
        assert_eq!(model.chain.weights()[0][4], 2.5);
    }

    proptest! {
        #[test]
        fn damage_never_panics(at in 0_usize..1_400, value in any::<u8>(), cut in 0_usize..1_400) {
            let mut bytes = model();
            if let Some(b) = bytes.get_mut(at) {
                *b = value;
            }
            bytes.truncate(cut);
            if let Some(model) = Model::read(&bytes) {
                let _ = model.scores(&[3, 900, u32::MAX]);
            }
        }
    }
}
