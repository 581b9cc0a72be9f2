//! The authors of a source as rows: a person with two names, or an organisation with one.

use egui::Ui;
use lucide_icons::Icon;

use crate::app::theme::metrics as m;
use crate::app::widgets::{Button, Field, IconButton, Label};
use crate::model::Name;

/// Authors being edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct People {
    rows: Vec<Row>,
    /// The row to move the keyboard to.
    focus: Option<usize>,
}

/// One author. Particles and suffix of `base` stay.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    base: Name,
    organisation: bool,
    family: String,
    given: String,
    whole: String,
}

impl Row {
    fn of(name: &Name) -> Self {
        let text = |part: &Option<String>| part.clone().unwrap_or_default();
        Self {
            base: name.clone(),
            organisation: name.literal.is_some(),
            family: text(&name.family),
            given: text(&name.given),
            whole: text(&name.literal),
        }
    }

    fn name(&self) -> Option<Name> {
        let full = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        if self.organisation {
            return full(&self.whole).map(|whole| Name::literal(&whole));
        }
        let (family, given) = (full(&self.family), full(&self.given));
        (family.is_some() || given.is_some()).then(|| Name { family, given, literal: None, ..self.base.clone() })
    }

    /// What it is called on buttons.
    fn called(&self, number: usize) -> String {
        match self.name() {
            Some(name) => name.display(),
            None => format!("author {}", number + 1),
        }
    }

    /// The same name in the other form.
    fn turn(&mut self) {
        if self.organisation {
            let name = crate::import::split_name(self.whole.trim());
            if name.literal.is_none() {
                *self = Self { base: name.clone(), ..Self::of(&name) };
            } else {
                self.family = std::mem::take(&mut self.whole);
            }
            self.organisation = false;
        } else {
            self.whole = self.name().map(|name| name.display()).unwrap_or_default();
            self.organisation = true;
        }
    }
}

/// What a press on a row asks for.
enum Wish {
    Up(usize),
    Down(usize),
    Remove(usize),
    Turn(usize),
}

impl People {
    pub(super) fn of(names: &[Name]) -> Self {
        Self { rows: names.iter().map(Row::of).collect(), focus: None }
    }

    /// The names; empty rows are none.
    pub(super) fn names(&self) -> Vec<Name> {
        self.rows.iter().filter_map(Row::name).collect()
    }

    /// Draws the rows; `label` is the width of the column of names.
    pub(super) fn show(&mut self, ui: &mut Ui, label: f32) {
        let mut wish = None;
        let count = self.rows.len();
        let focus = self.focus.take();
        for (number, row) in self.rows.iter_mut().enumerate() {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = m::SPACE_XS;
                let words = match number {
                    0 if count == 1 => "Author".to_owned(),
                    0 => "Authors".to_owned(),
                    _ => String::new(),
                };
                super::label(ui, &words, label);
                ui.add_space(m::SPACE_XS);
                let buttons = 4.0 * (m::TARGET + m::SPACE_XS);
                let room = (ui.available_width() - buttons).max(120.0);
                let author = number + 1;
                let field = if row.organisation {
                    let name = format!("Organisation {author}");
                    Field::new(&name, &mut row.whole).label(Label::Hidden).hint("Organisation").width(room).show(ui)
                } else {
                    let half = (room - m::SPACE_XS) / 2.0;
                    let name = format!("Given name of author {author}");
                    let given =
                        Field::new(&name, &mut row.given).label(Label::Hidden).hint("Given name").width(half).show(ui);
                    let name = format!("Family name of author {author}");
                    Field::new(&name, &mut row.family).label(Label::Hidden).hint("Family name").width(half).show(ui);
                    given
                };
                if focus == Some(number) {
                    field.request_focus();
                }
                let called = row.called(number);
                let (sign, turn) = if row.organisation {
                    (Icon::User, format!("{called} is a person"))
                } else {
                    (Icon::Building2, format!("{called} is an organisation"))
                };
                if ui.add(IconButton::new(sign, &turn)).clicked() {
                    wish = Some(Wish::Turn(number));
                }
                let up = format!("Move {called} up");
                if ui.add_enabled(number > 0, IconButton::new(Icon::ArrowUp, &up)).clicked() {
                    wish = Some(Wish::Up(number));
                }
                let down = format!("Move {called} down");
                if ui.add_enabled(number + 1 < count, IconButton::new(Icon::ArrowDown, &down)).clicked() {
                    wish = Some(Wish::Down(number));
                }
                let remove = format!("Remove {called}");
                if ui.add(IconButton::new(Icon::X, &remove)).clicked() {
                    wish = Some(Wish::Remove(number));
                }
            });
        }
        ui.horizontal(|ui| {
            let words = if count == 0 { "Author" } else { "" };
            super::label(ui, words, label);
            for (words, organisation) in [("Add person", false), ("Add organisation", true)] {
                if ui.add(Button::text(words)).clicked() {
                    self.rows.push(Row { organisation, ..Row::of(&Name::default()) });
                    self.focus = Some(self.rows.len() - 1);
                }
            }
        });
        match wish {
            Some(Wish::Up(number)) if number > 0 => self.rows.swap(number, number - 1),
            Some(Wish::Down(number)) if number + 1 < self.rows.len() => self.rows.swap(number, number + 1),
            Some(Wish::Remove(number)) if number < self.rows.len() => drop(self.rows.remove(number)),
            Some(Wish::Turn(number)) => {
                if let Some(row) = self.rows.get_mut(number) {
                    row.turn();
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back_with_what_the_form_does_not_show() {
        let name = Name {
            non_dropping_particle: Some("van".into()),
            suffix: Some("Jr.".into()),
            ..Name::person("Jan", "Beek")
        };
        let names = [name, Name::literal("Highland Water")];
        let mut people = People::of(&names);
        assert_eq!(people.names(), names);
        people.rows[0].given = " Johan ".into();
        let changed = people.names();
        assert_eq!(changed[0].display(), "Johan van Beek Jr.");
    }

    #[test]
    fn a_person_turns_into_an_organisation_and_back() {
        let mut people = People::of(&[Name::person("Ailsa", "Grant")]);
        people.rows[0].turn();
        assert_eq!(people.names(), [Name::literal("Ailsa Grant")]);
        people.rows[0].turn();
        assert_eq!(people.names(), [Name::person("Ailsa", "Grant")]);
    }
}
