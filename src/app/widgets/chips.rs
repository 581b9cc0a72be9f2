//! Small signs: the letter of a kind, a key, a tag, a filter, a colour.

use egui::{
    CornerRadius, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, Widget, WidgetInfo, pos2, vec2,
};
use lucide_icons::Icon;

use super::super::theme::{self, Face, Kind, metrics as m};
use super::{draw, draw_centred, focus_ring, icon, line, press_look, tell_selected};
use crate::model::Colour;

pub(super) fn paint_glyph(ui: &Ui, kind: Kind, centre: Pos2) {
    let t = theme::tokens(ui);
    let look = t.kind(kind);
    let rect = Rect::from_center_size(centre, Vec2::splat(m::GLYPH));
    let outline = if t.high_contrast { Stroke::new(1.5, look.colour) } else { Stroke::NONE };
    ui.painter().rect(rect, CornerRadius::same(4), look.chip, outline, StrokeKind::Inside);
    let mut letter = [0u8; 4];
    draw_centred(ui, kind.letter().encode_utf8(&mut letter), Face::UiMedium.at(m::TINY_SIZE), look.colour, centre);
}

/// The letter of a kind in a square of its colour. Read as the kind's name.
pub fn glyph(ui: &mut Ui, kind: Kind) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(m::GLYPH), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, kind.name()));
    paint_glyph(ui, kind, rect.center());
    response
}

/// Keys as they stand on the keyboard: “Ctrl K”.
pub fn keycap(ui: &mut Ui, keys: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(keycap_size(ui, keys), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, keys));
    paint_keycap(ui, keys, rect);
    response
}

pub(super) fn keycap_size(ui: &Ui, keys: &str) -> Vec2 {
    let words = line(ui, keys, Face::Ui.at(m::TINY_SIZE), theme::tokens(ui).muted, f32::INFINITY);
    vec2((words.size().x + 10.0).max(18.0), 18.0)
}

pub(super) fn paint_keycap(ui: &Ui, keys: &str, rect: Rect) {
    let t = theme::tokens(ui);
    ui.painter().rect(rect, CornerRadius::same(4), t.card, t.line_stroke(), StrokeKind::Inside);
    let words = line(ui, keys, Face::Ui.at(m::TINY_SIZE), t.muted, f32::INFINITY);
    let left = rect.center().x - words.size().x / 2.0;
    draw(ui, words, left, rect.center().y);
}

/// What was done with a tag.
pub struct TagAnswer {
    /// The chip itself.
    pub chip: Response,
    /// Its cross was pressed.
    pub removed: bool,
}

/// A tag, an alias or an entity on a card: words in a quiet pill.
#[must_use = "show it with `show`"]
pub struct TagChip<'a> {
    words: &'a str,
    dot: Option<egui::Color32>,
    removable: bool,
}

impl<'a> TagChip<'a> {
    /// `words` as shown: “#safety”, “Ewan Calder”.
    pub fn new(words: &'a str) -> Self {
        Self { words, dot: None, removable: false }
    }

    /// A dot in the tag's colour before the words.
    pub fn dot(mut self, colour: egui::Color32) -> Self {
        self.dot = Some(colour);
        self
    }

    /// A cross after the words.
    pub fn removable(mut self) -> Self {
        self.removable = true;
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> TagAnswer {
        let t = theme::tokens(ui);
        let before = if self.dot.is_some() { 12.0 } else { 0.0 };
        let after = if self.removable { 16.0 } else { 0.0 };
        let font = Face::Ui.at(m::SMALL_SIZE);
        let words = line(ui, self.words, font, t.text, ui.available_width() - 18.0 - before - after);
        let wanted = vec2(words.size().x + 18.0 + before + after, 21.0);
        let (rect, chip) = ui.allocate_exact_size(wanted, Sense::click());
        chip.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), self.words));
        let round = CornerRadius::same(10);
        let outline = if t.high_contrast { t.line_stroke() } else { Stroke::NONE };
        let fill = if chip.hovered() && !t.high_contrast { theme::contrast::blend(t.text, t.chip, 6) } else { t.chip };
        ui.painter().rect(rect, round, fill, outline, StrokeKind::Inside);
        let mut left = rect.left() + 9.0;
        if let Some(colour) = self.dot {
            ui.painter().circle_filled(pos2(left + 3.5, rect.center().y), 3.5, colour);
            left += before;
        }
        draw(ui, words, left, rect.center().y);
        let mut removed = false;
        if self.removable {
            let area = Rect::from_min_max(pos2(rect.right() - 22.0, rect.top()), rect.max);
            let cross = ui.interact(area, chip.id.with("remove"), Sense::click());
            let name = super::words::remove(self.words);
            cross.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
            let colour = if cross.hovered() || cross.has_focus() { t.text } else { t.muted };
            icon(ui, Icon::X, 12.0, colour, pos2(rect.right() - 12.0, rect.center().y));
            focus_ring(ui, &cross, 8);
            removed = cross.clicked();
        }
        focus_ring(ui, &chip, 10);
        TagAnswer { chip, removed }
    }
}

