//! Amounts: money, percentages, counts with a unit; decimal value and ISO code.

use super::Context;
use crate::model::{Amount, TimeExpression};

/// The amounts of a text, in order, without overlap; never inside a time expression.
pub(super) fn amounts(_text: &str, _times: &[TimeExpression], _context: &Context<'_>) -> Vec<Amount> {
    Vec::new()
}
