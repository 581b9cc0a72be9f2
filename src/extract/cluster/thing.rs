//! Organisations, places and other names: acronyms, shortened forms, and the same words under two types.

use std::collections::{HashMap, HashSet};

use super::super::{Mention, name};
use super::{Form, MOST_CANDIDATES, Sets};
use crate::model::EntityType;

/// Words that say what kind of place it is: "Alder" and "Alder County" are one place in a text that has both.
const PLACE_KINDS: &[&str] = &[
    "county",
    "province",
    "district",
    "prefecture",
    "oblast",
    "governorate",
    "municipality",
    "village",
    "town",
    "region",
    "island",
    "islands",
];

/// Unites the forms of things that are one; `explained` says which mentions stand in brackets behind another.
pub(super) fn unite(forms: &[Form], explained: &[bool], mentions: &[Mention], surfaces: &[&str], sets: &mut Sets) {
    let things: Vec<usize> =
        forms.iter().enumerate().filter(|(_, f)| f.kind != EntityType::Per).map(|(at, _)| at).collect();
    same_words(forms, &things, sets);
    brackets(forms, explained, mentions, surfaces, sets);
    acronyms(forms, &things, sets);
    republics(forms, &things, sets);
    shortened(forms, &things, sets);
}

/// One name under two types is one thing; a person is never mixed up with a place.
fn same_words(forms: &[Form], things: &[usize], sets: &mut Sets) {
    let mut first: HashMap<String, usize> = HashMap::new();
    for &at in things {
        let Some(form) = forms.get(at) else { continue };
        let other = *first.entry(form.words.join(" ")).or_insert(at);
        sets.unite(other, at);
    }
}

/// "Northern Harbour Authority (NHA)": the short name in brackets is the long one before it, or the other way round.
fn brackets(forms: &[Form], explained: &[bool], mentions: &[Mention], surfaces: &[&str], sets: &mut Sets) {
    if !explained.contains(&true) {
        return;
    }
    let mut form_of = vec![usize::MAX; mentions.len()];
    for (number, form) in forms.iter().enumerate() {
        for &at in &form.mentions {
            if let Some(slot) = form_of.get_mut(at) {
                *slot = number;
            }
        }
    }
    for (at, _) in explained.iter().enumerate().filter(|(_, e)| **e) {
        let Some(before) = at.checked_sub(1) else { continue };
        let number = |at: usize| form_of.get(at).copied().and_then(|n| forms.get(n).map(|f| (n, f)));
        let (Some((a, left)), Some((b, right))) = (number(before), number(at)) else { continue };
        if left.kind == EntityType::Per || right.kind == EntityType::Per {
            continue;
        }
        let (Some(x), Some(y)) = (surfaces.get(before), surfaces.get(at)) else { continue };
        if shortens(y, x) || shortens(x, y) {
            sets.unite(a, b);
        }
    }
}

/// Whether one word stands for the words of a longer name: its letters are their initials, or most of them in order.
fn shortens(short: &str, long: &str) -> bool {
    let folded = name::fold(short);
    if folded.contains(' ') {
        return false;
    }
    let initials = name::initials(long);
    if initials.contains(&folded) {
        return true;
    }
    let words = name::words(long);
    // "Phivolcs", "DoD", "Interpol": it opens with the first letter and takes its letters from the words in order.
    let letters: String = words.concat();
    let mut rest = letters.chars();
    words.len() > 1
        && folded.chars().next() == letters.chars().next()
        && folded.chars().all(|c| rest.by_ref().any(|have| have == c))
}

