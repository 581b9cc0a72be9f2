//! Names of authors in a line: after "By", alone, in lists; and their parts for a citation.

use crate::model::Name;

use super::forenames::is_forename;
use super::phrases::fold;

/// What stands before an author's name, folded; longer ones first.
const BYLINES: &[&str] = &[
    "a report by",
    "article by",
    "authored by",
    "contributed by",
    "posted by",
    "published by",
    "reported by",
    "reporting by",
    "review by",
    "story by",
    "submitted by",
    "text by",
    "words by",
    "written by",
    "by",
    "author",
    "authors",
    "author name",
    "reporter",
    "writer",
    "byline",
    "geschrieben von",
    "ein beitrag von",
    "ein gastbeitrag von",
    "ein kommentar von",
    "ein artikel von",
    "eine analyse von",
    "eine kolumne von",
    "eine rezension von",
    "interview von",
    "veröffentlicht von",
    "autor",
    "autorin",
    "autoren",
    "text",
    "von",
    "verfasst von",
    "kommentar von",
    "gastbeitrag von",
    "bericht von",
    "analyse von",
    "article de",
    "écrit par",
    "publié par",
    "rédigé par",
    "propos recueillis par",
    "auteur",
    "auteure",
    "par",
    "escrito por",
    "publicado por",
    "redactado por",
    "texto",
    "autora",
    "por",
    "un artículo de",
    "a cura di",
    "articolo di",
    "scritto da",
    "pubblicato da",
    "autore",
    "autrice",
    "di",
    "texto de",
    "geschreven door",
    "geplaatst door",
    "door",
    "tekst",
];

/// Longer lines are text.
const LONGEST: usize = 300;

/// Words of jobs, ranks and desks: a cell with one of them names no person.
const JOBS: &[&str] = &[
    "anchor",
    "analyst",
    "associate",
    "author",
    "blogger",
    "bureau",
    "ceo",
    "chief",
    "columnist",
    "community",
    "contributing",
    "contributor",
    "coordinator",
    "correspondent",
    "correspondents",
    "critic",
    "desk",
    "director",
    "editor",
    "editors",
    "editorial",
    "fellow",
    "founder",
    "freelance",
    "freelancer",
    "guest",
    "head",
    "journalist",
    "journalists",
    "lead",
    "manager",
    "managing",
    "media",
    "news",
    "newsroom",
    "officer",
    "photographer",
    "president",
    "press",
    "producer",
    "professor",
    "publisher",
    "reporter",
    "reporters",
    "researcher",
    "reviewed",
    "senior",
    "special",
    "specialist",
    "staff",
    "strategist",
    "team",
    "times",
    "updated",
    "writer",
    "writers",
    "chefredakteur",
    "chefredakteurin",
    "korrespondent",
    "korrespondentin",
    "redakteur",
    "redakteurin",
    "redaktion",
    "reporterin",
    "volontär",
    "volontärin",
    "mitarbeiter",
    "journaliste",
    "rédacteur",
    "rédactrice",
    "rédaction",
    "correspondant",
    "correspondante",
    "envoyé",
    "periodista",
    "redacción",
    "redactor",
    "redactora",
    "corresponsal",
    "redazione",
    "giornalista",
    "inviato",
    "redação",
    "repórter",
    "jornalista",
    "redactie",
    "redacteur",
    "verslaggever",
    "correspondente",
    "agencies",
    "agency",
    "wire",
    "network",
    "magazine",
    "daily",
    "post",
    "today",
];

/// Degrees and orders after a name.
const DEGREES: &[&str] = &[
    "phd", "md", "ms", "ma", "ba", "bsc", "msc", "rd", "rn", "jd", "mba", "mph", "dds", "do", "esq", "cfa", "cpa",
    "facs", "obe", "mbe", "cbe", "cscs", "lcsw", "ldn", "pharmd", "dvm", "edd", "np", "pa", "rdn", "mph",
];

/// Titles before a name.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "dr",
    "prof",
    "professor",
    "rev",
    "sir",
    "dame",
    "lord",
    "lady",
    "herr",
    "frau",
    "mme",
    "dipl",
    "ing",
    "mag",
    "gen",
    "sen",
    "rep",
    "gov",
];

