//! A passage as it is copied: its blocks as HTML, and the same as plain text.

use std::ops::Range;

use crate::app::clipboard::{Rich, escaped};
use crate::model::{BlockKind, Version};
use crate::text::Index;

/// The passage `range` (code points) of a version in both forms.
pub(super) fn rich(version: &Version, index: &Index, range: Range<usize>) -> Rich {
    let mut html = String::new();
    let mut in_list = false;
    let first = version.blocks.partition_point(|block| block.end <= range.start);
    for block in version.blocks.iter().skip(first).take_while(|block| block.start < range.end) {
        let part = block.start.max(range.start)..block.end.min(range.end);
        let words = escaped(index.slice(&version.text, part).trim());
        if words.is_empty() {
            continue;
        }
        let list = block.kind == BlockKind::Li;
        if list != in_list {
            html.push_str(if list { "<ul>" } else { "</ul>" });
            in_list = list;
        }
        let (open, close) = tags(block.kind);
        html.push_str(open);
        html.push_str(&words);
        html.push_str(close);
    }
    if in_list {
        html.push_str("</ul>");
    }
    Rich { html, plain: index.slice(&version.text, range).to_owned() }
}

fn tags(kind: BlockKind) -> (&'static str, &'static str) {
    match kind {
        BlockKind::P => ("<p>", "</p>"),
        BlockKind::H1 => ("<h1>", "</h1>"),
        BlockKind::H2 => ("<h2>", "</h2>"),
        BlockKind::H3 => ("<h3>", "</h3>"),
        BlockKind::H4 => ("<h4>", "</h4>"),
        BlockKind::H5 => ("<h5>", "</h5>"),
        BlockKind::H6 => ("<h6>", "</h6>"),
        BlockKind::Li => ("<li>", "</li>"),
        BlockKind::Quote => ("<blockquote>", "</blockquote>"),
        BlockKind::Pre | BlockKind::Table => ("<pre>", "</pre>"),
        BlockKind::Caption => ("<p><em>", "</em></p>"),
    }
}
