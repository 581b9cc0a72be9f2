//! A text as the search for speakers sees it: words, names and marks in order, each quotation shrunk to one token.
//!
//! What is said inside a quotation must not be taken for the frame around it; names inside it speak nowhere.

use std::ops::Range;

use super::marks::Span;
use super::words::{self, Classes};
use crate::model::EntityType;

/// A name with its place in bytes.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) bytes: Range<usize>,
    pub(super) kind: EntityType,
    /// Place of its cluster.
    pub(super) cluster: usize,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word or number.
    Word,
    /// A name; place in [`Scene::names`].
    Name(usize),
    /// A quotation; place in [`Scene::spans`].
    Quote(usize),
    /// A possessive 's.
    Possessive,
    /// Any other character.
    Mark(char),
}

/// One token.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) bytes: Range<usize>,
    pub(super) kind: Kind,
    /// Of a word, what [`words`] knows of it.
    pub(super) classes: Classes,
    /// Begins with a capital letter.
    pub(super) capital: bool,
}

/// The text, cut up.
pub(super) struct Scene<'t> {
    pub(super) text: &'t str,
    pub(super) names: Vec<Name>,
    pub(super) spans: Vec<Span>,
    pub(super) tokens: Vec<Token>,
    /// Tokens of each sentence, without gaps.
    pub(super) sentences: Vec<Range<usize>>,
    /// Sentence of each token.
    pub(super) sentence_of: Vec<usize>,
    /// Paragraph of each sentence.
    pub(super) paragraph_of: Vec<usize>,
    /// Token of each quotation.
    pub(super) quote_tokens: Vec<usize>,
}

/// Abbreviations whose point does not end a sentence.
const SHORT: &str = " mr mrs ms dr prof gen lt col maj capt sgt cpl adm cmdr brig sen rep gov rev hon st jr sr inc corp \
                     ltd co no vs jan feb mar apr jun jul aug sep sept oct nov dec supt insp ";

/// Longest sentence in tokens; longer ones are cut, so that every search within one is bounded.
const LONGEST: usize = 400;

impl<'t> Scene<'t> {
    /// Cuts up a text. `names` and `spans` in order, no name across the edge of a span.
    pub(super) fn new(text: &'t str, names: Vec<Name>, spans: Vec<Span>) -> Self {
        let mut scene = Self {
            text,
            names,
            spans,
            tokens: Vec::new(),
            sentences: Vec::new(),
            sentence_of: Vec::new(),
            paragraph_of: Vec::new(),
            quote_tokens: Vec::new(),
        };
        scene.lex();
        scene.cut();
        scene
    }

    pub(super) fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// Whether the word at `at` is of any of these classes.
    pub(super) fn is(&self, at: usize, classes: Classes) -> bool {
        self.tokens.get(at).is_some_and(|token| token.classes & classes != 0)
    }

