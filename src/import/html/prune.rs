//! What becomes of every block: from the body finder's choice to what a reader would call the article.

use super::page::Page;
use super::zones::Zones;
use crate::import::phrases::{fold, pleas};
use crate::import::roles::Role;
use crate::import::{Fate, Why};
use crate::model::BlockKind;

/// Zones that running text may stand in all the same.
const LAYOUT: Zones = Zones::RELATED.with(Zones::NAV).with(Zones::FIGURE).with(Zones::TAGS).with(Zones::FORM);

/// Decides every block. `title` is the block of the headline; `chosen` what the body finder kept.
pub(super) fn fates(page: &Page, chosen: &[bool], title: Option<&str>) -> Vec<Fate> {
    let zones = foreign(page, chosen);
    let mut keep: Vec<bool> = chosen.to_vec();
    keep.resize(page.blocks.len(), false);
    let title = title.map(fold).unwrap_or_default();
    let mut why: Vec<Why> = vec![Why::Chrome; keep.len()];
    for at in 0..keep.len() {
        let Some(block) = page.blocks.get(at) else { continue };
        if !keep.get(at).copied().unwrap_or(false) {
            continue;
        }
        // A paragraph that a body finder chose outweighs a word of layout around it.
        let running = page.readings.get(at).is_some_and(|reading| reading.role == Role::Prose)
            && block.link_share() < 0.2
            && block.kind != BlockKind::Caption
            || block.kind == BlockKind::Table
            || block.zones.any(Zones::QUOTE);
        let against = if running { zones.without(LAYOUT) } else { zones };
        if block.zones.any(against) || is_furniture(page, at) {
            set(&mut keep, at, false);
        }
    }
    head(page, &mut keep, &mut why, &title);
    tail(page, &mut keep, &mut why);
    let first = keep.iter().position(|&kept| kept).unwrap_or(keep.len());
    let last = keep.iter().rposition(|&kept| kept).unwrap_or(0);
    keep.iter()
        .enumerate()
        .map(|(at, &kept)| match kept {
            true => Fate::Kept,
            false if why.get(at) != Some(&Why::Chrome) => Fate::Struck(why.get(at).copied().unwrap_or(Why::Chrome)),
            false if at < first && page.is_own(at) => Fate::Struck(Why::Head),
            false if at > last && page.is_own(at) => Fate::Struck(Why::Tail),
            false => Fate::Struck(Why::Chrome),
        })
        .collect()
}

fn set(list: &mut [bool], at: usize, to: bool) {
    if let Some(slot) = list.get_mut(at) {
        *slot = to;
    }
}

/// Zones that are no part of the article here: a word around most of the chosen text says nothing.
fn foreign(page: &Page, chosen: &[bool]) -> Zones {
    let mut zones = Zones::FOREIGN.with(Zones::CAPTION);
    let all = [
        Zones::NAV,
        Zones::FOOTER,
        Zones::FIGURE,
        Zones::COMMENTS,
        Zones::RELATED,
        Zones::SHARE,
        Zones::HIDDEN,
        Zones::FORM,
        Zones::AD,
        Zones::TAGS,
        Zones::BIO,
        Zones::NEWSLETTER,
        Zones::BREADCRUMB,
        Zones::CAPTION,
    ];
    let length = |at: usize| page.blocks.get(at).map_or(0, |block| block.text.len());
    let kept = |at: &usize| chosen.get(*at).copied().unwrap_or(false);
    let whole: usize = (0..page.blocks.len()).filter(kept).map(length).sum();
    for zone in all {
        let inside: usize = (0..page.blocks.len())
            .filter(kept)
            .filter(|&at| page.blocks.get(at).is_some_and(|block| block.zones.any(zone)))
            .map(length)
            .sum();
        if inside * 5 > whole * 2 {
            zones = zones.without(zone);
        }
    }
    zones
}

/// A block that is furniture wherever it stands.
fn is_furniture(page: &Page, at: usize) -> bool {
    let (Some(block), Some(reading)) = (page.blocks.get(at), page.readings.get(at)) else { return true };
    if block.kind == BlockKind::Caption {
        return true;
    }
    let short = reading.shape.words <= 30;
    match reading.role {
        Role::Chrome => true,
        Role::Rule => true,
        Role::Count | Role::Label | Role::Relative => block.kind != BlockKind::Table,
        Role::Caption => reading.shape.words <= 30,
        _ => {
            // "Read also: …": a line that is nothing but a link to another piece.
            let link = block.link_share();
            let alone = link > 0.85 && short && block.kind != BlockKind::Table && !reading.shape.ends;
            let read = short && link > 0.4 && is_pointer(&reading.folded);
            alone && !in_list_of_prose(page, at) || read || (short && pleas(&reading.folded) >= 2)
        }
    }
}

