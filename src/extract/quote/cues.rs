//! Reporting verbs and their subjects.

use super::phrases::{Head, Phrase, beginning, ending, is_noun_here, person_ahead, subject};
use super::scene::{Kind, Scene};
use super::words::{
    ADVERB, AUXILIARY, BE, CONJUNCTION, CUE, DETERMINER, FOREIGN, JUDGE, NAMES_A_TERM, NOMINATIVE, PAPER, PARTICIPLE,
    PASSES_ON, PRONOUN, RELATIVE, SAY, SPEECH,
};

/// How a verb and its subject hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// "Grant said"
    Direct,
    /// "…," said Grant
    Inverted,
    /// "Grant, who said"
    Relative,
    /// The subject of the verb before: "Grant left, saying"; "Grant left and said".
    Inherited,
    /// "described by Grant as"
    Agent,
    /// "according to Grant"
    According,
    /// "quoted Grant as saying"
    Quoted,
    /// "Grant's claim that"
    Noun,
}

/// A reporting verb.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    /// Its token.
    pub(super) at: usize,
    pub(super) subject: Phrase,
    pub(super) link: Link,
    /// Who passes the words on: "Reuters quoted Grant as saying".
    pub(super) relay: Option<Phrase>,
    /// After "to".
    pub(super) infinitive: bool,
}

/// The reporting verbs of a text that have a subject, in order.
pub(super) fn cues(scene: &Scene<'_>) -> Vec<Cue> {
    let mut found: Vec<Cue> = Vec::new();
    for at in 0..scene.tokens.len() {
        if scene.is(at, CUE | FOREIGN) {
            if let Some(cue) = cue(scene, at, found.last()) {
                found.push(cue);
            }
        } else if let Some(cue) = phrase_cue(scene, at) {
            found.push(cue);
        }
    }
    found
}

/// "according to Grant", "in the words of Grant", "Grant's claim that".
fn phrase_cue(scene: &Scene<'_>, at: usize) -> Option<Cue> {
    let sentence = scene.sentence(at);
    if scene.is(at, SPEECH) {
        return speech(scene, at, sentence.start);
    }
    let words = scene.words(at);
    let next = scene.words(at + 1);
    let from = if words.eq_ignore_ascii_case("according") && next == "to" || words == "words" && next == "of" {
        at + 2
    } else if words.eq_ignore_ascii_case("per") && scene.name(at + 1).is_some() {
        at + 1
    } else {
        return None;
    };
    let subject = beginning(scene, from, sentence.end, true)?;
    Some(Cue { at, subject, link: Link::According, relay: None, infinitive: false })
}

/// A noun for something said, with whose it is.
fn speech(scene: &Scene<'_>, at: usize, floor: usize) -> Option<Cue> {
    let owner = (floor..at)
        .rev()
        .take(3)
        .find(|&i| scene.kind(i) == Some(Kind::Possessive) || scene.is(i, PRONOUN) && scene.is(i, DETERMINER))?;
    if scene.kind(owner) == Some(Kind::Possessive) {
        let name = owner.checked_sub(1).filter(|&name| name >= floor && scene.name(name).is_some())?;
        let subject = Phrase { tokens: name..name + 1, head: Head::Name(name), owner: None };
        return Some(Cue { at, subject, link: Link::Noun, relay: None, infinitive: false });
    }
    let subject = Phrase { tokens: owner..owner + 1, head: Head::Pronoun(owner), owner: None };
    Some(Cue { at, subject, link: Link::Noun, relay: None, infinitive: false })
}

