//! Citation keys: made once from author, year and title, then kept.
//!
//! The pattern is family name, year, first telling word of the title: `grant2024dam`. Keys hold only `A–Z a–z 0–9 : _ -`,
//! which BibTeX, BibLaTeX, Markdown (`[@key]`) and CSL-JSON all accept.

use super::csl;
use super::markup;
use crate::model::{Item, Source};

/// Longest part taken from a name or a title word, so that a key stays readable.
const PART: usize = 24;

/// A fresh key for an item: the default pattern, with `a`, `b`, … `z`, `aa` … after it where `taken` says the key is in use.
#[must_use]
pub fn fresh_key(item: &Item, taken: impl Fn(&str) -> bool) -> String {
    let base = pattern(item);
    if !taken(&base) {
        return base;
    }
    // A bound, in case everything is said to be taken.
    (1..100_000).map(|number| format!("{base}{}", letters(number))).find(|key| !taken(key)).unwrap_or(base)
}

/// The key a source should have now: a pinned key, and one that still fits its item, stay as they are.
#[must_use]
pub fn key_for(source: &Source, taken: impl Fn(&str) -> bool) -> String {
    let base = pattern(&source.item);
    let fits = source.key.strip_prefix(&base).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_lowercase()));
    if !source.key.is_empty() && (source.key_pinned || (fits && !taken(&source.key))) {
        return source.key.clone();
    }
    fresh_key(&source.item, taken)
}

/// Whether text can serve as a key.
#[must_use]
pub fn is_valid(key: &str) -> bool {
    !key.is_empty() && key.chars().all(allowed)
}

/// A key from any text: transliterated, other characters dropped. Empty if nothing is left.
#[must_use]
pub fn clean(text: &str) -> String {
    ascii(text).chars().filter(|c| allowed(*c)).collect()
}

fn allowed(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ':' | '_' | '-')
}

fn pattern(item: &Item) -> String {
    let name = ["author", "editor", "translator", "director", "interviewer"]
        .iter()
        .find_map(|role| csl::people(item, role).into_iter().next())
        .and_then(|name| name.family.or(name.literal).or(name.given))
        .map(|name| part(&name));
    let year =
        csl::date(item, "issued").and_then(|date| date.first()).map(|point| point.year.unsigned_abs().to_string());
    let language = csl::text(item, "language").unwrap_or_default();
    let title = title_word(&item.title, &language);
    let outlet = || item.container_title.as_deref().map(part).filter(|word| !word.is_empty());
    let name = name.filter(|name| !name.is_empty()).or_else(outlet).unwrap_or_default();
    let key = format!("{name}{}{title}", year.unwrap_or_default());
    if key.is_empty() { "source".into() } else { key }
}

fn part(text: &str) -> String {
    let text = markup::plain(text);
    let folded: String = ascii(&text).chars().filter(char::is_ascii_alphanumeric).take(PART).collect();
    folded.to_ascii_lowercase()
}

fn title_word(title: &str, language: &str) -> String {
    let plain = markup::plain(title);
    let skip = skip_words(language);
    let words = || {
        plain.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’'))).map(|w| w.trim_matches(['\'', '’']))
    };
    // "l'enquête", "d'eau": the article before the apostrophe is no word of its own.
    let bare = |word: &str| match word.split_once(['\'', '’']) {
        Some((article, rest))
            if matches!(article.to_lowercase().as_str(), "l" | "d" | "un" | "dell" | "all" | "qu" | "s") =>
        {
            rest.to_owned()
        }
        Some((word, _)) => word.to_owned(),
        None => word.to_owned(),
    };
    let telling = words().map(bare).find(|word| {
        !word.is_empty()
            && !word.chars().all(char::is_numeric)
            && !skip.iter().any(|list| list.contains(&word.to_lowercase().as_str()))
    });
    telling
        .or_else(|| words().find(|word| !word.is_empty()).map(str::to_owned))
        .map(|word| part(&word))
        .unwrap_or_default()
}

fn ascii(text: &str) -> String {
    // The German and Scandinavian habit, which the general table does not follow.
    let text: String = text
        .chars()
        .flat_map(|c| {
            let pair = match c {
                'ä' | 'æ' => "ae",
                'ö' | 'ø' | 'œ' => "oe",
                'ü' => "ue",
                'å' => "aa",
                'ß' => "ss",
                'Ä' | 'Æ' => "Ae",
                'Ö' | 'Ø' => "Oe",
                'Ü' => "Ue",
                'Å' => "Aa",
                _ => return vec![c],
            };
            pair.chars().collect()
        })
        .collect();
    deunicode::deunicode_with_tofu(&text, "")
}

/// 1 → a, 26 → z, 27 → aa.
fn letters(mut number: usize) -> String {
    let mut out = Vec::new();
    while number > 0 {
        number -= 1;
        out.push(char::from(b'a' + u8::try_from(number % 26).unwrap_or(0)));
        number /= 26;
    }
    out.iter().rev().collect()
}

