//! Reports as Markdown: CommonMark, with footnotes as Pandoc, Obsidian and GitHub read them.

use super::inline::{Inline, Tag, inlines};
use super::{Bibliography, Memo, Notebook, Piece, Remark, Rendered, finished};

pub(super) fn bibliography(list: &Bibliography) -> String {
    let entries: Vec<String> = list.references.iter().map(|reference| rendered(&reference.rendered)).collect();
    finished(&format!("{}{}", heading(1, &list.title), entries.join("\n\n")))
}

pub(super) fn notebook(notebook: &Notebook) -> String {
    let mut out = heading(1, &notebook.title);
    for chapter in &notebook.chapters {
        out.push_str(&heading(2, &chapter.title));
        if !chapter.reference.text.is_empty() {
            out.push_str(&rendered(&chapter.reference));
            out.push_str("\n\n");
        }
        remarks(&chapter.remarks, &mut out);
        for passage in &chapter.passages {
            for line in passage.quote.lines() {
                out.push_str(format!("> {}", escape(line)).trim_end());
                out.push('\n');
            }
            let mut after = vec![rendered(&passage.citation)];
            after.extend(passage.tags.iter().map(|tag| hash(tag)));
            out.push_str(&format!(">\n> — {}\n\n", after.join(" ")));
            remarks(&passage.remarks, &mut out);
        }
    }
    if !notebook.remarks.is_empty() {
        out.push_str(&heading(2, "Other notes"));
        remarks(&notebook.remarks, &mut out);
    }
    finished(&out)
}

pub(super) fn memo(memo: &Memo) -> String {
    let mut out = heading(1, &memo.title);
    let mut notes = Vec::new();
    for piece in &memo.pieces {
        match piece {
            Piece::Prose(text) => out.push_str(text),
            Piece::Inline(citation) => {
                out.push(' ');
                out.push_str(&rendered(citation));
            }
            Piece::Note(citation) => {
                notes.push(rendered(citation));
                out.push_str(&format!("[^{}]", notes.len()));
            }
        }
    }
    let mut parts = vec![out.trim_end().to_owned()];
    parts.extend(notes.iter().enumerate().map(|(index, note)| format!("[^{}]: {note}", index + 1)));
    if let Some(list) = &memo.bibliography {
        let list = Bibliography { title: String::new(), ..list.clone() };
        let title = memo.bibliography.as_ref().map(|list| list.title.as_str()).unwrap_or_default();
        parts.push(format!("{}{}", heading(2, title), bibliography(&list)));
    }
    finished(&parts.join("\n\n"))
}

fn heading(level: usize, title: &str) -> String {
    if title.is_empty() {
        return String::new();
    }
    // A title is one line here, whatever it was.
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{} {}\n\n", "#".repeat(level), escape(&title))
}

fn remarks(remarks: &[Remark], out: &mut String) {
    for remark in remarks {
        out.push_str(remark.text.trim_end());
        for tag in &remark.tags {
            out.push(' ');
            out.push_str(&hash(tag));
        }
        out.push_str("\n\n");
    }
}

/// A tag as notes programs read it: no spaces inside.
fn hash(tag: &str) -> String {
    format!("#{}", tag.split_whitespace().collect::<Vec<_>>().join("-"))
}

/// A rendered citation with its markup as Markdown's.
fn rendered(rendered: &Rendered) -> String {
    let mut out = String::new();
    // Spaces just inside emphasis would keep it from being emphasis: they wait until it has opened or closed.
    let mut space = String::new();
    for inline in inlines(&rendered.html) {
        match inline {
            Inline::Text(text) => {
                let trimmed = text.trim_start();
                space.push_str(text.get(..text.len() - trimmed.len()).unwrap_or_default());
                if trimmed.is_empty() {
                    continue;
                }
                out.push_str(&space);
                let end = trimmed.trim_end();
                out.push_str(&escape(end));
                space = trimmed.get(end.len()..).unwrap_or_default().to_owned();
            }
            Inline::Address(url) => {
                out.push_str(&space);
                space.clear();
                out.push_str(&format!("<{url}>"));
            }
            Inline::Open(tag) => {
                out.push_str(&space);
                space.clear();
                out.push_str(match tag {
                    Tag::Italic => "*",
                    Tag::Bold => "**",
                    Tag::Superscript => "<sup>",
                    Tag::Subscript => "<sub>",
                    Tag::SmallCaps => "<span style=\"font-variant:small-caps;\">",
                    Tag::Plain => "",
                });
            }
            Inline::Close(tag) => out.push_str(match tag {
                Tag::Italic => "*",
                Tag::Bold => "**",
                Tag::Superscript => "</sup>",
                Tag::Subscript => "</sub>",
                Tag::SmallCaps => "</span>",
                Tag::Plain => "",
            }),
        }
    }
    out.trim().to_owned()
}

/// Text that Markdown shows as it stands.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let start = text.trim_start();
    let digits = start.chars().take_while(char::is_ascii_digit).count();
    let listed = (1..10).contains(&digits) && start.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')']));
    let led = start.starts_with(['#', '+', '-', '=', '~']);
    let mut seen = 0;
    for c in text.chars() {
        if seen > 0 || !c.is_whitespace() {
            let first = seen == 0 && led;
            let after_number = listed && seen == digits;
            if first || after_number || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|') {
                out.push('\\');
            }
            seen += 1;
        }
        out.push(c);
    }
    // An ampersand is an entity only before a name and a semicolon.
    if out.contains('&') && out.contains(';') { out.replace('&', "&amp;") } else { out }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Parser};

    use super::*;

    /// What a reader of the Markdown sees.
    fn seen(markdown: &str) -> String {
        let mut out = String::new();
        for event in Parser::new(markdown) {
            match event {
                Event::Text(text) | Event::Code(text) => out.push_str(&text),
                Event::SoftBreak | Event::HardBreak => out.push(' '),
                _ => {}
            }
        }
        out
    }

    #[test]
    fn titles_in_italics_with_an_address() {
        let citation = Rendered {
            text: String::new(),
            html: "Grant, A. (2024). <i>Dam_engineer </i>&amp; others. https://example.org/a_b.".into(),
        };
        assert_eq!(rendered(&citation), "Grant, A. (2024). *Dam\\_engineer* & others. <https://example.org/a_b>.");
    }

    proptest! {
        #[test]
        fn a_reader_sees_the_words_that_were_there(text in "[a-z0-9#*_<>&;~`.)+=|\\[\\]\\\\!-]{1,6}( [a-z0-9#*_<>&;~`.)+=|\\[\\]\\\\!-]{1,6}){0,3}") {
            prop_assert_eq!(seen(&escape(&text)), text);
        }
    }
}
