//! Sources as a whole: bringing them in, their status, the trash, tags and collections.

use crate::app::dialogs::Dialog;
use crate::app::dialogs::name::{Name, Wanted};
use crate::app::panes::sources::neighbour;
use crate::app::shell::App;
use crate::app::words;
use crate::model::{Colour, Edit, Id, Kind, Status};
use crate::workspace::{Shelf, Workspace};

impl App {
    /// Sources have come in: says so and shows the first.
    pub(in crate::app) fn imported(&mut self, ids: &[Id]) {
        let Some(first) = ids.first().copied() else { return };
        let words = format!("Imported {}", words::count(ids.len(), "source", "sources"));
        self.toasts.done(words, self.last_step());
        if let Some(session) = self.session_mut() {
            session.query.shelf = Shelf::All;
            session.query.words.clear();
        }
        self.sources.filter.clear();
        self.go_to(first, None);
        self.sources.reveal = true;
        self.text.focus = true;
    }

    pub(in crate::app) fn chosen_sources(&self) -> Vec<Id> {
        match self.session() {
            Some(session) if session.chosen.len() > 1 => session.chosen.clone(),
            Some(session) => session.open.into_iter().collect(),
            None => Vec::new(),
        }
    }

    pub(super) fn set_status(&mut self, status: Status) {
        let ids = self.chosen_sources();
        self.edit(|workspace| Edit::status(workspace.project(), &ids, status, workspace.now()));
    }

    pub(super) fn trash(&mut self, ids: Vec<Id>) {
        let open = self.session().and_then(|session| session.open);
        let next = open.filter(|open| ids.contains(open)).and_then(|open| {
            neighbour(&self.overview.order, open, 1).or_else(|| neighbour(&self.overview.order, open, -1))
        });
        let words = match ids.as_slice() {
            [one] if one.kind() == Kind::Mark => "Mark removed, with its note".to_owned(),
            [one] => format!("{} moved to trash", kind_name(one.kind())),
            many => format!("{} moved to trash", words::count(many.len(), "item", "items")),
        };
        match ids.as_slice() {
            [mark] if mark.kind() == Kind::Mark => {
                if let Some(workspace) = self.workspace() {
                    workspace.unmark(*mark);
                }
            }
            _ => self.edit(|workspace| {
                let now = workspace.now();
                Edit::trash(workspace.project(), &ids, Some(now), now)
            }),
        }
        if open.is_some_and(|open| ids.contains(&open))
            && let Some(session) = self.session_mut()
        {
            session.open = next;
        }
        if let Some(session) = self.session_mut() {
            session.chosen.clear();
            if session.query.shelf != Shelf::All && ids.iter().any(|id| session.query.shelf == Shelf::Label(*id)) {
                session.query.shelf = Shelf::All;
            }
        }
        self.forget_what_is_gone();
        self.toasts.done(words, self.last_step());
    }

    pub(super) fn ask_rename(&mut self, id: Id) {
        let name = self.desk.open().and_then(|open| {
            let project = open.workspace.project();
            project.tags.get(&id).or_else(|| project.collections.get(&id)).map(|label| label.name.clone())
        });
        self.dialog = name.map(|name| Dialog::Name(Name::new(Wanted::Rename(id), &name)));
    }
}

/// The first colour no tag has yet.
pub(super) fn fresh_colour(workspace: &Workspace) -> Colour {
    let used: Vec<Colour> = workspace.project().tags.values().filter_map(|tag| tag.colour).collect();
    let order = [Colour::Blue, Colour::Orange, Colour::Green, Colour::Pink, Colour::Yellow, Colour::Grey];
    order.into_iter().min_by_key(|colour| used.iter().filter(|known| *known == colour).count()).unwrap_or_default()
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Source => "Source",
        Kind::Mark => "Mark",
        Kind::Note => "Note",
        Kind::Tag => "Tag",
        Kind::Collection => "Collection",
        _ => "Item",
    }
}