/// "Read more: …", "Lesen Sie auch …", "À lire …".
fn is_pointer(folded: &str) -> bool {
    const POINTERS: [&str; 34] = [
        "read more",
        "read also",
        "also read",
        "see also",
        "read next",
        "related",
        "more from",
        "more on",
        "watch",
        "listen",
        "recommended",
        "don't miss",
        "read",
        "see more",
        "mehr zum thema",
        "lesen sie",
        "lesen sie auch",
        "siehe auch",
        "mehr dazu",
        "auch interessant",
        "lire aussi",
        "à lire",
        "a lire",
        "voir aussi",
        "lea también",
        "lee también",
        "leggi anche",
        "leia também",
        "leia mais",
        "veja também",
        "lees ook",
        "te puede interesar",
        "mehr",
        "ver también",
    ];
    POINTERS.iter().any(|start| folded.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

/// A linked line in a list whose other lines are text stays: recommendations, sources.
fn in_list_of_prose(page: &Page, at: usize) -> bool {
    let Some(block) = page.blocks.get(at) else { return false };
    if super::is_heading(block.kind) {
        return true;
    }
    let around = at.saturating_sub(3)..(at + 4).min(page.blocks.len());
    let mut neighbours = 0;
    let mut texts = 0;
    for other in around.filter(|&other| other != at) {
        if let Some(next) = page.blocks.get(other).filter(|next| next.depth == block.depth && next.kind == block.kind) {
            neighbours += 1;
            texts += usize::from(next.link_share() < 0.5);
        }
    }
    block.kind == BlockKind::Li && neighbours > 0 && texts * 2 >= neighbours
}

/// Headline, byline, date and short lines above the first paragraph.
fn head(page: &Page, keep: &mut [bool], why: &mut [Why], title: &str) {
    let mut seen = 0;
    let mut above = 0;
    for at in 0..keep.len() {
        if !keep.get(at).copied().unwrap_or(false) {
            continue;
        }
        let Some(reading) = page.readings.get(at) else { break };
        seen += 1;
        let same = !title.is_empty() && (reading.folded == title || is_most_of(&reading.folded, title));
        if same && seen <= 12 && above < 60 {
            // What stands above the headline is no part of the text.
            for before in 0..=at {
                set(keep, before, false);
                if let Some(slot) = why.get_mut(before).filter(|slot| **slot == Why::Chrome) {
                    *slot = if before == at { Why::Field } else { Why::Head };
                }
            }
            continue;
        }
        above += if reading.role == Role::Prose { reading.shape.words } else { 0 };
        if seen > 12 {
            break;
        }
    }
    let mut prose = 0;
    for at in 0..keep.len() {
        if !keep.get(at).copied().unwrap_or(false) {
            continue;
        }
        let (Some(reading), Some(block)) = (page.readings.get(at), page.blocks.get(at)) else { break };
        let strike = match reading.role {
            Role::Byline | Role::Date => reading.shape.words <= 40,
            Role::Stop => prose == 0,
            Role::Identifier => prose == 0,
            Role::Short => {
                prose == 0
                    && (block.kind == BlockKind::H1 || block.zones.any(Zones::BYLINE))
                    && reading.shape.words <= 12
            }
            _ => false,
        };
        if strike {
            set(keep, at, false);
            if let Some(slot) = why.get_mut(at) {
                *slot = Why::Head;
            }
        }
        if reading.role == Role::Prose {
            prose += 1;
        }
        if prose >= 2 {
            break;
        }
    }
}

fn is_most_of(line: &str, title: &str) -> bool {
    line.len() >= 12
        && title.len() >= 12
        && (title.contains(line) && line.len() * 10 >= title.len() * 6
            || line.contains(title) && title.len() * 10 >= line.len() * 7)
}

/// Everything below the last line of the text.
fn tail(page: &Page, keep: &mut [bool], why: &mut [Why]) {
    let words = |at: usize| {
        page.readings
            .get(at)
            .map_or(0, |reading| reading.shape.words.max(page.blocks.get(at).map_or(0, |block| block.text.len() / 7)))
    };
    let prose = |at: usize| {
        page.readings.get(at).is_some_and(|reading| reading.role == Role::Prose)
            && page.blocks.get(at).is_some_and(|block| block.link_share() < 0.4)
    };
    let kept: Vec<usize> = (0..keep.len()).filter(|&at| keep.get(at).copied().unwrap_or(false)).collect();
    let whole: usize = kept.iter().map(|&at| words(at)).sum();
    let mut after: usize = 0;
    let mut end = kept.len();
    // From below: a stop heading with little prose after it ends the text.
    for (index, &at) in kept.iter().enumerate().rev() {
        let Some(reading) = page.readings.get(at) else { continue };
        let stops = reading.role == Role::Stop;
        if stops && after * 10 < whole * 3 && index > 0 {
            end = index;
            after = 0;
            continue;
        }
        if prose(at) {
            after += words(at);
        }
    }
    // Then lines that end no article.
    while end > 1 {
        let Some(&at) = kept.get(end - 1) else { break };
        let (Some(reading), Some(block)) = (page.readings.get(at), page.blocks.get(at)) else { break };
        let link = block.link_share();
        let goes = match reading.role {
            Role::Prose => link > 0.7 && reading.shape.words < 40,
            Role::Sentence => link > 0.7,
            Role::Short | Role::Identifier => link > 0.6 || super::is_heading(block.kind),
            Role::Byline | Role::Date | Role::Stop | Role::Label | Role::Count => true,
            Role::Chrome | Role::Rule | Role::Relative | Role::Caption => true,
        };
        if !goes || block.kind == BlockKind::Table {
            break;
        }
        end -= 1;
    }
    for &at in kept.get(end..).unwrap_or_default() {
        set(keep, at, false);
        if let Some(slot) = why.get_mut(at) {
            *slot = Why::Tail;
        }
    }
}
