//! Words with exact places: the recogniser's own tokeniser and everything that a single word tells about itself.
//!
//! Names are found over tokens, so a token must never straddle the edge of a name: hyphens, slashes and the
//! possessive 's are cut off, the points of "U.S." and "Corp." are kept. The tokeniser looks at each character
//! once and knows nothing that could fail on an unknown script: what is neither letter nor digit stands alone.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use xxhash_rust::xxh3::xxh3_64;

/// One token: a byte range of the text and what the recogniser needs to know of its form.
#[derive(Debug, Clone, Default)]
pub struct Token {
    /// First byte in the text.
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
    /// The text holds a line break between the previous token and this one.
    pub after_break: bool,
    /// White space stands before this token.
    pub spaced: bool,
    /// Hash of the text as it is.
    pub exact: u32,
    /// Hash of the lower-case text.
    pub lower: u32,
    /// Hash of the lower-case text without diacritics: the key of name lists.
    pub folded: u32,
    /// Hash of the shape: `Xx`, `X.`, `d-d` and so on, runs shortened.
    pub shape: u32,
    /// Hashes of the first 1 to 4 characters in lower case; 0 when the word is shorter.
    pub prefixes: [u32; 4],
    /// Hashes of the last 1 to 5 characters in lower case; 0 when the word is shorter.
    pub suffixes: [u32; 5],
    /// First letter, for acronyms, in upper case; `\0` when the token does not begin with a letter.
    pub initial: char,
    /// Number of characters.
    pub chars: u32,
    /// What kind of form it has.
    pub form: Form,
}

/// The form of a token, as far as capitals matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// No capital letter at the front.
    Lower,
    /// A capital followed by at least one small letter.
    Capital,
    /// Two letters or more, all capitals ("NATO", "U.S.").
    Upper,
    /// One capital letter, with or without a point.
    Initial,
    /// Begins small and has a capital later ("al-Qaida" is cut, but "iPhone", "eBay").
    Mixed,
    /// Begins with a digit.
    Number,
    /// Anything else.
    #[default]
    Mark,
}

impl Form {
    /// Could open a name.
    pub fn is_capital(self) -> bool {
        matches!(self, Self::Capital | Self::Upper | Self::Initial | Self::Mixed)
    }

    /// Is a word rather than a number or a mark.
    pub fn is_word(self) -> bool {
        !matches!(self, Self::Number | Self::Mark)
    }
}

/// Words whose final point belongs to them. Titles never end a sentence; the others may.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "capt", "sgt", "cpl", "pvt", "adm", "cmdr", "brig",
    "sen", "rep", "gov", "rev", "hon", "pres", "supt", "insp", "st", "ste", "mt", "ft", "messrs", "fr", "sr.", "amb",
    "dept", "v", "vs", "no", "art", "sec",
];
const SHORT_WORDS: &[&str] = &[
    "corp", "inc", "ltd", "co", "bros", "jr", "sr", "plc", "etc", "ave", "blvd", "rd", "univ", "assn", "intl", "jan",
    "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri",
    "sat", "sun", "ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky", "la",
    "md", "mass", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa", "tenn", "tex", "va", "vt",
    "wash", "wis", "wyo", "approx", "est",
];

fn is_short_word(word: &str) -> bool {
    if word.len() > 6 || !word.is_ascii() {
        return false;
    }
    let lower = word.to_ascii_lowercase();
    let capital = word.bytes().next().is_some_and(|b| b.is_ascii_uppercase());
    // "no", "sun", "art", "mass" in small letters are plain words.
    capital && (TITLES.contains(&lower.as_str()) || SHORT_WORDS.contains(&lower.as_str()))
        || matches!(lower.as_str(), "etc" | "vs" | "approx")
}

