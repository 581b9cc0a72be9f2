//! Rules that follow the model: what only the whole document or a list can tell.
//!
//! Each rule is small and general; together they repair what a chain of neighbouring words cannot see: an acronym
//! explained in brackets, a surname whose full name stood above, a title that slipped into a name.

use super::coherence::{acronyms, agree, cover, repeat_names, speaker_initials, type_share};
use super::gazetteer::Class;
use super::token::{Form, Token};
use super::{Found, Reading};

pub(super) const PER: usize = 0;
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

/// A title that stands before a person's name.
pub(super) fn is_title(lower: &str) -> bool {
    TITLES.contains(&lower)
}

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
    /// A token.
    pub(super) fn token(&self, i: usize) -> Option<&Token> {
        self.document.tokens.get(i)
    }

    /// Text of a token, empty past the end.
    pub(super) fn word(&self, i: usize) -> &str {
        self.token(i).and_then(|t| self.text.get(t.start..t.end)).unwrap_or_default()
    }

    /// The same in lower case.
    pub(super) fn lower(&self, i: usize) -> String {
        self.word(i).to_lowercase()
    }

    /// One hash for the words of a name.
    pub(super) fn key(&self, from: usize, to: usize) -> u64 {
        let mut h = 0_u64;
        for t in self.document.tokens.get(from..to).unwrap_or_default() {
            h = (h ^ u64::from(t.exact)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23);
        }
        h
    }

    /// In a sentence set in capitals.
    pub(super) fn loud(&self, i: usize) -> bool {
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
