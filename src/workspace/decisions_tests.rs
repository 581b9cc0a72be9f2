//! What a reader would notice of decisions: who is shown, how often, after each step and after taking it back.

use std::sync::Arc;

use serde_json::Map;

use super::*;
use crate::model::{
    Analysis, Cluster, Colour, IdSource, Mention, Project, Quotation, QuotationKind, SeededIds, TimeClass,
    TimeExpression, sample,
};
use crate::text::Index;
use crate::workspace::{Findings, Progress, Roster};

const FIRST: &str = "Ailsa Grant met Tom Grant. Grant spoke for the Water Safety Board (WSB) in Glenmoor on Friday. “It held,” she said.";
const SECOND: &str = "The WSB and Ailsa Grant came to Glenmoor. Rook Street stays shut.";

/// Two texts with what a machine might have read in them, one cluster for each spelling.
fn workspace() -> Workspace {
    let mut project = sample::project();
    project.analyses.clear();
    project.entities.clear();
    let sources: Vec<Id> = project.sources.keys().copied().collect();
    for (source, text) in sources.iter().zip([FIRST, SECOND]) {
        let version = project.sources[source].versions[0];
        let mut record = project.versions[&version].as_ref().clone();
        record.text = text.into();
        project.versions.insert(version, Arc::new(record));
    }
    project.marks.clear();
    project.notes.clear();
    let names = [
        ("Ailsa Grant", EntityType::Per),
        ("Tom Grant", EntityType::Per),
        ("Grant", EntityType::Per),
        ("Water Safety Board", EntityType::Org),
        ("WSB", EntityType::Org),
        ("Glenmoor", EntityType::Loc),
    ];
    for source in sources {
        let version = project.current_version(source).expect("a text").clone();
        let index = Index::new(&version.text);
        let mut mentions: Vec<Mention> = Vec::new();
        let mut clusters = Vec::new();
        for (at, (name, kind)) in names.iter().enumerate() {
            let places: Vec<Range<usize>> = super::super::findings::occurrences(&version.text, &index, name)
                .into_iter()
                .filter(|range| !mentions.iter().any(|known| known.start < range.end && range.start < known.end))
                .collect();
            if places.is_empty() {
                continue;
            }
            let cluster = clusters.len();
            clusters.push(Cluster {
                kind: *kind,
                name: (*name).into(),
                entity: SeededIds(at as u64 + 500).fresh(Kind::Entity),
            });
            mentions.extend(places.into_iter().map(|range| Mention {
                start: range.start,
                end: range.end,
                kind: *kind,
                sure: 0.9,
                cluster,
            }));
        }
        mentions.sort_by_key(|mention| mention.start);
        let place = |words: &str| {
            let byte = version.text.find(words)?;
            Some(index.code_points(&version.text, byte..byte + words.len()))
        };
        let times = place("Friday")
            .map(|range| TimeExpression {
                start: range.start,
                end: range.end,
                class: TimeClass::Date,
                value: "2024-03-08".into(),
                alternatives: vec!["2024-03-01".into()],
                rule: "weekday-past".into(),
            })
            .into_iter()
            .collect();
        let quotations = place("“It held,”")
            .map(|range| Quotation {
                start: range.start,
                end: range.end,
                speaker: None,
                relay: None,
                cue: Some("said".into()),
                kind: QuotationKind::Direct,
            })
            .into_iter()
            .collect();
        let analysis = Analysis {
            version: version.id,
            engine: super::super::ENGINE.into(),
            mentions,
            clusters,
            times,
            amounts: Vec::new(),
            quotations,
            unknown: Map::new(),
        };
        let _ = Edit::Put(Record::Analysis(Arc::new(analysis))).apply(&mut project);
    }
    Workspace::new(project, Box::new(SeededIds(90)), Arc::new(sample::now))
}

fn sources(workspace: &Workspace) -> Vec<Id> {
    workspace.project().sources.keys().copied().collect()
}

fn findings(workspace: &Workspace, source: Id) -> Findings {
    let project = workspace.project();
    Findings::of(project, &Rules::of(project), project.current_version(source).expect("a text"))
}

