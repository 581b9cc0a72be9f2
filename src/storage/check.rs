//! Looks a project over: does everything that points somewhere point at something?
//!
//! A file may be whole and still wrong, after a hand edit or a merge. Nothing is mended here; each problem says what
//! it is, where, and what to do.

use std::collections::HashSet;

use sha2::{Digest as _, Sha256};

use crate::model::{Analysis, Anchor, Id, Kind, Place, Project, Version};
use crate::text::Index;

/// Something in a project that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The record it is in.
    pub id: Id,
    /// What kind it is.
    pub kind: ProblemKind,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub advice: &'static str,
}

/// Kinds of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemKind {
    /// An id names nothing, or a record of another kind.
    Dangling,
    /// An offset is past the end of its text, or a range is reversed.
    OutOfRange,
    /// Blocks or pages do not fit the text.
    Structure,
    /// The text of a version is not the one that was imported.
    TextChanged,
    /// A mark has lost its place.
    Orphan,
}

/// Everything that does not fit, in the order of the file. Reads every text once.
#[must_use]
pub fn check(project: &Project) -> Vec<Problem> {
    let mut check = Check { project, problems: Vec::new() };
    check.sources();
    check.versions();
    check.analyses();
    check.rules();
    check.marks();
    check.notes();
    check.problems
}

struct Check<'a> {
    project: &'a Project,
    problems: Vec<Problem>,
}

