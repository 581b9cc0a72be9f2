//! Rules that follow the model: what only the whole document or a list can tell.
//!
//! Each rule is small and general; together they repair what a chain of neighbouring words cannot see: an acronym
//! explained in brackets, a surname whose full name stood above, a title that slipped into a name.

use super::gazetteer::Class;
use super::labels::TYPES;
use super::token::{Form, Token, hash};
use super::{Found, Reading};
use std::collections::HashMap;

const PER: usize = 0;
const ORG: usize = 1;
const LOC: usize = 2;
const MISC: usize = 3;

/// Words with a capital at the start of a sentence that are never a name alone.
const NEVER: &[&str] = &[
    "i",
    "we",
    "he",
    "she",
    "it",
    "they",
    "you",
    "my",
    "our",
    "his",
    "her",
    "its",
    "their",
    "this",
    "that",
    "these",
    "those",
    "the",
    "a",
    "an",
    "what",
    "who",
    "whom",
    "whose",
    "which",
    "when",
    "where",
    "why",
    "how",
    "if",
    "but",
    "and",
    "or",
    "so",
    "yes",
    "no",
    "not",
    "there",
    "here",
    "then",
    "than",
    "as",
    "at",
    "by",
    "for",
    "from",
    "in",
    "into",
    "of",
    "off",
    "on",
    "to",
    "up",
    "with",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "do",
    "does",
    "did",
    "has",
    "have",
    "had",
    "can",
    "could",
    "will",
    "would",
    "shall",
    "should",
    "may",
    "might",
    "must",
    "also",
    "after",
    "before",
    "since",
    "while",
    "during",
    "although",
    "though",
    "because",
    "however",
    "meanwhile",
    "some",
    "many",
    "most",
    "all",
    "both",
    "each",
    "every",
    "few",
    "more",
    "other",
    "another",
    "such",
    "only",
    "just",
    "now",
    "today",
    "yesterday",
    "tomorrow",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Abbreviations in capitals that name no one: things, offices, measures, illnesses.
const COMMON_ABBREVIATIONS: &[&str] = &[
    "AD", "AI", "AIDS", "AM", "ATM", "BC", "BCE", "CCTV", "CD", "CE", "CEO", "CEOs", "CFO", "COO", "COVID", "CT", "CV",
    "DIY", "DNA", "DVD", "ER", "EST", "EV", "FAQ", "GDP", "GMT", "GNP", "GP", "GPS", "GST", "HIV", "HR", "ICU", "ID",
    "IED", "IPO", "IQ", "IVF", "LED", "LGBT", "LGBTQ", "MBA", "MC", "MERS", "MLA", "MLAs", "MP", "MPs", "MRI", "NGO",
    "NGOs", "OK", "PCR", "PDF", "PhD", "PIN", "PM", "PPE", "PR", "QR", "RNA", "ROI", "SARS", "SIM", "SME", "SMEs",
    "SMS", "SOS", "SUV", "SUVs", "TB", "TNT", "TV", "UFO", "USB", "UTC", "VAT", "VIP", "VIPs", "WMD",
];

/// Below this the model is wrong more often than right.
const LEAST_CONFIDENCE: f32 = 0.34;

/// Titles cut off the front of a person; longer offices are left to the model.
const TITLES: &[&str] = &[
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "miss",
    "mx",
    "dr",
    "dr.",
    "prof",
    "prof.",
    "professor",
    "sir",
    "gen",
    "gen.",
    "lt",
    "lt.",
    "col",
    "col.",
    "maj",
    "maj.",
    "capt",
    "capt.",
    "sgt",
    "sgt.",
    "cpl",
    "cpl.",
    "pvt",
    "adm",
    "adm.",
    "cmdr",
    "cmdr.",
    "sen",
    "sen.",
    "rep",
    "rep.",
    "gov",
    "gov.",
    "rev",
    "rev.",
    "hon",
    "president",
    "minister",
    "senator",
    "governor",
    "general",
    "colonel",
    "captain",
    "judge",
    "justice",
    "chancellor",
    "ambassador",
    "mayor",
    "secretary",
    "premier",
    "chairman",
    "spokesman",
    "spokeswoman",
    "ayatollah",
    "pope",
    "archbishop",
    "bishop",
    "cardinal",
    "father",
    "officer",
    "detective",
    "inspector",
    "sheriff",
    "commissioner",
    "coach",
    "king",
    "queen",
    "prince",
    "princess",
    "emperor",
    "swami",
    "datuk",
    "brig",
    "brig.",
    "brigadier",
    "admiral",
    "lieutenant",
    "major",
    "sergeant",
];

/// Titles after which only a person can follow.
const SHORT_TITLES: &[&str] =
    &["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr.", "prof", "prof.", "gen.", "sgt", "sgt.", "capt."];

/// Applies all rules to the names found, in place. The names stay in order and apart.
pub(super) fn apply(reading: &Reading<'_>, found: &mut Vec<Found>) {
    drop_impossible(reading, found);
    trim(reading, found);
    split_pairs(reading, found);
    acronyms(reading, found);
    repeat_names(reading, found);
    datelines(reading, found);
    speaker_initials(reading, found);
    agree(reading, found);
    country_codes(reading, found);
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
        self.document.sentence_of.get(i).and_then(|&s| self.document.loud.get(s as usize)).copied().unwrap_or(false)
    }
}

