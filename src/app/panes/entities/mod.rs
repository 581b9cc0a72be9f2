//! ENTITIES: people, organisations, places, dates, amounts and quotations of the open source, or of the whole project.

mod lines;
mod menu;

use std::collections::HashSet;
use std::sync::Arc;

use egui::{DragAndDrop, Id as EguiId, RichText, ScrollArea, Ui};
use lucide_icons::Icon;

use self::lines::{Line, Subject, lines};
use super::View;
use crate::app::action::Action;
use crate::app::request::{AskEntity, Request, Requests};
use crate::app::theme::{self, Face, metrics as m};
use crate::app::widgets::{
    Button, Card, Field, FilterChip, IconButton, Label, Lead, Row, SectionHeader, context_menu, empty_state, list,
};
use crate::app::words;
use crate::model::Id;
use crate::workspace::{Decision, Lens, Passage, Roster, Suggested};

pub use self::lines::Group;
pub use self::menu::entity_menu;

/// What the pane itself remembers between frames.
#[derive(Debug, Default)]
pub struct State {
    /// Words a name must have.
    filter: String,
    filtering: bool,
    focus_filter: bool,
    /// Groups that are folded.
    folded: HashSet<Group>,
    /// Whether ignored entities are listed.
    ignored: bool,
    /// The lines as last made.
    lines: Option<(lines::Seen, Arc<Vec<Line>>)>,
}

/// An entity on its way to another.
#[derive(Clone, Copy, Debug)]
struct Dragged(Id);

/// Draws the pane.
pub fn show(ui: &mut Ui, view: View<'_>, state: &mut State, out: &mut Requests) {
    let header = SectionHeader::new("Entities").icon(Icon::Search, "Filter entities").show(ui);
    if header.is_some_and(|button| button.clicked()) {
        state.filtering = !state.filtering;
        state.focus_filter = state.filtering;
        state.filter.clear();
    }
    ui.horizontal(|ui| {
        ui.add_space(m::SPACE_S);
        for (words, all) in [("In this source", false), ("In the project", true)] {
            if ui.add(FilterChip::new(words, view.session.all_entities == all)).clicked() {
                out.push(Request::AllEntities(all));
            }
        }
    });
    if state.filtering {
        filter(ui, state);
    }
    ui.add_space(m::SPACE_XS);
    let lines = lines(view, state);
    if lines.is_empty() {
        empty(ui, view, state);
        return;
    }
    let suggestion = suggestion(view.roster, view.lens, view.session.all_entities);
    let foot = view.session.entity.map_or(0.0, |_| 66.0) + suggestion.map_or(0.0, |_| 128.0);
    let height = (ui.available_height() - foot).max(80.0);
    list(ui, "Entities", |ui| {
        let area = ScrollArea::vertical().id_salt("entities").auto_shrink([false, false]).max_height(height);
        area.show_rows(ui, m::ROW, lines.len(), |ui, rows| {
            for line in lines.get(rows).unwrap_or_default() {
                row(ui, view, state, line, out);
            }
        });
    });
    if let Some(entity) = view.session.entity {
        selected(ui, view, entity, out);
    }
    if let Some(pair) = suggestion {
        suggested(ui, view, pair, out);
    }
}

/// The likeliest pair that may be one: of the open source, or of the project where that is listed.
#[must_use]
pub fn suggestion<'a>(roster: &'a Roster, lens: &Lens, all: bool) -> Option<&'a Suggested> {
    let here = |id: Id| lens.found.entity(id).is_some();
    roster.suggested.iter().find(|pair| all || here(pair.from) || here(pair.into))
}

/// A card that asks whether two entities are one, and why they may be.
fn suggested(ui: &mut Ui, view: View<'_>, pair: &Suggested, out: &mut Requests) {
    let name = |id: Id| view.lens.rules.name(view.project(), id);
    let (from, into) = (name(pair.from), name(pair.into));
    let title = format!("Is {from} {into}?");
    ui.add_space(m::SPACE_XS);
    let room = ui.available_rect_before_wrap().shrink2(egui::vec2(2.0, 0.0));
    ui.scope_builder(egui::UiBuilder::new().max_rect(room), |ui| suggestion_card(ui, view, pair, &title, out));
}

fn suggestion_card(ui: &mut Ui, view: View<'_>, pair: &Suggested, title: &str, out: &mut Requests) {
    let t = theme::tokens(ui);
    Card::new(title).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.add(egui::Label::new(RichText::new(title).font(Face::UiMedium.at(m::UI_SIZE))).truncate());
        let more = match view.roster.suggested.len() {
            0 | 1 => String::new(),
            count => format!(" · {} more", count - 1),
        };
        let why = RichText::new(format!("{}{more}", pair.reason)).font(Face::Ui.at(m::SMALL_SIZE)).color(t.muted);
        ui.add(egui::Label::new(why).wrap());
        ui.horizontal(|ui| {
            if ui.add(Button::new("Merge").small().name(Action::AcceptSuggestion.text())).clicked() {
                out.act(Action::AcceptSuggestion);
            }
            if ui.add(Button::new("Keep apart").small().name(Action::RejectSuggestion.text())).clicked() {
                out.act(Action::RejectSuggestion);
            }
        });
    });
}

fn filter(ui: &mut Ui, state: &mut State) {
    ui.horizontal(|ui| {
        ui.add_space(m::SPACE_S);
        let width = ui.available_width() - m::SPACE_S;
        let field = Field::new("Filter entities by name", &mut state.filter)
            .label(Label::Hidden)
            .hint("Filter")
            .width(width)
            .show(ui);
        if std::mem::take(&mut state.focus_filter) {
            field.request_focus();
        }
        if field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Escape)) {
            state.filtering = false;
            state.filter.clear();
        }
    });
}

