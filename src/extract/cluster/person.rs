//! Persons: full names first, then what stands for them alone: a family name, a given name.
//!
//! A family name alone is the person named in full before who bears it. Once two persons of the text share it, it is
//! nobody's for sure, and stays in a cluster of its own rather than with the wrong one; but for the person the text is
//! about, whom it calls by that name all along while the other is mentioned in passing.

use std::collections::HashMap;

use super::super::name::{self, is_family_first, is_particle, nickname_of};
use super::layout::Layout;
use super::{Form, MOST_CANDIDATES};
use crate::model::EntityType;

/// Mentions after which a person is whom the text is about.
const LEAST_MENTIONS: usize = 3;

/// A person named in full at least once, or a name that nothing in the text explains.
#[derive(Debug)]
struct Person {
    /// The fullest name.
    words: Vec<String>,
    generation: Option<&'static str>,
    /// First mention of a full name in running text; `None` when only the byline has it.
    first: Option<usize>,
    /// Mentions so far by a full name, and by a part of it.
    seen: (usize, usize),
    /// Line of the last mention by a full name.
    line: u32,
}

/// Where the bearers of a single name stand.
#[derive(Debug, Default)]
struct Bearers {
    /// Persons, at most [`MOST_CANDIDATES`], each once.
    persons: Vec<usize>,
}

impl Bearers {
    fn add(&mut self, person: usize) {
        if self.persons.len() <= MOST_CANDIDATES && !self.persons.contains(&person) {
            self.persons.push(person);
        }
    }
}

/// The person (a number) of each mention of a person.
pub(super) fn resolve(forms: &[Form], layout: &Layout) -> HashMap<usize, usize> {
    let mut full: Vec<&Form> = Vec::new();
    let mut bare: Vec<&Form> = Vec::new();
    for form in forms.iter().filter(|f| f.kind == EntityType::Per) {
        if is_bare(&form.words) { bare.push(form) } else { full.push(form) }
    }
    // Longest first, so that a shorter form of a name finds the longer one already there.
    full.sort_by_key(|f| (std::cmp::Reverse(f.words.len()), f.mentions.first().copied()));
    let mut people = People::default();
    let mut found = HashMap::new();
    for form in full {
        people.place(form, &layout.signed, &mut found);
    }
    people.index();
    let mut alone: HashMap<&[String], usize> = HashMap::new();
    let mut order: Vec<(usize, Option<&Form>)> = found.keys().map(|&at| (at, None)).collect();
    order.extend(bare.iter().flat_map(|f| f.mentions.iter().map(move |&at| (at, Some(*f)))));
    order.sort_unstable_by_key(|(at, _)| *at);
    for (at, form) in order {
        let line = layout.lines.get(at).copied().unwrap_or(0);
        let Some(form) = form else {
            if let Some(person) = found.get(&at).and_then(|p| people.list.get_mut(*p)) {
                person.seen.0 += 1;
                person.line = line;
            }
            continue;
        };
        let person = people.bearer(form, at, line);
        if let Some(known) = person.and_then(|p| people.list.get_mut(p)) {
            known.seen.1 += 1;
        }
        let person = person.unwrap_or_else(|| {
            *alone.entry(form.words.as_slice()).or_insert_with(|| people.add(&form.words, None, Some(at)))
        });
        found.insert(at, person);
    }
    found
}

/// A single word, with or without a particle before it: "Marsh", "de Vries".
pub(in super::super) fn is_bare(words: &[String]) -> bool {
    let mut rest = words;
    while let Some((first, others)) = rest.split_first() {
        if others.is_empty() || !is_particle(first) {
            break;
        }
        rest = others;
    }
    rest.len() < 2
}

#[derive(Debug, Default)]
struct People {
    list: Vec<Person>,
    /// Persons by the last word of their name, while full names are placed.
    by_last: HashMap<String, Vec<usize>>,
    by_first: HashMap<String, Vec<usize>>,
    /// By everything that can be their family name alone ("Marsh", "de Vries", "Kim").
    family: HashMap<String, Bearers>,
    /// By given name.
    given: HashMap<String, Bearers>,
    /// By the initials of all words.
    initials: HashMap<String, Bearers>,
    /// By a word in the middle ("López" of "Ana López Serrano").
    middle: HashMap<String, Bearers>,
}

impl People {
    fn add(&mut self, words: &[String], generation: Option<&'static str>, first: Option<usize>) -> usize {
        self.list.push(Person { words: words.to_vec(), generation, first, seen: (0, 0), line: 0 });
        self.list.len() - 1
    }

    /// Puts the mentions of a full name with the one person it fits, or with a new one.
    fn place(&mut self, form: &Form, bylines: &[bool], found: &mut HashMap<usize, usize>) {
        let signed = |at: &usize| bylines.get(*at).copied().unwrap_or(false);
        let (by, running): (Vec<usize>, Vec<usize>) = form.mentions.iter().copied().partition(|at| signed(at));
        let generation = name::generation(&form.surface);
        if !by.is_empty() {
            let person = self.add(&form.words, generation, None);
            found.extend(by.into_iter().map(|at| (at, person)));
        }
        let Some(&first) = running.first() else { return };
        let mut fits: Vec<usize> = Vec::new();
        let (head, tail) = (form.words.first(), form.words.last());
        // The other way round too: "Dae-jung Yun" for "Yun Dae-jung".
        let ends = [(&self.by_last, tail), (&self.by_first, head), (&self.by_first, tail), (&self.by_last, head)];
        for (index, word) in ends {
            let near = word.and_then(|w| index.get(w)).map(Vec::as_slice).unwrap_or_default();
            if near.len() > MOST_CANDIDATES {
                fits.clear();
                break;
            }
            for &other in near {
                if !fits.contains(&other)
                    && self.list.get(other).is_some_and(|p| {
                        same_person(&p.words, &form.words)
                            && (p.generation == generation || p.generation.is_none() || generation.is_none())
                    })
                {
                    fits.push(other);
                }
            }
        }
        let person = if let [one] = fits.as_slice() { *one } else { self.add(&form.words, generation, Some(first)) };
        if let Some(p) = self.list.get_mut(person) {
            p.first = Some(p.first.map_or(first, |f| f.min(first)));
            p.generation = p.generation.or(generation);
        }
        if let Some(last) = form.words.last() {
            push_once(self.by_last.entry(last.clone()).or_default(), person);
        }
        if let Some(word) = form.words.first() {
            push_once(self.by_first.entry(word.clone()).or_default(), person);
        }
        found.extend(running.into_iter().map(|at| (at, person)));
    }

