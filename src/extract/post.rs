//! Rules that follow the model: what only the whole document or a list can tell.
//!
//! Each rule is small and general; together they repair what a chain of neighbouring words cannot see: an acronym
//! explained in brackets, a surname whose full name stood above, a title that slipped into a name.

use super::gazetteer::Class;
use super::labels::TYPES;
use super::token::{Form, Token};
use super::{Found, Reading};
use std::collections::HashMap;

const PER: usize = 0;
const ORG: usize = 1;
const LOC: usize = 2;
const MISC: usize = 3;

/// Words with a capital at the start of a sentence that are never a name alone.
const NEVER: &[&str] = &[
    "i", "we", "he", "she", "it", "they", "you", "my", "our", "his", "her", "its", "their", "this", "that", "these",
    "those", "the", "a", "an", "what", "who", "whom", "whose", "which", "when", "where", "why", "how", "if", "but",
    "and", "or", "so", "yes", "no", "not", "there", "here", "then", "than", "as", "at", "by", "for", "from", "in",
    "into", "of", "off", "on", "to", "up", "with", "is", "are", "was", "were", "be", "been", "do", "does", "did",
    "has", "have", "had", "can", "could", "will", "would", "shall", "should", "may", "might", "must", "also",
    "after", "before", "since", "while", "during", "although", "though", "because", "however", "meanwhile", "some",
    "many", "most", "all", "both", "each", "every", "few", "more", "other", "another", "such", "only", "just", "now",
    "today", "yesterday", "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
];

/// Titles cut off the front of a person; longer offices are left to the model.
const TITLES: &[&str] = &[
    "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "mx", "dr", "dr.", "prof", "prof.", "professor", "sir", "gen", "gen.",
    "lt", "lt.", "col", "col.", "maj", "maj.", "capt", "capt.", "sgt", "sgt.", "cpl", "cpl.", "pvt", "adm", "adm.",
    "cmdr", "cmdr.", "sen", "sen.", "rep", "rep.", "gov", "gov.", "rev", "rev.", "hon", "president", "minister",
    "senator", "governor", "general", "colonel", "captain", "judge", "justice", "chancellor", "ambassador", "mayor",
    "secretary", "premier", "chairman", "spokesman", "spokeswoman", "ayatollah", "pope", "archbishop", "bishop",
    "cardinal", "father", "officer", "detective", "inspector", "sheriff", "commissioner", "coach", "king", "queen",
    "prince", "princess", "emperor", "brig", "brig.", "brigadier", "admiral", "lieutenant", "major", "sergeant",
];

/// Applies all rules to the names found, in place. The names stay in order and apart.
pub(super) fn apply(reading: &Reading<'_>, found: &mut Vec<Found>) {
    drop_impossible(reading, found);
    trim(reading, found);
    acronyms(reading, found);
    repeat_names(reading, found);
    datelines(reading, found);
    agree(reading, found);
    found.sort_by_key(|f| f.from);
}

impl Reading<'_> {
    fn token(&self, i: usize) -> Option<&Token> {
        self.document.tokens.get(i)
    }

    fn word(&self, i: usize) -> &str {
        self.token(i).and_then(|t| self.text.get(t.start..t.end)).unwrap_or_default()
    }

    fn lower(&self, i: usize) -> String {
        self.word(i).to_lowercase()
    }

    /// One hash for the words of a name.
    fn key(&self, from: usize, to: usize) -> u64 {
        let mut h = 0_u64;
        for t in self.document.tokens.get(from..to).unwrap_or_default() {
            h = (h ^ u64::from(t.exact)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23);
        }
        h
    }

    fn loud(&self, i: usize) -> bool {
        self.document
            .sentence_of
            .get(i)
            .and_then(|&s| self.document.loud.get(s as usize))
            .copied()
            .unwrap_or(false)
    }
}

/// Pronouns and the like alone, and names without a single letter that the model knows how to read.
fn drop_impossible(reading: &Reading<'_>, found: &mut Vec<Found>) {
    found.retain(|f| {
        if f.to == f.from + 1 {
            let Some(token) = reading.token(f.from) else { return false };
            if token.form == Form::Mark || token.form == Form::Number {
                return false;
            }
            // "IT", "US" in capitals are names; "It", "Us" are not.
            if token.form != Form::Upper && NEVER.contains(&reading.lower(f.from).as_str()) && f.confidence < 0.95 {
                return false;
            }
        }
        (f.from..f.to).any(|i| reading.token(i).is_some_and(|t| t.form.is_capital()))
    });
}

