//! Plain and pasted text to a draft: lines to blocks, blocks to parts, parts to fields and body.

use std::ops::Range;

use crate::model::{Block, BlockKind, Item, SourceKind};

use super::decode::Decoded;
use super::language::language;
use super::layout::{Piece, pieces, raw_lines};
use super::roles::{Reading, Role};
use super::{Draft, Fate, Hints, Line, Why, body, fields, roles};

/// A new draft of decoded text.
pub(super) fn draft(decoded: Decoded, name: &str, bytes: &[u8], hints: &Hints) -> Draft {
    let kind = hints.kind.unwrap_or(if hints.pasted { SourceKind::Paste } else { SourceKind::Text });
    let mut draft = Draft::new(name, bytes, kind, &decoded.encoding, hints);
    if decoded.damaged {
        draft.warn("text", format!("Some characters could not be read as {} and were replaced by �. If letters look wrong, save the text as UTF-8 and import it again.", decoded.encoding));
    } else if decoded.guessed {
        draft.warn(
            "text",
            format!(
                "The text does not say how its letters are stored; it was read as {}. Check the accents.",
                decoded.encoding
            ),
        );
    }
    redraft(draft, decoded.text)
}

/// Derives everything again from the text and from what a person decided about its lines.
pub(super) fn redraft(mut draft: Draft, raw: String) -> Draft {
    draft.warnings.retain(|warning| warning.about == "text" && warning.text.starts_with(['S', 'T']));
    draft.item = Item::default();
    (draft.agency, draft.section, draft.dateline) = (None, None, None);
    draft.evidence.clear();
    let found = raw_lines(&raw);
    let blocks = pieces(&found);
    let language = language(&blocks);
    let mut page = Page::read(&blocks, language.as_deref(), &draft.decided);
    page.derive(&mut draft, language.as_deref());
    page.write(&mut draft);
    draft.lines = lines(&found, &blocks, &page);
    draft.raw = Some(raw);
    draft
}

/// Everything that was read from one text.
pub(super) struct Page<'p> {
    pub blocks: &'p [Piece],
    pub readings: Vec<Reading>,
    pub body: Range<usize>,
    pub title: Option<usize>,
    pub fates: Vec<Fate>,
    fields: Vec<Option<&'static str>>,
}

impl<'p> Page<'p> {
    fn read(blocks: &'p [Piece], language: Option<&str>, decided: &std::collections::BTreeMap<usize, bool>) -> Self {
        let readings = roles::read(blocks, language.is_some_and(|language| language != "en"));
        let stretch = body::widen(&readings, body::stretch(&readings));
        let title = fields::title(blocks, &readings, stretch.clone());
        let start = body::start(blocks, &readings, &stretch, title);
        let end = body::end(blocks, &readings, &stretch).max(start);
        let body = start..end;
        let mut fates: Vec<Fate> = (0..blocks.len())
            .map(|at| {
                let role = readings.get(at).map(|reading| reading.role);
                if at < body.start {
                    Fate::Struck(if role == Some(Role::Chrome) { Why::Chrome } else { Why::Head })
                } else if at >= body.end {
                    Fate::Struck(Why::Tail)
                } else if is_furniture(role) {
                    Fate::Struck(Why::Chrome)
                } else {
                    Fate::Kept
                }
            })
            .collect();
        for (at, piece) in blocks.iter().enumerate() {
            let said = decided.range(piece.lines.0..=piece.lines.1).next_back().map(|(_, &kept)| kept);
            if let (Some(kept), Some(fate)) = (said, fates.get_mut(at)) {
                *fate = if kept { Fate::Kept } else { Fate::Struck(Why::Person) };
            }
        }
        Self { blocks, fields: vec![None; blocks.len()], readings, body, title, fates }
    }

    pub fn piece(&self, at: usize) -> &str {
        self.blocks.get(at).map_or("", |piece| piece.text.as_str())
    }

    pub fn place(&self, at: usize) -> String {
        match self.blocks.get(at).map(|piece| piece.lines) {
            Some((first, last)) if first != last => format!("lines {first}–{last}"),
            Some((first, _)) => format!("line {first}"),
            None => String::new(),
        }
    }

    pub fn gives(&mut self, at: usize, field: &'static str) {
        if let Some(slot) = self.fields.get_mut(at) {
            slot.get_or_insert(field);
        }
        if let Some(Fate::Struck(why)) = self.fates.get_mut(at)
            && matches!(why, Why::Head | Why::Chrome | Why::Tail)
        {
            *why = Why::Field;
        }
    }

    /// Fills fields, evidence and text of the draft.
    fn write(&self, draft: &mut Draft) {
        let (mut text, mut at) = (String::new(), 0);
        let mut found = Vec::new();
        for (index, piece) in self.blocks.iter().enumerate() {
            if self.fates.get(index) != Some(&Fate::Kept) {
                continue;
            }
            if !text.is_empty() {
                text.push_str("\n\n");
                at += 2;
            }
            let length = piece.text.chars().count();
            found.push(Block { kind: self.kind(index), start: at, end: at + length });
            text.push_str(&piece.text);
            at += length;
        }
        draft.text = text;
        draft.blocks = found;
    }

    fn kind(&self, at: usize) -> BlockKind {
        let text = self.piece(at);
        let Some(reading) = self.readings.get(at) else { return BlockKind::P };
        let next_is_text =
            self.readings.get(at + 1).is_some_and(|next| matches!(next.role, Role::Prose | Role::Sentence));
        if body::is_item(text) {
            BlockKind::Li
        } else if reading.role == Role::Caption {
            BlockKind::Caption
        } else if reading.role == Role::Short
            && reading.shape.words <= 14
            && next_is_text
            && !text.ends_with([',', ':', ';'])
        {
            BlockKind::H2
        } else {
            BlockKind::P
        }
    }
}

/// What is struck in the middle of a body.
fn is_furniture(role: Option<Role>) -> bool {
    matches!(
        role,
        Some(Role::Chrome | Role::Stop | Role::Count | Role::Label | Role::Relative | Role::Byline | Role::Date)
    )
}

fn lines(found: &[super::layout::RawLine<'_>], blocks: &[Piece], page: &Page<'_>) -> Vec<Line> {
    let mut block = 0;
    found
        .iter()
        .map(|line| {
            while blocks.get(block).is_some_and(|piece| piece.lines.1 < line.number) {
                block += 1;
            }
            Line {
                number: line.number,
                text: line.text.to_owned(),
                fate: page.fates.get(block).copied().unwrap_or(Fate::Kept),
                field: page.fields.get(block).copied().flatten().map(str::to_owned),
            }
        })
        .collect()
}
