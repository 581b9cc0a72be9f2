//! Which block is the headline, who wrote it, when, for which section and agency: chosen among the blocks around the
//! body, each with the line it was read in.

use std::collections::HashSet;

use super::dates::Label;
use super::layout::Piece;
use super::names;
use super::phrases::fold;
use super::roles::{Reading, Role};

/// News agencies, folded, with the name they are saved under. They supply a piece; they are no authors.
#[rustfmt::skip]
const AGENCIES: &[(&str, &str)] = &[
    ("the associated press", "The Associated Press"), ("associated press", "The Associated Press"),
    ("ap", "The Associated Press"), ("reuters", "Reuters"), ("thomson reuters", "Reuters"),
    ("agence france presse", "Agence France-Presse"), ("afp", "Agence France-Presse"), ("dpa", "dpa"),
    ("deutsche presse agentur", "dpa"), ("xinhua", "Xinhua"), ("xinhua news agency", "Xinhua"),
    ("upi", "United Press International"), ("united press international", "United Press International"),
    ("bloomberg", "Bloomberg"), ("bloomberg news", "Bloomberg"), ("tass", "TASS"), ("interfax", "Interfax"),
    ("ansa", "ANSA"), ("efe", "EFE"), ("agencia efe", "EFE"), ("europa press", "Europa Press"), ("apa", "APA"),
    ("sda", "Keystone-SDA"), ("keystone sda", "Keystone-SDA"), ("kna", "KNA"), ("epd", "epd"), ("sid", "SID"),
    ("anp", "ANP"), ("belga", "Belga"), ("lusa", "Lusa"), ("agência lusa", "Lusa"),
    ("agência brasil", "Agência Brasil"), ("estadão conteúdo", "Estadão Conteúdo"), ("kyodo", "Kyodo News"),
    ("kyodo news", "Kyodo News"), ("yonhap", "Yonhap"), ("yonhap news agency", "Yonhap"),
    ("pti", "Press Trust of India"), ("press trust of india", "Press Trust of India"), ("ians", "IANS"),
    ("ani", "ANI"), ("press association", "PA Media"), ("pa media", "PA Media"), ("pa", "PA Media"),
    ("the canadian press", "The Canadian Press"), ("canadian press", "The Canadian Press"),
    ("australian associated press", "Australian Associated Press"), ("aap", "Australian Associated Press"),
    ("tt", "TT"), ("ritzau", "Ritzau"), ("ntb", "NTB"), ("stt", "STT"), ("pap", "PAP"), ("ctk", "ČTK"),
    ("čtk", "ČTK"), ("mti", "MTI"), ("anadolu agency", "Anadolu Agency"), ("irna", "IRNA"), ("sana", "SANA"),
    ("wam", "WAM"), ("kcna", "KCNA"), ("korean central news agency", "KCNA"), ("cna", "CNA"),
    ("ria novosti", "RIA Novosti"), ("ukrinform", "Ukrinform"), ("tribune news service", "Tribune News Service"),
    ("inter press service", "Inter Press Service"), ("pti news agency", "Press Trust of India"),
    ("ats", "Keystone-ATS"), ("adnkronos", "Adnkronos"), ("agi", "AGI"), ("dapd", "dapd"),
];

/// Sections of papers, folded.
#[rustfmt::skip]
const SECTIONS: &[&str] = &[
    "africa", "americas", "analysis", "art", "arts", "asia", "books", "business", "climate", "commentary", "crime",
    "culture", "design", "economy", "education", "elections", "energy", "entertainment", "environment", "europe",
    "fashion", "features", "film", "finance", "food", "gaming", "health", "history", "international", "investigation",
    "investigations", "law", "life", "lifestyle", "local", "local news", "magazine", "markets", "media",
    "middle east", "money", "movies", "music", "nation", "national", "news", "nutrition", "opinion", "opinions",
    "editorial", "people", "politics", "real estate", "religion", "royals", "science", "society", "space", "sport",
    "sports", "style", "tech", "technology", "travel", "u s", "uk", "uk news", "us", "us news", "us politics",
    "video games", "weather", "world", "world news", "ausland", "bildung", "chronik", "deutschland", "digital",
    "familie", "feuilleton", "finanzen", "geld", "gesellschaft", "gesundheit", "inland", "international", "justiz",
    "karriere", "kommentar", "kultur", "leben", "lokales", "medien", "meinung", "nachrichten", "netzwelt", "panorama",
    "politik", "regional", "reise", "ressort", "sport", "technik", "umwelt", "unternehmen", "wirtschaft", "wissen",
    "wissenschaft", "actualité", "afrique", "culture", "économie", "france", "idées", "monde", "planète", "politique",
    "santé", "sciences", "société", "sport", "sports", "américas", "ciencia", "cultura", "deportes", "economía",
    "españa", "internacional", "nacional", "mundo", "opinión", "política", "salud", "sociedad", "tecnología",
    "cronaca", "esteri", "economia", "politica", "salute", "scienza", "spettacoli", "mondo", "tecnologia", "brasil",
    "esporte", "esportes", "ciência", "saúde", "binnenland", "buitenland", "cultuur", "economie", "politiek",
    "wetenschap",
];

