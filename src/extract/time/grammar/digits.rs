//! Dates of any language: in digits (2024-03-06, 6.3.2024, 06/03/2024, 2024年3月6日), or with the month's name elsewhere.

use super::super::super::cursor::{Cursor, Read};
use super::super::super::lexicon::Word;
use super::super::meaning::{Day, Meaning, Moment, Span, Year, YearPart};
use super::year::is_year;

/// `numeric := ISO | triple | 年月日 | foreign`
pub fn numeric(c: Cursor<'_>) -> Read<'_, Meaning> {
    if c.word() != Word::Figure || joined(c) {
        return None;
    }
    iso(c).or_else(|| triple(c)).or_else(|| characters(c)).or_else(|| foreign(c))
}

/// Part of a longer code: "A-2024-03-06", "1/2/3/4".
fn joined(c: Cursor<'_>) -> bool {
    c.is_tight()
        && matches!(c.word_before(), Word::Mark('-' | '/' | '.' | ',' | ':' | '+') | Word::Figure | Word::Other)
}

/// `iso := YYYY "-" MM "-" DD ("T" HH ":" MM (":" SS)?)?`
fn iso(c: Cursor<'_>) -> Read<'_, Meaning> {
    let (year, month, day, end) = three(c, '-')?;
    let date = (is_year(year) && month.len() == 2 && day.len() == 2).then(|| valid(year, month, day))??;
    let day = Day::Date(Year::Of(date.0), date.1, date.2);
    Some(
        clock(end)
            .map_or((Meaning::Date(Span::Day(day)), end), |(moment, end)| (Meaning::Time(moment, Some(day)), end)),
    )
}

/// `clock := ("T" HH | HH) ":" MM (":" SS)? "Z"?`, behind an ISO date.
fn clock(c: Cursor<'_>) -> Read<'_, Moment> {
    let hour = match c.text().strip_prefix('T') {
        Some(hour) if c.is_tight() => hour,
        _ if c.word() == Word::Figure && c.text().len() == 2 => c.text(),
        _ => return None,
    };
    let hour = hour.parse().ok().filter(|hour| (0..=24).contains(hour))?;
    let mut end = c.step();
    let mut parts = [None; 2];
    for part in &mut parts {
        let Some(next) = end.take(Word::Mark(':')).filter(|next| next.is_tight() && next.text().len() == 2) else {
            break;
        };
        *part = next.text().parse().ok().filter(|n| (0..=60).contains(n));
        end = next.step();
    }
    let [minute, second] = parts;
    let zone = (end.text() == "Z" && end.is_tight()).then_some(0);
    let end = if zone.is_some() { end.step() } else { end };
    minute.is_some().then_some((Moment::Clock { hour, minute, second, zone }, end))
}

/// `triple := D "." M "." Y | D "/" M "/" Y | M "/" D "/" Y | D "-" M "-" Y`
fn triple(c: Cursor<'_>) -> Read<'_, Meaning> {
    // "6.3.2024" is one figure.
    let dotted = c.text().len() <= 10 && c.text().matches('.').count() == 2 && !c.text().contains(',');
    if dotted {
        let mut parts = c.text().split('.');
        let (a, b, y) = (parts.next()?, parts.next()?, parts.next()?);
        let end = c.step();
        let (year, month, day) = if is_year(a) { valid(a, b, y)? } else { valid(&full(y)?, b, a)? };
        let glued = end.is_tight() && matches!(end.word(), Word::Mark('-' | '/' | ':') | Word::Other);
        return (!glued).then_some((Meaning::Date(Span::Day(Day::Date(Year::Of(year), month, day))), end));
    }
    let (a, b, y, end) = three(c, '/').or_else(|| three(c, '-'))?;
    let slashed = c.step().word() == Word::Mark('/');
    if is_year(a) {
        let (year, month, day) = valid(a, b, y).filter(|_| slashed)?;
        return Some((Meaning::Date(Span::Day(Day::Date(Year::Of(year), month, day))), end));
    }
    let year = if slashed { full(y)? } else { is_year(y).then(|| y.to_owned())? };
    let day = match (valid(&year, b, a), valid(&year, a, b)) {
        (Some(first), Some(second)) if first != second => Day::Either([first, second]),
        (Some((year, month, day)), _) | (None, Some((year, month, day))) => Day::Date(Year::Of(year), month, day),
        (None, None) => return None,
    };
    Some((Meaning::Date(Span::Day(day)), end))
}

/// `characters := YYYY "年" (M "月" (D ("日" | "일"))?)?`, and the same in Korean.
fn characters(c: Cursor<'_>) -> Read<'_, Meaning> {
    let year = is_year(c.text()).then_some(c.text())?;
    let next = c.step().take_one(&[Word::Mark('年'), Word::Mark('년')])?;
    let number: i16 = year.parse().ok()?;
    let part = |c: Cursor<'_>| c.text().parse::<i8>().ok();
    let Some((month, next)) =
        part(next).filter(|m| (1..=12).contains(m)).zip(next.step().take_one(&[Word::Mark('月'), Word::Mark('월')]))
    else {
        return Some((Meaning::Date(Span::Year(Year::Of(number))), next));
    };
    let Some((day, end)) =
        part(next).filter(|d| (1..=31).contains(d)).zip(next.step().take_one(&[Word::Mark('日'), Word::Mark('일')]))
    else {
        return Some((Meaning::Date(Span::Part(YearPart::Month(month), Year::Of(number))), next));
    };
    Some((Meaning::Date(Span::Day(Day::Date(Year::Of(number), month, day))), end))
}

/// `foreign := D ("." | "er")? "de"? MONTH "de"? YYYY`, in the months of other languages.
fn foreign(c: Cursor<'_>) -> Read<'_, Meaning> {
    let behind = c.step();
    let marked = behind.is_tight() && matches!(behind.text(), "." | "er" | "º" | "°");
    let name = if marked { behind.step() } else { behind }.skip(Word::De);
    let (Word::ForeignMonth(month) | Word::Month(month)) = name.word() else { return None };
    let year = name.step().skip(Word::De);
    let (year, month, day) = valid(is_year(year.text()).then_some(year.text())?, &month.to_string(), c.text())?;
    Some((Meaning::Date(Span::Day(Day::Date(Year::Of(year), month, day))), name.step().skip(Word::De).step()))
}

/// Three figures with the same mark between them and none behind.
fn three(c: Cursor<'_>, mark: char) -> Option<(&str, &str, &str, Cursor<'_>)> {
    let figure = |c: Cursor<'_>| c.word() == Word::Figure && (c.text().len() <= 2 || is_year(c.text()));
    let joint = |c: Cursor<'_>| c.word() == Word::Mark(mark) && c.is_tight() && c.step().is_tight();
    let (second, third) = (c.step().step(), c.step().step().step().step());
    let fits = figure(c) && joint(c.step()) && figure(second) && joint(second.step()) && figure(third);
    let end = third.step();
    let longer = end.is_tight() && matches!(end.word(), Word::Mark('/' | '-'));
    (fits && !longer).then_some((c.text(), second.text(), third.text(), end))
}

/// Four digits of a year of two or four.
fn full(year: &str) -> Option<String> {
    match (year.len(), year.parse::<i16>()) {
        (4, Ok(_)) if is_year(year) => Some(year.to_owned()),
        (2, Ok(short)) => Some(if short < 50 { 2000 + short } else { 1900 + short }.to_string()),
        _ => None,
    }
}

/// A day that the calendar has.
fn valid(year: &str, month: &str, day: &str) -> Option<(i16, i8, i8)> {
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    jiff::civil::Date::new(year, month, day).ok().map(|_| (year, month, day))
}
