//! What is shown of the text that lies open: looked up again only when the text, its reading or a rule has changed.

use std::ops::Range;
use std::sync::Arc;

use super::{Findings, Rules, Workspace};
use crate::model::Id;
use crate::text::Index;

/// Rules and findings of the open text.
#[derive(Clone, Debug, Default)]
pub struct Lens {
    seen: Option<(Option<Id>, u64, u64)>,
    /// The project's rules.
    pub rules: Rules,
    /// What is shown of the open text; empty when none is open.
    pub found: Findings,
    /// The open text, for words at a place.
    text: Option<(Id, Arc<str>, Index)>,
}

impl Lens {
    /// Looks again if something it shows has changed.
    pub fn refresh(&mut self, workspace: &Workspace, source: Option<Id>) {
        let project = workspace.project();
        let version = source.and_then(|source| project.current_version(source));
        let revisions = workspace.revisions();
        let seen = (version.map(|version| version.id), revisions.entities, revisions.sources);
        if self.seen == Some(seen) {
            return;
        }
        // Rules stand on entities and on where versions are; both are counted above.
        if self.seen.is_none_or(|(_, entities, sources)| (entities, sources) != (revisions.entities, revisions.sources))
        {
            self.rules = Rules::of(project);
        }
        if self.text.as_ref().map(|(of, ..)| *of) != version.map(|version| version.id) {
            self.text = version.map(|version| (version.id, version.text.clone(), Index::new(&version.text)));
        }
        self.found = version.map(|version| Findings::of(project, &self.rules, version)).unwrap_or_default();
        self.seen = Some(seen);
    }

    /// Words of the open text, by code points.
    #[must_use]
    pub fn words(&self, range: Range<usize>) -> &str {
        self.text.as_ref().map_or("", |(_, text, index)| index.slice(text, range))
    }

    /// A count that differs whenever what is shown does.
    #[must_use]
    pub fn state(&self) -> (u64, u64) {
        self.seen.map_or((0, 0), |(_, entities, sources)| (entities, sources))
    }
}
