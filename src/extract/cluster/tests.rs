//! Who is who in one text, on authored texts.

use super::*;
use proptest::prelude::*;

use EntityType::{Loc, Org, Per};

/// Clusters of a text whose names are marked: `[Per Ida Holm]`.
fn read(marked: &str, authors: &[&str]) -> Vec<Vec<String>> {
    let (mut text, mut mentions) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let (inside, after) = after.split_once(']').unwrap();
        let (kind, name) = inside.split_once(' ').unwrap();
        let kind = match kind {
            "P" => Per,
            "O" => Org,
            "L" => Loc,
            _ => EntityType::Misc,
        };
        let start = text.chars().count();
        text.push_str(name);
        mentions.push(Mention { start, end: text.chars().count(), kind, confidence: 0.9 });
        rest = after;
    }
    text.push_str(rest);
    let authors: Vec<String> = authors.iter().map(|a| (*a).to_owned()).collect();
    let found = clusters(&text, &mentions, &Context { authors: &authors, ..Context::default() });
    let mut seen: Vec<usize> = found.iter().flat_map(|c| c.mentions.clone()).collect();
    seen.sort_unstable();
    assert_eq!(seen, (0..mentions.len()).collect::<Vec<_>>(), "every mention once");
    found
        .iter()
        .map(|c| {
            let words = |at: &usize| {
                text.chars().skip(mentions[*at].start).take(mentions[*at].end - mentions[*at].start).collect()
            };
            c.mentions.iter().map(words).collect()
        })
        .collect()
}

fn expect(marked: &str, groups: &[&[&str]]) {
    assert_eq!(read(marked, &[]), groups.iter().map(|g| g.to_vec()).collect::<Vec<_>>(), "{marked}");
}

#[test]
fn a_family_name_is_the_person_named_in_full() {
    expect("[P Ida Holm] spoke. Later [P Holm] left. [P Mrs. Holm] waved.", &[&["Ida Holm", "Holm", "Mrs. Holm"]]);
    expect("[P Jan de Vries] and [P De Vries]; [P Vries] again.", &[&["Jan de Vries", "De Vries", "Vries"]]);
    expect("[P Holm] resigned.\n\n[P Ida Holm], 54, gave no reason.", &[&["Holm", "Ida Holm"]]);
    expect("[P Judge Ida Holm] ruled; [P Holm] wrote.", &[&["Judge Ida Holm", "Holm"]]);
}

#[test]
fn two_persons_with_one_family_name_never_merge() {
    expect("[P Ida Holm] and [P Nils Holm] met. [P Holm] left.", &[&["Ida Holm"], &["Nils Holm"], &["Holm"]]);
    expect("[P Yun Dae-jung] met [P Yun Seo-yeon]. [P Yun] smiled.", &[&["Yun Dae-jung"], &["Yun Seo-yeon"], &["Yun"]]);
    expect(
        "[P George H. W. Ashby] and his son [P George W. Ashby]; [P George Ashby].",
        &[&["George H. W. Ashby"], &["George W. Ashby"], &["George Ashby"]],
    );
    expect("[P Tom Reed Sr.] and [P Tom Reed Jr.] farm here.", &[&["Tom Reed Sr."], &["Tom Reed Jr."]]);
}

#[test]
fn names_that_stand_family_first() {
    expect("[P Lin Yu-chen] spoke, [P Lin] said.", &[&["Lin Yu-chen", "Lin"]]);
    expect("[P Tran Thi Hoa] farms. [P Hoa] counts.", &[&["Tran Thi Hoa", "Hoa"]]);
    expect("[P Yun Dae-jung], also [P Dae-jung Yun].", &[&["Yun Dae-jung", "Dae-jung Yun"]]);
}

