//! What the program remembers for its user, in the config folder: look, sizes, recent projects.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// Recent projects kept.
const RECENT: usize = 12;

/// Settings; every field has a default, so old and newer files read alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Name of the theme, or "system".
    pub theme: String,
    /// Size of everything, 0.5 to 3.
    pub zoom: f32,
    /// Size of the reading text in points, 12 to 32.
    pub reading_size: f32,
    /// Width of the column in characters, 45 to 90.
    pub column: f32,
    /// Height of a line of the reading text, in em, 1.3 to 2.
    pub line_height: f32,
    /// Whether single keys act in the text.
    pub single_keys: bool,
    /// No animation.
    pub still: bool,
    /// Projects opened lately, the last first.
    pub recent: Vec<PathBuf>,
    /// Whether the program has been started before.
    pub started: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: "system".to_owned(),
            zoom: 1.0,
            reading_size: 18.0,
            column: 68.0,
            line_height: 1.5,
            single_keys: true,
            still: false,
            recent: Vec::new(),
            started: false,
        }
    }
}

impl Settings {
    /// Puts a project at the head of the recent ones.
    pub fn opened(&mut self, path: &Path) {
        self.recent.retain(|known| known != path);
        self.recent.insert(0, path.to_path_buf());
        self.recent.truncate(RECENT);
    }

    /// Takes a project off the list.
    pub fn forget(&mut self, path: &Path) {
        self.recent.retain(|known| known != path);
    }
}
