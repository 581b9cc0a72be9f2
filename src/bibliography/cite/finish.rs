//! The last step: what the engine wrote, with marks acted on and punctuation brought in order, as text and HTML.

use citationberg::taxonomy::{OtherTerm, Term};
use citationberg::{
    Display, FontStyle, FontVariant, FontWeight, IndependentStyle, Locale, LocaleCode, TermForm, TextDecoration,
    VerticalAlign,
};
use hayagriva::{ElemChild, ElemChildren, ElemMeta, Formatting};

use super::marks::{self, Case, Mark};
use super::{Cited, Formatted, case};
use crate::bibliography::markup::Tag;

/// How a character looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    italic: bool,
    /// Upright again inside italics.
    upright: bool,
    bold: bool,
    small_caps: bool,
    underline: bool,
    raised: bool,
    lowered: bool,
}

/// A character or a quotation mark whose form is not settled yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Char {
        c: char,
        look: Look,
        /// Part of an address or number that is printed letter for letter.
        verbatim: bool,
        /// Keeps its case.
        fixed: bool,
    },
    Quote {
        open: bool,
        look: Look,
    },
}

impl Token {
    /// The character, if case may change it.
    pub(super) fn letter(&self) -> Option<char> {
        match self {
            Self::Char { c, verbatim: false, fixed: false, .. } => Some(*c),
            _ => None,
        }
    }

    /// Replaces the character; one that would become several ("ß") stays.
    pub(super) fn set(&mut self, to: &[char]) {
        if let (Self::Char { c, .. }, [to]) = (self, to) {
            *c = *to;
        }
    }

    fn plain(&self) -> Option<char> {
        match self {
            Self::Char { c, verbatim: false, .. } => Some(*c),
            _ => None,
        }
    }

    fn any(&self) -> Option<char> {
        match self {
            Self::Char { c, .. } => Some(*c),
            Self::Quote { .. } => None,
        }
    }
}

/// What a locale and style say about quotation marks.
pub(super) struct Finish {
    /// Open, close, inner open, inner close.
    quotes: [String; 4],
    inside: bool,
    /// Years that stand for words.
    stand_ins: Vec<(String, String)>,
}

impl Finish {
    pub(super) fn new(
        locales: &[Locale],
        style: &IndependentStyle,
        code: &LocaleCode,
        stand_ins: Vec<(String, String)>,
    ) -> Self {
        let english = LocaleCode::en_us();
        let base = LocaleCode(code.0.split('-').next().unwrap_or_default().to_owned());
        let fallback = code.fallback();
        let in_style = [Some(code), Some(&base), None];
        let in_files = [Some(code), fallback.as_ref(), Some(&english)];
        let order = || {
            let own =
                in_style.iter().filter_map(|lang| style.locale.iter().find(|locale| locale.lang.as_ref() == *lang));
            let files = in_files
                .iter()
                .flatten()
                .filter_map(|lang| locales.iter().find(|locale| locale.lang.as_ref() == Some(lang)));
            own.chain(files)
        };
        let term = |term: OtherTerm, default: &str| {
            let found = order().find_map(|locale| locale.term(Term::Other(term), TermForm::Long)?.single());
            found.unwrap_or(default).to_owned()
        };
        Self {
            quotes: [
                term(OtherTerm::OpenQuote, "“"),
                term(OtherTerm::CloseQuote, "”"),
                term(OtherTerm::OpenInnerQuote, "‘"),
                term(OtherTerm::CloseInnerQuote, "’"),
            ],
            stand_ins,
            inside: order().find_map(|locale| locale.style_options?.punctuation_in_quote).unwrap_or(false),
        }
    }

    /// A citation with what stands beside its items, between affixes the engine left out.
    pub(super) fn citation(&self, children: &ElemChildren, cited: &[Cited], around: &[String; 2]) -> Formatted {
        let mut cells = Cells { cited: cited.to_vec(), stand_ins: &self.stand_ins, ..Cells::default() };
        let [prefix, suffix] = around;
        let empty = children.is_empty();
        cells.text(if empty { "" } else { prefix }, Look::default(), false);
        cells.children(children);
        cells.text(if empty { "" } else { suffix }, Look::default(), false);
        self.write(cells)
    }

    /// A bibliography entry with its number or label, if that stands apart.
    pub(super) fn entry(&self, first: Option<&ElemChild>, children: &ElemChildren) -> Formatted {
        let mut cells = Cells { stand_ins: &self.stand_ins, ..Cells::default() };
        if let Some(first) = first {
            cells.child(first);
            cells.text(" ", Look::default(), false);
        }
        cells.children(children);
        self.write(cells)
    }

    fn write(&self, cells: Cells<'_>) -> Formatted {
        let mut tokens = cells.finish();
        if self.inside {
            pull_in(&mut tokens);
        }
        let tokens = spaces(&punctuation(&tokens));
        let cells = self.quoted(&tokens);
        Formatted { text: cells.iter().map(|(c, _)| *c).collect(), html: html(&cells) }
    }

