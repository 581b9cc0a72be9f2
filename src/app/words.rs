//! Words on the screen that are put together from parts: dates, counts, names. Whole sentences stand where they are shown
//! or, for actions, in their table.

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};

use crate::model::{Item, Name, Source};

/// "1 note", "12 notes".
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    let word = if number == 1 { one } else { many };
    format!("{} {word}", thousands(number))
}

/// 12345 as "12,345".
#[must_use]
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const LONG_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// An EDTF date as in a list: "6 Mar 2024", "Mar 2024", "2024"; other values as they are.
#[must_use]
pub fn date(edtf: &str) -> String {
    formatted(edtf, &MONTHS)
}

/// An EDTF date as in a sentence: "6 March 2024".
#[must_use]
pub fn long_date(edtf: &str) -> String {
    formatted(edtf, &LONG_MONTHS)
}

fn formatted(edtf: &str, months: &[&str; 12]) -> String {
    let day = edtf.split('T').next().unwrap_or(edtf);
    let mut parts = day.split('-');
    let year = parts.next().unwrap_or_default();
    let month =
        parts.next().and_then(|month| month.parse::<usize>().ok()).and_then(|month| months.get(month.wrapping_sub(1)));
    let day = parts.next().and_then(|day| day.parse::<u8>().ok());
    match (month, day) {
        (Some(month), Some(day)) if parts.next().is_none() => format!("{day} {month} {year}"),
        (Some(month), None) => format!("{month} {year}"),
        _ => edtf.to_owned(),
    }
}

/// A TIMEX3 value as one says it: "5 Mar 2024", "week of 4 Mar 2024", "90 minutes"; other values as they are.
#[must_use]
pub fn timex(value: &str) -> String {
    match value {
        "PRESENT_REF" => return "now".to_owned(),
        "PAST_REF" => return "in the past".to_owned(),
        "FUTURE_REF" => return "in the future".to_owned(),
        _ => (),
    }
    if let Some(span) = value.strip_prefix('P') {
        return duration(span).unwrap_or_else(|| value.to_owned());
    }
    let (date, time) = value.split_once('T').map_or((value, None), |(date, time)| (date, Some(time)));
    let mut parts = date.splitn(3, '-');
    let (year, rest) = (parts.next().unwrap_or_default(), parts.next());
    let shown = match rest {
        Some(week) if week.starts_with('W') => {
            let number = week.get(1..3).and_then(|number| number.parse::<i8>().ok());
            let monday = year.parse::<i16>().ok().zip(number).and_then(|(year, number)| {
                jiff::civil::ISOWeekDate::new(year, number, jiff::civil::Weekday::Monday).ok()
            });
            match monday {
                Some(monday) => format!("week of {}", self::date(&monday.date().to_string())),
                None => date_or_any(date),
            }
        }
        Some(quarter) if quarter.starts_with('Q') => {
            format!("quarter {} of {year}", quarter.get(1..).unwrap_or_default())
        }
        Some("SP") => format!("spring {year}"),
        Some("SU") => format!("summer {year}"),
        Some("FA") => format!("autumn {year}"),
        Some("WI") => format!("winter {year}"),
        Some(half) if half.starts_with('H') => format!("half {} of {year}", half.get(1..).unwrap_or_default()),
        None if year.len() == 3 => format!("{year}0s"),
        None if year.len() == 2 => {
            year.parse::<u32>().map_or_else(|_| date.to_owned(), |c| format!("century {}", c + 1))
        }
        _ => date_or_any(date),
    };
    match time {
        Some("MO") => format!("{shown}, morning"),
        Some("AF") => format!("{shown}, afternoon"),
        Some("EV") => format!("{shown}, evening"),
        Some("NI") => format!("{shown}, night"),
        Some(time) => format!("{shown}, {time}"),
        None => shown,
    }
}

/// A date with unknown parts: "XXXX-03-06" is "6 Mar, year unknown".
fn date_or_any(date: &str) -> String {
    if date.contains('X') { format!("{} (not settled)", date.replace('X', "·")) } else { self::date(date) }
}

/// A TIMEX3 duration without its P: "3D", "T90M", "1Y".
fn duration(span: &str) -> Option<String> {
    let (clock, rest) = span.strip_prefix('T').map_or((false, span), |rest| (true, rest));
    let unit = rest.chars().next_back()?;
    let number = rest.strip_suffix(unit)?;
    let (one, many) = match (unit, clock) {
        ('S', true) => ("second", "seconds"),
        ('M', true) => ("minute", "minutes"),
        ('H', true) => ("hour", "hours"),
        ('D', false) => ("day", "days"),
        ('W', false) => ("week", "weeks"),
        ('M', false) => ("month", "months"),
        ('Y', false) => ("year", "years"),
        _ => return None,
    };
    match number {
        "X" => Some(format!("some {many}")),
        "1" => Some(format!("1 {one}")),
        number if number.chars().all(|c| c.is_ascii_digit() || c == '.') => Some(format!("{number} {many}")),
        _ => None,
    }
}

