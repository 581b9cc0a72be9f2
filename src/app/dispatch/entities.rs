//! Entities: selecting them, walking through their mentions, and deciding.

use std::ops::Range;

use crate::app::action::Action;
use crate::app::dialogs::Dialog;
use crate::app::dialogs::entity::EntityDialog;
use crate::app::panes::entities::suggestion;
use crate::app::request::AskEntity;
use crate::app::shell::App;
use crate::app::words;
use crate::model::{EntityType, Id};
use crate::workspace::{Decision, Findings, Passage, Scope, Suggested};

impl App {
    pub(super) fn select_entity(&mut self, entity: Option<Id>) {
        let Some(session) = self.session_mut() else { return };
        session.entity = entity;
        let Some((entity, source)) = entity.zip(session.open) else { return };
        // Bring the first mention into view unless one is there already.
        let mentions = self.lens.found.entity(entity).map(|named| named.mentions.clone()).unwrap_or_default();
        if !mentions.iter().any(|range| self.text.in_view(range.start))
            && let Some(first) = mentions.first()
        {
            self.text.show(source, first.clone());
        }
    }

    /// The pair that is suggested now.
    pub(super) fn suggestion(&self) -> Option<&Suggested> {
        suggestion(self.desk.roster(), &self.lens, self.session()?.all_entities)
    }

    /// The mention at the caret of the open source.
    pub(super) fn mention_at_caret(&self) -> Option<(Passage, Id, EntityType)> {
        let source = self.session()?.open?;
        let caret = self.text.caret(source)?;
        let mention = self.lens.found.mention_at(caret)?;
        Some((Passage { source, range: mention.range.clone() }, mention.entity, mention.kind))
    }

    pub(super) fn act_on_entity(&mut self, action: Action) {
        let (open, entity) = self.session().map(|session| (session.open, session.entity)).unwrap_or_default();
        let selection = open.and_then(|source| Some(Passage { source, range: self.text.selection(source)? }));
        let at_caret = self.mention_at_caret();
        match action {
            Action::AcceptSuggestion | Action::RejectSuggestion => {
                let Some(Suggested { from, into, .. }) = self.suggestion().cloned() else { return };
                let accept = action == Action::AcceptSuggestion;
                self.decide(if accept { Decision::Merge { from, into } } else { Decision::Apart(from, into) });
            }
            Action::NameHere | Action::NameEverywhere => {
                let scope = if action == Action::NameHere { Scope::Here } else { Scope::Everywhere };
                if let Some(passage) = selection.and_then(|passage| self.trimmed(passage)) {
                    self.ask_entity(AskEntity::Name(passage, scope));
                }
            }
            Action::SplitMention => {
                if let Some((passage, _, kind)) = at_caret {
                    self.ask_entity(AskEntity::Split(passage, kind));
                }
            }
            Action::WrongHere => {
                if let Some((passage, _, kind)) = at_caret {
                    self.decide(Decision::Wrong(passage, kind, Scope::Here));
                }
            }
            _ => {
                let Some(entity) = entity else { return };
                match action {
                    Action::MergeEntity => self.ask_entity(AskEntity::Merge { from: entity, into: None }),
                    Action::RenameEntity => self.ask_entity(AskEntity::Rename(entity)),
                    Action::AliasEntity => self.ask_entity(AskEntity::Alias(entity)),
                    Action::IgnoreEntity => self.decide(Decision::Ignore(entity)),
                    Action::MarkMentions => self.mark_mentions(entity),
                    _ => (),
                }
            }
        }
    }

    /// A passage without the spaces at its ends.
    fn trimmed(&self, passage: Passage) -> Option<Passage> {
        let words = self.lens.words(passage.range.clone());
        let before = words.chars().take_while(|c| c.is_whitespace()).count();
        let length = words.trim().chars().count();
        let start = passage.range.start + before;
        (length > 0).then_some(Passage { source: passage.source, range: start..start + length })
    }

