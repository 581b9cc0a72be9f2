//! Citing what is in a project: sources as bibliography entries, passages with their place, citations as they are copied.

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::json;

use crate::bibliography::cite::{
    self, CiteError, Cited, Document, Formatted, Hayagriva, Listed, Processor, Style, StyleInfo,
};
use crate::bibliography::{Entry, csl};
use crate::model::{Id, Project, Source, Version};
use crate::report::{Rendered, html_fragment, html_text};
use crate::storage::Vfs;
use crate::text::{Index, paragraph_code_points};

/// The processor, with the locales it reads once.
static PROCESSOR: LazyLock<Hayagriva> = LazyLock::new(Hayagriva::default);

/// Name of the way of citing that prints keys (`[@grant2024dam]`) for Pandoc and its kin; no CSL style.
pub const KEYS: &str = "keys";

/// A source as a bibliography entry, with its tags; with the notes about it if `notes`.
#[must_use]
pub fn entry(project: &Project, source: &Source, notes: bool) -> Entry {
    let mut item = source.item.clone();
    // The text says its language even where nobody filled in the field; styles set titles by it.
    if let Some(lang) = project.current_version(source.id).map(|version| version.lang.as_str())
        && !lang.is_empty()
        && csl::text(&item, "language").is_none()
    {
        item.variables.insert("language".into(), json!(lang));
    }
    let live = |id: &Id| project.tags.get(id).filter(|tag| tag.trashed.is_none()).map(|tag| tag.name.clone());
    let about = project.notes_about(source.id).filter(|note| notes && !note.text.trim().is_empty());
    Entry {
        key: source.key.clone(),
        item,
        tags: source.tags.iter().filter_map(live).collect(),
        notes: about.map(|note| note.text.clone()).collect(),
        agency: source.agency.clone(),
        section: source.section.clone(),
        dateline: source.dateline.clone(),
    }
}

/// Where a passage stands, in the way a reader finds it again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// CSL's name for the kind of place: `page` or `paragraph`.
    pub label: &'static str,
    /// Number of the page or paragraph, from 1.
    pub number: usize,
}

impl Spot {
    /// The place of a code point: its page where the text has pages, else its paragraph.
    #[must_use]
    pub fn of(version: &Version, at: usize) -> Option<Self> {
        let page = version.pages.iter().filter(|(_, start)| *start <= at).map(|(page, _)| *page).next_back();
        if let Some(page) = page {
            return Some(Self { label: "page", number: page as usize });
        }
        let starts: Vec<usize> = match version.blocks.is_empty() {
            false => version.blocks.iter().map(|block| block.start).collect(),
            true => paragraph_code_points(&version.text, &index(version)).iter().map(|range| range.start).collect(),
        };
        let number = starts.iter().filter(|start| **start <= at).count();
        (number > 0).then_some(Self { label: "paragraph", number })
    }

    /// For people: "¶4", "p. 12".
    #[must_use]
    pub fn text(&self) -> String {
        if self.label == "page" { format!("p. {}", self.number) } else { format!("¶{}", self.number) }
    }
}

/// Every style a person can choose: those built in, and `.csl` files in the folder for own styles.
#[must_use]
pub fn styles(vfs: &dyn Vfs, folder: &Path) -> Vec<StyleInfo> {
    let mut all = cite::available();
    for path in vfs.list(folder).unwrap_or_default() {
        let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|name| name.ends_with(".csl")) else {
            continue;
        };
        let read = vfs.read(&path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        if let Some(style) = read.and_then(|xml| Style::from_xml(&xml).ok()) {
            all.push(StyleInfo { name: name.trim_end_matches(".csl").to_owned(), title: style.title });
        }
    }
    all.sort_by(|a, b| (a.title.to_lowercase(), &a.name).cmp(&(b.title.to_lowercase(), &b.name)));
    all.dedup_by(|a, b| a.name == b.name);
    all
}

