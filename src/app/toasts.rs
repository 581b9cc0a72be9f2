//! Toasts: short sentences about what just happened, with one thing to do about it, and a log of them.

use egui::{Align2, Area, Context, Id, Order, Vec2};
use jiff::Timestamp;
use lucide_icons::Icon;

use super::action::Action;
use super::request::Requests;
use super::theme::{self, metrics as m};
use super::widgets;

/// Seconds a toast stays; it waits while the pointer is on it.
const SECONDS: f64 = 8.0;
/// Most toasts in view at once.
const SHOWN: usize = 3;
/// Sentences kept in the log.
const KEPT: usize = 200;

/// How a sentence is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It worked.
    Plain,
    /// Something to know.
    Warning,
    /// It did not work; stays until closed.
    Error,
}

#[derive(Clone, Debug)]
struct Toast {
    id: u64,
    tone: Tone,
    words: String,
    action: Option<Action>,
    /// The step that its Undo takes back: offered only while that is the last one.
    step: Option<Done>,
    /// Seconds it has been in view.
    shown: f64,
}

/// Names a step of the history: how many there were with it, and when it was done.
pub type Done = (usize, Timestamp);

/// The toasts in view and the log.
#[derive(Debug, Default)]
pub struct Toasts {
    next: u64,
    open: Vec<Toast>,
    log: Vec<String>,
    /// When they were last drawn, in egui's seconds.
    drawn: Option<f64>,
}

impl Toasts {
    /// Says something, with an action to offer.
    pub fn say(&mut self, tone: Tone, words: impl Into<String>, action: Option<Action>) {
        self.push(tone, words.into(), action, None);
    }

    /// Says that something has been done, and offers to take it back for as long as nothing else has been done since.
    pub fn done(&mut self, words: impl Into<String>, step: Option<Done>) {
        self.push(Tone::Plain, words.into(), step.and(Some(Action::Undo)), step);
    }

    fn push(&mut self, tone: Tone, words: String, action: Option<Action>, step: Option<Done>) {
        // The same sentence again replaces the older one: each thing is said once.
        self.open.retain(|toast| toast.words != words);
        self.log.push(words.clone());
        if self.log.len() > KEPT {
            self.log.remove(0);
        }
        self.open.push(Toast { id: self.next, tone, words, action, step, shown: 0.0 });
        self.next += 1;
        while self.open.len() > SHOWN {
            let plain = self.open.iter().position(|toast| toast.tone != Tone::Error).unwrap_or_default();
            self.open.remove(plain);
        }
    }

    /// What was said, oldest first.
    #[must_use]
    pub fn log(&self) -> &[String] {
        &self.log
    }

    /// Draws them above the status bar; `last` is the last step of the history.
    pub fn show(&mut self, ctx: &Context, last: Option<Done>, out: &mut Requests) {
        if self.open.is_empty() {
            self.drawn = None;
            return;
        }
        let t = theme::tokens(ctx);
        let mut hovered = false;
        let mut closed = Vec::new();
        Area::new(Id::unique("toasts"))
            .order(Order::Foreground)
            .anchor(Align2::CENTER_BOTTOM, Vec2::new(0.0, -(m::ROW + m::SPACE_M)))
            .show(ctx, |ui| {
                ui.set_max_width(560.0);
                ui.spacing_mut().item_spacing.y = m::SPACE_S;
                for toast in &self.open {
                    let (icon, colour) = match toast.tone {
                        Tone::Plain => (Icon::Check, t.success),
                        Tone::Warning => (Icon::TriangleAlert, t.warning),
                        Tone::Error => (Icon::CircleAlert, t.error),
                    };
                    let mut card = widgets::Toast::new(&toast.words).sign(icon, colour);
                    let action = toast.action.filter(|_| toast.step.is_none() || toast.step == last);
                    if let Some(action) = action {
                        card = card.action(action.text());
                    }
                    let answer = card.show(ui);
                    hovered |= answer.hovered;
                    if answer.acted
                        && let Some(action) = action
                    {
                        out.act(action);
                    }
                    if answer.acted || answer.closed {
                        closed.push(toast.id);
                    }
                }
            });
        self.open.retain(|toast| !closed.contains(&toast.id));
        // Not `stable_dt`: after a pause without frames it tells how long frames take, not how long the pause was.
        let now = ctx.input(|input| input.time);
        let passed = now - self.drawn.replace(now).unwrap_or(now);
        if !hovered {
            self.open.iter_mut().for_each(|toast| toast.shown += passed);
        }
        self.open.retain(|toast| toast.tone == Tone::Error || toast.shown < SECONDS);
        // One wake-up a second while something plain is in view; none once only errors, which stay, are left.
        if self.open.iter().any(|toast| toast.tone != Tone::Error) {
            ctx.request_repaint_after(std::time::Duration::from_secs(1));
        }
    }
}
