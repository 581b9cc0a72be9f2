//! One frame of the reader: keys, scrolling, pointer, painting, events.

use std::ops::Range;

use egui::emath::GuiRounding as _;
use egui::{
    CursorIcon, EventFilter, Id, Modifiers, OutputCommand, PointerButton, Pos2, Rect, Response, Role, ScrollArea,
    Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::access::{describe, link_name};
use super::document::Document;
use super::keys::{self, Asked};
use super::layout::{Typesetter, margin};
use super::overlay::{Key, Overlay};
use super::paint::{Canvas, caret_rect};
use super::pointer::{Hit, Shown, hit, touched};
use super::state::ReaderState;
use super::style::Style;

/// Space above the header or the text, in points.
const HEAD: f32 = 28.0;

/// Something the user did that only the caller can answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Event<K> {
    /// A mark was clicked, or chosen among overlapping ones by another click or by O.
    Mark {
        /// Which mark.
        id: K,
        /// The code point under the pointer, or the mark's start when no pointer was used.
        at: usize,
    },
    /// A mention was clicked; with [`Modifiers::command`] its page is wanted.
    Mention {
        /// Which mention.
        id: K,
        /// The code point under the pointer.
        at: usize,
        /// Keys held.
        modifiers: Modifiers,
    },
    /// The text was clicked where there is neither mark nor mention.
    Text {
        /// The caret's place.
        at: usize,
    },
    /// The selection is to be copied.
    Copy {
        /// Code points, grown to whole characters.
        range: Range<usize>,
    },
    /// An end of the selected mark is being moved with the mouse.
    Ends {
        /// Which mark.
        id: K,
        /// Where it would stand now, in code points.
        range: Range<usize>,
        /// The button has been let go of: this is where it is to stay.
        done: bool,
    },
    /// A context menu is wanted.
    Menu {
        /// Where, on the screen.
        pos: Pos2,
        /// What is there.
        under: Under<K>,
        /// It is within the selection, which has been left alone.
        selected: bool,
    },
}

/// What lies at a place of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Under<K> {
    /// The code point.
    pub at: usize,
    /// Marks over it, the topmost first.
    pub marks: Vec<K>,
    /// Mentions over it, the shortest first.
    pub mentions: Vec<K>,
    /// The character on the screen: hang a card from it.
    pub rect: Rect,
}

/// What became of one frame.
#[derive(Clone, Debug)]
pub struct ReaderResponse<K> {
    /// The pane; a right click on a mark counts as one on the pane, so `context_menu` works.
    pub response: Response,
    /// What the user did.
    pub events: Vec<Event<K>>,
    /// The selected passage, in code points.
    pub selection: Option<Range<usize>>,
    /// First row of the selection on the screen, if it is in view.
    pub selection_rect: Option<Rect>,
    /// A selection is being drawn with the mouse; hold back what would be in its way.
    pub selecting: bool,
    /// The caret's place, in code points.
    pub caret: usize,
    /// Where the caret is on the screen, if it is in view.
    pub caret_rect: Option<Rect>,
    /// What is under the pointer, if it is text.
    pub hovered: Option<Under<K>>,
    /// Code points in view.
    pub visible: Range<usize>,
    /// How far the text has been read, from 0 to 1.
    pub progress: f32,
}

/// What a caller draws above the text.
type Header<'a> = Box<dyn FnOnce(&mut Ui) + 'a>;

/// The reader, ready to be shown.
pub struct Reader<'a, K> {
    id_salt: Id,
    pub(super) document: &'a Document,
    pub(super) overlay: &'a Overlay<K>,
    pub(super) style: &'a Style,
    name: &'a str,
    header: Option<Header<'a>>,
    single_keys: bool,
}

