//! What a colour is for. Views name a purpose; the palette gives each theme's colour for it.

use crate::model::Colour;
use egui::Color32;

/// A complete set of colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Dark text on warm white.
    Light,
    /// Light text on warm black.
    Dark,
    /// Brown text on cream, for long reading.
    Sepia,
    /// Black on white, outlines in place of fills.
    HighContrastLight,
    /// White on black, outlines in place of fills.
    HighContrastDark,
}

impl Theme {
    /// Every theme, in the order settings list them.
    pub const ALL: [Self; 5] = [Self::Light, Self::Dark, Self::Sepia, Self::HighContrastLight, Self::HighContrastDark];

    /// The colours of this theme.
    pub const fn tokens(self) -> &'static Tokens {
        match self {
            Self::Light => &super::palette::LIGHT,
            Self::Dark => &super::palette::DARK,
            Self::Sepia => &super::palette::SEPIA,
            Self::HighContrastLight => &super::palette::HIGH_CONTRAST_LIGHT,
            Self::HighContrastDark => &super::palette::HIGH_CONTRAST_DARK,
        }
    }

    /// Name on the screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::Sepia => "Sepia",
            Self::HighContrastLight => "High contrast, white",
            Self::HighContrastDark => "High contrast, black",
        }
    }
}

/// What the reader chose: a theme, or whatever the system shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Choice {
    /// Light or dark, as the system says, changing with it.
    #[default]
    System,
    /// Always this one.
    Always(Theme),
}

impl From<Theme> for Choice {
    fn from(theme: Theme) -> Self {
        Self::Always(theme)
    }
}

/// Kinds of thing a mention can name, as colours and shapes see them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
    /// A time expression.
    Date,
    /// An amount.
    Number,
    /// Anything else.
    Other,
}

/// How a mention is underlined, so that colour is never the only sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Underline {
    /// One line.
    Solid,
    /// Two lines.
    Double,
    /// Round dots.
    Dotted,
    /// Dashes.
    Dashed,
    /// A wave.
    Wavy,
    /// One hairline.
    Thin,
}

impl Kind {
    /// Every kind, in the order panes list them.
    pub const ALL: [Self; 6] = [Self::Person, Self::Organisation, Self::Place, Self::Date, Self::Number, Self::Other];

    /// The letter on its chip and its key after E.
    pub const fn letter(self) -> char {
        match self {
            Self::Person => 'P',
            Self::Organisation => 'O',
            Self::Place => 'L',
            Self::Date => 'D',
            Self::Number => 'Q',
            Self::Other => 'X',
        }
    }

    /// Name in the singular.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Organisation => "Organisation",
            Self::Place => "Place",
            Self::Date => "Date",
            Self::Number => "Amount",
            Self::Other => "Other",
        }
    }

    /// Name in the plural, for headers.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Person => "People",
            Self::Organisation => "Organisations",
            Self::Place => "Places",
            Self::Date => "Dates",
            Self::Number => "Amounts",
            Self::Other => "Other",
        }
    }

    /// Shape of its underline.
    pub const fn underline(self) -> Underline {
        match self {
            Self::Person => Underline::Solid,
            Self::Organisation => Underline::Double,
            Self::Place => Underline::Dotted,
            Self::Date => Underline::Dashed,
            Self::Number => Underline::Wavy,
            Self::Other => Underline::Thin,
        }
    }
}

/// Colours of one kind of mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindTokens {
    /// Underline and letter.
    pub colour: Color32,
    /// Opaque fill behind the letter.
    pub chip: Color32,
}

/// Colours of one mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkTokens {
    /// Behind the words. Only body text may stand on it, never muted text. In high contrast: the paper itself.
    pub wash: Color32,
    /// Margin stripe, quote bar, tag dot, outline of the swatch.
    pub stripe: Color32,
    /// The words.
    pub text: Color32,
}

/// Every colour of a theme, by purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tokens {
    /// Which theme this is.
    pub theme: Theme,
    /// Light text on a dark ground.
    pub dark: bool,
    /// Outlines in place of fills: no washes, no shadows, 2-point lines.
    pub high_contrast: bool,

    /// Behind reading text.
    pub paper: Color32,
    /// Notes, fields, menus, buttons.
    pub card: Color32,
    /// Left pane, top bar, status bar.
    pub side: Color32,
    /// Right panes and dialogs.
    pub panel: Color32,
    /// Tags, counts, and the fill under the pointer.
    pub chip: Color32,
    /// The selected row.
    pub selected_row: Color32,
    /// Behind selected text.
    pub selected_text: Color32,
    /// Selected text itself.
    pub on_selected_text: Color32,

    /// Body text.
    pub text: Color32,
    /// Second lines, counts, captions. Never on a wash.
    pub muted: Color32,
    /// Ornament that only separates.
    pub line: Color32,
    /// Outline that is the only sign of a control.
    pub edge: Color32,
    /// Links, the primary button, what is chosen.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// Ring round what has the keyboard.
    pub focus: Color32,
    /// Box round what was searched for.
    pub find: Color32,
    /// Something failed.
    pub error: Color32,
    /// Something needs a decision.
    pub warning: Color32,
    /// Something is done.
    pub success: Color32,
    /// Shadow of menus and dialogs; transparent in high contrast.
    pub shadow: Color32,

    pub(super) kinds: [KindTokens; 6],
    pub(super) marks: [MarkTokens; 6],
}

impl Tokens {
    /// Colours of a kind of mention.
    pub const fn kind(&self, kind: Kind) -> KindTokens {
        let [person, organisation, place, date, number, other] = self.kinds;
        match kind {
            Kind::Person => person,
            Kind::Organisation => organisation,
            Kind::Place => place,
            Kind::Date => date,
            Kind::Number => number,
            Kind::Other => other,
        }
    }

    /// Colours of a mark.
    pub const fn mark(&self, colour: Colour) -> MarkTokens {
        let [yellow, orange, blue, green, pink, grey] = self.marks;
        match colour {
            Colour::Yellow => yellow,
            Colour::Orange => orange,
            Colour::Blue => blue,
            Colour::Green => green,
            Colour::Pink => pink,
            Colour::Grey => grey,
        }
    }

    /// The six surfaces that text may stand on: paper, card, side, panel, chip, selected row.
    pub const fn surfaces(&self) -> [Color32; 6] {
        [self.paper, self.card, self.side, self.panel, self.chip, self.selected_row]
    }

    /// Width of outlines: 1 point, 2 in high contrast.
    pub const fn outline(&self) -> f32 {
        if self.high_contrast { 2.0 } else { 1.0 }
    }

    /// Outline of a card, menu or button: ornament, or the edge in high contrast.
    pub const fn line_stroke(&self) -> egui::Stroke {
        egui::Stroke { width: self.outline(), color: self.line }
    }

    /// Outline of a field, box or radio.
    pub const fn edge_stroke(&self) -> egui::Stroke {
        egui::Stroke { width: self.outline(), color: self.edge }
    }
}
