//! The one bridge between code point offsets (records, files, JSON) and byte offsets (Rust strings).

use std::ops::Range;

/// Code points between two remembered byte positions. 64 keeps the table at 1/16 of the text and a
/// look-up under a hundred byte steps.
const STRIDE: usize = 64;

/// Converts between code points and bytes of one immutable text in constant time per look-up.
///
/// The index does not own the text: pass the same text to every call. With another text the answers are
/// meaningless but never panic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    /// Byte position of every `STRIDE`-th code point; empty for pure ASCII, where both offsets agree.
    steps: Vec<u32>,
    /// Length of the text in code points.
    chars: usize,
}

impl Index {
    /// Reads `text` once. Texts are limited to 4 GiB by the width of the table.
    #[must_use]
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { steps: Vec::new(), chars: text.len() };
        }
        let mut steps = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut chars = 0;
        for (byte, _) in text.char_indices() {
            if chars % STRIDE == 0 {
                steps.push(u32::try_from(byte).unwrap_or(u32::MAX));
            }
            chars += 1;
        }
        Self { steps, chars }
    }

    /// Length in code points.
    #[must_use]
    pub fn chars(&self) -> usize {
        self.chars
    }

    /// Byte position of code point `at`; positions past the end give the length of the text.
    #[must_use]
    pub fn byte(&self, text: &str, at: usize) -> usize {
        if at >= self.chars {
            return text.len();
        }
        if self.steps.is_empty() {
            return at.min(text.len());
        }
        let start = self.steps.get(at / STRIDE).map_or(text.len(), |&byte| byte as usize);
        text.get(start..)
            .and_then(|rest| rest.char_indices().nth(at % STRIDE))
            .map_or(text.len(), |(offset, _)| start + offset)
    }

    /// Code point that starts at byte `at`; a byte inside a code point counts as the code point it belongs to.
    #[must_use]
    pub fn code_point(&self, text: &str, at: usize) -> usize {
        if at >= text.len() {
            return self.chars;
        }
        if self.steps.is_empty() {
            return at;
        }
        let step = self.steps.partition_point(|&byte| byte as usize <= at).saturating_sub(1);
        let start = self.steps.get(step).map_or(0, |&byte| byte as usize);
        let within = text
            .get(start..)
            .map_or(0, |rest| rest.char_indices().take_while(|(offset, _)| start + offset <= at).count());
        step * STRIDE + within.saturating_sub(1)
    }

    /// Byte range of a code point range, clamped to the text; a reversed range is empty.
    #[must_use]
    pub fn bytes(&self, text: &str, range: Range<usize>) -> Range<usize> {
        let start = self.byte(text, range.start);
        start..self.byte(text, range.end).max(start)
    }

    /// Code point range of a byte range.
    #[must_use]
    pub fn code_points(&self, text: &str, range: Range<usize>) -> Range<usize> {
        let start = self.code_point(text, range.start);
        start..self.code_point(text, range.end).max(start)
    }

    /// The part of `text` between two code points, as `text[a:b]` in Python.
    #[must_use]
    pub fn slice<'t>(&self, text: &'t str, range: Range<usize>) -> &'t str {
        text.get(self.bytes(text, range)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_walking_the_characters(text in "(\\PC|[a-z \n]){0,300}") {
            let index = Index::new(&text);
            prop_assert_eq!(index.chars(), text.chars().count());
            for (at, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(index.byte(&text, at), byte);
                prop_assert_eq!(index.code_point(&text, byte), at);
            }
            prop_assert_eq!(index.byte(&text, index.chars() + 5), text.len());
            prop_assert_eq!(index.code_point(&text, text.len() + 5), index.chars());
        }

        #[test]
        fn slices_like_python(text in "\\PC{0,200}", a in 0usize..220, b in 0usize..220) {
            let index = Index::new(&text);
            let expected: String = text.chars().skip(a).take(b.saturating_sub(a)).collect();
            prop_assert_eq!(index.slice(&text, a..b), expected);
        }

        #[test]
        fn another_text_is_answered_without_panic(text in "\\PC{0,200}", other in "\\PC{0,200}", at in 0usize..300) {
            let index = Index::new(&text);
            let _ = (index.byte(&other, at), index.code_point(&other, at), index.slice(&other, at..at + 9));
        }
    }

    #[test]
    fn a_byte_inside_a_code_point_belongs_to_it() {
        let text = "añb";
        let index = Index::new(text);
        assert_eq!(index.code_point(text, 2), 1);
        assert_eq!(index.code_point(text, 3), 2);
    }
}
