//! Dates of publication in a line: numbers, month names of many languages and signs; labels stand in [`labels`].
//!
//! Only whole dates count here; a piece's own "on Friday" is a time expression and none of this room's business.

mod labels;

pub(super) use self::labels::{Label, beside, is_label, is_relative, label, leftover_words};

use jiff::civil::{Date, Weekday};

/// A calendar date in a line, by token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The date.
    pub date: Date,
    /// EDTF, `2024-03-06`.
    pub edtf: String,
    /// Whether day and month could be the other way round (03/04/2024).
    pub doubtful: bool,
    /// Byte range in the line.
    pub range: std::ops::Range<usize>,
}

#[rustfmt::skip]
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "jänner", "janvier", "janv", "enero", "ene", "gennaio", "gen", "janeiro",
      "januari", "января", "stycznia", "styczeń", "ledna", "ocak", "tammikuuta", "január", "січня", "ianuarie",
      "siječnja"],
    &["february", "feb", "februar", "feber", "febr", "février", "févr", "fév", "febrero", "febbraio", "fevereiro",
      "fev", "februari", "февраля", "lutego", "února", "şubat", "helmikuuta", "február", "лютого", "februarie",
      "veljače"],
    &["march", "mar", "märz", "mär", "mrz", "mars", "marzo", "março", "maart", "mrt", "марта", "marca", "března",
      "mart", "marts", "maaliskuuta", "március", "березня", "martie", "ožujka"],
    &["april", "apr", "avril", "avr", "abril", "abr", "aprile", "апреля", "kwietnia", "dubna", "nisan",
      "huhtikuuta", "április", "квітня", "aprilie", "travnja"],
    &["may", "mai", "mayo", "maggio", "mag", "maio", "mei", "мая", "maja", "května", "mayıs", "maj", "toukokuuta",
      "május", "травня", "svibnja"],
    &["june", "jun", "juni", "juin", "junio", "giugno", "giu", "junho", "июня", "czerwca", "června", "haziran",
      "kesäkuuta", "június", "червня", "iunie", "lipnja"],
    &["july", "jul", "juli", "juillet", "juil", "julio", "luglio", "lug", "julho", "июля", "lipca", "července",
      "temmuz", "heinäkuuta", "július", "липня", "iulie", "srpnja"],
    &["august", "aug", "août", "aout", "agosto", "ago", "augustus", "августа", "sierpnia", "srpna", "ağustos",
      "augusti", "elokuuta", "augusztus", "серпня", "kolovoza"],
    &["september", "sep", "sept", "septembre", "septiembre", "settembre", "set", "sett", "setembro", "сентября",
      "września", "září", "eylül", "syyskuuta", "szeptember", "вересня", "septembrie", "rujna"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "ott", "outubro", "out", "октября",
      "października", "října", "ekim", "lokakuuta", "október", "жовтня", "octombrie", "listopada"],
    &["november", "nov", "novembre", "noviembre", "novembro", "ноября", "listopadu", "kasım", "marraskuuta",
      "листопада", "noiembrie", "studenoga"],
    &["december", "dec", "dezember", "dez", "décembre", "déc", "diciembre", "dic", "dicembre", "dezembro",
      "декабря", "grudnia", "prosince", "aralık", "joulukuuta", "грудня", "decembrie", "prosinca", "desember"],
];

#[rustfmt::skip]
const WEEKDAYS: [(Weekday, &[&str]); 7] = [
    (Weekday::Monday, &["monday", "mon", "montag", "lundi", "lunes", "lunedì", "segunda", "maandag"]),
    (Weekday::Tuesday, &["tuesday", "tue", "tues", "dienstag", "mardi", "martes", "martedì", "terça", "dinsdag"]),
    (Weekday::Wednesday, &["wednesday", "wed", "mittwoch", "mercredi", "miércoles", "mercoledì", "quarta", "woensdag"]),
    ( Weekday::Thursday,
    &["thursday", "thu", "thur", "thurs", "donnerstag", "jeudi", "jueves", "giovedì", "quinta", "donderdag"], ),
    (Weekday::Friday, &["friday", "fri", "freitag", "vendredi", "viernes", "venerdì", "sexta", "vrijdag"]),
    (Weekday::Saturday, &["saturday", "sat", "samstag", "sonnabend", "samedi", "sábado", "sabato", "zaterdag"]),
    (Weekday::Sunday, &["sunday", "sun", "sonntag", "dimanche", "domingo", "domenica", "zondag"]),
];

