//! Citing, exporting and correcting sources in the window, driven by accessible names.
#![cfg(feature = "window")]

mod common;

use common::{Window, twin};
use dossier::app::dialogs::files::Answer;
use dossier::bibliography::{Format, read};
use dossier::model::Name;
use dossier::storage::to_bytes;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT, Queryable};

const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const NONE: Modifiers = Modifiers::NONE;

fn with_twin() -> Window {
    let mut window = Window::new([]);
    window.press("New project");
    window.paste(&twin());
    window.press("Import");
    window
}

/// The sample, with answers to file dialogs in the home folder.
fn with_sample(names: &[&str]) -> Window {
    let mut window =
        Window::sized([1440.0, 900.0], names.iter().map(|name| Answer::Chosen(vec![name.into()])), |home, answers| {
            let placed = |answer: Answer| match answer {
                Answer::Chosen(paths) => Answer::Chosen(paths.iter().map(|path| home.join(path)).collect()),
                other => other,
            };
            answers.into_iter().map(placed).collect()
        });
    window.press("Open the sample project");
    window
}

fn value(window: &Window, field: &str) -> String {
    window.harness.get_by_role_and_label(Role::TextInput, field).accesskit_node().value().unwrap_or_default()
}

/// Puts other words into a field.
fn fill(window: &mut Window, field: &str, words: &str) {
    window.harness.get_by_role_and_label(Role::TextInput, field).focus();
    window.settle();
    window.key(CTRL, Key::A);
    window.type_text(words);
}

fn choose(window: &mut Window, button: &str, option: &str) {
    window.press(button);
    window.harness.get_by_role_and_label(Role::ListBoxOption, option).click();
    window.settle();
}

#[test]
fn a_passage_is_copied_with_its_citation_and_a_source_as_its_reference() {
    let mut window = with_twin();
    window.key(CTRL, Key::Home);
    window.key(CTRL, Key::ArrowRight);
    window.key(CTRL | SHIFT, Key::ArrowRight);
    let selection = window.harness.state().selection().expect("a selection");
    let source = window.project().sources.values().next().expect("a source").clone();
    let text = window.project().current_version(source.id).expect("its text").text.clone();
    let words: String = text.chars().skip(selection.start).take(selection.len()).collect();
    window.key(CTRL | SHIFT, Key::C);
    let cited = format!("Copied: “{}” (Solheim-Aas, 2024, para. 1)", words.trim());
    assert!(window.has(&cited), "the window says what was copied: {cited}");

    // With nothing selected it is the source.
    window.key(NONE, Key::Escape);
    window.key(CTRL | SHIFT, Key::C);
    assert!(window.has("Copied: Solheim-Aas, M. (2024, March 14)."));
}

#[test]
fn the_bibliography_goes_to_a_file_that_another_program_reads() {
    let mut window = with_sample(&["dam.bib"]);
    window.key(CTRL, Key::E);
    assert!(window.has("12 sources"), "the dialog says how many");
    assert!(window.has("@"), "the preview is there");
    window.press("Export…");
    let written = std::fs::read_to_string(window.file("dam.bib")).expect("written");
    let library = read::read(Format::BibLaTeX, &written).expect("readable");
    assert!(library.skipped.is_empty());
    let mut keys: Vec<&str> = library.entries.iter().map(|entry| entry.key.as_str()).collect();
    keys.sort_unstable();
    let mut own: Vec<&str> = window.project().sources.values().map(|source| source.key.as_str()).collect();
    own.sort_unstable();
    assert_eq!(keys, own);
}

