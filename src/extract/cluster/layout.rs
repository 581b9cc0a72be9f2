//! Lines of the text and who signed it: a byline names the author, and the author is not the person of that name in
//! the text.

use std::collections::HashSet;

use super::super::name::person_words;
use super::super::{Context, Mention};
use crate::model::EntityType;
use crate::text::Index;

/// Longest line that can be a byline, in code points.
const LONGEST: usize = 120;

/// Where mentions stand on the page.
#[derive(Debug)]
pub(super) struct Layout {
    /// For each mention its line, counted from 0.
    pub(super) lines: Vec<u32>,
    /// For each mention whether it is the author's name where the piece is signed.
    pub(super) signed: Vec<bool>,
    /// For each mention whether it opens a line and a colon follows: who speaks, in an interview.
    pub(super) labels: Vec<bool>,
    /// For each mention whether it stands in brackets right behind the one before it ("Harbour Trust (HT)").
    pub(super) explained: Vec<bool>,
}

/// Reads the lines of the text once.
pub(super) fn layout(
    text: &str,
    index: &Index,
    mentions: &[Mention],
    surfaces: &[&str],
    context: &Context<'_>,
) -> Layout {
    let authors: HashSet<Vec<String>> = context.authors.iter().map(|a| sorted(a)).collect();
    let mut layout = Layout {
        lines: Vec::with_capacity(mentions.len()),
        signed: Vec::with_capacity(mentions.len()),
        labels: Vec::with_capacity(mentions.len()),
        explained: explained(text, index, mentions),
    };
    let mut left = mentions.iter().zip(surfaces).peekable();
    let mut start = 0;
    for (number, line) in (0_u32..).zip(text.split('\n')) {
        let length = line.chars().count();
        let end = start + length;
        while let Some((mention, surface)) = left.next_if(|(mention, _)| mention.start <= end) {
            layout.lines.push(number);
            // "HP: …", "[HP] …", "((HP)) …"
            let marks = index.slice(text, start..mention.start.min(start + 4)).trim();
            let opens = mention.start.saturating_sub(start) <= 3 && !marks.contains(char::is_alphanumeric);
            let next = index.slice(text, mention.end..mention.end.saturating_add(1));
            layout.labels.push(opens && (next == ":" || !marks.is_empty() && matches!(next, ")" | "]")));
            layout.signed.push(
                mention.kind == EntityType::Per && length <= LONGEST && {
                    let before = index.slice(text, start..mention.start).trim().to_lowercase();
                    let after = index.slice(text, mention.end..end).trim();
                    signed(&before, after, authors.contains(&sorted(surface)))
                },
            );
        }
        start = end + 1;
    }
    layout
}

/// For each mention whether it stands in brackets right behind the one before it ("Harbour Trust (HT)").
fn explained(text: &str, index: &Index, mentions: &[Mention]) -> Vec<bool> {
    let mut explained = Vec::with_capacity(mentions.len());
    let mut before: Option<usize> = None;
    for mention in mentions {
        let close = index.slice(text, mention.end..mention.end.saturating_add(1));
        explained.push(before.is_some_and(|end| {
            mention.start.saturating_sub(end) <= 4
                && index.slice(text, end..mention.start).trim().trim_end_matches(['"', '“', '\'', '‘']).trim_end()
                    == "("
                && matches!(close, ")" | "," | ";" | "\"" | "”" | "'" | "’")
        }));
        before = Some(mention.end);
    }
    explained
}

/// Whether the name between `before` and `after` signs the piece.
fn signed(before: &str, after: &str, author: bool) -> bool {
    let opens = before == "by" || before.starts_with("by ") && before.split_whitespace().count() <= 8;
    // "By Ailsa Grant, Highland Post" but not "By Friday Ida Holm had left."
    let ends = !after.ends_with(['.', '!', '?', '”', '"']);
    let alone = before.trim_matches(|c: char| !c.is_alphanumeric()).is_empty() && after.split_whitespace().count() <= 3;
    opens && ends || author && (alone && ends || opens)
}

fn sorted(name: &str) -> Vec<String> {
    let mut words = person_words(name);
    words.sort();
    words
}
