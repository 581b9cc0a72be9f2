//! TEXT: the open source in the reader, with its heading, the popup at a selection, and finding words.

mod card;
mod find;
mod laying;
mod popup;
mod rich;
mod shown;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use egui::{Id as EguiId, Rect, RichText, Ui, vec2};
use lucide_icons::Icon;

use self::card::{Card, card};
use self::find::{find_bar, search};
use self::laying::{Laying, Matches};
use self::popup::{Popup, context_menu, popup};
use self::rich::rich;
use self::shown::{Shown, decorate, prepare};
use super::{View, drag};
use crate::app::action::Action;
use crate::app::reader::{Event, Reader, ReaderState, Style};
use crate::app::request::{Request, Requests};
use crate::app::theme::{self, Face, metrics as m};
use crate::app::widgets::{self, TagChip, empty_state, progress_line};
use crate::app::words;
use crate::model::{Id, Source};
use crate::text::Index;
use crate::workspace::Waker;

pub use self::find::{Find, matches};

/// A key of something that lies over the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Over {
    /// A mark.
    Mark(Id),
    /// A name, by where it begins.
    Name(usize),
    /// A time expression.
    Time(usize),
    /// An amount.
    Amount(usize),
}

/// What the pane itself remembers between frames.
#[derive(Debug)]
pub struct State {
    readers: HashMap<Id, ReaderState>,
    shown: Option<Shown>,
    laying: Laying,
    /// Matches that have been found and not been taken in yet.
    matches: Option<Matches>,
    /// The reader's own id in egui, once it has been drawn.
    pub reader: Option<EguiId>,
    /// Move the keyboard into the text.
    pub focus: bool,
    /// The find bar, while it is open.
    pub find: Option<Find>,
    popup: Popup,
    card: Card,
    /// The passage under the pointer when a menu was asked for there.
    menu_at: Option<usize>,
    /// How far the text has been read, from 0 to 1.
    pub progress: f32,
    /// The mark under the pointer.
    pub hovered_mark: Option<Id>,
    /// Code points in view.
    visible: Range<usize>,
}

impl State {
    /// Nothing shown yet; `waker` is called when a text has been prepared.
    #[must_use]
    pub fn new(waker: Waker) -> Self {
        Self {
            readers: HashMap::new(),
            shown: None,
            laying: Laying::new(waker),
            matches: None,
            reader: None,
            focus: false,
            find: None,
            popup: Popup::default(),
            card: Card::default(),
            menu_at: None,
            progress: 0.0,
            hovered_mark: None,
            visible: 0..0,
        }
    }

    /// Whether a text is being prepared or looked through.
    #[must_use]
    pub fn busy(&self) -> bool {
        self.laying.busy()
    }

    /// The offset index of the text on the screen and its version, for whoever needs it too.
    #[must_use]
    pub fn index(&self) -> Option<(Id, &Arc<Index>)> {
        self.shown.as_ref().map(|shown| (shown.text.version, &shown.text.index))
    }

    /// The selected passage of a source.
    #[must_use]
    pub fn selection(&self, source: Id) -> Option<Range<usize>> {
        self.readers.get(&source)?.selection().filter(|range| !range.is_empty())
    }

    /// The caret in a source.
    #[must_use]
    pub fn caret(&self, source: Id) -> Option<usize> {
        self.readers.get(&source).map(ReaderState::caret)
    }

    /// The first code point in view, to come back to.
    #[must_use]
    pub fn position(&self, source: Id) -> Option<usize> {
        self.readers.get(&source).map(ReaderState::position)
    }

    /// The number of the paragraph at the caret or the top, and how many there are.
    #[must_use]
    pub fn paragraph(&self, source: Id) -> Option<(usize, usize)> {
        let (reader, shown) = (self.readers.get(&source)?, self.shown.as_ref()?);
        Some((reader.block_number(&shown.text.document), shown.text.document.block_count()))
    }

    /// Words of the text on the screen.
    #[must_use]
    pub fn words(&self) -> usize {
        self.shown.as_ref().map_or(0, |shown| shown.text.words)
    }

    /// Puts the reader of a source where it was left.
    pub fn restore(&mut self, source: Id, position: usize) {
        self.reader_state(source).set_position(position);
    }

