//! Carrying out requests: the one place where the window changes anything.

mod actions;
mod entities;
mod marks;
mod navigation;
mod notes;
mod sources;

use egui::{Context, OpenUrl};

use self::sources::fresh_colour;
use super::action::Action;
use super::dialogs::Dialog;
use super::dialogs::files::Purpose;
use super::dialogs::name::{Name, Wanted};
use super::leaving::Next;
use super::request::Request;
use super::shell::App;
use super::toasts::Tone;
use crate::model::{Edit, Head, Kind};
use crate::workspace::{SaveState, Workspace};

impl App {
    /// Whether an action can be done now.
    #[must_use]
    pub fn enabled(&self, action: Action) -> bool {
        use Action as A;
        let open = self.look_at_desk().open();
        let session = self.session();
        let source = session.and_then(|session| session.open);
        let mark = session.and_then(|session| session.mark);
        let selection = source.and_then(|source| self.text.selection(source));
        match action {
            A::NewProject
            | A::OpenProject
            | A::OpenSample
            | A::Quit
            | A::Palette
            | A::Settings
            | A::ShowKeys
            | A::About => true,
            A::LargerText | A::SmallerText | A::NormalText | A::Theme | A::FullScreen => true,
            A::Save => open.is_some_and(|open| !matches!(open.save_state(), SaveState::ReadOnly(_))),
            A::Undo => open.is_some_and(|open| open.workspace.history().next_undo().is_some()),
            A::Redo => open.is_some_and(|open| open.workspace.history().next_redo().is_some()),
            A::Back => self.trail.can_go_back(),
            A::Forward => self.trail.can_go_forward(),
            A::Highlight => selection.is_some(),
            A::Yellow | A::Orange | A::Blue | A::Green | A::Pink | A::Grey => selection.is_some() || mark.is_some(),
            A::Note => selection.is_some() || mark.is_some(),
            A::Unmark => mark.is_some(),
            A::FindNext | A::FindPrevious => self.text.find.is_some() || session.is_some_and(|it| it.entity.is_some()),
            A::NameHere | A::NameEverywhere => selection.is_some(),
            A::MergeEntity | A::RenameEntity | A::AliasEntity | A::IgnoreEntity | A::MarkMentions => {
                session.is_some_and(|session| session.entity.is_some())
            }
            A::AcceptSuggestion | A::RejectSuggestion => self.suggestion().is_some(),
            A::SplitMention | A::WrongHere => self.mention_at_caret().is_some(),
            A::Peek => source.is_some(),
            A::CopyCitation
            | A::SelectAll
            | A::Find
            | A::Details
            | A::MarkRead
            | A::MarkUnread
            | A::TrashSource
            | A::NoteOnSource => source.is_some(),
            A::NextMark | A::PreviousMark | A::NextOverlapping | A::Tag => source.is_some(),
            A::EmptyTrash => self.overview.trash > 0,
            A::PreviewNote | A::DoneNote | A::BoldNote | A::ItalicNote | A::LinkNote => {
                session.is_some_and(|session| session.writing.is_some())
            }
            _ => open.is_some(),
        }
    }

    /// What the menu calls an action now: "Undo: Highlight", "Hide notes".
    #[must_use]
    pub fn action_text(&self, action: Action) -> String {
        let history = self.look_at_desk().open().map(|open| open.workspace.history());
        let step = match action {
            Action::Undo => history.and_then(|history| history.next_undo()),
            Action::Redo => history.and_then(|history| history.next_redo()),
            _ => None,
        };
        if let Some(step) = step {
            return format!("{}: {}", action.text(), step.label);
        }
        let session = self.session();
        let shown = |shown: fn(&super::session::Session) -> bool| session.is_some_and(shown);
        match action {
            Action::ToggleSources if shown(|session| session.sources) => "Hide sources".to_owned(),
            Action::ToggleEntities if shown(|session| session.entities) => "Hide entities".to_owned(),
            Action::ToggleNotes if shown(|session| session.notes) => "Hide notes".to_owned(),
            _ => action.text().to_owned(),
        }
    }

    pub(super) fn workspace(&mut self) -> Option<&mut Workspace> {
        self.desk.open_mut().map(|open| &mut open.workspace)
    }

    /// Applies an edit made from the project as it is.
    pub(super) fn edit(&mut self, make: impl FnOnce(&Workspace) -> Edit) {
        if let Some(workspace) = self.workspace() {
            let edit = make(workspace);
            workspace.apply(edit);
        }
    }

