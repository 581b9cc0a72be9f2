//! The one list of what a user can do. Menu, shortcuts, palette, context menus and the key sheet are all made from it.

use egui::{Key, Modifiers};

use crate::model::{Colour, Status};

/// Where an action stands in the ☰ menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Menu {
    /// Projects and files.
    File,
    /// Undo, clipboard, finding.
    Edit,
    /// What the window shows.
    View,
    /// The open source and its passages.
    Source,
    /// Names and what was decided about them.
    Entities,
    /// Notes.
    Notes,
    /// Keys and about.
    Help,
}

impl Menu {
    /// All, in order.
    pub const ALL: [Self; 7] =
        [Self::File, Self::Edit, Self::View, Self::Source, Self::Entities, Self::Notes, Self::Help];

    /// Its heading.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Source => "Source",
            Self::Entities => "Entities",
            Self::Notes => "Notes",
            Self::Help => "Help",
        }
    }
}

/// When a key acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// Always.
    Always,
    /// While no text field has the keyboard.
    NotTyping,
    /// While the text has the keyboard: single keys never act elsewhere (WCAG 2.1.4).
    Reading,
}

/// One key combination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Keys {
    /// Modifiers; `COMMAND` is Ctrl, and ⌘ on a Mac.
    pub modifiers: Modifiers,
    /// The key.
    pub key: Key,
    /// When it acts.
    pub when: When,
}

const MOD: Modifiers = Modifiers::COMMAND;
const MOD_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };
const ALT: Modifiers = Modifiers::ALT;
const ALT_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::ALT };
const SHIFT: Modifiers = Modifiers::SHIFT;
const NONE: Modifiers = Modifiers::NONE;

/// Declares the actions with their texts and keys, in the order of the menus.
macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident: $menu:ident, $text:literal, $tip:literal, [$($when:ident $modifiers:ident $key:ident),*];)+) => {
        /// What a user can ask of the window by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action {
            $(#[doc = $tip] $name,)+
        }

        impl Action {
            /// Every action, in the order of the menus.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Where it stands in the menu.
            #[must_use]
            pub fn menu(self) -> Menu {
                match self { $(Self::$name => Menu::$menu,)+ }
            }

            /// What buttons and menus call it.
            #[must_use]
            pub fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// One sentence on what it does.
            #[must_use]
            pub fn tip(self) -> &'static str {
                match self { $(Self::$name => $tip,)+ }
            }

            /// Its keys, the preferred one first.
            #[must_use]
            pub fn keys(self) -> &'static [Keys] {
                match self {
                    $(Self::$name => &[$(Keys { modifiers: $modifiers, key: Key::$key, when: When::$when }),*],)+
                }
            }
        }
    };
}

