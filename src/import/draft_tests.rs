//! Whole drafts of authored texts: what a reader would call the headline, the author, the body, and what is struck.
#![allow(clippy::string_slice)]

use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;

const BODY: [&str; 4] = [
    "Dam engineer Ida Holm told her managers twice that water was seeping through the lower wall, documents seen by this paper show, but the repair was put off until the summer.",
    "The wall failed on the night of the storm and the village of Lower Wick was under water within the hour, the fire service said.",
    "“We were lucky that it was a Sunday and that the school was empty,” said the head of the fire service, who asked for an inquiry into the seepage.",
    "The company that owns the reservoir said it would answer the questions of the inquiry and had nothing to add for now.",
];
const TITLE: &str = "Engineer warned twice of seepage before dam failed";

fn paste(text: &str) -> Draft {
    read(text.as_bytes(), "paste", &Hints { pasted: true, ..Hints::default() }).expect("text")
}

fn article(head: &[&str]) -> Draft {
    paste(&format!("{}\n{}\n", head.join("\n"), BODY.join("\n\n")))
}

fn authors(draft: &Draft) -> Vec<String> {
    draft.item.author.iter().map(crate::model::Name::display).collect()
}

fn warned(draft: &Draft, about: &str) -> bool {
    draft.warnings.iter().any(|warning| warning.about == about)
}

#[test]
fn a_pasted_agency_story_gives_all_its_fields() {
    let draft = article(&[
        "date 2024-03-06  Skip to main content",
        "World",
        "",
        TITLE,
        "",
        "Hyung-jin Kim",
        "GLENMOOR",
        "The Associated Press",
    ]);
    assert_eq!(draft.item.title, TITLE);
    assert_eq!(draft.item.author, [crate::model::Name::person("Hyung-jin", "Kim")]);
    assert_eq!(draft.item.issued.as_deref(), Some("2024-03-06"));
    assert_eq!(draft.section.as_deref(), Some("World"));
    assert_eq!(draft.dateline.as_deref(), Some("GLENMOOR"));
    assert_eq!(draft.agency.as_deref(), Some("The Associated Press"));
    assert_eq!(draft.item.container_title, None);
    assert_eq!(draft.language.as_deref(), Some("en"));
    assert_eq!(draft.text, BODY.join("\n\n"));
    assert_eq!(draft.blocks.len(), 4);
    let title = draft.evidence.get("title").and_then(|list| list.first()).map(|evidence| evidence.from.clone());
    assert_eq!(title.as_deref(), Some("line 4"));
    assert!(
        draft.lines.iter().take(6).all(|line| line.fate != Fate::Kept && line.field.is_some()),
        "{:#?}",
        draft.lines
    );
}

#[test]
fn fields_follow_when_the_head_is_shuffled() {
    for head in [
        [TITLE, "By Alison Grant", "March 6, 2024"],
        ["March 6, 2024", TITLE, "By Alison Grant"],
        ["6 March 2024", "By Alison Grant", TITLE],
        [TITLE, "6. März 2024", "Von Alison Grant"],
        [TITLE, "Alison Grant", "Published: 6 March 2024"],
    ] {
        let draft = article(&head);
        assert_eq!(draft.item.title, TITLE, "{head:?}");
        assert_eq!(draft.item.issued.as_deref(), Some("2024-03-06"), "{head:?}");
        assert_eq!(authors(&draft), ["Alison Grant"], "{head:?}");
        assert_eq!(draft.text, BODY.join("\n\n"), "{head:?}");
    }
}

#[test]
fn nothing_is_invented() {
    let draft = article(&[TITLE, "Reuters", "BERLIN"]);
    assert_eq!(authors(&draft), [""; 0]);
    assert_eq!(draft.item.issued, None);
    assert!(warned(&draft, "issued"));
    assert_eq!(draft.agency.as_deref(), Some("Reuters"));
    let bare = paste(&BODY.join("\n\n"));
    assert_eq!(bare.item.title, "");
    assert!(warned(&bare, "title") && bare.item.author.is_empty() && bare.item.issued.is_none());
    assert_eq!(bare.text, BODY.join("\n\n"));
}

