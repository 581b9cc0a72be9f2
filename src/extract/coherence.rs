//! Rules that need the whole document: an acronym means what its long form means, a name means the same everywhere.

use super::labels::TYPES;
use super::post::{PER, is_title};
use super::token::{Form, hash};
use super::{Found, Reading};
use std::collections::HashMap;

/// "Dubai Health Authority (DHA)": the short form means what the long one means, here and everywhere.
pub(super) fn acronyms(reading: &Reading<'_>, found: &mut Vec<Found>) {
    let mut short: HashMap<u32, (usize, f32)> = HashMap::new();
    for f in found.iter() {
        if f.to < f.from + 2 || f.kind == PER {
            continue;
        }
        let open = f.to;
        let close = open + 2;
        if reading.word(open) != "(" || reading.word(close) != ")" {
            continue;
        }
        let Some(token) = reading.token(open + 1) else { continue };
        let initials: String = (f.from..f.to)
            .filter_map(|i| reading.token(i))
            .filter(|t| t.form.is_capital())
            .map(|t| t.initial)
            .collect::<String>()
            .to_lowercase();
        let short_form = reading.lower(open + 1).replace('.', "");
        let explained = token.form == Form::Upper
            && (2..=8).contains(&short_form.chars().count())
            && short_form.chars().next() == initials.chars().next();
        if explained {
            let entry = short.entry(token.exact).or_insert((f.kind, f.confidence));
            if f.confidence > entry.1 {
                *entry = (f.kind, f.confidence);
            }
        }
    }
    if short.is_empty() {
        return;
    }
    for f in found.iter_mut() {
        if f.to == f.from + 1
            && let Some(&(kind, confidence)) = reading.token(f.from).and_then(|t| short.get(&t.exact))
        {
            f.kind = kind;
            f.confidence = f.confidence.max(confidence * 0.95);
        }
    }
    let mut covered = cover(reading, found);
    for (i, token) in reading.document.tokens.iter().enumerate() {
        if let Some(&(kind, confidence)) = short.get(&token.exact)
            && covered.get(i) == Some(&false)
        {
            found.push(Found { from: i, to: i + 1, kind, confidence: confidence * 0.9 });
            if let Some(slot) = covered.get_mut(i) {
                *slot = true;
            }
        }
    }
    found.sort_by_key(|f| f.from);
}

pub(super) fn cover(reading: &Reading<'_>, found: &[Found]) -> Vec<bool> {
    let mut covered = vec![false; reading.document.tokens.len()];
    for f in found {
        if let Some(slots) = covered.get_mut(f.from..f.to) {
            slots.fill(true);
        }
    }
    covered
}

