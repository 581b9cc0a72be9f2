//! Who wrote it: JSON-LD, meta, marked-up bylines, byline lines near the headline; people before institutions.

use super::page::Page;
use super::zones::Zones;
use crate::import::fields::agency;
use crate::import::names;
use crate::import::phrases::{fold, is_chrome};
use crate::import::roles::Role;
use crate::model::Evidence;

/// Authors as one source gives them.
pub(super) struct Byline {
    pub names: Vec<String>,
    pub from: String,
    pub sure: f64,
}

/// Agency and authors, each best first.
pub(super) struct Credits {
    pub bylines: Vec<Byline>,
    pub agency: Option<Evidence>,
}

/// Reads who wrote the piece. `outlet` are the outlet's names, `first` the first block of the body.
pub(super) fn find(page: &Page, outlets: &[String], title: Option<usize>, first: Option<usize>) -> Credits {
    let mut credits = Credits { bylines: Vec::new(), agency: None };
    let outlets: Vec<String> = outlets.iter().map(|name| fold(name)).collect();
    let mut take = |raw: Vec<(String, Option<bool>)>, from: &str, sure: f64| {
        let (mut people, mut groups, mut own) = (Vec::new(), Vec::new(), Vec::new());
        for (text, person) in raw {
            if let Some(name) = agency(&text) {
                credits.agency.get_or_insert(Evidence { value: name.to_owned(), from: from.to_owned(), sure });
                continue;
            }
            for name in tidy(&text, person) {
                let folded = fold(&name);
                let tight = folded.replace(' ', "");
                let list = if outlets.iter().any(|outlet| *outlet == folded || outlet.replace(' ', "") == tight) {
                    &mut own
                } else if person == Some(false) || names::is_institution(&name) || is_desk(&folded) {
                    &mut groups
                } else {
                    &mut people
                };
                if !list.iter().any(|other: &String| fold(other) == fold(&name)) {
                    list.push(name);
                }
            }
        }
        // People before institutions, and the outlet itself only where nobody else is named.
        let (mut found, less) = match (people.is_empty(), groups.is_empty()) {
            (false, _) => (people, 0.0),
            (true, false) => (groups, 0.3),
            (true, true) => (own, 0.55),
        };
        // "Ailsa Grant Follow": the longer of two is the shorter and furniture.
        let short: Vec<String> = found.iter().map(|name| fold(name)).collect();
        found.retain(|name| {
            let own = fold(name);
            !short.iter().any(|other| {
                other.contains(' ') && own.strip_prefix(other.as_str()).is_some_and(|rest| rest.starts_with(' '))
            })
        });
        found.truncate(40);
        if !found.is_empty() {
            let sure = (sure - less).max(0.05);
            credits.bylines.push(Byline { names: found, from: from.to_owned(), sure });
        }
    };
    take(page.linked.names("author"), "JSON-LD author", 0.95);
    take(page.linked.names("creator"), "JSON-LD creator", 0.85);
    let plain = |list: Vec<&str>| list.into_iter().map(|name| (name.to_owned(), None)).collect::<Vec<_>>();
    for (key, sure) in [
        ("citation_author", 0.96),
        ("dc.creator", 0.85),
        ("dcterms.creator", 0.85),
        ("dc.contributor", 0.5),
        ("parsely-author", 0.9),
        ("sailthru.author", 0.88),
        ("article:author", 0.82),
        ("article:author_name", 0.85),
        ("author", 0.84),
        ("byl", 0.85),
        ("og:article:author", 0.8),
        ("og:author", 0.8),
        ("cxenseparse:author", 0.8),
        ("rbauthors", 0.8),
        ("shareaholic:article_author_name", 0.8),
        ("authors", 0.8),
        ("article.author", 0.8),
        ("citation_authors", 0.9),
        ("twitter:data1", 0.3),
    ] {
        if key == "twitter:data1"
            && !page.meta(&["twitter:label1"]).is_some_and(|(label, _)| {
                matches!(
                    fold(label).as_str(),
                    "written by"
                        | "verfasst von"
                        | "écrit par"
                        | "scritto da"
                        | "escrito por"
                        | "geschreven door"
                        | "geschrieben von"
                        | "by"
                )
            })
        {
            continue;
        }
        let sure = if key == "twitter:data1" { 0.8 } else { sure };
        let mut list = plain(page.all(key));
        // Libraries write the family name first: "Grant, Ailsa" (Google Scholar's and Dublin Core's convention).
        if matches!(key, "citation_author" | "dc.creator" | "dcterms.creator") {
            for (name, _) in &mut list {
                if let Some((family, given)) = name.split_once(", ").filter(|(_, given)| !given.contains(',')) {
                    *name = format!("{} {}", given.trim(), family.trim());
                }
            }
        }
        take(list, &format!("meta {key}"), sure);
    }
    marked(page, title, first, &mut take);
    lines(page, title, first, &mut take);
    credits.bylines.sort_by(|a, b| b.sure.total_cmp(&a.sure));
    credits
}

