//! The real window: eframe, the system's clock, dialogs and folders.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context as _;
use eframe::{CreationContext, NativeOptions};
use egui::{Context, Ui, ViewportBuilder};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::clipboard::Clipboard;
use super::dialogs::files::SystemDialogs;
use super::{App, theme};
use crate::model::IdSource;
use crate::storage::{Folders, RealVfs};
use crate::workspace::{Desk, SystemIds, Waker};

/// What the window begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Begin {
    /// The last project, the sample at the very first start, or the start page.
    #[default]
    AsBefore,
    /// A copy of the sample.
    Sample,
    /// A project file.
    File(PathBuf),
}

struct Window(App);

impl eframe::App for Window {
    fn logic(&mut self, ctx: &Context, _: &mut eframe::Frame) {
        self.0.logic(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        self.0.show(ui);
    }

    fn persist_egui_memory(&self) -> bool {
        // Sizes of panes; everything else the program keeps itself.
        true
    }
}

/// Opens the window and stays until it is closed.
///
/// # Errors
/// When there is no home folder, no display, or no way to draw; the message names what is missing.
pub fn run(begin: Begin) -> anyhow::Result<()> {
    let folders = Folders::find().context("Dossier needs a folder to keep its settings in")?;
    let options = NativeOptions {
        viewport: ViewportBuilder::default()
            .with_app_id("dossier")
            .with_title("Dossier")
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([480.0, 400.0]),
        renderer: eframe::Renderer::Glow,
        persist_window: true,
        persistence_path: Some(folders.state.join("window.ron")),
        ..NativeOptions::default()
    };
    let create = move |creation: &CreationContext<'_>| {
        theme::install(&creation.egui_ctx);
        let ctx = creation.egui_ctx.clone();
        let waker: Waker = Arc::new(move || ctx.request_repaint());
        let ids = Arc::new(|| Box::new(SystemIds) as Box<dyn IdSource + Send>);
        let mut desk = Desk::new(Arc::new(RealVfs), folders, Arc::new(Timestamp::now), ids, waker);
        match begin {
            Begin::File(path) => desk.open_path(&path),
            Begin::Sample => desk.open_sample(),
            Begin::AsBefore if !desk.settings().started => desk.open_sample(),
            Begin::AsBefore => {
                if let Some(last) = desk.settings().recent.first().cloned() {
                    desk.open_path(&last);
                }
            }
        }
        let mac = cfg!(target_os = "macos");
        let app = App::new(desk, Box::new(SystemDialogs::default()), TimeZone::system(), mac)
            .with_clipboard(Clipboard::of_system());
        Ok(Box::new(Window(app)) as Box<dyn eframe::App>)
    };
    // A missing library makes the window system's crates panic; the advice is the same as for an error.
    let ran = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        eframe::run_native("Dossier", options, Box::new(create)).map_err(|error| error.to_string())
    }));
    ran.unwrap_or_else(|_| Err("it stopped; the lines above say where".to_owned())).map_err(|error| {
        // One line: what follows the first is a dump for programmers.
        let error: String = error.lines().next().unwrap_or_default().chars().take(160).collect();
        let error = error.trim_end_matches('.');
        anyhow::anyhow!(
            "The window could not be opened: {error}.\n\
             Dossier needs a display and OpenGL. On Debian or Ubuntu: apt-get install libgl1 libgl1-mesa-dri libegl1 \
             libxkbcommon-x11-0 libx11-xcb1 libxcursor1 libxi6 libxrandr2.\n\
             Without a display use the commands: dossier --help"
        )
    })
}
