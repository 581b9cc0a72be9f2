//! Text case over marked-up text, by the rules of CSL 1.0.2 and citeproc-js's list of words that stay small in titles.

use super::finish::Token;
use super::marks::Case;

/// Words title case leaves small inside a title: articles, conjunctions, prepositions (the list citeproc-js uses).
const SMALL: [&str; 88] = [
    "a",
    "about",
    "above",
    "across",
    "afore",
    "after",
    "against",
    "al",
    "along",
    "alongside",
    "amid",
    "amidst",
    "among",
    "amongst",
    "an",
    "and",
    "apropos",
    "apud",
    "around",
    "as",
    "aside",
    "astride",
    "at",
    "athwart",
    "atop",
    "barring",
    "before",
    "behind",
    "below",
    "beneath",
    "beside",
    "besides",
    "between",
    "beyond",
    "but",
    "by",
    "c",
    "ca",
    "circa",
    "d",
    "de",
    "despite",
    "down",
    "during",
    "et",
    "except",
    "for",
    "from",
    "in",
    "inside",
    "into",
    "lest",
    "like",
    "near",
    "next",
    "nor",
    "notwithstanding",
    "of",
    "off",
    "on",
    "onto",
    "or",
    "out",
    "over",
    "per",
    "plus",
    "pro",
    "qua",
    "sans",
    "since",
    "so",
    "than",
    "the",
    "through",
    "throughout",
    "till",
    "to",
    "toward",
    "towards",
    "under",
    "underneath",
    "until",
    "unto",
    "up",
    "upon",
    "via",
    "with",
    "yet",
];
const SMALL_TOO: [&str; 10] = ["v", "van", "versus", "von", "vs", "within", "without", "thru", "ahead", "given"];

/// A word: where its letters stand, and whether a title starts afresh at it.
struct Word {
    letters: Vec<usize>,
    starts: bool,
    /// After a hyphen of a longer word.
    joined: bool,
}

/// Applies a case to a run of tokens. `foreign` = not English: title and sentence case do nothing.
pub(super) fn apply(case: Case, tokens: &mut [Token], foreign: bool) {
    match case {
        Case::Title | Case::Sentence if foreign => {}
        Case::Lower => each(tokens, |c| c.to_lowercase().collect()),
        Case::Upper => each(tokens, |c| c.to_uppercase().collect()),
        Case::CapitalizeFirst => {
            if let Some(first) = words(tokens).into_iter().next() {
                raise_if_lower(tokens, &first);
            }
        }
        Case::CapitalizeAll => {
            for word in words(tokens).iter().filter(|word| !word.joined) {
                raise_if_lower(tokens, word);
            }
        }
        Case::Sentence => {
            if shouting(tokens) {
                each(tokens, |c| c.to_lowercase().collect());
            }
            if let Some(first) = words(tokens).into_iter().next() {
                raise_if_lower(tokens, &first);
            }
        }
        Case::Title => title(tokens),
    }
}

fn title(tokens: &mut [Token]) {
    if shouting(tokens) {
        each(tokens, |c| c.to_lowercase().collect());
    }
    let words = words(tokens);
    let last = words.iter().rposition(|word| !word.joined);
    for (index, word) in words.iter().enumerate() {
        let text = spelled(tokens, word).to_lowercase();
        let small = SMALL.contains(&text.as_str()) || SMALL_TOO.contains(&text.as_str());
        let end = Some(index) == last || (index + 1 == words.len());
        if small && !word.starts && !end {
            // "Of" in a title set in capitals elsewhere is brought down; a lone capital ("C", "D") may be a name.
            if text.chars().count() > 1 || text == "a" {
                lower(tokens, word);
            }
        } else {
            raise_if_lower(tokens, word);
        }
    }
}

/// Whether there are letters and all of them are capitals.
fn shouting(tokens: &[Token]) -> bool {
    let mut letters = tokens.iter().filter_map(Token::letter).filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase()) && words(tokens).len() > 1
}

fn each(tokens: &mut [Token], change: impl Fn(char) -> Vec<char>) {
    for token in tokens {
        if let Some(c) = token.letter() {
            token.set(&change(c));
        }
    }
}

fn words(tokens: &[Token]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut inside, mut fresh, mut joined) = (false, true, false);
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Quote { open, .. } => {
                fresh |= *open;
                inside = false;
            }
            Token::Char { c, .. } if c.is_alphanumeric() || (inside && matches!(c, '’' | '\'' | '.')) => {
                if !inside {
                    words.push(Word { letters: Vec::new(), starts: fresh, joined });
                }
                if let Some(word) = words.last_mut() {
                    word.letters.push(index);
                }
                (inside, fresh, joined) = (true, false, false);
            }
            Token::Char { c, .. } => {
                joined = inside && matches!(c, '-' | '‐' | '/');
                fresh |= matches!(c, ':' | '?' | '!' | '—' | '“' | '‘');
                inside = false;
            }
        }
    }
    words
}

/// The word with its letters only: "v." is "v".
fn spelled(tokens: &[Token], word: &Word) -> String {
    word.letters.iter().filter_map(|at| tokens.get(*at).and_then(Token::letter)).filter(|c| *c != '.').collect()
}

/// Capitalises a word without capitals: "iPhone" and "NASA" stay as they are.
fn raise_if_lower(tokens: &mut [Token], word: &Word) {
    let lower = word.letters.iter().all(|at| match tokens.get(*at) {
        Some(Token::Char { c, .. }) => !c.is_uppercase(),
        _ => true,
    });
    if lower
        && let Some(token) = word.letters.first().and_then(|at| tokens.get_mut(*at))
        && let Some(c) = token.letter()
    {
        token.set(&c.to_uppercase().collect::<Vec<_>>());
    }
}

/// Lowers "Of" but not "OF" or "oF": only a plain capital at the start.
fn lower(tokens: &mut [Token], word: &Word) {
    let plain =
        word.letters.iter().skip(1).all(|at| tokens.get(*at).and_then(Token::letter).is_none_or(|c| !c.is_uppercase()));
    if plain
        && let Some(token) = word.letters.first().and_then(|at| tokens.get_mut(*at))
        && let Some(c) = token.letter()
    {
        token.set(&c.to_lowercase().collect::<Vec<_>>());
    }
}
