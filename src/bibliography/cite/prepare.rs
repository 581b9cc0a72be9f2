//! Items for the engine: every value in the one form it handles, markup and quotation marks as private-use characters.

use std::collections::BTreeMap;

use citationberg::json::{
    DateValue, Item as EngineItem, LiteralName, NameItem, NameValue, Value as EngineValue, VecDate, VecDateRange,
};
use serde_json::Value;

use super::Style;
use super::marks::{self, Mark, character};
use crate::bibliography::csl::{self, DATE_VARIABLES};
use crate::bibliography::edtf::{Date, Point};
use crate::bibliography::markup::{self, Piece};
use crate::model::Name;

/// Variables that are printed letter for letter.
const VERBATIM: [&str; 7] = ["URL", "DOI", "ISBN", "ISSN", "PMID", "PMCID", "archive_location"];

/// The engine's id for a key: never empty, so that items without one still have a place.
pub(super) fn id(key: &str) -> String {
    format!("k{}", marks::without(key))
}

/// The key behind the engine's id.
pub(super) fn key(id: &str) -> String {
    id.strip_prefix('k').unwrap_or(id).to_owned()
}

/// Dates the engine cannot print, each under a year that stands for its words.
#[derive(Debug, Default)]
pub(super) struct StandIns(pub(super) Vec<(String, String)>);

impl StandIns {
    /// A year no item has, to be replaced by these words at the end.
    fn year(&mut self, words: &str) -> i16 {
        let year = 32_000 + i16::try_from(self.0.len() % 700).unwrap_or(0);
        self.0.push((year.to_string(), words.to_owned()));
        year
    }
}

/// One CSL-JSON item for the engine.
pub(super) fn item(value: &Value, locale: &str, style: &Style, stand_ins: &mut StandIns) -> EngineItem {
    let mut out = BTreeMap::new();
    let empty = serde_json::Map::new();
    let map = value.as_object().unwrap_or(&empty);
    let language = map.get("language").and_then(csl::scalar).unwrap_or_else(|| locale.to_owned());
    let english = language.get(..2).is_some_and(|code| code.eq_ignore_ascii_case("en"));
    for (variable, value) in map {
        let prepared = match variable.as_str() {
            "id" => csl::scalar(value).map(|key| EngineValue::String(id(&key))),
            "type" => csl::scalar(value).map(EngineValue::String),
            name if DATE_VARIABLES.contains(&name) => date(value, stand_ins),
            "page" | "language" => csl::scalar(value).map(|text| EngineValue::String(marks::without(&text))),
            name if VERBATIM.contains(&name) => {
                csl::scalar(value).map(|text| EngineValue::String(marks::without(&text)))
            }
            _ => match value {
                Value::Array(_) => names(value, style),
                Value::String(text) if NUMBERS.contains(&variable.as_str()) => {
                    Some(EngineValue::String(number(text, english)))
                }
                Value::String(text) => Some(EngineValue::String(field(text, english))),
                Value::Number(number) => Some(EngineValue::String(number.to_string())),
                _ => None,
            },
        };
        if let Some(prepared) = prepared.filter(|value| !matches!(value, EngineValue::String(text) if text.is_empty()))
        {
            out.insert(variable.clone(), prepared);
        }
    }
    out.entry("id".into()).or_insert_with(|| EngineValue::String(id("")));
    // Old names of two variables, and the abbreviation most programs write.
    for (old, new) in
        [("event", "event-title"), ("journalAbbreviation", "container-title-short"), ("shortTitle", "title-short")]
    {
        if let Some(value) = out.get(old).cloned() {
            out.entry(new.into()).or_insert(value);
        }
    }
    for (variable, alias) in style.aliases.iter() {
        if out.contains_key(variable) {
            out.insert(alias.clone(), EngineValue::String("1".into()));
        } else {
            out.remove(alias);
        }
    }
    EngineItem(out)
}

/// Number variables of CSL 1.0.2 that libraries fill with text.
const NUMBERS: [&str; 13] = [
    "chapter-number",
    "citation-number",
    "collection-number",
    "edition",
    "issue",
    "number",
    "number-of-pages",
    "number-of-volumes",
    "part-number",
    "printing-number",
    "section",
    "version",
    "volume",
];

/// A number variable: "HT-20-3" is a name, not the range 20–3, so its hyphens are kept from the engine.
fn number(text: &str, english: bool) -> String {
    let ranges = text.split([',', '&', ';']).all(|part| {
        let part = part.trim();
        let ends: Vec<&str> = part.split(['-', '–']).map(str::trim).collect();
        let plain = |end: &&str| {
            let letters = end.chars().filter(|c| c.is_alphabetic()).count();
            letters <= 1 && end.chars().any(|c| c.is_ascii_digit()) && !end.contains(' ')
        };
        ends.len() <= 2 && ends.iter().all(plain)
    });
    if ranges { marks::without(text) } else { field(text, english).replace('-', &character(Mark::Hyphen).to_string()) }
}

