//! `dossier export`: bibliography, notes, marks or memo of a project, in a form to read or for another program.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::model::{Id, Project};
use crate::storage::{Folders, RealVfs, Vfs, read_project, write_file};
use crate::workspace::{As, Citing, Overview, Query, Request, Sort, What, export};

/// Arguments of `dossier export`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The project file.
    project: PathBuf,
    /// What to take out.
    #[arg(long, default_value = "bibliography", value_parser = what())]
    what: What,
    /// The form of it; `csv`, `json`, `markdown`, `html` and `txt` cite in a style.
    #[arg(long, value_parser = form())]
    format: As,
    /// A citation style by name (`apa`), the path of a `.csl` file, or `keys` for `[@key]`; the project's own if left out.
    #[arg(long)]
    style: Option<String>,
    /// Only sources whose title, outlet, authors, date or key have all of these words.
    #[arg(long, default_value = "")]
    select: String,
    /// Give libraries the notes about their sources too.
    #[arg(long)]
    with_notes: bool,
    /// The file to write; standard output if left out.
    #[arg(short, long)]
    output: Option<PathBuf>,
}

fn what() -> impl TypedValueParser<Value = What> {
    let by_id = |id: String| What::ALL.into_iter().find(|what| what.id() == id).ok_or("unknown");
    PossibleValuesParser::new(What::ALL.map(What::id)).try_map(by_id)
}

fn form() -> impl TypedValueParser<Value = As> {
    let by_id = |id: String| As::ALL.into_iter().find(|form| form.id() == id).ok_or("unknown");
    PossibleValuesParser::new(As::ALL.map(As::id)).try_map(by_id)
}

/// Runs it.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<bool> {
    let opened = read_project(&RealVfs, &arguments.project)?;
    let project = &opened.project;
    for warning in &opened.warnings {
        eprintln!("{}: {warning}", arguments.project.display());
    }
    let sources = select(project, &arguments.select);
    if sources.is_empty() && !arguments.select.is_empty() {
        eprintln!("no source has all the words of “{}”", arguments.select);
    }
    let citing = arguments.format.is_styled().then(|| citing(arguments, project)).transpose()?;
    let request =
        Request { what: arguments.what, form: arguments.format, citing, sources, with_notes: arguments.with_notes };
    let exported = export(project, &request)?;
    for warning in &exported.warnings {
        eprintln!("{warning}");
    }
    match &arguments.output {
        // A project is written by the window and `import` alone.
        Some(path) if path.to_string_lossy().ends_with(".dossier.json") => {
            anyhow::bail!("{} has the name of a project: choose another for the export", path.display())
        }
        Some(path) => write_file(&RealVfs, path, exported.text.as_bytes())
            .with_context(|| format!("{} could not be written", path.display()))?,
        None => std::io::stdout().lock().write_all(exported.text.as_bytes())?,
    }
    Ok(true)
}

fn citing(arguments: &Arguments, project: &Project) -> anyhow::Result<Citing> {
    // Without a home folder there are simply no styles of one's own.
    let folder = Folders::find().map(|folders| folders.styles()).unwrap_or_default();
    let name = arguments.style.as_deref().unwrap_or(&project.head.style);
    if name.ends_with(".csl") && RealVfs.metadata(name.as_ref()).is_err() {
        anyhow::bail!("the style file {name} is not there");
    }
    Ok(Citing::named(&RealVfs, &folder, name, &project.head.language)?)
}

/// Sources outside the trash that have all the words, by date.
fn select(project: &Project, words: &str) -> Vec<Id> {
    Overview::sources(project, &Query { sort: Sort::Oldest, words: words.to_owned(), ..Query::default() })
}
