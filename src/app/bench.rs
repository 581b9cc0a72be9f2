//! Drives the reader without a window, for `dossier bench`.

use std::sync::Arc;

use egui::{Context, Event, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, Vec2};

use super::reader::{Document, Mark, Overlay, Reader, ReaderState};
use super::{look, theme};
use crate::text::Index;
use crate::workspace::Settings;

/// A reader with a long text and many marks.
pub struct ReaderBench {
    ctx: Context,
    document: Document,
    overlay: Overlay<usize>,
    state: ReaderState,
    time: f64,
}

impl std::fmt::Debug for ReaderBench {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReaderBench").finish_non_exhaustive()
    }
}

impl ReaderBench {
    /// A reader of `text` with `marks` marks spread over it.
    #[must_use]
    pub fn new(text: &str, marks: usize) -> Self {
        let ctx = Context::default();
        theme::install(&ctx);
        let text: Arc<str> = text.into();
        let index = Arc::new(Index::new(&text));
        let step = (index.chars() / marks.max(1)).max(1);
        let marks = (0..marks)
            .map(|number| Mark {
                id: number,
                range: number * step..number * step + step / 2,
                colour: number % 6,
                selected: false,
                hovered: false,
            })
            .collect();
        Self {
            ctx,
            document: Document::new(text, index, &[], 1),
            overlay: Overlay::new(marks, Vec::new()),
            state: ReaderState::default(),
            time: 0.0,
        }
    }

    /// Lays out and tessellates one frame, after turning the wheel by `scroll` points.
    pub fn frame(&mut self, scroll: f32) {
        self.time += 1.0 / 60.0;
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(800.0, 900.0))),
            time: Some(self.time),
            ..RawInput::default()
        };
        input.events.push(Event::PointerMoved(Pos2::new(400.0, 400.0)));
        if scroll != 0.0 {
            input.events.push(Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: Vec2::new(0.0, scroll),
                phase: TouchPhase::Move,
                source: MouseWheelSource::Wheel,
                modifiers: egui::Modifiers::NONE,
            });
        }
        let Self { document, overlay, state, ctx, .. } = self;
        let style = look::reader(theme::tokens(ctx), &Settings::default());
        let output = ctx.run_ui(input, |ui| {
            Reader::new("bench", document, overlay, &style).name("Bench").show(ui, state);
        });
        let shapes = self.ctx.tessellate(output.shapes.clone(), output.pixels_per_point);
        std::hint::black_box(shapes);
        output.drop_without_applying_deltas();
    }
}