/// How sure, how far from the headline, where it was read, and the names with whether each is a person.
type Best<'p> = (f64, usize, &'p str, Vec<(String, Option<bool>)>);
type Take<'t> = dyn FnMut(Vec<(String, Option<bool>)>, &str, f64) + 't;

/// Elements whose rel, itemprop or class names an author.
fn marked(page: &Page, title: Option<usize>, first: Option<usize>, take: &mut Take<'_>) {
    let foreign = Zones::COMMENTS.with(Zones::RELATED).with(Zones::NAV).with(Zones::FOOTER).with(Zones::NEWSLETTER);
    let anchor = title.or(first);
    let mut best: Vec<Best<'_>> = Vec::new();
    for marked in &page.marked {
        let has = |word: &str| marked.words.split(' ').any(|own| own == word);
        let strength = if has("author")
            && marked.tag == "a"
            && marked.words.split(' ').any(|word| word == "author")
            && marked.text.split_whitespace().count() <= 5
        {
            0.84
        } else if has("byline") || has("bylines") || has("authors") {
            0.8
        } else if has("author")
            || has("autor")
            || has("autoren")
            || has("auteur")
            || has("vcard")
            || has("writer")
            || has("fn")
            || has("creator")
            || has("contributor")
            || has("reporter")
            || has("journalist")
            || has("redakteur")
            || has("autore")
        {
            0.78
        } else if marked.words.contains("author") || marked.words.contains("byline") {
            0.7
        } else {
            continue;
        };
        if marked.zones.any(foreign) || marked.text.is_empty() {
            continue;
        }
        let from = anchor.unwrap_or(0);
        let gap = marked.at.abs_diff(from) as f64;
        let mut sure = strength - (gap * 0.006).min(0.3);
        if marked.zones.any(Zones::BIO.with(Zones::ASIDE)) {
            sure -= 0.12;
        }
        if has("comment") || has("comments") {
            continue;
        }
        let text: Vec<(String, Option<bool>)> = marked.text.split('\n').map(|line| (line.to_owned(), None)).collect();
        best.push((sure, marked.at, "marked as author", text));
    }
    best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    // Several authors are often marked one by one at the same place.
    let Some(&(top, at, ..)) = best.first() else { return };
    let same: Vec<(String, Option<bool>)> = best
        .iter()
        .filter(|(sure, other, ..)| (top - sure).abs() < 0.04 && other.abs_diff(at) <= 1)
        .flat_map(|(.., text)| text.clone())
        .collect();
    take(same, "marked as author", top);
    for (sure, _, from, text) in best.into_iter().take(12) {
        take(text, from, sure - 0.05);
    }
}

/// Byline lines around the headline and at the end of the text.
fn lines(page: &Page, title: Option<usize>, first: Option<usize>, take: &mut Take<'_>) {
    let from = title.unwrap_or_else(|| first.map_or(0, |first| first.saturating_sub(8)));
    for (at, reading) in page.readings.iter().enumerate() {
        let Some(block) = page.blocks.get(at) else { break };
        let elsewhere = Zones::COMMENTS.with(Zones::RELATED).with(Zones::NAV);
        if reading.role != Role::Byline || reading.authors.is_empty() || block.zones.any(elsewhere) {
            continue;
        }
        let before = at + 3 < from;
        let gap = at.abs_diff(from) as f64;
        let sure = 0.76 - (gap * 0.01).min(0.3) - if before { 0.2 } else { 0.0 };
        take(reading.authors.iter().map(|name| (name.clone(), None)).collect(), "byline", sure);
    }
    let to = first.map_or(from + 12, |first| (first + 3).max(from + 8)).min(page.readings.len());
    for at in from.saturating_sub(3)..to {
        let (Some(reading), Some(block)) = (page.readings.get(at), page.blocks.get(at)) else { break };
        let glued = ["By", "Von", "Par", "Por", "Di"]
            .iter()
            .find_map(|label| block.text.strip_prefix(label).filter(|rest| rest.starts_with(char::is_uppercase)));
        if let Some((people, true)) = glued.and_then(names::bare).filter(|_| reading.role == Role::Short) {
            take(people.into_iter().map(|name| (name, None)).collect(), "byline", 0.72);
        } else if reading.role == Role::Short
            && page.is_own(at)
            && block.link_share() > 0.0
            && Some(at) != title
            && let Some((people, true)) = names::bare(&block.text)
        {
            take(people.into_iter().map(|name| (name, None)).collect(), "name near the headline", 0.55);
        } else if let Some(name) = agency(&block.text) {
            take(vec![(name.to_owned(), None)], "line near the headline", 0.6);
        }
    }
}

