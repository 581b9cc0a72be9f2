//! What a person decides about what the machine found: each decision is one labelled step that makes a rule.
//!
//! A rule names its entity by id, for what is in the project already, and by folded name and type, for what comes
//! later. An entity that a person touches becomes theirs: it is not tidied away when the machine no longer finds it.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::findings::whole_words;
use super::{Rules, Workspace};
use crate::extract::fold;
use crate::model::{Anchor, By, Edit, Entity, EntityType, Id, Kind, Match, Record, Rule, RuleKind};

/// A passage of the current version of a source, in code points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The source.
    pub source: Id,
    /// The passage.
    pub range: Range<usize>,
}

/// A decision to be made. Ids are those of entities, unless a rule is meant.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// `from` is `into`, and shown as it.
    Merge {
        /// The entity that is somebody known.
        from: Id,
        /// The one it is.
        into: Id,
    },
    /// Two entities are not one, whatever speaks for it.
    Apart(Id, Id),
    /// One mention names another: an entity that is there, or a new one of this type.
    Split(Passage, Option<Id>, EntityType),
    /// An entity is of this type.
    Retype(Id, EntityType),
    /// An entity is shown under this name.
    Rename(Id, String),
    /// A name means an entity, wherever it stands.
    Alias(Id, String),
    /// Nothing of an entity is to be shown.
    Ignore(Id),
    /// Words are no name of this type.
    Wrong(Passage, EntityType, Scope),
    /// Words are a name the machine missed: of an entity that is there, or of a new one.
    Name(Passage, EntityType, Option<Id>, Scope),
    /// A time expression is read as this TIMEX3 value.
    Reading(Passage, String),
    /// Who spoke a quotation; `None`: nobody known.
    Speaker(Passage, Option<Id>),
    /// Who passed a quotation on; `None`: nobody known.
    Relay(Passage, Option<Id>),
    /// A rule applies, or does not for now.
    Switch(Id, bool),
    /// A rule is taken away.
    Remove(Id),
}

/// How far a decision reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// This passage only.
    Here,
    /// Wherever the words stand, in this project and in what is imported later.
    Everywhere,
}

