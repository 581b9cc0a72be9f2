//! Places of a page whose class, `rel` or `itemprop` says that they hold a field: an author, a date, a category.

use dom_query::{NodeData, NodeRef};

use super::blocks::{BLOCKS, SKIPPED};
use super::jsonld::clean;
use super::zones::{self, Zones};

/// An element whose class, `rel` or `itemprop` says that it holds a field.
#[derive(Clone, Debug)]
pub(super) struct Marked {
    pub tag: String,
    /// Lower-case words of class, id, rel and itemprop, joined by spaces.
    pub words: String,
    pub text: String,
    /// `datetime`, `content` or `title` of the element.
    pub value: Option<String>,
    /// The block that was open or came next.
    pub at: usize,
    pub zones: Zones,
}

/// Words of class, id, rel or itemprop that make an element worth remembering.
const TELLING: [&str; 29] = [
    "author",
    "authors",
    "byline",
    "bylines",
    "autor",
    "autoren",
    "auteur",
    "autore",
    "writer",
    "vcard",
    "fn",
    "creator",
    "contributor",
    "contributors",
    "reporter",
    "date",
    "datum",
    "published",
    "datepublished",
    "pubdate",
    "publish",
    "timestamp",
    "time",
    "posted",
    "postdate",
    "publication",
    "dateline",
    "journalist",
    "redakteur",
];

/// Words of class or rel that name the section of a piece.
pub(super) const CATEGORIES: [&str; 9] =
    ["category", "cat", "cate", "catlinks", "rubrik", "rubrique", "rubric", "ressort", "kicker"];

/// Whether an entry of a menu is marked as the one this piece belongs to, as content systems do.
pub(super) fn is_current(words: &str) -> bool {
    ["current post parent", "current post ancestor", "current article ancestor"].iter().any(|mark| words.contains(mark))
}

/// Lower-case words of class and id, rel and itemprop.
pub(super) fn told(words: &[String], rel: &str, prop: &str) -> String {
    let mut told = words.join(" ");
    for more in [rel, prop] {
        for word in zones::words(more) {
            told.push(' ');
            told.push_str(&word);
        }
        if !more.is_empty() {
            told.push(' ');
            told.push_str(&more.to_lowercase());
        }
    }
    told
}

/// The place of a field that an element is, and whether it is a time; `None` if it is none.
pub(super) fn of(
    node: &NodeRef<'_>,
    tag: &str,
    words: String,
    value: Option<String>,
    (at, zones): (usize, Zones),
) -> Option<(Marked, bool)> {
    let time = tag == "time" || (tag == "abbr" && words.contains("published"));
    let telling = words.split(' ').any(|word| {
        TELLING.contains(&word)
            || CATEGORIES.contains(&word)
            || (word.len() > 6 && (word.contains("author") || word.contains("byline") || word.contains("date")))
    });
    if !time && !telling && !is_current(&words) {
        return None;
    }
    let text = short(node, if time { 120 } else { 260 })?;
    Some((Marked { tag: tag.to_owned(), words, text, value, at, zones }, time))
}

/// The text of an element if it is no longer than `most` characters; blocks and breaks inside become `\n`.
fn short(node: &NodeRef<'_>, most: usize) -> Option<String> {
    let mut text = String::new();
    let mut seen = 0;
    for inner in node.descendants_it() {
        seen += 1;
        if seen > 120 {
            return None;
        }
        let skip = inner
            .parent()
            .and_then(|parent| parent.element_ref().map(|element| SKIPPED.contains(&&*element.name.local)));
        if skip == Some(true) {
            continue;
        }
        if let Some(element) = inner.element_ref() {
            let name = &*element.name.local;
            if name == "br" || BLOCKS.contains(&name) {
                text.push('\n');
            } else if text.ends_with(|c: char| c.is_alphanumeric()) {
                // Neighbouring inline elements of a byline are seldom parted by white space.
                text.push('\n');
            }
        } else {
            inner.query_or((), |found| {
                if let NodeData::Text { contents } = &found.data {
                    text.push_str(&contents.replace('\n', " "));
                }
            });
        }
        if text.len() > most * 6 {
            return None;
        }
    }
    let lines: Vec<String> = text.split('\n').map(clean).filter(|line| !line.is_empty()).collect();
    let text = lines.join("\n");
    (text.chars().count() <= most).then_some(text)
}