fn empty(ui: &mut Ui, view: View<'_>, state: &mut State) {
    let sentence = if !state.filter.is_empty() {
        if empty_state(ui, Icon::Users, "No name has these letters.", Some("Clear filter")) {
            state.filter.clear();
        }
        return;
    } else if view.reading {
        "Looking for names, dates and quotations…"
    } else if view.session.open.is_none() && !view.session.all_entities {
        "Open a source to see who and what is named in it."
    } else {
        "Nothing found here. Select words in the text and press E to name them."
    };
    empty_state(ui, Icon::Users, sentence, None);
}

fn row(ui: &mut Ui, view: View<'_>, state: &mut State, line: &Line, out: &mut Requests) {
    let mut row = Row::new(&line.title).id(EguiId::unique(("entity line", &line.subject))).selected(line.selected);
    if let Some(trailing) = &line.trailing {
        row = row.trailing(trailing);
    }
    if !line.bars.is_empty() {
        row = row.bars(&line.bars);
    }
    if let Some(kind) = line.glyph {
        row = row.lead(Lead::Glyph(kind));
    }
    let row = row.strong(line.heading);
    let response = ui.add(row);
    let response = match &line.tip {
        Some(tip) => response.on_hover_text(tip),
        None => response,
    };
    match &line.subject {
        Subject::Group(group) => {
            if response.clicked() && !state.folded.remove(group) {
                state.folded.insert(*group);
            }
        }
        Subject::Ignored => {
            if response.clicked() {
                state.ignored = !state.ignored;
            }
        }
        Subject::Entity(entity) => {
            let entity = *entity;
            if response.clicked() {
                let again = view.session.entity == Some(entity);
                out.push(Request::SelectEntity((!again).then_some(entity)));
            }
            if response.double_clicked() {
                out.push(Request::AskEntity(AskEntity::Rename(entity)));
            }
            response.dnd_set_drag_payload(Dragged(entity));
            if response.dragged() {
                carried(ui, &line.title);
            }
            if let Some(dragged) = response.dnd_release_payload::<Dragged>()
                && dragged.0 != entity
            {
                out.push(Request::AskEntity(AskEntity::Merge { from: dragged.0, into: Some(entity) }));
            }
            context_menu(&response, |ui| entity_menu(ui, view, entity, None, out));
        }
        Subject::Hidden(entity) => {
            context_menu(&response, |ui| {
                for rule in menu::ignoring(view, *entity) {
                    if ui.button("Show again").clicked() {
                        out.push(Request::Decide(Decision::Switch(rule, false)));
                        ui.close();
                    }
                }
            });
        }
        Subject::Time(range) | Subject::Amount(range) | Subject::Quotation(range) => {
            let Some(source) = view.session.open else { return };
            if response.clicked() {
                out.push(Request::Reveal(source, range.clone()));
            }
            let passage = Passage { source, range: range.clone() };
            match line.subject {
                Subject::Time(_) => context_menu(&response, |ui| menu::readings(ui, view, &passage, out)),
                Subject::Quotation(_) => context_menu(&response, |ui| menu::quotation(ui, view, &passage, out)),
                _ => (),
            }
        }
    }
}

/// What is being dragged, beside the pointer.
fn carried(ui: &Ui, name: &str) {
    let Some(at) = ui.ctx().pointer_interact_pos() else { return };
    if !DragAndDrop::has_any_payload(ui.ctx()) {
        return;
    }
    egui::Area::new(EguiId::unique("dragged entity"))
        .order(egui::Order::Tooltip)
        .interactable(false)
        .fixed_pos(at + egui::vec2(12.0, 8.0))
        .show(ui.ctx(), |ui| {
            egui::Frame::popup(ui.style()).show(ui, |ui| {
                ui.label(format!("Merge {name} with…"));
            });
        });
}

/// The selected entity: how often it is named, and a walk through its mentions.
fn selected(ui: &mut Ui, view: View<'_>, entity: Id, out: &mut Requests) {
    let t = theme::tokens(ui);
    let here = view.lens.found.entity(entity).map_or(0, |named| named.mentions.len());
    let (all, sources) =
        view.roster.get(entity).map_or((here, 1), |standing| (standing.mentions, standing.sources.len()));
    let name = view.lens.rules.name(view.project(), entity);
    let (rule, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), 5.0), egui::Sense::hover());
    ui.painter().hline(rule.x_range(), rule.center().y, t.line_stroke());
    ui.horizontal(|ui| {
        ui.add_space(m::SPACE_S);
        let title = RichText::new(name).font(Face::UiMedium.at(m::UI_SIZE)).color(t.text);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            for (icon, action, name) in [
                (Icon::ChevronDown, Action::FindNext, "Next mention"),
                (Icon::ChevronUp, Action::FindPrevious, "Previous mention"),
            ] {
                if ui.add(IconButton::new(icon, name)).clicked() {
                    out.act(action);
                }
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(egui::Label::new(title).truncate());
            });
        });
    });
    ui.horizontal(|ui| {
        ui.add_space(m::SPACE_S);
        let words = format!("{here} here · {all} in {}", words::count(sources, "source", "sources"));
        ui.label(RichText::new(words).font(Face::Ui.at(m::SMALL_SIZE)).color(t.muted));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.add(Button::text("Merge…").small().name("Merge this entity…")).clicked() {
                out.push(Request::AskEntity(AskEntity::Merge { from: entity, into: None }));
            }
        });
    });
}
