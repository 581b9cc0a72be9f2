//! Which blocks belong to the article, by many small signs weighed together.
//!
//! Each block shows signs: what it is, where it stands, what the page calls the boxes around it, what a body finder and
//! the rules made of it and of its neighbours. A weight for each sign comes from logistic regression over labelled pages.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::page::Page;
use super::zones::Zones;
use crate::import::roles::Role;
use crate::import::{Fate, Why};
use crate::model::BlockKind;

/// A sign is a group and a value in it.
#[derive(Clone, Copy)]
#[repr(u16)]
enum Group {
    Bias,
    Ruled,
    Role,
    Kind,
    Zone,
    Link,
    Words,
    Ends,
    Before,
    After,
    Around,
    Place,
    Gap,
    Depth,
    Zoned,
    Stopped,
    Headed,
    Twice,
    RoleBefore,
    RoleAfter,
    KindRuled,
    RoleRuled,
    RolePlace,
    Rest,
    Template,
    Box,
    ZoneRuled,
    LinkRuled,
    WordsRuled,
    WordsPlace,
    Body,
    Far,
    KindPlace,
    TemplateRuled,
    BoxRuled,
    Why,
    LinkPlace,
    Start,
    Capitals,
    Colon,
    ZonePlace,
    AboveTitle,
    Second,
}

/// Values in a group.
pub(super) const WIDTH: usize = 64;
/// All signs there are.
#[cfg(test)]
pub(super) const SIGNS: usize = (Group::Second as usize + 1) * WIDTH;

/// Weights in hundredths, without and with a second body finder's choice: the first line is the bias, then a line for
/// each group, a number for each value.
///
/// Learned by logistic regression with L2 over blocks labelled by what people took for the article; `learn.rs` does it
/// anew.
static WEIGHTS: [&str; 2] = [include_str!("../data/blocks_first.txt"), include_str!("../data/blocks_second.txt")];

/// A block with a higher sum is part of the article.
const KEEP: f64 = 0.2;
/// Sums nearer to zero are doubtful.
const DOUBTFUL: f64 = 1.0;
/// Share of doubtful words above which a second body finder is asked.
const DOUBT: f64 = 0.05;

fn weights(asked: bool) -> &'static [f64] {
    static READ: [OnceLock<Vec<f64>>; 2] = [OnceLock::new(), OnceLock::new()];
    let [first, second] = &READ;
    let [alone, both] = WEIGHTS;
    let (slot, text) = if asked { (second, both) } else { (first, alone) };
    slot.get_or_init(|| text.split_whitespace().map(|weight| weight.parse().unwrap_or(0.0) / 100.0).collect())
}

/// What the signs of every block say, with or without a second body finder's choice.
pub(super) struct Weighed {
    signs: Vec<Vec<u16>>,
    sums: Vec<f64>,
    words: Vec<usize>,
}

impl Weighed {
    /// Weighs the blocks. `chosen` is what the first body finder kept, `fates` what the rules made of it.
    pub(super) fn of(page: &Page, chosen: &[bool], fates: &[Fate], title: Option<usize>) -> Self {
        let signs = signs(page, chosen, fates, title);
        let words = page.readings.iter().map(|reading| reading.shape.words).collect();
        let mut weighed = Self { signs, sums: Vec::new(), words };
        weighed.add_up(false);
        weighed
    }

    /// Signs of every block, to learn from.
    #[cfg(test)]
    pub(super) fn signs(&self) -> &[Vec<u16>] {
        &self.signs
    }

    fn add_up(&mut self, asked: bool) {
        let weights = weights(asked);
        let bias = weights.first().copied().unwrap_or(0.0);
        let weight = |sign: &u16| weights.get(usize::from(*sign) + 1).copied().unwrap_or(0.0);
        self.sums = self.signs.iter().map(|signs| bias + signs.iter().map(weight).sum::<f64>()).collect();
    }

    /// Whether a second opinion could change much.
    pub(super) fn is_doubtful(&self) -> bool {
        let of = |pick: &dyn Fn(f64) -> bool, most: usize| -> usize {
            self.sums.iter().zip(&self.words).filter(|(sum, _)| pick(**sum)).map(|(_, words)| (*words).min(most)).sum()
        };
        let doubtful = of(&|sum| sum.abs() < DOUBTFUL, 60) as f64;
        doubtful > DOUBT * of(&|sum| sum > 0.0, usize::MAX).max(1) as f64
    }

