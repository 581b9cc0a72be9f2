//! From meaning to TIMEX3: ties expressions to the calendar, in the order of the text.
//!
//! What was read last is the focus: "the same day", "two years later" and a clock without a date count from it.

use jiff::civil::Date;

use super::super::lexeme::{Gap, Lexeme};
use super::super::lexicon::{Unit, Word};
use super::calendar::{Place, feast, first_month, monday, months, plus, weekday_until};
use super::dateline::Frame;
use super::grammar::Found;
use super::meaning::{Count, Day, From, Length, Meaning, Moment, Span, Which, Year, YearPart};
use super::tense::{Sense, sense};
use super::value;
use crate::model::TimeClass;

/// A value with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// TIMEX3 type.
    pub class: TimeClass,
    /// TIMEX3 value.
    pub value: String,
    /// Other readings the text allows.
    pub alternatives: Vec<String>,
    /// The rule that read it.
    pub rule: &'static str,
}

impl Reading {
    fn new(class: TimeClass, value: impl ToString, rule: &'static str) -> Self {
        Self { class, value: value.to_string(), alternatives: Vec::new(), rule }
    }

    fn or(mut self, other: impl ToString) -> Self {
        let other = other.to_string();
        if other != self.value && !self.alternatives.contains(&other) {
            self.alternatives.push(other);
        }
        self
    }
}

/// A place found, the rule, and where the text allows it another place.
#[derive(Clone, Copy, Debug)]
struct Tied {
    place: Place,
    rule: &'static str,
    other: Option<Place>,
}

impl Tied {
    fn new(place: Place, rule: &'static str) -> Self {
        Self { place, rule, other: None }
    }
}

/// What was mentioned last.
#[derive(Clone, Copy, Debug, Default)]
struct Focus {
    place: Option<Place>,
    day: Option<Date>,
    /// The last day that is not ahead of the publication.
    past: Option<Date>,
    /// A quarter of this year or the last.
    quarter: Option<Place>,
    /// A year written out, and the lexeme at which it stands.
    year: Option<(i16, usize)>,
    /// A clock: minutes of the day, minutes east of Greenwich, and the lexeme behind it.
    clock: Option<(i32, Option<i16>, usize)>,
    /// Lexeme behind a set: "every Friday from 8 a.m. to noon".
    set: Option<usize>,
}

/// Words within which a clock belongs to the one before, or to a set.
const NEAR: usize = 8;
/// Words within which a year written out holds for months and days that follow.
const PASSAGE: usize = 40;

/// How many times as far a day on the wrong side of the tense counts: behind a clause that looks ahead, and ahead of
/// one that looks back. News names coming days in clauses of the past more readily than coming months.
type Reach = (i64, i64);
const DAY: Reach = (3, 4);
const PART: Reach = (3, 8);

/// The cost of a place so many days away.
fn weigh(days: i64, sense: Sense, (behind, ahead): Reach) -> i64 {
    match sense {
        Sense::Past if days > 0 => days * ahead,
        Sense::Future if days < 0 => -days * behind,
        _ => days.abs(),
    }
}

/// Resolves the expressions of one text, in order.
pub struct Resolver<'a> {
    lexemes: &'a [Lexeme<'a>],
    frame: Frame,
    focus: Focus,
    /// The expression being resolved.
    at: Found,
}

