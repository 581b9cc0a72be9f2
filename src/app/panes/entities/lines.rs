//! The lines of the pane: every line is as high as the others, so that only those in view need drawing.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::State;
use crate::app::look;
use crate::app::panes::View;
use crate::app::theme::Kind;
use crate::app::words;
use crate::model::{EntityType, Id, TimeClass};
use crate::workspace::fold;

/// A group of lines, by what it lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Entities of a type.
    Entities(EntityType),
    /// Time expressions.
    Times,
    /// Amounts.
    Amounts,
    /// Quotations.
    Quotations,
}

/// What a line is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Subject {
    /// The heading of a group.
    Group(Group),
    /// An entity.
    Entity(Id),
    /// The heading of the ignored ones.
    Ignored,
    /// An entity nobody wants to see.
    Hidden(Id),
    /// A time expression, by its passage.
    Time(Range<usize>),
    /// An amount.
    Amount(Range<usize>),
    /// A quotation.
    Quotation(Range<usize>),
}

/// One line.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) subject: Subject,
    pub(super) title: String,
    pub(super) trailing: Option<String>,
    pub(super) bars: Vec<u32>,
    pub(super) glyph: Option<Kind>,
    pub(super) heading: bool,
    pub(super) selected: bool,
    pub(super) tip: Option<String>,
}

/// An entity as the pane needs it, of one source or of all.
struct Entry<'a> {
    entity: Id,
    kind: EntityType,
    name: &'a str,
    aliases: &'a [String],
    count: usize,
    bars: Vec<u32>,
    sure: f64,
}

/// Parts a text is cut into for the small bars: few enough to be told apart at that size.
const PARTS: usize = 6;
/// Below this confidence a name is shown with a question mark.
const UNSURE: f64 = 0.6;

/// What the lines were made from.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Seen {
    open: Option<Id>,
    lens: (u64, u64),
    /// Where the roster lies: another one lies elsewhere.
    roster: usize,
    all: bool,
    entity: Option<Id>,
    filter: String,
    folded: HashSet<Group>,
    ignored: bool,
}

/// What the pane lists, in order; made anew when something it shows has changed.
pub(super) fn lines(view: View<'_>, state: &mut State) -> Arc<Vec<Line>> {
    let seen = Seen {
        open: view.session.open,
        lens: view.lens.state(),
        roster: std::ptr::from_ref(view.roster) as usize,
        all: view.session.all_entities,
        entity: view.session.entity,
        filter: state.filter.clone(),
        folded: state.folded.clone(),
        ignored: state.ignored,
    };
    if let Some((known, lines)) = &state.lines
        && *known == seen
    {
        return lines.clone();
    }
    let lines = Arc::new(list(view, state));
    state.lines = Some((seen, lines.clone()));
    lines
}

fn list(view: View<'_>, state: &State) -> Vec<Line> {
    let wanted = fold(&state.filter);
    let has = |name: &str| wanted.is_empty() || fold(name).contains(&wanted);
    let mut lines = Vec::new();
    let entries = entries_of(view, false);
    for kind in EntityType::ALL {
        let of_kind: Vec<&Entry<'_>> = entries
            .iter()
            .filter(|entry| entry.kind == kind && (has(entry.name) || entry.aliases.iter().any(|alias| has(alias))))
            .collect();
        let group = Group::Entities(kind);
        if heading(&mut lines, state, group, look::kind(kind), of_kind.len()) {
            lines.extend(of_kind.into_iter().map(|entry| entity_line(view, entry)));
        }
    }
    if !view.session.all_entities {
        passages(view, state, &has, &mut lines);
    }
    let ignored = entries_of(view, true);
    let ignored: Vec<_> = ignored.iter().filter(|entry| has(entry.name)).collect();
    if !ignored.is_empty() {
        lines.push(Line {
            subject: Subject::Ignored,
            title: "Ignored".to_owned(),
            trailing: Some(ignored.len().to_string()),
            heading: true,
            ..blank()
        });
        if state.ignored {
            lines.extend(ignored.iter().map(|entry| Line {
                subject: Subject::Hidden(entry.entity),
                title: entry.name.to_owned(),
                trailing: Some(entry.count.to_string()),
                tip: Some("Ignored. Right-click to show it again".to_owned()),
                ..blank()
            }));
        }
    }
    lines
}

fn blank() -> Line {
    Line {
        subject: Subject::Ignored,
        title: String::new(),
        trailing: None,
        bars: Vec::new(),
        glyph: None,
        heading: false,
        selected: false,
        tip: None,
    }
}

/// Adds the heading of a group that has something; `true` if its lines are to follow.
fn heading(lines: &mut Vec<Line>, state: &State, group: Group, glyph: Kind, count: usize) -> bool {
    if count == 0 {
        return false;
    }
    let title = match group {
        Group::Quotations => "Quotations",
        _ => glyph.plural(),
    };
    lines.push(Line {
        subject: Subject::Group(group),
        title: title.to_owned(),
        trailing: Some(words::thousands(count)),
        glyph: (group != Group::Quotations).then_some(glyph),
        heading: true,
        ..blank()
    });
    !state.folded.contains(&group)
}

