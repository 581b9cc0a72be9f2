//! Lines to paragraphs, headings, list items, captions and notes, told by indents, gaps, size and weight of the type.

use std::collections::HashMap;

use super::hyphens::Words;
use super::lines::Line;
use crate::import::document::Part;
use crate::model::BlockKind;

/// A paragraph being put together.
struct Open {
    part: Part,
    /// Size of its type, and whether all of it is bold.
    size: f32,
    bold: bool,
    lines: usize,
    /// Page and column of its last line.
    place: (usize, usize),
    last: Line,
    /// Whether its first line is indented.
    indented: bool,
    /// Left end of its lines behind the first, and whether all are set in.
    left: f32,
    inset: bool,
}

/// What lines of a column share.
#[derive(Clone, Copy, Debug, Default)]
struct Column {
    left: f32,
    right: f32,
    /// Distance between base lines.
    leading: f32,
}

/// The text as parts; `numbers` are the numbers of the pages.
pub(super) fn parts(pages: &[Vec<Line>], numbers: &[u32]) -> Vec<Part> {
    let body = body_size(pages);
    let words = Words::of(pages.iter().flatten().map(|line| line.text.as_str()));
    let columns: HashMap<(usize, usize), Column> = columns(pages, body);
    let indents = indents(pages, &columns);
    let mut maker = Maker { body, words, columns, indents, open: None, made: Vec::new(), notes: Vec::new() };
    for (page, lines) in pages.iter().enumerate() {
        let number = numbers.get(page).copied().unwrap_or(page as u32 + 1);
        let notes = notes(lines, body);
        let mut begins = true;
        for (at, line) in lines.iter().enumerate() {
            let note = notes.get(at) == Some(&true);
            let page_number = (begins && !note).then_some(number);
            begins &= note;
            if note {
                maker.note(line);
            } else {
                maker.line(line, page, page_number);
            }
        }
    }
    maker.finish()
}

struct Maker {
    body: f32,
    words: Words,
    columns: HashMap<(usize, usize), Column>,
    /// Whether paragraphs begin with an indent.
    indents: bool,
    open: Option<Open>,
    made: Vec<Open>,
    notes: Vec<String>,
}

impl Maker {
    fn line(&mut self, line: &Line, page: usize, number: Option<u32>) {
        let column = self.columns.get(&(page, line.column)).copied().unwrap_or_default();
        let goes_on = self.open.as_ref().is_some_and(|open| self.goes_on(open, line, page, column));
        if !goes_on {
            self.made.extend(self.open.take());
        }
        let indented = line.x.0 > column.left + 0.7 * line.size;
        let inset = line.x.0 > column.left + 1.2 * line.size && line.x.1 < column.right - 0.6 * line.size;
        match &mut self.open {
            Some(open) => {
                self.words.join(&mut open.part.text, &line.text);
                if let Some(number) = number {
                    let own = line.text.trim_start().chars().count();
                    open.part.pages.push((open.part.text.chars().count().saturating_sub(own), number));
                }
                if open.lines == 1 {
                    open.left = line.x.0;
                }
                open.bold &= line.bold;
                open.inset &= inset || line.x.0 > column.left + 1.2 * line.size;
                open.lines += 1;
                open.place = (page, line.column);
                open.last = line.clone();
            }
            None => {
                let mut part = Part { text: line.text.clone(), ..Part::default() };
                part.pages.extend(number.map(|number| (0, number)));
                self.open = Some(Open {
                    part,
                    size: line.size,
                    bold: line.bold,
                    lines: 1,
                    place: (page, line.column),
                    last: line.clone(),
                    indented,
                    left: line.x.0,
                    inset,
                });
            }
        }
    }