    /// Takes the choice of a second body finder into account.
    pub(super) fn ask(&mut self, second: &[bool], chosen: &[bool], fates: &[Fate]) {
        let is = |at: usize| second.get(at).copied().unwrap_or(false);
        let count = self.signs.len();
        let state = |other: Option<usize>| match other {
            Some(other) if other < count => 1 + usize::from(is(other)),
            _ => 0,
        };
        for (at, signs) in self.signs.iter_mut().enumerate() {
            let own = usize::from(is(at));
            let near = (at.saturating_sub(3)..(at + 4).min(count)).filter(|&other| other != at && is(other)).count();
            let ruled = ruled(at, chosen, fates);
            for value in
                [own * 4 + ruled, 8 + 9 * own + state(at.checked_sub(1)) * 3 + state(Some(at + 1)), 30 + 7 * own + near]
            {
                signs.push(sign(Group::Second, value));
            }
        }
        self.add_up(true);
    }

    /// The fates with what the weights say: kept blocks struck, struck ones brought back.
    pub(super) fn fates(&self, fates: &[Fate]) -> Vec<Fate> {
        let keep = |at: usize| self.sums.get(at).is_some_and(|&sum| sum > KEEP);
        let first = (0..fates.len()).find(|&at| keep(at)).unwrap_or(0);
        let last = (0..fates.len()).rev().find(|&at| keep(at)).unwrap_or(0);
        fates
            .iter()
            .enumerate()
            .map(|(at, &fate)| match (keep(at), fate) {
                (true, _) => Fate::Kept,
                (false, Fate::Struck(_)) => fate,
                (false, Fate::Kept) if at < first => Fate::Struck(Why::Head),
                (false, Fate::Kept) if at > last => Fate::Struck(Why::Tail),
                (false, Fate::Kept) => Fate::Struck(Why::Chrome),
            })
            .collect()
    }
}

fn sign(group: Group, value: usize) -> u16 {
    group as u16 * WIDTH as u16 + value.min(WIDTH - 1) as u16
}

/// What rules and finder made of a block: 0 to 3.
fn ruled(at: usize, chosen: &[bool], fates: &[Fate]) -> usize {
    usize::from(fates.get(at) == Some(&Fate::Kept)) * 2 + usize::from(chosen.get(at) == Some(&true))
}