    /// Settles which quotation marks are outer and which inner.
    fn quoted(&self, tokens: &[Token]) -> Vec<(char, Look)> {
        let mut depth = 0usize;
        let mut out = Vec::new();
        for token in tokens {
            match token {
                Token::Char { c, look, .. } => out.push((*c, *look)),
                Token::Quote { open, look } => {
                    if !open {
                        depth = depth.saturating_sub(1);
                    }
                    let index = usize::from(!open) + 2 * (depth % 2);
                    let mark = self.quotes.get(index).map(String::as_str).unwrap_or_default();
                    out.extend(mark.chars().map(|c| (c, *look)));
                    depth += usize::from(*open);
                }
            }
        }
        out
    }
}

/// The engine's tree as tokens.
#[derive(Default)]
struct Cells<'a> {
    stand_ins: &'a [(String, String)],
    tokens: Vec<Token>,
    tags: Vec<Tag>,
    cases: Vec<(Case, usize, bool)>,
    cited: Vec<Cited>,
}

impl Cells<'_> {
    fn children(&mut self, children: &ElemChildren) {
        for child in &children.0 {
            self.child(child);
        }
    }

    fn child(&mut self, child: &ElemChild) {
        match child {
            ElemChild::Text(text) => self.text(&text.text, look(&text.formatting), false),
            ElemChild::Elem(elem) => {
                let block = matches!(elem.display, Some(Display::Block | Display::Indent | Display::RightInline));
                if block {
                    self.text(" ", Look::default(), false);
                }
                let beside = match elem.meta {
                    Some(ElemMeta::Entry(index)) => self.cited.get(index).cloned(),
                    _ => None,
                };
                let beside = beside.unwrap_or_default();
                self.text(&marks::without(&beside.prefix), Look::default(), false);
                self.children(&elem.children);
                self.text(&marks::without(&beside.suffix), Look::default(), false);
                if elem.display.is_some() {
                    self.text(" ", Look::default(), false);
                }
            }
            ElemChild::Markup(text) => self.text(text, Look::default(), false),
            ElemChild::Link { text, .. } => self.text(&text.text, look(&text.formatting), true),
            ElemChild::Transparent { .. } => {}
        }
    }

    fn text(&mut self, text: &str, base: Look, verbatim: bool) {
        let mut replaced = None;
        for (year, words) in self.stand_ins.iter().filter(|(year, _)| !verbatim && text.contains(year.as_str())) {
            replaced = Some(replaced.as_deref().unwrap_or(text).replace(year.as_str(), words));
        }
        for c in replaced.as_deref().unwrap_or(text).chars() {
            match marks::mark(c) {
                None => {
                    let (look, fixed) = (self.look(base), self.tags.contains(&Tag::NoCase));
                    self.tokens.push(Token::Char { c, look, verbatim, fixed });
                }
                Some(Mark::Open(tag)) => self.tags.push(tag),
                Some(Mark::Close(tag)) => {
                    if let Some(at) = self.tags.iter().rposition(|open| *open == tag) {
                        self.tags.remove(at);
                    }
                }
                Some(Mark::StyleQuote(open) | Mark::FieldQuote(open)) => {
                    let look = self.look(base);
                    self.tokens.push(Token::Quote { open, look });
                }
                Some(Mark::Case(case)) => self.cases.push((case, self.tokens.len(), false)),
                Some(Mark::EndCase) => self.end_case(),
                Some(Mark::Foreign) => self.cases.iter_mut().for_each(|(_, _, foreign)| *foreign = true),
                Some(Mark::Hyphen) => {
                    let look = self.look(base);
                    self.tokens.push(Token::Char { c: '-', look, verbatim, fixed: false });
                }
                Some(Mark::Guard(_)) => {}
            }
        }
    }

    fn end_case(&mut self) {
        if let Some((case, start, foreign)) = self.cases.pop()
            && let Some(run) = self.tokens.get_mut(start..)
        {
            case::apply(case, run, foreign);
        }
    }

    /// The look of a character inside the open tags: italics inside italics are upright again.
    fn look(&self, base: Look) -> Look {
        let mut look = base;
        for tag in &self.tags {
            match tag {
                Tag::Italic if look.italic => look.upright = !look.upright,
                Tag::Italic => look.italic = true,
                Tag::Bold => look.bold = !look.bold,
                Tag::Superscript => (look.raised, look.lowered) = (true, false),
                Tag::Subscript => (look.raised, look.lowered) = (false, true),
                Tag::SmallCaps => look.small_caps = true,
                Tag::NoDecoration => look = Look::default(),
                Tag::NoCase => {}
            }
        }
        look
    }

    fn finish(mut self) -> Vec<Token> {
        while !self.cases.is_empty() {
            self.end_case();
        }
        self.tokens
    }
}

