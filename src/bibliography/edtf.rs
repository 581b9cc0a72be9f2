//! Dates as EDTF text and as CSL-JSON: the one place where the two forms of a date meet.
//!
//! The subset: year, year-month, year-month-day, seasons (21–24), closed and open ranges, `?` `~` `%`, negative years.
//! Whatever else stands in a date field is a literal ("in press") and is kept as it is.

use std::fmt;

use serde_json::{Map, Value, json};

/// One point of a date, as precise as it was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// Year; negative years keep CSL's number (-44 is printed as 44 BC).
    pub year: i32,
    /// 1–12, or a season: 21 spring, 22 summer, 23 autumn, 24 winter.
    pub month: Option<u8>,
    /// 1–31; only with a month.
    pub day: Option<u8>,
    /// `?` or `%`.
    pub uncertain: bool,
    /// `~` or `%`.
    pub approximate: bool,
}

impl Point {
    /// Season 1–4 if this is one.
    #[must_use]
    pub fn season(&self) -> Option<u8> {
        self.month.filter(|month| (21..=24).contains(month)).map(|month| month - 20)
    }

    /// Calendar month 1–12 if this has one.
    #[must_use]
    pub fn calendar_month(&self) -> Option<u8> {
        self.month.filter(|month| (1..=12).contains(month))
    }

    fn doubtful(&self) -> bool {
        self.uncertain || self.approximate
    }
}

/// A date field: one point, a range (`None` = open on that side), or words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Date {
    /// `2024-03-06`
    Point(Point),
    /// `2018/2019`, `2018/..`
    Range(Option<Point>, Option<Point>),
    /// "in press"
    Literal(String),
}

impl Date {
    /// Reads a date field; what is not EDTF is a literal. Never fails.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        let range = text.split_once('/').and_then(|(start, end)| {
            let start = side(start)?;
            let end = side(end)?;
            (start.is_some() || end.is_some()).then_some(Self::Range(start, end))
        });
        range.or_else(|| point(text).map(Self::Point)).unwrap_or_else(|| Self::Literal(text.to_owned()))
    }

    /// The first point, for years in keys and sorting.
    #[must_use]
    pub fn first(&self) -> Option<Point> {
        match self {
            Self::Point(point) => Some(*point),
            Self::Range(start, end) => start.or(*end),
            Self::Literal(_) => None,
        }
    }

    /// The date as CSL-JSON: `date-parts` (+ `season`, `circa`), or `literal`. An open end is year 0, as citeproc-js reads it.
    #[must_use]
    pub fn to_csl(&self) -> Value {
        let (points, first) = match self {
            Self::Literal(text) => return json!({ "literal": text }),
            Self::Point(point) => (vec![parts(point)], *point),
            Self::Range(start, end) => {
                let open = || vec![0];
                let ends = [start, end].map(|side| side.as_ref().map_or_else(open, parts));
                (ends.to_vec(), self.first().unwrap_or_default())
            }
        };
        let mut map = Map::new();
        map.insert("date-parts".into(), json!(points));
        if let Some(season) = first.season() {
            map.insert("season".into(), json!(season));
        }
        let doubtful = match self {
            Self::Range(start, end) => [start, end].into_iter().flatten().any(Point::doubtful),
            _ => first.doubtful(),
        };
        if doubtful {
            map.insert("circa".into(), json!(true));
        }
        Value::Object(map)
    }

    /// Reads a CSL-JSON date: `date-parts`, `raw`, `literal`, numbers as numbers or text. `None` if there is no date in it.
    #[must_use]
    pub fn from_csl(value: &Value) -> Option<Self> {
        if let Value::String(text) = value {
            return (!text.trim().is_empty()).then(|| Self::loose(text));
        }
        let map = value.as_object()?;
        let points: Option<Vec<Option<Point>>> =
            map.get("date-parts").and_then(Value::as_array).map(|list| list.iter().filter_map(from_parts).collect());
        let season = map.get("season").and_then(integer).and_then(|season| match season {
            1..=4 => u8::try_from(season + 20).ok(),
            13..=16 => u8::try_from(season + 8).ok(),
            21..=24 => u8::try_from(season).ok(),
            _ => None,
        });
        let circa = map.get("circa").is_some_and(|circa| match circa {
            Value::Bool(yes) => *yes,
            Value::Number(number) => number.as_f64() != Some(0.0),
            Value::String(text) => !matches!(text.as_str(), "" | "0" | "false"),
            _ => false,
        });
        let dress = |mut point: Point| {
            if point.month.is_none() {
                point.month = season;
            }
            point.approximate = circa;
            point
        };
        match points.as_deref() {
            Some([Some(one)]) => return Some(Self::Point(dress(*one))),
            Some([start, end]) if start.is_some() || end.is_some() => {
                return Some(Self::Range(
                    start.map(dress),
                    end.map(|mut point| {
                        point.approximate = circa;
                        point
                    }),
                ));
            }
            _ => {}
        }
        let words = ["literal", "raw"].iter().find_map(|key| map.get(*key).and_then(Value::as_str));
        words.filter(|words| !words.trim().is_empty()).map(Self::loose)
    }

    /// Reads a date as other programs write it: EDTF, `2012/3/4`, `4.3.2012`, `March 4, 2012`, `4 Mar 2012`, `Spring 2012`.
    /// English month names only; anything else is a literal.
    #[must_use]
    pub fn loose(text: &str) -> Self {
        match Self::parse(text) {
            Self::Literal(words) => {
                let point = || numbers(&words).or_else(|| named(&words)).or_else(|| timed(&words)).map(Self::Point);
                point().or_else(|| blurred(&words)).unwrap_or(Self::Literal(words))
            }
            date => date,
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            year @ -9999..=-1 => write!(f, "-{:04}", year.unsigned_abs())?,
            year @ 0..=9999 => write!(f, "{year:04}")?,
            year => write!(f, "Y{year}")?,
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        f.write_str(match (self.uncertain, self.approximate) {
            (true, true) => "%",
            (true, false) => "?",
            (false, true) => "~",
            (false, false) => "",
        })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal(text) => f.write_str(text),
            Self::Point(point) => point.fmt(f),
            Self::Range(start, end) => {
                let side = |side: &Option<Point>| side.map_or_else(|| "..".to_owned(), |point| point.to_string());
                write!(f, "{}/{}", side(start), side(end))
            }
        }
    }
}

