//! The field a note is written in: Markdown, with keys for bold, italics and links, and names offered while typing.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Context, EventFilter, Id as EguiId, Key, Modifiers, TextEdit, Ui};
use egui_commonmark::CommonMarkViewer;

use super::offer::{Kind as OfferKind, Offer};
use super::{State, View, linked};
use crate::app::request::{Request, Requests};
use crate::app::widgets::{Row, list};
use crate::model::{Kind, Note};

/// The name of the field a note is written in.
pub const FIELD: &str = "Note text";

/// What is put round the selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrap {
    /// `**words**`
    Bold,
    /// `*words*`
    Italic,
    /// `[words](address)`
    Link,
}

impl Wrap {
    fn marks(self) -> (&'static str, &'static str) {
        match self {
            Self::Bold => ("**", "**"),
            Self::Italic => ("*", "*"),
            Self::Link => ("[", "](https://)"),
        }
    }

    /// Puts the marks round `range` (code points) of `text`, or takes them away where they stand already. Gives the
    /// passage to select: the words, or for a link its address.
    fn apply(self, text: &mut String, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let (before, after) = self.marks();
        let (first, last) = (before.chars().count(), after.chars().count());
        let letters: Vec<char> = text.chars().collect();
        let part = |range: std::ops::Range<usize>| -> String { letters.get(range).into_iter().flatten().collect() };
        let outside = range.start.checked_sub(first).map(|start| part(start..range.start)) == Some(before.to_owned())
            && part(range.end..(range.end + last).min(letters.len())) == after;
        let (head, words) = (part(0..range.start), part(range.clone()));
        let tail = part(range.end.min(letters.len())..letters.len());
        if outside {
            let head: String = head.chars().take(range.start - first).collect();
            let tail: String = tail.chars().skip(last).collect();
            *text = format!("{head}{words}{tail}");
            return range.start - first..range.end - first;
        }
        *text = format!("{head}{before}{words}{after}{tail}");
        let (start, end) = (range.start + first, range.end + first);
        if self == Self::Link && start < end { end + 2..end + last - 1 } else { start..end }
    }
}

/// The field, or what it will read as.
pub(super) fn write(ui: &mut Ui, view: View<'_>, note: &Note, state: &mut State, out: &mut Requests) {
    let id = EguiId::unique("note field");
    let draft = match &mut state.draft {
        Some((id, draft)) if *id == note.id => draft,
        other => {
            state.offer = None;
            &mut other.insert((note.id, note.text.clone())).1
        }
    };
    // Undo, redo or another writer may have changed the note under the field.
    if *draft != note.text {
        draft.clone_from(&note.text);
    }
    if state.preview {
        CommonMarkViewer::new().show(ui, &mut state.markdown, &linked(draft));
        return;
    }
    let focused = ui.memory(|memory| memory.has_focus(id));
    let mut changed = false;
    if let Some(wrap) = state.wrap.take() {
        let range = selection(ui.ctx(), id, draft);
        let range = wrap.apply(draft, range);
        select(ui.ctx(), id, range);
        changed = true;
    }
    if let Some(offer) = state.offer.as_mut().filter(|_| focused) {
        if let Some(taken) = offer.keys(ui.ctx()) {
            changed |= take(ui.ctx(), id, draft, note, &taken, out);
            state.offer = None;
        } else if offer.closed {
            state.offer = None;
        }
    }
    let offering = state.offer.is_some();
    let field = TextEdit::multiline(draft)
        .id(id)
        .desired_width(f32::INFINITY)
        .desired_rows(3)
        .hint_text("Write in Markdown. [[ links, @ names, # tags")
        .event_filter(EventFilter { horizontal_arrows: true, vertical_arrows: true, tab: offering, escape: offering })
        .frame(egui::Frame::NONE);
    let shown = field.show(ui);
    let response = shown.response.response;
    response.widget_info(|| egui::WidgetInfo::text_edit(true, "", draft.as_str(), FIELD));
    if std::mem::take(&mut state.focus) {
        response.request_focus();
    }
    if response.changed() || changed {
        out.push(Request::TypeNote(note.id, draft.clone()));
    }
    if response.changed() {
        let caret = shown.cursor_range.and_then(|range| range.single()).map(|caret| caret.index.0);
        state.offer = caret.and_then(|caret| Offer::at(draft, caret, view.project(), note.id));
    }
    let mut pressed = None;
    if let Some(offer) = &state.offer {
        list(ui, offer.kind.name(), |ui| {
            for (number, item) in offer.items.iter().enumerate() {
                let row = Row::new(&item.name).trailing(item.what).selected(number == offer.current);
                if ui.add(row).clicked() {
                    pressed = Some(offer.taken(number));
                }
            }
        });
    }
    let choosing = pressed.is_some() || offering && ui.input(|input| input.pointer.any_down());
    if let Some(taken) = pressed.flatten() {
        if take(ui.ctx(), id, draft, note, &taken, out) {
            out.push(Request::TypeNote(note.id, draft.clone()));
        }
        state.offer = None;
        state.focus = true;
    }
    let escape = focused && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    if !choosing && !state.focus && (response.lost_focus() || escape) {
        state.offer = None;
        out.push(Request::LeaveNote);
    }
}

