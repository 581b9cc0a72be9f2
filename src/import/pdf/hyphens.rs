//! Lines joined to text: the hyphens that only a line's end put there go, the others stay.

use std::collections::HashSet;

/// First parts of compounds that English writes with a hyphen.
#[rustfmt::skip]
const COMPOUNDS: [&str; 30] = [
    "self", "well", "non", "half", "high", "low", "long", "short", "all", "ex", "ill", "cross", "first", "second",
    "third", "old", "new", "two", "three", "four", "five", "one", "co", "anti", "semi", "north", "south", "mid",
    "full", "large",
];

/// Words of a text, as they are written inside its lines.
#[derive(Debug, Default)]
pub(super) struct Words(HashSet<String>);

impl Words {
    /// Words of lines, without those a line's end may have cut.
    pub(super) fn of<'t>(lines: impl Iterator<Item = &'t str>) -> Self {
        let mut found = HashSet::new();
        for line in lines {
            let words: Vec<&str> = line.split_whitespace().collect();
            for word in words.iter().skip(1).rev().skip(1) {
                let word = word.trim_matches(|c: char| !c.is_alphanumeric());
                if word.len() > 3 {
                    found.insert(word.to_lowercase());
                }
            }
        }
        Self(found)
    }

    /// Adds a line to a text.
    pub(super) fn join(&self, text: &mut String, next: &str) {
        let next = next.trim_start();
        if text.ends_with('\u{ad}') {
            text.pop();
        } else if text.ends_with(['-', '\u{2010}', '\u{2011}']) && !text.ends_with(" -") && !text.ends_with("--") {
            if self.is_soft(text, next) {
                text.pop();
            }
        } else if !text.is_empty() && !glued(text, next) {
            text.push(' ');
        }
        text.push_str(next);
    }

    /// Whether the hyphen at the end of `text` is only there because the line ended.
    fn is_soft(&self, text: &str, next: &str) -> bool {
        if !next.starts_with(char::is_lowercase) {
            return false;
        }
        let last = text.split_whitespace().next_back().unwrap_or_default();
        let cut = last.trim_end_matches(['-', '\u{2010}', '\u{2011}']);
        let first: String = next.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect();
        let rest = first.trim_end_matches('-');
        let start = cut.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let end = rest.to_lowercase();
        let stem = start.rsplit('-').next().unwrap_or_default();
        let whole = |word: &str| self.0.contains(word);
        if whole(&format!("{start}{end}")) || whole(&format!("{stem}{end}")) {
            return true;
        }
        if whole(&format!("{start}-{end}")) || start.contains('-') {
            return false;
        }
        !COMPOUNDS.contains(&start.as_str())
    }
}

/// Scripts that write no spaces between words need none between lines.
fn glued(text: &str, next: &str) -> bool {
    let wide = |c: Option<char>| c.is_some_and(crate::import::shape::is_wide);
    wide(text.chars().next_back()) && wide(next.chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_of_line_ends_go_and_others_stay() {
        let words = Words::of(
            ["the off-the-record words and the information here".into()].iter().map(|line: &String| line.as_str()),
        );
        let joined = |text: &str, next: &str| {
            let mut text = text.to_owned();
            words.join(&mut text, next);
            text
        };
        assert_eq!(joined("the infor-", "mation was"), "the information was");
        assert_eq!(joined("the embank-", "ment"), "the embankment");
        assert_eq!(joined("a self-", "taught man"), "a self-taught man");
        assert_eq!(joined("off-the-", "record"), "off-the-record");
        assert_eq!(joined("the Anglo-", "Saxon"), "the Anglo-Saxon");
        assert_eq!(joined("embank\u{ad}", "ment"), "embankment");
        assert_eq!(joined("the dam", "failed"), "the dam failed");
        assert_eq!(joined("1914 -", "1918"), "1914 - 1918");
    }
}
