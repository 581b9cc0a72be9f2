//! Everything the machine reads in one text, in one call: names, who they are, times, amounts, quotations.
//!
//! Each part has a room of its own; this page fixes the order in which they run and what they may know.

use std::ops::Range;

use crate::model::{Amount, EntityType, Quotation, TimeExpression};

use super::{Mention, Recogniser, RecogniserError, amount, cluster, lexeme, quote, time};

/// What is known of a text from outside it. Unknown fields stay empty; nothing is guessed here.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// When it was published: an ISO 8601 date, or a date and time with its offset.
    pub published: Option<&'a str>,
    /// Place in the dateline.
    pub dateline: Option<&'a str>,
    /// Its headline, when that is not part of the text.
    pub title: Option<&'a str>,
    /// Who wrote it, as displayed; a person of that name in the text is somebody else.
    pub authors: &'a [String],
    /// The outlet or agency.
    pub outlet: Option<&'a str>,
}

/// Mentions that mean the same thing in one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// Type.
    pub kind: EntityType,
    /// Fullest name in this text.
    pub name: String,
    /// Other names it has in this text, each once, in order of appearance.
    pub aliases: Vec<String>,
    /// Places of its mentions in [`Extraction::mentions`], ascending.
    pub mentions: Vec<usize>,
}

/// What was read in one text. Offsets are code points; places point into the lists beside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extraction {
    /// Names, in order, without overlap.
    pub mentions: Vec<Mention>,
    /// Who or what they are; every mention is in exactly one.
    pub clusters: Vec<Cluster>,
    /// Time expressions, in order.
    pub times: Vec<TimeExpression>,
    /// Amounts, in order.
    pub amounts: Vec<Amount>,
    /// Quotations, in order; speakers and relays are places in `clusters`.
    pub quotations: Vec<Quotation>,
    /// For each quotation, the words that describe its speaker ("a police spokesman"), if words do. Whom no name in the
    /// text stands for has no cluster; whoever shows the quotation shows these words instead.
    pub described: Vec<Option<Range<usize>>>,
}

/// Reads a text. Stops early with what it has when `cancel` says so.
///
/// # Errors
/// When the recogniser inside the program is damaged.
pub fn extract(text: &str, context: &Context<'_>, cancel: &dyn Fn() -> bool) -> Result<Extraction, RecogniserError> {
    let mentions = Recogniser::embedded()?.mentions(text, cancel);
    let clusters = cluster::clusters(text, &mentions, context);
    let lexemes = lexeme::cut(text);
    let times = time::times(text, &lexemes, &mentions, context);
    let amounts = amount::amounts(text, &lexemes, &mentions, &times, context);
    let quote::Quoted { quotations, described } = quote::quotations(text, &mentions, &clusters, context);
    Ok(Extraction { mentions, clusters, times, amounts, quotations, described })
}
