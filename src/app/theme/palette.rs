//! The colours themselves, theme by theme. Every pair that carries meaning was computed against WCAG 2.x and is
//! computed again by the tests below: change a value here and they say what became unreadable.

use egui::Color32;

use super::contrast::blend;
use super::tokens::{KindTokens, MarkTokens, Theme, Tokens};

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// Chips are opaque, mixed over paper: blended over a dark card two of them would fall below 4.5.
const fn kinds(colours: [u32; 6], paper: Color32, percent: u32) -> [KindTokens; 6] {
    const fn kind(hex: u32, paper: Color32, percent: u32) -> KindTokens {
        KindTokens { colour: rgb(hex), chip: blend(rgb(hex), paper, percent) }
    }
    let [p, o, l, d, q, x] = colours;
    [
        kind(p, paper, percent),
        kind(o, paper, percent),
        kind(l, paper, percent),
        kind(d, paper, percent),
        kind(q, paper, percent),
        kind(x, paper, percent),
    ]
}

/// Pairs of wash and stripe: yellow, orange, blue, green, pink, grey.
const fn marks(pairs: [(u32, u32); 6], text: Color32) -> [MarkTokens; 6] {
    const fn mark(pair: (u32, u32), text: Color32) -> MarkTokens {
        MarkTokens { wash: rgb(pair.0), stripe: rgb(pair.1), text }
    }
    let [y, o, b, g, p, r] = pairs;
    [mark(y, text), mark(o, text), mark(b, text), mark(g, text), mark(p, text), mark(r, text)]
}

/// Dark on warm white.
pub static LIGHT: Tokens = Tokens {
    theme: Theme::Light,
    dark: false,
    high_contrast: false,
    paper: rgb(0xFBFAF7),
    card: rgb(0xFFFFFF),
    side: rgb(0xF1EFEA),
    panel: rgb(0xF6F4EF),
    chip: rgb(0xE8E5DE),
    selected_row: rgb(0xDCE6F8),
    selected_text: rgb(0xC3D7FB),
    on_selected_text: rgb(0x1F2328),
    text: rgb(0x1F2328),
    muted: rgb(0x57606A),
    line: rgb(0xE2DED6),
    edge: rgb(0x85888D),
    accent: rgb(0x0B57D0),
    on_accent: rgb(0xFFFFFF),
    focus: rgb(0x0B57D0),
    find: rgb(0x005F6B),
    error: rgb(0xB3261E),
    warning: rgb(0x7A5600),
    success: rgb(0x1B6B3A),
    shadow: Color32::from_black_alpha(28),
    kinds: kinds([0x1C57AB, 0x584300, 0x0A5531, 0x582276, 0xAF0E3E, 0x59616C], rgb(0xFBFAF7), 12),
    marks: marks(
        [
            (0xF8E875, 0x9B8800),
            (0xF6CCA1, 0xA03A08),
            (0xB6D5F3, 0x1F66CC),
            (0xB5E0C8, 0x0F955B),
            (0xF5C6D9, 0xCC4FA3),
            (0xD6D9DC, 0x4A4F57),
        ],
        rgb(0x1F2328),
    ),
};

/// Light on warm black.
pub static DARK: Tokens = Tokens {
    theme: Theme::Dark,
    dark: true,
    high_contrast: false,
    paper: rgb(0x1B1D21),
    card: rgb(0x212429),
    side: rgb(0x16181B),
    panel: rgb(0x191B1F),
    chip: rgb(0x2A2D33),
    selected_row: rgb(0x24324A),
    selected_text: rgb(0x2F4A78),
    on_selected_text: rgb(0xE6E3DC),
    text: rgb(0xE6E3DC),
    muted: rgb(0xA8ADB5),
    line: rgb(0x2C2F35),
    edge: rgb(0x757B85),
    accent: rgb(0x8AB4FF),
    on_accent: rgb(0x10131A),
    focus: rgb(0x8AB4FF),
    find: rgb(0x5FE0EE),
    error: rgb(0xFF8A80),
    warning: rgb(0xF2C14E),
    success: rgb(0x7BD69B),
    shadow: Color32::from_black_alpha(110),
    kinds: kinds([0x719CFE, 0xDB9C67, 0x69E2A3, 0xEEB0F5, 0xFF629D, 0xB8C0CC], rgb(0x1B1D21), 18),
    marks: marks(
        [
            (0x4F4A1B, 0xF2E35C),
            (0x5C4632, 0xD67A35),
            (0x384B5F, 0x4390EC),
            (0x385148, 0x4FE3A0),
            (0x5B4351, 0xF7A1DA),
            (0x4A4D52, 0x868C95),
        ],
        rgb(0xE6E3DC),
    ),
};

