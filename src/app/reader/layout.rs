//! Measures of the column and of every paragraph: estimated at first, then exact a few at a time, so that a
//! text of any length opens at once and its scroll bar becomes true soon after.

use std::ops::Range;
use std::time::{Duration, Instant};

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, Context, FontFamily, FontId};

use super::document::{BlockKind, Document};
use super::rows::Rows;
use super::style::Style;

/// Time for measuring in one frame; a screen at 60 Hz has 16 ms.
const SLICE: Duration = Duration::from_millis(3);
/// Ordinary English, for the width of an average character.
const SAMPLE: &str = "the engineer in charge of the dam said that water was seeping through its eastern wall, and that \
                      nobody had asked for a report; it was then noted in the log for Tuesday.";

/// Lays out paragraphs of one document in a column.
pub(super) struct Typesetter<'a> {
    pub ctx: &'a Context,
    pub document: &'a Document,
    pub style: &'a Style,
    /// Width of the column in points.
    pub width: f32,
    /// Width of an average character; tells one face from another of the same name.
    average: f32,
    pixels_per_point: f32,
}

impl<'a> Typesetter<'a> {
    /// A column for a pane of `available` points.
    pub fn new(ctx: &'a Context, document: &'a Document, style: &'a Style, available: f32) -> Self {
        let font = FontId::new(style.size, style.regular.clone());
        let sample: f32 = ctx.fonts_mut(|fonts| SAMPLE.chars().map(|c| fonts.glyph_width(&font, c)).sum());
        let average = sample / SAMPLE.chars().count().max(1) as f32;
        let average = if average > 0.0 { average } else { style.size / 2.0 };
        let width = (average * style.columns).min(available - 2.0 * margin(style, available)).max(style.size * 4.0);
        let pixels_per_point = ctx.pixels_per_point();
        let width = (width * pixels_per_point).floor() / pixels_per_point;
        Self { ctx, document, style, width, average, pixels_per_point }
    }

    /// What all measures depend on.
    fn key(&self) -> Key {
        Key {
            width: self.width.to_bits(),
            pixels_per_point: self.pixels_per_point.to_bits(),
            measures: [self.average, self.style.size, self.style.line_height, self.style.paragraph_gap]
                .map(f32::to_bits),
            faces: [&self.style.regular, &self.style.bold, &self.style.italic, &self.style.mono].map(FontFamily::clone),
            revision: self.document.revision(),
            chars: self.document.chars(),
            paragraphs: self.document.paragraphs().len(),
        }
    }

    fn to_pixels(&self, points: f32) -> f32 {
        (points * self.pixels_per_point).round() / self.pixels_per_point
    }

    fn font(&self, kind: BlockKind) -> FontId {
        let (scale, family) = match kind {
            BlockKind::Heading(1) => (1.35, &self.style.bold),
            BlockKind::Heading(2) => (1.15, &self.style.bold),
            BlockKind::Heading(_) => (1.0, &self.style.bold),
            BlockKind::Preformatted | BlockKind::Table => (0.85, &self.style.mono),
            BlockKind::Caption => (0.9, &self.style.italic),
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quote => (1.0, &self.style.regular),
        };
        FontId::new(self.style.size * scale, family.clone())
    }

    /// Distance of base lines; headings are set tighter.
    fn line_height(&self, kind: BlockKind) -> f32 {
        let lead = if matches!(kind, BlockKind::Heading(_)) { 0.87 } else { 1.0 };
        self.to_pixels(self.font(kind).size * self.style.line_height * lead)
    }

    /// Space at the left of a block of this kind.
    pub fn indent(&self, kind: BlockKind) -> f32 {
        let ems = match kind {
            BlockKind::ListItem => 1.2,
            BlockKind::Quote => 1.3,
            _ => 0.0,
        };
        self.to_pixels(ems * self.style.size)
    }

    /// Space above a paragraph.
    fn gap(&self, number: usize) -> f32 {
        let paragraphs = self.document.paragraphs();
        let (Some(here), Some(before)) =
            (paragraphs.get(number), number.checked_sub(1).and_then(|n| paragraphs.get(n)))
        else {
            return 0.0;
        };
        let factor = match (before.kind, here.kind) {
            _ if !here.first => 0.0,
            (BlockKind::ListItem, BlockKind::ListItem) => 0.4,
            (BlockKind::Heading(_), _) => 0.6,
            (_, BlockKind::Heading(_)) => 1.7,
            _ => 1.0,
        };
        self.to_pixels(self.style.paragraph_gap * self.style.size * factor)
    }