fn cue(scene: &Scene<'_>, at: usize, before: Option<&Cue>) -> Option<Cue> {
    let sentence = scene.sentence(at);
    let foreign = scene.is(at, FOREIGN);
    if !foreign && is_noun_here(scene, at) {
        return if scene.is(at, SPEECH) { speech(scene, at, sentence.start) } else { None };
    }
    let make = |subject, link| Some(Cue { at, subject, link, relay: None, infinitive: false });
    let back = |steps: usize| at.checked_sub(steps).filter(|&b| b >= sentence.start);
    let previous = back(1);
    // “…,” said Grant
    let quote_before = previous.is_some_and(|p| is_quote(scene, p))
        || (previous.is_some_and(|p| scene.is_mark(p, ',')) && back(2).is_some_and(|p| is_quote(scene, p)))
        // « … », a déclaré Grant
        || (foreign && back(3).is_some_and(|p| is_quote(scene, p)));
    // "told" is followed by who was told.
    let takes_object = matches!(scene.words(at), "told" | "tells" | "informed" | "assured" | "reminded");
    if quote_before
        && !takes_object
        && !scene.is(at, PARTICIPLE)
        && let Some(subject) = beginning(scene, at + 1, sentence.end, false)
    {
        let person = person_ahead(scene, &subject, sentence.end);
        return make(person.unwrap_or(subject), Link::Inverted);
    }
    let same = before.filter(|cue| cue.at >= sentence.start);
    let previous_word = previous.map_or("", |p| scene.words(p));
    if previous_word.eq_ignore_ascii_case("to") {
        let subject = same.map(|cue| cue.subject.clone()).or_else(|| subject(scene, &sentence))?;
        return Some(Cue { at, subject, link: Link::Inherited, relay: None, infinitive: true });
    }
    // "quoted Grant as saying", "Grant was quoted as saying"
    if scene.is(at, PARTICIPLE)
        && previous_word == "as"
        && let (Some(as_at), Some(verb)) = (previous, same)
        && scene.is(verb.at, PASSES_ON)
    {
        if let Some(object) = ending(scene, as_at, verb.at + 1) {
            let relay = Some(verb.subject.clone());
            return Some(Cue { at, subject: object, link: Link::Quoted, relay, infinitive: false });
        }
        return Some(Cue {
            at,
            subject: verb.subject.clone(),
            link: Link::Quoted,
            relay: verb.relay.clone(),
            infinitive: false,
        });
    }
    if names_a_term(scene, at) {
        return None;
    }
    let passive = passive(scene, at, sentence.start);
    if scene.words(at + 1) == "by" {
        let agent = beginning(scene, at + 2, sentence.end, true);
        // "Grant was quoted by Reuters as saying": the agent passes on, the subject spoke.
        if scene.is(at, PASSES_ON) && passive {
            let subject = ending(scene, at, sentence.start)?;
            return Some(Cue { at, subject, link: Link::Direct, relay: agent, infinitive: false });
        }
        if let Some(agent) = agent
            && (passive || scene.is(at, JUDGE))
        {
            return make(agent, Link::Agent);
        }
    }
    if passive && !scene.is(at, PARTICIPLE | PASSES_ON) {
        // "was called “odd” by Grant"
        let agent = (at + 1..sentence.end.min(at + 12)).find(|&i| scene.words(i) == "by")?;
        return make(beginning(scene, agent + 1, sentence.end, true)?, Link::Agent);
    }
    // "left, saying" and "left and said"
    let joined = previous.is_some_and(|p| {
        scene.is(p, CONJUNCTION)
            || scene.is_mark(p, ',') && scene.is(at, PARTICIPLE)
            || scene.is(p, ADVERB) && p.checked_sub(1).is_some_and(|q| q >= sentence.start && scene.is(q, CONJUNCTION))
    });
    let main = subject(scene, &sentence).filter(|main| main.tokens.end <= at);
    if !joined && let Some(subject) = ending(scene, at, sentence.start) {
        let relative = (subject.tokens.end..at).any(|i| scene.is(i, RELATIVE));
        let bare = scene.is(at, PARTICIPLE) && previous.is_some_and(|p| !scene.is(p, AUXILIARY));
        // "posted a message on Monday blaming": the subject of the sentence goes on, but "with Grant saying".
        if bare
            && subject.owner.is_none()
            && !subject
                .tokens
                .start
                .checked_sub(1)
                .is_some_and(|b| scene.words(b) == "with" || scene.is(b, CONJUNCTION))
            && let Some(main) = &main
            && main.tokens.end <= subject.tokens.start
        {
            return make(main.clone(), Link::Inherited);
        }
        // "Grant released a statement which read": the statement is hers.
        if let (Head::Noun(noun), None) = (subject.head, subject.owner)
            && scene.is(noun, PAPER)
            && let Some(main) = &main
            && main.tokens.end <= subject.tokens.start
        {
            return make(main.clone(), Link::Inherited);
        }
        return make(subject, if relative || bare { Link::Relative } else { Link::Direct });
    }
    if let Some(cue) = same
        && !matches!(cue.link, Link::According | Link::Noun)
        && main.as_ref().is_none_or(|main| cue.at > main.tokens.start)
    {
        return make(cue.subject.clone(), Link::Inherited);
    }
    make(main?, Link::Inherited)
}

/// "a pattern called “glider”": a verb of naming without an object between names a term, unless somebody is said to use
/// it: "what Grant called “odd”".
fn names_a_term(scene: &Scene<'_>, at: usize) -> bool {
    let next = at + 1 + usize::from(scene.is(at + 1, DETERMINER));
    // "a weir, what the engineers called “odd”"
    let what = (at.saturating_sub(5)..at).any(|i| matches!(scene.words(i), "what" | "which" | "that"));
    scene.is(at, NAMES_A_TERM)
        && !what
        && is_quote(scene, next)
        && at.checked_sub(1).is_some_and(|before| {
            scene.kind(before) == Some(Kind::Word) && !scene.is(before, NOMINATIVE | RELATIVE | AUXILIARY)
                || scene.is_mark(before, ',')
        })
}

fn is_quote(scene: &Scene<'_>, at: usize) -> bool {
    matches!(scene.kind(at), Some(Kind::Quote(_)))
}

/// A form of *be* stands before, with nothing but adverbs between.
fn passive(scene: &Scene<'_>, at: usize, floor: usize) -> bool {
    let words = scene.words(at);
    if words.ends_with("ing") {
        return false;
    }
    (floor..at)
        .rev()
        .take(3)
        .take_while(|&i| scene.is(i, ADVERB | AUXILIARY) && !scene.is(i, NOMINATIVE))
        .any(|i| scene.is(i, BE))
}

impl Cue {
    /// Verb of speech rather than of judging or showing.
    pub(super) fn says(&self, scene: &Scene<'_>) -> bool {
        scene.is(self.at, SAY | FOREIGN) || self.link == Link::According
    }
}
