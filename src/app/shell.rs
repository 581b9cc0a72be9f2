//! The application: what it holds, and one frame from input to requests to changes.

use egui::{CentralPanel, Context, Event as InputEvent, Frame, Id as EguiId, Panel, Ui, ViewportCommand};
use jiff::tz::TimeZone;

use super::action::Action;
use super::chrome;
use super::dialogs::confirm::{Choice, Confirm};
use super::dialogs::files::{Answer, FileDialogs, Purpose};
use super::dialogs::name::Name;
use super::dialogs::palette::Palette;
use super::dialogs::path::{Ask, PathPrompt};
use super::dialogs::{After, details::Details, import::Import, keys as key_sheet};
use super::keys;
use super::look;
use super::panes::{View, entities, notes, sources, text};
use super::request::{Request, Requests};
use super::session::{Session, Trail};
use super::start;
use super::theme::{self, metrics as m};
use super::toasts::{Toasts, Tone};
use super::widgets::tabs;
use crate::storage::Stored;
use crate::workspace::{Desk, Event, Overview, SaveState, Untitled};

/// Below this width NOTES and ENTITIES share one column, in points.
const NARROW: f32 = 1000.0;
/// Below this width SOURCES is a drawer, in points.
const SMALL: f32 = 700.0;

/// The dialog that is open.
#[derive(Debug)]
pub(super) enum Dialog {
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
    /// Correcting a source.
    Details(Box<Details>),
    /// The sheet of keys.
    Keys,
    /// About the program.
    About,
}

/// What waits for the project to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Leaving {
    /// The project is to be closed.
    Project,
    /// The window is to be closed.
    Window,
    /// Another project is to be opened in its place.
    Other(Next),
}

/// What to open next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// An empty project.
    New,
    /// A copy of the sample.
    Sample,
    /// A project file.
    File(std::path::PathBuf),
}

/// The window's state. The project itself lies on the desk.
pub struct App {
    pub(super) desk: Desk,
    pub(super) files: Box<dyn FileDialogs>,
    pub(super) asked: Option<Purpose>,
    pub(super) dialog: Option<Dialog>,
    pub(super) toasts: Toasts,
    pub(super) session: Option<Stored<Session>>,
    pub(super) trail: Trail,
    pub(super) overview: Overview,
    pub(super) sources: sources::State,
    pub(super) text: text::State,
    pub(super) notes: notes::State,
    pub(super) untitled: Vec<Untitled>,
    pub(super) leaving: Option<Leaving>,
    pub(super) zone: TimeZone,
    pub(super) mac: bool,
    /// In a narrow window: whether the shared column shows the entities.
    narrow_entities: bool,
    /// In a small window: whether the list of sources is pulled out.
    pub(super) drawer: bool,
    allow_close: bool,
    /// A project was chosen to be opened in place of this one.
    pub(super) open_next: Option<Next>,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("desk", &self.desk).field("dialog", &self.dialog).finish_non_exhaustive()
    }
}

impl App {
    /// An application with nothing open.
    #[must_use]
    pub fn new(mut desk: Desk, files: Box<dyn FileDialogs>, zone: TimeZone, mac: bool) -> Self {
        desk.find_untitled();
        Self {
            desk,
            files,
            asked: None,
            dialog: None,
            toasts: Toasts::default(),
            session: None,
            trail: Trail::default(),
            overview: Overview::default(),
            sources: sources::State::default(),
            text: text::State::default(),
            notes: notes::State::default(),
            untitled: Vec::new(),
            leaving: None,
            zone,
            mac,
            narrow_entities: false,
            drawer: false,
            allow_close: false,
            open_next: None,
        }
    }

    /// The desk, for whoever started the window.
    pub fn desk(&mut self) -> &mut Desk {
        &mut self.desk
    }

    /// The desk, to look at.
    #[must_use]
    pub fn look_at_desk(&self) -> &Desk {
        &self.desk
    }

