//! The dialog that is open: which one, and drawing it.

use egui::Context;

use super::confirm::Confirm;
use super::decisions;
use super::details::Details;
use super::entity::{Around, EntityDialog};
use super::export::{self, Export};
use super::import::Import;
use super::name::Name;
use super::palette::Palette;
use super::path::{Ask, PathPrompt};
use super::settings::SettingsPage;
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
    /// How the program looks and works.
    Settings(Box<SettingsPage>),
    /// Deciding about an entity.
    Entity(Box<EntityDialog>),
    /// What was decided.
    Decisions,
    /// The sheet of keys.
    Keys,
    /// About the program.
    About,
}

impl App {
    /// Where the program keeps its own things.
    fn own_places(&self) -> [(&'static str, String); 2] {
        let folders = self.desk.folders();
        [
            ("Settings", folders.config.display().to_string()),
            ("Backups and unsaved projects", folders.state.display().to_string()),
        ]
    }

    pub(in crate::app) fn dialogs(&mut self, ctx: &Context, out: &mut Requests) {
        let Some(mut dialog) = self.dialog.take() else { return };
        let after = match &mut dialog {
            Dialog::Import(import) => {
                let Some(open) = self.desk.open() else { return };
                let (after, accepted) = import.show(ctx, open.workspace.project());
                if !accepted.is_empty() {
                    self.desk.import(accepted);
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
            Dialog::Export(dialog) => match self.desk.open() {
                Some(open) => {
                    let chosen = self.chosen_sources();
                    let project = open.workspace.project();
                    dialog.show(ctx, export::Around { project, view: &self.overview.order, chosen: &chosen }, out)
                }
                None => After::Close,
            },
            Dialog::Details(details) => match self.desk.open() {
                Some(open) => details.show(ctx, open.workspace.project(), out),
                None => After::Close,
            },
            Dialog::Settings(page) => page.show(ctx, self.desk.settings(), &self.own_places(), out),
            Dialog::Entity(dialog) => match self.desk.open() {
                Some(open) => {
                    let around = Around {
                        project: open.workspace.project(),
                        rules: &self.lens.rules,
                        roster: self.desk.roster(),
                    };
                    dialog.show(ctx, around, out)
                }
                None => After::Close,
            },
            Dialog::Decisions => match self.desk.open() {
                Some(open) => decisions::show(ctx, open.workspace.project(), &self.lens.rules, out),
                None => After::Close,
            },
            Dialog::Keys => key_sheet::show(ctx, self.mac),
            Dialog::About => key_sheet::about(ctx, &self.own_places(), self.toasts.log()),
        };
        // A dialog may have opened another one in its place.
        if after == After::Stay && self.dialog.is_none() {
            self.dialog = Some(dialog);
        }
    }
}
