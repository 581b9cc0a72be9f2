//! The small markup of CSL-JSON fields: `<i> <b> <sup> <sub> <sc>` and two spans, as events and as other formats' commands.
//!
//! Anything else with a `<` in it is text: a title may well say "x < y".

/// What a tag of a field does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Tag {
    Italic,
    Bold,
    Superscript,
    Subscript,
    SmallCaps,
    NoCase,
    NoDecoration,
}

/// A piece of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Plain text.
    Text(&'a str),
    /// A tag opens.
    Open(Tag),
    /// A tag closes.
    Close(Tag),
}

const OPENING: [(&str, Tag); 9] = [
    ("<i>", Tag::Italic),
    ("<em>", Tag::Italic),
    ("<b>", Tag::Bold),
    ("<strong>", Tag::Bold),
    ("<sup>", Tag::Superscript),
    ("<sub>", Tag::Subscript),
    ("<sc>", Tag::SmallCaps),
    ("<span class=\"nocase\">", Tag::NoCase),
    ("<span class=\"nodecor\">", Tag::NoDecoration),
];
const SMALL_CAPS: [&str; 4] = [
    "<span style=\"font-variant:small-caps;\">",
    "<span style=\"font-variant: small-caps;\">",
    "<span style=\"font-variant:small-caps\">",
    "<span style=\"font-variant: small-caps\">",
];
const CLOSING: [&str; 8] = ["</i>", "</em>", "</b>", "</strong>", "</sup>", "</sub>", "</sc>", "</span>"];

/// Splits a field into text and tags. Tags that do not pair up are text, so opens and closes always nest.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    // Pass 1: tags where they stand; pass 2: keep those that nest.
    let mut found: Vec<(usize, usize, Option<Tag>)> = Vec::new();
    for (at, _) in text.match_indices('<') {
        let Some(rest) = text.get(at..) else { continue };
        let opening = OPENING.iter().copied().chain(SMALL_CAPS.iter().map(|tag| (*tag, Tag::SmallCaps)));
        if let Some((spelling, tag)) = opening.into_iter().find(|(spelling, _)| rest.starts_with(spelling)) {
            found.push((at, at + spelling.len(), Some(tag)));
        } else if let Some(spelling) = CLOSING.iter().find(|spelling| rest.starts_with(**spelling)) {
            found.push((at, at + spelling.len(), None));
        }
    }
    let mut open: Vec<usize> = Vec::new();
    let mut partner: Vec<Option<usize>> = vec![None; found.len()];
    for (index, (start, end, tag)) in found.iter().enumerate() {
        if tag.is_some() {
            open.push(index);
            continue;
        }
        let name = text.get(start + 2..end - 1).unwrap_or_default();
        let matches = |other: &usize| {
            found
                .get(*other)
                .and_then(|(start, _, _)| text.get(start + 1..))
                .is_some_and(|rest| rest.strip_prefix(name).is_some_and(|rest| rest.starts_with(['>', ' '])))
        };
        if let Some(opener) = open.last().copied().filter(|opener| matches(opener)) {
            open.pop();
            if let (Some(tag), Some(_)) = (partner.get_mut(opener), found.get(index)) {
                *tag = Some(index);
            }
            if let Some(tag) = partner.get_mut(index) {
                *tag = Some(opener);
            }
        }
    }
    let mut out = Vec::new();
    let mut from = 0;
    for (index, (start, end, tag)) in found.iter().enumerate() {
        let Some(other) = partner.get(index).copied().flatten() else { continue };
        if let Some(before) = text.get(from..*start).filter(|before| !before.is_empty()) {
            out.push(Piece::Text(before));
        }
        match (tag, found.get(other).and_then(|(_, _, tag)| *tag)) {
            (Some(tag), _) => out.push(Piece::Open(*tag)),
            (None, Some(tag)) => out.push(Piece::Close(tag)),
            (None, None) => {}
        }
        from = *end;
    }
    if let Some(rest) = text.get(from..).filter(|rest| !rest.is_empty()) {
        out.push(Piece::Text(rest));
    }
    out
}

/// The field without its markup.
#[must_use]
pub fn plain(text: &str) -> String {
    pieces(text).iter().filter_map(|piece| if let Piece::Text(text) = piece { Some(*text) } else { None }).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_pairs_are_tags() {
        use Piece::{Close, Open, Text};
        assert_eq!(
            pieces("On <i>E. coli</i> and x<i>y"),
            [Text("On "), Open(Tag::Italic), Text("E. coli"), Close(Tag::Italic), Text(" and x<i>y")]
        );
        assert_eq!(plain("<span class=\"nocase\">pH</span> </b><b>3</b> a < b"), "pH </b>3 a < b");
    }

    proptest! {
        #[test]
        fn nesting_holds(text in "(<i>|</i>|<b>|</b>|<span class=\"nocase\">|</span>|[a<>/]){0,20}") {
            let mut stack = Vec::new();
            for piece in pieces(&text) {
                match piece {
                    Piece::Open(tag) => stack.push(tag),
                    Piece::Close(tag) => prop_assert_eq!(stack.pop(), Some(tag)),
                    Piece::Text(_) => {}
                }
            }
            prop_assert!(stack.is_empty());
        }
    }
}
