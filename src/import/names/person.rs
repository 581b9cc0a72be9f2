//! Names of people in a list ("A B, C D and E F"), without jobs, degrees and titles; and what makes a word part of a name.

use super::bylines::{cut_end, unglued};
use crate::import::fields;
use crate::import::phrases::fold;

/// Words of jobs, ranks and desks: a cell with one of them names no person.
#[rustfmt::skip]
pub(super) const JOBS: &[&str] = &[
    "anchor", "analyst", "associate", "author", "blogger", "bureau", "ceo", "chief", "columnist", "community",
    "contributing", "contributor", "coordinator", "correspondent", "correspondents", "critic", "desk", "director",
    "editor", "editors", "editorial", "fellow", "founder", "freelance", "freelancer", "guest", "head", "journalist",
    "journalists", "lead", "manager", "managing", "media", "news", "newsroom", "officer", "photographer", "president",
    "press", "producer", "professor", "publisher", "reporter", "reporters", "researcher", "reviewed", "senior",
    "special", "specialist", "staff", "strategist", "team", "times", "updated", "writer", "writers", "chefredakteur",
    "chefredakteurin", "korrespondent", "korrespondentin", "redakteur", "redakteurin", "redaktion", "reporterin",
    "volontär", "volontärin", "mitarbeiter", "journaliste", "rédacteur", "rédactrice", "rédaction", "correspondant",
    "correspondante", "envoyé", "periodista", "redacción", "redactor", "redactora", "corresponsal", "redazione",
    "giornalista", "inviato", "redação", "repórter", "jornalista", "redactie", "redacteur", "verslaggever",
    "correspondente", "agencies", "agency", "wire", "network", "magazine", "daily", "post", "today",
];

/// Degrees and orders after a name.
const DEGREES: &[&str] = &[
    "phd", "md", "ms", "ma", "ba", "bsc", "msc", "rd", "rn", "jd", "mba", "mph", "dds", "do", "esq", "cfa", "cpa",
    "facs", "obe", "mbe", "cbe", "cscs", "lcsw", "ldn", "pharmd", "dvm", "edd", "np", "pa", "rdn", "mph",
];

/// Words that follow a name in a byline and are no part of it.
#[rustfmt::skip]
const AFTER_NAMES: &[&str] = &[
    "am", "author", "autor", "autorin", "follow", "last", "lesezeit", "min", "modified", "on", "posted", "published",
    "read", "reading", "reviewed", "updated", "zuletzt", "veröffentlicht", "aktualisiert", "ein", "eine", "comments",
    "kommentare", "kategorie", "category", "in", "profile", "bio",
];

/// Titles before a name.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "professor", "rev", "sir", "dame", "lord", "lady", "herr", "frau", "mme", "dipl",
    "ing", "mag", "gen", "sen", "rep", "gov",
];

/// Particles inside a name, with whether they drop when the family name stands alone (CSL).
#[rustfmt::skip]
const PARTICLES: &[(&str, bool)] = &[
    ("af", false), ("al", false), ("av", false), ("bin", false), ("da", false), ("das", false), ("de", true),
    ("del", false), ("dela", false), ("della", false), ("den", false), ("der", false), ("des", true), ("di", false),
    ("do", false), ("dos", false), ("du", false), ("e", false), ("el", false), ("ibn", false), ("la", false),
    ("las", false), ("le", false), ("los", false), ("op", false), ("st", false), ("'t", false), ("te", false),
    ("ten", false), ("ter", false), ("tot", false), ("van", false), ("ver", false), ("vom", true), ("von", true),
    ("y", false), ("zu", true), ("zum", true), ("zur", true),
];

