//! What a user does in the window, driven by accessible names.

mod common;

use common::{Window, twin};
use dossier::app::dialogs::files::Answer;
use dossier::model::{Colour, Place};
use dossier::storage::{RealVfs, read_project, to_bytes};
use dossier::text::Index;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT, Queryable};

const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const NONE: Modifiers = Modifiers::NONE;

fn ctrl_shift() -> Modifiers {
    CTRL | SHIFT
}

/// A window with a new project that has the twin in it.
fn with_twin(answers: impl IntoIterator<Item = Answer>) -> Window {
    let mut window = Window::sized([1440.0, 900.0], answers, |home, answers| {
        answers
            .into_iter()
            .map(|answer| match answer {
                Answer::Chosen(paths) => Answer::Chosen(paths.into_iter().map(|path| home.join(path)).collect()),
                other => other,
            })
            .collect()
    });
    window.press("New project");
    window.paste(&twin());
    window.press("Import");
    window
}

#[test]
fn the_main_job_from_paste_to_the_same_passage_in_the_saved_file() {
    let mut window =
        Window::sized([1440.0, 900.0], [Answer::Chosen(vec!["inquiry.dossier.json".into()])], |home, _| {
            vec![Answer::Chosen(vec![home.join("inquiry.dossier.json")])]
        });
    window.press("New project");
    window.paste(&twin());

    // What was found stands beside what will be saved.
    let value = |window: &Window, field: &str| {
        let node = window.harness.get_by_role_and_label(Role::TextInput, field);
        node.accesskit_node().value().unwrap_or_default()
    };
    assert_eq!(value(&window, "Title"), "Norrmark’s Brenn vows to fill border reservoir despite neighbours");
    assert_eq!(value(&window, "Author"), "Marit Solheim-Aas");
    assert_eq!(value(&window, "Date"), "2024-03-14");
    assert_eq!(value(&window, "Agency"), "The Northern Wire Agency");
    assert!(window.has("Line 1:"), "the text is shown as found");
    window.press("Import");

    let source = window.project().sources.values().next().expect("one source").clone();
    let version = window.project().current_version(source.id).expect("its text").clone();
    assert_eq!(version.blocks.len(), 12);
    assert_eq!(source.origin.raw.as_deref(), Some(twin().as_str()), "the paste is kept as it came");

    // Select the second word of the text by keyboard only, mark it, write a note with a tag.
    let before = to_bytes(window.project(), 1);
    window.key(CTRL, Key::Home);
    window.key(CTRL, Key::ArrowRight);
    window.key(ctrl_shift(), Key::ArrowRight);
    let selection = window.harness.state().selection().expect("a selection");
    window.key(NONE, Key::Num3);
    let mark = window.project().marks.values().next().expect("a mark").clone();
    assert_eq!((mark.anchor.start, mark.anchor.end), (selection.start, selection.end));
    assert_eq!(mark.colour, Colour::Blue);
    window.key(NONE, Key::N);
    window.type_text("Ask **Brenn** about it");
    window.press("Tag the note");
    window.type_text("water");
    window.press("Create “water”");
    let note = window.project().notes.values().next().expect("a note").clone();
    assert_eq!(note.text, "Ask **Brenn** about it");
    assert_eq!(note.about, [mark.id]);
    let tag = window.project().tags.values().next().expect("a tag").clone();
    assert_eq!((note.tags.clone(), tag.name.as_str()), (vec![tag.id], "water"));
    let after = to_bytes(window.project(), 1);

    // Everything can be taken back and done again, to the byte.
    window.key(NONE, Key::Escape);
    let count = window.harness.state().look_at_desk().open().expect("open").workspace.history().steps().len();
    assert!(count >= 5, "import, mark, note, text, tag");
    for _ in 1..count {
        window.key(CTRL, Key::Z);
    }
    let text = String::from_utf8(to_bytes(window.project(), 1)).expect("UTF-8");
    assert!(!text.contains("Ask **Brenn**") && window.project().marks.is_empty(), "all but the import is taken back");
    assert_eq!(before.len(), text.replace("\"status\":\"reading\"", "\"status\":\"unread\"").len());
    window.key(CTRL, Key::Z);
    assert!(window.project().sources.is_empty());
    for _ in 0..count {
        window.key(CTRL, Key::Y);
    }
    assert_eq!(to_bytes(window.project(), 1), after);

    // Save as, and open what was written.
    window.key(ctrl_shift(), Key::S);
    let path = window.file("inquiry.dossier.json");
    let opened = read_project(&RealVfs, &path).expect("it reads");
    assert!(opened.warnings.is_empty());
    assert_eq!(to_bytes(&opened.project, 1), after);
    let mut window = window.restart([]);
    window.press("Open project…");
    window.settle();
    assert!(window.has("Choose here or type a path") || window.has("choose here or type a path"));
    window.type_text(&path.display().to_string());
    window.press("Open");
    let mark = window.project().marks.values().next().expect("the mark").clone();
    let version = window.project().versions[&mark.anchor.version].clone();
    let found = mark.anchor.find(&version.text, &Index::new(&version.text));
    assert_eq!(found, Place::Here(selection), "the same offsets");
}

