//! Where and when a text was written: the day of publication, and whether its dateline lies a day ahead.
//!
//! An agency's report from Seoul printed in Toronto on Thursday may say "Friday" of the morning that had already begun
//! there. Such a reading is kept beside the other, and preferred, when the dateline lies far enough east.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

use super::super::{Context, Mention};
use crate::model::EntityType;
use crate::text::Index;

/// What relative expressions are counted from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Frame {
    /// The day of publication, where that is known.
    pub publication: Option<Date>,
    /// The day after it may already have begun at the dateline.
    pub ahead: bool,
}

/// Hours east of Greenwich of places that stand in datelines and are a working day ahead of the Americas.
const EAST: &[(&str, i8)] = &[
    ("seoul pyongyang tokyo osaka hiroshima fukushima", 9),
    ("beijing shanghai hong-kong taipei manila singapore kuala-lumpur guangzhou wuhan macau perth shenzhen", 8),
    ("bangkok jakarta hanoi phnom-penh vientiane ho-chi-minh-city", 7),
    ("yangon naypyitaw dhaka thimphu almaty bishkek", 6),
    ("new-delhi mumbai kolkata chennai bengaluru islamabad karachi lahore colombo kathmandu kabul tashkent", 5),
    ("sydney melbourne canberra brisbane hobart adelaide port-moresby", 10),
    ("wellington auckland christchurch suva", 12),
    ("korea japan", 9),
    ("china taiwan philippines malaysia", 8),
    ("thailand vietnam indonesia cambodia laos", 7),
    ("myanmar bangladesh", 6),
    ("india pakistan", 5),
    ("australia", 10),
    ("new-zealand", 12),
];

/// A dateline stands within so many code points of the beginning.
const HEAD: usize = 400;

/// The frame of a text. The dateline is taken from the context or, failing that, from the head of the text: a place in
/// capitals, or one before a dash or an agency in brackets.
pub fn frame(text: &str, mentions: &[Mention], context: &Context<'_>, index: &Index) -> Frame {
    let Some(published) = context.published else { return Frame::default() };
    let Some(publication) = published.get(..10).and_then(|day| day.parse::<Date>().ok()) else {
        return Frame::default();
    };
    let offset = match context.dateline {
        Some(place) => hours(place),
        None => mentions
            .iter()
            .take_while(|name| name.start < HEAD)
            .filter(|name| name.kind == EntityType::Loc && is_dateline(text, name, index))
            .find_map(|name| hours(index.slice(text, name.start..name.end))),
    };
    let ahead = offset.is_some_and(|hours| is_ahead(published, publication, hours));
    Frame { publication: Some(publication), ahead }
}

/// Whether the next day can have begun at the dateline: certain where the time of publication is known, possible for
/// everything east of Greenwich by five hours and more where it is not.
fn is_ahead(published: &str, publication: Date, hours: i8) -> bool {
    let Ok(instant) = published.parse::<Timestamp>() else { return hours >= 5 };
    let there = Offset::constant(hours);
    TimeZone::fixed(there).to_datetime(instant).date() > publication
}

/// The place opens a line in capitals, or a dash, an agency in brackets or a line break follows on it.
fn is_dateline(text: &str, name: &Mention, index: &Index) -> bool {
    let words = index.slice(text, name.start..name.end);
    let capitals = words.chars().any(char::is_alphabetic) && !words.chars().any(char::is_lowercase);
    let behind: String = index.slice(text, name.end..name.end + 3).chars().collect();
    let opens = name.start == 0 || index.slice(text, name.start - 1..name.start) == "\n";
    opens
        && (capitals
            || behind.starts_with(" —")
            || behind.starts_with(" (")
            || behind.starts_with(" –")
            || behind.starts_with('\n'))
}

/// Hours east of Greenwich of a place that the table knows.
fn hours(place: &str) -> Option<i8> {
    let folded = place.split([',', '/']).next().unwrap_or_default().trim().to_lowercase().replace(' ', "-");
    let last = place.rsplit([',', ' ']).next().unwrap_or_default().to_lowercase();
    let find =
        |key: &str| EAST.iter().find(|(names, _)| names.split(' ').any(|name| name == key)).map(|(_, hours)| *hours);
    find(&folded).or_else(|| find(&last))
}
