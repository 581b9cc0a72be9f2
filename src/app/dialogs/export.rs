//! Taking things out of the project: what, of which sources, in which style and form, with a look at it before it goes.
//!
//! The text is made in a job each time the order changes; the dialog shows the last one until the next arrives.

use std::path::Path;

use egui::{Align, CornerRadius, Frame, Layout, Margin, RichText, ScrollArea, Ui, vec2};
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};
use lucide_icons::Icon;

use super::{After, modal};
use crate::app::request::{Request, Requests};
use crate::app::theme::{self, Face, metrics as m};
use crate::app::widgets::{Button, DropDown, SectionHeader, checkbox, icon, radio};
use crate::app::words;
use crate::bibliography::cite::StyleInfo;
use crate::model::{Id, Project};
use crate::workspace::{As, KEYS, Order, Preview, What, beginning};

/// Which sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Scope {
    /// Those in the list.
    #[default]
    View,
    /// Those chosen in it, or the open one.
    Chosen,
    /// Every one outside the trash.
    All,
}

/// What the dialog takes from the window.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The project.
    pub project: &'a Project,
    /// Sources in the list, in order.
    pub view: &'a [Id],
    /// Sources chosen in it, or the open one.
    pub chosen: &'a [Id],
}

/// The dialog.
#[derive(Default)]
pub struct Export {
    what: What,
    form: Option<As>,
    scope: Scope,
    with_notes: bool,
    styles: Vec<StyleInfo>,
    /// The order last sent, with its number.
    sent: Option<(u64, Order)>,
    shown: Option<Result<Box<Preview>, String>>,
    /// Number of the order that is shown.
    shown_number: u64,
    markdown: CommonMarkCache,
}

impl std::fmt::Debug for Export {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Export").field("what", &self.what).field("sent", &self.sent).finish_non_exhaustive()
    }
}

/// Width of the column of choices.
const LEFT: f32 = 268.0;
/// Width of the labels in it.
const LABEL: f32 = 62.0;

impl Export {
    /// Begins with the bibliography of the list.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The styles there are have arrived.
    pub fn styles(&mut self, styles: Vec<StyleInfo>) {
        self.styles = styles;
    }

    /// An export was made; an older one than asked for last is of no use.
    pub fn made(&mut self, number: u64, preview: Result<Box<Preview>, String>) {
        if self.sent.as_ref().is_some_and(|(sent, _)| *sent == number) {
            self.shown = Some(preview);
            self.shown_number = number;
        }
    }

    fn form(&self) -> As {
        let forms = self.what.forms();
        self.form.filter(|form| forms.contains(form)).or_else(|| forms.first().copied()).unwrap_or_default()
    }

    fn order(&self, around: Around<'_>) -> Order {
        let sources = match self.scope {
            Scope::View => around.view.to_vec(),
            Scope::Chosen => around.chosen.to_vec(),
            Scope::All => around.project.live_sources().map(|source| source.id).collect(),
        };
        Order {
            what: self.what,
            form: self.form(),
            style: around.project.head.style.clone(),
            sources,
            with_notes: self.with_notes,
        }
    }

