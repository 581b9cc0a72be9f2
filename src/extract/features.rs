//! What the recogniser looks at: some sixty yes-or-no observations about a token, each a 32-bit hash.
//!
//! The model knows an observation only by its hash. Changing anything here, in `token.rs`, `document.rs` or the
//! lists means training anew.

use super::document::{Document, OCCURRENCES, Run};
use super::gazetteer::{CLASSES, Class, Known};
use super::token::{Form, Token};

/// Stands for the token before the first and after the last.
const EDGE: u32 = 0x1234_5678;

/// Gathers features of one token: hashes of (template, a, b).
struct Sink<'o> {
    out: &'o mut Vec<u32>,
}

impl Sink<'_> {
    fn add(&mut self, template: u32, a: u32, b: u32) {
        let x = (u64::from(template) << 32 | u64::from(a)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let x = (x ^ (x >> 29)).wrapping_add(u64::from(b).wrapping_mul(0xBF58_476D_1CE4_E5B9));
        let x = (x ^ (x >> 32)).wrapping_mul(0x94D0_49BB_1331_11EB);
        self.out.push((x >> 32) as u32);
    }
}

/// A view of one sentence that answers for places outside it too.
struct View<'d> {
    tokens: &'d [Token],
    known: &'d [Known],
}

impl View<'_> {
    fn token(&self, i: isize) -> Option<&Token> {
        usize::try_from(i).ok().and_then(|i| self.tokens.get(i))
    }
    fn lower(&self, i: isize) -> u32 {
        self.token(i).map_or(EDGE, |t| t.lower)
    }
    fn shape(&self, i: isize) -> u32 {
        self.token(i).map_or(EDGE, |t| t.shape)
    }
    fn form(&self, i: isize) -> u32 {
        self.token(i).map_or(7, |t| t.form as u32)
    }
    fn known(&self, i: isize) -> Known {
        usize::try_from(i).ok().and_then(|i| self.known.get(i)).copied().unwrap_or_default()
    }
    fn word_class(&self, i: isize) -> u32 {
        self.token(i).map_or(255, |_| self.known(i).word)
    }
}

/// A sentence in which nothing can be a name need not be decoded.
pub fn may_hold_name(tokens: &[Token]) -> bool {
    tokens.iter().any(|t| t.form.is_capital())
}

/// Features of every token of sentence `s`: `out` gets the hashes, `ends` the end of each token's share.
pub fn sentence_features(document: &Document, s: usize, out: &mut Vec<u32>, ends: &mut Vec<usize>) {
    out.clear();
    ends.clear();
    let Some(range) = document.sentences.get(s).cloned() else { return };
    let view = View {
        tokens: document.tokens.get(range.clone()).unwrap_or_default(),
        known: document.known.get(range.clone()).unwrap_or_default(),
    };
    let loud = document.loud.get(s).copied().unwrap_or(false);
    for i in 0..view.tokens.len() {
        let mut sink = Sink { out };
        token_features(document, &view, range.start, i, loud, &mut sink);
        ends.push(out.len());
    }
}

