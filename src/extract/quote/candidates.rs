//! Who may have said a quotation: every verb, subject and name around it, each with what speaks for and against it.

use std::ops::Range;

use super::cues::{Cue, Link};
use super::features::Feature as F;
use super::people::People;
use super::phrases::{Head, Phrase, beginning, ending, subject};
use super::scene::{Kind, Scene};
use super::words::{self, FOREIGN, JUDGE, NAMES_A_TERM, PARTICIPLE, SAY};
use crate::model::EntityType;

/// Verbs looked at on either side.
const VERBS: usize = 6;
/// Tokens looked at on either side.
const REACH: usize = 90;

/// Verb and subject stand beside the quotation.
const BESIDE: [F; 4] = [F::Inverted, F::After, F::AfterBeforeNext, F::Before];

/// A speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// Somebody named: place of the cluster.
    Cluster(usize),
    /// Somebody described; bytes of the description.
    Described(Range<usize>),
}

/// A possible answer to who said a quotation.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// `None`: nobody, or nobody that can be told.
    pub(super) who: Option<Who>,
    /// Words that describe the speaker, also where a name stands behind them; bytes.
    pub(super) described: Option<Range<usize>>,
    /// Place of the verb in the list of verbs.
    pub(super) cue: Option<usize>,
    pub(super) features: Vec<F>,
}

/// What was decided about a quotation.
#[derive(Clone, Debug)]
pub(super) struct Decision {
    /// Token of the quotation.
    pub(super) at: usize,
    pub(super) choice: Candidate,
    /// Cluster of who passed it on.
    pub(super) relay: Option<usize>,
}

/// How much of a sentence is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A sentence or more.
    Whole,
    /// Four words or more of one.
    Part,
    /// Less.
    Few,
}

/// Everything that is known before speakers are looked for.
pub(super) struct View<'s, 't> {
    pub(super) scene: &'s Scene<'t>,
    pub(super) cues: &'s [Cue],
    pub(super) people: &'s People<'s, 't>,
    /// The text is English enough to trust word order.
    pub(super) english: bool,
}

impl View<'_, '_> {
    /// All answers for quotation `span`, which is token `at`; `before` are the decisions so far.
    pub(super) fn candidates(&self, span: usize, at: usize, before: &[Decision]) -> Vec<Candidate> {
        let quotation = Around::new(self, span, at);
        let mut found = Vec::with_capacity(16);
        let last = before.last().filter(|last| at - last.at <= 4 * REACH);
        self.with_verbs(&quotation, last, &mut found);
        let beside = found.iter().any(|one| one.features.iter().any(|f| BESIDE.contains(f)));
        let nobody = self.nobody(&quotation, beside, last);
        found.insert(0, nobody);
        if self.english {
            self.without_verbs(&quotation, last, &mut found);
        } else {
            // Word order is not to be trusted: only a verb beside the quotation counts.
            found.retain(|one| {
                one.who.is_none()
                    || one.features.contains(&F::Foreign) && one.features.iter().any(|f| BESIDE.contains(f))
            });
        }
        if self.english || quotation.alone {
            self.last_speaker(&quotation, last, &mut found);
        }
        found
    }

