//! What a reader would notice: names found in plain news, nothing invented, nothing broken by odd text.

use super::*;
use proptest::prelude::*;

fn names(text: &str) -> Vec<(String, EntityType)> {
    let chars: Vec<char> = text.chars().collect();
    Recogniser::embedded()
        .unwrap()
        .mentions(text, &|| false)
        .into_iter()
        .map(|m| (chars[m.start..m.end].iter().collect(), m.kind))
        .collect()
}

fn check(text: &str) -> Vec<Mention> {
    let found = Recogniser::embedded().unwrap().mentions(text, &|| false);
    let length = text.chars().count();
    let mut at = 0;
    for m in &found {
        assert!(m.start >= at && m.end > m.start && m.end <= length, "{m:?} in {length} characters");
        assert!((0.0..=1.0).contains(&m.confidence), "{m:?}");
        at = m.end;
    }
    found
}

#[test]
fn finds_the_names_of_a_news_paragraph() {
    let text = "LONDON — Prime Minister Helen Marsh told the United Nations on Friday that British engineers from Siemens \
        would repair the dam near Inverness.\n\nMarsh, 54, said the World Bank had agreed.";
    let found = names(text);
    for (name, kind) in [
        ("LONDON", EntityType::Loc),
        ("Helen Marsh", EntityType::Per),
        ("United Nations", EntityType::Org),
        ("British", EntityType::Misc),
        ("Siemens", EntityType::Org),
        ("Inverness", EntityType::Loc),
        ("Marsh", EntityType::Per),
        ("World Bank", EntityType::Org),
    ] {
        assert!(found.contains(&(name.to_owned(), kind)), "{name} not in {found:?}");
    }
    assert!(!found.iter().any(|(n, _)| n == "Friday"), "{found:?}");
}

#[test]
fn titles_stay_outside_persons() {
    let found = names("The judge heard Mr Palmer and Gen. Roberto Ortiz on Monday. Mrs. Palmer was absent.");
    assert!(found.contains(&("Palmer".to_owned(), EntityType::Per)), "{found:?}");
    assert!(found.contains(&("Roberto Ortiz".to_owned(), EntityType::Per)), "{found:?}");
}

#[test]
fn an_acronym_is_of_the_type_of_its_long_form() {
    let found = names(
        "The Northern Harbour Authority (NHA) closed two piers. Critics of the plan said NHA had not asked anyone. \
         A spokesman for NHA declined to comment.",
    );
    let short: Vec<_> = found.iter().filter(|(n, _)| n == "NHA").collect();
    assert_eq!(short.len(), 3, "{found:?}");
    assert!(short.iter().all(|(_, k)| *k == EntityType::Org), "{found:?}");
}

#[test]
fn pronouns_are_no_names() {
    assert_eq!(names("We left early. It rained. They never came back. What now?"), []);
    assert_eq!(names("the reservoir had been leaking for weeks and nobody knew."), []);
}

#[test]
fn is_less_sure_of_another_language() {
    let english = "Angela Merkel visited Paris. The German chancellor spoke with Emmanuel Macron about the European Union, \
        and both said that the talks had been long and friendly and would go on in the spring.";
    let german = "Angela Merkel hat Paris besucht. Die deutsche Kanzlerin sprach mit Emmanuel Macron über die Europäische \
        Union, und beide sagten, dass die Gespräche lang und freundlich gewesen seien und im Frühling weitergehen würden.";
    let sure = |text: &str| check(text).iter().map(|m| m.confidence).fold(0.0, f32::max);
    assert!(sure(english) > 0.9);
    assert!(sure(german) < 0.6);
}

#[test]
fn names_in_other_languages_are_never_sure() {
    for text in [
        "La presidenta Ana Serrano visitó Madrid el lunes para reunirse con Pedro Alba, ministro de Hacienda, y anunció que \
         los tipos de interés no cambiarán este año, según dijo ante los periodistas en la capital española.",
        "La maire Anne Leroy a rencontré lundi à Lyon le président de la Société des Ports, Jean Dubois. Les négociations \
         sont difficiles, a déclaré Leroy, mais une solution doit être trouvée avant l’automne pour tous les habitants.",
        "قالت رئيسة البلدية ليلى حداد يوم الاثنين في بيروت إن المفاوضات مع شركة الميناء صعبة، لكنها تأمل في التوصل إلى حل.",
        "市长林玉珍星期一在上海会见了港口公司的代表。她说，谈判很困难，但是希望在秋天之前找到一个办法。",
    ] {
        assert!(check(text).iter().all(|m| m.confidence <= 0.5), "{text}");
    }
}

#[test]
fn stops_when_asked() {
    let text = "Helen Marsh lives in Paris. ".repeat(500);
    assert!(Recogniser::embedded().unwrap().mentions(&text, &|| true).is_empty());
}

#[test]
fn odd_texts_are_read_to_the_end() {
    for text in [
        String::new(),
        " \n\t ".to_owned(),
        "😀".repeat(3_000),
        "A".repeat(200_000),
        "Ab".repeat(100_000),
        "Ab ".repeat(30_000),
        "A.".repeat(50_000),
        "\u{0}\u{1}\u{7f}\u{85}\u{feff}".repeat(2_000),
        "قال رئيس الوزراء إن السد آمن. ".repeat(500),
        "水库漏水了好几个星期。".repeat(1_000),
        "e\u{301}\u{301}".repeat(20_000),
        "(((\"\"''--".repeat(5_000),
        "U.S.'s-".repeat(5_000),
        "Bank of ".repeat(20_000),
    ] {
        check(&text);
        let read = extract(&text, &Context::default(), &|| false).unwrap();
        assert_eq!(read.clusters.iter().map(|c| c.mentions.len()).sum::<usize>(), read.mentions.len());
    }
}

#[test]
fn the_same_text_gives_the_same_names() {
    let text = "Ailsa Grant of the Highland Post met Ross Dunbar in Glenmoor.";
    assert_eq!(check(text), check(text));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn never_panics(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn never_panics_on_text_like_news(words in proptest::collection::vec(
        prop_oneof![
            Just("The".to_owned()), Just("Bank".to_owned()), Just("of".to_owned()), Just("(UN)".to_owned()), Just("Mr.".to_owned()),
            Just("and".to_owned()), Just("\n".to_owned()), Just("\u{201c}".to_owned()), Just("é's".to_owned()), Just("PARIS,".to_owned()),
            "[A-Z][a-z]{0,6}", "[a-z]{1,6}[.,]?", any::<char>().prop_map(String::from)
        ], 0..60)) {
        check(&words.join(" "));
    }
}
