//! Who wrote the piece: a byline names the author, and the author is not the person of that name in the text.

use std::collections::HashSet;

use super::super::name::person_words;
use super::super::{Context, Mention};
use crate::model::EntityType;
use crate::text::Index;

/// Longest line that can be a byline, in code points.
const LONGEST: usize = 120;

/// For each mention whether it is the author's name where the piece is signed.
pub(super) fn find(
    text: &str,
    index: &Index,
    mentions: &[Mention],
    surfaces: &[&str],
    context: &Context<'_>,
) -> Vec<bool> {
    let authors: HashSet<Vec<String>> = context.authors.iter().map(|a| sorted(a)).collect();
    let mut found = vec![false; mentions.len()];
    let mut at = 0;
    let mut start = 0;
    for line in text.split('\n') {
        let length = line.chars().count();
        let end = start + length;
        while let Some(mention) = mentions.get(at) {
            if mention.start > end {
                break;
            }
            if mention.kind == EntityType::Per
                && length <= LONGEST
                && let Some(slot) = found.get_mut(at)
            {
                let surface = surfaces.get(at).copied().unwrap_or_default();
                let before = index.slice(text, start..mention.start).trim().to_lowercase();
                let after = index.slice(text, mention.end..end).trim();
                *slot = signed(&before, after, authors.contains(&sorted(surface)));
            }
            at += 1;
        }
        start = end + 1;
    }
    found
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
