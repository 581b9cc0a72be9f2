//! Expressions without a place on the calendar: how often, and now, then and some day.

use super::super::super::cursor::{Cursor, Read};
use super::super::super::lexicon::{Unit, Word};
use super::super::super::number::Decimal;
use super::super::meaning::{Count, Length, Meaning, Often};
use super::length::counted;

fn each(count: u64, unit: Unit) -> Meaning {
    Meaning::Set(Often::Each(Length { count: Count::Exact(Decimal::whole(count)), unit, more: None }))
}

/// `set := "every" ("other"? unit | count units | weekday | part) | ("once" | "twice") ("a" | "per" | "every") unit
///       | "per" unit | weekdays | weekday parts | "daily"`
pub fn set(c: Cursor<'_>) -> Read<'_, Meaning> {
    let next = c.step();
    match c.word() {
        Word::Every => match next.word() {
            Word::Unit(unit) => Some((each(1, unit), next.step())),
            Word::Another => {
                let Word::Unit(unit) = next.step().word() else { return None };
                Some((each(2, unit), next.step().step()))
            }
            Word::Weekday(day) => {
                let end = next.step();
                if let Word::Part(part) = end.word() {
                    return Some((Meaning::Set(Often::Weekday(day, Some(part))), end.step()));
                }
                Some((Meaning::Set(Often::Weekday(day, None)), end))
            }
            Word::Part(part) => Some((Meaning::Set(Often::Part(part)), next.step())),
            Word::Weekend => Some((Meaning::Set(Often::Weekend), next.step())),
            _ => {
                let (length, end) = counted(next)?;
                Some((Meaning::Set(Often::Each(length)), end))
            }
        },
        Word::Once | Word::Twice => {
            let per = next.take_one(&[Word::A, Word::Per, Word::Every])?;
            let Word::Unit(unit) = per.word() else { return None };
            Some((each(1, unit), per.step()))
        }
        Word::Per => {
            let Word::Unit(unit) = next.word() else { return None };
            // "miles per hour" is a speed.
            (c.word_before() != Word::Measure).then_some((each(1, unit), next.step()))
        }
        Word::Rate(unit) => {
            // Only as an adverb: "an annual report" and "the Daily Post" tell no time.
            let adjective = next.lexeme().is_some_and(|next| next.capital || next.is_plain());
            (!adjective).then_some((each(1, unit), next))
        }
        Word::Weekdays(day) => Some((Meaning::Set(Often::Weekday(day, None)), next)),
        Word::Weekday(day) => match next.word() {
            // "Tuesday nights"
            Word::Units(Unit::Night) => {
                Some((Meaning::Set(Often::Weekday(day, Some(super::super::super::lexicon::Part::Night))), next.step()))
            }
            Word::Part(part) if next.text().ends_with('s') => {
                Some((Meaning::Set(Often::Weekday(day, Some(part))), next.step()))
            }
            _ => None,
        },
        _ => None,
    }
}

/// `reference := "right"? "now" | "at" "present" | "at" "the" "moment" | "to" "date" | "recently" | "the" "past" | "the" "near"? "future"
///             | ("recent" | "coming") units | "the" "current" unit`
pub fn reference(c: Cursor<'_>) -> Read<'_, Meaning> {
    let next = c.step();
    match (c.word(), next.word()) {
        (Word::Now, Word::That) if c.text().eq_ignore_ascii_case("now") => None,
        (Word::Now, _) => c.before(1).is_none_or(|_| next.hyphen().is_none()).then_some((Meaning::Present, next)),
        (Word::Right, Word::Now) => Some((Meaning::Present, next.step())),
        (Word::Present, _) if c.word_before() == Word::At && c.text().eq_ignore_ascii_case("present") => {
            Some((Meaning::Present, next))
        }
        (Word::The, Word::Present) if c.word_before() == Word::At => Some((Meaning::Present, next.step())),
        (Word::To, Word::Date) if c.word_before() != Word::Up => Some((Meaning::Present, next.step())),
        (Word::This, Word::Time) if c.word_before() == Word::At => Some((Meaning::Present, next.step())),
        (Word::More, Word::Recently) => Some((Meaning::Past(None), next.step())),
        (Word::Recently, _) => Some((Meaning::Past(None), next)),
        (Word::Recent, Word::Units(unit)) => Some((Meaning::Past(Some(unit)), next.step())),
        (Word::Previous, Word::Units(unit)) => Some((Meaning::Past(Some(unit)), next.step())),
        (Word::Coming, Word::Units(unit)) => Some((Meaning::Future(Some(unit)), next.step())),
        (Word::The, Word::Past) => {
            let end = next.step();
            let noun = end.lexeme().is_some_and(|next| !matches!(next.word, Word::Mark(_)) && next.is_plain());
            (!noun && c.word_before() == Word::In).then_some((Meaning::Past(None), end))
        }
        (Word::The, Word::Future) => Some((Meaning::Future(None), next.step())),
        (Word::The, Word::Other) if matches!(next.text(), "near" | "foreseeable" | "distant") => {
            Some((Meaning::Future(None), next.step().take(Word::Future)?))
        }
        _ => None,
    }
}
