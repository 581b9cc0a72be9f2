//! Taking things out of a project: what, in which form, of which sources; and what a person should know before sending it.
//!
//! Same project, same request: same bytes.

use std::collections::HashMap;

use crate::bibliography::cite::CiteError;
use crate::bibliography::{Entry, Format, write};
use crate::model::{Id, Kind, Mark, Note, Project, Source};
use crate::report::{self, Chapter, Form, Memo, Notebook, Passage, Piece, Reference, Remark, Rendered};

use super::citing::{self, Citing, References, Spot};

/// What is taken out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum What {
    /// The sources.
    #[default]
    Bibliography,
    /// Marks with their notes, and the other notes.
    NotesAndMarks,
    /// Notes, with the passages they are about.
    Notes,
    /// Marks, with their notes.
    Marks,
    /// The note about the project, its links to sources and marks as citations.
    Memo,
}

impl What {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Memo, Self::Bibliography, Self::NotesAndMarks, Self::Notes, Self::Marks];

    /// The name on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Bibliography => "bibliography",
            Self::NotesAndMarks => "notes-and-marks",
            Self::Notes => "notes",
            Self::Marks => "marks",
            Self::Memo => "memo",
        }
    }

    /// What it is called.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Bibliography => "Bibliography",
            Self::NotesAndMarks => "Notes and marks",
            Self::Notes => "Notes",
            Self::Marks => "Marks",
            Self::Memo => "Memo",
        }
    }

    /// The forms it can be written in, the usual one first.
    #[must_use]
    pub fn forms(self) -> &'static [As] {
        match self {
            Self::Bibliography => &As::ALL,
            Self::NotesAndMarks | Self::Notes | Self::Marks => &[
                As::Report(Form::Markdown),
                As::Report(Form::Html),
                As::Report(Form::Text),
                As::Report(Form::Csv),
                As::Report(Form::Json),
            ],
            Self::Memo => &[As::Report(Form::Markdown), As::Report(Form::Html), As::Report(Form::Text)],
        }
    }
}

/// The form of what is taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum As {
    /// A library for another program.
    Library(Format),
    /// Something to read, or a table.
    Report(Form),
}

impl Default for As {
    fn default() -> Self {
        Self::Library(Format::BibLaTeX)
    }
}

impl As {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Library(Format::BibLaTeX),
        Self::Library(Format::BibTeX),
        Self::Library(Format::Ris),
        Self::Library(Format::CslJson),
        Self::Report(Form::Markdown),
        Self::Report(Form::Html),
        Self::Report(Form::Text),
        Self::Report(Form::Csv),
        Self::Report(Form::Json),
    ];

    /// The name on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Library(format) => format.id(),
            Self::Report(form) => form.id(),
        }
    }

    /// What it is called.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Library(Format::BibLaTeX) => "BibLaTeX",
            Self::Library(Format::BibTeX) => "BibTeX",
            Self::Library(Format::Ris) => "RIS",
            Self::Library(Format::CslJson) => "CSL-JSON",
            Self::Library(Format::Nbib) => "NBIB",
            Self::Library(Format::EndNoteXml) => "EndNote XML",
            Self::Library(Format::PubMedXml) => "PubMed XML",
            Self::Report(Form::Markdown) => "Markdown",
            Self::Report(Form::Html) => "Web page (HTML)",
            Self::Report(Form::Text) => "Plain text",
            Self::Report(Form::Csv) => "Table (CSV)",
            Self::Report(Form::Json) => "JSON",
        }
    }

    /// The usual file extension, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Library(format) => format.extension(),
            Self::Report(form) => form.extension(),
        }
    }

    /// Whether citations in it follow a style.
    #[must_use]
    pub fn is_styled(self) -> bool {
        matches!(self, Self::Report(_))
    }
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// What.
    pub what: What,
    /// In which form.
    pub form: As,
    /// How to cite; libraries need none.
    pub citing: Option<Citing>,
    /// Of which sources, in order.
    pub sources: Vec<Id>,
    /// Whether libraries carry the notes about their sources.
    pub with_notes: bool,
}