/// Signs of every block: numbers of weights.
fn signs(page: &Page, chosen: &[bool], fates: &[Fate], title: Option<usize>) -> Vec<Vec<u16>> {
    let count = page.blocks.len();
    let kept: Vec<bool> = (0..count).map(|at| fates.get(at) == Some(&Fate::Kept)).collect();
    let is = |at: usize| kept.get(at).copied().unwrap_or(false);
    let words = |at: usize| page.readings.get(at).map_or(0, |reading| reading.shape.words);
    let first = kept.iter().position(|&kept| kept).unwrap_or(count);
    let last = kept.iter().rposition(|&kept| kept).unwrap_or(0);
    let whole: usize = (0..count).filter(|&at| is(at)).map(words).sum();
    let mut depths: HashMap<u16, usize> = HashMap::new();
    let mut zones: HashMap<u32, usize> = HashMap::new();
    let mut templates: HashMap<u64, (usize, usize)> = HashMap::new();
    let mut boxes: HashMap<u32, (usize, usize)> = HashMap::new();
    let mut texts: HashMap<&str, usize> = HashMap::new();
    let mut body = 0;
    for (at, block) in page.blocks.iter().enumerate() {
        let own = words(at).max(1);
        if is(at) {
            *depths.entry(block.depth).or_default() += own;
            *zones.entry(block.zones.bits()).or_default() += own;
            body += if block.zones.any(Zones::BODY) { own } else { 0 };
        }
        for (kept, all) in [templates.entry(block.template).or_default(), boxes.entry(block.parent).or_default()] {
            *kept += if is(at) { own } else { 0 };
            *all += own;
        }
        if let Some(reading) = page.readings.get(at) {
            *texts.entry(reading.folded.as_str()).or_default() += 1;
        }
    }
    let depth = depths.iter().max_by_key(|(depth, words)| (**words, **depth)).map_or(0, |(depth, _)| *depth);
    let home = zones.iter().max_by_key(|(zones, words)| (**words, **zones)).map_or(0, |(zones, _)| *zones);
    let has_body = body * 2 > whole;
    // Words of the kept text at and after each block.
    let mut left = vec![0usize; count + 1];
    for at in (0..count).rev() {
        let rest = left.get(at + 1).copied().unwrap_or(0) + if is(at) { words(at) } else { 0 };
        if let Some(slot) = left.get_mut(at) {
            *slot = rest;
        }
    }
    let mut stopped = false;
    let mut gaps = vec![0usize; count];
    let mut from = first;
    while from < last {
        if is(from) {
            from += 1;
            continue;
        }
        let end = (from..=last).find(|&at| is(at)).unwrap_or(last);
        let gap: usize = (from..end).map(words).sum();
        for slot in gaps.get_mut(from..end).unwrap_or_default() {
            *slot = gap.max(1);
        }
        from = end;
    }
    let mut all = Vec::with_capacity(count);
    for (at, block) in page.blocks.iter().enumerate() {
        let Some(reading) = page.readings.get(at) else { break };
        let mut signs: Vec<u16> = Vec::with_capacity(48);
        let mut show = |group: Group, value: usize| {
            signs.push(sign(group, value));
        };
        let ruled = ruled(at, chosen, fates);
        let role = role_number(reading.role);
        let kind = kind_number(block.kind);
        let link = match block.link_share() {
            share if share <= 0.0 => 0,
            share if share < 0.2 => 1,
            share if share < 0.5 => 2,
            share if share < 0.85 => 3,
            _ => 4,
        };
        let size = bin(reading.shape.words, &[1, 2, 3, 5, 8, 12, 20, 40, 80]);
        let place = if at < first {
            0
        } else if at <= last {
            1
        } else {
            2
        };
        let state = |other: Option<usize>| match other {
            Some(other) if other < count => {
                1 + usize::from(is(other)) * 2 + usize::from(chosen.get(other) == Some(&true))
            }
            _ => 0,
        };
        let (one, two) = (state(at.checked_sub(1)), state(at.checked_sub(2)));
        let (next, after) = (state(Some(at + 1)), state(Some(at + 2)));
        let near = (at.saturating_sub(3)..at).chain(at + 1..at + 4).filter(|&other| is(other)).count();
        let rest = left.get(at + 1).copied().unwrap_or(0) * 20 / whole.max(1);
        let share = |(kept, all): (usize, usize), mine: usize| {
            let (kept, all) = (kept - if is(at) { mine.min(kept) } else { 0 }, all - mine.min(all));
            (kept * 4).checked_div(all).map_or(0, |share| 1 + share)
        };
        let mine = reading.shape.words.max(1);
        let template = share(templates.get(&block.template).copied().unwrap_or_default(), mine);
        let inside = share(boxes.get(&block.parent).copied().unwrap_or_default(), mine);
        let far = if place == 0 {
            bin(first - at, &[1, 2, 3, 5, 9, 17])
        } else {
            bin(at.saturating_sub(last), &[1, 2, 3, 5, 9, 17])
        };
        show(Group::Bias, 0);
        show(Group::Ruled, ruled);
        show(Group::Role, role);
        show(Group::Kind, kind);
        for zone in 0..24 {
            if block.zones.bits() & (1 << zone) != 0 {
                show(Group::Zone, zone);
                show(Group::ZoneRuled, zone * 2 + ruled / 2);
                if zone < 21 {
                    show(Group::ZonePlace, zone * 3 + place);
                }
            }
        }
        show(Group::Link, link);
        show(Group::Words, size);
        show(Group::Ends, usize::from(reading.shape.ends) * 2 + usize::from(block.text.ends_with(':')));
        show(Group::Before, one * 5 + two);
        show(Group::After, next * 5 + after);
        show(Group::Around, near * 4 + ruled);
        show(Group::Place, place);
        show(Group::Gap, bin(gaps.get(at).copied().unwrap_or(0), &[1, 5, 10, 20, 40, 80, 160, 320, 640]));
        show(Group::Depth, (block.depth + 5).saturating_sub(depth).min(10) as usize);
        show(Group::Zoned, usize::from(block.zones.bits() == home) * 4 + ruled);
        show(Group::Stopped, usize::from(stopped) * 3 + place);
        if super::is_heading(block.kind) {
            show(Group::Headed, next * 5 + after);
        }
        if reading.folded.len() > 3 && texts.get(reading.folded.as_str()).is_some_and(|&times| times > 1) {
            show(Group::Twice, ruled);
        }
        let role_of = |other: Option<usize>| {
            other.and_then(|other| page.readings.get(other)).map_or(15, |reading| role_number(reading.role))
        };
        show(Group::RoleBefore, role_of(at.checked_sub(1)));
        show(Group::RoleAfter, role_of(Some(at + 1)));
        show(Group::KindRuled, kind * 4 + ruled);
        show(Group::RoleRuled, role * 4 + ruled);
        show(Group::RolePlace, role * 3 + place);
        show(Group::Rest, rest);
        show(Group::Template, template);
        show(Group::TemplateRuled, template * 4 + ruled);
        show(Group::Box, inside);
        show(Group::BoxRuled, inside * 4 + ruled);
        show(Group::LinkRuled, link * 4 + ruled);
        show(Group::LinkPlace, link * 3 + place);
        show(Group::WordsRuled, size.min(9) * 4 + ruled);
        show(Group::WordsPlace, size.min(9) * 3 + place);
        show(Group::Body, usize::from(has_body) * 2 + usize::from(block.zones.any(Zones::BODY)));
        if place != 1 {
            show(Group::Far, far + 7 * (place / 2));
        }
        show(Group::KindPlace, kind * 3 + place);
        show(Group::Why, why_number(fates.get(at)));
        show(Group::Start, bin(at.abs_diff(first), &[1, 2, 3, 5, 9]) + 6 * usize::from(reading.shape.is_prose()));
        show(Group::Capitals, (reading.shape.capitals * 4).checked_div(reading.shape.words).unwrap_or(9));
        show(Group::AboveTitle, title.map_or(0, |title| 1 + usize::from(at < title) + 2 * usize::from(at == title)));
        let opens = block.text.chars().next();
        show(
            Group::Colon,
            match opens {
                Some(c) if c.is_lowercase() => 1,
                Some(c) if c.is_uppercase() => 2,
                Some(c) if c.is_numeric() => 3,
                Some('*' | '†' | '[' | '(' | '©' | '>' | '→' | '»' | '–' | '-') => 4,
                _ => 0,
            },
        );
        if !is(at) && reading.role == Role::Stop {
            stopped = true;
        }
        all.push(signs);
    }
    all
}