#[test]
fn access_and_update_dates_are_not_the_date_of_publication() {
    let draft = article(&[
        "Retrieved: 16 October 2024",
        TITLE,
        "By Alison Grant",
        "PUBLISHED: March 6, 2024 at 8:59 pm | UPDATED: March 7, 2024",
    ]);
    assert_eq!(draft.item.issued.as_deref(), Some("2024-03-06"));
    assert_eq!(draft.item.accessed.as_deref(), Some("2024-10-16"));
    let updated = article(&[TITLE, "By Alison Grant", "Updated March 7, 2024"]);
    assert_eq!(updated.item.issued.as_deref(), Some("2024-03-07"));
    assert!(warned(&updated, "issued"));
    let ago = article(&[TITLE, "By Alison Grant", "6 hours ago"]);
    assert_eq!(ago.item.issued, None);
    assert!(warned(&ago, "issued"));
}

#[test]
fn a_weekday_after_the_date_is_warned_of() {
    let lead = BODY[0].replace("told her", "on Friday told her");
    let text = |date: &str| {
        format!("{TITLE}\nBy Alison Grant\n{date}\n\n{lead}\n\n{}", BODY[1..].join("\n\n").replace("Sunday", "holiday"))
    };
    assert!(warned(&paste(&text("2021-06-17")), "issued"), "a Thursday");
    assert!(!warned(&paste(&text("2021-06-18")), "issued"), "a Friday");
    assert!(!warned(&paste(&text("2021-06-19")), "issued"), "a Saturday");
}

#[test]
fn the_tail_of_a_page_is_struck() {
    let tail = "Share this article\n12 Comments\nMore from Wick Valley\nSchool opens its new hall\nBaker wins prize for rye bread\n© 2024 Wick Valley Post. All rights reserved.";
    let draft = paste(&format!("{TITLE}\nBy Alison Grant\n\n{}\n\n{tail}", BODY.join("\n\n")));
    assert_eq!(draft.text, BODY.join("\n\n"));
    assert!(draft.lines.iter().rev().take(6).all(|line| matches!(line.fate, Fate::Struck(_))));
}

#[test]
fn a_dateline_stays_in_the_text_and_is_noted() {
    let draft = paste(&format!("{TITLE}\n6 March 2024\n\nGLENMOOR, Wick (AP) — {}", BODY.join("\n\n")));
    assert!(draft.text.starts_with("GLENMOOR, Wick (AP) — Dam engineer"));
    assert_eq!(draft.dateline.as_deref(), Some("GLENMOOR, Wick"));
    assert_eq!(draft.agency.as_deref(), Some("The Associated Press"));
}

#[test]
fn hard_wrapped_text_becomes_paragraphs() {
    let mut wrapped = String::new();
    for paragraph in BODY {
        let mut width = 0;
        for word in paragraph.split(' ') {
            if width + word.chars().count() >= 68 {
                wrapped.push('\n');
                width = 0;
            } else if width > 0 {
                wrapped.push(' ');
            }
            width += word.chars().count() + 1;
            wrapped.push_str(word);
        }
        wrapped.push_str("\n\n");
    }
    let draft = paste(&format!("{TITLE}\n\nBy Alison Grant\n\n{wrapped}"));
    assert_eq!(draft.text, BODY.join("\n\n"));
}

#[test]
fn a_struck_line_can_be_kept_and_a_kept_line_struck() {
    let before = article(&["World", TITLE, "Skip to main content", "By Alison Grant"]);
    let kept = before.clone().with_line_kept(3, true);
    assert!(kept.text.contains("Skip to main content"));
    assert_eq!(kept.item.title, TITLE);
    assert_eq!(kept.raw, before.raw);
    let number = before.lines.last().map_or(0, |line| line.number);
    let struck = kept.with_line_kept(number, false);
    assert!(!struck.text.contains("nothing to add"));
    let back = struck.with_line_kept(3, false).with_line_kept(number, true);
    assert_eq!(back.text, before.text);
    assert_eq!(before.clone().with_line_kept(9_999, true), before);
}

