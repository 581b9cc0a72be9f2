//! A text cut for the grammars of times and amounts: words with their place in the lexicon, figures, marks.
//!
//! The tokens of the recogniser carry a dozen hashes each and keep "p.m." and "1960s" together; these are cut where
//! digits end and know what the lexicon says. One pass, no allocation per word.

use super::lexicon::{self, Word};

/// A word, a figure or a mark.
#[derive(Clone, Copy, Debug)]
pub struct Lexeme<'t> {
    /// As it stands in the text.
    pub text: &'t str,
    /// First byte.
    pub start: usize,
    /// What it can do.
    pub word: Word,
    /// What stands between it and the lexeme before.
    pub gap: Gap,
    /// It begins with a capital letter.
    pub capital: bool,
}

/// White space before a lexeme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// None.
    Tight,
    /// Space within the line.
    Space,
    /// One line break: the end of a line, perhaps of a sentence.
    Line,
    /// An empty line, or the beginning of the text.
    Paragraph,
}

impl Lexeme<'_> {
    /// No white space stands before it.
    pub fn is_tight(&self) -> bool {
        self.gap == Gap::Tight
    }

    /// Byte after the last.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// A word of small letters that the lexicon does not know: a noun, a verb, an adjective.
    pub fn is_plain(&self) -> bool {
        self.word == Word::Other && !self.capital && self.text.starts_with(char::is_alphabetic)
    }
}

/// Scripts written without spaces, where every character stands alone.
fn stands_alone(c: char) -> bool {
    matches!(u32::from(c), 0x2E80..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Cuts a text, linear in its length.
pub fn cut(text: &str) -> Vec<Lexeme<'_>> {
    let mut out = Vec::with_capacity(text.len() / 5 + 1);
    let mut gap = Gap::Paragraph;
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(c) = rest.chars().next() else { break };
        if c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{AD}') {
            gap = match c {
                '\n' | '\u{2028}' | '\u{85}' if gap < Gap::Line => Gap::Line,
                '\n' | '\u{2028}' | '\u{85}' | '\u{2029}' | '\u{0C}' => Gap::Paragraph,
                _ => gap.max(Gap::Space),
            };
            at += c.len_utf8();
            continue;
        }
        let (length, word) = if c.is_ascii_digit() {
            (figure(rest), Word::Figure)
        } else if c.is_alphanumeric() && !stands_alone(c) {
            let length = letters(rest);
            (length, meaning(rest.get(..length).unwrap_or_default()))
        } else if is_apostrophe(c) && gap == Gap::Tight && clitic(rest) > 0 {
            let length = clitic(rest);
            (length, meaning(rest.get(..length).unwrap_or_default()))
        } else {
            (c.len_utf8(), Word::Mark(c))
        };
        let piece = rest.get(..length).unwrap_or_default();
        out.push(Lexeme { text: piece, start: at, word, gap, capital: c.is_uppercase() });
        gap = Gap::Tight;
        at += length.max(1);
    }
    out
}

/// Length of digits with points, commas or narrow spaces between them.
fn figure(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut i = 0;
    while i < bytes.len() {
        let step = match bytes.get(i..) {
            Some([b'0'..=b'9', ..]) => 1,
            Some([b'.' | b',', ..]) if digit(i + 1) => 1,
            // No-break and narrow spaces group thousands.
            Some([0xC2, 0xA0, ..]) if digit(i + 2) && digit(i + 3) && digit(i + 4) && !digit(i + 5) => 2,
            Some([0xE2, 0x80, 0xAF | 0x89, ..]) if digit(i + 3) && digit(i + 4) && digit(i + 5) && !digit(i + 6) => 3,
            _ => break,
        };
        i += step;
    }
    i
}

/// Length of a word: letters and digits, apostrophes before more than a clitic, the points of "a.m.".
fn letters(rest: &str) -> usize {
    if let Some(length) = pointed(rest) {
        return length;
    }
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() && !stands_alone(c) {
            continue;
        }
        let tail = rest.get(at..).unwrap_or_default();
        let more = chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if at > 0 && is_apostrophe(c) && more && clitic(tail) == 0 {
            continue;
        }
        return at;
    }
    rest.len()
}

