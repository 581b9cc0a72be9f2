//! Documents that know their own structure (PDF, DOCX, EPUB, ODT, RTF) to drafts: fields from the head of the text and
//! from the document's properties, each with its evidence; nothing of the text is judged away.

use super::dates::{self, Label};
use super::head::{doi, note};
use super::language::language;
use super::layout::Piece;
use super::names::{is_institution, split_name};
use super::phrases::fold;
use super::printed::{arxiv, copyright_year, edtf, listed, people};
use super::properties::{Properties, is_junk_author, is_junk_title};
use super::roles::{self, Reading, Role};
use super::{Draft, Fate, Hints, ImportError, Line, Why, assemble, fields, names};
use crate::model::{BlockKind, Name, SourceKind};

/// Parts at the beginning that are read for fields.
const FRONT: usize = 60;
/// Parts below the headline that can hold authors and dates.
const HEAD: usize = 14;
/// Telling words beside a date that are its label or its place: "Published in Wickfield on".
const BESIDE_DATE: usize = 2;
/// Fewer words are no text.
const FEWEST: usize = 3;

/// A paragraph, heading, list item, table or note of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    pub kind: BlockKind,
    pub text: String,
    /// What marks it as the title of the document, in words a person can follow.
    pub title: Option<&'static str>,
    /// Why it is no part of the text: running heads and the like.
    pub struck: Option<Why>,
    /// Pages that begin in it: (code points into the text, number).
    pub pages: Vec<(usize, u32)>,
}

impl Part {
    /// A part with its text tidied; `None` if nothing is left.
    pub(super) fn new(kind: BlockKind, text: &str) -> Option<Self> {
        let text = tidy(text, kind);
        (!text.is_empty()).then(|| Self { kind, text, ..Self::default() })
    }
}

/// What a reader of a format found.
#[derive(Clone, Debug, Default)]
pub(super) struct Document {
    pub parts: Vec<Part>,
    pub properties: Properties,
    /// What a person should know about the text.
    pub warnings: Vec<String>,
}

/// One space between words, lines kept in tables and code, no marks without width.
fn tidy(text: &str, kind: BlockKind) -> String {
    let lines = text.split('\n').map(|line| {
        let cells = line.split('\t').map(|cell| {
            let words = cell.split_whitespace().map(|word| word.replace(['\u{ad}', '\u{200b}', '\u{feff}', '\0'], ""));
            words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
        });
        let joint = if kind == BlockKind::Table { "\t" } else { " " };
        cells.filter(|cell| kind == BlockKind::Table || !cell.is_empty()).collect::<Vec<_>>().join(joint)
    });
    let lines: Vec<String> = lines.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
    let rows = matches!(kind, BlockKind::Table | BlockKind::Pre | BlockKind::Quote);
    lines.join(if rows { "\n" } else { " " })
}

