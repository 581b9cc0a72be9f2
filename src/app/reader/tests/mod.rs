//! The reader as a user meets it: mouse, keys, screen reader, in a headless window.

mod endurance;
mod keyboard;
mod look;
mod mouse;
mod pictures;
mod scrolling;

use std::ops::Range;
use std::sync::Arc;

use egui::{
    Event as Input, FontData, FontDefinitions, FontFamily, Modifiers, OutputCommand, PointerButton, Pos2, Vec2,
};
use egui_kittest::Harness;

use super::*;
use crate::text::Index;

/// Three paragraphs of invented news.
const NEWS: &str = "Glenmoor — The engineer in charge of the dam that was drained on Tuesday had told her managers twice \
that water was seeping through the east wall, according to a log.\n\nEwan Calder, who owns the works, denied it. \
“Nobody brought me a report,” he said late on Wednesday. The company was paid for the works in full.\n\nThe road \
stays closed until the end of April.";

/// What the tests keep between frames.
pub(super) struct Desk {
    pub document: Document,
    pub overlay: Overlay<u32>,
    pub state: ReaderState,
    pub style: Style,
    pub events: Vec<Event<u32>>,
    pub last: Option<ReaderResponse<u32>>,
    pub header: Option<String>,
    /// What was handed to the system.
    pub commands: Vec<OutputCommand>,
}

impl Desk {
    pub fn new(text: &str) -> Self {
        Self {
            document: Document::new(text.into(), Arc::new(Index::new(text)), &[], 0),
            overlay: Overlay::default(),
            state: ReaderState::default(),
            style: Style::light(),
            events: Vec::new(),
            last: None,
            header: None,
            commands: Vec::new(),
        }
    }

    pub fn show(&mut self, ui: &mut egui::Ui) {
        let mut reader = Reader::new("read", &self.document, &self.overlay, &self.style).name("Text of the log");
        if let Some(header) = self.header.clone() {
            reader = reader.header(move |ui| {
                ui.heading(header);
            });
        }
        let shown = reader.show(ui, &mut self.state);
        self.events.extend(shown.events.iter().cloned());
        self.last = Some(shown);
        self.commands.extend(ui.output(|output| output.commands.clone()));
    }
}

/// egui's own faces, which the crate does not ship.
pub(super) fn faces(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::empty();
    let own = [
        ("sans", epaint_default_fonts::UBUNTU_LIGHT, FontFamily::Proportional),
        ("mono", epaint_default_fonts::HACK_REGULAR, FontFamily::Monospace),
    ];
    for (name, bytes, family) in own {
        fonts.font_data.insert(name.into(), Arc::new(FontData::from_static(bytes)));
        fonts.families.entry(family).or_default().push(name.into());
    }
    ctx.set_fonts(fonts);
}

pub(super) fn window(desk: Desk, size: Vec2) -> Harness<'static, Desk> {
    let mut harness = Harness::builder()
        .with_size(size)
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(200)
        .with_os(egui::os::OperatingSystem::Nix)
        .with_context_setup(faces)
        .allow_missing_glyphs()
        .build_ui_state(|ui, desk: &mut Desk| desk.show(ui), desk);
    harness.run();
    harness
}

/// The usual window with `text`.
pub(super) fn open(text: &str) -> Harness<'static, Desk> {
    window(Desk::new(text), Vec2::new(700.0, 500.0))
}

/// Code points of the first place where `part` stands in the text.
pub(super) fn find(harness: &Harness<'_, Desk>, part: &str) -> Range<usize> {
    let document = &harness.state().document;
    let byte = document.text().find(part).expect("the text holds the passage");
    document.code_point(byte)..document.code_point(byte + part.len())
}

/// Where a caret at `at` would stand on the screen.
pub(super) fn spot(harness: &mut Harness<'_, Desk>, at: usize) -> Pos2 {
    let kept = harness.state().state.clone();
    harness.state_mut().state.select(at..at);
    harness.state_mut().state.next_row = true;
    harness.step();
    let rect = harness.state().last.as_ref().and_then(|last| last.caret_rect).expect("the place is in view");
    harness.state_mut().state = kept;
    rect.center()
}

pub(super) fn button(harness: &mut Harness<'_, Desk>, pos: Pos2, pressed: bool, modifiers: Modifiers) {
    harness.event(Input::PointerMoved(pos));
    harness.event(Input::ModifiersChanged(modifiers));
    harness.event(Input::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers });
    harness.event(Input::ModifiersChanged(Modifiers::NONE));
    harness.step();
}

pub(super) fn click(harness: &mut Harness<'_, Desk>, pos: Pos2) {
    button(harness, pos, true, Modifiers::NONE);
    button(harness, pos, false, Modifiers::NONE);
}

/// Lets enough time pass that the next click is one by itself.
pub(super) fn rest(harness: &mut Harness<'_, Desk>) {
    harness.run_steps(40);
}

pub(super) fn drag(harness: &mut Harness<'_, Desk>, from: Pos2, to: Pos2) {
    button(harness, from, true, Modifiers::NONE);
    harness.event(Input::PointerMoved(from + (to - from) * 0.5));
    harness.step();
    harness.event(Input::PointerMoved(to));
    harness.step();
    button(harness, to, false, Modifiers::NONE);
    harness.run();
}

/// The selected text.
pub(super) fn selected(harness: &Harness<'_, Desk>) -> String {
    let desk = harness.state();
    desk.state.selection().map(|range| desk.document.slice(range).to_owned()).unwrap_or_default()
}

/// What was asked to be copied since the last look.
pub(super) fn copied(harness: &mut Harness<'_, Desk>) -> Option<String> {
    let desk = harness.state_mut();
    std::mem::take(&mut desk.events).into_iter().find_map(|event| match event {
        Event::Copy { range } => Some(desk.document.slice(range).to_owned()),
        _ => None,
    })
}
