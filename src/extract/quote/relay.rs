//! Who passed the words on: the outlet that was told, or that quotes somebody.
//!
//! "Told Reuters" names whom the words reached us through, not who spoke; "told the court" names neither.

use super::candidates::{Candidate, Decision, View, Who};
use super::features::Feature;
use super::phrases::Head;
use super::scene::{Kind, Scene};
use super::words::{self, DETERMINER, OUTLET, TELLS};
use crate::model::EntityType;

/// Tokens looked at around a quotation and its verb.
const REACH: usize = 40;

/// The cluster of who passed on the quotation at token `at`.
pub(super) fn relay(view: &View<'_, '_>, at: usize, choice: &Candidate, before: Option<&Decision>) -> Option<usize> {
    let scene = view.scene;
    let who = choice.who.as_ref()?;
    let cue = choice.cue.and_then(|place| view.cues.get(place));
    let other = |cluster: &usize| *who != Who::Cluster(*cluster);
    if let Some(relay) = cue.and_then(|cue| cue.relay.as_ref())
        && let Head::Name(name) = relay.head
    {
        return scene.name(name).map(|name| name.cluster).filter(other);
    }
    // Grant “stressed the need”, the Post said.
    if choice.features.contains(&Feature::VerbInside) {
        let next = view.cues.partition_point(|cue| cue.at < at);
        let said =
            view.cues.get(next).filter(|cue| scene.sentence(at).contains(&cue.at) && cue.subject.tokens.start > at)?;
        return match said.subject.head {
            Head::Name(name) => scene.name(name).map(|name| name.cluster).filter(other),
            _ => None,
        };
    }
    let around = |token: usize| {
        let sentence = scene.sentence(token);
        let near = sentence.start.max(token.saturating_sub(REACH))..sentence.end.min(token + REACH);
        near.filter(|&i| passes_on(scene, i)).find_map(|i| scene.name(i).map(|name| name.cluster).filter(other))
    };
    let beside = cue.and_then(|cue| around(cue.at)).or_else(|| around(at));
    // "She told Reuters “…”. She added “…”."
    beside.or_else(|| {
        let before = before.filter(|before| scene.paragraph(before.at) == scene.paragraph(at))?;
        before.relay.filter(|_| before.choice.who.as_ref() == Some(who))
    })
}

/// Whether token `at` is an outlet that was told something or published it.
fn passes_on(scene: &Scene<'_>, at: usize) -> bool {
    let Some(name) = scene.name(at) else { return false };
    if !matches!(name.kind, EntityType::Org | EntityType::Misc) {
        return false;
    }
    // "The Post's editor Ailsa Grant" is a person of the outlet.
    let next_is_person = (at + 1..at + 4)
        .take_while(|&i| matches!(scene.kind(i), Some(Kind::Word | Kind::Name(_))))
        .any(|i| scene.name(i).is_some_and(|name| name.kind == EntityType::Per));
    if next_is_person {
        return false;
    }
    let mut before = at;
    let mut outlet = is_outlet(scene.words(at));
    // "the newspaper Highland Post", "the semi-official news agency ISNA"
    for _ in 0..4 {
        let Some(previous) = before.checked_sub(1) else { return false };
        let noun = is_outlet(scene.words(previous)) && scene.kind(previous) == Some(Kind::Word);
        let compound = outlet && scene.words(previous).contains('-');
        if !(noun || compound || scene.is(previous, DETERMINER)) {
            break;
        }
        outlet |= noun;
        before = previous;
    }
    outlet |= scene.words(at + 1) == "news" && matches!(scene.words(at + 2), "agency" | "service");
    let Some(word) = before.checked_sub(1) else { return false };
    if !outlet {
        return false;
    }
    match scene.words(word) {
        "to" | "with" => true,
        "on" => scene.kind(at + 1) == Some(Kind::Possessive) || !scene.is(before, DETERMINER),
        "for" => before < at,
        "by" => word.checked_sub(1).is_some_and(|verb| {
            matches!(
                scene.words(verb),
                "published"
                    | "quoted"
                    | "reported"
                    | "broadcast"
                    | "interviewed"
                    | "obtained"
                    | "carried"
                    | "cited"
                    | "released"
                    | "seen"
                    | "aired"
                    | "shared"
                    | "issued"
            )
        }),
        _ => scene.is(word, TELLS),
    }
}

/// A name with a word that outlets carry.
fn is_outlet(name: &str) -> bool {
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 1 && word.len() < 24)
        .any(|word| words::classes(&word.to_lowercase()) & OUTLET != 0)
}
