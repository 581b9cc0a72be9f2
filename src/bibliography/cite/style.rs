//! Styles for the engine: what it would get wrong is rewritten into what it gets right.
//!
//! Quotation marks and text case of elements become affixes that the last step acts on. A test for a variable that may
//! have been printed in place of a missing author asks a stand-in, because the engine takes printed variables for absent.

use std::collections::BTreeSet;

use citationberg::taxonomy::{NumberOrPageVariable, StandardVariable as Std, Term, Variable};
use citationberg::{
    Affixes, Choose, ChooseBranch, ChooseMatch, ElseBranch, Group, IndependentStyle, Label, LabelPluralize,
    LayoutRenderingElement as Element, LongShortForm, Name, Names, NamesChild, SortKey, Text, TextCase, TextTarget,
};

use super::marks::{Case, Mark, character};

/// Variables styles hardly use: stand-ins are taken from those this style does not use at all.
const SPARE: [Std; 13] = [
    Std::Scale,
    Std::References,
    Std::Keyword,
    Std::License,
    Std::Annote,
    Std::CitationKey,
    Std::ArchivePlace,
    Std::ArchiveCollection,
    Std::Abstract,
    Std::Dimensions,
    Std::Division,
    Std::Source,
    Std::Language,
];

/// Variables that stand in for a missing author, and so need a stand-in of their own, most usual first.
const STANDING_IN: [&str; 12] = [
    "container-title",
    "title",
    "publisher",
    "editor",
    "translator",
    "genre",
    "collection-editor",
    "compiler",
    "director",
    "host",
    "part-title",
    "collection-title",
];

/// A copy of the style made for the engine, and pairs of variable and stand-in for [`super::prepare::item`].
pub(super) fn dress(style: &IndependentStyle) -> (IndependentStyle, Vec<(String, String)>) {
    let mut style = style.clone();
    let mut used = Used::default();
    parts(&mut style, |list| used.elements(list));
    let sorts = [style.citation.sort.as_ref(), style.bibliography.as_ref().and_then(|list| list.sort.as_ref())];
    for key in sorts.into_iter().flatten().flat_map(|sort| &sort.keys) {
        if let SortKey::Variable { variable, .. } = key {
            used.printed.insert(variable.to_string());
        }
    }
    let spare = SPARE.into_iter().filter(|spare| {
        let name = spare.to_string();
        !used.printed.contains(&name) && !used.tested.contains(&name)
    });
    let tested = STANDING_IN.into_iter().filter(|name| used.tested.contains(*name));
    let mut dress = Dress { count: 0, aliases: tested.map(str::to_owned).zip(spare).collect() };
    parts(&mut style, |list| dress.elements(list));
    let aliases = dress.aliases.into_iter().map(|(name, spare)| (name, spare.to_string())).collect();
    (style, aliases)
}

/// Every list of elements of a style.
fn parts(style: &mut IndependentStyle, mut each: impl FnMut(&mut Vec<Element>)) {
    for part in &mut style.macros {
        each(&mut part.children);
    }
    each(&mut style.citation.layout.elements);
    if let Some(list) = &mut style.bibliography {
        each(&mut list.layout.elements);
    }
}

/// The lists inside an element.
fn inner(element: &mut Element, mut each: impl FnMut(&mut Vec<Element>)) {
    match element {
        Element::Group(group) => each(&mut group.children),
        Element::Choose(choose) => {
            for branch in std::iter::once(&mut choose.if_).chain(&mut choose.else_if) {
                each(&mut branch.children);
            }
            if let Some(otherwise) = &mut choose.otherwise {
                each(&mut otherwise.children);
            }
        }
        Element::Names(names) => {
            for child in &mut names.children {
                if let NamesChild::Substitute(substitute) = child {
                    each(&mut substitute.children);
                }
            }
        }
        Element::Text(_) | Element::Date(_) | Element::Number(_) | Element::Label(_) => {}
    }
}

/// Which variables a style prints and tests.
#[derive(Default)]
struct Used {
    printed: BTreeSet<String>,
    tested: BTreeSet<String>,
}

impl Used {
    fn elements(&mut self, list: &mut Vec<Element>) {
        for element in list {
            if let Element::Text(Text { target: TextTarget::Variable { var, .. }, .. }) = element {
                self.printed.insert(var.to_string());
            }
            if let Element::Choose(choose) = element {
                for branch in std::iter::once(&choose.if_).chain(&choose.else_if) {
                    self.tested.extend(branch.variable.iter().flatten().map(Variable::to_string));
                    self.printed.extend(branch.is_numeric.iter().flatten().map(Variable::to_string));
                }
            }
            inner(element, |list| self.elements(list));
        }
    }
}

struct Dress {
    count: u8,
    aliases: Vec<(String, Std)>,
}

