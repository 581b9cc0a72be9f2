//! RIS: tagged lines. The mapping follows the types' own uses of a tag where programs agree on them.

use serde_json::json;

use super::{Entry, Format, Library, Skipped, fields::bare_doi, names};
use crate::bibliography::csl::is_url;
use crate::bibliography::edtf::Date;
use crate::model::{ForeignField, Item, Name};

/// Reads a file: records run from `TY` to `ER`; a line without a tag continues the one before.
pub(super) fn read(text: &str) -> Library {
    let mut library = Library::default();
    let mut record: Option<Vec<(String, String)>> = None;
    for (number, line) in text.lines().enumerate() {
        match tagged(line) {
            Some(("TY", value)) => {
                if let Some(open) = record.replace(vec![("TY".into(), value.into())]) {
                    library.entries.push(entry(open));
                }
            }
            Some(("ER", _)) => library.entries.extend(record.take().map(entry)),
            Some((tag, value)) => match &mut record {
                Some(fields) => fields.push((tag.into(), value.into())),
                None => library.skipped.push(Skipped { line: number + 1, why: format!("{tag} stands before any TY") }),
            },
            None if line.trim().is_empty() => {}
            None => {
                if let Some((_, value)) = record.as_mut().and_then(|fields| fields.last_mut()) {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            }
        }
    }
    library.entries.extend(record.map(entry));
    library
}

/// `TI  - A title`; programs differ in the spaces.
fn tagged(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start();
    let (tag, rest) = line.split_at_checked(2)?;
    let named = tag.bytes().next().is_some_and(|b| b.is_ascii_uppercase())
        && tag.as_bytes().get(1).is_some_and(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let value = rest.trim_start_matches(' ').strip_prefix('-')?;
    let spaced = rest.starts_with(' ') && (value.is_empty() || value.starts_with(' '));
    (named && spaced).then(|| (tag, value.trim()))
}

struct Record {
    fields: Vec<(String, String)>,
    used: Vec<bool>,
}

impl Record {
    /// Every value of a tag.
    fn all(&mut self, tag: &str) -> Vec<String> {
        let mut out = Vec::new();
        for ((name, value), used) in self.fields.iter().zip(&mut self.used) {
            if name == tag && !value.is_empty() && !*used {
                *used = true;
                out.push(value.clone());
            }
        }
        out
    }

    /// The first value of the first tag that has one; its other values stay for the foreign fields.
    fn first(&mut self, tags: &[&str]) -> Option<String> {
        for tag in tags {
            for ((name, value), used) in self.fields.iter().zip(&mut self.used) {
                if name == tag && !value.is_empty() && !*used {
                    *used = true;
                    return Some(value.clone());
                }
            }
        }
        None
    }

    fn people(&mut self, tags: &[&str]) -> Vec<Name> {
        let mut out = Vec::new();
        // In the order of the file, whichever of the tags each stands under.
        for ((name, value), used) in self.fields.iter().zip(&mut self.used) {
            if tags.contains(&name.as_str()) && !value.is_empty() && !*used {
                *used = true;
                out.push(names::comma(value));
            }
        }
        out
    }
}

fn entry(fields: Vec<(String, String)>) -> Entry {
    let used = vec![false; fields.len()];
    let mut record = Record { fields, used };
    let original = record.first(&["TY"]).unwrap_or_default();
    let kind = kind_of(&original);
    let mut item = Item { kind: kind.into(), ..Item::default() };
    let mut set = |item: &mut Item, variable: &str, value: Option<String>| {
        if let Some(value) = value {
            item.variables.entry(variable).or_insert(json!(value));
        }
    };
    item.author = record.people(&["AU", "A1"]);
    let inside = matches!(kind, "chapter" | "paper-conference" | "entry-encyclopedia" | "entry-dictionary");
    let whole = matches!(kind, "book" | "report" | "thesis" | "motion_picture");
    let second = if whole { "collection-editor" } else { "editor" };
    for (variable, tags) in [
        ("editor", ["ED"].as_slice()),
        (second, ["A2"].as_slice()),
        (if inside { "collection-editor" } else { "editor" }, ["A3"].as_slice()),
        ("translator", ["A4"].as_slice()),
    ] {
        let people = record.people(tags);
        if !people.is_empty() && !item.variables.contains_key(variable) {
            item.variables.insert(variable.into(), json!(people));
        }
    }
    item.title = record.first(&["TI", "T1", "CT"]).unwrap_or_default();
    let book_title = record.first(&["BT"]);
    if item.title.is_empty() {
        item.title = book_title.clone().unwrap_or_default();
    } else {
        item.container_title = book_title;
    }
    let second = record.first(&["T2"]);
    let full = record.first(&["JF"]);
    let other = record.first(&["JO"]);
    let known = second.is_some() || full.is_some();
    // JO is the full name in the specification and the short one in most files that have another beside it.
    let short_other = other.clone().filter(|other| known && Some(other) != second.as_ref().or(full.as_ref()));
    let journal = full.or_else(|| other.filter(|_| !known));
    let abbreviation = record.first(&["J2", "JA"]).or(short_other);
    if whole {
        set(&mut item, "collection-title", second);
        item.container_title = item.container_title.or(journal);
    } else {
        item.container_title = item.container_title.or(second).or(journal).or_else(|| abbreviation.clone());
    }
    set(&mut item, "container-title-short", abbreviation);
    let series = record.first(&["T3"]);
    set(&mut item, "collection-title", series);
    let short = record.first(&["ST"]).filter(|short| *short != item.title);
    set(&mut item, "title-short", short);
    dates(&mut record, &mut item);
    numbers(&mut record, &mut item, kind, &mut set);
    for (variable, tags) in [
        ("publisher", ["PB"].as_slice()),
        ("publisher-place", ["CY", "PP"].as_slice()),
        ("edition", ["ET"].as_slice()),
        ("abstract", ["AB", "N2"].as_slice()),
        ("language", ["LA"].as_slice()),
        ("genre", ["M3"].as_slice()),
        ("archive", ["DB"].as_slice()),
        ("call-number", ["CN"].as_slice()),
        ("section", if kind == "article-newspaper" { ["SE"].as_slice() } else { [].as_slice() }),
        ("event-title", if kind == "paper-conference" { ["C1"].as_slice() } else { [].as_slice() }),
    ] {
        let value = record.first(tags);
        set(&mut item, variable, value);
    }
    let doi = record.first(&["DO"]).map(|doi| bare_doi(&doi));
    set(&mut item, "DOI", doi);
    item.url = record.first(&["UR", "LK"]);
    item.archive_url = record.fields.iter().zip(&mut record.used).find_map(|((tag, value), used)| {
        let archive = tag == "L2" && is_url(value) && !*used;
        *used |= archive;
        archive.then(|| value.clone())
    });
    let tags = record
        .all("KW")
        .iter()
        .flat_map(|tags| tags.split(';'))
        .map(|tag| tag.trim().to_owned())
        .filter(|t| !t.is_empty())
        .collect();
    let notes = record.all("N1");
    let key = record.first(&["ID"]).unwrap_or_default();
    for ((tag, value), used) in record.fields.iter().zip(&record.used) {
        if !used && !value.is_empty() {
            item.extra.push(ForeignField { format: Format::Ris.id().into(), field: tag.clone(), value: value.clone() });
        }
    }
    Entry { key, item, tags, notes, ..Entry::default() }
}

fn dates(record: &mut Record, item: &mut Item) {
    let read = |text: &str| {
        let mut parts = text.split('/');
        let mut part = || parts.next().map(str::trim).unwrap_or_default().to_owned();
        let (year, month, day, other) = (part(), part(), part(), part());
        let date =
            Date::loose(&[year, month, day].iter().filter(|p| !p.is_empty()).cloned().collect::<Vec<_>>().join("/"));
        // Our own last part holds what the first three cannot.
        match Date::parse(&other.replace(" to ", "/")) {
            Date::Literal(_) => match Date::loose(&format!("{other} {date}")) {
                Date::Literal(_) => date,
                richer => richer,
            },
            richer => richer,
        }
    };
    let candidates: Vec<Date> =
        ["DA", "Y1", "PY"].iter().flat_map(|tag| record.all(tag)).map(|text| read(&text)).collect();
    let precision = |date: &Date| match date {
        Date::Literal(_) => 0,
        Date::Point(point) => 1 + usize::from(point.month.is_some()) + usize::from(point.day.is_some()),
        Date::Range(..) => 4,
    };
    // The most exact wins; the first of equals.
    let best = candidates.iter().rev().max_by_key(|date| precision(date));
    item.issued = best.map(Date::to_string).filter(|date| !date.is_empty());
    item.accessed = record.first(&["Y2"]).map(|text| read(&text).to_string()).filter(|date| !date.is_empty());
}

fn numbers(record: &mut Record, item: &mut Item, kind: &str, set: &mut impl FnMut(&mut Item, &str, Option<String>)) {
    let volume = record.first(&["VL"]);
    set(item, "volume", volume);
    let issue = record.first(&["IS", "CP"]);
    let numbered = matches!(kind, "report" | "patent" | "standard" | "legislation" | "bill");
    set(item, if numbered { "number" } else { "issue" }, issue);
    for number in record.all("SN") {
        let digits = number.chars().filter(|c| c.is_ascii_digit() || matches!(c, 'x' | 'X')).count();
        let variable = match digits {
            _ if numbered => "number",
            8 => "ISSN",
            10 | 13 => "ISBN",
            _ if kind == "book" || kind == "chapter" => "ISBN",
            _ => "ISSN",
        };
        match item.variables.get_mut(variable) {
            Some(serde_json::Value::String(text)) => text.push_str(&format!(" {number}")),
            _ => set(item, variable, Some(number)),
        }
    }
    let (start, end) = (record.first(&["SP"]), record.first(&["EP"]));
    let pages = match (start, end) {
        (Some(start), Some(end)) if start != end && !start.contains('-') => Some(format!("{start}-{end}")),
        (start, end) => start.or(end),
    };
    let count = matches!(kind, "book" | "thesis")
        && pages.as_deref().is_some_and(|pages| pages.chars().all(|c| c.is_ascii_digit()));
    set(item, if count { "number-of-pages" } else { "page" }, pages);
    let volumes = record.first(&["NV"]);
    set(item, "number-of-volumes", volumes);
}

fn kind_of(kind: &str) -> &'static str {
    match kind.to_uppercase().as_str() {
        "JOUR" | "EJOUR" | "ABST" | "INPR" | "JFULL" => "article-journal",
        "NEWS" => "article-newspaper",
        "MGZN" => "article-magazine",
        "BOOK" | "EBOOK" | "WHOLE" | "EDBOOK" | "SER" => "book",
        "CLSWK" => "classic",
        "CHAP" | "ECHAP" => "chapter",
        "CONF" | "CPAPER" => "paper-conference",
        "ENCYC" => "entry-encyclopedia",
        "DICT" => "entry-dictionary",
        "RPRT" | "GOVDOC" => "report",
        "THES" => "thesis",
        "ELEC" | "ICOMM" => "webpage",
        "BLOG" => "post-weblog",
        "DATA" | "DBASE" | "AGGR" => "dataset",
        "COMP" => "software",
        "MPCT" | "VIDEO" => "motion_picture",
        "SOUND" => "song",
        "MUSIC" => "musical_score",
        "ART" => "graphic",
        "FIGURE" => "figure",
        "MAP" => "map",
        "PCOMM" => "personal_communication",
        "PAMP" => "pamphlet",
        "PAT" => "patent",
        "STAT" => "legislation",
        "BILL" | "UNBILL" => "bill",
        "CASE" => "legal_case",
        "HEAR" => "hearing",
        "STAND" => "standard",
        "SLIDE" => "speech",
        "UNPB" | "MANSCPT" => "manuscript",
        _ => "document",
    }
}
