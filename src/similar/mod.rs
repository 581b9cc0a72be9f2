//! How alike two texts are: shingles of words, and a sketch of them small enough to compare with thousands.
//!
//! The sketch is MinHash in one permutation (Li, Owen, Zhang 2012) with the empty bins filled from their neighbours
//! (Shrivastava, Li 2014): one hash for each shingle, and the share of equal bins estimates the Jaccard similarity.

use unicode_segmentation::UnicodeSegmentation;
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// Words in a shingle: long enough that two articles about one event share few by chance.
const SHINGLE: usize = 3;
/// Bins of a sketch: the standard error of the estimate is at most 1/√256 ≈ 6 %, and far less near 0 and 1.
const BINS: usize = 256;
const EMPTY: u64 = u64::MAX;

/// A text as what its shingles leave behind.
#[derive(Clone, PartialEq, Eq)]
pub struct Sketch {
    bins: Box<[u64]>,
}

impl std::fmt::Debug for Sketch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sketch")
    }
}

impl Sketch {
    /// The sketch of a text. Case, spaces and punctuation do not count.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let words: Vec<u64> =
            text.unicode_words().map(|word| xxh3_64_with_seed(word.to_lowercase().as_bytes(), 1)).collect();
        let mut bins = vec![EMPTY; BINS];
        let whole = words.len().clamp(1, SHINGLE);
        for shingle in words.windows(whole) {
            let hash = shingle.iter().fold(0, |hash: u64, word| xxh3_64_with_seed(&word.to_le_bytes(), hash));
            let place = (hash % BINS as u64) as usize;
            if let Some(bin) = bins.get_mut(place) {
                *bin = (*bin).min(hash / BINS as u64);
            }
        }
        fill(&mut bins);
        Self { bins: bins.into() }
    }

    /// Whether the text had no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bins.iter().all(|bin| *bin == EMPTY)
    }

    /// The share of shingles that two texts have in common, from 0 to 1, estimated. Texts without words are like none.
    #[must_use]
    pub fn similarity(&self, other: &Self) -> f64 {
        if self.is_empty() || other.is_empty() {
            return 0.0;
        }
        let equal = self.bins.iter().zip(&other.bins).filter(|(a, b)| a == b).count();
        equal as f64 / BINS as f64
    }
}

/// Gives each empty bin the content of the next full one, told apart by the distance, so that two empty bins agree
/// only where the texts do.
fn fill(bins: &mut [u64]) {
    let Some(first) = bins.iter().position(|bin| *bin != EMPTY) else { return };
    let full: Vec<bool> = bins.iter().map(|bin| *bin != EMPTY).collect();
    let (mut value, mut distance) = (bins.get(first).copied().unwrap_or(EMPTY), 0_u64);
    // Around the ring once, from behind the first full bin back to it.
    for step in 1..=bins.len() {
        let place = (first + bins.len() - step) % bins.len();
        let Some(bin) = bins.get_mut(place) else { continue };
        if full.get(place).copied().unwrap_or_default() {
            (value, distance) = (*bin, 0);
        } else {
            distance += 1;
            *bin = xxh3_64_with_seed(&value.to_le_bytes(), distance);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(from: usize, to: usize) -> String {
        (from..to).map(|number| format!("word{number} ")).collect()
    }

    #[test]
    fn equal_texts_are_alike_whatever_their_case_and_marks_and_others_are_not() {
        let text = "The drains were dry when my men left them, the board quoted Ewan Calder as saying.";
        let other = "THE DRAINS — were dry when my men left them; the board quoted Ewan Calder as saying";
        assert!((Sketch::of(text).similarity(&Sketch::of(other)) - 1.0).abs() < f64::EPSILON);
        assert!(Sketch::of(&words(0, 400)).similarity(&Sketch::of(&words(400, 800))) < 0.05);
        assert!(Sketch::of("").similarity(&Sketch::of("")) < f64::EPSILON);
        assert!(Sketch::of("one").similarity(&Sketch::of("One.")) > 0.99);
    }

    #[test]
    fn a_few_changed_words_leave_most_in_common() {
        let text = words(0, 600);
        let changed = text.replace("word100 ", "other ").replace("word300 ", "").replace("word500 ", "and more ");
        let alike = Sketch::of(&text).similarity(&Sketch::of(&changed));
        assert!((0.93..1.0).contains(&alike), "{alike}");
        let half = Sketch::of(&text).similarity(&Sketch::of(&words(300, 900)));
        assert!((0.22..0.45).contains(&half), "a third of all shingles is shared: {half}");
    }

    proptest! {
        #[test]
        fn any_text_is_like_itself_and_likeness_has_no_direction(a in ".{0,200}", b in ".{0,200}") {
            let (a, b) = (Sketch::of(&a), Sketch::of(&b));
            prop_assert!(a.is_empty() || (a.similarity(&a) - 1.0).abs() < f64::EPSILON);
            prop_assert!((a.similarity(&b) - b.similarity(&a)).abs() < f64::EPSILON);
        }
    }
}
