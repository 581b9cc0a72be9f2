//! The same person, organisation or place in several texts: what is surely known already, and what only may be.
//!
//! Data in, data out: the caller passes the entities a project has as [`Known`]s, once, and asks for each new text
//! which of them its clusters are. A link is made only where the name itself is enough: a full name, a company, a place
//! that cannot be another. A family name alone, a "Supreme Court" of no country, a "Georgia" among neither Tbilisi nor
//! Atlanta are new entities, and [`Links::suggestions`] says in words why they may be old ones. Links never go from one
//! entity over a doubtful name to a third.

mod countries;
mod setting;
mod suggest;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Cluster, cluster, name};
use crate::model::{EntityType, Id};

pub use setting::Setting;
pub use suggest::Suggestion;

/// An entity of the project, as linking sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// Its id.
    pub id: Id,
    /// Type; only names of one type are linked.
    pub kind: EntityType,
    /// Its fullest name.
    pub name: String,
    /// Its other names, short ones too.
    pub aliases: Vec<String>,
    /// Where the texts that name it are set, all together.
    pub setting: Setting,
}

/// What a cluster of a new text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// This entity, beyond doubt.
    Sure(Id),
    /// None that is known for sure: it becomes an entity of its own, and may be suggested for merging.
    New,
}

/// The entities of a project, filed by what can tell them apart.
#[derive(Clone, Debug, Default)]
pub struct Links {
    known: BTreeMap<Id, Known>,
    /// Entities by the keys of names that mean one thing everywhere.
    strong: HashMap<(EntityType, String), BTreeSet<Id>>,
    /// Entities by an acronym among their names.
    acronyms: HashMap<(EntityType, String), BTreeSet<Id>>,
}

impl Links {
    /// Files the entities of a project.
    #[must_use]
    pub fn new(known: impl IntoIterator<Item = Known>) -> Self {
        let mut links = Self::default();
        for one in known {
            links.add(one);
        }
        links
    }

    /// Adds an entity; one with the same id is replaced in what is shown, and keeps the names it was filed under.
    pub fn add(&mut self, known: Known) {
        for name in std::iter::once(&known.name).chain(&known.aliases) {
            self.file(known.id, known.kind, name);
        }
        self.known.insert(known.id, known);
    }

    /// Notes that `cluster` of a text set in `setting` is the entity `id`: its names are its aliases from now on.
    pub fn learn(&mut self, id: Id, cluster: &Cluster, setting: &Setting) {
        let Some(known) = self.known.get_mut(&id) else { return };
        known.setting.add(setting);
        let kind = known.kind;
        let mut fresh = Vec::new();
        for name in std::iter::once(&cluster.name).chain(&cluster.aliases) {
            if known.name != *name && !known.aliases.contains(name) {
                known.aliases.push(name.clone());
                fresh.push(name);
            }
        }
        for name in fresh {
            self.file(id, kind, name);
        }
    }

    fn file(&mut self, id: Id, kind: EntityType, name: &str) {
        let key = name::key(kind, name);
        if is_strong(kind, name, &key) {
            self.strong.entry((kind, key)).or_default().insert(id);
        } else if is_long_acronym(kind, name) {
            self.acronyms.entry((kind, key)).or_default().insert(id);
        }
    }

    /// The entities filed, in order of their ids.
    pub fn known(&self) -> impl Iterator<Item = &Known> {
        self.known.values()
    }

    /// For each cluster of a text set in `setting` the entity it surely is. The same input gives the same answer,
    /// whatever the order in which entities were added.
    #[must_use]
    pub fn link(&self, clusters: &[Cluster], setting: &Setting) -> Vec<Link> {
        let mut links: Vec<Link> =
            clusters.iter().map(|c| self.sure(c, setting).map_or(Link::New, Link::Sure)).collect();
        // Persons that the text keeps apart are two; the one named more often keeps the entity.
        let mut owner: HashMap<Id, usize> = HashMap::new();
        for (at, cluster) in clusters.iter().enumerate() {
            let Some(&Link::Sure(id)) = links.get(at) else { continue };
            if cluster.kind != EntityType::Per {
                continue;
            }
            let other = *owner.entry(id).or_insert(at);
            let more = clusters.get(other).is_some_and(|o| o.mentions.len() < cluster.mentions.len());
            let loser = if other == at {
                continue;
            } else if more {
                other
            } else {
                at
            };
            if more {
                owner.insert(id, at);
            }
            if let Some(slot) = links.get_mut(loser) {
                *slot = Link::New;
            }
        }
        links
    }

    fn sure(&self, cluster: &Cluster, setting: &Setting) -> Option<Id> {
        let kind = cluster.kind;
        let mut found: BTreeSet<Id> = BTreeSet::new();
        for (at, written) in std::iter::once(&cluster.name).chain(&cluster.aliases).enumerate() {
            let key = (kind, name::key(kind, written));
            for id in self.strong.get(&key).into_iter().flatten() {
                if self.known.get(id).is_some_and(|k| same_setting(kind, &key.1, &k.setting, setting)) {
                    found.insert(*id);
                }
            }
            // The fullest name alone decides when it is enough.
            if at == 0 && found.len() == 1 {
                break;
            }
        }
        if found.is_empty() {
            found = self.by_acronym(cluster);
        }
        if found.len() == 1 { found.into_iter().next() } else { None }
    }

    /// Entities that share an acronym with the cluster, where only one of the two has said what it stands for.
    fn by_acronym(&self, cluster: &Cluster) -> BTreeSet<Id> {
        let short = |name: &str| name::is_acronym(name);
        let mut found = BTreeSet::new();
        for written in std::iter::once(&cluster.name).chain(&cluster.aliases).filter(|n| short(n)) {
            let key = (cluster.kind, name::key(cluster.kind, written));
            for id in self.acronyms.get(&key).into_iter().flatten() {
                let known = self.known.get(id);
                if known.is_some_and(|k| short(&k.name) || short(&cluster.name)) {
                    found.insert(*id);
                }
            }
        }
        found
    }
}

/// A name that is enough to say who or what is meant, wherever it stands (places and bodies with a general name ask
/// for the setting too).
fn is_strong(kind: EntityType, name: &str, key: &str) -> bool {
    match kind {
        // A family name alone is anybody's.
        EntityType::Per => !cluster::is_bare(&key.split(' ').map(str::to_owned).collect::<Vec<_>>()),
        EntityType::Org => key.contains(' ') || !name::is_acronym(name) && !name::is_generic(key),
        EntityType::Loc | EntityType::Misc => !key.is_empty(),
    }
}

/// An acronym that few bodies share: three letters or more.
fn is_long_acronym(kind: EntityType, name: &str) -> bool {
    kind != EntityType::Per && name::is_acronym(name) && name.chars().filter(|c| c.is_alphabetic()).count() > 2
}

/// Whether a name that means different things in different countries means one thing in two settings.
fn same_setting(kind: EntityType, key: &str, a: &Setting, b: &Setting) -> bool {
    match kind {
        EntityType::Loc => match (a.referent(key), b.referent(key)) {
            (Some(a), Some(b)) => a == b,
            _ => !countries::is_ambiguous(key),
        },
        EntityType::Org if is_general(key) => a.country().is_some() && a.country() == b.country(),
        _ => true,
    }
}

/// A name of general words only: every country has its "Supreme Court".
fn is_general(key: &str) -> bool {
    key.split(' ').all(|w| name::is_generic(w) || name::is_joint(w))
}
