//! Dossier: a research notebook that keeps passage, entity, note and citation together in one readable file.
