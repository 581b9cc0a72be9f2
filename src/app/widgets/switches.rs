//! Yes or no, and one of several.

use egui::{CornerRadius, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use lucide_icons::Icon;

use super::super::theme::{self, Face, metrics as m};
use super::{draw, focus_ring, icon, line};

const SIGN: f32 = 16.0;

/// A box with a tick. Changes `on` when pressed.
pub fn checkbox(ui: &mut Ui, on: &mut bool, words: &str) -> Response {
    let t = theme::tokens(ui);
    let (sign, mut response) = base(ui, words);
    if response.clicked() {
        *on = !*on;
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), *on, words));
    let stroke = if *on { Stroke::new(t.outline(), t.accent) } else { edge(ui, &response) };
    ui.painter().rect(sign, CornerRadius::same(4), if *on { t.accent } else { t.card }, stroke, StrokeKind::Inside);
    if *on {
        icon(ui, Icon::Check, 13.0, t.on_accent, sign.center());
    }
    focus_ring(ui, &response, 4);
    response
}

/// A ring with a dot. The caller sets the choice when it was pressed.
pub fn radio(ui: &mut Ui, on: bool, words: &str) -> Response {
    let t = theme::tokens(ui);
    let (sign, response) = base(ui, words);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), on, words));
    let stroke = if on { Stroke::new(t.outline(), t.accent) } else { edge(ui, &response) };
    let radius = SIGN / 2.0 - stroke.width / 2.0;
    ui.painter().circle(sign.center(), radius, if on { t.accent } else { t.card }, stroke);
    if on {
        ui.painter().circle_filled(sign.center(), 3.0, t.on_accent);
    }
    focus_ring(ui, &response, 4);
    response
}

fn edge(ui: &Ui, response: &Response) -> Stroke {
    let t = theme::tokens(ui);
    Stroke::new(t.outline(), if response.hovered() { t.text } else { t.edge })
}

fn base(ui: &mut Ui, words: &str) -> (egui::Rect, Response) {
    let t = theme::tokens(ui);
    let gap = if words.is_empty() { 0.0 } else { 7.0 };
    let galley = line(ui, words, Face::Ui.at(m::UI_SIZE), t.text, ui.available_width() - SIGN - gap);
    let width = (SIGN + gap + galley.size().x).max(m::TARGET);
    let (rect, response) = ui.allocate_exact_size(vec2(width, m::TARGET), Sense::click());
    let middle = pos2(rect.left() + SIGN / 2.0, rect.center().y);
    let middle = if words.is_empty() { rect.center() } else { middle };
    draw(ui, galley, rect.left() + SIGN + gap, rect.center().y);
    (egui::Rect::from_center_size(middle, vec2(SIGN, SIGN)), response)
}
