//! What leaves the desk: exports to look at and to write, styles to choose from, citations for the clipboard. All in jobs.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::{Desk, Outcome};
use crate::bibliography::cite::StyleInfo;
use crate::model::{Id, Project};
use crate::report::Form;
use crate::storage::{Vfs, write_file};
use crate::workspace::{As, Citing, Copied, Exported, Request, What, export, styles};

/// What a person asks to take out, in words that can be kept and compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// What.
    pub what: What,
    /// In which form.
    pub form: As,
    /// Name of the style.
    pub style: String,
    /// Of which sources, in order.
    pub sources: Vec<Id>,
    /// Whether libraries carry the notes about their sources.
    pub with_notes: bool,
}

/// An export as the window shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The whole of it.
    pub exported: Exported,
    /// What it reads like, as Markdown, for forms that are to be read; its beginning only.
    pub reads: Option<String>,
}

/// Most of a preview, in characters: more than anybody scrolls through.
const SHOWN: usize = 20_000;

/// Something that left, or a sentence on why it did not.
#[derive(Debug)]
pub enum Left {
    /// An export was made for a look at it; the number is the one it was asked with.
    Previewed(u64, Result<Box<Preview>, String>),
    /// An export was written.
    Written(Result<PathBuf, String>),
    /// A citation is ready for the clipboard.
    Cited(Result<Copied, String>),
    /// The styles there are.
    Styles(Vec<StyleInfo>),
}

impl Desk {
    /// Makes an export to look at; [`Left::Previewed`] brings it with `number`.
    pub fn preview(&mut self, number: u64, order: Order) {
        let Some(open) = &self.open else { return };
        let project = open.workspace.project().clone();
        let (vfs, folder) = (self.vfs.clone(), self.folders.styles());
        self.jobs.spawn("Preparing the export", move |_| {
            Outcome::Left(Left::Previewed(number, preview(vfs.as_ref(), &folder, &project, &order).map(Box::new)))
        });
    }

    /// Writes an export; [`Left::Written`] says how it went.
    pub fn write_export(&mut self, path: &Path, text: String) {
        let (vfs, path) = (self.vfs.clone(), path.to_path_buf());
        let own = self.open.as_ref().is_some_and(|open| open.path == path);
        self.jobs.spawn("Writing the export", move |_| {
            let project = own || path.to_string_lossy().to_lowercase().ends_with(".dossier.json");
            let result = if project {
                Err("not exported: this is the name of a project file; choose another name".to_owned())
            } else {
                write_file(vfs.as_ref(), &path, text.as_bytes()).map(|()| path).map_err(|error| error.to_string())
            };
            Outcome::Left(Left::Written(result))
        });
    }

    /// Makes the citation of sources, or of a passage of the first, in the project's style; [`Left::Cited`] brings it.
    pub fn cite(&mut self, sources: Vec<Id>, passage: Option<(String, Range<usize>)>) {
        let Some(open) = &self.open else { return };
        let project = open.workspace.project().clone();
        let (vfs, folder) = (self.vfs.clone(), self.folders.styles());
        self.jobs.spawn("Citing", move |_| {
            let citing = Citing::named(vfs.as_ref(), &folder, &project.head.style, &project.head.language);
            let copied = citing.and_then(|citing| match (&passage, sources.first()) {
                (Some((words, range)), Some(source)) => citing.copy_passage(&project, *source, words, range),
                _ => citing.copy_sources(&project, &sources),
            });
            Outcome::Left(Left::Cited(copied.map_err(|error| error.to_string())))
        });
    }

    /// Looks which styles there are; [`Left::Styles`] brings them.
    pub fn list_styles(&mut self) {
        let (vfs, folder) = (self.vfs.clone(), self.folders.styles());
        self.jobs.spawn("Looking", move |_| Outcome::Left(Left::Styles(styles(vfs.as_ref(), &folder))));
    }
}

fn preview(vfs: &dyn Vfs, folder: &Path, project: &Project, order: &Order) -> Result<Preview, String> {
    let citing = || Citing::named(vfs, folder, &order.style, &project.head.language).map_err(|error| error.to_string());
    let citing = order.form.is_styled().then(citing).transpose()?;
    let request = Request {
        what: order.what,
        form: order.form,
        citing,
        sources: order.sources.clone(),
        with_notes: order.with_notes,
    };
    let exported = export(project, &request).map_err(|error| error.to_string())?;
    let reads = match order.form {
        As::Report(Form::Markdown) => Some(exported.text.clone()),
        As::Report(Form::Html) => {
            let request = Request { form: As::Report(Form::Markdown), ..request };
            export(project, &request).ok().map(|exported| exported.text)
        }
        _ => None,
    };
    Ok(Preview { exported, reads: reads.map(|text| beginning(&text).to_owned()) })
}

/// The first paragraphs of a text, [`SHOWN`] characters or a little less.
#[must_use]
pub fn beginning(text: &str) -> &str {
    let Some((cut, _)) = text.char_indices().nth(SHOWN) else { return text };
    let head = text.get(..cut).unwrap_or(text);
    head.rfind("\n\n").and_then(|at| head.get(..at)).unwrap_or(head)
}
