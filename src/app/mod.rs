//! The window. It shows the project and asks for changes; nothing here reads files or changes records by itself.

pub mod theme;
pub mod widgets;
