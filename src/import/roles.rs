//! What a block is: furniture, date, byline, credit, count, heading of a related list, or text.

use super::dates::{self, Found, Label};
use super::layout::Piece;
use super::names;
use super::phrases::{fold, is_chrome, is_stop, pleas, starts_any};
use super::shape::Shape;

/// The part a block plays, as far as the block alone can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A paragraph of running text.
    Prose,
    /// A short sentence.
    Sentence,
    /// A few words: headline, subhead, menu entry, name.
    Short,
    /// Furniture.
    Chrome,
    /// A heading under which the article does not go on.
    Stop,
    /// A date and nothing else, or a date with its label.
    Date,
    /// "6 hours ago".
    Relative,
    /// Names of authors.
    Byline,
    /// "Published", "By", "Author:" alone: the next block is its value.
    Label,
    /// "3 min read", "12".
    Count,
    /// A picture's text or credit.
    Caption,
    /// Address, DOI, ISBN, "Source: …".
    Identifier,
    /// A line of dashes or stars.
    Rule,
}

/// A block as read.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub role: Role,
    pub shape: Shape,
    pub folded: String,
    pub dates: Vec<Found>,
    pub label: Option<Label>,
    pub authors: Vec<String>,
}

/// Longer blocks are text, whatever they say.
const LONG: usize = 600;

#[rustfmt::skip]
const CREDITS: &[&str] = &[
    "getty images", "afp via", "ap photo", "photo by", "photo credit", "photo courtesy", "photos by", "photograph by",
    "photography by", "image credit", "image courtesy", "images courtesy", "courtesy of", "via ap",
    "picture alliance", "shutterstock", "istock", "unsplash", "pixabay", "alamy", "file photo", "symbolbild",
    "foto dpa", "foto imago", "archivfoto", "handout via", "pool via", "video by", "illustration by", "screenshot by",
    "screengrab",
];

#[rustfmt::skip]
const CREDIT_STARTS: &[&str] = &[
    "photo ", "foto ", "fotos ", "image ", "bild ", "bildquelle ", "credit ", "credits ", "photograph ", "photos ",
    "crédit photo", "photo credit", "source image", "illustration ", "fotografía", "caption ", "picture ",
    "quelle bild", "imagen ",
];

#[rustfmt::skip]
const COUNTS: &[&str] = &[
    "min", "mins", "minute", "minutes", "minuten", "read", "reading", "time", "views", "view", "shares", "share",
    "comments", "comment", "likes", "followers", "reads", "words", "kommentare", "kommentar", "aufrufe", "lesezeit",
    "vues", "commentaires", "comentarios", "letture", "lectura", "de", "lecture", "lezen", "reacties", "mal",
    "gelesen", "points", "upvotes", "replies", "reactions", "hours", "h", "k", "m", "of", "posts", "updated",
];

#[rustfmt::skip]
const IDENTIFIERS: &[&str] = &[
    "url ", "doi ", "isbn ", "issn ", "source ", "link ", "permalink ", "original url", "https ", "http ",
    "quelle http", "via http",
];

/// Reads every block. `day_first` says how 03/04/2024 is meant.
pub(super) fn read(pieces: &[Piece], day_first: bool) -> Vec<Reading> {
    let mut readings: Vec<Reading> = pieces.iter().map(|piece| reading(&piece.text, day_first)).collect();
    // What follows a label is its value: "Author:" / "Practical Gardener", "Published" / "Dec 19, 2025".
    for at in 1..readings.len() {
        let Some([before, here]) = readings.get_mut(at - 1..=at) else { continue };
        if before.role != Role::Label {
            continue;
        }
        let text = pieces.get(at).map_or("", |piece| piece.text.as_str());
        if !here.dates.is_empty() && here.label.is_none() && here.role == Role::Date {
            here.label = dates::is_label(&before.folded);
        } else if names::is_byline_label(&before.folded)
            && matches!(here.role, Role::Short | Role::Byline | Role::Sentence)
            && let Some(authors) = names::labelled(text)
        {
            here.role = Role::Byline;
            here.authors = authors;
        }
    }
    readings
}

fn reading(text: &str, day_first: bool) -> Reading {
    let shape = Shape::of(text);
    let mut reading = Reading {
        role: Role::Prose,
        shape,
        folded: String::new(),
        dates: Vec::new(),
        label: None,
        authors: Vec::new(),
    };
    if text.len() > LONG {
        let begins: String = text.chars().take(LONG).collect();
        reading.folded = fold(&begins);
        if pleas(&reading.folded) >= 2 {
            reading.role = Role::Chrome;
        }
        return reading;
    }
    reading.folded = fold(text);
    reading.role = role(text, &mut reading, day_first);
    reading
}

