//! What the words around a date say: published, updated, looked at; "6 hours ago"; and whether a line is a date and nothing
//! else.

use super::{Found, month, tokens, weekday};

/// What a label says a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::import) enum Label {
    /// "Published", "Posted", "Date", "Veröffentlicht am".
    Published,
    /// "Updated", "Last modified", "Stand".
    Updated,
    /// "Retrieved", "Accessed", "Archived": when somebody looked at it.
    Accessed,
}

#[rustfmt::skip]
const LABELS: [(Label, &[&str]); 3] = [
    ( Label::Accessed, &[ "retrieved", "accessed", "archived", "saved", "downloaded", "abgerufen", "archiviert",
    "consulté", "consultado", "consultato", "geraadpleegd", "acessado", "crawled", "captured", "snapshot", ], ), (
    Label::Updated, &[ "updated", "update", "modified", "last modified", "revised", "edited", "aktualisiert", "stand",
    "geändert", "mis à jour", "maj", "actualizado", "aggiornato", "atualizado", "bijgewerkt", "laatst gewijzigd",
    "reviewed", ], ), ( Label::Published, &[ "published", "publish", "posted", "date", "publication", "pubdate",
    "released", "issued", "created", "written", "first published", "veröffentlicht", "erschienen", "erstellt",
    "datum", "publié", "publiée", "paru", "publicado", "publicada", "fecha", "pubblicato", "pubblicata", "data",
    "postado", "gepubliceerd", "geplaatst", ], ),
];

#[rustfmt::skip]
const AGO: &[&str] = &[
    "ago", "vor", "il y a", "hace", "fa", "há", "atrás", "geleden", "yesterday", "today", "gestern", "heute", "hier",
    "aujourd'hui", "ayer", "hoy", "ieri", "oggi", "ontem", "hoje", "gisteren", "vandaag",
];

#[rustfmt::skip]
const UNITS: &[&str] = &[
    "second", "seconds", "minute", "minutes", "min", "mins", "hour", "hours", "hr", "hrs", "day", "days", "week",
    "weeks", "month", "months", "year", "years", "sekunden", "minuten", "stunde", "stunden", "tag", "tagen", "tage",
    "woche", "wochen", "monat", "monaten", "jahr", "jahren", "heure", "heures", "jour", "jours", "semaine",
    "semaines", "mois", "ans", "minuto", "minutos", "hora", "horas", "día", "días", "semana", "semanas", "ore", "ora",
    "minuti", "giorni", "giorno", "settimana", "settimane", "dia", "dias", "uur", "dagen", "dag", "weken",
];

/// Words that may stand in a line that is a date and nothing else.
const AROUND: &[&str] = &[
    "on", "at", "the", "of", "de", "del", "le", "à", "a", "am", "pm", "um", "uhr", "vom", "den", "der", "om", "op",
    "il", "alle", "às", "las", "et", "est", "edt", "ct", "cst", "cdt", "pt", "pst", "pdt", "mst", "mdt", "gmt", "utc",
    "bst", "ist", "cet", "cest", "mez", "mesz", "z", "in", "m", "p", "h", "hrs", "hours", "kl", "em", "first", "last",
    "time", "et al", "and", "th", "st", "nd", "rd", "y", "by", "von", "zuletzt", "read", "min", "minute", "minutes",
    "local", "eastern", "pacific", "es", "dia", "el", "du",
];

/// What the words before a date (or a line of their own) say it is.
pub(in crate::import) fn label(folded: &str) -> Option<Label> {
    let words: Vec<&str> = folded.split(' ').collect();
    LABELS.iter().find_map(|&(label, names)| {
        names
            .iter()
            .any(|name| if name.contains(' ') { folded.contains(name) } else { words.contains(name) })
            .then_some(label)
    })
}

/// Whether a short folded line is a label and nothing else ("Published on", "Datum").
pub(in crate::import) fn is_label(folded: &str) -> Option<Label> {
    let words: Vec<&str> = folded.split(' ').collect();
    let known = label(folded)?;
    let plain = words.iter().all(|word| {
        AROUND.contains(word)
            || label(word).is_some()
            || matches!(*word, "à" | "jour" | "mis" | "last" | "zuletzt" | "article" | "artikel")
    });
    (words.len() <= 4 && plain).then_some(known)
}

/// Whether `line` says when, but only from the day it was read ("6 hours ago", "vor 3 Stunden", "yesterday").
pub(in crate::import) fn is_relative(folded: &str) -> bool {
    let words: Vec<&str> = folded.split(' ').collect();
    if words.len() > 8 {
        return false;
    }
    let unit = words.iter().any(|word| UNITS.contains(word) || glued_unit(word));
    let counted = words.iter().any(|word| {
        word.starts_with(|c: char| c.is_ascii_digit())
            || matches!(*word, "a" | "an" | "einer" | "einem" | "une" | "un" | "una")
    });
    let ago = AGO.iter().any(|ago| words.contains(ago) || ago.contains(' ') && folded.contains(ago));
    (unit && counted && ago)
        || (words.len() <= 3
            && words.first().is_some_and(|word| AGO.get(8..).unwrap_or_default().contains(word))
            && words.iter().skip(1).all(|word| AROUND.contains(word) || word.starts_with(|c: char| c.is_ascii_digit())))
}

fn glued_unit(word: &str) -> bool {
    let tail = word.trim_start_matches(|c: char| c.is_ascii_digit());
    tail.len() < word.len() && (matches!(tail, "h" | "d" | "m" | "w") || UNITS.contains(&tail))
}

/// Words of `line` that are neither date, time, label nor what stands around one. A date line leaves none.
pub(in crate::import) fn leftover_words(line: &str, dates: &[Found]) -> Vec<String> {
    let mut words = Vec::new();
    for token in tokens(line) {
        let inside = dates.iter().any(|found| found.range.start <= token.start && token.end <= found.range.end);
        if inside || !token.text.contains(char::is_alphabetic) {
            continue;
        }
        let word = token.text.to_lowercase();
        let known = AROUND.contains(&word.as_str())
            || label(&word).is_some()
            || weekday(&word).is_some()
            || month(&word).is_some();
        if !known {
            words.push(word);
        }
    }
    words
}

/// What stands between the dates of a line, without labels: perhaps a name.
pub(in crate::import) fn beside<'t>(line: &'t str, dates: &[Found]) -> Vec<&'t str> {
    let mut parts = Vec::new();
    let mut from = 0;
    for found in dates {
        parts.push(line.get(from..found.range.start).unwrap_or_default());
        from = found.range.end;
    }
    parts.push(line.get(from..).unwrap_or_default());
    let cells = parts.into_iter().flat_map(|part| part.split(['|', '•', '·', '—', '–', '/', '⋅', ':', ',']));
    cells
        .map(without_label)
        .map(|cell| cell.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '.')))
        .filter(|cell| !cell.is_empty())
        .collect()
}

/// "Ailsa Grant Published 10" as "Ailsa Grant": what a label begins is no name.
fn without_label(cell: &str) -> &str {
    let mut from = 0;
    for word in cell.split_whitespace() {
        let at = cell.get(from..).and_then(|rest| rest.find(word)).map_or(from, |at| from + at);
        if from > 0 && label(&word.to_lowercase()).is_some() {
            return cell.get(..at).unwrap_or(cell);
        }
        from = at + word.len();
    }
    cell
}
