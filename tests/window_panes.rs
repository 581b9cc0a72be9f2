//! The panes by mouse and keyboard: dividers, F6, context menus, dragging, handles, and writing notes.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::Window;
use dossier::app::panes::frame::Pane;
use dossier::model::Id;
use egui::{Key, Modifiers, OutputCommand, Rect, Role, vec2};
use egui_kittest::kittest::Queryable;

const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const NONE: Modifiers = Modifiers::NONE;

fn sample() -> Window {
    let mut window = Window::new([]);
    window.press("Open the sample project");
    window
}

fn pane(window: &Window, name: &str) -> Rect {
    window.harness.get_by_role_and_label(Role::Pane, name).rect()
}

/// The first source of the list.
fn first_source(window: &Window) -> (Id, String) {
    let id = window.harness.state().session().and_then(|session| session.open).expect("one is open");
    (id, window.project().sources[&id].item.title.clone())
}

#[test]
fn f6_goes_through_all_panes_and_back() {
    let mut window = sample();
    let (open, _) = first_source(&window);
    let text = window.focused().expect("the text has the keyboard");
    window.key(NONE, Key::F6);
    assert_eq!(window.focused(), Some(Pane::Entities.id()));
    window.key(NONE, Key::F6);
    assert_eq!(window.focused(), Some(Pane::Notes.id()));
    window.key(NONE, Key::F6);
    assert_eq!(window.focused(), Some(egui::Id::unique(("source", open))));
    window.key(NONE, Key::F6);
    assert_eq!(window.focused(), Some(text));
    window.key(SHIFT, Key::F6);
    assert_eq!(window.focused(), Some(egui::Id::unique(("source", open))));
}

#[test]
fn dividers_have_names_and_move_with_the_arrow_keys() {
    let mut window = sample();
    for (name, wider) in [("Sources", Key::ArrowRight), ("Notes", Key::ArrowLeft), ("Entities", Key::ArrowLeft)] {
        let before = pane(&window, name).width();
        window.focus(&format!("Divider of {name}"));
        window.key(NONE, wider);
        let after = pane(&window, name).width();
        assert!(after > before + 20.0, "{name}: {before} to {after}");
    }
    // Enter shuts the pane and opens it again; the divider stays where the keyboard is.
    window.focus("Divider of Notes");
    window.key(NONE, Key::Enter);
    for _ in 0..30 {
        window.harness.step();
    }
    assert!(window.harness.query_by_role_and_label(Role::Pane, "Notes").is_none());
    window.key(NONE, Key::Enter);
    for _ in 0..30 {
        window.harness.step();
    }
    assert!(window.harness.query_by_role_and_label(Role::Pane, "Notes").is_some());
}

#[test]
fn a_double_click_on_a_divider_shuts_the_pane() {
    let mut window = sample();
    // The half of the divider that lies on the text belongs to the text.
    let at = window.harness.get_by_label("Divider of Sources").rect().center() - vec2(3.0, 0.0);
    window.harness.hover_at(at);
    window.harness.step();
    for _ in 0..2 {
        window.harness.drag_at(at);
        window.harness.step();
        window.harness.drop_at(at);
        window.harness.step();
    }
    for _ in 0..30 {
        window.harness.step();
    }
    assert!(!window.harness.state().session().expect("open").sources);
    assert!(window.harness.query_by_role_and_label(Role::Pane, "Sources").is_none());
}

#[test]
fn menus_open_by_key_and_give_the_keyboard_back() {
    let mut window = sample();
    let (_, title) = first_source(&window);
    for key in [(SHIFT, Key::F10), (NONE, Key::Menu)] {
        window.harness.get_by_role_and_label(Role::ListBoxOption, &title).focus();
        window.settle();
        let row = window.focused();
        window.key(key.0, key.1);
        assert!(window.harness.query_by_role_and_label(Role::Button, "Move to trash").is_some());
        assert_ne!(window.focused(), row, "the keyboard is in the menu");
        window.key(NONE, Key::Escape);
        assert!(window.harness.query_by_role_and_label(Role::Button, "Move to trash").is_none());
        assert_eq!(window.focused(), row);
    }
}

