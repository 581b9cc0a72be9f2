//! ENTITIES: the people, organisations, places, dates and amounts of the open source.

use egui::Ui;
use lucide_icons::Icon;

use super::View;
use crate::app::widgets::{SectionHeader, empty_state};

/// Draws the pane. This version finds no entities by itself yet and says so.
pub fn show(ui: &mut Ui, view: View<'_>) {
    SectionHeader::new("Entities").scope("this source").show(ui);
    let sentence = if view.session.open.is_some() {
        "The people, organisations, places and dates named in this source will be listed here. \
         This version does not look for them yet."
    } else {
        "Open a source to see who and what is named in it."
    };
    empty_state(ui, Icon::Users, sentence, None);
}
