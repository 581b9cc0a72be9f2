//! Name lists of `.bib` fields and the single names of other formats.

use super::latex;
use crate::model::Name;

/// A `.bib` name list: names joined by `and` outside braces. `others` is left out: the list says nothing about them.
pub(super) fn list(source: &str) -> Vec<Name> {
    split_words(source, "and").iter().filter_map(|name| one(name)).collect()
}

/// One name in any of BibTeX's three forms, BibLaTeX's `family=…, given=…`, or braces for an institution.
fn one(source: &str) -> Option<Name> {
    let source = source.trim();
    if source.is_empty() || source.eq_ignore_ascii_case("others") {
        return None;
    }
    if whole_group(source) {
        return Some(Name::literal(&latex::text(source)));
    }
    let parts = split_at(source, |c| c == ',');
    if let Some(name) = extended(&parts) {
        return Some(name);
    }
    let words = |text: &str| split_at(text, |c| c.is_whitespace() || c == '~');
    let (von, last, suffix, first) = match parts.as_slice() {
        [all] => {
            let words = words(all);
            let lower = |word: &&String| starts_lower(word);
            match words.iter().position(|word| lower(&word)) {
                // Particles: from the first small word to the last one before the final word.
                Some(from) if from + 1 < words.len() => {
                    let upto = words.iter().take(words.len() - 1).rposition(|word| lower(&word)).unwrap_or(from);
                    let (first, rest) = words.split_at_checked(from)?;
                    let (von, last) = rest.split_at_checked(upto + 1 - from)?;
                    (von.to_vec(), last.to_vec(), None, first.join(" "))
                }
                _ => {
                    let (last, first) = words.split_last()?;
                    (Vec::new(), vec![last.clone()], None, first.join(" "))
                }
            }
        }
        [last, rest @ ..] => {
            let words = words(last);
            let small = words.iter().take(words.len().saturating_sub(1)).take_while(|word| starts_lower(word)).count();
            let (von, last) = words.split_at_checked(small)?;
            let (suffix, first) = match rest {
                [first] => (None, first.clone()),
                [suffix, first, ..] => (Some(suffix.clone()), first.clone()),
                [] => (None, String::new()),
            };
            (von.to_vec(), last.to_vec(), suffix, first)
        }
        [] => return None,
    };
    let text = |source: &str| Some(latex::text(source).replace('\u{a0}', " ")).filter(|text| !text.is_empty());
    Some(Name {
        family: text(&last.join(" ")),
        given: text(&first),
        dropping_particle: None,
        non_dropping_particle: text(&von.join(" ")),
        suffix: suffix.as_deref().and_then(text),
        ..Name::default()
    })
}

/// `family=Gogh, given=Vincent, prefix=van, useprefix=true`.
fn extended(parts: &[String]) -> Option<Name> {
    let mut name = Name::default();
    let mut keep = true;
    for part in parts {
        let (key, value) = part.split_once('=')?;
        let value = Some(latex::text(value.trim().trim_matches('"'))).filter(|value| !value.is_empty());
        match key.trim() {
            "family" => name.family = value,
            "given" => name.given = value,
            "prefix" => name.non_dropping_particle = value,
            "suffix" => name.suffix = value,
            "useprefix" => keep = value.as_deref() != Some("false"),
            key if key.chars().all(|c| c.is_ascii_alphabetic() || c == '-') => {}
            _ => return None,
        }
    }
    if !keep {
        name.dropping_particle = name.non_dropping_particle.take();
    }
    name.family.is_some().then_some(name)
}

fn starts_lower(word: &str) -> bool {
    // A braced word is taken for a capital one, as BibTeX does.
    !word.starts_with('{') && latex::text(word).chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase)
}

/// Whether one pair of braces encloses all of it.
fn whole_group(source: &str) -> bool {
    let Some(inside) = source.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else { return false };
    // `{\"O}` is a letter, not an institution.
    !inside.starts_with('\\') && crate_balanced(inside)
}

fn crate_balanced(text: &str) -> bool {
    let mut depth = 0i64;
    let mut escaped = false;
    for c in text.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// Splits outside braces.
pub(super) fn split_at(source: &str, at: impl Fn(char) -> bool) -> Vec<String> {
    let mut parts = vec![String::new()];
    let (mut depth, mut escaped) = (0i64, false);
    for c in source.chars() {
        let cut = depth == 0 && !escaped && at(c);
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if cut {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// Splits at a word outside braces.
pub(super) fn split_words(source: &str, at: &str) -> Vec<String> {
    let mut names: Vec<Vec<String>> = vec![Vec::new()];
    for word in split_at(source, char::is_whitespace) {
        if word.eq_ignore_ascii_case(at) {
            names.push(Vec::new());
        } else if let Some(name) = names.last_mut() {
            name.push(word);
        }
    }
    names.into_iter().map(|words| words.join(" ")).filter(|name| !name.is_empty()).collect()
}

/// A name as RIS and its kin have it: `Family, Given, Suffix`; without a comma it is kept whole.
pub(super) fn comma(source: &str) -> Name {
    let mut parts = source.split(',').map(str::trim);
    let family = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    if rest.is_empty() {
        return Name::literal(family);
    }
    let part = |text: Option<&&str>| text.map(|text| (*text).to_owned()).filter(|text| !text.is_empty());
    let words: Vec<&str> = family.split_whitespace().collect();
    let small = words
        .iter()
        .take(words.len().saturating_sub(1))
        .take_while(|word| word.chars().next().is_some_and(char::is_lowercase))
        .count();
    let (von, last) = words.split_at_checked(small).unwrap_or((&[], words.as_slice()));
    Name {
        family: Some(last.join(" ")),
        given: part(rest.first()),
        non_dropping_particle: Some(von.join(" ")).filter(|von| !von.is_empty()),
        suffix: part(rest.get(1)),
        ..Name::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> Vec<String> {
        let show = |name: &Name| {
            let part = |part: &Option<String>| part.clone().unwrap_or_default();
            match &name.literal {
                Some(literal) => format!("[{literal}]"),
                None => format!(
                    "{}|{}|{}|{}",
                    part(&name.given),
                    part(&name.non_dropping_particle),
                    part(&name.family),
                    part(&name.suffix)
                ),
            }
        };
        list(source).iter().map(show).collect()
    }

    #[test]
    fn every_form_of_name() {
        assert_eq!(
            shown("Ludwig van Beethoven and King, Jr., Martin Luther and {Bread and Roses, Inc.} and others"),
            ["Ludwig|van|Beethoven|", "Martin Luther||King|Jr.", "[Bread and Roses, Inc.]"]
        );
        assert_eq!(shown("de la Cruz, Rosa AND {\\\"O}z, A."), ["Rosa|de la|Cruz|", "A.||Öz|"]);
        assert_eq!(shown("family=Gogh, given=Vincent, prefix=van"), ["Vincent|van|Gogh|"]);
        assert_eq!(
            comma("van Beek, Jan, Jr."),
            Name {
                non_dropping_particle: Some("van".into()),
                suffix: Some("Jr.".into()),
                ..Name::person("Jan", "Beek")
            }
        );
    }
}