/// Scripts written without spaces, where every character is a token of its own.
fn stands_alone(c: char) -> bool {
    matches!(u32::from(c), 0x2E80..=0x2FDF | 0x3040..=0x30FF | 0x31F0..=0x31FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

fn is_word_char(c: char) -> bool {
    // The soft hyphen is an unseen part of its word.
    c.is_alphanumeric() || c == '\u{AD}' || (!c.is_ascii() && is_combining_mark(c))
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`' | '‘')
}

/// Cuts a text into tokens. Linear in the length of the text.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 5 + 1);
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let at = |i: usize| chars.get(i).map_or('\0', |&(_, c)| c);
    let byte = |i: usize| chars.get(i).map_or(text.len(), |&(b, _)| b);
    let (mut i, mut broke, mut spaced) = (0, true, true);
    let mut work = Work::default();
    while i < chars.len() {
        let c = at(i);
        if c.is_whitespace() || (c.is_control() && c != '\0') || c == '\u{200B}' || c == '\u{FEFF}' {
            broke |= matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{0B}' | '\u{0C}' | '\u{85}');
            spaced = true;
            i += 1;
            continue;
        }
        let from = i;
        if stands_alone(c) {
            i += 1;
        } else if is_word_char(c) {
            i = word_end(&chars, text, i);
        } else if is_apostrophe(c) && !spaced && clitic(&chars, i) > 0 {
            i += 1 + clitic(&chars, i);
        } else {
            i += 1;
            // A row of dashes or points is one mark, so that a ruled line costs little.
            while i < chars.len() && at(i) == c && matches!(c, '.' | '-' | '_' | '*' | '=' | '~' | '—' | '–' | '#')
            {
                i += 1;
            }
        }
        let (start, end) = (byte(from), byte(i));
        let mut token = work.describe(text.get(start..end).unwrap_or_default());
        token.start = start;
        token.end = end;
        token.after_break = broke;
        token.spaced = spaced;
        out.push(token);
        broke = false;
        spaced = false;
    }
    out
}

/// Length in characters of "s", "ll", "ve", "re", "d", "m" after an apostrophe at `i`, 0 if it is none.
fn clitic(chars: &[(usize, char)], i: usize) -> usize {
    let at = |k: usize| chars.get(k).map_or('\0', |&(_, c)| c.to_ascii_lowercase());
    let ends = |k: usize| !is_word_char(at(k));
    match at(i + 1) {
        's' | 'd' | 'm' if ends(i + 2) => 1,
        'l' if at(i + 2) == 'l' && ends(i + 3) => 2,
        'v' | 'r' if at(i + 2) == 'e' && ends(i + 3) => 2,
        _ => 0,
    }
}

/// Where the word that begins at `from` ends (index into `chars`).
fn word_end(chars: &[(usize, char)], text: &str, from: usize) -> usize {
    let at = |k: usize| chars.get(k).map_or('\0', |&(_, c)| c);
    let byte = |k: usize| chars.get(k).map_or(text.len(), |&(b, _)| b);
    let mut i = from;
    // Characters since the last inner point; an acronym has one letter between points.
    let mut stretch = 0;
    let mut acronym = true;
    while i < chars.len() {
        let c = at(i);
        let next = at(i + 1);
        if is_word_char(c) && !stands_alone(c) {
            stretch += 1;
            if stretch > 1 || !c.is_alphabetic() {
                acronym = false;
            }
            i += 1;
        } else if is_apostrophe(c) {
            // O'Neill, Shi'ite, don't; but not the possessive and not a closing quotation mark.
            if next.is_alphabetic() && !stands_alone(next) && clitic(chars, i) == 0 && at(i - 1).is_alphabetic() {
                i += 1;
                acronym = false;
                stretch += 1;
            } else {
                break;
            }
        } else if c == '.' {
            let before = at(i.saturating_sub(1));
            if acronym && stretch == 1 && before.is_alphabetic() {
                // U.S., J.K., a.m.; one letter with a point only when it is a capital ("W.").
                let more = next.is_alphabetic() && !is_word_char(at(i + 2)) && at(i + 2) == '.';
                let is_first = i == from + 1;
                if more || !is_first || before.is_uppercase() {
                    i += 1;
                    stretch = 0;
                    if !(next.is_alphabetic() && (at(i + 1) == '.' || !is_word_char(at(i + 1)))) {
                        break;
                    }
                    // "U.S" without the last point
                    continue;
                }
                break;
            }
            let joins = (before.is_ascii_digit() && next.is_ascii_digit())
                || (before.is_lowercase() && next.is_lowercase() && next.is_ascii());
            if joins {
                i += 1;
                stretch = 0;
                acronym = false;
                continue;
            }
            if i - from <= 6 && is_short_word(text.get(byte(from)..byte(i)).unwrap_or_default()) {
                i += 1;
            }
            break;
        } else if matches!(c, ',' | ':') {
            if at(i.saturating_sub(1)).is_ascii_digit() && next.is_ascii_digit() {
                i += 1;
                acronym = false;
            } else {
                break;
            }
        } else if c == '&' {
            if at(i.saturating_sub(1)).is_uppercase() && next.is_uppercase() {
                i += 1;
                acronym = false;
                stretch += 1;
            } else {
                break;
            }
        } else {
            break;
        }
    }
    i.max(from + 1)
}

/// Hash of a piece of text, 32 bits.
pub fn hash(text: &str) -> u32 {
    fold32(xxh3_64(text.as_bytes()))
}

fn fold32(h: u64) -> u32 {
    (h ^ (h >> 32)) as u32
}

/// Lower case without diacritics: "Bozizé" and "bozize" are the same key.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.nfd()
        .filter(|&c| !is_combining_mark(c))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'ı' => 'i',
            'ł' => 'l',
            'ø' => 'o',
            'đ' => 'd',
            '’' | 'ʼ' | '‘' | '`' => '\'',
            c => c,
        })
        .collect()
}

/// Buffers used again from word to word.
#[derive(Default)]
struct Work {
    lower: String,
    shape: String,
    starts: Vec<usize>,
}