/// A text field: markup and quotation marks become marks, straight apostrophes typographic ones.
fn field(text: &str, english: bool) -> String {
    let text = marks::without(text);
    let mut out = String::new();
    if !english {
        out.push(character(Mark::Foreign));
    }
    let mut before = None;
    let mut depth = Quotes::default();
    let pieces = markup::pieces(&text);
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Open(tag) => out.push(character(Mark::Open(*tag))),
            Piece::Close(tag) => out.push(character(Mark::Close(*tag))),
            Piece::Text(text) => {
                let next = pieces.iter().skip(index + 1).find_map(|piece| match piece {
                    Piece::Text(text) => text.chars().next(),
                    _ => None,
                });
                depth.run(text, &mut before, next, &mut out);
            }
        }
    }
    if out.chars().all(|c| marks::mark(c).is_some()) {
        out.clear();
    }
    out
}

/// Quotation marks that are open in a field.
#[derive(Default)]
struct Quotes {
    open: Vec<char>,
}

impl Quotes {
    /// Writes a run of text with its quotation marks as marks.
    fn run(&mut self, text: &str, before: &mut Option<char>, after: Option<char>, out: &mut String) {
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let next = chars.peek().copied().or(after);
            let word_before = before.is_some_and(char::is_alphanumeric);
            let word_after = next.is_some_and(char::is_alphanumeric);
            let opens_here = before.is_none_or(|c| c.is_whitespace() || "([{“‘\"'—–-/".contains(c));
            let written = match c {
                '“' => Some(self.open('“')),
                '”' if self.closes('“') => Some(false),
                '‘' => Some(self.open('‘')),
                '’' if !word_after && self.closes('‘') => Some(false),
                '"' if self.closes('"') => Some(false),
                '"' if opens_here && next.is_some_and(|c| !c.is_whitespace()) => Some(self.open('"')),
                '\'' if !word_after && self.closes('\'') => Some(false),
                '\'' if opens_here && word_after && closed_later(chars.clone()) => Some(self.open('\'')),
                _ => None,
            };
            match written {
                Some(open) => out.push(character(Mark::FieldQuote(open))),
                None if c == '\'' && (word_before || word_after) => out.push('’'),
                None => out.push(c),
            }
            *before = Some(c);
        }
    }

    fn open(&mut self, quote: char) -> bool {
        self.open.push(quote);
        true
    }

    fn closes(&mut self, quote: char) -> bool {
        let closes = self.open.last() == Some(&quote);
        if closes {
            self.open.pop();
        }
        closes
    }
}

/// Whether a single straight quote that closes follows: at the end of a word, not inside one.
fn closed_later(rest: impl Iterator<Item = char>) -> bool {
    let mut before = None;
    let mut rest = rest.peekable();
    // A quotation of more than this is no quotation; it keeps hostile input linear.
    for _ in 0..200 {
        let Some(c) = rest.next() else { return false };
        let ends = rest.peek().is_none_or(|c| !c.is_alphanumeric());
        if c == '\'' && ends && before.is_some_and(|c: char| !c.is_whitespace()) {
            return true;
        }
        before = Some(c);
    }
    false
}

fn names(value: &Value, style: &Style) -> Option<EngineValue> {
    let list = csl::names(value)?;
    let names: Vec<NameValue> = list.iter().filter_map(|one| name(one, style)).collect();
    (!names.is_empty()).then_some(EngineValue::Names(names))
}

fn name(name: &Name, style: &Style) -> Option<NameValue> {
    let clean = |part: &Option<String>| {
        let part = marks::without(part.as_deref().unwrap_or_default()).trim().replace('\'', "’");
        (!part.is_empty()).then_some(part)
    };
    let literal = |text: String| Some(NameValue::Literal(LiteralName { literal: markup::plain(&text) }));
    if let Some(text) = clean(&name.literal) {
        return literal(text);
    }
    let (mut family, mut given) = (clean(&name.family).unwrap_or_default(), clean(&name.given));
    let suffix = clean(&name.suffix);
    // Family first and unspaced, as these scripts write names; the engine knows the order of Han and Kana only.
    if let Some(first) = &given
        && is_east_asian(&family)
        && is_east_asian(first)
    {
        return literal(format!("{family}{first}"));
    }
    if family.is_empty() {
        return given.and_then(literal);
    }
    let mut dropping = clean(&name.dropping_particle);
    let mut non_dropping = clean(&name.non_dropping_particle);
    if dropping.is_none() && non_dropping.is_none() {
        if let Some((particle, rest)) = leading_particles(&family) {
            (non_dropping, family) = (Some(particle), rest);
        }
        if let Some((first, particle)) = given.as_deref().and_then(trailing_particles) {
            (dropping, given) = (Some(particle), Some(first));
        }
    }
    // A particle that ends in an apostrophe is part of the word: d’Alembert.
    if let Some(glued) = non_dropping.take_if(|particle| particle.ends_with(['’', '-'])) {
        family = format!("{glued}{family}");
    }
    // Without a particle of its own the engine would split "García y López" by a rule of its own.
    if dropping.is_none()
        && non_dropping.is_none()
        && let Some((first, rest)) = family.clone().split_once(' ')
    {
        (non_dropping, family) = (Some(first.to_owned()), rest.to_owned());
    }
    given = given.map(|given| compound(&given, style));
    Some(NameValue::Item(NameItem {
        family,
        given,
        non_dropping_particle: non_dropping,
        dropping_particle: dropping,
        suffix,
        comma_suffix: None,
    }))
}

