//! The house has floors: a room may use only rooms below it. Read from the `use` lines, so that nobody has to remember.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Rooms and their floors, as in ARCHITECTURE.md.
const FLOORS: [(&str, u8); 13] = [
    ("main", 5),
    ("app", 4),
    ("cli", 4),
    ("workspace", 3),
    ("import", 2),
    ("extract", 2),
    ("bibliography", 2),
    ("search", 2),
    ("storage", 2),
    ("report", 2),
    ("similar", 1),
    ("model", 1),
    ("text", 1),
];

/// Sideways steps that are allowed, with the reason.
const SIDEWAYS: [(&str, &str); 3] = [
    // The command line opens the window, and `bench` measures its reader.
    ("cli", "app"),
    // Anchors count in code points of a text.
    ("model", "text"),
    // Shingles are made of words.
    ("similar", "text"),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("src can be read") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// Rooms named after `crate::` in a file.
fn used(text: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for part in line.split("crate::").skip(1) {
            let name: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if part.starts_with('{') {
                let inside = part.trim_start_matches('{').split('}').next().unwrap_or_default();
                rooms.extend(
                    inside.split(',').map(|path| path.trim().split("::").next().unwrap_or_default().to_owned()),
                );
            } else {
                rooms.push(name);
            }
        }
    }
    rooms
}

#[test]
fn no_room_reaches_up_or_sideways() {
    let floors: BTreeMap<&str, u8> = FLOORS.into_iter().collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 20, "the sources were not found");
    let mut wrong = Vec::new();
    for file in files {
        let inside = file.strip_prefix(&root).expect("below src");
        let room = inside.iter().next().expect("a name").to_string_lossy().trim_end_matches(".rs").to_owned();
        if room == "lib" {
            continue;
        }
        let floor =
            *floors.get(room.as_str()).unwrap_or_else(|| panic!("room {room} has no floor: add it here and there"));
        let text = std::fs::read_to_string(&file).expect("a source file");
        // Tests inside a room may look further down the corridor; the rule is for what is shipped.
        let shipped = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for other in used(shipped) {
            let Some(below) = floors.get(other.as_str()) else { continue };
            let sideways = SIDEWAYS.contains(&(room.as_str(), other.as_str()));
            if other != room && !sideways && *below >= floor {
                wrong.push(format!("{} uses {other}", inside.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_window_knows_egui_and_only_storage_opens_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut wrong = Vec::new();
    for file in files {
        let inside = file.strip_prefix(&root).expect("below src").to_path_buf();
        let room = inside.iter().next().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).expect("a source file");
        let shipped = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        if room != "app" && (shipped.contains("use egui") || shipped.contains("eframe::")) {
            wrong.push(format!("{} knows egui", inside.display()));
        }
        let test_only = inside.to_string_lossy().contains("tests");
        let disk = ["std::fs::", "use std::fs", "fs::File"].iter().any(|call| shipped.contains(call));
        // Commands read the files they are given; training reads its corpora.
        if disk && !test_only && !["storage", "cli", "extract"].contains(&room.as_str()) {
            wrong.push(format!("{} touches the disk", inside.display()));
        }
        if shipped.contains("thread::spawn") && room != "workspace" {
            wrong.push(format!("{} starts a thread by hand", inside.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
