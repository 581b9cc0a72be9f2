//! Organisations, places and other names: acronyms, shortened forms, and the same words under two types.

use std::collections::{HashMap, HashSet};

use super::super::{Mention, name};
use super::layout::Layout;
use super::{Form, MOST_CANDIDATES, Sets};
use crate::model::EntityType;

/// Words in front of the name of a storm, a ship, an operation, which is often called by that name alone.
const CALLED: &[&str] =
    &["hurricane", "typhoon", "cyclone", "tropical", "storm", "operation", "project", "uss", "hms", "ss", "mv", "ms"];

/// Words that may fall off the end of an organisation's name, as "Alder" stands for "Alder University".
const BODIES: &[&str] = &[
    "agency",
    "air",
    "airlines",
    "airways",
    "association",
    "bank",
    "club",
    "college",
    "electric",
    "energy",
    "entertainment",
    "foundation",
    "group",
    "holding",
    "holdings",
    "industries",
    "institute",
    "institution",
    "international",
    "media",
    "motor",
    "motors",
    "movement",
    "network",
    "news",
    "newspaper",
    "oil",
    "party",
    "pharmaceuticals",
    "systems",
    "technologies",
    "university",
];

/// Unites the forms of things that are one.
pub(super) fn unite(forms: &[Form], layout: &Layout, mentions: &[Mention], surfaces: &[&str], sets: &mut Sets) {
    let things: Vec<usize> =
        forms.iter().enumerate().filter(|(_, f)| f.kind != EntityType::Per).map(|(at, _)| at).collect();
    same_words(forms, &things, sets);
    brackets(forms, &layout.explained, mentions, surfaces, sets);
    acronyms(forms, &things, sets);
    labels(forms, &things, layout, sets);
    plurals(forms, &things, sets);
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
    words.len() > 1 && in_letters(&folded, &words.concat())
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

/// "HP: How did it begin?" in an interview of the Harbourpost: capitals that label a line take their letters from the
/// one name of the text that opens with the first of them.
fn labels(forms: &[Form], things: &[usize], layout: &Layout, sets: &mut Sets) {
    let is_label =
        |f: &Form| name::is_acronym(&f.surface) && f.mentions.iter().any(|&at| layout.labels.get(at) == Some(&true));
    let labels: Vec<usize> = things.iter().copied().filter(|&at| forms.get(at).is_some_and(is_label)).collect();
    for at in labels.into_iter().take(MOST_CANDIDATES) {
        let Some(label) = forms.get(at) else { continue };
        let spells = |form: &Form| {
            form.kind == label.kind && form.words.len() == 1 && in_letters(&label.words.concat(), &form.words.concat())
        };
        let alike: Vec<usize> =
            things.iter().copied().filter(|&c| c != at && forms.get(c).is_some_and(&spells)).collect();
        unite_if_one(at, &alike, sets);
    }
}

/// Whether `short` opens like `long` and takes its other letters from it in order.
fn in_letters(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.len() < long.len()
        && short.chars().next() == long.chars().next()
        && short.chars().all(|c| rest.by_ref().any(|have| have == c))
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

/// "Houthi" and "Houthis", where the text has both.
fn plurals(forms: &[Form], things: &[usize], sets: &mut Sets) {
    let names: HashMap<(EntityType, String), usize> =
        things.iter().filter_map(|&at| forms.get(at).map(|f| ((f.kind, f.words.join(" ")), at))).collect();
    for ((kind, name), &at) in &names {
        let one = name.strip_suffix('s').filter(|one| one.chars().count() > 3 && *kind != EntityType::Loc);
        if let Some(&other) = one.and_then(|one| names.get(&(*kind, one.to_owned()))) {
            sets.unite(at, other);
        }
    }
}

/// "the Court" in a text about the Supreme Court that names the Court of Appeal in passing.
fn unite_with_main(at: usize, candidates: &[usize], forms: &[Form], sets: &mut Sets) {
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for &c in candidates {
        *counts.entry(sets.root(c)).or_default() += forms.get(c).map_or(0, |f| f.mentions.len());
    }
    let mut order: Vec<(usize, usize)> = counts.into_iter().map(|(root, count)| (count, root)).collect();
    order.sort_unstable_by_key(|&(count, root)| (std::cmp::Reverse(count), root));
    if let [(most, main), (second, _), ..] = order.as_slice()
        && *most >= 3
        && *most >= 3 * second
    {
        sets.unite(at, *main);
    }
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
        if !unite_if_one(at, &longer, sets) {
            unite_with_main(at, &longer, forms, sets);
        }
    }
}

fn is_short_for(short: &Form, long: &Form) -> bool {
    if short.kind != long.kind || long.words.len() <= short.words.len() {
        return false;
    }
    let (few, many) = (short.words.as_slice(), long.words.as_slice());
    let in_order = || {
        let mut rest = many.iter();
        few.iter().all(|w| rest.by_ref().any(|have| have == w))
    };
    match short.kind {
        // The end stays ("Harbour Authority"), or what falls off is "of Glenmoor" or the kind of body.
        EntityType::Org if few.last() == many.last() => in_order(),
        EntityType::Org => {
            many.starts_with(few)
                && many.get(few.len()..).is_some_and(|rest| match rest {
                    [one] => BODIES.contains(&one.as_str()),
                    [of, ..] => matches!(of.as_str(), "of" | "for"),
                    [] => false,
                })
        }
        // "Alder Airport" for "Alder International Airport".
        EntityType::Loc => few.len() > 1 && few.first() == many.first() && few.last() == many.last() && in_order(),
        EntityType::Misc => many.ends_with(few) && many.first().is_some_and(|w| CALLED.contains(&w.as_str())),
        EntityType::Per => false,
    }
}
