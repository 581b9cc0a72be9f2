//! NBIB, the tagged format of MEDLINE and PubMed: a tag of up to four letters, a dash in the fifth column, the value;
//! indented lines continue it. Tags as in NLM's "MEDLINE/PubMed Data Element (Field) Descriptions".

use serde_json::json;

use super::{Entry, Format, Library, Skipped, fields::bare_doi, names};
use crate::bibliography::edtf::Date;
use crate::model::{ForeignField, Item, Name};

/// Reads a file: an empty line, or the next `PMID`, ends a record.
pub(super) fn read(text: &str) -> Library {
    let mut library = Library::default();
    let mut record: Vec<(&str, String)> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        match tagged(line) {
            Some((tag, value)) => {
                if tag == "PMID" && !record.is_empty() {
                    library.entries.push(entry(std::mem::take(&mut record)));
                }
                record.push((tag, value.to_owned()));
            }
            None if line.trim().is_empty() => {
                if !record.is_empty() {
                    library.entries.push(entry(std::mem::take(&mut record)));
                }
            }
            None => match record.last_mut().filter(|_| line.starts_with([' ', '\t'])) {
                Some((_, value)) => {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                None => library.skipped.push(Skipped { line: number + 1, why: "this line has no tag".to_owned() }),
            },
        }
    }
    if !record.is_empty() {
        library.entries.push(entry(record));
    }
    library
}

/// `TI  - A title`.
fn tagged(line: &str) -> Option<(&str, &str)> {
    let (tag, value) = line.split_once('-')?;
    let name = tag.trim_end();
    let named = (2..=4).contains(&name.len()) && tag.len() <= 5 && name.bytes().all(|b| b.is_ascii_uppercase());
    named.then(|| (name, value.trim()))
}

struct Record<'a> {
    fields: Vec<(&'a str, String)>,
    used: Vec<bool>,
}

impl Record<'_> {
    /// Values of a tag that pass, in order.
    fn take(&mut self, tag: &str, pass: impl Fn(&str) -> bool) -> Vec<String> {
        let mut out = Vec::new();
        for ((name, value), used) in self.fields.iter().zip(&mut self.used) {
            if *name == tag && !value.is_empty() && !*used && pass(value) {
                *used = true;
                out.push(value.clone());
            }
        }
        out
    }

    fn all(&mut self, tag: &str) -> Vec<String> {
        self.take(tag, |_| true)
    }

    fn one(&mut self, tag: &str) -> Option<String> {
        let mut all = self.all(tag).into_iter();
        all.next()
    }
}

fn entry(fields: Vec<(&str, String)>) -> Entry {
    let used = vec![false; fields.len()];
    let mut record = Record { fields, used };
    let types = record.all("PT");
    let book = record.one("BTI");
    let kind = kind_of(&types, book.is_some(), record.fields.iter().any(|(tag, _)| *tag == "TI"));
    let mut item = Item { kind: kind.into(), ..Item::default() };
    item.title = joined(&record.all("TI"));
    if item.title.is_empty() {
        item.title = book.clone().or_else(|| record.one("TT")).unwrap_or_default();
    } else {
        item.container_title = book;
    }
    let journal = record.one("JT");
    let short = record.one("TA");
    item.container_title = item.container_title.or(journal).or_else(|| short.clone());
    item.author = people(&mut record, "FAU", "AU");
    item.author.extend(record.all("CN").iter().map(|name| Name::literal(name)));
    let editors = people(&mut record, "FED", "ED");
    if !editors.is_empty() {
        item.variables.insert("editor".into(), json!(editors));
    }
    item.issued = record.one("DP").map(|date| published(&date).to_string());
    let doi = |value: &str| value.ends_with("[doi]");
    let dois: Vec<String> = ["LID", "AID"].iter().flat_map(|tag| record.take(tag, doi)).collect();
    let doi = dois.first().map(|doi| bare_doi(doi.trim_end_matches("[doi]")));
    let numbers = |values: Vec<String>| {
        let mut once: Vec<String> = Vec::new();
        for value in values {
            // "1476-5616 (Electronic)": the kind of edition is not part of the number.
            let number = value.split_whitespace().next().unwrap_or_default().to_owned();
            if !once.contains(&number) {
                once.push(number);
            }
        }
        once.join(" ")
    };
    let (issn, isbn) = (numbers(record.all("IS")), numbers(record.all("ISBN")));
    let pages = record.one("PG").map(|pages| full_range(&pages));
    for (variable, value) in [
        ("container-title-short", short),
        ("volume", record.one("VI")),
        ("issue", record.one("IP")),
        ("page", pages),
        ("ISSN", Some(issn)),
        ("ISBN", Some(isbn)),
        ("DOI", doi),
        ("PMID", record.one("PMID")),
        ("PMCID", record.one("PMC")),
        ("abstract", record.one("AB")),
        ("license", record.one("CI")),
        ("language", Some(record.all("LA").join(", "))),
        ("publisher", record.one("PB")),
        ("publisher-place", record.one("PL")),
        ("edition", record.one("EN")),
        ("collection-title", record.one("CTI")),
    ] {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            item.variables.insert(variable.into(), json!(value));
        }
    }
    let mut tags = record.all("MH");
    for tag in record.all("OT") {
        // A star marks what the piece is mainly about.
        let tag = tag.trim_start_matches('*').to_owned();
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    for ((tag, value), used) in record.fields.iter().zip(&record.used) {
        if !used && !value.is_empty() {
            let field = ForeignField { format: Format::Nbib.id().into(), field: (*tag).into(), value: value.clone() };
            item.extra.push(field);
        }
    }
    for kind in types {
        item.extra.push(ForeignField { format: Format::Nbib.id().into(), field: "PT".into(), value: kind });
    }
    Entry { item, tags, ..Entry::default() }
}

