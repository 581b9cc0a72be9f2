//! Names that mean the same person, organisation or place in one text.
//!
//! A sieve of rules, the sure ones first (in the manner of the deterministic sieves of Raghunathan et al. 2010):
//! persons in `person.rs` by their family names, everything else in `thing.rs` by acronyms and shortened forms.
//! What stays in doubt stays apart: a reader merges two names with one key stroke, but a wrong merge hides itself.

mod layout;
mod person;
#[cfg(test)]
mod tests;
mod thing;

pub(super) use person::{is_bare, same_person};

use std::collections::{BTreeMap, HashMap};

use super::{Cluster, Context, Mention, name};
use crate::model::EntityType;
use crate::text::Index;

/// Other names looked at to place one name; beyond that it is in doubt. Keeps hostile texts linear.
const MOST_CANDIDATES: usize = 48;

/// One way in which a name of one type is written in the text, all spellings with the same key together.
#[derive(Debug)]
struct Form {
    kind: EntityType,
    /// The words of the key.
    words: Vec<String>,
    /// Its first mention, as written.
    surface: String,
    /// Places in the list of mentions, ascending.
    mentions: Vec<usize>,
}

/// Sets that grow together (union-find with path halving).
#[derive(Debug)]
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut at: usize) -> usize {
        while let Some(&up) = self.0.get(at) {
            if up == at {
                break;
            }
            let over = self.0.get(up).copied().unwrap_or(up);
            if let Some(slot) = self.0.get_mut(at) {
                *slot = over;
            }
            at = over;
        }
        at
    }

    fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(slot) = self.0.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
}

/// Groups mentions; every mention is in exactly one cluster, clusters in order of their first mention.
pub(super) fn clusters(text: &str, mentions: &[Mention], context: &Context<'_>) -> Vec<Cluster> {
    let index = Index::new(text);
    let surfaces: Vec<&str> = mentions.iter().map(|m| index.slice(text, m.start..m.end)).collect();
    let forms = forms(mentions, &surfaces);
    // One number for each mention: equal numbers are one cluster. Persons and things number apart.
    let mut sets = Sets::new(forms.len());
    let layout = layout::layout(text, &index, mentions, &surfaces, context);
    thing::unite(&forms, &layout, mentions, &surfaces, &mut sets);
    let persons = person::resolve(&forms, &layout);
    let mut groups: BTreeMap<usize, usize> = BTreeMap::new();
    let mut clusters: Vec<Vec<usize>> = Vec::new();
    let mut group_of: Vec<usize> = vec![0; mentions.len()];
    for (number, form) in forms.iter().enumerate() {
        let root = sets.root(number);
        for &at in &form.mentions {
            if let Some(slot) = group_of.get_mut(at) {
                *slot = persons.get(&at).map_or(root, |person| forms.len() + person);
            }
        }
    }
    for (at, group) in group_of.into_iter().enumerate() {
        let place = *groups.entry(group).or_insert_with(|| {
            clusters.push(Vec::new());
            clusters.len() - 1
        });
        if let Some(cluster) = clusters.get_mut(place) {
            cluster.push(at);
        }
    }
    clusters.into_iter().map(|places| describe(mentions, &surfaces, places)).collect()
}

fn forms(mentions: &[Mention], surfaces: &[&str]) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut seen: HashMap<(EntityType, &str), usize> = HashMap::new();
    let mut places: HashMap<(EntityType, String), usize> = HashMap::new();
    for (at, (mention, &surface)) in mentions.iter().zip(surfaces).enumerate() {
        let place = *seen.entry((mention.kind, surface)).or_insert_with(|| {
            let key = name::key(mention.kind, surface);
            let words = match mention.kind {
                EntityType::Per => name::person_words(surface),
                _ => key.split(' ').map(str::to_owned).collect(),
            };
            *places.entry((mention.kind, key)).or_insert_with(|| {
                forms.push(Form { kind: mention.kind, words, surface: surface.to_owned(), mentions: Vec::new() });
                forms.len() - 1
            })
        });
        if let Some(form) = forms.get_mut(place) {
            form.mentions.push(at);
        }
    }
    forms
}

/// Names a group of mentions: the type most of it has, the fullest name, the others as aliases.
fn describe(mentions: &[Mention], surfaces: &[&str], places: Vec<usize>) -> Cluster {
    let mut votes = [0.0_f32; EntityType::ALL.len()];
    let mut written: Vec<(&str, usize)> = Vec::new();
    let mut number: HashMap<&str, usize> = HashMap::new();
    for &at in &places {
        let (Some(mention), Some(&surface)) = (mentions.get(at), surfaces.get(at)) else { continue };
        for (vote, kind) in votes.iter_mut().zip(EntityType::ALL) {
            *vote += if kind == mention.kind { mention.confidence + 0.01 } else { 0.0 };
        }
        let place = *number.entry(surface).or_insert_with(|| {
            written.push((surface, 0));
            written.len() - 1
        });
        if let Some((_, count)) = written.get_mut(place) {
            *count += 1;
        }
    }
    let best = votes
        .iter()
        .enumerate()
        .fold(0, |best, (k, v)| if *v > votes.get(best).copied().unwrap_or(0.0) { k } else { best });
    let kind = EntityType::ALL.get(best).copied().unwrap_or(EntityType::Misc);
    let fullest = written
        .iter()
        .enumerate()
        .max_by_key(|(at, (surface, count))| (fullness(kind, surface), *count, std::cmp::Reverse(*at)))
        .map_or(0, |(at, _)| at);
    let mut names: Vec<String> = Vec::new();
    for (surface, _) in &written {
        let tidy = surface.split_whitespace().collect::<Vec<_>>().join(" ");
        names.push(tidy);
    }
    let chosen = names.get(fullest).cloned().unwrap_or_default();
    let mut aliases: Vec<String> = Vec::new();
    let mut known: std::collections::HashSet<&str> = std::collections::HashSet::from([chosen.as_str()]);
    for tidy in &names {
        if known.insert(tidy) {
            aliases.push(tidy.clone());
        }
    }
    Cluster { kind, name: chosen.clone(), aliases, mentions: places }
}

/// How full a name is: written in small letters too, then the number of its words, then of its letters.
fn fullness(kind: EntityType, surface: &str) -> (bool, usize, usize) {
    let shouted = surface.chars().filter(|c| c.is_alphabetic()).count() > 5 && !surface.chars().any(char::is_lowercase);
    let acronym = kind != EntityType::Per && name::is_acronym(surface);
    let words = if acronym { 0 } else { surface.split_whitespace().count() };
    (!shouted, words, surface.chars().count())
}
