//! What the reader remembers of one source between frames: caret, selection, scroll position, measures.

use std::ops::Range;

use egui::Pos2;

use super::document::Document;
use super::layout::{Heights, Typesetter};
use super::motion::Unit;

/// Space kept between the caret and the pane's edges when the keyboard moves it, in points.
const CARET_ROOM: f32 = 36.0;

/// Caret, selection and scroll position of one source. Keep one for each source that is open.
#[derive(Clone, Debug, Default)]
pub struct ReaderState {
    pub(super) caret: usize,
    pub(super) anchor: usize,
    /// At the end of a wrapped row the caret shows at the start of the next.
    pub(super) next_row: bool,
    /// Where ↑ and ↓ try to keep the caret, in points from the left of the column.
    pub(super) goal_x: Option<f32>,
    pub(super) press: Press,
    pub(super) drag: Option<Drag>,
    /// The end of the selected mark being moved with the mouse.
    pub(super) moved: Option<Moved>,
    /// Marks under the last click on them and which of them was chosen.
    pub(super) turn: Option<(Vec<usize>, usize)>,
    /// The focus is about to come from a press of the button.
    pub(super) by_pointer: bool,
    /// The focus came by the keyboard.
    pub(super) by_keyboard: bool,
    /// The selection that was last handed to the system.
    pub(super) settled: Option<Range<usize>>,
    pub(super) heights: Heights,
    pub(super) scroll: Scroll,
}

/// The last press of the button.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Press {
    pub count: u32,
    pub time: f64,
    pub pos: Pos2,
}

/// A selection being drawn with the mouse.
#[derive(Clone, Debug)]
pub(super) struct Drag {
    pub unit: Unit,
    /// What the press selected; never let go of.
    pub origin: Range<usize>,
    /// The pointer has left the place of the press.
    pub moved: bool,
}

/// An end of a mark being moved.
#[derive(Clone, Debug)]
pub(super) struct Moved {
    /// The other end, which stays.
    pub fixed: usize,
    /// Where the moved end is now.
    pub at: usize,
}

/// Where the text stands in the pane.
#[derive(Clone, Debug, Default)]
pub(super) struct Scroll {
    /// Height scrolled past.
    pub offset: f32,
    /// Height of the pane.
    pub view: f32,
    /// From the top of the content to the top of the text: padding and header.
    pub head: f32,
    /// From the end of the text to the end of the content.
    pub foot: f32,
    /// Where to go in the next frame.
    pub jump: Option<Jump>,
    /// Code point of the first row in view and its distance from the top of the pane: kept over a resize.
    pub held: Option<(usize, f32)>,
}

#[derive(Clone, Debug)]
pub(super) enum Jump {
    /// The start of a passage at a third of the height.
    Passage(usize),
    /// Just so far that this place is in view.
    Reveal(usize),
    /// The row of this place at this distance from the top.
    Row(usize, f32),
}

impl ReaderState {
    /// Where the caret stands, as a code point.
    #[must_use]
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// The selected passage, if one is.
    #[must_use]
    pub fn selection(&self) -> Option<Range<usize>> {
        let range = self.caret.min(self.anchor)..self.caret.max(self.anchor);
        (!range.is_empty()).then_some(range)
    }

    /// Selects a passage; the caret stands at its end. Does not scroll.
    pub fn select(&mut self, range: Range<usize>) {
        self.anchor = range.start;
        self.caret = range.end.max(range.start);
        self.next_row = false;
        self.goal_x = None;
    }

    /// Selects nothing; the caret stays.
    pub fn clear(&mut self) {
        self.anchor = self.caret;
    }

    /// Scrolls so that `range` begins at a third of the pane's height. Works before anything was laid out.
    pub fn scroll_to(&mut self, range: Range<usize>) {
        self.scroll.jump = Some(Jump::Passage(range.start));
    }

    /// The first code point in view: keep it as the reading position.
    #[must_use]
    pub fn position(&self) -> usize {
        self.scroll.held.map_or(0, |(at, _)| at)
    }

    /// Scrolls back to a reading position: its row becomes the first in view.
    pub fn set_position(&mut self, at: usize) {
        self.scroll.jump = Some(Jump::Row(at, 0.0));
    }

    /// How far the text has been read, from 0 to 1.
    #[must_use]
    pub fn progress(&self) -> f32 {
        let last = self.last_offset();
        if last <= 0.0 { 1.0 } else { (self.scroll.offset / last).clamp(0.0, 1.0) }
    }

