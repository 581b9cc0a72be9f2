//! What a whole document tells about its words: other occurrences, longer forms of a name, acronyms.
//!
//! A surname alone is hard; the same surname after a forename three paragraphs up is easy. This page gathers, in
//! one linear pass, the runs of capitalised words of a text and for each word the longest run that holds it.

use super::gazetteer::{Gazetteer, Known};
use super::sentence::sentences;
use super::token::{Form, Token, hash, tokens};
use std::collections::HashMap;
use std::ops::Range;

/// A row of capitalised tokens in one sentence.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// First token.
    pub start: usize,
    /// Token after the last one.
    pub end: usize,
    /// Part of a sentence set in capitals throughout.
    pub loud: bool,
}

impl Run {
    fn len(&self) -> usize {
        self.end - self.start
    }
}

/// How a word (by its lower-case hash) is used in the document.
#[derive(Debug, Clone, Default)]
pub struct Usage {
    /// Occurrences without a capital.
    pub small: u32,
    /// Occurrences with a capital, not at the start of a sentence.
    pub inner: u32,
    /// All occurrences with a capital.
    pub capital: u32,
    /// The first few capitalised occurrences.
    pub places: Vec<u32>,
    /// The longest run that holds the word.
    pub longest: Option<u32>,
    /// The longest run of at least two tokens that begins elsewhere than `longest`.
    pub second: Option<u32>,
}

/// A text cut into tokens and sentences, with what the lists and the document say.
#[derive(Debug)]
pub struct Document {
    /// All tokens.
    pub tokens: Vec<Token>,
    /// Sentences as ranges of tokens.
    pub sentences: Vec<Range<usize>>,
    /// Sentences without small letters at word starts (headlines set in capitals), by sentence.
    pub loud: Vec<bool>,
    /// What the lists know, by token.
    pub known: Vec<Known>,
    /// Runs of capitalised tokens.
    pub runs: Vec<Run>,
    /// The run of each token, `u32::MAX` = none.
    pub run_of: Vec<u32>,
    /// Number of the sentence of each token.
    pub sentence_of: Vec<u32>,
    /// Use of each capitalised word, by lower-case hash.
    pub usage: HashMap<u32, Usage>,
    /// Hash of initials to the run they come from.
    pub acronyms: HashMap<u32, u32>,
    /// Lower-case hashes of the acronyms that stand somewhere in the text.
    pub acronyms_seen: HashMap<u32, u32>,
}

/// How many other occurrences of a word are looked at.
pub const OCCURRENCES: usize = 6;

fn text_of<'t>(text: &'t str, token: &Token) -> &'t str {
    text.get(token.start..token.end).unwrap_or_default()
}

/// A word that may stand inside a long name: "Ministry of Foreign Affairs and Trade".
pub fn joins(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "for"
            | "and"
            | "&"
            | "de"
            | "du"
            | "la"
            | "le"
            | "al"
            | "bin"
            | "ibn"
            | "van"
            | "von"
            | "der"
            | "den"
            | "da"
            | "do"
            | "dos"
            | "del"
            | "di"
            | "el"
            | "on"
            | "in"
            | "to"
            | "-"
            | "'s"
            | "’s"
            | "y"
            | "e"
    )
}

impl Document {
    /// Cuts and studies a text.
    pub fn new(text: &str, lists: &Gazetteer) -> Self {
        let tokens = tokens(text);
        let sentences = sentences(text, &tokens);
        let mut known = Vec::with_capacity(tokens.len());
        let mut buffer = Vec::new();
        let mut loud = Vec::with_capacity(sentences.len());
        let mut sentence_of = vec![0; tokens.len()];
        for (s, range) in sentences.iter().enumerate() {
            let words = tokens.get(range.clone()).unwrap_or_default();
            lists.look_up(words, &mut buffer);
            known.extend_from_slice(&buffer);
            let upper = words.iter().filter(|t| t.form == Form::Upper).count();
            let capital = words.iter().filter(|t| matches!(t.form, Form::Capital | Form::Mixed)).count();
            let small = words.iter().filter(|t| t.form == Form::Lower && t.chars > 1).count();
            loud.push(upper >= 3 && upper > 2 * (capital + small));
            if let Some(slots) = sentence_of.get_mut(range.clone()) {
                slots.fill(s as u32);
            }
        }
        let count = tokens.len();
        let mut document = Self {
            tokens,
            sentences,
            loud,
            known,
            runs: Vec::new(),
            run_of: vec![u32::MAX; count],
            sentence_of,
            usage: HashMap::new(),
            acronyms: HashMap::new(),
            acronyms_seen: HashMap::new(),
        };
        document.find_runs(text);
        document.find_usage();
        document.find_acronyms(text);
        document
    }

