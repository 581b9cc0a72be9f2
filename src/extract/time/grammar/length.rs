//! Lengths of time, and distances: how long, how long ago, how much later.

use super::super::super::cursor::{Cursor, Read};
use super::super::super::lexicon::{Unit, Word};
use super::super::super::number::{Decimal, number};
use super::super::meaning::{Count, From, Length, Meaning, Year};
use super::approximately;
use super::year::{is_year, year_figure};

/// `length := approximately? (count unit | units) ("-"? "long")?`, but no age.
pub fn length(c: Cursor<'_>) -> Read<'_, Meaning> {
    let start = approximately(c);
    let (found, end) = counted(start).or_else(|| bare(start.skip(Word::Just)))?;
    Some((Meaning::Length(found), end))
}

/// `distance := length ("ago" | "earlier" | "later" | "before" | "after" | "prior" | "back" | "from now")`
pub fn distance(c: Cursor<'_>) -> Read<'_, Meaning> {
    let start = approximately(c);
    let (length, next) = counted(start).or_else(|| bare(start))?;
    let next = or_so(next);
    let end = next.step();
    let (sign, from) = match next.word() {
        Word::Ago => (-1, From::Publication),
        Word::Back if !matches!(end.word(), Word::To | Word::In | Word::From) => (-1, From::Publication),
        Word::Earlier | Word::Prior => (-1, From::Focus),
        Word::Later => (1, From::Focus),
        Word::From if end.word() == Word::Now => {
            return Some((Meaning::Distance(length, 1, From::Publication), end.step()));
        }
        _ => return None,
    };
    // "two years earlier than planned" compares lengths.
    let compares = end.word() == Word::Than;
    (!compares).then_some((Meaning::Distance(length, sign, from), end))
}

/// `opening := "the"? "first" number "months" "of" ("the" year | year)` — "the first three months of 2018".
pub fn opening(c: Cursor<'_>) -> Read<'_, Meaning> {
    let first = c.skip(Word::The).take(Word::Ordinal(1))?;
    let (count, next) = number(first)?;
    let of = next.take(Word::Units(Unit::Month))?.take(Word::Of)?;
    let months = i8::try_from(count.integer()?).ok()?;
    let (year, end) = match year_figure(of) {
        Some((year, end)) => (Year::Of(year), end),
        None => {
            let shift = match of.word() {
                Word::The | Word::This => 0,
                Word::Last => -1,
                Word::Next => 1,
                _ => return None,
            };
            (Year::Shift(shift), of.step().skip(Word::Fiscal).take(Word::Unit(Unit::Year))?)
        }
    };
    Some((Meaning::Opening(months, year), end))
}

/// `window := ("roughly")? "the" ("last" | "past" | "next" | "first" | "coming" …) count? unit | ("last" | "past") count unit`
///
/// — "the past two weeks", "the last few years", "last couple of weeks", "the past year".
pub fn window(c: Cursor<'_>) -> Read<'_, Meaning> {
    let start = if c.word() == Word::About { c.step() } else { c };
    let the = start.take_one(&[Word::The, Word::This, Word::That, Word::These, Word::Possessive]);
    let inner = the.unwrap_or(start);
    const SIDES: &[Word] = &[
        Word::Last,
        Word::Past,
        Word::Next,
        Word::Coming,
        Word::Following,
        Word::Previous,
        Word::Ordinal(1),
        Word::Latest,
    ];
    let side = inner.take_one(SIDES);
    let these = matches!(start.word(), Word::These | Word::The);
    let Some(side) = side else {
        // "these four days", "the sixteen weeks"
        let (length, end) = counted(inner).filter(|_| these)?;
        let plural = matches!(end.word_before(), Word::Units(_));
        return (plural && matches!(length.count, Count::Exact(_))).then_some((Meaning::Length(length), end));
    };
    let needs_article = !matches!(inner.word(), Word::Last | Word::Past | Word::Next | Word::Coming);
    if the.is_none() && needs_article {
        return None;
    }
    if let Some((length, end)) = counted(side) {
        return Some((Meaning::Length(length), or_so(end)));
    }
    let one = Count::Exact(Decimal::whole(1));
    match side.word() {
        Word::Unit(unit) if the.is_some() && start.word() == Word::The || inner.word() == Word::Past => {
            let past = matches!(inner.word(), Word::Last | Word::Past);
            past.then_some((Meaning::Length(Length { count: one, unit, more: None }), side.step()))
        }
        Word::Units(unit) => Some((
            match inner.word() {
                Word::Coming => Meaning::Future(Some(unit)),
                Word::Previous => Meaning::Past(Some(unit)),
                _ => Meaning::Length(Length { count: Count::Some, unit, more: None }),
            },
            side.step(),
        )),
        _ => None,
    }
}

/// `or_so := "or" ("so" | "more")`
fn or_so(c: Cursor<'_>) -> Cursor<'_> {
    c.take(Word::Or).and_then(|c| c.take_one(&[Word::So, Word::More])).unwrap_or(c)
}

/// `counted := count "-"? filler? unit ("and" "a" "half" | "and"? count unit)? ("-"? "long")?`
pub fn counted(c: Cursor<'_>) -> Read<'_, Length> {
    let (count, next) = count(c)?;
    let next = next.hyphen().unwrap_or(next);
    let next = next.skip_one(&[Word::More, Word::Whole, Word::Long]);
    let (mut unit, mut end) = match next.word() {
        Word::Unit(unit) | Word::Units(unit) => (unit, next.step()),
        // "a ten-second delay": an ordinal everywhere else
        Word::Ordinal(2) if next.at() > 0 && c.word() != Word::A && next.word_before() == Word::Mark('-') => {
            (Unit::Second, next.step())
        }
        _ => return None,
    };
    let mut count = count;
    // "quarter century"
    if unit == Unit::Quarter && end.word() == Word::Unit(Unit::Century) {
        (unit, end, count) = (Unit::Year, end.step(), Count::Exact(Decimal::whole(25)));
    }
    // "a year or two"
    if let Some((Count::Exact(most), rest)) = end.take(Word::Or).and_then(self::count)
        && let Count::Exact(least) = count
        && !matches!(rest.word(), Word::Units(_) | Word::Unit(_) | Word::Other)
    {
        return Some((Length { count: Count::Range(least, most), unit, more: None }, rest));
    }
    let (more, end) = rest_of(unit, end);
    let end = end.hyphen().unwrap_or(end).take(Word::Long).unwrap_or(end);
    // "a quarter of the city", "three-quarters"
    let share = unit == Unit::Quarter
        && (matches!(count, Count::Some)
            || c.step().hyphen().is_some()
            || end.word() == Word::Of
            || c.word() == Word::A);
    if is_age(end) || (share && !matches!(end.word(), Word::Ago | Word::Earlier | Word::Later)) {
        return None;
    }
    Some((Length { count, unit, more }, end))
}

/// `rest := "and" "a" "half" | ("and" | ",")? number shorter unit`
fn rest_of(unit: Unit, c: Cursor<'_>) -> (Option<(Decimal, Unit)>, Cursor<'_>) {
    if let Some(end) = c.take(Word::And).and_then(|c| c.take(Word::A)?.take(Word::Half)) {
        return (Decimal::whole(1).half().map(|half| (half, unit)), end);
    }
    let more = number(c.skip(Word::Mark(',')).skip(Word::And));
    if let Some((count, next)) = more
        && let Word::Unit(shorter) | Word::Units(shorter) = next.word()
        && shorter < unit
        && unit != Unit::Quarter
    {
        return (Some((count, shorter)), next.step());
    }
    (None, c)
}

/// "64 years old", "12-year-old", "years of age".
fn is_age(c: Cursor<'_>) -> bool {
    let next = c.hyphen().unwrap_or(c);
    next.word() == Word::Old || (c.word() == Word::Of && c.step().text() == "age")
}

/// `count := "half"? ("a" | "an") | ("a" ("few" | "couple" "of"?)) | "several" | number "+"? (("to" | "or" | DASH) number)?`
fn count(c: Cursor<'_>) -> Read<'_, Count> {
    let one = Decimal::whole(1);
    match c.word() {
        Word::Half => {
            let next = c.step();
            let next = next.hyphen().unwrap_or(next).skip(Word::A);
            if matches!(next.word(), Word::Unit(_)) {
                return Some((Count::Exact(one.half()?), next));
            }
        }
        Word::A => {
            let next = c.step();
            match next.word() {
                Word::Unit(_) => return Some((Count::Exact(one), next)),
                Word::Half => {
                    let unit = next.step().hyphen().unwrap_or(next.step());
                    return matches!(unit.word(), Word::Unit(_)).then_some((Count::Exact(one.half()?), unit));
                }
                Word::Some => return Some((Count::Some, few(next.step()))),
                Word::Couple => return Some((Count::Exact(Decimal::whole(2)), next.step().skip(Word::Of))),
                Word::Dozen => return Some((Count::Exact(Decimal::whole(12)), next.step())),
                Word::Other if next.text() == "number" => return Some((Count::Some, next.step().take(Word::Of)?)),
                Word::Whole | Word::Long if matches!(next.step().word(), Word::Unit(_)) => {
                    return Some((Count::Exact(one), next.step()));
                }
                _ => {}
            }
        }
        Word::Some => return Some((Count::Some, few(c.step()))),
        Word::Scales(_) => return Some((Count::Some, c.step().take(Word::Of)?)),
        Word::Couple => return Some((Count::Exact(Decimal::whole(2)), c.step().take(Word::Of)?)),
        Word::Unit(Unit::Quarter) if c.step().word() == Word::Unit(Unit::Century) => {
            return Some((Count::Exact(one), c));
        }
        // "7:30 minutes" is no count, nor is the end of a longer figure.
        Word::Figure if c.is_tight() && matches!(c.word_before(), Word::Mark(':' | '/' | '.' | '$' | '£' | '€')) => {
            return None;
        }
        _ => {}
    }
    let (least, next) = number(c)?;
    let next = next.skip(Word::Mark('+'));
    let between = next.take_one(&[Word::To, Word::Or]).or_else(|| next.dash());
    if let Some((most, end)) = between.and_then(number) {
        return Some((Count::Range(least, most), end));
    }
    Some((Count::Exact(least), next))
}

/// "a few hundred", "several dozen": no number comes of it.
fn few(c: Cursor<'_>) -> Cursor<'_> {
    c.skip_one(&[Word::Scale(2), Word::Scale(3), Word::Dozen, Word::Another, Word::More])
}

/// `bare := units` — "for years", "within hours".
fn bare(c: Cursor<'_>) -> Read<'_, Length> {
    let Word::Units(unit) = c.word() else { return None };
    let end = c.step();
    let end = end.hyphen().unwrap_or(end).take(Word::Long).unwrap_or(end);
    // Behind an adjective or a figure they belong to something else.
    let free = !matches!(
        c.word_before(),
        Word::Mark('-' | '$' | '.') | Word::Figure | Word::Cardinal(_) | Word::Ordinal(_) | Word::Possessive
    ) && !c.before(1).is_some_and(|before| before.capital && before.word == Word::Other);
    (free && !is_age(end) && !is_year(end.text())).then_some((Length { count: Count::Some, unit, more: None }, end))
}
