//! Numbers as lengths: a progress line, and the small bars of an entity row.

use egui::{Color32, CornerRadius, Painter, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::super::theme;

/// A thin line over the whole width, filled to `part` (0 to 1). `name` says what progresses.
pub fn progress_line(ui: &mut Ui, name: &str, part: f32) -> Response {
    let t = theme::tokens(ui);
    let part = if part.is_finite() { part.clamp(0.0, 1.0) } else { 0.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 3.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, name));
    ui.accesskit_node_builder(response.id, |node| {
        node.set_numeric_value(f64::from((part * 100.0).round()));
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(100.0);
    });
    let round = CornerRadius::same(1);
    ui.painter().rect_filled(rect, round, if t.high_contrast { t.paper } else { t.line });
    let filled = Rect::from_min_size(rect.min, vec2(rect.width() * part, rect.height()));
    ui.painter().rect_filled(filled, round, t.accent);
    if t.high_contrast {
        ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, t.text));
    }
    response
}

/// Bars of the given heights. `name` is read in their place: “Mentions per source: 1, 4, 2”.
pub fn sparkline(ui: &mut Ui, name: &str, values: &[u32], size: Vec2) -> Response {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    paint_bars(ui.painter(), rect, values, theme::tokens(ui).muted);
    response
}

/// Draws bars in `rect`, the greatest as high as it. A nought is a gap. Where there are more values than room, only
/// the last are drawn.
pub fn paint_bars(painter: &Painter, rect: Rect, values: &[u32], colour: Color32) {
    const NARROWEST: f32 = 3.0;
    let fit = ((rect.width() / NARROWEST).floor().max(1.0)) as usize;
    let values = values.get(values.len().saturating_sub(fit)..).unwrap_or_default();
    let Some(most) = values.iter().copied().max().filter(|most| *most > 0) else {
        return;
    };
    let step = rect.width() / values.len() as f32;
    for (number, value) in values.iter().enumerate() {
        if *value == 0 {
            continue;
        }
        let height = (rect.height() * *value as f32 / most as f32).max(1.5);
        let left = rect.left() + step * number as f32;
        let bar = Rect::from_min_max(pos2(left + 0.5, rect.bottom() - height), pos2(left + step - 1.0, rect.bottom()));
        painter.rect_filled(bar, CornerRadius::same(1), colour);
    }
}