/// A style's list of references, by source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// In the order of the style.
    pub list: Vec<(Id, Rendered)>,
    /// Whether entries hang: first line at the margin, the rest indented.
    pub hanging: bool,
}

/// A way of citing: a style in a language.
#[derive(Clone, Debug)]
pub struct Citing {
    style: Option<Style>,
    locale: String,
}

impl Citing {
    /// By the name of a style: one built in, one of the folder for own styles, the path of a `.csl` file, or [`KEYS`].
    /// `language` is the project's; its terms ("Hrsg.", "accessed") come in it where the style leaves it open.
    ///
    /// # Errors
    /// If there is no such style, or its file is none.
    pub fn named(vfs: &dyn Vfs, folder: &Path, name: &str, language: &str) -> Result<Self, CiteError> {
        // English is the styles' own choice of which English.
        let locale = if language.starts_with("en") { String::new() } else { language.to_owned() };
        if name == KEYS {
            return Ok(Self { style: None, locale });
        }
        let xml = |path: PathBuf| {
            let bytes = vfs.read(&path).ok()?;
            Some(String::from_utf8_lossy(&bytes).into_owned())
        };
        let plain = !name.contains(['/', '\\']);
        let own = || plain.then(|| xml(folder.join(format!("{}.csl", name.trim_end_matches(".csl"))))).flatten();
        let file = || name.ends_with(".csl").then(|| xml(PathBuf::from(name))).flatten();
        let style = match own().or_else(file) {
            Some(xml) => Style::from_xml(&xml)?,
            None => Style::named(name)?,
        };
        Ok(Self { style: Some(style), locale })
    }

    /// Title of the style.
    #[must_use]
    pub fn title(&self) -> &str {
        self.style.as_ref().map_or("Citation keys", |style| &style.title)
    }

    /// Whether it cites in notes.
    #[must_use]
    pub fn is_note(&self) -> bool {
        self.style.as_ref().is_some_and(Style::is_note)
    }

    /// A document of these citations, in order. Keys of citations and references are ids of sources.
    fn document(&self, project: &Project, sources: &[Id], citations: &[Vec<Cited>]) -> Result<Document, CiteError> {
        let found = sources.iter().filter_map(|id| project.sources.get(id));
        // Keys can be missing or twice in a damaged file; ids cannot.
        let entries: Vec<Entry> =
            found.map(|source| Entry { key: source.id.to_string(), ..entry(project, source, false) }).collect();
        match &self.style {
            Some(style) => PROCESSOR.document(&entries, citations, style, &self.locale),
            None => Ok(keyed(project, sources, citations)),
        }
    }

    /// References of sources, in the order of the style; `None` if the style has no list.
    ///
    /// # Errors
    /// If the style fails on these sources.
    pub fn references(&self, project: &Project, sources: &[Id]) -> Result<Option<References>, CiteError> {
        let clusters: Vec<Vec<Cited>> = sources.iter().map(|id| vec![Cited::whole(&id.to_string())]).collect();
        let document = self.document(project, sources, &clusters)?;
        Ok(listed(document))
    }

    /// Citations of passages, each complete in itself: a note style gives the full note every time.
    ///
    /// # Errors
    /// If the style fails on these sources.
    pub fn passages(&self, project: &Project, passages: &[(Id, Option<Spot>)]) -> Result<Vec<Rendered>, CiteError> {
        let clusters: Vec<Vec<Cited>> = passages.iter().map(|(id, spot)| vec![cited(*id, spot.as_ref())]).collect();
        if !self.is_note() {
            let mut sources: Vec<Id> = passages.iter().map(|(id, _)| *id).collect();
            sources.sort_unstable();
            sources.dedup();
            let document = self.document(project, &sources, &clusters)?;
            return Ok(document.citations.into_iter().map(as_rendered).collect());
        }
        let mut known: HashMap<(Id, Option<usize>), Rendered> = HashMap::new();
        let mut out = Vec::with_capacity(passages.len());
        for ((id, spot), cluster) in passages.iter().zip(&clusters) {
            let place = (*id, spot.as_ref().map(|spot| spot.number));
            let rendered = match known.get(&place) {
                Some(rendered) => rendered.clone(),
                None => {
                    let document = self.document(project, &[*id], std::slice::from_ref(cluster))?;
                    as_rendered(document.citations.into_iter().next().unwrap_or_default())
                }
            };
            known.insert(place, rendered.clone());
            out.push(rendered);
        }
        Ok(out)
    }