#[test]
fn a_line_that_was_struck_can_be_kept() {
    let mut window = Window::new([]);
    window.press("New project");
    window.paste(&twin());
    let line = "Line 2: World";
    window.harness.get_by_label(line).click();
    window.settle();
    window.press("Import");
    let version = window.project().versions.values().next().expect("a text");
    assert!(version.text.contains("World"), "the line is part of the text now");
}

#[test]
fn changes_are_written_by_themselves_and_the_top_bar_says_so() {
    let mut window = with_twin([Answer::Chosen(vec!["a.dossier.json".into()])]);
    window.key(ctrl_shift(), Key::S);
    assert!(window.has("Saved 09:00"));
    window.key(ctrl_shift(), Key::N);
    window.type_text("free thought");
    assert!(window.has("Unsaved changes"));
    window.wait(60);
    assert!(window.has("Saved 09:01"), "two quiet seconds are enough");
    let opened = read_project(&RealVfs, &window.file("a.dossier.json")).expect("it reads");
    assert!(opened.project.notes.values().any(|note| note.text == "free thought"));
}

#[test]
fn nothing_moves_while_nothing_happens() {
    let mut window = Window::new([]);
    window.press("Open the sample project");
    // What was read by machine is saved by itself, too.
    window.wait(10);
    // Whatever fades or waits has ended; after that no frame asks for another.
    for _ in 0..900 {
        window.harness.step();
    }
    let delay = window.harness.output().viewport_output.values().map(|output| output.repaint_delay).min();
    assert!(delay.is_none_or(|delay| delay.as_secs() >= 60), "a frame asked for another in {delay:?}");
}

#[test]
fn finding_words_shows_where_they_are() {
    let mut window = Window::new([]);
    window.press("Open the sample project");
    window.key(CTRL, Key::F);
    window.type_text("dam");
    assert!(window.has("1 of "), "matches are counted");
    window.key(NONE, Key::Enter);
    assert!(window.has("2 of "));
    window.key(NONE, Key::Escape);
    assert!(!window.has("2 of "));
}

#[test]
fn sources_are_sorted_filtered_tagged_and_thrown_away() {
    let mut window = Window::new([]);
    window.press("Open the sample project");
    let rows = |window: &Window| {
        let titles: Vec<String> = window.project().sources.values().map(|source| source.item.title.clone()).collect();
        let rows = window.harness.query_all_by_role(Role::ListBoxOption);
        rows.filter_map(|row| row.accesskit_node().label()).filter(|label| titles.contains(label)).collect::<Vec<_>>()
    };
    let all = rows(&window);
    assert!(all.len() >= 8, "{all:?}");
    let first = window.project().sources.len();
    window.harness.get_by_role_and_label(Role::ListBoxOption, &all[0]).click();
    window.settle();
    window.harness.get_by_role_and_label(Role::ListBoxOption, &all[0]).click_secondary();
    window.settle();
    window.press("Move to trash");
    assert_eq!(window.project().live_sources().count(), first - 1);
    assert!(window.has("Source moved to trash"));
    window.press("Undo: Move to trash");
    assert_eq!(window.project().live_sources().count(), first);
}

#[test]
fn a_second_window_reads_only_and_says_why() {
    let mut first = with_twin([Answer::Chosen(vec!["shared.dossier.json".into()])]);
    first.key(ctrl_shift(), Key::S);
    let path = first.file("shared.dossier.json");
    let mut second = Window::new([Answer::Chosen(vec![path])]);
    second.press("Open project…");
    assert!(second.has("Read only"));
    assert!(second.has("open elsewhere"));
}

#[test]
fn what_is_not_a_project_says_so_and_stays_as_it_is() {
    for (name, content) in [("photo.json", &b"\x89PNG\r\n"[..]), ("other.json", b"{\"a\":1}"), ("empty.json", b"")] {
        let mut window = Window::sized([1440.0, 900.0], [], |home, _: Vec<Answer>| {
            let path = home.join(name);
            std::fs::write(&path, content).expect("written");
            vec![Answer::Chosen(vec![path])]
        });
        window.press("Open project…");
        assert!(window.has("was not opened"), "{name}");
        assert_eq!(std::fs::read(window.file(name)).expect("there"), content);
    }
}

#[test]
fn without_system_dialogs_the_window_asks_for_a_path_itself() {
    let mut window = with_twin([Answer::Unavailable]);
    window.key(ctrl_shift(), Key::S);
    assert!(window.has("This system offers no file dialog"));
    window.press("Cancel");
    assert!(!window.has("This system offers no file dialog"));
}

#[test]
fn every_control_has_a_name_in_every_theme_and_size() {
    for size in [[1440.0, 900.0], [960.0, 640.0], [680.0, 640.0]] {
        let mut window = Window::sized(size, [], |_, answers: Vec<Answer>| answers);
        window.press("Open the sample project");
        for _ in 0..6 {
            // The harness itself fails on a control without a name.
            window.key(ctrl_shift(), Key::L);
        }
        window.key(NONE, Key::F1);
        window.press("Close");
    }
}
