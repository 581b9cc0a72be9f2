//! The one way to run work off the window's thread: named jobs with progress, cancel and caught panics.
//!
//! A job never touches the project: it gets a snapshot and sends its result back, which becomes an edit (or is dropped,
//! if what it was about is gone).

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Names one job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JobId(u64);

/// What a running job is told and tells.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<ProgressState>);

#[derive(Debug, Default)]
struct ProgressState {
    done: AtomicU32,
    total: AtomicU32,
    cancelled: AtomicBool,
    detail: Mutex<String>,
}

impl Progress {
    /// Says how much of how much is done.
    pub fn set(&self, done: usize, total: usize) {
        self.0.done.store(u32::try_from(done).unwrap_or(u32::MAX), Ordering::Relaxed);
        self.0.total.store(u32::try_from(total).unwrap_or(u32::MAX), Ordering::Relaxed);
    }

    /// Says what is being worked on, for example a file name.
    pub fn detail(&self, text: &str) {
        text.clone_into(&mut self.0.detail.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Whether the job should stop at the next convenient place.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed)
    }

    /// Asks the job to stop.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }

    /// Done and total; total is 0 while unknown.
    #[must_use]
    pub fn amount(&self) -> (u32, u32) {
        (self.0.done.load(Ordering::Relaxed), self.0.total.load(Ordering::Relaxed))
    }

    /// What is being worked on.
    #[must_use]
    pub fn current(&self) -> String {
        self.0.detail.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A job under way.
#[derive(Clone, Debug)]
pub struct Running {
    /// Its id.
    pub id: JobId,
    /// What it does, for the status bar.
    pub label: String,
    /// Its progress, and the way to cancel it.
    pub progress: Progress,
}

/// What a job gave.
#[derive(Debug)]
pub enum Finished<T> {
    /// A part of its result; it goes on.
    Part(JobId, T),
    /// With a result.
    Done(JobId, T),
    /// It panicked; the message says where.
    Panicked(JobId, String),
}

/// Wakes the window; a job calls it when there is something to see.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// Jobs that give a `T`, and whatever they sent.
pub struct Jobs<T> {
    next: u64,
    running: Vec<Running>,
    sender: Sender<Finished<T>>,
    receiver: Receiver<Finished<T>>,
    waker: Waker,
}

impl<T> std::fmt::Debug for Jobs<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Jobs").field("running", &self.running).finish_non_exhaustive()
    }
}

impl<T: Send + 'static> Jobs<T> {
    /// No jobs yet; `waker` is called from their threads.
    #[must_use]
    pub fn new(waker: Waker) -> Self {
        let (sender, receiver) = channel();
        Self { next: 0, running: Vec::new(), sender, receiver, waker }
    }

    /// Starts `work` on a thread of its own.
    pub fn spawn(&mut self, label: &str, work: impl FnOnce(&Progress) -> T + Send + 'static) -> JobId {
        self.spawn_parts(label, move |progress, _| work(progress))
    }

    /// Starts `work` on a thread of its own; what it hands to its second argument arrives while it goes on.
    pub fn spawn_parts(
        &mut self,
        label: &str,
        work: impl FnOnce(&Progress, &dyn Fn(T)) -> T + Send + 'static,
    ) -> JobId {
        let id = JobId(self.next);
        self.next += 1;
        let progress = Progress::default();
        self.running.push(Running { id, label: label.to_owned(), progress: progress.clone() });
        let (sender, waker) = (self.sender.clone(), self.waker.clone());
        let body = move || {
            // The closure owns all it touches, so a panic leaves nothing half-changed behind.
            let part = |value| {
                let _ = sender.send(Finished::Part(id, value));
                waker();
            };
            let result = catch_unwind(AssertUnwindSafe(|| work(&progress, &part)));
            let finished = match result {
                Ok(value) => Finished::Done(id, value),
                Err(panic) => Finished::Panicked(id, message(panic.as_ref())),
            };
            // Nobody listens any more when the program is closing.
            let _ = sender.send(finished);
            waker();
        };
        if let Err(error) = thread::Builder::new().name(label.to_owned()).spawn(body) {
            let _ = self.sender.send(Finished::Panicked(id, format!("no thread could be started: {error}")));
            (self.waker)();
        }
        id
    }

    /// Results that have arrived since the last call.
    pub fn poll(&mut self) -> Vec<Finished<T>> {
        let arrived: Vec<_> = self.receiver.try_iter().collect();
        for finished in &arrived {
            self.forget(finished);
        }
        arrived
    }

    /// Waits for the next result; `None` if nothing runs. For commands and for closing, never for the window.
    pub fn wait(&mut self) -> Option<Finished<T>> {
        if self.running.is_empty() {
            return None;
        }
        let finished = self.receiver.recv().ok()?;
        self.forget(&finished);
        Some(finished)
    }

    fn forget(&mut self, finished: &Finished<T>) {
        if let Finished::Done(id, _) | Finished::Panicked(id, _) = finished {
            self.running.retain(|job| job.id != *id);
        }
    }

    /// Jobs under way, oldest first.
    #[must_use]
    pub fn running(&self) -> &[Running] {
        &self.running
    }

    /// Asks one job to stop.
    pub fn cancel(&self, id: JobId) {
        self.running.iter().filter(|job| job.id == id).for_each(|job| job.progress.cancel());
    }

    /// Asks every job to stop.
    pub fn cancel_all(&self) {
        self.running.iter().for_each(|job| job.progress.cancel());
    }

    /// The waker, for code that starts its own thread (a native dialog).
    #[must_use]
    pub fn waker(&self) -> Waker {
        self.waker.clone()
    }
}

fn message(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no message".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicUsize;

    #[test]
    fn results_panics_and_cancelling_all_come_back() {
        let woken = Arc::new(AtomicUsize::new(0));
        let counter = woken.clone();
        let mut jobs: Jobs<u32> = Jobs::new(Arc::new(move || {
            counter.fetch_add(1, Ordering::SeqCst);
        }));
        jobs.spawn("Add", |_| 1 + 1);
        jobs.spawn("Fail", |_| panic!("on purpose"));
        jobs.spawn_parts("Count", |_, part| {
            part(3);
            4
        });
        jobs.spawn("Wait", |progress| {
            while !progress.is_cancelled() {
                thread::yield_now();
            }
            7
        });
        assert_eq!(jobs.running().len(), 4);
        jobs.cancel_all();
        let mut results = Vec::new();
        while let Some(finished) = jobs.wait() {
            results.push(match finished {
                Finished::Done(_, value) | Finished::Part(_, value) => value.to_string(),
                Finished::Panicked(_, message) => message,
            });
        }
        results.sort();
        assert_eq!(results, ["2", "3", "4", "7", "on purpose"]);
        assert!(jobs.running().is_empty());
    }
}
