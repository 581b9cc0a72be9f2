//! What a view asks for. Views never change anything: they push requests, and one dispatch carries them out.

use std::ops::Range;
use std::path::PathBuf;

use super::action::Action;
use super::clipboard::Rich;
use super::panes::frame::Pane;
use crate::model::{Colour, EntityType, Id, Kind, Source};
use crate::workspace::{Decision, Order, Passage, Scope, Settings, Shelf, Sort};

/// A wish of the user, by name or with what it is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// A named action.
    Act(Action),
    /// Show a source in the reader; with `true` as if chosen from a list (it then joins the way back).
    Open(Id),
    /// Choose sources of the list, for actions on several.
    Choose(Vec<Id>),
    /// Show another choice of sources.
    Shelf(Shelf),
    /// Show them in another order.
    Sort(Sort),
    /// Narrow the list to these words.
    Filter(String),
    /// Show or hide a side pane.
    Pane(Pane),
    /// Select a mark and bring text and notes to it; `None` selects nothing.
    SelectMark(Option<Id>),
    /// Go to a passage of a source.
    Reveal(Id, Range<usize>),
    /// Mark the selection, or turn the selected mark, into this colour.
    Mark(Colour),
    /// Move the end of a mark, or its start, by a word.
    MoveEnd {
        /// The mark.
        mark: Id,
        /// Its start instead of its end.
        start: bool,
        /// −1 to the left, 1 to the right.
        step: i32,
    },
    /// Move a mark to another passage of its text.
    MoveMark(Id, Range<usize>),
    /// Turn a mark into another colour.
    Recolour(Id, Colour),
    /// Select a note and begin to write in it.
    EditNote(Id),
    /// Select a note.
    SelectNote(Id),
    /// The text of a note as it is being typed.
    TypeNote(Id, String),
    /// The note being written was left.
    LeaveNote,
    /// Put a tag or collection on records, by name (made if new).
    AddLabel(Kind, Vec<Id>, String),
    /// Take a tag or collection off records.
    RemoveLabel(Vec<Id>, Id),
    /// Put sources into a collection or tag them.
    SetLabel(Vec<Id>, Id),
    /// Ask for the name of a tag for these records.
    AskTag(Vec<Id>),
    /// Make a collection of these sources; asks for its name.
    AskCollection(Vec<Id>),
    /// Ask for another name for a tag or collection.
    AskRename(Id),
    /// Give a tag another colour.
    ColourTag(Id, Colour),
    /// Give a tag or collection another name.
    Rename(Id, String),
    /// Move records to the trash.
    Trash(Vec<Id>),
    /// Take records out of the trash.
    Restore(Vec<Id>),
    /// Correct the bibliographic data of a source: the source as it should be.
    Details(Box<Source>),
    /// Copy the citations of sources.
    Cite(Vec<Id>),
    /// Make an export to look at, with the number it is asked by.
    Preview(u64, Box<Order>),
    /// Ask where to write an export: the name proposed, and its text.
    SaveExport(String, String),
    /// Another citation style for the project, by name.
    Style(String),
    /// The settings as they should be.
    Settings(Box<Settings>),
    /// What a mark colour means in this project.
    NameColour(Colour, String),
    /// Another title for the project.
    Title(String),
    /// Open a project file.
    OpenFile(PathBuf),
    /// Throw away a project that was never saved anywhere.
    Discard(PathBuf),
    /// Bring files in.
    ImportFiles(Vec<PathBuf>),
    /// Bring a pasted text in.
    ImportText(String),
    /// Go to the record a link names.
    Follow(Id),
    /// Put words on the clipboard.
    Copy(String),
    /// Put a passage on the clipboard, with its formatting where that can be kept.
    CopyRich(Rich),
    /// Open a page in the browser.
    Browse(String),
    /// Look for words in the text.
    FindWords(String),
    /// Show or hide the notes of the whole project.
    AllNotes(bool),
    /// Outline the mentions of an entity and count them; `None` of none.
    SelectEntity(Option<Id>),
    /// Decide something about what the machine found.
    Decide(Decision),
    /// Ask what is needed to decide.
    AskEntity(AskEntity),
    /// Mark every mention of an entity in the open text.
    MarkMentions(Id),
    /// Show the entities of the whole project or of the open source.
    AllEntities(bool),
    /// Cancel running work.
    CancelJobs,
}

/// What a dialog about entities is to ask.
#[derive(Clone, Debug, PartialEq)]
pub enum AskEntity {
    /// With whom to merge, or under which name.
    Merge {
        /// The entity.
        from: Id,
        /// The other, if it is known.
        into: Option<Id>,
    },
    /// Another name for it.
    Rename(Id),
    /// Another name it has.
    Alias(Id),
    /// Whom a mention names instead.
    Split(Passage, EntityType),
    /// What the selected words name, and how far that holds.
    Name(Passage, Scope),
    /// Who spoke.
    Speaker(Passage),
    /// Who passed it on.
    Relay(Passage),
    /// How a time expression is read; the value now.
    Reading(Passage, String),
}

/// Requests of one frame, in order.
#[derive(Debug, Default)]
pub struct Requests(Vec<Request>);

impl Requests {
    /// Asks for something.
    pub fn push(&mut self, request: Request) {
        self.0.push(request);
    }

    /// Asks for a named action.
    pub fn act(&mut self, action: Action) {
        self.0.push(Request::Act(action));
    }

    /// Takes them all.
    pub fn take(&mut self) -> Vec<Request> {
        std::mem::take(&mut self.0)
    }
}