/// A pill above a list that narrows it: “Mentions ≥ 3 ▾”, “All 12”.
#[must_use = "add it with `ui.add`"]
pub struct FilterChip<'a> {
    words: &'a str,
    selected: bool,
    menu: bool,
}

impl<'a> FilterChip<'a> {
    /// A filter that is on or off.
    pub fn new(words: &'a str, selected: bool) -> Self {
        Self { words, selected, menu: false }
    }

    /// A small arrow: pressing opens a menu.
    pub fn menu(mut self) -> Self {
        self.menu = true;
        self
    }
}

impl Widget for FilterChip<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let t = theme::tokens(ui);
        let after = if self.menu { 16.0 } else { 0.0 };
        let font = Face::Ui.at(m::SMALL_SIZE + 0.5);
        let words = line(ui, self.words, font, t.text, ui.available_width() - 22.0 - after);
        let (rect, response) = ui.allocate_exact_size(vec2(words.size().x + 22.0 + after, 25.0), Sense::click());
        tell_selected(ui, &response, Role::Button, self.selected, self.words);
        let rest = if self.selected { t.selected_row } else { t.card };
        let outline = match (self.selected, t.high_contrast) {
            (true, true) => Stroke::new(3.0, t.text),
            (true, false) => Stroke::new(1.0, t.selected_row),
            _ => t.line_stroke(),
        };
        let (fill, outline) = if self.selected { (rest, outline) } else { press_look(ui, &response, rest, outline) };
        ui.painter().rect(rect, CornerRadius::same(12), fill, outline, StrokeKind::Inside);
        draw(ui, words, rect.left() + 11.0, rect.center().y);
        if self.menu {
            icon(ui, Icon::ChevronDown, 13.0, t.muted, pos2(rect.right() - 16.0, rect.center().y));
        }
        focus_ring(ui, &response, 12);
        response
    }
}

/// A colour to mark with: its wash, outlined in its stripe. `name` is what the project calls it (“key”).
pub fn swatch(ui: &mut Ui, colour: Colour, name: &str, selected: bool) -> Response {
    let t = theme::tokens(ui);
    let look = t.mark(colour);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(m::TARGET), Sense::click());
    let read = if name.is_empty() { colour.name().to_owned() } else { format!("{}: {name}", colour.name()) };
    tell_selected(ui, &response, Role::RadioButton, selected, &read);
    let inner = Rect::from_center_size(rect.center(), Vec2::splat(17.0));
    if response.hovered() && !t.high_contrast {
        ui.painter().rect_filled(rect, CornerRadius::same(m::RADIUS_S), t.chip);
    }
    let stroke = Stroke::new(m::SWATCH_WIDTH, look.stripe);
    ui.painter().rect(inner, CornerRadius::same(4), look.wash, stroke, StrokeKind::Inside);
    if t.high_contrast {
        ui.painter().rect_filled(inner.shrink(4.0), CornerRadius::ZERO, look.stripe);
    }
    if selected {
        let sign = if t.high_contrast { t.paper } else { t.text };
        icon(ui, Icon::Check, 13.0, sign, inner.center());
    }
    focus_ring(ui, &response, m::RADIUS_S);
    response.on_hover_text(read)
}
