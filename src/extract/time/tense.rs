//! Whether the clause around an expression looks back or ahead: news name weekdays and months without a year.
//!
//! The nearest verb before the expression decides, within its sentence; where there is none, the first one behind it.

use super::super::lexeme::{Gap, Lexeme};
use super::super::lexicon::{Tense, Word};

/// Where a clause looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// Back.
    Past,
    /// Ahead.
    Future,
    /// The clause does not say.
    Open,
}

/// Lexemes looked at on each side.
const REACH: usize = 40;

/// The sense of the clause around lexemes `from..to`.
pub fn sense(lexemes: &[Lexeme<'_>], from: usize, to: usize) -> Sense {
    let word = |back: usize| from.checked_sub(back).and_then(|at| lexemes.get(at)).map(|lexeme| lexeme.word);
    match (word(2), word(1)) {
        (_, Some(Word::Since)) | (Some(Word::As), Some(Word::Of)) => return Sense::Past,
        (_, Some(Word::Until)) => return Sense::Future,
        _ => {}
    }
    let left = lexemes.get(..from).unwrap_or_default();
    let first = lexemes.get(from);
    let mut next = first;
    let mut words = 0;
    for (at, lexeme) in left.iter().enumerate().rev().take(REACH) {
        if ends(lexeme, next) {
            break;
        }
        if let Some(told) = verb(at.checked_sub(1).and_then(|at| left.get(at)), lexeme, next) {
            return told;
        }
        words += 1;
        next = Some(lexeme);
    }
    let right = lexemes.get(to..).unwrap_or_default();
    let mut pairs = right.iter().zip(right.iter().skip(1).map(Some).chain([None])).take(REACH);
    let point = pairs.find_map(|(lexeme, next)| {
        if lexeme.gap == Gap::Paragraph {
            return Some(Sense::Past);
        }
        words += 1;
        if ends(lexeme, next) {
            // A whole sentence without a verb of the past speaks of what is and will be.
            return Some(if lexeme.word == Word::Mark('.') && words > 3 { Sense::Open } else { Sense::Past });
        }
        verb(None, lexeme, next)
    });
    point.unwrap_or(Sense::Past)
}

/// The sentence ends with `lexeme`, which `next` follows.
pub fn ends(lexeme: &Lexeme<'_>, next: Option<&Lexeme<'_>>) -> bool {
    let Some(next) = next else { return matches!(lexeme.word, Word::Mark('.' | '!' | '?')) };
    if next.gap == Gap::Paragraph {
        return true;
    }
    let opens = next.capital || matches!(next.word, Word::Mark(_) | Word::Figure);
    match lexeme.word {
        Word::Mark('.' | '!' | '?') => opens && (!next.is_tight() || matches!(next.word, Word::Mark('"' | '”'))),
        Word::Mark(';' | '•') => true,
        _ => false,
    }
}

/// What a word tells, if it is a verb that does.
fn verb(before: Option<&Lexeme<'_>>, lexeme: &Lexeme<'_>, next: Option<&Lexeme<'_>>) -> Option<Sense> {
    let follows = next.map(|next| next.word);
    match lexeme.word {
        Word::Verb(Tense::Past) => Some(Sense::Past),
        Word::Verb(_) => Some(Sense::Future),
        Word::Ahead => match follows {
            Some(
                Word::To | Word::For | Word::On | Word::In | Word::At | Word::By | Word::Weekday(_) | Word::Month(_),
            ) => {
                // "was scheduled for Friday" looks back on a plan.
                let planned = before.is_some_and(|before| is_be(before.text));
                Some(if planned { Sense::Past } else { Sense::Future })
            }
            _ if lexeme.text.ends_with("ed") => Some(Sense::Past),
            _ if lexeme.text.ends_with('s') => Some(Sense::Future),
            _ => None,
        },
        Word::Is if follows == Some(Word::To) => Some(Sense::Future),
        Word::Is => Some(Sense::Open),
        // "may" in small letters is no month.
        Word::Month(5) if !lexeme.capital => Some(Sense::Future),
        Word::Other if is_past(lexeme) => Some(Sense::Past),
        _ => None,
    }
}

fn is_be(text: &str) -> bool {
    text == "was" || text == "were"
}

/// A regular past form: "rejected", but not "need".
fn is_past(lexeme: &Lexeme<'_>) -> bool {
    let stem = lexeme.text.strip_suffix("ed");
    lexeme.is_plain() && stem.is_some_and(|stem| stem.len() >= 2 && !stem.ends_with('e'))
}