/// An amount: "1,400,000 EUR", "40 %".
#[must_use]
pub fn amount(value: &str, unit: &str) -> String {
    let whole = value.parse::<usize>().map_or_else(|_| value.to_owned(), thousands);
    format!("{whole} {unit}").trim_end().to_owned()
}

/// The weekday of a full date: "Thu".
#[must_use]
pub fn weekday(edtf: &str) -> Option<&'static str> {
    let date: Date = edtf.get(..10)?.parse().ok()?;
    DAYS.get(usize::try_from(date.weekday().to_monday_zero_offset()).ok()?).copied()
}

/// When something happened, as one says it now: "12:04", "yesterday", "6 Mar 2024".
#[must_use]
pub fn when(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let (at, today) = (at.to_zoned_datetime(zone.clone()), now.to_zoned_datetime(zone.clone()));
    let days = at.date().until(today.date()).map(|span| span.get_days()).unwrap_or(i32::MAX);
    match days {
        0 => format!("{:02}:{:02}", at.hour(), at.minute()),
        1 => "yesterday".to_owned(),
        _ => date(&at.date().to_string()),
    }
}

/// "Ailsa Grant and Tom Reid", "A, B and C".
#[must_use]
pub fn names(names: &[Name]) -> String {
    let shown: Vec<String> = names.iter().map(Name::display).collect();
    match shown.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [init @ .., last] => format!("{} and {last}", init.join(", ")),
    }
}

/// The line under a title in a list: outlet and date.
#[must_use]
pub fn outlet_and_date(source: &Source) -> String {
    let outlet = source.item.container_title.clone().or_else(|| source.agency.clone());
    let issued = source.item.issued.as_deref().map(date);
    let parts: Vec<String> = outlet.into_iter().chain(issued).collect();
    if parts.is_empty() { source.origin.name.clone() } else { parts.join(" · ") }
}

/// The title, or what stands for it.
#[must_use]
pub fn title(item: &Item) -> &str {
    if item.title.is_empty() { "Untitled" } else { &item.title }
}

/// Whole minutes of reading at 230 words a minute (Brysbaert 2019: 238 for English non-fiction), at least one.
#[must_use]
pub fn minutes(words: usize) -> usize {
    words.div_ceil(230).max(1)
}

/// The first `length` characters of a text on one line, with "…" where it was cut.
#[must_use]
pub fn short(text: &str, length: usize) -> String {
    let mut line = String::new();
    let words = text.split_whitespace().enumerate();
    // Only as far as it is shown: the text may be a whole book.
    let mut letters = words.flat_map(|(number, word)| (number > 0).then_some(' ').into_iter().chain(word.chars()));
    line.extend(letters.by_ref().take(length));
    if letters.next().is_some() {
        line.truncate(line.trim_end().len());
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_amounts_are_said_as_people_say_them() {
        for (value, words) in [
            ("2024-03-05", "5 Mar 2024"),
            ("2024-W10", "week of 4 Mar 2024"),
            ("2024-03", "Mar 2024"),
            ("2024-Q1", "quarter 1 of 2024"),
            ("202", "2020s"),
            ("2024-03-06TEV", "6 Mar 2024, evening"),
            ("PT90M", "90 minutes"),
            ("P1Y", "1 year"),
            ("PXM", "some months"),
            ("PRESENT_REF", "now"),
            ("XXXX-WXX-5", "····-W··-5 (not settled)"),
            ("", ""),
        ] {
            assert_eq!(timex(value), words, "{value}");
        }
        assert_eq!(amount("1400000", "EUR"), "1,400,000 EUR");
        assert_eq!(amount("2.5", "%"), "2.5 %");
    }

    #[test]
    fn dates_read_as_people_write_them() {
        assert_eq!(date("2024-03-06"), "6 Mar 2024");
        assert_eq!(date("2024-03-06T10:00:00+01:00"), "6 Mar 2024");
        assert_eq!(long_date("2024-03"), "March 2024");
        assert_eq!(date("2024"), "2024");
        assert_eq!(date("2024-21"), "2024-21", "a season is not a month");
        assert_eq!(weekday("2021-06-17"), Some("Thu"));
        assert_eq!(weekday("soon"), None);
    }

    #[test]
    fn times_are_near_or_dated() {
        let now = "2024-03-06T12:00:00Z".parse().expect("a time");
        let at = |text: &str| when(text.parse().expect("a time"), now, &TimeZone::UTC);
        assert_eq!(at("2024-03-06T09:05:00Z"), "09:05");
        assert_eq!(at("2024-03-05T23:00:00Z"), "yesterday");
        assert_eq!(at("2023-11-14T23:00:00Z"), "14 Nov 2023");
    }

    #[test]
    fn numbers_names_and_cuts() {
        assert_eq!(count(1, "note", "notes"), "1 note");
        assert_eq!(count(12345, "note", "notes"), "12,345 notes");
        let people = [Name::person("Ailsa", "Grant"), Name::person("Tom", "Reid"), Name::literal("Staff")];
        assert_eq!(names(&people), "Ailsa Grant, Tom Reid and Staff");
        assert_eq!(short("one  two three", 8), "one two…");
        assert_eq!(short("één", 3), "één");
    }
}
