//! Lines to blocks: a block is a line, or lines that a program wrapped at a fixed width and that belong together.

use std::collections::HashSet;

/// A line that is not empty, where it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawLine<'t> {
    /// Counted from 1.
    pub number: usize,
    /// Without white space at its ends.
    pub text: &'t str,
    /// Whether an empty line (or the start) stands before it.
    pub apart: bool,
}

/// A paragraph, headline, menu entry: the unit that is kept or struck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The text, wrapped lines joined.
    pub text: String,
    /// First and last line number.
    pub lines: (usize, usize),
    /// Whether an empty line (or the start) stands before it.
    pub apart: bool,
}

/// Widths at which programs wrap mail and plain text; wider lines are no hard wraps.
const WIDTHS: std::ops::RangeInclusive<usize> = 30..=130;

/// Lines of `text` that are not empty.
pub(super) fn raw_lines(text: &str) -> Vec<RawLine<'_>> {
    let mut apart = true;
    let mut found = Vec::new();
    for (at, line) in text.split('\n').enumerate() {
        let trimmed = line.trim_matches(is_blank);
        if trimmed.is_empty() {
            apart = true;
        } else {
            found.push(RawLine { number: at + 1, text: trimmed, apart });
            apart = false;
        }
    }
    found
}

/// White space and the marks without width that browsers leave in copied text.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// Blocks of the lines: hard-wrapped lines joined, all others alone.
pub(super) fn pieces(lines: &[RawLine<'_>]) -> Vec<Piece> {
    let width = wrap_width(lines);
    let words = width.map(|_| whole_words(lines)).unwrap_or_default();
    let mut found: Vec<Piece> = Vec::new();
    let mut last: Option<&RawLine<'_>> = None;
    for line in lines {
        let joins =
            !line.apart && width.zip(last).is_some_and(|(width, last)| was_wrapped(last.text, line.text, width));
        match found.last_mut() {
            Some(piece) if joins => {
                join(&mut piece.text, line.text, &words);
                piece.lines.1 = line.number;
            }
            _ => found.push(Piece { text: line.text.to_owned(), lines: (line.number, line.number), apart: line.apart }),
        }
        last = Some(line);
    }
    found
}

/// The width at which the text was wrapped, if it was: then nearly every line that another follows is so long that the
/// next line's first word would not have fitted.
fn wrap_width(lines: &[RawLine<'_>]) -> Option<usize> {
    let mut lengths: Vec<usize> = lines.iter().map(|line| line.text.chars().count()).collect();
    let pairs: Vec<_> = lines
        .windows(2)
        .filter_map(|pair| match pair {
            [line, next] if !next.apart => Some((line.text, next.text)),
            _ => None,
        })
        .collect();
    if pairs.len() < 3 {
        return None;
    }
    lengths.sort_unstable();
    // A long address or a code line may stand out.
    let width = *lengths.get((lengths.len() - 1) * 49 / 50)?;
    if !WIDTHS.contains(&width) {
        return None;
    }
    let wrapped = pairs.iter().filter(|(line, next)| was_wrapped(line, next, width)).count();
    // Menus are lines of all lengths; so are poems. A wrapped text also has lines that end in mid-sentence.
    let open = pairs.iter().filter(|(line, _)| line.ends_with(|c: char| c.is_lowercase() || c == ',')).count();
    (wrapped * 5 >= pairs.len() * 4 && open * 3 >= pairs.len()).then_some(width)
}

fn was_wrapped(line: &str, next: &str, width: usize) -> bool {
    let length = line.chars().count();
    let first = next.split(char::is_whitespace).next().unwrap_or_default().chars().count();
    let glue = usize::from(!line.ends_with('-'));
    length <= width && length * 2 >= width && length + glue + first > width
}

/// Words that stand whole somewhere in a line, to tell "infor-mation" from "GitHub-hosted".
fn whole_words(lines: &[RawLine<'_>]) -> HashSet<String> {
    lines
        .iter()
        .flat_map(|line| line.text.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.len() > 3)
        .map(str::to_lowercase)
        .collect()
}

fn join(text: &mut String, next: &str, words: &HashSet<String>) {
    if text.ends_with('\u{ad}') {
        text.pop();
        text.push_str(next);
        return;
    }
    let tail_is_hyphen = text.ends_with('-') && !text.ends_with(" -") && !text.ends_with("--");
    if !tail_is_hyphen {
        text.push(' ');
    } else if next.starts_with(char::is_lowercase) {
        let first: String = next.chars().take_while(|c| c.is_alphanumeric()).collect();
        let before = text.trim_end_matches('-');
        let start = before.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |at| at + 1);
        let whole = format!("{}{first}", before.get(start..).unwrap_or_default()).to_lowercase();
        if words.contains(&whole) {
            text.pop();
        }
    }
    text.push_str(next);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        pieces(&raw_lines(text)).into_iter().map(|piece| piece.text).collect()
    }

    const WRAPPED: &str = "The lower dam was built of stone and\nearth, and nobody had looked at it for\nthirty years when the rain came and the\nwater rose.\n\nThe self-\ngoverning town had no plan, said the\nengineer, who had warned of it. The infor-\nmation was lost. No information is kept\nhere.";

    #[test]
    fn joins_hard_wraps_and_keeps_real_hyphens() {
        let found = texts(WRAPPED);
        assert_eq!(found.len(), 3, "{found:#?}");
        assert!(found.first().is_some_and(|p| p.ends_with("when the rain came and the water rose.")));
        assert!(found.last().is_some_and(|p| p.contains("The information was lost.")), "{found:#?}");
    }

    #[test]
    fn leaves_menus_and_long_lines_alone() {
        let menu = "Home\nWorld\nBusiness\nCulture and arts\nSport";
        assert_eq!(texts(menu).len(), 5);
        let long = "A paragraph that runs on and on without any line break because the page had none, as pages do now.\nAnother one, of quite another length, which must stay apart from the first one in the list.\nA third.\nA fourth paragraph.";
        assert_eq!(texts(long).len(), 4);
    }

    #[test]
    fn numbers_lines_and_drops_marks_without_width() {
        let lines = raw_lines("\u{200b}\none\n\n \u{feff}two\u{200b}\n");
        let seen: Vec<_> = lines.iter().map(|line| (line.number, line.text, line.apart)).collect();
        assert_eq!(seen, [(2, "one", true), (4, "two", true)]);
    }
}