    /// Whether a line belongs to the open paragraph.
    fn goes_on(&self, open: &Open, line: &Line, page: usize, column: Column) -> bool {
        let size = open.size.max(line.size);
        if (open.size - line.size).abs() > 0.08 * size
            || is_item(&line.text)
            || open.last.bold != line.bold && open.bold != line.bold
        {
            return false;
        }
        let last = &open.last;
        // A word that is cut goes on, wherever its rest stands.
        let cut = last.text.ends_with(['-', '\u{ad}', '\u{2010}']) && line.text.starts_with(char::is_lowercase);
        if cut && (open.place != (page, line.column) || line.y > last.y && line.y - last.y < 3.0 * size) {
            return true;
        }
        if open.place != (page, line.column) {
            // Over the end of a column or page a sentence goes on, a heading does not.
            let heading = open.bold && open.lines <= 2 || open.size > 1.08 * self.body;
            let ends = ends_sentence(&last.text);
            let indented = line.x.0 > column.left + 0.7 * size;
            let before = self.columns.get(&open.place).copied().unwrap_or(column);
            let full = last.x.1 > before.right - 1.5 * size;
            // What begins with the indent of a paragraph is one.
            let begins = self.indents && indented;
            return !heading && !begins && (!ends || self.indents && full && !open.inset);
        }
        let gap = line.y - last.y;
        let leading = if column.leading > 0.0 && (size - self.body).abs() < 0.12 * self.body {
            column.leading
        } else {
            size * 1.25
        };
        if gap <= 0.0 || gap > leading * 1.22 + 0.6 {
            return false;
        }
        // Headlines are set line under line around one middle; lines of text are not.
        let large = open.size > 1.08 * self.body || open.bold;
        let centred = large
            && (f32::midpoint(line.x.0, line.x.1) - f32::midpoint(last.x.0, last.x.1)).abs() < 0.6 * size
            && !ends_sentence(&last.text);
        let shift = line.x.0 - if open.lines > 1 { open.left.max(last.x.0.min(open.left)) } else { last.x.0 };
        let item = is_item(&open.part.text);
        if shift > 0.7 * size {
            // Only the second line of an item hangs.
            return item && open.lines == 1 || centred;
        }
        if shift < -0.7 * size && open.lines > 1 && !item {
            return centred;
        }
        if shift < -0.7 * size && open.inset && !open.indented && !item {
            return false;
        }
        // A line that ends before the next word would have fitted ends its paragraph.
        let width = (line.x.1 - line.x.0).max(1.0);
        let letters = line.text.chars().count().max(1) as f32;
        let first = line.text.split_whitespace().next().map_or(0, |word| word.chars().count()) as f32;
        let fits = last.x.1 + (first + 1.5) * width / letters < column.right - 0.5 * size;
        !(fits && ends_sentence(&last.text) && !self.indents)
    }

    /// A line of a note at the foot of a page.
    fn note(&mut self, line: &Line) {
        match self.notes.last_mut() {
            Some(note) if !begins_note(&line.text) => self.words.join(note, &line.text),
            _ => self.notes.push(line.text.clone()),
        }
    }

    fn finish(mut self) -> Vec<Part> {
        self.made.extend(self.open.take());
        let title = title(&self.made, self.body);
        let mut sizes: Vec<(i32, bool)> = self
            .made
            .iter()
            .enumerate()
            .filter(|(at, open)| Some(*at) != title && is_heading(open, self.body))
            .map(|(_, open)| key(open))
            .collect();
        sizes.sort_unstable();
        sizes.dedup();
        sizes.reverse();
        let body = self.body;
        let kind = |at: usize, open: &Open| {
            if Some(at) == title {
                return BlockKind::H1;
            }
            let text = open.part.text.as_str();
            if is_item(text) {
                BlockKind::Li
            } else if is_heading(open, body) {
                match sizes.iter().position(|size| *size == key(open)) {
                    Some(0) => BlockKind::H2,
                    Some(1) => BlockKind::H3,
                    _ => BlockKind::H4,
                }
            } else if is_caption(text) {
                BlockKind::Caption
            } else if open.inset && open.lines > 1 && (open.size - body).abs() < 0.15 * body {
                BlockKind::Quote
            } else {
                BlockKind::P
            }
        };
        let kinds: Vec<BlockKind> = self.made.iter().enumerate().map(|(at, open)| kind(at, open)).collect();
        let mut parts: Vec<Part> = Vec::with_capacity(self.made.len() + self.notes.len());
        let mut pages: Vec<(usize, u32)> = Vec::new();
        for (at, (open, kind)) in self.made.into_iter().zip(kinds).enumerate() {
            let marks = open.part.pages;
            let text = open.part.text.trim_start_matches(BULLETS).trim_start();
            let text = if kind == BlockKind::Li { text } else { open.part.text.as_str() };
            let Some(mut part) = Part::new(kind, text) else {
                pages.extend(marks.into_iter().map(|(_, page)| (0, page)));
                continue;
            };
            let length = part.text.chars().count();
            let bullet = open.part.text.chars().count().saturating_sub(length);
            let marks = marks.into_iter().map(|(at, page)| (at.saturating_sub(bullet).min(length), page));
            part.pages = pages.drain(..).chain(marks).collect();
            part.title = (Some(at) == title).then_some("largest letters of the first page");
            parts.push(part);
        }
        parts.extend(self.notes.iter().filter_map(|note| Part::new(BlockKind::P, note)));
        parts
    }
}

