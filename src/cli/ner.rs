//! `dossier ner`: trains and scores the recogniser of names; training is reproducible bit for bit.

use std::path::PathBuf;

use crate::extract::{Recogniser, evaluate::evaluate, train};

/// Arguments of `dossier ner`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    work: Work,
}

#[derive(Debug, clap::Subcommand)]
enum Work {
    /// Train on annotated files; their order counts.
    Train {
        /// Where the model is written.
        #[arg(long)]
        out: PathBuf,
        /// Annotated documents, one JSON object per line.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Score the embedded model on annotated files.
    Evaluate {
        /// Annotated documents, one JSON object per line.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The model alone, without the rules that follow it.
        #[arg(long)]
        no_rules: bool,
    },
}

/// Runs it.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<bool> {
    match &arguments.work {
        Work::Train { out, files } => {
            train::train(files, out, &train::Settings::default(), &mut |words| eprintln!("{words}"))?;
        }
        Work::Evaluate { files, no_rules } => {
            let recogniser = Recogniser::embedded()?;
            for file in files {
                println!("{}", file.display());
                println!("{}", evaluate(recogniser, file, !no_rules)?);
            }
        }
    }
    Ok(true)
}
