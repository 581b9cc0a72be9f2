//! The outlet that carries the piece, its section, and what kind of thing the outlet is.

use super::marked;
use super::page::Page;
use super::title::MARKS;
use super::zones::Zones;
use crate::import::fields::{is_section, known_agency};
use crate::import::phrases::fold;
use crate::model::{BlockKind, Evidence};

/// Names the outlet gives itself, best first.
pub(super) fn names(page: &Page) -> Vec<Evidence> {
    let mut found: Vec<Evidence> = Vec::new();
    let host = page.host();
    let mut add = |value: &str, from: &str, sure: f64| {
        let value = tidy(value.split(" | ").next().unwrap_or(value));
        if fits(&value) && !found.iter().any(|other: &Evidence| fold(&other.value) == fold(&value)) {
            found.push(Evidence { value, from: from.to_owned(), sure });
        }
    };
    for (key, sure) in [("og:site_name", 0.9), ("citation_journal_title", 0.97), ("prism.publicationname", 0.9)] {
        for value in page.all(key) {
            add(value, &format!("meta {key}"), sure);
        }
    }
    for (name, _) in page.linked.names("publisher") {
        add(&name, "JSON-LD publisher", 0.8);
    }
    if let Some(name) = page.linked.site() {
        add(&name, "JSON-LD WebSite", 0.75);
    }
    for (key, sure) in [
        ("application-name", 0.7),
        ("apple-mobile-web-app-title", 0.6),
        ("dc.publisher", 0.6),
        ("publisher", 0.55),
        ("dcterms.publisher", 0.6),
        ("al:android:app_name", 0.5),
        ("al:iphone:app_name", 0.5),
        ("copyright", 0.4),
    ] {
        for value in page.all(key) {
            add(value, &format!("meta {key}"), sure);
        }
    }
    if let Some(title) = &page.title {
        for (piece, sure) in ends(title) {
            let near = host.as_deref().is_some_and(|host| is_like_host(&piece, host));
            if near {
                add(&piece, "end of the window's title", 0.7);
            } else if piece.split_whitespace().count() <= 4 && sure > 0.0 {
                add(&piece, "end of the window's title", sure);
            }
        }
    }
    for value in page.all("twitter:site") {
        add(value.trim_start_matches('@'), "meta twitter:site", 0.25);
    }
    if let Some(host) = &host {
        add(host, "address", 0.3);
    }
    // A name that is the host with spaces and capitals beats a bare host or a longer claim of a publisher.
    if let Some(host) = &host {
        for evidence in &mut found {
            let wordy = evidence.value.split_whitespace().count() > 4;
            if wordy && !is_like_host(&evidence.value, host) {
                evidence.sure -= 0.15;
            }
            if evidence.from != "address" && is_like_host(&evidence.value, host) {
                evidence.sure = (evidence.sure + 0.12).min(0.98);
            }
            if evidence.value.contains('.')
                && evidence.value.to_lowercase().trim_start_matches("www.") == *host
                && evidence.from != "address"
            {
                evidence.sure -= 0.15;
            }
        }
    }
    found.sort_by(|a, b| b.sure.total_cmp(&a.sure));
    found
}

/// Last and first pieces of the window's title.
fn ends(title: &str) -> Vec<(String, f64)> {
    let mut pieces = Vec::new();
    for mark in MARKS {
        if let Some((before, after)) = title.rsplit_once(mark) {
            if before.split_whitespace().count() >= 2 {
                let sure = if matches!(mark, " | " | " - " | " – " | " — " | " » " | " · ") { 0.5 } else { 0.2 };
                pieces.push((after.trim().to_owned(), sure));
            }
            if let Some((first, rest)) = title.split_once(mark)
                && rest.split_whitespace().count() >= 3
            {
                pieces.push((first.trim().to_owned(), 0.0));
            }
        }
    }
    pieces
}

/// Whether a name is written in the host: "Highland Post" and "highlandpost.example".
fn is_like_host(name: &str, host: &str) -> bool {
    let tight: String = fold(name).chars().filter(char::is_ascii_alphanumeric).collect();
    let tight = tight.strip_prefix("the").unwrap_or(&tight);
    let tight = tight.strip_prefix("der").filter(|rest| rest.len() > 4).unwrap_or(tight);
    let plain: String = host.chars().filter(char::is_ascii_alphanumeric).collect();
    let label: String =
        host.rsplit('.').nth(1).unwrap_or_default().chars().filter(char::is_ascii_alphanumeric).collect();
    tight.len() >= 3 && (plain.contains(tight) || label.len() >= 4 && tight.starts_with(&label))
}

fn tidy(name: &str) -> String {
    let name = name.trim().trim_end_matches(['®', '™']).trim();
    let name = name.strip_prefix("©").map_or(name, str::trim);
    let name = name.strip_prefix("www.").unwrap_or(name);
    name.to_owned()
}

