//! Things to press: buttons with words, buttons with an icon, and the tabs of the top bar.

use egui::{CornerRadius, Response, Role, Sense, Stroke, StrokeKind, Ui, Widget, WidgetInfo, vec2};
use lucide_icons::Icon;

use super::super::theme::{self, Face, contrast::blend, metrics as m};
use super::{draw, focus_ring, icon, line, press_look, tell_selected};

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonLook {
    /// The one thing a dialog is for. At most one in view.
    Primary,
    /// Everything else with a frame.
    #[default]
    Secondary,
    /// Only words, in the accent: beside text, in headers.
    Text,
}

/// A button with words on it.
///
/// ```no_run
/// # use dossier::app::widgets::Button;
/// # fn show(ui: &mut egui::Ui) {
/// if ui.add(Button::primary("Import 8 now")).clicked() { /* … */ }
/// ui.add(Button::new("Retype").menu());
/// # }
/// ```
#[must_use = "add it with `ui.add`"]
pub struct Button<'a> {
    text: &'a str,
    look: ButtonLook,
    icon: Option<Icon>,
    menu: bool,
    small: bool,
    name: Option<&'a str>,
}

impl<'a> Button<'a> {
    /// A framed button.
    pub fn new(text: &'a str) -> Self {
        Self { text, look: ButtonLook::Secondary, icon: None, menu: false, small: false, name: None }
    }

    /// The button a dialog is for.
    pub fn primary(text: &'a str) -> Self {
        Self { look: ButtonLook::Primary, ..Self::new(text) }
    }

    /// Words only.
    pub fn text(text: &'a str) -> Self {
        Self { look: ButtonLook::Text, ..Self::new(text) }
    }

    /// An icon before the words.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// A small arrow after the words: pressing opens a menu.
    pub fn menu(mut self) -> Self {
        self.menu = true;
        self
    }

    /// Smaller, for cards.
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// Accessible name, where the words alone are not enough (“Accept” → “Accept merge of Calder”).
    pub fn name(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let t = theme::tokens(ui);
        let (size, height) = if self.small { (m::SMALL_SIZE, 24.0) } else { (m::UI_SIZE, 28.0) };
        let padding = match (self.look, self.small) {
            (ButtonLook::Text, _) => m::SPACE_XS,
            (_, true) => 9.0,
            (_, false) => 11.0,
        };
        let (face, colour) = match self.look {
            ButtonLook::Primary => (Face::UiSemibold, t.on_accent),
            ButtonLook::Secondary => (Face::Ui, t.text),
            ButtonLook::Text => (Face::Ui, t.accent),
        };
        let before = if self.icon.is_some() { m::ICON_SIZE + 6.0 } else { 0.0 };
        let after = if self.menu { 18.0 } else { 0.0 };
        let room = ui.available_width() - 2.0 * padding - before - after;
        let words = line(ui, self.text, face.at(size), colour, room);
        let wanted = vec2(words.size().x + 2.0 * padding + before + after, height);
        let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
        let name = self.name.unwrap_or(self.text);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
        if ui.is_rect_visible(rect) {
            let radius = CornerRadius::same(m::RADIUS_S);
            let (fill, outline) = match self.look {
                ButtonLook::Primary => {
                    let away = if t.dark { egui::Color32::WHITE } else { egui::Color32::BLACK };
                    let percent = match (response.is_pointer_button_down_on(), response.hovered()) {
                        (true, _) => 22,
                        (false, true) => 12,
                        _ => 0,
                    };
                    (blend(away, t.accent, percent), Stroke::NONE)
                }
                ButtonLook::Secondary => press_look(ui, &response, t.card, t.line_stroke()),
                ButtonLook::Text => press_look(ui, &response, egui::Color32::TRANSPARENT, Stroke::NONE),
            };
            ui.painter().rect(rect, radius, fill, outline, StrokeKind::Inside);
            let middle = rect.center().y;
            let mut left = rect.left() + padding;
            if let Some(sign) = self.icon {
                icon(ui, sign, m::ICON_SIZE, colour, egui::pos2(left + m::ICON_SIZE / 2.0, middle));
                left += before;
            }
            draw(ui, words, left, middle);
            if self.menu {
                let centre = egui::pos2(rect.right() - padding - 5.0, middle);
                icon(ui, Icon::ChevronDown, 14.0, if colour == t.text { t.muted } else { colour }, centre);
            }
            focus_ring(ui, &response, m::RADIUS_S);
        }
        response
    }
}