fn role(text: &str, reading: &mut Reading, day_first: bool) -> Role {
    let folded = reading.folded.as_str();
    let shape = reading.shape;
    if folded.is_empty() {
        return Role::Rule;
    }
    if is_identifier(text, folded) {
        return Role::Identifier;
    }
    if names::is_byline_label(folded) || dates::is_label(folded).is_some() {
        reading.label = dates::is_label(folded);
        return Role::Label;
    }
    reading.dates = dates::find(text, day_first);
    if shape.words <= 30
        && let Some(authors) = names::byline(text)
    {
        reading.authors = authors;
    }
    reading.label = dates::label(folded);
    if !reading.dates.is_empty() && is_dated(text, reading) {
        if reading.authors.is_empty() {
            // "Tom Birch October 14, 2025".
            let cells = dates::beside(text, &reading.dates);
            let named = cells.iter().find_map(|cell| names::bare(cell));
            reading.authors = named.map(|(people, _)| people).unwrap_or_default();
        }
        return if reading.authors.is_empty() { Role::Date } else { Role::Byline };
    }
    if !reading.authors.is_empty() && !shape.is_prose() {
        return Role::Byline;
    }
    if is_stop(folded) {
        return Role::Stop;
    }
    if is_chrome(folded) && !(shape.ends && shape.words >= 7 && pleas(folded) == 0) {
        return Role::Chrome;
    }
    if dates::is_relative(folded) {
        return Role::Relative;
    }
    if is_count(folded) {
        return Role::Count;
    }
    if is_bar(text) {
        return Role::Chrome;
    }
    let marks = pleas(folded);
    if marks >= 2 || (marks == 1 && shape.words <= 30) {
        return Role::Chrome;
    }
    if shape.words <= 60 && is_caption(folded, text) {
        return Role::Caption;
    }
    if shape.is_prose() {
        Role::Prose
    } else if shape.is_sentence() {
        Role::Sentence
    } else {
        Role::Short
    }
}

/// Whether a line with a date is about when and who, not a sentence of the text.
fn is_dated(text: &str, reading: &Reading) -> bool {
    let left = dates::leftover_words(text, &reading.dates);
    let shape = reading.shape;
    let named: usize = reading.authors.iter().map(|name| name.split_whitespace().count()).sum();
    let few = left.len().saturating_sub(named);
    let first = reading.dates.first().map_or(usize::MAX, |found| found.range.start);
    let opens = first == 0 || text.get(..first).is_some_and(|before| dates::leftover_words(before, &[]).is_empty());
    let barred = text.contains(['|', '•', '·', '⋅', '/']);
    // "Posted on March 6, 2024 by …", "Ailsa Grant 6 March 2024 Water, Dams".
    let labelled = opens
        && reading.label == Some(Label::Published)
        && text.get(..first).is_some_and(|before| !before.trim().is_empty());
    let signed = shape.words <= 16
        && !shape.ends
        && text.get(..first).and_then(|before| names::bare(before.trim())).is_some_and(|(_, known)| known);
    few <= 2
        || labelled && shape.words <= 30
        || signed
        || !shape.ends
            && (few <= 6 && (reading.label.is_some() || barred)
                || few <= 9 && barred && opens
                || shape.words <= 14 && opens && few <= 7)
}

fn is_identifier(text: &str, folded: &str) -> bool {
    let one_word = !text.contains(char::is_whitespace);
    (one_word && (text.contains("://") || text.starts_with("www.") || text.starts_with("10.") && text.contains('/')))
        || (folded.split(' ').count() <= 14
            && starts_any(folded, IDENTIFIERS)
            && text.contains([':', '/'])
            && text.contains(['.', '-'])
            && !text.ends_with('.')
            && text.split_whitespace().count() <= 4)
}

/// "Share · Print · 2 min read": cells between bars, none of which says anything.
fn is_bar(text: &str) -> bool {
    let cells: Vec<String> = text.split(['·', '|', '•', '⋅']).map(fold).filter(|cell| !cell.is_empty()).collect();
    cells.len() >= 2 && cells.iter().all(|cell| is_chrome(cell) || is_count(cell))
}

fn is_count(folded: &str) -> bool {
    let words: Vec<&str> = folded.split(' ').collect();
    let number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    words.len() <= 6
        && words.iter().any(number)
        && words.iter().all(|word| number(word) || COUNTS.contains(word))
        && !(words.len() == 1 && folded.len() == 4)
}

fn is_caption(folded: &str, text: &str) -> bool {
    CREDITS.iter().any(|credit| folded.contains(credit))
        || (starts_any(folded, CREDIT_STARTS) && text.chars().take(24).any(|c| matches!(c, ':' | '©' | '/')))
        || (text.ends_with(')')
            && text.rfind('(').and_then(|at| text.get(at + 1..text.len() - 1)).is_some_and(is_credit))
        || (text.split_whitespace().count() <= 5
            && text.contains('/')
            && text.split('/').all(|part| part.trim().starts_with(char::is_uppercase))
            && text.split('/').count() == 2)
}

/// "NASA/JPL-Caltech", "Ailsa Grant/Highland Post" in brackets at the end of a caption.
fn is_credit(inside: &str) -> bool {
    let words: Vec<&str> = inside.split_whitespace().collect();
    words.len() <= 8
        && inside.contains('/')
        && inside.starts_with(char::is_uppercase)
        && words.iter().filter(|word| word.starts_with(char::is_uppercase)).count() * 3 >= words.len() * 2
}
