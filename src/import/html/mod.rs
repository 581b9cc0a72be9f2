//! Web pages to drafts: parse once, let a body finder choose blocks, prune them, read the fields from what the page
//! declares and shows.
//!
//! Nothing is fetched. Foreign parsers run behind `catch_unwind`: a page that breaks one gives a sentence, not a crash.

mod article;
mod blocks;
mod body;
mod clean;
mod jsonld;
mod marked;
mod outlet;
mod page;
mod people;
mod prune;
mod scholar;
mod title;
mod weigh;
mod when;
mod zones;

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::Document;

use self::page::Page;
use super::assemble::redraft;
use super::decode::{Decoded, decode};
use super::fields::dateline;
use super::language::language;
use super::layout::Piece;
use super::names::{is_institution, split_name};
use super::roles::Role;
use super::{Draft, Fate, Hints, ImportError, Line, Why};
use crate::model::{BlockKind, Evidence, Name, SourceKind};

pub(super) use self::clean::is_html;

/// The second body finder is slow: larger pages go without.
const LONGEST_FOR_WITNESS: usize = 1_500_000;
/// Pages nested deeper, after flattening, are judged without the body finder.
const DEEPEST: usize = 900;

/// A draft of a web page.
///
/// # Errors
/// [`ImportError`] if the bytes are no text, hold no article, or break the parser.
pub(super) fn draft(bytes: &[u8], name: &str, hints: &Hints) -> Result<Draft, ImportError> {
    let decoded = decoded(bytes, name)?;
    catch_unwind(AssertUnwindSafe(|| read(decoded, bytes, name, hints)))
        .unwrap_or_else(|_| Err(ImportError::Broken { name: name.to_owned() }))
}

/// Text of a page: a mark or plain UTF-8 first, then what the page declares, then a guess.
fn decoded(bytes: &[u8], name: &str) -> Result<Decoded, ImportError> {
    let plain = encoding_rs::Encoding::for_bom(bytes).is_some() || std::str::from_utf8(bytes).is_ok();
    match clean::declared(bytes).filter(|encoding| !plain && encoding.is_ascii_compatible()) {
        Some(encoding) if encoding != encoding_rs::UTF_8 => {
            let (text, damaged) = encoding.decode_without_bom_handling(bytes);
            let text = text.replace('\0', "");
            Ok(Decoded { text, encoding: encoding.name().to_owned(), guessed: false, damaged })
        }
        _ => decode(bytes, name),
    }
}

