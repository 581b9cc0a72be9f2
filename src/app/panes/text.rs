//! TEXT: the open source in the reader, with its heading, the popup at a selection, and finding words.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use egui::{Align2, Area, Context, Frame, Id as EguiId, Key, Order, Pos2, Rect, RichText, Ui, Vec2, vec2};
use lucide_icons::Icon;

use super::View;
use crate::app::action::Action;
use crate::app::reader::{Block, Document, Event, Mark, Overlay, Reader, ReaderState, Style};
use crate::app::request::{Request, Requests};
use crate::app::theme::{self, Face, metrics as m};
use crate::app::widgets::{Field, IconButton, Label, TagChip, empty_state, keycap, progress_line, swatch};
use crate::app::words;
use crate::model::{BlockKind, Colour, Id, Kind, Place, Source, Version};
use crate::text::Index;

/// Seconds before the popup appears at a selection.
const POPUP_DELAY: f64 = 0.15;

/// A key of something that lies over the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Over {
    /// A mark.
    Mark(Id),
}

/// What the pane itself remembers between frames.
#[derive(Debug, Default)]
pub struct State {
    readers: HashMap<Id, ReaderState>,
    shown: Option<Shown>,
    /// The reader's own id in egui, once it has been drawn.
    pub reader: Option<EguiId>,
    /// Move the keyboard into the text.
    pub focus: bool,
    /// The find bar, while it is open.
    pub find: Option<Find>,
    popup: Popup,
    /// How far the text has been read, from 0 to 1.
    pub progress: f32,
    hovered_mark: Option<Id>,
    /// Code points in view.
    visible: Range<usize>,
}

/// The text on the screen, prepared for the reader.
#[derive(Debug)]
struct Shown {
    version: Id,
    document: Document,
    index: Arc<Index>,
    overlay: Overlay<Over>,
    /// The counts of changes the overlay was made from.
    seen: (u64, u64),
    words: usize,
}

/// Finding words in the text.
#[derive(Debug, Default)]
pub struct Find {
    /// The words.
    pub words: String,
    found: Vec<Range<usize>>,
    current: usize,
    /// What the matches were looked up for.
    searched: Option<(String, Id)>,
    /// Move the keyboard into the field.
    pub focus: bool,
}

#[derive(Debug, Default)]
struct Popup {
    selection: Option<Range<usize>>,
    since: f64,
    closed: bool,
    /// Where a mark was pressed.
    mark_at: Option<(Id, Pos2)>,
}

impl State {
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
        Some((reader.block_number(&shown.document), shown.document.block_count()))
    }

    /// Words of the text on the screen.
    #[must_use]
    pub fn words(&self) -> usize {
        self.shown.as_ref().map_or(0, |shown| shown.words)
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

    /// Selects nothing.
    pub fn clear_selection(&mut self, source: Id) {
        self.reader_state(source).clear();
    }

    fn reader_state(&mut self, source: Id) -> &mut ReaderState {
        self.readers.entry(source).or_default()
    }

    /// Opens the find bar, or moves the keyboard back into it.
    pub fn open_find(&mut self, words: Option<String>) {
        let find = self.find.get_or_insert_default();
        if let Some(words) = words.filter(|words| !words.contains('\n')) {
            find.words = words;
        }
        find.focus = true;
    }

    /// Goes `step` matches further.
    pub fn find_step(&mut self, source: Id, step: i32) {
        let Some(find) = &mut self.find else { return };
        if find.found.is_empty() {
            return;
        }
        let count = find.found.len();
        find.current = if step >= 0 { (find.current + 1) % count } else { (find.current + count - 1) % count };
        let target = find.found.get(find.current).cloned();
        if let Some(target) = target {
            self.reveal(source, target);
        }
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
    let Some(mut shown) = state.shown.take() else { return };
    decorate(view, state, &mut shown);
    let line_room = 3.0;
    let reader_area = Rect::from_min_max(area.min, area.max - vec2(0.0, line_room));
    let name = format!("Text of {}", words::title(&source.item));
    let mut builder = egui::UiBuilder::new().max_rect(reader_area);
    builder = builder.id_salt("text");
    let mut child = ui.new_child(builder);
    let mut reader_state = state.readers.remove(&source.id).unwrap_or_default();
    let response = Reader::new("reader", &shown.document, &shown.overlay, style)
        .name(&name)
        .single_keys(single_keys)
        .header(|ui| header(ui, view, source, shown.words))
        .show(&mut child, &mut reader_state);
    state.readers.insert(source.id, reader_state);
    state.shown = Some(shown);
    state.reader = Some(response.response.id);
    if std::mem::take(&mut state.focus) {
        response.response.request_focus();
    }
    state.progress = response.progress;
    state.visible = response.visible.clone();
    state.hovered_mark = response.hovered.as_ref().and_then(|under| under.marks.first()).map(|Over::Mark(mark)| *mark);
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
            }
            Event::Mention { .. } | Event::Menu { .. } => (),
        }
    }
    response.response.context_menu(|ui| context_menu(ui, view, source.id, out));
    popup(ui.ctx(), view, state, source.id, &response, area, out);
    let line = Rect::from_min_max(area.left_bottom() - vec2(0.0, line_room), area.right_bottom());
    let mut foot = ui.new_child(egui::UiBuilder::new().max_rect(line));
    progress_line(&mut foot, "Read so far", state.progress);
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

