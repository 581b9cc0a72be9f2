//! Who passed the words on: the outlet that was told, or that quotes somebody.

use super::candidates::View;
use super::cues::Cue;
use super::phrases::Head;
use super::words::{self, OUTLET, TELLS};
use crate::model::EntityType;

/// The cluster of who passed on the quotation at token `at`, given by `cue`.
pub(super) fn relay(view: &View<'_, '_>, at: usize, cue: Option<&Cue>, speaker: Option<usize>) -> Option<usize> {
    let scene = view.scene;
    let cue = cue?;
    let cluster = |token: usize| scene.name(token).map(|name| name.cluster).filter(|cluster| Some(*cluster) != speaker);
    if let Some(relay) = &cue.relay
        && let Head::Name(name) = relay.head
    {
        return cluster(name);
    }
    // "told Reuters", "in an interview with the Highland Post", "according to Reuters" beside another speaker
    let sentence = scene.sentence(cue.at);
    let near = sentence.start.max(cue.at.saturating_sub(40))..sentence.end.min(cue.at.max(at) + 40);
    near.clone().find_map(|token| {
        let name = scene.name(token)?;
        if !matches!(name.kind, EntityType::Org | EntityType::Misc) || !is_outlet(scene.words(token)) {
            return None;
        }
        let mut before = token.checked_sub(1)?;
        while before > near.start && scene.is(before, words::DETERMINER) {
            before -= 1;
        }
        let word = scene.words(before);
        let told = scene.is(before, TELLS) || matches!(word, "to" | "with" | "by" | "on");
        if told { cluster(token) } else { None }
    })
}

/// A name with a word that outlets carry.
fn is_outlet(name: &str) -> bool {
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 1)
        .any(|word| words::classes(&word.to_lowercase()) & OUTLET != 0)
}
