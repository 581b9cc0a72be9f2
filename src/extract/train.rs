//! Training: annotated text in, model file out, the same bits every time.
//!
//! Maximum likelihood of the allowed labels (partial labels through a constrained forward pass), AdaGrad
//! (Duchi, Hazan and Singer 2011), feature dropout, the mean of the last epochs' weights, then pruning.
//! Nothing depends on threads, time or the order of a hash map: the shuffle has a fixed seed.

use super::corpus::{self, Annotated, CorpusError};
use super::crf::{Chain, Lattice, Row, Transitions};
use super::document::Document;
use super::features::{may_hold_name, sentence_features};
use super::gazetteer::Gazetteer;
use super::labels::{LABELS, OUTSIDE};
use super::model_file::{self, Feature};
use super::token::hash;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// Settings of a training run.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Passes over the data.
    pub epochs: usize,
    /// Step length of AdaGrad.
    pub rate: f32,
    /// Share of the features left out at each visit.
    pub dropout: f32,
    /// So many leading features of each token are also learned for each file apart and then thrown away: they take up
    /// what is peculiar to one set's way of annotating (after Daumé 2007).
    pub apart: usize,
    /// Features seen less often are not learned.
    pub least: u32,
    /// Weights smaller than this are dropped.
    pub prune: f32,
    /// The mean is taken over this many last epochs.
    pub mean_of: usize,
    /// One document in this many is added again in capitals, one in Title Case.
    pub copies: u64,
    /// Seed of shuffle and dropout.
    pub seed: u64,
    /// Cost of missing a name and of inventing one, added in training (softmax margin, Gimpel and Smith 2010).
    pub costs: [f32; 2],
    /// Weight of the documents of a file, by the file's stem; 1 when not named.
    pub weights: Vec<(String, f32)>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            epochs: 10,
            rate: 0.03,
            dropout: 0.6,
            apart: 5,
            least: 3,
            prune: 0.08,
            mean_of: 5,
            copies: 20,
            seed: 20_240_306,
            costs: [2.5, 2.0],
            // Nearness to news, and how carefully a set was annotated.
            weights: [
                ("voa_gold", 1.5),
                ("wikinews", 2.0),
                ("redocred", 1.2),
                ("crossner", 0.7),
                ("uner_ewt_devsplit", 0.6),
            ]
            .map(|(name, weight)| (name.to_owned(), weight))
            .to_vec(),
        }
    }
}

/// Why training failed.
#[derive(Debug, thiserror::Error)]
pub enum TrainError {
    /// The annotated text cannot be used.
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    /// The model cannot be written.
    #[error("cannot write the model to {1}: {0}. Check the folder and the free space")]
    Write(std::io::Error, PathBuf),
    /// The name lists in the program are damaged.
    #[error("the name lists inside the program are damaged; reinstall it")]
    Lists,
}

/// Small generator (SplitMix64), so that the order of training is ours.
struct Random(u64);

impl Random {
    /// Next number.
    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

/// A sentence ready for training.
struct Example {
    /// Share of `features`.
    first: usize,
    /// End of each token's features, relative to `first`.
    ends: Vec<u32>,
    masks: Vec<u32>,
    weight: f32,
}

/// All sentences; features are hashes first, then row numbers.
#[derive(Default)]
struct Examples {
    features: Vec<u32>,
    list: Vec<Example>,
    /// Features of one file only.
    apart: HashSet<u32>,
}

impl Examples {
    fn add(&mut self, document: &Annotated, lists: &Gazetteer, weight: f32, source: u32, apart: usize) {
        let studied = Document::new(&document.text, lists);
        let masks = corpus::masks(document, &studied.tokens);
        let (mut features, mut ends) = (Vec::new(), Vec::new());
        for (s, range) in studied.sentences.iter().enumerate() {
            let tokens = studied.tokens.get(range.clone()).unwrap_or_default();
            let masks = masks.get(range.clone()).unwrap_or_default();
            if !may_hold_name(tokens) {
                continue;
            }
            sentence_features(&studied, s, &mut features, &mut ends);
            let first = self.features.len();
            let mut from = 0;
            for end in &mut ends {
                let own = features.get(from..*end).unwrap_or_default();
                self.features.extend_from_slice(own);
                for f in own.iter().take(apart) {
                    let private = (f ^ source).wrapping_mul(0x9E37_79B1).rotate_left(13) ^ source;
                    self.features.push(private);
                    self.apart.insert(private);
                }
                from = *end;
                *end = self.features.len() - first;
            }
            self.list.push(Example {
                first,
                ends: ends.iter().map(|&e| e as u32).collect(),
                masks: masks.to_vec(),
                weight,
            });
        }
    }