    /// Number of the block with the caret, from 1: the "1" of "¶1 of 12".
    #[must_use]
    pub fn block_number(&self, document: &Document) -> usize {
        document.block_number(self.caret)
    }

    /// Height of header, text and padding.
    pub(super) fn content_height(&self) -> f32 {
        self.scroll.head + self.heights.total() + self.scroll.foot
    }

    fn last_offset(&self) -> f32 {
        (self.content_height() - self.scroll.view).max(0.0)
    }

    /// Puts caret and selection back into the text, and everything measured anew if it must be.
    pub(super) fn prepare(&mut self, typesetter: &Typesetter<'_>) {
        let document = typesetter.document;
        self.caret = document.caret_place(self.caret.min(document.chars()));
        self.anchor = document.caret_place(self.anchor.min(document.chars()));
        if self.heights.renew(typesetter)
            && self.scroll.jump.is_none()
            && self.scroll.offset > 0.0
            && let Some((at, distance)) = self.scroll.held
        {
            self.scroll.jump = Some(Jump::Row(at, distance));
        }
    }

    /// Measures what will be in view and a little more, carries out a jump, and keeps what is in view in its
    /// place while heights above it become exact. Says whether more is to be measured.
    pub(super) fn settle(&mut self, typesetter: &Typesetter<'_>) -> bool {
        match self.scroll.jump.take() {
            Some(jump) => self.carry_out(typesetter, &jump),
            None => self.measure_view(typesetter, None),
        }
        let held = self.heights.at(self.scroll.offset - self.scroll.head);
        let before = self.heights.top(held);
        let (moved, more) = self.heights.measure_on(typesetter);
        if moved && self.scroll.offset > self.scroll.head {
            self.scroll.offset += self.heights.top(held) - before;
        }
        self.clamp();
        more
    }

    fn clamp(&mut self) {
        let offset = if self.scroll.offset.is_finite() { self.scroll.offset } else { 0.0 };
        self.scroll.offset = offset.clamp(0.0, self.last_offset());
    }

    /// Measures what is in view; the paragraph `hold`, or the first in view that was seen before, stays put.
    fn measure_view(&mut self, typesetter: &Typesetter<'_>, hold: Option<usize>) {
        // Each round measures at least one paragraph that came into view; a pane holds few.
        for _ in 0..16 {
            self.clamp();
            let top = self.scroll.offset - self.scroll.head;
            let view = self.heights.between(top, top + self.scroll.view);
            let held = hold.or_else(|| view.clone().find(|&n| self.heights.is_known(n))).unwrap_or(view.start);
            let before = self.heights.top(held);
            if !self.heights.measure(typesetter, view) {
                break;
            }
            if self.scroll.offset > self.scroll.head {
                self.scroll.offset += self.heights.top(held) - before;
            }
        }
    }

    fn carry_out(&mut self, typesetter: &Typesetter<'_>, jump: &Jump) {
        let at = match *jump {
            Jump::Passage(at) | Jump::Reveal(at) | Jump::Row(at, _) => typesetter.document.caret_place(at),
        };
        let number = typesetter.document.paragraph_at(at);
        self.heights.measure(typesetter, number..number + 1);
        // Measuring around the target may move it: aim again until it stays.
        for _ in 0..3 {
            let (top, bottom) = self.row_of(typesetter, at);
            let offset = self.scroll.offset;
            self.scroll.offset = match *jump {
                Jump::Passage(_) => top - self.scroll.view / 3.0,
                Jump::Row(_, distance) => top - distance,
                Jump::Reveal(_) => {
                    let room = CARET_ROOM.min(self.scroll.view / 4.0);
                    let lowest = bottom + room - self.scroll.view;
                    if offset > top - room { top - room } else { offset.max(lowest) }
                }
            };
            let aimed = self.scroll.offset;
            self.measure_view(typesetter, Some(number));
            if self.row_of(typesetter, at).0 == top && self.scroll.offset == aimed {
                break;
            }
        }
    }

    /// Top and bottom of the row that shows a place, from the top of the content.
    pub(super) fn row_of(&self, typesetter: &Typesetter<'_>, at: usize) -> (f32, f32) {
        let number = typesetter.document.paragraph_at(at);
        let start = typesetter.document.paragraph(number).map_or(0, |paragraph| paragraph.chars.start);
        let rows = typesetter.rows(number);
        let (top, bottom) = rows.y_range(rows.row_of(at.saturating_sub(start), self.next_row));
        let y = self.scroll.head + self.heights.top(number);
        (y + top, y + bottom)
    }
}