/// What came out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// The file.
    pub text: String,
    /// Sources, marks or notes in it.
    pub count: usize,
    /// What a person should look at, in sentences.
    pub warnings: Vec<String>,
}

/// Why nothing came out.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// This cannot be written so.
    #[error("{} cannot be written as {}: choose {}", what.text(), form.text(), names(what.forms()))]
    Unsuitable {
        /// What was asked for.
        what: What,
        /// In which form.
        form: As,
    },
    /// The style is missing or fails.
    #[error(transparent)]
    Cite(#[from] CiteError),
    /// The style has no list of references.
    #[error("“{0}” has no bibliography: choose another style, or a library format such as BibLaTeX")]
    NoList(String),
    /// A styled form without a style.
    #[error("choose a citation style")]
    NoStyle,
    /// There is no memo.
    #[error("the project has no memo yet: write a note about the project")]
    NoMemo,
}

fn names(forms: &[As]) -> String {
    forms.iter().map(|form| form.text()).collect::<Vec<_>>().join(", ")
}

/// Makes the text of a request.
///
/// # Errors
/// If what is asked for cannot be written in that form, or the style fails.
pub fn export(project: &Project, request: &Request) -> Result<Exported, ExportError> {
    if !request.what.forms().contains(&request.form) {
        return Err(ExportError::Unsuitable { what: request.what, form: request.form });
    }
    let sources: Vec<&Source> =
        request.sources.iter().filter_map(|id| project.sources.get(id)).map(AsRef::as_ref).collect();
    let mut out = match (request.what, request.form) {
        (What::Bibliography, As::Library(format)) => library(project, &sources, format, request.with_notes),
        (What::Bibliography, As::Report(form)) => references(project, &sources, form, request.citing.as_ref())?,
        (What::Memo, As::Report(form)) => memo(project, form, request.citing.as_ref())?,
        (what, As::Report(form)) => notebook(project, &sources, what, form, request.citing.as_ref())?,
        (what, form @ As::Library(_)) => return Err(ExportError::Unsuitable { what, form }),
    };
    let without = |missing: fn(&Source) -> bool| sources.iter().filter(|source| missing(source)).count();
    for (count, what) in [
        (without(|source| source.item.issued.is_none()), "no date"),
        (without(|source| source.item.title.trim().is_empty()), "no title"),
    ] {
        match count {
            0 => {}
            1 => out.warnings.push(format!("1 source has {what}")),
            count => out.warnings.push(format!("{count} sources have {what}")),
        }
    }
    Ok(out)
}

fn library(project: &Project, sources: &[&Source], format: Format, notes: bool) -> Exported {
    let mut entries: Vec<Entry> = sources.iter().map(|source| citing::entry(project, source, notes)).collect();
    // By key: adding a source adds lines and moves none.
    entries.sort_by(|a, b| a.key.cmp(&b.key));
    let mut lost: Vec<String> = entries.iter().flat_map(|entry| write::losses(format, entry)).collect();
    lost.sort();
    lost.dedup();
    let warnings = match lost.is_empty() {
        true => Vec::new(),
        false => vec![format!("{} has no place for {}", As::Library(format).text(), lost.join(", "))],
    };
    Exported { text: write::write(format, &entries), count: entries.len(), warnings }
}

fn references(
    project: &Project,
    sources: &[&Source],
    form: Form,
    citing: Option<&Citing>,
) -> Result<Exported, ExportError> {
    let citing = citing.ok_or(ExportError::NoStyle)?;
    let ids: Vec<Id> = sources.iter().map(|source| source.id).collect();
    let list = citing.references(project, &ids)?.ok_or_else(|| ExportError::NoList(citing.title().to_owned()))?;
    let list = bibliography(project, &project.head.title, list);
    Ok(Exported { count: list.references.len(), text: report::bibliography(form, &list), warnings: Vec::new() })
}

fn bibliography(project: &Project, title: &str, references: References) -> report::Bibliography {
    let References { list, hanging } = references;
    let key = |id: Id| project.sources.get(&id).map(|source| source.key.clone()).unwrap_or_default();
    report::Bibliography {
        title: title.to_owned(),
        language: project.head.language.clone(),
        references: list.into_iter().map(|(id, rendered)| Reference { key: key(id), rendered }).collect(),
        hanging,
    }
}

