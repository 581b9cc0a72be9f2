//! `dossier check`: validates every record of a project and says what is damaged.

use std::path::PathBuf;

use crate::storage::{RealVfs, check, read_project};

/// Arguments of `dossier check`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The project file.
    project: PathBuf,
}

/// Runs it.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<bool> {
    let opened = read_project(&RealVfs, &arguments.project)?;
    for warning in &opened.warnings {
        println!("warning: {warning}");
    }
    let problems = check(&opened.project);
    for problem in &problems {
        println!("{}: {}; {}", problem.id, problem.what, problem.advice);
    }
    let project = &opened.project;
    println!(
        "{} records, {} sources, {} marks, {} notes: {}",
        project.record_count(),
        project.sources.len(),
        project.marks.len(),
        project.notes.len(),
        match problems.len() {
            0 => "all in order".to_owned(),
            1 => "1 problem".to_owned(),
            count => format!("{count} problems"),
        }
    );
    Ok(problems.is_empty())
}
