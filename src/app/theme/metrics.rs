//! Sizes: spacing, corners, type and targets, in points. One list, so that panes line up.

/// Spacing scale: 4, 8, 12, 16, 24.
pub const SPACE_XS: f32 = 4.0;
/// See [`SPACE_XS`].
pub const SPACE_S: f32 = 8.0;
/// See [`SPACE_XS`].
pub const SPACE_M: f32 = 12.0;
/// See [`SPACE_XS`].
pub const SPACE_L: f32 = 16.0;
/// See [`SPACE_XS`].
pub const SPACE_XL: f32 = 24.0;

/// Corner radius of buttons, fields and list rows.
pub const RADIUS_S: u8 = 6;
/// Corner radius of menus and note cards.
pub const RADIUS_M: u8 = 8;
/// Corner radius of dialogs.
pub const RADIUS_L: u8 = 10;

/// Smallest side of anything that can be clicked (WCAG 2.5.8 asks for 24).
pub const TARGET: f32 = 26.0;
/// Height of a list row with one line.
pub const ROW: f32 = 27.0;
/// Height of a list row with two lines.
pub const ROW_TALL: f32 = 49.0;
/// Side of an entity glyph chip.
pub const GLYPH: f32 = 19.0;
/// Width of a focus ring.
pub const FOCUS_WIDTH: f32 = 2.0;
/// Gap between a control and its focus ring.
pub const FOCUS_GAP: f32 = 2.0;
/// Width of a swatch's outline.
pub const SWATCH_WIDTH: f32 = 1.5;
/// Width of the outline of a find match, and of the current one.
pub const FIND_WIDTH: f32 = 1.5;
/// See [`FIND_WIDTH`].
pub const FIND_CURRENT_WIDTH: f32 = 2.5;

/// Text of the window.
pub const UI_SIZE: f32 = 13.5;
/// Second lines, counts, captions.
pub const SMALL_SIZE: f32 = 12.0;
/// Section headers and keycaps.
pub const TINY_SIZE: f32 = 11.0;
/// Titles of dialogs and panes.
pub const TITLE_SIZE: f32 = 15.0;
/// Icons in buttons.
pub const ICON_SIZE: f32 = 16.0;

/// Reading text; the user may choose within [`READING_MIN`] and [`READING_MAX`].
pub const READING_SIZE: f32 = 18.0;
/// See [`READING_SIZE`].
pub const READING_MIN: f32 = 12.0;
/// See [`READING_SIZE`].
pub const READING_MAX: f32 = 32.0;
/// Heading of an article, in em of the reading text.
pub const HEADING_EM: f32 = 1.35;
/// Heading inside an article, in em of the reading text.
pub const SUBHEADING_EM: f32 = 1.15;
/// Line height of reading text, in em.
pub const LINE_HEIGHT: f32 = 1.5;
/// Gap between paragraphs, in em.
pub const PARAGRAPH_GAP: f32 = 0.75;
/// Width of the reading column, in characters.
pub const COLUMN: f32 = 68.0;
/// Width of one character of the reading column, in em: the mean advance of English text in Noto Serif.
pub const CHARACTER_EM: f32 = 0.483;

/// Width in points of a column of `characters` in reading text of `size` points.
pub fn column_width(characters: f32, size: f32) -> f32 {
    (characters * CHARACTER_EM * size).round()
}

/// How long hover and selection take to change, in seconds.
pub const ANIMATION: f32 = 0.12;
/// How long the pointer rests before a tooltip or hover card, in seconds.
pub const TOOLTIP_DELAY: f32 = 0.4;
/// Width of a scroll bar.
pub const SCROLL_BAR: f32 = 5.0;
