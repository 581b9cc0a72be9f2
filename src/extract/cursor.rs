//! A place in a row of lexemes, from which rules of a grammar read on.
//!
//! A cursor is copied, never moved back: a rule takes one and returns what it read with the cursor behind it, or
//! nothing. No rule reads across an empty line.

use super::lexeme::{Gap, Lexeme};
use super::lexicon::Word;

/// What a rule read, and where the next one begins.
pub type Read<'a, T> = Option<(T, Cursor<'a>)>;

/// A place between two lexemes.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    lexemes: &'a [Lexeme<'a>],
    origin: usize,
    at: usize,
}

impl<'a> Cursor<'a> {
    /// A cursor before lexeme `at`.
    pub fn new(lexemes: &'a [Lexeme<'a>], at: usize) -> Self {
        Self { lexemes, origin: at, at }
    }

    /// Place of the next lexeme.
    pub fn at(self) -> usize {
        self.at
    }

    /// The next lexeme; none at an empty line.
    pub fn lexeme(self) -> Option<&'a Lexeme<'a>> {
        self.lexemes.get(self.at).filter(|next| self.at == self.origin || next.gap < Gap::Paragraph)
    }

    /// The next word, `Mark('\0')` at the end.
    pub fn word(self) -> Word {
        self.lexeme().map_or(Word::Mark('\0'), |lexeme| lexeme.word)
    }

    /// The next lexeme as it stands in the text.
    pub fn text(self) -> &'a str {
        self.lexeme().map_or("", |lexeme| lexeme.text)
    }

    /// The next lexeme touches the one before.
    pub fn is_tight(self) -> bool {
        self.lexeme().is_some_and(Lexeme::is_tight)
    }

    /// The lexeme `count` places before the next one, across anything.
    pub fn before(self, count: usize) -> Option<&'a Lexeme<'a>> {
        self.lexemes.get(self.at.checked_sub(count)?)
    }

    /// The word before the next one, `Mark('\0')` at the beginning.
    pub fn word_before(self) -> Word {
        self.before(1).map_or(Word::Mark('\0'), |lexeme| lexeme.word)
    }

    /// Behind the next lexeme.
    pub fn step(self) -> Self {
        Self { at: self.at + 1, ..self }
    }

    /// Behind the next lexeme if it is `word`.
    pub fn take(self, word: Word) -> Option<Self> {
        (self.word() == word).then(|| self.step())
    }

    /// Behind the next lexeme if it is one of `words`.
    pub fn take_one(self, words: &[Word]) -> Option<Self> {
        words.contains(&self.word()).then(|| self.step())
    }

    /// As [`Self::take`], staying where it is otherwise.
    pub fn skip(self, word: Word) -> Self {
        self.take(word).unwrap_or(self)
    }

    /// As [`Self::take_one`], staying where it is otherwise.
    pub fn skip_one(self, words: &[Word]) -> Self {
        self.take_one(words).unwrap_or(self)
    }

    /// Behind a hyphen that joins two words.
    pub fn hyphen(self) -> Option<Self> {
        let next = self.step();
        (matches!(self.word(), Word::Mark('-' | '‐' | '‑')) && self.is_tight() && next.is_tight()).then_some(next)
    }

    /// Behind a dash or hyphen between two ends of a range.
    pub fn dash(self) -> Option<Self> {
        let next = self.step();
        let joins = matches!(self.word(), Word::Mark('-' | '‐' | '‑' | '–' | '—' | '−' | '~'));
        (joins && self.is_tight() == next.is_tight()).then_some(next)
    }
}
