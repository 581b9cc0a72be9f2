//! Fields of a draft from the blocks around its body: each value with the line it came from.

use jiff::civil::Date;

use crate::model::{Evidence, Name};

use super::dates::{self, Label};
use super::fields::{self, agency, dateline, is_place_line, is_section};
use super::phrases::fold;
use super::plain::Page;
use super::roles::Role;
use super::{Draft, Fate, names};

/// How far from the headline or the body a bare name, place or agency is believed.
const NEAR: usize = 6;

impl Page<'_> {
    /// Derives every field. The order matters only where one field is taken from what another left.
    pub(super) fn derive(&mut self, draft: &mut Draft, language: Option<&str>) {
        self.titles(draft);
        self.identifiers(draft);
        self.dates(draft);
        self.agencies(draft);
        self.authors(draft);
        self.sections(draft);
        if let Some(language) = language {
            draft.language = Some(language.to_owned());
            note(draft, "language", language, "words of the text", 0.95);
        }
        draft.item.kind =
            if draft.item.variables.contains_key("DOI") { "article-journal" } else { "article-newspaper" }.to_owned();
        weekday_warning(draft, &self.lead());
        for (field, missing, what) in [
            ("title", draft.item.title.is_empty(), "No headline was found. Type one, or keep the text without."),
            ("issued", draft.item.issued.is_none(), "No date of publication was found."),
            ("text", self.body.is_empty(), "No running text was found."),
        ] {
            if missing {
                draft.warn(field, what);
            }
        }
    }

    /// The first paragraph of the text.
    fn lead(&self) -> String {
        self.body.clone().find(|&at| self.is(at, Role::Prose)).map(|at| self.piece(at).to_owned()).unwrap_or_default()
    }

    fn is(&self, at: usize, role: Role) -> bool {
        self.readings.get(at).is_some_and(|reading| reading.role == role)
    }

    /// Whether a person has put the block into the text: then it is no field.
    fn taken(&self, at: usize) -> bool {
        !self.body.contains(&at) && self.fates.get(at) == Some(&Fate::Kept)
    }

    fn titles(&mut self, draft: &mut Draft) {
        let Some(at) = self.title else { return };
        let mut title = self.piece(at).to_owned();
        let mut outlet = None;
        // The window's title: headline, bar, outlet. A lone one is cut when its tail stands in another line.
        for mark in [" | ", " - ", " – ", " — ", " · ", " • ", " » ", " : "] {
            let Some((before, after)) = title.rsplit_once(mark) else { continue };
            let tail = fold(after);
            let stands = self.readings.iter().enumerate().any(|(other, reading)| other != at && reading.folded == tail);
            let short = after.split_whitespace().count() <= 4 && before.split_whitespace().count() >= 3;
            if short && (stands || mark == " | " && at == 0) {
                outlet = Some(after.trim().to_owned());
                title = before.trim_end().to_owned();
                break;
            }
        }
        if let Some((before, _)) =
            title.split_once(" | ").filter(|(before, _)| at == 0 && before.split_whitespace().count() >= 3)
        {
            title = before.trim_end().to_owned();
        }
        if outlet.is_none() {
            outlet = self.window_title(&title);
        }
        let place = self.place(at);
        note(draft, "title", &title, &place, 0.85);
        if let Some(outlet) = outlet.filter(|outlet| agency(outlet).is_none() && outlet.chars().count() <= 60) {
            note(draft, "container-title", &outlet, &self.place(0), 0.6);
            draft.item.container_title = Some(outlet);
        }
        draft.item.title = title;
        self.gives(at, "title");
    }

    /// What follows the headline in the first line of a copied page: "Headline - Highland Post".
    fn window_title(&self, title: &str) -> Option<String> {
        let first = self.piece(0);
        let rest = first.strip_prefix(title)?.trim_start();
        let outlet = rest.strip_prefix(['|', '-', '–', '—', '·', '•', '»', ':'])?.trim();
        let last =
            [" | ", " - ", " – ", " — "].iter().fold(outlet, |kept, mark| kept.rsplit(mark).next().unwrap_or(kept));
        (!last.is_empty()).then(|| last.to_owned())
    }

    fn identifiers(&mut self, draft: &mut Draft) {
        for at in 0..self.blocks.len() {
            let inside = self.body.contains(&at);
            if !self.is(at, Role::Identifier) && inside || self.taken(at) || !near(at, &self.body, 40) && at > 3 {
                continue;
            }
            let text = self.piece(at).to_owned();
            let place = self.place(at);
            let folded = fold(&text);
            if let Some(doi) = doi(&text) {
                if !draft.item.variables.contains_key("DOI") {
                    note(draft, "DOI", &doi, &place, 0.9);
                    draft.item.variables.insert("DOI".into(), doi.into());
                    self.gives(at, "DOI");
                }
            } else if folded.starts_with("isbn ") {
                let isbn: String = text.chars().filter(|c| c.is_ascii_digit() || matches!(c, 'X' | '-')).collect();
                note(draft, "ISBN", &isbn, &place, 0.9);
                draft.item.variables.insert("ISBN".into(), isbn.into());
                self.gives(at, "ISBN");
            } else if self.is(at, Role::Identifier) && draft.item.url.is_none() && at < self.body.start {
                if let Some(url) = address(&text) {
                    note(draft, "URL", &url, &place, 0.8);
                    draft.item.url = Some(url);
                    self.gives(at, "URL");
                } else if let Some(host) = text.split_whitespace().last().filter(|host| is_host(host)) {
                    note(draft, "container-title", host, &place, 0.4);
                    draft.item.container_title.get_or_insert_with(|| host.to_owned());
                    self.gives(at, "container-title");
                }
            }
        }
        if draft.item.url.is_none() {
            draft.item.url = draft.hints.url.clone();
        }
    }

    fn dates(&mut self, draft: &mut Draft) {
        let mut updated = false;
        for (sure, at, which) in fields::best_date(&self.readings, &self.body, self.title) {
            let Some(reading) = self.readings.get(at) else { continue };
            let Some(found) = reading.dates.get(which).cloned() else { continue };
            let label = fields::label_of(reading, which);
            if self.taken(at) {
                continue;
            }
            let place = self.place(at);
            let from = match label {
                Some(Label::Updated) => format!("{place}, “updated”"),
                _ => place,
            };
            note(draft, "issued", &found.edtf, &from, sure);
            if draft.item.issued.is_none() {
                updated = label == Some(Label::Updated);
                if found.doubtful {
                    draft.warn(
                        "issued",
                        format!("{} could also be read with day and month the other way round.", found.edtf),
                    );
                }
                draft.item.issued = Some(found.edtf);
            }
            self.gives(at, "issued");
        }
        if updated {
            draft.warn("issued", "Only the date of an update was found; it is used as the date of publication.");
        }
        self.access(draft);
        let address = draft.item.url.clone();
        if let Some(date) = address.as_deref().and_then(dates::in_address) {
            note(draft, "issued", &date.to_string(), "the address", 0.7);
            draft.item.issued.get_or_insert_with(|| date.to_string());
        }
        if draft.item.issued.is_none()
            && self.readings.iter().take(self.body.end).any(|reading| reading.role == Role::Relative)
        {
            draft.warn("issued", "The text gives its date only as so long ago; type the date.");
        }
    }

    /// "Retrieved: 16 October 2024" is when somebody looked, never when it was published.
    fn access(&mut self, draft: &mut Draft) {
        for at in 0..self.blocks.len() {
            let Some(reading) = self.readings.get(at) else { continue };
            let looked = reading.role == Role::Date && fields::label_of(reading, 0) == Some(Label::Accessed);
            let Some(found) = reading.dates.first().cloned().filter(|_| looked && !self.taken(at)) else { continue };
            note(draft, "accessed", &found.edtf, &self.place(at), 0.9);
            draft.item.accessed.get_or_insert(found.edtf);
            self.gives(at, "accessed");
        }
    }

    fn agencies(&mut self, draft: &mut Draft) {
        let lead = self.lead();
        if let Some(line) = dateline(&lead) {
            let at = self.body.clone().find(|&at| self.is(at, Role::Prose)).unwrap_or_default();
            let from = format!("beginning of {}", self.place(at));
            if let Some(place) = line.place {
                note(draft, "dateline", &place, &from, 0.9);
                draft.dateline = Some(place);
            }
            if let Some(name) = line.agency {
                note(draft, "agency", &name, &from, 0.9);
                draft.agency = Some(name);
            }
        }
        for at in self.head() {
            if self.taken(at) || Some(at) == self.title {
                continue;
            }
            let text = self.piece(at).to_owned();
            let place = self.place(at);
            let named =
                agency(&text).or_else(|| text.split([',', '|', '/']).skip(1).find_map(|part| agency(part.trim())));
            let named = named.or_else(|| {
                self.readings.get(at).and_then(|reading| reading.authors.iter().find_map(|name| agency(name)))
            });
            if let Some(name) = named {
                note(draft, "agency", &name, &place, 0.85);
                draft.agency.get_or_insert(name);
                self.gives(at, "agency");
            } else if is_place_line(&text)
                && at + NEAR >= self.body.start
                && self.title.is_some_and(|title| at > title)
                && names::bare(&text).is_none()
            {
                note(draft, "dateline", &text, &place, 0.7);
                draft.dateline.get_or_insert(text);
                self.gives(at, "dateline");
            }
        }
    }

    /// Blocks of the head that are read for names, places, agencies and section.
    fn head(&self) -> std::ops::Range<usize> {
        let from = self.title.unwrap_or(self.body.start).saturating_sub(NEAR);
        from.min(self.body.start)..self.body.start
    }

    fn authors(&mut self, draft: &mut Draft) {
        let mut found: Vec<(f64, usize, Vec<String>)> = Vec::new();
        for at in 0..self.blocks.len() {
            if self.taken(at) || Some(at) == self.title {
                continue;
            }
            let Some(reading) = self.readings.get(at) else { continue };
            let distance =
                self.title.unwrap_or(self.body.start).abs_diff(at).min(at.abs_diff(self.body.start)).min(30) as f64;
            let after = at >= self.body.end;
            if !reading.authors.is_empty() && reading.role == Role::Byline {
                let inside = self.body.contains(&at) && at > self.body.start + 8;
                let far = after && at > self.body.end + 12;
                let sure = if after { 0.55 } else { 0.95 } - 0.015 * distance;
                // "By Role", "By Event Type": entries of menus, far from what they would sign.
                let menu = distance > 8.0
                    && reading.dates.is_empty()
                    && reading.authors.iter().all(|name| names::bare(name).is_none_or(|(_, known)| !known));
                let sure = if menu { sure - 0.45 } else { sure };
                if !inside && !far {
                    found.push((sure, at, reading.authors.clone()));
                }
            } else if reading.role == Role::Short
                && (self.head().contains(&at) || after && at < self.body.end + 5 || self.is_signed(at))
            {
                let text = self.piece(at);
                let Some((people, known)) = names::bare(text) else { continue };
                if agency(text).is_some() || is_section(&reading.folded) || self.lower_in_text(&people) {
                    continue;
                }
                let beside = at.saturating_sub(2).max(1)..at + 3;
                let dated = beside
                    .into_iter()
                    .any(|next| self.readings.get(next).is_some_and(|r| matches!(r.role, Role::Date | Role::Relative)));
                let below = self.title.is_some_and(|title| at > title);
                let again =
                    self.readings.iter().skip(self.body.end).any(|other| other.folded.starts_with(&reading.folded));
                let sure = match (known, below, after) {
                    _ if known && self.introduces(at) => 0.66,
                    (true, _, _) if self.is_signed(at) => 0.85 - 0.02 * distance,
                    (false, _, false) if again && dated => 0.6,
                    (false, true, false) if again => 0.5,
                    (true, true, _) if !after => 0.8 - 0.02 * distance,
                    (true, false, false) if dated => 0.6,
                    (false, true, false) if dated => 0.5,
                    (true, _, true) => 0.4,
                    _ => continue,
                };
                found.push((sure, at, people));
            }
        }
        // "Thoughts on dams | Tom Birch": a person's own page.
        if let Some(outlet) = draft.item.container_title.clone().filter(|_| found.is_empty())
            && let Some((people, true)) = names::bare(&outlet)
        {
            found.push((0.5, 0, people));
            draft.item.container_title = None;
            draft.evidence.remove("container-title");
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let best = found.first().map(|(sure, at, _)| (*sure, *at));
        for (sure, at, people) in found {
            let people: Vec<String> = people.into_iter().filter(|name| agency(name).is_none()).collect();
            if people.is_empty() {
                continue;
            }
            note(draft, "author", &people.join("; "), &self.place(at), sure);
            // "By Ailsa Grant" / "and Jan Holm": a second byline beside the first belongs to it.
            let beside = best.is_some_and(|(kept, first)| {
                sure > 0.75 && kept > 0.75 && first.abs_diff(at) <= 2 && self.is(at, Role::Byline)
            });
            if draft.item.author.is_empty() || beside {
                for name in people {
                    let name =
                        if names::is_institution(&name) { Name::literal(&name) } else { names::split_name(&name) };
                    if !draft.item.author.contains(&name) {
                        draft.item.author.push(name);
                    }
                }
            }
            self.gives(at, "author");
        }
    }

    /// Whether a line above or just inside the text is followed by a date, as bylines without "by" are; or its writer
    /// is introduced below it.
    fn is_signed(&self, at: usize) -> bool {
        let dated = self.is(at + 1, Role::Date) || self.is(at + 1, Role::Relative);
        dated && at < self.body.start + 4 || self.introduces(at)
    }

    /// Whether the next block speaks of the person this one names: "Ailsa Grant" / "Ailsa has written about water …".
    fn introduces(&self, at: usize) -> bool {
        let name = self.piece(at);
        let Some(first) = name.split_whitespace().next().filter(|first| first.chars().count() > 2) else {
            return false;
        };
        (2..=4).contains(&name.split_whitespace().count())
            && (at + 1..at + 3).any(|next| {
                let text = self.piece(next);
                let begins: String = text.chars().take(60).collect();
                self.is(next, Role::Prose)
                    && begins.starts_with(first)
                    && begins.split(|c: char| !c.is_alphanumeric()).any(|word| {
                        matches!(
                            word,
                            "is" | "has" | "was" | "writes" | "covers" | "comes" | "ist" | "est" | "es" | "works"
                        )
                    })
            })
    }

    /// Whether a supposed name's words stand in the text in lower case: then they are no name.
    fn lower_in_text(&self, people: &[String]) -> bool {
        let words: Vec<String> = people
            .iter()
            .flat_map(|name| name.split_whitespace())
            .filter(|word| word.len() > 3)
            .map(str::to_lowercase)
            .collect();
        self.blocks.get(self.body.clone()).unwrap_or_default().iter().take(80).any(|piece| {
            piece.text.split(|c: char| !c.is_alphanumeric()).any(|word| words.iter().any(|lower| lower == word))
        })
    }

    fn sections(&mut self, draft: &mut Draft) {
        let Some(title) = self.title else { return };
        for at in (title.saturating_sub(4)..title).rev() {
            let Some(reading) = self.readings.get(at) else { continue };
            if is_section(&reading.folded) && matches!(reading.role, Role::Short | Role::Chrome) && !self.taken(at) {
                let text = self.piece(at).to_owned();
                note(draft, "section", &text, &self.place(at), 0.7);
                draft.section = Some(text);
                self.gives(at, "section");
                return;
            }
        }
    }
}