/// Capitalised words that open menu entries, sections and headlines, though some are forenames too.
#[rustfmt::skip]
pub(super) const NOT_NAMES: &[&str] = &[
    "about", "africa", "all", "america", "american", "and", "april", "arts", "asia", "august", "beltway", "best",
    "black", "board", "book", "books", "business", "canada", "center", "central", "china", "city", "club", "college",
    "company", "contact", "council", "county", "culture", "data", "day", "december", "digital", "east", "economy",
    "education", "england", "entertainment", "europe", "events", "family", "fashion", "featured", "february", "film",
    "finance", "first", "follow", "food", "for", "former", "free", "friday", "games", "gaming", "general", "global",
    "government", "great", "group", "guide", "health", "home", "hong", "house", "how", "image", "india", "industry",
    "insider", "institute", "international", "in", "january", "japan", "july", "june", "korea", "latest", "law",
    "league", "life", "lifestyle", "live", "local", "london", "march", "market", "markets", "men", "monday", "money",
    "more", "morning", "movie", "movies", "music", "national", "new", "north", "november", "october", "of", "office",
    "old", "online", "opinion", "our", "park", "party", "people", "play", "podcast", "police", "politics", "product",
    "products", "project", "public", "radio", "read", "real", "review", "reviews", "royal", "royals", "russia",
    "saturday", "school", "science", "security", "september", "service", "services", "share", "show", "social",
    "society", "south", "sport", "sports", "state", "states", "store", "stories", "story", "street", "sunday",
    "super", "support", "talk", "tech", "technology", "television", "the", "this", "thursday", "to", "top", "travel",
    "tuesday", "tv", "united", "university", "update", "us", "video", "war", "washington", "watch", "web",
    "wednesday", "week", "weekend", "west", "white", "wild", "with", "women", "work", "world", "york", "you", "your",
    "privacy", "policy", "terms", "saint", "san", "santa", "los", "las", "blog", "shop", "cup", "open",
    "championship", "premier", "nachrichten", "politik", "wirtschaft", "kultur", "wissen", "leben", "reise",
    "startseite", "panorama", "deutschland", "österreich", "schweiz", "monde", "économie", "société", "mundo",
    "economía", "cultura", "deportes", "economia", "politica",
];

/// The names in a list "A B, C D and E F"; jobs and degrees between them are dropped.
pub(super) fn people(text: &str, labelled: bool) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let cut = unglued(cut_end(text));
    for cell in cells(cut) {
        let folded = fold(cell);
        if folded.is_empty() || folded.split(' ').all(|word| DEGREES.contains(&word)) {
            continue;
        }
        if folded.split(' ').any(|word| JOBS.contains(&word)) {
            // "Kevin Johnson, Staff Writer" goes on; "Staff Writer Kevin Johnson" is too rare to guess.
            let agency_first = labelled
                .then(|| person(cell, true))
                .flatten()
                .filter(|name| name.contains(' ') && !fold(name).split(' ').any(|word| JOBS.contains(&word)));
            if let Some(name) = agency_first.filter(|_| found.is_empty()) {
                found.push(name);
                continue;
            }
            if labelled || !found.is_empty() {
                continue;
            }
            return Vec::new();
        }
        match person(cell, labelled) {
            // "Tracy Holm, Dietitian": one word after a full name is a job.
            Some(name) if !found.is_empty() && !name.contains(' ') => {}
            Some(name) if !found.contains(&name) => found.push(name),
            Some(_) => {}
            None if labelled && !found.is_empty() => break,
            None => return Vec::new(),
        }
    }
    found.truncate(12);
    found
}

