//! How the window looks: colours by purpose, fonts, sizes, and the one place that hands them to egui.
//!
//! Views ask [`tokens`] for a colour and [`Face`] for a font; none of them styles egui by hand.

pub mod contrast;
mod fonts;
pub mod metrics;
mod palette;
mod style;
mod tokens;

use egui::{Context, Id};

pub use fonts::Face;
pub use tokens::{Choice, Kind, KindTokens, MarkTokens, Theme, Tokens, Underline};

/// What the reader set for the whole window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The colours.
    pub choice: Choice,
    /// Nothing moves: no fades, no smooth scrolling.
    pub still: bool,
}

impl From<Choice> for Look {
    fn from(choice: Choice) -> Self {
        Self { choice, still: false }
    }
}

impl From<Theme> for Look {
    fn from(theme: Theme) -> Self {
        Choice::Always(theme).into()
    }
}

/// Gives egui the fonts and the look of the system. Once, before the first frame.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts::definitions());
    apply(ctx, Look::default());
}

/// Changes the whole look, from the next frame on.
pub fn apply(ctx: &Context, look: impl Into<Look>) {
    let look = look.into();
    ctx.data_mut(|data| data.insert_temp(look_id(), look));
    let style_of = |theme: Theme| style::style(theme.tokens(), look.still);
    match look.choice {
        Choice::System => {
            ctx.set_style_of(egui::Theme::Light, style_of(Theme::Light));
            ctx.set_style_of(egui::Theme::Dark, style_of(Theme::Dark));
            ctx.set_theme(egui::ThemePreference::System);
        }
        Choice::Always(theme) => {
            // Both, so that nothing that switches egui's own theme can mix two of ours.
            ctx.set_style_of(egui::Theme::Light, style_of(theme));
            ctx.set_style_of(egui::Theme::Dark, style_of(theme));
            ctx.set_theme(if theme.tokens().dark { egui::Theme::Dark } else { egui::Theme::Light });
        }
    }
}

/// What was last applied.
pub fn look(ctx: &Context) -> Look {
    ctx.data(|data| data.get_temp(look_id())).unwrap_or_default()
}

/// The theme on the screen now.
pub fn current(ctx: &Context) -> Theme {
    match look(ctx).choice {
        Choice::Always(theme) => theme,
        Choice::System => match ctx.theme() {
            egui::Theme::Dark => Theme::Dark,
            egui::Theme::Light => Theme::Light,
        },
    }
}

/// The colours on the screen now. `Ui` derefs to `Context`: `theme::tokens(ui)` does.
pub fn tokens(ctx: &Context) -> &'static Tokens {
    current(ctx).tokens()
}

fn look_id() -> Id {
    Id::unique("dossier look")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(ctx: &Context, system: Option<egui::Theme>) {
        let input = egui::RawInput { system_theme: system, ..egui::RawInput::default() };
        ctx.run_ui(input, |_| {}).drop_without_applying_deltas();
    }

    #[test]
    fn by_default_the_window_follows_the_system() {
        let ctx = Context::default();
        install(&ctx);
        frame(&ctx, Some(egui::Theme::Light));
        assert_eq!(current(&ctx), Theme::Light);
        frame(&ctx, Some(egui::Theme::Dark));
        assert_eq!(current(&ctx), Theme::Dark);
        assert_eq!(ctx.global_style().visuals.panel_fill, Theme::Dark.tokens().paper);
    }

    #[test]
    fn a_chosen_theme_stays_whatever_the_system_does() {
        let ctx = Context::default();
        install(&ctx);
        for theme in Theme::ALL {
            apply(&ctx, theme);
            frame(&ctx, Some(egui::Theme::Dark));
            assert_eq!(current(&ctx), theme);
            let visuals = &ctx.global_style().visuals;
            assert_eq!(visuals.panel_fill, theme.tokens().paper);
            assert_eq!(visuals.text_color(), theme.tokens().text);
            assert!(!visuals.text_cursor.blink);
        }
        apply(&ctx, Choice::System);
        frame(&ctx, Some(egui::Theme::Light));
        assert_eq!(ctx.global_style().visuals.panel_fill, Theme::Light.tokens().paper);
    }

    #[test]
    fn a_still_window_moves_nothing() {
        let ctx = Context::default();
        install(&ctx);
        assert!(ctx.global_style().animation_time <= 0.15);
        apply(&ctx, Look { still: true, choice: Theme::Light.into() });
        frame(&ctx, None);
        assert_eq!(ctx.global_style().animation_time, 0.0);
    }
}
