//! Text as LaTeX: special characters, markup as commands, braces that protect capitals, names in BibTeX's comma form.

use crate::bibliography::markup::{self, Piece, Tag};
use crate::model::Name;

/// Escapes plain text: no braces, commands or comments are left that LaTeX or BibTeX would act on.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\{"),
            '}' => out.push_str("\\}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '#' | '$' | '%' | '&' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '\u{a0}' => out.push('~'),
            '\r' => {}
            '\n' | '\t' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Addresses and identifiers: read verbatim by biber, so only what would end the field is changed (percent-encoded).
pub(super) fn verbatim(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '\\' => out.push_str("%5C"),
            c if c.is_whitespace() => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}

/// A field with CSL markup.
pub(super) fn rich(text: &str) -> String {
    render(text, false)
}

/// One entry of a list field (publisher): braced if an "and" in it would split it.
pub(super) fn literal_list(text: &str) -> String {
    let splits = text.split_whitespace().any(|word| word.eq_ignore_ascii_case("and"));
    if splits { format!("{{{}}}", rich(text)) } else { rich(text) }
}

/// A title: as [`rich`], with capitals that a style must not lower kept in braces.
pub(super) fn title(text: &str) -> String {
    render(text, true)
}

fn render(text: &str, protect: bool) -> String {
    let mut out = String::new();
    let mut first = true;
    let mut shielded = 0usize;
    for piece in markup::pieces(text) {
        match piece {
            Piece::Open(tag) => {
                shielded += usize::from(tag == Tag::NoCase);
                out.push_str(match tag {
                    Tag::Italic => "\\emph{",
                    Tag::Bold => "\\textbf{",
                    Tag::Superscript => "\\textsuperscript{",
                    Tag::Subscript => "\\textsubscript{",
                    Tag::SmallCaps => "\\textsc{",
                    Tag::NoCase => "{",
                    Tag::NoDecoration => "\\textnormal{",
                });
            }
            Piece::Close(tag) => {
                shielded -= usize::from(tag == Tag::NoCase);
                out.push('}');
            }
            Piece::Text(text) if protect && shielded == 0 => protected(text, &mut first, &mut out),
            Piece::Text(text) => {
                first = false;
                out.push_str(&escape(text));
            }
        }
    }
    out
}

/// Braces words with a capital a style could lower: any in later words, any but the initial in the first.
fn protected(text: &str, first: &mut bool, out: &mut String) {
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end_matches(char::is_whitespace);
        let space = word.get(bare.len()..).unwrap_or_default();
        let mut letters = bare.chars().filter(|c| c.is_alphabetic());
        let capital =
            if *first { letters.by_ref().skip(1).any(char::is_uppercase) } else { letters.any(char::is_uppercase) };
        if bare.chars().any(char::is_alphanumeric) {
            *first = false;
        }
        if capital {
            // Punctuation around the word stays outside, so that `{BBC}'s` and `“{Dam}` read naturally.
            let start = bare.find(char::is_alphanumeric).unwrap_or(0);
            let end = bare.rfind(char::is_alphanumeric).map_or(bare.len(), |at| {
                at + bare.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
            });
            let part = |range: std::ops::Range<usize>| escape(bare.get(range).unwrap_or_default());
            out.push_str(&format!("{}{{{}}}{}", part(0..start), part(start..end), part(end..bare.len())));
        } else {
            out.push_str(&escape(bare));
        }
        out.push_str(if space.is_empty() { "" } else { " " });
    }
}

/// A name list in BibTeX's form: `von Last, Jr, First and {Institution}`.
pub(super) fn names(names: &[Name]) -> String {
    names.iter().map(name).collect::<Vec<_>>().join(" and ")
}

fn name(name: &Name) -> String {
    let part =
        |part: &Option<String>| part.as_deref().map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned);
    if let Some(literal) = part(&name.literal) {
        return format!("{{{}}}", escape(&literal));
    }
    let particles: Vec<String> = [&name.dropping_particle, &name.non_dropping_particle]
        .into_iter()
        .filter_map(part)
        .map(|particle| escape(&particle))
        .collect();
    let family = part(&name.family).unwrap_or_default();
    let (given, suffix) = (part(&name.given), part(&name.suffix));
    if family.is_empty() {
        return format!("{{{}}}", escape(&name.display()));
    }
    // A family name that would be split or taken for particles is one braced token; alone, it must also not be split at spaces.
    let splits =
        |text: &str| text.contains(',') || text.split_whitespace().any(|word| word.eq_ignore_ascii_case("and"));
    let alone = given.is_none() && suffix.is_none();
    let looks_particled = family.chars().next().is_some_and(char::is_lowercase) && family.contains(' ');
    let family_text = if splits(&family) || looks_particled || (alone && family.contains(' ')) {
        format!("{{{}}}", escape(&family))
    } else {
        escape(&family)
    };
    let guard = |text: String| if splits(&text) { format!("{{{}}}", escape(&text)) } else { escape(&text) };
    let mut out = particles;
    out.push(family_text);
    let mut out = out.join(" ");
    for rest in [suffix, given].into_iter().flatten() {
        out.push_str(", ");
        out.push_str(&guard(rest));
    }
    if alone && !name.non_dropping_particle.as_deref().unwrap_or_default().is_empty() {
        out.push(',');
    }
    out
}

/// Pages with BibTeX's double hyphen.
pub(super) fn pages(text: &str) -> String {
    let digits_or_letters = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let text = text.replace(['–', '—', '−'], "-");
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::new();
    for (index, c) in chars.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|i| chars.get(i)).copied();
        if *c == '-' && digits_or_letters(before) && digits_or_letters(chars.get(index + 1).copied()) {
            out.push_str("--");
        } else {
            out.push_str(&escape(&c.to_string()));
        }
    }
    out
}

/// A comma-separated list (keywords): entries with a comma are braced.
pub(super) fn list(entries: &[String]) -> String {
    let one = |entry: &String| if entry.contains(',') { format!("{{{}}}", escape(entry)) } else { escape(entry) };
    entries.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_characters_and_markup() {
        assert_eq!(
            rich("50% of <i>E. coli</i> & {x}_1 ~ \\"),
            "50\\% of \\emph{E. coli} \\& \\{x\\}\\_1 \\textasciitilde{} \\textbackslash{}"
        );
        assert_eq!(verbatim("https://x.example/a_b%20{c}"), "https://x.example/a_b%20%7Bc%7D");
    }

    #[test]
    fn capitals_are_kept() {
        assert_eq!(title("The BBC's view of “Dam” in pH 7"), "The {BBC's} view of “{Dam}” in {pH} 7");
        assert_eq!(title("iPhone at <span class=\"nocase\">Dam</span>"), "{iPhone} at {Dam}");
    }

    #[test]
    fn names_are_told_apart() {
        let person = |family: &str, given: &str| Name::person(given, family);
        let gogh = Name { non_dropping_particle: Some("van".into()), ..person("Gogh", "Vincent") };
        let king = Name { suffix: Some("Jr.".into()), ..person("King", "Martin Luther") };
        assert_eq!(
            names(&[
                gogh,
                king,
                Name::literal("Bread and Roses, Inc."),
                person("van der Berg", "A."),
                person("Madonna", "")
            ]),
            "van Gogh, Vincent and King, Jr., Martin Luther and {Bread and Roses, Inc.} and {van der Berg}, A. and Madonna"
        );
    }

    #[test]
    fn page_ranges() {
        assert_eq!(pages("12–15, e7-e9, A1"), "12--15, e7--e9, A1");
    }
}
