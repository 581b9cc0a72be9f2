//! Dates of every granularity: days, weeks, months, quarters, seasons, years, decades, centuries.

use super::super::super::cursor::{Cursor, Read};
use super::super::super::lexicon::{Feast, Part, Unit, Word};
use super::super::super::number::{number, ordinal};
use super::super::meaning::{Day, From, Meaning, Span, Which, Year, YearPart};

/// `date := edge? span`
pub fn date(c: Cursor<'_>) -> Read<'_, Meaning> {
    let (span, end) = span(edge(c))?;
    Some((Meaning::Date(span), end))
}

/// `edge := "very"? ("early" | "late" | "mid") "-"? ("on" | "in")? | ("earlier" | "later") ("on" | "in")?
///        | "the"? ("start" | "end" | "middle") "of"`
pub fn edge(c: Cursor<'_>) -> Cursor<'_> {
    match c.word() {
        Word::Early | Word::Late | Word::Mid | Word::Earlier | Word::Later => {
            let next = c.step();
            next.hyphen().unwrap_or(next).skip_one(&[Word::On, Word::In])
        }
        Word::The | Word::Start | Word::End => {
            let inner = c.skip(Word::The).take_one(&[Word::Start, Word::End, Word::Mid]);
            inner.and_then(|c| c.take(Word::Of)).unwrap_or(c)
        }
        Word::About if is_year(c.step().text()) => c.step(),
        Word::Function if c.text().eq_ignore_ascii_case("very") => {
            c.step().take_one(&[Word::Early, Word::Late]).map_or(c, |c| c.skip_one(&[Word::On, Word::In]))
        }
        _ => c,
    }
}

/// `range := span DASH span | month day DASH day | year DASH year`
pub fn range(c: Cursor<'_>) -> Read<'_, Meaning> {
    let c = edge(c);
    years(c).or_else(|| days(c))
}

/// `years := year DASH (year | two digits)` — "2015-2016", "2018-19".
fn years(c: Cursor<'_>) -> Read<'_, Meaning> {
    let (first, c) = year_figure(c)?;
    let c = c.dash()?;
    let last: i16 = match c.text().len() {
        4 => year_figure(c)?.0,
        2 => first - first % 100 + c.text().parse::<i16>().ok()?,
        _ => return None,
    };
    let end = c.step();
    let alone = end.dash().is_none() && !(end.is_tight() && matches!(end.word(), Word::Mark('/' | '%')));
    let close = first < last && last - first <= 150 && alone;
    close.then_some((Meaning::Range(Span::Year(Year::Of(first)), Span::Year(Year::Of(last))), end))
}

/// `days := month day DASH day ("," year)? | day DASH day month year?` — "May 10-12, 2020", "10–12 May".
fn days(c: Cursor<'_>) -> Read<'_, Meaning> {
    let ends = |year, month, from, to, end| {
        let day = |day| Span::Day(Day::Date(year, month, day));
        (from < to).then_some((Meaning::Range(day(from), day(to)), end))
    };
    if let Some((month, c)) = month_name(c) {
        let (from, c) = day_of_month(c)?;
        let (to, end) = day_of_month(c.dash()?)?;
        let (year, end) = year_behind(end);
        return ends(year, month, from, to, end);
    }
    let (from, c) = day_of_month(c)?;
    let (to, c) = day_of_month(c.dash()?)?;
    let (month, end) = month_name(c.skip(Word::Of))?;
    let (year, end) = year_behind(end);
    ends(year, month, from, to, end)
}

/// `span := day | week | weekend | part of a year | year | decade | century | shift`
fn span(c: Cursor<'_>) -> Read<'_, Span> {
    const SPANS: &[for<'a> fn(Cursor<'a>) -> Read<'a, Span>] =
        &[any_day, week, weekend, month, part_of_year, decade, century, shift, bare, year_before_last, year];
    let mut best: Read<'_, Span> = None;
    for rule in SPANS {
        if let Some((span, end)) = rule(c)
            && best.as_ref().is_none_or(|(_, to)| end.at() > to.at())
        {
            best = Some((span, end));
        }
    }
    best
}

fn any_day(c: Cursor<'_>) -> Read<'_, Span> {
    day(c).map(|(day, end)| (Span::Day(day), end))
}

/// `day := (weekday ","?)? calendar | which? weekday | "today" | feast | ("the" "next" | "that" | …) "day"`
pub fn day(c: Cursor<'_>) -> Read<'_, Day> {
    if let Some((found, end)) = calendar(c).or_else(|| calendar(weekday_before(c)?)) {
        return Some((found, end));
    }
    match c.word() {
        Word::Today(days) => {
            // "today, 10 September"
            let end = c.step();
            if let Some(read) = end.take(Word::Mark(',')).and_then(calendar) {
                return Some(read);
            }
            return Some((Day::Shift(i32::from(days), From::Publication), end));
        }
        Word::Tonight => return Some((Day::Shift(0, From::Publication), c.step())),
        _ => {}
    }
    if let Some(read) = feast(c) {
        return Some(read);
    }
    let (which, inner) = which(c);
    if let Word::Weekday(day) = inner.word()
        && !is_named_day(inner)
        && (which != Which::Near(0) || c.word() != Word::The)
    {
        return Some((Day::Weekday(day, which), inner.step()));
    }
    day_near(c)
}

/// `day_near := ("the" ("next" | "following" | "previous" | "same") | "that" "same"? ) ("day" | "date")
///            | "the" "day" ("before" | "after")`
fn day_near(c: Cursor<'_>) -> Read<'_, Day> {
    if let Some(c) = c.take(Word::The).and_then(|c| c.take(Word::Unit(Unit::Day))) {
        let days = match c.word() {
            Word::Before => -1,
            Word::After => 1,
            _ => return None,
        };
        // "the day before yesterday" counts from the publication.
        let end = c.step();
        return Some(match end.word() {
            Word::Today(from) => (Day::Shift(days + i32::from(from), From::Publication), end.step()),
            _ => (Day::Shift(days, From::Focus), end),
        });
    }
    let (which, inner) = which(c);
    let Which::Near(days) = which else { return None };
    let end = inner.take_one(&[Word::Unit(Unit::Day), Word::Date])?;
    let said = c.word() == Word::That || inner.at() == c.at() + 2;
    // "that day" and "the same day", but not "the day".
    (said && end.hyphen().is_none()).then_some((Day::Shift(i32::from(days), From::Focus), end))
}

/// `which := "last" | "this" "past"? | "next" | "the"? ("previous" | "following" | "next" | "same") | "that" "same"?`
fn which(c: Cursor<'_>) -> (Which, Cursor<'_>) {
    let inner = c.step();
    match (c.word(), inner.word()) {
        (Word::This, Word::Past | Word::Last) => (Which::Last, inner.step()),
        (Word::This, Word::Coming) => (Which::Next, inner.step()),
        (Word::Last | Word::Past, _) => (Which::Last, inner),
        (Word::This, _) => (Which::This, inner),
        (Word::Next | Word::Coming, _) => (Which::Next, inner),
        (Word::The, Word::Current) => (Which::This, inner.step()),
        (Word::The | Word::That, Word::Same) => (Which::Near(0), inner.step()),
        (Word::That, _) => (Which::Near(0), inner),
        (Word::The, Word::Previous) => (Which::Near(-1), inner.step()),
        (Word::The, Word::Next | Word::Following) => (Which::Near(1), inner.step()),
        (Word::The, Word::Last | Word::Past) => (Which::Last, inner.step()),
        (Word::The, Word::Coming) => (Which::Next, inner.step()),
        _ => (Which::Open, c),
    }
}

/// A weekday before a date: "Tuesday, January 21", "Fri., Oct. 13".
fn weekday_before(c: Cursor<'_>) -> Option<Cursor<'_>> {
    matches!(c.word(), Word::Weekday(_) | Word::ShortWeekday(_))
        .then(|| c.step().skip(Word::Mark('.')).skip(Word::Mark(',')).skip(Word::The))
}

/// Weekdays that are names: "Black Friday" is no Friday of the week.
const NAMED: &[&str] = &["black", "good", "bloody", "ash", "holy", "super", "palm", "fat", "cyber", "shrove"];

fn is_named_day(c: Cursor<'_>) -> bool {
    c.before(1).is_some_and(|word| word.capital && NAMED.iter().any(|name| word.text.eq_ignore_ascii_case(name)))
}

/// `calendar := month day (","? year)? | day "of"? month ","? year?`
fn calendar(c: Cursor<'_>) -> Read<'_, Day> {
    if let Some((month, next)) = month_name(c) {
        let (day, end) = day_of_month(next.skip(Word::The))?;
        // "May 10 people" counts people; "June 2019" is a month.
        let (year, end) = year_behind(end);
        return Some((Day::Date(year, month, day), end));
    }
    let (day, next) = day_of_month(c.skip(Word::The))?;
    let (month, end) = month_name(next.skip(Word::Of).hyphen().unwrap_or(next.skip(Word::Of)))?;
    let (year, end) = year_behind(end);
    Some((Day::Date(year, month, day), end))
}

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

/// `day_of_month := 1 … 31 ("st" | "nd" | "rd" | "th")?`
fn day_of_month(c: Cursor<'_>) -> Read<'_, i8> {
    let figure = (c.word() == Word::Figure && c.text().len() <= 2).then(|| c.text().parse::<i8>().ok()).flatten();
    let (day, end) = match (ordinal(c), figure) {
        (Some((day, end)), _) => (i8::try_from(day).ok()?, end),
        (None, Some(day)) => (day, c.step()),
        _ => return None,
    };
    // "May 10%" and "May 10:30" are something else.
    let glued = end.is_tight() && matches!(end.word(), Word::Mark('%' | ':' | '/') | Word::Other | Word::Meridiem(_));
    ((1..=31).contains(&day) && !glued).then_some((day, end))
}

/// `year_behind := ","? year | "of"? ("this" | "last" | "next") "year" | "that year" |` nothing
fn year_behind(c: Cursor<'_>) -> (Year, Cursor<'_>) {
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
fn year(c: Cursor<'_>) -> Read<'_, Span> {
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

/// `week := "the"? "week" ("of" | "ending") day` — "the week of October 21".
fn week(c: Cursor<'_>) -> Read<'_, Span> {
    let c = c.skip(Word::The).take(Word::Unit(Unit::Week))?;
    let (day, end) = day(c.take(Word::Of).or_else(|| c.text().eq_ignore_ascii_case("ending").then(|| c.step()))?)?;
    Some((Span::WeekOf(day), end))
}

/// `weekend := which? "weekend" | "the" "weekend"`
fn weekend(c: Cursor<'_>) -> Read<'_, Span> {
    let (which, inner) = which(c);
    let inner = if which == Which::Open { c.take(Word::The)? } else { inner };
    Some((Span::Weekend(which), inner.take(Word::Weekend)?))
}

/// `month := which? month (","? year)?`
fn month(c: Cursor<'_>) -> Read<'_, Span> {
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
fn part_of_year(c: Cursor<'_>) -> Read<'_, Span> {
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
fn decade(c: Cursor<'_>) -> Read<'_, Span> {
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
fn century(c: Cursor<'_>) -> Read<'_, Span> {
    let inner = c.skip(Word::The).skip_one(&[Word::Early, Word::Mid, Word::Late]);
    let (nth, next) = ordinal(inner.hyphen().unwrap_or(inner))?;
    let end = next.hyphen().unwrap_or(next).take(Word::Unit(Unit::Century))?;
    let nth = i16::try_from(nth).ok().filter(|nth| (1..=30).contains(nth))?;
    Some((Span::Century(nth), end))
}

/// `shift := which UNIT` — "last week", "this year", "the following month", "that year", "the current quarter".
fn shift(c: Cursor<'_>) -> Read<'_, Span> {
    let (which, inner) = which(c);
    let inner = inner.skip(Word::Fiscal);
    let (Word::Unit(unit), end) = (inner.word(), inner.step()) else { return None };
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
fn bare(c: Cursor<'_>) -> Read<'_, Span> {
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
    let compound = end.hyphen().is_some() || matches!(end.word(), Word::Before | Word::After | Word::That);
    let span = if unit == Unit::Quarter { Span::Quarter } else { Span::Shift(0, unit, From::Publication) };
    (fits && !compound).then_some((span, end))
}

/// `year_before_last := "the"? "comparable"? "year" "-" ("ago" | "earlier") ("quarter" | "period")?` — of a business
/// year: "the year-earlier quarter".
fn year_before_last(c: Cursor<'_>) -> Read<'_, Span> {
    let inner = c.skip(Word::The).take(Word::Unit(Unit::Year))?.hyphen()?.take_one(&[Word::Ago, Word::Earlier])?;
    let end = inner.skip_one(&[Word::Ordinal(1), Word::Ordinal(2), Word::Ordinal(3), Word::Ordinal(4)]);
    Some((Span::YearAgo, end.skip_one(&[Word::Unit(Unit::Quarter), Word::Period])))
}

/// More days of the month named before: the 17 of "March 15 to 17", the 8 and 9 of "May 7, 8 and 9".
pub fn more_days<'a>(date: Meaning, c: Cursor<'a>) -> Option<(usize, Meaning, Cursor<'a>)> {
    let Meaning::Date(Span::Day(Day::Date(year @ Year::Which(_), month, first))) = date else { return None };
    let joint = c.take_one(&[Word::To, Word::And, Word::Or, Word::Until, Word::Mark(',')])?;
    let joint = if c.word() == Word::Mark(',') { joint.skip(Word::And) } else { joint };
    let (day, end) = day_of_month(joint)?;
    let counted = end.lexeme().is_some_and(|next| next.is_plain())
        || matches!(
            end.word(),
            Word::Unit(_)
                | Word::Units(_)
                | Word::Month(_)
                | Word::Figure
                | Word::Measure
                | Word::Percent
                | Word::Scale(_)
        )
        || end.word() == Word::Mark('-');
    (first < day && !counted).then_some((joint.at(), Meaning::Date(Span::Day(Day::Date(year, month, day))), end))
}

/// `feast := which? "Christmas" ("Eve" | "Day")? | "New" "Year" "'s" ("Eve" | "Day") | …`
fn feast(c: Cursor<'_>) -> Read<'_, Day> {
    let (which, inner) = which(c);
    let told = which != Which::Open;
    let (feast, next) = match inner.word() {
        Word::Feast(feast) => (feast, inner.step()),
        Word::Other if inner.text() == "New" => {
            let year = inner.step().take(Word::Unit(Unit::Year))?;
            let owner = if matches!(year.text(), "'s" | "’s") { year.step() } else { year };
            (Feast::NewYear, owner)
        }
        _ => return None,
    };
    let (eve, end) = match next.word() {
        Word::Eve => (true, next.step()),
        Word::Unit(Unit::Day) => (false, next.step()),
        // Bare "Christmas" and "Halloween" are seasons and names as often as days.
        _ if told && feast != Feast::Boxing => (false, next),
        _ if feast == Feast::Thanksgiving => (false, next),
        _ => return None,
    };
    let (year, end) = year_behind(end);
    let year = if year == Year::Which(Which::Open) { Year::Which(which) } else { year };
    Some((Day::Feast(feast, eve, year), end))
}

/// `part_of_day := "early" | "late" … ("morning" | …)`
pub fn part_of_day(c: Cursor<'_>) -> Read<'_, Part> {
    let inner = c.skip_one(&[Word::Early, Word::Late, Word::Mid]);
    let inner = inner.hyphen().unwrap_or(inner);
    match inner.word() {
        Word::Part(part) => Some((part, inner.step())),
        _ => None,
    }
}