    fn nobody(&self, quotation: &Around, beside: bool, last: Option<&Decision>) -> Candidate {
        let mut features = vec![F::Nobody];
        let scene = self.scene;
        let inner = scene.inner(quotation.span);
        features.push(match quotation.shape {
            Shape::Whole => F::NobodyWhole,
            Shape::Part => F::NobodyPart,
            Shape::Few if inner.split_whitespace().nth(1).is_none() => F::NobodyOneWord,
            Shape::Few => F::NobodyFewWords,
        });
        let verb = self.verbs_in(&quotation.sentence);
        if !verb {
            features.push(F::NobodyNoVerb);
            if quotation.shape == Shape::Few {
                features.push(F::NobodyFewNoVerb);
            }
        }
        // "known as", "the term", "the song"; but "Grant called it" is a judgement of hers.
        if (1..=3).any(|back| {
            quotation.at.checked_sub(back).is_some_and(|i| {
                i >= quotation.sentence.start
                    && (quotation.shape != Shape::Whole || is_title(inner))
                    && scene.is(i, NAMES_A_TERM)
                    && self.cues.binary_search_by_key(&i, |cue| cue.at).is_err()
            })
        }) {
            features.push(F::NobodyTerm);
        }
        if last.is_some_and(|last| last.choice.who.is_none() && quotation.sentence.contains(&last.at)) {
            features.push(F::NobodyAgain);
        }
        if quotation.shape != Shape::Whole && is_title(inner) {
            features.push(F::NobodyTitle);
        }
        let touches = |i: usize| scene.is(i, SAY | JUDGE | FOREIGN);
        if beside || touches(quotation.at + 1) || (1..=2).any(|b| quotation.at.checked_sub(b).is_some_and(touches)) {
            features.push(F::NobodyTouching);
        }
        if quotation.after_as {
            features.push(F::NobodyAs);
        }
        if quotation.shape == Shape::Few
            && quotation.at.checked_sub(1).is_some_and(|i| scene.kind(i) == Some(Kind::Possessive))
        {
            features.push(F::NobodyPossessive);
        }
        if quotation.at == quotation.sentence.start && quotation.shape != Shape::Whole {
            features.push(F::NobodyOpens);
        }
        Candidate { who: None, described: None, cue: None, features }
    }

    fn verbs_in(&self, tokens: &Range<usize>) -> bool {
        let from = self.cues.partition_point(|cue| cue.at < tokens.start);
        self.cues.get(from).is_some_and(|cue| cue.at < tokens.end)
    }

    /// Candidates that are subjects of reporting verbs.
    fn with_verbs(&self, quotation: &Around, last: Option<&Decision>, found: &mut Vec<Candidate>) {
        let middle = self.cues.partition_point(|cue| cue.at < quotation.at);
        for (rank, place) in (middle.saturating_sub(VERBS)..middle).rev().enumerate() {
            let Some(cue) = self.cues.get(place) else { continue };
            let Some(mut features) = self.verb_before(quotation, cue) else { break };
            push_rank(rank, &mut features);
            self.add(cue.subject.clone(), Some((place, cue)), features, last, found);
        }
        for (rank, place) in (middle..self.cues.len().min(middle + VERBS)).enumerate() {
            let Some(cue) = self.cues.get(place) else { continue };
            let Some(mut features) = self.verb_after(quotation, cue) else { break };
            push_rank(rank, &mut features);
            self.add(cue.subject.clone(), Some((place, cue)), features, last, found);
        }
    }

    fn verb_before(&self, quotation: &Around, cue: &Cue) -> Option<Vec<F>> {
        let scene = self.scene;
        let (at, whole) = (quotation.at, quotation.shape == Shape::Whole);
        if at - cue.at > REACH {
            return None;
        }
        let sentences = scene.sentence_of.get(at)? - scene.sentence_of.get(cue.at)?;
        let mut features = Vec::with_capacity(10);
        let end = match cue.link {
            Link::According | Link::Agent | Link::Inverted => cue.at.max(cue.subject.tokens.end.saturating_sub(1)),
            _ => cue.at,
        };
        match sentences {
            0 => {
                let between = end + 1..at.max(end + 1);
                let gap = between.clone().take(12).filter(|&i| !matches!(scene.kind(i), Some(Kind::Mark(_)))).count();
                let quoted_between = quotation.previous.is_some_and(|previous| previous > cue.at);
                features.push(match (quoted_between, whole) {
                    (true, _) => F::BeforeQuotation,
                    (_, true) if gap <= 3 => F::Before,
                    (_, true) if gap <= 10 => F::BeforeNear,
                    (_, true) => F::BeforeFar,
                    (_, false) if gap <= 10 => F::BeforePart,
                    (_, false) => F::BeforeFarPart,
                });
                if scene.is_mark(at - 1, ':') {
                    features.push(F::ColonVerb);
                } else if scene.is_mark(at - 1, ',') && gap <= 3 {
                    features.push(F::Comma);
                }
            }
            1 | 2 => {
                features.push(if sentences == 2 {
                    F::TwoBefore
                } else if quotation.alone {
                    F::SentenceBeforeAlone
                } else {
                    F::SentenceBefore
                });
                if quotation.previous.is_some_and(|previous| scene.sentence(cue.at).contains(&previous)) {
                    features.push(F::VerbServedAnother);
                }
                if scene.paragraph(cue.at) != scene.paragraph(at) {
                    features.push(F::OtherParagraph);
                }
            }
            _ => return None,
        }
        Some(features)
    }

