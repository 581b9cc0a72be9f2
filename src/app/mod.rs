//! The window. It shows the project and asks for changes; nothing here reads files or changes records by itself.

pub mod action;
pub mod dialogs;
pub mod keys;
pub mod panes;
pub mod reader;
pub mod request;
pub mod session;
pub mod theme;
pub mod toasts;
pub mod widgets;
pub mod words;
