//! The grammar of English time expressions, by recursive descent over lexemes.
//!
//! Every rule is a function with its production above it; it takes a cursor and returns what it read with the cursor
//! behind it. [`find`] tries the rules where an expression can begin and keeps the longest reading. No rule looks
//! further than a dozen lexemes ahead, so the whole is linear.
//!
//! ```text
//! expression := modifier? (time | date | length | set | reference)
//! ```

mod clock;
mod date;
mod digits;
mod length;
mod loose;
mod year;

use super::super::cursor::{Cursor, Read};
use super::super::lexeme::Lexeme;
use super::super::lexicon::Word;
use super::meaning::Meaning;

/// An expression found: first lexeme, lexeme after the last, and what it means.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// First lexeme.
    pub from: usize,
    /// Lexeme after the last.
    pub to: usize,
    /// What it means.
    pub meaning: Meaning,
}

/// A rule of the grammar.
type Rule = for<'a> fn(Cursor<'a>) -> Read<'a, Meaning>;

/// The rules, most telling first: of two readings of the same length the first one counts.
const RULES: &[Rule] = &[
    digits::numeric,
    clock::time,
    loose::set,
    date::range,
    date::date,
    length::distance,
    length::opening,
    length::window,
    length::length,
    loose::reference,
];

/// Finds the expressions of a text, in order, without overlap.
pub fn find(lexemes: &[Lexeme<'_>]) -> Vec<Found> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < lexemes.len() {
        let c = Cursor::new(lexemes, at);
        let best = if opens(c.word()) { longest(c) } else { None };
        at = match best {
            Some((meaning, end)) => {
                out.push(Found { from: at, to: end.at(), meaning });
                let (mut date, mut end) = (meaning, end);
                while let Some((from, more, to)) = date::more_days(date, end) {
                    out.push(Found { from, to: to.at(), meaning: more });
                    (date, end) = (more, to);
                }
                end.at().max(at + 1)
            }
            None => at + 1,
        };
    }
    out
}

/// The longest reading of all rules.
fn longest(c: Cursor<'_>) -> Read<'_, Meaning> {
    let mut best: Read<'_, Meaning> = None;
    for rule in RULES {
        if let Some((meaning, end)) = rule(c)
            && best.as_ref().is_none_or(|(_, to)| end.at() > to.at())
        {
            best = Some((meaning, end));
        }
    }
    best
}

/// No expression begins with these: most words of a text are passed over here.
fn opens(word: Word) -> bool {
    !matches!(
        word,
        Word::Other
            | Word::Title
            | Word::Measure
            | Word::Verb(_)
            | Word::Is
            | Word::Ahead
            | Word::Of
            | Word::On
            | Word::By
            | Word::And
            | Word::Or
            | Word::From
            | Word::For
            | Word::Since
            | Word::Mark(',' | '.' | '-' | '"' | '“' | '”' | '’' | '(' | ')' | ':' | ';')
    )
}

/// `approximately := "about" | "just"? "over" | ("no"? "more" | "less") "than" | "at" "least" | "up" "to" | …`
///
/// Belongs to the expression when a number follows.
fn approximately(c: Cursor<'_>) -> Cursor<'_> {
    let read = match c.word() {
        Word::About | Word::Over => Some(c.step()),
        Word::Just => c.step().take_one(&[Word::Over, Word::Before, Word::After]),
        Word::More => c.step().take(Word::Than),
        Word::At => c.step().take(Word::Least),
        Word::Up => c.step().take(Word::To),
        Word::As => c.step().take(Word::Long).and_then(|c| c.take(Word::As)),
        Word::Other if c.text().eq_ignore_ascii_case("close") => c.step().take(Word::To),
        _ => None,
    };
    read.unwrap_or(c)
}
