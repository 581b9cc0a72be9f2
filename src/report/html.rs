//! Reports as one HTML page that needs nothing beside it, and as pieces for the clipboard.

use pulldown_cmark::{Event, Options, Parser, Tag as Mark};

use super::inline::{Inline, Tag, escape, inlines};
use super::{Bibliography, Memo, Notebook, Piece, Remark, Rendered};

/// The look of a page: the reader's own fonts, lines not too long, paper in print.
const STYLE: &str = "\
body{font:1.05rem/1.55 Georgia,'Times New Roman',serif;max-width:42rem;margin:3rem auto;padding:0 1rem;color:#1c1b19;background:#fdfcfa}\
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;margin-top:2.2rem;line-height:1.3}\
.ref,.cite{color:#4a4843}.bib p{margin:.5rem 0}.hang p{padding-left:2em;text-indent:-2em}\
blockquote{margin:1.2rem 0 .4rem;padding:.1rem 0 .1rem 1rem;border-left:.25rem solid #c9c4b8}\
.yellow{border-color:#d9a900}.orange{border-color:#d9772b}.blue{border-color:#3b7dd8}.green{border-color:#3f9a55}\
.pink{border-color:#cf5a93}.grey{border-color:#8b8880}\
.note{margin:.4rem 0 .4rem 1.25rem}.tag{color:#5b584f;font-size:.9em}a{color:#0b57d0}\
.notes{font-size:.92em;border-top:1px solid #d8d3c7;margin-top:2.5rem;padding-top:.5rem}";

pub(super) fn bibliography(list: &Bibliography) -> String {
    page(&list.title, &list.language, &references(list))
}

fn references(list: &Bibliography) -> String {
    let mut out = format!("<div class=\"bib{}\">\n", if list.hanging { " hang" } else { "" });
    for reference in &list.references {
        out.push_str(&format!("<p id=\"ref-{}\">{}</p>\n", escape(&reference.key), rendered(&reference.rendered)));
    }
    out.push_str("</div>\n");
    out
}

pub(super) fn notebook(notebook: &Notebook) -> String {
    let mut out = String::new();
    for chapter in &notebook.chapters {
        out.push_str(&format!(
            "<h2>{}</h2>\n<p class=\"ref\">{}</p>\n",
            escape(&chapter.title),
            rendered(&chapter.reference)
        ));
        remarks(&chapter.remarks, &mut out);
        for passage in &chapter.passages {
            let lines: Vec<String> = passage.quote.lines().filter(|line| !line.trim().is_empty()).map(escape).collect();
            out.push_str(&format!(
                "<blockquote class=\"{}\">\n<p>{}</p>\n<p class=\"cite\">— {}{}</p>\n</blockquote>\n",
                escape(&passage.colour),
                lines.join("</p>\n<p>"),
                rendered(&passage.citation),
                tags(&passage.tags),
            ));
            remarks(&passage.remarks, &mut out);
        }
    }
    if !notebook.remarks.is_empty() {
        out.push_str("<h2>Other notes</h2>\n");
        remarks(&notebook.remarks, &mut out);
    }
    page(&notebook.title, &notebook.language, &out)
}

