//! Reading texts by machine while the user works: one job at a time goes through the texts that wait, then another
//! counts who is named how often. Results come as they are found; a text that goes meanwhile takes its reading along.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::{Desk, Event};
use crate::model::{Analysis, Edit, Id, Record};
use crate::workspace::{JobId, Reader, Roster, waiting};

/// What is under way, and what was made.
#[derive(Debug, Default)]
pub(super) struct Reading {
    job: Option<JobId>,
    counting: Option<JobId>,
    /// The project, and the count of changes to its sources, when texts were last looked for.
    looked: Option<(Id, u64)>,
    /// The project, and the counts of changes, that the roster was made from.
    counted: Option<(Id, u64, u64)>,
    /// Texts that cannot be read: not tried again.
    failed: HashSet<Id>,
    roster: Arc<Roster>,
}

impl Reading {
    /// A job is over, however it ended.
    pub(super) fn ended(&mut self, id: JobId) {
        self.job = self.job.filter(|job| *job != id);
        self.counting = self.counting.filter(|job| *job != id);
    }
}

/// What a job says.
#[derive(Debug)]
pub(super) enum Outcome {
    /// A text has been read.
    Text(Box<Analysis>),
    /// A text could not be read; why.
    Failed(Id, String),
    /// There is nothing more to read, or the user stopped it.
    End,
    /// Everybody has been counted; `None` when stopped.
    Counted(Option<Box<Roster>>),
}

impl Desk {
    /// Every entity of the project with its counts, as last made.
    #[must_use]
    pub fn roster(&self) -> &Arc<Roster> {
        &self.reading.roster
    }

    /// Whether texts are being read.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        self.reading.job.is_some()
    }

    /// Reads every text again, as after a stop.
    pub fn read_again(&mut self) {
        self.reading.failed.clear();
        self.reading.looked = None;
    }

    /// Starts what is due: reading first, then counting.
    pub(super) fn read_on(&mut self) {
        let Some(open) = &self.open else { return };
        let project = open.workspace.project();
        let revisions = open.workspace.revisions();
        let looked = Some((project.head.id, revisions.sources));
        if self.reading.looked.is_some_and(|(of, _)| of != project.head.id) {
            // What is under way is about a project that has been closed.
            self.reading.job.into_iter().chain(self.reading.counting).for_each(|job| self.jobs.cancel(job));
            self.reading.roster = Arc::default();
        }
        if self.reading.job.is_none() && self.reading.looked != looked {
            self.reading.looked = looked;
            let mut texts = waiting(project);
            texts.retain(|version| !self.reading.failed.contains(version));
            if !texts.is_empty() {
                let project = project.clone();
                self.reading.job = Some(self.jobs.spawn_parts("Finding names", move |progress, part| {
                    let mut reader = Reader::new(project);
                    for (done, version) in texts.iter().enumerate() {
                        progress.set(done, texts.len());
                        // One text that breaks the reading must not keep the others from it.
                        let outcome = match catch_unwind(AssertUnwindSafe(|| reader.read(*version, progress))) {
                            Ok(Ok(Some(analysis))) => Outcome::Text(Box::new(analysis)),
                            Ok(Ok(None)) if progress.is_cancelled() => break,
                            Ok(Ok(None)) => continue,
                            Ok(Err(error)) => Outcome::Failed(*version, error.to_string()),
                            Err(_) => {
                                let title = reader.source(*version).map_or("", |source| &source.item.title);
                                let words = format!(
                                    "No names could be looked for in “{title}”: its text confused the engine. The text \
                                     itself is unharmed"
                                );
                                Outcome::Failed(*version, words)
                            }
                        };
                        part(super::Outcome::Reading(outcome));
                    }
                    super::Outcome::Reading(Outcome::End)
                }));
                return;
            }
        }
        let counted = Some((project.head.id, revisions.sources, revisions.entities));
        if self.reading.job.is_none() && self.reading.counting.is_none() && self.reading.counted != counted {
            self.reading.counted = counted;
            let project = project.clone();
            self.reading.counting = Some(self.jobs.spawn("Counting names", move |progress| {
                super::Outcome::Reading(Outcome::Counted(Roster::of(&project, progress).map(Box::new)))
            }));
        }
    }

    /// Takes in what a job says.
    pub(super) fn read(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Text(analysis) => {
                if let Some(open) = &mut self.open
                    && open.workspace.project().versions.contains_key(&analysis.version)
                {
                    open.workspace.apply_machine(Edit::Put(Record::Analysis(Arc::new(*analysis))));
                }
            }
            Outcome::Failed(version, why) => {
                if self.reading.failed.insert(version) {
                    self.events.push(Event::Say(why));
                }
            }
            Outcome::End => self.reading.job = None,
            Outcome::Counted(roster) => {
                self.reading.counting = None;
                if let Some(roster) = roster {
                    self.reading.roster = Arc::new(*roster);
                }
            }
        }
    }
}