impl Check<'_> {
    fn add(&mut self, id: Id, kind: ProblemKind, what: String, advice: &'static str) {
        self.problems.push(Problem { id, kind, what, advice });
    }

    fn has(&self, id: Id) -> bool {
        let project = self.project;
        match id.kind() {
            Kind::Analysis => project.analyses.contains_key(&id),
            Kind::Collection => project.collections.contains_key(&id),
            Kind::Entity => project.entities.contains_key(&id),
            Kind::Mark => project.marks.contains_key(&id),
            Kind::Note => project.notes.contains_key(&id),
            Kind::Project => project.head.id == id,
            Kind::View => project.views.contains_key(&id),
            Kind::Rule => project.rules.contains_key(&id),
            Kind::Source => project.sources.contains_key(&id),
            Kind::Tag => project.tags.contains_key(&id),
            Kind::Version => project.versions.contains_key(&id),
        }
    }

    /// Every one of `named` must exist and, if given, be of a kind.
    fn named(&mut self, id: Id, role: &str, kind: Option<Kind>, named: &[Id], advice: &'static str) {
        for &other in named {
            if kind.is_some_and(|kind| other.kind() != kind) {
                self.add(id, ProblemKind::Dangling, format!("{other} is no {role}"), advice);
            } else if !self.has(other) {
                self.add(id, ProblemKind::Dangling, format!("the {role} {other} is not in the project"), advice);
            }
        }
    }

    fn sources(&mut self) {
        let project = self.project;
        for (&id, source) in &project.sources {
            self.named(
                id,
                "version",
                Some(Kind::Version),
                &source.versions,
                "import the source again, or take the id out",
            );
            self.named(id, "tag", Some(Kind::Tag), &source.tags, "take the tag off the source");
            let collections = &source.collections;
            self.named(id, "collection", Some(Kind::Collection), collections, "take the source out of the collection");
            for version in source.versions.iter().filter_map(|version| project.versions.get(version)) {
                if version.source != id {
                    let what = format!("its version {} says it belongs to {}", version.id, version.source);
                    self.add(id, ProblemKind::Dangling, what, "take the version out of one of the two sources");
                }
            }
        }
    }

    fn versions(&mut self) {
        let project = self.project;
        for (&id, version) in &project.versions {
            let owner = project.sources.get(&version.source);
            if owner.is_none() {
                let what = format!("its source {} is not in the project", version.source);
                self.add(id, ProblemKind::Dangling, what, "restore the source from a backup, or remove the version");
            } else if owner.is_some_and(|source| !source.versions.contains(&id)) {
                let what = format!("its source {} does not list it", version.source);
                self.add(id, ProblemKind::Dangling, what, "add it to the source's versions, or remove it");
            }
            let hash: String =
                Sha256::digest(version.text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
            if hash != version.sha256 {
                self.add(
                    id,
                    ProblemKind::TextChanged,
                    "its text is not the one that was imported: it was changed outside Dossier, or is damaged"
                        .to_owned(),
                    "restore it from a backup, or import the source again as a new version",
                );
            }
            self.structure(id, version);
        }
    }

    /// Blocks in order, inside the text, not overlapping, nothing but blanks between them.
    fn structure(&mut self, id: Id, version: &Version) {
        const ADVICE: &str = "import the source again as a new version";
        let index = Index::new(&version.text);
        let mut last = 0;
        let mut bad = None;
        let blank = |from, to| index.slice(&version.text, from..to).chars().all(char::is_whitespace);
        for (place, block) in version.blocks.iter().enumerate() {
            if block.start > block.end || block.end > index.chars() {
                let what = format!("block {} ({}–{}) is outside its text", place + 1, block.start, block.end);
                self.add(id, ProblemKind::OutOfRange, what, ADVICE);
                return;
            }
            if block.start < last {
                bad = bad.or_else(|| Some(format!("blocks {place} and {} overlap", place + 1)));
            } else if !blank(last, block.start) {
                bad = bad.or_else(|| Some(format!("the words before block {} belong to no block", place + 1)));
            }
            last = last.max(block.end);
        }
        if bad.is_none() && !blank(last, index.chars()) {
            bad = Some("the last words belong to no block".to_owned());
        }
        let pages = &version.pages;
        let backwards = pages.iter().zip(pages.iter().skip(1)).any(|(a, b)| a.1 > b.1);
        if backwards || pages.iter().any(|page| page.1 > index.chars()) {
            bad = bad.or_else(|| Some("the pages do not follow each other inside the text".to_owned()));
        }
        if let Some(what) = bad {
            self.add(id, ProblemKind::Structure, what, ADVICE);
        }
    }

    fn analyses(&mut self) {
        let project = self.project;
        for (&id, analysis) in &project.analyses {
            const ADVICE: &str = "read the source again (Source › Find names again)";
            let Some(version) = project.versions.get(&analysis.version) else {
                let what = format!("it reads the version {}, which is not in the project", analysis.version);
                self.add(id, ProblemKind::Dangling, what, "remove the analysis");
                continue;
            };
            let chars = version.text.chars().count();
            for what in rows_outside(analysis, chars) {
                self.add(id, ProblemKind::OutOfRange, what, ADVICE);
            }
            let entities: Vec<Id> = analysis.clusters.iter().map(|cluster| cluster.entity).collect();
            self.named(id, "entity", Some(Kind::Entity), &entities, ADVICE);
        }
    }

    fn rules(&mut self) {
        let project = self.project;
        for (&id, rule) in &project.rules {
            const ADVICE: &str = "switch the rule off or remove it";
            self.named(id, "source", Some(Kind::Source), rule.matches.source.as_slice(), ADVICE);
            let entity = rule.to.get("entity").and_then(|value| value.as_str());
            match entity.map(str::parse::<Id>) {
                Some(Ok(entity)) => self.named(id, "entity", Some(Kind::Entity), &[entity], ADVICE),
                Some(Err(error)) => self.add(id, ProblemKind::Dangling, error.to_string(), ADVICE),
                None => {}
            }
            if let Some(anchor) = &rule.matches.anchor {
                self.anchor(id, anchor, "the passage");
            }
        }
    }

    fn marks(&mut self) {
        let project = self.project;
        for (&id, mark) in &project.marks {
            self.named(id, "tag", Some(Kind::Tag), &mark.tags, "take the tag off the mark");
            self.anchor(id, &mark.anchor, "the marked passage");
        }
        // A mark on an older version may be in place there and still need one on the current version.
        let known: HashSet<Id> = self.problems.iter().map(|problem| problem.id).collect();
        for id in project.orphans().into_iter().filter(|id| !known.contains(id)) {
            let what = "the marked passage is in an older version of its source".to_owned();
            self.add(id, ProblemKind::Orphan, what, "mark it again in the current version, or remove the mark");
        }
    }

    fn anchor(&mut self, id: Id, anchor: &Anchor, role: &str) {
        let Some(version) = self.project.versions.get(&anchor.version) else {
            let what = format!("{role} is in the version {}, which is not in the project", anchor.version);
            self.add(id, ProblemKind::Dangling, what, "restore the source from a backup, or remove this");
            return;
        };
        let index = Index::new(&version.text);
        if anchor.start > anchor.end || anchor.end > index.chars() {
            let what =
                format!("{role} ({}–{}) is outside its text of {} characters", anchor.start, anchor.end, index.chars());
            self.add(id, ProblemKind::OutOfRange, what, "mark the passage again, or remove this");
            return;
        }
        let words = anchor.exact.chars().take(40).collect::<String>();
        match anchor.find(&version.text, &index) {
            Place::Here(_) => {}
            Place::Moved(range) => {
                let what = format!("“{words}” is not at {}, but at {}", anchor.start, range.start);
                self.add(id, ProblemKind::Orphan, what, "mark the passage again at its place");
            }
            Place::Orphan => {
                let what = format!("“{words}” is not in its text");
                self.add(id, ProblemKind::Orphan, what, "mark the passage again, or remove this");
            }
        }
    }

    fn notes(&mut self) {
        let project = self.project;
        for (&id, note) in &project.notes {
            self.named(id, "record", None, &note.about, "link the note to something else, or leave it as a free note");
            self.named(id, "tag", Some(Kind::Tag), &note.tags, "take the tag off the note");
        }
    }
}

