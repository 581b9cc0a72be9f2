//! What a name is made of: its words without case and accents, its titles, its legal form, its initials.
//!
//! Two spellings of one name must give one key, two names must not. Clustering inside a text, linking across texts
//! and the rules of a project all compare these keys and nothing else.

mod lists;

use super::post::is_title;
use crate::model::EntityType;
use unicode_normalization::UnicodeNormalization;

pub(super) use lists::{is_family_first, is_generic, is_particle, nickname_of};

/// The words of a longer name are not looked at: hostile input stays cheap.
const MOST_WORDS: usize = 24;

/// The key of a name: what two spellings of it have in common. Rules of a project match names by it.
///
/// Lower case; no diacritics; hyphens, dashes and slashes are spaces; no other marks ("U.S." is `us`, "O’Neill" is
/// `oneill`); no possessive at the end; no "the" and no short title ("Mr.", "Dr.", "Sir", "Gen.") in front, as long as
/// something remains. Never empty for a name that holds a visible character.
///
/// Longer offices ("President") stay: whether they are part of the name depends on its type.
#[must_use]
pub fn fold(name: &str) -> String {
    let words = words(name);
    if words.is_empty() { name.trim().to_lowercase() } else { words.join(" ") }
}

/// The words of [`fold`].
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let plain = without_possessive(name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.'));
    for c in plain.nfd().filter(|&c| !is_accent(c)) {
        if c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '—' | '/' | '·' | '_' | '−') {
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
                if words.len() >= MOST_WORDS {
                    break;
                }
            }
        } else {
            push_folded(&mut word, c);
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    for word in &mut words {
        if !word.is_ascii() {
            *word = word.nfc().collect();
        }
    }
    let skip = words.iter().take(words.len().saturating_sub(1)).take_while(|w| lists::is_short_title(w)).count();
    words.drain(..skip);
    words
}

fn push_folded(word: &mut String, c: char) {
    match c {
        'ı' | 'İ' => word.push('i'),
        'ł' | 'Ł' => word.push('l'),
        'ø' | 'Ø' => word.push('o'),
        'đ' | 'Đ' | 'ð' | 'Ð' => word.push('d'),
        'þ' | 'Þ' => word.push_str("th"),
        'ß' | 'ẞ' => word.push_str("ss"),
        'æ' | 'Æ' => word.push_str("ae"),
        'œ' | 'Œ' => word.push_str("oe"),
        '&' => word.push_str("and"),
        c if c.is_alphanumeric() => word.extend(c.to_lowercase()),
        // Signs of scripts that write vowels as marks belong to the letters.
        c if !c.is_ascii() && unicode_normalization::char::is_combining_mark(c) => word.push(c),
        _ => {}
    }
}

/// Accents of European scripts and the vowel points of Arabic and Hebrew; not the vowel signs of Indian scripts.
fn is_accent(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36F | 0x591..=0x5C7 | 0x610..=0x61A | 0x64B..=0x65F | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF)
}

fn without_possessive(name: &str) -> &str {
    let is_mark = |c: char| matches!(c, '\'' | '’' | 'ʼ' | '`' | '‘');
    if let Some(rest) = name.strip_suffix(['s', 'S'])
        && let Some(bare) = rest.strip_suffix(is_mark)
        && !bare.is_empty()
    {
        return bare;
    }
    name
}

/// The words of a person's name without offices before and degrees behind it.
pub(super) fn person_words(name: &str) -> Vec<String> {
    let mut words = words(name);
    let skip = words
        .iter()
        .take(words.len().saturating_sub(1))
        .take_while(|w| is_title(w) || matches!(w.as_str(), "st" | "saint"))
        .count();
    words.drain(..skip);
    while words.len() > 2 && words.last().is_some_and(|w| lists::is_degree(w)) {
        words.pop();
    }
    words
}