/// Particles inside a name, with whether they drop when the family name stands alone (CSL).
const PARTICLES: &[(&str, bool)] = &[
    ("af", false),
    ("al", false),
    ("av", false),
    ("bin", false),
    ("da", false),
    ("das", false),
    ("de", true),
    ("del", false),
    ("dela", false),
    ("della", false),
    ("den", false),
    ("der", false),
    ("des", true),
    ("di", false),
    ("do", false),
    ("dos", false),
    ("du", false),
    ("e", false),
    ("el", false),
    ("ibn", false),
    ("la", false),
    ("las", false),
    ("le", false),
    ("los", false),
    ("op", false),
    ("st", false),
    ("'t", false),
    ("te", false),
    ("ten", false),
    ("ter", false),
    ("tot", false),
    ("van", false),
    ("ver", false),
    ("vom", true),
    ("von", true),
    ("y", false),
    ("zu", true),
    ("zum", true),
    ("zur", true),
];

const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

/// Family names of one syllable that stand first in Korean, Chinese and Vietnamese names.
const FAMILY_FIRST: &[&str] = &[
    "bae", "cai", "cao", "chen", "cheng", "choi", "chung", "dang", "deng", "ding", "dong", "du", "fan", "fang", "feng",
    "gao", "guo", "han", "he", "hong", "hu", "huang", "hwang", "jang", "jeon", "jeong", "jia", "jiang", "jin", "jung",
    "kang", "kim", "kong", "kwon", "lai", "lee", "li", "liang", "lim", "lin", "liu", "lu", "luo", "ma", "meng", "moon",
    "ngo", "nguyen", "pan", "park", "peng", "pham", "qian", "qin", "ren", "seo", "shao", "shen", "shi", "shin", "song",
    "su", "sun", "tan", "tang", "tian", "tran", "wang", "wei", "wen", "wu", "xi", "xia", "xiao", "xie", "xu", "xue",
    "yan", "yang", "yao", "ye", "yin", "yoon", "yu", "yuan", "zeng", "zhang", "zhao", "zheng", "zhong", "zhou", "zhu",
];

/// Capitalised words that open menu entries, sections and headlines, though some are forenames too.
const NOT_NAMES: &[&str] = &[
    "about",
    "africa",
    "all",
    "america",
    "american",
    "and",
    "april",
    "arts",
    "asia",
    "august",
    "beltway",
    "best",
    "black",
    "board",
    "book",
    "books",
    "business",
    "canada",
    "center",
    "central",
    "china",
    "city",
    "club",
    "college",
    "company",
    "contact",
    "council",
    "county",
    "culture",
    "data",
    "day",
    "december",
    "digital",
    "east",
    "economy",
    "education",
    "england",
    "entertainment",
    "europe",
    "events",
    "family",
    "fashion",
    "featured",
    "february",
    "film",
    "finance",
    "first",
    "follow",
    "food",
    "for",
    "former",
    "free",
    "friday",
    "games",
    "gaming",
    "general",
    "global",
    "government",
    "great",
    "group",
    "guide",
    "health",
    "home",
    "hong",
    "house",
    "how",
    "image",
    "india",
    "industry",
    "insider",
    "institute",
    "international",
    "in",
    "january",
    "japan",
    "july",
    "june",
    "korea",
    "latest",
    "law",
    "league",
    "life",
    "lifestyle",
    "live",
    "local",
    "london",
    "march",
    "market",
    "markets",
    "men",
    "monday",
    "money",
    "more",
    "morning",
    "movie",
    "movies",
    "music",
    "national",
    "new",
    "north",
    "november",
    "october",
    "of",
    "office",
    "old",
    "online",
    "opinion",
    "our",
    "park",
    "party",
    "people",
    "play",
    "podcast",
    "police",
    "politics",
    "product",
    "products",
    "project",
    "public",
    "radio",
    "read",
    "real",
    "review",
    "reviews",
    "royal",
    "royals",
    "russia",
    "saturday",
    "school",
    "science",
    "security",
    "september",
    "service",
    "services",
    "share",
    "show",
    "social",
    "society",
    "south",
    "sport",
    "sports",
    "state",
    "states",
    "store",
    "stories",
    "story",
    "street",
    "sunday",
    "super",
    "support",
    "talk",
    "tech",
    "technology",
    "television",
    "the",
    "this",
    "thursday",
    "to",
    "top",
    "travel",
    "tuesday",
    "tv",
    "united",
    "university",
    "update",
    "us",
    "video",
    "war",
    "washington",
    "watch",
    "web",
    "wednesday",
    "week",
    "weekend",
    "west",
    "white",
    "wild",
    "with",
    "women",
    "work",
    "world",
    "york",
    "you",
    "your",
    "privacy",
    "policy",
    "terms",
    "saint",
    "san",
    "santa",
    "los",
    "las",
    "blog",
    "shop",
    "cup",
    "open",
    "championship",
    "premier",
    "nachrichten",
    "politik",
    "wirtschaft",
    "kultur",
    "wissen",
    "leben",
    "reise",
    "startseite",
    "panorama",
    "deutschland",
    "österreich",
    "schweiz",
    "monde",
    "économie",
    "société",
    "mundo",
    "economía",
    "cultura",
    "deportes",
    "economia",
    "politica",
];

