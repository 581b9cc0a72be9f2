//! The embedded fonts and the families made of them. `assets/fonts/README.md` says where each file comes from.

use std::sync::Arc;

use egui::epaint::text::{FontTweak, VariationCoords};
use egui::{FontData, FontDefinitions, FontFamily, FontId};

const INTER: &[u8] = include_bytes!("../../../assets/fonts/Inter-roman.ttf");
const INTER_ITALIC: &[u8] = include_bytes!("../../../assets/fonts/Inter-italic.ttf");
const SERIF: &[u8] = include_bytes!("../../../assets/fonts/NotoSerif-Regular.ttf");
const SERIF_ITALIC: &[u8] = include_bytes!("../../../assets/fonts/NotoSerif-Italic.ttf");
const SERIF_BOLD: &[u8] = include_bytes!("../../../assets/fonts/NotoSerif-Bold.ttf");
const SERIF_BOLD_ITALIC: &[u8] = include_bytes!("../../../assets/fonts/NotoSerif-BoldItalic.ttf");
const MONO: &[u8] = include_bytes!("../../../assets/fonts/DejaVuSansMono.ttf");
const SYMBOLS: &[u8] = include_bytes!("../../../assets/fonts/NotoSansSymbols2.ttf");
const MATHS: &[u8] = include_bytes!("../../../assets/fonts/NotoSansMath.ttf");

/// A voice in which text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// The window: Inter 400.
    Ui,
    /// Emphasis without weight, as the open tab: Inter 500.
    UiMedium,
    /// Titles of dialogs and panes, the primary button: Inter 600.
    UiSemibold,
    /// Inter italic.
    UiItalic,
    /// Articles: Noto Serif.
    Reading,
    /// Quotations on cards.
    ReadingItalic,
    /// Headings of articles.
    ReadingBold,
    /// Emphasis within a heading.
    ReadingBoldItalic,
    /// Code and patterns: DejaVu Sans Mono.
    Mono,
    /// Lucide icons.
    Icons,
}

impl Face {
    /// Every face.
    pub const ALL: [Self; 10] = [
        Self::Ui,
        Self::UiMedium,
        Self::UiSemibold,
        Self::UiItalic,
        Self::Reading,
        Self::ReadingItalic,
        Self::ReadingBold,
        Self::ReadingBoldItalic,
        Self::Mono,
        Self::Icons,
    ];

    /// The egui family of this face. Asking egui for it before [`super::install`] has run panics.
    pub fn family(self) -> FontFamily {
        let name = match self {
            Self::Ui => return FontFamily::Proportional,
            Self::Mono => return FontFamily::Monospace,
            Self::UiMedium => "ui-medium",
            Self::UiSemibold => "ui-semibold",
            Self::UiItalic => "ui-italic",
            Self::Reading => "reading",
            Self::ReadingItalic => "reading-italic",
            Self::ReadingBold => "reading-bold",
            Self::ReadingBoldItalic => "reading-bold-italic",
            Self::Icons => "icons",
        };
        FontFamily::Name(name.into())
    }

    /// This face at `size` points.
    pub fn at(self, size: f32) -> FontId {
        FontId::new(size, self.family())
    }

    /// The fonts asked in turn for each character.
    fn chain(self) -> &'static [&'static str] {
        match self {
            Self::Ui => &["inter", "symbols", "maths", "serif", "icons"],
            Self::UiMedium => &["inter-500", "symbols", "maths", "serif", "icons"],
            Self::UiSemibold => &["inter-600", "symbols", "maths", "serif-bold", "icons"],
            Self::UiItalic => &["inter-italic", "symbols", "maths", "serif-italic", "icons"],
            Self::Reading => &["serif", "inter", "symbols", "maths", "icons"],
            Self::ReadingItalic => &["serif-italic", "inter-italic", "symbols", "maths", "icons"],
            Self::ReadingBold => &["serif-bold", "inter-600", "symbols", "maths", "icons"],
            Self::ReadingBoldItalic => &["serif-bold-italic", "inter-600", "symbols", "maths", "icons"],
            Self::Mono => &["mono", "inter", "symbols", "maths", "serif", "icons"],
            Self::Icons => &["icons", "inter", "symbols"],
        }
    }
}

