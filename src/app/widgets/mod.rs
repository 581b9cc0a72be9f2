//! Small shared widgets, so that every pane looks and reads alike: each draws from the theme's tokens, tells its
//! accessible name and role, and can be reached with the keyboard. None of them knows the project.

mod buttons;
mod cards;
mod chips;
mod dropdown;
mod fields;
mod menus;
mod meters;
mod rows;
mod switches;

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, CornerRadius, FontId, Galley, Pos2, Rect, Response, Role, Stroke, StrokeKind, Ui, pos2, vec2};
use lucide_icons::Icon;

use super::theme::{self, Face, metrics as m};

pub use buttons::{Button, ButtonLook, IconButton, tabs};
pub use cards::{Card, Toast, ToastAnswer, empty_state, quote};
pub use chips::{FilterChip, TagAnswer, TagChip, glyph, keycap, swatch};
pub use dropdown::DropDown;
pub use fields::{Field, Label, SearchBox};
pub use menus::{context_menu, context_menu_at};
pub use meters::{paint_bars, progress_line, sparkline};
pub use rows::{Lead, Row, SectionHeader, list};
pub use switches::{checkbox, radio};

/// The few words the widgets say by themselves.
mod words {
    pub(super) const DISMISS: &str = "Dismiss";
    pub(super) const UNREAD: &str = "unread";
    pub(super) fn remove(what: &str) -> String {
        format!("Remove {what}")
    }
}

/// One row of text, shortened with “…” where it is wider than `width` points.
fn line(ui: &Ui, text: &str, font: FontId, colour: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, colour));
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    job.break_on_newline = false;
    ui.painter().layout_job(job)
}

/// Draws `galley` with its left edge at `left`, its middle at `middle`.
fn draw(ui: &Ui, galley: Arc<Galley>, left: f32, middle: f32) {
    let top = middle - galley.size().y / 2.0;
    ui.painter().galley(pos2(left, top), galley, Color32::PLACEHOLDER);
}

/// Draws a short text so that its ink, not its line, is in the middle: for letters in chips and icons.
fn draw_centred(ui: &Ui, text: &str, font: FontId, colour: Color32, centre: Pos2) {
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, colour);
    let ink = galley.mesh_bounds;
    let middle = if ink.is_finite() && ink.is_positive() { ink.center() } else { galley.rect.center() };
    ui.painter().galley(centre - middle.to_vec2(), galley, colour);
}

/// Draws an icon `size` points wide.
pub fn icon(ui: &Ui, icon: Icon, size: f32, colour: Color32, centre: Pos2) {
    let font = Face::Icons.at(size);
    // Icons keep their own frame: centring their ink would make a row of them dance.
    let galley = ui.painter().layout_no_wrap(icon.unicode().to_string(), font, colour);
    ui.painter().galley(centre - galley.size() / 2.0, galley, colour);
}

/// Ring round what has the keyboard: outside a gap.
pub fn focus_ring(ui: &Ui, response: &Response, radius: u8) {
    if response.has_focus() {
        let reach = m::FOCUS_GAP + m::FOCUS_WIDTH;
        let painter = ui.painter().with_clip_rect(ui.clip_rect().expand(reach));
        painter.rect_stroke(
            response.rect.expand(m::FOCUS_GAP),
            CornerRadius::same(radius.saturating_add(m::FOCUS_GAP as u8)),
            Stroke::new(m::FOCUS_WIDTH, theme::tokens(ui).focus),
            StrokeKind::Outside,
        );
    }
}

/// Ring inside the widget, for rows that touch each other.
fn focus_ring_inside(ui: &Ui, response: &Response, radius: u8) {
    if response.has_focus() {
        let stroke = Stroke::new(m::FOCUS_WIDTH, theme::tokens(ui).focus);
        ui.painter().rect_stroke(response.rect, CornerRadius::same(radius), stroke, StrokeKind::Inside);
    }
}

/// Fill and outline of something one can press. In high contrast, where fills say nothing, the outline thickens.
fn press_look(ui: &Ui, response: &Response, rest: Color32, outline: Stroke) -> (Color32, Stroke) {
    let t = theme::tokens(ui);
    let pressed = response.is_pointer_button_down_on();
    let hovered = response.hovered() || response.highlighted();
    if !(pressed || hovered) {
        return (rest, outline);
    }
    if t.high_contrast {
        return (rest, Stroke::new(3.0, t.text));
    }
    let fill = if pressed { theme::contrast::blend(t.line, t.chip, 70) } else { t.chip };
    (fill, outline)
}

/// Says that a widget is the chosen one of its group.
fn tell_selected(ui: &Ui, response: &Response, role: Role, selected: bool, name: &str) {
    response.widget_info(|| egui::WidgetInfo::selected(role, ui.is_enabled(), selected, name));
    ui.accesskit_node_builder(response.id, |node| node.set_selected(selected));
}

/// A rectangle `width` × `height` at the pointer of the layout, never wider than what is left.
fn take(ui: &mut Ui, width: f32, height: f32) -> (egui::Id, Rect) {
    ui.allocate_space(vec2(width.min(ui.available_width()).max(0.0), height))
}