#[test]
fn marks_and_notes_are_exported_in_another_style_which_can_be_undone() {
    let mut window = with_sample(&["notes.md"]);
    let before = window.project().head.style.clone();
    window.key(CTRL, Key::E);
    window.harness.get_by_role_and_label(Role::RadioButton, "Notes and marks").click();
    window.settle();
    let style = window
        .harness
        .query_all_by_role(Role::Button)
        .filter_map(|node| node.accesskit_node().label())
        .find(|label| label.starts_with("Style: "))
        .expect("a choice of style");
    window.press(&style);
    window.type_text("ieee");
    window.key(NONE, Key::Enter);
    assert_ne!(window.project().head.style, before);
    window.press("Export…");
    let written = std::fs::read_to_string(window.file("notes.md")).expect("written");
    let mark = window.project().marks.values().next().expect("a mark");
    let words = mark.anchor.exact.split_whitespace().next().expect("a word");
    assert!(written.starts_with("# ") && written.contains("> ") && written.contains(words), "{written}");
    assert!(written.contains("> — \\[1"), "cited by number: {written}");
    window.key(CTRL, Key::Z);
    assert_eq!(window.project().head.style, before);
}

#[test]
fn an_author_is_corrected_in_one_step() {
    let mut window = with_twin();
    let before = to_bytes(window.project(), 1);
    let steps = window.harness.state().look_at_desk().open().expect("open").workspace.history().steps().len();
    window.key(NONE, Key::F2);
    assert_eq!(value(&window, "Family name of author 1"), "Solheim-Aas");
    fill(&mut window, "Family name of author 1", "Solheim");
    window.press("Add organisation");
    window.type_text("Norrmark Water");
    window.press("Move Norrmark Water up");
    fill(&mut window, "Date", "14 March 2024");
    assert!(window.has("did you mean 2024-03-14?"), "a date that is none is explained");
    fill(&mut window, "Date", "2024-03-13");
    assert!(window.has("Wed 13 March 2024"));
    window.press("Save details");
    let source = window.project().sources.values().next().expect("a source").clone();
    assert_eq!(source.item.author, [Name::literal("Norrmark Water"), Name::person("Marit", "Solheim")]);
    assert_eq!(source.item.issued.as_deref(), Some("2024-03-13"));
    let now = window.harness.state().look_at_desk().open().expect("open").workspace.history().steps().len();
    assert_eq!(now, steps + 1, "one step");
    window.key(CTRL, Key::Z);
    assert_eq!(to_bytes(window.project(), 1), before);
}

#[test]
fn another_reading_of_a_field_can_be_chosen_and_a_key_must_be_free() {
    let mut window = with_sample(&[]);
    window.key(NONE, Key::F2);
    fill(&mut window, "Citation key", "not a key");
    assert!(window.has("A key has letters"));
    let save = window.harness.get_by_role_and_label(Role::Button, "Save details");
    assert!(save.accesskit_node().is_disabled());
    window.press("Make it anew");
    choose(&mut window, "Type: Newspaper article", "Report");
    assert!(window.has("Number"), "a report has a number");
    window.press("Save details");
    assert!(window.project().sources.values().any(|source| source.item.kind == "report"));
}

/// Pictures of the dialogs, for eyes: `DIALOG_PICTURES=dir cargo test --test citations -- --ignored`.
#[test]
#[ignore = "for eyes: needs a folder in DIALOG_PICTURES"]
fn pictures() {
    let folder = std::path::PathBuf::from(std::env::var_os("DIALOG_PICTURES").expect("DIALOG_PICTURES names a folder"));
    for theme in ["light", "dark"] {
        let mut window = with_sample(&[]);
        window.harness.state_mut().desk().settings_mut().theme = theme.to_owned();
        window.settle();
        let shoot = |window: &mut Window, name: &str| {
            let image = window.harness.render().expect("a picture");
            image.save(folder.join(format!("{name}-{theme}.png"))).expect("saved");
        };
        window.key(CTRL, Key::E);
        shoot(&mut window, "export-bib");
        window.harness.get_by_role_and_label(Role::RadioButton, "Notes and marks").click();
        window.settle();
        shoot(&mut window, "export-notes");
        window.key(NONE, Key::Escape);
        window.key(NONE, Key::F2);
        shoot(&mut window, "details");
    }
}