pub(super) fn memo(memo: &Memo) -> String {
    // Citations stand in the Markdown as private characters while it becomes HTML, and take their places after that.
    let mut source = String::new();
    let mut citations = Vec::new();
    for piece in &memo.pieces {
        match piece {
            Piece::Prose(text) => source.extend(text.chars().filter(|c| !place(*c))),
            Piece::Inline(_) | Piece::Note(_) => {
                citations.push(piece);
                source.push(PLACE);
            }
        }
    }
    let body = prose(&source);
    let mut out = String::new();
    let mut notes = Vec::new();
    let mut waiting = citations.into_iter();
    for (index, part) in body.split(PLACE).enumerate() {
        if index > 0 {
            match waiting.next() {
                Some(Piece::Inline(citation)) => out.push_str(&format!(" {}", rendered(citation))),
                Some(Piece::Note(citation)) => {
                    notes.push(rendered(citation));
                    let n = notes.len();
                    out.push_str(&format!("<sup id=\"at-{n}\"><a href=\"#note-{n}\">{n}</a></sup>"));
                }
                Some(Piece::Prose(_)) | None => {}
            }
        }
        out.push_str(part);
    }
    if !notes.is_empty() {
        out.push_str("<ol class=\"notes\">\n");
        for (index, note) in notes.iter().enumerate() {
            let n = index + 1;
            out.push_str(&format!("<li id=\"note-{n}\">{note} <a href=\"#at-{n}\">↩</a></li>\n"));
        }
        out.push_str("</ol>\n");
    }
    if let Some(list) = &memo.bibliography {
        out.push_str(&format!("<h2>{}</h2>\n{}", escape(&list.title), references(list)));
    }
    page(&memo.title, &memo.language, &out)
}

/// Stands where a citation will stand: a character no text uses.
const PLACE: char = '\u{f8f0}';

fn place(c: char) -> bool {
    c == PLACE
}

fn page(title: &str, language: &str, body: &str) -> String {
    let (title, language) = (escape(title), escape(language));
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<h1>{title}</h1>\n{body}</body>\n</html>\n"
    )
}

fn remarks(remarks: &[Remark], out: &mut String) {
    for remark in remarks {
        let tags = if remark.tags.is_empty() { String::new() } else { format!("<p>{}</p>\n", tags(&remark.tags)) };
        out.push_str(&format!("<div class=\"note\">\n{}{tags}</div>\n", prose(&remark.text)));
    }
}

fn tags(tags: &[String]) -> String {
    tags.iter().map(|tag| format!(" <span class=\"tag\">#{}</span>", escape(tag))).collect()
}

/// A note's Markdown as HTML. HTML inside it is shown, not run; links lead only to the web, mail and places in the page.
fn prose(markdown: &str) -> String {
    let harmless = |url: &str| {
        let scheme = url.split_once(':').map(|(scheme, _)| scheme.trim().to_ascii_lowercase());
        scheme.is_none_or(|scheme| ["http", "https", "mailto"].contains(&scheme.as_str()))
    };
    let events =
        Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES).map(|event| match event {
            Event::Html(html) | Event::InlineHtml(html) => Event::Text(html),
            Event::Start(Mark::Link { link_type, dest_url, title, id }) => {
                let dest_url = if harmless(&dest_url) { dest_url } else { "#".into() };
                Event::Start(Mark::Link { link_type, dest_url, title, id })
            }
            // A picture would be fetched from elsewhere when the page is opened: its description stands for it.
            Event::Start(Mark::Image { .. }) => Event::Start(Mark::Emphasis),
            Event::End(pulldown_cmark::TagEnd::Image) => Event::End(pulldown_cmark::TagEnd::Emphasis),
            other => other,
        });
    let mut out = String::new();
    pulldown_cmark::html::push_html(&mut out, events);
    out
}

/// A rendered citation, its addresses as links.
pub(super) fn rendered(rendered: &Rendered) -> String {
    let mut out = String::new();
    for inline in inlines(&rendered.html) {
        match inline {
            Inline::Text(text) => out.push_str(&escape(&text)),
            Inline::Address(url) => out.push_str(&format!("<a href=\"{0}\">{0}</a>", escape(&url))),
            Inline::Open(tag) => out.push_str(match tag {
                Tag::Italic => "<i>",
                Tag::Bold => "<b>",
                Tag::Superscript => "<sup>",
                Tag::Subscript => "<sub>",
                Tag::SmallCaps => "<span style=\"font-variant:small-caps;\">",
                Tag::Plain => "<span>",
            }),
            Inline::Close(tag) => out.push_str(match tag {
                Tag::Italic => "</i>",
                Tag::Bold => "</b>",
                Tag::Superscript => "</sup>",
                Tag::Subscript => "</sub>",
                Tag::SmallCaps | Tag::Plain => "</span>",
            }),
        }
    }
    out
}
