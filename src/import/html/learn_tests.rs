//! Learns the weights of [`super::weigh`] anew from the labelled pages of `DOSSIER_CORPORA`; a test that only runs when
//! asked for: `UPDATE_WEIGHTS=1 cargo test --release learns_the_weights -- --ignored`.
//!
//! A block is part of the article if most of its runs of four words are in the text that people took for the article.
//! Pages with only a few labelled sentences teach with the blocks that hold those.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use dom_query::Document;
use serde_json::Value;

use super::page::Page;
use super::weigh::{SIGNS, WIDTH, Weighed};
use super::{ask_second, choose, clean, decoded, outlet, prune, title};
use crate::import::phrases::fold;

/// L2: how much the labels weigh against small weights.
const TRUST: f64 = 0.008;
/// How much a block of a page with few labels weighs; the mean of the others is 1.
const FEW: f64 = 0.5;
const ROUNDS: usize = 600;

/// A labelled block: its signs, whether it is part of the article, how much it weighs.
struct Example {
    signs: Vec<u16>,
    keep: bool,
    weight: f64,
}

fn words(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What people say of each block of a page; `None` where they say nothing.
fn labels(page: &Page, gold: &Value) -> Vec<Option<bool>> {
    if let Some(text) = gold["text"].as_str() {
        let all = words(text);
        let fours: HashSet<&[String]> = all.windows(4).collect();
        let lines: HashSet<Vec<String>> = text.split('\n').map(words).collect();
        let label = |text: &str| {
            let own = words(text);
            match own.len() {
                0 => None,
                1..4 => Some(lines.contains(&own)),
                count => Some(own.windows(4).filter(|four| fours.contains(four)).count() * 2 >= count - 3),
            }
        };
        return page.blocks.iter().map(|block| label(&block.text)).collect();
    }
    let list = |key: &str| -> Vec<String> {
        gold[key].as_array().into_iter().flatten().filter_map(Value::as_str).map(fold).collect()
    };
    let (with, without) = (list("with"), list("without"));
    let holds = |text: &str, list: &[String]| list.iter().any(|said| !said.is_empty() && text.contains(said.as_str()));
    let label = |text: &str| {
        let own = fold(text);
        (holds(&own, &with)).then_some(true).or((holds(&own, &without) && own.len() < 400).then_some(false))
    };
    page.blocks.iter().map(|block| label(&block.text)).collect()
}

/// Examples of one page, without and with the second finder.
fn examples(file: &Path) -> Option<[Vec<Example>; 2]> {
    let mut bytes = Vec::new();
    let packed = std::fs::File::open(file).ok()?;
    std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(packed), &mut bytes).ok()?;
    let gold: Value =
        serde_json::from_slice(&std::fs::read(file.with_extension("").with_extension("json")).ok()?).ok()?;
    let html = clean::tidy(&decoded(&bytes, "page.html").ok()?.text).into_owned();
    let document = Document::from(html.as_str());
    let page = Page::read(&document, gold["url"].as_str());
    let (chosen, _) = choose(document, &html, &page);
    let names: Vec<String> = outlet::names(&page).into_iter().map(|evidence| evidence.value).collect();
    let headline = title::find(&page, chosen.iter().position(|&kept| kept), &names);
    let ruled = prune::fates(&page, &chosen, headline.evidence.first().map(|evidence| evidence.value.as_str()));
    let labels = labels(&page, &gold["gold"]);
    let whole = gold["gold"]["text"].is_string();
    let sizes: Vec<usize> = page.readings.iter().map(|reading| reading.shape.words).collect();
    let kept: usize = labels.iter().zip(&sizes).filter(|(label, _)| **label == Some(true)).map(|(_, size)| size).sum();
    let take = |weighed: &Weighed| -> Vec<Example> {
        let blocks = weighed.signs().iter().zip(&labels).zip(&sizes);
        blocks
            .filter_map(|((signs, label), size)| {
                let weight = if whole { (size + 6) as f64 / (kept + 300) as f64 } else { -FEW };
                Some(Example { signs: signs.clone(), keep: (*label)?, weight })
            })
            .collect()
    };
    let mut weighed = Weighed::of(&page, &chosen, &ruled, headline.block);
    let first = take(&weighed);
    weighed.ask(&ask_second(&html, &page).unwrap_or_default(), &chosen, &ruled);
    Some([first, take(&weighed)])
}

/// Logistic regression with L2, by gradients scaled with their history (AdaGrad).
fn learn(examples: &mut [Example]) -> Vec<f64> {
    let whole: Vec<f64> = examples.iter().map(|example| example.weight).filter(|weight| *weight > 0.0).collect();
    let mean = whole.iter().sum::<f64>() / whole.len().max(1) as f64;
    for example in examples.iter_mut() {
        example.weight = if example.weight > 0.0 { example.weight / mean } else { -example.weight };
    }
    let mut weights = vec![0.0; SIGNS + 1];
    let mut history = vec![1e-9; SIGNS + 1];
    for _ in 0..ROUNDS {
        let mut slope = weights.clone();
        for example in examples.iter() {
            let sum: f64 = weights[SIGNS] + example.signs.iter().map(|sign| weights[usize::from(*sign)]).sum::<f64>();
            let wanted = if example.keep { 1.0 } else { 0.0 };
            let pull = TRUST * example.weight * (1.0 / (1.0 + (-sum).exp()) - wanted);
            slope[SIGNS] += pull;
            for sign in &example.signs {
                slope[usize::from(*sign)] += pull;
            }
        }
        for ((weight, past), slope) in weights.iter_mut().zip(&mut history).zip(&slope) {
            *past += slope * slope;
            *weight -= 0.1 * slope / past.sqrt();
        }
    }
    weights
}

#[test]
#[ignore = "reads all labelled pages and takes minutes: see the file"]
fn learns_the_weights() {
    let folder = std::env::var("DOSSIER_CORPORA").unwrap_or_else(|_| "../shared/corpora".to_owned());
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for set in ["sh", "wx", "tf"] {
        let Ok(list) = std::fs::read_dir(Path::new(&folder).join("articles/pages").join(set)) else { continue };
        let mut files: Vec<PathBuf> = list.flatten().map(|entry| entry.path()).collect();
        files.sort();
        for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "gz")) {
            if let Some([one, two]) = examples(file) {
                first.extend(one);
                second.extend(two);
            }
        }
    }
    assert!(first.len() > 10_000, "no labelled pages in {folder}; set DOSSIER_CORPORA");
    for (mut examples, name) in [(first, "blocks_first.txt"), (second, "blocks_second.txt")] {
        let weights = learn(&mut examples);
        let mut text = format!("{:.0}\n", weights[SIGNS] * 100.0);
        for group in weights[..SIGNS].chunks(WIDTH) {
            let line: Vec<String> = group.iter().map(|weight| format!("{:.0}", weight * 100.0)).collect();
            let _ = writeln!(text, "{}", line.join(" ").replace("-0 ", "0 "));
        }
        if std::env::var_os("UPDATE_WEIGHTS").is_some() {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/import/data").join(name);
            std::fs::write(path, text).expect("weights are written");
        }
    }
}
