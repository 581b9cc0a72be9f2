//! Items and CSL-JSON, both ways without loss.
//!
//! What the typed fields of [`Item`] cannot hold (a title that is a number, a date with two literals, a name with
//! `comma-suffix`) is kept beside them as a [`ForeignField`] of format `csl-json` and written back for as long as the
//! typed field still says what it said when it was read; once a person changes the field, the field wins.

use serde_json::{Map, Value, json};

use super::edtf::Date;
use super::{Entry, Format};
use crate::model::{ForeignField, Item, Name};

/// Keys that [`Item`] types or uses itself, so they never stand in [`Item::variables`].
const TYPED: [&str; 9] =
    ["type", "title", "author", "container-title", "issued", "URL", "accessed", "archive_url", "extra"];

/// Name-list variables of CSL 1.0.2.
pub const NAME_VARIABLES: [&str; 29] = [
    "author",
    "chair",
    "collection-editor",
    "compiler",
    "composer",
    "container-author",
    "contributor",
    "curator",
    "director",
    "editor",
    "editor-translator",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "organizer",
    "original-author",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
    "translator",
    "annotator",
    "commentator",
];

/// Date variables of CSL 1.0.2.
pub const DATE_VARIABLES: [&str; 6] =
    ["issued", "accessed", "available-date", "event-date", "original-date", "submitted"];

/// Reads one CSL-JSON item; `None` if the value is no object.
#[must_use]
pub fn read(value: &Value) -> Option<Entry> {
    let map = value.as_object()?;
    let mut entry = Entry::default();
    for (key, value) in map {
        if !place(&mut entry, key, value) {
            keep(&mut entry.item, key, value);
        }
    }
    // What comes back differently (or not at all) is kept as it stood.
    let back = write(&entry);
    for (key, value) in map {
        if back.get(key) != Some(value) {
            keep(&mut entry.item, key, value);
        }
    }
    Some(entry)
}

/// Puts a value where the model holds it; false if it has no place there.
fn place(entry: &mut Entry, key: &str, value: &Value) -> bool {
    let item = &mut entry.item;
    let text = || scalar(value);
    match key {
        "id" => text().map(|id| entry.key = id).is_some(),
        "type" => text().map(|kind| item.kind = kind).is_some(),
        "title" => text().map(|title| item.title = title).is_some(),
        "container-title" => text().map(|title| item.container_title = Some(title)).is_some(),
        "URL" => text().map(|url| item.url = Some(url)).is_some(),
        "issued" => Date::from_csl(value).map(|date| item.issued = Some(date.to_string())).is_some(),
        "accessed" => Date::from_csl(value).map(|date| item.accessed = Some(date.to_string())).is_some(),
        "author" => names(value).map(|names| item.author = names).is_some(),
        "archive_location" if text().is_some_and(|text| is_url(&text)) => {
            item.archive_url = text();
            true
        }
        "tags" => match value.as_array() {
            Some(list) if list.iter().all(Value::is_string) => {
                entry.tags = list.iter().filter_map(Value::as_str).map(str::to_owned).collect();
                true
            }
            _ => false,
        },
        _ if TYPED.contains(&key) => false,
        _ => {
            item.variables.insert(key.to_owned(), value.clone());
            true
        }
    }
}

fn keep(item: &mut Item, key: &str, value: &Value) {
    if item.variables.get(key) == Some(value) || item.extra.iter().any(|field| field.field == key) {
        return;
    }
    item.extra.push(ForeignField {
        format: Format::CslJson.id().into(),
        field: key.to_owned(),
        value: value.to_string(),
    });
}

/// The entry as one CSL-JSON item. Keys stand in a fixed order: id, type, then by name.
#[must_use]
pub fn write(entry: &Entry) -> Value {
    let item = &entry.item;
    let mut map = typed(entry);
    for field in item.extra.iter().filter(|field| field.format == Format::CslJson.id()) {
        let Ok(raw) = serde_json::from_str::<Value>(&field.value) else { continue };
        if still_says(entry, &field.field, &raw, map.get(&field.field)) {
            map.insert(field.field.clone(), raw);
        }
    }
    let mut out = Map::new();
    for key in ["id", "type"] {
        if let Some(value) = map.remove(key) {
            out.insert(key.into(), value);
        }
    }
    let mut rest: Vec<_> = map.into_iter().collect();
    rest.sort_by(|a, b| a.0.cmp(&b.0));
    out.extend(rest);
    Value::Object(out)
}

