//! The clipboard with markup. Text alone goes through egui; HTML needs the system's clipboard itself.

use crate::workspace::Copied;

/// A clipboard that takes text in two forms at once.
pub trait Clipboard {
    /// Puts both forms there; `false` where only text can be put, which the caller then does.
    fn put(&mut self, copied: &Copied) -> bool;
}

/// Takes nothing: the window puts text through egui.
#[derive(Clone, Copy, Debug, Default)]
pub struct TextOnly;

impl Clipboard for TextOnly {
    fn put(&mut self, _: &Copied) -> bool {
        false
    }
}

/// The system's clipboard, opened at the first use and kept: on X11 what was copied goes with its owner.
#[derive(Default)]
pub struct SystemClipboard(Option<arboard::Clipboard>);

impl Clipboard for SystemClipboard {
    fn put(&mut self, copied: &Copied) -> bool {
        // On Wayland the window owns the clipboard through egui; a second way in would not reach other programs.
        if std::env::var_os("WAYLAND_DISPLAY").is_some_and(|display| !display.is_empty()) {
            return false;
        }
        if self.0.is_none() {
            match arboard::Clipboard::new() {
                Ok(clipboard) => self.0 = Some(clipboard),
                Err(error) => log::warn!("the clipboard takes only text: {error}"),
            }
        }
        let Some(clipboard) = &mut self.0 else { return false };
        clipboard.set().html(copied.html.clone(), Some(copied.text.clone())).is_ok()
    }
}
