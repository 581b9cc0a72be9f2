//! The program's own way to choose files, where the system has no dialog for it: a path to type and a folder to look at.

use std::path::{Path, PathBuf};

use egui::{Context, Key, RichText, ScrollArea};
use lucide_icons::Icon;

use super::files::Purpose;
use super::{After, foot, modal};
use crate::app::theme::{self, metrics as m};
use crate::app::widgets::{Button, Field, Label, Lead, Row, list};

/// What the prompt asks of the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The names in a folder.
    List(PathBuf),
    /// These files were chosen.
    Chosen(Vec<PathBuf>),
}

/// The prompt.
#[derive(Clone, Debug)]
pub struct PathPrompt {
    /// What the files are for.
    pub purpose: Purpose,
    folder: PathBuf,
    entries: Option<Result<Vec<(PathBuf, bool)>, String>>,
    text: String,
    focus: bool,
    asked: bool,
}

impl PathPrompt {
    /// Asks, looking at `folder` first.
    #[must_use]
    pub fn new(purpose: Purpose, folder: &Path) -> Self {
        let text = purpose.proposed().map(|name| folder.join(name).display().to_string()).unwrap_or_default();
        Self { purpose, folder: folder.to_path_buf(), entries: None, text, focus: true, asked: false }
    }

    /// The names in a folder have arrived.
    pub fn listed(&mut self, folder: &Path, entries: Result<Vec<(PathBuf, bool)>, String>) {
        if self.folder == folder {
            self.entries = Some(entries);
        }
    }

    fn go(&mut self, folder: PathBuf) {
        if self.purpose.proposed().is_some() {
            let name = Path::new(&self.text).file_name().unwrap_or_default().to_owned();
            self.text = folder.join(name).display().to_string();
        }
        self.folder = folder;
        self.entries = None;
        self.asked = false;
    }

    /// Draws it.
    pub fn show(&mut self, ctx: &Context) -> (After, Option<Ask>) {
        let mut ask = None;
        if !std::mem::replace(&mut self.asked, true) {
            ask = Some(Ask::List(self.folder.clone()));
        }
        let title = self.purpose.title();
        let verb = self.purpose.verb();
        let mut go = None;
        let after = modal(ctx, title, 560.0, |ui| {
            let muted = theme::tokens(ui).muted;
            ui.label(RichText::new("This system offers no file dialog, so choose here or type a path.").color(muted));
            ui.add_space(m::SPACE_S);
            let field = Field::new("Path", &mut self.text)
                .label(Label::Hidden)
                .hint("/home/you/article.html")
                .icon(Icon::File)
                .show(ui);
            if std::mem::take(&mut self.focus) {
                field.request_focus();
            }
            let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            ui.add_space(m::SPACE_S);
            ui.horizontal(|ui| {
                if let Some(parent) = self.folder.parent()
                    && ui.add(Button::new("Up").icon(Icon::CornerLeftUp).small()).clicked()
                {
                    go = Some(parent.to_path_buf());
                }
                ui.add(egui::Label::new(RichText::new(self.folder.display().to_string()).color(muted)).truncate());
            });
            let room = (ui.available_height() - 70.0).clamp(80.0, 320.0);
            let mut chosen = None;
            match &self.entries {
                None => drop(ui.label(RichText::new("Looking…").color(muted))),
                Some(Err(words)) => drop(ui.label(RichText::new(words).color(theme::tokens(ui).error))),
                Some(Ok(entries)) => {
                    ScrollArea::vertical().auto_shrink(false).max_height(room).show(ui, |ui| {
                        list(ui, "Folder", |ui| {
                            for (path, folder) in entries {
                                let name = path.file_name().unwrap_or_default().to_string_lossy();
                                let icon = if *folder { Icon::Folder } else { Icon::FileText };
                                if ui.add(Row::new(&name).lead(Lead::Icon(icon, muted))).clicked() {
                                    if *folder {
                                        go = Some(path.clone());
                                    } else {
                                        chosen = Some(path.display().to_string());
                                    }
                                }
                            }
                        });
                    });
                }
            }
            if let Some(path) = chosen {
                self.text = path;
            }
            let typed = self.text.trim().to_owned();
            let there = |(path, folder): &(PathBuf, bool)| !folder && *path == expanded(&typed);
            let replaces = matches!(self.purpose, Purpose::Export(_))
                && matches!(&self.entries, Some(Ok(entries)) if entries.iter().any(there));
            if replaces {
                let words = "There is a file with this name: it will be replaced.";
                ui.label(RichText::new(words).color(theme::tokens(ui).warning));
            }
            let verb = if replaces { "Replace" } else { verb };
            let mut after = After::Stay;
            foot(ui, |ui| {
                let pressed = ui.add_enabled(!typed.is_empty(), Button::primary(verb)).clicked();
                if (pressed || enter) && !typed.is_empty() {
                    ask = Some(Ask::Chosen(vec![expanded(&typed)]));
                    after = After::Close;
                }
                if ui.add(Button::new("Cancel")).clicked() {
                    after = After::Close;
                }
            });
            after
        });
        if let Some(folder) = go {
            self.go(folder);
        }
        (after, ask)
    }
}

/// `~/x` in the home folder.
fn expanded(text: &str) -> PathBuf {
    match (text.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(text),
    }
}
