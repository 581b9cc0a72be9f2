//! Formatted citations: one trait, one engine behind it, and the corrections around that engine.
//!
//! The engine (hayagriva) leaves some of CSL to its callers: markup and quotation marks inside fields, text case over
//! them, punctuation where two pieces meet, names in scripts it takes apart wrongly. So a style and its items are
//! dressed before the call (`style`, `prepare`: what the engine would get wrong is replaced by invisible characters)
//! and the answer is finished after it (`finish`, `case`: the characters become quotes, markup and case again).

mod case;
mod finish;
mod json;
mod library;
mod marks;
mod prepare;
mod style;

use std::sync::Arc;

use citationberg::json::Item as EngineItem;
use citationberg::taxonomy::Locator as EngineLocator;
use citationberg::{IndependentStyle, Locale, LocaleCode};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, CitePurpose, LocatorPayload,
    SpecificLocator,
};
use serde_json::Value;

pub use json::cite_json;
pub use library::{StyleInfo, available, locate};

use super::{Entry, csl};

/// Why something could not be formatted.
#[derive(Debug, thiserror::Error)]
pub enum CiteError {
    /// Neither a known name nor a style.
    #[error("no citation style is called “{0}”: choose one of the list, or give the text of a .csl file")]
    UnknownStyle(String),
    /// A `.csl` text that is no style.
    #[error("this citation style cannot be read ({0}): download it again, or choose another")]
    BadStyle(String),
    /// A dependent style whose parent is not embedded.
    #[error("this style only points to another one, “{0}”, which is not here: load that style instead")]
    MissingParent(String),
    /// Items that are no CSL-JSON.
    #[error("the items are not CSL-JSON ({0}): a list of objects is needed")]
    BadItems(String),
    /// The engine gave up on these items.
    #[error("“{0}” cannot format these items: check their dates and numbers, or choose another style")]
    Failed(String),
}

/// Text with and without markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Formatted {
    /// Plain text.
    pub text: String,
    /// `<i> <b> <sup> <sub>` and small-caps spans; text is escaped.
    pub html: String,
}

/// One item of a citation, with what stands beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cited {
    /// Key of the entry.
    pub key: String,
    /// Kind of locator by CSL's name, "page" if empty.
    pub label: String,
    /// Place in the source, for example `4` or `12-15`.
    pub locator: Option<String>,
    /// Text before it ("see ").
    pub prefix: String,
    /// Text after it.
    pub suffix: String,
    /// Leave out the author, who is named in the sentence.
    pub suppress_author: bool,
}

impl Cited {
    /// The whole source, nothing beside it.
    #[must_use]
    pub fn whole(key: &str) -> Self {
        Self { key: key.to_owned(), ..Self::default() }
    }
}

/// A bibliography entry, in the style's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Key of the entry.
    pub key: String,
    /// The formatted entry.
    pub formatted: Formatted,
}

/// A document's citations and its bibliography.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// In the order of the request.
    pub citations: Vec<Formatted>,
    /// `None` if the style has none.
    pub bibliography: Option<Vec<Listed>>,
    /// Whether entries hang: first line at the margin, the rest indented.
    pub hanging_indent: bool,
}

/// Whatever formats citations. Formatting never changes an entry.
pub trait Processor {
    /// A document with these citations, in order; each is one cluster. Keys without an entry are left out.
    ///
    /// # Errors
    /// If the style fails on these entries.
    fn document(
        &self,
        entries: &[Entry],
        citations: &[Vec<Cited>],
        style: &Style,
        locale: &str,
    ) -> Result<Document, CiteError>;

    /// One citation of these entries, alone in its document.
    ///
    /// # Errors
    /// If the style fails on these entries.
    fn citation(&self, entries: &[Entry], style: &Style, locale: &str) -> Result<Formatted, CiteError> {
        let cluster = entries.iter().map(|entry| Cited::whole(&entry.key)).collect();
        Ok(self.document(entries, &[cluster], style, locale)?.citations.into_iter().next().unwrap_or_default())
    }

    /// The bibliography of these entries, in the style's order; `None` if the style has none.
    ///
    /// # Errors
    /// If the style fails on these entries.
    fn bibliography(&self, entries: &[Entry], style: &Style, locale: &str) -> Result<Option<Vec<Listed>>, CiteError> {
        let citations: Vec<_> = entries.iter().map(|entry| vec![Cited::whole(&entry.key)]).collect();
        Ok(self.document(entries, &citations, style, locale)?.bibliography)
    }
}

/// A style made ready for the engine. Cheap to clone; making one takes about a millisecond, so keep it.
#[derive(Clone, Debug)]
pub struct Style {
    /// Its title, for lists and messages.
    pub title: String,
    dressed: Arc<IndependentStyle>,
    aliases: Arc<[(String, String)]>,
    default_locale: Option<String>,
    is_note: bool,
}

impl Style {
    /// The embedded style of this name (`apa`), CSL id, or address.
    ///
    /// # Errors
    /// [`CiteError::UnknownStyle`] if there is none.
    pub fn named(name: &str) -> Result<Self, CiteError> {
        library::named(name).map(|style| Self::from_independent(&style))
    }