impl<'a> Resolver<'a> {
    /// A resolver at the beginning of a text.
    pub fn new(lexemes: &'a [Lexeme<'a>], frame: Frame) -> Self {
        let at = Found { from: 0, to: 0, meaning: Meaning::Present };
        Self { lexemes, frame, focus: Focus::default(), at }
    }

    /// The value of the next expression.
    pub fn resolve(&mut self, found: &Found) -> Reading {
        self.at = *found;
        match found.meaning {
            Meaning::Date(span) => self.date(span),
            Meaning::Range(from, to) => self.range(from, to),
            Meaning::Time(moment, day) => self.time(moment, day),
            Meaning::Length(length) => length_of(length, "length"),
            Meaning::Opening(months, year) => self.opening(months, year),
            Meaning::Distance(length, sign, from) => self.distance(length, sign, from),
            Meaning::Set(often) => {
                self.focus.set = Some(found.to);
                Reading::new(TimeClass::Set, value::often(often), "set")
            }
            Meaning::Present => Reading::new(TimeClass::Date, "PRESENT_REF", "present"),
            Meaning::Past(unit) => loose("PAST_REF", unit, "past"),
            Meaning::Future(unit) => loose("FUTURE_REF", unit, "future"),
        }
    }

    fn sense(&self) -> Sense {
        sense(self.lexemes, self.at.from, self.at.to)
    }

    fn date(&mut self, span: Span) -> Reading {
        let Some(tied) = self.span(span) else {
            return Reading::new(TimeClass::Date, value::open(span), "undetermined");
        };
        self.remember(tied.place);
        if let Span::Part(_, Year::Of(year)) | Span::Year(Year::Of(year)) | Span::Day(Day::Date(Year::Of(year), ..)) =
            span
        {
            self.focus.year = Some((year, self.at.to));
        }
        let reading = Reading::new(TimeClass::Date, tied.place, tied.rule);
        match tied.other {
            Some(other) => reading.or(other),
            None => reading,
        }
    }

    fn remember(&mut self, place: Place) {
        self.focus.place = Some(place);
        if let Place::Day(day) = place {
            self.focus.day = Some(day);
            if self.frame.publication.is_none_or(|publication| day <= publication) {
                self.focus.past = Some(day);
            }
        }
        if let Place::Part(year, YearPart::Quarter(_)) = place
            && self.frame.publication.is_none_or(|publication| year >= publication.year() - 1)
        {
            self.focus.quarter = Some(place);
        }
    }

    fn range(&mut self, from: Span, to: Span) -> Reading {
        let (Some(first), Some(last)) = (self.span(from), self.span(to)) else {
            let value = format!("{}/{}", value::open(from), value::open(to));
            return Reading::new(TimeClass::Date, value, "undetermined");
        };
        self.remember(last.place);
        Reading::new(TimeClass::Date, format!("{}/{}", first.place, last.place), "range")
    }

    /// Where a span lies; nothing when that hangs on a publication date that is not known.
    fn span(&self, span: Span) -> Option<Tied> {
        match span {
            Span::Day(day) => self.day(day),
            Span::WeekOf(day) => {
                let Place::Day(day) = self.day(day)?.place else { return None };
                Some(Tied::new(Place::Week(monday(day)), "week-of"))
            }
            Span::Weekend(which) => self.weekend(which),
            Span::Part(part, year) => self.part(part, year),
            Span::Year(year) => self.year(year).map(|(year, rule)| Tied::new(Place::Year(year), rule)),
            Span::Decade(year) => Some(Tied::new(Place::Decade(year), "decade")),
            Span::Century(nth) => Some(Tied::new(Place::Century(nth), "century")),
            Span::Shift(count, unit, from) => self.shift(count, unit, from),
            Span::Quarter => self.quarter(),
            Span::YearAgo => self.year_ago(),
        }
    }

    fn shift(&self, count: i32, unit: Unit, from: From) -> Option<Tied> {
        let (base, rule) = match from {
            From::Publication => (self.frame.publication?, "publication-shift"),
            From::Focus => {
                if let (0, Some(place)) = (count, self.focus.place.filter(|place| place.unit() == unit)) {
                    return Some(Tied::new(place, "focus"));
                }
                (self.focus.place.and_then(Place::start).or(self.frame.publication)?, "focus-shift")
            }
        };
        Some(Tied::new(Place::around(plus(base, count, unit)?, unit), rule))
    }

    fn quarter(&self) -> Option<Tied> {
        if let Some(quarter) = self.focus.quarter {
            return Some(Tied::new(quarter, "focus"));
        }
        let last = plus(self.frame.publication?, -1, Unit::Quarter)?;
        Some(Tied::new(Place::around(last, Unit::Quarter), "quarter-last"))
    }

    /// A year before the publication, or before the quarter that the text compares with it.
    fn year_ago(&self) -> Option<Tied> {
        if let Some(Place::Part(year, part)) = self.focus.quarter {
            return Some(Tied::new(Place::Part(year.checked_sub(1)?, part), "year-ago-quarter"));
        }
        Some(Tied::new(Place::Year(self.frame.publication?.year().checked_sub(1)?), "publication-shift"))
    }

    fn year(&self, year: Year) -> Option<(i16, &'static str)> {
        let publication = self.frame.publication.map(Date::year);
        match year {
            Year::Of(year) => Some((year, "year")),
            Year::Shift(count) => Some((publication?.checked_add(count)?, "publication-shift")),
            Year::Which(Which::Near(count)) => {
                let base = self.focus.place.map(Place::year).or(publication)?;
                Some((base.checked_add(i16::from(count))?, "focus"))
            }
            Year::Which(_) => Some((publication?, "publication-shift")),
        }
    }

    /// A year written out shortly before, in a passage that looks back: "In 2013 … on May 5".
    fn told_year(&self) -> Option<i16> {
        let (year, at) = self.focus.year?;
        let between = self.lexemes.get(at..self.at.from)?;
        let near = between.len() <= PASSAGE && between.iter().all(|lexeme| lexeme.gap < Gap::Paragraph);
        let earlier = self.frame.publication.is_none_or(|day| year < day.year());
        (near && earlier && self.sense() != Sense::Future).then_some(year)
    }

    fn part(&self, part: YearPart, year: Year) -> Option<Tied> {
        let Year::Which(which) = year else {
            let (year, rule) = self.year(year)?;
            return Some(Tied::new(Place::Part(year, part), rule));
        };
        if let (Which::Open, Some(year)) = (which, self.told_year()) {
            return Some(Tied::new(Place::Part(year, part), "told-year"));
        }
        let publication = self.frame.publication?;
        let base = publication.year();
        let first = |year: i16| Date::new(year, first_month(part), 1).ok();
        let end = |year: i16| plus(first(year)?, months(part), Unit::Month);
        let began = |year: &i16| first(*year).is_some_and(|day| day <= publication);
        let ended = |year: &i16| end(*year).is_some_and(|day| day <= publication);
        let years = [base + 1, base, base - 1, base - 2];
        let back = |holds: &dyn Fn(&i16) -> bool| years.into_iter().find(holds);
        let ahead = |holds: &dyn Fn(&i16) -> bool| years.into_iter().rev().find(|year| !holds(year));
        // Days from the publication, negative behind it, none within.
        let distance = |year: &i16| match (first(*year), end(*year)) {
            (Some(first), _) if first > publication => days_between(publication, first),
            (_, Some(end)) if end <= publication => days_between(publication, end) - 1,
            _ => 0,
        };
        let season = matches!(part, YearPart::Season(_));
        let (year, rule) = match which {
            Which::Last => (back(&ended)?, "part-last"),
            // Winter lasts into the next year.
            Which::This if season => (back(&began).filter(|year| !ended(year)).unwrap_or(base), "part-this"),
            Which::This => (base, "part-this"),
            Which::Next => (ahead(&began)?, "part-next"),
            Which::Near(_) => {
                let base = self.focus.place.map_or(base, Place::year);
                (if first(base)? <= publication { base } else { base - 1 }, "focus")
            }
            Which::Open => {
                let cost = |year: &i16| weigh(distance(year), self.sense(), PART);
                let year = years.into_iter().min_by_key(cost)?;
                (year, if distance(&year) > 0 { "part-future" } else { "part-past" })
            }
        };
        Some(Tied::new(Place::Part(year, part), rule))
    }

    fn weekend(&self, which: Which) -> Option<Tied> {
        let publication = self.frame.publication?;
        let this = monday(publication);
        let begun = publication.weekday().to_monday_one_offset() >= 6;
        let weeks = match which {
            Which::Last => -1,
            Which::Next => 1,
            Which::Near(count) => i32::from(count),
            // Early in the week the last one is still "this weekend" for what has happened.
            Which::This | Which::Open if !begun && self.sense() == Sense::Past => -1,
            Which::This | Which::Open => 0,
        };
        Some(Tied::new(Place::Weekend(plus(this, weeks, Unit::Week)?), "weekend"))
    }

    fn day(&self, day: Day) -> Option<Tied> {
        let place = |date: Date| Place::Day(date);
        match day {
            Day::Either(readings) => {
                let dates: Vec<Date> = readings.iter().filter_map(|(y, m, d)| Date::new(*y, *m, *d).ok()).collect();
                let distance = |date: &Date| self.frame.publication.map_or(0, |day| days_between(day, *date).abs());
                let best = *dates.iter().min_by_key(|date| distance(date))?;
                let other = dates.into_iter().find(|date| *date != best).map(place);
                Some(Tied { place: place(best), rule: "digits-either", other })
            }
            Day::Date(Year::Which(_), month, day) => {
                if let Some(date) = self.told_year().and_then(|year| Date::new(year, month, day).ok()) {
                    return Some(Tied::new(place(date), "told-year"));
                }
                let (date, rule) = self.nearest(|year| Date::new(year, month, day).ok())?;
                Some(Tied::new(place(date), rule))
            }
            Day::Date(year, month, day) => {
                let (year, _) = self.year(year)?;
                Some(Tied::new(place(Date::new(year, month, day).ok()?), "calendar"))
            }
            Day::Feast(name, eve, Year::Which(which)) => {
                let publication = self.frame.publication?;
                let of = |year: i16| feast(name, eve, year);
                let base = publication.year();
                let (date, rule) = match which {
                    Which::Last => {
                        ([base, base - 1].into_iter().filter_map(of).find(|day| *day < publication)?, "feast-last")
                    }
                    Which::Next => {
                        ([base, base + 1].into_iter().filter_map(of).find(|day| *day > publication)?, "feast-next")
                    }
                    Which::This => (of(base)?, "feast-this"),
                    Which::Near(_) | Which::Open => self.nearest(of)?,
                };
                Some(Tied::new(place(date), rule))
            }
            Day::Feast(name, eve, year) => {
                let (year, _) = self.year(year)?;
                Some(Tied::new(place(feast(name, eve, year)?), "calendar"))
            }
            Day::Weekday(weekday, which) => self.weekday(weekday, which),
            Day::Shift(days, From::Publication) => {
                let date = plus(self.frame.publication?, days, Unit::Day)?;
                Some(Tied::new(place(date), "publication-shift"))
            }
            Day::Shift(days, From::Focus) => {
                let near = if self.sense() == Sense::Past { self.focus.past } else { self.focus.day };
                let base = near.or(self.frame.publication)?;
                Some(Tied::new(place(plus(base, days, Unit::Day)?), "focus-shift"))
            }
        }
    }

    /// The day of a date without a year: the nearest, those on the wrong side of the tense counting far.
    fn nearest(&self, of: impl Fn(i16) -> Option<Date>) -> Option<(Date, &'static str)> {
        let publication = self.frame.publication?;
        let base = publication.year();
        let sense = self.sense();
        let cost = |date: &Date| weigh(days_between(publication, *date), sense, DAY);
        let date = [base - 1, base, base + 1].into_iter().filter_map(of).min_by_key(cost)?;
        Some((date, if date <= publication { "date-past" } else { "date-future" }))
    }

    fn weekday(&self, weekday: i8, which: Which) -> Option<Tied> {
        let publication = self.frame.publication?;
        let day = |weeks| weekday_until(publication, weekday, weeks).map(Place::Day);
        let today = weekday_until(publication, weekday, 0)? == publication;
        let before = if today { -1 } else { 0 };
        let tied = |place: Option<Place>, rule| place.map(|place| Tied::new(place, rule));
        match which {
            Which::Last => tied(day(before), "weekday-last"),
            Which::Next => tied(day(1), "weekday-next"),
            Which::This => {
                let date = plus(monday(publication), i32::from(weekday) - 1, Unit::Day)?;
                tied(Some(Place::Day(date)), "weekday-this")
            }
            Which::Near(count) => {
                let base = self.focus.day.unwrap_or(publication);
                let strictly = if count < 0 { plus(base, -1, Unit::Day)? } else { base };
                tied(weekday_until(strictly, weekday, i32::from(count.max(0))).map(Place::Day), "focus-weekday")
            }
            Which::Open => {
                let sense = self.sense();
                let tomorrow = plus(publication, 1, Unit::Day)?.weekday().to_monday_one_offset() == weekday;
                let (place, rule, other) = match sense {
                    Sense::Past if tomorrow && self.frame.ahead => (day(1), "weekday-dateline", day(0)),
                    Sense::Past => (day(0), "weekday-past", None),
                    _ if today => (day(0), "weekday-today", None),
                    Sense::Future => (day(1), "weekday-future", None),
                    Sense::Open => (day(1), "weekday-future", day(0)),
                };
                place.map(|place| Tied { place, rule, other })
            }
        }
    }

    fn time(&mut self, moment: Moment, day: Option<Day>) -> Reading {
        let class = TimeClass::Time;
        let set = self.focus.set.take().filter(|at| self.at.from - at <= NEAR);
        if day.is_none() && set.is_some() {
            self.focus.set = Some(self.at.to);
            return Reading::new(class, value::moment(moment), "set");
        }
        let (tied, date) = match day {
            Some(day) => {
                let tied = self.day(day);
                if let Some(tied) = &tied {
                    self.remember(tied.place);
                }
                let date = tied.and_then(|tied| if let Place::Day(date) = tied.place { Some(date) } else { None });
                (tied, date)
            }
            None => {
                let near = if self.sense() == Sense::Future { self.focus.day } else { self.focus.past };
                (None, near.or(self.frame.publication))
            }
        };
        let date = self.zoned(moment, date, day.is_some());
        let Some(date) = date else {
            let open = day.map_or_else(|| "XXXX-XX-XX".to_owned(), |day| value::open(Span::Day(day)));
            return Reading::new(class, open + &value::moment(moment), "undetermined");
        };
        let reading =
            Reading::new(class, format!("{date}{}", value::moment(moment)), tied.map_or("focus-day", |tied| tied.rule));
        match tied.and_then(|tied| tied.other) {
            Some(other) => reading.or(format!("{other}{}", value::moment(moment))),
            None => reading,
        }
    }

    /// The day of a clock that repeats the one before in another zone: "11 p.m. EDT (0300 UTC)" is the next day there.
    fn zoned(&mut self, moment: Moment, date: Option<Date>, told: bool) -> Option<Date> {
        let Moment::Clock { hour, minute, zone, .. } = moment else { return date };
        let minutes = i32::from(hour) * 60 + i32::from(minute.unwrap_or(0));
        let before = self.focus.clock.filter(|(.., at)| self.at.from - at <= 2 && !told);
        self.focus.clock = Some((minutes, zone, self.at.to));
        let bracket = self.at.from.checked_sub(1).and_then(|at| self.lexemes.get(at));
        let (Some((there, their_zone, _)), Some(zone), Some(Word::Mark('('))) = (before, zone, bracket.map(|l| l.word))
        else {
            return date;
        };
        let day = 24 * 60;
        let ahead = match their_zone {
            Some(theirs) => (there - i32::from(theirs) + i32::from(zone)).div_euclid(day),
            // No zone is more than half a day away.
            None if minutes - there > day / 2 => -1,
            None if there - minutes > day / 2 => 1,
            None => 0,
        };
        plus(date?, ahead, Unit::Day)
    }

    fn opening(&mut self, count: i8, year: Year) -> Reading {
        let class = TimeClass::Duration;
        let place = self.year(year).and_then(|(year, _)| match count {
            3 => Some(Place::Part(year, YearPart::Quarter(1))),
            6 => Some(Place::Part(year, YearPart::Half(1))),
            _ => None,
        });
        match place {
            Some(place) => Reading::new(class, place, "opening").or(format!("P{count}M")),
            None => Reading::new(class, format!("P{count}M"), "opening"),
        }
    }

    fn distance(&mut self, length: Length, sign: i8, from: From) -> Reading {
        let pure = value::length(length);
        let Count::Exact(count) = length.count else {
            return match (length.count, from) {
                (Count::Range(..), From::Publication) => {
                    self.distance_of(length, sign, from).unwrap_or_else(|| length_of(length, "length"))
                }
                (_, From::Publication) if sign < 0 => loose("PAST_REF", Some(length.unit), "past"),
                (_, From::Publication) => loose("FUTURE_REF", Some(length.unit), "future"),
                _ => Reading::new(TimeClass::Date, pure, "distance-vague"),
            };
        };
        let _ = count;
        self.distance_of(length, sign, from).unwrap_or_else(|| length_of(length, "length"))
    }

    /// A distance from the publication or the focus, told in the unit of the length.
    fn distance_of(&mut self, length: Length, sign: i8, from: From) -> Option<Reading> {
        let least = match length.count {
            Count::Exact(count) | Count::Range(count, _) => i32::try_from(count.integer()?).ok()?,
            Count::Some => return None,
        };
        let count = least.checked_mul(i32::from(sign))?;
        let rule = if from == From::Publication { "publication-distance" } else { "focus-distance" };
        let base = match from {
            From::Publication => self.frame.publication?,
            From::Focus if length.unit < Unit::Day => return self.clock_later(length, count),
            From::Focus => match self.focus.place {
                // "in 2013, two weeks later" lies nowhere.
                Some(place) if place.unit() > length.unit => return None,
                Some(place) => place.start()?,
                None => self.frame.publication?,
            },
        };
        if length.unit < Unit::Day {
            return None;
        }
        if length.unit == Unit::Year && count == -1 && self.focus.quarter.is_some() {
            let tied = self.year_ago()?;
            return Some(Reading::new(TimeClass::Date, tied.place, tied.rule).or(Place::Year(base.year() - 1)));
        }
        let day = plus(base, count, length.unit)?;
        let unit = match length.unit {
            Unit::Decade | Unit::Century | Unit::Millennium => Unit::Year,
            Unit::Week | Unit::Fortnight if least == 1 => Unit::Day,
            unit => unit,
        };
        let place = Place::around(day, unit);
        // What is compared with ("from 40 a year earlier") is not what the text goes on about.
        if sign > 0 {
            self.remember(place);
        }
        let reading = Reading::new(TimeClass::Date, place, rule);
        Some(match unit {
            Unit::Week | Unit::Fortnight => reading.or(Place::Day(day)),
            _ => reading,
        })
    }

    /// "an hour later": from the last clock.
    fn clock_later(&mut self, length: Length, count: i32) -> Option<Reading> {
        let (minutes, zone, _) = self.focus.clock?;
        let step = match length.unit {
            Unit::Hour => count.checked_mul(60)?,
            Unit::Minute => count,
            _ => return None,
        };
        let (now, day) = (minutes.checked_add(step)?, 24 * 60);
        let date = plus(self.focus.day.or(self.frame.publication)?, now.div_euclid(day), Unit::Day)?;
        let of_day = now.rem_euclid(day);
        self.focus.clock = Some((of_day, zone, self.at.to));
        let clock = format!("{date}T{:02}:{:02}", of_day / 60, of_day % 60);
        Some(Reading::new(TimeClass::Time, clock, "focus-distance").or(value::length(length)))
    }
}

fn length_of(length: Length, rule: &'static str) -> Reading {
    let reading = Reading::new(TimeClass::Duration, value::length(length), rule);
    match length.count {
        Count::Range(_, most) => reading.or(value::length(Length { count: Count::Exact(most), ..length })),
        _ => reading,
    }
}

fn loose(reference: &'static str, unit: Option<Unit>, rule: &'static str) -> Reading {
    let reading = Reading::new(TimeClass::Date, reference, rule);
    match unit {
        Some(unit) => reading.or(value::length(Length { count: Count::Some, unit, more: None })),
        None => reading,
    }
}

/// Days from `first` to `second`.
fn days_between(first: Date, second: Date) -> i64 {
    (second - first).get_days().into()
}