/// Brown on cream.
pub static SEPIA: Tokens = Tokens {
    theme: Theme::Sepia,
    dark: false,
    high_contrast: false,
    paper: rgb(0xF4ECD8),
    card: rgb(0xFBF5E7),
    side: rgb(0xE9DFC8),
    panel: rgb(0xEFE6D1),
    chip: rgb(0xE1D6BC),
    selected_row: rgb(0xD3DCE0),
    selected_text: rgb(0xBCD0E6),
    on_selected_text: rgb(0x3B2F1E),
    text: rgb(0x3B2F1E),
    muted: rgb(0x64543D),
    line: rgb(0xDBCFB4),
    edge: rgb(0x857963),
    accent: rgb(0x0B4DB8),
    on_accent: rgb(0xFFFFFF),
    focus: rgb(0x0B4DB8),
    find: rgb(0x00535C),
    error: rgb(0xA5221B),
    warning: rgb(0x6E4A00),
    success: rgb(0x17602F),
    shadow: Color32::from_rgba_premultiplied(8, 6, 3, 34),
    kinds: kinds([0x16346A, 0x744F03, 0x156147, 0x6F07AF, 0xA3163F, 0x4D5867], rgb(0xF4ECD8), 12),
    marks: marks(
        [
            (0xF1DB66, 0x8F7A08),
            (0xEFC08F, 0x8C3A08),
            (0xB3CCE2, 0x1A5DBD),
            (0xAFD5B6, 0x118656),
            (0xEDBCC9, 0xBC3C90),
            (0xCFCABC, 0x484B4E),
        ],
        rgb(0x3B2F1E),
    ),
};

/// Black on white. A mark is a box and a stripe, so its wash is the paper.
pub static HIGH_CONTRAST_LIGHT: Tokens = Tokens {
    theme: Theme::HighContrastLight,
    dark: false,
    high_contrast: true,
    paper: rgb(0xFFFFFF),
    card: rgb(0xFFFFFF),
    side: rgb(0xFFFFFF),
    panel: rgb(0xFFFFFF),
    chip: rgb(0xFFFFFF),
    selected_row: rgb(0xFFFFFF),
    selected_text: rgb(0x000000),
    on_selected_text: rgb(0xFFFFFF),
    text: rgb(0x000000),
    muted: rgb(0x000000),
    line: rgb(0x000000),
    edge: rgb(0x000000),
    accent: rgb(0x0034A8),
    on_accent: rgb(0xFFFFFF),
    focus: rgb(0x0034A8),
    find: rgb(0x00555F),
    error: rgb(0x8C0000),
    warning: rgb(0x5A3C00),
    success: rgb(0x00471B),
    shadow: Color32::TRANSPARENT,
    kinds: kinds([0x054FC4, 0x7C4D0B, 0x0E6142, 0x470C53, 0x820321, 0x363B47], rgb(0xFFFFFF), 0),
    marks: marks(
        [
            (0xFFFFFF, 0x7B6703),
            (0xFFFFFF, 0x6A2F04),
            (0xFFFFFF, 0x043FA4),
            (0xFFFFFF, 0x068554),
            (0xFFFFFF, 0xA32A7C),
            (0xFFFFFF, 0x202227),
        ],
        rgb(0x000000),
    ),
};

/// White on black.
pub static HIGH_CONTRAST_DARK: Tokens = Tokens {
    theme: Theme::HighContrastDark,
    dark: true,
    high_contrast: true,
    paper: rgb(0x000000),
    card: rgb(0x000000),
    side: rgb(0x000000),
    panel: rgb(0x000000),
    chip: rgb(0x000000),
    selected_row: rgb(0x000000),
    selected_text: rgb(0xFFFFFF),
    on_selected_text: rgb(0x000000),
    text: rgb(0xFFFFFF),
    muted: rgb(0xFFFFFF),
    line: rgb(0xFFFFFF),
    edge: rgb(0xFFFFFF),
    accent: rgb(0x9CC2FF),
    on_accent: rgb(0x000000),
    focus: rgb(0xFFFF00),
    find: rgb(0x5CF2FF),
    error: rgb(0xFF9C94),
    warning: rgb(0xFFD24D),
    success: rgb(0x86E8A8),
    shadow: Color32::TRANSPARENT,
    kinds: kinds([0x94BAEC, 0xEF9C1C, 0x07F877, 0xD866F9, 0xF86184, 0xBBBFC3], rgb(0x000000), 0),
    marks: marks(
        [
            (0x000000, 0xF2C32E),
            (0x000000, 0xD2693F),
            (0x000000, 0x2F8FF0),
            (0x000000, 0x4CFA97),
            (0x000000, 0xF7C4E6),
            (0x000000, 0x868686),
        ],
        rgb(0xFFFFFF),
    ),
};

#[cfg(test)]
mod tests {
    use super::super::contrast::ratio;
    use super::super::tokens::Kind;
    use super::*;
    use crate::model::Colour;

    /// Least ratio of any of `front` on any of `back`, rounded down to a tenth as the design table is.
    fn worst(front: &[Color32], back: &[Color32]) -> f64 {
        let least = front.iter().flat_map(|f| back.iter().map(|b| ratio(*f, *b))).fold(f64::INFINITY, f64::min);
        (least * 10.0 + 1e-9).floor() / 10.0
    }

