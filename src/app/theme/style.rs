//! The only place that styles egui: turns tokens into its `Style`, so that even a plain egui widget looks at home.

use egui::style::{ScrollAnimation, ScrollStyle, Selection, WidgetVisuals, Widgets};
use egui::{Color32, CornerRadius, FontId, Margin, Shadow, Stroke, Style, TextStyle, Visuals, vec2};

use super::fonts::Face;
use super::metrics as m;
use super::tokens::Tokens;

/// egui's style for these tokens. `still` turns every animation off.
pub(super) fn style(t: &Tokens, still: bool) -> Style {
    let mut style = Style {
        text_styles: text_styles().into(),
        animation_time: if still { 0.0 } else { m::ANIMATION },
        scroll_animation: if still { ScrollAnimation::none() } else { ScrollAnimation::duration(m::ANIMATION) },
        visuals: visuals(t),
        ..Style::default()
    };
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(m::SPACE_S, m::SPACE_XS);
    spacing.button_padding = vec2(10.0, m::SPACE_XS);
    spacing.window_margin = Margin::same(m::SPACE_L as i8);
    spacing.menu_margin = Margin::symmetric(m::SPACE_S as i8, 6);
    spacing.interact_size = vec2(40.0, m::TARGET);
    spacing.indent = m::SPACE_L;
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 8.0;
    spacing.icon_spacing = 6.0;
    spacing.tooltip_width = 360.0;
    spacing.slider_rail_height = 4.0;
    spacing.scroll = scroll();
    let interaction = &mut style.interaction;
    interaction.tooltip_delay = m::TOOLTIP_DELAY;
    interaction.show_tooltips_only_when_still = true;
    // Reading text has its own selection; labels of the window are not text to copy.
    interaction.selectable_labels = false;
    style
}

fn text_styles() -> [(TextStyle, FontId); 5] {
    [
        (TextStyle::Small, Face::Ui.at(m::SMALL_SIZE)),
        (TextStyle::Body, Face::Ui.at(m::UI_SIZE)),
        (TextStyle::Button, Face::Ui.at(m::UI_SIZE)),
        (TextStyle::Heading, Face::UiSemibold.at(m::TITLE_SIZE)),
        (TextStyle::Monospace, Face::Mono.at(m::UI_SIZE - 1.0)),
    ]
}

/// A thin bar that keeps its width and its own room, so that it never covers a count at the end of a row.
fn scroll() -> ScrollStyle {
    ScrollStyle {
        floating: true,
        bar_width: m::SCROLL_BAR,
        floating_width: m::SCROLL_BAR,
        floating_allocated_width: m::SCROLL_BAR + 2.0,
        bar_inner_margin: 1.0,
        bar_outer_margin: 1.0,
        handle_min_length: 24.0,
        foreground_color: true,
        dormant_background_opacity: 0.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.0,
        dormant_handle_opacity: 0.2,
        active_handle_opacity: 0.35,
        interact_handle_opacity: 0.7,
        ..ScrollStyle::solid()
    }
}

fn visuals(t: &Tokens) -> Visuals {
    let base = if t.dark { Visuals::dark() } else { Visuals::light() };
    let shadow = |y: i8, blur: u8| {
        if t.high_contrast { Shadow::NONE } else { Shadow { offset: [0, y], blur, spread: 0, color: t.shadow } }
    };
    let mut visuals = Visuals {
        dark_mode: t.dark,
        override_text_color: None,
        weak_text_color: Some(t.muted),
        widgets: widgets(t),
        selection: Selection { bg_fill: t.selected_text, stroke: Stroke::new(m::FOCUS_WIDTH, t.on_selected_text) },
        hyperlink_color: t.accent,
        faint_bg_color: t.panel,
        extreme_bg_color: t.card,
        text_edit_bg_color: Some(t.card),
        code_bg_color: t.chip,
        warn_fg_color: t.warning,
        error_fg_color: t.error,
        window_corner_radius: CornerRadius::same(m::RADIUS_L),
        window_shadow: shadow(8, 28),
        window_fill: t.card,
        window_stroke: t.line_stroke(),
        window_highlight_topmost: false,
        menu_corner_radius: CornerRadius::same(m::RADIUS_M),
        panel_fill: t.paper,
        popup_shadow: shadow(4, 16),
        button_frame: true,
        collapsing_header_frame: false,
        indent_has_left_vline: false,
        striped: false,
        interact_cursor: None,
        ..base
    };
    visuals.text_cursor.stroke = Stroke::new(1.5, t.text);
    // A blinking cursor repaints the window for ever.
    visuals.text_cursor.blink = false;
    visuals.ime_composition.active_underline_stroke = Stroke::new(2.0, t.accent);
    visuals.ime_composition.inactive_underline_stroke = Stroke::new(1.0, t.muted);
    visuals
}

fn widgets(t: &Tokens) -> Widgets {
    let look = |fill: Color32, outline: Stroke| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: outline,
        corner_radius: CornerRadius::same(m::RADIUS_S),
        fg_stroke: Stroke::new(1.5, t.text),
        expansion: 0.0,
    };
    let strong = Stroke::new(t.outline(), if t.high_contrast { t.text } else { t.edge });
    Widgets {
        noninteractive: WidgetVisuals { fg_stroke: Stroke::new(1.0, t.text), ..look(t.panel, t.line_stroke()) },
        // egui outlines fields, boxes and buttons alike, and a field has no other sign: hence `edge`.
        inactive: look(t.card, t.edge_stroke()),
        hovered: look(t.chip, strong),
        // Also what has the keyboard: its ring is the outline, where the widget is not one of ours.
        active: look(t.chip, Stroke::new(m::FOCUS_WIDTH, t.focus)),
        open: look(t.chip, strong),
    }
}
