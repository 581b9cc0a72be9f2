//! What comes back from jobs and file dialogs, and what the window makes of it.

use std::path::{Path, PathBuf};

use egui::Context;

use super::action::Action;
use super::clipboard::Rich;
use super::dialogs::Dialog;
use super::dialogs::confirm::{Choice, Confirm};
use super::dialogs::files::{Answer, Purpose};
use super::dialogs::import::Import;
use super::dialogs::path::PathPrompt;
use super::leaving::Next;
use super::panes::{entities, notes, sources, text};
use super::session::{Session, Trail};
use super::shell::App;
use super::toasts::Tone;
use super::words;
use crate::model::Id;
use crate::storage::Stored;
use crate::workspace::{Event, Left, Lens, Obstacle, Overview, SaveState};

impl App {
    pub(super) fn on_event(&mut self, ctx: &Context, event: Event) {
        match event {
            Event::Opened { said, session } => self.opened(said, session.typed()),
            Event::OpenFailed(path, words) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.toasts.say(Tone::Error, format!("“{name}” was not opened: {words}"), None);
            }
            Event::Saved => (),
            Event::SaveFailed(words, obstacle) => {
                if self.leaving.is_some() {
                    let again = match obstacle {
                        Obstacle::Disk => ("Try again", Choice::TryAgain),
                        Obstacle::Changed => ("Save over it", Choice::Overwrite),
                        Obstacle::Gone => ("Save it here again", Choice::Overwrite),
                    };
                    let answers = [("Close without saving", Choice::CloseUnsaved), again, ("Save as…", Choice::SaveAs)];
                    self.dialog =
                        Some(Dialog::Confirm(Confirm::new("The project could not be saved", words, &answers)));
                } else if obstacle == Obstacle::Gone {
                    let answers = [
                        ("Decide later", Choice::Leave),
                        ("Save it here again", Choice::Overwrite),
                        ("Save as…", Choice::SaveAs),
                    ];
                    self.dialog = Some(Dialog::Confirm(Confirm::new("The file is no longer there", words, &answers)));
                } else if obstacle == Obstacle::Changed {
                    let words = "Another program has changed the project file since it was opened here. Saving over it \
                                 would lose those changes. Saving under another name keeps both.";
                    let answers = [
                        ("Decide later", Choice::Leave),
                        ("Save over it", Choice::Overwrite),
                        ("Save as…", Choice::SaveAs),
                    ];
                    self.dialog =
                        Some(Dialog::Confirm(Confirm::new("The file was changed elsewhere", words, &answers)));
                } else {
                    self.toasts.say(Tone::Error, words, Some(Action::SaveAs));
                }
            }
            Event::SavedAs(path) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.toasts.say(Tone::Plain, format!("Saved as “{name}”"), None);
                if let Some(leaving) = self.leaving.clone()
                    && self.desk.close()
                {
                    self.left(ctx, leaving);
                }
            }
            Event::Imported(ids) => self.imported(&ids),
            Event::Found(found) => match &mut self.dialog {
                _ if found.is_empty() => self.toasts.say(Tone::Warning, "There was no file to import", None),
                Some(Dialog::Import(import)) => import.add(found),
                _ => self.dialog = Some(Dialog::Import(Box::new(Import::new(found)))),
            },
            Event::Listed(folder, entries) => {
                if let Some(Dialog::Path(prompt)) = &mut self.dialog {
                    prompt.listed(&folder, entries);
                }
            }
            Event::Untitled(found) => self.untitled = found,
            Event::Left(left) => self.on_left(ctx, left),
            Event::Say(words) => self.toasts.say(Tone::Warning, words, None),
        }
    }

    fn on_left(&mut self, ctx: &Context, left: Left) {
        match left {
            Left::Previewed(number, preview) => {
                if let Some(Dialog::Export(export)) = &mut self.dialog {
                    export.made(number, preview);
                }
            }
            Left::Styles(styles) => {
                if let Some(Dialog::Export(export)) = &mut self.dialog {
                    export.styles(styles);
                }
            }
            Left::Written(Ok(path)) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.toasts.say(Tone::Plain, format!("Exported to “{name}”"), None);
            }
            Left::Written(Err(words)) => self.toasts.say(Tone::Error, words, Some(Action::Export)),
            Left::Cited(Ok(copied)) => {
                let words = format!("Copied: {}", words::short(&copied.text, 90));
                self.clipboard.put(ctx, &Rich { html: copied.html, plain: copied.text });
                self.toasts.say(Tone::Plain, words, None);
            }
            Left::Cited(Err(why)) => {
                self.toasts.say(Tone::Error, format!("Nothing was copied: {why}"), Some(Action::Export));
            }
        }
    }

    fn opened(&mut self, said: Vec<String>, mut session: Stored<Session>) {
        let Some(open) = self.desk.open() else { return };
        let project = open.workspace.project();
        let known = |id: &Id| project.sources.get(id).is_some_and(|source| source.trashed.is_none());
        session.value.open = session.value.open.filter(known);
        self.trail = Trail::default();
        self.text = text::State::new(self.desk.waker());
        self.notes = notes::State::default();
        self.sources = sources::State::default();
        self.sources.filter.clone_from(&session.value.query.words);
        self.sources.filtering = !self.sources.filter.is_empty();
        self.overview = Overview::default();
        self.lens = Lens::default();
        self.entities = entities::State::default();
        if let SaveState::ReadOnly(reason) = open.save_state() {
            let words = format!("Opened for reading only: {reason}. To keep changes, save under another name");
            self.toasts.say(Tone::Warning, words, Some(Action::SaveAs));
        }
        for words in said {
            self.toasts.say(Tone::Warning, words, None);
        }
        self.overview.refresh(&open.workspace, &session.value.query);
        if session.value.open.is_none() {
            session.value.open = self.overview.order.first().copied();
        }
        if let Some(open) = session.value.open {
            self.trail.go(None, (open, 0));
        }
        self.session = Some(session);
        self.text.focus = true;
    }

    pub(super) fn on_files(&mut self, answer: Answer) {
        let Some(purpose) = self.asked.take() else { return };
        match answer {
            Answer::Chosen(paths) => self.chosen(&purpose, paths),
            Answer::Cancelled => self.leaving = None,
            Answer::Unavailable => {
                let folder = self.file_folder();
                self.dialog = Some(Dialog::Path(PathPrompt::new(purpose, &folder)));
            }
        }
    }

    pub(super) fn ask_files(&mut self, purpose: Purpose) {
        let folder = self.file_folder();
        self.files.ask(&purpose, Some(&folder), self.desk.waker());
        self.asked = Some(purpose);
    }

    pub(super) fn ask_save_as(&mut self) {
        let Some(open) = self.desk.open() else { return };
        let title = &open.workspace.project().head.title;
        let name: String =
            title.chars().map(|c| if c.is_alphanumeric() || " -_".contains(c) { c } else { '-' }).collect();
        self.ask_files(Purpose::SaveProject(format!("{}.dossier.json", name.trim())));
    }

    /// The folder to begin with: that of the project, or the home folder.
    pub(super) fn file_folder(&self) -> PathBuf {
        let beside = self.desk.open().filter(|open| !open.untitled()).and_then(|open| open.path().parent());
        let recent = || self.desk.settings().recent.first().and_then(|path| path.parent());
        beside.or_else(recent).map(Path::to_path_buf).or_else(std::env::home_dir).unwrap_or_default()
    }

    pub(super) fn chosen(&mut self, purpose: &Purpose, paths: Vec<PathBuf>) {
        match (purpose, paths.first()) {
            (_, None) => (),
            (Purpose::OpenProject, Some(path)) => self.open_next = Some(Next::File(path.clone())),
            (Purpose::SaveProject(_), Some(path)) => self.desk.save_as(path),
            (Purpose::Import, Some(_)) => self.desk.read_files(paths),
            (Purpose::Export(_), Some(path)) => {
                if let Some(text) = self.export.take() {
                    self.desk.write_export(path, text);
                }
            }
        }
    }
}
