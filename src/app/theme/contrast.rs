//! How far two colours stand apart, as WCAG 2.x counts it, so that the palette can be checked by a test.

use egui::Color32;

/// Relative luminance of an opaque colour, 0 (black) to 1 (white). WCAG 2.2, “relative luminance”.
pub fn luminance(colour: Color32) -> f64 {
    let channel = |c: u8| {
        let c = f64::from(c) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(colour.r()) + 0.7152 * channel(colour.g()) + 0.0722 * channel(colour.b())
}

/// Contrast ratio of two opaque colours, 1 to 21, whichever comes first. WCAG 2.2, “contrast ratio”.
pub fn ratio(a: Color32, b: Color32) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// `percent` of `over` mixed into `under`, channel by channel in sRGB, as egui blends. Opaque.
pub const fn blend(over: Color32, under: Color32, percent: u32) -> Color32 {
    const fn mix(over: u8, under: u8, percent: u32) -> u8 {
        let percent = if percent > 100 { 100 } else { percent };
        ((over as u32 * percent + under as u32 * (100 - percent) + 50) / 100) as u8
    }
    Color32::from_rgb(
        mix(over.r(), under.r(), percent),
        mix(over.g(), under.g(), percent),
        mix(over.b(), under.b(), percent),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_on_white_is_21_and_a_colour_on_itself_1() {
        assert!((ratio(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 1e-9);
        assert!((ratio(Color32::WHITE, Color32::BLACK) - 21.0).abs() < 1e-9);
        let grey = Color32::from_rgb(0x77, 0x77, 0x77);
        assert!((ratio(grey, grey) - 1.0).abs() < 1e-9);
        // The grey that WCAG texts quote as just failing 4.5 on white.
        assert!((4.4..4.5).contains(&ratio(grey, Color32::WHITE)));
    }

    #[test]
    fn a_blend_stays_between_its_ends() {
        let (over, under) = (Color32::from_rgb(200, 0, 10), Color32::from_rgb(100, 50, 10));
        assert_eq!(blend(over, under, 0), under);
        assert_eq!(blend(over, under, 100), over);
        assert_eq!(blend(over, under, 50), Color32::from_rgb(150, 25, 10));
        assert_eq!(blend(over, under, 900), over);
    }
}
