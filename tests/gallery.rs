//! Every shared widget on one sheet: found by role and name as a screen reader finds it, and compared, light and dark,
//! with the pictures in `tests/snapshots`. Set `GALLERY` to a folder to get the sheet of every theme at 1× and 2×.
#![cfg(feature = "window")]

use dossier::app::theme::{self, Face, Kind, Theme, metrics as m};
use dossier::app::widgets::{
    Button, Card, Field, FilterChip, IconButton, Label, Lead, Row, SearchBox, SectionHeader, TagChip, Toast, checkbox,
    empty_state, glyph, keycap, list, progress_line, quote, radio, sparkline, swatch, tabs,
};
use dossier::model::Colour;
use egui::{Align, CornerRadius, Frame, Layout, Role, Stroke, Ui, UiBuilder, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, SnapshotOptions};
use lucide_icons::Icon;

/// What the sheet changes and reports.
#[derive(Default)]
struct Sheet {
    tab: usize,
    row: usize,
    outlet: String,
    filter: String,
    ticked: bool,
    choice: usize,
    pressed: Vec<String>,
}

impl Sheet {
    fn note(&mut self, what: &str, clicked: bool) {
        if clicked {
            self.pressed.push(what.to_owned());
        }
    }
}

const SIZE: egui::Vec2 = vec2(1240.0, 700.0);

fn show(ui: &mut Ui, sheet: &mut Sheet) {
    let t = theme::tokens(ui);
    let whole = ui.ctx().content_rect();
    let bar = egui::Rect::from_min_size(whole.min, vec2(whole.width(), 44.0));
    ui.painter().rect_filled(whole, CornerRadius::ZERO, t.paper);
    ui.painter().rect_filled(bar, CornerRadius::ZERO, t.side);
    let mut top = ui.new_child(
        UiBuilder::new()
            .id_salt("top")
            .max_rect(bar.shrink2(vec2(12.0, 0.0)))
            .layout(Layout::left_to_right(Align::Center)),
    );
    top_bar(&mut top, sheet);
    type Pane = (&'static str, egui::Color32, f32, fn(&mut Ui, &mut Sheet));
    let columns: [Pane; 4] = [
        ("left", t.side, 250.0, left),
        ("middle", t.paper, 460.0, middle),
        ("entities", t.panel, 250.0, entities),
        ("notes", t.panel, 280.0, notes),
    ];
    let mut x = whole.left();
    for (name, fill, width, draw) in columns {
        let pane = egui::Rect::from_min_max(egui::pos2(x, bar.bottom()), egui::pos2(x + width, whole.bottom()));
        ui.painter().rect_filled(pane, CornerRadius::ZERO, fill);
        ui.painter().vline(pane.right(), pane.y_range(), t.line_stroke());
        let mut child = ui.new_child(
            UiBuilder::new().id_salt(name).max_rect(pane.shrink2(vec2(8.0, 8.0))).layout(Layout::top_down(Align::Min)),
        );
        draw(&mut child, sheet);
        x += width;
    }
    ui.painter().hline(whole.x_range(), bar.bottom(), t.line_stroke());
}

fn top_bar(ui: &mut Ui, sheet: &mut Sheet) {
    ui.label(egui::RichText::new("Reservoir inquiry").font(Face::UiMedium.at(14.0)));
    ui.label(egui::RichText::new("Saved 12:04").small().weak());
    ui.add_space(m::SPACE_M);
    let names = ["Read", "Compare", "Index", "Timeline", "Quotes", "Concordance"];
    if let Some(tab) = tabs(ui, "Views", &names, sheet.tab) {
        sheet.tab = tab;
    }
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let import = ui.add(Button::new("Import…")).clicked();
        sheet.note("Import…", import);
        let search = ui.add(SearchBox::new("Search sources, notes, people…", "Ctrl K", 310.0)).clicked();
        sheet.note("Search", search);
    });
}

