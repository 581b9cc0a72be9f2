//! Where spans and days lie: the day of publication, the tense and what was mentioned before decide.

use jiff::civil::Date;

use super::super::super::lexeme::Gap;
use super::super::super::lexicon::Unit;
use super::super::calendar::{Place, feast, first_month, monday, months, plus, weekday_until};
use super::super::meaning::{Day, From, Span, Which, Year, YearPart};
use super::super::tense::Sense;
use super::{PASSAGE, Resolver};

/// A place found, the rule, and where the text allows it another place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tied {
    pub place: Place,
    pub rule: &'static str,
    pub other: Option<Place>,
}

impl Tied {
    fn new(place: Place, rule: &'static str) -> Self {
        Self { place, rule, other: None }
    }
}

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

impl Resolver<'_> {
    /// Where a span lies; nothing when that hangs on a publication date that is not known.
    pub(super) fn span(&self, span: Span) -> Option<Tied> {
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

    pub(super) fn shift(&self, count: i32, unit: Unit, from: From) -> Option<Tied> {
        let (base, rule) = match from {
            From::Publication => {
                let publication = self.frame.publication?;
                let to = |base| Some(Place::around(plus(base, count, unit)?, unit));
                let (place, printed) = (to(self.spoken().unwrap_or(publication))?, to(publication)?);
                let rule = if place == printed { "publication-shift" } else { "quoted-day" };
                return Some(Tied { place, rule, other: (place != printed).then_some(printed) });
            }
            From::Focus => {
                if let (0, Some(place)) = (count, self.focus.place.filter(|place| place.unit() == unit)) {
                    return Some(Tied::new(place, "focus"));
                }
                (self.focus.place.and_then(Place::start).or(self.frame.publication)?, "focus-shift")
            }
        };
        Some(Tied::new(Place::around(plus(base, count, unit)?, unit), rule))
    }

    /// The day on which quoted words were said, when the text named it: "today" in them is not the day of publication.
    fn spoken(&self) -> Option<Date> {
        let (said, publication) = (self.focus.past?, self.frame.publication?);
        let recent = (1..=7).contains(&days_between(said, publication));
        (self.quoted && recent).then_some(said)
    }

    pub(super) fn quarter(&self) -> Option<Tied> {
        if let Some(quarter) = self.focus.quarter {
            return Some(Tied::new(quarter, "focus"));
        }
        let last = plus(self.frame.publication?, -1, Unit::Quarter)?;
        Some(Tied::new(Place::around(last, Unit::Quarter), "quarter-last"))
    }

    /// A year before the publication, or before the quarter that the text compares with it.
    pub(super) fn year_ago(&self) -> Option<Tied> {
        if let Some(Place::Part(year, part)) = self.focus.quarter {
            return Some(Tied::new(Place::Part(year.checked_sub(1)?, part), "year-ago-quarter"));
        }
        Some(Tied::new(Place::Year(self.frame.publication?.year().checked_sub(1)?), "publication-shift"))
    }

    pub(super) fn year(&self, year: Year) -> Option<(i16, &'static str)> {
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
                let sense = self.sense();
                let cost = |year: &i16| weigh(distance(year), sense, PART);
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

    pub(super) fn day(&self, day: Day) -> Option<Tied> {
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
            Day::Shift(days, From::Publication) => self.shift(days, Unit::Day, From::Publication),
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
                // "Thursday's session" has been, unless the clause looks ahead.
                let owner = self.lexemes.get(self.at.to).is_some_and(|next| matches!(next.text, "'s" | "’s"));
                let sense = match self.sense() {
                    Sense::Open if owner => Sense::Past,
                    sense => sense,
                };
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
}

/// Days from `first` to `second`.
fn days_between(first: Date, second: Date) -> i64 {
    (second - first).get_days().into()
}
