//! The application: what it holds, and one frame from input to requests to changes.

use egui::{CentralPanel, Context, Event as InputEvent, Frame, Id as EguiId, Panel, Rect, Ui};
use jiff::tz::TimeZone;

use super::chrome;
use super::clipboard::Clipboard;
use super::dialogs::Dialog;
use super::dialogs::files::{FileDialogs, Purpose};
use super::keys;
use super::leaving::{Leaving, Next};
use super::look;
use super::panes::frame::{self, Pane, Side, Width};
use super::panes::{View, drag, entities, notes, sources, text};
use super::request::{Request, Requests};
use super::session::{Session, Trail};
use super::start;
use super::theme::{self, metrics as m};
use super::toasts::{Done, Toasts};
use super::widgets::tabs;
use crate::storage::Stored;
use crate::workspace::{Desk, Lens, Overview, Untitled};

/// Below this width NOTES and ENTITIES share one column, in points.
const NARROW: f32 = 1000.0;
/// Below this width SOURCES is a drawer, in points.
const SMALL: f32 = 700.0;

/// The window's state. The project itself lies on the desk.
pub struct App {
    pub(super) desk: Desk,
    pub(super) files: Box<dyn FileDialogs>,
    pub(super) asked: Option<Purpose>,
    pub(super) dialog: Option<Dialog>,
    pub(super) toasts: Toasts,
    pub(super) clipboard: Clipboard,
    pub(super) session: Option<Stored<Session>>,
    pub(super) trail: Trail,
    pub(super) overview: Overview,
    pub(super) lens: Lens,
    pub(super) sources: sources::State,
    pub(super) text: text::State,
    pub(super) notes: notes::State,
    pub(super) entities: entities::State,
    pub(super) untitled: Vec<Untitled>,
    pub(super) leaving: Option<Leaving>,
    pub(super) zone: TimeZone,
    pub(super) mac: bool,
    /// In a narrow window: whether the shared column shows the entities.
    narrow_entities: bool,
    /// Where the panes in view are.
    pub(super) places: Vec<(Pane, Rect)>,
    /// In a small window: whether the list of sources is pulled out.
    pub(super) drawer: bool,
    pub(super) allow_close: bool,
    /// An export that waits to be told where it goes.
    pub(super) export: Option<String>,
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
        let text = text::State::new(desk.waker());
        Self {
            desk,
            files,
            asked: None,
            dialog: None,
            toasts: Toasts::default(),
            clipboard: Clipboard::default(),
            session: None,
            trail: Trail::default(),
            overview: Overview::default(),
            lens: Lens::default(),
            sources: sources::State::default(),
            text,
            notes: notes::State::default(),
            entities: entities::State::default(),
            untitled: Vec::new(),
            leaving: None,
            zone,
            mac,
            narrow_entities: false,
            places: Vec::new(),
            drawer: false,
            allow_close: false,
            export: None,
            open_next: None,
        }
    }

    /// Copies go to this clipboard, with their formatting.
    #[must_use]
    pub fn with_clipboard(mut self, clipboard: Clipboard) -> Self {
        self.clipboard = clipboard;
        self
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

    /// Whether work is under way whose result will change what is shown.
    #[must_use]
    pub fn busy(&self) -> bool {
        !self.desk.running().is_empty() || self.text.busy()
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

    /// The caret in the open source, in code points.
    #[must_use]
    pub fn caret(&self) -> Option<usize> {
        self.text.caret(self.session()?.open?)
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

    /// Draws one frame and carries out what was asked.
    pub fn show(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        look::apply(&ctx, self.desk.settings());
        if let (Some(open), Some(session)) = (self.desk.open(), &self.session) {
            self.overview.refresh(&open.workspace, &session.value.query);
            self.lens.refresh(&open.workspace, session.value.open);
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
        self.toasts.show(&ctx, self.last_step(), &mut out);
        self.dialogs(&ctx, &mut out);
        follow_links(&ctx, &mut out);
        if let Some((version, index)) = self.text.index()
            && let Some(open) = self.desk.open_mut()
        {
            open.workspace.keep_index(version, index);
        }
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

    /// The step that Undo would take back.
    pub(super) fn last_step(&self) -> Option<Done> {
        let history = self.desk.open()?.workspace.history();
        history.next_undo().map(|step| (history.steps().len(), step.at))
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
            lens: &self.lens,
            roster: self.desk.roster(),
            reading: self.desk.is_reading(),
            session,
            hovered: self.text.hovered_mark.or(self.notes.hovered_mark),
            now: self.desk.now(),
            zone: &self.zone,
        };
        let left = Frame::new().fill(t.side).inner_margin(egui::Margin::symmetric(5, 4));
        let right = Frame::new().fill(t.panel).inner_margin(egui::Margin::symmetric(6, 4));
        let wide = |usual, least, most| Width { usual, least, most };
        let mut places: Vec<(Pane, Rect)> = Vec::new();
        // Draws a side pane; says whether its divider was used to shut or open it.
        let mut side = |ui: &mut Ui, pane, layout, shown: bool, content: &mut dyn FnMut(&mut Ui)| {
            let mut open = shown;
            let place = frame::side(ui, pane, layout, &mut open, |ui| content(ui));
            places.extend(place.map(|place| (pane, place)));
            open != shown
        };
        let mut turned = Vec::new();
        let all = !session.focus;
        if all {
            let shown = if width < SMALL { self.drawer } else { session.sources };
            let layout = (Side::Left, left, wide(244.0, 180.0, 420.0));
            if side(ui, Pane::Sources, layout, shown, &mut |ui| sources::show(ui, view, &mut self.sources, out)) {
                turned.push(Pane::Sources);
            }
        }
        if all && width < NARROW {
            let layout = (Side::Right, right, wide(300.0, 220.0, 460.0));
            let shown = [(Pane::Notes, session.notes), (Pane::Entities, session.entities)];
            let any = shown.iter().any(|(_, shown)| *shown);
            let used = side(ui, Pane::Notes, layout, any, &mut |ui| {
                let current = usize::from(self.narrow_entities);
                if let Some(pressed) = tabs(ui, "Side panes", &["Notes", "Entities"], current) {
                    self.narrow_entities = pressed == 1;
                }
                if self.narrow_entities {
                    entities::show(ui, view, &mut self.entities, out);
                } else {
                    notes::show(ui, view, &mut self.notes, out);
                }
            });
            // The column holds both: it shuts when neither is wanted.
            turned.extend(shown.into_iter().filter(|(_, shown)| used && *shown == any).map(|(pane, _)| pane));
        } else if all {
            let layout = (Side::Right, right, wide(300.0, 220.0, 480.0));
            if side(ui, Pane::Notes, layout, session.notes, &mut |ui| notes::show(ui, view, &mut self.notes, out)) {
                turned.push(Pane::Notes);
            }
            let layout = (Side::Right, right, wide(262.0, 180.0, 420.0));
            if side(ui, Pane::Entities, layout, session.entities, &mut |ui| {
                entities::show(ui, view, &mut self.entities, out)
            }) {
                turned.push(Pane::Entities);
            }
        }
        let style = look::reader(theme::tokens(ui), self.desk.settings());
        let single_keys = self.desk.settings().single_keys;
        CentralPanel::default().frame(Frame::new().fill(t.paper)).show(ui, |ui| {
            places.push((Pane::Text, ui.max_rect()));
            text::show(ui, view, &mut self.text, &style, single_keys, out);
        });
        drag::ghost(ui.ctx(), view.project());
        for pane in turned {
            out.push(Request::Pane(pane));
        }
        self.places = places;
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
