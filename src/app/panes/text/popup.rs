//! What one can do with the passage under hand: the bar at a selection or mark, and the context menu.

use std::ops::Range;

use egui::{Align2, Area, Context, Frame, Id as EguiId, Key, Order, Pos2, Rect, Ui, Vec2};

use super::rich::rich;
use super::{Over, State};
use crate::app::action::Action;
use crate::app::panes::View;
use crate::app::panes::entities::entity_menu;
use crate::app::reader::ReaderResponse;
use crate::app::request::{Request, Requests};
use crate::app::theme::{self, metrics as m};
use crate::app::widgets::{keycap, swatch};
use crate::model::{Colour, Id};
use crate::workspace::Passage;

/// Seconds before the popup appears at a selection.
const POPUP_DELAY: f64 = 0.15;

#[derive(Debug, Default)]
pub(super) struct Popup {
    pub(super) selection: Option<Range<usize>>,
    pub(super) since: f64,
    pub(super) closed: bool,
    /// Where a mark was pressed.
    pub(super) mark_at: Option<(Id, Pos2)>,
}

/// The bar at a selection or at the selected mark: colours, note, tag, copy. Never takes the keyboard.
pub(super) fn popup(
    ctx: &Context,
    view: View<'_>,
    state: &mut State,
    source: Id,
    response: &ReaderResponse<Over>,
    area: Rect,
    out: &mut Requests,
) {
    let selection = response.selection.clone().filter(|range| !range.is_empty());
    let now = ctx.input(|input| input.time);
    if state.popup.selection != selection {
        state.popup.selection.clone_from(&selection);
        state.popup.since = now;
        state.popup.closed = false;
        if selection.is_some() {
            state.popup.mark_at = None;
        }
    }
    if response.response.has_focus() && ctx.input(|input| input.key_pressed(Key::Escape)) {
        state.popup.closed = true;
        state.popup.mark_at = None;
    }
    let mark = state.popup.mark_at.filter(|(mark, _)| view.session.mark == Some(*mark));
    let at = match (&selection, mark) {
        (Some(_), _) => response.selection_rect.map(|rect| rect.center_top()),
        (None, Some((_, at))) => Some(at),
        (None, None) => None,
    };
    let Some(at) = at.filter(|_| !state.popup.closed && !response.selecting) else { return };
    let waited = now - state.popup.since;
    if waited < POPUP_DELAY {
        ctx.request_repaint_after(std::time::Duration::from_secs_f64(POPUP_DELAY - waited));
        return;
    }
    let marked = mark.and_then(|(mark, _)| view.project().marks.get(&mark));
    let t = theme::tokens(ctx);
    Area::new(EguiId::unique("selection popup"))
        .order(Order::Foreground)
        .pivot(Align2::CENTER_BOTTOM)
        .fixed_pos(at - Vec2::new(0.0, 8.0))
        .constrain_to(area.shrink(m::SPACE_XS))
        .show(ctx, |ui| {
            Frame::popup(ui.style()).fill(t.card).inner_margin(egui::Margin::symmetric(10, 6)).show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    for colour in Colour::ALL {
                        let meaning = view.project().head.colours.get(&colour).map_or(colour.name(), String::as_str);
                        let name = format!("{} “{meaning}”", colour.name());
                        let current = marked.is_some_and(|mark| mark.colour == colour);
                        if swatch(ui, colour, &name, current).clicked() {
                            out.push(Request::Mark(colour));
                        }
                    }
                    ui.separator();
                    popup_action(ui, Action::Note, "Note", out);
                    if marked.is_none() {
                        popup_action(ui, Action::NameHere, "Entity", out);
                    }
                    popup_action(ui, Action::Tag, "Tag", out);
                    popup_action(ui, Action::CopyCitation, "Cite", out);
                    if let Some(mark) = marked {
                        if popup_word(ui, "Remove", "U") {
                            out.push(Request::Trash(vec![mark.id]));
                        }
                    } else if popup_word(ui, "Copy", "Ctrl C") {
                        copy_selection(view, state, source, out);
                    }
                });
            });
        });
}

fn copy_selection(view: View<'_>, state: &State, source: Id, out: &mut Requests) {
    let version = view.project().current_version(source);
    if let (Some(range), Some(shown), Some(version)) = (state.selection(source), &state.shown, version) {
        out.push(Request::CopyRich(rich(version, &shown.text.index, range)));
    }
}

fn popup_action(ui: &mut Ui, action: Action, words: &str, out: &mut Requests) {
    if popup_word(ui, words, &action.key_text(false)) {
        out.act(action);
    }
}

fn popup_word(ui: &mut Ui, words: &str, keys: &str) -> bool {
    let pressed = ui.add(egui::Button::new(words).frame(false)).clicked();
    keycap(ui, keys);
    // The key belongs to the word before it, not to the one after.
    ui.add_space(6.0);
    pressed
}

pub(super) fn context_menu(ui: &mut Ui, view: View<'_>, source: Id, at: Option<usize>, out: &mut Requests) {
    if let Some(mention) = at.and_then(|at| view.lens.found.mention_at(at)) {
        let name = view.lens.rules.name(view.project(), mention.entity);
        let passage = Passage { source, range: mention.range.clone() };
        ui.menu_button(name, |ui| entity_menu(ui, view, mention.entity, Some(&passage), out));
        ui.separator();
    }
    let mark = view.session.mark;
    for action in [Action::Highlight, Action::Note, Action::Tag, Action::NameHere, Action::CopyCitation] {
        if ui.button(action.text()).clicked() {
            out.act(action);
            ui.close();
        }
    }
    if let Some(mark) = mark {
        ui.menu_button("Colour", |ui| {
            for colour in Colour::ALL {
                let meaning = view.project().head.colours.get(&colour).map_or(colour.name(), String::as_str);
                if ui.button(format!("{} “{meaning}”", colour.name())).clicked() {
                    out.push(Request::Recolour(mark, colour));
                    ui.close();
                }
            }
        });
        if ui.button(Action::Unmark.text()).clicked() {
            out.act(Action::Unmark);
            ui.close();
        }
    }
    ui.separator();
    for action in [Action::SelectAll, Action::Find, Action::Details] {
        if ui.button(action.text()).clicked() {
            out.act(action);
            ui.close();
        }
    }
}