    /// Draws it.
    pub fn show(&mut self, ctx: &egui::Context, around: Around<'_>, out: &mut Requests) -> After {
        let order = self.order(around);
        if self.sent.as_ref().is_none_or(|(_, sent)| *sent != order) {
            let number = self.sent.as_ref().map_or(1, |(number, _)| number + 1);
            self.sent = Some((number, order.clone()));
            out.push(Request::Preview(number, Box::new(order.clone())));
        }
        let room = ctx.content_rect();
        modal(ctx, "Export", 960.0, |ui| {
            let height = (room.height() - 230.0).clamp(180.0, 560.0);
            let narrow = ui.available_width() < 640.0;
            if narrow {
                ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
                    self.choices(ui, around, out);
                    self.preview(ui, 260.0);
                });
            } else {
                ui.horizontal_top(|ui| {
                    ui.allocate_ui_with_layout(vec2(LEFT, height), Layout::top_down(Align::Min), |ui| {
                        ScrollArea::vertical().id_salt("choices").auto_shrink(false).show(ui, |ui| {
                            ui.set_width(LEFT - m::SPACE_S);
                            self.choices(ui, around, out);
                        });
                    });
                    ui.add_space(m::SPACE_M);
                    ui.vertical(|ui| self.preview(ui, height));
                });
            }
            self.buttons(ui, around, &order, out)
        })
    }

    fn choices(&mut self, ui: &mut Ui, around: Around<'_>, out: &mut Requests) {
        SectionHeader::new("What").show(ui);
        for what in What::ALL {
            if what == What::Memo && around.project.notes_about(around.project.head.id).next().is_none() {
                continue;
            }
            if indented(ui, |ui| radio(ui, self.what == what, what.text())).clicked() {
                self.what = what;
            }
        }
        SectionHeader::new("How").show(ui);
        if self.what != What::Memo {
            let all = around.project.live_sources().count();
            let scopes = [
                (Scope::View, format!("This view ({})", around.view.len())),
                (Scope::Chosen, format!("Chosen sources ({})", around.chosen.len())),
                (Scope::All, format!("All sources ({all})")),
            ];
            let names: Vec<&str> = scopes.iter().map(|(_, name)| name.as_str()).collect();
            let current = scopes.iter().find(|(scope, _)| *scope == self.scope).map_or("", |(_, name)| name);
            if let Some(chosen) = chosen(ui, "Scope", current, &names).and_then(|number| scopes.get(number)) {
                self.scope = chosen.0;
            }
        }
        let forms = self.what.forms();
        let names: Vec<&str> = forms.iter().map(|form| form.text()).collect();
        if let Some(form) = chosen(ui, "Format", self.form().text(), &names).and_then(|number| forms.get(number)) {
            self.form = Some(*form);
        }
        if self.form().is_styled() {
            self.style(ui, around.project, out);
        } else {
            indented(ui, |ui| checkbox(ui, &mut self.with_notes, "With the notes about each source"));
        }
        self.checks(ui);
    }

    fn style(&mut self, ui: &mut Ui, project: &Project, out: &mut Requests) {
        let keys = "Citation keys: [@key]";
        let mut known: Vec<(&str, &str)> = vec![(KEYS, keys)];
        known.extend(self.styles.iter().map(|style| (style.name.as_str(), style.title.as_str())));
        let own = project.head.style.as_str();
        let current = known
            .iter()
            .find(|(name, _)| *name == own)
            .map(|(_, title)| (*title).to_owned())
            .or_else(|| crate::bibliography::cite::locate(own).map(|style| style.title))
            .unwrap_or_else(|| own.to_owned());
        let names: Vec<&str> = known.iter().map(|(_, title)| *title).collect();
        if let Some((name, _)) = chosen(ui, "Style", &current, &names).and_then(|number| known.get(number)) {
            out.push(Request::Style((*name).to_owned()));
        }
    }

    /// What a person should know before sending it.
    fn checks(&self, ui: &mut Ui) {
        let Some(Ok(preview)) = &self.shown else { return };
        SectionHeader::new("Checks").show(ui);
        let t = theme::tokens(ui);
        let thing = match self.what {
            What::Bibliography => words::count(preview.exported.count, "source", "sources"),
            What::Memo => words::count(preview.exported.count, "citation", "citations"),
            What::Marks => words::count(preview.exported.count, "mark", "marks"),
            What::Notes | What::NotesAndMarks => {
                words::count(preview.exported.count, "mark or note", "marks and notes")
            }
        };
        line(ui, Icon::Check, t.success, &thing);
        for warning in &preview.exported.warnings {
            line(ui, Icon::TriangleAlert, t.warning, warning);
        }
    }

    fn preview(&mut self, ui: &mut Ui, height: f32) {
        let t = theme::tokens(ui);
        let waiting = self.sent.as_ref().is_some_and(|(number, _)| *number != self.shown_number);
        SectionHeader::new("Preview").scope(if waiting { "being made" } else { "as it will be" }).show(ui);
        let frame = Frame::new()
            .fill(t.card)
            .stroke(t.line_stroke())
            .corner_radius(CornerRadius::same(m::RADIUS_M))
            .inner_margin(Margin::symmetric(18, 14));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let room = (height - 70.0).max(120.0);
            ui.set_min_height(room);
            let Some(shown) = &self.shown else {
                ui.label(RichText::new("Being made…").color(t.muted));
                return;
            };
            let area =
                ScrollArea::vertical().id_salt(("preview", self.shown_number)).max_height(room).auto_shrink(false);
            area.show(ui, |ui| match shown {
                Err(words) => drop(ui.add(egui::Label::new(RichText::new(words).color(t.error)).wrap())),
                Ok(preview) => match &preview.reads {
                    Some(markdown) => {
                        ui.style_mut().override_font_id = None;
                        CommonMarkViewer::new().show(ui, &mut self.markdown, markdown);
                    }
                    None => {
                        let text = beginning(&preview.exported.text);
                        let font = if self.sent.as_ref().is_some_and(|(_, order)| order.form.extension() == "txt") {
                            Face::Reading.at(14.0)
                        } else {
                            egui::FontId::monospace(12.0)
                        };
                        ui.add(egui::Label::new(RichText::new(text).font(font).color(t.text)).wrap());
                    }
                },
            });
        });
    }

    fn buttons(&mut self, ui: &mut Ui, around: Around<'_>, order: &Order, out: &mut Requests) -> After {
        let name = file_name(around.project, order);
        let fresh = self.sent.as_ref().is_some_and(|(number, _)| *number == self.shown_number);
        let ready = match &self.shown {
            Some(Ok(preview)) if fresh => Some(&preview.exported.text),
            _ => None,
        };
        let mut after = After::Stay;
        ui.add_space(m::SPACE_M);
        ui.horizontal(|ui| {
            if ui.add_enabled(ready.is_some(), Button::new("Copy")).clicked()
                && let Some(text) = ready
            {
                out.push(Request::Copy(text.clone()));
            }
            ui.label(RichText::new(&name).color(theme::tokens(ui).muted));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = m::SPACE_S;
                if ui.add_enabled(ready.is_some(), Button::primary("Export…")).clicked()
                    && let Some(text) = ready
                {
                    out.push(Request::SaveExport(name.clone(), text.clone()));
                    after = After::Close;
                }
                if ui.add(Button::new("Cancel")).clicked() {
                    after = After::Close;
                }
            });
        });
        after
    }
}