fn left(ui: &mut Ui, sheet: &mut Sheet) {
    let t = theme::tokens(ui);
    Field::new("Filter sources", &mut sheet.filter)
        .label(Label::Hidden)
        .hint("Filter")
        .icon(Icon::Search)
        .keys("/")
        .show(ui);
    SectionHeader::new("Views").show(ui);
    list(ui, "Views", |ui| {
        ui.add(Row::new("Inbox").trailing("3").lead(Lead::Icon(Icon::Inbox, t.muted)));
        ui.add(Row::new("Unread").trailing("5").unread(true));
    });
    SectionHeader::new("Tags").show(ui);
    list(ui, "Tags", |ui| {
        ui.add(Row::new("safety").trailing("9").lead(Lead::Dot(t.mark(Colour::Blue).stripe)));
        ui.add(Row::new("contracts").trailing("4").lead(Lead::Dot(t.mark(Colour::Orange).stripe)));
    });
    if let Some(sort) = SectionHeader::new("Sources").count(12).menu("Newest").show(ui) {
        sheet.note("Sort", sort.clicked());
    }
    list(ui, "Sources", |ui| {
        let rows = [
            ("Dam engineer had warned of seepage, inquiry hears", "Highland Post · 6 Mar 2024 · 3 notes", false),
            ("Minister orders inquiry into Glenmoor dam", "Northern Wire · 6 Mar 2024", true),
            ("“We were told to keep filling”", "Moor & Valley News · 5 Mar 2024", true),
            ("Firm’s certificate lapsed in November", "Loch Journal · 9 Mar 2024", false),
        ];
        for (number, (title, second, unread)) in rows.into_iter().enumerate() {
            let row = Row::new(title).second(second).unread(unread).selected(sheet.row == number);
            if ui.add(row).clicked() {
                sheet.row = number;
            }
        }
    });
    if empty_state(ui, Icon::Inbox, "Drop articles here, press Ctrl+V, or open the sample project", Some("Open sample"))
    {
        sheet.note("Open sample", true);
    }
}

fn middle(ui: &mut Ui, sheet: &mut Sheet) {
    let t = theme::tokens(ui);
    ui.spacing_mut().item_spacing.y = 8.0;
    ui.label(
        egui::RichText::new("Dam engineer had warned of seepage")
            .font(Face::ReadingBold.at(m::READING_SIZE * m::HEADING_EM)),
    );
    ui.label(egui::RichText::new("The Water Safety Board said its last inspection, on 14 November, found nothing — “Nobody brought me a report,” he said. Łódź, Αθήνα, Москва.").font(Face::Reading.at(m::READING_SIZE)));
    ui.horizontal(|ui| {
        let primary = ui.add(Button::primary("Import 8 now")).clicked();
        sheet.note("Import 8 now", primary);
        ui.add(Button::new("Cancel"));
        ui.add(Button::new("Retype").menu());
        ui.add(Button::text("Stop"));
        ui.add_enabled(false, Button::new("Skip"));
    });
    ui.horizontal(|ui| {
        ui.add(Button::new("Copy").icon(Icon::Copy));
        ui.add(Button::new("Accept").small().name("Accept merge of Calder"));
        ui.add(Button::new("Reject").small());
        for (icon, name) in [(Icon::Plus, "Add note"), (Icon::Search, "Find in text"), (Icon::Settings, "Settings")] {
            let pressed = ui.add(IconButton::new(icon, name)).clicked();
            sheet.note(name, pressed);
        }
        ui.add(IconButton::new(Icon::Columns2, "Compare side by side").selected(true));
    });
    ui.horizontal(|ui| {
        for (number, colour) in Colour::ALL.into_iter().enumerate() {
            let name = ["key", "doubt", "fact", "agree", "quote", "later"][number];
            let pressed = swatch(ui, colour, name, number == 2).clicked();
            sheet.note(name, pressed);
        }
        ui.separator();
        for keys in ["N", "Esc", "Ctrl Shift M", "↑↓"] {
            keycap(ui, keys);
        }
    });
    ui.horizontal(|ui| {
        for kind in Kind::ALL {
            glyph(ui, kind);
        }
        ui.add(FilterChip::new("All 12", true));
        ui.add(FilterChip::new("Mentions ≥ 3", false).menu());
    });
    ui.horizontal_wrapped(|ui| {
        TagChip::new("#safety").show(ui);
        let contracts = TagChip::new("#contracts").removable().show(ui);
        sheet.note("Remove #contracts", contracts.removed);
        TagChip::new("Ewan Calder").dot(t.kind(Kind::Person).colour).show(ui);
    });
    Field::new("Outlet", &mut sheet.outlet).label(Label::Left(70.0)).hint("Not found").trailing("line 1").show(ui);
    let mut date = "2024-03-06".to_owned();
    Field::new("Date", &mut date).label(Label::Left(70.0)).outline(t.warning).trailing("line 5").show(ui);
    let mut address = String::new();
    Field::new("Address", &mut address).hint("Paste the page address").width(250.0).show(ui);
    ui.horizontal(|ui| {
        checkbox(ui, &mut sheet.ticked, "Find entities");
        for (number, words) in ["Ask me", "Skip", "Keep both"].into_iter().enumerate() {
            if radio(ui, sheet.choice == number, words).clicked() {
                sheet.choice = number;
            }
        }
    });
    progress_line(ui, "Reading files", 0.72);
    ui.horizontal(|ui| {
        sparkline(ui, "Mentions per source: 3, 12, 0, 4, 7, 1", &[3, 12, 0, 4, 7, 1], vec2(60.0, 16.0));
        ui.hyperlink_to("What the inspectors wrote", "https://example.org");
    });
    let toast = Toast::new("Moved 3 sources to trash").action("Undo").sign(Icon::Check, t.success).show(ui);
    sheet.note("Undo", toast.acted);
    sheet.note("Dismiss", toast.closed);
    ui.horizontal(|ui| {
        for (icon, words, colour) in [
            (Icon::Check, "8 ready", t.success),
            (Icon::TriangleAlert, "1 question", t.warning),
            (Icon::X, "1 failed", t.error),
        ] {
            ui.label(egui::RichText::new(icon.unicode().to_string()).font(Face::Icons.at(m::ICON_SIZE)).color(colour));
            ui.label(words);
        }
    });
}

