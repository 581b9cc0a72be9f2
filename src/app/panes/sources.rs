//! SOURCES: shelves, collections and tags with their counts, and the list of the chosen shelf.

use egui::{Id as EguiId, Key, Modifiers, Response, ScrollArea, Ui};
use lucide_icons::Icon;

use super::View;
use super::drag::{self, Dragged};
use crate::app::action::Action;
use crate::app::request::{Request, Requests};
use crate::app::theme::{self, metrics as m};
use crate::app::widgets::{
    Button, Field, Label as FieldLabel, Lead, Row, SectionHeader, context_menu, empty_state, list,
};
use crate::app::words;
use crate::model::{Colour, Id, Kind, Label, Status};
use crate::workspace::{Shelf, Sort};

/// What the pane itself remembers between frames.
#[derive(Debug, Default)]
pub struct State {
    /// Words being typed into the filter.
    pub filter: String,
    /// Whether the filter is in view.
    pub filtering: bool,
    /// Move the keyboard into the filter.
    pub focus_filter: bool,
    /// Scroll the list to the open source.
    pub reveal: bool,
    /// Where a range chosen with Shift begins.
    anchor: Option<Id>,
}

/// Draws the pane.
pub fn show(ui: &mut Ui, view: View<'_>, state: &mut State, out: &mut Requests) {
    shelves(ui, view, out);
    heading(ui, view, state, out);
    if view.overview.order.is_empty() {
        empty(ui, view, state, out);
    } else {
        rows(ui, view, state, out);
    }
    chosen_bar(ui, view, out);
}

fn shelves(ui: &mut Ui, view: View<'_>, out: &mut Requests) {
    let overview = view.overview;
    let half = ui.available_height() * 0.5;
    ScrollArea::vertical().id_salt("shelves").max_height(half).auto_shrink([false, true]).show(ui, |ui| {
        SectionHeader::new("Views").show(ui);
        list(ui, "Views", |ui| {
            for (name, shelf, count) in [
                ("All sources", Shelf::All, overview.all),
                ("Inbox", Shelf::Inbox, overview.inbox),
                ("Unread", Shelf::Unread, overview.unread),
            ] {
                shelf_row(ui, view, name, shelf, count, Lead::None, out);
            }
            if overview.trash > 0 {
                let row = shelf_row(ui, view, "Trash", Shelf::Trash, overview.trash, Lead::None, out);
                context_menu(&row, |ui| menu_action(ui, Action::EmptyTrash, out));
            }
        });
        labels(ui, view, "Collections", view.project().collections.values().map(AsRef::as_ref), out);
        labels(ui, view, "Tags", view.project().tags.values().map(AsRef::as_ref), out);
    });
}

fn labels<'a>(ui: &mut Ui, view: View<'_>, heading: &str, labels: impl Iterator<Item = &'a Label>, out: &mut Requests) {
    let mut labels: Vec<&Label> = labels.filter(|label| label.trashed.is_none()).collect();
    if labels.is_empty() {
        return;
    }
    labels.sort_by_key(|label| label.name.to_lowercase());
    SectionHeader::new(heading).show(ui);
    list(ui, heading, |ui| {
        for label in labels {
            let count = view.overview.labels.get(&label.id).copied().unwrap_or_default();
            let lead = match (label.id.kind(), label.colour) {
                (Kind::Tag, Some(colour)) => Lead::Dot(theme::tokens(ui).mark(colour).stripe),
                (Kind::Tag, None) => Lead::Dot(theme::tokens(ui).muted),
                _ => Lead::None,
            };
            let row = shelf_row(ui, view, &label.name, Shelf::Label(label.id), count, lead, out);
            drag::from(&row, || Dragged::Label(label.id));
            if let Some(dropped) = drag::onto(&row, |dragged| matches!(dragged, Dragged::Sources(_)))
                && let Dragged::Sources(ids) = dropped.as_ref()
            {
                out.push(Request::SetLabel(ids.clone(), label.id));
            }
            context_menu(&row, |ui| {
                if menu(ui, "Rename…") {
                    out.push(Request::AskRename(label.id));
                }
                if label.id.kind() == Kind::Tag {
                    ui.menu_button("Colour", |ui| {
                        for colour in Colour::ALL {
                            if ui.radio(label.colour == Some(colour), colour.name()).clicked() {
                                out.push(Request::ColourTag(label.id, colour));
                                ui.close();
                            }
                        }
                    });
                }
                if menu(ui, "Move to trash") {
                    out.push(Request::Trash(vec![label.id]));
                }
            });
        }
    });
}

