//! Running heads and feet, and the page numbers among them: lines at the edges of pages that come again.

use std::collections::HashMap;

use super::Sheet;
use super::lines::Piece;

/// Rows at each edge that can be furniture.
const EDGE: usize = 3;
/// Share of the page's height in which they stand.
const ZONE: f32 = 0.14;

/// What was taken from the edges.
#[derive(Debug, Default)]
pub(super) struct Furniture {
    /// Each different line once.
    pub struck: Vec<String>,
    /// The number of each page, as printed where the printed numbers count up, else counted from 1.
    pub numbers: Vec<u32>,
}

/// A row at an edge of a page: page, whether at the top, base line, text.
struct Row {
    page: usize,
    top: bool,
    y: f32,
    text: String,
    folded: String,
}

/// Takes furniture out of the pieces of all pages.
pub(super) fn take(pages: &mut [Vec<Piece>], sheets: &[Sheet]) -> Furniture {
    let mut furniture = Furniture::default();
    artifacts(pages, &mut furniture);
    let rows: Vec<Row> =
        pages.iter().zip(sheets).enumerate().flat_map(|(page, (pieces, sheet))| edges(page, pieces, sheet)).collect();
    let mut seen: HashMap<(bool, String), Vec<(usize, f32)>> = HashMap::new();
    for row in &rows {
        seen.entry((row.top, row.folded.clone())).or_default().push((row.page, row.y));
    }
    let printed: Vec<Option<u32>> = numbers(&rows, pages.len());
    let offset = offset(&printed);
    furniture.numbers =
        (0..pages.len()).map(|at| u32::try_from(at as i64 + offset.unwrap_or(1)).unwrap_or(at as u32 + 1)).collect();
    for row in &rows {
        let same = seen.get(&(row.top, row.folded.clone())).map_or(&[][..], Vec::as_slice);
        // At the same height on another page: a headline that comes twice does not stand still.
        let again = same.iter().filter(|(page, y)| *page != row.page && (y - row.y).abs() < 4.0).count();
        let number = page_number(&row.text);
        let counts = number
            .is_some_and(|number| offset.is_some_and(|offset| i64::from(number) == row.page as i64 + offset))
            || number.is_some() && pages.len() == 1 && row.text.trim().chars().count() <= 4;
        if again == 0 && !counts {
            continue;
        }
        if let Some(pieces) = pages.get_mut(row.page) {
            pieces.retain(|piece| (piece.y - row.y).abs() > 0.5 * piece.size);
        }
        remember(&mut furniture, &row.text);
    }
    furniture
}

fn remember(furniture: &mut Furniture, text: &str) {
    if furniture.struck.len() < 40 && !furniture.struck.iter().any(|known| folded(known) == folded(text)) {
        furniture.struck.push(text.to_owned());
    }
}

/// What the file itself calls furniture, unless it calls everything so.
fn artifacts(pages: &mut [Vec<Piece>], furniture: &mut Furniture) {
    let marked: usize = pages.iter().flatten().filter(|piece| piece.artifact).map(|piece| piece.letters).sum();
    let all: usize = pages.iter().flatten().map(|piece| piece.letters).sum();
    if marked * 3 > all {
        return;
    }
    // Page numbers must be read before they go: only text without digits goes at once.
    for pieces in pages {
        pieces.retain(|piece| {
            let goes = piece.artifact && !piece.text.contains(|c: char| c.is_ascii_digit());
            if goes {
                remember(furniture, &piece.text);
            }
            !goes
        });
    }
}

fn edges(page: usize, pieces: &[Piece], sheet: &Sheet) -> Vec<Row> {
    let mut rows: Vec<(f32, f32, String)> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some((y, _, text)) if (*y - piece.y).abs() <= 0.5 * piece.size => {
                text.push(' ');
                text.push_str(&piece.text);
            }
            _ => rows.push((piece.y, piece.size, piece.text.clone())),
        }
    }
    let height = sheet.size.1;
    let row = |(y, _, text): &(f32, f32, String), top: bool| Row {
        page,
        top,
        y: *y,
        text: text.clone(),
        folded: folded(text),
    };
    let above = rows.iter().take(EDGE).filter(|(y, ..)| *y < height * ZONE).map(|found| row(found, true));
    let below =
        rows.iter().rev().take(EDGE).filter(|(y, ..)| *y > height * (1.0 - ZONE)).map(|found| row(found, false));
    above.chain(below).collect()
}

/// A line with its numbers made equal.
fn folded(text: &str) -> String {
    let mut folded = String::new();
    for c in text.chars() {
        if c.is_ascii_digit() {
            if !folded.ends_with('#') {
                folded.push('#');
            }
        } else if c.is_alphanumeric() {
            folded.extend(c.to_lowercase());
        }
    }
    folded
}

/// The page number in a line at an edge: "12", "– 12 –", "Page 12 of 30", "Wick Review 12", "12 A. GRANT".
fn page_number(text: &str) -> Option<u32> {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || matches!(c, '|' | '–' | '—' | '/' | '-')).collect();
    let number = |word: &&str| {
        (word.len() <= 5 && !word.is_empty() && word.chars().all(|c| c.is_ascii_digit())).then(|| word.parse().ok())?
    };
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let labelled = words.windows(2).find_map(|pair| match pair {
        [label, word]
            if matches!(label.to_lowercase().as_str(), "page" | "seite" | "p." | "s." | "pagina" | "página") =>
        {
            number(word)
        }
        _ => None,
    });
    labelled.or_else(|| words.last().and_then(number)).or_else(|| words.first().and_then(number))
}

/// The printed number of each page.
fn numbers(rows: &[Row], pages: usize) -> Vec<Option<u32>> {
    let mut found = vec![None; pages];
    // A number alone says more than one among words.
    for alone in [true, false] {
        for row in rows {
            if let Some(number) = page_number(&row.text)
                && alone == (row.folded.chars().filter(|c| c.is_alphabetic()).count() <= 6)
                && let Some(slot) = found.get_mut(row.page)
            {
                let _ = *slot.get_or_insert(number);
            }
        }
    }
    found
}

/// What most pages' numbers are ahead of their place in the file, if they count up with it.
fn offset(printed: &[Option<u32>]) -> Option<i64> {
    let mut votes: HashMap<i64, usize> = HashMap::new();
    for (at, number) in printed.iter().enumerate() {
        if let Some(number) = number {
            *votes.entry(i64::from(*number) - at as i64).or_default() += 1;
        }
    }
    let (offset, count) = votes.into_iter().max_by_key(|&(offset, count)| (count, -offset.abs()))?;
    (count >= 2 && count * 2 >= printed.len()).then_some(offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_pages_are_read_and_must_count() {
        assert_eq!(page_number("– 12 –"), Some(12));
        assert_eq!(page_number("Page 3 of 10"), Some(3));
        assert_eq!(page_number("Wick Review 112"), Some(112));
        assert_eq!(page_number("Seepage at the dam"), None);
        assert_eq!(offset(&[Some(41), Some(42), None, Some(44)]), Some(41));
        assert_eq!(offset(&[Some(1921), Some(4), None]), None);
        assert_eq!(folded("Page 12 of 30"), folded("Page 7 of 30"));
    }
}
