//! Which blocks of the page a body finder takes for the article, told by their text.

use std::collections::HashMap;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::blocks::{Found, walk};
use super::page::Page;
use crate::import::roles::Role;

/// Larger pages are judged by our own rules alone.
const MOST_ELEMENTS: usize = 60_000;

/// Numbers of the blocks that Readability keeps, in page order; `None` if it found no article.
pub(super) fn readability(document: Document, blocks: &[Found]) -> Option<Vec<bool>> {
    let config =
        Config { disable_json_ld: true, max_elements_to_parse: MOST_ELEMENTS, keep_classes: true, ..Config::default() };
    let article = Readability::with_document(document, None, Some(config)).ok()?.parse().ok()?;
    Some(matched(&article.content, blocks))
}

/// Numbers of the blocks that trafilatura keeps.
pub(super) fn witness(html: &str, blocks: &[Found]) -> Option<Vec<bool>> {
    let options = trafilatura::Options::default().with_exclude_comments(true).with_fallback(true);
    let result = trafilatura::extract(html, &options).ok()?;
    Some(matched(&result.content_html, blocks))
}

/// Blocks that our own measure takes for the body: the stretch that earns most, without foreign zones.
pub(super) fn stretch(page: &Page) -> Vec<bool> {
    use crate::import::body::{stretch, widen};
    let core = widen(&page.readings, stretch(&page.readings));
    (0..page.blocks.len()).map(|at| core.contains(&at) && page.is_own(at)).collect()
}

/// Words of running text in the blocks that `pick` takes.
fn prose(page: &Page, pick: impl Fn(usize) -> bool) -> usize {
    page.readings
        .iter()
        .enumerate()
        .filter(|&(at, reading)| pick(at) && matches!(reading.role, Role::Prose | Role::Sentence))
        .map(|(at, reading)| {
            let linked = page.blocks.get(at).is_some_and(|block| block.link_share() > 0.4);
            if linked { 0 } else { reading.shape.words }
        })
        .sum()
}

/// Whether a choice holds most of the running text that stands in no menu, comment or related piece.
pub(super) fn is_sure(page: &Page, chosen: &[bool]) -> bool {
    let kept = prose(page, |at| chosen.get(at) == Some(&true));
    let own = prose(page, |at| page.is_own(at));
    kept >= 60 && kept * 10 >= own * 7
}

/// The choice that holds more running text of its own.
pub(super) fn better(page: &Page, one: Vec<bool>, other: Vec<bool>) -> Vec<bool> {
    let words = |list: &[bool]| prose(page, |at| list.get(at) == Some(&true) && page.is_own(at));
    if words(&other) > 2 * words(&one) { other } else { one }
}

/// Which blocks of the page stand in `content`. Both run in the same order, so each looks first behind the last match.
fn matched(content: &str, blocks: &[Found]) -> Vec<bool> {
    let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, block) in blocks.iter().enumerate() {
        places.entry(key(&block.text)).or_default().push(at);
    }
    let document = Document::from(content);
    let found = walk(document.html_root(), false);
    let mut kept = vec![false; blocks.len()];
    let mut last = 0;
    let mut lost: Vec<(usize, &str)> = Vec::new();
    for block in &found.blocks {
        let Some(list) = places.get(&key(&block.text)) else {
            lost.push((last, &block.text));
            continue;
        };
        let next = list.partition_point(|&at| at < last);
        let Some(&at) = list.get(next).or_else(|| list.last()) else { continue };
        if let Some(slot) = kept.get_mut(at) {
            *slot = true;
        }
        if at >= last {
            last = at + 1;
        }
    }
    // A finder may have cut a few words out of a block or joined two: the longest shared beginning within reach counts.
    for (from, text) in lost {
        let own = letters(text);
        if own.len() < 12 {
            continue;
        }
        for (at, block) in blocks.iter().enumerate().skip(from.saturating_sub(2)).take(14) {
            let other = letters(&block.text);
            let small = own.len().min(other.len());
            if small >= 12
                && (own.contains(&other) || other.contains(&own) || shared(&own, &other) * 10 >= small * 6)
                && let Some(slot) = kept.get_mut(at)
            {
                *slot = true;
            }
        }
    }
    kept
}

fn shared(one: &str, other: &str) -> usize {
    one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(4000).collect()
}

/// FNV-1a over letters and digits.
fn key(text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        hash = (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}
