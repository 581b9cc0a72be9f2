//! How the reader looks: plain values, filled in from the theme.

use egui::{Color32, FontFamily};

use super::overlay::Line;

/// One colour of marks.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkColour {
    /// What a screen reader calls it.
    pub name: String,
    /// Behind the text; transparent for none.
    pub wash: Color32,
    /// In the margin and around the selected mark.
    pub stripe: Color32,
}

/// One kind of underline.
#[derive(Clone, Debug, PartialEq)]
pub struct LineStyle {
    /// What a screen reader calls a mention of this kind: "Person".
    pub name: String,
    /// Shape of the line.
    pub shape: Line,
    /// Colour of the line.
    pub colour: Color32,
}

/// Colours, faces and measures of the reader.
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    /// Behind everything.
    pub paper: Color32,
    /// Body text.
    pub text: Color32,
    /// Captions and bullets.
    pub muted: Color32,
    /// Behind selected text.
    pub selection: Color32,
    /// Selected text itself, where it is not the colour of the body (high contrast inverts).
    pub selection_text: Option<Color32>,
    /// Box around a match of a search.
    pub found: Color32,
    /// Ring around the pane when the keyboard brought the focus, and the caret.
    pub focus: Color32,
    /// The line beside a quoted block.
    pub line: Color32,
    /// Marks by number; a mark with a higher number takes the last.
    pub marks: Vec<MarkColour>,
    /// Width of a box around every row of a mark; 0 for none (high contrast has no washes but boxes).
    pub mark_box: f32,
    /// Underlines by number; a mention with a higher number takes the last.
    pub lines: Vec<LineStyle>,
    /// Body text.
    pub regular: FontFamily,
    /// Headings.
    pub bold: FontFamily,
    /// Captions.
    pub italic: FontFamily,
    /// Preformatted text and tables.
    pub mono: FontFamily,
    /// Body size in points.
    pub size: f32,
    /// Distance of two base lines, as a multiple of the size.
    pub line_height: f32,
    /// Gap between two paragraphs, as a multiple of the size.
    pub paragraph_gap: f32,
    /// Width of the column in characters of ordinary text.
    pub columns: f32,
    /// Least space at either side of the column, in points; narrow panes get less.
    pub margin: f32,
}

impl Style {
    /// The light theme, with egui's default faces.
    #[must_use]
    pub fn light() -> Self {
        let rgb = Color32::from_rgb;
        Self {
            paper: rgb(0xFB, 0xFA, 0xF7),
            text: rgb(0x1F, 0x23, 0x28),
            muted: rgb(0x57, 0x60, 0x6A),
            selection: rgb(0xC3, 0xD7, 0xFB),
            selection_text: None,
            found: rgb(0x00, 0x5F, 0x6B),
            focus: rgb(0x0B, 0x57, 0xD0),
            line: rgb(0xE2, 0xDE, 0xD6),
            marks: marks(
                [0xF8_E875, 0xF6_CCA1, 0xB6_D5F3, 0xB5_E0C8, 0xF5_C6D9, 0xD6_D9DC],
                [0x9B_8800, 0xA0_3A08, 0x1F_66CC, 0x0F_955B, 0xCC_4FA3, 0x4A_4F57],
            ),
            lines: lines([0x1C_57AB, 0x58_4300, 0x0A_5531, 0x58_2276, 0xAF_0E3E, 0x59_616C]),
            ..Self::plain()
        }
    }

    /// The dark theme, with egui's default faces.
    #[must_use]
    pub fn dark() -> Self {
        let rgb = Color32::from_rgb;
        Self {
            paper: rgb(0x1B, 0x1D, 0x21),
            text: rgb(0xE6, 0xE3, 0xDC),
            muted: rgb(0xA8, 0xAD, 0xB5),
            selection: rgb(0x2F, 0x4A, 0x78),
            selection_text: None,
            found: rgb(0x5F, 0xE0, 0xEE),
            focus: rgb(0x8A, 0xB4, 0xFF),
            line: rgb(0x2C, 0x2F, 0x35),
            marks: marks(
                [0x4F_4A1B, 0x5C_4632, 0x38_4B5F, 0x38_5148, 0x5B_4351, 0x4A_4D52],
                [0xF2_E35C, 0xD6_7A35, 0x43_90EC, 0x4F_E3A0, 0xF7_A1DA, 0x86_8C95],
            ),
            lines: lines([0x71_9CFE, 0xDB_9C67, 0x69_E2A3, 0xEE_B0F5, 0xFF_629D, 0xB8_C0CC]),
            ..Self::plain()
        }
    }

    /// Measures and faces without colours.
    fn plain() -> Self {
        Self {
            paper: Color32::WHITE,
            text: Color32::BLACK,
            muted: Color32::BLACK,
            selection: Color32::LIGHT_BLUE,
            selection_text: None,
            found: Color32::BLACK,
            focus: Color32::BLACK,
            line: Color32::GRAY,
            marks: Vec::new(),
            mark_box: 0.0,
            lines: Vec::new(),
            regular: FontFamily::Proportional,
            bold: FontFamily::Proportional,
            italic: FontFamily::Proportional,
            mono: FontFamily::Monospace,
            size: 18.0,
            line_height: 1.5,
            paragraph_gap: 0.75,
            columns: 68.0,
            margin: 44.0,
        }
    }

    pub(super) fn mark(&self, colour: usize) -> Option<&MarkColour> {
        self.marks.get(colour).or(self.marks.last())
    }

    pub(super) fn underline(&self, line: usize) -> Option<&LineStyle> {
        self.lines.get(line).or(self.lines.last())
    }
}

impl Default for Style {
    fn default() -> Self {
        Self::light()
    }
}

fn hex(colour: u32) -> Color32 {
    let [_, red, green, blue] = colour.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

fn marks(washes: [u32; 6], stripes: [u32; 6]) -> Vec<MarkColour> {
    let names = ["yellow", "orange", "blue", "green", "pink", "grey"];
    let colours = washes.into_iter().zip(stripes);
    let mark =
        |(name, (wash, stripe)): (&str, _)| MarkColour { name: name.into(), wash: hex(wash), stripe: hex(stripe) };
    names.into_iter().zip(colours).map(mark).collect()
}

fn lines(colours: [u32; 6]) -> Vec<LineStyle> {
    let kinds = [
        ("Person", Line::Solid),
        ("Organisation", Line::Double),
        ("Place", Line::Dotted),
        ("Date", Line::Dashed),
        ("Number", Line::Wavy),
        ("Other", Line::Thin),
    ];
    let line = |((name, shape), colour): ((&str, _), _)| LineStyle { name: name.into(), shape, colour: hex(colour) };
    kinds.into_iter().zip(colours).map(line).collect()
}