/// A name read with confidence in one place is found in the others; so is the surname of a full name.
pub(super) fn repeat_names(reading: &Reading<'_>, found: &mut Vec<Found>) {
    // Single words: the last and first word of a person's full name, and any single-word name.
    let mut words: HashMap<u32, [f32; TYPES]> = HashMap::new();
    for f in found.iter() {
        if f.confidence < 0.6 || reading.loud(f.from) {
            continue;
        }
        let len = f.to - f.from;
        if len == 1
            && let Some(t) = reading.token(f.from)
            && t.chars > 2
            && let Some(slot) = words.entry(t.exact).or_default().get_mut(f.kind)
        {
            *slot += f.confidence;
        }
        if f.kind == PER && (2..=4).contains(&len) {
            for i in [f.from, f.to - 1] {
                if let Some(t) = reading.token(i)
                    && t.form == Form::Capital
                    && t.chars > 2
                    && let Some(slot) = words.entry(t.exact).or_default().get_mut(PER)
                {
                    *slot += f.confidence * if i == f.from { 0.5 } else { 0.9 };
                }
            }
        }
    }
    let covered = cover(reading, found);
    for (i, token) in reading.document.tokens.iter().enumerate() {
        if !token.form.is_capital() || covered.get(i) != Some(&false) || token.chars <= 2 {
            continue;
        }
        let Some(votes) = words.get(&token.exact) else { continue };
        // A run of capitals of which only a part is known is another name.
        let alone = |k: Option<usize>| {
            k.and_then(|k| reading.token(k).map(|t| (k, t))).is_none_or(|(k, t)| {
                !t.form.is_capital() || covered.get(k) == Some(&true) || is_title(&reading.lower(k))
            })
        };
        let first = reading
            .document
            .sentence_of
            .get(i)
            .and_then(|&s| reading.document.sentences.get(s as usize))
            .is_some_and(|r| r.start == i);
        let small = reading.document.usage.get(&token.lower).map_or(0, |u| u.small);
        if !alone(i.checked_sub(1)) && !first || !alone(Some(i + 1)) || small > 0 {
            continue;
        }
        let (kind, &vote) = votes.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).unwrap_or((PER, &0.0));
        let belief: f32 = reading.kinds.get(i).map_or(0.0, |k| k.iter().sum());
        if vote >= 0.6 && (belief > 0.1 || vote >= 1.2) {
            found.push(Found { from: i, to: i + 1, kind, confidence: (0.4 + belief / 2.0).min(0.9) });
        }
    }
    found.sort_by_key(|f| f.from);
}

/// "JN: I think so.": the initials before a colon in an interview mean the person or paper they shorten.
pub(super) fn speaker_initials(reading: &Reading<'_>, found: &mut Vec<Found>) {
    let covered = cover(reading, found);
    let mut kinds: HashMap<u32, usize> = HashMap::new();
    for f in found.iter().filter(|f| f.to > f.from + 1 && f.confidence > 0.6) {
        let initials: String = (f.from..f.to)
            .filter_map(|i| reading.token(i))
            .filter(|t| t.form.is_capital())
            .map(|t| t.initial)
            .collect();
        kinds.entry(hash(&initials)).or_insert(f.kind);
    }
    for range in &reading.document.sentences {
        let i = range.start;
        let Some(token) = reading.token(i) else { continue };
        if token.form == Form::Upper
            && token.after_break
            && (2..=4).contains(&token.chars)
            && reading.word(i + 1) == ":"
            && covered.get(i) == Some(&false)
            && let Some(&kind) = kinds.get(&token.exact)
        {
            found.push(Found { from: i, to: i + 1, kind, confidence: 0.7 });
        }
    }
    found.sort_by_key(|f| f.from);
}

/// The same words are of the same type throughout a document, unless the model is sure of both.
pub(super) fn agree(reading: &Reading<'_>, found: &mut [Found]) {
    let mut votes: HashMap<u64, [f32; TYPES]> = HashMap::new();
    for f in found.iter() {
        let slot = votes.entry(reading.key(f.from, f.to)).or_default();
        for (s, p) in slot.iter_mut().zip(type_share(reading, f.from, f.to)) {
            *s += p;
        }
    }
    for f in found.iter_mut() {
        let Some(sum) = votes.get(&reading.key(f.from, f.to)) else { continue };
        let (best, &most) = sum.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).unwrap_or((f.kind, &0.0));
        let own = type_share(reading, f.from, f.to).get(f.kind).copied().unwrap_or(0.0);
        let mine = sum.get(f.kind).copied().unwrap_or(0.0);
        if best != f.kind && most > mine * 1.5 && own < 0.9 {
            f.kind = best;
        }
    }
}

/// Mean probability of each type over the tokens.
pub(super) fn type_share(reading: &Reading<'_>, from: usize, to: usize) -> [f32; TYPES] {
    let mut share = [0.0; TYPES];
    let len = to.saturating_sub(from).max(1) as f32;
    for k in reading.kinds.get(from..to).unwrap_or_default() {
        for (s, p) in share.iter_mut().zip(k) {
            *s += p / len;
        }
    }
    share
}