    pub(super) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.kind(at) == Some(Kind::Mark(mark))
    }

    pub(super) fn words(&self, at: usize) -> &'t str {
        self.tokens.get(at).and_then(|token| self.text.get(token.bytes.clone())).unwrap_or_default()
    }

    /// The name that token `at` is.
    pub(super) fn name(&self, at: usize) -> Option<&Name> {
        match self.kind(at) {
            Some(Kind::Name(name)) => self.names.get(name),
            _ => None,
        }
    }

    /// The tokens of the sentence of token `at`.
    pub(super) fn sentence(&self, at: usize) -> Range<usize> {
        self.sentence_of.get(at).and_then(|s| self.sentences.get(*s)).cloned().unwrap_or(at..at)
    }

    /// Paragraph of token `at`.
    pub(super) fn paragraph(&self, at: usize) -> usize {
        self.sentence_of.get(at).and_then(|s| self.paragraph_of.get(*s)).copied().unwrap_or(0)
    }

    /// The words inside quotation `span`.
    pub(super) fn inner(&self, span: usize) -> &'t str {
        self.spans.get(span).and_then(|span| self.text.get(span.inner.clone())).unwrap_or_default()
    }

    fn lex(&mut self) {
        let (mut at, mut name, mut span) = (0, 0, 0);
        let mut lower = String::new();
        while at < self.text.len() {
            while self.spans.get(span).is_some_and(|s| s.whole.start < at) {
                span += 1;
            }
            while self.names.get(name).is_some_and(|n| n.bytes.start < at) {
                name += 1;
            }
            let next_span = self.spans.get(span).map_or(usize::MAX, |s| s.whole.start);
            let next_name = self.names.get(name).map_or(usize::MAX, |n| n.bytes.start);
            let (end, kind) = if next_span == at {
                self.quote_tokens.push(self.tokens.len());
                (self.spans.get(span).map_or(at, |s| s.whole.end), Kind::Quote(span))
            } else if next_name == at {
                (self.names.get(name).map_or(at, |n| n.bytes.end), Kind::Name(name))
            } else {
                let limit = next_span.min(next_name).min(self.text.len());
                let rest = self.text.get(at..limit).unwrap_or_default();
                let Some(first) = rest.chars().next() else { break };
                if first.is_whitespace() {
                    at += first.len_utf8();
                    continue;
                }
                lex_one(rest, first, at)
            };
            let words = self.text.get(at..end).unwrap_or_default();
            let classes = if kind == Kind::Word { small(words, &mut lower) } else { 0 };
            let capital = words.chars().next().is_some_and(char::is_uppercase);
            self.tokens.push(Token { bytes: at..end, kind, classes, capital });
            at = end.max(at + 1);
        }
    }

    fn cut(&mut self) {
        let (mut from, mut paragraph) = (0, 0);
        for at in 1..=self.tokens.len() {
            let breaks = match (self.tokens.get(at - 1), self.tokens.get(at)) {
                (Some(left), Some(right)) => {
                    let between = self.text.get(left.bytes.end..right.bytes.start).unwrap_or_default();
                    if self.breaks_line(between, at) {
                        Some(true)
                    } else if self.ends_sentence(at) || at - from >= LONGEST {
                        Some(false)
                    } else {
                        None
                    }
                }
                _ => Some(true),
            };
            if let Some(line) = breaks {
                self.sentence_of.extend(std::iter::repeat_n(self.sentences.len(), at - from));
                self.sentences.push(from..at);
                self.paragraph_of.push(paragraph);
                paragraph += usize::from(line);
                from = at;
            }
        }
    }

    /// Whether the white space before token `at` ends a paragraph. A single line break before a small letter is a
    /// line that was folded.
    fn breaks_line(&self, between: &str, at: usize) -> bool {
        match between.bytes().filter(|&b| b == b'\n').count() {
            0 => false,
            1 => self.tokens.get(at).is_some_and(|t| t.kind != Kind::Word || t.capital),
            _ => true,
        }
    }

    fn ends_sentence(&self, at: usize) -> bool {
        let (Some(left), Some(right)) = (at.checked_sub(1).and_then(|l| self.tokens.get(l)), self.tokens.get(at))
        else {
            return false;
        };
        let opens = right.capital || matches!(right.kind, Kind::Quote(_) | Kind::Mark('[' | '('));
        match left.kind {
            Kind::Mark('.' | '!' | '?' | '…' | '。' | '！' | '？') => opens,
            // "Stop." She ran. But: "Stop!" Grant said.
            Kind::Quote(span) => {
                let last = self.inner(span).trim_end().trim_end_matches([']', ')', '’', '\'', '”']).chars().next_back();
                match last {
                    Some('.' | '…') => opens,
                    Some('!' | '?') => opens && !self.cue_follows(at),
                    _ => matches!(right.kind, Kind::Quote(_)),
                }
            }
            _ => false,
        }
    }

    /// A short subject and a reporting verb begin at `at`, and no other quotation hangs on them.
    fn cue_follows(&self, at: usize) -> bool {
        for i in at..at + 8 {
            match self.tokens.get(i) {
                Some(token) if token.classes & words::SAY != 0 => {
                    let next = i + 1;
                    let object = (next..next + 2).any(|k| matches!(self.kind(k), Some(Kind::Quote(_))));
                    return !object;
                }
                Some(token) if matches!(token.kind, Kind::Mark('.' | ',' | ':' | ';') | Kind::Quote(_)) => {
                    return false;
                }
                Some(_) => {}
                None => return false,
            }
        }
        false
    }
}