/// Names and how often they are mentioned in the first text.
fn shown(workspace: &Workspace) -> Vec<(String, usize)> {
    let found = findings(workspace, sources(workspace)[0]);
    found.entities.into_iter().map(|named| (named.name, named.mentions.len())).collect()
}

fn named(workspace: &Workspace, name: &str) -> Id {
    let rules = Rules::of(workspace.project());
    let project: &Project = workspace.project();
    project.entities.values().find(|entity| rules.name(project, entity.id) == name).expect("the entity is there").id
}

fn passage(workspace: &Workspace, words: &str, nth: usize) -> Passage {
    let source = sources(workspace)[0];
    let version = workspace.project().current_version(source).expect("a text");
    let (byte, _) = version.text.match_indices(words).nth(nth).expect("the words are there");
    let range = Index::new(&version.text).code_points(&version.text, byte..byte + words.len());
    Passage { source, range }
}

#[test]
fn merging_aliases_and_ignoring_change_the_counts_and_undo_brings_them_back() {
    let mut workspace = workspace();
    let before = (workspace.project().clone(), shown(&workspace));
    let (ailsa, grant) = (named(&workspace, "Ailsa Grant"), named(&workspace, "Grant"));
    workspace.decide(Decision::Merge { from: grant, into: ailsa });
    assert!(shown(&workspace).contains(&("Ailsa Grant".into(), 2)), "{:?}", shown(&workspace));
    assert!(shown(&workspace).contains(&("Tom Grant".into(), 1)), "the other Grant stays himself");
    let board = named(&workspace, "Water Safety Board");
    workspace.decide(Decision::Alias(board, "WSB".into()));
    assert!(shown(&workspace).contains(&("Water Safety Board".into(), 2)));
    let second = findings(&workspace, sources(&workspace)[1]);
    assert_eq!(second.entity(board).map(|named| named.mentions.len()), Some(1), "an alias holds in every text");
    let glenmoor = named(&workspace, "Glenmoor");
    workspace.decide(Decision::Ignore(glenmoor));
    assert!(!shown(&workspace).iter().any(|(name, _)| name == "Glenmoor"));
    assert_eq!(findings(&workspace, sources(&workspace)[0]).ignored.len(), 1);
    let roster = Roster::of(workspace.project(), &Progress::default()).expect("not cancelled");
    let counts = |entity: Id| roster.get(entity).map(|standing| (standing.mentions, standing.sources.len()));
    assert_eq!((counts(ailsa), counts(board), counts(glenmoor)), (Some((3, 2)), Some((3, 2)), None));
    let labels: Vec<String> = std::iter::from_fn(|| workspace.undo()).collect();
    assert_eq!(labels, ["Ignore entity", "Add alias", "Merge entities"]);
    assert_eq!((workspace.project().clone(), shown(&workspace)), before);
}

#[test]
fn the_machine_reading_again_keeps_every_decision() {
    let mut workspace = workspace();
    let (ailsa, grant) = (named(&workspace, "Ailsa Grant"), named(&workspace, "Grant"));
    workspace.decide(Decision::Merge { from: grant, into: ailsa });
    workspace.decide(Decision::Retype(named(&workspace, "Glenmoor"), EntityType::Org));
    workspace.decide(Decision::Rename(ailsa, "Ailsa M. Grant".into()));
    let expected = shown(&workspace);
    let version = workspace.project().current_version(sources(&workspace)[0]).expect("a text").id;
    let mut analysis = workspace.project().analyses[&version.analysis()].as_ref().clone();
    analysis.engine = "later".into();
    // Another engine names its entities anew; names and types are what holds.
    for (at, cluster) in analysis.clusters.iter_mut().enumerate() {
        cluster.entity = SeededIds(at as u64 + 900).fresh(Kind::Entity);
    }
    let grants = analysis.clusters.iter().position(|cluster| cluster.name == "Grant").expect("there");
    workspace.apply_machine(Edit::Put(Record::Analysis(Arc::new(analysis))));
    let found = findings(&workspace, sources(&workspace)[0]);
    let one = found.mentions.iter().find(|mention| mention.entity == ailsa).map(|mention| mention.kind);
    assert_eq!(one, Some(EntityType::Per), "cluster {grants} still leads to her");
    assert!(found.entities.iter().any(|named| named.name == "Glenmoor" && named.kind == EntityType::Org));
    assert!(expected.iter().any(|(name, _)| name == "Ailsa M. Grant"));
}

