//! Where quotations begin and end, from the marks alone.
//!
//! One walk over the text gathers the marks with the characters beside them; a second one pairs them, line by line.
//! Straight, curly and low marks and guillemets of either direction mix as writers mix them: what opens and what
//! closes is told by the neighbours first and by the shape of the mark second. Only outermost quotations are given:
//! words quoted inside a quotation belong to it. Each mark is looked at a fixed number of times.

use std::ops::Range;

/// A passage in quotation marks. Byte offsets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// With the marks.
    pub(super) whole: Range<usize>,
    /// Without them.
    pub(super) inner: Range<usize>,
}

/// Shapes that pair with each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    /// `"`, curly and low double marks, doubled single ones.
    Double,
    /// Guillemets.
    Angle,
    /// Corner brackets of Chinese and Japanese.
    Corner,
    /// Single marks, which are apostrophes more often.
    Single,
}

/// What the shape of a mark says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lean {
    Opens,
    Closes,
    Either,
}

/// One mark and its neighbours.
#[derive(Clone, Copy)]
struct Mark {
    at: usize,
    len: usize,
    family: Family,
    lean: Lean,
    before: char,
    after: char,
    /// The first mark of its family in its line, nothing but white space before it.
    leads: bool,
    line: usize,
    /// Lines of nothing before its line.
    after_gap: bool,
}

impl Mark {
    fn end(&self) -> usize {
        self.at + self.len
    }

    /// Could open a quotation here.
    fn can_open(&self) -> bool {
        let room_before = !self.before.is_alphanumeric() && !matches!(self.before, '.' | ',' | '!' | '?' | ';' | '…');
        match (self.family, self.lean) {
            (Family::Corner, lean) => lean == Lean::Opens,
            // French puts a space inside.
            (Family::Angle, Lean::Opens) => true,
            (Family::Angle, _) => opens_a_word(self.after) && room_before,
            (Family::Double, Lean::Opens) => !self.after.is_whitespace() || !self.before.is_alphanumeric(),
            (Family::Double, Lean::Closes) => room_before && opens_a_word(self.after),
            (Family::Double, Lean::Either) => {
                room_before || (opens_a_word(self.after) && !self.before.is_alphanumeric())
            }
            (Family::Single, Lean::Closes) => false,
            (Family::Single, _) => room_before && opens_a_word(self.after),
        }
    }

    /// Could close a quotation here.
    fn can_close(&self) -> bool {
        match (self.family, self.lean) {
            (Family::Corner, lean) => lean == Lean::Closes,
            (Family::Angle, Lean::Closes) => true,
            (Family::Angle, _) => !self.before.is_whitespace() && !self.after.is_alphanumeric(),
            (Family::Double, Lean::Closes) => true,
            // German and Czech close with the mark that opens in English.
            (Family::Double, Lean::Opens) => !self.before.is_whitespace() && !self.after.is_alphanumeric(),
            (Family::Double, Lean::Either) => !self.must_open(),
            (Family::Single, Lean::Opens) => false,
            (Family::Single, _) => !self.before.is_whitespace() && self.before != '(' && !self.after.is_alphanumeric(),
        }
    }

    /// Can be nothing but the beginning.
    fn must_open(&self) -> bool {
        (self.before.is_whitespace() || matches!(self.before, '(' | '[' | '\0' | '—' | '–')) && opens_a_word(self.after)
    }

    /// Can be nothing but the end.
    fn must_close(&self) -> bool {
        !self.before.is_whitespace() && self.before != '\0' && (self.after == '\0' || !opens_a_word(self.after))
    }
}

fn opens_a_word(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(
            c,
            '[' | '(' | '#' | '@' | '$' | '£' | '€' | '\'' | '‘' | '“' | '"' | '…' | '¿' | '¡' | '.' | '-' | '—'
        )
        || (!c.is_ascii() && !c.is_whitespace() && !is_mark(c) && !matches!(c, '—' | '–' | '。' | '，' | '、'))
}

