//! Selecting and clicking with the mouse.

use egui::{Modifiers, Vec2, vec2};
use egui_kittest::kittest::Queryable as _;

use super::*;

fn mark(id: u32, range: Range<usize>) -> Mark<u32> {
    Mark { id, range, colour: 0, selected: false, hovered: false }
}

fn marks_clicked(harness: &Harness<'_, Desk>) -> Vec<u32> {
    let mark = |event: &Event<u32>| if let Event::Mark { id, .. } = event { Some(*id) } else { None };
    harness.state().events.iter().filter_map(mark).collect()
}

#[test]
fn a_drag_over_paragraphs_selects_exactly() {
    let mut harness = open(NEWS);
    let range = find(&harness, "told her managers").start..find(&harness, "Nobody").end;
    let (from, to) = (spot(&mut harness, range.start), spot(&mut harness, range.end));
    drag(&mut harness, from, to);
    assert_eq!(harness.state().state.selection(), Some(range));
    let last = harness.state().last.as_ref().expect("shown");
    assert!(last.selection_rect.is_some_and(|rect| (rect.left() - from.x).abs() < 1.0));
    assert!(!last.selecting);
}

#[test]
fn a_drag_upwards_selects_the_same() {
    let mut harness = open(NEWS);
    let range = find(&harness, "told her managers").start..find(&harness, "Nobody").end;
    let (from, to) = (spot(&mut harness, range.end), spot(&mut harness, range.start));
    drag(&mut harness, from, to);
    assert_eq!(harness.state().state.selection(), Some(range.clone()));
    assert_eq!(harness.state().state.caret(), range.start);
}

#[test]
fn more_presses_select_more() {
    let mut harness = open(NEWS);
    let at = find(&harness, "brought me").start;
    let pos = spot(&mut harness, at) + vec2(8.0, 0.0);
    let expected = ["", "brought", "“Nobody brought me a report,” he said late on Wednesday."];
    for wanted in expected {
        click(&mut harness, pos);
        assert_eq!(selected(&harness), wanted);
    }
    click(&mut harness, pos);
    assert!(selected(&harness).starts_with("Ewan Calder") && selected(&harness).ends_with("in full."));
    rest(&mut harness);
    click(&mut harness, pos);
    assert_eq!(selected(&harness), "");
}

#[test]
fn a_drag_after_a_double_press_goes_by_words() {
    let mut harness = open(NEWS);
    let (from, to) = (find(&harness, "managers").start + 3, find(&harness, "seeping").start + 2);
    let (from, to) = (spot(&mut harness, from), spot(&mut harness, to));
    click(&mut harness, from);
    drag(&mut harness, from, to);
    assert_eq!(selected(&harness), "managers twice that water was seeping");
    let back = find(&harness, "told").start + 1;
    let back = spot(&mut harness, back);
    rest(&mut harness);
    click(&mut harness, from);
    drag(&mut harness, from, back);
    assert_eq!(selected(&harness), "told her managers");
}

#[test]
fn shift_and_a_click_extend() {
    let mut harness = open(NEWS);
    let range = find(&harness, "who owns the works");
    let (from, to) = (spot(&mut harness, range.start), spot(&mut harness, range.end));
    click(&mut harness, from);
    button(&mut harness, to, true, Modifiers::SHIFT);
    button(&mut harness, to, false, Modifiers::SHIFT);
    assert_eq!(selected(&harness), "who owns the works");
}

#[test]
fn marks_are_found_and_clicked_by_their_name() {
    let mut harness = open(NEWS);
    let range = find(&harness, "told her managers twice that water was seeping through the east wall");
    harness.state_mut().overlay = Overlay::new(vec![mark(7, range.clone())], vec![]);
    harness.run();
    harness.get_by_label_contains("Mark yellow: told her managers twice").click();
    harness.run();
    assert_eq!(marks_clicked(&harness), [7]);
    harness.get_by_label_contains("Mark yellow").click_accesskit();
    harness.run();
    assert_eq!(marks_clicked(&harness), [7, 7]);
}

#[test]
fn marks_are_clicked_when_nobody_listens() {
    let mut harness = open(NEWS);
    let range = find(&harness, "her managers");
    harness.state_mut().overlay = Overlay::new(vec![mark(7, range.clone())], vec![]);
    let pos = spot(&mut harness, range.start + 2);
    // Without a screen reader there are no links over the text.
    let ctx = egui::Context::default();
    faces(&ctx);
    for (n, event) in [None, Some(true), Some(false), None].into_iter().enumerate() {
        let modifiers = Modifiers::NONE;
        let button = |pressed| Input::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers };
        let mut events = vec![Input::PointerMoved(pos)];
        events.extend(event.map(button));
        let screen_rect = Some(egui::Rect::from_min_size(Pos2::ZERO, Vec2::new(700.0, 500.0)));
        let input = egui::RawInput { screen_rect, events, time: Some(n as f64 / 60.0), ..Default::default() };
        let desk = harness.state_mut();
        ctx.run_ui(input, |ui| desk.show(ui)).drop_without_applying_deltas();
    }
    assert_eq!(marks_clicked(&harness), [7]);
}

#[test]
fn a_drag_over_a_mark_selects() {
    let mut harness = open(NEWS);
    let range = find(&harness, "her managers");
    harness.state_mut().overlay = Overlay::new(vec![mark(7, range.clone())], vec![]);
    let (from, to) = (spot(&mut harness, range.start + 1), spot(&mut harness, range.end - 1));
    drag(&mut harness, from, to);
    assert_eq!(selected(&harness), "er manager");
    assert!(marks_clicked(&harness).is_empty());
}

