//! How a caret moves through a text: characters as a reader sees them, words, sentences, paragraphs.

use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::document::Document;

/// What a press selects, by how often the button was pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Unit {
    #[default]
    Character,
    Word,
    Sentence,
    Paragraph,
}

impl Unit {
    pub fn of_presses(presses: u32) -> Self {
        match presses {
            0 | 1 => Self::Character,
            2 => Self::Word,
            3 => Self::Sentence,
            _ => Self::Paragraph,
        }
    }
}

impl Document {
    /// The caret place one character before `at`; across a gap to the end of the paragraph before.
    pub(super) fn before(&self, at: usize) -> usize {
        let number = self.paragraph_at(at);
        let Some(paragraph) = self.paragraph(number) else { return 0 };
        if at <= paragraph.chars.start {
            let Some(before) = number.checked_sub(1).and_then(|n| self.paragraph(n)) else { return at };
            // Two pieces of one block share a place: step over it.
            return if before.chars.end < at { before.chars.end } else { self.before_in(number - 1, at) };
        }
        if at > paragraph.chars.end {
            return paragraph.chars.end;
        }
        self.before_in(number, at)
    }

    fn before_in(&self, number: usize, at: usize) -> usize {
        let Some(paragraph) = self.paragraph(number) else { return at };
        let text = self.paragraph_text(number);
        let byte = self.byte(at).saturating_sub(paragraph.bytes.start).min(text.len());
        let found = GraphemeCursor::new(byte, text.len(), true).prev_boundary(text, 0).ok().flatten();
        self.code_point(paragraph.bytes.start + found.unwrap_or(0))
    }

    /// The caret place one character after `at`; across a gap to the start of the paragraph after.
    pub(super) fn after(&self, at: usize) -> usize {
        let number = self.paragraph_at(at);
        let Some(paragraph) = self.paragraph(number) else { return 0 };
        if at >= paragraph.chars.end {
            return self.paragraph(number + 1).map_or(paragraph.chars.end, |next| next.chars.start);
        }
        let text = self.paragraph_text(number);
        let byte = self.byte(at).saturating_sub(paragraph.bytes.start).min(text.len());
        let found = GraphemeCursor::new(byte, text.len(), true).next_boundary(text, 0).ok().flatten();
        self.code_point(paragraph.bytes.start + found.unwrap_or(text.len()))
    }

    /// The nearest place at or before `at` that does not tear a character apart.
    pub(super) fn whole(&self, at: usize) -> usize {
        let at = self.caret_place(at);
        let number = self.paragraph_at(at);
        let Some(paragraph) = self.paragraph(number) else { return 0 };
        let text = self.paragraph_text(number);
        let byte = self.byte(at).saturating_sub(paragraph.bytes.start).min(text.len());
        let mut cursor = GraphemeCursor::new(byte, text.len(), true);
        if cursor.is_boundary(text, 0) == Ok(false) { self.before_in(number, at) } else { at }
    }

    /// `range` widened so that it holds whole characters only.
    pub(super) fn whole_range(&self, range: Range<usize>) -> Range<usize> {
        let inside = |at: usize| self.caret_place(at) == at;
        let start = if inside(range.start) { self.whole(range.start) } else { range.start };
        let end = if inside(range.end) && self.whole(range.end) != range.end {
            self.after(self.whole(range.end))
        } else {
            range.end
        };
        start..end.min(self.chars())
    }

    /// The start of the word at or before `at`.
    pub(super) fn word_before(&self, at: usize) -> usize {
        let number = self.paragraph_at(at);
        let Some(paragraph) = self.paragraph(number) else { return 0 };
        let byte = self.byte(at).saturating_sub(paragraph.bytes.start);
        let words = self.paragraph_text(number).unicode_word_indices();
        match words.map(|(start, _)| start).take_while(|&start| start < byte).last() {
            Some(start) => self.code_point(paragraph.bytes.start + start),
            None if at > paragraph.chars.start => paragraph.chars.start,
            None => number.checked_sub(1).and_then(|n| self.paragraph(n)).map_or(at, |before| {
                if before.chars.end < at {
                    before.chars.end
                } else {
                    self.word_before(before.chars.end.saturating_sub(1))
                }
            }),
        }
    }

    /// The end of the word at or after `at`.
    pub(super) fn word_after(&self, at: usize) -> usize {
        let number = self.paragraph_at(at);
        let Some(paragraph) = self.paragraph(number) else { return 0 };
        let byte = self.byte(at).saturating_sub(paragraph.bytes.start);
        let mut words = self.paragraph_text(number).unicode_word_indices();
        match words.find_map(|(start, word)| (start + word.len() > byte).then_some(start + word.len())) {
            Some(end) => self.code_point(paragraph.bytes.start + end),
            None if at < paragraph.chars.end => paragraph.chars.end,
            None => self.paragraph(number + 1).map_or(at, |next| next.chars.start),
        }
    }