/// Puts what was offered in place of what was typed. `true` if the text has changed.
fn take(
    ctx: &Context,
    id: EguiId,
    draft: &mut String,
    note: &Note,
    taken: &super::offer::Taken,
    out: &mut Requests,
) -> bool {
    let words = match (taken.kind, taken.id) {
        // A tag stands on the note, not in its words.
        (OfferKind::Tag, Some(tag)) => {
            out.push(Request::SetLabel(vec![note.id], tag));
            String::new()
        }
        (OfferKind::Tag, None) => {
            out.push(Request::AddLabel(Kind::Tag, vec![note.id], taken.name.clone()));
            String::new()
        }
        (_, Some(record)) => format!("[[{record}|{}]]", taken.name.replace(['[', ']', '|'], " ")),
        (_, None) => return false,
    };
    let (head, tail): (String, String) =
        (draft.chars().take(taken.range.start).collect(), draft.chars().skip(taken.range.end).collect());
    *draft = format!("{head}{words}{tail}");
    let caret = taken.range.start + words.chars().count();
    select(ctx, id, caret..caret);
    true
}

/// The selected passage of the field, in code points; the end of the text if it has never had the keyboard.
fn selection(ctx: &Context, id: EguiId, text: &str) -> std::ops::Range<usize> {
    let end = text.chars().count();
    let range = TextEditState::load(ctx, id).and_then(|state| state.cursor.char_range());
    range.map_or(end..end, |range| {
        let range = range.as_sorted_char_range();
        range.start.0.min(end)..range.end.0.min(end)
    })
}

fn select(ctx: &Context, id: EguiId, range: std::ops::Range<usize>) {
    let mut state = TextEditState::load(ctx, id).unwrap_or_default();
    let cursor = |at: usize| CCursor::new(egui::text::CharIndex(at));
    state.cursor.set_char_range(Some(CCursorRange::two(cursor(range.start), cursor(range.end))));
    state.store(ctx, id);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_round_the_words_and_away_again() {
        let mut text = "Who änd when".to_owned();
        let words = Wrap::Bold.apply(&mut text, 4..7);
        assert_eq!((text.as_str(), words.clone()), ("Who **änd** when", 6..9));
        let words = Wrap::Bold.apply(&mut text, words);
        assert_eq!((text.as_str(), words), ("Who änd when", 4..7));
    }

    #[test]
    fn a_link_asks_for_its_address_next() {
        let mut text = "the log".to_owned();
        let address = Wrap::Link.apply(&mut text, 4..7);
        assert_eq!(text, "the [log](https://)");
        assert_eq!(text.chars().skip(address.start).take(address.len()).collect::<String>(), "https://");
        let mut empty = String::new();
        assert_eq!(Wrap::Italic.apply(&mut empty, 0..0), 1..1);
        assert_eq!(empty, "**");
    }
}
