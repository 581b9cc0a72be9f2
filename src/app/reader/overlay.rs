//! What lies over the text: marks, underlined mentions and matches of a search, found by place.

use std::collections::BTreeSet;
use std::hash::Hash;
use std::ops::Range;

/// What the reader needs of a caller's keys for marks and mentions.
pub trait Key: Clone + Eq + Hash {}
impl<T: Clone + Eq + Hash> Key for T {}

/// A highlighted passage.
#[derive(Clone, Debug)]
pub struct Mark<K> {
    /// The caller's key.
    pub id: K,
    /// Code points; what lies outside the text is not shown.
    pub range: Range<usize>,
    /// Which of [`Style::marks`](super::Style::marks).
    pub colour: usize,
    /// Shown on top and outlined.
    pub selected: bool,
    /// Its partner elsewhere is under the pointer.
    pub hovered: bool,
}

/// The shape of a line under a mention: colour is never the only sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Line {
    /// One thick line: a person.
    Solid,
    /// Two lines: an organisation.
    Double,
    /// Dots: a place.
    Dotted,
    /// Dashes: a date.
    Dashed,
    /// A wave: a number.
    Wavy,
    /// One thin line: anything else.
    Thin,
}

/// A mention of an entity, a time expression or an amount.
#[derive(Clone, Debug)]
pub struct Underline<K> {
    /// The caller's key.
    pub id: K,
    /// Code points.
    pub range: Range<usize>,
    /// Which of [`Style::lines`](super::Style::lines): shape and colour.
    pub line: usize,
    /// Outlined, as all mentions of the selected entity are.
    pub emphasised: bool,
}

/// Everything laid over one text, indexed by place. Build it when marks, mentions or matches change; the
/// flags of what is selected or hovered can be changed without building anew.
#[derive(Clone, Debug)]
pub struct Overlay<K> {
    marks: Vec<Mark<K>>,
    mark_spans: Spans,
    underlines: Vec<Underline<K>>,
    underline_spans: Spans,
    found: Vec<Range<usize>>,
    found_spans: Spans,
    current: Option<usize>,
}

impl<K> Default for Overlay<K> {
    fn default() -> Self {
        Self {
            marks: Vec::new(),
            mark_spans: Spans::default(),
            underlines: Vec::new(),
            underline_spans: Spans::default(),
            found: Vec::new(),
            found_spans: Spans::default(),
            current: None,
        }
    }
}

impl<K: Key> Overlay<K> {
    /// Indexes marks and mentions by place.
    #[must_use]
    pub fn new(marks: Vec<Mark<K>>, underlines: Vec<Underline<K>>) -> Self {
        Self {
            mark_spans: Spans::new(marks.iter().map(|mark| &mark.range)),
            underline_spans: Spans::new(underlines.iter().map(|line| &line.range)),
            marks,
            underlines,
            ..Self::default()
        }
    }

    /// Shows the matches of a search; `current` is outlined more heavily.
    pub fn set_found(&mut self, found: Vec<Range<usize>>, current: Option<usize>) {
        self.found_spans = Spans::new(found.iter());
        self.found = found;
        self.current = current;
    }

    /// Makes another match the current one.
    pub fn set_current(&mut self, current: Option<usize>) {
        self.current = current;
    }

    /// Marks as they were given.
    #[must_use]
    pub fn marks(&self) -> &[Mark<K>] {
        &self.marks
    }

    /// Mentions as they were given.
    #[must_use]
    pub fn underlines(&self) -> &[Underline<K>] {
        &self.underlines
    }

    /// Shows exactly the marks as selected for which `is` holds.
    pub fn select_marks(&mut self, is: impl Fn(&K) -> bool) {
        self.marks.iter_mut().for_each(|mark| mark.selected = is(&mark.id));
    }

    /// Moves a mark to another passage, as while its end is being dragged.
    pub fn move_mark(&mut self, id: &K, range: Range<usize>) {
        for mark in self.marks.iter_mut().filter(|mark| mark.id == *id) {
            mark.range = range.clone();
        }
        self.mark_spans = Spans::new(self.marks.iter().map(|mark| &mark.range));
    }

    /// Shows exactly the marks as hovered for which `is` holds.
    pub fn hover_marks(&mut self, is: impl Fn(&K) -> bool) {
        self.marks.iter_mut().for_each(|mark| mark.hovered = is(&mark.id));
    }

    /// Outlines exactly the mentions for which `is` holds.
    pub fn emphasise(&mut self, is: impl Fn(&K) -> bool) {
        self.underlines.iter_mut().for_each(|line| line.emphasised = is(&line.id));
    }

    /// Marks over code point `at`, the topmost first.
    #[must_use]
    pub fn marks_at(&self, at: usize) -> Vec<&Mark<K>> {
        let mut marks = self.marks_in(at..at + 1);
        marks.reverse();
        marks.into_iter().map(|(_, mark)| mark).collect()
    }

    /// Mentions over code point `at`, the shortest first.
    #[must_use]
    pub fn mentions_at(&self, at: usize) -> Vec<&Underline<K>> {
        let mut mentions: Vec<_> = self.underlines_in(at..at + 1).map(|(_, line)| line).collect();
        mentions.sort_by_key(|line| line.range.len());
        mentions
    }

    /// Marks that touch `range` with their numbers, in the order in which they are painted: the long ones
    /// below, the selected one on top, so that every mark can be seen and hit somewhere.
    pub(super) fn marks_in(&self, range: Range<usize>) -> Vec<(usize, &Mark<K>)> {
        let mut marks: Vec<_> =
            self.mark_spans.touching(range).filter_map(|n| self.marks.get(n).map(|mark| (n, mark))).collect();
        marks.sort_by_key(|(n, mark)| (mark.selected, std::cmp::Reverse(mark.range.len()), mark.range.start, *n));
        marks
    }

