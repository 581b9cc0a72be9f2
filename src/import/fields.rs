//! Which block is the headline, who wrote it, when, for which section and agency: chosen among the blocks around the
//! body, each with the line it was read in.

use std::collections::HashSet;

use super::dates::Label;
use super::layout::Piece;
use super::names;
use super::phrases::fold;
use super::roles::{Reading, Role};
use super::shape::Shape;

/// News agencies, folded, with the name they are saved under. They supply a piece; they are no authors.
const AGENCIES: &[(&str, &str)] = &[
    ("the associated press", "The Associated Press"),
    ("associated press", "The Associated Press"),
    ("ap", "The Associated Press"),
    ("reuters", "Reuters"),
    ("thomson reuters", "Reuters"),
    ("agence france presse", "Agence France-Presse"),
    ("afp", "Agence France-Presse"),
    ("dpa", "dpa"),
    ("deutsche presse agentur", "dpa"),
    ("xinhua", "Xinhua"),
    ("xinhua news agency", "Xinhua"),
    ("upi", "United Press International"),
    ("united press international", "United Press International"),
    ("bloomberg", "Bloomberg"),
    ("bloomberg news", "Bloomberg"),
    ("tass", "TASS"),
    ("interfax", "Interfax"),
    ("ansa", "ANSA"),
    ("efe", "EFE"),
    ("agencia efe", "EFE"),
    ("europa press", "Europa Press"),
    ("apa", "APA"),
    ("sda", "Keystone-SDA"),
    ("keystone sda", "Keystone-SDA"),
    ("kna", "KNA"),
    ("epd", "epd"),
    ("sid", "SID"),
    ("anp", "ANP"),
    ("belga", "Belga"),
    ("lusa", "Lusa"),
    ("agência lusa", "Lusa"),
    ("agência brasil", "Agência Brasil"),
    ("estadão conteúdo", "Estadão Conteúdo"),
    ("kyodo", "Kyodo News"),
    ("kyodo news", "Kyodo News"),
    ("yonhap", "Yonhap"),
    ("yonhap news agency", "Yonhap"),
    ("pti", "Press Trust of India"),
    ("press trust of india", "Press Trust of India"),
    ("ians", "IANS"),
    ("ani", "ANI"),
    ("press association", "PA Media"),
    ("pa media", "PA Media"),
    ("pa", "PA Media"),
    ("the canadian press", "The Canadian Press"),
    ("canadian press", "The Canadian Press"),
    ("australian associated press", "Australian Associated Press"),
    ("aap", "Australian Associated Press"),
    ("tt", "TT"),
    ("ritzau", "Ritzau"),
    ("ntb", "NTB"),
    ("stt", "STT"),
    ("pap", "PAP"),
    ("ctk", "ČTK"),
    ("čtk", "ČTK"),
    ("mti", "MTI"),
    ("anadolu agency", "Anadolu Agency"),
    ("irna", "IRNA"),
    ("sana", "SANA"),
    ("wam", "WAM"),
    ("kcna", "KCNA"),
    ("korean central news agency", "KCNA"),
    ("cna", "CNA"),
    ("ria novosti", "RIA Novosti"),
    ("ukrinform", "Ukrinform"),
    ("tribune news service", "Tribune News Service"),
    ("inter press service", "Inter Press Service"),
    ("pti news agency", "Press Trust of India"),
    ("ats", "Keystone-ATS"),
    ("adnkronos", "Adnkronos"),
    ("agi", "AGI"),
    ("dapd", "dapd"),
];

/// Sections of papers, folded.
const SECTIONS: &[&str] = &[
    "africa",
    "americas",
    "analysis",
    "art",
    "arts",
    "asia",
    "books",
    "business",
    "climate",
    "commentary",
    "crime",
    "culture",
    "design",
    "economy",
    "education",
    "elections",
    "energy",
    "entertainment",
    "environment",
    "europe",
    "fashion",
    "features",
    "film",
    "finance",
    "food",
    "gaming",
    "health",
    "history",
    "international",
    "investigation",
    "investigations",
    "law",
    "life",
    "lifestyle",
    "local",
    "local news",
    "magazine",
    "markets",
    "media",
    "middle east",
    "money",
    "movies",
    "music",
    "nation",
    "national",
    "news",
    "nutrition",
    "opinion",
    "opinions",
    "editorial",
    "people",
    "politics",
    "real estate",
    "religion",
    "royals",
    "science",
    "society",
    "space",
    "sport",
    "sports",
    "style",
    "tech",
    "technology",
    "travel",
    "u s",
    "uk",
    "uk news",
    "us",
    "us news",
    "us politics",
    "video games",
    "weather",
    "world",
    "world news",
    "ausland",
    "bildung",
    "chronik",
    "deutschland",
    "digital",
    "familie",
    "feuilleton",
    "finanzen",
    "geld",
    "gesellschaft",
    "gesundheit",
    "inland",
    "international",
    "justiz",
    "karriere",
    "kommentar",
    "kultur",
    "leben",
    "lokales",
    "medien",
    "meinung",
    "nachrichten",
    "netzwelt",
    "panorama",
    "politik",
    "regional",
    "reise",
    "ressort",
    "sport",
    "technik",
    "umwelt",
    "unternehmen",
    "wirtschaft",
    "wissen",
    "wissenschaft",
    "actualité",
    "afrique",
    "culture",
    "économie",
    "france",
    "idées",
    "monde",
    "planète",
    "politique",
    "santé",
    "sciences",
    "société",
    "sport",
    "sports",
    "américas",
    "ciencia",
    "cultura",
    "deportes",
    "economía",
    "españa",
    "internacional",
    "nacional",
    "mundo",
    "opinión",
    "política",
    "salud",
    "sociedad",
    "tecnología",
    "cronaca",
    "esteri",
    "economia",
    "politica",
    "salute",
    "scienza",
    "spettacoli",
    "mondo",
    "tecnologia",
    "brasil",
    "esporte",
    "esportes",
    "ciência",
    "saúde",
    "binnenland",
    "buitenland",
    "cultuur",
    "economie",
    "politiek",
    "wetenschap",
];