/// Pronouns and the like alone, and names without a single letter that the model knows how to read.
fn drop_impossible(reading: &Reading<'_>, found: &mut Vec<Found>) {
    found.retain(|f| {
        if f.confidence < LEAST_CONFIDENCE {
            return false;
        }
        if f.to == f.from + 1 {
            if COMMON_ABBREVIATIONS.contains(&reading.word(f.from)) {
                return false;
            }
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

/// "Exton and Lympstone": two names, unless a word such as "Ministry" or "War" ties them together.
fn split_pairs(reading: &Reading<'_>, found: &mut Vec<Found>) {
    let ties = [Class::OrgWord, Class::MiscWord, Class::PlaceWord, Class::Org, Class::Company, Class::Misc]
        .iter()
        .fold(0, |bits, &c| bits | 1 << c as u32);
    let mut more = Vec::new();
    for f in found.iter_mut() {
        let Some(and) = (f.from + 1..f.to.saturating_sub(1)).find(|&i| reading.word(i) == "and") else { continue };
        let tied = (f.from..f.to).any(|i| {
            i != and && reading.document.known.get(i).is_some_and(|k| (k.unit | k.begin | k.inside | k.end) & ties != 0)
        });
        let known = reading.document.known.get(and).is_some_and(|k| k.inside != 0);
        if known || tied && f.confidence > 0.3 || f.confidence > 0.7 {
            continue;
        }
        let kind = |from: usize, to: usize| {
            let share = type_share(reading, from, to);
            share.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).map_or(f.kind, |(k, _)| k)
        };
        let confidence = (1.0 - f.confidence) * 0.7;
        more.push(Found { from: and + 1, to: f.to, kind: kind(and + 1, f.to), confidence });
        f.kind = kind(f.from, and);
        f.confidence = confidence;
        f.to = and;
    }
    found.append(&mut more);
    found.sort_by_key(|f| f.from);
}

/// Mean probability of each type over the tokens.
fn type_share(reading: &Reading<'_>, from: usize, to: usize) -> [f32; TYPES] {
    let mut share = [0.0; TYPES];
    let len = to.saturating_sub(from).max(1) as f32;
    for k in reading.kinds.get(from..to).unwrap_or_default() {
        for (s, p) in share.iter_mut().zip(k) {
            *s += p / len;
        }
    }
    share
}

/// Cuts titles, possessives, articles and stray marks off the edges of a name.
fn trim(reading: &Reading<'_>, found: &mut [Found]) {
    for f in found.iter_mut() {
        if f.to > f.from + 1 && SHORT_TITLES.contains(&reading.lower(f.from).as_str()) {
            f.kind = PER;
        }
        if f.kind == PER {
            while f.to > f.from + 1 && TITLES.contains(&reading.lower(f.from).as_str()) {
                f.from += 1;
            }
        }
        if f.kind != MISC && f.to > f.from + 1 && matches!(reading.word(f.from), "The" | "the") && f.kind != ORG {
            f.from += 1;
        }
        while f.to > f.from + 1
            && matches!(
                reading.word(f.to - 1),
                "'s" | "’s" | "'" | "’" | "(" | "\"" | "”" | "“" | "," | "-" | ":" | ";"
            )
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
        let (kind, &vote) = votes.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).unwrap_or((PER, &0.0));
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

/// "JN: I think so.": the initials before a colon in an interview mean the person or paper they shorten.
fn speaker_initials(reading: &Reading<'_>, found: &mut Vec<Found>) {
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

/// "Petr Hozak (CZE)": three capitals in brackets behind a person are a country.
fn country_codes(reading: &Reading<'_>, found: &mut [Found]) {
    let ends: Vec<usize> = found.iter().filter(|f| f.kind == PER).map(|f| f.to).collect();
    let places = 1 << Class::Place as u32 | 1 << Class::Country as u32;
    for f in found.iter_mut() {
        let Some(open) = f.from.checked_sub(1) else { continue };
        if f.to == f.from + 1
            && reading.token(f.from).is_some_and(|t| t.form == Form::Upper && t.chars == 3)
            && reading.word(open) == "("
            && reading.word(f.to) == ")"
            && ends.binary_search(&open).is_ok()
            && reading.document.known.get(f.from).is_some_and(|k| k.unit & places != 0)
        {
            f.kind = LOC;
        }
    }
}

/// The same words are of the same type throughout a document, unless the model is sure of both.
fn agree(reading: &Reading<'_>, found: &mut [Found]) {
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
