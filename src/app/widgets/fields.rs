//! Places to type: a named field, and the box in the top bar that opens the palette.

use egui::{
    CornerRadius, Frame, Id, Margin, Response, Role, Sense, Shape, Stroke, StrokeKind, TextEdit, Ui, Widget,
    WidgetInfo, pos2, vec2,
};
use lucide_icons::Icon;

use super::super::theme::{self, Face, metrics as m};
use super::{chips, draw, focus_ring, icon, line, press_look};

/// Where a field's name stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Label {
    /// Above the field.
    Above,
    /// Left of it, this many points wide, so that a form lines up.
    Left(f32),
    /// Nowhere: read by screen readers only; the hint must say what to type.
    Hidden,
}

/// One line to type in, outlined so that one sees it is a field.
///
/// ```no_run
/// # use dossier::app::widgets::{Field, Label};
/// # fn show(ui: &mut egui::Ui, outlet: &mut String) {
/// Field::new("Outlet", outlet).label(Label::Left(84.0)).hint("Not found").trailing("line 1").show(ui);
/// # }
/// ```
#[must_use = "show it with `show`"]
pub struct Field<'a> {
    name: &'a str,
    value: &'a mut String,
    label: Label,
    hint: &'a str,
    icon: Option<Icon>,
    trailing: Option<&'a str>,
    keys: Option<&'a str>,
    outline: Option<egui::Color32>,
    width: Option<f32>,
    id: Option<Id>,
}

impl<'a> Field<'a> {
    /// A field called `name`.
    pub fn new(name: &'a str, value: &'a mut String) -> Self {
        Self {
            name,
            value,
            label: Label::Above,
            hint: "",
            icon: None,
            trailing: None,
            keys: None,
            outline: None,
            width: None,
            id: None,
        }
    }

    /// Where the name stands.
    pub fn label(mut self, label: Label) -> Self {
        self.label = label;
        self
    }

    /// What an empty field says.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// An icon inside, at the left.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Quiet text right of the field: where the value was read.
    pub fn trailing(mut self, trailing: &'a str) -> Self {
        self.trailing = Some(trailing);
        self
    }

    /// The key that leads here, inside, at the right while the field is empty.
    pub fn keys(mut self, keys: &'a str) -> Self {
        self.keys = Some(keys);
        self
    }

    /// Another outline: `tokens.warning` where a decision is needed, `tokens.error` where the value cannot be used.
    pub fn outline(mut self, colour: egui::Color32) -> Self {
        self.outline = Some(colour);
        self
    }

