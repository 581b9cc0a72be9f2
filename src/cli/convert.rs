//! `dossier convert`: one bibliography format into another.

use std::io::{Read, Write};
use std::path::PathBuf;

use anyhow::Context;

use super::named;
use crate::bibliography::{Format, read, write};
use crate::import::decode;

/// Arguments of `dossier convert`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Format of the file: csl-json, biblatex, bibtex, ris, nbib, endnote-xml or pubmed-xml.
    #[arg(long, value_parser = named(&Format::ALL))]
    from: Format,
    /// Format to print: csl-json, biblatex, bibtex or ris.
    #[arg(long, value_parser = named(&Format::WRITTEN))]
    to: Format,
    /// The file; `-` reads standard input.
    file: PathBuf,
}

/// Runs it. Entries that cannot be read are said, and the others converted; so are fields the format has no place for.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<bool> {
    let name = arguments.file.display();
    let mut bytes = Vec::new();
    if arguments.file.as_os_str() == "-" {
        std::io::stdin().read_to_end(&mut bytes).context("standard input cannot be read")?;
    } else {
        bytes = std::fs::read(&arguments.file).with_context(|| format!("{name} cannot be read"))?;
    }
    // An empty library is one without entries.
    let text = if bytes.trim_ascii().is_empty() { String::new() } else { decode(&bytes, &name.to_string())?.text };
    let library = read::read(arguments.from, &text).with_context(|| format!("{name} was not converted"))?;
    for skipped in &library.skipped {
        match skipped.line {
            0 => eprintln!("{name}: {}", skipped.why),
            line => eprintln!("{name}:{line}: {}", skipped.why),
        }
    }
    for entry in &library.entries {
        let losses = write::losses(arguments.to, entry);
        if !losses.is_empty() {
            let key = if entry.key.is_empty() { &entry.item.title } else { &entry.key };
            eprintln!("{key}: {} has no place for {}", arguments.to.id(), losses.join(", "));
        }
    }
    let mut out = std::io::stdout().lock();
    out.write_all(write::write(arguments.to, &library.entries).as_bytes())?;
    // What was skipped is said above; the file as a whole failed only if nothing of it was left.
    Ok(library.skipped.is_empty() || !library.entries.is_empty())
}
