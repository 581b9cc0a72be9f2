//! Sentences as ranges of tokens, cut for the recogniser: a line break always ends one.
//!
//! The reading text has its own sentence finder; this one works on tokens already made, needs no language data
//! and bounds the length, so that decoding takes little memory on a text without any full stop.

use super::token::{Form, Token, is_title_short};
use std::ops::Range;

/// No sentence is longer; a longer one is cut.
pub const LONGEST: usize = 256;

/// Words that open a sentence far more often than they follow a point inside one.
const STARTERS: &[&str] = &[
    "The",
    "A",
    "An",
    "He",
    "She",
    "It",
    "They",
    "We",
    "I",
    "You",
    "This",
    "That",
    "These",
    "Those",
    "In",
    "On",
    "At",
    "But",
    "And",
    "However",
    "Meanwhile",
    "His",
    "Her",
    "Its",
    "Their",
    "Our",
    "There",
    "If",
    "When",
    "While",
    "After",
    "Before",
    "Some",
    "Many",
    "No",
    "Not",
    "As",
    "By",
    "For",
    "From",
    "So",
    "Both",
    "Last",
    "Also",
    "Now",
    "What",
    "Earlier",
    "Since",
    "Under",
    "According",
    "Although",
    "Mr",
    "Mr.",
    "Mrs.",
    "Ms.",
    "Dr.",
    "Officials",
    "Police",
];

/// Cuts the tokens of `text` into sentences, in order and without gaps.
pub fn sentences(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    for i in 0..tokens.len() {
        if i > from && (starts_here(text, tokens, i) || i - from >= LONGEST) {
            out.push(from..i);
            from = i;
        }
    }
    if from < tokens.len() {
        out.push(from..tokens.len());
    }
    out
}

fn word<'t>(text: &'t str, token: &Token) -> &'t str {
    text.get(token.start..token.end).unwrap_or_default()
}

fn starts_here(text: &str, tokens: &[Token], i: usize) -> bool {
    let Some(token) = tokens.get(i) else { return false };
    if token.after_break {
        return true;
    }
    // Step back over closing marks to the point itself.
    let mut k = i;
    let mut steps = 0;
    let closed = loop {
        let Some(before) = k.checked_sub(1).and_then(|b| tokens.get(b)) else { return false };
        let w = word(text, before);
        if matches!(w, "\"" | "”" | "'" | "’" | ")" | "]" | "»") && steps < 3 {
            // A quotation mark with space before and none behind opens rather than closes.
            if before.spaced && !token.spaced {
                return false;
            }
            k -= 1;
            steps += 1;
            continue;
        }
        break before;
    };
    let mark = word(text, closed);
    let opens = token.form.is_capital()
        || token.form == Form::Number
        || matches!(word(text, token), "\"" | "“" | "‘" | "'" | "(" | "[" | "«");
    match mark {
        "." => opens && (token.spaced || steps > 0 || token.form == Form::Capital),
        "!" | "?" | "…" | "..." => opens && token.spaced,
        "。" | "！" | "？" => true,
        _ if mark.len() > 1 && mark.ends_with('.') && closed.form.is_word() => {
            token.spaced && !is_title_short(mark) && STARTERS.contains(&word(text, token))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let all = tokens(text);
        sentences(text, &all)
            .into_iter()
            .map(|r| text.get(all[r.start].start..all[r.end - 1].end).unwrap_or_default().to_owned())
            .collect()
    }

    #[test]
    fn a_point_after_a_title_or_acronym_does_not_end_a_sentence() {
        assert_eq!(
            cut("Mr. Grant met Gen. Ross in the U.S. Senate. He left."),
            ["Mr. Grant met Gen. Ross in the U.S. Senate.", "He left."]
        );
        assert_eq!(cut("She moved to the U.S. The council paid."), ["She moved to the U.S.", "The council paid."]);
    }

    #[test]
    fn quotation_marks_stay_with_their_sentence() {
        assert_eq!(cut("\u{201c}Stop.\u{201d} She ran."), ["\u{201c}Stop.\u{201d}", "She ran."]);
        assert_eq!(cut("It fell. \"Run!\" she said."), ["It fell.", "\"Run!\" she said."]);
    }

    #[test]
    fn a_line_break_ends_a_sentence_and_length_is_bounded() {
        assert_eq!(cut("By Ailsa Grant\nThe dam"), ["By Ailsa Grant", "The dam"]);
        let long = "a ".repeat(5_000);
        let all = tokens(&long);
        assert!(sentences(&long, &all).iter().all(|r| r.len() <= LONGEST));
        assert_eq!(sentences(&long, &all).last().map(|r| r.end), Some(5_000));
    }
}
