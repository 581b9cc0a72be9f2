//! CSL-JSON: one item per line group, two-space indent, keys in a fixed order.

use serde_json::Value;

use super::{Entry, csl};

/// The entries as one JSON array.
pub(super) fn array(entries: &[Entry]) -> String {
    let items: Vec<Value> = entries.iter().map(csl::write).collect();
    // A `Value` always serialises.
    let mut text = serde_json::to_string_pretty(&items).unwrap_or_else(|_| "[]".into());
    text.push('\n');
    text
}