fn shelf_row(
    ui: &mut Ui,
    view: View<'_>,
    name: &str,
    shelf: Shelf,
    count: usize,
    lead: Lead,
    out: &mut Requests,
) -> Response {
    let count = words::thousands(count);
    let selected = view.session.query.shelf == shelf && shelf != Shelf::All;
    let row = ui.add(
        Row::new(name).trailing(&count).lead(lead).selected(selected).id(EguiId::unique(("shelf", shelf_key(shelf)))),
    );
    if row.clicked() {
        // Pressing the chosen shelf again shows all sources.
        out.push(Request::Shelf(if selected { Shelf::All } else { shelf }));
    }
    row
}

fn shelf_key(shelf: Shelf) -> (u8, Option<Id>) {
    match shelf {
        Shelf::All => (0, None),
        Shelf::Inbox => (1, None),
        Shelf::Unread => (2, None),
        Shelf::Trash => (3, None),
        Shelf::Label(id) => (4, Some(id)),
    }
}

fn heading(ui: &mut Ui, view: View<'_>, state: &mut State, out: &mut Requests) {
    let title = match view.session.query.shelf {
        Shelf::All => "Sources".to_owned(),
        Shelf::Inbox => "Inbox".to_owned(),
        Shelf::Unread => "Unread".to_owned(),
        Shelf::Trash => "Trash".to_owned(),
        Shelf::Label(id) => view
            .project()
            .tags
            .get(&id)
            .or_else(|| view.project().collections.get(&id))
            .map_or_else(|| "Sources".to_owned(), |label| label.name.clone()),
    };
    let sort = format!("{} ▾", view.session.query.sort.text());
    let pressed = SectionHeader::new(&title).count(view.overview.order.len()).action(&sort).show(ui);
    if let Some(button) = pressed {
        egui::Popup::menu(&button).show(|ui| {
            for sort in Sort::ALL {
                if ui.radio(view.session.query.sort == sort, sort.text()).clicked() {
                    out.push(Request::Sort(sort));
                    ui.close();
                }
            }
        });
    }
    if state.filtering {
        ui.horizontal(|ui| {
            ui.add_space(m::SPACE_S);
            let width = ui.available_width() - m::SPACE_S;
            let field = Field::new("Filter sources", &mut state.filter)
                .label(FieldLabel::Hidden)
                .hint("Filter by title, outlet, author")
                .icon(Icon::Search)
                .width(width)
                .show(ui);
            if std::mem::take(&mut state.focus_filter) {
                field.request_focus();
            }
            if field.changed() {
                out.push(Request::Filter(state.filter.clone()));
            }
            if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
                state.filter.clear();
                out.push(Request::Filter(String::new()));
            }
            if state.filter.is_empty() && field.lost_focus() {
                state.filtering = false;
            }
        });
        ui.add_space(m::SPACE_XS);
    }
}

fn empty(ui: &mut Ui, view: View<'_>, state: &mut State, out: &mut Requests) {
    if !view.session.query.words.is_empty() {
        if empty_state(ui, Icon::SearchX, "No source has these words.", Some("Clear the filter")) {
            state.filter.clear();
            state.filtering = false;
            out.push(Request::Filter(String::new()));
        }
        return;
    }
    match view.session.query.shelf {
        Shelf::All => {
            let sentence = "Drop articles here, press Ctrl+V to paste one, or import files.";
            if empty_state(ui, Icon::FileText, sentence, Some(Action::Import.text())) {
                out.act(Action::Import);
            }
        }
        Shelf::Trash => {
            if empty_state(
                ui,
                Icon::Trash2,
                "No source is in the trash, only marks, notes or tags.",
                Some("Empty trash…"),
            ) {
                out.act(Action::EmptyTrash);
            }
        }
        _ => {
            if empty_state(ui, Icon::Inbox, "No sources here.", Some("Show all sources")) {
                out.push(Request::Shelf(Shelf::All));
            }
        }
    }
}