fn read(decoded: Decoded, bytes: &[u8], name: &str, hints: &Hints) -> Result<Draft, ImportError> {
    let saved = clean::saved(&decoded.text);
    let html = clean::tidy(&decoded.text);
    let address = hints.url.clone().map(|url| url.trim().to_owned()).filter(|url| url.contains("://")).or(saved.url);
    // A copy in an archive: the page's own address counts, the copy's is kept beside it.
    let copy = address.clone().filter(|address| page::archived(address).is_some());
    let (address, copied) = match copy.as_deref().and_then(page::archived) {
        Some((inner, day)) => (Some(inner.to_owned()), Some(day)),
        None => (address, None),
    };
    let document = Document::from(html.as_ref());
    let page = Page::read(&document, address.as_deref());
    let (chosen, second) = choose(document, &html, &page);
    let first = (0..chosen.len()).find(|&at| {
        chosen.get(at) == Some(&true) && page.readings.get(at).is_some_and(|reading| reading.shape.is_prose())
    });
    let first = first.or_else(|| chosen.iter().position(|&kept| kept));
    let last = chosen.iter().rposition(|&kept| kept);

    let mut draft = Draft::new(name, bytes, SourceKind::Html, &decoded.encoding, hints);
    let language = languages(&page, &chosen);
    let outlets = outlet::names(&page);
    let mut names: Vec<String> = outlets.iter().map(|evidence| evidence.value.clone()).collect();
    names.extend(page.host());
    let headline = title::find(&page, first, &names);
    let best = headline.evidence.first().map(|evidence| evidence.value.clone());
    let outlets: Vec<Evidence> = outlets
        .into_iter()
        .filter(|outlet| best.as_deref().is_none_or(|title| !title.eq_ignore_ascii_case(&outlet.value)))
        .collect();
    let fates = fates(&page, &html, &chosen, second, &headline);
    if let Some(seen) = article::missing(&page, &fates) {
        return Err(ImportError::NoArticle { name: name.to_owned(), seen });
    }
    let found = Found { page: &page, fates, title: headline.block, first, last };

    put(&mut draft, "title", headline.evidence, |draft, value| draft.item.title = value);
    put(&mut draft, "container-title", outlets, |draft, value| draft.item.container_title = Some(value));
    if let Some(language) = language {
        put(&mut draft, "language", vec![language], |draft, value| draft.language = Some(value));
    }
    found.people(&mut draft, &names);
    found.dates(&mut draft);
    let sections = outlet::sections(&page, &draft.item.title, draft.item.container_title.as_deref());
    put(&mut draft, "section", sections, |draft, value| draft.section = Some(value));
    found.addresses(&mut draft);
    scholar::read(&page, &mut draft);
    draft.item.kind = scholar::kind(&page, &draft).to_owned();
    if let Some(date) = saved.date
        && let Some((day, _)) = when::read(&date, true)
    {
        let evidence = Evidence { value: day.to_string(), from: "comment of the saved page".to_owned(), sure: 0.9 };
        put(&mut draft, "accessed", vec![evidence], |draft, value| draft.item.accessed = Some(value));
    }
    if let (Some(copy), Some(day)) = (copy, copied) {
        let evidence = |value: String| vec![Evidence { value, from: "address of the archive".to_owned(), sure: 0.95 }];
        put(&mut draft, "archive_url", evidence(copy), |draft, value| draft.item.archive_url = Some(value));
        put(&mut draft, "accessed", evidence(day.to_string()), |draft, value| draft.item.accessed = Some(value));
    }
    draft.lines = found.lines();
    draft.kinds = page.blocks.iter().map(|block| block.kind).collect();
    warnings(&mut draft, &decoded);
    Ok(redraft(draft))
}

/// The body finder's choice, where it is unsure what two of three ways to find a body agree on; and what the second
/// finder said if it was asked.
fn choose(document: Document, html: &str, page: &Page) -> (Vec<bool>, Option<Vec<bool>>) {
    let found = (page.deepest <= DEEPEST).then(|| body::readability(document, &page.blocks)).flatten();
    let found = found.filter(|found| found.contains(&true));
    if let Some(found) = &found
        && body::is_sure(page, found)
    {
        return (found.clone(), None);
    }
    let own = body::stretch(page);
    let second = ask_second(html, page);
    let witness = second.clone().filter(|witness| witness.contains(&true));
    let chosen = match (found, witness) {
        (None, None) => own,
        (Some(one), None) | (None, Some(one)) => body::better(page, one, own),
        (Some(one), Some(two)) => {
            let both = (0..page.blocks.len())
                .map(|at| [&one, &two, &own].iter().filter(|list| list.get(at) == Some(&true)).count() >= 2)
                .collect();
            body::better(page, body::better(page, body::better(page, both, one), two), own)
        }
    };
    (chosen, second)
}

/// What the second body finder keeps; `None` where a page is too large or deep for it.
fn ask_second(html: &str, page: &Page) -> Option<Vec<bool>> {
    (html.len() < LONGEST_FOR_WITNESS && page.deepest <= DEEPEST).then(|| body::witness(html, &page.blocks)).flatten()
}

/// What becomes of every block: rules first, then all signs weighed together, with a second opinion where in doubt.
fn fates(page: &Page, html: &str, chosen: &[bool], second: Option<Vec<bool>>, headline: &title::Headline) -> Vec<Fate> {
    let best = headline.evidence.first().map(|evidence| evidence.value.as_str());
    let ruled = prune::fates(page, chosen, best);
    let mut weighed = weigh::Weighed::of(page, chosen, &ruled, headline.block);
    let second = second.or_else(|| weighed.is_doubtful().then(|| ask_second(html, page)).flatten());
    if let Some(second) = second {
        weighed.ask(&second, chosen, &ruled);
    }
    let fates = weighed.fates(&ruled);
    let words = |fates: &[Fate]| -> usize {
        let kept = fates.iter().zip(&page.readings).filter(|(fate, _)| **fate == Fate::Kept);
        kept.map(|(_, reading)| reading.shape.words).sum()
    };
    // Weights that leave next to nothing of what the rules kept do not know pages like this one.
    if words(&fates) * 4 < words(&ruled) { ruled } else { fates }
}

