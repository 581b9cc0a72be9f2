//! Lists: the header of a section, the rows below it, and the list that holds the rows.

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Color32, CornerRadius, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, TextFormat, Ui, Widget, pos2, vec2,
};
use lucide_icons::Icon;

use super::super::theme::{self, Face, Kind, metrics as m};
use super::{
    IconButton, chips, draw, focus_ring, focus_ring_inside, icon, line, meters, press_look, take, tell_selected,
};

/// Room above a section that follows another.
const HEADER_GAP: f32 = 6.0;
/// Room for the bars of a row.
const BARS: f32 = 24.0;

/// Holds the rows of one list, so that a screen reader says where it begins and what it lists.
pub fn list<R>(ui: &mut Ui, name: &str, rows: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.accesskit_node_builder(ui.scope_id(), |node| {
            node.set_role(Role::ListBox);
            node.set_label(name.to_owned());
        });
        rows(ui)
    })
    .inner
}

/// “NOTES · THIS SOURCE   + New”: names a section, quietly.
#[must_use = "show it with `show`"]
pub struct SectionHeader<'a> {
    title: &'a str,
    count: Option<usize>,
    scope: Option<&'a str>,
    action: Option<HeaderButton<'a>>,
}

#[derive(Clone, Copy, Debug)]
enum HeaderAction {
    Words,
    Menu,
    Add,
    Icon(Icon),
}

/// A button of a section's header.
#[derive(Clone, Copy, Debug)]
struct HeaderButton<'a> {
    action: HeaderAction,
    /// As shown.
    words: &'a str,
    /// As a screen reader says it.
    name: &'a str,
}

impl<'a> SectionHeader<'a> {
    /// `title` in sentence case; it is drawn in capitals and read as written.
    pub fn new(title: &'a str) -> Self {
        Self { title, count: None, scope: None, action: None }
    }

    /// How many there are.
    pub fn count(mut self, count: usize) -> Self {
        self.count = Some(count);
        self
    }

    /// Of what: “this source”.
    pub fn scope(mut self, scope: &'a str) -> Self {
        self.scope = Some(scope);
        self
    }

    /// Words to press at the right.
    pub fn action(mut self, words: &'a str) -> Self {
        self.action = Some(HeaderButton { action: HeaderAction::Words, words, name: words });
        self
    }

    /// Words to press at the right, that open a menu: what the list is sorted by.
    pub fn menu(mut self, words: &'a str) -> Self {
        self.action = Some(HeaderButton { action: HeaderAction::Menu, words, name: words });
        self
    }

    /// “+ New” to press at the right; `name` says what it makes.
    pub fn add(mut self, words: &'a str, name: &'a str) -> Self {
        self.action = Some(HeaderButton { action: HeaderAction::Add, words, name });
        self
    }

    /// An icon to press at the right; `name` says what it does.
    pub fn icon(mut self, icon: Icon, name: &'a str) -> Self {
        self.action = Some(HeaderButton { action: HeaderAction::Icon(icon), words: name, name });
        self
    }

    /// Draws it over the whole width. The answer is the button at the right, if there is one.
    pub fn show(self, ui: &mut Ui) -> Option<Response> {
        let t = theme::tokens(ui);
        let mut read = self.title.to_owned();
        for part in [self.scope.map(str::to_owned), self.count.map(|n| n.to_string())].into_iter().flatten() {
            read.push_str(" · ");
            read.push_str(&part);
        }
        // Nearer to what it names than to what stands above.
        if ui.min_rect().height() > 0.0 {
            ui.add_space(HEADER_GAP);
        }
        let (id, rect) = take(ui, f32::INFINITY, m::TARGET);
        let label = ui.interact(rect, id, Sense::hover());
        label.widget_info(|| egui::WidgetInfo::labeled(Role::Heading, true, &read));
        let mut inner = ui.new_child(
            egui::UiBuilder::new()
                .max_rect(rect.shrink2(vec2(m::SPACE_S, 0.0)))
                .layout(egui::Layout::right_to_left(egui::Align::Center)),
        );
        let button = self.action.map(|button| match button.action {
            HeaderAction::Icon(sign) => inner.add(IconButton::new(sign, button.name)),
            _ => quiet_button(&mut inner, button),
        });
        let taken = button.as_ref().map_or(0.0, |b| b.rect.width() + m::SPACE_S);
        let words = capitals(ui, &read, t.muted, rect.width() - 2.0 * m::SPACE_S - taken);
        draw(ui, words, rect.left() + m::SPACE_S, rect.center().y);
        button
    }
}