    /// Citations in the running order of a text (a note style shortens what was cited before), and the references.
    ///
    /// # Errors
    /// If the style fails on these sources.
    pub fn running(
        &self,
        project: &Project,
        passages: &[(Id, Option<Spot>)],
    ) -> Result<(Vec<Rendered>, Option<References>), CiteError> {
        let mut sources: Vec<Id> = Vec::new();
        for (id, _) in passages {
            if !sources.contains(id) {
                sources.push(*id);
            }
        }
        let clusters: Vec<Vec<Cited>> = passages.iter().map(|(id, spot)| vec![cited(*id, spot.as_ref())]).collect();
        let mut document = self.document(project, &sources, &clusters)?;
        let citations = std::mem::take(&mut document.citations).into_iter().map(as_rendered).collect();
        Ok((citations, listed(document)))
    }

    /// What “Copy citation” copies of sources: their references, in the order of the style.
    ///
    /// # Errors
    /// If the style fails on the sources.
    pub fn copy_sources(&self, project: &Project, sources: &[Id]) -> Result<Copied, CiteError> {
        let list: Vec<Rendered> = match self.references(project, sources)? {
            Some(References { list, .. }) => list.into_iter().map(|(_, rendered)| rendered).collect(),
            // A style without a list has only its citations.
            None => self.passages(project, &sources.iter().map(|id| (*id, None)).collect::<Vec<_>>())?,
        };
        let html: Vec<String> = list.iter().map(html_fragment).collect();
        Ok(Copied {
            text: list.into_iter().map(|rendered| rendered.text).collect::<Vec<_>>().join("\n"),
            html: if let [one] = html.as_slice() { one.clone() } else { format!("<p>{}</p>", html.join("</p><p>")) },
        })
    }

    /// What “Copy citation” copies of a passage: its words in quotation marks, and the citation.
    ///
    /// # Errors
    /// If the style fails on the source.
    pub fn copy_passage(
        &self,
        project: &Project,
        source: Id,
        quote: &str,
        range: &Range<usize>,
    ) -> Result<Copied, CiteError> {
        let spot = project.current_version(source).and_then(|version| Spot::of(version, range.start));
        let rendered = self.passages(project, &[(source, spot)])?.into_iter().next().unwrap_or_default();
        let quote = quote.trim();
        let between = if self.is_note() { " — " } else { " " };
        let paragraphs: Vec<String> = quote.lines().filter(|line| !line.trim().is_empty()).map(html_text).collect();
        Ok(Copied {
            text: format!("“{quote}”{between}{}", rendered.text),
            html: format!("“{}”{between}{}", paragraphs.join("<br>"), html_fragment(&rendered)),
        })
    }
}

/// What goes to the clipboard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// For programs that take only text.
    pub text: String,
    /// With markup.
    pub html: String,
}

/// The offset index of a version, for anchors looked up outside a workspace.
pub(super) fn index(version: &Version) -> Index {
    Index::new(&version.text)
}

fn cited(id: Id, spot: Option<&Spot>) -> Cited {
    let mut cited = Cited::whole(&id.to_string());
    if let Some(spot) = spot {
        cited.label = spot.label.to_owned();
        cited.locator = Some(spot.number.to_string());
    }
    cited
}

fn as_rendered(formatted: Formatted) -> Rendered {
    Rendered { text: formatted.text, html: formatted.html }
}

