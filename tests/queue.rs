//! Bringing many files in at once, driven by accessible names.
#![cfg(feature = "window")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use common::Window;
use dossier::storage::to_bytes;
use egui::{DroppedFile, Key, Modifiers, Role};
use egui_kittest::kittest::Queryable;

const CTRL: Modifiers = Modifiers::COMMAND;

#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

fn drop_in(window: &mut Window, path: PathBuf) {
    window.harness.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    window.settle();
}

fn articles() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample/articles")
}

fn file(window: &mut Window, name: &str) {
    window.harness.get_by_role_and_label(Role::ListBoxOption, name).click();
    window.settle();
}

#[test]
fn a_folder_comes_in_with_its_duplicates_asked_about_and_its_broken_file_explained() {
    let mut window = Window::new([]);
    window.press("New project");
    drop_in(&mut window, articles());
    assert!(window.has("12 ready") && window.has("2 duplicates") && window.has("1 failed"));
    file(&mut window, "scan_0311.bin");
    assert!(window.has("“scan_0311.bin”") && window.has("this file is left out"), "why, and what becomes of it");
    file(&mut window, "hp_dam-engineer.txt");
    assert!(window.has("% the same as"), "the other version is recognised");
    window.press("Import 12");
    assert_eq!(window.project().live_sources().count(), 12);
    let text: String = window.project().versions.values().map(|version| version.text.to_string()).collect();
    assert!(!text.contains('\u{fffd}') && text.contains('’'), "every encoding was read right");
    let once = to_bytes(window.project(), 1);
    window.key(CTRL, Key::Z);
    assert!(window.project().sources.is_empty() && window.project().entities.is_empty(), "one step takes all back");
    window.key(CTRL, Key::Y);
    assert!(to_bytes(window.project(), 1) == once, "and gives all back, to the byte");
}

#[test]
fn a_corrected_article_becomes_a_version_of_the_first_and_marks_go_along() {
    let mut window = Window::new([]);
    window.press("New project");
    drop_in(&mut window, articles().join("hp_dam-engineer.txt"));
    window.press("Import");
    window.key(CTRL, Key::Home);
    window.key(CTRL | Modifiers::SHIFT, Key::ArrowRight);
    window.key(Modifiers::NONE, Key::Num1);
    let mark = window.project().marks.values().next().expect("a mark").clone();
    drop_in(&mut window, articles().join("hp_dam-engineer-corrected.txt"));
    window.harness.get_by_role_and_label(Role::RadioButton, "Bring it in as a new version; marks go along").click();
    window.settle();
    window.press("Import");
    let source = window.project().live_sources().next().expect("one source").clone();
    assert_eq!((window.project().sources.len(), source.versions.len()), (1, 2));
    let moved = window.project().marks[&mark.id].clone();
    assert_eq!((moved.anchor.version, &moved.anchor.exact), (source.versions[1], &mark.anchor.exact));
    assert!(window.has("Undo: New version"));
    window.key(CTRL, Key::Z);
    assert_eq!(window.project().marks[&mark.id].anchor.version, source.versions[0]);
}

#[test]
fn two_hundred_files_come_in_although_five_are_broken_and_one_undo_takes_them_out() {
    let mut window = Window::new([]);
    window.press("New project");
    let folder = window.file("batch");
    std::fs::create_dir(&folder).expect("made");
    for number in 0..200 {
        let name = folder.join(format!("{number:03}.txt"));
        let body: String = (0..60).map(|at| format!("{} ", (number * 6_131 + at * at * 97) % 99_991)).collect();
        let bytes = if number % 40 == 7 {
            [0, 159, 146, 150, 0, 0, 1, 2, 3, 255, 254, 0].repeat(40)
        } else {
            let title = format!("Gauge number {number} rises");
            format!("{title}\n\nTove Haug\nLoch Journal\n2024-03-{:02}\n\nThe gauge showed {body}and rose.\n\nNobody at the weir knew why, and {number} boats were moved.\n", number % 28 + 1).into_bytes()
        };
        std::fs::write(name, bytes).expect("written");
    }
    drop_in(&mut window, folder);
    assert!(window.has("5 failed"), "each failure is counted");
    let press = window.harness.query_all_by_role(Role::Button).find_map(|button| {
        use egui_kittest::kittest::NodeT;
        button.accesskit_node().label().filter(|label| label.starts_with("Import 1"))
    });
    window.press(&press.expect("the others are ready"));
    let count = window.project().live_sources().count();
    assert!(count >= 190, "{count} came in");
    window.key(CTRL, Key::Z);
    assert!(window.project().sources.is_empty() && window.project().versions.is_empty());
}