/// Small spaced capitals, for headers only.
fn capitals(ui: &Ui, words: &str, colour: Color32, width: f32) -> std::sync::Arc<egui::Galley> {
    let mut format = TextFormat::simple(Face::UiMedium.at(m::TINY_SIZE), colour);
    format.extra_letter_spacing = 0.5;
    let mut job = LayoutJob::single_section(words.to_uppercase(), format);
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    ui.painter().layout_job(job)
}

/// A button in the voice of the header it stands in.
fn quiet_button(ui: &mut Ui, HeaderButton { action, words, name }: HeaderButton<'_>) -> Response {
    let t = theme::tokens(ui);
    let menu = matches!(action, HeaderAction::Menu);
    let before = if matches!(action, HeaderAction::Add) { 15.0 } else { 0.0 };
    let after = if menu { 15.0 } else { 0.0 };
    let size = capitals(ui, words, t.muted, ui.available_width() / 2.0).size();
    let (rect, response) = ui.allocate_exact_size(vec2(size.x + 12.0 + before + after, 24.0), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    let (fill, outline) = press_look(ui, &response, Color32::TRANSPARENT, Stroke::NONE);
    ui.painter().rect(rect, CornerRadius::same(m::RADIUS_S), fill, outline, StrokeKind::Inside);
    let colour = if response.hovered() || response.has_focus() { t.text } else { t.muted };
    let galley = capitals(ui, words, colour, ui.available_width() / 2.0 + size.x);
    draw(ui, galley, rect.left() + 6.0 + before, rect.center().y);
    if before > 0.0 {
        icon(ui, Icon::Plus, 13.0, colour, pos2(rect.left() + 12.0, rect.center().y));
    }
    if menu {
        icon(ui, Icon::ChevronDown, 13.0, colour, pos2(rect.right() - 12.0, rect.center().y));
    }
    focus_ring(ui, &response, m::RADIUS_S);
    response
}

/// What stands before the words of a row.
#[derive(Clone, Copy, Debug, Default)]
pub enum Lead {
    /// Nothing.
    #[default]
    None,
    /// The letter of a kind.
    Glyph(Kind),
    /// A coloured square: a tag, a mark.
    Dot(Color32),
    /// An icon, in this colour.
    Icon(Icon, Color32),
}

/// One row of a list: one or two lines, selectable, the whole row to press.
///
/// ```no_run
/// # use dossier::app::widgets::{Row, list};
/// # fn show(ui: &mut egui::Ui) {
/// list(ui, "Sources", |ui| {
///     let row = Row::new("Dam engineer had warned of seepage").second("Highland Post · 6 Mar 2024").selected(true);
///     if ui.add(row).clicked() { /* … */ }
/// });
/// # }
/// ```
#[must_use = "add it with `ui.add`"]
pub struct Row<'a> {
    title: &'a str,
    second: Option<&'a str>,
    trailing: Option<&'a str>,
    bars: Option<&'a [u32]>,
    lead: Lead,
    unread: bool,
    strong: bool,
    selected: bool,
    id: Option<Id>,
}

impl<'a> Row<'a> {
    /// A row with one line.
    pub fn new(title: &'a str) -> Self {
        Self {
            title,
            second: None,
            trailing: None,
            bars: None,
            lead: Lead::None,
            unread: false,
            strong: false,
            selected: false,
            id: None,
        }
    }

    /// A second, quieter line.
    pub fn second(mut self, second: &'a str) -> Self {
        self.second = Some(second);
        self
    }

    /// Quiet text at the right: a count, a date.
    pub fn trailing(mut self, trailing: &'a str) -> Self {
        self.trailing = Some(trailing);
        self
    }

    /// Small bars before the trailing text: mentions per source.
    pub fn bars(mut self, bars: &'a [u32]) -> Self {
        self.bars = Some(bars);
        self
    }

    /// What stands before the words.
    pub fn lead(mut self, lead: Lead) -> Self {
        self.lead = lead;
        self
    }

    /// A dot in the accent: not read yet.
    pub fn unread(mut self, unread: bool) -> Self {
        self.unread = unread;
        self
    }

    /// Heavier words: the head of a group.
    pub fn strong(mut self, strong: bool) -> Self {
        self.strong = strong;
        self
    }

    /// Whether it is (one of) the chosen.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// Keeps the keyboard on the same record while rows scroll; give each record its own.
    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// Height of such a row: lists that draw only what is in view need it beforehand.
    pub fn height(two_lines: bool) -> f32 {
        if two_lines { m::ROW_TALL } else { m::ROW }
    }
}

