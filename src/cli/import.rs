//! `dossier import`: files and folders into a project, one line for each.

use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use jiff::Timestamp;

use crate::model::{Edit, Project, Record};
use crate::storage::{Holder, OpenFile, RealVfs, Vfs, to_bytes};
use crate::workspace::{
    Accepted, Found, Known, Progress, Reader, SystemIds, Workspace, read_files, read_paste, stamp, waiting,
};

/// Arguments of `dossier import`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The project file; made if there is none.
    project: PathBuf,
    /// Files and folders; `-` is standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

/// Runs it.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<bool> {
    let now = stamp(Timestamp::now());
    let holder = Holder::this_process(&RealVfs, now);
    let (mut file, project, seq) = if RealVfs.metadata(&arguments.project).is_ok() {
        let (file, opened) = OpenFile::open(&RealVfs, &arguments.project, &holder)?;
        (file, opened.project, opened.seq)
    } else {
        let name = arguments.project.file_name().unwrap_or_default().to_string_lossy();
        let title = name.split('.').next().unwrap_or("Untitled project");
        let project = Project::new(title, &mut SystemIds, now);
        let file = OpenFile::create(&RealVfs, &arguments.project, &to_bytes(&project, 1), &holder)?;
        (file, project, 1)
    };
    let mut known = Known::of(&project);
    let mut workspace = Workspace::new(project, Box::new(SystemIds), Arc::new(Timestamp::now));
    let (input, files): (Vec<PathBuf>, Vec<PathBuf>) =
        arguments.files.iter().cloned().partition(|path| path.as_os_str() == "-");
    let mut found = Vec::new();
    if !input.is_empty() {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("standard input cannot be read as text")?;
        found.push(read_paste(&text, &mut known));
    }
    found.extend(read_files(&RealVfs, &files, &mut known, &Progress::default()));
    let (sources, all) = accept(found, &mut workspace);
    if sources > 0 {
        find_names(&mut workspace)?;
        file.save(&RealVfs, &to_bytes(workspace.project(), seq + 1))?;
    }
    Ok(all)
}

/// Looks for names in what has not been read yet, as the window does by itself.
fn find_names(workspace: &mut Workspace) -> anyhow::Result<()> {
    let mut reader = Reader::new(workspace.project().clone());
    for version in waiting(workspace.project()) {
        if let Some(analysis) = reader.read(version, &Progress::default())? {
            workspace.apply_machine(Edit::Put(Record::Analysis(Arc::new(analysis))));
        }
    }
    Ok(())
}

/// Puts what was read into the project, as one step, and says so; gives how many, and whether none failed.
fn accept(found: Vec<Found>, workspace: &mut Workspace) -> (usize, bool) {
    let mut all = true;
    let mut accepted = Vec::new();
    let mut names = Vec::new();
    for Found { name, result, like } in found {
        match (result, like) {
            (Err(error), _) => {
                println!("failed\t{name}\t{error}");
                all = false;
            }
            (Ok(_), Some(like)) if like.same() => {
                println!("duplicate\t{name}\t{}", like.words(workspace.project()));
            }
            (Ok(draft), like) => {
                names.push((name, like));
                accepted.push(Accepted { draft: *draft, version_of: None });
            }
        }
    }
    let ids = workspace.import(accepted);
    for (id, (name, like)) in ids.iter().zip(names) {
        let project = workspace.project();
        let Some(source) = project.sources.get(id) else { continue };
        let like = like.map(|like| format!("\t{}", like.words(project))).unwrap_or_default();
        println!("added\t{name}\t{}\t{}{like}", source.key, source.item.title);
    }
    (ids.len(), all)
}
