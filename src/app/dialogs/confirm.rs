//! A question before something that cannot be undone, or when only the user can decide.

use egui::Context;

use super::{After, foot, modal};
use crate::app::widgets::Button;

/// What was answered may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Nothing more.
    Leave,
    /// Empty the trash.
    EmptyTrash,
    /// Save under another name, then go on.
    SaveAs,
    /// Try to save again.
    TryAgain,
    /// Write over what another program wrote.
    Overwrite,
    /// Close, losing what is not saved.
    CloseUnsaved,
    /// Keep the untitled project for the next start and close.
    KeepForNextTime,
    /// Throw the untitled project away and close.
    ThrowAway,
}

/// A question with its answers; the last answer is the default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirm {
    /// The question as a title.
    pub title: String,
    /// What it means, in a sentence or two.
    pub words: String,
    /// Verbs and what they do; the last is the default.
    pub answers: Vec<(String, Choice)>,
}

impl Confirm {
    /// A question.
    #[must_use]
    pub fn new(title: &str, words: impl Into<String>, answers: &[(&str, Choice)]) -> Self {
        let answers = answers.iter().map(|(verb, choice)| ((*verb).to_owned(), choice.clone())).collect();
        Self { title: title.to_owned(), words: words.into(), answers }
    }

    /// Draws it; gives the answer.
    pub fn show(&self, ctx: &Context) -> (After, Option<Choice>) {
        let mut answer = None;
        let after = modal(ctx, &self.title, 440.0, |ui| {
            ui.label(&self.words);
            foot(ui, |ui| {
                for (number, (verb, choice)) in self.answers.iter().rev().enumerate() {
                    let button = if number == 0 { Button::primary(verb) } else { Button::new(verb) };
                    let button = ui.add(button);
                    if number == 0 && ui.memory(|memory| memory.focused().is_none()) {
                        button.request_focus();
                    }
                    if button.clicked() {
                        answer = Some(choice.clone());
                    }
                }
            });
            if answer.is_some() { After::Close } else { After::Stay }
        });
        (after, answer)
    }
}
