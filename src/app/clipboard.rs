//! Copying with formatting: HTML for word processors, plain text for everything else, in one step.
//!
//! egui's own clipboard knows plain text only. [`Rich`] is what panes and dialogs ask to have copied
//! ([`Request::CopyRich`](super::request::Request::CopyRich)); where the system takes no HTML, its plain text is copied.

use egui::Context;

/// A piece of text in both forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rich {
    /// As HTML, a fragment without `<html>`.
    pub html: String,
    /// As plain text.
    pub plain: String,
}

/// `&`, `<`, `>` and quotation marks as HTML writes them.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 16);
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
    html
}

/// Where copies go.
#[derive(Default)]
pub struct Clipboard {
    /// The system's, kept open: on X11 a copy lives as long as its owner.
    system: Option<arboard::Clipboard>,
}

impl std::fmt::Debug for Clipboard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Clipboard").field("system", &self.system.is_some()).finish()
    }
}

impl Clipboard {
    /// The system's clipboard; one that takes plain text only if it cannot be reached.
    #[must_use]
    pub fn of_system() -> Self {
        let system = arboard::Clipboard::new().inspect_err(|error| log::warn!("copies are plain text only: {error}"));
        Self { system: system.ok() }
    }

    /// Puts a text on the clipboard, with its formatting where that can be done.
    pub fn put(&mut self, ctx: &Context, rich: &Rich) {
        let Some(system) = &mut self.system else { return ctx.copy_text(rich.plain.clone()) };
        if let Err(error) = system.set_html(rich.html.as_str(), Some(rich.plain.as_str())) {
            log::warn!("copied as plain text: {error}");
            ctx.copy_text(rich.plain.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_source_cannot_become_markup() {
        assert_eq!(escaped("a < b & \"c\" > d"), "a &lt; b &amp; &quot;c&quot; &gt; d");
    }
}
