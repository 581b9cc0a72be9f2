//! What a user does with the names found in a text, driven by accessible names.
#![cfg(feature = "window")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{Window, twin};
use dossier::model::{EntityType, Id};
use dossier::storage::to_bytes;
use dossier::workspace::{Standing, fold};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable;

const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const NONE: Modifiers = Modifiers::NONE;

/// Another article of the same affair, to be imported later.
const LATER: &str = "Osterra counts its barges\n\nTove Haug\nThe Northern Wire Agency\n2024-03-20\n\n\
    Osterra will count every barge on the river before the Five Rivers League sits, Premier Joakim Pell said on \
    Tuesday. He spoke to reporters after a night in Edinburgh.\n\n\
    The Five Rivers League did not answer. Pell has kept silent since the sitting, his office in Osterra said.\n";

fn with_twin() -> Window {
    let mut window = Window::new([]);
    window.press("New project");
    window.paste(&twin());
    window.press("Import");
    window
}

fn standing(window: &Window, name: &str) -> Option<Standing> {
    let roster = window.harness.state().look_at_desk().roster();
    roster.entities.iter().find(|standing| standing.name == name).cloned()
}

fn id(window: &Window, name: &str) -> Id {
    standing(window, name).unwrap_or_else(|| panic!("{name} is not listed")).entity
}

fn mentions(window: &Window, name: &str) -> usize {
    standing(window, name).map_or(0, |standing| standing.mentions)
}

/// The full name under which somebody is listed.
fn listed(window: &Window, part: &str) -> String {
    let roster = window.harness.state().look_at_desk().roster();
    let name = roster.entities.iter().find(|standing| standing.name.contains(part)).map(|it| it.name.clone());
    name.unwrap_or_else(|| panic!("{part} is not listed"))
}

fn row(window: &mut Window, name: &str) {
    window.harness.get_by_role_and_label(Role::ListBoxOption, name).click();
    window.settle();
}

fn menu(window: &mut Window, name: &str, item: &str) {
    window.harness.get_by_role_and_label(Role::ListBoxOption, name).click_secondary();
    window.settle();
    window.press(item);
}

#[test]
fn names_stand_beside_the_text_and_one_walks_through_their_mentions() {
    let mut window = with_twin();
    let brenn = listed(&window, "Brenn");
    let count = mentions(&window, &brenn);
    assert!(brenn.starts_with("Halvar") && count >= 5, "surname and full name are one: {brenn} {count}");
    row(&mut window, &brenn);
    assert!(window.has(&format!("{count} here · {count} in 1 source")));
    let at = |window: &Window| window.harness.state().caret().expect("a caret");
    let first = at(&window);
    window.key(NONE, Key::F3);
    let second = at(&window);
    window.key(NONE, Key::F3);
    assert!(first < second && second < at(&window), "each step goes on");
    window.key(SHIFT, Key::F3);
    assert_eq!(at(&window), second);
    let author = "Marit Solheim-Aas";
    assert_eq!(mentions(&window, author), 0, "who wrote it is not somebody in it");
}

#[test]
fn decisions_hold_for_later_articles_and_are_taken_back_one_by_one() {
    let mut window = with_twin();
    window.wait(10);
    let before = to_bytes(window.project(), 1);
    let (league, council) = ("Five Rivers League", "Council of Waters");
    let together = mentions(&window, league) + mentions(&window, council);
    let waters = id(&window, council);

    // Merge, with the name that stays chosen.
    row(&mut window, league);
    window.key(CTRL | SHIFT, Key::M);
    window.type_text("council");
    window.key(NONE, Key::Enter);
    window.press("Keep “Council of Waters”");
    assert_eq!((mentions(&window, council), mentions(&window, league)), (together, 0));

    // An alias, an ignored place, another name.
    menu(&mut window, "Lucia Tarrant", "Add alias…");
    window.type_text("the ferry premier");
    window.press("Add alias");
    menu(&mut window, "Edinburgh", "Ignore");
    assert_eq!(mentions(&window, "Edinburgh"), 0);
    menu(&mut window, "Joakim Pell", "Rename…");
    window.key(CTRL, Key::A);
    window.type_text("Premier Pell");
    window.press("Rename");
    assert!(mentions(&window, "Premier Pell") > 0);

    // A later article with the same names needs no action.
    window.paste(LATER);
    window.press("Import");
    assert_eq!(window.project().live_sources().count(), 2);
    let now = standing(&window, council).expect("listed");
    assert_eq!((now.entity, now.sources.len()), (waters, 2), "the league of the later article is the council");
    assert_eq!((mentions(&window, league), mentions(&window, "Edinburgh")), (0, 0));
    assert_eq!(standing(&window, "Premier Pell").map(|pell| pell.sources.len()), Some(2));

    for step in ["Import", "Rename entity", "Ignore entity", "Add alias", "Merge entities"] {
        assert!(window.has(&format!("Undo: {step}")), "{step} is next");
        window.key(CTRL, Key::Z);
    }
    assert!(to_bytes(window.project(), 1) == before, "everything is as it was");
    assert!(mentions(&window, league) > 0);
}

#[test]
fn a_missed_name_is_added_everywhere_and_the_decision_can_be_switched_off() {
    let mut window = with_twin();
    let version = window.project().versions.values().next().expect("a text").clone();
    let words = "reservoir";
    let count = version.text.matches(words).count();
    // Find the word, and select it with the keyboard.
    window.key(CTRL, Key::F);
    window.type_text(words);
    window.key(NONE, Key::Enter);
    window.key(NONE, Key::Escape);
    window.key(CTRL | SHIFT, Key::ArrowRight);
    window.key(SHIFT, Key::E);
    assert!(window.has(&format!("everywhere it stands: {count} places")));
    window.key(NONE, Key::L);
    let place = standing(&window, "reservoir").expect("it is listed now");
    assert_eq!((place.kind, place.mentions), (EntityType::Loc, count));

    window.key(CTRL, Key::K);
    window.type_text("Decisions");
    window.key(NONE, Key::Enter);
    let sentence = "“reservoir” names reservoir everywhere";
    window.harness.get_by_role_and_label(Role::CheckBox, sentence).click();
    window.settle();
    window.press("Close");
    assert_eq!(mentions(&window, "reservoir"), 0);
}

#[test]
fn reading_again_finds_the_same_and_undo_and_redo_of_an_import_give_the_same_bytes() {
    let mut window = with_twin();
    let once = to_bytes(window.project(), 1);
    window.key(CTRL, Key::Z);
    assert!(window.project().analyses.is_empty() && window.project().entities.is_empty());
    window.key(CTRL, Key::Y);
    assert!(to_bytes(window.project(), 1) == once);
    assert_eq!(fold("Norrmark’s"), "norrmark");
}
