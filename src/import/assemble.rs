//! Lines to text: what a draft's kept lines are once joined, with their blocks and the pages they stand on.

use super::{Draft, Fate, Why};
use crate::model::{Block, BlockKind};

/// Where a page of a paged source begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PageStart {
    /// Index into [`Draft::lines`].
    pub line: usize,
    /// Code points into that line.
    pub at: usize,
    /// Number of the page, as printed or counted.
    pub page: u32,
}

/// Derives text, blocks and pages again from the lines and from what a person decided about them.
///
/// Only for drafts whose lines are their blocks; plain text has its own rules.
pub(super) fn redraft(mut draft: Draft) -> Draft {
    let (mut text, mut at) = (String::new(), 0);
    let mut blocks = Vec::new();
    let mut pages: Vec<(u32, usize)> = Vec::new();
    let mut starts = draft.page_starts.iter().peekable();
    for (index, line) in draft.lines.iter_mut().enumerate() {
        if let Some(&kept) = draft.decided.get(&line.number) {
            line.fate = if kept { Fate::Kept } else { Fate::Struck(Why::Person) };
        }
        let kept = line.fate == Fate::Kept;
        let length = if kept { line.text.chars().count() } else { 0 };
        let gap = if kept && !text.is_empty() { 2 } else { 0 };
        while let Some(start) = starts.next_if(|start| start.line <= index) {
            // A page whose first line was struck begins at the next kept one.
            let begins = at + gap + start.at.min(length);
            match pages.last_mut() {
                Some(last) if last.1 == begins => last.0 = start.page,
                _ => pages.push((start.page, begins)),
            }
        }
        if !kept {
            continue;
        }
        if gap > 0 {
            text.push_str("\n\n");
            at += gap;
        }
        let kind = draft.kinds.get(index).copied().unwrap_or(BlockKind::P);
        blocks.push(Block { kind, start: at, end: at + length });
        text.push_str(&line.text);
        at += length;
    }
    if let Some(first) = pages.first_mut() {
        first.1 = 0;
    }
    // Pages that hold nothing of the text begin where it ends: there is nothing to cite on them.
    pages.retain(|&(_, start)| start < at);
    draft.text = text;
    draft.blocks = blocks;
    draft.pages = pages;
    draft
}
