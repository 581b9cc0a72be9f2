//! Reports: what a person takes out of a project to read, send or build upon, as Markdown, HTML, plain text, CSV or JSON.
//!
//! Citations come in rendered: this room knows neither styles nor projects. The same report gives the same bytes.

mod csv;
mod html;
mod inline;
mod json;
mod markdown;
mod text;

use serde::Serialize;

/// The form a report is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the forms'")]
pub enum Form {
    Markdown,
    Html,
    Text,
    Csv,
    Json,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Markdown, Self::Html, Self::Text, Self::Csv, Self::Json];

    /// The name on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Text => "txt",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// The usual file extension, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html | Self::Text | Self::Csv | Self::Json => self.id(),
        }
    }
}

/// A citation or reference as the processor gave it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Rendered {
    /// Plain text.
    pub text: String,
    /// Escaped text with `<i> <b> <sup> <sub>` and small-caps spans.
    pub html: String,
}

/// A list of references, in the order of their style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bibliography {
    /// Heading.
    pub title: String,
    /// Language of the text around the references, BCP 47.
    pub language: String,
    /// The references.
    pub references: Vec<Reference>,
    /// Whether entries hang: first line at the margin, the rest indented.
    pub hanging: bool,
}

/// One reference.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// Citation key.
    pub key: String,
    /// The formatted entry.
    #[serde(flatten)]
    pub rendered: Rendered,
}

/// Marked passages and notes, source by source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notebook {
    /// Heading.
    pub title: String,
    /// Language of the text around the notes, BCP 47.
    pub language: String,
    /// Sources with something to show.
    pub chapters: Vec<Chapter>,
    /// Notes about no source.
    pub remarks: Vec<Remark>,
}

/// What a notebook has of one source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chapter {
    /// Citation key.
    pub key: String,
    /// Title of the source.
    pub title: String,
    /// The source as its style lists it.
    pub reference: Rendered,
    /// Notes about the source as a whole.
    pub remarks: Vec<Remark>,
    /// Marked passages, in the order of the text; those that lost their place come last.
    pub passages: Vec<Passage>,
}

/// A marked passage with its citation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// The passage, to the letter.
    pub quote: String,
    /// Where it stands, for people ("¶4", "p. 12"); empty if it lost its place.
    pub place: String,
    /// Citation with that place.
    pub citation: Rendered,
    /// Colour of the mark, and what it means in the project.
    pub colour: String,
    /// What the colour means.
    pub meaning: String,
    /// Names of its tags.
    pub tags: Vec<String>,
    /// When it was marked, RFC 3339.
    pub made: String,
    /// Notes about it.
    pub remarks: Vec<Remark>,
}

/// A note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remark {
    /// Markdown, links to records already words.
    pub text: String,
    /// Names of its tags.
    pub tags: Vec<String>,
    /// When it was begun, RFC 3339.
    pub made: String,
}

/// A text with citations, and the references it leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memo {
    /// Heading.
    pub title: String,
    /// Language, BCP 47.
    pub language: String,
    /// The text, cut where citations stand.
    pub pieces: Vec<Piece>,
    /// References, if the style has a list.
    pub bibliography: Option<Bibliography>,
}

/// A stretch of a memo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Markdown.
    Prose(String),
    /// A citation in the running text.
    Inline(Rendered),
    /// A citation in a footnote.
    Note(Rendered),
}

/// Writes a list of references.
#[must_use]
pub fn bibliography(form: Form, list: &Bibliography) -> String {
    match form {
        Form::Markdown => markdown::bibliography(list),
        Form::Html => html::bibliography(list),
        Form::Text => text::bibliography(list),
        Form::Csv => csv::bibliography(list),
        Form::Json => json::bibliography(list),
    }
}

/// Writes marks and notes.
#[must_use]
pub fn notebook(form: Form, notebook: &Notebook) -> String {
    match form {
        Form::Markdown => markdown::notebook(notebook),
        Form::Html => html::notebook(notebook),
        Form::Text => text::notebook(notebook),
        Form::Csv => csv::notebook(notebook),
        Form::Json => json::notebook(notebook),
    }
}

/// Writes a memo; `None` for forms that are tables.
#[must_use]
pub fn memo(form: Form, memo: &Memo) -> Option<String> {
    match form {
        Form::Markdown => Some(markdown::memo(memo)),
        Form::Html => Some(html::memo(memo)),
        Form::Text => Some(text::memo(memo)),
        Form::Csv | Form::Json => None,
    }
}

/// A rendered citation as a piece of HTML for the clipboard: escaped, addresses as links.
#[must_use]
pub fn html_fragment(rendered: &Rendered) -> String {
    html::rendered(rendered)
}

/// Text as a piece of HTML, escaped.
#[must_use]
pub fn html_text(text: &str) -> String {
    inline::escape(text)
}

/// Line ends as `\n`, none at the end of the text, exactly one after it.
fn finished(text: &str) -> String {
    let mut out = text.trim_end().to_owned();
    out.push('\n');
    out
}

#[cfg(test)]
mod tests;
