//! What a block looks like before anyone reads it: words, sentence ends, capitals.

/// Measures of a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// Words; in scripts without spaces half the characters.
    pub words: usize,
    /// Whether it ends as a sentence does.
    pub ends: bool,
    /// Words that begin with a capital letter.
    pub capitals: usize,
    /// Words of the language that hold a sentence together: short and in lower case.
    pub small: usize,
}

impl Shape {
    pub(super) fn of(text: &str) -> Self {
        let mut shape = Self { ends: ends_sentence(text), ..Self::default() };
        let mut wide = 0;
        for word in text.split_whitespace() {
            let signs = word.chars().filter(|&c| is_wide(c)).count();
            wide += signs;
            if signs > 0 || !word.contains(char::is_alphanumeric) {
                continue;
            }
            shape.words += 1;
            match word.chars().find(|c| c.is_alphanumeric()) {
                Some(c) if c.is_uppercase() => shape.capitals += 1,
                Some(c) if c.is_lowercase() && word.len() <= 4 => shape.small += 1,
                _ => {}
            }
        }
        shape.words += wide / 2;
        shape
    }

    /// A paragraph of running text.
    pub(super) fn is_prose(self) -> bool {
        (self.words >= 12 && self.ends) || self.words >= 28
    }

    /// A short sentence.
    pub(super) fn is_sentence(self) -> bool {
        self.ends && self.words >= 4
    }
}

fn ends_sentence(text: &str) -> bool {
    let trimmed = text.trim_end_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '"' | '\'' | '”' | '’' | '»' | '«' | '“' | ')' | ']' | '」' | '』' | '›' | '¹' | '²' | '³')
            || c.is_ascii_digit()
    });
    let cut = trimmed.len() < text.len();
    // "…vote.[3]" ends a sentence, "Version 5" does not.
    match trimmed.chars().next_back() {
        Some('.' | '!' | '?' | '…' | '。' | '！' | '？') => true,
        Some(':' | ';') => !cut && text.split_whitespace().nth(5).is_some(),
        Some('[') => trimmed.trim_end_matches('[').ends_with(['.', '!', '?']),
        _ => false,
    }
}

/// Scripts that write no spaces between words.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{e00}'..='\u{e7f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_and_headlines_differ() {
        let prose = "The engineer told her managers twice that the dam was leaking, but nobody came.";
        assert!(Shape::of(prose).is_prose());
        assert!(Shape::of("“Nobody came,” she said.”").is_sentence());
        assert!(!Shape::of("Dam engineer had warned of seepage").is_sentence());
        assert!(Shape::of("水库决堤之后，没有人受伤，但是镇上的居民都离开了自己的家，政府没有说什么。").is_prose());
        assert!(Shape::of("It cracked.[3]").is_sentence() || Shape::of("It cracked.[3]").ends);
    }
}
