//! The sample project: twelve authored articles about a drained reservoir, with marks, notes, tags and collections.

use crate::model::{Head, IdSource, Kind, Project};
use crate::storage::{FileError, from_bytes};

/// The project as it is shipped; the tests build it anew from the articles in `assets/sample`.
const FILE: &[u8] = include_bytes!("../../assets/sample.dossier.json");

/// A copy of the sample under an id of its own.
///
/// # Errors
/// When the shipped file cannot be read, which a test rules out.
pub fn project(ids: &mut dyn IdSource) -> Result<Project, FileError> {
    let mut project = from_bytes(FILE)?.project;
    let head = Head { id: ids.fresh(Kind::Project), ..project.head.as_ref().clone() };
    project.head = std::sync::Arc::new(head);
    Ok(project)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{HashMap, HashSet};
    use std::path::Path;
    use std::sync::{Arc, Mutex};

    use jiff::Timestamp;
    use serde_json::Value;

    use crate::import::{Hints, read};
    use crate::model::{Colour, Edit, Id, SeededIds, Status};
    use crate::storage::to_bytes;
    use crate::text::Index;
    use crate::workspace::{Clock, Workspace, importing};

    type Hands = Arc<Mutex<Timestamp>>;

    fn set(hands: &Hands, value: &Value) {
        if let Some(at) = value["made"].as_str() {
            *hands.lock().expect("one thread") = at.parse().expect("a time");
        }
    }

    fn strings(value: &Value) -> Vec<&str> {
        value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
    }

    fn rows(value: &Value) -> impl Iterator<Item = &Value> {
        value.as_array().into_iter().flatten()
    }

    /// Builds the sample from the articles and `notes.json`.
    fn build() -> Project {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
        let lived: Value =
            serde_json::from_slice(&std::fs::read(folder.join("notes.json")).expect("notes")).expect("valid notes");
        let hands: Hands = Arc::default();
        set(&hands, &lived["project"]);
        let clock: Clock = {
            let hands = hands.clone();
            Arc::new(move || *hands.lock().expect("one thread"))
        };
        let mut ids = SeededIds(2024);
        let title = lived["project"]["title"].as_str().expect("a title");
        let mut project = Project::new(title, &mut ids, clock());
        let mut taken = HashSet::new();
        let mut by_file: HashMap<String, Id> = HashMap::new();
        for file in strings(&lived["import"]) {
            let bytes = std::fs::read(folder.join(file)).expect("the article is there");
            let name = file.rsplit('/').next().unwrap_or(file);
            let draft = read(&bytes, name, &Hints::default()).expect("the article is read");
            let (source, version) = importing::records(draft, &taken, &mut ids, clock());
            taken.insert(source.key.clone());
            by_file.insert(file.to_owned(), source.id);
            let _ = Edit::import(vec![(source, vec![version])]).apply(&mut project);
        }
        let mut workspace = Workspace::new(project, Box::new(ids), clock);
        furnish(&mut workspace, &lived, &by_file, &hands);
        workspace.project().clone()
    }

    fn furnish(workspace: &mut Workspace, lived: &Value, by_file: &HashMap<String, Id>, hands: &Hands) {
        let name = |value: &Value| value["name"].as_str().expect("a name").to_owned();
        let colour = |value: &Value| {
            Colour::ALL.into_iter().find(|colour| Some(colour.name()) == value["colour"].as_str()).unwrap_or_default()
        };
        for tag in rows(&lived["tags"]) {
            workspace.label(Kind::Tag, &name(tag), Some(colour(tag)), &[]);
        }
        for collection in rows(&lived["collections"]) {
            workspace.label(Kind::Collection, &name(collection), None, &[]);
        }
        for row in rows(&lived["sources"]) {
            let Some(source) = by_file.get(row["file"].as_str().expect("a file")) else { continue };
            let status: Status = serde_json::from_value(row["status"].clone()).expect("a status");
            workspace.apply(Edit::status(workspace.project(), &[*source], status, workspace.now()));
            for (field, kind) in [("tags", Kind::Tag), ("collections", Kind::Collection)] {
                for label in strings(&row[field]) {
                    workspace.label(kind, label, None, &[*source]);
                }
            }
        }
        let mut marks = HashMap::new();
        for mark in rows(&lived["marks"]) {
            set(hands, mark);
            let source = by_file[mark["file"].as_str().expect("a file")];
            let text = workspace.project().current_version(source).expect("a text").text.clone();
            let exact = mark["text"].as_str().expect("words");
            let byte = text.find(exact).unwrap_or_else(|| panic!("“{exact}” is not in {}", mark["file"]));
            let index = Index::new(&text);
            let range = index.code_points(&text, byte..byte + exact.len());
            let id = workspace.highlight(source, range, colour(mark)).expect("a mark");
            for tag in strings(&mark["tags"]) {
                workspace.label(Kind::Tag, tag, None, &[id]);
            }
            marks.insert(mark["id"].as_str().expect("an id"), id);
        }
        for note in rows(&lived["notes"]) {
            set(hands, note);
            let about = strings(&note["about"]);
            let about =
                about.iter().map(|id| marks.get(id).or_else(|| by_file.get(*id)).copied().expect("known")).collect();
            let id = workspace.note_about(about);
            let text = linked(note["text"].as_str().expect("text"), workspace.project());
            workspace.type_note(id, &text);
            for tag in strings(&note["tags"]) {
                workspace.label(Kind::Tag, tag, None, &[id]);
            }
        }
    }

    /// `[[title]]` as `[[id|title]]`.
    fn linked(text: &str, project: &Project) -> String {
        let mut linked = text.to_owned();
        for source in project.sources.values() {
            linked = linked
                .replace(&format!("[[{}]]", source.item.title), &format!("[[{}|{}]]", source.id, source.item.title));
        }
        linked
    }

    #[test]
    fn the_shipped_sample_is_what_the_articles_give() {
        let bytes = to_bytes(&build(), 1);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample.dossier.json");
        if std::env::var_os("UPDATE_SAMPLE").is_some() {
            std::fs::write(&path, &bytes).expect("written");
        }
        // From the disk, not `FILE`: what was just written is compiled in only the next time.
        let shipped = std::fs::read(&path).expect("the sample is there");
        assert!(bytes == shipped, "assets/sample.dossier.json is stale: run the tests with UPDATE_SAMPLE=1");
    }

    #[test]
    fn every_copy_is_another_project_with_the_same_twelve_sources() {
        let first = project(&mut SeededIds(1)).expect("the sample opens");
        let second = project(&mut SeededIds(2)).expect("the sample opens");
        assert_ne!(first.head.id, second.head.id);
        assert_eq!(first.sources, second.sources);
        assert_eq!(first.sources.len(), 12);
        assert!(first.orphans().is_empty());
    }
}
