//! The card that hangs from a name, date, amount or quotation: what is known of it, why, and what can be decided.
//!
//! It comes after the pointer has rested on the words, or with the key for it; it can be entered with the pointer and
//! is dismissed with Esc (WCAG 1.4.13).

use std::ops::Range;

use egui::{Align2, Area, Context, Frame, Id as EguiId, Key, Order, Pos2, Rect, RichText, Ui};

use super::{Over, State};
use crate::app::look;
use crate::app::panes::View;
use crate::app::reader::ReaderResponse;
use crate::app::request::{AskEntity, Request, Requests};
use crate::app::theme::{self, Face, Kind, metrics as m};
use crate::app::widgets::{Button, glyph};
use crate::app::words;
use crate::model::{Id, TimeClass};
use crate::workspace::{Decision, Passage, Shown, Timed};

/// How long a card stays when the pointer has left both it and its words, in seconds.
const LINGER: f64 = 0.25;

/// The card, while there is one or soon will be.
#[derive(Debug, Default)]
pub(super) struct Card {
    /// What the pointer rests on, and since when.
    resting: Option<(Over, f64)>,
    /// What is shown, where it hangs from, and since when the pointer has been away.
    shown: Option<(Over, Rect, Option<f64>)>,
    /// It was asked for with a key.
    pub(super) asked: bool,
}

impl Card {
    pub(super) fn close(&mut self) {
        *self = Self::default();
    }
}

/// Draws the card if it is time.
pub(super) fn card(
    ctx: &Context,
    view: View<'_>,
    state: &mut State,
    source: Id,
    response: &ReaderResponse<Over>,
    area: Rect,
    out: &mut Requests,
) {
    let now = ctx.input(|input| input.time);
    let busy = response.selecting || response.selection.as_ref().is_some_and(|range| !range.is_empty());
    let under = response.hovered.as_ref().filter(|_| !busy);
    let hovered = under.and_then(|under| Some((*under.mentions.first()?, under.rect)));
    let card = &mut state.card;
    if std::mem::take(&mut card.asked)
        && let Some(rect) = response.caret_rect
    {
        card.shown = over_at(view, response.caret).map(|over| (over, rect, None));
    }
    match (hovered, &card.resting) {
        (Some((over, _)), Some((resting, _))) if *resting == over => (),
        (Some((over, _)), _) => card.resting = Some((over, now)),
        (None, _) => card.resting = None,
    }
    if let (Some((over, since)), Some((_, rect))) = (card.resting, hovered)
        && card.shown.is_none_or(|(shown, ..)| shown != over)
    {
        let waited = now - since;
        if waited < f64::from(m::TOOLTIP_DELAY) {
            let left = f64::from(m::TOOLTIP_DELAY) - waited;
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(left));
        } else {
            card.shown = Some((over, rect, None));
        }
    }
    let Some((over, hangs, away)) = card.shown else { return };
    if busy || ctx.input(|input| input.key_pressed(Key::Escape) || input.smooth_scroll_delta() != egui::Vec2::ZERO) {
        card.close();
        return;
    }
    let Some(facts) = Facts::of(view, over, source) else {
        card.close();
        return;
    };
    let drawn = show(ctx, view, &facts, hangs, area, out);
    let pointer = ctx.pointer_hover_pos();
    let inside = pointer.is_some_and(|at| drawn.expand(m::SPACE_S).contains(at) || hangs.expand(3.0).contains(at));
    let on_words = hovered.is_some_and(|(hovered, _)| hovered == over);
    // Asked for by key, it stays until the pointer has been on it, or Esc.
    let by_key = pointer.is_none()
        || away.is_none()
            && !inside
            && !on_words
            && state.card.resting.is_none()
            && hangs == response.caret_rect.unwrap_or(Rect::NOTHING);
    let away = match away {
        _ if inside || on_words || by_key => None,
        None => Some(now),
        Some(since) => Some(since),
    };
    match away {
        Some(since) if now - since > LINGER => state.card.close(),
        Some(since) => {
            let left = (LINGER - (now - since)).max(0.0) + 0.01;
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(left));
            state.card.shown = Some((over, hangs, away));
        }
        None => state.card.shown = Some((over, hangs, None)),
    }
}

/// What lies at a place of the text: a name, a date or an amount.
fn over_at(view: View<'_>, at: usize) -> Option<Over> {
    let found = &view.lens.found;
    let contains = |range: &Range<usize>| range.contains(&at);
    if let Some(mention) = found.mention_at(at) {
        return Some(Over::Name(mention.range.start));
    }
    if let Some(time) = found.times.iter().find(|time| contains(&time.range)) {
        return Some(Over::Time(time.range.start));
    }
    found.amounts.iter().find(|amount| contains(&amount.range())).map(|amount| Over::Amount(amount.start))
}