/// Makes document and overlay when the source, its text or its marks have changed.
fn prepare(view: View<'_>, state: &mut State, source: &Source, version: &Version) {
    let revisions = view.workspace.revisions();
    let seen = (revisions.marks, revisions.sources);
    if state.shown.as_ref().is_none_or(|shown| shown.version != version.id) {
        let index = Arc::new(Index::new(&version.text));
        let blocks: Vec<Block> =
            version.blocks.iter().map(|block| Block { kind: reader_kind(block.kind), range: block.range() }).collect();
        let document = Document::new(version.text.clone(), index.clone(), &blocks, revision_of(version.id));
        let words = version.text.split_whitespace().count();
        let overlay = Overlay::default();
        state.shown = Some(Shown { version: version.id, document, index, overlay, seen: (u64::MAX, 0), words });
        if !state.readers.contains_key(&source.id)
            && let Some(position) = view.session.positions.get(&source.id)
        {
            state.restore(source.id, *position);
        }
        if let Some(find) = &mut state.find {
            find.searched = None;
        }
    }
    if let Some(shown) = &mut state.shown
        && shown.seen != seen
    {
        let marks = view
            .project()
            .marks_in(version.id)
            .filter_map(|mark| {
                let range = match mark.anchor.find(&version.text, &shown.index) {
                    Place::Here(range) | Place::Moved(range) => range,
                    Place::Orphan => return None,
                };
                Some(Mark {
                    id: Over::Mark(mark.id),
                    range,
                    colour: mark.colour as usize,
                    selected: false,
                    hovered: false,
                })
            })
            .collect();
        shown.overlay = Overlay::new(marks, Vec::new());
        shown.seen = seen;
        if let Some(find) = &mut state.find {
            find.searched = None;
        }
    }
}

/// A number for the document that differs between versions.
fn revision_of(version: Id) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    version.hash(&mut hasher);
    hasher.finish()
}

fn reader_kind(kind: BlockKind) -> crate::app::reader::BlockKind {
    use crate::app::reader::BlockKind as Reader;
    match kind {
        BlockKind::P => Reader::Paragraph,
        BlockKind::H1 => Reader::Heading(1),
        BlockKind::H2 => Reader::Heading(2),
        BlockKind::H3 => Reader::Heading(3),
        BlockKind::H4 => Reader::Heading(4),
        BlockKind::H5 => Reader::Heading(5),
        BlockKind::H6 => Reader::Heading(6),
        BlockKind::Li => Reader::ListItem,
        BlockKind::Quote => Reader::Quote,
        BlockKind::Pre => Reader::Preformatted,
        BlockKind::Table => Reader::Table,
        BlockKind::Caption => Reader::Caption,
    }
}