impl Dress {
    fn elements(&mut self, list: &mut Vec<Element>) {
        for element in list {
            inner(element, |list| self.elements(list));
            match element {
                Element::Text(text) => {
                    let outer = (!text.formatting.is_empty()).then(|| std::mem::take(&mut text.affixes));
                    self.text(text);
                    if let Some(choose) = short_container(text) {
                        *element = Element::Choose(choose);
                    }
                    // Formatting is the content's, not the affixes'; the engine gives it to both.
                    if let Some(outer) = outer.filter(|affixes| affixes.prefix.is_some() || affixes.suffix.is_some()) {
                        *element = Element::Group(around(element.clone(), outer));
                    }
                }
                Element::Label(label) if label.label.plural == LabelPluralize::Never => {
                    *element = Element::Choose(singular(label));
                }
                Element::Choose(choose) => {
                    for branch in std::iter::once(&mut choose.if_).chain(&mut choose.else_if) {
                        self.tests(branch);
                    }
                }
                Element::Names(names) if names.substitute().is_some() => {
                    if names.name().is_none() {
                        names.children.insert(0, NamesChild::Name(Name::default()));
                    }
                    let model = names.clone();
                    for child in &mut names.children {
                        if let NamesChild::Substitute(substitute) = child {
                            substitute.children.iter_mut().for_each(|child| lend(&model, child, true));
                        }
                    }
                }
                // A list of names with a label but without `name` would not be printed at all.
                Element::Names(names) if !names.children.is_empty() && names.name().is_none() => {
                    names.children.insert(0, NamesChild::Name(Name::default()));
                }
                _ => {}
            }
        }
    }

    fn tests(&self, branch: &mut ChooseBranch) {
        for variable in branch.variable.iter_mut().flatten() {
            let name = variable.to_string();
            if let Some((_, spare)) = self.aliases.iter().find(|(other, _)| *other == name) {
                *variable = Variable::Standard(*spare);
            }
        }
    }

    fn text(&mut self, text: &mut Text) {
        if text.quotes {
            text.quotes = false;
            self.wrap(&mut text.affixes, Mark::StyleQuote(true), Mark::StyleQuote(false));
        }
        // Terms have no markup, and the engine's own case works on them.
        if matches!(text.target, TextTarget::Variable { .. } | TextTarget::Macro { .. })
            && let Some(case) = text.text_case.take()
        {
            let case = match case {
                TextCase::Lowercase => Case::Lower,
                TextCase::Uppercase => Case::Upper,
                TextCase::CapitalizeFirst => Case::CapitalizeFirst,
                TextCase::CapitalizeAll => Case::CapitalizeAll,
                TextCase::SentenceCase => Case::Sentence,
                TextCase::TitleCase => Case::Title,
            };
            self.wrap(&mut text.affixes, Mark::Case(case), Mark::EndCase);
        }
    }

    /// Puts marks inside the affixes of an element: what comes last stands closest to the content.
    ///
    /// The engine drops an affix that repeats what was just written, so each closing mark is followed by another guard.
    fn wrap(&mut self, affixes: &mut Affixes, open: Mark, close: Mark) {
        self.count = (self.count + 1) % 16;
        affixes.prefix.get_or_insert_default().push(character(open));
        let end = String::from_iter([character(close), character(Mark::Guard(self.count))]);
        affixes.suffix.get_or_insert_default().insert_str(0, &end);
    }
}

/// The engine does not look for `container-title-short` where a style asks for the short form: this asks for it.
fn short_container(text: &Text) -> Option<Choose> {
    let TextTarget::Variable { var: Variable::Standard(Std::ContainerTitle), form: LongShortForm::Short } = text.target
    else {
        return None;
    };
    let mut short = text.clone();
    short.target =
        TextTarget::Variable { var: Variable::Standard(Std::ContainerTitleShort), form: LongShortForm::Long };
    let otherwise = ElseBranch { children: vec![Element::Text(text.clone())] };
    Some(Choose {
        otherwise: Some(otherwise),
        ..if_there(Variable::Standard(Std::ContainerTitleShort), Element::Text(short))
    })
}

/// The engine makes labels plural even where a style says never: this prints the singular term.
fn singular(label: &Label) -> Choose {
    let (variable, term) = match label.variable {
        NumberOrPageVariable::Page(page) => (Variable::Page(page), Term::from(label.variable)),
        NumberOrPageVariable::Number(number) => (Variable::Number(number), Term::from(label.variable)),
    };
    let label = &label.label;
    let mut text = Text::with_target(TextTarget::Term { term, form: label.form, plural: false });
    text.formatting = label.formatting;
    text.affixes = label.affixes.clone();
    text.text_case = label.text_case;
    text.strip_periods = label.strip_periods;
    if_there(variable, Element::Text(text))
}

/// Gives names that stand deeper inside `substitute` the form of the names they stand in for; the engine does so only for
/// those directly inside.
fn lend(model: &Names, element: &mut Element, direct: bool) {
    match element {
        Element::Names(names) if !direct && names.children.is_empty() => *names = model.from_names_substitute(names),
        Element::Names(_) => {}
        element => inner(element, |list| list.iter_mut().for_each(|child| lend(model, child, false))),
    }
}

/// A group of one element between affixes.
fn around(element: Element, affixes: Affixes) -> Group {
    Group {
        children: vec![element],
        font_style: None,
        font_variant: None,
        font_weight: None,
        text_decoration: None,
        vertical_align: None,
        prefix: affixes.prefix,
        suffix: affixes.suffix,
        delimiter: None,
        display: None,
    }
}

/// An element printed only if an item has a variable.
fn if_there(variable: Variable, element: Element) -> Choose {
    Choose {
        if_: ChooseBranch {
            disambiguate: None,
            is_numeric: None,
            is_uncertain_date: None,
            locator: None,
            position: None,
            type_: None,
            variable: Some(vec![variable]),
            match_: ChooseMatch::default(),
            children: vec![element],
        },
        else_if: Vec::new(),
        otherwise: None,
    }
}
