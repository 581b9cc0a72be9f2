//! Entities that may be one, each pair with the reason in words; a person decides.

use std::collections::{BTreeMap, HashMap};

use super::super::{cluster, name};
use super::{Known, Links, countries, is_general};
use crate::model::{EntityType, Id};

/// Pairs looked at for one reason and one word: a family name that two hundred persons share suggests nothing.
const MOST_PAIRS: usize = 12;
/// Letters of a word that are compared.
const MOST_LETTERS: usize = 32;

/// Two entities that may be the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The one with the smaller id.
    pub a: Id,
    /// The other.
    pub b: Id,
    /// Why they may be one, in words for the reader.
    pub reason: String,
    /// How likely it is, 0 to 1; an order rather than a probability.
    pub score: f32,
}

impl Links {
    /// Pairs of entities that may be one, the likeliest first; each pair once, with its best reason. Time grows with
    /// the number of entities, not with that of their pairs.
    #[must_use]
    pub fn suggestions(&self) -> Vec<Suggestion> {
        let mut found = Found::default();
        let all: Vec<&Known> = self.known.values().collect();
        same_letters(&all, &mut found);
        same_name(&all, &mut found);
        persons(&all, &mut found);
        initials(&all, &mut found);
        shortened(&all, &mut found);
        let mut list: Vec<Suggestion> = found.0.into_values().collect();
        list.sort_by(|x, y| y.score.total_cmp(&x.score).then(x.a.cmp(&y.a)).then(x.b.cmp(&y.b)));
        list
    }
}

#[derive(Debug, Default)]
struct Found(BTreeMap<(Id, Id), Suggestion>);

impl Found {
    fn add(&mut self, x: &Known, y: &Known, score: f32, reason: String) {
        if x.id == y.id {
            return;
        }
        let (a, b) = (x.id.min(y.id), x.id.max(y.id));
        let better = self.0.get(&(a, b)).is_none_or(|old| old.score < score);
        if better {
            self.0.insert((a, b), Suggestion { a, b, reason, score });
        }
    }
}

/// Calls `pair` for every two entities that share a key, as long as few do.
fn pairs<'k>(keys: impl Iterator<Item = (String, &'k Known)>, mut pair: impl FnMut(&'k Known, &'k Known)) {
    let mut groups: BTreeMap<String, Vec<&Known>> = BTreeMap::new();
    for (key, known) in keys {
        let group = groups.entry(key).or_default();
        if group.len() < MOST_PAIRS && group.iter().all(|k| k.id != known.id) {
            group.push(known);
        }
    }
    for group in groups.values() {
        for (at, x) in group.iter().enumerate() {
            for y in group.iter().skip(at + 1) {
                pair(x, y);
            }
        }
    }
}

/// "Yu-chen", "Yuchen"; "Soleimani", "Soleymani".
fn same_letters(all: &[&Known], found: &mut Found) {
    let close = |k: &&Known| name::key(k.kind, &k.name).replace(' ', "");
    let closed = all.iter().map(|k| (format!("{} {}", k.kind.label(), close(k)), *k));
    pairs(closed, |x, y| {
        if name::key(x.kind, &x.name) != name::key(y.kind, &y.name) {
            found.add(x, y, 0.9, format!("“{}” and “{}” differ only by a hyphen or a space", x.name, y.name));
        }
    });
    let bones = all.iter().filter_map(|k| skeleton(&close(k)).map(|s| (format!("{} {s}", k.kind.label()), *k)));
    pairs(bones, |x, y| {
        let (a, b) = (name::key(x.kind, &x.name), name::key(y.kind, &y.name));
        if a != b && spelt_alike(&a, &b) {
            found.add(x, y, 0.5, format!("“{}” and “{}” may be two spellings of one name", x.name, y.name));
        }
    });
}

/// A name without its vowels and doubled letters; `None` when too little remains to tell names apart.
fn skeleton(key: &str) -> Option<String> {
    let mut bones = String::new();
    for (at, c) in key.chars().enumerate() {
        let c = match c {
            'y' | 'j' if at > 0 => continue,
            'a' | 'e' | 'i' | 'o' | 'u' | 'h' if at > 0 => continue,
            'q' | 'c' => 'k',
            'w' => 'v',
            'z' => 's',
            c => c,
        };
        if !bones.ends_with(c) {
            bones.push(c);
        }
    }
    (bones.chars().count() >= 4).then_some(bones)
}

/// Whether two keys have the same words but for a letter or two in long ones.
fn spelt_alike(a: &str, b: &str) -> bool {
    let pairs = a.split(' ').zip(b.split(' '));
    a.split(' ').count() == b.split(' ').count()
        && pairs.filter(|(x, y)| x != y).all(|(x, y)| {
            let shorter = x.chars().count().min(y.chars().count());
            shorter >= 5 && distance(x, y) <= 1 + usize::from(shorter >= 7)
        })
}

