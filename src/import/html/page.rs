//! A page as far as its fields are concerned: what the head declares, what the walk found, how each block reads.

use dom_query::Document;
use jiff::civil::Date;

use super::blocks::{Found, walk};
use super::jsonld::{Linked, clean};
use super::marked::Marked;
use super::zones::Zones;
use crate::import::layout::Piece;
use crate::import::phrases::{fold, is_stop};
use crate::import::roles::{self, Reading};
use crate::model::BlockKind;

/// Blocks beyond this are not read for fields.
const MOST: usize = 6000;

/// Everything that is known of a page before its body is.
pub(super) struct Page {
    /// Address the page came from, if known.
    pub address: Option<String>,
    /// (key in lower case, content), in order.
    pub metas: Vec<(String, String)>,
    /// `<title>`.
    pub title: Option<String>,
    /// `lang` of the page.
    pub lang: Option<String>,
    /// `<link rel=canonical>`, made absolute.
    pub canonical: Option<String>,
    pub linked: Linked,
    /// The day of publication as a script of the page names it.
    pub scripted: Option<String>,
    pub blocks: Vec<Found>,
    pub marked: Vec<Marked>,
    pub times: Vec<Marked>,
    /// One for every block.
    pub pieces: Vec<Piece>,
    /// One for every block.
    pub readings: Vec<Reading>,
    /// Greatest depth of elements.
    pub deepest: usize,
}

impl Page {
    /// Reads a parsed page.
    pub(super) fn read(document: &Document, address: Option<&str>) -> Self {
        let mut metas = Vec::new();
        let mut linked = Linked::default();
        let mut title = None;
        let mut canonical = None;
        let mut lang = None;
        let mut scripted = None;
        for node in document.root().descendants_it() {
            let Some(element) = node.element_ref() else { continue };
            let attr = |name: &str| {
                element.attrs.iter().find(|attr| &*attr.name.local == name).map(|attr| attr.value.to_string())
            };
            match &*element.name.local {
                "meta" => {
                    let content =
                        attr("content").or_else(|| attr("value")).map(|content| clean(&content)).unwrap_or_default();
                    if content.is_empty() || metas.len() > 2000 {
                        continue;
                    }
                    for key in ["property", "name", "itemprop", "http-equiv"] {
                        if let Some(name) = attr(key).filter(|name| !name.is_empty()) {
                            metas.push((name.trim().to_lowercase(), content.clone()));
                        }
                    }
                }
                "link" if canonical.is_none() => {
                    let rel = attr("rel").unwrap_or_default().to_lowercase();
                    if rel.split_whitespace().any(|rel| rel == "canonical") {
                        canonical = attr("href").and_then(|href| absolute(href.trim(), address));
                        canonical = canonical.map(|url| archived(&url).map_or(url.clone(), |(own, _)| own.to_owned()));
                    }
                }
                "html" => lang = attr("lang").or_else(|| attr("xml:lang")).filter(|lang| !lang.trim().is_empty()),
                "title" if title.is_none() => {
                    let inside_picture = node.parent().is_some_and(|parent| parent.has_name("svg"));
                    if !inside_picture {
                        drop(element);
                        title = Some(clean(&node.text())).filter(|title| !title.is_empty());
                    }
                }
                "script" if attr("type").is_some_and(|kind| kind.to_lowercase().contains("ld+json")) => {
                    drop(element);
                    linked.add(&node.text());
                }
                "script" if scripted.is_none() => {
                    drop(element);
                    scripted = published(&node.text());
                }
                _ => {}
            }
        }
        let walked = walk(document.html_root(), true);
        let pieces: Vec<Piece> = walked
            .blocks
            .iter()
            .enumerate()
            .map(|(at, block)| Piece {
                text: if is_menu(block) { String::new() } else { block.text.replace(['\n', '\t'], " ") },
                lines: (at + 1, at + 1),
                apart: true,
            })
            .collect();
        let day_first = !lang.as_deref().is_some_and(|lang| lang.eq_ignore_ascii_case("en-us"))
            && lang.as_deref().is_some_and(|lang| !lang.to_lowercase().starts_with("en") || lang.len() > 2);
        let mut readings = roles::read(pieces.get(..MOST.min(pieces.len())).unwrap_or_default(), day_first);
        while readings.len() < pieces.len() {
            readings.extend(roles::read(&[Piece { text: String::new(), lines: (0, 0), apart: true }], false));
        }
        Self {
            address: address.map(str::to_owned),
            metas,
            title,
            lang,
            canonical,
            linked,
            scripted,
            blocks: walked.blocks,
            marked: walked.marked,
            times: walked.times,
            pieces,
            readings,
            deepest: walked.deepest,
        }
    }

