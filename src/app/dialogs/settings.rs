//! Settings: how Dossier looks and works for its user, searchable, applied while they are changed. The names of the
//! colours belong to the project and change with it, undo included.

use std::collections::BTreeMap;

use egui::{Context, Key, RichText, ScrollArea, Slider, Ui};
use lucide_icons::Icon;

use super::{After, foot, modal};
use crate::app::action::Action;
use crate::app::request::{Request, Requests};
use crate::app::theme::{self, Theme, metrics as m};
use crate::app::widgets::{Button, Field, Label, SectionHeader, checkbox, radio};
use crate::model::Colour;
use crate::workspace::Settings;

/// The dialog.
#[derive(Clone, Debug, Default)]
pub struct SettingsPage {
    /// Words that settings must have to be shown.
    search: String,
    /// Names of the colours as they are being typed.
    names: BTreeMap<Colour, String>,
    drawn: bool,
}

/// Words a setting is found by, and how it is drawn.
type Setting<'a> = (&'a str, &'a mut dyn FnMut(&mut Ui));

/// Draws settings one by one: those that have the words looked for, each under its heading.
struct Rows<'a> {
    ui: &'a mut Ui,
    search: String,
    shown: usize,
}

impl Rows<'_> {
    fn section(&mut self, heading: &str, rows: &mut [Setting<'_>]) {
        let has = |words: &str| words.to_lowercase().contains(&self.search);
        let all = has(heading);
        let mut headed = false;
        for (words, row) in rows.iter_mut() {
            if !(all || has(words)) {
                continue;
            }
            if !std::mem::replace(&mut headed, true) {
                SectionHeader::new(heading).show(self.ui);
            }
            self.shown += 1;
            self.ui.horizontal(|ui| {
                ui.add_space(m::SPACE_S);
                ui.vertical(|ui| row(ui));
            });
        }
    }
}

impl SettingsPage {
    /// Shows the settings; `names` are those of the project's colours, if one is open.
    #[must_use]
    pub fn new(names: BTreeMap<Colour, String>) -> Self {
        Self { names, ..Self::default() }
    }

    /// Draws it. `folders` are where the program keeps its own things.
    pub fn show(
        &mut self,
        ctx: &Context,
        settings: &Settings,
        folders: &[(&str, String)],
        out: &mut Requests,
    ) -> After {
        let mut changed = settings.clone();
        let after = modal(ctx, "Settings", 580.0, |ui| {
            let field = Field::new("Search settings", &mut self.search)
                .label(Label::Hidden)
                .hint("Search settings")
                .icon(Icon::Search)
                .show(ui);
            if !std::mem::replace(&mut self.drawn, true) {
                field.request_focus();
            }
            let room = (ui.available_height() - 64.0).max(200.0);
            ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
                let search = self.search.trim().to_lowercase();
                let mut rows = Rows { ui, search, shown: 0 };
                reading(&mut rows, &mut changed);
                accessibility(&mut rows, &mut changed);
                keys(&mut rows, &mut changed, out);
                colours(&mut rows, &mut self.names, out);
                saving(&mut rows, folders);
                if rows.shown == 0 {
                    let muted = theme::tokens(ui).muted;
                    ui.label(RichText::new("No setting has these words.").color(muted));
                }
            });
            let mut after = After::Stay;
            foot(ui, |ui| {
                if ui.add(Button::primary("Close")).clicked() {
                    after = After::Close;
                }
                if ui.add(Button::new("As they came").name("Set everything as it came")).clicked() {
                    let Settings { recent, started, .. } = changed.clone();
                    changed = Settings { recent, started, ..Settings::default() };
                }
            });
            after
        });
        if changed != *settings {
            out.push(Request::Settings(Box::new(changed)));
        }
        after
    }
}

fn reading(rows: &mut Rows<'_>, changed: &mut Settings) {
    let Settings { theme, reading_size, column, line_height, .. } = changed;
    rows.section(
        "Reading",
        &mut [
            ("Theme: system, light, dark, sepia, high contrast", &mut |ui| {
                ui.horizontal_wrapped(|ui| {
                    let names = std::iter::once("System").chain(Theme::ALL.into_iter().map(Theme::name));
                    for name in names {
                        if radio(ui, theme.eq_ignore_ascii_case(name), name).clicked() {
                            *theme = name.to_lowercase();
                        }
                        ui.add_space(m::SPACE_S);
                    }
                });
            }),
            ("Text size, font", &mut |ui| {
                slider(
                    ui,
                    Slider::new(reading_size, m::READING_MIN..=m::READING_MAX).step_by(1.0),
                    "Size of the text",
                    0,
                );
            }),
            ("Column width, characters in a line", &mut |ui| {
                slider(ui, Slider::new(column, 45.0..=90.0).step_by(1.0), "Characters in a line", 0);
            }),
            ("Line height, spacing", &mut |ui| {
                slider(ui, Slider::new(line_height, 1.3..=2.0).step_by(0.05), "Height of a line", 2);
            }),
        ],
    );
}