fn is_mark(c: char) -> bool {
    shape(c).is_some()
}

fn shape(c: char) -> Option<(Family, Lean)> {
    Some(match c {
        '"' | '\u{FF02}' => (Family::Double, Lean::Either),
        '“' | '‟' | '〝' => (Family::Double, Lean::Opens),
        '„' => (Family::Double, Lean::Opens),
        '”' | '〞' | '〟' => (Family::Double, Lean::Closes),
        '«' => (Family::Angle, Lean::Opens),
        '»' => (Family::Angle, Lean::Closes),
        '‹' => (Family::Angle, Lean::Opens),
        '›' => (Family::Angle, Lean::Closes),
        '「' | '『' => (Family::Corner, Lean::Opens),
        '」' | '』' => (Family::Corner, Lean::Closes),
        '\'' => (Family::Single, Lean::Either),
        '‘' | '‚' => (Family::Single, Lean::Opens),
        '’' => (Family::Single, Lean::Closes),
        _ => return None,
    })
}

/// The marks of a text with the lines they stand in.
fn marks(text: &str) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    let (mut before, mut line, mut blank, mut after_gap) = ('\0', 0, true, true);
    while let Some((at, c)) = chars.next() {
        if c == '\n' {
            line += 1;
            after_gap = blank;
            blank = true;
            before = '\0';
            continue;
        }
        let mut len = c.len_utf8();
        // TeX and old wire copy write double marks as two single ones.
        let doubled = matches!(c, '`' | '\'') && chars.peek().is_some_and(|&(_, next)| next == c);
        let kind = if doubled {
            chars.next();
            len *= 2;
            Some((Family::Double, if c == '`' { Lean::Opens } else { Lean::Closes }))
        } else {
            shape(c)
        };
        if let Some((family, lean)) = kind {
            let after = chars.peek().map_or('\0', |&(_, next)| if next == '\n' { '\0' } else { next });
            found.push(Mark { at, len, family, lean, before, after, leads: blank, line, after_gap });
        }
        blank &= c.is_whitespace();
        before = c;
    }
    found
}

/// A quotation being read.
struct Open {
    from: usize,
    inner: usize,
    family: Family,
    line: usize,
    /// Quotations inside it that are still open.
    nested: usize,
    /// Where the last paragraph of it begins.
    last: usize,
    /// Opened by a mark without direction.
    straight: bool,
}

/// The quotations of a text, in order, without overlap.
pub(super) fn spans(text: &str) -> Vec<Span> {
    let marks = marks(text);
    let singles = single_closers(text, &marks);
    let mut found: Vec<Span> = Vec::new();
    let mut open: Option<Open> = None;
    let mut skip_to = 0;
    let mut line_end = LineEnds { text, at: 0, end: 0, line: 0 };
    // How many doubles of the same line come after each mark: their number tells a nested mark from a forgotten one.
    let later = later_in_line(&marks);
    for (i, mark) in marks.iter().enumerate() {
        if mark.at < skip_to {
            continue;
        }
        if let Some(current) = open.take_if(|current| current.line != mark.line) {
            match across_lines(&current, mark) {
                Crossing::Goes => open = Some(Open { line: mark.line, nested: 0, ..current }),
                Crossing::Reopens => {
                    open = Some(Open { line: mark.line, nested: 0, last: mark.end(), ..current });
                    continue;
                }
                Crossing::Ends => push(text, &mut found, &current, line_end.of(current.last), None),
            }
        }
        match open.as_mut() {
            None if mark.family == Family::Single => {
                let Some(close) = singles.get(i).copied().flatten() else { continue };
                let Some(end) = marks.get(close) else { continue };
                found.push(Span { whole: mark.at..end.end(), inner: mark.end()..end.at });
                skip_to = end.end();
            }
            None => {
                if mark.can_open() && !is_measure(mark) {
                    open = Some(Open {
                        from: mark.at,
                        inner: mark.end(),
                        family: mark.family,
                        line: mark.line,
                        last: mark.end(),
                        straight: mark.lean == Lean::Either,
                        nested: 0,
                    });
                }
            }
            Some(current) => {
                if mark.family != current.family {
                    continue;
                }
                let closes = mark.can_close() && !(mark.must_open() && mark.lean != Lean::Closes);
                if closes && current.nested > 0 && later.get(i) != Some(&0) {
                    current.nested -= 1;
                } else if closes {
                    let current = open.take();
                    if let Some(current) = current {
                        push(text, &mut found, &current, mark.at, Some(mark.end()));
                    }
                } else if later.get(i).is_some_and(|later| nests(mark, current.nested, *later)) {
                    current.nested += 1;
                } else {
                    // The quotation before was never closed.
                    let fresh = Open {
                        from: mark.at,
                        inner: mark.end(),
                        family: mark.family,
                        line: mark.line,
                        last: mark.end(),
                        straight: mark.lean == Lean::Either,
                        nested: 0,
                    };
                    if let Some(current) = open.replace(fresh) {
                        push(text, &mut found, &current, mark.at, None);
                    }
                }
            }
        }
    }
    if let Some(current) = open {
        push(text, &mut found, &current, line_end.of(current.last), None);
    }
    found
}

