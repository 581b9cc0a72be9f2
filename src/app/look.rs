//! How settings become looks: the theme, the size of everything, and the reader's style from the theme's tokens.

use egui::Context;

use super::reader::{Line, LineStyle, MarkColour, Style};
use super::theme::{self, Choice, Face, Kind, Look, Theme, Tokens, Underline, metrics as m};
use crate::model::{Colour, EntityType};
use crate::workspace::Settings;

/// The theme with this name; anything else follows the system.
#[must_use]
pub fn choice(name: &str) -> Choice {
    Theme::ALL.into_iter().find(|theme| theme.name().eq_ignore_ascii_case(name)).map_or(Choice::System, Choice::Always)
}

/// The name after this one, round and round.
#[must_use]
pub fn next(name: &str) -> &'static str {
    let names: Vec<&'static str> = std::iter::once("system").chain(Theme::ALL.into_iter().map(Theme::name)).collect();
    let at = names.iter().position(|known| known.eq_ignore_ascii_case(name)).map_or(0, |at| at + 1);
    names.get(at % names.len()).copied().unwrap_or("system")
}

/// How a type of entity is drawn.
#[must_use]
pub fn kind(kind: EntityType) -> Kind {
    match kind {
        EntityType::Per => Kind::Person,
        EntityType::Org => Kind::Organisation,
        EntityType::Loc => Kind::Place,
        EntityType::Misc => Kind::Other,
    }
}

/// Applies settings that have changed.
pub fn apply(ctx: &Context, settings: &Settings) {
    let look = Look { choice: choice(&settings.theme), still: settings.still };
    if theme::look(ctx) != look {
        theme::apply(ctx, look);
    }
    let zoom = settings.zoom.clamp(0.5, 3.0);
    if (ctx.zoom_factor() - zoom).abs() > 0.001 {
        ctx.set_zoom_factor(zoom);
    }
}

/// The reader's style.
#[must_use]
pub fn reader(t: &Tokens, settings: &Settings) -> Style {
    let mark = |colour: Colour| {
        let tokens = t.mark(colour);
        MarkColour { name: colour.name().to_owned(), wash: tokens.wash, stripe: tokens.stripe }
    };
    let line = |kind: Kind| LineStyle {
        name: kind.name().to_owned(),
        colour: t.kind(kind).colour,
        shape: match kind.underline() {
            Underline::Solid => Line::Solid,
            Underline::Double => Line::Double,
            Underline::Dotted => Line::Dotted,
            Underline::Dashed => Line::Dashed,
            Underline::Wavy => Line::Wavy,
            Underline::Thin => Line::Thin,
        },
    };
    let size = settings.reading_size.clamp(m::READING_MIN, m::READING_MAX);
    Style {
        paper: t.paper,
        text: t.text,
        muted: t.muted,
        selection: t.selected_text,
        selection_text: t.high_contrast.then_some(t.on_selected_text),
        found: t.find,
        focus: t.focus,
        line: t.line,
        marks: Colour::ALL.into_iter().map(mark).collect(),
        mark_box: if t.high_contrast { 2.0 } else { 0.0 },
        lines: Kind::ALL.into_iter().map(line).collect(),
        regular: Face::Reading.family(),
        bold: Face::ReadingBold.family(),
        italic: Face::ReadingItalic.family(),
        mono: Face::Mono.family(),
        size,
        line_height: settings.line_height.clamp(1.3, 2.0),
        paragraph_gap: m::PARAGRAPH_GAP,
        columns: settings.column.clamp(45.0, 90.0),
        margin: 44.0,
    }
}
