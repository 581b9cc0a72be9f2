//! Pages of the sample project and hostile ones: what a reader would call the headline, the authors, the day, the body.

use std::fmt::Write as _;
use std::path::Path;

use proptest::prelude::*;

use crate::import::{Draft, Fate, Hints, ImportError, read};
use crate::model::{BlockKind, SourceKind};

const PROSE: &str = "The engineer in charge of the dam told her managers twice that water was coming through the wall, and nobody came to look at it before the spring. ";

fn page(html: &str) -> Result<Draft, ImportError> {
    read(html.as_bytes(), "page.html", &Hints::default())
}

fn authors(draft: &Draft) -> Vec<String> {
    draft.item.author.iter().map(crate::model::Name::display).collect()
}

#[test]
fn the_sample_articles_read_right() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
    let truth: serde_json::Value =
        serde_json::from_slice(&std::fs::read(folder.join("truth.json")).expect("truth")).expect("JSON");
    let mut seen = 0;
    for source in truth["sources"].as_array().expect("sources") {
        let file = source["file"].as_str().unwrap_or_default();
        let kind = match file.rsplit('.').next() {
            Some("html") => SourceKind::Html,
            Some("md") => SourceKind::Markdown,
            _ => continue,
        };
        seen += 1;
        let bytes = std::fs::read(folder.join(file)).expect("article");
        let name = file.rsplit('/').next().unwrap_or_default();
        let draft = read(&bytes, name, &Hints::default()).expect("article");
        let text = |key: &str| source[key].as_str();
        assert_eq!(draft.kind, kind, "{file}");
        assert_eq!(Some(draft.item.title.as_str()), text("title"), "{file}");
        let wanted: Vec<String> = source["authors"]
            .as_array()
            .expect("authors")
            .iter()
            .map(|name| match name["literal"].as_str() {
                Some(literal) => literal.to_owned(),
                None => format!("{} {}", name["given"].as_str().unwrap_or(""), name["family"].as_str().unwrap_or("")),
            })
            .collect();
        assert_eq!(authors(&draft), wanted, "{file}");
        assert_eq!(draft.item.container_title.as_deref(), text("outlet"), "{file}");
        assert_eq!(draft.item.issued.as_deref(), text("published"), "{file}");
        assert_eq!(draft.section.as_deref(), text("section"), "{file}");
        assert_eq!(draft.language.as_deref(), Some("en"), "{file}");
        assert_eq!(draft.agency.as_deref(), text("agency"), "{file}");
        if text("dateline").is_some_and(|line| line.starts_with(char::is_uppercase) && line.contains("ARD")) {
            assert_eq!(draft.dateline.as_deref(), Some("ARDLOCHAN"), "{file}");
        }
        assert!(draft.text.starts_with(text("first").expect("first")), "{file}: {}", draft.text);
        assert!(draft.text.ends_with(text("last").expect("last")), "{file}: {}", draft.text);
        for junk in source["junk"].as_array().expect("junk") {
            assert!(!draft.text.contains(junk.as_str().unwrap_or("\u{0}")), "{file}: {junk}");
        }
        let headings =
            |block: &&crate::model::Block| !matches!(block.kind, BlockKind::P | BlockKind::Li | BlockKind::Quote);
        let wanted = source["headings"].as_array().map_or(0, Vec::len);
        assert_eq!(draft.blocks.iter().filter(headings).count(), wanted, "{file}");
        let paragraphs = draft.blocks.len() - wanted;
        assert_eq!(Some(paragraphs as u64), source["paragraphs"].as_u64(), "{file}: {}", draft.text);
    }
    assert_eq!(seen, 4);
}

#[test]
fn every_field_says_where_it_was_read_and_changes_are_no_publication() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample/articles/nw_minister-inquiry.html");
    let draft = read(&std::fs::read(folder).expect("page"), "page.html", &Hints::default()).expect("article");
    let issued = draft.evidence.get("issued").expect("evidence");
    assert_eq!(issued[0].from, "JSON-LD datePublished");
    assert!(issued.iter().skip(1).any(|other| other.value.starts_with("2024-03-13")), "{issued:?}");
    assert!(draft.warnings.iter().any(|warning| warning.about == "issued"));
    for field in ["title", "author", "container-title", "section", "language", "URL"] {
        assert!(draft.evidence.get(field).is_some_and(|list| list.iter().all(|one| !one.from.is_empty())), "{field}");
    }
}

