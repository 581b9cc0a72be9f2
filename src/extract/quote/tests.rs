//! What a reader would notice: who said what, and what nobody said. Names are given, so that these cases do not hang on
//! the recogniser.

use super::*;
use crate::extract::{Cluster, Mention};

/// Clusters by their names: `PER Ailsa Grant|Grant`.
fn cast(text: &str, people: &[&str]) -> (Vec<Mention>, Vec<Cluster>) {
    let index = Index::new(text);
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    let mut clusters = Vec::new();
    for (place, line) in people.iter().enumerate() {
        let (kind, names) = line.split_once(' ').unwrap();
        let kind = EntityType::ALL.into_iter().find(|known| format!("{known:?}").to_uppercase() == kind).unwrap();
        for name in names.split('|') {
            found.extend(text.match_indices(name).map(|(at, name)| (at..at + name.len(), place)));
        }
        let name = names.split('|').next().unwrap().to_owned();
        clusters.push(Cluster { kind, name, aliases: Vec::new(), mentions: Vec::new() });
    }
    found.sort_by_key(|(bytes, _)| (bytes.start, usize::MAX - bytes.end));
    let mut mentions: Vec<Mention> = Vec::new();
    let mut end = 0;
    for (bytes, place) in found {
        if bytes.start < end {
            continue;
        }
        end = bytes.end;
        let range = index.code_points(text, bytes);
        clusters[place].mentions.push(mentions.len());
        mentions.push(Mention { start: range.start, end: range.end, kind: clusters[place].kind, confidence: 1.0 });
    }
    (mentions, clusters)
}

/// "words | speaker | relay | kind" of each quotation; a described speaker in angle brackets.
fn read_all(text: &str, people: &[&str]) -> Vec<String> {
    let (mentions, clusters) = cast(text, people);
    let quoted = quotations(text, &mentions, &clusters, &Context::default());
    let index = Index::new(text);
    let name = |place: Option<usize>| place.map(|at| clusters[at].name.clone());
    quoted
        .quotations
        .iter()
        .zip(&quoted.described)
        .map(|(quotation, described)| {
            let words = index.slice(text, quotation.range()).trim_matches(['“', '”', '"', ',', '.']).to_owned();
            let speaker = name(quotation.speaker)
                .or_else(|| described.clone().map(|d| format!("<{}>", index.slice(text, d))))
                .unwrap_or("-".to_owned());
            let relay = name(quotation.relay).map_or(String::new(), |relay| format!(" via {relay}"));
            let kind = format!("{:?}", quotation.kind).to_lowercase();
            format!("{words} | {speaker}{relay} | {kind}")
        })
        .collect()
}

/// Only the speakers.
fn speakers(text: &str, people: &[&str]) -> Vec<String> {
    read_all(text, people).iter().map(|line| line.split(" | ").nth(1).unwrap().to_owned()).collect()
}

const GRANT: &str = "PER Ailsa Grant|Grant";
const DUNBAR: &str = "PER Ross Dunbar|Dunbar";
const CAST: &[&str] = &[GRANT, DUNBAR, "ORG Northern Water", "ORG Highland Post", "LOC Glenmoor"];

#[test]
fn the_verb_may_stand_on_either_side() {
    for text in [
        "“The dam has leaked for weeks,” said Ailsa Grant on Monday.",
        "“The dam has leaked for weeks,” Ailsa Grant said on Monday.",
        "Ailsa Grant said: “The dam has leaked for weeks.”",
        "Ailsa Grant, a farmer from Glenmoor, said, “The dam has leaked for weeks.”",
        "“The dam has leaked for weeks,” said the mayor of Glenmoor, Ailsa Grant.",
        "According to Ailsa Grant, “the dam has leaked for weeks”.",
        "The dam “has leaked for weeks”, according to Ailsa Grant.",
        "Ross Dunbar listened. Ailsa Grant, 54, said the dam “has leaked for weeks”.",
        "Speaking after Ross Dunbar, Ailsa Grant warned that the dam “has leaked for weeks”.",
        "Ross Dunbar's deputy, Ailsa Grant, said: “The dam has leaked for weeks.”",
        "“The dam has leaked for weeks” — Ailsa Grant",
    ] {
        assert_eq!(speakers(text, CAST), ["Ailsa Grant"], "{text}");
    }
}

