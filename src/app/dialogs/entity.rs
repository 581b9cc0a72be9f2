//! Deciding about entities: which one is meant, what selected words name, under which name two go on.

use egui::{Context, Key, Modifiers, RichText, ScrollArea};

use super::{After, foot, modal};
use crate::app::look;
use crate::app::request::{AskEntity, Request, Requests};
use crate::app::theme::{self, Face, metrics as m};
use crate::app::widgets::{Button, Field, Label, Lead, Row, list, radio};
use crate::app::words;
use crate::model::{EntityType, Id, Project};
use crate::workspace::{Decision, Passage, Roster, Rules, Scope, fold};

/// Entities offered at once.
const OFFERED: usize = 60;

/// The dialog.
#[derive(Clone, Debug)]
pub struct EntityDialog {
    ask: AskEntity,
    /// The words the question is about.
    words: String,
    /// How often they stand in all texts.
    occurrences: usize,
    text: String,
    kind: EntityType,
    scope: Scope,
    /// Which of the offered names the keys have reached.
    at: usize,
    focus: bool,
}

/// What the dialog may look at.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The project.
    pub project: &'a Project,
    /// Its rules.
    pub rules: &'a Rules,
    /// Its entities with their counts.
    pub roster: &'a Roster,
}

impl EntityDialog {
    /// Asks, about words that stand `occurrences` times in all texts; `text` is what the field begins with.
    #[must_use]
    pub fn new(ask: AskEntity, words: &str, occurrences: usize, text: &str) -> Self {
        let scope = if let AskEntity::Name(_, scope) = &ask { *scope } else { Scope::Here };
        let kind = if let AskEntity::Split(_, kind) = &ask { *kind } else { EntityType::Per };
        Self { ask, words: words.to_owned(), occurrences, text: text.to_owned(), kind, scope, at: 0, focus: true }
    }

    /// Draws it.
    pub fn show(&mut self, ctx: &Context, around: Around<'_>, out: &mut Requests) -> After {
        match self.ask.clone() {
            AskEntity::Merge { from, into: Some(into) } => keep_name(ctx, around, from, into, out),
            AskEntity::Merge { from, into: None } => {
                let title = format!("Merge {} with…", around.rules.name(around.project, from));
                let kind = around.rules.kind(around.project, from);
                let (after, chosen) = self.choose(ctx, around, &title, None, |entity, of| entity != from && of == kind);
                if let Some(Some(into)) = chosen {
                    out.push(Request::AskEntity(AskEntity::Merge { from, into: Some(into) }));
                }
                after
            }
            AskEntity::Split(passage, kind) => {
                let title = format!("Whom does “{}” name here?", words::short(&self.words, 30));
                let (after, chosen) = self.choose(ctx, around, &title, Some("Somebody new"), |_, of| of == kind);
                if let Some(to) = chosen {
                    out.push(Request::Decide(Decision::Split(passage, to, kind)));
                }
                after
            }
            AskEntity::Speaker(passage) => {
                let speaks = |_, of| matches!(of, EntityType::Per | EntityType::Org);
                let (after, chosen) = self.choose(ctx, around, "Who said this?", Some("Nobody known"), speaks);
                if let Some(who) = chosen {
                    out.push(Request::Decide(Decision::Speaker(passage, who)));
                }
                after
            }
            AskEntity::Relay(passage) => {
                let speaks = |_, of| matches!(of, EntityType::Per | EntityType::Org);
                let (after, chosen) = self.choose(ctx, around, "Who passed it on?", Some("Nobody known"), speaks);
                if let Some(who) = chosen {
                    out.push(Request::Decide(Decision::Relay(passage, who)));
                }
                after
            }
            AskEntity::Name(passage, _) => self.name(ctx, &passage, out),
            AskEntity::Rename(entity) => self.type_in(ctx, "Rename entity", "New name", "Rename", out, |text| {
                Request::Decide(Decision::Rename(entity, text))
            }),
            AskEntity::Alias(entity) => {
                let title = format!("Another name of {}", around.rules.name(around.project, entity));
                self.type_in(ctx, &title, "Alias", "Add alias", out, |text| {
                    Request::Decide(Decision::Alias(entity, text))
                })
            }
            AskEntity::Reading(passage, _) => {
                let title = format!("When is “{}”?", words::short(&self.words, 30));
                self.type_in(ctx, &title, "Date, as 2024-03-05", "Choose", out, |text| {
                    Request::Decide(Decision::Reading(passage.clone(), text))
                })
            }
        }
    }

    /// One line of text and a verb.
    fn type_in(
        &mut self,
        ctx: &Context,
        title: &str,
        label: &str,
        verb: &str,
        out: &mut Requests,
        request: impl Fn(String) -> Request,
    ) -> After {
        modal(ctx, title, 360.0, |ui| {
            let field = Field::new(label, &mut self.text).show(ui);
            if std::mem::take(&mut self.focus) {
                field.request_focus();
            }
            let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let typed = self.text.trim().to_owned();
            let mut after = After::Stay;
            foot(ui, |ui| {
                let pressed = ui.add_enabled(!typed.is_empty(), Button::primary(verb)).clicked();
                if (pressed || enter) && !typed.is_empty() {
                    out.push(request(typed.clone()));
                    after = After::Close;
                }
                if ui.add(Button::new("Cancel")).clicked() {
                    after = After::Close;
                }
            });
            after
        })
    }

