//! Handles at both ends of the selected mark, to move them with the mouse. Shift and the arrow keys do the same.

use egui::{CursorIcon, Pos2, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::overlay::Key;
use super::pointer::{Shown, hit, touched};
use super::state::{Moved, ReaderState};
use super::view::{Event, Reader};

/// Radius of a handle's knob, in points.
const KNOB: f32 = 4.5;
/// How near the pointer must come, in points.
const REACH: f32 = 9.0;

impl<K: Key> Reader<'_, K> {
    /// Draws the handles of the selected mark, unless something is selected besides, and has them follow the pointer.
    pub(super) fn handles(
        &self,
        ui: &Ui,
        pane: &Response,
        state: &mut ReaderState,
        shown: &[Shown],
    ) -> Option<Event<K>> {
        let mark = self.overlay.marks().iter().find(|mark| mark.selected)?;
        if state.selection().is_some() {
            return None;
        }
        let rects = || touched(shown, &mark.range).iter().flat_map(|paragraph| paragraph.rects(&mark.range));
        // An end may lie in the gap after a paragraph: its handle stands where that paragraph ends.
        let in_view = |at: usize| shown.iter().any(|paragraph| paragraph.number == self.document.paragraph_at(at));
        let starts = in_view(mark.range.start);
        let ends = in_view(mark.range.end.saturating_sub(1));
        let first = rects().next().filter(|_| starts).map(|(_, rect)| (rect.left(), rect));
        let end = rects().last().filter(|_| ends).map(|(_, rect)| (rect.right(), rect));
        let mut event = None;
        for (place, is_start) in [(first, true), (end, false)] {
            let Some((x, row)) = place else { continue };
            let handle = self.handle(ui, pane, (x, row), is_start, mark.colour);
            if handle.drag_started() {
                let fixed = if is_start { mark.range.end } else { mark.range.start };
                let at = if is_start { mark.range.start } else { mark.range.end };
                state.moved = Some(Moved { fixed, at });
            }
            if !(handle.dragged() || handle.drag_stopped()) {
                continue;
            }
            let pointer = handle.interact_pointer_pos().or_else(|| ui.input(|input| input.pointer.latest_pos()));
            if let (Some(moved), Some(hit)) = (&mut state.moved, pointer.and_then(|at| hit(shown, self.document, at))) {
                // A mark keeps at least one character, and its ends keep their sides.
                if is_start && hit.caret < moved.fixed || !is_start && hit.caret > moved.fixed {
                    moved.at = hit.caret;
                }
            }
            if let Some(moved) = &state.moved {
                let range = moved.at.min(moved.fixed)..moved.at.max(moved.fixed);
                event = Some(Event::Ends { id: mark.id.clone(), range, done: handle.drag_stopped() });
            }
            if handle.drag_stopped() {
                state.moved = None;
            }
        }
        event
    }

    fn handle(&self, ui: &Ui, pane: &Response, (x, row): (f32, Rect), is_start: bool, colour: usize) -> Response {
        let (name, y) = if is_start { ("Start of the mark", row.top()) } else { ("End of the mark", row.bottom()) };
        let knob: Pos2 = pos2(x, y);
        let area = Rect::from_center_size(pos2(x, row.center().y), vec2(2.0 * REACH, row.height() + 2.0 * KNOB));
        let handle = ui.interact(area.intersect(pane.rect), pane.id.with(name), Sense::DRAG);
        handle.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, name));
        let stripe = self.style.mark(colour).map_or(self.style.focus, |mark| mark.stripe);
        let painter = ui.painter().with_clip_rect(pane.rect);
        let radius = if handle.hovered() || handle.dragged() { KNOB + 1.0 } else { KNOB };
        painter.vline(x, row.y_range(), egui::Stroke::new(2.0, stripe));
        painter.circle(knob, radius, stripe, egui::Stroke::new(1.5, self.style.paper));
        handle.on_hover_cursor(CursorIcon::ResizeHorizontal)
    }
}
