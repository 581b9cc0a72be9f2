//! The keys that move the caret. Everything else a key may mean belongs to the window's key map, which runs
//! first and takes what is its own.

use egui::{Event, Key as K, Modifiers, Ui};

use super::document::Document;
use super::layout::Typesetter;
use super::state::{Jump, ReaderState};

/// One thing that a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Motion {
    Left,
    Right,
    WordLeft,
    WordRight,
    Up,
    Down,
    RowStart,
    RowEnd,
    TextStart,
    TextEnd,
    PageUp,
    PageDown,
    BlockUp,
    BlockDown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// Move; `true` extends the selection.
    Move(Motion, bool),
    All,
    Copy,
    Clear,
    NextMark,
}

/// Takes the reader's keys out of this frame's events. `single` allows keys without a modifier that type
/// something: space, `[`, `]`, O.
pub(super) fn take(ui: &Ui, single: bool, selected: bool) -> Vec<Asked> {
    let mac = ui.ctx().os().is_mac();
    let mut asked = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let wish = match event {
                Event::Copy => Some(Asked::Copy),
                Event::Key { key, pressed: true, modifiers, .. } => meaning(*key, *modifiers, mac, single),
                _ => None,
            };
            let wish = wish.filter(|wish| selected || !matches!(wish, Asked::Copy | Asked::Clear));
            asked.extend(wish);
            wish.is_none()
        });
    });
    asked
}

fn meaning(key: K, modifiers: Modifiers, mac: bool, single: bool) -> Option<Asked> {
    let Modifiers { alt, shift, command, .. } = modifiers;
    let ctrl = !mac && (modifiers.ctrl || command);
    let plain = !alt && !command && !modifiers.ctrl;
    let by_word = if mac { alt && !command } else { ctrl && !alt };
    let to_end = mac && command && !alt;
    let motion = match key {
        K::ArrowLeft if plain => Motion::Left,
        K::ArrowRight if plain => Motion::Right,
        K::ArrowLeft if by_word => Motion::WordLeft,
        K::ArrowRight if by_word => Motion::WordRight,
        K::ArrowLeft if to_end => Motion::RowStart,
        K::ArrowRight if to_end => Motion::RowEnd,
        K::ArrowUp if plain => Motion::Up,
        K::ArrowDown if plain => Motion::Down,
        K::ArrowUp if to_end => Motion::TextStart,
        K::ArrowDown if to_end => Motion::TextEnd,
        K::ArrowUp if alt && !shift && !ctrl => Motion::BlockUp,
        K::ArrowDown if alt && !shift && !ctrl => Motion::BlockDown,
        K::Home if plain => Motion::RowStart,
        K::End if plain => Motion::RowEnd,
        K::Home if ctrl && !alt => Motion::TextStart,
        K::End if ctrl && !alt => Motion::TextEnd,
        K::PageUp if plain => Motion::PageUp,
        K::PageDown if plain => Motion::PageDown,
        K::Space if plain && single => {
            return Some(Asked::Move(if shift { Motion::PageUp } else { Motion::PageDown }, false));
        }
        K::OpenBracket if plain && !shift && single => Motion::BlockUp,
        K::CloseBracket if plain && !shift && single => Motion::BlockDown,
        K::O if plain && !shift && single => return Some(Asked::NextMark),
        K::A if command && !shift && !alt => return Some(Asked::All),
        K::Escape if plain && !shift => return Some(Asked::Clear),
        _ => return None,
    };
    Some(Asked::Move(motion, shift))
}

impl ReaderState {
    /// Selects the whole text; the view stays.
    pub(super) fn select_all(&mut self, document: &Document) {
        self.anchor = document.caret_place(0);
        self.caret = document.caret_place(document.chars());
        self.next_row = false;
    }

