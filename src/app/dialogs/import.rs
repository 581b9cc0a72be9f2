//! The import queue: every file as it was found and as it will be saved, side by side, each field with its evidence.

use egui::{Context, RichText, ScrollArea, Sense, Ui, UiBuilder, vec2};
use lucide_icons::Icon;

use super::form::{FIELDS, Form};
use super::{After, foot, modal};
use crate::app::theme::{self, Face, metrics as m};
use crate::app::widgets::{Button, Lead, Row, SectionHeader, list, radio};
use crate::app::words;
use crate::import::{Draft, Fate, Line, Why};
use crate::model::{Id, Project};
use crate::workspace::{Accepted, Found, Like, Other};

/// Lines shown of one file; the rest is counted.
const LINES: usize = 2_000;

/// Characters shown of one line; the rest is in the text all the same.
const LINE: usize = 2_000;

/// One file of the queue.
#[derive(Clone, Debug)]
struct Entry {
    found: Found,
    form: Form,
    /// Fields changed by hand: they stay when a line is struck or kept.
    touched: Vec<&'static str>,
    /// What is to become of it.
    take: Take,
    /// Words of the text that will be kept.
    words: usize,
}

/// What is to become of a file that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Take {
    /// It is left out.
    Skip,
    /// It becomes a source.
    Source,
    /// It becomes a new version of a source.
    Version(Id),
}

/// The dialog.
#[derive(Clone, Debug)]
pub struct Import {
    entries: Vec<Entry>,
    current: usize,
}

impl Import {
    /// Shows what was read.
    #[must_use]
    pub fn new(found: Vec<Found>) -> Self {
        let entries = found
            .into_iter()
            .map(|found| {
                let form = found.result.as_ref().map(|draft| form_of(draft)).unwrap_or_default();
                let new = found.result.is_ok() && found.like.is_none();
                let take = if new { Take::Source } else { Take::Skip };
                let words = found.result.as_ref().map_or(0, |draft| count_words(draft));
                Entry { found, form, touched: Vec::new(), take, words }
            })
            .collect();
        Self { entries, current: 0 }
    }

    /// More files were read while the dialog was open.
    pub fn add(&mut self, found: Vec<Found>) {
        self.entries.extend(Self::new(found).entries);
    }

    fn title(&self) -> String {
        match self.entries.as_slice() {
            [only] if only.found.name == "paste" => "Import pasted text".to_owned(),
            [only] => format!("Import “{}”", only.found.name),
            entries => format!("Import {} files", entries.len()),
        }
    }

