//! What the reader shows: one immutable text, cut into display paragraphs.
//!
//! A display paragraph is a block of the text, or a piece of a block too long to lay out at once. The pieces
//! exist on the screen only: every offset stays an offset of the text.

use std::ops::Range;
use std::sync::Arc;

use unicode_segmentation::GraphemeCursor;

use crate::text::Index;

/// Longest display paragraph, in code points: about a millisecond of laying out.
const LONGEST: usize = 5_000;
/// A long block is cut at the last sentence or space after this many code points.
const SHORTEST_CUT: usize = 3_000;

/// What a block of text is; decides its type and indent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Running text.
    #[default]
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// One item of a list, shown with a bullet.
    ListItem,
    /// A quoted block, shown indented behind a line.
    Quote,
    /// Text whose line breaks and spaces count, in the fixed-width face.
    Preformatted,
    /// A table as text, in the fixed-width face.
    Table,
    /// The caption of a picture or table.
    Caption,
}

impl BlockKind {
    /// The kind that a project file calls `name` (`p h1…h6 li quote pre table caption`); others are paragraphs.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        match name {
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "li" => Self::ListItem,
            "quote" => Self::Quote,
            "pre" => Self::Preformatted,
            "table" => Self::Table,
            "caption" => Self::Caption,
            _ => Self::Paragraph,
        }
    }
}

/// One block of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands, in code points.
    pub range: Range<usize>,
}

/// A stretch of text laid out by itself: a block, or a piece of a long one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub kind: BlockKind,
    /// Code points of the text.
    pub chars: Range<usize>,
    /// The same as bytes.
    pub bytes: Range<usize>,
    /// Which block, from 0.
    pub block: usize,
    /// The first piece of its block.
    pub first: bool,
}

/// An article's text, ready to be shown. Build it once per version of a source.
#[derive(Clone, Debug)]
pub struct Document {
    text: Arc<str>,
    index: Arc<Index>,
    paragraphs: Vec<Paragraph>,
    blocks: usize,
    revision: u64,
}

impl Document {
    /// Cuts `text` into display paragraphs.
    ///
    /// Blocks may come in any order and may be wrong: they are clamped to the text and to each other, and what
    /// none of them covers is shown as paragraphs, one per line. `revision` tells this text from others shown
    /// with the same state; when it changes, everything measured is measured again.
    #[must_use]
    pub fn new(text: Arc<str>, index: Arc<Index>, blocks: &[Block], revision: u64) -> Self {
        let mut document = Self { text, index, paragraphs: Vec::new(), blocks: 0, revision };
        let mut order: Vec<&Block> = blocks.iter().collect();
        order.sort_by_key(|block| (block.range.start, block.range.end));
        let chars = document.index.chars();
        let mut done = 0;
        for block in order {
            let start = block.range.start.clamp(done, chars);
            let end = block.range.end.min(chars);
            if start >= end {
                continue;
            }
            document.push_lines(done..start);
            document.push_block(block.kind, start..end);
            done = end;
        }
        document.push_lines(done..chars);
        if document.paragraphs.is_empty() {
            // A caret needs a place to stand, even in an empty text.
            document.push_block(BlockKind::Paragraph, 0..0);
        }
        document
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Length of the text in code points.
    #[must_use]
    pub fn chars(&self) -> usize {
        self.index.chars()
    }

    /// Number of blocks: the "12" of "¶1 of 12".
    #[must_use]
    pub fn block_count(&self) -> usize {
        self.blocks
    }

    /// Number of the block at code point `at`, from 1: the "1" of "¶1 of 12".
    #[must_use]
    pub fn block_number(&self, at: usize) -> usize {
        self.paragraph(self.paragraph_at(at)).map_or(0, |paragraph| paragraph.block + 1)
    }

    /// The text between two code points.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> &str {
        self.index.slice(&self.text, range)
    }

    /// What the caller said this text is.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    pub(super) fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    pub(super) fn paragraph(&self, number: usize) -> Option<&Paragraph> {
        self.paragraphs.get(number)
    }

    /// The display paragraph that holds code point `at`, or the one before the gap that holds it.
    pub(super) fn paragraph_at(&self, at: usize) -> usize {
        self.paragraphs.partition_point(|paragraph| paragraph.chars.start <= at).saturating_sub(1)
    }

    /// The text of a display paragraph.
    pub(super) fn paragraph_text(&self, number: usize) -> &str {
        self.paragraph(number).and_then(|paragraph| self.text.get(paragraph.bytes.clone())).unwrap_or_default()
    }

    /// The nearest code point where a caret can stand: inside a paragraph, not in the gap after it.
    pub(super) fn caret_place(&self, at: usize) -> usize {
        self.paragraph(self.paragraph_at(at))
            .map_or(0, |paragraph| at.clamp(paragraph.chars.start, paragraph.chars.end))
    }

    /// Byte within the text of code point `at`.
    pub(super) fn byte(&self, at: usize) -> usize {
        self.index.byte(&self.text, at)
    }

    /// Code point at byte `at`.
    pub(super) fn code_point(&self, at: usize) -> usize {
        self.index.code_point(&self.text, at)
    }

    /// The text of a display paragraph as it is drawn: one character for each of the text's, so that columns
    /// are offsets, but nothing that a font cannot draw.
    pub(super) fn display_text(&self, number: usize) -> String {
        let text = self.paragraph_text(number);
        let text = text.strip_suffix('\n').unwrap_or(text);
        let plain =
            |c: char| !matches!(c, '\u{2028}' | '\u{2029}') && (!c.is_control() || matches!(c, '\n' | '\r' | '\t'));
        if text.chars().all(plain) {
            return text.to_owned();
        }
        let shown = |c: char| match c {
            '\u{2028}' | '\u{2029}' | '\u{85}' => '\n',
            c if plain(c) => c,
            _ => ' ',
        };
        text.chars().map(shown).collect()
    }

    /// Adds a paragraph for every line of `range` that is not blank.
    fn push_lines(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let text = Arc::clone(&self.text);
        let bytes = self.index.bytes(&text, range);
        let mut start = bytes.start;
        for line in text.get(bytes).unwrap_or_default().split('\n') {
            let shown = line.trim();
            if !shown.is_empty() {
                let from = start + line.find(shown).unwrap_or(0);
                let chars = self.code_point(from)..self.code_point(from + shown.len());
                self.push_block(BlockKind::Paragraph, chars);
            }
            start += line.len() + 1;
        }
    }

    fn push_block(&mut self, kind: BlockKind, range: Range<usize>) {
        let text = Arc::clone(&self.text);
        let block = self.blocks;
        self.blocks += 1;
        let mut start = range.start;
        let mut byte = self.byte(start);
        let end_byte = self.byte(range.end);
        loop {
            let (end, cut) = if range.end - start > LONGEST {
                let window_end = self.byte(start + LONGEST);
                let cut = cut_place(text.get(byte..end_byte).unwrap_or_default(), window_end - byte) + byte;
                (self.code_point(cut), cut)
            } else {
                (range.end, end_byte)
            };
            let first = start == range.start;
            self.paragraphs.push(Paragraph { kind, chars: start..end, bytes: byte..cut, block, first });
            if end >= range.end || end <= start {
                break;
            }
            (start, byte) = (end, cut);
        }
    }
}

