//! Correcting the bibliographic data of a source by hand: the fields its type uses, each with where it was read.

mod kinds;
mod people;

use std::collections::BTreeMap;

use egui::{Context, Key, Modifiers, RichText, ScrollArea, Ui};
use serde_json::Value;

use super::{After, foot, modal};
use crate::app::request::{Request, Requests};
use crate::app::theme::{self, metrics as m};
use crate::app::widgets::{Button, DropDown, Field, Label, Row, SectionHeader, checkbox, list};
use crate::app::words;
use crate::bibliography::{csl, keys};
use crate::model::{Evidence, Id, Item, Project, Source};
use kinds::{FIELDS, Said, TYPES, asks, bare_doi, say, type_name};
use people::People;

/// Width of the labels, so that the fields line up.
const LABEL: f32 = 92.0;
/// Width of the column that says where a field was read.
const EVIDENCE: f32 = 150.0;

/// The dialog.
#[derive(Clone, Debug)]
pub struct Details {
    source: Id,
    kind: String,
    people: People,
    texts: BTreeMap<&'static str, String>,
    key: String,
    pinned: bool,
    focus: bool,
}

impl Details {
    /// Begins with what the source has.
    #[must_use]
    pub fn new(source: &Source) -> Self {
        Self {
            source: source.id,
            kind: source.item.kind.clone(),
            people: People::of(&source.item.author),
            texts: FIELDS.iter().map(|(field, _, _)| (*field, value(source, field))).collect(),
            key: source.key.clone(),
            pinned: source.key_pinned,
            focus: true,
        }
    }