fn rows(ui: &mut Ui, view: View<'_>, state: &mut State, out: &mut Requests) {
    let order = &view.overview.order;
    let height = Row::height(true);
    let bar = if view.session.chosen.len() > 1 { 44.0 } else { 0.0 };
    let room = (ui.available_height() - bar).max(height);
    let mut area = ScrollArea::vertical().id_salt("sources").auto_shrink(false).max_height(room);
    let open_row = view.session.open.and_then(|open| order.iter().position(|id| *id == open));
    if std::mem::take(&mut state.reveal)
        && let Some(row) = open_row
    {
        let top = row as f32 * height;
        area = area.vertical_scroll_offset((top - room / 3.0).max(0.0));
    }
    list(ui, "Sources", |ui| {
        area.show_rows(ui, height, order.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for id in order.get(range).unwrap_or_default() {
                source_row(ui, view, *id, state, out);
            }
        });
    });
}

fn source_row(ui: &mut Ui, view: View<'_>, id: Id, state: &mut State, out: &mut Requests) {
    let Some(source) = view.project().sources.get(&id) else { return };
    let mut second = words::outlet_and_date(source);
    if let Some(notes) = view.overview.notes.get(&id) {
        second = format!("{second} · {}", words::count(*notes, "note", "notes"));
    }
    let chosen = view.session.chosen.contains(&id);
    let selected = chosen || view.session.open == Some(id) && view.session.chosen.len() < 2;
    let row = ui.add(
        Row::new(words::title(&source.item))
            .second(&second)
            .unread(source.status == Status::Unread)
            .selected(selected)
            .id(EguiId::unique(("source", id))),
    );
    if row.clicked() {
        let modifiers = ui.input(|input| input.modifiers);
        press(view, id, modifiers, state, out);
    }
    if row.has_focus() {
        let step =
            ui.input(|input| i32::from(input.key_pressed(Key::ArrowDown)) - i32::from(input.key_pressed(Key::ArrowUp)));
        if step != 0
            && let Some(next) = neighbour(&view.overview.order, id, step)
        {
            out.push(Request::Open(next));
            ui.memory_mut(|memory| memory.request_focus(EguiId::unique(("source", next))));
        }
        if ui.input(|input| input.key_pressed(Key::Delete)) {
            out.push(Request::Trash(targets(view, id)));
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::A)) {
            out.push(Request::Choose(view.overview.order.clone()));
        }
    }
    drag::from(&row, || Dragged::Sources(targets(view, id)));
    if let Some(dropped) = drag::onto(&row, |dragged| matches!(dragged, Dragged::Label(_)))
        && let Dragged::Label(label) = *dropped
    {
        out.push(Request::SetLabel(targets(view, id), label));
    }
    context_menu(&row, |ui| source_menu(ui, view, &targets(view, id), out));
}

/// The sources an action on this row is about: all chosen ones if it is one of them, else itself.
fn targets(view: View<'_>, id: Id) -> Vec<Id> {
    if view.session.chosen.contains(&id) { view.session.chosen.clone() } else { vec![id] }
}

fn press(view: View<'_>, id: Id, modifiers: Modifiers, state: &mut State, out: &mut Requests) {
    let mut chosen = if view.session.chosen.is_empty() {
        view.session.open.into_iter().collect()
    } else {
        view.session.chosen.clone()
    };
    if modifiers.command {
        match chosen.iter().position(|known| *known == id) {
            Some(at) => drop(chosen.remove(at)),
            None => chosen.push(id),
        }
        state.anchor = Some(id);
        out.push(Request::Choose(chosen));
    } else if modifiers.shift {
        let order = &view.overview.order;
        let place = |id: Option<Id>| id.and_then(|id| order.iter().position(|known| *known == id));
        let from = place(state.anchor.or(view.session.open)).unwrap_or_default();
        let to = place(Some(id)).unwrap_or_default();
        out.push(Request::Choose(order.get(from.min(to)..=from.max(to)).unwrap_or_default().to_vec()));
    } else {
        state.anchor = Some(id);
        out.push(Request::Choose(vec![id]));
        out.push(Request::Open(id));
    }
}

/// The source `step` places further in the list.
#[must_use]
pub fn neighbour(order: &[Id], id: Id, step: i32) -> Option<Id> {
    let at = order.iter().position(|known| *known == id)?;
    order.get(at.checked_add_signed(step as isize)?).copied()
}

