//! Paragraphs, sentences and words of a text, by rules that need no model.
//!
//! Each function reads the text once, front to back, so that a hostile file of one line costs what any other costs.
//! A function named `…_bytes` gives byte ranges, one named `…_code_points` gives what records and files hold.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::Index;
use super::abbreviations::{Stop, follows_ordinal, opens_sentence, stop_after};

/// Longest word that is looked at to decide on a full stop; longer ones are no abbreviations.
const LONGEST_ABBREVIATION: usize = 16;

/// Byte ranges of the paragraphs of `text`: runs of lines between empty lines, without the white space around them.
#[must_use]
pub fn paragraph_bytes(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut current: Option<Range<usize>> = None;
    for (start, line) in lines(text) {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            found.extend(current.take());
            continue;
        }
        let from = start + (line.len() - line.trim_start().len());
        let to = from + trimmed.len();
        current = Some(current.map_or(from..to, |range| range.start..to));
    }
    found.extend(current);
    found
}

/// Byte ranges of the sentences of `text`, without the white space around them. A line end ends a sentence.
///
/// Works for languages in Latin, Greek and Cyrillic script and for the full stops of Chinese and Japanese.
#[must_use]
pub fn sentence_bytes(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, line) in lines(text) {
        sentences_of_line(line, start, &mut found);
    }
    found
}

/// Byte ranges of the words of `text` by the word bounds of Unicode (UAX 29): only pieces with a letter or digit.
#[must_use]
pub fn word_bytes(text: &str) -> Vec<Range<usize>> {
    // A combining mark after a space counts to the space: trim it, so that words never hold white space.
    let trim = |(start, word): (usize, &str)| {
        let from = start + (word.len() - word.trim_start().len());
        from..from + word.trim().len()
    };
    text.unicode_word_indices().map(trim).filter(|range| !range.is_empty()).collect()
}

/// [`paragraph_bytes`] in code points.
#[must_use]
pub fn paragraph_code_points(text: &str, index: &Index) -> Vec<Range<usize>> {
    in_code_points(text, index, paragraph_bytes(text))
}

/// [`sentence_bytes`] in code points.
#[must_use]
pub fn sentence_code_points(text: &str, index: &Index) -> Vec<Range<usize>> {
    in_code_points(text, index, sentence_bytes(text))
}

/// [`word_bytes`] in code points.
#[must_use]
pub fn word_code_points(text: &str, index: &Index) -> Vec<Range<usize>> {
    in_code_points(text, index, word_bytes(text))
}

fn in_code_points(text: &str, index: &Index, ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.into_iter().map(|range| index.code_points(text, range)).collect()
}

/// Lines with their byte position. Only `\n` parts lines: U+2028, U+2029 and NEL stand inside paragraphs of real pages.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split('\n').scan(0, |position, line| {
        let start = *position;
        *position += line.len() + 1;
        Some((start, line))
    })
}

/// Where the reader stands in a line.
struct Cursor<'t> {
    line: &'t str,
    chars: std::iter::Peekable<std::str::CharIndices<'t>>,
}

impl<'t> Cursor<'t> {
    fn new(line: &'t str) -> Self {
        Self { line, chars: line.char_indices().peekable() }
    }

    fn position(&mut self) -> usize {
        self.chars.peek().map_or(self.line.len(), |&(at, _)| at)
    }

    fn peek(&mut self) -> Option<char> {
        self.chars.peek().map(|&(_, c)| c)
    }

    fn take_while(&mut self, accept: impl Fn(char) -> bool) {
        while self.chars.next_if(|&(_, c)| accept(c)).is_some() {}
    }
}

fn sentences_of_line(line: &str, offset: usize, found: &mut Vec<Range<usize>>) {
    let mut cursor = Cursor::new(line);
    let mut start = 0;
    let mut word_start = 0;
    while let Some((at, c)) = cursor.chars.next() {
        if !is_terminator(c) {
            // A word for this purpose is what stands between spaces, without opening marks.
            if c.is_whitespace() || is_opening(c) || is_quote(c) || is_dash(c) {
                word_start = at + c.len_utf8();
            }
            continue;
        }
        let mut run = Run { word: line.get(word_start..at).unwrap_or_default(), first: c, dots: usize::from(c == '.') };
        while let Some((_, next)) = cursor.chars.next_if(|&(_, next)| is_terminator(next)) {
            run.dots = if next == '.' { run.dots + 1 } else { run.dots };
            if is_ideographic_stop(next) || !is_full_stop(next) {
                run.first = next;
            }
        }
        let before_closers = cursor.position();
        // No space parts sentences in Chinese: there an opening mark begins the next one.
        let wide = is_ideographic_stop(run.first);
        cursor.take_while(|c| is_closing(c) || (is_quote(c) && !(wide && matches!(c, '“' | '‘' | '«'))));
        take_spaced_guillemet(&mut cursor);
        take_note_marks(&mut cursor);
        let end = cursor.position();
        let glued = cursor.peek().is_some_and(|c| !c.is_whitespace());
        if !wide && glued {
            // "3.5", "U.S.", "example.com": the word goes on. A quotation mark that opened a word restarts it.
            word_start = if end > before_closers { end } else { word_start };
            continue;
        }
        cursor.take_while(char::is_whitespace);
        let rest = line.get(cursor.position()..).unwrap_or_default();
        let starts_line = line.get(start..word_start).is_some_and(|before| before.trim().is_empty());
        if !rest.is_empty() && !ends_sentence(&run, rest, starts_line, end > before_closers) {
            word_start = cursor.position();
            continue;
        }
        push_trimmed(line, start..end, offset, found);
        start = cursor.position();
        word_start = start;
    }
    push_trimmed(line, start..line.len(), offset, found);
}

