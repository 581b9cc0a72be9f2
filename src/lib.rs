//! Dossier: a research notebook that keeps passage, entity, note and citation together in one readable file.
//!
//! One sentence holds the house together: a project is a value, every change to it is an `Edit`, everything else reads.
//! `ARCHITECTURE.md` has the floors and what each room owns.

pub mod bibliography;
pub mod cli;
pub mod extract;
pub mod import;
pub mod model;
pub mod report;
pub mod similar;
pub mod storage;
pub mod text;
pub mod workspace;

#[cfg(feature = "window")]
pub mod app;