fn listed(document: Document) -> Option<References> {
    let references = document.bibliography?;
    let known = |Listed { key, formatted }| Some((key.parse().ok()?, as_rendered(formatted)));
    Some(References { list: references.into_iter().filter_map(known).collect(), hanging: document.hanging_indent })
}

/// Citations by key, as Pandoc reads them; the references are the keys with their titles.
fn keyed(project: &Project, sources: &[Id], citations: &[Vec<Cited>]) -> Document {
    let key = |id: &str| {
        let source = id.parse().ok().and_then(|id: Id| project.sources.get(&id));
        source.map(|source| source.key.clone()).unwrap_or_default()
    };
    let formatted = |text: String| Formatted { html: html_text(&text), text };
    let one = |cited: &Cited| {
        let place = cited.locator.as_ref().map(|locator| {
            let label = if cited.label == "paragraph" { "para." } else { "p." };
            format!(", {label} {locator}")
        });
        format!("@{}{}", key(&cited.key), place.unwrap_or_default())
    };
    Document {
        citations: citations
            .iter()
            .map(|cluster| formatted(format!("[{}]", cluster.iter().map(one).collect::<Vec<_>>().join("; "))))
            .collect(),
        bibliography: Some(
            sources
                .iter()
                .filter_map(|id| project.sources.get(id))
                .map(|source| Listed {
                    key: source.id.to_string(),
                    formatted: formatted(format!("[@{}]: {}", source.key, source.item.title)),
                })
                .collect(),
        ),
        hanging_indent: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;
    use crate::storage::RealVfs;

    fn citing(name: &str) -> Citing {
        Citing::named(&RealVfs, Path::new("nowhere"), name, "en").expect("a style")
    }

    #[test]
    fn a_passage_is_copied_with_its_paragraph() {
        let project = sample::project();
        let mark = project.marks.values().next().expect("a mark");
        let source = project.source_of_mark(mark).expect("its source").id;
        let range = mark.anchor.start..mark.anchor.end;
        let copy =
            |style: &str| citing(style).copy_passage(&project, source, &mark.anchor.exact, &range).expect("copied");
        let apa = copy("apa");
        assert!(apa.text.starts_with(&format!("“{}” (", mark.anchor.exact)), "{}", apa.text);
        assert!(apa.text.ends_with(')') && apa.text.contains("para. "), "{}", apa.text);
        let chicago = copy("chicago-notes-bibliography");
        assert!(chicago.text.contains("” — ") && chicago.html.contains("<i>"), "{}", chicago.html);
        let keys = copy(KEYS);
        let key = &project.sources[&source].key;
        assert!(keys.text.contains(&format!("[@{key}, para. ")), "{}", keys.text);
    }

    #[test]
    fn every_style_built_in_lists_the_sample() {
        let project = sample::project();
        let sources: Vec<Id> = project.sources.keys().copied().collect();
        for info in cite::available() {
            let found = citing(&info.name).references(&project, &sources);
            assert!(found.is_ok(), "{}: {found:?}", info.name);
        }
    }

    #[test]
    fn own_styles_come_from_their_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        let xml = r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info><title>House Style</title><id>house</id><updated>2024-01-01T00:00:00+00:00</updated></info><citation><layout prefix="{" suffix="}"><text variable="title"/></layout></citation></style>"#;
        std::fs::write(folder.path().join("house.csl"), xml).expect("written");
        std::fs::write(folder.path().join("broken.csl"), "<style>").expect("written");
        let all = styles(&RealVfs, folder.path());
        assert!(all.iter().any(|info| info.name == "house" && info.title == "House Style"));
        assert!(!all.iter().any(|info| info.name == "broken"));
        let project = sample::project();
        let source = *project.sources.keys().next().expect("a source");
        let house = Citing::named(&RealVfs, folder.path(), "house", "en").expect("the style");
        let copied = house.copy_sources(&project, &[source]).expect("copied");
        assert!(copied.text.starts_with('{'), "{}", copied.text);
        assert!(Citing::named(&RealVfs, folder.path(), "broken", "en").is_err());
    }
}