/// The agency a line or a bracket names, if it names nothing else.
pub(super) fn agency(text: &str) -> Option<&'static str> {
    let folded = fold(text);
    let words = folded.split(' ').count();
    // Short forms are agencies only in capitals or as the agencies write themselves: "pa", "tt" are words too.
    let short = folded.len() <= 3;
    let fits = |name: &str| {
        name == folded
            && (!short
                || text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
                || folded == "dpa"
                || folded == "epd")
    };
    if words > 4 {
        return None;
    }
    AGENCIES.iter().find(|(name, _)| fits(name)).map(|&(_, full)| full)
}

/// Whether a short line is the name of a section.
pub(super) fn is_section(folded: &str) -> bool {
    SECTIONS.contains(&folded)
}

/// Shares of a headline that a candidate is measured by. Higher is better; none below zero is taken.
pub(super) fn title(pieces: &[Piece], readings: &[Reading], body: std::ops::Range<usize>) -> Option<usize> {
    let words = body_words(pieces, &body);
    let first_line = pieces.first().map(|piece| fold(&piece.text)).unwrap_or_default();
    let reach = body.start.saturating_sub(40);
    let mut best: Option<(f64, usize)> = None;
    let mut between = 0.0;
    for at in (0..body.start.min(pieces.len())).rev() {
        let (Some(piece), Some(reading)) = (pieces.get(at), readings.get(at)) else { continue };
        if at < reach && at != 0 {
            continue;
        }
        let score = title_score(piece, reading, &words, &first_line, at) - between;
        if score > 0.0 && is_candidate(piece, reading) && best.is_none_or(|(kept, _)| score > kept) {
            best = Some((score, at));
        }
        between += match reading.role {
            Role::Short | Role::Sentence => 0.22,
            Role::Prose => 0.3,
            Role::Stop => 0.5,
            _ => 0.06,
        };
    }
    best.map(|(_, at)| at)
}

fn is_candidate(piece: &Piece, reading: &Reading) -> bool {
    let length = piece.text.chars().count();
    (2..=220).contains(&length)
        && matches!(reading.role, Role::Short | Role::Sentence | Role::Prose | Role::Byline | Role::Chrome)
        && !(reading.role == Role::Prose && reading.shape.words > 26)
        && !(reading.role == Role::Chrome && reading.shape.words < 5)
        && !(reading.role == Role::Byline && reading.shape.words < 5)
        && agency(&piece.text).is_none()
        && !is_section(&reading.folded)
}

fn title_score(piece: &Piece, reading: &Reading, words: &HashSet<String>, first_line: &str, at: usize) -> f64 {
    let shape = reading.shape;
    let own: Vec<String> = content_words(&piece.text).collect();
    let shared = own.iter().filter(|word| words.contains(*word)).count() as f64 / own.len().max(1) as f64;
    let length = match shape.words {
        0 | 1 => -0.7,
        2 => -0.1,
        3 => 0.25,
        4..=18 => 0.6,
        19..=26 => 0.3,
        _ => 0.0,
    };
    let mut score = length + 1.2 * shared;
    if shape.ends && !piece.text.ends_with(['?', '!', '”', '"', '’', '…']) && !piece.text.ends_with("U.S.") {
        score -= 0.9;
    }
    if reading.role != Role::Short && reading.role != Role::Sentence {
        score -= 0.5;
    }
    // The window's title stands in the first line of a copied page, often with the outlet after it.
    if at > 0 && shape.words >= 2 && reading.folded.len() >= 8 && first_line.starts_with(&reading.folded) {
        score += 1.5;
    }
    if names::bare(&piece.text).is_some_and(|(_, known)| known) {
        score -= 1.0;
    }
    score
}

fn content_words(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let words: Vec<String> = folded
        .split(' ')
        .filter(|word| word.chars().count() > 3 || word.contains(|c| super::shape::is_wide(c)))
        .map(stem)
        .collect();
    words.into_iter()
}

