//! The grammar of amounts: money, percentages, measures, counts of things.
//!
//! ```text
//! amounts := side ((DASH | "to" | "and") side)?
//! side    := currency? number magnitude? unit?
//! ```
//! A range gives two amounts; what one end leaves out it takes from the other.

use super::super::cursor::{Cursor, Read};
use super::super::lexicon::Word;
use super::super::number::{self, Decimal, number};
use super::currency;

/// The unit of an amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A currency, as its table has it.
    Money(&'static str),
    /// Percent.
    Percent,
    /// A measure or a noun, in small letters.
    Of(String),
}

/// An amount found: first lexeme, lexeme after the last, value, unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// First lexeme.
    pub from: usize,
    /// Lexeme after the last.
    pub to: usize,
    /// Value.
    pub value: Decimal,
    /// Smaller than nothing.
    pub negative: bool,
    /// Unit.
    pub unit: Unit,
}

/// One end, perhaps without its unit.
struct Side {
    from: usize,
    value: Decimal,
    negative: bool,
    magnitude: Option<u8>,
    unit: Option<Unit>,
}

/// Reads one amount, or the two of a range.
pub fn amounts<'a>(c: Cursor<'a>, out: &mut Vec<Found>) -> Option<Cursor<'a>> {
    let (first, end) = side(c, false)?;
    let joint = match end.word() {
        Word::To | Word::Or => Some(end.step()),
        Word::And if c.word_before() == Word::Between => Some(end.step()),
        _ => end.dash(),
    };
    if let Some((second, behind)) = joint.and_then(|c| side(c, true))
        && second.unit.is_some()
        && (first.unit.is_none()
            || first.unit == second.unit
            || matches!(first.unit, Some(Unit::Money(_))) && second.magnitude.is_some())
    {
        // "€5-10 million" lends both its sign and its million.
        let magnitude = first
            .magnitude
            .or(second.magnitude.filter(|_| first.unit.is_none() || matches!(first.unit, Some(Unit::Money(_)))));
        let unit = first.unit.clone().or_else(|| second.unit.clone())?;
        push(out, Side { magnitude, unit: Some(unit.clone()), ..first }, end);
        push(
            out,
            Side {
                unit: second
                    .unit
                    .filter(|own| matches!(own, Unit::Money(_)) || !matches!(unit, Unit::Money(_)))
                    .or(Some(unit)),
                ..second
            },
            behind,
        );
        return Some(behind);
    }
    // "€5-10 million": the second end has no unit of its own.
    if let (Some(Unit::Money(_)), Some((second, behind))) = (&first.unit, joint.and_then(|c| side(c, true)))
        && second.unit.is_none()
        && end.dash().is_some()
    {
        let unit = first.unit.clone();
        push(out, Side { magnitude: first.magnitude.or(second.magnitude), unit: unit.clone(), ..first }, end);
        push(out, Side { unit, ..second }, behind);
        return Some(behind);
    }
    first.unit.is_some().then(|| push(out, first, end))?;
    Some(end)
}

fn push(out: &mut Vec<Found>, side: Side, end: Cursor<'_>) {
    let value = side.value.scaled(side.magnitude.unwrap_or(0));
    if let (Some(value), Some(unit)) = (value, side.unit) {
        out.push(Found { from: side.from, to: end.at(), value, negative: side.negative, unit });
    }
}

