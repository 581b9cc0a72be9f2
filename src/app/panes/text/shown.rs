//! The text on the screen, prepared for the reader: made when source, text or marks change, not in every frame.

use std::sync::Arc;

use super::{Over, State};
use crate::app::panes::View;
use crate::app::reader::{Block, Document, Mark, Overlay};
use crate::model::{BlockKind, Id, Kind, Place, Source, Version};
use crate::text::Index;

/// The text on the screen, prepared for the reader.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) version: Id,
    pub(super) document: Document,
    pub(super) index: Arc<Index>,
    pub(super) overlay: Overlay<Over>,
    /// The counts of changes the overlay was made from.
    pub(super) seen: (u64, u64),
    pub(super) words: usize,
}

/// Makes document and overlay when the source, its text or its marks have changed.
pub(super) fn prepare(view: View<'_>, state: &mut State, source: &Source, version: &Version) {
    let revisions = view.workspace.revisions();
    let seen = (revisions.marks, revisions.sources);
    if state.shown.as_ref().is_none_or(|shown| shown.version != version.id) {
        let index = Arc::new(Index::new(&version.text));
        let blocks: Vec<Block> =
            version.blocks.iter().map(|block| Block { kind: reader_kind(block.kind), range: block.range() }).collect();
        let document = Document::new(version.text.clone(), index.clone(), &blocks, revision_of(version.id));
        let words = version.text.split_whitespace().count();
        let overlay = Overlay::default();
        state.shown = Some(Shown { version: version.id, document, index, overlay, seen: (u64::MAX, 0), words });
        if !state.readers.contains_key(&source.id)
            && let Some(position) = view.session.positions.get(&source.id)
        {
            state.restore(source.id, *position);
        }
        if let Some(find) = &mut state.find {
            find.searched = None;
        }
    }
    if let Some(shown) = &mut state.shown
        && shown.seen != seen
    {
        let marks = view
            .project()
            .marks_in(version.id)
            .filter_map(|mark| {
                let range = match mark.anchor.find(&version.text, &shown.index) {
                    Place::Here(range) | Place::Moved(range) => range,
                    Place::Orphan => return None,
                };
                Some(Mark {
                    id: Over::Mark(mark.id),
                    range,
                    colour: mark.colour as usize,
                    selected: false,
                    hovered: false,
                })
            })
            .collect();
        shown.overlay = Overlay::new(marks, Vec::new());
        shown.seen = seen;
        if let Some(find) = &mut state.find {
            find.searched = None;
        }
    }
}

/// Selected and hovered marks, the current match.
pub(super) fn decorate(view: View<'_>, state: &State, shown: &mut Shown) {
    let selected = view.session.mark.or_else(|| {
        let note = view.project().notes.get(&view.session.note?)?;
        note.about.iter().copied().find(|id| id.kind() == Kind::Mark)
    });
    shown.overlay.select_marks(|Over::Mark(mark)| Some(*mark) == selected);
    shown.overlay.hover_marks(|Over::Mark(mark)| Some(*mark) == state.hovered_mark);
    match &state.find {
        Some(find) if find.searched.is_some() => {
            shown.overlay.set_current((!find.found.is_empty()).then_some(find.current));
        }
        _ => shown.overlay.set_found(Vec::new(), None),
    }
}

/// A number for the document that differs between versions.
fn revision_of(version: Id) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    version.hash(&mut hasher);
    hasher.finish()
}

fn reader_kind(kind: BlockKind) -> crate::app::reader::BlockKind {
    use crate::app::reader::BlockKind as Reader;
    match kind {
        BlockKind::P => Reader::Paragraph,
        BlockKind::H1 => Reader::Heading(1),
        BlockKind::H2 => Reader::Heading(2),
        BlockKind::H3 => Reader::Heading(3),
        BlockKind::H4 => Reader::Heading(4),
        BlockKind::H5 => Reader::Heading(5),
        BlockKind::H6 => Reader::Heading(6),
        BlockKind::Li => Reader::ListItem,
        BlockKind::Quote => Reader::Quote,
        BlockKind::Pre => Reader::Preformatted,
        BlockKind::Table => Reader::Table,
        BlockKind::Caption => Reader::Caption,
    }
}
