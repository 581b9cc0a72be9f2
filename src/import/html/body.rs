//! Which blocks of the page a body finder takes for the article, told by their text.

use std::collections::HashMap;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::blocks::{Found, walk};

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