/// Whether a mark that opens inside an open quotation begins one inside it; else the one outside was never closed.
fn nests(mark: &Mark, nested: usize, later: usize) -> bool {
    match mark.lean {
        // Straight marks: those to come must close this one, the outer ones, and pair among themselves.
        Lean::Either => later >= nested + 2 && (later - nested).is_multiple_of(2),
        _ => later >= nested + 2,
    }
}

/// Feet and inches: `6'2"`.
fn is_measure(mark: &Mark) -> bool {
    mark.lean == Lean::Either && mark.before.is_ascii_digit()
}

/// What the first mark of a later line does to a quotation that is open.
enum Crossing {
    /// It is part of it: the line was broken inside the quotation.
    Goes,
    /// It opens the next paragraph of the same quotation, as printers do who close only the last.
    Reopens,
    /// The quotation ended unclosed before.
    Ends,
}

fn across_lines(open: &Open, mark: &Mark) -> Crossing {
    let next = mark.line - open.line;
    if mark.family != open.family || next > 2 {
        return Crossing::Ends;
    }
    let near = next == 1 || (next == 2 && mark.after_gap);
    if near && mark.leads && mark.can_open() && !mark.must_close() {
        // Marks of another kind belong to somebody else: a quoted article with speech in it.
        if open.straight == (mark.lean == Lean::Either) { Crossing::Reopens } else { Crossing::Ends }
    } else if near && mark.must_close() && mark.can_close() && !mark.leads {
        Crossing::Goes
    } else {
        Crossing::Ends
    }
}

/// Ends of lines, asked for in ascending order.
struct LineEnds<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    /// Start of the last line asked for.
    line: usize,
}

impl LineEnds<'_> {
    /// End of the line that holds byte `from`.
    fn of(&mut self, from: usize) -> usize {
        if from > self.end || self.at == 0 || from < self.at {
            self.at = from.max(1);
            self.end =
                self.text.get(from..).and_then(|rest| rest.find('\n')).map_or(self.text.len(), |length| from + length);
        }
        self.end
    }

    /// Length of the line that holds byte `from`.
    fn length(&mut self, from: usize) -> usize {
        let end = self.of(from);
        let start = self
            .text
            .get(self.line..from)
            .and_then(|before| before.rfind('\n'))
            .map_or(self.line, |at| self.line + at + 1);
        self.line = start;
        end - start
    }
}

