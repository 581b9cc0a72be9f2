//! The small HTML that rendered citations come in, taken apart so that each form can put it together its own way.

/// A tag of a rendered citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Italic,
    Bold,
    Superscript,
    Subscript,
    SmallCaps,
    /// A span that changes nothing here (`nodecor`, `nocase`).
    Plain,
}

/// A piece of a rendered citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Inline {
    /// Plain text, entities resolved.
    Text(String),
    /// A web address.
    Address(String),
    Open(Tag),
    Close(Tag),
}

/// Takes rendered HTML apart. Unknown tags are dropped, closes that fit no open are dropped, opens are always closed.
pub(super) fn inlines(html: &str) -> Vec<Inline> {
    let mut out = Vec::new();
    let mut open: Vec<Tag> = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let cut = rest.find('<').unwrap_or(rest.len());
        let (text, after) = rest.split_at_checked(cut).unwrap_or((rest, ""));
        words(&unescape(text), &mut out);
        let Some(inside) = after.strip_prefix('<') else { break };
        let Some((tag, after)) = inside.split_once('>') else {
            words(&unescape(after), &mut out);
            break;
        };
        if let Some(name) = tag.strip_prefix('/') {
            let fits = |tag: &Tag| {
                matches!(
                    (name, tag),
                    ("i" | "em", Tag::Italic)
                        | ("b" | "strong", Tag::Bold)
                        | ("sup", Tag::Superscript)
                        | ("sub", Tag::Subscript)
                        | ("span", Tag::SmallCaps | Tag::Plain)
                )
            };
            if open.last().is_some_and(fits)
                && let Some(tag) = open.pop()
            {
                out.push(Inline::Close(tag));
            }
        } else if let Some(tag) = opening(tag) {
            open.push(tag);
            out.push(Inline::Open(tag));
        }
        rest = after;
    }
    out.extend(open.into_iter().rev().map(Inline::Close));
    out
}

fn opening(tag: &str) -> Option<Tag> {
    Some(match tag {
        "i" | "em" => Tag::Italic,
        "b" | "strong" => Tag::Bold,
        "sup" => Tag::Superscript,
        "sub" => Tag::Subscript,
        _ if tag.starts_with("span") && tag.contains("small-caps") => Tag::SmallCaps,
        _ if tag.starts_with("span") => Tag::Plain,
        _ => return None,
    })
}

/// Text with its web addresses set apart; the punctuation of the sentence around an address does not belong to it.
fn words(text: &str, out: &mut Vec<Inline>) {
    let mut rest = text;
    while let Some(start) = address(rest) {
        let (before, from) = rest.split_at_checked(start).unwrap_or((rest, ""));
        let end =
            from.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”')).unwrap_or(from.len());
        let whole = from.get(..end).unwrap_or_default();
        let mut url = whole.trim_end_matches(['.', ',', ';', ':', '!', '?', '’', '\'']);
        // A closing bracket is the sentence's unless the address opened one.
        while url.ends_with(')') && url.matches(')').count() > url.matches('(').count() {
            url = url.strip_suffix(')').unwrap_or(url).trim_end_matches(['.', ',', ';']);
        }
        push_text(before, out);
        out.push(Inline::Address(url.to_owned()));
        rest = from.get(url.len()..).unwrap_or_default();
    }
    push_text(rest, out);
}

fn address(text: &str) -> Option<usize> {
    ["https://", "http://"].iter().filter_map(|scheme| text.find(scheme)).min()
}

fn push_text(text: &str, out: &mut Vec<Inline>) {
    if !text.is_empty() {
        out.push(Inline::Text(text.to_owned()));
    }
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let name = after.split(';').next().unwrap_or_default();
        let known = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" | "#39" | "#x27" => Some('\''),
            "nbsp" | "#160" => Some('\u{a0}'),
            _ => None,
        };
        match known.filter(|_| after.len() > name.len()) {
            Some(c) => {
                out.push(c);
                rest = after.get(name.len() + 1..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Text as HTML, also inside a quoted attribute.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_end_before_the_sentence_does() {
        let text = |url: &str| Inline::Address(url.into());
        let found = inlines("See https://example.org/a_(b), or http://example.org/x?y=1&amp;z=2.");
        assert!(found.contains(&text("https://example.org/a_(b)")), "{found:?}");
        assert!(found.contains(&text("http://example.org/x?y=1&z=2")), "{found:?}");
    }

    proptest! {
        #[test]
        fn whatever_comes_in_nests(html in "(<i>|</i>|<b>|</b>|<span class=\"x\">|</span>|&amp;|&|<|>|https://|\\PC){0,30}") {
            let mut open = Vec::new();
            for inline in inlines(&html) {
                match inline {
                    Inline::Open(tag) => open.push(tag),
                    Inline::Close(tag) => prop_assert_eq!(open.pop(), Some(tag)),
                    Inline::Text(_) | Inline::Address(_) => {}
                }
            }
            prop_assert!(open.is_empty());
        }
    }
}
