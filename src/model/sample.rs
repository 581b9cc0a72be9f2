//! A small project and random edits on it, for the property tests.

use std::sync::Arc;

use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Map, json};

use super::*;
use crate::text::Index;

pub fn now() -> Timestamp {
    "2024-03-06T09:12:00Z".parse().expect("a time")
}

/// Two sources (one with two versions), a mark, a note about it, a tag, a machine's and a person's entity.
pub fn project() -> Project {
    let mut ids = SeededIds(7);
    let mut project = Project::new("Reservoir inquiry", &mut ids, now());
    for number in 0..2 {
        let source_id = ids.fresh(Kind::Source);
        let version = version(ids.fresh(Kind::Version), source_id, "Glenmoor — The engineer told her managers.\n\nNo.");
        let entity = entity(ids.fresh(Kind::Entity), if number == 0 { By::Machine } else { By::Person });
        let analysis = Analysis {
            version: version.id,
            engine: "0.1.0".into(),
            mentions: vec![Mention { start: 0, end: 8, kind: EntityType::Loc, sure: 0.99, cluster: 0 }],
            clusters: vec![Cluster { kind: EntityType::Loc, name: "Glenmoor".into(), entity: entity.id }],
            times: vec![],
            amounts: vec![],
            quotations: vec![],
            unknown: Map::new(),
        };
        let mark = mark(ids.fresh(Kind::Mark), &version, 11, 23);
        let mut note = Note::new(ids.fresh(Kind::Note), vec![mark.id], now());
        note.text = "Who saw the log?".into();
        let source = source(source_id, vec![version.id]);
        for record in [
            Record::Source(Arc::new(source)),
            Record::Version(Arc::new(version)),
            Record::Analysis(Arc::new(analysis)),
            Record::Entity(Arc::new(entity)),
            Record::Mark(Arc::new(mark)),
            Record::Note(Arc::new(note)),
            Record::Tag(Arc::new(Label::new(ids.fresh(Kind::Tag), "safety", Some(Colour::Blue), now()))),
        ] {
            let _ = Edit::Put(record).apply(&mut project);
        }
    }
    project
}

fn source(id: Id, versions: Vec<Id>) -> Source {
    Source {
        id,
        key: "grant2024dam".into(),
        key_pinned: false,
        status: Status::Unread,
        tags: vec![],
        collections: vec![],
        versions,
        item: Item {
            kind: "article-newspaper".into(),
            title: "Dam engineer had warned".into(),
            author: vec![Name::person("Ailsa", "Grant")],
            ..Item::default()
        },
        agency: None,
        section: None,
        dateline: Some("Glenmoor".into()),
        evidence: [("title".to_owned(), vec![Evidence { value: "Dam".into(), from: "line 3".into(), sure: 0.9 }])]
            .into(),
        origin: Origin { name: "dam.txt".into(), sha256: "00".into(), bytes: 12, ..Origin::default() },
        trashed: None,
        made: now(),
        changed: now(),
        unknown: Map::new(),
    }
}

fn version(id: Id, source: Id, text: &str) -> Version {
    Version {
        id,
        source,
        made: now(),
        sha256: "00".into(),
        lang: "en".into(),
        blocks: vec![Block { kind: BlockKind::P, start: 0, end: text.chars().count() }],
        pages: vec![],
        unknown: Map::new(),
        text: text.into(),
    }
}

fn entity(id: Id, by: By) -> Entity {
    Entity { id, kind: EntityType::Loc, name: "Glenmoor".into(), aliases: vec![], by, unknown: Map::new() }
}

fn mark(id: Id, version: &Version, start: usize, end: usize) -> Mark {
    let anchor = Anchor::new(version.id, &version.text, &Index::new(&version.text), start..end);
    Mark::new(id, anchor, Colour::Yellow, now())
}

/// Random lists of random edits on [`project`]: records old and new, removals, nested batches.
pub fn edit_lists() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec(edits(), 0..25)
}

fn edits() -> impl Strategy<Value = Edit> {
    let leaf = prop_oneof![3 => records().prop_map(Edit::Put), 2 => some_id().prop_map(Edit::Remove)];
    leaf.prop_recursive(2, 12, 4, |inner| {
        ("[a-z]{1,6}", prop::collection::vec(inner, 0..4)).prop_map(|(label, edits)| Edit::Batch(label, edits))
    })
}

/// An id of the sample or of a small pool of others, so that edits meet each other.
fn some_id() -> impl Strategy<Value = Id> {
    let known: Vec<Id> = project().records().map(|record| record.id()).collect();
    prop_oneof![
        prop::sample::select(known),
        (0usize..11, 0u64..4).prop_map(|(kind, seed)| SeededIds(seed + 100).fresh(Kind::ALL[kind])),
    ]
}

fn id_of(kind: Kind) -> impl Strategy<Value = Id> {
    let known: Vec<Id> = project().records().map(|record| record.id()).filter(|id| id.kind() == kind).collect();
    let pool: Vec<Id> = known.into_iter().chain((0..3).map(|seed| SeededIds(seed + 100).fresh(kind))).collect();
    prop::sample::select(pool)
}

fn records() -> impl Strategy<Value = Record> {
    let text = "[a-zé “”\\n]{0,40}";
    prop_oneof![
        (id_of(Kind::Note), id_of(Kind::Mark), text).prop_map(|(id, about, text)| {
            Record::Note(Arc::new(Note { text, ..Note::new(id, vec![about], now()) }))
        }),
        (id_of(Kind::Mark), id_of(Kind::Version), text, 0usize..20, 0usize..20).prop_map(|(id, of, text, a, b)| {
            let mut record = mark(id, &version(of, id, &text), a.min(b), a.max(b));
            record.unknown.insert("later".into(), json!({"kept": [1, null, "é"]}));
            Record::Mark(Arc::new(record))
        }),
        (id_of(Kind::Source), id_of(Kind::Version), text, any::<bool>()).prop_map(|(id, of, title, trashed)| {
            let mut record = source(id, vec![of]);
            record.item.title = title;
            record.trashed = trashed.then(now);
            Record::Source(Arc::new(record))
        }),
        (id_of(Kind::Version), id_of(Kind::Source), text)
            .prop_map(|(id, of, text)| Record::Version(Arc::new(version(id, of, &text)))),
        (id_of(Kind::Version), id_of(Kind::Entity), "[A-Z][a-z]{0,12}").prop_map(|(of, entity, name)| {
            Record::Analysis(Arc::new(Analysis {
                version: of,
                engine: "0.2.0".into(),
                mentions: vec![],
                clusters: vec![Cluster { kind: EntityType::Loc, name, entity }],
                times: vec![],
                amounts: vec![],
                quotations: vec![],
                unknown: Map::new(),
            }))
        }),
        (id_of(Kind::Entity), any::<bool>()).prop_map(|(id, machine)| {
            Record::Entity(Arc::new(entity(id, if machine { By::Machine } else { By::Person })))
        }),
        (id_of(Kind::Tag), "[a-z]{1,8}").prop_map(|(id, name)| Record::Tag(Arc::new(Label::new(
            id,
            &name,
            None,
            now()
        )))),
        (id_of(Kind::Collection), "[a-z]{1,8}").prop_map(|(id, name)| Record::Collection(Arc::new(Label::new(
            id,
            &name,
            None,
            now()
        )))),
        "[A-Z][a-z]{0,8}".prop_map(|title| {
            let head = Head { title, ..project().head.as_ref().clone() };
            Record::Head(Arc::new(head))
        }),
    ]
}
