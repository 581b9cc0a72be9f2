//! Names that mean the same person, organisation or place in one text.

use std::collections::HashMap;

use super::{Cluster, Context, Mention};
use crate::model::EntityType;
use crate::text::Index;

/// Groups mentions; every mention is in exactly one cluster, clusters in order of their first mention.
pub(super) fn clusters(text: &str, mentions: &[Mention], _context: &Context<'_>) -> Vec<Cluster> {
    let index = Index::new(text);
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut places: HashMap<(EntityType, String), usize> = HashMap::new();
    for (at, mention) in mentions.iter().enumerate() {
        let words = index.slice(text, mention.start..mention.end);
        let place = *places.entry((mention.kind, words.to_lowercase())).or_insert_with(|| {
            clusters.push(Cluster {
                kind: mention.kind,
                name: words.to_owned(),
                aliases: Vec::new(),
                mentions: Vec::new(),
            });
            clusters.len() - 1
        });
        if let Some(cluster) = clusters.get_mut(place) {
            cluster.mentions.push(at);
        }
    }
    clusters
}
