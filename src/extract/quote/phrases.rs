//! Noun phrases that can speak: the one that ends before a verb, the one that begins after it, the subject of a sentence.
//!
//! No parser: a phrase is a run of names, nouns and what stands before them, bounded by verbs, small words and marks.
//! Every walk is bounded, so that a hostile sentence costs no more than a long one.

use std::ops::Range;

use super::scene::{Kind, Scene};
use super::words::{
    ADVERB, AUXILIARY, BINDS, CLAUSE, CONJUNCTION, CUE, DETERMINER, NOMINATIVE, PAPER, PARTICIPLE, PAST, PLURAL,
    PREPOSITION, PRONOUN, RELATIVE, SELF, SPOKESPERSON, TIME,
};
use crate::model::EntityType;

/// Longest walk in tokens.
const REACH: usize = 40;
/// Longest description in tokens.
const LONGEST_DESCRIPTION: usize = 14;

/// Who a phrase is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// A name; its token.
    Name(usize),
    /// he, she, they, it.
    Pronoun(usize),
    /// I, we, you.
    Self_,
    /// A common noun; its token.
    Noun(usize),
}

/// A noun phrase. Tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) tokens: Range<usize>,
    pub(super) head: Head,
    /// The name a spokesman or a statement speaks for; its token.
    pub(super) owner: Option<usize>,
}

impl Phrase {
    fn pronoun(scene: &Scene<'_>, at: usize) -> Self {
        let head = if scene.is(at, SELF) { Head::Self_ } else { Head::Pronoun(at) };
        Self { tokens: at..at + 1, head, owner: None }
    }
}

/// Whether token `at` can be part of a noun phrase.
fn member(scene: &Scene<'_>, at: usize) -> bool {
    let Some(token) = scene.token(at) else { return false };
    match token.kind {
        Kind::Name(_) | Kind::Possessive => true,
        Kind::Mark(mark) => matches!(mark, '-' | '/' | '&' | '\'' | '’' | '.') && glued(scene, at),
        Kind::Quote(_) => false,
        Kind::Word => {
            let closed = PREPOSITION | CONJUNCTION | CLAUSE | AUXILIARY | NOMINATIVE;
            if token.classes & closed != 0 && token.classes & (PAPER | SPOKESPERSON) == 0 {
                // "May", "Will" and the like in a name the recogniser missed are not worth the harm.
                return false;
            }
            if token.classes & CUE != 0 {
                return is_noun_here(scene, at);
            }
            token.classes & ADVERB == 0 || token.classes & DETERMINER != 0
        }
    }
}

/// No white space on either side of a mark.
fn glued(scene: &Scene<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|b| scene.token(b));
    match (before, scene.token(at), scene.token(at + 1)) {
        (Some(before), Some(token), Some(after)) => {
            before.bytes.end == token.bytes.start
                && (token.bytes.end == after.bytes.start || matches!(token.kind, Kind::Mark('\'' | '’')))
        }
        _ => false,
    }
}

/// Whether a word that can be a reporting verb is a noun here: "the report", "his calls", "two claims".
pub(super) fn is_noun_here(scene: &Scene<'_>, at: usize) -> bool {
    let words = scene.words(at);
    if words.ends_with("ed") || words == "said" || words == "told" || words == "wrote" || words.ends_with("ing") {
        return false;
    }
    if scene.token(at).is_some_and(|token| token.capital) && !scene.sentence(at).is_empty() {
        return scene.sentence(at).start != at;
    }
    let Some(before) = at.checked_sub(1) else { return false };
    // "the protesters' demands", "several swing states certified"
    if matches!(scene.kind(before), Some(Kind::Mark('\'' | '’'))) {
        return true;
    }
    let bound = scene.is(before, DETERMINER) && !scene.is(before, NOMINATIVE);
    if !bound && scene.is(at, PLURAL) && scene.kind(before) == Some(Kind::Word) {
        let free = scene.is(before, NOMINATIVE | RELATIVE | ADVERB | CLAUSE | CONJUNCTION);
        let reports = matches!(scene.kind(at + 1), Some(Kind::Quote(_) | Kind::Mark(',' | ':' | '.')))
            || scene.words(at + 1) == "that";
        return !free && !reports && !scene.token(before).is_some_and(|token| token.capital);
    }
    scene.is(before, DETERMINER | PREPOSITION) && !scene.words(before).eq_ignore_ascii_case("to")
        || scene.kind(before) == Some(Kind::Possessive)
        || (scene.is(at, PAPER)
            && scene.kind(before) == Some(Kind::Word)
            && !scene.is(before, NOMINATIVE | RELATIVE | ADVERB))
}