const BULLETS: [char; 9] = ['•', '▪', '‣', '◦', '●', '■', '○', '\u{f0b7}', '\u{2043}'];

/// Whether a line begins an item of a list.
fn is_item(text: &str) -> bool {
    text.starts_with(BULLETS) && text.chars().nth(1).is_some_and(|c| c.is_whitespace() || c.is_alphabetic())
        || text.starts_with("– ")
        || {
            let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
            let digits = text.len() - rest.len();
            (1..=2).contains(&digits)
                && rest.starts_with(['.', ')'])
                && rest.chars().nth(1) == Some(' ')
                && rest.chars().nth(2).is_some_and(char::is_uppercase)
                && text.chars().count() > 30
        }
        || text.starts_with('[')
            && text
                .split_once("] ")
                .is_some_and(|(number, _)| number.len() <= 4 && number.chars().skip(1).all(|c| c.is_ascii_digit()))
}

fn is_caption(text: &str) -> bool {
    ["Figure ", "Fig. ", "Table ", "Abbildung ", "Tabelle ", "Abb. ", "Tableau "].iter().any(|start| {
        text.strip_prefix(start).is_some_and(|rest| {
            let number = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
            number.len() < rest.len() && (number.starts_with([':', ' ', '|']) || number.is_empty())
        })
    }) && text.chars().count() < 600
}

fn is_heading(open: &Open, body: f32) -> bool {
    let text = open.part.text.as_str();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    open.lines <= 3
        && (2..=160).contains(&letters)
        && (open.size > 1.08 * body || open.bold)
        && !text.ends_with(['.', ',', ';'])
        && !text.starts_with(char::is_lowercase)
}

/// Size and weight by which headings of one level are alike.
fn key(open: &Open) -> (i32, bool) {
    ((open.size * 2.0).round() as i32, open.bold)
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '’', '»', ')', '\'', ']']);
    let text = text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '[' | ','));
    text.ends_with(['.', '!', '?', ':', '…', '。'])
}

/// The title: the largest letters of the first page that hold words and are larger than its text.
fn title(made: &[Open], body: f32) -> Option<usize> {
    let first = made.first().map(|open| open.place.0)?;
    let fits = |open: &&(usize, &Open)| {
        let text = open.1.part.text.as_str();
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        open.1.size > 1.12 * body && letters >= 6 && text.chars().count() <= 300 && text.contains(' ')
    };
    let on_first: Vec<(usize, &Open)> =
        made.iter().enumerate().take_while(|(_, open)| open.place.0 == first).take(40).collect();
    let largest = on_first.iter().filter(fits).map(|(_, open)| open.size).fold(0.0f32, f32::max);
    on_first.iter().filter(fits).find(|(_, open)| open.size > 0.97 * largest).map(|(at, _)| *at)
}

/// The size most letters are set in.
fn body_size(pages: &[Vec<Line>]) -> f32 {
    let mut sizes: HashMap<i32, usize> = HashMap::new();
    for line in pages.iter().flatten() {
        *sizes.entry((line.size * 4.0).round() as i32).or_default() += line.text.len();
    }
    let best = sizes.into_iter().max_by_key(|&(size, count)| (count, size));
    best.map_or(10.0, |(size, _)| size as f32 / 4.0)
}