    /// Draws it; gives the drafts once they are accepted.
    pub fn show(&mut self, ctx: &Context, project: &Project) -> (After, Vec<Accepted>) {
        let title = self.title();
        let mut accepted = Vec::new();
        let width = ctx.content_rect().width().min(1240.0) - 2.0 * m::SPACE_XL;
        let after = modal(ctx, &title, width, |ui| {
            let room = (ui.available_height() - 64.0).max(240.0);
            let many = self.entries.len() > 1;
            ui.horizontal(|ui| self.counts(ui));
            ui.add_space(m::SPACE_S);
            let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), room - 40.0), Sense::hover());
            let left = if many { 230.0 } else { 0.0 };
            let right = 430.0_f32.min(area.width() * 0.45);
            let (files, rest) = area.split_left_right_at_x(area.left() + left);
            let (found, saved) = rest.split_left_right_at_x(area.right() - right);
            if many {
                ui.scope_builder(UiBuilder::new().max_rect(files.shrink2(vec2(0.0, 0.0))), |ui| {
                    self.files(ui, project)
                });
            }
            let Some(entry) = self.entries.get_mut(self.current) else { return After::Close };
            ui.scope_builder(UiBuilder::new().max_rect(found.shrink2(vec2(m::SPACE_S, 0.0))), |ui| as_found(ui, entry));
            ui.scope_builder(UiBuilder::new().max_rect(saved.shrink2(vec2(m::SPACE_S, 0.0))), |ui| {
                saved_as(ui, entry, project)
            });
            let ready = self.entries.iter().filter(|entry| entry.take != Take::Skip).count();
            let mut after = After::Stay;
            let enter = !ui.ctx().text_edit_focused() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            foot(ui, |ui| {
                let verb = if many { format!("Import {ready}") } else { "Import".to_owned() };
                if ui.add_enabled(ready > 0, Button::primary(&verb)).clicked() || enter && ready > 0 {
                    accepted = self.accepted();
                    after = After::Close;
                }
                if ui.add(Button::new("Cancel")).clicked() {
                    after = After::Close;
                }
                ui.label(RichText::new("One undo step").color(theme::tokens(ui).muted));
            });
            after
        });
        (after, accepted)
    }

    fn counts(&self, ui: &mut Ui) {
        let t = theme::tokens(ui);
        let ready = self.entries.iter().filter(|entry| entry.take != Take::Skip).count();
        let same = self.entries.iter().filter(|entry| entry.found.like.is_some()).count();
        let failed = self.entries.iter().filter(|entry| entry.found.result.is_err()).count();
        let questions = self.entries.iter().filter(|entry| entry.take != Take::Skip && entry.asks()).count();
        for (count, word, colour) in [
            (ready, "ready", t.success),
            (questions, if questions == 1 { "question" } else { "questions" }, t.warning),
            (same, if same == 1 { "duplicate" } else { "duplicates" }, t.muted),
            (failed, "failed", t.error),
        ] {
            if count > 0 || word == "ready" {
                ui.label(RichText::new(format!("{count} {word}")).color(colour));
            }
        }
    }

    fn files(&mut self, ui: &mut Ui, project: &Project) {
        let t = theme::tokens(ui);
        ScrollArea::vertical().id_salt("files").auto_shrink(false).show(ui, |ui| {
            list(ui, "Files", |ui| {
                for (number, entry) in self.entries.iter().enumerate() {
                    let (lead, second) = match (&entry.found.result, &entry.found.like) {
                        (Err(_), _) => (Lead::Icon(Icon::X, t.error), "Cannot be read".to_owned()),
                        (Ok(_), Some(like)) => {
                            let sign = if entry.take == Take::Skip { Icon::Equal } else { Icon::Check };
                            (Lead::Icon(sign, t.muted), like.words(project))
                        }
                        (Ok(draft), None) => {
                            let sign = if entry.asks() {
                                (Icon::CircleQuestionMark, t.warning)
                            } else {
                                (Icon::Check, t.success)
                            };
                            let size = words::count(entry.words, "word", "words");
                            let outlet = Form::beside(&entry.form.outlet).unwrap_or_else(|| draft.encoding.clone());
                            (Lead::Icon(sign.0, sign.1), format!("{outlet} · {size}"))
                        }
                    };
                    let row = Row::new(&entry.found.name).second(&second).lead(lead).selected(number == self.current);
                    if ui.add(row).clicked() {
                        self.current = number;
                    }
                }
            });
        });
    }

    /// The drafts to import, with the fields as typed.
    fn accepted(&self) -> Vec<Accepted> {
        self.entries.iter().filter_map(Entry::accepted).collect()
    }
}

impl Entry {
    fn asks(&self) -> bool {
        self.found.result.as_ref().is_ok_and(|draft| !draft.warnings.is_empty())
    }

    fn accepted(&self) -> Option<Accepted> {
        let version_of = match self.take {
            Take::Skip => return None,
            Take::Source => None,
            Take::Version(source) => Some(source),
        };
        let mut draft = self.found.result.as_ref().ok()?.as_ref().clone();
        self.form.into_item(&mut draft.item);
        draft.agency = Form::beside(&self.form.agency);
        draft.dateline = Form::beside(&self.form.place);
        draft.section = Form::beside(&self.form.section);
        draft.language = Form::beside(&self.form.language);
        Some(Accepted { draft, version_of })
    }

    /// Strikes or keeps a line; fields not changed by hand are read anew.
    fn keep(&mut self, number: usize, kept: bool) {
        let Ok(draft) = &mut self.found.result else { return };
        **draft = draft.as_ref().clone().with_line_kept(number, kept);
        let mut fresh = form_of(draft);
        for (_, key) in FIELDS.iter().filter(|(_, key)| self.touched.contains(key)) {
            fresh.copy(key, &self.form);
        }
        self.words = count_words(draft);
        self.form = fresh;
    }
}

fn count_words(draft: &Draft) -> usize {
    draft.text.split_whitespace().count()
}

fn form_of(draft: &Draft) -> Form {
    let mut form = Form::of(&draft.item, draft.agency.as_deref(), draft.dateline.as_deref(), draft.section.as_deref());
    form.language = draft.language.clone().unwrap_or_default();
    form
}

