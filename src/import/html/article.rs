//! Whether a page holds an article at all: front pages, indexes, empty and script-filled pages hold none.

use super::page::Page;
use super::zones::Zones;
use crate::import::Fate;
use crate::import::roles::Role;
use crate::model::BlockKind;

/// Fewer words are no article, whatever the page calls itself.
const FEWEST: usize = 12;
/// Running text under one teaser's headline; an article has more under its own.
const TEASER: usize = 70;
/// Words of running text on one heap that are an article, whatever links stand among them.
const ARTICLE: usize = 150;

/// What a person would see on a page without an article; `None` if there is one.
pub(super) fn missing(page: &Page, fates: &[Fate]) -> Option<String> {
    let kept = |at: usize| fates.get(at) == Some(&Fate::Kept);
    let words: usize = (0..page.blocks.len())
        .filter(|&at| kept(at))
        .filter_map(|at| page.blocks.get(at))
        .map(|b| words(&b.text))
        .sum();
    if words < FEWEST {
        return Some(seen(page));
    }
    let declared =
        page.linked.is(&["article", "newsarticle", "blogposting", "scholarlyarticle", "reportagenewsarticle"])
            || page.all("og:type").iter().any(|kind| kind.eq_ignore_ascii_case("article"))
            || page.meta(&["article:published_time", "citation_title"]).is_some();
    let fronts = Front::of(page, fates);
    (!declared && fronts.is_front()).then(|| {
        format!("{} headlines with links to other pages were seen, and none with a longer text", fronts.teasers)
    })
}

fn words(text: &str) -> usize {
    text.split_whitespace().count().max(text.chars().count() / 8)
}

/// Headlines that lead elsewhere against running text.
#[derive(Default)]
struct Front {
    /// Headings and cards that are links.
    teasers: usize,
    /// Headings that are no links.
    headings: usize,
    /// Most words of running text between two teasers.
    longest: usize,
    /// Words of running text that stand in no card: not right below a teaser.
    free: usize,
}

impl Front {
    fn of(page: &Page, fates: &[Fate]) -> Self {
        let mut front = Self::default();
        let (mut run, mut below) = (0, false);
        for (at, block) in page.blocks.iter().enumerate() {
            let Some(reading) = page.readings.get(at) else { break };
            let size = reading.shape.words;
            let linked = block.link_share() > 0.8;
            let menus = Zones::NAV.with(Zones::FOOTER).with(Zones::BREADCRUMB).with(Zones::HEADER).with(Zones::SHARE);
            if block.zones.any(menus) {
                continue;
            }
            let heading = super::is_heading(block.kind) && block.kind != BlockKind::H1;
            if linked && size >= 3 && (heading || size >= 5) {
                front.teasers += 1;
                (run, below) = (0, true);
            } else if heading {
                front.headings += 1;
            } else if matches!(reading.role, Role::Prose | Role::Sentence) && fates.get(at) == Some(&Fate::Kept) {
                front.free += if below { 0 } else { size };
                (run, below) = (run + size, false);
                front.longest = front.longest.max(run);
            }
        }
        front
    }

    fn is_front(&self) -> bool {
        self.teasers >= 6 && self.longest < TEASER && self.free < ARTICLE && self.teasers > 2 * self.headings
    }
}

/// What is on a page with next to no text.
fn seen(page: &Page) -> String {
    let words: usize = page.blocks.iter().map(|block| block.text.split_whitespace().count()).sum();
    let links: usize = page.blocks.iter().filter(|block| block.link_share() > 0.8).count();
    match (words, page.title.as_deref()) {
        (0, None) => "it holds no text at all".to_owned(),
        (0, Some(title)) => format!("it holds no text, only the title “{title}”; perhaps it is filled in by a script"),
        _ => format!("{words} words were seen, {links} of {} lines are links", page.blocks.len()),
    }
}
