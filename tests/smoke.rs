//! The main job in the real window: the program under Xvfb, driven by the keyboard alone.
//!
//! Needs Xvfb, openbox, xdotool and xclip; skipped with a word where they are missing, required where CI is set.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![cfg(all(target_os = "linux", feature = "window"))]

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use dossier::model::Place;
use dossier::storage::{RealVfs, read_project};
use dossier::text::Index;

/// Longest wait for anything; a slow machine needs it, a quick one never comes near.
const PATIENCE: Duration = Duration::from_secs(60);

/// A process that ends with the test.
struct Ends(Child);

impl Drop for Ends {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

struct Desk {
    display: String,
    home: tempfile::TempDir,
    _server: Ends,
    _manager: Ends,
}

fn there(tool: &str) -> bool {
    Command::new("sh")
        .args(["-c", &format!("command -v {tool}")])
        .stdout(Stdio::null())
        .status()
        .is_ok_and(|s| s.success())
}

fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(started.elapsed() < PATIENCE, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

impl Desk {
    fn new() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1440x940x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts");
        let mut number = String::new();
        let mut out = BufReader::new(server.stdout.take().expect("its output"));
        out.read_line(&mut number).expect("a display number");
        let display = format!(":{}", number.trim());
        let manager =
            Command::new("openbox").env("DISPLAY", &display).stderr(Stdio::null()).spawn().expect("openbox starts");
        let home = tempfile::tempdir().expect("a folder");
        std::fs::create_dir_all(home.path().join("config")).expect("made");
        std::fs::write(home.path().join("config/settings.json"), "{\"started\":true}").expect("written");
        Self { display, home, _server: Ends(server), _manager: Ends(manager) }
    }

    fn start(&self, arguments: &[&Path]) -> Ends {
        let child = Command::new(env!("CARGO_BIN_EXE_dossier"))
            .args(arguments)
            .env("DISPLAY", &self.display)
            .env("DOSSIER_HOME", self.home.path())
            .env_remove("WAYLAND_DISPLAY")
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
            .spawn()
            .expect("the program starts");
        let child = Ends(child);
        wait_for("the window", || {
            let found = self.xdotool(&["search", "--onlyvisible", "--pid", &child.0.id().to_string()]);
            found.lines().last().map(str::to_owned).filter(|id| !id.is_empty())
        });
        std::thread::sleep(Duration::from_millis(1_500));
        child
    }

    fn xdotool(&self, arguments: &[&str]) -> String {
        let out = Command::new("xdotool").args(arguments).env("DISPLAY", &self.display).output().expect("xdotool runs");
        String::from_utf8_lossy(&out.stdout).into_owned()
    }

    fn keys(&self, keys: &[&str]) {
        for key in keys {
            self.xdotool(&["key", "--clearmodifiers", key]);
            std::thread::sleep(Duration::from_millis(250));
        }
    }

    fn text(&self, text: &str) {
        self.xdotool(&["type", "--clearmodifiers", "--delay", "15", text]);
        std::thread::sleep(Duration::from_millis(500));
    }

    fn copy(&self, text: &str) {
        let mut clip = Command::new("xclip")
            .args(["-selection", "clipboard"])
            .env("DISPLAY", &self.display)
            .stdin(Stdio::piped())
            .spawn()
            .expect("xclip runs");
        clip.stdin.take().expect("its input").write_all(text.as_bytes()).expect("copied");
        clip.wait().expect("xclip hands over");
    }

    fn quit(&self, mut program: Ends) {
        self.keys(&["ctrl+q"]);
        let status = wait_for("the end of the program", || program.0.try_wait().expect("a status"));
        assert!(status.success(), "it ended with {status}");
    }
}

#[test]
#[allow(clippy::print_stderr, reason = "a skipped test must say so")]
fn the_main_job_by_keyboard_in_the_real_window() {
    let missing: Vec<&str> = ["Xvfb", "openbox", "xdotool", "xclip"].into_iter().filter(|tool| !there(tool)).collect();
    if !missing.is_empty() {
        assert!(std::env::var_os("CI").is_none(), "{missing:?} are missing");
        eprintln!("SKIPPED: the real window needs {missing:?}");
        return;
    }
    let desk = Desk::new();
    let file: PathBuf = desk.home.path().join("inquiry.dossier.json");
    let twin = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample/twin.txt");
    desk.copy(&std::fs::read_to_string(twin).expect("the twin"));

    let program = desk.start(&[]);
    desk.keys(&["ctrl+n"]);
    std::thread::sleep(Duration::from_secs(1));
    desk.keys(&["ctrl+v"]);
    std::thread::sleep(Duration::from_secs(2));
    desk.keys(&["Return"]);
    std::thread::sleep(Duration::from_secs(1));
    desk.keys(&["ctrl+Home", "ctrl+Right", "ctrl+shift+Right", "3", "n"]);
    desk.text("Ask about the gates");
    desk.keys(&["ctrl+Return", "t"]);
    desk.text("water");
    desk.keys(&["Return"]);
    // Everything back and forth again.
    desk.keys(&["ctrl+z"; 5]);
    desk.keys(&["ctrl+y"; 5]);
    // There is no desktop portal here: the program asks for the path itself.
    desk.keys(&["ctrl+shift+s"]);
    std::thread::sleep(Duration::from_secs(1));
    desk.keys(&["ctrl+a"]);
    desk.text(&file.display().to_string());
    desk.keys(&["Return"]);
    wait_for("the file", || file.exists().then_some(()));
    desk.quit(program);

    let project = read_project(&RealVfs, &file).expect("the file reads").project;
    let mark = project.marks.values().next().expect("a mark");
    let version = &project.versions[&mark.anchor.version];
    assert_eq!(
        mark.anchor.find(&version.text, &Index::new(&version.text)),
        Place::Here(mark.anchor.start..mark.anchor.end)
    );
    assert!(mark.anchor.start > 0 && mark.anchor.end > mark.anchor.start);
    assert_eq!(project.notes.values().next().expect("a note").text, "Ask about the gates");
    assert_eq!(project.tags.values().next().expect("a tag").name, "water");
    assert_eq!(
        project.sources.values().next().expect("a source").item.author[0].family.as_deref(),
        Some("Solheim-Aas")
    );

    // Opened again, nothing changes by itself.
    let before = std::fs::read(&file).expect("there");
    let program = desk.start(&[&file]);
    desk.quit(program);
    assert_eq!(std::fs::read(&file).expect("there"), before);
}