/// `side := "-"? (sign | code)? number magnitude? (currency | percent | measure | noun)?`
///
/// `joined` to the end before it by a dash, its figure may touch the dash.
fn side(c: Cursor<'_>, joined: bool) -> Read<'_, Side> {
    let from = c.at();
    let minus = matches!(c.word(), Word::Mark('-' | '−')) && !c.is_tight() && c.step().is_tight();
    let start = if minus { c.step() } else { c };
    let (before, next) = prefix(start).map_or((None, start), |(code, next)| (Some(code), next));
    if before.is_none() && !joined && !minus && is_part(next) {
        return None;
    }
    let (value, next) = plain(next)?;
    let money = before.is_some();
    let (mut magnitude, mut end) = magnitude(next, money).map_or((None, next), |(power, end)| (Some(power), end));
    let (unit, end) = if let Some(code) = before {
        (Some(Unit::Money(code)), end)
    } else if let Some((unit, behind, cents)) = suffix(end, value) {
        if cents {
            return Some((
                Side { from, value: value.hundredth()?, negative: minus, magnitude, unit: Some(unit) },
                behind,
            ));
        }
        (Some(unit), behind)
    } else {
        if !matches!(next.word(), Word::Scale(_)) {
            (magnitude, end) = (None, next);
        }
        match counted(end, c, value) {
            Some((unit, behind)) => (Some(Unit::Of(unit)), behind),
            None => (None, end),
        }
    };
    Some((Side { from, value, negative: minus, magnitude, unit }, end))
}

/// A number without its magnitude, which ranges share: figures alone, or a cardinal.
fn plain(c: Cursor<'_>) -> Read<'_, Decimal> {
    if c.word() == Word::Figure {
        let end = c.step();
        // "5th", "3D", "10:15", "2/3"
        let ordinal = number::ordinal(c).is_some();
        let glued = end.is_tight() && matches!(end.word(), Word::Mark(':' | '/' | '°'));
        let degree = end.word() == Word::Mark('°');
        if ordinal || (glued && !degree) {
            return None;
        }
        return Some((number::figure(c.text())?, end));
    }
    if number::ordinal(c).is_some() {
        return None;
    }
    if let (Word::A, Word::Dozen) = (c.word(), c.step().word()) {
        return Some((Decimal::whole(12), c.step().step()));
    }
    let (value, end) = number(c)?;
    match end.word() {
        Word::Dozen => Some((value.times(12)?, end.step())),
        _ => Some((value, end)),
    }
}

/// Part of a longer code or of a name: "COVID-19", "1/2", "v2.0".
fn is_part(c: Cursor<'_>) -> bool {
    let Some(before) = c.before(1).filter(|_| c.is_tight()) else { return false };
    match before.word {
        Word::Mark('-' | '–' | '/' | '.' | ':' | '+' | '#' | '_' | '@' | ',' | '\'' | '’') => true,
        Word::Mark(_) => false,
        _ => true,
    }
}

/// `prefix := SIGN | letters "$" | CODE`
fn prefix(c: Cursor<'_>) -> Read<'_, &'static str> {
    if let Word::Mark(mark) = c.word() {
        return Some((currency::sign(mark)?, c.step()));
    }
    let next = c.step();
    if next.word() == Word::Mark('$') && next.is_tight() {
        return Some((currency::dollar(c.text())?, next.step()));
    }
    if !c.lexeme()?.capital {
        return None;
    }
    Some((currency::code(c.text())?, next.skip(Word::Mark('.'))))
}

/// `magnitude := scale | "bn" | "m" | "k" | …`; "m" and "k" only of money.
fn magnitude(c: Cursor<'_>, money: bool) -> Read<'_, u8> {
    if let Some(read) = number::scale(c) {
        return Some(read);
    }
    let text = c.text();
    let power = match text {
        "bn" | "Bn" | "BN" => 9,
        "tn" | "trn" => 12,
        "mn" | "mln" | "mio" | "Mio" => 6,
        "B" | "b" if money => 9,
        "T" if money => 12,
        "m" | "M" if money || currency_follows(c.step()) => 6,
        "k" | "K" if money || currency_follows(c.step()) => 3,
        "cr" if money => 7,
        _ => return None,
    };
    Some((power, c.step()))
}

fn currency_follows(c: Cursor<'_>) -> bool {
    suffix(c, Decimal::whole(1)).is_some_and(|(unit, ..)| matches!(unit, Unit::Money(_)))
}

/// `suffix := "%" | "percent" | "per" "cent" | ("percentage" | "basis") "points" | SIGN | CODE | nation? currency word`
///
/// Says also whether the number counts hundredths.
fn suffix(c: Cursor<'_>, value: Decimal) -> Option<(Unit, Cursor<'_>, bool)> {
    let joined = c.hyphen().unwrap_or(c);
    let next = joined.step();
    match joined.word() {
        Word::Mark('%' | '٪' | '％') | Word::Percent => return Some((Unit::Percent, next, false)),
        Word::Per => return Some((Unit::Percent, next.take(Word::Cent)?, false)),
        Word::Basis => {
            let end = next.hyphen().unwrap_or(next).take(Word::Points)?;
            return Some((Unit::Of(format!("{} points", joined.text().to_lowercase())), end, false));
        }
        Word::Mark(mark) => return Some((Unit::Money(currency::sign(mark)?), next, false)),
        _ => {}
    }
    let lexeme = joined.lexeme()?;
    if let Some(code) = currency::code(joined.text()) {
        return Some((Unit::Money(code), next, false));
    }
    if !lexeme.capital {
        if let Some(code) = currency::cents(joined.text()) {
            return Some((Unit::Money(code), next, true));
        }
        let code = currency::word(joined.text(), None).filter(|_| is_money(joined, value))?;
        return Some((Unit::Money(code), next, false));
    }
    // "Canadian dollars", "Hong Kong dollars", "South Korean won"
    let (nation, noun) =
        if next.lexeme().is_some_and(|word| word.capital) { (next, next.step()) } else { (joined, next) };
    if noun.lexeme()?.capital {
        return None;
    }
    let code = currency::word(noun.text(), Some(nation.text()))?;
    Some((Unit::Money(code), noun.step(), false))
}

/// Words that are currencies and something else too: "pounds" weigh, and "won" is a verb.
fn is_money(c: Cursor<'_>, value: Decimal) -> bool {
    match c.text() {
        "pound" | "pounds" => {
            let weighs = (1..=6).filter_map(|back| c.before(back)).any(|word| word.text.starts_with("weigh"));
            let next = c.step();
            !weighs && next.word() != Word::Of && !next.text().starts_with("heav") && !next.text().starts_with("light")
        }
        "won" => value.integer().is_none_or(|value| value >= 1_000) || matches!(c.word_before(), Word::Scale(_)),
        "rand" | "dong" | "quid" | "bucks" => true,
        _ => true,
    }
}

/// Nouns that count nothing: fractions, and what only shares a plural's ending.
const NO_NOUN: &[&str] = &[
    "thirds", "fifths", "sixths", "eighths", "tenths", "is", "was", "has", "does", "says", "this", "versus", "plus",
    "minus", "as",
];
/// Plurals without an s.
const PLURALS: &[&str] = &[
    "people", "men", "women", "children", "troops", "police", "staff", "aircraft", "sheep", "fish", "cattle", "teeth",
    "mice", "crew",
];

/// `counted := "-"? ("square" | "cubic")? measure ("per" unit)? | adjective* plural`
fn counted<'a>(c: Cursor<'a>, start: Cursor<'a>, value: Decimal) -> Read<'a, String> {
    let joined = c.hyphen();
    let first = joined.unwrap_or(c);
    if let Some(read) = measure(first) {
        return Some(read);
    }
    // A number behind a name belongs to the name: "Route 66 drivers", "Channel 4 viewers".
    let named = start.before(1).is_some_and(|before| before.capital && before.word == Word::Other && !start.is_tight());
    if named || (start.word() != Word::Figure && value == Decimal::whole(1)) {
        return None;
    }
    let mut c = first;
    for place in 0..4 {
        let lexeme = c.lexeme().filter(|lexeme| !lexeme.is_tight() || joined.is_some())?;
        let text = lexeme.text;
        let filler = matches!(c.word(), Word::More | Word::Another | Word::Whole | Word::Local);
        if NO_NOUN.contains(&text)
            || !(lexeme.is_plain() || filler || matches!(c.word(), Word::Points | Word::Units(_)))
        {
            return None;
        }
        let end = c.step();
        if joined.is_some() {
            // "a 300-page report", but not "2019-nCoV"
            let word = text.len() > 2 && text.chars().all(char::is_lowercase);
            return word.then(|| (text.to_owned(), end));
        }
        let plural = text.len() > 2 && text.ends_with('s') && !text.ends_with("ss") && !text.ends_with("us") && !filler;
        if plural || PLURALS.contains(&text) || c.word() == Word::Points {
            return Some((text.to_lowercase(), end));
        }
        // "6.3 magnitude earthquake" has no plural.
        if place == 0 && value == Decimal::whole(1) && lexeme.is_plain() {
            return Some((text.to_lowercase(), end));
        }
        c = end.hyphen().unwrap_or(end);
    }
    None
}

/// `measure := ("square" | "cubic")? MEASURE (("per" | "a") unit | ("Celsius" | "Fahrenheit"))? | "°" ("C" | "F") | "m"`
fn measure(c: Cursor<'_>) -> Read<'_, String> {
    if c.word() == Word::Mark('°') {
        let scale = c.step();
        let told = matches!(scale.text(), "C" | "F");
        return Some((format!("°{}", if told { scale.text() } else { "" }), if told { scale.step() } else { scale }));
    }
    let shaped = matches!(c.text(), "square" | "cubic" | "sq" | "nautical" | "metric");
    let unit = if shaped { c.step().skip(Word::Mark('.')) } else { c };
    let alone = matches!(unit.text(), "m" | "g" | "l" | "t") && !shaped && !unit.is_tight();
    if unit.word() != Word::Measure && !alone {
        return None;
    }
    let end = unit.step();
    let mut text = unit.text().to_owned();
    if shaped {
        text = format!("{} {text}", c.text());
    }
    if end.word() == Word::Per
        && let Word::Unit(_) = end.step().word()
    {
        return Some((format!("{text} per {}", end.step().text()), end.step().step()));
    }
    if matches!(end.text(), "Celsius" | "Fahrenheit") {
        return Some((format!("{text} {}", end.text()), end.step()));
    }
    Some((text, end))
}
