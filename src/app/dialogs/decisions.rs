//! The list of decisions: what was decided about names, dates and quotations, each to be switched off or taken away.

use egui::{Context, RichText, ScrollArea};
use lucide_icons::Icon;

use super::{After, foot, modal};
use crate::app::look;
use crate::app::request::{Request, Requests};
use crate::app::theme::{self, metrics as m};
use crate::app::widgets::{Button, IconButton, checkbox};
use crate::app::words;
use crate::model::{EntityType, Id, Project, Rule, RuleKind};
use crate::workspace::{Decision, Rules};

/// Draws it.
pub fn show(ctx: &Context, project: &Project, rules: &Rules, out: &mut Requests) -> After {
    let mut decided: Vec<&Rule> = project.rules.values().map(AsRef::as_ref).collect();
    decided.sort_by_key(|rule| (std::cmp::Reverse(rule.made), rule.id));
    modal(ctx, "Decisions", 560.0, |ui| {
        let muted = theme::tokens(ui).muted;
        let hint = if decided.is_empty() {
            "What you decide about names, dates and quotations is listed here, and holds for articles you import later."
        } else {
            "These hold for everything in the project and for articles you import later, whatever the machine finds."
        };
        ui.label(RichText::new(hint).color(muted));
        ui.add_space(m::SPACE_S);
        let height = (ui.available_height() - 90.0).max(120.0);
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            for rule in &decided {
                ui.horizontal(|ui| {
                    let mut on = rule.on;
                    let words = sentence(project, rules, rule);
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        let name = format!("Take away: {words}");
                        if ui.add(IconButton::new(Icon::Trash2, &name)).clicked() {
                            out.push(Request::Decide(Decision::Remove(rule.id)));
                        }
                        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                            if checkbox(ui, &mut on, &words).clicked() {
                                out.push(Request::Decide(Decision::Switch(rule.id, on)));
                            }
                        });
                    });
                });
            }
        });
        let mut after = After::Stay;
        foot(ui, |ui| {
            if ui.add(Button::primary("Close")).clicked() {
                after = After::Close;
            }
        });
        after
    })
}

/// A decision in a sentence.
#[must_use]
pub fn sentence(project: &Project, rules: &Rules, rule: &Rule) -> String {
    let entity = |field: &str| {
        let id: Option<Id> = rule.to.get(field).and_then(serde_json::Value::as_str).and_then(|id| id.parse().ok());
        let record = id.and_then(|id| project.entities.get(&id)).map(|entity| entity.name.clone());
        id.map(|id| rules.name(project, id).to_owned()).filter(|name| !name.is_empty()).or(record)
    };
    let text = |field: &str| rule.to.get(field).and_then(serde_json::Value::as_str).map(str::to_owned);
    let who = entity("entity").unwrap_or_else(|| "nobody".to_owned());
    // The record's own name: what it was called before this decision.
    let before = |field: &str| {
        let id: Option<Id> = rule.to.get(field).and_then(serde_json::Value::as_str).and_then(|id| id.parse().ok());
        id.and_then(|id| project.entities.get(&id)).map_or_else(String::new, |entity| entity.name.clone())
    };
    let passage = rule.matches.anchor.as_ref().map(|anchor| format!("“{}”", words::short(&anchor.exact, 40)));
    let name =
        passage.clone().or_else(|| rule.matches.name.clone().map(|name| format!("“{name}”"))).unwrap_or_default();
    let kind = rule.to.get("type").and_then(|kind| serde_json::from_value::<EntityType>(kind.clone()).ok());
    let kind = kind.map_or("", |kind| look::kind(kind).name()).to_lowercase();
    match rule.kind {
        RuleKind::Merge => format!("{} is {who}", before("from")),
        RuleKind::Split if passage.is_none() => format!("{} is not {who}", before("from")),
        RuleKind::Split => format!("{name} names {who} here"),
        RuleKind::Retype => format!("{who} is of type {kind}"),
        RuleKind::Rename => format!("{} is shown as {}", before("entity"), text("name").unwrap_or_default()),
        RuleKind::Alias => format!("“{}” means {who}", text("name").unwrap_or_default()),
        RuleKind::Ignore => format!("{who} is ignored"),
        RuleKind::Wrong if passage.is_some() => format!("{name} is no name here"),
        RuleKind::Wrong => format!("{name} is no name anywhere"),
        RuleKind::AddMention if passage.is_some() => format!("{name} names {who} here"),
        RuleKind::AddMention => format!("“{}” names {who} everywhere", text("text").unwrap_or_default()),
        RuleKind::Reading => format!("{name} is {}", words::timex(&text("value").unwrap_or_default())),
        RuleKind::Speaker => format!("{name} was said by {who}"),
        RuleKind::Relay => format!("{name} was passed on by {who}"),
    }
}
