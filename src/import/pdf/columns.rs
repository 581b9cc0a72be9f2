//! Reading order: white strips between columns are found in the page, and each column is read to its end.
//!
//! A strip is a gap with text on both sides that stays open over several lines. Lines that cross it (headlines, wide
//! pictures' captions) end the columns above and below them. Lists and tables have such strips too: a column must hold
//! lines of text, most of them as wide as it is.

use super::lines::{Line, Piece, attach, rows};

/// Lines that must stand on both sides of a strip.
const LINES: usize = 4;
/// Least width of a strip, in sizes of the type.
const WIDTH: f32 = 0.65;
/// Letters that the lines of a column hold on average, at least.
const LETTERS: usize = 11;
/// Deepest nesting of columns.
const DEEPEST: usize = 8;

/// A white strip: from left to right, from top to bottom, and lines along it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Strip {
    x: (f32, f32),
    y: (f32, f32),
    hits: usize,
}

/// The lines of a page in reading order.
pub(super) fn ordered(pieces: Vec<Piece>, width: f32) -> Vec<Line> {
    let mut order = Order { lines: Vec::new(), columns: 0, width };
    order.region(pieces, 0);
    order.lines
}

struct Order {
    lines: Vec<Line>,
    columns: usize,
    width: f32,
}

impl Order {
    fn region(&mut self, pieces: Vec<Piece>, depth: usize) {
        if pieces.is_empty() {
            return;
        }
        let strip = if depth < DEEPEST { best_strip(&pieces) } else { None };
        let Some(strip) = strip else {
            self.column(pieces);
            return;
        };
        let middle = f32::midpoint(strip.x.0, strip.x.1);
        let crosses = |piece: &Piece| piece.x.0 < strip.x.0 && piece.x.1 > strip.x.1;
        let top = pieces.iter().filter(|piece| crosses(piece) && piece.y < strip.y.0).map(|piece| piece.y);
        let top = top.fold(f32::MIN, f32::max);
        let bottom = pieces.iter().filter(|piece| crosses(piece) && piece.y > strip.y.1).map(|piece| piece.y);
        let bottom = bottom.fold(f32::MAX, f32::min);
        let (mut above, mut left, mut right, mut below) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for piece in pieces {
            let side = if piece.y <= top {
                &mut above
            } else if piece.y >= bottom {
                &mut below
            } else if f32::midpoint(piece.x.0, piece.x.1) < middle {
                &mut left
            } else {
                &mut right
            };
            side.push(piece);
        }
        for part in [above, left, right, below] {
            self.region(part, depth + 1);
        }
    }

    /// A column without columns of its own: its rows are its lines.
    fn column(&mut self, pieces: Vec<Piece>) {
        let column = self.columns;
        self.columns += 1;
        for row in rows(pieces) {
            let mut row = row.into_iter();
            let Some(mut line) = row.next() else { continue };
            for piece in row {
                attach(&mut line, piece, 0.1);
            }
            self.lines.push(Line {
                text: unsoftened(line.text.trim()),
                x: (line.x.0, line.x.1.min(self.width * 2.0)),
                y: line.y,
                size: line.size,
                bold: line.bold * 2 > line.letters,
                column,
            });
        }
    }
}

/// A line without the soft hyphens inside it; one at its end stays, as the sign that the word goes on.
fn unsoftened(line: &str) -> String {
    let ends = line.trim_end_matches(['-', '\u{2010}']).ends_with('\u{ad}');
    let mut text: String = line.chars().filter(|c| *c != '\u{ad}').collect();
    if ends {
        text.truncate(text.trim_end_matches(['-', '\u{2010}']).len());
        text.push('\u{ad}');
    }
    text
}

/// The strip with most lines along it that parts columns of text.
fn best_strip(pieces: &[Piece]) -> Option<Strip> {
    let mut sizes: Vec<f32> = pieces.iter().map(|piece| piece.size).collect();
    sizes.sort_by(f32::total_cmp);
    let size = *sizes.get(sizes.len() / 2)?;
    let mut strips = strips(pieces, size);
    strips.sort_by(|a, b| b.hits.cmp(&a.hits).then(a.x.0.total_cmp(&b.x.0)));
    strips.into_iter().take(40).find(|strip| parts_text(pieces, strip, size))
}

