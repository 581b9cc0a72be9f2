//! The window under test: the real application over a temporary home, with a clock, ids and a disk of its own.
#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod disk;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use dossier::app::dialogs::files::{Answer, ScriptedDialogs};
use dossier::app::{App, theme};
use dossier::model::{IdSource, Project, SeededIds};
use dossier::storage::Folders;
use dossier::workspace::Desk;
use egui::{Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;

pub use disk::Disk;

/// A window over a home folder that vanishes with it.
pub struct Window {
    pub harness: Harness<'static, App>,
    pub home: TempDir,
    /// What it writes to; can be made to refuse.
    pub disk: Disk,
    hands: Arc<Mutex<Timestamp>>,
}

impl Window {
    /// A window of the default size.
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self::sized([1440.0, 900.0], answers, |_, answers| answers)
    }

    /// A window whose answers to file dialogs may lie in its home.
    pub fn sized<A>(size: [f32; 2], answers: A, place: impl FnOnce(&Path, Vec<Answer>) -> Vec<Answer>) -> Self
    where
        A: IntoIterator<Item = Answer>,
    {
        let home = TempDir::new().expect("a folder");
        let answers = place(home.path(), answers.into_iter().collect());
        let hands = Arc::new(Mutex::new("2024-03-18T09:00:00Z".parse::<Timestamp>().expect("a time")));
        let disk = Disk::default();
        let app = app(home.path(), answers, (&hands, &disk), 11);
        let harness = drawn(size, app);
        let mut window = Self { harness, home, disk, hands };
        window.settle();
        window
    }

    /// The same home, started anew with nothing in memory.
    pub fn restart(self, answers: impl IntoIterator<Item = Answer>) -> Self {
        let Self { harness, home, disk, hands } = self;
        drop(harness);
        let app = app(home.path(), answers.into_iter().collect(), (&hands, &disk), 12);
        let harness = drawn([1440.0, 900.0], app);
        let mut window = Self { harness, home, disk, hands };
        window.settle();
        window
    }

    /// Draws until nothing moves and no job runs.
    pub fn settle(&mut self) {
        let started = Instant::now();
        loop {
            self.harness.run_ok();
            if !self.harness.state().busy() {
                self.harness.run_ok();
                return;
            }
            assert!(started.elapsed() < Duration::from_secs(60), "a job does not end");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Lets time pass.
    pub fn wait(&mut self, seconds: i64) {
        *self.hands.lock().expect("one thread") += SignedDuration::from_secs(seconds);
        self.settle();
    }

    pub fn press(&mut self, label: &str) {
        self.harness.get_by_role_and_label(Role::Button, label).click();
        self.settle();
    }

    pub fn key(&mut self, modifiers: Modifiers, key: egui::Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Types into whatever has the keyboard.
    pub fn type_text(&mut self, text: &str) {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.settle();
    }

    /// Presses the button at one place and lets go of it at another.
    pub fn drag(&mut self, from: egui::Pos2, to: egui::Pos2) {
        self.harness.hover_at(from);
        self.harness.run_ok();
        self.harness.drag_at(from);
        self.harness.run_ok();
        for step in 1..=4 {
            self.harness.hover_at(from + (to - from) * (step as f32 / 4.0));
            self.harness.run_ok();
        }
        self.harness.drop_at(to);
        self.settle();
    }

    /// Moves the keyboard to what has this label.
    pub fn focus(&mut self, label: &str) {
        self.harness.get_by_label(label).focus();
        self.settle();
    }

    /// What has the keyboard.
    pub fn focused(&self) -> Option<egui::Id> {
        self.harness.ctx.memory(egui::Memory::focused)
    }

    pub fn paste(&mut self, text: &str) {
        self.harness.event(egui::Event::Paste(text.to_owned()));
        self.settle();
    }

    pub fn has(&self, label: &str) -> bool {
        self.harness.query_all_by_label_contains(label).next().is_some()
    }

    pub fn project(&self) -> &Project {
        self.harness.state().look_at_desk().open().expect("a project is open").workspace.project()
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }
}

fn drawn(size: [f32; 2], app: App) -> Harness<'static, App> {
    Harness::builder()
        .with_size(size)
        .with_max_steps(40)
        .with_step_dt(1.0 / 60.0)
        .with_context_setup(theme::install)
        .build_ui_state(
            |ui, app: &mut App| {
                let ctx = ui.ctx().clone();
                app.logic(&ctx);
                app.show(ui);
            },
            app,
        )
}

fn app(home: &Path, answers: Vec<Answer>, (hands, disk): (&Arc<Mutex<Timestamp>>, &Disk), seed: u64) -> App {
    let clock = {
        let hands = hands.clone();
        Arc::new(move || *hands.lock().expect("one thread"))
    };
    let seeds = Mutex::new(seed * 1_000);
    let ids = Arc::new(move || {
        let mut seed = seeds.lock().expect("one thread");
        *seed += 1;
        Box::new(SeededIds(*seed)) as Box<dyn IdSource + Send>
    });
    let desk = Desk::new(Arc::new(disk.clone()), Folders::under(home), clock, ids, Arc::new(|| ()));
    App::new(desk, Box::new(ScriptedDialogs::new(answers)), TimeZone::UTC, false)
}

/// The twin of a page saved as text, with its furniture.
pub fn twin() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample/twin.txt")).expect("the twin")
}
