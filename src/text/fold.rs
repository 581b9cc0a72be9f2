//! Folding: the form under which two spellings of a name are the same name.

use unicode_normalization::UnicodeNormalization;

/// `name` without accents, case, hyphens, dots and a possessive ending: "Kim Jong-un’s" and "KIM JONG UN" fold alike.
///
/// Rules in the project file are keyed by this form, so it may gain cases but not change those it has.
#[must_use]
pub fn fold(name: &str) -> String {
    let name = name.trim();
    let name = ["'s", "’s"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
    let mut folded = String::with_capacity(name.len());
    for character in name.nfkd() {
        match character {
            '-' | '‐' | '‑' | '–' | '_' | '/' | ',' => folded.push(' '),
            '.' | '\'' | '’' | '‘' | '"' | '“' | '”' => (),
            'ß' => folded.push_str("ss"),
            'ø' | 'Ø' => folded.push('o'),
            'ł' | 'Ł' => folded.push('l'),
            'đ' | 'Đ' => folded.push('d'),
            'æ' | 'Æ' => folded.push_str("ae"),
            'œ' | 'Œ' => folded.push_str("oe"),
            character if unicode_normalization::char::is_combining_mark(character) => (),
            character => folded.extend(character.to_lowercase()),
        }
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_fold_alike_and_others_do_not() {
        for (one, other) in [
            ("Kim Jong-un’s", "KIM JONG UN"),
            ("António Guterres", "Antonio Guterres"),
            ("U.S.", "US"),
            ("Sølve  Ødegård", "Solve Odegard"),
            ("Straße", "STRASSE"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
        assert_ne!(fold("Georgia"), fold("Georgian"));
        assert_eq!(fold("  "), "");
        assert_eq!(fold("漢字"), "漢字");
    }
}