    /// Files every person under what can stand for them alone.
    fn index(&mut self) {
        for (number, person) in self.list.iter().enumerate() {
            if person.first.is_none() {
                continue;
            }
            let words = &person.words;
            let count = words.len();
            for from in (1..count).rev() {
                // "Vries", "de Vries"; "Serrano", "López Serrano".
                let tail = words.get(from..).unwrap_or_default().join(" ");
                self.family.entry(tail).or_default().add(number);
            }
            if let Some(first) = words.first() {
                let given = self.given.entry(first.clone()).or_default();
                given.add(number);
                if is_family_first(first) && count <= 4 {
                    self.family.entry(first.clone()).or_default().add(number);
                }
            }
            let initials: String = words.iter().filter_map(|w| w.chars().next()).collect();
            self.initials.entry(initials).or_default().add(number);
            for word in words.get(1..count.saturating_sub(1)).unwrap_or_default() {
                if word.chars().count() > 2 && !is_particle(word) {
                    self.middle.entry(word.clone()).or_default().add(number);
                }
            }
        }
    }

    /// Who a part of a name means at mention `at`, if that is sure.
    fn bearer(&self, form: &Form, at: usize, line: u32) -> Option<usize> {
        let key = form.words.join(" ");
        let parts = [&self.family, &self.given, &self.middle];
        if let Some(bearers) = parts.iter().find_map(|part| part.get(&key)) {
            return self.one_of(&bearers.persons, at, line);
        }
        // "WSS: I think so." in an interview with William S. Saturn.
        let bearers = self.initials.get(&key).filter(|_| name::is_acronym(&form.surface))?;
        self.one_of(&bearers.persons, at, line)
    }

    fn one_of(&self, bearers: &[usize], at: usize, line: u32) -> Option<usize> {
        if let [one] = bearers {
            return Some(*one);
        }
        if bearers.len() > MOST_CANDIDATES {
            return None;
        }
        let before: Vec<(usize, &Person)> = bearers
            .iter()
            .filter_map(|&b| self.list.get(b).map(|p| (b, p)))
            .filter(|(_, p)| p.first.is_some_and(|first| first < at))
            .collect();
        if let [(one, _)] = before.as_slice() {
            return Some(*one);
        }
        let (main, most) = before.iter().max_by_key(|(_, p)| p.seen.0 + p.seen.1)?;
        let in_passing = |p: &Person| p.seen.1 == 0 && 2 * p.seen.0 <= most.seen.0 + most.seen.1 && p.line != line;
        let sure = most.seen.1 > 0
            && most.seen.0 + most.seen.1 >= LEAST_MENTIONS
            && before.iter().all(|(b, p)| b == main || in_passing(p));
        sure.then_some(*main)
    }
}

fn push_once(list: &mut Vec<usize>, number: usize) {
    if list.len() <= MOST_CANDIDATES && !list.contains(&number) {
        list.push(number);
    }
}

/// Whether two full names can be one person's: one is the other without middle names, with an initial for a name,
/// with a short form of the given name, or turned round as Korean, Chinese and Vietnamese names are.
pub(in super::super) fn same_person(a: &[String], b: &[String]) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    if short.len() < 2 {
        return false;
    }
    if long == short {
        return true;
    }
    // "Elizabeth Liz Corcoran", "Liz Corcoran": the end is the same, the rest comes in the same order.
    if long.last() == short.last() {
        let (long, short) = (long.get(..long.len() - 1), short.get(..short.len() - 1));
        return in_order(long.unwrap_or_default(), short.unwrap_or_default());
    }
    // "Ana López", "Ana López Serrano"; not "Kim Jong", which is no one's name.
    if long.len() > short.len() && long.starts_with(short) {
        return !(short.len() == 2 && short.first().is_some_and(|w| is_family_first(w)));
    }
    turned(long, short) || turned(short, long)
}

/// "Jong Un Kim" and "Kim Jong Un"; two words turned round are one name in any language.
fn turned(a: &[String], b: &[String]) -> bool {
    a.len() == b.len()
        && (a.len() == 2 || a.first().is_some_and(|w| is_family_first(w)))
        && a.first() == b.last()
        && a.get(1..) == b.get(..b.len().saturating_sub(1))
}

/// Whether the given names `short` come in this order in `long`, which may have more of them.
fn in_order(long: &[String], short: &[String]) -> bool {
    // Two middle initials that differ are two persons: "George H. W.", "George W.".
    if short.len() > 1 && long.len() != short.len() && long.iter().any(|w| w.chars().count() == 1) {
        return false;
    }
    let mut rest = long.iter();
    short.iter().all(|want| rest.by_ref().any(|have| same_given(have, want)))
}

fn same_given(a: &str, b: &str) -> bool {
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    a == b || initial(a, b) || initial(b, a) || nickname_of(a, b)
}
