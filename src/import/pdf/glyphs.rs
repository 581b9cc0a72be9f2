//! The engine: hayro interprets the pages, and this device listens to the glyphs it would draw.
//!
//! Pictures are not decoded and paths not drawn. A page that makes the interpreter work without end is stopped at a
//! budget of calls; a page that makes it panic is said to be broken, the others are read.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RenderContent, SoftMask, TransformExt, font, interpret_page,
};

use super::{Engine, EngineError, Glyph, Read, Sheet, facts};

/// Most pages that are read.
const PAGES: usize = 2_500;
/// Most calls to the device for a whole document.
const BUDGET: usize = 12_000_000;
/// Most glyphs on a page.
const GLYPHS: usize = 400_000;
/// Most text that stands turned on a page.
const TURNED: usize = 2_000;

/// Reads PDF with the crate of that name.
pub(super) struct Hayro;

impl Engine for Hayro {
    fn read(&self, bytes: &[u8]) -> Result<Read, EngineError> {
        let pdf = catch_unwind(|| Pdf::new(bytes.to_vec())).map_err(|_| EngineError::Broken)?;
        let pdf = pdf.map_err(|error| match error {
            LoadPdfError::Decryption(_) => EngineError::Locked,
            LoadPdfError::Invalid => EngineError::Broken,
        })?;
        let properties = catch_unwind(AssertUnwindSafe(|| facts::read(&pdf))).unwrap_or_default();
        let pages = pdf.pages();
        let mut read = Read { pages: pages.len(), properties, ..Read::default() };
        let mut budget = BUDGET;
        let mut cache = InterpreterCache::new();
        for page in pages.iter().take(PAGES) {
            let mut listener = Listener { budget, ..Listener::default() };
            let done = catch_unwind(AssertUnwindSafe(|| listen(page, &pdf, &cache, &mut listener)));
            budget = listener.budget;
            let mut sheet = listener.sheet;
            if done.is_err() {
                sheet.broken = true;
                // What it held may be half made.
                cache = InterpreterCache::new();
            }
            read.sheets.push(sheet);
            if budget == 0 {
                break;
            }
        }
        Ok(read)
    }
}

fn listen<'a>(page: &'a Page<'a>, pdf: &'a Pdf, cache: &InterpreterCache<'a>, listener: &mut Listener) {
    let (width, height) = page.render_dimensions();
    listener.sheet.size = (width, height);
    let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(page.initial_transform(true).to_kurbo(), bounds, cache, pdf.xref(), settings);
    interpret_page(page, &mut context, listener);
}

/// What stands in the place of a stretch of glyphs, as the file says (ActualText).
#[derive(Default)]
struct Instead {
    text: String,
    /// Glyphs it replaces: the first one, and the right end of the last.
    first: Option<Glyph>,
    end: f32,
}

#[derive(Default)]
struct Listener {
    sheet: Sheet,
    budget: usize,
    /// One entry for every open marked content: whether it is furniture, and what it says to read instead.
    marked: Vec<(bool, Option<Instead>)>,
    artifacts: usize,
}

impl Listener {
    /// Counts a call; stops the page when there have been too many.
    fn count(&mut self) {
        match self.budget.checked_sub(1) {
            Some(left) => self.budget = left,
            None => resume_unwind(Box::new("too much on a page")),
        }
    }

    fn put(&mut self, glyph: Glyph) {
        let (width, height) = self.sheet.size;
        let inside = glyph.x.1 > -2.0 && glyph.x.0 < width + 2.0 && glyph.y > -2.0 && glyph.y < height + glyph.size;
        let sane = glyph.size > 0.8 && glyph.size < 2_000.0 && glyph.x.0.is_finite() && glyph.x.1.is_finite();
        if inside && sane && self.sheet.glyphs.len() < GLYPHS {
            self.sheet.glyphs.push(glyph);
        }
    }

    /// Several letters of one glyph share its width.
    fn spread(&mut self, text: &str, glyph: Glyph) {
        let count = text.chars().count().max(1) as f32;
        let step = (glyph.x.1 - glyph.x.0) / count;
        for (at, letter) in text.chars().enumerate() {
            let left = glyph.x.0 + step * at as f32;
            self.put(Glyph { letter, x: (left, left + step), ..glyph });
        }
    }