#[test]
fn a_mention_can_be_split_off_called_wrong_or_added() {
    let mut workspace = workspace();
    let third = passage(&workspace, "Grant", 2);
    workspace.decide(Decision::Split(third.clone(), Some(named(&workspace, "Tom Grant")), EntityType::Per));
    assert!(shown(&workspace).contains(&("Tom Grant".into(), 2)));
    workspace.decide(Decision::Wrong(third, EntityType::Per, Scope::Here));
    assert!(shown(&workspace).contains(&("Tom Grant".into(), 1)));
    workspace.decide(Decision::Wrong(passage(&workspace, "Glenmoor", 0), EntityType::Loc, Scope::Everywhere));
    let all = Roster::of(workspace.project(), &Progress::default()).expect("not cancelled");
    assert!(!all.entities.iter().any(|standing| standing.name == "Glenmoor"));
    let board = passage(&workspace, "Safety Board", 0);
    workspace.decide(Decision::Name(board.clone(), EntityType::Misc, None, Scope::Here));
    let added = named(&workspace, "Safety Board");
    let found = findings(&workspace, sources(&workspace)[0]);
    assert_eq!(found.entity(added).map(|named| named.mentions.clone()), Some(vec![board.range]));
    assert!(found.mentions.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start), "nothing overlaps");
}

#[test]
fn words_added_everywhere_are_found_in_every_text_and_can_be_switched_off() {
    let mut workspace = workspace();
    let friday = passage(&workspace, "Friday", 0);
    workspace.decide(Decision::Name(friday, EntityType::Misc, None, Scope::Everywhere));
    let id = named(&workspace, "Friday");
    assert!(findings(&workspace, sources(&workspace)[0]).entity(id).is_some());
    let rule = *workspace.project().rules.keys().next().expect("one rule");
    workspace.decide(Decision::Switch(rule, false));
    assert!(findings(&workspace, sources(&workspace)[0]).entity(id).is_none());
    workspace.decide(Decision::Switch(rule, true));
    assert!(findings(&workspace, sources(&workspace)[0]).entity(id).is_some());
    workspace.decide(Decision::Remove(rule));
    assert!(findings(&workspace, sources(&workspace)[0]).entity(id).is_none());
}

#[test]
fn a_reading_and_a_speaker_are_chosen_once_each() {
    let mut workspace = workspace();
    let friday = passage(&workspace, "Friday", 0);
    workspace.decide(Decision::Reading(friday.clone(), "2024-03-01".into()));
    workspace.decide(Decision::Reading(friday, "2024-03-08".into()));
    assert_eq!(workspace.project().rules.len(), 1, "the second choice takes the place of the first");
    let time = findings(&workspace, sources(&workspace)[0]).times.remove(0);
    assert_eq!((time.value.as_str(), time.decided, time.readings.len()), ("2024-03-08", true, 2));
    let words = passage(&workspace, "“It held,”", 0);
    let ailsa = named(&workspace, "Ailsa Grant");
    workspace.decide(Decision::Speaker(words.clone(), Some(ailsa)));
    let said = findings(&workspace, sources(&workspace)[0]).quotations.remove(0);
    assert_eq!((said.speaker, said.decided), (Some(ailsa), true));
    workspace.decide(Decision::Speaker(words, None));
    assert_eq!(findings(&workspace, sources(&workspace)[0]).quotations[0].speaker, None);
}

#[test]
fn merging_back_the_other_way_holds_and_circles_end() {
    let mut workspace = workspace();
    let (ailsa, tom) = (named(&workspace, "Ailsa Grant"), named(&workspace, "Tom Grant"));
    workspace.decide(Decision::Merge { from: ailsa, into: tom });
    assert!(shown(&workspace).contains(&("Tom Grant".into(), 2)));
    workspace.decide(Decision::Merge { from: tom, into: ailsa });
    let rules = Rules::of(workspace.project());
    assert_eq!(rules.leads(ailsa), rules.leads(tom));
    workspace.mark_mentions(passage(&workspace, "Glenmoor", 0).source, &[0..11, 0..11, 16..25], Colour::Blue);
    assert!(workspace.project().marks.len() >= 2);
}
