//! The frames of the panes: dividers that can be dragged, moved with the arrow keys, double-clicked away and back, and
//! the place where the keyboard lands when a pane is chosen with F6.

use egui::accesskit::{Action, ActionRequest, TreeId};
use egui::{Event, EventFilter, Id, Key, Modifiers, Panel, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

use crate::app::theme::{self, metrics as m};

/// A pane of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The shelves and the list of sources.
    Sources,
    /// The open source.
    Text,
    /// Who and what is named in it.
    Entities,
    /// The notes.
    Notes,
}

impl Pane {
    /// All, from left to right: the order of F6.
    pub const ALL: [Self; 4] = [Self::Sources, Self::Text, Self::Entities, Self::Notes];

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sources => "Sources",
            Self::Text => "Text",
            Self::Entities => "Entities",
            Self::Notes => "Notes",
        }
    }

    /// What the keyboard rests on when the pane as a whole has it.
    #[must_use]
    pub fn id(self) -> Id {
        Id::unique(("pane", self))
    }
}

/// Which side of the window a pane is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Left of the text.
    Left,
    /// Right of the text.
    Right,
}

/// How wide a side pane may be, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Width {
    /// As it comes.
    pub usual: f32,
    /// At least.
    pub least: f32,
    /// At most.
    pub most: f32,
}

/// Draws a side pane with its divider. `open` changes when the divider was double-clicked, dragged shut or open, or
/// Enter pressed on it. Gives the area of the pane while it is in view.
pub fn side(
    ui: &mut Ui,
    pane: Pane,
    (side, frame, width): (Side, egui::Frame, Width),
    open: &mut bool,
    content: impl FnOnce(&mut Ui),
) -> Option<Rect> {
    let salt = pane.name();
    let divider = ui.scope_id().with(salt).with("__resize");
    keys(ui, divider, side, open);
    let panel = match side {
        Side::Left => Panel::left(salt),
        Side::Right => Panel::right(salt),
    };
    let panel = panel.frame(frame).default_size(width.usual).size_range(width.least..=width.most);
    let shown = panel.show_collapsible(ui, open, |ui| {
        whole(ui, pane);
        content(ui);
    });
    let name = format!("Divider of {}", pane.name());
    ui.accesskit_node_builder(divider, |node| node.set_label(name));
    if let Some(divider) = ui.read_response(divider)
        && divider.has_focus()
    {
        let stroke = Stroke::new(3.0, theme::tokens(ui).focus);
        ui.painter().vline(divider.rect.center().x, divider.rect.y_range(), stroke);
    }
    shown.map(|shown| shown.response.rect)
}

/// The place where the keyboard lands when the pane is chosen: Tab leads on into what is in it.
pub fn whole(ui: &mut Ui, pane: Pane) {
    let rect = ui.max_rect().expand(2.0);
    let place = ui.interact(rect, pane.id(), Sense::focusable_noninteractive());
    place.widget_info(|| WidgetInfo::labeled(Role::Pane, true, pane.name()));
    if place.has_focus() {
        let stroke = Stroke::new(m::FOCUS_WIDTH, theme::tokens(ui).focus);
        ui.painter().rect_stroke(rect.intersect(ui.clip_rect()), m::RADIUS_S, stroke, StrokeKind::Inside);
    }
}

/// Arrow keys move the divider that has the keyboard, as a screen reader's requests do; Enter shuts or opens the pane.
fn keys(ui: &Ui, divider: Id, side: Side, open: &mut bool) {
    if !ui.memory(|memory| memory.has_focus(divider)) {
        return;
    }
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(divider, filter));
    let (wider, narrower) = match side {
        Side::Left => (Key::ArrowRight, Key::ArrowLeft),
        Side::Right => (Key::ArrowLeft, Key::ArrowRight),
    };
    ui.input_mut(|input| {
        for (key, action) in [(wider, Action::Increment), (narrower, Action::Decrement)] {
            for _ in 0..input.count_and_consume_key(Modifiers::NONE, key) {
                input.events.push(Event::AccessKitActionRequest(ActionRequest {
                    action,
                    target_tree: TreeId::ROOT,
                    target_node: divider.accesskit_id(),
                    data: None,
                }));
            }
        }
        if input.consume_key(Modifiers::NONE, Key::Enter) {
            *open = !*open;
        }
    });
}
