//! The key map at work: turns key presses into requests, made from the action table alone.

use egui::{Context, Id};

use super::action::{Action, When};
use super::request::Requests;

/// Where the keyboard is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Focus {
    /// A text field has it.
    pub typing: bool,
    /// The text of the source has it.
    pub reading: bool,
    /// Single keys act in the text (a setting).
    pub single_keys: bool,
}

/// Where the keyboard is now; `reader` is the id of the text.
#[must_use]
pub fn focus(ctx: &Context, reader: Id, single_keys: bool) -> Focus {
    let focused = ctx.memory(|memory| memory.focused());
    let reading = focused == Some(reader);
    Focus { typing: !reading && ctx.text_edit_focused(), reading, single_keys }
}

/// Takes the shortcuts pressed in this frame out of the input.
pub fn shortcuts(ctx: &Context, focus: Focus, enabled: impl Fn(Action) -> bool, out: &mut Requests) {
    // Longer combinations first, or Ctrl+Z would take Ctrl+Shift+Z.
    let mut keys: Vec<_> =
        Action::ALL.iter().flat_map(|action| action.keys().iter().map(move |key| (*action, *key))).collect();
    keys.sort_by_key(|(_, key)| {
        std::cmp::Reverse(u8::from(key.modifiers.shift) + u8::from(key.modifiers.alt) + u8::from(key.modifiers.command))
    });
    for (action, key) in keys {
        let acts = match key.when {
            When::Always => !(focus.typing && text_field_keeps(action)),
            When::NotTyping => !focus.typing,
            When::Reading => focus.reading && focus.single_keys,
        };
        if acts && ctx.input_mut(|input| input.consume_key(key.modifiers, key.key)) && enabled(action) {
            out.act(action);
        }
    }
}

/// Text fields undo and redo their own typing while they have the keyboard.
fn text_field_keeps(action: Action) -> bool {
    matches!(action, Action::Undo | Action::Redo)
}