    /// Selects a passage and brings it into view.
    pub fn reveal(&mut self, source: Id, range: Range<usize>) {
        let reader = self.reader_state(source);
        reader.scroll_to(range.clone());
        reader.select(range.start..range.start);
    }

    /// Brings a passage into view and puts the caret there, without scrolling when it is in view already.
    pub fn show(&mut self, source: Id, range: Range<usize>) {
        let in_view = self.visible.start <= range.start && range.start < self.visible.end;
        if in_view {
            self.reader_state(source).select(range.start..range.start);
        } else {
            self.reveal(source, range);
        }
    }

    /// Selects a passage.
    pub fn select(&mut self, source: Id, range: Range<usize>) {
        self.reader_state(source).select(range);
    }

    /// Whether a place of the open text is in view.
    #[must_use]
    pub fn in_view(&self, at: usize) -> bool {
        self.visible.contains(&at)
    }

    /// Shows what is known of the name or date at the caret.
    pub fn peek(&mut self) {
        self.card.asked = true;
    }

    /// Selects nothing.
    pub fn clear_selection(&mut self, source: Id) {
        self.reader_state(source).clear();
    }

    fn reader_state(&mut self, source: Id) -> &mut ReaderState {
        self.readers.entry(source).or_default()
    }
}

/// Draws the pane.
pub fn show(ui: &mut Ui, view: View<'_>, state: &mut State, style: &Style, single_keys: bool, out: &mut Requests) {
    let open = view.session.open.and_then(|id| view.project().sources.get(&id));
    let Some((source, version)) = open.and_then(|source| Some((source, view.project().current_version(source.id)?)))
    else {
        nothing_open(ui, view, out);
        return;
    };
    prepare(view, state, source, version);
    find_bar(ui, state, source.id, out);
    search(state, version, source.id);
    let area = ui.available_rect_before_wrap();
    let Some(mut shown) = state.shown.take() else {
        laying_out(ui, source);
        return;
    };
    decorate(view, state, &mut shown);
    let line_room = 3.0;
    let reader_area = Rect::from_min_max(area.min, area.max - vec2(0.0, line_room));
    let name = format!("Text of {}", words::title(&source.item));
    let mut builder = egui::UiBuilder::new().max_rect(reader_area);
    builder = builder.id_salt("text");
    let mut child = ui.new_child(builder);
    let mut reader_state = state.readers.remove(&source.id).unwrap_or_default();
    let response = Reader::new("reader", &shown.text.document, &shown.overlay, style)
        .name(&name)
        .single_keys(single_keys)
        .header(|ui| header(ui, view, source, shown.text.words))
        .show(&mut child, &mut reader_state);
    state.readers.insert(source.id, reader_state);
    state.shown = Some(shown);
    state.reader = Some(response.response.id);
    if std::mem::take(&mut state.focus) {
        response.response.request_focus();
    }
    state.progress = response.progress;
    state.visible = response.visible.clone();
    let marked = response.hovered.as_ref().and_then(|under| under.marks.first());
    let under = marked.and_then(|over| if let Over::Mark(mark) = over { Some(*mark) } else { None });
    if state.hovered_mark != under {
        // The partner, drawn before this pane, takes it up in the next frame.
        state.hovered_mark = under;
        ui.ctx().request_repaint();
    }
    for event in &response.events {
        match event {
            Event::Mark { id: Over::Mark(mark), .. } => {
                let at = ui.ctx().pointer_interact_pos().or(response.caret_rect.map(|rect| rect.center_top()));
                state.popup = Popup { mark_at: at.map(|at| (*mark, at)), ..Popup::default() };
                out.push(Request::SelectMark(Some(*mark)));
            }
            Event::Text { .. } => {
                state.popup.mark_at = None;
                if view.session.mark.is_some() {
                    out.push(Request::SelectMark(None));
                }
                if view.session.entity.is_some() {
                    out.push(Request::SelectEntity(None));
                }
            }
            Event::Copy { range } => {
                if let Some(shown) = &state.shown {
                    out.push(Request::CopyRich(rich(version, &shown.text.index, range.clone())));
                }
            }
            Event::Ends { id: Over::Mark(mark), range, done } => {
                if let Some(shown) = &mut state.shown {
                    shown.overlay.move_mark(&Over::Mark(*mark), range.clone());
                }
                if *done {
                    out.push(Request::MoveMark(*mark, range.clone()));
                }
            }
            Event::Mention { id, at, .. } => {
                state.popup.mark_at = None;
                if let (Over::Name(_), Some(mention)) = (id, view.lens.found.mention_at(*at)) {
                    out.push(Request::SelectEntity(Some(mention.entity)));
                }
            }
            Event::Menu { under, selected, .. } => {
                state.menu_at = Some(under.at);
                state.card.close();
                // The menu is about what was pressed.
                if !selected {
                    let mark = under.marks.first();
                    let mark = mark.and_then(|over| if let Over::Mark(mark) = over { Some(*mark) } else { None });
                    out.push(Request::SelectMark(mark));
                }
            }
            Event::Mark { .. } | Event::Ends { .. } => (),
        }
    }
    let menu_at = state.menu_at;
    let caret = response.caret_rect.unwrap_or_else(|| Rect::from_center_size(area.center(), vec2(1.0, 1.0)));
    widgets::context_menu_at(&response.response, caret, |ui| context_menu(ui, view, source.id, menu_at, out));
    if let Some(dropped) = drag::onto(&response.response, |dragged| dragged.tag().is_some())
        && let Some(tag) = dropped.tag()
    {
        out.push(Request::SetLabel(vec![under.unwrap_or(source.id)], tag));
    }
    card(ui.ctx(), view, state, source.id, &response, area, out);
    popup(ui.ctx(), view, state, source.id, &response, area, out);
    let line = Rect::from_min_max(area.left_bottom() - vec2(0.0, line_room), area.right_bottom());
    let mut foot = ui.new_child(egui::UiBuilder::new().max_rect(line));
    progress_line(&mut foot, "Read so far", state.progress);
}