    /// A list of entities to choose one of; `Some(None)` is the answer that is none of them.
    fn choose(
        &mut self,
        ctx: &Context,
        around: Around<'_>,
        title: &str,
        none: Option<&str>,
        fits: impl Fn(Id, EntityType) -> bool,
    ) -> (After, Option<Option<Id>>) {
        let mut chosen = None;
        let typed = fold(&self.text);
        let has = |name: &str| fold(name).contains(&typed);
        let offered: Vec<_> = around
            .roster
            .entities
            .iter()
            .filter(|standing| fits(standing.entity, standing.kind))
            .filter(|standing| has(&standing.name) || standing.aliases.iter().any(|alias| has(alias)))
            .take(OFFERED)
            .collect();
        let after = modal(ctx, title, 400.0, |ui| {
            let (up, down) = ui.input_mut(|input| {
                (input.consume_key(Modifiers::NONE, Key::ArrowUp), input.consume_key(Modifiers::NONE, Key::ArrowDown))
            });
            let last = offered.len().saturating_sub(1);
            self.at = match (up, down) {
                (true, _) => self.at.saturating_sub(1),
                (_, true) => self.at + 1,
                _ => self.at,
            }
            .min(last);
            let field = Field::new("Name", &mut self.text).label(Label::Hidden).hint("Type a name").show(ui);
            if std::mem::take(&mut self.focus) {
                field.request_focus();
            }
            let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            ui.add_space(m::SPACE_S);
            ScrollArea::vertical().max_height(280.0).auto_shrink([false, true]).show(ui, |ui| {
                list(ui, "Entities to choose from", |ui| {
                    for (place, standing) in offered.iter().enumerate() {
                        let count = words::count(standing.mentions, "mention", "mentions");
                        let row = Row::new(&standing.name)
                            .trailing(&count)
                            .lead(Lead::Glyph(look::kind(standing.kind)))
                            .selected(place == self.at);
                        let response = ui.add(row);
                        if place == self.at && (up || down) {
                            response.scroll_to_me(None);
                        }
                        if response.clicked() || enter && place == self.at {
                            chosen = Some(Some(standing.entity));
                        }
                    }
                });
            });
            if offered.is_empty() {
                ui.label(RichText::new("No entity has these letters.").color(theme::tokens(ui).muted));
            }
            let mut after = After::Stay;
            foot(ui, |ui| {
                if let Some(words) = none
                    && ui.add(Button::new(words)).clicked()
                {
                    chosen = Some(None);
                }
                if ui.add(Button::new("Cancel")).clicked() {
                    after = After::Close;
                }
            });
            if chosen.is_some() { After::Close } else { after }
        });
        (after, chosen)
    }

    /// What selected words name, and how far that holds.
    fn name(&mut self, ctx: &Context, passage: &Passage, out: &mut Requests) -> After {
        let title = format!("“{}” is…", words::short(&self.words, 40));
        modal(ctx, &title, 380.0, |ui| {
            let mut done = None;
            for kind in EntityType::ALL {
                let shown = look::kind(kind);
                let letter = shown.letter().to_string();
                let row = Row::new(shown.name()).lead(Lead::Glyph(shown)).trailing(&letter).selected(kind == self.kind);
                if ui.add(row).clicked() {
                    done = Some(kind);
                }
                let key = Key::from_name(&letter);
                if key.is_some_and(|key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))) {
                    done = Some(kind);
                }
            }
            ui.add_space(m::SPACE_M);
            let everywhere = format!("everywhere it stands: {}", words::count(self.occurrences, "place", "places"));
            for (words, scope) in [("only here", Scope::Here), (everywhere.as_str(), Scope::Everywhere)] {
                if radio(ui, self.scope == scope, words).clicked() {
                    self.scope = scope;
                }
            }
            let hint = "Everywhere holds for articles you import later, too.";
            ui.label(RichText::new(hint).font(Face::Ui.at(m::SMALL_SIZE)).color(theme::tokens(ui).muted));
            let mut after = After::Stay;
            foot(ui, |ui| {
                if ui.add(Button::new("Cancel")).clicked() {
                    after = After::Close;
                }
            });
            if let Some(kind) = done {
                out.push(Request::Decide(Decision::Name(passage.clone(), kind, None, self.scope)));
                after = After::Close;
            }
            after
        })
    }
}

/// Two entities are one: which name stays?
fn keep_name(ctx: &Context, around: Around<'_>, from: Id, into: Id, out: &mut Requests) -> After {
    let name = |id: Id| around.rules.name(around.project, id).to_owned();
    let (a, b) = (name(into), name(from));
    let mentions = |id: Id| around.roster.get(id).map_or(0, |standing| standing.mentions);
    let mut answer = None;
    let after = modal(ctx, &format!("Merge {b} and {a}"), 440.0, |ui| {
        let together = words::count(mentions(from) + mentions(into), "mention", "mentions");
        ui.label(format!(
            "They are one from now on, here and in what you import later: {together}. You can undo it, or switch the \
             decision off in the list of decisions."
        ));
        let mut after = After::Stay;
        foot(ui, |ui| {
            let first = ui.add(Button::primary(&format!("Keep “{a}”")));
            if ui.memory(|memory| memory.focused().is_none()) {
                first.request_focus();
            }
            if first.clicked() {
                answer = Some((from, into));
            }
            if ui.add(Button::new(&format!("Keep “{b}”"))).clicked() {
                answer = Some((into, from));
            }
            if ui.add(Button::new("Cancel")).clicked() {
                after = After::Close;
            }
        });
        if answer.is_some() { After::Close } else { after }
    });
    if let Some((from, into)) = answer {
        out.push(Request::Decide(Decision::Merge { from, into }));
    }
    after
}