/// The language the page declares, checked against the words of its body.
fn languages(page: &Page, chosen: &[bool]) -> Option<Evidence> {
    let text: Vec<Piece> = page
        .pieces
        .iter()
        .zip(chosen)
        .filter(|(_, kept)| **kept)
        .map(|(piece, _)| Piece { text: piece.text.clone(), lines: piece.lines, apart: true })
        .collect();
    let read = language(if text.is_empty() { &page.pieces } else { &text });
    let primary = |tag: &str| {
        let code: String = tag.trim().chars().take_while(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
        ((2..=3).contains(&code.len())).then_some(code)
    };
    let metas = page.meta(&["og:locale", "content-language", "language", "dc.language", "inlanguage"]);
    let declared = page
        .lang
        .as_deref()
        .and_then(primary)
        .map(|lang| (lang, "lang of the page"))
        .or_else(|| metas.and_then(|(value, key)| Some((primary(value)?, key))));
    // Close relatives are told apart better by the page than by counting letters.
    const CLOSE: [&[&str]; 5] =
        [&["no", "nb", "nn", "da"], &["hr", "sr", "bs", "sl"], &["id", "ms"], &["cs", "sk"], &["gl", "pt"]];
    const RARE: [&str; 8] = ["la", "eo", "jv", "sn", "zu", "ak", "tk", "uz"];
    let evidence =
        |value: &str, from: &str, sure| Some(Evidence { value: value.to_owned(), from: from.to_owned(), sure });
    match (declared, read) {
        (Some((tag, from)), Some(read)) if tag == read => evidence(&tag, &format!("{from} and its words"), 0.99),
        (Some((tag, from)), Some(read))
            if CLOSE.iter().any(|close| close.contains(&tag.as_str()) && close.contains(&read.as_str())) =>
        {
            evidence(&tag, from, 0.8)
        }
        // Letter counts see rare languages in lists of names and filler text; the page knows better.
        (Some((tag, from)), Some(read)) if RARE.contains(&read.as_str()) => evidence(&tag, from, 0.7),
        (_, Some(read)) => evidence(&read, "words of the text", 0.9),
        (Some((tag, from)), None) => evidence(&tag, from, 0.6),
        (None, None) => None,
    }
}

/// Writes the best value and keeps all of them as evidence.
fn put(draft: &mut Draft, field: &str, evidence: Vec<Evidence>, set: impl FnOnce(&mut Draft, String)) {
    let Some(best) = evidence.first() else { return };
    set(draft, best.value.clone());
    draft.evidence.insert(field.to_owned(), evidence);
}

struct Found<'p> {
    page: &'p Page,
    fates: Vec<Fate>,
    title: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
}