    /// What the window remembers of the open project.
    #[must_use]
    pub fn session(&self) -> Option<&Session> {
        self.session.as_ref().map(|stored| &stored.value)
    }

    pub(super) fn session_mut(&mut self) -> Option<&mut Session> {
        self.session.as_mut().map(|stored| &mut stored.value)
    }

    /// The selected passage of the open source, in code points.
    #[must_use]
    pub fn selection(&self) -> Option<std::ops::Range<usize>> {
        self.text.selection(self.session()?.open?)
    }

    /// Work that goes on whether or not the window is in view: jobs, saving, closing.
    pub fn logic(&mut self, ctx: &Context) {
        let (events, again) = self.desk.poll();
        for event in events {
            self.on_event(ctx, event);
        }
        if let Some(again) = again {
            ctx.request_repaint_after(again);
        }
        if ctx.input(|input| input.events.iter().any(|event| matches!(event, InputEvent::WindowFocused(false)))) {
            self.desk.save();
        }
        if let Some(answer) = self.files.poll() {
            self.on_files(answer);
        }
        self.close_request(ctx);
    }

    fn close_request(&mut self, ctx: &Context) {
        let asked = ctx.input(|input| input.viewport().close_requested());
        if asked && !self.allow_close && !self.leave(Leaving::Window) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        }
        if let Some(leaving) = self.leaving.clone()
            && self.dialog.is_none()
            && self.asked.is_none()
            && self.desk.close()
        {
            self.left(ctx, leaving);
        }
    }

    /// Begins to leave; `true` if nothing stands in the way.
    pub(super) fn leave(&mut self, leaving: Leaving) -> bool {
        self.keep_session();
        if let Some(open) = self.desk.open()
            && open.untitled()
            && !matches!(leaving, Leaving::Other(_))
            && open.workspace.project().record_count() > 1
        {
            let words = "It has not been saved to a file of its own. You can keep it for the next start, too.";
            self.dialog = Some(Dialog::Confirm(Confirm::new(
                &format!("Save “{}”?", open.workspace.project().head.title),
                words,
                &[
                    ("Throw away", Choice::ThrowAway),
                    ("Keep for next time", Choice::KeepForNextTime),
                    ("Save as…", Choice::SaveAs),
                ],
            )));
            self.leaving = Some(leaving);
            return false;
        }
        if self.desk.close() {
            return true;
        }
        self.leaving = Some(leaving);
        false
    }

    /// The project is closed; go on with what waited for it.
    pub(super) fn left(&mut self, ctx: &Context, leaving: Leaving) {
        self.leaving = None;
        self.session = None;
        self.text = text::State::default();
        self.trail = Trail::default();
        match leaving {
            Leaving::Window => {
                self.allow_close = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Leaving::Project => self.desk.find_untitled(),
            Leaving::Other(Next::New) => self.desk.new_project("Untitled project"),
            Leaving::Other(Next::Sample) => self.desk.open_sample(),
            Leaving::Other(Next::File(path)) => self.desk.open_path(&path),
        }
    }

    pub(super) fn keep_session(&mut self) {
        let Some(stored) = &mut self.session else { return };
        if let Some(open) = stored.value.open
            && let Some(position) = self.text.position(open)
        {
            stored.value.positions.insert(open, position);
        }
        let stored = stored.clone();
        self.desk.keep(&stored);
    }

    fn on_event(&mut self, ctx: &Context, event: Event) {
        match event {
            Event::Opened(said) => self.opened(said),
            Event::OpenFailed(path, words) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.toasts.say(Tone::Error, format!("“{name}” was not opened: {words}"), None);
            }
            Event::Saved => (),
            Event::SaveFailed(words) => {
                if self.leaving.is_some() {
                    let answers = [
                        ("Close without saving", Choice::CloseUnsaved),
                        ("Try again", Choice::TryAgain),
                        ("Save as…", Choice::SaveAs),
                    ];
                    self.dialog =
                        Some(Dialog::Confirm(Confirm::new("The project could not be saved", words, &answers)));
                } else if self.desk.changed_outside() {
                    let words = "Another program has changed the project file since it was opened here. Saving over it \
                                 would lose those changes. Saving under another name keeps both.";
                    let answers = [
                        ("Decide later", Choice::Leave),
                        ("Save over it", Choice::Overwrite),
                        ("Save as…", Choice::SaveAs),
                    ];
                    self.dialog =
                        Some(Dialog::Confirm(Confirm::new("The file was changed elsewhere", words, &answers)));
                } else {
                    self.toasts.say(Tone::Error, words, Some(Action::SaveAs));
                }
            }
            Event::SavedAs(path) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.toasts.say(Tone::Plain, format!("Saved as “{name}”"), None);
                if let Some(leaving) = self.leaving.clone()
                    && self.desk.close()
                {
                    self.left(ctx, leaving);
                }
            }
            Event::Found(found) => match &mut self.dialog {
                _ if found.is_empty() => self.toasts.say(Tone::Warning, "There was no file to import", None),
                Some(Dialog::Import(import)) => import.add(found),
                _ => self.dialog = Some(Dialog::Import(Box::new(Import::new(found)))),
            },
            Event::Listed(folder, entries) => {
                if let Some(Dialog::Path(prompt)) = &mut self.dialog {
                    prompt.listed(&folder, entries);
                }
            }
            Event::Untitled(found) => self.untitled = found,
            Event::Say(words) => self.toasts.say(Tone::Warning, words, None),
        }
    }

    fn opened(&mut self, said: Vec<String>) {
        let Some(open) = self.desk.open() else { return };
        let project = open.workspace.project();
        let mut session: Stored<Session> = self.desk.session(project.head.id);
        let known = |id: &crate::model::Id| project.sources.get(id).is_some_and(|source| source.trashed.is_none());
        session.value.open = session.value.open.filter(known);
        self.trail = Trail::default();
        self.text = text::State::default();
        self.notes = notes::State::default();
        self.sources = sources::State::default();
        self.sources.filter.clone_from(&session.value.query.words);
        self.sources.filtering = !self.sources.filter.is_empty();
        self.overview = Overview::default();
        if let SaveState::ReadOnly(reason) = open.save_state() {
            let words = format!("Opened for reading only: {reason}. To keep changes, save under another name");
            self.toasts.say(Tone::Warning, words, Some(Action::SaveAs));
        }
        for words in said {
            self.toasts.say(Tone::Warning, words, None);
        }
        self.overview.refresh(&open.workspace, &session.value.query);
        if session.value.open.is_none() {
            session.value.open = self.overview.order.first().copied();
        }
        if let Some(open) = session.value.open {
            self.trail.go(None, (open, 0));
        }
        self.session = Some(session);
        self.text.focus = true;
    }

    fn on_files(&mut self, answer: Answer) {
        let Some(purpose) = self.asked.take() else { return };
        match answer {
            Answer::Chosen(paths) => self.chosen(&purpose, paths),
            Answer::Cancelled => self.leaving = None,
            Answer::Unavailable => {
                let folder = self.file_folder();
                self.dialog = Some(Dialog::Path(PathPrompt::new(purpose, &folder)));
            }
        }
    }

    /// The folder to begin with: that of the project, or the home folder.
    pub(super) fn file_folder(&self) -> std::path::PathBuf {
        let beside = self.desk.open().filter(|open| !open.untitled()).and_then(|open| open.path().parent());
        let recent = || self.desk.settings().recent.first().and_then(|path| path.parent());
        beside.or_else(recent).map(std::path::Path::to_path_buf).or_else(std::env::home_dir).unwrap_or_default()
    }

    pub(super) fn chosen(&mut self, purpose: &Purpose, paths: Vec<std::path::PathBuf>) {
        match (purpose, paths.first()) {
            (_, None) => (),
            (Purpose::OpenProject, Some(path)) => self.open_next = Some(Next::File(path.clone())),
            (Purpose::SaveProject(_), Some(path)) => self.desk.save_as(path),
            (Purpose::Import, Some(_)) => self.desk.read_files(paths),
        }
    }

    /// Draws one frame and carries out what was asked.
    pub fn show(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        look::apply(&ctx, self.desk.settings());
        if let (Some(open), Some(session)) = (self.desk.open(), &self.session) {
            self.overview.refresh(&open.workspace, &session.value.query);
        }
        let mut out = Requests::default();
        let reader = self.text.reader.unwrap_or(EguiId::NULL);
        let focus = keys::focus(&ctx, reader, self.desk.settings().single_keys);
        if self.dialog.is_none() {
            keys::shortcuts(&ctx, focus, |action| self.enabled(action), &mut out);
            self.mark_ends(&ctx, focus, &mut out);
            self.pasted_and_dropped(&ctx, focus, &mut out);
        }
        self.panels(ui, &mut out);
        self.drop_overlay(&ctx);
        self.toasts.show(&ctx, &mut out);
        self.dialogs(&ctx, &mut out);
        follow_links(&ctx, &mut out);
        for request in out.take() {
            self.dispatch(&ctx, request);
        }
        if let Some(next) = self.open_next.take() {
            let leaving = Leaving::Other(next);
            if self.leave(leaving.clone()) {
                self.left(&ctx, leaving);
            }
        }
    }

    fn panels(&mut self, ui: &mut Ui, out: &mut Requests) {
        let t = theme::tokens(ui);
        let bar = Frame::new().fill(t.side).inner_margin(egui::Margin::symmetric(12, 6));
        Panel::top("top bar").frame(bar).resizable(false).show(ui, |ui| chrome::top_bar(ui, self, out));
        let Some(open) = self.desk.open() else {
            CentralPanel::default().frame(Frame::new().fill(t.paper)).show(ui, |ui| {
                start::show(ui, self.desk.settings(), &self.untitled, !self.desk.running().is_empty(), out);
            });
            return;
        };
        let Some(session) = &self.session else { return };
        let session = &session.value;
        let foot = Frame::new().fill(t.side).inner_margin(egui::Margin::symmetric(12, 4));
        Panel::bottom("status bar").frame(foot).resizable(false).show(ui, |ui| {
            chrome::status_bar(ui, self, out);
        });
        let width = ui.available_width();
        let view = View {
            workspace: &open.workspace,
            overview: &self.overview,
            session,
            now: self.desk.now(),
            zone: &self.zone,
        };
        let side = Frame::new().fill(t.side).inner_margin(egui::Margin::symmetric(6, 4));
        let panel = Frame::new().fill(t.panel).inner_margin(egui::Margin::symmetric(6, 4));
        let all = !session.focus;
        let sources_shown = all && (if width < SMALL { self.drawer } else { session.sources });
        if sources_shown {
            Panel::left("sources").frame(side).default_size(244.0).size_range(180.0..=420.0).show(ui, |ui| {
                sources::show(ui, view, &mut self.sources, out);
            });
        }
        if all && width < NARROW {
            if session.notes || session.entities {
                Panel::right("side").frame(panel).default_size(300.0).size_range(220.0..=460.0).show(ui, |ui| {
                    let current = usize::from(self.narrow_entities);
                    if let Some(pressed) = tabs(ui, "Side panes", &["Notes", "Entities"], current) {
                        self.narrow_entities = pressed == 1;
                    }
                    if self.narrow_entities {
                        entities::show(ui, view);
                    } else {
                        notes::show(ui, view, &mut self.notes, out);
                    }
                });
            }
        } else if all {
            if session.notes {
                Panel::right("notes").frame(panel).default_size(300.0).size_range(220.0..=480.0).show(ui, |ui| {
                    notes::show(ui, view, &mut self.notes, out);
                });
            }
            if session.entities {
                Panel::right("entities").frame(panel).default_size(262.0).size_range(180.0..=420.0).show(ui, |ui| {
                    entities::show(ui, view);
                });
            }
        }
        let style = look::reader(theme::tokens(ui), self.desk.settings());
        let single_keys = self.desk.settings().single_keys;
        CentralPanel::default().frame(Frame::new().fill(t.paper)).show(ui, |ui| {
            text::show(ui, view, &mut self.text, &style, single_keys, out);
        });
    }

    /// With a mark selected, Shift+← → moves its end by a word, Mod+Shift+← → its start.
    fn mark_ends(&self, ctx: &Context, focus: keys::Focus, out: &mut Requests) {
        let Some(session) = self.session() else { return };
        let (Some(mark), Some(source)) = (session.mark, session.open) else { return };
        if !focus.reading || self.text.selection(source).is_some() {
            return;
        }
        let shift = egui::Modifiers::SHIFT;
        let start = egui::Modifiers::COMMAND | shift;
        for (modifiers, moves_start) in [(start, true), (shift, false)] {
            for (key, step) in [(egui::Key::ArrowLeft, -1), (egui::Key::ArrowRight, 1)] {
                if ctx.input_mut(|input| input.consume_key(modifiers, key)) {
                    out.push(Request::MoveEnd { mark, start: moves_start, step });
                }
            }
        }
    }

    /// Ctrl+V outside a text field brings an article in; so do files dropped anywhere.
    fn pasted_and_dropped(&self, ctx: &Context, focus: keys::Focus, out: &mut Requests) {
        let (pasted, dropped) = ctx.input(|input| {
            let pasted = input.events.iter().find_map(|event| match event {
                InputEvent::Paste(text) if !focus.typing => Some(text.clone()),
                _ => None,
            });
            let dropped: Vec<_> = input.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect();
            (pasted, dropped)
        });
        if let Some(text) = pasted {
            out.push(Request::ImportText(text));
        }
        if !dropped.is_empty() {
            out.push(Request::ImportFiles(dropped));
        }
    }

    fn drop_overlay(&self, ctx: &Context) {
        if ctx.input(|input| input.raw.hovered_files.is_empty()) {
            return;
        }
        let t = theme::tokens(ctx);
        let layer = egui::LayerId::new(egui::Order::Foreground, EguiId::unique("drop overlay"));
        let painter = ctx.layer_painter(layer);
        let rect = ctx.content_rect();
        painter.rect_filled(rect, 0.0, t.paper.gamma_multiply(0.92));
        painter.rect_stroke(rect.shrink(10.0), m::RADIUS_L, egui::Stroke::new(2.0, t.accent), egui::StrokeKind::Inside);
        let words = "Drop to import into this project";
        painter.text(rect.center(), egui::Align2::CENTER_CENTER, words, theme::Face::UiSemibold.at(20.0), t.text);
    }

    fn dialogs(&mut self, ctx: &Context, out: &mut Requests) {
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
            Dialog::Details(details) => {
                let open = self.session().and_then(|session| session.open);
                let source = open.and_then(|id| self.desk.open()?.workspace.project().sources.get(&id).cloned());
                details.show(ctx, source.as_deref(), out)
            }
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

/// Links in notes that lead to records (`dossier:id`) are followed here, not by the browser.
fn follow_links(ctx: &Context, out: &mut Requests) {
    ctx.output_mut(|output| {
        output.commands.retain(|command| {
            let egui::OutputCommand::OpenUrl(open) = command else { return true };
            let Some(id) = open.url.strip_prefix("dossier:") else { return true };
            if let Ok(id) = id.parse() {
                out.push(Request::Follow(id));
            }
            false
        });
    });
}