/// Selected and hovered marks, the current match.
fn decorate(view: View<'_>, state: &State, shown: &mut Shown) {
    let selected = view.session.mark.or_else(|| {
        let note = view.project().notes.get(&view.session.note?)?;
        note.about.iter().copied().find(|id| id.kind() == Kind::Mark)
    });
    shown.overlay.select_marks(|Over::Mark(mark)| Some(*mark) == selected);
    shown.overlay.hover_marks(|Over::Mark(mark)| Some(*mark) == state.hovered_mark);
    match &state.find {
        Some(find) if find.searched.is_some() => {
            shown.overlay.set_current((!find.found.is_empty()).then_some(find.current));
        }
        _ => shown.overlay.set_found(Vec::new(), None),
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

/// Looks the words up again when they or the text have changed.
fn search(state: &mut State, version: &Version, source: Id) {
    let (Some(find), Some(shown)) = (&mut state.find, &mut state.shown) else { return };
    let key = (find.words.clone(), version.id);
    if find.searched.as_ref() == Some(&key) {
        return;
    }
    let changed = find.searched.as_ref().is_some_and(|(words, _)| *words != find.words);
    find.found = matches(&version.text, &shown.index, &find.words);
    let from = state.readers.get(&source).map_or(0, ReaderState::caret);
    find.current = find.found.iter().position(|range| range.start >= from).unwrap_or_default();
    shown.overlay.set_found(find.found.clone(), (!find.found.is_empty()).then_some(find.current));
    find.searched = Some(key);
    let target = find.found.get(find.current).cloned();
    if let Some(target) = target.filter(|_| changed) {
        state.reader_state(source).scroll_to(target);
    }
}

/// Where words stand in a text, whatever their case, in code points. Straight and curly quotation marks are alike.
#[must_use]
pub fn matches(text: &str, index: &Index, words: &str) -> Vec<Range<usize>> {
    let fold = |character: char| match character {
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        '\u{a0}' => ' ',
        // One character must stay one, or positions would shift.
        other => {
            let mut lower = other.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(single), None) => single,
                _ => other,
            }
        }
    };
    let wanted: String = words.chars().map(fold).collect();
    if wanted.trim().is_empty() {
        return Vec::new();
    }
    let folded: String = text.chars().map(fold).collect();
    let length = wanted.chars().count();
    // Folding keeps the number of characters, so positions in the folded text hold in the text.
    let folded_index = if folded.len() == text.len() { index.clone() } else { Index::new(&folded) };
    folded
        .match_indices(&wanted)
        .map(|(byte, _)| {
            let start = folded_index.code_point(&folded, byte);
            start..start + length
        })
        .collect()
}

/// The boundary of a word left (`step` < 0) or right of a place, in code points.
#[must_use]
pub fn next_word(text: &str, index: &Index, from: usize, step: i32) -> usize {
    use unicode_segmentation::UnicodeSegmentation;
    let byte = index.byte(text, from);
    let to = if step < 0 {
        let before = text.get(..byte).unwrap_or_default();
        before.unicode_word_indices().next_back().map_or(0, |(start, _)| start)
    } else {
        let after = text.get(byte..).unwrap_or_default();
        after.unicode_word_indices().next().map_or(text.len(), |(start, word)| byte + start + word.len())
    };
    index.code_point(text, to)
}

fn find_bar(ui: &mut Ui, state: &mut State, source: Id, out: &mut Requests) {
    let Some(find) = &mut state.find else { return };
    let mut close = false;
    let mut step = 0;
    Frame::new().inner_margin(egui::Margin::symmetric(12, 6)).show(ui, |ui| {
        ui.horizontal(|ui| {
            let width = (ui.available_width() - 190.0).clamp(120.0, 420.0);
            let field = Field::new("Find in text", &mut find.words)
                .label(Label::Hidden)
                .hint("Find in text")
                .icon(Icon::Search)
                .width(width)
                .show(ui);
            if std::mem::take(&mut find.focus) {
                field.request_focus();
            }
            if field.lost_focus() {
                let (enter, shift, escape) = ui.input(|input| {
                    (input.key_pressed(Key::Enter), input.modifiers.shift, input.key_pressed(Key::Escape))
                });
                close = escape;
                if enter {
                    step = if shift { -1 } else { 1 };
                    find.focus = true;
                }
            }
            let count = match find.found.len() {
                0 if find.words.is_empty() => String::new(),
                0 => "No match".to_owned(),
                found => format!("{} of {}", find.current + 1, words::thousands(found)),
            };
            let t = theme::tokens(ui);
            ui.label(RichText::new(count).color(t.muted));
            if ui.add(IconButton::new(Icon::ChevronUp, Action::FindPrevious.text())).clicked() {
                step = -1;
            }
            if ui.add(IconButton::new(Icon::ChevronDown, Action::FindNext.text())).clicked() {
                step = 1;
            }
            close |= ui.add(IconButton::new(Icon::X, "Close find")).clicked();
        });
    });
    if close {
        state.find = None;
        state.focus = true;
        out.push(Request::FindWords(String::new()));
    } else if step != 0 {
        state.find_step(source, step);
    }
}