    /// The block that holds `at`, with all its pieces.
    pub(super) fn block_range(&self, at: usize) -> Range<usize> {
        let number = self.paragraph_at(at);
        let Some(here) = self.paragraph(number) else { return 0..0 };
        let all = self.paragraphs();
        let from = all.partition_point(|paragraph| paragraph.block < here.block);
        let to = all.partition_point(|paragraph| paragraph.block <= here.block);
        let start = all.get(from).map_or(here.chars.start, |paragraph| paragraph.chars.start);
        let end = to.checked_sub(1).and_then(|n| all.get(n)).map_or(here.chars.end, |paragraph| paragraph.chars.end);
        start..end
    }

    /// The start of the block before the one that holds `at`, or of this one when `at` is inside it.
    pub(super) fn block_before(&self, at: usize) -> usize {
        let here = self.block_range(at);
        if at > here.start || here.start == 0 {
            return here.start;
        }
        self.block_range(here.start - 1).start
    }

    /// The start of the block after the one that holds `at`; at the last block its end.
    pub(super) fn block_after(&self, at: usize) -> usize {
        let here = self.block_range(at);
        let next = self.paragraphs().partition_point(|paragraph| paragraph.chars.start <= here.start.max(at));
        let blocks = self.paragraphs().get(next..).unwrap_or_default();
        blocks.iter().find(|paragraph| paragraph.first).map_or(here.end, |paragraph| paragraph.chars.start)
    }

    /// The unit that holds the character at `at`.
    pub(super) fn unit_at(&self, unit: Unit, at: usize) -> Range<usize> {
        let number = self.paragraph_at(at);
        let Some(paragraph) = self.paragraph(number) else { return at..at };
        let text = self.paragraph_text(number);
        let byte = self.byte(at).saturating_sub(paragraph.bytes.start);
        let part = match unit {
            Unit::Character => return at..at,
            Unit::Paragraph => return self.block_range(at),
            Unit::Word => part_at(text.split_word_bound_indices(), byte),
            Unit::Sentence => part_at(text.split_sentence_bound_indices(), byte),
        };
        let place = |byte: usize| self.code_point(paragraph.bytes.start + byte);
        part.map_or(at..at, |part| place(part.start)..place(part.end))
    }
}

/// Bytes of the part that holds `byte`, without the white space after it.
fn part_at<'t>(mut parts: impl Iterator<Item = (usize, &'t str)>, byte: usize) -> Option<Range<usize>> {
    let (start, part) = parts.find(|(start, part)| start + part.len() > byte)?;
    let words = part.trim_end().len();
    Some(start..start + if words == 0 { part.len() } else { words })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Index;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn document(text: &str) -> Document {
        Document::new(text.into(), Arc::new(Index::new(text)), &[], 0)
    }

    #[test]
    fn characters_are_those_a_reader_sees() {
        let document = document("e\u{301}👩‍👩‍👧x\n\nnext");
        assert_eq!(document.after(0), 2);
        assert_eq!(document.after(2), 7);
        assert_eq!(document.after(8), 10, "over the gap");
        assert_eq!(document.before(10), 8);
        assert_eq!(document.before(7), 2);
        assert_eq!(document.whole(4), 2);
        assert_eq!(document.whole_range(1..4), 0..7);
    }

    #[test]
    fn words_end_after_and_start_before() {
        let document = document("The log, she said.\n\nNobody saw it.");
        assert_eq!(document.word_after(0), 3);
        assert_eq!(document.word_after(3), 7);
        assert_eq!(document.word_before(9), 4);
        assert_eq!(document.word_after(17), 18);
        assert_eq!(document.word_after(18), 20);
        assert_eq!(document.word_before(20), 18);
    }

    #[test]
    fn units_hold_the_character_under_the_pointer() {
        let document = document("He knew. She didn't tell him, ever. Why?\n\nEnd");
        assert_eq!(document.slice(document.unit_at(Unit::Word, 14)), "didn't");
        assert_eq!(document.slice(document.unit_at(Unit::Sentence, 14)), "She didn't tell him, ever.");
        assert_eq!(document.slice(document.unit_at(Unit::Paragraph, 14)), "He knew. She didn't tell him, ever. Why?");
        assert_eq!(document.block_after(14), 42);
        assert_eq!(document.block_before(42), 0);
        assert_eq!(document.block_after(43), 45);
    }

    proptest! {
        #[test]
        fn every_walk_ends(text in "(\\PC|[a-z .\n\r\t]|\u{301}|👩‍👧){0,200}") {
            let document = document(&text);
            for step in [Document::after, Document::word_after, Document::block_after] {
                let (mut at, mut steps) = (0, 0);
                while step(&document, at) != at {
                    prop_assert!(step(&document, at) > at);
                    at = step(&document, at);
                    steps += 1;
                    prop_assert!(steps <= text.len());
                }
                prop_assert_eq!(at, document.caret_place(document.chars()));
            }
            for step in [Document::before, Document::word_before, Document::block_before] {
                let mut at = document.caret_place(document.chars());
                while step(&document, at) != at {
                    prop_assert!(step(&document, at) < at);
                    at = step(&document, at);
                }
                prop_assert_eq!(at, document.paragraphs()[0].chars.start);
            }
        }
    }
}