    pub(super) fn underlines_in(&self, range: Range<usize>) -> impl Iterator<Item = (usize, &Underline<K>)> {
        self.underline_spans.touching(range).filter_map(|n| self.underlines.get(n).map(|line| (n, line)))
    }

    /// Matches that touch `range`, and whether each is the current one.
    pub(super) fn found_in(&self, range: Range<usize>) -> impl Iterator<Item = (Range<usize>, bool)> {
        let pick = |n: usize| self.found.get(n).map(|range| (range.clone(), Some(n) == self.current));
        self.found_spans.touching(range).filter_map(pick)
    }
}

/// Cuts marks in painting order into runs that each show one mark, the topmost: however many lie over each
/// other, every character is painted once. Gives the runs by start, each with its mark's place in `marks`.
pub(super) fn top_runs<K>(marks: &[(usize, &Mark<K>)]) -> Vec<(Range<usize>, usize)> {
    let mut edges: Vec<(usize, usize)> = marks
        .iter()
        .enumerate()
        .flat_map(|(order, (_, mark))| [(mark.range.start, order), (mark.range.end, order)])
        .collect();
    edges.sort_unstable();
    let mut runs: Vec<(Range<usize>, usize)> = Vec::new();
    let mut open = BTreeSet::new();
    let mut from = 0;
    for (at, order) in edges {
        if let Some(&top) = open.last()
            && from < at
        {
            match runs.last_mut() {
                Some((run, same)) if *same == top && run.end == from => run.end = at,
                _ => runs.push((from..at, top)),
            }
        }
        from = at;
        // The first edge of a mark is its start, the second its end.
        if !open.remove(&order) {
            open.insert(order);
        }
    }
    runs
}

/// Ranges sorted by start, with the furthest end so far: two binary searches bound what touches a place.
#[derive(Clone, Debug, Default)]
struct Spans {
    /// Start, end, number of the range as given. Empty and reversed ranges are left out.
    sorted: Vec<(usize, usize, usize)>,
    /// The greatest end among this range and all before it.
    reach: Vec<usize>,
}

impl Spans {
    fn new<'r>(ranges: impl Iterator<Item = &'r Range<usize>>) -> Self {
        let mut sorted: Vec<_> = ranges
            .enumerate()
            .filter(|(_, range)| range.start < range.end)
            .map(|(n, range)| (range.start, range.end, n))
            .collect();
        sorted.sort_unstable();
        let mut furthest = 0;
        let reach = sorted
            .iter()
            .map(|&(_, end, _)| {
                furthest = furthest.max(end);
                furthest
            })
            .collect();
        Self { sorted, reach }
    }

    /// Numbers of the ranges that share a code point with `range`, by start.
    fn touching(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        let from = self.reach.partition_point(|&end| end <= range.start);
        let to = self.sorted.partition_point(|&(start, _, _)| start < range.end).max(from);
        let candidates = self.sorted.get(from..to).unwrap_or_default();
        candidates.iter().filter(move |&&(_, end, _)| end > range.start).map(|&(_, _, n)| n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mark(id: u32, range: Range<usize>) -> Mark<u32> {
        Mark { id, range, colour: 0, selected: false, hovered: false }
    }

    #[test]
    fn the_shorter_mark_is_on_top_until_another_is_selected() {
        let mut overlay = Overlay::new(vec![mark(1, 0..50), mark(2, 10..20)], vec![]);
        let ids = |overlay: &Overlay<u32>| overlay.marks_at(15).iter().map(|mark| mark.id).collect::<Vec<_>>();
        assert_eq!(ids(&overlay), [2, 1]);
        overlay.select_marks(|&id| id == 1);
        assert_eq!(ids(&overlay), [1, 2]);
        assert!(overlay.marks_at(50).is_empty());
    }

    proptest! {
        #[test]
        fn runs_show_the_topmost_mark_of_every_character(
            ranges in prop::collection::vec((0usize..60, 1usize..30), 0..20),
        ) {
            let marks: Vec<Mark<u32>> = ranges.iter().map(|&(start, length)| mark(0, start..start + length)).collect();
            let order: Vec<(usize, &Mark<u32>)> = marks.iter().enumerate().collect();
            let runs = top_runs(&order);
            for at in 0..100 {
                let expected = order.iter().rposition(|(_, mark)| mark.range.contains(&at));
                let found: Vec<usize> =
                    runs.iter().filter(|(run, _)| run.contains(&at)).map(|(_, order)| *order).collect();
                prop_assert_eq!(found, expected.into_iter().collect::<Vec<_>>());
            }
        }

        #[test]
        fn finds_what_a_walk_over_all_finds(
            ranges in prop::collection::vec((0usize..100, 0usize..100), 0..40), a in 0usize..110, b in 0usize..110,
        ) {
            let ranges: Vec<Range<usize>> = ranges.into_iter().map(|(a, b)| a..b).collect();
            let mut found: Vec<usize> = Spans::new(ranges.iter()).touching(a..b).collect();
            found.sort_unstable();
            let expected: Vec<usize> = (0..ranges.len())
                .filter(|&n| ranges[n].start < ranges[n].end && ranges[n].start < b && ranges[n].end > a && a < b)
                .collect();
            if a < b { prop_assert_eq!(found, expected); }
        }
    }
}
