//! Rich text (RTF 1.9): text, styles of headings, lists, tables, notes and the information group.
//!
//! A flat loop over the tokens with a stack of states, so that no nesting can exhaust it. Letters are read in the code
//! page of the font they are set in, as old writers of RTF mean them.

mod letters;
mod token;

use std::collections::HashMap;

use encoding_rs::Encoding;

use self::letters::{charset, code_page};
use self::token::{Token, Tokens};
use super::document::Document;
use super::docx::heading;
use super::flow::Flow;
use super::properties::Properties;
use crate::model::BlockKind;

/// Most groups that may be open; more are read as one.
const DEEPEST: usize = 10_000;

/// Groups whose content is no text of the document.
#[rustfmt::skip]
const SKIPPED: [&str; 34] = [
    "colortbl", "pict", "object", "objdata", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr",
    "footerf", "fldinst", "listtable", "listoverridetable", "revtbl", "rsidtbl", "generator", "themedata", "xmlnstbl",
    "colorschememapping", "datastore", "latentstyles", "filetbl", "nonshppict", "bkmkstart", "bkmkend", "atnid",
    "atnauthor", "annotation", "xe", "tc", "ftnsep", "template",
];

/// Where text goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Body,
    Nowhere,
    Fonts,
    Styles,
    Info,
    /// A field of the information group.
    Fact(&'static str),
}

/// What a group can change and its end restores.
#[derive(Clone, Copy, Debug)]
struct State {
    place: Place,
    encoding: &'static Encoding,
    /// Bytes that stand for a `\u` where it is not understood.
    fallback: usize,
    hidden: bool,
    note: bool,
    /// A group that opened with `\*`.
    starred: bool,
}

/// The kind of the paragraph that is being read.
#[derive(Clone, Copy, Debug, Default)]
struct Paragraph {
    kind: BlockKind,
    title: bool,
    table: bool,
}

/// Whether the bytes are RTF.
pub(super) fn is_rtf(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"{\\rtf")
}

/// Reads a document.
pub(super) fn read(bytes: &[u8]) -> Document {
    let state = State {
        place: Place::Body,
        encoding: encoding_rs::WINDOWS_1252,
        fallback: 1,
        hidden: false,
        note: false,
        starred: false,
    };
    let mut reader = Reader {
        flow: Flow::default(),
        properties: Properties::default(),
        state,
        stack: Vec::new(),
        page: encoding_rs::WINDOWS_1252,
        fonts: HashMap::new(),
        styles: HashMap::new(),
        font: 0,
        style: 0,
        name: String::new(),
        pending: Vec::new(),
        skip: 0,
        high: None,
        paragraph: Paragraph::default(),
        open: false,
        notes: 0,
        fact: String::new(),
        date: [0; 3],
    };
    for token in Tokens::of(bytes) {
        reader.take(token);
    }
    reader.flush();
    reader.close();
    let cut = reader.flow.cut;
    let warnings = if cut { vec!["The document is very long; its end was left out.".to_owned()] } else { Vec::new() };
    Document { parts: reader.flow.finish(), properties: reader.properties, warnings }
}

struct Reader {
    flow: Flow,
    properties: Properties,
    state: State,
    stack: Vec<State>,
    /// Encoding of text whose font names none.
    page: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
    styles: HashMap<i32, Paragraph>,
    /// Font or style that is being defined.
    font: i32,
    style: i32,
    /// Name of the style that is being defined.
    name: String,
    /// Bytes not yet decoded: letters of two bytes come one by one.
    pending: Vec<u8>,
    /// Characters that only stand for the `\u` before them.
    skip: usize,
    /// First half of a letter outside the basic plane.
    high: Option<u16>,
    paragraph: Paragraph,
    open: bool,
    notes: usize,
    fact: String,
    date: [i32; 3],
}

impl Reader {
    fn take(&mut self, token: Token<'_>) {
        match token {
            Token::Open => {
                self.flush();
                self.skip = 0;
                if self.stack.len() < DEEPEST {
                    self.stack.push(self.state);
                }
                self.state.note = false;
                self.state.starred = false;
            }
            Token::Close => self.group_end(),
            Token::Star => self.state.starred = true,
            Token::Byte(byte) => {
                if self.skip > 0 {
                    self.skip -= 1;
                } else if self.takes_text() {
                    self.pending.push(byte);
                }
            }
            Token::Text(text) => {
                let from = self.skip.min(text.len());
                self.skip -= from;
                if self.takes_text() {
                    self.pending.extend_from_slice(text.get(from..).unwrap_or_default());
                }
            }
            Token::Word(word, value) => {
                if self.skip > 0 && word != "bin" {
                    self.skip -= 1;
                    if word != "u" {
                        return;
                    }
                }
                self.word(word, value);
            }
        }
    }