/// Where to cut `text` so that the first piece is at most `window` bytes long: after a line, a sentence or a
/// space, else between two characters as a reader sees them.
fn cut_place(text: &str, window: usize) -> usize {
    let head = text.get(..window).unwrap_or(text);
    let earliest = head.char_indices().nth(SHORTEST_CUT).map_or(0, |(byte, _)| byte);
    let tail = head.get(earliest..).unwrap_or_default();
    if let Some(at) = tail.rfind('\n') {
        return earliest + at + 1;
    }
    let (mut space, mut sentence) = (None, None);
    let mut ended = false;
    for (at, c) in tail.char_indices() {
        if c.is_whitespace() {
            space = Some(at + c.len_utf8());
            if ended {
                sentence = space;
            }
        } else if matches!(c, '。' | '！' | '？') {
            sentence = Some(at + c.len_utf8());
        } else if matches!(c, '.' | '!' | '?' | '…') {
            ended = true;
        } else if !matches!(c, '"' | '\'' | ')' | ']' | '”' | '’' | '»') {
            ended = false;
        }
    }
    if let Some(at) = sentence.or(space) {
        return earliest + at;
    }
    let mut cursor = GraphemeCursor::new(window, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(true) => window,
        // A "character" of thousands of code points is no character: cut it.
        _ => cursor.prev_boundary(text, 0).ok().flatten().filter(|&at| at > earliest).unwrap_or(window),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn document(text: &str, blocks: &[Block]) -> Document {
        Document::new(text.into(), Arc::new(Index::new(text)), blocks, 0)
    }

    #[test]
    fn lines_without_blocks_are_paragraphs() {
        let document = document("One.\n\n  Two – ü.  \n\n\nThree", &[]);
        let shown: Vec<&str> = (0..document.paragraphs().len()).map(|n| document.paragraph_text(n)).collect();
        assert_eq!(shown, ["One.", "Two – ü.", "Three"]);
        assert_eq!(document.block_number(8), 2);
        assert_eq!(document.block_count(), 3);
    }

    #[test]
    fn a_long_block_is_cut_after_sentences() {
        let text = "A sentence of some length stands here. ".repeat(1_000);
        let document = document(&text, &[Block { kind: BlockKind::Paragraph, range: 0..text.len() }]);
        assert_eq!(document.block_count(), 1);
        assert!(document.paragraphs().len() >= 8);
        for n in 0..document.paragraphs().len() {
            assert!(document.paragraph_text(n).starts_with("A sentence"));
        }
    }

    #[test]
    fn unbroken_text_is_cut_between_characters() {
        let text = "👩‍👩‍👧".repeat(3_000);
        let document = document(&text, &[]);
        for n in 0..document.paragraphs().len() {
            assert!(document.paragraph_text(n).starts_with('👩'));
            assert!(document.paragraph_text(n).ends_with('👧'));
        }
    }

    proptest! {
        #[test]
        fn paragraphs_are_ordered_and_hold_all_that_is_seen(
            text in "(\\PC|[a-z .\n\r\t]){0,400}",
            ranges in prop::collection::vec((0usize..450, 0usize..450), 0..8),
        ) {
            let blocks: Vec<Block> =
                ranges.iter().map(|&(a, b)| Block { kind: BlockKind::Paragraph, range: a..b }).collect();
            let document = document(&text, &blocks);
            let mut before = 0;
            let mut seen = String::new();
            for (n, paragraph) in document.paragraphs().iter().enumerate() {
                prop_assert!(paragraph.chars.start >= before && paragraph.chars.end >= paragraph.chars.start);
                prop_assert_eq!(document.slice(paragraph.chars.clone()), document.paragraph_text(n));
                seen.extend(document.paragraph_text(n).chars().filter(|c| !c.is_whitespace()));
                before = paragraph.chars.end;
            }
            let all: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            prop_assert_eq!(seen, all);
        }
    }
}