fn push(text: &str, found: &mut Vec<Span>, open: &Open, inner_end: usize, end: Option<usize>) {
    let inner = text.get(open.inner..inner_end).unwrap_or_default();
    if !inner.chars().any(|c| c.is_alphanumeric() || (!c.is_ascii() && !c.is_whitespace() && !is_mark(c))) {
        return;
    }
    let inner_end = if end.is_some() { inner_end } else { open.inner + inner.trim_end().len() };
    found.push(Span { whole: open.from..end.unwrap_or(inner_end), inner: open.inner..inner_end });
}

/// For each mark, how many marks of its family stand after it in its line; of marks with a direction, closing ones
/// less opening ones.
fn later_in_line(marks: &[Mark]) -> Vec<usize> {
    let mut later = vec![0; marks.len()];
    // By family: straight marks, and the balance of the others.
    let mut straight = [0_usize; 3];
    let mut balance = [0_isize; 3];
    let mut line = usize::MAX;
    for (i, mark) in marks.iter().enumerate().rev() {
        if mark.line != line {
            straight = [0; 3];
            balance = [0; 3];
            line = mark.line;
        }
        let family = match mark.family {
            Family::Double => 0,
            Family::Angle => 1,
            Family::Corner => 2,
            Family::Single => continue,
        };
        let (Some(straight), Some(balance), Some(slot)) =
            (straight.get_mut(family), balance.get_mut(family), later.get_mut(i))
        else {
            continue;
        };
        *slot = match mark.lean {
            Lean::Either => *straight + usize::try_from(*balance).unwrap_or(0),
            _ => *straight + usize::try_from(*balance).unwrap_or(0),
        };
        match mark.lean {
            Lean::Either => *straight += 1,
            Lean::Opens if mark.can_close() && !mark.must_open() => *balance += 1,
            Lean::Opens => *balance -= 1,
            Lean::Closes => *balance += 1,
        }
    }
    later
}

/// A line shorter than this is a headline rather than running text, in bytes.
const HEADLINE: usize = 110;

/// For each single mark that opens a quotation, the mark that closes it.
///
/// Where a text quotes in double marks, single ones in its headlines are left out: a headline shortens what the text
/// below says in full.
fn single_closers(text: &str, marks: &[Mark]) -> Vec<Option<usize>> {
    let mut found = vec![None; marks.len()];
    let doubles = |line: Option<usize>| {
        marks.iter().any(|mark| mark.family == Family::Double && line.is_none_or(|line| mark.line != line))
    };
    // The first two lines with double marks: one of them is another line than any given.
    let first = marks.iter().find(|mark| mark.family == Family::Double).map(|mark| mark.line);
    let more = first.is_some() && doubles(first);
    let mut lines = LineEnds { text, at: 0, end: 0, line: 0 };
    let short: Vec<bool> = marks
        .iter()
        .map(|mark| (more || first.is_some_and(|line| line != mark.line)) && lines.length(mark.at) < HEADLINE)
        .collect();
    let (mut strong, mut weak, mut line) = (None, None, usize::MAX);
    for (i, mark) in marks.iter().enumerate().rev() {
        if mark.line != line {
            (strong, weak, line) = (None, None, mark.line);
        }
        if mark.family != Family::Single {
            continue;
        }
        if mark.can_open() && !is_elision(text, mark.end()) {
            if short.get(i) == Some(&true) {
                continue;
            }
            let close = match (strong, weak) {
                (Some(strong), _) => Some(strong),
                (None, weak) => weak,
            };
            if let Some(slot) = found.get_mut(i) {
                *slot = close;
            }
            (strong, weak) = (None, None);
        } else if mark.can_close() {
            // "the dogs' dinner" may as well be a possessive.
            if mark.before == 's' && mark.after == ' ' && small_letter_follows(text, mark.end()) {
                weak = Some(i);
            } else {
                strong = Some(i);
            }
        }
    }
    found
}

fn small_letter_follows(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().nth(1)).is_some_and(char::is_lowercase)
}

