//! What the window remembers of one project: open source, positions, panes. Never part of the project file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{Colour, Id};
use crate::workspace::Query;

/// Window state of one project, kept in the user's state folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// The source in the reader.
    pub open: Option<Id>,
    /// Sources chosen in the list.
    #[serde(skip)]
    pub chosen: Vec<Id>,
    /// The mark selected in the text.
    #[serde(skip)]
    pub mark: Option<Id>,
    /// The entity whose mentions are outlined.
    #[serde(skip)]
    pub entity: Option<Id>,
    /// The note selected in NOTES.
    #[serde(skip)]
    pub note: Option<Id>,
    /// The note being written.
    #[serde(skip)]
    pub writing: Option<Id>,
    /// Where the reader stands in each source, in code points.
    pub positions: BTreeMap<Id, usize>,
    /// What the list of sources shows.
    pub query: Query,
    /// Whether the list of sources is in view.
    pub sources: bool,
    /// Whether the entities are in view.
    pub entities: bool,
    /// Whether the notes are in view.
    pub notes: bool,
    /// Whether only the text is in view.
    #[serde(skip)]
    pub focus: bool,
    /// Notes of the whole project, not only of the open source.
    pub all_notes: bool,
    /// Entities of the whole project, not only of the open source.
    pub all_entities: bool,
    /// Colour of the last mark, for H.
    pub colour: Colour,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            open: None,
            chosen: Vec::new(),
            mark: None,
            entity: None,
            note: None,
            writing: None,
            positions: BTreeMap::new(),
            query: Query::default(),
            sources: true,
            entities: true,
            notes: true,
            focus: false,
            all_notes: false,
            all_entities: false,
            colour: Colour::default(),
        }
    }
}

/// Where one has been: a list with a place in it, as in a browser.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    places: Vec<(Id, usize)>,
    at: usize,
}

impl Trail {
    /// Goes to a new place from `here`; places ahead are forgotten.
    pub fn go(&mut self, here: Option<(Id, usize)>, to: (Id, usize)) {
        if let Some(here) = here {
            match self.places.get_mut(self.at) {
                Some(place) => *place = here,
                None => self.places.push(here),
            }
            if here == to {
                return;
            }
            self.places.truncate(self.at + 1);
            self.at += 1;
        } else {
            self.places.truncate(self.at);
        }
        self.places.push(to);
    }

    /// The place before, if there is one.
    pub fn back(&mut self, here: Option<(Id, usize)>) -> Option<(Id, usize)> {
        self.turn(here, self.at.checked_sub(1)?)
    }

    /// The place after, if there is one.
    pub fn forward(&mut self, here: Option<(Id, usize)>) -> Option<(Id, usize)> {
        self.turn(here, self.at + 1)
    }

    fn turn(&mut self, here: Option<(Id, usize)>, to: usize) -> Option<(Id, usize)> {
        let place = *self.places.get(to)?;
        if let (Some(here), Some(left)) = (here, self.places.get_mut(self.at)) {
            *left = here;
        }
        self.at = to;
        Some(place)
    }

    /// Whether there is a place before.
    #[must_use]
    pub fn can_go_back(&self) -> bool {
        self.at > 0 && !self.places.is_empty()
    }

    /// Whether there is a place after.
    #[must_use]
    pub fn can_go_forward(&self) -> bool {
        self.at + 1 < self.places.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IdSource, Kind, SeededIds};

    #[test]
    fn back_and_forward_return_to_the_place_that_was_left() {
        let mut ids = SeededIds(1);
        let (a, b, c) = (ids.fresh(Kind::Source), ids.fresh(Kind::Source), ids.fresh(Kind::Source));
        let mut trail = Trail::default();
        trail.go(None, (a, 0));
        trail.go(Some((a, 40)), (b, 0));
        assert_eq!(trail.back(Some((b, 7))), Some((a, 40)));
        assert_eq!(trail.forward(Some((a, 41))), Some((b, 7)));
        assert_eq!(trail.back(Some((b, 8))), Some((a, 41)));
        trail.go(Some((a, 41)), (c, 0));
        assert!(!trail.can_go_forward() && trail.can_go_back());
        assert_eq!(trail.back(Some((c, 0))), Some((a, 41)));
        assert_eq!(trail.back(Some((a, 41))), None);
    }
}