    fn find_runs(&mut self, text: &str) {
        for (s, range) in self.sentences.iter().enumerate() {
            let loud = self.loud.get(s).copied().unwrap_or(false);
            let mut start = None;
            let mut i = range.start;
            while i <= range.end {
                let token = if i < range.end { self.tokens.get(i) } else { None };
                let goes_on = token.is_some_and(|t| {
                    t.form.is_capital()
                        // "Jean-Luc", "al-Qaida": the hyphen and the particle before it stay inside.
                        || (start.is_some() && !t.spaced && text_of(text, t) == "-"
                            && self.tokens.get(i + 1).is_some_and(|n| i + 1 < range.end && !n.spaced && n.form.is_capital()))
                        || (text_of(text, t) == "al" || text_of(text, t) == "el")
                            && self.tokens.get(i + 1).is_some_and(|n| i + 1 < range.end && text_of(text, n) == "-")
                        || (i > range.start && text_of(text, t) == "-" && !t.spaced
                            && self.tokens.get(i - 1).is_some_and(|p| matches!(text_of(text, p), "al" | "el")))
                });
                match (goes_on, start) {
                    (true, None) => start = Some(i),
                    (false, Some(from)) => {
                        let number = self.runs.len() as u32;
                        if let Some(slots) = self.run_of.get_mut(from..i) {
                            slots.fill(number);
                        }
                        self.runs.push(Run { start: from, end: i, loud });
                        start = None;
                    }
                    _ => {}
                }
                i += 1;
            }
        }
    }

    fn find_usage(&mut self) {
        for (i, token) in self.tokens.iter().enumerate() {
            if token.form.is_capital() {
                let s = self.sentence_of.get(i).copied().unwrap_or(0) as usize;
                if self.loud.get(s).copied().unwrap_or(false) {
                    continue;
                }
                let first = self.sentences.get(s).is_some_and(|r| r.start == i);
                let usage = self.usage.entry(token.lower).or_default();
                usage.capital += 1;
                usage.inner += u32::from(!first);
                if usage.places.len() < OCCURRENCES {
                    usage.places.push(i as u32);
                }
                let run = self.run_of.get(i).copied().unwrap_or(u32::MAX);
                let len = |r: Option<u32>| r.and_then(|r| self.runs.get(r as usize)).map_or(0, Run::len);
                if len(Some(run)) > len(usage.longest) {
                    usage.second = usage.longest;
                    usage.longest = Some(run);
                } else if len(Some(run)) > len(usage.second) {
                    usage.second = Some(run);
                }
            }
        }
        for token in &self.tokens {
            if token.form == Form::Lower
                && let Some(usage) = self.usage.get_mut(&token.lower)
            {
                usage.small += 1;
            }
        }
    }

    fn find_acronyms(&mut self, text: &str) {
        let mut initials = String::new();
        for (number, run) in self.runs.iter().enumerate() {
            if run.loud || run.start >= self.tokens.len() {
                continue;
            }
            // The run, and the run together with what "of", "for the" and the like tie to it.
            initials.clear();
            let mut i = run.start;
            let mut gap = 0;
            let sentence = self.sentence_of.get(run.start);
            while let Some(token) = self.tokens.get(i) {
                if self.sentence_of.get(i) != sentence || i - run.start > 12 {
                    break;
                }
                if token.form.is_capital() {
                    initials.push(token.initial);
                    gap = 0;
                    let count = initials.chars().count();
                    if (2..=8).contains(&count) {
                        self.acronyms.entry(hash(&initials.to_lowercase())).or_insert(number as u32);
                    }
                } else if joins(text_of(text, token)) && gap < 2 {
                    gap += 1;
                } else {
                    break;
                }
                i += 1;
            }
        }
        for (i, token) in self.tokens.iter().enumerate() {
            if token.form == Form::Upper && (2..=8).contains(&token.chars) {
                self.acronyms_seen.entry(token.lower).or_insert(i as u32);
            }
        }
    }

    /// The longest run that holds the word, other than the one the token itself stands in.
    pub fn longest_elsewhere(&self, usage: &Usage, own: u32) -> Option<Run> {
        let number = if usage.longest != Some(own) { usage.longest } else { usage.second };
        self.runs.get(number? as usize).copied()
    }
}
