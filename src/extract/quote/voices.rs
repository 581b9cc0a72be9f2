//! Whom a phrase beside a quotation means: somebody named, somebody described, or whoever a pronoun takes up.

use std::ops::Range;

use super::candidates::{BESIDE, Candidate, Decision, View, Who};
use super::cues::{Cue, Link};
use super::features::Feature as F;
use super::phrases::{Head, Phrase, subject};
use super::words::{self, FOREIGN, JUDGE, PARTICIPLE, SAY};
use crate::model::EntityType;

impl View<'_, '_> {
    /// Adds the speaker that a phrase means.
    pub(super) fn add(
        &self,
        phrase: Phrase,
        cue: Option<(usize, &Cue)>,
        mut features: Vec<F>,
        last: Option<&Decision>,
        found: &mut Vec<Candidate>,
    ) {
        let scene = self.scene;
        // A verb beside the quotation needs no further word for it.
        let beside = features.iter().any(|f| BESIDE.contains(f) || *f == F::Signed);
        if let Some((_, cue)) = cue {
            let kind = if scene.is(cue.at, FOREIGN) {
                F::Foreign
            } else if scene.is(cue.at, SAY) {
                F::Says
            } else if scene.is(cue.at, JUDGE) {
                F::Judges
            } else if matches!(cue.link, Link::According | Link::Noun) {
                F::According
            } else {
                F::Hints
            };
            if !beside || matches!(kind, F::Foreign | F::Hints) {
                features.push(kind);
            }
            if scene.is(cue.at, PARTICIPLE) {
                features.push(F::Participle);
            }
            if cue.infinitive {
                features.push(F::Infinitive);
            }
            match cue.link {
                Link::Quoted => features.push(F::QuotedAs),
                Link::Agent => features.push(F::Agent),
                Link::Inherited => features.push(F::Inherited),
                Link::Relative => features.push(F::Relative),
                Link::Noun => features.push(F::NounOfSpeech),
                Link::Direct | Link::Inverted | Link::According => {}
            }
        }
        let mut described = None;
        let who = match phrase.head {
            Head::Name(at) => scene.name(at).map(|name| {
                let kind = match name.kind {
                    EntityType::Per => F::Person,
                    EntityType::Org => F::Organisation,
                    EntityType::Loc => F::Place,
                    EntityType::Misc => F::OtherName,
                };
                if !beside || kind == F::Place {
                    features.push(kind);
                }
                Who::Cluster(name.cluster)
            }),
            Head::Pronoun(at) => {
                // The verb that gave the quotation before has its subject already.
                let known = last.filter(|last| {
                    cue.is_some_and(|(place, cue)| {
                        last.choice.cue == Some(place) || at > last.at && at <= last.at + 2 && cue.link == Link::Direct
                    })
                });
                let who = known.map_or_else(|| self.antecedent(at, cue, last), |last| last.choice.who.clone());
                if who.is_none() {
                    features.push(F::Unresolved);
                } else if !beside {
                    features.push(if scene.is(at, words::HE | words::SHE) { F::Pronoun } else { F::ThingPronoun });
                }
                if let Some(Who::Described(words)) = &who {
                    described = Some(words.clone());
                }
                who
            }
            Head::Self_ => {
                features.push(F::Unresolved);
                None
            }
            Head::Noun(noun) => {
                let bytes = self.bytes(&phrase.tokens);
                described.clone_from(&bytes);
                let owner = phrase.owner.and_then(|owner| scene.name(owner)).map(|name| name.cluster);
                match owner.or_else(|| self.definite(&phrase, noun)).or_else(|| self.owned(&phrase, noun)) {
                    Some(cluster) => {
                        if !beside {
                            features.push(F::SpeaksFor);
                        }
                        Some(Who::Cluster(cluster))
                    }
                    None => {
                        features.push(if beside { F::Described } else { F::DescribedAway });
                        bytes.map(Who::Described)
                    }
                }
            }
        };
        found.push(Candidate { who, described, cue: cue.map(|(place, _)| place), features });
    }