/// A large text is being prepared.
fn laying_out(ui: &mut Ui, source: &Source) {
    ui.add_space(ui.available_height() * 0.25);
    ui.vertical_centered(|ui| {
        let t = theme::tokens(ui);
        let title = RichText::new(words::title(&source.item)).font(Face::ReadingBold.at(20.0)).color(t.text);
        ui.add(egui::Label::new(title).truncate());
        let says = ui.label(RichText::new("Laying out the text…").color(t.muted));
        ui.accesskit_node_builder(says.id, |node| node.set_live(egui::accesskit::Live::Polite));
    });
}

fn nothing_open(ui: &mut Ui, view: View<'_>, out: &mut Requests) {
    ui.add_space(ui.available_height() * 0.25);
    if view.overview.all == 0 {
        let sentence = "Nothing to read yet. Drop articles on the window, paste one with Ctrl+V, or import files.";
        if empty_state(ui, Icon::BookOpen, sentence, Some(Action::Import.text())) {
            out.act(Action::Import);
        }
    } else {
        empty_state(ui, Icon::BookOpen, "Choose a source on the left to read it.", None);
    }
}

fn header(ui: &mut Ui, view: View<'_>, source: &Source, word_count: usize) {
    let t = theme::tokens(ui);
    let title = RichText::new(words::title(&source.item))
        .font(Face::ReadingBold.at(26.0))
        .color(t.text)
        .line_height(Some(32.0));
    ui.add(egui::Label::new(title).wrap().selectable(false));
    ui.add_space(m::SPACE_S);
    let item = &source.item;
    let parts: Vec<String> = [
        Some(words::names(&item.author)).filter(|names| !names.is_empty()),
        item.container_title.clone().or_else(|| source.agency.clone()),
        item.issued.as_deref().map(words::long_date),
        Some(words::count(word_count, "word", "words")),
        Some(format!("{} min", words::minutes(word_count))),
    ]
    .into_iter()
    .flatten()
    .collect();
    let byline = RichText::new(parts.join(" · ")).font(Face::Ui.at(m::UI_SIZE)).color(t.muted);
    ui.add(egui::Label::new(byline).wrap().selectable(false));
    let tags: Vec<_> = source.tags.iter().filter_map(|id| view.project().tags.get(id)).collect();
    if !tags.is_empty() {
        ui.add_space(m::SPACE_XS);
        ui.horizontal_wrapped(|ui| {
            for tag in tags {
                TagChip::new(&format!("#{}", tag.name)).show(ui);
            }
        });
    }
    ui.add_space(m::SPACE_M);
    let (rule, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), egui::Sense::hover());
    ui.painter().hline(rule.x_range(), rule.center().y, t.line_stroke());
}
