//! Forenames, to tell a person's name from other capitalised words. Lists: popular names by country (CC0) and the US
//! Census of 1990 (public domain), folded to lower case.

use std::collections::HashSet;
use std::sync::OnceLock;

static LIST: &str = include_str!("data/forenames.txt");

/// Whether `word` is known as a forename, in whatever case; of a hyphenated name the first part decides.
pub(super) fn is_forename(word: &str) -> bool {
    static NAMES: OnceLock<HashSet<&str>> = OnceLock::new();
    if word.len() > 40 {
        return false;
    }
    let names = NAMES.get_or_init(|| LIST.lines().collect());
    let word = word.to_lowercase();
    names.contains(word.as_str()) || word.split('-').next().is_some_and(|part| part.len() > 2 && names.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_names_of_many_countries() {
        for name in ["Ailsa", "MARÍA", "jean-luc", "Hiroshi", "Fatima", "Klaus"] {
            assert!(is_forename(name), "{name}");
        }
        for word in ["Reservoir", "Advertisement", "the", ""] {
            assert!(!is_forename(word), "{word}");
        }
    }
}
