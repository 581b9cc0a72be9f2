//! Every entity of the project: how often it is named, in which sources. Made in a job, because it reads every text's
//! findings.

use std::collections::HashMap;

use super::{Findings, Progress, Rules};
use crate::model::{EntityType, Id, Project};

/// An entity and its mentions over the sources.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The entity.
    pub entity: Id,
    /// Its type.
    pub kind: EntityType,
    /// The name it is shown under.
    pub name: String,
    /// Other names it has in the texts or was given.
    pub aliases: Vec<String>,
    /// Mentions in each source that names it, in the order of publication, undated last.
    pub sources: Vec<(Id, usize)>,
    /// Mentions in all.
    pub mentions: usize,
}

/// All entities of a project, by type, the most mentioned first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roster {
    /// Those that are shown.
    pub entities: Vec<Standing>,
    /// Those a person wants to see nothing of.
    pub ignored: Vec<Standing>,
    /// Mentions in all, without ignored ones.
    pub mentions: usize,
    place: HashMap<Id, usize>,
}

impl Roster {
    /// Goes through every current text of a live source; `None` when cancelled.
    #[must_use]
    pub fn of(project: &Project, progress: &Progress) -> Option<Self> {
        let rules = Rules::of(project);
        let mut sources: Vec<_> = project.live_sources().collect();
        sources.sort_by(|a, b| {
            let key = |issued: &Option<String>| (issued.is_none(), issued.clone());
            key(&a.item.issued).cmp(&key(&b.item.issued)).then(a.id.cmp(&b.id))
        });
        let (mut shown, mut hidden) = (HashMap::new(), HashMap::new());
        for source in sources {
            if progress.is_cancelled() {
                return None;
            }
            let Some(version) = project.current_version(source.id) else { continue };
            let found = Findings::of(project, &rules, version);
            count(&mut shown, source.id, found.entities);
            count(&mut hidden, source.id, found.ignored);
        }
        let (entities, ignored) = (sorted(shown), sorted(hidden));
        let mentions = entities.iter().map(|standing| standing.mentions).sum();
        let place = entities.iter().enumerate().map(|(at, standing)| (standing.entity, at)).collect();
        Some(Self { entities, ignored, mentions, place })
    }

    /// The standing of an entity.
    #[must_use]
    pub fn get(&self, entity: Id) -> Option<&Standing> {
        self.entities.get(*self.place.get(&entity)?)
    }
}

fn count(into: &mut HashMap<Id, Standing>, source: Id, named: Vec<super::Named>) {
    for named in named {
        let standing = into.entry(named.entity).or_insert_with(|| Standing {
            entity: named.entity,
            kind: named.kind,
            name: named.name,
            aliases: Vec::new(),
            sources: Vec::new(),
            mentions: 0,
        });
        for alias in named.aliases {
            if !standing.aliases.contains(&alias) {
                standing.aliases.push(alias);
            }
        }
        standing.mentions += named.mentions.len();
        standing.sources.push((source, named.mentions.len()));
    }
}

fn sorted(standings: HashMap<Id, Standing>) -> Vec<Standing> {
    let mut standings: Vec<Standing> = standings.into_values().collect();
    standings.sort_by(|a, b| {
        (a.kind, std::cmp::Reverse(a.mentions))
            .cmp(&(b.kind, std::cmp::Reverse(b.mentions)))
            .then_with(|| (a.name.to_lowercase(), a.entity).cmp(&(b.name.to_lowercase(), b.entity)))
    });
    standings
}