/// A mark or mention as a screen reader meets it.
struct Link<K> {
    /// The same in every frame, whatever else is in view.
    salt: (&'static str, usize),
    rect: Rect,
    name: String,
    event: Event<K>,
}

/// What the pass over the visible text found out.
struct Pass<K> {
    response: Response,
    events: Vec<Event<K>>,
    shown: Vec<Shown>,
    hovered: Option<Under<K>>,
    /// Wanted scrolling while a selection is drawn beyond the edge.
    drawn_beyond: f32,
    content_top: f32,
}

impl<'a, K: Key> Reader<'a, K> {
    /// A reader of `document`. `id_salt` tells apart several readers in one parent.
    pub fn new(
        id_salt: impl std::hash::Hash + std::fmt::Debug,
        document: &'a Document,
        overlay: &'a Overlay<K>,
        style: &'a Style,
    ) -> Self {
        let id_salt = Id::unique(("reader", id_salt));
        Self { id_salt, document, overlay, style, name: "Text", header: None, single_keys: true }
    }

    /// What a screen reader calls the pane: "Text of …".
    #[must_use]
    pub fn name(mut self, name: &'a str) -> Self {
        self.name = name;
        self
    }

    /// Drawn above the text, as wide as the column, and scrolled with it.
    #[must_use]
    pub fn header(mut self, header: impl FnOnce(&mut Ui) + 'a) -> Self {
        self.header = Some(Box::new(header));
        self
    }

    /// Whether space, `[`, `]` and O act (on by default).
    #[must_use]
    pub fn single_keys(mut self, on: bool) -> Self {
        self.single_keys = on;
        self
    }

    /// Fills what is left of `ui`.
    pub fn show(mut self, ui: &mut Ui, state: &mut ReaderState) -> ReaderResponse<K> {
        let area = ui.available_rect_before_wrap();
        let id = ui.make_persistent_id(self.id_salt);
        let ctx = ui.ctx().clone();
        let bar = if ui.spacing().scroll.floating { 0.0 } else { ui.spacing().scroll.allocated_width() };
        let available = (area.width() - bar).max(1.0);
        let typesetter = Typesetter::new(&ctx, self.document, self.style, available);
        let left = area.left() + ((available - typesetter.width) / 2.0).max(margin(self.style, available));
        let left = left.round_to_pixels(ui.pixels_per_point());
        ui.painter().rect_filled(area, 0.0, self.style.paper);

        state.scroll.view = area.height().max(1.0);
        state.scroll.head = state.scroll.head.max(HEAD);
        state.scroll.foot = (state.scroll.view * 0.3).max(HEAD);
        state.prepare(&typesetter);
        let mut events = Vec::new();
        if ui.memory(|memory| memory.has_focus(id)) {
            let locked = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, locked));
            for asked in keys::take(ui, self.single_keys, state.selection().is_some()) {
                self.obey(&typesetter, state, asked, &mut events);
            }
        }
        let more = state.settle(&typesetter);