/// First token of the run of phrase members that ends before `end`; `end` when there is none.
fn run_start(scene: &Scene<'_>, end: usize, floor: usize) -> usize {
    let mut start = end;
    while start > floor && end - start < REACH && member(scene, start - 1) {
        // "On Tuesday Grant said": the day belongs to the verb.
        if start < end && scene.is(start - 1, TIME) && !scene.is(start, SPOKESPERSON | PAPER) {
            break;
        }
        start -= 1;
        if scene.is(start, DETERMINER) && !scene.token(start).is_some_and(|token| token.capital && start > floor) {
            break;
        }
    }
    start
}

/// The phrase that ends before token `end`, not further left than `floor`.
pub(super) fn ending(scene: &Scene<'_>, end: usize, floor: usize) -> Option<Phrase> {
    let mut last = end;
    while last > floor
        && scene.is(last - 1, ADVERB | AUXILIARY)
        && !scene.is(last - 1, NOMINATIVE)
        && scene.kind(last - 1) == Some(Kind::Word)
    {
        last -= 1;
    }
    let mut aside = None;
    if last > floor && scene.is_mark(last - 1, ')') {
        last = back_to(scene, last - 1, floor, &['('])?;
    }
    if last > floor && matches!(scene.kind(last - 1), Some(Kind::Mark(',' | '—' | '–' | '-'))) {
        let close = last - 1;
        last = back_to(scene, close, floor, &[',', '—', '–', '-'])?;
        aside = Some(last + 1..close);
    }
    // "Grant, who denounced", "Grant, in a statement, which said"
    if last > floor && scene.is(last - 1, RELATIVE) {
        last -= 1;
        if last > floor && scene.is_mark(last - 1, ',') {
            last -= 1;
        }
    }
    if last > floor && scene.is_mark(last - 1, ')') {
        last = back_to(scene, last - 1, floor, &['('])?;
    }
    if last <= floor {
        return None;
    }
    if scene.is(last - 1, NOMINATIVE) {
        return Some(Phrase::pronoun(scene, last - 1));
    }
    // An age between commas: "Ross Dunbar, 54, said".
    if last > floor + 1 && is_number(scene, last - 1) && scene.is_mark(last - 2, ',') {
        last -= 2;
    }
    let whole_end = last;
    let mut start = run_start(scene, last, floor);
    if start == last {
        return None;
    }
    // "Yett of the children's fund", "a spokesman for the ministry in Leeds": the head stands left.
    let mut run = start..last;
    for _ in 0..4 {
        if start <= floor + 1 || !scene.is(start - 1, BINDS) || ends_with_person_of(scene, &run) {
            break;
        }
        let mut left = start - 1;
        if left > floor && scene.is_mark(left - 1, ',') && scene.words(left) == "of" {
            left -= 1;
        }
        // "Grant speaking to the council said"
        if left > floor && scene.is(left - 1, PARTICIPLE) {
            left -= 1;
            left -= usize::from(left > floor && scene.is_mark(left - 1, ','));
        }
        let further = run_start(scene, left, floor);
        if further == left {
            break;
        }
        start = further;
        run = further..left;
    }
    let found = phrase(scene, run, whole_end);
    // "her deputy, Ross Dunbar, said": the name stands in the aside.
    if let (Head::Noun(_), Some(aside)) = (found.head, aside)
        && let Some(name) = only_name(scene, aside)
    {
        return Some(Phrase { tokens: found.tokens.start..name + 1, head: Head::Name(name), owner: None });
    }
    // "by Ailsa Grant, a geologist and professor at Leeds, who said": the name stands before its description.
    if matches!(found.head, Head::Noun(_))
        && let Some(name) = described_name(scene, start, floor)
    {
        return Some(Phrase { tokens: name..found.tokens.end, head: Head::Name(name), owner: None });
    }
    Some(found)
}

/// "(the president of) Ukraine Ailsa Grant": the name after the place is the head, whatever stands before "of".
fn ends_with_person_of(scene: &Scene<'_>, run: &Range<usize>) -> bool {
    run.len() > 1
        && scene.name(run.end - 1).is_some_and(|name| name.kind == EntityType::Per)
        && scene.name(run.end - 2).is_some_and(|name| name.kind != EntityType::Per)
}

fn is_number(scene: &Scene<'_>, at: usize) -> bool {
    scene.kind(at) == Some(Kind::Word) && scene.words(at).bytes().all(|b| b.is_ascii_digit())
}

/// The person before the comma that a description at `start` follows.
fn described_name(scene: &Scene<'_>, start: usize, floor: usize) -> Option<usize> {
    // "Ailsa Grant of Leeds and editor of the journal wrote"
    if start > floor + 1 && scene.is(start - 1, CONJUNCTION) {
        let found = ending(scene, start - 1, floor.max(start.saturating_sub(12)))?;
        return match found.head {
            Head::Name(name) if scene.name(name).is_some_and(|name| name.kind == EntityType::Per) => Some(name),
            _ => None,
        };
    }
    let comma = (floor..start).rev().take(12).find(|&at| !member(scene, at) && !scene.is(at, BINDS | CONJUNCTION))?;
    let mut before = comma.checked_sub(1).filter(|_| scene.is_mark(comma, ','))?;
    if is_number(scene, before) && before > floor + 1 {
        before -= 2;
    }
    (before >= floor && scene.name(before).is_some_and(|name| name.kind == EntityType::Per)).then_some(before)
}

