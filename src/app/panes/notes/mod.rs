//! NOTES: the notes of the open source or of the project, as cards with the passage they are about.

mod field;
mod offer;

use egui::{Id as EguiId, Key, RichText, ScrollArea, Ui};
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};
use lucide_icons::Icon;

use self::field::write;
use self::offer::Offer;
use super::{View, drag};
use crate::app::action::Action;
use crate::app::request::{Request, Requests};
use crate::app::theme::{self, Face, metrics as m};
use crate::app::widgets::{
    Button, Card, FilterChip, IconButton, SectionHeader, TagChip, context_menu, empty_state, quote,
};
use crate::app::words;
use crate::model::{Id, Kind, Mark, Note};

pub use self::field::{FIELD, Wrap};

/// Notes longer than this many bytes are edited plainly and not shown as Markdown.
const PLAIN: usize = 200_000;

/// What the pane itself remembers between frames.
#[derive(Default)]
pub struct State {
    /// The text being written, of the note `writing`.
    draft: Option<(Id, String)>,
    /// Show the note being written as it will read.
    pub preview: bool,
    /// Move the keyboard into the note being written.
    pub focus: bool,
    /// Scroll to the selected note.
    pub reveal: bool,
    /// Put these marks round the selection of the note being written.
    pub wrap: Option<Wrap>,
    /// The mark whose note is under the pointer.
    pub hovered_mark: Option<Id>,
    /// Names offered at the caret of the note being written.
    offer: Option<Offer>,
    markdown: CommonMarkCache,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State").field("draft", &self.draft).field("preview", &self.preview).finish_non_exhaustive()
    }
}

/// The notes shown, in the order of the text, then free ones by time.
fn shown<'a>(view: View<'a>) -> Vec<(&'a Note, Option<&'a Mark>)> {
    let project = view.project();
    let mark_of = |note: &Note| {
        note.about.iter().filter(|id| id.kind() == Kind::Mark).find_map(|id| project.marks.get(id)).map(AsRef::as_ref)
    };
    let of_open = |note: &Note| {
        note.about.iter().any(|id| {
            Some(*id) == view.session.open
                || project
                    .marks
                    .get(id)
                    .and_then(|mark| project.source_of_mark(mark))
                    .is_some_and(|source| Some(source.id) == view.session.open)
        })
    };
    let mut notes: Vec<(&Note, Option<&Mark>)> = project
        .notes
        .values()
        .map(AsRef::as_ref)
        .filter(|note| note.trashed.is_none() && (view.session.all_notes || of_open(note)))
        .map(|note| (note, mark_of(note)))
        .collect();
    if view.session.all_notes {
        notes.sort_by(|(a, _), (b, _)| b.changed.cmp(&a.changed).then(a.id.cmp(&b.id)));
    } else {
        notes.sort_by_key(|(note, mark)| (mark.map_or(0, |mark| mark.anchor.start + 1), note.made, note.id));
    }
    notes
}

/// Draws the pane.
pub fn show(ui: &mut Ui, view: View<'_>, state: &mut State, out: &mut Requests) {
    if let Some(button) = SectionHeader::new("Notes").add("New", "New free note").show(ui)
        && button.clicked()
    {
        out.act(Action::FreeNote);
    }
    ui.horizontal(|ui| {
        ui.add_space(m::SPACE_S);
        for (words, all) in [("This source", false), ("All notes", true)] {
            if ui.add(FilterChip::new(words, view.session.all_notes == all)).clicked() {
                out.push(Request::AllNotes(all));
            }
        }
    });
    ui.add_space(m::SPACE_XS);
    let notes = shown(view);
    let hovered = state.hovered_mark.take();
    if notes.is_empty() {
        empty(ui, view, out);
        return;
    }
    ScrollArea::vertical().id_salt("notes").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = m::SPACE_S;
        for (note, mark) in notes {
            ui.horizontal(|ui| {
                ui.add_space(m::SPACE_S);
                ui.vertical(|ui| {
                    ui.set_width(ui.available_width() - m::SPACE_S);
                    card(ui, view, note, mark, state, out);
                });
            });
        }
        ui.add_space(m::SPACE_L);
    });
    if state.hovered_mark != hovered {
        // The text has been drawn with the old one, or will be before the next look.
        ui.ctx().request_repaint();
    }
}

fn empty(ui: &mut Ui, view: View<'_>, out: &mut Requests) {
    if view.session.all_notes || view.session.open.is_none() {
        let sentence = "Notes about passages, sources or nothing in particular stand here.";
        if empty_state(ui, Icon::StickyNote, sentence, Some(Action::FreeNote.text())) {
            out.act(Action::FreeNote);
        }
    } else {
        let sentence = "Select text and press N to write a note about it.";
        if empty_state(ui, Icon::StickyNote, sentence, Some(Action::NoteOnSource.text())) {
            out.act(Action::NoteOnSource);
        }
    }
}