/// The project's title as a file name that every disk takes.
fn file_name(project: &Project, order: &Order) -> String {
    let mut name = String::new();
    for c in project.head.title.chars().take(60) {
        match c {
            c if c.is_alphanumeric() => name.extend(c.to_lowercase()),
            _ if name.is_empty() || name.ends_with('-') => {}
            _ => name.push('-'),
        }
    }
    let name = name.trim_end_matches('-');
    let name = if name.is_empty() { "export" } else { name };
    let name = format!("{name}-{}.{}", order.what.id(), order.form.extension());
    Path::new(&name).file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn indented<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal(|ui| {
        ui.add_space(m::SPACE_S);
        content(ui)
    })
    .inner
}

/// A label and a choice beside it.
fn chosen(ui: &mut Ui, name: &str, current: &str, options: &[&str]) -> Option<usize> {
    ui.horizontal(|ui| {
        ui.add_space(m::SPACE_S);
        ui.add_sized(
            [LABEL, m::TARGET],
            egui::Label::new(RichText::new(name).color(theme::tokens(ui).muted)).halign(Align::Min),
        );
        DropDown::new(name, current).show(ui, options).1
    })
    .inner
}

fn line(ui: &mut Ui, sign: Icon, colour: egui::Color32, text: &str) {
    ui.horizontal_top(|ui| {
        ui.add_space(m::SPACE_S);
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, 20.0), egui::Sense::hover());
        icon(ui, sign, 14.0, colour, rect.center());
        ui.add(egui::Label::new(text).wrap());
    });
}
