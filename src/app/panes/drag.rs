//! Dragging records onto each other: sources onto collections and tags, tags onto sources, marks and notes. Whatever a
//! drag does, a menu does too.

use std::sync::Arc;

use egui::{Area, Context, CursorIcon, DragAndDrop, Frame, Id as EguiId, Order, Response, Stroke, StrokeKind, vec2};

use crate::app::theme::{self, metrics as m};
use crate::app::words;
use crate::model::{Id, Kind, Project};

/// What is being dragged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dragged {
    /// Sources of the list.
    Sources(Vec<Id>),
    /// A tag or collection.
    Label(Id),
}

impl Dragged {
    /// The tag, if it is one.
    #[must_use]
    pub fn tag(&self) -> Option<Id> {
        match self {
            Self::Label(id) if id.kind() == Kind::Tag => Some(*id),
            _ => None,
        }
    }

    fn words(&self, project: &Project) -> String {
        match self {
            Self::Sources(ids) => match ids.as_slice() {
                [only] => project
                    .sources
                    .get(only)
                    .map_or_else(String::new, |source| words::short(words::title(&source.item), 40)),
                many => words::count(many.len(), "source", "sources"),
            },
            Self::Label(id) => match (project.tags.get(id), project.collections.get(id)) {
                (Some(tag), _) => format!("#{}", tag.name),
                (None, Some(collection)) => collection.name.clone(),
                (None, None) => String::new(),
            },
        }
    }
}

/// Lets a row be dragged.
pub fn from(response: &Response, what: impl FnOnce() -> Dragged) {
    if response.drag_started() {
        response.dnd_set_drag_payload(what());
    }
}

/// Lets things be dropped on a row or card: outlines it while one of those it `takes` is over it, and gives what was
/// let go of there.
pub fn onto(response: &Response, takes: impl FnOnce(&Dragged) -> bool) -> Option<Arc<Dragged>> {
    let over = response.dnd_hover_payload::<Dragged>()?;
    if !takes(&over) {
        return None;
    }
    let ctx = &response.ctx;
    let painter = ctx.layer_painter(response.layer_id);
    let stroke = Stroke::new(m::FOCUS_WIDTH, theme::tokens(ctx).accent);
    painter.rect_stroke(response.rect, m::RADIUS_S, stroke, StrokeKind::Inside);
    response.dnd_release_payload::<Dragged>()
}

/// What is being dragged, beside the pointer.
pub fn ghost(ctx: &Context, project: &Project) {
    let Some(dragged) = DragAndDrop::payload::<Dragged>(ctx) else { return };
    let Some(pointer) = ctx.pointer_hover_pos() else { return };
    let t = theme::tokens(ctx);
    ctx.set_cursor_icon(CursorIcon::Grabbing);
    Area::new(EguiId::unique("dragged"))
        .order(Order::Tooltip)
        .interactable(false)
        .fixed_pos(pointer + vec2(12.0, 8.0))
        .show(ctx, |ui| {
            Frame::popup(ui.style()).fill(t.card).show(ui, |ui| ui.label(dragged.words(project)));
        });
}
