//! One of many: a button that shows the choice and opens the list, with a field to narrow a long one.

use egui::{Key, Modifiers, Popup, PopupCloseBehavior, Response, ScrollArea, Ui};

use super::{Button, Field, Label, Row, list};

/// Lists longer than this get a field to narrow them.
const LONG: usize = 12;
/// Height of the list, in points.
const HEIGHT: f32 = 260.0;

/// A choice called `name`; `options` are what can be chosen, `current` is shown on the button.
#[must_use = "show it with `show`"]
pub struct DropDown<'a> {
    name: &'a str,
    current: &'a str,
    width: f32,
}

impl<'a> DropDown<'a> {
    /// Shows `current` under the accessible name `name`.
    pub fn new(name: &'a str, current: &'a str) -> Self {
        Self { name, current, width: 300.0 }
    }

    /// Width of the list in points.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Draws it. Gives the button, and the number of what was chosen.
    pub fn show(self, ui: &mut Ui, options: &[&str]) -> (Response, Option<usize>) {
        let read = format!("{}: {}", self.name, self.current);
        let button = ui.add(Button::new(self.current).menu().name(&read));
        let mut chosen = None;
        let memory = button.id.with("narrowed");
        let popup = Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(self.width);
        let shown = popup.show(|ui| {
            ui.set_width(self.width);
            let known: Option<String> = ui.data(|data| data.get_temp(memory));
            let opened = known.is_none();
            let mut words = known.unwrap_or_default();
            let mut enter = false;
            if options.len() > LONG {
                let name = format!("Find in {}", self.name.to_lowercase());
                let field = Field::new(&name, &mut words).label(Label::Hidden).hint("Type to narrow the list").show(ui);
                if opened {
                    field.request_focus();
                }
                enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                ui.data_mut(|data| data.insert_temp(memory, words.clone()));
            }
            let wanted = words.to_lowercase();
            let fits = |option: &str| {
                let option = option.to_lowercase();
                wanted.split_whitespace().all(|word| option.contains(word))
            };
            let found: Vec<usize> =
                options.iter().enumerate().filter(|(_, option)| fits(option)).map(|(number, _)| number).collect();
            if enter {
                chosen = found.first().copied();
            }
            ScrollArea::vertical().max_height(HEIGHT).auto_shrink([false, true]).show(ui, |ui| {
                list(ui, self.name, |ui| {
                    for number in &found {
                        let Some(option) = options.get(*number) else { continue };
                        if ui.add(Row::new(option).selected(*option == self.current)).clicked() {
                            chosen = Some(*number);
                        }
                    }
                });
                if found.is_empty() {
                    ui.label("Nothing has this name.");
                }
            });
            if chosen.is_some() || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
                ui.close();
            }
        });
        if shown.is_none() {
            ui.data_mut(|data| data.remove::<String>(memory));
        }
        (button, chosen)
    }
}