/// Whether the typed field is still what reading `raw` gave, so that `raw` is the fuller form of it.
fn still_says(entry: &Entry, key: &str, raw: &Value, now: Option<&Value>) -> bool {
    let mut fresh = Entry::default();
    if key == "tags" || !place(&mut fresh, key, raw) {
        // Nothing was typed from it: it stands for as long as nothing else took its place.
        return now.is_none() || (key == "tags" && entry.tags.is_empty());
    }
    typed(&fresh).get(key) == now
}

fn typed(entry: &Entry) -> Map<String, Value> {
    let item = &entry.item;
    let mut map = item.variables.clone();
    let mut text = |key: &str, value: Option<&str>| {
        if let Some(value) = value {
            map.insert(key.into(), json!(value));
        }
    };
    let full = |text: &'_ str| !text.is_empty();
    text("id", Some(entry.key.as_str()).filter(|t| full(t)));
    text("type", Some(item.kind.as_str()).filter(|t| full(t)));
    text("title", Some(item.title.as_str()).filter(|t| full(t)));
    text("container-title", item.container_title.as_deref());
    text("URL", item.url.as_deref());
    if let Some(url) = &item.archive_url
        && !item.variables.contains_key("archive_location")
    {
        text("archive_location", Some(url));
    }
    if !item.variables.contains_key("section") {
        text("section", entry.section.as_deref());
    }
    for (key, date) in [("issued", &item.issued), ("accessed", &item.accessed)] {
        if let Some(date) = date {
            map.insert(key.into(), Date::parse(date).to_csl());
        }
    }
    if !item.author.is_empty() {
        map.insert("author".into(), json!(item.author));
    }
    if !entry.tags.is_empty() {
        map.insert("tags".into(), json!(entry.tags));
    }
    if !entry.notes.is_empty() && !item.variables.contains_key("annote") {
        map.insert("annote".into(), json!(entry.notes.join("\n\n")));
    }
    // CSL has no place for these two; `custom` is its place for what it has no place for.
    let custom: Map<String, Value> = [("agency", &entry.agency), ("dateline", &entry.dateline)]
        .into_iter()
        .filter_map(|(key, value)| value.as_ref().map(|value| (key.to_owned(), json!(value))))
        .collect();
    if !custom.is_empty() {
        match map.get_mut("custom") {
            Some(Value::Object(there)) => there.extend(custom),
            Some(_) => {}
            None => {
                map.insert("custom".into(), Value::Object(custom));
            }
        }
    }
    map
}

/// The names of a CSL-JSON name list; `None` if it is none. Unknown keys of a name are not kept here.
#[must_use]
pub fn names(value: &Value) -> Option<Vec<Name>> {
    value.as_array()?.iter().map(name).collect()
}

fn name(value: &Value) -> Option<Name> {
    if let Value::String(text) = value {
        return Some(Name::literal(text));
    }
    let map = value.as_object()?;
    let part = |key: &str| map.get(key).and_then(scalar).filter(|part| !part.is_empty());
    Some(Name {
        family: part("family"),
        given: part("given"),
        dropping_particle: part("dropping-particle"),
        non_dropping_particle: part("non-dropping-particle"),
        suffix: part("suffix"),
        literal: part("literal").or_else(|| part("name")),
        ..Name::default()
    })
}

