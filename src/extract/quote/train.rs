//! Learns the weights: an averaged perceptron with a margin, over the candidates that inference sees.
//!
//! Part of the tests only: `UPDATE_WEIGHTS=1 cargo test --lib quote::train -- --ignored` writes `weights.txt` anew from the
//! corpora that may be trained on (`own_dev`, `wikinews_train`). Texts are read in a fixed order, so the result is the
//! same each time.

use std::ops::Range;

use serde_json::Value;

use super::candidates::{Candidate, Who};
use super::features::{COUNT, Feature, Weights};
use super::{best, read};
use crate::extract::{Cluster, Context, Mention, Recogniser, cluster};
use crate::model::Quotation;
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
    /// The speaker counts in scores.
    pub(super) scored: bool,
}

/// Rounds over all lessons.
const ROUNDS: usize = 40;
/// By how much the right candidate must lead.
const MARGIN: f32 = 2.0;

/// What the corpora show too seldom to be learnt from them.
const PRIOR: &[(Feature, f32)] = &[
    (Feature::Inverted, 3.0),
    (Feature::After, 3.0),
    (Feature::Before, 3.0),
    (Feature::Signed, 4.0),
    (Feature::VerbInside, 4.0),
    (Feature::Foreign, 1.5),
    (Feature::QuotedAs, 1.5),
];

/// Learns from lessons. Also gives how many answers no candidate had.
pub(super) fn train(lessons: &[Lesson]) -> (Weights, usize) {
    let mut weights = Weights([0.0; COUNT]);
    for (feature, weight) in PRIOR {
        weights.0[*feature as usize] = *weight;
    }
    let mut sum = [0.0_f64; COUNT];
    let (mut missing, mut steps) = (0, 0.0_f64);
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
                // Whom a description beside the verb means ("the mother said") no candidate can tell: no mistake.
                let described = |c: &Candidate| !answer.accept.is_empty() && c.features.contains(&Feature::Described);
                let right = |candidate: &Candidate| is_right(lesson, answer, candidate);
                let top = |wanted: bool| {
                    let all = candidates.iter().filter(|c| right(c) == wanted && (wanted || !described(c)));
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
                steps += 1.0;
                for (total, weight) in sum.iter_mut().zip(&weights.0) {
                    *total += f64::from(*weight);
                }
                chosen
            });
        }
    }
    for (weight, total) in weights.0.iter_mut().zip(&sum) {
        *weight = (total / steps * 100.0).round() as f32 / 100.0;
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
    const STOP: &[&str] =
        &["the", "a", "an", "mr", "mrs", "ms", "dr", "president", "of", "s", "for", "and", "who", "in"];
    let words = |text: &str| -> Vec<String> {
        let lower = text.to_lowercase();
        let parts =
            lower.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty() && !STOP.contains(w));
        parts.map(str::to_owned).collect()
    };
    let name = words(name);
    accept.iter().map(|one| words(one)).any(|one| {
        !name.is_empty()
            && !one.is_empty()
            && (name.iter().all(|w| one.contains(w)) || one.iter().all(|w| name.contains(w)))
    })
}

/// The table as `weights.txt` holds it.
pub(super) fn table(weights: &Weights) -> String {
    Feature::ALL.iter().zip(&weights.0).map(|((_, name), weight)| format!("{name} {weight}\n")).collect()
}

/// The texts of a corpus, as the recogniser reads them; `None` where it is absent.
fn lessons(name: &str, at_most: usize) -> Option<Vec<Lesson>> {
    let folder = std::env::var("DOSSIER_CORPORA").unwrap_or_else(|_| "../shared/corpora".to_owned());
    let Ok(lines) = std::fs::read_to_string(format!("{folder}/quotes/{name}.jsonl")) else {
        eprintln!("skipped: no {name} in {folder}/quotes; set DOSSIER_CORPORA");
        return None;
    };
    Some(lines.lines().take(at_most).map(lesson).collect())
}

fn lesson(line: &str) -> Lesson {
    let value: Value = serde_json::from_str(line).unwrap();
    let text = value["text"].as_str().unwrap().to_owned();
    let mentions = Recogniser::embedded().unwrap().mentions(&text, &|| false);
    let clusters = cluster::clusters(&text, &mentions, &Context::default());
    let place = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let answer = |quote: &Value| Answer {
        start: place(&quote["start"]),
        end: place(&quote["end"]),
        accept: match quote["optional"] == true {
            true => Vec::new(),
            false => quote["accept"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect(),
        },
        scored: quote["optional"] != true && quote["speaker_unscored"] != true,
    };
    let answers = value["quotes"].as_array().unwrap().iter().map(answer).collect();
    Lesson { text, mentions, clusters, answers }
}

/// Quotations found, quotations wanted, wanted and found, speakers right, speakers asked for.
#[derive(Default, Debug)]
struct Score {
    found: usize,
    wanted: usize,
    met: usize,
    right: usize,
    asked: usize,
}

fn score(lessons: &[Lesson]) -> Score {
    let mut score = Score::default();
    for lesson in lessons {
        let quoted = super::quotations(&lesson.text, &lesson.mentions, &lesson.clusters, &Context::default());
        let index = Index::new(&lesson.text);
        score.found += quoted.quotations.len();
        score.wanted += lesson.answers.len();
        for answer in &lesson.answers {
            let near = |q: &&(&Quotation, &Option<Range<usize>>)| {
                let (both, all) = (
                    answer.end.min(q.0.end).saturating_sub(answer.start.max(q.0.start)),
                    answer.end.max(q.0.end) - answer.start.min(q.0.start),
                );
                2 * both >= all
            };
            let pairs: Vec<_> = quoted.quotations.iter().zip(&quoted.described).collect();
            let Some((quotation, described)) = pairs.iter().find(near) else { continue };
            score.met += 1;
            if answer.scored {
                let name = quotation.speaker.map(|place| lesson.clusters[place].name.as_str());
                let words = (*described).clone().map(|range| index.slice(&lesson.text, range));
                score.asked += 1;
                score.right += usize::from(name.or(words).is_some_and(|name| same(name, &answer.accept)));
            }
        }
    }
    score
}

#[test]
fn corpora_are_read_as_well_as_before() {
    // Share of spans (F1) and of speakers, a little under what is reached. PolNeAR is for scoring only.
    for (name, at_most, spans, speakers) in
        [("own_dev", 99, 0.99, 0.93), ("wikinews_dev", 99, 0.99, 0.88), ("polnear_dev", 15, 0.94, 0.76)]
    {
        let Some(lessons) = lessons(name, at_most) else { continue };
        let score = score(&lessons);
        let f1 = 2.0 * score.met as f64 / (score.found + score.wanted) as f64;
        let right = score.right as f64 / score.asked.max(1) as f64;
        assert!(f1 >= spans && right >= speakers, "{name}: spans {f1:.3}, speakers {right:.3}, {score:?}");
    }
}

#[test]
#[ignore = "trains; UPDATE_WEIGHTS=1 writes the weights anew"]
fn the_weights_are_those_the_corpora_teach() {
    let (Some(mut all), Some(own)) = (lessons("wikinews_train", 999), lessons("own_dev", 99)) else { return };
    all.extend(own);
    let (weights, missing) = train(&all);
    eprintln!("{missing} answers no candidate had");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/extract/quote/weights.txt");
    if std::env::var("UPDATE_WEIGHTS").is_ok() {
        std::fs::write(path, table(&weights)).unwrap();
    } else {
        assert_eq!(table(&weights), include_str!("weights.txt"), "run with UPDATE_WEIGHTS=1");
    }
}