    fn verb_after(&self, quotation: &Around, cue: &Cue) -> Option<Vec<F>> {
        let scene = self.scene;
        let (at, whole) = (quotation.at, quotation.shape == Shape::Whole);
        let beside = cue.subject.tokens.start > at && cue.subject.tokens.start <= at + 2;
        let mut features = Vec::with_capacity(10);
        let next_quoted = (cue.at + 1..cue.at + 4).any(|i| matches!(scene.kind(i), Some(Kind::Quote(_))));
        if cue.at >= quotation.sentence.end {
            let next = cue.at < scene.sentence(quotation.sentence.end).end
                && scene.paragraph(quotation.sentence.end) == scene.paragraph(at);
            if !(next && beside && !next_quoted && quotation.sentence.end == at + 1) {
                return None;
            }
            features.push(F::AfterStop);
            return Some(features);
        }
        if cue.at - at > REACH {
            return None;
        }
        let quoted_between = quotation.next.is_some_and(|next| next < cue.at);
        features.push(if quoted_between {
            F::AfterNextQuotation
        } else if cue.link == Link::Inverted && cue.at <= at + 2 {
            F::Inverted
        } else if beside && next_quoted {
            F::AfterBeforeNext
        } else if beside {
            F::After
        } else if quotation.verb_before {
            F::AfterFarVerbBefore
        } else if whole {
            F::AfterFar
        } else {
            F::AfterFarPart
        });
        if quotation.shape == Shape::Few
            && features.iter().any(|f| [F::AfterFarPart, F::AfterFarVerbBefore].contains(f))
        {
            features.push(F::AfterFarFew);
        }
        if !whole && features.iter().any(|f| BESIDE.contains(f)) && quotation.comma_inside {
            features.push(F::CommaInside);
        }
        Some(features)
    }

