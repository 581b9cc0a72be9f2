//! The window: panes, widgets and everything else that knows egui.

pub mod reader;
