//! When it was published: what the page declares, the time at the headline, the address, the text; never when it was
//! changed or looked at.

use jiff::civil::Date;

use super::page::Page;
use super::zones::Zones;
use crate::import::dates::{self, Label};
use crate::import::phrases::fold;
use crate::import::roles::Role;
use crate::model::Evidence;

/// One reading of the date of publication.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct When {
    pub date: Date,
    /// As written, with time and zone, if it is ISO; else the day.
    pub written: String,
    pub from: String,
    pub sure: f64,
}

impl When {
    /// As evidence.
    pub(super) fn evidence(&self) -> Evidence {
        Evidence { value: self.written.clone(), from: self.from.clone(), sure: self.sure }
    }
}

const METAS: [(&str, f64); 33] = [
    ("article:published_time", 0.96),
    ("og:article:published_time", 0.94),
    ("og:published_time", 0.93),
    ("citation_publication_date", 0.95),
    ("citation_online_date", 0.9),
    ("citation_date", 0.92),
    ("dc.date.issued", 0.92),
    ("dcterms.issued", 0.92),
    ("dc.date.created", 0.74),
    ("dcterms.created", 0.74),
    ("dc.date", 0.74),
    ("dcterms.date", 0.74),
    ("prism.publicationdate", 0.92),
    ("parsely-pub-date", 0.93),
    ("sailthru.date", 0.9),
    ("datepublished", 0.93),
    ("pubdate", 0.88),
    ("publishdate", 0.88),
    ("publish-date", 0.88),
    ("publish_date", 0.88),
    ("publication_date", 0.88),
    ("published_time", 0.9),
    ("published", 0.85),
    ("article_date_original", 0.9),
    ("originalpublicationdate", 0.9),
    ("date.created", 0.8),
    ("date.issued", 0.9),
    ("created", 0.7),
    ("article.published", 0.9),
    ("article.created", 0.8),
    ("rnews:datepublished", 0.9),
    ("cxenseparse:recs:publishtime", 0.85),
    ("date", 0.78),
];

/// Every date the page could have been published on, best first.
pub(super) fn find(
    page: &Page,
    title: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    day_first: bool,
) -> Vec<When> {
    let mut found: Vec<When> = Vec::new();
    let mut add = |text: &str, from: &str, sure: f64| {
        if let Some((date, written)) = read(text, day_first) {
            found.push(When { date, written, from: from.to_owned(), sure });
        }
    };
    if let Some(text) = page.linked.text("datePublished") {
        add(&text, "JSON-LD datePublished", 0.97);
    }
    for (key, sure) in METAS {
        for text in page.all(key) {
            add(text, &format!("meta {key}"), sure);
        }
    }
    for (key, text) in &page.metas {
        if is_publication(key) && !METAS.iter().any(|(known, _)| known == key) {
            add(text, &format!("meta {key}"), 0.84);
        }
    }
    if let Some(text) = &page.scripted {
        add(text, "script of the page", 0.35);
    }
    for key in ["dateCreated", "uploadDate"] {
        if let Some(text) = page.linked.text(key) {
            add(&text, &format!("JSON-LD {key}"), 0.8);
        }
    }
    for (sure, at, from, text) in times(page, title, first) {
        let _ = at;
        add(&text, from, sure);
    }
    let lines = lines(page, title, first, last);
    for (sure, date, from) in lines {
        found.push(When { date, written: date.to_string(), from: from.to_owned(), sure });
    }
    for address in [page.canonical.as_deref(), page.address.as_deref(), page.meta(&["og:url"]).map(|(url, _)| url)]
        .into_iter()
        .flatten()
    {
        if let Some(date) = dates::in_address(address) {
            found.push(When { date, written: date.to_string(), from: "address".to_owned(), sure: 0.74 });
        }
    }
    // A statement of when at the head of the first paragraph: "Press release of 25 January 2022 | Berlin".
    if let Some(lead) = first.and_then(|first| page.pieces.get(first)) {
        let begins: String = lead.text.chars().take(90).collect();
        if let Some(date) = dates::find(&begins, day_first).first() {
            found.push(When {
                date: date.date,
                written: date.edtf.clone(),
                from: "first paragraph".to_owned(),
                sure: 0.25,
            });
        }
    }
    // Nothing is printed before it is dated: what lies outside living memory of the web is another date.
    found.retain(|when| (1985..=2100).contains(&when.date.year()));
    agree(&mut found);
    found.sort_by(|a, b| b.sure.total_cmp(&a.sure));
    at_home(&mut found);
    found
}