        let header = self.header.take();
        let scrolled = ui
            .scope(|ui| {
                // Sources share the pane: where each stands is kept in its own state, without momentum.
                let scroll = &mut ui.spacing_mut().scroll;
                scroll.kinetic.rubber_band = false;
                scroll.fade.strength = 0.0;
                ScrollArea::vertical()
                    .id_salt(id)
                    .auto_shrink(false)
                    .animated(false)
                    .content_margin(0)
                    .vertical_scroll_offset(state.scroll.offset)
                    .show_viewport(ui, |ui, _| self.pass(ui, (id, area), &typesetter, left, state, header))
            })
            .inner;
        let pass = scrolled.inner;
        events.extend(pass.events);
        let offset = scrolled.state.clamped_offset().y + pass.drawn_beyond + pass.content_top;
        let more = more || pass.drawn_beyond != 0.0 || pass.content_top != 0.0 || state.scroll.jump.is_some();
        state.scroll.offset = offset;
        if more {
            ctx.request_repaint();
        }
        self.settle_selection(ui, state);
        self.answer(state, &pass.shown, area, pass.response, events, pass.hovered)
    }

    fn obey(&self, typesetter: &Typesetter<'_>, state: &mut ReaderState, asked: Asked, events: &mut Vec<Event<K>>) {
        match asked {
            Asked::Move(motion, extend) => state.go(typesetter, motion, extend),
            Asked::All => state.select_all(self.document),
            Asked::Clear => state.clear(),
            Asked::Copy => {
                if let Some(range) = state.selection() {
                    events.push(Event::Copy { range: self.document.whole_range(range) });
                }
            }
            Asked::NextMark => {
                let caret = state.caret;
                let at = if self.overlay.marks_at(caret).is_empty() { caret.saturating_sub(1) } else { caret };
                events.extend(self.choose_mark(state, at));
            }
        }
    }

    /// Everything inside the scroll area.
    fn pass(
        &self,
        ui: &mut Ui,
        (id, area): (Id, Rect),
        typesetter: &Typesetter<'_>,
        left: f32,
        state: &mut ReaderState,
        header: Option<Header<'a>>,
    ) -> Pass<K> {
        let origin = ui.max_rect().min;
        let view = ui.clip_rect().intersect(area);
        let pane = ui.interact(view, id, Sense::click_and_drag());
        if pane.gained_focus() {
            state.by_keyboard = !std::mem::take(&mut state.by_pointer);
        }

        // The header, and by how much it grew.
        let mut head = HEAD;
        if let Some(header) = header {
            let rect = Rect::from_min_size(pos2(left, origin.y + HEAD), vec2(typesetter.width, state.scroll.view));
            let drawn = ui.scope_builder(UiBuilder::new().max_rect(rect), header);
            head += (drawn.response.rect.height() + self.style.size).round_to_pixels(ui.pixels_per_point());
        }
        let grown = head - state.scroll.head;
        state.scroll.head = head;
        let content_top = if state.scroll.offset > 0.0 { grown } else { 0.0 };

        let shown = self.shown(typesetter, state, pos2(left, origin.y + head), view);
        let drawn_beyond = state.follow_pointer(ui, &pane, self.document, &shown);
        let caret = pane.has_focus().then_some((state.caret, state.next_row));
        let canvas = Canvas {
            painter: ui.painter(),
            style: self.style,
            document: self.document,
            overlay: self.overlay,
            left,
            edge: view.left(),
            selection: state.selection(),
            caret,
        };
        shown.iter().for_each(|paragraph| canvas.paragraph(paragraph));
        canvas.stripes(&shown);
        if pane.has_focus() && state.by_keyboard {
            let ring = Stroke::new(2.0, self.style.focus);
            ui.painter().rect_stroke(view.shrink(2.0), 2.0, ring, StrokeKind::Inside);
        }
        describe(ui, &pane, self.name, self.document, &shown, (state.caret, state.next_row), state.anchor);
        let (response, mut events) = self.clicks(ui, pane, state, &shown);
        events.extend(self.handles(ui, &response, state, &shown));
        let hovered = self.hovered(ui, &response, state, &shown);
        ui.advance_cursor_after_rect(Rect::from_min_size(origin, vec2(ui.max_rect().width(), state.content_height())));
        Pass { response, events, shown, hovered, drawn_beyond, content_top }
    }

    /// Lays out the paragraphs in view and notes which row comes first.
    fn shown(&self, typesetter: &Typesetter<'_>, state: &mut ReaderState, top: Pos2, view: Rect) -> Vec<Shown> {
        let shown: Vec<Shown> = state
            .heights
            .between(view.top() - top.y, view.bottom() - top.y)
            .filter_map(|number| {
                let paragraph = self.document.paragraph(number)?;
                let pos = top + vec2(typesetter.indent(paragraph.kind), state.heights.top(number));
                let pos = pos.round_to_pixels(typesetter.ctx.pixels_per_point());
                Some(Shown { number, chars: paragraph.chars.clone(), pos, rows: typesetter.rows(number) })
            })
            .collect();
        state.scroll.held = shown.iter().find(|paragraph| paragraph.bottom() > view.top() + 1.0).map(|paragraph| {
            let row = paragraph.rows.row_at(view.top() + 1.0 - paragraph.pos.y);
            let y = paragraph.pos.y + paragraph.rows.y_range(row).0;
            (paragraph.chars.start + paragraph.rows.columns(row).start, y - view.top())
        });
        shown
    }

    /// Turns clicks into events. For a screen reader, or a test, every mark and mention in view is a link with
    /// a name; when nobody listens there are none, as the pane answers clicks just as well.
    fn clicks(&self, ui: &Ui, pane: Response, state: &mut ReaderState, shown: &[Shown]) -> (Response, Vec<Event<K>>) {
        let mut events = Vec::new();
        let mut clicked = pane.clicked_by(PointerButton::Primary);
        let mut response = pane.clone();
        let links = if ui.ctx().has_accesskit_node(pane.id) { self.links(pane.rect, shown) } else { Vec::new() };
        for link in links {
            // Clicks only, and out of the way of Tab: a drag goes to the pane below.
            let part = ui.interact(link.rect, pane.id.with(link.salt), Sense::CLICK);
            part.widget_info(|| WidgetInfo::labeled(Role::Link, true, &link.name));
            if part.clicked_by(PointerButton::Primary) {
                clicked = true;
            } else if part.clicked() {
                // From a screen reader: this very mark or mention, whatever lies over it.
                events.push(link.event);
            }
            if part.secondary_clicked() {
                response = response.union(part);
            }
        }
        if clicked {
            // egui takes the focus away when the click lands on a mark.
            state.take_focus(&pane);
        }
        let (pos, modifiers) = ui.input(|input| (input.pointer.interact_pos(), input.modifiers));
        let Some((pos, hit)) = pos.and_then(|pos| Some((pos, hit(shown, self.document, pos)?))) else {
            return (response, events);
        };
        if clicked && state.press.count <= 1 && !modifiers.shift {
            self.click(state, hit, modifiers, &mut events);
        }
        if response.secondary_clicked() {
            let selected = state.selection().is_some_and(|range| range.contains(&hit.under));
            if !selected {
                state.select(hit.caret..hit.caret);
            }
            events.push(Event::Menu { pos, under: self.under(shown, hit.under), selected });
        }
        (response, events)
    }

    /// Marks and mentions in view, each with the first row of it that is seen.
    fn links(&self, view: Rect, shown: &[Shown]) -> Vec<Link<K>> {
        let (Some(first), Some(last)) = (shown.first(), shown.last()) else { return Vec::new() };
        let seen = |range: &Range<usize>| {
            let rects = touched(shown, range).iter().flat_map(|paragraph| paragraph.rects(range));
            let mut seen = rects.map(|(_, rect)| rect.intersect(view));
            seen.find(Rect::is_positive)
        };
        let all = first.chars.start..last.chars.end;
        let marks = self.overlay.marks_in(all.clone()).into_iter().filter_map(|(number, mark)| {
            let kind = self.style.mark(mark.colour).map_or("", |colour| &colour.name);
            let name = link_name(self.document, "Mark", kind, mark.range.clone());
            let event = Event::Mark { id: mark.id.clone(), at: mark.range.start };
            Some(Link { salt: ("mark", number), rect: seen(&mark.range)?, name, event })
        });
        let mentions = self.overlay.underlines_in(all).filter_map(|(number, mention)| {
            let kind = self.style.underline(mention.line).map_or("", |line| &line.name);
            let name = link_name(self.document, "Mention", kind, mention.range.clone());
            let (at, modifiers) = (mention.range.start, Modifiers::NONE);
            let event = Event::Mention { id: mention.id.clone(), at, modifiers };
            Some(Link { salt: ("mention", number), rect: seen(&mention.range)?, name, event })
        });
        marks.chain(mentions).collect()
    }

    fn click(&self, state: &mut ReaderState, hit: Hit, modifiers: Modifiers, events: &mut Vec<Event<K>>) {
        let before = events.len();
        if hit.on_text {
            if let Some(mention) = self.overlay.mentions_at(hit.under).first() {
                events.push(Event::Mention { id: mention.id.clone(), at: hit.under, modifiers });
            }
            events.extend(self.choose_mark(state, hit.under));
        }
        if events.len() == before {
            state.turn = None;
            events.push(Event::Text { at: hit.caret });
        }
    }

    /// The topmost mark at a place; when the same marks were chosen from before, the next of them.
    fn choose_mark(&self, state: &mut ReaderState, at: usize) -> Option<Event<K>> {
        let mut marks = self.overlay.marks_in(at..at + 1);
        // The order must not depend on which is selected, or the same two would alternate for ever.
        marks.sort_by_key(|(number, mark)| (mark.range.len(), *number));
        let numbers: Vec<usize> = marks.iter().map(|(number, _)| *number).collect();
        let turn = match state.turn.take() {
            Some((before, turn)) if before == numbers => (turn + 1) % numbers.len().max(1),
            _ => 0,
        };
        let (_, mark) = marks.get(turn)?;
        let event = Event::Mark { id: mark.id.clone(), at };
        state.turn = Some((numbers, turn));
        Some(event)
    }

    fn hovered(&self, ui: &Ui, pane: &Response, state: &ReaderState, shown: &[Shown]) -> Option<Under<K>> {
        if state.drag.is_some() || !ui.rect_contains_pointer(pane.rect) {
            return None;
        }
        let (pos, command) = ui.input(|input| (input.pointer.hover_pos(), input.modifiers.command));
        let hit = hit(shown, self.document, pos?)?;
        let on_pane = ui.ctx().dragged_id().is_none();
        if on_pane && hit.on_text {
            let link = command && !self.overlay.mentions_at(hit.under).is_empty();
            ui.ctx().set_cursor_icon(if link { CursorIcon::PointingHand } else { CursorIcon::Text });
        }
        hit.on_text.then(|| self.under(shown, hit.under))
    }

    fn under(&self, shown: &[Shown], at: usize) -> Under<K> {
        let rect = shown.iter().find_map(|paragraph| paragraph.rects(&(at..at + 1)).next());
        Under {
            at,
            marks: self.overlay.marks_at(at).into_iter().map(|mark| mark.id.clone()).collect(),
            mentions: self.overlay.mentions_at(at).into_iter().map(|mention| mention.id.clone()).collect(),
            rect: rect.map_or(Rect::NOTHING, |(_, rect)| rect),
        }
    }

    /// Hands a finished selection to the system, for pasting with the middle button.
    fn settle_selection(&self, ui: &Ui, state: &mut ReaderState) {
        let selection = state.selection();
        if selection == state.settled || ui.input(|input| input.pointer.any_down()) {
            return;
        }
        if let Some(range) = &selection {
            let text = self.document.slice(self.document.whole_range(range.clone()));
            ui.ctx().send_cmd(OutputCommand::TextSelectionSettled(text.to_owned()));
        }
        state.settled = selection;
    }

    fn answer(
        &self,
        state: &ReaderState,
        shown: &[Shown],
        area: Rect,
        response: Response,
        events: Vec<Event<K>>,
        hovered: Option<Under<K>>,
    ) -> ReaderResponse<K> {
        let selection = state.selection();
        let first_row = |range: &Range<usize>| {
            let mut rects = shown.iter().flat_map(|paragraph| paragraph.rects(range).map(|(_, rect)| rect));
            rects.find(|rect| rect.intersects(area))
        };
        let caret_at = |paragraph: &Shown| {
            (self.document.paragraph_at(state.caret) == paragraph.number)
                .then(|| caret_rect(paragraph, state.caret, state.next_row))
        };
        let end = shown.iter().rev().find(|paragraph| paragraph.pos.y < area.bottom()).map_or(0, |paragraph| {
            let row = paragraph.rows.row_at(area.bottom() - paragraph.pos.y);
            paragraph.chars.start + paragraph.rows.columns(row).end.min(paragraph.chars.len())
        });
        let start = state.position().min(end);
        ReaderResponse {
            selection_rect: selection.as_ref().and_then(first_row),
            selection,
            selecting: state.drag.is_some(),
            caret: state.caret,
            caret_rect: shown.iter().find_map(caret_at).filter(|rect| rect.intersects(area)),
            hovered,
            visible: start..end,
            progress: state.progress(),
            response,
            events,
        }
    }
}