    /// The first content of one of `keys`, with the key that had it.
    pub(super) fn meta(&self, keys: &[&'static str]) -> Option<(&str, &'static str)> {
        keys.iter().find_map(|key| {
            self.metas.iter().find(|(name, _)| name == key).map(|(_, content)| (content.as_str(), *key))
        })
    }

    /// Every content of `key`.
    pub(super) fn all(&self, key: &str) -> Vec<&str> {
        self.metas.iter().filter(|(name, _)| name == key).map(|(_, content)| content.as_str()).collect()
    }

    /// The address the page gives itself, or where it came from.
    pub(super) fn own_address(&self) -> Option<&str> {
        self.canonical.as_deref().or_else(|| self.meta(&["og:url"]).map(|(url, _)| url)).or(self.address.as_deref())
    }

    /// Whether a block can hold a headline or field of this piece and not of another.
    pub(super) fn is_own(&self, at: usize) -> bool {
        let foreign = Zones::NAV
            .with(Zones::FOOTER)
            .with(Zones::COMMENTS)
            .with(Zones::RELATED)
            .with(Zones::NEWSLETTER)
            .with(Zones::AD)
            .with(Zones::HIDDEN);
        self.blocks.get(at).is_some_and(|block| !block.zones.any(foreign))
    }

    /// The host without "www.", from the page's own address.
    pub(super) fn host(&self) -> Option<String> {
        host(self.own_address()?).or_else(|| host(self.address.as_deref()?))
    }
}

/// The value of the first key for a day of publication in the data of a script.
fn published(script: &str) -> Option<String> {
    const KEYS: [&str; 8] = [
        "\"datePublished\"",
        "\"publishDate\"",
        "\"publishedAt\"",
        "\"published_at\"",
        "\"publicationDate\"",
        "\"publish_date\"",
        "\"pubDate\"",
        "\"published_time\"",
    ];
    let (_, rest) = KEYS.iter().find_map(|key| script.split_once(key))?;
    let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let value = value.split('"').next()?;
    (value.len() >= 8 && value.len() <= 40).then(|| value.to_owned())
}

/// Entries of menus and lists of other pieces: they hold no field, and pages have hundreds.
fn is_menu(block: &Found) -> bool {
    let zones = Zones::NAV.with(Zones::FOOTER).with(Zones::RELATED).with(Zones::SHARE).with(Zones::TAGS);
    matches!(block.kind, BlockKind::Li | BlockKind::P)
        && !is_stop(&fold(&block.text))
        && block.zones.any(zones)
        && block.text.len() < 120
        && block.link_share() > 0.7
        && block.zones.without(Zones::BREADCRUMB) == block.zones
}

/// An address of an archive that holds the copied page's own: "…/web/20240306101500/https://…" gives that and the day.
pub(super) fn archived(address: &str) -> Option<(&str, Date)> {
    let (_, rest) = address.split_once("://")?;
    let at = rest.find("/http").filter(|at| rest.get(*at..).is_some_and(|inner| inner.contains(":/")))?;
    let stamp = rest.get(..at)?.rsplit('/').next()?;
    let digits: String = stamp.chars().take_while(char::is_ascii_digit).collect();
    let day = Date::strptime("%Y%m%d", digits.get(..8)?).ok().filter(|_| digits.len() == 14)?;
    Some((rest.get(at + 1..)?, day))
}

/// The host of an address, in lower case, without "www.".
pub(super) fn host(address: &str) -> Option<String> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?.trim().to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.') && !host.contains(char::is_whitespace)).then(|| host.to_owned())
}

/// An address made absolute; `None` if it cannot be.
pub(super) fn absolute(href: &str, base: Option<&str>) -> Option<String> {
    if href.starts_with("http://") || href.starts_with("https://") {
        return Some(href.to_owned());
    }
    let (scheme, rest) = base?.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    if let Some(rest) = href.strip_prefix("//") {
        return Some(format!("{scheme}://{rest}"));
    }
    href.starts_with('/').then(|| format!("{scheme}://{host}{href}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_archives_hold_the_page_and_the_day() {
        let day = Date::new(2024, 3, 6).expect("a day");
        let copied = "https://copies.example/web/20240306101500/https://post.example/2021/dam";
        assert_eq!(archived(copied), Some(("https://post.example/2021/dam", day)));
        assert_eq!(
            archived("https://copies.example/web/20240306101500id_/http://post.example/"),
            Some(("http://post.example/", day))
        );
        for plain in [
            "https://post.example/20240306101500/dam",
            "https://post.example/?next=/http://x",
            "https://post.example/a/http",
        ] {
            assert_eq!(archived(plain), None, "{plain}");
        }
    }
}
