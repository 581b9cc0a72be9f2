//! Context menus that open with the right button, the Menu key and Shift+F10 alike.

use egui::{Id, Key, Modifiers, Popup, Rect, Response, Role, Sense, SetOpenCommand, Ui, vec2};

/// The menu of what `response` stands for. Opened by a key it hangs below the widget, takes the keyboard, and gives it
/// back when it closes.
pub fn context_menu(response: &Response, content: impl FnOnce(&mut Ui)) {
    context_menu_at(response, response.rect, content);
}

/// The same; opened by a key it hangs below `place`.
pub fn context_menu_at(response: &Response, place: Rect, content: impl FnOnce(&mut Ui)) {
    let ctx = &response.ctx;
    let by_key = response.id.with("menu by key");
    let asked = response.has_focus()
        && ctx.input_mut(|input| {
            input.consume_key(Modifiers::NONE, Key::Menu) || input.consume_key(Modifiers::SHIFT, Key::F10)
        });
    if asked {
        ctx.data_mut(|data| data.insert_temp(by_key, true));
    } else if response.secondary_clicked() {
        ctx.data_mut(|data| data.remove::<bool>(by_key));
    }
    let mut popup = Popup::context_menu(response);
    let keyed = ctx.data(|data| data.get_temp::<bool>(by_key)).unwrap_or_default();
    if keyed {
        popup = popup.anchor(place.intersect(ctx.content_rect()));
    }
    if asked {
        popup = popup.open_memory(Some(SetOpenCommand::Bool(true)));
    }
    let open = popup.is_open() || asked;
    let shown = popup.show(|ui| {
        if keyed {
            first(ui, response.id.with("menu start"), asked);
        }
        content(ui);
    });
    if keyed && (!open || shown.is_some_and(|shown| shown.response.should_close())) {
        ctx.data_mut(|data| data.remove::<bool>(by_key));
        response.request_focus();
    }
}

/// A place for the keyboard above the first line, from which ↓ and Tab lead into the menu.
fn first(ui: &mut Ui, id: Id, take: bool) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 1.0));
    let start = ui.interact(rect, id, Sense::focusable_noninteractive());
    start.widget_info(|| egui::WidgetInfo::labeled(Role::Menu, true, "Menu of this item"));
    if take {
        start.request_focus();
    }
}
