//! The headline: what the page shows, checked against what it declares.

use std::collections::HashSet;

use super::page::{Page, host};
use super::zones::Zones;
use crate::import::phrases::fold;
use crate::import::roles::Role;
use crate::model::{BlockKind, Evidence};

/// Marks that part a headline from the name of the outlet or a section.
pub(super) const MARKS: [&str; 17] = [
    " | ", " - ", " – ", " — ", " · ", " • ", " » ", " « ", " : ", " / ", " :: ", "｜", "_", " ~ ", " ― ", " › ", " -",
];

/// Headlines found, best first, and the block the best one stands in.
pub(super) struct Headline {
    pub evidence: Vec<Evidence>,
    pub block: Option<usize>,
}

struct Candidate {
    text: String,
    from: String,
    block: Option<usize>,
    score: f64,
}

/// Finds the headline. `first` is the first block of the body, if known; `names` what the outlet calls itself.
pub(super) fn find(page: &Page, first: Option<usize>, names: &[String]) -> Headline {
    let mut all: Vec<Candidate> = Vec::new();
    let mut add = |text: &str, from: &str, block: Option<usize>, score: f64| {
        let text = text.trim();
        if !text.is_empty() && text.chars().count() <= 300 {
            all.push(Candidate { text: text.to_owned(), from: from.to_owned(), block, score });
        }
    };
    let declared: [(&[&'static str], f64); 4] = [
        (&["citation_title", "dc.title", "dcterms.title", "prism.title", "parsely-title", "sailthru.title"], 0.5),
        (&["og:title"], 0.45),
        (&["twitter:title", "twitter:text:title"], 0.4),
        (&["title", "headline", "name"], 0.2),
    ];
    for (keys, score) in declared {
        if let Some((text, key)) = page.meta(keys) {
            add(text, &format!("meta {key}"), None, score);
        }
    }
    if let Some(text) = page.linked.text("headline") {
        add(&text, "JSON-LD headline", None, 0.5);
    }
    if let Some(text) = &page.title {
        add(text, "title of the window", None, 0.3);
    }
    let declared = all.len();
    let headings = page.blocks.iter().any(|block| block.kind == BlockKind::H1 && block.text.chars().count() > 8);
    let reach = first.map_or(page.blocks.len(), |first| (first + 12).min(page.blocks.len()));
    for (at, block) in page.blocks.iter().enumerate().take(reach.max(60)) {
        let level = match block.kind {
            BlockKind::H1 => 1,
            BlockKind::H2 => 2,
            BlockKind::H3 => 3,
            _ if block.zones.any(Zones::TITLE) => 4,
            _ => continue,
        };
        if level > 1 && headings && (level > 2 || first.is_some_and(|first| at > first)) {
            continue;
        }
        let Some(reading) = page.readings.get(at) else { break };
        if !page.is_own(at) && level > 1
            || block.text.chars().count() > 250
            || matches!(reading.role, Role::Date | Role::Count | Role::Chrome) && level > 1
        {
            continue;
        }
        let mut score = match level {
            1 => 0.9,
            2 => 0.45,
            3 => 0.3,
            _ => 0.35,
        };
        if !page.is_own(at) {
            score -= 0.5;
        }
        if let Some(first) = first {
            let gap = if at <= first { (first - at) as f64 } else { 2.0 * (at - first) as f64 };
            score -= (gap * 0.01).min(0.3);
        }
        if block.zones.any(Zones::HEADER) {
            score -= 0.15;
        }
        let text = block.text.replace('\n', " ");
        all.push(Candidate {
            text,
            from: format!(
                "{} heading",
                ["", "first-level", "second-level", "third-level", "marked"].get(level).copied().unwrap_or_default()
            ),
            block: Some(at),
            score,
        });
    }
    let names: Vec<String> = names.iter().map(|name| fold(name)).collect();
    let crumbs: Vec<String> = crumbs(page);
    for (at, candidate) in all.iter_mut().enumerate() {
        // What a reader sees as the headline holds no section; a piece that reads like one is part of it.
        let crumbs = if at < declared { crumbs.as_slice() } else { &[] };
        if let Some(cut) = without_outlet(&candidate.text, &names, crumbs) {
            candidate.text = cut;
        }
    }
    // A kicker or subtitle inside the heading: what the page declares without it counts.
    let said: Vec<String> = all.iter().take(declared).map(|candidate| candidate.text.clone()).collect();
    for candidate in all.iter_mut().skip(declared) {
        let own = fold(&candidate.text);
        let cut = said.iter().find(|text| {
            let other = fold(text);
            other.split(' ').count() >= 3
                && other.len() < own.len()
                && own.strip_suffix(other.as_str()).is_some_and(|kicker| kicker.split_whitespace().count() <= 4)
        });
        if let Some(cut) = cut {
            candidate.text.clone_from(cut);
        }
    }
    vote(&mut all, declared, &names);
    all.sort_by(|a, b| b.score.total_cmp(&a.score));
    // What is declared and continues what is shown ("Headline - Section - Outlet") is cut to what is shown.
    let block = all.first().and_then(|best| {
        best.block.or_else(|| {
            let folded = fold(&best.text);
            page.readings.iter().take(reach.max(200)).position(|reading| reading.folded == folded && !folded.is_empty())
        })
    });
    let mut evidence: Vec<Evidence> = Vec::new();
    for candidate in all {
        if candidate.text.is_empty()
            || evidence.iter().any(|other| fold(&other.value) == fold(&candidate.text))
            || evidence.len() >= 6
        {
            continue;
        }
        let sure = (0.35 + candidate.score * 0.3).clamp(0.1, 0.98);
        evidence.push(Evidence { value: candidate.text, from: candidate.from, sure });
    }
    Headline { evidence, block }
}

/// Each candidate gains by what other places say.
fn vote(all: &mut [Candidate], declared: usize, names: &[String]) {
    let sets: Vec<HashSet<String>> = all.iter().map(|candidate| words(&candidate.text)).collect();
    let gains: Vec<f64> = sets
        .iter()
        .enumerate()
        .map(|(at, own)| {
            let mut best: f64 = 0.0;
            let mut sum: f64 = 0.0;
            for (other, set) in sets.iter().enumerate().take(declared) {
                if other == at || own.is_empty() || set.is_empty() {
                    continue;
                }
                let both = own.intersection(set).count() as f64;
                let share = 2.0 * both / (own.len() + set.len()) as f64;
                best = best.max(share);
                sum += share;
            }
            best + 0.15 * sum
        })
        .collect();
    for (at, candidate) in all.iter_mut().enumerate() {
        candidate.score += gains.get(at).copied().unwrap_or(0.0) * 0.8;
        let folded = fold(&candidate.text);
        if names.contains(&folded) || folded.is_empty() {
            candidate.score -= 2.0;
        }
        if sets.get(at).is_some_and(|set| set.len() == 1) {
            candidate.score -= 0.25;
        }
    }
}

fn words(text: &str) -> HashSet<String> {
    fold(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Steps of the way to this page, folded, without the last if it is the headline's own.
pub(super) fn crumbs(page: &Page) -> Vec<String> {
    let mut found: Vec<String> = page.linked.breadcrumb().iter().map(|crumb| fold(crumb)).collect();
    for key in ["article:section", "og:section", "section", "parsely-section"] {
        found.extend(page.all(key).into_iter().map(fold));
    }
    found.extend(page.linked.texts("articleSection").iter().map(|section| fold(section)));
    for block in page.blocks.iter().filter(|block| block.zones.any(Zones::BREADCRUMB)).take(8) {
        found.extend(block.text.split(['>', '/', '›', '»', '|', '\n']).map(fold));
    }
    found.retain(|crumb| !crumb.is_empty() && crumb.split(' ').count() <= 4);
    found
}

/// A declared headline without the outlet, host or section at its ends; `None` if nothing is to be cut.
fn without_outlet(text: &str, names: &[String], crumbs: &[String]) -> Option<String> {
    let mut rest = text.trim().to_owned();
    let mut cut = false;
    for _ in 0..4 {
        let mut done = true;
        for mark in MARKS {
            if let Some((before, after)) = rest.rsplit_once(mark)
                && !before.trim().is_empty()
                && (is_outlet(after, names) || crumbs.contains(&fold(after)))
            {
                rest = before.trim().trim_end_matches(['|', '-', '–', '—', ':', '·']).trim_end().to_owned();
                (cut, done) = (true, false);
                break;
            }
            if let Some((before, after)) = rest.split_once(mark)
                && fold(after).split(' ').count() >= 3
                && (is_outlet(before, names) || mark != "_" && crumbs.contains(&fold(before)))
            {
                rest = after.trim().to_owned();
                (cut, done) = (true, false);
                break;
            }
        }
        if let Some((before, after)) = rest.split_once(": ")
            && is_outlet(before, names)
            && after.split_whitespace().count() >= 3
        {
            rest = after.trim().to_owned();
            (cut, done) = (true, false);
        }
        if done {
            break;
        }
    }
    cut.then_some(rest)
}

/// Whether a piece of a title is the outlet's name, in whole or nearly.
fn is_outlet(piece: &str, names: &[String]) -> bool {
    let folded = fold(piece);
    if folded.is_empty() {
        return true;
    }
    let tight = folded.replace(' ', "");
    names.iter().filter(|name| !name.is_empty()).any(|name| {
        let other = name.replace(' ', "");
        folded == *name
            || tight == other
            || (tight.len() >= 4
                && (other.strip_prefix("the") == Some(tight.as_str())
                    || tight.strip_prefix("the") == Some(other.as_str())))
            || host(&piece.to_lowercase()).is_some_and(|host| host.replace('.', "") == other)
            || (folded.split(' ').count() <= 4
                && other.len() >= 5
                && tight.len() >= 5
                && (tight.starts_with(&other) || other.starts_with(&tight)))
    })
}
