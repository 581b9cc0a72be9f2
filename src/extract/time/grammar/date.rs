//! Dates: which spans there are, days and ranges of days; longer spans of the year stand in `year.rs`.

use super::super::super::cursor::{Cursor, Read};
use super::super::super::lexicon::{Feast, Part, Unit, Word};
use super::super::super::number::ordinal;
use super::super::meaning::{Day, From, Meaning, Span, Which, Year};
use super::year::{
    bare, century, decade, is_year, month, month_name, part_of_year, shift, year, year_ago, year_behind, year_figure,
};

/// `date := edge? span`
pub fn date(c: Cursor<'_>) -> Read<'_, Meaning> {
    let (span, end) = span(edge(c))?;
    Some((Meaning::Date(span), end))
}

/// `edge := "very"? ("early" | "late" | "mid") "-"? ("on" | "in")? | ("earlier" | "later") ("on" | "in")?
///        | "the"? ("start" | "end" | "middle") "of"`
pub fn edge(c: Cursor<'_>) -> Cursor<'_> {
    match c.word() {
        Word::Early | Word::Late | Word::Mid | Word::Earlier | Word::Later => {
            let next = c.step();
            next.hyphen().unwrap_or(next).skip_one(&[Word::On, Word::In])
        }
        Word::The | Word::Start | Word::End => {
            let inner = c.skip(Word::The).take_one(&[Word::Start, Word::End, Word::Mid]);
            inner.and_then(|c| c.take(Word::Of)).unwrap_or(c)
        }
        Word::About if is_year(c.step().text()) => c.step(),
        Word::Function if c.text().eq_ignore_ascii_case("very") => {
            c.step().take_one(&[Word::Early, Word::Late]).map_or(c, |c| c.skip_one(&[Word::On, Word::In]))
        }
        _ => c,
    }
}

/// `range := span DASH span | month day DASH day | year DASH year`
pub fn range(c: Cursor<'_>) -> Read<'_, Meaning> {
    let c = edge(c);
    years(c).or_else(|| days(c))
}

/// `years := year DASH (year | two digits)` — "2015-2016", "2018-19".
fn years(c: Cursor<'_>) -> Read<'_, Meaning> {
    let (first, c) = year_figure(c)?;
    let c = c.dash()?;
    let last: i16 = match c.text().len() {
        4 => year_figure(c)?.0,
        2 => first - first % 100 + c.text().parse::<i16>().ok()?,
        _ => return None,
    };
    let end = c.step();
    let alone = end.dash().is_none() && !(end.is_tight() && matches!(end.word(), Word::Mark('/' | '%')));
    let close = first < last && last - first <= 150 && alone;
    close.then_some((Meaning::Range(Span::Year(Year::Of(first)), Span::Year(Year::Of(last))), end))
}

/// `days := month day DASH day ("," year)? | day DASH day month year?` — "May 10-12, 2020", "10–12 May".
fn days(c: Cursor<'_>) -> Read<'_, Meaning> {
    let ends = |year, month, from, to, end| {
        let day = |day| Span::Day(Day::Date(year, month, day));
        (from < to).then_some((Meaning::Range(day(from), day(to)), end))
    };
    if let Some((month, c)) = month_name(c) {
        let (from, c) = day_of_month(c)?;
        let (to, end) = day_of_month(c.dash()?)?;
        let (year, end) = year_behind(end);
        return ends(year, month, from, to, end);
    }
    let (from, c) = day_of_month(c)?;
    let (to, c) = day_of_month(c.dash()?)?;
    let (month, end) = month_name(c.skip(Word::Of))?;
    let (year, end) = year_behind(end);
    ends(year, month, from, to, end)
}

/// `span := day | week | weekend | part of a year | year | decade | century | shift`
fn span(c: Cursor<'_>) -> Read<'_, Span> {
    const SPANS: &[for<'a> fn(Cursor<'a>) -> Read<'a, Span>] =
        &[any_day, week, weekend, month, part_of_year, decade, century, shift, bare, year_ago, year];
    let mut best: Read<'_, Span> = None;
    for rule in SPANS {
        if let Some((span, end)) = rule(c)
            && best.as_ref().is_none_or(|(_, to)| end.at() > to.at())
        {
            best = Some((span, end));
        }
    }
    best
}

fn any_day(c: Cursor<'_>) -> Read<'_, Span> {
    day(c).map(|(day, end)| (Span::Day(day), end))
}

/// `day := (weekday ","?)? calendar | which? weekday | "today" | feast | ("the" "next" | "that" | …) "day"`
pub fn day(c: Cursor<'_>) -> Read<'_, Day> {
    if let Some((found, end)) = calendar(c).or_else(|| calendar(weekday_before(c)?)) {
        return Some((found, end));
    }
    match c.word() {
        Word::Today(days) => {
            // "today, 10 September"
            let end = c.step();
            if let Some(read) = end.take(Word::Mark(',')).and_then(calendar) {
                return Some(read);
            }
            return Some((Day::Shift(i32::from(days), From::Publication), end));
        }
        Word::Tonight => return Some((Day::Shift(0, From::Publication), c.step())),
        _ => {}
    }
    if let Some(read) = feast(c) {
        return Some(read);
    }
    let (which, inner) = which(c);
    if let Word::Weekday(day) = inner.word()
        && !is_named_day(inner)
        && (which != Which::Near(0) || c.word() != Word::The)
    {
        return Some((Day::Weekday(day, which), inner.step()));
    }
    day_near(c)
}

/// `day_near := ("the" ("next" | "following" | "previous" | "same") | "that" "same"? ) ("day" | "date")
///            | "the" "day" ("before" | "after")`
fn day_near(c: Cursor<'_>) -> Read<'_, Day> {
    if let Some(c) = c.take(Word::The).and_then(|c| c.take(Word::Unit(Unit::Day))) {
        let days = match c.word() {
            Word::Before => -1,
            Word::After => 1,
            _ => return None,
        };
        // "the day before yesterday" counts from the publication.
        let end = c.step();
        return Some(match end.word() {
            Word::Today(from) => (Day::Shift(days + i32::from(from), From::Publication), end.step()),
            _ => (Day::Shift(days, From::Focus), end),
        });
    }
    let (which, inner) = which(c);
    let Which::Near(days) = which else { return None };
    let end = inner.take_one(&[Word::Unit(Unit::Day), Word::Date])?;
    let said = c.word() == Word::That || inner.at() == c.at() + 2;
    // "that day" and "the same day", but not "the day".
    (said && end.hyphen().is_none()).then_some((Day::Shift(i32::from(days), From::Focus), end))
}

/// `which := "last" | "this" "past"? | "next" | "the"? ("previous" | "following" | "next" | "same") | "that" "same"?`
pub fn which(c: Cursor<'_>) -> (Which, Cursor<'_>) {
    let inner = c.step();
    match (c.word(), inner.word()) {
        (Word::This, Word::Past | Word::Last) => (Which::Last, inner.step()),
        (Word::This, Word::Coming) => (Which::Next, inner.step()),
        (Word::Last | Word::Past, _) => (Which::Last, inner),
        (Word::This, _) => (Which::This, inner),
        (Word::Next | Word::Coming, _) => (Which::Next, inner),
        (Word::The, Word::Current) => (Which::This, inner.step()),
        (Word::The | Word::That, Word::Same) => (Which::Near(0), inner.step()),
        (Word::That, _) => (Which::Near(0), inner),
        (Word::The, Word::Previous) => (Which::Near(-1), inner.step()),
        (Word::The, Word::Next | Word::Following) => (Which::Near(1), inner.step()),
        (Word::The, Word::Last | Word::Past) => (Which::Last, inner.step()),
        (Word::The, Word::Coming) => (Which::Next, inner.step()),
        _ => (Which::Open, c),
    }
}

/// A weekday before a date: "Tuesday, January 21", "Fri., Oct. 13".
fn weekday_before(c: Cursor<'_>) -> Option<Cursor<'_>> {
    matches!(c.word(), Word::Weekday(_) | Word::ShortWeekday(_))
        .then(|| c.step().skip(Word::Mark('.')).skip(Word::Mark(',')).skip(Word::The))
}

/// Weekdays that are names: "Black Friday" is no Friday of the week.
const NAMED: &[&str] = &["black", "good", "bloody", "ash", "holy", "super", "palm", "fat", "cyber", "shrove"];

fn is_named_day(c: Cursor<'_>) -> bool {
    c.before(1).is_some_and(|word| word.capital && NAMED.iter().any(|name| word.text.eq_ignore_ascii_case(name)))
}

/// `calendar := month day (","? year)? | day "of"? month ","? year?`
fn calendar(c: Cursor<'_>) -> Read<'_, Day> {
    if let Some((month, next)) = month_name(c) {
        let (day, end) = day_of_month(next.skip(Word::The))?;
        // "May 10 people" counts people; "June 2019" is a month.
        let (year, end) = year_behind(end);
        return Some((Day::Date(year, month, day), end));
    }
    let (day, next) = day_of_month(c.skip(Word::The))?;
    let (month, end) = month_name(next.skip(Word::Of).hyphen().unwrap_or(next.skip(Word::Of)))?;
    let (year, end) = year_behind(end);
    Some((Day::Date(year, month, day), end))
}

/// `day_of_month := 1 … 31 ("st" | "nd" | "rd" | "th")?`
fn day_of_month(c: Cursor<'_>) -> Read<'_, i8> {
    let figure = (c.word() == Word::Figure && c.text().len() <= 2).then(|| c.text().parse::<i8>().ok()).flatten();
    let (day, end) = match (ordinal(c), figure) {
        (Some((day, end)), _) => (i8::try_from(day).ok()?, end),
        (None, Some(day)) => (day, c.step()),
        _ => return None,
    };
    // "May 10%" and "May 10:30" are something else.
    let clock = end.word() == Word::Mark(':') && end.step().is_tight();
    let other = matches!(end.word(), Word::Mark('%' | '/') | Word::Other | Word::Meridiem(_));
    let glued = end.is_tight() && (clock || other);
    ((1..=31).contains(&day) && !glued).then_some((day, end))
}

/// `week := "the"? "week" ("of" | "ending") day` — "the week of October 21".
fn week(c: Cursor<'_>) -> Read<'_, Span> {
    let c = c.skip(Word::The).take(Word::Unit(Unit::Week))?;
    let (day, end) = day(c.take(Word::Of).or_else(|| c.text().eq_ignore_ascii_case("ending").then(|| c.step()))?)?;
    Some((Span::WeekOf(day), end))
}

/// `weekend := which? "weekend" | "the" "weekend"`
fn weekend(c: Cursor<'_>) -> Read<'_, Span> {
    let (which, inner) = which(c);
    let inner = if which == Which::Open { c.take(Word::The)? } else { inner };
    Some((Span::Weekend(which), inner.take(Word::Weekend)?))
}

/// More days of the month named before: the 17 of "March 15 to 17", the 8 and 9 of "May 7, 8 and 9".
pub fn more_days<'a>(date: Meaning, c: Cursor<'a>) -> Option<(usize, Meaning, Cursor<'a>)> {
    let Meaning::Date(Span::Day(Day::Date(year @ Year::Which(_), month, first))) = date else { return None };
    let joint = c.take_one(&[Word::To, Word::And, Word::Or, Word::Until, Word::Mark(',')])?;
    let joint = if c.word() == Word::Mark(',') { joint.skip(Word::And) } else { joint };
    let (day, end) = day_of_month(joint)?;
    let counted = end.lexeme().is_some_and(|next| next.is_plain())
        || matches!(
            end.word(),
            Word::Unit(_)
                | Word::Units(_)
                | Word::Month(_)
                | Word::Figure
                | Word::Measure
                | Word::Percent
                | Word::Scale(_)
        )
        || end.word() == Word::Mark('-');
    (first < day && !counted).then_some((joint.at(), Meaning::Date(Span::Day(Day::Date(year, month, day))), end))
}

/// `feast := which? "Christmas" ("Eve" | "Day")? | "New" "Year" "'s" ("Eve" | "Day") | …`
fn feast(c: Cursor<'_>) -> Read<'_, Day> {
    let (which, inner) = which(c);
    let told = which != Which::Open;
    let (feast, next) = match inner.word() {
        Word::Feast(feast) => (feast, inner.step()),
        Word::Other if inner.text() == "New" => {
            let year = inner.step().take(Word::Unit(Unit::Year))?;
            let owner = if matches!(year.text(), "'s" | "’s") { year.step() } else { year };
            (Feast::NewYear, owner)
        }
        _ => return None,
    };
    let (eve, end) = match next.word() {
        Word::Eve => (true, next.step()),
        Word::Unit(Unit::Day) => (false, next.step()),
        // Bare "Christmas" and "Halloween" are seasons and names as often as days.
        _ if told && feast != Feast::Boxing => (false, next),
        _ if feast == Feast::Thanksgiving => (false, next),
        _ => return None,
    };
    let (year, end) = year_behind(end);
    let year = if year == Year::Which(Which::Open) { Year::Which(which) } else { year };
    Some((Day::Feast(feast, eve, year), end))
}

/// `part_of_day := "early" | "late" … ("morning" | …)`
pub fn part_of_day(c: Cursor<'_>) -> Read<'_, Part> {
    let inner = c.skip_one(&[Word::Early, Word::Late, Word::Mid]);
    let inner = inner.hyphen().unwrap_or(inner);
    match inner.word() {
        Word::Part(part) => Some((part, inner.step())),
        _ => None,
    }
}
