//! Times of day: clocks with their zones, parts of the day, and the day they belong to.

use super::super::super::cursor::{Cursor, Read};
use super::super::super::lexicon::{Part, Unit, Word};
use super::super::super::number::number;
use super::super::meaning::{Day, From, Meaning, Moment};
use super::approximately;
use super::date::{day, edge, part_of_day};

/// `time := edge? (clock (joint day)? | day joint clock | day part | part of day)`
pub fn time(c: Cursor<'_>) -> Read<'_, Meaning> {
    let rules: [for<'a> fn(Cursor<'a>) -> Read<'a, Meaning>; 4] = [clock_first, day_first, early_hours, part];
    let start = edge(c);
    rules.into_iter().filter_map(|rule| rule(start)).max_by_key(|(_, end)| end.at())
}

/// `clock_first := approximately? "just"? clock ("of"? (part | "this morning"))? (joint day)?`
fn clock_first(c: Cursor<'_>) -> Read<'_, Meaning> {
    let start = match c.word() {
        Word::About => c.step(),
        Word::Just if matches!(c.step().step().word(), Word::Hour(_)) => approximately(c),
        _ => c,
    };
    let (clock, sure, end) = clock(start)?;
    if let Some((day, end)) = day_behind(end) {
        return Some((Meaning::Time(clock, Some(day)), end));
    }
    // "at 15:30 local time (1430 UTC) on Tuesday": the day stands behind the bracket.
    if let Some((day, _)) = bracket(end).and_then(|c| day(c.take(Word::On)?)) {
        return Some((Meaning::Time(clock, Some(day)), end));
    }
    let asked = matches!(
        c.word_before(),
        Word::At
            | Word::By
            | Word::Until
            | Word::From
            | Word::To
            | Word::Before
            | Word::After
            | Word::Since
            | Word::Between
    );
    (sure || asked || start.at() > c.at()).then_some((Meaning::Time(clock, None), end))
}

/// `day_first := day joint clock` — "today at 10:30 BST", "Saturday 8:00 p.m.", "3 April 2018 14:05 GMT".
fn day_first(c: Cursor<'_>) -> Read<'_, Meaning> {
    let (day, next) = day(c)?;
    if let Some((part, end)) = part_of_day(next) {
        // "Friday morning at 9 a.m."
        let inner = end.skip(Word::Mark(',')).skip_one(&[Word::At, Word::About]);
        if let Some((moment, sure, end)) = clock(approximately(inner))
            && sure
        {
            return Some((Meaning::Time(moment, Some(day)), end));
        }
        return Some((Meaning::Time(Moment::Part(part), Some(day)), end));
    }
    if next.word_before() == Word::Tonight {
        return Some((Meaning::Time(Moment::Part(Part::Night), Some(day)), next));
    }
    let joint = next.skip(Word::Mark(','));
    let at = joint.take(Word::At);
    let (moment, sure, end) = clock(approximately(at.unwrap_or(joint)))?;
    (sure || at.is_some()).then_some((Meaning::Time(moment, Some(day)), end))
}

/// `day_behind := ","? (edge? "on")? "the"? (day part? | this part | part "of" day)`
fn day_behind(c: Cursor<'_>) -> Read<'_, Day> {
    let inner = c.skip(Word::Mark(',')).skip_one(&[Word::On, Word::In]);
    let tight = matches!(c.word(), Word::Mark(','));
    if let Some((day, end)) = day(edge(inner)) {
        let end = part_of_day(end).map_or(end, |(_, end)| end);
        // "8.10am today, 10 September", "2053 Wednesday night, UTC"
        let zoned = zone(end.skip(Word::Mark(','))).map(|(_, end)| end);
        return Some((day, zoned.unwrap_or(end)));
    }
    let (day, _, end) = this_part(inner).filter(|_| !tight)?;
    Some((day, end))
}

/// Behind a bracket that holds another clock, or behind the end of the one around this clock.
fn bracket(c: Cursor<'_>) -> Option<Cursor<'_>> {
    if let Some(end) = c.take(Word::Mark(')')) {
        return Some(end);
    }
    let (_, _, end) = clock(c.take(Word::Mark('('))?)?;
    end.take(Word::Mark(')'))
}

/// `this_part := "this" part | "last" "night" | "that" part | ("the" | "in" "the") part "of" day`
fn this_part(c: Cursor<'_>) -> Option<(Day, Part, Cursor<'_>)> {
    let (part, end) = part_of_day(c.step())?;
    let near = |day| Some((day, part, end));
    match c.word() {
        Word::This => near(Day::Shift(0, From::Publication)),
        Word::Last if part != Part::Morning => near(Day::Shift(-1, From::Publication)),
        Word::That => near(Day::Shift(0, From::Focus)),
        Word::The => {
            let of = end.take(Word::Of);
            if let Some((day, end)) = of.and_then(day) {
                // "the night of Monday to Tuesday"
                let end = end.take(Word::To).and_then(day_end).unwrap_or(end);
                return Some((day, part, end));
            }
            None
        }
        _ => None,
    }
}

fn day_end(c: Cursor<'_>) -> Option<Cursor<'_>> {
    day(c).map(|(_, end)| end)
}

/// `part := this part | "the" ("next" | "following" | "same") part | "the" part | "overnight" | ("early" | "late") part`
fn part(c: Cursor<'_>) -> Read<'_, Meaning> {
    if let Some((day, part, end)) = this_part(c) {
        return Some((Meaning::Time(Moment::Part(part), Some(day)), end));
    }
    let time = |part, day| Meaning::Time(Moment::Part(part), day);
    let next = c.step();
    match (c.word(), next.word()) {
        (Word::Overnight, _) => Some((time(Part::Night, None), next)),
        (Word::The, Word::Next | Word::Following | Word::Previous | Word::Same) => {
            let days = match next.word() {
                Word::Previous => -1,
                Word::Same => 0,
                _ => 1,
            };
            let (part, end) = part_of_day(next.step())?;
            Some((time(part, Some(Day::Shift(days, From::Focus))), end))
        }
        (Word::The, _) => {
            // "the middle of the night", "the early evening"
            let inner = edge(c).skip(Word::The);
            let (part, end) = part_of_day(inner)?;
            let hour = end.take(Word::Rush).and_then(|c| c.take(Word::Unit(Unit::Hour)));
            let owner = matches!(end.text(), "'s" | "’s");
            let joined = end
                .lexeme()
                .is_some_and(|next| next.is_plain() || next.is_tight() && !matches!(next.word, Word::Mark(_)));
            (hour.is_none() && (owner || !joined) && end.hyphen().is_none()).then_some((time(part, None), end))
        }
        (Word::Part(_), _) if matches!(c.word_before(), Word::Early | Word::Late | Word::Mid) => {
            let (part, end) = part_of_day(c)?;
            Some((time(part, None), end))
        }
        _ => None,
    }
}

/// `early_hours := "the"? ("early" | "small") "hours" "of" ("this" part | "the" part | day part?)`
fn early_hours(c: Cursor<'_>) -> Read<'_, Meaning> {
    let c = c.skip(Word::The);
    let small = c.word() == Word::Early || c.text().eq_ignore_ascii_case("small");
    let hours = if small { c.step() } else { c };
    let of = hours.take(Word::Units(Unit::Hour))?.take(Word::Of).filter(|_| small || c.word_before() == Word::Early)?;
    let morning = Moment::Part(Part::Morning);
    if let Some((day, _, end)) = this_part(of) {
        return Some((Meaning::Time(morning, Some(day)), end));
    }
    let (day, end) = day(of)?;
    let end = part_of_day(end).map_or(end, |(_, end)| end);
    Some((Meaning::Time(morning, Some(day)), end))
}

/// `clock := H ":" MM (":" SS)? meridiem? zone? | H ("." MM)? meridiem zone? | HHMM zone | "noon" | H "o'clock" |
///          fraction ("past" | "to" | "before" | "after") clock`
///
/// Says also whether it can be nothing else.
fn clock(c: Cursor<'_>) -> Option<(Moment, bool, Cursor<'_>)> {
    if let Some((hour, minute, end)) = fraction(c) {
        return Some((Moment::Clock { hour, minute: Some(minute), second: None, zone: None }, true, end));
    }
    match c.word() {
        Word::Hour(hour) => {
            let (zone, end) = zone(c.step()).unwrap_or((None, c.step()));
            return Some((Moment::Clock { hour, minute: Some(0), second: None, zone }, true, end));
        }
        Word::Cardinal(hour @ 1..=12) => {
            let end = c.step();
            let (shift, end) = meridiem(end).or_else(|| Some((None, end.take(Word::OClock)?)))?;
            let (more, end) = meridiem(end).unwrap_or((None, end));
            let hour = twelve(i8::try_from(hour).ok()?, shift.or(more))?;
            let (zone, end) = zone(end).unwrap_or((None, end));
            return Some((Moment::Clock { hour, minute: None, second: None, zone }, true, end));
        }
        Word::Figure => {}
        _ => return None,
    }
    let text = c.text();
    let (mut hour, mut minute, mut second) = (text.parse::<u16>().ok(), None, None);
    let mut end = c.step();
    let mut sure = false;
    if let Some(colon) = end.take(Word::Mark(':')).filter(|next| end.is_tight() && next.is_tight()) {
        (minute, end) = (Some(two_digits(colon)?), colon.step());
        if let Some(next) = end.take(Word::Mark(':')).filter(|next| end.is_tight() && next.is_tight()) {
            (second, end) = (Some(two_digits(next)?), next.step());
        }
        // "3:2" is a score, "1:00:00.5" a race.
        if end.word() == Word::Mark(':') && end.is_tight() || text.len() > 2 {
            return None;
        }
    } else if let Some((h, m)) = text.split_once('.').filter(|(h, m)| h.len() <= 2 && m.len() == 2) {
        (hour, minute) = (h.parse().ok(), m.parse().ok());
    }
    let spoken = meridiem(end).or_else(|| Some((None, end.take(Word::OClock)?)));
    let mut shift = None;
    if let Some((meridiem_shift, next)) = spoken {
        (shift, end, sure) = (meridiem_shift, next, true);
        if shift.is_none()
            && let Some((told, next)) = meridiem(end)
        {
            (shift, end) = (told, next);
        }
    } else if minute.is_some() && !text.contains('.') || text.contains('.') && c.word_before() == Word::At {
        sure = second.is_some();
    }
    let zoned = zone(end);
    if minute.is_none() && !sure {
        // "1922 UTC", "2024 Friday, UTC"
        let named = zoned.is_some_and(|(zone, _)| zone.is_some()) || zoned_behind_day(end);
        let military = text.len() == 4 && named;
        let h = hour?;
        (hour, minute) = if military { (Some(h / 100), Some(i8::try_from(h % 100).ok()?)) } else { return None };
        sure = true;
    }
    if let Some((_, next)) = zoned {
        (end, sure) = (next, true);
    }
    let hour = twelve(i8::try_from(hour?).ok()?, shift)?;
    let valid = minute.is_none_or(|m| (0..=59).contains(&m)) && second.is_none_or(|s| (0..=60).contains(&s));
    // "15.40" is a number like any other without "at" or "p.m."
    let dotted = text.contains('.') && !sure;
    (valid && !dotted).then_some((
        Moment::Clock { hour, minute, second, zone: zoned.and_then(|(zone, _)| zone) },
        sure,
        end,
    ))
}

/// A day and then a zone: what stands before is a clock without a colon.
fn zoned_behind_day(c: Cursor<'_>) -> bool {
    let part = |end| part_of_day(end).map_or(end, |(_, end)| end);
    day(c).is_some_and(|(_, end)| matches!(zone(part(end).skip(Word::Mark(','))), Some((Some(_), _))))
}

fn two_digits(c: Cursor<'_>) -> Option<i8> {
    (c.word() == Word::Figure && c.text().len() == 2).then(|| c.text().parse().ok()).flatten()
}

/// `meridiem := "a.m." | "p.m." | "in" "the" part | "at" "night"`
fn meridiem(c: Cursor<'_>) -> Read<'_, Option<bool>> {
    if let Word::Meridiem(late) = c.word() {
        // "am" is a verb too, but not in small letters behind a figure.
        return Some((Some(late), c.step()));
    }
    let part = match c.word() {
        Word::In => c.step().take(Word::The)?,
        Word::At => c.step(),
        _ => return None,
    };
    let Word::Part(said) = part.word() else { return None };
    Some((Some(said != Part::Morning), part.step()))
}

/// The hour of 24.
fn twelve(hour: i8, late: Option<bool>) -> Option<i8> {
    match late {
        _ if !(0..=24).contains(&hour) => None,
        Some(true) if hour < 12 => Some(hour + 12),
        Some(false) if hour == 12 => Some(0),
        Some(_) if hour == 0 => None,
        _ => Some(hour),
    }
}

/// `fraction := ("a"? "quarter" | "half" | number "minutes"?) ("past" | "to" | "before" | "after") hour meridiem?`
fn fraction(c: Cursor<'_>) -> Option<(i8, i8, Cursor<'_>)> {
    let inner = c.skip(Word::A);
    let (minutes, next) = match inner.word() {
        Word::Unit(Unit::Quarter) => (15, inner.step()),
        Word::Half => (30, inner.step()),
        _ => {
            let (value, next) = number(inner)?;
            let next = next.take(Word::Units(Unit::Minute))?;
            (i16::try_from(value.integer()?).ok().filter(|m| (1..60).contains(m))?, next)
        }
    };
    let (sign, next) = match next.word() {
        Word::Past | Word::After => (1, next.step()),
        Word::To | Word::Before => (-1, next.step()),
        _ => return None,
    };
    let (hour, end) = match next.word() {
        Word::Hour(hour) => (i16::from(hour), next.step()),
        _ => {
            let (value, end) = number(next)?;
            let hour = i8::try_from(value.integer()?).ok()?;
            let (late, end) = meridiem(end).unwrap_or((None, end));
            let said = late.is_some() || (sign > 0 && inner.word() != Word::Figure);
            (i16::from(twelve(hour, late).filter(|_| said)?), end)
        }
    };
    let minute = (hour * 60 + sign * minutes).rem_euclid(24 * 60);
    Some((i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?, end))
}

/// `zone := "("? ZONE ")"? | "local" "time" | NAME "time" | NAME ("daylight" | "standard" | "summer") "time"`
fn zone(c: Cursor<'_>) -> Read<'_, Option<i16>> {
    if let Word::Zone(minutes) = c.word() {
        // "et", "pt" and "est" in small letters are words of other languages.
        return c.lexeme()?.capital.then_some((Some(minutes), c.step()));
    }
    if c.word() == Word::Local {
        return Some((None, c.step().take(Word::Time)?));
    }
    let mut end = c;
    for _ in 0..3 {
        if !end.lexeme().is_some_and(|word| word.capital && !word.is_tight()) {
            break;
        }
        end = end.step();
        if let Some(end) = end.take(Word::Time) {
            return Some((None, end));
        }
    }
    None
}