    fn takes_text(&self) -> bool {
        !self.state.hidden && self.state.place != Place::Nowhere
    }

    fn group_end(&mut self) {
        self.flush();
        self.skip = 0;
        if self.state.note {
            self.close();
            self.flow.note_end();
            self.open = true;
        }
        if let Place::Fact(field) = self.state.place {
            let fact = std::mem::take(&mut self.fact);
            match field {
                "created" => {
                    let [year, month, day] = self.date;
                    self.properties.add(
                        "created",
                        &format!("{year:04}-{month:02}-{day:02}"),
                        "creation time in the file",
                        0.3,
                    );
                }
                "title" => self.properties.add("title", &fact, "title in the properties of the file", 0.7),
                field => self.properties.add(field, &fact, "author in the properties of the file", 0.55),
            }
        }
        if self.state.place == Place::Styles {
            self.style_end();
        }
        if let Some(state) = self.stack.pop() {
            self.state = state;
        }
    }

    /// Remembers the style whose name has just ended.
    fn style_end(&mut self) {
        let name = std::mem::take(&mut self.name).trim().trim_end_matches(';').to_lowercase();
        let kind = if let Some(level) = name.strip_prefix("heading ").and_then(|level| level.parse().ok()) {
            heading(level)
        } else {
            match name.as_str() {
                "title" => Some(BlockKind::H1),
                "subtitle" => Some(BlockKind::H2),
                "quote" | "intense quote" | "quotations" | "block text" => Some(BlockKind::Quote),
                "caption" => Some(BlockKind::Caption),
                _ => None,
            }
        };
        if let Some(kind) = kind {
            let paragraph = Paragraph { kind, title: name == "title", table: false };
            self.styles.insert(self.style, paragraph);
        }
    }