    pub(super) fn ask_entity(&mut self, ask: AskEntity) {
        let passage = match &ask {
            AskEntity::Split(passage, _)
            | AskEntity::Name(passage, _)
            | AskEntity::Speaker(passage)
            | AskEntity::Relay(passage)
            | AskEntity::Reading(passage, _) => Some(passage.range.clone()),
            _ => None,
        };
        let said = passage.map_or_else(String::new, |range| self.lens.words(range).to_owned());
        let Some(open) = self.desk.open() else { return };
        let project = open.workspace.project();
        let text = match &ask {
            AskEntity::Rename(entity) => self.lens.rules.name(project, *entity).to_owned(),
            AskEntity::Reading(_, value) => value.clone(),
            _ => String::new(),
        };
        let occurrences = match &ask {
            AskEntity::Name(..) => open.workspace.occurrences(&said),
            _ => 0,
        };
        self.dialog = Some(Dialog::Entity(Box::new(EntityDialog::new(ask, &said, occurrences, &text))));
    }

    pub(super) fn decide(&mut self, decision: Decision) {
        let selects = match &decision {
            Decision::Merge { into, .. } => Some(Some(*into)),
            Decision::Ignore(_) => Some(None),
            _ => None,
        };
        let named = matches!(decision, Decision::Name(..));
        // Switching in the list of decisions shows there what it does.
        let quiet = matches!(decision, Decision::Switch(..));
        let Some(workspace) = self.workspace() else { return };
        let before = workspace.history().steps().len();
        workspace.decide(decision);
        let label = (workspace.history().steps().len() != before)
            .then(|| workspace.history().next_undo().map(|step| step.label.clone()))
            .flatten();
        if let (Some(session), Some(entity)) = (self.session_mut(), selects) {
            session.entity = entity;
        }
        if named && let Some(source) = self.session().and_then(|session| session.open) {
            self.text.clear_selection(source);
        }
        if let Some(label) = label.filter(|_| !quiet) {
            self.toasts.done(label, self.last_step());
        }
        self.text.focus = true;
    }

    /// Marks every mention of an entity in the open text, in the last colour.
    pub(super) fn mark_mentions(&mut self, entity: Id) {
        let Some((source, colour)) = self.session().and_then(|session| Some((session.open?, session.colour))) else {
            return;
        };
        let mentions = self.lens.found.entity(entity).map(|named| named.mentions.clone()).unwrap_or_default();
        if let Some(workspace) = self.workspace() {
            workspace.mark_mentions(source, &mentions, colour);
        }
        let marked = words::count(mentions.len(), "mention", "mentions");
        self.toasts.done(format!("{marked} highlighted"), self.last_step());
    }

    /// Goes to the next mention of the selected entity, or the one before, through the sources that name it.
    pub(super) fn step_mention(&mut self, forward: bool) {
        let Some((entity, open)) = self.session().and_then(|session| Some((session.entity?, session.open))) else {
            return;
        };
        let here = self.lens.found.entity(entity).map(|named| named.mentions.clone()).unwrap_or_default();
        if let Some(source) = open {
            let caret = self.text.caret(source).unwrap_or_default();
            let next = if forward {
                here.iter().find(|range| range.start > caret)
            } else {
                here.iter().rev().find(|range| range.start < caret)
            };
            if let Some(range) = next {
                self.text.show(source, range.clone());
                self.text.focus = true;
                return;
            }
        }
        let roster = self.desk.roster().clone();
        let Some(standing) = roster.get(entity) else { return };
        let sources: Vec<Id> = standing.sources.iter().map(|(source, _)| *source).collect();
        let count = sources.len();
        let at = sources.iter().position(|source| Some(*source) == open);
        let next = match (at, forward) {
            (Some(at), true) => (at + 1) % count.max(1),
            (Some(at), false) => (at + count.saturating_sub(1)) % count.max(1),
            (None, _) => 0,
        };
        let Some(source) = sources.get(next).copied() else { return };
        if let Some(range) = self.mentions_in(source, entity, forward) {
            self.go_to(source, Some(range));
            self.sources.reveal = true;
            self.text.focus = true;
        }
    }

    /// The first mention of an entity in a source, or the last.
    fn mentions_in(&self, source: Id, entity: Id, first: bool) -> Option<Range<usize>> {
        let project = self.desk.open()?.workspace.project();
        let found = Findings::of(project, &self.lens.rules, project.current_version(source)?);
        let mentions = &found.entity(entity)?.mentions;
        if first { mentions.first().cloned() } else { mentions.last().cloned() }
    }
}
