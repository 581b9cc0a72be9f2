//! Moving and selecting with keys.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::*;

/// The window with the focus in the text and the caret before `part`.
fn at(text: &str, part: &str) -> Harness<'static, Desk> {
    let mut harness = open(text);
    let place = find(&harness, part).start;
    harness.state_mut().state.select(place..place);
    harness.get_by_label("Text of the log").focus();
    harness.run();
    harness
}

fn press(harness: &mut Harness<'_, Desk>, modifiers: Modifiers, key: Key, times: usize) {
    for _ in 0..times {
        harness.key_press_modifiers(modifiers, key);
        harness.run();
    }
}

fn caret(harness: &Harness<'_, Desk>) -> usize {
    harness.state().state.caret()
}

#[test]
fn shift_and_arrows_select_characters_and_words() {
    let mut harness = at(NEWS, "told her managers");
    press(&mut harness, Modifiers::SHIFT, Key::ArrowRight, 3);
    assert_eq!(selected(&harness), "tol");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowRight, 2);
    assert_eq!(selected(&harness), "told her");
    press(&mut harness, Modifiers::SHIFT, Key::ArrowLeft, 1);
    assert_eq!(selected(&harness), "told he");
    press(&mut harness, Modifiers::NONE, Key::ArrowLeft, 1);
    assert_eq!((selected(&harness).as_str(), caret(&harness)), ("", find(&harness, "told her").start));
}

#[test]
fn arrows_move_by_characters_as_seen() {
    let mut harness = at("a👩‍👩‍👧e\u{301}b", "👩");
    press(&mut harness, Modifiers::NONE, Key::ArrowRight, 1);
    assert_eq!(caret(&harness), 6);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowRight, 1);
    assert_eq!(selected(&harness), "e\u{301}");
}

#[test]
fn up_and_down_keep_the_column_over_short_rows_and_gaps() {
    let text = "A first line that is long enough.\n\nHm.\n\nA third line that is long enough.";
    let mut harness = at(text, "line that");
    let start = caret(&harness);
    press(&mut harness, Modifiers::NONE, Key::ArrowDown, 1);
    assert_eq!(caret(&harness), find(&harness, "Hm.").end);
    press(&mut harness, Modifiers::NONE, Key::ArrowDown, 1);
    let third = find(&harness, "A third").start;
    assert!(caret(&harness).abs_diff(third + start) <= 1);
    press(&mut harness, Modifiers::NONE, Key::ArrowUp, 2);
    assert_eq!(caret(&harness), start);
}

#[test]
fn home_and_end_stay_in_the_row() {
    let mut harness = at(NEWS, "told her managers");
    press(&mut harness, Modifiers::NONE, Key::End, 1);
    let end = caret(&harness);
    let y = harness.state().last.as_ref().and_then(|last| last.caret_rect).map(|rect| rect.top());
    press(&mut harness, Modifiers::NONE, Key::End, 1);
    assert_eq!(caret(&harness), end, "the end is the end");
    press(&mut harness, Modifiers::SHIFT, Key::Home, 1);
    assert_eq!(harness.state().last.as_ref().and_then(|last| last.caret_rect).map(|rect| rect.top()), y);
    assert!(selected(&harness).contains("told her managers"));
    press(&mut harness, Modifiers::COMMAND, Key::End, 1);
    assert_eq!(caret(&harness), harness.state().document.chars());
    press(&mut harness, Modifiers::COMMAND, Key::Home, 1);
    assert_eq!(caret(&harness), 0);
}

#[test]
fn brackets_and_alt_arrows_go_by_paragraphs() {
    let mut harness = at(NEWS, "told her managers");
    press(&mut harness, Modifiers::NONE, Key::CloseBracket, 1);
    assert_eq!(caret(&harness), find(&harness, "Ewan Calder").start);
    press(&mut harness, Modifiers::ALT, Key::ArrowDown, 1);
    assert_eq!(caret(&harness), find(&harness, "The road").start);
    assert_eq!(harness.state().state.block_number(&harness.state().document), 3);
    press(&mut harness, Modifiers::ALT, Key::ArrowUp, 2);
    assert_eq!(caret(&harness), 0);
}

#[test]
fn the_copy_is_the_selection() {
    let mut harness = at(NEWS, "told her managers");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowRight, 3);
    harness.event(Input::Copy);
    harness.step();
    assert_eq!(copied(&mut harness).as_deref(), Some("told her managers"));
    press(&mut harness, Modifiers::COMMAND, Key::A, 1);
    harness.event(Input::Copy);
    harness.step();
    assert_eq!(copied(&mut harness).as_deref(), Some(NEWS));
    press(&mut harness, Modifiers::NONE, Key::Escape, 1);
    assert_eq!(selected(&harness), "");
    harness.event(Input::Copy);
    harness.step();
    assert_eq!(copied(&mut harness), None);
}

#[test]
fn a_copy_holds_whole_characters() {
    let mut harness = at("xe\u{301}y", "x");
    harness.state_mut().state.select(0..2);
    harness.event(Input::Copy);
    harness.step();
    assert_eq!(copied(&mut harness).as_deref(), Some("xe\u{301}"));
}

#[test]
fn keys_of_the_window_are_left_alone() {
    let mut harness = at(NEWS, "told her managers");
    let before = caret(&harness);
    press(&mut harness, Modifiers::ALT, Key::ArrowLeft, 1);
    press(&mut harness, Modifiers::NONE, Key::H, 1);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::E, 1);
    assert_eq!(caret(&harness), before);
    assert!(harness.state().events.is_empty());
}

#[test]
fn without_the_focus_keys_do_nothing() {
    let mut harness = open(NEWS);
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert_eq!(caret(&harness), 0);
}
