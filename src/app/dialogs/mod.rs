//! Dialogs: one at a time, over the window, with verbs on their buttons.

pub mod files;
