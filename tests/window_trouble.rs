//! What goes wrong in a window: full and forbidden disks, files changed by others, input that is no article. Each says
//! what is the matter and what to do; nothing is lost.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, reason = "a long test tells what it measured")]

mod common;

use std::io::ErrorKind;
use std::time::{Duration, Instant};

use common::{Window, twin};
use dossier::app::dialogs::files::Answer;
use dossier::storage::{RealVfs, from_bytes, read_project};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT, Queryable};

const CTRL: Modifiers = Modifiers::COMMAND;

/// A window whose project with the twin is saved as `a.dossier.json`, and then the further answers.
fn saved(more: &[&str]) -> Window {
    let names: Vec<String> = std::iter::once("a.dossier.json").chain(more.iter().copied()).map(str::to_owned).collect();
    let mut window = Window::sized([1440.0, 900.0], [], |home, _: Vec<Answer>| {
        names.iter().map(|name| Answer::Chosen(vec![home.join(name)])).collect()
    });
    window.press("New project");
    window.paste(&twin());
    window.press("Import");
    window.key(CTRL | Modifiers::SHIFT, Key::S);
    window
}

fn think(window: &mut Window, words: &str) {
    window.key(CTRL | Modifiers::SHIFT, Key::N);
    window.type_text(words);
}

fn thoughts(window: &Window, name: &str) -> Vec<String> {
    let opened = read_project(&RealVfs, &window.file(name)).expect("it reads");
    opened.project.notes.values().map(|note| note.text.clone()).collect()
}

/// A window that is about to choose files with this content for import.
fn importing(files: &[(&str, &[u8])]) -> Window {
    let mut window = Window::sized([1440.0, 900.0], [], |home, _: Vec<Answer>| {
        let paths = files.iter().map(|(name, content)| {
            let path = home.join(name);
            std::fs::write(&path, content).expect("written");
            path
        });
        vec![Answer::Chosen(paths.collect())]
    });
    window.press("New project");
    window.key(CTRL | Modifiers::SHIFT, Key::I);
    window
}

#[test]
fn a_full_disk_is_said_and_the_work_is_written_when_there_is_room_again() {
    let mut window = saved(&[]);
    let home = window.home.path().to_owned();
    window.disk.refuse(ErrorKind::StorageFull, &home);
    think(&mut window, "kept in mind");
    window.wait(60);
    assert!(window.has("the disk is full; free some space"));
    assert!(window.has("Not saved"));
    assert!(thoughts(&window, "a.dossier.json").is_empty(), "the file is as it was");

    // Closing does not lose it: the window asks, as often as it is tried.
    for _ in 0..2 {
        window.key(CTRL, Key::W);
        assert!(window.has("The project could not be saved"));
        window.key(Modifiers::NONE, Key::Escape);
        assert!(window.project().notes.len() == 1);
    }
    window.disk.allow();
    window.wait(60);
    assert!(!window.has("Not saved"));
    assert_eq!(thoughts(&window, "a.dossier.json"), ["kept in mind"]);
}

#[test]
fn a_project_in_a_folder_that_cannot_be_written_is_read_only_and_goes_on_elsewhere() {
    let first = saved(&[]);
    let content = std::fs::read(first.file("a.dossier.json")).expect("saved");
    let mut window = Window::sized([1440.0, 900.0], [], |home, _: Vec<Answer>| {
        std::fs::create_dir(home.join("shared")).expect("made");
        std::fs::write(home.join("shared/b.dossier.json"), &content).expect("written");
        vec![
            Answer::Chosen(vec![home.join("shared/b.dossier.json")]),
            Answer::Chosen(vec![home.join("mine.dossier.json")]),
        ]
    });
    let shared = window.file("shared");
    window.disk.refuse(ErrorKind::PermissionDenied, &shared);
    window.press("Open project…");
    assert!(window.has("its folder cannot be written"));
    assert!(window.has("Read only"));
    think(&mut window, "mine");
    window.key(CTRL | Modifiers::SHIFT, Key::S);
    assert_eq!(thoughts(&window, "mine.dossier.json"), ["mine"]);
    assert!(!window.has("Read only"));
    assert_eq!(std::fs::read(window.file("shared/b.dossier.json")).expect("there"), content);
}

