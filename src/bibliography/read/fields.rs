//! What the fields of a `.bib` entry mean: BibTeX's and BibLaTeX's names for CSL's variables.

use serde_json::{Value, json};

use super::bib::Raw;
use super::{Entry, Format, latex, names};
use crate::bibliography::edtf::{Date, Point, month_named};
use crate::bibliography::write::LANGUAGES;
use crate::model::{ForeignField, Item};

/// One entry as an item; what finds no place is kept as it stood.
struct Mapper<'a> {
    raw: &'a Raw,
    used: Vec<&'a str>,
    item: Item,
}

impl<'a> Mapper<'a> {
    /// The raw value of the first of these fields there is.
    fn raw(&mut self, names: &[&'a str]) -> Option<&'a str> {
        let name = names.iter().find(|name| self.raw.fields.contains_key(**name))?;
        self.used.push(name);
        self.raw.fields.get(*name).map(String::as_str)
    }

    fn text(&mut self, names: &[&'a str]) -> Option<String> {
        self.raw(names).map(latex::text).filter(|text| !text.is_empty())
    }

    fn set(&mut self, variable: &str, value: Option<String>) {
        if let Some(value) = value {
            self.item.variables.entry(variable).or_insert(Value::String(value));
        }
    }

    /// Title, subtitle and addition as one.
    fn titled(&mut self, title: &'a str, subtitle: &'a str, addon: &'a str) -> Option<String> {
        let main = self.text(&[title]);
        let sub = self.text(&[subtitle]);
        let joined = match (main, sub) {
            (Some(main), Some(sub)) => {
                let colon = if main.ends_with(['?', '!', ':']) { " " } else { ": " };
                Some(format!("{main}{colon}{sub}"))
            }
            (main, sub) => main.or(sub),
        };
        match (joined, self.text(&[addon])) {
            (Some(title), Some(addon)) => Some(format!("{title}. {addon}")),
            (title, addon) => title.or(addon),
        }
    }

    fn people(&mut self, variable: &str, names: &[&'a str]) {
        let people = self.raw(names).map(names::list).unwrap_or_default();
        if people.is_empty() {
            return;
        }
        if variable == "author" {
            self.item.author = people;
        } else {
            self.item.variables.insert(variable.to_owned(), json!(people));
        }
    }
}

pub(super) fn entry(format: Format, raw: &Raw) -> Entry {
    let mut map = Mapper { raw, used: vec!["crossref", "xdata", "ids"], item: Item::default() };
    let subtype = map.raw(&["entrysubtype"]).unwrap_or_default().to_lowercase();
    let kind = kind_of(raw, &subtype);
    map.item.kind = kind.to_owned();
    let holder = ["patent", "legal"].contains(&raw.kind.as_str());
    map.people("author", if holder && !raw.fields.contains_key("author") { &["holder"] } else { &["author"] });
    for (variable, fields) in [
        ("editor", ["editor", "editors"].as_slice()),
        ("translator", ["translator"].as_slice()),
        ("container-author", ["bookauthor"].as_slice()),
        ("annotator", ["annotator"].as_slice()),
        ("commentator", ["commentator"].as_slice()),
    ] {
        map.people(variable, fields);
    }
    if let Some(role) = map.raw(&["editortype"]).map(str::to_lowercase) {
        let other = match role.as_str() {
            "compiler" => "compiler",
            "director" => "director",
            "organizer" => "organizer",
            _ => "editor",
        };
        if let Some(people) = map.item.variables.remove("editor") {
            map.item.variables.insert(other.into(), people);
        }
    }
    titles(&mut map, kind);
    dates(&mut map);
    numbers(&mut map, kind);
    others(&mut map, kind);
    let tags = map.raw(&["keywords", "keyword"]).map(tags).unwrap_or_default();
    let mut item = map.item;
    for name in &raw.order {
        if !map.used.contains(&name.as_str())
            && let Some(value) = raw.fields.get(name)
        {
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            item.extra.push(ForeignField { format: format.id().into(), field: name.clone(), value });
        }
    }
    Entry { key: raw.key.clone(), item, tags, ..Entry::default() }
}

/// CSL types BibTeX knows only as `misc`.
pub(crate) const MISC: [&str; 22] = [
    "webpage",
    "post-weblog",
    "post",
    "dataset",
    "software",
    "motion_picture",
    "broadcast",
    "song",
    "musical_score",
    "performance",
    "graphic",
    "figure",
    "map",
    "interview",
    "personal_communication",
    "periodical",
    "patent",
    "legislation",
    "bill",
    "legal_case",
    "hearing",
    "standard",
];

fn kind_of(raw: &Raw, subtype: &str) -> &'static str {
    let has = |field: &str| raw.fields.contains_key(field);
    match raw.kind.as_str() {
        "article" | "suppperiodical" => match subtype {
            "newspaper" => "article-newspaper",
            "magazine" => "article-magazine",
            _ => "article-journal",
        },
        "book" | "mvbook" | "collection" | "mvcollection" | "reference" | "mvreference" | "proceedings"
        | "mvproceedings" | "manual" | "bookinbook" => "book",
        "inbook" | "incollection" | "suppbook" | "suppcollection" => "chapter",
        "inproceedings" | "conference" => "paper-conference",
        "inreference" => "entry-encyclopedia",
        "report" | "techreport" => "report",
        "thesis" | "phdthesis" | "mastersthesis" => "thesis",
        "online" | "electronic" | "www" | "webpage" => match subtype {
            "blog" | "post-weblog" => "post-weblog",
            "post" => "post",
            _ => "webpage",
        },
        "booklet" => "pamphlet",
        "unpublished" if has("eventtitle") || has("venue") => "speech",
        "unpublished" if subtype == "preprint" => "article",
        "unpublished" => "manuscript",
        "patent" => "patent",
        "software" => "software",
        "dataset" => "dataset",
        "movie" | "video" => "motion_picture",
        "audio" | "music" => "song",
        "image" | "artwork" => "graphic",
        "letter" => "personal_communication",
        "periodical" if has("issuetitle") => "article-journal",
        "periodical" => "periodical",
        "jurisdiction" => "legal_case",
        "legislation" => "legislation",
        "legal" if subtype == "hearing" => "hearing",
        "legal" => "treaty",
        "standard" => "standard",
        "performance" => "performance",
        "review" => "review",
        _ => match subtype {
            "map" => "map",
            "interview" => "interview",
            // A BibTeX `misc` that says what it is, as our own do.
            other => MISC.into_iter().find(|kind| *kind == other).unwrap_or("document"),
        },
    }
}

fn titles(map: &mut Mapper<'_>, kind: &str) {
    let addon_is_site = matches!(kind, "webpage" | "post" | "post-weblog");
    let title = if addon_is_site {
        let site = map.text(&["journaltitle", "journal", "titleaddon"]);
        map.item.container_title = site;
        map.titled("title", "subtitle", "")
    } else {
        map.titled("title", "subtitle", "titleaddon")
    };
    let main = map.titled("maintitle", "mainsubtitle", "maintitleaddon");
    let book = map.titled("booktitle", "booksubtitle", "booktitleaddon");
    let journal_name = if map.raw.fields.contains_key("journaltitle") { "journaltitle" } else { "journal" };
    let journal = map.titled(journal_name, "journalsubtitle", "");
    match (main, book) {
        (Some(main), Some(book)) => {
            map.item.container_title = Some(main);
            map.set("volume-title", Some(book));
        }
        (Some(main), None) if kind == "book" => {
            map.set("volume-title", title.clone());
            map.item.title = main;
        }
        (main, book) => {
            if let Some(container) = main.or(book).or(journal) {
                map.item.container_title = Some(container);
            }
        }
    }
    if map.item.title.is_empty() {
        map.item.title = title.unwrap_or_default();
    }
    let short = map.text(&["shorttitle"]);
    map.set("title-short", short);
    let journal = map.text(&["shortjournal"]);
    map.set("container-title-short", journal);
    if let Some(issue) = map.titled("issuetitle", "issuesubtitle", "")
        && kind == "article-journal"
        && map.raw.kind == "periodical"
    {
        // A special issue is the piece, the periodical what carries it.
        map.item.container_title = Some(std::mem::replace(&mut map.item.title, issue));
    }
    let series = map.text(&["series"]).map(|series| match latex::STRINGS.iter().find(|(key, _)| *key == series) {
        Some((_, words)) => (*words).to_owned(),
        // biblatex prints a bare number as "3rd series".
        None if series.len() < 4 && !series.is_empty() && series.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{series}{} series", ordinal(&series))
        }
        None => series,
    });
    map.set("collection-title", series);
    let event = map.titled("eventtitle", "", "eventtitleaddon");
    map.set("event-title", event);
    let original = map.text(&["origtitle"]);
    map.set("original-title", original);
}

fn dates(map: &mut Mapper<'_>) {
    let read = |text: &str| {
        let text = latex::text(text).replace('–', "-");
        let ended = if text.ends_with('/') { format!("{text}..") } else { text };
        let ended = ended.strip_prefix('/').map(|end| format!("../{end}")).unwrap_or(ended);
        Date::loose(&ended)
    };
    map.item.issued = map.raw(&["date"]).map(|date| read(date).to_string());
    // The parts of an older entry; beside a date they repeat it.
    let (year, month, day) = (map.raw(&["year"]), map.raw(&["month"]), map.raw(&["day"]));
    if map.item.issued.is_none()
        && let Some(year) = year
    {
        map.item.issued = Some(parts(&latex::text(year), month.map(latex::text).as_deref(), day).to_string());
    }
    map.item.accessed = map.raw(&["urldate", "lastchecked"]).map(|date| read(date).to_string());
    for (variable, field) in [("original-date", "origdate"), ("original-date", "origyear"), ("event-date", "eventdate")]
    {
        if let Some(date) = map.raw(&[field]).map(read) {
            map.item.variables.insert(variable.into(), date.to_csl());
        }
    }
}

/// `year`, `month` (number, name, macro, or with a day in it) and `day`.
fn parts(year: &str, month: Option<&str>, day: Option<&str>) -> Date {
    let date = Date::loose(&year.replace('–', "/"));
    let Date::Point(point) = date else { return date };
    let Some(month) = month else { return date };
    let words: Vec<&str> = month.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let named = words.iter().find_map(|word| month_named(word));
    let numbers: Vec<u8> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let small = |n: &u8, max: u8| (1..=max).contains(n);
    let (month, inside) = match named {
        Some(month) => (Some(month), numbers.first().copied()),
        None => (numbers.first().copied().filter(|n| small(n, 12)), None),
    };
    let day = day.and_then(|day| day.trim().parse().ok()).or(inside).filter(|n| small(n, 31));
    Date::Point(Point { month, day: day.filter(|_| month.is_some_and(|month| month <= 12)), ..point })
}

fn numbers(map: &mut Mapper<'_>, kind: &str) {
    let number = map.text(&["number"]);
    let issue = map.text(&["issue"]);
    match kind {
        "article-journal" | "article-magazine" | "article-newspaper" | "periodical" | "review" => {
            map.set("issue", number.or(issue));
        }
        "book" | "chapter" | "paper-conference" | "entry-encyclopedia" | "pamphlet" => {
            map.set("collection-number", number);
            map.set("issue", issue);
        }
        _ => {
            map.set("number", number);
            map.set("issue", issue);
        }
    }
    let pages = map.text(&["pages", "eid"]).map(|pages| pages.replace(['–', '—'], "-"));
    map.set("page", pages);
    for (variable, field) in [
        ("volume", "volume"),
        ("edition", "edition"),
        ("chapter-number", "chapter"),
        ("part-number", "part"),
        ("number-of-volumes", "volumes"),
        ("number-of-pages", "pagetotal"),
        ("version", "version"),
    ] {
        let value = map.text(&[field]).map(|value| match value.get(..value.len().saturating_sub(2)) {
            // "2nd" is the number 2 to CSL, which makes its own ordinals.
            Some(number)
                if field == "edition"
                    && !number.is_empty()
                    && number.bytes().all(|b| b.is_ascii_digit())
                    && value.ends_with(['t', 'd', 'h']) =>
            {
                number.to_owned()
            }
            _ => value,
        });
        map.set(variable, value);
    }
}

fn ordinal(number: &str) -> &'static str {
    match (number.ends_with("11") || number.ends_with("12") || number.ends_with("13"), number.chars().last()) {
        (false, Some('1')) => "st",
        (false, Some('2')) => "nd",
        (false, Some('3')) => "rd",
        _ => "th",
    }
}

fn others(map: &mut Mapper<'_>, kind: &str) {
    let list =
        |text: &str| names::split_words(text, "and").iter().map(|one| latex::text(one)).collect::<Vec<_>>().join("; ");
    let publisher = map.raw(&["publisher", "institution", "school", "organization"]).map(list);
    map.set("publisher", publisher);
    let place = map.raw(&["location", "address"]).map(list);
    map.set("publisher-place", place);
    let genre = map.text(&["type"]).map(|kind| {
        let known = latex::STRINGS.iter().find(|(key, _)| kind.eq_ignore_ascii_case(key));
        known.map_or(kind.clone(), |(_, words)| (*words).to_owned())
    });
    let implied = match map.raw.kind.as_str() {
        "phdthesis" => Some("PhD thesis".to_owned()),
        "mastersthesis" => Some("Master’s thesis".to_owned()),
        _ => None,
    };
    map.set("genre", genre.or(implied));
    for (variable, fields) in [
        ("event-place", ["venue"].as_slice()),
        ("status", ["pubstate"].as_slice()),
        ("original-publisher", ["origpublisher"].as_slice()),
        ("original-publisher-place", ["origlocation"].as_slice()),
        ("abstract", ["abstract"].as_slice()),
        ("annote", ["annotation", "annote"].as_slice()),
        ("note", ["note"].as_slice()),
        ("section", ["section"].as_slice()),
        ("call-number", ["library"].as_slice()),
        ("PMCID", ["pmcid"].as_slice()),
        ("PMID", ["pmid"].as_slice()),
        ("ISBN", ["isbn"].as_slice()),
        ("ISSN", ["issn"].as_slice()),
    ] {
        let value = map.text(fields);
        map.set(variable, value);
    }
    if !matches!(kind, "document" | "webpage")
        || map.raw.fields.get("howpublished").is_some_and(|how| !how.contains("http"))
    {
        let medium = map.text(&["howpublished"]);
        map.set("medium", medium);
    }
    if let Some(language) = map.text(&["langid", "hyphenation", "language"]) {
        let name = language.to_lowercase();
        let tag = LANGUAGES.iter().find(|(_, babel)| *babel == name || name == format!("lang{babel}"));
        map.set("language", Some(tag.map_or(language, |(tag, _)| (*tag).to_owned())));
    }
    let doi = map.raw(&["doi"]).map(|doi| bare_doi(&verbatim(doi)));
    map.set("DOI", doi);
    map.item.url = map.raw(&["url"]).map(verbatim).filter(|url| !url.is_empty());
    if map.item.url.is_none()
        && let Some(found) = map.raw.fields.get("howpublished").and_then(|how| address(&latex::text(how)))
    {
        map.item.url = Some(found);
        map.used.push("howpublished");
    }
    map.item.archive_url = map.raw(&["archiveurl"]).map(verbatim);
    eprint(map);
}

/// A preprint's or database's number: PubMed has a variable, arXiv an address; others stay as they are.
fn eprint(map: &mut Mapper<'_>) {
    let kind = ["eprinttype", "archiveprefix"]
        .iter()
        .find_map(|field| map.raw.fields.get(*field))
        .map(|kind| kind.to_lowercase());
    let Some(id) = map.raw.fields.get("eprint").map(|id| verbatim(id)) else { return };
    match kind.as_deref() {
        Some("pubmed" | "pmid") => map.set("PMID", Some(id)),
        Some("arxiv") if map.item.url.is_none() => map.item.url = Some(format!("https://arxiv.org/abs/{id}")),
        _ => return,
    }
    if kind.as_deref() != Some("arxiv") {
        map.used.extend(["eprint", "eprinttype", "archiveprefix"]);
    }
}

/// The first address in a text.
fn address(text: &str) -> Option<String> {
    let start = ["https://", "http://"].iter().filter_map(|scheme| text.find(scheme)).min()?;
    let rest = text.get(start..)?;
    Some(
        rest.split(|c: char| c.is_whitespace() || matches!(c, '>' | '}'))
            .next()?
            .trim_end_matches(['.', ',', ')'])
            .to_owned(),
    )
}

/// A field that LaTeX reads letter for letter, with the escapes some programs put there all the same.
fn verbatim(source: &str) -> String {
    let source = source.trim().trim_start_matches("\\url").trim();
    let source = source.strip_prefix('{').and_then(|s| s.strip_suffix('}')).unwrap_or(source);
    let mut out = String::new();
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek().is_some_and(|next| "_%#&$~{}".contains(*next)) => {}
            c if c.is_whitespace() => {}
            c => out.push(c),
        }
    }
    out.replace("{_}", "_").replace("\\textasciitilde{}", "~").replace("{~}", "~")
}

/// A DOI without its resolver.
pub(super) fn bare_doi(doi: &str) -> String {
    let doi = doi.trim();
    match doi.find("10.") {
        Some(at) if doi.starts_with("http") || doi.to_lowercase().starts_with("doi") => {
            doi.get(at..).unwrap_or(doi).to_owned()
        }
        _ => doi.to_owned(),
    }
}

fn tags(source: &str) -> Vec<String> {
    let semicolons = source.contains(';');
    names::split_at(source, |c| if semicolons { c == ';' } else { c == ',' })
        .iter()
        .map(|tag| latex::text(tag))
        .filter(|tag| !tag.is_empty())
        .collect()
}
