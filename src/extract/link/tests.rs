//! What is linked beyond doubt, what is only suggested, and what is neither.

use super::*;
use crate::model::{IdSource, Kind, SeededIds};
use proptest::prelude::*;

fn cluster(kind: EntityType, names: &[&str]) -> Cluster {
    let mut names = names.iter().map(|n| (*n).to_owned());
    Cluster { kind, name: names.next().unwrap_or_default(), aliases: names.collect(), mentions: vec![0] }
}

/// A project that takes in one text after another.
struct Project {
    links: Links,
    ids: SeededIds,
}

impl Project {
    fn new() -> Self {
        Self { links: Links::default(), ids: SeededIds(7) }
    }

    /// The entity of each cluster, new ones made.
    fn read(&mut self, clusters: &[Cluster]) -> Vec<Id> {
        let setting = Setting::of(clusters);
        let found = self.links.link(clusters, &setting);
        clusters
            .iter()
            .zip(found)
            .map(|(cluster, link)| match link {
                Link::Sure(id) => {
                    self.links.learn(id, cluster, &setting);
                    id
                }
                Link::New => {
                    let id = self.ids.fresh(Kind::Entity);
                    self.links.add(Known {
                        id,
                        kind: cluster.kind,
                        name: cluster.name.clone(),
                        aliases: cluster.aliases.clone(),
                        setting: setting.clone(),
                    });
                    id
                }
            })
            .collect()
    }

    fn one(&mut self, kind: EntityType, names: &[&str]) -> Id {
        self.read(&[cluster(kind, names)])[0]
    }

    fn reason(&self, a: Id, b: Id) -> Option<String> {
        let pair = (a.min(b), a.max(b));
        self.links.suggestions().into_iter().find(|s| (s.a, s.b) == pair).map(|s| s.reason)
    }
}

use EntityType::{Loc, Misc, Org, Per};

#[test]
fn a_full_name_is_the_same_person_in_every_text() {
    let mut project = Project::new();
    let first = project.one(Per, &["Yun Dae-jung", "Yun"]);
    assert_eq!(project.one(Per, &["Yun Dae Jung"]), first);
    assert_eq!(project.one(Per, &["President Yun Dae-jung"]), first);
}

#[test]
fn a_family_name_alone_is_suggested_never_linked() {
    let mut project = Project::new();
    let full = project.one(Per, &["Ida Holm", "Holm"]);
    let bare = project.one(Per, &["Holm"]);
    assert_ne!(full, bare);
    assert_eq!(project.reason(full, bare).unwrap(), "“Holm” is the family name of “Ida Holm”");
    let other = project.one(Per, &["Nils Holm", "Holm"]);
    assert_ne!(other, full);
    assert_eq!(project.reason(other, full), None);
    assert_eq!(project.reason(other, bare).unwrap(), "“Holm” is the family name of “Nils Holm”, as of 1 more");
}

#[test]
fn forms_of_a_name_are_suggested_with_the_reason() {
    let mut project = Project::new();
    let long = project.one(Per, &["Joseph R. Ashby"]);
    let short = project.one(Per, &["Joe Ashby"]);
    assert!(project.reason(long, short).unwrap().contains("in the middle"));
    let (a, b) = (project.one(Per, &["Lin Yu-chen"]), project.one(Per, &["Lin Yuchen"]));
    assert!(project.reason(a, b).unwrap().ends_with("differ only by a hyphen or a space"));
    let (a, b) = (project.one(Org, &["Northern Harbour Authority"]), project.one(Org, &["NHA"]));
    assert_eq!(project.reason(a, b).unwrap(), "“NHA” are the initials of “Northern Harbour Authority”");
}

#[test]
fn companies_and_well_known_bodies_are_linked() {
    let mut project = Project::new();
    let company = project.one(Org, &["Alderbrook Corp."]);
    assert_eq!(project.one(Org, &["Alderbrook Corporation"]), company);
    let who = project.one(Org, &["WHO"]);
    assert_eq!(project.one(Org, &["World Health Organization"]), who);
    assert_ne!(project.one(Org, &["Alderbrook Shipping"]), company);
}

