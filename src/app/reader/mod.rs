//! The reader: the widget that shows an article's immutable text with marks, mentions and matches over it.
//!
//! It knows egui and [`Index`](crate::text::Index), not the project: callers hand in plain ranges and keys, and
//! get events back. egui's own labels tell nobody which range is selected and lose a selection that is scrolled
//! out of sight, so the reader keeps caret and selection itself, as offsets of the text, and lays out only what
//! is in view: one galley for each visible paragraph, heights of the others estimated and then measured a few
//! milliseconds at a time.
//!
//! ```no_run
//! use dossier::app::reader::{Block, Document, Event, Mark, Overlay, Reader, ReaderState, Style};
//! use dossier::text::Index;
//! use std::sync::Arc;
//!
//! // Once per version of a source, and whenever marks, mentions or matches change:
//! let text: Arc<str> = "Glenmoor — Water was seeping through the east wall.".into();
//! let document = Document::new(text.clone(), Arc::new(Index::new(&text)), &[], 1);
//! let mark = Mark { id: "m1", range: 11..27, colour: 0, selected: false, hovered: false };
//! let mut overlay = Overlay::new(vec![mark], vec![]);
//! overlay.set_found(vec![11..16], Some(0));
//!
//! // Kept while the source is open:
//! let mut state = ReaderState::default();
//! state.scroll_to(11..16);
//!
//! // In every frame:
//! # let mut frame = |ui: &mut egui::Ui| {
//! let style = Style::light();
//! let reader = Reader::new("read", &document, &overlay, &style)
//!     .name("Text of Dam engineer had warned of seepage")
//!     .header(|ui| _ = ui.heading("Dam engineer had warned of seepage"));
//! let shown = reader.show(ui, &mut state);
//! for event in shown.events {
//!     match event {
//!         Event::Mark { id, .. } => overlay.select_marks(|mark| *mark == id),
//!         _ => {}
//!     }
//! }
//! # };
//! ```
//!
//! - [`Document`]: the text, cut into display paragraphs once per version.
//! - [`Overlay`]: marks, mentions, matches; indexed when they change.
//! - [`Style`]: colours, faces, measures.
//! - [`ReaderState`]: caret, selection, scroll position; one per open source.

mod access;
mod document;
mod handles;
mod keys;
mod layout;
mod motion;
mod overlay;
mod paint;
mod pointer;
mod rows;
mod state;
mod style;
mod view;

#[cfg(test)]
mod tests;

pub use document::{Block, BlockKind, Document};
pub use overlay::{Key, Line, Mark, Overlay, Underline};
pub use state::ReaderState;
pub use style::{LineStyle, MarkColour, Style};
pub use view::{Event, Reader, ReaderResponse, Under};
