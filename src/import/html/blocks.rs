//! A parsed page as a flat list of blocks, with what the page says around each.
//!
//! One walk, no recursion: pages may be nested deeper than a stack.

use dom_query::{NodeData, NodeRef};

use super::marked::{self, Marked};
use super::zones::{self, Zones};
use crate::model::BlockKind;

/// A block of the page.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub kind: BlockKind,
    /// White space joined; `\n` where the page breaks a line, `\t` between cells of a table.
    pub text: String,
    /// Characters inside links.
    pub linked: usize,
    pub zones: Zones,
    /// Number of block elements around it.
    pub depth: u16,
    /// Number of the element that holds the block's own element: neighbours in one box share it.
    pub parent: u32,
    /// Hash of tag and class of the block's element and of the one around it: blocks made by one template share it.
    pub template: u64,
}

impl Found {
    /// Share of the characters that are links, 0 to 1.
    pub(super) fn link_share(&self) -> f64 {
        let length = self.text.chars().filter(|c| !c.is_whitespace()).count();
        if length == 0 { 0.0 } else { (self.linked as f64 / length as f64).min(1.0) }
    }
}

/// A page as walked.
#[derive(Clone, Debug, Default)]
pub(super) struct Walked {
    pub blocks: Vec<Found>,
    pub marked: Vec<Marked>,
    /// `time` elements.
    pub times: Vec<Marked>,
    /// Greatest depth of elements.
    pub deepest: usize,
}

/// More places of fields than this are no article's.
const MOST_MARKED: usize = 3000;

#[derive(Clone, Copy)]
struct Around {
    zones: Zones,
    heading: u8,
    item: bool,
    quote: bool,
    pre: bool,
    link: bool,
    table: bool,
    blocks: u16,
    block: bool,
    skip: bool,
    /// Number of this element and of the one around it.
    own: u32,
    parent: u32,
    /// Hashes of tag and class of this element, and of both.
    class: u64,
    template: u64,
}

pub(super) const BLOCKS: [&str; 43] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
    "html",
];

pub(super) const SKIPPED: [&str; 21] = [
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "select",
    "button",
    "input",
    "textarea",
    "object",
    "canvas",
    "video",
    "audio",
    "map",
    "head",
    "math",
    "datalist",
    "embed",
    "option",
    "amp-analytics",
];

/// Walks the page below `root`. `fields` says whether places of fields are wanted.
pub(super) fn walk(root: NodeRef<'_>, fields: bool) -> Walked {
    let mut walk = Walker { out: Walked::default(), text: String::new(), linked: 0, elements: 0 };
    let mut stack: Vec<Around> = vec![Around {
        zones: Zones::default(),
        heading: 0,
        item: false,
        quote: false,
        pre: false,
        link: false,
        table: false,
        blocks: 0,
        block: true,
        skip: false,
        own: 0,
        parent: 0,
        class: 0,
        template: 0,
    }];
    let top = root.id;
    let mut node = root;
    loop {
        let inside = walk.enter(&node, &mut stack, fields);
        let mut next = if inside { node.first_child() } else { None };
        if next.is_none() {
            loop {
                walk.leave(&node, &mut stack);
                if node.id == top {
                    walk.flush(stack.last());
                    return walk.out;
                }
                if let Some(sibling) = node.next_sibling() {
                    next = Some(sibling);
                    break;
                }
                match node.parent() {
                    Some(parent) => node = parent,
                    None => {
                        walk.flush(stack.last());
                        return walk.out;
                    }
                }
            }
        }
        match next {
            Some(found) => node = found,
            None => return walk.out,
        }
    }
}

struct Walker {
    out: Walked,
    text: String,
    linked: usize,
    /// Block elements so far.
    elements: u32,
}