#[test]
fn a_struck_block_can_be_kept_and_a_kept_one_struck() {
    let body = format!("<p>{}</p><p>{}</p><p>{}</p>", PROSE.repeat(2), PROSE.repeat(3), PROSE.repeat(2));
    let before =
        page(&format!("<h1>Water came through the wall</h1>{body}<div class=share><p>Share this page</p></div>"))
            .expect("article");
    let line = before.lines.iter().find(|line| line.text == "Share this page").expect("line").number;
    assert!(!before.text.contains("Share this page"));
    let kept = before.clone().with_line_kept(line, true);
    assert!(kept.text.ends_with("Share this page"));
    assert_eq!(kept.blocks.len(), before.blocks.len() + 1);
    let first = before.lines.iter().find(|line| line.fate == Fate::Kept).expect("kept").number;
    assert_eq!(kept.with_line_kept(first, false).blocks.len(), before.blocks.len());
}

#[test]
fn lists_tables_quotations_and_breaks_keep_their_kind() {
    let html = format!(
        "<h1>Water came through the wall</h1><article><p>{p}</p><h2>What was seen</h2><ul><li>{p}</li><li>{p}</li></ul>\
         <blockquote><p>{p}</p></blockquote><table><tr><th>Day</th><th>Level</th></tr><tr><td>Monday</td><td>12</td></tr>\
         </table><p>One line,<br>the next<br><br>{p}</p><figure><figcaption>A wall</figcaption></figure><p>{p}</p></article>",
        p = PROSE.repeat(2)
    );
    let draft = page(&html).expect("article");
    let kinds: Vec<BlockKind> = draft.blocks.iter().map(|block| block.kind).collect();
    use BlockKind::{H2, Li, P, Quote, Table};
    assert_eq!(kinds, [P, H2, Li, Li, Quote, Table, P, P, P], "{}", draft.text);
    assert!(draft.text.contains("Day\tLevel\nMonday\t12") && draft.text.contains("One line,\nthe next"));
    assert!(!draft.text.contains("A wall"));
}

#[test]
fn a_page_without_article_is_refused_with_what_was_seen() {
    for html in ["<html><title>Loading</title><body><div id=root></div>", "<html><body><a href=/>Home</a>"] {
        let refusal = page(html).expect_err("no article").to_string();
        assert!(refusal.starts_with("No article was found in “page.html”"), "{refusal}");
    }
    assert!(page("<html><title>Loading</title><div id=root></div>").expect_err("none").to_string().contains("Loading"));
}

#[test]
fn declared_letters_are_read() {
    let umlauts = "Der Stausee führt zu wenig Wasser, sagte die Behörde am Übergang zum März. ".repeat(6);
    let html =
        format!("<html><meta charset=iso-8859-1><h1>Zu wenig Wasser im Stausee</h1><p>{umlauts}</p><p>{umlauts}</p>");
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(&html);
    let draft = read(&bytes, "page.html", &Hints::default()).expect("article");
    assert!(draft.text.contains("führt") && draft.text.contains("Übergang"));
    assert_eq!((draft.encoding.as_str(), draft.language.as_deref()), ("windows-1252", Some("de")));
}

#[test]
fn scholarly_pages_give_the_variables_of_a_citation() {
    let html = format!(
        "<meta name=citation_title content='Seepage in earth dams'><meta name=citation_author content='Grant, Ailsa'>\
         <meta name=citation_author content='Reid, Tom'><meta name=citation_journal_title content='Journal of Dams'>\
         <meta name=citation_publication_date content='2023/11/05'><meta name=citation_volume content=12>\
         <meta name=citation_firstpage content=33><meta name=citation_lastpage content=41>\
         <meta name=citation_doi content='doi:10.1234/dams.2023.5'><h1>Seepage in earth dams</h1><p>{p}</p><p>{p}</p>",
        p = PROSE.repeat(3)
    );
    let draft = page(&html).expect("article");
    assert_eq!(draft.item.kind, "article-journal");
    assert_eq!(authors(&draft), ["Ailsa Grant", "Tom Reid"]);
    assert_eq!(draft.item.issued.as_deref(), Some("2023-11-05"));
    let variable = |key: &str| draft.item.variables.get(key).and_then(|value| value.as_str().map(str::to_owned));
    assert_eq!(variable("DOI").as_deref(), Some("10.1234/dams.2023.5"));
    assert_eq!((variable("volume").as_deref(), variable("page").as_deref()), (Some("12"), Some("33-41")));
}