fn card(ui: &mut Ui, view: View<'_>, note: &Note, mark: Option<&Mark>, state: &mut State, out: &mut Requests) {
    let writing = view.session.writing == Some(note.id);
    let selected = writing || view.session.note == Some(note.id);
    let name = format!("Note: {}", words::short(&note.text, 60));
    let lit = mark.is_some_and(|mark| view.hovered == Some(mark.id));
    let response = Card::new(&name).selected(selected).lit(lit).id(EguiId::unique(("note", note.id))).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        if let Some(mark) = mark {
            let passage = quote(ui, mark.colour, &words::short(&mark.anchor.exact, 160));
            if passage.interact(egui::Sense::click()).clicked() {
                out.push(Request::SelectMark(Some(mark.id)));
            }
        }
        if writing {
            write(ui, view, note, state, out);
        } else if note.text.is_empty() {
            ui.label(RichText::new("Empty note").color(theme::tokens(ui).muted));
        } else if note.text.len() > PLAIN {
            ui.label(words::short(&note.text, 2_000));
        } else {
            CommonMarkViewer::new().show(ui, &mut state.markdown, &linked(&note.text));
        }
        foot(ui, view, note, mark, writing, out);
    });
    if selected && std::mem::take(&mut state.reveal) {
        response.scroll_to_me(None);
    }
    if response.double_clicked() || response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        out.push(Request::EditNote(note.id));
    } else if response.clicked() {
        out.push(Request::SelectNote(note.id));
    }
    if let Some(mark) = mark.filter(|_| response.contains_pointer()) {
        state.hovered_mark = Some(mark.id);
    }
    if let Some(dropped) = drag::onto(&response, |dragged| dragged.tag().is_some())
        && let Some(tag) = dropped.tag()
    {
        out.push(Request::SetLabel(vec![note.id], tag));
    }
    context_menu(&response, |ui| {
        if ui.button("Edit").clicked() {
            out.push(Request::EditNote(note.id));
            ui.close();
        }
        if ui.button("Tag…").clicked() {
            out.push(Request::AskTag(vec![note.id]));
            ui.close();
        }
        if ui.button("Copy").clicked() {
            out.push(Request::Copy(note.text.clone()));
            ui.close();
        }
        if ui.button("Move to trash").clicked() {
            out.push(Request::Trash(vec![note.id]));
            ui.close();
        }
    });
}

fn foot(ui: &mut Ui, view: View<'_>, note: &Note, mark: Option<&Mark>, writing: bool, out: &mut Requests) {
    let count = note.tags.len() + usize::from(note.about.is_empty());
    if count == 0 && !writing || count <= 2 && !writing && !view.session.all_notes {
        // Few chips leave room beside them.
        ui.horizontal(|ui| {
            chips(ui, view, note, writing, out);
            place_and_time(ui, view, note, mark, writing, out);
        });
    } else {
        ui.horizontal_wrapped(|ui| chips(ui, view, note, writing, out));
        ui.horizontal(|ui| place_and_time(ui, view, note, mark, writing, out));
    }
}

fn chips(ui: &mut Ui, view: View<'_>, note: &Note, writing: bool, out: &mut Requests) {
    let tags = note.tags.iter().filter_map(|id| view.project().tags.get(id));
    for tag in tags.filter(|tag| tag.trashed.is_none()) {
        let words = format!("#{}", tag.name);
        let chip = TagChip::new(&words);
        let answer = if writing { chip.removable() } else { chip }.show(ui);
        if answer.removed {
            out.push(Request::RemoveLabel(vec![note.id], tag.id));
        }
    }
    if note.about.is_empty() {
        TagChip::new("free note").show(ui);
    }
    if writing && ui.add(Button::text("Tag").small().icon(Icon::Plus).name("Tag the note")).clicked() {
        out.push(Request::AskTag(vec![note.id]));
    }
}

/// “¶1 · 12:04”, at the right.
fn place_and_time(ui: &mut Ui, view: View<'_>, note: &Note, mark: Option<&Mark>, writing: bool, out: &mut Requests) {
    let paragraph = mark.and_then(|mark| {
        let version = view.project().versions.get(&mark.anchor.version)?;
        let number = version.blocks.iter().position(|block| mark.anchor.start < block.end)? + 1;
        Some(format!("¶{number}"))
    });
    let when = words::when(note.changed, view.now, view.zone);
    let source = view.session.all_notes.then(|| source_title(view, note, mark)).flatten();
    let parts: Vec<String> = source.into_iter().chain(paragraph).chain([when]).collect();
    let muted = theme::tokens(ui).muted;
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if writing && ui.add(IconButton::new(Icon::Eye, Action::PreviewNote.text())).clicked() {
            out.act(Action::PreviewNote);
        }
        let words = RichText::new(parts.join(" · ")).font(Face::Ui.at(m::SMALL_SIZE)).color(muted);
        ui.add(egui::Label::new(words).truncate());
    });
}

fn source_title(view: View<'_>, note: &Note, mark: Option<&Mark>) -> Option<String> {
    let project = view.project();
    let source = mark
        .and_then(|mark| project.source_of_mark(mark))
        .or_else(|| note.about.iter().find_map(|id| project.sources.get(id)))?;
    Some(words::short(words::title(&source.item), 24))
}

/// `[[id|label]]` as a Markdown link that the window follows, so that a note can lead to a source or another note.
fn linked(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[[") {
        shown.push_str(before);
        let Some((inside, after)) = after.split_once("]]") else {
            shown.push_str("[[");
            rest = after;
            continue;
        };
        match inside.split_once('|') {
            Some((id, label)) => shown.push_str(&format!("[{label}](dossier:{id})")),
            None => shown.push_str(inside),
        }
        rest = after;
    }
    shown.push_str(rest);
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_between_records_become_markdown_links_and_nothing_is_lost() {
        assert_eq!(
            linked("See [[s1|What the inspectors wrote]] now"),
            "See [What the inspectors wrote](dossier:s1) now"
        );
        assert_eq!(linked("an open [[ stays"), "an open [[ stays");
        assert_eq!(linked("[[A title]]"), "A title");
    }
}
