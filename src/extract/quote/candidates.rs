//! Who may have said a quotation: every verb, subject and name around it, each with what speaks for and against it.

use std::ops::Range;

use super::cues::{Cue, Link};
use super::features::Feature as F;
use super::people::People;
use super::phrases::{Head, Phrase, beginning, ending, subject};
use super::scene::{Kind, Scene};
use super::shape::{Shape, begins_with_verb, is_title, shape};
use super::words::{FOREIGN, JUDGE, NAMES_A_TERM, SAY};
use crate::model::EntityType;

/// Verbs looked at on either side.
const VERBS: usize = 6;
/// Tokens looked at on either side.
const REACH: usize = 90;

/// Verb and subject stand beside the quotation.
pub(super) const BESIDE: [F; 4] = [F::Inverted, F::After, F::AfterBeforeNext, F::Before];

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
        let from = cue.subject.tokens.start;
        let beside = from == at + 1 || from == at + 2 && matches!(scene.kind(at + 1), Some(Kind::Mark(_)));
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
    pub(super) fn speaks(&self, at: usize) -> bool {
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
        if let Who::Cluster(cluster) = who
            && self.subject_since(since, at, *cluster)
        {
            features.push(F::LastOtherSince);
        }
        found.push(Candidate { who: Some(who.clone()), described: last.choice.described.clone(), cue: None, features });
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