/// Rows of an analysis that point outside the text or at clusters that are not there.
fn rows_outside(analysis: &Analysis, chars: usize) -> Vec<String> {
    let mut found = Vec::new();
    let clusters = analysis.clusters.len();
    let mut row = |what: &str, place: usize, range: std::ops::Range<usize>, cluster: Option<usize>| {
        let number = place + 1;
        if range.start > range.end || range.end > chars {
            found.push(format!(
                "{what} {number} ({}–{}) is outside its text of {chars} characters",
                range.start, range.end
            ));
        }
        if let Some(cluster) = cluster.filter(|cluster| *cluster >= clusters) {
            found.push(format!("{what} {number} names cluster {cluster}, but there are {clusters}"));
        }
    };
    for (place, mention) in analysis.mentions.iter().enumerate() {
        row("mention", place, mention.range(), Some(mention.cluster));
    }
    for (place, time) in analysis.times.iter().enumerate() {
        row("time expression", place, time.range(), None);
    }
    for (place, amount) in analysis.amounts.iter().enumerate() {
        row("amount", place, amount.range(), None);
    }
    for (place, quotation) in analysis.quotations.iter().enumerate() {
        row("quotation", place, quotation.range(), quotation.speaker);
        row("quotation", place, 0..0, quotation.relay);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockKind, IdSource, Mark, Note, SeededIds, Source, sample};
    use std::sync::Arc;

    /// The sample with the hashes it should have.
    fn sound() -> Project {
        let mut project = sample::project();
        for version in project.versions.values_mut() {
            let version = Arc::make_mut(version);
            version.sha256 = Sha256::digest(version.text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        }
        project
    }

    /// What is found after `damage` to the first record of a table, and the id of that record.
    macro_rules! after {
        ($table:ident: $record:ty, $damage:expr) => {{
            let mut project = sound();
            let record = Arc::make_mut(project.$table.values_mut().next().expect("one"));
            let id = record.id;
            let damage: fn(&mut $record) = $damage;
            damage(record);
            (check(&project), id)
        }};
    }

    #[test]
    fn a_sound_project_has_no_problems() {
        assert_eq!(check(&sound()), []);
    }

    #[test]
    fn each_damage_is_named_once_at_its_record() {
        let cases = [
            (
                after!(marks: Mark, |mark| mark.anchor.exact = "other words".into()),
                ProblemKind::Orphan,
                "not in its text",
            ),
            (after!(marks: Mark, |mark| mark.anchor.start += 1), ProblemKind::Orphan, "not at 12, but at 11"),
            (after!(marks: Mark, |mark| mark.anchor.end = 9000), ProblemKind::OutOfRange, "outside its text"),
            (
                after!(marks: Mark, |mark| mark.tags = vec![SeededIds(99).fresh(Kind::Tag)]),
                ProblemKind::Dangling,
                "the tag",
            ),
            (
                after!(notes: Note, |note| note.about = vec![SeededIds(9).fresh(Kind::Mark)]),
                ProblemKind::Dangling,
                "the record",
            ),
            (after!(sources: Source, |source| source.tags = vec![source.id]), ProblemKind::Dangling, "is no tag"),
            (
                after!(versions: Version, |version| version.sha256 = "00".into()),
                ProblemKind::TextChanged,
                "not the one",
            ),
            (after!(versions: Version, |version| version.blocks[0].end = 5), ProblemKind::Structure, "last words"),
            (after!(versions: Version, |version| version.blocks[0].end = 5000), ProblemKind::OutOfRange, "block 1"),
            (
                after!(versions: Version, |version| version.pages = vec![(1, 9), (2, 3)]),
                ProblemKind::Structure,
                "pages",
            ),
            (
                after!(versions: Version, |version| version.blocks.push(Block { kind: BlockKind::P, start: 3, end: 8 })),
                ProblemKind::Structure,
                "blocks 1 and 2 overlap",
            ),
        ];
        for ((problems, id), kind, words) in cases {
            assert_eq!(problems.len(), 1, "{words}: {problems:?}");
            assert_eq!((problems[0].id, problems[0].kind), (id, kind));
            assert!(problems[0].what.contains(words), "{problems:?}");
        }
    }

    #[test]
    fn a_lost_source_or_version_is_named_wherever_it_is_missed() {
        let mut project = sound();
        let source = *project.sources.keys().next().expect("one");
        let version = project.sources[&source].versions[0];
        project.versions.remove(&version);
        let problems = check(&project);
        // Its source, its analysis and its mark.
        assert_eq!(problems.len(), 3, "{problems:?}");
        assert!(problems.iter().all(|problem| problem.what.contains(&version.to_string())));
        let mut project = sound();
        project.sources.remove(&source);
        let problems = check(&project);
        assert_eq!(problems.iter().map(|problem| problem.id).collect::<Vec<_>>(), [version]);
    }

    #[test]
    fn rows_of_an_analysis_that_point_nowhere_are_found() {
        let mut project = sound();
        let analysis = Arc::make_mut(project.analyses.values_mut().next().expect("one"));
        analysis.mentions[0].end = 999;
        analysis.mentions[0].cluster = 7;
        let what: Vec<String> = check(&project).into_iter().map(|problem| problem.what).collect();
        assert_eq!(what.len(), 2, "{what:?}");
        assert!(what[0].starts_with("mention 1 (0–999)") && what[1].contains("cluster 7"));
    }
}