fn bin(value: usize, edges: &[usize]) -> usize {
    edges.iter().take_while(|&&edge| value >= edge).count()
}

fn role_number(role: Role) -> usize {
    match role {
        Role::Prose => 0,
        Role::Sentence => 1,
        Role::Short => 2,
        Role::Chrome => 3,
        Role::Stop => 4,
        Role::Date => 5,
        Role::Relative => 6,
        Role::Byline => 7,
        Role::Label => 8,
        Role::Count => 9,
        Role::Caption => 10,
        Role::Identifier => 11,
        Role::Rule => 12,
    }
}

fn kind_number(kind: BlockKind) -> usize {
    match kind {
        BlockKind::P => 0,
        BlockKind::H1 => 1,
        BlockKind::H2 => 2,
        BlockKind::H3 => 3,
        BlockKind::H4 | BlockKind::H5 | BlockKind::H6 => 4,
        BlockKind::Li => 5,
        BlockKind::Quote => 6,
        BlockKind::Pre => 7,
        BlockKind::Table => 8,
        BlockKind::Caption => 9,
    }
}

fn why_number(fate: Option<&Fate>) -> usize {
    match fate {
        Some(Fate::Kept) => 0,
        Some(Fate::Struck(Why::Field)) => 1,
        Some(Fate::Struck(Why::Chrome)) => 2,
        Some(Fate::Struck(Why::Head)) => 3,
        Some(Fate::Struck(Why::Tail)) => 4,
        _ => 5,
    }
}
