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
    /// The first glyph of each row, counting line breaks as glyphs.
    starts: Vec<usize>,
    /// The column of each glyph, where they are not the same: egui gives every character one glyph, except
    /// for some ligatures of Arabic and some split vowels of Indic scripts.
    columns: Option<Vec<usize>>,
}

impl Rows {
    pub fn new(galley: Arc<Galley>) -> Self {
        let mut glyphs = 0;
        let starts = galley
            .rows
            .iter()
            .map(|row| {
                let start = glyphs;
                glyphs += row.char_count_including_newline().0;
                start
            })
            .collect();
        let columns = (glyphs != galley.text().chars().count()).then(|| columns_of_glyphs(&galley));
        Self { galley, starts, columns }
    }

    /// The first glyph at or after a column.
    fn glyph(&self, column: usize) -> usize {
        self.columns.as_ref().map_or(column, |columns| columns.partition_point(|&own| own < column))
    }

    fn column(&self, glyph: usize) -> usize {
        let Some(columns) = &self.columns else { return glyph };
        columns.get(glyph).or(columns.last()).copied().unwrap_or(0)
    }

    fn start(&self, row: usize) -> usize {
        self.starts.get(row).copied().unwrap_or(0)
    }

    pub fn count(&self) -> usize {
        self.starts.len()
    }

    fn row(&self, row: usize) -> Option<&PlacedRow> {
        self.galley.rows.get(row)
    }

    /// Columns of a row, without its line break.
    pub fn columns(&self, row: usize) -> Range<usize> {
        let start = self.start(row);
        let end = start + self.row(row).map_or(0, |row| row.char_count_excluding_newline().0);
        self.column(start)..self.column(end)
    }

    /// The row that shows a caret at `column`. Where one row ends and the next begins without a line break,
    /// `next` chooses the next.
    pub fn row_of(&self, column: usize, next: bool) -> usize {
        let glyph = self.glyph(column);
        let row = self.starts.partition_point(|&start| start <= glyph).saturating_sub(1);
        let wrapped = row > 0 && self.start(row) == glyph && !self.breaks_after(row - 1);
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
        let within = self.glyph(column).saturating_sub(self.start(row));
        self.row(row).map_or(0.0, |row| row.pos.x + row.x_offset(CharIndex(within)))
    }

    pub fn row_at(&self, y: f32) -> usize {
        self.galley.rows.partition_point(|row| row.max_y() <= y).min(self.count().saturating_sub(1))
    }

    /// The caret place nearest to `x` in a row.
    pub fn column_near(&self, row: usize, x: f32) -> usize {
        let within = self.row(row).map_or(0, |row| row.char_at(x - row.pos.x).0);
        self.column(self.start(row) + within).min(self.columns(row).end)
    }

    /// The character under `x` in a row.
    pub fn column_under(&self, row: usize, x: f32) -> usize {
        let columns = self.columns(row);
        let within = self.row(row).map_or(0, |row| {
            let x = x - row.pos.x;
            row.glyphs.partition_point(|glyph| glyph.max_x() <= x)
        });
        self.column(self.start(row) + within).min(columns.end.saturating_sub(1).max(columns.start))
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
                let blank = |column: usize| {
                    let glyph = self.glyph(column).checked_sub(self.start(n)).and_then(|within| row.glyphs.get(within));
                    glyph.is_some_and(|glyph| glyph.chr.is_whitespace())
                };
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

/// The column of every glyph, and one past the last: words, which both have in common, are matched in order and
/// their glyphs spread evenly over their characters. What drifts in one word is right again in the next.
fn columns_of_glyphs(galley: &Galley) -> Vec<usize> {
    let mut glyphs: Vec<bool> = Vec::new();
    for row in &galley.rows {
        glyphs.extend(row.glyphs.iter().map(|glyph| glyph.chr.is_whitespace()));
        glyphs.extend(row.ends_with_newline.then_some(true));
    }
    let text: Vec<bool> = galley.text().chars().map(char::is_whitespace).collect();
    let run = |blanks: &[bool], from: usize, blank: bool| {
        blanks.get(from..).unwrap_or_default().iter().take_while(|&&own| own == blank).count()
    };
    let mut columns = Vec::with_capacity(glyphs.len() + 1);
    let mut column = 0;
    while columns.len() < glyphs.len() {
        let blank = glyphs.get(columns.len()).copied().unwrap_or_default();
        let (here, there) = (run(&glyphs, columns.len(), blank), run(&text, column, blank));
        columns.extend((0..here).map(|n| column + n * there / here.max(1)));
        column += there;
    }
    columns.push(text.len());
    columns
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::text::LayoutJob;
    use egui::{Color32, FontId};

    /// A galley in which one glyph of the middle word is missing, as after a ligature.
    fn uneven() -> Rows {
        let ctx = egui::Context::default();
        crate::app::reader::tests::faces(&ctx);
        let mut galley = None;
        let output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let job = LayoutJob::simple("ab cdef gh".into(), FontId::proportional(14.0), Color32::WHITE, 900.0);
            galley = Some(ui.fonts_mut(|fonts| fonts.layout_job(job)));
        });
        output.drop_without_applying_deltas();
        let mut galley = Galley::clone(&galley.expect("laid out"));
        let row = galley.rows.first_mut().expect("a row");
        Arc::make_mut(&mut row.row).glyphs.remove(4);
        Rows::new(Arc::new(galley))
    }

    #[test]
    fn a_missing_glyph_moves_no_other_word() {
        let rows = uneven();
        assert_eq!(rows.columns(0), 0..10);
        let (start, end) = (rows.x(0, 8), rows.x(0, 10));
        assert_eq!(rows.column_near(0, start + 0.1), 8);
        assert_eq!(rows.column_under(0, (start + end) / 2.0 - 1.0), 8);
        assert_eq!(rows.column_near(0, end + 5.0), 10);
        assert_eq!(rows.rects(8..10).map(|(_, rect)| (rect.left(), rect.right())).collect::<Vec<_>>(), [(start, end)]);
    }
}
