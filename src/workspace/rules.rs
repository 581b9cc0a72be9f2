//! The rules of a project, ready to be looked up: where an entity leads, what it is called, what is said of a name.
//!
//! Derived from the records, never saved; made anew when rules change.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde_json::Value;

use crate::extract::fold;
use crate::model::{EntityType, Id, Project, Rule, RuleKind};

/// The rules of a project that are switched on, ready to be looked up.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// By type and folded name; a type of `None` holds for all. Later rules come last.
    pub(super) by_name: HashMap<(Option<EntityType>, String), Vec<Arc<Rule>>>,
    /// Rules about one passage, by the source it stands in.
    pub(super) by_source: HashMap<Id, Vec<Arc<Rule>>>,
    /// Names to be found everywhere.
    pub(super) everywhere: Vec<Arc<Rule>>,
    /// Entities that a person said are not one.
    apart: HashSet<(Id, Id)>,
    /// Entities that were merged into others.
    moved: HashMap<Id, Id>,
    /// Types and names by entity.
    types: HashMap<Id, EntityType>,
    names: HashMap<Id, String>,
    aliases: HashMap<Id, Vec<String>>,
    ignored: HashSet<Id>,
}

/// The entity a rule leads to.
pub(super) fn target(rule: &Rule) -> Option<Id> {
    rule.to.get("entity").and_then(Value::as_str)?.parse().ok()
}

/// The entity a rule leads away from, or tells apart.
fn source(rule: &Rule) -> Option<Id> {
    rule.to.get("from").and_then(Value::as_str)?.parse().ok()
}

/// The type a rule gives.
fn given_type(rule: &Rule) -> Option<EntityType> {
    serde_json::from_value(rule.to.get("type")?.clone()).ok()
}

impl Rules {
    /// The rules of a project.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        let mut on: Vec<&Arc<Rule>> = project.rules.values().filter(|rule| rule.on).collect();
        on.sort_by_key(|rule| (rule.made, rule.id));
        let mut rules = Self::default();
        for rule in on {
            rules.add(project, rule);
        }
        rules
    }

    fn add(&mut self, project: &Project, rule: &Arc<Rule>) {
        let entity = target(rule);
        match (rule.kind, entity) {
            (RuleKind::Merge, Some(to)) => {
                if let Some(from) = source(rule) {
                    // The other way round, decided earlier, no longer holds.
                    if self.leads(to) == from {
                        self.moved.remove(&to);
                    }
                    self.moved.insert(from, to);
                }
            }
            (RuleKind::Retype, Some(entity)) => {
                if let Some(kind) = given_type(rule) {
                    self.types.insert(entity, kind);
                }
            }
            (RuleKind::Rename, Some(entity)) => {
                if let Some(name) = rule.to.get("name").and_then(Value::as_str) {
                    self.names.insert(entity, name.to_owned());
                }
            }
            (RuleKind::Alias, Some(entity)) => {
                if let Some(name) = rule.to.get("name").and_then(Value::as_str) {
                    self.aliases.entry(entity).or_default().push(name.to_owned());
                }
            }
            (RuleKind::Split, Some(entity)) => {
                if let Some(from) = source(rule) {
                    self.apart.insert((from.min(entity), from.max(entity)));
                }
            }
            (RuleKind::Ignore, Some(entity)) => drop(self.ignored.insert(entity)),
            _ => (),
        }
        let matches = &rule.matches;
        if let Some(anchor) = &matches.anchor {
            let source = project.versions.get(&anchor.version).map(|version| version.source);
            if let Some(source) = source {
                self.by_source.entry(source).or_default().push(rule.clone());
            }
        } else if let Some(name) = &matches.name {
            if rule.kind == RuleKind::AddMention {
                self.everywhere.push(rule.clone());
            } else {
                self.by_name.entry((matches.kind, name.clone())).or_default().push(rule.clone());
            }
        }
    }

    /// Where an entity has been merged to, or itself.
    #[must_use]
    pub fn leads(&self, entity: Id) -> Id {
        let mut at = entity;
        // A circle cannot be made by hand, but a file may hold anything.
        for _ in 0..=self.moved.len() {
            match self.moved.get(&at) {
                Some(next) => at = *next,
                None => return at,
            }
        }
        entity
    }

    /// Whether a person said that two entities are not one.
    #[must_use]
    pub fn apart(&self, a: Id, b: Id) -> bool {
        self.apart.contains(&(a.min(b), a.max(b)))
    }

    /// The last rule of a kind about a name, in a source.
    pub(super) fn about(&self, kind: RuleKind, of: EntityType, name: &str, source: Id) -> Option<&Rule> {
        let general = self.by_name.get(&(None, name.to_owned()));
        let typed = self.by_name.get(&(Some(of), name.to_owned()));
        let mut rules = general.into_iter().chain(typed).flatten();
        rules
            .rfind(|rule| rule.kind == kind && rule.matches.source.is_none_or(|only| only == source))
            .map(AsRef::as_ref)
    }

    /// The entity of a cluster: what the machine says, or where rules lead.
    #[must_use]
    pub fn entity(&self, kind: EntityType, name: &str, machine: Id, source: Id) -> Id {
        let folded = fold(name);
        let named = self
            .about(RuleKind::Merge, kind, &folded, source)
            .or_else(|| self.about(RuleKind::Alias, kind, &folded, source))
            .or_else(|| self.about(RuleKind::Retype, kind, &folded, source))
            .and_then(target);
        self.leads(named.unwrap_or(machine))
    }

    /// The type an entity is shown as.
    #[must_use]
    pub fn kind(&self, project: &Project, entity: Id) -> EntityType {
        let machine = project.entities.get(&entity).map_or(EntityType::Misc, |entity| entity.kind);
        self.types.get(&entity).copied().unwrap_or(machine)
    }

    /// The name an entity is shown under.
    #[must_use]
    pub fn name<'a>(&'a self, project: &'a Project, entity: Id) -> &'a str {
        let record = project.entities.get(&entity).map_or("", |entity| entity.name.as_str());
        self.names.get(&entity).map_or(record, String::as_str)
    }

    /// The names a person gave an entity beside its own.
    #[must_use]
    pub fn aliases(&self, entity: Id) -> &[String] {
        self.aliases.get(&entity).map_or(&[], Vec::as_slice)
    }

    /// Whether a person wants to see nothing of an entity.
    #[must_use]
    pub fn ignores(&self, project: &Project, entity: Id, source: Id) -> bool {
        let name = fold(self.name(project, entity));
        self.ignored.contains(&entity)
            || self.about(RuleKind::Ignore, self.kind(project, entity), &name, source).is_some()
    }
}