impl Walker {
    /// Takes a node; says whether its children are to be walked. Elements push one frame.
    fn enter(&mut self, node: &NodeRef<'_>, stack: &mut Vec<Around>, fields: bool) -> bool {
        let Some(&above) = stack.last() else { return false };
        let text = node.query_or(None, |found| match &found.data {
            NodeData::Text { contents } => Some(contents.to_string()),
            _ => None,
        });
        if let Some(text) = text {
            self.push(&text, above);
            return false;
        }
        let Some(element) = node.element_ref() else { return !node.is_comment() && !node.is_doctype() };
        let tag = element.name.local.to_string();
        let attr =
            |name: &str| element.attrs.iter().find(|attr| &*attr.name.local == name).map(|attr| attr.value.to_string());
        if SKIPPED.contains(&tag.as_str()) {
            drop(element);
            stack.push(Around { skip: true, block: false, ..above });
            return false;
        }
        if tag == "br" {
            self.text.push('\n');
            stack.push(above.inline());
            return false;
        }
        let block = BLOCKS.contains(&tag.as_str());
        let mut around = Around { block, ..above };
        let mut names = attr("class").unwrap_or_default();
        if let Some(id) = attr("id") {
            names.push(' ');
            names.push_str(&id);
        }
        let words = zones::words(&names);
        if !matches!(tag.as_str(), "body" | "html") {
            let mut said = zones::named(&words);
            if matches!(tag.as_str(), "main" | "article") {
                said = Zones::default();
            }
            // A heading or an inline word of that class is about itself, not about what it holds.
            around.zones = around.zones.with(said).with(zones::of_tag(&tag, above.zones));
        }
        let role = attr("role").unwrap_or_default();
        match role.as_str() {
            "navigation" | "menu" | "menubar" => around.zones = around.zones.with(Zones::NAV),
            "complementary" => around.zones = around.zones.with(Zones::ASIDE),
            "contentinfo" => around.zones = around.zones.with(Zones::FOOTER),
            "dialog" | "alertdialog" => around.zones = around.zones.with(Zones::NEWSLETTER),
            "search" => around.zones = around.zones.with(Zones::FORM),
            _ => {}
        }
        let style = attr("style").map(|style| style.replace(' ', "").to_lowercase()).unwrap_or_default();
        if element.has_attr("hidden") || style.contains("display:none") || style.contains("visibility:hidden") {
            around.zones = around.zones.with(Zones::HIDDEN);
        }
        let prop = attr("itemprop").unwrap_or_default();
        if prop.eq_ignore_ascii_case("articleBody") {
            around.zones = around.zones.with(Zones::BODY);
        }
        match tag.as_str() {
            "h1" => around.heading = 1,
            "h2" => around.heading = 2,
            "h3" => around.heading = 3,
            "h4" => around.heading = 4,
            "h5" => around.heading = 5,
            "h6" => around.heading = 6,
            "li" => around.item = true,
            "blockquote" => around.quote = true,
            "pre" => around.pre = true,
            "a" => around.link = element.has_attr("href"),
            _ => {}
        }
        if block && !above.table {
            self.flush(stack.last());
            around.blocks = above.blocks.saturating_add(1);
            self.elements = self.elements.saturating_add(1);
            (around.own, around.parent) = (self.elements, above.own);
            around.class = hash(&tag, &names);
            around.template = around.class.rotate_left(1) ^ above.class;
        }
        let rel = attr("rel").unwrap_or_default();
        let datetime = attr("datetime").or_else(|| attr("content")).or_else(|| attr("title"));
        drop(element);
        if tag == "table" && !above.table {
            around.table = is_data(node);
        }
        if above.table && matches!(tag.as_str(), "tr" | "td" | "th") {
            self.text.push(if tag == "tr" { '\n' } else { '\t' });
        }
        if fields && self.out.marked.len() + self.out.times.len() < MOST_MARKED {
            let told = marked::told(&words, &rel, &prop);
            let place = (self.out.blocks.len(), around.zones);
            match marked::of(node, &tag, told, datetime, place) {
                Some((found, true)) => self.out.times.push(found),
                Some((found, false)) => self.out.marked.push(found),
                None => {}
            }
        }
        stack.push(around);
        self.out.deepest = self.out.deepest.max(stack.len());
        true
    }

    fn leave(&mut self, node: &NodeRef<'_>, stack: &mut Vec<Around>) {
        if !node.is_element() {
            return;
        }
        let Some(&around) = stack.last() else { return };
        let ends_table =
            around.table && stack.len() >= 2 && !stack.get(stack.len() - 2).is_some_and(|above| above.table);
        if (around.block && !around.table && !around.skip) || ends_table {
            self.flush(Some(&around));
        } else if around.block && around.table {
            self.text.push(' ');
        } else if around.link && around.zones.any(Zones::BREADCRUMB) && !self.text.ends_with('\n') {
            // The steps of a way are parted by pictures or styles more often than by signs.
            self.text.push('\n');
        }
        if stack.len() > 1 {
            stack.pop();
        }
    }