    /// Draws it.
    pub fn show(&mut self, ctx: &Context, project: &Project, out: &mut Requests) -> After {
        let Some(source) = project.sources.get(&self.source) else { return After::Close };
        let enter = ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        modal(ctx, "Edit details", 640.0, |ui| {
            let room = (ui.available_height() - 90.0).max(160.0);
            ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = m::SPACE_XS;
                self.types(ui);
                for (field, name, hint) in FIELDS {
                    let filled = self.texts.get(field).is_some_and(|text| !text.is_empty());
                    if asks(&self.kind, field) || filled {
                        self.field(ui, source, field, name, hint);
                    }
                    if field == "title" {
                        self.people.show(ui, LABEL);
                        self.readings(ui, source, "author", "Authors");
                    }
                }
                self.others(ui, source);
                self.citation_key(ui, project, source);
                ui.add_space(m::SPACE_S);
            });
            let usable = key_problem(&self.key, project, source.id).is_none();
            let mut after = After::Stay;
            foot(ui, |ui| {
                let pressed = ui.add_enabled(usable, Button::primary("Save details")).clicked();
                if (pressed || enter) && usable {
                    let changed = self.changed(source);
                    if changed != **source {
                        out.push(Request::Details(Box::new(changed)));
                    }
                    after = After::Close;
                }
                if ui.add(Button::new("Cancel")).clicked() {
                    after = After::Close;
                }
                ui.label(RichText::new("One undo step").color(theme::tokens(ui).muted));
            });
            after
        })
    }

    fn types(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            label(ui, "Type", LABEL);
            let names: Vec<&str> = TYPES.iter().map(|(_, name, _)| *name).collect();
            let (_, chosen) = DropDown::new("Type", type_name(&self.kind)).show(ui, &names);
            if let Some((kind, _, _)) = chosen.and_then(|number| TYPES.get(number)) {
                (*kind).clone_into(&mut self.kind);
            }
        });
    }

    fn field(&mut self, ui: &mut Ui, source: &Source, field: &'static str, name: &str, hint: &str) {
        let Some(text) = self.texts.get_mut(field) else { return };
        let said = say(field, text);
        let t = theme::tokens(ui);
        ui.horizontal(|ui| {
            label(ui, name, LABEL);
            let room = (ui.available_width() - EVIDENCE - m::SPACE_S).max(120.0);
            let mut edit = Field::new(name, text).label(Label::Hidden).hint(hint).width(room);
            if matches!(said, Some(Said::Wrong(_))) {
                edit = edit.outline(t.warning);
            }
            let response = edit.show(ui);
            if field == "title" && std::mem::take(&mut self.focus) {
                response.request_focus();
            }
            if let Some(chosen) = evidence(ui, name, text, source.evidence.get(field).map_or(&[], Vec::as_slice)) {
                *text = chosen;
            }
        });
        let (words, colour) = match said {
            Some(Said::Wrong(words)) => (words, t.warning),
            Some(Said::Plain(words)) => (words, t.muted),
            None => return,
        };
        under(ui, RichText::new(words).size(m::SMALL_SIZE).color(colour));
    }

    /// Other readings of the authors, to choose from.
    fn readings(&mut self, ui: &mut Ui, source: &Source, field: &str, name: &str) {
        let Some(found) = source.evidence.get(field).filter(|found| !found.is_empty()) else { return };
        ui.horizontal(|ui| {
            label(ui, "", LABEL);
            let now = self.people.names().iter().map(crate::model::Name::display).collect::<Vec<_>>().join("; ");
            if let Some(chosen) = evidence(ui, name, &now, found) {
                self.people = People::of(&super::form::names(&chosen));
            }
        });
    }

    /// Variables the form has no field for: kept as they are, and shown so that nobody wonders.
    fn others(&self, ui: &mut Ui, source: &Source) {
        let known = |key: &str| FIELDS.iter().any(|(field, _, _)| *field == key);
        let others: Vec<String> = source
            .item
            .variables
            .iter()
            .filter(|(key, _)| !known(key))
            .map(|(key, value)| match csl::names(value).filter(|names| !names.is_empty()) {
                Some(names) => {
                    format!("{key}: {}", names.iter().map(crate::model::Name::display).collect::<Vec<_>>().join("; "))
                }
                None => format!("{key}: {}", value.as_str().map_or_else(|| value.to_string(), str::to_owned)),
            })
            .collect();
        let foreign = source.item.extra.len();
        if others.is_empty() && foreign == 0 {
            return;
        }
        SectionHeader::new("Kept as they are").show(ui);
        let muted = theme::tokens(ui).muted;
        for other in others {
            under(ui, RichText::new(words::short(&other, 120)).color(muted));
        }
        if foreign > 0 {
            let what = words::count(foreign, "field of the imported library", "fields of the imported library");
            under(ui, RichText::new(what).color(muted));
        }
    }

    fn citation_key(&mut self, ui: &mut Ui, project: &Project, source: &Source) {
        SectionHeader::new("Citation key").show(ui);
        let problem = key_problem(&self.key, project, source.id);
        let t = theme::tokens(ui);
        ui.horizontal(|ui| {
            label(ui, "Key", LABEL);
            let room = (ui.available_width() - EVIDENCE - m::SPACE_S).max(120.0);
            let mut edit =
                Field::new("Citation key", &mut self.key).label(Label::Hidden).hint("grant2024dam").width(room);
            if problem.is_some() {
                edit = edit.outline(t.error);
            }
            if edit.show(ui).changed() {
                // A key chosen by hand is meant to stay.
                self.pinned = true;
            }
            let item = self.changed(source).item;
            let taken = |key: &str| project.sources.values().any(|other| other.id != source.id && other.key == key);
            let fresh = keys::fresh_key(&item, taken);
            if fresh != self.key && ui.add(Button::text("Make it anew")).clicked() {
                self.key = fresh;
            }
        });
        if let Some(words) = problem {
            under(ui, RichText::new(words).size(m::SMALL_SIZE).color(t.error));
        }
        ui.horizontal(|ui| {
            label(ui, "", LABEL);
            checkbox(ui, &mut self.pinned, "Pinned: never changed by the program");
        });
    }

    /// The source as the form has it; what was not touched stays as it was, to the letter.
    fn changed(&self, source: &Source) -> Source {
        let mut changed = source.clone();
        changed.item.kind.clone_from(&self.kind);
        let names = self.people.names();
        if names != People::of(&source.item.author).names() {
            changed.item.author = names;
        }
        for (field, text) in &self.texts {
            if *text != value(source, field) {
                set(&mut changed, field, text.trim());
            }
        }
        self.key.trim().clone_into(&mut changed.key);
        changed.key_pinned = self.pinned;
        changed
    }
}

/// What is wrong with a key.
fn key_problem(key: &str, project: &Project, own: Id) -> Option<&'static str> {
    let key = key.trim();
    if !keys::is_valid(key) {
        return Some("A key has letters a to z, digits and : _ - only");
    }
    let taken = project.sources.values().any(|other| other.id != own && other.key == key);
    taken.then_some("Another source has this key")
}

fn value(source: &Source, field: &str) -> String {
    let item = &source.item;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    match field {
        "title" => item.title.clone(),
        "container-title" => text(&item.container_title),
        "issued" => text(&item.issued),
        "accessed" => text(&item.accessed),
        "URL" => text(&item.url),
        "archive_url" => text(&item.archive_url),
        "agency" => text(&source.agency),
        "dateline" => text(&source.dateline),
        "section" => source.section.clone().or_else(|| csl::text(item, "section")).unwrap_or_default(),
        _ => item.variables.get(field).and_then(csl::scalar).unwrap_or_default(),
    }
}