/// `Some(None)` is an open side.
fn side(text: &str) -> Option<Option<Point>> {
    match text.trim() {
        "" | ".." | "open" | "unknown" => Some(None),
        text => point(text).map(Some),
    }
}

fn point(text: &str) -> Option<Point> {
    let bare = text.trim_end_matches(['?', '~', '%']);
    let marks = text.get(bare.len()..)?;
    if marks.chars().count() > 1 {
        return None;
    }
    let (uncertain, approximate) = (marks.contains(['?', '%']), marks.contains(['~', '%']));
    let (sign, rest) = match bare.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, bare),
    };
    let mut fields = rest.split('-');
    let first = fields.next()?;
    let year = if let Some(long) = first.strip_prefix('Y').filter(|_| sign == 1) {
        digits(long.strip_prefix('-').unwrap_or(long), 5..=9)? * if long.starts_with('-') { -1 } else { 1 }
    } else {
        sign * digits(first, 4..=4)?
    };
    let month = fields.next().map(|field| digits(field, 2..=2)).map_or(Some(None), |month| {
        let month = u8::try_from(month?).ok()?;
        (matches!(month, 1..=12 | 21..=24)).then_some(Some(month))
    })?;
    let day = fields.next().map(|field| digits(field, 2..=2)).map_or(Some(None), |day| {
        let day = u8::try_from(day?).ok()?;
        (matches!(day, 1..=31) && month.is_some_and(|month| month <= 12)).then_some(Some(day))
    })?;
    fields.next().is_none().then_some(Point { year, month, day, uncertain, approximate })
}

fn digits(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<i32> {
    (length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

fn parts(point: &Point) -> Vec<i32> {
    let mut parts = vec![point.year];
    if let Some(month) = point.calendar_month() {
        parts.push(month.into());
        parts.extend(point.day.map(i32::from));
    }
    parts
}

fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// One inner list of `date-parts`; `Some(None)` is the open end of a range (`[0]`), `None` an empty list.
fn from_parts(value: &Value) -> Option<Option<Point>> {
    let list = value.as_array()?;
    let year = i32::try_from(integer(list.first()?)?).ok()?;
    if year == 0 {
        return Some(None);
    }
    let small = |index: usize, max: i64| {
        list.get(index).and_then(integer).filter(|number| (1..=max).contains(number)).and_then(|n| u8::try_from(n).ok())
    };
    let month = small(1, 24).and_then(|month| match month {
        1..=12 | 21..=24 => Some(month),
        13..=16 => Some(month + 8),
        _ => None,
    });
    let day = small(2, 31).filter(|_| month.is_some_and(|month| month <= 12));
    Some(Some(Point { year, month, day, ..Point::default() }))
}

/// `2004-04-05T14:34:00`: the day.
fn timed(text: &str) -> Option<Point> {
    point(text.split_once('T')?.0).filter(|point| point.day.is_some())
}

/// `20XX`, `199u`: the years it can be.
fn blurred(text: &str) -> Option<Date> {
    let bare = text.trim_end_matches(['X', 'x', 'u']);
    let hidden = text.len() - bare.len();
    if text.len() != 4 || !(1..=3).contains(&hidden) || !bare.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year = |fill: &str| {
        format!("{bare}{}", fill.repeat(hidden)).parse().ok().map(|year| Point { year, ..Point::default() })
    };
    Some(Date::Range(year("0"), year("9")))
}

/// `2012/3/4`, `2012-3`, `4.3.2012` (day first: the only order in use with full stops), `2012/03//` as in RIS.
fn numbers(text: &str) -> Option<Point> {
    let day_first = text.contains('.');
    let fields: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).filter(|field| !field.is_empty()).collect();
    let (year, month, day) = match (fields.as_slice(), day_first) {
        ([year], _) => (*year, None, None),
        ([year, month], false) | ([month, year], true) => (*year, Some(*month), None),
        ([year, month, day], false) | ([day, month, year], true) => (*year, Some(*month), Some(*day)),
        _ => return None,
    };
    let year = digits(year, 4..=4)?;
    let part = |field: Option<&str>, max: i32| match field {
        None => Some(None),
        Some(field) => digits(field, 1..=2).filter(|n| (1..=max).contains(n)).map(|n| u8::try_from(n).ok()),
    };
    Some(Point { year, month: part(month, 12)?, day: part(day, 31)?, ..Point::default() })
}

/// `March 4, 2012`, `4 Mar 2012`, `Mar. 2012`, `2012 Mar 4`, `Spring 2012`.
fn named(text: &str) -> Option<Point> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '/' | '-'))
        .filter(|w| !w.is_empty())
        .collect();
    if words.len() > 3 {
        return None;
    }
    let mut found = Point::default();
    let mut year = None;
    for word in words {
        if let Some(number) = digits(word, 4..=4) {
            if year.replace(number).is_some() {
                return None;
            }
        } else if let Some(number) = digits(word.trim_end_matches(['t', 'h', 's', 'n', 'd', 'r']), 1..=2) {
            let day = u8::try_from(number).ok().filter(|day| (1..=31).contains(day))?;
            if found.day.replace(day).is_some() {
                return None;
            }
        } else {
            let month = month_named(word)?;
            if found.month.replace(month).is_some() {
                return None;
            }
        }
    }
    found.year = year?;
    (found.month.is_some_and(|month| month <= 12 || found.day.is_none())).then_some(found)
}

