//! `dossier bench`: measures on a generated project, against yardsticks of the same run.
//!
//! Times are CPU-bound single runs, the least of several repetitions; trust the ratios more than the milliseconds.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::extract::{Context as Extracted, Recogniser, extract};
use crate::import::{Hints, read};
use crate::model::{
    Anchor, Block, BlockKind, Colour, Edit, Id, IdSource, Item, Kind, Mark, Name, Origin, Project, Record, SeededIds,
    Source, Status, Version,
};
use crate::storage::{Holder, OpenFile, RealVfs, from_bytes, to_bytes};
use crate::text::Index;
use crate::workspace::{
    Findings, Overview, Progress, Query, Reader, Roster, Rules, Workspace, hash, sample_project as sample, waiting,
};

/// Arguments of `dossier bench`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// How many sources the project has.
    #[arg(long, default_value_t = 1_000)]
    sources: usize,
    /// Also write the results to this file, as JSON.
    #[arg(long)]
    json: Option<PathBuf>,
}

/// Repetitions of each measurement.
const TIMES: usize = 7;

/// Runs it.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<bool> {
    let project = generated(arguments.sources);
    let bytes = to_bytes(&project, 1);
    let folder = std::env::temp_dir().join(format!("dossier-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).context("no folder to measure in")?;
    let mut rows = Rows::default();
    files(&mut rows, &project, &bytes, &folder)?;
    std::fs::remove_dir_all(&folder).context("the folder of the measurement cannot be removed")?;
    rows.time("list of sources", None, || {
        let ids = Box::new(SeededIds(1));
        let workspace = Workspace::new(project.clone(), ids, Arc::new(Timestamp::now));
        Overview::default().refresh(&workspace, &Query::default());
    });
    engines(&mut rows, &project)?;
    #[cfg(feature = "window")]
    frames(&mut rows);
    println!("{} sources, {:.1} MB", arguments.sources, bytes.len() as f64 / 1e6);
    rows.print();
    if let Some(path) = &arguments.json {
        std::fs::write(path, serde_json::to_vec_pretty(&rows.json())?).context("the results cannot be written")?;
    }
    Ok(true)
}

fn files(rows: &mut Rows, project: &Project, bytes: &[u8], folder: &std::path::Path) -> anyhow::Result<()> {
    rows.time("copy of the bytes (yardstick)", None, || drop(std::hint::black_box(bytes.to_vec())));
    rows.time("serialise", Some("copy of the bytes (yardstick)"), || drop(to_bytes(project, 1)));
    rows.time("parse", Some("serialise"), || drop(from_bytes(bytes)));
    let plain = folder.join("plain.json");
    rows.time("plain write and fsync (yardstick)", None, || {
        let written = std::fs::write(&plain, bytes).and_then(|()| std::fs::File::open(&plain)?.sync_all());
        drop(written);
    });
    let holder = Holder::this_process(&RealVfs, Timestamp::now());
    let path = folder.join("bench.dossier.json");
    let mut file = OpenFile::create(&RealVfs, &path, bytes, &holder)?;
    rows.time("save", Some("plain write and fsync (yardstick)"), || drop(file.save(&RealVfs, &to_bytes(project, 2))));
    drop(file);
    rows.time("open", Some("parse"), || drop(OpenFile::open(&RealVfs, &path, &holder)));
    Ok(())
}

/// Reading pages and texts: one page of 100 KB, one article of 900 words, the whole project.
fn engines(rows: &mut Rows, project: &Project) -> anyhow::Result<()> {
    let started = Instant::now();
    Recogniser::embedded()?;
    rows.add("recogniser: unpacked at first use", started.elapsed().as_secs_f64(), None);
    let sample = sample_texts()?;
    let article: String = sample.split_whitespace().take(900).collect::<Vec<_>>().join(" ");
    let context = Extracted { published: Some("2024-03-18"), dateline: Some("Glenmoor"), ..Extracted::default() };
    rows.time("everything found in 900 words", None, || drop(extract(&article, &context, &|| false)));
    let words = sample.split_whitespace().count();
    let started = Instant::now();
    drop(extract(&sample, &context, &|| false)?);
    let seconds = started.elapsed().as_secs_f64();
    rows.add(&format!("everything found: {:.0} words a second", words as f64 / seconds), seconds, None);
    let page = page(&sample);
    rows.time("import of a page of 100 KB", None, || drop(read(page.as_bytes(), "page.html", &Hints::default())));
    let mut project = project.clone();
    let mut reader = Reader::new(project.clone());
    let started = Instant::now();
    for version in waiting(&project) {
        if let Some(analysis) = reader.read(version, &Progress::default())? {
            let _ = Edit::Put(Record::Analysis(Arc::new(analysis))).apply(&mut project);
        }
    }
    rows.add("reading every text of the project", started.elapsed().as_secs_f64(), None);
    rows.time("what is shown of one text", None, || {
        if let Some(version) = project.versions.values().next() {
            drop(Findings::of(&project, &Rules::of(&project), version));
        }
    });
    rows.time("counting every entity", None, || drop(Roster::of(&project, &Progress::default())));
    Ok(())
}

/// The texts of the sample project, which are written as news is.
fn sample_texts() -> anyhow::Result<String> {
    let sample = sample(&mut SeededIds(1))?;
    Ok(sample.versions.values().map(|version| &*version.text).collect::<Vec<_>>().join("\n\n"))
}

/// A page of about 100 KB with an article between menus.
fn page(text: &str) -> String {
    let menu = "<li><a href=\"/section/local-news\">Local news from the valley</a></li>".repeat(600);
    let body: String = text.split("\n\n").take(60).map(|paragraph| format!("<p>{paragraph}</p>\n")).collect();
    let mut page = format!(
        "<html><head><title>The log at the gate house - Loch Journal</title><meta property=\"article:published_time\" \
         content=\"2024-03-08T09:00:00Z\"></head><body><nav><ul>{menu}</ul></nav><article><h1>The log at the gate \
         house</h1>{body}</article><footer><ul>"
    );
    while page.len() < 100_000 {
        page.push_str("<li><a href=\"/about/terms-and-conditions\">Terms and conditions</a></li>");
    }
    page.push_str("</ul></footer></body></html>");
    page
}

/// Frames of the reader on 500,000 characters with 2,000 marks.
#[cfg(feature = "window")]
fn frames(rows: &mut Rows) {
    use crate::app::bench::ReaderBench;
    let mut bench = ReaderBench::new(&text(&mut SeededIds(5), 500_000), 2_000);
    let started = Instant::now();
    bench.frame(0.0);
    rows.add("reader: first frame of 500,000 characters", started.elapsed().as_secs_f64(), None);
    for _ in 0..200 {
        bench.frame(0.0);
    }
    rows.time("reader: frame at rest", None, || bench.frame(0.0));
    rows.time("reader: frame while scrolling", Some("reader: frame at rest"), || bench.frame(-120.0));
}

#[derive(Default)]
struct Rows(Vec<(String, f64, Option<f64>)>);

impl Rows {
    /// The least time of several runs, and its ratio to an earlier row.
    fn time(&mut self, name: &str, against: Option<&str>, mut work: impl FnMut()) {
        let mut least = f64::INFINITY;
        for _ in 0..TIMES {
            let started = Instant::now();
            work();
            least = least.min(started.elapsed().as_secs_f64());
        }
        self.add(name, least, against);
    }

    fn add(&mut self, name: &str, seconds: f64, against: Option<&str>) {
        let yardstick = against.and_then(|name| self.0.iter().find(|row| row.0 == name)).map(|row| row.1);
        self.0.push((name.to_owned(), seconds, yardstick.map(|other| seconds / other.max(1e-9))));
    }

    fn print(&self) {
        for (name, seconds, ratio) in &self.0 {
            let ratio = ratio.map_or(String::new(), |ratio| format!("{ratio:8.2}×"));
            println!("{name:<45} {:>10.3} ms {ratio}", seconds * 1_000.0);
        }
    }

    fn json(&self) -> Value {
        let rows = self
            .0
            .iter()
            .map(|(name, seconds, ratio)| (name.clone(), json!({"ms": seconds * 1_000.0, "ratio": ratio})));
        Value::Object(rows.collect())
    }
}

const WORDS: [&str; 32] = [
    "the",
    "dam",
    "engineer",
    "water",
    "of",
    "and",
    "wall",
    "was",
    "said",
    "inquiry",
    "level",
    "in",
    "valley",
    "board",
    "to",
    "reservoir",
    "had",
    "seepage",
    "east",
    "log",
    "she",
    "inspector",
    "warned",
    "a",
    "minister",
    "Glenmoor",
    "Calder",
    "report",
    "on",
    "Tuesday",
    "for",
    "drained",
];

/// Paragraphs of about 400 characters.
fn text(random: &mut SeededIds, length: usize) -> String {
    let mut text = String::with_capacity(length + 32);
    let mut paragraph = 0;
    while text.len() < length {
        let word = WORDS.get((random.next_u64() % 32) as usize).copied().unwrap_or("the");
        if paragraph > 400 {
            text.push_str(".\n\n");
            paragraph = 0;
        } else if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
        paragraph += word.len() + 1;
    }
    text
}

/// A project of this many sources of about 4 KB, with a mark each and a note on every fifth, always the same.
fn generated(sources: usize) -> Project {
    let mut ids = SeededIds(42);
    let now = Timestamp::UNIX_EPOCH;
    let mut project = Project::new("Bench", &mut ids, now);
    let mut edits = Vec::new();
    for number in 0..sources {
        let body = text(&mut ids, 4_000);
        let (source_id, version_id) = (ids.fresh(Kind::Source), ids.fresh(Kind::Version));
        let version = version(version_id, source_id, &body, now);
        let index = Index::new(&version.text);
        let anchor = Anchor::new(version_id, &version.text, &index, 100..160);
        let mark = Mark::new(ids.fresh(Kind::Mark), anchor, Colour::Yellow, now);
        if number % 5 == 0 {
            let note = crate::model::Note::new(ids.fresh(Kind::Note), vec![mark.id], now);
            edits.push(Edit::Put(Record::Note(Arc::new(note))));
        }
        edits.push(Edit::Put(Record::Source(Arc::new(source(source_id, version_id, number, now)))));
        edits.push(Edit::Put(Record::Version(Arc::new(version))));
        edits.push(Edit::Put(Record::Mark(Arc::new(mark))));
    }
    let _ = Edit::Batch("Generate".to_owned(), edits).apply(&mut project);
    project
}

fn version(id: Id, source: Id, body: &str, now: Timestamp) -> Version {
    let mut start = 0;
    let blocks = body
        .split("\n\n")
        .map(|paragraph| {
            let block = Block { kind: BlockKind::P, start, end: start + paragraph.chars().count() };
            start = block.end + 2;
            block
        })
        .collect();
    Version {
        id,
        source,
        made: now,
        sha256: hash(body),
        lang: "en".to_owned(),
        blocks,
        pages: Vec::new(),
        unknown: Map::new(),
        text: body.into(),
    }
}

fn source(id: Id, version: Id, number: usize, now: Timestamp) -> Source {
    Source {
        id,
        key: format!("grant2024n{number}"),
        key_pinned: false,
        status: Status::Unread,
        tags: Vec::new(),
        collections: Vec::new(),
        versions: vec![version],
        item: Item {
            kind: "article-newspaper".to_owned(),
            title: format!("Report number {number} on the dam"),
            author: vec![Name::person("Ailsa", "Grant")],
            container_title: Some("Highland Post".to_owned()),
            issued: Some("2024-03-06".to_owned()),
            ..Item::default()
        },
        agency: None,
        section: None,
        dateline: Some("Glenmoor".to_owned()),
        evidence: std::collections::BTreeMap::new(),
        origin: Origin::default(),
        trashed: None,
        made: now,
        changed: now,
        unknown: Map::new(),
    }
}
