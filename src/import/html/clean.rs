//! The page before it is parsed: is it HTML, in which letters, and without what would only cost time.
//!
//! Every pass here is one scan over the text.

use std::borrow::Cow;

use encoding_rs::Encoding;

/// How much of a file is looked at for a declaration.
const HEAD: usize = 4096;
/// Elements nested deeper than this lose their tags, not their text: parsers walk the stack of open elements.
const DEEPEST: usize = 400;
/// Longer pages are cut, after pictures inside the page have been taken out.
const LONGEST: usize = 12 << 20;

/// Elements that never hold others or whose end tag may be missing; they say nothing about depth.
#[rustfmt::skip]
const UNCOUNTED: [&str; 27] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "optgroup", "colgroup",
];

/// Whether bytes or a file name say "web page".
pub(in crate::import) fn is_html(bytes: &[u8], name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    if [".html", ".htm", ".xhtml", ".shtml", ".xht"].iter().any(|end| name.ends_with(end)) {
        return true;
    }
    let head: String =
        bytes.iter().take(HEAD).filter(|b| **b != 0).map(|&b| char::from(b).to_ascii_lowercase()).collect();
    let begins = head.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, 'ï' | '»' | '¿' | 'ÿ' | 'þ'));
    if !begins.starts_with('<') || begins.starts_with("<rss") || begins.starts_with("<feed") {
        return false;
    }
    if [".txt", ".md", ".markdown"].iter().any(|end| name.ends_with(end)) && !begins.starts_with("<!doctype html") {
        return false;
    }
    ["<!doctype html", "<html", "<head", "<body", "<meta ", "<title", "<article", "<div", "<p>", "<h1", "<link "]
        .iter()
        .any(|tag| head.contains(tag))
}

/// The encoding a page declares in `<meta charset>` or its XML declaration.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: String = bytes.iter().take(HEAD).map(|&b| char::from(b).to_ascii_lowercase()).collect();
    ["charset", "encoding"].iter().find_map(|word| {
        head.match_indices(word).find_map(|(at, _)| {
            let rest = head.get(at + word.len()..)?.trim_start().strip_prefix('=')?.trim_start();
            let rest = rest.trim_start_matches(['"', '\'']);
            let label =
                rest.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))).next()?;
            Encoding::for_label(label.as_bytes())
        })
    })
}

/// The page without pictures written into it, not too deep and not too long.
pub(super) fn tidy(html: &str) -> Cow<'_, str> {
    let mut page = Cow::Borrowed(html);
    if page.contains("data:") {
        page = Cow::Owned(without_data(&page));
    }
    if page.len() > LONGEST {
        let end = (0..=LONGEST).rev().find(|&at| page.is_char_boundary(at)).unwrap_or(0);
        page = Cow::Owned(page.get(..end).unwrap_or_default().to_owned());
    }
    match flattened(&page) {
        Some(flat) => Cow::Owned(flat),
        None => page,
    }
}

/// `data:…;base64,…` cut to nothing.
fn without_data(html: &str) -> String {
    let mut clean = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("data:") {
        let (before, from) = rest.split_at(at);
        clean.push_str(before);
        let end = from
            .find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '>' | '<' | ')' | '\\'))
            .unwrap_or(from.len());
        let (uri, after) = from.split_at(end);
        // Short ones are words or cost nothing.
        if uri.len() < 200 {
            clean.push_str(uri);
        }
        rest = after;
    }
    clean.push_str(rest);
    clean
}

/// The page without tags below the greatest depth; `None` if it is not that deep.
fn flattened(html: &str) -> Option<String> {
    let mut depth = 0usize;
    let mut deepest = 0usize;
    for tag in Tags(html, 0) {
        depth = tag.after(depth);
        deepest = deepest.max(depth);
    }
    if deepest <= DEEPEST {
        return None;
    }
    let mut flat = String::with_capacity(html.len());
    let (mut depth, mut from) = (0usize, 0usize);
    for tag in Tags(html, 0) {
        let before = depth;
        depth = tag.after(depth);
        let outside = before.max(depth) > DEEPEST && before != depth;
        if outside {
            flat.push_str(html.get(from..tag.start).unwrap_or_default());
            flat.push(' ');
            from = tag.end;
        }
    }
    flat.push_str(html.get(from..).unwrap_or_default());
    Some(flat)
}

struct Tag<'h> {
    name: &'h str,
    closes: bool,
    start: usize,
    end: usize,
}

impl Tag<'_> {
    fn after(&self, depth: usize) -> usize {
        if UNCOUNTED.iter().any(|name| name.eq_ignore_ascii_case(self.name)) {
            depth
        } else if self.closes {
            depth.saturating_sub(1)
        } else {
            depth + 1
        }
    }
}