/// Authors after an explicit byline in a line, or `None` if the line is no byline.
///
/// Job titles, degrees, desks and what follows a bar are cut. An organisation comes back as it stands.
pub(super) fn byline(line: &str) -> Option<Vec<String>> {
    if line.len() > LONGEST {
        return None;
    }
    let (rest, strong) = after_label(line).or_else(|| inside(line))?;
    let rest = rest.trim_start_matches([':', ' ', '\u{a0}', '|', '-', '–', '@']);
    let people = people(rest, true);
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
pub(super) fn is_byline_label(folded: &str) -> bool {
    BYLINES.contains(&folded) && !matches!(folded, "text" | "texto" | "tekst" | "di" | "reporter" | "writer")
}

/// Whether an author is a desk, a team or an outlet and not a person.
pub(super) fn is_institution(name: &str) -> bool {
    let words = fold(name);
    words.split(' ').count() > 1 && words.split(' ').any(|word| JOBS.contains(&word))
}

/// Authors in a line that follows a label: a name in whatever form, even a single word.
pub(super) fn labelled(line: &str) -> Option<Vec<String>> {
    byline(&format!("author: {line}"))
}

/// Authors in a line that holds names and nothing else. The second value says whether every name has a known forename.
pub(super) fn bare(line: &str) -> Option<(Vec<String>, bool)> {
    if line.len() > 120 || line.ends_with(['.', '!', '?', ':']) || line.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let people = people(line, false);
    if people.is_empty() {
        return None;
    }
    let known = people.iter().all(|name| {
        name.split_whitespace()
            .next()
            .is_some_and(|first| is_forename(first) || is_initial(first) || first.contains('-'))
    });
    Some((people, known))
}

/// The names in a list "A B, C D and E F"; jobs and degrees between them are dropped.
fn people(text: &str, labelled: bool) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let cut = cut_end(text);
    for cell in cells(cut) {
        let folded = fold(cell);
        if folded.is_empty() || folded.split(' ').all(|word| DEGREES.contains(&word)) {
            continue;
        }
        if folded.split(' ').any(|word| JOBS.contains(&word)) {
            // "Kevin Johnson, Staff Writer" goes on; "Staff Writer Kevin Johnson" is too rare to guess.
            if labelled || !found.is_empty() {
                continue;
            }
            return Vec::new();
        }
        match person(cell, labelled) {
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
fn person(cell: &str, labelled: bool) -> Option<String> {
    let mut words: Vec<&str> = cell.split_whitespace().collect();
    while words.first().is_some_and(|word| TITLES.contains(&fold(word).as_str())) {
        words.remove(0);
    }
    let shouted = words.iter().all(|word| is_shouted(word));
    // "Kevin McCoy USA TODAY": capitals after a name in mixed case are an outlet.
    let outlet = words.iter().rposition(|word| !is_shouted(word) || is_initial(word)).map_or(words.len(), |at| at + 1);
    if !shouted && outlet >= 2 {
        words.truncate(outlet);
    }
    let proper = words.iter().take_while(|word| is_name_word(word)).count();
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

/// Splits a name into the parts a citation needs: given, particles, family, suffix.
///
/// A single word is kept whole, as is an institution that `split_name` is never asked about. Names in Chinese or
/// Korean signs and names like "Kim Hyung-jin" have the family name first.
#[must_use]
pub fn split_name(name: &str) -> Name {
    let name = name.trim();
    if let Some((family, given)) = name.split_once(", ") {
        if !SUFFIXES.contains(&fold(given).as_str()) && !given.contains(',') {
            return Name::person(given.trim(), family.trim());
        }
    }
    let mut words: Vec<&str> = name.split_whitespace().collect();
    if words.len() < 2 {
        let signs: Vec<char> = name.chars().collect();
        let east = (2..=4).contains(&signs.len())
            && signs.iter().all(|c| matches!(*c, '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'));
        return match (east, name.char_indices().nth(1)) {
            (true, Some((at, _))) => {
                Name::person(name.get(at..).unwrap_or_default(), name.get(..at).unwrap_or_default())
            }
            _ => Name::literal(name),
        };
    }
    let suffix = words
        .last()
        .filter(|word| words.len() > 2 && SUFFIXES.contains(&fold(word).as_str()))
        .map(|word| (*word).to_owned());
    if suffix.is_some() {
        words.pop();
    }
    if family_first(&words) {
        let family = words.remove(0);
        return Name { suffix, ..Name::person(&words.join(" "), family) };
    }
    let start = words
        .iter()
        .skip(1)
        .position(|word| {
            particle(word).is_some()
                && (!starts_upper(word) || matches!(fold(word).as_str(), "van" | "von" | "de" | "della" | "del"))
        })
        .map(|at| at + 1);
    let last = words.len() - 1;
    let Some(start) = start.filter(|&start| start < last) else {
        let family = words.pop().unwrap_or_default().trim_end_matches(',');
        return Name { suffix, ..Name::person(&words.join(" "), family) };
    };
    let end = words.iter().skip(start).take_while(|word| particle(word).is_some()).count().min(last - start) + start;
    let given = words.get(..start).unwrap_or_default().join(" ");
    let particles = words.get(start..end).unwrap_or_default();
    let drops = particles.first().and_then(|word| particle(word)).unwrap_or(false) && particles.len() == 1;
    let family = words.get(end..).unwrap_or_default().join(" ");
    let joined = Some(particles.join(" "));
    let (dropping_particle, non_dropping_particle) = if drops { (joined, None) } else { (None, joined) };
    Name { suffix, dropping_particle, non_dropping_particle, ..Name::person(&given, family.trim_end_matches(',')) }
}

/// "Kim Hyung-jin", "Chen Wei": a family name of that kind first, and nothing in the rest that is one or a forename.
fn family_first(words: &[&str]) -> bool {
    let [first, rest @ ..] = words else { return false };
    let Some(last) = rest.last() else { return false };
    let known = |word: &str| FAMILY_FIRST.contains(&fold(word).as_str());
    if !known(first) || rest.len() > 2 {
        return false;
    }
    let hyphen = rest.len() == 1 && last.split_once('-').is_some_and(|(_, tail)| tail.starts_with(char::is_lowercase));
    hyphen || (!known(last) && !is_forename(first) && !is_forename(last) && last.len() <= 8 && !is_initial(last))
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
fn cut_end(text: &str) -> &str {
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
            if end < text.len() && super::dates::find(&format!("{last} 1, 2000"), false).len() == 1 =>
        {
            before.trim_end_matches([',', ' '])
        }
        _ => cut,
    }
}

fn is_only_dates(cell: &str) -> bool {
    let folded = fold(cell);
    folded.split(' ').all(|word| super::dates::weekday(word).is_some() || super::dates::is_label(word).is_some())
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
    letters && bare.len() < 40 && (starts_upper(bare) || particle(bare).is_some())
}

fn particle(word: &str) -> Option<bool> {
    let folded = fold(word);
    PARTICLES.iter().find(|(particle, _)| *particle == folded).map(|&(_, drops)| drops)
}

fn starts_upper(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_some_and(|c| c.is_uppercase() || !c.is_lowercase())
}

fn is_initial(word: &str) -> bool {
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

#[cfg(test)]
#[path = "names_tests.rs"]
mod tests;