#[test]
fn a_file_changed_by_another_program_is_not_overwritten_unasked() {
    let mut window = saved(&[]);
    let path = window.file("a.dossier.json");
    let text = String::from_utf8(std::fs::read(&path).expect("there")).expect("UTF-8");
    let other = text.replace("\"title\":\"Untitled project\"", "\"title\":\"Elsewhere\"");
    assert_ne!(text, other);
    // The other program wrote no checksum that fits: that alone is no reason to refuse it.
    std::fs::write(&path, &other).expect("written");
    think(&mut window, "here");
    window.wait(60);
    assert!(window.has("The file was changed elsewhere"));
    assert_eq!(std::fs::read_to_string(&path).expect("there"), other);
    window.press("Save over it");
    assert_eq!(thoughts(&window, "a.dossier.json"), ["here"]);
}

#[test]
fn what_is_no_project_any_more_is_left_as_it_is_even_when_told_to_save_over_it() {
    let mut window = saved(&[]);
    let path = window.file("a.dossier.json");
    std::fs::write(&path, "{\"shopping\":[\"bread\"]}").expect("written");
    think(&mut window, "here");
    window.wait(60);
    window.press("Save over it");
    assert!(window.has("is left as it is"));
    assert_eq!(std::fs::read_to_string(&path).expect("there"), "{\"shopping\":[\"bread\"]}");
    assert_eq!(window.project().notes.len(), 1);
}

#[test]
fn a_file_that_was_removed_can_be_saved_again_in_its_place() {
    let mut window = saved(&[]);
    std::fs::remove_file(window.file("a.dossier.json")).expect("removed");
    think(&mut window, "still here");
    window.wait(60);
    assert!(window.has("The file is no longer there"));
    window.press("Save it here again");
    assert_eq!(thoughts(&window, "a.dossier.json"), ["still here"]);
}

#[test]
fn cut_off_newer_and_foreign_projects_are_named_and_left_alone() {
    let first = saved(&[]);
    let whole = std::fs::read_to_string(first.file("a.dossier.json")).expect("saved");
    let cut: String = whole.chars().take(whole.chars().count() / 2).collect();
    let newer = whole.replacen("\"dossier\":1", "\"dossier\":99", 1);
    for (name, content) in [("cut.dossier.json", cut), ("newer.dossier.json", newer)] {
        let mut window = Window::sized([1440.0, 900.0], [], |home, _: Vec<Answer>| {
            std::fs::write(home.join(name), &content).expect("written");
            vec![Answer::Chosen(vec![home.join(name)])]
        });
        window.press("Open project…");
        assert!(window.has("was not opened"), "{name}");
        assert_eq!(std::fs::read_to_string(window.file(name)).expect("there"), content);
    }
    assert!(from_bytes(whole.as_bytes()).is_ok());
}

#[test]
fn a_project_without_a_file_that_cannot_be_read_is_shown_not_skipped() {
    let window = Window::new([]);
    let folder = window.home.path().join("state/untitled");
    std::fs::create_dir_all(&folder).expect("made");
    std::fs::write(folder.join("p1.dossier.json"), "{\"dossier\":1,").expect("written");
    let window = window.restart([]);
    let row = window.harness.get_by_role_and_label(Role::ListBoxOption, "p1.dossier.json");
    let said = row.accesskit_node().description().unwrap_or_default();
    assert!(said.contains("Cannot be read and is left as it is"), "{said}");
}