/// A draft of a document.
///
/// # Errors
/// [`ImportError::Empty`] if it holds no text.
pub(super) fn draft(
    document: Document,
    name: &str,
    bytes: &[u8],
    kind: SourceKind,
    hints: &Hints,
) -> Result<Draft, ImportError> {
    let Document { parts, properties, warnings } = document;
    let words: usize = parts
        .iter()
        .filter(|part| part.struck.is_none())
        .map(|part| part.text.split_whitespace().count().max(part.text.chars().count() / 12))
        .take(1000)
        .sum();
    if words < FEWEST {
        return Err(ImportError::Empty { name: name.to_owned() });
    }
    let mut draft = Draft::new(name, bytes, kind, "UTF-8", hints);
    draft.encoding = encoding(kind).to_owned();
    for warning in warnings {
        draft.warn("text", warning);
    }
    let pieces: Vec<Piece> = parts
        .iter()
        .enumerate()
        .take(400)
        .map(|(at, part)| Piece { text: part.text.replace(['\n', '\t'], " "), lines: (at + 1, at + 1), apart: true })
        .collect();
    languages(&mut draft, &pieces, &parts, &properties);
    let day_first = draft.language.as_deref().is_some_and(|language| language != "en");
    let front = pieces.get(..FRONT.min(pieces.len())).unwrap_or_default();
    let mut head = Head {
        readings: roles::read(front, day_first),
        fates: parts.iter().map(|part| part.struck.map_or(Fate::Kept, Fate::Struck)).collect(),
        given: vec![None; parts.len()],
        parts: &parts,
        properties: &properties,
        title: None,
        end: 0,
    };
    head.titles(&mut draft);
    head.end = head.end();
    head.identifiers(&mut draft);
    head.authors(&mut draft);
    head.dates(&mut draft);
    head.rest(&mut draft);
    let (fates, given) = (head.fates, head.given);
    draft.page_starts = parts
        .iter()
        .enumerate()
        .flat_map(|(line, part)| part.pages.iter().map(move |&(at, page)| assemble::PageStart { line, at, page }))
        .collect();
    draft.kinds = parts.iter().map(|part| part.kind).collect();
    draft.lines = parts
        .into_iter()
        .zip(fates.into_iter().zip(given))
        .enumerate()
        .map(|(at, (part, (fate, field)))| Line { number: at + 1, text: part.text, fate, field })
        .collect();
    for (about, missing, what) in [
        ("title", draft.item.title.is_empty(), "No title was found. Type one."),
        ("issued", draft.item.issued.is_none(), "No date of publication was found."),
    ] {
        if missing {
            draft.warn(about, what);
        }
    }
    Ok(assemble::redraft(draft))
}

/// What is shown as the encoding of a format that has its own.
fn encoding(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Pdf => "PDF",
        SourceKind::Epub => "EPUB",
        SourceKind::Docx => "Word (DOCX)",
        SourceKind::Odt => "OpenDocument (ODT)",
        SourceKind::Rtf => "RTF",
        _ => "UTF-8",
    }
}

/// The language the words are in; what the document says where they are too few.
fn languages(draft: &mut Draft, pieces: &[Piece], parts: &[Part], properties: &Properties) {
    let kept: Vec<Piece> =
        pieces.iter().zip(parts).filter(|(_, part)| part.struck.is_none()).map(|(piece, _)| piece.clone()).collect();
    let said = properties.all("language").find_map(|fact| {
        let code: String = fact.value.chars().take_while(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
        ((2..=3).contains(&code.len()) && code != "zxx" && code != "und").then_some((code, fact.from.clone()))
    });
    let found = match (language(&kept), said) {
        (Some(read), Some((said, from))) if read == said => Some((read, format!("{from} and its words"), 0.98)),
        (Some(read), _) => Some((read, "words of the text".to_owned(), 0.9)),
        (None, Some((said, from))) => Some((said, from, 0.6)),
        (None, None) => None,
    };
    if let Some((code, from, sure)) = found {
        note(draft, "language", &code, &from, sure);
        draft.language = Some(code);
    }
}

/// The head of a document: what stands before its running text, and what its properties say.
struct Head<'p> {
    parts: &'p [Part],
    properties: &'p Properties,
    /// One for each of the first parts.
    readings: Vec<Reading>,
    fates: Vec<Fate>,
    given: Vec<Option<String>>,
    title: Option<usize>,
    /// The first part after the head.
    end: usize,
}

