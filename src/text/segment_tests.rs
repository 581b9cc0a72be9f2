//! What a reader would call a paragraph, a sentence, a word.
#![allow(clippy::string_slice)]

use super::*;
use proptest::prelude::*;

fn sentences(text: &str) -> Vec<&str> {
    sentence_bytes(text).into_iter().map(|range| &text[range]).collect()
}

/// Joins authored sentences with spaces and expects the same sentences back.
fn keeps(expected: &[&str]) {
    assert_eq!(sentences(&expected.join(" ")), expected);
}

#[test]
fn full_stops_inside_a_sentence_do_not_end_it() {
    keeps(&["Mr. Alder met Dr. Marsh and Gen. Pike at 9 a.m. on Jan. 3 in Glenmoor.", "They left at noon."]);
    keeps(&["The U.S. Senate voted 3.5 to 1 on No. 7.", "Sen. Ash said no."]);
    keeps(&["J. K. Wren and George W. Birch wrote it.", "It sold well."]);
    keeps(&["Ida S. Holm and Brian T. Ash spoke to N. Marsh.", "They left."]);
    keeps(&["Siehe S. 12 und Nr. 3.", "Danach nichts."]);
    keeps(&["The dam, i.e. the lower one, cost $1.4 million, e.g. for stone.", "Who paid?", "Nobody!"]);
    keeps(&["Acme Inc. Chairman Ida Holm resigned.", "Visit example.com for more."]);
    keeps(&["Then-Sen. Oak and the St. Mary’s choir sang vs. Rev. Ash’s."]);
}

#[test]
fn abbreviations_can_end_a_sentence_too() {
    keeps(&["He moved to the U.S.", "The house was sold."]);
    keeps(&["They met at 5 p.m.", "She was late."]);
    keeps(&["Did he agree?", "No.", "He did not."]);
    keeps(&["He works for Acme Inc.", "“We knew,” he said."]);
    keeps(&["It was Plan B.", "There was no other."]);
}

#[test]
fn closing_marks_belong_to_the_sentence_they_close() {
    keeps(&["“We were warned.”", "She said it twice.", "(Nobody listened.)", "The end came."]);
    keeps(&["“Why now?” she asked.", "“Stop!” he cried."]);
    keeps(&["It cracked.[3]", "Water came.²", "It stopped."]);
    keeps(&["He waited … and left.", "Then came silence...", "Nothing moved."]);
}

#[test]
fn other_languages() {
    keeps(&["Am 3. Mai traf Dr. Weide im 20. Jahrhundert ein, z.B. mit Prof. Linde.", "Danach nichts."]);
    keeps(&["M. Leroy et Mme. Dubois sont partis.", "« C’est fini. »", "Rien d’autre."]);
    keeps(&["El Sr. Roble llegó.", "¿Por qué?", "¡Nadie lo sabe!"]);
    keeps(&["Вода прорвала плотину.", "Никто не пострадал."]);
    assert_eq!(
        sentences("水库决堤。没有人受伤！为什么？“我们不知道。”他说。"),
        ["水库决堤。", "没有人受伤！", "为什么？", "“我们不知道。”", "他说。"]
    );
}

#[test]
fn lines_and_paragraphs_end_sentences() {
    assert_eq!(
        sentences("Headline without stop\n\nFirst line\nsecond line."),
        ["Headline without stop", "First line", "second line."]
    );
    keeps(&["1. The first point.", "2023 was dry."]);
}

#[test]
fn paragraphs_are_runs_of_lines_between_empty_lines() {
    let text = "\n  one\ntwo \n \t\n\nthree\u{2028}still three\n";
    let found: Vec<_> = paragraph_bytes(text).into_iter().map(|range| &text[range]).collect();
    assert_eq!(found, ["one\ntwo", "three\u{2028}still three"]);
}

#[test]
fn offsets_of_words_are_code_points() {
    let text = "Ölberg’s 3.5 dams—gone";
    let index = Index::new(text);
    let words: Vec<_> = word_code_points(text, &index).into_iter().map(|range| index.slice(text, range)).collect();
    assert_eq!(words, ["Ölberg’s", "3.5", "dams", "gone"]);
}

/// Sorted, disjoint, in bounds, on character borders, trimmed; every character that `must` be inside is.
fn check(text: &str, ranges: &[Range<usize>], must: impl Fn(char) -> bool) -> Result<(), TestCaseError> {
    let mut end = 0;
    let mut covered = 0;
    for range in ranges {
        prop_assert!(range.start >= end && range.end > range.start && range.end <= text.len());
        let piece = text.get(range.clone());
        prop_assert!(piece.is_some_and(|piece| piece.trim() == piece));
        covered += piece.unwrap_or_default().chars().filter(|&c| must(c)).count();
        end = range.end;
    }
    prop_assert_eq!(covered, text.chars().filter(|&c| must(c)).count());
    Ok(())
}

proptest! {
    #[test]
    fn ranges_cover_all_that_is_no_space(text in "(\\PC|[A-Za-z0-9 .!?\n\"”’)(…。]|Mr\\. |\n\n){0,200}") {
        let visible = |c: char| !c.is_whitespace();
        check(&text, &paragraph_bytes(&text), visible)?;
        check(&text, &sentence_bytes(&text), visible)?;
        check(&text, &word_bytes(&text), |c| c.is_ascii_alphanumeric())?;
    }

    #[test]
    fn words_hold_no_white_space(text in "\\PC{0,100}") {
        prop_assert!(word_bytes(&text).into_iter().all(|range| !text[range].contains(char::is_whitespace)));
    }

    #[test]
    fn a_sentence_stays_inside_its_paragraph(text in "([A-Za-z .!?]|\n|\n\n){0,200}") {
        let paragraphs = paragraph_bytes(&text);
        for sentence in sentence_bytes(&text) {
            prop_assert!(paragraphs.iter().any(|p| p.start <= sentence.start && sentence.end <= p.end));
        }
    }

    #[test]
    fn code_points_and_bytes_name_the_same_text(text in "(\\PC|[a-z .\n]){0,200}") {
        let index = Index::new(&text);
        let by_points: Vec<_> = sentence_code_points(&text, &index).into_iter().map(|r| index.slice(&text, r)).collect();
        let by_bytes: Vec<_> = sentence_bytes(&text).into_iter().filter_map(|r| text.get(r)).collect();
        prop_assert_eq!(by_points, by_bytes);
    }
}