fn look(formatting: &Formatting) -> Look {
    Look {
        italic: formatting.font_style == FontStyle::Italic,
        upright: false,
        bold: formatting.font_weight == FontWeight::Bold,
        small_caps: formatting.font_variant == FontVariant::SmallCaps,
        underline: formatting.text_decoration == TextDecoration::Underline,
        raised: formatting.vertical_align == VerticalAlign::Sup,
        lowered: formatting.vertical_align == VerticalAlign::Sub,
    }
}

/// Moves a full stop or comma after closing quotation marks to before them.
fn pull_in(tokens: &mut [Token]) {
    let closing = |token: Option<&Token>| matches!(token, Some(Token::Quote { open: false, .. }));
    for at in 1..tokens.len() {
        if !matches!(tokens.get(at).and_then(Token::plain), Some('.' | ',')) {
            continue;
        }
        let mut to = at;
        while to > 0 && closing(tokens.get(to - 1)) {
            to -= 1;
        }
        if to < at
            && let Some(run) = tokens.get_mut(to..=at)
        {
            run.rotate_right(1);
        }
    }
}

/// Drops marks that may not meet: `?.` is `?`, `..` is `.`. After citeproc-js, which is what readers of printed styles expect.
fn punctuation(tokens: &[Token]) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let Some(c) = token.plain().filter(|c| matches!(c, '.' | ',' | ';' | ':' | '?' | '!')) else {
            out.push(*token);
            continue;
        };
        // Behind closing quotation marks stands the end of the quoted text.
        let before = out.iter().rposition(|token| !matches!(token, Token::Quote { open: false, .. }));
        let last = before.and_then(|at| out.get(at)).and_then(Token::any);
        let adjacent = before.map(|at| at + 1) == Some(out.len());
        match (last, c) {
            (Some('.' | '?' | '!'), '.') => {}
            (Some(':' | ';' | ','), '.') if adjacent => {}
            (Some(','), ',') | (Some(';'), ';') | (Some(':'), ':') => {}
            (Some('?' | '!' | ';'), ':') if adjacent => {}
            (Some(','), ';' | ':') | (Some(':' | ';'), '?' | '!') if adjacent => {
                out.pop();
                out.push(*token);
            }
            (Some(':' | ';'), ',') if adjacent => {}
            _ => out.push(*token),
        }
    }
    out
}

/// One space at a time, none before a full stop or comma, none at the ends.
fn spaces(tokens: &[Token]) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let is_space = |token: Option<&Token>| token.and_then(Token::any).is_some_and(char::is_whitespace);
    for (index, token) in tokens.iter().enumerate() {
        if is_space(Some(token)) && (out.is_empty() || is_space(out.last())) {
            continue;
        }
        let next = tokens.get(index + 1).and_then(Token::any);
        let closes = match token.plain() {
            Some(',' | ';') => true,
            // ".net" after a space is a word.
            Some('.') => next.is_none_or(|c| !c.is_alphanumeric()),
            _ => false,
        };
        if closes && out.last().and_then(Token::any) == Some(' ') {
            out.pop();
        }
        out.push(*token);
    }
    while is_space(out.last()) {
        out.pop();
    }
    out
}

/// Whether a look needs a tag.
type Holds = fn(&Look) -> bool;

/// The tags a look can need, outermost first.
const TAGS: [(Holds, &str, &str); 7] = [
    (|look| look.italic, "<i>", "</i>"),
    (|look| look.upright, "<span style=\"font-style:normal;\">", "</span>"),
    (|look| look.bold, "<b>", "</b>"),
    (|look| look.underline, "<span style=\"text-decoration:underline;\">", "</span>"),
    (|look| look.small_caps, "<span style=\"font-variant:small-caps;\">", "</span>"),
    (|look| look.raised, "<sup>", "</sup>"),
    (|look| look.lowered, "<sub>", "</sub>"),
];

fn html(cells: &[(char, Look)]) -> String {
    let mut out = String::new();
    let mut open: Vec<usize> = Vec::new();
    let mut turn = |look: &Look, out: &mut String| {
        let holds = |index: usize| TAGS.get(index).is_some_and(|(holds, _, _)| holds(look));
        // Close down to the first tag that no longer holds, then open what is missing.
        let keep = open.iter().position(|index| !holds(*index)).unwrap_or(open.len());
        for index in open.drain(keep..).rev() {
            out.push_str(TAGS.get(index).map_or("", |(_, _, close)| close));
        }
        for (index, (_, start, _)) in TAGS.iter().enumerate() {
            if holds(index) && !open.contains(&index) {
                out.push_str(start);
                open.push(index);
            }
        }
    };
    let mut current = Look::default();
    for (c, look) in cells {
        if *look != current {
            turn(look, &mut out);
            current = *look;
        }
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(*c),
        }
    }
    turn(&Look::default(), &mut out);
    out
}