    /// Puts the bytes read so far where they belong, as text.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let text = self.state.encoding.decode_without_bom_handling(&bytes).0;
        self.put(&text);
    }

    fn put(&mut self, text: &str) {
        match self.state.place {
            Place::Body => {
                self.begin();
                self.flow.push(text);
            }
            Place::Styles => self.name.push_str(text),
            Place::Fact(_) => self.fact.push_str(text),
            _ => {}
        }
    }

    /// Opens a paragraph if none is open.
    fn begin(&mut self) {
        if self.open {
            return;
        }
        if self.paragraph.table && !self.flow.in_table() {
            self.flow.table();
        } else if !self.paragraph.table && self.flow.in_table() {
            self.flow.table_end();
        }
        self.flow.begin(self.paragraph.kind);
        if let Some(open) = self.flow.open() {
            open.title = self.paragraph.title.then_some("paragraph in the style “Title”");
        }
        self.open = true;
    }

    fn close(&mut self) {
        if self.open {
            if let Some(open) = self.flow.open() {
                open.kind = self.paragraph.kind;
                open.title = self.paragraph.title.then_some("paragraph in the style “Title”");
            }
            self.flow.end();
        }
        self.open = false;
    }

    fn word(&mut self, word: &str, value: Option<i32>) {
        if word == "u" {
            self.unicode(value.unwrap_or(0));
            return;
        }
        self.flush();
        if SKIPPED.contains(&word) {
            self.state.place = Place::Nowhere;
            return;
        }
        match self.state.place {
            Place::Nowhere => return,
            Place::Fonts => {
                match (word, value) {
                    ("f", Some(number)) => self.font = number,
                    ("fcharset", Some(number)) => {
                        if let Some(encoding) = charset(number) {
                            self.fonts.insert(self.font, encoding);
                        }
                    }
                    ("cpg", Some(number)) => {
                        if let Some(encoding) = code_page(number) {
                            self.fonts.insert(self.font, encoding);
                        }
                    }
                    _ => {}
                }
                return;
            }
            Place::Styles => {
                if let ("s" | "ds" | "cs" | "ts", Some(number)) = (word, value) {
                    // Numbers of character styles live beside those of paragraphs.
                    self.style = if word == "s" { number } else { -1 };
                }
                return;
            }
            Place::Info | Place::Fact(_) => {
                match (word, value) {
                    ("title", _) => self.state.place = Place::Fact("title"),
                    ("author", _) => self.state.place = Place::Fact("author"),
                    ("creatim", _) => self.state.place = Place::Fact("created"),
                    ("yr", Some(year)) => self.date = [year, 1, 1],
                    ("mo", Some(month)) => self.date[1] = month,
                    ("dy", Some(day)) => self.date[2] = day,
                    _ if self.state.place == Place::Info && !matches!(word, "info" | "version" | "edmins") => {
                        self.state.place = Place::Nowhere;
                    }
                    _ => {}
                }
                return;
            }
            Place::Body => {}
        }
        if std::mem::take(&mut self.state.starred)
            && !matches!(word, "shpinst" | "shptxt" | "pnseclvl" | "fldrslt" | "footnote" | "ftnalt")
        {
            self.state.place = Place::Nowhere;
            return;
        }
        self.text_word(word, value);
    }

    fn text_word(&mut self, word: &str, value: Option<i32>) {
        match word {
            "fonttbl" => self.state.place = Place::Fonts,
            "stylesheet" => self.state.place = Place::Styles,
            "info" => self.state.place = Place::Info,
            "ansicpg" => {
                if let Some(encoding) = value.and_then(code_page) {
                    self.page = encoding;
                    self.state.encoding = encoding;
                }
            }
            "mac" => {
                self.page = encoding_rs::MACINTOSH;
                self.state.encoding = self.page;
            }
            "f" => self.state.encoding = value.and_then(|font| self.fonts.get(&font)).copied().unwrap_or(self.page),
            "plain" => {
                self.state.encoding = self.page;
                self.state.hidden = false;
            }
            "v" => self.state.hidden = value != Some(0),
            "uc" => self.state.fallback = usize::try_from(value.unwrap_or(1)).unwrap_or(1).min(16),
            "pard" => {
                if !self.open {
                    self.paragraph = Paragraph::default();
                } else {
                    self.paragraph.table = false;
                }
            }
            "s" => {
                let table = self.paragraph.table;
                let style = value.and_then(|style| self.styles.get(&style)).copied().unwrap_or_default();
                self.paragraph = Paragraph { table, ..style };
            }
            "outlinelevel" => {
                if let Some(kind) = value.and_then(|level| usize::try_from(level + 1).ok()).and_then(heading) {
                    self.paragraph.kind = kind;
                }
            }
            "intbl" => self.paragraph.table = true,
            "listtext" | "pntext" => {
                self.state.place = Place::Nowhere;
                if self.paragraph.kind == BlockKind::P {
                    self.paragraph.kind = BlockKind::Li;
                }
            }
            "par" | "sect" | "page" => self.close(),
            "line" => self.put("\n"),
            "tab" => self.put("\t"),
            "cell" | "nestcell" => {
                self.paragraph.table = true;
                self.begin();
                self.close();
                self.flow.cell();
            }
            "row" | "nestrow" => {
                self.close();
                self.flow.row();
            }
            "footnote" => {
                self.notes += 1;
                let id = self.notes.to_string();
                self.begin();
                self.flow.refer(&id);
                self.flow.note(&id);
                self.state.note = true;
                self.open = false;
            }
            "emdash" => self.put("—"),
            "endash" => self.put("–"),
            "lquote" => self.put("‘"),
            "rquote" => self.put("’"),
            "ldblquote" => self.put("“"),
            "rdblquote" => self.put("”"),
            "bullet" => self.put("•"),
            "~" => self.put("\u{a0}"),
            "_" => self.put("-"),
            "emspace" | "enspace" | "qmspace" => self.put(" "),
            _ => {}
        }
    }

    /// `\u8217`: a UTF-16 unit, negative above 32767.
    fn unicode(&mut self, value: i32) {
        self.flush();
        self.skip = self.state.fallback;
        if !self.takes_text() {
            return;
        }
        let unit = (value & 0xffff) as u16;
        let units = match self.high.take() {
            Some(high) => vec![high, unit],
            None if (0xd800..0xdc00).contains(&unit) => {
                self.high = Some(unit);
                return;
            }
            None => vec![unit],
        };
        let text = String::from_utf16_lossy(&units);
        self.put(&text);
    }
}

#[cfg(test)]
mod tests;
