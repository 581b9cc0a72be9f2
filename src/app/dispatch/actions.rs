//! What each named action does.

use egui::{Context, ViewportCommand};

use crate::app::action::Action;
use crate::app::dialogs::Dialog;
use crate::app::dialogs::confirm::{Choice, Confirm};
use crate::app::dialogs::details::Details;
use crate::app::dialogs::export::Export;
use crate::app::dialogs::files::Purpose;
use crate::app::dialogs::name::{Name, Wanted};
use crate::app::dialogs::palette::Palette;
use crate::app::dialogs::settings::SettingsPage;
use crate::app::leaving::{Leaving, Next};
use crate::app::look;
use crate::app::panes::frame::Pane;
use crate::app::panes::notes::Wrap;
use crate::app::panes::sources::neighbour;
use crate::app::session::Session;
use crate::app::shell::App;
use crate::app::toasts::Tone;
use crate::model::Id;
use crate::workspace::Workspace;

impl App {
    pub(super) fn act(&mut self, ctx: &Context, action: Action) {
        use Action as A;
        if !self.enabled(action) {
            return;
        }
        if let Some(colour) = action.colour() {
            return self.mark(colour);
        }
        if let Some(status) = action.status() {
            return self.set_status(status);
        }
        let open = self.session().and_then(|session| session.open);
        match action {
            A::NewProject => self.open_next = Some(Next::New),
            A::OpenSample => self.open_next = Some(Next::Sample),
            A::OpenProject => self.ask_files(Purpose::OpenProject),
            A::Import => self.ask_files(Purpose::Import),
            A::PasteArticle => ctx.send_viewport_cmd(ViewportCommand::RequestPaste),
            A::Save => {
                if self.desk.open().is_some_and(|open| open.untitled()) {
                    self.ask_save_as();
                } else {
                    self.desk.save_now();
                }
            }
            A::SaveAs => self.ask_save_as(),
            A::RenameProject => {
                let title = self.desk.open().map(|open| open.workspace.project().head.title.clone());
                self.dialog = Some(Dialog::Name(Name::new(Wanted::Title, &title.unwrap_or_default())));
            }
            A::Export => {
                self.desk.list_styles();
                self.dialog = Some(Dialog::Export(Box::new(Export::new())));
            }
            A::CopyCitation => self.copy_citation(),
            A::CloseProject => {
                if self.leave(Leaving::Project) {
                    self.left(ctx, Leaving::Project);
                }
            }
            A::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            A::Undo => {
                let label = self.workspace().and_then(Workspace::undo);
                self.after_history("Undone", label);
            }
            A::Redo => {
                let label = self.workspace().and_then(Workspace::redo);
                self.after_history("Done again", label);
            }
            A::SelectAll => {
                if let Some((source, version)) = open.and_then(|source| {
                    Some((source, self.desk.open()?.workspace.project().current_version(source)?.clone()))
                }) {
                    self.text.select(source, 0..version.text.chars().count());
                }
            }
            A::Find => {
                let words = open.and_then(|source| {
                    let range = self.text.selection(source)?;
                    let workspace = self.workspace()?;
                    let version = workspace.project().current_version(source)?.clone();
                    Some(workspace.index(&version).slice(&version.text, range).to_owned())
                });
                self.text.open_find(words.filter(|words| words.chars().count() <= 100));
            }
            A::FindNext | A::FindPrevious if self.text.find.is_none() => self.step_mention(action == A::FindNext),
            A::FindNext | A::FindPrevious => {
                if let Some(source) = open {
                    self.text.find_step(source, if action == A::FindNext { 1 } else { -1 });
                }
            }
            A::FilterSources => {
                self.sources.filtering = true;
                self.sources.focus_filter = true;
                if let Some(session) = self.session_mut() {
                    session.sources = true;
                }
            }
            A::Palette => self.dialog = Some(Dialog::Palette(Palette::new())),
            A::Back | A::Forward => self.walk(action == A::Forward),
            A::ToggleSources => self.toggle_pane(Pane::Sources),
            A::ToggleEntities => self.toggle_pane(Pane::Entities),
            A::ToggleNotes => self.toggle_pane(Pane::Notes),
            A::FocusReading => self.toggle(|session| &mut session.focus),
            A::NextPane | A::PreviousPane => self.next_pane(ctx, action == A::NextPane),
            A::LargerText | A::SmallerText => {
                let step = if action == A::LargerText { 1.1 } else { 1.0 / 1.1 };
                let settings = self.desk.settings_mut();
                settings.zoom = (settings.zoom * step).clamp(0.5, 3.0);
            }
            A::NormalText => self.desk.settings_mut().zoom = 1.0,
            A::Theme => {
                let next = look::next(&self.desk.settings().theme);
                next.clone_into(&mut self.desk.settings_mut().theme);
                self.toasts.say(Tone::Plain, format!("Theme: {next}"), None);
            }
            A::FullScreen => {
                let full = ctx.input(|input| input.viewport().fullscreen.unwrap_or_default());
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(!full));
            }
            A::NextSource | A::PreviousSource => {
                let step = if action == A::NextSource { 1 } else { -1 };
                let next = open.and_then(|source| neighbour(&self.overview.order, source, step));
                if let Some(next) = next.or_else(|| self.overview.order.first().copied().filter(|_| open.is_none())) {
                    self.go_to(next, None);
                    self.sources.reveal = true;
                    self.text.focus = true;
                }
            }
            A::Highlight => self.mark(self.session().map(|session| session.colour).unwrap_or_default()),
            A::Note => self.note_on_passage(),
            A::Tag => {
                let about = self.session().and_then(|session| session.mark).or(open);
                if let Some(source) = open
                    && self.text.selection(source).is_some()
                {
                    // Tagging a passage marks it first, in the last colour.
                    self.mark(self.session().map(|session| session.colour).unwrap_or_default());
                }
                let about = self.session().and_then(|session| session.mark).or(about);
                self.dialog = about.map(|about| Dialog::Name(Name::new(Wanted::Tag(vec![about]), "")));
            }
            A::Unmark => {
                if let Some(mark) = self.session().and_then(|session| session.mark) {
                    self.trash(vec![mark]);
                }
            }
            A::NextOverlapping => (),
            A::NextMark | A::PreviousMark => self.step_mark(action == A::NextMark),
            A::Details => {
                let source = open.and_then(|id| self.desk.open()?.workspace.project().sources.get(&id).cloned());
                self.dialog = source.map(|source| Dialog::Details(Box::new(Details::new(&source))));
            }
            A::TrashSource => {
                let ids = self.chosen_sources();
                self.trash(ids);
            }
            A::EmptyTrash => {
                let words = "Everything in the trash is removed for good, with the texts, marks and notes that belong only \
                             to it. Undo brings it back only until the project is closed.";
                let answers = [("Cancel", Choice::Leave), ("Empty trash", Choice::EmptyTrash)];
                self.dialog = Some(Dialog::Confirm(Confirm::new("Empty the trash?", words, &answers)));
            }
            A::NameHere
            | A::NameEverywhere
            | A::MergeEntity
            | A::RenameEntity
            | A::AliasEntity
            | A::SplitMention
            | A::IgnoreEntity
            | A::WrongHere
            | A::MarkMentions
            | A::AcceptSuggestion
            | A::RejectSuggestion => self.act_on_entity(action),
            A::Peek => self.text.peek(),
            A::Decisions => self.dialog = Some(Dialog::Decisions),
            A::ReadAgain => self.desk.read_again(),
            A::FreeNote => self.new_note(Vec::new()),
            A::NoteOnSource => self.new_note(open.into_iter().collect()),
            A::PreviewNote => self.notes.preview = !self.notes.preview,
            A::BoldNote => self.notes.wrap = Some(Wrap::Bold),
            A::ItalicNote => self.notes.wrap = Some(Wrap::Italic),
            A::LinkNote => self.notes.wrap = Some(Wrap::Link),
            A::DoneNote => {
                self.leave_note();
                self.text.focus = true;
            }
            A::Settings => {
                let colours = self.desk.open().map(|open| open.workspace.project().head.colours.clone());
                self.dialog = Some(Dialog::Settings(Box::new(SettingsPage::new(colours.unwrap_or_default()))));
            }
            A::ShowKeys => self.dialog = Some(Dialog::Keys),
            A::About => self.dialog = Some(Dialog::About),
            A::Yellow | A::Orange | A::Blue | A::Green | A::Pink | A::Grey | A::MarkRead | A::MarkUnread => (),
        }
    }

    pub(super) fn toggle_pane(&mut self, pane: Pane) {
        match pane {
            Pane::Sources => {
                self.drawer = !self.drawer;
                self.toggle(|session| &mut session.sources);
            }
            Pane::Entities => self.toggle(|session| &mut session.entities),
            Pane::Notes => self.toggle(|session| &mut session.notes),
            Pane::Text => {}
        }
    }

    fn toggle(&mut self, part: impl FnOnce(&mut Session) -> &mut bool) {
        if let Some(session) = self.session_mut() {
            let part = part(session);
            *part = !*part;
        }
    }

    /// Copies the selected passage, or that of the selected mark, with its citation; else the chosen sources' references.
    fn copy_citation(&mut self) {
        let Some(source) = self.session().and_then(|session| session.open) else { return };
        let mark = self.session().and_then(|session| session.mark);
        let selected = self.text.selection(source);
        let range = selected.or_else(|| mark.and_then(|mark| self.workspace()?.place(mark)));
        let passage = range.and_then(|range| {
            let workspace = self.workspace()?;
            let version = workspace.project().current_version(source)?.clone();
            let words = workspace.index(&version).slice(&version.text, range.clone()).to_owned();
            Some((words, range))
        });
        let sources = if passage.is_some() { vec![source] } else { self.chosen_sources() };
        self.desk.cite(sources, passage);
    }

    pub(super) fn after_history(&mut self, done: &str, label: Option<String>) {
        let Some(label) = label else { return };
        self.forget_what_is_gone();
        self.toasts.say(Tone::Plain, format!("{done}: {label}"), None);
    }

    /// What the window points at may have gone with an undo.
    pub(super) fn forget_what_is_gone(&mut self) {
        let Some(project) = self.desk.open().map(|open| open.workspace.project().clone()) else { return };
        let Some(session) = self.session_mut() else { return };
        session.mark = session.mark.filter(|id| project.marks.get(id).is_some_and(|mark| mark.trashed.is_none()));
        let note = |id: &Id| project.notes.get(id).is_some_and(|note| note.trashed.is_none());
        session.note = session.note.filter(note);
        session.writing = session.writing.filter(note);
        let source = |id: &Id| project.sources.contains_key(id);
        session.open = session.open.filter(source);
        session.chosen.retain(source);
        session.entity = session.entity.filter(|id| project.entities.contains_key(id));
    }
}
