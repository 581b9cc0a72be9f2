//! The start page: new, open, recent projects, the sample, and what was never saved anywhere.

use egui::{RichText, ScrollArea, Ui};
use lucide_icons::Icon;

use super::action::Action;
use super::request::{Request, Requests};
use super::theme::{self, Face, metrics as m};
use super::widgets::{Button, Lead, Row, SectionHeader, context_menu, list};
use super::words;
use crate::workspace::{Settings, Untitled};

/// Draws the page.
pub fn show(ui: &mut Ui, settings: &Settings, untitled: &[Untitled], busy: bool, out: &mut Requests) {
    let t = theme::tokens(ui);
    let width = 460.0_f32.min(ui.available_width() - 2.0 * m::SPACE_L);
    let margin = (ui.available_width() - width) / 2.0;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.add_space((ui.available_height() * 0.16).max(m::SPACE_L));
        ui.horizontal(|ui| {
            ui.add_space(margin);
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.label(RichText::new("Dossier").font(Face::ReadingBold.at(34.0)).color(t.text));
                let words = "Keep what you read, what it names, and what you think of it in one file of your own.";
                ui.label(RichText::new(words).font(Face::Reading.at(15.0)).color(t.muted));
                ui.add_space(m::SPACE_XL);
                ui.horizontal(|ui| {
                    if ui.add(Button::primary(Action::NewProject.text())).clicked() {
                        out.act(Action::NewProject);
                    }
                    for action in [Action::OpenProject, Action::OpenSample] {
                        if ui.add(Button::new(action.text())).clicked() {
                            out.act(action);
                        }
                    }
                });
                if busy {
                    ui.add_space(m::SPACE_S);
                    ui.label(RichText::new("Opening…").color(t.muted));
                }
                unsaved(ui, untitled, out);
                recent(ui, settings, out);
            });
        });
    });
}

fn unsaved(ui: &mut Ui, untitled: &[Untitled], out: &mut Requests) {
    if untitled.is_empty() {
        return;
    }
    ui.add_space(m::SPACE_L);
    SectionHeader::new("Not saved to a file yet").show(ui);
    let (muted, warning) = (theme::tokens(ui).muted, theme::tokens(ui).warning);
    list(ui, "Not saved to a file yet", |ui| {
        for project in untitled {
            let row = Row::new(&project.title);
            let row = match &project.sources {
                Ok(count) => {
                    let count = words::count(*count, "source", "sources");
                    ui.add(row.trailing(&count).lead(Lead::Icon(Icon::FilePen, muted)))
                }
                Err(why) => {
                    let words = format!("Cannot be read and is left as it is: {why}");
                    ui.add(row.second(&words).lead(Lead::Icon(Icon::TriangleAlert, warning))).on_hover_text(words)
                }
            };
            if row.clicked() {
                out.push(Request::OpenFile(project.path.clone()));
            }
            context_menu(&row, |ui| {
                if ui.button("Throw away").clicked() {
                    out.push(Request::Discard(project.path.clone()));
                    ui.close();
                }
            });
        }
    });
}

fn recent(ui: &mut Ui, settings: &Settings, out: &mut Requests) {
    if settings.recent.is_empty() {
        return;
    }
    ui.add_space(m::SPACE_L);
    SectionHeader::new("Recent").show(ui);
    let muted = theme::tokens(ui).muted;
    list(ui, "Recent", |ui| {
        for path in &settings.recent {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let name = name.strip_suffix(".dossier.json").unwrap_or(&name);
            let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
            let row = Row::new(name).second(&folder).lead(Lead::Icon(Icon::BookOpen, muted));
            if ui.add(row).clicked() {
                out.push(Request::OpenFile(path.clone()));
            }
        }
    });
}