/// Longer words are described by their first characters only: hostile input stays cheap.
const LONGEST: usize = 64;

impl Work {
    fn describe(&mut self, word: &str) -> Token {
        let mut token = Token { exact: hash(word), ..Token::default() };
        let seen = word.char_indices().nth(LONGEST).map_or(word, |(b, _)| word.get(..b).unwrap_or(word));
        self.lower.clear();
        self.shape.clear();
        self.starts.clear();
        let (mut upper, mut small, mut last, mut repeat) = (0_u32, 0_u32, '\0', 0);
        for c in seen.chars() {
            if c == '\u{AD}' {
                continue;
            }
            token.chars += 1;
            let kind = if c.is_uppercase() {
                upper += 1;
                'X'
            } else if c.is_lowercase() {
                small += 1;
                'x'
            } else if c.is_numeric() {
                'd'
            } else if c.is_alphabetic() {
                'a'
            } else if is_apostrophe(c) {
                '\''
            } else {
                c
            };
            if kind == last {
                repeat += 1;
            } else {
                repeat = 1;
                last = kind;
            }
            // Digits keep up to four places: 2024 and 5 differ.
            if repeat <= if kind == 'd' { 4 } else { 2 } {
                self.shape.push(kind);
            }
            self.starts.push(self.lower.len());
            if is_apostrophe(c) {
                self.lower.push('\'');
            } else {
                self.lower.extend(c.to_lowercase());
            }
        }
        token.lower = hash(&self.lower);
        token.folded = if seen.is_ascii() { token.lower } else { hash(&fold(seen)) };
        token.shape = hash(&self.shape);
        let count = self.starts.len();
        for (k, slot) in token.prefixes.iter_mut().enumerate() {
            if count > k {
                let end = self.starts.get(k + 1).copied().unwrap_or(self.lower.len());
                *slot = hash(self.lower.get(..end).unwrap_or_default());
            }
        }
        for (k, slot) in token.suffixes.iter_mut().enumerate() {
            if count > k {
                let start = self.starts.get(count - 1 - k).copied().unwrap_or(0);
                *slot = hash(self.lower.get(start..).unwrap_or_default());
            }
        }
        let first = seen.chars().next().unwrap_or('\0');
        token.initial = if first.is_alphabetic() { first.to_uppercase().next().unwrap_or(first) } else { '\0' };
        token.form = if first.is_uppercase() {
            match (upper, small) {
                (1, 0) if token.chars == 1 || (token.chars == 2 && seen.ends_with('.')) => Form::Initial,
                (_, 0) => Form::Upper,
                _ => Form::Capital,
            }
        } else if first.is_numeric() {
            Form::Number
        } else if upper > 0 {
            Form::Mixed
        } else if first.is_alphabetic() || small > 0 {
            Form::Lower
        } else {
            Form::Mark
        };
        token
    }
}

#[cfg(test)]
#[allow(clippy::string_slice)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|t| &text[t.start..t.end]).collect()
    }

    #[test]
    fn cuts_where_names_end() {
        assert_eq!(words("Obama's U.S.-led plan."), ["Obama", "'s", "U.S.", "-", "led", "plan", "."]);
        assert_eq!(words("J.K. Rowling, Emily W. Murphy"), ["J.K.", "Rowling", ",", "Emily", "W.", "Murphy"]);
        assert_eq!(
            words("O’Neill and Shi'ite workers’ rights"),
            ["O’Neill", "and", "Shi'ite", "workers", "’", "rights"]
        );
        assert_eq!(words("AT&T Corp. paid 1,234.50"), ["AT&T", "Corp.", "paid", "1,234.50"]);
        assert_eq!(words("the end.The start"), ["the", "end", ".", "The", "start"]);
        assert_eq!(words("東京は5"), ["東", "京", "は", "5"]);
    }

    #[test]
    fn knows_forms() {
        let forms: Vec<Form> = tokens("Ada NATO G7 W. iPhone said 12 !").iter().map(|t| t.form).collect();
        assert_eq!(
            forms,
            [
                Form::Capital,
                Form::Upper,
                Form::Upper,
                Form::Initial,
                Form::Mixed,
                Form::Lower,
                Form::Number,
                Form::Mark
            ]
        );
    }

    #[test]
    fn folds_marks_away() {
        assert_eq!(fold("Bozizé"), "bozize");
        assert_eq!(fold("Łódź"), "lodz");
    }

    proptest! {
        #[test]
        fn tokens_are_ordered_and_cover_every_letter(text in any::<String>()) {
            let cut = tokens(&text);
            let mut at = 0;
            for t in &cut {
                prop_assert!(t.start >= at && t.end > t.start && t.end <= text.len());
                prop_assert!(!text[at..t.start].chars().any(char::is_alphanumeric));
                at = t.end;
            }
            prop_assert!(!text[at..].chars().any(char::is_alphanumeric));
        }
    }
}