fn entities(ui: &mut Ui, sheet: &mut Sheet) {
    if let Some(find) =
        SectionHeader::new("Entities").scope("this source").icon(Icon::Search, "Filter entities").show(ui)
    {
        sheet.note("Filter entities", find.clicked());
    }
    list(ui, "Entities", |ui| {
        ui.add(Row::new("People").trailing("4").lead(Lead::Glyph(Kind::Person)));
        ui.add(Row::new("Ewan Calder").trailing("9").bars(&[3, 6, 4, 1]).selected(true));
        ui.add(Row::new("Morag Sinclair").trailing("4").bars(&[0, 2, 5, 3]));
        ui.add(Row::new("Organisations").trailing("3").lead(Lead::Glyph(Kind::Organisation)));
        ui.add(Row::new("A very long name of an organisation that does not fit").trailing("27").bars(&[1, 1]));
        ui.add(Row::new("Dates").trailing("6").strong(true).lead(Lead::Glyph(Kind::Date)));
        ui.add(Row::new("late on Wednesday").trailing("6 Mar, evening"));
    });
    ui.add_space(m::SPACE_S);
    Card::new("Merge suggestion: Calder").show(ui, |ui| {
        ui.label(egui::RichText::new("1 merge suggested").small());
        ui.label(egui::RichText::new("“Calder” here is the man, not the firm: it follows “Ewan”.").small().weak());
        ui.horizontal(|ui| {
            ui.add(Button::new("Accept").small().name("Accept merge"));
            ui.add(Button::new("Reject").small().name("Reject merge"));
        });
    });
}

