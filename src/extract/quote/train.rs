//! Learns the weights: an averaged perceptron with a margin, over the candidates that inference sees.
//!
//! Part of the tests only: `UPDATE_WEIGHTS=1 cargo test --lib quote::train -- --ignored` writes `weights.txt` anew from the
//! corpora that may be trained on. Texts are read in a fixed order, so the result is the same each time.

use super::candidates::{Candidate, Who};
use super::features::{COUNT, Feature, Weights};
use super::{best, read};
use crate::extract::{Cluster, Mention};
use crate::text::Index;

/// A text with its answers.
pub(super) struct Lesson {
    pub(super) text: String,
    pub(super) mentions: Vec<Mention>,
    pub(super) clusters: Vec<Cluster>,
    pub(super) answers: Vec<Answer>,
}

/// Who said the passage from `start` to `end`, code points: any of these names; none: nobody.
pub(super) struct Answer {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) accept: Vec<String>,
}

/// Rounds over all lessons.
const ROUNDS: usize = 40;
/// By how much the right candidate must lead.
const MARGIN: f32 = 1.0;

/// Learns from lessons. Also gives how many answers no candidate had.
pub(super) fn train(lessons: &[Lesson]) -> (Weights, usize) {
    let mut weights = Weights([0.0; COUNT]);
    let mut sum = [0.0_f64; COUNT];
    let mut missing = 0;
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut seed = 7_u64;
    for _ in 0..ROUNDS {
        for i in (1..order.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(i, (seed >> 33) as usize % (i + 1));
        }
        missing = 0;
        for lesson in order.iter().filter_map(|place| lessons.get(*place)) {
            let index = Index::new(&lesson.text);
            let _ = read(&lesson.text, &lesson.mentions, &lesson.clusters, (), |(), span, candidates| {
                let chosen = best(&weights, candidates);
                let place = index.code_points(&lesson.text, span.whole.clone());
                let Some(answer) = lesson.answers.iter().find(|a| a.start < place.end && a.end > place.start) else {
                    return chosen;
                };
                let right = |candidate: &Candidate| is_right(lesson, answer, candidate);
                let top = |wanted: bool| {
                    let all = candidates.iter().filter(|c| right(c) == wanted);
                    all.max_by(|a, b| weights.score(&a.features).total_cmp(&weights.score(&b.features)))
                };
                let (Some(good), bad) = (top(true), top(false)) else {
                    missing += 1;
                    return chosen;
                };
                if let Some(bad) = bad
                    && weights.score(&good.features) < weights.score(&bad.features) + MARGIN
                {
                    for feature in &good.features {
                        weights.0[*feature as usize] += 0.1;
                    }
                    for feature in &bad.features {
                        weights.0[*feature as usize] -= 0.1;
                    }
                }
                for (total, weight) in sum.iter_mut().zip(&weights.0) {
                    *total += f64::from(*weight);
                }
                chosen
            });
        }
    }
    let scale = sum.iter().fold(0.0_f64, |top, value| top.max(value.abs())).max(1e-9) / 5.0;
    for (weight, total) in weights.0.iter_mut().zip(&sum) {
        *weight = ((total / scale) * 100.0).round() as f32 / 100.0;
    }
    (weights, missing)
}

fn is_right(lesson: &Lesson, answer: &Answer, candidate: &Candidate) -> bool {
    match &candidate.who {
        None => answer.accept.is_empty(),
        Some(Who::Cluster(cluster)) => same(&lesson.clusters[*cluster].name, &answer.accept),
        Some(Who::Described(bytes)) => same(&lesson.text[bytes.clone()], &answer.accept),
    }
}

/// Whether a name is one of those accepted: all words of the one in the other, titles aside.
pub(super) fn same(name: &str, accept: &[String]) -> bool {
    const STOP: &[&str] = &["the", "a", "an", "mr", "mrs", "ms", "dr", "president", "of", "s", "for", "and", "who", "in"];
    let words = |text: &str| -> Vec<String> {
        let lower = text.to_lowercase();
        let parts = lower.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty() && !STOP.contains(w));
        parts.map(str::to_owned).collect()
    };
    let name = words(name);
    accept.iter().map(|one| words(one)).any(|one| {
        !name.is_empty() && !one.is_empty() && (name.iter().all(|w| one.contains(w)) || one.iter().all(|w| name.contains(w)))
    })
}

/// The table as `weights.txt` holds it.
pub(super) fn table(weights: &Weights) -> String {
    Feature::ALL.iter().zip(&weights.0).map(|((_, name), weight)| format!("{name} {weight}\n")).collect()
}
