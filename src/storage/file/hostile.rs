//! Tests of reading what damage, hand edits, other programs and malice leave in a file.
#![allow(clippy::string_slice)]

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::model::{Edit, Project, SeededIds, sample};

fn bytes() -> Vec<u8> {
    to_bytes(&sample::project(), 7)
}

fn text() -> String {
    String::from_utf8(bytes()).expect("UTF-8")
}

fn refused(text: &str) -> String {
    from_bytes(text.as_bytes()).expect_err(&text[..text.len().min(80)]).to_string()
}

/// Everything before the check line.
fn body(bytes: &[u8]) -> &str {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    &text[..text.rfind("\n\"check\":").expect("a check line")]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_reads_back_and_writes_the_same_bytes(edits in sample::edit_lists(), seq in any::<u64>()) {
        let mut project = sample::project();
        for edit in edits {
            let _: Edit = edit.apply(&mut project);
        }
        let bytes = to_bytes(&project, seq);
        let opened = from_bytes(&bytes).expect("reads");
        prop_assert_eq!(&opened.project, &project);
        prop_assert_eq!((opened.seq, &opened.warnings), (seq, &vec![]));
        prop_assert_eq!(to_bytes(&opened.project, seq), bytes);
    }

    #[test]
    fn every_number_reads_back_to_the_bit(sure in any::<f64>().prop_filter("JSON has no others", |sure| sure.is_finite())) {
        let mut project = sample::project();
        Arc::make_mut(project.analyses.values_mut().next().expect("one")).mentions[0].sure = sure;
        let opened = from_bytes(&to_bytes(&project, 0)).expect("reads");
        prop_assert_eq!(to_bytes(&opened.project, 0), to_bytes(&project, 0));
    }

    #[test]
    fn any_text_is_answered(text in "\\PC{0,60}") {
        prop_assert!(from_bytes(text.as_bytes()).is_err());
    }
}

#[test]
fn any_layout_of_the_same_json_is_read() {
    let outside = vec![Warning::EditedOutside { said: 15, found: 15 }];
    let read = |text: &str| from_bytes(text.as_bytes()).expect("reads");
    let value: Value = serde_json::from_str(&text()).expect("JSON");
    for other in [
        serde_json::to_string_pretty(&value).expect("writes"),
        // Sorted keys, as `jq -S` gives them.
        value.to_string(),
        text().replace('\n', "\r\n"),
        format!("{}\n\n", text()),
        text()[..text().len() - 1].to_owned(),
    ] {
        let opened = read(&other);
        assert_eq!((opened.project, opened.seq, opened.warnings), (sample::project(), 7, outside.clone()));
    }
    let opened = read(&format!("\u{feff}{}", text()));
    assert_eq!((opened.project, opened.warnings), (sample::project(), vec![]));
    let mut fewer = value.clone();
    let fields = fewer.as_object_mut().expect("an object");
    fields.remove("notes");
    fields.remove("check");
    let opened = read(&fewer.to_string());
    assert_eq!((opened.project.notes.len(), opened.seq, opened.warnings), (0, 0, vec![Warning::NoCheck]));
}

#[test]
fn what_a_newer_version_added_is_kept_byte_for_byte() {
    let changed = "\"trashed\":null,\"made\":\"2024-03-06T09:12:00Z\",\"changed\":\"2024-03-06T09:12:00Z\"";
    let field = ",\"later\":{\"a\":[1,-2.5,null,true,\"é “x” \\n\"],\"b\":{}},\"z\":18446744073709551615";
    let sections = "\"views\":[\n],\n\"claims\":[{\"id\":\"x1\",\"n\":0.1}],\n\"zeta\":{\"k\":1.5e+300},\n";
    let newer = text().replace(changed, &format!("{changed}{field}")).replace("\"views\":[\n],\n", sections);
    assert!(newer.matches(field).count() >= 5 && newer.contains("claims"));
    let opened = from_bytes(newer.as_bytes()).expect("reads");
    assert_eq!(opened.project.unknown.len(), 2);
    assert_eq!(body(&to_bytes(&opened.project, 7)), body(newer.as_bytes()));
}