/// "w-published-date", "dc:publishDate": a key of no standard that says what it is.
fn is_publication(key: &str) -> bool {
    let says = |words: &[&str]| words.iter().any(|word| key.contains(word));
    says(&["publish", "pubdate", "publicat"]) && says(&["date", "time"]) && !says(&["modif", "updat", "expir", "revis"])
}

/// A time in UTC whose day is the neighbour of the day the page itself shows: the page's own day is meant.
fn at_home(found: &mut Vec<When>) {
    let Some(best) = found.first().filter(|best| is_utc(&best.written)) else { return };
    let neighbour = |when: &When| {
        best.date.tomorrow().is_ok_and(|day| day == when.date)
            || best.date.yesterday().is_ok_and(|day| day == when.date)
    };
    let shown = |when: &When| matches!(when.from.as_str(), "address" | "date line") && when.sure >= 0.6;
    if let Some(at) = found.iter().position(|when| shown(when) && neighbour(when)) {
        let mut home = found.remove(at);
        home.sure = 0.95;
        found.insert(0, home);
    }
}

fn is_utc(written: &str) -> bool {
    written.len() > 10 && (written.ends_with('Z') || written.ends_with("+00:00") || written.ends_with("+0000"))
}

/// Sources that name the same day strengthen each other.
fn agree(found: &mut [When]) {
    let days: Vec<(Date, String)> = found.iter().map(|when| (when.date, when.from.clone())).collect();
    for when in found.iter_mut() {
        let others = days.iter().filter(|(date, from)| *date == when.date && *from != when.from).count();
        when.sure = (when.sure + 0.02 * (others.min(4) as f64)).min(0.99);
    }
}

