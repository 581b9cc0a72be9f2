//! Finding words in the open text: the bar, and where the words stand.

use std::ops::Range;

use egui::{Frame, Key, RichText, Ui};
use lucide_icons::Icon;

use super::State;
use crate::app::action::Action;
use crate::app::reader::ReaderState;
use crate::app::request::{Request, Requests};
use crate::app::theme;
use crate::app::widgets::{Field, IconButton, Label};
use crate::app::words;
use crate::model::{Id, Version};
use crate::text::Index;

/// Finding words in the text.
#[derive(Debug, Default)]
pub struct Find {
    /// The words.
    pub words: String,
    pub(super) found: Vec<Range<usize>>,
    pub(super) current: usize,
    /// What the matches were looked up for.
    pub(super) searched: Option<(String, Id)>,
    /// Move the keyboard into the field.
    pub focus: bool,
}

impl State {
    /// Opens the find bar, or moves the keyboard back into it.
    pub fn open_find(&mut self, words: Option<String>) {
        let find = self.find.get_or_insert_default();
        if let Some(words) = words.filter(|words| !words.contains('\n')) {
            find.words = words;
        }
        find.focus = true;
    }

    /// Goes `step` matches further.
    pub fn find_step(&mut self, source: Id, step: i32) {
        let Some(find) = &mut self.find else { return };
        if find.found.is_empty() {
            return;
        }
        let count = find.found.len();
        find.current = if step >= 0 { (find.current + 1) % count } else { (find.current + count - 1) % count };
        let target = find.found.get(find.current).cloned();
        if let Some(target) = target {
            self.reveal(source, target);
        }
    }
}

/// Looks the words up again when they or the text have changed.
pub(super) fn search(state: &mut State, version: &Version, source: Id) {
    let (Some(find), Some(shown)) = (&mut state.find, &mut state.shown) else { return };
    let key = (find.words.clone(), version.id);
    if find.searched.as_ref() == Some(&key) {
        return;
    }
    let ready = state.matches.take().filter(|(asked, _)| *asked == key);
    let Some((_, found)) = ready.or_else(|| state.laying.matches(&key, &version.text, &shown.text.index)) else {
        return;
    };
    let changed = find.searched.as_ref().is_some_and(|(words, _)| *words != find.words);
    find.found = found;
    let from = state.readers.get(&source).map_or(0, ReaderState::caret);
    find.current = find.found.iter().position(|range| range.start >= from).unwrap_or_default();
    shown.overlay.set_found(find.found.clone(), (!find.found.is_empty()).then_some(find.current));
    find.searched = Some(key);
    let target = find.found.get(find.current).cloned();
    if let Some(target) = target.filter(|_| changed) {
        state.reader_state(source).scroll_to(target);
    }
}

/// Where words stand in a text, whatever their case, in code points. Straight and curly quotation marks are alike.
#[must_use]
pub fn matches(text: &str, index: &Index, words: &str) -> Vec<Range<usize>> {
    let fold = |character: char| match character {
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        '\u{a0}' => ' ',
        // One character must stay one, or positions would shift.
        other => {
            let mut lower = other.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(single), None) => single,
                _ => other,
            }
        }
    };
    let wanted: String = words.chars().map(fold).collect();
    if wanted.trim().is_empty() {
        return Vec::new();
    }
    let folded: String = text.chars().map(fold).collect();
    let length = wanted.chars().count();
    // Folding keeps the number of characters, so positions in the folded text hold in the text.
    let folded_index = if folded.len() == text.len() { index.clone() } else { Index::new(&folded) };
    folded
        .match_indices(&wanted)
        .map(|(byte, _)| {
            let start = folded_index.code_point(&folded, byte);
            start..start + length
        })
        .collect()
}

pub(super) fn find_bar(ui: &mut Ui, state: &mut State, source: Id, out: &mut Requests) {
    let Some(find) = &mut state.find else { return };
    let mut close = false;
    let mut step = 0;
    Frame::new().inner_margin(egui::Margin::symmetric(12, 6)).show(ui, |ui| {
        ui.horizontal(|ui| {
            let width = (ui.available_width() - 190.0).clamp(120.0, 420.0);
            let field = Field::new("Find in text", &mut find.words)
                .label(Label::Hidden)
                .hint("Find in text")
                .icon(Icon::Search)
                .width(width)
                .show(ui);
            if std::mem::take(&mut find.focus) {
                field.request_focus();
            }
            if field.lost_focus() {
                let (enter, shift, escape) = ui.input(|input| {
                    (input.key_pressed(Key::Enter), input.modifiers.shift, input.key_pressed(Key::Escape))
                });
                close = escape;
                if enter {
                    step = if shift { -1 } else { 1 };
                    find.focus = true;
                }
            }
            let count = match find.found.len() {
                0 if find.words.is_empty() => String::new(),
                _ if find.searched.as_ref().is_none_or(|(words, _)| *words != find.words) => "Looking…".to_owned(),
                0 => "No match".to_owned(),
                found => format!("{} of {}", find.current + 1, words::thousands(found)),
            };
            let t = theme::tokens(ui);
            ui.label(RichText::new(count).color(t.muted));
            if ui.add(IconButton::new(Icon::ChevronUp, Action::FindPrevious.text())).clicked() {
                step = -1;
            }
            if ui.add(IconButton::new(Icon::ChevronDown, Action::FindNext.text())).clicked() {
                step = 1;
            }
            close |= ui.add(IconButton::new(Icon::X, "Close find")).clicked();
        });
    });
    if close {
        state.find = None;
        state.focus = true;
        out.push(Request::FindWords(String::new()));
    } else if step != 0 {
        state.find_step(source, step);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_case_and_quotation_marks() {
        let text = "Él said “It’s ÉL’s”. İt’s";
        let index = Index::new(text);
        let found = |words: &str| {
            matches(text, &index, words)
                .into_iter()
                .map(|range| index.slice(text, range).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(found("él"), ["Él", "ÉL"]);
        assert_eq!(found("it's"), ["It’s"]);
        assert_eq!(found("\"it"), ["“It"]);
        assert!(found(" ").is_empty());
    }
}