impl Head<'_> {
    fn text(&self, at: usize) -> &str {
        self.parts.get(at).map_or("", |part| part.text.as_str())
    }

    fn folded(&self, at: usize) -> &str {
        self.readings.get(at).map_or("", |reading| reading.folded.as_str())
    }

    fn is_kept(&self, at: usize) -> bool {
        self.parts.get(at).is_some_and(|part| part.struck.is_none())
    }

    /// Where a part stands, in words.
    fn place(&self, at: usize) -> String {
        let page = self.parts.iter().take(at + 1).flat_map(|part| &part.pages).next_back();
        let first = self.parts.get(at).and_then(|part| part.pages.last());
        match first.or(page) {
            Some((_, page)) => format!("page {page}, paragraph {}", at + 1),
            None => format!("paragraph {}", at + 1),
        }
    }

    /// Marks a part as the place a field was read in; if `whole`, it is no part of the text then.
    fn gives(&mut self, at: usize, field: &str, whole: bool) {
        if let Some(slot) = self.given.get_mut(at) {
            slot.get_or_insert_with(|| field.to_owned());
        }
        if let (true, Some(fate)) = (whole, self.fates.get_mut(at)) {
            *fate = Fate::Struck(Why::Field);
        }
    }

    fn titles(&mut self, draft: &mut Draft) {
        // (how sure, title, where it was read, part that holds it)
        let mut found: Vec<(f64, String, String, Option<usize>)> = Vec::new();
        let front = self.readings.len();
        if let Some((at, from)) = (0..front).find_map(|at| Some((at, self.parts.get(at)?.title?))) {
            found.push((0.85, self.text(at).replace('\n', " "), from.to_owned(), Some(at)));
        }
        let heading = |at: &usize| {
            self.is_kept(*at)
                && self.parts.get(*at).is_some_and(|part| matches!(part.kind, BlockKind::H1 | BlockKind::H2))
        };
        if let Some(at) = (0..front.min(12)).find(heading) {
            found.push((0.75, self.text(at).to_owned(), format!("first heading, {}", self.place(at)), Some(at)));
        }
        for fact in self.properties.all("title").filter(|fact| !is_junk_title(&fact.value)) {
            let own = fold(&fact.value);
            let stands = (0..front).find(|&at| self.folded(at) == own);
            let inside = (0..front.min(30)).any(|at| own.len() >= 12 && self.folded(at).contains(&own));
            let sure = match (stands, inside) {
                (Some(_), _) => 0.95,
                (None, true) => 0.9,
                (None, false) => fact.sure,
            };
            found.push((sure, fact.value.clone(), fact.from.clone(), stands));
        }
        if found.is_empty()
            && let Some(at) = (0..front.min(8)).find(|&at| {
                let own = self.readings.get(at);
                // A document of one paragraph has no title, but it has a text.
                self.is_kept(at)
                    && (at + 1..self.parts.len()).any(|later| self.is_kept(later))
                    && own.is_some_and(|own| {
                        matches!(own.role, Role::Short | Role::Sentence) && (3..=26).contains(&own.shape.words)
                    })
                    && names::bare(self.text(at)).is_none_or(|(_, known)| !known)
            })
        {
            found.push((0.5, self.text(at).to_owned(), self.place(at), Some(at)));
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        let Some((_, title, _, at)) = found.first().cloned() else { return };
        for (sure, value, from, _) in &found {
            note(draft, "title", value, from, *sure);
        }
        // The property may say what stands in the text in other letters: the printed form is the title.
        let stands = at.or_else(|| (0..front).find(|&at| self.folded(at) == fold(&title)));
        draft.item.title = title;
        if let Some(at) = stands {
            self.title = Some(at);
            self.gives(at, "title", true);
        } else {
            self.title = found.iter().find_map(|(.., at)| *at);
        }
    }

    /// The first part below the title that is running text.
    fn end(&self) -> usize {
        let from = self.title.map_or(0, |at| at + 1);
        let last = self.readings.len().min(from + HEAD);
        let prose = |at: &usize| {
            self.is_kept(*at)
                && self
                    .readings
                    .get(*at)
                    .is_some_and(|reading| reading.role == Role::Prose && people(self.text(*at)).is_none())
        };
        (from..last).find(prose).unwrap_or(last)
    }

    /// Authors named near the title; else those of the properties.
    fn authors(&mut self, draft: &mut Draft) {
        let mut found: Vec<(f64, Vec<String>, String, Option<usize>)> = Vec::new();
        let from = self.title.map_or(0, |at| at.saturating_sub(3));
        for at in from..self.end {
            if Some(at) == self.title || !self.is_kept(at) || self.given.get(at).is_some_and(Option::is_some) {
                continue;
            }
            let Some(reading) = self.readings.get(at) else { break };
            let labelled = reading.role == Role::Byline && !reading.authors.is_empty();
            let (list, sure) = if labelled {
                (reading.authors.clone(), 0.92)
            } else if let Some((list, known)) =
                people(self.text(at)).filter(|_| fields::agency(self.text(at)).is_none())
            {
                let near = self.title.is_some_and(|title| at == title + 1);
                match (known, near) {
                    (true, true) => (list, 0.88),
                    (true, false) => (list, 0.8),
                    (false, true) => (list, 0.7),
                    (false, false) => continue,
                }
            } else {
                continue;
            };
            let list: Vec<String> = list.into_iter().filter(|name| fields::agency(name).is_none()).collect();
            if !list.is_empty() {
                found.push((sure - 0.01 * (at - from) as f64, list, self.place(at), Some(at)));
            }
        }
        // Papers set each author in a line of its own, with affiliations between: they belong together.
        let below: Vec<usize> = found.iter().filter_map(|(.., at)| *at).filter(|&at| self.title < Some(at)).collect();
        if below.len() > 1
            && let Some(first) = found.first().map(|(sure, ..)| *sure)
        {
            let mut all: Vec<String> = Vec::new();
            for (_, list, ..) in
                found.iter().filter(|(sure, .., at)| *sure > 0.6 && at.is_some_and(|at| below.contains(&at)))
            {
                all.extend(list.iter().filter(|name| !all.contains(name)).cloned().collect::<Vec<_>>());
            }
            found.insert(0, (first, all, self.place(below.first().copied().unwrap_or(0)), None));
        }
        let begins: String =
            (0..self.readings.len()).map(|at| format!(" {} ", self.folded(at))).collect::<Vec<_>>().join("");
        let mut said: Vec<(f64, Vec<String>, String)> = Vec::new();
        for fact in self.properties.all("author") {
            let list: Vec<String> = listed(&fact.value).into_iter().filter(|name| !is_junk_author(name)).collect();
            let printed = list.iter().all(|name| begins.contains(&fold(name)));
            // A byline that names more people than the properties is the better list.
            let more = found.iter().any(|(_, names, ..)| {
                names.len() > list.len() && list.iter().all(|name| names.iter().any(|other| fold(other) == fold(name)))
            });
            let sure = if printed && !more { 0.94 } else { fact.sure };
            match said.last_mut().filter(|(_, _, from)| *from == fact.from) {
                Some((_, names, _)) => names.extend(list),
                None if !list.is_empty() => said.push((sure, list, fact.from.clone())),
                None => {}
            }
        }
        found.extend(said.into_iter().map(|(sure, list, from)| (sure, list, from, None)));
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (rank, (sure, list, from, _)) in found.iter().enumerate() {
            note(draft, "author", &list.join("; "), from, *sure);
            if rank == 0 {
                let name = |name: &String| if is_institution(name) { Name::literal(name) } else { split_name(name) };
                draft.item.author = list.iter().map(name).collect();
            }
        }
        for at in found.into_iter().filter_map(|(.., at)| at) {
            self.gives(at, "author", true);
        }
    }

    fn dates(&mut self, draft: &mut Draft) {
        for (sure, at, which) in fields::best_date(&self.readings, &(self.end..self.readings.len()), self.title) {
            let Some(reading) = self.readings.get(at) else { continue };
            let Some(date) = reading.dates.get(which).cloned() else { continue };
            let found = date.clone();
            let label = fields::label_of(reading, which);
            let submitted = ["received", "accepted", "submitted", "manuscript", "revised", "eingegangen", "reçu"]
                .iter()
                .any(|word| reading.folded.starts_with(word));
            if submitted || at >= self.end && self.is_kept(at) {
                continue;
            }
            let from = self.place(at);
            let from = if label == Some(Label::Updated) { format!("{from}, “updated”") } else { from };
            note(draft, "issued", &date.edtf, &from, sure);
            if draft.item.issued.is_none() {
                if date.doubtful {
                    let text = format!("{} could also be read with day and month the other way round.", date.edtf);
                    draft.warn("issued", text);
                }
                draft.item.issued = Some(date.edtf);
            }
            if self.is_kept(at) {
                // A date with a sentence behind it is still a sentence: nothing of the text is lost for a field.
                let more = dates::leftover_words(self.text(at), std::slice::from_ref(&found));
                self.gives(at, "issued", more.len() <= BESIDE_DATE);
            }
        }
        for fact in self.properties.all("issued") {
            let Some(value) = edtf(&fact.value) else { continue };
            note(draft, "issued", &value, &fact.from, fact.sure);
            draft.item.issued.get_or_insert(value);
        }
        if draft.item.issued.is_none()
            && let Some((at, year)) = (0..self.readings.len()).find_map(|at| Some((at, copyright_year(self.text(at))?)))
        {
            note(draft, "issued", &year, &format!("copyright, {}", self.place(at)), 0.4);
            draft.item.issued = Some(year);
        }
        for fact in self.properties.all("created") {
            let Some(value) = edtf(&fact.value) else { continue };
            note(draft, "issued", &value, &fact.from, fact.sure);
            if draft.item.issued.is_none() {
                draft.warn(
                    "issued",
                    format!("The text gives no date of publication; {value} is when the file was made. Check it."),
                );
                draft.item.issued = Some(value);
            }
        }
        // Evidence stands best first.
        if let Some(list) = draft.evidence.get_mut("issued")
            && let Some(best) = draft.item.issued.as_ref()
            && let Some(at) = list.iter().position(|evidence| evidence.value == *best)
        {
            list.get_mut(..=at).unwrap_or_default().rotate_right(1);
        }
    }

    fn identifiers(&mut self, draft: &mut Draft) {
        let printed = (0..self.readings.len())
            .filter(|&at| self.text(at).len() < 1500)
            .find_map(|at| Some((doi(self.text(at))?, self.place(at), 0.9)));
        let said = self.properties.all("DOI").find_map(|fact| Some((doi(&fact.value)?, fact.from.clone(), fact.sure)));
        let found: Vec<_> = said.into_iter().chain(printed).collect();
        for (value, from, sure) in &found {
            note(draft, "DOI", value, from, *sure);
        }
        if let Some((value, ..)) = found.into_iter().next() {
            draft.item.variables.insert("DOI".to_owned(), value.into());
        }
        let preprint = (0..self.readings.len()).find_map(|at| Some((arxiv(self.text(at))?, at)));
        if let Some((number, at)) = preprint {
            note(draft, "number", &number, &self.place(at), 0.9);
            draft.item.variables.insert("number".to_owned(), number.into());
            draft.item.variables.insert("archive".to_owned(), "arXiv".into());
        }
        for (field, key) in [("publisher", "publisher"), ("ISBN", "ISBN"), ("volume", "volume"), ("issue", "issue")] {
            if let Some(fact) = self.properties.all(field).next() {
                note(draft, key, &fact.value, &fact.from, fact.sure);
                draft.item.variables.insert(key.to_owned(), fact.value.clone().into());
            }
        }
        if let Some(fact) = self.properties.all("container-title").next() {
            note(draft, "container-title", &fact.value, &fact.from, fact.sure);
            draft.item.container_title = Some(fact.value.clone());
        }
        draft.item.url = draft.hints.url.clone();
    }

    /// Agency, place and type.
    fn rest(&mut self, draft: &mut Draft) {
        for at in self.title.map_or(0, |at| at + 1)..self.end {
            if self.is_kept(at)
                && let Some(agency) = fields::agency(self.text(at))
            {
                note(draft, "agency", &agency, &self.place(at), 0.8);
                draft.agency.get_or_insert(agency);
                self.gives(at, "agency", true);
            }
        }
        if let Some(line) = self.parts.get(self.end).and_then(|part| fields::dateline(&part.text)) {
            let from = format!("beginning of {}", self.place(self.end));
            if let Some(place) = line.place {
                note(draft, "dateline", &place, &from, 0.85);
                draft.dateline = Some(place);
            }
            if let Some(agency) = line.agency {
                note(draft, "agency", &agency, &from, 0.85);
                draft.agency.get_or_insert(agency);
            }
        }
        let news = draft.agency.is_some() || draft.dateline.is_some();
        draft.item.kind = match draft.kind {
            SourceKind::Epub => "book",
            _ if draft.item.variables.contains_key("DOI") => "article-journal",
            _ if draft.item.variables.contains_key("archive") => "article",
            _ if news => "article-newspaper",
            _ => "document",
        }
        .to_owned();
    }
}
