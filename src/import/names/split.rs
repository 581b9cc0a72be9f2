//! The parts of a name that a citation needs: given, particles, family, suffix.

use super::person::{is_initial, particle, starts_upper};
use crate::import::forenames::is_forename;
use crate::import::phrases::fold;
use crate::model::Name;

const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

/// Family names of one syllable that stand first in Korean, Chinese and Vietnamese names.
const FAMILY_FIRST: &[&str] = &[
    "bae", "cai", "cao", "chen", "cheng", "choi", "chung", "dang", "deng", "ding", "dong", "du", "fan", "fang", "feng",
    "gao", "guo", "han", "he", "hong", "hu", "huang", "hwang", "jang", "jeon", "jeong", "jia", "jiang", "jin", "jung",
    "kang", "kim", "kong", "kwon", "lai", "lee", "li", "liang", "lim", "lin", "liu", "lu", "luo", "ma", "meng", "moon",
    "ngo", "nguyen", "pan", "park", "peng", "pham", "qian", "qin", "ren", "seo", "shao", "shen", "shi", "shin", "song",
    "su", "sun", "tan", "tang", "tian", "tran", "wang", "wei", "wen", "wu", "xi", "xia", "xiao", "xie", "xu", "xue",
    "yan", "yang", "yao", "ye", "yin", "yoon", "yu", "yuan", "zeng", "zhang", "zhao", "zheng", "zhong", "zhou", "zhu",
];

/// Splits a name into the parts a citation needs: given, particles, family, suffix.
///
/// A single word is kept whole, as is an institution that `split_name` is never asked about. Names in Chinese or
/// Korean signs and names like "Kim Hyung-jin" have the family name first.
#[must_use]
pub fn split_name(name: &str) -> Name {
    let name = name.trim();
    if let Some((family, given)) = name.split_once(", ")
        && !SUFFIXES.contains(&fold(given).as_str())
        && !given.contains(',')
    {
        return Name::person(given.trim(), family.trim());
    }
    let mut words: Vec<&str> = name.split_whitespace().collect();
    if words.len() < 2 {
        let signs: Vec<char> = name.chars().collect();
        let east = (2..=4).contains(&signs.len())
            && signs.iter().all(|c| matches!(*c, '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'));
        return match (east, name.char_indices().nth(1)) {
            (true, Some((at, _))) => {
                Name::person(name.get(at..).unwrap_or_default(), name.get(..at).unwrap_or_default())
            }
            _ => Name::literal(name),
        };
    }
    let suffix = words
        .last()
        .filter(|word| words.len() > 2 && SUFFIXES.contains(&fold(word).as_str()))
        .map(|word| (*word).to_owned());
    if suffix.is_some() {
        words.pop();
    }
    if family_first(&words) {
        let family = words.remove(0);
        return Name { suffix, ..Name::person(&words.join(" "), family) };
    }
    let start = words
        .iter()
        .skip(1)
        .position(|word| {
            particle(word).is_some()
                && (!starts_upper(word) || matches!(fold(word).as_str(), "van" | "von" | "de" | "della" | "del"))
        })
        .map(|at| at + 1);
    let last = words.len() - 1;
    let Some(start) = start.filter(|&start| start < last) else {
        let family = words.pop().unwrap_or_default().trim_end_matches(',');
        return Name { suffix, ..Name::person(&words.join(" "), family) };
    };
    let end = words.iter().skip(start).take_while(|word| particle(word).is_some()).count().min(last - start) + start;
    let given = words.get(..start).unwrap_or_default().join(" ");
    let particles = words.get(start..end).unwrap_or_default();
    let drops = particles.first().and_then(|word| particle(word)).unwrap_or(false) && particles.len() == 1;
    let family = words.get(end..).unwrap_or_default().join(" ");
    let joined = Some(particles.join(" "));
    let (dropping_particle, non_dropping_particle) = if drops { (joined, None) } else { (None, joined) };
    Name { suffix, dropping_particle, non_dropping_particle, ..Name::person(&given, family.trim_end_matches(',')) }
}

/// "Kim Hyung-jin", "Chen Wei": a family name of that kind first, and nothing in the rest that is one or a forename.
fn family_first(words: &[&str]) -> bool {
    let [first, rest @ ..] = words else { return false };
    let Some(last) = rest.last() else { return false };
    let known = |word: &str| FAMILY_FIRST.contains(&fold(word).as_str());
    if !known(first) || rest.len() > 2 {
        return false;
    }
    let hyphen = rest.len() == 1 && last.split_once('-').is_some_and(|(_, tail)| tail.starts_with(char::is_lowercase));
    hyphen || (!known(last) && !is_forename(first) && !is_forename(last) && last.len() <= 8 && !is_initial(last))
}