#[test]
fn every_refusal_names_the_line_and_what_to_do() {
    let line_of = |part: &str| text().lines().position(|line| line.contains(part)).expect("there") + 1;
    let exactly = |whole: &str| text().lines().position(|line| line == whole).expect("there") + 1;
    let (mark, source, note) = (line_of("\"anchor\""), line_of("\"dateline\""), line_of("Who saw"));
    let swap = |from: &str, to: &str| text().replacen(from, to, 1);
    let marks: Vec<String> = text().lines().filter(|line| line.contains("\"anchor\"")).map(str::to_owned).collect();
    let first_mark = marks[0].trim_end_matches(',');
    let mark_id = &first_mark[7..24];
    let tag = text().lines().find(|line| line.contains("\"safety\"")).expect("a tag")[7..24].to_owned();
    for (damaged, line, words) in [
        (swap("\"anchor\":", "\"anchor\" "), mark, "expected `:`"),
        (swap("\"colour\":\"yellow\"", "\"colour\":\"mauve\""), mark, "unknown variant `mauve`"),
        (swap("\"colour\":\"yellow\",", ""), mark, "missing field `colour`"),
        (swap("\"start\":11", "\"start\":-11"), mark, "`-11`"),
        (swap("\"status\":\"unread\"", "\"status\":7"), source, "record of `sources`"),
        (swap("Who saw the log?", "Who saw \\ud800 the log?"), note, "near"),
        (swap("Who saw the log?", "Who saw \u{1} the log?"), note, "control character"),
        (swap("\"start\":11", "\"start\":1e999"), mark, "number out of range"),
        (swap(&marks[0], &format!("{first_mark},\n{}", marks[0])), mark + 1, mark_id),
        (swap(&marks[0], &marks[0].replace(mark_id, &tag)), mark, "begins with `m`"),
        (swap(mark_id, "../../etc/passwd"), mark, "is not an id"),
        (swap("],\n\"marks\":[", "],\n\"marks\":{"), mark - 1, "near"),
        (swap("\"tags\":[\n", "\"tags\":7,\"x\":[\n"), exactly("\"tags\":["), "near"),
        (swap("\"notes\":[", "\"marks\":["), line_of("\"notes\":["), "stands twice"),
    ] {
        let message = refused(&damaged);
        assert!(message.contains(&format!("line {line}")), "line {line} expected: {message}");
        assert!(message.contains(words), "{words:?} expected: {message}");
        assert!(["correct", "restore", "remove"].iter().any(|advice| message.contains(advice)), "{message}");
        assert!(message.chars().count() < 400, "{message}");
    }
    // In a pretty-printed file the line is that of the fault, or of the record that misses something.
    let pretty = serde_json::to_string_pretty(&serde_json::from_str::<Value>(&text()).expect("JSON")).expect("writes");
    let damaged = pretty.replacen("\"colour\": \"yellow\"", "\"colour\": \"mauve\"", 1);
    let line = damaged.lines().position(|line| line.contains("mauve")).expect("there") + 1;
    assert!(refused(&damaged).contains(&format!("line {line}:")), "{}", refused(&damaged));
}

#[test]
fn other_files_are_told_apart() {
    for (content, words) in [
        ("", "empty"),
        (" \n\0\0\0", "empty"),
        ("{}", "of another program"),
        ("{\"type\":\"FeatureCollection\",\"tags\":{\"a\":1}}", "of another program"),
        ("{\"dossier\":\"yes\"}", "none that Dossier has written"),
        ("{\"dossier\":0,\"project\":{}}", "none that Dossier has written"),
        ("[{\"id\":1}]", "a list"),
        ("%PDF-1.7 …", "PDF"),
        ("PK\u{3}\u{4}", "DOCX"),
        ("<!doctype html>", "web page"),
        ("@article{x, title={y}}", "not JSON"),
        ("{\\rtf1", "RTF"),
        ("{\"dossier\":1}", "\"project\" is missing"),
        // A newer format is named as such whatever else it changed, wherever the number stands.
        ("{\"dossier\":2,\"project\":[]}", "format 2"),
        ("{\"sources\":{\"a\":{}},\"dossier\":3}", "update Dossier"),
    ] {
        let message = refused(content);
        assert!(message.contains(words), "{content:?}: {message}");
    }
    let utf16: Vec<u8> = text().encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(from_bytes(&utf16).expect_err("UTF-16"), FileError::Utf16);
    assert_eq!(from_bytes(&[&[0xff, 0xfe], &utf16[..]].concat()).expect_err("UTF-16"), FileError::Utf16);
    let latin: Vec<u8> = text().chars().map(|character| u8::try_from(character).unwrap_or(b'?')).collect();
    let opened = from_bytes(&latin.iter().map(|byte| if *byte == b'?' { 0xe9 } else { *byte }).collect::<Vec<_>>());
    let line = text().lines().position(|line| !line.is_ascii()).expect("one") + 1;
    assert_eq!(opened.expect_err("Latin-1"), FileError::NotUtf8 { line });
}

#[test]
fn a_file_cut_anywhere_is_never_taken_for_whole() {
    let bytes = bytes();
    for length in 0..bytes.len() {
        match from_bytes(&bytes[..length]) {
            Ok(opened) => {
                assert!(!opened.warnings.is_empty(), "cut at {length}");
                assert_eq!(opened.project, sample::project(), "cut at {length}");
            }
            Err(FileError::Truncated { line }) => {
                let lines = bytes[..length].iter().filter(|byte| **byte == b'\n').count() + 1;
                assert!(line.abs_diff(lines) <= 1, "cut at {length}: line {line} of {lines}");
            }
            Err(error) => assert!(length < 2, "cut at {length}: {error}"),
        }
    }
}

