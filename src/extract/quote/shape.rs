//! What the words inside the marks look like: a sentence, a part of one, a title.

use super::words::{self, SAY};

/// How much of a sentence is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A sentence or more.
    Whole,
    /// Four words or more of one.
    Part,
    /// Less.
    Few,
}

/// How much of a sentence the words in the marks are.
pub(super) fn shape(inner: &str) -> Shape {
    let trimmed = inner.trim_matches(|c: char| c.is_whitespace() || matches!(c, '…' | '.' | '‘' | '\'' | '“' | '"'));
    let words = trimmed.split_whitespace().take(5).count();
    let first = trimmed.chars().find(|c| !matches!(c, '[' | '(' | '¿' | '¡'));
    let opens = first.is_some_and(|c| c.is_uppercase() || c.is_numeric()) || trimmed.starts_with('[');
    let ends = inner.trim_end().ends_with([',', '.', '!', '?', '…']);
    // Chinese, Japanese and Arabic have neither capitals nor, the first two, spaces.
    let without_case = first.is_some_and(|c| c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase());
    if without_case {
        return if trimmed.chars().nth(8).is_some() { Shape::Whole } else { Shape::Few };
    }
    match words {
        0..=3 if opens && ends && words > 1 && !inner.trim_end().ends_with(',') => Shape::Whole,
        0..=3 => Shape::Few,
        _ if opens && (ends || words > 4 && !is_title(trimmed)) => Shape::Whole,
        _ => Shape::Part,
    }
}

/// A verb of speech in the past is the first word: “stressed the need”.
pub(super) fn begins_with_verb(inner: &str) -> bool {
    let first = inner.split_whitespace().next().unwrap_or_default();
    first.ends_with("ed") && words::classes(first) & SAY != 0
}

/// Every word of more than three letters begins with a capital.
pub(super) fn is_title(inner: &str) -> bool {
    let mut capitals = 0;
    for word in inner.split_whitespace().take(12) {
        let letters = word.trim_matches(|c: char| !c.is_alphanumeric());
        if letters.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) {
            capitals += 1;
        } else if letters.chars().nth(3).is_some() {
            return false;
        }
    }
    capitals > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_parts_and_terms() {
        for text in
            ["It has leaked for weeks.", "[It] leaks every single day", "Stop it!", "大坝已经漏水好几个星期了。"]
        {
            assert_eq!(shape(text), Shape::Whole, "{text}");
        }
        assert_eq!(shape("has leaked for weeks"), Shape::Part);
        assert_eq!(shape("The Long Weir of the North"), Shape::Part, "a title is no sentence");
        for text in ["ghost road", "Overall,", "leaks"] {
            assert_eq!(shape(text), Shape::Few, "{text}");
        }
    }

    #[test]
    fn titles_have_capitals() {
        assert!(is_title("The Long Weir") && is_title("Storm at the Dam"));
        assert!(!is_title("The dam has leaked") && !is_title("Dam"));
    }
}
