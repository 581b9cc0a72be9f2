//! No text, mark or event may bring the reader down.

use egui::{Key, Modifiers, Vec2};
use proptest::prelude::*;

use super::*;

fn event() -> impl Strategy<Value = Input> {
    let pos = (-50f32..500.0, -50f32..400.0).prop_map(|(x, y)| Pos2::new(x, y));
    let keys = vec![
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::ArrowUp,
        Key::ArrowDown,
        Key::Home,
        Key::End,
        Key::PageUp,
        Key::PageDown,
        Key::Space,
        Key::A,
        Key::O,
        Key::OpenBracket,
        Key::CloseBracket,
        Key::Escape,
        Key::Tab,
    ];
    let modifiers = (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(shift, ctrl, alt)| Modifiers {
        shift,
        ctrl,
        alt,
        command: ctrl,
        mac_cmd: false,
    });
    prop_oneof![
        pos.clone().prop_map(Input::PointerMoved),
        (pos, any::<bool>(), any::<bool>(), modifiers.clone()).prop_map(|(pos, pressed, left, modifiers)| {
            let button = if left { PointerButton::Primary } else { PointerButton::Secondary };
            Input::PointerButton { pos, button, pressed, modifiers }
        }),
        (prop::sample::select(keys), modifiers).prop_map(|(key, modifiers)| Input::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        }),
        Just(Input::Copy),
    ]
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,30}",
        Just("\r\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("\tone\t".to_owned()),
        Just("👩‍👩‍👧‍👦🇸🇪".to_owned()),
        Just("e\u{301}\u{302}".to_owned()),
        Just("تسربت المياه من السد الشرقي لا".to_owned()),
        Just("水は東の壁からしみ出ていた。".to_owned()),
        Just("\u{0}\u{7}\u{2028}\u{85}".to_owned()),
        Just("क्षत्रिय कॊ ".to_owned()),
        Just("word ".repeat(60)),
        Just("x".repeat(400)),
    ];
    prop::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn anything_goes(
        text in text(),
        kinds in prop::collection::vec((0usize..800, 0usize..200, 0usize..10), 0..6),
        marks in prop::collection::vec((0usize..900, 0usize..900, 0usize..9, any::<bool>()), 0..12),
        events in prop::collection::vec(event(), 0..25),
        width in 1f32..900.0,
        wanted in any::<(usize, usize)>(),
    ) {
        let names = ["p", "h1", "h2", "h5", "li", "quote", "pre", "table", "caption", "?"];
        let blocks: Vec<Block> = kinds.iter()
            .map(|&(start, length, kind)| Block { kind: BlockKind::from_name(names[kind]), range: start..start + length })
            .collect();
        let mut desk = Desk::new("");
        desk.document = Document::new(text.as_str().into(), Arc::new(Index::new(&text)), &blocks, 1);
        let over = |&(start, end, colour, selected): &(usize, usize, usize, bool)| {
            (Mark { id: 0, range: start..end, colour, selected, hovered: selected },
             Underline { id: 0, range: start..end, line: colour, emphasised: selected })
        };
        let (marks, lines): (Vec<_>, Vec<_>) = marks.iter().map(over).unzip();
        let found = marks.iter().map(|mark| mark.range.clone()).collect();
        desk.overlay = Overlay::new(marks, lines);
        desk.overlay.set_found(found, Some(2));
        let mut harness = Harness::builder()
            .with_size(Vec2::new(width, 300.0))
            .with_context_setup(faces)
            .allow_missing_glyphs()
            .with_accessibility_check(false)
            .build_ui_state(|ui, desk: &mut Desk| desk.show(ui), desk);
        for (n, event) in events.into_iter().enumerate() {
            harness.event(event);
            harness.step();
            if n == 9 {
                harness.state_mut().state.scroll_to(wanted.0..wanted.1);
                harness.state_mut().state.select(wanted.0..wanted.1);
            }
            if n == 15 {
                harness.set_size(Vec2::new(width * 0.7 + 20.0, 200.0));
            }
        }
    }
}

#[test]
fn an_empty_text_has_a_caret() {
    let mut harness = open("");
    click(&mut harness, Pos2::new(200.0, 60.0));
    harness.run();
    let last = harness.state().last.as_ref().expect("shown");
    assert_eq!((last.caret, last.selection.clone()), (0, None));
    assert!(last.caret_rect.is_some());
}

#[test]
fn half_a_million_characters_in_one_paragraph() {
    let text = "水は東の壁からしみ出ていた".repeat(20_000) + &"nowhere-to-break".repeat(15_000);
    let mut desk = Desk::new(&text);
    desk.state.scroll_to(400_000..400_001);
    let mut harness = Harness::builder()
        .with_size(Vec2::new(600.0, 400.0))
        .with_context_setup(faces)
        .allow_missing_glyphs()
        .build_ui_state(|ui, desk: &mut Desk| desk.show(ui), desk);
    harness.run_steps(3);
    let visible = harness.state().last.as_ref().map(|last| last.visible.clone()).expect("shown");
    assert!(visible.contains(&400_000), "{visible:?}");
}

#[test]
fn long_texts_without_ordinary_words_open_and_can_be_walked() {
    let pieces = ["\u{301}", "🇸", "👩\u{200d}", "क्", "\t", "\n", "\r\n", "\u{200b}", "لا", "한", ".", "\"", "a\u{ad}"];
    for piece in pieces {
        let count = 100_000 / piece.chars().count();
        let mut harness = open(&piece.repeat(count));
        harness.state_mut().state.select(50_000..50_000);
        harness.state_mut().state.scroll_to(50_000..50_001);
        harness.run_steps(2);
        click(&mut harness, Pos2::new(300.0, 200.0));
        click(&mut harness, Pos2::new(300.0, 200.0));
        click(&mut harness, Pos2::new(300.0, 200.0));
        for key in [Key::ArrowRight, Key::ArrowLeft, Key::ArrowDown, Key::PageDown, Key::End] {
            for modifiers in [Modifiers::NONE, Modifiers::COMMAND | Modifiers::SHIFT] {
                harness.key_press_modifiers(modifiers, key);
                harness.step();
            }
        }
        let desk = harness.state();
        assert!(desk.state.caret() <= desk.document.chars());
    }
}
