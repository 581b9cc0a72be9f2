//! Amounts: money, percentages, measures and counts; decimal value and unit. None lies inside a time expression.

mod currency;
mod grammar;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

use super::cursor::Cursor;
use super::lexeme::Lexeme;
use super::lexicon::Word;
use super::{Context, Mention};
use crate::model::{Amount, TimeExpression};
use crate::text::Index;
use grammar::{Found, Unit};

/// The amounts of a text, in order, without overlap. The unit is an ISO 4217 code, `%`, a measure or a noun.
pub(super) fn amounts(
    text: &str,
    lexemes: &[Lexeme<'_>],
    mentions: &[Mention],
    times: &[TimeExpression],
    context: &Context<'_>,
) -> Vec<Amount> {
    let index = Index::new(text);
    let home = currency::home(context);
    let mut times = times.iter().map(|time| index.bytes(text, time.range())).peekable();
    let mut names = mentions.iter().map(|name| index.bytes(text, name.start..name.end)).peekable();
    let (mut out, mut found) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(lexeme) = lexemes.get(at) {
        let c = Cursor::new(lexemes, at);
        at += 1;
        if !opens(c) {
            continue;
        }
        while times.next_if(|time| time.end <= lexeme.start).is_some() {}
        while names.next_if(|name| name.end <= lexeme.start).is_some() {}
        if times.peek().is_some_and(|time| time.start <= lexeme.start) {
            continue;
        }
        found.clear();
        let Some(end) = grammar::amounts(c, &mut found) else { continue };
        let taken = times.peek().map(|time| time.start);
        let named = names.peek().is_some_and(|name| name.start <= lexeme.start);
        for amount in &found {
            let (Some(first), Some(last)) = (lexemes.get(amount.from), lexemes.get(amount.to.saturating_sub(1))) else {
                continue;
            };
            // "Group of Seven" counts nothing; money and shares stand in no name.
            let part = named && matches!(amount.unit, Unit::Of(_));
            if part || taken.is_some_and(|start| start < last.end()) {
                continue;
            }
            let range = index.code_points(text, first.start..last.end());
            out.push(Amount {
                start: range.start,
                end: range.end,
                value: value(amount),
                unit: unit(&amount.unit, home),
            });
        }
        at = end.at().max(at);
    }
    out
}

/// Most words open no amount and are passed over here.
fn opens(c: Cursor<'_>) -> bool {
    match c.word() {
        Word::Figure | Word::Cardinal(_) | Word::Half => true,
        Word::A => matches!(c.step().word(), Word::Scale(_) | Word::Dozen | Word::Mark('$')),
        Word::Mark(mark) => currency::sign(mark).is_some() || matches!(mark, '-' | '−'),
        Word::Other => {
            let next = c.step();
            c.text().len() <= 4
                && (next.word() == Word::Figure || next.word() == Word::Mark('$') || next.word() == Word::Mark('.'))
        }
        // "A$", "C$", "S$"
        _ => c.text().len() <= 2 && c.step().word() == Word::Mark('$'),
    }
}

fn value(amount: &Found) -> String {
    if amount.negative { format!("-{}", amount.value) } else { amount.value.to_string() }
}

fn unit(unit: &Unit, home: &'static str) -> String {
    match unit {
        Unit::Money(code) => currency::settled(code, home).to_owned(),
        Unit::Percent => "%".to_owned(),
        Unit::Of(noun) => noun.clone(),
    }
}