fn notes(ui: &mut Ui, sheet: &mut Sheet) {
    ui.spacing_mut().item_spacing.y = 8.0;
    if let Some(new) = SectionHeader::new("Notes").scope("this source").action("+ New").show(ui) {
        sheet.note("New note", new.clicked());
    }
    let card = Card::new("Note: Who saw the log?").selected(true).show(ui, |ui| {
        quote(ui, Colour::Yellow, "told her managers twice that water was seeping");
        ui.label("Who saw the log? Ask for a copy.");
        ui.horizontal_wrapped(|ui| {
            TagChip::new("#log").show(ui);
            TagChip::new("Iain Mackie").show(ui);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(egui::RichText::new("¶1 · 12:04").small().weak());
            });
        });
    });
    sheet.note("Card", card.clicked());
    Card::new("Note: Loch Journal says 24 November").show(ui, |ui| {
        quote(ui, Colour::Blue, "last inspection, on 14 November, found nothing");
        ui.label("Loch Journal says 24 November. Conflict to resolve before Friday.");
    });
    let t = theme::tokens(ui);
    for colour in Colour::ALL {
        let look = t.mark(colour);
        let outline = if t.high_contrast { Stroke::new(2.0, look.stripe) } else { Stroke::NONE };
        Frame::new().fill(look.wash).stroke(outline).inner_margin(4).show(ui, |ui| {
            ui.label(
                egui::RichText::new(format!("a {} mark in the text", colour.name()))
                    .font(Face::Reading.at(14.0))
                    .color(look.text),
            );
        });
    }
    Frame::new().fill(t.selected_text).inner_margin(4).show(ui, |ui| {
        ui.label(egui::RichText::new("selected text").color(t.on_selected_text));
    });
}

fn harness(theme: Theme, scale: f32) -> Harness<'static, Sheet> {
    let builder = Harness::builder().with_size(SIZE).with_pixels_per_point(scale).with_context_setup(move |ctx| {
        theme::install(ctx);
        theme::apply(ctx, theme);
    });
    let mut harness = builder.build_ui_state(show, Sheet { ticked: true, ..Sheet::default() });
    harness.run();
    harness
}

/// Whether pictures can be drawn here. Where CI asks for them, their absence is an error.
#[allow(clippy::print_stderr, reason = "a skipped test must say so")]
fn drawable(harness: &mut Harness<'_, Sheet>) -> bool {
    let drawn = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| harness.render()));
    let why = match drawn {
        Ok(Ok(_)) => return true,
        Ok(Err(why)) => why,
        Err(_) => "no graphics adapter".to_owned(),
    };
    assert!(std::env::var_os("CI").is_none(), "pictures cannot be drawn: {why}");
    eprintln!("SKIPPED: pictures cannot be drawn here ({why}). Install mesa-vulkan-drivers.");
    false
}

fn picture(theme: Theme, name: &str) {
    let mut harness = harness(theme, 1.0);
    if drawable(&mut harness) {
        harness.snapshot_options(name, &SnapshotOptions::new());
    }
}

#[test]
fn the_gallery_looks_as_drawn_in_light() {
    picture(Theme::Light, "gallery-light");
}

#[test]
fn the_gallery_looks_as_drawn_in_dark() {
    picture(Theme::Dark, "gallery-dark");
}

#[test]
fn every_theme_can_be_drawn() {
    let folder = std::env::var_os("GALLERY").map(std::path::PathBuf::from);
    for theme in Theme::ALL {
        for scale in [1.0, 2.0] {
            if folder.is_none() && scale > 1.0 {
                continue;
            }
            let mut harness = harness(theme, scale);
            if let Some(folder) = &folder
                && drawable(&mut harness)
            {
                std::fs::create_dir_all(folder).unwrap();
                harness.render().unwrap().save(folder.join(format!("{theme:?}-{scale}x.png"))).unwrap();
            }
        }
    }
}

#[test]
fn what_is_pressed_is_told() {
    let mut harness = harness(Theme::Light, 1.0);
    let buttons = [
        ("Import 8 now", "Import 8 now"),
        ("Import…", "Import…"),
        ("Add note", "Add note"),
        ("Search sources, notes, people…", "Search"),
        ("Newest", "Sort"),
        ("+ New", "New note"),
        ("Filter entities", "Filter entities"),
        ("Remove #contracts", "Remove #contracts"),
        ("Undo", "Undo"),
        ("Dismiss", "Dismiss"),
        ("Open sample", "Open sample"),
    ];
    for (name, told) in buttons {
        harness.get_by_role_and_label(Role::Button, name).click();
        harness.run();
        assert_eq!(std::mem::take(&mut harness.state_mut().pressed), [told], "after pressing {name}");
    }
    harness.get_by_role_and_label(Role::RadioButton, "yellow: key").click();
    harness.run();
    assert_eq!(std::mem::take(&mut harness.state_mut().pressed), ["key"]);
}

