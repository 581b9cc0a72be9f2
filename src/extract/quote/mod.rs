//! Quotations: spans, speaker, relay, cue verb, kind.

use super::{Cluster, Context, Mention};
use crate::model::Quotation;

/// The quotations of a text, in order; speakers and relays are places in `clusters`.
pub(super) fn quotations(
    _text: &str,
    _mentions: &[Mention],
    _clusters: &[Cluster],
    _context: &Context<'_>,
) -> Vec<Quotation> {
    Vec::new()
}
