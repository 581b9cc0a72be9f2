//! Places on the calendar with their granularity, and how TIMEX3 writes them. Arithmetic by `jiff`.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::super::lexicon::{Feast, Season, Unit};
use super::meaning::YearPart;

/// A place on the calendar. Weeks and weekends are named by their Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Day(Date),
    Week(Date),
    Weekend(Date),
    Part(i16, YearPart),
    Year(i16),
    Decade(i16),
    Century(i16),
}

impl Place {
    /// The year in which it begins.
    pub fn year(self) -> i16 {
        match self {
            Self::Day(day) | Self::Week(day) | Self::Weekend(day) => day.year(),
            Self::Part(year, _) | Self::Year(year) | Self::Decade(year) => year,
            Self::Century(nth) => (nth - 1).saturating_mul(100),
        }
    }

    /// Its first day.
    pub fn start(self) -> Option<Date> {
        match self {
            Self::Day(day) | Self::Week(day) => Some(day),
            Self::Weekend(monday) => plus(monday, 5, Unit::Day),
            Self::Part(year, part) => Date::new(year, first_month(part), 1).ok(),
            Self::Year(_) | Self::Decade(_) | Self::Century(_) => Date::new(self.year(), 1, 1).ok(),
        }
    }

    /// The unit it is told in.
    pub fn unit(self) -> Unit {
        match self {
            Self::Day(_) => Unit::Day,
            Self::Week(_) | Self::Weekend(_) => Unit::Week,
            Self::Part(_, YearPart::Month(_)) => Unit::Month,
            Self::Part(..) => Unit::Quarter,
            Self::Year(_) => Unit::Year,
            Self::Decade(_) => Unit::Decade,
            Self::Century(_) => Unit::Century,
        }
    }

    /// The place of this granularity in which `day` lies.
    pub fn around(day: Date, unit: Unit) -> Self {
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night => Self::Day(day),
            Unit::Week | Unit::Fortnight => Self::Week(monday(day)),
            Unit::Month => Self::Part(day.year(), YearPart::Month(day.month())),
            Unit::Quarter => Self::Part(day.year(), YearPart::Quarter((day.month() - 1) / 3 + 1)),
            Unit::Year => Self::Year(day.year()),
            Unit::Decade => Self::Decade(day.year() - day.year().rem_euclid(10)),
            Unit::Century | Unit::Millennium => Self::Century(day.year() / 100 + 1),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Week(day) => write_week(f, day),
            Self::Weekend(day) => {
                write_week(f, day)?;
                f.write_str("-WE")
            }
            Self::Part(year, part) => write!(f, "{year:04}-{}", code(part)),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Decade(year) => write!(f, "{:03}", year / 10),
            Self::Century(nth) => write!(f, "{:02}", nth - 1),
        }
    }
}

fn write_week(f: &mut fmt::Formatter<'_>, day: Date) -> fmt::Result {
    let week: ISOWeekDate = day.iso_week_date();
    write!(f, "{:04}-W{:02}", week.year(), week.week())
}

/// What follows the year.
pub fn code(part: YearPart) -> String {
    match part {
        YearPart::Month(month) => format!("{month:02}"),
        YearPart::Quarter(nth) => format!("Q{nth}"),
        YearPart::Half(nth) => format!("H{nth}"),
        YearPart::Season(Season::Spring) => "SP".to_owned(),
        YearPart::Season(Season::Summer) => "SU".to_owned(),
        YearPart::Season(Season::Autumn) => "FA".to_owned(),
        YearPart::Season(Season::Winter) => "WI".to_owned(),
    }
}

/// First month of a part of the year; seasons as meteorologists count them.
pub fn first_month(part: YearPart) -> i8 {
    match part {
        YearPart::Month(month) => month,
        YearPart::Quarter(nth) => nth * 3 - 2,
        YearPart::Half(nth) => nth * 6 - 5,
        YearPart::Season(Season::Spring) => 3,
        YearPart::Season(Season::Summer) => 6,
        YearPart::Season(Season::Autumn) => 9,
        YearPart::Season(Season::Winter) => 12,
    }
}

/// How many months it has.
pub fn months(part: YearPart) -> i32 {
    match part {
        YearPart::Month(_) => 1,
        YearPart::Quarter(_) | YearPart::Season(_) => 3,
        YearPart::Half(_) => 6,
    }
}

/// A day some units later, or earlier.
pub fn plus(day: Date, count: i32, unit: Unit) -> Option<Date> {
    let many = i64::from(count);
    let (factor, span) = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return Some(day),
        Unit::Day | Unit::Night => (1, 1.day()),
        Unit::Week => (1, 1.week()),
        Unit::Fortnight => (2, 1.week()),
        Unit::Month => (1, 1.month()),
        Unit::Quarter => (3, 1.month()),
        Unit::Year => (1, 1.year()),
        Unit::Decade => (10, 1.year()),
        Unit::Century => (100, 1.year()),
        Unit::Millennium => (1_000, 1.year()),
    };
    day.checked_add(span.checked_mul(factor).ok()?.checked_mul(many).ok()?).ok()
}

/// The Monday of its week.
pub fn monday(day: Date) -> Date {
    plus(day, -i32::from(day.weekday().to_monday_zero_offset()), Unit::Day).unwrap_or(day)
}

/// The last day with this weekday (1 = Monday) up to and with `day`, weeks added.
pub fn weekday_until(day: Date, weekday: i8, weeks: i32) -> Option<Date> {
    let back = (day.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
    plus(day, weeks * 7 - i32::from(back), Unit::Day)
}

/// The day of a feast in a year.
pub fn feast(feast: Feast, eve: bool, year: i16) -> Option<Date> {
    let day = match feast {
        Feast::Christmas => Date::new(year, 12, 25),
        Feast::Boxing => Date::new(year, 12, 26),
        Feast::Halloween => Date::new(year, 10, 31),
        Feast::NewYear => Date::new(year.checked_add(i16::from(eve))?, 1, 1),
        Feast::Thanksgiving => {
            Date::new(year, 11, 1).and_then(|first| first.nth_weekday_of_month(4, Weekday::Thursday))
        }
    };
    day.ok().and_then(|day| if eve { plus(day, -1, Unit::Day) } else { Some(day) })
}
