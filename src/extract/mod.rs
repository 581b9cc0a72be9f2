//! Extraction: text in; names, who they are, times, amounts and quotations out. No files, no window, no project.
//!
//! The recogniser of names is a conditional random field of our own over hashed features, trained by `train.rs` on
//! openly licensed text; rules that need the whole document follow in `post.rs`. Bytes are used inside this room;
//! what leaves it are code points.

mod amount;
mod cluster;
mod coherence;
pub mod corpus;
pub mod crf;
mod cursor;
mod document;
pub mod evaluate;
mod extraction;
mod features;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod floors;
pub mod gazetteer;
mod labels;
mod language;
mod lexeme;
mod lexicon;
pub mod link;
mod model_file;
mod name;
mod number;
mod post;
mod quote;
mod sentence;
mod table;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod time;
mod token;
pub mod train;
mod varint;

use crate::model::EntityType;
use crate::text::Index;
use document::Document;
pub use extraction::{Cluster, Context, Extraction, extract};
use gazetteer::Gazetteer;
use labels::TYPES;
pub use language::english;
use model_file::Model;
pub use name::fold;
use std::sync::OnceLock;

static LISTS: &[u8] = include_bytes!("../../assets/ner/lists.bin");
static MODEL: &[u8] = include_bytes!("../../assets/ner/model.bin");

/// A name found in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// What it names.
    pub kind: EntityType,
    /// Probability that this is a name of this type with these edges, 0 to 1.
    pub confidence: f32,
}

/// Why the recogniser cannot be used.
#[derive(Debug, Clone, Copy, thiserror::Error, PartialEq, Eq)]
pub enum RecogniserError {
    /// The name lists are not readable.
    #[error("the name lists of the recogniser are damaged; install the program again")]
    Lists,
    /// The model is not readable.
    #[error("the model of the recogniser is damaged; install the program again or train it anew")]
    Model,
}

/// Finds names in running text.
#[derive(Debug)]
pub struct Recogniser {
    lists: Gazetteer,
    model: Model,
}

pub(crate) fn embedded_lists() -> Option<Gazetteer> {
    Gazetteer::read(LISTS)
}

/// A name on the way from the model to the reader: tokens instead of characters.
#[derive(Debug, Clone)]
struct Found {
    /// First token.
    from: usize,
    /// Token after the last one.
    to: usize,
    /// Type, 0 to 3.
    kind: usize,
    confidence: f32,
}

/// Everything the rules after decoding may look at.
struct Reading<'t> {
    text: &'t str,
    document: &'t Document,
    /// Probability of each type, by token.
    kinds: Vec<[f32; TYPES]>,
}

impl Recogniser {
    /// The recogniser that is part of the program, unpacked at first use.
    ///
    /// # Errors
    /// When the lists or the model inside the program are damaged.
    pub fn embedded() -> Result<&'static Self, RecogniserError> {
        static ONCE: OnceLock<Result<Recogniser, RecogniserError>> = OnceLock::new();
        ONCE.get_or_init(|| Self::new(MODEL)).as_ref().map_err(|e| *e)
    }

    /// A recogniser with another model (its bytes), over the lists of the program.
    ///
    /// # Errors
    /// When the lists or the model cannot be read.
    pub fn new(model: &[u8]) -> Result<Self, RecogniserError> {
        Ok(Self {
            lists: embedded_lists().ok_or(RecogniserError::Lists)?,
            model: Model::read(model).ok_or(RecogniserError::Model)?,
        })
    }

    /// The names in `text`, in order, without overlap. Stops early with what it has when `cancel` says so.
    pub fn mentions(&self, text: &str, cancel: &dyn Fn() -> bool) -> Vec<Mention> {
        self.run(text, cancel, true)
    }

    /// As [`Self::mentions`], with or without the rules that follow the model (for measuring).
    pub fn run(&self, text: &str, cancel: &dyn Fn() -> bool, rules: bool) -> Vec<Mention> {
        let document = Document::new(text, &self.lists);
        let mut reading = Reading { text, document: &document, kinds: vec![[0.0; TYPES]; document.tokens.len()] };
        let mut found = self.decode(&document, &mut reading.kinds, cancel);
        if rules {
            post::apply(&reading, &mut found);
        }
        // Names in another language are shown, but never as sure.
        let trust = 0.4 + 0.6 * english(text);
        let index = Index::new(text);
        found
            .iter()
            .filter_map(|f| {
                let (first, last) = (document.tokens.get(f.from)?, document.tokens.get(f.to.checked_sub(1)?)?);
                let range = index.code_points(text, first.start..last.end);
                Some(Mention {
                    start: range.start,
                    end: range.end,
                    kind: EntityType::ALL.get(f.kind).copied()?,
                    confidence: (f.confidence * trust).clamp(0.0, 1.0),
                })
            })
            .collect()
    }

    fn decode(&self, document: &Document, kinds: &mut [[f32; TYPES]], cancel: &dyn Fn() -> bool) -> Vec<Found> {
        let mut found = Vec::new();
        let (mut hashes, mut ends, mut scores) = (Vec::new(), Vec::new(), Vec::new());
        let mut lattice = crf::Lattice::default();
        let chain = &self.model.chain;
        for (s, range) in document.sentences.iter().enumerate() {
            if s % 64 == 0 && cancel() {
                break;
            }
            let tokens = document.tokens.get(range.clone()).unwrap_or_default();
            if !features::may_hold_name(tokens) {
                continue;
            }
            features::sentence_features(document, s, &mut hashes, &mut ends);
            scores.clear();
            let mut from = 0;
            for &end in &ends {
                scores.push(self.model.scores(hashes.get(from..end).unwrap_or_default()));
                from = end;
            }
            if !chain.sum(&scores, &[], &mut lattice) {
                continue;
            }
            for (i, slot) in kinds.iter_mut().skip(range.start).take(range.len()).enumerate() {
                for (y, p) in lattice.marginal(i).into_iter().enumerate() {
                    if let Some(k) = labels::parts(y).and_then(|(kind, _)| slot.get_mut(kind)) {
                        *k += p;
                    }
                }
            }
            let path = chain.best(&scores);
            let mut i = 0;
            while let Some(&y) = path.get(i) {
                let Some((kind, _)) = labels::parts(y) else {
                    i += 1;
                    continue;
                };
                let mut to = i + 1;
                while path.get(to).is_some_and(|&y| labels::goes_on(y)) {
                    to += 1;
                }
                let confidence = lattice.path(chain, i, path.get(i..to).unwrap_or_default());
                found.push(Found { from: range.start + i, to: range.start + to, kind, confidence });
                i = to;
            }
        }
        found
    }
}
