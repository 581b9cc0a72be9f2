//! Times of day: which day a clock belongs to.

use jiff::civil::Date;

use super::super::super::lexicon::{Unit, Word};
use super::super::calendar::{Place, plus};
use super::super::meaning::{Day, Length, Moment, Span};
use super::super::tense::Sense;
use super::super::value;
use super::{NEAR, Reading, Resolver};
use crate::model::TimeClass;

impl Resolver<'_> {
    pub(super) fn time(&mut self, moment: Moment, day: Option<Day>) -> Reading {
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

    /// "an hour later": from the last clock.
    pub(super) fn clock_later(&mut self, length: Length, count: i32) -> Option<Reading> {
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
