//! Quotations: where they stand, who speaks, who passes the words on, by which verb.
//!
//! In steps, each a page of its own: `marks` finds the passages; `scene` cuts the text around them into words and
//! sentences; `cues` finds reporting verbs and, with `phrases`, their subjects; `people` tells who *he* and *she* are;
//! `candidates` lists for each quotation who may have said it, with what speaks for each; `features` weighs it. Quotations
//! are decided in order, because who spoke last is a candidate for the next.
//!
//! A speaker has a cluster only where the text names one. Who is only described ("a police spokesman") stands in
//! [`Quoted::described`]: nothing is named that the text does not name.

mod candidates;
mod cues;
mod features;
#[cfg(test)]
mod hostile;
mod marks;
mod people;
mod phrases;
mod relay;
mod scene;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::string_slice)]
mod train;
mod words;

use std::collections::HashSet;
use std::ops::Range;

use super::language::english;
use super::{Cluster, Context, Mention};
use crate::model::{EntityType, Quotation, QuotationKind};
use crate::text::Index;
use candidates::{Candidate, Decision, Shape, View, Who, is_title, shape};
use cues::Cue;
use features::{Feature, Weights};
use marks::Span;
use people::People;
use phrases::Head;
use scene::{Name, Scene};

/// Quotations and what the rows about them cannot hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Quoted {
    /// In order.
    pub(super) quotations: Vec<Quotation>,
    /// For each of them, code points of the words that describe its speaker, where a name does not.
    pub(super) described: Vec<Option<Range<usize>>>,
}

/// The quotations of a text, in order; speakers and relays are places in `clusters`.
pub(super) fn quotations(text: &str, mentions: &[Mention], clusters: &[Cluster], _context: &Context<'_>) -> Quoted {
    read(text, mentions, clusters, Weights::embedded(), |weights, _, candidates| best(weights, candidates))
}

/// The candidate with the highest score; of equals the first.
fn best(weights: &Weights, candidates: &[Candidate]) -> usize {
    let mut top = (0, f32::NEG_INFINITY);
    for (place, candidate) in candidates.iter().enumerate() {
        let score = weights.score(&candidate.features);
        if score > top.1 {
            top = (place, score);
        }
    }
    top.0
}

/// Reads a text, leaving each choice to `choose`: it gets the bytes of the quotation and its candidates.
fn read<W: Copy>(
    text: &str,
    mentions: &[Mention],
    clusters: &[Cluster],
    with: W,
    mut choose: impl FnMut(W, &Span, &[Candidate]) -> usize,
) -> Quoted {
    let spans = marks::spans(text);
    if spans.is_empty() {
        return Quoted::default();
    }
    let index = Index::new(text);
    let names = names(text, &index, mentions, clusters);
    let spans = outside_names(spans, &names);
    let scene = Scene::new(text, names, spans);
    let cues = cues::cues(&scene);
    let speaking: HashSet<usize> = cues
        .iter()
        .filter(|cue| cue.says(&scene))
        .filter_map(|cue| match cue.subject.head {
            Head::Name(at) => Some(at),
            _ => None,
        })
        .collect();
    let people = People::new(&scene, clusters.len(), speaking);
    let view = View { scene: &scene, cues: &cues, people: &people, english: english(text) > 0.4 };
    let mut decisions: Vec<Decision> = Vec::with_capacity(scene.spans.len());
    let mut quoted = Quoted::default();
    for (place, (span, &at)) in scene.spans.iter().zip(&scene.quote_tokens).enumerate() {
        let mut candidates = view.candidates(place, at, &decisions);
        let chosen = choose(with, span, &candidates).min(candidates.len().saturating_sub(1));
        let mut choice = candidates.swap_remove(chosen);
        if choice.cue.is_none() && choice.who.is_some() {
            choice.cue = verb_for(&view, at, &choice, &candidates);
        }
        let (quotation, described) = row(&view, &index, span, at, &choice, decisions.last());
        let quotation_relay = quotation.relay;
        quoted.quotations.push(quotation);
        quoted.described.push(described);
        decisions.push(Decision { at, choice, relay: quotation_relay });
    }
    quoted
}

/// The verb in the quotation's sentence that has the chosen speaker for its subject too.
fn verb_for(view: &View<'_, '_>, at: usize, choice: &Candidate, others: &[Candidate]) -> Option<usize> {
    let sentence = view.scene.sentence(at);
    others
        .iter()
        .filter(|other| other.who == choice.who)
        .find_map(|other| other.cue.filter(|place| view.cues.get(*place).is_some_and(|cue| sentence.contains(&cue.at))))
}

/// The record of a decision.
fn row(
    view: &View<'_, '_>,
    index: &Index,
    span: &Span,
    at: usize,
    choice: &Candidate,
    before: Option<&Decision>,
) -> (Quotation, Option<Range<usize>>) {
    let text = view.scene.text;
    let whole = index.code_points(text, span.whole.clone());
    let cue: Option<&Cue> = choice.cue.and_then(|place| view.cues.get(place));
    let speaker = match choice.who {
        Some(Who::Cluster(cluster)) => Some(cluster),
        _ => None,
    };
    let nobody = choice.who.is_none() && cue.is_none();
    let inner = text.get(span.inner.clone()).unwrap_or_default();
    let framed =
        choice.features.iter().any(|f| matches!(f, Feature::Comma | Feature::ColonVerb | Feature::CommaInside));
    let kind = match shape(inner) {
        Shape::Few if nobody => QuotationKind::Term,
        _ if nobody && is_title(inner) => QuotationKind::Term,
        Shape::Whole => QuotationKind::Direct,
        // "it leaks every day," she said: a sentence that begins small; "It leaks," she said: a short one.
        Shape::Part if framed => QuotationKind::Direct,
        Shape::Few if framed && inner.starts_with(char::is_uppercase) => QuotationKind::Direct,
        Shape::Few | Shape::Part => QuotationKind::Partial,
    };
    let quotation = Quotation {
        start: whole.start,
        end: whole.end,
        speaker,
        relay: relay::relay(view, at, choice, before),
        cue: cue.map(|cue| view.scene.words(cue.at).to_lowercase()),
        kind,
    };
    (quotation, choice.described.clone().map(|bytes| index.code_points(text, bytes)))
}

/// Mentions with their clusters, in bytes.
fn names(text: &str, index: &Index, mentions: &[Mention], clusters: &[Cluster]) -> Vec<Name> {
    let mut cluster_of = vec![None; mentions.len()];
    for (place, cluster) in clusters.iter().enumerate() {
        for at in &cluster.mentions {
            if let Some(slot) = cluster_of.get_mut(*at) {
                *slot = Some((place, cluster.kind));
            }
        }
    }
    mentions
        .iter()
        .zip(cluster_of)
        .filter_map(|(mention, cluster)| {
            let (cluster, kind): (usize, EntityType) = cluster?;
            let bytes = index.bytes(text, mention.start..mention.end);
            (!bytes.is_empty()).then_some(Name { bytes, kind, cluster })
        })
        .collect()
}

/// Leaves out marks inside a name: the nickname in Elizabeth “Liz” Grant is a part of it, not a quotation.
fn outside_names(mut spans: Vec<Span>, names: &[Name]) -> Vec<Span> {
    spans.retain(|span| {
        let next = names.partition_point(|name| name.bytes.end <= span.whole.start);
        let Some(name) = names.get(next) else { return true };
        let inside = name.bytes.start < span.whole.start && span.whole.end <= name.bytes.end;
        !inside
    });
    spans
}