fn accessibility(rows: &mut Rows<'_>, changed: &mut Settings) {
    let Settings { theme, zoom, still, .. } = changed;
    rows.section(
        "Accessibility",
        &mut [
            ("Zoom, size of everything", &mut |ui| {
                let mut percent = *zoom * 100.0;
                // Applied when let go of: the slider itself grows with it.
                let slider = slider(ui, Slider::new(&mut percent, 50.0..=300.0).step_by(10.0), "Zoom in percent", 0);
                if slider.changed() && !slider.dragged() || slider.drag_stopped() {
                    *zoom = percent / 100.0;
                }
            }),
            ("Reduce motion, animation", &mut |ui| {
                checkbox(ui, still, "Nothing moves by itself");
            }),
            ("High contrast", &mut |ui| {
                let contrast = [Theme::HighContrastLight, Theme::HighContrastDark];
                let mut on = contrast.iter().any(|known| known.name().eq_ignore_ascii_case(theme));
                if checkbox(ui, &mut on, "High contrast: outlines instead of fills").clicked() {
                    let dark = theme::tokens(ui).dark;
                    let chosen = if dark { Theme::HighContrastDark } else { Theme::HighContrastLight };
                    *theme = if on { chosen.name().to_lowercase() } else { "system".to_owned() };
                }
            }),
        ],
    );
}

fn keys(rows: &mut Rows<'_>, changed: &mut Settings, out: &mut Requests) {
    let single = &mut changed.single_keys;
    rows.section(
        "Keys",
        &mut [
            ("Single keys: H, N, T, 1 to 6 without Ctrl", &mut |ui| {
                checkbox(
                    ui,
                    single,
                    "Single keys act while reading (H marks, N writes a note, 1 to 6 choose a colour)",
                );
            }),
            ("All keys, shortcuts", &mut |ui| {
                if ui.add(Button::text("Show all keys")).clicked() {
                    out.act(Action::ShowKeys);
                }
            }),
        ],
    );
}

fn colours(rows: &mut Rows<'_>, names: &mut BTreeMap<Colour, String>, out: &mut Requests) {
    if names.is_empty() {
        return;
    }
    rows.section(
        "Colours of this project",
        &mut [("Names of the mark colours: yellow, orange, blue, green, pink, grey", &mut |ui| {
            ui.vertical(|ui| {
                for (colour, name) in names.iter_mut() {
                    ui.horizontal(|ui| {
                        let (dot, _) = ui.allocate_exact_size(egui::Vec2::splat(m::TARGET), egui::Sense::hover());
                        let look = theme::tokens(ui).mark(*colour);
                        let sign = egui::Rect::from_center_size(dot.center(), egui::Vec2::splat(14.0));
                        let stroke = egui::Stroke::new(m::SWATCH_WIDTH, look.stripe);
                        ui.painter().rect(sign, 4.0, look.wash, stroke, egui::StrokeKind::Inside);
                        let label = format!("Meaning of {}", colour.name());
                        let field = Field::new(&label, name)
                            .label(Label::Left(130.0))
                            .hint(colour.name())
                            .width(220.0)
                            .show(ui);
                        if field.lost_focus() && !ui.input(|input| input.key_pressed(Key::Escape)) {
                            out.push(Request::NameColour(*colour, name.clone()));
                        }
                    });
                }
            });
        })],
    );
}

fn saving(rows: &mut Rows<'_>, folders: &[(&str, String)]) {
    rows.section(
        "Saving",
        &mut [("Saving, backups, folders", &mut |ui| {
            let muted = theme::tokens(ui).muted;
            ui.vertical(|ui| {
                let words = "The project is written two seconds after the last change, when the window loses the \
                             keyboard, and when it is closed. Before the first save of a day the file is backed up.";
                ui.add(egui::Label::new(words).wrap());
                for (name, folder) in folders {
                    let words = RichText::new(format!("{name}: {folder}")).color(muted);
                    ui.add(egui::Label::new(words).wrap().selectable(true));
                }
            });
        })],
    );
}

fn slider(ui: &mut Ui, slider: Slider<'_>, name: &str, decimals: usize) -> egui::Response {
    let t = theme::tokens(ui);
    ui.horizontal(|ui| {
        let label = ui.add_sized([130.0, m::TARGET], egui::Label::new(name).halign(egui::Align::Min));
        // A rail in the colour of a card could not be seen on the panel.
        ui.visuals_mut().widgets.inactive.bg_fill = t.line;
        ui.visuals_mut().selection.bg_fill = t.accent;
        ui.spacing_mut().slider_width = 220.0;
        ui.add(slider.trailing_fill(true).fixed_decimals(decimals)).labelled_by(label.id)
    })
    .inner
}