/// What the names of agencies end in, where they are in no list.
const AGENCY_ENDS: [&str; 9] = [
    "news agency",
    "press agency",
    "wire agency",
    "newswire",
    "news wire",
    "wire",
    "wire service",
    "news service",
    "press association",
];

/// The agency a line or a bracket names, if it names nothing else: one of the list, or a name that says it is one.
pub(super) fn agency(text: &str) -> Option<String> {
    known_agency(text).or_else(|| calls_itself_agency(text, &fold(text)).then(|| text.trim().to_owned()))
}

/// The agency of the list that a text names, if it names nothing else.
pub(super) fn known_agency(text: &str) -> Option<String> {
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
    AGENCIES.iter().find(|(name, _)| fits(name)).map(|&(_, full)| full.to_owned())
}

/// "The Northern Wire Agency": capitalised words that end as agencies' names do.
fn calls_itself_agency(text: &str, folded: &str) -> bool {
    let own = folded.strip_prefix("the ").unwrap_or(folded);
    let named = AGENCY_ENDS.iter().any(|end| own.strip_suffix(end).is_some_and(|rest| rest.ends_with(' ')));
    let proper = |word: &str| word.starts_with(char::is_uppercase) || ["of", "and", "the"].contains(&word);
    named && text.split_whitespace().all(proper) && !text.trim().ends_with(['.', '!', '?', ':'])
}

/// Whether a short line is the name of a section.
pub(super) fn is_section(folded: &str) -> bool {
    SECTIONS.contains(&folded)
}

/// The block that is the headline: the best candidate above the body, or, if the first line is the window's title, the
/// block that repeats it, wherever it stands.
pub(super) fn title(pieces: &[Piece], readings: &[Reading], body: std::ops::Range<usize>) -> Option<usize> {
    let words = body_words(pieces, &body);
    let window = Window::of(readings);
    let opening = opening(pieces, readings, body.start);
    let reach = body.start.saturating_sub(60);
    let mut best: Option<(f64, usize)> = None;
    let mut between: f64 = 0.0;
    // Inside the body only a repetition of the window's title counts.
    let inside = (body.start..body.end.min(body.start + 200)).rev();
    for at in inside.chain((0..body.start).rev()) {
        let (Some(piece), Some(reading)) = (pieces.get(at), readings.get(at)) else { continue };
        let repeats = if at > 0 { window.share(reading) } else { 0.0 };
        let above = above_byline(pieces, readings, at);
        let again = said_again(readings, at);
        let early = at < body.start + 10
            && matches!(reading.role, Role::Short | Role::Sentence)
            && (again > 0.0 || above > 0.0);
        if (at < reach && at != 0 && repeats < 0.5)
            || (at >= body.start && repeats < 0.7 && !early)
            || !is_candidate(piece, reading)
        {
            continue;
        }
        let gap = if at < body.start { between } else { 0.6 };
        // A text that was copied from its headline on begins with it.
        let gap = if opening == Some(at) { gap.min(0.2) } else { gap };
        let score = title_score(piece, reading, &words) + 2.0 * repeats + again + above - gap;
        if score > 0.3 && best.is_none_or(|(kept, _)| score > kept) {
            best = Some((score, at));
        }
        if at < body.start {
            if matches!(reading.role, Role::Byline | Role::Date) && at > 0 {
                // The headline stands above its byline, however much a page puts between byline and text.
                between = between.min(0.25);
            }
            between += match reading.role {
                Role::Short | Role::Sentence => 0.16,
                Role::Prose => 0.3,
                Role::Stop => 0.4,
                _ => 0.04,
            };
        }
    }
    best.map(|(_, at)| at)
}

/// A headline stands above its byline or date, with nothing but furniture, a standfirst or a caption between.
fn above_byline(pieces: &[Piece], readings: &[Reading], at: usize) -> f64 {
    let mut others = 0;
    for (reading, piece) in readings.iter().zip(pieces).skip(at + 1).take(24) {
        match reading.role {
            Role::Byline | Role::Date => return 0.5 - 0.12 * f64::from(others),
            Role::Relative => return 0.35,
            Role::Chrome | Role::Count | Role::Label | Role::Rule | Role::Caption | Role::Identifier => {}
            Role::Stop if reading.folded.starts_with("share") || reading.folded == "teilen" => {}
            Role::Short if names::bare(&piece.text).is_some_and(|(_, known)| known) => return 0.5,
            Role::Short | Role::Sentence | Role::Prose if others < 2 => others += 1,
            _ => return 0.0,
        }
    }
    0.0
}