    /// Moves the caret and has the view follow.
    pub(super) fn go(&mut self, typesetter: &Typesetter<'_>, motion: Motion, extend: bool) {
        let document = typesetter.document;
        let selected = self.selection();
        let goal = self.goal_x.take();
        let mut next_row = true;
        self.caret = match (motion, selected) {
            // Without shift, ← and → first fall to the selection's ends.
            (Motion::Left, Some(range)) if !extend => range.start,
            (Motion::Right, Some(range)) if !extend => range.end,
            (Motion::Left, _) => document.before(self.caret),
            (Motion::Right, _) => document.after(self.caret),
            (Motion::WordLeft, _) => document.word_before(self.caret),
            (Motion::WordRight, _) => document.word_after(self.caret),
            (Motion::TextStart, _) => document.caret_place(0),
            (Motion::TextEnd, _) => document.caret_place(document.chars()),
            (Motion::BlockUp, _) => document.block_before(self.caret),
            (Motion::BlockDown, _) => document.block_after(self.caret),
            (Motion::RowStart | Motion::RowEnd, _) => {
                let (number, start) = self.place(document);
                let rows = typesetter.rows(number);
                let row = rows.columns(rows.row_of(self.caret - start, self.next_row));
                next_row = motion == Motion::RowStart;
                document.caret_place(start + if next_row { row.start } else { row.end })
            }
            (Motion::Up | Motion::Down | Motion::PageUp | Motion::PageDown, _) => {
                let x = goal.unwrap_or_else(|| self.caret_x(typesetter));
                self.goal_x = Some(x);
                let (caret, next) = match motion {
                    Motion::Up => self.row_above(typesetter, x),
                    Motion::Down => self.row_below(typesetter, x),
                    Motion::PageUp => self.page(typesetter, x, -1.0),
                    _ => self.page(typesetter, x, 1.0),
                };
                next_row = next;
                caret
            }
        };
        self.next_row = next_row;
        if !extend {
            self.anchor = self.caret;
        }
        self.turn = None;
        self.scroll.jump = Some(Jump::Reveal(self.caret));
    }

    /// The caret's display paragraph and where that starts.
    pub(super) fn place(&self, document: &Document) -> (usize, usize) {
        let number = document.paragraph_at(self.caret);
        (number, document.paragraph(number).map_or(0, |paragraph| paragraph.chars.start.min(self.caret)))
    }

    fn caret_x(&self, typesetter: &Typesetter<'_>) -> f32 {
        let (number, start) = self.place(typesetter.document);
        let rows = typesetter.rows(number);
        rows.x(rows.row_of(self.caret - start, self.next_row), self.caret - start) + indent(typesetter, number)
    }

    fn row_above(&self, typesetter: &Typesetter<'_>, x: f32) -> (usize, bool) {
        let (number, start) = self.place(typesetter.document);
        let rows = typesetter.rows(number);
        match (rows.row_of(self.caret - start, self.next_row).checked_sub(1), number.checked_sub(1)) {
            (Some(row), _) => caret_in(typesetter, number, row, x),
            (None, Some(above)) => caret_in(typesetter, above, usize::MAX, x),
            (None, None) => (start, true),
        }
    }

    fn row_below(&self, typesetter: &Typesetter<'_>, x: f32) -> (usize, bool) {
        let (number, start) = self.place(typesetter.document);
        let rows = typesetter.rows(number);
        let row = rows.row_of(self.caret - start, self.next_row) + 1;
        let paragraphs = typesetter.document.paragraphs();
        if row < rows.count() {
            caret_in(typesetter, number, row, x)
        } else if number + 1 < paragraphs.len() {
            caret_in(typesetter, number + 1, 0, x)
        } else {
            (paragraphs.last().map_or(0, |paragraph| paragraph.chars.end), true)
        }
    }

    /// A page on: what is in view moves by a page less a row, and the caret with it.
    fn page(&mut self, typesetter: &Typesetter<'_>, x: f32, sign: f32) -> (usize, bool) {
        let (number, _) = self.place(typesetter.document);
        self.heights.measure(typesetter, number..number + 1);
        let (top, bottom) = self.row_of(typesetter, self.caret);
        let step = sign * (self.scroll.view - (bottom - top)).max(bottom - top);
        let in_view = bottom > self.scroll.offset && top < self.scroll.offset + self.scroll.view;
        let y = if in_view { (top + bottom) / 2.0 } else { self.scroll.offset + self.scroll.view / 3.0 };
        let y = y + step - self.scroll.head;
        self.scroll.offset += step;
        if y < 0.0 {
            return (typesetter.document.caret_place(0), true);
        }
        if y > self.heights.total() {
            return (typesetter.document.caret_place(typesetter.document.chars()), true);
        }
        let number = self.heights.at(y);
        let rows = typesetter.rows(number);
        caret_in(typesetter, number, rows.row_at(y - self.heights.top(number)), x)
    }
}

fn indent(typesetter: &Typesetter<'_>, number: usize) -> f32 {
    typesetter.document.paragraph(number).map_or(0.0, |paragraph| typesetter.indent(paragraph.kind))
}

/// The caret place nearest to `x` in a row (the last for too great a number), and whether it shows on the
/// next row at a wrap.
fn caret_in(typesetter: &Typesetter<'_>, number: usize, row: usize, x: f32) -> (usize, bool) {
    let rows = typesetter.rows(number);
    let row = row.min(rows.count().saturating_sub(1));
    let column = rows.column_near(row, x - indent(typesetter, number));
    let start = typesetter.document.paragraph(number).map_or(0, |paragraph| paragraph.chars.start);
    (typesetter.document.whole(start + column), column < rows.columns(row).end)
}