    /// Carries out a request.
    pub fn dispatch(&mut self, ctx: &Context, request: Request) {
        match request {
            Request::Act(action) => self.act(ctx, action),
            Request::Open(id) => self.go_to(id, None),
            Request::Choose(ids) => {
                if let Some(session) = self.session_mut() {
                    session.chosen = ids;
                }
            }
            Request::Shelf(shelf) => {
                if let Some(session) = self.session_mut() {
                    session.query.shelf = shelf;
                    session.chosen.clear();
                }
            }
            Request::Sort(sort) => {
                if let Some(session) = self.session_mut() {
                    session.query.sort = sort;
                }
            }
            Request::Filter(words) => {
                if let Some(session) = self.session_mut() {
                    session.query.words = words;
                }
            }
            Request::Pane(pane) => self.toggle_pane(pane),
            Request::SelectMark(mark) => self.select_mark(mark),
            Request::Reveal(source, range) => self.go_to(source, Some(range)),
            Request::Mark(colour) => self.mark(colour),
            Request::MoveEnd { mark, start, step } => self.move_end(mark, start, step),
            Request::MoveMark(mark, range) => {
                if let Some(workspace) = self.workspace() {
                    workspace.move_mark(mark, range);
                }
            }
            Request::Recolour(mark, colour) => self.edit(|workspace| {
                let record = workspace.project().marks.get(&mark);
                record.map_or(nothing(), |record| Edit::recolour(record, colour, workspace.now()))
            }),
            Request::EditNote(id) => self.write_note(id),
            Request::SelectNote(id) => self.select_note(id),
            Request::TypeNote(id, text) => {
                if let Some(workspace) = self.workspace() {
                    workspace.type_note(id, &text);
                }
            }
            Request::LeaveNote => self.leave_note(),
            Request::AddLabel(kind, members, name) => {
                if let Some(workspace) = self.workspace() {
                    let colour = (kind == Kind::Tag).then(|| fresh_colour(workspace));
                    workspace.label(kind, &name, colour, &members);
                }
            }
            Request::SetLabel(members, label) => {
                self.edit(|workspace| Edit::set_label(workspace.project(), label, &members, true, workspace.now()))
            }
            Request::RemoveLabel(members, label) => {
                self.edit(|workspace| Edit::set_label(workspace.project(), label, &members, false, workspace.now()))
            }
            Request::AskTag(members) => self.dialog = Some(Dialog::Name(Name::new(Wanted::Tag(members), ""))),
            Request::AskCollection(members) => {
                self.dialog = Some(Dialog::Name(Name::new(Wanted::Collection(members), "")));
            }
            Request::AskRename(id) => self.ask_rename(id),
            Request::ColourTag(id, colour) => self.edit(|workspace| {
                let tag = workspace.project().tags.get(&id).filter(|tag| tag.colour != Some(colour));
                tag.map_or(nothing(), |tag| Edit::colour_tag(tag, colour, workspace.now()))
            }),
            Request::Rename(id, name) => self.edit(|workspace| {
                let project = workspace.project();
                let label = project.tags.get(&id).or_else(|| project.collections.get(&id));
                label.map_or(nothing(), |label| Edit::rename_label(label, &name, workspace.now()))
            }),
            Request::Trash(ids) => self.trash(ids),
            Request::Restore(ids) => {
                self.edit(|workspace| Edit::trash(workspace.project(), &ids, None, workspace.now()));
            }
            Request::Details(source) => self.edit(|workspace| Edit::details(*source, workspace.now())),
            Request::Cite(sources) => self.desk.cite(sources, None),
            Request::Preview(number, order) => self.desk.preview(number, *order),
            Request::SaveExport(name, text) => {
                self.export = Some(text);
                self.ask_files(Purpose::Export(name));
            }
            Request::Style(style) => self.edit(|workspace| {
                let head = workspace.project().head.as_ref();
                if head.style == style { nothing() } else { Edit::project(Head { style, ..head.clone() }) }
            }),
            Request::Settings(settings) => *self.desk.settings_mut() = *settings,
            Request::NameColour(colour, name) => self.edit(|workspace| {
                let mut head = workspace.project().head.as_ref().clone();
                let name = name.trim().to_owned();
                let name = if name.is_empty() { colour.default_meaning().to_owned() } else { name };
                if head.colours.insert(colour, name.clone()) == Some(name) { nothing() } else { Edit::project(head) }
            }),
            Request::Title(title) => self.edit(|workspace| {
                let head = Head { title: title.trim().to_owned(), ..workspace.project().head.as_ref().clone() };
                Edit::project(head)
            }),
            Request::OpenFile(path) => self.open_next = Some(Next::File(path)),
            Request::Discard(path) => {
                self.untitled.retain(|project| project.path != path);
                self.desk.discard(&path);
            }
            Request::ImportFiles(paths) => {
                if self.desk.open().is_some() {
                    self.desk.read_files(paths);
                } else if let Some(project) = paths.iter().find(|path| path.to_string_lossy().ends_with(".json")) {
                    self.open_next = Some(Next::File(project.clone()));
                } else {
                    self.toasts.say(Tone::Warning, "Start or open a project first, then drop the files again", None);
                }
            }
            Request::ImportText(text) => self.desk.read_paste(text),
            Request::Follow(id) => self.follow(id),
            Request::Copy(text) => ctx.copy_text(text),
            Request::CopyRich(rich) => self.clipboard.put(ctx, &rich),
            Request::Browse(url) => {
                if url.starts_with("https://") || url.starts_with("http://") {
                    ctx.open_url(OpenUrl::new_tab(url));
                } else {
                    self.toasts.say(Tone::Warning, format!("“{url}” is not a web address"), Some(Action::Details));
                }
            }
            Request::FindWords(words) if words.is_empty() => (),
            Request::FindWords(words) => self.text.open_find(Some(words)),
            Request::AllNotes(all) => {
                if let Some(session) = self.session_mut() {
                    session.all_notes = all;
                }
            }
            Request::SelectEntity(entity) => self.select_entity(entity),
            Request::Decide(decision) => self.decide(decision),
            Request::AskEntity(ask) => self.ask_entity(ask),
            Request::MarkMentions(entity) => self.mark_mentions(entity),
            Request::AllEntities(all) => {
                if let Some(session) = self.session_mut() {
                    session.all_entities = all;
                }
            }
            Request::CancelJobs => self.desk.cancel(),
        }
    }
}

/// An edit that changes nothing.
fn nothing() -> Edit {
    Edit::Batch(String::new(), Vec::new())
}