    /// A style from the text of a `.csl` file. A dependent style is followed to its parent if that is embedded.
    ///
    /// # Errors
    /// If it is no style, or its parent is missing.
    pub fn from_xml(xml: &str) -> Result<Self, CiteError> {
        library::from_xml(xml).map(|style| Self::from_independent(&style))
    }

    /// Whether it cites in notes rather than in the text.
    #[must_use]
    pub fn is_note(&self) -> bool {
        self.is_note
    }

    fn from_independent(style: &IndependentStyle) -> Self {
        let (dressed, aliases) = style::dress(style);
        Self {
            title: style.info.title.value.clone(),
            dressed: Arc::new(dressed),
            aliases: aliases.into(),
            default_locale: style.default_locale.as_ref().map(|locale| locale.0.clone()),
            is_note: style.settings.class == citationberg::StyleClass::Note,
        }
    }
}

/// The engine with its corrections and the embedded locales. Build one and keep it.
#[derive(Debug)]
pub struct Hayagriva {
    locales: Vec<Locale>,
}

impl Default for Hayagriva {
    fn default() -> Self {
        Self { locales: library::locales() }
    }
}

impl Processor for Hayagriva {
    fn document(
        &self,
        entries: &[Entry],
        citations: &[Vec<Cited>],
        style: &Style,
        locale: &str,
    ) -> Result<Document, CiteError> {
        let items: Vec<Value> = entries.iter().map(csl::write).collect();
        self.render(&items, citations, style, locale)
    }
}

impl Hayagriva {
    /// As [`Processor::document`], from CSL-JSON items with text ids.
    pub(crate) fn render(
        &self,
        items: &[Value],
        citations: &[Vec<Cited>],
        style: &Style,
        locale: &str,
    ) -> Result<Document, CiteError> {
        let locale = if locale.is_empty() { style.default_locale.as_deref().unwrap_or("en-US") } else { locale };
        let mut stand_ins = prepare::StandIns::default();
        let prepared: Vec<EngineItem> =
            items.iter().map(|item| prepare::item(item, locale, style, &mut stand_ins)).collect();
        // The engine has cases it panics on (a few numbers, ranges in odd places): one item must not take the window down.
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            self.run(&prepared, citations, style, locale, stand_ins)
        }));
        outcome.map_err(|_| CiteError::Failed(style.title.clone()))
    }

    fn run(
        &self,
        items: &[EngineItem],
        citations: &[Vec<Cited>],
        style: &Style,
        locale: &str,
        stand_ins: prepare::StandIns,
    ) -> Document {
        let code = LocaleCode(locale.to_owned());
        let finish = finish::Finish::new(&self.locales, &style.dressed, &code, stand_ins.0);
        let mut driver = BibliographyDriver::new();
        let mut beside = Vec::new();
        for (number, cluster) in citations.iter().enumerate() {
            let found: Vec<(&Cited, &EngineItem)> = cluster
                .iter()
                .filter_map(|cited| {
                    let item =
                        items.iter().find(|item| item.id().as_deref() == Some(prepare::id(&cited.key).as_str()))?;
                    Some((cited, item))
                })
                .collect();
            let requests = found.iter().map(|(cited, item)| {
                let locator = cited.locator.as_deref().filter(|text| !text.is_empty()).map(|text| {
                    let label = cited.label.parse().unwrap_or(EngineLocator::Page);
                    SpecificLocator(label, LocatorPayload::Str(text))
                });
                let purpose = cited.suppress_author.then_some(CitePurpose::Year);
                CitationItem::new(*item, locator, None, false, purpose)
            });
            driver.citation(CitationRequest::new(
                requests.collect(),
                &style.dressed,
                Some(code.clone()),
                &self.locales,
                style.is_note.then_some(number + 1),
            ));
            // The engine leaves out the brackets of a citation without its author.
            let layout = &style.dressed.citation.layout;
            let bare = found.iter().any(|(cited, _)| cited.suppress_author);
            let around =
                [&layout.prefix, &layout.suffix].map(|affix| affix.clone().filter(|_| bare).unwrap_or_default());
            beside.push((found.iter().map(|(cited, _)| (*cited).clone()).collect::<Vec<_>>(), around));
        }
        let rendered = driver.finish(BibliographyRequest::new(&style.dressed, Some(code.clone()), &self.locales));
        let citations = rendered.citations.iter().zip(&beside);
        Document {
            citations: citations
                .map(|(citation, (cited, around))| finish.citation(&citation.citation, cited, around))
                .collect(),
            hanging_indent: rendered.bibliography.as_ref().is_some_and(|list| list.hanging_indent),
            bibliography: rendered.bibliography.map(|list| {
                list.items
                    .iter()
                    .map(|item| Listed {
                        key: prepare::key(&item.key),
                        formatted: finish.entry(item.first_field.as_ref(), &item.content),
                    })
                    .collect()
            }),
        }
    }
}

#[cfg(test)]
mod tests;
