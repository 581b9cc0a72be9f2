//! Spans of the year and longer: months, seasons, quarters, years, decades, centuries, and "last week" among them.

use super::super::super::cursor::{Cursor, Read};
use super::super::super::lexicon::{Unit, Word};
use super::super::super::number::{number, ordinal};
use super::super::meaning::{Day, From, Span, Which, Year, YearPart};
use super::date::which;

/// A month's name, with the point of "Sept." when something follows on it.
pub fn month_name(c: Cursor<'_>) -> Read<'_, i8> {
    let Word::Month(month) = c.word() else { return None };
    // "may" and "march" are verbs, "august" an adjective, "sep" anything.
    let lexeme = c.lexeme()?;
    if !lexeme.capital {
        return None;
    }
    let end = c.step();
    if lexeme.text.len() > 4 || month == 5 {
        return Some((month, end));
    }
    let pointed = end.take(Word::Mark('.')).filter(|_| end.is_tight());
    let follows = |c: &Cursor<'_>| c.word() == Word::Figure;
    Some((month, pointed.filter(follows).unwrap_or(end)))
}

/// `year_behind := ","? year | "of"? ("this" | "last" | "next") "year" | "that year" |` nothing
pub fn year_behind(c: Cursor<'_>) -> (Year, Cursor<'_>) {
    let inner = c.skip(Word::Mark(',')).skip(Word::Of);
    let shift = match inner.word() {
        Word::Last => Some(Year::Shift(-1)),
        Word::This => Some(Year::Shift(0)),
        Word::Next => Some(Year::Shift(1)),
        Word::That => Some(Year::Which(Which::Near(0))),
        _ => None,
    };
    if let (Some(year), Some(end)) = (shift, inner.step().take(Word::Unit(Unit::Year))) {
        return (year, end);
    }
    match year_figure(inner) {
        // "on May 5, 2000 people" does not name a year.
        Some((year, end)) if inner.at() == c.at() || !counts(end) => (Year::Of(year), end),
        _ => (Year::Which(Which::Open), c),
    }
}

/// A word follows that the number before it counts.
fn counts(c: Cursor<'_>) -> bool {
    const PLURALS: &[&str] = &["people", "men", "women", "children", "troops", "police"];
    let plural = |text: &str| text.ends_with('s') || PLURALS.contains(&text);
    c.word() == Word::Measure || c.lexeme().is_some_and(|next| next.is_plain() && !next.is_tight() && plural(next.text))
}

/// Four digits that can be a year.
pub fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<i16>().is_ok_and(|year| (1000..=2199).contains(&year))
}

