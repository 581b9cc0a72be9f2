//! Asking for a name: of a tag, a collection, the project. Known names are offered while typing.

use egui::{Context, Key};

use super::{After, foot, modal};
use crate::app::request::{Request, Requests};
use crate::app::theme::metrics as m;
use crate::app::widgets::{Button, Field, Label, Row, list};
use crate::model::{Id, Kind, Project};

/// What the name is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A tag for these records.
    Tag(Vec<Id>),
    /// A collection for these sources.
    Collection(Vec<Id>),
    /// Another name for a tag or collection.
    Rename(Id),
    /// Another title for the project.
    Title,
}

/// The dialog.
#[derive(Clone, Debug)]
pub struct Name {
    wanted: Wanted,
    text: String,
    focus: bool,
}

/// Names offered at once.
const OFFERED: usize = 6;

impl Name {
    /// Asks, with a text to begin with.
    #[must_use]
    pub fn new(wanted: Wanted, text: &str) -> Self {
        Self { wanted, text: text.to_owned(), focus: true }
    }

    fn words(&self) -> (&'static str, &'static str, &'static str) {
        match self.wanted {
            Wanted::Tag(_) => ("Tag", "Tag name", "Tag"),
            Wanted::Collection(_) => ("Add to a collection", "Collection name", "Add"),
            Wanted::Rename(_) => ("Rename", "New name", "Rename"),
            Wanted::Title => ("Rename project", "Project title", "Rename"),
        }
    }

    /// Known names that contain the text, best first.
    fn offered(&self, project: &Project) -> Vec<String> {
        let table = match self.wanted {
            Wanted::Tag(_) => &project.tags,
            Wanted::Collection(_) => &project.collections,
            Wanted::Rename(_) | Wanted::Title => return Vec::new(),
        };
        let typed = self.text.trim().trim_start_matches('#').to_lowercase();
        let mut names: Vec<(usize, String)> = table
            .values()
            .filter(|label| label.trashed.is_none())
            .filter_map(|label| Some((label.name.to_lowercase().find(&typed)?, label.name.clone())))
            .collect();
        names.sort();
        names.into_iter().map(|(_, name)| name).take(OFFERED).collect()
    }

    fn request(&self, name: &str) -> Request {
        match &self.wanted {
            Wanted::Tag(members) | Wanted::Collection(members) => {
                let kind = if matches!(self.wanted, Wanted::Tag(_)) { Kind::Tag } else { Kind::Collection };
                Request::AddLabel(kind, members.clone(), name.to_owned())
            }
            Wanted::Rename(id) => Request::Rename(*id, name.to_owned()),
            Wanted::Title => Request::Title(name.to_owned()),
        }
    }

    /// Draws it.
    pub fn show(&mut self, ctx: &Context, project: &Project, out: &mut Requests) -> After {
        let (title, label, verb) = self.words();
        let offered = self.offered(project);
        let mut chosen = None;
        let after = modal(ctx, title, 360.0, |ui| {
            let field = Field::new(label, &mut self.text).label(Label::Hidden).hint(label).show(ui);
            if std::mem::take(&mut self.focus) {
                field.request_focus();
            }
            let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if !offered.is_empty() {
                ui.add_space(m::SPACE_S);
                list(ui, "Known names", |ui| {
                    for name in &offered {
                        if ui.add(Row::new(name)).clicked() {
                            chosen = Some(name.clone());
                        }
                    }
                });
            }
            let typed = self.text.trim();
            let new = !typed.is_empty() && !offered.iter().any(|name| name.to_lowercase() == typed.to_lowercase());
            let verb = match self.wanted {
                Wanted::Tag(_) | Wanted::Collection(_) if new => format!("Create “{typed}”"),
                _ => verb.to_owned(),
            };
            let mut after = After::Stay;
            foot(ui, |ui| {
                let go = ui.add_enabled(!typed.is_empty(), Button::primary(&verb)).clicked() || enter;
                if go && !typed.is_empty() {
                    chosen = Some(typed.to_owned());
                }
                if ui.add(Button::new("Cancel")).clicked() {
                    after = After::Close;
                }
            });
            if chosen.is_some() { After::Close } else { after }
        });
        if let Some(name) = chosen {
            out.push(self.request(&name));
        }
        after
    }
}
