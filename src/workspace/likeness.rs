//! What the project and the queue have already that is like a file just read: the same bytes, the same text, or nearly
//! the same text. Nothing is merged silently: the user is told, and decides.

use super::hash;
use crate::import::Draft;
use crate::model::{Id, Project};
use crate::similar::Sketch;

/// Texts that share this much are shown as nearly the same. Two versions of an article with seven corrections share
/// nine tenths; two reports of one event by different hands share less than a third.
const NEAR: f64 = 0.6;

/// What something is like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Other {
    /// A source of the project.
    Source(Id),
    /// A file read before it, by name.
    File(String),
}

/// How a file that was read is like something known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Like {
    /// The same to the byte.
    Bytes(Other),
    /// The same text in other bytes.
    Text(Other),
    /// Nearly the same text: hundredths shared.
    Near(Other, u8),
}

impl Like {
    /// What it is like.
    #[must_use]
    pub fn other(&self) -> &Other {
        match self {
            Self::Bytes(other) | Self::Text(other) | Self::Near(other, _) => other,
        }
    }

    /// Whether it says nothing new.
    #[must_use]
    pub fn same(&self) -> bool {
        !matches!(self, Self::Near(..))
    }

    /// The likeness in words: "the same file as “The log at the gate house”".
    #[must_use]
    pub fn words(&self, project: &Project) -> String {
        let name = match self.other() {
            Other::Source(id) => project.sources.get(id).map_or("a source", |source| source.item.title.as_str()),
            Other::File(name) => name,
        };
        match self {
            Self::Bytes(_) => format!("the same file as “{name}”"),
            Self::Text(_) => format!("the same text as “{name}”"),
            Self::Near(_, hundredths) => format!("{hundredths} % the same as “{name}”"),
        }
    }
}

#[derive(Clone, Debug)]
struct Text {
    other: Other,
    bytes: String,
    text: String,
    sketch: Sketch,
}

/// Everything a new file may be like. Making it reads every text: do it in a job.
#[derive(Clone, Debug, Default)]
pub struct Known(Vec<Text>);

impl Known {
    /// The sources of a project that are not in the trash.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        let texts = project.live_sources().filter_map(|source| {
            let version = project.current_version(source.id)?;
            Some(Text {
                other: Other::Source(source.id),
                bytes: source.origin.sha256.clone(),
                text: version.sha256.clone(),
                sketch: Sketch::of(&version.text),
            })
        });
        Self(texts.collect())
    }

    /// What a draft is like; it is known itself from now on.
    pub fn meet(&mut self, name: &str, draft: &Draft) -> Option<Like> {
        let new = Text {
            other: Other::File(name.to_owned()),
            bytes: draft.sha256.clone(),
            text: hash(&draft.text),
            sketch: Sketch::of(&draft.text),
        };
        let like = self.like(&new);
        self.0.push(new);
        like
    }

    fn like(&self, new: &Text) -> Option<Like> {
        let same = |is: &dyn Fn(&Text) -> bool| self.0.iter().find(|known| is(known)).map(|known| known.other.clone());
        if let Some(other) = same(&|known| known.bytes == new.bytes) {
            return Some(Like::Bytes(other));
        }
        if let Some(other) = same(&|known| known.text == new.text) {
            return Some(Like::Text(other));
        }
        let shared = self.0.iter().map(|known| (known.sketch.similarity(&new.sketch), known));
        let (shared, nearest) = shared.max_by(|(a, _), (b, _)| a.total_cmp(b)).filter(|(shared, _)| *shared >= NEAR)?;
        // Shares of shingles say less than readers mean: two texts with 2 words in 100 changed share 89 %.
        let hundredths = (2.0 * shared / (1.0 + shared) * 100.0).floor().clamp(0.0, 99.0);
        Some(Like::Near(nearest.other.clone(), hundredths as u8))
    }
}