/// The token that begins `rest`, which stands at byte `at`.
fn lex_one(rest: &str, first: char, at: usize) -> (usize, Kind) {
    if matches!(first, '\'' | '’') {
        let mut after = rest.chars().skip(1);
        if after.next() == Some('s') && !after.next().is_some_and(char::is_alphanumeric) {
            return (at + first.len_utf8() + 1, Kind::Possessive);
        }
    }
    if !first.is_alphanumeric() {
        return (at + first.len_utf8(), Kind::Mark(first));
    }
    let mut end = rest.len();
    let mut chars = rest.char_indices().peekable();
    let mut before = first;
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map_or('\0', |&(_, next)| next);
        let inner = matches!(c, '-' | '\'' | '’' | '.' | ',' | ':' | '&') && next.is_alphanumeric();
        let number = matches!(c, ',' | ':') && !(before.is_ascii_digit() && next.is_ascii_digit());
        let possessive = matches!(c, '\'' | '’') && matches!(next, 's' | 'S') && {
            let mut after = chars.clone();
            after.next();
            !after.peek().is_some_and(|&(_, c)| c.is_alphanumeric())
        };
        if !c.is_alphanumeric() && (!inner || number || possessive) {
            end = i;
            break;
        }
        before = c;
    }
    // The point of an abbreviation.
    let word = rest.get(..end).unwrap_or_default();
    if rest.get(end..).is_some_and(|tail| tail.starts_with('.')) && is_short(word) {
        end += 1;
    }
    (at + end, Kind::Word)
}

fn is_short(word: &str) -> bool {
    if word.len() > 5 || !word.starts_with(|c: char| c.is_uppercase()) {
        return false;
    }
    let one = word.chars().nth(1).is_none();
    one || word.contains('.') || SHORT.contains(&format!(" {} ", word.to_ascii_lowercase()))
}

/// Classes of a word in any case.
fn small(word: &str, lower: &mut String) -> Classes {
    if word.len() > 40 {
        return 0;
    }
    if word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') {
        return words::classes(word);
    }
    lower.clear();
    lower.extend(word.chars().flat_map(char::to_lowercase));
    words::classes(lower)
}

#[cfg(test)]
#[allow(clippy::string_slice)]
mod tests {
    use super::super::marks::spans;
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let scene = Scene::new(text, Vec::new(), spans(text));
        scene
            .sentences
            .iter()
            .map(|s| text[scene.tokens[s.start].bytes.start..scene.tokens[s.end - 1].bytes.end].to_owned())
            .collect()
    }

    #[test]
    fn a_quotation_is_one_word_of_its_sentence() {
        assert_eq!(cut("“It fell. It broke,” he said. She left."), ["“It fell. It broke,” he said.", "She left."]);
        assert_eq!(cut("“It fell.” She left."), ["“It fell.”", "She left."]);
        assert_eq!(cut("“It fell!” Grant said."), ["“It fell!” Grant said."]);
        assert_eq!(cut("“It fell!” Grant said, “and broke.”"), ["“It fell!”", "Grant said, “and broke.”"]);
        assert_eq!(
            cut("He called it “odd”. Mr. Grant of the U.S. Senate left."),
            ["He called it “odd”.", "Mr. Grant of the U.S. Senate left."]
        );
    }

    #[test]
    fn a_folded_line_is_no_paragraph() {
        let text = "She said the dam\nwas safe.\n\nHe left.";
        let scene = Scene::new(text, Vec::new(), Vec::new());
        assert_eq!(scene.paragraph_of, [0, 1]);
    }
}