#[test]
fn forms_of_one_full_name() {
    expect("[P Emily W. Marsh], [P Emily Marsh], [P E. Marsh]", &[&["Emily W. Marsh", "Emily Marsh", "E. Marsh"]]);
    expect(
        "[P Elizabeth “Liz” Alder]; [P Liz Alder]; [P Beth Alder]",
        &[&["Elizabeth “Liz” Alder", "Liz Alder", "Beth Alder"]],
    );
    expect("[P Ana López Serrano], [P Ana López], [P López]", &[&["Ana López Serrano", "Ana López", "López"]]);
    expect("[P JOHN ASH]\n[P John Ash] sang.", &[&["JOHN ASH", "John Ash"]]);
}

#[test]
fn the_author_is_not_the_person_of_that_name() {
    let text = "By [P Dae-ho Yun]\n\n[P Yun Seo-jin] opened the bridge. [P Yun] waved.";
    assert_eq!(read(text, &["Dae-ho Yun"]), [vec!["Dae-ho Yun"], vec!["Yun Seo-jin", "Yun"]]);
    let text = "[P Ida Holm]\nThe harbour is closed. [P Ida Holm], 54, was arrested. [P Holm] kept silent.";
    assert_eq!(read(text, &["Ida Holm"]), [vec!["Ida Holm"], vec!["Ida Holm", "Holm"]]);
    assert_eq!(read("[P Holm] won.", &["Ida Holm"]), [vec!["Holm"]]);
}

#[test]
fn acronyms_and_short_forms_of_bodies() {
    expect(
        "The [O Northern Harbour Authority] ([O NHA]) met. [O NHA] and the [O Harbour Authority] agreed.",
        &[&["Northern Harbour Authority", "NHA", "NHA", "Harbour Authority"]],
    );
    expect("[O Global Aid Trust] left; [O GAT] said why.", &[&["Global Aid Trust", "GAT"]]);
    expect("[O Alder Corp.], [O Alder Corporation] and [O Alder]", &[&["Alder Corp.", "Alder Corporation", "Alder"]]);
    expect("[O Bank of Ross] and [O Bank of Tarn]: the [O Bank].", &[&["Bank of Ross"], &["Bank of Tarn"], &["Bank"]]);
}

#[test]
fn places_and_peoples() {
    expect("[L U.S.], [L United States], [L US]", &[&["U.S.", "United States", "US"]]);
    expect("[L Samoa] and [M Samoan], [M Samoans]", &[&["Samoa"], &["Samoan", "Samoans"]]);
    expect("[L West Tarn] is not [L Tarn].", &[&["West Tarn"], &["Tarn"]]);
    expect("[P Lincoln] in [L Lincoln]", &[&["Lincoln"], &["Lincoln"]]);
}

#[test]
fn the_fullest_name_comes_first_then_the_others_as_they_appear() {
    let text = "Holm met HOLM and Ida Holm.";
    let mentions: Vec<Mention> =
        [(0, 4), (9, 13), (18, 26)].map(|(start, end)| Mention { start, end, kind: Per, confidence: 0.9 }).into();
    let found = clusters(text, &mentions, &Context::default());
    assert_eq!(
        (found[0].name.as_str(), found[0].aliases.as_slice()),
        ("Ida Holm", ["Holm".to_owned(), "HOLM".to_owned()].as_slice())
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_mention_is_in_one_cluster(text in "(Ida |Nils |Holm |de |NHA |\\(|\\)|\n|By |, |é|[A-C][a-z]? ){0,60}", cuts in proptest::collection::vec((0_usize..80, 1_usize..8, 0_usize..4), 0..20)) {
        let length = text.chars().count();
        let mut mentions: Vec<Mention> = Vec::new();
        let mut starts = cuts;
        starts.sort_unstable();
        for (start, len, kind) in starts {
            let end = start + len;
            if end <= length && mentions.last().is_none_or(|m| m.end <= start) {
                mentions.push(Mention { start, end, kind: EntityType::ALL[kind], confidence: 0.5 });
            }
        }
        let found = clusters(&text, &mentions, &Context::default());
        let mut seen: Vec<usize> = found.iter().flat_map(|c| c.mentions.clone()).collect();
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..mentions.len()).collect::<Vec<_>>());
        prop_assert_eq!(clusters(&text, &mentions, &Context::default()), found);
    }
}
