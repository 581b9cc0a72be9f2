//! Reading texts by machine: which versions wait for it, and what a job makes of one of them.
//!
//! A reading depends on the text, on what is known of its source, and on the entities the project has already, so
//! that the same project read again gives the same bytes.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Map;
use sha2::{Digest, Sha256};

use super::Progress;
use crate::extract::{Context, Extraction, RecogniserError, extract};
use crate::model::{Analysis, Cluster, EntityType, Id, Kind, Mention, Project, Source, Version};
use crate::text::fold;

/// Which engine read a text; raised when what it finds changes, so that older readings are made anew.
pub const ENGINE: &str = "1";

/// Versions whose reading is missing or older than the engine: the current ones of live sources, in the order of the file.
#[must_use]
pub fn waiting(project: &Project) -> Vec<Id> {
    let current = project.live_sources().filter_map(|source| source.versions.last());
    current
        .filter(|version| project.versions.contains_key(version))
        .filter(|version| project.analyses.get(&version.analysis()).is_none_or(|analysis| analysis.engine != ENGINE))
        .copied()
        .collect()
}

/// The entities of a project by what they are called, for tying the names of further texts to them.
#[derive(Clone, Debug, Default)]
pub struct Acquaintances(HashMap<(EntityType, String), Id>);

impl Acquaintances {
    /// Those of a project.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        let mut known = Self::default();
        for entity in project.entities.values() {
            known.add(entity.kind, &entity.name, entity.id);
            entity.aliases.iter().for_each(|alias| known.add(entity.kind, alias, entity.id));
        }
        // What an earlier text called an entity counts too: the record keeps only the fullest name.
        for cluster in project.analyses.values().flat_map(|analysis| &analysis.clusters) {
            known.add(cluster.kind, &cluster.name, cluster.entity);
        }
        known
    }

    fn add(&mut self, kind: EntityType, name: &str, entity: Id) {
        if telling(kind, name) {
            self.0.entry((kind, fold(name))).or_insert(entity);
        }
    }
}

/// Whether a name alone says who is meant: a person's single name does not.
fn telling(kind: EntityType, name: &str) -> bool {
    kind != EntityType::Per || name.split_whitespace().nth(1).is_some()
}

/// Reads one version; `None` when cancelled. New entities join `known`.
///
/// # Errors
/// When the recogniser inside the program is damaged.
pub fn analyse(
    source: &Source,
    version: &Version,
    known: &mut Acquaintances,
    progress: &Progress,
) -> Result<Option<Analysis>, RecogniserError> {
    let authors: Vec<String> = source.item.author.iter().map(crate::model::Name::display).collect();
    let context = Context {
        published: source.item.issued.as_deref(),
        dateline: source.dateline.as_deref(),
        title: Some(&source.item.title),
        authors: &authors,
        outlet: source.item.container_title.as_deref().or(source.agency.as_deref()),
    };
    let found = extract(&version.text, &context, &|| progress.is_cancelled())?;
    Ok((!progress.is_cancelled()).then(|| record(version.id, found, known)))
}

/// What was found, as the record of the file.
fn record(version: Id, found: Extraction, known: &mut Acquaintances) -> Analysis {
    let mut cluster_of = vec![None; found.mentions.len()];
    let mut clusters = Vec::with_capacity(found.clusters.len());
    for (place, cluster) in found.clusters.into_iter().enumerate() {
        for at in &cluster.mentions {
            if let Some(slot) = cluster_of.get_mut(*at) {
                *slot = Some(place);
            }
        }
        let acquainted = std::iter::once(&cluster.name)
            .chain(&cluster.aliases)
            .find_map(|name| known.0.get(&(cluster.kind, fold(name))).copied());
        let entity = acquainted.unwrap_or_else(|| entity_id(cluster.kind, &cluster.name, version));
        known.add(cluster.kind, &cluster.name, entity);
        clusters.push(Cluster { kind: cluster.kind, name: cluster.name, entity });
    }
    let mentions = found
        .mentions
        .into_iter()
        .zip(cluster_of)
        .filter_map(|(mention, cluster)| {
            Some(Mention {
                start: mention.start,
                end: mention.end,
                kind: mention.kind,
                // Two digits are all that is shown, and keep the file small.
                sure: (f64::from(mention.confidence) * 100.0).round() / 100.0,
                cluster: cluster?,
            })
        })
        .collect();
    Analysis {
        version,
        engine: ENGINE.to_owned(),
        mentions,
        clusters,
        times: found.times,
        amounts: found.amounts,
        quotations: found.quotations,
        unknown: Map::new(),
    }
}

/// The id of an entity the machine finds: made from its type, its folded name and the version where it was first
/// found, so that reading again finds the same entity.
fn entity_id(kind: EntityType, name: &str, version: Id) -> Id {
    let digest = Sha256::digest(format!("{}\n{}\n{version}", kind.label(), fold(name)).as_bytes());
    let bits = std::array::from_fn(|at| digest.get(at).copied().unwrap_or_default());
    Id::new(Kind::Entity, bits)
}

/// What a job needs to read a version: its source and the version itself, as they were when it was started.
#[must_use]
pub fn task(project: &Project, version: Id) -> Option<(Arc<Source>, Arc<Version>)> {
    let version = project.versions.get(&version)?;
    Some((project.sources.get(&version.source)?.clone(), version.clone()))
}