fn context_menu(ui: &mut Ui, view: View<'_>, source: Id, out: &mut Requests) {
    let _ = source;
    let mark = view.session.mark;
    for action in [Action::Highlight, Action::Note, Action::Tag] {
        if ui.button(action.text()).clicked() {
            out.act(action);
            ui.close();
        }
    }
    if let Some(mark) = mark {
        ui.menu_button("Colour", |ui| {
            for colour in Colour::ALL {
                let meaning = view.project().head.colours.get(&colour).map_or(colour.name(), String::as_str);
                if ui.button(format!("{} “{meaning}”", colour.name())).clicked() {
                    out.push(Request::Recolour(mark, colour));
                    ui.close();
                }
            }
        });
        if ui.button(Action::Unmark.text()).clicked() {
            out.act(Action::Unmark);
            ui.close();
        }
    }
    ui.separator();
    for action in [Action::SelectAll, Action::Find, Action::Details] {
        if ui.button(action.text()).clicked() {
            out.act(action);
            ui.close();
        }
    }
}

/// The bar at a selection or at the selected mark: colours, note, tag, copy. Never takes the keyboard.
fn popup(
    ctx: &Context,
    view: View<'_>,
    state: &mut State,
    source: Id,
    response: &crate::app::reader::ReaderResponse<Over>,
    area: Rect,
    out: &mut Requests,
) {
    let selection = response.selection.clone().filter(|range| !range.is_empty());
    let now = ctx.input(|input| input.time);
    if state.popup.selection != selection {
        state.popup.selection.clone_from(&selection);
        state.popup.since = now;
        state.popup.closed = false;
        if selection.is_some() {
            state.popup.mark_at = None;
        }
    }
    if response.response.has_focus() && ctx.input(|input| input.key_pressed(Key::Escape)) {
        state.popup.closed = true;
        state.popup.mark_at = None;
    }
    let mark = state.popup.mark_at.filter(|(mark, _)| view.session.mark == Some(*mark));
    let at = match (&selection, mark) {
        (Some(_), _) => response.selection_rect.map(|rect| rect.center_top()),
        (None, Some((_, at))) => Some(at),
        (None, None) => None,
    };
    let Some(at) = at.filter(|_| !state.popup.closed && !response.selecting) else { return };
    let waited = now - state.popup.since;
    if waited < POPUP_DELAY {
        ctx.request_repaint_after(std::time::Duration::from_secs_f64(POPUP_DELAY - waited));
        return;
    }
    let marked = mark.and_then(|(mark, _)| view.project().marks.get(&mark));
    let t = theme::tokens(ctx);
    Area::new(EguiId::unique("selection popup"))
        .order(Order::Foreground)
        .pivot(Align2::CENTER_BOTTOM)
        .fixed_pos(at - Vec2::new(0.0, 8.0))
        .constrain_to(area.shrink(m::SPACE_XS))
        .show(ctx, |ui| {
            Frame::popup(ui.style()).fill(t.card).inner_margin(egui::Margin::symmetric(10, 6)).show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    for colour in Colour::ALL {
                        let meaning = view.project().head.colours.get(&colour).map_or(colour.name(), String::as_str);
                        let name = format!("{} “{meaning}”", colour.name());
                        let current = marked.is_some_and(|mark| mark.colour == colour);
                        if swatch(ui, colour, &name, current).clicked() {
                            out.push(Request::Mark(colour));
                        }
                    }
                    ui.separator();
                    popup_action(ui, Action::Note, "Note", out);
                    popup_action(ui, Action::Tag, "Tag", out);
                    if let Some(mark) = marked {
                        if popup_word(ui, "Remove", "U") {
                            out.push(Request::Trash(vec![mark.id]));
                        }
                    } else if popup_word(ui, "Copy", "Ctrl C") {
                        copy_selection(state, source, out);
                    }
                });
            });
        });
}

fn copy_selection(state: &State, source: Id, out: &mut Requests) {
    if let (Some(range), Some(shown)) = (state.selection(source), &state.shown) {
        out.push(Request::Copy(shown.document.slice(range).to_owned()));
    }
}

fn popup_action(ui: &mut Ui, action: Action, words: &str, out: &mut Requests) {
    if popup_word(ui, words, &action.key_text(false)) {
        out.act(action);
    }
}

fn popup_word(ui: &mut Ui, words: &str, keys: &str) -> bool {
    let pressed = ui.add(egui::Button::new(words).frame(false)).clicked();
    keycap(ui, keys);
    pressed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_case_and_quotation_marks() {
        let text = "Él said “It’s ÉL’s”. İt’s";
        let index = Index::new(text);
        let found = |words: &str| {
            matches(text, &index, words)
                .into_iter()
                .map(|range| index.slice(text, range).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(found("él"), ["Él", "ÉL"]);
        assert_eq!(found("it's"), ["It’s"]);
        assert_eq!(found("\"it"), ["“It"]);
        assert!(found(" ").is_empty());
    }
}