/// Words that begin with an apostrophe: 'tis, 'em, the '90s, rock 'n' roll.
fn is_elision(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return rest.chars().take(4).any(|c| c == 's');
    }
    let word: String = rest.chars().take(6).take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    matches!(word.as_str(), "tis" | "twas" | "em" | "n" | "til" | "cause" | "bout" | "cos" | "round" | "s")
}

#[cfg(test)]
#[allow(clippy::string_slice)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        spans(text).iter().map(|span| &text[span.inner.clone()]).collect()
    }

    #[test]
    fn every_kind_of_mark() {
        for text in [
            "She said \"it leaks\" twice.",
            "She said “it leaks” twice.",
            "Sie sagte „it leaks“ und ging.",
            "Mówiła „it leaks” dwa razy.",
            "Hon sa ”it leaks” och gick.",
            "Hun sagde »it leaks« og gik.",
            "Elle a dit «it leaks» deux fois.",
            "She said ‘it leaks’ twice.",
            "She said 'it leaks' twice.",
            "She said ``it leaks'' twice.",
            "She said “it leaks\" twice.",
            "She said \"it leaks” twice.",
            "她说「it leaks」。",
        ] {
            assert_eq!(quoted(text), ["it leaks"], "{text}");
        }
        assert_eq!(quoted("Il a dit « bonjour » puis « bonsoir »."), [" bonjour ", " bonsoir "]);
    }

    #[test]
    fn apostrophes_are_no_quotations() {
        for text in [
            "The workers' union didn't sign; it's Grant's dam, isn't it?",
            "Rock 'n' roll in the '90s wasn't the players' choice.",
            "The O’Neills’ boat and the dogs’ dinner.",
            "He is 6'2\" and the pipe is 5\" wide.",
        ] {
            assert_eq!(quoted(text), [""; 0], "{text}");
        }
        assert_eq!(
            quoted("'I don't think the dogs' dinner burnt,' he said."),
            ["I don't think the dogs' dinner burnt,"]
        );
        assert_eq!(quoted("‘We can’t,’ she said. ‘We won’t.’"), ["We can’t,", "We won’t."]);
    }

    #[test]
    fn quotations_inside_belong_to_the_outer_one() {
        assert_eq!(quoted("“He told me ‘no’ and “never” again,” she said."), ["He told me ‘no’ and “never” again,"]);
        assert_eq!(quoted("\"He said 'no' twice,\" she said."), ["He said 'no' twice,"]);
        assert_eq!(quoted("'He said \"no\" twice,' she said."), ["He said \"no\" twice,"]);
        assert_eq!(quoted("«Il a dit “non”», dit-elle."), ["Il a dit “non”"]);
    }

    #[test]
    fn a_quotation_over_paragraphs_is_one() {
        let text = "“The first thing.\n\n“The second thing.\n\n“The third,” she said.\n\n“Another one.”";
        assert_eq!(quoted(text), ["The first thing.\n\n“The second thing.\n\n“The third,", "Another one."]);
        assert_eq!(quoted("\"One.\n\n\"Two.\"\n\nThe end."), ["One.\n\n\"Two."]);
    }

    #[test]
    fn a_line_broken_inside_a_quotation_does_not_end_it() {
        assert_eq!(quoted("He said “the dam\nwill hold” and left."), ["the dam\nwill hold"]);
    }

    #[test]
    fn what_is_never_closed_ends_with_its_paragraph() {
        assert_eq!(quoted("He said “the dam will hold.\n\nNobody answered."), ["the dam will hold."]);
        assert_eq!(quoted("He said \"yes, and left. \"No,\" she said."), ["yes, and left.", "No,"]);
        assert_eq!(quoted("Nobody” answered."), [""; 0]);
    }

    #[test]
    fn marks_around_nothing_are_nothing() {
        assert_eq!(quoted("\"\" “ ” «» '' \"...\""), [""; 0]);
        assert_eq!(quoted("“😀”"), ["😀"]);
    }
}