/// `Min-jun`: a small letter after the hyphen has no initial. Styles without hyphens in initials treat it as a word.
fn compound(given: &str, style: &Style) -> String {
    let keep = if style.dressed.settings.initialize_with_hyphen { character(Mark::Hyphen) } else { ' ' };
    let mut out = String::new();
    let mut chars = given.chars().peekable();
    while let Some(c) = chars.next() {
        let small = c == '-' && chars.peek().is_some_and(|next| next.is_lowercase());
        out.push(if small { keep } else { c });
    }
    out
}

fn is_east_asian(text: &str) -> bool {
    let inside = |c: char| matches!(u32::from(c), 0x1100..=0x11FF | 0x3040..=0x30FF | 0x3130..=0x318F | 0x3400..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF);
    !text.is_empty() && text.chars().all(inside)
}

/// `de la Cruz` → `de la` + `Cruz`: lower-case words before a capital.
fn leading_particles(family: &str) -> Option<(String, String)> {
    let words: Vec<&str> = family.split_whitespace().collect();
    let lower = words.iter().take_while(|word| word.chars().next().is_some_and(char::is_lowercase)).count();
    let (particles, rest) = words.split_at_checked(lower)?;
    (lower > 0 && !rest.is_empty()).then(|| (particles.join(" "), rest.join(" ")))
}

/// `Ludwig von` → `Ludwig` + `von`.
fn trailing_particles(given: &str) -> Option<(String, String)> {
    let words: Vec<&str> = given.split_whitespace().collect();
    let lower = words.iter().rev().take_while(|word| word.chars().all(char::is_lowercase)).count();
    let (rest, particles) = words.split_at_checked(words.len() - lower)?;
    (lower > 0 && !rest.is_empty()).then(|| (rest.join(" "), particles.join(" ")))
}

/// A date in the one form the engine takes: a single point. Words and spans of years go through a stand-in; of other
/// ranges the start is kept.
fn date(value: &Value, stand_ins: &mut StandIns) -> Option<EngineValue> {
    let date = Date::from_csl(value)?;
    let words = match &date {
        Date::Literal(words) => Some(marks::without(words)),
        Date::Range(Some(start), Some(end)) if start.month.is_none() && end.month.is_none() && start.year > 0 => {
            Some(format!("{}–{}", start.year, end.year))
        }
        Date::Range(Some(start), None) if start.month.is_none() && start.year > 0 => Some(format!("{}–", start.year)),
        Date::Point(_) | Date::Range(..) => None,
    };
    let mut point = date.first().unwrap_or_default();
    if let Some(words) = words {
        point = Point { year: stand_ins.year(&words).into(), ..point };
    }
    let mut parts = vec![i16::try_from(point.year).ok()?];
    if let Some(month) = point.calendar_month() {
        parts.push(i16::from(month));
        parts.extend(point.day.map(i16::from));
    }
    Some(EngineValue::Date(DateValue::DateParts {
        date_parts: VecDateRange(vec![VecDate(parts)]),
        literal: None,
        season: point.season().map(|season| season.to_string()),
        circa: point.approximate || point.uncertain,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        field(text, true)
            .chars()
            .map(|c| match marks::mark(c) {
                Some(Mark::FieldQuote(true)) => '«',
                Some(Mark::FieldQuote(false)) => '»',
                Some(_) => '_',
                None => c,
            })
            .collect()
    }

    #[test]
    fn quotes_in_fields_are_found() {
        for (text, marked) in [
            ("It's \"old\" news", "It’s «old» news"),
            ("The ‘new’ workers’ town", "The «new» workers’ town"),
            ("'Twas the day", "’Twas the day"),
            ("He said 'no' to O'Brien's", "He said «no» to O’Brien’s"),
            ("“<i>E. coli</i>” in dogs' food", "«_E. coli_» in dogs’ food"),
            ("5\" pipes", "5\" pipes"),
        ] {
            assert_eq!(shown(text), marked);
        }
    }

    #[test]
    fn particles_are_split() {
        assert_eq!(leading_particles("de la Cruz"), Some(("de la".into(), "Cruz".into())));
        assert_eq!(leading_particles("van"), None);
        assert_eq!(trailing_particles("Alfred de"), Some(("Alfred".into(), "de".into())));
    }
}
