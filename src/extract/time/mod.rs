//! Time expressions: finder, value with granularity, resolver against the publication date; TIMEX3 values.

use super::{Context, Mention};
use crate::model::TimeExpression;

/// The time expressions of a text, in order, without overlap.
pub(super) fn times(_text: &str, _mentions: &[Mention], _context: &Context<'_>) -> Vec<TimeExpression> {
    Vec::new()
}
