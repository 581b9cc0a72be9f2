//! Choosing files: the system's dialog where there is one, the program's own prompt where there is none, a script in tests.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::workspace::Waker;

/// What files are wanted for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A project to open.
    OpenProject,
    /// Where to write the project; the name proposed.
    SaveProject(String),
    /// Articles to bring in.
    Import,
    /// Where to write an export; the name proposed.
    Export(String),
}

impl Purpose {
    /// Title of the dialog.
    #[must_use]
    pub fn title(&self) -> &'static str {
        match self {
            Self::OpenProject => "Open project",
            Self::SaveProject(_) => "Save project as",
            Self::Import => "Import files",
            Self::Export(_) => "Export to",
        }
    }

    /// The verb on its button.
    #[must_use]
    pub fn verb(&self) -> &'static str {
        match self {
            Self::OpenProject => "Open",
            Self::SaveProject(_) => "Save",
            Self::Import => "Import",
            Self::Export(_) => "Export",
        }
    }

    /// The name proposed for a file to be written.
    #[must_use]
    pub fn proposed(&self) -> Option<&str> {
        match self {
            Self::SaveProject(name) | Self::Export(name) => Some(name),
            Self::OpenProject | Self::Import => None,
        }
    }
}

/// How a dialog ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Files were chosen.
    Chosen(Vec<PathBuf>),
    /// It was closed.
    Cancelled,
    /// There is no such dialog on this system.
    Unavailable,
}

/// A way to ask for files. Never blocks: ask, then poll.
pub trait FileDialogs {
    /// Opens the dialog. One at a time; a second call while one is open is ignored.
    fn ask(&mut self, purpose: &Purpose, folder: Option<&Path>, waker: Waker);
    /// The answer, once there is one.
    fn poll(&mut self) -> Option<Answer>;
}

/// The system's dialogs, through the desktop portal on Linux.
#[derive(Debug, Default)]
pub struct SystemDialogs {
    waiting: Option<Receiver<Answer>>,
}

/// Without portal and zenity, rfd answers "cancelled" almost at once (20–80 ms measured); nobody closes a dialog that fast.
const TOO_FAST: Duration = Duration::from_millis(300);

impl FileDialogs for SystemDialogs {
    fn ask(&mut self, purpose: &Purpose, folder: Option<&Path>, waker: Waker) {
        if self.waiting.is_some() {
            return;
        }
        let (sender, receiver) = channel();
        self.waiting = Some(receiver);
        let (purpose, folder) = (purpose.clone(), folder.map(Path::to_path_buf));
        let body = move || {
            let started = Instant::now();
            let answer = ask_system(&purpose, folder.as_deref());
            let answer = match answer {
                Some(paths) => Answer::Chosen(paths),
                None if started.elapsed() < TOO_FAST => Answer::Unavailable,
                None => Answer::Cancelled,
            };
            // Nobody listens when the window has closed.
            let _ = sender.send(answer);
            waker();
        };
        if thread::Builder::new().name("file dialog".to_owned()).spawn(body).is_err() {
            let (sender, receiver) = channel();
            let _ = sender.send(Answer::Unavailable);
            self.waiting = Some(receiver);
        }
    }

    fn poll(&mut self) -> Option<Answer> {
        let answer = match self.waiting.as_ref()?.try_recv() {
            Ok(answer) => answer,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => Answer::Unavailable,
        };
        self.waiting = None;
        Some(answer)
    }
}

/// Endings of files that can be imported. What a file is, its content tells; these only sort the dialog's list.
const IMPORTED: [&str; 17] = [
    "html", "htm", "xhtml", "mhtml", "mht", "pdf", "epub", "docx", "docm", "dotx", "odt", "ott", "rtf", "txt", "md",
    "markdown", "text",
];

fn ask_system(purpose: &Purpose, folder: Option<&Path>) -> Option<Vec<PathBuf>> {
    let mut dialog = rfd::FileDialog::new().set_title(purpose.title());
    if let Some(folder) = folder {
        dialog = dialog.set_directory(folder);
    }
    match purpose {
        Purpose::OpenProject => dialog.add_filter("Dossier project", &["json"]).pick_file().map(|path| vec![path]),
        Purpose::SaveProject(name) | Purpose::Export(name) => {
            dialog.set_file_name(name).save_file().map(|path| vec![path])
        }
        Purpose::Import => {
            dialog.add_filter("Articles and documents", &IMPORTED).add_filter("All files", &["*"]).pick_files()
        }
    }
}

/// Answers given beforehand, for tests.
#[derive(Debug, Default)]
pub struct ScriptedDialogs {
    answers: std::collections::VecDeque<Answer>,
    waiting: Option<Answer>,
}

impl ScriptedDialogs {
    /// Will give these answers, in order, then "unavailable".
    #[must_use]
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self { answers: answers.into_iter().collect(), waiting: None }
    }
}

impl FileDialogs for ScriptedDialogs {
    fn ask(&mut self, _: &Purpose, _: Option<&Path>, waker: Waker) {
        self.waiting = Some(self.answers.pop_front().unwrap_or(Answer::Unavailable));
        waker();
    }

    fn poll(&mut self) -> Option<Answer> {
        self.waiting.take()
    }
}