#[test]
fn identifiers_are_read() {
    let draft = article(&[
        "URL: https://example.org/2024/03/06/dam",
        TITLE,
        "By Alison Grant",
        "https://doi.org/10.1234/wick.2024.5",
    ]);
    assert_eq!(draft.item.url.as_deref(), Some("https://example.org/2024/03/06/dam"));
    assert_eq!(draft.item.variables.get("DOI").and_then(|doi| doi.as_str()), Some("10.1234/wick.2024.5"));
    assert_eq!(draft.item.issued.as_deref(), Some("2024-03-06"));
}

#[test]
fn long_lines_and_many_lines_are_read() {
    let line = "water ".repeat(200_000);
    assert_eq!(paste(&line).text.len(), line.trim().len());
    let lines = format!("one{}two", "\n".repeat(1_000_000));
    assert_eq!(paste(&lines).lines.len(), 2);
    let mut many = String::new();
    for number in 0..50_000 {
        let _ = writeln!(many, "By {number} ( “ 10. |");
    }
    assert_eq!(paste(&many).lines.len(), 50_000);
}

/// The collections are kept beside the project, never in it.
#[test]
fn the_seed_article_reads_right() {
    let folder = std::env::var("DOSSIER_CORPORA").unwrap_or_else(|_| "../shared/corpora".to_owned());
    let Ok(bytes) = std::fs::read(std::path::Path::new(&folder).join("seed-article.txt")) else {
        eprintln!("skipped: no corpora in {folder}; set DOSSIER_CORPORA");
        return;
    };
    let draft = read(&bytes, "seed-article.txt", &Hints::default()).expect("text");
    assert_eq!(draft.item.title, "North Korea’s Kim vows to be ready for confrontation with U.S.");
    assert_eq!(draft.item.author, [crate::model::Name::person("Hyung-jin", "Kim")]);
    assert_eq!(draft.item.issued.as_deref(), Some("2021-06-17"));
    assert!(draft.warnings.iter().any(|warning| warning.text.contains("Friday") && warning.text.contains("Thursday")));
    assert_eq!((draft.section.as_deref(), draft.dateline.as_deref()), (Some("World"), Some("SEOUL")));
    assert_eq!((draft.agency.as_deref(), draft.item.container_title), (Some("The Associated Press"), None));
    assert_eq!(draft.blocks.len(), 12);
    assert!(draft.text.starts_with("North Korean leader"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(draft) = read(&bytes, "x", &Hints::default()) {
            prop_assert!(draft.blocks.iter().all(|block| block.end <= draft.text.chars().count()));
        }
    }

    #[test]
    fn blocks_cover_the_text_and_lines_keep_their_order(text in "(\\PC{0,20}|By |\n|[A-Z][a-z]+ |March 6, 2024|[a-z ]{20,90}\\.){1,40}") {
        let Ok(draft) = read(text.as_bytes(), "x", &Hints::default()) else { return Ok(()) };
        let characters: Vec<char> = draft.text.chars().collect();
        let pieces: Vec<String> = draft.blocks.iter().map(|block| characters[block.range()].iter().collect()).collect();
        prop_assert_eq!(pieces.join("\n\n"), draft.text.clone());
        prop_assert!(draft.lines.is_sorted_by_key(|line| line.number));
        let number = draft.lines.first().map_or(0, |line| line.number);
        let again = draft.clone().with_line_kept(number, true).with_line_kept(number, false);
        prop_assert!(again.lines.first().is_none_or(|line| line.fate == Fate::Struck(Why::Person)));
    }
}