/// Token after the nearest of `marks` left of `from`, less one: the place where what stands before an aside ends.
fn back_to(scene: &Scene<'_>, from: usize, floor: usize, marks: &[char]) -> Option<usize> {
    (floor..from)
        .rev()
        .take(REACH)
        .find(|&at| matches!(scene.kind(at), Some(Kind::Mark(mark)) if marks.contains(&mark)))
}

/// The person or organisation in a run that holds nothing else but words before the name.
fn only_name(scene: &Scene<'_>, run: Range<usize>) -> Option<usize> {
    let last = run.end.checked_sub(1)?;
    let named = scene.name(last).is_some_and(|name| matches!(name.kind, EntityType::Per | EntityType::Org));
    (named && run.len() <= 4 && run.clone().all(|at| member(scene, at))).then_some(last)
}

/// The phrase that begins at token `from`, not further right than `ceiling`. Pronouns of any case when `oblique`.
pub(super) fn beginning(scene: &Scene<'_>, from: usize, ceiling: usize, oblique: bool) -> Option<Phrase> {
    let mut start = from;
    while start < ceiling && scene.is(start, ADVERB | AUXILIARY) && !scene.is(start, DETERMINER) {
        start += 1;
    }
    let pronoun = if oblique { PRONOUN | NOMINATIVE } else { NOMINATIVE };
    if start < ceiling && scene.is(start, pronoun) && !(scene.is(start, DETERMINER) && member(scene, start + 1)) {
        return Some(Phrase::pronoun(scene, start));
    }
    let mut end = start;
    while end < ceiling && end - start < REACH && member(scene, end) {
        if end > start && (scene.is(end, DETERMINER | TIME) || is_participle(scene, end) || is_past(scene, end)) {
            break;
        }
        end += 1;
        // After a person a small word begins something else.
        let person = scene.name(end - 1).is_some_and(|name| name.kind == EntityType::Per);
        if person && scene.kind(end) == Some(Kind::Word) {
            break;
        }
    }
    if end == start {
        return None;
    }
    // "said the mayor, Ailsa Grant, on Monday"
    let run = start..end;
    let found = phrase(scene, run.clone(), end);
    if matches!(found.head, Head::Noun(_)) && end + 1 < ceiling {
        let mut tail = end;
        while tail < ceiling && tail - start < LONGEST_DESCRIPTION && scene.is(tail, BINDS) && member(scene, tail + 1) {
            tail += 1;
            while tail < ceiling && member(scene, tail) {
                tail += 1;
            }
        }
        let tail = tail.min(ceiling);
        let named = tail + 1 + usize::from(scene.is(tail + 1, DETERMINER));
        if scene.is_mark(tail, ',')
            && scene.name(named).is_some_and(|name| matches!(name.kind, EntityType::Per | EntityType::Org))
            && !scene.is(named + 1, CUE | AUXILIARY)
        {
            return Some(Phrase { tokens: start..named + 1, head: Head::Name(named), owner: None });
        }
        return Some(phrase(scene, run, tail));
    }
    Some(found)
}

/// A small word in the past tense, not right after an article: "the ministry closed".
fn is_past(scene: &Scene<'_>, at: usize) -> bool {
    let small = scene.token(at).is_some_and(|token| token.kind == Kind::Word && !token.capital);
    let words = scene.words(at);
    small
        && !at.checked_sub(1).is_some_and(|before| scene.is(before, DETERMINER))
        && (words.len() > 4 && words.ends_with("ed") || scene.is(at, PAST))
}

/// A small word in *-ing* after a noun: "a protester using".
fn is_participle(scene: &Scene<'_>, at: usize) -> bool {
    scene.token(at).is_some_and(|token| token.kind == Kind::Word && !token.capital) && scene.words(at).ends_with("ing")
}