fn near(at: usize, body: &std::ops::Range<usize>, reach: usize) -> bool {
    at + reach >= body.start && at <= body.end + reach
}

/// Adds a reading of a field to the evidence.
pub(super) fn note(draft: &mut Draft, field: &str, value: &str, from: &str, sure: f64) {
    let list = draft.evidence.entry(field.to_owned()).or_default();
    if list.len() < 8 {
        list.push(Evidence { value: value.to_owned(), from: from.to_owned(), sure: (sure * 100.0).round() / 100.0 });
    }
}

/// A DOI in a line: "10.", digits, slash, and what follows up to a space.
pub(super) fn doi(text: &str) -> Option<String> {
    let at = text.find("10.")?;
    let rest = text.get(at..)?;
    let doi = rest.split_whitespace().next()?.trim_end_matches(['.', ',', ';', ')', ']', '"', '”']);
    let (prefix, suffix) = doi.split_once('/')?;
    let digits = prefix.strip_prefix("10.")?;
    ((4..=9).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit() || c == '.') && !suffix.is_empty())
        .then(|| doi.to_owned())
}

fn address(text: &str) -> Option<String> {
    let at = text.find("http://").or_else(|| text.find("https://"))?;
    text.get(at..)?.split_whitespace().next().map(str::to_owned)
}

fn is_host(word: &str) -> bool {
    let parts: Vec<&str> = word.split('.').collect();
    parts.len() >= 2
        && parts.iter().all(|part| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-'))
        && parts.last().is_some_and(|last| last.len() >= 2 && last.chars().all(char::is_alphabetic))
}

/// Papers name the weekday of publication or one before it. A day later than the date is a sign of another date.
fn weekday_warning(draft: &mut Draft, lead: &str) {
    let Some(date) = draft.item.issued.as_deref().and_then(|issued| issued.parse::<Date>().ok()) else { return };
    let mut days: Vec<(jiff::civil::Weekday, &str)> = Vec::new();
    for word in lead.split(|c: char| !c.is_alphabetic()).take(120) {
        if let Some(day) = dates::weekday(&word.to_lowercase()).filter(|_| word.chars().count() > 4) {
            days.push((day, word));
        }
    }
    let [(day, word)] = days.as_slice() else { return };
    let ahead = date.weekday().until(*day);
    if (1..=2).contains(&ahead) {
        let text = format!("The text says {word}, but {} is a {}: check the date.", date, english(date.weekday()));
        draft.warn("issued", text);
    }
}

fn english(day: jiff::civil::Weekday) -> &'static str {
    use jiff::civil::Weekday;
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
