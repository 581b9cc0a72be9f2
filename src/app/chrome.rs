//! The top bar with its ☰ menu, and the status bar that tells the truth about saving.

use egui::{Align, Layout, Popup, RichText, Ui};
use lucide_icons::Icon;

use super::action::{Action, Menu};
use super::request::{Request, Requests};
use super::shell::App;
use super::theme::{self, Face, metrics as m};
use super::widgets::{Button, IconButton, SearchBox};
use super::words;
use crate::workspace::{Opened, SaveState};

/// Draws the top bar.
pub fn top_bar(ui: &mut Ui, app: &App, out: &mut Requests) {
    let t = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = m::SPACE_XS;
        let menu = ui.add(IconButton::new(Icon::Menu, "Menu"));
        Popup::menu(&menu).show(|ui| main_menu(ui, app, out));
        for (icon, action) in [(Icon::ChevronLeft, Action::Back), (Icon::ChevronRight, Action::Forward)] {
            let keys = action.key_text(app.mac);
            let button = IconButton::new(icon, action.text()).keys(&keys);
            if ui.add_enabled(app.enabled(action), button).clicked() {
                out.act(action);
            }
        }
        ui.add_space(m::SPACE_S);
        if let Some(open) = app.look_at_desk().open() {
            let title = &open.workspace.project().head.title;
            let label =
                egui::Label::new(RichText::new(title).font(Face::UiMedium.at(m::UI_SIZE)).color(t.text)).truncate();
            ui.scope(|ui| {
                ui.set_max_width((ui.available_width() * 0.35).max(80.0));
                ui.add(label.sense(egui::Sense::click())).on_hover_text(open.path().display().to_string());
            });
            ui.add_space(m::SPACE_S);
            saving(ui, open, app);
        } else {
            ui.label(RichText::new("Dossier").font(Face::UiMedium.at(m::UI_SIZE)).color(t.text));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if app.enabled(Action::Import) && ui.add(Button::new("Import…").name("Import files…")).clicked() {
                out.act(Action::Import);
            }
            ui.add_space(m::SPACE_S);
            let keys = Action::Palette.key_text(app.mac).replace('+', " ");
            let width = (ui.available_width() - m::SPACE_L).clamp(120.0, 320.0);
            if ui.add(SearchBox::new("Search sources, notes, actions…", &keys, width)).clicked() {
                out.act(Action::Palette);
            }
        });
    });
}

/// One short phrase on whether the work is on disk.
fn saving(ui: &mut Ui, open: &Opened, app: &App) {
    let t = theme::tokens(ui);
    let (words, colour) = match open.save_state() {
        SaveState::Saved(at) => {
            let now = app.look_at_desk().now();
            let place = if open.untitled() { "Kept, no file yet" } else { "Saved" };
            (format!("{place} {}", words::when(at, now, &app.zone)), t.muted)
        }
        SaveState::Changed => ("Unsaved changes".to_owned(), t.muted),
        SaveState::Saving => ("Saving…".to_owned(), t.muted),
        SaveState::Failed(_) => ("Not saved".to_owned(), t.error),
        SaveState::ReadOnly(_) => ("Read only".to_owned(), t.warning),
    };
    let response = ui.label(RichText::new(words).font(Face::Ui.at(m::SMALL_SIZE)).color(colour));
    match open.save_state() {
        SaveState::Failed(why) | SaveState::ReadOnly(why) => drop(response.on_hover_text(why)),
        _ => drop(response.on_hover_text(open.path().display().to_string())),
    }
}

fn main_menu(ui: &mut Ui, app: &App, out: &mut Requests) {
    ui.set_min_width(180.0);
    for menu in Menu::ALL {
        ui.menu_button(menu.text(), |ui| {
            ui.set_min_width(260.0);
            for action in Action::ALL.iter().filter(|action| action.menu() == menu) {
                let text = app.action_text(*action);
                let button = egui::Button::new(text).shortcut_text(action.key_text(app.mac));
                if ui.add_enabled(app.enabled(*action), button).clicked() {
                    out.act(*action);
                    ui.close();
                }
            }
        });
    }
}

/// Draws the status bar.
pub fn status_bar(ui: &mut Ui, app: &App, out: &mut Requests) {
    let Some(open) = app.look_at_desk().open() else { return };
    let t = theme::tokens(ui);
    let small = |text: String| RichText::new(text).font(Face::Ui.at(m::SMALL_SIZE)).color(t.muted);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = m::SPACE_L;
        let overview = &app.overview;
        ui.label(small(words::count(overview.all, "source", "sources")));
        let mentions = app.look_at_desk().roster().mentions;
        ui.label(small(words::count(mentions, "mention", "mentions")));
        ui.label(small(words::count(overview.mark_count, "mark", "marks")));
        ui.label(small(words::count(overview.note_count, "note", "notes")));
        if let SaveState::Failed(why) = open.save_state() {
            ui.add(egui::Label::new(RichText::new(why).font(Face::Ui.at(m::SMALL_SIZE)).color(t.error)).truncate());
        }
        let jobs = app.look_at_desk().running();
        if let Some(job) = jobs.iter().find(|job| job.progress.amount().1 > 0) {
            let (done, total) = job.progress.amount();
            ui.label(small(format!("{} {done} of {total}  {}", job.label, job.progress.current())));
            if ui.add(Button::text("Cancel").small().name("Cancel running work")).clicked() {
                out.push(Request::CancelJobs);
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = m::SPACE_L;
            if let Some(source) = app.session().and_then(|session| session.open)
                && let Some((paragraph, all)) = app.text.paragraph(source)
            {
                ui.label(small(format!("¶{paragraph} of {all}")));
            }
            match overview.orphans.len() {
                0 => drop(ui.label(small("0 orphans".to_owned()))),
                count => {
                    let words = words::count(count, "orphan", "orphans");
                    let hint = "Marks whose words are no longer in the text. Their notes are kept.";
                    ui.label(RichText::new(words).font(Face::Ui.at(m::SMALL_SIZE)).color(t.warning))
                        .on_hover_text(hint);
                }
            }
            if let Some(step) = open.workspace.history().next_undo() {
                let words = format!("Undo: {}", step.label);
                if ui.add(Button::text(&words).small()).clicked() {
                    out.act(Action::Undo);
                }
            }
        });
    });
}
