//! Preparing texts and looking through them: at once while that is quick, in a job where it would hold up the window.

use std::ops::Range;
use std::sync::Arc;

use super::find::matches;
use super::shown::{reader_kind, revision_of};
use crate::app::reader::{Block, Document};
use crate::model::{Id, Version};
use crate::text::Index;
use crate::workspace::{Finished, Jobs, Waker};

/// Bytes of text that are prepared at once: a few milliseconds' work.
const AT_ONCE: usize = 400_000;

/// A text ready for the reader.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) version: Id,
    pub(super) document: Document,
    pub(super) index: Arc<Index>,
    pub(super) words: usize,
}

impl Text {
    fn new(version: &Version) -> Self {
        let index = Arc::new(Index::new(&version.text));
        let blocks: Vec<Block> =
            version.blocks.iter().map(|block| Block { kind: reader_kind(block.kind), range: block.range() }).collect();
        let document = Document::new(version.text.clone(), index.clone(), &blocks, revision_of(version.id));
        Self { version: version.id, document, index, words: version.text.split_whitespace().count() }
    }
}

/// Words that were looked for in a version, and where they stand.
pub(super) type Matches = ((String, Id), Vec<Range<usize>>);

enum Work {
    Text(Box<Text>),
    Matches(Matches),
}

/// The work under way for the text pane.
#[derive(Debug)]
pub(super) struct Laying {
    jobs: Jobs<Work>,
    text: Option<Id>,
    matches: Option<(String, Id)>,
}

impl Laying {
    pub(super) fn new(waker: Waker) -> Self {
        Self { jobs: Jobs::new(waker), text: None, matches: None }
    }

    /// Whether something is being prepared.
    pub(super) fn busy(&self) -> bool {
        !self.jobs.running().is_empty()
    }

    /// The text ready for the reader, or nothing yet: then it will come with [`Self::poll`].
    pub(super) fn text(&mut self, version: &Arc<Version>) -> Option<Text> {
        if version.text.len() <= AT_ONCE {
            return Some(Text::new(version));
        }
        if self.text != Some(version.id) {
            self.text = Some(version.id);
            let version = version.clone();
            self.jobs.spawn("Laying out", move |_| Work::Text(Box::new(Text::new(&version))));
        }
        None
    }

    /// Where words stand, or nothing yet: then it will come with [`Self::poll`].
    pub(super) fn matches(&mut self, key: &(String, Id), text: &Arc<str>, index: &Arc<Index>) -> Option<Matches> {
        if text.len() <= AT_ONCE {
            return Some((key.clone(), matches(text, index, &key.0)));
        }
        if self.matches.as_ref() != Some(key) {
            self.matches = Some(key.clone());
            let (key, text, index) = (key.clone(), text.clone(), index.clone());
            self.jobs.spawn("Finding", move |_| {
                let found = matches(&text, &index, &key.0);
                Work::Matches((key, found))
            });
        }
        None
    }

    /// What has been prepared since: of each kind the one asked for last.
    pub(super) fn poll(&mut self) -> (Option<Text>, Option<Matches>) {
        let (mut text, mut matches) = (None, None);
        for finished in self.jobs.poll() {
            match finished {
                Finished::Done(_, Work::Text(done)) if self.text == Some(done.version) => {
                    self.text = None;
                    text = Some(*done);
                }
                Finished::Done(_, Work::Matches(done)) if self.matches.as_ref() == Some(&done.0) => {
                    self.matches = None;
                    matches = Some(done);
                }
                // Asked for before something else was; or a fault, of which the text on the screen is the sign.
                Finished::Done(..) | Finished::Part(..) => {}
                Finished::Panicked(_, message) => log::error!("a text could not be prepared: {message}"),
            }
        }
        (text, matches)
    }
}
