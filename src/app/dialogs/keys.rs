//! The sheet of keys and the page about the program, both made from what is true.

use egui::{Context, RichText, ScrollArea};

use super::{After, foot, modal};
use crate::app::action::{Action, Menu};
use crate::app::theme::{self, metrics as m};
use crate::app::widgets::{Button, SectionHeader, keycap};

/// Keys the text itself answers to.
const IN_THE_TEXT: [(&str, &str); 7] = [
    ("Arrows, Home, End", "Move the caret; with Shift, select"),
    ("Ctrl+←  Ctrl+→", "Move by a word"),
    ("Space  Shift+Space", "A page down, up"),
    ("[  ]  or Alt+↑  Alt+↓", "The paragraph before, after"),
    ("Shift+←  Shift+→ at a mark", "Move its end by a word; with Ctrl, its start"),
    ("Ctrl+C", "Copy the selection"),
    ("Esc", "Select nothing"),
];

/// Draws the sheet of keys.
pub fn show(ctx: &Context, mac: bool) -> After {
    modal(ctx, "Keys", 560.0, |ui| {
        ScrollArea::vertical().max_height(ui.available_height() - 60.0).auto_shrink([false, true]).show(ui, |ui| {
            for menu in Menu::ALL {
                SectionHeader::new(menu.text()).show(ui);
                for action in Action::ALL.iter().filter(|action| action.menu() == menu && !action.keys().is_empty()) {
                    let keys: Vec<String> = action.keys().iter().map(|keys| keys.text(mac)).collect();
                    line(ui, action.tip(), &keys.join("  "));
                }
            }
            SectionHeader::new("In the text").show(ui);
            for (keys, words) in IN_THE_TEXT {
                line(ui, words, keys);
            }
        });
        close(ui)
    })
}

fn line(ui: &mut egui::Ui, words: &str, keys: &str) {
    ui.horizontal(|ui| {
        ui.add_space(m::SPACE_S);
        ui.label(words);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(m::SPACE_M);
            keycap(ui, keys);
        });
    });
}

fn close(ui: &mut egui::Ui) -> After {
    let mut after = After::Stay;
    foot(ui, |ui| {
        if ui.add(Button::primary("Close")).clicked() {
            after = After::Close;
        }
    });
    after
}

/// Draws the page about the program; `folders` are where it keeps its own things.
pub fn about(ctx: &Context, folders: &[(&str, String)], said: &[String]) -> After {
    modal(ctx, "About Dossier", 520.0, |ui| {
        ui.label(format!("Dossier {}, a research notebook. MIT or Apache-2.0.", env!("CARGO_PKG_VERSION")));
        ui.label("Offline: it talks to no server. Your project is the one file you saved.");
        ui.add_space(m::SPACE_S);
        let muted = theme::tokens(ui).muted;
        for (name, folder) in folders {
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(*name).color(muted));
                ui.label(folder);
            });
        }
        if !said.is_empty() {
            SectionHeader::new("What was said").show(ui);
            ScrollArea::vertical().max_height(160.0).auto_shrink([false, true]).show(ui, |ui| {
                for words in said.iter().rev() {
                    ui.label(words);
                }
            });
        }
        close(ui)
    })
}
