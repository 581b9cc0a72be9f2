//! Where the body of an article begins and ends among the blocks of a text.
//!
//! Every block earns or costs words; the stretch that earns most is the body (one pass, after Kadane). Then its ends
//! are moved to what a reader would call them.

use std::ops::Range;

use super::layout::Piece;
use super::roles::{Reading, Role};

/// What a block earns: prose its words, furniture a loss that outweighs a few short lines of text.
fn worth(reading: &Reading) -> f64 {
    let words = reading.shape.words as f64;
    match reading.role {
        Role::Prose => words.min(90.0),
        Role::Sentence => words * 0.7,
        Role::Short if words >= 5.0 => -5.0,
        Role::Short => -3.0,
        Role::Identifier => -2.0,
        Role::Caption | Role::Rule | Role::Count => -2.0,
        Role::Chrome => -9.0 - words.min(20.0) * 0.5,
        Role::Date | Role::Byline | Role::Relative | Role::Label => -12.0,
        Role::Stop => -90.0,
    }
}

/// The stretch of blocks that holds the body; empty only if there are no blocks.
pub(super) fn stretch(readings: &[Reading]) -> Range<usize> {
    let (mut best, mut best_range) = (f64::MIN, 0..0);
    let (mut sum, mut start) = (0.0, 0);
    for (at, reading) in readings.iter().enumerate() {
        if sum <= 0.0 {
            sum = 0.0;
            start = at;
        }
        sum += worth(reading);
        if sum > best {
            best = sum;
            best_range = start..at + 1;
        }
    }
    best_range
}

/// Moves the start back over what still belongs to the text: blocks right after the head, below `title`.
pub(super) fn start(pieces: &[Piece], readings: &[Reading], stretch: &Range<usize>, title: Option<usize>) -> usize {
    let Some(title) = title else { return stretch.start };
    if title >= stretch.start {
        return (title + 1).min(stretch.end);
    }
    // After the last block of the head that is surely no text, what stands is text.
    let mut from = stretch.start;
    while from > title + 1 {
        let Some((reading, piece)) = readings.get(from - 1).zip(pieces.get(from - 1)) else { break };
        let belongs = match reading.role {
            Role::Sentence | Role::Prose => true,
            Role::Short => {
                reading.shape.words >= 2
                    && !super::names::bare(&piece.text).is_some_and(|(_, known)| known)
                    && super::fields::agency(&piece.text).is_none()
                    && !super::fields::is_place_line(&piece.text)
            }
            _ => false,
        };
        if !belongs {
            break;
        }
        from -= 1;
    }
    // A standfirst between headline and byline is no body, and neither is a lone menu word.
    let head_follows = readings
        .get(from..stretch.start)
        .unwrap_or_default()
        .iter()
        .any(|r| matches!(r.role, Role::Byline | Role::Date));
    if head_follows { stretch.start } else { from }
}

/// Moves the end over the lists and short lines that still belong to the text.
pub(super) fn end(pieces: &[Piece], readings: &[Reading], stretch: &Range<usize>) -> usize {
    let mut end = stretch.end;
    let mut at = stretch.end;
    let listed = |at: usize| pieces.get(at).is_some_and(|piece| is_item(&piece.text));
    while let Some(reading) = readings.get(at) {
        match reading.role {
            Role::Identifier | Role::Short
                if listed(at) || (reading.role == Role::Identifier && at > 0 && listed(at - 1)) =>
            {
                end = at + 1
            }
            Role::Identifier | Role::Short | Role::Rule if at < end + 2 => {}
            _ => break,
        }
        at += 1;
    }
    end
}

/// "• …", "3. …", "- …": an item of a list.
pub(super) fn is_item(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('•' | '▪' | '‣' | '·' | '◦' | '●' | '–' | '-' | '*') => {
            chars.next().is_some_and(char::is_whitespace)
        }
        Some(c) if c.is_ascii_digit() => {
            let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
            text.len() - rest.len() <= 3
                && rest.starts_with(['.', ')'])
                && rest.chars().nth(1).is_some_and(char::is_whitespace)
        }
        _ => false,
    }
}