#[test]
fn deep_long_and_broken_pages_are_read_or_refused() {
    let mut deep = String::from("<h1>Water came through the wall</h1>");
    deep.push_str(&"<div>".repeat(100_000));
    deep.push_str(&PROSE.repeat(5));
    let draft = page(&deep).expect("article");
    assert!(draft.text.contains("The engineer in charge"));
    let inline = format!("{}{}", "<b><i><font color=red>".repeat(30_000), PROSE.repeat(5));
    let _ = page(&inline);
    let data = format!(
        "<p>{}</p><img src='data:image/png;base64,{}'><p>{}</p>",
        PROSE.repeat(3),
        "A".repeat(3 << 20),
        PROSE.repeat(3)
    );
    assert!(page(&data).expect("article").text.contains("nobody came"));
    let mut lines = String::new();
    for number in 0..20_000 {
        let _ = write!(lines, "<p>By {number} <a href=/{number}>March 6, 2024 | ( “</a>");
    }
    let _ = page(&lines);
    let _ = page(&"<".repeat(200_000));
    let _ = page(&format!("<table>{}", "<tr><td><table>".repeat(2_000)));
    let _ = page(&format!("<script type=application/ld+json>{}</script>", "[".repeat(100_000)));
}

#[test]
fn a_section_front_is_no_article_and_says_what_was_seen() {
    let mut html =
        String::from("<title>Local news - Highland Post</title><nav><a href=/>Home</a></nav><h1>Local news</h1>");
    for (number, what) in
        ["dam", "bridge", "school", "ferry", "market", "harbour", "library", "quarry"].iter().enumerate()
    {
        let _ = write!(
            html,
            "<div class=card><h2><a href=/{number}>The council talks about the {what} again</a></h2>\
             <p>Nobody in Glenmoor knows what will become of the {what} once the winter is over.</p></div>"
        );
    }
    let refusal = page(&html).expect_err("no article");
    let ImportError::NoArticle { seen, .. } = &refusal else { panic!("{refusal}") };
    assert!(seen.starts_with("8 headlines with links to other pages"), "{seen}");
    // The same cards below a text are neighbours of an article.
    let text =
        format!("<article><h1>The council meets</h1><p>{}</p><p>{}</p></article>", PROSE.repeat(2), PROSE.repeat(3));
    let draft = page(&html.replace("<h1>Local news</h1>", &text)).expect("article");
    assert!(draft.text.contains("nobody came") && !draft.text.contains("the harbour"), "{}", draft.text);
}

#[test]
fn pages_made_to_choke_a_parser_are_read_in_bounded_time() {
    let text = format!("<h1>Water came through the wall</h1><p>{}</p><p>{}</p>", PROSE.repeat(3), PROSE.repeat(2));
    let many = |piece: &str, times: usize| format!("{}{text}", piece.repeat(times));
    let attributes: String = (0..20_000).map(|number| format!("a{number}=1 ")).collect();
    let fonts: String = (0..300).map(|number| format!("<font size={number}>")).collect();
    let pages = [
        ("cells in a drawing", format!("<svg>{}{text}", "<td>".repeat(50_000))),
        ("drawings without end", many("<math>", 20_000)),
        ("formatting opened again and again", format!("{text}<p>{fonts}{}", "</p><p>x".repeat(3_000))),
        ("entities in entities", format!("<meta property=og:title content='&{}'>{text}", "amp;".repeat(200_000))),
        ("scripts", many("<script>a()</script>", 20_000)),
        ("upper-case scripts", many("<SCRIPT>a()</SCRIPT>", 10_000)),
        ("attributes", format!("<p {attributes}>{text}")),
        (
            "letters in a picture",
            format!("<style>a{{b:url(data:image/png;base64,{})}}</style>{text}", "A".repeat(4 << 20)),
        ),
        (
            "scripts that write articles",
            format!("{text}<script>document.write('<p>{}</p>')</script>", PROSE.repeat(40)),
        ),
    ];
    for (what, html) in pages {
        let started = std::time::Instant::now();
        let draft = page(&html).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert!(draft.text.contains("The engineer in charge"), "{what}: {}", draft.text);
        assert!(!draft.text.contains("write(") && !draft.text.contains("AAAA"), "{what}");
        // Parsers are built without optimisation for tests; a release takes a tenth.
        assert!(started.elapsed().as_secs() < 20, "{what}: {:?}", started.elapsed());
    }
}

#[test]
fn a_page_cut_in_a_letter_is_read_with_a_warning() {
    let html = format!("<h1>Wasser kam durch die Mauer</h1><p>{}</p><p>{}ü", PROSE.repeat(3), PROSE.repeat(2));
    let cut = html.as_bytes().get(..html.len() - 1).unwrap_or_default();
    let draft = read(cut, "page.html", &Hints::default()).expect("article");
    assert!(draft.text.contains("nobody came"));
    assert!(draft.warnings.iter().any(|warning| warning.about == "text"), "{:?}", draft.warnings);
}