#[test]
fn no_flipped_bit_goes_unseen() {
    let (good, mut random) = (bytes(), SeededIds(4));
    for _ in 0..10_000 {
        let mut bad = good.clone();
        for _ in 0..=random.next_u64() % 3 {
            let at = random.next_u64() as usize % bad.len();
            bad[at] ^= 1 << (random.next_u64() % 8);
        }
        if bad != good {
            assert!(from_bytes(&bad).map_or(true, |opened| !opened.warnings.is_empty()));
        }
    }
}

#[test]
fn malice_is_refused_without_harm() {
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
    for content in [deep("[", "]"), deep("{\"a\":", "}")] {
        assert!(from_bytes(content.as_bytes()).is_err());
        for place in ["\"dossier\":1,", "\"project\":{", "\"notes\":[\n", "\"views\":[\n],\n"] {
            let key = if place.ends_with("[\n") { "" } else { "\"evil\":" };
            let comma = if place.ends_with("[\n") { ",\n" } else { "," };
            let message = refused(&text().replacen(place, &format!("{place}{key}{content}{comma}"), 1));
            assert!(message.contains("recursion") || message.contains("invalid type"), "{message}");
        }
    }
    for wrong in ["null", "true", "-1", "\"x\"", "[[]]", "[null]", "{\"id\":1}", "[{\"id\":\"../x\"}]"] {
        for section in SECTIONS {
            let head = &text()[..text().find(",\n\"sources\"").expect("there")];
            assert!(from_bytes(format!("{head},\"{section}\":{wrong}}}").as_bytes()).is_err(), "{section}: {wrong}");
        }
    }
    // Fifty megabytes of rubbish, of brackets, of one string.
    let mut random = SeededIds(9);
    let rubbish: Vec<u8> = (0..125_000).flat_map(|_| random.next_u64().to_ne_bytes()).collect();
    assert!(from_bytes(&rubbish.repeat(50)).is_err());
    assert!(from_bytes(&[b"{", &rubbish.repeat(50)[..]].concat()).is_err());
    assert!(from_bytes(&[b"{\"dossier\":1,\"x\":", &[b'['; 50_000_000][..]].concat()).is_err());
    assert!(from_bytes(&[b"{\"dossier\":1,\"x\":\"", &[b'a'; 50_000_000][..]].concat()).is_err());
    let long = "a".repeat(10_000_000);
    let opened = from_bytes(text().replacen("Who saw the log?", &long, 1).as_bytes()).expect("long, not wrong");
    assert!(opened.project.notes.values().any(|note| note.text == long));
}

/// `cargo test --release -- --ignored speed --nocapture` prints what writing and reading cost.
#[test]
#[ignore = "a measurement, not a test"]
fn speed() {
    let project = large(1000);
    let best = |work: &dyn Fn()| {
        let run = |_| {
            let start = std::time::Instant::now();
            work();
            start.elapsed()
        };
        (0..7).map(run).min().expect("seven")
    };
    let bytes = to_bytes(&project, 1);
    let (write, read) = (best(&|| drop(to_bytes(&project, 1))), best(&|| drop(from_bytes(&bytes))));
    println!("{} bytes, write {write:?}, read {read:?}", bytes.len());
}

/// Sources of 4 KB with 32 mentions each.
fn large(sources: usize) -> Project {
    use crate::model::{IdSource, Kind, Mention};
    let (sample, mut ids) = (sample::project(), SeededIds(3));
    let first = |project: &Project| project.sources.values().next().expect("one").as_ref().clone();
    let mut project = Project::with_head(sample.head.as_ref().clone());
    for _ in 0..sources {
        let mut source = first(&sample);
        let mut version = sample.versions[&source.versions[0]].as_ref().clone();
        let mut analysis = sample.analyses[&version.id.analysis()].as_ref().clone();
        (source.id, version.id) = (ids.fresh(Kind::Source), ids.fresh(Kind::Version));
        source.versions = vec![version.id];
        (version.source, analysis.version) = (source.id, version.id);
        version.text = version.text.repeat(4096 / version.text.len()).into();
        let mention = |at: usize| Mention {
            start: at * 20,
            end: at * 20 + 8,
            sure: 0.5 + at as f64 / 77.0,
            ..analysis.mentions[0].clone()
        };
        analysis.mentions = (0..32).map(mention).collect();
        project.analyses.insert(version.id.analysis(), Arc::new(analysis));
        project.versions.insert(version.id, Arc::new(version));
        project.sources.insert(source.id, Arc::new(source));
    }
    project
}
