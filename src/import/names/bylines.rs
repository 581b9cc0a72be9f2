//! Lines that say who wrote a piece: "By …", "Written by …" in seven languages, dates and bars around it.

use super::person::{JOBS, NOT_NAMES, people, starts_upper};
use crate::import::dates;
use crate::import::phrases::{fold, is_chrome};

/// What stands before an author's name, folded; longer ones first.
#[rustfmt::skip]
const BYLINES: &[&str] = &[
    "a report by", "article by", "authored by", "contributed by", "posted by", "published by", "reported by",
    "reporting by", "review by", "story by", "submitted by", "text by", "words by", "written by", "by", "author",
    "authors", "author name", "reporter", "writer", "byline", "geschrieben von", "ein beitrag von",
    "ein gastbeitrag von", "ein kommentar von", "ein artikel von", "eine analyse von", "eine kolumne von",
    "eine rezension von", "interview von", "veröffentlicht von", "autor", "autorin", "autoren", "text", "von",
    "verfasst von", "kommentar von", "gastbeitrag von", "bericht von", "analyse von", "article de", "écrit par",
    "publié par", "rédigé par", "propos recueillis par", "auteur", "auteure", "par", "escrito por", "publicado por",
    "redactado por", "texto", "autora", "por", "un artículo de", "a cura di", "articolo di", "scritto da",
    "pubblicato da", "autore", "autrice", "di", "texto de", "geschreven door", "geplaatst door", "door", "tekst",
];

/// Longer lines are text.
const LONGEST: usize = 300;

/// Authors after an explicit byline in a line, or `None` if the line is no byline.
///
/// Job titles, degrees, desks and what follows a bar are cut. An organisation comes back as it stands.
pub(in crate::import) fn byline(line: &str) -> Option<Vec<String>> {
    if line.len() > LONGEST {
        return None;
    }
    let (rest, strong) = after_label(line).or_else(|| inside(line))?;
    let rest = rest.trim_start_matches([':', ' ', '\u{a0}', '|', '-', '–', '@']);
    let people = people(rest, true);
    // "by waterwatch" beside a date: a user's name.
    if people.is_empty() && line.contains(|c: char| c.is_ascii_digit()) {
        let cell = cut_end(rest);
        let user = !cell.contains(char::is_whitespace)
            && cell.len() >= 3
            && cell.chars().all(|c| c.is_alphanumeric() || c == '_');
        if user
            && !JOBS.contains(&fold(cell).as_str())
            && !NOT_NAMES.contains(&fold(cell).as_str())
            && fold(cell) != "admin"
        {
            return (!is_chrome(&fold(cell)) && dates::is_label(&fold(cell)).is_none()).then(|| vec![cell.to_owned()]);
        }
    }
    if people.is_empty() && strong {
        let cell = cut_end(rest);
        let words = cell.split_whitespace().count();
        let capitals = cell.split_whitespace().filter(|word| starts_upper(word)).count();
        let org = (1..=6).contains(&words) && capitals * 2 > words && !cell.ends_with('.') && !is_only_dates(cell);
        return org.then(|| vec![cell.to_owned()]);
    }
    (!people.is_empty()).then_some(people)
}

/// Whether the line is the label of a byline and nothing else ("By", "Author:").
pub(in crate::import) fn is_byline_label(folded: &str) -> bool {
    BYLINES.contains(&folded) && !matches!(folded, "text" | "texto" | "tekst" | "di" | "reporter" | "writer")
}

/// Authors in a line that follows a label: a name in whatever form, even a single word.
pub(in crate::import) fn labelled(line: &str) -> Option<Vec<String>> {
    let folded = fold(line);
    if dates::label(&folded).is_some() || is_chrome(&folded) || line.split_whitespace().count() > 8 {
        return None;
    }
    byline(&format!("author: {line}"))
}