/// Every strip of the page, by a sweep over bands of one line each.
fn strips(pieces: &[Piece], size: f32) -> Vec<Strip> {
    let step = (size * 1.2).max(4.0);
    let top = pieces.iter().map(|piece| piece.y).fold(f32::MAX, f32::min);
    let bottom = pieces.iter().map(|piece| piece.y).fold(f32::MIN, f32::max);
    let count = (((bottom - top) / step) as usize + 1).min(600);
    let mut bands: Vec<Vec<(f32, f32)>> = vec![Vec::new(); count];
    for piece in pieces {
        // Lines of neighbouring columns seldom share a base line: a piece counts for its own band and the next.
        let at = ((piece.y - top) / step) as usize;
        for band in bands.iter_mut().skip(at).take(2) {
            band.push(piece.x);
        }
    }
    let mut open: Vec<Strip> = Vec::new();
    let mut found: Vec<Strip> = Vec::new();
    for (at, band) in bands.iter_mut().enumerate() {
        band.sort_by(|a, b| a.0.total_cmp(&b.0));
        let y = top + step * at as f32;
        let mut gaps: Vec<(f32, f32)> = Vec::new();
        let mut end = f32::MAX;
        for &(left, right) in band.iter() {
            if left - end >= WIDTH * size {
                gaps.push((end, left));
            }
            end = if end == f32::MAX { right } else { end.max(right) };
        }
        let mut used = vec![false; gaps.len()];
        open.retain_mut(|strip| {
            let wide = |x: (f32, f32)| x.1 - x.0 >= WIDTH * size;
            let cut = |gap: &(f32, f32)| (strip.x.0.max(gap.0), strip.x.1.min(gap.1));
            if let Some((at, x)) = gaps.iter().enumerate().map(|(at, gap)| (at, cut(gap))).find(|(_, x)| wide(*x)) {
                if let Some(used) = used.get_mut(at) {
                    *used = true;
                }
                (strip.x, strip.y.1, strip.hits) = (x, y, strip.hits + 1);
                return true;
            }
            // Text on one side only, or none, leaves the strip open; text across it ends it.
            let crossed = band.iter().any(|x| x.0 < strip.x.1 - 0.1 * size && x.1 > strip.x.0 + 0.1 * size);
            if crossed {
                found.push(*strip);
            }
            !crossed
        });
        for (gap, _) in gaps.into_iter().zip(used).filter(|(_, used)| !used) {
            if open.len() < 60 {
                open.push(Strip { x: gap, y: (y, y), hits: 1 });
            }
        }
    }
    found.append(&mut open);
    found.retain(|strip| strip.hits >= LINES);
    found
}

/// Whether lines of text stand on both sides of a strip, and not the cells of a list or table.
fn parts_text(pieces: &[Piece], strip: &Strip, size: f32) -> bool {
    let along = |piece: &&Piece| piece.y >= strip.y.0 - size && piece.y <= strip.y.1 + size;
    let left: Vec<Piece> =
        pieces.iter().filter(along).filter(|piece| piece.x.1 <= strip.x.0 + 0.2 * size).cloned().collect();
    let right: Vec<Piece> =
        pieces.iter().filter(along).filter(|piece| piece.x.0 >= strip.x.1 - 0.2 * size).cloned().collect();
    [left, right].into_iter().all(|side| {
        // (left end, right end, letters) of each row of the side.
        let rows: Vec<(f32, f32, usize)> = rows(side)
            .into_iter()
            .map(|row| {
                let x = row.iter().fold((f32::MAX, f32::MIN), |x, piece| (x.0.min(piece.x.0), x.1.max(piece.x.1)));
                (x.0, x.1, row.iter().map(|piece| piece.letters).sum())
            })
            .collect();
        let letters: usize = rows.iter().map(|row| row.2).sum();
        if rows.len() < LINES || letters < LETTERS * rows.len() {
            return false;
        }
        let from = rows.iter().map(|row| row.0).fold(f32::MAX, f32::min);
        let to = rows.iter().map(|row| row.1).fold(f32::MIN, f32::max);
        let full = rows.iter().filter(|row| row.1 - row.0 >= 0.7 * (to - from)).count();
        full * 2 >= rows.len()
    })
}