#[test]
fn an_acronym_is_linked_only_to_the_one_body_that_explained_it() {
    let mut project = Project::new();
    let first = project.one(Org, &["Dock Workers Union", "DWU"]);
    assert_eq!(project.one(Org, &["DWU"]), first);
    let second = project.one(Org, &["Dairy Women United", "DWU"]);
    assert_ne!(second, first);
    let third = project.one(Org, &["DWU"]);
    assert!(third != first && third != second);
}

#[test]
fn places_of_one_name_are_told_apart_by_their_country() {
    let mut project = Project::new();
    let country = project.read(&[cluster(Loc, &["Georgia"]), cluster(Loc, &["Tbilisi"])])[0];
    let state = project.read(&[cluster(Loc, &["Georgia"]), cluster(Loc, &["Atlanta"])])[0];
    assert_ne!(country, state);
    assert_eq!(project.reason(country, state), None);
    assert_eq!(project.read(&[cluster(Loc, &["Georgia"]), cluster(Misc, &["Georgians"])])[0], country);
    let open = project.one(Loc, &["Georgia"]);
    assert!(open != country && open != state);
    assert!(project.reason(country, open).unwrap().contains("more than one “Georgia”"));
    let england = project.read(&[cluster(Loc, &["London"]), cluster(Loc, &["England"])])[0];
    assert_ne!(project.read(&[cluster(Loc, &["London"]), cluster(Loc, &["Ontario"])])[0], england);
    assert_eq!(project.one(Loc, &["London"]), england);
}

#[test]
fn a_body_with_a_general_name_belongs_to_its_country() {
    let mut project = Project::new();
    let indian = project.read(&[cluster(Org, &["Supreme Court"]), cluster(Loc, &["India"])])[0];
    let kenyan = project.read(&[cluster(Org, &["Supreme Court"]), cluster(Loc, &["Nairobi"])])[0];
    assert_ne!(indian, kenyan);
    assert_eq!(project.read(&[cluster(Org, &["Supreme Court"]), cluster(Loc, &["Mumbai"])])[0], indian);
    let open = project.one(Org, &["Supreme Court"]);
    assert!(open != indian && open != kenyan);
}

#[test]
fn persons_kept_apart_in_one_text_stay_apart() {
    let mut project = Project::new();
    let known = project.one(Per, &["Ida Holm"]);
    let mut author = cluster(Per, &["Ida Holm"]);
    author.mentions = vec![0];
    let mut person = cluster(Per, &["Ida Holm", "Holm"]);
    person.mentions = vec![1, 2, 3];
    let found = project.read(&[author, person]);
    assert_ne!(found[0], known);
    assert_eq!(found[1], known);
}

#[test]
fn a_people_is_not_its_country() {
    let mut project = Project::new();
    let country = project.one(Loc, &["Samoa"]);
    let people = project.one(Misc, &["Samoan"]);
    assert_ne!(country, people);
    assert_eq!(project.reason(country, people), None);
    assert_eq!(project.one(Misc, &["Samoans"]), people);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn order_of_entities_does_not_matter(names in proptest::collection::vec(("[A-C][a-b]{1,3}( [D-E][a-b]{1,2}){0,2}", 0_usize..4), 1..12)) {
        let mut ids = SeededIds(3);
        let known: Vec<Known> = names
            .iter()
            .map(|(name, kind)| Known {
                id: ids.fresh(Kind::Entity),
                kind: EntityType::ALL[*kind],
                name: name.clone(),
                aliases: Vec::new(),
                setting: Setting::default(),
            })
            .collect();
        let clusters: Vec<Cluster> = names.iter().map(|(name, kind)| cluster(EntityType::ALL[*kind], &[name])).collect();
        let forward = Links::new(known.clone());
        let backward = Links::new(known.into_iter().rev());
        let setting = Setting::of(&clusters);
        prop_assert_eq!(forward.link(&clusters, &setting), backward.link(&clusters, &setting));
        prop_assert_eq!(forward.suggestions(), backward.suggestions());
        prop_assert!(forward.suggestions().iter().all(|s| s.a < s.b && (0.0..=1.0).contains(&s.score) && !s.reason.is_empty()));
    }
}