    fn push(&mut self, text: &str, around: Around) {
        if around.skip {
            return;
        }
        if around.pre {
            self.text.push_str(&text.replace('\t', "    "));
        } else {
            let mut space = self.text.ends_with([' ', '\n', '\t']) || self.text.is_empty();
            for c in text.chars() {
                if c.is_whitespace() && c != '\u{a0}' {
                    if !space {
                        self.text.push(' ');
                    }
                    space = true;
                } else if !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}') {
                    self.text.push(if c == '\u{a0}' { ' ' } else { c });
                    space = false;
                }
            }
        }
        let count = text.chars().filter(|c| !c.is_whitespace()).count();
        if around.link {
            self.linked += count;
        }
    }

    fn flush(&mut self, around: Option<&Around>) {
        let text = std::mem::take(&mut self.text);
        let linked = std::mem::take(&mut self.linked);
        let Some(around) = around else { return };
        if text.trim().is_empty() {
            return;
        }
        let kind = match around {
            Around { table: true, .. } => BlockKind::Table,
            Around { heading: 1, .. } => BlockKind::H1,
            Around { heading: 2, .. } => BlockKind::H2,
            Around { heading: 3, .. } => BlockKind::H3,
            Around { heading: 4, .. } => BlockKind::H4,
            Around { heading: 5, .. } => BlockKind::H5,
            Around { heading: 6, .. } => BlockKind::H6,
            Around { pre: true, .. } => BlockKind::Pre,
            Around { item: true, .. } => BlockKind::Li,
            Around { quote: true, .. } => BlockKind::Quote,
            _ if around.zones.any(Zones::CAPTION) => BlockKind::Caption,
            _ => BlockKind::P,
        };
        let parts: Vec<String> = match kind {
            BlockKind::Pre => vec![text.trim_matches('\n').trim_end().to_owned()],
            BlockKind::Table => {
                let rows = text.split('\n').map(|row| {
                    let cells: Vec<String> = row.split('\t').map(joined).collect();
                    cells.join("\t").trim().to_owned()
                });
                vec![rows.filter(|row| !row.is_empty()).collect::<Vec<_>>().join("\n")]
            }
            _ => paragraphs(&text),
        };
        let whole: usize = parts.iter().map(|part| part.chars().filter(|c| !c.is_whitespace()).count()).sum();
        let several = parts.len() > 1;
        for text in parts {
            if text.trim().is_empty() {
                continue;
            }
            let own = text.chars().filter(|c| !c.is_whitespace()).count();
            // Paragraphs parted by line breaks share what was counted by length.
            let linked = if several { linked * own / whole.max(1) } else { linked };
            self.out.blocks.push(Found {
                kind,
                text,
                linked,
                zones: around.zones,
                depth: around.blocks,
                parent: around.parent,
                template: around.template,
            });
        }
    }
}

impl Around {
    fn inline(self) -> Self {
        Self { block: false, ..self }
    }
}

/// FNV-1a; numbers in a class ("post-1234") tell pages apart, not templates.
fn hash(tag: &str, names: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for byte in tag.bytes().chain([b'.']).chain(names.bytes().take(200)).filter(|byte| !byte.is_ascii_digit()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}

fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Two line breaks in a row part paragraphs, one stays.
fn paragraphs(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    for line in text.split('\n') {
        let line = joined(line);
        if line.is_empty() {
            if !lines.is_empty() {
                found.push(std::mem::take(&mut lines).join("\n"));
            }
        } else {
            lines.push(line);
        }
    }
    if !lines.is_empty() {
        found.push(lines.join("\n"));
    }
    found
}

/// Whether a table holds data and not the layout of a page: rows and columns of short cells.
fn is_data(table: &NodeRef<'_>) -> bool {
    let (mut rows, mut cells, mut characters, mut paragraphs) = (0usize, 0usize, 0usize, 0usize);
    for node in table.descendants_it().take(20_000) {
        if let Some(element) = node.element_ref() {
            match &*element.name.local {
                "table" | "h1" | "h2" | "form" | "article" | "section" => return false,
                "tr" => rows += 1,
                "td" | "th" => cells += 1,
                "p" | "div" | "ul" | "ol" | "blockquote" => paragraphs += 1,
                _ => {}
            }
        } else {
            characters += node.query_or(0, |found| match &found.data {
                NodeData::Text { contents } => contents.len(),
                _ => 0,
            });
        }
    }
    rows >= 2 && cells >= rows * 2 && characters < cells * 160 && paragraphs <= cells * 2
}
