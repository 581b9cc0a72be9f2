//! What can be decided about an entity, a date or a quotation: the menus of the pane and of the text.

use egui::Ui;

use crate::app::look;
use crate::app::panes::View;
use crate::app::request::{AskEntity, Request, Requests};
use crate::app::words;
use crate::model::{EntityType, Id, RuleKind};
use crate::workspace::{Decision, Passage, Scope};

fn item(ui: &mut Ui, words: &str, request: Request, out: &mut Requests) {
    if ui.button(words).clicked() {
        out.push(request);
        ui.close();
    }
}

/// Everything that can be done with an entity; with the mention under the pointer, also with that alone.
pub fn entity_menu(ui: &mut Ui, view: View<'_>, entity: Id, mention: Option<&Passage>, out: &mut Requests) {
    let kind = view.lens.rules.kind(view.project(), entity);
    item(ui, "Show mentions", Request::SelectEntity(Some(entity)), out);
    item(ui, "Highlight mentions here", Request::MarkMentions(entity), out);
    ui.separator();
    item(ui, "Merge with…", Request::AskEntity(AskEntity::Merge { from: entity, into: None }), out);
    item(ui, "Rename…", Request::AskEntity(AskEntity::Rename(entity)), out);
    item(ui, "Add alias…", Request::AskEntity(AskEntity::Alias(entity)), out);
    ui.menu_button("Change type", |ui| {
        for other in EntityType::ALL.into_iter().filter(|other| *other != kind) {
            item(ui, look::kind(other).name(), Request::Decide(Decision::Retype(entity, other)), out);
        }
    });
    item(ui, "Ignore", Request::Decide(Decision::Ignore(entity)), out);
    let Some(passage) = mention else { return };
    ui.separator();
    item(ui, "Split off this mention…", Request::AskEntity(AskEntity::Split(passage.clone(), kind)), out);
    for (words, scope) in [("Not a name here", Scope::Here), ("Not a name anywhere", Scope::Everywhere)] {
        item(ui, words, Request::Decide(Decision::Wrong(passage.clone(), kind, scope)), out);
    }
}

/// The readings of a time expression, to choose from.
pub(super) fn readings(ui: &mut Ui, view: View<'_>, passage: &Passage, out: &mut Requests) {
    let Some(time) = view.lens.found.times.iter().find(|time| time.range == passage.range) else { return };
    for value in &time.readings {
        let chosen = *value == time.value;
        let words = words::timex(value);
        if ui.selectable_label(chosen, words).clicked() {
            out.push(Request::Decide(Decision::Reading(passage.clone(), value.clone())));
            ui.close();
        }
    }
    ui.separator();
    item(ui, "Another date…", Request::AskEntity(AskEntity::Reading(passage.clone(), time.value.clone())), out);
}

/// Who said it, and who passed it on.
pub(super) fn quotation(ui: &mut Ui, view: View<'_>, passage: &Passage, out: &mut Requests) {
    let words = view.lens.words(passage.range.clone()).to_owned();
    item(ui, "Assign speaker…", Request::AskEntity(AskEntity::Speaker(passage.clone())), out);
    item(ui, "Assign relay…", Request::AskEntity(AskEntity::Relay(passage.clone())), out);
    item(ui, "Nobody said this", Request::Decide(Decision::Speaker(passage.clone(), None)), out);
    ui.separator();
    item(ui, "Copy quotation", Request::Copy(words), out);
}

/// The rules that hide an entity.
pub(super) fn ignoring(view: View<'_>, entity: Id) -> Vec<Id> {
    let id = entity.to_string();
    let rules = view.project().rules.values();
    rules
        .filter(|rule| rule.on && rule.kind == RuleKind::Ignore)
        .filter(|rule| rule.to.get("entity").and_then(serde_json::Value::as_str) == Some(id.as_str()))
        .map(|rule| rule.id)
        .collect()
}