/// A token of a line: a number, a word or a single mark, with its byte range.
#[derive(Clone, Copy, Debug)]
struct Token<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

/// Lines longer than this are prose; dates in them are the story's own.
const LONGEST: usize = 400;

/// Whole dates in `line`, in order. `day_first` reads 03/04/2024 as 3 April.
pub(super) fn find(line: &str, day_first: bool) -> Vec<Found> {
    if line.len() > LONGEST || !line.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let tokens = tokens(line);
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let rest = tokens.get(at..).unwrap_or_default();
        match date_here(rest, day_first) {
            Some((date, doubtful, used)) if used > 0 => {
                let end = rest.get(used - 1).map_or(line.len(), |token| token.end);
                let start = rest.first().map_or(0, |token| token.start);
                found.push(Found { date, edtf: date.to_string(), doubtful, range: start..end });
                at += used;
            }
            _ => at += 1,
        }
    }
    found
}

/// The date in the path of an address: `/2024/03/06/`, `/20240306-`, `/06-03-2024`.
pub(super) fn in_address(address: &str) -> Option<Date> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    parts
        .windows(3)
        .find_map(|three| match three {
            [year, month, day] if year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len()) => {
                date(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
            }
            [day, month, year] if year.len() == 4 && (1..=2).contains(&month.len()) && day.len() == 2 => {
                date(self::year(year)?, month.parse().ok()?, day.parse().ok()?)
            }
            _ => None,
        })
        .or_else(|| {
            parts.iter().find_map(|part| {
                let (year, rest) = part.split_at_checked(4)?;
                let (month, day) = rest.split_at_checked(2)?;
                (part.len() == 8).then_some(())?;
                date(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
            })
        })
}

/// The weekday a word names, in full ("Friday", "Freitag"); short forms only with `short`.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|(_, names)| names.contains(&word)).map(|&(day, _)| day)
}

/// Reads a date at the first token: date, whether day and month are doubtful, tokens used.
fn date_here(tokens: &[Token<'_>], day_first: bool) -> Option<(Date, bool, usize)> {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let glued = |at: usize| match (tokens.get(at), tokens.get(at + 1)) {
        (Some(token), Some(next)) => token.end == next.start,
        _ => false,
    };
    let first = text(0);
    // 2024-03-06, 2024/3/6, 2024.03.06, 2024-03-06T10:15
    if let (Some(year), Some(mark)) = (year(first), separator(text(1)))
        && text(3) == mark
        && glued(0)
        && glued(1)
        && glued(2)
        && glued(3)
    {
        return Some((date(year, number(text(2))?, number(text(4))?)?, false, 5));
    }
    // 2024年3月6日, 2024년 3월 6일
    if let Some(year) = year(first)
        && matches!(text(1), "年" | "년")
        && matches!(text(3), "月" | "월")
        && matches!(text(5), "日" | "일")
    {
        return Some((date(year, number(text(2))?, number(text(4))?)?, false, 6));
    }
    // 06.03.2024, 6/3/2024, 6-3-2024; two-digit years only with full stops or slashes
    if let (Some(a), Some(mark)) = (number(first), separator(text(1)))
        && text(3) == mark
        && glued(0)
        && glued(1)
        && glued(2)
        && glued(3)
        && let (Some(b), Some(year)) = (number(text(2)), year(text(4)).or_else(|| short_year(text(4))))
    {
        let month_first = mark == "/" && !day_first;
        let doubtful = mark == "/" && a <= 12 && b <= 12 && a != b;
        let (month, day) = if (month_first && a <= 12) || b > 12 { (a, b) } else { (b, a) };
        return Some((date(year, month, day)?, doubtful, 5));
    }
    // March 6th, 2024; Mar. 6 2024
    if let Some(month) = month(first) {
        let mut at = 1 + usize::from(text(1) == ".");
        let day = ordinal(text(at))?;
        at += 1;
        at += usize::from(matches!(text(at), "th" | "st" | "nd" | "rd"));
        at += usize::from(matches!(text(at), "," | "."));
        let year = year(text(at)).or_else(|| year_and_more(text(at)))?;
        return Some((date(year, month, day)?, false, at + 1));
    }
    // 6 March 2024; 6. März 2024; 6 de marzo de 2024; 6-Mar-2024; 1er mars 2024
    let day = ordinal(first)?;
    let mut at = 1;
    while matches!(
        text(at),
        "." | "-" | "/" | "," | "º" | "°" | "th" | "st" | "nd" | "rd" | "er" | "de" | "of" | "d" | "'" | "’"
    ) {
        at += 1;
    }
    let month = month(text(at))?;
    at += 1;
    while matches!(text(at), "." | "-" | "/" | "," | "de" | "del") {
        at += 1;
    }
    let year = year(text(at)).or_else(|| year_and_more(text(at)))?;
    Some((date(year, month, day)?, false, at + 1))
}

