//! Going somewhere: to a source, a passage, a mark, a note, back and forward, to the next pane.

use egui::Context;

use crate::app::panes::frame::Pane;
use crate::app::shell::App;
use crate::model::{Id, Kind};

impl App {
    /// Opens a source, at a passage if one is given; the place left is remembered.
    pub(super) fn go_to(&mut self, source: Id, range: Option<std::ops::Range<usize>>) {
        let here = self.here();
        let to = range.as_ref().map(|range| range.start).or_else(|| self.text.position(source)).unwrap_or_default();
        if here.map(|(id, _)| id) != Some(source) || range.is_some() {
            self.trail.go(here, (source, to));
        }
        self.show_source(source);
        if let Some(range) = range {
            self.text.reveal(source, range);
        }
    }

    pub(super) fn here(&self) -> Option<(Id, usize)> {
        let source = self.session()?.open?;
        Some((source, self.text.position(source).unwrap_or_default()))
    }

    pub(super) fn show_source(&mut self, source: Id) {
        let here = self.here();
        let Some(session) = self.session_mut() else { return };
        if let Some((left, position)) = here {
            session.positions.insert(left, position);
        }
        if session.open != Some(source) {
            session.open = Some(source);
            session.mark = None;
            session.note = None;
            if session.chosen.len() == 1 {
                session.chosen = vec![source];
            }
        }
        self.drawer = false;
    }

    pub(super) fn walk(&mut self, forward: bool) {
        let here = self.here();
        let place = if forward { self.trail.forward(here) } else { self.trail.back(here) };
        if let Some((source, position)) = place {
            self.show_source(source);
            self.text.restore(source, position);
        }
    }

    /// Moves the keyboard to the next pane in view, from the left to the right and round.
    pub(super) fn next_pane(&mut self, ctx: &Context, forward: bool) {
        let focused = ctx.memory(egui::Memory::focused).and_then(|id| ctx.read_response(id));
        let at = focused.map(|response| response.rect.center());
        let mut panes: Vec<Pane> = Pane::ALL.into_iter().filter(|pane| self.place(*pane).is_some()).collect();
        if !forward {
            panes.reverse();
        }
        let here = panes
            .iter()
            .position(|pane| at.is_some_and(|at| self.place(*pane).is_some_and(|place| place.contains(at))));
        let next = here.map_or(0, |here| (here + 1) % panes.len().max(1));
        match panes.get(next) {
            Some(Pane::Text) if self.session().is_some_and(|session| session.open.is_some()) => self.text.focus = true,
            Some(Pane::Sources) => {
                let open = self.session().and_then(|session| session.open);
                let row = open.filter(|open| self.overview.order.contains(open));
                self.sources.reveal = row.is_some();
                let place = row.map_or(Pane::Sources.id(), |source| egui::Id::unique(("source", source)));
                ctx.memory_mut(|memory| memory.request_focus(place));
            }
            Some(pane) => ctx.memory_mut(|memory| memory.request_focus(pane.id())),
            None => {}
        }
    }

    fn place(&self, pane: Pane) -> Option<egui::Rect> {
        self.places.iter().find(|(known, _)| *known == pane).map(|(_, place)| *place)
    }

    pub(super) fn select_mark(&mut self, mark: Option<Id>) {
        let source = mark.and_then(|id| {
            let project = self.desk.open()?.workspace.project();
            project.source_of_mark(project.marks.get(&id)?).map(|source| source.id)
        });
        let note = mark.and_then(|id| self.desk.open()?.workspace.project().notes_about(id).next().map(|note| note.id));
        if let Some(source) = source
            && self.session().and_then(|session| session.open) != Some(source)
        {
            let range = mark.and_then(|mark| self.workspace()?.place(mark));
            self.go_to(source, range);
        } else if let (Some(source), Some(range)) = (source, mark.and_then(|mark| self.workspace()?.place(mark))) {
            self.text.show(source, range);
        }
        let Some(session) = self.session_mut() else { return };
        session.mark = mark;
        if mark.is_some() {
            session.note = note;
            self.notes.reveal = true;
        }
    }

    pub(super) fn select_note(&mut self, note: Id) {
        let mark = self.desk.open().and_then(|open| {
            let record = open.workspace.project().notes.get(&note)?;
            record.about.iter().copied().find(|id| id.kind() == Kind::Mark)
        });
        if mark.is_some() {
            self.select_mark(mark);
        }
        let in_view = mark.is_some() || self.session().is_some_and(|session| session.all_notes);
        let Some(session) = self.session_mut() else { return };
        session.mark = mark;
        session.note = Some(note);
        session.all_notes |= !in_view;
        session.notes = true;
        self.notes.reveal = true;
    }

    pub(super) fn step_mark(&mut self, forward: bool) {
        let Some(source) = self.session().and_then(|session| session.open) else { return };
        let caret = self.text.caret(source).unwrap_or_default();
        let Some(workspace) = self.workspace() else { return };
        let Some(version) = workspace.project().current_version(source).cloned() else { return };
        let mut places: Vec<(usize, Id)> =
            workspace.project().marks_in(version.id).map(|mark| (mark.anchor.start, mark.id)).collect();
        places.sort_unstable();
        let next = if forward {
            places.iter().find(|(start, _)| *start > caret).or(places.first())
        } else {
            places.iter().rev().find(|(start, _)| *start < caret).or(places.last())
        };
        if let Some((_, mark)) = next.copied() {
            let range = self.workspace().and_then(|workspace| workspace.place(mark));
            if let Some(range) = range {
                self.text.reveal(source, range);
            }
            self.select_mark(Some(mark));
        }
    }

    pub(super) fn follow(&mut self, id: Id) {
        match id.kind() {
            Kind::Source => self.go_to(id, None),
            Kind::Mark => self.select_mark(Some(id)),
            Kind::Note => self.select_note(id),
            _ => (),
        }
    }
}