    /// Width of the field in points; without it, all there is.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Its identity, so that a command can move the keyboard here.
    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// Draws it; the answer is the text edit's.
    pub fn show(self, ui: &mut Ui) -> Response {
        let t = theme::tokens(ui);
        match self.label {
            Label::Hidden => self.field(ui, 0.0),
            Label::Above => {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    let words = line(ui, self.name, Face::Ui.at(m::SMALL_SIZE), t.muted, ui.available_width());
                    let (rect, _) = ui.allocate_exact_size(vec2(words.size().x, 18.0), Sense::hover());
                    draw(ui, words, rect.left(), rect.center().y);
                    self.field(ui, 0.0)
                })
                .inner
            }
            Label::Left(width) => {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = m::SPACE_S;
                    let words = line(ui, self.name, Face::Ui.at(m::UI_SIZE), t.muted, width);
                    let (rect, _) = ui.allocate_exact_size(vec2(width, 28.0), Sense::hover());
                    draw(ui, words, rect.left(), rect.center().y);
                    let trailing = if self.trailing.is_some() { 64.0 } else { 0.0 };
                    self.field(ui, trailing)
                })
                .inner
            }
        }
    }

    fn field(self, ui: &mut Ui, trailing: f32) -> Response {
        let t = theme::tokens(ui);
        let room = (ui.available_width() - if trailing > 0.0 { trailing + m::SPACE_S } else { 0.0 }).max(24.0);
        let width = self.width.map_or(room, |width| width.min(room));
        let before: i8 = if self.icon.is_some() { 28 } else { 9 };
        let keys = self.keys.filter(|_| self.value.is_empty());
        let after = keys.map_or(9.0, |keys| chips::keycap_size(ui, keys).x + 12.0);
        let ground = ui.painter().add(Shape::Noop);
        let mut edit = TextEdit::singleline(self.value)
            .hint_text(egui::RichText::new(self.hint).color(t.muted))
            .frame(Frame::new().inner_margin(Margin { left: before, right: after as i8, top: 0, bottom: 0 }))
            .align(egui::Align2::LEFT_CENTER)
            .min_size(vec2(width, 28.0))
            .desired_width((width - f32::from(before) - after).max(0.0));
        if let Some(id) = self.id {
            edit = edit.id(id);
        }
        let response = ui.add(edit).accessible_name(self.name);
        let rect = response.rect;
        let (thick, colour) = match (response.has_focus(), self.outline) {
            (true, _) => (m::FOCUS_WIDTH, t.focus),
            (false, Some(colour)) => (1.5_f32.max(t.outline()), colour),
            (false, None) if response.hovered() => (t.outline(), t.text),
            (false, None) => (t.outline(), t.edge),
        };
        let frame = egui::epaint::RectShape::new(
            rect,
            CornerRadius::same(m::RADIUS_S),
            t.card,
            Stroke::new(thick, colour),
            StrokeKind::Inside,
        );
        ui.painter().set(ground, frame);
        if let Some(sign) = self.icon {
            icon(ui, sign, 15.0, t.muted, pos2(rect.left() + 16.0, rect.center().y));
        }
        if let Some(keys) = keys {
            let size = chips::keycap_size(ui, keys);
            let centre = pos2(rect.right() - 5.0 - size.x / 2.0, rect.center().y);
            chips::paint_keycap(ui, keys, egui::Rect::from_center_size(centre, size));
        }
        if let Some(words) = self.trailing {
            let words = line(ui, words, Face::Ui.at(m::SMALL_SIZE), t.muted, ui.available_width());
            let (rect, _) = ui.allocate_exact_size(vec2(words.size().x, 28.0), Sense::hover());
            draw(ui, words, rect.left(), rect.center().y);
        }
        response
    }
}

/// Looks like a field, opens the palette when pressed.
#[must_use = "add it with `ui.add`"]
pub struct SearchBox<'a> {
    hint: &'a str,
    keys: &'a str,
    width: f32,
}

impl<'a> SearchBox<'a> {
    /// `hint` is also its name; `keys` open it too.
    pub fn new(hint: &'a str, keys: &'a str, width: f32) -> Self {
        Self { hint, keys, width }
    }
}

impl Widget for SearchBox<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let t = theme::tokens(ui);
        let width = self.width.min(ui.available_width());
        let (rect, response) = ui.allocate_exact_size(vec2(width, 28.0), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), self.hint));
        let (fill, outline) = press_look(ui, &response, t.card, t.line_stroke());
        ui.painter().rect(rect, CornerRadius::same(m::RADIUS_S), fill, outline, StrokeKind::Inside);
        icon(ui, Icon::Search, 15.0, t.muted, pos2(rect.left() + 16.0, rect.center().y));
        let size = chips::keycap_size(ui, self.keys);
        let room = width - 28.0 - size.x - 12.0;
        draw(ui, line(ui, self.hint, Face::Ui.at(m::UI_SIZE), t.muted, room), rect.left() + 28.0, rect.center().y);
        let centre = pos2(rect.right() - 5.0 - size.x / 2.0, rect.center().y);
        chips::paint_keycap(ui, self.keys, egui::Rect::from_center_size(centre, size));
        focus_ring(ui, &response, m::RADIUS_S);
        response
    }
}
