//! The text on the screen, prepared for the reader: made when source, text or marks change, not in every frame.

use std::sync::Arc;

use super::laying::Text;
use super::{Over, State};
use crate::app::look;
use crate::app::panes::View;
use crate::app::reader::{Mark, Overlay, Underline};
use crate::app::theme;
use crate::model::{BlockKind, Id, Kind, Place, Source, Version};

/// The text on the screen, prepared for the reader.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) text: Text,
    pub(super) overlay: Overlay<Over>,
    /// The counts of changes the overlay was made from.
    seen: (u64, (u64, u64)),
}

/// Makes document and overlay when the source, its text or its marks have changed.
pub(super) fn prepare(view: View<'_>, state: &mut State, source: &Source, version: &Arc<Version>) {
    let revisions = view.workspace.revisions();
    let seen = (revisions.marks, view.lens.state());
    let (text, matches) = state.laying.poll();
    state.matches = matches.or(state.matches.take());
    if state.shown.as_ref().is_none_or(|shown| shown.text.version != version.id) {
        state.shown = None;
        let Some(text) = text.filter(|text| text.version == version.id).or_else(|| state.laying.text(version)) else {
            return;
        };
        state.shown = Some(Shown { text, overlay: Overlay::default(), seen: (u64::MAX, (0, 0)) });
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
                let range = match mark.anchor.find(&version.text, &shown.text.index) {
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
        shown.overlay = Overlay::new(marks, underlines(view));
        shown.seen = seen;
        if let Some(find) = &mut state.find {
            find.searched = None;
        }
    }
}

/// Names, dates and amounts of the open text.
fn underlines(view: View<'_>) -> Vec<Underline<Over>> {
    let found = &view.lens.found;
    let line = |kind: theme::Kind| theme::Kind::ALL.into_iter().position(|known| known == kind).unwrap_or_default();
    let names = found.mentions.iter().map(|mention| Underline {
        id: Over::Name(mention.range.start),
        range: mention.range.clone(),
        line: line(look::kind(mention.kind)),
        emphasised: false,
    });
    let times = found.times.iter().map(|time| Underline {
        id: Over::Time(time.range.start),
        range: time.range.clone(),
        line: line(theme::Kind::Date),
        emphasised: false,
    });
    let amounts = found.amounts.iter().map(|amount| Underline {
        id: Over::Amount(amount.start),
        range: amount.range(),
        line: line(theme::Kind::Number),
        emphasised: false,
    });
    names.chain(times).chain(amounts).collect()
}

/// Selected and hovered marks, the mentions of the selected entity, the current match.
pub(super) fn decorate(view: View<'_>, state: &State, shown: &mut Shown) {
    let selected = view.session.mark.or_else(|| {
        let note = view.project().notes.get(&view.session.note?)?;
        note.about.iter().copied().find(|id| id.kind() == Kind::Mark)
    });
    let is = |over: &Over, id: Option<Id>| id.is_some_and(|id| *over == Over::Mark(id));
    shown.overlay.select_marks(|over| is(over, selected));
    shown.overlay.hover_marks(|over| is(over, view.hovered));
    let entity = view.session.entity;
    let found = &view.lens.found;
    shown.overlay.emphasise(|over| match (over, entity) {
        (Over::Name(at), Some(entity)) => found.mention_at(*at).is_some_and(|mention| mention.entity == entity),
        _ => false,
    });
    match &state.find {
        Some(find) if find.searched.is_some() => {
            shown.overlay.set_current((!find.found.is_empty()).then_some(find.current));
        }
        _ => shown.overlay.set_found(Vec::new(), None),
    }
}

/// A number for the document that differs between versions.
pub(super) fn revision_of(version: Id) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    version.hash(&mut hasher);
    hasher.finish()
}

pub(super) fn reader_kind(kind: BlockKind) -> crate::app::reader::BlockKind {
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