fn notebook(
    project: &Project,
    sources: &[&Source],
    what: What,
    form: Form,
    citing: Option<&Citing>,
) -> Result<Exported, ExportError> {
    let citing = citing.ok_or(ExportError::NoStyle)?;
    let mut notebook =
        Notebook { title: project.head.title.clone(), language: project.head.language.clone(), ..Notebook::default() };
    let ids: Vec<Id> = sources.iter().map(|source| source.id).collect();
    let references: HashMap<Id, Rendered> =
        citing.references(project, &ids)?.map(|found| found.list.into_iter().collect()).unwrap_or_default();
    let mut orphans = 0;
    let mut count = 0;
    for source in sources {
        let mut found = marks_of(project, source);
        if what == What::Notes {
            found.retain(|(_, mark)| project.notes_about(mark.id).any(|note| !note.text.trim().is_empty()));
        }
        let spots: Vec<(Id, Option<Spot>)> = found.iter().map(|(spot, _)| (source.id, spot.clone())).collect();
        let citations = citing.passages(project, &spots)?;
        let remarks = if what == What::Marks { Vec::new() } else { remarks(project, source.id) };
        orphans += found.iter().filter(|(spot, _)| spot.is_none()).count();
        let passages: Vec<Passage> = found
            .iter()
            .zip(citations)
            .map(|((spot, mark), citation)| passage(project, mark, spot.as_ref(), citation))
            .collect();
        count += passages.len() + remarks.len();
        if passages.is_empty() && remarks.is_empty() {
            continue;
        }
        notebook.chapters.push(Chapter {
            key: source.key.clone(),
            title: source.item.title.clone(),
            reference: references.get(&source.id).cloned().unwrap_or_default(),
            remarks,
            passages,
        });
    }
    if what != What::Marks {
        let elsewhere = |id: &Id| !matches!(id.kind(), Kind::Source | Kind::Mark);
        let free = project.notes.values().filter(|note| note.trashed.is_none() && note.about.iter().all(elsewhere));
        notebook.remarks = free.filter_map(|note| remark(project, note)).collect();
        count += notebook.remarks.len();
    }
    let warnings = match orphans {
        0 => Vec::new(),
        1 => vec!["1 mark has lost its place in the text".to_owned()],
        many => vec![format!("{many} marks have lost their place in the text")],
    };
    Ok(Exported { text: report::notebook(form, &notebook), count, warnings })
}

/// Live marks of a source with their places, in the order of the text, orphans last.
fn marks_of<'p>(project: &'p Project, source: &Source) -> Vec<(Option<Spot>, &'p Mark)> {
    let mut found: Vec<(bool, usize, Option<Spot>, &Mark)> = Vec::new();
    for id in &source.versions {
        let Some(version) = project.versions.get(id) else { continue };
        let mut marks = project.marks_in(*id).peekable();
        if marks.peek().is_none() {
            continue;
        }
        let index = citing::index(version);
        let current = source.versions.last() == Some(id);
        for mark in marks {
            let range = mark.anchor.find(&version.text, &index).range().filter(|_| current);
            let start = range.as_ref().map_or(mark.anchor.start, |range| range.start);
            let spot = range.and_then(|range| Spot::of(version, range.start));
            found.push((spot.is_none(), start, spot, mark));
        }
    }
    found.sort_by_key(|(lost, start, _, mark)| (*lost, *start, mark.id));
    found.into_iter().map(|(_, _, spot, mark)| (spot, mark)).collect()
}

fn passage(project: &Project, mark: &Mark, spot: Option<&Spot>, citation: Rendered) -> Passage {
    Passage {
        quote: mark.anchor.exact.clone(),
        place: spot.map(Spot::text).unwrap_or_default(),
        citation,
        colour: mark.colour.name().to_owned(),
        meaning: project.head.colours.get(&mark.colour).cloned().unwrap_or_default(),
        tags: tags(project, &mark.tags),
        made: mark.made.to_string(),
        remarks: remarks(project, mark.id),
    }
}