/// One name, tidied: titles dropped, capitals calmed; `None` if the words are no name.
pub(super) fn person(cell: &str, labelled: bool) -> Option<String> {
    let mut words: Vec<&str> = cell.split_whitespace().collect();
    while words.first().is_some_and(|word| TITLES.contains(&fold(word).as_str())) {
        words.remove(0);
    }
    // "Tom Birch Associated Press writer": the agency ends the name.
    if let Some(end) = (2..words.len().min(8)).find(|&from| {
        (from + 1..=words.len().min(from + 3))
            .any(|to| words.get(from..to).is_some_and(|part| fields::agency(&part.join(" ")).is_some()))
    }) {
        words.truncate(end);
    }
    let shouted = words.iter().all(|word| is_shouted(word));
    // "Kevin McCoy USA TODAY": capitals after a name in mixed case are an outlet.
    let outlet = words.iter().rposition(|word| !is_shouted(word) || is_initial(word)).map_or(words.len(), |at| at + 1);
    if !shouted && outlet >= 2 {
        words.truncate(outlet);
    }
    let proper =
        words.iter().take_while(|word| is_name_word(word) && !AFTER_NAMES.contains(&fold(word).as_str())).count();
    if proper < words.len() {
        // A title after the name without comma: "Ida Holm in Glenmoor". Anything longer is a sentence.
        if !labelled || words.len() - proper > 3 {
            return None;
        }
        words.truncate(proper);
    }
    while words.last().is_some_and(|word| particle(word).is_some() && !starts_upper(word)) {
        words.pop();
    }
    let full = words.iter().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1).count();
    let enough = if labelled { 1..=6 } else { 2..=4 };
    if !enough.contains(&words.len()) || full == 0 || (!labelled && shouted && words.iter().any(|word| word.len() < 3))
    {
        return None;
    }
    let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
    let odd = folded.iter().filter(|word| NOT_NAMES.contains(&word.as_str())).count();
    if odd > 0 && (!labelled || words.len() == 1 || odd == words.len()) {
        return None;
    }
    let calm = |word: &&str| if shouted { calm(word) } else { (*word).to_owned() };
    Some(words.iter().map(calm).collect::<Vec<_>>().join(" ").trim_matches([',', ';', ':']).to_owned())
}

/// Splits a list of names at commas, semicolons, slashes and "and" in seven languages.
fn cells(text: &str) -> Vec<&str> {
    let mut cells = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = text.get(at..).unwrap_or_default();
        let cut = [
            ", ", "; ", " / ", "/", ";", " & ", " and ", " AND ", " und ", " UND ", " et ", " y ", " e ", " en ",
            " with ", " mit ", " avec ", " con ", " + ",
        ]
        .iter()
        .find(|mark| rest.starts_with(*mark));
        match cut {
            Some(mark) => {
                cells.push(text.get(start..at).unwrap_or_default());
                at += mark.len();
                start = at;
                // ", and": the second mark begins with the space the first one ate.
                let again = text.get(at..).unwrap_or_default();
                if let Some(word) =
                    ["and ", "& ", "und ", "et ", "y ", "e ", "en "].iter().find(|word| again.starts_with(*word))
                {
                    at += word.len();
                    start = at;
                }
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    cells.push(text.get(start..).unwrap_or_default());
    cells.into_iter().map(str::trim).filter(|cell| !cell.is_empty()).collect()
}

fn is_name_word(word: &str) -> bool {
    let bare = word.trim_matches([',', '.', '’', '\'', '“', '”', '"']);
    let letters =
        !bare.is_empty() && bare.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '’' | '\'' | '‑'));
    letters && bare.len() < 24 && (starts_upper(bare) || particle(bare).is_some())
}

pub(super) fn particle(word: &str) -> Option<bool> {
    let folded = fold(word);
    PARTICLES.iter().find(|(particle, _)| *particle == folded).map(|&(_, drops)| drops)
}

pub(super) fn starts_upper(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_some_and(|c| c.is_uppercase() || !c.is_lowercase())
}

pub(super) fn is_initial(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    (letters == 1 || word.matches('.').count() == letters) && letters > 0 && starts_upper(word)
}

/// Two or more letters, all capital.
fn is_shouted(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() > 1 && letters.clone().all(|c| !c.is_lowercase()) && letters.clone().any(char::is_uppercase)
        || is_initial(word)
}

/// "McKENNA-SMITH" to "Mckenna-Smith": the first letter of each part stays large; particles become small.
fn calm(word: &str) -> String {
    if particle(word).is_some() {
        return word.to_lowercase();
    }
    let mut calmed = String::with_capacity(word.len());
    let mut first = true;
    for c in word.chars() {
        if first || !c.is_alphabetic() {
            calmed.push(c);
        } else {
            calmed.extend(c.to_lowercase());
        }
        first = !c.is_alphabetic();
    }
    for (at, _) in calmed.clone().match_indices("Mc") {
        if let Some(next) = calmed.get(at + 2..).and_then(|rest| rest.chars().next()) {
            calmed.replace_range(at + 2..at + 2 + next.len_utf8(), &next.to_uppercase().to_string());
        }
    }
    calmed
}