/// `time` elements and elements marked as a date.
fn times(page: &Page, title: Option<usize>, first: Option<usize>) -> Vec<(f64, usize, &'static str, String)> {
    let foreign = Zones::COMMENTS.with(Zones::RELATED).with(Zones::NAV).with(Zones::FOOTER);
    let anchor = title.or(first).unwrap_or(0);
    let mut found: Vec<(f64, usize, &'static str, String)> = Vec::new();
    let all = page.times.iter().map(|marked| (marked, true)).chain(page.marked.iter().map(|marked| (marked, false)));
    for (marked, is_time) in all {
        if marked.zones.any(foreign) {
            continue;
        }
        let has = |word: &str| marked.words.split(' ').any(|own| own == word);
        let folded = fold(&marked.text);
        let label = dates::label(&folded);
        let modified =
            has("modified") || has("updated") || has("datemodified") || label == Some(Label::Updated) || has("update");
        let published =
            has("datepublished") || has("published") || has("pubdate") || label == Some(Label::Published) && is_time;
        if modified && !published {
            if is_time && let Some(value) = &marked.value {
                found.push((0.32, marked.at, "time of a change", value.clone()));
            }
            continue;
        }
        let dated = is_time
            || published
            || ["date", "datum", "timestamp", "posted", "postdate", "publish", "publication", "dateline", "time"]
                .iter()
                .any(|word| has(word));
        if !dated {
            continue;
        }
        let near = marked.at.abs_diff(anchor) as f64;
        let before = first.is_none_or(|first| marked.at <= first + 2);
        let mut sure = match (is_time, published) {
            (_, true) => 0.9,
            (true, false) => 0.8,
            (false, false) => 0.72,
        };
        sure -= (near * 0.008).min(0.3);
        if !before {
            sure -= 0.15;
        }
        if marked.zones.any(Zones::ASIDE) {
            sure -= 0.2;
        }
        if marked.zones.any(Zones::HEADER) && title.is_some_and(|title| marked.at + 3 < title) {
            sure -= 0.35;
        }
        let from = if is_time { "time element" } else { "marked as date" };
        match marked.value.as_deref().filter(|value| value.len() >= 8 && value.contains(|c: char| c.is_ascii_digit())) {
            Some(value) => found.push((sure, marked.at, from, value.to_owned())),
            None => {
                let text = marked.text.replace('\n', " ");
                if text.chars().count() <= 120 {
                    found.push((sure - 0.02, marked.at, from, text));
                }
            }
        }
    }
    found
}

/// Dates in lines of the page.
fn lines(
    page: &Page,
    title: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
) -> Vec<(f64, Date, &'static str)> {
    let foreign = Zones::NAV.with(Zones::FOOTER);
    let elsewhere = Zones::COMMENTS.with(Zones::RELATED);
    let anchor = title.or(first).unwrap_or(0);
    let mut found = Vec::new();
    for (at, reading) in page.readings.iter().enumerate() {
        let Some(block) = page.blocks.get(at) else { break };
        if reading.dates.is_empty() || block.zones.any(elsewhere) {
            continue;
        }
        let line = matches!(reading.role, Role::Date | Role::Byline);
        let near = at.abs_diff(anchor) as f64;
        let inside = first.is_some_and(|first| at > first + 2) && last.is_some_and(|last| at < last);
        let below = last.is_some_and(|last| at >= last);
        for (which, date) in reading.dates.iter().enumerate() {
            let label = crate::import::fields::label_of(reading, which);
            let mut sure: f64 = match (label, line) {
                (Some(Label::Accessed), _) => continue,
                (Some(Label::Updated), _) => 0.3,
                (Some(Label::Published), true) => 0.78,
                (_, true) => 0.7,
                (Some(Label::Published), false) => 0.5,
                (None, false) => 0.3,
            };
            sure -= (near * 0.008).min(0.25);
            if inside {
                sure -= 0.2;
            }
            if below {
                sure -= 0.1;
            }
            if date.doubtful {
                sure -= 0.05;
            }
            if which > 0 {
                sure -= 0.05;
            }
            if block.link_share() > 0.8 {
                sure -= 0.2;
            }
            if block.zones.any(Zones::HEADER.with(Zones::ASIDE)) || title.is_some_and(|title| at + 4 < title) {
                sure -= 0.2;
            }
            if block.zones.any(foreign) {
                sure -= 0.3;
            }
            found.push((sure.max(0.06), date.date, if line { "date line" } else { "text" }));
        }
    }
    found
}

/// A date as machines or people write it: the day and what is kept as evidence.
pub(super) fn read(text: &str, day_first: bool) -> Option<(Date, String)> {
    let text = text.trim();
    if let Some(date) = iso(text) {
        let written = if text.len() > 10 && text.len() <= 35 && text.is_char_boundary(10) && text.contains(['T', ':']) {
            text.to_owned()
        } else {
            date.to_string()
        };
        return Some((date, written));
    }
    // Seconds or milliseconds since 1970.
    if (text.len() == 10 || text.len() == 13) && text.bytes().all(|b| b.is_ascii_digit()) {
        let seconds: i64 = text.get(..10)?.parse().ok()?;
        let date: Date = jiff::Timestamp::from_second(seconds).ok()?.to_string().get(..10)?.parse().ok()?;
        return Some((date, date.to_string()));
    }
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        let date =
            Date::new(text.get(..4)?.parse().ok()?, text.get(4..6)?.parse().ok()?, text.get(6..8)?.parse().ok()?)
                .ok()?;
        return Some((date, date.to_string()));
    }
    let short: String = text.chars().take(160).collect();
    let found = dates::find(&short, day_first);
    // "Published … Updated …": the first that is no change.
    let date = found.first()?.date;
    Some((date, date.to_string()))
}

fn iso(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, ['-', '/']);
    let (year, month, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let day: String = rest.chars().take_while(char::is_ascii_digit).collect();
    if year.len() != 4 || !(1..=2).contains(&month.len()) || !(1..=2).contains(&day.len()) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_machines_write_them() {
        let day = |text: &str| read(text, true).map(|(date, written)| (date.to_string(), written));
        let both = |date: &str, written: &str| Some((date.to_owned(), written.to_owned()));
        assert_eq!(day("2024-03-06T22:15:00+01:00"), both("2024-03-06", "2024-03-06T22:15:00+01:00"));
        assert_eq!(day("2024/3/6"), both("2024-03-06", "2024-03-06"));
        assert_eq!(day("20240306"), both("2024-03-06", "2024-03-06"));
        assert_eq!(day("1709719200"), both("2024-03-06", "2024-03-06"));
        assert_eq!(day("Wed, 06 Mar 2024 10:00:00 GMT"), both("2024-03-06", "2024-03-06"));
        assert_eq!(day("6 March 2024, 10.15pm"), both("2024-03-06", "2024-03-06"));
        assert_eq!(day("soon"), None);
    }
}