    /// Replaces hashes by row numbers, dropping rare ones. Returns the keys of the rows, sorted.
    fn number(&mut self, least: u32) -> Vec<u32> {
        let mut counts: HashMap<u32, u32> = HashMap::new();
        for &f in &self.features {
            *counts.entry(f).or_default() += 1;
        }
        let mut keys: Vec<u32> = counts.into_iter().filter(|&(_, n)| n >= least).map(|(k, _)| k).collect();
        keys.sort_unstable();
        let rows: HashMap<u32, u32> = keys.iter().enumerate().map(|(i, &k)| (k, i as u32)).collect();
        let mut kept = Vec::with_capacity(self.features.len());
        for example in &mut self.list {
            let first = kept.len();
            let mut from = example.first;
            for end in &mut example.ends {
                let to = example.first + *end as usize;
                for f in self.features.get(from..to).unwrap_or_default() {
                    if let Some(&row) = rows.get(f) {
                        kept.push(row);
                    }
                }
                from = to;
                *end = (kept.len() - first) as u32;
            }
            example.first = first;
        }
        self.features = kept;
        keys
    }
}

/// Weights and squared gradients of one feature, together for the cache.
#[derive(Clone)]
struct Cell {
    weights: Row,
    squares: Row,
}

/// Trains on `files` (JSON lines) and writes the model to `out`. `progress` gets a line of plain words now and then.
///
/// # Errors
/// When a file cannot be read or the model cannot be written.
pub fn train(
    files: &[PathBuf],
    out: &Path,
    settings: &Settings,
    progress: &mut dyn FnMut(&str),
) -> Result<(), TrainError> {
    let lists = super::embedded_lists().ok_or(TrainError::Lists)?;
    let mut examples = Examples::default();
    let mut random = Random(settings.seed);
    for file in files {
        let stem = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let source = hash(&stem);
        let weight = settings.weights.iter().find(|(name, _)| *name == stem).map_or(1.0, |&(_, w)| w);
        for document in corpus::read(file)? {
            examples.add(&document, &lists, weight, source, settings.apart);
            if settings.copies > 0 {
                match random.draw() % settings.copies {
                    0 => examples.add(&recased(&document, false), &lists, weight, source, settings.apart),
                    1 => examples.add(&recased(&document, true), &lists, weight, source, settings.apart),
                    _ => {}
                }
            }
        }
        progress(&format!("{stem}: {} sentences so far", examples.list.len()));
    }
    let keys = examples.number(settings.least);
    progress(&format!("{} features, {} in use at tokens", keys.len(), examples.features.len()));
    let (rows, transitions) = fit(&examples, keys.len(), settings, &mut random, progress);
    let features: Vec<Feature> = keys
        .iter()
        .zip(rows)
        .filter(|(key, _)| !examples.apart.contains(key))
        .filter_map(|(&key, row)| {
            let weights = row.map(|w| if w.abs() < settings.prune { 0.0 } else { w });
            weights.iter().any(|&w| w != 0.0).then_some(Feature { key, weights })
        })
        .collect();
    let bytes = model_file::write(&features, &transitions);
    progress(&format!("{} features kept, {} bytes", features.len(), bytes.len()));
    std::fs::write(out, bytes).map_err(|e| TrainError::Write(e, out.to_owned()))
}

fn fit(
    examples: &Examples,
    count: usize,
    settings: &Settings,
    random: &mut Random,
    progress: &mut dyn FnMut(&str),
) -> (Vec<Row>, Transitions) {
    let mut cells = vec![Cell { weights: [0.0; LABELS], squares: [1e-4; LABELS] }; count];
    let mut sums: Vec<Row> = vec![[0.0; LABELS]; count];
    let mut transitions = [[0.0; LABELS]; LABELS];
    let mut transition_squares = [[1e-4; LABELS]; LABELS];
    let mut transition_sums = [[0.0; LABELS]; LABELS];
    let mut chain = Chain::new(transitions);
    let (mut free, mut held) = (Lattice::default(), Lattice::default());
    let mut order: Vec<usize> = (0..examples.list.len()).collect();
    let (mut scores, mut costed, mut active, mut ends) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let keep = 1.0 - settings.dropout;
    for epoch in 0..settings.epochs {
        for i in (1..order.len()).rev() {
            order.swap(i, (random.draw() % (i as u64 + 1)) as usize);
        }
        let mut wrong = 0_usize;
        let mut seen = 0_usize;
        for &number in &order {
            let Some(example) = examples.list.get(number) else { continue };
            score(examples, example, &cells, settings, random, keep, &mut scores, &mut active, &mut ends);
            costed.clear();
            for (row, &mask) in scores.iter().zip(&example.masks) {
                let mut row: Row = *row;
                for (y, slot) in row.iter_mut().enumerate() {
                    if mask >> y & 1 == 0 {
                        *slot += if y == OUTSIDE { settings.costs[0] } else { settings.costs[1] };
                    }
                }
                costed.push(row);
            }
            if !chain.sum(&costed, &[], &mut free) || !chain.sum(&scores, &example.masks, &mut held) {
                continue;
            }
            let mut from = 0;
            for (i, &end) in ends.iter().enumerate() {
                let (p, q) = (free.marginal(i), held.marginal(i));
                let mut gradient = [0.0; LABELS];
                let mut largest = 0.0_f32;
                for (y, slot) in gradient.iter_mut().enumerate() {
                    *slot = (p[y] - q[y]) * example.weight;
                    largest = largest.max(slot.abs());
                }
                seen += 1;
                wrong += usize::from(largest > 0.5 * example.weight);
                if largest > 1e-3 {
                    for &row in active.get(from..end).unwrap_or_default() {
                        if let Some(cell) = cells.get_mut(row as usize) {
                            step(&mut cell.weights, &mut cell.squares, &gradient, settings.rate);
                        }
                    }
                }
                from = end;
            }
            let mut gradient = [[0.0; LABELS]; LABELS];
            for i in 1..scores.len() {
                free.transitions(&chain, i, example.weight, &mut gradient);
                held.transitions(&chain, i, -example.weight, &mut gradient);
            }
            for ((w, s), g) in transitions.iter_mut().zip(&mut transition_squares).zip(&gradient) {
                step(w, s, g, settings.rate);
            }
            chain.set(&transitions);
        }
        if epoch + settings.mean_of >= settings.epochs {
            let share = 1.0 / settings.mean_of.min(settings.epochs) as f32;
            for (sum, cell) in sums.iter_mut().zip(&cells) {
                for (a, w) in sum.iter_mut().zip(&cell.weights) {
                    *a += w * share;
                }
            }
            for (sum, row) in transition_sums.iter_mut().zip(&transitions) {
                for (a, w) in sum.iter_mut().zip(row) {
                    *a += w * share;
                }
            }
        }
        progress(&format!("epoch {}: {:.3} % of tokens wrong", epoch + 1, 100.0 * wrong as f64 / seen.max(1) as f64));
    }
    (sums, transition_sums)
}

fn step(weights: &mut Row, squares: &mut Row, gradient: &Row, rate: f32) {
    for ((w, s), g) in weights.iter_mut().zip(squares).zip(gradient) {
        *s += g * g;
        *w -= rate * g / s.sqrt();
    }
}

/// Scores of each token with some features left out; `active` and `ends` tell which took part.
#[allow(clippy::too_many_arguments)]
fn score(
    examples: &Examples,
    example: &Example,
    cells: &[Cell],
    settings: &Settings,
    random: &mut Random,
    keep: f32,
    scores: &mut Vec<Row>,
    active: &mut Vec<u32>,
    ends: &mut Vec<usize>,
) {
    scores.clear();
    active.clear();
    ends.clear();
    let mut from = example.first;
    let (mut bits, mut left) = (0_u64, 0);
    for &end in &example.ends {
        let to = example.first + end as usize;
        let mut row = [0.0_f32; LABELS];
        for &f in examples.features.get(from..to).unwrap_or_default() {
            if settings.dropout > 0.0 {
                if left == 0 {
                    bits = random.draw();
                    left = 8;
                }
                let draw = (bits & 0xFF) as u32;
                bits >>= 8;
                left -= 1;
                if draw < (settings.dropout * 256.0) as u32 {
                    continue;
                }
            }
            active.push(f);
            if let Some(cell) = cells.get(f as usize) {
                for (slot, w) in row.iter_mut().zip(&cell.weights) {
                    *slot += w;
                }
            }
        }
        // Scaled so that the full set of features, used later, has the same mean.
        scores.push(row.map(|s| s / keep));
        ends.push(active.len());
        from = to;
    }
}

/// The document in capitals or in Title Case, for headlines. Lengths stay the same.
fn recased(document: &Annotated, title: bool) -> Annotated {
    let mut out = document.clone();
    let mut inside = false;
    out.text = document
        .text
        .chars()
        .map(|c| {
            let raise = !title || !inside;
            inside = c.is_alphanumeric() || c == '\'' || c == '’';
            let mut upper = c.to_uppercase();
            match (upper.next(), upper.next()) {
                (Some(u), None) if raise => u,
                _ => c,
            }
        })
        .collect();
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::Recogniser;
    use super::super::evaluate::evaluate;
    use super::*;

    /// A corpus of invented sentences, as a file.
    fn corpus(folder: &Path) -> PathBuf {
        let mut lines = String::new();
        for (i, name) in ["Marsh", "Dunbar", "Ortiz", "Lindqvist", "Okoro", "Tanner"].iter().enumerate() {
            for verb in ["said", "wrote", "asked", "warned"] {
                let text = format!("Yesterday {name} {verb} that Quarrytown was dry.");
                let end = 10 + name.chars().count();
                let place = end + verb.len() + 7;
                lines += &format!(
                    "{{\"id\":\"{i}{verb}\",\"types\":[\"PER\",\"LOC\"],\"text\":\"{text}\",\"entities\":[\
                     {{\"start\":10,\"end\":{end},\"type\":\"PER\"}},{{\"start\":{place},\"end\":{},\"type\":\"LOC\"}}]}}\n",
                    place + 10
                );
            }
        }
        let path = folder.join("invented.jsonl");
        std::fs::write(&path, lines).unwrap();
        path
    }

    #[test]
    fn learns_and_gives_the_same_bytes_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = corpus(folder.path());
        let (a, b) = (folder.path().join("a.bin"), folder.path().join("b.bin"));
        let settings = Settings { prune: 0.01, ..Settings::default() };
        let mut lines = 0;
        for out in [&a, &b] {
            train(std::slice::from_ref(&file), out, &settings, &mut |_| lines += 1).unwrap();
        }
        assert!(lines > 0);
        let bytes = std::fs::read(&a).unwrap();
        assert_eq!(bytes, std::fs::read(&b).unwrap());
        let recogniser = Recogniser::new(&bytes).unwrap();
        let report = evaluate(&recogniser, &file, false).unwrap();
        assert_eq!(report.all.gold, 48);
        assert!(report.all.scores().2 > 0.95, "{report}");
    }

    #[test]
    fn says_which_line_is_wrong() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("broken.jsonl");
        std::fs::write(&file, "{\"types\":[],\"text\":\"\",\"entities\":[]}\nnot json\n").unwrap();
        let error = train(&[file], &folder.path().join("x.bin"), &Settings::default(), &mut |_| ()).unwrap_err();
        assert!(error.to_string().contains("line 2"), "{error}");
    }

    #[test]
    fn copies_in_capitals_keep_their_places() {
        let document = Annotated {
            id: String::new(),
            types: vec!["PER".to_owned()],
            text: "Straße von ﬁn Ada".to_owned(),
            entities: Vec::new(),
            ambig: Vec::new(),
        };
        let loud = recased(&document, false);
        assert_eq!(loud.text.chars().count(), document.text.chars().count());
        assert!(loud.text.ends_with("ADA"));
        assert_eq!(recased(&document, true).text, "Straße Von ﬁn Ada");
    }
}
