//! Amounts of money, percentages and counts: decimal value and unit.

use super::lexeme::Lexeme;
use super::{Context, Mention};
use crate::model::{Amount, TimeExpression};

/// The amounts of a text, in order, none inside a time expression.
pub(super) fn amounts(
    _text: &str,
    _lexemes: &[Lexeme<'_>],
    _mentions: &[Mention],
    _times: &[TimeExpression],
    _context: &Context<'_>,
) -> Vec<Amount> {
    Vec::new()
}
