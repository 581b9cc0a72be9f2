//! `dossier cite`: formatted citations of a CSL-JSON file.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::bibliography::cite::cite_json;

/// Arguments of `dossier cite`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A `.csl` file, or the name of an embedded style such as `apa`.
    #[arg(long)]
    style: String,
    /// The items, CSL-JSON.
    items: PathBuf,
}

/// Runs it.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<bool> {
    let items = std::fs::read_to_string(&arguments.items)
        .with_context(|| format!("{} cannot be read as text", arguments.items.display()))?;
    let path = Path::new(&arguments.style);
    let style = if path.is_file() {
        std::fs::read_to_string(path).with_context(|| format!("{} cannot be read as text", path.display()))?
    } else {
        arguments.style.clone()
    };
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &cite_json(&style, &items)?)?;
    writeln!(out)?;
    Ok(true)
}
