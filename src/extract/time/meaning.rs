//! What a time expression means before it is tied to a calendar: points and stretches with their granularity, each
//! explicit or relative to the publication or to what was mentioned last.

use super::super::lexicon::{Feast, Part, Season, Unit};
use super::super::number::Decimal;

/// What a relative expression counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// The day of publication: "three days ago".
    Publication,
    /// The time mentioned before: "three days later".
    Focus,
}

/// Which of several days, months or seasons of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Not said: tense and neighbours decide.
    Open,
    /// "last".
    Last,
    /// "this".
    This,
    /// "next".
    Next,
    /// "the previous", "the following", "that": −1, 1, 0 from what was mentioned before.
    Near(i8),
}

/// A year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// Written out.
    Of(i16),
    /// Years after that of the publication: "last year" is −1.
    Shift(i16),
    /// Not said, or said by "last", "this", "next" of something else.
    Which(Which),
}

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// Month and day, with a year or without.
    Date(Year, i8, i8),
    /// Digits that read as two days: day first, month first.
    Either([(i16, i8, i8); 2]),
    /// A weekday.
    Weekday(i8, Which),
    /// Days from somewhere.
    Shift(i32, From),
    /// A feast or, when true, its eve.
    Feast(Feast, bool, Year),
}

/// A part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearPart {
    /// 1 to 12.
    Month(i8),
    /// 1 to 4.
    Quarter(i8),
    /// 1 or 2.
    Half(i8),
    /// A season.
    Season(Season),
}

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// A day.
    Day(Day),
    /// The week in which a day lies.
    WeekOf(Day),
    /// A weekend.
    Weekend(Which),
    /// A part of a year.
    Part(YearPart, Year),
    /// A year.
    Year(Year),
    /// The decade that begins in this year.
    Decade(i16),
    /// A century, counted from 1.
    Century(i16),
    /// "the quarter": the one named before, or the one that ended last.
    Quarter,
    /// "the year-earlier quarter": a year before the quarter named before.
    YearAgo,
    /// Whole units from somewhere: "last week" is −1 week.
    Shift(i32, Unit, From),
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Hour, minute, second; minutes east of Greenwich where a zone is named.
    Clock {
        /// 0 to 24.
        hour: i8,
        /// 0 to 59, when said.
        minute: Option<i8>,
        /// 0 to 59, when said.
        second: Option<i8>,
        /// Minutes east of Greenwich.
        zone: Option<i16>,
    },
    /// A part of the day.
    Part(Part),
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// A number.
    Exact(Decimal),
    /// From one to another.
    Range(Decimal, Decimal),
    /// "several".
    Some,
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// How many.
    pub count: Count,
    /// Of what.
    pub unit: Unit,
    /// And how much more: "an hour and 20 minutes".
    pub more: Option<(Decimal, Unit)>,
}

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Often {
    /// "every two weeks".
    Each(Length),
    /// "every Friday", "Friday nights".
    Weekday(i8, Option<Part>),
    /// "every morning".
    Part(Part),
    /// "every weekend".
    Weekend,
}

/// What an expression means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A date of any granularity.
    Date(Span),
    /// From one to another.
    Range(Span, Span),
    /// A time of day, on a day when one is named.
    Time(Moment, Option<Day>),
    /// A length.
    Length(Length),
    /// The first months of a year: a length that lies fixed.
    Opening(i8, Year),
    /// A length before or after something: the sign says which.
    Distance(Length, i8, From),
    /// How often.
    Set(Often),
    /// "now".
    Present,
    /// "recently", with the unit if there is one: "recent years".
    Past(Option<Unit>),
    /// "in the future", "coming weeks".
    Future(Option<Unit>),
}