/// The person whom what stands after an inverted verb leads up to: "said Leeds University's dean, Ailsa Grant"; "said the
/// author and fellow Ailsa Grant".
pub(super) fn person_ahead(scene: &Scene<'_>, phrase: &Phrase, ceiling: usize) -> Option<Phrase> {
    let named =
        matches!(phrase.head, Head::Name(at) if scene.name(at).is_some_and(|name| name.kind == EntityType::Per));
    if named || matches!(phrase.head, Head::Pronoun(_) | Head::Self_) {
        return None;
    }
    let mut at = phrase.tokens.end;
    let joined = scene.is(at, CONJUNCTION);
    while at < ceiling.min(phrase.tokens.end + 9) {
        if scene.name(at).is_some_and(|name| name.kind == EntityType::Per) {
            // "said the ministry and Ailsa Grant" are two.
            let two = joined && at == phrase.tokens.end + 1;
            return (!two).then(|| Phrase { tokens: phrase.tokens.start..at + 1, head: Head::Name(at), owner: None });
        }
        if !(member(scene, at) || scene.is_mark(at, ',') || at == phrase.tokens.end && joined) {
            return None;
        }
        at += 1;
    }
    None
}

/// What a run of phrase members is about; `whole_end` is where what hangs on it ends.
fn phrase(scene: &Scene<'_>, run: Range<usize>, whole_end: usize) -> Phrase {
    let mut end = run.end;
    while end > run.start + 1 && !matches!(scene.kind(end - 1), Some(Kind::Name(_) | Kind::Word)) {
        end -= 1;
    }
    let last = end.saturating_sub(1);
    if scene.name(last).is_some() {
        return Phrase { tokens: run.start..end, head: Head::Name(last), owner: None };
    }
    // "Ailsa Grant herself", "President Grant Wednesday"
    let person = run.clone().rev().find(|&at| scene.name(at).is_some_and(|name| name.kind == EntityType::Per));
    if let Some(person) = person
        && scene.kind(person + 1) != Some(Kind::Possessive)
        && (person + 1..end).all(|at| scene.is(at, TIME | ADVERB))
    {
        return Phrase { tokens: run.start..person + 1, head: Head::Name(person), owner: None };
    }
    let whole_end = if whole_end - run.start > LONGEST_DESCRIPTION { end } else { whole_end.max(end) };
    let tokens = run.start..whole_end;
    Phrase { owner: owner(scene, &tokens, last), tokens, head: Head::Noun(last) }
}

/// For whom a spokesman or a statement speaks.
fn owner(scene: &Scene<'_>, tokens: &Range<usize>, head: usize) -> Option<usize> {
    if !scene.is(head, SPOKESPERSON | PAPER) {
        return None;
    }
    let paper = scene.is(head, PAPER);
    let speaks = |at: &usize| {
        scene.name(*at).is_some_and(|name| match name.kind {
            EntityType::Org => true,
            EntityType::Per | EntityType::Loc => paper,
            EntityType::Misc => false,
        })
    };
    let before = (tokens.start..head).rev().find(speaks);
    before.or_else(|| {
        // "for", "of", "from", "by" stand between.
        (head + 1..(head + 8).min(tokens.end + 6))
            .take_while(|&at| !matches!(scene.kind(at), Some(Kind::Mark(_) | Kind::Quote(_)) | None))
            .filter(|&at| at > head + 1)
            .find(speaks)
    })
}

/// "this week", "Last Monday", "Tuesday": words for time that no subject begins with.
fn opens_time(scene: &Scene<'_>, at: usize) -> bool {
    let before = matches!(
        scene.words(at).to_ascii_lowercase().as_str(),
        "this" | "last" | "next" | "late" | "early" | "that" | "the"
    );
    scene.is(at, TIME) && scene.kind(at + 1) != Some(Kind::Possessive) || before && scene.is(at + 1, TIME)
}

/// The subject of a sentence, as far as one can tell without its verb.
pub(super) fn subject(scene: &Scene<'_>, sentence: &Range<usize>) -> Option<Phrase> {
    let mut at = sentence.start;
    let near = sentence.end.min(sentence.start + REACH);
    // A dateline.
    if let Some(dash) = (at..near.min(at + 9)).find(|&i| matches!(scene.kind(i), Some(Kind::Mark('—' | '–' | '-'))))
        && !glued(scene, dash)
        && scene.name(at).is_some_and(|name| name.kind == EntityType::Loc)
    {
        at = dash + 1;
    }
    for _ in 0..4 {
        while at < near
            && (scene.is(at, CONJUNCTION | ADVERB) && !scene.is(at, DETERMINER | NOMINATIVE)
                || scene.is_mark(at, ',')
                || opens_time(scene, at))
        {
            at += 1;
        }
        let opens_aside = scene.is(at, PREPOSITION | PARTICIPLE)
            || scene.is(at, CLAUSE) && !scene.is(at, DETERMINER)
            || scene.words(at) == "According"
            || scene.words(at).ends_with("ing") && scene.kind(at) == Some(Kind::Word);
        if !opens_aside {
            break;
        }
        at = (at..near).find(|&i| scene.is_mark(i, ','))? + 1;
    }
    if at >= near || matches!(scene.kind(at), Some(Kind::Quote(_))) {
        return None;
    }
    beginning(scene, at, near, false)
}