fn fits(name: &str) -> bool {
    let words = name.split_whitespace().count();
    !name.is_empty()
        && words <= 8
        && name.chars().count() <= 70
        && !name.contains("://")
        && !name.contains(['{', '©'])
        && !is_section(&fold(name))
        && !fold(name).contains("copyright")
        && !fold(name).contains("rights reserved")
        && known_agency(name).is_none_or(|_| words == 1)
        && !matches!(
            fold(name).as_str(),
            "home"
                | "homepage"
                | "blog"
                | "wordpress"
                | "facebook"
                | "twitter"
                | "admin"
                | "startseite"
                | "news"
                | "undefined"
                | "null"
                | "website"
                | ""
                | "default"
        )
}

/// "Kategorie: Politik" without its label.
fn unlabelled(text: &str) -> &str {
    match text.split_once(':') {
        Some((label, rest)) if !rest.trim().is_empty() && label.split_whitespace().count() <= 2 => rest.trim(),
        _ => text,
    }
}

/// Sections the page names, best first.
pub(super) fn sections(page: &Page, title: &str, outlet: Option<&str>) -> Vec<Evidence> {
    let mut found: Vec<Evidence> = Vec::new();
    let title = fold(title);
    let outlet = outlet.map(fold).unwrap_or_default();
    let mut add = |value: &str, from: &str, sure: f64| {
        let value = value.trim().trim_matches(['/', '>', '|', '›', '»']).trim();
        let folded = fold(value);
        let words = value.split_whitespace().count();
        let known = if is_section(&folded) { 0.05 } else { 0.0 };
        if value.is_empty()
            || words > 5
            || value.chars().count() > 45
            || folded == title
            || folded == outlet
            || folded.is_empty()
        {
            return;
        }
        if matches!(
            folded.as_str(),
            "home"
                | "startseite"
                | "início"
                | "etusivu"
                | "forside"
                | "strona główna"
                | "you are here"
                | "sie sind hier"
                | "homepage"
                | "start"
                | "accueil"
                | "inicio"
                | "index"
                | "article"
                | "articles"
                | "artikel"
                | "uncategorized"
                | "uncategorised"
                | "unkategorisiert"
                | "non classé"
                | "sin categoría"
                | "sin categorizar"
                | "senza categoria"
                | "sem categoria"
                | "posts"
                | "post"
        ) || folded.chars().all(|c| c.is_ascii_digit())
            || page.host().is_some_and(|host| host == value.to_lowercase())
        {
            return;
        }
        if !found.iter().any(|other: &Evidence| fold(&other.value) == folded) {
            found.push(Evidence { value: value.to_owned(), from: from.to_owned(), sure: sure + known });
        }
    };
    for (key, sure) in [
        ("article:section", 0.93),
        ("og:section", 0.85),
        ("parsely-section", 0.85),
        ("dc.subject", 0.3),
        ("section", 0.8),
        ("prism.section", 0.85),
        ("cxenseparse:recs:articlesection", 0.7),
        ("category", 0.6),
        ("article.section", 0.8),
    ] {
        for value in page.all(key) {
            for value in value.split(['>', ',', ';', '|']).take(3) {
                add(value, &format!("meta {key}"), sure);
            }
        }
    }
    for value in page.linked.texts("articleSection") {
        for value in value.split(['>', ',', ';', '|']).take(3) {
            add(value, "JSON-LD articleSection", 0.88);
        }
    }
    for block in
        page.blocks.iter().filter(|block| block.zones.any(Zones::BREADCRUMB) && block.kind != BlockKind::H1).take(10)
    {
        // The deeper the step, the nearer to the piece.
        for (step, value) in block.text.split(['>', '/', '›', '»', '|', '\n', '→']).enumerate() {
            add(value, "breadcrumb", 0.70 + 0.012 * step.min(5) as f64);
        }
    }
    for (step, value) in page.linked.breadcrumb().iter().enumerate() {
        add(value, "JSON-LD breadcrumb", 0.68 + 0.012 * step.min(5) as f64);
    }
    for marked in &page.marked {
        let first = marked.text.lines().next().unwrap_or_default();
        if marked::is_current(&marked.words) {
            add(first, "marked in the menu", 0.62);
            continue;
        }
        let category = marked.words.split(' ').any(|word| marked::CATEGORIES.contains(&word));
        if category && !marked.zones.any(Zones::NAV.with(Zones::RELATED).with(Zones::ASIDE)) {
            let sure = if marked.tag == "a" { 0.74 } else { 0.55 };
            add(unlabelled(first), "marked category", sure);
        }
    }
    if let Some(address) = page.own_address() {
        let path = address.split_once("://").map_or(address, |(_, rest)| rest);
        let steps: Vec<&str> = path
            .split(['?', '#'])
            .next()
            .unwrap_or_default()
            .split('/')
            .skip(1)
            .filter(|step| !step.is_empty())
            .collect();
        if steps.len() >= 2
            && let Some(step) = steps.iter().find(|step| step.len() > 2 && !step.contains(|c: char| c.is_ascii_digit()))
            && *step != *steps.last().unwrap_or(&"")
            && step.matches(['-', '_']).count() <= 2
        {
            let mut word = step.replace(['-', '_'], " ");
            if let Some(first) = word.get(..1).map(str::to_uppercase) {
                word.replace_range(..1, &first);
            }
            add(&word, "address", 0.4);
        }
    }
    found.sort_by(|a, b| b.sure.total_cmp(&a.sure));
    found
}
