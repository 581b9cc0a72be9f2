//! Names offered while a note is written: `[[` a source or note, `@` an entity, `#` a tag.

use std::ops::Range;

use egui::{Context, Key, Modifiers};

use crate::app::words;
use crate::model::{Id, Project};

/// Names offered at once.
const OFFERED: usize = 6;
/// Characters after the sign that may still be the beginning of a name.
const LONGEST: usize = 60;

/// What is being named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A source or note, after `[[`.
    Link,
    /// An entity, after `@`.
    Entity,
    /// A tag, after `#`.
    Tag,
}

impl Kind {
    /// What the list of names is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Link => "Sources and notes to link",
            Self::Entity => "Entities to name",
            Self::Tag => "Tags for the note",
        }
    }
}

/// One name.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) name: String,
    pub(super) what: &'static str,
    /// The record; none for a tag still to be made.
    id: Option<Id>,
}

/// What is offered at the caret.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    pub(super) kind: Kind,
    /// From the sign to the caret, in code points.
    range: Range<usize>,
    pub(super) items: Vec<Item>,
    pub(super) current: usize,
    /// Esc was pressed.
    pub(super) closed: bool,
}

/// What was chosen.
#[derive(Clone, Debug)]
pub(super) struct Taken {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
    pub(super) name: String,
    pub(super) id: Option<Id>,
}

impl Offer {
    /// What to offer with the caret at a code point of `text`; nothing where no name is begun or none fits.
    pub(super) fn at(text: &str, caret: usize, project: &Project, writing: Id) -> Option<Self> {
        let (kind, range, typed) = begun(text, caret)?;
        let typed = typed.to_lowercase();
        let mut items: Vec<(usize, Item)> = Vec::new();
        let mut add = |name: &str, what, id| {
            if let Some(at) = name.to_lowercase().find(&typed) {
                items.push((at, Item { name: name.to_owned(), what, id: Some(id) }));
            }
        };
        match kind {
            Kind::Link => {
                for source in project.live_sources() {
                    add(words::title(&source.item), "source", source.id);
                }
                for note in project.notes.values().filter(|note| note.trashed.is_none() && note.id != writing) {
                    let name = words::short(&note.text, 40);
                    if !name.is_empty() {
                        add(&name, "note", note.id);
                    }
                }
            }
            Kind::Entity => {
                for entity in project.entities.values() {
                    add(&entity.name, "entity", entity.id);
                }
            }
            Kind::Tag => {
                for tag in project.tags.values().filter(|tag| tag.trashed.is_none()) {
                    add(&tag.name, "tag", tag.id);
                }
            }
        }
        items.sort_by(|(a_at, a), (b_at, b)| a_at.cmp(b_at).then_with(|| a.name.cmp(&b.name)));
        let mut items: Vec<Item> = items.into_iter().map(|(_, item)| item).take(OFFERED).collect();
        let known = items.iter().any(|item| item.name.to_lowercase() == typed);
        if kind == Kind::Tag && !typed.is_empty() && !known {
            let name: String = text.chars().skip(range.start + 1).take(range.len() - 1).collect();
            items.push(Item { name, what: "new tag", id: None });
        }
        (!items.is_empty()).then_some(Self { kind, range, items, current: 0, closed: false })
    }

    /// Takes the keys that choose: ↑ ↓ Enter Tab Esc. Gives what was chosen.
    pub(super) fn keys(&mut self, ctx: &Context) -> Option<Taken> {
        let pressed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let count = self.items.len().max(1);
        if pressed(Key::ArrowDown) {
            self.current = (self.current + 1) % count;
        }
        if pressed(Key::ArrowUp) {
            self.current = (self.current + count - 1) % count;
        }
        self.closed |= pressed(Key::Escape);
        let chosen = pressed(Key::Enter) | pressed(Key::Tab);
        chosen.then(|| self.taken(self.current)).flatten()
    }

    pub(super) fn taken(&self, number: usize) -> Option<Taken> {
        let item = self.items.get(number)?;
        Some(Taken { kind: self.kind, range: self.range.clone(), name: item.name.clone(), id: item.id })
    }
}

/// The name begun before the caret: its kind, its place with the sign, and what was typed of it.
fn begun(text: &str, caret: usize) -> Option<(Kind, Range<usize>, String)> {
    let before: Vec<char> = text.chars().take(caret).collect();
    let from = before.len().saturating_sub(LONGEST + 2);
    for at in (from..before.len()).rev() {
        let letter = before.get(at)?;
        let free = at == 0 || before.get(at - 1).is_some_and(|left| !left.is_alphanumeric());
        let typed = || before.iter().skip(at + 1).collect::<String>();
        match letter {
            '\n' | ']' => return None,
            '[' if at > 0 && before.get(at - 1) == Some(&'[') => {
                return Some((Kind::Link, at - 1..caret, typed()));
            }
            '@' if free => return Some((Kind::Entity, at..caret, typed())),
            // A space after the sign makes it a heading.
            '#' if free && before.get(at + 1).is_none_or(|next| *next != ' ' && *next != '#') => {
                let typed = typed();
                let one_word = !typed.contains(char::is_whitespace);
                return one_word.then_some((Kind::Tag, at..caret, typed));
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(Kind, Range<usize>, String)> {
        begun(text, text.chars().count())
    }

    #[test]
    fn names_begin_at_their_signs_and_nowhere_else() {
        assert_eq!(found("see [[Dam e"), Some((Kind::Link, 4..11, "Dam e".to_owned())));
        assert_eq!(found("ask @Ewan C"), Some((Kind::Entity, 4..11, "Ewan C".to_owned())));
        assert_eq!(found("#saf"), Some((Kind::Tag, 0..4, "saf".to_owned())));
        assert_eq!(found("[[s1|Dam]] and"), None, "a link that is closed");
        assert_eq!(found("# Heading"), None);
        assert_eq!(found("write to me@example"), None);
        assert_eq!(found("#two words"), None);
        assert_eq!(found("[[a\nb"), None);
    }
}