actions! {
    NewProject: File, "New project", "Start an empty project", [Always MOD N];
    OpenProject: File, "Open project…", "Open a project file", [Always MOD O];
    OpenSample: File, "Open the sample project", "Open a fresh copy of the sample project", [];
    Import: File, "Import files…", "Bring articles into the project", [Always MOD_SHIFT I];
    PasteArticle: File, "Paste an article", "Bring the text on the clipboard into the project", [];
    Save: File, "Save now", "Write the project file now; it is also saved by itself", [Always MOD S];
    SaveAs: File, "Save as…", "Write the project to another file and go on there", [Always MOD_SHIFT S];
    Export: File, "Export…", "Take bibliography, notes or marks out of the project", [Always MOD E];
    RenameProject: File, "Rename project…", "Change the title of the project", [];
    Settings: File, "Settings…", "Choose how Dossier looks and works", [Always MOD Comma];
    CloseProject: File, "Close project", "Save and close the project", [Always MOD W];
    Quit: File, "Quit", "Save and leave", [Always MOD Q];

    Undo: Edit, "Undo", "Take the last step back", [Always MOD Z];
    Redo: Edit, "Redo", "Do the last undone step again", [Always MOD_SHIFT Z, Always MOD Y];
    SelectAll: Edit, "Select all of the text", "Select the whole text", [Reading MOD A];
    CopyCitation: Edit, "Copy citation", "Copy the passage with its citation, or the source as a bibliography lists it", [Always MOD_SHIFT C];
    Find: Edit, "Find in text", "Find words in the text", [Always MOD F];
    FindNext: Edit, "Next match", "Go to the next match, or to the next mention of the selected entity", [Always NONE F3, Always MOD G];
    FindPrevious: Edit, "Previous match", "Go to the match or mention before", [Always SHIFT F3, Always MOD_SHIFT G];
    FilterSources: Edit, "Filter sources", "Show only sources with these words", [NotTyping NONE Slash];

    Palette: View, "Go to or do anything", "Find a source, note or action by name", [Always MOD K, Always MOD P];
    Back: View, "Back", "Go back to where you were", [Always ALT ArrowLeft];
    Forward: View, "Forward", "Go forward again", [Always ALT ArrowRight];
    ToggleSources: View, "Show sources", "Show or hide the list of sources", [Always MOD_SHIFT B];
    ToggleEntities: View, "Show entities", "Show or hide the entities", [Always MOD_SHIFT E];
    ToggleNotes: View, "Show notes", "Show or hide the notes", [Always MOD_SHIFT J];
    FocusReading: View, "Only the text", "Hide everything but the text", [Always NONE F9];
    NextPane: View, "Next pane", "Move the keyboard to the next pane", [Always NONE F6];
    PreviousPane: View, "Previous pane", "Move the keyboard to the pane before", [Always SHIFT F6];
    LargerText: View, "Larger", "Make everything larger", [Always MOD Plus, Always MOD Equals];
    SmallerText: View, "Smaller", "Make everything smaller", [Always MOD Minus];
    NormalText: View, "Normal size", "Show everything at its normal size", [Always MOD Num0];
    Theme: View, "Next theme", "Light, dark, sepia, high contrast, as the system", [Always MOD_SHIFT L];
    FullScreen: View, "Full screen", "Fill the screen", [Always NONE F11];

    NextSource: Source, "Next source", "Open the next source of the list", [Reading NONE J];
    PreviousSource: Source, "Previous source", "Open the source before", [Reading NONE K];
    Highlight: Source, "Highlight", "Mark the selected passage in the last colour", [Reading NONE H];
    Yellow: Source, "Mark yellow", "Mark the selection yellow, or turn the mark yellow", [Reading NONE Num1];
    Orange: Source, "Mark orange", "Mark the selection orange, or turn the mark orange", [Reading NONE Num2];
    Blue: Source, "Mark blue", "Mark the selection blue, or turn the mark blue", [Reading NONE Num3];
    Green: Source, "Mark green", "Mark the selection green, or turn the mark green", [Reading NONE Num4];
    Pink: Source, "Mark pink", "Mark the selection pink, or turn the mark pink", [Reading NONE Num5];
    Grey: Source, "Mark grey", "Mark the selection grey, or turn the mark grey", [Reading NONE Num6];
    Note: Source, "Note on the passage", "Mark the selection and write a note about it", [Reading NONE N];
    Tag: Source, "Tag…", "Tag the mark, or the source if no mark is selected", [Reading NONE T];
    Unmark: Source, "Remove mark", "Move the selected mark to the trash", [Reading NONE U, Reading NONE Delete, Reading NONE Backspace];
    NextOverlapping: Source, "Next overlapping mark", "Select the next mark at the caret", [Reading NONE O];
    NextMark: Source, "Next mark", "Go to the next mark in the text", [Reading NONE CloseCurlyBracket, Reading ALT_SHIFT ArrowDown];
    PreviousMark: Source, "Previous mark", "Go to the mark before", [Reading NONE OpenCurlyBracket, Reading ALT_SHIFT ArrowUp];
    Details: Source, "Edit details…", "Correct what a citation is made from", [NotTyping NONE F2];
    MarkRead: Source, "Mark read", "Say that the source has been read", [];
    MarkUnread: Source, "Mark unread", "Say that the source has not been read", [];
    TrashSource: Source, "Move to trash", "Move the source to the trash", [];
    EmptyTrash: Source, "Empty trash…", "Remove everything in the trash for good", [];

    NameHere: Entities, "Name the selection…", "Say what the selected words name", [Reading NONE E];
    NameEverywhere: Entities, "Name the words everywhere…", "Say what the selected words name wherever they stand", [Reading SHIFT E];
    MergeEntity: Entities, "Merge entity…", "Say that the selected entity is another one", [Always MOD_SHIFT M];
    RenameEntity: Entities, "Rename entity…", "Show the selected entity under another name", [];
    AliasEntity: Entities, "Add alias…", "Give the selected entity another name", [Reading NONE A];
    SplitMention: Entities, "Split off this mention…", "Say whom the mention at the caret names instead", [Reading NONE S];
    IgnoreEntity: Entities, "Ignore entity", "Show nothing of the selected entity any more", [Reading NONE I];
    WrongHere: Entities, "Not a name here", "Say that the words at the caret are no name", [];
    AcceptSuggestion: Entities, "Accept the suggestion", "Say that the two entities suggested are one", [Reading NONE Y];
    RejectSuggestion: Entities, "Reject the suggestion", "Say that the two entities suggested are not one", [Reading NONE X];
    MarkMentions: Entities, "Highlight mentions", "Mark every mention of the selected entity in this text", [];
    Peek: Entities, "What is this?", "Show what is known of the name or date at the caret", [Reading NONE Period];
    Decisions: Entities, "Decisions…", "List what was decided about names, dates and quotations", [];
    ReadAgain: Entities, "Look for names again", "Look for names in texts that have not been read", [];

    FreeNote: Notes, "New free note", "Write a note about nothing in particular", [Always MOD_SHIFT N];
    NoteOnSource: Notes, "Note on this source", "Write a note about the open source", [];
    PreviewNote: Notes, "Preview", "Show the note as it will read, or edit it", [Always MOD_SHIFT V];
    BoldNote: Notes, "Bold", "Make the selected words of the note bold", [Always MOD B];
    ItalicNote: Notes, "Italic", "Make the selected words of the note italic", [Always MOD I];
    LinkNote: Notes, "Link", "Make the selected words of the note a link", [Always MOD L];
    DoneNote: Notes, "Done", "Leave the note and go back to the text", [Always MOD Enter];

    ShowKeys: Help, "Keys", "List every key", [NotTyping SHIFT Slash, NotTyping NONE Questionmark, Always NONE F1];
    About: Help, "About Dossier", "Version, licence and where your files are", [];
}

