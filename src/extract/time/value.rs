//! TIMEX3 values of what has no fixed place: lengths, sets, times of day, and dates of which parts are not known.

use super::super::lexicon::{Part, Unit};
use super::super::number::Decimal;
use super::calendar::code;
use super::meaning::{Count, Day, Length, Moment, Often, Span, Year};

/// "P3D", "PT1H30M", "PXY".
pub fn length(length: Length) -> String {
    let (clock, letters) = letters(length.unit);
    let front = if clock { "PT" } else { "P" };
    let count = match length.count {
        Count::Some => return format!("{front}X{letters}"),
        Count::Exact(count) | Count::Range(count, _) => count,
    };
    let (clock, body) = part(count, length.unit);
    let mut out = format!("{}{body}", if clock { "PT" } else { "P" });
    if let Some((more, unit)) = length.more {
        let (later_clock, rest) = if unit == length.unit { halves(unit) } else { part(more, unit) };
        if later_clock && !clock {
            out.push('T');
        }
        out.push_str(&rest);
    }
    out
}

/// Whether the unit stands behind the T, and its letters.
fn letters(unit: Unit) -> (bool, &'static str) {
    match unit {
        Unit::Second => (true, "S"),
        Unit::Minute => (true, "M"),
        Unit::Hour => (true, "H"),
        Unit::Day | Unit::Night => (false, "D"),
        Unit::Week | Unit::Fortnight => (false, "W"),
        Unit::Month => (false, "M"),
        Unit::Quarter => (false, "Q"),
        Unit::Year => (false, "Y"),
        Unit::Decade => (false, "DE"),
        Unit::Century => (false, "CE"),
        Unit::Millennium => (false, "ML"),
    }
}

/// One number with its unit, long units in years, halves in the next smaller unit.
fn part(count: Decimal, unit: Unit) -> (bool, String) {
    let (factor, unit) = match unit {
        Unit::Fortnight => (2, Unit::Week),
        Unit::Quarter => (3, Unit::Month),
        Unit::Decade => (10, Unit::Year),
        Unit::Century => (100, Unit::Year),
        Unit::Millennium => (1_000, Unit::Year),
        unit => (1, unit),
    };
    let count = count.times(factor).unwrap_or(count);
    let (clock, letter) = letters(unit);
    if let Some(whole) = count.less_half() {
        let (_, rest) = halves(unit);
        return match (whole, unit) {
            (_, Unit::Second | Unit::Week | Unit::Month) => (clock, format!("{count}{letter}")),
            (0, Unit::Day) => (true, rest),
            (0, _) => (clock, rest),
            (_, Unit::Day) => (clock, format!("{whole}{letter}T{rest}")),
            _ => (clock, format!("{whole}{letter}{rest}")),
        };
    }
    (clock, format!("{count}{letter}"))
}

/// Half of a unit, in the next smaller one.
fn halves(unit: Unit) -> (bool, String) {
    let (clock, text) = match unit {
        Unit::Second => (true, "0.5S"),
        Unit::Minute => (true, "30S"),
        Unit::Hour => (true, "30M"),
        Unit::Day | Unit::Night => (true, "12H"),
        Unit::Year => (false, "6M"),
        Unit::Decade => (false, "5Y"),
        Unit::Century => (false, "50Y"),
        Unit::Millennium => (false, "500Y"),
        Unit::Week | Unit::Fortnight | Unit::Month | Unit::Quarter => (false, ""),
    };
    (clock, text.to_owned())
}

/// "P1W", "XXXX-WXX-5", "XXXX-XX-XXTMO".
pub fn often(often: Often) -> String {
    match often {
        Often::Each(each) => length(each),
        Often::Weekday(day, part) => {
            format!("XXXX-WXX-{day}{}", part.map(|part| moment(Moment::Part(part))).unwrap_or_default())
        }
        Often::Part(part) => format!("XXXX-XX-XX{}", moment(Moment::Part(part))),
        Often::Weekend => "XXXX-WXX-WE".to_owned(),
    }
}

/// "T08:00", "TMO".
pub fn moment(moment: Moment) -> String {
    match moment {
        Moment::Clock { hour, minute, second, .. } => {
            let clock = format!("T{hour:02}:{:02}", minute.unwrap_or(0));
            second.map_or(clock.clone(), |second| format!("{clock}:{second:02}"))
        }
        Moment::Part(Part::Morning) => "TMO".to_owned(),
        Moment::Part(Part::Afternoon) => "TAF".to_owned(),
        Moment::Part(Part::Evening) => "TEV".to_owned(),
        Moment::Part(Part::Night) => "TNI".to_owned(),
    }
}

/// A date that hangs on an unknown day of publication, X for what is not known.
pub fn open(span: Span) -> String {
    match span {
        Span::Day(Day::Weekday(day, _)) => format!("XXXX-WXX-{day}"),
        Span::Day(Day::Date(year, month, day)) => format!("{}-{month:02}-{day:02}", open_year(year)),
        Span::Day(_) => "XXXX-XX-XX".to_owned(),
        Span::WeekOf(_) | Span::Shift(_, Unit::Week | Unit::Fortnight, _) => "XXXX-WXX".to_owned(),
        Span::Weekend(_) => "XXXX-WXX-WE".to_owned(),
        Span::Part(part, year) => format!("{}-{}", open_year(year), code(part)),
        Span::Shift(_, Unit::Month, _) => "XXXX-XX".to_owned(),
        Span::Quarter | Span::YearAgo | Span::Shift(_, Unit::Quarter, _) => "XXXX-QX".to_owned(),
        Span::Shift(_, Unit::Decade, _) => "XXX".to_owned(),
        Span::Shift(_, Unit::Century | Unit::Millennium, _) => "XX".to_owned(),
        Span::Shift(..) | Span::Year(_) | Span::Decade(_) | Span::Century(_) => "XXXX".to_owned(),
    }
}

fn open_year(year: Year) -> String {
    match year {
        Year::Of(year) => format!("{year:04}"),
        _ => "XXXX".to_owned(),
    }
}