/// An English month (three letters suffice) or season, 1–12 or 21–24.
#[must_use]
pub fn month_named(word: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.trim().trim_end_matches('.').to_lowercase();
    let season = match word.as_str() {
        "spring" => Some(21),
        "summer" => Some(22),
        "autumn" | "fall" => Some(23),
        "winter" => Some(24),
        _ => None,
    };
    if season.is_some() || word.len() < 3 {
        return season;
    }
    (1..).zip(MONTHS).find(|(_, month)| month.starts_with(&word)).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn csl_and_edtf_say_the_same() {
        for (edtf, csl) in [
            ("2024", json!({"date-parts": [[2024]]})),
            ("2024-03", json!({"date-parts": [[2024, 3]]})),
            ("2024-03-06", json!({"date-parts": [[2024, 3, 6]]})),
            ("2018/2019-02", json!({"date-parts": [[2018], [2019, 2]]})),
            ("2018/..", json!({"date-parts": [[2018], [0]]})),
            ("2004-21", json!({"date-parts": [[2004]], "season": 1})),
            ("1850~", json!({"date-parts": [[1850]], "circa": true})),
            ("-0044", json!({"date-parts": [[-44]]})),
            ("in press", json!({"literal": "in press"})),
        ] {
            assert_eq!(Date::parse(edtf).to_csl(), csl, "{edtf}");
            assert_eq!(Date::from_csl(&csl).map(|date| date.to_string()).as_deref(), Some(edtf), "{csl}");
        }
    }

    #[test]
    fn csl_dates_of_other_programs_are_read() {
        for (csl, edtf) in [
            (json!({"date-parts": [["2024", "3", ""]]}), Some("2024-03")),
            (json!({"date-parts": [[2004, 13]]}), Some("2004-21")),
            (json!({"raw": "2012/3/4"}), Some("2012-03-04")),
            (json!({"date-parts": [[]]}), None),
            (json!({}), None),
            (json!("March 4, 2012"), Some("2012-03-04")),
        ] {
            assert_eq!(Date::from_csl(&csl).map(|date| date.to_string()).as_deref(), edtf, "{csl}");
        }
    }

    #[test]
    fn loose_dates() {
        for (loose, edtf) in [
            ("4 Mar 2012", "2012-03-04"),
            ("2012 Mar 4", "2012-03-04"),
            ("4.3.2012", "2012-03-04"),
            ("2012/03//", "2012-03"),
            ("Spring 2012", "2012-21"),
            ("Sept. 2012", "2012-09"),
            ("March 40, 2012", "March 40, 2012"),
            ("2004-04-05T14:34:00", "2004-04-05"),
            ("199u", "1990/1999"),
            ("n.d.", "n.d."),
        ] {
            assert_eq!(Date::loose(loose).to_string(), edtf, "{loose}");
        }
    }

    proptest! {
        #[test]
        fn text_never_changes_more_than_white_space(text in "\\PC{0,24}") {
            let date = Date::parse(&text);
            prop_assert_eq!(Date::parse(&date.to_string()), date);
            let _ = Date::loose(&text);
        }

        #[test]
        fn points_come_back(year in -9999i32..20_000, month in proptest::option::of(1u8..=12), day in proptest::option::of(1u8..=31), approximate: bool) {
            let point = Point { year, month, day: day.filter(|_| month.is_some()), uncertain: false, approximate };
            prop_assert_eq!(Date::parse(&point.to_string()), Date::Point(point));
            if year != 0 {
                prop_assert_eq!(Date::from_csl(&Date::Point(point).to_csl()), Some(Date::Point(point)));
            }
        }
    }
}
