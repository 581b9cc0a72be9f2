//! Citations as a reader sees them.

use proptest::prelude::*;
use serde_json::json;

use super::*;

fn engine() -> &'static Hayagriva {
    static ENGINE: std::sync::OnceLock<Hayagriva> = std::sync::OnceLock::new();
    ENGINE.get_or_init(Hayagriva::default)
}

fn entry(value: Value) -> Entry {
    csl::read(&value).unwrap()
}

fn news() -> Entry {
    entry(json!({
        "id": "grant", "type": "article-newspaper", "title": "Is \"the dam\" safe?",
        "author": [{"family": "O'Brien", "given": "Ailsa"}, {"family": "de la Cruz", "given": "Rosa"}],
        "container-title": "Highland Post", "issued": {"date-parts": [[2024, 3, 6]]}, "URL": "https://post.example/o'brien",
    }))
}

fn text(entry: &Entry, style: &str) -> (String, String) {
    let style = Style::named(style).unwrap();
    let citation = engine().citation(std::slice::from_ref(entry), &style, "en-US").unwrap();
    let list = engine().bibliography(std::slice::from_ref(entry), &style, "en-US").unwrap();
    (
        citation.text,
        list.and_then(|list| list.into_iter().next()).map(|listed| listed.formatted.html).unwrap_or_default(),
    )
}

#[test]
fn a_newspaper_article_in_four_styles() {
    assert_eq!(
        text(&news(), "apa"),
        (
            "(O’Brien & de la Cruz, 2024)".into(),
            "O’Brien, A., &amp; de la Cruz, R. (2024, March 6). Is “the dam” safe? <i>Highland Post</i>. https://post.example/o'brien".into()
        )
    );
    assert_eq!(
        text(&news(), "modern-language-association").1,
        "O’Brien, Ailsa, and Rosa de la Cruz. “Is ‘The Dam’ Safe?” <i>Highland Post</i>, 6 Mar. 2024, https://post.example/o'brien."
    );
    assert_eq!(text(&news(), "chicago-author-date").0, "(O’Brien and de la Cruz 2024)");
    assert!(
        text(&news(), "chicago-notes-bibliography")
            .0
            .starts_with("Ailsa O’Brien and Rosa de la Cruz, “Is ‘The Dam’ Safe?,”")
    );
}

#[test]
fn markup_flips_and_case_respects_it() {
    let entry = entry(json!({
        "id": "a", "type": "book", "title": "Notes on <i>E. coli</i> and <span class=\"nocase\">pH</span> in H<sub>2</sub>O",
        "author": [{"family": "김", "given": "정은"}], "issued": {"date-parts": [[2014]]},
    }));
    let (citation, entry) = text(&entry, "modern-language-association");
    assert_eq!(citation, "(김정은)");
    assert_eq!(
        entry,
        "김정은. <i>Notes on <span style=\"font-style:normal;\">E. Coli</span> and pH in H<sub>2</sub>O</i>. 2014."
    );
}

#[test]
fn clusters_have_locators_prefixes_and_no_author_on_request() {
    let style = Style::named("apa").unwrap();
    let cited = Cited { locator: Some("4".into()), prefix: "see ".into(), ..Cited::whole("grant") };
    let hidden = Cited { suppress_author: true, ..Cited::whole("grant") };
    let document = engine().document(&[news()], &[vec![cited], vec![hidden], vec![]], &style, "en-US").unwrap();
    let texts: Vec<_> = document.citations.iter().map(|citation| citation.text.as_str()).collect();
    assert_eq!(texts, ["(see O’Brien & de la Cruz, 2024, p. 4)", "(2024)", ""]);
}

#[test]
fn words_and_spans_of_years_are_printed() {
    let dated = |issued: Value| {
        entry(
            json!({"id": "a", "type": "book", "title": "T", "author": [{"family": "Doe", "given": "Jane"}], "issued": issued}),
        )
    };
    assert_eq!(text(&dated(json!({"date-parts": [[2018], [2019]]})), "apa").0, "(Doe, 2018–2019)");
    assert_eq!(text(&dated(json!({"literal": "in press"})), "chicago-author-date").0, "(Doe in press)");
    // Of a range with months the start is kept.
    assert_eq!(text(&dated(json!({"date-parts": [[2018, 3], [2018, 5]]})), "apa").0, "(Doe, 2018)");
}

#[test]
fn editors_stand_in_for_authors_with_their_label() {
    let book = entry(json!({
        "id": "a", "type": "book", "title": "The decade", "publisher": "Press", "issued": {"date-parts": [[1990]]},
        "editor": [{"family": "Sato", "given": "Yuki"}, {"family": "Müller", "given": "Jürgen"}],
    }));
    assert_eq!(
        text(&book, "chicago-notes-bibliography").1,
        "Sato, Yuki, and Jürgen Müller, eds. <i>The Decade</i>. Press, 1990."
    );
    assert!(text(&book, "vancouver").1.contains("Sato Y, Müller J, editors."));
}

#[test]
fn an_outlet_in_place_of_the_author_does_not_unquote_the_title() {
    let mut entry = news();
    entry.item.author.clear();
    assert!(
        text(&entry, "chicago-author-date").1.contains("“Is ‘The Dam’ Safe?”"),
        "{}",
        text(&entry, "chicago-author-date").1
    );
}

#[test]
fn a_style_that_is_none_is_said() {
    assert!(matches!(Style::from_xml("<style>"), Err(CiteError::BadStyle(_))));
    assert!(matches!(Style::named("x-y"), Err(CiteError::UnknownStyle(_))));
    assert!(matches!(cite_json("apa", "7"), Err(CiteError::BadItems(_))));
}

#[test]
fn all_embedded_styles_cite() {
    for info in available() {
        let style = Style::named(&info.name).unwrap();
        let document = engine().document(&[news()], &[vec![Cited::whole("grant")]], &style, "").unwrap();
        assert!(!document.citations[0].text.is_empty(), "{}", info.name);
        let everything = format!("{document:?}");
        assert!(!everything.chars().any(|c| marks::mark(c).is_some()), "{}: {everything}", info.name);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn no_item_is_fatal(values in prop::collection::vec(csl::tests::any_item(), 1..4)) {
        for style in ["apa", "ieee"] {
            let clusters: Vec<_> = values.iter().map(|item| vec![Cited::whole(&csl::scalar(&item["id"]).unwrap_or_default())]).collect();
            let document = engine().render(&values, &clusters, &Style::named(style).unwrap(), "");
            prop_assert!(document.is_ok(), "{:?}", document);
        }
    }
}
