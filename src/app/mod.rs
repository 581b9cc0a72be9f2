//! The window. It shows the project and asks for changes; nothing here reads files or changes records by itself.

pub mod action;
pub mod bench;
mod chrome;
pub mod clipboard;
pub mod dialogs;
mod dispatch;
mod events;
pub mod keys;
mod leaving;
pub mod look;
pub mod panes;
pub mod reader;
pub mod request;
pub mod run;
pub mod session;
mod shell;
mod start;
pub mod theme;
pub mod toasts;
pub mod widgets;
pub mod words;

pub use shell::App;