/// All families, ready for egui.
pub(super) fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let mut add = |name: &str, bytes: &'static [u8], tweak: FontTweak| {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes).tweak(tweak)));
    };
    // One variable file serves every weight of the window.
    let weight = |weight: f32| FontTweak { coords: VariationCoords::new([(b"wght", weight)]), ..FontTweak::default() };
    add("inter", INTER, weight(400.0));
    add("inter-500", INTER, weight(500.0));
    add("inter-600", INTER, weight(600.0));
    add("inter-italic", INTER_ITALIC, weight(400.0));
    add("serif", SERIF, FontTweak::default());
    add("serif-italic", SERIF_ITALIC, FontTweak::default());
    add("serif-bold", SERIF_BOLD, FontTweak::default());
    add("serif-bold-italic", SERIF_BOLD_ITALIC, FontTweak::default());
    add("mono", MONO, FontTweak { scale: 0.95, ..FontTweak::default() });
    add("symbols", SYMBOLS, FontTweak::default());
    add("maths", MATHS, FontTweak::default());
    add("icons", lucide_icons::LUCIDE_FONT_BYTES, FontTweak::default());
    for face in Face::ALL {
        fonts.families.insert(face.family(), face.chain().iter().map(|name| (*name).to_owned()).collect());
    }
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_fonts(check: impl Fn(&mut egui::epaint::text::FontsView<'_>)) {
        let ctx = egui::Context::default();
        super::super::install(&ctx);
        let output = ctx.run_ui(egui::RawInput::default(), |ui| ui.fonts_mut(|fonts| check(fonts)));
        output.drop_without_applying_deltas();
    }

    #[test]
    fn every_face_can_be_asked_for_and_has_letters_signs_and_icons() {
        with_fonts(|fonts| {
            for face in Face::ALL {
                let id = face.at(14.0);
                for text in ["Ewan Calder", "Łódź Đặng", "Ελλάδα", "Привет", "“quoted” — 1,4 €…", "▾▸●◐⚠✓✗→⌘⇧"]
                {
                    if face == Face::Icons && text.starts_with('Е') {
                        continue;
                    }
                    assert!(fonts.has_glyphs(&id, text), "{face:?} lacks a glyph of {text}");
                }
                assert!(fonts.has_glyph(&id, lucide_icons::Icon::Search.unicode()), "{face:?} lacks icons");
            }
        });
    }

    #[test]
    fn a_character_of_the_reading_column_is_as_wide_as_the_column_counts() {
        let text = "The engineer in charge of the dam that was drained on Tuesday had told her managers twice that \
                    water was seeping through the east wall, according to a log seen by the Highland Post.";
        with_fonts(|fonts| {
            let galley = fonts.layout_no_wrap(text.to_owned(), Face::Reading.at(100.0), egui::Color32::WHITE);
            let em = galley.size().x / 100.0 / text.chars().count() as f32;
            assert!((em - super::super::metrics::CHARACTER_EM).abs() < 0.005, "{em}");
        });
    }

    #[test]
    fn heavier_faces_are_wider() {
        with_fonts(|fonts| {
            let mut width = |face: Face| {
                let text = "Dam engineer had warned of seepage".to_owned();
                fonts.layout_no_wrap(text, face.at(20.0), egui::Color32::WHITE).size().x
            };
            assert!(width(Face::Ui) < width(Face::UiMedium));
            assert!(width(Face::UiMedium) < width(Face::UiSemibold));
            assert!(width(Face::Reading) < width(Face::ReadingBold));
        });
    }
}
