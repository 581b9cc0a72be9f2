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
    let clause = Clause(lexemes);
    let (mut first, mut told) = (from, None);
    while first > 0 && from - first < REACH && told.is_none() && !clause.ends(first - 1) {
        first -= 1;
        told = clause.verb(first);
    }
    if let Some(told) = told {
        return told;
    }
    for at in to..(to + REACH).min(lexemes.len()) {
        if clause.ends(at) {
            // A whole sentence without a verb of the past speaks of what is and will be.
            let sentence = clause.is(at, Word::Mark('.')) && at - first > 4;
            return clause.verb(at).unwrap_or(if sentence { Sense::Open } else { Sense::Past });
        }
        if let Some(told) = clause.verb(at) {
            return told;
        }
    }
    Sense::Past
}

/// The lexemes of a text, asked about by place.
struct Clause<'a>(&'a [Lexeme<'a>]);

impl<'a> Clause<'a> {
    fn get(&self, at: usize) -> Option<&'a Lexeme<'a>> {
        self.0.get(at)
    }

    fn before(&self, at: usize) -> Option<&'a Lexeme<'a>> {
        self.get(at.checked_sub(1)?)
    }

    fn is(&self, at: usize, word: Word) -> bool {
        self.get(at).is_some_and(|lexeme| lexeme.word == word)
    }

    /// A sentence ends with lexeme `at`.
    fn ends(&self, at: usize) -> bool {
        let (Some(this), Some(next)) = (self.get(at), self.get(at + 1)) else { return true };
        if next.gap == Gap::Paragraph {
            return true;
        }
        match this.word {
            Word::Mark('.' | '!' | '?') => {
                // "Emily W. Murphy", "Gov. Lind", "Sept. 29"
                let short = self.before(at).is_some_and(|before| {
                    let initial = before.text.len() == 1 && before.capital;
                    this.is_tight() && (initial || matches!(before.word, Word::Title | Word::Month(_)))
                });
                let opens = next.capital || matches!(next.word, Word::Mark(_) | Word::Figure);
                !short && opens && (!next.is_tight() || matches!(next.word, Word::Mark('"' | '”')))
            }
            Word::Mark(';' | '•') => true,
            _ => false,
        }
    }

    /// What lexeme `at` tells, if it is a verb that does.
    fn verb(&self, at: usize) -> Option<Sense> {
        let lexeme = self.get(at)?;
        let follows = |text: &str| self.get(at + 1).is_some_and(|next| next.text == text);
        match lexeme.word {
            Word::Verb(Tense::Past) => Some(Sense::Past),
            // "may" in small letters is no month; "may have" looks back.
            Word::Verb(_) => Some(if follows("have") { Sense::Past } else { Sense::Future }),
            Word::Month(5) if !lexeme.capital => Some(if follows("have") { Sense::Past } else { Sense::Future }),
            Word::Ahead => self.ahead(at, lexeme),
            Word::Is if self.is(at + 1, Word::To) => Some(Sense::Future),
            // "will be", "to be": what stands before tells.
            Word::Is if lexeme.text == "be" => None,
            Word::Is => Some(Sense::Open),
            // "will be buried" is ahead.
            Word::Other if is_past(lexeme) => {
                let passive =
                    self.before(at).is_some_and(|before| matches!(before.text, "be" | "being" | "is" | "are"));
                (!passive).then_some(Sense::Past)
            }
            _ => None,
        }
    }

    /// "scheduled for", "expected to", "votes": what follows lies ahead, unless the plan itself is told of.
    fn ahead(&self, at: usize, lexeme: &Lexeme<'_>) -> Option<Sense> {
        match self.get(at + 1)?.word {
            Word::To | Word::For | Word::On | Word::In | Word::At | Word::By | Word::Weekday(_) | Word::Month(_) => {
                let planned = self.before(at).is_some_and(|before| matches!(before.text, "was" | "were" | "been"));
                Some(if planned { Sense::Past } else { Sense::Future })
            }
            _ if lexeme.text.ends_with("ed") => Some(Sense::Past),
            _ => lexeme.text.ends_with('s').then_some(Sense::Future),
        }
    }
}

/// A regular past form: "rejected", but not "need".
fn is_past(lexeme: &Lexeme<'_>) -> bool {
    let stem = lexeme.text.strip_suffix("ed");
    lexeme.is_plain() && stem.is_some_and(|stem| stem.len() >= 2 && !stem.ends_with('e'))
}