impl Found<'_> {
    fn people(&self, draft: &mut Draft, outlets: &[String]) {
        let credits = people::find(self.page, outlets, self.title, self.first);
        let evidence: Vec<Evidence> = credits
            .bylines
            .iter()
            .take(6)
            .map(|byline| Evidence { value: byline.names.join("; "), from: byline.from.clone(), sure: byline.sure })
            .collect();
        if let Some(best) = credits.bylines.first() {
            draft.item.author = best
                .names
                .iter()
                .map(|name| {
                    // Four signs may part in the middle or after the first: kept whole.
                    let signs = name.chars().count() == 4 && name.chars().all(|c| matches!(c, '\u{3040}'..='\u{9fff}'));
                    if signs || is_institution(name) { Name::literal(name) } else { split_name(name) }
                })
                .collect();
            draft.evidence.insert("author".to_owned(), evidence);
        }
        let mut agency = credits.agency;
        if let Some(lead) = self.first.and_then(|first| self.page.pieces.get(first))
            && let Some(found) = dateline(&lead.text)
        {
            let note = |value: String| vec![Evidence { value, from: "dateline".to_owned(), sure: 0.85 }];
            if let Some(place) = found.place {
                put(draft, "dateline", note(place), |draft, value| draft.dateline = Some(value));
            }
            if let Some(name) = found.agency {
                agency.get_or_insert(Evidence { value: name.to_owned(), from: "dateline".to_owned(), sure: 0.85 });
            }
        }
        if let Some(agency) = agency {
            put(draft, "agency", vec![agency], |draft, value| draft.agency = Some(value));
        }
    }

    fn dates(&self, draft: &mut Draft) {
        let day_first = self.page.lang.as_deref().is_some_and(|lang| {
            let lang = lang.to_lowercase();
            !lang.starts_with("en") || lang.len() > 2 && !lang.ends_with("us")
        });
        let found = when::find(self.page, self.title, self.first, self.last, day_first);
        let Some(best) = found.first() else { return };
        draft.item.issued = Some(best.date.to_string());
        let rival = found.iter().find(|other| other.date != best.date && other.sure >= 0.7);
        if let Some(rival) = rival {
            draft.warn("issued", format!("The page also names {} ({}).", rival.date, rival.from));
        }
        let mut evidence: Vec<Evidence> = Vec::new();
        for when in &found {
            let value = when.evidence();
            let known =
                evidence.iter().any(|other| other.from == value.from && other.value.get(..10) == value.value.get(..10));
            if !known && evidence.len() < 8 {
                evidence.push(value);
            }
        }
        draft.evidence.insert("issued".to_owned(), evidence);
    }

    fn addresses(&self, draft: &mut Draft) {
        let page = self.page;
        let mut evidence = Vec::new();
        let mut add = |value: Option<String>, from: &str, sure: f64| {
            if let Some(value) = value.filter(|value| value.contains("://")) {
                evidence.push(Evidence { value, from: from.to_owned(), sure });
            }
        };
        let base = page.address.as_deref();
        let own = |url: String| page::archived(&url).map_or(url.clone(), |(inner, _)| inner.to_owned());
        add(page.canonical.clone(), "canonical link", 0.95);
        add(page.meta(&["og:url"]).and_then(|(url, _)| page::absolute(url, base)).map(own), "meta og:url", 0.85);
        add(page.linked.text("url").filter(|url| url.starts_with("http")), "JSON-LD url", 0.7);
        add(page.address.clone(), "address of the file", 0.8);
        put(draft, "URL", evidence, |draft, value| draft.item.url = Some(value));
    }

    fn lines(&self) -> Vec<Line> {
        self.page
            .blocks
            .iter()
            .enumerate()
            .map(|(at, block)| {
                let mut fate = self.fates.get(at).copied().unwrap_or(Fate::Kept);
                let near = self.first.is_none_or(|first| at <= first + 2);
                let field = match self.page.readings.get(at).map(|reading| reading.role) {
                    _ if self.title == Some(at) => Some("title"),
                    Some(Role::Byline) if near && fate != Fate::Kept => Some("author"),
                    Some(Role::Date) if near && fate != Fate::Kept => Some("issued"),
                    _ => None,
                };
                if field.is_some() && fate != Fate::Kept {
                    fate = Fate::Struck(Why::Field);
                }
                Line { number: at + 1, text: block.text.clone(), fate, field: field.map(str::to_owned) }
            })
            .collect()
    }
}

fn warnings(draft: &mut Draft, decoded: &Decoded) {
    if decoded.damaged {
        draft
            .warn("text", format!("Some characters could not be read as {} and were replaced by �.", decoded.encoding));
    } else if decoded.guessed {
        draft.warn(
            "text",
            format!(
                "The page does not say how its letters are stored; it was read as {}. Check the accents.",
                decoded.encoding
            ),
        );
    }
    for (field, missing, what) in [
        ("title", draft.item.title.is_empty(), "No headline was found. Type one."),
        ("issued", draft.item.issued.is_none(), "No date of publication was found."),
    ] {
        if missing {
            draft.warn(field, what);
        }
    }
}

/// The blocks of a page that is all text, in order: a chapter of a book.
pub(super) fn chapter(html: &str) -> Vec<(BlockKind, String)> {
    let html = clean::tidy(html);
    let document = Document::from(html.as_ref());
    let walked = blocks::walk(document.html_root(), false);
    walked.blocks.into_iter().map(|block| (block.kind, block.text)).collect()
}

/// Whether a block is a heading.
fn is_heading(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::H1 | BlockKind::H2 | BlockKind::H3 | BlockKind::H4 | BlockKind::H5 | BlockKind::H6)
}

#[cfg(test)]
mod learn_tests;
#[cfg(test)]
mod tests;
