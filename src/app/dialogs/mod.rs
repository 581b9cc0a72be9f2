//! Dialogs: one at a time, over the window, with verbs on their buttons. Enter is the default, Esc leaves.

pub mod confirm;
pub mod decisions;
pub mod details;
pub mod entity;
pub mod export;
pub mod files;
pub mod form;
pub mod import;
pub mod keys;
pub mod name;
mod open;
pub mod palette;
pub mod path;
pub mod settings;

pub use open::Dialog;

use egui::{Align, Context, Frame, Id, Layout, Margin, Modal, RichText, Ui};

use super::theme::{self, Face, metrics as m};

/// What a dialog says after a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// It stays open.
    Stay,
    /// It is done with.
    Close,
}

/// A dialog with a title: draws `content` in a card over a dimmed window. Esc and a press beside it close it.
pub fn modal(ctx: &Context, title: &str, width: f32, content: impl FnOnce(&mut Ui) -> After) -> After {
    let t = theme::tokens(ctx);
    let room = ctx.content_rect();
    let frame = Frame::new()
        .fill(t.panel)
        .stroke(t.line_stroke())
        .corner_radius(m::RADIUS_L)
        .inner_margin(Margin::same(m::SPACE_L as i8));
    let modal = Modal::new(Id::unique(("dialog", title))).frame(frame).show(ctx, |ui| {
        ui.set_width(width.min(room.width() - 2.0 * m::SPACE_XL));
        ui.set_max_height(room.height() - 2.0 * m::SPACE_XL);
        ui.accesskit_node_builder(ui.scope_id(), |node| {
            node.set_role(egui::Role::Dialog);
            node.set_label(title.to_owned());
        });
        ui.label(RichText::new(title).font(Face::UiSemibold.at(m::TITLE_SIZE)));
        ui.add_space(m::SPACE_S);
        content(ui)
    });
    if modal.should_close() { After::Close } else { modal.inner }
}

/// The row of buttons at the foot of a dialog, from the right.
pub fn foot(ui: &mut Ui, buttons: impl FnOnce(&mut Ui)) {
    ui.add_space(m::SPACE_L);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = m::SPACE_S;
        buttons(ui);
    });
}
