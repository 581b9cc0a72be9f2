//! The dialog that is open: which one, and drawing it.

use egui::Context;

use super::confirm::Confirm;
use super::details::Details;
use super::export::{Around, Export};
use super::import::Import;
use super::name::Name;
use super::palette::Palette;
use super::path::{Ask, PathPrompt};
use super::{After, keys as key_sheet};
use crate::app::request::Requests;
use crate::app::shell::App;

/// The dialog that is open.
#[derive(Debug)]
pub enum Dialog {
    /// Articles on their way in.
    Import(Box<Import>),
    /// The program's own file prompt.
    Path(PathPrompt),
    /// A name is wanted.
    Name(Name),
    /// A question.
    Confirm(Confirm),
    /// Go to or do anything.
    Palette(Palette),
    /// Taking things out of the project.
    Export(Box<Export>),
    /// Correcting a source.
    Details(Box<Details>),
    /// The sheet of keys.
    Keys,
    /// About the program.
    About,
}

impl App {
    pub(in crate::app) fn dialogs(&mut self, ctx: &Context, out: &mut Requests) {
        let Some(mut dialog) = self.dialog.take() else { return };
        let after = match &mut dialog {
            Dialog::Import(import) => {
                let (after, drafts) = import.show(ctx);
                if !drafts.is_empty() {
                    self.import(drafts);
                }
                after
            }
            Dialog::Path(prompt) => {
                let (after, ask) = prompt.show(ctx);
                match ask {
                    Some(Ask::List(folder)) => self.desk.list_folder(&folder),
                    Some(Ask::Chosen(paths)) => {
                        let purpose = prompt.purpose.clone();
                        self.chosen(&purpose, paths);
                    }
                    None if after == After::Close => self.leaving = None,
                    None => (),
                }
                after
            }
            Dialog::Name(name) => match self.desk.open() {
                Some(open) => name.show(ctx, open.workspace.project(), out),
                None => After::Close,
            },
            Dialog::Confirm(confirm) => {
                let (after, choice) = confirm.show(ctx);
                match choice {
                    Some(choice) => self.chose(ctx, choice),
                    None if after == After::Close => self.leaving = None,
                    None => (),
                }
                after
            }
            Dialog::Palette(palette) => {
                let project = self.desk.open().map(|open| open.workspace.project());
                palette.show(ctx, project, |action| self.enabled(action), self.mac, out)
            }
            Dialog::Export(export) => match self.desk.open() {
                Some(open) => {
                    let chosen = self.chosen_sources();
                    let project = open.workspace.project();
                    export.show(ctx, Around { project, view: &self.overview.order, chosen: &chosen }, out)
                }
                None => After::Close,
            },
            Dialog::Details(details) => match self.desk.open() {
                Some(open) => details.show(ctx, open.workspace.project(), out),
                None => After::Close,
            },
            Dialog::Keys => key_sheet::show(ctx, self.mac),
            Dialog::About => {
                let folders = self.desk.folders();
                let places = [
                    ("Settings", folders.config.display().to_string()),
                    ("Backups and unsaved projects", folders.state.display().to_string()),
                ];
                key_sheet::about(ctx, &places, self.toasts.log())
            }
        };
        // A dialog may have opened another one in its place.
        if after == After::Stay && self.dialog.is_none() {
            self.dialog = Some(dialog);
        }
    }
}