#[test]
fn a_source_dropped_on_a_tag_gets_it_and_a_tag_dropped_on_a_source_too() {
    let mut window = sample();
    let (id, title) = first_source(&window);
    let tags: Vec<(Id, String)> = window
        .project()
        .tags
        .values()
        .filter(|tag| !window.project().sources[&id].tags.contains(&tag.id))
        .map(|tag| (tag.id, tag.name.clone()))
        .collect();
    let [(one, one_name), ..] = tags.as_slice() else { panic!("the sample has a tag this source has not") };
    let row = |window: &Window, name: &str| {
        window.harness.get_by_role_and_label(Role::ListBoxOption, name).rect().left_center() + vec2(40.0, 0.0)
    };
    let (from, to) = (row(&window, &title), row(&window, one_name));
    window.drag(from, to);
    assert!(window.project().sources[&id].tags.contains(one));
    window.key(CTRL, Key::Z);
    assert!(!window.project().sources[&id].tags.contains(one));
    window.drag(to, from);
    assert!(window.project().sources[&id].tags.contains(one));
}

#[test]
fn the_end_of_a_mark_follows_its_handle() {
    let mut window = sample();
    let (open, _) = first_source(&window);
    window.key(CTRL, Key::Home);
    for _ in 0..4 {
        window.key(CTRL | SHIFT, Key::ArrowRight);
    }
    window.key(NONE, Key::H);
    let made = window.harness.state().session().and_then(|session| session.mark).expect("marked");
    let end = |window: &Window| window.project().marks[&made].anchor.end;
    let before = end(&window);
    let at = window.harness.get_by_label("End of the mark").rect().center();
    window.drag(at, at + vec2(120.0, 0.0));
    let after = end(&window);
    assert!(after > before, "{before} to {after}");
    let text = &window.project().current_version(open).expect("a text").text;
    let words: String = text.chars().skip(window.project().marks[&made].anchor.start).take(after).collect();
    assert!(words.starts_with(&window.project().marks[&made].anchor.exact));
    window.key(CTRL, Key::Z);
    assert_eq!(end(&window), before, "one step takes it back");
}

#[test]
fn notes_are_formatted_by_key_and_names_are_offered_while_typing() {
    let mut window = sample();
    window.key(CTRL | SHIFT, Key::N);
    let note = window.harness.state().session().and_then(|session| session.writing).expect("writing");
    let text = |window: &Window| window.project().notes[&note].text.clone();
    window.type_text("why");
    window.key(CTRL, Key::A);
    window.key(CTRL, Key::B);
    assert_eq!(text(&window), "**why**");
    window.key(CTRL, Key::B);
    window.key(CTRL, Key::I);
    assert_eq!(text(&window), "*why*");
    window.key(CTRL, Key::End);

    let (source, title) = first_source(&window);
    window.type_text(" see ");
    window.type_text(&format!("[[{}", title.chars().take(12).collect::<String>()));
    assert!(window.harness.query_by_role_and_label(Role::ListBox, "Sources and notes to link").is_some());
    window.key(NONE, Key::Enter);
    assert_eq!(text(&window), format!("*why* see [[{source}|{title}]]"));

    let tag = window.project().tags.values().next().expect("a tag").clone();
    window.type_text(&format!(" #{}", tag.name));
    window.key(NONE, Key::Tab);
    assert!(window.project().notes[&note].tags.contains(&tag.id));
    assert!(!text(&window).contains('#'), "a tag stands on the note, not in its words");

    // Esc first puts the offer away, then ends the note.
    window.type_text("#unheard");
    window.key(NONE, Key::Escape);
    assert!(window.harness.state().session().is_some_and(|session| session.writing.is_some()));
    assert!(text(&window).ends_with("#unheard"));
    window.key(CTRL, Key::Enter);
    assert!(window.harness.state().session().is_some_and(|session| session.writing.is_none()));
}

#[test]
fn undo_on_a_toast_takes_back_what_it_speaks_of_or_is_not_offered() {
    let mut window = sample();
    let (_, title) = first_source(&window);
    let offered = |window: &Window| window.harness.query_by_role_and_label(Role::Button, "Undo").is_some();
    window.harness.get_by_role_and_label(Role::ListBoxOption, &title).focus();
    window.settle();
    window.key(NONE, Key::Delete);
    assert!(window.has("Source moved to trash") && offered(&window));
    window.key(CTRL | SHIFT, Key::N);
    assert!(window.has("Source moved to trash") && !offered(&window), "Undo would now take back the note");
}

