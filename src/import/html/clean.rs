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

/// Formatting that a parser opens again in every paragraph until it is closed.
const FORMATTING: [&str; 13] =
    ["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements that parsers may open again in the whole page before formatting is dropped from it.
const MOST_REOPENED: usize = 1_000_000;
/// Drawings and formulas hold no text of an article, and inside them any tag nests.
const FOREIGN: [&str; 2] = ["svg", "math"];
/// A drawing whose end is farther away is only opened, not closed.
const LONGEST_DRAWING: usize = 2 << 20;

/// Longer tags are looked at for too many attributes.
const LONGEST_TAG: usize = 4096;
/// More attributes than this are dropped with all others of their tag.
const MOST_ATTRIBUTES: usize = 300;

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

/// The page without what makes trees far larger than their text: tags below the greatest depth, drawings, and
/// formatting that is never closed where parsers would open it again in every paragraph. `None` if there is none of it.
fn flattened(html: &str) -> Option<String> {
    let (mut depth, mut deepest) = (0usize, 0usize);
    let (mut open, mut cost) = (0usize, 0usize);
    let mut foreign = false;
    let mut stuffed = false;
    for tag in Tags(html, 0) {
        stuffed |= tag.is_stuffed(html);
        depth = tag.after(depth);
        deepest = deepest.max(depth);
        foreign |= tag.is_one_of(&FOREIGN);
        if !tag.is_one_of(&FORMATTING) {
            cost += open;
        } else if tag.closes {
            open = open.saturating_sub(1);
        } else {
            open += 1;
        }
    }
    let reopens = cost > MOST_REOPENED;
    if deepest <= DEEPEST && !reopens && !foreign && !stuffed {
        return None;
    }
    let mut flat = String::with_capacity(html.len());
    let (mut depth, mut from) = (0usize, 0usize);
    let mut ends = true;
    let mut tags = Tags(html, 0);
    while let Some(tag) = tags.next() {
        let before = depth;
        depth = tag.after(depth);
        let outside = before.max(depth) > DEEPEST && before != depth;
        let drawing = tag.is_one_of(&FOREIGN);
        if tag.is_stuffed(html) {
            flat.push_str(html.get(from..tag.start).unwrap_or_default());
            flat.push('<');
            flat.push_str(tag.name);
            from = tag.end.saturating_sub(1);
        } else if outside || drawing || reopens && tag.is_one_of(&FORMATTING) {
            flat.push_str(html.get(from..tag.start).unwrap_or_default());
            if !drawing {
                flat.push(' ');
            }
            from = tag.end;
            // One drawing that never ends is enough to stop looking for ends: each look reads far ahead.
            if drawing && !tag.closes && ends {
                match after_end(html, tag.end, tag.name) {
                    Some(end) => {
                        depth = before;
                        from = end;
                        tags.1 = end;
                    }
                    None => ends = false,
                }
            }
        }
    }
    flat.push_str(html.get(from..).unwrap_or_default());
    Some(flat)
}

/// Where the first `</name` after `from` begins.
fn find_end(html: &str, from: usize, name: &str) -> Option<usize> {
    let rest = html.get(from..)?;
    let wanted = name.as_bytes();
    let found = rest.match_indices("</").find(|(at, _)| {
        rest.as_bytes().get(at + 2..at + 2 + wanted.len()).is_some_and(|own| own.eq_ignore_ascii_case(wanted))
    });
    found.map(|(at, _)| from + at)
}

/// The place behind the first `</name …>` after `from`, if it is near enough for a drawing.
fn after_end(html: &str, from: usize, name: &str) -> Option<usize> {
    let near = (from + LONGEST_DRAWING).min(html.len());
    let near = (near..html.len() + 1).find(|&at| html.is_char_boundary(at))?;
    let window = html.get(..near)?;
    let end = find_end(window, from, name)?;
    Some(end + window.get(end..)?.find('>')? + 1)
}

struct Tag<'h> {
    name: &'h str,
    closes: bool,
    start: usize,
    end: usize,
}

impl Tag<'_> {
    fn is_one_of(&self, names: &[&str]) -> bool {
        names.iter().any(|name| name.eq_ignore_ascii_case(self.name))
    }

    /// Whether it has more attributes than any page needs: parsers compare each with all before it.
    fn is_stuffed(&self, html: &str) -> bool {
        self.end - self.start > LONGEST_TAG
            && html.get(self.start..self.end).is_some_and(|tag| tag.matches('=').count() > MOST_ATTRIBUTES)
    }

    fn after(&self, depth: usize) -> usize {
        if self.is_one_of(&UNCOUNTED) {
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
                let Some(at) = find_end(self.0, end, name) else {
                    self.1 = self.0.len();
                    return None;
                };
                self.1 = at;
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