fn as_found(ui: &mut Ui, entry: &mut Entry) {
    let mut pressed = None;
    match &entry.found.result {
        Err(words) => {
            SectionHeader::new("As found").show(ui);
            ui.add(egui::Label::new(RichText::new(words).color(theme::tokens(ui).error)).wrap());
        }
        Ok(draft) => {
            let struck =
                draft.lines.iter().filter(|line| matches!(line.fate, Fate::Struck(why) if why != Why::Field)).count();
            let scope =
                format!("{} · press a line to keep or strike it", words::count(struck, "line struck", "lines struck"));
            SectionHeader::new("As found").scope(&scope).show(ui);
            ScrollArea::vertical().id_salt("as found").auto_shrink(false).show(ui, |ui| {
                for line in draft.lines.iter().take(LINES) {
                    if found_line(ui, line) {
                        pressed = Some((line.number, matches!(line.fate, Fate::Struck(_))));
                    }
                }
                if let Some(more) = draft.lines.len().checked_sub(LINES).filter(|more| *more > 0) {
                    ui.label(format!("and {}", words::count(more, "more line", "more lines")));
                }
            });
        }
    }
    if let Some((number, keep)) = pressed {
        entry.keep(number, keep);
    }
}

/// One line as found; `true` when it was pressed.
fn found_line(ui: &mut Ui, line: &Line) -> bool {
    let t = theme::tokens(ui);
    let struck = matches!(line.fate, Fate::Struck(why) if why != Why::Field);
    let field = line.field.as_deref().map(field_name);
    let shown = if line.text.len() > LINE { words::short(&line.text, LINE) } else { line.text.clone() };
    let mut text = RichText::new(&shown).font(Face::Reading.at(14.0)).color(if struck { t.muted } else { t.text });
    if struck {
        text = text.strikethrough();
    }
    if line.field.as_deref() == Some("title") {
        text = RichText::new(&shown).font(Face::ReadingBold.at(14.0)).color(t.text);
    }
    let response = ui
        .horizontal_top(|ui| {
            ui.set_width(ui.available_width());
            let number = RichText::new(line.number.to_string()).font(Face::Ui.at(m::TINY_SIZE)).color(t.muted);
            ui.add_sized([26.0, 18.0], egui::Label::new(number).selectable(false));
            ui.vertical(|ui| {
                let room = ui.available_width() - if field.is_some() { 74.0 } else { m::SPACE_S };
                ui.set_max_width(room);
                ui.add(egui::Label::new(text).wrap().selectable(false));
            });
            if let Some(field) = field {
                ui.label(RichText::new(field).font(Face::Ui.at(m::TINY_SIZE)).color(t.accent));
            }
        })
        .response
        .interact(Sense::click());
    let name = format!("Line {}: {}", line.number, words::short(&line.text, 60));
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, !struck, &name));
    response.clicked()
}

fn field_name(key: &str) -> &str {
    FIELDS.iter().find(|(_, known)| *known == key).map_or(key, |(name, _)| name)
}

fn saved_as(ui: &mut Ui, entry: &mut Entry, project: &Project) {
    SectionHeader::new("Will be saved").scope("found in").show(ui);
    let Ok(draft) = &entry.found.result else {
        ui.label(RichText::new("Nothing: this file is left out.").color(theme::tokens(ui).muted));
        return;
    };
    ScrollArea::vertical().id_salt("saved").auto_shrink(false).show(ui, |ui| {
        if let Some(like) = &entry.found.like {
            ui.label(RichText::new(format!("This is {}.", like.words(project))).color(theme::tokens(ui).warning));
            let mut choices = vec![("Leave it out", Take::Skip)];
            if let (Like::Near(..), Other::Source(source)) = (like, like.other()) {
                choices.push(("Bring it in as a new version; marks go along", Take::Version(*source)));
            }
            choices.push(("Bring it in as a source of its own", Take::Source));
            for (words, take) in choices {
                if radio(ui, entry.take == take, words).clicked() {
                    entry.take = take;
                }
            }
            ui.add_space(m::SPACE_S);
        }
        let touched = entry.touched.clone();
        let from = |key: &str| {
            if touched.contains(&key) {
                return Some("yours".to_owned());
            }
            draft.evidence.get(key).and_then(|found| found.first()).map(|found| found.from.clone())
        };
        let ask =
            |key: &str| draft.warnings.iter().find(|warning| warning.about == key).map(|warning| warning.text.clone());
        if let Some(key) = entry.form.show(ui, from, ask)
            && !entry.touched.contains(&key)
        {
            entry.touched.push(key);
        }
        for warning in draft.warnings.iter().filter(|warning| !FIELDS.iter().any(|(_, key)| *key == warning.about)) {
            ui.add(egui::Label::new(RichText::new(&warning.text).color(theme::tokens(ui).warning)).wrap());
        }
        ui.add_space(m::SPACE_S);
        let muted = theme::tokens(ui).muted;
        let size = words::count(entry.words, "word", "words");
        let paragraphs = words::count(draft.blocks.len(), "paragraph", "paragraphs");
        ui.label(RichText::new(format!("{paragraphs}, {size}, read as {}", draft.encoding)).color(muted));
    });
}
