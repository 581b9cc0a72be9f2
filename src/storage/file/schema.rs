//! The published JSON Schema of the file, held to the records it is made from.
//!
//! `UPDATE_SCHEMA=1 cargo test schema` writes `assets/dossier.schema.json` anew.

use proptest::prelude::*;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::{SECTIONS, to_bytes};
use crate::model::{Analysis, Edit, Entity, Head, Label, Mark, Note, Rule, Source, Version, View, sample};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/dossier.schema.json");

/// A Dossier project: what a researcher reads, marks, notes and cites, in one file. Text offsets are Unicode code
/// points. Dossier writes one record per line, sorted by id, and keeps fields and sections it does not know.
#[derive(Deserialize, JsonSchema)]
#[schemars(title = "Dossier project, format 1")]
#[expect(dead_code, reason = "only its shape is used")]
struct File {
    /// Version of the layout.
    #[schemars(range(min = 1, max = 1))]
    dossier: u64,
    /// The project's own line.
    project: Head,
    /// Imported articles, pages, books.
    #[serde(default)]
    sources: Vec<Source>,
    /// Their texts, which never change.
    #[serde(default)]
    versions: Vec<Version>,
    /// What the machine read in each version.
    #[serde(default)]
    analyses: Vec<Analysis>,
    /// Named things.
    #[serde(default)]
    entities: Vec<Entity>,
    /// What a person decided about them.
    #[serde(default)]
    rules: Vec<Rule>,
    /// Marked passages.
    #[serde(default)]
    marks: Vec<Mark>,
    /// Notes.
    #[serde(default)]
    notes: Vec<Note>,
    /// Tags.
    #[serde(default)]
    tags: Vec<Label>,
    /// Collections of sources.
    #[serde(default)]
    collections: Vec<Label>,
    /// Saved queries.
    #[serde(default)]
    views: Vec<View>,
    /// The last line; shows a file that lost its end or was edited elsewhere.
    #[serde(default)]
    check: Option<Check>,
}

#[derive(Deserialize, JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
struct Check {
    /// The last journal entry the file holds.
    seq: u64,
    /// Records in the file, the project's own line included.
    records: u64,
    /// XXH3 (64 bits, seed 0, hexadecimal) of every byte of the file before `"xxh3"`.
    #[schemars(regex(pattern = "^[0-9a-f]{16}$"))]
    xxh3: String,
}

fn generated() -> String {
    let schema = schemars::schema_for!(File);
    format!("{}\n", serde_json::to_string_pretty(&schema).expect("a schema is JSON"))
}

#[test]
fn the_committed_schema_is_the_one_of_the_records() {
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(PATH, generated()).expect("written");
    }
    let committed = std::fs::read_to_string(PATH).expect("assets/dossier.schema.json is there");
    assert!(committed == generated(), "records have changed: run `UPDATE_SCHEMA=1 cargo test schema` and commit");
}

#[test]
fn the_schema_describes_every_section_and_refuses_what_is_wrong() {
    let schema: Value = serde_json::from_str(&generated()).expect("JSON");
    for section in SECTIONS {
        let described = schema["properties"][section]["description"].as_str();
        assert!(described.is_some_and(|text| !text.is_empty()), "{section}");
    }
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let good: Value = serde_json::from_slice(&to_bytes(&sample::project(), 1)).expect("JSON");
    assert!(validator.is_valid(&good));
    for (path, wrong) in [
        ("/dossier", Value::from(2)),
        ("/project", Value::Null),
        ("/notes/0/id", Value::from("../x")),
        ("/marks/0/colour", Value::from("mauve")),
        ("/marks/0/anchor/start", Value::from(-1)),
        ("/versions/0/blocks/0", serde_json::json!(["p", 0])),
        ("/check/xxh3", Value::from("none")),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(path).expect(path) = wrong;
        assert!(!validator.is_valid(&bad), "{path}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn whatever_is_written_is_valid(edits in sample::edit_lists()) {
        let mut project = sample::project();
        for edit in edits {
            let _: Edit = edit.apply(&mut project);
        }
        let schema: Value = serde_json::from_str(&generated()).expect("JSON");
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let file: Value = serde_json::from_slice(&to_bytes(&project, 3)).expect("JSON");
        let errors: Vec<String> = validator.iter_errors(&file).map(|error| format!("{error} at {}", error.instance_path())).collect();
        prop_assert!(errors.is_empty(), "{errors:?}");
    }
}
