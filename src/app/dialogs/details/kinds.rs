//! Types of source, the fields each of them is asked for, and what can be wrong with a value.

use crate::app::words;
use crate::bibliography::edtf::{Date, Point};

/// A field of the form: its key in the item or beside it, its name, and what an empty one says.
pub(super) type Known = (&'static str, &'static str, &'static str);

/// Every field the form knows, in its order.
pub(super) const FIELDS: [Known; 22] = [
    ("title", "Title", "As printed"),
    ("container-title", "In", "Newspaper, journal, site or book"),
    ("issued", "Date", "2024-03-06"),
    ("agency", "Agency", "Who supplied the piece"),
    ("dateline", "Place", "Place in the dateline"),
    ("section", "Section", "Local, Business"),
    ("volume", "Volume", "12"),
    ("issue", "Issue", "3"),
    ("number", "Number", "Number of the report"),
    ("page", "Pages", "12-15"),
    ("edition", "Edition", "2"),
    ("publisher", "Publisher", "Who published it"),
    ("publisher-place", "Published in", "City"),
    ("genre", "Kind", "Press release, PhD thesis"),
    ("event-title", "Event", "Conference or hearing"),
    ("DOI", "DOI", "10.1000/182"),
    ("ISBN", "ISBN", "978-…"),
    ("URL", "Address", "https://…"),
    ("accessed", "Looked at", "2024-03-07"),
    ("archive_url", "Archived at", "https://…"),
    ("language", "Language", "en"),
    ("note", "Remark", "Printed by some styles"),
];

/// Fields every type has.
const ALWAYS: [&str; 6] = ["title", "issued", "URL", "accessed", "archive_url", "language"];

/// CSL type, its name, and its own fields.
pub(super) type Type = (&'static str, &'static str, &'static [&'static str]);

/// The types a person can choose.
pub(super) const TYPES: [Type; 18] = [
    (
        "article-newspaper",
        "Newspaper article",
        &["container-title", "agency", "dateline", "section", "page", "edition"],
    ),
    ("article-magazine", "Magazine article", &["container-title", "section", "volume", "issue", "page"]),
    ("article-journal", "Journal article", &["container-title", "volume", "issue", "page", "DOI"]),
    ("webpage", "Web page", &["container-title", "agency", "dateline", "section", "publisher"]),
    ("post-weblog", "Blog post", &["container-title", "section"]),
    ("post", "Post in a forum or network", &["container-title", "genre"]),
    ("report", "Report", &["genre", "number", "publisher", "publisher-place", "page", "DOI"]),
    ("book", "Book", &["edition", "volume", "publisher", "publisher-place", "ISBN", "DOI"]),
    ("chapter", "Chapter", &["container-title", "edition", "page", "publisher", "publisher-place", "ISBN", "DOI"]),
    ("paper-conference", "Conference paper", &["container-title", "event-title", "page", "publisher", "DOI"]),
    ("thesis", "Thesis", &["genre", "publisher", "publisher-place"]),
    ("interview", "Interview", &["container-title", "genre"]),
    ("broadcast", "Broadcast", &["container-title", "publisher", "genre"]),
    ("speech", "Speech", &["event-title", "publisher-place", "genre"]),
    ("hearing", "Hearing", &["event-title", "number", "section"]),
    ("personal_communication", "Letter or message", &["genre"]),
    ("manuscript", "Manuscript", &["genre", "publisher-place"]),
    ("document", "Other document", &["container-title", "genre", "number", "publisher", "publisher-place"]),
];

/// Whether a type is asked for a field.
pub(super) fn asks(kind: &str, field: &str) -> bool {
    let own = TYPES.iter().find(|(id, _, _)| *id == kind).map(|(_, _, fields)| *fields);
    // A type the form does not know may use any field.
    ALWAYS.contains(&field) || own.is_none_or(|fields| fields.contains(&field))
}

/// What a type is called; CSL's own name if the form does not know it.
pub(super) fn type_name(kind: &str) -> &str {
    match TYPES.iter().find(|(id, _, _)| *id == kind) {
        Some((_, name, _)) => name,
        None if kind.is_empty() => "Not said",
        None => kind,
    }
}

/// What a field's value says (a date in words), or what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    Plain(String),
    Wrong(String),
}

/// Looks at a value; `None` if there is nothing to say. Nothing said here keeps a value from being saved.
pub(super) fn say(field: &str, value: &str) -> Option<Said> {
    let value = value.trim();
    if value.is_empty() {
        return (field == "title").then(|| Said::Wrong("Without a title it is hard to find again".to_owned()));
    }
    let wrong = |words: &str| Some(Said::Wrong(words.to_owned()));
    match field {
        "issued" | "accessed" => Some(date(value)),
        "URL" | "archive_url" if !crate::bibliography::csl::is_url(value) => {
            wrong("A web address begins with https:// and has no spaces")
        }
        "DOI" if !bare_doi(value).starts_with("10.") || !value.contains('/') => wrong("A DOI looks like 10.1000/182"),
        "language" if !tag(value) => wrong("A language is a code such as en, de or pt-BR"),
        "ISBN" if !matches!(value.chars().filter(|c| c.is_ascii_digit() || *c == 'X').count(), 10 | 13 | 20 | 26) => {
            wrong("An ISBN has 10 or 13 digits")
        }
        _ => None,
    }
}