fn columns(pages: &[Vec<Line>], body: f32) -> HashMap<(usize, usize), Column> {
    let mut found: HashMap<(usize, usize), Vec<&Line>> = HashMap::new();
    for (page, lines) in pages.iter().enumerate() {
        for line in lines {
            found.entry((page, line.column)).or_default().push(line);
        }
    }
    let measure = |lines: Vec<&Line>| {
        let text: Vec<&&Line> = lines.iter().filter(|line| (line.size - body).abs() < 0.12 * body).collect();
        let text = if text.len() >= 3 { text } else { lines.iter().collect() };
        let mut lefts: Vec<i32> = text.iter().map(|line| line.x.0.round() as i32).collect();
        lefts.sort_unstable();
        // The left edge is where most lines begin, or the smallest of several.
        let mode = mode(&lefts).unwrap_or_default();
        let smallest = lefts
            .iter()
            .copied()
            .find(|left| lefts.iter().filter(|x| (*x - left).abs() <= 1).count() * 6 >= lefts.len());
        let left = smallest.map_or(mode, |smallest| smallest.min(mode)) as f32;
        let right = text.iter().map(|line| line.x.1).fold(f32::MIN, f32::max);
        let mut gaps: Vec<i32> = text
            .windows(2)
            .filter_map(|pair| match pair {
                [a, b] => {
                    Some(((b.y - a.y) * 4.0).round() as i32).filter(|gap| *gap > 0 && *gap < (body * 12.0) as i32)
                }
                _ => None,
            })
            .collect();
        gaps.sort_unstable();
        // A few lines may be a head with gaps of its own.
        if gaps.len() < 5 {
            gaps.clear();
        }
        Column { left, right, leading: self::mode(&gaps).unwrap_or_default() as f32 / 4.0 }
    };
    let mut columns: HashMap<(usize, usize), Column> =
        found.into_iter().map(|(key, lines)| (key, measure(lines))).collect();
    // A column too short to show its leading has that of the others.
    let mut leadings: Vec<i32> =
        columns.values().filter(|column| column.leading > 0.0).map(|column| (column.leading * 4.0) as i32).collect();
    leadings.sort_unstable();
    let usual = mode(&leadings).unwrap_or_default() as f32 / 4.0;
    for column in columns.values_mut().filter(|column| column.leading == 0.0) {
        column.leading = usual;
    }
    columns
}

/// The most frequent of sorted numbers, the smallest of equals.
fn mode(sorted: &[i32]) -> Option<i32> {
    let mut best: Option<(usize, i32)> = None;
    for run in sorted.chunk_by(|a, b| (b - a).abs() <= 1) {
        let middle = run.get(run.len() / 2).copied()?;
        if best.is_none_or(|(count, _)| run.len() > count) {
            best = Some((run.len(), middle));
        }
    }
    best.map(|(_, value)| value)
}

/// Whether paragraphs of the document begin with an indent: many a line is set in, and the next one is not.
fn indents(pages: &[Vec<Line>], columns: &HashMap<(usize, usize), Column>) -> bool {
    let (mut set_in, mut all) = (0, 0);
    for (page, lines) in pages.iter().enumerate() {
        for pair in lines.windows(2) {
            let [a, b] = pair else { continue };
            let Some(column) = columns.get(&(page, a.column)).filter(|_| a.column == b.column) else { continue };
            all += 1;
            let shift = a.x.0 - column.left;
            if (0.7 * a.size..4.0 * a.size).contains(&shift) && (b.x.0 - column.left).abs() < 0.4 * a.size {
                set_in += 1;
            }
        }
    }
    set_in * 25 > all
}

/// Which lines are notes at the foot: smaller than the text, below it in their column, beginning with a mark.
fn notes(lines: &[Line], body: f32) -> Vec<bool> {
    let mut found = vec![false; lines.len()];
    let mut from = 0;
    for column in lines.chunk_by(|a, b| a.column == b.column) {
        let small = column.iter().rev().take_while(|line| line.size < 0.93 * body).count();
        let start = column.len() - small;
        let begins = column.get(start..).unwrap_or_default().iter().position(|line| begins_note(&line.text));
        if let Some(first) = begins.filter(|_| start > 0) {
            for slot in found.iter_mut().skip(from + start + first).take(small - first) {
                *slot = true;
            }
        }
        from += column.len();
    }
    found
}

fn begins_note(text: &str) -> bool {
    let rest =
        text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | '∗' | '§' | '[' | ']'));
    let mark = text.len() - rest.len();
    (1..=5).contains(&mark)
        && rest.trim_start().starts_with(|c: char| c.is_alphabetic() || matches!(c, '“' | '"' | '‘'))
}
