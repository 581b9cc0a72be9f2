//! What documents write in their heads and properties, read one by one: lists of names, dates, numbers.

use super::{dates, names};

/// Names in a line that holds names and nothing else but marks of notes and degrees; whether their forenames are known.
pub(super) fn people(line: &str) -> Option<(Vec<String>, bool)> {
    if line.len() > 600 {
        return None;
    }
    let plain: String = line
        .chars()
        .filter(|c| !c.is_ascii_digit() && !matches!(c, '*' | '†' | '‡' | '§' | '¶' | '∗' | '⋆' | '¹' | '²' | '³'))
        .collect();
    if let Some(found) = names::bare(plain.trim().trim_end_matches([',', ';'])) {
        return Some(found);
    }
    let cells: Vec<&str> = plain
        .split([',', ';', '\n'])
        .flat_map(|cell| cell.split(" and "))
        .flat_map(|cell| cell.split(" & "))
        .map(|cell| cell.trim().trim_start_matches("and "))
        .filter(|cell| !cell.is_empty())
        .collect();
    if cells.len() < 2 {
        return None;
    }
    let mut all = (Vec::new(), false);
    for cell in cells {
        let (names, known) = names::bare(cell)?;
        all.1 |= known;
        all.0.extend(names.into_iter().filter(|name| !all.0.contains(name)).collect::<Vec<_>>());
    }
    Some(all)
}

/// "Grant, Ailsa; Birch, Tom", "Ailsa Grant and Tom Birch", "Ailsa Grant, Tom Birch".
pub(super) fn listed(value: &str) -> Vec<String> {
    let parts: Vec<&str> = if value.contains([';', '|']) {
        value.split([';', '|']).collect()
    } else {
        let inverted = value.split(", ").count() == 2
            && value.split(", ").next().is_some_and(|family| family.split_whitespace().count() == 1);
        if inverted { vec![value] } else { value.split(", ").flat_map(|part| part.split(" and ")).collect() }
    };
    let turned = parts.into_iter().map(|part| {
        let part = part.trim().trim_start_matches("and ").trim_end_matches(',').trim();
        match part.split_once(", ") {
            Some((family, given)) if !given.contains(',') => format!("{given} {family}"),
            _ => part.to_owned(),
        }
    });
    turned.filter(|name| !name.is_empty()).take(60).collect()
}

/// A date as properties write it: "2024-03-06T10:15:00Z", "2024-03", "2024", "6 March 2024".
pub(super) fn edtf(value: &str) -> Option<String> {
    let value = value.trim();
    let mut parts = value.split(['-', 'T', ' ']);
    let year = parts.next().filter(|year| year.len() == 4 && year.chars().all(|c| c.is_ascii_digit()));
    let number = |part: Option<&str>| part.filter(|part| part.len() == 2)?.parse::<i8>().ok();
    if let Some(year) = year.and_then(|year| year.parse::<i16>().ok()).filter(|year| (1400..=2200).contains(year)) {
        return Some(match (number(parts.next()), number(parts.next())) {
            (Some(month), Some(day)) => jiff::civil::Date::new(year, month, day).ok()?.to_string(),
            (Some(month), None) if (1..=12).contains(&month) => format!("{year}-{month:02}"),
            _ => year.to_string(),
        });
    }
    dates::find(value, true).into_iter().next().map(|found| found.edtf)
}

/// The year of "© 2024 Wick Press", "Copyright 2021 by the authors".
pub(super) fn copyright_year(text: &str) -> Option<String> {
    if text.chars().count() > 300 {
        return None;
    }
    let at = text.find('©').or_else(|| text.find("Copyright")).or_else(|| text.find("copyright"))?;
    let near: String = text.get(at..)?.chars().take(40).collect();
    let mut years = near.split(|c: char| !c.is_ascii_digit()).filter(|word| word.len() == 4);
    years.find(|year| year.starts_with("19") || year.starts_with("20")).map(str::to_owned)
}

/// The number of a preprint: "arXiv:2103.01234v2 [cs.CL]".
pub(super) fn arxiv(text: &str) -> Option<String> {
    let at = text.find("arXiv:")?;
    let rest = text.get(at + 6..)?.trim_start();
    let number: String =
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-')).collect();
    (number.len() >= 7 && number.contains(['.', '/'])).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_properties_are_read_as_written() {
        assert_eq!(edtf("2024-03-06T10:15:00Z").as_deref(), Some("2024-03-06"));
        assert_eq!(edtf("2024-03").as_deref(), Some("2024-03"));
        assert_eq!(edtf("2024").as_deref(), Some("2024"));
        assert_eq!(edtf("6 March 2024").as_deref(), Some("2024-03-06"));
        assert_eq!(edtf("0101-01-01"), None);
        assert_eq!(edtf("soon"), None);
    }

    #[test]
    fn lists_of_authors_are_parted_and_turned() {
        assert_eq!(listed("Grant, Ailsa; Birch, Tom"), ["Ailsa Grant", "Tom Birch"]);
        assert_eq!(listed("Grant, Ailsa"), ["Ailsa Grant"]);
        assert_eq!(listed("Ailsa Grant, Tom Birch and Ida Holm"), ["Ailsa Grant", "Tom Birch", "Ida Holm"]);
        assert_eq!(people("Alison Grant1,2∗, Thomas Birch1 and Ida Holm†").map(|found| found.0.len()), Some(3));
        assert_eq!(people("The dam and its builders were forgotten"), None);
    }

    #[test]
    fn numbers_on_first_pages_are_read() {
        assert_eq!(arxiv("arXiv:2103.01234v2 [cs.CL] 2 Mar 2021").as_deref(), Some("2103.01234v2"));
        assert_eq!(copyright_year("© The Author(s) 2021. Published by Wick Press").as_deref(), Some("2021"));
        assert_eq!(copyright_year("The dam of 1921"), None);
    }
}
