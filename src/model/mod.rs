//! The model: a project as a value, its records, anchors, edits and history.
//!
//! Pure: no files, no threads, no clock, no randomness; times and ids are passed in.

mod analysis;
mod anchor;
mod edit;
mod edits;
mod history;
mod id;
mod item;
mod project;
mod records;

pub use analysis::{
    Amount, Analysis, By, Cluster, Entity, EntityType, Mention, Quotation, QuotationKind, TimeClass, TimeExpression,
};
pub use anchor::{Anchor, CONTEXT, Place};
pub use edit::{Edit, Record};
pub use history::{History, LIMIT, Step};
pub use id::{Id, IdError, IdSource, Kind, SeededIds};
pub use item::{ForeignField, Item, Name};
pub use project::{Project, Table};
pub use records::{
    Block, BlockKind, Colour, Evidence, Head, Label, Mark, Match, Note, Origin, Rule, RuleKind, Source, SourceKind,
    Status, Version, View,
};

#[cfg(test)]
pub(crate) mod sample;
