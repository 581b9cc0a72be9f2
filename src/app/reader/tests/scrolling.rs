//! Where the text stands in the pane.

use egui::{Key, Vec2};
use egui_kittest::kittest::Queryable as _;

use super::*;

fn long() -> String {
    let one = "The level of the water had been lowered twice since November, said the board, which keeps the log. ";
    (0..200).map(|n| format!("Paragraph {n}. {}\n\n", one.repeat(1 + n % 5))).collect()
}

fn last<'h>(harness: &'h Harness<'_, Desk>) -> &'h ReaderResponse<u32> {
    harness.state().last.as_ref().expect("shown")
}

#[test]
fn a_passage_far_below_is_shown_at_a_third() {
    let mut desk = Desk::new(&long());
    desk.header = Some("A title".into());
    let range = desk.document.text().find("Paragraph 150.").map(|byte| byte..byte + 14).expect("there");
    // Asked for before anything was laid out.
    desk.state.scroll_to(range.clone());
    desk.state.select(range.clone());
    let harness = window(desk, Vec2::new(600.0, 480.0));
    assert!(last(&harness).visible.contains(&range.start), "{:?}", last(&harness).visible);
    let rect = last(&harness).selection_rect.expect("in view");
    assert!((rect.top() - 160.0).abs() < 60.0, "{rect:?}");
}

#[test]
fn the_selection_and_what_is_read_survive_another_width() {
    let mut harness = window(Desk::new(&long()), Vec2::new(700.0, 400.0));
    let range = find(&harness, "Paragraph 90. The level");
    harness.state_mut().state.scroll_to(range.clone());
    harness.state_mut().state.select(range.clone());
    harness.run();
    let top = last(&harness).selection_rect.expect("in view").top();
    for width in [420.0, 900.0, 640.0] {
        harness.set_size(Vec2::new(width, 400.0));
        harness.run();
        assert_eq!(harness.state().state.selection(), Some(range.clone()));
        let now = last(&harness).selection_rect.expect("still in view").top();
        assert!((now - top).abs() < 140.0, "at {width}: {now} and before {top}");
    }
}

#[test]
fn nothing_in_view_moves_while_the_rest_is_measured() {
    let mut desk = Desk::new(&long().repeat(20));
    desk.state.scroll_to(200_000..200_001);
    let mut harness = Harness::builder()
        .with_size(Vec2::new(600.0, 480.0))
        .with_context_setup(faces)
        .build_ui_state(|ui, desk: &mut Desk| desk.show(ui), desk);
    harness.run_steps(2);
    let first = last(&harness).visible.clone();
    let mut frames = 0;
    while harness.ctx.has_requested_repaint() && frames < 2_000 {
        harness.step();
        assert_eq!(last(&harness).visible.start, first.start);
        frames += 1;
    }
    assert!(frames < 2_000, "measuring ends");
}

#[test]
fn pages_follow_each_other_and_reach_the_end() {
    let mut harness = window(Desk::new(&long()), Vec2::new(600.0, 400.0));
    harness.get_by_label("Text of the log").focus();
    harness.run();
    let mut before = last(&harness).visible.clone();
    for _ in 0..5 {
        harness.key_press(Key::Space);
        harness.run();
        let now = last(&harness).visible.clone();
        assert!(now.start > before.start && now.start <= before.end, "{before:?} then {now:?}");
        assert!(now.contains(&last(&harness).caret));
        before = now;
    }
    harness.key_press_modifiers(egui::Modifiers::SHIFT, Key::Space);
    harness.run();
    assert!(last(&harness).visible.start < before.start);
    for _ in 0..200 {
        harness.key_press(Key::PageDown);
        harness.step();
    }
    harness.run();
    assert!(last(&harness).progress > 0.97, "{}", last(&harness).progress);
    assert_eq!(harness.state().state.caret(), harness.state().document.caret_place(usize::MAX - 1));
}

#[test]
fn the_caret_stays_in_view() {
    let mut harness = window(Desk::new(&long()), Vec2::new(600.0, 300.0));
    harness.get_by_label("Text of the log").focus();
    harness.run();
    for _ in 0..60 {
        harness.key_press(Key::ArrowDown);
        harness.run();
        assert!(last(&harness).caret_rect.is_some());
    }
}

#[test]
fn a_reading_position_is_found_again() {
    let mut harness = window(Desk::new(&long()), Vec2::new(600.0, 300.0));
    let at = find(&harness, "Paragraph 60.").start;
    harness.state_mut().state.set_position(at);
    harness.run();
    assert_eq!(harness.state().state.position(), at);
    assert_eq!(last(&harness).visible.start, at);
}

#[test]
fn a_window_at_rest_asks_for_no_frame() {
    let mut desk = Desk::new(&long());
    desk.header = Some("A title".into());
    let mut harness = window(desk, Vec2::new(600.0, 400.0));
    let pos = spot(&mut harness, 30);
    click(&mut harness, pos);
    harness.run();
    rest(&mut harness);
    harness.step();
    assert!(!harness.ctx.has_requested_repaint(), "{:?}", harness.ctx.repaint_causes());
}

#[test]
fn the_wheel_scrolls_and_each_source_keeps_its_place() {
    let mut harness = window(Desk::new(&long()), Vec2::new(600.0, 400.0));
    harness.hover_at(Pos2::new(300.0, 200.0));
    for _ in 0..10 {
        harness.event(Input::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: Vec2::new(0.0, -200.0),
            modifiers: egui::Modifiers::NONE,
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
        });
        harness.run();
    }
    let here = last(&harness).visible.start;
    assert!(here > 1_000, "{here}");
    // Another source in the same pane, and back.
    let kept = std::mem::take(&mut harness.state_mut().state);
    harness.run();
    assert_eq!(last(&harness).visible.start, 0);
    harness.state_mut().state = kept;
    harness.run();
    assert_eq!(last(&harness).visible.start, here);
}

#[test]
fn the_scroll_bar_reaches_the_end() {
    let mut harness = window(Desk::new(&long()), Vec2::new(600.0, 400.0));
    let bar = 600.0 - 8.0 - 4.0;
    harness.hover_at(Pos2::new(bar, 16.0));
    harness.run();
    drag(&mut harness, Pos2::new(bar, 16.0), Pos2::new(bar, 396.0));
    assert!(last(&harness).progress > 0.95, "{}", last(&harness).progress);
    assert_eq!(last(&harness).selection, None);
}
