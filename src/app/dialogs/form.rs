//! The fields of a source as one types them, and back.

use egui::Ui;

use crate::app::theme::{self, metrics as m};
use crate::app::widgets::{Field, Label};
use crate::app::words;
use crate::model::{Item, Name};

/// Width of the labels, so that the fields line up.
const LABEL: f32 = 84.0;

/// Fields being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Title.
    pub title: String,
    /// Authors, separated by semicolons.
    pub authors: String,
    /// Outlet.
    pub outlet: String,
    /// Agency.
    pub agency: String,
    /// Place in the dateline.
    pub place: String,
    /// Section.
    pub section: String,
    /// Date of publication, EDTF.
    pub date: String,
    /// Address.
    pub address: String,
    /// Address of an archived copy.
    pub archived: String,
    /// Language, BCP 47.
    pub language: String,
}

/// The names of the fields on the screen, and their keys in the evidence.
pub const FIELDS: [(&str, &str); 10] = [
    ("Title", "title"),
    ("Author", "author"),
    ("Outlet", "container-title"),
    ("Agency", "agency"),
    ("Place", "dateline"),
    ("Section", "section"),
    ("Date", "issued"),
    ("Address", "URL"),
    ("Archived", "archive_url"),
    ("Language", "language"),
];

impl Form {
    /// The fields of an item and what is kept beside it.
    #[must_use]
    pub fn of(item: &Item, agency: Option<&str>, place: Option<&str>, section: Option<&str>) -> Self {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let beside = |value: Option<&str>| value.unwrap_or_default().to_owned();
        Self {
            title: item.title.clone(),
            authors: item.author.iter().map(Name::display).collect::<Vec<_>>().join("; "),
            outlet: text(&item.container_title),
            agency: beside(agency),
            place: beside(place),
            section: beside(section),
            date: text(&item.issued),
            address: text(&item.url),
            archived: text(&item.archive_url),
            language: item.variables.get("language").and_then(|value| value.as_str()).unwrap_or_default().to_owned(),
        }
    }

    /// Writes the fields into an item; what was not touched stays as it was, to the letter.
    pub fn into_item(&self, item: &mut Item) {
        let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let before = Self::of(item, None, None, None);
        self.title.trim().clone_into(&mut item.title);
        if self.authors != before.authors {
            item.author = names(&self.authors);
        }
        item.container_title = filled(&self.outlet);
        item.issued = filled(&self.date);
        item.url = filled(&self.address);
        item.archive_url = filled(&self.archived);
    }

    /// A field kept beside the item.
    #[must_use]
    pub fn beside(text: &str) -> Option<String> {
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    fn value(&mut self, key: &str) -> Option<&mut String> {
        Some(match key {
            "title" => &mut self.title,
            "author" => &mut self.authors,
            "container-title" => &mut self.outlet,
            "agency" => &mut self.agency,
            "dateline" => &mut self.place,
            "section" => &mut self.section,
            "issued" => &mut self.date,
            "URL" => &mut self.address,
            "archive_url" => &mut self.archived,
            "language" => &mut self.language,
            _ => return None,
        })
    }

    /// Takes one field over from another form.
    pub fn copy(&mut self, key: &str, from: &Self) {
        let mut from = from.clone();
        if let (Some(to), Some(value)) = (self.value(key), from.value(key)) {
            to.clone_from(value);
        }
    }

    /// Draws the fields; `from` says where a field was read, `ask` whether it wants a decision.
    /// Gives the key of a field that was changed by hand.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        from: impl Fn(&str) -> Option<String>,
        ask: impl Fn(&str) -> Option<String>,
    ) -> Option<&'static str> {
        let mut changed = None;
        let warning = theme::tokens(ui).warning;
        for (name, key) in FIELDS {
            let Some(value) = self.value(key) else { continue };
            let read_at = from(key);
            let mut trailing = read_at.clone().unwrap_or_else(|| "—".to_owned());
            if key == "issued"
                && let Some(day) = words::weekday(value)
            {
                trailing = format!("{day} · {trailing}");
            }
            let question = ask(key);
            let hint = match key {
                "author" => "Given Family; Given Family",
                "issued" => "2024-03-06",
                "URL" => "Paste the page address",
                _ => "Not found",
            };
            let mut field = Field::new(name, value).label(Label::Left(LABEL)).hint(hint);
            if !trailing.is_empty() {
                field = field.trailing(&trailing);
            }
            if question.is_some() {
                field = field.outline(warning);
            }
            if field.show(ui).changed() {
                changed = Some(key);
            }
            if let Some(words) = question {
                ui.horizontal(|ui| {
                    ui.add_space(LABEL + m::SPACE_S);
                    ui.add(egui::Label::new(egui::RichText::new(words).color(warning)).wrap());
                });
            }
            ui.add_space(2.0);
        }
        changed
    }
}

/// Names separated by semicolons; "Family, Given" or "Given Family". What cannot be split is kept whole.
#[must_use]
pub fn names(text: &str) -> Vec<Name> {
    text.split(';')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| match name.split_once(',') {
            Some((family, given)) => Name::person(given.trim(), family.trim()),
            None => crate::import::split_name(name),
        })
        .collect()
}