fn set(source: &mut Source, field: &'static str, text: &str) {
    let filled = Some(text.to_owned()).filter(|text| !text.is_empty());
    let item: &mut Item = &mut source.item;
    match field {
        "title" => text.clone_into(&mut item.title),
        "container-title" => item.container_title = filled,
        "issued" => item.issued = filled,
        "accessed" => item.accessed = filled,
        "URL" => item.url = filled,
        "archive_url" => item.archive_url = filled,
        "agency" => source.agency = filled,
        "dateline" => source.dateline = filled,
        "section" => {
            item.variables.remove("section");
            source.section = filled;
        }
        _ => {
            let text = if field == "DOI" { bare_doi(text) } else { text };
            match filled {
                Some(_) => drop(item.variables.insert(field.to_owned(), Value::String(text.to_owned()))),
                None => drop(item.variables.remove(field)),
            }
        }
    }
}

/// The name of a field, left of it, in a column `width` points wide.
fn label(ui: &mut Ui, words: &str, width: f32) {
    let muted = theme::tokens(ui).muted;
    let column = egui::Layout::left_to_right(egui::Align::Center);
    ui.allocate_ui_with_layout(egui::vec2(width, m::TARGET), column, |ui| {
        ui.set_min_width(width);
        ui.label(RichText::new(words).color(muted));
    });
}

/// A line under a field, in line with it.
fn under(ui: &mut Ui, words: RichText) {
    ui.horizontal(|ui| {
        ui.add_space(LABEL + m::SPACE_S);
        ui.add(egui::Label::new(words).wrap());
    });
}

/// Where a value was read; with other readings, a button that offers them. Gives the reading chosen.
fn evidence(ui: &mut Ui, name: &str, now: &str, found: &[Evidence]) -> Option<String> {
    let muted = theme::tokens(ui).muted;
    let of_now = found.iter().find(|reading| reading.value == now);
    let from = match of_now {
        Some(reading) => reading.from.as_str(),
        None if now.is_empty() => "—",
        None => "yours",
    };
    let others = found.iter().any(|reading| reading.value != now);
    if !others {
        let from = egui::Label::new(RichText::new(from).size(m::SMALL_SIZE).color(muted)).truncate();
        ui.add(from);
        return None;
    }
    let read = format!("Readings of {name}");
    let shown = words::short(from, 18);
    let button = ui.add(Button::new(&shown).small().menu().name(&read));
    let mut chosen = None;
    egui::Popup::menu(&button).width(360.0).show(|ui| {
        ui.set_width(360.0);
        list(ui, &read, |ui| {
            for reading in found {
                let row = Row::new(&reading.value).second(&reading.from).selected(reading.value == now);
                if ui.add(row).clicked() {
                    chosen = Some(reading.value.clone());
                    ui.close();
                }
            }
        });
    });
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    #[test]
    fn an_untouched_form_changes_nothing() {
        for source in sample::project().sources.values() {
            assert_eq!(Details::new(source).changed(source), **source);
        }
    }

    #[test]
    fn variables_the_form_does_not_show_survive_a_change() {
        let project = sample::project();
        let mut source = project.sources.values().next().expect("a source").as_ref().clone();
        source.item.variables.insert("editor".into(), serde_json::json!([{"family": "Doe", "x-own": 1}]));
        source.item.variables.insert("volume".into(), serde_json::json!(3));
        let mut form = Details::new(&source);
        form.texts.insert("DOI", "https://doi.org/10.1000/X".into());
        form.texts.insert("container-title", " Glen Echo ".into());
        let changed = form.changed(&source);
        assert_eq!(changed.item.variables["editor"], source.item.variables["editor"]);
        assert_eq!(changed.item.variables["volume"], 3, "still a number");
        assert_eq!(changed.item.variables["DOI"], "10.1000/X");
        assert_eq!(changed.item.container_title.as_deref(), Some("Glen Echo"));
    }

    #[test]
    fn a_key_is_valid_and_its_own() {
        let mut project = sample::project();
        let other = project.sources.values_mut().next_back().expect("a source");
        std::sync::Arc::make_mut(other).key = "rook2024gate".into();
        let [first, second] = project.sources.values().collect::<Vec<_>>()[..] else { panic!("two sources") };
        assert_eq!(key_problem(&first.key, &project, first.id), None);
        assert!(key_problem(&second.key, &project, first.id).is_some());
        assert!(key_problem("not a key", &project, first.id).is_some());
    }
}
