//! Time expressions: finder, value with granularity, resolver against the publication date; TIMEX3 values.
//!
//! The grammar ([`grammar`]) reads what an expression means ([`meaning`]); the resolver ([`resolve`]) ties it to the
//! calendar by the date of publication, the place of the dateline, the tense of the clause and the times before it.

mod calendar;
mod dateline;
mod grammar;
mod meaning;
mod resolve;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod score;
mod tense;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod value;

use super::lexeme::Lexeme;
use super::{Context, Mention};
use crate::model::{EntityType, TimeExpression};
use crate::text::Index;
use grammar::Found;

/// The time expressions of a text, in order, without overlap.
pub(super) fn times(
    text: &str,
    lexemes: &[Lexeme<'_>],
    mentions: &[Mention],
    context: &Context<'_>,
) -> Vec<TimeExpression> {
    let index = Index::new(text);
    let frame = dateline::frame(text, mentions, context, &index);
    let mut resolver = resolve::Resolver::new(lexemes, frame);
    let mut names = mentions.iter().peekable();
    let mut out = Vec::new();
    for found in grammar::find(lexemes) {
        let Some((first, last)) = ends(lexemes, &found) else { continue };
        let range = index.code_points(text, first.start..last.end());
        while names.next_if(|name| name.end <= range.start).is_some() {}
        let figure = first.text.len() == 4 && first.text.bytes().all(|byte| byte.is_ascii_digit());
        if names.peek().is_some_and(|name| belongs_to(name, range.start, range.end, figure)) {
            continue;
        }
        let read = resolver.resolve(&found);
        out.push(TimeExpression {
            start: range.start,
            end: range.end,
            class: read.class,
            value: read.value,
            alternatives: read.alternatives,
            rule: read.rule.to_owned(),
        });
    }
    out
}

fn ends<'a, 't>(lexemes: &'a [Lexeme<'t>], found: &Found) -> Option<(&'a Lexeme<'t>, &'a Lexeme<'t>)> {
    Some((lexemes.get(found.from)?, lexemes.get(found.to.checked_sub(1)?)?))
}

/// Whether the passage is part of a name: "April" in "April Lindqvist", the year in "Expo 2020". A year that begins the
/// name of an event ("2020 Open") is a date beside the name.
fn belongs_to(name: &Mention, start: usize, end: usize, figure: bool) -> bool {
    let inside = name.start <= start && end <= name.end;
    let whole = name.start == start && name.end == end;
    match name.kind {
        _ if !inside => false,
        EntityType::Per => true,
        _ if whole => false,
        _ => name.start != start || !figure,
    }
}
