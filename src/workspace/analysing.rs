//! Reading texts by machine: which versions wait for it, and what a job makes of one of them.
//!
//! A reading depends on the text, on what is known of its source, and on the entities the project has already, so
//! that the same project read again gives the same bytes.

use std::collections::HashMap;

use serde_json::Map;
use sha2::{Digest, Sha256};

use super::Progress;
use crate::extract::link::{Known, Link, Links, Setting};
use crate::extract::{self, Context, Extraction, RecogniserError, extract, fold};
use crate::model::{Analysis, Cluster, EntityType, Id, Kind, Mention, Name, Project, Source, Version};
use crate::text::Index;

/// Which engine read a text; raised when what it finds changes, so that older readings are made anew.
pub const ENGINE: &str = "2";

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

/// Reads the texts of one project, tying the names of each to the entities it has met.
#[derive(Debug)]
pub struct Reader {
    project: Project,
    links: Links,
}

impl Reader {
    /// A reader that has met the entities of a project, as it is now.
    #[must_use]
    pub fn new(project: Project) -> Self {
        let mut known: HashMap<Id, Known> = HashMap::new();
        for analysis in project.analyses.values() {
            let Some(version) = project.versions.get(&analysis.version) else { continue };
            let clusters = clusters_of(analysis, &version.text);
            let setting = Setting::of(&clusters);
            for (record, cluster) in analysis.clusters.iter().zip(clusters) {
                let one = known.entry(record.entity).or_insert_with(|| Known {
                    id: record.entity,
                    kind: record.kind,
                    name: record.name.clone(),
                    aliases: Vec::new(),
                    setting: Setting::default(),
                });
                one.setting.add(&setting);
                for name in std::iter::once(cluster.name).chain(cluster.aliases) {
                    if name != one.name && !one.aliases.contains(&name) {
                        one.aliases.push(name);
                    }
                }
            }
        }
        // A person's entities may be named by nothing yet.
        for entity in project.entities.values() {
            let one = known.entry(entity.id).or_insert_with(|| Known {
                id: entity.id,
                kind: entity.kind,
                name: entity.name.clone(),
                aliases: Vec::new(),
                setting: Setting::default(),
            });
            one.aliases.extend(entity.aliases.iter().cloned());
        }
        let mut known: Vec<Known> = known.into_values().collect();
        known.sort_by_key(|one| one.id);
        Self { links: Links::new(known), project }
    }

    /// The source of a version, for telling which text is meant.
    #[must_use]
    pub fn source(&self, version: Id) -> Option<&Source> {
        self.project.sources.get(&self.project.versions.get(&version)?.source).map(AsRef::as_ref)
    }

    /// Reads one version; `None` when cancelled, or when the version is not there.
    ///
    /// # Errors
    /// When the recogniser inside the program is damaged.
    pub fn read(&mut self, version: Id, progress: &Progress) -> Result<Option<Analysis>, RecogniserError> {
        let Some(version) = self.project.versions.get(&version).cloned() else { return Ok(None) };
        let Some(source) = self.project.sources.get(&version.source) else { return Ok(None) };
        let authors: Vec<String> = source.item.author.iter().map(Name::display).collect();
        let context = Context {
            published: source.item.issued.as_deref(),
            dateline: source.dateline.as_deref(),
            title: Some(&source.item.title),
            authors: &authors,
            outlet: source.item.container_title.as_deref().or(source.agency.as_deref()),
        };
        let found = extract(&version.text, &context, &|| progress.is_cancelled())?;
        Ok((!progress.is_cancelled()).then(|| self.record(&version, found)))
    }

    /// What was found, as the record of the file; new entities are known from now on.
    fn record(&mut self, version: &Version, found: Extraction) -> Analysis {
        let setting = Setting::of(&found.clusters);
        let links = self.links.link(&found.clusters, &setting);
        let mut cluster_of = vec![None; found.mentions.len()];
        let mut clusters = Vec::with_capacity(found.clusters.len());
        for (place, (cluster, link)) in found.clusters.into_iter().zip(links).enumerate() {
            for at in &cluster.mentions {
                if let Some(slot) = cluster_of.get_mut(*at) {
                    *slot = Some(place);
                }
            }
            let entity = match link {
                Link::Sure(id) => {
                    self.links.learn(id, &cluster, &setting);
                    id
                }
                Link::New => {
                    let id = entity_id(cluster.kind, &cluster.name, version.id);
                    self.links.add(Known {
                        id,
                        kind: cluster.kind,
                        name: cluster.name.clone(),
                        aliases: cluster.aliases,
                        setting: setting.clone(),
                    });
                    id
                }
            };
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
            version: version.id,
            engine: ENGINE.to_owned(),
            mentions,
            clusters,
            times: found.times,
            amounts: found.amounts,
            quotations: found.quotations,
            unknown: Map::new(),
        }
    }
}

/// The clusters of a reading with the names they have in the text.
fn clusters_of(analysis: &Analysis, text: &str) -> Vec<extract::Cluster> {
    let index = Index::new(text);
    let mut clusters: Vec<extract::Cluster> = analysis
        .clusters
        .iter()
        .map(|cluster| extract::Cluster {
            kind: cluster.kind,
            name: cluster.name.clone(),
            aliases: Vec::new(),
            mentions: Vec::new(),
        })
        .collect();
    for (at, mention) in analysis.mentions.iter().enumerate() {
        let Some(cluster) = clusters.get_mut(mention.cluster) else { continue };
        let words = index.slice(text, mention.range());
        if words != cluster.name && !cluster.aliases.iter().any(|alias| alias == words) {
            cluster.aliases.push(words.to_owned());
        }
        cluster.mentions.push(at);
    }
    clusters
}

/// The id of an entity the machine finds: made from its type, its folded name and the version where it was first
/// found, so that reading again finds the same entity.
fn entity_id(kind: EntityType, name: &str, version: Id) -> Id {
    let digest = Sha256::digest(format!("{}\n{}\n{version}", kind.label(), fold(name)).as_bytes());
    let bits = std::array::from_fn(|at| digest.get(at).copied().unwrap_or_default());
    Id::new(Kind::Entity, bits)
}