/// The collections are kept beside the project, never in it.
#[test]
fn saved_pages_keep_their_floors() {
    let folder = std::env::var("DOSSIER_CORPORA").unwrap_or_else(|_| "../shared/corpora".to_owned());
    let pages = Path::new(&folder).join("articles/pages");
    if !pages.is_dir() {
        eprintln!("skipped: no pages in {folder}; set DOSSIER_CORPORA");
        return;
    }
    let (mut all, mut titles, mut days, mut named) = (0usize, (0, 0), (0, 0), (0, 0));
    let mut bodies: Vec<(f64, f64)> = Vec::new();
    for (set, step) in [("wx", 6), ("sh", 8), ("pl", 6)] {
        let Ok(list) = std::fs::read_dir(pages.join(set)) else { continue };
        let mut files: Vec<_> = list.flatten().map(|entry| entry.path()).collect();
        files.sort();
        for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "gz")).step_by(step) {
            let Ok(packed) = std::fs::File::open(file) else { continue };
            let mut html = Vec::new();
            let _ = std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(packed), &mut html);
            let gold = file.with_extension("").with_extension("json");
            let gold: serde_json::Value = serde_json::from_slice(&std::fs::read(gold).expect("gold")).expect("JSON");
            let hints = Hints { url: gold["url"].as_str().map(str::to_owned), ..Hints::default() };
            let draft = read(&html, "page.html", &hints);
            all += 1;
            let plain = |text: &str| crate::import::phrases::fold(text);
            if let Some(text) = gold["gold"]["text"].as_str() {
                bodies.push(shared(text, draft.as_ref().map_or("", |draft| draft.text.as_str())));
            }
            if let Some(title) = gold["gold"]["title"].as_str() {
                titles.1 += 1;
                titles.0 += usize::from(draft.as_ref().is_ok_and(|draft| plain(&draft.item.title) == plain(title)));
            }
            if let Some(day) = gold["gold"]["published"].as_str().and_then(|day| day.get(..10)) {
                days.1 += 1;
                days.0 += usize::from(draft.as_ref().is_ok_and(|draft| draft.item.issued.as_deref() == Some(day)));
            }
            if let Some(list) = gold["gold"]["authors"].as_array() {
                named.1 += 1;
                let wanted: Vec<&str> = list.iter().filter_map(|name| name.as_str()).collect();
                named.0 += usize::from(draft.as_ref().is_ok_and(|draft| authors(draft) == wanted));
            }
        }
    }
    for (what, (right, of), floor) in [("titles", titles, 75), ("days", days, 70), ("authors", named, 55)] {
        assert!(right * 100 >= of * floor, "{what}: {right} of {of} right in {all} pages");
    }
    let mean = |pick: fn(&(f64, f64)) -> f64| bodies.iter().map(pick).sum::<f64>() / bodies.len().max(1) as f64;
    let (precision, recall) = (mean(|both| both.0), mean(|both| both.1));
    let f1 = 2.0 * precision * recall / (precision + recall);
    assert!(f1 >= 0.95, "bodies: F1 {f1:.3} (precision {precision:.3}, recall {recall:.3}) in {} pages", bodies.len());
}

/// Precision and recall of the runs of four words of `text` against those of `gold`.
fn shared(gold: &str, text: &str) -> (f64, f64) {
    let counted = |text: &str| {
        let folded = crate::import::phrases::fold(text);
        let words: Vec<&str> = folded.split(' ').collect();
        let mut runs: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
        for run in words.windows(4) {
            *runs.entry(run.join(" ")).or_default() += 1;
        }
        runs
    };
    let (gold, text) = (counted(gold), counted(text));
    let both: usize = text.iter().map(|(run, times)| gold.get(run).map_or(0, |other| (*times).min(*other))).sum();
    let all = |runs: &std::collections::HashMap<String, usize>| runs.values().sum::<usize>().max(1) as f64;
    (both as f64 / all(&text), both as f64 / all(&gold))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_markup_is_read_or_refused(html in "(<(p|div|table|tr|td|li|h1|b|a href=x|time|script|br|/p|/div|/table|!--)>|[a-zA-Zäß .,|-]{0,60}|&amp;|March 6, 2024|By Ailsa Grant|\\PC{0,8}){0,60}") {
        if let Ok(draft) = page(&format!("<html>{html}")) {
            let characters: Vec<char> = draft.text.chars().collect();
            let pieces: Vec<String> = draft.blocks.iter().map(|block| characters[block.range()].iter().collect()).collect();
            prop_assert_eq!(pieces.join("\n\n"), draft.text.clone());
        }
    }
}
