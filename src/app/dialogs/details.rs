//! Correcting the bibliographic data of a source by hand.

use egui::{Context, ScrollArea};

use super::form::Form;
use super::{After, foot, modal};
use crate::app::request::{Request, Requests};
use crate::app::widgets::Button;
use crate::model::{Id, Source};

/// The dialog.
#[derive(Clone, Debug)]
pub struct Details {
    source: Id,
    form: Form,
}

impl Details {
    /// Begins with what the source has.
    #[must_use]
    pub fn new(source: &Source) -> Self {
        let form =
            Form::of(&source.item, source.agency.as_deref(), source.dateline.as_deref(), source.section.as_deref());
        Self { source: source.id, form }
    }

    /// Draws it.
    pub fn show(&mut self, ctx: &Context, source: Option<&Source>, out: &mut Requests) -> After {
        let Some(source) = source.filter(|source| source.id == self.source) else { return After::Close };
        modal(ctx, "Edit details", 560.0, |ui| {
            let read_at =
                |key: &str| source.evidence.get(key).and_then(|found| found.first()).map(|found| found.from.clone());
            ScrollArea::vertical().max_height(ui.available_height() - 70.0).auto_shrink([false, true]).show(ui, |ui| {
                self.form.show(ui, read_at, |_| None);
            });
            let mut after = After::Stay;
            foot(ui, |ui| {
                if ui.add(Button::primary("Save details")).clicked() {
                    let mut changed = source.clone();
                    self.form.into_item(&mut changed.item);
                    changed.agency = Form::beside(&self.form.agency);
                    changed.dateline = Form::beside(&self.form.place);
                    changed.section = Form::beside(&self.form.section);
                    out.push(Request::Details(Box::new(changed)));
                    after = After::Close;
                }
                if ui.add(Button::new("Cancel")).clicked() {
                    after = After::Close;
                }
            });
            after
        })
    }
}
