//! The invisible characters that carry markup, quotation marks and text case through the engine.

use crate::bibliography::markup::Tag;

/// What one invisible character stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Open(Tag),
    Close(Tag),
    /// A quotation mark the style puts around an element.
    StyleQuote(bool),
    /// A quotation mark inside a field.
    FieldQuote(bool),
    Case(Case),
    EndCase,
    /// The item is not in English: no title case over it.
    Foreign,
    /// Nothing by itself: sixteen of them, to keep apart what the engine would take for a repetition and drop.
    Guard(u8),
    /// A hyphen the engine must not act on.
    Hyphen,
}

/// Text case of an element, as CSL names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Lower,
    Upper,
    CapitalizeFirst,
    CapitalizeAll,
    Sentence,
    Title,
}

const TAGS: [Tag; 7] =
    [Tag::Italic, Tag::Bold, Tag::Superscript, Tag::Subscript, Tag::SmallCaps, Tag::NoCase, Tag::NoDecoration];
const CASES: [Case; 6] =
    [Case::Lower, Case::Upper, Case::CapitalizeFirst, Case::CapitalizeAll, Case::Sentence, Case::Title];

/// The last variation selectors: no text uses them, and collation ignores them, so that sorting is not disturbed.
const BASE: u32 = 0xE01B0;

fn table() -> impl Iterator<Item = (u32, Mark)> {
    let tags = TAGS.into_iter().map(Mark::Open).chain(TAGS.into_iter().map(Mark::Close));
    let quotes = [true, false].into_iter().flat_map(|open| [Mark::StyleQuote(open), Mark::FieldQuote(open)]);
    let cases = CASES.into_iter().map(Mark::Case);
    let rest = [Mark::EndCase, Mark::Foreign, Mark::Hyphen].into_iter().chain((0..16).map(Mark::Guard));
    (BASE..).zip(tags.chain(quotes).chain(cases).chain(rest))
}

/// The character of a mark.
pub(super) fn character(mark: Mark) -> char {
    table()
        .find(|(_, other)| *other == mark)
        .and_then(|(code, _)| char::from_u32(code))
        .unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The mark of a character.
pub(super) fn mark(c: char) -> Option<Mark> {
    let code = u32::from(c);
    (BASE..BASE + 0x40).contains(&code).then(|| table().find(|(other, _)| *other == code).map(|(_, mark)| mark))?
}

/// Text of an item without characters that would be taken for marks.
pub(super) fn without(text: &str) -> String {
    text.chars().filter(|c| !(BASE..BASE + 0x40).contains(&u32::from(*c))).collect()
}