/// A run of marks that may end a sentence.
struct Run<'t> {
    /// The word before the run, as far back as the last space or opening mark.
    word: &'t str,
    /// The mark that decides: the last one that is no plain full stop, else the full stop.
    first: char,
    /// Full stops in the run.
    dots: usize,
}

/// Whether the sentence ends at `run`, given that white space and then `rest` follow.
fn ends_sentence(run: &Run<'_>, rest: &str, starts_line: bool, closed: bool) -> bool {
    if is_ideographic_stop(run.first) {
        return true;
    }
    let opened = rest.chars().next().is_some_and(|c| is_opening(c) || is_quote(c) || is_dash(c));
    let next = rest.trim_start_matches(|c| is_opening(c) || is_quote(c) || c == '¿' || c == '¡');
    let Some(first) = next.chars().next() else { return true };
    if first.is_lowercase() {
        // "Why?" she asked. The talks ... went on.
        return false;
    }
    if run.first != '.' || run.dots > 1 || closed {
        return true;
    }
    let word: String = run.word.chars().take(LONGEST_ABBREVIATION).flat_map(char::to_lowercase).collect();
    let next_word: String = next
        .chars()
        .take(LONGEST_ABBREVIATION)
        .take_while(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let whole = word.len() >= run.word.len();
    if !whole {
        return true;
    }
    if !word.is_empty() && word.chars().all(|c| c.is_ascii_digit()) {
        // "1. First point", "am 3. Mai", "das 20. Jahrhundert".
        return !(starts_line && word.len() <= 3 || word.len() <= 2 && follows_ordinal(&next_word));
    }
    // An apostrophe or hyphen may glue an abbreviation to what is before it: "l'Ing.", "then-Sen.".
    let tail = word.rsplit(['-', '\'', '’', '/', '–', '—']).next().unwrap_or(&word);
    match stop_after(&word).or_else(|| stop_after(tail)) {
        Some(Stop::Inner) => false,
        // "S. 12" is a page, "William S. Ash" a person: a single capital is an initial before anything else.
        Some(Stop::BeforeNumber) if !is_initials(run.word) => {
            !(first.is_numeric() || is_roman(next) && word.len() <= 3)
        }
        Some(Stop::Either) => opened || (opens_sentence(&next_word) && first.is_uppercase()),
        _ if is_initials(run.word) => opened || (next_word.chars().count() > 1 && opens_sentence(&next_word)),
        _ => true,
    }
}

/// "J", "J.K", "W.E.B": capital letters with full stops between them.
fn is_initials(word: &str) -> bool {
    let mut pieces = word.rsplit(['-', '\'', '’']).next().unwrap_or(word).split('.');
    pieces.all(|piece| {
        let mut chars = piece.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
    })
}

/// "No. IV": a Roman number of two or more letters, or a single letter alone.
fn is_roman(rest: &str) -> bool {
    let word: &str = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    !word.is_empty() && word.len() < 6 && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'))
}

/// Steps over a closing mark after a space, as French writes it: « C’est fini. »
fn take_spaced_guillemet(cursor: &mut Cursor<'_>) {
    let mut ahead = cursor.chars.clone();
    let spaced = ahead.next_if(|&(_, c)| matches!(c, ' ' | '\u{a0}' | '\u{202f}')).is_some()
        && ahead.next_if(|&(_, c)| matches!(c, '»' | '›')).is_some();
    if spaced && ahead.peek().is_none_or(|&(_, c)| !c.is_alphanumeric()) {
        cursor.chars = ahead;
    }
}

/// Steps over footnote marks after a full stop: "talks.[3] Next", "talks.² Next".
fn take_note_marks(cursor: &mut Cursor<'_>) {
    cursor.take_while(|c| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹'));
    while cursor.peek() == Some('[') {
        let mut ahead = cursor.chars.clone();
        ahead.next();
        let mut length = 0;
        while length < 4 && ahead.next_if(|&(_, c)| c.is_ascii_digit()).is_some() {
            length += 1;
        }
        if length == 0 || ahead.next_if(|&(_, c)| c == ']').is_none() {
            return;
        }
        cursor.chars = ahead;
    }
}

fn push_trimmed(line: &str, range: Range<usize>, offset: usize, found: &mut Vec<Range<usize>>) {
    let Some(piece) = line.get(range.clone()) else { return };
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        let from = offset + range.start + (piece.len() - piece.trim_start().len());
        found.push(from..from + trimmed.len());
    }
}

fn is_terminator(c: char) -> bool {
    is_full_stop(c) || is_ideographic_stop(c) || matches!(c, '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '؟' | '।')
}

fn is_full_stop(c: char) -> bool {
    c == '.'
}

/// Full stops of scripts that write no space after them.
fn is_ideographic_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '«' | '»' | '‹' | '›')
}

fn is_dash(c: char) -> bool {
    matches!(c, '–' | '—' | '―')
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '「' | '『' | '（' | '《' | '〈' | '【')
}

fn is_closing(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '」' | '』' | '）' | '》' | '〉' | '】')
}

#[cfg(test)]
#[path = "segment_tests.rs"]
mod tests;