/// Tags of a page in order, without reading attributes; text of scripts is skipped.
struct Tags<'h>(&'h str, usize);

impl<'h> Iterator for Tags<'h> {
    type Item = Tag<'h>;

    fn next(&mut self) -> Option<Tag<'h>> {
        loop {
            let start = self.1 + self.0.get(self.1..)?.find('<')?;
            let rest = self.0.get(start + 1..)?;
            if let Some(comment) = rest.strip_prefix("!--") {
                let Some(length) = comment.find("-->") else {
                    self.1 = self.0.len();
                    return None;
                };
                self.1 = start + 4 + length + 3;
                continue;
            }
            let (closes, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
            let length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':')).count();
            if length == 0 {
                self.1 = start + 1;
                continue;
            }
            let name = rest.get(..length)?;
            let Some(close) = rest.find('>') else {
                self.1 = self.0.len();
                return None;
            };
            let offset = start + 1 + usize::from(closes);
            let end = offset + close + 1;
            self.1 = end;
            if !closes && (name.eq_ignore_ascii_case("script") || name.eq_ignore_ascii_case("style")) {
                let after = self.0.get(end..)?;
                let stop =
                    if name.eq_ignore_ascii_case("script") { ["</script", "</SCRIPT"] } else { ["</style", "</STYLE"] };
                match stop.iter().filter_map(|stop| after.find(stop)).min() {
                    Some(at) => self.1 = end + at,
                    None => {
                        self.1 = self.0.len();
                        return None;
                    }
                }
            }
            return Some(Tag { name, closes, start, end });
        }
    }
}

/// What browsers and page savers write into the first comment of a saved page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Saved {
    /// Address of the page.
    pub url: Option<String>,
    /// The day it was saved, as written.
    pub date: Option<String>,
}

/// Reads "saved from url=(0024)https://…" and the comment of SingleFile.
pub(super) fn saved(html: &str) -> Saved {
    let mut found = Saved::default();
    let head: String = html.chars().take(HEAD).collect();
    if let Some((_, rest)) = head.split_once("saved from url=") {
        let rest = rest.split_once(')').map_or(rest, |(_, rest)| rest);
        found.url = rest.split_whitespace().next().map(|url| url.trim_end_matches("-->").to_owned());
    } else if let Some((_, comment)) = head.split_once("<!--")
        && let Some((comment, _)) = comment.split_once("-->")
    {
        for line in comment.lines().map(str::trim) {
            if let Some(url) = line.strip_prefix("url:") {
                found.url = Some(url.trim().to_owned());
            } else if let Some(date) = line.strip_prefix("saved date:") {
                found.date = Some(date.trim().to_owned());
            }
        }
    }
    found.url = found.url.filter(|url| url.starts_with("http"));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_from_text() {
        assert!(is_html(b"<!DOCTYPE html><html>", "download"));
        assert!(is_html(b"\xef\xbb\xbf <html lang=en>", "x"));
        assert!(is_html(b"plain", "a.HTM"));
        assert!(!is_html(b"a < b and <p> is a tag", "a.txt"));
        assert!(!is_html(b"Dam engineer had warned", "a"));
    }

    #[test]
    fn declarations_are_read() {
        assert_eq!(declared(b"<meta charset='windows-1251'>").map(Encoding::name), Some("windows-1251"));
        assert_eq!(
            declared(b"<META http-equiv=Content-Type content=\"text/html; charset=iso-8859-1\">").map(Encoding::name),
            Some("windows-1252")
        );
        assert_eq!(declared(b"<?xml version='1.0' encoding='gbk'?>").map(Encoding::name), Some("GBK"));
        assert_eq!(declared(b"<p>charset of tools"), None);
    }

    #[test]
    fn pictures_inside_the_page_are_dropped_and_depth_is_limited() {
        let page = format!("<img src=\"data:image/png;base64,{}\"><p>data: one</p>", "A".repeat(5000));
        assert_eq!(tidy(&page), "<img src=\"\"><p>data: one</p>");
        let deep = format!("{}text{}", "<div>".repeat(5000), "</div>".repeat(5000));
        let flat = tidy(&deep);
        assert_eq!(flat.matches("<div>").count(), DEEPEST);
        assert_eq!(flat.matches("</div>").count(), DEEPEST);
        assert!(flat.contains("text"));
    }

    #[test]
    fn comments_of_page_savers_are_read() {
        let single = "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://a.example/x \n saved date: Wed Mar 06 2024 10:00:00 GMT+0000\n-->";
        assert_eq!(saved(single).url.as_deref(), Some("https://a.example/x"));
        assert!(saved(single).date.is_some_and(|date| date.contains("2024")));
        assert_eq!(
            saved("<!-- saved from url=(0022)https://a.example/y -->").url.as_deref(),
            Some("https://a.example/y")
        );
    }
}