/// The first line that is no furniture, if it looks like a headline: several words, and no menu around it.
fn opening(pieces: &[Piece], readings: &[Reading], body: usize) -> Option<usize> {
    let plain = |at: &usize| {
        readings.get(*at).is_some_and(|reading| {
            !matches!(reading.role, Role::Chrome | Role::Date | Role::Rule | Role::Count | Role::Label | Role::Relative)
        })
    };
    let at = (0..readings.len().min(6)).find(plain)?;
    let (reading, piece) = (readings.get(at)?, pieces.get(at)?);
    let names = names::bare(&piece.text).is_some_and(|(_, known)| known);
    let at = if names || is_section(&reading.folded) { (at + 1..at + 4).find(plain)? } else { at };
    let reading = readings.get(at)?;
    // Menus open with entries of a word or two.
    let entries = readings.get(at + 1..at + 4)?.iter().filter(|next| next.role == Role::Short && next.shape.words <= 2);
    (at < body && (4..=24).contains(&reading.shape.words) && reading.role != Role::Byline && entries.count() < 3)
        .then_some(at)
}

/// A headline often stands twice: "Home > News > Headline", "Share: Headline".
fn said_again(readings: &[Reading], at: usize) -> f64 {
    let Some(own) = readings.get(at).map(|reading| reading.folded.as_str()).filter(|own| own.len() >= 15) else {
        return 0.0;
    };
    let from = at.saturating_sub(60);
    let around = readings.get(from..(at + 60).min(readings.len())).unwrap_or_default();
    let again = around.iter().enumerate().any(|(other, reading)| {
        other + from != at
            && reading.shape.words <= 40
            && reading.folded.len() >= own.len()
            && reading.folded.contains(own)
            && !in_contents(readings, at, other + from)
    });
    if again { 0.5 } else { 0.0 }
}

/// Whether a repeated line is an entry of a table of contents: then its neighbours there come again as well, elsewhere
/// than beside the line itself.
fn in_contents(readings: &[Reading], line: usize, entry: usize) -> bool {
    let beside = [entry.checked_sub(1), Some(entry + 1)].into_iter().flatten();
    beside.filter(|near| near.abs_diff(line) > 1).any(|near| {
        let Some(own) = readings.get(near).filter(|own| own.role == Role::Short && own.folded.len() >= 8) else {
            return false;
        };
        let again = readings.iter().enumerate().skip(near.saturating_sub(80)).take(400);
        again.filter(|(at, _)| at.abs_diff(near) > 2).any(|(_, other)| other.folded == own.folded)
    })
}

/// The words of the first line, if it can be a window's title ("Headline - Highland Post").
struct Window {
    words: Vec<String>,
}

impl Window {
    fn of(readings: &[Reading]) -> Self {
        let first = readings.first().filter(|first| matches!(first.role, Role::Short | Role::Sentence | Role::Prose));
        let words = first.map(|first| first.folded.split(' ').map(str::to_owned).collect()).unwrap_or_default();
        Self { words }
    }

    /// How much of the block stands in the window's title, and of the title in the block: 0 to 1.
    fn share(&self, reading: &Reading) -> f64 {
        let words: Vec<&str> = reading.folded.split(' ').collect();
        if words.len() < 2 || self.words.len() < 3 || self.words.len() > 40 || words.len() > 40 {
            return 0.0;
        }
        let both = words.iter().filter(|word| self.words.iter().any(|own| own == *word)).count() as f64;
        let inside = both / words.len() as f64;
        let covered = both / self.words.len() as f64;
        if inside < 0.6 || covered < 0.3 { 0.0 } else { inside * covered.sqrt() }
    }
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

fn title_score(piece: &Piece, reading: &Reading, words: &HashSet<String>) -> f64 {
    let shape = reading.shape;
    let own: Vec<String> = content_words(&piece.text).collect();
    let shared = own.iter().filter(|word| words.contains(*word)).count() as f64 / own.len().max(1) as f64;
    let length = match shape.words {
        0 | 1 => -0.7,
        2 => -0.2,
        3 => 0.1,
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
    // A path of pages, or furniture before the headline.
    if piece.text.contains([' ', '/'])
        && ["home ", "share ", "start ", "startseite "].iter().any(|start| reading.folded.starts_with(start))
    {
        score -= 0.9;
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
        .filter(|word| word.chars().count() > 3 || word.contains(super::shape::is_wide))
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
    pub agency: Option<String>,
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
        .then(|| Dateline { place: fits.then(|| named.join(", ")), agency: source.clone() })
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
        // A line on top of a paste is about the whole of it, however far the headline.
        let near = if at == 0 { -15.0 } else { title.unwrap_or(body.start).abs_diff(at) as f64 };
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
