//! Painting: washes, selection, text, boxes, underlines, stripes and the caret, in that order.

use std::ops::Range;

use egui::emath::GuiRounding as _;
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::document::{BlockKind, Document};
use super::overlay::{Key, Line, Mark, Overlay, top_runs};
use super::pointer::{Shown, touched};
use super::style::{LineStyle, Style};

/// Width of a margin stripe and the distance of two of them.
const STRIPE: f32 = 4.0;
const STRIPE_STEP: f32 = 6.0;
/// Distance of the nearest stripe from the column.
const STRIPE_GAP: f32 = 16.0;

/// Everything needed to paint one frame.
pub(super) struct Canvas<'a, K> {
    pub painter: &'a Painter,
    pub style: &'a Style,
    pub document: &'a Document,
    pub overlay: &'a Overlay<K>,
    /// Left edge of the column.
    pub left: f32,
    /// Left edge of the pane.
    pub edge: f32,
    pub selection: Option<Range<usize>>,
    /// Place of the caret, and whether it shows on the next row at a wrap.
    pub caret: Option<(usize, bool)>,
}

impl<K: Key> Canvas<'_, K> {
    pub fn paragraph(&self, shown: &Shown) {
        let kind = self.document.paragraph(shown.number).map_or(BlockKind::Paragraph, |paragraph| paragraph.kind);
        let touched = shown.chars.start..shown.chars.end;
        let marks = self.overlay.marks_in(touched.clone());
        self.ornament(shown, kind);
        self.washes(shown, &marks);
        let selected = self.selected_rects(shown);
        for rect in &selected {
            self.painter.rect_filled(*rect, 0.0, self.style.selection);
        }
        // Muted text on a wash would be hard to read.
        let muted = kind == BlockKind::Caption && marks.is_empty();
        let colour = if muted { self.style.muted } else { self.style.text };
        self.painter.galley(shown.pos, shown.rows.galley.clone(), colour);
        if let Some(colour) = self.style.selection_text {
            for rect in &selected {
                let inside = self.painter.with_clip_rect(*rect);
                inside.galley_with_override_text_color(shown.pos, shown.rows.galley.clone(), colour);
            }
        }
        for (_, underline) in self.overlay.underlines_in(touched.clone()) {
            let Some(line) = self.style.underline(underline.line) else { continue };
            for (row, rect) in shown.rects(&underline.range) {
                self.underline(self.painter, shown, row, rect, line);
                if underline.emphasised {
                    self.frame(rect.expand2(vec2(2.0, -1.0)), 4.0, 1.5, line.colour);
                }
                let Some(colour) = self.style.selection_text else { continue };
                for selected in selected.iter().filter(|selected| selected.intersects(rect)) {
                    let line = LineStyle { colour, ..line.clone() };
                    self.underline(&self.painter.with_clip_rect(*selected), shown, row, rect, &line);
                }
            }
        }
        for (range, current) in self.overlay.found_in(touched) {
            let width = if current { 2.5 } else { 1.5 };
            for (_, rect) in shown.rects(&range) {
                self.frame(rect.expand2(vec2(1.5, -1.0)), 2.0, width, self.style.found);
            }
        }
        self.caret(shown);
    }

    fn visible(&self, rect: Rect) -> bool {
        self.painter.clip_rect().expand(8.0).intersects(rect)
    }

    fn pixels(&self, rect: Rect) -> Rect {
        rect.round_to_pixels(self.painter.pixels_per_point())
    }

    fn frame(&self, rect: Rect, radius: f32, width: f32, colour: Color32) {
        if self.visible(rect) {
            self.painter.rect_stroke(self.pixels(rect), radius, Stroke::new(width, colour), StrokeKind::Middle);
        }
    }

    /// What shows the kind of a block: a bullet, a line at the left.
    fn ornament(&self, shown: &Shown, kind: BlockKind) {
        let first = self.document.paragraph(shown.number).is_some_and(|paragraph| paragraph.first);
        match kind {
            BlockKind::ListItem if first => {
                let y = shown.pos.y + shown.rows.base_line(0) - self.style.size * 0.3;
                let x = shown.pos.x - self.style.size * 0.65;
                self.painter.circle_filled(pos2(x, y), self.style.size * 0.14, self.style.muted);
            }
            BlockKind::Quote => {
                let bar = Rect::from_min_max(pos2(self.left, shown.pos.y), pos2(self.left + 3.0, shown.bottom()));
                self.painter.rect_filled(self.pixels(bar), 1.5, self.style.line);
            }
            _ => {}
        }
    }

    /// Washes of the topmost marks; boxes around the selected and the hovered, and around all without washes.
    fn washes(&self, shown: &Shown, marks: &[(usize, &Mark<K>)]) {
        let rects = |range: &Range<usize>| -> Vec<Rect> {
            let rects = shown.rects(range).map(|(_, rect)| rect).filter(|rect| self.visible(*rect));
            rects.map(|rect| self.pixels(rect.expand2(vec2(1.0, -0.5)))).collect()
        };
        for (run, top) in top_runs(marks) {
            let mark = marks.get(top).and_then(|(_, mark)| self.style.mark(mark.colour));
            let Some(colour) = mark.filter(|colour| colour.wash != Color32::TRANSPARENT) else { continue };
            for rect in rects(&run) {
                self.painter.rect_filled(rect, 2.0, colour.wash);
            }
        }
        for (_, mark) in marks {
            let width = match () {
                () if mark.selected => 2.0_f32.max(self.style.mark_box),
                () if mark.hovered => 1.0_f32.max(self.style.mark_box),
                () => self.style.mark_box,
            };
            let Some(colour) = self.style.mark(mark.colour).filter(|_| width > 0.0) else { continue };
            for rect in rects(&mark.range) {
                self.painter.rect_stroke(rect, 2.0, Stroke::new(width, colour.stripe), StrokeKind::Inside);
            }
        }
    }

    fn selected_rects(&self, shown: &Shown) -> Vec<Rect> {
        let Some(selection) = &self.selection else { return Vec::new() };
        let mut rects: Vec<Rect> =
            shown.rects(selection).map(|(_, rect)| self.pixels(rect)).filter(|rect| self.visible(*rect)).collect();
        // A selected paragraph end shows, so that one can see whether the next paragraph is joined on.
        let last = shown.rows.count().saturating_sub(1);
        if selection.start <= shown.chars.end && selection.end > shown.chars.end {
            let x = shown.pos.x + shown.rows.x(last, shown.chars.len());
            let (top, bottom) = shown.rows.y_range(last);
            let end =
                Rect::from_min_max(pos2(x, shown.pos.y + top), pos2(x + self.style.size * 0.35, shown.pos.y + bottom));
            rects.push(self.pixels(end));
        }
        rects
    }

    fn underline(&self, painter: &Painter, shown: &Shown, row: usize, rect: Rect, line: &LineStyle) {
        if !self.visible(rect) {
            return;
        }
        let pixel = 1.0 / self.painter.pixels_per_point();
        let snap = |points: f32| (points / pixel).round() * pixel;
        let base = shown.pos.y + shown.rows.base_line(row);
        let y = snap((base + self.style.size * 0.22).min(rect.bottom() - 3.0));
        let (left, right) = (snap(rect.left()), snap(rect.right()));
        let bar = |from: f32, to: f32, y: f32, height: f32| {
            let rect = Rect::from_min_max(pos2(from, y), pos2(to.min(right), y + snap(height).max(pixel)));
            painter.rect_filled(rect, 0.0, line.colour);
        };
        match line.shape {
            Line::Solid => bar(left, right, y, 1.75),
            Line::Thin => bar(left, right, y, 1.0),
            Line::Double => {
                bar(left, right, y - pixel.max(0.5), 1.0);
                bar(left, right, y + 2.0, 1.0);
            }
            Line::Dotted => self.repeat(left, right, snap(4.0), |x| bar(x, x + snap(2.0).max(pixel), y, 2.0)),
            Line::Dashed => self.repeat(left, right, snap(8.0), |x| bar(x, x + snap(5.0), y, 1.75)),
            Line::Wavy => {
                let mut points = Vec::new();
                let mut x = left;
                while x <= right {
                    let phase = (x - left) / 6.0 * std::f32::consts::TAU;
                    points.push(pos2(x, y + 1.0 + 1.4 * phase.sin()));
                    x += 1.0;
                }
                painter.add(Shape::line(points, Stroke::new(1.25, line.colour)));
            }
        }
    }

    /// Calls `draw` at every step from left to right, within what is seen.
    fn repeat(&self, left: f32, right: f32, step: f32, draw: impl Fn(f32)) {
        let step = step.max(1.0);
        let mut x = left;
        while x < right {
            draw(x);
            x += step;
        }
    }

    fn caret(&self, shown: &Shown) {
        let Some((at, next_row)) = self.caret else { return };
        if self.document.paragraph_at(at) != shown.number {
            return;
        }
        let rect = caret_rect(shown, at, next_row);
        let rect = Rect::from_center_size(rect.center(), vec2(2.0, rect.height() - 4.0));
        self.painter.rect_filled(self.pixels(rect), 0.0, self.style.text);
    }

    /// A stripe in the margin for every mark in view, side by side where marks share rows.
    pub fn stripes(&self, shown: &[Shown]) {
        let (Some(first), Some(last)) = (shown.first(), shown.last()) else { return };
        let mut marks = self.overlay.marks_in(first.chars.start..last.chars.end);
        marks.sort_by_key(|(number, mark)| (mark.range.start, *number));
        let gap = STRIPE_GAP.min((self.left - self.edge) * 0.35);
        let lanes = (((self.left - gap - self.edge) / STRIPE_STEP) as usize).clamp(1, 8);
        let mut free_from = vec![f32::NEG_INFINITY; lanes];
        for (_, mark) in marks {
            let (Some(colour), Some((top, bottom))) = (self.style.mark(mark.colour), extent(shown, &mark.range)) else {
                continue;
            };
            // With no lane free the last is shared, by what reaches further down than those before.
            let lane = free_from.iter().position(|&free| free <= top + 0.5).unwrap_or(lanes - 1);
            let Some(free) = free_from.get_mut(lane) else { continue };
            let top = top.max(*free);
            if bottom <= top {
                continue;
            }
            *free = bottom;
            let width = if mark.selected || mark.hovered { STRIPE + 1.5 } else { STRIPE };
            let right = self.left - gap - lane as f32 * STRIPE_STEP;
            let rect = Rect::from_min_max(pos2(right - width, top + 1.0), pos2(right, bottom - 1.0));
            if self.visible(rect) {
                self.painter.rect_filled(self.pixels(rect), 1.5, colour.stripe);
            }
        }
    }
}

/// Top and bottom of a passage's rows on the screen, as far as its paragraphs are shown.
fn extent(shown: &[Shown], range: &Range<usize>) -> Option<(f32, f32)> {
    let touched = touched(shown, range);
    let edge = |paragraph: &Shown, at: usize, next: bool| {
        let column = at.clamp(paragraph.chars.start, paragraph.chars.end) - paragraph.chars.start;
        let (top, bottom) = paragraph.rows.y_range(paragraph.rows.row_of(column, next));
        (paragraph.pos.y + top, paragraph.pos.y + bottom)
    };
    let top = edge(touched.first()?, range.start, true).0;
    let bottom = edge(touched.last()?, range.end, false).1;
    Some((top, bottom))
}

/// Where the caret stands on the screen, without width.
pub(super) fn caret_rect(shown: &Shown, at: usize, next_row: bool) -> Rect {
    let column = at.clamp(shown.chars.start, shown.chars.end) - shown.chars.start;
    let row = shown.rows.row_of(column, next_row);
    let (top, bottom) = shown.rows.y_range(row);
    let x = shown.pos.x + shown.rows.x(row, column);
    Rect::from_min_max(Pos2::new(x, shown.pos.y + top), Pos2::new(x, shown.pos.y + bottom))
}