/// The text after a byline label, and whether the label leaves no doubt.
fn after_label(line: &str) -> Option<(&str, bool)> {
    let mut best: Option<(&str, bool)> = None;
    for label in BYLINES {
        let Some(rest) = strip_folded(line, label) else { continue };
        let colon = rest.trim_start().starts_with(':');
        let strong = colon
            || !matches!(
                *label,
                "author"
                    | "authors"
                    | "autor"
                    | "autora"
                    | "auteur"
                    | "autore"
                    | "text"
                    | "texto"
                    | "tekst"
                    | "reporter"
                    | "writer"
                    | "di"
                    | "por"
                    | "par"
                    | "von"
                    | "door"
            );
        let needs_colon = matches!(
            *label,
            "author"
                | "authors"
                | "autor"
                | "autorin"
                | "autora"
                | "auteur"
                | "autore"
                | "text"
                | "texto"
                | "tekst"
                | "reporter"
                | "writer"
                | "byline"
        );
        if needs_colon && !colon && !rest.starts_with(char::is_whitespace) {
            continue;
        }
        if best.is_none_or(|(kept, _)| rest.len() < kept.len()) {
            best = Some((rest, strong));
        }
    }
    best.filter(|(rest, _)| !rest.trim_matches([':', ' ']).is_empty())
}

/// "Posted on March 6, 2024 by Ailsa Grant", "March 6, 2024 / by Ailsa Grant".
fn inside(line: &str) -> Option<(&str, bool)> {
    if line.len() > 160 || !line.contains(|c: char| c.is_ascii_digit()) && !fold(line).starts_with("posted") {
        return None;
    }
    [" by ", " By ", " BY ", "/by ", " von ", " par ", " door ", "|by "].iter().find_map(|mark| {
        let at = line.rfind(mark)?;
        line.get(at + mark.len()..).map(|rest| (rest, false))
    })
}

/// `line` without `label` at its start, whatever the case; the label must end at a word's end.
fn strip_folded<'t>(line: &'t str, label: &str) -> Option<&'t str> {
    let mut rest = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    for word in label.split(' ') {
        rest = rest.trim_start_matches([' ', '\u{a0}']);
        let mut chars = rest.chars();
        for expected in word.chars() {
            let c = chars.next()?;
            if !c.to_lowercase().eq(expected.to_lowercase()) {
                return None;
            }
        }
        rest = chars.as_str();
    }
    (!rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.'))).then_some(rest)
}

/// The part before a bar, a date, a bracket or an address.
pub(super) fn cut_end(text: &str) -> &str {
    let mut end = text.len();
    for mark in [
        "|",
        "•",
        "·",
        " – ",
        " — ",
        " - ",
        " // ",
        "(",
        "@",
        "http",
        " on ",
        " am ",
        " le ",
        " il ",
        " el ",
        " for ",
        " special to",
        "\t",
        "  ",
        " Updated",
        " Published",
        " UPDATED",
        " PUBLISHED",
        " Posted",
        " POSTED",
        "›",
        "»",
        "…",
        " Follow",
        " In ",
    ] {
        if let Some(at) = text.find(mark) {
            end = end.min(at);
        }
    }
    if let Some(at) = text.find(|c: char| c.is_ascii_digit()) {
        end = end.min(at);
    }
    let cut = text
        .get(..end)
        .unwrap_or(text)
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '/' | '|'));
    // A month left over before the day: "Ailsa Grant March 6".
    match cut.rsplit_once(' ') {
        Some((before, last))
            if text.get(end..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
                && dates::is_month(last.trim_end_matches('.')) =>
        {
            before.trim_end_matches([',', ' '])
        }
        _ => cut,
    }
}

/// "Jane BirchNovember", "Sean Oak, Senior AnalystUpdated": what a page glued to the name is cut.
pub(super) fn unglued(text: &str) -> &str {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let glued = before.is_lowercase() && c.is_uppercase();
        let next = text.get(at..).unwrap_or_default().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        if glued && (dates::is_month(next) || dates::label(&fold(next)).is_some()) {
            return text.get(..at).unwrap_or(text);
        }
        before = c;
    }
    text
}

fn is_only_dates(cell: &str) -> bool {
    let folded = fold(cell);
    folded.split(' ').all(|word| dates::weekday(word).is_some() || dates::is_label(word).is_some())
}