#[test]
fn a_passage_is_copied_as_it_stands() {
    let mut window = sample();
    window.key(CTRL, Key::Home);
    window.key(CTRL | SHIFT, Key::ArrowRight);
    let range = window.harness.state().selection().expect("selected");
    let (open, _) = first_source(&window);
    let text = window.project().current_version(open).expect("a text").text.clone();
    let words: String = text.chars().skip(range.start).take(range.len()).collect();
    window.harness.event(egui::Event::Copy);
    window.harness.step();
    let copied = window.harness.output().platform_output.commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    assert_eq!(copied.as_deref(), Some(words.as_str()));
}

#[test]
fn settings_are_searched_applied_at_once_and_kept() {
    let mut window = sample();
    window.key(CTRL, Key::Comma);
    window.type_text("motion");
    assert!(!window.has("Size of the text"));
    window.harness.get_by_role_and_label(Role::CheckBox, "Nothing moves by itself").click();
    window.settle();
    assert_eq!(window.harness.ctx.global_style().animation_time, 0.0);
    window.harness.get_by_role_and_label(Role::TextInput, "Search settings").focus();
    window.settle();
    window.key(CTRL, Key::A);
    window.type_text("theme");
    window.harness.get_by_role_and_label(Role::RadioButton, "Dark").click();
    window.settle();
    assert!(window.harness.ctx.global_style().visuals.dark_mode);
    window.press("Close");
    let window = window.restart([]);
    let settings = window.harness.state().look_at_desk().settings().clone();
    assert!(settings.still && settings.theme.eq_ignore_ascii_case("dark"));
}

#[test]
fn colours_get_names_in_the_settings() {
    let mut window = sample();
    window.key(CTRL, Key::Comma);
    window.harness.get_by_role_and_label(Role::TextInput, "Meaning of pink").focus();
    window.settle();
    window.key(CTRL, Key::A);
    window.type_text("ask again");
    window.key(NONE, Key::Enter);
    assert_eq!(window.project().head.colours[&dossier::model::Colour::Pink], "ask again");
    window.press("Close");
    window.key(CTRL, Key::Z);
    assert_ne!(window.project().head.colours[&dossier::model::Colour::Pink], "ask again");
}

/// `WINDOW_PICTURES=folder cargo test --test window_panes -- --ignored` draws the window in every theme and size.
#[test]
#[ignore = "for the eye: needs a graphics driver, writes pictures"]
fn pictures_of_the_window() {
    let Some(folder) = std::env::var_os("WINDOW_PICTURES").map(std::path::PathBuf::from) else {
        return;
    };
    for (size, scale) in [([1440.0, 900.0], 1.0), ([960.0, 640.0], 1.0), ([1440.0, 900.0], 2.0)] {
        for theme in ["light", "dark", "sepia", "high contrast, white"] {
            let mut window = Window::sized(size, [], |_, answers: Vec<dossier::app::dialogs::files::Answer>| answers);
            window.harness.set_pixels_per_point(scale);
            window.harness.state_mut().desk().settings_mut().theme = theme.to_owned();
            let shot = |window: &mut Window, name: &str| {
                let name = format!("{name}-{theme}-{}x{scale}.png", size[0]);
                for _ in 0..20 {
                    window.harness.step();
                }
                window.harness.render().expect("drawn").save(folder.join(name)).expect("written");
            };
            shot(&mut window, "start");
            window.press("Open the sample project");
            window.key(CTRL, Key::Home);
            for _ in 0..6 {
                window.key(CTRL | SHIFT, Key::ArrowRight);
            }
            shot(&mut window, "selected");
            window.key(NONE, Key::N);
            window.type_text("Compare with [[Dam");
            shot(&mut window, "writing");
            window.key(NONE, Key::Escape);
            window.key(CTRL, Key::Enter);
            shot(&mut window, "read");
            window.key(CTRL, Key::Comma);
            shot(&mut window, "settings");
        }
    }
}