    /// Candidates that no verb names.
    fn without_verbs(&self, quotation: &Around, last: Option<&Decision>, found: &mut Vec<Candidate>) {
        let scene = self.scene;
        let (at, sentence) = (quotation.at, &quotation.sentence);
        let colon = at > sentence.start && scene.is_mark(at - 1, ':');
        if let Some(phrase) = subject(scene, sentence).filter(|phrase| phrase.tokens.end <= at) {
            let feature = if colon {
                F::SubjectColon
            } else if quotation.after_as {
                F::SubjectAs
            } else {
                F::Subject
            };
            self.add(phrase, None, vec![feature], last, found);
        }
        // Grant “stressed the need”, the Post said.
        if quotation.shape == Shape::Part
            && begins_with_verb(scene.inner(quotation.span))
            && let Some(phrase) = ending(scene, at, sentence.start)
            && phrase.tokens.end == at
        {
            self.add(phrase, None, vec![F::VerbInside], last, found);
        }
        let near = sentence.start.max(at.saturating_sub(REACH));
        let name_before = (near..at).rev().find(|&i| self.speaks(i));
        if let Some(name) = name_before {
            let mut features = vec![F::NameBefore];
            if scene.kind(at - 1) == Some(Kind::Possessive) && name + 2 == at {
                features.push(F::Possessive);
            }
            if colon {
                features.push(F::Colon);
            }
            self.add(name_phrase(name), None, features, last, found);
        }
        if let Some(name) = (at + 1..sentence.end.min(at + REACH)).find(|&i| self.speaks(i)) {
            self.add(name_phrase(name), None, vec![F::NameAfter], last, found);
        }
        // “…” — Ailsa Grant
        let signed =
            (at + 1..at + 8).find(|&i| !matches!(scene.kind(i), Some(Kind::Mark('—' | '–' | '―' | '-' | '~'))));
        let paragraph = scene.paragraph(at) + usize::from(quotation.alone && sentence.end == at + 1);
        if let Some(from) = signed.filter(|from| *from > at + 1 && scene.paragraph(*from) <= paragraph)
            && let line = scene.sentence(from)
            && let Some(phrase) = beginning(scene, from, line.end, false)
            && (phrase.tokens.end >= line.end
                || scene.is_mark(phrase.tokens.end, ',')
                || scene.is_mark(phrase.tokens.end, '.'))
            && scene.token(from).is_some_and(|token| token.capital)
        {
            self.add(phrase, None, vec![F::Signed], last, found);
        }
        let here = scene.sentence_of.get(at).copied().unwrap_or(0);
        if let Some(before) = here.checked_sub(1).and_then(|s| scene.sentences.get(s))
            && let Some(phrase) = subject(scene, before)
        {
            let mut features = vec![if quotation.alone { F::SubjectBeforeAlone } else { F::SubjectBefore }];
            if scene.paragraph(before.start) != scene.paragraph(at) {
                features.push(F::OtherParagraph);
            }
            self.add(phrase, None, features, last, found);
        }
    }

    /// A person or organisation.
    fn speaks(&self, at: usize) -> bool {
        self.scene.name(at).is_some_and(|name| matches!(name.kind, EntityType::Per | EntityType::Org))
    }

    /// Who spoke before goes on.
    fn last_speaker(&self, quotation: &Around, last: Option<&Decision>, found: &mut Vec<Candidate>) {
        let Some(last) = last else { return };
        let Some(who) = &last.choice.who else { return };
        let scene = self.scene;
        let (at, since) = (quotation.at, last.at);
        // Verbs after the quotation before, but for the one it was given by.
        let from = self.cues.partition_point(|cue| cue.at <= since);
        let own = last.choice.cue;
        let verbs = |until: usize| {
            let near = self.cues.iter().enumerate().skip(from).take(VERBS);
            near.take_while(|(_, cue)| cue.at < until).any(|(place, _)| Some(place) != own)
        };
        let mut features = Vec::new();
        let paragraphs = scene.paragraph(at) - scene.paragraph(since);
        if quotation.sentence.contains(&since) {
            features.push(if verbs(at) { F::LastInSentenceVerb } else { F::LastInSentence });
        } else if paragraphs == 0 {
            if verbs(quotation.sentence.end) {
                features.push(F::LastVerbSince);
            } else {
                features.push(F::LastInParagraph);
                if quotation.alone {
                    features.push(F::LastInParagraphAlone);
                }
            }
        } else if paragraphs == 1 {
            features.push(if quotation.alone && !verbs(quotation.sentence.end) {
                F::LastParagraphAlone
            } else {
                F::LastParagraph
            });
        } else {
            return;
        }
        let (first, here) = (scene.sentence_of.get(since), scene.sentence_of.get(at));
        if let (Some(first), Some(here)) = (first, here) {
            let others = (first + 1..*here).rev().take(3).any(|s| {
                scene.sentences.get(s).and_then(|sentence| subject(scene, sentence)).is_some_and(|phrase| {
                    match (phrase.head, who) {
                        (Head::Name(name), Who::Cluster(cluster)) => {
                            scene.name(name).is_some_and(|n| n.kind == EntityType::Per && n.cluster != *cluster)
                        }
                        _ => false,
                    }
                })
            });
            if others {
                features.push(F::LastOtherSince);
            }
        }
        found.push(Candidate { who: Some(who.clone()), described: last.choice.described.clone(), cue: None, features });
    }