fn entity_line(view: View<'_>, entry: &Entry<'_>) -> Line {
    let also = match entry.aliases {
        [] => String::new(),
        aliases => format!("\nalso {}", aliases.join(", ")),
    };
    let unsure = entry.sure < UNSURE;
    let doubt = if unsure { format!("\n{:.0} % sure", entry.sure * 100.0) } else { String::new() };
    Line {
        subject: Subject::Entity(entry.entity),
        title: if unsure { format!("{} ?", entry.name) } else { entry.name.to_owned() },
        trailing: Some(words::thousands(entry.count)),
        bars: entry.bars.clone(),
        selected: view.session.entity == Some(entry.entity),
        tip: Some(format!("{}{also}{doubt}", entry.name)),
        ..blank()
    }
}

fn entries_of(view: View<'_>, ignored: bool) -> Vec<Entry<'_>> {
    if view.session.all_entities {
        let standings = if ignored { &view.roster.ignored } else { &view.roster.entities };
        return standings
            .iter()
            .map(|standing| Entry {
                entity: standing.entity,
                kind: standing.kind,
                name: &standing.name,
                aliases: &standing.aliases,
                count: standing.mentions,
                bars: over_sources(&standing.sources),
                sure: 1.0,
            })
            .collect();
    }
    let found = &view.lens.found;
    let length = found.mentions.last().map_or(1, |mention| mention.range.end).max(1);
    let named = if ignored { &found.ignored } else { &found.entities };
    named
        .iter()
        .map(|named| {
            let mut bars = vec![0; PARTS];
            for range in &named.mentions {
                if let Some(bar) = bars.get_mut((range.start * PARTS / length).min(PARTS - 1)) {
                    *bar += 1;
                }
            }
            Entry {
                entity: named.entity,
                kind: named.kind,
                name: &named.name,
                aliases: &named.aliases,
                count: named.mentions.len(),
                bars: if named.mentions.len() > 1 { bars } else { Vec::new() },
                sure: named.sure,
            }
        })
        .collect()
}

/// Mentions in each source, where there are several.
fn over_sources(sources: &[(Id, usize)]) -> Vec<u32> {
    match sources {
        [_] => Vec::new(),
        several => several.iter().map(|(_, count)| u32::try_from(*count).unwrap_or(u32::MAX)).collect(),
    }
}

/// Dates, amounts and quotations of the open source.
fn passages(view: View<'_>, state: &State, has: &dyn Fn(&str) -> bool, lines: &mut Vec<Line>) {
    let found = &view.lens.found;
    let slice = |range: &Range<usize>| view.lens.words(range.clone()).to_owned();
    let times: Vec<Line> = found
        .times
        .iter()
        .map(|time| Line {
            title: slice(&time.range),
            trailing: Some(time_words(time)),
            tip: Some(format!("{}\nread by: {}", time.readings.join(" or "), time.rule.replace('-', " "))),
            subject: Subject::Time(time.range.clone()),
            ..blank()
        })
        .filter(|line| has(&line.title))
        .collect();
    if heading(lines, state, Group::Times, Kind::Date, times.len()) {
        lines.extend(times);
    }
    let amounts: Vec<Line> = found
        .amounts
        .iter()
        .map(|amount| Line {
            title: slice(&amount.range()),
            trailing: Some(words::amount(&amount.value, &amount.unit)),
            subject: Subject::Amount(amount.range()),
            ..blank()
        })
        .filter(|line| has(&line.title))
        .collect();
    if heading(lines, state, Group::Amounts, Kind::Number, amounts.len()) {
        lines.extend(amounts);
    }
    let project = view.project();
    let quotations: Vec<Line> = found
        .quotations
        .iter()
        .map(|quotation| {
            let name = |id: Option<Id>| id.map(|id| view.lens.rules.name(project, id).to_owned());
            let speaker = name(quotation.speaker).unwrap_or_else(|| "—".to_owned());
            let via = name(quotation.relay).map(|relay| format!("\nvia {relay}")).unwrap_or_default();
            let cue = quotation.cue.as_ref().map(|cue| format!("\n“{cue}”")).unwrap_or_default();
            let said = slice(&quotation.range);
            Line {
                tip: Some(format!("{said}\n{speaker}{via}{cue}")),
                title: said,
                trailing: Some(speaker),
                subject: Subject::Quotation(quotation.range.clone()),
                ..blank()
            }
        })
        .filter(|line| has(&line.title) || line.trailing.as_deref().is_some_and(has))
        .collect();
    if heading(lines, state, Group::Quotations, Kind::Other, quotations.len()) {
        lines.extend(quotations);
    }
}

/// The value of a time expression, with a sign where the text allows others and nobody has chosen.
fn time_words(time: &crate::workspace::Timed) -> String {
    let value = match time.class {
        TimeClass::Set => format!("every {}", words::timex(&time.value).trim_start_matches("1 ")),
        _ => words::timex(&time.value),
    };
    if time.readings.len() > 1 && !time.decided { format!("{value} ?") } else { value }
}
