//! Names of authors in a line: after "By", alone, in lists; and their parts for a citation.

mod bylines;
mod person;
mod split;

pub(super) use self::bylines::{byline, is_byline_label, labelled};
pub use self::split::split_name;

use self::person::{JOBS, is_initial, people};
use super::forenames::is_forename;
use super::phrases::fold;

/// Whether a single folded word is a job, a rank or a desk.
pub(super) fn is_job(folded: &str) -> bool {
    JOBS.contains(&folded)
}

/// Whether an author is a desk, a team or an outlet and not a person.
pub(super) fn is_institution(name: &str) -> bool {
    let words = fold(name);
    words.split(' ').count() > 1 && words.split(' ').any(|word| JOBS.contains(&word))
}

/// Authors in a line that holds names and nothing else. The second value says whether every name has a known forename.
pub(super) fn bare(line: &str) -> Option<(Vec<String>, bool)> {
    if line.len() > 120 || line.ends_with(['.', '!', '?', ':']) || line.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let people = people(line, false);
    if people.is_empty() {
        return None;
    }
    let known = people.iter().all(|name| {
        name.split_whitespace()
            .next()
            .is_some_and(|first| is_forename(first) || is_initial(first) || first.contains('-'))
    });
    Some((people, known))
}

#[cfg(test)]
mod tests;
