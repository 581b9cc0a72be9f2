//! Surfaces that hold something: note cards, the quotation on them, toasts, and what an empty pane says.

use egui::{Align, CornerRadius, Frame, Id, Margin, Response, Role, Sense, Shadow, Stroke, Ui, UiBuilder, pos2, vec2};
use lucide_icons::Icon;

use super::super::theme::{self, Face, metrics as m};
use super::{Button, IconButton, focus_ring, icon};
use crate::model::Colour;

/// A white card with a thin line, blue when selected. Pressing anywhere on it that is not a control selects it.
///
/// ```no_run
/// # use dossier::{app::widgets::{Card, quote}, model::Colour};
/// # fn show(ui: &mut egui::Ui) {
/// let card = Card::new("Note: Who saw the log?").selected(true).show(ui, |ui| {
///     quote(ui, Colour::Yellow, "told her managers twice");
///     ui.label("Who saw the log? Ask for a copy.");
/// });
/// if card.clicked() { /* … */ }
/// # }
/// ```
#[must_use = "show it with `show`"]
pub struct Card<'a> {
    name: &'a str,
    selected: bool,
    lit: bool,
    id: Option<Id>,
}

impl<'a> Card<'a> {
    /// `name` is what a screen reader says for the whole card.
    pub fn new(name: &'a str) -> Self {
        Self { name, selected: false, lit: false, id: None }
    }

    /// Whether it is the chosen one.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// Tinted, because what it belongs to is under the pointer.
    pub fn lit(mut self, lit: bool) -> Self {
        self.lit = lit;
        self
    }

    /// Keeps the keyboard on the same record; give each record its own.
    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// Draws the card over the whole width with `content` on it.
    pub fn show(self, ui: &mut Ui, content: impl FnOnce(&mut Ui)) -> Response {
        let t = theme::tokens(ui);
        let width = if t.high_contrast && (self.selected || self.lit) { 3.0 } else { t.outline() };
        let line = if self.lit { t.edge } else { t.line };
        let stroke = Stroke::new(width, if self.selected { t.accent } else { line });
        let fill = if self.lit && !t.high_contrast { t.chip } else { t.card };
        let mut builder = UiBuilder::new().sense(Sense::click());
        if let Some(id) = self.id {
            builder = builder.id_salt(id);
        }
        let response = ui
            .scope_builder(builder, |ui| {
                Frame::new()
                    .fill(fill)
                    .stroke(stroke)
                    .corner_radius(CornerRadius::same(m::RADIUS_M))
                    .inner_margin(Margin::same(m::SPACE_M as i8))
                    .show(ui, |ui| {
                        ui.set_width(ui.available_width());
                        content(ui);
                    });
            })
            .response;
        super::tell_selected(ui, &response, Role::ListItem, self.selected, self.name);
        focus_ring(ui, &response, m::RADIUS_M);
        response
    }
}

/// Words of the source on a card, in reading italics beside a bar in the mark's stripe.
pub fn quote(ui: &mut Ui, colour: Colour, words: &str) -> Response {
    let t = theme::tokens(ui);
    let indent = 11.0;
    let mut format = egui::TextFormat::simple(Face::ReadingItalic.at(m::UI_SIZE), t.muted);
    format.line_height = Some((m::UI_SIZE * 1.4).round());
    let mut job = egui::text::LayoutJob::single_section(words.to_owned(), format);
    job.wrap.max_width = (ui.available_width() - indent).max(0.0);
    let galley = ui.painter().layout_job(job);
    let size = vec2(ui.available_width(), galley.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, words));
    let bar = egui::Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
    ui.painter().rect_filled(bar, CornerRadius::same(1), t.mark(colour).stripe);
    ui.painter().galley(pos2(rect.left() + indent, rect.top()), galley, t.muted);
    response
}

/// What an empty pane says: what it is for, and one thing to do. True when that was pressed.
pub fn empty_state(ui: &mut Ui, sign: Icon, sentence: &str, action: Option<&str>) -> bool {
    let t = theme::tokens(ui);
    let mut pressed = false;
    ui.vertical_centered(|ui| {
        ui.add_space(m::SPACE_XL);
        let (rect, _) = ui.allocate_exact_size(vec2(30.0, 30.0), Sense::hover());
        icon(ui, sign, 26.0, t.muted, rect.center());
        ui.add_space(m::SPACE_S);
        let room = ui.available_width().min(280.0);
        ui.scope(|ui| {
            ui.set_max_width(room);
            ui.add(
                egui::Label::new(egui::RichText::new(sentence).color(t.muted).line_height(Some(19.0)))
                    .wrap()
                    .halign(Align::Center),
            );
        });
        if let Some(words) = action {
            ui.add_space(m::SPACE_S);
            pressed = ui.add(Button::new(words)).clicked();
        }
        ui.add_space(m::SPACE_XL);
    });
    pressed
}

/// What was done with a toast.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ToastAnswer {
    /// Its action was pressed.
    pub acted: bool,
    /// Its cross was pressed.
    pub closed: bool,
    /// The pointer is on it: its time should stand still.
    pub hovered: bool,
}

/// A sentence that says what just happened, with one thing to do about it. It is announced politely.
#[must_use = "show it with `show`"]
pub struct Toast<'a> {
    words: &'a str,
    action: Option<&'a str>,
    sign: Option<(Icon, egui::Color32)>,
}

impl<'a> Toast<'a> {
    /// `words`: “Moved 3 sources to trash”.
    pub fn new(words: &'a str) -> Self {
        Self { words, action: None, sign: None }
    }

    /// “Undo”.
    pub fn action(mut self, words: &'a str) -> Self {
        self.action = Some(words);
        self
    }

    /// An icon before the words.
    pub fn sign(mut self, sign: Icon, colour: egui::Color32) -> Self {
        self.sign = Some((sign, colour));
        self
    }

    /// Draws it where the layout stands; the caller places it in an `egui::Area`.
    pub fn show(self, ui: &mut Ui) -> ToastAnswer {
        let t = theme::tokens(ui);
        let mut answer = ToastAnswer::default();
        let shadow = if t.high_contrast {
            Shadow::NONE
        } else {
            Shadow { offset: [0, 4], blur: 16, spread: 0, color: t.shadow }
        };
        let frame = Frame::new()
            .fill(t.card)
            .stroke(t.line_stroke())
            .shadow(shadow)
            .corner_radius(CornerRadius::same(m::RADIUS_M))
            .inner_margin(Margin { left: 14, right: 6, top: 5, bottom: 5 });
        let inner = frame.show(ui, |ui| {
            ui.horizontal(|ui| {
                if let Some((sign, colour)) = self.sign {
                    let (rect, _) = ui.allocate_exact_size(vec2(m::ICON_SIZE, m::TARGET), Sense::hover());
                    icon(ui, sign, m::ICON_SIZE, colour, rect.center());
                }
                let words = ui.add(egui::Label::new(self.words).truncate());
                ui.accesskit_node_builder(words.id, |node| {
                    node.set_role(Role::Status);
                    node.set_label(self.words.to_owned());
                    node.set_live(egui::accesskit::Live::Polite);
                });
                if let Some(action) = self.action {
                    answer.acted = ui.add(Button::text(action)).clicked();
                }
                answer.closed = ui.add(IconButton::new(Icon::X, super::words::DISMISS)).clicked();
            });
        });
        answer.hovered = inner.response.contains_pointer();
        answer
    }
}
