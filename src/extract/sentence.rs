//! Sentences as ranges of tokens, for the recogniser: those of the reading text, cut at every line break and bounded
//! in length, so that decoding takes little memory on a text without any full stop.

use super::token::Token;
use crate::text::sentence_bytes;
use std::ops::Range;

/// No sentence is longer; a longer one is cut.
pub const LONGEST: usize = 256;

/// Cuts the tokens of `text` into sentences, in order and without gaps.
pub fn sentences(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut starts = sentence_bytes(text).into_iter().map(|range| range.start).peekable();
    let mut out = Vec::new();
    let mut from = 0;
    for (i, token) in tokens.iter().enumerate() {
        let mut opens = token.after_break;
        while starts.next_if(|start| *start <= token.start).is_some() {
            opens = true;
        }
        if i > from && (opens || i - from >= LONGEST) {
            out.push(from..i);
            from = i;
        }
    }
    if from < tokens.len() {
        out.push(from..tokens.len());
    }
    out
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