/// A DOI without the address of a resolver.
pub(super) fn bare_doi(value: &str) -> &str {
    let value = value.trim();
    match value.find("10.") {
        Some(at) if value.starts_with("http") || value.to_lowercase().starts_with("doi") => {
            value.get(at..).unwrap_or(value)
        }
        _ => value,
    }
}

/// `en`, `pt-BR`, `zh-Hant-TW`.
fn tag(value: &str) -> bool {
    let mut parts = value.split(['-', '_']);
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

fn date(value: &str) -> Said {
    match Date::parse(value) {
        Date::Literal(_) => {
            let read = Date::loose(value);
            let meant =
                if matches!(read, Date::Literal(_)) { String::new() } else { format!("; did you mean {read}?") };
            Said::Wrong(format!("Write a date as 2024-03-06, 2024-03 or 2024, a span as 2018/2019{meant}"))
        }
        Date::Point(point) if !exists(point) => Said::Wrong("There is no such day in the calendar".to_owned()),
        Date::Point(point) => Said::Plain(in_words(point)),
        Date::Range(start, end) => {
            if start.into_iter().chain(end).any(|point| !exists(point)) {
                return Said::Wrong("There is no such day in the calendar".to_owned());
            }
            match (start, end) {
                (Some(start), Some(end)) if end < start => Said::Wrong("The span ends before it begins".to_owned()),
                (Some(start), Some(end)) => Said::Plain(format!("{} to {}", in_words(start), in_words(end))),
                (Some(start), None) => Said::Plain(format!("since {}", in_words(start))),
                (None, Some(end)) => Said::Plain(format!("until {}", in_words(end))),
                (None, None) => Said::Plain(String::new()),
            }
        }
    }
}

/// Whether the calendar has the day.
fn exists(point: Point) -> bool {
    let (Some(month), Some(day)) = (point.calendar_month(), point.day) else { return true };
    let year = i16::try_from(point.year).unwrap_or(2000);
    let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else { return false };
    jiff::civil::Date::new(year, month, day).is_ok()
}

/// "Wed 6 March 2024", "about spring 2024", "44 BC".
fn in_words(point: Point) -> String {
    let plain = Point { uncertain: false, approximate: false, ..point };
    let season =
        point.season().and_then(|season| ["spring", "summer", "autumn", "winter"].get(usize::from(season) - 1));
    let said = match season {
        Some(season) => format!("{season} {}", point.year),
        None if point.year < 0 => format!("{} BC", point.year.unsigned_abs()),
        None => {
            let edtf = plain.to_string();
            let day = words::weekday(&edtf).map(|day| format!("{day} ")).unwrap_or_default();
            format!("{day}{}", words::long_date(&edtf))
        }
    };
    match (point.uncertain, point.approximate) {
        (true, true) => format!("perhaps about {said}"),
        (true, false) => format!("perhaps {said}"),
        (false, true) => format!("about {said}"),
        (false, false) => said,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_said_in_words() {
        for (value, words) in [
            ("2024-03-06", "Wed 6 March 2024"),
            ("2024-03", "March 2024"),
            ("2024~", "about 2024"),
            ("2018/2019", "2018 to 2019"),
            ("2020-21", "spring 2020"),
            ("2018/..", "since 2018"),
        ] {
            assert_eq!(say("issued", value), Some(Said::Plain(words.to_owned())));
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (field, value, part) in [
            ("issued", "6 March 2024", "did you mean 2024-03-06?"),
            ("issued", "soon", "Write a date as"),
            ("issued", "2023-02-29", "no such day"),
            ("issued", "2019/2018", "ends before"),
            ("URL", "post.example/a", "https://"),
            ("DOI", "11.1000/x", "10.1000/182"),
            ("language", "English", "code"),
            ("ISBN", "978", "10 or 13"),
            ("title", " ", "hard to find"),
        ] {
            let said = say(field, value);
            assert!(matches!(&said, Some(Said::Wrong(words)) if words.contains(part)), "{field} {value}: {said:?}");
        }
        for (field, value) in
            [("DOI", "https://doi.org/10.1000/x"), ("language", "zh-Hant-TW"), ("URL", "https://a.example/b")]
        {
            assert_eq!(say(field, value), None);
        }
    }

    #[test]
    fn every_field_of_a_type_is_in_the_form() {
        for (_, _, fields) in TYPES {
            for field in fields {
                assert!(FIELDS.iter().any(|(key, _, _)| key == field), "{field}");
            }
        }
    }
}