#[test]
fn another_click_or_o_takes_the_next_of_overlapping_marks() {
    let mut harness = open(NEWS);
    let (long, short) = (find(&harness, "told her managers twice"), find(&harness, "managers"));
    harness.state_mut().overlay = Overlay::new(vec![mark(1, long), mark(2, short.clone())], vec![]);
    let pos = spot(&mut harness, short.start + 3);
    for _ in 0..3 {
        click(&mut harness, pos);
        // The window shows the chosen mark as selected; the order must survive that.
        let chosen = marks_clicked(&harness).last().copied();
        harness.state_mut().overlay.select_marks(|id| Some(*id) == chosen);
        rest(&mut harness);
    }
    harness.key_press(egui::Key::O);
    harness.run();
    assert_eq!(marks_clicked(&harness), [2, 1, 2, 1]);
}

#[test]
fn a_mention_tells_of_its_click_and_the_keys_held() {
    let mut harness = open(NEWS);
    let range = find(&harness, "Ewan Calder");
    let mention = Underline { id: 3, range: range.clone(), line: 0, emphasised: false };
    harness.state_mut().overlay = Overlay::new(vec![], vec![mention]);
    let pos = spot(&mut harness, range.start + 4);
    button(&mut harness, pos, true, Modifiers::COMMAND);
    button(&mut harness, pos, false, Modifiers::COMMAND);
    let events = &harness.state().events;
    assert!(matches!(events.as_slice(), [Event::Mention { id: 3, modifiers, .. }] if modifiers.command), "{events:?}");
}

#[test]
fn a_screen_reader_meets_mentions_as_links() {
    let mut harness = open(NEWS);
    let range = find(&harness, "Ewan Calder");
    let mention = Underline { id: 3, range, line: 0, emphasised: false };
    harness.state_mut().overlay = Overlay::new(vec![], vec![mention]);
    harness.run();
    harness.get_by_label("Mention Person: Ewan Calder").click_accesskit();
    harness.run();
    assert!(matches!(harness.state().events.as_slice(), [Event::Mention { id: 3, .. }]));
}

#[test]
fn the_pointer_over_marks_and_mentions_is_told() {
    let mut harness = open(NEWS);
    let range = find(&harness, "Ewan Calder");
    let mention = Underline { id: 3, range: range.clone(), line: 0, emphasised: false };
    harness.state_mut().overlay = Overlay::new(vec![mark(9, range.start..range.end + 10)], vec![mention]);
    let pos = spot(&mut harness, range.start + 4);
    harness.hover_at(pos);
    harness.run();
    let hovered = harness.state().last.as_ref().and_then(|last| last.hovered.clone()).expect("text is hovered");
    assert_eq!((hovered.marks, hovered.mentions), (vec![9], vec![3]));
    harness.hover_at(egui::pos2(4.0, 490.0));
    harness.run();
    assert!(harness.state().last.as_ref().is_some_and(|last| last.hovered.is_none()));
}

#[test]
fn the_right_button_keeps_the_selection_it_is_pressed_on() {
    let mut harness = open(NEWS);
    let range = find(&harness, "her managers");
    harness.state_mut().overlay = Overlay::new(vec![mark(7, range.clone())], vec![]);
    harness.state_mut().state.select(range.clone());
    harness.run();
    harness.get_by_label_contains("Mark yellow").click_secondary();
    harness.run();
    assert_eq!(harness.state().state.selection(), Some(range));
    let menu = harness.state().events.last().cloned();
    assert!(matches!(menu, Some(Event::Menu { under, selected: true, .. }) if under.marks == [7]));
    let elsewhere = find(&harness, "closed").start;
    let pos = spot(&mut harness, elsewhere);
    for pressed in [true, false] {
        harness.event(Input::PointerMoved(pos));
        let modifiers = Modifiers::NONE;
        harness.event(Input::PointerButton { pos, button: PointerButton::Secondary, pressed, modifiers });
        harness.step();
    }
    assert_eq!(harness.state().state.selection(), None);
    assert_eq!(harness.state().state.caret(), elsewhere);
}

#[test]
fn a_finished_selection_is_handed_to_the_system_once() {
    let mut harness = open(NEWS);
    let range = find(&harness, "her managers");
    let (from, to) = (spot(&mut harness, range.start), spot(&mut harness, range.end));
    button(&mut harness, from, true, Modifiers::NONE);
    harness.event(Input::PointerMoved(to));
    harness.step();
    assert!(harness.state().commands.is_empty(), "not while the button is down");
    button(&mut harness, to, false, Modifiers::NONE);
    harness.run_steps(3);
    assert_eq!(harness.state().commands, [OutputCommand::TextSelectionSettled("her managers".into())]);
}

#[test]
fn drawing_beyond_the_edge_scrolls() {
    let text = "A line of the article stands here and says little.\n\n".repeat(60);
    let mut harness = window(Desk::new(&text), Vec2::new(700.0, 300.0));
    let from = spot(&mut harness, 5);
    button(&mut harness, from, true, Modifiers::NONE);
    for _ in 0..30 {
        harness.event(Input::PointerMoved(egui::pos2(from.x, 330.0)));
        harness.step();
    }
    let last = harness.state().last.as_ref().expect("shown");
    assert!(last.visible.start > 52, "scrolled: {:?}", last.visible);
    assert!(last.selection.as_ref().is_some_and(|range| range.start == 5 && range.end > last.visible.start));
}
