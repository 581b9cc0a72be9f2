//! No text breaks the search for quotations, and none makes it slow: what is not linear would not end here.

use super::*;
use proptest::prelude::*;

/// Every run of capitalised words is a person.
fn cast(text: &str) -> (Vec<Mention>, Vec<Cluster>) {
    let (mut mentions, mut clusters) = (Vec::new(), Vec::<Cluster>::new());
    let mut at = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if word.starts_with(char::is_uppercase) && mentions.len() < 10_000 {
            let place = mentions.len() % 7;
            if clusters.len() <= place {
                let kind = if place == 3 { EntityType::Org } else { EntityType::Per };
                clusters.push(Cluster { kind, name: word.to_owned(), aliases: Vec::new(), mentions: Vec::new() });
            }
            clusters[place].mentions.push(mentions.len());
            mentions.push(Mention { start: at, end: at + length, kind: clusters[place].kind, confidence: 1.0 });
        }
        at += length + 1;
    }
    (mentions, clusters)
}

fn check(text: &str) -> Quoted {
    let (mentions, clusters) = cast(text);
    let quoted = quotations(text, &mentions, &clusters, &Context::default());
    let length = text.chars().count();
    let mut end = 0;
    for (quotation, described) in quoted.quotations.iter().zip(&quoted.described) {
        assert!(quotation.start >= end && quotation.end > quotation.start && quotation.end <= length, "{quotation:?}");
        assert!(quotation.speaker.is_none_or(|speaker| speaker < clusters.len()));
        assert!(quotation.relay.is_none_or(|relay| relay < clusters.len()));
        assert!(described.as_ref().is_none_or(|words| words.start < words.end && words.end <= length));
        end = quotation.end;
    }
    assert_eq!(quoted.quotations.len(), quoted.described.len());
    quoted
}

#[test]
fn odd_texts_are_read_to_the_end() {
    for text in [
        "\"".repeat(100_000),
        "“".repeat(30_000),
        "”".repeat(30_000),
        "'".repeat(30_000),
        "‘a".repeat(20_000),
        "\" ".repeat(30_000),
        "\"a\" ".repeat(20_000),
        "\"a".repeat(20_000),
        "\"a\n\n".repeat(10_000),
        "“a “b ".repeat(8_000),
        "«a»“b”„c“‘d’ ".repeat(3_000),
        "a".repeat(1_000_000),
        format!("\"{}", "a".repeat(1_000_000)),
        "said ".repeat(50_000) + "“x”",
        "he said, “a b c d” ".repeat(3_000),
        "Grant said “x y”, and ".repeat(3_000),
        "of the ".repeat(50_000) + "said “x”",
        ", Grant".repeat(30_000) + " said “x”",
        "“😀😀” ".repeat(10_000),
        "قال “إن السد آمن” ثم غادر. ".repeat(3_000),
        "局长说：「大坝漏水了。」".repeat(5_000),
        "\u{0}\"\u{1}“\u{7f}\u{85}\u{feff}”".repeat(5_000),
    ] {
        check(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn never_panics(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn never_panics_on_text_like_news(words in proptest::collection::vec(
        prop_oneof![
            Just("said".to_owned()), Just("Grant".to_owned()), Just("the".to_owned()), Just("of".to_owned()), Just("he".to_owned()),
            Just("who".to_owned()), Just(",".to_owned()), Just("\n\n".to_owned()), Just("“a".to_owned()), Just("b”".to_owned()),
            Just("\"".to_owned()), Just("as saying".to_owned()), Just("quoted".to_owned()), Just("called".to_owned()),
            Just("by".to_owned()), Just("(".to_owned()), Just(") .".to_owned()), Just("— :".to_owned()), Just("it's".to_owned()),
            Just("according to".to_owned()), Just("her statement".to_owned()), Just("‘".to_owned()), Just("’s".to_owned()),
            "[A-Z][a-z]{0,6}", "[a-z]{1,6}[.,]?", any::<char>().prop_map(String::from)
        ], 0..70)) {
        let text = words.join(" ");
        prop_assert_eq!(check(&text), check(&text));
    }
}