/// Articles, prepositions and the like that say nothing in a key, by language; all lists if the language is unknown.
fn skip_words(language: &str) -> Vec<&'static [&'static str]> {
    const LISTS: [(&str, &[&str]); 7] = [
        (
            "en",
            &[
                "a", "an", "the", "and", "or", "but", "of", "on", "in", "at", "to", "for", "from", "by", "with", "as",
                "is", "are", "was", "were", "be", "been", "it", "its", "how", "why", "what", "when", "who", "not",
                "no", "some", "into", "over", "this", "that", "these", "his", "her", "their", "our", "your", "my",
                "he", "she", "we", "they", "i", "you", "has", "have", "had", "do", "does", "did", "will", "can",
            ],
        ),
        (
            "de",
            &[
                "der", "die", "das", "den", "dem", "des", "ein", "eine", "einer", "eines", "einem", "und", "oder",
                "im", "in", "von", "vom", "zu", "zum", "zur", "mit", "auf", "für", "über", "wie", "warum", "ist", "am",
                "an", "bei",
            ],
        ),
        (
            "fr",
            &[
                "le", "la", "les", "un", "une", "des", "de", "du", "et", "ou", "en", "au", "aux", "dans", "sur", "par",
                "pour", "que", "qui", "est", "ce", "ces",
            ],
        ),
        (
            "es",
            &[
                "el", "la", "los", "las", "un", "una", "unos", "unas", "de", "del", "y", "o", "en", "al", "a", "por",
                "para", "con", "que", "es",
            ],
        ),
        (
            "it",
            &[
                "il", "lo", "la", "i", "gli", "le", "un", "uno", "una", "di", "del", "della", "dei", "e", "o", "in",
                "nel", "da", "per", "con", "che",
            ],
        ),
        (
            "pt",
            &[
                "o", "a", "os", "as", "um", "uma", "de", "do", "da", "dos", "das", "e", "ou", "em", "no", "na", "por",
                "para", "com", "que",
            ],
        ),
        ("nl", &["de", "het", "een", "en", "of", "van", "in", "op", "te", "voor", "met", "aan", "bij"]),
    ];
    let language = language.to_lowercase();
    let code = language.split(['-', '_']).next().unwrap_or_default();
    let known: Vec<_> = LISTS.iter().filter(|(list, _)| *list == code).map(|(_, words)| *words).collect();
    match (known.is_empty(), code) {
        (false, _) => known,
        // Unknown: English and the plain articles of the others would clash with too few real words to matter.
        (true, "") => LISTS.iter().take(1).map(|(_, words)| *words).collect(),
        (true, _) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::model::Name;

    fn item(family: &str, year: &str, title: &str, language: &str) -> Item {
        let mut item = Item { title: title.into(), ..Item::default() };
        if !family.is_empty() {
            item.author = vec![Name::person("X", family)];
        }
        item.issued = (!year.is_empty()).then(|| year.to_owned());
        item.variables.insert("language".into(), json!(language));
        item
    }

    #[test]
    fn keys_read_well() {
        for (family, year, title, language, key) in [
            ("Grant", "2024-03-06", "Dam engineer had warned of seepage", "en", "grant2024dam"),
            ("O'Brien", "2024", "The long <i>wait</i>", "", "obrien2024long"),
            ("Müller", "1999", "Die Ufer der Oder", "de", "mueller1999ufer"),
            ("Łukasik", "2001", "L’enquête du siècle", "fr", "lukasik2001enquete"),
            ("김정은", "2020", "12 days", "en", "gimjeongeun2020days"),
            ("Smith-Jones", "", "In the and", "en", "smithjonesin"),
            ("", "", "", "", "source"),
        ] {
            assert_eq!(fresh_key(&item(family, year, title, language), |_| false), key);
        }
    }

    #[test]
    fn a_second_key_gets_a_letter() {
        let item = item("Grant", "2024", "Dam", "en");
        let taken = ["grant2024dam", "grant2024dama"];
        assert_eq!(fresh_key(&item, |key| taken.contains(&key)), "grant2024damb");
        assert_eq!(letters(27), "aa");
    }

    #[test]
    fn pinned_keys_stay() {
        let mut source = Source::clone(crate::model::sample::project().sources.values().next().unwrap());
        source.key = "Old:Key-1".into();
        source.key_pinned = true;
        assert_eq!(key_for(&source, |_| true), "Old:Key-1");
        source.key_pinned = false;
        assert_ne!(key_for(&source, |_| false), "Old:Key-1");
    }

    proptest! {
        #[test]
        fn keys_are_valid_and_free(family in "\\PC{0,12}", title in "\\PC{0,30}", taken in prop::collection::vec("[a-z0-9]{1,6}", 0..4)) {
            let key = fresh_key(&item(&family, "2020", &title, ""), |key| taken.iter().any(|t| t == key));
            prop_assert!(is_valid(&key), "{}", key);
            prop_assert!(!taken.contains(&key));
        }
    }
}