/// A button with an icon only. Its name is read by screen readers and shown as tooltip.
#[must_use = "add it with `ui.add`"]
pub struct IconButton<'a> {
    icon: Icon,
    name: &'a str,
    keys: Option<&'a str>,
    selected: Option<bool>,
}

impl<'a> IconButton<'a> {
    /// `name` says what happens: “Add note”, not “Plus”.
    pub fn new(icon: Icon, name: &'a str) -> Self {
        Self { icon, name, keys: None, selected: None }
    }

    /// Keys shown in the tooltip.
    pub fn keys(mut self, keys: &'a str) -> Self {
        self.keys = Some(keys);
        self
    }

    /// Makes it a switch that is on or off.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = Some(selected);
        self
    }
}

impl Widget for IconButton<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let t = theme::tokens(ui);
        let (rect, response) = ui.allocate_exact_size(egui::Vec2::splat(m::TARGET), Sense::click());
        response.widget_info(|| match self.selected {
            Some(on) => WidgetInfo::selected(Role::Button, ui.is_enabled(), on, self.name),
            None => WidgetInfo::labeled(Role::Button, ui.is_enabled(), self.name),
        });
        if ui.is_rect_visible(rect) {
            let on = self.selected.unwrap_or(false);
            let rest = if on { t.selected_row } else { egui::Color32::TRANSPARENT };
            let outline = if on && t.high_contrast { Stroke::new(2.0, t.text) } else { Stroke::NONE };
            let (fill, outline) = press_look(ui, &response, rest, outline);
            ui.painter().rect(rect, CornerRadius::same(m::RADIUS_S), fill, outline, StrokeKind::Inside);
            let colour = match (on, response.hovered() || response.has_focus()) {
                (true, _) => t.accent,
                (false, true) => t.text,
                (false, false) => t.muted,
            };
            icon(ui, self.icon, m::ICON_SIZE, colour, rect.center());
            focus_ring(ui, &response, m::RADIUS_S);
        }
        match self.keys {
            Some(keys) => response.on_hover_text(format!("{}   {keys}", self.name)),
            None => response.on_hover_text(self.name),
        }
    }
}

/// The tabs of the top bar. Returns the one that was pressed, if any; `current` and the answer count from 0.
pub fn tabs(ui: &mut Ui, group: &str, names: &[&str], current: usize) -> Option<usize> {
    let mut pressed = None;
    let t = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.accesskit_node_builder(ui.scope_id(), |node| {
            node.set_role(Role::TabList);
            node.set_label(group.to_owned());
        });
        for (number, name) in names.iter().enumerate() {
            let selected = number == current;
            let face = if selected { Face::UiMedium } else { Face::Ui };
            let words = line(ui, name, face.at(m::UI_SIZE + 0.5), t.text, f32::INFINITY);
            let (rect, response) = ui.allocate_exact_size(vec2(words.size().x + 22.0, 28.0), Sense::click());
            tell_selected(ui, &response, Role::Tab, selected, name);
            if response.clicked() {
                pressed = Some(number);
            }
            if ui.is_rect_visible(rect) {
                let rest = if selected { t.card } else { egui::Color32::TRANSPARENT };
                let outline = if selected && t.high_contrast { Stroke::new(2.0, t.text) } else { Stroke::NONE };
                let (fill, outline) = if selected { (rest, outline) } else { press_look(ui, &response, rest, outline) };
                ui.painter().rect(rect, CornerRadius::same(m::RADIUS_S), fill, outline, StrokeKind::Inside);
                let lit = selected || response.hovered();
                let words =
                    line(ui, name, face.at(m::UI_SIZE + 0.5), if lit { t.text } else { t.muted }, f32::INFINITY);
                draw(ui, words, rect.left() + 11.0, rect.center().y);
                focus_ring(ui, &response, m::RADIUS_S);
            }
        }
    });
    pressed
}