    /// Lays a paragraph out. egui remembers galleys from frame to frame, so this costs little for what is shown.
    pub fn rows(&self, number: usize) -> Rows {
        let kind = self.document.paragraph(number).map_or(BlockKind::Paragraph, |paragraph| paragraph.kind);
        let format = TextFormat {
            line_height: Some(self.line_height(kind)),
            // Replaced when painted, so that another theme does not need another layout.
            ..TextFormat::simple(self.font(kind), Color32::PLACEHOLDER)
        };
        let mut job = LayoutJob::single_section(self.document.display_text(number), format);
        job.wrap = TextWrapping::wrap_at_width((self.width - self.indent(kind)).max(self.style.size));
        Rows::new(self.ctx.fonts_mut(|fonts| fonts.layout_job(job)))
    }

    fn measured(&self, number: usize) -> f32 {
        let rows = self.rows(number);
        rows.galley.rect.height()
    }

    fn estimated(&self, number: usize) -> f32 {
        let Some(paragraph) = self.document.paragraph(number) else { return 0.0 };
        let rows = (paragraph.chars.len() as f32 / self.style.columns.max(1.0)).ceil().max(1.0);
        rows * self.line_height(paragraph.kind)
    }
}

/// Space at either side of the column: what the style asks for, less in a narrow pane.
pub(super) fn margin(style: &Style, available: f32) -> f32 {
    style.margin.min((available * 0.08).max(20.0))
}

#[derive(Clone, Debug, PartialEq)]
struct Key {
    width: u32,
    pixels_per_point: u32,
    measures: [u32; 4],
    faces: [FontFamily; 4],
    revision: u64,
    chars: usize,
    paragraphs: usize,
}

/// Heights of all paragraphs and where each begins, in points from the top of the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Heights {
    key: Option<Key>,
    heights: Vec<f32>,
    known: Vec<bool>,
    gaps: Vec<f32>,
    tops: Vec<f32>,
    total: f32,
    /// All paragraphs before this one are measured.
    next: usize,
}

impl Heights {
    /// Starts anew with estimates if anything changed that measures depend on, and says whether it did.
    pub fn renew(&mut self, typesetter: &Typesetter<'_>) -> bool {
        let key = typesetter.key();
        if self.key.as_ref() == Some(&key) {
            return false;
        }
        let count = key.paragraphs;
        self.key = Some(key);
        self.heights = (0..count).map(|n| typesetter.estimated(n)).collect();
        self.gaps = (0..count).map(|n| typesetter.gap(n)).collect();
        self.known = vec![false; count];
        self.next = 0;
        self.sum();
        true
    }

    /// Height of the whole text.
    pub fn total(&self) -> f32 {
        self.total
    }

    /// Top of a paragraph; past the last, the end of the text.
    pub fn top(&self, number: usize) -> f32 {
        self.tops.get(number).copied().unwrap_or(self.total)
    }

    /// Paragraphs that show between two heights; at least one if there are any.
    pub fn between(&self, from: f32, to: f32) -> Range<usize> {
        let first = self.at(from);
        let last = self.tops.partition_point(|&top| top < to);
        first..last.max(first + 1).min(self.tops.len())
    }

    /// The paragraph at a height, or the one above the gap there.
    pub fn at(&self, y: f32) -> usize {
        self.tops.partition_point(|&top| top <= y).saturating_sub(1)
    }

    /// Measures these paragraphs if they are not; says whether anything moved.
    pub fn measure(&mut self, typesetter: &Typesetter<'_>, range: Range<usize>) -> bool {
        let mut moved = false;
        for number in range {
            moved |= self.measure_one(typesetter, number);
        }
        if moved {
            self.sum();
        }
        moved
    }

    /// Measures further paragraphs for a slice of time; says whether anything moved and whether more remain.
    pub fn measure_on(&mut self, typesetter: &Typesetter<'_>) -> (bool, bool) {
        if self.next >= self.known.len() {
            return (false, false);
        }
        let start = Instant::now();
        let mut moved = false;
        while self.next < self.known.len() && start.elapsed() < SLICE {
            moved |= self.measure_one(typesetter, self.next);
            self.next += 1;
        }
        if moved {
            self.sum();
        }
        (moved, self.next < self.known.len())
    }

    pub fn is_known(&self, number: usize) -> bool {
        self.known.get(number).copied().unwrap_or(true)
    }

    fn measure_one(&mut self, typesetter: &Typesetter<'_>, number: usize) -> bool {
        let (Some(known), Some(height)) = (self.known.get_mut(number), self.heights.get_mut(number)) else {
            return false;
        };
        if std::mem::replace(known, true) {
            return false;
        }
        let measured = typesetter.measured(number);
        std::mem::replace(height, measured) != measured
    }

    fn sum(&mut self) {
        let mut y = 0.0;
        self.tops.clear();
        for (height, gap) in self.heights.iter().zip(&self.gaps) {
            y += gap;
            self.tops.push(y);
            y += height;
        }
        self.total = y;
    }
}
