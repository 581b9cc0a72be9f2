//! The application: what it holds, and one frame from input to requests to changes.

use egui::{CentralPanel, Context, Event as InputEvent, Frame, Id as EguiId, Panel, Ui};
use jiff::tz::TimeZone;

use super::chrome;
use super::clipboard::{Clipboard, TextOnly};
use super::dialogs::Dialog;
use super::dialogs::files::{FileDialogs, Purpose};
use super::keys;
use super::leaving::{Leaving, Next};
use super::look;
use super::panes::{View, entities, notes, sources, text};
use super::request::{Request, Requests};
use super::session::{Session, Trail};
use super::start;
use super::theme::{self, metrics as m};
use super::toasts::Toasts;
use super::widgets::tabs;
use crate::storage::Stored;
use crate::workspace::{Desk, Overview, Untitled};

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
    pub(super) allow_close: bool,
    /// An export that waits to be told where it goes.
    pub(super) export: Option<String>,
    pub(super) clipboard: Box<dyn Clipboard>,
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
            export: None,
            clipboard: Box::new(TextOnly),
            open_next: None,
        }
    }

    /// Another clipboard than egui's, which takes only text.
    pub fn set_clipboard(&mut self, clipboard: Box<dyn Clipboard>) {
        self.clipboard = clipboard;
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