/// What a card says.
enum Facts<'a> {
    Name(&'a Shown, Passage),
    Time(&'a Timed, Passage),
    Amount(String, String),
}

impl<'a> Facts<'a> {
    fn of(view: View<'a>, over: Over, source: Id) -> Option<Self> {
        let found = &view.lens.found;
        match over {
            Over::Mark(_) => None,
            Over::Name(at) => {
                let mention = found.mention_at(at)?;
                Some(Self::Name(mention, Passage { source, range: mention.range.clone() }))
            }
            Over::Time(at) => {
                let time = found.times.iter().find(|time| time.range.start == at)?;
                Some(Self::Time(time, Passage { source, range: time.range.clone() }))
            }
            Over::Amount(at) => {
                let amount = found.amounts.iter().find(|amount| amount.start == at)?;
                let said = view.lens.words(amount.range()).to_owned();
                Some(Self::Amount(said, words::amount(&amount.value, &amount.unit)))
            }
        }
    }
}

fn show(ctx: &Context, view: View<'_>, facts: &Facts<'_>, hangs: Rect, area: Rect, out: &mut Requests) -> Rect {
    let below = hangs.bottom() + 190.0 < area.bottom();
    let (pivot, at) = if below {
        (Align2::LEFT_TOP, Pos2::new(hangs.left() - 8.0, hangs.bottom() + 4.0))
    } else {
        (Align2::LEFT_BOTTOM, Pos2::new(hangs.left() - 8.0, hangs.top() - 4.0))
    };
    let t = theme::tokens(ctx);
    Area::new(EguiId::unique("hover card"))
        .order(Order::Foreground)
        .pivot(pivot)
        .fixed_pos(at)
        .constrain_to(area.shrink(m::SPACE_XS))
        .show(ctx, |ui| {
            Frame::popup(ui.style()).fill(t.card).inner_margin(egui::Margin::same(12)).show(ui, |ui| {
                ui.set_max_width(300.0);
                ui.spacing_mut().item_spacing.y = 4.0;
                match facts {
                    Facts::Name(mention, passage) => name(ui, view, mention, passage, out),
                    Facts::Time(time, passage) => date(ui, time, passage, out),
                    Facts::Amount(said, value) => {
                        title(ui, Kind::Number, value);
                        quiet(ui, &format!("“{said}”"));
                    }
                }
            });
        })
        .response
        .rect
}

fn title(ui: &mut Ui, kind: Kind, words: &str) {
    ui.horizontal(|ui| {
        glyph(ui, kind);
        ui.label(RichText::new(words).font(Face::UiSemibold.at(m::UI_SIZE + 0.5)));
    });
}

fn quiet(ui: &mut Ui, words: &str) {
    let muted = theme::tokens(ui).muted;
    ui.add(egui::Label::new(RichText::new(words).font(Face::Ui.at(m::SMALL_SIZE)).color(muted)).wrap());
}

fn name(ui: &mut Ui, view: View<'_>, mention: &Shown, passage: &Passage, out: &mut Requests) {
    let project = view.project();
    title(ui, look::kind(mention.kind), view.lens.rules.name(project, mention.entity));
    let here = view.lens.found.entity(mention.entity);
    let count = here.map_or(0, |named| named.mentions.len());
    let (all, sources) =
        view.roster.get(mention.entity).map_or((count, 1), |standing| (standing.mentions, standing.sources.len()));
    quiet(ui, &format!("{count} here · {all} in {}", words::count(sources, "source", "sources")));
    if let Some(named) = here.filter(|named| !named.aliases.is_empty()) {
        quiet(ui, &format!("Also: {}", named.aliases.join(" · ")));
    }
    let why = if mention.decided {
        "You decided this.".to_owned()
    } else {
        format!("Found by the recogniser, {:.0} % sure.", mention.sure * 100.0)
    };
    quiet(ui, &why);
    ui.add_space(m::SPACE_XS);
    ui.horizontal(|ui| {
        let entity = mention.entity;
        if ui.add(Button::new("Mentions").small()).clicked() {
            out.push(Request::SelectEntity(Some(entity)));
        }
        if ui.add(Button::new("Merge…").small().name("Merge this name…")).clicked() {
            out.push(Request::AskEntity(AskEntity::Merge { from: entity, into: None }));
        }
        if ui.add(Button::new("Not a name").small()).clicked() {
            let decision = Decision::Wrong(passage.clone(), mention.kind, crate::workspace::Scope::Here);
            out.push(Request::Decide(decision));
        }
    });
}

fn date(ui: &mut Ui, time: &Timed, passage: &Passage, out: &mut Requests) {
    title(ui, Kind::Date, &words::timex(&time.value));
    let class = match time.class {
        TimeClass::Date => "date",
        TimeClass::Time => "time of day",
        TimeClass::Duration => "span of time",
        TimeClass::Set => "repeated",
    };
    let why = if time.decided {
        format!("A {class}; you chose this reading.")
    } else {
        format!("A {class}, read by: {}.", time.rule.replace('-', " "))
    };
    quiet(ui, &why);
    if time.readings.len() > 1 {
        quiet(ui, "The text allows:");
        ui.horizontal_wrapped(|ui| {
            for value in &time.readings {
                let words = words::timex(value);
                let chosen = *value == time.value;
                if ui.add(crate::app::widgets::FilterChip::new(&words, chosen)).clicked() && !(chosen && time.decided) {
                    out.push(Request::Decide(Decision::Reading(passage.clone(), value.clone())));
                }
            }
        });
    }
    if ui.add(Button::text("Another date…").small()).clicked() {
        out.push(Request::AskEntity(AskEntity::Reading(passage.clone(), time.value.clone())));
    }
}
