//! Marks of every kind, and what looks like them.

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
    assert_eq!(quoted("'I don't think the dogs' dinner burnt,' he said."), ["I don't think the dogs' dinner burnt,"]);
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
