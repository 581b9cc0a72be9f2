//! From meaning to TIMEX3: ties expressions to the calendar, in the order of the text.
//!
//! What was read last is the focus: "the same day", "two years later" and a clock without a date count from it.

mod moment;
mod tie;

use jiff::civil::Date;

use super::super::lexeme::{Gap, Lexeme};
use super::super::lexicon::{Unit, Word};
use super::calendar::{Place, plus};
use super::dateline::Frame;
use super::grammar::Found;
use super::meaning::{Count, Day, From, Length, Meaning, Span, Year, YearPart};
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
const PASSAGE: usize = 12;

/// Resolves the expressions of one text, in order.
pub struct Resolver<'a> {
    lexemes: &'a [Lexeme<'a>],
    frame: Frame,
    focus: Focus,
    /// The expression being resolved.
    at: Found,
    /// It stands between quotation marks; looked at up to its first lexeme.
    quoted: bool,
}

impl<'a> Resolver<'a> {
    /// A resolver at the beginning of a text.
    pub fn new(lexemes: &'a [Lexeme<'a>], frame: Frame) -> Self {
        let at = Found { from: 0, to: 0, meaning: Meaning::Present };
        Self { lexemes, frame, focus: Focus::default(), at, quoted: false }
    }

    /// The value of the next expression.
    pub fn resolve(&mut self, found: &Found) -> Reading {
        let passed = self.lexemes.get(self.at.from..found.from).unwrap_or_default();
        self.quoted = passed.iter().fold(self.quoted, quoted);
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
        if length.count == Count::Some {
            return match (from, sign < 0) {
                (From::Publication, true) => loose("PAST_REF", Some(length.unit), "past"),
                (From::Publication, false) => loose("FUTURE_REF", Some(length.unit), "future"),
                (From::Focus, _) => Reading::new(TimeClass::Date, value::length(length), "distance-vague"),
            };
        }
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
}

/// Whether what follows on `lexeme` is quoted, where it was or was not before.
fn quoted(open: bool, lexeme: &Lexeme<'_>) -> bool {
    let open = open && lexeme.gap < Gap::Paragraph;
    match lexeme.word {
        Word::Mark('"') => !open,
        Word::Mark('“' | '«' | '„') => true,
        Word::Mark('”' | '»') => false,
        _ => open,
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