fn token_features(document: &Document, view: &View<'_>, base: usize, index: usize, loud: bool, sink: &mut Sink<'_>) {
    let i = index as isize;
    let Some(token) = view.token(i) else { return };
    let capital = token.form.is_capital();
    let (w, before, after) = (token.lower, view.lower(i - 1), view.lower(i + 1));
    let first = u32::from(index == 0);
    let form = token.form as u32;
    let around = view.form(i - 2) << 12 | view.form(i - 1) << 9 | form << 6 | view.form(i + 1) << 3 | view.form(i + 2);
    let near = around >> 3 & 0o777;

    sink.add(0, form, u32::from(loud));
    sink.add(1, token.exact, 0);
    sink.add(2, w, 0);
    sink.add(3, before, form);
    sink.add(4, after, form);
    sink.add(5, view.lower(i - 2), form);
    sink.add(6, view.lower(i + 2), form);
    sink.add(7, before, w);
    sink.add(8, w, after);
    sink.add(9, before, after);
    sink.add(10, near, first);
    sink.add(11, around, 0);
    sink.add(12, token.shape, first);
    let class_before = view.word_class(i - 1);
    let class_after = view.word_class(i + 1);
    sink.add(13, class_before, form);
    sink.add(14, class_after, form);
    sink.add(15, token.suffixes[2], form);
    if !capital && token.form != Form::Number {
        // Small words and marks matter between the parts of a name only.
        if view.form(i - 1) != 7 && view.token(i - 1).is_some_and(|t| t.form.is_capital())
            || view.token(i + 1).is_some_and(|t| t.form.is_capital())
        {
            sink.add(16, w, view.known(i + 1).any());
            sink.add(17, w, view.known(i - 1).any());
            sink.add(18, w, view.shape(i + 1));
            sink.add(19, view.lower(i - 2), w);
            sink.add(20, w, view.lower(i + 2));
            join_features(document, view, base, index, sink);
            gazetteer_features(view, i, form, sink);
        }
        return;
    }

    sink.add(21, view.lower(i - 2), before);
    sink.add(22, after, view.lower(i + 2));
    sink.add(23, view.shape(i - 1), token.shape);
    sink.add(24, token.shape, view.shape(i + 1));
    sink.add(25, view.shape(i - 1) ^ token.shape.rotate_left(7), view.shape(i + 1));
    for (k, &p) in token.prefixes.iter().enumerate().skip(1) {
        if p != 0 && token.chars as usize > k + 1 {
            sink.add(26 + k as u32, p, form);
        }
    }
    for (k, &p) in token.suffixes.iter().enumerate().skip(1) {
        if p != 0 && token.chars as usize > k + 1 {
            sink.add(31 + k as u32, p, form);
        }
    }
    sink.add(37, view.token(i + 1).map_or(0, |t| t.suffixes[2]), near);
    sink.add(38, view.token(i - 1).map_or(0, |t| t.suffixes[2]), near);
    sink.add(39, class_before << 8 | class_after, near);
    sink.add(40, view.word_class(i - 2), class_before);
    sink.add(41, class_after, view.word_class(i + 2));
    sink.add(42, view.word_class(i), near);
    sink.add(43, class_before, token.suffixes[2]);
    sink.add(44, class_after, token.suffixes[2]);
    sink.add(45, first, w);
    sink.add(48, before ^ after.rotate_left(5), w);
    sink.add(49, token.suffixes[3], around);
    if index < 6 {
        let zone = u32::from(base == 0) << 1 | u32::from(token_breaks(view));
        sink.add(46, zone, (index as u32) << 3 | form);
        sink.add(47, zone, after);
    }
    gazetteer_features(view, i, form, sink);
    run_features(document, view, base, index, sink);
    document_features(document, base + index, token, view, i, first, sink);
}

/// The sentence opens a paragraph or line.
fn token_breaks(view: &View<'_>) -> bool {
    view.token(0).is_some_and(|t| t.after_break)
}

fn gazetteer_features(view: &View<'_>, i: isize, form: u32, sink: &mut Sink<'_>) {
    let k = view.known(i);
    let (p, n) = (view.known(i - 1), view.known(i + 1));
    for class in 0..CLASSES as u32 {
        let bit = 1 << class;
        if k.unit & bit != 0 {
            sink.add(50, class, form);
        }
        let place =
            u32::from(k.begin & bit != 0) | u32::from(k.inside & bit != 0) << 1 | u32::from(k.end & bit != 0) << 2;
        if place != 0 {
            sink.add(51, class, place);
        }
        if p.any() & bit != 0 {
            sink.add(52, class, form);
        }
        if n.any() & bit != 0 {
            sink.add(53, class, form);
        }
    }
    let long = k.begin | k.inside | k.end;
    sink.add(54, k.unit, long);
    sink.add(55, k.any(), p.any());
    sink.add(56, k.any(), n.any());
    sink.add(57, k.any() ^ p.any().rotate_left(11), n.any());
    sink.add(58, k.any(), view.lower(i + 1));
    sink.add(59, k.any(), view.lower(i - 1));
    sink.add(60, k.any(), view.word_class(i - 1) << 8 | view.word_class(i + 1));
}