impl Widget for Row<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let t = theme::tokens(ui);
        let (auto, rect) = take(ui, f32::INFINITY, Self::height(self.second.is_some()));
        let response = ui.interact(rect, self.id.unwrap_or(auto), Sense::click_and_drag());
        tell_selected(ui, &response, Role::ListBoxOption, self.selected, self.title);
        let mut more: Vec<&str> = Vec::new();
        more.extend(self.unread.then_some(super::words::UNREAD));
        more.extend(self.second);
        more.extend(self.trailing);
        if !more.is_empty() {
            ui.accesskit_node_builder(response.id, |node| node.set_description(more.join(", ")));
        }
        if !ui.is_rect_visible(rect) {
            return response;
        }

        ground(ui, rect, self.selected, response.hovered());
        let middle = rect.center().y;
        let mut left = rect.left() + m::SPACE_S;
        let mut right = rect.right() - m::SPACE_S;
        if let Some(text) = self.trailing {
            let words = line(ui, text, Face::Ui.at(m::SMALL_SIZE), t.muted, rect.width() / 2.0);
            let width = words.size().x;
            draw(ui, words, right - width, middle);
            right -= width.max(14.0) + m::SPACE_S;
        }
        if let Some(bars) = self.bars {
            // Few bars keep their width and end at the count; many share the room.
            let width = (6.0 * bars.len() as f32).min(BARS);
            let area = Rect::from_min_max(pos2(right - width, middle - 7.0), pos2(right, middle + 6.0));
            meters::paint_bars(ui.painter(), area, bars, if self.selected { t.accent } else { t.muted });
            right -= BARS + m::SPACE_S;
        }
        match self.lead {
            Lead::None => {}
            Lead::Glyph(kind) => {
                chips::paint_glyph(ui, kind, pos2(left + m::GLYPH / 2.0, middle));
                left += m::GLYPH + m::SPACE_S;
            }
            Lead::Dot(colour) => {
                let square = Rect::from_center_size(pos2(left + 4.5, middle), vec2(9.0, 9.0));
                ui.painter().rect_filled(square, CornerRadius::same(3), colour);
                left += 9.0 + m::SPACE_S;
            }
            Lead::Icon(sign, colour) => {
                icon(ui, sign, m::ICON_SIZE, colour, pos2(left + m::ICON_SIZE / 2.0, middle));
                left += m::ICON_SIZE + m::SPACE_S;
            }
        }
        let face = if self.strong { Face::UiMedium } else { Face::Ui };
        let dot = |at: egui::Pos2| ui.painter().circle_filled(at, 3.0, t.accent);
        match self.second {
            None => {
                if self.unread {
                    dot(pos2(left + 3.0, middle));
                    left += 12.0;
                }
                draw(ui, line(ui, self.title, face.at(m::UI_SIZE), t.text, right - left), left, middle);
            }
            Some(second) => {
                let (upper, lower) = (middle - 9.0, middle + 9.0);
                draw(ui, line(ui, self.title, face.at(m::UI_SIZE), t.text, right - left), left, upper);
                if self.unread {
                    dot(pos2(left + 3.0, lower));
                    left += 12.0;
                }
                draw(ui, line(ui, second, Face::Ui.at(m::SMALL_SIZE), t.muted, right - left), left, lower);
            }
        }
        focus_ring_inside(ui, &response, m::RADIUS_S);
        response
    }
}

/// The ground of a row. High contrast has no fills: an outline and a bar say “selected”.
fn ground(ui: &Ui, rect: Rect, selected: bool, hovered: bool) {
    let t = theme::tokens(ui);
    let radius = CornerRadius::same(m::RADIUS_S);
    if t.high_contrast {
        if selected {
            ui.painter().rect_stroke(rect, radius, Stroke::new(2.0, t.text), StrokeKind::Inside);
            let bar = Rect::from_min_max(rect.min, pos2(rect.left() + 5.0, rect.bottom()));
            ui.painter().rect_filled(bar, CornerRadius::ZERO, t.text);
        } else if hovered {
            ui.painter().rect_stroke(rect, radius, Stroke::new(1.0, t.text), StrokeKind::Inside);
        }
    } else if selected {
        ui.painter().rect_filled(rect, radius, t.selected_row);
    } else if hovered {
        ui.painter().rect_filled(rect, radius, t.chip);
    }
}