/// `year_figure := 1000 … 2199`, not part of a longer number.
pub fn year_figure(c: Cursor<'_>) -> Read<'_, i16> {
    if c.word() != Word::Figure || !is_year(c.text()) {
        return None;
    }
    let end = c.step();
    let owner = matches!(end.text(), "'s" | "’s");
    let glued =
        end.is_tight() && matches!(end.word(), Word::Mark('%' | ':' | '°') | Word::Other | Word::Meridiem(_)) && !owner;
    let compound = end.hyphen().is_some_and(|c| c.word() == Word::Other);
    (!glued && !compound).then_some((c.text().parse().ok()?, end))
}

/// `year := ("the" "year")? year | fiscal year | ("last" | "this" | "next") …` is [`shift`]
pub fn year(c: Cursor<'_>) -> Read<'_, Span> {
    let named = c.skip(Word::The);
    let inner = match named.word() {
        Word::Fiscal => named.step().skip(Word::Unit(Unit::Year)),
        Word::Unit(Unit::Year) => named.step(),
        _ => c,
    };
    if let Some((year, end)) = year_figure(inner) {
        let sure = inner.at() > c.at() || stands_as_year(inner, year, end);
        return sure.then_some((Span::Year(Year::Of(year)), end));
    }
    if inner.at() > c.at() || c.word_before() == Word::In {
        return spelled_year(inner);
    }
    None
}

/// `spelled_year := ("eighteen" | "nineteen" | "twenty") tens` — "nineteen seventy-nine".
fn spelled_year(c: Cursor<'_>) -> Read<'_, Span> {
    if let Word::Cardinal(century @ 18..=20) = c.word()
        && let Some((rest, end)) = number(c.step())
        && let Some(rest @ 10..=99) = rest.integer()
    {
        let year = i16::from(century) * 100 + i16::try_from(rest).ok()?;
        return (!matches!(end.word(), Word::Units(_))).then_some((Span::Year(Year::Of(year)), end));
    }
    let (value, end) = number(c)?;
    let year = i16::try_from(value.integer()?).ok()?;
    (c.word() != Word::Figure && (1900..=2100).contains(&year)).then_some((Span::Year(Year::Of(year)), end))
}

/// Whether a bare number of four digits is a year, by its neighbours.
fn stands_as_year(c: Cursor<'_>, year: i16, end: Cursor<'_>) -> bool {
    let Some(this) = c.lexeme() else { return false };
    if this.is_tight() && !matches!(c.word_before(), Word::Mark('(' | '[' | '"' | '“' | '‘' | '-' | '–' | '—'))
    {
        return false;
    }
    let prepared = matches!(
        c.word_before(),
        Word::In
            | Word::Since
            | Word::Until
            | Word::By
            | Word::During
            | Word::Before
            | Word::After
            | Word::The
            | Word::Possessive
    );
    let recent = (1800..=2060).contains(&year);
    // "2000 people", "No. 1985", "$1999", "Route 1950"
    let counted = counts(end)
        || matches!(end.word(), Word::Units(_) | Word::Percent | Word::Scale(_) | Word::Scales(_) | Word::Per);
    let numbered = match c.word_before() {
        Word::Mark('$' | '£' | '€' | '#' | '+' | '=') => true,
        Word::Title => true,
        Word::Than | Word::About | Word::Over | Word::Least => counted,
        _ => false,
    };
    if numbered || (counted && !prepared) || (end.is_tight() && end.word() == Word::Mark('/')) {
        return false;
    }
    recent || prepared
}

/// `month := which? month (","? year)?`
pub fn month(c: Cursor<'_>) -> Read<'_, Span> {
    let (which, inner) = which(c);
    let (month, end) = month_name(inner)?;
    let (year, end) = match year_behind(end) {
        (Year::Which(Which::Open), _) => (Year::Which(which), end),
        told => told,
    };
    let lone = which == Which::Open && year == Year::Which(Which::Open);
    // A month of three letters alone is an abbreviation of something else more often than not; so is a name.
    if lone && (inner.text().len() == 3 && month != 5 || !stands_as_month(inner)) {
        return None;
    }
    Some((Span::Part(YearPart::Month(month), year), end))
}

/// "May" and "March" begin sentences and follow forenames: alone they need a word before them that asks for a date.
fn stands_as_month(c: Cursor<'_>) -> bool {
    if !matches!(c.word(), Word::Month(3 | 5 | 8 | 4 | 6)) {
        return true;
    }
    let Some(before) = c.before(1) else { return false };
    let asks =
        !matches!(before.word, Word::Other | Word::Mark(_) | Word::Function | Word::Verb(_) | Word::Is | Word::Title);
    asks || (before.is_plain() && c.word() != Word::Month(5)) || matches!(before.word, Word::Mark('-' | '(' | '–'))
}

/// `part_of_year := "Q1" … "Q4" year? | relation? fiscal? (ordinal "-"? ("quarter" | "half") | season) ("of" year)?`
pub fn part_of_year(c: Cursor<'_>) -> Read<'_, Span> {
    if let Word::Quarter(nth) = c.word() {
        let (year, end) = year_behind(c.step());
        return Some((Span::Part(YearPart::Quarter(nth), year), end));
    }
    // "this year's third quarter", "the 1988 third quarter"
    let (before, inner) = year_before(c.skip(Word::The));
    let (which, inner) = match before {
        Some(_) => (Which::Open, inner),
        None => which(c),
    };
    let inner = if which == Which::Open { inner.skip(Word::The) } else { inner };
    let article = inner.at() > c.at() && before.is_none();
    let inner = inner.skip_one(&[Word::Early, Word::Late, Word::Fiscal]);
    let inner = inner.hyphen().unwrap_or(inner);
    let (part, end) = match inner.word() {
        Word::Season(season) => {
            // "fall" and "spring" are verbs and nouns without something before them.
            let bare = inner.at() == c.at() && !c.lexeme()?.capital;
            let asks = matches!(
                c.word_before(),
                Word::In | Word::Since | Word::By | Word::Until | Word::Before | Word::During
            );
            if bare && !asks {
                return None;
            }
            (YearPart::Season(season), inner.step())
        }
        // "the third-quarter loss": the article belongs to the noun.
        _ => nth_part(inner).filter(|_| !article || inner.step().hyphen().is_none())?,
    };
    let (year, end) = match (before, year_behind(end)) {
        (Some(year), _) => (year, end),
        (None, (Year::Which(Which::Open), _)) => of_the_year(end).unwrap_or((Year::Which(which), end)),
        (None, told) => told,
    };
    let season = matches!(part, YearPart::Season(_));
    let half = matches!(part, YearPart::Half(_));
    let told = year != Year::Which(Which::Open);
    // The first half belongs to a match unless a year is named; "the fall" is a fall.
    (told || !(half || season && c.word() == Word::Possessive)).then_some((Span::Part(part, year), end))
}

/// `nth_part := ordinal "-"? ("quarter" | "half")`
fn nth_part(c: Cursor<'_>) -> Read<'_, YearPart> {
    let (nth, next) = ordinal(c)?;
    let next = next.hyphen().unwrap_or(next);
    let nth = i8::try_from(nth).ok()?;
    match next.word() {
        Word::Unit(Unit::Quarter) if (1..=4).contains(&nth) => Some((YearPart::Quarter(nth), next.step())),
        Word::Half if (1..=2).contains(&nth) => Some((YearPart::Half(nth), next.step())),
        _ => None,
    }
}

/// `year_before := year | ("this" | "last" | "next") "year" "'s"`
fn year_before(c: Cursor<'_>) -> (Option<Year>, Cursor<'_>) {
    if let Some((year, end)) = year_figure(c) {
        return (Some(Year::Of(year)), end);
    }
    let shift = match c.word() {
        Word::Last => -1,
        Word::This => 0,
        Word::Next => 1,
        _ => return (None, c),
    };
    let owner = c.step().take(Word::Unit(Unit::Year)).filter(|c| matches!(c.text(), "'s" | "’s"));
    owner.map_or((None, c), |c| (Some(Year::Shift(shift)), c.step()))
}

/// `of_the_year := "of" "the" "year"`
fn of_the_year(c: Cursor<'_>) -> Read<'_, Year> {
    let end = c.take(Word::Of)?.take(Word::The)?.take(Word::Unit(Unit::Year))?;
    Some((Year::Shift(0), end))
}

/// `decade := "the"? ("early" | "mid" | "late")? "-"? (1960 "s" | "'" 60 "s" | "sixties")`
pub fn decade(c: Cursor<'_>) -> Read<'_, Span> {
    let inner = c.skip(Word::The).skip_one(&[Word::Early, Word::Mid, Word::Late]);
    let inner = inner.hyphen().unwrap_or(inner);
    if let Word::Tens(tens) = inner.word() {
        // "in his sixties" is an age.
        return (c.word() == Word::The).then_some((Span::Decade(1900 + i16::from(tens)), inner.step()));
    }
    let short = inner.take_one(&[Word::Mark('\''), Word::Mark('’'), Word::Mark('‘')]);
    let figure = short.unwrap_or(inner);
    if figure.word() != Word::Figure {
        return None;
    }
    let (first, end) = (figure.text().parse::<i16>().ok()?, figure.step());
    let first = match figure.text().len() {
        4 if short.is_none() && is_year(figure.text()) => first,
        2 if short.is_some() && figure.is_tight() => {
            if first < 30 {
                2000 + first
            } else {
                1900 + first
            }
        }
        _ => return None,
    };
    let plural = end.is_tight() && matches!(end.text(), "s" | "'s" | "’s");
    (plural && first % 10 == 0).then_some((Span::Decade(first), end.step()))
}

/// `century := "the"? ("early" | "mid" | "late")? ordinal "-"? "century"`
pub fn century(c: Cursor<'_>) -> Read<'_, Span> {
    let inner = c.skip(Word::The).skip_one(&[Word::Early, Word::Mid, Word::Late]);
    let (nth, next) = ordinal(inner.hyphen().unwrap_or(inner))?;
    let end = next.hyphen().unwrap_or(next).take(Word::Unit(Unit::Century))?;
    let nth = i16::try_from(nth).ok().filter(|nth| (1..=30).contains(nth))?;
    Some((Span::Century(nth), end))
}

/// `shift := which UNIT` — "last week", "this year", "the following month", "that year", "the current quarter".
pub fn shift(c: Cursor<'_>) -> Read<'_, Span> {
    let (which, inner) = which(c);
    let inner = inner.skip(Word::Fiscal);
    // "last season" is a year to most sports.
    let word = if inner.word() == Word::Contest { Word::Unit(Unit::Year) } else { inner.word() };
    let (Word::Unit(unit), end) = (word, inner.step()) else { return None };
    let the = c.word() == Word::The;
    let (count, from) = match which {
        // "the last year" is a length; so is "past year".
        Which::Last if the || c.word() == Word::Past => return None,
        Which::Last => (-1, From::Publication),
        Which::This => (0, From::Publication),
        Which::Next => (1, From::Publication),
        Which::Near(count) => (i32::from(count), From::Focus),
        Which::Open => return None,
    };
    // Days have a rule of their own; "this minute" is now.
    let calendar = !matches!(unit, Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night);
    let compound = end.hyphen().is_some_and(|c| matches!(c.word(), Word::Old | Word::Long));
    (calendar && !compound).then_some((Span::Shift(count, unit, from), end))
}

/// `bare := "the" ("week" | "quarter") | ("in" | "of" | "by") "the" "month" | "year" "-"? "end"` and the like
pub fn bare(c: Cursor<'_>) -> Read<'_, Span> {
    if let Some(next) = c.take(Word::Unit(Unit::Year)) {
        let end = next.hyphen().unwrap_or(next).take(Word::End)?;
        return Some((Span::Day(Day::Date(Year::Shift(0), 12, 31)), end));
    }
    let inner = c.take(Word::The)?.skip_one(&[Word::Latest, Word::Fiscal]).skip_one(&[Word::Whole, Word::Fiscal]);
    let latest = inner.word_before() == Word::Latest && inner.word() == Word::Period;
    let (Word::Unit(unit), end) = (if latest { Word::Unit(Unit::Quarter) } else { inner.word() }, inner.step()) else {
        return None;
    };
    let asked = matches!(
        c.word_before(),
        Word::Of | Word::In | Word::By | Word::During | Word::For | Word::Late | Word::Later | Word::Earlier
    );
    let told = matches!(inner.word_before(), Word::Latest | Word::Fiscal | Word::Whole);
    let fits = match unit {
        Unit::Quarter => true,
        Unit::Week | Unit::Month => asked,
        Unit::Year => asked && c.word_before() != Word::Of || told,
        _ => false,
    };
    let compound =
        end.hyphen().is_some() || matches!(end.word(), Word::Before | Word::After | Word::That | Word::Unit(_));
    let span = match unit {
        Unit::Quarter if inner.word_before() == Word::Latest => Span::Shift(-1, unit, From::Publication),
        Unit::Quarter => Span::Quarter,
        _ => Span::Shift(0, unit, From::Publication),
    };
    (fits && !compound).then_some((span, end))
}

/// `year_ago := "the"? "comparable"? "year" "-" ("ago" | "earlier") ("quarter" | "period")?` — of a business
/// year: "the year-earlier quarter".
pub fn year_ago(c: Cursor<'_>) -> Read<'_, Span> {
    let inner = c.skip(Word::The).take(Word::Unit(Unit::Year))?.hyphen()?.take_one(&[Word::Ago, Word::Earlier])?;
    let end = inner.skip_one(&[Word::Ordinal(1), Word::Ordinal(2), Word::Ordinal(3), Word::Ordinal(4)]);
    Some((Span::YearAgo, end.skip_one(&[Word::Unit(Unit::Quarter), Word::Period])))
}