/// A name in capitals is the one longer name of the text with these initials.
fn acronyms(forms: &[Form], things: &[usize], sets: &mut Sets) {
    let mut long: HashMap<String, Vec<usize>> = HashMap::new();
    for &at in things {
        let Some(form) = forms.get(at) else { continue };
        for short in name::initials(&form.surface) {
            let list = long.entry(short).or_default();
            if list.len() < MOST_CANDIDATES {
                list.push(at);
            }
        }
    }
    for &at in things {
        let Some(form) = forms.get(at) else { continue };
        if !name::is_acronym(&form.surface) {
            continue;
        }
        let candidates = long.get(&name::fold(&form.surface)).map(Vec::as_slice).unwrap_or_default();
        let alike: Vec<usize> = candidates
            .iter()
            .copied()
            .filter(|&c| {
                forms
                    .get(c)
                    .is_some_and(|f| f.kind == form.kind || form.kind != EntityType::Loc && f.kind != EntityType::Loc)
            })
            .collect();
        unite_if_one(at, &alike, sets);
    }
}

fn unite_if_one(at: usize, candidates: &[usize], sets: &mut Sets) -> bool {
    let roots: HashSet<usize> = candidates.iter().map(|&c| sets.root(c)).collect();
    if roots.len() == 1
        && let Some(&root) = roots.iter().next()
    {
        sets.unite(at, root);
        return true;
    }
    false
}

/// "Islamic Republic of Iran" is Iran.
fn republics(forms: &[Form], things: &[usize], sets: &mut Sets) {
    let places: HashMap<String, usize> = things
        .iter()
        .filter_map(|&at| forms.get(at).filter(|f| f.kind == EntityType::Loc).map(|f| (f.words.join(" "), at)))
        .collect();
    for &at in things {
        let Some(form) = forms.get(at).filter(|f| f.kind == EntityType::Loc) else { continue };
        let Some(of) = form.words.iter().rposition(|w| w == "of") else { continue };
        let state = form.words.get(..of).and_then(<[String]>::last);
        if state.is_some_and(|w| {
            matches!(w.as_str(), "republic" | "kingdom" | "state" | "commonwealth" | "city" | "province")
        }) && let Some(&short) = form.words.get(of + 1..).map(|w| w.join(" ")).and_then(|w| places.get(&w))
        {
            sets.unite(at, short);
        }
    }
}

/// "the Port Authority" for "Port Authority of Glenmoor and Ross", when no other name of the text has these words.
fn shortened(forms: &[Form], things: &[usize], sets: &mut Sets) {
    let mut holders: HashMap<&str, Vec<usize>> = HashMap::new();
    for &at in things {
        let Some(form) = forms.get(at).filter(|f| f.words.len() > 1) else { continue };
        for word in form.words.iter().collect::<HashSet<_>>() {
            let list = holders.entry(word.as_str()).or_default();
            if list.len() <= MOST_CANDIDATES {
                list.push(at);
            }
        }
    }
    let mut order: Vec<usize> = things.to_vec();
    order.sort_by_key(|&at| (std::cmp::Reverse(forms.get(at).map_or(0, |f| f.words.len())), at));
    for at in order {
        let Some(form) = forms.get(at) else { continue };
        let rarest = form.words.iter().filter_map(|w| holders.get(w.as_str())).min_by_key(|list| list.len());
        let Some(list) = rarest.filter(|list| list.len() <= MOST_CANDIDATES) else { continue };
        let longer: Vec<usize> = list
            .iter()
            .copied()
            .filter(|&c| c != at && forms.get(c).is_some_and(|long| is_short_for(form, long)))
            .collect();
        unite_if_one(at, &longer, sets);
    }
}

fn is_short_for(short: &Form, long: &Form) -> bool {
    if short.kind != long.kind || long.words.len() <= short.words.len() {
        return false;
    }
    match short.kind {
        EntityType::Org => {
            let mut rest = long.words.iter();
            short.words.iter().all(|w| rest.by_ref().any(|have| have == w))
        }
        EntityType::Loc => {
            long.words.starts_with(&short.words)
                && long
                    .words
                    .get(short.words.len()..)
                    .is_some_and(|rest| rest.len() == 1 && rest.iter().all(|w| PLACE_KINDS.contains(&w.as_str())))
        }
        EntityType::Misc | EntityType::Per => false,
    }
}
