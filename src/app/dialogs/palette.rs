//! Go to or do anything: sources, notes and actions by a few letters of their name.

use egui::{Context, Key, Modifiers, ScrollArea};
use lucide_icons::Icon;

use super::{After, modal};
use crate::app::action::Action;
use crate::app::request::{Request, Requests};
use crate::app::theme::{self, metrics as m};
use crate::app::widgets::{Field, Label, Lead, Row, SectionHeader, list};
use crate::app::words;
use crate::model::{Id, Project};

/// Rows of one kind.
const EACH: usize = 7;

/// The palette.
#[derive(Clone, Debug, Default)]
pub struct Palette {
    text: String,
    chosen: usize,
    opened: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum Hit {
    Act(Action),
    Source(Id),
    Note(Id),
    Text(String),
}

struct Line {
    hit: Hit,
    group: &'static str,
    title: String,
    trailing: String,
    icon: Icon,
}

impl Palette {
    /// The palette; with ">" it lists actions only.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn lines(&self, project: Option<&Project>, enabled: &impl Fn(Action) -> bool, mac: bool) -> Vec<Line> {
        let typed = self.text.trim();
        let (only_actions, wanted) = match typed.strip_prefix('>') {
            Some(rest) => (true, rest.trim()),
            None => (false, typed),
        };
        let mut lines = Vec::new();
        if let Some(project) = project.filter(|_| !only_actions) {
            let sources = project.live_sources().filter_map(|source| {
                let score = score(&source.item.title, wanted)
                    .or_else(|| score(&words::names(&source.item.author), wanted).map(|score| score + 50))?;
                Some((score, source.item.title.to_lowercase(), source))
            });
            let mut sources: Vec<_> = sources.collect();
            sources.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
            lines.extend(sources.into_iter().take(EACH).map(|(_, _, source)| Line {
                hit: Hit::Source(source.id),
                group: "Sources",
                title: words::title(&source.item).to_owned(),
                trailing: words::outlet_and_date(source),
                icon: Icon::FileText,
            }));
        }
        let mut actions: Vec<(usize, usize, Action)> = Action::ALL
            .iter()
            .enumerate()
            .filter(|(_, action)| enabled(**action) && **action != Action::Palette)
            .filter_map(|(place, action)| Some((score(action.text(), wanted)?, place, *action)))
            .collect();
        actions.sort();
        let room = if only_actions { usize::MAX } else { EACH };
        lines.extend(actions.into_iter().take(room).map(|(_, _, action)| Line {
            hit: Hit::Act(action),
            group: "Actions",
            title: action.text().to_owned(),
            trailing: action.key_text(mac),
            icon: Icon::ChevronRight,
        }));
        if let Some(project) = project.filter(|_| !only_actions && !wanted.is_empty()) {
            let folded = wanted.to_lowercase();
            let notes = project.notes.values().filter(|note| note.trashed.is_none());
            let notes = notes.filter(|note| note.text.to_lowercase().contains(&folded)).take(EACH);
            lines.extend(notes.map(|note| Line {
                hit: Hit::Note(note.id),
                group: "Notes",
                title: words::short(&note.text, 80),
                trailing: String::new(),
                icon: Icon::StickyNote,
            }));
            lines.push(Line {
                hit: Hit::Text(wanted.to_owned()),
                group: "Text",
                title: format!("Find “{wanted}” in this text"),
                trailing: Action::Find.key_text(mac),
                icon: Icon::Search,
            });
        }
        lines
    }

    /// Draws it.
    pub fn show(
        &mut self,
        ctx: &Context,
        project: Option<&Project>,
        enabled: impl Fn(Action) -> bool,
        mac: bool,
        out: &mut Requests,
    ) -> After {
        let mut go = None;
        let after = modal(ctx, "Go to or do anything", 560.0, |ui| {
            let (up, down, enter) = ui.input_mut(|input| {
                (
                    input.consume_key(Modifiers::NONE, Key::ArrowUp),
                    input.consume_key(Modifiers::NONE, Key::ArrowDown),
                    input.key_pressed(Key::Enter),
                )
            });
            let field = Field::new("Search", &mut self.text)
                .label(Label::Hidden)
                .hint("Source, note or action; “>” for actions only")
                .icon(Icon::Search)
                .show(ui);
            if !std::mem::replace(&mut self.opened, true) {
                field.request_focus();
            }
            if field.changed() {
                self.chosen = 0;
            }
            let lines = self.lines(project, &enabled, mac);
            if down {
                self.chosen = (self.chosen + 1).min(lines.len().saturating_sub(1));
            }
            if up {
                self.chosen = self.chosen.saturating_sub(1);
            }
            ui.add_space(m::SPACE_S);
            let muted = theme::tokens(ui).muted;
            ScrollArea::vertical().max_height(420.0).auto_shrink([false, true]).show(ui, |ui| {
                let mut group = "";
                list(ui, "Results", |ui| {
                    for (place, line) in lines.iter().enumerate() {
                        if line.group != group {
                            group = line.group;
                            SectionHeader::new(group).show(ui);
                        }
                        let row = Row::new(&line.title)
                            .trailing(&line.trailing)
                            .lead(Lead::Icon(line.icon, muted))
                            .selected(place == self.chosen);
                        let response = ui.add(row);
                        if place == self.chosen && (up || down) {
                            response.scroll_to_me(None);
                        }
                        if response.clicked() {
                            go = Some(line.hit.clone());
                        }
                    }
                });
                if lines.is_empty() {
                    ui.label("Nothing has this name.");
                }
            });
            if enter {
                go = lines.get(self.chosen).map(|line| line.hit.clone());
            }
            if go.is_some() { After::Close } else { After::Stay }
        });
        if let Some(hit) = go {
            out.push(match hit {
                Hit::Act(action) => Request::Act(action),
                Hit::Source(id) => Request::Open(id),
                Hit::Note(id) => Request::SelectNote(id),
                Hit::Text(words) => Request::FindWords(words),
            });
        }
        after
    }
}

/// How well a name fits what was typed, less is better: its beginning, the beginning of a word, within, letters in order.
fn score(name: &str, typed: &str) -> Option<usize> {
    if typed.is_empty() {
        return Some(0);
    }
    let (name, typed) = (name.to_lowercase(), typed.to_lowercase());
    if name.starts_with(&typed) {
        return Some(0);
    }
    if let Some(at) = name.find(&format!(" {typed}")) {
        return Some(1 + at);
    }
    if let Some(at) = name.find(&typed) {
        return Some(200 + at);
    }
    let mut rest = name.chars();
    typed
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .all(|letter| rest.any(|other| other == letter))
        .then_some(1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn better_fits_come_first() {
        let order = |typed: &str| {
            let mut names = ["Undo", "Find in text", "Next match", "Save as…"]
                .iter()
                .filter_map(|name| Some((score(name, typed)?, *name)))
                .collect::<Vec<_>>();
            names.sort_unstable();
            names.into_iter().map(|(_, name)| name).collect::<Vec<_>>()
        };
        assert_eq!(order("un"), ["Undo"]);
        assert_eq!(order("ma"), ["Next match"]);
        assert_eq!(order("t"), ["Find in text", "Next match"]);
        assert_eq!(order("sa"), ["Save as…"]);
    }
}