fn fields<const N: usize>(pairs: [(&str, Value); N]) -> Map<String, Value> {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

impl Workspace {
    /// Carries a decision out, as one step. Nothing happens where there is nothing to decide.
    pub fn decide(&mut self, decision: Decision) {
        match decision {
            Decision::Merge { from, into } => self.merge(from, into),
            Decision::Apart(a, b) => {
                let matches = self.known_by(a);
                let rule = self.rule(RuleKind::Split, matches, fields([("from", json!(a)), ("entity", json!(b))]));
                self.settle("Keep apart", [a, b], rule);
            }
            Decision::Split(passage, to, kind) => self.split(&passage, to, kind),
            Decision::Retype(entity, kind) => self.retype(entity, kind),
            Decision::Rename(entity, name) => self.rename_entity(entity, &name),
            Decision::Alias(entity, name) => self.alias(entity, &name),
            Decision::Ignore(entity) => self.ignore(entity),
            Decision::Wrong(passage, kind, scope) => self.wrong(&passage, kind, scope),
            Decision::Name(passage, kind, entity, scope) => self.add_mention(&passage, kind, entity, scope),
            Decision::Reading(passage, value) => self.read_as(&passage, &value),
            Decision::Speaker(passage, who) => self.assign("Assign speaker", RuleKind::Speaker, &passage, who),
            Decision::Relay(passage, who) => self.assign("Assign relay", RuleKind::Relay, &passage, who),
            Decision::Switch(rule, on) => self.switch_rule(rule, on),
            Decision::Remove(rule) => self.remove_rule(rule),
        }
    }

    fn rule(&mut self, kind: RuleKind, matches: Match, to: Map<String, Value>) -> Edit {
        let (id, now) = (self.fresh(Kind::Rule), self.now());
        let rule = Rule { id, kind, on: true, matches, to, made: now, changed: now, unknown: Map::new() };
        Edit::Put(Record::Rule(Arc::new(rule)))
    }

    /// The entity as a person's, if it is still the machine's.
    fn touch(&self, entity: Id) -> Option<Edit> {
        let record = self.project().entities.get(&entity).filter(|record| record.by == By::Machine)?;
        let record = Entity { by: By::Person, ..record.as_ref().clone() };
        Some(Edit::Put(Record::Entity(Arc::new(record))))
    }

    fn settle(&mut self, label: &str, touched: impl IntoIterator<Item = Id>, rule: Edit) {
        let edits = touched.into_iter().filter_map(|id| self.touch(id)).chain([rule]).collect();
        self.apply(Edit::Batch(label.to_owned(), edits));
    }

    /// The folded name and type an entity is known by.
    fn known_by(&self, entity: Id) -> Match {
        let record = self.project().entities.get(&entity);
        Match {
            name: record.map(|record| fold(&record.name)),
            kind: record.map(|record| record.kind),
            ..Match::default()
        }
    }

    fn at(&mut self, passage: &Passage) -> Option<Match> {
        let anchor = self.anchor(passage.source, passage.range.clone())?;
        Some(Match { anchor: Some(anchor), ..Match::default() })
    }

    /// A new entity of a person's.
    fn entity(&mut self, kind: EntityType, name: &str) -> (Id, Edit) {
        let id = self.fresh(Kind::Entity);
        let record =
            Entity { id, kind, name: name.to_owned(), aliases: Vec::new(), by: By::Person, unknown: Map::new() };
        (id, Edit::Put(Record::Entity(Arc::new(record))))
    }

    /// Says that two entities are one, shown as `into`. A single name of a person is tied only where it stands now:
    /// another text may mean another.
    fn merge(&mut self, from: Id, into: Id) {
        let rules = Rules::of(self.project());
        let (from, into) = (rules.leads(from), rules.leads(into));
        if from == into {
            return;
        }
        let mut matches = self.known_by(from);
        let single = matches.name.as_ref().is_some_and(|name| !name.contains(' '));
        if matches.kind == Some(EntityType::Per) && single {
            matches.source = self.only_source(from);
            if matches.source.is_none() {
                // Several texts: the id says which; the name alone would reach too far.
                matches.name = None;
            }
        }
        let rule = self.rule(RuleKind::Merge, matches, fields([("from", json!(from)), ("entity", json!(into))]));
        self.settle("Merge entities", [from, into], rule);
    }

    /// The source in which alone the machine found an entity.
    fn only_source(&self, entity: Id) -> Option<Id> {
        let project = self.project();
        let mut sources = project
            .analyses
            .values()
            .filter(|analysis| analysis.clusters.iter().any(|cluster| cluster.entity == entity))
            .filter_map(|analysis| project.versions.get(&analysis.version))
            .map(|version| version.source);
        let first = sources.next()?;
        sources.all(|source| source == first).then_some(first)
    }

    /// Says that one mention names somebody else: an entity that is there, or a new one of the same type.
    fn split(&mut self, passage: &Passage, to: Option<Id>, kind: EntityType) {
        let Some(matches) = self.at(passage) else { return };
        let words = matches.anchor.as_ref().map(|anchor| anchor.exact.clone()).unwrap_or_default();
        let (entity, made) = match to {
            Some(entity) => (entity, self.touch(entity)),
            None => {
                let (entity, made) = self.entity(kind, &words);
                (entity, Some(made))
            }
        };
        let rule = self.rule(RuleKind::Split, matches, fields([("entity", json!(entity))]));
        self.apply(Edit::Batch("Split mention".to_owned(), made.into_iter().chain([rule]).collect()));
    }

    /// Says what type an entity is.
    fn retype(&mut self, entity: Id, kind: EntityType) {
        let matches = self.known_by(entity);
        let rule = self.rule(RuleKind::Retype, matches, fields([("entity", json!(entity)), ("type", json!(kind))]));
        self.settle("Change type", [entity], rule);
    }

    /// Shows an entity under another name.
    fn rename_entity(&mut self, entity: Id, name: &str) {
        let name = name.trim();
        if name.is_empty() {
            return;
        }
        let matches = self.known_by(entity);
        let rule = self.rule(RuleKind::Rename, matches, fields([("entity", json!(entity)), ("name", json!(name))]));
        self.settle("Rename entity", [entity], rule);
    }

    /// Says that a name means an entity, wherever it stands.
    fn alias(&mut self, entity: Id, name: &str) {
        let name = name.trim();
        if name.is_empty() {
            return;
        }
        let kind = Rules::of(self.project()).kind(self.project(), entity);
        let matches = Match { name: Some(fold(name)), kind: Some(kind), ..Match::default() };
        let rule = self.rule(RuleKind::Alias, matches, fields([("entity", json!(entity)), ("name", json!(name))]));
        self.settle("Add alias", [entity], rule);
    }

    /// Shows nothing of an entity any more.
    fn ignore(&mut self, entity: Id) {
        let matches = self.known_by(entity);
        let rule = self.rule(RuleKind::Ignore, matches, fields([("entity", json!(entity))]));
        self.settle("Ignore entity", [entity], rule);
    }

    /// Says that words are no name of this type: at this passage, or everywhere.
    fn wrong(&mut self, passage: &Passage, kind: EntityType, scope: Scope) {
        let Some(mut matches) = self.at(passage) else { return };
        if scope == Scope::Everywhere {
            let name = matches.anchor.take().map(|anchor| fold(&anchor.exact));
            matches = Match { name, kind: Some(kind), ..Match::default() };
        }
        let rule = self.rule(RuleKind::Wrong, matches, Map::new());
        let label = if scope == Scope::Here { "Not a name here" } else { "Not a name anywhere" };
        self.settle(label, [], rule);
    }

    /// Adds a name the machine missed: at this passage, or wherever the same words stand.
    fn add_mention(&mut self, passage: &Passage, kind: EntityType, entity: Option<Id>, scope: Scope) {
        let Some(mut matches) = self.at(passage) else { return };
        let words = matches.anchor.as_ref().map(|anchor| anchor.exact.trim().to_owned()).unwrap_or_default();
        if words.is_empty() {
            return;
        }
        let same_name = || {
            let rules = Rules::of(self.project());
            let known = self
                .project()
                .entities
                .values()
                .find(|entity| rules.kind(self.project(), entity.id) == kind && fold(&entity.name) == fold(&words));
            known.map(|entity| entity.id)
        };
        let known = entity.or_else(same_name);
        let (entity, made) = match known {
            Some(entity) => (entity, self.touch(entity)),
            None => {
                let (entity, made) = self.entity(kind, &words);
                (entity, Some(made))
            }
        };
        let mut to = fields([("entity", json!(entity)), ("type", json!(kind))]);
        let label = match scope {
            Scope::Here => "Add mention",
            Scope::Everywhere => {
                to.insert("text".to_owned(), json!(words));
                matches = Match { name: Some(fold(&words)), kind: Some(kind), ..Match::default() };
                "Add mentions everywhere"
            }
        };
        let rule = self.rule(RuleKind::AddMention, matches, to);
        self.apply(Edit::Batch(label.to_owned(), made.into_iter().chain([rule]).collect()));
    }

    /// Chooses how a time expression is read: a TIMEX3 value.
    fn read_as(&mut self, passage: &Passage, value: &str) {
        let Some(matches) = self.at(passage) else { return };
        let rule = self.rule(RuleKind::Reading, matches, fields([("value", json!(value))]));
        self.replace_rule("Choose reading", passage, RuleKind::Reading, rule);
    }

    fn assign(&mut self, label: &str, kind: RuleKind, passage: &Passage, entity: Option<Id>) {
        let Some(matches) = self.at(passage) else { return };
        let rule = self.rule(kind, matches, fields([("entity", json!(entity))]));
        let touched = entity.and_then(|entity| self.touch(entity));
        let rule = match touched {
            Some(touched) => Edit::Batch(String::new(), vec![touched, rule]),
            None => rule,
        };
        self.replace_rule(label, passage, kind, rule);
    }

    /// One passage has one reading and one speaker: a new choice takes the place of the one before.
    fn replace_rule(&mut self, label: &str, passage: &Passage, kind: RuleKind, rule: Edit) {
        let same = |anchor: &Anchor| anchor.start == passage.range.start && anchor.end == passage.range.end;
        let current = self.project().current_version(passage.source).map(|version| version.id);
        let before = self
            .project()
            .rules
            .values()
            .filter(|old| old.kind == kind)
            .filter(|old| old.matches.anchor.as_ref().is_some_and(|at| Some(at.version) == current && same(at)))
            .map(|old| Edit::Remove(old.id));
        let edits = before.chain([rule]).collect();
        self.apply(Edit::Batch(label.to_owned(), edits));
    }

    /// Switches a decision off or on again.
    fn switch_rule(&mut self, rule: Id, on: bool) {
        let Some(record) = self.project().rules.get(&rule).filter(|record| record.on != on) else { return };
        let record = Rule { on, changed: self.now(), ..record.as_ref().clone() };
        let label = if on { "Switch decision on" } else { "Switch decision off" };
        self.apply(Edit::Batch(label.to_owned(), vec![Edit::Put(Record::Rule(Arc::new(record)))]));
    }

    /// Takes a decision away.
    fn remove_rule(&mut self, rule: Id) {
        if self.project().rules.contains_key(&rule) {
            self.apply(Edit::Batch("Remove decision".to_owned(), vec![Edit::Remove(rule)]));
        }
    }

    /// How often words stand as words of their own in the current texts.
    #[must_use]
    pub fn occurrences(&self, words: &str) -> usize {
        let project = self.project();
        let texts = project.live_sources().filter_map(|source| project.current_version(source.id));
        texts.map(|version| whole_words(&version.text, words).count()).sum()
    }

    /// Marks every mention of an entity in the current text of a source.
    pub fn mark_mentions(&mut self, source: Id, mentions: &[Range<usize>], colour: crate::model::Colour) {
        let marked: HashMap<(usize, usize), Id> = self
            .project()
            .current_version(source)
            .map(|version| {
                self.project()
                    .marks_in(version.id)
                    .map(|mark| ((mark.anchor.start, mark.anchor.end), mark.id))
                    .collect()
            })
            .unwrap_or_default();
        let mut edits = Vec::new();
        for range in mentions.iter().filter(|range| !marked.contains_key(&(range.start, range.end))) {
            if let Some(anchor) = self.anchor(source, range.clone()) {
                let (id, now) = (self.fresh(Kind::Mark), self.now());
                edits.push(Edit::highlight(id, anchor, colour, now));
            }
        }
        self.apply(Edit::Batch("Highlight mentions".to_owned(), edits));
    }
}

#[cfg(test)]
#[path = "decisions_tests.rs"]
mod tests;