    /// "the president" where one president is named.
    fn definite(&self, phrase: &Phrase, noun: usize) -> Option<usize> {
        let scene = self.scene;
        let the = phrase.tokens.start;
        // "Ms Stein", where the recogniser saw no name.
        if scene.token(noun).is_some_and(|token| token.capital)
            && phrase.tokens.end == noun + 1
            && let Some(cluster) = self.people.family(scene.words(noun))
        {
            return Some(cluster);
        }
        if phrase.tokens.end != noun + 1 || !scene.words(the).eq_ignore_ascii_case("the") {
            return None;
        }
        match noun - the {
            1 => self.people.definite(&scene.words(noun).to_lowercase()),
            2 => self.people.definite(&format!("{} {}", scene.words(the + 1), scene.words(noun)).to_lowercase()),
            _ => None,
        }
    }

    /// "her statement", "its report": the paper speaks for whoever *her* and *its* are.
    fn owned(&self, phrase: &Phrase, noun: usize) -> Option<usize> {
        let first = phrase.tokens.start;
        let pronoun = self.scene.is(first, words::PRONOUN) && self.scene.is(noun, words::PAPER) && noun > first;
        if pronoun { self.people.resolve(first, None, false) } else { None }
    }

    /// Whom a pronoun stands for: somebody named, or whoever was described last.
    fn antecedent(&self, at: usize, cue: Option<(usize, &Cue)>, last: Option<&Decision>) -> Option<Who> {
        let scene = self.scene;
        let replies = cue.is_some_and(|(_, cue)| {
            matches!(scene.words(cue.at), "replied" | "countered" | "retorted" | "responded" | "answered" | "disagreed")
        });
        let spoke = last.filter(|last| at > last.at).and_then(|last| last.choice.who.as_ref());
        let cluster = match spoke {
            // Unless somebody else has been the subject since.
            Some(Who::Cluster(cluster)) if !last.is_some_and(|last| self.subject_since(last.at, at, *cluster)) => {
                Some(*cluster)
            }
            _ => None,
        };
        // "A spokesman said “…”. He added “…”."
        if let (Some(Who::Described(words)), Some(last)) = (spoke, last)
            && !replies
            && scene.paragraph(at) == scene.paragraph(last.at)
            && !(last.at..at).any(|i| self.people.is_subject(i) && self.speaks(i))
        {
            return Some(Who::Described(words.clone()));
        }
        if scene.is(at, words::IT | words::THEY)
            && let Some(who) = self.thing_before(at)
        {
            return Some(who);
        }
        self.people.resolve(at, cluster, replies).map(Who::Cluster)
    }

    /// Another person than `cluster` was the subject of a sentence between the tokens `since` and `at`, neither's own.
    pub(super) fn subject_since(&self, since: usize, at: usize, cluster: usize) -> bool {
        let scene = self.scene;
        let (Some(first), Some(here)) = (scene.sentence_of.get(since), scene.sentence_of.get(at)) else { return false };
        (first + 1..*here).rev().take(3).filter_map(|s| scene.sentences.get(s)).any(|sentence| {
            match subject(scene, sentence).map(|phrase| phrase.head) {
                Some(Head::Name(name)) => {
                    scene.name(name).is_some_and(|name| name.kind == EntityType::Per && name.cluster != cluster)
                }
                _ => false,
            }
        })
    }

    /// What *it* or *they* take up: the subject of their sentence, else of the one before, when that is no person.
    fn thing_before(&self, at: usize) -> Option<Who> {
        let scene = self.scene;
        let here = *scene.sentence_of.get(at)?;
        let phrase_of = |s: usize| scene.sentences.get(s).and_then(|sentence| subject(scene, sentence));
        let before = || here.checked_sub(1).and_then(phrase_of);
        let phrase = phrase_of(here).filter(|phrase| phrase.tokens.end <= at).or_else(before)?;
        match phrase.head {
            Head::Name(name) => scene
                .name(name)
                .filter(|name| matches!(name.kind, EntityType::Org | EntityType::Misc))
                .map(|name| Who::Cluster(name.cluster)),
            Head::Noun(noun) => {
                let owner = phrase.owner.and_then(|owner| scene.name(owner)).map(|name| name.cluster);
                let cluster = owner.or_else(|| self.definite(&phrase, noun));
                cluster.map(Who::Cluster).or_else(|| self.bytes(&phrase.tokens).map(Who::Described))
            }
            Head::Pronoun(_) | Head::Self_ => None,
        }
    }

    fn bytes(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        let first = self.scene.token(tokens.start)?;
        let last = self.scene.token(tokens.end.checked_sub(1)?)?;
        Some(first.bytes.start..last.bytes.end)
    }
}