fn remarks(project: &Project, about: Id) -> Vec<Remark> {
    let mut notes: Vec<&Note> = project.notes_about(about).map(AsRef::as_ref).collect();
    notes.sort_by_key(|note| (note.made, note.id));
    notes.into_iter().filter_map(|note| remark(project, note)).collect()
}

fn remark(project: &Project, note: &Note) -> Option<Remark> {
    let text = pieces(&note.text).into_iter().map(|piece| piece.words).collect::<String>();
    let remark = Remark { text, tags: tags(project, &note.tags), made: note.made.to_string() };
    (!remark.text.trim().is_empty()).then_some(remark)
}

fn tags(project: &Project, ids: &[Id]) -> Vec<String> {
    let live = |id: &Id| project.tags.get(id).filter(|tag| tag.trashed.is_none()).map(|tag| tag.name.clone());
    ids.iter().filter_map(live).collect()
}

/// A stretch of a note: words, and what the link they stand in leads to.
struct Linked<'a> {
    words: &'a str,
    to: Option<Id>,
}

/// Takes `[[id|label]]` links out of a note. What is no such link stays as it is.
fn pieces(text: &str) -> Vec<Linked<'_>> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[[") {
        let link = after.split_once("]]").and_then(|(inside, tail)| {
            let (id, label) = inside.split_once('|').unwrap_or((inside, inside));
            Some((id.trim().parse::<Id>().ok()?, label, tail))
        });
        match link {
            Some((id, label, tail)) => {
                out.push(Linked { words: before, to: None });
                out.push(Linked { words: label, to: Some(id) });
                rest = tail;
            }
            None => {
                let cut = before.len() + 2;
                let (kept, tail) = rest.split_at_checked(cut).unwrap_or((rest, ""));
                out.push(Linked { words: kept, to: None });
                rest = tail;
            }
        }
    }
    out.push(Linked { words: rest, to: None });
    out
}

/// The note about the project; several are one after the other.
fn memo(project: &Project, form: Form, citing: Option<&Citing>) -> Result<Exported, ExportError> {
    let citing = citing.ok_or(ExportError::NoStyle)?;
    let mut notes: Vec<&Note> = project.notes_about(project.head.id).map(AsRef::as_ref).collect();
    notes.retain(|note| !note.text.trim().is_empty());
    notes.sort_by_key(|note| (note.made, note.id));
    if notes.is_empty() {
        return Err(ExportError::NoMemo);
    }
    let text = notes.iter().map(|note| note.text.trim_end()).collect::<Vec<_>>().join("\n\n");
    let linked = pieces(&text);
    let places: Vec<Option<(Id, Option<Spot>)>> = linked.iter().map(|piece| place(project, piece.to?)).collect();
    let cited: Vec<(Id, Option<Spot>)> = places.iter().flatten().cloned().collect();
    let (citations, list) = citing.running(project, &cited)?;
    let mut citations = citations.into_iter();
    let mut out =
        Memo { title: project.head.title.clone(), language: project.head.language.clone(), ..Memo::default() };
    for (piece, place) in linked.iter().zip(&places) {
        out.pieces.push(Piece::Prose(piece.words.to_owned()));
        if place.is_some()
            && let Some(citation) = citations.next()
        {
            out.pieces.push(if citing.is_note() { Piece::Note(citation) } else { Piece::Inline(citation) });
        }
    }
    out.bibliography = list.filter(|found| !found.list.is_empty()).map(|list| bibliography(project, "Sources", list));
    let text = report::memo(form, &out).ok_or(ExportError::Unsuitable { what: What::Memo, form: As::Report(form) })?;
    Ok(Exported { text, count: cited.len(), warnings: Vec::new() })
}

