//! `dossier import`: files and folders into a project, one line for each.

use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use jiff::Timestamp;

use crate::model::{Edit, Project, Record};
use crate::storage::{Holder, OpenFile, RealVfs, Vfs, to_bytes};
use crate::workspace::{
    Found, Known, Progress, Reader, SystemIds, Workspace, read_files, read_paste, records, stamp, waiting,
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
    let known = Known::of(&project);
    let mut workspace = Workspace::new(project, Box::new(SystemIds), Arc::new(Timestamp::now));
    let (input, files): (Vec<PathBuf>, Vec<PathBuf>) =
        arguments.files.iter().cloned().partition(|path| path.as_os_str() == "-");
    let mut found = Vec::new();
    if !input.is_empty() {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("standard input cannot be read as text")?;
        found.push(read_paste(&text, &known));
    }
    found.extend(read_files(&RealVfs, &files, &known, &Progress::default()));
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
    let mut sources = Vec::new();
    let mut taken: std::collections::HashSet<String> =
        workspace.project().sources.values().map(|source| source.key.clone()).collect();
    let now = workspace.now();
    for Found { name, result, same } in found {
        match result {
            Err(error) => {
                println!("failed\t{name}\t{error}");
                all = false;
            }
            Ok(_) if same.is_some() => println!("duplicate\t{name}\tthe project has this file already"),
            Ok(draft) => {
                let (source, version) = records(*draft, &taken, workspace.ids(), now);
                println!("added\t{name}\t{}\t{}", source.key, source.item.title);
                taken.insert(source.key.clone());
                sources.push((source, vec![version]));
            }
        }
    }
    let count = sources.len();
    workspace.apply(Edit::import(sources));
    (count, all)
}