#[test]
fn old_encodings_come_out_as_the_words_they_were() {
    let words = "The café “Élan” was naïve about its façade. It closed on Monday, after nine years, and nobody came.";
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(words.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let windows: Vec<u8> = words
        .chars()
        .map(|letter| match letter {
            '“' => 0x93,
            '”' => 0x94,
            other => u8::try_from(u32::from(other)).expect("a Latin letter"),
        })
        .collect();
    for (name, bytes) in [("utf16.txt", &utf16), ("windows.txt", &windows)] {
        let mut window = importing(&[(name, bytes)]);
        window.press("Import");
        let texts: Vec<&str> = window.project().versions.values().map(|version| &*version.text).collect();
        assert_eq!(texts, [words], "{name}");
    }
    let window = importing(&[("utf16.txt", &utf16), ("windows.txt", &windows)]);
    assert!(window.has("1 ready") && window.has("1 duplicate"), "other bytes, the same words");
}

#[test]
fn files_that_hold_no_article_say_so_and_the_others_come_in() {
    let noise: Vec<u8> = (0..4_000_u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let article = b"Rain at last\n\nThe first rain since March fell on Tuesday, farmers in the valley said.";
    let mut window = importing(&[("empty.txt", b""), ("noise.bin", &noise), ("rain.txt", article)]);
    assert!(window.has("2 failed"));
    assert!(window.has("empty.txt") && window.has("noise.bin"));
    window.press("Import 1");
    assert_eq!(window.project().sources.len(), 1);
}

#[test]
fn a_large_paste_is_prepared_while_the_window_goes_on() {
    let line = "The water board met on the dam again and measured the seepage at the east wall twice that day.\n\n";
    let mut window = Window::new([]);
    window.press("New project");
    window.paste(&line.repeat(30_000));
    window.press("Import");
    assert!(window.project().versions.values().next().expect("a text").text.len() > 2_000_000);
    assert!(window.has("Text of "), "it is shown in the end");
    assert!(!window.has("Laying out the text"));
    let text = window.project().versions.values().next().expect("a text").text.clone();
    let count = text.matches("seepage").count();
    assert!(count >= 29_000, "{count}");
    window.key(CTRL, Key::F);
    window.type_text("seepage");
    let words = dossier::app::words::thousands(count);
    assert!(window.has(&format!("1 of {words}")), "every one of {words} is found");
}

/// `cargo test --test window_trouble -- --ignored --nocapture` tells how long the longest frame took.
#[test]
#[ignore = "long: fifty megabytes"]
fn fifty_megabytes_come_in_without_holding_up_the_window() {
    let line = "The water board met on the dam again and measured the seepage at the east wall twice that day.\n\n";
    let mut window = Window::new([]);
    window.press("New project");
    let text = line.repeat(50_000_000 / line.len());
    let told = |window: &mut Window, what: &str| {
        let (mut longest, mut frames) = (Duration::ZERO, 0);
        let started = Instant::now();
        while frames < 5 || window.harness.state().busy() {
            let frame = Instant::now();
            window.harness.step();
            longest = longest.max(frame.elapsed());
            frames += 1;
            std::thread::sleep(Duration::from_millis(5));
        }
        println!("{what}: {frames} frames in {:?}, the longest {longest:?}", started.elapsed());
    };
    window.harness.event(egui::Event::Paste(text));
    told(&mut window, "read");
    window.harness.get_by_role_and_label(Role::Button, "Import").click();
    told(&mut window, "made a source and laid out");
    window.harness.key_press_modifiers(CTRL, Key::F);
    told(&mut window, "find bar");
    window.harness.event(egui::Event::Text("seepage".to_owned()));
    told(&mut window, "found");
    assert!(window.has("1 of "));
    window.key(Modifiers::NONE, Key::Escape);
    window.harness.key_press_modifiers(CTRL, Key::End);
    told(&mut window, "went to the end");
    window.harness.key_press_modifiers(CTRL | Modifiers::SHIFT, Key::ArrowLeft);
    window.harness.key_press(Key::H);
    told(&mut window, "marked");
    assert_eq!(window.project().marks.len(), 1);
}