/// Length, edges and surroundings of the row of capitalised words the token stands in.
fn run_features(document: &Document, view: &View<'_>, base: usize, index: usize, sink: &mut Sink<'_>) {
    let Some(run) = document.run_of.get(base + index).and_then(|&r| document.runs.get(r as usize)) else { return };
    let (from, to) = (run.start.saturating_sub(base) as isize, run.end.saturating_sub(base) as isize);
    let len = (to - from).min(7) as u32;
    let place = (index as isize - from).min(5) as u32;
    let left = (to - 1 - index as isize).min(5) as u32;
    let last = view.lower(to - 1);
    let head = view.lower(from);
    sink.add(70, len << 3 | place, 0);
    sink.add(71, last, left);
    sink.add(72, head, place);
    sink.add(73, view.lower(from - 1), place << 3 | left.min(1));
    sink.add(74, view.lower(to), left << 3 | place.min(1));
    sink.add(75, view.word_class(from - 1) << 8 | view.word_class(to), len << 3 | place);
    sink.add(76, view.lower(from - 1), len);
    sink.add(77, view.lower(to), len);
    sink.add(78, view.known(to - 1).any(), len << 3 | place);
    sink.add(79, view.known(from).any(), len << 3 | place);
    sink.add(80, view.known(from).any(), view.known(to - 1).any().rotate_left(9) ^ (len << 3 | place));
    sink.add(81, view.token(to - 1).map_or(0, |t| t.suffixes[2]), len << 3 | place);
    sink.add(82, view.lower(from - 2), view.lower(from - 1));
    sink.add(83, view.lower(to), view.lower(to + 1));
    sink.add(84, view.lower(from - 1), view.lower(to));
    sink.add(85, head, last);
    // A list knows the whole run as one name.
    let whole = if to - from == 1 { view.known(from).unit } else { view.known(from).begin & view.known(to - 1).end };
    sink.add(88, whole, len << 3 | place);
    // Set in quotation marks or brackets.
    sink.add(89, view.token(from - 1).map_or(EDGE, |t| t.exact), view.token(to).map_or(EDGE, |t| t.exact) ^ len);
    // What comes after "of", "for the" and so on: the tail of a long name.
    sink.add(86, view.lower(to), view.known(to + 1).any());
    // Which classes occur anywhere in the run.
    let mut all = 0;
    let mut j = from;
    while j < to && j < from + 8 {
        all |= view.known(j).any();
        j += 1;
    }
    for class in [Class::OrgWord, Class::Forename, Class::PlaceWord, Class::MiscWord, Class::Title, Class::Country] {
        if all >> class as u32 & 1 == 1 {
            sink.add(87, class as u32, len << 6 | place << 3 | left);
        }
    }
}

/// For a small word between two runs: what both look like.
fn join_features(document: &Document, view: &View<'_>, base: usize, index: usize, sink: &mut Sink<'_>) {
    let i = index as isize;
    let w = view.lower(i);
    let run_len = |k: isize| {
        usize::try_from(base as isize + k)
            .ok()
            .and_then(|k| document.run_of.get(k))
            .and_then(|&r| document.runs.get(r as usize))
            .map_or(0, |r: &Run| (r.end - r.start).min(4) as u32)
    };
    sink.add(90, w, run_len(i - 1) << 3 | run_len(i + 1));
    sink.add(91, w, view.known(i - 1).any() ^ view.known(i + 1).any().rotate_left(9));
    sink.add(92, w, view.word_class(i - 1) << 8 | view.word_class(i + 1));
    sink.add(93, view.lower(i - 1), view.lower(i + 1));
}

