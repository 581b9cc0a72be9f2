//! Persons: full names first, then what stands for them alone: a family name, a given name.
//!
//! A family name alone is the person last named in full who bears it. As soon as two persons of the text share it,
//! it is nobody's for sure, and the mention stays in a cluster of its own rather than with the wrong one.

use std::collections::HashMap;

use super::super::name::{self, is_family_first, is_particle, nickname_of};
use super::{Form, MOST_CANDIDATES};
use crate::model::EntityType;

/// A person named in full at least once, or a name that nothing in the text explains.
#[derive(Debug)]
struct Person {
    /// The fullest name.
    words: Vec<String>,
    generation: Option<&'static str>,
    /// First mention of a full name in running text; `None` when only the byline has it.
    first: Option<usize>,
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
pub(super) fn resolve(forms: &[Form], bylines: &[bool]) -> HashMap<usize, usize> {
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
        people.place(form, bylines, &mut found);
    }
    people.index();
    let mut alone: HashMap<&[String], usize> = HashMap::new();
    let mut order: Vec<(usize, &Form)> = bare.iter().flat_map(|f| f.mentions.iter().map(move |&at| (at, *f))).collect();
    order.sort_by_key(|(at, _)| *at);
    for (at, form) in order {
        let person = people.bearer(&form.words, at);
        let person = person.unwrap_or_else(|| {
            *alone.entry(form.words.as_slice()).or_insert_with(|| people.add(&form.words, None, Some(at)))
        });
        found.insert(at, person);
    }
    found
}

/// A single word, with or without a particle before it: "Marsh", "de Vries".
fn is_bare(words: &[String]) -> bool {
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
    /// By a word in the middle ("López" of "Ana López Serrano").
    middle: HashMap<String, Bearers>,
}

impl People {
    fn add(&mut self, words: &[String], generation: Option<&'static str>, first: Option<usize>) -> usize {
        self.list.push(Person { words: words.to_vec(), generation, first });
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
            for word in words.get(1..count.saturating_sub(1)).unwrap_or_default() {
                if word.chars().count() > 2 && !is_particle(word) {
                    self.middle.entry(word.clone()).or_default().add(number);
                }
            }
        }
    }

    /// Who `words` alone means at mention `at`, if that is sure.
    fn bearer(&self, words: &[String], at: usize) -> Option<usize> {
        let key = words.join(" ");
        let nobody = Bearers::default();
        let family = self.family.get(&key).unwrap_or(&nobody);
        let given = self.given.get(&key).unwrap_or(&nobody);
        let middle = self.middle.get(&key).unwrap_or(&nobody);
        for bearers in [family, given, middle] {
            if bearers.persons.is_empty() {
                continue;
            }
            return self.one_of(bearers, at);
        }
        None
    }

    fn one_of(&self, bearers: &Bearers, _at: usize) -> Option<usize> {
        match bearers.persons.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
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

/// "Jong Un Kim" and "Kim Jong Un".
fn turned(a: &[String], b: &[String]) -> bool {
    a.len() == b.len()
        && a.first().is_some_and(|w| is_family_first(w))
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