/// A line of a menu; closes the menu when pressed.
fn menu(ui: &mut Ui, text: &str) -> bool {
    let pressed = ui.button(text).clicked();
    if pressed {
        ui.close();
    }
    pressed
}

fn menu_action(ui: &mut Ui, action: Action, out: &mut Requests) {
    if menu(ui, action.text()) {
        out.act(action);
    }
}

fn source_menu(ui: &mut Ui, view: View<'_>, ids: &[Id], out: &mut Requests) {
    let sources: Vec<_> = ids.iter().filter_map(|id| view.project().sources.get(id)).collect();
    let [first, ..] = sources.as_slice() else { return };
    if sources.iter().any(|source| source.trashed.is_some()) {
        if menu(ui, "Restore") {
            out.push(Request::Restore(ids.to_vec()));
        }
        return;
    }
    if let [only] = ids {
        if menu(ui, "Open") {
            out.push(Request::Open(*only));
        }
        if menu(ui, Action::Details.text()) {
            out.push(Request::Open(*only));
            out.act(Action::Details);
        }
    }
    if menu(ui, Action::CopyCitation.text()) {
        out.push(Request::Cite(ids.to_vec()));
    }
    ui.menu_button("Tag", |ui| {
        let mut tags: Vec<_> = view.project().tags.values().filter(|tag| tag.trashed.is_none()).collect();
        tags.sort_by_key(|tag| tag.name.to_lowercase());
        for tag in tags {
            let has = sources.iter().all(|source| source.tags.contains(&tag.id));
            switch_label(ui, ids, tag, has, out);
        }
        if menu(ui, "Tag…") {
            out.push(Request::AskTag(ids.to_vec()));
        }
    });
    ui.menu_button("Collection", |ui| {
        for collection in view.project().collections.values().filter(|label| label.trashed.is_none()) {
            let inside = sources.iter().all(|source| source.collections.contains(&collection.id));
            switch_label(ui, ids, collection, inside, out);
        }
        if menu(ui, "New collection…") {
            out.push(Request::AskCollection(ids.to_vec()));
        }
    });
    ui.separator();
    let read = first.status == Status::Read;
    let status = if read { Action::MarkUnread } else { Action::MarkRead };
    if menu(ui, status.text()) {
        out.push(Request::Choose(ids.to_vec()));
        out.act(status);
    }
    if let Some(url) = first.item.url.as_ref().filter(|_| ids.len() == 1)
        && menu(ui, "Open in the browser")
    {
        out.push(Request::Browse(url.clone()));
    }
    ui.separator();
    if menu(ui, "Move to trash") {
        out.push(Request::Trash(ids.to_vec()));
    }
}

/// A tag or collection that these sources have or not; pressing turns it round.
fn switch_label(ui: &mut Ui, ids: &[Id], label: &Label, has: bool, out: &mut Requests) {
    let mut on = has;
    if ui.checkbox(&mut on, &label.name).clicked() {
        let ids = ids.to_vec();
        out.push(if has { Request::RemoveLabel(ids, label.id) } else { Request::SetLabel(ids, label.id) });
        ui.close();
    }
}

/// "7 selected: Tag, Collect, Trash", at the foot of the list.
fn chosen_bar(ui: &mut Ui, view: View<'_>, out: &mut Requests) {
    let chosen = &view.session.chosen;
    if chosen.len() < 2 {
        return;
    }
    ui.separator();
    ui.horizontal(|ui| {
        ui.add_space(m::SPACE_S);
        ui.label(format!("{} selected", chosen.len()));
        let in_trash = view.session.query.shelf == Shelf::Trash;
        if in_trash {
            if ui.add(Button::text("Restore")).clicked() {
                out.push(Request::Restore(chosen.clone()));
            }
            return;
        }
        if ui.add(Button::text("Tag…")).clicked() {
            out.push(Request::AskTag(chosen.clone()));
        }
        if ui.add(Button::text("Collect…")).clicked() {
            out.push(Request::AskCollection(chosen.clone()));
        }
        if ui.add(Button::text("Trash")).clicked() {
            out.push(Request::Trash(chosen.clone()));
        }
    });
}