/// The source a link leads to, with the place of the mark if it leads to one.
fn place(project: &Project, id: Id) -> Option<(Id, Option<Spot>)> {
    if project.sources.contains_key(&id) {
        return Some((id, None));
    }
    let mark = project.marks.get(&id)?;
    let version = project.versions.get(&mark.anchor.version)?;
    let range = mark.anchor.find(&version.text, &citing::index(version)).range();
    Some((version.source, range.and_then(|range| Spot::of(version, range.start))))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::bibliography::read;
    use crate::model::IdSource;
    use crate::model::{Edit, SeededIds, sample};
    use crate::storage::RealVfs;

    fn ask(project: &Project, what: What, form: As, style: &str) -> Result<Exported, ExportError> {
        let citing = Citing::named(&RealVfs, Path::new("nowhere"), style, "en").expect("a style");
        let sources = project.sources.keys().copied().collect();
        export(project, &Request { what, form, citing: Some(citing), sources, with_notes: false })
    }

    #[test]
    fn every_library_reads_back_with_keys_and_titles() {
        let project = sample::project();
        for format in Format::WRITTEN {
            let out = ask(&project, What::Bibliography, As::Library(format), "apa").expect("exported");
            let back = read::read(format, &out.text).expect("readable");
            let mut keys: Vec<&str> = back.entries.iter().map(|entry| entry.key.as_str()).collect();
            keys.sort_unstable();
            let mut own: Vec<&str> = project.sources.values().map(|source| source.key.as_str()).collect();
            own.sort_unstable();
            assert_eq!(keys, own, "{format:?}");
        }
    }

    #[test]
    fn the_second_export_is_the_same_bytes() {
        let project = sample::project();
        for what in [What::Bibliography, What::NotesAndMarks, What::Notes, What::Marks] {
            for form in what.forms() {
                let one = ask(&project, what, *form, "chicago-notes-bibliography").expect("exported");
                assert!(!one.text.is_empty());
                let two = ask(&project, what, *form, "chicago-notes-bibliography").expect("exported");
                assert_eq!(one, two, "{what:?} {form:?}");
            }
        }
    }

    #[test]
    fn marks_come_with_their_citation_and_notes() {
        let project = sample::project();
        let mark = project.marks.values().next().expect("a mark");
        let out = ask(&project, What::Marks, As::Report(Form::Csv), "apa").expect("exported");
        assert!(out.text.contains(&mark.anchor.exact) && out.text.contains("para. "), "{}", out.text);
        let unsuitable = ask(&project, What::Marks, As::Library(Format::Ris), "apa").expect_err("no library of marks");
        assert!(unsuitable.to_string().starts_with("Marks cannot be written as RIS: choose Markdown"), "{unsuitable}");
    }

    #[test]
    fn a_memo_turns_links_into_citations() {
        let mut project = sample::project();
        let mark = project.marks.keys().next().copied().expect("a mark");
        let note = SeededIds(77).fresh(Kind::Note);
        let mut memo = Note::new(note, vec![project.head.id], sample::now());
        assert!(matches!(ask(&project, What::Memo, As::Report(Form::Html), "apa"), Err(ExportError::NoMemo)));
        memo.text = format!("She [[{mark}|told them twice]] and [[no link]]. Later [[{mark}|again]].");
        let _ = Edit::Put(crate::model::Record::Note(memo.into())).apply(&mut project);
        let out =
            ask(&project, What::Memo, As::Report(Form::Markdown), "chicago-notes-bibliography").expect("exported");
        assert!(out.text.contains("She told them twice[^1] and [[no link]]. Later again[^2]."), "{}", out.text);
        assert!(out.text.contains("\n[^2]: ") && out.text.contains("## Sources"), "{}", out.text);
        let inline = ask(&project, What::Memo, As::Report(Form::Text), "apa").expect("exported");
        assert!(inline.text.contains("She told them twice (") && inline.text.contains("para. "), "{}", inline.text);
    }

    #[test]
    fn missing_dates_are_said() {
        let mut project = sample::project();
        let source = project.sources.values().next().expect("a source").as_ref().clone();
        let mut item = source.item.clone();
        item.issued = None;
        let _ = Edit::details(Source { item, ..source }, sample::now()).apply(&mut project);
        let out = ask(&project, What::Bibliography, As::Library(Format::BibLaTeX), "apa").expect("exported");
        assert!(out.warnings.iter().any(|warning| warning.ends_with("no date")), "{:?}", out.warnings);
    }
}