/// Length of "a.m.", "U.S.", "p.m": single letters with points.
fn pointed(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut i = 0;
    while let (true, Some([b'a'..=b'z' | b'A'..=b'Z', b'.', ..])) = (i < lexicon::LONGEST, bytes.get(i..)) {
        i += 2;
    }
    if i == 0 {
        return None;
    }
    let open = |i: usize| rest.get(i..).is_some_and(|tail| !tail.starts_with(char::is_alphanumeric));
    if matches!(bytes.get(i), Some(b'a'..=b'z' | b'A'..=b'Z')) {
        return open(i + 1).then_some(i + 1);
    }
    (i > 2 && open(i)).then_some(i)
}

/// Length of "'s", "'ll", "'ve", "'re", "'d", "'m" at the front, 0 if there is none.
fn clitic(rest: &str) -> usize {
    let mut chars = rest.chars();
    let Some(mark) = chars.next() else { return 0 };
    let mut letters = ['\0'; 3];
    for (slot, c) in letters.iter_mut().zip(chars) {
        *slot = c.to_ascii_lowercase();
    }
    let ends = |c: char| !c.is_alphanumeric();
    let length = match letters {
        ['s' | 'd' | 'm', next, _] if ends(next) => 1,
        ['l', 'l', next] | ['v' | 'r', 'e', next] if ends(next) => 2,
        _ => return 0,
    };
    mark.len_utf8() + length
}

/// What the lexicon says of a word.
fn meaning(word: &str) -> Word {
    let mut buffer = [0_u8; lexicon::LONGEST];
    let mut length = 0;
    for c in word.chars() {
        let Some(slot) = buffer.get_mut(length) else { return Word::Other };
        *slot = match c {
            c if is_apostrophe(c) => b'\'',
            c if c.is_ascii() => (c as u8).to_ascii_lowercase(),
            // Months of other languages have these: "März", "février", "août", "março".
            'ä' | 'Ä' => b'a',
            'é' | 'É' => b'e',
            'û' | 'Û' => b'u',
            'ç' | 'Ç' => b'c',
            _ => return Word::Other,
        };
        length += 1;
    }
    let known = buffer.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok()).map(lexicon::look_up);
    known.unwrap_or(Word::Other)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::string_slice)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pieces(text: &str) -> Vec<&str> {
        cut(text).iter().map(|lexeme| lexeme.text).collect()
    }

    #[test]
    fn cuts_where_digits_end() {
        assert_eq!(pieces("8.10am, the 1960s"), ["8.10", "am", ",", "the", "1960", "s"]);
        assert_eq!(pieces("£1.4bn (COVID-19)"), ["£", "1.4", "bn", "(", "COVID", "-", "19", ")"]);
        assert_eq!(pieces("2024年3月6日"), ["2024", "年", "3", "月", "6", "日"]);
        assert_eq!(pieces("10\u{a0}000 and 1,234.50."), ["10\u{a0}000", "and", "1,234.50", "."]);
    }

    #[test]
    fn keeps_points_and_apostrophes_of_words() {
        assert_eq!(
            pieces("at 5 p.m. on Friday's U.S. tour"),
            ["at", "5", "p.m.", "on", "Friday", "'s", "U.S.", "tour"]
        );
        assert_eq!(
            pieces("it won’t open at one o’clock, he'll say"),
            ["it", "won’t", "open", "at", "one", "o’clock", ",", "he", "'ll", "say"]
        );
        assert_eq!(cut("O’CLOCK").first().unwrap().word, Word::OClock);
    }

    proptest! {
        #[test]
        fn every_letter_and_digit_is_in_one_lexeme(text in any::<String>()) {
            let mut at = 0;
            for lexeme in cut(&text) {
                prop_assert!(lexeme.start >= at && !lexeme.text.is_empty());
                prop_assert!(!text[at..lexeme.start].chars().any(char::is_alphanumeric));
                prop_assert_eq!(&text[lexeme.start..lexeme.end()], lexeme.text);
                at = lexeme.end();
            }
            prop_assert!(!text[at..].chars().any(char::is_alphanumeric));
        }
    }
}
