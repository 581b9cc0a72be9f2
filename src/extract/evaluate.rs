//! Scoring: exact span and type against annotated text.

use super::Recogniser;
use super::corpus::{self, CorpusError, kind_of};
use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

/// Counts of one type or of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Names found that are right in span and type.
    pub right: usize,
    /// Names found.
    pub found: usize,
    /// Names in the annotated text.
    pub gold: usize,
}

impl Counts {
    /// Precision, recall and their harmonic mean, 0 to 1.
    pub fn scores(&self) -> (f64, f64, f64) {
        let share = |of: usize| if of == 0 { 0.0 } else { self.right as f64 / of as f64 };
        let (p, r) = (share(self.found), share(self.gold));
        (p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 })
    }
}

/// Result on one set: all types together, then persons, organisations, places, other.
#[derive(Debug, Clone, Copy, Default)]
pub struct Report {
    /// All types.
    pub all: Counts,
    /// By type.
    pub kinds: [Counts; 4],
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, c) in ["all", "PER", "ORG", "LOC", "MISC"].iter().zip(std::iter::once(&self.all).chain(&self.kinds))
        {
            let (p, r, s) = c.scores();
            writeln!(f, "  {name:4}  n {:5}  P {:5.1}  R {:5.1}  F {:5.1}", c.gold, 100.0 * p, 100.0 * r, 100.0 * s)?;
        }
        Ok(())
    }
}

/// Scores the recogniser on a file of annotated documents. Types that a document does not annotate do not count.
///
/// # Errors
/// When the file cannot be read.
pub fn evaluate(recogniser: &Recogniser, file: &Path, rules: bool) -> Result<Report, CorpusError> {
    let mut report = Report::default();
    for document in corpus::read(file)? {
        let known = |kind: usize| document.types.iter().any(|t| kind_of(t) == Some(kind));
        let gold: BTreeSet<_> = document
            .entities
            .iter()
            .filter_map(|e| kind_of(&e.kind).filter(|&k| known(k)).map(|k| (e.start, e.end, k)))
            .collect();
        let found: BTreeSet<_> = recogniser
            .run(&document.text, &|| false, rules)
            .into_iter()
            .map(|m| (m.start, m.end, m.kind as usize))
            .filter(|m| known(m.2))
            .collect();
        for (kind, counts) in report.kinds.iter_mut().enumerate() {
            counts.gold += gold.iter().filter(|g| g.2 == kind).count();
            counts.found += found.iter().filter(|g| g.2 == kind).count();
            counts.right += gold.intersection(&found).filter(|g| g.2 == kind).count();
        }
    }
    for c in report.kinds {
        report.all.right += c.right;
        report.all.found += c.found;
        report.all.gold += c.gold;
    }
    Ok(report)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_precision_recall_and_their_mean() {
        let (p, r, f) = Counts { right: 3, found: 4, gold: 6 }.scores();
        assert_eq!((p, r), (0.75, 0.5));
        assert!((f - 0.6).abs() < 1e-9);
        assert_eq!(Counts::default().scores(), (0.0, 0.0, 0.0));
    }
}