#[test]
fn a_card_is_pressed_anywhere_but_on_its_controls() {
    let mut harness = harness(Theme::Light, 1.0);
    harness.get_by_role_and_label(Role::ListItem, "Note: Who saw the log?").click();
    harness.run();
    assert_eq!(harness.state().pressed, ["Card"]);
    harness.state_mut().pressed.clear();
    harness.get_by_role_and_label(Role::Button, "#log").click();
    harness.run();
    assert!(harness.state().pressed.is_empty());
}

#[test]
fn rows_and_tabs_tell_which_is_chosen() {
    let mut harness = harness(Theme::Light, 1.0);
    let title = "Minister orders inquiry into Glenmoor dam";
    let row = |harness: &Harness<'_, Sheet>| {
        let node = harness.get_by_role_and_label(Role::ListBoxOption, title);
        let node = node.accesskit_node();
        (node.is_selected(), node.data().description().map(str::to_owned))
    };
    let (selected, description) = row(&harness);
    assert_eq!(selected, Some(false));
    assert_eq!(description.as_deref(), Some("unread, Northern Wire · 6 Mar 2024"));
    harness.get_by_role_and_label(Role::ListBoxOption, title).click();
    harness.run();
    assert_eq!(row(&harness).0, Some(true));

    harness.get_by_role_and_label(Role::Tab, "Timeline").click();
    harness.run();
    assert_eq!(harness.state().tab, 3);
    assert_eq!(harness.get_by_role_and_label(Role::Tab, "Timeline").accesskit_node().is_selected(), Some(true));
    assert_eq!(harness.get_by_role_and_label(Role::Tab, "Read").accesskit_node().is_selected(), Some(false));
    harness.get_by_role_and_label(Role::ListBox, "Sources");
    harness.get_by_role_and_label(Role::TabList, "Views");
    harness.get_by_role_and_label(Role::Heading, "Notes · this source");
}

#[test]
fn fields_and_switches_take_input_by_name() {
    let mut harness = harness(Theme::Light, 1.0);
    harness.get_by_role_and_label(Role::TextInput, "Outlet").focus();
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "Outlet").type_text("Northern Wire");
    harness.run();
    assert_eq!(harness.state().outlet, "Northern Wire");
    harness.get_by_role_and_label(Role::CheckBox, "Find entities").click();
    harness.run();
    assert!(!harness.state().ticked);
    harness.get_by_role_and_label(Role::RadioButton, "Keep both").click();
    harness.run();
    assert_eq!(harness.state().choice, 2);
    let progress = harness.get_by_role_and_label(Role::ProgressIndicator, "Reading files");
    assert_eq!(progress.accesskit_node().numeric_value(), Some(72.0));
}

#[test]
fn whatever_can_be_pressed_is_large_enough() {
    let harness = harness(Theme::Light, 1.0);
    for role in [Role::Button, Role::Tab, Role::ListBoxOption, Role::CheckBox, Role::RadioButton, Role::TextInput] {
        for node in harness.get_all_by_role(role) {
            // Pills of tags stand apart instead (WCAG 2.5.8, spacing).
            let least = if role == Role::Button { 21.0 } else { 24.0 };
            assert!(
                node.rect().height() >= least,
                "{role:?} {:?} is {} high",
                node.accesskit_node().label(),
                node.rect().height()
            );
        }
    }
}

#[test]
fn the_keyboard_reaches_every_widget_and_it_stays_still_when_nothing_happens() {
    let mut harness = harness(Theme::Dark, 1.0);
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..80 {
        harness.key_press(egui::Key::Tab);
        harness.run();
        if let Some(id) = harness.ctx.memory(|memory| memory.focused()) {
            seen.insert(id.value());
        }
    }
    assert!(seen.len() > 50, "only {} widgets can be reached", seen.len());
}
