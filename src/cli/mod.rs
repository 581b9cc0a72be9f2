//! The same work without a window. Results go to standard output, messages to standard error.
//!
//! Exit 0: all done; 1: something failed (said per file, the rest is done); 2: wrong usage.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "commands print")]

mod bench;
mod check;
mod cite;
mod convert;
mod export;
mod import;
mod inspect;
mod ner;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand};

use crate::bibliography::Format;

/// A research notebook: passage, entity, note and citation in one readable file.
#[derive(Debug, Parser)]
#[command(name = "dossier", version, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// The project to open in the window.
    project: Option<PathBuf>,
    /// Open a fresh copy of the sample project.
    #[arg(long)]
    sample: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show what importing a file would give, as one JSON object; touches nothing.
    Inspect(inspect::Arguments),
    /// Bring files or folders into a project, making it if it is missing; `-` reads standard input.
    Import(import::Arguments),
    /// Validate every record of a project and say what is damaged.
    Check(check::Arguments),
    /// Write bibliography, notes, marks or memo of a project.
    Export(export::Arguments),
    /// Turn a bibliography of one format into another.
    Convert(convert::Arguments),
    /// Print formatted citations of a CSL-JSON file.
    Cite(cite::Arguments),
    /// Train or score the recogniser of names.
    Ner(ner::Arguments),
    /// Measure open, save and the reader on a generated project.
    Bench(bench::Arguments),
}

/// Reads the arguments and does what they say.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match arguments.command {
        Some(Command::Inspect(arguments)) => inspect::run(&arguments),
        Some(Command::Import(arguments)) => import::run(&arguments),
        Some(Command::Check(arguments)) => check::run(&arguments),
        Some(Command::Export(arguments)) => export::run(&arguments),
        Some(Command::Convert(arguments)) => convert::run(&arguments),
        Some(Command::Cite(arguments)) => cite::run(&arguments),
        Some(Command::Ner(arguments)) => ner::run(&arguments),
        Some(Command::Bench(arguments)) => bench::run(&arguments),
        None => window(arguments.project, arguments.sample),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("dossier: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Accepts the names of these formats.
fn named(formats: &[Format]) -> impl TypedValueParser<Value = Format> + use<> {
    let names: Vec<&'static str> = formats.iter().map(|format| format.id()).collect();
    PossibleValuesParser::new(names).try_map(|id| Format::from_id(&id).ok_or("unknown"))
}

#[cfg(feature = "window")]
fn window(project: Option<PathBuf>, sample: bool) -> anyhow::Result<bool> {
    use crate::app::run::{Begin, run};
    let begin = match project {
        Some(path) => Begin::File(path),
        None if sample => Begin::Sample,
        None => Begin::AsBefore,
    };
    run(begin).map(|()| true)
}

#[cfg(not(feature = "window"))]
fn window(_: Option<PathBuf>, _: bool) -> anyhow::Result<bool> {
    anyhow::bail!("this build has no window; see dossier --help for the commands")
}