    fn glyph(&mut self, glyph: &font::Glyph<'_>, transform: Affine, bold: bool) {
        let origin = transform * Point::ZERO;
        let along = transform * Point::new(1000.0, 0.0) - origin;
        let up = transform * Point::new(0.0, 1000.0) - origin;
        let text = match glyph.as_unicode() {
            Some(BfString::Char(letter)) => letter.to_string(),
            Some(BfString::String(text)) => text,
            None => String::new(),
        };
        let text: String = text.chars().filter(|c| !c.is_control() && *c != '\u{fffd}').flat_map(expanded).collect();
        if text.is_empty() {
            self.sheet.unknown += 1;
            return;
        }
        if along.y.abs() > 0.2 * along.hypot() || along.x < 0.0 {
            if self.sheet.turned.len() < TURNED {
                self.sheet.turned.push_str(&text);
            }
            return;
        }
        let advance = match glyph {
            font::Glyph::Outline(glyph) => glyph.advance_width(),
            font::Glyph::Type3(glyph) => glyph.advance_width(),
        };
        let width = advance.filter(|width| width.is_finite()).unwrap_or(500.0) / 1000.0 * along.x as f32;
        let (x, y) = (origin.x as f32, origin.y as f32);
        let size = up.hypot() as f32;
        let artifact = self.artifacts > 0;
        let placed = Glyph { letter: ' ', x: (x, x + width.max(0.0)), y, size, bold, artifact };
        if let Some(instead) = self.marked.iter_mut().find_map(|(_, instead)| instead.as_mut()) {
            instead.first.get_or_insert(placed);
            instead.end = placed.x.1;
            return;
        }
        self.spread(&text, placed);
    }
}

/// Ligatures as the letters they join.
fn expanded(letter: char) -> impl Iterator<Item = char> {
    let letters = match letter {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => "",
    };
    let own = letters.is_empty().then_some(letter);
    letters.chars().chain(own)
}

impl<'a> Device<'a> for Listener {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        // One look at the font for a run: all its glyphs share it.
        let bold = run.glyphs().first().is_some_and(|glyph| match &**glyph {
            font::Glyph::Outline(glyph) => glyph.font_data().is_some_and(|data| {
                data.weight.is_some_and(|weight| weight >= 600)
                    || data.postscript_name.is_some_and(|name| name.contains("Bold") || name.contains("bold"))
            }),
            font::Glyph::Type3(_) => false,
        });
        for glyph in run.glyphs() {
            self.count();
            self.glyph(glyph, props.transform * glyph.transform(), bold);
        }
        // A run that is turned ends like a line.
        if !self.sheet.turned.is_empty() && !self.sheet.turned.ends_with(' ') {
            self.sheet.turned.push(' ');
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.count();
        let artifact = tag == b"Artifact";
        self.artifacts += usize::from(artifact);
        let text = properties.and_then(|properties| properties.get::<PdfString<'_>>(b"ActualText"));
        let instead = text.map(|text| Instead { text: facts::text(text.as_bytes()), ..Instead::default() });
        if self.marked.len() < 1_000 {
            self.marked.push((artifact, instead));
        }
    }

    fn end_marked_content(&mut self) {
        let Some((artifact, instead)) = self.marked.pop() else { return };
        self.artifacts = self.artifacts.saturating_sub(usize::from(artifact));
        if let Some(Instead { text, first: Some(first), end }) = instead {
            let text: String = text.chars().filter(|c| !c.is_control()).flat_map(expanded).collect();
            self.spread(&text, Glyph { x: (first.x.0, end.max(first.x.0)), ..first });
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.count();
        self.sheet.pictures += 1;
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.count();
    }

    fn draw_rect(&mut self, _: &Rect, _: DrawProps<'a>, _: &DrawMode) {
        self.count();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.count();
    }

    fn push_clip_rect(&mut self, _: &Rect) {
        self.count();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.count();
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