#[test]
fn a_split_quotation_has_one_speaker() {
    assert_eq!(
        speakers("“We knew,” Grant told reporters, “and we said so.” “Nobody answered.”", CAST),
        ["Ailsa Grant", "Ailsa Grant", "Ailsa Grant"]
    );
    assert_eq!(
        speakers("Ross Dunbar left. “It leaks,” Grant said. “It has for weeks.”", CAST),
        ["Ailsa Grant", "Ailsa Grant"]
    );
}

#[test]
fn pronouns_mean_the_last_who_fits() {
    assert_eq!(
        speakers("Ailsa Grant met Ross Dunbar in Glenmoor. “It is safe,” he said. “It is not,” she replied.", CAST),
        ["Ross Dunbar", "Ailsa Grant"]
    );
    assert_eq!(
        speakers("Northern Water closed the road. “Nobody was hurt,” it said in a statement.", CAST),
        ["Northern Water"]
    );
}

#[test]
fn organisations_speak_and_so_does_who_speaks_for_them() {
    assert_eq!(speakers("“Nobody was hurt,” Northern Water said.", CAST), ["Northern Water"]);
    assert_eq!(
        read_all("“Nobody was hurt,” a spokesman for Northern Water said.", CAST),
        ["Nobody was hurt | Northern Water | direct"]
    );
}

#[test]
fn who_is_not_named_is_described() {
    assert_eq!(
        speakers(
            "“He was in Leeds,” a police spokesman said. The ministry called the plan “a model for the region”.",
            CAST
        ),
        ["<a police spokesman>", "<The ministry>"]
    );
    let (mentions, clusters) = cast("“He left,” an aide said.", &[]);
    let quoted = quotations("“He left,” an aide said.", &mentions, &clusters, &Context::default());
    assert_eq!(quoted.quotations[0].speaker, None, "nobody is named");
    assert_eq!(quoted.described, [Some(11..18)]);
}

#[test]
fn the_president_is_the_one_president_named() {
    let text =
        "President Ailsa Grant met Ross Dunbar. Dunbar left early. The president called the talks “open and long”.";
    assert_eq!(speakers(text, CAST), ["Ailsa Grant"]);
}

#[test]
fn who_is_told_passes_on_and_does_not_speak() {
    assert_eq!(
        read_all("“It leaks,” Ailsa Grant told the Highland Post.", CAST),
        ["It leaks | Ailsa Grant via Highland Post | direct"]
    );
    assert_eq!(
        read_all("The dam is “close to failing”, the Highland Post quoted Ailsa Grant as saying.", CAST),
        ["close to failing | Ailsa Grant via Highland Post | partial"]
    );
    assert_eq!(
        read_all("“We will repair the dam this year,” Ailsa Grant told Northern Water.", CAST),
        ["We will repair the dam this year | Ailsa Grant | direct"]
    );
}