/// The first five letters: "vows" meets "vowed", "confrontation" meets "confront".
fn stem(word: &str) -> String {
    word.chars().take(5).collect()
}

fn body_words(pieces: &[Piece], body: &std::ops::Range<usize>) -> HashSet<String> {
    let mut words = HashSet::new();
    for piece in pieces.get(body.clone()).unwrap_or_default().iter().take(200) {
        let begins: String = piece.text.chars().take(4000).collect();
        words.extend(content_words(&begins));
    }
    words
}

/// A place in front of the first paragraph: "SEOUL, South Korea (AP) — ", "Berlin (dpa) - ", "MADRID — ".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dateline {
    pub place: Option<String>,
    pub agency: Option<&'static str>,
}

/// Reads the dateline at the start of a paragraph.
pub(super) fn dateline(text: &str) -> Option<Dateline> {
    let head: String = text.chars().take(90).collect();
    let end = [" — ", " – ", " - ", "— ", " -- ", "—"].iter().filter_map(|mark| head.find(mark)).min()?;
    let before = head.get(..end)?.trim();
    let (place, bracket) = match before.split_once('(') {
        Some((place, rest)) => (place.trim(), rest.strip_suffix(')').map(str::trim)),
        None => (before, None),
    };
    let source = bracket.and_then(|inside| inside.split(['/', ',']).find_map(|part| agency(part.trim())));
    if bracket.is_some() && source.is_none() {
        return None;
    }
    // "PARIS, June 3 (Reuters)": the day is no part of the place.
    let named: Vec<&str> = place.split(", ").take_while(|part| !part.contains(|c: char| c.is_ascii_digit())).collect();
    let first = named.first().copied().unwrap_or_default();
    let words = place.split_whitespace().count();
    let shouted = first.chars().any(char::is_alphabetic)
        && !first.contains(char::is_lowercase)
        && first.chars().filter(|c| c.is_alphabetic()).count() > 2;
    let proper = first.split_whitespace().all(|word| word.starts_with(char::is_uppercase) || word.len() <= 3);
    let fits = words <= 7 && proper && !first.is_empty() && (shouted || source.is_some());
    (fits || source.is_some() && place.is_empty())
        .then(|| Dateline { place: fits.then(|| named.join(", ")), agency: source })
}

/// Whether a head line is a place in capitals ("SEOUL", "NEW DELHI", "SEOUL, South Korea").
pub(super) fn is_place_line(text: &str) -> bool {
    let first = text.split(',').next().unwrap_or_default();
    let letters: Vec<char> = first.chars().filter(|c| c.is_alphabetic()).collect();
    text.split_whitespace().count() <= 5
        && letters.len() >= 3
        && letters.iter().all(|c| c.is_uppercase())
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '!' | '?' | '|' | '/' | '&' | '>'))
        && agency(text).is_none()
        && !is_section(&fold(text))
}

/// The best publication date among blocks, with the block it stands in.
pub(super) fn best_date(
    readings: &[Reading],
    body: &std::ops::Range<usize>,
    title: Option<usize>,
) -> Vec<(f64, usize, usize)> {
    let mut found = Vec::new();
    for (at, reading) in readings.iter().enumerate() {
        let inside = body.contains(&at);
        if reading.dates.is_empty()
            || (inside && at > body.start + 3)
            || !matches!(reading.role, Role::Date | Role::Byline | Role::Chrome | Role::Stop)
        {
            continue;
        }
        let near = title.or(Some(body.start)).map_or(0.0, |title| at.abs_diff(title) as f64);
        let place =
            if at < body.end { 0.6 - near.min(40.0) * 0.01 } else { 0.25 - ((at - body.end).min(40) as f64) * 0.01 };
        for (which, date) in reading.dates.iter().enumerate() {
            let sure = match label_of(reading, which) {
                Some(Label::Accessed) => continue,
                Some(Label::Published) => place + 0.35,
                Some(Label::Updated) => place - 0.15,
                None => place + 0.2 - 0.05 * which as f64,
            };
            let sure = if date.doubtful { sure - 0.15 } else { sure };
            found.push((sure.clamp(0.05, 0.98), at, which));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found
}

/// The label of one date in a line that may hold two: "PUBLISHED: March 6, 2024 | UPDATED: March 7, 2024".
pub(super) fn label_of(reading: &Reading, which: usize) -> Option<Label> {
    if reading.dates.len() < 2 {
        return reading.label;
    }
    let first = super::dates::label(reading.folded.split(' ').next().unwrap_or_default()).or(reading.label);
    if which == 0 {
        first
    } else if reading.folded.contains("updat")
        || reading.folded.contains("aktualis")
        || reading.folded.contains("modif")
    {
        Some(Label::Updated)
    } else {
        first
    }
}

/// Words of a shape that no headline has.
pub(super) fn is_deck(shape: Shape) -> bool {
    shape.words > 8 && shape.ends
}