impl Action {
    /// The colour an action marks with.
    #[must_use]
    pub fn colour(self) -> Option<Colour> {
        match self {
            Self::Yellow => Some(Colour::Yellow),
            Self::Orange => Some(Colour::Orange),
            Self::Blue => Some(Colour::Blue),
            Self::Green => Some(Colour::Green),
            Self::Pink => Some(Colour::Pink),
            Self::Grey => Some(Colour::Grey),
            _ => None,
        }
    }

    /// The reading status an action sets.
    #[must_use]
    pub fn status(self) -> Option<Status> {
        match self {
            Self::MarkRead => Some(Status::Read),
            Self::MarkUnread => Some(Status::Unread),
            _ => None,
        }
    }

    /// The preferred key as it is printed, for example `Ctrl+Shift+S`; empty if there is none.
    #[must_use]
    pub fn key_text(self, mac: bool) -> String {
        self.keys().first().map(|keys| keys.text(mac)).unwrap_or_default()
    }
}

impl Keys {
    /// As printed on buttons and in menus.
    #[must_use]
    pub fn text(self, mac: bool) -> String {
        let names = [
            (self.modifiers.command, if mac { "⌘" } else { "Ctrl" }),
            (self.modifiers.alt, if mac { "⌥" } else { "Alt" }),
            (self.modifiers.shift, if mac { "⇧" } else { "Shift" }),
        ];
        let key = match self.key {
            Key::OpenCurlyBracket => "{",
            Key::CloseCurlyBracket => "}",
            Key::Slash => "/",
            Key::Comma => ",",
            Key::Period => ".",
            Key::Questionmark => "?",
            Key::Plus => "+",
            Key::Minus => "−",
            Key::ArrowLeft => "←",
            Key::ArrowRight => "→",
            Key::ArrowUp => "↑",
            Key::ArrowDown => "↓",
            key => key.name(),
        };
        let parts: Vec<&str> = names.iter().filter(|(on, _)| *on).map(|(_, name)| *name).chain([key]).collect();
        parts.join(if mac { "" } else { "+" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{HashMap, HashSet};

    #[test]
    fn every_action_has_words_and_no_two_share_a_name_or_a_key() {
        let mut texts = HashSet::new();
        let mut keys: HashMap<(Modifiers, Key), Action> = HashMap::new();
        for action in Action::ALL {
            assert!(!action.text().is_empty() && !action.tip().is_empty() && !action.tip().ends_with('.'));
            assert!(texts.insert(action.text()), "{action:?} shares its text");
            for key in action.keys() {
                let other = keys.insert((key.modifiers, key.key), *action);
                assert!(other.is_none(), "{action:?} and {other:?} share {}", key.text(false));
            }
        }
    }

    #[test]
    fn keys_that_systems_keep_for_themselves_are_not_used() {
        for keys in Action::ALL.iter().flat_map(|action| action.keys()) {
            let modifiers = keys.modifiers;
            assert!(!(modifiers.command && modifiers.alt), "{} is AltGr on European layouts", keys.text(false));
            assert!(!(modifiers.command && keys.key == Key::Space), "input methods need it");
        }
    }

    #[test]
    fn single_keys_act_only_while_reading_or_not_typing() {
        for action in Action::ALL {
            for keys in action.keys() {
                let letter = keys.key.name().chars().count() == 1;
                let bare = !keys.modifiers.command && !keys.modifiers.alt;
                assert!(!(letter && bare && keys.when == When::Always), "{action:?}");
            }
        }
    }

    #[test]
    fn keys_read_as_people_print_them() {
        assert_eq!(Action::SaveAs.key_text(false), "Ctrl+Shift+S");
        assert_eq!(Action::SaveAs.key_text(true), "⌘⇧S");
        assert_eq!(Action::NextMark.key_text(false), "}");
        assert_eq!(Action::About.key_text(false), "");
    }
}