/// Whether a person's name ends in "Jr.", "Sr." or a number of a generation, and in which.
pub(super) fn generation(name: &str) -> Option<&'static str> {
    let words = words(name);
    words.iter().skip(2).find_map(|w| lists::generation(w))
}

/// The key under which a name of `kind` is the same name: [`fold`] without what the type adds to it (offices of
/// persons, legal forms of companies, the plural of peoples), and one key for names that everybody knows to be the
/// same thing ("WHO", "World Health Organization").
pub(super) fn key(kind: EntityType, name: &str) -> String {
    let words = match kind {
        EntityType::Per => {
            let mut words = person_words(name);
            words.extend(generation(name).map(str::to_owned));
            words
        }
        EntityType::Org => company_words(name),
        EntityType::Loc => states_in_full(words(name)),
        EntityType::Misc => {
            let mut words = states_in_full(words(name));
            if let Some(last) = words.last_mut()
                && last.chars().count() > 4
                && last.ends_with('s')
                && !last.ends_with("ss")
                && !last.ends_with("is")
                && !last.ends_with("us")
            {
                last.pop();
            }
            words
        }
    };
    let key = if words.is_empty() { fold(name) } else { words.join(" ") };
    if kind == EntityType::Per { key } else { lists::well_known(kind, &key).map_or(key, str::to_owned) }
}

/// "U.S. Navy" as "United States Navy".
fn states_in_full(mut words: Vec<String>) -> Vec<String> {
    let full = match words.as_slice() {
        [first, _, ..] => match first.as_str() {
            "us" => ["united", "states"],
            "uk" => ["united", "kingdom"],
            "un" => ["united", "nations"],
            _ => return words,
        },
        _ => return words,
    };
    words.splice(..1, full.map(str::to_owned));
    words
}

/// The words of an organisation without "Inc.", "Corporation", "GmbH" at its end.
fn company_words(name: &str) -> Vec<String> {
    let mut words = states_in_full(words(name));
    while words.len() > 1 && words.last().is_some_and(|w| lists::is_legal_form(w)) {
        words.pop();
    }
    if words.len() > 1 && words.last().is_some_and(|w| w == "and") {
        words.pop();
    }
    words
}

/// Whether a name is written as an acronym: one word of two to eight letters, most of them capitals ("NHA", "U.N.",
/// "DoD").
pub(super) fn is_acronym(name: &str) -> bool {
    let (mut letters, mut capitals) = (0, 0);
    for c in name.chars() {
        if c.is_whitespace() || letters > 8 {
            return false;
        }
        letters += usize::from(c.is_alphabetic());
        capitals += usize::from(c.is_uppercase());
    }
    (2..=8).contains(&letters) && capitals >= 2 && capitals * 3 >= letters * 2
}

/// The initials a name may be shortened to, folded: with its small words and without them. Empty for a single word.
pub(super) fn initials(name: &str) -> Vec<String> {
    let words = words(name);
    if words.len() < 2 {
        return Vec::new();
    }
    let short = |keep: &dyn Fn(&str) -> bool| -> String {
        words.iter().filter(|w| keep(w)).filter_map(|w| w.chars().next()).collect()
    };
    let mut found = vec![short(&|w| !is_joint(w)), short(&|_| true)];
    if words.iter().any(|w| w == "and") {
        found.push(short(&|w| w == "and" || !is_joint(w)));
    }
    if words.last().is_some_and(|w| lists::is_legal_form(w)) {
        let count = words.len() - 1;
        found.push(words.iter().take(count).filter(|w| !is_joint(w)).filter_map(|w| w.chars().next()).collect());
    }
    found.retain(|f| f.chars().count() >= 2);
    found.sort();
    found.dedup();
    found
}

/// A small word inside a name.
pub(super) fn is_joint(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "for"
            | "and"
            | "in"
            | "on"
            | "to"
            | "de"
            | "la"
            | "du"
            | "des"
            | "del"
            | "der"
            | "und"
            | "et"
            | "y"
            | "e"
    )
}

#[cfg(test)]
mod tests;
