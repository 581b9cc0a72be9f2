//! Carrying out requests: the one place where the window changes anything.

use egui::{Context, OpenUrl, ViewportCommand};

use super::action::Action;
use super::dialogs::confirm::{Choice, Confirm};
use super::dialogs::details::Details;
use super::dialogs::files::Purpose;
use super::dialogs::name::{Name, Wanted};
use super::dialogs::palette::Palette;
use super::look;
use super::panes::sources::neighbour;
use super::panes::text::next_word;
use super::request::Request;
use super::shell::{App, Dialog, Leaving, Next};
use super::toasts::Tone;
use super::words;
use crate::import::Draft;
use crate::model::{Colour, Edit, Head, Id, Kind, Status};
use crate::workspace::{SaveState, Shelf, Workspace};

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
            A::NewProject | A::OpenProject | A::OpenSample | A::Quit | A::Palette | A::ShowKeys | A::About => true,
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
            A::FindNext | A::FindPrevious => self.text.find.is_some(),
            A::SelectAll | A::Find | A::Details | A::MarkRead | A::MarkUnread | A::TrashSource | A::NoteOnSource => {
                source.is_some()
            }
            A::NextMark | A::PreviousMark | A::NextOverlapping | A::Tag => source.is_some(),
            A::EmptyTrash => self.overview.trash > 0,
            A::PreviewNote | A::DoneNote => session.is_some_and(|session| session.writing.is_some()),
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

    fn workspace(&mut self) -> Option<&mut Workspace> {
        self.desk.open_mut().map(|open| &mut open.workspace)
    }

    /// Applies an edit made from the project as it is.
    fn edit(&mut self, make: impl FnOnce(&Workspace) -> Edit) {
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
            Request::SelectMark(mark) => self.select_mark(mark),
            Request::Reveal(source, range) => self.go_to(source, Some(range)),
            Request::Mark(colour) => self.mark(colour),
            Request::MoveEnd { mark, start, step } => self.move_end(mark, start, step),
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
            Request::CancelJobs => self.desk.cancel(),
        }
    }

    fn act(&mut self, ctx: &Context, action: Action) {
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
                    self.desk.save();
                }
            }
            A::SaveAs => self.ask_save_as(),
            A::RenameProject => {
                let title = self.desk.open().map(|open| open.workspace.project().head.title.clone());
                self.dialog = Some(Dialog::Name(Name::new(Wanted::Title, &title.unwrap_or_default())));
            }
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
            A::ToggleSources => {
                self.drawer = !self.drawer;
                self.toggle(|session| &mut session.sources);
            }
            A::ToggleEntities => self.toggle(|session| &mut session.entities),
            A::ToggleNotes => self.toggle(|session| &mut session.notes),
            A::FocusReading => self.toggle(|session| &mut session.focus),
            A::NextPane | A::PreviousPane => self.next_pane(ctx),
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
            A::FreeNote => self.new_note(Vec::new()),
            A::NoteOnSource => self.new_note(open.into_iter().collect()),
            A::PreviewNote => self.notes.preview = !self.notes.preview,
            A::DoneNote => {
                self.leave_note();
                self.text.focus = true;
            }
            A::ShowKeys => self.dialog = Some(Dialog::Keys),
            A::About => self.dialog = Some(Dialog::About),
            A::Yellow | A::Orange | A::Blue | A::Green | A::Pink | A::Grey | A::MarkRead | A::MarkUnread => (),
        }
    }

    fn toggle(&mut self, part: impl FnOnce(&mut super::session::Session) -> &mut bool) {
        if let Some(session) = self.session_mut() {
            let part = part(session);
            *part = !*part;
        }
    }

    fn ask_files(&mut self, purpose: Purpose) {
        let folder = self.file_folder();
        self.files.ask(&purpose, Some(&folder), self.desk.waker());
        self.asked = Some(purpose);
    }

    fn ask_save_as(&mut self) {
        let Some(open) = self.desk.open() else { return };
        let title = &open.workspace.project().head.title;
        let name: String =
            title.chars().map(|c| if c.is_alphanumeric() || " -_".contains(c) { c } else { '-' }).collect();
        self.ask_files(Purpose::SaveProject(format!("{}.dossier.json", name.trim())));
    }

    pub(super) fn chose(&mut self, ctx: &Context, choice: Choice) {
        match choice {
            Choice::Leave => self.leaving = None,
            Choice::EmptyTrash => self.edit(|workspace| Edit::empty_trash(workspace.project())),
            Choice::SaveAs => self.ask_save_as(),
            Choice::TryAgain => drop(self.desk.save()),
            Choice::Overwrite => self.desk.save_over(),
            Choice::KeepForNextTime => {
                // Saved in its own folder; `close_request` goes on once that is done.
                self.desk.save();
            }
            Choice::ThrowAway => {
                let path = self.desk.open().map(|open| open.path().to_path_buf());
                self.desk.abandon();
                if let Some(path) = path {
                    self.desk.discard(&path);
                }
                if let Some(leaving) = self.leaving.clone() {
                    self.left(ctx, leaving);
                }
            }
            Choice::CloseUnsaved => {
                self.desk.abandon();
                if let Some(leaving) = self.leaving.clone() {
                    self.left(ctx, leaving);
                }
            }
        }
    }

    fn after_history(&mut self, done: &str, label: Option<String>) {
        let Some(label) = label else { return };
        self.forget_what_is_gone();
        self.toasts.say(Tone::Plain, format!("{done}: {label}"), None);
    }

    /// What the window points at may have gone with an undo.
    fn forget_what_is_gone(&mut self) {
        let Some(project) = self.desk.open().map(|open| open.workspace.project().clone()) else { return };
        let Some(session) = self.session_mut() else { return };
        session.mark = session.mark.filter(|id| project.marks.get(id).is_some_and(|mark| mark.trashed.is_none()));
        let note = |id: &Id| project.notes.get(id).is_some_and(|note| note.trashed.is_none());
        session.note = session.note.filter(note);
        session.writing = session.writing.filter(note);
        let source = |id: &Id| project.sources.contains_key(id);
        session.open = session.open.filter(source);
        session.chosen.retain(source);
    }

    pub(super) fn import(&mut self, drafts: Vec<Draft>) {
        let count = drafts.len();
        let ids = self.desk.import(drafts);
        let Some(first) = ids.first().copied() else { return };
        self.toasts.say(
            Tone::Plain,
            format!("Imported {}", words::count(count, "source", "sources")),
            Some(Action::Undo),
        );
        if let Some(session) = self.session_mut() {
            session.query.shelf = Shelf::All;
            session.query.words.clear();
        }
        self.sources.filter.clear();
        self.go_to(first, None);
        self.sources.reveal = true;
        self.text.focus = true;
    }

    /// Opens a source, at a passage if one is given; the place left is remembered.
    fn go_to(&mut self, source: Id, range: Option<std::ops::Range<usize>>) {
        let here = self.here();
        let to = range.as_ref().map(|range| range.start).or_else(|| self.text.position(source)).unwrap_or_default();
        if here.map(|(id, _)| id) != Some(source) || range.is_some() {
            self.trail.go(here, (source, to));
        }
        self.show_source(source);
        if let Some(range) = range {
            self.text.reveal(source, range);
        }
    }

    fn here(&self) -> Option<(Id, usize)> {
        let source = self.session()?.open?;
        Some((source, self.text.position(source).unwrap_or_default()))
    }

    fn show_source(&mut self, source: Id) {
        let here = self.here();
        let Some(session) = self.session_mut() else { return };
        if let Some((left, position)) = here {
            session.positions.insert(left, position);
        }
        if session.open != Some(source) {
            session.open = Some(source);
            session.mark = None;
            session.note = None;
            if session.chosen.len() == 1 {
                session.chosen = vec![source];
            }
        }
        self.drawer = false;
    }

    fn walk(&mut self, forward: bool) {
        let here = self.here();
        let place = if forward { self.trail.forward(here) } else { self.trail.back(here) };
        if let Some((source, position)) = place {
            self.show_source(source);
            self.text.restore(source, position);
        }
    }

    fn next_pane(&mut self, ctx: &Context) {
        // The text is the pane one leaves and comes back to; others are reached with Tab from there.
        let reading = self.text.reader.is_some_and(|id| ctx.memory(|memory| memory.has_focus(id)));
        if reading {
            if let Some(source) = self.session().and_then(|session| session.open) {
                ctx.memory_mut(|memory| memory.request_focus(egui::Id::unique(("source", source))));
            }
        } else {
            self.text.focus = true;
        }
    }

    fn select_mark(&mut self, mark: Option<Id>) {
        let source = mark.and_then(|id| {
            let project = self.desk.open()?.workspace.project();
            project.source_of_mark(project.marks.get(&id)?).map(|source| source.id)
        });
        let note = mark.and_then(|id| self.desk.open()?.workspace.project().notes_about(id).next().map(|note| note.id));
        if let Some(source) = source
            && self.session().and_then(|session| session.open) != Some(source)
        {
            let range = mark.and_then(|mark| self.workspace()?.place(mark));
            self.go_to(source, range);
        } else if let (Some(source), Some(range)) = (source, mark.and_then(|mark| self.workspace()?.place(mark))) {
            self.text.show(source, range);
        }
        let Some(session) = self.session_mut() else { return };
        session.mark = mark;
        if mark.is_some() {
            session.note = note;
            self.notes.reveal = true;
        }
    }

    fn select_note(&mut self, note: Id) {
        let mark = self.desk.open().and_then(|open| {
            let record = open.workspace.project().notes.get(&note)?;
            record.about.iter().copied().find(|id| id.kind() == Kind::Mark)
        });
        if mark.is_some() {
            self.select_mark(mark);
        }
        let in_view = mark.is_some() || self.session().is_some_and(|session| session.all_notes);
        let Some(session) = self.session_mut() else { return };
        session.mark = mark;
        session.note = Some(note);
        session.all_notes |= !in_view;
        session.notes = true;
        self.notes.reveal = true;
    }

    fn write_note(&mut self, note: Id) {
        self.select_note(note);
        if let Some(session) = self.session_mut() {
            session.writing = Some(note);
        }
        self.notes.preview = false;
        self.notes.focus = true;
    }

    fn leave_note(&mut self) {
        if let Some(workspace) = self.workspace() {
            workspace.end_typing();
        }
        if let Some(session) = self.session_mut()
            && let Some(note) = session.writing.take()
        {
            session.note = Some(note);
            self.text.focus = true;
        }
    }

    fn new_note(&mut self, about: Vec<Id>) {
        let free = about.is_empty();
        let Some(note) = self.workspace().map(|workspace| workspace.note_about(about)) else { return };
        if let Some(session) = self.session_mut() {
            session.all_notes |= free;
        }
        self.write_note(note);
    }

    /// Marks the selection, or turns the selected mark into the colour.
    fn mark(&mut self, colour: Colour) {
        let Some((source, selected)) = self.session().and_then(|session| Some((session.open?, session.mark))) else {
            return;
        };
        if let Some(session) = self.session_mut() {
            session.colour = colour;
        }
        if let Some(range) = self.text.selection(source) {
            let mark = self.workspace().and_then(|workspace| workspace.highlight(source, range, colour));
            self.text.clear_selection(source);
            if let Some(session) = self.session_mut() {
                session.mark = mark;
            }
            self.begin_reading(source);
        } else if let Some(mark) = selected {
            self.edit(|workspace| {
                let record = workspace.project().marks.get(&mark).filter(|record| record.colour != colour);
                record.map_or(nothing(), |record| Edit::recolour(record, colour, workspace.now()))
            });
        }
    }

    /// A source one marks is being read.
    fn begin_reading(&mut self, source: Id) {
        let unread = self.desk.open().is_some_and(|open| {
            open.workspace.project().sources.get(&source).is_some_and(|source| source.status == Status::Unread)
        });
        if unread {
            // Not a step of its own: it would stand between the reader and the undo of the mark.
            if let Some(workspace) = self.workspace() {
                let edit = Edit::status(workspace.project(), &[source], Status::Reading, workspace.now());
                workspace.apply_machine(edit);
            }
        }
    }

    fn note_on_passage(&mut self) {
        let Some((source, mark, colour)) =
            self.session().and_then(|session| Some((session.open?, session.mark, session.colour)))
        else {
            return;
        };
        if let Some(range) = self.text.selection(source) {
            let made = self.workspace().and_then(|workspace| workspace.note_on_passage(source, range, colour));
            self.text.clear_selection(source);
            if let Some((mark, note)) = made {
                if let Some(session) = self.session_mut() {
                    session.mark = Some(mark);
                }
                self.write_note(note);
            }
            self.begin_reading(source);
        } else if let Some(mark) = mark {
            let known = self.desk.open().and_then(|open| open.workspace.project().notes_about(mark).next().cloned());
            match known {
                Some(note) => self.write_note(note.id),
                None => self.new_note(vec![mark]),
            }
        }
    }

    fn step_mark(&mut self, forward: bool) {
        let Some(source) = self.session().and_then(|session| session.open) else { return };
        let caret = self.text.caret(source).unwrap_or_default();
        let Some(workspace) = self.workspace() else { return };
        let Some(version) = workspace.project().current_version(source).cloned() else { return };
        let mut places: Vec<(usize, Id)> =
            workspace.project().marks_in(version.id).map(|mark| (mark.anchor.start, mark.id)).collect();
        places.sort_unstable();
        let next = if forward {
            places.iter().find(|(start, _)| *start > caret).or(places.first())
        } else {
            places.iter().rev().find(|(start, _)| *start < caret).or(places.last())
        };
        if let Some((_, mark)) = next.copied() {
            let range = self.workspace().and_then(|workspace| workspace.place(mark));
            if let Some(range) = range {
                self.text.reveal(source, range);
            }
            self.select_mark(Some(mark));
        }
    }

    fn move_end(&mut self, mark: Id, start: bool, step: i32) {
        let Some(workspace) = self.workspace() else { return };
        let Some(range) = workspace.place(mark) else { return };
        let Some(record) = workspace.project().marks.get(&mark).cloned() else { return };
        let Some(version) = workspace.project().versions.get(&record.anchor.version).cloned() else { return };
        let index = workspace.index(&version);
        let from = if start { range.start } else { range.end };
        let to = next_word(&version.text, &index, from, step);
        let range = if start { to..range.end } else { range.start..to };
        if range.start < range.end {
            workspace.move_mark(mark, range);
        }
    }

    fn chosen_sources(&self) -> Vec<Id> {
        match self.session() {
            Some(session) if session.chosen.len() > 1 => session.chosen.clone(),
            Some(session) => session.open.into_iter().collect(),
            None => Vec::new(),
        }
    }

    fn set_status(&mut self, status: Status) {
        let ids = self.chosen_sources();
        self.edit(|workspace| Edit::status(workspace.project(), &ids, status, workspace.now()));
    }

    fn trash(&mut self, ids: Vec<Id>) {
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
        self.toasts.say(Tone::Plain, words, Some(Action::Undo));
    }

    fn ask_rename(&mut self, id: Id) {
        let name = self.desk.open().and_then(|open| {
            let project = open.workspace.project();
            project.tags.get(&id).or_else(|| project.collections.get(&id)).map(|label| label.name.clone())
        });
        self.dialog = name.map(|name| Dialog::Name(Name::new(Wanted::Rename(id), &name)));
    }

    fn follow(&mut self, id: Id) {
        match id.kind() {
            Kind::Source => self.go_to(id, None),
            Kind::Mark => self.select_mark(Some(id)),
            Kind::Note => self.select_note(id),
            _ => (),
        }
    }
}

/// An edit that changes nothing.
fn nothing() -> Edit {
    Edit::Batch(String::new(), Vec::new())
}

/// The first colour no tag has yet.
fn fresh_colour(workspace: &Workspace) -> Colour {
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
