//! Where characters stand within one laid out paragraph.
//!
//! egui's own cursors assert that an offset lies within the galley; ours come from files and old layouts, so
//! everything here clamps.

use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::PlacedRow;
use egui::text::CharIndex;
use egui::{Galley, Rect, pos2};

/// A galley with the column at which each of its rows begins. Columns count code points from the paragraph's
/// start; positions are relative to the galley.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    pub galley: Arc<Galley>,
    starts: Vec<usize>,
}

impl Rows {
    pub fn new(galley: Arc<Galley>) -> Self {
        let mut column = 0;
        let starts = galley
            .rows
            .iter()
            .map(|row| {
                let start = column;
                column += row.char_count_including_newline().0;
                start
            })
            .collect();
        Self { galley, starts }
    }

    pub fn count(&self) -> usize {
        self.starts.len()
    }

    fn row(&self, row: usize) -> Option<&PlacedRow> {
        self.galley.rows.get(row)
    }

    /// Columns of a row, without its line break.
    pub fn columns(&self, row: usize) -> Range<usize> {
        let start = self.starts.get(row).copied().unwrap_or(0);
        start..start + self.row(row).map_or(0, |row| row.char_count_excluding_newline().0)
    }

    /// The row that shows a caret at `column`. Where one row ends and the next begins without a line break,
    /// `next` chooses the next.
    pub fn row_of(&self, column: usize, next: bool) -> usize {
        let row = self.starts.partition_point(|&start| start <= column).saturating_sub(1);
        let wrapped = row > 0 && self.starts.get(row) == Some(&column) && !self.breaks_after(row - 1);
        if wrapped && !next { row - 1 } else { row }
    }

    fn breaks_after(&self, row: usize) -> bool {
        self.row(row).is_some_and(|row| row.ends_with_newline)
    }

    /// Top and bottom of a row.
    pub fn y_range(&self, row: usize) -> (f32, f32) {
        self.row(row).map_or((0.0, self.galley.rect.height()), |row| (row.min_y(), row.max_y()))
    }

    /// The base line of a row.
    pub fn base_line(&self, row: usize) -> f32 {
        let Some(row) = self.row(row) else { return 0.0 };
        row.glyphs.first().map_or_else(|| row.max_y(), |glyph| row.pos.y + glyph.pos.y)
    }

    pub fn x(&self, row: usize, column: usize) -> f32 {
        let within = column.saturating_sub(self.starts.get(row).copied().unwrap_or(0));
        self.row(row).map_or(0.0, |row| row.pos.x + row.x_offset(CharIndex(within)))
    }

    pub fn row_at(&self, y: f32) -> usize {
        self.galley.rows.partition_point(|row| row.max_y() <= y).min(self.count().saturating_sub(1))
    }

    /// The caret place nearest to `x` in a row.
    pub fn column_near(&self, row: usize, x: f32) -> usize {
        let columns = self.columns(row);
        let within = self.row(row).map_or(0, |row| row.char_at(x - row.pos.x).0);
        (columns.start + within).min(columns.end)
    }

    /// The character under `x` in a row.
    pub fn column_under(&self, row: usize, x: f32) -> usize {
        let columns = self.columns(row);
        let Some(row) = self.row(row) else { return columns.start };
        let within = row.glyphs.partition_point(|glyph| glyph.max_x() <= x - row.pos.x);
        (columns.start + within).min(columns.end.saturating_sub(1).max(columns.start))
    }

    /// Whether `pos` lies on a character rather than beside the row.
    pub fn is_on_text(&self, row: usize, x: f32) -> bool {
        self.row(row).is_some_and(|row| x >= row.pos.x && x <= row.rect().right())
    }

    /// One rectangle for each row that `columns` touches. White space that hangs at a wrapped row's end is
    /// left out, so that a mark ends where its words end.
    pub fn rects(&self, columns: Range<usize>) -> impl Iterator<Item = (usize, Rect)> + '_ {
        let first = self.row_of(columns.start, true);
        let last = if columns.end > columns.start { self.row_of(columns.end, false) } else { first };
        (first..=last).filter_map(move |n| {
            let row = self.row(n)?;
            let own = self.columns(n);
            let from = columns.start.clamp(own.start, own.end);
            let mut to = columns.end.clamp(own.start, own.end);
            if columns.end >= own.end && n + 1 < self.count() {
                let blank =
                    |column: usize| row.glyphs.get(column - own.start).is_some_and(|glyph| glyph.chr.is_whitespace());
                while to > from + 1 && blank(to - 1) {
                    to -= 1;
                }
            }
            if from >= to {
                return None;
            }
            let (a, b) = (self.x(n, from), self.x(n, to));
            Some((n, Rect::from_min_max(pos2(a.min(b), row.min_y()), pos2(a.max(b), row.max_y()))))
        })
    }
}