fn bucket(n: u32) -> u32 {
    match n {
        0..=2 => n,
        3..=5 => 3,
        _ => 4,
    }
}

/// What the rest of the document says about a capitalised word.
fn document_features(
    document: &Document,
    at: usize,
    token: &Token,
    view: &View<'_>,
    i: isize,
    first: u32,
    sink: &mut Sink<'_>,
) {
    if !token.form.is_capital() {
        return;
    }
    let own = document.run_of.get(at).copied().unwrap_or(u32::MAX);
    if let Some(usage) = document.usage.get(&token.lower) {
        sink.add(100, u32::from(usage.small > 0) << 1 | u32::from(usage.inner > u32::from(first == 0)), first);
        sink.add(101, bucket(usage.small) << 8 | bucket(usage.capital), first);
        let mut seen = 0;
        for &place in usage.places.iter().take(OCCURRENCES) {
            let place = place as usize;
            let other = document.run_of.get(place).copied().unwrap_or(u32::MAX);
            if place == at || seen >= 3 {
                continue;
            }
            let Some(run) = document.runs.get(other as usize) else { continue };
            seen += 1;
            let word = |k: Option<usize>| k.and_then(|k| document.tokens.get(k)).map_or(EDGE, |t| t.lower);
            let class = |k: Option<usize>| k.and_then(|k| document.known.get(k)).map_or(255, |t| t.word);
            sink.add(102, word(place.checked_sub(1)), 0);
            sink.add(103, word(Some(place + 1)), 0);
            if run.end - run.start == 1 {
                sink.add(104, word(run.start.checked_sub(1)), 0);
                sink.add(105, word(Some(run.end)), 0);
            }
            sink.add(106, class(run.start.checked_sub(1)) << 8 | class(Some(run.end)), 0);
        }
        if let Some(run) = document.longest_elsewhere(usage, own) {
            let own_len = document.runs.get(own as usize).map_or(1, |r| r.end - r.start).min(4) as u32;
            let len = (run.end - run.start).min(5) as u32;
            let tokens = document.tokens.get(run.start..run.end).unwrap_or_default();
            let place = tokens.iter().position(|t| t.lower == token.lower).unwrap_or(0);
            let last = u32::from(place + 1 == tokens.len());
            let place = place.min(4) as u32;
            let code = own_len << 8 | len << 4 | place << 1 | last;
            sink.add(107, code, 0);
            if len > 1 {
                let head = document.known.get(run.start).map_or(0, Known::any);
                let tail = document.known.get(run.end - 1).map_or(0, Known::any);
                sink.add(108, head, code);
                sink.add(109, tail, code);
                sink.add(110, head, tail);
                sink.add(111, tokens.first().map_or(0, |t| t.lower), last << 3 | place);
                sink.add(112, tokens.last().map_or(0, |t| t.lower), last << 3 | place);
                let word = |k: Option<usize>| k.and_then(|k| document.tokens.get(k)).map_or(EDGE, |t| t.lower);
                sink.add(113, word(run.start.checked_sub(1)), place);
                sink.add(114, word(Some(run.end)), last);
            }
        }
    }
    if token.form == Form::Upper
        && let Some(&number) = document.acronyms.get(&token.lower)
        && number != own
        && let Some(run) = document.runs.get(number as usize)
    {
        let word = |k: usize| document.tokens.get(k).map_or(EDGE, |t| t.lower);
        let known = |k: usize| document.known.get(k).map_or(0, Known::any);
        sink.add(115, 1, 0);
        sink.add(116, word(run.start), 0);
        sink.add(117, word(run.end - 1), 0);
        sink.add(118, known(run.start), known(run.end - 1));
    }
    if token.form == Form::Upper {
        sink.add(119, view.lower(i - 1), view.lower(i + 1));
        sink.add(120, token.chars, view.known(i).any());
    }
}
