//! Scores on annotated news, where the corpora are: floors a little under what the rules reach.
//!
//! Counted as TempEval-3 counts: a reading matches an annotation that it overlaps, its value counts when it is one of
//! those accepted. Names are left out here, so that the test is quick.

use serde_json::Value;

use super::super::Context;
use super::super::lexeme::cut;
use super::times;

/// Annotated, found, overlapping, of the same edges, of the right value.
#[derive(Default)]
struct Counts {
    gold: usize,
    found: usize,
    relaxed: usize,
    strict: usize,
    value: usize,
}

impl Counts {
    fn f1(&self, hits: usize) -> f64 {
        200.0 * hits as f64 / (self.gold + self.found).max(1) as f64
    }
}

/// Values compared without leading zeros and full minutes.
fn plain(value: &str) -> String {
    let value = value.to_uppercase();
    let value = value.strip_suffix('Z').filter(|_| value.contains('T')).unwrap_or(&value);
    match value.rsplit_once('T') {
        Some((day, hour)) if hour.len() == 2 && hour.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{day}T{hour}:00")
        }
        _ => value.to_owned(),
    }
}

fn count(document: &Value, counts: &mut Counts) {
    let text = document["text"].as_str().unwrap();
    let context = Context { published: document["dct"].as_str(), ..Context::default() };
    let found = times(text, &cut(text), &[], &context);
    let gold = document["timexes"].as_array().unwrap();
    counts.gold += gold.len();
    counts.found += found.len();
    let mut used = vec![false; found.len()];
    for annotation in gold {
        let place = |key: &str| annotation[key].as_u64().unwrap() as usize;
        let (start, end) = (place("start"), place("end"));
        let free = |exact: bool| {
            found.iter().enumerate().position(|(at, time)| {
                let fits = if exact { time.range() == (start..end) } else { start < time.end && time.start < end };
                fits && !used[at]
            })
        };
        let Some(at) = free(true).or_else(|| free(false)) else { continue };
        used[at] = true;
        counts.relaxed += 1;
        counts.strict += usize::from(found[at].range() == (start..end));
        let accepted = annotation["accept"].as_array().into_iter().flatten().chain([&annotation["value"]]);
        let value = plain(&found[at].value);
        counts.value += usize::from(accepted.filter_map(Value::as_str).any(|other| plain(other) == value));
    }
}

#[test]
fn news_are_read_as_well_as_ever() {
    let folder = std::env::var("DOSSIER_CORPORA").unwrap_or_else(|_| "../shared/corpora".to_owned());
    for (name, strict, relaxed, value) in
        [("own_dev", 93.0, 98.0, 93.0), ("wikinews_dev", 94.0, 95.0, 88.0), ("wikinews_train", 94.0, 96.0, 90.0)]
    {
        let Ok(lines) = std::fs::read_to_string(format!("{folder}/dates/{name}.jsonl")) else {
            eprintln!("skipped: no annotated dates in {folder}; set DOSSIER_CORPORA");
            continue;
        };
        let mut counts = Counts::default();
        for line in lines.lines().filter(|line| !line.trim().is_empty()) {
            count(&serde_json::from_str(line).unwrap(), &mut counts);
        }
        let reached = (counts.f1(counts.strict), counts.f1(counts.relaxed), counts.f1(counts.value));
        assert!(reached.0 >= strict && reached.1 >= relaxed && reached.2 >= value, "{name}: {reached:?}");
    }
}