/// Names in a text that is said to name authors; empty if it does not.
fn tidy(text: &str, person: Option<bool>) -> Vec<String> {
    let text = text.trim().trim_matches(['"', '“', '”', '|', '-', '–', '·', '•', ',']).trim();
    let folded = fold(text);
    if text.is_empty()
        || text.chars().count() > 200
        || text.contains("://")
        || text.starts_with("www.")
        || text.contains(".com/")
        || is_label(&folded)
    {
        return Vec::new();
    }
    let text = text.split(" (").next().unwrap_or(text);
    let text = match text.split_whitespace().find(|word| word.contains('@') && word.contains('.')) {
        Some(mail) => text.split(mail).next().unwrap_or(text).trim(),
        None => text,
    };
    if person == Some(false) || is_desk(&folded) {
        return (!text.is_empty()).then(|| text.to_owned()).into_iter().collect();
    }
    // "Grant, Ailsa" as libraries write it.
    if let Some((family, given)) = text.split_once(", ")
        && !given.contains(',')
        && family.split_whitespace().count() == 1
        && (1..=2).contains(&given.split_whitespace().count())
        && crate::import::forenames::is_forename(given.split_whitespace().next().unwrap_or_default())
    {
        return vec![format!("{given} {family}")];
    }
    let found = names::byline(text).filter(|found| !found.is_empty()).or_else(|| names::labelled(text));
    let found = match found {
        Some(found) => found,
        None if person == Some(true) && text.split_whitespace().count() <= 5 => vec![text.to_owned()],
        // The name of a user of the site.
        None if is_user(text) => vec![text.to_owned()],
        None => Vec::new(),
    };
    let whole = |name: &String| !is_label(&fold(name)) && !crate::import::dates::is_month(&name.to_lowercase());
    found.into_iter().filter(whole).collect()
}

fn is_user(text: &str) -> bool {
    (3..=30).contains(&text.len())
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
        && text.chars().any(char::is_alphabetic)
        && crate::import::dates::label(&fold(text)).is_none()
}

/// A desk that signs for the outlet.
fn is_desk(folded: &str) -> bool {
    matches!(
        folded,
        "redaktion"
            | "die redaktion"
            | "rédaction"
            | "la rédaction"
            | "redacción"
            | "redazione"
            | "redação"
            | "redactie"
            | "editorial team"
            | "staff writer"
            | "news desk"
            | "newsroom"
            | "editorial staff"
            | "editorial board"
            | "staff reporter"
    )
}

/// Words that stand where a name should be.
fn is_label(folded: &str) -> bool {
    matches!(
        folded,
        "admin"
            | "administrator"
            | "posted"
            | "name"
            | "author"
            | "authors"
            | "by"
            | "staff"
            | "editor"
            | "guest"
            | "webmaster"
            | "autor"
            | "about the author"
            | "unknown"
            | "anonymous"
            | "root"
            | "user"
            | "user name"
            | "twitter"
            | "facebook"
            | "the author"
            | "view all posts"
            | "all posts"
            | "more"
            | "profile"
            | "email"
            | "follow"
            | "null"
            | "undefined"
            | "super user"
            | "default"
            | "no author"
            | "und"
            | "and"
            | "et"
            | "y"
            | "e"
            | "text"
            | "jobs"
            | "hace"
            | "il y a"
    ) || is_chrome(folded)
        || names::is_byline_label(folded)
        || names::is_job(folded) && !is_desk(folded)
        || crate::import::dates::weekday(folded).is_some()
        || folded.starts_with("view all posts")
        || folded.starts_with("posts by")
        || folded.contains("alle beiträge")
        || folded.contains("all posts")
        || folded.contains("more posts")
        || folded.starts_with("author profile")
        || folded.starts_with("follow ")
        || folded.starts_with("publiziert")
        || folded.is_empty()
}
