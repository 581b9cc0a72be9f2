//! Every entity of the project: how often it is named, in which sources. Made in a job, because it reads every text's
//! findings.

use std::collections::HashMap;

use super::{Findings, Progress, Rules};
use crate::extract::link::{Known, Links, Setting};
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

/// Two entities that may be one; a person decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggested {
    /// The one named less often.
    pub from: Id,
    /// The other.
    pub into: Id,
    /// Why, in words.
    pub reason: String,
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
    /// Pairs that may be one, the likeliest first, without those a person has decided about.
    pub suggested: Vec<Suggested>,
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
        let mut settings: HashMap<Id, Setting> = HashMap::new();
        for source in sources {
            if progress.is_cancelled() {
                return None;
            }
            let Some(version) = project.current_version(source.id) else { continue };
            let found = Findings::of(project, &rules, version);
            let setting = Setting::of_names(found.entities.iter().map(|named| {
                let count = u32::try_from(named.mentions.len()).unwrap_or(u32::MAX);
                (named.kind, named.name.as_str(), count)
            }));
            for named in &found.entities {
                settings.entry(named.entity).or_default().add(&setting);
            }
            count(&mut shown, source.id, found.entities);
            count(&mut hidden, source.id, found.ignored);
        }
        let (entities, ignored) = (sorted(shown), sorted(hidden));
        let mentions = entities.iter().map(|standing| standing.mentions).sum();
        let place = entities.iter().enumerate().map(|(at, standing)| (standing.entity, at)).collect();
        let mut roster = Self { entities, ignored, mentions, suggested: Vec::new(), place };
        roster.suggested = roster.suggest(&rules, settings);
        Some(roster)
    }

    /// Pairs that may be one, as far as nobody has said that they are not.
    fn suggest(&self, rules: &Rules, mut settings: HashMap<Id, Setting>) -> Vec<Suggested> {
        let known = self.entities.iter().map(|standing| Known {
            id: standing.entity,
            kind: standing.kind,
            name: standing.name.clone(),
            aliases: standing.aliases.clone(),
            setting: settings.remove(&standing.entity).unwrap_or_default(),
        });
        let mentions = |id: Id| self.get(id).map_or(0, |standing| standing.mentions);
        Links::new(known)
            .suggestions()
            .into_iter()
            .filter(|pair| !rules.apart(pair.a, pair.b))
            .map(|pair| {
                let (from, into) =
                    if mentions(pair.a) <= mentions(pair.b) { (pair.a, pair.b) } else { (pair.b, pair.a) };
                Suggested { from, into, reason: pair.reason }
            })
            .collect()
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