fn kind_of(types: &[String], in_book: bool, titled: bool) -> &'static str {
    let is = |name: &str| types.iter().any(|kind| kind.eq_ignore_ascii_case(name));
    match () {
        () if in_book && titled => "chapter",
        () if in_book || is("Book") => "book",
        () if is("Newspaper Article") => "article-newspaper",
        () if is("Preprint") => "article",
        () if is("Dataset") => "dataset",
        () if is("Technical Report") && !is("Journal Article") => "report",
        () => "article-journal",
    }
}

/// Full names where the record has them, else the short ones.
fn people(record: &mut Record<'_>, full: &str, short: &str) -> Vec<Name> {
    let names = record.all(full);
    let shorter = record.all(short);
    if names.is_empty() {
        // "Long V": the initials stand last.
        let split = |name: &String| match name.rsplit_once(' ') {
            Some((family, initials)) if initials.chars().all(char::is_uppercase) => Name::person(initials, family),
            _ => names::comma(name),
        };
        return shorter.iter().map(split).collect();
    }
    names.iter().map(|name| names::comma(name)).collect()
}

/// A title given in parts: a colon between them unless one ends in punctuation.
fn joined(parts: &[String]) -> String {
    let mut title = String::new();
    for part in parts {
        if !title.is_empty() {
            title.push_str(if title.ends_with([':', '.', '?', '!']) { " " } else { ": " });
        }
        title.push_str(part);
    }
    title
}

/// `2015 May 3`, `2009 Jul-Aug`, `1998 Dec-1999 Jan`, `2003-2004`, `2000 Spring`.
fn published(text: &str) -> Date {
    let whole = Date::loose(text);
    if !matches!(whole, Date::Literal(_)) {
        return whole;
    }
    let Some((start, end)) = text.split_once('-') else { return whole };
    let year = start.split_whitespace().next().unwrap_or_default();
    let bare = |text: &str| matches!(text.trim().get(..4), Some(year) if year.bytes().all(|b| b.is_ascii_digit()));
    let end = match (bare(end), end.trim().bytes().all(|b| b.is_ascii_digit())) {
        (true, _) => end.trim().to_owned(),
        // "2009 Jul 3-5": a day of the same month.
        (false, true) => {
            let month = start.split_whitespace().nth(1).unwrap_or_default();
            format!("{year} {month} {}", end.trim())
        }
        (false, false) => format!("{year} {}", end.trim()),
    };
    match (Date::loose(start.trim()), Date::loose(&end)) {
        (Date::Point(start), Date::Point(end)) => Date::Range(Some(start), Some(end)),
        _ => whole,
    }
}

/// `475-82` as `475-482`: MEDLINE leaves out what the numbers share.
fn full_range(pages: &str) -> String {
    let numeric = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match pages.split_once('-') {
        Some((first, last)) if numeric(first) && numeric(last) && last.len() < first.len() => {
            let shared = first.get(..first.len() - last.len()).unwrap_or_default();
            format!("{first}-{shared}{last}")
        }
        _ => pages.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::csl;

    const TWO: &str = "PMID- 12\nOWN - NLM\nIS  - 1234-5679 (Electronic)\nIS  - 0955-2359 (Linking)\nDP  - 2009 Jul-Aug\nTI  - Water behind\n      the wall\nPG  - 454-81\nLID - 10.1000/x.1 [doi]\nLID - S00 [pii]\nFAU - Grant, Ailsa\nAU  - Grant A\nCN  - Dam Group\nPT  - Journal Article\nMH  - Dams/*history\nOT  - *Dams\nOT  - Seepage\n\nPMID- 13\nTI  - Second\nAU  - van Beek JC\nDP  - 1998 Dec-1999 Jan\n";

    #[test]
    fn records_are_read_and_nothing_is_lost() {
        let library = read(TWO);
        let [first, second] = library.entries.as_slice() else { panic!("two records: {library:?}") };
        assert_eq!(first.item.title, "Water behind the wall");
        assert_eq!(first.item.issued.as_deref(), Some("2009-07/2009-08"));
        let text = |variable: &str| csl::text(&first.item, variable).unwrap_or_default();
        assert_eq!((text("page"), text("ISSN")), ("454-481".into(), "1234-5679 0955-2359".into()));
        assert_eq!((text("DOI"), text("PMID")), ("10.1000/x.1".into(), "12".into()));
        assert_eq!(first.item.author, [Name::person("Ailsa", "Grant"), Name::literal("Dam Group")]);
        assert_eq!(first.tags, ["Dams/*history", "Dams", "Seepage"]);
        let kept: Vec<&str> = first.item.extra.iter().map(|field| field.field.as_str()).collect();
        assert_eq!(kept, ["OWN", "LID", "PT"]);
        assert_eq!(second.item.author, [Name::person("JC", "van Beek")]);
        assert_eq!(second.item.issued.as_deref(), Some("1998-12/1999-01"));
    }

    #[test]
    fn stray_lines_are_said() {
        let library = read("no tag here\nPMID- 1\nTI  - A\n");
        assert_eq!((library.entries.len(), library.skipped.len()), (1, 1));
        assert_eq!(library.skipped[0].line, 1);
    }
}