    /// Adds the speaker that a phrase means.
    fn add(
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
            Some(Who::Cluster(cluster)) => Some(*cluster),
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

/// A quotation and its neighbourhood.
struct Around {
    span: usize,
    at: usize,
    shape: Shape,
    sentence: Range<usize>,
    /// Tokens of the quotations before and after.
    previous: Option<usize>,
    next: Option<usize>,
    /// It begins its sentence, and no verb gives it there.
    alone: bool,
    /// A verb stands before it in its sentence.
    verb_before: bool,
    /// *as* stands before it, with or without an article.
    after_as: bool,
    /// It ends with a comma before its mark.
    comma_inside: bool,
}

impl Around {
    fn new(view: &View<'_, '_>, span: usize, at: usize) -> Self {
        let scene = view.scene;
        let sentence = scene.sentence(at);
        let alone = sentence.start == at && !view.verbs_in(&sentence);
        let token = |place: Option<usize>| place.and_then(|place| scene.quote_tokens.get(place)).copied();
        Self {
            span,
            at,
            shape: shape(scene.inner(span)),
            previous: token(span.checked_sub(1)),
            next: token(Some(span + 1)),
            after_as: (1..=2)
                .any(|back| at.checked_sub(back).is_some_and(|i| i >= sentence.start && scene.words(i) == "as")),
            comma_inside: scene.inner(span).trim_end().ends_with(','),
            verb_before: view.verbs_in(&(sentence.start..at)),
            sentence,
            alone,
        }
    }
}

fn name_phrase(at: usize) -> Phrase {
    Phrase { tokens: at..at + 1, head: Head::Name(at), owner: None }
}

fn push_rank(rank: usize, features: &mut Vec<F>) {
    match rank {
        0 => {}
        1 => features.push(F::OneNearer),
        _ => features.push(F::TwoNearer),
    }
}

/// How much of a sentence the words in the marks are.
pub(super) fn shape(inner: &str) -> Shape {
    let trimmed = inner.trim_matches(|c: char| c.is_whitespace() || matches!(c, '…' | '.' | '‘' | '\'' | '“' | '"'));
    let words = trimmed.split_whitespace().take(5).count();
    let first = trimmed.chars().find(|c| !matches!(c, '[' | '(' | '¿' | '¡'));
    let opens = first.is_some_and(|c| c.is_uppercase() || c.is_numeric()) || trimmed.starts_with('[');
    let ends = inner.trim_end().ends_with([',', '.', '!', '?', '…']);
    // Chinese, Japanese and Arabic have neither capitals nor, the first two, spaces.
    let without_case = first.is_some_and(|c| c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase());
    if without_case {
        return if trimmed.chars().nth(8).is_some() { Shape::Whole } else { Shape::Few };
    }
    match words {
        0..=3 if opens && ends && words > 1 && !inner.trim_end().ends_with(',') => Shape::Whole,
        0..=3 => Shape::Few,
        _ if opens && (ends || words > 4 && !is_title(trimmed)) => Shape::Whole,
        _ => Shape::Part,
    }
}

/// A verb of speech in the past is the first word: “stressed the need”.
fn begins_with_verb(inner: &str) -> bool {
    let first = inner.split_whitespace().next().unwrap_or_default();
    first.ends_with("ed") && words::classes(first) & SAY != 0
}

/// Every word of more than three letters begins with a capital.
pub(super) fn is_title(inner: &str) -> bool {
    let mut long = 0;
    for word in inner.split_whitespace().take(12) {
        let letters = word.trim_matches(|c: char| !c.is_alphanumeric());
        if letters.chars().nth(3).is_some() || long == 0 {
            if !letters.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric()) {
                return false;
            }
            long += 1;
        }
    }
    long > 1
}