/// Cuts titles, possessives, articles and stray marks off the edges of a name.
fn trim(reading: &Reading<'_>, found: &mut Vec<Found>) {
    for f in found.iter_mut() {
        if f.kind == PER {
            while f.to > f.from + 1 && TITLES.contains(&reading.lower(f.from).as_str()) {
                f.from += 1;
            }
        }
        if f.kind != MISC && f.to > f.from + 1 && matches!(reading.word(f.from), "The" | "the") && f.kind != ORG {
            f.from += 1;
        }
        while f.to > f.from + 1
            && matches!(reading.word(f.to - 1), "'s" | "’s" | "'" | "’" | "(" | "\"" | "”" | "“" | "," | "-" | ":" | ";")
        {
            f.to -= 1;
        }
        while f.to > f.from + 1 && matches!(reading.word(f.from), "(" | "\"" | "“" | "‘" | "," | "-" | ":") {
            f.from += 1;
        }
    }
}

/// "Dubai Health Authority (DHA)": the short form means what the long one means, here and everywhere.
fn acronyms(reading: &Reading<'_>, found: &mut Vec<Found>) {
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

fn cover(reading: &Reading<'_>, found: &[Found]) -> Vec<bool> {
    let mut covered = vec![false; reading.document.tokens.len()];
    for f in found {
        if let Some(slots) = covered.get_mut(f.from..f.to) {
            slots.fill(true);
        }
    }
    covered
}

/// A name read with confidence in one place is found in the others; so is the surname of a full name.
fn repeat_names(reading: &Reading<'_>, found: &mut Vec<Found>) {
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
                !t.form.is_capital() || covered.get(k) == Some(&true) || TITLES.contains(&reading.lower(k).as_str())
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
        let (kind, &vote) =
            votes.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).unwrap_or((PER, &0.0));
        let belief: f32 = reading.kinds.get(i).map_or(0.0, |k| k.iter().sum());
        if vote >= 0.6 && (belief > 0.1 || vote >= 1.2) {
            found.push(Found { from: i, to: i + 1, kind, confidence: (0.4 + belief / 2.0).min(0.9) });
        }
    }
    found.sort_by_key(|f| f.from);
}

/// "GLENMOOR — …", "SEOUL, South Korea (AP)": a line that opens with a city in capitals.
fn datelines(reading: &Reading<'_>, found: &mut Vec<Found>) {
    let places = 1 << Class::City as u32 | 1 << Class::Capital as u32 | 1 << Class::Country as u32;
    let covered = cover(reading, found);
    for range in &reading.document.sentences {
        let i = range.start;
        let Some(token) = reading.token(i) else { continue };
        if token.form != Form::Upper || !token.after_break || token.chars < 4 || covered.get(i) != Some(&false) {
            continue;
        }
        let known = reading.document.known.get(i).is_some_and(|k| k.unit & places != 0);
        let next_ends = matches!(reading.word(i + 1), "," | "-" | "—" | "–" | "(" | "--" | ":");
        if known && next_ends {
            found.push(Found { from: i, to: i + 1, kind: LOC, confidence: 0.8 });
        }
    }
    found.sort_by_key(|f| f.from);
}

/// The same words are of the same type throughout a document, unless the model is sure of both.
fn agree(reading: &Reading<'_>, found: &mut [Found]) {
    let mut votes: HashMap<u64, [f32; TYPES]> = HashMap::new();
    let type_share = |f: &Found| {
        let mut share = [0.0; TYPES];
        let len = (f.to - f.from).max(1) as f32;
        for k in reading.kinds.get(f.from..f.to).unwrap_or_default() {
            for (s, p) in share.iter_mut().zip(k) {
                *s += p / len;
            }
        }
        share
    };
    for f in found.iter() {
        let slot = votes.entry(reading.key(f.from, f.to)).or_default();
        for (s, p) in slot.iter_mut().zip(type_share(f)) {
            *s += p;
        }
    }
    for f in found.iter_mut() {
        let Some(sum) = votes.get(&reading.key(f.from, f.to)) else { continue };
        let (best, &most) = sum.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).unwrap_or((f.kind, &0.0));
        let own = type_share(f).get(f.kind).copied().unwrap_or(0.0);
        let mine = sum.get(f.kind).copied().unwrap_or(0.0);
        if best != f.kind && most > mine * 1.5 && own < 0.9 {
            f.kind = best;
        }
    }
}