#[test]
fn plain_news_of_many_shapes() {
    let cast: &[&str] = &[
        "PER Marta Kowal|Kowal",
        "PER Piotr Kowal",
        "PER Helga Stein",
        "PER Luc Marchand",
        "ORG Orion Bank",
        "ORG Radio Free Coast",
        "ORG Norsk Olje",
    ];
    for (text, wanted) in [
        (
            "“We lost it,” Marta Kowal, a baker, said. Her husband, Piotr Kowal, sat down. “We will rebuild,” he said.",
            "Marta Kowal, Piotr Kowal",
        ),
        (
            "“There is no plan,” a senior diplomat said. A spokesperson, Luc Marchand, denied this, calling it “pure fiction”.",
            "<a senior diplomat>, Luc Marchand",
        ),
        (
            "The rebels’ leader, known only as “Falcon”, told Radio Free Coast that his men would “fight to the end”.",
            "-, <The rebels’ leader> via Radio Free Coast",
        ),
        ("Regulators fined Orion Bank. In a statement, the bank said it “accepts the findings”.", "Orion Bank"),
        ("Stein's claim that the plant was “perfectly safe” was disputed. Helga Stein left.", "-"),
        ("Helga Stein's claim that the plant was “perfectly safe” was disputed.", "Helga Stein"),
        (
            "Locals said the spill was “the worst in years,” while the company, Norsk Olje, said only “small amounts” had leaked.",
            "<Locals>, Norsk Olje",
        ),
        (
            "Helga Stein said: “I have four children.\n\n“I cannot leave them. I will stay.”\n\n“So will I,” said Luc Marchand.",
            "Helga Stein, Luc Marchand",
        ),
        (
            "“You signed,” Helga Stein said.\n\n“I did not,” Luc Marchand replied.\n\n“You did,” she said.",
            "Helga Stein, Luc Marchand, Helga Stein",
        ),
        (
            "‘It’s the town’s future,’ said Ms Stein, who is 54. ‘We can’t wait.’ Helga Stein left.",
            "Helga Stein, Helga Stein",
        ),
        ("Luc Marchand declined to comment on what his rival called “a desperate move”.", "<his rival>"),
        ("Police said the suspect shouted “This is for my son” as he was led away.", "<the suspect>"),
    ] {
        assert_eq!(speakers(text, cast).join(", "), wanted, "{text}");
    }
}

#[test]
fn a_term_is_said_by_nobody() {
    for text in [
        "The so-called “ghost road” runs past Glenmoor.",
        "Water escapes through a hole known as a “glory hole”.",
        "Ailsa Grant likes the film “The Long Weir”.",
        "The “safe” dam is closed.",
    ] {
        let found = read_all(text, CAST);
        assert!(found.len() == 1 && found[0].ends_with("| - | term"), "{text}: {found:?}");
    }
    let nickname = "Elizabeth “Liz” Corcoran left.";
    assert_eq!(read_all(nickname, &["PER Elizabeth “Liz” Corcoran"]), [""; 0], "a nickname is part of the name");
}

#[test]
fn verbs_and_kinds_are_recorded() {
    let text = "“It has leaked for weeks,” Ailsa Grant warned. She called the repair “a bad joke”.";
    let (mentions, clusters) = cast(text, CAST);
    let quoted = quotations(text, &mentions, &clusters, &Context::default()).quotations;
    assert_eq!(quoted[0].cue.as_deref(), Some("warned"));
    assert_eq!(quoted[0].kind, QuotationKind::Direct);
    assert_eq!(quoted[1].cue.as_deref(), Some("called"));
    assert_eq!(quoted[1].kind, QuotationKind::Partial);
}

#[test]
fn another_language_is_read_by_its_marks_and_near_verbs() {
    let text = "Die Talsperre ist seit vielen Wochen undicht, und niemand hat die Anwohner gewarnt. „Wir haben es gewusst und \
        gesagt“, sagte Ailsa Grant am Montag in Glenmoor. Ross Dunbar schwieg dazu. Das Wasser steigt „sehr langsam und \
        stetig“ weiter.";
    assert_eq!(speakers(text, CAST), ["Ailsa Grant", "-"]);
    assert_eq!(read_all("水库局长说：「大坝已经漏水好几个星期了。」", &[]).len(), 1);
}

#[test]
fn offsets_count_code_points() {
    let text = "Änne Öz sagte am Ufer: “Ünder wåter.” 🌊";
    let (mentions, clusters) = cast(text, &["PER Änne Öz"]);
    let quoted = quotations(text, &mentions, &clusters, &Context::default()).quotations;
    assert_eq!((quoted[0].start, quoted[0].end), (23, 37));
}