/// Text of a string or a number.
#[must_use]
pub fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The text of any variable of an item, typed or not; empty text counts as none.
#[must_use]
pub fn text(item: &Item, variable: &str) -> Option<String> {
    let value = match variable {
        "title" => Some(item.title.clone()),
        "container-title" => item.container_title.clone(),
        "URL" => item.url.clone(),
        _ => item.variables.get(variable).and_then(scalar),
    };
    value.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The names of any name variable of an item.
#[must_use]
pub fn people(item: &Item, variable: &str) -> Vec<Name> {
    match variable {
        "author" => item.author.clone(),
        _ => item.variables.get(variable).and_then(names).unwrap_or_default(),
    }
}

/// The date of any date variable of an item.
#[must_use]
pub fn date(item: &Item, variable: &str) -> Option<Date> {
    match variable {
        "issued" => item.issued.as_deref().filter(|date| !date.trim().is_empty()).map(Date::parse),
        "accessed" => item.accessed.as_deref().filter(|date| !date.trim().is_empty()).map(Date::parse),
        _ => item.variables.get(variable).and_then(Date::from_csl),
    }
}

/// Whether text is a web address.
#[must_use]
pub fn is_url(text: &str) -> bool {
    let text = text.trim();
    ["http://", "https://"]
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|t| t.eq_ignore_ascii_case(scheme)))
        && !text.contains(char::is_whitespace)
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    fn back(value: &Value) -> Value {
        write(&read(value).unwrap())
    }

    #[test]
    fn odd_items_come_back_whole() {
        for value in [
            json!({"id": 7, "type": "book", "title": 1984, "volume": 3, "author": [{"family": "Orwell", "comma-suffix": true}]}),
            json!({"id": "a", "issued": {"date-parts": [[]]}, "accessed": {"date-parts": [["2020", 1]], "literal": "x"}}),
            json!({"id": "a", "type": "webpage", "archive_location": "https://archive.example/1", "archive": "Archive"}),
            json!({"id": "a", "type": "webpage", "archive_location": "Box 3"}),
            json!({"extra": {"x": 1}, "archive_url": 3, "tags": "one", "author": {"family": "x"}, "title": null}),
            json!({"id": "a", "author": [], "tags": [], "title": "", "author2": [1, {"a": null}]}),
            json!({"id": "a", "issued": "2020-01-02", "original-date": {"raw": "Jan 1920"}}),
        ] {
            assert_eq!(back(&value), value);
        }
    }

    #[test]
    fn a_changed_field_wins_over_what_was_kept() {
        let mut entry = read(&json!({"id": "a", "title": 1984, "issued": {"date-parts": [["1949"]]}})).unwrap();
        entry.item.title = "Nineteen Eighty-Four".into();
        entry.item.issued = Some("1949-06-08".into());
        let value = write(&entry);
        assert_eq!(value["title"], "Nineteen Eighty-Four");
        assert_eq!(value["issued"], json!({"date-parts": [[1949, 6, 8]]}));
    }

    #[test]
    fn the_model_survives_its_own_file() {
        let entry =
            read(&json!({"id": 7, "type": "book", "title": 1984, "author": "x", "extra": 1, "volume": 3})).unwrap();
        let file = serde_json::to_string(&entry.item).unwrap();
        assert_eq!(serde_json::from_str::<Item>(&file).unwrap(), entry.item);
    }

    /// Any JSON at all under names of CSL and others.
    pub(crate) fn any_item() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            (-300i64..3000).prop_map(Value::from),
            "\\PC{0,12}".prop_map(Value::from),
            "[<>a-zA-Z/'\"“” .?!,]{0,16}".prop_map(Value::from),
        ];
        let names = prop::collection::vec(
            prop::collection::btree_map(
                prop::sample::select(vec![
                    "family",
                    "given",
                    "literal",
                    "suffix",
                    "non-dropping-particle",
                    "dropping-particle",
                ]),
                "\\PC{0,8}",
                0..4,
            ),
            0..3,
        )
        .prop_map(|names| json!(names));
        let dates =
            prop::collection::vec(prop::collection::vec(prop_oneof![-5i64..40, Just(2020), any::<i64>()], 0..5), 0..4)
                .prop_map(|parts| json!({ "date-parts": parts }));
        let tree = leaf.prop_recursive(3, 12, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map("[a-z-]{1,8}", inner, 0..4).prop_map(|map| json!(map)),
            ]
        });
        let keys = [
            "id",
            "type",
            "title",
            "author",
            "editor",
            "issued",
            "accessed",
            "container-title",
            "URL",
            "tags",
            "page",
            "volume",
            "archive_location",
            "archive_url",
            "extra",
            "DOI",
            "note",
            "section",
            "language",
            "edition",
            "original-date",
        ];
        let key = prop_oneof![prop::sample::select(keys.to_vec()).prop_map(str::to_owned), "[a-zA-Z_-]{1,8}"];
        let kinds =
            prop::sample::select(vec!["book", "chapter", "webpage", "article-newspaper", "article-journal", "report"]);
        (prop::collection::btree_map(key, prop_oneof![tree, names, dates], 0..8), proptest::option::of(kinds)).prop_map(
            |(mut map, kind)| {
                if let Some(kind) = kind {
                    map.insert("type".into(), json!(kind));
                }
                json!(map)
            },
        )
    }

    proptest! {
        #[test]
        fn any_object_comes_back(value in any_item()) {
            prop_assert_eq!(back(&value), value);
        }
    }
}