    fn washes(t: &Tokens) -> Vec<Color32> {
        Colour::ALL.iter().map(|c| t.mark(*c).wash).collect()
    }

    /// Each row: what, the ratio needed, the design's value for the five themes (0 = not applicable).
    #[test]
    fn the_worst_pairs_are_as_readable_as_the_design_says() {
        type Measure = fn(&Tokens) -> f64;
        let rows: [(&str, f64, Measure, [f64; 5]); 11] = [
            ("text on surfaces", 4.5, |t| worst(&[t.text], &t.surfaces()), [12.5, 10.0, 9.0, 21.0, 21.0]),
            ("text on washes", 4.5, |t| worst(&[t.text], &washes(t)), [10.3, 6.6, 7.8, 21.0, 21.0]),
            (
                "text on selected text",
                4.5,
                |t| worst(&[t.on_selected_text], &[t.selected_text]),
                [10.8, 6.9, 8.2, 21.0, 21.0],
            ),
            ("muted on surfaces", 4.5, |t| worst(&[t.muted], &t.surfaces()), [5.0, 5.7, 5.0, 21.0, 21.0]),
            ("accent on surfaces", 4.5, |t| worst(&[t.accent], &t.surfaces()), [5.0, 6.1, 5.2, 10.2, 11.5]),
            ("text on accent", 4.5, |t| worst(&[t.on_accent], &[t.accent]), [6.3, 8.8, 7.5, 10.2, 11.5]),
            (
                "error, warning, success on surfaces",
                4.5,
                |t| worst(&[t.error, t.warning, t.success], &t.surfaces()),
                [5.1, 5.6, 5.1, 9.9, 10.4],
            ),
            (
                "focus on surfaces and selected text",
                3.0,
                |t| {
                    let mut back = t.surfaces().to_vec();
                    // High contrast never shows a ring on inverted text: the ring stands round the field.
                    if !t.high_contrast {
                        back.push(t.selected_text);
                    }
                    worst(&[t.focus], &back)
                },
                [4.3, 4.2, 4.8, 10.2, 19.5],
            ),
            (
                "find on paper and washes",
                3.0,
                |t| {
                    let mut back = washes(t);
                    back.push(t.paper);
                    worst(&[t.find], &back)
                },
                [4.8, 5.4, 5.2, 8.5, 15.5],
            ),
            (
                "edge on paper, card, panel, side",
                3.0,
                |t| worst(&[t.edge], &[t.paper, t.card, t.panel, t.side]),
                [3.0, 3.6, 3.2, 21.0, 21.0],
            ),
            (
                "underline on selected text",
                3.0,
                |t| {
                    if t.high_contrast {
                        return 0.0; // The underline is inverted with its text.
                    }
                    worst(&Kind::ALL.map(|k| t.kind(k).colour), &[t.selected_text])
                },
                [4.3, 3.1, 4.5, 0.0, 0.0],
            ),
        ];
        for (what, need, measure, design) in rows {
            for (theme, design) in Theme::ALL.into_iter().zip(design) {
                let found = measure(theme.tokens());
                if design > 0.0 {
                    assert!(found >= need, "{what}, {theme:?}: {found} is below {need}");
                }
                assert!((found - design).abs() < 0.051, "{what}, {theme:?}: {found}, designed as {design}");
            }
        }
    }

    #[test]
    fn underlines_letters_and_stripes_stand_out_where_they_are_drawn() {
        for theme in Theme::ALL {
            let t = theme.tokens();
            for kind in Kind::ALL {
                let KindTokens { colour, chip } = t.kind(kind);
                assert!(ratio(colour, chip) >= 4.5, "letter of {kind:?}, {theme:?}: {}", ratio(colour, chip));
                assert!(ratio(colour, t.paper) >= 4.5, "underline of {kind:?}, {theme:?}");
                for wash in washes(t) {
                    assert!(ratio(colour, wash) >= 3.0, "{kind:?} on {wash:?}, {theme:?}: {}", ratio(colour, wash));
                }
            }
            for colour in Colour::ALL {
                let mark = t.mark(colour);
                let least = worst(&[mark.stripe], &[t.paper, t.card, t.panel, t.side]);
                assert!(least >= 3.0, "stripe of {colour:?}, {theme:?}: {least}");
                assert_eq!(mark.text, t.text);
            }
        }
    }

    #[test]
    fn high_contrast_has_neither_washes_nor_shadows() {
        for theme in [Theme::HighContrastLight, Theme::HighContrastDark] {
            let t = theme.tokens();
            assert!(washes(t).iter().all(|wash| *wash == t.paper));
            assert_eq!(t.shadow, Color32::TRANSPARENT);
            assert!(t.outline() >= 2.0);
        }
    }

    #[test]
    fn each_theme_names_itself() {
        for theme in Theme::ALL {
            assert_eq!(theme.tokens().theme, theme);
            assert_eq!(theme.tokens().dark, ratio(theme.tokens().paper, Color32::BLACK) < 4.0);
        }
    }
}
