//! Glyphs to pieces of lines, and pieces to lines: letters that stand side by side on a base line, with the spaces
//! that only their distance tells.

use unicode_normalization::UnicodeNormalization;

use super::{Glyph, Sheet};

/// Letters side by side; nothing is said yet about the column they stand in.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub text: String,
    /// Left and right end.
    pub x: (f32, f32),
    /// Base line.
    pub y: f32,
    pub size: f32,
    /// Letters that are bold.
    pub bold: usize,
    pub letters: usize,
    /// Whether the file says that it is furniture.
    pub artifact: bool,
}

/// A line of a column.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub text: String,
    pub x: (f32, f32),
    pub y: f32,
    pub size: f32,
    pub bold: bool,
    /// The stretch of column it belongs to, counted within the page.
    pub column: usize,
}

/// Distance, in sizes of the type, over which letters do not belong together.
const APART: f32 = 0.9;

/// The pieces of a page, from top to bottom and left to right.
pub(super) fn pieces(sheet: &Sheet) -> Vec<Piece> {
    let spaces = sheet.glyphs.iter().filter(|glyph| glyph.letter.is_whitespace()).count();
    // Files that write their spaces need no guessing at small gaps.
    let gap = if spaces * 14 > sheet.glyphs.len() { 0.3 } else { 0.17 };
    let mut runs = runs(&sheet.glyphs, gap);
    runs.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.0.total_cmp(&b.x.0)));
    // A letter drawn twice is bold, not double.
    runs.dedup_by(|b, a| a.text == b.text && (a.x.0 - b.x.0).abs() < 0.2 * a.size && (a.y - b.y).abs() < 0.2 * a.size);
    let mut found: Vec<Piece> = Vec::new();
    for row in rows(runs) {
        let mut open: Option<Piece> = None;
        for run in row {
            match &mut open {
                Some(piece) if run.x.0 - piece.x.1 < APART * piece.size.max(run.size) && run.x.0 > piece.x.0 => {
                    attach(piece, run, gap);
                }
                _ => {
                    found.extend(open.take());
                    open = Some(run);
                }
            }
        }
        found.extend(open);
    }
    found.retain(|piece| !piece.text.trim().is_empty());
    found
}

/// Pieces that share a base line, sorted from left to right; rows from top to bottom. `pieces` come sorted by line.
pub(super) fn rows(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    // Base line and size of the largest piece of the open row.
    let mut lead = (f32::MIN, 0.0f32);
    for piece in pieces {
        let near = (piece.y - lead.0).abs() <= 0.5 * lead.1.max(piece.size).min(2.0 * lead.1.min(piece.size));
        match rows.last_mut() {
            Some(row) if near => {
                if piece.size > lead.1 {
                    lead = (piece.y, piece.size);
                }
                row.push(piece);
            }
            _ => {
                lead = (piece.y, piece.size);
                rows.push(vec![piece]);
            }
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.x.0.total_cmp(&b.x.0));
    }
    rows
}

/// Adds `next` at the right of `piece`.
pub(super) fn attach(piece: &mut Piece, next: Piece, gap: f32) {
    let size = piece.size.max(next.size);
    let parted = next.x.0 - piece.x.1 > gap * size || piece.text.ends_with(' ') || next.text.starts_with(' ');
    if parted && !piece.text.ends_with(' ') {
        piece.text.push(' ');
    }
    piece.text.push_str(next.text.trim_start());
    piece.x.1 = piece.x.1.max(next.x.1);
    if next.letters > piece.letters {
        (piece.y, piece.size) = (next.y, next.size);
    }
    piece.letters += next.letters;
    piece.bold += next.bold;
    piece.artifact &= next.artifact;
}

/// Glyphs that are drawn one after the other and stand side by side.
fn runs(glyphs: &[Glyph], gap: f32) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let mut open: Option<Piece> = None;
    let mut letters: Vec<char> = Vec::new();
    let mut end = 0.0f32;
    let close = |open: &mut Option<Piece>, letters: &mut Vec<char>, found: &mut Vec<Piece>| {
        if let Some(mut piece) = open.take() {
            piece.text = accents(letters);
            letters.clear();
            if !piece.text.trim().is_empty() {
                found.push(piece);
            }
        }
    };
    for glyph in glyphs {
        let blank = glyph.letter.is_whitespace() || glyph.letter == '\u{a0}';
        let continues = open.as_ref().is_some_and(|piece| {
            let size = piece.size.max(glyph.size);
            (glyph.y - piece.y).abs() < 0.12 * size
                && (glyph.size - piece.size).abs() < 0.15 * size
                && glyph.x.0 - end < APART * size
                && glyph.x.0 - end > -0.6 * size
                && glyph.artifact == piece.artifact
        });
        if !continues {
            close(&mut open, &mut letters, &mut found);
            if blank {
                end = glyph.x.1;
                continue;
            }
        }
        let piece = open.get_or_insert_with(|| Piece {
            text: String::new(),
            x: glyph.x,
            y: glyph.y,
            size: glyph.size,
            bold: 0,
            letters: 0,
            artifact: glyph.artifact,
        });
        if blank {
            letters.push(' ');
        } else {
            if !letters.is_empty() && glyph.x.0 - end > gap * glyph.size && letters.last() != Some(&' ') {
                letters.push(' ');
            }
            letters.push(glyph.letter);
            piece.x.1 = piece.x.1.max(glyph.x.1);
            piece.letters += 1;
            piece.bold += usize::from(glyph.bold);
        }
        end = glyph.x.1;
    }
    close(&mut open, &mut letters, &mut found);
    found
}

/// Accents that stand as letters of their own before the letter they belong to, as TeX draws them.
fn accents(letters: &[char]) -> String {
    let combining = |accent: char| match accent {
        '\u{b4}' | '\u{2ca}' => Some('\u{301}'),
        '`' | '\u{2cb}' => Some('\u{300}'),
        '\u{a8}' => Some('\u{308}'),
        '\u{2c6}' => Some('\u{302}'),
        '\u{2dc}' => Some('\u{303}'),
        '\u{b8}' => Some('\u{327}'),
        '\u{2c7}' => Some('\u{30c}'),
        '\u{2da}' => Some('\u{30a}'),
        _ => None,
    };
    let mut text = String::with_capacity(letters.len());
    let mut rest = letters.iter().copied().peekable();
    while let Some(letter) = rest.next() {
        let next = rest.peek().copied().filter(|next| next.is_alphabetic());
        match (combining(letter), next) {
            (Some(accent), Some(next)) if letter != '`' => {
                rest.next();
                // The dotless letters of old fonts are there to carry an accent.
                let base = if next == 'ı' { 'i' } else { next };
                text.extend([base, accent].into_iter().nfc());
            }
            _ => text.push(letter),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_meet_their_letters() {
        assert_eq!(accents(&['M', '\u{a8}', 'u', 'l', 'l', 'e', 'r']), "Müller");
        assert_eq!(accents(&['c', 'a', 'f', '\u{b4}', 'e']), "café");
        assert_eq!(accents(&['\u{b4}', ' ', 'x']), "\u{b4} x");
    }
}
