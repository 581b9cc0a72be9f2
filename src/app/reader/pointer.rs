//! The mouse: what lies under it, and how it selects.

use std::ops::Range;

use egui::{Pos2, Rect, Response, Ui};

use super::document::Document;
use super::motion::Unit;
use super::rows::Rows;
use super::state::{Drag, Press, ReaderState};

/// Presses closer together than this, in seconds and points, count as one gesture.
const PRESS_TIME: f64 = 0.4;
const PRESS_REACH: f32 = 6.0;
/// Points that the pointer must move before a press becomes a drag.
const DRAG_REACH: f32 = 4.0;

/// A paragraph as it stands on the screen in this frame.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub number: usize,
    /// Code points.
    pub chars: Range<usize>,
    /// Where the galley's top left corner is.
    pub pos: Pos2,
    pub rows: Rows,
}

impl Shown {
    /// Columns of a passage that fall into this paragraph.
    pub fn columns(&self, range: &Range<usize>) -> Range<usize> {
        let inside = |at: usize| at.clamp(self.chars.start, self.chars.end) - self.chars.start;
        inside(range.start)..inside(range.end)
    }

    /// Rectangles of a passage's rows on the screen.
    pub fn rects(&self, range: &Range<usize>) -> impl Iterator<Item = (usize, Rect)> + '_ {
        let offset = self.pos.to_vec2();
        self.rows.rects(self.columns(range)).map(move |(row, rect)| (row, rect.translate(offset)))
    }

    pub fn bottom(&self) -> f32 {
        self.pos.y + self.rows.galley.rect.height()
    }
}

/// The shown paragraphs that a passage touches.
pub(super) fn touched<'s>(shown: &'s [Shown], range: &Range<usize>) -> &'s [Shown] {
    let from = shown.partition_point(|paragraph| paragraph.chars.end <= range.start);
    let to = shown.partition_point(|paragraph| paragraph.chars.start < range.end);
    shown.get(from..to).unwrap_or_default()
}

/// A place in the text under the pointer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hit {
    /// Nearest caret place.
    pub caret: usize,
    /// At the end of a wrapped row the caret shows on the next.
    pub next_row: bool,
    /// The character under the pointer.
    pub under: usize,
    /// The pointer is on text, not beside or between it.
    pub on_text: bool,
}

/// What lies at a point of the screen.
pub(super) fn hit(shown: &[Shown], document: &Document, pos: Pos2) -> Option<Hit> {
    let number = shown.partition_point(|paragraph| paragraph.bottom() <= pos.y);
    let paragraph = match (number.checked_sub(1).and_then(|n| shown.get(n)), shown.get(number)) {
        // In a gap: the nearer one.
        (Some(above), Some(below)) if below.pos.y - pos.y > pos.y - above.bottom() => above,
        (_, Some(below)) => below,
        (Some(above), None) => above,
        (None, None) => return None,
    };
    let local = pos - paragraph.pos;
    let row = paragraph.rows.row_at(local.y);
    let (top, bottom) = paragraph.rows.y_range(row);
    let column = if local.y < 0.0 && paragraph.number == 0 {
        0
    } else if local.y > bottom && paragraph.number + 1 == document.paragraphs().len() {
        paragraph.chars.len()
    } else {
        paragraph.rows.column_near(row, local.x)
    };
    let last = paragraph.chars.end.saturating_sub(1).max(paragraph.chars.start);
    Some(Hit {
        caret: document.whole(paragraph.chars.start + column.min(paragraph.chars.len())),
        next_row: column < paragraph.rows.columns(row).end,
        under: (paragraph.chars.start + paragraph.rows.column_under(row, local.x)).min(last),
        on_text: (top..=bottom).contains(&local.y)
            && paragraph.rows.is_on_text(row, local.x)
            && !paragraph.chars.is_empty(),
    })
}

impl ReaderState {
    /// The button went down on the text.
    pub(super) fn press(&mut self, document: &Document, hit: Hit, pos: Pos2, time: f64, shift: bool) {
        let again = time - self.press.time < PRESS_TIME && pos.distance(self.press.pos) < PRESS_REACH;
        let count = if again && !shift { (self.press.count + 1).min(4) } else { 1 };
        self.press = Press { count, time, pos };
        self.goal_x = None;
        let unit = Unit::of_presses(count);
        let origin = match unit {
            Unit::Character if shift => self.anchor..self.anchor,
            Unit::Character => hit.caret..hit.caret,
            unit => document.unit_at(unit, hit.under),
        };
        self.drag = Some(Drag { unit, origin, moved: false });
        self.extend(document, hit);
    }

    /// The pointer moved, or the button went up, with a selection being drawn.
    pub(super) fn draw_on(&mut self, document: &Document, hit: Hit, pos: Pos2) {
        let start = self.press.pos;
        let Some(drag) = &mut self.drag else { return };
        drag.moved |= pos.distance(start) > DRAG_REACH;
        if drag.moved {
            self.extend(document, hit);
        }
    }

    fn extend(&mut self, document: &Document, hit: Hit) {
        let Some(Drag { unit, origin, .. }) = &self.drag else { return };
        self.next_row = hit.next_row;
        if *unit == Unit::Character {
            (self.anchor, self.caret) = (origin.start, hit.caret);
            return;
        }
        let here = document.unit_at(*unit, hit.under);
        (self.anchor, self.caret) =
            if here.start < origin.start { (origin.end, here.start) } else { (origin.start, here.end.max(origin.end)) };
        self.next_row = false;
    }

    /// Brings the focus here without the ring that helps those who came by the keyboard.
    pub(super) fn take_focus(&mut self, pane: &Response) {
        self.by_pointer = !pane.has_focus();
        self.by_keyboard = false;
        pane.request_focus();
    }

    /// Presses, drags and releases of the primary button on the pane. Says how far to scroll because the
    /// pointer is drawing a selection beyond the pane's edge.
    pub(super) fn follow_pointer(&mut self, ui: &Ui, pane: &Response, document: &Document, shown: &[Shown]) -> f32 {
        let (pressed, down, released, pos, shift, time, dt) = ui.input(|input| {
            let pointer = &input.pointer;
            let pos = pointer.interact_pos().or(pointer.latest_pos());
            (
                pointer.primary_pressed(),
                pointer.primary_down(),
                pointer.primary_released(),
                pos,
                input.modifiers.shift,
                input.time,
                input.stable_dt.min(0.1),
            )
        });
        let mut scroll = 0.0;
        let Some(pos) = pos else { return scroll };
        if pressed && (pane.is_pointer_button_down_on() || pane.clicked()) {
            let origin = ui.input(|input| input.pointer.press_origin()).unwrap_or(pos);
            self.take_focus(pane);
            if let Some(hit) = hit(shown, document, origin) {
                self.press(document, hit, origin, time, shift);
            }
        }
        if self.drag.is_some() && (down || released) {
            if let Some(hit) = hit(shown, document, pos) {
                self.draw_on(document, hit, pos);
            }
            let moved = self.drag.as_ref().is_some_and(|drag| drag.moved);
            let beyond =
                if pos.y < pane.rect.top() { pos.y - pane.rect.top() } else { (pos.y - pane.rect.bottom()).max(0.0) };
            if down && moved && beyond != 0.0 {
                // Faster the further away, from two rows a second.
                scroll = (beyond * 8.0 + beyond.signum() * 60.0).clamp(-2_400.0, 2_400.0) * dt;
            }
        }
        if !down {
            self.drag = None;
        }
        scroll
    }
}