/// Letters to insert, drop or change to make one word of the other (Levenshtein 1965).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(MOST_LETTERS).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(MOST_LETTERS).enumerate() {
        let mut corner = i;
        let mut left = i + 1;
        for (slot, y) in row.iter_mut().skip(1).zip(&b) {
            let new = (corner + usize::from(x != *y)).min(left + 1).min(*slot + 1);
            corner = *slot;
            *slot = new;
            left = new;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// One name, but not enough of one: a place in two countries, a body with a general name, another type.
fn same_name(all: &[&Known], found: &mut Found) {
    let keys = all.iter().map(|k| (name::key(k.kind, &k.name), *k));
    pairs(keys, |x, y| {
        let key = name::key(x.kind, &x.name);
        if x.kind != y.kind {
            if ![x.kind, y.kind].contains(&EntityType::Per) {
                let (a, b) = (kind_word(x.kind), kind_word(y.kind));
                found.add(x, y, 0.35, format!("the same name, read as {a} and as {b}"));
            }
            return;
        }
        match x.kind {
            EntityType::Per if key.contains(' ') => {
                found.add(x, y, 0.6, format!("both are named “{}”", x.name));
            }
            EntityType::Per => {
                found.add(x, y, 0.45, format!("both are called “{}”, and neither text says more", x.name));
            }
            EntityType::Loc if countries::is_ambiguous(&key) => {
                let apart = (x.setting.referent(&key), y.setting.referent(&key));
                if !matches!(apart, (Some(a), Some(b)) if a != b) {
                    found.add(x, y, 0.5, format!("the same name, but there is more than one “{}”", x.name));
                }
            }
            EntityType::Org if is_general(&key) => {
                let apart = (x.setting.country(), y.setting.country());
                if !matches!(apart, (Some(a), Some(b)) if a != b) {
                    found.add(x, y, 0.4, format!("both are called “{}”, perhaps in one country", x.name));
                }
            }
            _ => found.add(x, y, 0.7, format!("both are called “{}”", x.name)),
        }
    });
}

fn kind_word(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Per => "a person",
        EntityType::Org => "an organisation",
        EntityType::Loc => "a place",
        EntityType::Misc => "another name",
    }
}

/// A family name alone and its bearers; full names that may be one person's.
fn persons(all: &[&Known], found: &mut Found) {
    let people: Vec<(&Known, Vec<String>)> =
        all.iter().filter(|k| k.kind == EntityType::Per).map(|k| (*k, name::person_words(&k.name))).collect();
    let mut bearers: HashMap<&str, Vec<&Known>> = HashMap::new();
    for (known, words) in people.iter().filter(|(_, w)| !cluster::is_bare(w)) {
        let first = words.first().filter(|w| name::is_family_first(w));
        for word in words.last().into_iter().chain(first) {
            let list = bearers.entry(word).or_default();
            if list.len() <= MOST_PAIRS {
                list.push(known);
            }
        }
    }
    for (known, words) in people.iter().filter(|(_, w)| cluster::is_bare(w)) {
        let Some(list) = words.last().and_then(|w| bearers.get(w.as_str())) else { continue };
        if list.len() > MOST_PAIRS {
            continue;
        }
        let score = if list.len() == 1 { 0.75 } else { 0.4 };
        for bearer in list {
            let others = if list.len() == 1 { String::new() } else { format!(", as of {} more", list.len() - 1) };
            found.add(
                known,
                bearer,
                score,
                format!("“{}” is the family name of “{}”{others}", known.name, bearer.name),
            );
        }
    }
    let words_of: HashMap<Id, &[String]> = people.iter().map(|(k, w)| (k.id, w.as_slice())).collect();
    for end in [true, false] {
        let keys = people.iter().filter(|(_, w)| !cluster::is_bare(w)).filter_map(|(known, words)| {
            let word = if end { words.last() } else { words.first() };
            word.map(|w| (w.clone(), *known))
        });
        pairs(keys, |x, y| {
            let (Some(a), Some(b)) = (words_of.get(&x.id), words_of.get(&y.id)) else { return };
            let (left, right) = (name::generation(&x.name), name::generation(&y.name));
            let apart = left.is_some() && right.is_some() && left != right;
            if (a != b || left != right) && !apart && cluster::same_person(a, b) {
                let reason = if a.len() == b.len() {
                    format!("“{}” and “{}” are forms of one name", x.name, y.name)
                } else {
                    format!("“{}” and “{}” differ only by a name in the middle or at the end", x.name, y.name)
                };
                found.add(x, y, 0.8, reason);
            }
        });
    }
}

/// "NHA" and the one body with these initials.
fn initials(all: &[&Known], found: &mut Found) {
    let mut long: HashMap<String, Vec<&Known>> = HashMap::new();
    for known in all.iter().filter(|k| k.kind != EntityType::Per && !name::is_acronym(&k.name)) {
        for short in name::initials(&known.name) {
            let list = long.entry(short).or_default();
            if list.len() <= MOST_PAIRS {
                list.push(known);
            }
        }
    }
    for known in all.iter().filter(|k| k.kind != EntityType::Per && name::is_acronym(&k.name)) {
        let Some(list) = long.get(&name::fold(&known.name)) else { continue };
        if list.len() > MOST_PAIRS {
            continue;
        }
        for other in list.iter().filter(|o| o.kind == known.kind) {
            let score = if list.len() == 1 { 0.65 } else { 0.4 };
            found.add(known, other, score, format!("“{}” are the initials of “{}”", known.name, other.name));
        }
    }
}

/// An organisation whose name is the beginning or the end of one other's.
fn shortened(all: &[&Known], found: &mut Found) {
    let mut longer: HashMap<String, Vec<&Known>> = HashMap::new();
    let orgs: Vec<(&Known, Vec<String>)> = all
        .iter()
        .filter(|k| k.kind == EntityType::Org)
        .map(|k| (*k, name::key(k.kind, &k.name).split(' ').map(str::to_owned).collect()))
        .collect();
    for (known, words) in &orgs {
        for cut in 1..words.len() {
            for part in [words.get(..cut), words.get(cut..)].into_iter().flatten() {
                let list = longer.entry(part.join(" ")).or_default();
                if list.len() < MOST_PAIRS {
                    list.push(known);
                }
            }
        }
    }
    for (known, words) in &orgs {
        let key = words.join(" ");
        let Some([other]) = longer.get(&key).map(Vec::as_slice) else { continue };
        if !is_general(&key) {
            found.add(known, other, 0.45, format!("“{}” may be short for “{}”", known.name, other.name));
        }
    }
}