fn tokens(line: &str) -> Vec<Token<'_>> {
    let class = |c: char| match c {
        '年' | '月' | '日' | '년' | '월' | '일' => 4,
        c if c.is_ascii_digit() => 1,
        c if c.is_alphabetic() || is_mark(c) => 2,
        c if c.is_whitespace() => 0,
        _ => 3,
    };
    let mut found: Vec<Token<'_>> = Vec::new();
    let mut open: Option<(usize, u8)> = None;
    let mut push = |start: usize, end: usize| {
        if let Some(text) = line.get(start..end) {
            found.push(Token { text, start, end });
        }
    };
    for (at, c) in line.char_indices() {
        let kind = class(c);
        if let Some((start, before)) = open {
            // "6th" is one token; "2020November" and "EditorialNovember", glued by a page, are two.
            let glued =
                kind == 2 && c.is_uppercase() && line.get(..at).is_some_and(|b| !b.ends_with(char::is_uppercase));
            if !glued && (kind == before && kind < 3 || before == 1 && kind == 2 || before == 2 && kind == 1) {
                open = Some((start, if before == 1 && kind == 2 { 1 } else { before }));
                continue;
            }
            push(start, at);
        }
        open = (kind != 0).then_some((at, kind));
    }
    if let Some((start, _)) = open {
        push(start, line.len());
    }
    found
}

/// Combining marks belong to the letter before them.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn separator(text: &str) -> Option<&str> {
    matches!(text, "-" | "/" | "." | "–").then_some(text)
}

fn number(text: &str) -> Option<i8> {
    (text.len() <= 2).then(|| text.parse().ok()).flatten()
}

fn ordinal(text: &str) -> Option<i8> {
    let digits = text.trim_end_matches(|c: char| c.is_alphabetic() || c == 'º');
    let tail = text.get(digits.len()..).unwrap_or_default().to_lowercase();
    if !matches!(tail.as_str(), "" | "st" | "nd" | "rd" | "th" | "er" | "e" | "º") {
        return None;
    }
    number(digits).filter(|day| (1..=31).contains(day))
}

fn year(text: &str) -> Option<i16> {
    (text.len() == 4).then(|| text.parse().ok()).flatten().filter(|year| (1600..=2100).contains(year))
}

/// A year after a month's name: pages glue the time or the next date to it ("20236:01 PM").
fn year_and_more(text: &str) -> Option<i16> {
    let digits = text.get(..4)?;
    (text.starts_with("19") || text.starts_with("20")).then_some(())?;
    year(digits).filter(|_| text.chars().all(|c| c.is_ascii_digit()))
}

fn short_year(text: &str) -> Option<i16> {
    let year: i16 = (text.len() == 2).then(|| text.parse().ok()).flatten()?;
    Some(if year < 70 { 2000 + year } else { 1900 + year })
}

fn month(word: &str) -> Option<i8> {
    if word.len() > 24 {
        return None;
    }
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|names| names.contains(&word.as_str()))?;
    i8::try_from(at + 1).ok()
}

/// Whether a word names a month.
pub(super) fn is_month(word: &str) -> bool {
    word.len() > 2 && month(word).is_some()
}

fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn one(line: &str) -> String {
        let found = find(line, false);
        assert_eq!(found.len(), 1, "{line}: {found:?}");
        found.into_iter().map(|found| found.edtf).collect()
    }

    #[test]
    fn reads_dates_of_many_languages() {
        for line in [
            "2024-03-06",
            "date 2024-03-06  Skip",
            "2024-03-06T10:15:00Z",
            "March 6, 2024",
            "Mar. 6th 2024 at 4 pm",
            "6 March 2024 | Highland Post",
            "Wednesday, 6 March, 2024",
            "6. März 2024, 10:15 Uhr",
            "06.03.2024 10:15",
            "6 mars 2024",
            "6 de marzo de 2024",
            "6 marzo 2024",
            "6 de março de 2024",
            "6 maart 2024",
            "6-Mar-2024",
            "2024年3月6日",
            "6 марта 2024, 13:43",
            "6 marca 2024",
            "2024/3/6",
            "MARCH 06, 2024",
            "published: 2024-03-06",
            "March 6, 2024/0 Comments",
        ] {
            assert_eq!(one(line), "2024-03-06", "{line}");
        }
        assert_eq!(one("1er juin 2023"), "2023-06-01");
        assert_eq!(one("25/12/2023"), "2023-12-25");
        assert_eq!(one("12/25/2023"), "2023-12-25");
        assert_eq!(one("2025-08-29#review#tech"), "2025-08-29");
    }

    #[test]
    fn day_and_month_that_could_be_swapped_are_doubtful() {
        let english = find("03/04/2024", false);
        let german = find("03/04/2024", true);
        assert!(english.iter().chain(&german).all(|found| found.doubtful));
        assert_ne!(english.first().map(|f| f.date), german.first().map(|f| f.date));
        assert!(find("03.04.2024", false).iter().all(|found| !found.doubtful && found.edtf == "2024-04-03"));
    }

    #[test]
    fn numbers_that_are_no_dates_are_left() {
        for line in [
            "3.409",
            "94",
            "v2.10.2024.1",
            "31 February 2024",
            "May 2024 be good",
            "Bluetooth 5.2",
            "1-800-555-0199",
            "$2,024",
        ] {
            assert_eq!(find(line, false), [], "{line}");
        }
    }

    #[test]
    fn labels_tell_published_updated_accessed_apart() {
        assert_eq!(label("last updated on"), Some(Label::Updated));
        assert_eq!(label("veröffentlicht am"), Some(Label::Published));
        assert_eq!(label("retrieved"), Some(Label::Accessed));
        assert_eq!(label("the dam"), None);
        assert_eq!(is_label("published on"), Some(Label::Published));
        assert_eq!(is_label("published in nature on"), None);
    }

    #[test]
    fn relative_dates_are_seen_in_many_languages() {
        for line in [
            "6 hours ago",
            "published 6 hours ago",
            "vor 3 stunden",
            "il y a 2 jours",
            "hace 5 horas",
            "yesterday",
            "3 giorni fa",
            "2h ago",
        ] {
            assert!(is_relative(line), "{line}");
        }
        for line in ["hours of rain", "two dams ago they said", "today we look at how dams are built"] {
            assert!(!is_relative(line), "{line}");
        }
    }

    #[test]
    fn addresses_hold_dates() {
        assert_eq!(in_address("https://example.org/2024/03/06/dam").map(|d| d.to_string()), Some("2024-03-06".into()));
        assert_eq!(in_address("https://example.org/a-20240306-b"), Date::new(2024, 3, 6).ok());
        assert_eq!(in_address("https://example.org/news/06-03-2024"), Date::new(2024, 3, 6).ok());
        assert_eq!(in_address("https://example.org/dam-1234567"), None);
    }

    proptest! {
        #[test]
        fn any_line_is_read_without_panic(line in "(\\PC|[0-9/.,-]|March |\\. ){0,80}") {
            for found in find(&line, false) {
                prop_assert!(line.get(found.range.clone()).is_some());
            }
            let _ = (leftover_words(&line, &[]), in_address(&line), is_relative(&line), label(&line));
        }

        #[test]
        fn every_day_is_read_back_in_every_shape(day in 1i8..=28, month in 1usize..=12, year in 1900i16..2099) {
            let name = MONTHS[month - 1][0];
            let expected = format!("{year:04}-{month:02}-{day:02}");
            for line in [format!("{name} {day}, {year}"), format!("{day} {name} {year}"), expected.clone(), format!("{day}.{month}.{year}")] {
                prop_assert_eq!(&one(&line), &expected);
            }
        }
    }
}
